"""An article's page: its text as rights allow, names and dates linked in it, and everything around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias
from unicodedata import bidirectional

from sitegen import edtf
from sitegen.model import Block, EntityKind, Filed, is_read
from sitegen.site import sayings, views
from sitegen.site.context import Context, origins
from sitegen.site.jsonld import article_ld, with_ld
from sitegen.site.origins import derived

RIGHT_TO_LEFT = (
    *("ar", "ary", "arz", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "pnb", "ps"),
    *("sd", "sdh", "syr", "ug", "ur", "uzs", "yi"),
)
_RIGHT_SCRIPTS, _LEFT_SCRIPTS = ("arab", "aran", "hebr", "syrc", "thaa"), ("latn", "cyrl")
SAMPLE = 800  # characters of a text by which its direction is known
EXACT = ("metadata", "stated")

Direction: TypeAlias = Literal["ltr", "rtl"]
_Mark: TypeAlias = tuple[int, int, views.Part]  # start and end in the text


def direction(language: str, text: str = "") -> Direction:
    """Return the writing direction of a text by most of its letters; without any, that of its language (BCP 47 tag).

    Kurdish is written in either direction, and what a page says of its language may be wrong.

    >>> direction("ku-Arab"), direction("ku"), direction("ku", "کەشتی"), direction("ar", "A ferry")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    ways = Counter(map(bidirectional, text[:SAMPLE]))
    right, left = ways["R"] + ways["AL"], ways["L"]
    if right or left:
        return "rtl" if right > left else "ltr"
    code, *subtags = language.lower().split("-")
    if any(tag in _LEFT_SCRIPTS for tag in subtags):
        return "ltr"
    return "rtl" if code in RIGHT_TO_LEFT or any(tag in _RIGHT_SCRIPTS for tag in subtags) else "ltr"


def article(context: Context, name: str) -> views.ArticleView:
    """Return the view of one article."""
    filed = context.archive.filed(name)
    others = tuple(other for other in context.archive.story(filed.story) if other != name)
    counts = _counts(filed)
    meta = filed.article.metadata
    return views.ArticleView(
        head=_head(context, filed),
        id=filed.id,
        title=filed.title,
        language=filed.article.language,
        direction=direction(filed.article.language, filed.article.text),
        section=filed.article.section,
        byline=filed.article.byline,
        agency=filed.article.agency,
        source=context.source_link(filed.source),
        original=meta.url or "",
        digest=views.Digest(meta.digest_of.outlet, meta.digest_of.title, meta.digest_of.date)
        if meta.digest_of
        else None,
        date=filed.dating.edtf,
        day=filed.dating.day,
        date_url=context.date_url(filed.dating.day),
        basis=filed.dating.basis,
        evidence=filed.dating.evidence,
        rights=filed.rights,
        blocks=tuple(_blocks(context, filed)),
        cut=_is_cut(filed),
        words=filed.words,
        copies=tuple(
            views.CopyRow(
                *(copy.document, copy.lines, copy.likeness, copy.title, copy.kind, copy.newer),
                lacks=tuple(_numbered(filed, copy.lacks)),
                adds=copy.adds,
            )
            for copy in filed.copies
        ),
        people=_named(context, counts, "person"),
        organisations=_named(context, counts, "organisation"),
        places=_named(context, counts, "place"),
        topics=tuple(_topics(context, filed)),
        story=tuple(context.article_row(other) for other in others),
        origins=origins(context.archive.row(one) for one in (name, *others)),
        related=tuple(filter(None, map(context.held_row, filed.related))),
        events=context.event_rows(context.archive.events_of_article(name)),
        statements=tuple(sayings.of_article(context, filed)),
        read=is_read(filed.article.language),
        derived=derived(context, filed),
    )


def _head(context: Context, filed: Filed) -> views.Head:
    exact = filed.dating.day if filed.dating.basis in EXACT and filed.dating.edtf == filed.dating.day else None
    source = context.source_link(filed.source)
    citation = [("citation_title", filed.title), ("citation_language", filed.article.language)]
    if exact and not filed.article.metadata.digest_of:  # what a digest retells was published then, not the digest
        citation.append(("citation_publication_date", exact.replace("-", "/")))
    if source.text:
        citation.append(("citation_publisher", source.text))
    if filed.article.byline:
        citation.append(("citation_author", filed.article.byline))
    url = f"articles/{filed.id}/"
    head = context.head(
        url,
        filed.title,
        description=_description(filed),
        part="topics" if _accent(context, filed) else "dates",
        kind="article",
        accent=_accent(context, filed),
        crumbs=(context.home, *_crumbs(context, filed), views.Link(filed.title, url)),
        published=None if filed.article.metadata.digest_of else exact,
        modified=filed.article.metadata.retrieved or exact,
        citation=tuple(citation),
    )
    return with_ld(context, head, article_ld(context, filed, exact))


