"""An article and what the editor hides of it in, the article without it out: sentences cut, names blotted out.

The rest keeps its words, its sentences their ids, so that citations of them still stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.model import Article, Block, Sentence

BLOT = "[name withheld]"


@dataclass(frozen=True, slots=True)
class _Edit:
    """A span of the text and what stands in its place."""

    start: int
    end: int
    words: str


def hidden(
    article: Article, sentences: Sequence[Sentence], ids: Collection[str], names: Collection[str]
) -> tuple[Article, tuple[Sentence, ...]]:
    """Return an article and its sentences without those of the given ids, and without the names.

    >>> from sitegen.reading.sentences import sentences
    >>> text = "Ada waved. Nobody saw it."
    >>> article = Article("Ada", text, (Block("paragraph", 0, len(text)),))
    >>> lines = sentences(article)
    >>> hidden(article, lines, (lines[1].id,), ("Ada",))[0].text
    '[name withheld] waved.'
    """
    edits = _apart([*_cuts(article, sentences, ids), *_blots(article.text, names)])
    moved = _Moved(edits)
    kept = [block for block in article.blocks if moved.to(block.start) < moved.to(block.end)]
    article = replace(
        article,
        title=blotted(article.title, names),
        text=_applied(article.text, edits),
        blocks=tuple(replace(block, start=moved.to(block.start), end=moved.to(block.end)) for block in kept),
        dateline=(moved.to(article.dateline[0]), moved.to(article.dateline[1])) if article.dateline else None,
        byline=blotted(article.byline, names) if article.byline else None,
        captions=tuple(blotted(caption, names) for caption in article.captions),
        removed=tuple(blotted(line, names) for line in article.removed),
    )
    rest = (one for one in sentences if one.id not in ids)
    return article, tuple(replace(one, start=moved.to(one.start), end=moved.to(one.end)) for one in rest)


def _apart(edits: Sequence[_Edit]) -> list[_Edit]:
    """Return edits in order: cuts that overlap are one, a name within a cut goes with it."""
    kept: list[_Edit] = []
    for one in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif not one.words and one.end > kept[-1].end:
            kept[-1] = _Edit(kept[-1].start, one.end, "")
    return kept


# ---------------------------------------------------------------- sentences


def _cuts(article: Article, sentences: Sequence[Sentence], ids: Collection[str]) -> Iterator[_Edit]:
    """Yield edits that take sentences out: a block that holds no other goes whole, with the blank line beside it."""
    kept = 0  # the end of the last block of which something stays
    for place, block in enumerate(article.blocks):
        inside = [one for one in sentences if block.start <= one.start < block.end]
        gone = [one for one in inside if one.id in ids]
        if gone and len(gone) == len(inside):
            last = place + 1 == len(article.blocks)
            yield _Edit(kept if last else block.start, block.end if last else article.blocks[place + 1].start, "")
        else:
            kept = block.end
            yield from (_cut(article.text, block, one) for one in gone)


def _cut(text: str, block: Block, sentence: Sentence) -> _Edit:
    """Return an edit that takes out a sentence and the space behind it, before it where it ends its block."""
    rest = text[sentence.end : block.end]
    if rest.strip():
        return _Edit(sentence.start, block.end - len(rest.lstrip()), "")
    return _Edit(block.start + len(text[block.start : sentence.start].rstrip()), block.end, "")


# ---------------------------------------------------------------- names


def _blots(text: str, names: Collection[str]) -> Iterator[_Edit]:
    return (_Edit(*match.span(), BLOT) for name in sorted(names) for match in _name(name).finditer(text))


def blotted(text: str, names: Collection[str]) -> str:
    """Return a text with names blotted out."""
    return _applied(text, _apart([*_blots(text, names)]))


def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


# ---------------------------------------------------------------- edits


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    at = 0
    for one in edits:
        parts += (text[at : one.start], one.words)
        at = one.end
    return "".join((*parts, text[at:]))


class _Moved:
    """Where an offset of a text is after edits."""

    def __init__(self, edits: Sequence[_Edit]) -> None:
        self._edits = edits

    def to(self, place: int) -> int:
        """Return the new offset; of a place within what was edited, where that begins."""
        shift = 0
        for one in self._edits:
            if one.end <= place:
                shift += len(one.words) - (one.end - one.start)
            elif one.start < place:
                return one.start + shift
        return place + shift
