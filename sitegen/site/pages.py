"""Every kind of page and data file: which keys exist, and how a key becomes a view or bytes.

To add a kind of page: write its view (views.py), its builder, its template, and a row here; and say in touched.py which
of its keys a changed article touches.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sitegen.ids import part, period
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
from sitegen.site.data import Data
from sitegen.site.date_pages import DAY, MONTH, YEAR
from sitegen.site.render import View

Made = View | Data


def _everything(_: Context, __: str) -> bool:
    return True


def _pages(_: Context, __: str) -> str:
    return "pages"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page or data file.

    ``has`` tells whether a key exists, cheaply. ``path`` is given for data files only: a page knows its own address.
    ``view`` is what its template is found by; ``sitemap`` names the part of the sitemap that lists it.
    """

    name: str
    keys: Callable[[Context], Iterable[str]]
    make: Callable[[Context, str], Made]
    has: Callable[[Context, str], bool] = _everything
    view: type | None = None
    sitemap: Callable[[Context, str], str] = _pages
    path: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, order=True)
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


def list_keys(context: Context, folder: str, name: str) -> Iterator[str]:
    """Yield the keys of the parts into which a list is cut, ``topics/ID/PERIOD`` and the like; none of a short one."""
    listed = other_pages.list_name(context, folder, name)
    if sum(context.months(folder, listed).values()) > LIST_LIMIT:
        yield from (f"{folder}/{name}/{part}" for part in context.parts(folder, listed))


def _cut_lists(context: Context) -> Iterator[str]:
    for folder, name in _long_lists(context):
        yield from list_keys(context, folder, name)


