"""The search index brought up to date: only the pieces in which a record moved are indexed anew.

Index files that no page needs any more stay for one build, so that a tab left open still searches; they are noted as
*later*, told of in changes.json, and deleted by the next build that publishes anything. Not so where an article changed
or went: what is withdrawn is gone at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.archive.counts import Facets, Moved
from sitegen.publication import Site, note
from sitegen.site import produce, shards
from sitegen.site.data import Data
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.pages import Job
from sitegen.site.search import GUIDE, Entry, Piece, Shard
from sitegen.site.shards import KIND, Indexed, Page, Wanted
from sitegen.workers import spread

AT_ONCE = 2  # Pagefind processes
FEW = 4  # pieces indexed anew up to which none is handed to another process: starting one costs more
FEW_HELD = 4000  # the same of pages in pieces that a few pages are put into
FEW_PAGES = 1000  # the same of those pages
MONTH = len("2026-01")

Held = dict[str, tuple[Piece, Shard]]


def index_search(site: Site, moved: Moved, output: Path, lost: Iterable[str]) -> None:
    """Bring the search index up to date, and stage those of its files that changed."""
    with site.run.stage("search"):
        candidates = () if site.anew else tuple(dict.fromkeys(_candidates(site, moved)))
        held, altered = _held(site), {path.removeprefix(SEARCH_INDEX).partition("/")[0] for path in lost}
        pieces = shards.pieces(produce.tools(site.setting).context)
        stale = [
            one
            for piece in pieces
            if (
                one := _wanted(
                    site, candidates, Wanted(piece, None, str(output)), {} if piece.name in altered else held
                )
            )
        ]
        made = {one.piece.name: one for one in _indexed(site, stale)}
        now: Held = {}
        for piece in pieces:
            new, known = made.get(piece.name), held.get(piece.name)
            shard = new.shard if new and new.shard else known[1] if known else None
            if shard and shard.pages:
                now[piece.name] = (piece, shard)
        fuller = {one.piece.name for one in stale if _only_grew(site, moved, one.piece)}
        _put(site, held, now, made, fuller)


def _held(site: Site) -> Held:
    decode = msgspec.msgpack.Decoder(tuple[Piece, Shard]).decode
    return {name: decode(blob) for name, blob in site.store.pieces().items()}


# ---------------------------------------------------------------- which pieces


def _wanted(site: Site, candidates: Iterable[Candidate], new: Wanted, held: Held) -> Wanted | None:
    """Return a piece with what stands of it, and which of its pages are others now; None where it is as it was."""
    name = new.piece.name
    if name not in held:
        return new
    piece, shard = held[name]
    if site.anew or piece != new.piece or (site.gathered.edits and name == GUIDE.name):
        return new._replace(held=shard)
    own = frozenset(one.page for one in candidates if shards.is_of(piece, one.page[0], one.month, one.part))
    if not own:
        return None
    entries = msgspec.msgpack.decode(site.store.entries(name), type=tuple[Entry, ...])
    if len(own) <= FEW_PAGES:
        own = shards.changed(produce.tools(site.setting).context, piece, entries, own)
    return new._replace(held=shard, entries=entries, touched=own) if own else None


class Candidate(NamedTuple):
    """A page whose entry may be another now, with the month and the part by which it belongs to a piece."""

    page: Page
    month: str = ""
    part: str = ""


def _candidates(site: Site, moved: Moved) -> Iterator[Candidate]:
    context = produce.tools(site.setting).context
    for name, sides in moved.articles.items():
        if sides[0] != sides[1]:
            yield from (Candidate(("article", name), shards.month(side.period), side.part) for side in sides if side)
    yield from (Candidate(("day", day), day[:MONTH]) for day in _filed_anew(moved) if len(day) > MONTH)
    for job in site.jobs:
        if job.kind == "article" and context.archive.holds(job.key):
            row = context.archive.row(job.key)
            yield Candidate(("article", job.key), shards.month(row.period), row.part)
        elif job.kind == "day":
            yield Candidate(("day", job.key), job.key[:MONTH])
        elif job.kind == "topic":  # it cites the archive; what is told of a name is content
            yield Candidate(("topic", job.key))


def _filed_anew(moved: Moved) -> set[str]:
    """Return the dates told of by articles that came, went, or changed their topics: their records show those."""
    changed = (sides for sides in moved.articles.values() if len({side and side.topics for side in sides}) > 1)
    return {page for sides in changed for side in sides if side for page in side.pages}


def _holds(piece: Piece, side: Facets) -> bool:
    return shards.is_of(piece, "article", shards.month(side.period), side.part)


# ---------------------------------------------------------------- their files


def _indexed(site: Site, stale: list[Wanted]) -> Iterator[Indexed]:
    """Index pieces: a few here, two at a time, many in other processes."""
    if _is_much(stale):
        site.run.executor.here.renew()  # they hold what the pages were made from; Pagefind needs as much
        work = partial(shards.index, setting=site.setting)
        yield from spread(site.run.executor.here, work, stale, 1, lambda _: None)
        return
    context = produce.tools(site.setting).context
    own = [shards.listed(context, one) for one in stale]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = pool.map(partial(shards.joined, language=context.settings.language), stale, own)
        for one, (listed, bundle) in zip(stale, made, strict=True):
            yield shards.staged(site.setting, one, listed, bundle)


def _is_much(stale: Sequence[Wanted]) -> bool:
    """Tell whether other processes are started for these pieces."""
    anew = sum(not one.entries for one in stale)
    held = sum(len(one.entries) for one in stale)
    touched = sum(len(one.touched) for one in stale)
    return anew > FEW or held > FEW_HELD or touched > FEW_PAGES


def _only_grew(site: Site, moved: Moved, piece: Piece) -> bool:
    """Tell whether nothing of a piece changed but that articles came: its old files tell nothing that is gone."""
    changed = [before for before, after in moved.articles.values() if before and before != after]
    if shards.is_articles(piece):
        changed = [before for before in changed if _holds(piece, before)]
    return not site.anew and not changed  # a day's record, too, has words of its articles


def _put(site: Site, held: Held, now: Held, made: dict[str, Indexed], fuller: set[str]) -> None:
    """Note the files made, and those that no page needs any more: deleted are those that waited already."""
    store = site.store
    waited, superseded = set(store.paths("later = 1")), set[str]()
    for name in {*held, *made, *store.made_of(KIND, "")} - {""}:
        new = made.get(name)
        if name in now and (new is None or new.shard is None):
            if now[name] != held[name]:  # the same pages, cut by other bounds
                store.put_piece(name, msgspec.msgpack.encode(now[name]), store.entries(name))
            continue
        if new and name in now:
            store.put_piece(name, msgspec.msgpack.encode(now[name]), msgspec.msgpack.encode(new.entries))
        else:
            store.drop_pieces((name,))
        before = set(store.paths("kind = ? AND key = ? AND later = 0", KIND, name))
        kept = set(new.kept) if new else set()
        for file, staged in new.files if new else ():
            note(site, produce.Made(Job(KIND, name), file, staged))
            kept.add(file.path)
        if name in fuller:
            superseded |= before - kept
        else:
            waited |= before - kept
        store.set_later(kept & waited, later=False)
        waited -= kept
    files = shards.shared(site.editors.settings.language, (shard for _, shard in now.values()))
    code = set(store.paths("kind = ? AND key = ''", KIND))
    for path, content in files.items():
        known = produce.tools(site.setting).archive.known(path)
        note(site, produce.raw(site.setting, Job(KIND, ""), path, Data(content), known))
    superseded |= code - files.keys()
    store.set_later(superseded, later=True)
    if site.anew:  # all that is made has a kind by now: of the others nothing was known but the path
        waited |= set(store.paths("kind = ''"))
    if site.staged or superseded or site.anew:
        site.gone += sorted(waited)
        store.forget_files(waited)
