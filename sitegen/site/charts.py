"""Dates and places in, numbers for SVG partials out: where each mark stands, in per cent of the width.

One rule of form: solid is settled, open is not (a span, a plan), hatched is silence (no document). Few marks are drawn
one by one; of many, what is settled is counted by month or year, and spans stay spans. Words are the template's affair:
dates are EDTF.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from sitegen import edtf
from sitegen.model import EventStatus
from sitegen.site.views import EventRow, MentionBar

ROOM = 97.0  # per cent of the width in which marks begin: the last square needs the rest
SLOT = 3.2  # per cent of the width that a square takes on a phone
FEW = 24  # more marks than this are counted by period
LANES = 10  # more marks above one another than this are counted by period
SPANS = 6  # more spans above one another than this are drawn in whole months or years
LABELS = (3, 2)  # marks of what happened, of what is planned, that bear their first words
LABEL_WORDS = (8, 6, 4)  # words of a label: the most that have room
SILENCE = 6.0  # per cent of the width from which a gap is drawn as silence
LETTER = 6.7  # pixels of a letter at 12 px
NARROW, WIDE = 320, 620  # pixels that a picture has on a phone, on a desk
BROAD = 6.0  # per cent of the width that a bar takes at most
LONG = 0.2  # share of a timeline from which a gap is squeezed
SEASON = 90  # days that one date asks for at most, where the axis is broken
DRIFT = 7.0  # per cent of the width that a column may stand beside its day
SQUEEZED = 6.0  # per cent of the width that is left to a squeezed gap


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and its label: an EDTF day, month or year. ``shown`` tells where the label has room."""

    x: float
    date: str
    anchor: Literal["start", "end"]
    shown: Literal["always", "wide", "never"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One report or event, or ``count`` of the same span, in its lane, counted from the axis.

    ``width`` 0 is a day known: a square. ``label`` are first words that have room beside it on a desk, at ``label_x``.
    """

    x: float
    width: float
    lane: int
    solid: bool
    date: str
    title: str
    count: int = 1
    label: str = ""
    label_x: float = 0.0
    anchor: Literal["start", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Bar:
    """How much that is settled falls into one period; its height is a share of the peak."""

    x: float
    width: float
    count: int
    height: float
    date: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence: the first and last day for which there is no document."""

    x: float
    width: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of thing along the axis: marks, or bars and under them the marks of what is not settled."""

    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    lanes: int = 0
    peak: int = 0
    undated: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """When the reports appeared. ``first`` and ``last`` are the ends of the axis, None where nothing is dated."""

    row: Row
    gaps: tuple[Gap, ...] = ()
    ticks: tuple[Tick, ...] = ()
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A timeline in one picture: what happened, what was planned, which reports are held, on one axis."""

    happened: Row
    planned: Row
    reports: Row
    gaps: tuple[Gap, ...] = ()
    ticks: tuple[Tick, ...] = ()
    breaks: tuple[float, ...] = ()
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """An article (or, where there are many, a period) and how often it names the entity; ``height`` is a share."""

    x: float
    height: float
    mentions: int
    articles: int
    date: str
    labelled: bool
    settled: bool = True
    width: float = 0.0  # of a span; 0 for a column like the others


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often an entity is named, along time. ``width`` of a column in per cent; 0 for a fixed one."""

    columns: tuple[Column, ...]
    width: float
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    undated: int
    first: str | None
    last: str | None


# ---------------------------------------------------------------- dates on an axis


def settled(status: EventStatus, text: str) -> bool:
    """Tell whether an event is drawn solid: it happened, on a day or in a month or year that is said, not inferred.

    >>> settled("happened", "2024-09"), settled("planned", "2024-09"), settled("happened", "[2024-09-27..2024-10-03]")
    (True, False, False)
    """
    return status == "happened" and text.replace("-", "").isdigit() and len(text) in (4, 7, 10)


Dated = tuple[str | None, str] | tuple[str | None, str, int]
"""An EDTF date or none, a title, and for how many things of that date it stands: one, if that isn't said."""


class _Item(NamedTuple):
    """A date as ordinal days, first to last; ``weight`` is what it counts for, ``settled`` whether it is solid.

    ``number`` is for how many of the same date it stands.
    """

    first: int
    last: int
    date: str
    title: str
    weight: int = 1
    settled: bool = True
    number: int = 1


@dataclass(frozen=True, slots=True)
class _Scale:
    """Piecewise linear: runs of days and the stretch of the width that they take. ``squeezed`` runs hold nothing."""

    pieces: tuple[tuple[int, int, float, float, bool], ...]

    def at(self, day: int) -> float:
        for first, end, x, width, _squeezed in self.pieces:
            if day < end:
                return round(x + width * max(day - first, 0) / (end - first), 2)
        return ROOM

    def squeezes(self, day: int) -> bool:
        return any(first <= day < end for first, end, _x, _width, squeezed in self.pieces if squeezed)


@lru_cache(maxsize=65536)
def _days(text: str) -> tuple[int, int, bool] | None:
    """Return the first and the last day that a date may mean, and whether it is one day known.

    A side left open is taken as the other; None where both are, or where the text is no date.
    """
    if not edtf.valid(text):
        return None
    earliest, latest = edtf.bounds(text)
    known = [day.toordinal() for day in (earliest, latest) if day]
    return (known[0], known[-1], known[0] == known[-1] and bool(earliest and latest)) if known else None


def _item(text: str | None, title: str, weight: int = 1, *, solid: bool | None = None, number: int = 1) -> _Item | None:
    """Return a date on an axis; None where it has no days. Unless told otherwise it is solid where its day is known."""
    days = _days(text) if text else None
    if not text or not days:
        return None
    first, last, whole = days
    return _Item(first, last, text, title, weight, whole if solid is None else solid, number)


def _items(dated: Iterable[Dated]) -> tuple[list[_Item], int]:
    """Return what is dated, sorted, and how much is not."""
    counted = [(text, title, more[0] if more else 1) for text, title, *more in dated]
    return _sorted([(_item(text, title, number, number=number), number) for text, title, number in counted])


def _events(events: Iterable[EventRow]) -> tuple[list[_Item], int]:
    return _sorted([(_item(event.date, event.text, solid=settled(event.status, event.date)), 1) for event in events])


def _sorted(found: Sequence[tuple[_Item | None, int]]) -> tuple[list[_Item], int]:
    """Return the items in order, and how many are none; each is given with how many it stands for."""
    items = [item for item, _ in found if item]
    undated = sum(number for item, number in found if item is None)
    return sorted(items, key=lambda item: (item.first, item.last, item.title, item.date)), undated


def _number(items: Iterable[_Item]) -> int:
    return sum(item.number for item in items)


@lru_cache(maxsize=65536)
def _month(day: int) -> date:
    return date.fromordinal(day).replace(day=1)


@lru_cache(maxsize=65536)
def _year(day: int) -> date:
    return date.fromordinal(day).replace(month=1, day=1)


@lru_cache(maxsize=65536)
def _after(month: date, months: int = 1) -> date:
    """Return the first day of the month that lies so many months later; the last that a calendar knows if need be."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1) if number // 12 <= date.max.year else date.max


def _ends(items: Sequence[_Item]) -> tuple[int, int]:
    """Return the axis: from the first day of the first month to the day after the last month."""
    first, last = min(item.first for item in items), max(item.last for item in items)
    return _month(first).toordinal(), _after(_month(last)).toordinal()


def _covered(items: Iterable[_Item]) -> list[tuple[int, int]]:
    """Return the runs of days that the items cover, sorted, merged, half open."""
    runs: list[tuple[int, int]] = []
    for first, end in sorted((item.first, item.last + 1) for item in items):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((first, end))
    return runs


def _linear(first: int, end: int) -> _Scale:
    return _Scale(((first, end, 0.0, ROOM, False),))


def _broken(items: Sequence[_Item]) -> _Scale:
    """Return a scale on which gaps longer than a fifth of the whole are squeezed, so that the rest can be read."""
    first, end = _ends(items)
    runs = _covered(items)
    cuts = [
        (_after(_month(left[1] - 1)).toordinal(), _month(right[0]).toordinal())
        for left, right in pairwise(runs)
        if right[0] - left[1] > LONG * (end - first)
    ]
    cuts = [(a, b) for a, b in cuts if b > a]
    kept = list(zip([first, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))
    weights = [_weight(items, a, b) for a, b in kept]
    per_weight = (ROOM - SQUEEZED * len(cuts)) / sum(weights)
    pieces: list[tuple[int, int, float, float, bool]] = []
    x = 0.0
    for n, (a, b) in enumerate(kept):
        width = weights[n] * per_weight
        pieces.append((a, b, x, width, False))
        if n < len(cuts):
            pieces.append((*cuts[n], x + width, SQUEEZED, True))
        x += width + SQUEEZED
    return _Scale(tuple(pieces))


def _weight(items: Sequence[_Item], first: int, end: int) -> int:
    """Return how much room a run of days asks for: its days, but no more than a season for each date in it."""
    return min(end - first, SEASON * sum(first <= item.first < end for item in items))


def _gaps(items: Sequence[_Item], scale: _Scale, *, to_end: bool = False) -> tuple[Gap, ...]:
    """Return the silences between what is held, and up to the end of the axis if need be; never before the first."""
    runs = _covered(items)
    if to_end and runs:
        end = scale.pieces[-1][1]
        runs.append((end, end))
    least = SILENCE / max(width / (end - first) for first, end, _x, width, _squeezed in scale.pieces)
    gaps = []
    for left, right in pairwise(runs):
        if right[0] - left[1] < least:  # days: too few on the widest stretch of the axis
            continue
        start = max(scale.at(left[1]), scale.at(left[1] - 1) + SLOT)
        width = round(scale.at(right[0]) - start - 0.6, 2)
        if width >= SILENCE:
            first, last = date.fromordinal(left[1]), date.fromordinal(right[0] - 1)
            gaps.append(Gap(round(start, 2), width, first.isoformat(), last.isoformat()))
    return tuple(gaps)


# ---------------------------------------------------------------- ticks

_STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)  # months between the lines of an axis
_MOST_TICKS = 9
DAYS_OF_MONTH = 30.44
_LABELS = {4: 4, 7: 9, 10: 12}  # letters of a label, by the length of its EDTF


def _inner(scale: _Scale) -> list[tuple[int, str]]:
    """Return the days on which lines stand, and their labels: months or years, about nine at most."""
    first, end = scale.pieces[0][0], scale.pieces[-1][1]
    low, high = _month(first), _month(end - 1)
    days = sum(b - a for a, b, _x, _width, squeezed in scale.pieces if not squeezed)
    step = next(step for step in _STEPS if days / DAYS_OF_MONTH / step <= _MOST_TICKS)
    begin = math.ceil((low.year * 12 + low.month - 1) / step) * step
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(begin, high.year * 12 + high.month, step) if n // 12]
    return [(day.toordinal(), day.isoformat()[: 4 if day.month == 1 and low != high else 7]) for day in starts]


def _box(x: float, label: str, anchor: str, pixels: int) -> tuple[float, float]:
    width = _LABELS[len(label)] * LETTER + 10
    left = x * pixels / 100
    return (left - width, left) if anchor == "end" else (left, left + width)


def _free(box: tuple[float, float], taken: Sequence[tuple[float, float]], pixels: int) -> bool:
    return box[1] <= pixels + 10 and all(box[1] <= left or box[0] >= right for left, right in taken)


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Return the lines of the axis; ends are labelled first, then whatever has room, on a phone and on a desk.

    Where every month has its line, the last one needs no label at the end.
    """
    first, end = scale.pieces[0][0], scale.pieces[-1][1]
    low, high = date.fromordinal(first).isoformat()[:7], date.fromordinal(end - 1).isoformat()[:7]
    places: list[tuple[float, str, Literal["start", "end"]]] = [(0.0, low, "start")]
    if high != low and end - first > _MOST_TICKS * DAYS_OF_MONTH:
        places.append((100.0, high, "end"))
    inner = [(day, label) for day, label in _inner(scale) if not scale.squeezes(day)]
    inner += [(a, date.fromordinal(a).isoformat()[:7]) for a, *_rest, squeezed in scale.pieces[1:] if not squeezed]
    places += [(scale.at(day), label, "start") for day, label in sorted(dict(reversed(inner)).items()) if day > first]
    taken: dict[int, list[tuple[float, float]]] = {NARROW: [], WIDE: []}
    ticks = []
    for x, label, anchor in places:
        room = []
        for pixels, boxes in taken.items():
            box = _box(x, label, anchor, pixels)
            if _free(box, boxes, pixels):
                boxes.append(box)
                room.append(pixels)
        shown: Literal["always", "wide", "never"] = (
            "always" if NARROW in room and WIDE in room else "wide" if WIDE in room else "never"
        )
        ticks.append(Tick(x, label, anchor, shown))
    return tuple(sorted(ticks, key=lambda tick: tick.x))


# ---------------------------------------------------------------- rows


def _marks(items: Sequence[_Item], scale: _Scale) -> tuple[Mark, ...]:
    """Return a mark an item, each in the lowest lane that is free; what an item weighs is what its mark counts."""
    lanes: list[float] = []
    marks = []
    for item in items:
        x = scale.at(item.first)
        width = 0.0 if item.first == item.last else round(max(scale.at(item.last + 1) - x, SLOT), 2)
        lane = next((n for n, end in enumerate(lanes) if end <= x), len(lanes))
        number = SLOT if item.weight > 1 else 0.0
        lanes[lane : lane + 1] = [x + max(width + 0.6, SLOT) + number]
        marks.append(Mark(x, width, lane, item.settled, item.date, item.title, item.weight))
    return tuple(marks)


def _labelled(marks: Sequence[Mark], most: int) -> tuple[Mark, ...]:
    """Return marks of which some bear their first words, one a date: settled first, where nothing is in the way.

    A lane is as high as a line of words: those of the next one would touch them.
    """
    boxes: dict[int, list[tuple[float, float]]] = {}
    words_of: dict[int, list[tuple[float, float]]] = {}
    for mark in marks:
        boxes.setdefault(mark.lane, []).append((mark.x - 0.5, mark.x + max(mark.width, SLOT) - 0.5))
    made, told = list(marks), set[str]()
    for n in sorted(range(len(made)), key=lambda n: (not made[n].solid, -n)):
        if not most or made[n].date in told:
            continue
        lane = made[n].lane
        taken = [*boxes[lane], *words_of.get(lane - 1, ()), *words_of.get(lane + 1, ())]
        for label in dict.fromkeys(_words(made[n].title, words) for words in LABEL_WORDS):
            room = _beside(made[n], len(label), taken)
            if room and label:
                x, anchor, box = room
                made[n] = replace(made[n], label=label, label_x=round(x, 2), anchor=anchor)
                boxes[lane].append(box)
                words_of.setdefault(lane, []).append(box)
                told.add(made[n].date)
                most -= 1
                break
    return tuple(made)


def _words(title: str, most: int) -> str:
    words = title.split()
    return title if len(words) <= most else " ".join(words[:most]) + " …"


def _beside(
    mark: Mark, letters: int, taken: Sequence[tuple[float, float]]
) -> tuple[float, Literal["start", "end"], tuple[float, float]] | None:
    """Return where a label stands, right of its mark or left of it, and the room that it takes; None without room."""
    size = (letters * LETTER + 8) * 100 / WIDE
    right, left = mark.x + max(mark.width + 1.0, SLOT - 0.8), mark.x - 1.2
    own = (mark.x - 0.5, mark.x + max(mark.width, SLOT) - 0.5)
    others = [box for box in taken if box != own]
    sides: tuple[tuple[float, Literal["start", "end"], tuple[float, float]], ...] = (
        (right, "start", (right, right + size)),
        (left, "end", (left - size, left)),
    )
    for x, anchor, box in sides:
        if box[0] >= 0 and box[1] <= ROOM + SLOT and all(box[1] <= a or box[0] >= b for a, b in others):
            return x, anchor, box
    return None


def _period(items: Sequence[_Item]) -> Callable[[int], date]:
    """Return the function from a day to the first day of its bar: by month up to three years, else by year."""
    first, end = _ends(items)
    most_months = 36 * 31
    return _month if end - first <= most_months else _year


def _bars(items: Sequence[_Item], scale: _Scale, start_of: Callable[[int], date]) -> tuple[Bar, ...]:
    """Return a bar a period of the items, each of which lies within one."""
    counts: Counter[date] = Counter()
    for item in items:
        counts[start_of(item.first)] += item.number
    months = 1 if start_of is _month else 12
    bars = []
    for start, count in sorted(counts.items()):
        x = scale.at(start.toordinal())
        width = round(max(scale.at(_after(start, months).toordinal()) - x, 1.0) * 0.86, 2)
        label = start.isoformat()[: 7 if months == 1 else 4]
        bars.append(Bar(x, min(width, BROAD), count, round(count / max(counts.values()), 3), label))
    return tuple(bars)


def _spans(items: Sequence[_Item], scale: _Scale) -> tuple[Mark, ...]:
    """Return a mark a span with how many share it: as the dates say; where that is too much, in whole months, years."""
    for grain in (None, _month, _year):
        marks = _marks(_grouped(items, grain), scale)
        if max((mark.lane for mark in marks), default=0) < SPANS:
            return marks
    return _marks(_joined(_grouped(items, _year)), scale)


def _grouped(items: Sequence[_Item], grain: Callable[[int], date] | None) -> list[_Item]:
    """Return one item for all that cover the same days, months or years."""
    groups: dict[tuple[int, int], list[_Item]] = {}
    for item in items:
        first, last = (grain(item.first).toordinal(), _end_of(item.last, grain)) if grain else (item.first, item.last)
        groups.setdefault((first, last), []).append(item)
    return [_together(first, last, group) for (first, last), group in sorted(groups.items())]


def _joined(items: Sequence[_Item]) -> list[_Item]:
    """Return one item for each run of items that overlap."""
    runs = _covered(items)
    return [_together(first, end - 1, [item for item in items if first <= item.first < end]) for first, end in runs]


def _together(first: int, last: int, group: Sequence[_Item]) -> _Item:
    """Return what many items of like days are when they are drawn as one."""
    one = group[0]
    alone = len(group) == 1
    same = len({item.date for item in group}) == 1
    text = one.date if same else edtf.between(date.fromordinal(first), date.fromordinal(last))
    weight = sum(item.weight for item in group)
    whole = all(item.settled for item in group)
    return _Item(first, last, text, one.title if alone else "", weight, whole, _number(group))


def _end_of(day: int, grain: Callable[[int], date]) -> int:
    return _after(grain(day), 1 if grain is _month else 12).toordinal() - 1


def _row(items: Sequence[_Item], undated: int, scale: _Scale, labels: int = 0) -> Row:
    count = _number(items) + undated
    if _number(items) <= FEW:
        marks = _marks(items, scale)
        lanes = max((mark.lane + 1 for mark in marks), default=0)
        if lanes <= LANES:
            return Row(_labelled(marks, labels), (), lanes, 0, undated, count)
    start_of = _period(items)
    exact: list[_Item] = []
    spans: list[_Item] = []
    for item in items:
        (exact if item.settled and start_of(item.first) == start_of(item.last) else spans).append(item)
    bars, marks = _bars(exact, scale, start_of), _spans(spans, scale)
    lanes = max((mark.lane + 1 for mark in marks), default=0)
    return Row(marks, bars, lanes, max((bar.count for bar in bars), default=0), undated, count)


def _axis(scale: _Scale) -> tuple[str, str]:
    first, end = scale.pieces[0][0], scale.pieces[-1][1]
    return date.fromordinal(first).isoformat(), date.fromordinal(end - 1).isoformat()


# ---------------------------------------------------------------- pictures


def coverage(dated: Sequence[Dated]) -> Coverage:
    """Return the picture of reports along time: EDTF date and title of each, and for how many it stands.

    >>> picture = coverage([("2024-09-29", "A"), ("[2024-09-27..2024-10-03]", "B"), (None, "C")])
    >>> [(mark.title, mark.solid) for mark in picture.row.marks], picture.row.undated
    ([('B', False), ('A', True)], 1)
    """
    return _pictures([dated])[0]


def sparks(topics: Iterable[Iterable[tuple[str | None, int]]]) -> tuple[Coverage, ...]:
    """Return a small picture of coverage a topic, from its dates, each with how many articles have it; on one axis."""
    return _pictures([[(text, "", number) for text, number in dates] for dates in topics])


def _pictures(topics: Sequence[Sequence[Dated]]) -> tuple[Coverage, ...]:
    parts = [_items(dated) for dated in topics]
    together = [item for items, _undated in parts for item in items]
    if not together:
        return tuple(Coverage(Row(undated=undated, count=undated)) for _items_, undated in parts)
    scale = _linear(*_ends(together))
    ticks, (first, last) = _ticks(scale), _axis(scale)
    return tuple(
        Coverage(_row(items, undated, scale), _gaps(items, scale), ticks, first, last)
        if items
        else Coverage(Row(undated=undated, count=undated), (), ticks, first, last)
        for items, undated in parts
    )


def strip(happened: Sequence[EventRow], planned: Sequence[EventRow], reports: Sequence[Dated]) -> Strip:
    """Return the timeline in one picture. Long gaps are squeezed; ``breaks`` are where."""
    rows = (_events(happened), _events(planned), _items(reports))
    together = [item for items, _undated in rows for item in items]
    if not together:
        happened_row, planned_row, held = (Row(undated=undated, count=undated) for _items_, undated in rows)
        return Strip(happened_row, planned_row, held)
    scale = _broken(together)
    first, last = _axis(scale)
    happened_row, planned_row, held = (
        _row(items, undated, scale, labels) if items else Row(undated=undated, count=undated)
        for (items, undated), labels in zip(rows, (*LABELS, 0), strict=True)
    )
    breaks = tuple(round(x + width / 2, 2) for _first, _end, x, width, squeezed in scale.pieces if squeezed)
    gaps, ticks = _gaps(rows[2][0], scale, to_end=True), _ticks(scale)
    return Strip(happened_row, planned_row, held, gaps, ticks, breaks, first, last)


def _columns(items: Sequence[_Item], scale: _Scale) -> tuple[Column, ...] | None:
    """Return a column an article, side by side where days are the same; None where they have no room."""
    peak = max(item.weight for item in items)
    places: list[float] = []
    for item in items:
        places.append(max(scale.at(item.first), places[-1] + SLOT if places else 0.0))
    for n in reversed(range(len(places))):
        places[n] = min(places[n], places[n + 1] - SLOT if n + 1 < len(places) else ROOM)
    if places[0] < 0 or any(abs(x - scale.at(item.first)) > DRIFT for x, item in zip(places, items, strict=True)):
        return None
    return tuple(
        Column(
            round(x, 2),
            round(item.weight / peak, 3),
            item.weight,
            1,
            item.date,
            labelled=True,
            settled=item.settled,
        )
        for x, item in zip(places, items, strict=True)
    )


def _summed(items: Sequence[_Item], scale: _Scale) -> tuple[tuple[Column, ...], float]:
    """Return a column a period and its width: mentions and articles added up; broad ones for spans of several."""
    start_of = _period(items)
    sums: dict[tuple[date, date], list[_Item]] = {}
    for item in items:
        sums.setdefault((start_of(item.first), start_of(item.last)), []).append(item)
    peak = max(sum(item.weight for item in group) for group in sums.values())
    months = 1 if start_of is _month else 12
    start = start_of(items[0].first)
    width = scale.at(_after(start, months).toordinal()) - scale.at(start.toordinal())
    columns = []
    for (low, high), group in sorted(sums.items(), key=lambda one: (one[0][0] == one[0][1], one[0])):
        mentions, end = sum(item.weight for item in group), _after(high, months)
        x = scale.at(low.toordinal())
        span = 0.0 if low == high else round(scale.at(end.toordinal()) - x, 2)
        known = edtf.between(low, date.fromordinal(end.toordinal() - 1))
        columns.append(
            Column(x, round(mentions / peak, 3), mentions, _number(group), known, mentions == peak, low == high, span)
        )
    return tuple(columns), min(round(max(width, 1.0) * 0.86, 2), BROAD)


def mentions(bars: Sequence[MentionBar]) -> Mentions:
    """Return how often each article names an entity, along time; above two dozen articles by month or year."""
    found = [(_item(bar.date, bar.title, bar.mentions, number=bar.articles), bar.articles) for bar in bars]
    items, undated = _sorted(found)
    if not items:
        return Mentions((), 0.0, (), (), undated, None, None)
    scale = _linear(*_ends(items))
    columns = _columns(items, scale) if _number(items) <= FEW else None
    if columns is None:
        columns, width = _summed(items, scale)
    else:
        width = 0.0
    return Mentions(columns, width, _gaps(items, scale), _ticks(scale), undated, *_axis(scale))


SQUARES = 12


def squares(n: int, of: int) -> tuple[bool, ...]:
    """Return ``of`` squares, ``n`` of them filled; none where there are more than a dozen: a number says it better.

    >>> squares(2, 3), squares(34, 200)
    ((True, True, False), ())
    """
    return tuple(place < n for place in range(of)) if 0 < of <= SQUARES else ()
