"""A piece of the search index in, its staged files out: what a worker does with one. Records come from the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sitegen.archive.store import Published
from sitegen.site import produce, records, search
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.date_pages import DAY, YEAR
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.pages import Job
from sitegen.site.produce import Setting
from sitegen.site.search import GUIDE, Bundle, Piece, Record, Shard

KIND = "search index"
DAYS = "days-"  # begins the names of the pieces that hold days
_OF_KIND = {"article": records.article, "day": records.day, "topic": records.topic, "entity": records.entity}


class Wanted(NamedTuple):
    """A piece to be indexed, and the shard that stands there, None where none does that can be trusted."""

    piece: Piece
    held: Shard | None
    output: str


class Indexed(NamedTuple):
    """A piece with its shard; its files, and the paths of those that stay. Without ``shard`` it is as it was."""

    piece: Piece
    shard: Shard | None
    files: list[tuple[Published, bool]]
    kept: tuple[str, ...]


def pieces(context: Context) -> tuple[Piece, ...]:
    """Return the pieces of the archive's index, those without a record left out."""
    counts: dict[tuple[str, str], int] = {}
    for (period, part), number in context.archive.parts().items():
        month = search.UNDATED if period.startswith(search.UNDATED) else period
        counts[month, part] = counts.get((month, part), 0) + number
    years: dict[str, int] = {}
    for day in context.dates_by_length[DAY]:
        years[day[:YEAR]] = years.get(day[:YEAR], 0) + 1
    guide = (GUIDE,) if context.topics or context.entities else ()
    return (*guide, *search.calendar(years), *search.layout(counts))


def is_of(piece: Piece, kind: str, month: str, part: str) -> bool:
    """Tell whether a record of a kind, a month and a part belongs to a piece."""
    if piece is GUIDE or piece.name == GUIDE.name:
        return kind in ("topic", "entity")
    if piece.name.startswith(DAYS):
        return kind == "day" and piece.holds(month, "00")
    return kind == "article" and piece.holds(month, part)


def is_articles(piece: Piece) -> bool:
    """Tell whether a piece holds articles."""
    return piece.name != GUIDE.name and not piece.name.startswith(DAYS)


def found(context: Context, piece: Piece) -> Iterator[Record]:
    """Yield the records of a piece."""
    if piece.name == GUIDE.name:
        yield from (records.topic(context, topic) for topic in context.topics)
        yield from (records.entity(context, entity) for entity in context.entities)
    elif piece.name.startswith(DAYS):
        yield from (records.day(context, day) for day in context.dates_by_length[DAY] if piece.holds(day[:7], "00"))
    else:
        parts = (f"{piece.low:02x}", f"{piece.high:02x}" if piece.high < 256 else "~")  # noqa: PLR2004 — two hex digits
        yield from (records.article(context, one) for one in context.archive.between(piece.first, piece.last, *parts))


def record(context: Context, kind: str, key: str) -> Record:
    """Return the record of a page."""
    return _OF_KIND[kind](context, key)


def signs(wanted: Wanted) -> frozenset[str]:
    """Return the signs of the records of the shard that stands there."""
    if wanted.held is None:
        return frozenset()
    try:
        text = _path(wanted, search.folder(wanted.held) + search.LINES).read_text("utf-8")
    except OSError:
        return frozenset()
    return frozenset(map(search.sign_of, text.splitlines()))


def _path(wanted: Wanted, path: str) -> Path:
    return Path(f"{wanted.output}/{SEARCH_INDEX}{path}")


def index(chunk: Sequence[Wanted], setting: Setting) -> list[Indexed]:
    """Index pieces and stage their files."""
    kit = produce.tools(setting)
    return [indexed(setting, wanted, list(found(kit.context, wanted.piece))) for wanted in chunk]


def indexed(setting: Setting, wanted: Wanted, own: Sequence[Record]) -> Indexed:
    """Index the records of a piece and stage what is new; nothing where the shard that stands there is the same."""
    kit = produce.tools(setting)
    language = kit.context.settings.language
    if wanted.held and wanted.held.digest == search.digest(own, language):
        return Indexed(wanted.piece, None, [], ())
    return staged(setting, search.bundle(wanted.piece, own, language, held(wanted)), wanted.piece)


def held(wanted: Wanted) -> dict[str, bytes]:
    """Return the files of the shard that stands there; none where they can't be read."""
    if wanted.held is None:
        return {}
    root = _path(wanted, search.folder(wanted.held))
    try:
        return {one.relative_to(root).as_posix(): one.read_bytes() for one in root.rglob("*") if one.is_file()}
    except OSError:
        return {}


def staged(setting: Setting, made: Bundle, piece: Piece) -> Indexed:
    """Stage the files of a bundle."""
    archive = produce.tools(setting).archive
    files: list[tuple[Published, bool]] = []
    for name, content in made.files.items():
        path = SEARCH_INDEX + name
        one = produce.raw(setting, Job(KIND, piece.name), path, Data(content), archive.known(path))
        if one.file:
            files.append((one.file, one.staged))
    return Indexed(piece, made.shard, files, tuple(SEARCH_INDEX + path for path in made.kept))


def shared(language: str, shards: Iterable[Shard]) -> dict[str, bytes]:
    """Return the files of the index that are no shard's own, by path."""
    files = {**search.code(language), search.LIST: search.listing(shards)}
    return {SEARCH_INDEX + path: content for path, content in files.items()}
