"""Which texts are worth comparing: those that meet, whatever came and went before."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.corpus.candidates import BUCKET, LEAST_SHARED, NEIGHBOURS, PERMUTATIONS, Prints, bulk, update
from sitegen.postings import Postings, number, parts

# Fingerprints are few and shared by many, so that buckets fill, run over and empty again.
PRINTS = st.lists(st.integers(0, 11), min_size=0, max_size=6, unique=True)


def sketch(prints, seed: int) -> bytes:
    marks = np.random.default_rng(seed).integers(0, 4, PERMUTATIONS)
    return np.array([*marks, *sorted(prints)], "<u4").tobytes() if prints else b""


def everything(texts: dict[int, bytes]) -> tuple[dict[int, bytes], dict[tuple[int, int], int]]:
    """Return the parts of an index of all texts, and all pairs, by number."""
    numbers = sorted(texts)
    held: dict[int, bytes] = {}
    pairs = {}
    for found, some in bulk([texts[one] for one in numbers], np.array(numbers, np.int64)):
        held |= dict(parts(found))
        pairs |= {(numbers[one], numbers[other]): shared for (one, other), shared in some.items()}
    return held, pairs


def naive(texts: dict[int, bytes]) -> dict[tuple[int, int], int]:
    """Return all pairs, decided as the rule reads."""
    words = {one: np.frombuffer(text, "<u4").tolist() for one, text in texts.items()}
    prints = {one: set(text[PERMUTATIONS:]) for one, text in words.items()}
    found = {}
    for mark in sorted(set().union(*prints.values())) if prints else ():
        bucket = sorted((words[one][mark % PERMUTATIONS], one) for one in texts if mark in prints[one])
        reach = len(bucket) if len(bucket) <= BUCKET else NEIGHBOURS
        for (at, (_, one)), (beside, (_, other)) in combinations(enumerate(bucket), 2):
            shared = len(prints[one] & prints[other])
            if beside - at <= reach and shared >= LEAST_SHARED * min(len(prints[one]), len(prints[other])):
                found[min(one, other), max(one, other)] = shared
    return found


class Archive:
    """An index and pairs, kept up to date as they are by whoever files articles."""

    def __init__(self) -> None:
        self.texts: dict[int, bytes] = {}
        self.parts: dict[int, bytes] = {}
        self.pairs: dict[tuple[int, int], int] = {}

    def change(self, new: dict[int, bytes], gone: set[int]) -> None:
        old = {one: self.texts[one] for one in sorted(gone | new.keys()) if one in self.texts}
        index = Postings(lambda wanted: {part: self.parts[part] for part in wanted if part in self.parts})
        made = update(index, old, new, lambda wanted: {one: self.texts[one] for one in wanted})
        changed = old.keys() | new.keys()
        kept = {
            pair: shared for pair, shared in self.pairs.items() if changed.isdisjoint(pair) and pair not in made.lost
        }
        self.pairs = {**kept, **made.found}
        self.parts = {part: held for part, held in {**self.parts, **dict(index.changed())}.items() if held}
        self.texts = {one: text for one, text in {**self.texts, **new}.items() if one not in gone}


@given(st.lists(st.tuples(PRINTS, st.integers(0, 99)), max_size=24))
def test_all_pairs_at_once_are_those_of_the_rule(drawn):
    texts = {number(str(place)): sketch(*one) for place, one in enumerate(drawn)}
    assert everything(texts)[1] == naive(texts)


STEP = st.tuples(
    st.dictionaries(st.integers(0, 19), st.tuples(PRINTS, st.integers(0, 3)), max_size=6),
    st.sets(st.integers(0, 19), max_size=4),
)


@settings(max_examples=80)
@given(st.lists(STEP, max_size=8))
def test_after_any_history_index_and_pairs_are_those_of_a_fresh_decision(steps):
    archive = Archive()
    for new, gone in steps:
        names = {number(str(one)) for one in gone - new.keys()} & archive.texts.keys()
        archive.change({number(str(one)): sketch(*text) for one, text in new.items()}, names)
        held, pairs = everything(archive.texts)
        assert archive.pairs == pairs
        assert archive.parts == held


def test_a_history_of_many_texts_with_a_phrase_in_common_ends_as_if_it_had_never_been():
    chance = random.Random(3)
    archive = Archive()
    drawn = {number(str(one)): sketch([1, 2, 3, *chance.sample(range(10, 400), 9)], one) for one in range(120)}
    for one, text in drawn.items():
        archive.change({one: text}, set())
    for one in chance.sample(sorted(drawn), 60):
        archive.change({}, {one})
    held, pairs = everything(archive.texts)
    assert (archive.pairs, archive.parts) == (pairs, held)
    assert pairs == naive(archive.texts)


def test_no_text_is_paired_with_more_than_its_neighbours_by_a_phrase_of_all():
    texts = {number(str(one)): sketch([5], one) for one in range(500)}
    assert len(everything(texts)[1]) <= NEIGHBOURS * 500


def test_shared_fingerprints_are_counted_over_any_number_of_pairs():
    prints = Prints.of([sketch([1, 2, 3], 0), sketch([2, 3, 4], 1), b""])
    ones, others = np.array([0, 1, 0] * 15_000), np.array([1, 0, 2] * 15_000)
    assert prints.shared(ones, others).tolist() == [2, 2, 0] * 15_000
