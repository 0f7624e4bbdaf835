"""The built site in, everything that a visitor could stumble over out: links, anchors, markup, sizes, data.

The one idea: each file is looked at alone, over any map that is passed in, and answers with its problems and with the
anchors that it has and wants; only these are compared across pages.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from lxml import etree

from sitegen.markup import Address, scan
from sitegen.model import Problem, Severity

PAGE_BYTES = 1_000_000
# Suffix -> the most bytes of our own that a page may have to load. Pagefind's are its own affair.
LIMITS = {".css": 20_000, ".js": 15_000}
NOT_FOUND = "404.html"  # shown at any address: its links alone begin at the root
PAGEFIND = "pagefind"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"

_STYLE_ADDRESS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]*)")


@dataclass(frozen=True, slots=True)
class Site:
    """The folder that is checked, and the address under which it is published, "" where that is open."""

    folder: Path
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one file answers: problems, anchors that it has, and ``(page, anchor, offset)`` that it wants elsewhere."""

    path: str
    problems: tuple[Problem, ...] = ()
    anchors: frozenset[str] = frozenset()
    wants: tuple[tuple[str, str, int], ...] = ()


Map = Callable[[Callable[[str], Looked], Iterable[str]], Iterable[Looked]]


def check(output: Path, base_url: str = "", spread: Map = map) -> tuple[Problem, ...]:
    """Return all problems of a built site, sorted; paths begin with the folder's name.

    ``spread`` does the work of ``map``, over processes if it likes: ``partial(workers.each, executor)``.
    """
    if not (output / "index.html").is_file():
        hint = "Build the site first: sitegen build."
        return (Problem(output.name, 0, 0, "missing-site", "error", "There is no built site.", hint),)
    site = Site(output, base_url)
    _is_file.cache_clear()  # the site may have been built again since
    looked = {one.path: one for one in spread(partial(look, site), _paths(output))}
    problems = chain(*(one.problems for one in looked.values()), _anchors(site, looked), _sizes(site, looked))
    return tuple(sorted(problems))


def _paths(folder: Path) -> list[str]:
    """Return the site's files as paths from its root, in order; hidden ones are not published."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(root).relative_to(folder).as_posix()
        found += [
            posixpath.normpath(posixpath.join(inside, name)) for name in sorted(names) if not name.startswith(".")
        ]
    return found


def look(site: Site, path: str) -> Looked:
    """Look at one file of the site."""
    reader = READERS.get(posixpath.splitext(path)[1])
    return reader(site, path) if reader else Looked(path)


def _problem(
    site: Site,
    path: str,
    code: str,
    message: str,
    hint: str = "",
    *,
    place: tuple[int, int] = (0, 0),
    severity: Severity = "error",
) -> Problem:
    return Problem(f"{site.folder.name}/{path}", *place, code, severity, message, hint)


# ---------------------------------------------------------------- pages


def _page(site: Site, path: str) -> Looked:
    data = (site.folder / path).read_bytes()
    text = data.decode("utf-8", "replace")
    markup, starts = scan(text), _line_starts(text)
    anchors = frozenset(markup.ids)
    problems = [
        _problem(site, path, flaw.code, flaw.message, place=_place(starts, flaw.offset), severity=flaw.severity)
        for flaw in markup.flaws
    ]
    wants = []
    for address in {address.url: address for address in reversed(markup.addresses)}.values():
        target, anchor, fault = _resolved(site, path, address, anchors)
        if fault:
            problems.append(_problem(site, path, *fault, place=_place(starts, address.offset)))
        elif anchor:
            wants.append((target, anchor, address.offset))
    if len(data) > PAGE_BYTES:
        message = f"The page has {len(data):,} bytes, more than {PAGE_BYTES:,}."
        problems.append(_problem(site, path, "page-size", message, "Cut its lists by period.", severity="warning"))
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        problems.append(_problem(site, path, "bad-encoding", "The page is not UTF-8."))
    return Looked(path, tuple(problems), anchors, tuple(wants))


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _place(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


# ---------------------------------------------------------------- addresses

Fault = tuple[str, str, str]  # code, message, hint
Resolved = tuple[str, str, Fault | None]  # page and anchor wanted there, "" where nothing is; or what is wrong
ELSEWHERE: Resolved = ("", "", None)


def _resolved(site: Site, page: str, address: Address, anchors: frozenset[str] = frozenset()) -> Resolved:
    """Return where an address leads within the site, or what is wrong with it."""
    url = address.url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", ("broken-link", f'"{url}" is no address.', "")
    if site.base_url and url.startswith(site.base_url):
        path = "/" + url[len(site.base_url) :].partition("#")[0].partition("?")[0]
    elif parts.scheme or parts.netloc:
        return _outside(address, parts.scheme.lower())
    elif not parts.path:
        missing = parts.fragment and unquote(parts.fragment) not in anchors and parts.fragment != "top"
        return "", "", ("broken-anchor", f'No element here has the id "{parts.fragment}".', "") if missing else None
    elif parts.path.startswith("/"):
        if page != NOT_FOUND:
            return "", "", ("absolute-link", f'"{url}" holds at the root of a host only.', "Link from page to page.")
        path = "/" + parts.path.removeprefix(urlsplit(site.base_url).path or "/")
    else:
        path = "/" + posixpath.dirname(page) + "/" + parts.path
    return _inside(site, unquote(path), unquote(parts.fragment), url)


def _outside(address: Address, scheme: str) -> Resolved:
    if scheme in ("javascript", "vbscript", "data") and not address.loaded:
        return "", "", ("javascript-link", f'"{address.url[:60]}" is not an address of a page.', "")
    if address.loaded:
        message = f'"{address.url[:60]}" is loaded from another place.'
        return "", "", ("third-party", message, "Everything that a page loads comes from the site.")
    return ELSEWHERE


def _inside(site: Site, path: str, fragment: str, url: str) -> Resolved:
    """Return the file that answers a path within the site; ``path`` begins with the root's slash."""
    steps = _steps(path)
    if steps is None:
        return "", "", ("broken-link", f'"{url}" leads out of the site.', "")
    file = "/".join((*steps, "index.html")) if path.endswith(("/", "/.", "/..")) else "/".join(steps)
    if _is_file(site.folder, file):
        return file, "" if fragment.startswith(":~:") else fragment, None
    slashed = _is_file(site.folder, f"{file}/index.html")
    return "", "", ("broken-link", f'"{url}" leads nowhere.', "It lacks its last slash." if slashed else "")


