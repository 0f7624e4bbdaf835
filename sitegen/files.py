"""Folders of documents in, records of the files out, and their bytes: the disk's side of the corpus.

The one idea: a file is known by its path relative to its folder, by its stat and by its bytes; nothing else of the disk
is seen. Links are not followed, hidden files are not looked at, and what can't be read is a problem, never silence.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from sitegen.model import Problem

SIDECAR_SUFFIX = ".meta.yaml"
# Files that systems and editors leave behind: no documents, and no news to the editor.
LITTER = frozenset({"Thumbs.db", "desktop.ini", "ehthumbs.db"})
LITTER_SUFFIXES = ("~", ".swp", ".tmp", ".part", ".crdownload")
MOST_MOVED = 100  # paths: of a larger burst, some may have been lost, and a look at all takes little longer


class File(NamedTuple):
    """A file as the disk describes it: POSIX path relative to its folder, size in bytes, times in nanoseconds.

    ``location`` is where it is, ``own`` its size and times as text; ``sidecar`` is the file ``NAME.meta.yaml`` beside
    it. A plain tuple: a folder may hold a hundred thousand of them.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    location: str
    own: str
    sidecar: File | None = None

    @property
    def stat(self) -> str:
        """Return size and times of the file and its sidecar as text: while it stays, the bytes are not read again."""
        return f"{self.own}+{self.sidecar.own}" if self.sidecar else self.own

    @property
    def changed_ns(self) -> int:
        """Return when the file or its sidecar last changed (ns): a stat as young as a build proves nothing."""
        return max(self.mtime_ns, self.ctime_ns, self.sidecar.changed_ns if self.sidecar else 0)


@dataclass(frozen=True, slots=True)
class Bytes:
    """What a file holds, and the SHA-256 of it in hex."""

    data: bytes
    sha256: str


class Found(NamedTuple):
    """Documents sorted by path, each with its sidecar, and what can't be looked at.

    ``moved`` are the paths of all that came, went or changed since the last look; None where any may have.
    """

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()
    moved: frozenset[str] | None = None


def find(folders: Sequence[Path]) -> Found:
    """Return the documents under the folders.

    Of several folders that hold the same path, the later ones put their own name before it.
    """
    files: dict[str, File] = {}
    problems: list[Problem] = []
    for folder in _apart(folders):
        found: list[File] = []
        for thing in _walk(folder, ""):
            (found if isinstance(thing, File) else problems).append(thing)  # type: ignore[arg-type]
        documents, faults = _paired(found)
        problems += faults
        for file in documents:
            path = _free(file.path, folder.name, files)
            files[path] = file if path == file.path else _moved(file, path)
    return Found(tuple([files[path] for path in sorted(files)]), tuple(sorted(problems)))


class Known:
    """Documents as a long-lived process finds them that is told which paths change: only those are looked at again.

    Where they can't be told by that (a folder came or went, a sidecar, a link, anything amiss), or where so many
    changed that some may not have been told, all are looked for.
    """

    def __init__(self) -> None:
        self._files: dict[str, File] | None = None
        self._root, self._moved = "", set[str]()

    def note(self, paths: Iterable[str]) -> None:
        """Note paths that changed, absolute and without links."""
        self._moved.update(paths)

    def find(self, folders: Sequence[Path]) -> Found:
        """Return what the function ``find`` does, and what moved where that is known."""
        told, self._moved = self._moved, set()
        roots = [str(folder) for folder in _apart(folders)]
        few = len(told) <= MOST_MOVED
        if self._files is not None and roots == [self._root] and few and all(map(self._look, told)):
            moved = frozenset(path for one in told if (path := self._path(one)))
            return Found(tuple([self._files[path] for path in sorted(self._files)]), moved=moved)
        found = find(folders)
        sure = len(roots) == 1 and not found.problems
        self._files, self._root = ({file.path: file for file in found.files}, roots[0]) if sure else (None, "")
        return found

    def _path(self, location: str) -> str:
        """Return the path of a document, nothing of what is none or lies elsewhere."""
        inside = location.startswith(f"{self._root}{os.sep}")
        path = location.removeprefix(f"{self._root}{os.sep}").replace(os.sep, "/")
        return path if inside and not any(map(_is_litter, path.split("/"))) else ""

    def _look(self, location: str) -> bool:
        """Look at a path again; tell whether that was enough."""
        path = self._path(location)
        if not path:
            return True
        files = cast("dict[str, File]", self._files)
        known = files.get(path)
        try:
            now = os.lstat(location)
        except OSError:
            files.pop(path, None)
            return known is not None and known.sidecar is None
        parent = os.path.dirname(location)  # noqa: PTH120 — strings, as everywhere here
        plain = stat.S_ISREG(now.st_mode) and os.path.realpath(parent) == parent and _is_text(path)
        if not plain or path.endswith(SIDECAR_SUFFIX) or not (known or _is_alone(location)):
            return False
        files[path] = _file(path, now, location)._replace(sidecar=known.sidecar if known else None)
        return True


