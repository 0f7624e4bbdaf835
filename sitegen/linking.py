"""Cases in, stories and related cases out: links found from an index, stories formed inside their components.

The one idea: an update looks again at the components of links that came or went, and at what is related to those whose
neighbours or stories changed; ``fill`` decides everything at once, and the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sitegen.archive.across import Across, Case, Pair
from sitegen.corpus.duplicates import components
from sitegen.postings import Numbers, Postings, Rows, number, parts, runs
from sitegen.reading import alike, stories
from sitegen.reading.alike import UNIT, WINDOW, Item, Proposals, Update, Vectors
from sitegen.reading.stories import CLOSENESS, MOST, RELATED

SQUARE = UNIT**2  # the product of a signature with itself
_KEPT = 3 * MOST  # of the most alike cases, in or outside the own story: only rarely are more needed
_BUFFER = 1 << 20  # pairs that are gathered before all but the most alike are left out
_SORTED, _WRITTEN = 1 << 19, 1 << 16  # pairs that are sorted, and written, at once
_ABOVE = np.uint64((1 << 33) - 1)  # more than any product, which is little above 1 << 32
_PARTS = 1024  # components whose stories are formed at once

T = TypeVar("T", int, str)

_Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the editor rules on stories, by number of case: with which it stands together, from which apart.

    ``likeness`` is the least mean likeness within a story.
    """

    together: Mapping[int, Collection[int]]
    apart: Mapping[int, Collection[int]]
    likeness: float

    @property
    def link(self) -> float:
        """Return the least product of a link."""
        return self.likeness * SQUARE

    @property
    def least(self) -> float:
        """Return the least likeness of two cases that counts for anything."""
        return min(RELATED, self.likeness)


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking touched: numbers of stories that may be told anew, and cases to which others are related now."""

    stories: frozenset[int]
    cases: frozenset[int]


# ---------------------------------------------------------------- what a change touches


def update(across: Across, old: Mapping[int, Case], new: Mapping[int, Case], rules: Rules) -> Linking:
    """Put cases in the place of others, and bring links, stories and related cases up to date."""
    was, now = _differing(old, new), _differing(new, old)
    index = Postings(partial(across.parts, "terms"))
    made = alike.update(index, was, now, across.items, rules.least)
    across.put_parts("terms", index.changed())
    fellows = across.told_together({case.story for case in old.values()})
    before = {item: story for story, members in fellows.items() for item in members}
    across.drop_cases(old.keys() - new.keys())
    across.put_cases(case._replace(story=old[item].story if item in old else item) for item, case in new.items())
    seeds = {*_relinked(across, was, made, rules), *before, *new}
    seeds |= {other for some in (rules.together, rules.apart) for item in seeds for other in some.get(item, ())}
    members, links = _components(across, seeds - (old.keys() - new.keys()), rules)
    before |= {item: story for item, (_, story) in members.items() if item in old or item not in new}
    after = _formed(across, members, links, rules)
    across.put_stories((story, item) for item, story in sorted(after.items()) if members[item][1] != story)
    told, tells = _groups(before), _groups(after)
    changed = {story for story, group in tells.items() if told.get(story) != group or not group.isdisjoint(new)}
    moved = {item: (told.get(before.get(item, 0), set()), tells[story]) for item, story in after.items()}
    cases = _related_anew(across, index, _Change(was, now, made, moved))
    return Linking(frozenset(changed), frozenset(cases))


def _differing(some: Mapping[int, Case], others: Mapping[int, Case]) -> dict[int, Item]:
    """Return what cases are compared by, of those that are not the same among the others."""
    items = {item: (case.signature, case.edtf) for item, case in some.items()}
    same = {item for item, case in others.items() if items.get(item) == (case.signature, case.edtf)}
    return {item: what for item, what in items.items() if item not in same}


def _relinked(across: Across, was: Collection[int], made: Update, rules: Rules) -> set[int]:
    """Bring links up to date, and return the cases whose links may be others now."""
    gone = {*across.links(was), *(across.links({one for one, _ in made.lost}).keys() & made.lost)}
    found = {pair: how.product for pair, how in made.found.items() if how.near and how.product >= rules.link}
    across.drop_links(gone - found.keys())
    across.put_links((*pair, product) for pair, product in found.items())
    return {item for pair in (*gone, *found) for item in pair}


def _components(across: Across, seeds: Collection[int], rules: Rules) -> tuple[dict[int, tuple[str, int]], set[Pair]]:
    """Return the cases of the components that any of the seeds stands in, id and story of each, and their links."""
    found, new = set(seeds), set(seeds)
    links: set[Pair] = set()
    while new:
        beside = {_ordered(item, other) for item in new for other in rules.together.get(item, ())}
        links |= beside | across.links(new).keys()
        new = {item for pair in links for item in pair} - found
        found |= new
    return across.ids(found), links


def _formed(
    across: Across, members: Mapping[int, tuple[str, int]], links: Collection[Pair], rules: Rules
) -> dict[int, int]:
    """Return the story of each case, by number; the links are all those of the cases."""
    parts = [part for part, _ in components(links)]
    numbers = [item for part in parts for item in part]
    items = across.items(numbers)
    vectors = Vectors.of((items[item] for item in numbers), len(numbers))
    places = np.split(np.arange(len(numbers)), np.cumsum([len(part) for part in parts[:-1]]))
    told = _told(_Members(numbers, [members[item][0] for item in numbers], vectors), places, rules) if parts else {}
    return {item: told.get(item, item) for item in members}


def _told(members: _Members, parts: Sequence[_Ints], rules: Rules) -> dict[int, int]:
    """Return the story of each case of some components, by number: the number of its first id."""
    told = {}
    for start in range(0, len(parts), _PARTS):
        some = parts[start : start + _PARTS]
        names = {members.numbers[place]: members.names[place] for part in some for place in part.tolist()}
        links = {
            _ordered(members.names[one], members.names[other]): product
            for pairs in alike.inside(members.vectors, some, WINDOW)
            for one, other, product in zip(*(column.tolist() for column in pairs), strict=True)
        }
        together, apart = (_pairs_among(names, by) for by in (rules.together, rules.apart))
        named = ([members.names[place] for place in part.tolist()] for part in some)
        for story in stories.formed(named, links, together, apart, (rules.likeness, CLOSENESS)):
            told.update(dict.fromkeys(map(number, story), number(story[0])))
    return told


def _pairs_among(names: Mapping[int, str], by: Mapping[int, Collection[int]]) -> set[tuple[str, str]]:
    """Return the pairs of cases that rulings speak of, by name, those of which both are there."""
    return {_ordered(names[one], names[other]) for one in names for other in by.get(one, ()) if other in names}


@dataclass(frozen=True, slots=True)
class _Members:
    """Cases by place: numbers, ids, and what they are compared by."""

    numbers: Sequence[int]
    names: Sequence[str]
    vectors: Vectors


def _ordered(one: T, other: T) -> tuple[T, T]:
    return (one, other) if one <= other else (other, one)


def _groups(story_of: Mapping[int, int]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for item, story in story_of.items():
        found[story].add(item)
    return dict(found)


# ---------------------------------------------------------------- related cases


@dataclass(frozen=True, slots=True)
class _Change:
    """What happened: cases before and now, pairs lost and found, and of each case the story before and after."""

    was: Mapping[int, Item]
    now: Mapping[int, Item]
    made: Update
    moved: Mapping[int, tuple[set[int], set[int]]]


def _related_anew(across: Across, index: Postings, change: _Change) -> set[int]:
    """Bring related cases up to date, and return those to which others are related now."""
    gone = change.was.keys() - change.now.keys()
    pairs = {pair: how.product for pair, how in change.made.found.items() if how.product >= RELATED * SQUARE}
    held = across.related({item for pair in (*pairs, *change.made.lost) for item in pair} | change.moved.keys())
    hurt = across.relating(change.was.keys())
    hurt |= {one for pair in change.made.lost for one, other in (pair, pair[::-1]) if other in held[one]}
    hurt |= {item for item, (told, tells) in change.moved.items() if _unsettles(told, tells, held[item], gone)}
    hurt -= {*gone, *change.now}
    near = alike.alike(index, across.items(hurt), across.items, RELATED) if hurt else {}
    wanted: dict[int, dict[int, int]] = {item: {} for item in (*hurt, *change.now)}
    for one, other, product in _both_ways({pair: how.product for pair, how in near.items()} | pairs):
        if one in hurt or one in change.now:
            wanted[one][other] = product
    for one, other, product in _both_ways(pairs):
        if one not in hurt and one not in change.now and _enters(product, held[one]):
            wanted.setdefault(one, dict(held[one]))[other] = product
    held |= across.related(wanted.keys() - held.keys())
    made = _chosen(across, wanted)
    changed = {item for item, others in made.items() if others != held[item]} | gone
    across.put_related((item, made.get(item, {})) for item in sorted(changed))
    return changed - gone


def _both_ways(pairs: Mapping[Pair, int]) -> Iterator[tuple[int, int, int]]:
    for (one, other), product in pairs.items():
        yield one, other, product
        yield other, one, product


def _unsettles(told: set[int], tells: set[int], held: Mapping[int, int], gone: Collection[int]) -> bool:
    """Tell whether a case's story lost one that may be related now, or won one that is held to be related."""
    return not (told - tells).issubset(gone) or not (tells - told).isdisjoint(held)


