"""EDTF dates and numbers in, words of the reader's language out: never more exact, never vaguer than the date itself.

Names and orders of days and months are CLDR's (babel); what stands between them goes through the gettext catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from sitegen import edtf

Translate = Callable[[str], str]

# Locales whose bare language says another order than the archive's: "27 September", not "September 27".
REGIONS = {"en": "en_GB"}

_SINGLE = re.compile(
    r"(?P<pre>[?~%])?(?P<year>\d{4}|\d{3}X|\d\dXX)(?P<q1>[?~%])?"
    r"(?:-[?~%]?(?P<month>\d\d|XX)(?P<q2>[?~%])?(?:-[?~%]?(?P<day>\d\d|XX)(?P<q3>[?~%])?)?)?(?:T.*)?",
    re.ASCII,
)


def _(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is used."""
    return message


# Groups of months (EDTF level 2) -> words; tests/site/test_wording.py says "2024-<code>" for each row.
GROUPS = {
    21: _("spring {year}"),
    22: _("summer {year}"),
    23: _("autumn {year}"),
    24: _("winter {year}"),
    33: _("the first quarter of {year}"),
    34: _("the second quarter of {year}"),
    35: _("the third quarter of {year}"),
    36: _("the fourth quarter of {year}"),
    37: _("the first third of {year}"),
    38: _("the second third of {year}"),
    39: _("the last third of {year}"),
    40: _("the first half of {year}"),
    41: _("the second half of {year}"),
}

# Languages of which CLDR has no name.
LANGUAGES = {
    "kmr": _("Northern Kurdish"),
    "sdh": _("Southern Kurdish"),
    "diq": _("Zazaki"),
}

LEAST_GROUPED = 1000  # no language parts the digits of a smaller number

QUALIFIERS = {"?": _("perhaps {date}"), "~": _("about {date}"), "%": _("perhaps about {date}")}


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A language to speak: its locale and the catalogue's translation of a message. Equal to itself alone."""

    locale: Locale
    translate: Translate

    def say(self, message: str, **parts: str) -> str:
        """Return the message in the reader's language, its ``{places}`` filled."""
        return self.translate(message).format(**parts)


