"""The pipeline, left to right: documents, articles, archive, pages, search, publication. Only here is the order known.

Takes a Plan, returns a Report. Every published byte is a pure function of documents, content, templates, settings and
version; what a build added, changed and deleted goes to changes.json and the report, outside the published tree.

A build in which nothing moved looks at every file that goes in and at every file that came out, and writes nothing.
What follows where something did is in update.py.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Thread

from sitegen import files, inputs, standing
from sitegen.archive.queries import Archive
from sitegen.lock import lock
from sitegen.plan import ARCHIVE, Changes, Plan, Progress, Quiet, Report, Run
from sitegen.theme import default_templates
from sitegen.workers import workers


def build(
    plan: Plan,
    progress: Progress | None = None,
    ready: Callable[[Report], None] | None = None,
    find: Callable[[Sequence[Path]], files.Found] = files.find,
) -> Report:
    """Build the site that a plan asks for. Raises LockedError, publish.NotOurFolderError, or OSError of the machine.

    With ``ready`` all pages are published before the search index, as in an editor's preview, and before them those of
    what was edited itself, where they are few: ``ready`` is told of each of the two. Else all is published at once.
    ``find`` looks for the documents in folders.
    """
    with (
        workers(plan.jobs, plan.executor, insecure=plan.insecure) as executor,
        _place(plan) as (state, output),
        standing.look(state / ARCHIVE, plan.output, pending=plan.trusting or plan.clean or _is_pending(state)) as look,
    ):
        run = Run(plan, progress or Quiet(), executor, look, ready)
        with run.stage("find"):
            found = find(plan.documents or (plan.content / "documents",))
        run.amiss = found.problems
        run.counts["documents"] = len(found.files)
        theme = plan.templates or default_templates()
        wanted = inputs.digest_of(plan.content, theme, plan.base_url, private=plan.private)
        if not plan.clean and not plan.record and _stands(run, found, state, wanted):
            return run.report(Changes())
        from sitegen.update import update  # noqa: PLC0415 — half of the program, which most builds of a day don't need

        return update(run, found, state, output, wanted=wanted)


class Preview:
    """The builds of one process, which is told what changes and alone writes to the output."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._documents = plan, files.Known()
        self._built = self._warm = False

    def moved(self, paths: Iterable[str]) -> None:
        """Note paths that changed since the last build."""
        self._documents.note(paths)

    def build(self, ready: Callable[[Report], None]) -> Report:
        """Build as the function ``build`` does."""
        plan, self._built = replace(self._plan, trusting=self._built), False
        outcome = build(plan, ready=ready, find=self._documents.find)
        self._built = not outcome.stopped
        if not self._warm:  # for the first edit
            self._warm = True
            Thread(target=_warm, args=(self._plan.content,), daemon=True).start()
        return outcome


def _warm(content: Path) -> None:
    import_module("sitegen.update").warm(content)


def _stands(run: Run, found: files.Found, state: Path, wanted: str) -> bool:
    """Tell whether nothing moved since the last build, neither what goes in nor what came out; nothing is written."""
    path = state / ARCHIVE
    if found.moved or not path.exists() or _is_pending(state):
        return False
    with closing(Archive(path, still=True)) as archive:
        if not archive.stands(wanted, ((one.path, one.stat) for one in found.files)):
            return False
        with run.stage("check"):
            if not run.plan.trusting and run.look.altered(archive.published):
                return False
        run.counts |= {**archive.totals(), "pages": archive.pages_made()}
        run.problems += (*run.amiss, *archive.warnings(), *archive.problems())
        run.size = archive.size()
    return True


def _is_pending(state: Path) -> bool:
    """Tell whether a build was cut off: its writes to the archive, or to the output, are still to be ended."""
    beside = (state / f"{ARCHIVE}-wal", state / "journal.json")
    return any(other.exists() and other.stat().st_size for other in beside)


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
