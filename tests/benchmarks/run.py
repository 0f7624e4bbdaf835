"""Generated corpora in, a table of what they cost out: seconds, memory, files and bytes of three builds each.

python -m tests.benchmarks.run [--articles 1000 10000] [--seed 1] [--folder FOLDER]

For each size: a first build, one with nothing changed, one with one article added. A build runs in a process of its own
that says which stage begins. Memory is sampled from /proc (Linux) as the sum of proportional set sizes, Pagefind's
processes apart from all others; so are the seconds that processors spent, which tell the same on a busy machine.
Seconds of a stage are those of the build's own report; the clock also counts the start of Python.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import generate

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from pathlib import Path
from sitegen.build import build
from sitegen.plan import Plan

class Said:
    def stage(self, name, total): print(name, flush=True)
    def step(self, count): pass

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    plan = Plan(content=folder / "content", output=folder / "public", state=folder / "state")
    report = build(plan, Said())
    (folder / "report.json").write_text(report.as_json(), "utf-8")
"""
EVERY = 0.1  # seconds between two samples of memory
MEGA = 1_000_000


@dataclass(slots=True)
class Used:
    """What a stage used: the most memory in bytes, ours and Pagefind's apart, and seconds of processors."""

    ours: int = 0
    pagefind: int = 0
    processors: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: its report, seconds by the clock, what each stage used."""

    report: dict[str, dict[str, float]]
    clock: float
    stages: dict[str, Used]


# ---------------------------------------------------------------- one build, watched


def measured(folder: Path) -> Cost:
    """Build the archive in a folder and return what it took."""
    started = time.perf_counter()
    script = folder / "build.py"  # a file, since worker processes import the main module
    script.write_text(BUILD, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        stages = _watched(process)
    if process.returncode:
        sys.exit(f"the build of {folder} failed")
    clock = time.perf_counter() - started
    return Cost(json.loads((folder / "report.json").read_bytes()), clock, stages)


def _watched(process: subprocess.Popen[str]) -> dict[str, Used]:
    """Follow a build by the stages that it names, and sample what its processes use until it ends."""
    names, stages, spent = ["start"], defaultdict(Used), {}

    def listen() -> None:
        names.extend(line.strip() for line in process.stdout or ())

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    while process.poll() is None:
        _sample(process.pid, stages[names[-1]], spent)
        time.sleep(EVERY)
    listener.join()
    return stages


def _sample(root: int, stage: Used, spent: dict[int, float]) -> None:
    """Add to a stage what a process and its descendants hold and have spent since the last sample."""
    ours = pagefind = 0
    for pid in _family(root):
        if "pagefind" in _name(pid):
            pagefind += _held(pid)
        else:
            ours += _held(pid)
        seconds = max(_spent(pid), spent.get(pid, 0.0))
        stage.processors += seconds - spent.get(pid, 0.0)
        spent[pid] = seconds
    stage.ours, stage.pagefind = max(stage.ours, ours), max(stage.pagefind, pagefind)


def _family(root: int) -> Iterator[int]:
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += map(int, _read(children).split())


def _name(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/cmdline")).partition("\0")[0].rpartition("/")[2]


def _held(pid: int) -> int:
    """Return a process's proportional set size in bytes: pages that processes share are divided among them."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _spent(pid: int) -> float:
    """Return the seconds of processors that a process has used itself."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process is gone
        return ""


# ---------------------------------------------------------------- three builds a size


def benchmark(articles: int, seed: int, folder: Path, say: Callable[[str], None]) -> None:
    """Generate a corpus, build it three times, and print a table of each."""
    generate.write(folder / "content", articles, seed)
    documents = [path for path in (folder / "content" / "documents").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in documents)
    say(f"\n## {articles:,} articles: {len(documents):,} documents, {size / MEGA:.1f} MB\n")
    _tell(say, "first build", measured(folder))
    files, total = _published(folder / "public")
    say(f"\n{files:,} files, {total / MEGA:.1f} MB published; {files / articles:.2f} files an article\n")
    _tell(say, "nothing changed", measured(folder))
    added = generate.markdown(generate.extra(articles, 0, seed))
    generate.put(folder / "content" / "documents" / "added.md", added)
    _tell(say, "one article added", measured(folder))


def _published(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _tell(say: Callable[[str], None], title: str, cost: Cost) -> None:
    counts = ", ".join(f"{cost.report['counts'].get(name, 0):,} {name}" for name in ("articles", "pages", "written"))
    say(f"\n### {title}: {cost.clock:.1f} s by the clock; {counts}\n")
    say("| stage | seconds | of processors | our memory, MB | Pagefind's, MB |")
    say("|---|---:|---:|---:|---:|")
    used = {stage: cost.stages.get(stage, Used()) for stage in ("start", *cost.report["seconds"])}
    for stage, one in used.items():
        say(_row(stage, cost.report["seconds"].get(stage, 0.0), one))
    ours, pagefind = (max(getattr(one, name) for one in used.values()) for name in ("ours", "pagefind"))
    whole = Used(ours, pagefind, sum(one.processors for one in used.values()))
    say(_row("all", sum(cost.report["seconds"].values()), whole))


def _row(name: str, seconds: float, used: Used) -> str:
    memory = f"{used.ours / MEGA:.0f} | {used.pagefind / MEGA:.0f}"
    return f"| {name} | {seconds:.2f} | {used.processors:.2f} | {memory} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to build and what to keep; else a temporary folder")
    arguments = parser.parse_args()
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as scratch:
            folder = arguments.folder / str(articles) if arguments.folder else Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            benchmark(articles, arguments.seed, folder, lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
