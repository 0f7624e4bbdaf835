"""Texts in, groups of copies out: sketch each text, pair those whose sketches meet, verify every pair, then group.

The one idea: likeness is *containment*, the share of the shorter text's three-word runs that stand in the longer one;
so an excerpt is a copy however long the original is. Candidate pairs come from winnowed fingerprints (Schleimer,
Wilkerson and Aiken 2003), which no shared run of 18 words escapes; fingerprints that stand in many texts pair only
neighbours by MinHash (Broder 1997), so that a phrase of every document costs no more than any other. A passage that two
reports share is no copy, nor is a report that stands inside another one: see ``_alike`` and ``_agree``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from rensa import RMinHash

from sitegen.ids import folded

ALGORITHM_VERSION = f"1-{RMinHash.ALGORITHM_VERSION}"
"""Names what sketches are made by: those of another version can't be compared with them."""

SHINGLE = 3  # words of a run
WINDOW = 16  # runs of which one leaves its fingerprint: a shared run of WINDOW + SHINGLE - 1 words always leaves one
PERMUTATIONS = 16  # values of the MinHash
SEED = 42
BUCKET = 8  # texts with one fingerprint, up to which each is paired with each
NEIGHBOURS = 2  # above it: how many neighbours each is paired with
LEAST_SHARED = 0.25  # of the shorter text's fingerprints, below which a pair is not verified

COPY = 0.7  # containment from which a text is a copy
COPY_BY_LEAD = 0.55  # the same where the lead is copied too: background that two reports share is not in the lead
LEAD = 40  # runs
LEAD_COPIED = 0.4  # share of the lead's runs that makes it copied
FEWEST_RUNS = 8  # of a text that can be a copy; shorter ones must be equal
REPRESENTATIVES = 3  # members of a group, the longest, that speak for it
KEPT_TEXTS, KEPT_PAIRS = 8192, 100_000  # of which the hashes and the likeness are remembered
AGREEING = 0.5  # share of the pairs of representatives that must be alike, more than it

_FORMATTING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Hashes = NDArray[np.uint32]
Pair = tuple[int, int]


# ---------------------------------------------------------------- sketches


@lru_cache(maxsize=65_536)
def _word_hashes(token: str) -> tuple[int, ...]:
    """Return the hashes of the folded words in a token; most tokens of a text have been seen before."""
    return tuple(zlib.crc32(word.encode()) for word in folded(token).split())


