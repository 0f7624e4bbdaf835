"""Signatures in, pairs of alike articles out, each with how alike they are: its cosine, exactly.

The one idea: two articles are worth comparing if they share some of their heaviest terms, other than those that many
articles share: too many of the whole archive, or, for two articles of the same days, of those days. So a term counts in
its own time however large the archive grows, and an article that comes or goes changes pairs around it alone, and pairs
that share a term which just became common or rare: ``update`` finds them from an index, ``Proposals`` finds all pairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import compress, islice, starmap
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.edtf import bounds
from sitegen.postings import KEYS, PART, Keys, Numbers, Places, Postings, Rows, extras, keys, ranges, rows, runs

WIDTH = 160  # terms of a signature, at most
UNIT = 65_535  # the length of a signature's vector, but for rounding
TERM = np.dtype([("term", "<u4"), ("weight", "<u2")])

HEAVIEST, COMMON = 40, 2  # two articles are compared if they share so many of their heaviest terms
SHARED = 128  # a term proposes no pair where more articles than this have it
WINDOW = 14  # days between two reports of one event, at most
CELL = 32  # days within which articles that share a term are counted
VAGUE = 31  # days: a date that is less exact names no cell

_ROWS = 1 << 19  # rows that are sorted at once
_BLOCK = 1 << 18  # pairs that are proposed at once
_ARTICLES = 4096  # articles that are read at once
_INSIDE = 1 << 16  # pairs of whole components that are compared at once
_TOGETHER, _PAIRS = 8, 4096  # articles, and pairs, whose products are computed at once
_NOTHING = np.empty(0, np.uint32)
_SLOTS = 1 << 14  # of an article's terms

Signature = bytes
Item = tuple[Signature, str | None]
Pair = tuple[int, int]
_Ints = NDArray[np.intp]
_Floats = NDArray[np.float64]
_Mask = NDArray[np.bool_]


# ---------------------------------------------------------------- vectors


@dataclass(frozen=True, slots=True)
class Vectors:
    """Signatures as rows of arrays, short ones filled up with weight 0, and the days that each article may be of.

    ``days`` are the first and the last, counted from the year 1, infinite where unknown; ``first`` is the first where
    the day is known to within a month, else 0.
    """

    terms: NDArray[np.uint32]
    weights: NDArray[np.uint16]
    days: _Floats
    first: Keys

    @classmethod
    def of(cls, items: Iterable[Item], count: int) -> Vectors:
        """Read so many articles, each given by its signature and its date (EDTF or None)."""
        made = cls(
            np.zeros((count, WIDTH), np.uint32),
            np.zeros((count, WIDTH), np.uint16),
            np.zeros((count, 2), np.float64),
            np.zeros(count, np.uint32),
        )
        remaining = iter(items)
        for start in range(0, count, _ARTICLES):
            made._fill(start, list(islice(remaining, _ARTICLES)))
        return made

    def _fill(self, start: int, items: Sequence[Item]) -> None:
        size, end = WIDTH * TERM.itemsize, start + len(items)
        table = np.frombuffer(b"".join([signature.ljust(size, b"\0") for signature, _ in items]), TERM)
        self.terms[start:end] = table["term"].reshape(-1, WIDTH)
        self.weights[start:end] = table["weight"].reshape(-1, WIDTH)
        for place, (_, edtf) in enumerate(items, start):
            self.days[place], self.first[place] = _days(edtf)

    @property
    def count(self) -> int:
        """Return how many articles these are."""
        return len(self.first)

    def heaviest(self) -> tuple[Keys, _Mask]:
        """Return the heaviest terms of each article, and which of them are terms; of equals, the smaller numbers."""
        terms, real = np.empty((self.count, HEAVIEST), np.uint32), np.empty((self.count, HEAVIEST), np.bool_)
        for start in range(0, self.count, _ARTICLES):
            some = slice(start, start + _ARTICLES)
            ordered = (self.weights[some].astype(np.uint64) << np.uint64(32)) | ~self.terms[some]
            ordered.sort(axis=1)
            terms[some] = ~ordered[:, -HEAVIEST:].astype(np.uint32)
            real[some] = ordered[:, -HEAVIEST:] >= KEYS
        return terms, real

    def rows(self, numbers: Numbers) -> Rows:
        """Return the rows that the articles, numbered so, have in an index."""
        terms, real = self.heaviest()
        owners = np.repeat(np.arange(self.count), HEAVIEST).reshape(-1, HEAVIEST)[real]
        return rows(terms[real], self.first[owners], numbers[owners])

    def near(self, ones: NDArray[Any], others: NDArray[Any], window: float = WINDOW) -> _Mask:
        """Tell which pairs may be of days within the window."""
        near: _Mask = self.days[others, 0] - window <= self.days[ones, 1]
        near &= self.days[ones, 0] - window <= self.days[others, 1]
        return near

    def products(self, ones: _Ints, others: _Ints) -> Numbers:
        """Return the scalar product of each pair, exact; pairs of one article stand together."""
        places = np.arange(len(ones))
        cuts = np.flatnonzero((runs(ones)[0] % _TOGETHER == 0) & (np.diff(ones, prepend=-1) != 0))
        cuts = np.union1d(cuts, places[::_PAIRS])
        pieces = [self._products(ones[some], others[some]) for some in np.split(places, cuts[1:])]
        return np.concatenate([np.empty(0, np.int64), *pieces])

    def _products(self, ones: _Ints, others: _Ints) -> Numbers:
        number, sizes = runs(ones)
        articles = ones.take(np.cumsum(sizes) - 1)
        own = _Slots(self.terms.take(articles, axis=0), self.weights.take(articles, axis=0))
        products: _Floats = np.zeros(len(ones))
        for pair, term, weights in own.found(number, self.terms.take(others, axis=0)):
            beside = self.weights.take(others.take(pair) * WIDTH + term)
            products += np.bincount(pair, weights * beside, minlength=len(ones))
        return products.astype(np.int64)


class _Slots:
    """The terms of a few articles, by slot: a slot names an article's term, and a term the next one of its slot."""

    def __init__(self, terms: NDArray[np.uint32], weights: NDArray[np.uint16]) -> None:
        self._terms, self._weights = terms.ravel(), weights.ravel().astype(np.float64)
        self._slots, self._next = np.zeros(len(terms) * _SLOTS, np.uint8), np.zeros(len(terms) << 8, np.uint8)
        real = np.flatnonzero(self._weights)
        article, number = real // WIDTH, (real % WIDTH + 1).astype(np.uint8)
        slots = article * _SLOTS + (self._terms[real] & np.uint32(_SLOTS - 1))
        self._slots[slots] = number
        taken = self._slots[slots]
        left = np.flatnonzero(taken != number)  # terms whose slot another one took: they follow it
        while len(left):
            ahead = (article[left] << 8) + taken[left]
            self._next[ahead] = number[left]
            taken[left] = self._next[ahead]
            left = left[taken[left] != number[left]]

    def found(self, article: _Ints, terms: NDArray[np.uint32]) -> Iterator[tuple[_Ints, _Ints, _Floats]]:
        """Yield which of others' terms an article may have, one article a row: rows, columns, weights, 0 for none."""
        slots = terms & np.uint32(_SLOTS - 1)
        slots += (article * _SLOTS).astype(np.uint32)[:, None]
        named = self._slots.take(slots).ravel()
        places = np.flatnonzero(named != 0)  # an array of truths is searched far quicker
        named = named.take(places)
        while len(places):
            row = places // WIDTH
            whose = article.take(row)
            own = whose * WIDTH + named - 1
            weights = self._weights.take(own)
            weights *= self._terms.take(own) == terms.take(places)
            yield row, places - row * WIDTH, weights
            named = self._next.take((whose << 8) + named)
            more = np.flatnonzero(named != 0)
            places, named = places.take(more), named.take(more)


