"""The pipeline, left to right: documents, articles, archive, pages, search, publication. Only here is the order known.

Takes a Plan, returns a Report. Every published byte is a pure function of documents, content, templates, settings and
version; what a build added, changed and deleted goes to changes.json and the report, outside the published tree.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from importlib.metadata import version as version_of
from pathlib import Path
from unicodedata import unidata_version
from zoneinfo import ZoneInfo

import msgspec

import sitegen
from sitegen import citations, files, filing, ledger, stages
from sitegen import content as contents
from sitegen.archive.store import Held, Known, Published, Store, digest
from sitegen.lock import lock
from sitegen.model import Content, Problem
from sitegen.plan import ARCHIVE, Changes, Plan, Progress, Quiet, Report, Run
from sitegen.site import data, feeds, pages, produce, publish, search
from sitegen.site.other_pages import SEARCH_INDEX
from sitegen.site.render import TemplateFaultError
from sitegen.site.topic_page import cited
from sitegen.theme import default_templates
from sitegen.workers import spread, workers

CHUNK = 64  # documents, articles or pages a worker takes at once: small chunks cost more in pickling than they save
PAGES = 256  # the same for pages: what is known of the last build's files travels with each chunk
READ_BY = "read by"  # the fact that says which code read the documents
INPUTS = "inputs"  # the fact that says what the published site was made from
ALL = (".",)
READERS = ("model.py", "ids.py", "edtf.py", "corpus", "reading", "stages.py")
MAKERS = ("model.py", "ids.py", "edtf.py", "rights.py", "archive", "site")
LIBRARIES = (
    "ahocorasick-rs", "babel", "charset-normalizer", "jinja2", "lxml", "mistune", "numpy", "pagefind-bin",
    "py3langid", "python-slugify", "rapidfuzz", "rensa", "trafilatura",
)  # fmt: skip
DATA_PAGE = "data/"
SEARCH_JOBS = 2  # Pagefind processes at once: each takes some 70 MB
FRESH_NS = 2_000_000_000  # a file changed so shortly before it was read may change again within one tick of its clock


class Stopped(Exception):  # noqa: N818 — it is no error of the program: the editor must allow the loss first
    """The build would remove more articles than settings and plan allow."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def build(plan: Plan, progress: Progress | None = None) -> Report:
    """Build the site that a plan asks for. Raises LockedError, publish.NotOurFolderError, or OSError of the machine."""
    with workers(plan.jobs, plan.executor) as executor, _place(plan) as (state, output):
        run = Run(plan, progress or Quiet(), executor)
        with run.stage("content"):
            editors, problems = contents.load(plan.content)
        run.problems += problems
        try:
            if any(problem.severity == "error" for problem in problems):
                return withdraw_alone(run, editors, state, output)
            return _built(run, _overridden(editors, plan), state, output)
        except Stopped as stop:
            run.problems.append(stop.problem)
            return withdraw_alone(run, editors, state, output)
        except TemplateFaultError as fault:
            run.problems.append(fault.problem)
            return run.report(stopped=True)
        finally:
            produce.forget()


def _built(run: Run, editors: Content, state: Path, output: Path) -> Report:
    publish.claim(output)
    with Store(state / ARCHIVE) as store:
        finish(store, state, output)
        with store.transaction():
            if run.plan.clean:
                store.forget()
                shutil.rmtree(state / "search", ignore_errors=True)
            read_documents(run, store, editors)
            inputs = _inputs(run.plan, store, editors)
            same = not run.counts["read"] and store.fact(INPUTS) == inputs
            if same:
                _unmatched(run, editors, store.names())
            else:
                file_articles(run, store, editors)
        run.counts |= store.counts()
        changes = _stood(run, store, editors, state) if same else None
        if changes is None:
            changes = _published(run, store, editors, state, output)
            store.state(**{INPUTS: inputs})
        run.problems += store.problems()
        if run.plan.record:
            record_release(run, store, editors)
    return run.report(changes)


