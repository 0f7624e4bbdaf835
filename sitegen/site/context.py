"""What page builders know: the archive, the editor's content, the settings; and the parts that many pages share."""

from __future__ import annotations

import calendar
import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from sitegen import edtf
from sitegen.archive.queries import Archive, Counts, EventFact, Row
from sitegen.model import Content, Entity, EntityKind, Filed, Settings, Source, Topic
from sitegen.site import views
from sitegen.site.addresses import absolute
from sitegen.site.wording import Wording, when

LIST_LIMIT = 200  # rows on one page; above, a list is cut by period
KIND_FOLDERS: dict[EntityKind, str] = {"person": "people", "organisation": "organisations", "place": "places"}
UNKNOWN_SOURCE = "unknown"


@dataclass(frozen=True)
class Context:
    """All that a view may be made from."""

    archive: Archive
    content: Content
    wording: Wording
    private: bool = False

    @property
    def settings(self) -> Settings:
        """Return the site's settings."""
        return self.content.settings

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Return the authority file by id."""
        return {entity.id: entity for entity in self.content.entities}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Return the topics by id."""
        return {topic.id: topic for topic in self.content.topics}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        return {source.id: source for source in self.content.sources}

    @cached_property
    def entity_counts(self) -> dict[str, tuple[int, int]]:
        """Return articles and mentions of each entity."""
        return self.archive.entity_counts()

    @cached_property
    def dates(self) -> dict[str, Counts]:
        """Return what stands on each date page: days, and the months and years that hold them."""
        counts = dict(self.archive.pages())
        for page, own in self.archive.pages().items():
            counts.setdefault(page[:4], Counts())
            month = page[:7]
            if month != page and len(month) > len(page[:4]):
                counts[month] = counts.get(month, Counts()) + Counts(own.happened, own.planned)
        return dict(sorted(counts.items()))

    @cached_property
    def dates_by_length(self) -> dict[int, tuple[str, ...]]:
        """Return the dates that have a page by the length of their kind (year 4, month 7, day 10), each in order."""
        return {length: tuple(date for date in self.dates if len(date) == length) for length in (4, 7, 10)}

    @cached_property
    def spans(self) -> tuple[tuple[str, str], ...]:
        """Return the stretches of days on which a report held may have appeared, in order, apart from one another."""
        bounds = (edtf.bounds(date) for date in self.archive.spans())
        closed = sorted((first.isoformat(), last.isoformat()) for first, last in bounds if first and last)
        joined: list[tuple[str, str]] = []
        for first, last in closed:
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return tuple(joined)

    def covered(self, date: str) -> bool:
        """Tell whether a report held may have appeared on a day, or in a month."""
        place = bisect_right(self.spans, (f"{date}~", ""))
        return place > 0 and self.spans[place - 1][1] >= date

    @cached_property
    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day under which an article is filed."""
        return self.archive.first_day(), self.archive.last_day()

    @cached_property
    def last_days(self) -> dict[str, str]:
        """Return the latest day under which an article of each topic is filed."""
        return self.archive.last_days()

    # ------------------------------------------------------------ heads

    def head(self, url: str, title: str, **more: object) -> views.Head:
        """Return a page's head; private sites are marked noindex on every page."""
        canonical = absolute(url, self.settings.base_url, self.settings.links)
        head = views.Head(url=url, title=title, canonical=canonical)
        head = replace(head, **more)  # type: ignore[arg-type]
        return replace(head, noindex=True) if self.private else head

    @property
    def home(self) -> views.Link:
        """Return the first crumb."""
        return views.Link(self.settings.title, "")

    @cached_property
    def tombstones(self) -> tuple[tuple[str, str], ...]:
        """Return the hash parts of withdrawn ids, each with the day of its withdrawal."""
        return self.archive.tombstones()

    def filed(self, article: str) -> Filed:
        """Return an article whole; the last few are kept, since an explainer cites the same ones again and again."""
        return self._filed(article)

    @cached_property
    def _filed(self) -> Callable[[str], Filed]:
        return lru_cache(maxsize=64)(self.archive.filed)

    def say(self, message: str, **parts: str) -> str:
        """Return a message of the catalogue in the site's language."""
        return self.wording.say(message, **parts)

    def kind_words(self, kind: EntityKind) -> str:
        """Return the heading of a kind of entity."""
        return self.say({"person": "People", "organisation": "Organisations", "place": "Places"}[kind])

    def dated_head(self, head: views.Head, days: Iterable[str | None]) -> views.Head:
        """Return a head whose last change is the latest of the days."""
        return replace(head, modified=max((day for day in days if day), default=None))

    def feeds(self, folder: str, title: str) -> tuple[views.Feed, ...]:
        """Return the two feeds that stand in a folder."""
        return (
            views.Feed("application/atom+xml", title, f"{folder}feed.xml"),
            views.Feed("application/feed+json", title, f"{folder}feed.json"),
        )

    def year_crumbs(self, date: str) -> tuple[views.Link, ...]:
        """Return the way to a month: the index of years and its year."""
        return (self.home, views.Link(self.say("Days"), "dates/"), views.Link(date[:4], self.date_url(date[:4])))

    def month_crumbs(self, date: str) -> tuple[views.Link, ...]:
        """Return the way to a day."""
        month = views.Link(when(date[:7], self.wording), self.date_url(date[:7]))
        return (*self.year_crumbs(date), month)

    def point(self, entity: str, articles: int) -> views.Point | None:
        """Return a place on the map, None where its coordinates aren't known."""
        known = self.entities[entity]
        if known.kind != "place" or known.latitude is None or known.longitude is None:
            return None
        return views.Point(known.name, f"entities/{entity}/", known.latitude, known.longitude, articles)

    def source_rows(self, counts: Mapping[str | None, int]) -> tuple[views.SourceRow, ...]:
        """Return sources with their articles, the fullest first; what no source is known of comes last."""
        rows = []
        for source, count in counts.items():
            known, link = self.sources.get(source or ""), self.source_link(source)
            rows.append(views.SourceRow(link.text, link.url, known.kind if known else "", count))
        return tuple(sorted(rows, key=lambda row: (not row.kind, -row.articles, row.name)))

    # ------------------------------------------------------------ links

    def source_link(self, source: str | None) -> views.Link:
        """Return a source's name and page, said plainly where the outlet isn't known."""
        known = self.sources.get(source or "")
        if known is None:
            return views.Link(self.say("Outlet not known"), f"sources/{UNKNOWN_SOURCE}/")
        return views.Link(known.name, f"sources/{known.id}/")

    def topic_link(self, topic: str) -> views.TopicLink:
        """Return a topic's title, page and accent."""
        known = self.topics[topic]
        return views.TopicLink(known.title, f"topics/{known.id}/", _accent(known))

    def topic_links(self, topics: Iterable[str]) -> tuple[views.TopicLink, ...]:
        """Return links to the topics that the editor still keeps."""
        return tuple(self.topic_link(topic) for topic in topics if topic in self.topics)

    def entity_link(self, entity: str, articles: int, of: int) -> views.EntityLink:
        """Return an entity in a list."""
        known = self.entities[entity]
        return views.EntityLink(
            known.id, known.name, f"entities/{known.id}/", known.kind, known.description, articles, of
        )

    def entity_links(
        self, counts: Iterable[tuple[str, int]], kind: EntityKind, of: int
    ) -> tuple[views.EntityLink, ...]:
        """Return the entities of one kind, in the order given."""
        return tuple(
            self.entity_link(entity, count, of)
            for entity, count in counts
            if entity in self.entities and self.entities[entity].kind == kind
        )

    def date_url(self, page: str | None) -> str:
        """Return the address of a date's page, empty where there is none."""
        return f"dates/{page.replace('-', '/')}/" if page and page in self.dates else ""

    # ------------------------------------------------------------ rows

    def article_row(self, article: str) -> views.ArticleRow:
        """Return an article as a row of a list."""
        row = self.archive.row(article)
        return views.ArticleRow(
            url=f"articles/{row.id}/",
            title=row.title,
            date=row.edtf,
            basis=row.basis,
            evidence=row.evidence,
            source=self.source_link(row.source),
            topics=self.topic_links(row.topics),
            digest=views.Digest(row.digest.outlet, row.digest.title, row.digest.date) if row.digest else None,
            agency=row.agency,
            copies=row.copies,
            language=row.language,
        )

    def article_list(self, articles: Sequence[str], parent: str) -> views.ArticleList:
        """Return a list's rows, newest first, or the periods into which it is cut above LIST_LIMIT."""
        if len(articles) <= LIST_LIMIT:
            return views.ArticleList(rows=self.newest_first(articles), count=len(articles))
        cut = self.periods(articles)
        rows = tuple(views.PeriodRow(period_date(name), f"{parent}{name}/", len(ids)) for name, ids in cut.items())
        return views.ArticleList(periods=tuple(reversed(rows)), count=len(articles))

    def newest_first(self, articles: Sequence[str]) -> tuple[views.ArticleRow, ...]:
        """Return rows, the newest first, undated ones at the end."""
        rows = sorted((self.archive.row(article) for article in articles), key=lambda row: row.id)
        rows.sort(key=lambda row: row.day or "", reverse=True)
        return tuple(self.article_row(row.id) for row in rows)

    def periods(self, articles: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Cut articles by year, a long year by month, a long month by the id's hash; in order of time."""
        return cut({article: self.archive.row(article).day for article in articles})

    def event_rows(self, facts: Iterable[EventFact]) -> tuple[views.EventRow, ...]:
        """Return events as rows; one told in like words by several articles of a story is one row."""
        return tuple(self._event_row(group) for group in merged(facts))

    def _event_row(self, group: Sequence[EventFact]) -> views.EventRow:
        first = group[0]
        last, latest = self.last_report(first.article), edtf.bounds(first.edtf)[1]
        return views.EventRow(
            date=first.edtf,
            url=self.date_url(first.page),
            status=first.status,
            text=first.text,
            cites=tuple(self.cite(fact) for fact in group),
            first_said=self.first_said(group),
            open_end=first.status == "planned" and (latest is None or last is None or latest.isoformat() > last),
            topics=self.topic_links(self.archive.row(first.article).topics),
        )

    def last_report(self, article: str) -> str | None:
        """Return the day of the last report on the article's topic, of the whole archive where it has none."""
        topics = [topic for topic in self.archive.row(article).topics if topic in self.topics]
        return self.last_days.get(topics[0]) if topics else self.span[1]

    def day_row(self, date: str, facts: Iterable[EventFact], most: int) -> views.HomeDay:
        """Return a day or a month in a list, with the first of its events that did happen."""
        rows = self.event_rows(fact for fact in facts if fact.status != "planned")
        counts = self.dates[date]
        return views.HomeDay(date, self.date_url(date), rows[:most], len(rows), counts.published, counts.possible)

    def first_said(self, group: Iterable[EventFact]) -> str | None:
        """Return the EDTF date of the earliest of the articles that tell an event."""
        dated = [(fact.day, fact.article) for fact in group if fact.day]
        return self.archive.row(min(dated)[1]).edtf if dated else None

    def cite(self, fact: EventFact) -> views.Cite:
        """Return where an event is said."""
        row = self.archive.row(fact.article)
        name = self.source_link(row.source).text
        url = f"articles/{fact.article}/#{fact.sentence}"
        return views.Cite(name, row.title, fact.number, url, fact.words, ours=row.digest is not None)

    def by_topic(self, facts: Iterable[EventFact]) -> tuple[views.EventGroup, ...]:
        """Return events grouped by the first topic of their article, in the editor's order; the rest at the end."""
        rows: dict[str, list[views.EventRow]] = {}
        for group in merged(facts):
            topics = [topic for topic in self.archive.row(group[0].article).topics if topic in self.topics]
            rows.setdefault(topics[0] if topics else "", []).append(self._event_row(group))
        order = [*(topic for topic in self.topics if topic in rows), *([""] if "" in rows else [])]
        return tuple(views.EventGroup(self.topic_link(topic) if topic else None, tuple(rows[topic])) for topic in order)

    def day_cell(self, day: str, current: str = "") -> views.DayCell:
        """Return a day of a calendar."""
        counts = self.dates.get(day, Counts())
        first, last = self.span
        held = bool(first and last and first <= day <= last)
        url = self.date_url(day)
        return views.DayCell(
            day,
            url,
            counts.happened,
            counts.planned,
            counts.published,
            held,
            current=day == current,
            possible=counts.possible,
            covered=self.covered(day),
        )

    def calendar(self, month: str, current: str = "") -> views.Calendar:
        """Return a month as weeks from Monday to Sunday."""
        year, number = int(month[:4]), int(month[5:])
        weeks = tuple(
            tuple(self.day_cell(date(year, number, day).isoformat(), current) if day else None for day in week)
            for week in calendar.Calendar().monthdayscalendar(year, number)
        )
        return views.Calendar(month, self.date_url(month), weeks)

    def changes(self, wanted: frozenset[str] | None = None, most: int = 5) -> tuple[views.Change, ...]:
        """Return the latest recorded releases, or what they did to the wanted articles."""
        made = []
        for release in reversed(self.content.releases):
            added = self._held_links(release.added, wanted)
            changed = self._held_links(release.changed, wanted)
            withdrawn = len(release.withdrawn) if wanted is None else 0
            if added or changed or withdrawn:
                made.append(views.Change(release.day, added, changed, withdrawn))
        return tuple(made[:most])

    def _held_links(self, articles: Iterable[str], wanted: frozenset[str] | None) -> tuple[views.Link, ...]:
        held = [name for name in (self.archive.resolve(article) for article in articles) if name]
        return tuple(
            views.Link(self.archive.row(name).title, f"articles/{name}/")
            for name in dict.fromkeys(held)
            if wanted is None or name in wanted
        )


def origins(rows: Iterable[Row]) -> int:
    """Return at most how many separate origins articles have: text shows dependence, never independence."""
    return len({row.origin for row in rows})


def last_report(rows: Iterable[Row]) -> str | None:
    """Return the EDTF date of the article that may be the latest: the one whose last possible day is last."""
    dated = [(edtf.bounds(row.edtf)[1], row.id, row.edtf) for row in rows if row.edtf]
    closed = [(last.isoformat(), name, date) for last, name, date in dated if last]
    return max(closed)[2] if closed else None


def first_and_last(rows: Iterable[Row]) -> tuple[str | None, str | None]:
    """Return the EDTF dates of the first and the last of the articles that are filed under a day."""
    dated = [(row.day, row.id, row.edtf) for row in rows if row.day]
    return (min(dated)[2], max(dated)[2]) if dated else (None, None)


# ---------------------------------------------------------------- periods


def cut(days: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Cut ids by year of their day, long years by month, long months and the undated by the hash of the id.

    >>> cut({"a-1": "2026-01-20", "b-2": "2025-03-01"})
    {'2025': ('b-2',), '2026': ('a-1',)}
    """
    parts: dict[str, list[str]] = {"": list(days)}
    for finer in (_year, _month, _month_and_hash):
        parts = dict(_finer(parts, days, finer))
    return {name: tuple(parts[name]) for name in sorted(parts)}


def _finer(
    parts: dict[str, list[str]], days: dict[str, str | None], name_of: Callable[[str, str | None], str]
) -> Iterator[tuple[str, list[str]]]:
    for name, ids in parts.items():
        if name and len(ids) <= LIST_LIMIT:
            yield name, ids
            continue
        groups: dict[str, list[str]] = {}
        for one in ids:
            groups.setdefault(name_of(one, days[one]), []).append(one)
        yield from groups.items()


def _year(_: str, day: str | None) -> str:
    return day[:4] if day else "undated"


def _month(_: str, day: str | None) -> str:
    return day[:7] if day else "undated"


def _month_and_hash(article: str, day: str | None) -> str:
    return f"{_month(article, day)}-{_hash(article)}"


def _hash(article: str) -> str:
    return hashlib.sha256(article.encode()).hexdigest()[:2]


def period_date(name: str) -> str | None:
    """Return the EDTF date of a period's name: its year or month; None for the undated.

    >>> period_date("2026-01-3f"), period_date("2026"), period_date("undated-3f")
    ('2026-01', '2026', None)
    """
    return None if name.startswith("undated") else name[:7]


# ---------------------------------------------------------------- events


def merged(facts: Iterable[EventFact]) -> tuple[tuple[EventFact, ...], ...]:
    """Group events that tell the same, the first telling at the head; in order of the first of each at hand."""
    groups: dict[str, list[EventFact]] = {}
    for fact in facts:
        groups.setdefault(fact.told, []).append(fact)
    return tuple(tuple(sorted(group, key=lambda fact: fact.place != fact.told)) for group in groups.values())


def _accent(topic: Topic) -> views.Accent:
    return topic.accent if topic.accent in ("petrol", "madder", "indigo") else ""  # type: ignore[return-value]
