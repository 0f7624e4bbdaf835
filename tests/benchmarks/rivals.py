"""Where other generators are found, the folder that each wants, the command that builds it.

A rival is the program that its environment variable names, else the one of its name on PATH: SITEGEN_HUGO,
SITEGEN_PELICAN, SITEGEN_ELEVENTY. Hugo's package for Python wraps a binary, which is run itself: the wrapper costs a
second. Pagefind is the binary that our own package depends on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pagefind_bin import get_executable

from tests.benchmarks import export
from tests.benchmarks.generate import put

THEMES = Path(__file__).parent / "themes"
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another generator: how its folder is laid out, its articles are written and its site is built.

    ``layout`` copies the theme and writes the names into a folder; ``articles`` is where the articles go in it.
    """

    name: str
    arguments: tuple[str, ...]
    form: export.Form
    articles: str
    layout: Callable[[Path, int], None]

    @property
    def variable(self) -> str:
        """Return the environment variable that names the program."""
        return f"SITEGEN_{self.name.upper()}"

    def program(self) -> Path | None:
        """Return the program, None where it is not installed."""
        named = os.environ.get(self.variable) or shutil.which(self.name)
        path = Path(named).absolute() if named else None
        return _binary(path) if path and path.exists() else None

    def command(self) -> tuple[str, ...]:
        """Return the words that build the site; they are run in the folder."""
        return (str(self.program()), *self.arguments)

    def version(self) -> str:
        """Return what the program says of itself."""
        said = _said([str(self.program()), "version" if self.name == "hugo" else "--version"])
        return f"{self.name.capitalize()} {said.removeprefix('hugo ').split('-')[0].lstrip('v')}"

    def write(self, folder: Path, number: int, seed: int = 1) -> None:
        """Write theme, names and every article of a corpus into a folder."""
        self.layout(folder, number)
        export.write(folder / self.articles, self.form, number, seed)

    def add(self, folder: Path, number: int, place: int, seed: int = 1) -> None:
        """Add one article to a corpus of so many."""
        article = export.added(number, place, seed)
        put(folder / self.articles / export.place(article), self.form(article))


def _binary(program: Path) -> Path:
    """Return the binary that Hugo's package for Python wraps, any other program as it is."""
    inner = sorted(program.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return inner[0] if program.name == "hugo" and inner else program


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().partition("\n")[0]


# ---------------------------------------------------------------- folders


def _names(path: Path, number: int) -> None:
    put(path, json.dumps(export.about(number)))


def _hugo(folder: Path, number: int) -> None:
    shutil.copytree(THEMES / "hugo", folder, dirs_exist_ok=True)
    _names(folder / "data/names.json", number)


def _pelican(folder: Path, number: int) -> None:
    (folder / "theme" / "static").mkdir(parents=True, exist_ok=True)
    shutil.copytree(THEMES / "pelican" / "templates", folder / "theme" / "templates", dirs_exist_ok=True)
    shutil.copy(THEMES / "pelican" / "pelicanconf.py", folder)
    _names(folder / "names.json", number)


def _eleventy(folder: Path, number: int) -> None:
    for path in ("eleventy.config.mjs", "parts.mjs"):
        put(folder / path, (THEMES / "eleventy" / path).read_text("utf-8"))
    put(folder / "package.json", '{"type": "module"}')
    shutil.copytree(THEMES / "eleventy" / "theme", folder / "theme", dirs_exist_ok=True)
    shutil.copytree(THEMES / "eleventy" / "content", folder / "content", dirs_exist_ok=True)
    _names(folder / "data/names.json", number)


HUGO = Rival("hugo", ("--quiet", "--destination", PUBLIC), export.hugo, "content/articles", _hugo)
PELICAN = Rival(
    "pelican",
    ("content", "--output", PUBLIC, "--settings", "pelicanconf.py", "--quiet"),
    export.pelican,
    "content",
    _pelican,
)
ELEVENTY = Rival(
    "eleventy", ("--config=eleventy.config.mjs", "--quiet"), export.eleventy, "content/articles", _eleventy
)
RIVALS = (HUGO, PELICAN, ELEVENTY)


def pagefind() -> tuple[str, ...]:
    """Return the words that index the site that a rival built; they are run in its folder."""
    return (str(get_executable()), "--site", PUBLIC, "--quiet")