def _inputs(plan: Plan, store: Store, editors: Content) -> str:
    """Return a digest of all that the site is made from: while it stands, so does the site."""
    documents = sorted((path, known.key) for path, known in store.known().items())
    templates = _templates(plan.templates or default_templates())
    return digest(_code(ALL), version_of("pagefind-bin"), templates, editors, documents, plan.private)


def _stood(run: Run, store: Store, editors: Content, state: Path) -> Changes | None:
    """Return that nothing changed, where the last build's files stand as it left them; None where one does not."""
    published = store.published()
    if not published or len(intact(published, run.plan.output)) < len(published):
        return None
    run.problems += citations.unheld(store.path, editors)
    run.counts |= {"pages": sum(path.endswith(".html") for path in published), "written": 0, "deleted": 0}
    if not run.plan.dry_run:
        publish.write_changes(state / "changes.json", Changes())
    return Changes()


def _unmatched(run: Run, editors: Content, names: Container[str]) -> None:
    """Warn of rulings that match nothing; they are on content's own documents."""
    if not run.plan.documents:
        path = f"{run.plan.content.name}/rulings.yaml"
        run.problems += filing.unmatched(editors.rulings, names, path)


def _published(run: Run, store: Store, editors: Content, state: Path, output: Path) -> Changes:
    """Bring the site up to date with the archive, and keep the content that it was made from: it is the last good."""
    run.problems += citations.unheld(store.path, editors)
    published = store.published()
    held = {} if run.plan.clean else intact(published, run.plan.output)
    made = make_pages(run, store, editors, state, held)
    index_search(run, editors, made, state, held)
    changes = publish_site(run, store, made, state, output)
    if not published:
        run.problems += publish.strays(output, {one.path for one in made})
    store.keep(editors, private=run.plan.private)
    return changes


def withdraw_alone(run: Run, editors: Content, state: Path, output: Path) -> Report:
    """Where a build stops, take what a new ruling withdraws out of the last good site: nothing stops a withdrawal."""
    if not (state / ARCHIVE).exists():
        return run.report(stopped=True)
    with Store(state / ARCHIVE) as store:
        good, names = store.last_good(), {*store.keys(), *store.aliases()}
        new = tuple(one for one in editors.rulings if any(filing.is_withdrawn(name, (one,)) for name in names))
        if good is None or not new:
            return run.report(stopped=True)
        publish.claim(output)
        finish(store, state, output)
        good = replace(good, rulings=(*good.rulings, *new))
        with store.transaction():
            file_articles(run, store, good)
        run.counts |= store.counts()
        changes = _published(run, store, good, state, output)
    message = "what this withdraws was taken out of the last good site; nothing else was published."
    place = f"{run.plan.content.name}/rulings.yaml"
    run.problems += [Problem(place, one.line, 1, "withdrawn-alone", "warning", message) for one in new]
    return run.report(changes, stopped=True)


def finish(store: Store, state: Path, output: Path) -> None:
    """Finish the publication that a crash cut off, and note its files without a view: they are made anew or deleted."""
    left = publish.recover(state / "staging", output, state / "journal.json")
    with store.transaction():
        store.put_published((Published(path, "", "", 0, 0) for path in left.moves), left.deletes)
    publish.settle(state / "staging", state / "journal.json")


@contextmanager
def _place(plan: Plan) -> Iterator[tuple[Path, Path]]:
    """Yield state folder and output, locked; a dry run works on copies that are thrown away."""
    with lock(plan.state_folder):
        if not plan.dry_run:
            yield plan.state_folder, plan.output
            return
        with tempfile.TemporaryDirectory(prefix="sitegen-") as scratch:
            state = Path(scratch) / "state"
            state.mkdir()
            for name in (ARCHIVE, f"{ARCHIVE}-wal"):
                if (plan.state_folder / name).exists():
                    shutil.copyfile(plan.state_folder / name, state / name)
            if (plan.state_folder / "search").is_dir():
                shutil.copytree(plan.state_folder / "search", state / "search")
            yield state, Path(scratch) / "output"