def _steps(path: str) -> list[str] | None:
    """Return the folders and the file of a path, dots resolved; None where they lead above the root."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == ".." and not steps:
            return None
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return steps


@lru_cache(maxsize=500_000)
def _is_file(folder: Path, path: str) -> bool:
    return "\0" not in path and (folder / path).is_file()


def _anchors(site: Site, looked: Mapping[str, Looked]) -> Iterator[Problem]:
    """Yield the anchors that a page wants of another and that are not there."""
    for one in looked.values():
        missing = [want for want in one.wants if want[1] not in looked[want[0]].anchors]
        starts = _line_starts((site.folder / one.path).read_text("utf-8", "replace")) if missing else []
        for target, anchor, offset in missing:
            message = f'No element of {target} has the id "{anchor}".'
            yield _problem(site, one.path, "broken-anchor", message, place=_place(starts, offset))


# ---------------------------------------------------------------- other files


def _stylesheet(site: Site, path: str) -> Looked:
    text = (site.folder / path).read_text("utf-8", "replace")
    starts, problems = _line_starts(text), []
    for match in _STYLE_ADDRESS.finditer(text):
        fault = _resolved(site, path, Address(match.start(), match[1], loaded=True))[2]
        if fault:
            problems.append(_problem(site, path, *fault, place=_place(starts, match.start())))
    return Looked(path, tuple(problems))


def _json(site: Site, path: str) -> Looked:
    try:
        value = msgspec.json.decode((site.folder / path).read_bytes())
    except msgspec.DecodeError as error:
        return Looked(path, (_problem(site, path, "bad-json", f"This is not JSON: {error}."),))
    return Looked(path, tuple(_digests(site, path, value)) if path == "data/index.json" else ())


def _digests(site: Site, path: str, listed: Any) -> Iterator[Problem]:
    """Yield what the list of data says of files that are not as it says."""
    for row in listed if isinstance(listed, list) else listed.get("files", []):
        named = [site.folder / str(row.get("path")), site.folder / "data" / str(row.get("path"))]
        file = next((file for file in named if file.is_file()), None)
        if file is None:
            yield _problem(site, path, "broken-link", f'"{row.get("path")}" is listed and not there.')
        elif hashlib.sha256(file.read_bytes()).hexdigest() != row.get("sha256"):
            yield _problem(site, path, "bad-digest", f'"{row.get("path")}" is not the file whose SHA-256 is listed.')


def _json_lines(site: Site, path: str) -> Looked:
    problems = []
    with (site.folder / path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                msgspec.json.decode(line)
            except msgspec.DecodeError as error:
                problems.append(_problem(site, path, "bad-json", f"This is not JSON: {error}.", place=(number, 1)))
    return Looked(path, tuple(problems))


def _xml(site: Site, path: str) -> Looked:
    try:
        tree = etree.parse(site.folder / path, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        place = (error.position[0], error.position[1])
        return Looked(path, (_problem(site, path, "bad-xml", f"This is not XML: {error.msg}.", place=place),))
    places = ((element.sourceline, element.text or "") for element in tree.iter(SITEMAP))
    found = ((line, _resolved(site, path, Address(0, url))[2]) for line, url in places)
    return Looked(path, tuple(_problem(site, path, *fault, place=(line, 1)) for line, fault in found if fault))


READERS: dict[str, Callable[[Site, str], Looked]] = {
    ".html": _page,
    ".css": _stylesheet,
    ".json": _json,
    ".webmanifest": _json,
    ".jsonl": _json_lines,
    ".xml": _xml,
    ".atom": _xml,
    ".svg": _xml,
}


def _sizes(site: Site, paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem where all stylesheets or all scripts of our own weigh more than they may."""
    own = [path for path in paths if not posixpath.basename(path).startswith(PAGEFIND)]
    for suffix, limit in LIMITS.items():
        sizes = {path: (site.folder / path).stat().st_size for path in own if path.endswith(suffix)}
        if (total := sum(sizes.values())) > limit:
            heaviest = max(sorted(sizes), key=lambda path: sizes[path])
            message = f"All {suffix} files have {total:,} bytes together, more than {limit:,}."
            yield _problem(site, heaviest, "asset-size", message)
