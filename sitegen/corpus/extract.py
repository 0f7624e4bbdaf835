"""A document's text comes in, its articles go out: title, standfirst, body, and apart from them all that is not text.

The one idea: lines get labels from what they look like (``labels``), zones from where they stand (``cuts``), and an
article is assembled from label and zone alone; every character of it is a span of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby, islice
from typing import Literal, NamedTuple

from msgspec import structs

from sitegen.corpus.cuts import AFTER, BODY, FRONT, HEAD, LEAD, TITLE, chained, cuts, page
from sitegen.corpus.decoding import whole
from sitegen.corpus.doubts import Doubt as Unsure
from sitegen.corpus.doubts import doubts
from sitegen.corpus.labels import AGENCY, KEY, Labelled, dateline, labelled, plain, word_list
from sitegen.corpus.lines import lines
from sitegen.ids import folded, without_typography
from sitegen.model import Article, Block, BlockKind, Document, Doubt, Metadata, Occurrence, Span

TITLE_LENGTH = 120  # characters of a title made from a first sentence
REPEAT_WORDS = 6  # a block of fewer words may stand twice ("Yes.")
STANDFIRST_WORDS = 60
SPEAKER_MARKS = ("—", "–")  # before the name under a pull quote
PAIR = 2  # quotation marks of one quotation
HEAD_LINES = 6  # lines from the title within which a stamp, byline or section in front of it is its own
TAIL_LINES = 4  # lines behind the body within which they are its own
LISTED = ("subheading", "stamp", "item")  # what a list's lines look like where they have no bullets
FEWEST_LISTED = 4  # of them, one after another
MOST_ASKED = 64  # blocks that are each looked for in the whole text; of more all sentences are compared at once
MOST_LONG = 4  # long words of a block that are looked for first
MOST_REPEATS = 4  # more blocks that stand twice do so by design: a schedule, a refrain
MOST_HEADLINES = 2  # unfinished lines of a head that are its own
DOUBT_LENGTH = 80  # characters of a doubtful line that are told
LISTS = ("related", "most-read")  # furniture behind which stamps and bylines are those of other stories

Part = Literal[
    BlockKind, "stamp", "byline", "section", "agency", "caption", "removed", "title", "again", "none"
]  # which part of an article a line is; "again" is its title standing again, "none" nothing to keep

_SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟])[\"”’»)\]]*\s+|(?<=[.!?…][\"”’»)\]])\s+|(?<=[。！？])")
_LONG_WORD = re.compile(r"[A-Za-z\d]{7,}", re.ASCII)
_LINE_END = re.compile("\n")
_CAPTION_COUNT = re.compile(r"^(?:Item \d+ of \d+ |\[?\d+/\d+\]? ?|\d+ of \d+ ?[|:-]? )")
_CAPTION_RIGHTS = re.compile(
    r"(?i),? ?(?:purchase licensing rights|licensing rights|opens new tab|acquire licensing rights).*$"
)
_CRUMB = re.compile(r" ?(?:[>›»|]|&gt;) ?")
_SIGNED = re.compile(rf"[.!?…”\"’]\s*[\[(]{AGENCY}[\])]\.?$")
_AGENCY = re.compile(rf"(?i:by )?({AGENCY})")


@dataclass(slots=True)
class _Parts:
    """An article while its lines are sorted: the lines of its text in order, the strings that are kept apart."""

    title: str = ""
    spans: list[Span] = field(default_factory=list)
    blocks: list[tuple[BlockKind, Labelled]] = field(default_factory=list)
    apart: dict[str, dict[str, None]] = field(default_factory=dict)

    def keep(self, part: str, text: str) -> None:
        """Keep a string apart, unless the same words are kept already."""
        self.apart.setdefault(part, {})[text] = None


# ---------------------------------------------------------------- label and zone -> part of the article


def _short(item: Labelled) -> Part:
    """Return what a short line of a body is: a subheading, unless a full stop or quotation mark makes it a sentence."""
    if (
        item.line.mark.startswith("#")
        or not item.closed
        or (item.line.text.endswith("?") and item.line.text[0] not in "\"“‘'")
    ):
        return "subheading"
    return "paragraph"


_APART: dict[str, Part] = {
    "stamp": "stamp",
    "byline": "byline",
    "agency": "agency",
    "caption": "caption",
    "furniture": "removed",
    "address": "removed",
}


def _in_body(item: Labelled) -> Part:
    if item.kind == "biography" and item.label != "byline":
        return "removed"
    if item.label in ("short", "section"):
        return _short(item)
    if item.label == "separator":
        return "none"
    return _APART.get(item.label, "item" if item.label == "item" else "paragraph")


def _in_head(item: Labelled, title: str) -> Part:
    if item.key == title:
        return "again"
    if item.label == "short" and item.line.text.endswith("?"):
        return "subheading"
    if item.label in ("short", "paragraph", "item"):
        return "standfirst" if item.words >= REPEAT_WORDS else "removed"
    if item.label == "separator":
        return "none"
    return "section" if item.label == "section" else _APART[item.label]


def _outside(item: Labelled, *, near: bool) -> Part:
    """Before the title and behind the body only what says who, when and where is the article's, and only close by."""
    if item.label == "separator":
        return "none"
    return item.label if near and item.label in ("stamp", "byline", "section", "agency") else "removed"


