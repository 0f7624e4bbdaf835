"""A document's text comes in, its logical lines go out: stripped, with their spans, hard-wrapped paragraphs joined.

The one idea: a paragraph broken at a fixed width shows it, because the next line's first word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

NARROWEST, WIDEST = 40, 100  # characters: the widths at which people and programs wrap paragraphs
FEWEST = 3  # lines of a block in which wrapping can be told from chance
FULL_SHARE = 0.8  # of a paragraph's lines, all but the last, that have no room for the next word
RUNNING_SHARE = 0.4  # of the lines after the first that begin in the middle of a sentence

_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"(?:[•·▪●◦‣■□►▶*+–—-]|\(?\d{1,2}[.)]|#{1,6})\s+(?=[\w\"'“‘«(\[<])")


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: ``text`` without indentation, bullet and doubled spaces, and its ``start`` and ``end``.

    ``gap`` counts the blank lines before it; ``mark`` is its bullet, number or heading sign, "" for none;
    a number stays part of the text.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    mark: str = ""


def _raw(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and blank lines before, for every line that holds anything but space."""
    position = gap = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = position + raw.index(bare)
            yield start, start + len(bare), gap
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1


def _line(text: str, start: int, end: int, gap: int) -> Line:
    bullet = _BULLET.match(text, start, end)
    mark = bullet.group().strip() if bullet else ""
    begin = bullet.end() if bullet and not mark.strip("().").isdigit() else start
    return Line(begin, end, _SPACES.sub(" ", text[begin:end]), gap, mark)


def _room(text: str, line: tuple[int, int, int], following: tuple[int, int, int]) -> int:
    """Return how long the line would be with the following line's first word on it."""
    word = text[following[0] : following[0] + WIDEST].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word)


def _wrapped(text: str, block: Sequence[tuple[int, int, int]]) -> bool:
    """Say whether a run of lines without a blank line between them is text wrapped at a fixed width."""
    width = max(end - start for start, end, _ in block)
    if len(block) < FEWEST or not NARROWEST <= width <= WIDEST:
        return False
    pairs = list(pairwise(block))
    full = sum(_room(text, line, following) > width for line, following in pairs)
    running = sum(not text[start].isupper() and text[start].isalnum() for start, _, _ in block[1:])
    return full >= FULL_SHARE * len(pairs) and running >= RUNNING_SHARE * len(pairs)


def _joined(text: str, block: Sequence[tuple[int, int, int]]) -> Iterator[Line]:
    """Yield the block's lines, those that wrapping cut joined again."""
    if not _wrapped(text, block):
        yield from (_line(text, *raw) for raw in block)
        return
    width = max(end - start for start, end, _ in block)
    first = 0
    for index, raw in enumerate(block):
        last = index + 1 == len(block)
        if last or _room(text, raw, block[index + 1]) <= width:
            yield _line(text, block[first][0], raw[1], block[first][2])
            first = index + 1


def lines(text: str) -> list[Line]:
    r"""Return the logical lines of a text in order; blank lines are counted in the next line's ``gap``.

    >>> [line.text for line in lines("A title\n\n  One   paragraph.\n• An item")]
    ['A title', 'One paragraph.', 'An item']
    """
    found: list[Line] = []
    block: list[tuple[int, int, int]] = []
    for raw in _raw(text):
        if raw[2] and block:
            found += _joined(text, block)
            block = []
        block.append(raw)
    return found + list(_joined(text, block)) if block else found
