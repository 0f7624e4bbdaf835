"""The files of the last build: which of them don't stand as they were written.

A large site is looked at by another process from the start of a build on, while this one looks at what goes in.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sitegen.archive.queries import Archive

Published = Iterable[tuple[str, int, int]]
"""Path, size in bytes and mtime in nanoseconds of files."""

LARGE = 500_000_000
"""Bytes of an archive whose files take longer to look at than a process takes to start: some 20,000 articles."""

_LOOK = "import sys; from sitegen.standing import tell; tell(*sys.argv[1:])"
_READ, _END = b"\n", b"\0\n"  # what the other process says when it has read the archive, and when it has looked


def altered(published: Iterable[tuple[str, int, int]], folder: Path) -> list[str]:
    """Return the paths of files that don't stand in a folder as they were written.

    ``published`` are path, size in bytes and mtime in nanoseconds.
    """
    start, look, found = f"{folder}/", os.stat, []
    for path, size, mtime in published:  # a hundred thousand of them: plain strings, no objects
        try:
            now = look(start + path)
        except OSError:
            found.append(path)
        else:
            if now.st_size != size or now.st_mtime_ns != mtime:
                found.append(path)
    return found


class Look:
    """A look at the files of the last build, by another process where one has started."""

    def __init__(self, output: Path, child: subprocess.Popen[bytes] | None = None) -> None:
        self._output, self._child = output, child
        self._said: bytes | None = None

    def begun(self) -> None:
        """Wait until the archive may be written to: the other process reads it as it stands."""
        if self._child and self._child.stdout and self._said is None:
            self._said = self._child.stdout.readline()

    def altered(self, published: Callable[[], Published]) -> list[str]:
        """Return the paths of files that don't stand as they were written."""
        self.begun()
        if self._child and self._said == _READ:
            said, _ = self._child.communicate()
            self._said = said
        if self._child and self._said and self._said.endswith(_END):
            return [os.fsdecode(path) for path in self._said.removesuffix(_END).split(b"\0") if path]
        return altered(published(), self._output)


@contextmanager
def look(archive: Path, output: Path, *, pending: bool) -> Iterator[Look]:
    """Yield a look, begun where the archive is large; ``pending``: files are still to be put in their places."""
    if pending or not archive.exists() or archive.stat().st_size < LARGE:
        yield Look(output)
        return
    command = (sys.executable, "-c", _LOOK, archive, output)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:  # noqa: S603 — our own words, and two paths
        try:
            yield Look(output, child)
        finally:
            child.kill()


def tell(archive: str, output: str) -> None:
    """Look, and write what was found to standard output."""
    with closing(Archive(Path(archive), still=True)) as opened:
        published = list(opened.published())
    sys.stdout.buffer.write(_READ)
    sys.stdout.buffer.flush()
    found = altered(published, Path(output))
    sys.stdout.buffer.write(b"".join(os.fsencode(path) + b"\0" for path in found) + _END)