@lru_cache(maxsize=4096)
def _days(edtf: str | None) -> tuple[tuple[float, float], int]:
    """Return the first and last day of a date, and the first once more where the date is exact enough."""
    low, high = bounds(edtf) if edtf else (None, None)
    exact = low is not None and high is not None and (high - low).days <= VAGUE
    return (_ordinal(low, -math.inf), _ordinal(high, math.inf)), low.toordinal() if low and exact else 0


def _ordinal(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else day.toordinal()


# ---------------------------------------------------------------- proposals


def index(vectors: Vectors) -> Iterator[Rows]:
    """Yield the rows of an index of all articles, range of keys by range, numbered by their places."""
    terms, real = vectors.heaviest()
    ends = np.linspace(0, KEYS, terms.size // _ROWS + 2).astype(np.int64) // PART * PART
    for low, high in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        owners, columns = np.nonzero(real & (terms >= low) & (terms < high))
        yield rows(terms[owners, columns], vectors.first[owners], owners)


def _status(held: Rows) -> NDArray[np.uint8]:
    """Return for each row whether its term proposes pairs: 2 any, 1 those of the same days, 0 none."""
    place: Places = held["place"]
    bucket, sizes = runs(keys(place))
    cell, counts = runs(place // np.uint64(CELL))
    dated = extras(place) > 0
    found: NDArray[np.uint8] = np.where(sizes[bucket] <= SHARED, 2, (counts[cell] <= SHARED) & dated).astype(np.uint8)
    return found


def _reach(held: Rows, status: NDArray[np.uint8]) -> tuple[Rows, _Ints, _Ints]:
    """Return the rows that propose pairs, and for each the range of those rows that it proposes, itself included."""
    kept, whole = held[status > 0], status[status > 0] == 2  # noqa: PLR2004 — see ``_status``
    place: Places = kept["place"]
    low = np.where(whole, 0, np.maximum(extras(place).astype(np.int64) - WINDOW, 1)).astype(np.uint64)
    high = np.where(whole, KEYS - 1, extras(place).astype(np.int64) + WINDOW).astype(np.uint64)
    key = place >> np.uint64(32) << np.uint64(32)
    return kept, np.searchsorted(place, key | low), np.searchsorted(place, key | high, "right")


class Proposals:
    """The pairs that an index of all articles proposes: its rows come range by range, items numbered by place."""

    def __init__(self, held: Iterable[Rows], count: int) -> None:
        self._items = np.empty(count * HEAVIEST, np.uint32)
        self._starts = np.zeros((count, HEAVIEST), np.uint32)
        self._sizes = np.zeros((count, HEAVIEST), np.uint16)  # a few cells of articles, at most
        filled, before = np.zeros(count, np.intp), 0
        for some in held:
            kept, starts, ends = _reach(some, _status(some))
            self._items[before : before + len(kept)] = kept["item"]
            order = np.argsort(kept["item"], kind="stable")
            owners = kept["item"][order]
            run, lengths = runs(owners)
            columns = filled[owners] + np.arange(len(kept)) - (np.cumsum(lengths) - lengths)[run]
            self._starts[owners, columns] = starts[order] + before
            self._sizes[owners, columns] = (ends - starts)[order]
            filled += np.bincount(owners, minlength=count)
            before += len(kept)

    def of(self, wanted: _Ints, *, later: bool = False) -> Iterator[tuple[_Ints, _Ints]]:
        """Yield the pairs of the articles wanted, in blocks, by the first of each; with ``later`` ones alone."""
        costs = np.append(0, np.cumsum(self._sizes[wanted].sum(axis=1, dtype=np.intp)))
        start = 0
        while start < len(wanted):
            end = max(start + 1, int(np.searchsorted(costs, costs[start] + _BLOCK, "right")) - 1)
            yield self._pairs(wanted[start:end], later=later)
            start = end

    def _pairs(self, wanted: _Ints, *, later: bool) -> tuple[_Ints, _Ints]:
        starts, sizes = (some[wanted].ravel().astype(np.intp) for some in (self._starts, self._sizes))
        others = self._items[ranges(starts, sizes)].astype(np.intp)
        ones = np.repeat(np.repeat(wanted, HEAVIEST), sizes)
        apart = others > ones if later else others != ones
        return _met(ones[apart], others[apart], len(self._starts))


def _met(ones: _Ints, others: _Ints, count: int) -> tuple[_Ints, _Ints]:
    """Return the pairs that stand there often enough, in order, each once."""
    codes = ones * count + others
    codes.sort()
    times = runs(codes)[1]
    met = codes[np.cumsum(times)[times >= COMMON] - 1]
    return met // count, met % count


def inside(vectors: Vectors, parts: Iterable[_Ints], window: float) -> Iterator[tuple[_Ints, _Ints, Numbers]]:
    """Yield all pairs of articles of one part each, by place, that are of days within the window, with their products.

    Whether an index would propose them makes no difference.
    """
    ones: list[_Ints] = []
    others: list[_Ints] = []
    size = 0
    for part in parts:
        for place, one in enumerate(part[:-1].tolist(), 1):
            ones.append(np.full(len(part) - place, one))
            others.append(part[place:])
            size += len(part) - place
            if size >= _INSIDE:
                yield _near(vectors, ones, others, window)
                ones, others, size = [], [], 0
    if size:
        yield _near(vectors, ones, others, window)


def _near(
    vectors: Vectors, ones: Sequence[_Ints], others: Sequence[_Ints], window: float
) -> tuple[_Ints, _Ints, Numbers]:
    left, right = np.concatenate(ones), np.concatenate(others)
    near = vectors.near(left, right, window)
    return left[near], right[near], vectors.products(left[near], right[near])


# ---------------------------------------------------------------- what a change touches


class Alike(NamedTuple):
    """How alike two articles are: the product of their vectors, and whether they may be of days within the window."""

    product: int
    near: bool


@dataclass(frozen=True, slots=True)
class Update:
    """Pairs of numbers, in order: those that are compared no more, and those that are alike now.

    A pair of an article that changed or went is compared no more unless it is found again.
    """

    lost: frozenset[Pair]
    found: Mapping[Pair, Alike]


Fetch = Callable[[Collection[int]], Mapping[int, Item]]


class _Known:
    """Articles by number: those given, and others as they are asked for, each fetched once."""

    def __init__(self, given: Mapping[int, Item], others: Fetch) -> None:
        self._held = dict(given)
        self._others = others

    def __call__(self, wanted: Collection[int]) -> Mapping[int, Item]:
        missing = [item for item in wanted if item not in self._held]
        if missing:
            self._held |= self._others(missing)
        return self._held


def update(held: Postings, old: Mapping[int, Item], new: Mapping[int, Item], others: Fetch, least: float) -> Update:
    """Bring an index up to date with articles that came, went or changed, and return the pairs that this touches.

    ``old`` and ``new`` are those articles before and now, by number; ``others`` returns others. Pairs that are less
    alike than ``least`` (0 to 1) count for nothing.
    """
    removed, added = (Vectors.of(some.values(), len(some)).rows(np.array([*some], np.int64)) for some in (old, new))
    touched = np.unique(np.concatenate((keys(removed["place"]), keys(added["place"]))))
    before = held.of(touched)
    held.change(removed, added)
    known = _Known(new, others)
    changed = np.array(sorted(old.keys() | new.keys()), np.int64)
    judged = _judged(held, *_doubtful(before, held.of(touched), changed), known, least)
    lost = frozenset(pair for pair, how in judged.items() if how is None)
    found = {pair: how for pair, how in judged.items() if how}
    return Update(lost, {**found, **alike(held, new, known, least)})


def alike(held: Postings, wanted: Mapping[int, Item], others: Fetch, least: float) -> dict[Pair, Alike]:
    """Return the pairs of articles, given by number, with any others that they are at least so alike as (0 to 1)."""
    terms, real = Vectors.of(wanted.values(), len(wanted)).heaviest()
    ones, beside = _proposed(held.of(terms[real]), np.array(sorted(wanted), np.int64))
    pairs, products, near = _compared(ones, beside, _Known(wanted, others))
    chosen = products >= least * UNIT * UNIT
    found = zip(products[chosen].tolist(), near[chosen].tolist(), strict=True)
    return dict(zip(compress(pairs, chosen.tolist()), starmap(Alike, found), strict=True))


def _proposed(held: Rows, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs with a wanted article that rows propose; all rows of each key are at hand."""
    kept, starts, ends = _reach(held, _status(held))
    own = np.flatnonzero(np.isin(kept["item"], wanted))
    sizes = ends[own] - starts[own]
    ones, others = np.repeat(kept["item"][own], sizes), kept["item"][ranges(starts[own], sizes)]
    numbers = np.unique(others)  # an article reaches itself, so that these are all
    left, right = (np.searchsorted(numbers, some[ones != others]) for some in (ones, others))
    left, right = _met(left, right, max(len(numbers), 1))
    twice = np.isin(numbers[right], wanted) & (left > right)  # two wanted articles, each of which proposes the pair
    return numbers[left[~twice]], numbers[right[~twice]]


def _compared(ones: Numbers, others: Numbers, known: Fetch) -> tuple[list[Pair], Numbers, _Mask]:
    """Return pairs, each in order, with their products, and whether they are near."""
    numbers = np.unique(np.concatenate((ones, others)))
    held = known(numbers.tolist())
    vectors = Vectors.of((held[item] for item in numbers.tolist()), len(numbers))
    left, right = np.searchsorted(numbers, ones), np.searchsorted(numbers, others)
    pairs = zip(np.minimum(ones, others).tolist(), np.maximum(ones, others).tolist(), strict=True)
    return list(pairs), vectors.products(left, right), vectors.near(left, right)


def _doubtful(before: Rows, after: Rows, changed: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of articles that did not change and that a term proposes now but did not before, or no more."""
    steady = [~np.isin(held["item"], changed) for held in (before, after)]
    same: Rows = before[steady[0]]  # the rows that did not change: as many before as after
    flipped = np.flatnonzero(_status(before)[steady[0]] != _status(after)[steady[1]])
    was, now = (_codes(held, mask, flipped) for held, mask in zip((before, after), steady, strict=True))
    pairs = np.setxor1d(was, now)
    ones, others = same["item"][pairs // max(len(same), 1)], same["item"][pairs % max(len(same), 1)]
    met = np.unique(np.stack((np.minimum(ones, others), np.maximum(ones, others)))[:, ones != others], axis=1)
    return met[0], met[1]


def _codes(held: Rows, steady: _Mask, chosen: _Ints) -> _Ints:
    """Return which steady rows the chosen ones of them propose: a code for each pair of rows."""
    status, number = _status(held), np.cumsum(steady) - 1
    _, starts, ends = _reach(held, status)
    kept = np.flatnonzero(status)
    own = np.flatnonzero(np.isin(kept, np.flatnonzero(steady)[chosen]))
    sizes = ends[own] - starts[own]
    ones, others = np.repeat(kept[own], sizes), kept[ranges(starts[own], sizes)]
    both = steady[others]
    codes: _Ints = number[ones[both]] * int(steady.sum()) + number[others[both]]
    return codes


def _judged(held: Postings, ones: Numbers, others: Numbers, known: Fetch, least: float) -> dict[Pair, Alike | None]:
    """Return what holds now of doubtful pairs that are alike enough to count: None where they are compared no more."""
    pairs, products, near = _compared(ones, others, known)
    chosen = np.flatnonzero(products >= least * UNIT * UNIT)
    numbers = np.unique(np.concatenate((ones[chosen], others[chosen])))
    given = known(numbers.tolist())
    terms, _ = Vectors.of((given[item] for item in numbers.tolist()), len(numbers)).heaviest()
    sides = [terms[np.searchsorted(numbers, some[chosen])] for some in (ones, others)]
    both = np.sort(np.concatenate(sides, axis=1), axis=1)  # terms of either, so that common ones stand side by side
    left, right = _proposed(held.of(both[:, 1:][both[:, 1:] == both[:, :-1]]), numbers)
    still = set(zip(np.minimum(left, right).tolist(), np.maximum(left, right).tolist(), strict=True))
    return {
        pairs[place]: Alike(int(products[place]), bool(near[place])) if pairs[place] in still else None
        for place in chosen.tolist()
    }
