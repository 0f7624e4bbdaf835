"""Articles in, stories out: clusters of reports on one event, and for each article the most alike of the others.

The one idea: an article is a short unit vector of its heaviest terms (``signature``), weighed by a fixed table, so that
the likeness of two articles (their cosine, see ``alike``) depends on those two alone. Stories form by average link
(Sokal and Michener 1958) inside the connected components of the pairs that are alike enough, so a chain of look-alikes
doesn't merge what its ends don't share, and the order of the input never matters: all sums are of whole numbers.
"""

from __future__ import annotations

import heapq
import math
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from sitegen.ids import folded, without_typography
from sitegen.reading import alike
from sitegen.reading.alike import TERM, UNIT, WINDOW, Proposals, Signature, Vectors
from sitegen.reading.weights import stem, weight

LIKENESS = 0.3  # two reports of one event, in an archive where different events share their names
CLOSENESS = 0.6  # an article joins a story only if it is as like its articles as this share of their own likeness
MIXED = 0.19  # two reports of one event among texts on anything: amid 0.18 to 0.21, which do as well on labelled ones
RELATED = 0.12  # worth reading next
MOST = 6  # articles that are called related
TERMS, LEAD_TERMS = 100, 60  # terms that a signature keeps of the whole and of the lead

TITLE = 3  # a word of the title counts as often
EARLY = 3  # and one of the first sentences
EARLY_LETTERS, LEAD_LETTERS = 400, 800
NAME = 1.15  # a word that stands capitalised more often than not is a name
NUMBER = 75  # the weight of a number of two digits or more
LIGHTEST = 15  # lighter words are grammar
SHARPNESS = 1.5  # the power of a term's weight

KEPT_WORDS = 1 << 17  # of which it is remembered what they say

_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_ASCII = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
_WORD_ROW = np.dtype([("whole", "<u4"), ("lead", "<u4"), ("heaviness", "<f8"), ("sign", "<f8")])
_pack = struct.Struct("<IIdd").pack
# Of the words of a text, once more of its early ones, and of its title, twice: for the whole and for the lead.
_COUNTS, _IN_TEXT = np.array(2 * (1.0, EARLY - 1.0, TITLE)), np.array(2 * (1, 0, 0))
_LEAD = np.uint64(1 << 32)  # what parts a lead's terms from those of the whole

Item = tuple[str, Signature, str | None]
Pair = tuple[str, str]
Links = Mapping[Pair, int]
_Values = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]
_Weights = npt.NDArray[np.uint16]


# ---------------------------------------------------------------- signatures