def runs(text: str) -> Hashes:
    """Return the hashes of the text's runs of three words, in order; a shorter text is one run."""
    tokens = _FORMATTING.sub("", text).split()
    hashes = np.fromiter(chain.from_iterable(map(_word_hashes, tokens)), np.uint64)
    count = max(len(hashes) - SHINGLE + 1, min(len(hashes), 1))
    mixed = np.zeros(count, np.uint64)
    for index in range(min(SHINGLE, len(hashes))):
        mixed = (mixed ^ hashes[index : index + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def sketch(text: str) -> bytes:
    """Return what candidate pairs are found by: a MinHash of 16 values, then the text's fingerprints, 4 bytes each.

    >>> len(sketch("The night ferry came back to Port Elder on Tuesday after three weeks of repairs."))
    68
    """
    hashes = runs(text)
    if not len(hashes):
        return b""
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        hashes.astype(np.uint64), [0, len(hashes)], PERMUTATIONS, SEED
    )
    marks = np.array(matrix.to_rows()[0], "<u4")
    return marks.tobytes() + _winnowed(hashes).astype("<u4").tobytes()


def _winnowed(hashes: Hashes) -> Hashes:
    """Return the fingerprints: the least hash of each window, sorted, each once."""
    if len(hashes) <= WINDOW:
        return np.unique(hashes)[:1]
    fingerprints: Hashes = np.unique(sliding_window_view(hashes, WINDOW).min(axis=1))
    return fingerprints


# ---------------------------------------------------------------- candidate pairs


def _candidates(sketches: Sequence[bytes]) -> list[Pair]:
    """Return the pairs of texts whose sketches meet, those first that share the greatest part of their fingerprints."""
    parts = [np.frombuffer(blob, "<u4") for blob in sketches]
    prints = [part[PERMUTATIONS:] for part in parts]
    marks = np.zeros((len(parts), PERMUTATIONS), np.uint32)
    for index, part in enumerate(parts):
        if len(part):
            marks[index] = part[:PERMUTATIONS]
    ranked = []
    for one, other in _neighbours(prints, marks):
        shared = len(np.intersect1d(prints[one], prints[other], assume_unique=True))
        sizes = len(prints[one]), len(prints[other])
        if shared >= LEAST_SHARED * min(sizes):
            ranked.append((-shared / (sum(sizes) - shared), one, other))
    return [(one, other) for _, one, other in sorted(ranked)]


def _neighbours(prints: Sequence[Hashes], marks: Hashes) -> Iterator[Pair]:
    """Yield the pairs that share a fingerprint, each once; of a large bucket only neighbours by MinHash."""
    sizes = [len(one) for one in prints]
    if not sum(sizes):
        return
    values, texts = np.concatenate(prints), np.repeat(np.arange(len(prints)), sizes)
    order = np.lexsort((texts, marks[texts, values % PERMUTATIONS], values))
    values, texts = values[order], texts[order]
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    small = counts[inverse] <= BUCKET
    codes = [np.zeros(0, np.int64)]
    for step in range(1, BUCKET):
        meet = (values[step:] == values[:-step]) & (small[step:] | (step <= NEIGHBOURS))
        pair = np.sort(np.stack((texts[step:][meet], texts[:-step][meet])), axis=0)
        codes.append(np.unique(pair[0] * len(prints) + pair[1]))
    for code in np.unique(np.concatenate(codes)).tolist():
        yield divmod(code, len(prints))


# ---------------------------------------------------------------- verification


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: containment of the shorter in the longer, and of each one's lead in the other."""

    contained: float
    lead_of_longer: float
    lead_of_shorter: float
    runs: int

    @property
    def is_copy(self) -> bool:
        """Return whether one text is a copy of the other, or an excerpt from it."""
        if self.runs < FEWEST_RUNS:
            return self.contained == self.lead_of_longer == 1
        return self.contained >= (COPY_BY_LEAD if self.lead_of_shorter >= LEAD_COPIED else COPY)

    @property
    def begins_alike(self) -> bool:
        """Return whether both begin with the same words: what stands inside another report does not."""
        return min(self.lead_of_longer, self.lead_of_shorter) >= LEAD_COPIED


class Texts:
    """Texts that are compared pair by pair; the hashes of the last few thousand are kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._hashes = lru_cache(maxsize=KEPT_TEXTS)(lambda index: _sorted_too(runs(texts[index])))
        self.likeness = lru_cache(maxsize=KEPT_PAIRS)(self._likeness)

    def contained(self, one: int, other: int) -> float:
        """Return the share of one text's runs that stand in the other."""
        return _share(_found(self._hashes(one)[0], self._hashes(other)[1]))

    def _likeness(self, one: int, other: int) -> Likeness:
        (first, first_sorted), (second, second_sorted) = self._hashes(one), self._hashes(other)
        longer, shorter = _found(first, second_sorted), _found(second, first_sorted)
        if len(longer) < len(shorter):
            longer, shorter = shorter, longer
        return Likeness(_share(shorter), _share(longer[:LEAD]), _share(shorter[:LEAD]), len(shorter))


def _sorted_too(hashes: Hashes) -> tuple[Hashes, Hashes]:
    return hashes, np.unique(hashes)


def _found(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Tell for each hash whether it is among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == hashes
    return found


def _share(found: NDArray[np.bool_]) -> float:
    return float(found.mean()) if len(found) else 0.0


# ---------------------------------------------------------------- groups


@dataclass(slots=True)
class Group:
    """A group in the making: its members, the longest of them in order, and the texts that must stay out of it."""

    members: list[int]
    leading: tuple[int, ...]
    enemies: set[int]


def groups(texts: Sequence[str]) -> tuple[int, ...]:
    """Return a group number a text, numbered by first appearance: copies share a group.

    >>> story = "The night ferry came back to Port Elder on Tuesday after three weeks of repairs to both of its shafts."
    >>> groups([story, "Rain fell on the harbour all day.", story.upper()])
    (0, 1, 0)
    """
    return tuple(group for group, _ in clusters([(text, text, sketch(text)) for text in texts]))


def clusters(
    items: Sequence[tuple[str, str, bytes]], apart: frozenset[tuple[str, str]] = frozenset()
) -> tuple[tuple[int, float], ...]:
    """Return group and likeness for each ``(id, text, sketch)``: numbers by first appearance, likeness from 0 to 1.

    Likeness is the share of the text's three-word runs that stand in the group's longest text. ``apart`` are pairs of
    ids that never share a group. The groups depend on the items alone, not on their order.
    """
    order = sorted(range(len(items)), key=lambda index: (-len(items[index][1]), items[index][0], items[index][1]))
    texts = Texts([items[index][1] for index in order])
    enemies = _enemies([items[index][0] for index in order], apart)
    found = _grouped(len(order), _candidates([items[index][2] for index in order]), texts, enemies)
    marks: list[tuple[int, float]] = [(0, 1.0)] * len(items)
    for members in found:
        for member in members:
            likeness = 1.0 if member == members[0] else texts.contained(member, members[0])
            marks[order[member]] = (members[0], likeness)
    numbers: dict[int, int] = {}
    return tuple((numbers.setdefault(group, len(numbers)), likeness) for group, likeness in marks)


def _enemies(ids: Sequence[str], apart: Iterable[tuple[str, str]]) -> Mapping[int, frozenset[int]]:
    """Return for each text the texts that it must not share a group with."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(ids):
        places.setdefault(name, []).append(index)
    enemies: dict[int, set[int]] = {}
    for one, other in apart:
        for left in places.get(one, ()):
            for right in places.get(other, ()):
                enemies.setdefault(left, set()).add(right)
                enemies.setdefault(right, set()).add(left)
    return {index: frozenset(others) for index, others in enemies.items()}


def _grouped(count: int, pairs: Sequence[Pair], texts: Texts, enemies: Mapping[int, frozenset[int]]) -> list[list[int]]:
    """Return the groups, each with its longest text first: what begins alike merges first, then what stands inside."""
    group_of = [Group([index], (index,), set(enemies.get(index, ()))) for index in range(count)]
    for component in _components(count, pairs):
        later = [pair for pair in component if not _merge(group_of, pair, texts, begins_alike=True)]
        for pair in later:
            _merge(group_of, pair, texts, begins_alike=False)
    return [sorted(group.members) for index, group in enumerate(group_of) if group.leading[0] == index]


def _components(count: int, pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return the pairs by connected component, in order: what one component needs is then at hand together."""
    parent = list(range(count))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, other in pairs:
        parent[root(one)] = root(other)
    components: dict[int, list[Pair]] = {}
    for pair in pairs:
        components.setdefault(root(pair[0]), []).append(pair)
    return list(components.values())


def _merge(group_of: list[Group], pair: Pair, texts: Texts, *, begins_alike: bool) -> bool:
    """Merge the groups of a pair that is alike, unless the rest disagrees; tell whether nothing is left to do."""
    large, small = sorted((group_of[pair[0]], group_of[pair[1]]), key=lambda group: -len(group.members))
    if large is small:
        return True
    likeness = texts.likeness(*pair)
    if not likeness.is_copy:
        return True
    if begins_alike and not likeness.begins_alike:
        return False
    if not large.enemies.isdisjoint(small.members) or not _agree(large, small, texts):
        return False
    large.members += small.members
    large.leading = tuple(sorted((*large.leading, *small.leading))[:REPRESENTATIVES])
    large.enemies |= small.enemies
    for member in small.members:
        group_of[member] = large
    return True


def _agree(one: Group, other: Group, texts: Texts) -> bool:
    """Tell whether the groups' longest members are alike, most of them.

    An article that stands inside a longer report is alike to that report alone, not to the report's other copies.
    """
    pairs = [(min(left, right), max(left, right)) for left in one.leading for right in other.leading]
    alike = sum(texts.likeness(*pair).is_copy for pair in pairs)
    return alike > AGREEING * len(pairs)


# ---------------------------------------------------------------- the canonical copy


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides which copy is canonical: length of its text in characters, whether its date is known, id, path."""

    length: int
    dated: bool
    id: str
    path: str = ""


def canonical(candidates: Sequence[Candidate]) -> int:
    """Return the place of the canonical copy: longest text, then a known date, then smallest id, then path.

    >>> canonical([Candidate(900, True, "b"), Candidate(1200, False, "c"), Candidate(1200, True, "d")])
    2
    """

    def rank(place: int) -> tuple[int, bool, str, str]:
        copy = candidates[place]
        return -copy.length, not copy.dated, copy.id, copy.path

    return min(range(len(candidates)), key=rank)
