"""Archive in, site out: the files that moved are made, staged, and put in their places; what is no more goes.

All that is noted of files is noted in one transaction, which ends when they stand in their places: workers read what the
last build left, and a build that is cut off leaves the archive as it was, with a journal to finish by.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sitegen import hosts, inputs
from sitegen.archive.store import Published, Store, digest
from sitegen.gather import Gathered, Stopped
from sitegen.model import Content, Problem
from sitegen.plan import Changes, Run
from sitegen.site import data, feeds, pages, produce, publish, records, render, search
from sitegen.site.data import Data
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.pages import Job
from sitegen.site.touched import touched
from sitegen.theme import default_templates
from sitegen.workers import spread

PAGES = 128  # pages a worker takes at once
MADE_BY = "made by"  # the fact that says by which code, settings and templates the pages were made
DATA_PAGE = "data/"


@dataclass(slots=True)
class Site:
    """The site in the making: paths staged, each with the digest of what stands there; paths to delete; why it was made."""

    setting: produce.Setting
    staged: dict[str, str | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)
    anew: bool = False


def broken(published: Iterable[tuple[str, int, int]], output: Path) -> list[str]:
    """Return the files of the last build that don't stand any more as they were written: they are made anew.

    ``published`` are path, size in bytes and mtime in nanoseconds.
    """
    folder, stat, lost = f"{output}/", os.stat, []
    for path, size, mtime in published:  # a hundred thousand of them: plain strings, no objects
        try:
            found = stat(folder + path)
        except OSError:
            lost.append(path)
        else:
            if found.st_size != size or found.st_mtime_ns != mtime:
                lost.append(path)
    return lost


def make(run: Run, store: Store, editors: Content, gathered: Gathered, state: Path, lost: Sequence[str]) -> Site:
    """Make every page and data file that moved, into the staging folder; within the caller's transaction."""
    templates = run.plan.templates or default_templates()
    (state / "staging").mkdir(parents=True, exist_ok=True)
    digests = render.digests(templates, editors.settings.language)
    versions = {kind.name: digests.get(kind.view, "") if kind.view else "" for kind in pages.KINDS}
    frame = produce.site(editors, private=run.plan.private)
    version = digest(inputs.code(inputs.MAKERS), frame, editors.settings)
    setting = produce.Setting(
        archive=str(store.path.resolve()),
        templates=str(templates.resolve()),
        staging=str((state / "staging").resolve()),
        compiled=str((state / "templates").resolve()),
        version=version,
        versions=versions,
        private=run.plan.private,
        certain=False,
    )
    site = Site(setting)
    before = dict(line.split("\t") for line in (store.fact(MADE_BY) or "").splitlines())
    whole = gathered.everything or gathered.edits.everywhere or before.get("") != version
    store.state(**{MADE_BY: "\n".join(f"{kind}\t{one}" for kind, one in (("", version), *versions.items()))})
    if whole:
        _everything(run, store, site)
    else:
        _touched(run, store, site, gathered, [kind for kind, one in versions.items() if before.get(kind) != one], lost)
    site.anew = whole
    _lists(run, store, editors, site)
    return site


def _everything(run: Run, store: Store, site: Site) -> None:
    """Make every file, and note for deletion what is not made any more."""
    site.setting = replace(site.setting, certain=True)
    jobs = list(pages.jobs(produce.tools(site.setting).context))
    seen: set[str] = set()
    with run.stage("pages", len(jobs)):
        work = partial(produce.produce, setting=site.setting)
        for made in spread(run.executor, work, jobs, PAGES, run.progress.step):
            _note(store, site, made)
            _refuse_collision(made, seen)
    kinds = {kind.name for kind in pages.KINDS} | {""}
    site.gone += [file.path for file in store.files() if file.path not in seen and file.kind in kinds]


def _refuse_collision(made: produce.Made, seen: set[str]) -> None:
    if made.file is None:
        return
    if made.file.path in seen:
        message = "two pages of the site have one address; nothing was published."
        raise Stopped(Problem(made.file.path, 0, 0, "address-collision", "error", message, "Rename one of them."))
    seen.add(made.file.path)


def _touched(
    run: Run, store: Store, site: Site, gathered: Gathered, restyled: Sequence[str], lost: Iterable[str]
) -> None:
    """Make the files that what moved may touch, those of templates that changed, and those that are lost."""
    context = produce.tools(site.setting).context
    why = touched(context, gathered.moved, gathered.edits, store.made_of)
    reasons: dict[Job, tuple[str, ...]] = dict(why)
    for kind in restyled:
        for key in store.made_of(kind, ""):
            job = Job(kind, key)
            reasons[job] = (*reasons.get(job, ()), "template")
    for path in lost:
        for file in store.files("path = ?", path):
            if file.kind in pages.BY_NAME:
                reasons[Job(file.kind, file.key)] = (*reasons.get(Job(file.kind, file.key), ()), "missing or altered")
    jobs = sorted(reasons)
    with run.stage("pages", len(jobs)):
        work = partial(produce.produce, setting=site.setting)
        for made in spread(run.executor, work, jobs, PAGES, run.progress.step):
            _note(store, site, made)
            if made.staged and made.file:
                site.why[made.file.path] = reasons[made.job]


