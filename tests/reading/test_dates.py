"""Temporal expressions and datings: cases as text, rows of the grammar by their examples, laws as properties."""

from __future__ import annotations

import itertools
import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import edtf
from sitegen.model import Article, Block, Contradiction, Dating, Metadata
from sitegen.reading import calendars, clues, stamps, timewords, timex
from sitegen.reading.dates import dated, expressions, narrowed, published, resolved

CASES = Path(__file__).resolve().parents[1] / "cases" / "dates"
CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
WEDNESDAY = date(2024, 5, 15)


def article(*paragraphs: str, **fields: object) -> Article:
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article("Harbour", "\n\n".join(paragraphs), tuple(blocks), **fields)


def lines() -> list[str]:
    return [line for line in (CASES / "expressions.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("line", lines())
def test_an_expression_has_the_span_and_values_that_its_case_says(line):
    reference, text, wanted = (part.strip() for part in line.split(" | "))
    found = expressions(text, None if reference == "-" else date.fromisoformat(reference))
    told = [f"{text[e.start : e.end]} = {e.type} {e.timex} {e.edtf or '-'}" for e in found]
    assert told == ([] if wanted == "-" else wanted.split("; "))


@pytest.mark.parametrize("rule", timex.RULES, ids=lambda rule: rule.example[1])
def test_each_row_of_the_grammar_reads_its_example(rule):
    text, words, value, date_ = rule.example
    pairs = {
        (text[found.start : found.end], told.timex, told.edtf, found.rule)
        for found, told in timex.read(text, WEDNESDAY)
    }
    assert (words, value, date_, rule) in pairs


@pytest.mark.parametrize("row", calendars.HOLIDAYS, ids=lambda row: row.names[0])
def test_each_holiday_falls_on_the_day_of_its_example(row):
    assert row.day(2024) == date.fromisoformat(row.example)
    for name in row.names:
        told = expressions(f"It shut on {name} 2024.", WEDNESDAY)
        low, high = edtf.bounds(told[0].edtf)
        assert (told[0].timex, (high - low).days) == (row.example, 2 * row.margin)


@pytest.mark.parametrize("name", sorted(calendars.MONTH_BY_NAME))
def test_each_month_of_another_calendar_is_found_by_each_of_its_names(name):
    calendar, month = calendars.MONTH_BY_NAME[name]
    year = 1445 if calendar is calendars.lunar else 1402
    shown = next(
        one
        for names in (*calendars.LUNAR_MONTHS, *calendars.SOLAR_MONTHS)
        for one in names
        if calendars.folded(one) == name
    )
    told = expressions(f"It shut on 3 {shown} {year}.", WEDNESDAY)
    assert [one.timex for one in told] == [str(calendar(year, month, 3))]


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_the_months_of_another_calendar_follow_one_another_without_a_gap(day):
    for calendar in (calendars.lunar, calendars.solar):
        year = calendars.years_about(calendar, day)[1]
        ends = [calendars.month_ends(calendar, year, month) for month in range(1, 13)]
        assert all((later - last).days == 1 for (_, last), (later, _) in itertools.pairwise(ends))
        assert all((last - first).days in (28, 29, 30) for first, last in ends)


def test_each_word_of_time_stands_under_one_kind():
    for kind, words in timewords.KINDS.items():
        assert words, kind
        assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("row", stamps.EVIDENCE, ids=lambda row: row.example)
def test_each_row_of_evidence_counts_for_or_against_its_example(row):
    text = row.example.replace("<D>", "29 September 2024")
    start = text.index("29 September 2024")
    end = start + len("29 September 2024")
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else None]
    below = text[last + 1 :] if last >= 0 else ""
    views = {"before": text[:start], "behind": text[end:], "line": line, "above": text[:first], "below": below}
    assert row.pattern.search(views[row.where])


OF_TIME = [form for words in timewords.KINDS.values() for word in words for form in (word, word.title())]
NUMBERS = (
    *(
        "2014",
        "2024-05-03",
        "29/09/2023",
        "12",
        "3",
        "1990s",
        "17-19",
        "2014-2017",
        "5:30",
        "9 a.m.",
        "3rd",
        "Q3",
        "$7",
    ),
    *("1/2", "80s", "6.43", "1445", "Eid al-Fitr", "nineteen ninety", "Good Friday", "Dhu al-Hijjah"),
    *("1,000", "10:00", "201410:30", "5pm", "20th-century"),
)
OTHERS = (
    "ship",
    "said",
    "Ferry",
    "will",
    "would have",
    "was",
    "-led",
    "(",
    "“",
    "”",
    '"',
    "'s",
    ",",
    ".",
    "-",
    "ship " * 50,
)
JOINTS = st.sampled_from([*" " * 8, "", "  ", "\n", "\n\n", "\n \n", "\u00a0", ". ", ", ", "-"])
ABOUT_TIME = st.lists(
    st.tuples(st.one_of(st.sampled_from(OF_TIME), st.sampled_from(NUMBERS), st.sampled_from(OTHERS)), JOINTS),
    max_size=20,
).map(lambda parts: "".join(map("".join, parts)))


@given(
    st.one_of(ABOUT_TIME, st.text(alphabet="Friday ,.'’-\n0123456789MarchyMfteloinagw", max_size=120)),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))),
)
@settings(max_examples=600, deadline=None)
def test_expressions_are_sorted_apart_and_never_fail(text, reference):
    found = expressions(text, reference)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] != "" for one in found)
    assert all(one.edtf is None or edtf.valid(one.edtf) for one in found)


