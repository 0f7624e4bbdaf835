"""How an archive is cut into shards, what is indexed of each record, and the files that search.js reads."""

import json
import random
from collections import Counter
from dataclasses import asdict, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import pagefind, search
from sitegen.site.search import GUIDE, Passage, Piece, Record, bundle, calendar, layout, page
from tests.site.shelves import placed


def record(number: int, day: str | None = "2026-01-20", **known) -> Record:
    passage = Passage(f"Berth {number} was dredged.", f"s-{number:06x}", ("Old Quay", "الرصيف"))
    years = (day[:4],) if day else ()
    known = {"topics": (f"topic-{number % 5}",), "source": f"outlet-{number % 7}", "years": years, **known}
    return Record(f"articles/{number:03d}/", f"Report {number}", "article", (passage,), day=day, **known)


RECORDS = [
    *(record(number, f"{2024 + number % 3}-0{1 + number % 9}-11") for number in range(40)),
    record(90, None),
    Record("topics/harbour/", "Harbour", "topic", (Passage("What is built."),), topics=("topic-1",)),
    Record("dates/2024/05/02/", "2 May 2024", "day", day="2024-05-02", years=("2024",)),
]


# ---------------------------------------------------------------- layout

MONTHS = st.builds("{:04}-{:02}".format, st.integers(2019, 2026), st.integers(1, 12))
COUNTS = st.dictionaries(
    st.tuples(MONTHS | st.just("undated"), st.integers(0, 255).map("{:02x}".format)),
    st.one_of(st.integers(0, 40), st.integers(200, 6000)),
    max_size=60,
)


def names(counts: dict[tuple[str, str], int]) -> list[str]:
    return [piece.name for piece in layout(counts)]


def pages(piece: Piece, counts: dict[tuple[str, str], int]) -> int:
    return sum(number for place, number in counts.items() if piece.holds(*place))


@pytest.mark.parametrize(
    ("counts", "cut"),
    [
        ({}, []),
        ({("2026-01", "00"): 8}, ["2026"]),
        ({("2026-01", "00"): 8, ("2025-12", "00"): 8, ("undated", "00"): 1}, ["2026", "2025", "undated"]),
        ({("2026-01", "00"): 200, ("2026-02", "00"): 100}, ["2026"]),
        ({("2026-01", "00"): 200, ("2026-02", "00"): 101}, ["2026-02", "2026-01"]),
        ({("2026-01", "00"): 300, ("2026-07", "00"): 1}, ["2026-h2", "2026-h1"]),
        ({("2026-01", "00"): 300, ("2026-04", "00"): 1, ("2026-07", "00"): 1}, ["2026-h2", "2026-q2", "2026-q1"]),
        ({("2026-01", "00"): 200, ("2026-01", "ff"): 200}, ["2026-01-00", "2026-01-80"]),
        ({("2026-01", "00"): 200, ("2026-01", "3f"): 200}, ["2026-01-00", "2026-01-20"]),
        ({("2026-01", "00"): 9000}, ["2026-01-00"]),
        ({("2026-01", "00"): 1, ("2025-01", "00"): 9000, ("2025-01", "80"): 900}, ["2026", "2025-01"]),
        ({("2026-01", "00"): 1, ("2024-01", "00"): 9000, ("2024-07", "80"): 900}, ["2026", "2024"]),
        ({("2026-01", "00"): 1, ("2025-02", "00"): 900, ("2025-03", "00"): 900}, ["2026", "2025-03", "2025-02"]),
        (
            {("2026-01", "00"): 1, ("2025-02", "00"): 9000, ("2025-02", "80"): 9000},
            ["2026", "2025-02-00", "2025-02-80"],
        ),
        (
            {("2026-01", "00"): 1, ("undated", "00"): 9000, ("undated", "80"): 9000},
            ["2026", "undated-00", "undated-80"],
        ),
    ],
)
def test_the_newest_month_is_cut_small_and_older_times_stand_together(counts, cut):
    assert names(counts) == cut


def test_the_periods_of_the_undated_are_one():
    counts = {("undated-00", "00"): 2, ("undated-ff", "ff"): 3}
    (piece,) = layout(counts)
    assert (piece.name, pages(piece, counts)) == ("undated", 5)


