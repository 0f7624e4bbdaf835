"""A file's bytes in, its documents out, decoded, with what they say about themselves; or a problem that says why not.

The suffix chooses the format, the content overrules it where it plainly is another. A document that can't be read is a
warning and is left out; no fault of one document touches another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import PurePosixPath

from sitegen.corpus.decoding import Unreadable, decoded
from sitegen.corpus.formats import html, jsonl, markdown, txt
from sitegen.corpus.metadata import Field, Malformed, Value, fields_of_yaml, metadata, overlaid
from sitegen.ids import folded
from sitegen.model import Document, Metadata, Problem, Settings, Span

ByTitle = tuple[tuple[str, Metadata], ...]
ByLines = tuple[tuple[Span, Metadata], ...]
Read = tuple[tuple[Document, ...], tuple[Problem, ...]]
Reader = Callable[[str, bytes, Metadata], Read]

# Suffix -> the format's reader.
FORMATS: dict[str, Reader] = {
    ".txt": txt.read,
    ".text": txt.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
SIDECAR_SUFFIX = ".meta.yaml"
LARGEST_DOCUMENT = Settings().max_document_bytes
LARGEST_SIDECAR = 1_000_000  # bytes

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}\?>\s{0,100})?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)


_NUMBER = re.compile(r"\d{1,7}")
_NOTHING = Metadata()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``NAME.meta.yaml`` says of the document NAME, and of the articles stitched in it, by title or by lines.

    ``placed`` are first and last line of what is one article by the editor's word, in order and apart.
    ``broken`` is true where it can't be read. It may say whose words these are: without it they are not published.
    """

    metadata: Metadata = _NOTHING
    pieces: tuple[tuple[str, Metadata], ...] = ()
    placed: tuple[tuple[Span, Metadata], ...] = ()
    broken: bool = False


def documents(path: str, data: bytes, sidecar: Sidecar | None = None, limit: int = LARGEST_DOCUMENT) -> Read:
    """Return the documents of a file of at most ``limit`` bytes, and what is wrong with it.

    ``path`` is relative to the folder of documents. What the sidecar says counts before what the document says.

    >>> found, problems = documents("a.txt", b"")
    >>> str(problems[0])
    'a.txt: warning[empty-document] the file is empty. Delete it, or fetch it again.'
    """
    if sidecar and sidecar.broken:
        return (), ()
    if len(data) > limit:
        message = f"the file is larger than {limit:,} bytes; it is left out."
        hint = "Split it, or raise limits.max_document_bytes in site.toml."
        return (), (_warning(path, "document-too-large", message, hint),)
    reader = _format(path, data)
    if reader is None:
        suffix = PurePosixPath(path).suffix or "no suffix"
        message = f"{suffix} is no format that is read here; the file is left out."
        return (), (_warning(path, "unknown-format", message, f"Known: {' '.join(FORMATS)}."),)
    beside = sidecar or Sidecar()
    try:
        found, problems = reader(path, data, beside.metadata)
    except Unreadable as fault:
        return (), (_warning(path, fault.code, fault.message, fault.hint),)
    if any(not document.text.strip() for document in found):
        problems = (
            *problems,
            _warning(path, "no-text", "the document has no text; it is left out.", "Fetch it again."),
        )
    told = tuple(_with_pieces(document, beside) for document in found if document.text.strip())
    return _placed(path, told, beside, problems)


def sidecar(path: str, data: bytes) -> tuple[Sidecar, tuple[Problem, ...]]:
    r"""Return what a sidecar says, and what is wrong with it.

    >>> found, problems = sidecar("a.txt.meta.yaml", b"source: harbour-courier\ntilte: A day")
    >>> found.metadata.source, problems[0].hint
    ('harbour-courier', 'Did you mean "title"?')
    """
    try:
        given = _sidecar_fields(data)
    except Unreadable as fault:
        return Sidecar(broken=True), (_broken_sidecar(path, 0, 0, fault),)
    except Malformed as fault:
        return Sidecar(broken=True), (_broken_sidecar(path, fault.line, fault.column, fault),)
    own, problems = metadata(path, given, strict=True, others=("articles",))
    pieces, placed, faults = _pieces(path, given)
    return Sidecar(own, pieces, placed), (*problems, *faults)


def _sidecar_fields(data: bytes) -> tuple[Field, ...]:
    if len(data) > LARGEST_SIDECAR:
        raise Unreadable(
            "document-too-large", f"it is larger than {LARGEST_SIDECAR:,} bytes.", "It holds metadata only."
        )
    return fields_of_yaml(decoded(data).text)


def _broken_sidecar(path: str, line: int, column: int, fault: Unreadable | Malformed) -> Problem:
    code = "bad-sidecar" if fault.code == "bad-front-matter" else fault.code
    message = f"{fault.message} The document beside it is left out."
    return Problem(path, line, column, code, "warning", message, fault.hint)


