"""A document's paragraphs come in, out goes how new the words behind each of them are: other topics use other words.

The one idea: words are compared only where something may begin, so a paragraph is cut into its longer words when it is
asked for them (after the vocabulary introduction of TextTiling, Hearst 1997).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import or_

from sitegen.corpus.labels import word_list

TITLE_PARAGRAPHS = 4  # paragraphs in which a title's words are looked for
NEIGHBOURS = 8  # paragraphs before and after a cut that are compared
SAMPLE_WORDS, LONGER = 60, 5  # words of a paragraph that are compared, and the letters that such a word has at least
ENOUGH = 40  # such words on either side make the comparison certain
SAME, OTHER = 0.78, 0.96  # the share of new words within an article, and from one article to another

_NO_WORDS = frozenset[str]()


def longer_words(text: str) -> frozenset[str]:
    """Return the longer of a text's first words, caseless."""
    sample = word_list(text[: SAMPLE_WORDS * 12], SAMPLE_WORDS)[:SAMPLE_WORDS]
    return frozenset([word for word in sample if len(word) >= LONGER])


def _union(words: Iterable[frozenset[str]]) -> frozenset[str]:
    return _NO_WORDS.union(*words)


def _newness(above: frozenset[str], below: frozenset[str]) -> float:
    """Return how new the words after a cut are: 1 where nearly all are, -1 where no more than within an article."""
    if not above or not below:
        return 0.0
    share = (len(below) - len(below & above)) / len(below)
    certain = min(1.0, len(below) / ENOUGH, len(above) / ENOUGH)
    return certain * min(max((share - SAME) / (OTHER - SAME) * 2 - 1, -1.0), 1.0)


def _newness_at_cuts(words: Sequence[frozenset[str]]) -> list[float]:
    """Return how new the words are at each cut between paragraphs, from before the first to behind the last."""
    above = list(accumulate(words[:NEIGHBOURS], or_, initial=_NO_WORDS))
    ends = list(accumulate(reversed(words[-NEIGHBOURS:]), or_, initial=_NO_WORDS))
    below = [_union(words[cut : cut + NEIGHBOURS]) for cut in range(len(words) - len(ends) + 1)] + ends[::-1]
    above += below[1 : max(1, len(words) - NEIGHBOURS + 1)]
    return [_newness(*sides) for sides in zip(above, below, strict=True)]


class Paragraphs(dict[int, frozenset[str]]):
    """The longer words of each of a document's paragraphs; they are looked for where they are asked for, and kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts
        self._newness: list[float] = []

    def __missing__(self, place: int) -> frozenset[str]:
        found = self[place] = longer_words(self._texts[place])
        return found

    def topic(self, cut: int) -> frozenset[str]:
        """Return the words of the next paragraphs."""
        return _union([self[place] for place in range(cut, min(cut + TITLE_PARAGRAPHS, len(self._texts)))])

    def newness(self, cut: int) -> float:
        """Return how new the words behind a cut between two paragraphs are."""
        if not self._newness:
            self._newness = _newness_at_cuts([self[place] for place in range(len(self._texts))])
        return self._newness[cut]
