"""One build at a time in a state folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(OSError):
    """Another build holds the state folder."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold a state folder for this process; the system lets go of it even after a crash. Raises LockedError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise LockedError(f"{folder}: another build is at work here") from fault
        yield
