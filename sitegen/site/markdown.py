"""An editor's Markdown in, sections of lines out: HTML with links to names and days, and numbered notes for citations.

Every block becomes a Line: its HTML and the notes its marks lead to. Raw HTML is shown literally, never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any, Literal, Protocol, cast

import mistune
from mistune.plugins import table as tables
from slugify import slugify

from sitegen.references import references
from sitegen.site.views import Line, Note, Section

# The forms that sitegen.references reads; mistune wants the names of groups to differ.
REFERENCE = r"\[\[(?P<ref_target>[^\[\]|\n]+)(?:\|(?P<ref_words>(?:[^\[\]\n]|\n(?![ \t]*\n))+))?\]\]"
CITATION = (
    r"\{\{[ \t]*cite:\s*(?P<cite_target>[^\s\"“{}]+)"
    r"(?:\s+(?:\"(?P<cite_words>[^\"{}]*)\"|“(?P<cite_curly>[^”{}]*)”))?\s*\}\}"
)

SECTION_LEVEL = 2
_DATE = re.compile(r"\d{4}(-\d\d){0,2}\Z")

Token = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a citation leads: a note without its number. ``url`` is a site path."""

    words: str
    source: str
    title: str
    date: str | None
    sentence: int
    url: str
    state: Literal["ok", "changed", "withdrawn"] = "ok"
    ours: bool = False


class Resolver(Protocol):
    """What the rest of the site knows, as references need it: links relative to the page."""

    def entity(self, name: str) -> tuple[str, str] | None:
        """Return name and link of an entity, or None."""

    def date(self, edtf: str) -> tuple[str, str]:
        """Return a date's words and the link to its page, empty where it has none."""

    def cite(self, article: str, sentence: str, words: str) -> Cited | None:
        """Return what a citation leads to, or None where the article isn't held and never was."""

    def mark(self, number: int) -> str:
        """Return the spoken label of a mark."""


@dataclass(slots=True)
class Numbering:
    """The running number of notes on one page."""

    last: int = 0
    dropped: int = 0


@dataclass(slots=True)
class _Block:
    """The notes collected while one block is rendered."""

    numbering: Numbering
    notes: list[Note] = field(default_factory=list)
    missing: int = 0


def sections(text: str, resolver: Resolver, numbering: Numbering) -> tuple[Section, ...]:
    """Render a page's body: a section for each heading of level two, the part before the first without a title.

    A paragraph goes where nothing that it cites is held; a section goes where all its citing paragraphs did.
    """
    tokens, state = _parse(text)
    parts: list[tuple[str, list[Token]]] = [("", [])]
    for token in tokens:
        if token["type"] == "heading" and token["attrs"]["level"] <= SECTION_LEVEL:
            parts.append((_plain(token), []))
        elif token["type"] != "blank_line":
            parts[-1][1].append(token)
    ids = _unique(slugify(title) or "text" for title, _ in parts)
    made = (
        (name, title, _lines(found, state, resolver, numbering))
        for name, (title, found) in zip(ids, parts, strict=True)
    )
    return tuple(Section(name, title, lines) for name, title, lines in made if lines)


def _lines(
    tokens: Sequence[Token], state: mistune.BlockState, resolver: Resolver, numbering: Numbering
) -> tuple[Line, ...]:
    """Render a section's blocks, without those that lost their ground, and without headings that head nothing."""
    kept = [token for token in tokens if _is_held(token, resolver)]
    citing = [token for token in tokens if any(_citations([token]))]
    numbering.dropped += len(tokens) - len(kept)
    if citing and not any(token in kept for token in citing):
        return ()
    followed = pairwise([*kept, {"type": "heading"}])
    heard = [token for token, after in followed if not token["type"] == after["type"] == "heading"]
    return tuple(_line(token, state, resolver, numbering) for token in heard)


def line(text: str, resolver: Resolver, numbering: Numbering) -> Line | None:
    """Render a short Markdown text as one line; None where nothing that it cites is held."""
    found = [one for part in sections(text, resolver, numbering) for one in part.lines]
    if not found:
        return None
    notes = tuple(note for one in found for note in one.notes)
    return Line("".join(one.html for one in found), notes, any(one.incomplete for one in found))


