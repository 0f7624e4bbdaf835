"""What changes with an article: the counts that pages show, and a note of what moved, by which pages are found.

The one idea: an article that comes adds its own to each count, one that goes takes it back; so counts cost what
changed, and yet are what counting everything anew would give.
"""

from __future__ import annotations

import collections
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitegen import edtf
from sitegen.model import is_read

UNDATED = "~"  # sorts behind every day
MONTH = len("2026-01")
MANY = 400  # pages of dates, above which all are counted anew

Row = tuple[Any, ...]
Page = tuple[int, int, int, int]


class ArticleRows(NamedTuple):
    """An article as rows of the archive's tables: plain values, which travel from a worker far faster than objects."""

    id: str
    article: tuple[Row, ...]
    aliases: tuple[Row, ...]
    vocabulary: tuple[Row, ...]
    mentions: tuple[Row, ...]
    filings: tuple[Row, ...]
    events: tuple[Row, ...]
    timelines: tuple[Row, ...]
    statements: tuple[Row, ...]
    figures: tuple[Row, ...]


class Facets(NamedTuple):
    """What other pages see of an article: ``shown`` is what its row in a list tells, ``said`` a digest of what it says.

    ``pages`` are the date pages of its events, ``moments`` the earliest days of its events, each once; ``speaking`` are
    its statements, each with its speaker first, ``figures`` the subjects of its figures.
    """

    shown: Row
    said: str
    edtf: str | None
    day: str | None
    source: str | None
    story: str
    period: str
    part: str
    aliases: tuple[str, ...]
    topics: tuple[str, ...]
    entities: tuple[tuple[str, int], ...]
    pages: tuple[str, ...]
    moments: tuple[str, ...]
    speaking: tuple[Row, ...] = ()
    figures: tuple[str, ...] = ()


_COLUMNS = (
    "title, basis, evidence, agency, digest, language, copies, "  # as in _facets
    "said, edtf, day, source, story, period, part"
)
_LANGUAGE = 5  # place of it among the columns
_SHOWN = 7  # of these, beside date, source and topics, stand in lists