def _enters(product: int, held: Mapping[int, int]) -> bool:
    return len(held) < MOST or product >= min(held.values())


def _chosen(across: Across, wanted: Mapping[int, Mapping[int, int]]) -> dict[int, dict[int, int]]:
    """Return the most alike cases outside each one's story, the most alike first, then by id."""
    known = across.ids({item for one, others in wanted.items() for item in (one, *others)})
    found = {}
    for one, others in wanted.items():
        ranked = (
            (-product, known[other][0], other) for other, product in others.items() if known[other][1] != known[one][1]
        )
        found[one] = {other: -product for product, _, other in nsmallest(MOST, ranked)}
    return found


# ---------------------------------------------------------------- everything at once


class _Pairs(NamedTuple):
    """Pairs of cases, by place, and their products."""

    ones: NDArray[np.uint32]
    others: NDArray[np.uint32]
    products: Numbers

    @classmethod
    def joined(cls, some: Iterable[_Pairs]) -> _Pairs:
        """Return pairs one behind the other."""
        return cls(*(np.concatenate(parts) for parts in zip(*(_NO_PAIRS, *some), strict=True)))

    def where(self, chosen: NDArray[Any]) -> _Pairs:
        """Return some of the pairs, by place or by truth."""
        return _Pairs(self.ones[chosen], self.others[chosen], self.products[chosen])

    def numbered(self, numbers: Numbers) -> Iterator[tuple[int, int, int]]:
        """Yield pairs and products by the numbers of the cases."""
        for start in range(0, len(self.ones), _WRITTEN):
            ones, others, products = (some[start : start + _WRITTEN] for some in self)
            yield from zip(numbers[ones].tolist(), numbers[others].tolist(), products.tolist(), strict=True)


