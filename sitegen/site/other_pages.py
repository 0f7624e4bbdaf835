"""The pages that stand once: home, indexes, search, the editor's own pages, 404, moved and withdrawn addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen import edtf
from sitegen.ids import part
from sitegen.model import Topic
from sitegen.site import markdown, views
from sitegen.site.context import UNKNOWN_SOURCE, Context, last_report, period_date
from sitegen.site.date_pages import DAY, MONTH
from sitegen.site.entity_page import KINDS
from sitegen.site.jsonld import page_ld, with_ld
from sitegen.site.markdown import Numbering
from sitegen.site.topic_page import Resolver
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
        days=tuple(context.day_row(day, HOME_EVENTS) for day in _latest_days(context)),
        people=people,
        organisations=organisations,
        places=places,
        changes=context.changes(most=1),
        articles=context.archive.count(),
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
    dates = tuple(context.archive.dated("topics", topic.id))
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
        articles=sum(number for _, number, _ in dates),
        origins=context.archive.origins(topic.id),
        disputed=disputed,
        unknown=unknown,
        last_report=last_report(date for date, _, _ in dates),
        dates=tuple((date, number) for date, number, _ in dates),
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
    if key:
        period, part = (key[:MONTH], key[MONTH + 1 :]) if key[:1].isdigit() else (key, "")
        if part:
            listed = views.ArticleList(context.newest_first(context.archive.in_period(period, part)))
        else:
            listed = context.month_list(key)
        return _period_of(context, "articles/", parent, key, listed)
    rows = tuple(views.PeriodRow(_month(name), f"articles/{name}/", n) for name, n in context.archive.periods().items())
    head = context.head("articles/", title, part="dates", kind="index", crumbs=(context.home, parent))
    count = sum(row.count for row in rows)
    listed = views.ArticleList(periods=rows[::-1], count=count)
    return views.ArticlesView(with_ld(context, head, page_ld(context, head)), None, context.home, listed)


def article_keys(context: Context) -> Iterator[str]:
    """Yield the keys of all lists of articles: the index, each period, and the parts into which a long month is cut."""
    yield ""
    for name in context.article_parts:
        yield name
        yield from month_parts(context, name)


def month_parts(context: Context, period: str) -> Iterator[str]:
    """Yield the keys of the parts into which a long month is cut."""
    yield from context.month_parts(period)


def _month(period: str) -> str | None:
    return None if period.startswith("undated") else period[:MONTH]


def articles_of(context: Context, folder: str, name: str, part: str) -> views.ArticlesView:
    """Return one part of a list that grew too long: of a topic, an entity, a source, a day."""
    titles = {"topics": lambda: context.topics[name].title, "entities": lambda: context.entities[name].name}
    titles["sources"] = lambda: context.source_link(name).text
    titles["dates"] = lambda: name
    place = f"{folder}/{name.replace('-', '/') if folder == 'dates' else name}/"
    ids = context.archive.listed(folder, list_name(context, folder, name), part)
    listed = views.ArticleList(context.newest_first(ids), (), len(ids))
    return _period_of(context, f"{place}articles/", views.Link(titles[folder](), place), part, listed)


def list_name(context: Context, folder: str, name: str) -> str | None:
    """Return the name by which the archive knows a list: no name for the articles of no known source."""
    return None if folder == "sources" and name not in context.sources else name


def _period_of(
    context: Context, folder: str, parent: views.Link, period: str, listed: views.ArticleList
) -> views.ArticlesView:
    date = period_date(period)
    words = when(date, context.wording) if date else context.say("Without a known date")
    title = f"{parent.text}: {words}"
    url = f"{folder}{period}/"
    head = context.head(url, title, part="dates", kind="list", crumbs=(context.home, parent, views.Link(words, url)))
    known = [edtf.day(row.date) for row in listed.rows if row.date]
    head = context.dated_head(head, known)
    if not listed.count:
        listed = replace(listed, count=len(listed.rows))
    return views.ArticlesView(with_ld(context, head, page_ld(context, head)), date, parent, listed)


def events_of(context: Context, key: str) -> views.EventsView:
    """Return a part of a long timeline: ``topics/ID/PERIOD``, ``entities/ID/PERIOD`` or ``dates/DATE/PART``."""
    kind, name, period = key.split("/")
    if kind == "dates":
        mine = period.removeprefix(f"{name}-")
        facts = tuple(one for one in context.archive.events_on(name) if part(one.told).startswith(mine))
        parent, date = views.Link(when(name, context.wording), context.date_url(name)), name
    else:
        facts, date = context.archive.timeline(f"{kind}/{name}", period), period_date(period) or ""
        title = context.topics[name].title if kind == "topics" else context.entities[name].name
        parent = views.Link(title, f"{kind}/{name}/")
    words = context.say("Timeline") if kind == "dates" else when(period_date(period), context.wording)
    url = f"{parent.url}timeline/{period}/"
    head = context.head(
        url,
        f"{parent.text}: {words}",
        part={"topics": "topics", "dates": "dates"}.get(kind, "names"),
        kind="list",
        crumbs=(context.home, parent, views.Link(words, url)),
    )
    rows = context.event_rows(facts)
    return views.EventsView(
        head,
        date,
        parent,
        tuple(row for row in rows if row.status != "planned"),
        tuple(row for row in rows if row.status == "planned"),
    )


# ---------------------------------------------------------------- sources


def source(context: Context, name: str) -> views.SourceView:
    """Return the page of an outlet, or of the articles whose outlet isn't known."""
    known = context.sources.get(name)
    listed = list_name(context, "sources", name)
    first, last = (context.archive.row(one) if one else None for one in context.archive.ends("sources", listed))
    title = context.source_link(name).text
    url = f"sources/{name}/"
    crumbs = (context.home, views.Link(context.say("Sources"), "sources/"), views.Link(title, url))
    head = context.head(
        url, title, description=known.description if known else "", part="sources", kind="source", crumbs=crumbs
    )
    head = context.dated_head(head, [last.day if last else None])
    return views.SourceView(
        head=with_ld(context, head, page_ld(context, head)),
        id=name,
        name=title,
        kind=known.kind if known else "",
        country=(known.country or "") if known else "",
        homepage=(known.homepage or "") if known else "",
        description=known.description if known else "",
        rights=known.rights if known else "excerpt",
        articles=context.article_list("sources", listed, f"{url}articles/"),
        first=first.edtf if first else None,
        last=last.edtf if last else None,
    )


def sources(context: Context, _: str) -> views.SourcesView:
    """Return the index of sources, those without articles included."""
    counts: dict[str | None, int] = dict.fromkeys(context.sources, 0)
    for name, count in context.source_counts.items():
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
    unknown = any(name not in context.sources for name in context.source_counts)
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
    article = context.archive.resolve(alias) or alias
    target = views.Link(context.archive.row(article).title, f"articles/{article}/")
    head = context.head(f"articles/{alias}/", target.text, kind="moved", noindex=True)
    return views.MovedView(head, target)


def withdrawn(context: Context, stone: str) -> views.WithdrawnView:
    """Return the tombstone of a withdrawn article, at an address that holds only its hash."""
    head = context.head(f"articles/{stone}/", context.say("Withdrawn"), kind="withdrawn", noindex=True)
    return views.WithdrawnView(head, dict(context.tombstones)[stone])