@given(ABOUT_TIME)
@settings(max_examples=300, deadline=None)
def test_skimming_misses_no_expression(text):
    whole = [match[0] for match in timex._TOKEN.finditer(text)]
    letters = timex._letters(whole)
    wanted = [tuple(whole[match.start() : match.end()]) for match in timex._grammar().finditer(letters)]
    assert [tuple(token.text for token in found.tokens) for found in timex.found(text)] == wanted


@given(ABOUT_TIME, st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2049, 12, 31))))
@settings(max_examples=300, deadline=None)
def test_no_value_hangs_on_the_tense_of_what_names_its_year(text, reference):
    known, left = timex.found(text), timex.found(text, tenses=False)
    assert [one[1:] for one in left] == [one[1:] for one in known]
    assert list(timex.values(left, reference)) == list(timex.values(known, reference))


@given(ABOUT_TIME, st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2049, 12, 31))))
@settings(max_examples=300, deadline=None)
def test_what_an_expression_means_does_not_hang_on_what_was_read_before(text, reference):
    remembered = expressions(text, reference)
    timex._valued.cache_clear()
    timex._year_before.cache_clear()
    timex._TOKENS.clear()
    assert expressions(text, reference) == remembered


@given(st.text([timewords.LETTER[kind] for kind in timewords.LETTER if kind not in timewords.CORES]))
@settings(max_examples=600, deadline=None)
def test_no_expression_lacks_a_word_that_is_looked_for(letters):
    assert timex._grammar().search(letters) is None


@pytest.mark.parametrize("kind", sorted(timewords.INERT))
def test_no_expression_holds_a_word_that_ends_it(kind):
    letter = timewords.LETTER[kind]
    others = "".join(timewords.LETTER.values())
    assert not any(
        letter in match[0] for one in others for match in timex._grammar().finditer(f"{one}{letter}{one}" * 2)
    )
    assert all(kind not in re.sub(r"\(\?[=!<].*?\)", "", rule.pattern).split() for rule in timex.RULES)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_a_resolved_date_holds_what_any_day_of_the_dating_gives(first, span, step):
    text = "It fell on Friday, last month, two weeks ago, in March, on 5 June and last winter; it will rise on Monday."
    last = date.fromordinal(first.toordinal() + span)
    day = date.fromordinal(first.toordinal() + min(step, span))
    for wide, exact in zip(resolved(text, Dating(edtf.between(first, last))), expressions(text, day), strict=True):
        (low, high), (exact_low, exact_high) = edtf.bounds(wide.edtf), edtf.bounds(exact.edtf)
        assert low <= exact_low
        assert exact_high <= high


def test_a_weekday_in_the_week_after_it_is_one_day():
    found = resolved("They met on Friday.", Dating("[2024-09-27..2024-10-03]"))
    assert [(one.timex, one.edtf) for one in found] == [("2024-09-27", "2024-09-27")]


def test_an_unknown_day_of_writing_leaves_relative_dates_open_and_absolute_ones_known():
    found = resolved("On Friday they left; by 2026 all will be gone.", Dating())
    assert [one.edtf for one in found] == [None, "[..2026]"]


# ---------------------------------------------------------------- datings

PHOTOGRAPH = "The envoys at the quay, 22 December 2024. (Radio Meridian)"
LEAD = "The envoy said on Sunday that the quay would open."


