"""An article's vocabulary: all the words that may be looked for in it, and nearly no others."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.ids import folded
from sitegen.reading.words import ALIKE, ONE_OF, PREFIXES, holds, key, line, skeleton, vocabulary, word_hash

WRITTEN = [
    *("Shara'a", "O’Quist's", "don't", "U.S.", "al-Noor", "snake_case", "2,500", "½", "IŞIK", "Łomen", "e\u0301lan"),
    *("والعراق", "لبغداد", "وב", "ושסוריה", 'צה"ל', "\u0301", "Straße", "\u00ad", "C.I.A.-led", "x'y'z", "ﬁne", "𝕊ea"),
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(WRITTEN), st.text(max_size=6), st.sampled_from(list(" \n\t\u00a0.,;:'’-–()\"“”_"))),
    max_size=12,
).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces)))


def words_of(packed):
    return {packed[place : place + 4] for place in range(0, len(packed), 4)}


@given(TEXTS, TEXTS, st.data())
def test_a_vocabulary_holds_what_a_line_reads_whatever_the_authority_file(title, text, data):
    packed = vocabulary(title, text)
    forms = {form for prefix, instead, _ in PREFIXES for form in (prefix, instead)}
    possible = sorted({word for part in (title, text) for word in (*key(part).split(), *folded(part).split(), *forms)})
    known = set(data.draw(st.lists(st.sampled_from(possible)))) if possible else set()
    for part in (title, text):
        for form in line(part, known).line.split():
            assert form == "|" or holds(packed, [form])


@given(TEXTS)
@example("Kata'ib (al-Noor) – 3½ »İ«")
def test_a_vocabulary_holds_the_folded_words_and_those_of_a_key(text):
    packed = vocabulary("", text)
    assert holds(packed, folded(text).split())
    assert holds(packed, set(key(text).split()) - {"|"})


@given(TEXTS, TEXTS)
def test_a_vocabulary_is_sorted_and_distinct_and_of_title_and_text(title, text):
    packed = vocabulary(title, text)
    numbers = [int.from_bytes(packed[place : place + 4], "little") for place in range(0, len(packed), 4)]
    assert numbers == sorted(set(numbers))
    assert words_of(packed) == words_of(vocabulary(title, "")) | words_of(vocabulary("", text))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kata'ib left.", f"{ONE_OF}kata", True),
        ("Kata'ib left.", f"{ONE_OF}kataib", True),
        ("Kata left.", f"{ONE_OF}kata", False),
        ("Kata's men left.", f"{ONE_OF}kata", False),
        ("والعراق", f"{ONE_OF}العراق", True),
        ("Muhamad Noor", f"{ALIKE}{skeleton('mohammed')}", True),
        ("al-Muhamad Noor", f"{ALIKE}{skeleton('mohammed')}", True),
        ("Muhamad, Noor", f"{ALIKE}{skeleton('mohammed')}", False),
        ("muhamad Noor", f"{ALIKE}{skeleton('mohammed')}", False),
        ("Muhamad's Noor", f"{ALIKE}{skeleton('mohammed')}", False),
    ],
)
def test_a_vocabulary_tells_of_words_that_are_read_in_several_ways_and_of_possible_first_names(text, word, expected):
    assert holds(vocabulary("", text), [word]) is expected


def test_words_that_do_not_stand_there_are_not_held():
    packed = vocabulary("Harbour opens", "The ferry Marigold sailed again on Friday, the mayor said.")
    assert not any(holds(packed, [word]) for word in ("harbours", "open", "sail", "mari", "gold", "thursday", "a"))
    assert not holds(packed, ["ferry", "lost"])
    assert holds(packed, [])


def test_a_hash_across_two_others_is_not_held():
    wanted = word_hash("ferry")
    across = b"\0" + wanted + b"\0\0\0"
    assert not holds(across, ["ferry"])
    assert holds(across + wanted, ["ferry"])


@given(st.text())
def test_a_hash_has_four_bytes(word):
    assert len(word_hash(word)) == 4
