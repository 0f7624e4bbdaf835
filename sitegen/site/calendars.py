"""Months in, HTML out: a month as a table of its days, a year as a list of its months, counts in words and in form."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.site import wording
from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped
from sitegen.site.views import Calendar, DayCell, MonthCell
from sitegen.site.wording import capital

Cell = DayCell | MonthCell


def _form(cell: Cell) -> str:
    """Return the class of a cell: its form tells what it holds."""
    if cell.published:
        return "many"
    if cell.possible:
        return "some perhaps" if cell.happened else "perhaps"
    if cell.happened:
        return "some"
    if cell.planned:
        return "due"
    return "none" if cell.held and not cell.covered else "blank"


def _counts(speech: Speech, happened: int, published: int, possible: int, planned: int) -> str:
    """Return what a cell holds in words."""
    later = speech.ngettext("%(shown)s on or after", "%(shown)s on or after", possible)
    said = (
        speech.events(happened) if happened else "",
        speech.reports(published) if published else "",
        speech.counted(later, possible) if possible else "",
        speech.plans(planned) if planned else "",
    )
    return "".join([f"<span>{words}</span>" for words in said if words])


def _inner(place: Place, cell: Cell, name: str, current: str = "") -> str:
    """Return what stands in a cell: the name of its day or month, and the way to it or that nothing is held."""
    if cell.url:
        counts = place.speech.once(_counts, cell.happened, cell.published, cell.possible, cell.planned)
        return f'<a href="{place.href(cell.url)}"{current}><b>{name}</b>{counts}</a>'
    silent = cell.held and not cell.covered
    hush = '<span class="hush">' + place.speech.gettext("no document") + "</span>" if silent else ""
    return f"<div><b>{name}</b>{hush}</div>"


def _day(place: Place, cell: DayCell | None) -> str:
    if cell is None:
        return '<td class="void"></td>'
    current = ' aria-current="date"' if cell.current else ""
    inner = _inner(place, cell, place.speech.number(int(cell.date[8:])), current)
    return f'<td class="{_form(cell)}">{inner}</td>'


def _heads(speech: Speech) -> str:
    """Return the heads of the columns: the days of the week."""
    days = wording.weekdays(speech.wording)
    return "".join(
        [f'<th scope="col"><abbr title="{escaped(wide)}">{escaped(short)}</abbr></th>' for short, wide in days]
    )


def month(place: Place, calendar: Calendar) -> str:
    """Return a month as a table, a row a week."""
    speech = place.speech
    name = speech.when(calendar.month)
    if calendar.url and calendar.url != place.here:
        name = f'<a href="{place.href(calendar.url)}">{name}</a>'
    told = speech.gettext(
        "Events that happened, reports published, reports published on the day or after, plans for the day"
    )
    weeks = "".join([f"<tr>{''.join([_day(place, cell) for cell in week])}</tr>\n" for week in calendar.weeks])
    return (
        f'<table class="cal">\n<caption>{name} <span>{told}</span></caption>\n'
        f"<thead><tr>{speech.once(_heads)}</tr></thead>\n<tbody>\n{weeks}</tbody></table>"
    )


def months(place: Place, cells: Iterable[MonthCell]) -> str:
    """Return the months of a year as a list."""
    speech = place.speech
    items = [
        f'<li class="{_form(cell)}">'
        f"{_inner(place, cell, escaped(capital(wording.month_name(cell.date, speech.wording))))}</li>\n"
        for cell in cells
    ]
    return f'<ol class="months">\n{"".join(items)}</ol>'