def _leads(items: Sequence[Labelled], index: int, heading: int) -> bool:
    """Say whether a line before the title is the article's: close by, and a section not in the midst of a menu."""
    if items[index].label != "section":
        return heading - index <= HEAD_LINES
    beside = [items[i].label for i in (index - 1, index + 1) if 0 <= i < heading]
    kinds = [items[i].kind for i in (index - 1, index + 1) if 0 <= i < heading]
    return (
        heading - index <= HEAD_LINES // 2 and "section" not in beside and "menu" not in kinds and "item" not in beside
    )


def _parts_of(items: Sequence[Labelled], chain: Sequence[int]) -> list[Part]:
    """Return the part of the article that each of its lines is."""
    heading = next((i for i, zone in enumerate(chain) if zone != FRONT), 0)
    last = max((i for i, zone in enumerate(chain) if zone in (LEAD, BODY)), default=len(items))
    others = next((i for i in range(last + 1, len(items)) if items[i].kind in LISTS), len(items))
    tail = min(TAIL_LINES, others - last)
    title = next((item.key for item, zone in zip(items, chain, strict=True) if zone == TITLE), "")
    found: list[Part] = []
    for index, (item, zone) in enumerate(zip(items, chain, strict=True)):
        if zone == TITLE:
            found.append("title")
        elif zone == HEAD:
            found.append(_in_head(item, title))
        elif zone in (LEAD, BODY):
            found.append("again" if item.key == title and item.label == "short" else _in_body(item))
        elif zone == FRONT:
            found.append(_outside(item, near=_leads(items, index, heading)))
        else:
            found.append(_outside(item, near=zone == AFTER and index - last <= tail and item.label != "section"))
    return found


def _without_headlines(items: Sequence[Labelled], chain: Sequence[int], found: list[Part]) -> list[Part]:
    """Return the parts without the headlines of other stories in a head: more than a standfirst and a caption are."""
    headlines = {
        index
        for index, part in enumerate(found)
        if part == "standfirst" and chain[index] == HEAD and items[index].label == "short" and not items[index].closed
    }
    if len(headlines) <= MOST_HEADLINES:
        return found
    return ["removed" if index in headlines else part for index, part in enumerate(found)]


def _in_lists(items: Sequence[Labelled], found: list[Part]) -> list[Part]:
    """Return the parts with short lines one after another as items: a calendar, a table of results, a schedule."""
    listed = found[:]
    for short, run in groupby(range(len(found)), lambda i: found[i] in LISTED and items[i].label != "section"):
        lines = list(run)
        if short and len(lines) >= FEWEST_LISTED:
            listed[lines[0] : lines[-1] + 1] = ["item"] * len(lines)
    return listed