def _overridden(editors: Content, plan: Plan) -> Content:
    if plan.base_url is None:
        return editors
    base = plan.base_url if not plan.base_url or plan.base_url.endswith("/") else f"{plan.base_url}/"
    return replace(editors, settings=replace(editors.settings, base_url=base))


@lru_cache(maxsize=4)
def _code(names: tuple[str, ...]) -> str:
    """Return a digest of parts of this package and of the libraries that what it makes depends on."""
    folder = Path(sitegen.__file__).parent
    sources = sorted(
        path for name in names for path in ([folder / name] if name.endswith(".py") else (folder / name).rglob("*"))
    )
    parts = [path.read_bytes() for path in sources if path.suffix in (".py", ".sql", ".txt")]
    return digest(
        *(hashlib.sha256(part).digest() for part in parts), unidata_version, *(version_of(name) for name in LIBRARIES)
    )


# ---------------------------------------------------------------- documents


def read_documents(run: Run, store: Store, editors: Content) -> None:
    """Bring the archive's readings up to date with the folders of documents: only what moved is read."""
    folders = run.plan.documents or (run.plan.content / "documents",)
    with run.stage("find"):
        inputs, problems = files.find(folders)
        run.problems += problems
        known = store.known()
        read_anew = store.fact(READ_BY) != _code(READERS)  # another program may read the same bytes otherwise
        moved = [one for one in inputs if read_anew or one.path not in known or known[one.path].stat != one.stat]
        gone = sorted(set(known) - {one.path for one in inputs})
    limit = editors.settings.max_document_bytes
    with run.stage("read", len(moved)):
        fresh = list(_fresh(run, store, moved, known, limit))
        work = partial(stages.read, limit=limit)
        results = spread(run.executor, work, [raw for _, _, raw in fresh], CHUNK, run.progress.step)
        for (one, key, _), (readings, faults) in zip(fresh, results, strict=True):
            store.put_document(one.path, _trusted_stat(one), key, readings, faults)
        store.drop_documents(gone)
        store.state(**{READ_BY: _code(READERS)})
    run.counts["documents"] = len(inputs)
    run.counts["read"] = len(fresh)


def _trusted_stat(one: files.File) -> str:
    """Return a file's stat, or nothing where it is so fresh that a later write could leave it as it is."""
    return one.stat if one.changed_ns < time.time_ns() - FRESH_NS else ""


def _fresh(
    run: Run, store: Store, moved: Sequence[files.File], known: Mapping[str, Known], limit: int
) -> Iterator[tuple[files.File, str, stages.Raw]]:
    """Yield the documents whose bytes changed; one whose stat alone moved is noted and left."""
    for one in moved:
        parts = [files.read(file, limit) for file in (one, one.sidecar) if file]
        faults = [part for part in parts if isinstance(part, Problem)]
        if faults:
            run.problems += faults
            store.drop_documents([one.path])
            continue
        own, *beside = (part for part in parts if isinstance(part, files.Bytes))
        sidecar = (one.sidecar.path, beside[0].data) if one.sidecar and beside else ("", None)
        key = digest(_code(READERS), one.path, own.sha256, sidecar[0], beside[0].sha256 if beside else "", limit)
        if one.path in known and known[one.path].key == key:
            store.touch_document(one.path, _trusted_stat(one))
        else:
            yield one, key, stages.Raw(one.path, own.data, *sidecar)


# ---------------------------------------------------------------- articles