_NO_PAIRS = _Pairs(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.int64))


def fill(across: Across, rules: Rules) -> None:
    """Link all cases, and write links, stories and related cases into tables that are empty of them."""
    known = across.names()
    numbers = np.array([*known], np.int64)
    members = _Members([*known], [*known.values()], Vectors.of(across.all_items(), len(known)))
    proposals = Proposals(_indexed(across, members.vectors, numbers), len(numbers))
    nearest, links = _Nearest(members.names), []
    for pairs in _compared(proposals, members.vectors, np.arange(len(numbers)), later=True):
        nearest.add(pairs.where(pairs.products >= RELATED * SQUARE))
        strong = pairs.where(pairs.products >= rules.link)
        links.append(strong.where(members.vectors.near(strong.ones, strong.others)))
    linked = _Pairs.joined(links)
    across.put_links(linked.numbered(numbers))
    pairs_of_places = [*zip(linked.ones.tolist(), linked.others.tolist(), strict=True), *_ruled(numbers, rules)]
    story_of = _told(members, [np.array(part) for part, _ in components(pairs_of_places)], rules)
    across.put_stories((story, item) for item, story in sorted(story_of.items()) if story != item)
    told = np.array([story_of.get(item, item) for item in members.numbers], np.int64)
    again = partial(_compared, proposals, members.vectors, later=False)
    across.fill_related(nearest.outside(told, lambda wanted: _Pairs.joined(again(wanted))).numbered(numbers))


