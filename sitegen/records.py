"""One file of the editor's in, its records out: each validated by its shape, each knowing where it stands.

The one idea: pydantic says which keys lead to a mistake, ``marked`` says where those keys stand in the file, a table
says it in an editor's words. A record that is not valid stays, without a shape, so that its id is known to others.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitegen import marked
from sitegen.marked import Fault, Keys, Marked
from sitegen.model import Problem, Severity
from sitegen.shapes import suggestion

S = TypeVar("S", bound=BaseModel)

KEPT = 256  # files of which what was read is kept: a preview reads them all after each edit
SHOWN = 60


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of the content folder: its path as shown, its text (NFC, one kind of line end), where its lines start."""

    path: str
    text: str
    starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def problem(self, fault: Fault, severity: Severity = "error") -> Problem:
        """Return the fault as a problem of this file."""
        message, hint = printable(fault.message), printable(fault.hint)
        return Problem(self.path, *self.place(fault.offset), fault.code, severity, message, hint)


@dataclass(frozen=True, slots=True)
class Record(Generic[S]):
    """An entry of a file: what stands there, and its shape where it is valid. ``keys`` lead to it in ``marked``."""

    file: TextFile
    marked: Marked
    keys: Keys
    raw: Mapping[str, object]
    shape: S | None
    body_start: int = 0

    @property
    def id(self) -> str:
        """Return the record's id, "" where it has none."""
        return str(self.raw.get("id", ""))

    def at(self, *keys: str | int) -> int:
        """Return the offset of a value within the record."""
        return self.marked.span((*self.keys, *keys))[0]

    def at_key(self, *keys: str | int) -> int:
        """Return the offset of a key within the record."""
        return self.marked.key_span((*self.keys, *keys))[0]

    def line(self) -> int:
        """Return the line on which the record begins."""
        return self.file.place(self.at())[0]

    def body(self) -> tuple[str, int]:
        """Return the Markdown under the front matter and the line on which it begins."""
        return self.file.text[self.body_start :], self.file.place(self.body_start)[0]


@dataclass(frozen=True, slots=True, eq=False)
class Records(Generic[S]):
    """The entries of one file or folder, in order, and the problems met on the way.

    Those of a file that stays are the very same the next time: what is made from them may be kept by them.
    """

    records: tuple[Record[S], ...] = ()
    problems: tuple[Problem, ...] = ()

    def valid(self) -> Iterator[tuple[Record[S], S]]:
        """Yield the records that are valid, with their shapes."""
        return ((record, record.shape) for record in self.records if record.shape is not None)


_NONE: Records[Any] = Records()


def settings(folder: Path, shape: type[S]) -> Records[S]:
    """Read site.toml, without which there is no archive."""
    path = folder / "site.toml"
    if not path.is_file():
        hint = 'Write at least a line: title = "The name of the archive".'
        missing = Problem(_shown_path(folder, path), 0, 0, "missing-settings", "error", "There is no such file.", hint)
        return Records(problems=(missing,))
    return _read(folder, path, partial(_table, shape=shape))


def listed(folder: Path, name: str, shape: type[S]) -> Records[S]:
    """Read a YAML file that holds a list of entries; none where there is no such file."""
    path = folder / name
    return _read(folder, path, partial(_list, shape=shape)) if path.is_file() else _NONE


def written(folder: Path, name: str, shape: type[S]) -> Records[S]:
    """Read the Markdown files of a folder; the id of each is its file's name, unless its front matter has another."""
    paths = sorted(path for path in (folder / name).rglob("*.md") if path.is_file() and not path.name.startswith("."))
    return _joined(_read(folder, path, partial(_front, name=path.stem, shape=shape)) for path in paths)


def lines(folder: Path, name: str, shape: type[S]) -> Records[S]:
    """Read a file with one JSON object a line; empty lines count for nothing."""
    path = folder / name
    return _read(folder, path, lambda file: _lines(file, shape)) if path.is_file() else Records()


# ---------------------------------------------------------------- files


def _read(folder: Path, path: Path, read: Callable[[TextFile], Records[S]]) -> Records[S]:
    shown, data = _shown_path(folder, path), path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message, hint = "From here on this is not UTF-8.", "Save the file as UTF-8."
        return Records(problems=(Problem(shown, line, column, "bad-encoding", "error", message, hint),))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return read(TextFile(shown, text, tuple(starts)))


def _shown_path(folder: Path, path: Path) -> str:
    return printable((Path(folder.absolute().name) / path.relative_to(folder)).as_posix())


