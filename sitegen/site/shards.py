"""A piece of the search index in, its staged files out: what a worker does with one. Records come from the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sitegen.archive.store import Published
from sitegen.site import pagefind, produce, records, search
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.date_pages import DAY, YEAR
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.pages import Job
from sitegen.site.produce import Setting
from sitegen.site.search import GUIDE, Bundle, Entry, Piece, Shard

KIND = "search index"
DAYS = "days-"  # begins the names of the pieces that hold days
_OF_KIND = {"article": records.article, "day": records.day, "topic": records.topic, "entity": records.entity}

Page = tuple[str, str]
"""A page that is found: ``article``, ``day``, ``topic`` or ``entity``, and its id or day."""


class Wanted(NamedTuple):
    """A piece to be indexed, and the shard that stands there, None where none does that can be trusted.

    ``entries`` are those of that shard, and ``touched`` the pages whose entries are, or may be, others now.
    """

    piece: Piece
    held: Shard | None
    output: str
    entries: tuple[Entry, ...] = ()
    touched: frozenset[Page] = frozenset()


class Indexed(NamedTuple):
    """A piece with its shard; its files, and the paths of those that stay. Without ``shard`` it is as it was."""

    piece: Piece
    shard: Shard | None = None
    files: tuple[tuple[Published, bool], ...] = ()
    kept: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def pieces(context: Context) -> tuple[Piece, ...]:
    """Return the pieces of the archive's index, those without a record left out."""
    counts: dict[tuple[str, str], int] = {}
    for (period, part), number in context.archive.parts().items():
        key = month(period), part
        counts[key] = counts.get(key, 0) + number
    years: dict[str, int] = {}
    for day in context.dates_by_length[DAY]:
        years[day[:YEAR]] = years.get(day[:YEAR], 0) + 1
    guide = (GUIDE,) if context.topics or context.entities else ()
    return (*guide, *search.calendar(years), *search.layout(counts))


def month(period: str) -> str:
    """Return the month of a period, and nothing but that it has none for the parts of the undated."""
    return search.UNDATED if period.startswith(search.UNDATED) else period


def is_of(piece: Piece, kind: str, when: str, part: str) -> bool:
    """Tell whether a record of a kind, a month and a part belongs to a piece."""
    if piece is GUIDE or piece.name == GUIDE.name:
        return kind in ("topic", "entity")
    if piece.name.startswith(DAYS):
        return kind == "day" and piece.holds(when, "00")
    return kind == "article" and piece.holds(when, part)


def is_articles(piece: Piece) -> bool:
    """Tell whether a piece holds articles."""
    return piece.name != GUIDE.name and not piece.name.startswith(DAYS)


def found(context: Context, piece: Piece) -> Iterator[Page]:
    """Yield the pages of a piece."""
    if piece.name == GUIDE.name:
        yield from (("topic", topic) for topic in context.topics)
        yield from (("entity", entity) for entity in context.entities)
    elif piece.name.startswith(DAYS):
        yield from (("day", day) for day in context.dates_by_length[DAY] if piece.holds(day[:7], "00"))
    else:
        parts = (f"{piece.low:02x}", f"{piece.high:02x}" if piece.high < 256 else "~")  # noqa: PLR2004 — two hex digits
        yield from (("article", one) for one in context.archive.between(piece.first, piece.last, *parts))


def index(chunk: Sequence[Wanted], setting: Setting) -> list[Indexed]:
    """Index pieces and stage their files."""
    context = produce.tools(setting).context
    return [staged(setting, one, *joined(one, listed(context, one), context.settings.language)) for one in chunk]


def changed(context: Context, piece: Piece, entries: Iterable[Entry], touched: Collection[Page]) -> frozenset[Page]:
    """Return those of the touched pages that came, went, or of which another entry is made now."""
    known = {page: one for one in entries if (page := _page(one)) in touched}
    return frozenset(
        page
        for page in touched
        if known.get(page) != (_entry(context, page)[0] if _stands(context, piece, page) else None)
    )


