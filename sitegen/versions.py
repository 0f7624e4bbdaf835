"""Which version of a library is installed, read off the names of folders: importlib.metadata takes 30 ms to load."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

INFO = ".dist-info"


def version(name: str) -> str:
    """Return the version of an installed distribution. Raises importlib.metadata.PackageNotFoundError."""
    known = _installed().get(_folded(name))
    if known is None:
        from importlib import metadata  # noqa: PLC0415 — for what is installed in other ways

        known = metadata.version(name)
    return known


@lru_cache(maxsize=1)
def _installed() -> dict[str, str]:
    """Return the versions of all that lies, as wheels do, beside a folder NAME-VERSION.dist-info; the first counts."""
    found: dict[str, str] = {}
    for place in (Path(entry or ".") for entry in sys.path):
        for folder in place.glob(f"*{INFO}") if place.is_dir() else ():
            name, _, number = folder.name.removesuffix(INFO).partition("-")
            found.setdefault(_folded(name), number)
    return found


def _folded(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
