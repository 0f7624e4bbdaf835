"""Which words are names, without the authority file, and which names are one entity's."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.entities import groups, spans

CASES = Path(__file__).resolve().parents[1] / "cases" / "entities" / "names.txt"
MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")


def cases():
    for paragraph in CASES.read_text("utf-8").split("\n\n"):
        lines = paragraph.strip().splitlines()
        marked = "\n".join(row for row in lines if not row.startswith("#"))
        if marked:
            yield pytest.param(marked, id=lines[0].lstrip("# "))


@pytest.mark.parametrize("marked", list(cases()))
def test_a_text_holds_the_names_that_its_marks_say(marked):
    text = MARK.sub(r"\1", marked)
    found = text
    for span in reversed(spans(text)):
        found = f"{found[: span.start]}[[{text[span.start : span.end]}|{span.kind}]]{found[span.end :]}"
    assert found == marked


@given(st.text(alphabet="Aab. ,\n'’-ofthe1Ünd", max_size=80))
def test_names_are_sorted_and_apart_and_within_the_text(text):
    found = spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def numbers(texts):
    return {texts[index][start:end]: group for index, start, end, group in groups(texts)}


def test_a_surname_and_an_acronym_go_with_their_full_name():
    found = numbers(["We met Ada Quist of the Ostrel Harbour Authority. Friends of Quist say the OHA knew."])
    assert found["Quist"] == found["Ada Quist"]
    assert found["OHA"] == found["Ostrel Harbour Authority"]


def test_a_surname_that_two_people_bear_goes_with_neither():
    found = numbers(["We met Ada Quist and saw Olaf Quist. Then Quist left."])
    assert len({found["Quist"], found["Ada Quist"], found["Olaf Quist"]}) == 3


def test_the_same_name_in_two_texts_is_one_group():
    found = groups(["We met Ada Quist.", "They saw Ada Quist."])
    assert [(text, group) for text, _, _, group in found] == [(0, 0), (1, 0)]


@pytest.mark.parametrize("unit", ["Bank of ", "A. ", "Ministry of the ", "al-A ", "I'm ", "x", "X", ", Inc.", "\n"])
def test_a_megabyte_on_one_line_takes_linear_time(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    spans(text)
    assert time.perf_counter() - start < 15
