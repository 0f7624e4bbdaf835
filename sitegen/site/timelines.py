"""Events in, HTML out: what happened or was planned, on whose word, under its topic or its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from sitegen.model import EventStatus
from sitegen.site import charts
from sitegen.site.notes import cited, quoted
from sitegen.site.place import Place, dated, linked
from sitegen.site.speech import Speech, Style
from sitegen.site.texts import earliest, escaped, isolated
from sitegen.site.views import EventGroup, EventRow, HomeDay


def _first_said(place: Place, event: EventRow, before: EventRow | None) -> str | None:
    """Return when an event was first said here, unless its own date, the row before or the page says so already."""
    said = event.first_said
    if not said or (before and before.first_said == said):
        return None
    day = earliest(said)
    return None if day == event.date or place.here == f"dates/{(day or '').replace('-', '/')}/" else said


def _grounds(place: Place, event: EventRow, before: EventRow | None) -> str:
    """Return what stands under the words of an event, in the margin: who says so, and since when."""
    said, cites = _first_said(place, event, before), event.cites
    if not cites and not said:
        return ""
    speech, _ = place.speech, place.speech.gettext
    head = isolated(cites[0].source) if cites else _("Source")
    more = len(cites) - 1
    if more > 0:
        head += " " + speech.counted(speech.ngettext("and %(shown)s more", "and %(shown)s more", more), more)
    # a sentence alone may leave open what it is about: the report's title tells
    lines = [f"<p>{quoted(place, cite, titled=not at)}</p>" for at, cite in enumerate(cites[:2])]
    if len(cites) > 2:  # noqa: PLR2004 - the first two with their words
        also = "; ".join([cited(place, cite) for cite in cites[2:]])
        lines.append("<p>" + _("Also:") + f" {also}</p>")
    if said:
        lines.append("<p>" + _("First in this archive %(day)s") % {"day": speech.time(said)} + "</p>")
    return f'\n<details class="notes"><summary>{head}</summary>{"".join(lines)}</details>'


@lru_cache(maxsize=65536)
def _form(status: EventStatus, date: str) -> str:
    return escaped(status) + ("" if charts.settled(status, date) else " loose")


def _status(speech: Speech, status: EventStatus) -> str:
    """Say after its date that an event is planned, or no more than reported."""
    if status == "happened":
        return ""
    said = speech.gettext("(planned)") if status == "planned" else speech.gettext("(as reported)")
    return f" <span>{said}</span>"


def _event(place: Place, event: EventRow, before: EventRow | None, within: str, *, with_date: bool) -> str:
    """Return an event of a timeline; what the row before says of topic and first report is not said again."""
    below = ""
    if within == "all":
        if event.open_end:
            below = '<p class="status">' + place.speech.gettext("Its outcome is not in this archive.") + "</p>"
    elif event.topics and not (before and before.topics == event.topics):
        others = [topic for topic in event.topics if topic.url not in (place.here, within)]
        names = ", ".join([linked(place, topic.text, topic.url) for topic in others])
        below = f'<p class="src">{names}</p>' if names else ""
    form, when = _form(event.status, event.date), ""
    if with_date:
        form += " key"
        when = f'<p class="when">{dated(place, event.date, event.url)}{_status(place.speech, event.status)}</p>\n'
    return (
        f'<li class="{form}">{when}<div class="what"><p dir="auto">{escaped(event.text)}</p>{below}</div>'
        f"{_grounds(place, event, before)}</li>\n"
    )


def timeline(place: Place, events: Sequence[EventRow], *, with_date: bool = True, within: str = "") -> str:
    """Return events in a list. ``within`` is the topic under which they stand: none names it again; "all": no topic."""
    items = [
        _event(place, event, before, within, with_date=with_date)
        for before, event in pairwise(chain((None,), events))
        if event
    ]
    return f'<ol class="tl">\n{"".join(items)}</ol>'


# ---------------------------------------------------------------- timelines under their headings


def both(place: Place, happened: Sequence[EventRow], planned: Sequence[EventRow]) -> str:
    """Return what happened, then what was planned, each under its heading."""
    _ = place.speech.gettext
    made = []
    if happened:
        told = _("Happened") + " <span>" + _("according to the reports cited") + "</span>"
        made.append(f'<h3 class="tlh">{told}</h3>\n{timeline(place, happened)}\n')
    if planned:
        told = _("Planned") + " <span>" + _("as last reported")
        if any(event.open_end for event in planned):
            told += ". " + _("Outcomes after the last report held are not in this archive.")
        made.append(f'<h3 class="tlh">{told}</span></h3>\n{timeline(place, planned)}\n')
    return "".join(made)


def _group(place: Place, group: EventGroup, *, with_date: bool) -> str:
    topic = group.topic
    form = (" dated" if with_date else "") + (f" {topic.accent}" if topic and topic.accent else "")
    name = linked(place, topic.text, topic.url) if topic else place.speech.gettext("In no topic")
    events = timeline(place, group.events, with_date=with_date, within=topic.url if topic else "")
    return f'<div class="full group{form}">\n<h3 class="kick">{name}</h3>\n{events}\n</div>\n'


def groups(place: Place, list_: Iterable[EventGroup], *, with_date: bool = False) -> str:
    """Return events under their topics, as day, month and year pages show them."""
    return "".join([_group(place, group, with_date=with_date) for group in list_])


def plans_note(speech: Speech, list_: Iterable[EventGroup]) -> str:
    """Say what to know of plans, once."""
    _ = speech.gettext
    said = _("As reported before. Plans are not events.")
    if any(event.open_end for group in list_ for event in group.events):
        said += " " + _("Outcomes after the last report held are not in this archive.")
    return f"<p>{said}</p>"


def _rest(place: Place, day: HomeDay) -> str:
    """Return the way to the events of a day that its list leaves out."""
    more, speech = day.happened - len(day.events), place.speech
    if more <= 0:
        return ""
    message = speech.ngettext("and %(shown)s more on %(date)s", "and %(shown)s more on %(date)s", more)
    words = message % {"n": more, "num": more, "shown": speech.number(more), "date": speech.when(day.date)}
    return f'<p class="src"><a href="{place.href(day.url)}">{words}</a></p>'


def _day(place: Place, day: HomeDay, style: Style) -> str:
    speech = place.speech
    counts = speech.published(day.published, day.possible, day.date)
    said = f'<p class="src">{counts}</p>' if counts else ""
    if day.events:
        events = timeline(place, day.events, with_date=day.events[0].date != day.date)
    else:
        events = '<p class="soft">' + speech.gettext("No event of this day is reported.") + "</p>"
    return (
        f'<div class="full group">\n<div class="day">'
        f'<h3><a href="{place.href(day.url)}">{speech.time(day.date, style)}</a></h3>'
        f"{said}</div>\n<div>{events}{_rest(place, day)}</div>\n</div>\n"
    )


def days(place: Place, list_: Iterable[HomeDay], style: Style = "when") -> str:
    """Return days, or months of a year: of each the first events, and the way to the rest."""
    return "".join([_day(place, day, style) for day in list_])
