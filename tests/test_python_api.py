"""The functions that the design names for callers in Python: their shapes, their laws, and the examples of the README."""

import doctest
import sys
import time
from dataclasses import fields
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import new
from sitegen.build import build
from sitegen.corpus import duplicates, extract
from sitegen.model import Article, Dating, NameSpan, TimeExpression
from sitegen.plan import Plan, Report
from sitegen.reading import dates, entities, stories

ROOT = Path(__file__).parents[1]
LONG = 1_000_000
MOST_SECONDS = 20  # on a machine that others use too; a second or two on one of its own
SENTENCE = "Ada Quist said on Friday that 40 people had left Port Ostrel. "
HOSTILE = {
    "nothing": "",
    "white space": " \n\t\r\n\u00a0\u3000\u2028",
    "one NUL": "\0",
    "NULs within words": "Ada\0 Quist said on Fri\0day that she left.\n\n\0He\0 stayed on 4 May 2026\0.",
    "a lone surrogate": "\ud800",
    "lone surrogates within words": "Ada \udc80Quist said on Friday\ud800 that she left.\n\nMore \udfff words stand here.",
    "right-to-left marks alone": "\u200f\u200e\u202b\u202c\u2067\u2069\u061c",
    "right-to-left marks within words": "\u200fAda\u200e Quist\u202b said on \u2067Friday\u2069 she left.",
    "punctuation alone": "!?.,;:—–-()[]{}«»“”‘’'\"…/\\|&%#@*_~`^<>=+" * 20,
    "line ends of all kinds": "a\rb\r\nc\x85d\u2028e\u2029f\x0bg\x0ch\x1ci",
    "days that are none": "31 February 2020, 29 February 1900, on 99999 January 0000, 9999-12-31, next week, 2020-13-45",
    "digits of other scripts": "on ٣ May ٢٠٢٠, १ May १९९९, ²⁰²⁰-01-01, 1²3 people, ½ of ⅷ",
    "numerals that are letters": "Q½ 2020, in QⅧ, H½, FY½, the ⅷth century, ⅷ pm, 202ⅷ-0ⅷ-1ⅷ, a½, 2½0s",
    "letters that change length": "İİİ ǰŉΐ ßﬁ said on Friday İstanbul'da",
    "capitals of another language": "Liman açıldı\n\n2 HAZİRAN 2021 PAZARTESİ\n\nFRİDAY, 3 KASIM 2020, 1 auguſt 2020, 4 marﬆ 2021.",
    "marks without letters": "e" + "\u0301" * 1000 + " \u0301\u0301",
    "the last code points": "\uffff\U0010ffff\ufeff\ufffd",
}
LINES = {
    "prose": SENTENCE,
    "one word": "a",
    "blanks": " ",
    "stops": ".",
    "digits": "1",
    "capitals": "A ",
    "quotation marks": "“",
    "letters of another script": "中",
    "right-to-left marks": "\u200f",
}
READERS = {
    "extract.articles": extract.articles,
    "duplicates.groups": lambda text: duplicates.groups([text, "", text]),
    "stories.groups": lambda text: stories.groups([text, "", text]),
    "dates.expressions": lambda text: dates.expressions(text, date(2024, 9, 29)),
    "dates.expressions without a reference": lambda text: dates.expressions(text, None),
    "dates.expressions on the first day": lambda text: dates.expressions(text, date.min),
    "dates.expressions on the last day": lambda text: dates.expressions(text, date.max),
    "dates.published": dates.published,
    "entities.spans": entities.spans,
    "entities.groups": lambda text: entities.groups([text, "", text]),
}
# Pieces of what scrapers hand over, and all single characters, surrogates too.
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            (
                "\n",
                "\n\n",
                " ",
                "Friday",
                "4 May 2026",
                "By Ada Quist",
                "Ada Quist",
                "said",
                "Port Ostrel",
                "2,500",
                "–",
            )
        ),
        st.sampled_from(
            (SENTENCE, "Read more", "ERBIL -", "\u200f", "\0", "ميرا", "אולנד", "“", "”", "…", "al-", "'s")
        ),
        st.characters(),
        st.sampled_from(("\ud800", "\udfff", "\udc80")),
    ),
    max_size=24,
).map("".join)


def test_the_examples_of_the_readme_give_what_it_says(tmp_path, monkeypatch):
    new.new(tmp_path / "my-archive")
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest(readme, {}, "README.md", "README.md", 0)
    assert len(examples.examples) > 15
    outcome = doctest.DocTestRunner().run(examples, out=sys.stdout.write)
    assert outcome.failed == 0


