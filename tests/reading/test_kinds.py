"""What a name names: a person, an organisation or a place."""

from __future__ import annotations

import pytest

from sitegen.reading.entities import spans
from sitegen.reading.nomenclature import PLACE_ENDINGS


def kind(text, name):
    found = {span.kind for span in spans(text) if text[span.start : span.end] == name}
    assert len(found) == 1, f"{name} in {spans(text)}"
    return found.pop()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Nobody had told Emma about the ferry.", "Emma", "person"),
        ("They waited for Torvan, 45, near the ferry.", "Torvan", "person"),
        ("They waited for Torvan, who was late again.", "Torvan", "person"),
        ("They waited for his daughter Everly at home.", "Everly", "person"),
        ("They read of Ada Quist, and later Quist waved.", "Quist", "person"),
        ("They read of Omar al-Torvani before Torvani waved.", "Torvani", "person"),
        ("They found the newspaper Torvan on board.", "Torvan", "organisation"),
        ("They feared the Torvan militia all winter.", "Torvan", "organisation"),
        ("They joined the LHF all winter.", "LHF", "organisation"),
        ("They read about the Lomen Herons all winter.", "Lomen Herons", "organisation"),
        ("They met at Lomen State all winter.", "Lomen State", "organisation"),
        ("Ships left the Center for Tides of Lomen Hills there.", "Center for Tides of Lomen Hills", "organisation"),
        ("Ships left the Gulf of Torvan all winter.", "Gulf of Torvan", "place"),
        ("Ships left the city of Torvan all winter.", "Torvan", "place"),
        ("Ships left the Torvan province all winter.", "Torvan", "place"),
        ("Ships stayed in Torvan all winter, and Torvan slept.", "Torvan", "place"),
        ("Ships stayed with Lomen, North Dakota all winter.", "Lomen, North Dakota", "place"),
    ],
)
def test_words_and_neighbours_tell_a_name_s_kind(text, name, expected):
    assert kind(text, name) == expected


@pytest.mark.parametrize(("ending", "example"), PLACE_ENDINGS)
def test_a_place_is_known_by_its_ending_where_nothing_else_tells(ending, example):
    assert example.endswith(ending)
    assert kind(f"{example} slept through the winter of that year. Nobody left {example} then.", example) == "place"
