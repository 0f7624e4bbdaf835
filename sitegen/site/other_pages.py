"""The pages that stand once: home, indexes, search, the editor's own pages, 404, moved and withdrawn addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.archive.queries import EventFact
from sitegen.model import Topic
from sitegen.site import markdown, views
from sitegen.site.context import LIST_LIMIT, UNKNOWN_SOURCE, Context, first_and_last, last_report, origins, period_date
from sitegen.site.date_pages import DAY, MONTH
from sitegen.site.entity_page import KINDS
from sitegen.site.jsonld import page_ld, with_ld
from sitegen.site.markdown import Numbering
from sitegen.site.topic_page import Resolver, events_by_period
from sitegen.site.wording import when

HOME_DAYS = 5
HOME_EVENTS = 2
HOME_NAMES = 6
SEARCH_INDEX = "search/index/"


def home(context: Context, _: str) -> views.HomeView:
    """Return the front page."""
    settings = context.settings
    topics = _by_news(tuple(_home_topic(context, topic, "") for topic in context.content.topics))
    specimen, accent = _specimen(context)
    head = context.head(
        "",
        settings.title,
        description=settings.description or settings.tagline,
        part="home",
        kind="home",
        modified=_last(context),
        feeds=context.feeds("", settings.title),
    )
    counts = sorted(
        ((name, articles) for name, (articles, _) in context.entity_counts.items()), key=lambda one: (-one[1], one[0])
    )
    people, organisations, places = (context.entity_links(counts, kind, 0)[:HOME_NAMES] for kind in KINDS)
    return views.HomeView(
        head=with_ld(context, head, {**page_ld(context, head), "@type": "WebSite"}),
        topics=topics,
        specimen=specimen,
        specimen_accent=accent,
        days=tuple(context.day_row(day, context.archive.events_on(day), HOME_EVENTS) for day in _latest_days(context)),
        people=people,
        organisations=organisations,
        places=places,
        changes=context.changes(most=1),
        articles=len(context.archive.articles()),
    )


def topics(context: Context, _: str) -> views.TopicsView:
    """Return the index of topics."""
    title = context.say("Topics")
    head = context.head(
        "topics/", title, part="topics", kind="index", crumbs=(context.home, views.Link(title, "topics/"))
    )
    made = tuple(_home_topic(context, topic, "topics/") for topic in context.content.topics)
    return views.TopicsView(with_ld(context, head, page_ld(context, head)), made)


def _last(context: Context) -> str | None:
    changed = [topic.changed for topic in context.content.topics if topic.changed]
    return max((*changed, *([context.span[1]] if context.span[1] else [])), default=None)


def _by_news(topics: tuple[views.HomeTopic, ...]) -> tuple[views.HomeTopic, ...]:
    return tuple(sorted(topics, key=lambda topic: topic.last_report or "", reverse=True))


def _home_topic(context: Context, topic: Topic, page: str) -> views.HomeTopic:
    """Return a topic's row; its lines stand there without their notes, which the topic's page holds."""
    articles = context.archive.in_topic(topic.id)
    rows = [context.archive.row(article) for article in articles]
    resolver, brief = Resolver(context, page), dict(topic.brief)
    link = context.topic_link(topic.id)
    disputed, unknown = (
        markdown.line(brief[key], resolver, Numbering()) if brief.get(key) else None for key in ("disputed", "unknown")
    )
    return views.HomeTopic(
        title=topic.title,
        url=link.url,
        accent=link.accent,
        summary=topic.summary,
        articles=len(articles),
        origins=origins(rows),
        disputed=disputed,
        unknown=unknown,
        last_report=last_report(rows),
        dates=tuple(row.edtf for row in rows),
    )


def _specimen(context: Context) -> tuple[views.Line | None, views.Accent]:
    """Return the first line of a brief that carries a note, to show how lines are read."""
    for topic in context.content.topics:
        text = dict(topic.brief).get("happened", "")
        line = markdown.line(text, Resolver(context, ""), Numbering()) if text else None
        if line and line.notes:
            return line, context.topic_link(topic.id).accent
    return None, ""


def _latest_days(context: Context) -> tuple[str, ...]:
    """Return the latest days on which something happened or was published, the newest first."""
    dates = context.dates
    days = [
        day for day in dates if len(day) == DAY and (dates[day].happened or dates[day].published or dates[day].possible)
    ]
    return tuple(reversed(days[-HOME_DAYS:]))


# ---------------------------------------------------------------- lists cut by period


def articles(context: Context, key: str) -> views.ArticlesView:
    """Return the index of all periods (``""``) or the articles of one."""
    title = context.say("Articles")
    parent = views.Link(title, "articles/")
    periods = context.archive.periods()
    if not key:
        rows = tuple(
            views.PeriodRow(_month(name), f"articles/{name}/", len(context.archive.in_period(name))) for name in periods
        )
        head = context.head("articles/", title, part="dates", kind="index", crumbs=(context.home, parent))
        count = sum(row.count for row in rows)
        listed = views.ArticleList(periods=rows[::-1], count=count)
        return views.ArticlesView(with_ld(context, head, page_ld(context, head)), None, context.home, listed)
    ids = context.archive.in_period(key)
    return articles_of(context, "articles/", parent, key, ids or _part_of_month(context, key))


def article_keys(context: Context) -> Iterator[str]:
    """Yield the keys of all lists of articles: the index, each period, and the parts into which a long month is cut."""
    yield ""
    for name in context.archive.periods():
        yield name
        if _is_long_month(name, ids := context.archive.in_period(name)):
            yield from context.periods(ids)


def _is_long_month(period: str, ids: Sequence[str]) -> bool:
    return len(period) == MONTH and len(ids) > LIST_LIMIT


def _part_of_month(context: Context, key: str) -> tuple[str, ...]:
    return context.periods(context.archive.in_period(key[:MONTH]))[key]


def _month(period: str) -> str | None:
    return None if period.startswith("undated") else period[:MONTH]


def articles_of(
    context: Context, folder: str, parent: views.Link, period: str, ids: tuple[str, ...]
) -> views.ArticlesView:
    """Return one period's part of a list of articles."""
    date = period_date(period)
    words = when(date, context.wording) if date else context.say("Without a known date")
    title = f"{parent.text}: {words}"
    url = f"{folder}{period}/"
    head = context.head(url, title, part="dates", kind="list", crumbs=(context.home, parent, views.Link(words, url)))
    long = folder == "articles/" and _is_long_month(period, ids)
    listed = context.article_list(ids, folder) if long else views.ArticleList(context.newest_first(ids), (), len(ids))
    days = [context.archive.row(one).day for one in ids]
    head = context.dated_head(head, days)
    return views.ArticlesView(with_ld(context, head, page_ld(context, head)), date, parent, listed)


