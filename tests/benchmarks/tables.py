"""Figures in, Markdown out: the table of aims with what was reached, then each row's figures with medians and ranges.

A run is a dict as it stands in the JSON file beside RESULTS.md: date, machine, versions, command, rounds, sizes, figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.benchmarks.edits import EDITS
from tests.benchmarks.rows import BOTH, OURS, WALK, Figure, Sizes

MEGA, GIGA = 1e6, 1e9
ADDED, ALIAS = EDITS[0].name, EDITS[1].name
SEARCHES = (("first ten results", 250), ("one year", 500), ("the whole archive", 1600))  # kB at most
SAVES = (
    ("a document", 0.3, "150 ms"),
    ("an explainer", 0.3, "150 ms"),
    ("a template of one page", 0.3, "150 ms"),
    ("search finds it", 3.0, ""),
)  # seconds from a saved file to its page, at most


@dataclass(frozen=True, slots=True)
class Answer:
    """What a row of the table reached: in words, and whether that is enough; None where nothing was measured."""

    words: str = "–"
    enough: bool | None = None

    def __str__(self) -> str:
        return self.words + {True: "", False: " ✗", None: ""}[self.enough]


@dataclass(frozen=True, slots=True)
class Medians:
    """The figures of one file system, asked by row, side and number of articles."""

    figures: tuple[Figure, ...]

    def of(self, row: str, side: str, articles: int) -> tuple[Figure, ...]:
        """Return the figures of a row."""
        return tuple(one for one in self.figures if (one.row, one.side, one.articles) == (row, side, articles))

    def seconds(self, row: str, side: str, articles: int) -> float | None:
        """Return the median of the seconds, None where nothing was measured."""
        return middle(one.seconds for one in self.of(row, side, articles))

    def more(self, row: str, side: str, articles: int, key: str) -> float | None:
        """Return the median of what only some rows have."""
        return middle(one.more[key] for one in self.of(row, side, articles) if key in one.more)

    def peak(self, row: str, articles: int) -> float:
        """Return the most memory that ours took, in bytes."""
        return max((one.peak for one in self.of(row, OURS, articles)), default=0)


def middle(values: Iterable[float]) -> float | None:
    """Return the median, None of nothing."""
    held = list(values)
    return median(held) if held else None


# ---------------------------------------------------------------- the table of aims


@dataclass(frozen=True, slots=True)
class Aim:
    """A row of the table: what, against what, what must be reached, what is aimed at, and what was."""

    what: str
    against: str
    reach: str
    aim: str
    reached: Callable[[Medians, Sizes], Answer]


def _ratio(of: float | None, to: float | None, most: float, *, also: bool = True, more: str = "") -> Answer:
    if of is None or not to:
        return Answer()
    ratio = of / to
    words = f"{ratio:.2f} ×" if ratio > 0.2 else f"1/{1 / ratio:.0f}"
    return Answer(f"{words} ({of:.2f} s to {to:.2f} s{more})", ratio <= most and also)


def _cold(held: Medians, sizes: Sizes) -> Answer:
    n, peak = sizes.articles, held.peak("cold", sizes.articles)
    pair = (held.seconds("cold", side, n) for side in (OURS, BOTH))
    return _ratio(*pair, 2.0, also=peak <= GIGA, more=f", {peak / MEGA:.0f} MB")


def _render(held: Medians, sizes: Sizes) -> Answer:
    return _ratio(*(held.seconds("render", side, sizes.articles) for side in (OURS, "Hugo")), 0.8)


def _update(held: Medians, sizes: Sizes) -> Answer:
    return _ratio(*(held.seconds(ADDED, side, sizes.articles) for side in (OURS, BOTH)), 1 / 15)


def _large(held: Medians, sizes: Sizes) -> Answer:
    peak = held.peak(ADDED, sizes.large)
    pair = (held.seconds(ADDED, OURS, n) for n in (sizes.large, sizes.articles))
    return _ratio(*pair, 2.0, also=peak <= 1.5 * GIGA, more=f", {peak / MEGA:.0f} MB")


def _nothing(held: Medians, sizes: Sizes) -> Answer:
    sent, touched = (held.more("nothing", OURS, sizes.large, key) or 0 for key in ("sent", "touched"))
    pair = (held.seconds("nothing", side, sizes.large) for side in (OURS, WALK))
    more = f", {sent:,.0f} bytes sent to disk, {touched:.0f} files touched"
    return _ratio(*pair, 4.0, also=not sent and not touched, more=more)


def _edit(name: str) -> Callable[[Medians, Sizes], Answer]:
    def reached(held: Medians, sizes: Sizes) -> Answer:
        seconds, whole = (held.seconds(row, OURS, sizes.articles) for row in (name, "cold"))
        if seconds is None:
            return Answer()
        other = held.more(f"{name}, clean", OURS, sizes.small, "differences")
        pages, large = (held.more(name, OURS, sizes.articles, "pages_written"), held.seconds(name, OURS, sizes.large))
        words = [f"{seconds:.2f} s", f"{pages or 0:.0f} pages"]
        words += [f"1/{whole / seconds:.1f} of a clean build"] if whole else []
        words += [f"{large:.2f} s at {sizes.large:,}"] if large else []
        words += [] if other is None else [f"{other:.0f} files differ" if other else "identical"]
        quick = name != ALIAS or ((not whole or seconds <= whole / 5) and (not large or large <= 5))
        return Answer(", ".join(words), quick and not other)

    return reached


def _slope(held: Medians, sizes: Sizes) -> Answer:
    small, large = (held.seconds("cold", OURS, n) for n in (sizes.articles, sizes.large))
    if small is None or large is None:
        return Answer()
    ratio = large / sizes.large / (small / sizes.articles)
    each = f"{1000 * large / sizes.large:.2f} ms to {1000 * small / sizes.articles:.2f} ms"
    return Answer(f"{ratio:.2f} × ({each} an article)", ratio <= 1.3)


def _search(name: str, most: int) -> Callable[[Medians, Sizes], Answer]:
    def reached(held: Medians, sizes: Sizes) -> Answer:
        count = held.more(f"search: {name}", OURS, sizes.large, "bytes")
        return Answer() if count is None else Answer(f"{count / 1000:,.0f} kB", count <= most * 1000)

    return reached


def _serve(name: str, most: float) -> Callable[[Medians, Sizes], Answer]:
    def reached(held: Medians, sizes: Sizes) -> Answer:
        seconds = held.seconds(f"serve: {name}", OURS, sizes.articles)
        return Answer() if seconds is None else Answer(f"{1000 * seconds:,.0f} ms", seconds <= most)

    return reached


def _files(held: Medians, sizes: Sizes) -> Answer:
    count = held.more("cold", OURS, sizes.files, "files")
    return Answer() if count is None else Answer(f"{count / sizes.files:.2f}", count / sizes.files <= 2.3)


def aims(sizes: Sizes) -> tuple[Aim, ...]:
    """Return the rows of the table."""
    small, large = f"{sizes.articles:,}", f"{sizes.large:,}"
    alias = {ALIAS: (f"≤ 1/5 of it at {small}, ≤ 5 s at {large}", "")}
    return (
        Aim(f"first build, {small} articles", BOTH, "≤ 2.0 ×, ≤ 1 GB", "1.5 ×", _cold),
        Aim("rendering alone", "Hugo", "≤ 0.8 ×", "0.55 ×", _render),
        Aim(f"{ADDED}, {small}, search included", f"{BOTH} again", "≤ 1/15", "1/24", _update),
        Aim(f"the same at {large}", f"ours at {small}", "≤ 2 ×, ≤ 1.5 GB", "1.3 ×", _large),
        Aim(f"nothing changed, {large}", "a walk that stats every file", "≤ 4 ×, 0 bytes", "2 ×", _nothing),
        *(
            Aim(
                f"{edit.name}, {small}",
                "a clean build",
                *alias.get(edit.name, ("its pages, identical", "")),
                _edit(edit.name),
            )
            for edit in EDITS[1:]
        ),
        Aim(f"first build an article, {large}", f"ours at {small}", "≤ 1.3 ×", "1.1 ×", _slope),
        *(Aim(f"search, {large}: {name}", "", f"≤ {most:,} kB", "", _search(name, most)) for name, most in SEARCHES),
        *(
            Aim(f"`serve`, {small}, save to page: {save}", "", f"≤ {1000 * most:,.0f} ms", aim, _serve(save, most))
            for save, most, aim in SAVES
        ),
        Aim(f"files an article at {sizes.files:,}", "", "≤ 2.3", "", _files),
    )


def overview(run: dict[str, Any]) -> str:
    """Return the table of aims, a column for each file system; ✗ marks what was not reached."""
    sizes, figures = sizes_of(run), figures_of(run)
    kinds = list(dict.fromkeys(one.filesystem for one in figures))
    held = [Medians(tuple(one for one in figures if one.filesystem == kind)) for kind in kinds]
    rows = [
        (aim.what, aim.against, aim.reach, aim.aim, *(str(aim.reached(one, sizes)) for one in held))
        for aim in aims(sizes)
    ]
    return table(("what", "measured against", "reach", "aim", *kinds), rows)


# ---------------------------------------------------------------- each row's figures


def details(run: dict[str, Any]) -> str:
    """Return the figures of all rows but bytes in a browser: medians, with the least and the most."""
    groups: dict[tuple[str, int, str, str], list[Figure]] = {}
    for one in figures_of(run):
        if one.seconds:
            groups.setdefault((one.row, one.articles, one.filesystem, one.side), []).append(one)
    heads = ("row", "articles", "on", "side", "seconds", "processors", "memory, MB", "sent to disk, MB")
    rows = [(*key, *_costs(group), *_held(group)) for key, group in sorted(groups.items())]
    return table((*heads, "files", "MB", "HTML, MB", "written"), rows)


def _costs(group: Sequence[Figure]) -> tuple[str, ...]:
    seconds = sorted(one.seconds for one in group)
    span = f" ({seconds[0]:.2f}–{seconds[-1]:.2f}, {len(seconds)} runs)" if len(seconds) > 1 else ""
    return (
        f"{median(seconds):.2f}{span}",
        f"{median(one.processors for one in group):.2f}",
        f"{max(one.peak for one in group) / MEGA:,.0f}",
        f"{median(one.disk for one in group) / MEGA:,.1f}",
    )


def _held(group: Sequence[Figure]) -> tuple[str, ...]:
    def one(key: str, unit: float = 1, form: str = ",.0f") -> str:
        value = middle(figure.more[key] for figure in group if key in figure.more)
        return "" if value is None else format(value / unit, form)

    return one("files"), one("bytes", MEGA, ",.1f"), one("html", MEGA, ",.1f"), one("written")


def stages(run: dict[str, Any]) -> str:
    """Return seconds and memory of each stage of our builds: medians."""
    groups: dict[tuple[str, int, str], list[Figure]] = {}
    for one in figures_of(run):
        if one.side == OURS and any(key.startswith("seconds.") for key in one.more):
            groups.setdefault((one.row, one.articles, one.filesystem), []).append(one)
    names = list(
        dict.fromkeys(key[8:] for group in groups.values() for key in group[0].more if key.startswith("seconds."))
    )
    rows = [
        (row, f"{articles:,}", kind, *(_stage(group, name) for name in names))
        for (row, articles, kind), group in sorted(groups.items())
    ]
    return table(("build", "articles", "on", *names), rows)


def _stage(group: Sequence[Figure], name: str) -> str:
    seconds = middle(one.more[f"seconds.{name}"] for one in group if f"seconds.{name}" in one.more)
    peak = max((one.more.get(f"peak.{name}", 0) for one in group), default=0)
    memory = f", {peak / MEGA:.0f} MB" if peak else ""
    return "" if seconds is None else f"{seconds:.2f} s{memory}"


# ---------------------------------------------------------------- Markdown


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table.

    >>> print(table(("what", "n"), [("pages", 12)]))
    | what | n |
    |---|---|
    | pages | 12 |
    """
    lines = [heads, *([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows)]
    made = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join((made[0], "|" + "---|" * len(heads), *made[1:]))


def figures_of(run: dict[str, Any]) -> list[Figure]:
    """Return the figures of a run."""
    return [Figure(**one) for one in run["figures"]]


def sizes_of(run: dict[str, Any]) -> Sizes:
    """Return the sizes of a run."""
    return Sizes(**{**run["sizes"], "curve": tuple(run["sizes"]["curve"])})


def document(run: dict[str, Any]) -> str:
    """Return all of a run: where and with what it was measured, the table of aims, all figures."""
    head = (
        f"Measured on {run['date']}: {run['machine']}; {', '.join(run['versions'])}. Medians of {run['rounds']} where a "
        f"first build takes no longer than at {run['sizes']['articles']:,} articles, ours and theirs in turn: `{run['command']}`."
    )
    parts = (overview(run), "## All figures", details(run), "## Stages of our builds", stages(run))
    return "\n\n".join((head, *parts)) + "\n"
