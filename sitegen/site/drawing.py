"""The numbers of charts.py in, SVG out. x is in per cent of the width, so that type keeps its size.

Every picture says in words what it shows, for those who don't see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.site.charts import Bar, Column, Coverage, Gap, Mark, Mentions, Row, Strip, Tick
from sitegen.site.speech import Speech
from sitegen.site.texts import capital, escaped, plain

LANE = 13  # pixels from one lane of marks to the next
LABELLED_GAP = 28  # per cent of the width from which a silence says what it is
BARS, SMALL_BARS = 78, 45  # pixels that bars take above a line, their number included
TALLEST, SMALL_TALLEST = 64, 28  # pixels of the tallest bar


# ---------------------------------------------------------------- axes and silences


def _line(form: str, y: float) -> str:
    return f'<line class="{form}" x1="0" x2="100%" y1="{y}" y2="{y}"/>\n'


def _tick(speech: Speech, tick: Tick, y: int, form: str = "lo") -> str:
    anchor, label = ' text-anchor="end"' if tick.anchor == "end" else "", speech.when(tick.date, "short")
    return f'<text class="{form}" x="{tick.x}%" y="{y}"{anchor}>{label}</text>\n'


def _ticks(speech: Speech, ticks: Iterable[Tick], top: int, bottom: int) -> str:
    """Draw the axis, its lines from ``top`` to ``bottom``, and the labels that have room."""
    lines = [
        f'<line class="ax" x1="{tick.x}%" x2="{tick.x}%" y1="{top}" y2="{bottom}"/>\n'
        for tick in ticks
        if tick.anchor == "start"
    ]
    labels = [
        _tick(speech, tick, bottom + 17, "lo wide" if tick.shown == "wide" else "lo")
        for tick in ticks
        if tick.shown != "never"
    ]
    return "".join([*lines, _line("ink", bottom), *labels])


def _hatched(gap: Gap, bottom: int) -> str:
    return f'<rect x="{gap.x}%" y="{bottom - 11}" width="{gap.width}%" height="10" fill="url(#hatch)"/>\n'


def _gaps(speech: Speech, gaps: Iterable[Gap], bottom: int) -> str:
    """Draw silences above the axis, the long ones with what they are."""
    made = []
    for gap in gaps:
        made.append(_hatched(gap, bottom))
        if gap.width > LABELLED_GAP:
            x, said = round(gap.x + gap.width / 2, 2), speech.gettext("no document")
            made.append(f'<text class="halo lo" x="{x}%" y="{bottom - 17}" text-anchor="middle">{said}</text>\n')
    return "".join(made)


def _silences(speech: Speech, gaps: Iterable[Gap]) -> str:
    """Say which days no document is of."""
    said = speech.gettext("No document from %(first)s to %(last)s.")
    return "".join([" " + said % {"first": speech.when(gap.first), "last": speech.when(gap.last)} for gap in gaps])


# ---------------------------------------------------------------- rows


def _told(speech: Speech, mark: Mark) -> str:
    """Say what a mark stands for."""
    date = capital(speech.when(mark.date))
    if mark.count > 1:
        return f"{date}: {speech.number(mark.count)}"
    return f"{date}: {escaped(plain(mark.title))}" if mark.title else date


def _mark(speech: Speech, mark: Mark, bottom: int) -> str:
    base = bottom - LANE * mark.lane
    form, told = "solid" if mark.solid else "open", _told(speech, mark)
    if mark.width:
        box = f'y="{base - 10}" width="{mark.width}%" height="8"'
    else:
        box = f'y="{base - 11}" width="10" height="10"'
    made = f'<rect class="{form}" x="{mark.x}%" {box}><title>{told}</title></rect>\n'
    if mark.label:
        anchor = ' text-anchor="end"' if mark.anchor == "end" else ""
        label = escaped(plain(mark.label))
        made += f'<text class="halo lo wide" x="{mark.label_x}%" y="{base - 2}"{anchor}>{label}</text>\n'
    elif mark.count > 1:
        x = round(mark.x + mark.width + 0.6, 2)
        made += f'<text class="halo b" x="{x}%" y="{base - 2}">{speech.number(mark.count)}</text>\n'
    return made


def _bar(speech: Speech, bar: Bar, base: int, height: int, peak: int) -> str:
    tall = round(bar.height * height, 1)
    told = f"{capital(speech.when(bar.date))}: {speech.number(bar.count)}"
    made = (
        f'<rect class="solid" x="{bar.x}%" y="{base - tall}" width="{bar.width}%" height="{tall}">'
        f"<title>{told}</title></rect>\n"
    )
    if bar.count == peak:
        x, y = round(bar.x + bar.width / 2, 2), base - tall - 5
        made += f'<text class="b" x="{x}%" y="{y}" text-anchor="middle">{speech.number(peak)}</text>\n'
    return made


def _row(speech: Speech, row: Row, bottom: int, height: int) -> str:
    """Draw the marks of a row above the line at ``bottom``, and above these its bars, ``height`` pixels at most."""
    base = bottom - LANE * row.lanes - (5 if row.lanes else 0)
    marks = [_mark(speech, mark, bottom) for mark in row.marks]
    line = _line("ax", base) if row.bars and row.lanes else ""
    return "".join([*marks, line, *(_bar(speech, bar, base, height, row.peak) for bar in row.bars)])


def _in_words(speech: Speech, row: Row) -> str:
    """Say what a row shows."""
    said = [f"{speech.when(bar.date)}: {speech.number(bar.count)}" for bar in row.bars]
    said += [
        f"{speech.when(mark.date)}: {speech.number(mark.count)}"
        if row.bars or mark.count > 1
        else speech.when(mark.date)
        for mark in row.marks
    ]
    words = "; ".join(said) + "."
    if not row.undated:
        return words
    message = speech.ngettext("%(shown)s without a date.", "%(shown)s without a date.", row.undated)
    return f"{words} {speech.counted(message, row.undated)}"


def _tall(row: Row) -> int:
    """Return how many pixels a row takes."""
    return LANE * row.lanes + (BARS if row.bars else 0) + (5 if row.bars and row.lanes else 0)


def _span(speech: Speech, message: str, first: str, last: str | None, **more: str) -> str:
    """Fill the first and the last month of a picture into its title."""
    return message % {"first": speech.when(first[:7]), "last": speech.when((last or first)[:7]), **more}


# ---------------------------------------------------------------- pictures


def coverage(speech: Speech, picture: Coverage) -> str:
    """Draw when the reports appeared."""
    if not picture.first:
        return ""
    bottom = _tall(picture.row) + 20
    title = _span(speech, speech.gettext("Reports along time, %(first)s to %(last)s"), picture.first, picture.last)
    return (
        f'<svg class="time" role="img" aria-labelledby="coverage-t coverage-d" height="{bottom + 24}">\n'
        f'<title id="coverage-t">{title}</title>\n'
        f'<desc id="coverage-d">{_in_words(speech, picture.row)}{_silences(speech, picture.gaps)}</desc>\n'
        f"{_ticks(speech, picture.ticks, 4, bottom)}{_gaps(speech, picture.gaps, bottom)}"
        f"{_row(speech, picture.row, bottom, TALLEST)}</svg>"
    )


def spark(speech: Speech, picture: Coverage, name: str) -> str:
    """Draw the same in little, beside a topic in a list; ``name`` is the picture's id."""
    row = picture.row
    if not (row.marks or row.bars):
        return ""
    bottom = LANE * row.lanes + (SMALL_BARS if row.bars else 0) + 6
    title = speech.gettext("Reports along time:")
    ends = [tick for tick in picture.ticks if tick.x == 0 or tick.anchor == "end"]
    return (
        f'<svg class="time" role="img" aria-labelledby="{name}" height="{bottom + 20}">\n'
        f'<title id="{name}">{title} {_in_words(speech, row)}{_silences(speech, picture.gaps)}</title>\n'
        f"{_line('ink', bottom)}{''.join([_hatched(gap, bottom) for gap in picture.gaps])}"
        f"{_row(speech, row, bottom, SMALL_TALLEST)}"
        f"{''.join([_tick(speech, tick, bottom + 16) for tick in ends])}</svg>"
    )


