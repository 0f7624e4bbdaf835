"""The law, proved: the site is built clean beside the published one, and every byte of both is compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sitegen.archive.queries import Archive
from sitegen.build import build
from sitegen.model import Problem
from sitegen.plan import ARCHIVE, Plan, Progress, Report

BLOCK = 1 << 20


def verify(plan: Plan, progress: Progress | None = None) -> tuple[Report, tuple[Problem, ...]]:
    """Build what the plan asks for from nothing, in a scratch folder; return its report and each difference found."""
    with tempfile.TemporaryDirectory(prefix="sitegen-verify-") as scratch:
        fresh = replace(
            plan,
            output=Path(scratch) / "public",
            state=Path(scratch) / "state",
            record=False,
            dry_run=False,
            clean=True,
        )
        report = build(fresh, progress)
        return report, () if report.stopped else tuple(_differences(plan.output, fresh.output, _later(plan)))


def _later(plan: Plan) -> frozenset[str]:
    """Return the files that stay for a build longer than they are needed: a clean build hasn't any."""
    path = plan.state_folder / ARCHIVE
    if not path.exists():
        return frozenset()
    with closing(Archive(path)) as archive:
        return frozenset(archive.later())


def _differences(published: Path, clean: Path, later: frozenset[str]) -> Iterator[Problem]:
    held, wanted = _files(published), _files(clean)
    held -= later - wanted
    for path in sorted(held | wanted):
        if path not in held:
            yield _problem(path, "missing-file", "a clean build has this file, the published site lacks it.")
        elif path not in wanted:
            yield _problem(path, "stray-file", "the published site has this file, a clean build lacks it.")
        elif not _same(published / path, clean / path):
            yield _problem(path, "other-bytes", "the published file differs from that of a clean build.")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while block := first.read(BLOCK):
            if block != second.read(BLOCK):
                return False
    return True


def _problem(path: str, code: str, message: str) -> Problem:
    return Problem(path, 0, 0, code, "error", message, "Build again; if it stays, sitegen has a fault.")
