"""EDTF strings (ISO 8601-2, levels 1 and 2) in, the days that they may mean out: a date lies between two days.

What is read: days, months, years (``2024-09-27``), seasons, quarters and halves (``2024-21``, ``2024-33``,
``2024-40``), digits left open (``202X``, ``2024-XX``), qualifiers (``2024?``, ``2024-09~``), times of day (their day
counts), spans that last (``2014/2017``, ``2014/..``) and sets, one day of which is meant (``[..2025-09]``).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None]

# Level 2's groups of months: code -> (first month, number of months). Northern seasons; winter runs into the next year.
# Each row is checked by tests/test_edtf.py: "2024-<code>" begins in that month of 2024 and lasts that long.
MONTH_GROUPS = {
    21: (3, 3),  # spring
    22: (6, 3),  # summer
    23: (9, 3),  # autumn
    24: (12, 3),  # winter
    33: (1, 3),  # first quarter
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),  # first third
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),  # first half
    41: (7, 6),
}

_Q = r"[?~%]?"
_DATE = re.compile(
    rf"{_Q}(?P<year>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX){_Q}"
    rf"(?:-{_Q}(?P<month>[0-9]{{2}}|XX){_Q}(?:-{_Q}(?P<day>[0-9]{{2}}|XX){_Q})?)?"
    r"(?P<time>T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month; months past the twelfth run on into the next year."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1) if year <= date.max.year else date.max


def _years(text: str) -> tuple[int, int]:
    return max(int(text.replace("X", "0")), 1), int(text.replace("X", "9"))


def _months(text: str) -> tuple[int, int]:
    """Return first and last month of "09", "XX" or a group of months."""
    if text == "XX":
        return 1, 12
    number = int(text)
    first, count = MONTH_GROUPS.get(number, (number, 1))
    if number not in MONTH_GROUPS and number not in range(1, 13):
        raise ValueError(f"{text} is no month, season or quarter")
    return first, first + count - 1


def _single(text: str) -> tuple[date, date]:
    """Return the bounds of one date without sets or spans; ValueError where there is no such date."""
    match = _DATE.fullmatch(text)
    if match is None or (match["time"] and not match["day"]):
        raise ValueError(f"{text!r} is not an EDTF date")
    (first_year, last_year), (first, last) = _years(match["year"]), _months(match["month"] or "XX")
    if match["day"] and match["day"] != "XX":
        if match["month"] == "XX" or "X" in match["year"] or int(match["month"]) in MONTH_GROUPS:
            raise ValueError(f"{text!r} names a day of no one month")
        return (exact := date(first_year, first, int(match["day"]))), exact
    return date(first_year, first, 1), _month_end(last_year, last)


def _range(text: str, separator: str) -> Bounds:
    """Return the bounds of ``a<separator>b`` where either side may be open; ValueError where b is before a."""
    left, _, right = text.partition(separator)
    earliest = _single(left)[0] if left not in ("", "..") else None
    latest = _single(right)[1] if right not in ("", "..") else None
    if (earliest and latest and latest < earliest) or (earliest is latest is None):
        raise ValueError(f"{text!r} has no day in it")
    return earliest, latest


def _set(text: str) -> Bounds:
    """Return the bounds of a set's members, the brackets taken off."""
    parts = [_range(part, "..") if ".." in part else _single(part) for part in map(str.strip, text.split(","))]
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    return (
        None if None in lows else min(low for low in lows if low),
        None if None in highs else max(high for high in highs if high),
    )


@lru_cache(maxsize=8192)
def bounds(edtf: str) -> Bounds:
    """Return the earliest and the latest day that the date may mean; None for a side that is open.

    Raises ValueError where the text is no EDTF date that is read here, or names a day that never was.

    >>> bounds("[..2025-09]")
    (None, datetime.date(2025, 9, 30))
    >>> bounds("2024-23")
    (datetime.date(2024, 9, 1), datetime.date(2024, 11, 30))
    """
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return _set(edtf[1:-1])
    return _range(edtf, "/") if "/" in edtf else _single(edtf)


def valid(text: str) -> bool:
    """Tell whether the text is an EDTF date that is read here and that can be.

    >>> valid("[2024-09-27..2024-09-29]"), valid("2023-02-29"), valid("tomorrow")
    (True, False, False)
    """
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def day(edtf: str) -> str | None:
    """Return the earliest possible day of the date, None where it is open.

    >>> day("2024-09"), day("[..2025-09]")
    ('2024-09-01', None)
    """
    earliest = bounds(edtf)[0]
    return earliest.isoformat() if earliest else None


def page(edtf: str) -> str | None:
    """Return the smallest day, month or year that holds the whole date, None where even a year doesn't.

    >>> page("[2024-09-27..2024-09-29]"), page("2024-22"), page("2014/2017")
    ('2024-09', '2024', None)
    """
    earliest, latest = bounds(edtf)
    if earliest is None or latest is None:
        return None
    low, high = earliest.isoformat(), latest.isoformat()
    return next((low[:size] for size in (10, 7, 4) if low[:size] == high[:size]), None)


def later(one: str | None, other: str | None) -> bool | None:
    """Tell whether one date lies behind another; None where their days overlap, or are not known.

    >>> later("2024-09-28", "2024-09"), later("2024-10", "2024-09-28"), later("2024", "[2025-01-01..2025-01-03]")
    (None, True, False)
    """
    (first, last), (from_, to) = (bounds(text) if text else (None, None) for text in (one, other))
    if first and to and first > to:
        return True
    return False if last and from_ and last < from_ else None


def between(lo: date, hi: date) -> str:
    """Return the date that means some day from ``lo`` to ``hi``: a day, a whole month or year, else a set.

    Raises ValueError where ``hi`` is before ``lo``.

    >>> between(date(2024, 9, 1), date(2024, 9, 30)), between(date(2024, 9, 27), date(2024, 9, 29))
    ('2024-09', '[2024-09-27..2024-09-29]')
    """
    if hi < lo:
        raise ValueError(f"{hi} is before {lo}")
    if lo == hi:
        return lo.isoformat()
    if lo.day == 1 and hi == _month_end(lo.year, lo.month):
        return f"{lo.year:04}-{lo.month:02}"
    whole = lo.year == hi.year and (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31)
    return f"{lo.year:04}" if whole else f"[{lo}..{hi}]"


def spanned(lo: date | None, hi: date | None) -> str | None:
    """Return ``between`` for bounds whose sides may be open; None where both are.

    >>> spanned(None, date(2025, 9, 30)), spanned(date(2014, 1, 1), None)
    ('[..2025-09-30]', '[2014-01-01..]')
    """
    if lo and hi:
        return between(lo, hi)
    return f"[{lo or ''}..{hi or ''}]" if lo or hi else None


def intersect(a: str, b: str) -> str | None:
    """Return the date that means the days both may mean, in the words of ``a`` or ``b`` where it can; None without any.

    >>> intersect("[2024-09-27..2024-10-03]", "[..2024-09-29]"), intersect("2023", "2024")
    ('[2024-09-27..2024-09-29]', None)
    """
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    low = max(a_low or date.min, b_low or date.min)
    high = min(a_high or date.max, b_high or date.max)
    if high < low:
        return None
    common = (low if a_low or b_low else None, high if a_high or b_high else None)
    return next((text for text in (a, b) if bounds(text) == common), None) or spanned(*common)