def _ruled(numbers: Numbers, rules: Rules) -> Iterator[Pair]:
    """Yield the places of cases that the editor puts together."""
    for item, others in rules.together.items():
        for other in others:
            one, beside = np.searchsorted(numbers, (item, other)).tolist()
            yield one, beside


def _indexed(across: Across, vectors: Vectors, numbers: Numbers) -> Iterator[Rows]:
    """Fill the index of terms; its rows are yielded with the places of cases instead of their numbers."""
    for rows in alike.index(vectors):
        numbered = rows.copy()
        numbered["item"] = numbers[rows["item"]]
        across.put_parts("terms", parts(numbered))
        yield rows


def _compared(proposals: Proposals, vectors: Vectors, wanted: _Ints, *, later: bool) -> Iterator[_Pairs]:
    for ones, others in proposals.of(wanted, later=later):
        yield _Pairs(ones.astype(np.uint32), others.astype(np.uint32), vectors.products(ones, others))


class _Nearest:
    """The most alike of all other cases for each case, by place: pairs come in any order, each once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._rank = np.empty(len(names), np.intp)
        self._rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        self._floor = np.zeros(len(names), np.int64)  # the least product of a case that has enough
        self._held: list[_Pairs] = []

    def add(self, pairs: _Pairs) -> None:
        """Add pairs, for both of their cases."""
        for some in (pairs, _Pairs(pairs.others, pairs.ones, pairs.products)):
            self._held.append(some.where(some.products >= self._floor[some.ones]))
        if sum(len(some.ones) for some in self._held[1:]) > _BUFFER:
            self._held = [self._most(_Pairs.joined(self._held), _KEPT)]
            kept = self._held[0]
            lasts = np.cumsum(runs(kept.ones)[1]) - 1
            full = lasts[np.bincount(kept.ones)[kept.ones[lasts]] == _KEPT]
            self._floor[kept.ones[full]] = kept.products[full]

    def _most(self, pairs: _Pairs, most: int) -> _Pairs:
        """Return for each case the most alike of the others, then by id; a range of cases at a time."""
        count, ranges = len(self._rank), len(pairs.ones) // _SORTED + 1
        bounds = np.linspace(0, count, ranges + 1).astype(np.intp)
        within = (
            pairs.where(np.flatnonzero((pairs.ones >= low) & (pairs.ones < high)))
            for low, high in pairwise(bounds.tolist())
        )
        return _Pairs.joined(self._sorted(some, most) for some in within)

    def _sorted(self, pairs: _Pairs, most: int) -> _Pairs:
        codes = (pairs.ones.astype(np.uint64) << np.uint64(33)) + (_ABOVE - pairs.products.astype(np.uint64))
        order = np.argsort(codes)
        codes = codes[order]
        equal = codes[1:] == codes[:-1]
        tied = np.flatnonzero(np.append(equal, False) | np.append(False, equal))
        order[tied] = order[tied][np.lexsort((self._rank[pairs.others[order[tied]]], codes[tied]))]
        run, sizes = runs(pairs.ones[order])
        return pairs.where(order[np.arange(len(run)) - (np.cumsum(sizes) - sizes)[run] < most])

    def outside(self, told: Numbers, again: Callable[[_Ints], _Pairs]) -> _Pairs:
        """Return the most alike cases of other stories; ``again`` finds all pairs of those that have too few here."""
        held = self._most(_Pairs.joined(self._held), _KEPT)
        full = np.bincount(held.ones, minlength=len(told)) == _KEPT
        apart = held.where(told[held.ones] != told[held.others])
        lacking = np.flatnonzero(full & (np.bincount(apart.ones, minlength=len(told)) < MOST))
        more = again(lacking)
        more = more.where((more.products >= RELATED * SQUARE) & (told[more.ones] != told[more.others]))
        return self._most(_Pairs.joined([apart.where(~np.isin(apart.ones, lacking)), more]), MOST)