def locale(language: str) -> Locale:
    """Return the locale of a BCP 47 tag; British English where babel knows no such language.

    >>> locale("en").territory, str(locale("xx-unknown"))
    ('GB', 'en_GB')
    """
    try:
        return Locale.parse(REGIONS.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@lru_cache(maxsize=65536)
def number(value: float, wording: Wording) -> str:
    """Return the number with the language's separators, at most two decimals."""
    if type(value) is int and 0 <= value < LEAST_GROUPED:
        return str(value)
    return str(format_decimal(value, format="#,##0.##", locale=wording.locale))


def percent(share: float, wording: Wording) -> str:
    """Return a share from 0 to 1 as a percentage, rounded down: likeness is never overstated."""
    return str(format_percent(int(share * 100) / 100, locale=wording.locale))


# ---------------------------------------------------------------- single days, months and years


def _skeleton(skeleton: str, day: date, wording: Wording) -> str:
    return str(format_skeleton(skeleton, day, fuzzy=True, locale=wording.locale))


def _day(day: date, wording: Wording) -> str:
    return str(format_date(day, "long", locale=wording.locale))


def _month(day: date, wording: Wording) -> str:
    return _skeleton("yMMMM", day, wording)


def _year(year: str, wording: Wording) -> str:
    if "X" not in year:
        return year
    message = _("the {year}s") if year.endswith("X") and not year.endswith("XX") else _("some year from {year} on")
    return wording.say(message, year=year.replace("X", "0"))


def _months(year: str, month: int, wording: Wording) -> str:
    if month in GROUPS:
        return wording.say(GROUPS[month], year=_year(year, wording))
    return _month(date(int(year), month, 1), wording)


def _single(text: str, wording: Wording) -> str:
    """Return one date without brackets in words; the text itself where it is no date that is read here."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        return text
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if month == "XX" or "X" in year:
        words = _year(year, wording)
    elif day == "XX":
        words = _months(year, int(month), wording)
    else:
        words = _day(date(int(year), int(month), int(day)), wording)
    qualifier = match["q3"] or match["q2"] or match["q1"] or match["pre"]
    return wording.say(QUALIFIERS[qualifier], date=words) if qualifier else words


def _day_first(wording: Wording) -> bool:
    return str(wording.locale.date_formats["long"].pattern).startswith("d")


def _ends(first: str, last: str, wording: Wording) -> tuple[str, str]:
    """Return two dates in words; what the second repeats is left out of the first ("27 and 29 September 2024")."""
    whole = _single(first, wording), _single(last, wording)
    if not (_day_first(wording) and first[:4] == last[:4] and {len(first), len(last)} in ({7}, {10})):
        return whole
    if not (first + last).replace("-", "").isdigit() or first == last:
        return whole
    if len(first) == len("2024-09"):
        return str(format_date(date.fromisoformat(f"{first}-01"), "LLLL", locale=wording.locale)), whole[1]
    day = date.fromisoformat(first)
    skeleton = "d" if first[:7] == last[:7] else "MMMMd"
    return _skeleton(skeleton, day, wording), whole[1]


# ---------------------------------------------------------------- sets and spans


def _coarse(first: str, last: str) -> tuple[str, str]:
    """Return whole months for days that begin and end them: the same days, said more simply."""
    if len(first) == len(last) == len("2024-09-01") and first[:7] != last[:7] and first.endswith("-01"):
        bounds = edtf.bounds(last[:7])
        if bounds[1] and bounds[1].isoformat() == last:
            return first[:7], last[:7]
    return first, last


def _one_of_range(text: str, wording: Wording) -> str:
    """Return the words of what stands in ``[first..last]``: one day of these, either side perhaps open."""
    first, _dots, last = text.partition("..")
    if not first:
        message = _("by the end of {date}") if len(last) == len("2024") else _("by {date}")
        return wording.say(message, date=_single(last, wording))
    if not last:
        message = _("on or after {date}") if len(first) == len("2024-09-01") else _("in or after {date}")
        return wording.say(message, date=_single(first, wording))
    first, last = _ends(*_coarse(first, last), wording)
    return wording.say(_("between {first} and {last}"), first=first, last=last)


def _span(text: str, separator: str, wording: Wording) -> str:
    """Return the words of ``first/last``: all days from the one to the other."""
    first, _separator, last = text.partition(separator)
    if first in ("", ".."):
        return wording.say(_("until {date}"), date=_single(last, wording))
    if last in ("", ".."):
        return wording.say(_("since {date}"), date=_single(first, wording))
    first, last = _ends(first, last, wording)
    return wording.say(_("{first} to {last}"), first=first, last=last)


def _weekday(parts: list[str], wording: Wording) -> str | None:
    """Return "a Sunday between … and …" where a long list holds nothing but one weekday, else None."""
    if len(parts) < len(("one", "or", "other")) or any(len(part) != len("2024-09-01") for part in parts):
        return None
    days = [edtf.bounds(part)[0] for part in parts]
    known = [day for day in days if day]
    if len(known) < len(days) or len({day.weekday() for day in known}) != 1:
        return None
    name = str(format_date(known[0], "EEEE", locale=wording.locale))
    first, last = _ends(min(parts), max(parts), wording)
    return wording.say(_("a {weekday} between {first} and {last}"), weekday=name, first=first, last=last)


def _members(text: str, wording: Wording) -> str:
    """Return the words of what stands between brackets: "…" or "…"; braces mean all of it."""
    parts = [part.strip() for part in text[1:-1].split(",")]
    if text[0] == "{" and len(parts) == 1 and ".." in parts[0]:
        return _span(parts[0], "..", wording)
    weekday = _weekday(parts, wording)
    if weekday:
        return weekday
    words = [_one_of_range(part, wording) if ".." in part else _single(part, wording) for part in parts]
    joint = wording.say(_("{first} or {last}") if text[0] == "[" else _("{first} and {last}"), first="\0", last="\1")
    return joint.replace("\0", ", ".join(words[:-1])).replace("\1", words[-1]) if len(words) > 1 else words[0]


@lru_cache(maxsize=65536)
def when(text: str | None, wording: Wording) -> str:
    """Return an EDTF date in words, lower case where it doesn't begin with a name; "not known" for None.

    >>> english = Wording(locale("en"), str)
    >>> when("[2024-09-27..2024-10-03]", english), when("[..2025-09]", english)
    ('between 27 September and 3 October 2024', 'by September 2025')
    """
    if not text:
        return wording.say(_("not known"))
    if not edtf.valid(text):
        return text
    if text[0] in "[{":
        return _members(text, wording)
    return _span(text, "/", wording) if "/" in text else _single(text, wording)


@lru_cache(maxsize=65536)
def weekday(text: str, wording: Wording) -> str:
    """Return a day with its weekday ("Tuesday 20 January 2026"); any other date as ``when`` says it."""
    if len(text) != len("2026-01-20") or not edtf.valid(text):
        return when(text, wording)
    words = str(format_date(date.fromisoformat(text), "full", locale=wording.locale))
    return words.replace(",", "", 1) if wording.locale.language == "en" else words


@lru_cache(maxsize=65536)
def short(text: str | None, wording: Wording) -> str:
    """Return a day, month or year in few letters, for axes and tables ("27 Sept 2024"); else as ``when``."""
    if text and edtf.valid(text) and text.replace("-", "").isdigit():
        if len(text) == len("2024-09-27"):
            return _skeleton("yMMMd", date.fromisoformat(text), wording)
        if len(text) == len("2024-09") and int(text[5:]) not in GROUPS:
            return _skeleton("yMMM", date.fromisoformat(f"{text}-01"), wording)
    return when(text, wording)


def month_name(text: str, wording: Wording) -> str:
    """Return the name of a month ``YYYY-MM`` on its own, for a heading under its year."""
    return str(format_date(date.fromisoformat(f"{text}-01"), "LLLL", locale=wording.locale))


def language(tag: str, wording: Wording) -> str:
    """Return the name of a language; the tag itself where it has none.

    >>> language("kmr", Wording(locale("en"), str)), language("ar-SY", Wording(locale("en"), str))
    ('Northern Kurdish', 'Arabic')
    """
    code = tag.replace("_", "-").partition("-")[0]
    return wording.say(LANGUAGES[code]) if code in LANGUAGES else str(wording.locale.languages.get(code, tag))


def weekdays(wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return short and full names of the days of the week, Monday first."""
    days = wording.locale.days["stand-alone"]
    return tuple((str(days["abbreviated"][i]), str(days["wide"][i])) for i in range(7))


def capital(words: str) -> str:
    """Return the words with a capital at their head, as a line begins."""
    return words[:1].upper() + words[1:]
