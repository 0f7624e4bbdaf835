"""Writes to the archive: what documents yielded, articles filed from it, files published; one transaction a build.

Records are MessagePack of the model's dataclasses; columns beside them are what queries select by.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from sitegen.edtf import bounds, page
from sitegen.ids import period
from sitegen.model import Content, Dating, Filed, Occurrence, Problem, Reading, Ruling, Sentence

SCHEMA_VERSION = 3  # to be raised with schema.sql: an archive of another version is filled anew

_encode = msgspec.msgpack.Encoder().encode

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the archive last saw it."""

    id: int
    stat: str
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """The part of a Reading that is stored as one record."""

    occurrence: Occurrence
    sentences: tuple[Sentence, ...]
    dating: Dating


@dataclass(frozen=True, slots=True)
class Card:
    """What deciding across articles needs of a reading besides its sketch and signature: all but its text."""

    lines: tuple[int, int]
    title: str
    length: int  # of the text, in characters
    dating: Dating
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A reading as held in the archive: enough to compare it with others; the rest is fetched by ``row``."""

    row: int
    document: str
    id: str
    digest: str
    sketch: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the last build: digests of its view and its bytes, size in bytes, mtime in nanoseconds."""

    path: str
    view: str
    digest: str
    size: int
    mtime: int