def _break(x: float, bottom: int) -> str:
    """Draw where the scale leaps."""
    lines = [f'<line class="ink" x1="{at}%" x2="{at}%" y1="{bottom - 6}" y2="{bottom + 6}"/>' for at in (x, x + 1)]
    return f'<g class="break"><rect x="{x}%" y="{bottom - 4}" width="7" height="8"/>{"".join(lines)}</g>\n'


def strip(speech: Speech, picture: Strip) -> str:
    """Draw what happened, what was planned and which reports are held, on one axis."""
    if not picture.first:
        return ""
    _ = speech.gettext
    named = ((_("Happened"), picture.happened), (_("Planned"), picture.planned), (_("Reports held"), picture.reports))
    rows = [(words, row) for words, row in named if row.marks or row.bars]
    bottom = sum(30 + _tall(row) for _words, row in rows) + 6
    title = _span(speech, _("The timeline in one picture, %(first)s to %(last)s"), picture.first, picture.last)
    told = "".join([f"{words}: {_in_words(speech, row)} " for words, row in rows])
    return (
        f'<svg class="time" role="img" aria-labelledby="strip-t strip-d" height="{bottom + 24}">\n'
        f'<title id="strip-t">{title}</title>\n'
        f'<desc id="strip-d">{told}{_silences(speech, picture.gaps)}</desc>\n'
        f"{_ticks(speech, picture.ticks, 2, bottom)}{''.join([_break(x, bottom) for x in picture.breaks])}"
        f"{_rows(speech, rows, picture.gaps)}</svg>"
    )


