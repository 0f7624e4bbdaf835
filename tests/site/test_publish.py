"""From a staging folder to a published one: in order, and whole after a crash at any place."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.plan import Changes
from sitegen.site import publish
from sitegen.site.publish import Commit, NotOurFolderError, claim, commit, order, recover, settle, stat, strays
from tests.conftest import tree


class PowerCutError(Exception):
    pass


@pytest.fixture
def place(tmp_path):
    """Staging, output and journal, with a site of three files and a commit that adds, changes and deletes."""
    staging, output = tmp_path / "staging", tmp_path / "public"
    claim(output)
    for name in ("index.html", "a/index.html", "old/deep/index.html"):
        write(output, name, "before")
    for name in ("new/index.html", "a/index.html", "index.html"):
        write(staging, name, "after")
    return staging, output, tmp_path / "journal.json"


TODO = Commit(("new/index.html", "a/index.html", "index.html"), ("old/deep/index.html",))
DONE = {"index.html": b"after", "a/index.html": b"after", "new/index.html": b"after"}


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def site(output: Path) -> dict[str, bytes]:
    return {name: content for name, content in tree(output).items() if name != publish.MARKER}


def test_a_commit_moves_deletes_and_leaves_no_empty_folder(place):
    staging, output, journal = place
    commit(staging, output, journal, TODO)
    assert site(output) == DONE
    assert not (output / "old").exists()
    assert journal.exists()  # until the archive has noted it
    settle(staging, journal)
    assert not journal.exists()
    assert not staging.exists()


@pytest.mark.parametrize("moves", range(1, 4))
def test_a_commit_cut_off_anywhere_is_finished(place, moves):
    staging, output, journal = place
    left = [moves]

    def step(_: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        commit(staging, output, journal, TODO, step)
    assert recover(staging, output, journal) == TODO
    assert site(output) == DONE
    assert recover(staging, output, journal) == TODO  # once more does no harm
    assert site(output) == DONE


def test_where_nothing_was_cut_off_there_is_nothing_to_finish(place):
    staging, output, journal = place
    before = site(output)
    assert recover(staging, output, journal) == Commit((), ())
    assert site(output) == before


def test_across_file_systems_a_file_is_copied_and_then_replaced(place, monkeypatch):
    staging, output, journal = place
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.is_relative_to(staging):
            raise OSError(errno.EXDEV, "another file system")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    commit(staging, output, journal, TODO)
    assert site(output) == DONE


def test_a_folder_where_a_file_should_go_is_the_machines_fault(place):
    staging, output, journal = place
    (output / "new" / "index.html").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        commit(staging, output, journal, TODO)
    assert journal.exists()


def test_a_folder_is_claimed_when_it_is_new_empty_or_ours(tmp_path):
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty"):
        folder.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty"):
        claim(folder)
        write(folder, "index.html", "x")
        claim(folder)
    (tmp_path / "theirs").mkdir()
    write(tmp_path / "theirs", ".hidden", "x")
    with pytest.raises(NotOurFolderError):
        claim(tmp_path / "theirs")
    assert set(tree(tmp_path / "theirs")) == {".hidden"}


NAMES = st.sets(st.sampled_from([f"{one}/index.html" for one in "abcdefgh"] + ["index.html", "feed.xml"]))


@given(NAMES, NAMES)
def test_new_files_come_before_changed_ones_and_hubs_last(new, changed):
    hubs = {"index.html", "feed.xml"}
    new = new - changed
    made = order(new, changed, hubs.__contains__)
    assert sorted(made) == sorted(new | changed)
    ranks = [2 if path in hubs else int(path in changed) for path in made]
    assert ranks == sorted(ranks)


def test_strays_are_one_warning_that_counts_them(place):
    _, output, _ = place
    assert strays(output, {"index.html", "a/index.html", "old/deep/index.html"}) == ()
    (one,) = strays(output, {"index.html"})
    assert (one.path, one.severity) == ("a/index.html", "warning")
    assert one.message.startswith("2 files")


def test_what_is_noted_is_size_and_time(place):
    _, output, _ = place
    os.utime(output / "index.html", ns=(1, 2_000_000_000))
    assert stat(output / "index.html") == (6, 2_000_000_000)
    assert stat(output / "gone.html") is None


def test_changes_are_written_as_json(tmp_path):
    publish.write_changes(tmp_path / "changes.json", Changes(("a",), ("ü",), ()), ["old"])
    assert (tmp_path / "changes.json").read_text("utf-8") == (
        '{\n "added": [\n  "a"\n ],\n "changed": [\n  "ü"\n ],\n "deleted": [],\n "delete_later": [\n  "old"\n ]\n}\n'
    )