def file_articles(run: Run, store: Store, editors: Content) -> None:
    """Bring the archive's articles up to date with its readings: only what an article was made from makes it anew."""
    rulings = filing.rulings_by_kind(editors.rulings)
    store.state(**{INPUTS: ""})  # until the site that is made from these articles is published
    with run.stage("copies"):
        held = store.held()
        records = dict(store.texts())
        made = filing.cases(held, records, rulings, editors.sources)
    with run.stage("stories"):
        tasks = filing.tasks(made, rulings, editors.settings, editors.sources, _cited(editors))
    keys = store.keys()
    rules = _rules(editors, run.plan)
    wanted = {task.id: digest(rules, replace(task, row=0)) for task in tasks}
    store.put_tombstones({name[-filing.HASH_LENGTH :]: day for name, day in filing.withdrawals(editors.rulings)})
    _guard(run, editors, keys, tasks, held)
    _unmatched(run, editors, {one.id for one in held})
    stale = [task for task in tasks if keys.get(task.id) != wanted[task.id]]
    kept = {name for task in tasks for name in (task.id, *task.aliases)}
    store.withhold(sorted({one.id for one in held} - kept))
    with run.stage("file", len(stale)):
        work = partial(stages.file, known=editors.entities, subjects=editors.topics, private=run.plan.private)
        blobs = store.records(task.row for task in stale)
        chunks = [(wanted[task.id], task, blobs[task.row]) for task in stale]
        store.drop_articles(sorted(set(keys) - set(wanted)))
        store.put_articles(spread(run.executor, work, chunks, CHUNK, run.progress.step))
        store.put_told(filing.retold(store.events_by_story()))


def _cited(editors: Content) -> dict[str, tuple[str, ...]]:
    """Return the sentences that explainers cite, by article, in order."""
    found: dict[str, dict[str, None]] = {}
    for topic in editors.topics:
        for article, sentence, _ in cited(topic):
            found.setdefault(article, {})[sentence] = None
    return {article: tuple(sentences) for article, sentences in found.items()}


def _rules(editors: Content, plan: Plan) -> str:
    """Return a digest of what the filing of every article depends on."""
    return digest(_code(READERS), _code(MAKERS), editors.entities, editors.topics, plan.private)


def _guard(
    run: Run, editors: Content, keys: Mapping[str, str], tasks: Iterable[filing.Task], held: Iterable[Held]
) -> None:
    """Raise Stopped where too many articles would go: an empty mount must not unpublish an archive."""
    settings, kept = editors.settings, {name for task in tasks for name in (task.id, *task.aliases)}
    withdrawn = {name for name in keys if filing.is_withdrawn(name, editors.rulings)} | {one.id for one in held} - kept
    lost = sorted(set(keys) - kept - withdrawn)
    most = max(settings.max_removed_articles - 1, int(len(keys) * settings.max_removed_share)) if kept else 0
    if len(lost) <= max(most, run.plan.accept_loss):
        return
    message = f"this build would remove {len(lost)} of {len(keys)} articles; nothing was published."
    hint = f"If that is meant, build with --accept-loss {len(lost)}."
    raise Stopped(Problem("documents", 0, 0, "too-many-removed", "error", message, hint))


# ---------------------------------------------------------------- pages


def intact(published: Mapping[str, Published], output: Path) -> dict[str, Published]:
    """Return the files of the last build that still stand as they were written: the others are made anew."""
    return {path: one for path, one in published.items() if publish.stat(output / path) == (one.size, one.mtime)}


def make_pages(
    run: Run, store: Store, editors: Content, state: Path, held: Mapping[str, Published]
) -> list[produce.Made]:
    """Make every page and data file whose view or bytes moved, into the staging folder."""
    templates = run.plan.templates or default_templates()
    staging = state / "staging"
    staging.mkdir(parents=True, exist_ok=True)
    setting = produce.Setting(
        archive=str(store.path.resolve()),
        content=editors,
        templates=str(templates.resolve()),
        staging=str(staging.resolve()),
        version=digest(
            _code(MAKERS), _templates(templates), produce.site(editors, private=run.plan.private), editors.settings
        ),
        private=run.plan.private,
    )
    known = {path: (one.view, one.digest, one.size) for path, one in held.items()}
    jobs = produce.plan(setting)
    with run.stage("pages", len(jobs)):
        work = partial(produce.produce, setting=setting, known=known)
        made = list(spread(run.executor, work, jobs, PAGES, run.progress.step))
        made += produce.assets(setting, known)
        made += _lists(run, editors, setting, made, known)
    run.counts["pages"] = sum(one.path.endswith(".html") for one in made)
    _refuse_collisions(made)
    return made


