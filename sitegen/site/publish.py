"""Staged files in, a published folder out: validate, then commit. A journal lets the next run finish a crashed one.

The journal stays until the archive has noted what it says (``settle``): a file that no archive knows of could never be
deleted again.

Order: new files first (nothing leads to them yet), then changed ones, hubs last, deletions after that. Only files that
a build wrote are ever replaced or deleted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.model import Problem
from sitegen.plan import Changes

MARKER = ".sitegen"
MARKER_TEXT = (
    "This folder is written by sitegen: files that it published here are replaced and deleted by its builds.\n"
)


class NotOurFolderError(Exception):
    """The output folder holds files and no marker of ours: it may be somebody's work."""


@dataclass(frozen=True, slots=True)
class Commit:
    """What to do with the output: paths to move in from the staging folder, in order, and paths to delete after."""

    moves: tuple[str, ...]
    deletes: tuple[str, ...]


def claim(output: Path) -> None:
    """Make the output folder ours, or raise NotOurFolderError where it holds files and no marker."""
    marker = output / MARKER
    if output.is_dir() and not marker.exists() and any(output.iterdir()):
        raise NotOurFolderError(str(output))
    output.mkdir(parents=True, exist_ok=True)
    if not marker.exists():
        marker.write_text(MARKER_TEXT, "utf-8")


def stat(path: str) -> tuple[int, int] | None:
    """Return a file's size in bytes and its mtime in nanoseconds, None where there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 — a string: a first build looks at a hundred thousand
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def write_changes(path: Path, changes: Changes, later: Sequence[str] = ()) -> None:
    """Write what a build added, changed and deleted, beside the archive; and what stays ``later`` than it is needed."""
    whole = {"added": changes.added, "changed": changes.changed, "deleted": changes.deleted, "delete_later": [*later]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")


def commit(
    staging: Path, output: Path, journal: Path, todo: Commit, step: Callable[[int], None] = lambda _: None
) -> None:
    """Carry out a commit: write the journal, move, delete. Raises OSError where the disk refuses."""
    _write_journal(journal, todo)
    _carry_out(staging, output, todo, step)


def settle(staging: Path, journal: Path) -> None:
    """Drop the journal and what is left in the staging folder: the archive knows what was published."""
    journal.unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)


def recover(staging: Path, output: Path, journal: Path) -> Commit:
    """Finish a commit that was cut off and return it, to be noted and settled; an empty one where there was none."""
    if not journal.exists():
        return Commit((), ())
    data = json.loads(journal.read_text("utf-8"))
    todo = Commit(tuple(data["moves"]), tuple(data["deletes"]))
    _carry_out(staging, output, todo, lambda _: None)
    return todo


def strays(output: Path, made: Container[str]) -> tuple[Problem, ...]:
    """Return one warning for all files of the output that no build wrote, as far as is known; they are left alone."""
    paths = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    left = sorted(path for path in paths if path != MARKER and path not in made)
    if not left:
        return ()
    message = f"{len(left)} files here were published by no build that is known, this one first; they were left alone."
    return (Problem(left[0], 0, 0, "stray-file", "warning", message, "Delete them, unless they are yours."),)


def order(new: Iterable[str], changed: Iterable[str], hubs: Callable[[str], bool]) -> tuple[str, ...]:
    """Return paths in the order of publication: new, changed, hubs; each sorted."""
    added, altered = sorted(new), sorted(changed)
    quiet = [path for path in (*added, *altered) if not hubs(path)]
    return (*quiet, *sorted(path for path in (*added, *altered) if hubs(path)))


def _write_journal(journal: Path, todo: Commit) -> None:
    fresh = journal.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"moves": todo.moves, "deletes": todo.deletes}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(journal)


def _carry_out(staging: Path, output: Path, todo: Commit, step: Callable[[int], None]) -> None:
    for path in todo.moves:
        _move(f"{staging}/{path}", f"{output}/{path}")
        step(1)
    for path in todo.deletes:
        (output / path).unlink(missing_ok=True)
    _prune(output, todo.deletes)


def _move(source: str, target: str) -> None:
    """Put a file in its place; one that is not there any more was moved before a crash."""
    try:
        os.replace(source, target)  # noqa: PTH105 — strings: a first build moves a hundred thousand files
    except OSError:
        if os.path.isdir(target):  # noqa: PTH112 — as above
            raise
        if os.path.exists(source):  # noqa: PTH110 — as above
            _move_anew(source, target)


def _move_anew(source: str, target: str) -> None:
    """Put a file in its place where the folder is missing, or on another file system."""
    os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 — as above
    try:
        os.replace(source, target)  # noqa: PTH105 — as above
    except OSError:
        _copy(Path(source), Path(target))


def _copy(source: Path, target: Path) -> None:
    """Replace a file across file systems, never leaving half of it in place."""
    beside = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, beside)
    beside.replace(target)
    source.unlink()


def _prune(output: Path, deletes: Sequence[str]) -> None:
    """Remove folders that the deletions left empty."""
    for path in deletes:
        for folder in (output / path).parents:
            if folder == output or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
