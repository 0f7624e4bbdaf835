"""What a build is asked and what it answers: the plan, the report, and the run under way between them."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sitegen import __version__
from sitegen.hosts import Size
from sitegen.model import Problem
from sitegen.workers import Pool

ARCHIVE = "archive.sqlite"
COUNTS = (
    "documents",
    "read",
    "articles",
    "occurrences",
    "stories",
    "pages",
    "written",
    "deleted",
    "warnings",
    "errors",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, from where, to where. ``accept_loss`` is how many articles may go at once.

    ``insecure`` admits a cluster elsewhere without encryption. ``trusting``: nobody else touched the output since the
    last build; it is not looked over.
    """

    content: Path = Path("content")
    documents: tuple[Path, ...] = ()
    templates: Path | None = None
    output: Path = Path("public")
    state: Path | None = None
    base_url: str | None = None
    jobs: int = 0
    executor: str | None = None
    insecure: bool = False
    clean: bool = False
    strict: bool = False
    private: bool = False
    record: bool = False
    dry_run: bool = False
    accept_loss: int = 0
    trusting: bool = False

    @property
    def state_folder(self) -> Path:
        """Return the folder of the archive: .sitegen beside public/, a folder of its own in it for any other output."""
        if self.state:
            return self.state
        place = self.output.parent / ".sitegen"
        return place if self.output.name == "public" else place / f"{self.output.name}.state"


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths that a build wrote anew, changed and deleted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    def __add__(self, later: Changes) -> Changes:
        """Return the changes of two publications in a row that write different files."""
        return Changes(self.added + later.added, self.changed + later.changed, self.deleted + later.deleted)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts, seconds a stage, peak memory in bytes, and everything that somebody must look at."""

    counts: dict[str, int]
    seconds: dict[str, float]
    peak_bytes: int
    problems: tuple[Problem, ...]
    changes: Changes = Changes()
    stopped: bool = False
    version: str = __version__
    size: Size = field(default_factory=Size)
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return the report as the JSON of the public contract."""
        keys = ("path", "line", "column", "code", "severity", "message", "hint")
        problems = [{key: getattr(problem, key) for key in keys} for problem in self.problems]
        seconds = {stage: round(spent, 3) for stage, spent in self.seconds.items()}
        site = {"files": self.size.files, "bytes": self.size.bytes}
        crowded = {"folder": self.size.crowded, "files": self.size.crowd}
        whole = {
            "version": self.version,
            "counts": self.counts,
            "seconds": seconds,
            "peak_bytes": self.peak_bytes,
            "problems": problems,
            "site": {**site, "fullest": crowded},
        }
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class Progress(Protocol):
    """Somebody who watches a build."""

    def stage(self, name: str, total: int) -> None:
        """Start a stage of so many steps."""

    def step(self, count: int) -> None:
        """Note steps done in the stage."""


class Quiet:
    """Nobody watches."""

    def stage(self, name: str, total: int) -> None:
        """Say nothing."""

    def step(self, count: int) -> None:
        """Say nothing."""


class Look(Protocol):
    """A look at the files of the last build, which another process may be taking."""

    def begun(self) -> None:
        """Wait until the archive may be written to."""

    def altered(self, published: Callable[[], Iterable[tuple[str, int, int]]]) -> list[str]:
        """Return the paths of files that don't stand as they were written, with this size and mtime."""


@dataclass(slots=True)
class Run:
    """A build under way: its plan, its clock, its counts and problems; ``amiss`` are those of files that were found.

    ``ready`` is told when the pages are published, before the search index is, and of those edited first. ``size`` is
    the site's; ``why`` says for each file written which inputs moved.
    """

    plan: Plan
    progress: Progress
    executor: Pool
    look: Look
    ready: Callable[[Report], None] | None = None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    seconds: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    amiss: tuple[Problem, ...] = ()
    size: Size = field(default_factory=Size)
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        """Time a stage."""
        self.progress.stage(name, total)
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started

    def report(self, changes: Changes | None = None, *, stopped: bool = False) -> Report:
        """Sum up."""
        problems = tuple(sorted(set(self.problems)))
        for severity in ("warning", "error"):
            self.counts[f"{severity}s"] = sum(problem.severity == severity for problem in problems)
        return Report(
            self.counts,
            self.seconds,
            _peak_bytes(),
            problems,
            changes or Changes(),
            stopped,
            size=self.size,
            why=self.why,
        )


def _peak_bytes() -> int:
    """Return the largest resident size of this process or of one of its workers, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * unit
