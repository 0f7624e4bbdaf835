"""Archive in, site out: the files that moved are made, staged, and put in their places; what is no more goes.

All that is noted of files is noted in one transaction, which ends when they stand in their places: workers read what
the last build left, and a build that is cut off leaves the archive as it was, with a journal to finish by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sitegen import hosts, inputs
from sitegen.archive.store import Published, Store, digest
from sitegen.gather import Gathered, Stopped
from sitegen.model import Content, Problem
from sitegen.plan import Changes, Run
from sitegen.site import data, feeds, pages, produce, publish, render
from sitegen.site.data import Data
from sitegen.site.pages import Job
from sitegen.site.touched import touched
from sitegen.theme import default_templates
from sitegen.workers import spread

PAGES = 128  # pages a worker takes at once
FEW_EDITED = 20  # pages that a preview shows before all others
FEW = 1500  # pages that are made here while workers would still be starting
MADE_BY = "made by"  # the fact that says by which code, settings and templates the pages were made


@dataclass(slots=True)
class Site:
    """A site in the making: what it is made from and by, paths staged, paths to delete, and why each file was made.

    ``restyled`` are kinds of page whose templates changed, ``lost`` files that don't stand as they were written.
    ``staged`` holds the digest of the file that stands there, None where there is none. ``anew``: every file is made;
    else ``jobs`` are those that are, ``made`` those that are done.
    """

    run: Run
    store: Store
    editors: Content
    setting: produce.Setting
    gathered: Gathered
    restyled: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    anew: bool = False
    staged: dict[str, str | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    made: set[Job] = field(default_factory=set)


# ---------------------------------------------------------------- pages and data


def planned(run: Run, store: Store, editors: Content, state: Path, *, gathered: Gathered, lost: Sequence[str]) -> Site:
    """Return the site with the files that moved or are lost, none of them made yet; in the caller's transaction."""
    setting = _setting(run, store, editors, state)
    made_by = {"": setting.version, **setting.versions}
    before = dict(line.split("\t") for line in (store.fact(MADE_BY) or "").splitlines())
    store.state(**{MADE_BY: "\n".join(f"{kind}\t{one}" for kind, one in made_by.items())})
    anew = gathered.everything or gathered.edits.everywhere or before.get("") != setting.version
    restyled = [kind for kind, one in setting.versions.items() if before.get(kind) != one]
    return Site(run, store, editors, replace(setting, certain=anew), gathered, tuple(restyled), tuple(lost), anew)


def make_edited(site: Site) -> bool:
    """Make the very pages that an editor works on, where these are few; tell whether any of them moved."""
    jobs = [] if site.anew else sorted(_edited(site))
    if not 0 < len(jobs) <= FEW_EDITED:
        return False
    with site.run.stage("pages", len(jobs)):
        _make(site, jobs, {job: {"edited": None} for job in jobs})
    return bool(site.staged or site.gone)


def _edited(site: Site) -> Iterator[Job]:
    edits = site.gathered.edits
    yield from (Job("article", name) for name in site.gathered.moved.articles)
    for kind, keys in (("topic", edits.topics), ("text", edits.pages), ("entity", edits.entities)):
        yield from (Job(kind, key) for key in sorted(keys))
    yield from (Job(kind, key) for kind in site.restyled for key in site.store.made_of(kind, ""))


def make(site: Site) -> None:
    """Make every page and data file that is still to be made, into the staging folder; in the caller's transaction."""
    if site.anew:
        _everything(site)
    else:
        reasons = _reasons(site)
        site.jobs = sorted(reasons)
        left = [job for job in site.jobs if job not in site.made]
        with site.run.stage("pages", len(left)):
            _make(site, left, reasons)
    _lists(site)


def _make(site: Site, jobs: Sequence[Job], reasons: Mapping[Job, Mapping[str, None]]) -> None:
    work = partial(produce.produce, setting=site.setting)
    size = FEW if len(jobs) <= FEW else PAGES
    for made in spread(site.run.executor.here, work, jobs, size, site.run.progress.step):
        note(site, made)
        if made.staged and made.file:
            site.why[made.file.path] = tuple(reasons[made.job])
    site.made.update(jobs)


def _setting(run: Run, store: Store, editors: Content, state: Path) -> produce.Setting:
    templates, staging = run.plan.templates or default_templates(), state / "staging"
    staging.mkdir(parents=True, exist_ok=True)
    digests = render.digests(templates, editors.settings.language)
    frame = produce.site(editors, private=run.plan.private)
    return produce.Setting(
        archive=str(store.path.resolve()),
        templates=str(templates.resolve()),
        theme=inputs.theme(templates),
        staging=str(staging.resolve()),
        compiled=str((state / "templates").resolve()),
        version=digest(inputs.code(inputs.MAKERS), frame, editors.settings),
        versions={kind.name: digests[kind.view] for kind in pages.KINDS if kind.view},
        private=run.plan.private,
        certain=False,
        first=not store.has_files(),
    )


def _everything(site: Site) -> None:
    """Make every file, and note for deletion what is not made any more."""
    jobs = list(pages.jobs(produce.tools(site.setting).context))
    seen: set[str] = set()
    with site.run.stage("pages", len(jobs)):
        work = partial(produce.produce, setting=site.setting)
        for made in spread(site.run.executor.here, work, jobs, PAGES, site.run.progress.step):
            note(site, made)
            _refuse_collision(made, seen)
    site.gone += [file.path for file in site.store.files() if file.kind in pages.BY_NAME and file.path not in seen]