def _templates(folder: Path) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(*((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths))


def _lists(
    run: Run,
    editors: Content,
    setting: produce.Setting,
    made: Sequence[produce.Made],
    known: Mapping[str, tuple[str, str, int]],
) -> Iterator[produce.Made]:
    """Make what lists other files: the index of open data, sitemaps, robots.txt."""
    settings = editors.settings
    listed = sorted((one.path, one.what, one.rows, one.digest) for one in made if one.path.startswith(DATA_PAGE))
    yield produce.raw(setting, "data/index.json", data.index(listed), known)
    yield produce.data_page(setting, [(path, what, rows) for path, what, rows, _ in listed], known)
    addresses = [one.lists for one in made if one.lists] + [(DATA_PAGE, None)]
    maps = {} if run.plan.private else feeds.sitemaps(settings.base_url, settings.links, addresses)
    for path, content in maps.items():
        yield produce.raw(setting, path, data.Data(content), known)
    yield produce.raw(
        setting, "robots.txt", data.Data(feeds.robots(settings.base_url, private=run.plan.private)), known
    )


def _refuse_collisions(made: Iterable[produce.Made]) -> None:
    seen: set[str] = set()
    for one in made:
        if one.path in seen:
            message = "two pages of the site have one address; nothing was published."
            raise Stopped(Problem(one.path, 0, 0, "address-collision", "error", message, "Rename one of them."))
        seen.add(one.path)


# ---------------------------------------------------------------- search


def index_search(
    run: Run, editors: Content, made: list[produce.Made], state: Path, held: Mapping[str, Published]
) -> None:
    """Bring the search index up to date and stage those of its files that changed."""
    folder, staging = state / "search", state / "staging"
    with run.stage("search"):
        decode = msgspec.msgpack.Decoder(search.Record).decode
        records = [decode(one.record) for one in made if one.record]
        search.index(records, folder, editors.settings.language, SEARCH_JOBS)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            place = SEARCH_INDEX + path.relative_to(folder).as_posix()
            content = path.read_bytes()
            sha = hashlib.sha256(content).hexdigest()
            same = place in held and held[place].digest == sha
            if not same:
                (staging / place).parent.mkdir(parents=True, exist_ok=True)
                (staging / place).write_bytes(content)
            made.append(produce.Made(place, sha, sha, len(content), not same))


# ---------------------------------------------------------------- publication


def publish_site(run: Run, store: Store, made: Sequence[produce.Made], state: Path, output: Path) -> Changes:
    """Move what was staged into the output, delete what is no longer made, and note both."""
    known, wanted = store.published(), {one.path: one for one in made}
    staged = {one.path for one in made if one.staged}
    moves = publish.order(staged - set(known), staged & set(known), pages.HUBS.__contains__)
    gone = tuple(sorted(set(known) - set(wanted)))
    staging, journal = state / "staging", state / "journal.json"
    with run.stage("publish", len(moves)):
        if moves or gone:
            publish.commit(staging, output, journal, publish.Commit(moves, gone), run.progress.step)
        seen = [path for path, one in wanted.items() if not one.staged and known[path].view != one.view]
        rows = [publish.noted(output, path, wanted[path].view, wanted[path].digest) for path in (*moves, *seen)]
        with store.transaction():
            store.put_published(rows, gone)
        publish.settle(staging, journal)
    same = {path for path in staged & set(known) if known[path].digest == wanted[path].digest}
    changes = Changes(
        tuple(path for path in moves if path not in known),
        tuple(path for path in moves if path in known and path not in same),
        gone,
    )
    run.counts["written"] = len(moves)
    run.counts["deleted"] = len(gone)
    if not run.plan.dry_run:
        publish.write_changes(state / "changes.json", changes)
    return changes


# ---------------------------------------------------------------- history


def record_release(run: Run, store: Store, editors: Content) -> None:
    """Append to the ledger what this build added, changed and withdrew since the last release."""
    today = datetime.now(ZoneInfo(editors.settings.timezone)).date().isoformat()
    new = ledger.release(today, editors.releases, store.released(), store.aliases())
    if new and not run.plan.dry_run:
        ledger.append(run.plan.content, new)
