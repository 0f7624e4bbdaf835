"""A bench in, figures out: one function for each row of the table, each taking ours and theirs in turn.

A bench is one folder of one file system, in which each size has a folder of its own, ours and the rivals' in it. What a
row needs and does not find, it generates and builds; a first build counts as a figure wherever it happens.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.benchmarks import edits, live, measure, ours, transfer
from tests.benchmarks.rivals import HUGO, PUBLIC, Rival, pagefind

OURS, BOTH, WALK = "sitegen", "Hugo + Pagefind", "walk"
RENDERING = ("pages", "publish")  # our stages that do what Hugo's whole run does
RARE = 0.01  # share of articles in which the word that is searched stands
TRUST = 2.5  # seconds after which a file's stat is trusted
STATS = """
import os, sys
count, waiting = 0, sys.argv[1:]
while waiting:
    for entry in os.scandir(waiting.pop()):
        if entry.is_dir(follow_symlinks=False):
            waiting.append(entry.path)
        else:
            count += bool(entry.stat(follow_symlinks=False).st_mtime_ns)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. ``side`` is who was measured; ``more`` holds what only some rows have."""

    row: str
    side: str
    articles: int
    filesystem: str
    seconds: float = 0.0
    processors: float = 0.0
    peak: int = 0
    disk: int = 0
    more: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles: of most rows, of the large rows, of the row of files, of the chart."""

    articles: int = 10_000
    large: int = 100_000
    files: int = 40_000
    curve: tuple[int, ...] = (1_000, 10_000, 40_000, 100_000, 200_000)
    small: int = 1_000
    rivals: int = 10_000


@dataclass(slots=True)
class Bench:
    """A folder to measure in. ``say`` tells what goes on, ``figures`` grow."""

    folder: Path
    sizes: Sizes
    rivals: tuple[Rival, ...]
    rounds: int
    seed: int
    say: Callable[[str], None]
    figures: list[Figure] = field(default_factory=list)

    @property
    def filesystem(self) -> str:
        """Return the kind of file system that the folder is on."""
        return measure.filesystem(self.folder)

    def note(self, row: str, side: str, articles: int, cost: measure.Cost, **more: float) -> None:
        """Keep a figure and say it."""
        taken = (cost.seconds, cost.processors, cost.peak, cost.written)
        self.figures.append(Figure(row, side, articles, self.filesystem, *taken, more))
        self.say(f"{row}, {articles:,}, {side}: {cost.seconds:.2f} s, {cost.peak / 1e6:.0f} MB {shown(more)}")

    def ours(self, articles: int) -> Path:
        """Return our folder of a size; its corpus is generated where it is missing."""
        folder = self.folder / str(articles) / OURS
        if not (folder / "templates").exists():
            self.say(f"generating {articles:,} articles")
            ours.write(folder, articles, self.seed)
        return folder

    def built(self, articles: int) -> Path:
        """Return our folder of a size with a finished site in it."""
        folder = self.ours(articles)
        if not (folder / ours.REPORT).exists():
            cold(self, articles)
        return folder

    def theirs(self, rival: Rival, articles: int) -> Path:
        """Return a rival's folder of a size."""
        folder = self.folder / str(articles) / rival.name
        if not folder.exists():
            self.say(f"generating {articles:,} articles for {rival.name.capitalize()}")
            part = folder.with_suffix(".part")  # a folder that was left half-written is no corpus
            shutil.rmtree(part, ignore_errors=True)
            rival.write(part, articles, self.seed)
            part.rename(folder)
        return folder

    def hugo(self, articles: int) -> bool:
        """Return whether Hugo and Pagefind are run at a size."""
        return HUGO in self.rivals and articles <= self.sizes.rivals


def shown(more: dict[str, float]) -> str:
    """Return what only some rows have in one line."""
    return " ".join(f"{key}={value:,.6g}" for key, value in more.items() if "." not in key)


# ---------------------------------------------------------------- first builds


def cold(bench: Bench, articles: int) -> None:
    """Build ours from nothing once, and note the whole and its stages of rendering."""
    folder = bench.ours(articles)
    ours.clear(folder)
    _note_ours(bench, "cold", articles, folder, ours.build(folder))