def _long_lists(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the lists that may be too long: folder and name."""
    yield from (("topics", topic) for topic in context.topics)
    for entity, (count, _) in context.entity_counts.items():
        if count > LIST_LIMIT and entity in context.entities:
            yield "entities", entity
    yield from (("sources", source) for source in other_pages.source_keys(context))
    for day in date_pages.dates_of(context, DAY):
        counts = context.dates[day]
        if counts.published + counts.possible > LIST_LIMIT:
            yield "dates", day


def _cut_list(context: Context, key: str) -> views.ArticlesView:
    return other_pages.articles_of(context, *key.split("/"))


def _has_list(context: Context, key: str) -> bool:
    folder, name, _ = key.split("/")
    known: dict[str, Callable[[str], bool]] = {
        "topics": context.topics.__contains__,
        "entities": context.entities.__contains__,
        "sources": lambda source: source in other_pages.source_keys(context),
        "dates": context.dates.__contains__,
    }
    return known[folder](name) and key in list_keys(context, folder, name)


def timeline_keys(context: Context, name: str) -> Iterator[str]:
    """Yield the keys of the parts into which a timeline (``topics/ID``, ``dates/DATE``) is cut; a short one isn't."""
    yield from (f"{name}/{part}" for part in context.timeline_parts(name))


def _cut_timelines(context: Context) -> Iterator[str]:
    for topic in context.topics:
        yield from timeline_keys(context, f"topics/{topic}")
    for entity in context.entity_counts:
        if entity in context.entities:
            yield from timeline_keys(context, f"entities/{entity}")
    for date in context.dates:
        yield from timeline_keys(context, f"dates/{date}")


def _has_timeline(context: Context, key: str) -> bool:
    folder, name, _ = key.split("/")
    known: dict[str, Container[str]] = {
        "topics": context.topics,
        "entities": context.entities,
        "dates": context.dates,
    }
    return name in known.get(folder, ()) and key in timeline_keys(context, f"{folder}/{name}")


def long_keys(context: Context, folder: str, name: str) -> Iterator[str]:
    """Yield the keys of the data files, a period each, of a topic or an entity with very many articles."""
    yield from (f"{name}/{part}" for part in data.long_periods(context, folder, name))


def _long(context: Context, folder: str) -> Iterator[str]:
    for name in context.topics if folder == "topics" else context.entities:
        yield from long_keys(context, folder, name)


def _has_long(context: Context, key: str, folder: str) -> bool:
    name = key.partition("/")[0]
    return name in (context.topics if folder == "topics" else context.entities) and key in long_keys(
        context, folder, name
    )


def _editors_pages(context: Context) -> tuple[str, ...]:
    return tuple(page.id for page in context.content.pages)


def _in(keys: Callable[[Context], Iterable[str]]) -> Callable[[Context, str], bool]:
    return lambda context, key: context.is_among(key, keys)


def _has_articles(context: Context, key: str) -> bool:
    return not key or key in context.article_parts or key in other_pages.month_parts(context, key[:MONTH])


def _has_period(context: Context, key: str) -> bool:
    period = key if key.startswith("undated") else key[:MONTH]
    return key in data.period_keys(context, period)


def _has_article(context: Context, key: str) -> bool:
    return context.archive.holds(key)


def _aliases(context: Context) -> tuple[str, ...]:
    return tuple(alias for alias, _ in context.archive.aliases())


def _stones(context: Context) -> tuple[str, ...]:
    return tuple(stone for stone, _ in context.tombstones)


def _is_alias(context: Context, key: str) -> bool:
    return not context.archive.holds(key) and context.archive.resolve(key) is not None


# ---------------------------------------------------------------- parts of the sitemap


def _by_period(context: Context, key: str) -> str:
    return f"articles-{period(context.archive.row(key).day, key)}"


def _by_year(_: Context, key: str) -> str:
    return f"dates-{key[:YEAR]}"


def _by_hash(_: Context, key: str) -> str:
    return f"lists-{part(key)[0]}"


def _of_names(_: Context, key: str) -> str:
    return f"names-{part(key)[0]}"


# ---------------------------------------------------------------- addresses of data files


def _path(before: str, after: str) -> Callable[[str], str]:
    return lambda key: f"{before}{key}{after}"


def _feed(name: str) -> Callable[[str], str]:
    return lambda key: f"topics/{key}/{name}" if key else name


def _date_path(date: str) -> str:
    return f"dates/{date.replace('-', '/')}/index.json"


# ---------------------------------------------------------------- the table

_LONG_TOPICS, _LONG_ENTITIES = partial(_long, folder="topics"), partial(_long, folder="entities")
_HAS_LONG_TOPIC, _HAS_LONG_ENTITY = partial(_has_long, folder="topics"), partial(_has_long, folder="entities")
_IN_TOPICS, _IN_ENTITIES = _in(lambda context: context.topics), _in(lambda context: context.entities)
_IN_DATES = _in(lambda context: context.dates)
_name_files = data.entity_files
_DAYS, _MONTHS, _YEARS = (partial(_dates, length=length) for length in (DAY, MONTH, YEAR))

KINDS = (
    Kind("article", _articles, article_page.article, _has_article, views.ArticleView, _by_period),
    Kind("entity", _entities, entity_page.entity, _IN_ENTITIES, views.EntityView, _of_names),
    Kind("day", _DAYS, date_pages.day, _IN_DATES, views.DayView, _by_year),
    Kind("month", _MONTHS, date_pages.month, _IN_DATES, views.MonthView, _by_year),
    Kind("year", _YEARS, date_pages.year, _IN_DATES, views.YearView, _by_year),
    Kind("dates", _once, date_pages.dates, view=views.DatesView),
    Kind("articles", other_pages.article_keys, other_pages.articles, _has_articles, views.ArticlesView, _by_hash),
    Kind("list", _cut_lists, _cut_list, _has_list, views.ArticlesView, _by_hash),
    Kind("timeline", _cut_timelines, other_pages.events_of, _has_timeline, views.EventsView, _by_hash),
    Kind("names", entity_page.name_keys, entity_page.names, _in(entity_page.name_keys), views.NamesView),
    Kind("source", other_pages.source_keys, other_pages.source, _in(other_pages.source_keys), views.SourceView),
    Kind("sources", _once, other_pages.sources, view=views.SourcesView),
    Kind("text", _editors_pages, other_pages.text, _in(_editors_pages), views.TextView),
    Kind("moved", _aliases, other_pages.moved, _is_alias, views.MovedView),
    Kind("withdrawn", _stones, other_pages.withdrawn, _in(_stones), views.WithdrawnView),
    Kind("search", _once, other_pages.search, view=views.SearchView),
    Kind("404", _once, other_pages.not_found, view=views.NotFoundView),
    Kind("topic", _topics, topic_page.topic, _IN_TOPICS, views.TopicView),
    Kind("topics", _once, other_pages.topics, view=views.TopicsView),
    Kind("home", _once, other_pages.home, view=views.HomeView),
    # Open data and feeds
    Kind("articles.jsonl", data.periods, data.articles, _has_period, path=_path("data/articles/", ".jsonl")),
    Kind("stories.jsonl", data.periods, data.stories, _has_period, path=_path("data/stories/", ".jsonl")),
    Kind("topics.json", _once, data.topics, path=_path("data/topics.json", "")),
    Kind(
        "entities.json", data.entity_files, data.entities, _in(data.entity_files), path=_path("data/entities/", ".json")
    ),
    Kind("dates.json", _YEARS, data.dates, _IN_DATES, path=_path("data/dates/", ".json")),
    Kind("topic.json", _topics, data.topic, _IN_TOPICS, path=_path("topics/", "/index.json")),
    Kind("topic-period.json", _LONG_TOPICS, data.topic_period, _HAS_LONG_TOPIC, path=_path("topics/", ".json")),
    Kind("entity.json", _entities, data.entity, _IN_ENTITIES, path=_path("entities/", "/index.json")),
    Kind("entity-period.json", _LONG_ENTITIES, data.entity_period, _HAS_LONG_ENTITY, path=_path("entities/", ".json")),
    Kind("date.json", lambda context: tuple(context.dates), data.date, _IN_DATES, path=_date_path),
    Kind("feed.xml", _with_home, feeds.atom, _in(_with_home), path=_feed("feed.xml")),
    Kind("feed.json", _with_home, feeds.json_feed, _in(_with_home), path=_feed("feed.json")),
)
BY_NAME = {kind.name: kind for kind in KINDS}
HUBS = frozenset({"index.html", "topics/index.html", "feed.xml", "feed.json", "sitemap.xml", "data/index.json"})


def jobs(context: Context) -> Iterator[Job]:
    """Yield every file of the site that is made from the archive."""
    return (Job(kind.name, key) for kind in KINDS for key in kind.keys(context))


def make(context: Context, job: Job) -> Made | None:
    """Make the view or the bytes of one file; None where its key does not exist any more."""
    kind = BY_NAME[job.kind]
    return kind.make(context, job.key) if kind.has(context, job.key) else None


def path(job: Job, made: Made) -> str:
    """Return the path of a file within the site."""
    named = BY_NAME[job.kind].path
    return named(job.key) if named else file_of(made.head.url)  # type: ignore[union-attr]