@given(COUNTS)
def test_every_month_and_part_belongs_to_one_piece(counts):
    cut = layout(counts)
    for place, number in counts.items():
        assert sum(piece.holds(*place) for piece in cut) == 1 or not number
    assert len({piece.name for piece in cut}) == len(cut)
    assert all(pages(piece, counts) for piece in cut)


@given(COUNTS)
def test_pieces_are_no_larger_than_they_may_be_unless_they_cannot_be_cut(counts):
    newest = max((month for (month, _), number in counts.items() if number and month != "undated"), default="")
    for piece in layout(counts):
        limit = search.NEWEST if newest and piece.first == newest else search.LARGEST
        assert pages(piece, counts) <= limit or piece.high - piece.low == 1


@given(COUNTS)
def test_pieces_come_newest_first_and_overlap_only_where_a_month_is_cut(counts):
    for newer, older in pairwise(layout(counts)):
        assert (newer.first, newer.last) == (older.first, older.last) or newer.first > older.last


@given(COUNTS, st.randoms())
def test_the_layout_does_not_depend_on_the_order_of_the_counts(counts, rng):
    shuffled = list(counts.items())
    rng.shuffle(shuffled)
    assert layout(dict(shuffled)) == layout(counts)


@given(COUNTS, st.integers(0, 255).map("{:02x}".format))
def test_an_article_more_in_the_newest_month_changes_only_the_layout_of_its_year(counts, where):
    months = [month for (month, _), number in counts.items() if number and month != "undated"]
    if months:
        more = {**counts, (max(months), where): counts.get((max(months), where), 0) + 1}
        changed = set(layout(more)) ^ set(layout(counts))
        assert {piece.first[:4] for piece in changed} <= {max(months)[:4]}


@given(st.dictionaries(st.integers(1900, 2100).map(str), st.integers(1, 366)))
def test_every_day_belongs_to_one_piece_and_years_of_few_days_stand_together(counts):
    cut = calendar(counts)
    for year in counts:
        assert sum(piece.holds(f"{year}-{month:02}", "00") for month in (1, 7, 12) for piece in cut) == 3
    for piece in cut:
        held = sum(number for year, number in counts.items() if piece.holds(f"{year}-01", "00"))
        assert 0 < held <= search.FEW_DAYS
    assert [piece.first for piece in cut] == sorted({piece.first for piece in cut}, reverse=True)


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferries & <b>quays</b>", "Ferries &amp; &lt;b&gt;quays&lt;/b&gt;"),
        ('The "Meridian": a, b', "The &quot;Meridian&quot;: a, b"),
        ("___PAGEFIND_WEIGHT___9", "PAGEFIND_WEIGHT___9"),
    ],
)
def test_titles_and_text_are_literal(title, shown):
    html = page(Record("a/", title, "article", (Passage(title, "s-1"),)))
    assert f'"title:{shown}"' in html
    assert f"</a>{shown} <" in html


def test_other_names_stand_hidden_behind_their_passage():
    html = page(record(1))
    assert (
        '<a id="s-000001"></a>Berth 1 was dredged. <a id="~"></a><i data-pagefind-weight="0.2">Old Quay · الرصيف</i>'
        in html
    )


def test_a_persons_own_names_are_metadata_and_an_articles_belong_to_no_passage():
    person = page(Record("p/", "Dalia Sharoun", "person", aliases=("al-Nimri",)))
    assert '<i data-pagefind-meta="names:al-Nimri"></i>' in person
    assert 'id="~"' not in person
    article = page(record(1, aliases=("al-Nimri",)))
    assert article.endswith('<a id=""></a> <a id="~"></a><i data-pagefind-weight="0.2">al-Nimri</i> </body></html>')


# ---------------------------------------------------------------- shards

PIECE = Piece("2026-01", "2026-01", "2026-01")
JANUARY = [record(number, f"2026-01-{1 + number % 9:02}") for number in range(30)]


def own(made: search.Bundle) -> dict[str, bytes]:
    """A shard's own files by their path in its folder: what ``held`` is made of."""
    root = search.folder(made.shard)
    return {path.removeprefix(root): content for path, content in made.files.items() if path.startswith(root)}


def texts_of(made):
    return lambda name: pagefind.fragments(made.files[f"{PIECE.name}/{name}.pf_fragment"])


def digest(records, language):
    return search.digest([search.entry(one)[0] for one in records], language)


def metadata(made: search.Bundle) -> list:
    return pagefind._decoded(pagefind._bare(own(made)["pagefind.en.pf_meta"]))