def _facets(
    row: Row,
    *,
    aliases: Iterable[str],
    topics: Iterable[str],
    entities: Iterable[tuple[str, int]],
    events: Iterable[tuple[str | None, str]],
    speaking: Iterable[Row],
    figures: Iterable[str],
) -> Facets:
    """Return the facets of an article from its columns, its topics, its entities and its events' page and day."""
    dated = tuple(events)
    said, date, day, source, story, period, part = row[_SHOWN:]
    filed = tuple(topics)
    return Facets(
        (*row[:_SHOWN], date, source, filed),
        said,
        date,
        day,
        source,
        story,
        period,
        part,
        tuple(aliases),
        filed,
        tuple(sorted(entities)),
        tuple(sorted({page for page, _ in dated if page})),
        tuple(sorted({earliest for _, earliest in dated})),
        tuple(sorted(speaking, key=lambda row: (row[0], row[1]))),
        tuple(sorted(set(figures))),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved: articles with their facets before and after (None: not held), date pages with their counts, ends.

    Counts are happened, planned, published, possible. ``before`` and ``after`` are the first and the last day of each
    topic and, by the empty name, of all. ``told`` are articles of which an event may be told first by another now.
    """

    articles: Mapping[str, tuple[Facets | None, Facets | None]] = field(default_factory=dict)
    dates: Mapping[str, tuple[Page | None, Page | None]] = field(default_factory=dict)
    before: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    after: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    told: Collection[str] = frozenset()


class Counter:
    """Counts what comes and goes in one archive. ``settle`` writes it down."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.noting = True  # off where every page is made anyway: no list of all articles is kept
        self._reset()

    def _reset(self) -> None:
        self._tally: collections.Counter[tuple[str, str, str]] = collections.Counter()
        self._pages: set[str] = set()
        self._told: set[str] = set()
        self._moved: dict[str, tuple[Facets | None, Facets | None]] = {}
        self._spans: dict[str, tuple[str | None, str | None]] | None = None
        self._stirred = False

    def _note(self, article: str, before: Facets | None, after: Facets | None) -> None:
        self._stirred = True
        if self.noting:
            first = self._moved[article][0] if article in self._moved else before
            self._moved[article] = (first, after)

    def goes(self, article: str) -> None:
        """Take an article's own back, before its rows are deleted."""
        held = self._held(article)
        self._before()
        if held:
            self._count(held, -1)
        self._note(article, held, None)

    def comes(self, rows: ArticleRows) -> None:
        """Add an article's own, after its rows were written."""
        row = rows.article[0]
        title, date, day, basis, evidence, source, agency, digest, language, _, copies, story, period, part = row[2:16]
        said = row[18]
        facets = _facets(
            (title, basis, evidence, agency, digest, language, copies, said, date, day, source, story, period, part),
            aliases=(row[0] for row in rows.aliases),
            topics=(row[0] for row in rows.filings),
            entities=((row[0], row[3]) for row in rows.mentions),
            events=((row[6], row[4]) for row in rows.events),
            speaking=((row[0], *row[4:11]) for row in rows.statements),
            figures=(row[1] for row in rows.figures),
        )
        self._count(facets, 1)
        self._note(rows.id, None, facets)

    def touches(self, article: str) -> None:
        """Note that something of an article changed which isn't counted by it: whose event was told first."""
        self._before()
        held = self._held(article)
        if held:
            self._pages.update(held.pages)
            self._told.add(article)
            self._note(article, held, held)

    def _held(self, article: str) -> Facets | None:
        row = self.db.execute(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article,)).fetchone()  # noqa: S608 — columns stand above
        if row is None:
            return None
        aliases, topics, entities, events, speaking, figures = (
            self.db.execute(query, (article,)).fetchall()
            for query in (
                "SELECT alias FROM aliases WHERE article = ? ORDER BY rowid",
                "SELECT topic FROM filings WHERE article = ? ORDER BY score DESC, topic",
                "SELECT entity, count FROM mentions WHERE article = ?",
                "SELECT page, earliest FROM events WHERE article = ?",
                "SELECT entity, place, sentence, name, verb, words, hearer, edtf FROM statements WHERE article = ?",
                "SELECT DISTINCT subject FROM figures WHERE article = ?",
            )
        )
        return _facets(
            row,
            aliases=(one for (one,) in aliases),
            topics=(one for (one,) in topics),
            entities=entities,
            events=events,
            speaking=speaking,
            figures=(one for (one,) in figures),
        )

    def _count(self, facets: Facets, sign: int) -> None:
        tally, names = self._tally, [entity for entity, _ in facets.entities]
        language = facets.shown[_LANGUAGE]
        for entity, count in facets.entities:
            tally["entity", entity, ""] += sign
            tally["mentions", entity, ""] += sign * count
            for other in names:
                if other != entity:
                    tally["together", entity, other] += sign
        for topic in facets.topics:
            tally["outlet", topic, facets.source or ""] += sign
            if not is_read(language):
                tally["unread", topic, language] += sign
            for entity in names:
                tally["topic", topic, entity] += sign
            for subject in filter(None, facets.figures):
                tally["figure", topic, subject] += sign
        self._pages.update(facets.pages)
        if facets.day:
            self._pages.update((facets.day, facets.day[:MONTH]))

    # ------------------------------------------------------------ settling

    def settle(self) -> Moved:
        """Write the counts down and return what moved since the last time."""
        if not self._stirred:
            return Moved()
        rows = [(*key, n) for key, n in self._tally.items() if n]
        self.db.executemany(
            "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT (kind, one, other) DO UPDATE SET n = n + excluded.n",
            rows,
        )
        less = [key[:3] for key in rows if key[3] < 0]
        self.db.executemany("DELETE FROM counts WHERE kind = ? AND one = ? AND other = ? AND n = 0", less)
        moved = Moved(self._moved, self._recount(), self._spans or {}, self._days(), frozenset(self._told))
        self._reset()
        return moved

    def _before(self) -> None:
        if self._spans is None:
            self._spans = self._days()

    def _days(self) -> dict[str, tuple[str | None, str | None]]:
        """Return first and last day of each topic and, by the empty name, of all articles."""
        (first, last) = self.db.execute(
            "SELECT (SELECT min(day) FROM articles), (SELECT max(day) FROM articles)"
        ).fetchone()
        days: dict[str, tuple[str | None, str | None]] = {"": (first, last)}
        for (topic,) in self.db.execute("SELECT DISTINCT one FROM counts WHERE kind = 'outlet'").fetchall():
            query = (
                "SELECT min(day), (SELECT max(day) FROM filings WHERE topic = ?1 AND day < '~') "
                "FROM filings WHERE topic = ?1"
            )
            first, last = self.db.execute(query, (topic,)).fetchone()
            days[topic] = (None if first == UNDATED else first, last)
        return days

    def _recount(self) -> dict[str, tuple[Page | None, Page | None]]:
        """Count what stands on the date pages touched; return those that changed, with counts before and after."""
        whole = len(self._pages) > MANY
        query = "SELECT page, happened, planned, published, possible FROM dates"
        if whole:
            held = {row[0]: row[1:] for row in self.db.execute(query)}
            now = dict(self._all_pages())
        else:
            one = f"{query} WHERE page = ?"
            rows = (self.db.execute(one, (page,)).fetchone() for page in self._pages)
            held = {row[0]: row[1:] for row in rows if row}
            now = {page: counts for page in self._pages if any(counts := self._page(page))}
        changed = {page for page in held.keys() | now.keys() if held.get(page) != now.get(page)}
        self.db.executemany("DELETE FROM dates WHERE page = ?", [(page,) for page in sorted(changed)])
        self.db.executemany(
            "INSERT INTO dates VALUES (?, ?, ?, ?, ?)", [(page, *now[page]) for page in sorted(changed) if page in now]
        )
        return {page: (held.get(page), now.get(page)) for page in sorted(changed)}

    _TOLD = "count(DISTINCT iif(status != 'planned', told, NULL)), count(DISTINCT iif(status = 'planned', told, NULL))"

    def _page(self, page: str) -> Page:
        told = self.db.execute(f"SELECT {self._TOLD} FROM events WHERE page = ?", (page,)).fetchone()  # noqa: S608
        if len(page) == len("2026"):
            return (*told, 0, 0)
        query = "SELECT edtf, count(*) FROM articles WHERE day >= ? AND day < ? GROUP BY edtf"
        rows = self.db.execute(query, (page, f"{page}~")).fetchall()
        known = sum(number for date, number in rows if (edtf.page(date) or "").startswith(page))
        return (*told, known, sum(number for _, number in rows) - known)

    def _all_pages(self) -> Iterator[tuple[str, Page]]:
        counts: dict[str, list[int]] = {}
        for page, happened, planned in self.db.execute(
            f"SELECT page, {self._TOLD} FROM events WHERE page IS NOT NULL GROUP BY page"  # noqa: S608
        ):
            counts[page] = [happened, planned, 0, 0]
        articles = "SELECT day, edtf, count(*) FROM articles WHERE day IS NOT NULL GROUP BY day, edtf"
        for day, date, number in self.db.execute(articles):
            within = edtf.page(date) or ""
            for page in (day, day[:MONTH]):
                counts.setdefault(page, [0, 0, 0, 0])[2 if within.startswith(page) else 3] += number
        return ((page, (one[0], one[1], one[2], one[3])) for page, one in counts.items())
