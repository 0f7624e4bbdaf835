"""An expression's tokens in, its value out: one function a rule of the grammar, and the arithmetic of the calendar.

Values are TIMEX3 (Pustejovsky et al. 2003) and EDTF. Against no reference, relative ones leave digits open and have no
EDTF. A function returns None for what reads like a date and is none (30 February, "5" without "p.m.").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import TimexType
from sitegen.reading import calendars
from sitegen.reading import timewords as words
from sitegen.reading.timewords import LETTER

WEEK, LONGEST_MONTH = 7, 31
MARCH, WINTER = 3, 24
SATURDAY = 5
_NO_DIGIT = re.compile(r"\D")
FAR = timedelta(days=120)  # a day so far ahead is, where it is told as past, that of the year before
PIVOT = 50  # years of two digits lie between 1950 and 2049
NAMING_YEARS = ("year", "iso", "numeric")  # kinds of tokens


class Token(NamedTuple):
    """A word, number or sign with the letter of its kind; offsets in its expression."""

    kind: str
    text: str
    start: int
    end: int


class Scene(NamedTuple):
    """What an expression is resolved against.

    ``reference`` is the day of writing, ``future`` the clause's tense, None where no verb tells; ``since`` says that
    "since" or "after" stands before the expression, ``lent`` is the year of the date behind it ("May to June 2023").
    ``anchor`` is the day that the text spoke of last, ``lost`` whether it has spoken of a month since; ``spoken`` is
    its last year, month or day ("2017-05"), ``period`` its last quarter ("2017-Q3"), or empty.
    """

    reference: date | None
    anchor: date | None = None
    future: bool | None = None
    since: bool = False
    lent: str = ""
    lost: bool = False
    spoken: str = ""
    period: str = ""


class Value(NamedTuple):
    """What an expression means: TIMEX3 type and value, EDTF where it is a date that can be told."""

    type: TimexType
    timex: str
    edtf: str | None = None


def of_kinds(found: Sequence[Token], *kinds: str) -> str:
    """Return the first token of one of these kinds, lower case; empty where there is none."""
    letters = _letters(kinds)
    for token in found:
        if token.kind in letters:
            spoken = token.kind == _YEAR and not token.text.isdigit()
            return words.year_of(token.text) if spoken else token.text.lower()
    return ""


_YEAR = LETTER["year"]


@lru_cache(maxsize=256)
def _letters(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(LETTER[kind] for kind in kinds)


def counts_days(found: Sequence[Token]) -> bool:
    """Tell whether an expression counts days: "a day earlier", "the previous day"."""
    return of_kinds(found, "unit", "units") in ("day", "days")


def is_absolute(found: Sequence[Token]) -> bool:
    """Tell whether an expression names its year, and doesn't count from another date: "the next day" does."""
    return bool(of_kinds(found, *NAMING_YEARS))


def days_apart(found: Sequence[Token]) -> int | None:
    """Return how many days "two days earlier" (-2) or "a day later" (1) lies away; None where that isn't told."""
    count = _count(found) if counts_days(found) else None
    return count and (count if of_kinds(found, "later") else -count)


# ---------------------------------------------------------------- calendar


def shifted(day: date, unit: str, count: int) -> date:
    """Return the day moved by units, within a shorter month to its end. OverflowError outside the calendar."""
    if unit in ("day", "week", "weekend", "fortnight", "night"):
        size = {"day": 1, "night": 1, "fortnight": 14}.get(unit, WEEK)
        return day + timedelta(days=count * size)
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    last = edtf.bounds(f"{year:04}-{month + 1:02}")[1]
    return date(year, month + 1, min(day.day, last.day if last else 1))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _span(first: date, days: int) -> str:
    return edtf.between(first, first + timedelta(days=days - 1))


_UNKNOWN = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XX", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXXX", "century": "XXXX",
}  # fmt: skip


def _twice(text: str) -> tuple[str, str]:
    return text, text


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