def events_of(context: Context, key: str) -> views.EventsView:
    """Return one period of a long timeline; the key is ``topics/ID/PERIOD`` or ``entities/ID/PERIOD``."""
    kind, name, period = key.split("/")
    facts = timeline(context, kind, name)
    parent = views.Link(
        context.topics[name].title if kind == "topics" else context.entities[name].name, f"{kind}/{name}/"
    )
    words = when(period_date(period), context.wording)
    url = f"{kind}/{name}/timeline/{period}/"
    title = f"{parent.text}: {words}"
    head = context.head(
        url,
        title,
        part="topics" if kind == "topics" else "names",
        kind="list",
        crumbs=(context.home, parent, views.Link(words, url)),
    )
    rows = context.event_rows(events_by_period(facts)[period])
    return views.EventsView(
        head,
        period_date(period) or "",
        parent,
        tuple(row for row in rows if row.status != "planned"),
        tuple(row for row in rows if row.status == "planned"),
    )


def timeline(context: Context, kind: str, name: str) -> tuple[EventFact, ...]:
    """Return the events of a topic or an entity."""
    return context.archive.events_of_topic(name) if kind == "topics" else context.archive.events_of_entity(name)


# ---------------------------------------------------------------- sources


def source(context: Context, name: str) -> views.SourceView:
    """Return the page of an outlet, or of the articles whose outlet isn't known."""
    known = context.sources.get(name)
    ids = context.archive.of_source(known.id if known else None)
    rows = [context.archive.row(one) for one in ids]
    first, last = first_and_last(rows)
    title = context.source_link(name).text
    url = f"sources/{name}/"
    crumbs = (context.home, views.Link(context.say("Sources"), "sources/"), views.Link(title, url))
    head = context.head(
        url, title, description=known.description if known else "", part="sources", kind="source", crumbs=crumbs
    )
    head = context.dated_head(head, (row.day for row in rows))
    return views.SourceView(
        head=with_ld(context, head, page_ld(context, head)),
        id=name,
        name=title,
        kind=known.kind if known else "",
        country=(known.country or "") if known else "",
        homepage=(known.homepage or "") if known else "",
        description=known.description if known else "",
        rights=known.rights if known else "excerpt",
        articles=context.article_list(ids, f"{url}articles/"),
        first=first,
        last=last,
    )


