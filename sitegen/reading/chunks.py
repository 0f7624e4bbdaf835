"""A text in, the few stretches of it out that are worth reading closely, because what is sought can stand only there.

The one idea: cut at blanks and line ends, a text consists of chunks that nearly all were met before. What a chunk alone
tells (that it holds a word of some name, a digit, a month) is remembered, so that skimming costs a look-up a chunk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

from sitegen.model import Span

MOST = 1 << 16  # chunks that are remembered
LONGEST = 64  # characters: what is longer is hardly met again

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Chunks:
    """A text's chunks, empty ones between two blanks too, and how many characters they have up to each, it included."""

    chunks: list[str]
    lengths: list[int]

    def span(self, first: int, last: int) -> Span:
        """Return the span of the text from one chunk to another, the last included."""
        return (self.lengths[first - 1] + first if first else 0), self.lengths[last] + last


@lru_cache(maxsize=4)
def chunks(text: str) -> Chunks:
    r"""Return the chunks of a text; the last texts are remembered, since several readers skim one.

    >>> chunks("Port Ostrel.\n\nShips left.").span(1, 3)
    (5, 19)
    """
    parts = text.replace("\n", " ").split(" ")
    return Chunks(parts, list(accumulate(map(len, parts))))


class Remembered(dict[str, Told], Generic[Told]):
    """What a pure function tells of chunks, by chunk."""

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


def merged(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges of chunks, sorted by their first, the last included, as one where they touch.

    >>> list(merged([(1, 3), (4, 5), (5, 5), (8, 9)]))
    [(1, 5), (8, 9)]
    """
    low, high = 0, -1
    for first, last in ranges:
        if high < 0:
            low, high = first, last
        elif first <= high + 1:
            low, high = min(low, first), max(high, last)
        else:
            yield low, high
            low, high = first, last
    if high >= 0:
        yield low, high
