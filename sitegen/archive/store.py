"""Writes to the archive: what documents yielded, articles filed from it, files published; one transaction a build.

Records are MessagePack of the model's dataclasses; columns beside them are what queries select by.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Self

import msgspec

from sitegen.archive.counts import ArticleRows, Counter, Moved
from sitegen.archive.queries import size
from sitegen.hosts import Size
from sitegen.model import Content, Dating, Occurrence, Problem, Ruling, Sentence

SCHEMA_VERSION = 10  # to be raised with schema.sql: an archive of another version is filled anew

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
    """A file of the site: what it was made from, digests of its view and its bytes, size in bytes, mtime (ns).

    ``sitemap`` is the part of the sitemap that lists its ``url`` with the day of its last change; ``what`` and ``rows``
    describe open data. ``later`` marks a file that no page needs any more and that the next build deletes.
    """

    path: str
    kind: str
    key: str
    view: str
    digest: str
    size: int
    mtime: int = 0
    sitemap: str = ""
    url: str = ""
    modified: str | None = None
    what: str = ""
    rows: int = 0
    later: bool = False


_COLUMNS = tuple(field.name for field in fields(Published))
_FILE = ", ".join(_COLUMNS)
_values = attrgetter(*_COLUMNS)


LONG_JOURNAL = 64 << 20  # bytes of SQLite's journal beside the archive


class Store:
    """The archive, open for writing. Use as a context manager: leaving it without an error commits."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA secure_delete = ON")  # what is withdrawn leaves the file, too
        self._folders: dict[str, tuple[int, int]] = {}
        self.listed_anew: set[str] = set()  # parts of the sitemap whose addresses changed
        self._drop_other_version()
        self.db.execute("PRAGMA foreign_keys = ON")
        self._create()
        self.counter = Counter(self.db)
        self.stirred: set[str] = set()  # own ids of readings that came or went, until they are filed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._put_journal_away()
        self.db.close()

    def shorten(self) -> None:
        """Put a long journal away: that of a first build is as large as the archive itself."""
        journal = self.path.with_name(f"{self.path.name}-wal")
        if journal.exists() and journal.stat().st_size > LONG_JOURNAL:
            self._put_journal_away()

    def _put_journal_away(self) -> None:
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _drop_other_version(self) -> None:
        """Drop the tables of another version; of what was published the paths stay: only by them can it be deleted."""
        if self.db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            return
        tables = [row[0] for row in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        known = self.db.execute("SELECT path, digest, size, mtime FROM files").fetchall() if "files" in tables else []
        for table in tables:
            self.db.execute(f'DROP TABLE "{table}"')
        self._create()
        rows = (Published(path, "", "", "", sha, size, mtime) for path, sha, size, mtime in known)
        self.put_published(rows)
        self.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _create(self) -> None:
        for script in ("schema.sql", "across.sql"):
            self.db.executescript((files("sitegen.archive") / script).read_text("utf-8"))

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Group all writes; they are undone on an error, or where ``keep`` is false (a dry run)."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._weighed()
        except BaseException:
            self._folders.clear()
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT" if keep else "ROLLBACK")

    # ------------------------------------------------------------ facts

    def fact(self, key: str) -> str | None:
        """Return the fact of that name, or None."""
        row = self.db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def state(self, **facts: str | bytes) -> None:
        """Write facts."""
        self.db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def forget(self) -> None:
        """Forget all that was read: it is read and filed anew. What was published stays known, so that it can go."""
        for table in ("documents", "facts", "pieces"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608
        self.db.execute("UPDATE articles SET key = ''")

    def pieces(self) -> dict[str, bytes]:
        """Return what stands of each piece of the search index."""
        return dict(self.db.execute("SELECT name, shard FROM pieces ORDER BY name").fetchall())

    def entries(self, piece: str) -> bytes:
        """Return the entries of a piece's pages."""
        return bytes(self.db.execute("SELECT entries FROM pieces WHERE name = ?", (piece,)).fetchone()[0])

    def put_piece(self, name: str, shard: bytes, entries: bytes) -> None:
        """Note what stands of a piece of the search index, and the entries of its pages."""
        self.db.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", (name, shard, entries))

    def drop_pieces(self, names: Iterable[str]) -> None:
        """Forget what stands of pieces."""
        self.db.executemany("DELETE FROM pieces WHERE name = ?", ((name,) for name in names))

    def keep(self, content: Content, *, private: bool) -> None:
        """Note the content from which articles are filed, and whether they show more than rights allow."""
        self.db.execute("INSERT OR REPLACE INTO facts VALUES ('filed from', ?)", (_encode(retained(content)),))
        self.state(private="yes" if private else "")

    def last_good(self) -> Content | None:
        """Return the content from which articles were last filed, None where this version can read none."""
        row = self.db.execute("SELECT value FROM facts WHERE key = 'filed from'").fetchone()
        try:
            return msgspec.msgpack.decode(row[0], type=Content) if row else None
        except msgspec.DecodeError:
            return None

    # ------------------------------------------------------------ documents and readings

    def stats(self, paths: Iterable[str] | None = None) -> dict[str, str]:
        """Return the stat of each document held, by path; or of some paths, and of those of which none is trusted."""
        if paths is None:
            return dict(self.db.execute("SELECT path, stat FROM documents").fetchall())
        some = (
            "SELECT path, stat FROM documents WHERE stat = '' UNION ALL SELECT path, stat FROM documents "
            "WHERE stat != '' AND path IN (SELECT value FROM json_each(?))"
        )
        return dict(self.db.execute(some, (json.dumps([*paths]),)).fetchall())

    def key_of(self, path: str) -> str | None:
        """Return the key of a document, None where it isn't held."""
        row = self.db.execute("SELECT key FROM documents WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def put_document(
        self, path: str, stat: str, key: str, readings: Sequence[Row], problems: Sequence[Problem]
    ) -> None:
        """Replace all that is held of a document; ``readings`` are rows made by ``reading_row``."""
        self.drop_documents([path])
        number = self.db.execute(
            "INSERT INTO documents (path, stat, key, withheld, problems) VALUES (?, ?, ?, 0, ?)",
            (path, stat, key, _encode(problems) if problems else None),
        ).lastrowid
        self.db.executemany(
            "INSERT INTO readings (document, article, sketch, signature, digest, card, record, doubt) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *row) for row in readings],
        )
        self.stirred.update(row[0] for row in readings)

    def touch_document(self, path: str, stat: str) -> None:
        """Note that a document's stat moved while its bytes did not."""
        self.db.execute("UPDATE documents SET stat = ? WHERE path = ?", (stat, path))

    def drop_documents(self, paths: Iterable[str]) -> None:
        """Forget documents that are gone."""
        for path in paths:
            row = self.db.execute("SELECT id FROM documents WHERE path = ?", (path,)).fetchone()
            if row:
                self.stirred.update(
                    name for (name,) in self.db.execute("SELECT article FROM readings WHERE document = ?", row)
                )
                self.db.execute("DELETE FROM documents WHERE id = ?", row)

    def withhold(self, ids: Iterable[str]) -> None:
        """Forget readings by article id, for good."""
        for article in ids:
            of_it = "SELECT document FROM readings WHERE article = ?"
            self.db.execute(f"UPDATE documents SET withheld = 1 WHERE id IN ({of_it})", (article,))  # noqa: S608
            self.db.execute("DELETE FROM readings WHERE article = ?", (article,))

    def recall(self) -> set[str]:
        """Have every document read again of which a reading was withheld, and return their paths."""
        self.db.execute("UPDATE documents SET stat = '', key = '' WHERE withheld = 1")
        return {path for (path,) in self.db.execute("SELECT path FROM documents WHERE withheld = 1")}

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all documents held."""
        decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
        rows = self.db.execute("SELECT problems FROM documents WHERE problems IS NOT NULL ORDER BY path")
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

    def blobs(self, rows: Iterable[int]) -> tuple[bytes, ...]:
        """Return the records of readings as they are held, in order."""
        one = "SELECT record FROM readings WHERE id = ?"
        return tuple(self.db.execute(one, (row,)).fetchone()[0] for row in rows)

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

    def key(self, article: str) -> str | None:
        """Return the key of an article, None where it isn't held."""
        row = self.db.execute("SELECT key FROM articles WHERE id = ?", (article,)).fetchone()
        return row[0] if row else None

    def keys(self) -> dict[str, str]:
        """Return the key of each article held, by id."""
        return dict(self.db.execute("SELECT id, key FROM articles").fetchall())

    def released(self) -> dict[str, str]:
        """Return a digest of what each article says, by id: a new theme or neighbour is no change of an article."""
        return dict(self.db.execute("SELECT id, said FROM articles ORDER BY id").fetchall())

    def aliases(self) -> dict[str, str]:
        """Return the article for which each alias stands."""
        return dict(self.db.execute("SELECT alias, min(article) FROM aliases GROUP BY alias").fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many articles are held, from how many occurrences, on how many stories."""
        query = "SELECT count(*), coalesce(sum(copies), 0), count(DISTINCT story) FROM articles"
        return dict(zip(("articles", "occurrences", "stories"), self.db.execute(query).fetchone(), strict=True))

    def holds(self, name: str) -> bool:
        """Tell whether a reading has that id, be it of an article or of a copy."""
        return self.db.execute("SELECT 1 FROM readings WHERE article = ?", (name,)).fetchone() is not None

    def put_articles(self, articles: Iterable[ArticleRows]) -> None:
        """Replace articles by their rows, made by ``article_rows``."""
        for rows in articles:
            self.counter.goes(rows.id)
            self._delete(rows.id)
            for insert, values in zip(_INSERTS, rows[1:], strict=True):
                self.db.executemany(insert, values)
            self.counter.comes(rows)

    def drop_articles(self, ids: Iterable[str]) -> None:
        """Forget articles, with all that links to them."""
        for article in ids:
            self.counter.goes(article)
            self._delete(article)

    def _delete(self, article: str) -> None:
        if self.db.execute("DELETE FROM articles WHERE id = ?", (article,)).rowcount:
            for table in (
                "aliases",
                "vocabularies",
                "mentions",
                "filings",
                "events",
                "timelines",
                "statements",
                "figures",
            ):
                self.db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608 — names stand above

    def holding(self, groups: Iterable[Sequence[bytes]]) -> set[str]:
        """Return the articles whose vocabulary holds all hashes of one of the groups; some others, rarely, too."""
        found: set[str] = set()
        for group in groups:
            condition = " AND ".join("instr(words, ?)" for _ in group) or "1"
            query = f"SELECT article FROM vocabularies WHERE {condition}"  # noqa: S608 — marks only
            found.update(name for (name,) in self.db.execute(query, tuple(group)))
        return found

    def mentioning(self, entities: Iterable[str]) -> set[str]:
        """Return the articles that may name one of the entities: of those given as links no mention is held."""
        query = "SELECT article FROM mentions WHERE entity = ?"
        found = {article for entity in entities for (article,) in self.db.execute(query, (entity,))}
        return found.union(name for (name,) in self.db.execute("SELECT id FROM articles WHERE rights = 'link'"))

    def stories_of(self, articles: Iterable[str]) -> set[str]:
        """Return the stories to which articles belong."""
        query = "SELECT story FROM articles WHERE id = ?"
        return {story for article in articles for (story,) in self.db.execute(query, (article,))}

    def settle(self) -> Moved:
        """Bring all counts up to date with the articles, and return what moved since the last time."""
        return self.counter.settle()

    def events_by_story(self, stories: Iterable[str] | None = None) -> Iterator[list[tuple[str, str, str]]]:
        """Yield the events of each story, date and status: place (``article#sentence``), first telling, text.

        ``stories`` limits it to these.
        """
        every = self.db.execute("SELECT DISTINCT story FROM articles ORDER BY story") if stories is None else None
        query = (
            "SELECT events.edtf, status, events.article || '#' || sentence, told, text FROM articles "
            "JOIN events ON events.article = articles.id WHERE story = ? "
            "ORDER BY events.edtf, status, day IS NULL, day, events.article, number"
        )
        for story in [row[0] for row in every] if every else sorted(stories or ()):
            rows = self.db.execute(query, (story,)).fetchall()
            for _, group in groupby(rows, key=itemgetter(0, 1)):
                yield [row[2:] for row in group]

    def put_told(self, firsts: Iterable[tuple[str, str]]) -> None:
        """Note the first telling of events: place and first telling, each ``article#sentence``."""
        for place, first in firsts:
            article, _, sentence = place.partition("#")
            self.counter.touches(article)
            update = "UPDATE events SET told = ? WHERE article = ? AND sentence = ?"
            self.db.execute(update, (first, article, sentence))

    def put_tombstones(self, stones: Mapping[str, str]) -> None:
        """Replace all tombstones: hash part of a withdrawn id -> day of the ruling."""
        self.db.execute("DELETE FROM tombstones")
        self.db.executemany("INSERT INTO tombstones VALUES (?, ?)", sorted(stones.items()))

    # ------------------------------------------------------------ files

    def published(self) -> Iterator[tuple[str, int, int]]:
        """Yield path, size and mtime of the files of the last build."""
        return iter(self.db.execute("SELECT path, size, mtime FROM files"))

    def files(self, condition: str = "1", *values: object) -> list[Published]:
        """Return the files of the last build that meet a condition, by path."""
        query = f"SELECT {_FILE} FROM files WHERE {condition} ORDER BY path"  # noqa: S608 — conditions of our own
        return [Published(*row) for row in self.db.execute(query, values)]

    def paths(self, condition: str = "1", *values: object) -> list[str]:
        """Return the paths of the files that meet a condition, in order."""
        query = f"SELECT path FROM files WHERE {condition} ORDER BY path"  # noqa: S608 — conditions of our own
        return [path for (path,) in self.db.execute(query, values)]

    def has_files(self) -> bool:
        """Tell whether any file is known of."""
        return self.db.execute("SELECT 1 FROM files LIMIT 1").fetchone() is not None

    def made_of(self, kind: str, prefix: str) -> list[str]:
        """Return the keys of a kind that the last build made files of, those that begin with a prefix."""
        query = "SELECT key FROM files WHERE kind = ? AND key >= ? AND key < ? ORDER BY key"
        return [key for (key,) in self.db.execute(query, (kind, prefix, f"{prefix}\U0010ffff"))]

    def put_file(self, file: Published, *, staged: bool) -> str | None:
        """Note a file that was made; return the digest of the one that stood there, None where there was none.

        Where it is not staged, the one that stands there stays as it is, with its size and time.
        """
        columns = "SELECT digest, size, mtime, sitemap, url, modified FROM files WHERE path = ?"
        old = self.db.execute(columns, (file.path,)).fetchone()
        if old and not staged:
            file = replace(file, size=old[1], mtime=old[2])
        if (old[3:] if old else ("", "", None)) != (file.sitemap, file.url, file.modified):
            self.listed_anew.update(name for name in (file.sitemap, old[3] if old else "") if name)
        self._weigh(file.path, 0 if old else 1, file.size - (old[1] if old else 0))
        self._insert_files([file])
        return old[0] if old else None

    def put_published(self, files: Iterable[Published]) -> None:
        """Note files as they are."""
        for file in files:
            self.put_file(file, staged=True)

    def _insert_files(self, files: Iterable[Published]) -> None:
        self.db.executemany(
            f"INSERT OR REPLACE INTO files ({_FILE}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608 — columns stand above
            (_values(file) for file in files),
        )

    def _weigh(self, path: str, files: int, size: int) -> None:
        folder = path.rpartition("/")[0]
        known = self._folders.get(folder, (0, 0))
        self._folders[folder] = (known[0] + files, known[1] + size)

    def _weighed(self) -> None:
        """Write down how full folders became."""
        rows = [(folder, *weight) for folder, weight in self._folders.items() if any(weight)]
        self.db.executemany(
            "INSERT INTO folders VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET "
            "files = files + excluded.files, bytes = bytes + excluded.bytes",
            rows,
        )
        self.db.execute("DELETE FROM folders WHERE files = 0")
        self._folders.clear()

    def put_stats(self, stats: Iterable[tuple[int, int, str]]) -> None:
        """Note size and mtime of files that were put in their places: size, mtime, path."""
        self.db.executemany("UPDATE files SET size = ?, mtime = ? WHERE path = ?", stats)

    def set_later(self, paths: Iterable[str], *, later: bool) -> None:
        """Note of files whether no page needs them any more, so that the next build deletes them."""
        self.db.executemany("UPDATE files SET later = ? WHERE path = ?", ((later, path) for path in paths))

    def doubt(self, paths: Iterable[str]) -> None:
        """Note that files don't stand as they were written: whoever makes them must not trust what is known."""
        self.db.executemany(
            "UPDATE files SET view = '', digest = '?' || ltrim(digest, '?') WHERE path = ?", ((path,) for path in paths)
        )

    def forget_files(self, paths: Iterable[str]) -> None:
        """Note that files are no more."""
        for path in paths:
            row = self.db.execute("SELECT sitemap, size FROM files WHERE path = ?", (path,)).fetchone()
            if row is None:
                continue
            if row[0]:
                self.listed_anew.add(row[0])
            self._weigh(path, -1, -row[1])
            self.db.execute("DELETE FROM files WHERE path = ?", (path,))

    def sitemap_parts(self) -> list[tuple[str, int, str | None]]:
        """Return the parts of the sitemap: name, number of addresses, latest change."""
        query = (
            "SELECT sitemap, count(*), max(modified) FROM files WHERE sitemap != '' GROUP BY sitemap ORDER BY sitemap"
        )
        return self.db.execute(query).fetchall()

    def sitemap(self, part: str | None = None) -> list[tuple[str, str | None]]:
        """Return the addresses of one part of the sitemap, of all for None, each with the day of its last change."""
        condition = "sitemap != ''" + (" AND sitemap = ?" if part is not None else "")  # the first is the index's own
        query = f"SELECT url, modified FROM files WHERE {condition} ORDER BY url"  # noqa: S608 — conditions stand above
        return self.db.execute(query, () if part is None else (part,)).fetchall()

    def pages_made(self) -> int:
        """Return the number of pages of the site."""
        return int(self.db.execute("SELECT count(*) FROM files WHERE path LIKE '%.html'").fetchone()[0])

    def size(self) -> Size:
        """Return the size of the site."""
        self._weighed()
        return size(self.db)


def digest(*parts: object) -> str:
    """Return a digest of values that MessagePack can hold: 128 bits, in hex."""
    return hashlib.blake2b(_encode(parts), digest_size=16).hexdigest()


def retained(content: Content) -> Content:
    """Return content as it may be kept: what is withdrawn or hidden is named by its hash alone."""
    rulings = tuple(_without_words(ruling) for ruling in content.rulings)
    return replace(content, rulings=rulings)


def _without_words(ruling: Ruling) -> Ruling:
    """Return a ruling without words that are to leave the state, too: the title within an id, a hidden name."""
    if ruling.kind == "withdraw":
        return replace(ruling, article=ruling.article.rpartition("-")[2], reason="")
    if ruling.kind == "hide-name":
        return replace(ruling, value=digest(ruling.value), reason="")
    return ruling


_INSERTS = (
    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO aliases VALUES (?, ?)",
    "INSERT INTO vocabularies VALUES (?, ?)",
    "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO filings VALUES (?, ?, ?, ?, ?, ?)",
    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT OR IGNORE INTO timelines VALUES (?, ?, ?, ?)",
    "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
)
