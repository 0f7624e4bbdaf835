"""What page builders know: the archive, the editor's content, the settings; and the parts that many pages share."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from sitegen import edtf
from sitegen.archive.queries import MONTH, Archive, Counts, EventFact, Row
from sitegen.ids import folded, part
from sitegen.model import Content, Entity, EntityKind, Filed, Settings, Source, Topic
from sitegen.site import views
from sitegen.site.addresses import absolute
from sitegen.site.wording import Wording, when

ROWS = 10_000  # rows of articles that are kept in mind: reports of one story or topic stand on each other's pages
REMEMBERED = 1000  # lists whose cut is kept in mind
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
    def entities_by_letter(self) -> dict[EntityKind, dict[str, list[Entity]]]:
        """Return the entities of each kind, in order of their names, by the first letter."""
        named = sorted((folded(entity.name), entity.id, entity) for entity in self.content.entities)
        groups: dict[EntityKind, dict[str, list[Entity]]] = {kind: {} for kind in KIND_FOLDERS}
        for name, _, entity in named:
            groups[entity.kind].setdefault((name or "-")[0], []).append(entity)
        return {kind: dict(sorted(group.items())) for kind, group in groups.items()}

    def is_among(self, key: str, keys: Callable[[Context], Iterable[str]]) -> bool:
        """Tell whether a key is one of those that a function returns, which is asked once."""
        if keys not in self._keys:
            self._keys[keys] = frozenset(keys(self))
        return key in self._keys[keys]

    @cached_property
    def _keys(self) -> dict[Callable[[Context], Iterable[str]], frozenset[str]]:
        return {}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Return the topics by id."""
        return {topic.id: topic for topic in self.content.topics}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        return {source.id: source for source in self.content.sources}

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Return the ids of the sources that are news agencies."""
        return frozenset(source.id for source in self.content.sources if source.kind == "agency")

    @cached_property
    def entity_counts(self) -> dict[str, tuple[int, int]]:
        """Return articles and mentions of each entity."""
        return self.archive.entity_counts()

    @cached_property
    def dates(self) -> dict[str, Counts]:
        """Return what stands on each date page: days, and the months and years that hold them."""
        own_counts = self.archive.pages()
        counts = dict(own_counts)
        for page, own in own_counts.items():
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
    def article_parts(self) -> dict[str, dict[str, int]]:
        """Return how many articles each period holds, by the two hex digits of their ids' hashes."""
        parts: dict[str, dict[str, int]] = {}
        for (period, digits), number in self.archive.parts().items():
            parts.setdefault(period, {})[digits] = number
        return parts

    @cached_property
    def source_counts(self) -> dict[str | None, int]:
        """Return how many articles each source has; those of no known source under None."""
        return self.archive.sources()

    @cached_property
    def last_days(self) -> dict[str, str]:
        """Return the latest day under which an article of each topic is filed."""
        return self.archive.last_days()

    # ------------------------------------------------------------ heads

    def head(self, url: str, title: str, **more: object) -> views.Head:
        """Return a page's head; private sites are marked noindex on every page."""
        canonical = absolute(url, self.settings.base_url, self.settings.links)
        said = {"noindex": True, **more} if self.private else more
        return views.Head(url=url, title=title, canonical=canonical, **said)  # type: ignore[arg-type]

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
        return self._source_links.get(source or "", self._source_links[""])

    @cached_property
    def _source_links(self) -> dict[str, views.Link]:
        unknown = views.Link(self.say("Outlet not known"), f"sources/{UNKNOWN_SOURCE}/")
        known = {source.id: views.Link(source.name, f"sources/{source.id}/") for source in self.content.sources}
        return {**known, "": unknown}

    def topic_link(self, topic: str) -> views.TopicLink:
        """Return a topic's title, page and accent."""
        return self._topic_links[topic]

    @cached_property
    def _topic_links(self) -> dict[str, views.TopicLink]:
        return {
            topic.id: views.TopicLink(topic.title, f"topics/{topic.id}/", _accent(topic))
            for topic in self.content.topics
        }

    def topic_links(self, topics: Iterable[str]) -> tuple[views.TopicLink, ...]:
        """Return links to the topics that the editor still keeps."""
        return tuple([self._topic_links[topic] for topic in topics if topic in self._topic_links])

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
        """Return an article as a row of a list; KeyError where none has that id."""
        return self._article_row(article)

    def held_row(self, article: str) -> views.ArticleRow | None:
        """Return an article as a row of a list, None where none has that id."""
        try:
            return self._article_row(article)
        except KeyError:
            return None

    @cached_property
    def _article_row(self) -> Callable[[str], views.ArticleRow]:
        return lru_cache(maxsize=ROWS)(self._made_row)

    def _made_row(self, article: str) -> views.ArticleRow:
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

    def article_list(self, folder: str, name: str | None, parent: str) -> views.ArticleList:
        """Return a list's rows, newest first, or the periods into which it is cut above LIST_LIMIT."""
        count = sum(self.months(folder, name).values())
        if count <= LIST_LIMIT:
            return views.ArticleList(rows=self.newest_first(self.archive.listed(folder, name)), count=count)
        return period_list(self.parts(folder, name), parent, count)

    def month_list(self, period: str) -> views.ArticleList:
        """Return a month's articles, or undated ones, as rows, newest first; above LIST_LIMIT as parts of the month."""
        parts = self.article_parts.get(period, {})
        count = sum(parts.values())
        if count <= LIST_LIMIT or len(period) != MONTH:
            return views.ArticleList(rows=self.newest_first(self.archive.in_period(period)), count=count)
        return period_list(self.month_parts(period), "articles/", count)

    def month_parts(self, period: str) -> dict[str, int]:
        """Return the parts into which a long month is cut, each with its number; none of a short one."""
        parts = self.article_parts.get(period, {})
        digits = hash_digits(sum(parts.values()), LIST_LIMIT) if len(period) == MONTH else 0
        cut: Counter[str] = Counter()
        for name, number in parts.items() if digits else ():
            cut[f"{period}-{name[:digits]}"] += number
        return dict(sorted(cut.items()))

    def newest_first(self, articles: Sequence[str]) -> tuple[views.ArticleRow, ...]:
        """Return rows, the newest first, undated ones at the end."""
        rows = sorted((self.archive.row(article) for article in articles), key=lambda row: row.id)
        rows.sort(key=lambda row: row.day or "", reverse=True)
        return tuple(self.article_row(row.id) for row in rows)

    def months(self, folder: str, name: str | None) -> dict[str, int]:
        """Return how many articles of a list are filed under each month; under the empty name those without a day."""
        return self._remembered("months", folder, name, self.archive.months)

    def parts(self, folder: str, name: str | None) -> dict[str, int]:
        """Return the parts into which a list of articles is cut, each with their number, in order of time."""
        return self._remembered("parts", folder, name, self._parts)

    @cached_property
    def _memory(self) -> dict[tuple[str, str, str | None], dict[str, int]]:
        return {}

    def _remembered(
        self, what: str, folder: str, name: str | None, ask: Callable[[str, str | None], dict[str, int]]
    ) -> dict[str, int]:
        """Return what is asked of a list: its page, its parts and its data ask the same, one after the other."""
        if (what, folder, name) not in self._memory:
            if len(self._memory) > REMEMBERED:
                self._memory.clear()
            self._memory[what, folder, name] = ask(folder, name)
        return self._memory[what, folder, name]

    def _parts(self, folder: str, name: str | None) -> dict[str, int]:
        return cut(self.months(folder, name), lambda month: self.archive.listed(folder, name, month))

    def timeline_parts(self, name: str) -> dict[str, int]:
        """Return the parts into which the events of a topic, an entity or a date's page are cut; none of a few.

        The name is ``topics/ID``, ``entities/ID`` or ``dates/DATE``.
        """
        return self._remembered("timeline", name, None, lambda name, _: self._timeline_parts(name))

    def _timeline_parts(self, name: str) -> dict[str, int]:
        folder, _, date = name.partition("/")
        if folder == "dates":
            return self._date_parts(date)
        months = self.archive.event_months(name)
        if sum(months.values()) <= LIST_LIMIT:
            return {}
        return cut(months, lambda month: (fact.place for fact in self.archive.timeline(name, month)))

    def _date_parts(self, date: str) -> dict[str, int]:
        """Return the parts into which the events on a date's page are cut, by the hash of where each is told first."""
        counts = self.dates.get(date, Counts())
        facts = self.archive.events_on(date) if counts.happened + counts.planned > LIST_LIMIT else ()
        told = {one.told for one in facts}
        digits = hash_digits(len(told), LIST_LIMIT)
        return dict(sorted(Counter(f"{date}-{part(one)[:digits]}" for one in told if digits).items()))

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
        topic = self.first_topic(article)
        return self.last_days.get(topic) if topic else self.span[1]

    def first_topic(self, article: str) -> str:
        """Return the first topic of an article, nothing where it has none."""
        return next((topic for topic in self.archive.row(article).topics if topic in self.topics), "")

    def day_row(self, date: str, most: int) -> views.HomeDay:
        """Return a day or a month in a list, with the first of its events that did happen."""
        rows = self.event_rows(self.archive.first_told(date, most))
        counts = self.dates[date]
        return views.HomeDay(date, self.date_url(date), rows, counts.happened, counts.published, counts.possible)

    def first_said(self, group: Iterable[EventFact]) -> str | None:
        """Return the EDTF date of the earliest of the articles that tell an event."""
        dated = [(fact.day, fact.article) for fact in group if fact.day]
        return self.archive.row(min(dated)[1]).edtf if dated else None

    def cite(self, fact: EventFact) -> views.Cite:
        """Return where an event is said."""
        return self.cite_of(fact.article, fact.sentence, fact.number, fact.words)

    def cite_of(self, article: str, sentence: str, number: int, words: str = "") -> views.Cite:
        """Return where a sentence stands, the ``number``th of its article."""
        row = self.archive.row(article)
        url = f"articles/{article}/#{sentence}"
        return views.Cite(self.source_link(row.source).text, row.title, number, url, words, ours=row.digest is not None)

    def by_topic(self, facts: Iterable[EventFact]) -> tuple[views.EventGroup, ...]:
        """Return events grouped by the first topic of their article, in the editor's order; the rest at the end."""
        rows: dict[str, list[views.EventRow]] = {}
        for group in merged(facts):
            topics = [topic for topic in self.archive.row(group[0].article).topics if topic in self.topics]
            rows.setdefault(topics[0] if topics else "", []).append(self._event_row(group))
        order = [*(topic for topic in self.topics if topic in rows), *([""] if "" in rows else [])]
        return tuple(views.EventGroup(self.topic_link(topic) if topic else None, tuple(rows[topic])) for topic in order)

    def day_cell(self, day: str, current: str, *, counted: bool) -> views.DayCell:
        """Return a day of a calendar; without numbers, each count says only whether there is one."""
        counts = self.dates.get(day, Counts())
        numbers = (counts.happened, counts.planned, counts.published, counts.possible)
        happened, planned, published, possible = numbers if counted else map(int, map(bool, numbers))
        first, last = self.span
        return views.DayCell(
            day,
            self.date_url(day),
            happened,
            planned,
            published,
            held=bool(first and last and first <= day <= last),
            current=day == current,
            possible=possible,
            covered=self.covered(day),
        )

    def calendar(self, month: str, current: str = "", *, counted: bool = True) -> views.Calendar:
        """Return a month as weeks from Monday to Sunday."""
        year, number = int(month[:4]), int(month[5:])
        weeks = tuple(
            tuple(
                self.day_cell(date(year, number, day).isoformat(), current, counted=counted) if day else None
                for day in week
            )
            for week in calendar.Calendar().monthdayscalendar(year, number)
        )
        return views.Calendar(month, self.date_url(month), weeks, counted)

    def changes(self, topic: str = "", most: int = 5) -> tuple[views.Change, ...]:
        """Return the latest recorded releases, or what they did to a topic's articles."""
        made: list[views.Change] = []
        for release in reversed(self.content.releases):
            added = self._held_links(release.added, topic)
            changed = self._held_links(release.changed, topic)
            withdrawn = 0 if topic else len(release.withdrawn)
            if added or changed or withdrawn:
                made.append(views.Change(release.day, added, changed, withdrawn))
            if len(made) == most:
                break
        return tuple(made)

    def _held_links(self, articles: Iterable[str], topic: str) -> tuple[views.Link, ...]:
        held = [name for name in (self.archive.resolve(article) for article in articles) if name]
        return tuple(
            views.Link(self.archive.row(name).title, f"articles/{name}/")
            for name in dict.fromkeys(held)
            if not topic or topic in self.archive.row(name).topics
        )


