"""Reads from the archive: one statement a query, named after what it answers; typed rows for views and data files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sitegen import edtf
from sitegen.model import Basis, DigestOf, EventStatus, Filed

_ROW = "id, title, edtf, day, basis, evidence, source, agency, digest, language, words, copies, story, period"
_EVENT = (
    "events.article, sentence, number, events.edtf, earliest, page, status, text, events.words, told, "
    "articles.title, source, day, story"
)
MONTH = len("2026-01")
_WHEN = "day IS NULL, day, articles.id"


@dataclass(frozen=True, slots=True)
class Row:
    """An article without its text."""

    id: str
    title: str
    edtf: str | None
    day: str | None
    basis: Basis
    evidence: tuple[str, ...]
    source: str | None
    agency: str | None
    digest: DigestOf | None
    language: str
    words: int
    copies: int
    story: str
    period: str
    topics: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Return what dependent articles share: digests of one report are one origin, and so is one wire."""
        if self.digest:
            return f"{self.digest.outlet}\n{self.digest.title}"
        return self.agency or self.id


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event: where it stands and is first told, and its article's title, source, day and story."""

    article: str
    sentence: str
    number: int
    edtf: str
    earliest: str
    page: str | None
    status: EventStatus
    text: str
    words: str
    told: str
    title: str
    source: str | None
    day: str | None
    story: str

    @property
    def place(self) -> str:
        """Return where the event stands: ``article#sentence``."""
        return f"{self.article}#{self.sentence}"


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands on the page of a day, month or year.

    Events happened and planned; articles published then, and articles filed there that may have been published later.
    """

    happened: int = 0
    planned: int = 0
    published: int = 0
    possible: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up two counts."""
        return Counts(
            self.happened + other.happened,
            self.planned + other.planned,
            self.published + other.published,
            self.possible + other.possible,
        )


