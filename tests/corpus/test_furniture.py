"""The table of furniture covers what its examples show, and no line that an article may hold."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.corpus.furniture import ENCLOSED, PATTERNS, PLACE, SHORT, furniture
from sitegen.corpus.labels import FORMS, labelled, stamp
from sitegen.corpus.lines import lines
from sitegen.corpus.phrases import caseless, phrase

HEADINGS = [
    "Not a retreat",
    "More fighting in the north",
    "Related to the fall of the city",
    "The most popular mayor",
    "Follow the money",
    "Share of women in parliament",
    "Live fire exercise",
    "Read the room",
    "Tension in the port",
    "Comment from the ministry",
    "Latest attack kills five",
    "Top officials resign",
    "Press conference",
    "Legal challenge",
    "Save the children",
    "Watch the clock, keep the peace",
    "Close call",
    "Search for survivors",
    "Print is dead, long live print",
    "Terms of the ceasefire",
    "Contact group meets in Lindau",
]
SENTENCES = [
    "We will not accept the ceasefire without the consent of the people.",
    "Cookies were handed out at the gate by the baker of Sand.",
    "The newsletter of the union was read aloud in the hall.",
    "Subscribers of the old telephone grid were told last.",
    "Related talks will continue in Lindau on Monday, the ministry said.",
    "Read together, the two reports tell another story.",
    "Advertisements for the ferry had promised calm water.",
    "Copyright reform passed the assembly by one vote in 2019.",
    "By the end of the year the wall will be rebuilt.",
]


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.example)
def test_every_row_covers_its_example_and_gives_its_label(row):
    assert re.fullmatch(row.regex, row.example, re.IGNORECASE)
    assert furniture(row.example) == row.label


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.example)
def test_every_form_of_line_covers_its_example(row):
    assert labelled(lines(row.example))[0].label == row.label


def test_every_label_has_a_place_on_the_page():
    assert {row.label for row in PATTERNS} == set(PLACE)
    assert all(furniture(opening) == "list" for opening in ("list 1 of 3", "end of list"))
    assert ENCLOSED


@pytest.mark.parametrize("line", HEADINGS + SENTENCES)
def test_headings_and_sentences_of_articles_are_no_furniture(line):
    assert furniture(line) is None


@pytest.mark.parametrize("line", ["SHARE THIS ARTICLE", "skip to main content", "ADVERTISEMENT", "Most read"])
def test_furniture_is_known_in_any_case(line):
    assert furniture(line) is not None


def test_a_long_line_is_never_furniture():
    assert furniture("Share this article " * 60) is None


@pytest.mark.parametrize("row", [row for row in PATTERNS if row.label != "marker"], ids=lambda row: row.example)
def test_patterns_are_written_in_lower_case_because_they_are_tried_on_it(row):
    letters = re.sub(r"\\.", "", row.regex)
    assert letters == caseless(letters)
    assert re.compile(row.regex).groups == 0


@pytest.mark.parametrize("row", [*PATTERNS, *FORMS], ids=lambda row: row.example)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_row_covers_no_line_without_the_words_and_ends_that_it_asks_for(row, data):
    ends = getattr(row, "ends", ())
    if row.holds or ends:
        line = data.draw(st.from_regex(row.regex, fullmatch=True))
        assert not row.holds or any(word in caseless(line) for word in row.holds)
        assert not ends or line.endswith(ends)


def first_label_of_the_table(line):
    if known := phrase(caseless(line)):
        return known
    for label in PLACE:
        flags = re.NOFLAG if label == "marker" else re.IGNORECASE
        rows = (row for row in PATTERNS if row.label == label and (row.holds or len(line) <= row.longest))
        if any(re.fullmatch(row.regex, line, flags) for row in rows):
            return label
    return None


EXAMPLES = st.sampled_from([row.example for row in PATTERNS])
JOINTS = st.sampled_from(["", " ", " | ", ". ", "\n", "İ", "ı", "ſ", "©", "!"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=40), st.tuples(EXAMPLES, JOINTS, st.one_of(EXAMPLES, st.just(""))).map("".join)))
def test_a_line_has_the_first_label_whose_rows_cover_it_in_any_case(line):
    for text in (line, line.upper(), line.title()):
        assert furniture(text) == first_label_of_the_table(text)


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago " + "1" * 100 + "x",
        "3 hours ago " + "11:11 " * 17 + "x",
        "3 hours ago " + "1.1.11." * 15 + "x",
        "3 Jan 2024 " + "mon at " * 15 + "x",
    ],
)
def test_a_line_of_digits_and_words_of_dates_that_is_no_stamp_is_turned_down_at_once(line):
    start = time.process_time()
    assert not stamp(line)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    "line",
    [
        "13 mayıs 2024",
        "20 janvier 10h30",
        "5 March, 10 hours ago",
        "Dated 3 January 2026",
        "Tue, Jan 6, 2026 10:30 p.m. GMT",
    ],
)
def test_a_line_that_a_date_fills_is_a_stamp(line):
    assert stamp(line)
    assert stamp(line.title())


def test_of_long_lines_only_rows_that_may_be_long_are_tried():
    notice = "This site uses cookies" + " that remember what you read" * 8
    assert len(notice) > SHORT
    assert furniture(notice) == "cookies"
    assert furniture("Back to top") == "menu"
    assert furniture("Length: 4" + "0" * SHORT + " words") is None