def _tailed(found: list[Part]) -> list[Part]:
    """Return the parts with subheadings at the very end removed: nothing stands under them."""
    last = max((i for i, part in enumerate(found) if part in ("paragraph", "item")), default=None)
    if last is None:
        return found
    return [("removed" if part == "subheading" and i > last else part) for i, part in enumerate(found)]


# ---------------------------------------------------------------- what stands twice


def _sentences(text: str) -> list[str]:
    return [key for key in (plain(piece) for piece in _SENTENCE_END.split(text) if piece) if key]


def _repeated(blocks: Sequence[tuple[BlockKind, Labelled]]) -> set[int]:
    """Return the blocks whose every sentence stands in another, longer block, or in an equal one further down."""
    asked = [
        index
        for index, (kind, item) in enumerate(blocks)
        if REPEAT_WORDS <= item.words <= STANDFIRST_WORDS or kind == "standfirst"
        if kind != "subheading"
    ]
    if len(asked) <= MOST_ASKED and not _may_repeat(blocks, asked):
        return set()
    said = [_sentences(item.line.text) for _, item in blocks]
    rank = [(len(item.line.text), kind != "standfirst", index) for index, (kind, item) in enumerate(blocks)]
    best: dict[str, int] = {}
    for index, sentences in enumerate(said):
        for sentence in sentences:
            if sentence not in best or rank[index] > rank[best[sentence]]:
                best[sentence] = index
    return {index for index in asked if said[index] and all(best[sentence] != index for sentence in said[index])}


def _may_repeat(blocks: Sequence[tuple[BlockKind, Labelled]], asked: Sequence[int]) -> bool:
    """Say whether a block may be repeated: the first of its long words, and the words of each sentence, stand twice."""
    said = without_typography(" ".join([item.line.text for _, item in blocks]))
    caseless = said.casefold()
    lines = (blocks[index][1].line.text for index in asked)
    likely = [line for line in lines if all(caseless.count(word) > 1 for word in _long_words(line))]
    whole = plain(said) if likely else ""
    return any(all(whole.count(sentence) > 1 for sentence in _sentences(line)) for line in likely)


def _long_words(line: str) -> Iterator[str]:
    return (match[0].lower() for match in islice(_LONG_WORD.finditer(line), MOST_LONG))


def _quoted(blocks: Sequence[tuple[BlockKind, Labelled]]) -> set[int]:
    """Return the standfirsts and pull quotes whose words stand within a paragraph, and who is named under them."""
    short = [
        i
        for i, (kind, item) in enumerate(blocks)
        if item.words >= REPEAT_WORDS and (kind in ("standfirst", "subheading") or _is_quotation(item.line.text))
    ]
    if not short:
        return set()
    said = [word_list(item.line.text) for _, item in blocks]
    wanted = {tuple(said[i][:REPEAT_WORDS]): i for i in short}
    found: set[int] = set()
    for index, ((kind, _), words) in enumerate(zip(blocks, said, strict=True)):
        for start in range(len(words) - REPEAT_WORDS + 1 if kind in ("paragraph", "item") else 0):
            quote = wanted.get(tuple(words[start : start + REPEAT_WORDS]))
            if quote not in (None, index) and words[start : start + len(said[quote])] == said[quote]:
                found.add(quote)
    return found | {i + 1 for i in found if i + 1 < len(blocks) and blocks[i + 1][1].line.mark in SPEAKER_MARKS}


def _is_quotation(text: str) -> bool:
    """Say whether a line is one quotation and nothing else."""
    return text[0] in '"“‘«' and text[-1] in '"”’»' and len(re.findall('["“”«»]', text)) == PAIR