class _Words(dict[str, bytes]):
    """What words say: a row of ``_WORD_ROW`` each, nothing for grammar; most words of a text have been seen before."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= KEPT_WORDS:
            self.clear()
        key = word.lower() if word.isascii() else folded(word).replace(" ", "")  # the same, but quicker
        term = stem(key)
        heaviness = NUMBER if key.isdecimal() else weight(term)
        row = b""
        if len(key) > 1 and heaviness >= LIGHTEST:
            whole, lead = zlib.crc32(term.encode()), zlib.crc32(f"^{term}".encode())
            row = _pack(whole, lead, heaviness**SHARPNESS, 1 if word[0].isupper() else -1)
        self[word] = row
        return row


_said = _Words()


def _cut(text: str) -> list[str]:
    """Return the words of a text, in order: cutting bytes is far quicker than searching."""
    text = without_typography(text)
    return text.encode().translate(_WORDS_OF_ASCII).decode().split() if text.isascii() else _WORD.findall(text)


def _beginning(text: str, length: int, rows: Sequence[bytes]) -> bytes:
    """Return what the words of the first characters of a text say, of which ``rows`` is what its words say."""
    if len(text) <= length:
        return b"".join(rows)
    words = _cut(text[:length])  # the last of them may be cut off
    return b"".join([*rows[: max(len(words) - 1, 0)], *map(_said.__getitem__, words[-1:])])


def signature(title: str, text: str) -> Signature:
    """Return an article's heaviest terms, then its lead's, as a unit vector: a term's CRC-32, its weight in 16 bits.

    Both halves weigh the same, so that the cosine of two signatures is the mean of the cosines of wholes and of leads.
    A term counts more in the title and early in the text, and weighs more if it is a name; a half is the root of a
    term's count times its own weight.

    >>> len(signature("Ferry sinks", "The ferry sank near the harbour at dawn.")) % 6
    0
    """
    rows = [*map(_said.__getitem__, _cut(text))]
    named, early = b"".join(map(_said.__getitem__, _cut(title))), _beginning(text, EARLY_LETTERS, rows)
    parts = (b"".join(rows), early, named, _beginning(text, LEAD_LETTERS, rows), early, named)
    sizes = [len(part) // _WORD_ROW.itemsize for part in parts]
    if not any(sizes):
        return b""
    terms, values = _weighed(np.frombuffer(b"".join(parts), _WORD_ROW), sizes)
    middle = int(terms.searchsorted(_LEAD))
    (whole, heavy), (lead, light) = _heaviest(values[:middle], TERMS), _heaviest(values[middle:], LEAD_TERMS)
    made = np.empty(len(whole) + len(lead), TERM)
    made["term"] = terms.take(np.concatenate((whole, lead + middle)))
    made["weight"] = np.concatenate((heavy, light))
    return made[made["term"].argsort(kind="stable")].tobytes()


def _weighed(said: npt.NDArray[np.void], sizes: Sequence[int]) -> tuple[npt.NDArray[np.uint64], _Values]:
    """Return the terms of words, each once, sorted, those of the lead from ``_LEAD`` on; and their weights.

    ``sizes`` are numbers of words: the whole's, its early ones, its title's, then the lead's and the same two.
    """
    whole = sum(sizes[:3])
    terms = said["whole"].astype(np.uint64)
    terms[whole:] = said["lead"][whole:] + _LEAD
    order = terms.argsort(kind="stable")
    terms = terms.take(order)
    begins = np.ones(len(terms), np.bool_)
    np.not_equal(terms[1:], terms[:-1], out=begins[1:])
    firsts = begins.nonzero()[0]
    counts = np.add.reduceat(np.repeat(_COUNTS, sizes).take(order), firsts)
    signs = np.repeat(_IN_TEXT, sizes) * said["sign"]
    names = np.add.reduceat(signs.take(order), firsts) > 0
    values = np.sqrt(counts) * said["heaviness"].take(order.take(firsts)) * np.where(names, NAME, 1.0)
    return terms.take(firsts), values


def _heaviest(values: _Values, most: int) -> tuple[_Places, _Weights]:
    """Return the places of the highest values, in order, and these as a unit vector's that is half of a signature."""
    places = (-values).argsort(kind="stable")[:most]
    places.sort()
    chosen = values.take(places)
    norm = math.sqrt(math.fsum((chosen * chosen).tolist()))
    return places, np.rint(UNIT * (chosen / norm) * math.sqrt(0.5)).astype(np.uint16)


def likeness(one: Signature, other: Signature) -> float:
    """Return the cosine of two signatures, 0 to 1.

    >>> ferry = signature("Ferry sinks", "The ferry sank near the harbour at dawn.")
    >>> round(likeness(ferry, ferry), 3)
    1.0
    """
    vectors = Vectors.of(((one, None), (other, None)), 2)
    return _cosine(int(vectors.products(np.array([0]), np.array([1]))[0]))


def _cosine(product: int) -> float:
    return min(1.0, product / UNIT**2)


# ---------------------------------------------------------------- pairs


def pairs(items: Sequence[Item], least: float = RELATED, window: int | None = None) -> dict[Pair, float]:
    """Return the likeness of every pair of ids, in order, that is at least ``least``.

    An item is an article's id, its signature and its date (EDTF or None). With a ``window``, two articles whose dates
    lie surely further apart than so many days are no pair. Which articles are compared at all, ``alike`` says.
    """
    return {pair: _cosine(product) for pair, product in _products(items, least, window).items()}


def _products(items: Sequence[Item], least: float, window: int | None) -> dict[Pair, int]:
    ordered = sorted(items, key=itemgetter(0))
    vectors = Vectors.of((item[1:] for item in ordered), len(ordered))
    found = {}
    for ones, others in Proposals(alike.index(vectors), vectors.count).of(np.arange(vectors.count), later=True):
        products = vectors.products(ones, others)
        wanted = products >= least * UNIT**2
        if window is not None:
            wanted &= vectors.near(ones, others, window)
        for one, other, product in zip(ones[wanted], others[wanted], products[wanted], strict=True):
            found[ordered[one][0], ordered[other][0]] = int(product)
    return found


