"""A file's bytes in, its documents out, decoded, with what they say about themselves; or a problem that says why not.

The suffix chooses the format, the content overrules it where it plainly is another. A document that can't be read is a
warning and is left out; no fault of one document touches another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from sitegen.corpus.decoding import Unreadable, decoded
from sitegen.corpus.formats import html, jsonl, markdown, txt
from sitegen.corpus.metadata import Field, Malformed, fields_of_yaml, metadata, overlaid
from sitegen.ids import folded
from sitegen.model import Document, Metadata, Problem, Settings

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


_NOTHING = Metadata()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``NAME.meta.yaml`` says of the document NAME, and of the articles stitched in it, by title.

    ``broken`` is true where it can't be read. It may say whose words these are: without it they are not published.
    """

    metadata: Metadata = _NOTHING
    pieces: tuple[tuple[str, Metadata], ...] = ()
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
    return tuple(_with_pieces(document, beside) for document in found if document.text.strip()), problems


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
    pieces, faults = _pieces(path, given)
    return Sidecar(own, pieces), (*problems, *faults)


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


def _pieces(path: str, given: Iterable[Field]) -> tuple[tuple[tuple[str, Metadata], ...], tuple[Problem, ...]]:
    """Return the metadata of the articles that a sidecar addresses by title."""
    listed = next((field for field in given if field.key == "articles"), None)
    if listed is None:
        return (), ()
    pieces: list[tuple[str, Metadata]] = []
    problems: list[Problem] = []
    for entry in listed.value if isinstance(listed.value, tuple) else ():
        keys = tuple(part for part in entry if isinstance(part, Field)) if isinstance(entry, tuple) else ()
        piece, faults = metadata(path, keys, strict=True)
        problems += faults
        if piece.title:
            pieces.append((piece.title, piece))
        else:
            line, column = (keys[0].line, keys[0].column) if keys else (listed.line, listed.column)
            message = "an entry of articles has no title; it is left out."
            hint = "Give it the title of the article that it speaks of."
            problems.append(Problem(path, line, column, "no-title", "warning", message, hint))
    return tuple(pieces), tuple(problems)


def _with_pieces(document: Document, beside: Sidecar) -> Document:
    """Hand a sidecar's pieces to a document that is still to be cut; lay the one that is meant over a whole one."""
    if not beside.pieces or not document.whole:
        return replace(document, pieces=beside.pieces) if beside.pieces else document
    title = folded(document.metadata.title or "")
    meant = next((piece for name, piece in beside.pieces if folded(name) == title), None)
    return replace(document, metadata=overlaid(document.metadata, meant)) if meant else document
