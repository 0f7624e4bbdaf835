"""Views in, search records out: what a reader can find of an article, a topic, an entity, a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from sitegen import edtf
from sitegen.site import views
from sitegen.site.context import Context
from sitegen.site.search import Passage, Record
from sitegen.site.wording import when

_MARK = re.compile(r'<a class="c".*?</a>')
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|blockquote|pre)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")


def record(context: Context, view: object) -> Record | None:
    """Return the search record of a page, None for a page that search doesn't list."""
    if isinstance(view, views.ArticleView):
        return _article(context, view)
    if isinstance(view, views.TopicView):
        return _topic(context, view)
    if isinstance(view, views.EntityView):
        return _entity(view)
    return _day(context, view) if isinstance(view, views.DayView) else None


def _article(context: Context, view: views.ArticleView) -> Record:
    named = (link.id for link in (*view.people, *view.organisations, *view.places))
    shown = {part.url for block in view.blocks for sentence in block.sentences for part in sentence.parts}
    hidden = tuple(
        name
        for entity in named
        if f"entities/{entity}/" not in shown
        for name in (context.entities[entity].name, *_names(context, entity))
    )
    return Record(
        url=view.head.url,
        title=view.title,
        kind="article",
        content=tuple(_passages(context, view)),
        aliases=hidden,
        topics=tuple(_slug(score.topic.url) for score in view.topics),
        source=_slug(view.source.url),
        years=_years(view.date),
        day=view.day,
        dated=when(view.date, context.wording) if view.date else "",
    )


def _passages(context: Context, view: views.ArticleView) -> Iterator[Passage]:
    """Yield the sentences shown; other names of an entity stand behind the first that names it."""
    told: set[str] = set()
    for sentence in (sentence for block in view.blocks for sentence in block.sentences):
        named = dict.fromkeys(_slug(part.url) for part in sentence.parts if part.kind == "entity")
        fresh = [entity for entity in named if entity not in told]
        told.update(fresh)
        text = "".join(part.text for part in sentence.parts)
        yield Passage(text, sentence.id, _other_names(context, fresh, text))


def _slug(url: str) -> str:
    return url.strip("/").rpartition("/")[2]


def _years(date: str | None) -> tuple[str, ...]:
    """Return the years that a date touches; ten at most."""
    first, last = edtf.bounds(date) if date else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return ()
    return tuple(str(year) for year in range(first.year, min(last.year, first.year + 9) + 1))


def _names(context: Context, entity: str) -> tuple[str, ...]:
    return tuple(alias.text for alias in context.entities[entity].aliases if not alias.ambiguous)


def _other_names(context: Context, entities: Iterable[str], said: str) -> tuple[str, ...]:
    """Return the names of entities that a text doesn't say itself."""
    names = (name for entity in entities for name in (context.entities[entity].name, *_names(context, entity)))
    return tuple(dict.fromkeys(name for name in names if name not in said))


def _topic(context: Context, view: views.TopicView) -> Record:
    content = (
        Passage(view.summary),
        *_lines((brief.line for brief in view.brief), ""),
        *(passage for section in view.explainer for passage in _lines(section.lines, section.id)),
    )
    links = (*view.people, *view.organisations, *view.places)
    hidden = tuple(dict.fromkeys(name for link in links for name in (link.text, *_names(context, link.id))))
    return Record(
        url=view.head.url,
        title=view.title,
        kind="topic",
        content=content,
        aliases=hidden,
        topics=(_slug(view.head.url),),
        day=view.head.modified,
    )


def _lines(lines: Iterable[views.Line], anchor: str) -> Iterator[Passage]:
    for line in lines:
        prose = _MARK.sub("", line.html)
        text = " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", prose))).split())
        if text:
            yield Passage(text, anchor)


def _entity(view: views.EntityView) -> Record:
    return Record(
        url=view.head.url,
        title=view.name,
        kind=view.kind,
        content=(Passage(view.description),) if view.description else (),
        aliases=tuple(name for group in view.names for name in group.names if name != view.name),
        topics=tuple(_slug(topic.url) for topic in view.topics),
        day=view.last,
    )


def _day(context: Context, view: views.DayView) -> Record:
    groups = (*view.happened, *view.planned)
    content = tuple(Passage(event.text) for group in groups for event in group.events)
    titles = tuple(Passage(row.title) for row in view.published.rows)
    return Record(
        url=view.head.url,
        title=when(view.date, context.wording),
        kind="day",
        content=(*content, *titles),
        topics=tuple(dict.fromkeys(_slug(group.topic.url) for group in groups if group.topic)),
        years=(view.date[:4],),
        day=view.date,
    )
