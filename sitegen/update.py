"""The second half of a build, where something moved: gather what moved, make what that touches, publish it.

Only here and in build.py is the order of the stages known. It stands apart so that a build in which nothing moved loads
none of it.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen import citations, filing, gather, indexing, ledger, publication
from sitegen import content as contents
from sitegen.archive.store import Published, Store, retained
from sitegen.edits import edits
from sitegen.files import Found
from sitegen.gather import Gathered, Stopped, file_articles
from sitegen.inputs import INPUTS, WARNINGS
from sitegen.model import Content, Problem
from sitegen.plan import ARCHIVE, Changes, Plan, Report, Run
from sitegen.site import produce, publish
from sitegen.site.render import TemplateFaultError

WITHDRAWN = "withdrawn alone"  # what the site was made from then: its articles are the archive's, but not its inputs


def warm(content: Path) -> None:
    """Do beforehand what else the first of a process's updates would wait for."""
    with suppress(OSError):
        editors, _ = contents.load(content)
        gather.warm(editors)


def update(run: Run, found: Found, state: Path, output: Path, *, wanted: str) -> Report:
    """Bring archive and site up to date with content and the documents found; ``wanted`` is the digest of all else."""
    with run.stage("content"):
        editors, problems = contents.load(run.plan.content)
    run.problems += problems
    try:
        if any(problem.severity == "error" for problem in problems):
            return withdraw_alone(run, editors, state, output)
        run.problems += run.amiss
        return _updated(run, _overridden(editors, run.plan), found, (state, output), wanted=wanted)
    except Stopped as stop:
        run.problems.append(stop.problem)
        return withdraw_alone(run, editors, state, output)
    except TemplateFaultError as fault:
        run.problems.append(fault.problem)
        return run.report(stopped=True)
    finally:
        produce.forget()


def _updated(run: Run, editors: Content, found: Found, place: tuple[Path, Path], *, wanted: str) -> Report:
    state, output = place
    publish.claim(output)
    run.look.begun()
    with Store(state / ARCHIVE) as store:
        finish(store, state, output)
        if run.plan.clean:
            store.forget()
        with store.transaction():
            unfinished = not store.fact(INPUTS)
            store.state(**{INPUTS: ""})  # until the site that is made from these articles is published
            gathered = gather.gather(run, store, editors, found)
        store.shorten()
        gathered = replace(gathered, everything=gathered.everything or unfinished)
        changes = _published(run, store, editors, place, gathered=gathered, wanted=wanted)
        run.problems += store.problems()
        if run.plan.record:
            record_release(run, store, editors)
    return run.report(changes)


def _published(
    run: Run, store: Store, editors: Content, place: tuple[Path, Path], *, gathered: Gathered, wanted: str
) -> Changes:
    """Bring the site up to date with the archive; ``place`` is the state folder and the output."""
    state, output = place
    run.problems += citations.unheld(store.path, editors)
    warnings = msgspec.msgpack.encode(sorted({*run.problems} - {*run.amiss}))  # said again while nothing moves
    run.counts |= store.counts()
    with run.stage("check"):
        lost = store.paths() if run.plan.clean else _lost(store, run)
        with store.transaction():
            store.doubt(lost)
    first = not store.has_files()
    changes = Changes()
    with ExitStack() as stack:
        stack.enter_context(store.transaction())
        site = publication.planned(run, store, editors, state, gathered=gathered, lost=lost)
        if run.ready:
            for make in (publication.make_edited, publication.make):
                if make(site) is False:
                    continue
                publication.refuse_host(site)
                published = publication.publish_site(site, state, output)
                changes += published
                stack.close()
                publish.settle(state / "staging", state / "journal.json")
                run.ready(run.report(published))
                stack.enter_context(store.transaction())
        else:
            publication.make(site)
        indexing.index_search(site, gathered.moved, output, lost)
        publication.refuse_host(site)
        changes += publication.publish_site(site, state, output)
        store.state(**{INPUTS: wanted})
        store.state(**{WARNINGS: warnings})
    publish.settle(state / "staging", state / "journal.json")
    produce.forget()  # who closes the archive last, and may write, puts its journal away
    run.counts["pages"] = store.pages_made()
    run.size = store.size()
    run.why = {path: site.why.get(path, ()) for path in (*changes.added, *changes.changed)}
    if first:
        run.problems += publish.strays(output, set(store.paths()))
    if not run.plan.dry_run:
        publish.write_changes(state / "changes.json", changes, store.paths("later = 1"))
    return changes


def _lost(store: Store, run: Run) -> list[str]:
    """Return the files that don't stand as they were written."""
    return [] if run.plan.trusting else run.look.altered(store.published)


def withdraw_alone(run: Run, editors: Content, state: Path, output: Path) -> Report:
    """Where a build stops, take what a new ruling withdraws out of the last good site: nothing stops a withdrawal."""
    if not (state / ARCHIVE).exists():
        return run.report(stopped=True)
    run.look.begun()
    with Store(state / ARCHIVE) as store:
        good, names = store.last_good(), {*store.keys(), *store.aliases()}
        new = tuple(one for one in editors.rulings if any(filing.is_withdrawn(name, (one,)) for name in names))
        if good is None or not new:
            return run.report(stopped=True)
        publish.claim(output)
        finish(store, state, output)
        held = (one for one in good.rulings if one.kind != "hide-name")  # of these the archive keeps no words
        hiding = (one for one in editors.rulings if one.kind == "hide-name")
        good = replace(good, rulings=(*held, *hiding, *new))
        with store.transaction():
            unfinished = not store.fact(INPUTS)
            store.state(**{INPUTS: ""})
            gathered = _withdrawn(run, store, good)
        gathered = replace(gathered, everything=unfinished)
        changes = _published(run, store, good, (state, output), gathered=gathered, wanted=WITHDRAWN)
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
        if left.moves or left.deletes:
            store.drop_pieces(store.pieces())  # of which files may be gone
    publish.settle(state / "staging", state / "journal.json")


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
