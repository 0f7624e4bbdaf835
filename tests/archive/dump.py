"""An archive as plain values that are equal wherever it was filled from the same input, whatever came before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from sitegen.inputs import INPUTS

STATE = {  # what tells of this machine, this run or the rows of tables
    "documents": {"id", "stat"},
    "readings": {"id"},
    "files": {"mtime"},
}
Dump = dict[str, list[tuple[object, ...]]]


def dump(path: Path) -> Dump:
    """Return all tables, each a sorted list of rows; a row of readings is told by its document, id and digest.

    Left out are stats and times of files, and index files that only wait to be deleted.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        readings = _readings(db)
        return {
            table: sorted((_row(table, row, readings) for row in _rows(db, table)), key=repr)
            for table in tables
            if table != "folders"
        } | {"folders": _folders(db)}


def _rows(db: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    where = {"files": "later = 0", "facts": f"key != '{INPUTS}'"}.get(table, "1")
    return db.execute(f"SELECT * FROM {table} WHERE {where}").fetchall()


def _readings(db: sqlite3.Connection) -> dict[int, tuple[str, str, str]]:
    query = "SELECT readings.id, path, article, digest FROM readings JOIN documents ON documents.id = document"
    return {row[0]: (row[1], row[2], row[3]) for row in db.execute(query)}


def _row(table: str, row: sqlite3.Row, readings: dict[int, tuple[str, str, str]]) -> tuple[object, ...]:
    values = {name: row[name] for name in row.keys() if name not in STATE.get(table, ())}  # noqa: SIM118 — a Row iterates values
    if table == "readings":
        values["document"] = readings[row["id"]][0]
    elif table == "cases":
        values["rows"] = tuple(readings.get(one, "lost") for one in msgspec.msgpack.decode(values["rows"]))
    return tuple(values.items())


def _folders(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return how full folders are said to be, but for what waits in them."""
    waits = "SELECT count(*), coalesce(sum(size), 0) FROM files WHERE later = 1 AND path LIKE ? AND path NOT LIKE ?"
    found = []
    for path, files, size in db.execute("SELECT path, files, bytes FROM folders ORDER BY path"):
        start = f"{path}/" if path else ""
        less = db.execute(waits, (f"{start}%", f"{start}%/%")).fetchone()
        found.append((path, files - less[0], size - less[1]))
    return [row for row in found if row[1]]