def _note_ours(bench: Bench, row: str, articles: int, folder: Path, built: ours.Built) -> None:
    held = measure.holding(folder / ours.PUBLIC)
    stages = {f"seconds.{name}": seconds for name, seconds in built.seconds.items()}
    memory = {f"peak.{name}": used.ours + used.pagefind for name, used in built.cost.stages.items()}
    bench.note(
        row,
        OURS,
        articles,
        built.cost,
        **asdict(held),
        written=len(built.touched),
        pages_written=built.pages,
        **stages,
        **memory,
    )
    if row == "cold":
        seconds = sum(built.seconds.get(name, 0.0) for name in RENDERING)
        peak = max((memory.get(f"peak.{name}", 0) for name in RENDERING), default=0)
        bench.note("render", OURS, articles, measure.Cost(seconds, 0.0, int(peak), 0), html=held.html)


def _theirs(bench: Bench, row: str, articles: int) -> None:
    """Build Hugo's site and index it, into the folder as it is."""
    folder = bench.theirs(HUGO, articles)
    rendered = measure.run(HUGO.command(), folder)
    before = measure.holding(folder / PUBLIC)
    found = measure.run(pagefind(), folder)
    held = measure.holding(folder / PUBLIC)
    if row == "cold":
        bench.note("render", "Hugo", articles, rendered, **asdict(before))
        bench.note("search", "Pagefind", articles, found)
    bench.note(row, BOTH, articles, rendered + found, **asdict(held))


def row_cold(bench: Bench) -> None:
    """A first build of everything, ours, then Hugo and Pagefind, then the other rivals' without search, in turn."""
    articles = bench.sizes.articles
    for _ in range(bench.rounds):
        cold(bench, articles)
        if bench.hugo(articles):
            shutil.rmtree(bench.theirs(HUGO, articles) / PUBLIC, ignore_errors=True)
            _theirs(bench, "cold", articles)
        for rival in bench.rivals:
            if rival is not HUGO:
                _other(bench, rival, articles)


def _other(bench: Bench, rival: Rival, articles: int) -> None:
    folder = bench.theirs(rival, articles)
    shutil.rmtree(folder / PUBLIC, ignore_errors=True)
    cost = measure.run(rival.command(), folder)
    bench.note("render", rival.name.capitalize(), articles, cost, **asdict(measure.holding(folder / PUBLIC)))


def row_slope(bench: Bench) -> None:
    """First builds at the two sizes whose seconds an article are compared."""
    for articles in (bench.sizes.articles, bench.sizes.large):
        _cold_once(bench, articles)


def _cold_once(bench: Bench, articles: int) -> None:
    if not any(one.row == "cold" and one.side == OURS and one.articles == articles for one in bench.figures):
        cold(bench, articles)


def row_files(bench: Bench) -> None:
    """A first build at the size whose files are counted."""
    _cold_once(bench, bench.sizes.files)


# ---------------------------------------------------------------- updates


def row_update(bench: Bench) -> None:
    """One article more, ours and Hugo's with Pagefind in turn."""
    _updates(bench, bench.sizes.articles, bench.rounds)


def row_large(bench: Bench) -> None:
    """One article more in a large archive."""
    _updates(bench, bench.sizes.large, bench.rounds)


def _updates(bench: Bench, articles: int, rounds: int) -> None:
    folder = bench.built(articles)
    if bench.hugo(articles) and not (bench.theirs(HUGO, articles) / PUBLIC / "pagefind").exists():
        _theirs(bench, "cold", articles)
    for _ in range(rounds):
        place = _edit(bench, edits.EDITS[0], folder, articles)
        if bench.hugo(articles):
            HUGO.add(bench.theirs(HUGO, articles), articles, place, bench.seed)
            _theirs(bench, edits.EDITS[0].name, articles)


def _edit(bench: Bench, edit: edits.Edit, folder: Path, articles: int, **more: float) -> int:
    """Make one edit, build, note it; return its place in the row of such edits."""
    place = edits.place(folder, edit.name)
    edit.make(folder, articles, place, bench.seed)
    built = ours.build(folder)
    stages = {f"seconds.{name}": seconds for name, seconds in built.seconds.items()}
    counts = {"written": len(built.touched), "pages_written": built.pages}
    bench.note(edit.name, OURS, articles, built.cost, **counts, **stages, **more)
    return place


