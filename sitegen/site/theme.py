"""A folder of templates in; the files that its pages need, its catalogue, and what each template rests on, out.

A template rests on all that it extends, includes or imports, on the catalogue of the site's language, and on the names
of the files that it asks for. Its digest covers these and no more, so that a change touches no other page.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

ASSETS = ("style.css", "favicon.svg", "scripts/search.js", "scripts/policy.js")
KEPT = 256  # templates of which it is known what they name
CATALOGUE = "locales/{language}/LC_MESSAGES/messages.po"

# A tag that names another template, and what may follow its name where that is a plain text.
_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_NAME = re.compile(r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:(?:import|as|with|without|ignore)\b.*)?""", re.DOTALL)
_ASSET = re.compile(r"""\basset\b(?:\s*\(\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\))?""")
_ANY_ASSET = re.compile(r"\bassets\b")


def assets(templates: Path) -> dict[str, tuple[str, bytes]]:
    """Return asset -> (site path with a digest in its name, bytes)."""
    found = {}
    for name in ASSETS:
        if (templates / name).is_file():
            data = (templates / name).read_bytes()
            path = Path(name)
            found[name] = (f"assets/{path.stem}.{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}", data)
    return found


# ---------------------------------------------------------------- languages


def catalogue(templates: Path, language: str) -> tuple[str, bytes] | None:
    """Return the tag and the bytes of the ``.po`` file of a language, or of the language without its region."""
    for tag in (language, language.partition("-")[0]):
        path = templates / CATALOGUE.format(language=tag)
        if path.is_file():
            return tag, path.read_bytes()
    return None


def translations(templates: Path, language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language, read from its ``.po`` file; English where there is none."""
    found = catalogue(templates, language)
    if found is None:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to import, and English asks for none
    from babel.messages.pofile import read_po  # noqa: PLC0415

    tag, data = found
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(data), locale=tag.replace("-", "_")))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# ---------------------------------------------------------------- what a template rests on


@lru_cache(maxsize=KEPT)
def references(source: str) -> frozenset[str] | None:
    """Return the templates that a template names itself; None where a name is worked out, so that it may be any.

    >>> sorted(references('{% extends "base.html" %}{% from "parts/lines.html" import line with context %}'))
    ['base.html', 'parts/lines.html']
    >>> references('{% include "parts/" ~ view.kind %}') is None
    True
    """
    named = [_NAME.fullmatch(tag[1]) for tag in _TAG.finditer(source)]
    if not all(named):
        return None
    return frozenset(match[1] or match[2] or "" for match in named if match)


@lru_cache(maxsize=KEPT)
def asked_for(source: str, names: frozenset[str]) -> frozenset[str]:
    """Return which of the assets ``names`` a template asks for; all where it works the name out.

    >>> known = frozenset(ASSETS)
    >>> sorted(asked_for('{{ asset("style.css")|link }}', known)), len(asked_for("{{ asset(view.file) }}", known))
    (['style.css'], 4)
    """
    calls = [match[1] or match[2] for match in _ASSET.finditer(source)] if "asset" in source else []
    if None in calls or _ANY_ASSET.search(source):
        return names
    return names.intersection(calls)


def closure(name: str, named: Mapping[str, frozenset[str] | None]) -> frozenset[str]:
    """Return a template and all that it rests on, given what each names; what is named and isn't there is included.

    >>> sorted(closure("day.html", {"day.html": frozenset({"base.html", "lost.html"}), "base.html": frozenset()}))
    ['base.html', 'day.html', 'lost.html']
    """
    found: set[str] = set()
    waiting = {name}
    while waiting:
        found |= waiting
        next_ = (named.get(one, frozenset()) for one in waiting)
        waiting = {one for names in next_ for one in (named if names is None else names)} - found
    return frozenset(found)


def digests(templates: Path, language: str, names: Iterable[str]) -> dict[str, str]:
    """Return template -> digest of all that its pages are made of besides their views, settings and code."""
    found = {path.relative_to(templates).as_posix(): path for path in templates.rglob("*") if path.is_file()}
    held = {name: path.read_bytes() for name, path in found.items()}
    sources = {name: data.decode("utf-8", "replace") for name, data in held.items()}
    files = {asset: path for asset, (path, _) in assets(templates).items()}
    named = {name: references(source) for name, source in sources.items()}
    asked = {name: asked_for(source, frozenset(files)) for name, source in sources.items()}
    stamps = {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    spoken = hashlib.sha256(repr(catalogue(templates, language)).encode()).hexdigest()
    made = {}
    for name in names:
        rests = sorted(closure(name, named))
        wanted = sorted({files[asset] for one in rests for asset in asked.get(one, ())})
        parts = repr(([(one, stamps.get(one)) for one in rests], wanted, spoken))
        made[name] = hashlib.sha256(parts.encode("utf-8", "surrogateescape")).hexdigest()
    return made