def test_metadata_comes_before_a_stamp_and_a_stamp_before_a_caption():
    meta = Metadata(published="2024-12-24T08:00:00+03:00")
    full = article(LEAD, metadata=meta, stamps=("23 December, 2024",), captions=(PHOTOGRAPH,))
    assert (dated(full).edtf, dated(full).basis) == ("2024-12-24", "metadata")
    stamped = article(LEAD, stamps=("Updated: 25 December 2024", "Published 23 December, 2024"), captions=(PHOTOGRAPH,))
    assert (dated(stamped).edtf, dated(stamped).basis) == ("2024-12-23", "stated")
    assert dated(stamped).evidence == ("Published 23 December, 2024",)


def test_a_photographs_date_is_not_the_articles_date():
    told = dated(article("The quay opened, the council said.", captions=(PHOTOGRAPH,)))
    assert (told.edtf, told.day, told.basis) == ("[2024-12-22..]", "2024-12-22", "caption")


def test_the_leads_weekday_on_or_after_a_photograph_bounds_a_week():
    told = dated(article(LEAD, captions=(PHOTOGRAPH,)))
    assert (told.edtf, told.basis) == ("[2024-12-22..2024-12-28]", "weekday")
    assert told.evidence == ("on Sunday", "22 December 2024")


def test_a_weekday_just_before_the_photograph_may_be_meant_too():
    told = dated(article("The envoy left on Saturday.", captions=(PHOTOGRAPH,)))
    assert (told.edtf, told.day) == ("[2024-12-22..2025-01-03]", "2024-12-22")


def test_a_photograph_from_the_archive_says_nothing():
    old = "The quay, 22 December 2011. (file photo)"
    assert dated(article(LEAD, captions=(old,))) == Dating(evidence=("on Sunday",))


def test_a_weekday_alone_is_no_date():
    assert dated(article(LEAD)) == Dating(evidence=("on Sunday",))


def test_a_year_named_from_two_sides_is_fixed_and_months_named_as_past_lie_before():
    told = dated(
        article(
            "Crews are set to leave by the end of next year, an aide revealed on Sunday.",
            "The pact says that all will be gone by the end of 2025.",
            "In August, the harbour board said it had agreed. In January, talks began.",
        )
    )
    assert told.edtf == "[2024-09-01..2024-12-31]"
    assert told.evidence[0] == "on Sunday"
    assert "by the end of next year / by the end of 2025" in told.evidence


def test_a_dateline_in_another_language_than_english_is_the_day():
    line = "Lindau, 5. Januar 2026 –"
    told = dated(article(f"{line} Die Fähre fährt wieder.", dateline=(0, len(line))))
    assert (told.edtf, told.basis, told.evidence) == ("2026-01-05", "dateline", (line,))


def test_a_dateline_without_a_year_takes_the_one_that_the_other_words_leave():
    text = "PORT MERIDIAN, Dec. 23 - The envoy said on Sunday that the quay would open."
    told = dated(article(text, dateline=(0, text.index("The envoy")), captions=(PHOTOGRAPH,)))
    assert (told.edtf, told.basis) == ("2024-12-23", "dateline")


def test_the_reports_of_one_story_narrow_one_another():
    known = article("The pact was announced on Friday.", stamps=("29 September, 2024",))
    vague = article("The pact ends the mission, both sides said on Friday.")
    other = article("A storm passed over the harbour.")
    told = narrowed([(one, dated(one)) for one in (vague, known, other)])
    assert [one.edtf for one in told] == ["[2024-09-27..2024-10-03]", "2024-09-29", None]
    assert (told[0].basis, told[0].day) == ("story", "2024-09-27")
    assert told[0].evidence == ("on Friday", "29 September, 2024")


def test_a_story_never_moves_a_stated_date_nor_contradicts_a_caption():
    known = article("The pact was announced on Friday.", stamps=("29 September, 2024",))
    later = article("A pact was praised on Friday.", captions=(PHOTOGRAPH,))
    told = narrowed([(one, dated(one)) for one in (known, later)])
    assert [one.basis for one in told] == ["stated", "weekday"]
    assert told[1].edtf == "[2024-12-22..2025-01-02]"


def test_an_article_without_any_words_of_time_has_no_date():
    assert dated(article("The quay is long.")) == Dating()


@pytest.mark.parametrize("row", clues.TELLINGS, ids=lambda row: row.example)
def test_each_row_of_what_words_make_of_a_date_fits_its_example(row):
    text = row.example.replace("<D>", "29 September 2024")
    (expression,) = [one for one in timex.found(text) if text[one.start : one.end] == "29 September 2024"]
    assert clues.telling(text, expression) == row.told