def test_a_span_has_the_name_that_the_design_gives_it_and_the_one_that_it_had():
    assert entities.Span is NameSpan
    assert all(isinstance(span, entities.Span) for span in entities.spans("Ada Quist spoke in Port Ostrel."))


@pytest.mark.parametrize(
    ("noun", "names"),
    [
        (
            Article,
            ("title", "text", "blocks", "pieces", "section", "byline", "dateline", "agency", "stamps", "captions"),
        ),
        (TimeExpression, ("start", "end", "type", "timex", "edtf")),
        (Dating, ("edtf", "day", "basis", "evidence")),
        (entities.Span, ("start", "end", "kind")),
        (Report, ("counts", "seconds", "peak_bytes", "problems", "changes")),
    ],
)
def test_results_keep_their_fields_in_their_order(noun, names):
    assert tuple(field.name for field in fields(noun))[: len(names)] == names


@pytest.mark.parametrize(
    "told",
    [
        extract.articles,
        duplicates.groups,
        stories.groups,
        dates.expressions,
        dates.published,
        entities.spans,
        entities.groups,
    ],
)
def test_each_function_shows_an_example(told):
    assert ">>>" in told.__doc__


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_function_fails_on_hostile_text(reader, text):
    assert READERS[reader](HOSTILE[text]) is not None


@pytest.mark.parametrize("reader", ["extract.articles", "dates.expressions", "dates.published", "entities.spans"])
@pytest.mark.parametrize("line", LINES)
def test_a_megabyte_on_one_line_is_read_in_seconds(reader, line):
    text = (LINES[line] * (LONG // len(LINES[line]) + 1))[:LONG]
    begun = time.process_time()
    READERS[reader](text)
    assert time.process_time() - begun < MOST_SECONDS


def test_no_texts_have_no_groups():
    assert duplicates.groups([]) == stories.groups([]) == entities.groups([]) == ()


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_articles_are_pieces_of_the_text_in_its_order(text):
    found = extract.articles(text)
    pieces = [span for article in found for span in article.pieces]
    assert isinstance(found, tuple)
    assert all(isinstance(article, Article) and article.title and article.text for article in found)
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(one[1] <= other[0] for one, other in pairwise(pieces))
    assert extract.articles(text) == found


@given(TEXTS, st.one_of(st.none(), st.dates()))
@settings(max_examples=200, deadline=None)
def test_expressions_are_sorted_apart_and_of_the_four_types(text, reference):
    found = dates.expressions(text, reference)
    assert isinstance(found, tuple)
    assert all(isinstance(one, TimeExpression) and 0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.type in ("DATE", "TIME", "DURATION", "SET") and one.timex for one in found)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_dating_says_a_day_where_it_says_a_date_with_a_beginning(text):
    found = dates.published(text)
    assert isinstance(found, Dating)
    assert (found.edtf is None) == (found.basis == "none")
    assert found.day is None or date.fromisoformat(found.day)
    assert found.edtf is None or found.evidence
    assert found.edtf is not None or found.day is None


@given(st.lists(TEXTS, max_size=4))
@settings(max_examples=150, deadline=None)
def test_names_are_spans_and_their_groups_count_from_nought(texts):
    spans = [entities.spans(text) for text in texts]
    groups = entities.groups(texts)
    assert [(number, one.start, one.end) for number, found in enumerate(spans) for one in found] == [
        one[:3] for one in groups
    ]
    for text, found in zip(texts, spans, strict=True):
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert {one.kind for one in found} <= {"person", "organisation", "place"}
    assert _by_first_appearance([group for *_, group in groups])


@pytest.mark.parametrize("grouping", [duplicates.groups, stories.groups])
@given(texts=st.lists(TEXTS, max_size=6))
@settings(max_examples=100, deadline=None)
def test_each_text_has_a_group_and_groups_count_from_nought(grouping, texts):
    groups = grouping(texts)
    assert len(groups) == len(texts)
    assert _by_first_appearance(groups)


def _by_first_appearance(groups):
    """Tell whether numbers appear for the first time as 0, 1, 2 and so on."""
    return list(dict.fromkeys(groups)) == list(range(len(set(groups))))


def test_a_build_returns_a_report_of_counts_seconds_and_bytes(tmp_path):
    new.new(tmp_path / "archive")
    report = build(Plan(content=tmp_path / "archive/content", output=tmp_path / "public", jobs=1))
    assert isinstance(report, Report)
    assert report.counts["articles"] == 1
    assert all(seconds >= 0 for seconds in report.seconds.values())
    assert report.peak_bytes > 1 << 20
    assert report.problems == ()