# ---------------------------------------------------------------- clusters


def clusters(
    items: Sequence[Item],
    together: Collection[Pair] = frozenset(),
    apart: Collection[Pair] = frozenset(),
    likeness: float = LIKENESS,
    *,
    closeness: float = CLOSENESS,
    window: int | None = WINDOW,
) -> tuple[tuple[str, ...], ...]:
    """Return the stories: ids, sorted, singletons included, sorted by their first id. See ``formed``."""
    ids = sorted(item[0] for item in items)
    parts = components(ids, [*_products(items, likeness, window), *together])
    vectors = Vectors.of((item[1:] for item in sorted(items, key=itemgetter(0))), len(ids))
    place = {name: number for number, name in enumerate(ids)}
    some = (np.array([place[name] for name in part]) for part in parts)
    links = {
        (ids[one], ids[other]): product
        for pairs in alike.inside(vectors, some, math.inf if window is None else window)
        for one, other, product in zip(*(column.tolist() for column in pairs), strict=True)
    }
    return formed(parts, links, together, apart, (likeness, closeness))


def formed(
    parts: Iterable[Sequence[str]],
    links: Links,
    together: Collection[Pair] = frozenset(),
    apart: Collection[Pair] = frozenset(),
    least: tuple[float, float] = (LIKENESS, CLOSENESS),
) -> tuple[tuple[str, ...], ...]:
    """Return the stories of articles: ids, sorted, singletons included, sorted by their first id.

    ``parts`` are the articles, by component of the pairs that are as alike as two reports of one event, or that the
    editor puts together: no story reaches over two of them. ``links`` are the pairs inside the parts, each in order,
    that are of days within the window, with the product of their signatures; those less than half so alike count for
    nothing. ``together`` and ``apart`` are the editor's pairs: those stand in one story, these never, whatever their
    likeness; where the two contradict each other, ``apart`` holds. ``least`` are the least mean likeness at which two
    clusters become one, and the least share of the likeness inside either that it must reach.
    """
    held = [sorted(part) for part in parts]
    home = {name: number for number, part in enumerate(held) for name in part}
    alike_enough = {pair: product for pair, product in links.items() if product >= least[0] / 2 * UNIT**2}
    linked, wanted, banned = (_by_home(some, home) for some in (alike_enough, together, apart))
    found = [
        cluster
        for number, part in enumerate(held)
        for cluster in _average_link(
            part, {pair: links[pair] for pair in linked[number]}, wanted[number], banned[number], least
        )
    ]
    return tuple(sorted(found))


def _by_home(some: Iterable[Pair], home: Mapping[str, int]) -> defaultdict[int, list[Pair]]:
    """Return pairs by the component that holds both, each in order."""
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for one, other in sorted(some):
        if one != other and home.get(one, -1) == home.get(other, -2):
            found[home[one]].append((one, other))
    return found


def components(ids: Sequence[str], edges: Iterable[Pair]) -> list[list[str]]:
    """Return the connected components, each in the order of ``ids``, in the order of their first ids."""
    parent = {name: name for name in ids}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in edges:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name in ids:
        parts[root(name)].append(name)
    return list(parts.values())


