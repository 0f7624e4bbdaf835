"""A document's text comes in, its logical lines go out: stripped, with their spans, hard-wrapped paragraphs joined.

The one idea: a paragraph broken at a fixed width shows it, because the next line's first word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

NARROWEST, WIDEST = 40, 100  # characters: the widths at which people and programs wrap paragraphs
FEWEST = 3  # lines of a block in which wrapping can be told from chance
FULL_SHARE = 0.8  # of a paragraph's lines, all but the last, that have no room for the next word
RUNNING_SHARE = 0.4  # of the lines after the first that begin in the middle of a sentence

HEAD_LENGTH = 300  # characters in which title, byline and date stand where all text is on one line

Raw = tuple[int, int, int]  # start, end, blank lines before

# No text either at a line's ends: marks of direction, joiners without width, a byte order mark.
_BLANK = " \t\r\f\v\xa0\u200b\u200e\u200f\u2060\ufeff"
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}"
_HEAD = re.compile(
    r"(?P<title>[^.!?]{8,160}?)(?<! of)(?<! on)(?<! in)(?<! by)(?<! the)(?<! since) "
    rf"(?:(?P<byline>By {_NAME}(?: and {_NAME})?) )?"
    r"(?P<day>(?:Published |Updated )?(?:\d{1,2} [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}))(?= [\"“A-Z])"
)
_SPACE_RUN = re.compile(r"\s+")
_BULLET = re.compile(r"(?:[•·▪●◦‣■□►▶*+–—-]|\(?\d{1,2}[.)]|#{1,6})\s+(?=[\w\"'“‘«(\[<])")


class Line(Struct, frozen=True, gc=False):
    """A logical line: ``text`` without indentation, bullet and doubled spaces, and its ``start`` and ``end``.

    ``gap`` counts the blank lines before it; ``mark`` is its bullet, number or heading sign, "" for none;
    a number stays part of the text.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    mark: str = ""


def _raw(text: str) -> Iterator[Raw]:
    """Yield start, end and blank lines before, for every line that holds anything but space."""
    position = gap = 0
    for raw in text.split("\n"):
        bare = raw.strip().strip(_BLANK)
        if bare:
            start = position + raw.index(bare)
            yield start, start + len(bare), gap
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1


def _unfolded(text: str) -> Iterator[Raw]:
    """Yield the lines of a text without line ends: title, byline and date where it begins with them, and the rest."""
    bare = text.strip()
    start = text.index(bare) if bare else 0
    head = _HEAD.match(text, start, start + HEAD_LENGTH)
    ends = [head.end(name) for name in ("title", "byline", "day") if head[name]] if head else []
    for gap, end in enumerate([*ends, start + len(bare)]):
        piece = text[start:end].strip()
        begin = text.index(piece, start)
        if piece:
            yield begin, begin + len(piece), min(gap, 1)
        start = end


def _line(text: str, start: int, end: int, gap: int) -> Line:
    bullet = None if text[start].isalpha() else _BULLET.match(text, start, end)
    mark = bullet.group().strip() if bullet else ""
    begin = bullet.end() if bullet and not mark.strip("().").isdigit() else start
    words = text[begin:end]
    if "  " in words or not words.isprintable():  # of all that is space only " " is printable
        words = _SPACE_RUN.sub(" ", words)
    return Line(begin, end, words, gap, mark)


def _room(text: str, line: Raw, following: Raw) -> int:
    """Return how long the line would be with the following line's first word on it."""
    word = text[following[0] : following[0] + WIDEST].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word)


def _width(text: str, block: Sequence[Raw]) -> int:
    """Return the width at which a run of lines without a blank line between them is wrapped, 0 for none."""
    width = max(end - start for start, end, _ in block)
    if len(block) < FEWEST or not NARROWEST <= width <= WIDEST:
        return 0
    pairs = list(pairwise(block))
    full = sum(_room(text, line, following) > width for line, following in pairs)
    running = sum(_runs_on(text, following) for _, following in pairs)
    return width if full >= FULL_SHARE * len(pairs) and running >= RUNNING_SHARE * len(pairs) else 0


def _runs_on(text: str, line: Raw) -> bool:
    """Say whether a line begins in the middle of a sentence, as far as its first letter tells."""
    first = text[line[0]]
    return first.isalnum() and not first.isupper()


def _pair(text: str, block: Sequence[Raw], width: int) -> bool:
    """Say whether two lines are a paragraph in a document that is wrapped at ``width``."""
    return (
        len(block) < FEWEST and len(block) > 1 and _runs_on(text, block[1]) and _room(text, block[0], block[1]) > width
    )


def _joined(text: str, block: Sequence[Raw], width: int) -> Iterator[Line]:
    """Yield the block's lines, those that wrapping at ``width`` cut joined again."""
    first = 0
    for index, raw in enumerate(block):
        last = index + 1 == len(block)
        if last or not width or _room(text, raw, block[index + 1]) <= width:
            yield _line(text, block[first][0], raw[1], block[first][2])
            first = index + 1


def _blocks(text: str) -> list[list[Raw]]:
    """Return the runs of lines between blank lines."""
    blocks: list[list[Raw]] = []
    for raw in _raw(text) if "\n" in text.strip() else _unfolded(text):
        if raw[2] or not blocks:
            blocks.append([])
        blocks[-1].append(raw)
    return blocks


def lines(text: str) -> list[Line]:
    r"""Return the logical lines of a text in order; blank lines are counted in the next line's ``gap``.

    >>> [line.text for line in lines("A title\n\n  One   paragraph.\n• An item")]
    ['A title', 'One paragraph.', 'An item']
    """
    blocks = _blocks(text)
    widths = [_width(text, block) for block in blocks]
    usual = max(widths, default=0)
    found: list[Line] = []
    for block, width in zip(blocks, widths, strict=True):
        found += _joined(text, block, width or (usual if usual and _pair(text, block, usual) else 0))
    return found
