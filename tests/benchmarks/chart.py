"""Series of points in, an SVG out: cost against size, both axes logarithmic, in the look of the project.

Ours is drawn in the accent, solid; theirs in ink, open. A line's name stands at its end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 56, 52
GAP = 16  # least distance of two names, in pixels
ROOM = 56  # of a size below the axis, in pixels: one that finds less goes unnamed
SECONDS = (0.1, 0.3, 1, 3, 10, 30, 120, 360, 1_200, 3_600, 10_800)
NAMES = {120: "2 min", 360: "6 min", 1_200: "20 min", 3_600: "1 h", 10_800: "3 h"}
STYLE = """
svg {background: #fdfcf9; color: #191815; --soft: #4f4c44; --rule: #d6d1c4; --accent: #0b5560; --paper: #fdfcf9}
@media (prefers-color-scheme: dark) {
svg {background: #151412; color: #ece8de; --soft: #b9b3a5; --rule: #3a3731; --accent: #7fc1cb; --paper: #151412}}
text {font: 13px system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; fill: currentColor; paint-order: stroke; stroke: var(--paper);
stroke-width: 4px}
text.soft {fill: var(--soft)} text.head {font-weight: 600; font-size: 15px}
path, line {fill: none; stroke: currentColor} line {stroke: var(--rule)} line.axis {stroke: currentColor}
.line {stroke-width: 2} .open {stroke-dasharray: 5 4} rect {fill: var(--paper); stroke: currentColor; stroke-width: 2}
.ours {color: var(--accent)} .ours rect {fill: currentColor}
"""


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, whether it is ours, its points (articles, seconds) from small to large."""

    name: str
    ours: bool
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values of an axis and the pixels between which they lie; equal ratios take equal room."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value.

        >>> Scale(1, 100, 0, 200).at(10)
        100.0
        """
        part = math.log(value / self.least) / math.log(self.most / self.least)
        return round(self.start + part * (self.end - self.start), 1)


def drawn(title: str, series: Sequence[Series]) -> str:
    """Return the chart. Raises ValueError where there is no point."""
    points = [point for one in series for point in one.points]
    if not points:
        raise ValueError("there is nothing to draw")
    sizes = sorted({size for size, _ in points})
    ticks = _ticks([seconds for _, seconds in points])
    across = Scale(sizes[0], max(sizes[-1], sizes[0] * 2), LEFT + 12, WIDTH - RIGHT)
    down = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    parts = (
        _axes(across, down, sizes, ticks),
        *(_line(one, across, down) for one in series),
        _names(series, across, down),
    )
    said = "; ".join(
        f"{one.name}: " + ", ".join(f"{size:,.0f} {_time(spent)}" for size, spent in one.points) for one in series
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(said)}</desc>\n<style>{STYLE}</style>\n'
        f'<text class="head" x="{LEFT}" y="24">{escape(title)}</text>\n{"".join(parts)}</svg>\n'
    )


def _ticks(seconds: Sequence[float]) -> tuple[float, ...]:
    """Return the round times around all seconds, two at least."""
    least = max((at for at, tick in enumerate(SECONDS) if tick <= min(seconds)), default=0)
    most = min((at for at, tick in enumerate(SECONDS) if tick >= max(seconds)), default=len(SECONDS) - 1)
    return SECONDS[least : max(most, least + 1) + 1]


def _time(seconds: float) -> str:
    return NAMES.get(int(seconds), f"{seconds:.3g} s") if seconds == int(seconds) else f"{seconds:.3g} s"


def _axes(across: Scale, down: Scale, sizes: Iterable[float], ticks: Iterable[float]) -> str:
    rows = (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{down.at(tick)}" y2="{down.at(tick)}"/>'
        f'<text class="soft" x="{LEFT - 8}" y="{down.at(tick) + 4}" text-anchor="end">{_time(tick)}</text>\n'
        for tick in ticks
    )
    columns = (
        f'<text class="soft" x="{across.at(size)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,.0f}</text>\n'
        for size in _roomy(sizes, across)
    )
    axis = f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM}"/>\n'
    label = f'<text class="soft" x="{LEFT}" y="{HEIGHT - 10}">articles</text>\n'
    return "".join((*rows, axis, *columns, label))


def _roomy(sizes: Iterable[float], across: Scale) -> Iterator[float]:
    """Yield the sizes whose names do not run into one another, from the largest."""
    last = math.inf
    for size in sorted(sizes, reverse=True):
        if last - across.at(size) >= ROOM:
            last = across.at(size)
            yield size


def _line(one: Series, across: Scale, down: Scale) -> str:
    places = [(across.at(size), down.at(seconds)) for size, seconds in one.points]
    way = "M" + " L".join(f"{x} {y}" for x, y in places)
    marks = "".join(f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>' for x, y in places)
    return f'<g class="{"ours" if one.ours else "theirs"}"><path class="line{"" if one.ours else " open"}" d="{way}"/>{marks}</g>\n'


def _names(series: Sequence[Series], across: Scale, down: Scale) -> str:
    """Return the names at the lines' ends, moved apart where two would overlap."""
    made, last = [], -math.inf
    ends = sorted(
        ((down.at(one.points[-1][1]), across.at(one.points[-1][0]), one) for one in series if one.points),
        key=lambda end: end[:2],
    )
    for y, x, one in ends:
        last = max(y, last + GAP)
        made.append(
            f'<text class="{"ours" if one.ours else "theirs"}" x="{x + 10}" y="{last + 4:.1f}">{escape(one.name)}</text>\n'
        )
    return "".join(made)
