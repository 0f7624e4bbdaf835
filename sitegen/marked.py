"""YAML, TOML, JSON and front matter in, plain values out that remember where in the text each part stands.

The one idea: a part is known by its keys (``("aliases", 1, "text")``), and two maps give the span of the value and
of the key there. YAML scalars stay strings, empty ones None, so that no country becomes False and no date a number:
what a value must be is decided where it is validated. Aliases and tags are refused and nesting is bounded, so that a
file costs no more than its length. A mistake is a value, too: a ``Fault`` at an offset.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from sitegen.model import Span

Keys = tuple[str | int, ...]

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake at an offset of a text."""

    offset: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with the spans of its parts, in code points of the text that it was read from.

    Where the text can't be read, ``value`` is None and ``faults`` says why; a value may stand beside faults, too.
    """

    value: object
    values: Mapping[Keys, Span] = field(default_factory=dict)
    keys: Mapping[Keys, Span] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def span(self, keys: Keys) -> Span:
        """Return the span of the value, or of the nearest part around it that has one."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.values:
                return self.values[keys[:length]]
        return (0, 0)

    def key_span(self, keys: Keys) -> Span:
        """Return the span of the key itself, or of its value where the key has none."""
        return self.keys.get(keys) or self.span(keys)


class _UnreadableError(Exception):
    """The text ends being readable at a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been found so far while a text is read; ``start`` is the offset of the part that is read."""

    start: int
    values: dict[Keys, Span] = field(default_factory=dict)
    keys: dict[Keys, Span] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return self.start + (start.index if start else 0), self.start + (end.index if end else 0)

    def add_key(self, keys: Keys, span: Span) -> bool:
        """Remember where a key stands; a second one of the same name is a fault, and False."""
        if keys in self.keys:
            self.faults.append(duplicate_key(str(keys[-1]), span[0]))
            return False
        self.keys[keys] = span
        return True


def duplicate_key(key: str, offset: int) -> Fault:
    """Return the fault of a key that stands twice."""
    return Fault(offset, "duplicate-key", f'"{key}" stands twice here.', "Keep one of the two.")


# ---------------------------------------------------------------- YAML


def from_yaml(text: str, start: int = 0, end: int | None = None) -> Marked:
    r"""Return the one YAML document in ``text[start:end]``; spans count from the start of ``text``.

    >>> marked = from_yaml("country: NO\nsize: 12\nnote:\n")
    >>> marked.value, marked.span(("size",))
    ({'country': 'NO', 'size': '12'}, (18, 20))
    """
    found = _Found(start)
    try:
        value = _document(text[start:end], found)
    except _UnreadableError as error:
        return Marked(None, found.values, found.keys, (*found.faults, error.fault))
    return Marked(value, found.values, found.keys, tuple(found.faults))


def _document(text: str, found: _Found) -> object:
    events = _events(text, found)
    roots = (event for event in events if isinstance(event, yaml.NodeEvent))
    first = next(roots, None)
    value = None if first is None else _value(first, events, (), found)
    if (second := next(roots, None)) is not None:
        raise _UnreadableError(Fault(found.span(second)[0], "bad-yaml", "A second document begins here.", "Keep one."))
    return value


def _events(text: str, found: _Found) -> Iterator[yaml.Event]:
    """Yield the events of libyaml's parser, which looks no further than it must: deep nesting is seen in time."""
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")  # libyaml counts bytes here
        message = f"The character U+{ord(text[len(before)]):04X} is not allowed in YAML."
        raise _UnreadableError(Fault(found.start + len(before), "bad-yaml", message, "Delete it.")) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = found.start + (mark.index if mark else 0)
        raise _UnreadableError(_syntax_fault(offset, str(error.problem or error))) from error


# What libyaml says, and what an editor can do about it.
_YAML_HINTS = {
    "mapping values are not allowed in this context": 'Put text that holds ": " in quotes.',
    "could not find expected ':'": 'A key is followed by ": ".',
    "found character that cannot start any token": "Indent with spaces; put text that begins with a sign in quotes.",
    "did not find expected key": "Check the indentation, and put text that holds quotes or signs in quotes.",
    "found unexpected end of stream": "A quotation mark is not closed.",
}


def _syntax_fault(offset: int, problem: str) -> Fault:
    hint = _YAML_HINTS.get(problem, "Look at brackets, quotes and indentation here.")
    return Fault(offset, "bad-yaml", f"This is not YAML: {problem}.", hint)


def _value(event: yaml.Event, events: Iterator[yaml.Event], keys: Keys, found: _Found) -> object:
    found.values[keys] = start, _ = found.span(event)
    if len(keys) > DEEPEST:
        raise _UnreadableError(Fault(start, "bad-yaml", f"More than {DEEPEST} levels are nested here."))
    if getattr(event, "anchor", None):  # an alias, too, has the anchor that it names
        raise _UnreadableError(Fault(start, "bad-yaml", "Anchors and aliases are not read.", "Write the value out."))
    tag = getattr(event, "tag", None)
    if tag and tag != "tag:yaml.org,2002:str":
        raise _UnreadableError(Fault(start, "bad-yaml", "Tags are not read.", "Leave out the word that begins with !."))
    if isinstance(event, yaml.ScalarEvent):
        return None if event.style in (None, "") and event.value in ("", "~", "null") else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = _until(yaml.SequenceEndEvent, events, keys, found)
        return [_value(item, events, (*keys, number), found) for number, item in enumerate(items)]
    return _mapping(events, keys, found)


