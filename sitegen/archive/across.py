"""What is decided across articles, as tables: indexes, pairs of copies, cases, links of stories, related cases.

One statement a query. All numbers are those of ``sitegen.postings.number``; ``dump`` tells the tables' whole content.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

import msgspec

from sitegen.archive.store import Card, Record
from sitegen.ids import number
from sitegen.model import PERMUTATIONS, Copy, Dating

Kind = Literal["prints", "terms"]
Pair = tuple[int, int]

TABLES = ("postings", "texts", "candidates", "cases", "links", "related")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a case's copies make of it, before any ruling. ``digests`` are those of its readings' records."""

    aliases: tuple[str, ...]
    copies: tuple[Copy, ...]
    title: str
    dating: Dating
    digests: tuple[str, ...]


class Reading(NamedTuple):
    """A reading as it stands in the archive, but for its record."""

    row: int
    document: str
    id: str
    digest: str
    sketch: bytes
    signature: bytes
    card: Card


class Text(NamedTuple):
    """An own id of readings: number, id, sketch of the fullest of them, number of its case, likeness to it."""

    number: int
    id: str
    sketch: bytes
    article: int
    likeness: float


class Case(NamedTuple):
    """An article, its copies merged; ``told`` is the id of its story, ``story`` the number of the first id in it."""

    number: int
    id: str
    signature: bytes
    edtf: str | None
    story: int
    merged: Merged
    dating: Dating
    told: str
    rows: tuple[int, ...]


class _ArticleText(msgspec.Struct):
    text: str


class _OccurrenceText(msgspec.Struct):
    article: _ArticleText


class _RecordText(msgspec.Struct):
    occurrence: _OccurrenceText


_encode = msgspec.msgpack.Encoder().encode
_card = msgspec.msgpack.Decoder(Card).decode
_merged = msgspec.msgpack.Decoder(Merged).decode
_dating = msgspec.msgpack.Decoder(Dating).decode
_rows = msgspec.msgpack.Decoder(tuple[int, ...]).decode
_record = msgspec.msgpack.Decoder(Record).decode
_text = msgspec.msgpack.Decoder(_RecordText).decode

_READINGS = """
SELECT readings.id, documents.path, readings.article, digest, sketch, signature, card
FROM readings JOIN documents ON documents.id = readings.document"""
_COPIES = """
SELECT texts.article, likeness,
    readings.id, documents.path, readings.article, digest, readings.sketch, signature, card
FROM texts JOIN readings ON readings.article = texts.id JOIN documents ON documents.id = readings.document"""

_APART = """
SELECT a.article, b.article
FROM candidates JOIN texts AS a ON a.number = one JOIN texts AS b ON b.number = other
WHERE a.article != b.article
ORDER BY shared / max(1.0, min(length(a.sketch), length(b.sketch)) / 4 - ?) DESC, one, other
LIMIT ?"""

_REPEATED = "SELECT article FROM readings GROUP BY article HAVING count(*) > 1"
_FILL_TEXTS = f"""
INSERT INTO texts
SELECT number(article), article, sketch, number(article), 1.0
FROM readings WHERE article NOT IN ({_REPEATED}) ORDER BY number(article)"""  # noqa: S608 — a constant


