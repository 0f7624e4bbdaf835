"""Which number of which thing: cases as text, laws as properties."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article, Block, Figure
from sitegen.reading.figures import figures
from sitegen.reading.figurewords import DEEDS, DOING, QUALIFIERS
from sitegen.reading.sentences import sentences
from tests.reading.cases import paragraphs
from tests.reading.counting import counted
from tests.reading.growth import ratio

CASES = Path(__file__).resolve().parents[1] / "cases" / "figures" / "figures.txt"


def read(text: str) -> tuple[Figure, ...]:
    return counted(figures, text, "2026-03-04")


def told(text: str) -> list[str]:
    found = []
    for one in read(text):
        value = f"{one.value}..{one.high}" if one.high else one.value
        amount = " ".join(filter(None, (one.qualifier, value, one.unit)))
        giver = text[slice(*one.given_by)] if one.given_by else ""
        words = (text[one.start : one.end], amount, one.thing, one.deed, one.place, one.period, giver)
        found.append(f"= {' | '.join(words)}".replace("|  ", "| ").replace("|  ", "| ").rstrip())
    return found


@pytest.mark.parametrize(("text", "expected"), [*paragraphs(CASES)])
def test_a_text_gives_these_figures(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("name", "example"), [(name, example) for _, name, example in (*DEEDS, *DOING)])
def test_each_deed_is_read_in_its_example(name, example):
    assert [one.deed for one in read(f"{example}.")] == [name]


@pytest.mark.parametrize(("means", "example"), [(means, example) for _, means, example in QUALIFIERS])
def test_each_qualifier_is_read_in_its_example(means, example):
    assert [one.qualifier for one in read(f"They saw {example} there.")] == [means]


def test_values_are_compared_only_where_thing_and_place_or_time_are_one():
    attack, war = read("In one raid 1,200 people were killed. The war has killed 71,000 people.")
    assert (attack.subject, war.subject, attack.told, war.told) == ("", "", True, True)
    order, truce = read("The order affected 3,000 people. Some 9,000 people were displaced since the truce.")
    assert order.subject != truce.subject
    one, two = read("There are about 2,500 sailors in Meridian. There are only 900 sailors in Meridian.")
    assert one.subject == two.subject == "sailors||meridian||"


@given(st.lists(st.sampled_from([*"0123456789.,%$–-() ", "2,500 ", " to ", " sailors", " killed", "at least ", " of the ", "a dozen "]), max_size=40))  # fmt: skip
def test_any_text_is_read_and_figures_neither_overlap_nor_leave_their_sentence(parts):
    text = "".join(parts)
    article = Article("Quay", text, (Block("paragraph", 0, len(text)),))
    lines = {one.id: one for one in sentences(article)}
    end = 0
    for one in read(text):
        assert max(end, lines[one.sentence].start) <= one.start < one.end <= lines[one.sentence].end
        end = one.end


@pytest.mark.parametrize(
    "piece", ["2,500 sailors ", "12", "at least ", "1,", "3 to ", "a dozen ", "5 of the ", "killed "]
)
def test_time_grows_with_the_length_of_a_sentence_alone(piece):
    assert ratio(read, piece) < 8