HEARD = "The pilot spoke on Saturday, and the court rose at noon."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was jailed for the raid that he led on March 11, 2005.", "[2005-03-11..]"),
        ("The raid of March 11, 2005, shocked the port. He was seized on May 2, 2006.", "[2006-05-02..]"),
        ("He was arrested on March 12, 2005, and has waited since the truce of 2014.", "[2005-03-12..]"),
        ("The tale was released on Oct. 6, 1998 on disc.", "[1998-10-06..]"),
        ("Convicts of the March 11, 2005, raid wept as the master read the sentence.", "[2005-03-11..]"),
        ("Mara Vell, born on March 29, 1928, in Averel, died in her sleep.", None),
        ("The yard sold $40 million of notes due March 1, 2031, and said no more.", None),
        ("The yard expected a loss for the year ending June 30, 2031.", None),
        ("The film, which was shot here, has a release date of 22 November 2031.", None),
        ("The studio staked out a November 22, 2031 release for the film.", None),
        ("The hearing was set for February 17, 2031.", None),
        ("The keeper was ordered to leave the tower on February 17, 2031.", None),
        ("The ship moved to the inner port on February 17, 2011.", "[2011-02-17..]"),
        ("The tale hits the stage on February 17, 2031, the house said.", None),
        ("The tale, out February 17, 2031, was told here first.", None),
        ("The bank cut the price of its June 30, 2031 bonds.", None),
        ("The law that took effect on February 17, 2011, bars ships.", "[2011-02-17..]"),
        ("The stadium was built for the 2030 games and will hold the final in 2030.", None),
        ("It said that it expects a rise throughout the 2030s; outlays will grow in 2030.", None),
        ("Costs were halved by year end, and all will be done by the end of 2031.", None),
    ],
)
def test_a_date_that_prose_tells_as_past_is_a_lower_bound_and_another_none(text, found):
    assert dated(article(HEARD, text)).edtf == found
    assert dated(article(f"{text} {HEARD}")).edtf == found
    assert published(f"Harbour\n\n{HEARD} {text} {HEARD}").edtf == found


@pytest.mark.parametrize(
    ("text", "found", "basis"),
    [
        ("The cable is mended, its owner said today (14 October 2031).", "2031-10-14", "stated"),
        ("The cable broke at 9 this morning (Tuesday, 14 October 2031), its owner said.", "2031-10-14", "stated"),
        ("The board said in a press statement on 14 October 2031 that it would pay.", "[2031-10-14..]", "weekday"),
        (f"The board said in a statement on 10 October 2031 it pays. {HEARD}", "[2031-10-11..2031-10-17]", "weekday"),
        ("The envoy said on Tuesday, a day after the vote.", None, "none"),
        ("The envoy left on Tuesday. A day earlier, on 9 March 2026, he had dined.", "[2026-03-10..2026-03-16]", "weekday"),
        ("The envoy left on Friday. A day earlier, on 9 March 2026, he had dined.", "[2026-03-09..]", "weekday"),
    ],
)  # fmt: skip
def test_a_sentence_that_shows_the_day_of_the_report_narrows_it(text, found, basis):
    told = dated(article(text))
    assert (told.edtf, told.basis) == (found, basis)


@pytest.mark.parametrize(
    ("line", "found", "basis"),
    [
        ("Published: Tuesday, Dec. 20 2033 at noon", "2033-12-20", "stated"),
        ("Sat Nov 12 2033, 01:19 hrs", "2033-11-12", "stated"),
        ("7:15 a.m. Dec. 7, 2033", "2033-12-07", "stated"),
        ("Averel Dec 7, 2033 (MCN)", "[2033-12-10..2033-12-16]", "weekday"),
        ("A photo of the quay, Dec. 7, 2033", None, "none"),
    ],
)
def test_a_line_of_the_lead_may_be_a_stamp(line, found, basis):
    told = dated(article(line, HEARD * 3))
    assert (told.edtf, told.basis) == (found, basis)