def _refuse_collision(made: produce.Made, seen: set[str]) -> None:
    if made.file is None:
        return
    if made.file.path in seen:
        message = "two pages of the site have one address; nothing was published."
        raise Stopped(Problem(made.file.path, 0, 0, "address-collision", "error", message, "Rename one of them."))
    seen.add(made.file.path)


def _reasons(site: Site) -> Mapping[Job, Mapping[str, None]]:
    """Return the files to make, each with the inputs that moved."""
    context, store = produce.tools(site.setting).context, site.store
    found = touched(context, site.gathered.moved, site.gathered.edits, store.made_of)
    for kind in site.restyled:
        found.add("template", kind, *store.made_of(kind, ""))
    for path in site.lost:
        for file in store.files("path = ?", path):
            if file.kind in pages.BY_NAME:
                found.add("missing or altered", file.kind, file.key)
    return found.jobs


def note(site: Site, made: produce.Made) -> None:
    """Note a file that was made, or that its key is no more."""
    if made.file is None:
        site.gone += site.store.paths("kind = ? AND key = ?", made.job.kind, made.job.key)
        return
    old = site.store.put_file(made.file, staged=made.staged)
    if made.staged:
        site.staged[made.file.path] = old


# ---------------------------------------------------------------- what lists other files


def _lists(site: Site) -> None:
    """Make what lists other files, from what the archive notes of them: open data, sitemaps, robots.txt, assets."""
    store, made = site.store, produce.assets(site.setting)
    site.gone += set(store.paths("kind = 'asset'")) - {one.file.path for one in made if one.file}
    store.forget_files(set(site.gone) - site.staged.keys())  # another kind may be made now where one stood
    held = store.files("what != '' AND kind != 'listing'")
    listed = [(file.path, file.what, file.rows, file.digest) for file in held]
    robots = Data(feeds.robots(site.editors.settings.base_url, private=site.run.plan.private))
    made += produce.listing(site.setting, "listing", [("data/index.json", data.index(listed)), ("robots.txt", robots)])
    made.append(produce.data_page(site.setting, [(path, what, rows) for path, what, rows, _ in listed]))
    for one in made:
        note(site, one)
    _sitemaps(site)


def _sitemaps(site: Site) -> None:
    """Make the parts of the sitemap whose addresses moved."""
    store, base_url = site.store, site.editors.settings.base_url
    held, parts = set(store.paths("kind = 'sitemap'")), store.sitemap_parts()
    standing = set(store.paths("kind = 'sitemap' AND view != ''"))
    wanted = feeds.sitemap_paths(parts) if base_url and not site.run.plan.private else {}
    for path, part in wanted.items():
        if part is None:
            made = feeds.sitemap_index(base_url, parts) if len(wanted) > 1 else _sitemap(site, None)
        elif site.anew or path not in standing or part in store.listed_anew:
            made = _sitemap(site, part)
        else:
            continue
        for one in produce.listing(site.setting, "sitemap", [(path, Data(made))]):
            note(site, one)
    _drop(site, held - wanted.keys())


def _sitemap(site: Site, part: str | None) -> bytes:
    settings = site.editors.settings
    return feeds.sitemap(settings.base_url, settings.links, site.store.sitemap(part))


def _drop(site: Site, paths: Iterable[str]) -> None:
    gone = sorted(paths)
    site.gone += gone
    site.store.forget_files(gone)


# ---------------------------------------------------------------- publication


def refuse_host(site: Site) -> None:
    """Raise Stopped where the site would be more than its host takes: before anything of it is written."""
    found = list(hosts.excess(site.store.size(), site.editors.settings.host))
    if found:
        hint = "Leave sources or years out, or choose another host in site.toml."
        message = f"the site would have {'; '.join(found)}. Nothing was published."
        raise Stopped(Problem("site.toml", 0, 0, "host-limit", "error", message, hint))


def publish_site(site: Site, state: Path, output: Path) -> Changes:
    """Move what was staged into the output, delete what is no longer made, note both; in the caller's transaction."""
    store, run = site.store, site.run
    gone = tuple(sorted(set(site.gone) - site.staged.keys()))
    added = {path for path, old in site.staged.items() if old is None}
    moves = publish.order(added, site.staged.keys() - added, pages.HUBS.__contains__)
    with run.stage("publish", len(moves)):
        if moves or gone:
            todo = publish.Commit(moves, gone)
            publish.commit(state / "staging", output, state / "journal.json", todo, run.progress.step)
        store.put_stats((*(publish.stat(f"{output}/{path}") or (0, 0)), path) for path in moves)
        store.forget_files(gone)
    run.counts["written"] += len(moves)
    run.counts["deleted"] += len(gone)
    changed = tuple(path for path in moves if path not in added and not _restored(site, path))
    site.staged, site.gone = {}, []
    return Changes(tuple(path for path in moves if path in added), changed, gone)


def _restored(site: Site, path: str) -> bool:
    """Tell whether a file was written as it had been: it was missing, or somebody had altered it."""
    held: Sequence[Published] = site.store.files("path = ?", path)
    return any(site.staged[path] == f"?{file.digest}" for file in held)
