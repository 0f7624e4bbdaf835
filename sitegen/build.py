"""The pipeline, left to right: documents, articles, archive, pages, search, publication. Only here is the order known.

Takes a Plan, returns a Report. Every published byte is a pure function of documents, content, templates, settings and
version; what a build added, changed and deleted goes to changes.json and the report, outside the published tree.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen import citations, files, filing, inputs, ledger, publication
from sitegen import content as contents
from sitegen.archive.queries import Archive
from sitegen.archive.store import Published, Store, digest, retained
from sitegen.edits import edits
from sitegen.gather import Gathered, Names, Stopped, file_articles, gather
from sitegen.lock import lock
from sitegen.model import Content, Problem
from sitegen.plan import ARCHIVE, Changes, Plan, Progress, Quiet, Report, Run
from sitegen.site import produce, publish
from sitegen.site.render import TemplateFaultError
from sitegen.theme import default_templates
from sitegen.workers import workers

INPUTS = "inputs"  # the fact that says what the published site was made from; empty while one is in the making


def build(plan: Plan, progress: Progress | None = None, ready: Callable[[Report], None] | None = None) -> Report:
    """Build the site that a plan asks for. Raises LockedError, publish.NotOurFolderError, or OSError of the machine.

    With ``ready`` pages are published first, told of, and followed by the search index, as in an editor's preview;
    else all is published at once.
    """
    with workers(plan.jobs, plan.executor) as executor, _place(plan) as (state, output):
        run = Run(plan, progress or Quiet(), executor, ready)
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
    with run.stage("find"):
        found, problems = files.find(run.plan.documents or (run.plan.content / "documents",))
    run.problems += problems
    run.counts["documents"] = len(found)
    wanted = _inputs(run.plan, editors)
    if not run.plan.clean and not run.plan.record and _stands(run, editors, found, state, wanted):
        return run.report(Changes())
    with Store(state / ARCHIVE) as store:
        finish(store, state, output)
        if run.plan.clean:
            store.forget()
        with store.transaction():
            unfinished = store.fact(INPUTS) is None or not store.fact(INPUTS)
            store.state(**{INPUTS: ""})  # until the site that is made from these articles is published
            gathered = gather(run, store, editors, found)
        gathered = replace(gathered, everything=gathered.everything or unfinished)
        changes = _published(run, store, editors, (state, output), gathered=gathered, wanted=wanted)
        run.problems += store.problems()
        if run.plan.record:
            record_release(run, store, editors)
    return run.report(changes)


def _inputs(plan: Plan, editors: Content) -> str:
    """Return a digest of all that the site is made from besides documents: while both stand, so does the site."""
    theme = inputs.theme(plan.templates or default_templates())
    return digest(inputs.code(inputs.ALL), version("pagefind-bin"), theme, editors, plan.private)


def _stands(run: Run, editors: Content, found: Sequence[files.File], state: Path, wanted: str) -> bool:
    """Tell whether nothing changed since the last build, neither what goes in nor what came out; nothing is written."""
    path = state / ARCHIVE
    beside = (path.with_name(f"{ARCHIVE}-wal"), state / "journal.json")
    if not path.exists() or any(other.exists() for other in beside):
        return False
    with closing(Archive(path, still=True)) as archive:
        if not archive.stands(wanted, {one.path: one.stat for one in found}):
            return False
        with run.stage("check"):
            if not run.plan.trusting and publication.broken(archive.published(), run.plan.output):
                return False
        run.counts |= {**archive.totals(), "pages": archive.pages_made()}
        run.problems += archive.problems()
        if not run.plan.documents:
            path_of = f"{run.plan.content.name}/rulings.yaml"
            run.problems += filing.unmatched(editors.rulings, Names(archive.holds_reading), path_of)
        run.problems += citations.unheld(path, editors, still=True)
        run.size = archive.size()
    return True


def _published(
    run: Run, store: Store, editors: Content, place: tuple[Path, Path], *, gathered: Gathered, wanted: str
) -> Changes:
    """Bring the site up to date with the archive; ``place`` is the state folder and the output."""
    state, output = place
    run.problems += citations.unheld(store.path, editors)
    run.counts |= store.counts()
    with run.stage("check"):
        lost = store.paths() if run.plan.clean else _lost(store, run.plan)
        with store.transaction():
            store.doubt(lost)
    first = not store.has_files()
    changes = Changes()
    with ExitStack() as stack:
        stack.enter_context(store.transaction())
        site = publication.make(run, store, editors, state, gathered=gathered, lost=lost)
        if run.ready:
            publication.refuse_host(site)
            changes += publication.publish_site(site, state, output)
            stack.close()
            publish.settle(state / "staging", state / "journal.json")
            run.ready(run.report(changes))
            stack.enter_context(store.transaction())
        publication.index_search(site, state)
        publication.refuse_host(site)
        changes += publication.publish_site(site, state, output)
        store.state(**{INPUTS: wanted})
    publish.settle(state / "staging", state / "journal.json")
    produce.forget()  # who closes the archive last, and may write, puts its journal away
    run.counts["pages"] = store.pages_made()
    run.size = store.size()
    run.why = {path: site.why.get(path, ()) for path in (*changes.added, *changes.changed)}
    if first:
        run.problems += publish.strays(output, set(store.paths()))
    if not run.plan.dry_run:
        publish.write_changes(state / "changes.json", changes)
    return changes


def _lost(store: Store, plan: Plan) -> list[str]:
    """Return the files that don't stand as they were written."""
    return [] if plan.trusting else publication.broken(store.published(), plan.output)


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
            store.state(**{INPUTS: ""})
            gathered = _withdrawn(run, store, good)
        changes = _published(run, store, good, (state, output), gathered=gathered, wanted="")
    message = "what this withdraws was taken out of the last good site; nothing else was published."
    place = f"{run.plan.content.name}/rulings.yaml"
    run.problems += [Problem(place, one.line, 1, "withdrawn-alone", "warning", message) for one in new]
    return run.report(changes, stopped=True)


def _withdrawn(run: Run, store: Store, good: Content) -> Gathered:
    """File the articles of the last good site anew, without what is withdrawn."""
    old = store.last_good()
    edit = edits(old, retained(good))
    moved = file_articles(run, store, good, old=old or Content(), edit=edit, everything=False)
    store.keep(good, private=run.plan.private)
    return Gathered(moved, edit, everything=False)


def finish(store: Store, state: Path, output: Path) -> None:
    """Finish the publication that a crash cut off, and note its files without a view: they are made anew or deleted."""
    left = publish.recover(state / "staging", output, state / "journal.json")
    with store.transaction():
        store.put_published(Published(path, "", "", "", "", 0) for path in left.moves)
        store.forget_files(left.deletes)
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
            yield state, Path(scratch) / "output"


def _overridden(editors: Content, plan: Plan) -> Content:
    if plan.base_url is None:
        return editors
    base = plan.base_url if not plan.base_url or plan.base_url.endswith("/") else f"{plan.base_url}/"
    return replace(editors, settings=replace(editors.settings, base_url=base))


def record_release(run: Run, store: Store, editors: Content) -> None:
    """Append to the ledger what this build added, changed and withdrew since the last release."""
    today = datetime.now(ZoneInfo(editors.settings.timezone)).date().isoformat()
    new = ledger.release(today, editors.releases, store.released(), store.aliases())
    if new and not run.plan.dry_run:
        ledger.append(run.plan.content, new)