def _numbered(filed: Filed, ids: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield number and id of sentences; no id of one that rights don't let be shown."""
    places = {one.id: number for number, one in enumerate(filed.sentences, 1)}
    for one in ids:
        yield places[one], one if one in filed.shown else ""


def _crumbs(context: Context, filed: Filed) -> Iterator[views.Link]:
    for topic in context.topic_links(score.topic for score in filed.scores if score.belongs):
        yield views.Link(topic.text, topic.url)
        return
    yield views.Link(context.say("Articles"), "articles/")


def _accent(context: Context, filed: Filed) -> views.Accent:
    links = context.topic_links(score.topic for score in filed.scores if score.belongs)
    return links[0].accent if links else ""


def _description(filed: Filed, length: int = 160) -> str:
    text = " ".join(filed.article.text[: min(filed.lead, 4 * length)].split())
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + " …"


def _counts(filed: Filed) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mention in filed.mentions:
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    return counts


def _named(context: Context, counts: dict[str, int], kind: EntityKind) -> tuple[views.EntityLink, ...]:
    """Return the entities of one kind that the article names, the most named first; no count that others change."""
    ordered = sorted(counts, key=lambda entity: (-counts[entity], entity))
    return context.entity_links(((entity, 0) for entity in ordered), kind, 0)


def _topics(context: Context, filed: Filed) -> Iterator[views.TopicScore]:
    for score in filed.scores:
        if score.belongs and score.topic in context.topics:
            threshold = context.topics[score.topic].threshold
            yield views.TopicScore(context.topic_link(score.topic), score.value, threshold, score.reasons)


# ---------------------------------------------------------------- text


def _is_cut(filed: Filed) -> bool:
    return filed.lead < len(filed.article.text.rstrip())


def _blocks(context: Context, filed: Filed) -> Iterator[views.BlockView]:
    """Yield what may be shown: the blocks of the lead, then quoted sentences, marked where something is left out."""
    shown, starts = set(filed.shown), [one.start for one in filed.sentences]
    text = _Text(filed.article.text, _marks(context, filed))
    for block in filed.article.blocks:
        if block.kind == "subheading":
            if block.end <= filed.lead:
                yield views.BlockView("subheading", (), filed.article.text[block.start : block.end])
            continue
        inside = range(bisect_left(starts, block.start), bisect_left(starts, block.end))
        made = tuple(_sentences(filed, text, inside, shown))
        if made:
            yield views.BlockView(block.kind, made, dateline=_dateline(filed, block))


def _sentences(filed: Filed, text: _Text, inside: Iterable[int], shown: set[str]) -> Iterator[views.SentenceView]:
    for place in inside:
        one = filed.sentences[place]
        if one.id in shown:
            before = place == 0 or filed.sentences[place - 1].id in shown
            yield views.SentenceView(one.id, place + 1, text.parts(one.start, one.end), not before)
        elif one.start < filed.lead:
            yield views.SentenceView(one.id, place + 1, text.parts(one.start, filed.lead))


def _dateline(filed: Filed, block: Block) -> str:
    span = filed.article.dateline
    if span is None or not block.start <= span[0] < block.end or span[1] > filed.lead:
        return ""
    return filed.article.text[span[0] : span[1]]


class _Text:
    """A text with the marks on it: names that are linked, and dates; in order of their places."""

    def __init__(self, text: str, marks: Sequence[_Mark]) -> None:
        self._text, self._marks = text, marks
        self._starts = [mark[0] for mark in marks]

    def parts(self, start: int, end: int) -> tuple[views.Part, ...]:
        """Return a stretch of the text as runs: plain, linked names, dates. Of what overlaps, the first wins."""
        parts, text, at = [], self._text, start
        for place in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            first, last, part = self._marks[place]
            if first < at or last > end:
                continue
            if first > at:
                parts.append(views.Part(text[at:first]))
            parts.append(part)
            at = last
        if at < end:
            parts.append(views.Part(text[at:end]))
        return tuple(parts)


def _marks(context: Context, filed: Filed) -> list[_Mark]:
    """Return all marks on a text; where a name and a date begin at one place, the name comes first."""
    text = filed.article.text
    names = [
        (one.start, one.end, _name_part(context, text[one.start : one.end], one.entity))
        for one in filed.mentions
        if one.entity in context.entities
    ]
    days = [
        (one.start, one.end, _date_part(context, text[one.start : one.end], one.edtf))
        for one in filed.expressions
        if one.edtf
    ]
    return sorted((*names, *days), key=lambda mark: (mark[0], mark[2].kind != "entity", -mark[1]))


def _name_part(context: Context, text: str, entity: str) -> views.Part:
    return views.Part(text, "entity", f"entities/{entity}/", "", context.entities[entity].name)


def _date_part(context: Context, text: str, date: str) -> views.Part:
    return views.Part(text, "date", context.date_url(edtf.page(date)), date)