def cites(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return the article, sentence and words of each citation in a Markdown text, in order."""
    return tuple((*_target(one.target), one.words) for one in references(text) if one.kind == "cite")


def _target(target: str) -> tuple[str, str]:
    article, _, sentence = target.partition("#")
    return article, sentence


# ---------------------------------------------------------------- mistune with our references


def _parse_reference(_: mistune.InlineParser, match: re.Match[str], state: mistune.InlineState) -> int:
    target, words = match["ref_target"].strip(), match["ref_words"]
    state.append_token({"type": "reference", "raw": target, "attrs": {"words": words}})
    return match.end()


def _parse_citation(_: mistune.InlineParser, match: re.Match[str], state: mistune.InlineState) -> int:
    words = match["cite_words"] or match["cite_curly"] or ""
    state.append_token({"type": "citation", "raw": match["cite_target"], "attrs": {"words": words}})
    return match.end()


def _references(md: mistune.Markdown) -> None:
    md.inline.register("reference", REFERENCE, _parse_reference, before="link")
    md.inline.register("citation", CITATION, _parse_citation, before="link")


_TABLE_PARTS = ("table", "table_head", "table_body", "table_row")
_MARKDOWN = mistune.Markdown(renderer=None, plugins=[_references, tables.table])


def _parse(text: str) -> tuple[list[Token], mistune.BlockState]:
    tokens, state = _MARKDOWN.parse(text)
    return cast("list[Token]", tokens), state


class _Renderer(mistune.HTMLRenderer):
    """Tokens to HTML, with our references."""

    def __init__(self, resolver: Resolver, block: _Block) -> None:
        super().__init__(escape=True)
        self.resolver = resolver
        self.block = block
        for name in _TABLE_PARTS:
            self.register(name, getattr(tables, f"render_{name}"))

    def reference(self, text: str, words: str | None = None) -> str:
        """Link to an entity or a day; words stay plain where there is no page."""
        if _DATE.match(text):
            label, url = self.resolver.date(text)
            inner = f'<time datetime="{escape(text)}">{escape(words or label)}</time>'
            return _anchor(url, inner)
        known = self.resolver.entity(text)
        if known is None:
            return f"<bdi>{escape(words or text)}</bdi>"
        label, url = known
        return _anchor(url, f"<bdi>{escape(words or label)}</bdi>")

    def table_cell(self, text: str, align: str | None = None, *, head: bool = False) -> str:
        """Set a cell; alignment would be an inline style, which strict hosts refuse."""
        name = "th" if head else "td"
        return f"<{name}>{text}</{name}>\n" if align is None else f'<{name} class="{align}">{text}</{name}>\n'

    def citation(self, text: str, words: str = "") -> str:
        """Set a numbered mark that leads to its note."""
        found = self.resolver.cite(*_target(text), words)
        if found is None:
            self.block.missing += 1
            return ""
        self.block.numbering.last += 1
        number = self.block.numbering.last
        self.block.notes.append(Note(number, *(getattr(found, name) for name in Cited.__slots__)))
        label = escape(self.resolver.mark(number))
        return f'<a class="c" id="m{number}" href="#n{number}" aria-label="{label}">{number}</a>'


def _anchor(url: str, inner: str) -> str:
    return f'<a href="{escape(url)}">{inner}</a>' if url else inner


def _is_held(token: Token, resolver: Resolver) -> bool:
    """Tell whether a block cites nothing, or something that is held."""
    wanted = list(_citations([token]))
    return not wanted or any(resolver.cite(*_target(one["raw"]), one["attrs"]["words"]) for one in wanted)


def _line(token: Token, state: mistune.BlockState, resolver: Resolver, numbering: Numbering) -> Line:
    block = _Block(numbering)
    html = _Renderer(resolver, block)(iter([token]), state)
    return Line(str(html).strip(), tuple(block.notes), block.missing > 0)


def _citations(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token["type"] == "citation":
            yield token
        yield from _citations(token.get("children", ()))


def _plain(token: Token) -> str:
    own = token.get("raw", "") if token["type"] in ("text", "codespan", "reference") else ""
    return own + "".join(_plain(child) for child in token.get("children", ()))


def _unique(names: Iterator[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return unique