def _warning(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, "warning", message, hint)


def _format(path: str, data: bytes) -> Reader | None:
    """Return the reader for a file: a page of HTML is one whatever its name says, a name without suffix is text."""
    suffix = PurePosixPath(path).suffix.lower()
    reader = FORMATS.get(suffix, None if suffix else txt.read)
    return html.read if reader is txt.read and _PAGE.match(data) else reader


def _pieces(path: str, given: Iterable[Field]) -> tuple[ByTitle, ByLines, tuple[Problem, ...]]:
    """Return the metadata of the articles that a sidecar addresses by title, and by lines."""
    listed = next((field for field in given if field.key == "articles"), None)
    pieces, placed, problems = list[tuple[str, Metadata]](), list[tuple[Span, Metadata]](), list[Problem]()
    for entry in listed.value if listed and isinstance(listed.value, tuple) else ():
        keys = tuple(part for part in entry if isinstance(part, Field)) if isinstance(entry, tuple) else ()
        piece, faults = metadata(path, keys, strict=True, others=("lines",))
        problems += faults
        lines = next((key for key in keys if key.key == "lines"), None)
        at = lines or (keys[0] if keys else listed)
        place = _place(lines.value) if lines else None
        if place:
            placed.append((place, piece))
        elif lines:
            problems.append(_fault(path, at, "bad-lines", "lines are no first and last line of an article", _LINES))
        elif piece.title:
            pieces.append((piece.title, piece))
        else:
            problems.append(_fault(path, at, "no-title", "an entry of articles has no title", _TITLE))
    apart, faults = _apart(path, placed)
    return tuple(pieces), apart, (*problems, *faults)


_TITLE = "Give it the title of the article that it speaks of, or its lines."
_LINES = "Write the numbers of its first and last line in the file: lines: [1, 58]."


def _fault(path: str, at: Field | None, code: str, message: str, hint: str) -> Problem:
    return Problem(
        path, at.line if at else 0, at.column if at else 0, code, "warning", f"{message}; it is left out.", hint
    )


def _place(value: Value) -> Span | None:
    numbers = [int(part) for part in value if isinstance(part, str) and _NUMBER.fullmatch(part)]
    both = len(numbers) == len(value) == 2 and 1 <= numbers[0] <= numbers[1]  # noqa: PLR2004 — first and last
    return (numbers[0], numbers[1]) if both else None


def _apart(path: str, placed: Iterable[tuple[Span, Metadata]]) -> tuple[ByLines, tuple[Problem, ...]]:
    """Return articles by lines in order, without those that begin within another."""
    kept, problems = list[tuple[Span, Metadata]](), list[Problem]()
    for place, piece in sorted(placed, key=itemgetter(0)):
        if kept and place[0] <= kept[-1][0][1]:
            message = f"lines {place[0]} to {place[1]} begin within lines {kept[-1][0][0]} to {kept[-1][0][1]}"
            problems.append(_fault(path, None, "bad-lines", message, "Give each line to one article."))
        else:
            kept.append((place, piece))
    return tuple(kept), tuple(problems)


def _placed(path: str, found: tuple[Document, ...], beside: Sidecar, problems: tuple[Problem, ...]) -> Read:
    """Hand a sidecar's articles by lines to the document that is to be cut; say which of them it doesn't hold."""
    if not beside.placed or not found:
        return found, problems
    document, place = found[0], f"{path}{SIDECAR_SUFFIX}"
    if len(found) > 1 or document.whole or document.lines:
        message = "the document is cut by its format, and not by the lines of articles"
        return found, (*problems, _fault(place, None, "lines-unmatched", message, "Take the lines out."))
    lost = [lines for lines, _ in beside.placed if not _holds(document, lines)]
    hint = "Was it fetched again? Look where the article stands now."
    faults = (
        _fault(place, None, "lines-unmatched", f"nothing stands on lines {first} to {last}", hint)
        for first, last in lost
    )
    held = tuple(one for one in beside.placed if one[0] not in lost)
    return (replace(document, placed=held),), (*problems, *faults)


def _holds(document: Document, lines: Span) -> bool:
    """Tell whether a document has lines of those numbers, and something on them."""
    first, last = (line - document.first_line for line in lines)
    rows = document.text.split("\n")
    return 0 <= first <= last < len(rows) and any(row.strip() for row in rows[first : last + 1])


def _with_pieces(document: Document, beside: Sidecar) -> Document:
    """Hand a sidecar's pieces to a document that is still to be cut; lay the one that is meant over a whole one."""
    if not beside.pieces or not document.whole:
        return replace(document, pieces=beside.pieces) if beside.pieces else document
    title = folded(document.metadata.title or "")
    meant = next((piece for name, piece in beside.pieces if folded(name) == title), None)
    return replace(document, metadata=overlaid(document.metadata, meant)) if meant else document
