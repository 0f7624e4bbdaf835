"""Names of holidays and of Hijri months in, days of the Gregorian calendar out.

Easter is that of the western churches (Meeus 1991, chapter 8). Hijri days are those of the tabular calendar; the
sighted moon may move them by a day. The solar Hijri year begins at the spring equinox; its leap years follow the rule
of 33 years, exact for those that are read here (Borkowski 1996).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

DayOf = Callable[[int], date]
Calendar = Callable[[int, int, int], date]  # year, month, day
_MONDAY, _TUESDAY, _THURSDAY = 0, 1, 3
_WEEK = 7


def easter(year: int) -> date:
    """Return Easter Sunday.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moved + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int) -> DayOf:
    return lambda year: easter(year) + timedelta(days=days)


def _on(month: int, day: int) -> DayOf:
    return lambda year: date(year, month, day)


def _from(month: int, day: int, weekday: int) -> DayOf:
    """Return the rule "the first such weekday from that day on"."""

    def rule(year: int) -> date:
        first = date(year, month, day)
        return first + timedelta(days=(weekday - first.weekday()) % _WEEK)

    return rule


# ---------------------------------------------------------------- Hijri calendars

# Spellings of the months, first to twelfth; "al-" and the like may stand between two words.
LUNAR_MONTHS = (
    ("Muharram",),
    ("Safar",),
    ("Rabi al-Awwal", "Rabi al-Awal", "Rabi I"),
    ("Rabi al-Thani", "Rabi al-Akhir", "Rabi II"),
    ("Jumada al-Awwal", "Jumada al-Ula", "Jumada I"),
    ("Jumada al-Thani", "Jumada al-Akhirah", "Jumada II"),
    ("Rajab",),
    ("Shaban", "Sha'ban", "Shaaban"),
    ("Ramadan", "Ramadhan", "Ramazan"),
    ("Shawwal",),
    ("Dhu al-Qadah", "Dhul-Qadah", "Dhul Qadah", "Dhu al-Qi'dah"),
    ("Dhu al-Hijjah", "Dhul-Hijjah", "Dhul Hijjah", "Dhu al-Hijja", "Dhul-Hijja"),
)
SOLAR_MONTHS = (
    ("Farvardin",), ("Ordibehesht",), ("Khordad",), ("Tir",), ("Mordad",), ("Shahrivar",),
    ("Mehr",), ("Aban",), ("Azar",), ("Dey",), ("Bahman",), ("Esfand",),
)  # fmt: skip
ALONE = ("ramadan", "ramadhan", "ramazan", "muharram")  # months that are named without day and year, no names of people
LUNAR_EPOCH = 227_014  # the day before 1 Muharram 1, counted as in ``date.toordinal``
SOLAR_YEARS = range(1244, 1473)
_NOWRUZ_1403 = date(2024, 3, 20)


def lunar(year: int, month: int, day: int) -> date:
    """Return a day of the tabular Hijri calendar.

    >>> lunar(1445, 9, 1)
    datetime.date(2024, 3, 11)
    """
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(LUNAR_EPOCH + days)


def solar(year: int, month: int, day: int) -> date:
    """Return a day of the solar Hijri calendar. ValueError outside the years in which its rule is exact.

    >>> solar(1357, 11, 22)
    datetime.date(1979, 2, 11)
    """
    if year not in SOLAR_YEARS:
        raise ValueError(f"{year} lies outside {SOLAR_YEARS}")
    years = range(min(year, 1403), max(year, 1403))
    leaps = sum((25 * one + 11) % 33 < 8 for one in years)  # noqa: PLR2004 eight leap years in thirty-three
    days = (365 * len(years) + leaps) * (1 if year >= 1403 else -1)  # noqa: PLR2004 the year that is counted from
    before = 31 * (month - 1) - max(month - 7, 0)
    return _NOWRUZ_1403 + timedelta(days=days + before + day - 1)