def test_the_files_depend_on_the_records_alone():
    shuffled = random.Random(7).sample(JANUARY, len(JANUARY))
    assert bundle(PIECE, shuffled, "en") == bundle(PIECE, JANUARY, "en")
    assert digest(shuffled, "en") == digest(JANUARY, "en") == bundle(PIECE, JANUARY, "en").shard.digest


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"url": "articles/x/"},
        {"topics": ("topic-9",)},
        {"years": ("2025", "2026")},
        {"source": None},
        {"day": "2026-01-30"},
        {"dated": "in January"},
        {"aliases": ("Quay",)},
        {"content": (Passage("Berth 0 was dredged.", "s-1"),)},
    ],
)
def test_any_change_of_a_record_changes_the_digest(change):
    assert digest([replace(JANUARY[0], **change), *JANUARY[1:]], "en") != digest(JANUARY, "en")


def test_the_language_changes_the_digest():
    assert digest(JANUARY, "de") != digest(JANUARY, "en")


@pytest.mark.parametrize(
    "records",
    [
        JANUARY,
        JANUARY[1:],
        JANUARY[:-1],
        [*JANUARY, record(50)],
        [record(50), *JANUARY[5:20], replace(JANUARY[3], title="Another"), record(51, "2026-01-31")],
        [replace(JANUARY[0], topics=("topic-9",)), *JANUARY[1:]],
        [record(60)],
    ],
    ids=["same", "first gone", "last gone", "one more", "some of each", "another topic", "all others"],
)
def test_a_shard_made_from_the_last_one_is_the_one_made_anew(records):
    last, clean = bundle(PIECE, JANUARY, "en"), bundle(PIECE, records, "en")
    texts = texts_of(last)
    entries, pages = zip(*(search.entry(one) for one in records), strict=True)
    new = search.unheld(entries, "en", own(last)[search.LINES], texts)
    assert {one.sign for one in new} == {one.sign for one in entries} - {search.entry(one)[0].sign for one in JANUARY}
    needed = {one.url: html for one, html in zip(entries, pages, strict=True) if one in new}
    made = search.joined(PIECE, entries, needed, "en", own(last), texts=texts)
    assert made.shard == clean.shard
    assert {**last.files, **made.files}.items() >= clean.files.items()
    assert {*made.files, *made.kept} == clean.files.keys()
    assert set(made.kept) <= last.files.keys()


def test_texts_that_cannot_be_read_any_more_are_indexed_again():
    last, records = bundle(PIECE, JANUARY, "en"), JANUARY[1:]
    entries, pages = zip(*(search.entry(one) for one in records), strict=True)
    new = search.unheld(entries, "en", own(last)[search.LINES])
    assert new
    needed = {one.url: html for one, html in zip(entries, pages, strict=True) if one in new}
    made, clean = search.joined(PIECE, entries, needed, "en", own(last)), bundle(PIECE, records, "en")
    assert {**last.files, **made.files}.items() >= clean.files.items()
    assert {*made.files, *made.kept} == clean.files.keys()


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=60), st.integers(0, 10**6))
def test_texts_stand_a_few_in_a_file_and_one_more_touches_one_file(numbers, more):
    def files(some):
        return {
            tuple(one.url for one in file) for file in search._files([search.entry(record(one))[0] for one in some])
        }

    before, after = files(numbers), files({*numbers, more})
    assert all(len(file) <= search.TOGETHER for file in before)
    assert sorted(url for file in before for url in file) == sorted(record(one).url for one in numbers)
    assert len(before - after) <= 1


@pytest.mark.parametrize("lines", [b"", b"en 1.4.0 0123456789ab\narticles/x nothing\n", b"\n"])
def test_a_shard_that_other_code_made_is_not_built_on(lines):
    held = {**own(bundle(PIECE, JANUARY, "en")), search.LINES: lines}
    assert bundle(PIECE, JANUARY[1:], "en", held) == bundle(PIECE, JANUARY[1:], "en")


def test_only_what_changed_is_indexed_again(monkeypatch):
    last, indexed = bundle(PIECE, JANUARY, "en"), []
    whole = pagefind.index
    monkeypatch.setattr(
        pagefind,
        "index",
        lambda pages, language: whole([indexed.append(url) or (url, html) for url, html in pages], language),
    )
    bundle(PIECE, [*JANUARY[1:], record(77)], "en", own(last), texts=texts_of(last))
    assert indexed == ["articles/077/"]