# ---------------------------------------------------------------- assembly


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans with those joined that only space parts."""
    found: list[Span] = []
    for start, end in spans:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _first_words(text: str) -> str:
    """Return the first sentence of a text as a title, cut at a word."""
    pieces = (piece.strip().rstrip(".") for piece in _SENTENCE_END.split(text[: TITLE_LENGTH * 4]))
    sentence = next((piece for piece in pieces if piece), text[:TITLE_LENGTH])
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return sentence[:TITLE_LENGTH].rsplit(maxsplit=1)[0].rstrip(",;:") + "…"


def _captions(found: Iterable[str]) -> tuple[str, ...]:
    """Return the captions, each once: the same words with a credit stand for those without."""
    kept: dict[str, str] = {}
    for line in found:
        caption = _CAPTION_COUNT.sub("", _CAPTION_RIGHTS.sub("", line)).strip() or line
        key = plain(caption[: 2 * KEY])[: KEY // 2]
        if len(caption) > len(kept.get(key, "")) + 1:
            kept[key] = caption
    return tuple(kept.values())


def _section(found: Iterable[str]) -> str | None:
    """Return the last of the sections named, of a trail such as "World > Europe" the last part."""
    return next((_CRUMB.split(name)[-1] for name in reversed(tuple(found))), None)


def _joined(blocks: Sequence[tuple[BlockKind, Labelled]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the blocks, joined by blank lines, and the blocks' spans in it."""
    found, position = [], 0
    for kind, item in blocks:
        found.append(Block(kind, position, position + len(item.line.text)))
        position += len(item.line.text) + 2
    return "\n\n".join(item.line.text for _, item in blocks), tuple(found)


def _dateline(text: str, blocks: Sequence[Block]) -> tuple[Span | None, str | None]:
    """Return the span of the dateline at the first paragraph, and the agency that it names."""
    first = next((block for block in blocks if block.kind == "paragraph"), None)
    match = dateline(text[first.start : first.end]) if first else None
    if first is None or match is None:
        return None, None
    agency = _AGENCY.fullmatch((match["agency"] or "").strip(" ()[]/"))
    return (first.start, first.start + match.end()), agency.group(1) if agency else None


def _sorted(items: Sequence[Labelled], chain: Sequence[int], *, whole: bool) -> _Parts:
    """Sort an article's lines into what is its text and what is kept apart."""
    parts, sorts = _Parts(), _parts_of(items, chain)
    sorts = _in_lists(items, sorts) if whole else _without_headlines(items, chain, sorts)
    for item, part in zip(items, _tailed(sorts), strict=True):
        if part == "title":
            parts.title = item.line.text
            parts.spans.append((item.line.start, item.line.end))
        elif part in ("standfirst", "subheading", "paragraph", "item"):
            parts.blocks.append((part, item))
        elif part not in ("again", "none"):
            parts.keep(part, item.line.text)
    return parts


def _article(text: str, items: Sequence[Labelled], chain: Sequence[int], *, whole: bool = False) -> Article | None:
    """Assemble an article from its lines and their zones; None where there is no body."""
    parts = _sorted(items, chain, whole=whole)
    repeated = _repeated(parts.blocks)
    by_design = whole and len(repeated) > MOST_REPEATS
    twice = (set() if by_design else repeated) | _quoted(parts.blocks)
    kept = [block for index, block in enumerate(parts.blocks) if index not in twice]
    if not kept:
        return None
    body, blocks = _joined(kept)
    span, agency = _dateline(body, blocks)
    named = (
        match.group(1)
        for line in (*parts.apart.get("agency", ()), *parts.apart.get("byline", ()))
        if (match := _AGENCY.fullmatch(line))
    )
    return Article(
        title=parts.title or _first_words(body[span[1] if span and span[0] == 0 else 0 :]),
        text=body,
        blocks=blocks,
        pieces=_merged(text, [*parts.spans, *((item.line.start, item.line.end) for _, item in kept)]),
        section=_section(parts.apart.get("section", ())),
        byline="; ".join(parts.apart.get("byline", ())) or None,
        dateline=span,
        agency=agency or next(named, None),
        stamps=tuple(parts.apart.get("stamp", ())),
        captions=_captions(parts.apart.get("caption", ())),
        removed=tuple(parts.apart.get("removed", ())),
    )


