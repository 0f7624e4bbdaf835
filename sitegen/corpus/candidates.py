"""Sketches in, pairs of texts out that are worth comparing: those whose fingerprints meet.

The one idea: two texts meet where they share a fingerprint that few texts have, or where they are neighbours by MinHash
among the many that have it. So a phrase of every document costs no more than any other, and a text that comes or goes
changes pairs around it alone: ``update`` finds them from an index, ``bulk`` finds all pairs from all sketches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from sitegen.model import PERMUTATIONS
from sitegen.postings import (
    KEYS,
    PART,
    Keys,
    Numbers,
    Postings,
    Rows,
    keys,
    positions,
    ranges,
    rows,
    runs,
)

BUCKET = 8  # texts with one fingerprint, up to which each is paired with each
NEIGHBOURS = 2  # above it: how many neighbours each is paired with on either side
LEAST_SHARED = 0.25  # of the shorter text's fingerprints, below which a pair is not worth comparing

_BLOCK = 1 << 20  # rows that are sorted at once
_PAIRS = 20_000  # pairs that are compared at once
_TEXTS = 4096  # texts that are read at once
_NO_KEYS = np.empty(0, np.uint32)
_SILENT = bytes(4 * PERMUTATIONS)  # the sketch of a text without words
_SPREAD = np.uint32(0x9E3779B1)  # fingerprints are the least of many hashes: keys spread them over all parts

Pair = tuple[int, int]
_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of some texts, one text behind the other, and the MinHash of each text."""

    values: Keys
    starts: _Places
    sizes: _Places
    minima: Keys

    @classmethod
    def of(cls, sketches: Iterable[bytes]) -> Prints:
        """Read sketches; the one of a text without words is empty."""
        remaining = iter(sketches)
        values, sizes, minima = [_NO_KEYS], [np.empty(0, np.intp)], [_NO_KEYS]
        while some := [sketch or _SILENT for sketch in islice(remaining, _TEXTS)]:
            words = np.frombuffer(b"".join(some), "<u4")
            lengths = np.array([len(sketch) // 4 for sketch in some], np.intp)
            heads = np.cumsum(lengths) - lengths
            values.append(words[ranges(heads + PERMUTATIONS, lengths - PERMUTATIONS)])
            sizes.append(lengths - PERMUTATIONS)
            minima.append(words[ranges(heads, np.full(len(some), PERMUTATIONS))])
        every = np.concatenate(sizes)
        return cls(np.concatenate(values), np.cumsum(every) - every, every, np.concatenate(minima))

    def rows(self, items: Numbers, low: int = 0, high: int = KEYS) -> Rows:
        """Return the rows that the texts, numbered so, have in an index, or those of keys from ``low`` to ``high``."""
        marks = self.values * _SPREAD
        within = np.flatnonzero((marks >= low) & (marks < high))
        owners = np.searchsorted(self.starts, within, "right") - 1
        extras = self.minima[owners * PERMUTATIONS + self.values[within] % PERMUTATIONS]
        return rows(marks[within], extras, items[owners])

    def shared(self, ones: _Places, others: _Places) -> _Places:
        """Return how many fingerprints each pair of texts has in common."""
        pieces = [
            self._shared(ones[start : start + _PAIRS], others[start : start + _PAIRS])
            for start in range(0, len(ones), _PAIRS)
        ]
        return np.concatenate([np.empty(0, np.intp), *pieces])

    def _shared(self, ones: _Places, others: _Places) -> _Places:
        pair = np.arange(len(ones))
        both = np.concatenate(
            [
                (np.repeat(pair, self.sizes[side]) << 32) | self.values[ranges(self.starts[side], self.sizes[side])]
                for side in (ones, others)
            ]
        )
        both.sort()
        return np.bincount(both[1:][both[1:] == both[:-1]] >> 32, minlength=len(ones))

    def common(self, one: int, other: int) -> Keys:
        """Return the keys of the fingerprints that two texts have in common."""
        left, right = (self.values[self.starts[text] :][: self.sizes[text]] for text in (one, other))
        return np.intersect1d(left, right, assume_unique=True) * _SPREAD

    def worth(self, ones: _Places, others: _Places) -> tuple[NDArray[np.bool_], _Places]:
        """Tell which pairs share enough to be compared, and how many fingerprints each shares."""
        shared = self.shared(ones, others)
        return shared >= LEAST_SHARED * np.minimum(self.sizes[ones], self.sizes[others]), shared


def _meetings(held: Rows, wanted: NDArray[np.bool_] | None = None) -> tuple[_Places, _Places]:
    """Return the pairs of rows that meet, as places; of those alone that have a wanted row, where any are named."""
    run, lengths = runs(keys(held["place"]))
    small = lengths[run] <= BUCKET
    lefts, rights = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for step in range(1, min(BUCKET, len(held))):
        meet = (run[step:] == run[:-step]) & (small[step:] | (step <= NEIGHBOURS))
        if wanted is not None:
            meet &= wanted[step:] | wanted[:-step]
        left = np.flatnonzero(meet)
        lefts.append(left)
        rights.append(left + step)
    return np.concatenate(lefts), np.concatenate(rights)


# ---------------------------------------------------------------- all at once


def bulk(sketches: Iterable[bytes], numbers: Numbers) -> Iterator[tuple[Rows, dict[Pair, int]]]:
    """Yield the rows of an index of all texts, range by range, each with pairs of places and what a pair shares.

    ``numbers`` are the texts' numbers, ascending. A pair may be found in several ranges.
    """
    prints, count = Prints.of(sketches), len(numbers)
    ends = np.linspace(0, KEYS, len(prints.values) // _BLOCK + 2).astype(np.int64) // PART * PART
    for low, high in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        found = prints.rows(np.arange(count), low, high)
        left, right = (found["item"][places] for places in _meetings(found))
        codes = np.unique(np.minimum(left, right) * count + np.maximum(left, right))
        ones, others = codes // max(count, 1), codes % max(count, 1)
        worth, shared = prints.worth(ones, others)
        pairs = zip(ones[worth].tolist(), others[worth].tolist(), strict=True)
        found["item"] = numbers[found["item"]]
        yield found, dict(zip(pairs, shared[worth].tolist(), strict=True))


# ---------------------------------------------------------------- what a change touches


@dataclass(frozen=True, slots=True)
class Update:
    """Pairs of numbers, in order: those that came apart, and those found, with the fingerprints that each shares.

    A pair of a text that changed or went is lost unless it is found again.
    """

    lost: frozenset[Pair]
    found: Mapping[Pair, int]


def update(
    index: Postings,
    old: Mapping[int, bytes],
    new: Mapping[int, bytes],
    sketches: Callable[[Collection[int]], Mapping[int, bytes]],
) -> Update:
    """Bring an index up to date with texts that came, went or changed, and return the pairs that this touches.

    ``old`` and ``new`` are their sketches before and now, by number; ``sketches`` returns those of other texts.
    """
    removed, added = (Prints.of(some.values()).rows(np.array([*some], np.int64)) for some in (old, new))
    touched = np.unique(np.concatenate((keys(removed["place"]), keys(added["place"]))))
    before = index.of(touched)
    index.change(removed, added)
    after = index.of(touched)
    was, now = _pairs(before, _around(before, added)), _pairs(after, _around(after, removed, added))
    changed = old.keys() | new.keys()
    gained = sorted(pair for pair in now if pair not in was or not changed.isdisjoint(pair))
    doubtful = sorted(pair for pair in was - now if changed.isdisjoint(pair))
    return _judged(index, gained, doubtful, lambda wanted: {**sketches(wanted - new.keys()), **new})


def _judged(
    index: Postings,
    gained: Sequence[Pair],
    doubtful: Sequence[Pair],
    sketches: Callable[[frozenset[int]], Mapping[int, bytes]],
) -> Update:
    """Return which of the pairs gained are worth comparing, and which of the doubtful ones nothing proposes now."""
    numbers = sorted({item for pair in (*gained, *doubtful) for item in pair})
    held = sketches(frozenset(numbers))
    prints = Prints.of(held[item] for item in numbers)
    place = {item: at for at, item in enumerate(numbers)}
    pairs = [(place[one], place[other]) for one, other in (*gained, *doubtful)]
    ones, others = (np.array([pair[side] for pair in pairs], np.intp) for side in (0, 1))
    worth, shared = prints.worth(ones, others)
    rated = dict(zip((*gained, *doubtful), zip(worth.tolist(), shared.tolist(), strict=True), strict=True))
    doubted = {pair: prints.common(place[pair[0]], place[pair[1]]) for pair in doubtful if rated[pair][0]}
    meeting = index.of(np.concatenate([_NO_KEYS, *doubted.values()]))
    owners = np.array(sorted({item for pair in doubted for item in pair}), np.int64)
    still = _pairs(meeting, np.isin(meeting["item"], owners))
    found = {pair: rated[pair][1] for pair in gained if rated[pair][0]}
    return Update(frozenset(pair for pair in doubted if pair not in still), found)


def _around(held: Rows, *changes: Rows) -> NDArray[np.bool_]:
    """Tell which rows stand where the changes are, or were: in their small bucket, or among their neighbours."""
    run, lengths = runs(keys(held["place"]))
    wanted = lengths[run] <= BUCKET
    for change in changes:
        spots = positions(held, change)
        for step in range(-NEIGHBOURS, NEIGHBOURS + 1):
            near = spots + step
            wanted[near[(near >= 0) & (near < len(held))]] = True
    return wanted


def _pairs(held: Rows, wanted: NDArray[np.bool_]) -> set[Pair]:
    left, right = (held["item"][places] for places in _meetings(held, wanted))
    return set(zip(np.minimum(left, right).tolist(), np.maximum(left, right).tolist(), strict=True))