def printable(text: str) -> str:
    r"""Return the text with characters that steer a terminal or turn its writing direction as escapes.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return text if text.isprintable() else "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


# ---------------------------------------------------------------- records


def _joined(parts: Iterable[Records[S]]) -> Records[S]:
    parts = tuple(parts)
    records = tuple(record for part in parts for record in part.records)
    return Records(records, tuple(problem for part in parts for problem in part.problems))


def _faulty(file: TextFile, read: Marked) -> Records[S]:
    return Records(problems=tuple(file.problem(fault) for fault in read.faults))


def _one(file: TextFile, read: Marked, shape: type[S], *, body_start: int = 0, name: str = "") -> Records[S]:
    """Return the record of a file that is one mapping; with a ``name``, that is its id where it states none."""
    if read.value is None and read.faults:
        return _faulty(file, read)
    defaults = {"id": name} if name else {}
    value = {**defaults, **read.value} if isinstance(read.value, dict) else read.value or defaults
    return _joined([_faulty(file, read), _record(file, read, (), value, shape, body_start=body_start)])


@lru_cache(maxsize=KEPT)
def _table(file: TextFile, shape: type[S]) -> Records[S]:
    return _one(file, marked.from_toml(file.text), shape)


@lru_cache(maxsize=KEPT)
def _list(file: TextFile, shape: type[S]) -> Records[S]:
    return _many(file, marked.from_yaml(file.text), shape)


def _many(file: TextFile, read: Marked, shape: type[S]) -> Records[S]:
    if read.value is not None and not isinstance(read.value, list):
        fault = Fault(read.span(())[0], "wrong-type", "The file should be a list.", 'Begin each entry with "- ".')
        return _joined([_faulty(file, read), Records(problems=(file.problem(fault),))])
    entries = (_record(file, read, (number,), entry, shape) for number, entry in enumerate(read.value or ()))
    return _joined([_faulty(file, read), *entries])


@lru_cache(maxsize=KEPT)
def _front(file: TextFile, name: str, shape: type[S]) -> Records[S]:
    read, body_start = marked.front_matter(file.text)
    if read.value is not None and not isinstance(read.value, dict):
        fault = Fault(read.span(())[0], "bad-front-matter", "Front matter is made of keys.", 'Write "title: …".')
        return Records(problems=(file.problem(fault),))
    return _one(file, read, shape, body_start=body_start, name=name)


def _lines(file: TextFile, shape: type[S]) -> Records[S]:
    spans = zip(file.starts, (*(start - 1 for start in file.starts[1:]), len(file.text)), strict=True)
    return _joined(_line(file, start, end, shape) for start, end in spans if file.text[start:end].strip())


def _line(file: TextFile, start: int, end: int, shape: type[S]) -> Records[S]:
    read = marked.from_json(file.text, start, end)
    if not isinstance(read.value, dict):
        reason = f": {read.faults[0].message.lower()}" if read.faults else ""
        offset = read.faults[0].offset if read.faults else start
        hint = "Each line is one object; a line that was cut off can be deleted."
        fault = Fault(offset, "bad-ledger-line", f"This line is not a JSON object{reason}.", hint)
        return Records(problems=(file.problem(fault),))
    return _joined([_faulty(file, read), _record(file, read, (), read.value, shape)])


def _record(
    file: TextFile, read: Marked, keys: Keys, value: object, shape: type[S], *, body_start: int = 0
) -> Records[S]:
    raw = value if isinstance(value, dict) else {}
    record: Record[S] = Record(file, read, keys, raw, None, body_start)
    try:
        valid = shape.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return Records((record,), tuple(_problem(record, shape, detail) for detail in details))
    return Records((Record(file, read, keys, raw, valid, body_start),))


# ---------------------------------------------------------------- pydantic's errors in an editor's words

# The start of pydantic's name for an error -> what the value should be.
_SHOULD_BE = {
    "string": "text",
    "tuple": "a list",
    "list": "a list",
    "dict": "a map of keys and values",
    "model": "a map of keys and values",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "finite": "a number",
    "missing": "a pair",
    "too": "a pair",
}


def _problem(record: Record[S], shape: type[S], detail: ErrorDetails) -> Problem:
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    code, context = detail["type"], detail.get("ctx", {})
    if code == "bad-id" and keys == ("id",) and (*record.keys, "id") not in record.marked.keys:
        hint = f"{context['hint']} Rename the file."
        return Problem(record.file.path, 0, 0, code, "error", printable(context["message"]), hint)
    if "hint" in context:
        return record.file.problem(Fault(record.at(*keys), code, context["message"], context["hint"]))
    if code == "extra_forbidden":
        return record.file.problem(_unknown_key(record, shape, keys))
    if code == "missing" and isinstance(keys[-1], str):
        hint = f'Add a line "{keys[-1]}".'
        return record.file.problem(
            Fault(record.at_key(*keys[:-1]), "missing-key", f'"{_dotted(keys)}" is missing.', hint)
        )
    return record.file.problem(_wrong_value(record, keys, detail))


def _unknown_key(record: Record[S], shape: type[S], keys: Keys) -> Fault:
    known = sorted(_shape_at(shape, keys[:-1]).model_fields)
    hint = suggestion(str(keys[-1]), known) or f"Known here: {', '.join(known)}."
    return Fault(record.at_key(*keys), "unknown-key", f'"{_dotted(keys)}" is not a key that is read.', hint)


def _wrong_value(record: Record[S], keys: Keys, detail: ErrorDetails) -> Fault:
    keys = keys[:-1] if detail["type"] == "missing" else keys  # the second of a pair
    subject = f'"{_dotted(keys)}"' if keys else "This entry"
    should = _SHOULD_BE.get(detail["type"].partition("_")[0])
    if should is None:  # the bounds of a number
        message = f"{subject} {detail['msg'].removeprefix('Input ')}, not {_shown(detail['input'])}."
        return Fault(record.at(*keys), "out-of-range", message)
    return Fault(record.at(*keys), "wrong-type", f"{subject} should be {should}, not {_shown(detail['input'])}.")


def _shape_at(shape: type[BaseModel], keys: Keys) -> type[BaseModel]:
    """Return the shape of the mapping to which the keys lead."""
    for key in keys:
        if key in shape.model_fields:
            shape = next(_shapes(shape.model_fields[str(key)].annotation), shape)
    return shape


def _shapes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _shapes(part)


def _dotted(keys: Keys) -> str:
    """Return keys as an editor would write them.

    >>> _dotted(("aliases", 1, "text"))
    'aliases[1].text'
    """
    parts = (f"[{key}]" if isinstance(key, int) else f".{key[:SHOWN]}" for key in keys)
    return "".join(parts).removeprefix(".")


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value[:SHOWN]}"'
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a map"
    return str(value).lower() if isinstance(value, bool) else str(value)[:SHOWN]