def origins(rows: Iterable[Row]) -> int:
    """Return at most how many separate origins articles have: text shows dependence, never independence."""
    return len({row.origin for row in rows})


def last_report(dates: Iterable[str | None]) -> str | None:
    """Return the EDTF date of the report that may be the latest: the one whose last possible day is last."""
    ends = ((edtf.bounds(date)[1], date) for date in dates if date)
    closed = [(last.isoformat(), date) for last, date in ends if last]
    return max(closed)[1] if closed else None


# ---------------------------------------------------------------- periods


def cut(months: Mapping[str, int], within: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Cut a list by year, long years by month, long months and the undated by the hash of the id; with their numbers.

    ``months`` are the numbers of each month, of the undated under the empty name; ``within`` returns the ids of one.

    >>> cut({"2026-01": 1, "2025-03": 150, "2025-04": 90}, lambda month: ())
    {'2025-03': 150, '2025-04': 90, '2026': 1}
    """
    years: dict[str, int] = {}
    for month, number in months.items():
        years[month[:4]] = years.get(month[:4], 0) + number
    parts = {year or "undated": number for year, number in years.items() if number <= LIST_LIMIT}
    for month, number in months.items():
        if years[month[:4]] <= LIST_LIMIT:
            continue
        name = month or "undated"
        if number <= LIST_LIMIT:
            parts[name] = number
        else:
            digits = hash_digits(number, LIST_LIMIT)
            parts |= Counter(f"{name}-{part(one)[:digits]}" for one in within(name))
    return dict(sorted(parts.items()))


def hash_digits(count: int, limit: int) -> int:
    """Return by how many hex digits of a hash so many things are cut into parts of about ``limit`` at most.

    >>> hash_digits(200, 200), hash_digits(201, 200), hash_digits(4000, 200)
    (0, 1, 2)
    """
    return 0 if count <= limit else 1 if count <= limit * 16 else 2


def period_list(parts: Mapping[str, int], parent: str, count: int) -> views.ArticleList:
    """Return a list that shows the periods into which it is cut, the newest first."""
    rows = tuple(views.PeriodRow(period_date(name), f"{parent}{name}/", number) for name, number in parts.items())
    return views.ArticleList(periods=rows[::-1], count=count)


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