def _mapping(events: Iterator[yaml.Event], keys: Keys, found: _Found) -> dict[str, object]:
    """Return the mapping; a key without a value counts as absent, the first of two keys wins."""
    mapping = {}
    for event in _until(yaml.MappingEndEvent, events, keys, found):
        start, end = found.span(event)
        if not isinstance(event, yaml.ScalarEvent) or event.anchor:
            raise _UnreadableError(Fault(start, "bad-yaml", "A key must be plain text.", "Put signs in quotes."))
        inner = (*keys, event.value)
        if found.add_key(inner, (start, end)):
            value = _value(next(events), events, inner, found)
            if value is not None:
                mapping[event.value] = value
        else:
            _value(next(events), events, (*keys, event.value, start), _Found(found.start))
    return mapping


def _until(end: type[yaml.Event], events: Iterator[yaml.Event], keys: Keys, found: _Found) -> Iterator[yaml.Event]:
    """Yield events until the collection's end, whose place closes the collection's span."""
    for event in events:
        if isinstance(event, end):
            found.values[keys] = (found.values[keys][0], found.span(event)[1])
            return
        yield event


# ---------------------------------------------------------------- front matter

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def front_matter(text: str) -> tuple[Marked, int]:
    r"""Return the YAML between the two ``---`` lines at the top, and the offset at which the body begins.

    >>> marked, body = front_matter("---\ntitle: About\n---\nWhat this is.\n")
    >>> marked.value, body
    ({'title': 'About'}, 21)
    """
    opening = _FENCE.match(text)
    if opening is None:
        hint = 'Begin with a line "---", then "title: …", then another line "---".'
        return Marked(
            None, faults=(Fault(0, "bad-front-matter", "The file does not begin with front matter.", hint),)
        ), 0
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        fault = Fault(0, "bad-front-matter", "The front matter is not closed.", 'Put a line "---" under its last key.')
        return Marked(None, faults=(fault,)), 0
    return from_yaml(text, opening.end() + 1, closing.start()), min(closing.end() + 1, len(text))


# ---------------------------------------------------------------- TOML

_TOML_PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_TOML_LINE = re.compile(
    r"^[ \t]*(?:\[+(?P<table>[^\[\]\n]*)\]|(?P<key>[\w.\"'-]+)[ \t]*=[ \t]*(?P<value>[^\n]*))", re.MULTILINE
)


def from_toml(text: str) -> Marked:
    r"""Return the TOML document; places are those of the lines ``[table]`` and ``key = value``.

    >>> marked = from_toml('title = "Tides"\n[limits]\ncount = 3\n')
    >>> marked.value, marked.span(("limits", "count"))
    ({'title': 'Tides', 'limits': {'count': 3}}, (33, 34))
    """
    try:
        value = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Marked(None, faults=(_toml_fault(text, error),))
    values, keys = _toml_spans(text)
    return Marked(value, values, keys)


def _toml_fault(text: str, error: Exception) -> Fault:
    place = _TOML_PLACE.search(str(error))
    message = str(error)[: place.start()] if place else "It nests too deeply or holds too large a number"
    offset = len(text.rstrip())
    if place and place["line"]:
        offset = _offset(text, int(place["line"]), int(place["column"]))
    if "overwrite" in message or "twice" in message:
        line_start = text.rfind("\n", 0, max(offset - 1, 0)) + 1
        return duplicate_key(text[line_start:offset].partition("=")[0].strip(" []"), line_start)
    return Fault(offset, "bad-toml", f"This is not TOML: {message[:1].lower()}{message[1:]}.")


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _toml_spans(text: str) -> tuple[dict[Keys, Span], dict[Keys, Span]]:
    values: dict[Keys, Span] = {(): (0, len(text))}
    keys: dict[Keys, Span] = {}
    table: Keys = ()
    for match in _TOML_LINE.finditer(text):
        if match["table"] is not None:
            table = _dotted(match["table"])
            keys[table] = values[table] = match.span("table")
        else:
            inner = (*table, *_dotted(match["key"]))
            keys[inner] = match.span("key")
            values[inner] = match.span("value")
    return values, keys


def _dotted(key: str) -> Keys:
    return tuple(part.strip(" \t\"'") for part in key.split("."))


# ---------------------------------------------------------------- JSON

_JSON_KEY = re.compile(r'"(?P<name>(?:[^"\\]|\\.)*)"\s*:')


def from_json(text: str, start: int, end: int) -> Marked:
    """Return the JSON object in ``text[start:end]``; the places of its keys are found by their names.

    >>> from_json('{"day": "2026-01-21", "added": []}', 0, 34).key_span(("added",))
    (22, 29)
    """
    line, repeated = text[start:end], Counter[str]()

    def counted(items: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(items)
        if len(value) < len(items):
            repeated.update(name for name, _ in items)
        return value

    try:
        value = json.loads(line, object_pairs_hook=counted)
    except json.JSONDecodeError as error:
        return Marked(
            None, faults=(Fault(start + min(error.pos, len(line)), "bad-json", error.msg.removesuffix(" starting at")),)
        )
    except (ValueError, RecursionError):
        return Marked(None, faults=(Fault(start, "bad-json", "it nests too deeply or holds too large a number"),))
    places = _json_keys(line, start)
    names = value if isinstance(value, dict) else ()
    keys: dict[Keys, Span] = {(name,): places.get(name, (start, end)) for name in names}
    faults = [duplicate_key(name, places.get(name, (start, end))[0]) for name, count in repeated.items() if count > 1]
    return Marked(value, {(): (start, end), **keys}, keys, tuple(faults))


def _json_keys(line: str, start: int) -> dict[str, Span]:
    """Return where each key stands last: of two, the second is the one too many."""
    return {match["name"]: (start + match.start(), start + match.end("name") + 1) for match in _JSON_KEY.finditer(line)}