def _rows(speech: Speech, rows: Sequence[tuple[str, Row]], gaps: Sequence[Gap]) -> str:
    """Draw named rows, one below the other; silences stand on the line of the last."""
    made, y = [], 0
    for place, (words, row) in enumerate(rows, 1):
        top, y = y + 16, y + 30 + _tall(row)
        made.append(f'<text class="halo b lo" x="0" y="{top}">{words}</text>\n')
        made.append(_line("ax", y) if place < len(rows) else _gaps(speech, gaps, y))
        made.append(_row(speech, row, y, TALLEST))
    return "".join(made)


def _column(speech: Speech, column: Column, width: float) -> str:
    tall = round(column.height * 66 + 4, 1)
    wide, count = column.width or width, speech.number(column.mentions)
    form = "solid" if column.settled else "open"
    size = f'width="{wide}%"' if wide else 'width="9"'
    made = (
        f'<rect class="{form}" x="{column.x}%" y="{92 - tall}" {size} height="{tall}">'
        f"<title>{capital(speech.when(column.date))}: {count}</title></rect>\n"
    )
    return f'{made}<text class="b" x="{column.x}%" y="{87 - tall}">{count}</text>\n' if column.labelled else made


def mentions(speech: Speech, picture: Mentions, name: str) -> str:
    """Draw how often each article names an entity."""
    if not picture.columns or not picture.first:
        return ""
    message = speech.gettext("Mentions of %(name)s, %(first)s to %(last)s")
    title = _span(speech, message, picture.first, picture.last, name=escaped(plain(name)))
    said = "; ".join([f"{speech.when(column.date)}: {speech.number(column.mentions)}" for column in picture.columns])
    return (
        '<svg class="time" role="img" aria-labelledby="mentions-t mentions-d" height="118">\n'
        f'<title id="mentions-t">{title}</title>\n'
        f'<desc id="mentions-d">{said}.{_silences(speech, picture.gaps)}</desc>\n'
        f"{_ticks(speech, picture.ticks, 20, 92)}{_gaps(speech, picture.gaps, 92)}"
        f"{''.join([_column(speech, column, picture.width) for column in picture.columns])}</svg>"
    )


DRAWN: tuple[Callable[..., str], ...] = (coverage, spark, strip, mentions)
