"""What stands of the last build: looked at here or by another process, the answer is the same."""

import os

import pytest

from sitegen import standing
from sitegen.archive.store import Published, Store
from sitegen.plan import ARCHIVE

NAMES = ["index.html", "a/index.html", "é/index.html", "gone.html", "longer.html", "older.html", "line\nend.html"]
HARMED = ["gone.html", "line\nend.html", "longer.html", "older.html"]


@pytest.fixture
def site(tmp_path):
    """A site of a few files, some of which are not what they were, and the archive that tells what they were."""
    output, archive = tmp_path / "public", tmp_path / ARCHIVE
    with Store(archive) as store, store.transaction():
        for name in NAMES:
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
            held = path.stat()
            store.put_file(Published(name, "topic", name, "", "", held.st_size, held.st_mtime_ns), staged=True)
            store.put_stats([(held.st_size, held.st_mtime_ns, name)])
    (output / "gone.html").unlink()
    (output / "line\nend.html").unlink()
    (output / "longer.html").write_text("longer than it was")
    os.utime(output / "older.html", ns=(0, 0))
    return archive, output


def looked(archive, output, *, pending=False):
    def published():
        with Store(archive) as store:
            return list(store.published())

    with standing.look(archive, output, pending=pending) as look:
        return sorted(look.altered(published))


def test_files_that_are_gone_or_were_altered_are_told(site):
    assert looked(*site) == HARMED


def test_another_process_tells_the_same(site, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "altered", None)  # nothing is looked at here
    assert looked(*site) == HARMED


@pytest.mark.parametrize("words", ["import sys; sys.exit(1)", "print()", "print('x')", "no python"])
def test_where_the_other_process_fails_this_one_looks(site, monkeypatch, words):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "_LOOK", words)
    assert looked(*site) == HARMED


def test_what_is_pending_is_left_to_this_process(site, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "_LOOK", "import time; time.sleep(60)")
    assert looked(*site, pending=True) == HARMED


def test_a_look_that_nobody_asks_for_ends_with_the_build(site, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "_LOOK", "import time; time.sleep(60)")
    with standing.look(*site, pending=False):
        pass


def test_the_archive_may_be_written_to_once_it_was_read(site, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    archive, output = site
    with standing.look(archive, output, pending=False) as look:
        look.begun()
        with Store(archive) as store, store.transaction():
            store.forget_files(NAMES)
        assert sorted(look.altered(list)) == HARMED
