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
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from sitegen.corpus import candidates
from sitegen.corpus.candidates import Pair
from sitegen.ids import folded, plain_words
from sitegen.model import PERMUTATIONS

ALGORITHM_VERSION = f"1-{RMinHash.ALGORITHM_VERSION}"
"""Names what sketches are made by: those of another version can't be compared with them."""

SHINGLE = 3  # words of a run
WINDOW = 16  # runs of which one leaves its fingerprint: a shared run of WINDOW + SHINGLE - 1 words always leaves one
SEED = 42

COPY = 0.7  # containment from which a text is a copy
COPY_BY_LEAD = 0.55  # the same where the lead is copied too: background that two reports share is not in the lead
LEAD = 40  # runs
LEAD_COPIED = 0.4  # share of the lead's runs that makes it copied
FEWEST_RUNS = 8  # of a text that can be a copy; shorter ones must be equal
REPRESENTATIVES = 3  # members of a group, the longest, that speak for it
KEPT_TEXTS, KEPT_PAIRS = 8192, 100_000  # of which the hashes and the likeness are remembered
KEPT_TOKENS = 1 << 17  # of which the hashes are remembered
HELD = 0.5  # share of a sentence's runs from which another text holds it, reworded or not
AGREEING = 0.5  # share of the pairs of representatives that must be alike, more than it

_MARKS = "!\"'(),-.:;?[]‘’“”…–—"
_FORMATTING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)

Hashes = NDArray[np.uint32]


# ---------------------------------------------------------------- sketches


class _WordHashes(dict[str, bytes]):
    """The hashes of the folded words in a token, 4 bytes each; most tokens of a text have been seen before."""

    def __missing__(self, token: str) -> bytes:
        if len(self) >= KEPT_TOKENS:
            self.clear()
        bare = token.strip(_MARKS)
        words = [bare.lower()] if bare.isascii() and bare.isalnum() else folded(token).split()  # the same, but quicker
        hashes = self[token] = b"".join([zlib.crc32(word.encode()).to_bytes(4, "little") for word in words])
        return hashes


_word_hashes = _WordHashes()


def _hashes(text: str) -> NDArray[np.uint64]:
    """Return the hashes of the folded words of a text, in order."""
    words = plain_words(text)
    if words is not None:  # to hash all of them is quicker than to remember so many
        return np.fromiter(map(zlib.crc32, words), np.uint64, len(words))
    tokens = _FORMATTING.sub("", text).split()
    return np.frombuffer(b"".join(map(_word_hashes.__getitem__, tokens)), "<u4").astype(np.uint64)


def runs(text: str) -> Hashes:
    """Return the hashes of the text's runs of three words, in order; a shorter text is one run."""
    hashes = _hashes(text)
    count = max(len(hashes) - SHINGLE + 1, min(len(hashes), 1))
    mixed = np.zeros(count, np.uint64)
    for index in range(min(SHINGLE, len(hashes))):
        mixed ^= hashes[index : index + count]
        mixed *= _MIX
        mixed ^= mixed >> _HALF
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
        return np.sort(hashes)[:1]
    least, width = hashes, 1
    while width < WINDOW:  # of twice as many hashes each time
        least, width = np.minimum(least[:-width], least[width:]), width * 2
    least = np.sort(least)
    fingerprints: Hashes = least[np.append(True, least[1:] != least[:-1])]
    return fingerprints


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
    return hashes, np.sort(hashes)


