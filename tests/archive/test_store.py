"""What is written to the archive: once, whole, and gone when it should be."""

import sqlite3

import msgspec
import pytest

from sitegen.archive.queries import Archive
from sitegen.archive.rows import article_rows
from sitegen.archive.store import SCHEMA_VERSION, Published, Store, digest
from sitegen.model import Content, Problem, Ruling, Settings
from sitegen.plan import ARCHIVE


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "state" / ARCHIVE) as opened:
        yield opened


def rows(store: Store, table: str) -> int:
    return store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_fault_within_a_transaction_undoes_all_of_it(store):
    with pytest.raises(sqlite3.OperationalError), store.transaction():
        store.put_document("a.txt", "1", "k", (), ()) or store.db.execute("SELECT nothing")
    assert store.stats() == {}


@pytest.mark.parametrize(("most", "left"), [(1000, 0), (1 << 30, 1)])
def test_a_long_journal_is_put_away_once_its_transaction_is_done(store, monkeypatch, most, left):
    monkeypatch.setattr("sitegen.archive.store.LONG_JOURNAL", most)
    with store.transaction():
        store.put_document("a.txt", "1", "k", (), ())
    store.shorten()
    journal = store.path.with_name(f"{ARCHIVE}-wal")
    assert (journal.stat().st_size > 0) == left
    assert store.stats() == {"a.txt": "1"}


def test_a_document_comes_back_as_it_was_put(store):
    problem = Problem("a.txt", 1, 2, "code", "warning", "message", "hint")
    store.put_document("a.txt", "1:2:3", "key", (), (problem,))
    assert store.problems() == (problem,)
    assert (store.stats(), store.key_of("a.txt")) == ({"a.txt": "1:2:3"}, "key")
    store.touch_document("a.txt", "9")
    assert (store.stats(), store.key_of("a.txt")) == ({"a.txt": "9"}, "key")
    store.drop_documents(["a.txt"])
    assert (store.stats(), store.key_of("a.txt"), store.problems()) == ({}, None, ())


def test_what_was_published_is_noted_and_forgotten(store):
    one = Published("index.html", "home", "", "v", "d", 3, 4, "pages", "", "2026-03-04", "rows", 5)
    store.put_published([one])
    assert store.files() == [one]
    store.forget()
    assert store.files() == [one]
    assert list(store.published()) == [("index.html", 3, 4)]
    store.forget_files(["index.html"])
    assert store.files() == []


def test_the_content_of_the_last_good_site_comes_back_without_withdrawn_titles(store):
    assert store.last_good() is None
    content = Content(
        Settings(title="T"), rulings=(Ruling("withdraw", "a-secret-title-0a1b2c3d", reason="It was wrong."),)
    )
    store.keep(content, private=False)
    good = store.last_good()
    assert good is not None
    assert good.settings.title == "T"
    assert good.rulings[0].article == "0a1b2c3d"
    kept = store.db.execute("SELECT value FROM facts").fetchall()
    assert not [value for (value,) in kept if b"secret" in (value if isinstance(value, bytes) else value.encode())]


def test_content_that_this_version_cannot_read_is_none(store):
    for value in (msgspec.msgpack.encode({"settings": 7}), b"\xc1", b""):
        store.db.execute("INSERT OR REPLACE INTO facts VALUES ('filed from', ?)", (value,))
        assert store.last_good() is None


def test_an_archive_of_another_version_keeps_only_what_was_published(tmp_path):
    path = tmp_path / ARCHIVE
    with Store(path) as store:
        store.put_document("a.txt", "1", "k", (), ())
        store.put_published([Published("index.html", "home", "", "v", "d", 3, 4)])
        store.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with Store(path) as store:
        assert store.stats() == {}
        assert store.files() == [Published("index.html", "", "", "", "d", 3, 4)]


def test_the_archive_is_whole_when_it_is_closed_and_can_be_read_while_it_is_written(tmp_path):
    path = tmp_path / "an odd #name? 50%" / ARCHIVE
    with Store(path) as store:
        reader = Archive(path)
        with store.transaction():
            store.put_tombstones({"0a1b2c3d": "2026-01-20"})
            assert reader.tombstones() == ()
        assert reader.tombstones() == (("0a1b2c3d", "2026-01-20"),)
        reader.close()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_articles_go_with_all_that_links_to_them(copied):
    with Store(copied.state / ARCHIVE) as store:
        tables = ("articles", "aliases", "vocabularies", "mentions", "filings", "events", "timelines")
        assert all(rows(store, table) for table in tables)
        store.drop_articles(list(store.keys()))
        assert [table for table in tables if rows(store, table)] == []


def test_putting_an_article_twice_leaves_one(copied):
    filed = copied.archive().filed(copied.article("boats-stay"))
    tables = ("articles", "vocabularies", "mentions", "filings", "events", "timelines", "counts", "dates")
    made = article_rows("key", filed, b"words")
    with Store(copied.state / ARCHIVE) as store:
        before = [rows(store, table) for table in tables]
        store.put_articles([made, made])
        store.settle()
        assert [rows(store, table) for table in tables] == before
        assert store.keys()[filed.id] == store.key(filed.id) == "key"


def test_events_are_kept_only_where_their_sentence_may_be_shown(shipped):
    archive = shipped.archive()
    told = {name: archive.events_of_article(name) for name in archive.articles()}
    assert any(told.values())
    assert all(fact.sentence in archive.filed(name).shown for name, facts in told.items() for fact in facts)


def test_what_an_article_says_makes_its_digest_for_the_ledger(copied):
    with Store(copied.state / ARCHIVE) as store:
        before = store.released()
    copied.edit("site.toml", "The Averel Archive", "Another Name")
    copied.edit("topics/ferry-strike.md", "threshold: 3", "threshold: 99")
    copied.built()
    with Store(copied.state / ARCHIVE) as store:
        assert store.released() == before
    copied.edit("sources.yaml", "rights: full", "rights: excerpt")
    copied.built()
    with Store(copied.state / ARCHIVE) as store:
        changed = {name for name, made in store.released().items() if made != before[name]}
    assert changed == {copied.article("ferry-crews-stop")}


def test_digests_tell_values_apart():
    assert digest("a", "b") != digest("ab")
    assert digest(("a",), None) != digest(("a", None))
    assert len(digest()) == 32
    with pytest.raises(TypeError):
        digest({1, 2}.__iter__())
    assert msgspec.json.decode(msgspec.json.encode(Content()), type=Content) == Content()
