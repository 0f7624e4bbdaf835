"""The table of countries: what names one country, and what names none."""

from __future__ import annotations

from collections import Counter

import pytest

from sitegen.reading import countries
from sitegen.reading.entities import groups, spans


def test_no_name_stands_for_two_countries():
    names = Counter(countries.key(name) for row in countries.COUNTRIES for name in {countries.key(one) for one in row})
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("row", countries.COUNTRIES, ids=lambda row: row[0])
def test_all_names_of_a_country_are_found_and_are_one_place(row):
    texts = [f"Nobody in the harbour had ever heard of {name} before that winter." for name in row]
    found = [(spans(text), text) for text in texts]
    assert [[text[span.start : span.end] for span in names] for names, text in found] == [[name] for name in row]
    assert {span.kind for names, _ in found for span in names} == {"place"}
    assert len({group for *_, group in groups(texts)}) == 1


def test_a_pronoun_is_no_country():
    assert not countries.named("Us")
    assert not countries.named("Un")


@pytest.mark.parametrize("city", sorted(countries.CAPITALS))
def test_a_capital_that_speaks_stays_a_place(city):
    text = f"Nobody heard when {city} said so."
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == [(city, "place")]
