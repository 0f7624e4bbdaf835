"""What a document says about itself, as keys and values, in; Metadata and problems with their places out.

One table of keys serves front matter, sidecars, JSON records and the heads of HTML pages. YAML is read as a tree of
nodes, never as objects: every value is the text that was written, with its line and column.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import yaml

from sitegen import edtf
from sitegen.corpus.decoding import normalised
from sitegen.model import DigestOf, Metadata, Problem

# Field of Metadata -> the keys that mean it, the first found counts. Folded: no case, hyphens, underscores or spaces.
KEYS = {
    "url": ("url", "link", "canonicalurl", "permalink", "sourceurl"),
    "source": ("source", "publisher", "sitename", "outlet", "site", "newspaper"),
    "title": ("title", "headline"),
    "published": ("published", "datepublished", "date", "pubdate", "publishdate", "publicationdate", "publishedat"),
    "modified": ("modified", "datemodified", "updated", "updatedat", "lastmod", "lastmodified"),
    "retrieved": ("retrieved", "fetched", "crawled", "accessed", "retrievedat", "scrapedat", "crawledat"),
    "author": ("author", "authors", "byline", "creator"),
    "description": ("description", "summary", "standfirst", "excerpt", "deck"),
    "section": ("section", "articlesection", "category", "rubric"),
    "language": ("language", "lang", "inlanguage"),
    "digest_of": ("digestof",),
}
DIGEST_KEYS = ("outlet", "title", "date")
# Keys that other programs write and that say nothing to us.
IGNORED = frozenset(
    (  # noqa: SIM905 — a list of words
        "id guid uuid slug tags tag keywords keyword categories topics image images thumbnail draft layout weight "
        "aliases type format comments toc template status wordcount version hash sha256 notes note copyright license "
        "rights"
    ).split()
)
DATES = ("published", "modified", "retrieved")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<name>{'|'.join(MONTHS)})\.?"

# Ways to write a day; each row with an example that tests/corpus/test_metadata.py reads as 2026-01-05.
DAYS = (
    (
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{1,2}:\d{2}.*)?", re.IGNORECASE),
        "2026-01-05T09:30Z",
    ),
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?"), "2026/1/5"),
    (re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T[\d:]{4,8}.*|\d{6})?"), "20260105T093000Z"),
    (
        re.compile(
            rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+"
            r"(?P<year>\d{4})(?:,?\s.*)?",
            re.IGNORECASE,
        ),
        "Mon, 05 Jan 2026 09:30:00 +0300",
    ),
    (
        re.compile(
            rf"(?:[a-z]{{3,9}}\.?,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:,?\s.*)?",
            re.IGNORECASE,
        ),
        "Monday, January 5th, 2026 at 9:30 am",
    ),
    (
        re.compile(
            rf"(?:[a-z]{{3}}\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+(?:[a-z]{{1,5}}\s+)?(?P<year>\d{{4}})",
            re.IGNORECASE,
        ),
        "Mon Jan  5 09:30:00 CET 2026",
    ),
    (
        re.compile(
            rf"\d{{1,2}}:\d\d(?::\d\d)?\s?(?:[ap]m)?,?\s(?:[a-z]{{2,4}},?\s)?{_MONTH}\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}})",
            re.IGNORECASE,
        ),
        "09:30:00 AM IST Jan 05, 2026",
    ),
    (re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?:,?\s.*)?"), "5.1.2026 09:30"),
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\d{3})?(?:\.\d{1,9})?")
_SPACE = re.compile(r"\s+")
_JOINTS = re.compile(r"[\s_:-]")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")

LONGEST_VALUE = 2000  # characters: above it a value is no title, name or summary
LONGEST_DATE = 80
DEEPEST = 2  # lists and objects within a value
MILLISECONDS = 1e11  # Unix times above it count milliseconds
MOST_FLOW_MARKS = 4000  # brackets, and dashes on a line: deeper nesting overflows libyaml's stack
MOST_LINE_MARKS = 500

Value = str | tuple["Value", ...] | tuple["Field", ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value: text, a tuple of values, or a tuple of fields; "" where nothing is said."""

    key: str
    value: Value
    line: int = 0
    column: int = 0