def month_ends(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month.

    >>> month_ends(lunar, 1445, 9)
    (datetime.date(2024, 3, 11), datetime.date(2024, 4, 9))
    """
    behind = calendar(year + month // 12, month % 12 + 1, 1)
    return calendar(year, month, 1), behind - timedelta(days=1)


def years_about(calendar: Calendar, day: date) -> tuple[int, ...]:
    """Return the years of a Hijri calendar that begin in the year of a day, before or behind it."""
    if calendar is solar:
        return tuple(day.year - away for away in (622, 621, 620))
    about = (day.year - 622) * 33 // 32
    return tuple(range(about - 1, about + 4))


def _lunar_in(month: int, day: int) -> DayOf:
    """Return the rule "the first such day of the tabular Hijri calendar in the year"."""

    def rule(year: int) -> date:
        days = (lunar(one, month, day) for one in years_about(lunar, date(year, 1, 1)))
        return next(found for found in days if found.year == year)

    return rule


# ---------------------------------------------------------------- holidays


@dataclass(frozen=True, slots=True)
class Holiday:
    """A row: the names of a holiday, its day in a year, that day in 2024 as an example, and days more or less."""

    names: tuple[str, ...]
    day: DayOf
    example: str
    margin: int = 0


HOLIDAYS = (
    Holiday(("New Year's Day",), _on(1, 1), "2024-01-01"),
    Holiday(("Valentine's Day",), _on(2, 14), "2024-02-14"),
    Holiday(("Ash Wednesday",), _from_easter(-46), "2024-02-14"),
    Holiday(("Nowruz",), lambda year: solar(year - 621, 1, 1), "2024-03-20"),
    Holiday(("Palm Sunday",), _from_easter(-7), "2024-03-24"),
    Holiday(("Maundy Thursday",), _from_easter(-3), "2024-03-28"),
    Holiday(("Good Friday",), _from_easter(-2), "2024-03-29"),
    Holiday(("Easter", "Easter Sunday", "Easter Day"), _from_easter(0), "2024-03-31"),
    Holiday(("Easter Monday",), _from_easter(1), "2024-04-01"),
    Holiday(("Eid al-Fitr", "Eid ul-Fitr"), _lunar_in(10, 1), "2024-04-10", 1),
    Holiday(("May Day",), _on(5, 1), "2024-05-01"),
    Holiday(("Pentecost",), _from_easter(49), "2024-05-19"),
    Holiday(("Memorial Day",), _from(5, 25, _MONDAY), "2024-05-27"),
    Holiday(("Eid al-Adha", "Eid ul-Adha"), _lunar_in(12, 10), "2024-06-17", 1),
    Holiday(("Juneteenth",), _on(6, 19), "2024-06-19"),
    Holiday(("Ashura",), _lunar_in(1, 10), "2024-07-17", 1),
    Holiday(("Labor Day",), _from(9, 1, _MONDAY), "2024-09-02"),
    Holiday(("Columbus Day",), _from(10, 8, _MONDAY), "2024-10-14"),
    Holiday(("Halloween",), _on(10, 31), "2024-10-31"),
    Holiday(("Election Day",), _from(11, 2, _TUESDAY), "2024-11-05"),
    Holiday(("Veterans Day",), _on(11, 11), "2024-11-11"),
    Holiday(("Thanksgiving", "Thanksgiving Day"), _from(11, 22, _THURSDAY), "2024-11-28"),
    Holiday(("Christmas Eve",), _on(12, 24), "2024-12-24"),
    Holiday(("Christmas", "Christmas Day"), _on(12, 25), "2024-12-25"),
    Holiday(("Boxing Day",), _on(12, 26), "2024-12-26"),
    Holiday(("New Year's Eve",), _on(12, 31), "2024-12-31"),
)


# ---------------------------------------------------------------- names


def folded(name: str) -> str:
    """Return a name as it is looked up: lower case, plain apostrophes, one blank between words."""
    return re.sub(r"\s+", " ", name.replace("’", "'")).lower()


BY_NAME: dict[str, Holiday] = {folded(name): row for row in HOLIDAYS for name in row.names}
MONTH_BY_NAME: dict[str, tuple[Calendar, int]] = {
    folded(name): (calendar, number)
    for calendar, months in ((lunar, LUNAR_MONTHS), (solar, SOLAR_MONTHS))
    for number, names in enumerate(months, 1)
    for name in names
}


def _pattern(names: list[str]) -> str:
    """Return names as a case-sensitive expression, by their first letters, the longer before the shorter."""
    rests: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        rests.setdefault(name[0], []).append(re.escape(name[1:]).replace("\\ ", r"\s").replace("'", "['’]"))
    return "|".join(f"{letter}(?:{'|'.join(ends)})" for letter, ends in rests.items())


HOLIDAY_NAMES = [name for row in HOLIDAYS for name in row.names]
NAMES = _pattern([*HOLIDAY_NAMES, *chain(*LUNAR_MONTHS, *SOLAR_MONTHS)])
