"""A view in, what it cites out: notes of its lines, citations of its events, statements and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.site import views
from sitegen.site.views import Cite, EventGroup, EventRow, HomeDay, HomeTopic, Note, Section


def _of_sections(sections: Iterable[Section]) -> Iterator[Note]:
    return (note for section in sections for line in section.lines for note in line.notes)


def _of_topics(topics: Iterable[HomeTopic]) -> Iterator[Note]:
    return (note for topic in topics for line in (topic.disputed, topic.unknown) if line for note in line.notes)


def _of_events(events: Iterable[EventRow]) -> Iterator[Cite]:
    return (cite for event in events for cite in event.cites)


def _of_groups(groups: Iterable[EventGroup]) -> Iterator[Cite]:
    return (cite for group in groups for event in group.events for cite in event.cites)


def _of_days(days: Iterable[HomeDay]) -> Iterator[Cite]:
    return (cite for day in days for event in day.events for cite in event.cites)


def cites(view: object) -> Iterator[Note | Cite]:
    """Yield each note and citation of a page; none of an article's own page, which cites itself alone."""
    match view:
        case views.HomeView():
            yield from _of_topics(view.topics)
            yield from view.specimen.notes if view.specimen else ()
            yield from _of_days(view.days)
        case views.TopicsView():
            yield from _of_topics(view.topics)
        case views.TopicView():
            yield from (note for brief in view.brief for note in brief.line.notes)
            yield from _of_sections(view.explainer)
            yield from _of_events((*view.happened, *view.planned))
            yield from (cite for one in view.disputes for position in one.positions for cite in position.cites)
            values = (*view.numbers, *(value for row in view.figures for value in row.values))
            yield from (cite for value in values for cite in value.cites)
        case views.TextView():
            yield from _of_sections(view.sections)
        case views.EntityView():
            yield from _of_events((*view.happened, *view.planned))
            yield from (said.cite for said in view.statements)
        case views.EventsView():
            yield from _of_events((*view.happened, *view.planned))
        case views.DayView():
            yield from _of_groups((*view.happened, *view.planned))
            yield from _of_events(view.first_said)
        case views.MonthView() | views.YearView():
            yield from _of_groups((*view.happened, *view.planned))
            yield from _of_days(view.days)


def twins(view: object) -> frozenset[str]:
    """Return the sources of which a page cites more than one report: there the name alone doesn't tell which."""
    first: dict[str, str] = {}
    pages = ((one.source, one.url.partition("#")[0]) for one in cites(view))
    return frozenset(source for source, page in pages if first.setdefault(source, page) != page)