def _note(store: Store, site: Site, made: produce.Made) -> None:
    if made.file is None:
        site.gone += store.paths("kind = ? AND key = ?", made.job.kind, made.job.key)
        return
    old = store.put_file(made.file, staged=made.staged)
    if made.staged:
        site.staged[made.file.path] = old


def _lists(run: Run, store: Store, editors: Content, site: Site) -> None:
    """Make what lists other files, from what the archive notes of them: open data, sitemaps, robots.txt, assets."""
    settings, made = editors.settings, produce.assets(site.setting)
    site.gone += set(store.paths("kind = 'asset'")) - {one.file.path for one in made if one.file}
    store.forget_files(site.gone)
    listed = [(file.path, file.what, file.rows, file.digest) for file in store.files("what != '' AND kind != 'listing'")]
    robots = feeds.robots(settings.base_url, private=run.plan.private)
    made += produce.listing(site.setting, "listing", [("data/index.json", data.index(listed)), ("robots.txt", Data(robots))])
    made.append(produce.data_page(site.setting, [(path, what, rows) for path, what, rows, _ in listed]))
    for one in made:
        _note(store, site, one)
    _sitemaps(run, store, editors, site)


def _sitemaps(run: Run, store: Store, editors: Content, site: Site) -> None:
    """Make the parts of the sitemap whose addresses moved."""
    settings, held = editors.settings, set(store.paths("kind = 'sitemap'"))
    parts = store.sitemap_parts()
    wanted = feeds.sitemap_paths(parts) if settings.base_url and not run.plan.private else {}
    for path, part in wanted.items():
        if part is None:
            cut = len(wanted) > 1
            made = feeds.sitemap_index(settings.base_url, parts) if cut else _sitemap(store, editors, None)
        elif path in held and part not in store.listed_anew and not site.anew:
            continue
        else:
            made = _sitemap(store, editors, part)
        for one in produce.listing(site.setting, "sitemap", [(path, Data(made))]):
            _note(store, site, one)
    gone = held - wanted.keys()
    site.gone += gone
    store.forget_files(gone)


def _sitemap(store: Store, editors: Content, part: str | None) -> bytes:
    return feeds.sitemap(editors.settings.base_url, editors.settings.links, store.sitemap(part))


def publish_site(run: Run, store: Store, site: Site, state: Path, output: Path) -> Changes:
    """Move what was staged into the output, delete what is no longer made, and note both, in the caller's transaction."""
    gone = tuple(sorted(set(site.gone) - site.staged.keys()))
    new = [path for path, old in site.staged.items() if old is None]
    moves = publish.order(new, site.staged.keys() - set(new), pages.HUBS.__contains__)
    with run.stage("publish", len(moves)):
        if moves or gone:
            publish.commit(
                state / "staging", output, state / "journal.json", publish.Commit(moves, gone), run.progress.step
            )
        store.put_stats((*(publish.stat(output / path) or (0, 0)), path) for path in moves)
        store.forget_files(gone)
    changed = {path for path in moves if site.staged[path] is not None}
    restored = {file.path for file in _of(store, changed) if site.staged[file.path] == f"?{file.digest}"}
    changes = Changes(
        tuple(path for path in moves if site.staged[path] is None),
        tuple(path for path in moves if path in changed - restored),
        gone,
    )
    run.counts["written"], run.counts["deleted"] = len(moves), len(gone)
    return changes


def _of(store: Store, paths: Iterable[str]) -> list[Published]:
    return [file for path in paths for file in store.files("path = ?", path)]


def index_search(run: Run, store: Store, editors: Content, site: Site, state: Path) -> None:
    """Bring the search index up to date and stage those of its files that changed."""
    folder = state / "search"
    with run.stage("search"):
        context = produce.tools(site.setting).context
        views = (pages.BY_NAME[job.kind].make(context, job.key) for job in pages.jobs(context) if job.kind in SEARCHED)
        found = (records.record(context, view) for view in views)
        search.index([one for one in found if one], folder, editors.settings.language, 2)
        files = [
            (SEARCH_INDEX + path.relative_to(folder).as_posix(), Data(path.read_bytes()))
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        for one in produce.listing(site.setting, "search index", files):
            _note(store, site, one)
        gone = set(store.paths("kind = 'search index'")) - {path for path, _ in files}
        site.gone += gone
        store.forget_files(gone)


SEARCHED = {"article", "topic", "entity", "day"}


def refuse_host(store: Store, editors: Content) -> None:
    """Raise Stopped where the site would be more than its host takes: before anything of it is written."""
    found = list(hosts.excess(store.size(), editors.settings.host))
    if found:
        hint = "Leave sources or years out, or choose another host in site.toml."
        message = f"the site would have {'; '.join(found)}. Nothing was published."
        raise Stopped(Problem("site.toml", 0, 0, "host-limit", "error", message, hint))
