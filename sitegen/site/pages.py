"""Every kind of page and data file: which keys exist, and how a key becomes a view or bytes.

To add a kind of page: write its view (views.py), its builder, its template, and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sitegen.ids import period
from sitegen.site import (
    article_page,
    data,
    date_pages,
    entity_page,
    feeds,
    other_pages,
    topic_page,
    views,
)
from sitegen.site.addresses import file_of
from sitegen.site.context import LIST_LIMIT, Context
from sitegen.site.data import INDEX_LIMIT, Data
from sitegen.site.date_pages import DAY, MONTH, YEAR
from sitegen.site.render import View

Made = View | Data


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page or data file. ``path`` is given for data files only: a page knows its own address."""

    name: str
    keys: Callable[[Context], Iterable[str]]
    make: Callable[[Context, str], Made]
    path: Callable[[str], str] | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    kind: str
    key: str


# ---------------------------------------------------------------- keys


def _once(_: Context) -> tuple[str, ...]:
    return ("",)


def _topics(context: Context) -> tuple[str, ...]:
    return tuple(context.topics)


def _entities(context: Context) -> tuple[str, ...]:
    return tuple(context.entities)


def _articles(context: Context) -> tuple[str, ...]:
    return context.archive.articles()


def _dates(context: Context, length: int) -> tuple[str, ...]:
    return date_pages.dates_of(context, length)


def _with_home(context: Context) -> tuple[str, ...]:
    return ("", *context.topics)


def _cut_lists(context: Context) -> Iterator[str]:
    """Yield the keys of lists that grew too long: ``topics/ID/PERIOD`` and the like."""
    for folder, name in _lists(context):
        ids = _listed(context, folder, name)
        parts = context.periods(ids) if len(ids) > LIST_LIMIT else {}
        yield from (f"{folder}/{name}/{part}" for part in parts)


