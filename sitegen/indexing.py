"""The search index brought up to date: only the pieces in which a record moved are indexed anew.

Index files that no page needs any more stay for one build, so that a tab left open still searches; they are noted as
*later*, told of in changes.json, and deleted by the next build that publishes anything. Not so where an article changed
or went: what is withdrawn is gone at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from sitegen.archive.counts import Facets, Moved
from sitegen.publication import Site, note
from sitegen.site import produce, search, shards
from sitegen.site.data import Data
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.pages import Job
from sitegen.site.search import Piece, Shard
from sitegen.site.shards import KIND, Indexed, Wanted
from sitegen.workers import spread

SHARDS = "shards"  # the fact that says which pieces the published index has, each with its shard
AT_ONCE = 2  # Pagefind processes
FEW = 4  # pieces up to which none is handed to another process: starting one costs more
MONTH = len("2026-01")

Held = dict[str, tuple[Piece, Shard]]


def index_search(site: Site, moved: Moved, output: Path, lost: Iterable[str]) -> None:
    """Bring the search index up to date, and stage those of its files that changed."""
    with site.run.stage("search"):
        context, store = produce.tools(site.setting).context, site.store
        held, altered = _held(site), {path.removeprefix(SEARCH_INDEX).partition("/")[0] for path in lost}
        wanted = []
        for piece in shards.pieces(context):
            known = held.get(piece.name)
            trusted = known[1] if known and piece.name not in altered else None
            wanted.append((Wanted(piece, trusted, str(output)), known is not None and known[0] == piece))
        stale = [one for one, same in wanted if not same or one.held is None or _is_stale(site, moved, one)]
        made = {one.piece.name: one for one in _indexed(site, stale)}
        now: Held = {}
        for one, _ in wanted:
            new = made.get(one.piece.name)
            shard = new.shard if new and new.shard else one.held
            if shard and shard.pages:
                now[one.piece.name] = (one.piece, shard)
        fuller = {one.piece.name for one in stale if _only_grew(site, moved, one.piece)}
        _put(site, held, now, made, fuller)
        store.state(**{SHARDS: msgspec.msgpack.encode(now)})


def _held(site: Site) -> Held:
    blob = site.store.blob(SHARDS)
    return msgspec.msgpack.decode(blob, type=Held) if blob else {}


# ---------------------------------------------------------------- which pieces


def _is_stale(site: Site, moved: Moved, wanted: Wanted) -> bool:
    """Tell whether a record of a piece may have changed: where every page was made anew its digest will tell."""
    if site.anew:
        return True
    known: frozenset[str] | None = None
    for kind, key in _touched(site, moved, wanted.piece):
        if kind == "changed":
            return True
        known = shards.signs(wanted) if known is None else known
        if search.sign(shards.record(produce.tools(site.setting).context, kind, key)) not in known:
            return True
    return False


def _touched(site: Site, moved: Moved, piece: Piece) -> Iterator[tuple[str, str]]:
    """Yield the pages of a piece that were touched, by kind and key; ``changed`` where no look is needed."""
    context, filed_anew = produce.tools(site.setting).context, _filed_anew(moved)
    for name, sides in moved.articles.items():
        if sides[0] != sides[1] and any(side and _holds(piece, side) for side in sides):
            yield "changed", name
    for job in site.jobs:
        if job.kind == "article" and context.archive.holds(job.key):
            row = context.archive.row(job.key)
            if shards.is_of(piece, "article", _month(row.period), row.part):
                yield "article", job.key
        elif job.kind == "day" and shards.is_of(piece, "day", job.key[:MONTH], ""):
            yield ("day", job.key) if job.key in context.dates and job.key not in filed_anew else ("changed", job.key)
        elif job.kind in ("topic", "entity") and shards.is_of(piece, job.kind, "", ""):
            exists = job.key in (context.topics if job.kind == "topic" else context.entities)
            yield (job.kind, job.key) if exists else ("changed", job.key)


def _filed_anew(moved: Moved) -> set[str]:
    """Return the dates told of by articles that came, went, or changed their topics: their records show those."""
    changed = (sides for sides in moved.articles.values() if len({side and side.topics for side in sides}) > 1)
    return {page for sides in changed for side in sides if side for page in side.pages}


def _holds(piece: Piece, side: Facets) -> bool:
    return shards.is_of(piece, "article", _month(side.period), side.part)


def _month(period: str) -> str:
    return search.UNDATED if period.startswith(search.UNDATED) else period


# ---------------------------------------------------------------- their files


def _indexed(site: Site, stale: list[Wanted]) -> Iterator[Indexed]:
    """Index pieces: a few here, two at a time, many in other processes."""
    if len(stale) > FEW:
        site.run.executor.here.renew()  # they hold what the pages were made from; Pagefind needs as much
        work = partial(shards.index, setting=site.setting)
        yield from spread(site.run.executor.here, work, stale, 1, lambda _: None)
        return
    context, setting = produce.tools(site.setting).context, site.setting
    own = [list(shards.found(context, one.piece)) for one in stale]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        bundles = pool.map(partial(_bundle, language=context.settings.language), stale, own)
        for one, made in zip(stale, bundles, strict=True):
            yield shards.staged(setting, made, one.piece) if made else Indexed(one.piece, None, [], ())


def _bundle(wanted: Wanted, own: list[search.Record], *, language: str) -> search.Bundle | None:
    if wanted.held and wanted.held.digest == search.digest(own, language):
        return None
    return search.bundle(wanted.piece, own, language, shards.held(wanted))


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
            continue  # as it was
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