def test_results_are_sorted_by_the_names_of_their_texts():
    records = [record(1, "2026-01-20"), record(2, "2026-01-03"), record(3, None)]
    names = [name for name, _ in metadata(bundle(Piece("x", "", "2026-12"), records, "en"))[1]]
    assert [name[:17] for name in names] == ["../../0000-00-00-", "../../2026-01-03-", "../../2026-01-20-"]
    guide = metadata(bundle(GUIDE, [RECORDS[-2]], "en"))
    assert guide[1][0][0].startswith("../../9999-99-99-")


def test_texts_whose_names_would_be_one_are_told_apart(monkeypatch):
    monkeypatch.setattr(search, "_SHORT", 0)
    made = bundle(PIECE, JANUARY, "en")
    files = [content for path, content in made.files.items() if path.startswith("2026-01/2026-01-")]
    shown = [json.loads(one)["url"] for content in files for one in pagefind.fragments(content)]
    assert sorted(shown) == sorted(one.url for one in JANUARY)


def test_what_all_pages_share_needs_no_file():
    made = bundle(PIECE, [record(number) for number in (0, 5, 7)], "en")
    assert made.shard.same == {"kind": "article", "year": "2026"}
    assert {path for path in own(made) if path.startswith("filter/")} == {
        "filter/source.pf_filter",
        "filter/topic.pf_filter",
    }
    assert bundle(GUIDE, [RECORDS[-2]], "en").shard.same == {
        "kind": "topic",
        "topic": "topic-1",
        "source": "",
        "year": "",
    }


def test_facets_number_the_pages_that_have_a_value():
    made = bundle(PIECE, JANUARY, "en")
    urls = [
        json.loads(pagefind.fragments(made.files[f"2026-01/{file[6:]}.pf_fragment"])[int(number)])["url"]
        for file, _, number in (name.partition("~") for name, _ in metadata(made)[1])
    ]
    name, values = pagefind._decoded(pagefind._bare(own(made)["filter/topic.pf_filter"]))
    topics = {one.url: one.topics for one in JANUARY}
    assert name == "topic"
    assert {(topic, urls[number]) for topic, numbers in values for number in numbers} == {
        (topic, url) for url, own_topics in topics.items() for topic in own_topics
    }


def test_a_record_without_a_word_is_left_out():
    made = bundle(PIECE, [record(1), Record("articles/x/", "—", "article", day="2026-01-02")], "en")
    assert made.shard.pages == 1
    assert bundle(PIECE, [record(1)], "en", own(made)).shard.pages == 1


def test_the_list_tells_each_shard_in_the_order_in_which_it_is_asked():
    sample = search.Shard("", "d", "", "", ("2026",), {"kind": "article"}, 3, 10, 20, 30)
    times = {
        "undated": ("", ""),
        "2024": ("2024-01", "2024-12"),
        "2026-01-80": ("2026-01", "2026-01"),
        "days-2026": ("2026-01", "2026-12"),
        "guide": (GUIDE.first, GUIDE.last),
        "2026-01-00": ("2026-01", "2026-01"),
    }
    listed = json.loads(search.listing(replace(sample, name=name, first=a, last=b) for name, (a, b) in times.items()))
    assert listed["code"] == pagefind.VERSION
    assert [shard["name"] for shard in listed["shards"]] == [
        *("guide", "days-2026", "2026-01-00", "2026-01-80", "2024", "undated")
    ]
    assert listed["shards"][-1] == json.loads(json.dumps(asdict(replace(sample, name="undated"))))


def test_sizes_in_the_list_are_those_of_the_files():
    made = bundle(PIECE, JANUARY, "en")
    sizes = {path: len(content) for path, content in own(made).items()}
    words = [size for path, size in sizes.items() if path.startswith("index/")]
    assert made.shard.opening == sizes["pagefind-entry.json"] + sizes["pagefind.en.pf_meta"]
    assert made.shard.word == sum(words) // len(words)
    assert made.shard.facets == sizes["filter/topic.pf_filter"] + sizes["filter/source.pf_filter"]


def test_every_record_is_in_the_shard_of_its_time():
    shelved = list(placed(RECORDS))
    assert Counter(one.url for _, records in shelved for one in records) == Counter(one.url for one in RECORDS)
    assert all(len({piece.name for piece, _ in shelved}) == len(shelved) for _ in shelved)
