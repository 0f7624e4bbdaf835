"""The archive in, search records out: what a reader can find of an article, a topic, an entity, a day.

A record is made from the archive, without the page, and holds no more than the page shows. Few of them change with an
article: its own, and those of the days of its events. A topic's and an entity's follow from the editor's content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from sitegen import edtf
from sitegen.model import Filed, Sentence, Topic
from sitegen.references import references
from sitegen.site import markdown, views
from sitegen.site.context import UNKNOWN_SOURCE, Context, merged
from sitegen.site.markdown import Numbering
from sitegen.site.search import Passage, Record
from sitegen.site.topic_page import BRIEF, Resolver
from sitegen.site.wording import when

DAY_EVENTS = 12
"""Events by which a day is found: a busy day's record stays small, and doesn't change with every report."""

YEARS = 10
"""Years by which a record of an uncertain date is found at most."""

_MARK = re.compile(r'<a class="c".*?</a>')
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|blockquote|pre)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")


# ---------------------------------------------------------------- articles


def article(context: Context, name: str) -> Record:
    """Return the record of an article: the sentences shown, behind each the names of those it calls otherwise.

    Those who are named only in what is not shown stand behind all of it, as they stand on the page.
    """
    filed = context.archive.filed(name)
    told: set[str] = set()
    content = tuple(_passages(context, filed, told))
    unseen = (mention.entity for mention in filed.mentions if mention.entity not in told)
    return Record(
        url=f"articles/{filed.id}/",
        title=filed.title,
        kind="article",
        content=content,
        aliases=tuple(context.entities[one].name for one in dict.fromkeys(unseen) if one in context.entities),
        topics=tuple(score.topic for score in filed.scores if score.belongs and score.topic in context.topics),
        source=filed.source if filed.source in context.sources else UNKNOWN_SOURCE,
        years=_years(filed.dating.edtf),
        day=filed.dating.day,
        dated=when(filed.dating.edtf, context.wording) if filed.dating.edtf else "",
    )


def _passages(context: Context, filed: Filed, told: set[str]) -> Iterator[Passage]:
    """Yield the sentences shown; the name of an entity stands behind the first that means it and doesn't say it."""
    shown, text = set(filed.shown), filed.article.text
    headings = [block for block in filed.article.blocks if block.kind == "subheading"]
    for one in filed.sentences:
        end = one.end if one.id in shown else filed.lead
        if one.start >= end or any(block.start <= one.start < block.end for block in headings):
            continue
        fresh = [entity for entity in dict.fromkeys(_named(filed, one, end)) if entity not in told]
        told.update(fresh)
        said = text[one.start : end]
        names = (context.entities[entity].name for entity in fresh if entity in context.entities)
        yield Passage(said, one.id, tuple(name for name in names if name not in said))


def _named(filed: Filed, sentence: Sentence, end: int) -> Iterator[str]:
    return (one.entity for one in filed.mentions if sentence.start <= one.start and one.end <= end)


def _years(date: str | None) -> tuple[str, ...]:
    """Return the years that a date touches; YEARS at most."""
    first, last = edtf.bounds(date) if date else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return ()
    return tuple(str(year) for year in range(first.year, min(last.year, first.year + YEARS - 1) + 1))


# ---------------------------------------------------------------- topics and entities: what the editor wrote


def topic(context: Context, name: str) -> Record:
    """Return the record of a topic: its summary, its brief, its explainer, and every name of those it turns on."""
    known, url = context.topics[name], f"topics/{name}/"
    resolver, numbering = Resolver(context, url), Numbering()
    texts = dict(known.brief)
    brief = [markdown.line(texts[key], resolver, numbering) for key in BRIEF if texts.get(key)]
    sections = markdown.sections(known.body, resolver, numbering)
    content = (
        Passage(known.summary),
        *_lines(filter(None, brief), ""),
        *(passage for section in sections for passage in _lines(section.lines, section.id)),
    )
    entities = (context.entities[one] for one in _turns_on(known) if one in context.entities)
    names = (name for one in entities for name in (one.name, *_aliases(context, one.id)))
    return Record(url, known.title, "topic", content, tuple(dict.fromkeys(names)), (name,), day=known.changed)


@lru_cache(maxsize=256)
def _turns_on(topic: Topic) -> tuple[str, ...]:
    """Return the ids that a topic's rule and its explainer name."""
    texts = (*(text for _, text in topic.brief), topic.body)
    named = (reference.target for text in texts for reference in references(text) if reference.kind == "entity")
    return tuple(dict.fromkeys((*(entity for entity, _ in topic.entities), *named)))


def _lines(lines: Iterable[views.Line], anchor: str) -> Iterator[Passage]:
    for line in lines:
        prose = _MARK.sub("", line.html)
        text = " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", prose))).split())
        if text:
            yield Passage(text, anchor)


def entity(context: Context, name: str) -> Record:
    """Return the record of a person, organisation or place: its description, its names, the topics that turn on it."""
    known = context.entities[name]
    return Record(
        url=f"entities/{name}/",
        title=known.name,
        kind=known.kind,
        content=(Passage(known.description),) if known.description else (),
        aliases=tuple(dict.fromkeys(alias.text for alias in known.own_aliases if alias.text != known.name)),
        topics=tuple(topic.id for topic in context.content.topics if name in _turns_on(topic)),
    )


def _aliases(context: Context, entity: str) -> tuple[str, ...]:
    return tuple(alias.text for alias in context.entities[entity].own_aliases if not alias.ambiguous)


# ---------------------------------------------------------------- days


def day(context: Context, date: str) -> Record:
    """Return the record of a day: the first of the events that stand on its page, and their topics."""
    groups = merged(context.archive.events_on(date))[:DAY_EVENTS]
    topics = (topic for group in groups for topic in context.archive.row(group[0].article).topics[:1])
    return Record(
        url=f"dates/{date.replace('-', '/')}/",
        title=when(date, context.wording),
        kind="day",
        content=tuple(Passage(group[0].text) for group in groups),
        topics=tuple(one for one in dict.fromkeys(topics) if one in context.topics),
        years=(date[:4],),
        day=date,
    )