# unit -> the TIMEX3 and the EDTF value of the one that holds a day
_PERIODS: dict[str, Callable[[date], tuple[str, str]]] = {
    "day": lambda day: _twice(str(day)),
    "night": lambda day: _twice(str(day)),
    "week": lambda day: (_week(day), _span(_monday(day), WEEK)),
    "fortnight": lambda day: (_week(day), _span(_monday(day), WEEK)),
    "weekend": lambda day: (f"{_week(day)}-WE", _span(_monday(day) + timedelta(days=5), 2)),
    "month": lambda day: _twice(f"{day.year:04}-{day.month:02}"),
    "quarter": lambda day: (f"{day.year:04}-Q{(day.month + 2) // 3}", f"{day.year:04}-{32 + (day.month + 2) // 3}"),
    "year": lambda day: _twice(f"{day.year:04}"),
    "decade": lambda day: _twice(f"{day.year // 10:03}X"),
    "century": lambda day: (f"{day.year // 100:02}", f"{day.year // 100:02}XX"),
}


def period(unit: str, day: date | None) -> Value:
    """Return the unit of the calendar that holds the day."""
    return Value("DATE", *_PERIODS[unit](day)) if day else Value("DATE", _UNKNOWN[unit])


def nearest_weekday(number: int, reference: date, *, future: bool, today: bool = True) -> date:
    """Return the first such weekday from the reference on, back or ahead; ``today`` says whether that day counts."""
    away = (number - reference.weekday()) % WEEK if future else -((reference.weekday() - number) % WEEK)
    if not away and not today:
        away = WEEK if future else -WEEK
    return reference + timedelta(days=away)


def _year_of(month: int, day: int, scene: Scene) -> int | None:
    """Return the year in which a month (and day, else 0) falls that is named without one."""
    if scene.reference is None:
        return None
    here, there = (scene.reference.month, scene.reference.day if day else 0), (month, day)
    if scene.future:
        return scene.reference.year + (there < here)
    return scene.reference.year - (there > here)


# ---------------------------------------------------------------- values of the rules


def _day_value(year: int | None, month: int, day: int) -> Value | None:
    text = f"{month:02}-{day:02}"
    if not edtf.valid(f"{year or 2000:04}-{text}"):
        return None
    return Value("DATE", f"{year:04}-{text}", f"{year:04}-{text}") if year else Value("DATE", f"XXXX-{text}")


def _number(text: str) -> int:
    return int(_NO_DIGIT.sub("", text))


def _full_year(text: str) -> int:
    """Return the year, that of two digits between 1950 and 2049."""
    return int(text) if len(text) > 2 else (1900 if int(text) >= 50 else 2000) + int(text)  # noqa: PLR2004 the customary pivot


def iso(found: Sequence[Token], _scene: Scene) -> Value | None:
    """2024-09-29."""
    year, month, day = map(int, re.split(r"[-./]", found[0].text))
    return _day_value(year, month, day)


def numeric(found: Sequence[Token], _scene: Scene) -> Value | None:
    """29/09/2024: with day or month first where only one can be; one of both in EDTF where the order is open."""
    text = found[0].text
    first, second, year = text.replace("-", "/").replace(".", "/").split("/")
    month_first = _day_value(_full_year(year), int(first), int(second))
    day_first = _day_value(_full_year(year), int(second), int(first))
    if "." in text or not (month_first and day_first) or month_first == day_first:
        return (day_first or month_first) if "." in text else (month_first or day_first)
    low, high = sorted((month_first.edtf or "", day_first.edtf or ""))
    return month_first._replace(edtf=f"[{low},{high}]")


def month_number(found: Sequence[Token]) -> int:
    """Return the month that an expression names, 1 for January."""
    return words.MONTH_NUMBER[of_kinds(found, "month", "vague", "abbr")]


