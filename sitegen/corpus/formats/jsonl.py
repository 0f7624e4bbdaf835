"""JSON Lines in, one document a record out. A record that can't be read is a problem with its line; the others stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sitegen.corpus.decoding import Unreadable, damage, decoded, normalised
from sitegen.corpus.formats.html import text_of
from sitegen.corpus.metadata import fields_of_json, metadata, overlaid
from sitegen.model import Document, Metadata, Problem

TEXT_KEYS = ("text", "body", "content", "articlebody", "fulltext", "maintext", "bodytext")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|article)\b[^<>]{0,500}>", re.IGNORECASE)

Read = tuple[tuple[Document, ...], tuple[Problem, ...]]


def read(path: str, data: bytes, meta: Metadata) -> Read:
    r"""Return a document for each record. Raises Unreadable where the bytes are no text.

    >>> data = b'{"headline": "A day", "body": "It rained."}\n{"headline": "Cu'
    >>> documents, problems = read("a.jsonl", data, Metadata())
    >>> documents[0].metadata.title, documents[0].lines, str(problems[0])[:37]
    ('A day', (1, 1), 'a.jsonl:2:14: warning[broken-record] ')
    """
    found = decoded(data)
    documents: list[Document] = []
    problems: list[Problem] = [*damage(path, found)]
    lines = found.text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            read_here, faults = _record(path, number, line, meta)
        except _Broken as broken:
            read_here, faults = (
                (),
                (_broken_record(path, number, broken, last=not any(map(str.strip, lines[number:]))),),
            )
        documents += read_here
        problems += faults
    return tuple(documents), tuple(problems)


class _Broken(Exception):  # noqa: N818 — names the line's state
    """A line that is no JSON: column and reason."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def _broken_record(path: str, number: int, broken: _Broken, *, last: bool) -> Problem:
    hint = "The file may have been cut off: fetch it again." if last else "Write one JSON object a line."
    message = f"the record can't be read ({broken.reason}); it is left out."
    return Problem(path, number, broken.column, "broken-record", "warning", message, hint)


def _record(path: str, number: int, line: str, meta: Metadata) -> Read:
    twice: list[str] = []
    record = _parsed(line, twice)
    if not isinstance(record, dict):
        raise _Broken(1, "it is no JSON object")
    problems = [
        Problem(path, number, 1, "duplicate-key", "warning", f'"{key[:60]}" stands twice in the record.', "Keep one.")
        for key in twice
    ]
    text = _text(record)
    if not text:
        message, hint = "the record has no text; it is left out.", f'Give it a key "text", or one of {TEXT_KEYS[1:4]}.'
        return (), (*problems, Problem(path, number, 1, "no-text", "warning", message, hint))
    own, faults = metadata(path, fields_of_json(record, number), strict=False)
    document = Document(path, text, overlaid(own, meta), whole=True, lines=(number, number))
    return (document,), (*problems, *faults)


def _parsed(line: str, twice: list[str]) -> object:
    """Return the line's JSON, numbers as they are written; of a key that stands twice the first counts."""

    def first_wins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in pairs:
            if key in fields:
                twice.append(key)
            fields.setdefault(key, value)
        return fields

    try:
        return json.loads(line, object_pairs_hook=first_wins, parse_int=str, parse_float=str)
    except json.JSONDecodeError as fault:
        raise _Broken(fault.colno, fault.msg) from None
    except RecursionError:
        raise _Broken(1, "it is nested too deeply") from None


def _text(record: Mapping[str, Any]) -> str:
    """Return the record's text: paragraphs of a list joined by blank lines, markup taken out."""
    folded = {re.sub(r"[\s_-]", "", key).casefold(): value for key, value in reversed(tuple(record.items()))}
    values = (folded.get(key) for key in TEXT_KEYS)
    return next((text for value in values if (text := _joined(value))), "")


def _joined(value: object) -> str:
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = normalised(value).strip()
    try:
        return text_of(text) if _MARKUP.search(text) else text
    except Unreadable:
        return ""