def _lists(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the lists that may be too long: folder and name."""
    yield from (("topics", topic) for topic in context.topics)
    for entity, (count, _) in context.entity_counts.items():
        if count > LIST_LIMIT and entity in context.entities:
            yield "entities", entity
    yield from (("sources", source) for source in other_pages.source_keys(context))
    for day in date_pages.dates_of(context, DAY):
        if context.dates[day].published > LIST_LIMIT:
            yield "dates", day


def _listed(context: Context, folder: str, name: str) -> tuple[str, ...]:
    if folder == "topics":
        return context.archive.in_topic(name)
    if folder == "entities":
        return tuple(article for article, _ in context.archive.naming(name))
    return _of_source(context, name) if folder == "sources" else context.archive.published_on(name)


def _of_source(context: Context, source: str) -> tuple[str, ...]:
    return context.archive.of_source(source if source in context.sources else None)


def _cut_list(context: Context, key: str) -> views.ArticlesView:
    folder, name, part = key.split("/")
    ids = _listed(context, folder, name)
    titles = {"topics": lambda: context.topics[name].title, "entities": lambda: context.entities[name].name}
    titles["sources"] = lambda: context.source_link(name).text
    titles["dates"] = lambda: name
    place = f"{folder}/{name.replace('-', '/') if folder == 'dates' else name}/"
    parent = views.Link(titles[folder](), place)
    return other_pages.articles_of(context, f"{place}articles/", parent, part, context.periods(ids)[part])


def _cut_timelines(context: Context) -> Iterator[str]:
    names = [("topics", topic) for topic in context.topics] + [("entities", entity) for entity in context.entity_counts]
    for folder, name in names:
        if folder == "entities" and name not in context.entities:
            continue
        facts = other_pages.timeline(context, folder, name)
        if len(facts) > LIST_LIMIT:
            yield from (f"{folder}/{name}/{part}" for part in topic_page.events_by_period(facts))


def _long_topics(context: Context) -> Iterator[str]:
    for topic in context.topics:
        ids = context.archive.in_topic(topic)
        if len(ids) > INDEX_LIMIT:
            yield from (f"{topic}/{part}" for part in _periods(context, topic, ids))


def _periods(context: Context, topic: str, ids: Iterable[str]) -> list[str]:
    told = {period(fact.day, fact.article) for fact in context.archive.events_of_topic(topic)}
    return sorted({context.archive.row(one).period for one in ids} | told)


def _long_entities(context: Context) -> Iterator[str]:
    for entity, (count, _) in context.entity_counts.items():
        if count > INDEX_LIMIT and entity in context.entities:
            ids = [article for article, _ in context.archive.naming(entity)]
            yield from (f"{entity}/{part}" for part in sorted({context.archive.row(one).period for one in ids}))


def _date_path(date: str) -> str:
    return f"dates/{date.replace('-', '/')}/index.json"


def _editors_pages(context: Context) -> tuple[str, ...]:
    return tuple(page.id for page in context.content.pages)


KINDS = (
    Kind("article", _articles, article_page.article),
    Kind("entity", _entities, entity_page.entity),
    Kind("day", partial(_dates, length=DAY), date_pages.day),
    Kind("month", partial(_dates, length=MONTH), date_pages.month),
    Kind("year", partial(_dates, length=YEAR), date_pages.year),
    Kind("dates", _once, date_pages.dates),
    Kind("articles", other_pages.article_keys, other_pages.articles),
    Kind("list", _cut_lists, _cut_list),
    Kind("timeline", _cut_timelines, other_pages.events_of),
    Kind("names", entity_page.name_keys, entity_page.names),
    Kind("source", other_pages.source_keys, other_pages.source),
    Kind("sources", _once, other_pages.sources),
    Kind("text", _editors_pages, other_pages.text),
    Kind("moved", lambda context: [alias for alias, _ in context.archive.aliases()], other_pages.moved),
    Kind("withdrawn", lambda context: [stone for stone, _ in context.tombstones], other_pages.withdrawn),
    Kind("search", _once, other_pages.search),
    Kind("404", _once, other_pages.not_found),
    Kind("topic", _topics, topic_page.topic),
    Kind("topics", _once, other_pages.topics),
    Kind("home", _once, other_pages.home),
    # Open data and feeds
    Kind("articles.jsonl", lambda c: c.archive.periods(), data.articles, lambda key: f"data/articles/{key}.jsonl"),
    Kind("stories.jsonl", lambda c: c.archive.periods(), data.stories, lambda key: f"data/stories/{key}.jsonl"),
    Kind("topics.json", _once, data.topics, lambda _: "data/topics.json"),
    Kind("entities.json", data.entity_files, data.entities, lambda key: f"data/entities/{key}.json"),
    Kind("dates.json", partial(_dates, length=YEAR), data.dates, lambda key: f"data/dates/{key}.json"),
    Kind("topic.json", _topics, data.topic, lambda key: f"topics/{key}/index.json"),
    Kind("topic-period.json", _long_topics, data.topic_period, lambda key: f"topics/{key}.json"),
    Kind("entity.json", _entities, data.entity, lambda key: f"entities/{key}/index.json"),
    Kind("entity-period.json", _long_entities, data.entity_period, lambda key: f"entities/{key}.json"),
    Kind("date.json", lambda context: tuple(context.dates), data.date, _date_path),
    Kind("feed.xml", _with_home, feeds.atom, lambda key: f"topics/{key}/feed.xml" if key else "feed.xml"),
    Kind("feed.json", _with_home, feeds.json_feed, lambda key: f"topics/{key}/feed.json" if key else "feed.json"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
HUBS = frozenset({"index.html", "topics/index.html", "feed.xml", "feed.json", "sitemap.xml", "data/index.json"})


def jobs(context: Context) -> tuple[Job, ...]:
    """Return every file of the site that is made from the archive."""
    return tuple(Job(kind.name, key) for kind in KINDS for key in kind.keys(context))


def make(context: Context, job: Job) -> Made:
    """Make the view or the bytes of one file."""
    return BY_NAME[job.kind].make(context, job.key)


def path(job: Job, made: Made) -> str:
    """Return the path of a file within the site."""
    named = BY_NAME[job.kind].path
    return named(job.key) if named else file_of(made.head.url)  # type: ignore[union-attr]
