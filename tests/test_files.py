"""Files are found by their folders, in one order, without following links; what can't be read is said."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from sitegen.files import MOST_MOVED, Bytes, Found, Known, find, read


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"This is {path}.", "utf-8")


def paths(*folders: Path) -> list[str]:
    return [file.path for file in find(folders).files]


def codes(*folders: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in find(folders).problems]


def test_paths_are_relative_and_sorted_whatever_the_order_of_the_disk(tmp_path):
    names = ["b.txt", "a/z.txt", "a/b/c.md", "a.txt", "Ä.txt"]
    for place, order in (("one", names), ("two", names[::-1])):
        write(tmp_path / place, *order)
        assert paths(tmp_path / place) == sorted(names)


def test_a_file_is_described_by_its_stat(tmp_path):
    write(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(5, 123_456_789_000))
    (file,) = find([tmp_path]).files
    assert find([tmp_path]).problems == ()
    assert (file.size, file.mtime_ns) == (len("This is a.txt."), 123_456_789_000)
    assert file.ctime_ns == (tmp_path / "a.txt").stat().st_ctime_ns
    assert file.changed_ns == file.ctime_ns


def test_a_sidecar_goes_with_its_document(tmp_path):
    write(tmp_path, "a.txt", "a.txt.meta.yaml", "a.md", "b/a.txt")
    found = {file.path: file for file in find([tmp_path]).files}
    assert list(found) == ["a.md", "a.txt", "b/a.txt"]
    assert found["a.txt"].sidecar.path == "a.txt.meta.yaml"
    assert found["a.md"].sidecar is found["b/a.txt"].sidecar is None


def test_a_changed_sidecar_changes_the_documents_stat(tmp_path):
    write(tmp_path, "a.txt", "a.txt.meta.yaml")
    before = find([tmp_path]).files[0].stat
    (tmp_path / "a.txt.meta.yaml").write_text("source: b", "utf-8")
    assert find([tmp_path]).files[0].stat != before


def test_a_sidecar_without_a_document_is_said(tmp_path):
    write(tmp_path, "a.meta.yaml", "a.txt")
    assert paths(tmp_path) == ["a.txt"]
    assert codes(tmp_path) == [("a.meta.yaml", "sidecar-alone")]


def test_hidden_files_and_litter_are_not_looked_at(tmp_path):
    write(tmp_path, ".hidden.txt", ".git/a.txt", "Thumbs.db", "a.txt~", ".a.txt.swp", "a.txt")
    assert paths(tmp_path) == ["a.txt"]
    assert codes(tmp_path) == []


def test_links_are_not_followed_but_said(tmp_path):
    write(tmp_path / "elsewhere", "secret.txt")
    write(tmp_path / "documents", "a.txt")
    (tmp_path / "documents" / "file.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (tmp_path / "documents" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "documents" / "loop").symlink_to(tmp_path / "documents")
    assert paths(tmp_path / "documents") == ["a.txt"]
    assert codes(tmp_path / "documents") == [("file.txt", "link"), ("folder", "link"), ("loop", "link")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_no_document(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert find([tmp_path]) == Found(())


def test_several_folders_are_one_corpus(tmp_path):
    write(tmp_path, "one/a.txt", "two/b.txt")
    assert paths(tmp_path / "one", tmp_path / "two") == ["a.txt", "b.txt"]


def test_of_several_folders_the_same_path_is_told_apart_and_nothing_is_lost(tmp_path):
    write(tmp_path, "one/a.txt", "two/a.txt", "two/a.txt.meta.yaml", "three/two/a.txt")
    files = find([tmp_path / "one", tmp_path / "two", tmp_path / "three"]).files
    assert [file.path for file in files] == ["a.txt", "three/two/a.txt", "two/a.txt"]
    assert next(file for file in files if file.path == "two/a.txt").sidecar.path == "two/a.txt.meta.yaml"


def test_a_folder_within_another_is_read_once(tmp_path):
    write(tmp_path, "a.txt", "b/c.txt")
    assert paths(tmp_path / "b", tmp_path, tmp_path) == ["a.txt", "b/c.txt"]


def test_a_folder_that_is_missing_is_said(tmp_path):
    assert codes(tmp_path / "nowhere") == [("nowhere", "unreadable")]


def test_deep_folders_are_walked(tmp_path):
    path = "/".join(["d"] * 300) + "/a.txt"
    place = tmp_path
    for name in path.split("/")[:-1]:
        place = place / name
    place.mkdir(parents=True)
    (place / "a.txt").write_text("Deep.", "utf-8")
    assert paths(tmp_path) == [path]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX names")
def test_a_name_that_is_not_utf_8_is_said(tmp_path):
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))).write_text("x", "utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert codes(tmp_path) == [("?.txt", "bad-name")]


def test_reading_gives_the_bytes_and_their_digest(tmp_path):
    write(tmp_path, "a.txt")
    (file,) = find([tmp_path]).files
    data = b"This is a.txt."
    assert read(file, 1000) == Bytes(data, hashlib.sha256(data).hexdigest())


def test_of_a_file_above_the_limit_one_byte_more_is_read(tmp_path):
    write(tmp_path, "a.txt")
    (file,) = find([tmp_path]).files
    assert read(file, 4).data == b"This "


def test_a_file_that_went_or_became_something_else_is_a_problem(tmp_path):
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    gone, folder, link = find([tmp_path]).files
    for file in (gone, folder, link):
        Path(file.location).unlink()
    Path(folder.location).mkdir()
    Path(link.location).symlink_to(__file__)
    assert [read(file, 1000).code for file in (gone, folder, link)] == ["unreadable"] * 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions don't bind root")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path):
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    (file,) = find([tmp_path]).files
    assert read(file, 1000).code == "unreadable"


# ---------------------------------------------------------------- told what changed


def add(folder: Path) -> list[str]:
    write(folder, "new.txt", "deep/new.md")
    return ["new.txt", "deep/new.md"]


def change(folder: Path) -> list[str]:
    (folder / "a.txt").write_text("Other words.")
    return ["a.txt"]


def replace_with_sidecar(folder: Path) -> list[str]:
    (folder / "described.txt").write_text("Other words.")
    return ["described.txt"]


def delete(folder: Path) -> list[str]:
    (folder / "deep/b.txt").unlink()
    return ["deep/b.txt"]


def delete_with_sidecar(folder: Path) -> list[str]:
    (folder / "described.txt").unlink()
    return ["described.txt"]


def describe(folder: Path) -> list[str]:
    write(folder, "a.txt.meta.yaml")
    return ["a.txt.meta.yaml"]


def describe_first(folder: Path) -> list[str]:
    write(folder, "c.txt.meta.yaml", "c.txt")
    return ["c.txt"]


def rename_a_folder(folder: Path) -> list[str]:
    (folder / "deep").rename(folder / "deeper")
    return ["deep", "deeper"]


def link(folder: Path) -> list[str]:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    return ["link.txt"]


def look_through_a_link(folder: Path) -> list[str]:
    (folder / "linked").symlink_to(folder / "deep")
    write(folder, "deep/c.txt")
    return ["linked/c.txt", "deep/c.txt"]


def leave_litter(folder: Path) -> list[str]:
    write(folder, ".a.txt.swp", "a.txt~", ".git/index.txt")
    return [".a.txt.swp", "a.txt~", ".git/index.txt"]


def elsewhere(_: Path) -> list[str]:
    return ["../topics/tides.md", "../documents-of-old/a.txt"]


CHANGES = (
    add, change, replace_with_sidecar, delete, delete_with_sidecar, describe, describe_first, rename_a_folder, link,
    look_through_a_link, leave_litter, elsewhere,
)  # fmt: skip


@pytest.mark.parametrize("make", CHANGES)
def test_who_is_told_what_changed_finds_what_a_new_look_finds_and_tells_what_moved(tmp_path, make):
    folder, known = tmp_path / "documents", Known()
    write(folder, "a.txt", "deep/b.txt", "described.txt", "described.txt.meta.yaml")
    before = Found(())
    for changed in (lambda _: [], make, change):
        known.note([os.path.normpath(folder / path) for path in changed(folder)])
        found = known.find([folder])
        assert found._replace(moved=None) == find([folder])
        others = {one.path for one in {*before.files} ^ {*found.files}}
        assert found.moved is None or found.moved >= others
        before = found


@pytest.mark.parametrize("make", [add, change, delete, leave_litter, elsewhere])
def test_for_what_is_said_by_its_path_no_folder_is_looked_through(tmp_path, make, monkeypatch):
    folder, known = tmp_path / "documents", Known()
    write(folder, "a.txt", "deep/b.txt", "described.txt", "described.txt.meta.yaml")
    known.find([folder])
    known.note([os.path.normpath(folder / path) for path in make(folder)])
    wanted = find([folder])
    monkeypatch.setattr(os, "scandir", None)
    found = known.find([folder])
    assert found.moved is not None
    assert found.files == wanted.files


def test_where_much_changed_what_was_not_told_is_found(tmp_path):
    known, names = Known(), [f"{number}.txt" for number in range(MOST_MOVED + 1)]
    known.find([tmp_path])
    write(tmp_path, *names, "lost.txt")
    known.note(str(tmp_path / name) for name in names)
    assert known.find([tmp_path]) == find([tmp_path])


def test_several_folders_are_always_looked_through(tmp_path):
    known = Known()
    for name in ("one", "two"):
        write(tmp_path / name, "a.txt")
    known.find([tmp_path / "one", tmp_path / "two"])
    write(tmp_path / "two", "b.txt")
    known.note([str(tmp_path / "two/b.txt")])
    assert known.find([tmp_path / "one", tmp_path / "two"]) == find([tmp_path / "one", tmp_path / "two"])