def _found(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Tell for each hash whether it is among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == hashes
    return found


def _share(found: NDArray[np.bool_]) -> float:
    return float(found.mean()) if len(found) else 0.0


def contained(text: str, longer: str) -> float:
    """Return the share of a text's runs of three words that stand in a longer one.

    >>> contained("The ferry sails again.", "On Monday the ferry sails again, said its owner.")
    1.0
    """
    return _share(_found(runs(text), np.sort(runs(longer))))


def missing(sentences: Sequence[str], text: str) -> tuple[int, ...]:
    """Return the places of the sentences that a text doesn't hold: less than half of their runs stand in it.

    >>> missing(["The ferry sails again.", "Its crew was paid on Monday."], "The ferry sails again, said the owner.")
    (1,)
    """
    known = np.sort(runs(text))
    shares = ((place, _share(_found(runs(sentence), known))) for place, sentence in enumerate(sentences))
    return tuple(place for place, share in shares if share < HELD)


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
    sketches = [sketch for _, _, sketch in items]
    pairs: dict[Pair, int] = {}
    for _, found in candidates.bulk(sketches, np.arange(len(items))):
        pairs |= found
    marks: list[tuple[int, float]] = [(place, 1.0) for place in range(len(items))]
    for component, links in components(pairs):
        places = {member: place for place, member in enumerate(component)}
        shared = {(places[one], places[other]): pairs[one, other] for one, other in links}
        for group in grouped([items[member] for member in component], shared, apart):
            for member, likeness in group:
                marks[component[member]] = (component[group[0][0]], likeness)
    numbers: dict[int, int] = {}
    return tuple((numbers.setdefault(group, len(numbers)), likeness) for group, likeness in marks)


def components(pairs: Iterable[Pair]) -> list[tuple[list[int], list[Pair]]]:
    """Return what hangs together by pairs: the members of each component in order, and its pairs."""
    parent: dict[int, int] = {}

    def root(item: int) -> int:
        while (above := parent.setdefault(item, item)) != item:
            parent[item] = item = parent[above]
        return item

    links = list(pairs)
    for one, other in links:
        parent[root(one)] = root(other)
    found: dict[int, tuple[list[int], list[Pair]]] = {}
    for item in sorted(parent):
        found.setdefault(root(item), ([], []))[0].append(item)
    for pair in links:
        found[root(pair[0])][1].append(pair)
    return list(found.values())


def grouped(
    items: Sequence[tuple[str, str, bytes]],
    pairs: Mapping[Pair, int],
    apart: Collection[tuple[str, str]] = frozenset(),
    together: Collection[Pair] = frozenset(),
) -> list[list[tuple[int, float]]]:
    """Return the groups of one component: places of the items and their likeness, the longest text first.

    ``pairs`` are candidates, by place, each with the fingerprints that it shares. Pairs merge in the order of what they
    share: first what begins alike, then what stands inside. Before all, those merge that are ``together`` by ruling.
    """
    order = sorted(range(len(items)), key=lambda place: (-len(items[place][1]), items[place][0], items[place][1]))
    rank = {place: number for number, place in enumerate(order)}
    sizes = [max(len(sketch) // 4 - PERMUTATIONS, 0) for _, _, sketch in items]
    ranked = sorted(
        (-shared / (sizes[one] + sizes[other] - shared), _pair(rank[one], rank[other]))
        for (one, other), shared in pairs.items()
    )
    texts = Texts([items[place][1] for place in order])
    ruled = sorted(_pair(rank[one], rank[other]) for one, other in together)
    group_of = _merged([items[place][0] for place in order], [pair for _, pair in ranked], texts, apart, ruled)
    return [
        [(order[member], texts.contained(member, group.leading[0])) for member in sorted(group.members)]
        for number, group in enumerate(group_of)
        if group.leading[0] == number
    ]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _merged(
    ids: Sequence[str],
    pairs: Sequence[Pair],
    texts: Texts,
    apart: Collection[tuple[str, str]],
    together: Iterable[Pair],
) -> list[Group]:
    """Return the group of each text, after the pairs have been merged in order."""
    enemies = _enemies(ids, apart)
    group_of = [Group([place], (place,), set(enemies.get(place, ()))) for place in range(len(ids))]
    for pair in together:
        _join(group_of, *_sides(group_of, pair))
    later = [pair for pair in pairs if not _merge(group_of, pair, texts, begins_alike=True)]
    for pair in later:
        _merge(group_of, pair, texts, begins_alike=False)
    return group_of


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


def _merge(group_of: list[Group], pair: Pair, texts: Texts, *, begins_alike: bool) -> bool:
    """Merge the groups of a pair that is alike, unless the rest disagrees; tell whether nothing is left to do."""
    large, small = _sides(group_of, pair)
    if large is small:
        return True
    likeness = texts.likeness(*pair)
    if not likeness.is_copy:
        return True
    if begins_alike and not likeness.begins_alike:
        return False
    return _agree(large, small, texts) and _join(group_of, large, small)


def _sides(group_of: Sequence[Group], pair: Pair) -> tuple[Group, Group]:
    """Return the groups of a pair, the larger one first."""
    one, other = group_of[pair[0]], group_of[pair[1]]
    return (one, other) if len(one.members) >= len(other.members) else (other, one)


def _join(group_of: list[Group], large: Group, small: Group) -> bool:
    """Let a group take in a smaller one, unless members of theirs must stay apart; tell whether they are one."""
    if large is small:
        return True
    if not large.enemies.isdisjoint(small.members):
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