def sources(context: Context, _: str) -> views.SourcesView:
    """Return the index of sources, those without articles included."""
    counts: dict[str | None, int] = dict.fromkeys(context.sources, 0)
    for name, count in context.archive.sources().items():
        counts[name if name in context.sources else None] = (
            counts.get(name if name in context.sources else None, 0) + count
        )
    title = context.say("Sources")
    head = context.head(
        "sources/", title, part="sources", kind="index", crumbs=(context.home, views.Link(title, "sources/"))
    )
    return views.SourcesView(with_ld(context, head, page_ld(context, head)), context.source_rows(counts))


def source_keys(context: Context) -> tuple[str, ...]:
    """Return the keys of all source pages."""
    unknown = any(name not in context.sources for name in context.archive.sources())
    return (*context.sources, *([UNKNOWN_SOURCE] if unknown else []))


# ---------------------------------------------------------------- the editor's pages, search, data, 404


def text(context: Context, name: str) -> views.TextView:
    """Return a page of the editor's own."""
    known = next(page for page in context.content.pages if page.id == name)
    url = f"{name}/"
    head = context.head(
        url,
        known.title,
        description=known.summary,
        part="pages",
        kind="text",
        crumbs=(context.home, views.Link(known.title, url)),
        modified=known.changed,
    )
    made = markdown.sections(known.body, Resolver(context, url), Numbering())
    return views.TextView(
        with_ld(context, head, page_ld(context, head)), known.title, known.summary, known.changed, made
    )


def search(context: Context, _: str) -> views.SearchView:
    """Return the search page."""
    title = context.say("Search")
    head = context.head(
        "search/", title, part="search", kind="search", crumbs=(context.home, views.Link(title, "search/"))
    )
    topics_known = tuple(views.Link(topic.title, f"topics/{topic.id}/") for topic in context.content.topics)
    outlets = tuple(context.source_link(source) for source in context.sources)
    return views.SearchView(head, SEARCH_INDEX, topics_known, outlets)


def not_found(context: Context, _: str) -> views.NotFoundView:
    """Return 404.html."""
    head = context.head("404.html", context.say("Page not found"), kind="404", noindex=True)
    return views.NotFoundView(head, SEARCH_INDEX)


def moved(context: Context, alias: str) -> views.MovedView:
    """Return the page that leads from an alias to its article."""
    article = dict(context.archive.aliases())[alias]
    target = views.Link(context.archive.row(article).title, f"articles/{article}/")
    head = context.head(f"articles/{alias}/", target.text, kind="moved", noindex=True)
    return views.MovedView(head, target)


def withdrawn(context: Context, stone: str) -> views.WithdrawnView:
    """Return the tombstone of a withdrawn article, at an address that holds only its hash."""
    head = context.head(f"articles/{stone}/", context.say("Withdrawn"), kind="withdrawn", noindex=True)
    return views.WithdrawnView(head, dict(context.tombstones)[stone])