def _day_number(found: Sequence[Token]) -> int:
    text = of_kinds(found, "daynum", "nth")
    return _number(text) if text else words.ORDINALS.get(of_kinds(found, "ordinal"), 0)


def calendar_day(found: Sequence[Token], scene: Scene) -> Value | None:
    """Monday, 19 January 2026; January 19; the 19th of January."""
    month, day, year = month_number(found), _day_number(found), of_kinds(found, "year") or scene.lent
    if "last" in (relative := of_kinds(found, "last", "next", "this")) and scene.reference:
        year = str(scene.reference.year - 1)
    elif relative and scene.reference:
        year = str(scene.reference.year + (relative == "next"))
    return _day_value(int(year) if year else _nearest_year(month, day, scene), month, day)


def _nearest_year(month: int, day: int, scene: Scene) -> int | None:
    """Return the year in which a day named without one lies nearest: its clause's tense misleads more often.

    Only of a day far ahead the tense is believed: "last seen on Nov. 3", written in May.
    """
    if scene.reference is None:
        return None
    years = range(max(scene.reference.year - 1, date.min.year), scene.reference.year + 2)
    possible = [text for year in years if edtf.valid(text := f"{year:04}-{month:02}-{day:02}")]
    reference = scene.reference
    if scene.since and not scene.future:
        possible = [text for text in possible if text <= str(reference)]
    nearest = min(possible, key=lambda text: abs(date.fromisoformat(text) - reference), default=None)
    if nearest and scene.future is False and date.fromisoformat(nearest) - reference > FAR:
        return int(nearest[:4]) - 1
    return int(nearest[:4]) if nearest else None


def _ends_of_days(found: Sequence[Token]) -> tuple[int, int]:
    texts = [token.text for token in found if token.kind in _letters(("days", "daynum"))]
    first, last = texts if len(texts) > 1 else re.split("[-–]", texts[0])
    return int(first), int(last)


def calendar_days(found: Sequence[Token], scene: Scene) -> Value | None:
    """17-19 January 2026: a span that lasts."""
    month, year = month_number(found), of_kinds(found, "year")
    first, last = _ends_of_days(found)
    number = int(year) if year else _year_of(month, first, scene)
    low, high = _day_value(number, month, first), _day_value(number, month, last)
    if low is None or high is None or last < first:
        return None
    return Value("DATE", f"{low.timex}/{high.timex}", f"{low.edtf}/{high.edtf}" if low.edtf else None)


def calendar_month(found: Sequence[Token], scene: Scene) -> Value:
    """January 2026; last January; January."""
    relative = of_kinds(found, "last", "next", "past", "prior", "coming")
    month, year = month_number(found), of_kinds(found, "year") or ("" if relative else scene.lent)
    if year or scene.reference is None:
        text = f"{year or 'XXXX'}-{month:02}"
        return Value("DATE", text, text if year else None)
    coming = not scene.since and month == scene.reference.month + 1  # that of a year ago would be "last October"
    future = relative in ("next", "coming") if relative else scene.future or coming
    number = _year_of(month, 0, scene._replace(future=future))
    if of_kinds(found, "this"):
        number = scene.reference.year
    elif relative and month == scene.reference.month:
        number = scene.reference.year + (1 if relative in ("next", "coming") else -1)
    if of_kinds(found, "unit"):
        number = scene.reference.year + {"last": -1, "next": 1}.get(relative, 0)
    text = f"{number:04}-{month:02}"
    return Value("DATE", text, text)


def calendar_year(found: Sequence[Token], _scene: Scene) -> Value:
    """2014."""
    year = of_kinds(found, "year")
    return Value("DATE", year, year)


def spoken_year(found: Sequence[Token], _scene: Scene) -> Value | None:
    """Read "the year two thousand"."""
    number = _count(found) or 0
    known = of_kinds(found, "unit") == "year" and number in range(1000, 2100)
    return Value("DATE", f"{number:04}", f"{number:04}") if known else None


