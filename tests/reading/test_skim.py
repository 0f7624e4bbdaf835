"""The rough copy of a text: what it shows, what is found in it, which chunks are asked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ids import folded
from sitegen.reading.skim import (
    LARGEST_TABLE,
    LONGEST,
    LONGEST_KEPT,
    MOST,
    Remembered,
    Sought,
    implementation,
    merged,
    rough,
)

PIECES = (
    "Ferry",
    "ferry",
    "U.S.",
    "Shara'a",
    "Quist’s",
    "Quist's",
    "x's's",
    "Élan",
    "a_b",
    "2,500",
    "why?",
    "—",
    "",
    "\u00a0",
)
TEXTS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(PIECES), st.text(max_size=4)),
        st.sampled_from([" ", "  ", "\n", "\n\n", "", "-", "\t"]),
    ),
    max_size=12,
).map(lambda parts: "".join(map("".join, parts)))


def test_only_few_words_are_looked_for_by_a_table_of_all_states():
    assert implementation(["ferry", "quay"]) is not None
    assert implementation(["ferry" * LARGEST_TABLE]) is None


def test_rough_copies_of_long_texts_are_not_kept():
    short, long = "The ferry sank. ", "The ferry sank. " * LONGEST_KEPT
    assert rough(short) is rough(short)
    assert rough(long) is not rough(long)


@given(TEXTS)
def test_a_rough_copy_has_a_byte_for_each_character(text):
    copy = rough(text)
    assert len(copy.plain) == len(text) + 2
    assert copy.text == text.replace("\n", " ")
    for letter, byte in zip(text, copy.plain[1:].decode(), strict=False):
        assert byte in (letter.lower(), " ", "?")
        assert letter.isascii() or byte in " ?"


@given(TEXTS)
def test_a_copy_without_a_question_mark_has_the_folded_words(text):
    words = rough(text).plain.decode().split()
    if not any("?" in word for word in words):
        assert " ".join(words) == folded(text)


@given(TEXTS)
def test_chunks_stand_between_blanks(text):
    copy = rough(text)
    places = [place for place, letter in enumerate(copy.text) if letter != " "]
    spans = sorted({copy.chunk(place) for place in places})
    assert [copy.text[start:end] for start, end in spans] == copy.text.split(" ") or all(
        chunk == "" for chunk in set(copy.text.split(" ")) - {copy.text[start:end] for start, end in spans}
    )
    for start, end in spans:
        assert copy.end(start) == end
        if start:
            before = copy.before(start)
            assert copy.text[before : start - 1].count(" ") == 0
            assert before == 0 or copy.text[before - 1] == " "


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("The ferry, sank.", ["ferry,"]),
        ("The Ferry\nsank", ["Ferry"]),
        ("the ferry's crew; the ferryman", ["ferry's"]),
        ("the ferry_boat", ["ferry_boat"]),
        ("the ferry-boat – ferry", ["ferry-boat", "ferry"]),
        ("the “ferry”", ["“ferry”"]),
        ("une élève", ["élève"]),
        ("a ferry and 3 boats", ["ferry", "3"]),
        ("Which ferry?", ["ferry?"]),
        ("ferry\u00a0boat", ["ferry\u00a0boat"]),
    ],
)
def test_the_chunks_are_found_that_may_hold_a_word(text, chunks):
    copy = rough(text)
    assert [copy.text[slice(*span)] for span in Sought(["ferry"], "0123456789").chunks(copy)] == chunks


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shara'a", [5]),
        ("Shara’a", [5]),
        ("Quist's boat", []),
        ("Quist's's boat", [5]),
        ("the crews' boat", []),
        ("The U.S. left.", [5]),
        ("It left. ", []),
    ],
)
def test_signs_are_told_that_stand_within_words(text, places):
    assert sorted(rough(text).signs) == places


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair)))).map(sorted))
def test_merged_spans_hold_the_same_places_and_do_not_touch(spans):
    found = list(merged(spans))
    assert {one for start, end in spans for one in range(start, end + 1)} == {
        one for start, end in found for one in range(start, end + 1)
    }
    assert all(end + 1 < start for (_, end), (start, _) in pairwise(found))


def test_what_a_chunk_tells_is_asked_for_once():
    asked = []
    told = Remembered(lambda chunk: asked.append(chunk) or len(chunk))
    assert [told["ferry"], told["ferry"], told["a" * (LONGEST + 1)], told["a" * (LONGEST + 1)]] == [5, 5, 65, 65]
    assert asked == ["ferry", "a" * 65, "a" * 65]


def test_no_more_chunks_are_remembered_than_fit():
    told = Remembered(len)
    for number in range(MOST + 2):
        assert told[str(number)] == len(str(number))
    assert len(told) == 2