class Archive:
    """The archive, open for reading only."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self._filed = msgspec.msgpack.Decoder(Filed).decode
        self.row = lru_cache(maxsize=20_000)(self._row)
        self.pages = lru_cache(maxsize=1)(self._pages)
        # The periods of one long list are made in turn: each asks for the whole list again.
        self.in_topic = lru_cache(maxsize=1)(self._in_topic)
        self.naming = lru_cache(maxsize=1)(self._naming)
        self.of_source = lru_cache(maxsize=1)(self._of_source)
        self.events_of_topic = lru_cache(maxsize=1)(self._events_of_topic)
        self.events_of_entity = lru_cache(maxsize=1)(self._events_of_entity)

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def _column(self, query: str, *values: Any) -> tuple[Any, ...]:
        return tuple(row[0] for row in self.db.execute(query, values))

    def is_private(self) -> bool:
        """Tell whether the last build showed more than rights allow."""
        return self._column("SELECT value FROM facts WHERE key = 'private'") == ("yes",)

    # ------------------------------------------------------------ articles

    def articles(self) -> tuple[str, ...]:
        """Return the ids of all articles, in order."""
        return self._column("SELECT id FROM articles ORDER BY id")

    def filed(self, article: str) -> Filed:
        """Return an article whole; KeyError where none has that id."""
        row = self.db.execute("SELECT record FROM articles WHERE id = ?", (article,)).fetchone()
        if row is None:
            raise KeyError(article)
        return self._filed(row[0])

    def _row(self, article: str) -> Row:
        values = self.db.execute(f"SELECT {_ROW} FROM articles WHERE id = ?", (article,)).fetchone()  # noqa: S608 — columns stand above
        if values is None:
            raise KeyError(article)
        row = list(values)
        row[5] = tuple(json.loads(row[5]))
        row[8] = DigestOf(*json.loads(row[8])) if row[8] else None
        return Row(*row, self.topics_of(article))  # type: ignore[call-arg]  # columns in the order of the fields

    def resolve(self, article: str) -> str | None:
        """Return the id of the article that an id or an alias stands for."""
        held = self.db.execute("SELECT id FROM articles WHERE id = ?", (article,)).fetchone()
        held = held or self.db.execute("SELECT min(article) FROM aliases WHERE alias = ?", (article,)).fetchone()
        return held[0] if held else None

    def from_document(self, path: str) -> tuple[str, ...]:
        """Return the articles of which a document holds a copy, in the order of their places in it."""
        found = [(copy.lines, filed.id) for filed in self.all_filed() for copy in filed.copies if copy.document == path]
        return tuple(dict.fromkeys(article for _, article in sorted(found)))

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Return alias and article, for aliases that are no article's own id."""
        return tuple(
            self.db.execute(
                "SELECT alias, min(article) FROM aliases WHERE alias NOT IN (SELECT id FROM articles) "
                "GROUP BY alias ORDER BY alias"
            )
        )

    def tombstones(self) -> tuple[tuple[str, str], ...]:
        """Return the hash part of each withdrawn id and the day of its withdrawal."""
        return tuple(self.db.execute("SELECT id, day FROM tombstones ORDER BY id"))

    def periods(self) -> tuple[str, ...]:
        """Return the periods (month, or undated and a hash) that hold articles."""
        return self._column("SELECT DISTINCT period FROM articles ORDER BY period")

    def in_period(self, period: str) -> tuple[str, ...]:
        """Return the articles of a period, by day."""
        return self._column(f"SELECT id FROM articles WHERE period = ? ORDER BY {_WHEN}", period)  # noqa: S608

    def published_on(self, day: str) -> tuple[str, ...]:
        """Return the articles filed under a day."""
        return self._column("SELECT id FROM articles WHERE day = ? ORDER BY id", day)

    def latest(self, most: int) -> tuple[str, ...]:
        """Return the articles filed under the latest days, newest first."""
        return self._column("SELECT id FROM articles WHERE day IS NOT NULL ORDER BY day DESC, id DESC LIMIT ?", most)

    def story(self, story: str) -> tuple[str, ...]:
        """Return the articles of a story, by day."""
        return self._column(f"SELECT id FROM articles WHERE story = ? ORDER BY {_WHEN}", story)  # noqa: S608

    def stories_in(self, period: str) -> tuple[str, ...]:
        """Return the stories whose first article stands in a period."""
        return self._column("SELECT id FROM articles WHERE story = id AND period = ? ORDER BY id", period)

    def _of_source(self, source: str | None) -> tuple[str, ...]:
        """Return the articles of a source (None: of no known source), by day."""
        return self._column(f"SELECT id FROM articles WHERE source IS ? ORDER BY {_WHEN}", source)  # noqa: S608

    def sources(self) -> dict[str | None, int]:
        """Return how many articles each source has."""
        return dict(self.db.execute("SELECT source, count(*) FROM articles GROUP BY source").fetchall())

    def last_day(self) -> str | None:
        """Return the latest day under which an article is filed."""
        (day,) = self._column("SELECT max(day) FROM articles")
        return str(day) if day else None

    def first_day(self) -> str | None:
        """Return the earliest day under which an article is filed."""
        (day,) = self._column("SELECT min(day) FROM articles")
        return str(day) if day else None

    # ------------------------------------------------------------ topics

    def topics_of(self, article: str) -> tuple[str, ...]:
        """Return the topics of an article, best score first."""
        return self._column("SELECT topic FROM filings WHERE article = ? ORDER BY score DESC, topic", article)

    def _in_topic(self, topic: str) -> tuple[str, ...]:
        """Return the articles of a topic, by day."""
        query = f"SELECT article FROM filings JOIN articles ON articles.id = article WHERE topic = ? ORDER BY {_WHEN}"  # noqa: S608
        return self._column(query, topic)

    def last_days(self) -> dict[str, str]:
        """Return the latest day under which an article of each topic is filed."""
        query = (
            "SELECT topic, max(day) FROM filings JOIN articles ON articles.id = article "
            "WHERE day IS NOT NULL GROUP BY topic"
        )
        return dict(self.db.execute(query).fetchall())

    def entities_in_topic(self, topic: str) -> tuple[tuple[str, int], ...]:
        """Return the entities named in a topic's articles and in how many, most first."""
        return tuple(
            self.db.execute(
                "SELECT entity, count(*) AS n FROM mentions JOIN filings USING (article) WHERE topic = ? "
                "GROUP BY entity ORDER BY n DESC, entity",
                (topic,),
            )
        )

    # ------------------------------------------------------------ entities

    def entity_counts(self) -> dict[str, tuple[int, int]]:
        """Return in how many articles each entity is named, and how often."""
        rows = self.db.execute("SELECT entity, count(*), sum(count) FROM mentions GROUP BY entity")
        return {entity: (articles, count) for entity, articles, count in rows}

    def _naming(self, entity: str) -> tuple[tuple[str, int], ...]:
        """Return the articles that name an entity and how often, by day."""
        select = "SELECT article, count FROM mentions JOIN articles ON articles.id = article WHERE entity = ?"
        return tuple(self.db.execute(f"{select} ORDER BY {_WHEN}", (entity,)))

    def together(self, entity: str) -> tuple[tuple[str, int], ...]:
        """Return the entities named in the same articles and in how many, most first."""
        return tuple(
            self.db.execute(
                "SELECT b.entity, count(*) AS n FROM mentions a JOIN mentions b USING (article) "
                "WHERE a.entity = ? AND b.entity != a.entity GROUP BY b.entity ORDER BY n DESC, b.entity",
                (entity,),
            )
        )

    def topics_naming(self, entity: str) -> tuple[str, ...]:
        """Return the topics whose articles name an entity, most articles first."""
        return self._column(
            "SELECT topic FROM mentions JOIN filings USING (article) WHERE entity = ? "
            "GROUP BY topic ORDER BY count(*) DESC, topic",
            entity,
        )

    # ------------------------------------------------------------ events

    def _events(self, condition: str, *values: Any) -> tuple[EventFact, ...]:
        query = (
            f"SELECT {_EVENT} FROM events JOIN articles ON articles.id = events.article {condition} "  # noqa: S608
            "ORDER BY earliest, day IS NULL, day, events.article, number"
        )
        return tuple(EventFact(*row) for row in self.db.execute(query, values))

    def _events_of_topic(self, topic: str) -> tuple[EventFact, ...]:
        """Return the events told by a topic's articles, by date."""
        return self._events("WHERE events.article IN (SELECT article FROM filings WHERE topic = ?)", topic)

    def _events_of_entity(self, entity: str) -> tuple[EventFact, ...]:
        """Return the events whose sentence names an entity, by date."""
        return self._events(
            "WHERE (events.article, sentence) IN (SELECT article, sentence FROM event_entities WHERE entity = ?)",
            entity,
        )

    def events_of_article(self, article: str) -> tuple[EventFact, ...]:
        """Return the events that an article tells, by date."""
        return self._events("WHERE events.article = ?", article)

    def events_on(self, page: str) -> tuple[EventFact, ...]:
        """Return the events that stand on the page of a day, month or year."""
        return self._events("WHERE page = ?", page)

    def events_in(self, month: str) -> tuple[EventFact, ...]:
        """Return the events that stand on the page of a month or of one of its days."""
        return self._events("WHERE page = ? OR page LIKE ?", month, f"{month}-%")

    def events_said_on(self, day: str) -> tuple[EventFact, ...]:
        """Return the events told by articles filed under a day."""
        return self._events("WHERE day = ?", day)

    def _pages(self) -> dict[str, Counts]:
        """Count events by their page, and articles by day and by month."""
        counts: dict[str, Counts] = {}
        events = (
            "SELECT page, count(DISTINCT iif(status != 'planned', told, NULL)), "
            "count(DISTINCT iif(status = 'planned', told, NULL)) FROM events WHERE page IS NOT NULL GROUP BY page"
        )
        for page, happened, planned in self.db.execute(events):
            counts[page] = Counts(happened, planned)
        articles = "SELECT day, edtf, count(*) FROM articles WHERE day IS NOT NULL GROUP BY day, edtf"
        for day, date, number in self.db.execute(articles):
            within = edtf.page(date) or ""
            for page in (day, day[:MONTH]):
                known = within.startswith(page)
                counts[page] = counts.get(page, Counts()) + Counts(0, 0, number * known, number * (not known))
        return dict(sorted(counts.items()))

    def spans(self) -> tuple[str, ...]:
        """Return the dates of all articles, each once."""
        return self._column("SELECT DISTINCT edtf FROM articles WHERE edtf IS NOT NULL")

    def all_filed(self) -> Iterator[Filed]:
        """Yield every article whole, by id."""
        for (blob,) in self.db.execute("SELECT record FROM articles ORDER BY id"):
            yield self._filed(blob)
