"""A text in, the few stretches of it out that are worth reading closely, because what is sought can stand only there.

The one idea: all words that matter are looked for at once (Aho and Corasick 1975) in a rough copy of the text, a byte a
character. What the copy cannot show, letters beyond ASCII and signs within a word, is looked at where it stands. A
reader then asks of the chunks found, each what stands between two blanks, how far around them it has to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from sitegen.model import Span

MOST = 1 << 16  # chunks that are remembered
LONGEST = 64  # characters: what is longer is hardly met again
MOST_KEPT, LONGEST_KEPT = 256, 1 << 15  # rough copies that are kept, and the characters of the longest

LARGEST_TABLE = 1 << 16  # characters of all patterns: the table of their states takes some 16 MB

Told = TypeVar("Told")

# Signs beyond ASCII that stand between the words of most texts, and the one that stands within words, too.
_BETWEEN, _WITHIN = "“”–—…‑‐\u00a0", "’‘"
_BLANK, _OTHER = b" ", b"?"
_PLAIN = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else ord(_OTHER if chr(code) in "?_" else _BLANK)
    for code in range(128)
).ljust(256)
# An apostrophe before more than a possessive's "s", a full stop before a letter.
_SIGNS = tuple(re.compile(sign) for sign in (rb"'(?=[A-RT-Za-rt-z\d?]|[Ss][A-Za-z\d?'])", rb"`", rb"\.(?=[A-Za-z\d?])"))


@dataclass(frozen=True, slots=True)
class Rough:
    """A text with blanks for its line ends; and as bytes between two blanks: lower-case letters, digits, blanks.

    In the bytes "?" stands for a letter or a sign beyond ASCII, and for what may join words; ``signs`` are the places
    of apostrophes and full stops within words.
    """

    text: str
    plain: bytes
    signs: tuple[int, ...]

    def chunk(self, place: int) -> Span:
        """Return the chunk that holds a place."""
        return self.text.rfind(" ", 0, place) + 1, self.end(place)

    def end(self, start: int) -> int:
        """Return the end of the chunk that begins at a place, or holds it."""
        end = self.text.find(" ", start)
        return end if end >= 0 else len(self.text)

    def before(self, start: int) -> int:
        """Return where the chunk begins that ends before the one that begins at ``start``, which is not 0."""
        return self.text.rfind(" ", 0, start - 1) + 1


def rough(text: str) -> Rough:
    """Return the rough copy of a text; the last ones are kept, since several readers skim the texts of one batch."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _rough(text)


def _rough(text: str) -> Rough:
    ascii_ = text.replace("?", " ")
    if not ascii_.isascii():
        for sign in _BETWEEN:
            ascii_ = ascii_.replace(sign, " ")
        for sign in _WITHIN:
            ascii_ = ascii_.replace(sign, "'")
    raw = ascii_.encode("ascii", "replace")
    signs = tuple(match.start() for pattern in _SIGNS for match in pattern.finditer(raw))
    return Rough(text.replace("\n", " "), b" %b " % raw.translate(_PLAIN), signs)


_kept = lru_cache(maxsize=MOST_KEPT)(_rough)


def implementation(patterns: Iterable[str | bytes]) -> Implementation | None:
    """Return how patterns are looked for: by a table of all states, twice as fast, as long as it stays small."""
    return Implementation.DFA if sum(map(len, patterns)) <= LARGEST_TABLE else None


class Sought:
    """Words that are looked for in rough copies, and parts of words."""

    def __init__(self, words: Iterable[str], parts: Iterable[str] = ()) -> None:
        whole = sorted({f" {word} ".encode() for word in words if word.isascii()})
        self._whole = len(whole)
        patterns = [*whole, _OTHER, *(part.encode() for part in parts)]
        self._automaton = BytesAhoCorasick(
            patterns, matchkind=MatchKind.Standard, implementation=implementation(patterns)
        )

    def chunks(self, copy: Rough, places: Iterable[int] = ()) -> Iterator[Span]:
        """Yield the chunks that may hold a word, and those at the places given; in order, each once."""
        matches = self._automaton.find_matches_as_indexes(copy.plain, overlapping=True)
        found = {start - (number >= self._whole) for number, start, _ in matches}
        text, end = copy.text, -1
        for place in sorted(found.union(places)):
            if place > end:
                end = text.find(" ", place)
                end = end if end >= 0 else len(text)
                yield text.rfind(" ", 0, place) + 1, end


class Remembered(dict[str, Told], Generic[Told]):
    """What a pure function tells of chunks, by chunk: nearly all of a text's were met before."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, chunk: str) -> Told:
        told = self._tell(chunk)
        if len(chunk) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[chunk] = told
        return told


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans, sorted by their starts, as one where no chunk lies between them.

    >>> list(merged([(1, 3), (4, 5), (5, 5), (8, 9)]))
    [(1, 5), (8, 9)]
    """
    low, high = 0, -1
    for start, end in spans:
        if high < 0:
            low, high = start, end
        elif start <= high + 1:
            high = max(high, end)
        else:
            yield low, high
            low, high = start, end
    if high >= 0:
        yield low, high