def year_range(found: Sequence[Token], _scene: Scene) -> Value | None:
    """2014-2017, 2014-17, (between) 2014 and 2017: a span that lasts."""
    first, last = re.split("[-–/]", found[0].text) if len(found) == 1 else (found[0].text, found[-1].text)
    last = first[: 4 - len(last)] + last
    return Value("DATE", f"{first}/{last}", f"{first}/{last}") if last > first else None


def decade(found: Sequence[Token], _scene: Scene) -> Value:
    """Read "the 1990s"."""
    text = f"{of_kinds(found, 'decade')[:3]}X"
    return Value("DATE", text, text)


def short_decade(found: Sequence[Token], scene: Scene) -> Value:
    """Read "the '80s", "the nineties": the last such decade that isn't quite new."""
    word = of_kinds(found, "tens", "shortdecade")
    tens = words.DECADES.get(word) or int(word[0])
    year = scene.reference.year if scene.reference else 2000
    text = f"{(year - 10 * tens - 2) // 100:02}{tens}X"
    return Value("DATE", text, text)


def century(found: Sequence[Token], _scene: Scene) -> Value:
    """Read "the 19th century"."""
    number = _day_number(found) - 1
    return Value("DATE", f"{number:02}", f"{number:02}XX")


def season(found: Sequence[Token], scene: Scene) -> Value:
    """Summer 2024; last winter; this spring."""
    code, group, first = words.SEASONS[of_kinds(found, "season")]
    if (years := of_kinds(found, "years")) and group != WINTER:
        return Value("DATE", years.replace("-", "/"), None)
    year, relative = of_kinds(found, "year") or years[:4], of_kinds(found, "last", "next", "past", "coming", "this")
    if year or scene.reference is None:
        return Value("DATE", f"{year or 'XXXX'}-{code}", f"{year}-{group}" if year else None)
    future = relative in ("next", "coming") or (not relative and scene.future)
    number = _year_of(first, 0, scene._replace(future=future)) or 0
    now = edtf.bounds(f"{number:04}-{group}")
    if relative in ("last", "past") and now[1] and scene.reference <= now[1]:
        number -= 1
    if relative == "this":
        number = scene.reference.year - (group == 24 and scene.reference.month < 3)  # noqa: PLR2004 winter's code, March
    return Value("DATE", f"{number:04}-{code}", f"{number:04}-{group}")


_STEP = {"last": -1, "past": -1, "prior": -1, "next": 1, "coming": 1, "after": 1, "this": 0, "same": 0, "that": 0}
_STEPS = {LETTER[kind]: (place, count) for place, (kind, count) in enumerate(_STEP.items())}


def step(found: Sequence[Token]) -> int:
    """Return how many units away "last", "next", "this" is; 0 without such a word."""
    return min([_STEPS[token.kind] for token in found if token.kind in _STEPS], default=(0, 0))[1]


def steps(found: Sequence[Token]) -> bool:
    """Tell whether a word such as "last", "next", "this" stands in the expression."""
    return any(token.kind in _STEPS for token in found)


def _moved(unit: str, base: date | None, step: int) -> Value | None:
    """Return the unit of the calendar so many steps from the day; None for hours and less."""
    if unit in words.CLOCK_UNITS:
        return None
    return period(unit, base and shifted(base, unit, step))


def relative_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """Last month, this year, next week; against the day of writing."""
    unit = _singular(of_kinds(found, "unit", "units", "quarter", "century"))
    return _moved(unit, scene.reference, step(found))


def _anchor(unit: str, scene: Scene) -> date | None:
    """Return the day from which units are counted: of the year, month or day that the text spoke of last."""
    if unit in ("year", "decade", "century") and scene.spoken:
        return date(int(scene.spoken[:4]), 7, 1)
    if unit == "month" and scene.spoken:
        return date(int(scene.spoken[:4]), int(scene.spoken[5:7]), 1) if len(scene.spoken) > len("YYYY") else None
    return scene.anchor or scene.reference


