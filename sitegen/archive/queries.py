"""Reads from the archive: one statement a query, named after what it answers; typed rows for views and data files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sitegen.archive.counts import UNDATED
from sitegen.hosts import Size
from sitegen.ids import number
from sitegen.ids import part as part_of
from sitegen.model import PERMUTATIONS, Basis, Content, DigestOf, Doubt, EventStatus, Filed, Problem, Qualifier

_ROW = "id, title, edtf, day, basis, evidence, source, agency, digest, language, words, copies, story, period, part"
_EVENT = (
    "events.article, events.sentence, number, events.edtf, events.earliest, page, status, text, events.words, told, "
    "articles.title, source, day, story"
)
MONTH = len("2026-01")
UNDATED_PERIOD = "undated"
_STRETCHES = ("-01", "-02", "-04", "-08", "-16", "~")  # of a month: their last days
_WHEN = "day IS NULL, day, articles.id"
_LISTS = {  # what a list is read from: table, column of its name, column of the article's id
    "topics": ("filings", "topic", "article"),
    "entities": ("mentions", "entity", "article"),
    "sources": ("articles", "source", "id"),
    "dates": ("articles", "day", "id"),
}


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
    part: str
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
class StatementFact:
    """What an entity says by name: where, in which words, to whom, when where that is told."""

    speaker: str
    article: str
    number: int
    sentence: str
    verb: str
    words: str
    hearer: str
    edtf: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A value of a subject: where, how large, who gives it, in which words."""

    article: str
    number: int
    sentence: str
    value: str
    high: str
    unit: str
    qualifier: Qualifier
    giver: str
    words: str
    text: str


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
    """The archive, open for reading only. ``still`` promises that nobody writes meanwhile: nothing is locked then."""

    def __init__(self, path: Path, *, still: bool = False) -> None:
        self.path = path
        self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if still else ''}", uri=True)
        self.db.execute("PRAGMA temp_store = MEMORY")  # who only reads writes nothing, no temporary file either
        self._filed = msgspec.msgpack.Decoder(Filed).decode
        self.row = lru_cache(maxsize=20_000)(self._row)
        self.story = lru_cache(maxsize=2000)(self._story)
        self.dated = lru_cache(maxsize=100)(self._dated)
        self.origins = lru_cache(maxsize=1000)(self._origins)

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def _column(self, query: str, *values: Any) -> tuple[Any, ...]:
        return tuple(row[0] for row in self.db.execute(query, values))

    def is_private(self) -> bool:
        """Tell whether the last build showed more than rights allow."""
        return self._column("SELECT value FROM facts WHERE key = 'private'") == ("yes",)

    def stands(self, inputs: str, documents: Iterable[tuple[str, str]]) -> bool:
        """Tell whether the last build was made from these inputs and from documents (path, stat) as they are."""
        found = dict(documents)
        if self._column("SELECT value FROM facts WHERE key = 'inputs'") != (inputs,):
            return False
        if self._column("SELECT count(*) FROM documents") != (len(found),):  # it tells of most updates
            return False
        return dict(self.db.execute("SELECT path, stat FROM documents").fetchall()) == found

    def published(self) -> Iterator[tuple[str, int, int]]:
        """Yield path, size in bytes and mtime in nanoseconds of each file of the last build."""
        return iter(self.db.execute("SELECT path, size, mtime FROM files"))

    def later(self) -> tuple[str, ...]:
        """Return the files that no page needs any more and that the next build deletes."""
        return self._column("SELECT path FROM files WHERE later = 1 ORDER BY path")

    def totals(self) -> dict[str, int]:
        """Return how many articles are held, from how many occurrences, on how many stories."""
        query = "SELECT count(*), coalesce(sum(copies), 0), count(DISTINCT story) FROM articles"
        return dict(zip(("articles", "occurrences", "stories"), self.db.execute(query).fetchone(), strict=True))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all documents held."""
        decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
        blobs = self._column("SELECT problems FROM documents WHERE problems IS NOT NULL ORDER BY path")
        return tuple(problem for blob in blobs for problem in decode(blob))

    def warnings(self) -> tuple[Problem, ...]:
        """Return what the last build warned of, besides documents."""
        held = self._column("SELECT value FROM facts WHERE key = 'warnings'")
        return msgspec.msgpack.decode(held[0], type=tuple[Problem, ...]) if held and held[0] else ()

    def pages_made(self) -> int:
        """Return the number of pages of the last build."""
        return int(self._column("SELECT count(*) FROM files WHERE path LIKE '%.html'")[0])

    def size(self) -> Size:
        """Return the size of the site."""
        return size(self.db)

    def content(self) -> Content:
        """Return the content from which the archive's articles were filed; pages are made from it."""
        return msgspec.msgpack.decode(self._column("SELECT value FROM facts WHERE key = 'filed from'")[0], type=Content)

    def known(self, path: str) -> tuple[str, str, int] | None:
        """Return digests of view and bytes, and the size, of a file of the last build."""
        row = self.db.execute("SELECT view, digest, size FROM files WHERE path = ?", (path,)).fetchone()
        return (row[0], row[1], row[2]) if row else None

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

    def successor(self, article: str) -> str | None:
        """Return the one article with the title of an id that isn't held: what it became when its beginning changed."""
        slug = article.rpartition("-")[0]
        query = "SELECT id FROM articles WHERE id >= ? AND id < ? AND length(id) = ?"
        found = self._column(query, f"{slug}-", f"{slug}.", len(article))
        return found[0] if slug and len(found) == 1 else None

    def from_document(self, path: str) -> tuple[str, ...]:
        """Return the articles of which a document holds a copy, in the order of their places in it."""
        found = [(copy.lines, filed.id) for filed in self.all_filed() for copy in filed.copies if copy.document == path]
        return tuple(dict.fromkeys(article for _, article in sorted(found)))

    def prints(self, article: str) -> frozenset[int]:
        """Return the fingerprints of an article's text, by which shared passages are known."""
        row = self.db.execute("SELECT sketch FROM texts WHERE number = ?", (number(article),)).fetchone()
        return frozenset(memoryview(row[0])[4 * PERMUTATIONS :].cast("I")) if row else frozenset()

    def doubts(self) -> Iterator[tuple[str, Doubt]]:
        """Yield the doubtful cuts, each with its document's path, in their order."""
        query = (
            "SELECT path, doubt FROM readings JOIN documents ON documents.id = readings.document "
            "WHERE doubt IS NOT NULL ORDER BY path, readings.id"
        )
        decode = msgspec.msgpack.Decoder(Doubt).decode
        yield from ((path, decode(blob)) for path, blob in self.db.execute(query))

    def doubts_in(self, document: str) -> tuple[Doubt, ...]:
        """Return the doubtful cuts in a document, in order."""
        query = (
            "SELECT doubt FROM readings JOIN documents ON documents.id = readings.document "
            "WHERE path = ? AND doubt IS NOT NULL ORDER BY readings.id"
        )
        decode = msgspec.msgpack.Decoder(Doubt).decode
        return tuple(decode(blob) for (blob,) in self.db.execute(query, (document,)))

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Return alias and article, for aliases that are no article's own id."""
        return tuple(
            self.db.execute(
                "SELECT alias, min(article) FROM aliases WHERE alias NOT IN (SELECT id FROM articles) "
                "GROUP BY alias ORDER BY alias"
            )
        )

    def holds(self, article: str) -> bool:
        """Tell whether an article has that id of its own."""
        return bool(self._column("SELECT 1 FROM articles WHERE id = ?", article))

    def count(self) -> int:
        """Return the number of articles."""
        return int(self._column("SELECT count(*) FROM articles")[0])

    def tombstones(self) -> tuple[tuple[str, str], ...]:
        """Return the hash part of each withdrawn id and the day of its withdrawal."""
        return tuple(self.db.execute("SELECT id, day FROM tombstones ORDER BY id"))

    def periods(self) -> dict[str, int]:
        """Return the periods (month, or undated and a hash) that hold articles, each with their number, in order."""
        return dict(self.db.execute("SELECT period, count(*) FROM articles GROUP BY period ORDER BY period").fetchall())

    def parts(self) -> dict[tuple[str, str], int]:
        """Return how many articles each period holds of each part: two hex digits of the id's hash."""
        rows = self.db.execute("SELECT period, part, count(*) FROM articles GROUP BY period, part")
        return {(period, part): number for period, part, number in rows}

    def in_period(self, period: str, part: str = "") -> tuple[str, ...]:
        """Return the articles of a period, by day; ``part`` limits them to ids whose hash begins so."""
        query = f"SELECT id FROM articles WHERE period = ? AND part >= ? AND part < ? ORDER BY {_WHEN}"  # noqa: S608
        return self._column(query, period, part, f"{part}~")

    def between(self, first: str, last: str, low: str, high: str) -> tuple[str, ...]:
        """Return the articles of the months from first to last whose part is ``low`` or more and less than ``high``.

        No months stand for the undated.
        """
        span = (first, last) if first else (UNDATED_PERIOD, f"{UNDATED_PERIOD}~")
        query = "SELECT id FROM articles WHERE period >= ? AND period <= ? AND part >= ? AND part < ? ORDER BY id"
        return self._column(query, *span, low, high)

    def published_on(self, day: str) -> tuple[str, ...]:
        """Return the articles filed under a day."""
        return self._column("SELECT id FROM articles WHERE day = ? ORDER BY id", day)

    def latest(self, most: int, topic: str = "") -> tuple[str, ...]:
        """Return the articles filed under the latest days, newest first: of a topic, or of all."""
        if topic:
            query = "SELECT article FROM filings WHERE topic = ? AND day < '~' ORDER BY day DESC, article DESC LIMIT ?"
            return self._column(query, topic, most)
        return self._column("SELECT id FROM articles WHERE day IS NOT NULL ORDER BY day DESC, id DESC LIMIT ?", most)

    def recent(self, most: int) -> tuple[str, ...]:
        """Return the articles filed under the latest days, newest first, those without a day at the end."""
        return self._column("SELECT id FROM articles ORDER BY day IS NULL, day DESC, id DESC LIMIT ?", most)

    def _story(self, story: str) -> tuple[str, ...]:
        """Return the articles of a story, by day."""
        return self._column(f"SELECT id FROM articles WHERE story = ? ORDER BY {_WHEN}", story)  # noqa: S608

    def stories_in(self, period: str, part: str = "") -> tuple[str, ...]:
        """Return the stories whose first article stands in a period, or in a part of it."""
        query = "SELECT id FROM articles WHERE story = id AND period = ? AND part >= ? AND part < ? ORDER BY id"
        return self._column(query, period, part, f"{part}~")

    def speaking_of(self, page: str) -> tuple[str, ...]:
        """Return the articles in whose text a date stands that has its page there."""
        return self._column("SELECT id FROM articles WHERE dates LIKE ? ORDER BY id", f"% {page} %")

    def timelines_of(self, article: str) -> tuple[str, ...]:
        """Return the timelines (``topics/ID``, ``entities/ID``) in which an article's events stand."""
        return self._column("SELECT DISTINCT list FROM timelines WHERE article = ? ORDER BY list", article)

    def related_to(self, article: str) -> tuple[str, ...]:
        """Return the articles in whose list of related ones an article stands."""
        query = (
            "SELECT cases.id FROM related JOIN cases ON cases.number = related.article "
            "WHERE related.other = ? ORDER BY cases.id"
        )
        return self._column(query, number(article))

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

    # ------------------------------------------------------------ lists of articles: of a topic, an entity, a source

    def months(self, folder: str, name: str | None) -> dict[str, int]:
        """Return how many articles of a list are filed under each month; under the empty name those without a day."""
        table, column, _ = _LISTS[folder]
        rows = self.db.execute(
            f"SELECT substr(coalesce(day, '~'), 1, 7), count(*) FROM {table} WHERE {column} IS ? GROUP BY 1",  # noqa: S608
            (name,),
        )
        return {"" if month == UNDATED else month: number for month, number in rows}

    def listed(self, folder: str, name: str | None, part: str = "") -> tuple[str, ...]:
        """Return the articles of a list, by day; ``part`` limits them to a year, a month or a month's part by hash."""
        table, column, article = _LISTS[folder]
        first, last = _range(part)
        ids = self._column(
            f"SELECT {article} FROM {table} WHERE {column} IS ? AND coalesce(day, '~') >= ? "  # noqa: S608
            f"AND coalesce(day, '~') < ? ORDER BY coalesce(day, '~'), {article}"
            if table == "articles"
            else f"SELECT article FROM {table} WHERE {column} = ? AND day >= ? AND day < ? ORDER BY day, article",  # noqa: S608
            name,
            first,
            last,
        )
        hashed = _hashed(part)
        return tuple(one for one in ids if part_of(one).startswith(hashed)) if hashed else ids

    def _dated(self, folder: str, name: str) -> tuple[tuple[str | None, int, int], ...]:
        """Return each date (EDTF) of a topic's or an entity's articles: how many have it, how often they name it."""
        table, column, _ = _LISTS[folder]
        number = "sum(count)" if folder == "entities" else "count(*)"
        query = f"SELECT edtf, count(*), {number} FROM {table} WHERE {column} = ? GROUP BY edtf"  # noqa: S608
        return tuple(sorted(self.db.execute(query, (name,)), key=lambda row: row[0] or "~"))

    def ends(self, folder: str, name: str | None) -> tuple[str | None, str | None]:
        """Return the first and the last article of a list that is filed under a day."""
        table, column, article = _LISTS[folder]
        found = []
        for order in ("", " DESC"):
            query = (
                f"SELECT {article} FROM {table} WHERE {column} IS ? AND day IS NOT NULL AND day < '~' "  # noqa: S608
                f"ORDER BY day{order}, {article}{order} LIMIT 1"
            )
            found.append(next(iter(self._column(query, name)), None))
        return found[0], found[1]

    # ------------------------------------------------------------ topics

    def topics_of(self, article: str) -> tuple[str, ...]:
        """Return the topics of an article, best score first."""
        return self._column("SELECT topic FROM filings WHERE article = ? ORDER BY score DESC, topic", article)

    def last_days(self) -> dict[str, str]:
        """Return the latest day under which an article of each topic is filed."""
        topics = self._column("SELECT DISTINCT one FROM counts WHERE kind = 'outlet'")
        query = "SELECT max(day) FROM filings WHERE topic = ? AND day < '~'"
        return {topic: day for topic in topics for day in self._column(query, topic) if day}

    def outlets(self, topic: str) -> dict[str, int]:
        """Return how many of a topic's articles each source has; the empty name stands for no known source."""
        return dict(self._counts("outlet", topic))

    def unread(self, topic: str) -> dict[str, int]:
        """Return how many of a topic's articles are in each language of which no sentence is read, most first."""
        return dict(self._counts("unread", topic))

    def _origins(self, topic: str) -> int:
        """Return at most how many separate origins a topic's articles have."""
        return int(self._column("SELECT count(DISTINCT origin) FROM filings WHERE topic = ?", topic)[0])

    def entities_in_topic(self, topic: str) -> tuple[tuple[str, int], ...]:
        """Return the entities named in a topic's articles and in how many, most first."""
        return self._counts("topic", topic)

    def _counts(self, kind: str, one: str) -> tuple[tuple[str, int], ...]:
        query = "SELECT other, n FROM counts WHERE kind = ? AND one = ? ORDER BY n DESC, other"
        return tuple(self.db.execute(query, (kind, one)))

    # ------------------------------------------------------------ entities

    def entity_counts(self) -> dict[str, tuple[int, int]]:
        """Return in how many articles each entity is named, and how often."""
        query = (
            "SELECT a.one, a.n, b.n FROM counts a JOIN counts b ON b.kind = 'mentions' AND b.one = a.one "
            "AND b.other = '' WHERE a.kind = 'entity'"
        )
        return {entity: (articles, count) for entity, articles, count in self.db.execute(query)}

    def naming(self, entity: str, part: str = "") -> tuple[tuple[str, int], ...]:
        """Return the articles that name an entity and how often, by day; ``part`` as for a list."""
        query = "SELECT article, count FROM mentions WHERE entity = ? AND day >= ? AND day < ? ORDER BY day, article"
        rows = self.db.execute(query, (entity, *_range(part)))
        hashed = _hashed(part)
        return tuple(row for row in rows if not hashed or part_of(row[0]).startswith(hashed))

    def together(self, entity: str) -> tuple[tuple[str, int], ...]:
        """Return the entities named in the same articles and in how many, most first."""
        return self._counts("together", entity)

    def topics_naming(self, entity: str) -> tuple[str, ...]:
        """Return the topics whose articles name an entity, most articles first."""
        topics = "SELECT DISTINCT one FROM counts WHERE kind = 'outlet'"
        query = f"SELECT one FROM counts WHERE kind = 'topic' AND one IN ({topics}) AND other = ? ORDER BY n DESC, one"  # noqa: S608
        return self._column(query, entity)

    # ------------------------------------------------------------ statements and figures

    def statement_count(self, entity: str) -> int:
        """Return how many statements an entity makes by name."""
        return int(self._column("SELECT count(*) FROM statements WHERE entity = ?", entity)[0])

    def statements(self, entity: str, part: str = "", most: int = -1) -> tuple[StatementFact, ...]:
        """Return what an entity says by name, the newest first; ``part`` as for a list, ``most`` how many."""
        query = (
            "SELECT entity, article, number, sentence, verb, words, hearer, edtf, text FROM statements "
            "WHERE entity = ? AND day >= ? AND day < ? ORDER BY day = '~', day DESC, article, number, place LIMIT ?"
        )
        facts = (StatementFact(*row) for row in self.db.execute(query, (entity, *_range(part), most)))
        hashed = _hashed(part)
        return tuple(fact for fact in facts if not hashed or part_of(fact.article).startswith(hashed))

    def subjects(self, topic: str, most: int) -> tuple[str, ...]:
        """Return the subjects of which a topic's articles give values, those of most articles first."""
        query = "SELECT other FROM counts WHERE kind = 'figure' AND one = ? ORDER BY n DESC, other LIMIT ?"
        return self._column(query, topic, most)

    def figures(self, topic: str, subject: str, most: int) -> tuple[FigureFact, ...]:
        """Return the values of a subject that a topic's articles give, the newest first."""
        query = (
            "SELECT article, number, sentence, value, high, unit, qualifier, giver, words, text FROM figures "
            "WHERE topic = ? AND subject = ? ORDER BY day = '~', day DESC, article, number, place LIMIT ?"
        )
        return tuple(FigureFact(*row) for row in self.db.execute(query, (topic, subject, most)))

    # ------------------------------------------------------------ events

    def _events(self, condition: str, *values: Any) -> tuple[EventFact, ...]:
        query = (
            f"SELECT {_EVENT} FROM events JOIN articles ON articles.id = events.article {condition} "  # noqa: S608
            "ORDER BY events.earliest, day IS NULL, day, events.article, number"
        )
        return tuple(EventFact(*row) for row in self.db.execute(query, values))

    def event_months(self, name: str) -> dict[str, int]:
        """Return how many events of a timeline (``topics/ID``, ``entities/ID``) begin in each month."""
        query = "SELECT substr(earliest, 1, 7), count(*) FROM timelines WHERE list = ? GROUP BY 1"
        return dict(self.db.execute(query, (name,)).fetchall())

    def timeline(self, name: str, part: str = "") -> tuple[EventFact, ...]:
        """Return the events of a timeline, by date; ``part`` limits them to a year, a month or a part of one."""
        first, last = _range(part)
        query = (
            f"SELECT {_EVENT} FROM timelines JOIN events USING (article, sentence) "  # noqa: S608 — columns stand above
            "JOIN articles ON articles.id = article "
            "WHERE list = ? AND timelines.earliest >= ? AND timelines.earliest < ? "
            "ORDER BY events.earliest, day IS NULL, day, events.article, number"
        )
        facts = (EventFact(*row) for row in self.db.execute(query, (name, first, last)))
        hashed = _hashed(part)
        return tuple(fact for fact in facts if not hashed or part_of(fact.place).startswith(hashed))

    def told_by(self, topic: str, period: str) -> tuple[EventFact, ...]:
        """Return the events told by a topic's articles of a period, by date."""
        condition = (
            "WHERE events.article IN (SELECT filings.article FROM filings JOIN articles "
            "ON articles.id = filings.article WHERE topic = ? AND period = ?)"
        )
        return self._events(condition, topic, period)

    def events_of_article(self, article: str) -> tuple[EventFact, ...]:
        """Return the events that an article tells, by date."""
        return self._events("WHERE events.article = ?", article)

    def events_on(self, page: str) -> tuple[EventFact, ...]:
        """Return the events that stand on the page of a day, month or year."""
        return self._events("WHERE page = ?", page)

    def first_told(self, page: str, most: int) -> tuple[EventFact, ...]:
        """Return the first of the events that stand on a page or within it and happened, ``most``, all tellings."""
        query = (
            "SELECT told FROM events WHERE page >= ? AND page < ? AND earliest <= ? AND status != 'planned' "
            "GROUP BY told ORDER BY min(earliest), told LIMIT ?"
        )
        told: tuple[str, ...] = ()
        for day in _STRETCHES if len(page) == MONTH else ("~",):  # of a month, often its first day holds enough
            told = self._column(query, page, f"{page}~", page + day, most)
            if len(told) == most:
                break
        held = ", ".join("?" * len(told))
        condition = (  # what is told once stands in one story; `+` keeps the index of pages from being taken
            f"WHERE told IN ({held}) AND events.article IN (SELECT id FROM articles WHERE story IN "  # noqa: S608 — places for values
            f"(SELECT story FROM articles WHERE id IN ({held}))) "
            "AND +page >= ? AND +page < ? AND status != 'planned'"
        )
        return self._events(condition, *told, *(one.partition("#")[0] for one in told), page, f"{page}~")

    def events_said_on(self, day: str) -> tuple[EventFact, ...]:
        """Return the events told by articles filed under a day."""
        return self._events("WHERE day = ?", day)

    def pages(self) -> dict[str, Counts]:
        """Return what stands on each page of a day, month or year, in order."""
        rows = self.db.execute("SELECT page, happened, planned, published, possible FROM dates ORDER BY page")
        return {page: Counts(*counts) for page, *counts in rows}

    def plans_between(self, first: str, last: str) -> tuple[tuple[str, str | None, str], ...]:
        """Return the plans whose last day is after ``first`` and not after ``last``: article, page, earliest day."""
        query = "SELECT article, page, earliest FROM events WHERE status = 'planned' AND latest > ? AND latest <= ?"
        return tuple(self.db.execute(query, (first, last)))

    def spans(self) -> tuple[str, ...]:
        """Return the dates of all articles, each once."""
        return self._column("SELECT DISTINCT edtf FROM articles WHERE edtf IS NOT NULL")

    def all_filed(self) -> Iterator[Filed]:
        """Yield every article whole, by id."""
        for (blob,) in self.db.execute("SELECT record FROM articles ORDER BY id"):
            yield self._filed(blob)


def size(db: sqlite3.Connection) -> Size:
    """Return the size of the site that an archive noted."""
    folders, files, total = db.execute(
        "SELECT count(*), coalesce(sum(files), 0), coalesce(sum(bytes), 0) FROM folders"
    ).fetchone()
    (largest,) = db.execute("SELECT coalesce(max(size), 0) FROM files").fetchone()
    crowded = db.execute("SELECT path, files FROM folders ORDER BY files DESC, path LIMIT 1").fetchone()
    return Size(files, folders, total, largest, crowded[1] if crowded else 0, f"{crowded[0]}/" if crowded else "")


def _range(part: str) -> tuple[str, str]:
    """Return the days (first, and one past the last) of a year, a month or a part of one; the undated sort last."""
    if part.startswith("undated"):
        return UNDATED, f"{UNDATED}~"
    return part[:MONTH], f"{part[:MONTH]}~~" if part else "~~"


def _hashed(part: str) -> str:
    """Return the hex digits by which a part is cut, empty where it is a whole year or month.

    >>> _hashed("2026-01-3f"), _hashed("2026-01"), _hashed("undated-0"), _hashed("2026")
    ('3f', '', '0', '')
    """
    return part[MONTH + 1 :]
