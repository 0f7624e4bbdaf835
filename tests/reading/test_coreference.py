"""Which names are one entity's, within a text and across texts."""

from __future__ import annotations

import time

import pytest

from sitegen.reading.coreference import Named, keys, short
from sitegen.reading.entities import groups


def numbers(*texts):
    return [{texts[index][start:end]: group for at, start, end, group in groups(texts) if at == index}
            for index in range(len(texts))]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmad al-Torvani", "Ahmed Al Torvani"),
        ("Mr. Quist", "Quist"),
        ("Leo E. Bratt", "Leo Bratt"),
        ("Gen. Ada Quist", "Ada Quist"),
        ("Ostrel Shipping Corp.", "Ostrel Shipping"),
        ("The Harbour Courier", "Harbour Courier"),
        ("Lomen, Ohio", "Lomen"),
        ("U.S.", "United States"),
        ("British", "UK"),
    ],
)
def test_ways_to_write_one_name_are_compared_as_one(one, other):
    assert short(one) == short(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hassan Torvani", "Hussein Torvani"), ("Ahmed Torvani", "Mohammed Torvani"), ("Ada Quist", "Olaf Quist")],
)
def test_two_names_are_not_compared_as_one(one, other):
    assert short(one) != short(other)


def test_a_name_with_a_middle_name_is_the_same_person_in_one_text():
    (found,) = numbers("They met Ada Maria Quist. Later Ada Quist sang, and Quist was praised.")
    assert len(set(found.values())) == 1


def test_initials_of_all_words_or_of_the_long_ones_stand_for_a_name():
    (found,) = numbers("The Bureau of Tides and the Union of Lomen Harbours met. Then the BOT and the ULH spoke.")
    assert found["BOT"] == found["Bureau of Tides"]
    assert found["ULH"] == found["Union of Lomen Harbours"]


def test_letters_in_brackets_stand_for_the_name_before_them():
    (found,) = numbers("We saw the Center for Tidal Studies of Lomen (CTSL) and Ada Quist (OHP) there.")
    assert found["CTSL"] == found["Center for Tidal Studies of Lomen"]
    assert found["OHP"] != found["Ada Quist"]


def test_an_acronym_that_one_text_explains_is_known_in_the_others():
    first, second = numbers("They joined the Lomen Harbour Forces (LHF) there.", "Nobody had heard of the LHF before.")
    assert first["Lomen Harbour Forces"] == second["LHF"]


def test_a_surname_goes_with_the_only_full_name_of_all_texts():
    first, second = numbers("They had met Ada Quist there.", "Nobody had heard of Quist before.")
    assert first["Ada Quist"] == second["Quist"]


def test_a_surname_that_two_people_of_other_texts_bear_stays_alone():
    *_, alone = numbers("They had met Ada Quist.", "They had met Olaf Quist.", "Nobody had heard of Quist before.")
    everyone = numbers("They had met Ada Quist.", "They had met Olaf Quist.", "Nobody had heard of Quist before.")
    assert alone["Quist"] not in {everyone[0]["Ada Quist"], everyone[1]["Olaf Quist"]}


def test_a_country_is_short_for_no_longer_name():
    (found,) = numbers("The India Harbour Report was read in India, and boats left for Southern India.")
    assert len(set(found.values())) == 3


def test_a_hundred_thousand_names_take_linear_time():
    texts = [[Named(f"Ada Quist{number}", "person"), Named(f"Quist{number}", "person")] for number in range(50_000)]
    start = time.perf_counter()
    keys(texts)
    assert time.perf_counter() - start < 15