class Malformed(Exception):  # noqa: N818 — names the state of the YAML
    """YAML that can't be read: where, and why."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(code, message, hint, line, column)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


# ---------------------------------------------------------------- trees of fields


def fields_of_yaml(text: str, first_line: int = 1) -> tuple[Field, ...]:
    r"""Return the fields of a YAML mapping whose first line is the file's line ``first_line``.

    Raises Malformed (``bad-front-matter``, ``duplicate-key``) with the place in the file.

    >>> fields_of_yaml("title: A day\ndate: 2026-01-20")
    (Field(key='title', value='A day', line=1, column=1), Field(key='date', value='2026-01-20', line=2, column=1))
    """
    if _too_deep(text):
        raise Malformed("bad-front-matter", "the YAML is nested too deeply.", "Write plain keys.", first_line, 1)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        aliases = "*" in text and any(
            isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.CSafeLoader)
        )
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        hint = "Put quotation marks around a value that holds a colon."
        message = f"the YAML can't be read: {fault.problem or 'unknown fault'}."
        raise Malformed("bad-front-matter", message, hint, first_line + line, column) from None
    except yaml.YAMLError:
        raise Malformed("bad-front-matter", "the YAML can't be read.", "Save it as UTF-8.", first_line, 1) from None
    if aliases:  # a few of them, one within the other, stand for more values than memory holds
        raise Malformed("bad-front-matter", "the YAML holds aliases (*name).", "Write values out.", first_line, 1)
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        message = 'the YAML holds no "key: value" lines.'
        raise Malformed("bad-front-matter", message, 'Write lines like "title: …".', first_line, 1)
    return tuple(_fields(node, first_line))


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") > MOST_FLOW_MARKS:
        return True
    return any(line.count("- ") + line.count("? ") > MOST_LINE_MARKS for line in text.split("\n"))


def _fields(node: yaml.MappingNode, first_line: int, depth: int = 0) -> Iterator[Field]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line, column = first_line + key.start_mark.line, key.start_mark.column + 1
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in seen:
            message = f'"{name}" stands twice; first on line {seen[name]}.'
            raise Malformed("duplicate-key", message, "Keep one of them.", line, column)
        seen[name] = line
        yield Field(name, _value(value, first_line, depth), line, column)


def _value(node: yaml.Node, first_line: int, depth: int) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else str(node.value)
    if depth > DEEPEST:
        return ""
    if isinstance(node, yaml.MappingNode):
        return tuple(_fields(node, first_line, depth + 1))
    return tuple(_value(item, first_line, depth + 1) for item in node.value)


def fields_of_json(record: Mapping[str, Any], line: int) -> tuple[Field, ...]:
    """Return the fields of a JSON object that stands on one line."""
    return tuple(Field(key, _json_value(value, line), line, 1) for key, value in record.items())


def _json_value(value: object, line: int, depth: int = 0) -> Value:
    if value is None or isinstance(value, bool) or depth > DEEPEST:
        return ""
    if isinstance(value, dict):
        return tuple(Field(str(key), _json_value(item, line, depth + 1), line, 1) for key, item in value.items())
    if isinstance(value, list):
        return tuple(_json_value(item, line, depth + 1) for item in value)
    return str(value)


# ---------------------------------------------------------------- fields to metadata


def metadata(
    path: str, given: Iterable[Field], *, strict: bool, others: Iterable[str] = ()
) -> tuple[Metadata, tuple[Problem, ...]]:
    """Return the metadata that the fields give, and what is wrong with them.

    ``strict`` reports keys that mean nothing here, ``others`` apart (front matter and sidecars are written by editors).
    """
    found: dict[str, Field] = {}
    problems: list[Problem] = []
    for field in given:
        name = field_of(field.key)
        if name is None:
            problems += _unknown(path, field, set(others)) if strict else ()
        elif field.value and (name not in found or _precedence(name, field) < _precedence(name, found[name])):
            found[name] = field
    values: dict[str, Any] = {}
    for name, field in found.items():
        try:
            values[name] = _read(name, field.value)
        except ValueError as fault:
            problems.append(_bad_value(path, name, field, str(fault)))
    return Metadata(**values), tuple(problems)


def field_of(key: str) -> str | None:
    """Return the field of Metadata that a key means, or None.

    >>> field_of("datePublished"), field_of("Site-Name"), field_of("colour")
    ('published', 'source', None)
    """
    return _FIELD_OF.get(_folded(key))


def overlaid(under: Metadata, over: Metadata) -> Metadata:
    """Return ``under`` with every field that ``over`` gives in its place."""
    given = {field.name: value for field in fields(Metadata) if (value := getattr(over, field.name)) is not None}
    return replace(under, **given)


def _folded(key: str) -> str:
    return (key if key.isalnum() else _JOINTS.sub("", key)).casefold()


_FIELD_OF = {key: name for name, keys in KEYS.items() for key in keys}


def _precedence(name: str, field: Field) -> int:
    return KEYS[name].index(_folded(field.key))


def _unknown(path: str, field: Field, others: set[str]) -> Iterator[Problem]:
    folded = _folded(field.key)
    if folded in IGNORED or field.key in others:
        return
    near = difflib.get_close_matches(folded[:40], [*_FIELD_OF, *sorted(others)], 1, 0.75)
    hint = f'Did you mean "{near[0]}"?' if near else f"Known keys: {', '.join(KEYS)}."
    message = f'the key "{field.key[:60]}" means nothing here.'
    yield Problem(path, field.line, field.column, "unknown-key", "warning", message, hint)


_HINTS = {
    "date": ("bad-date", "is no date that can be.", "Write it like 2026-01-20, or as EDTF: 2026-01, [..2026-01]."),
    "url": ("bad-url", "is no web address.", "Write it in full, from https:// on."),
    "language": ("bad-language", "is no language code.", 'Write it like "en" or "ar".'),
    "digest_of": ("bad-digest-of", "does not name a report.", "Write digest_of: {outlet: …, title: …, date: …}."),
}


def _bad_value(path: str, name: str, field: Field, shown: str) -> Problem:
    kind = "date" if name in DATES else name
    code, message, hint = _HINTS.get(kind, ("bad-value", "is no text.", "Write it as one line of text."))
    if shown.endswith(":date"):
        code, message, hint = _HINTS["date"]
    shown = shown.removesuffix(":date")[:60]
    return Problem(
        path, field.line, field.column, code, "warning", f'"{shown}" ({field.key}) {message} It is left out.', hint
    )


def _read(name: str, value: Value) -> str | DigestOf | None:
    """Return a value as its field wants it; ValueError, with the words at fault, where it can't be."""
    if name == "digest_of":
        return _digest_of(value)
    text = _text(value)
    if not text:
        return None
    if name in DATES:
        return day(text)
    if name == "url" and not _URL.fullmatch(text):
        raise ValueError(text)
    if name == "language":
        return _language(text)
    return text


