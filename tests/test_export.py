"""The archive as one SQLite file: what stands in it, within the rights, and that it opens anywhere."""

import sqlite3
from contextlib import closing

import pytest

from sitegen.content import load
from sitegen.export import PrivateArchiveError, export
from tests.conftest import STRIKE


@pytest.fixture(scope="module")
def database(shipped, tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "archive.sqlite"
    assert export(shipped.archive(), load(shipped.content)[0], file) == 4
    with closing(sqlite3.connect(file)) as opened:
        yield opened


def rows(database, query: str, *values) -> list[tuple]:
    return database.execute(query, values).fetchall()


def test_every_table_and_view_answers_and_the_readme_says_what_they_are(database):
    names = [name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    assert {"readme", "articles", "sentences", "events", "mentions", "copies", "timeline", "named", "stories"} <= set(
        names
    )
    for name in names:
        assert database.execute(f'SELECT * FROM "{name}"').description
    assert len(rows(database, "SELECT text FROM readme")) >= 5
    assert rows(database, "PRAGMA foreign_key_check") == []


def test_an_article_carries_its_evidence(database, shipped):
    (row,) = rows(
        database,
        "SELECT published_edtf, day, basis, evidence, source FROM articles WHERE id = ?",
        shipped.article(STRIKE),
    )
    assert row == ("2026-03-04", "2026-03-04", "stated", '["4 March 2026"]', "harbour-courier")


def test_copies_and_aliases_are_told(database, shipped):
    strike = shipped.article(STRIKE)
    documents = rows(database, "SELECT document FROM copies WHERE article = ?", strike)
    assert documents == [("courier/strike.txt",), ("courier/strike-again.txt",)]
    assert len(rows(database, "SELECT alias FROM article_aliases WHERE article = ?", strike)) == 1


def test_the_rights_are_kept(database):
    texts = dict(rows(database, "SELECT source, text FROM articles"))
    assert texts["tide-wire"] == ""
    assert "nine days at the most" not in texts["radio-meridian"]
    assert "hundreds of commuters" in texts["harbour-courier"]
    held = " ".join(text for (text,) in rows(database, "SELECT text FROM sentences"))
    assert "nine days at the most" not in held
    assert "the clerk said" not in held


def test_private_writes_all(shipped, tmp_path):
    export(shipped.archive(), load(shipped.content)[0], tmp_path / "all.sqlite", private=True)
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as opened:
        held = " ".join(text for (text,) in rows(opened, "SELECT text FROM articles"))
    assert "nine days at the most" in held
    assert "the clerk said" in held


def test_a_private_archive_is_not_written_as_if_it_were_cut(desk, tmp_path):
    desk.built(private=True)
    with pytest.raises(PrivateArchiveError):
        export(desk.archive(), load(desk.content)[0], tmp_path / "no.sqlite")
    assert not (tmp_path / "no.sqlite").exists()


def test_an_existing_file_is_left_alone(shipped, tmp_path):
    (tmp_path / "mine.sqlite").write_text("mine")
    with pytest.raises(FileExistsError):
        export(shipped.archive(), load(shipped.content)[0], tmp_path / "mine.sqlite")
    assert (tmp_path / "mine.sqlite").read_text() == "mine"


def test_two_exports_are_the_same(shipped, tmp_path):
    for name in ("one", "two"):
        export(shipped.archive(), load(shipped.content)[0], tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
