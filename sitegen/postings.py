"""Rows of an inverted index in, all rows of a key out, and what must be written back once rows came and went.

The one idea: an index is one long sorted array, cut into parts by the high bits of its keys, so that an update reads
and writes only the parts in which its keys lie, and the whole is filled by one sort. Where parts are kept is for the
caller to say. Items are numbered by a hash of their id: their order does not depend on when they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen import ids

number = ids.number

ROW = np.dtype([("place", "<u8"), ("item", "<i8")])
"""A row: its place, which is the key and, in the low 32 bits, what rows of one key are sorted by; and its item."""

PARTS = 4096
KEYS = 1 << 32
PART = KEYS // PARTS  # keys of a part

_EXTRA_BITS = 32
_SHIFT = _EXTRA_BITS + (PART - 1).bit_length()

Rows = NDArray[np.void]
Keys = NDArray[np.uint32]
Places = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Load = Callable[[Sequence[int]], Mapping[int, bytes]]


def rows(keys: NDArray[Any], extras: NDArray[Any], items: NDArray[Any]) -> Rows:
    """Return sorted rows of keys, extras (32 bits each) and items."""
    made = np.empty(len(keys), ROW)
    made["place"] = places(keys, extras)
    made["item"] = items
    return made[np.lexsort((made["item"], made["place"]))]


def places(keys: NDArray[Any], extras: NDArray[Any] | int = 0) -> Places:
    """Return the places of keys and extras."""
    found: Places = (keys.astype(np.uint64) << np.uint64(_EXTRA_BITS)) | np.asarray(extras, np.uint64)
    return found


def keys(held: Places) -> Keys:
    """Return the keys of places."""
    found: Keys = (held >> np.uint64(_EXTRA_BITS)).astype(np.uint32)
    return found


def extras(held: Places) -> Keys:
    """Return the extras of places."""
    found: Keys = held.astype(np.uint32)
    return found


def runs(held: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the number of the run of equal values in which each value stands, and the length of each run.

    >>> [part.tolist() for part in runs(np.array([7, 7, 9, 7]))]
    [[0, 0, 1, 2], [2, 1, 1]]
    """
    begins = np.ones(len(held), np.bool_)
    begins[1:] = held[1:] != held[:-1]
    run: NDArray[np.intp] = np.cumsum(begins) - 1
    return run, np.diff(np.append(np.flatnonzero(begins), len(held)))


def ranges(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the places of all ranges, one behind the other.

    >>> ranges(np.array([3, 9]), np.array([2, 3])).tolist()
    [3, 4, 9, 10, 11]
    """
    before = np.cumsum(sizes) - sizes
    found: NDArray[np.intp] = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return found


def positions(held: Rows, wanted: Rows) -> NDArray[np.intp]:
    """Return where each of the wanted rows stands among sorted rows, or would."""
    lows = np.searchsorted(held["place"], wanted["place"])
    highs = np.searchsorted(held["place"], wanted["place"], "right")
    items: Iterable[tuple[int, int, int]] = zip(lows.tolist(), highs.tolist(), wanted["item"].tolist(), strict=True)
    found = [low + int(np.searchsorted(held["item"][low:high], item)) for low, high, item in items]
    return np.array(found, np.intp)


def parts(filled: Rows) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of an index, each with its number, from all its rows in order; empty ones are left out."""
    for part, within in _cut(filled["place"]):
        yield part, filled[within].tobytes()


def _cut(held: Places) -> list[tuple[int, slice]]:
    """Return the parts in which sorted places lie, each with the range of the places in it."""
    found, firsts = np.unique((held >> np.uint64(_SHIFT)).astype(np.intp), return_index=True)
    bounds = [*firsts.tolist(), len(held)]
    return [(part, slice(*bounds[place : place + 2])) for place, part in enumerate(found.tolist())]


class Postings:
    """An index of which only those parts are loaded that are asked for.

    ``load`` returns parts by number, as ``parts`` or ``changed`` gave them; those that don't exist are left out.
    """

    def __init__(self, load: Load) -> None:
        self._load = load
        self._loaded: dict[int, bytes] = {}
        self._parts: dict[int, bytes] = {}

    def of(self, wanted: Keys) -> Rows:
        """Return all rows of the keys, sorted."""
        lows = places(np.unique(wanted))
        held = self._held([part for part, _ in _cut(lows)])
        starts = np.searchsorted(held["place"], lows)
        ends = np.searchsorted(held["place"], lows + np.uint64(KEYS - 1), "right")
        return held[ranges(starts, ends - starts)]

    def change(self, removed: Rows, added: Rows) -> None:
        """Take rows out, then put rows in; both are sorted. Raises ValueError for a row to remove that isn't there."""
        touched = sorted({part for some in (removed, added) for part, _ in _cut(some["place"])})
        held = self._held(touched)
        found = positions(held, removed)
        if np.any(found >= len(held)) or np.any(held[found] != removed):
            raise ValueError("rows that should be removed are not there")
        held = np.delete(held, found)
        held = np.insert(held, positions(held, added), added)
        self._parts |= dict.fromkeys(touched, b"") | dict(parts(held))

    def changed(self) -> Iterator[tuple[int, bytes]]:
        """Yield the parts that differ from what was loaded; empty bytes for a part that is no more."""
        for part in sorted(self._parts):
            if self._parts[part] != self._loaded[part]:
                yield part, self._parts[part]

    def _held(self, wanted: Sequence[int]) -> Rows:
        """Return the rows of parts, in order, and load those that are not at hand."""
        missing = [part for part in wanted if part not in self._parts]
        found = self._load(missing) if missing else {}
        for part in missing:
            self._loaded[part] = self._parts[part] = found.get(part, b"")
        return np.frombuffer(b"".join([self._parts[part] for part in wanted]), ROW)
