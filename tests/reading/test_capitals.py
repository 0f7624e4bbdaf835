"""Which capitals can be a name's."""

from __future__ import annotations

import time

import pytest

from sitegen.reading.capitals import read


def capitals(text):
    return [token.text for token in read(text)[0] if token.capital]


def opening(text):
    return [token.text for token in read(text)[0] if token.capital and token.opens]


def test_a_capital_says_nothing_at_the_beginning_of_a_sentence():
    assert opening("Ships left the Asker. They never saw Torvan again.") == ["Ships", "They"]


def test_a_capital_says_nothing_in_a_label():
    text = "Read More About: nobody in Torvan sleeps through the winter"
    assert opening(text) == ["Read", "More", "About"]


def test_a_word_of_a_heading_is_a_name_s_if_the_text_below_says_so():
    heading = "Port Orders Torvan Crews to Leave Before Winter"
    assert "Torvan" in capitals(f"{heading}\nShips had left Torvan before.")
    assert "Crews" not in capitals(f"{heading}\nShips had left Torvan before, and crews slept.")


def test_a_short_sentence_is_no_heading():
    assert capitals("We saw Ada Quist in a Red Boat.") == ["We", "Ada", "Quist", "Red", "Boat"]


def test_a_hyphen_parts_peoples_and_leads_to_names():
    assert capitals("The Kenyan-Ugandan and anti-Torvan crews of al-Sudani and Port-Ostrel slept.") == [
        "The", "Kenyan", "Ugandan", "Torvan", "al-Sudani", "Port-Ostrel",
    ]  # fmt: skip


def test_a_script_without_capitals_has_none():
    assert capitals("غادرت السفن الميناء") == []


@pytest.mark.parametrize(
    "unit", ["Aa ", "Aa of ", "a\n", "A-", "a-A", "Read More: ", "A" * 50 + " a\n", "A b c d e f\n"]
)
def test_a_megabyte_takes_linear_time(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 15