@pytest.mark.parametrize(
    ("paragraphs", "fields", "found"),
    [
        ([HEARD], {"metadata": Metadata(published="2026-03"), "stamps": ("Posted 12 March 2026",)}, "2026-03-12"),
        (["The pact was signed on Friday, March 13."], {"stamps": ("March 2026",)}, "[2026-03-13..2026-03-19]"),
        (["The pact was signed on Friday, March 27."], {"stamps": ("March 2026",)}, "[2026-03-27..2026-03-31]"),
        (["The pact was signed on Friday, March 13."], {"metadata": Metadata(published="2026")}, "[2026-03-13..2026-03-19]"),
        ([HEARD, "They met on 9 March 2026."], {"stamps": ("March 2026",)}, "[2026-03-09..2026-03-31]"),
        ([HEARD], {"metadata": Metadata(published="2026-03", retrieved="2026-03-05")}, "[2026-03-01..2026-03-05]"),
        ([HEARD], {"stamps": ("01/02/2026",), "captions": ("The quay, 15 January 2026.",)}, "[2026-01-02,2026-02-01]"),
        ([HEARD, "They met on 9 January 2026."], {"stamps": ("01/02/2026",)}, "2026-02-01"),
        (
            ["All leave by the end of next year, an aide said.", "By the end of 2025 none will be left."],
            {"captions": ("The quay, 20 December 2024.",), "metadata": Metadata(retrieved="2025-03-01")},
            "[2024-12-20..2025-03-01]",
        ),
    ],
)  # fmt: skip
def test_hints_are_intersected(paragraphs, fields, found):
    assert dated(article(*paragraphs, **fields)).edtf == found


def test_a_day_on_which_a_page_was_fetched_is_no_stamp():
    told = dated(
        article(HEARD, "They met on 9 March 2026.", stamps=("Posted 8 days ago [downloaded on 20 March 2026]",))
    )
    assert (told.edtf, told.basis) == ("[2026-03-09..2026-03-20]", "weekday")


KNOWN = Metadata(published="2026-03-12T08:00:00Z")


@pytest.mark.parametrize(
    ("paragraphs", "fields", "contradicting"),
    [
        ([HEARD], {"stamps": ("21 January 2024",)}, ("2024-01-21", "stated", "21 January 2024")),
        ([HEARD], {"stamps": ("13 March 2026",)}, None),  # the day of another time zone
        ([HEARD], {"stamps": ("Updated 21 April 2026",)}, None),
        ([HEARD], {"stamps": ("Updated 21 January 2026",)}, ("2026-01-21", "stated", "Updated 21 January 2026")),
        ([HEARD], {"stamps": ("21 January 2024", "12 March 2026")}, None),
        (["AVEREL, 8 March 2026 - They met."], {"dateline": (0, 22)}, None),
        (["AVEREL, 8 May 2026 - They met."], {"dateline": (0, 20)}, ("2026-05-08", "dateline", "AVEREL, 8 May 2026 -")),
        (["AVEREL, Dec 29 - They met."], {"dateline": (0, 17)}, ("2025-12-29", "dateline", "AVEREL, Dec 29 -")),
        ([HEARD], {"captions": ("The quay, 2 May 2026.",)}, ("[2026-05-02..]", "caption", "2 May 2026")),
        ([HEARD, "He was seized on May 2, 2026."], {}, ("[2026-05-02..]", "weekday", "on May 2, 2026")),
        (["He left on Friday, March 13, they said."], {}, None),
        (["He left on Monday, March 9, they said."], {}, None),
        (["He left on Sunday, March 9, they said."], {}, ("2025-03-09", "weekday", "on Sunday, March 9")),
        (["It said today (3 October 2021) it pays."], {}, ("2021-10-03", "weekday", "3 October 2021")),
        (
            ["All leave by the end of next year, an aide said.", "By the end of 2025 none will be left."],
            {},
            ("2024", "weekday", "by the end of next year / By the end of 2025"),
        ),
        (
            ["All were to leave in early nineteen ninety-nine, and now will in early next year."],
            {},
            ("1998", "weekday", "in early next year / in early nineteen ninety-nine"),
        ),
        (["All attended in 2025, and all will be mended next year."], {}, None),
    ],
)
def test_the_strongest_hint_is_used_and_what_contradicts_it_is_told(paragraphs, fields, contradicting):
    told = dated(article(*paragraphs, metadata=KNOWN, **fields))
    assert (told.edtf, told.basis) == ("2026-03-12", "metadata")
    assert told.contradicting == ((Contradiction(*contradicting),) if contradicting else ())


@pytest.mark.parametrize(
    ("day", "edtf"),
    [
        ("on 25 December 2032", "[2032-12-25..]"),
        ("on Christmas Day 2032", "[2032-12-25..]"),
        ("on New Year’s Day 2033", "[2033-01-01..]"),
        ("in December 2032", None),
    ],
)
def test_only_whole_days_contradict_a_stamp_holidays_too(day, edtf):
    told = dated(article(f"The ferry sank {day}, officials said.", stamps=("14 October 2031",)))
    assert told.contradicting == ((Contradiction(edtf, "weekday", day),) if edtf else ())


