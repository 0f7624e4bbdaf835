"""A new archive in an empty folder: a small example that builds, to be replaced by the editor's own."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

IGNORED = "/public/\n/.sitegen/\n"


class NotEmptyError(Exception):
    """The folder holds files already."""


def new(folder: Path) -> None:
    """Write the example's content/ and a .gitignore into a new or empty folder. Raises NotEmptyError, OSError."""
    if folder.exists() and any(folder.iterdir()):
        raise NotEmptyError(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files("sitegen") / "starter") as starter:
        shutil.copytree(starter, folder / "content")
    (folder / ".gitignore").write_text(IGNORED, "utf-8")
