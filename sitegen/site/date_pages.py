"""Pages of days, months and years: what happened, what was planned, what was published; and the index of years."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from sitegen.archive.queries import Counts, EventFact
from sitegen.site import views
from sitegen.site.context import Context
from sitegen.site.jsonld import page_ld, with_ld
from sitegen.site.wording import when

DAY_EVENTS = 4  # of a day on its month's page
MONTH_EVENTS = 6  # of a month on its year's page
YEAR, MONTH, DAY = 4, 7, 10  # lengths of the three kinds of date


def dates_of(context: Context, length: int) -> tuple[str, ...]:
    """Return the dates of one kind that have a page."""
    return context.dates_by_length[length]


def day(context: Context, date: str) -> views.DayView:
    """Return the view of a day."""
    facts, parts = context.archive.events_on(date), _parts(context, date)
    before, after = _beside(context, date)
    said = tuple(
        fact for fact in context.archive.events_said_on(date) if fact.page != date and fact.status != "planned"
    )
    return views.DayView(
        head=_head(context, date, context.month_crumbs(date), facts),
        date=date,
        happened=() if parts else context.by_topic(_happened(facts)),
        planned=() if parts else context.by_topic(_planned(facts)),
        event_periods=parts,
        first_said=context.event_rows(said),
        published=context.article_list("dates", date, f"dates/{date.replace('-', '/')}/articles/"),
        calendar=context.calendar(date[:MONTH], date, counted=False),
        month=views.Link(when(date[:MONTH], context.wording), context.date_url(date[:MONTH])),
        previous=_neighbour(context, before),
        next=_neighbour(context, after),
        data_url=f"{context.date_url(date)}index.json",
    )


def month(context: Context, date: str) -> views.MonthView:
    """Return the view of a month."""
    facts, parts = context.archive.events_on(date), _parts(context, date)
    before, after = _beside(context, date)
    return views.MonthView(
        head=_head(context, date, context.year_crumbs(date), facts),
        date=date,
        calendar=context.calendar(date),
        happened=() if parts else context.by_topic(_happened(facts)),
        planned=() if parts else context.by_topic(_planned(facts)),
        event_periods=parts,
        published=context.month_list(date),
        year=views.Link(date[:YEAR], context.date_url(date[:YEAR])),
        previous=_neighbour(context, before),
        next=_neighbour(context, after),
        data_url=f"{context.date_url(date)}index.json",
        days=tuple(
            context.day_row(day, DAY_EVENTS)
            for day in dates_of(context, DAY)
            if day.startswith(date) and context.dates[day].happened
        ),
    )


def year(context: Context, date: str) -> views.YearView:
    """Return the view of a year."""
    facts, parts = context.archive.events_on(date), _parts(context, date)
    before, after = _beside(context, date)
    return views.YearView(
        head=_head(context, date, (context.home, views.Link(context.say("Days"), "dates/")), facts),
        date=date,
        months=_months(context, date),
        happened=() if parts else context.by_topic(_happened(facts)),
        planned=() if parts else context.by_topic(_planned(facts)),
        event_periods=parts,
        previous=_neighbour(context, before),
        next=_neighbour(context, after),
        data_url=f"{context.date_url(date)}index.json",
        days=tuple(
            context.day_row(month, MONTH_EVENTS)
            for month in dates_of(context, MONTH)
            if month.startswith(date) and context.dates[month].happened
        ),
    )


def dates(context: Context, _: str) -> views.DatesView:
    """Return the index of years."""
    head = context.head(
        "dates/",
        context.say("Days"),
        part="dates",
        kind="index",
        crumbs=(context.home, views.Link(context.say("Days"), "dates/")),
    )
    years = tuple(
        (views.Link(date, context.date_url(date)), _months(context, date)) for date in dates_of(context, YEAR)[::-1]
    )
    undated = tuple(
        views.PeriodRow(None, f"articles/{period}/", count)
        for period, count in context.archive.periods().items()
        if period.startswith("undated")
    )
    return views.DatesView(with_ld(context, head, page_ld(context, head)), years, undated)


def _parts(context: Context, date: str) -> tuple[views.PeriodRow, ...]:
    """Return the parts into which the events on a date's page are cut, none where they are few."""
    parts = context.timeline_parts(f"dates/{date}")
    return tuple(
        views.PeriodRow(date, f"{context.date_url(date)}timeline/{name}/", number) for name, number in parts.items()
    )


def _head(context: Context, date: str, crumbs: tuple[views.Link, ...], facts: Iterable[EventFact]) -> views.Head:
    url, title = context.date_url(date), when(date, context.wording)
    told = [fact.day for fact in facts if fact.day]
    days = dates_of(context, DAY)
    held = days[bisect_left(days, date) : bisect_left(days, f"{date}~")]
    published = [one for one in held if context.dates[one].published]
    head = context.head(
        url,
        title,
        description=context.say(
            "What happened and what was published on {date}, as far as this archive holds it.", date=title
        )
        if len(date) == DAY
        else context.say(
            "What happened and what was published in {date}, as far as this archive holds it.", date=title
        ),
        part="dates",
        kind=("year" if len(date) == YEAR else "month" if len(date) == MONTH else "day"),
        crumbs=(*crumbs, views.Link(title, url)),
        modified=max((*told, *published), default=None),
    )
    return with_ld(context, head, page_ld(context, head))


def _beside(context: Context, date: str) -> tuple[str | None, str | None]:
    """Return the pages of the same kind before and after a date."""
    same = dates_of(context, len(date))
    place = bisect_left(same, date)
    return (same[place - 1] if place else None), (same[place + 1] if place + 1 < len(same) else None)


def _neighbour(context: Context, date: str | None) -> views.DateLink | None:
    """Return the way to the page before or after: no count, which would change with its own articles."""
    return views.DateLink(date, context.date_url(date)) if date else None


def _months(context: Context, year: str) -> tuple[views.MonthCell, ...]:
    names = [f"{year}-{number:02}" for number in range(1, 13)]
    counts = {name: context.dates.get(name, Counts()) for name in names}
    return tuple(
        views.MonthCell(
            name,
            context.date_url(name),
            one.happened,
            one.planned,
            one.published,
            held=_is_held(context, name),
            possible=one.possible,
            covered=context.covered(name),
        )
        for name, one in counts.items()
    )


def _is_held(context: Context, month: str) -> bool:
    """Tell whether a month lies between the first and the last report: outside, nothing is silence."""
    first, last = context.span
    return bool(first and last and first[:MONTH] <= month <= last[:MONTH])


def _happened(facts: Iterable[EventFact]) -> list[EventFact]:
    return [fact for fact in facts if fact.status != "planned"]


def _planned(facts: Iterable[EventFact]) -> list[EventFact]:
    return [fact for fact in facts if fact.status == "planned"]
