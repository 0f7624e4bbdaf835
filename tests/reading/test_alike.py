"""Which articles are compared, and how alike they are: the rule, and that any history ends where a fresh look does."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.edtf import bounds
from sitegen.postings import Postings, number, parts
from sitegen.reading import alike
from sitegen.reading.alike import CELL, COMMON, HEAVIEST, TERM, UNIT, VAGUE, WINDOW, Alike, Proposals, Vectors, index

LEAST = 0.1
FEW = 3  # articles that may share a term here: small archives then show what large ones do


@pytest.fixture(autouse=True, scope="module")
def _few():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "SHARED", FEW)
        yield


def signed(terms: dict[int, int]) -> bytes:
    """Return a signature of terms and weights, brought to length 1."""
    norm = sum(weight**2 for weight in terms.values()) ** 0.5
    return np.array([(term, round(UNIT * weight / norm)) for term, weight in sorted(terms.items())], TERM).tobytes()


def everything(items: dict[int, tuple[bytes, str | None]]) -> tuple[dict[int, bytes], dict[tuple[int, int], Alike]]:
    """Return the parts of an index of all articles, and all pairs that are alike, by number."""
    numbers = np.array(sorted(items), np.int64)
    vectors = Vectors.of((items[one] for one in numbers.tolist()), len(items))
    held, pairs, filled = {}, {}, []
    for some in index(vectors):
        filled.append(some.copy())
        some["item"] = numbers[some["item"]]
        held |= dict(parts(some))
    for ones, others in Proposals(filled, len(items)).of(np.arange(len(items)), later=True):
        near = vectors.near(ones, others)
        for one, other, product, close in zip(ones, others, vectors.products(ones, others), near, strict=True):
            if product >= LEAST * UNIT**2:
                pairs[int(numbers[one]), int(numbers[other])] = Alike(int(product), bool(close))
    return held, pairs


def naive(items: dict[int, tuple[bytes, str | None]]) -> dict[tuple[int, int], Alike]:
    """Return all pairs that are alike, decided as the rule reads."""
    weights = {one: dict(np.frombuffer(signature, TERM).tolist()) for one, (signature, _) in items.items()}
    heavy = {
        one: {term for _, term in sorted((-weight, term) for term, weight in of_it.items())[:HEAVIEST]}
        for one, of_it in weights.items()
    }
    spans = {one: bounds(edtf) if edtf else (None, None) for one, (_, edtf) in items.items()}
    first = {
        one: low.toordinal() if low and high and (high - low).days <= VAGUE else 0 for one, (low, high) in spans.items()
    }
    owners = Counter(term for terms in heavy.values() for term in terms)
    cells = Counter((term, first[one] // CELL) for one, terms in heavy.items() for term in terms)

    def counts(term: int, one: int, other: int) -> bool:
        if owners[term] <= FEW:
            return True
        dated = first[one] > 0 and first[other] > 0 and abs(first[one] - first[other]) <= WINDOW
        return dated and all(cells[term, first[each] // CELL] <= FEW for each in (one, other))

    found = {}
    for one, other in combinations(sorted(items), 2):
        product = sum(weight * weights[other].get(term, 0) for term, weight in weights[one].items())
        if product >= LEAST * UNIT**2 and sum(counts(term, one, other) for term in heavy[one] & heavy[other]) >= COMMON:
            (low, high), (begin, end) = spans[one], spans[other]
            near = not (low and end and (low - end).days > WINDOW) and not (
                begin and high and (begin - high).days > WINDOW
            )
            found[one, other] = Alike(product, near)
    return found


class Archive:
    """An index and pairs, kept up to date as they are by whoever files articles."""

    def __init__(self) -> None:
        self.items: dict[int, tuple[bytes, str | None]] = {}
        self.parts: dict[int, bytes] = {}
        self.pairs: dict[tuple[int, int], Alike] = {}

    def change(self, new: dict[int, tuple[bytes, str | None]], gone: set[int]) -> None:
        old = {one: self.items[one] for one in sorted(gone | new.keys()) if one in self.items}
        held = Postings(lambda wanted: {part: self.parts[part] for part in wanted if part in self.parts})
        made = alike.update(held, old, new, lambda wanted: {one: self.items[one] for one in wanted}, LEAST)
        changed = old.keys() | new.keys()
        kept = {pair: how for pair, how in self.pairs.items() if changed.isdisjoint(pair) and pair not in made.lost}
        self.pairs = {**kept, **made.found}
        self.parts = {part: some for part, some in {**self.parts, **dict(held.changed())}.items() if some}
        self.items = {one: item for one, item in {**self.items, **new}.items() if one not in gone}


DATES = st.sampled_from(
    (
        None,
        "2026-01-20",
        "2026-01-31",
        "2026-02-02",
        "2026-02-20",
        "2026-01",
        "[2026-01-30..]",
        "2025",
        "0001-01-02",
        "0001-01-09",
    )
)
TERMS = st.dictionaries(st.integers(0, 9) | st.just(2**32 - 1), st.integers(1, 4), max_size=6)
ITEMS = st.tuples(st.builds(signed, TERMS), DATES)


@given(st.lists(ITEMS, max_size=16))
def test_all_pairs_at_once_are_those_of_the_rule(drawn):
    items = {number(str(place)): one for place, one in enumerate(drawn)}
    assert everything(items)[1] == naive(items)


STEP = st.tuples(st.dictionaries(st.integers(0, 15), ITEMS, max_size=5), st.sets(st.integers(0, 15), max_size=4))


@settings(max_examples=80, deadline=None)
@given(st.lists(STEP, max_size=8))
def test_after_any_history_index_and_pairs_are_those_of_a_fresh_decision(steps):
    archive = Archive()
    for new, gone in steps:
        names = {number(str(one)) for one in gone - new.keys()} & archive.items.keys()
        archive.change({number(str(one)): item for one, item in new.items()}, names)
        held, pairs = everything(archive.items)
        assert archive.pairs == pairs
        assert archive.parts == held


def drawn(chance: random.Random) -> tuple[bytes, str | None]:
    story = chance.randrange(8)
    words = [8 * story + chance.randrange(8) for _ in range(6)] + [200 + chance.randrange(60) for _ in range(6)]
    terms = {word: chance.randint(1, 9) for word in words}
    day = f"2026-{chance.randint(1, 3):02}-{chance.randint(1, 28):02}"
    return signed(terms), chance.choice((day, day, day, None, "2026-02", "2025"))


def test_a_long_history_ends_as_if_it_had_never_been():
    chance = random.Random(5)
    archive = Archive()
    for step in range(150):
        gone = set(chance.sample(sorted(archive.items), min(len(archive.items), chance.randrange(2))))
        new = {number(str(chance.randrange(90))): drawn(chance) for _ in range(chance.randint(0, 3))}
        archive.change(new, gone - new.keys())
        if step % 10 == 0:
            assert archive.pairs == naive(archive.items)
    held, pairs = everything(archive.items)
    assert (archive.pairs, archive.parts) == (pairs, held)
    assert len(pairs) > 20


def test_products_are_exact_whatever_slots_terms_fall_into():
    chance = random.Random(2)
    slot = alike._SLOTS
    terms = [chance.randrange(40) + slot * chance.randrange(40) for _ in range(2000)]
    items = [(signed({chance.choice(terms): chance.randint(1, 9) for _ in range(150)}), None) for _ in range(40)]
    vectors = Vectors.of(items, len(items))
    weights = [dict(np.frombuffer(signature, TERM).tolist()) for signature, _ in items]
    pairs = list(combinations(range(40), 2))
    ones, others = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    exact = [sum(weight * weights[b].get(term, 0) for term, weight in weights[a].items()) for a, b in pairs]
    assert vectors.products(ones, others).tolist() == exact


def test_the_heaviest_terms_are_those_with_the_smaller_number_among_equals():
    terms, real = Vectors.of([(signed({term: 1 + (term == 70) for term in range(1, 80)}), None)], 1).heaviest()
    assert sorted(terms[real].tolist()) == [*range(1, HEAVIEST), 70]


def test_no_articles_have_no_pairs():
    assert everything({}) == ({}, {})
