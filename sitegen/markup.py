"""One page of HTML in, what a checker must know of it out: ids, links with their places, and faults in the markup.

A scanner stricter than any browser: every tag but the void ones is closed by its own end tag, every ampersand and angle
stands escaped, nothing stands twice, and nothing is there that the site's policy forbids. One pass of one pattern, so
that a page costs a millisecond.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from sitegen.model import Severity


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta source track wbr")
FOREIGN = frozenset({"svg", "math"})
RAW = frozenset({"script", "style"})
# A paragraph ends where one of these begins, whatever the author meant.
ENDS_P = _names(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul"
)
NOT_IN_ITSELF = frozenset({"a", "button", "form", "label"})
# Attributes that hold an address; True where the browser loads it for the page.
ADDRESSES = {
    ("a", "href"): False,
    ("area", "href"): False,
    ("form", "action"): False,
    ("link", "href"): False,  # by its rel: see LOADED_RELS
    ("blockquote", "cite"): False,
    ("q", "cite"): False,
    ("audio", "src"): True,
    ("embed", "src"): True,
    ("iframe", "src"): True,
    ("img", "src"): True,
    ("input", "src"): True,
    ("object", "data"): True,
    ("script", "src"): True,
    ("source", "src"): True,
    ("track", "src"): True,
    ("video", "poster"): True,
    ("video", "src"): True,
    ("use", "href"): True,
    ("image", "href"): True,
}
LOADED_RELS = _names("stylesheet icon preload modulepreload prefetch manifest preconnect dns-prefetch mask-icon")
JSON_TYPES = frozenset({"application/ld+json", "application/json"})
QUOTED = 40

_TOKEN = re.compile(
    r"<!--"
    r"|<![^<>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    r"|<"
    r"|&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)")
_RAW_END = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in RAW}
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at an offset of a page."""

    offset: int
    code: str
    message: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a page holds. ``loaded`` is true where the browser fetches it to show the page."""

    offset: int
    url: str
    loaded: bool = False


@dataclass(slots=True)
class Markup:
    """What a page holds. ``ids`` are what a fragment can lead to; ``depth`` counts the open elements of a name."""

    ids: dict[str, int] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)
    depth: Counter[str] = field(default_factory=Counter)
    language: str | None = None
    title: tuple[int, int] | None = None

    def flaw(self, offset: int, code: str, message: str) -> None:
        """Note something wrong."""
        self.flaws.append(Flaw(offset, code, message))


def scan(page: str) -> Markup:
    """Return what the page holds.

    >>> markup = scan('<p id="a">Tides & <a href="b/">ebb</p>')
    >>> [flaw.code for flaw in markup.flaws], [address.url for address in markup.addresses]
    (['unescaped-sign', 'unclosed-element', 'missing-doctype', 'missing-lang', 'missing-title'], ['b/'])
    """
    found, at = Markup(), 0
    while token := _TOKEN.search(page, at):
        at = token.end()
        if token["name"]:
            at = _tag(found, page, token)
        elif token[0] == "<!--":
            at = _comment(found, page, token.start())
        elif token[0] in ("<", "&"):
            found.flaw(
                token.start(), "unescaped-sign", f"{page[token.start() : at + QUOTED]!r} begins with a bare sign."
            )
    for name, offset in found.open:
        found.flaw(offset, "unclosed-element", f"<{name}> is not closed.")
    _whole(found, page)
    return found


def _comment(found: Markup, page: str, start: int) -> int:
    end = page.find("-->", start)
    if end < 0:
        found.flaw(start, "unclosed-element", "A comment is not closed.")
        return len(page)
    return end + 3


def _whole(found: Markup, page: str) -> None:
    """Note what a whole page lacks."""
    if not page[:15].lower().startswith("<!doctype html"):
        found.flaw(0, "missing-doctype", "The page does not begin with <!doctype html>.")
    if not found.language:
        found.flaw(0, "missing-lang", "<html> names no language.")
    if not found.title or not page[slice(*found.title)].strip():
        found.flaw(0, "missing-title", "The page has no title.")


def _tag(found: Markup, page: str, token: re.Match[str]) -> int:
    """Take in a tag; return where to go on."""
    name, offset = token["name"].lower(), token.start()
    if token["end"]:
        _close(found, name, offset)
        return token.end()
    attributes = dict(_attributes(found, token)) if token["attributes"] else {}
    _nesting(found, name, offset)
    _noted(found, name, attributes, offset)
    if name in VOID or (token["attributes"].endswith("/") and any(found.depth[outer] for outer in FOREIGN)):
        return token.end()
    if token["attributes"].endswith("/") and name not in FOREIGN:
        found.flaw(offset, "unclosed-element", f"<{name}/> does not close itself.")
    if name in RAW:
        return _raw(found, page, name, token.end(), data=attributes.get("type") in JSON_TYPES)
    if name == "title" and not found.title:
        found.title = (token.end(), max(page.find("<", token.end()), token.end()))
    found.open.append((name, offset))
    found.depth[name] += 1
    return token.end()


def _attributes(found: Markup, token: re.Match[str]) -> Iterator[tuple[str, str]]:
    seen = set()
    for match in _ATTRIBUTE.finditer(token["attributes"]):
        name = match[1].lower()
        value = match[2] or match[3] or match[4] or ""
        if name in seen:
            found.flaw(token.start(), "duplicate-attribute", f'"{name}" stands twice in one tag.')
        if "&" in value:
            if _BARE_AMPERSAND.search(value):
                found.flaw(token.start(), "unescaped-sign", f'"{name}" holds a bare ampersand.')
            value = unescape(value)
        seen.add(name)
        yield name, value


def _close(found: Markup, name: str, offset: int) -> None:
    """Take off the element that is closed, and say which others were left open within it."""
    if not found.depth[name]:
        found.flaw(offset, "stray-end-tag", f"</{name}> closes nothing.")
        return
    while found.open[-1][0] != name:
        inner, start = found.open.pop()
        found.depth[inner] -= 1
        found.flaw(start, "unclosed-element", f"<{inner}> is not closed before </{name}>.")
    found.open.pop()
    found.depth[name] -= 1


def _raw(found: Markup, page: str, name: str, start: int, *, data: bool) -> int:
    """Step over what is no markup: the text of a script or a style."""
    end = _RAW_END[name].search(page, start)
    if not end:
        found.flaw(start, "unclosed-element", f"<{name}> is not closed.")
        return len(page)
    if data:
        try:
            json.loads(page[start : end.start()])
        except ValueError as error:
            found.flaw(start, "bad-json", f"The data in <{name}> is not JSON: {error}.")
    return end.end()


def _nesting(found: Markup, name: str, offset: int) -> None:
    if name in ENDS_P and found.open and found.open[-1][0] == "p":
        found.flaw(offset, "bad-nesting", f"<{name}> can't stand in <p>.")
    if name in NOT_IN_ITSELF and found.depth[name]:
        found.flaw(offset, "bad-nesting", f"<{name}> can't stand in another <{name}>.")


def _noted(found: Markup, name: str, attributes: dict[str, str], offset: int) -> None:
    """Note what a start tag says: id, language, addresses, and what must not be."""
    if (identity := attributes.get("id")) is not None:
        if identity in found.ids or not identity or re.search(r"\s", identity):
            message = f'The id "{identity}" stands twice.' if identity in found.ids else f'"{identity}" is no id.'
            found.flaw(offset, "duplicate-id" if identity in found.ids else "bad-id", message)
        found.ids.setdefault(identity, offset)
    if name == "html":
        found.language = attributes.get("lang")
    if name == "img" and "alt" not in attributes:
        found.flaw(offset, "missing-alt", "<img> has no alt.")
    for key in attributes:
        if key == "style" or key.startswith("on"):
            found.flaw(offset, "against-policy", f'"{key}" is not run under the site\'s policy.')
    if name == "style" or (name == "script" and "src" not in attributes and attributes.get("type") not in JSON_TYPES):
        found.flaw(offset, "against-policy", f"An inline <{name}> is not run under the site's policy.")
    _addresses(found, name, attributes, offset)


def _addresses(found: Markup, name: str, attributes: dict[str, str], offset: int) -> None:
    for key, value in attributes.items():
        loaded = ADDRESSES.get((name, key))
        if loaded is not None:
            by_rel = name == "link" and not LOADED_RELS.isdisjoint(attributes.get("rel", "").lower().split())
            found.addresses.append(Address(offset, value, loaded or by_rel))
        elif key == "srcset":
            found.addresses += [
                Address(offset, part.split()[0], loaded=True) for part in value.split(",") if part.strip()
            ]
        elif key == "http-equiv" and value.lower() == "refresh":
            target = _REFRESH.fullmatch(attributes.get("content", ""))
            found.addresses += [Address(offset, target[1].strip("'\" "))] if target else []