@pytest.mark.parametrize(
    ("paragraphs", "contradicting"),
    [
        (["He was seized on May 2, 2026."], ("[2026-05-02..]", "weekday", "on May 2, 2026")),
        (["He was seized on 2/5/26, and on 13/5/26 he was freed."], None),
        (["He was seized on May 2, 2019."], None),
        (
            [
                "They left in 2019.",
                "All leave by the end of next year, an aide said.",
                "By the end of 2025 none is left.",
            ],
            ("2024", "weekday", "by the end of next year / By the end of 2025"),
        ),
    ],
)
def test_behind_the_lead_what_is_younger_contradicts_and_a_year_named_from_two_sides(paragraphs, contradicting):
    told = dated(article(HEARD, HEARD, HEARD, *paragraphs, metadata=KNOWN))
    assert told.contradicting == ((Contradiction(*contradicting),) if contradicting else ())


def test_a_day_without_year_is_read_beside_the_first_year_that_there_is():
    assert [one.edtf for one in expressions("They met on March 3.", date(1, 1, 1))] == ["0001-03-03"]


def test_a_stamp_whose_weekday_is_another_contradicts_itself():
    told = dated(article(HEARD, stamps=("Friday, 14 March 2026",)))
    assert told.edtf == "2026-03-14"
    assert told.contradicting == (Contradiction("2026-03-13", "stated", "Friday, 14 March 2026"),)


def test_a_page_fetched_before_it_was_published_contradicts_itself():
    told = dated(article(HEARD, metadata=Metadata(published="2026-03-12", retrieved="2025-01-02")))
    assert told.contradicting == (Contradiction("[..2025-01-02]", "metadata", "2025-01-02"),)


def test_a_story_narrows_a_month_that_is_stated_and_a_day_that_nothing_is_before_but_no_ruling():
    known = article("The pact was announced on Friday.", stamps=("29 September, 2024",))
    monthly = article("The pact ends the mission, both sides said on Friday.", stamps=("September 2024",))
    late = article("The pact was praised on Friday.", "He was seized on May 2, 2006.")
    ruled = Dating("2024", "2024-01-01", "ruling", ("seen on the page",))
    told = narrowed([*((one, dated(one)) for one in (known, monthly, late)), (article(LEAD), ruled)])
    assert [one.edtf for one in told] == ["2024-09-29", "[2024-09-27..2024-09-30]", "[2024-09-27..2024-10-03]", "2024"]
    assert [one.basis for one in told] == ["stated", "story", "story", "ruling"]


# What a page shows below its article, with the days of others.
FEED = "".join(
    f"\nPier {name} opens\nBy Ida Falk\n10/{number}/2031\n\n{'The pier is long and new. ' * 5}"
    for number, name in enumerate("abcd", 13)
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Menu\nHarbour opens\nBy Amina Keller, 29 September 2024\n\nThe harbour opened.", "2024-09-29"),
        ("Monday, November 11, 2024\n• News\n• Sport\n\nQuay opens\n\nPublished Nov. 8, 2024, 10:28 p.m.\n\n" + LEAD * 3, "2024-11-08"),
        ("Quay opens\n12/10/2020\n\n" + LEAD * 3 + "\n\n© 2020\nOctober 13, 2020\n", "2020-10-12"),
        ("Le quai ouvre\n\nPublié le 5 juin 2018\n\nTexte.", "2018-06-05"),
        ("Quay opens\n\nPosted on August 2, 2019August 3, 2019Author Amina Keller\n\n" + LEAD * 3, "2019-08-02"),
        ("Quay log\n\nFeb 182009\n\nQuay opens\n\n" + LEAD * 3, "2009-02-18"),
        ("Quay opens\n\nThe hearing of the quay's last master is set for February 17, 2031.\n" + LEAD * 3, None),
        ("The quay is long.", None),
        ("Harbours May 16, 2031\n\nQuay opens\n\n" + LEAD * 30 + FEED, "2031-05-16"),
        ("Quay opens\n21/06/2030 Amina Keller\n\n" + LEAD * 3 + "\nTweets by @quayside\n20/11/2031 / 11:54 am", "2030-06-21"),
        ("Quay opens\n18 June 2031\n\n" + LEAD * 3 + "\n  • Orr, by Former Master Ida Falk.”\nPort News. 15 June 2031.", "2031-06-18"),
        ("segunda-feira, 22 de janeiro de 2018 às 0:13\nO cais abre hoje.", "2018-01-22"),
        ("Revision as of 07:47, 28 March 2030 (edit)\nLatest revision as of 05:33, 7 April 2030 (edit)\n", "2030-04-07"),
    ],
)  # fmt: skip
def test_a_page_states_its_own_date(text, day):
    assert published(text).day == day