class Store:
    """The archive, open for writing. Use as a context manager: leaving it without an error commits."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA secure_delete = ON")  # what is withdrawn leaves the file, too
        self._drop_other_version()
        self.db.execute("PRAGMA foreign_keys = ON")
        for script in ("schema.sql", "across.sql"):
            self.db.executescript((files("sitegen.archive") / script).read_text("utf-8"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()

    def _drop_other_version(self) -> None:
        """Drop the tables of another version, all but what was published: only by it can the site be cleaned up."""
        if self.db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
            for (table,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if table != "files":
                    self.db.execute(f'DROP TABLE "{table}"')
            self.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Group all writes; they are undone on an error, or where ``keep`` is false (a dry run)."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT" if keep else "ROLLBACK")

    # ------------------------------------------------------------ facts

    def fact(self, key: str) -> str | None:
        """Return the fact of that name, or None."""
        row = self.db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def state(self, **facts: str) -> None:
        """Write facts."""
        self.db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def forget(self) -> None:
        """Forget all that was read: it is read and filed anew. What was published stays known, so that it can go."""
        self.db.execute("DELETE FROM documents")
        self.db.execute("UPDATE articles SET key = ''")

    def keep(self, content: Content, *, private: bool) -> None:
        """Note the content from which the site was published, and whether it shows more than rights allow."""
        rulings = tuple(_without_title(ruling) if ruling.kind == "withdraw" else ruling for ruling in content.rulings)
        kept = msgspec.json.encode(replace(content, rulings=rulings)).decode()
        self.state(content=kept, private="yes" if private else "")

    def last_good(self) -> Content | None:
        """Return the content of the last site published, None where there is none that this version can read."""
        try:
            return msgspec.json.decode(self.fact("content") or "", type=Content)
        except msgspec.DecodeError:
            return None

    # ------------------------------------------------------------ documents and readings

    def known(self) -> dict[str, Known]:
        """Return what is held of each document, by path."""
        rows = self.db.execute("SELECT path, id, stat, key FROM documents")
        return {path: Known(number, stat, key) for path, number, stat, key in rows}

    def put_document(
        self, path: str, stat: str, key: str, readings: Sequence[Row], problems: Sequence[Problem]
    ) -> None:
        """Replace all that is held of a document; ``readings`` are rows made by ``reading_row``."""
        self.db.execute("DELETE FROM documents WHERE path = ?", (path,))
        number = self.db.execute(
            "INSERT INTO documents (path, stat, key, problems) VALUES (?, ?, ?, ?)",
            (path, stat, key, _encode(problems)),
        ).lastrowid
        self.db.executemany(
            "INSERT INTO readings (document, article, sketch, signature, digest, card, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(number, *row) for row in readings],
        )

    def touch_document(self, path: str, stat: str) -> None:
        """Note that a document's stat moved while its bytes did not."""
        self.db.execute("UPDATE documents SET stat = ? WHERE path = ?", (stat, path))

    def drop_documents(self, paths: Iterable[str]) -> None:
        """Forget documents that are gone."""
        self.db.executemany("DELETE FROM documents WHERE path = ?", [(path,) for path in paths])

    def withhold(self, ids: Iterable[str]) -> None:
        """Forget readings by article id, for good; their documents will be read again, should they be wanted."""
        for article in ids:
            of_it = "SELECT document FROM readings WHERE article = ?"
            self.db.execute(f"UPDATE documents SET stat = '', key = '' WHERE id IN ({of_it})", (article,))  # noqa: S608
            self.db.execute("DELETE FROM readings WHERE article = ?", (article,))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all documents held."""
        decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
        rows = self.db.execute("SELECT problems FROM documents ORDER BY path")
        return tuple(problem for (blob,) in rows for problem in decode(blob))

    def held(self) -> list[Held]:
        """Return all readings, ordered by document and place in it."""
        return [
            Held(*row)
            for row in self.db.execute(
                "SELECT readings.id, path, article, digest, sketch, signature FROM readings "
                "JOIN documents ON documents.id = readings.document ORDER BY path, readings.id"
            )
        ]

    def records(self, rows: Iterable[int]) -> dict[int, bytes]:
        """Return the records of readings as they are held, by row."""
        one = "SELECT record FROM readings WHERE id = ?"
        return {row: self.db.execute(one, (row,)).fetchone()[0] for row in rows}

    def texts(self) -> Iterator[tuple[int, Record]]:
        """Yield the full record of every reading by row, one at a time."""
        decode = msgspec.msgpack.Decoder(Record).decode
        for row, blob in self.db.execute("SELECT id, record FROM readings"):
            yield row, decode(blob)

    # ------------------------------------------------------------ articles

    def keys(self) -> dict[str, str]:
        """Return the key of each article held, by id."""
        return dict(self.db.execute("SELECT id, key FROM articles").fetchall())

    def released(self) -> dict[str, str]:
        """Return a digest of what each article says, by id: a new theme or neighbour is no change of an article."""
        decode = msgspec.msgpack.Decoder(Filed).decode
        filed = (decode(blob) for (blob,) in self.db.execute("SELECT record FROM articles ORDER BY id"))
        said = ((one.id, (one.title, one.article.text, one.dating, one.source, one.rights, one.shown)) for one in filed)
        return {name: digest(*parts)[:16] for name, parts in said}

    def aliases(self) -> dict[str, str]:
        """Return the article for which each alias stands."""
        return dict(self.db.execute("SELECT alias, min(article) FROM aliases GROUP BY alias").fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many articles are held, from how many occurrences, on how many stories."""
        query = "SELECT count(*), coalesce(sum(copies), 0), count(DISTINCT story) FROM articles"
        return dict(zip(("articles", "occurrences", "stories"), self.db.execute(query).fetchone(), strict=True))

    def names(self) -> frozenset[str]:
        """Return the id of every article held, those of copies too."""
        return frozenset(name for (name,) in self.db.execute("SELECT article FROM readings"))

    def put_articles(self, articles: Iterable[ArticleRows]) -> None:
        """Replace articles by their rows, made by ``article_rows``."""
        for rows in articles:
            self.drop_articles([rows.id])
            for insert, values in zip(_INSERTS, rows[1:], strict=True):
                self.db.executemany(insert, values)

    def drop_articles(self, ids: Iterable[str]) -> None:
        """Forget articles, with all that links to them."""
        gone = [(article,) for article in ids]
        self.db.executemany("DELETE FROM articles WHERE id = ?", gone)
        for table in ("aliases", "mentions", "filings", "events", "event_entities"):
            self.db.executemany(f"DELETE FROM {table} WHERE article = ?", gone)  # noqa: S608 — names stand above

    def events_by_story(self) -> Iterator[tuple[tuple[str, ...], list[tuple[str, str, str]]]]:
        """Yield the events of each story, date and status: place (``article#sentence``), first telling, text."""
        rows = self.db.execute(
            "SELECT story, events.edtf, status, events.article || '#' || sentence, told, text FROM events "
            "JOIN articles ON articles.id = events.article "
            "ORDER BY story, events.edtf, status, day IS NULL, day, events.article, number"
        ).fetchall()
        for key, group in groupby(rows, key=itemgetter(0, 1, 2)):
            yield key, [row[3:] for row in group]

    def put_told(self, firsts: Iterable[tuple[str, str]]) -> None:
        """Note the first telling of events: place and first telling, each ``article#sentence``."""
        self.db.executemany(
            "UPDATE events SET told = ? WHERE article = ? AND sentence = ?",
            [(first, *place.split("#")) for place, first in firsts],
        )

    def put_tombstones(self, stones: Mapping[str, str]) -> None:
        """Replace all tombstones: hash part of a withdrawn id -> day of the ruling."""
        self.db.execute("DELETE FROM tombstones")
        self.db.executemany("INSERT INTO tombstones VALUES (?, ?)", sorted(stones.items()))

    # ------------------------------------------------------------ files

    def published(self) -> dict[str, Published]:
        """Return the files of the last build, by path."""
        return {row[0]: Published(*row) for row in self.db.execute("SELECT path, view, digest, size, mtime FROM files")}

    def put_published(self, changed: Iterable[Published], gone: Iterable[str]) -> None:
        """Note which files were written and which deleted."""
        self.db.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            [(file.path, file.view, file.digest, file.size, file.mtime) for file in changed],
        )
        self.db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])