def _text(value: Value) -> str:
    """Return a value as one line: names of a list joined by a comma, an object by its name."""
    if isinstance(value, str):
        return _SPACE.sub(" ", normalised(value)).strip()[:LONGEST_VALUE].rstrip()
    named = {_folded(part.key): part.value for part in value if isinstance(part, Field)}
    if named:
        return next((_text(named[key]) for key in ("name", "title", "id", "url", "@id") if named.get(key)), "")
    return ", ".join(filter(None, (_text(part) for part in value if not isinstance(part, Field))))


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(text)
    first, *rest = text.replace("_", "-").split("-")
    return "-".join((first.lower(), *rest))


def _digest_of(value: Value) -> DigestOf:
    given = {part.key.casefold(): _text(part.value) for part in value if isinstance(part, Field)}
    if not given.get("outlet") or not given.get("title") or not set(given) <= set(DIGEST_KEYS):
        raise ValueError(", ".join(given) or str(value)[:60])
    try:
        return DigestOf(given["outlet"], given["title"], day(given["date"]) if given.get("date") else None)
    except ValueError:
        raise ValueError(f"{given['date']}:date") from None


# ---------------------------------------------------------------- dates


def day(text: str) -> str:
    """Return a written date as EDTF: the day as written, in its own time zone. ValueError where there is no such date.

    >>> day("2026-01-20T23:30:00-05:00"), day("20 January 2026"), day("2026-01"), day("1768896000")
    ('2026-01-20', '2026-01-20', '2026-01', '2026-01-20')
    """
    text = text.strip()
    if len(text) > LONGEST_DATE:
        raise ValueError(text)
    for pattern, _ in DAYS:
        if match := pattern.fullmatch(text):
            return _possible(match, text)
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        return _epoch(seconds / 1000 if abs(seconds) >= MILLISECONDS else seconds)
    if edtf.valid(text):
        return text
    raise ValueError(text)


def _possible(match: re.Match[str], text: str) -> str:
    parts = match.groupdict()
    month = MONTHS[parts["name"].casefold()] if parts.get("name") else int(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        raise ValueError(text) from None


def _epoch(seconds: float) -> str:
    """Return the day of Unix time, in UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()