# ---------------------------------------------------------------- one article, many articles


def _one(items: Sequence[Labelled], title: str | None) -> list[int]:
    """Return the zones of lines that are one article: a title if one stands on top, a head, a body."""
    body = next((i for i, item in enumerate(items) if item.label in ("paragraph", "item")), 0)
    shorts = [i for i, item in enumerate(items[: max(body, 1)]) if item.label == "short"]
    wanted = plain(title or "")[:KEY]
    heading = next((i for i in shorts if not title or items[i].key == wanted), None)
    if heading is None or len(items) == 1:
        return [BODY] * len(items)
    return [TITLE if i == heading else HEAD if i < body else BODY for i in range(len(items))]


def _whole(text: str, items: Sequence[Labelled], title: str | None = None) -> tuple[Article, ...]:
    """Return the one article that all the lines are, if they say anything but furniture."""
    found = _article(text, items, _one(items, title), whole=True) or _article(
        text, items, [BODY] * len(items), whole=True
    )
    if found is None or all(block.kind == "subheading" for block in found.blocks):
        notes = _signed(items)
        found = (_article(text, notes, _one(notes, title), whole=True) if notes else None) or found
    return (found,) if found else ()


def _signed(items: Sequence[Labelled]) -> list[Labelled]:
    """Return the lines with those as paragraphs that an agency signs, as it does its notes; none where none is.

    Beside other prose they are captions; where nothing else is said, they are all that an agency has to say.
    """
    signed = [item.label == "caption" and _SIGNED.search(item.line.text) is not None for item in items]
    if not any(signed):
        return []
    return [
        structs.replace(item, label="paragraph") if note else item for item, note in zip(items, signed, strict=True)
    ]


class _Cut(NamedTuple):
    """An article and the doubt about the cut before it: offsets in the text stand for lines as yet."""

    article: Article
    doubt: Doubt | None = None


def _ruled(items: Sequence[Labelled], ranges: Iterable[Span]) -> dict[int, bool]:
    """Return at which lines an article begins, and at which none does, by ranges that are one article each."""
    starts, ruled = [item.line.start for item in items], dict[int, bool]()
    for start, end in sorted(ranges):
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        ruled |= dict.fromkeys(range(first + 1, behind), False) | {first: True}
        if behind < len(items):
            ruled[behind] = True
    return ruled


def _cut(text: str, titles: Iterable[str] = (), ranges: Iterable[Span] = ()) -> tuple[_Cut, ...]:
    """Return the articles of a text; ``ranges`` are spans of it that are one article each, by the editor's word."""
    items = labelled(lines(text))
    known = frozenset(plain(title)[:KEY] for title in titles)
    ruled = _ruled(items, ranges)
    chain = chained(page(items, known), ruled)
    unsure = {doubt.at: doubt for doubt in doubts(chain, ruled)}
    found, before = [], 0
    for start, end in cuts(chain.zones):
        article = _article(text, items[start:end], chain.zones[start:end])
        if article is None and ruled.get(start):
            article = next(iter(_whole(text, items[start:end])), None)
        if article:
            doubt = unsure.get(start)
            found.append(_Cut(article, _doubt(items, doubt, before, end) if doubt else None))
        before = start
    return tuple(found) or tuple(map(_Cut, _whole(text, items)))


