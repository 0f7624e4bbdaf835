"""Dates, numbers and counts in the language of a site, as HTML: each put into words once, however often it is said."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from gettext import NullTranslations
from types import MappingProxyType
from typing import Literal

from sitegen.site import wording
from sitegen.site.texts import capital, escaped, machine
from sitegen.site.wording import Wording

Style = Literal["when", "weekday", "short"]
KEPT = 65536  # results of each kind that are kept
_DAY, _MONTH = len("2026-01-20"), len("2026-01")


def _weekday(text: str | None, words: Wording) -> str:
    return wording.weekday(text, words) if text else wording.when(None, words)


STYLES: MappingProxyType[str, Callable[[str | None, Wording], str]] = MappingProxyType(
    {"when": wording.when, "weekday": _weekday, "short": wording.short}
)


class Speech:
    """A language to speak. All that it says is HTML; ``wording`` says dates and numbers as text.

    ``gettext`` and ``ngettext`` return messages as they stand in the catalogue: HTML, with ``%(places)s``.
    """

    def __init__(self, words: NullTranslations, wording_: Wording) -> None:
        keep = lru_cache(maxsize=KEPT)
        self.wording = wording_
        self.once = keep(self._once)
        self.gettext = keep(words.gettext)
        self.ngettext = keep(words.ngettext)
        self.number = keep(self._number)
        self.when = keep(self._when)
        self.time = keep(self._time)
        self.begun = keep(self._begun)
        self.articles = keep(self._articles)
        self.events = keep(self._events)
        self.plans = keep(self._plans)
        self.reports = keep(self._reports)
        self.filed = keep(self._filed)
        self.origins = keep(self._origins)
        self.published = keep(self._published)

    def _once(self, function: Callable[..., str], *given: Hashable) -> str:
        """Return what a function says in this language of what is given."""
        return function(self, *given)

    def _number(self, value: float) -> str:
        return escaped(wording.number(value, self.wording))

    def _when(self, text: str | None, style: Style = "when") -> str:
        """Return a date in words."""
        return escaped(STYLES[style](text, self.wording))

    def _time(self, text: str | None, style: Style = "when") -> str:
        """Return a date in words, marked up for machines where it is a day, month or year."""
        words, value = self.when(text, style), machine(text)
        return f'<time datetime="{value}">{words}</time>' if value else words

    def _begun(self, text: str | None, style: Style = "when") -> str:
        """Return a date as ``time`` does, with a capital at its head: it begins a line."""
        return capital(self.time(text, style))

    # ---------------------------------------------------------------- counts

    def counted(self, message: str, count: int) -> str:
        """Return a message for so many filled in; it may name them ``n``, ``num`` or, in digits, ``shown``."""
        return message % {"n": count, "num": count, "shown": self.number(count)}

    def _articles(self, count: int) -> str:
        return self.counted(self.ngettext("%(shown)s article", "%(shown)s articles", count), count)

    def _events(self, count: int) -> str:
        if not count:
            return self.gettext("no event")
        return self.counted(self.ngettext("%(shown)s event", "%(shown)s events", count), count)

    def _plans(self, count: int) -> str:
        return self.counted(self.ngettext("%(shown)s planned", "%(shown)s planned", count), count)

    def _reports(self, count: int) -> str:
        if not count:
            return self.gettext("no report")
        return self.counted(self.ngettext("%(shown)s report", "%(shown)s reports", count), count)

    def _filed(self, count: int) -> str:
        return self.counted(self.ngettext("%(shown)s report filed here", "%(shown)s reports filed here", count), count)

    def _origins(self, count: int) -> str:
        """Say how many origins at most: copies are not witnesses."""
        message = self.ngettext("at most %(shown)s origin", "at most %(shown)s separate origins", count)
        return self.counted(message, count)

    def _published(self, known: int, possible: int, date: str) -> str:
        """Say how many reports are known to be of a day, month or year, and how many filed under it may be later."""
        of_it = self.ngettext("%(shown)s report published", "%(shown)s reports published", known)
        said = [self.counted(of_it, known)] if known else []
        return "; ".join([*said, self.counted(self._later(possible, date), possible)] if possible else said)

    def _later(self, count: int, date: str) -> str:
        if len(date) == _DAY:
            return self.ngettext(
                "%(shown)s report filed here, published on this day or later",
                "%(shown)s reports filed here, published on this day or later",
                count,
            )
        if len(date) == _MONTH:
            return self.ngettext(
                "%(shown)s report filed here, published in this month or later",
                "%(shown)s reports filed here, published in this month or later",
                count,
            )
        return self.ngettext(
            "%(shown)s report filed here, published in this year or later",
            "%(shown)s reports filed here, published in this year or later",
            count,
        )