def _is_alone(location: str) -> bool:
    return not os.path.lexists(location + SIDECAR_SUFFIX)


def read(file: File, limit: int) -> Bytes | Problem:
    """Return the file's first ``limit`` + 1 bytes, so that one too large shows; a problem where it can't be read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(file.location, flags), "rb") as stream:  # noqa: PTH123 — a descriptor opened without following links
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return _unreadable(file.path, "it is no file any more")
            data = stream.read(limit + 1)
    except OSError as fault:
        return _unreadable(file.path, fault.strerror or "unknown fault")
    return Bytes(data, hashlib.sha256(data).hexdigest())


# ---------------------------------------------------------------- walking


def _apart(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the folders, without those that stand in another one: their files would be found twice."""
    real = [folder.resolve() for folder in folders]
    for index, folder in enumerate(real):
        inside = any(other in folder.parents for other in real)
        if not inside and folder not in real[:index]:
            yield folder


def _walk(folder: Path, prefix: str) -> Iterator[File | Problem]:
    """Yield the files under a folder, and a problem for each thing that can't be looked at; no recursion."""
    waiting = [(str(folder), prefix)]
    while waiting:
        place, path = waiting.pop()
        try:
            with os.scandir(place) as entries:
                listed = list(entries)
        except OSError as fault:
            yield _unreadable(path.rstrip("/") or folder.name, fault.strerror or "unknown fault")
            continue
        for entry in listed:
            if _is_litter(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{path}{entry.name}/"))
            elif thing := _entry(entry, path + entry.name):
                yield thing


def _is_litter(name: str) -> bool:
    return name[0] == "." or name in LITTER or name.endswith(LITTER_SUFFIXES)


def _entry(entry: os.DirEntry[str], path: str) -> File | Problem | None:
    """Return an entry of a folder as a file; None for pipes, sockets and devices."""
    if not _is_text(path):
        shown = path.encode("utf-8", "replace").decode()
        return _warning(shown, "bad-name", "the file's name is not UTF-8; it is left out.", "Rename it.")
    if entry.is_symlink():
        return _warning(path, "link", "links are not followed; it is left out.", "Put the file itself here.")
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        found = entry.stat(follow_symlinks=False)
    except OSError as fault:
        return _unreadable(path, fault.strerror or "unknown fault")
    return _file(path, found, entry.path)


def _file(path: str, found: os.stat_result, location: str) -> File:
    size, modified, changed = found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return File(path, size, modified, changed, location, f"{size}:{modified}:{changed}")


def _is_text(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _paired(files: Iterable[File]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """Return the documents, each with its sidecar, and a problem for each sidecar without a document."""
    by_path = {file.path: file for file in files}
    sidecars = {path.removesuffix(SIDECAR_SUFFIX): by_path[path] for path in by_path if path.endswith(SIDECAR_SUFFIX)}
    beside = {path: file._replace(sidecar=sidecars[path]) for path, file in by_path.items() if path in sidecars}
    documents = tuple([beside.get(path, file) for path, file in by_path.items() if not path.endswith(SIDECAR_SUFFIX)])
    lonely = tuple(
        _warning(
            file.path, "sidecar-alone", f'there is no document "{path}".', "Name it after its document's whole name."
        )
        for path, file in sidecars.items()
        if path not in by_path
    )
    return documents, lonely


def _free(path: str, folder: str, taken: dict[str, File]) -> str:
    """Return a path that no other file has: the folder's name goes before it, as often as it must."""
    while path in taken:
        path = f"{folder}/{path}"
    return path


def _moved(file: File, path: str) -> File:
    beside = file.sidecar and _moved(file.sidecar, path + SIDECAR_SUFFIX)
    return file._replace(path=path, sidecar=beside)


# ---------------------------------------------------------------- problems


def _warning(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, "warning", message, hint)


def _unreadable(path: str, reason: str) -> Problem:
    return _warning(path, "unreadable", f"it can't be read ({reason}); it is left out.", "Check its permissions.")