def _stands(context: Context, piece: Piece, page: Page) -> bool:
    """Tell whether there is such a page, in this piece."""
    kind, key = page
    if kind == "article":
        if not context.archive.holds(key):
            return False
        row = context.archive.row(key)
        return is_of(piece, kind, month(row.period), row.part)
    return key in (context.dates_by_length[DAY] if kind == "day" else context.topics)


class Listed(NamedTuple):
    """The entries of a piece, and the pages by address that are not held and so are to be indexed."""

    entries: tuple[Entry, ...]
    pages: Mapping[str, str]


def listed(context: Context, wanted: Wanted) -> Listed:
    """Return the entries of a piece; the archive is asked only for what was touched or isn't held."""
    known = {_page(one): one for one in wanted.entries}
    entries, pages = [], {}
    for page in found(context, wanted.piece):
        one = None if page in wanted.touched else known.get(page)
        if one is None:
            one, html = _entry(context, page)
            pages[one.url] = html
        entries.append(one)
    if known:
        language = context.settings.language
        for one in search.unheld(entries, language, _lines(wanted), _texts(wanted)):
            if one.url not in pages:
                pages[one.url] = _entry(context, _page(one))[1]
    return Listed(tuple(entries), pages)


def _entry(context: Context, page: Page) -> tuple[Entry, str]:
    kind, key = page
    return search.entry(_OF_KIND[kind](context, key), key)


def _page(one: Entry) -> Page:
    return one.kind if one.kind in ("article", "day", "topic") else "entity", one.key


def _lines(wanted: Wanted) -> bytes:
    """Return the list of pages of the shard that stands there, nothing where none can be read."""
    try:
        return _path(wanted, search.folder(wanted.held) + search.LINES).read_bytes() if wanted.held else b""
    except OSError:
        return b""


def _texts(wanted: Wanted) -> search.Texts:
    """Return what reads the texts of the piece that stand there."""

    @lru_cache(maxsize=64)
    def texts(name: str) -> tuple[bytes | None, ...]:
        try:
            return pagefind.fragments(_path(wanted, f"{wanted.piece.name}/{name}.pf_fragment").read_bytes())
        except (OSError, pagefind.PagefindError):
            return ()

    return texts


def joined(wanted: Wanted, own: Listed, language: str) -> tuple[Listed, Bundle | None]:
    """Index a piece; no bundle where the shard that stands there is the same."""
    if wanted.held and wanted.held.digest == search.digest(own.entries, language):
        return own, None
    return own, search.joined(wanted.piece, own.entries, own.pages, language, held(wanted), texts=_texts(wanted))


def _path(wanted: Wanted, path: str) -> Path:
    return Path(f"{wanted.output}/{SEARCH_INDEX}{path}")


def held(wanted: Wanted) -> dict[str, bytes]:
    """Return the files of the shard that stands there; none where they can't be read."""
    if wanted.held is None:
        return {}
    root = _path(wanted, search.folder(wanted.held))
    try:
        return {one.relative_to(root).as_posix(): one.read_bytes() for one in root.rglob("*") if one.is_file()}
    except OSError:
        return {}


def staged(setting: Setting, wanted: Wanted, own: Listed, made: Bundle | None) -> Indexed:
    """Stage the files of a piece."""
    if made is None:
        return Indexed(wanted.piece)
    archive = produce.tools(setting).archive
    files: list[tuple[Published, bool]] = []
    for name, content in made.files.items():
        path = SEARCH_INDEX + name
        one = produce.raw(setting, Job(KIND, wanted.piece.name), path, Data(content), archive.known(path))
        if one.file:
            files.append((one.file, one.staged))
    return Indexed(
        wanted.piece, made.shard, tuple(files), tuple(SEARCH_INDEX + path for path in made.kept), own.entries
    )


def shared(language: str, shards: Iterable[Shard]) -> dict[str, bytes]:
    """Return the files of the index that are no shard's own, by path."""
    files = {**search.code(language), search.LIST: search.listing(shards)}
    return {SEARCH_INDEX + path: content for path, content in files.items()}
