"""What is to end when: cases as text, laws as properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.model import Figure
from sitegen.reading.ends import ROWS, ends
from tests.reading.cases import paragraphs
from tests.reading.counting import counted
from tests.reading.growth import ratio

CASES = Path(__file__).resolve().parents[1] / "cases" / "figures" / "ends.txt"


def read(text: str) -> tuple[Figure, ...]:
    return counted(ends, text, "2030-03-04")


@pytest.mark.parametrize(("text", "expected"), [*paragraphs(CASES)])
def test_a_text_tells_these_ends(text, expected):
    told = []
    for one in read(text):
        giver = text[slice(*one.given_by)] if one.given_by else ""
        told.append(
            f"= {text[one.start : one.end]} | {one.value} | {one.thing} | {one.deed} | {one.place} | {giver}".rstrip()
        )
    assert told == expected


def test_the_end_of_a_mission_and_the_leave_of_the_last_troops_are_two_subjects():
    text = (
        "The mission in Meridian will end by June 2031. All remaining forces will leave Meridian by the end of 2031. "
        "The mission in Meridian will end in 2032."
    )
    first, second, third = read(text)
    assert first.subject == third.subject != second.subject
    assert first.told
    assert first.value != third.value


@pytest.mark.parametrize(("thing", "deed", "example"), [(thing, deed, example) for thing, deed, _, example in ROWS])
def test_each_row_is_read_in_its_example(thing, deed, example):
    (found,) = read(example)
    assert (found.thing, found.deed, found.place) == (thing or found.thing, deed, "meridian")


def test_it_reads_long_texts_in_linear_time():
    text = "Troops in Meridian, the mission of the fleet in Meridian will end in the mission in June 2031. "
    assert ratio(read, text) < 8
