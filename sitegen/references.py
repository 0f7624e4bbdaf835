"""Markdown in, the references to the archive in it out: ``[[entity]]``, ``[[date]]`` and ``{{cite: …}}``, with places.

The one idea: code and escaped characters are blanked out first, offsets unchanged; what is left is matched by two
patterns, and every opening that they do not match is a broken reference. Validation and rendering read one tuple.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sitegen import edtf
from sitegen.model import Span

ReferenceKind = Literal["entity", "date", "cite", "broken"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at ``markdown[start:end]``; line and column count from 1.

    ``target`` is an entity's id, a day, month or year, or ``article#sentence``; for a broken one the characters that
    stand there, at most 60. ``words`` are the words to show or, in a citation, to find; "" where none are given.
    ``reason`` says what is wrong with a broken one.
    """

    kind: ReferenceKind
    target: str
    words: str
    start: int
    end: int
    line: int
    column: int
    reason: str = ""


_OPENING = re.compile(r"\[\[(?!\[)|\{\{[ \t]*cite\b")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?:\|(?P<words>(?:[^\[\]\n]|\n(?![ \t]*\n))*))?\]\]")
_CITE = re.compile(
    r"\{\{[ \t]*cite:\s*(?P<target>[^\s\"“{}]+)"
    r"(?:\s+(?:\"(?P<words>[^\"{}]*)\"|“(?P<curly>[^”{}]*)”))?\s*\}\}"
)
_CITED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}#s-[0-9a-f]{6}(?:-[1-9][0-9]*)?")
_DATE = re.compile(r"[0-9]{4}[0-9X.~?%/-]*")

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_RUN_OR_BREAK = re.compile(r"(?P<escape>\\?)(?P<run>`+)|\n[ \t]*(?=\n)")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_NOT_NEWLINE = re.compile(r"[^\n]")

_SHOWN = 60


def references(markdown: str) -> tuple[Reference, ...]:
    """Return all references outside code, in order.

    >>> [(r.kind, r.target, r.words) for r in references("[[hamas|The group]] met on [[2026-01-20]].")]
    [('entity', 'hamas', 'The group'), ('date', '2026-01-20', '')]
    >>> references("It ended {{cite: a-truce-holds-0a1b2c3d#s-7f3a9c 'on Friday'}}")[0].reason
    'is not written as {{cite: article#s-abcdef "words"}}'
    """
    text = visible(markdown)
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]
    found: list[Reference] = []
    for opening in _OPENING.finditer(text):
        before = found[-1] if found else None
        if before is None or before.kind == "broken" or before.end <= opening.start():
            found.append(_reference(markdown, text, opening.start(), starts))
    return tuple(found)


def has_page(date: str) -> bool:
    """Tell whether the date is a day, month or year of the calendar: only these have a page.

    >>> [has_page(date) for date in ("2026-01-20", "2026-01", "2026", "2026-02-30", "2024-21")]
    [True, True, True, False, False]
    """
    return edtf.valid(date) and edtf.page(date) == date


def cited(target: str) -> bool:
    """Tell whether the text is an article's id, ``#`` and a sentence's id.

    >>> cited("a-truce-holds-0a1b2c3d#s-7f3a9c-2"), cited("a-truce-holds#s1")
    (True, False)
    """
    return _CITED.fullmatch(target) is not None


def _reference(markdown: str, text: str, start: int, starts: list[int]) -> Reference:
    link = text[start] == "["
    match = (_LINK if link else _CITE).match(text, start)
    row = bisect_right(starts, start)
    place = (row, start - starts[row - 1] + 1)
    if match is None:
        return _broken(markdown, text, start, place)
    target, end = match["target"].strip(), match.end()
    if not target or not (link or cited(target)):
        reason = "names nothing" if link else f'cites "{target[:_SHOWN]}", which is not article-id#s-abcdef'
        return Reference("broken", markdown[start:end][:_SHOWN], "", start, end, *place, reason)
    return Reference(_kind(target, link=link), target, _words(markdown, match), start, end, *place)


def _kind(target: str, *, link: bool) -> ReferenceKind:
    if not link:
        return "cite"
    return "date" if _DATE.fullmatch(target) else "entity"


def _words(markdown: str, match: re.Match[str]) -> str:
    """Return the words from the text itself, where code within them is not blank."""
    group = "curly" if match.groupdict().get("curly") is not None else "words"
    start, end = match.span(group)
    return " ".join(markdown[start:end].split()) if start >= 0 else ""


def _broken(markdown: str, text: str, start: int, place: tuple[int, int]) -> Reference:
    opening, closing, form = (
        ("[[", "]]", "[[id|words]]") if text[start] == "[" else ("{{", "}}", '{{cite: article#s-abcdef "words"}}')
    )
    rest = text[start + len(opening) : start + 500].partition("\n\n")[0].partition(opening)[0]
    shown = markdown[start : start + _SHOWN].partition("\n")[0]
    shown = opening + shown.removeprefix(opening).partition(opening)[0].rstrip()
    reason = f"is not written as {form}" if closing in rest else f"is not closed with {closing}"
    return Reference("broken", shown, "", start, start + len(shown), *place, reason)


def visible(markdown: str) -> str:
    r"""Return the text with code and escaped characters as spaces: newlines stay, and so does every offset.

    >>> visible(r"a `[[b]]` \[[c]]")
    'a           [c]]'
    """
    text = _blanked(markdown, _fences(markdown))
    text = _blanked(text, _code_spans(text))
    return _ESCAPED.sub("  ", text)


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _fences(text: str) -> Iterator[Span]:
    """Yield the spans of fenced code; a fence that is never closed lasts to the end."""
    fence, start, at = "", 0, 0
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and fence:
            if match["fence"].startswith(fence) and not match["info"].strip():
                yield start, at + len(line)
                fence = ""
        elif match and not (match["fence"][0] == "`" and "`" in match["info"]):
            fence, start = match["fence"], at
        at += len(line) + 1
    if fence:
        yield start, len(text)


def _code_spans(text: str) -> Iterator[Span]:
    """Yield the spans of inline code: from a run of backticks to the next run of the same length in the paragraph."""
    runs: list[re.Match[str]] = []
    for match in _RUN_OR_BREAK.finditer(text):
        if match["run"]:
            runs.append(match)
        else:
            yield from _paired(runs)
            runs = []
    yield from _paired(runs)


def _paired(runs: list[re.Match[str]]) -> Iterator[Span]:
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        by_length[len(run["run"])].append(number)
    number = 0
    while number < len(runs):
        escaped = len(runs[number]["escape"])  # a backslash takes the run's first backtick
        same = by_length.get(len(runs[number]["run"]) - escaped, [])
        closing = bisect_left(same, number + 1)
        if closing < len(same):
            yield runs[number].start("run") + escaped, runs[same[closing]].end()
            number = same[closing]
        number += 1
