"""What a build is made from besides documents and content, as digests: the program's own code, libraries, a theme."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import unidata_version

import sitegen
from sitegen.archive.store import digest
from sitegen.versions import version

INPUTS = "inputs"  # the fact that says what the published site was made from; empty while one is in the making
WARNINGS = "warnings"  # the fact that holds what the last build warned of, documents apart
ALL = (".",)
READERS = ("model.py", "ids.py", "edtf.py", "corpus", "reading", "stages.py")
FILERS = (*READERS, "rights.py", "filing.py", "postings.py", "archive")
MAKERS = ("model.py", "ids.py", "edtf.py", "rights.py", "references.py", "archive", "site")
LIBRARIES = (
    "ahocorasick-rs", "babel", "charset-normalizer", "jinja2", "lxml", "mistune", "numpy", "pagefind-bin",
    "py3langid", "python-slugify", "rapidfuzz", "rensa", "trafilatura",
)  # fmt: skip


@lru_cache(maxsize=1)
def _libraries() -> str:
    return digest(unidata_version, *(version(name) for name in LIBRARIES))


@lru_cache(maxsize=8)
def code(names: tuple[str, ...]) -> str:
    """Return a digest of parts of this package and of the libraries that what it makes depends on."""
    folder = Path(sitegen.__file__).parent
    sources = sorted(
        path for name in names for path in ([folder / name] if name.endswith(".py") else (folder / name).rglob("*"))
    )
    parts = [path.read_bytes() for path in sources if path.is_file() and path.suffix in (".py", ".sql", ".txt")]
    return digest(*(hashlib.sha256(part).digest() for part in parts), _libraries())


def theme(folder: Path) -> str:
    """Return a digest of all files of a theme."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(*((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths))


def digest_of(content: Path, templates: Path, base_url: str | None, *, private: bool) -> str:
    """Return a digest of all that a site is made from besides documents: while both stand, so does the site."""
    documents = content / "documents"
    parts = [
        (path.relative_to(content).as_posix(), path.read_bytes())
        for path in sorted(_files(content, documents))
        if not path.name.startswith(".")
    ]
    return digest(code(ALL), version("pagefind-bin"), theme(templates), parts, base_url, private)


def _files(folder: Path, without: Path) -> Iterator[Path]:
    """Yield the files under a folder, those of one folder in it left out."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path == without:
            continue
        if path.is_dir():
            yield from _files(path, without)
        elif path.is_file():
            yield path
