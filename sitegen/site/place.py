"""Where a page stands: its own address, the way from it to others, the language that it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import escape

from sitegen.site.addresses import Links, address, external, target
from sitegen.site.speech import Speech, Style
from sitegen.site.texts import escaped, isolated
from sitegen.site.views import DayCell, Link, PeriodRow


@lru_cache(maxsize=65536)
def _html(url: str, up: str, links: Links) -> tuple[str, str]:
    """Return a link as HTML, as it stands on pages of one depth, and its fragment alone where it leads into a page."""
    found = target(url, links)
    if found is None:
        return escaped(external(url)), ""
    path, fragment = map(escaped, found)
    return (up + path or "./") + fragment, fragment


@dataclass(slots=True)
class Place:
    """A page that is being rendered.

    ``here`` is its site path; ``up`` leads from it to the root of the site; ``twins`` are the sources of which it cites
    more than one report, so that their name alone doesn't tell which.
    """

    here: str
    up: str
    links: Links
    speech: Speech
    language: str
    twins: frozenset[str] = frozenset()
    _own: str = field(init=False)

    def __post_init__(self) -> None:
        """Note how a link into this page begins."""
        self._own = f"{self.here}#"

    def href(self, url: str) -> str:
        """Return the link to a site path as HTML; empty for an address that may not be followed."""
        link, fragment = _html(url, self.up, self.links)
        return fragment if fragment and url.startswith(self._own) else link

    def address(self, url: str) -> str:
        """Return the link to a site path as text."""
        return address(url, self.here, self.up, self.links)


# ---------------------------------------------------------------- names and dates that lead somewhere


def linked(place: Place, text: str, url: str) -> str:
    """Return a name that leads to its page, or only the name where there is no address that may be followed."""
    href = place.href(url) if url else ""
    return f'<a href="{href}">{isolated(text)}</a>' if href else isolated(text)


def dated(place: Place, date: str | None, url: str = "", style: Style = "when") -> str:
    """Return a date in words at the head of a line; it leads to its page where it has one."""
    words = place.speech.begun(date, style)
    return f'<a href="{place.href(url)}">{words}</a>' if url else words


def _neighbour(place: Place, one: Link | DayCell | PeriodRow | None, style: Style) -> tuple[str, str] | None:
    """Return the link to a page before or after this one, and its name: the words of a link, or a date."""
    if one is None:
        return None
    if isinstance(one, Link):
        return place.href(one.url), isolated(one.text)
    return place.href(one.url), f"<bdi>{place.speech.when(one.date, style)}</bdi>"


def pager(
    place: Place,
    previous: Link | DayCell | PeriodRow | None,
    middle: str,
    next_: Link | DayCell | PeriodRow | None,
    *,
    label: str = "",
    style: Style = "when",
) -> str:
    """Return the way to the page before, to the one above both (``middle``, a link as HTML), and to the page after."""
    before, after = _neighbour(place, previous, style), _neighbour(place, next_, style)
    to = f'<a href="{before[0]}" rel="prev"><span aria-hidden="true">←</span> {before[1]}</a>' if before else ""
    on = f'<a href="{after[0]}" rel="next">{after[1]} <span aria-hidden="true">→</span></a>' if after else ""
    told = escape(label) if label else place.speech.gettext("Previous and next")
    return (
        f'<nav class="pager" aria-label="{told}">\n'
        f'<span class="to">{to}</span>\n{escape(middle)}\n<span class="to">{on}</span>\n</nav>'
    )