def anchored_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the previous day", "later that year"; against the day, month or year that the text spoke of last."""
    unit = of_kinds(found, "unit", "quarter", "century")
    return _moved(unit, _anchor(unit, scene), step(found))


def told_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the year", "the weekend" without a word that says which: that of the day of writing or beside it."""
    unit = of_kinds(found, "unit")
    if unit == "weekend":
        return period(unit, scene.reference and nearest_weekday(SATURDAY, scene.reference, future=scene.future is True))
    if unit == "day" and of_kinds(found, "earlier", "later"):
        return period(unit, scene.anchor or scene.reference)
    return period(unit, scene.reference) if unit in ("year", "week", "month") else None


def day_beside(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the day before yesterday", "the day after Christmas"; of other units no day can be told."""
    place = next(i for i, token in enumerate(found) if token.kind in _letters(("in", "behind")))
    side = {"before": -1, "after": 1}.get(found[place].text.lower())
    rest = found[place + 1 :]
    if side is None or of_kinds(found, "unit") != "day":
        return None
    read = (named_day, "dayname"), (weekday, "weekday"), (holiday, "holiday"), (calendar_day, "daynum")
    day = next((rule(rest, scene) for rule, kind in read if of_kinds(rest, kind)), None)
    if day is None or day.edtf is None or len(day.edtf) != len("YYYY-MM-DD"):
        return period("day", None)
    return period("day", date.fromisoformat(day.edtf) + timedelta(days=side))


def anchored_part(found: Sequence[Token], scene: Scene) -> Value:
    """Read "the next morning"; against the day that the text spoke of last."""
    base = scene.anchor or scene.reference
    return _with_part(period("day", base and base + timedelta(days=step(found))), found)


def week_of(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the week of March 6"."""
    day = calendar_day([token for token in found if token.kind != LETTER["unit"]], scene)
    if of_kinds(found, "unit") not in ("week", "weekend") or day is None or day.edtf is None:
        return None
    return period(of_kinds(found, "unit"), date.fromisoformat(day.edtf))


def day_before(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the day before" with nothing behind it that it precedes; against the day that the text spoke of last."""
    if [token.text.lower() for token in found[1:]] != ["day", "before"]:
        return None
    return _moved("day", scene.anchor or scene.reference, -1)


def bounded_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "(the end of) the year", "this week"."""
    return _moved(of_kinds(found, "unit"), scene.reference, 0)


def weekday(found: Sequence[Token], scene: Scene) -> Value:
    """Friday, last Friday, next Friday, Friday night."""
    number = words.WEEKDAY_NUMBER[of_kinds(found, "weekday")]
    if scene.reference is None:
        return _with_part(Value("DATE", f"XXXX-WXX-{number + 1}"), found)
    count = step(found)
    future = count > 0 or (not count and scene.future is True)
    if not count and of_kinds(found, "this"):  # that of the running week
        day = _monday(scene.reference) + timedelta(days=number)
        next_week = scene.future is True and day < scene.reference
        return _with_part(period("day", day + timedelta(days=WEEK * next_week)), found)
    base = scene.anchor if scene.anchor and of_kinds(found, "prior", "after") else scene.reference
    day = nearest_weekday(number, base, future=future, today=not count)
    return _with_part(period("day", day), found)


def _with_part(value: Value, found: Sequence[Token]) -> Value:
    """Return the value with the part of the day that stands beside it."""
    text = of_kinds(found, "daypart", "noon", "clock", "dotted")
    if not text:
        return value
    code = words.DAY_PARTS.get(text) or _clock(text, of_kinds(found, "ampm"))
    return value._replace(type="TIME", timex=f"{value.timex}T{code}")


def _clock(text: str, half: str) -> str:
    """Return "5:30", "5pm" or "5" with "p.m." as hours and minutes."""
    half = half.replace(".", "") or ("pm" if "pm" in text else "am" if "am" in text else "")
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return f"{hour:02}:{minute:02}"


def clock(found: Sequence[Token], scene: Scene) -> Value | None:
    """5:30 p.m., 10:00 GMT, 9 a.m. on Friday; noon Thursday."""
    text = of_kinds(found, "clock", "dotted") or of_kinds(found, "daynum")
    if not (of_kinds(found, "ampm", "zone", "weekday", "dayname", "month", "vague", "abbr") or "m" in text):
        return None
    day = _day_beside(found, scene)
    if day is None:
        return None
    return day._replace(type="TIME", timex=f"{day.timex}T{_clock(text, of_kinds(found, 'ampm'))}")


def behind_clock(found: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens behind a time of day, from the date's first on: "3 March" of "5:30 p.m. GMT, 3 March"."""
    clock, joint = _letters(("clock", "dotted", "ampm", "zone")), _letters(("comma", "in"))
    last = max((place for place, token in enumerate(found) if token.kind in clock), default=-1)
    return list(dropwhile(lambda token: token.kind in joint, found[last + 1 :]))


def _day_beside(found: Sequence[Token], scene: Scene) -> Value | None:
    """Return the day that stands beside a time of day, else the day of writing."""
    if of_kinds(found, "weekday"):
        return weekday([token for token in found if token.kind == LETTER["weekday"]], scene)
    if of_kinds(found, "month", "vague", "abbr"):
        return calendar_day(behind_clock(found), scene)
    if scene.anchor and scene.reference and not of_kinds(found, "dayname"):
        return period("day", scene.anchor)
    return named_day([token for token in found if token.kind == LETTER["dayname"]], scene)


def named_day(found: Sequence[Token], scene: Scene) -> Value:
    """Today, yesterday, tomorrow; tonight and last night are times."""
    text = of_kinds(found, "dayname")
    value = period("day", scene.reference and scene.reference + timedelta(days=words.NAMED_DAYS.get(text, 0)))
    return value._replace(type="TIME", timex=f"{value.timex}TNI") if text == "tonight" else _with_part(value, found)


def part_of_day(found: Sequence[Token], scene: Scene) -> Value:
    """Read "this morning", "last night"."""
    return _with_part(period("day", scene.reference and scene.reference + timedelta(days=step(found))), found)


def _years_about(scene: Scene) -> Sequence[int]:
    year = scene.reference.year if scene.reference else 0
    return (year - 1, year, year + 1)


def _beside(days: Sequence[date], reference: date, scene: Scene, step: int = 0) -> date:
    """Return the day that is meant: the last or next one where the words or the clause say so, else the nearest."""
    if step < 0:
        return max(day for day in days if day < reference)
    if step > 0 or scene.future:
        return min(day for day in days if day >= reference)
    return min(days, key=lambda day: abs(day - reference))


def holiday(found: Sequence[Token], scene: Scene) -> Value | None:
    """Christmas, Good Friday 2024, last Thanksgiving, Easter week."""
    row, unit = calendars.BY_NAME[calendars.folded(of_kinds(found, "holiday"))], of_kinds(found, "unit")
    if unit not in ("", "week", "weekend", "day") or (unit and of_kinds(found, "year", "last")):
        unit = ""
    year = of_kinds(found, "year")
    if not year and scene.reference is None:
        return Value("DATE", "XXXX-XX-XX")
    try:
        days = [row.day(int(year))] if year else [row.day(one) for one in _years_about(scene)]
    except ValueError:  # a year in which the day isn't known
        return None
    day = days[0] if year or scene.reference is None else _beside(days, scene.reference, scene, step(found))
    value = period(unit or "day", day)
    return value._replace(edtf=_about(day, row.margin)) if row.margin and unit in ("", "day") else value


def _about(day: date, margin: int) -> str:
    return edtf.between(day - timedelta(margin), day + timedelta(margin))


def hijri(found: Sequence[Token], scene: Scene) -> Value | None:
    """15 Ramadan 1445, Bahman 1357, (in) Ramadan: the moon's months a day more or less, the sun's exactly."""
    name = calendars.folded(of_kinds(found, "hijri"))
    number, year = _day_number(found), of_kinds(found, "number")
    if not (number or year or name in calendars.ALONE):
        return None
    if not year and scene.reference is None:
        return Value("DATE", "XXXX-XX-XX" if number else "XXXX-XX")
    try:
        return _hijri(*calendars.MONTH_BY_NAME[name], number, int(year or 0), scene)
    except ValueError:  # a year that the calendar doesn't count
        return None


def _hijri(calendar: calendars.Calendar, month: int, number: int, year: int, scene: Scene) -> Value:
    reference = scene.reference or date.min
    years = (year,) if year else calendars.years_about(calendar, reference)
    months = dict(calendars.month_ends(calendar, one, month) for one in years)
    first = next(iter(months)) if year else _beside(list(months), reference, scene)
    margin, day = timedelta(days=calendar is calendars.lunar), first + timedelta(days=number - 1)
    if number:
        return Value("DATE", str(day), edtf.between(day - margin, day + margin))
    return Value("DATE", f"{first}/{months[first]}", edtf.between(first - margin, months[first] + margin))


def _singular(unit: str) -> str:
    return words.PLURALS.get(unit, unit)


def _count(found: Sequence[Token]) -> int | None:
    """Return how many: digits, "twenty-one", "two hundred", "a"; None for "several", "a few" and bare plurals."""
    if digits := of_kinds(found, "daynum", "number", "year"):
        return int(float(digits.replace(",", ""))) if re.fullmatch(r"[\d,]+(?:\.\d+)?", digits) else None
    total, seen = 0, False
    for token in found:
        if (word := token.text.lower()) in words.SCALES:
            total, seen = max(total, 1) * words.SCALES[word], True
        elif word in words.NUMBERS:
            total, seen = total + words.NUMBERS[word], True
    if seen:
        return total
    if of_kinds(found, "couple"):
        return 2
    return None if of_kinds(found, "some") else 1 if of_kinds(found, "a", "unit", "extra") else None


def duration(found: Sequence[Token], _scene: Scene) -> Value | None:
    """Nine months, a four-day deadline, for years, the past two weeks."""
    unit, count = _singular(of_kinds(found, "unit", "units", "quarter", "century")), _count(found)
    if of_kinds(found, "old") or (unit == "quarter" and of_kinds(found, "hyphen")):
        return None  # an age, three-quarters
    if unit == "fortnight" and count:
        count *= 2
    marker = "PT" if unit in words.CLOCK_UNITS else "P"
    if count is None or (of_kinds(found, "to") and not of_kinds(found, "at")):
        return Value("DURATION", f"{marker}X{words.UNITS[unit]}")  # "two to three weeks"
    part = of_kinds(found, "fraction") or ("1/2" if of_kinds(found, "half") else "")
    whole = count if of_kinds(found, "fraction", "and") or not part else 0
    return Value("DURATION", f"{marker}{_length(whole, part, unit)}")


def _length(whole: int, part: str, unit: str) -> str:
    """Return so many units and a part of one: "2Y", "2Y6M", "0.5Y", "2.25D"."""
    if part == "1/2" and unit in words.HALF_UNITS:
        return (f"{whole}{words.UNITS[unit]}" if whole else "") + words.HALF_UNITS[unit]
    number = whole + int(part[0]) / int(part[2]) if part else whole
    return f"{number:.12g}{words.UNITS[unit]}"


_HALVES = {"year": 6, "decade": 60, "century": 600}  # months in a half
_GRAIN = {"week": "week", "weekend": "week", "fortnight": "week", "decade": "year", "century": "year"}


def _year_before(found: Sequence[Token], scene: Scene) -> Value | None:
    """Return what "a year ago", "a year earlier" means behind a quarter: that quarter, in EDTF only its year."""
    unit, year = of_kinds(found, "unit"), scene.period[:4]
    if unit != "year" or _count(found) != 1 or not year.isdigit() or of_kinds(found, "half", "later"):
        return None
    return Value("DATE", f"{int(year) - 1:04}{scene.period[4:]}", f"{int(year) - 1:04}")


def _distance(found: Sequence[Token], base: date | None, sign: int) -> Value | None:
    """Return the date that lies so many units away, as exact as the unit: a week is three days more or less."""
    unit, count = _singular(of_kinds(found, "unit", "units", "quarter", "century")), _count(found)
    if unit in words.CLOCK_UNITS or count is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    half = unit in _HALVES and of_kinds(found, "half")
    months = _HALVES[unit] * (2 * count + 1 if of_kinds(found, "and") else 1) if half else 0
    there = base and (shifted(base, "month", sign * months) if half else shifted(base, unit, sign * count))
    value = period(_GRAIN.get(unit, unit), there)
    if there and _GRAIN.get(unit) == "week":
        return value._replace(edtf=_span(there - timedelta(days=3), WEEK))
    if there and _GRAIN.get(unit) == "year":
        return value._replace(edtf=edtf.between(date(there.year - 2, 1, 1), date(there.year + 2, 12, 31)))
    return value


def ago(found: Sequence[Token], scene: Scene) -> Value | None:
    """Two weeks ago; against the day of writing."""
    return _year_before(found, scene) or _distance(found, scene.reference, -1)


def apart(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "a day earlier", "two years later"; against the day, month or year that the text spoke of last."""
    unit = _singular(of_kinds(found, "unit", "units", "century"))
    sign = 1 if of_kinds(found, "later") else -1
    told = scene.anchor or scene.spoken or sign < 0  # nothing is later than the day of writing, unless it is planned
    base = _anchor(unit, scene) if told else None
    value = _year_before(found, scene) or _distance(found, base, sign)
    if sign > 0 and value and value.edtf is None:  # "an hour later": behind what is not told, but how long
        return duration(found, scene) or value
    return value


def every(found: Sequence[Token], _scene: Scene) -> Value:
    """Every Friday, each year, Mondays, daily."""
    if often := of_kinds(found, "often"):
        return Value("SET", words.FREQUENCIES[often])
    if day := of_kinds(found, "weekday", "weekdays"):
        number = words.WEEKDAY_NUMBER[day if day in words.WEEKDAY_NUMBER else day.removesuffix("s")] + 1
        part = of_kinds(found, "daypart", "noon")
        return Value("SET", f"XXXX-WXX-{number}" + (f"T{words.DAY_PARTS[part]}" if part else ""))
    if month := of_kinds(found, "month", "vague"):
        return Value("SET", f"XXXX-{words.MONTH_NUMBER[month]:02}")
    if name := of_kinds(found, "season"):
        return Value("SET", f"XXXX-{words.SEASONS[name][0]}")
    if part := of_kinds(found, "daypart", "noon"):
        return Value("SET", f"XXXX-XX-XXT{words.DAY_PARTS[part]}")
    unit = _singular(of_kinds(found, "unit", "units", "quarter", "century"))
    count = 2 if of_kinds(found, "other") else _count(found) or 1
    return Value("SET", f"{'PT' if unit in words.CLOCK_UNITS else 'P'}{count}{words.UNITS[unit]}")


def vague(found: Sequence[Token], _scene: Scene) -> Value:
    """Now, recently, recent months, the coming weeks, the future."""
    word = of_kinds(found, "ref", "current")
    if not word and of_kinds(found, "these"):
        return Value("DATE", "PRESENT_REF")
    if not word:
        return Value("DATE", "FUTURE_REF" if of_kinds(found, "coming", "next", "future") else "PAST_REF")
    return Value("DATE", words.VAGUE_TIMES[word])