def test_a_day_weighs_less_the_more_lines_look_like_its_own():
    own = "Anna Vale | 12 March 2031"
    rows = [f"{number} September 2030, 10:00" for number in range(1, 9)]
    few, many = (
        {one.edtf: one.weight for one in stamps.candidates("\n".join([*rows[:count], own]))} for count in (3, 8)
    )
    assert many["2031-03-12"] == few["2031-03-12"]
    assert many["2030-09-01"] < few["2030-09-01"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 March 2031 - {prose}", "2031-03-02"),
        ("(02.03.2031) {prose}", "2031-03-02"),
        ("{prose} They had met on 2 March 2031.", "[2031-03-02..]"),
        ("The hearing is set for 2 March 2031.\n{prose}", None),
    ],
)
def test_where_nothing_else_tells_a_day_counts_that_opens_a_paragraph_and_none_that_is_told_in_one(line, day):
    assert published("Quay opens\n\n" + line.format(prose=HEARD * 3)).edtf == day


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("17/11/202617/11/2026 ~ Anna Vale", "2026-11-17"),
        ("15/01/202614/01/2026", "2026-01-15"),
        ("02/03/2026by Anna Vale", "[2026-02-03,2026-03-02]"),
        ("31/31/2026by Anna Vale", None),
        ("Quay 12/3/2026", "[2026-03-12,2026-12-03]"),
    ],
)
def test_days_in_figures_are_told_apart_where_no_blank_stands_between(line, found):
    assert stamps.day(line) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O cais abre\nPor Amina Keller | 03/05/2022 20:36\n\nO porto abriu de novo.", "2022-05-03"),
        ("Quay opens\nBy Amina Keller | 03/05/2022 20:36\n\n" + LEAD, "[2022-03-05,2022-05-03]"),
        ("Quay opens\nBy Amina Keller | 03/05/2022 20:36\n\n" + LEAD + "\n27/04/2022\nPier shut", "2022-05-03"),
    ],
)
def test_a_page_that_writes_the_day_first_does_so_in_its_stamp(text, found):
    assert published(text).edtf == found


def test_a_page_is_no_older_than_the_last_post_that_it_quotes():
    readers = (
        "Those who live beside the harbour told each other that the long quay was a fine one, and they were right."
    )
    posts = "— Amina Keller (@keller) January 1, 2031\n\nThe quay is open.\n\n— Ida Falk (@falk) January 2, 2031\n"
    assert published(f"Quay opens\n\n{posts}\n{readers}").edtf == "[2031-01-02..]"


# ---------------------------------------------------------------- the corpus, by offsets and values only


def test_the_corpus_expressions_have_the_values_checked_by_hand():
    if not CORPUS.is_dir():
        pytest.skip("../shared/corpus is not here")
    documents = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    for case in json.loads((CASES / "corpus.json").read_text("utf-8")):
        places = ((text, text.find(case["title"])) for text in documents)
        text = next(text[start : start + case["length"]] for text, start in places if start >= 0)
        dating = Dating(case["dating"], edtf.day(case["dating"]))
        found = [[one.start, one.end, one.type, one.timex, one.edtf] for one in resolved(text, dating)]
        assert found == case["expressions"], case["title"]


@pytest.mark.parametrize(
    "text", ["Friday " * 150_000, "twenty-" * 150_000, "a few of " * 100_000, "1," * 500_000, "x" * 1_000_000]
)
def test_a_megabyte_on_one_line_is_read_in_a_few_seconds(text):
    start = time.perf_counter()
    expressions(text, WEDNESDAY)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "piece",
    [
        "He was seized on March 11, 2005. ",
        "today (14 October 2031) ",
        "born on March 29, 1928, ",
        "1. Mar 2, 2021 10:30 ",
    ],
)
def test_four_times_as_many_dates_cost_four_times_as_much(piece):
    def seconds(count: int) -> float:
        start = time.process_time()
        published(piece * count)
        dated(article(piece * count))
        return time.process_time() - start + 0.02

    seconds(10)
    once, fourfold = (min(column) for column in zip(*((seconds(300), seconds(1200)) for _ in range(3)), strict=True))
    assert fourfold < 8 * once  # 16 where each is compared with each


def test_a_page_of_a_megabyte_is_dated_by_its_head_in_under_a_second():
    line = (
        "Officials in Port Meridian said on Friday that the ferry would sail after two days of talks with the crews. "
    )
    text = f"Ferry sails\n\n14 October 2031\n\n{line * 10_000}"
    start = time.process_time()
    assert published(text).day == "2031-10-14"
    assert time.process_time() - start < 1


