"""The table of furniture covers what its examples show, and no line that an article may hold."""

from __future__ import annotations

import re

import pytest

from sitegen.corpus.furniture import ENCLOSED, PATTERNS, PLACE, furniture
from sitegen.corpus.labels import FORMS, labelled
from sitegen.corpus.lines import lines

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