class Across:
    """The tables, within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def _among(self, select: str, column: str, values: Collection[Any], order: str = "") -> list[Any]:
        """Return the rows of a query in which a column has one of some values."""
        query = f"{select} WHERE {column} IN (SELECT value FROM json_each(?)) {order}"  # noqa: S608 — constants
        return self._db.execute(query, (json.dumps(sorted(values)),)).fetchall() if values else []

    def clear(self) -> None:
        """Forget everything."""
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 — names stand above

    def count(self) -> int:
        """Return how many texts are held."""
        return int(self._db.execute("SELECT count(*) FROM texts").fetchone()[0])

    # ------------------------------------------------------------ indexes

    def parts(self, kind: Kind, parts: Sequence[int]) -> dict[int, bytes]:
        """Return parts of an index, those that exist."""
        query = "SELECT part, rows FROM postings WHERE kind = ? AND part IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(query, (kind, json.dumps(parts))).fetchall())

    def put_parts(self, kind: Kind, parts: Iterable[tuple[int, bytes]]) -> None:
        """Replace parts of an index; an empty one is deleted."""
        held = list(parts)
        self._db.executemany(
            "INSERT INTO postings VALUES (?, ?, ?) ON CONFLICT (kind, part) DO UPDATE SET rows = excluded.rows",
            [(kind, part, rows) for part, rows in held if rows],
        )
        gone = [(kind, part) for part, rows in held if not rows]
        self._db.executemany("DELETE FROM postings WHERE kind = ? AND part = ?", gone)

    # ------------------------------------------------------------ readings

    def readings(self, ids: Collection[str]) -> dict[str, list[Reading]]:
        """Return the readings of own ids, by id, those that there are."""
        found: dict[str, list[Reading]] = {}
        for row in self._among(_READINGS, "article", ids, "ORDER BY readings.id"):
            found.setdefault(row[2], []).append(_reading(row))
        return found

    def repeated(self) -> list[str]:
        """Return the own ids of more than one reading."""
        return [name for (name,) in self._db.execute(f"{_REPEATED} ORDER BY article")]

    def bodies(self, rows: Collection[int]) -> dict[int, str]:
        """Return the articles' texts of readings, by row."""
        found = self._among("SELECT id, record FROM readings", "id", rows)
        return {row: _text(record).occurrence.article.text for row, record in found}

    def records(self, rows: Collection[int]) -> dict[int, Record]:
        """Return the whole records of readings, by row."""
        found = self._among("SELECT id, record FROM readings", "id", rows)
        return {row: _record(record) for row, record in found}

    # ------------------------------------------------------------ texts and their pairs

    def texts(self, numbers: Collection[int]) -> dict[int, Text]:
        """Return texts by number, those that there are."""
        rows = self._among("SELECT * FROM texts", "number", numbers)
        return {row[0]: Text(*row) for row in rows}

    def fill_texts(self, repeated: Iterable[Text]) -> None:
        """Write the texts of all readings into a table that is empty; those of more than one reading are given."""
        self._db.create_function("number", 1, number, deterministic=True)
        self._db.execute(_FILL_TEXTS)
        self.put_texts(repeated)

    def text_numbers(self) -> list[int]:
        """Return the numbers of all texts, in order."""
        return [item for (item,) in self._db.execute("SELECT number FROM texts ORDER BY number")]

    def sketches(self) -> Iterator[bytes]:
        """Yield the sketches of all texts, in the order of their numbers."""
        return (sketch for (sketch,) in self._db.execute("SELECT sketch FROM texts ORDER BY number"))

    def copies_of(self, articles: Collection[int]) -> list[Text]:
        """Return the texts of cases."""
        return [Text(*row) for row in self._among("SELECT * FROM texts", "article", articles)]

    def hashed(self, hashes: Collection[str]) -> list[str]:
        """Return the own ids that end in one of the hash parts."""
        return [name for (name,) in self._among("SELECT id FROM texts", "substr(id, -8)", hashes)]

    def put_texts(self, texts: Iterable[Text]) -> None:
        """Write texts, in place of those of their numbers."""
        self._db.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", texts)

    def drop_texts(self, numbers: Collection[int]) -> None:
        """Forget texts."""
        self._db.executemany("DELETE FROM texts WHERE number = ?", [(item,) for item in numbers])

    def candidates(self, numbers: Collection[int]) -> dict[Pair, int]:
        """Return the pairs that any of the texts stand in, each with what it shares."""
        ones = self._among("SELECT * FROM candidates", "one", numbers)
        others = self._among("SELECT * FROM candidates", "other", numbers)
        return {(one, other): shared for one, other, shared in (*ones, *others)}

    def put_candidates(self, pairs: Mapping[Pair, int]) -> None:
        """Write pairs of texts."""
        self._db.executemany("INSERT OR REPLACE INTO candidates VALUES (?, ?, ?)", _flat(pairs))

    def drop_candidates(self, pairs: Iterable[Pair]) -> None:
        """Forget pairs of texts."""
        self._db.executemany("DELETE FROM candidates WHERE one = ? AND other = ?", pairs)

    def apart(self, most: int) -> list[tuple[str, str]]:
        """Return the cases of which candidate pairs are no copies, by ids; those first that share most fingerprints."""
        pairs = {(min(pair), max(pair)): None for pair in self._db.execute(_APART, (PERMUTATIONS, most))}
        names = self.ids({item for pair in pairs for item in pair})
        return [(names[one][0], names[other][0]) for one, other in pairs]

    # ------------------------------------------------------------ cases

    def copies(self, articles: Collection[int] | None) -> Iterator[tuple[int, list[tuple[float, Reading]]]]:
        """Yield for cases, or for all, the readings of their copies, each with its likeness."""
        order = "ORDER BY texts.article, readings.id"
        if articles is None:
            rows: Iterable[Any] = self._db.execute(f"{_COPIES} {order}")
        else:
            rows = self._among(_COPIES, "texts.article", articles, order)
        for article, found in groupby(rows, key=itemgetter(0)):
            yield article, [(row[1], _reading(row[2:])) for row in found]

    def cases(self, numbers: Collection[int]) -> dict[int, Case]:
        """Return cases by number, those that there are."""
        rows = self._among("SELECT * FROM cases", "number", numbers)
        return {row[0]: _case(row) for row in rows}

    def ids(self, numbers: Collection[int]) -> dict[int, tuple[str, int]]:
        """Return id and story of cases by number."""
        rows = self._among("SELECT number, id, story FROM cases", "number", numbers)
        return {item: (name, story) for item, name, story in rows}

    def items(self, numbers: Collection[int]) -> dict[int, tuple[bytes, str | None]]:
        """Return what cases are compared by: signature and date, by number."""
        rows = self._among("SELECT number, signature, edtf FROM cases", "number", numbers)
        return {item: (signature, edtf) for item, signature, edtf in rows}

    def names(self) -> dict[int, str]:
        """Return the id of every case by number, in the order of numbers."""
        return dict(self._db.execute("SELECT number, id FROM cases ORDER BY number").fetchall())

    def all_items(self) -> Iterator[tuple[bytes, str | None]]:
        """Yield what every case is compared by, ordered by number."""
        yield from self._db.execute("SELECT signature, edtf FROM cases ORDER BY number")

    def told_together(self, stories: Collection[int]) -> dict[int, list[int]]:
        """Return the numbers of the cases of stories, by story."""
        found: dict[int, list[int]] = {}
        for story, item in self._among("SELECT story, number FROM cases", "story", stories):
            found.setdefault(story, []).append(item)
        return found

    def stories(self) -> list[int]:
        """Return the numbers of the stories of more than one case."""
        return [story for (story,) in self._db.execute("SELECT story FROM cases GROUP BY story HAVING count(*) > 1")]

    def without_case(self) -> tuple[str, ...]:
        """Return the articles filed that no case has any more."""
        query = "SELECT id FROM articles WHERE id NOT IN (SELECT id FROM cases) ORDER BY id"
        return tuple(name for (name,) in self._db.execute(query))

    def filed(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return which of some ids are those of articles filed."""
        return tuple(sorted(name for (name,) in self._among("SELECT id FROM articles", "id", ids)))

    def put_cases(self, cases: Iterable[Case]) -> None:
        """Write cases, in place of those of their numbers."""
        self._db.executemany(
            "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((*case[:5], _encode(case.merged), _encode(case.dating), case.told, _encode(case.rows)) for case in cases),
        )

    def drop_cases(self, numbers: Collection[int]) -> None:
        """Forget cases."""
        self._db.executemany("DELETE FROM cases WHERE number = ?", [(item,) for item in numbers])

    def put_stories(self, stories: Iterable[Pair]) -> None:
        """Note the stories of cases: story and case, by number."""
        self._db.executemany("UPDATE cases SET story = ? WHERE number = ?", stories)

    def put_datings(self, datings: Iterable[tuple[Dating, str, int]]) -> None:
        """Note what stories make of cases: dating, id of the story, number of the case."""
        self._db.executemany(
            "UPDATE cases SET dating = ?, told = ? WHERE number = ?",
            ((_encode(dating), told, item) for dating, told, item in datings),
        )

    # ------------------------------------------------------------ links and related cases

    def links(self, numbers: Collection[int]) -> dict[Pair, int]:
        """Return the links of cases, each with its product."""
        ones = self._among("SELECT * FROM links", "one", numbers)
        others = self._among("SELECT * FROM links", "other", numbers)
        return {(one, other): product for one, other, product in (*ones, *others)}

    def put_links(self, links: Iterable[tuple[int, int, int]]) -> None:
        """Write links: two cases and their product."""
        self._db.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", links)

    def drop_links(self, pairs: Iterable[Pair]) -> None:
        """Forget links."""
        self._db.executemany("DELETE FROM links WHERE one = ? AND other = ?", pairs)

    def related(self, articles: Collection[int]) -> dict[int, dict[int, int]]:
        """Return the cases related to each of some cases, with their products."""
        found: dict[int, dict[int, int]] = {article: {} for article in articles}
        for article, other, product in self._among("SELECT * FROM related", "article", articles):
            found[article][other] = product
        return found

    def relating(self, others: Collection[int]) -> set[int]:
        """Return the cases to which any of some cases is related."""
        rows = self._among("SELECT DISTINCT article FROM related", "other", others)
        return {article for (article,) in rows}

    def put_related(self, related: Iterable[tuple[int, Mapping[int, int]]]) -> None:
        """Replace what is related to cases."""
        held = dict(related)
        self._db.executemany("DELETE FROM related WHERE article = ?", [(article,) for article in held])
        self.fill_related((article, *pair) for article, others in held.items() for pair in others.items())

    def fill_related(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Write what is related to cases of which nothing is written yet."""
        self._db.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)


def _flat(pairs: Mapping[Pair, int]) -> Iterator[tuple[int, int, int]]:
    return ((one, other, value) for (one, other), value in sorted(pairs.items()))


def _reading(row: Sequence[Any]) -> Reading:
    return Reading._make((*row[:-1], _card(row[-1])))


def _case(row: Sequence[Any]) -> Case:
    return Case._make((*row[:5], _merged(row[5]), _dating(row[6]), row[7], _rows(row[8])))


def dump(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the tables' whole content in one order, but for rows of readings: equal for equal readings and rulings."""
    for query in (
        "SELECT 'postings', * FROM postings ORDER BY kind, part",
        "SELECT 'texts', * FROM texts ORDER BY number",
        "SELECT 'candidates', * FROM candidates ORDER BY one, other",
        "SELECT 'cases', number, id, signature, edtf, story, merged, dating, told FROM cases ORDER BY number",
        "SELECT 'links', * FROM links ORDER BY one, other",
        "SELECT 'related', * FROM related ORDER BY article, other",
    ):
        yield from db.execute(query)