class _Agglomeration:
    """Clusters of one component, each known by its first id, with the sum of products between any two."""

    def __init__(self, part: Sequence[str], links: Links, apart: Iterable[Pair]) -> None:
        self.members: dict[str, list[str]] = {name: [name] for name in part}
        self.sums: dict[str, dict[str, int]] = {name: {} for name in part}
        self.inner = dict.fromkeys(part, 0)
        self.apart: dict[str, set[str]] = {name: set() for name in part}
        for (one, other), value in links.items():
            self.sums[one][other] = self.sums[other][one] = value
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def likeness(self, one: str, other: str) -> float:
        """Return the mean product of two clusters' articles."""
        return self.sums[one].get(other, 0) / (len(self.members[one]) * len(self.members[other]))

    def tightness(self, name: str) -> float:
        """Return the mean product of a cluster's own pairs, 0 for a single article."""
        size = len(self.members[name])
        return self.inner[name] * 2 / (size * (size - 1)) if size > 1 else 0.0

    def home(self, name: str) -> str:
        return next(key for key, names in self.members.items() if name in names)

    def may_join(self, one: str, other: str) -> bool:
        return one != other and other not in self.apart[one]

    def join(self, one: str, other: str) -> str:
        """Merge two clusters and return the id of the one that stays."""
        keep, gone = sorted((one, other))
        self.inner[keep] += self.inner.pop(gone) + self.sums[keep].get(gone, 0)
        self.members[keep] += self.members.pop(gone)
        for neighbour, total in self.sums.pop(gone).items():
            del self.sums[neighbour][gone]
            if neighbour != keep:
                self.sums[keep][neighbour] = self.sums[neighbour][keep] = self.sums[keep].get(neighbour, 0) + total
        for enemy in self.apart.pop(gone):
            self.apart[enemy].discard(gone)
            self.apart[enemy].add(keep)
            self.apart[keep].add(enemy)
        return keep


def _average_link(
    part: Sequence[str], links: Links, together: Iterable[Pair], apart: Iterable[Pair], least: tuple[float, float]
) -> list[tuple[str, ...]]:
    """Return the clusters of one component: the two most alike merge while their mean likeness is at least ``least``.

    A pair that is not in ``links`` counts as 0. Ties go to the first ids.
    """
    if len(part) == 1:
        return [tuple(part)]
    likeness, closeness = least[0] * UNIT**2, least[1]
    state = _Agglomeration(part, links, apart)
    for one, other in together:
        left, right = state.home(one), state.home(other)
        if state.may_join(left, right):
            state.join(left, right)
    queue = [
        (-state.likeness(one, other), one, other) for one in state.sums for other in state.sums[one] if one < other
    ]
    heapq.heapify(queue)
    while queue and -queue[0][0] >= likeness:
        value, one, other = heapq.heappop(queue)
        current = one in state.members and other in state.members and -state.likeness(one, other) == value
        close = current and -value >= closeness * max(state.tightness(one), state.tightness(other))
        if close and state.may_join(one, other):
            kept = state.join(one, other)
            for neighbour in state.sums[kept]:
                low, high = sorted((kept, neighbour))
                heapq.heappush(queue, (-state.likeness(low, high), low, high))
    return [tuple(sorted(names)) for names in state.members.values()]


# ---------------------------------------------------------------- related


def related(
    items: Sequence[Item], stories: Sequence[Sequence[str]], most: int = MOST, *, least: float = RELATED
) -> dict[str, tuple[str, ...]]:
    """Return for each id the most alike articles outside its own story, the most alike first, then by id."""
    home = {name: number for number, story in enumerate(stories) for name in story}
    near: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), product in _products(items, least, None).items():
        if home.get(one, -1) != home.get(other, -2):
            near[one].append((-product, other))
            near[other].append((-product, one))
    return {item[0]: tuple(name for _, name in heapq.nsmallest(most, near[item[0]])) for item in sorted(items)}


# ---------------------------------------------------------------- public


def groups(texts: Sequence[str]) -> tuple[int, ...]:
    r"""Return a story number a text, numbered by first appearance.

    The texts may be about anything and have no dates; a text's first line counts as its title.

    >>> ferry = "Ferry sinks off Port Ostrel\nThe ferry Marigold sank off Port Ostrel; 40 passengers were saved."
    >>> again = "Passengers saved as ferry sinks\nForty were saved when the Marigold sank near Port Ostrel."
    >>> groups([ferry, "Council votes on budget\nThe council of Varn passed its budget.", again])
    (0, 1, 0)
    """
    items: list[Item] = [(str(number), _first_line_as_title(text), None) for number, text in enumerate(texts)]
    home = {
        name: number for number, cluster in enumerate(clusters(items, likeness=MIXED, closeness=0)) for name in cluster
    }
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(home[str(number)], len(numbers)) for number in range(len(texts)))


def _first_line_as_title(text: str) -> Signature:
    title, _, body = text.strip().partition("\n")
    return signature(title, body or title)