def row_edits(bench: Bench) -> None:
    """Each kind of edit: at a small size against a clean build byte for byte, then for its seconds."""
    folder = bench.built(bench.sizes.small)
    for edit in edits.EDITS:
        _edit(bench, edit, folder, bench.sizes.small)
        count = ours.differences(folder)
        bench.note(f"{edit.name}, clean", OURS, bench.sizes.small, measure.Cost(0, 0, 0, 0), differences=count)
    for articles in dict.fromkeys((bench.sizes.articles, bench.sizes.large)):
        folder = bench.built(articles)
        for _ in range(bench.rounds):
            for edit in edits.EDITS[1:-1]:
                _edit(bench, edit, folder, articles)
    _edit(bench, edits.EDITS[-1], bench.built(bench.sizes.articles), bench.sizes.articles)


def row_nothing(bench: Bench) -> None:
    """A build with nothing to do, and a walk that stats every file that goes in and came out, in turn."""
    articles = bench.sizes.large
    folder = bench.built(articles)
    time.sleep(TRUST)
    ours.unchanged(folder)  # what was too fresh to be trusted is looked at once more
    for _ in range(bench.rounds):
        before = _stamps(folder)
        cost = ours.unchanged(folder)
        after = _stamps(folder)
        touched = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
        bench.note("nothing", OURS, articles, cost, touched=touched, sent=cost.written)
        walk = (sys.executable, "-c", STATS, str(folder / "content"), str(folder / ours.PUBLIC))
        bench.note("nothing", WALK, articles, measure.run(walk, folder))


def _stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    return measure.stamps(folder / ours.PUBLIC) | measure.stamps(folder / ours.STATE)


def row_curve(bench: Bench) -> None:
    """First builds and updates at each size of the chart, from small to large; each size is deleted after it."""
    for articles in bench.sizes.curve:
        _cold_once(bench, articles)
        _updates(bench, articles, min(3, bench.rounds))
        if articles not in (bench.sizes.articles, bench.sizes.large):
            shutil.rmtree(bench.folder / str(articles))


# ---------------------------------------------------------------- in a browser


def row_search(bench: Bench) -> None:
    """Bytes that search sends for a word that stands in one of a hundred articles."""
    if not transfer.installed():
        bench.say("skipped: no Chromium is installed")
        return
    articles = bench.sizes.large
    folder = bench.built(articles)
    word, share = transfer.word_in(_texts(folder), max(RARE, 2 * transfer.FIRST_TEN / articles))
    for name, traffic in transfer.measured(folder / ours.PUBLIC, word, "2024").items():
        kinds = {f"bytes{kind}": count for kind, count in traffic.kinds.items()}
        counts = {"bytes": traffic.bytes, "served": traffic.served, "requests": traffic.requests, "share": share}
        bench.note(f"search: {name}", OURS, articles, measure.Cost(0, 0, 0, 0), **counts, **kinds)


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted((folder / ours.PUBLIC / "data/articles").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def row_serve(bench: Bench) -> None:
    """Seconds from a saved file to the page that shows it."""
    if not transfer.installed():
        bench.say("skipped: no Chromium is installed")
        return
    articles = bench.sizes.articles
    for name, seconds in live.measured(bench.built(articles), articles, bench.rounds):
        bench.note(f"serve: {name}", OURS, articles, measure.Cost(seconds, 0, 0, 0))


ROWS: dict[str, Callable[[Bench], None]] = {
    "cold": row_cold,
    "update": row_update,
    "slope": row_slope,
    "large": row_large,
    "nothing": row_nothing,
    "edits": row_edits,
    "search": row_search,
    "serve": row_serve,
    "files": row_files,
    "curve": row_curve,
}


def measured(bench: Bench, rows: Sequence[str]) -> None:
    """Measure rows, in the order of the table; one that fails is said and left out."""
    for name in (name for name in ROWS if name in rows):
        bench.say(f"--- {name} on {bench.filesystem}")
        try:
            ROWS[name](bench)
        except Exception:  # noqa: BLE001 - whatever fails in one row, the others took hours
            bench.say(f"failed: {name}\n{traceback.format_exc()}")
