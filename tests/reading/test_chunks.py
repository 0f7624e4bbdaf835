"""A text cut at blanks: where its chunks stand, what is remembered of them, which of their ranges touch."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.chunks import LONGEST, MOST, Remembered, chunks, merged

TEXTS = st.text("ab \n\t.", max_size=40)
RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair)))).map(sorted)


@given(TEXTS)
def test_chunks_stand_where_their_spans_say(text):
    cut = chunks(text)
    spans = [cut.span(place, place) for place in range(len(cut.chunks))]
    assert [text[start:end] for start, end in spans] == cut.chunks
    assert all(text[end] in " \n" and end + 1 == start for (_, end), (start, _) in pairwise(spans))
    assert cut.span(0, len(spans) - 1) == (0, len(text))


@given(RANGES)
def test_merged_ranges_hold_the_same_chunks_and_do_not_touch(ranges):
    found = list(merged(ranges))
    assert {one for first, last in ranges for one in range(first, last + 1)} == {
        one for first, last in found for one in range(first, last + 1)
    }
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


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