def _doubt(items: Sequence[Labelled], doubt: Unsure, before: int, end: int) -> Doubt:
    """Return a doubt about the cut between the articles from ``before`` on and up to ``end``, by offsets of lines."""
    first, instead = items[doubt.at].line, doubt.instead
    around = (items[before].line.start, items[end - 1].line.end)
    place = None if instead is None else items[instead].line.start
    return Doubt(first.start, first.text[:DOUBT_LENGTH], around, round(doubt.margin, 2), place)


def articles(text: str) -> tuple[Article, ...]:
    r"""Return the articles that a text holds, in order; a text without prose or any other words gives none.

    >>> text = "Skip to content\n\nHarbour wall to be rebuilt\n\nHAVN - The old wall will be rebuilt, the council said."
    >>> [article.title for article in articles(text)]
    ['Harbour wall to be rebuilt']
    >>> articles(text)[0].text
    'HAVN - The old wall will be rebuilt, the council said.'
    """
    return tuple(one.article for one in _cut(whole(text)))


# ---------------------------------------------------------------- documents


def _over(piece: Metadata, document: Metadata) -> Metadata:
    """Return the document's metadata with all that the piece's says instead."""
    said = {entry.name: value for entry in fields(piece) if (value := getattr(piece, entry.name)) is not None}
    return replace(document, **said)


def _described(article: Article, document: Document, first: int, *, alone: bool) -> Article:
    """Return the article with its metadata: that of the piece of its lines or title over the document's."""
    metadata = document.metadata if alone else replace(document.metadata, title=None)
    key = folded(article.title) if document.pieces else ""
    piece = next((meta for title, meta in document.pieces if folded(title) == key), None)
    placed = next((meta for lines, meta in document.placed if lines[0] <= first <= lines[1]), None)
    for one in filter(None, (piece, placed)):
        metadata = _over(one, metadata)
    return replace(
        article,
        title=metadata.title or article.title,
        metadata=metadata,
        language=metadata.language or article.language,
    )


def _lines(document: Document, article: Article, breaks: Sequence[int]) -> tuple[int, int]:
    if document.lines or not article.pieces:
        return document.lines or (document.first_line, document.first_line)
    return _line(document, article.pieces[0][0], breaks), _line(document, article.pieces[-1][1], breaks)


def _line(document: Document, offset: int, breaks: Sequence[int]) -> int:
    """Return the line of the file on which the character before an offset stands, or the first of a line."""
    return document.first_line + bisect_right(breaks, offset - 1)


def _in_lines(document: Document, doubt: Doubt | None, breaks: Sequence[int]) -> Doubt | None:
    """Return a doubt with lines of the file in the place of offsets."""
    if doubt is None or document.lines:
        return None
    line, first, last = (_line(document, offset, breaks) for offset in (doubt.line, *doubt.around))
    instead = None if doubt.instead is None else _line(document, doubt.instead, breaks)
    return replace(doubt, line=line, around=(first, last), instead=instead)


def _ranges(document: Document, breaks: Sequence[int]) -> Iterator[Span]:
    """Yield the spans of the text that a sidecar says are one article each."""
    starts = [0, *(place + 1 for place in breaks), len(document.text) + 1]
    for (first, last), _ in document.placed:
        yield starts[first - document.first_line], starts[last - document.first_line + 1] - 1


def occurrences(document: Document) -> tuple[Occurrence, ...]:
    """Return the articles of a document at their places; one that is delimited by its format is never cut."""
    titles = [title for title in (document.metadata.title, *dict(document.pieces)) if title]
    breaks = [] if document.lines else [match.start() for match in _LINE_END.finditer(document.text)]
    if document.whole:
        found = tuple(map(_Cut, _whole(document.text, labelled(lines(document.text)), document.metadata.title)))
    else:
        found = _cut(document.text, titles, _ranges(document, breaks))
    told = []
    for article, doubt in found:
        place = _lines(document, article, breaks)
        described = _described(article, document, place[0], alone=len(found) == 1)
        told.append(Occurrence(document.path, place, described, doubt=_in_lines(document, doubt, breaks)))
    return tuple(told)
