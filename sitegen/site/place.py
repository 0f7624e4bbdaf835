"""Where a page stands: its own address, the way from it to others, the language that it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.site.addresses import Links, address, external, target
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped


@lru_cache(maxsize=65536)
def _html(url: str, links: Links) -> tuple[str, str, bool]:
    """Return path and fragment of a link as HTML, and whether it leads away from the site."""
    found = target(url, links)
    return (escaped(external(url)), "", True) if found is None else (escaped(found[0]), escaped(found[1]), False)


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
        path, fragment, away = _html(url, self.links)
        if away:
            return path
        if fragment and url.startswith(self._own):
            return fragment
        return (self.up + path or "./") + fragment

    def address(self, url: str) -> str:
        """Return the link to a site path as text."""
        return address(url, self.here, self.up, self.links)