def digest(*parts: object) -> str:
    """Return a digest of values that MessagePack can hold: 128 bits, in hex."""
    return hashlib.blake2b(_encode(parts), digest_size=16).hexdigest()


def _without_title(ruling: Ruling) -> Ruling:
    """Return a withdrawal that names its article by the hash part of the id: its words leave the state, too."""
    return replace(ruling, article=ruling.article.rpartition("-")[2], reason="")


class ArticleRows(NamedTuple):
    """An article as rows of the archive's tables: plain values, which travel from a worker far faster than objects."""

    id: str
    article: tuple[Row, ...]
    aliases: tuple[Row, ...]
    mentions: tuple[Row, ...]
    filings: tuple[Row, ...]
    events: tuple[Row, ...]
    event_entities: tuple[Row, ...]


_INSERTS = (
    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO aliases VALUES (?, ?)",
    "INSERT INTO mentions VALUES (?, ?, ?)",
    "INSERT INTO filings VALUES (?, ?, ?)",
    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT OR IGNORE INTO event_entities VALUES (?, ?, ?)",
)


def article_rows(key: str, filed: Filed) -> ArticleRows:
    """Return the rows of an article that was made from what ``key`` is a digest of."""
    return ArticleRows(
        id=filed.id,
        article=(_article_row(key, filed),),
        aliases=tuple((alias, filed.id) for alias in filed.aliases),
        mentions=tuple(_mention_rows(filed)),
        filings=tuple((score.topic, filed.id, score.value) for score in filed.scores if score.belongs),
        events=tuple(_event_rows(filed)),
        event_entities=tuple(_event_entity_rows(filed)),
    )


def reading_row(reading: Reading) -> Row:
    """Return a reading as a row: own id, sketch, signature, digest of the record, card, record."""
    record = _encode(Record(reading.occurrence, reading.sentences, reading.dating))
    article = reading.occurrence.article
    card = Card(
        reading.occurrence.lines,
        article.title,
        len(article.text),
        reading.dating,
        article.metadata.source,
        article.metadata.url,
    )
    digest_of_record = hashlib.blake2b(record, digest_size=16).hexdigest()
    return reading.id, reading.sketch, reading.signature, digest_of_record, _encode(card), record


def _article_row(key: str, filed: Filed) -> Row:
    dating, digest_of = filed.dating, filed.article.metadata.digest_of
    return (
        filed.id,
        key,
        filed.title,
        dating.edtf,
        dating.day,
        dating.basis,
        json.dumps(dating.evidence, ensure_ascii=False),
        filed.source,
        filed.article.agency,
        json.dumps((digest_of.outlet, digest_of.title, digest_of.date), ensure_ascii=False) if digest_of else None,
        filed.article.language,
        filed.words,
        len(filed.copies),
        filed.story,
        period(dating.day, filed.id),
        _encode(filed),
    )


def _mention_rows(filed: Filed) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = {}
    for mention in filed.mentions:
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    return [(entity, filed.id, count) for entity, count in counts.items()]


def _event_rows(filed: Filed) -> list[Row]:
    places = {sentence.id: (number, sentence) for number, sentence in enumerate(filed.sentences, 1)}
    text, shown, rows = filed.article.text, set(filed.shown), {}
    for event in filed.events:
        number, sentence = places[event.sentence]
        earliest = bounds(event.date)[0] or bounds(event.date)[1]
        if event.sentence not in shown or earliest is None:
            continue
        rows[event.sentence] = (
            filed.id,
            event.sentence,
            number,
            event.date,
            earliest.isoformat(),
            page(event.date),
            event.status,
            text[sentence.start : sentence.end],
            text[event.start : event.end],
            f"{filed.id}#{event.sentence}",
        )
    return list(rows.values())


def _event_entity_rows(filed: Filed) -> list[tuple[str, str, str]]:
    spans = {sentence.id: sentence for sentence in filed.sentences}
    shown = set(filed.shown)
    return [
        (mention.entity, filed.id, event.sentence)
        for event in filed.events
        if event.sentence in shown
        for mention in filed.mentions
        if spans[event.sentence].start <= mention.start < spans[event.sentence].end
    ]
