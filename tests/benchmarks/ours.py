"""A folder in, our own site built in it by the command line that editors use, and what that cost.

A folder holds content/ with documents/, templates/ (a copy, to be edited), public/, state/ and report.json.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from sitegen.cli import STAGES
from sitegen.theme import default_templates
from tests.benchmarks import generate, measure

ROOT = Path(__file__).resolve().parents[2]
PUBLIC, STATE, REPORT = "public", "state", "report.json"
FOLDERS = ("--content", "content", "--templates", "templates", "--output", PUBLIC, "--state", STATE)
COMPARED = "differences from a clean build"  # what verify says where it could compare
ENVIRONMENT = {"PYTHONPATH": str(ROOT)}
SAID = {words: stage for stage, words in STAGES.items()}


@dataclass(frozen=True, slots=True)
class Built:
    """What a build cost, what it did, and the paths that it wrote or deleted."""

    cost: measure.Cost
    counts: dict[str, int]
    seconds: dict[str, float]
    touched: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Return how many pages were written or deleted."""
        return sum(path.endswith(".html") for path in self.touched)


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Write a corpus, the editor's files and a copy of the theme into a folder."""
    generate.write(folder / "content", articles, seed)
    shutil.copytree(default_templates(), folder / "templates", dirs_exist_ok=True)


def clear(folder: Path) -> None:
    """Delete what was built, so that the next build is the first."""
    for name in (PUBLIC, STATE):
        shutil.rmtree(folder / name, ignore_errors=True)


def build(folder: Path) -> Built:
    """Build the site in a folder. Raises measure.FailedError where that fails."""
    cost = measure.run(_command("build", *FOLDERS, "--report", REPORT), folder, ENVIRONMENT, stage)
    report = json.loads((folder / REPORT).read_bytes())
    changes = json.loads((folder / STATE / "changes.json").read_bytes())
    touched = tuple(path for kind in ("added", "changed", "deleted") for path in changes.get(kind, ()))
    return Built(cost, report["counts"], report["seconds"], touched)


def unchanged(folder: Path) -> measure.Cost:
    """Build where there is nothing to do; no report is written, so that whatever is, is the build's own."""
    return measure.run(_command("build", *FOLDERS), folder, ENVIRONMENT)


def differences(folder: Path) -> int:
    """Return how many files of the site in a folder are not what a clean build of the same inputs gives.

    Raises measure.FailedError where that could not be found out.
    """
    said: list[str] = []
    try:
        measure.run(_command("verify", *FOLDERS), folder, ENVIRONMENT, said.append)
    except measure.FailedError:
        if not any(COMPARED in line for line in said):
            raise
    return next(int(line.split()[0]) for line in said if COMPARED in line)


def _command(*words: str) -> tuple[str, ...]:
    return sys.executable, "-m", "sitegen", *words


def stage(line: str) -> str:
    """Return the stage that a line of the command's output begins, nothing for any other line.

    >>> stage("Reading documents: 12"), stage("12 articles from 12 occurrences")
    ('read', '')
    """
    return SAID.get(line.partition(":")[0], "")