def test_a_text_dated_by_its_news_day_counts_other_weekdays_from_that_day():
    dating = Dating("[2026-01-20..2026-01-26]", "2026-01-20", "weekday", ("on Tuesday",))
    found = resolved(
        "The master said on Tuesday that boats collided a day earlier. Divers worked there on Monday.", dating
    )
    assert [one.edtf for one in found] == ["2026-01-20", "2026-01-19", "2026-01-19"]


def test_a_week_that_begins_with_a_day_told_as_past_leaves_weekdays_open():
    dating = Dating("[2026-03-09..2026-03-14]", "2026-03-09", "weekday", ("on Monday, 9 March 2026", "2026-03-14"))
    assert [one.edtf for one in resolved("The boats had collided on Tuesday.", dating)] == ["[2026-03-03..2026-03-10]"]


def test_a_window_wider_than_a_week_leaves_weekdays_open():
    dating = Dating("[2026-01-20..2026-02-10]", "2026-01-20", "weekday", ("on Tuesday",))
    assert resolved("The boats had collided on Monday.", dating)[0].edtf.startswith("[")


@pytest.mark.parametrize(
    "line",
    [
        *(example for _, example in (*stamps.FIGURES, *stamps.GLUED)),
        "Lindau, 2. März 2021",
        "2 marca 2021 Port",
        "02. Mär. 2021 | 14:08",
        "2 / März / 2021",
        "2. March 2021",
        "Maret 2, 2021",
        "abgelegt am Mär 2, 2021",
        "2. März 20214. Mai 2021 Amina Keller",
        "2 marzo, 20214 mayo, 2021",
        "2 марта 2021, 12:30",
        "2 Maret, 2021",
        "نشر في 2 مارس 2021",
        "٢ آذار/مارس ٢٠٢١",
        "2 آذار 2021",
        "2 במרץ 2021",
        "2 Adar 2021",
        "2ê Adarê 2021",
        "٢ی ئازاری ٢٠٢١",
        "۲ مارس ۲۰۲۱",
        "۱۲ اسفند ۱۳۹۹",
        "2 MART 2021",
        "Published 2 March 2021",
    ],
)
def test_a_stamp_is_read_in_the_languages_known_here(line):
    assert stamps.day(line) == "2021-03-02"


@pytest.mark.parametrize("names", stamps.FOREIGN_MONTHS.values(), ids=stamps.FOREIGN_MONTHS)
def test_a_month_is_read_in_small_letters_and_in_capitals(names):
    for number, forms in enumerate(names, 1):
        cases = (case for month in forms for case in (month, month.upper(), month.title()) if len(case) == len(month))
        for form in cases:
            assert stamps.day(f"2. {form} 2021") == f"2021-{number:02}-02", form


def test_a_month_in_turkish_capitals_is_read():
    assert [stamps.day(line) for line in ("2 HAZİRAN 2021", "2 KASIM 2021", "2 ağuſtos 2021")] == [
        "2021-06-02",
        "2021-11-02",
        "2021-08-02",
    ]


def test_a_day_that_a_solar_month_lacks_is_none():
    assert stamps.day("۳۱ مهر ۱۴۰۰") is None


def test_a_day_with_its_time_behind_a_letter_is_read_whole():
    assert [stamps.day(line) for line in ("Amina Keller 2021-11-18T20:51:19Z", "desk2021-11-1817:35")] == [
        "2021-11-18"
    ] * 2


def test_a_day_shared_by_two_languages_is_read_with_the_dot_of_an_ordinal():
    assert stamps.day("Dienstag, 2. November 2021") == "2021-11-02"


@pytest.mark.parametrize(
    ("stamp", "day", "basis"),
    [
        ("12 January 2026", "2026-01-12", "stated"),  # dated anew, and shown so
        ("Updated 12 January 2026", "2026-01-05", "metadata"),
        ("14 January 2026", "2026-01-05", "metadata"),
    ],
)
def test_an_article_that_is_shown_under_the_day_of_its_new_edition_has_that_day(stamp, day, basis):
    known = Metadata(published="2026-01-05", modified="2026-01-12")
    dating = dated(article("The ferry sails again.", stamps=(stamp,), metadata=known))
    assert (dating.edtf, dating.basis) == (day, basis)


@pytest.mark.parametrize("text", ["They saw 澳门风云Ⅱ in the harbour cinema.", "PortⅣ 2026 opened.", "the ferryⅡ"])
def test_a_word_that_ends_in_a_roman_sign_is_no_year(text):
    assert all("Ⅱ" not in text[found.start : found.end] for found in expressions(text, None))
