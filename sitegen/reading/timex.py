"""Text in, temporal expressions out: a grammar over kinds of words finds them, calendar arithmetic gives their values.

Each token becomes one letter that names its kind (timewords.py); the rules are regular expressions over these letters,
joined into one, so a text is read once from left to right. What is found doesn't depend on any date; ``evaluated``
then resolves it against the day on which the text was written. Values are TIMEX3 (Pustejovsky et al. 2003) and EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import TimeExpression, TimexType
from sitegen.reading import timewords as words
from sitegen.reading.timewords import LETTER, NUMBER_KINDS, WORD_LETTER

WEEK = 7
LONGEST_MONTH = 31


class Token(NamedTuple):
    """A word, number or sign with the letter of its kind; offsets in the text."""

    kind: str
    text: str
    start: int
    end: int


class Scene(NamedTuple):
    """What an expression is resolved against.

    ``reference`` is the day of writing, ``anchor`` the day that the text spoke of last, ``future`` the clause's tense.
    """

    reference: date | None
    anchor: date | None = None
    future: bool = False


class Value(NamedTuple):
    """What an expression means: TIMEX3 type and value, EDTF where it is a date that can be told."""

    type: TimexType
    timex: str
    edtf: str | None = None


Handler = Callable[[Sequence[Token], Scene], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the grammar. ``pattern`` is a regular expression whose words are kinds; ``parts`` allows "early", "end of".

    ``example`` is a text, the words found in it and their values where the text is written on Wednesday 2024-05-15.
    """

    pattern: str
    value: Handler
    example: tuple[str, str, str, str | None]
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as found: its tokens, its rule, the preposition before it and the tense of its clause."""

    tokens: tuple[Token, ...]
    rule: Rule
    before: str
    future: bool

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens[-1].end


# ---------------------------------------------------------------- tokens

_TOKEN = re.compile(
    r"(?:19|20)\d\d(?=\d?\d:\d\d)|\d+(?:[.,:/\-–]\d+)*(?:st|nd|rd|th|s|[ap]m)?(?![^\W\d_])|\d+|[ap]\.m\.?(?!\w)|[^\W\d_]+|\n[^\S\n]*\n|[^\w\s]|_",
    re.IGNORECASE,
)
_LOWER, _UPPER, _MARK = LETTER["lower"], LETTER["upper"], LETTER["mark"]


def _number_letter(text: str) -> str:
    return next((LETTER[kind] for kind, pattern in NUMBER_KINDS if pattern.fullmatch(text)), _LOWER)


def _letter(text: str) -> str:
    """Return the letter of a token that the table of words doesn't hold."""
    if text[0].isdigit():
        return _number_letter(text)
    if text[0].isalpha():
        if "." in text:
            return LETTER["ampm"]
        return _LOWER if text[0].islower() else _UPPER
    return LETTER["gap"] if text[0] == "\n" else _MARK


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text, each with the letter of its kind."""
    known = WORD_LETTER.get
    return [
        Token(known(word := match.group()) or _letter(word), word, match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def of_kinds(found: Sequence[Token], *kinds: str) -> str:
    """Return the first token of one of these kinds, lower case; empty where there is none."""
    letters = {LETTER[kind] for kind in kinds}
    return next((token.text.lower() for token in found if token.kind in letters), "")


# ---------------------------------------------------------------- calendar


def _shifted(day: date, unit: str, count: int) -> date:
    """Return the day moved by units; the last day of a month where the month is shorter. OverflowError outside years."""
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


def _period(unit: str, day: date | None) -> Value:
    """Return the unit of the calendar that holds the day."""
    if day is None:
        return Value("DATE", _UNKNOWN[unit])
    monday = day - timedelta(days=day.weekday())
    year = f"{day.year:04}"
    timex, date_ = {
        "day": lambda: (str(day), str(day)),
        "night": lambda: (str(day), str(day)),
        "week": lambda: (_week(day), _span(monday, WEEK)),
        "fortnight": lambda: (_week(day), _span(monday, WEEK)),
        "weekend": lambda: (f"{_week(day)}-WE", _span(monday + timedelta(days=5), 2)),
        "month": lambda: (f"{day:%Y-%m}".zfill(7), f"{day:%Y-%m}".zfill(7)),
        "quarter": lambda: (f"{year}-Q{(day.month + 2) // 3}", f"{year}-{32 + (day.month + 2) // 3}"),
        "year": lambda: (year, year),
        "decade": lambda: (f"{year[:3]}X", f"{year[:3]}X"),
        "century": lambda: (year[:2], f"{year[:2]}XX"),
    }[unit]()
    return Value("DATE", timex, date_)


def nearest_weekday(number: int, reference: date, *, future: bool, today: bool = True) -> date:
    """Return the first such weekday from the reference on, into the past or the future; ``today`` may be meant or not."""
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
    return int(re.sub(r"\D", "", text))


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
    month, day, year = month_number(found), _day_number(found), of_kinds(found, "year")
    if "last" in (relative := of_kinds(found, "last", "next", "this")) and scene.reference:
        year = str(scene.reference.year - 1)
    elif relative and scene.reference:
        year = str(scene.reference.year + (relative == "next"))
    return _day_value(int(year) if year else _year_of(month, day, scene), month, day)


def calendar_days(found: Sequence[Token], scene: Scene) -> Value | None:
    """17-19 January 2026: a span that lasts."""
    month, year = month_number(found), of_kinds(found, "year")
    first, last = map(int, re.split("[-–]", of_kinds(found, "days")))
    number = int(year) if year else _year_of(month, first, scene)
    low, high = _day_value(number, month, first), _day_value(number, month, last)
    if low is None or high is None or last < first:
        return None
    return Value("DATE", f"{low.timex}/{high.timex}", f"{low.edtf}/{high.edtf}" if low.edtf else None)


def calendar_month(found: Sequence[Token], scene: Scene) -> Value:
    """January 2026; last January; January."""
    month, year = month_number(found), of_kinds(found, "year")
    relative = of_kinds(found, "last", "next", "past", "prior", "coming")
    if year or scene.reference is None:
        text = f"{year or 'XXXX'}-{month:02}"
        return Value("DATE", text, text if year else None)
    number = _year_of(month, 0, scene._replace(future=relative in ("next", "coming") if relative else scene.future))
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


def year_range(found: Sequence[Token], _scene: Scene) -> Value | None:
    """2014-2017, 2014-17: a span that lasts."""
    first, last = re.split("[-–/]", found[0].text)
    last = first[: 4 - len(last)] + last
    return Value("DATE", f"{first}/{last}", f"{first}/{last}") if last > first else None


def decade(found: Sequence[Token], _scene: Scene) -> Value:
    """The 1990s."""
    text = f"{of_kinds(found, 'decade')[:3]}X"
    return Value("DATE", text, text)


def century(found: Sequence[Token], _scene: Scene) -> Value:
    """The 19th century."""
    number = _day_number(found) - 1
    return Value("DATE", f"{number:02}", f"{number:02}XX")


def _year_beside(found: Sequence[Token], scene: Scene) -> int | None:
    """Return the year that stands beside a quarter or half: 2017, of last year, none."""
    if year := of_kinds(found, "year"):
        return int(year)
    if scene.reference is None:
        return None
    return scene.reference.year + {"last": -1, "next": 1}.get(of_kinds(found, "last", "next"), 0)


def quarter(found: Sequence[Token], scene: Scene) -> Value | None:
    """The third quarter of 2017; Q3 2017; the first half of 2017."""
    text, half = of_kinds(found, "quarterly"), of_kinds(found, "half")
    number = int(text[1]) if text else words.ORDINALS[of_kinds(found, "ordinal")]
    if number > (2 if half else 4):
        return None
    year, code = _year_beside(found, scene), f"{'H' if half else 'Q'}{number}"
    if year is None:
        return Value("DATE", f"XXXX-{code}")
    if scene.reference and not (of_kinds(found, "year", "last", "next", "this") or scene.future):
        year -= (3 * number - 2 if not half else 6 * number - 5) > scene.reference.month
    return Value("DATE", f"{year:04}-{code}", f"{year:04}-{(39 if half else 32) + number}")


def season(found: Sequence[Token], scene: Scene) -> Value:
    """Summer 2024; last winter; this spring."""
    code, group, first = words.SEASONS[of_kinds(found, "season")]
    year, relative = of_kinds(found, "year"), of_kinds(found, "last", "next", "past", "coming", "this")
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


_STEP = {"last": -1, "past": -1, "prior": -1, "next": 1, "coming": 1, "after": 1, "this": 0, "same": 0}


def step(found: Sequence[Token]) -> int:
    """Return how many units away "last", "next", "this" is; 0 without such a word."""
    return next((count for kind, count in _STEP.items() if of_kinds(found, kind)), 0)


def steps(found: Sequence[Token]) -> bool:
    """Tell whether a word such as "last", "next", "this" stands in the expression."""
    return bool(of_kinds(found, *_STEP))


def _moved(unit: str, base: date | None, step: int) -> Value | None:
    """Return the unit of the calendar so many steps from the day; None for hours and less."""
    if unit in words.CLOCK_UNITS:
        return None
    return _period(unit, base and _shifted(base, unit, step))


def relative_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """Last month, this year, next week; against the day of writing."""
    unit = _singular(of_kinds(found, "unit", "units", "quarter", "century"))
    return _moved(unit, scene.reference, step(found))


def anchored_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """The previous day, the following month, that year; against the day that the text spoke of last."""
    return _moved(of_kinds(found, "unit", "quarter", "century"), scene.anchor or scene.reference, step(found))


def bounded_unit(found: Sequence[Token], scene: Scene) -> Value | None:
    """(The end of) the year, the month, this week."""
    return _period(of_kinds(found, "unit"), scene.reference)


def weekday(found: Sequence[Token], scene: Scene) -> Value:
    """Friday, last Friday, next Friday, Friday night."""
    number = words.WEEKDAY_NUMBER[of_kinds(found, "weekday")]
    if scene.reference is None:
        return _with_part(Value("DATE", f"XXXX-WXX-{number + 1}"), found)
    count = step(found)
    future = count > 0 or (not count and scene.future)
    day = nearest_weekday(number, scene.reference, future=future, today=not count)
    return _with_part(_period("day", day), found)


def _with_part(value: Value, found: Sequence[Token]) -> Value:
    """Return the value with the part of the day that stands beside it."""
    text = of_kinds(found, "daypart", "clock")
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
    text = of_kinds(found, "clock") or of_kinds(found, "daynum")
    if not (of_kinds(found, "ampm", "zone", "weekday", "dayname") or "m" in text):
        return None
    if of_kinds(found, "weekday"):
        day = weekday([token for token in found if token.kind == LETTER["weekday"]], scene)
    else:
        day = named_day([token for token in found if token.kind == LETTER["dayname"]], scene)
    return day._replace(type="TIME", timex=f"{day.timex}T{_clock(text, of_kinds(found, 'ampm'))}")


def named_day(found: Sequence[Token], scene: Scene) -> Value:
    """Today, yesterday, tomorrow; tonight and last night are times."""
    text = of_kinds(found, "dayname")
    value = _period("day", scene.reference and scene.reference + timedelta(days=words.NAMED_DAYS.get(text, 0)))
    return value._replace(type="TIME", timex=f"{value.timex}TNI") if text == "tonight" else _with_part(value, found)


def part_of_day(found: Sequence[Token], scene: Scene) -> Value:
    """This morning, last night."""
    return _with_part(_period("day", scene.reference and scene.reference + timedelta(days=step(found))), found)


def holiday(found: Sequence[Token], scene: Scene) -> Value | None:
    """Christmas, Christmas Day 2024, Christmas Eve."""
    month, day = map(int, words.HOLIDAYS[of_kinds(found, "holiday")].split("-"))
    day -= bool(of_kinds(found, "eve"))
    year = of_kinds(found, "year")
    return _day_value(int(year) if year else _year_of(month, day, scene), month, day)


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
    return None if of_kinds(found, "some") else 1 if of_kinds(found, "a", "unit") else None


def duration(found: Sequence[Token], _scene: Scene) -> Value | None:
    """Nine months, a four-day deadline, for years, the past two weeks."""
    unit, count = _singular(of_kinds(found, "unit", "units", "quarter", "century")), _count(found)
    if unit == "fortnight" and count:
        count *= 2
    number = str(count) if count is not None else "X"
    if of_kinds(found, "half") and count is not None:
        number = f"{count}.5" if of_kinds(found, "and") else "0.5"
    return Value("DURATION", f"{'PT' if unit in words.CLOCK_UNITS else 'P'}{number}{words.UNITS[unit]}")


_GRAIN = {"week": "week", "weekend": "week", "fortnight": "week", "decade": "year", "century": "year"}


def _distance(found: Sequence[Token], base: date | None, sign: int) -> Value | None:
    """Return the date that lies so many units away, as exact as the unit: a week is three days more or less."""
    unit, count = _singular(of_kinds(found, "unit", "units", "quarter", "century")), _count(found)
    if unit in words.CLOCK_UNITS or count is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    there = base and _shifted(base, unit, sign * count)
    value = _period(_GRAIN.get(unit, unit), there)
    if there and _GRAIN.get(unit) == "week":
        return value._replace(edtf=_span(there - timedelta(days=3), WEEK))
    if there and _GRAIN.get(unit) == "year":
        return value._replace(edtf=edtf.between(date(there.year - 2, 1, 1), date(there.year + 2, 12, 31)))
    return value


def ago(found: Sequence[Token], scene: Scene) -> Value | None:
    """Two weeks ago; against the day of writing."""
    return _distance(found, scene.reference, -1)


def apart(found: Sequence[Token], scene: Scene) -> Value | None:
    """A day earlier, two months later; against the day that the text spoke of last."""
    return _distance(found, scene.anchor or scene.reference, 1 if of_kinds(found, "later") else -1)


def every(found: Sequence[Token], _scene: Scene) -> Value:
    """Every Friday, each year, Mondays, daily."""
    if often := of_kinds(found, "often"):
        return Value("SET", words.FREQUENCIES[often])
    if day := of_kinds(found, "weekday", "weekdays"):
        return Value(
            "SET",
            f"XXXX-WXX-{words.WEEKDAY_NUMBER[day.removesuffix('s') if day not in words.WEEKDAY_NUMBER else day] + 1}",
        )
    if month := of_kinds(found, "month", "vague"):
        return Value("SET", f"XXXX-{words.MONTH_NUMBER[month]:02}")
    if name := of_kinds(found, "season"):
        return Value("SET", f"XXXX-{words.SEASONS[name][0]}")
    if part := of_kinds(found, "daypart"):
        return Value("SET", f"XXXX-XX-XXT{words.DAY_PARTS[part]}")
    unit = _singular(of_kinds(found, "unit", "units", "quarter", "century"))
    return Value("SET", f"{'PT' if unit in words.CLOCK_UNITS else 'P'}{_count(found) or 1}{words.UNITS[unit]}")


def vague(found: Sequence[Token], _scene: Scene) -> Value:
    """Now, recently, recent months, the coming weeks, the future."""
    word = of_kinds(found, "ref")
    if not word:
        return Value("DATE", "FUTURE_REF" if of_kinds(found, "coming", "next") else "PAST_REF")
    return Value("DATE", words.VAGUE_TIMES[word])


# ---------------------------------------------------------------- the grammar

_MONTH = "(month|vague|abbr dot?)"
_WEEKDAY = "(weekday|wd dot?)"
_DAY = "(daynum|nth)"
_MANY = "(a some of?|some|a? word(hyphen? word)*|daynum|number|year)"
_AMOUNT = f"((more than|at least|at and|about)? ({_MANY} (and a half)?|a half?))"
_THIS = "(last|next|this|past|coming)"
_LATER = "(comma? year)?"

# Order matters: the first row that fits at a place wins, so the longer stands before the shorter.
RULES: tuple[Rule, ...] = (
    Rule("iso", iso, ("Seen 2024-09-29 here.", "2024-09-29", "2024-09-29", "2024-09-29")),
    Rule("numeric", numeric, ("On 29/09/2023 it", "29/09/2023", "2023-09-29", "2023-09-29")),
    Rule(
        f"({_WEEKDAY} comma?)? the? {_DAY} of? {_MONTH} comma? year",
        calendar_day,
        ("On Monday, 19 January 2026, they", "Monday, 19 January 2026", "2026-01-19", "2026-01-19"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? {_MONTH} the? {_DAY} comma? year",
        calendar_day,
        ("On January 20, 2026 they", "January 20, 2026", "2026-01-20", "2026-01-20"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? (days {_MONTH}|{_MONTH} days) {_LATER}",
        calendar_days,
        ("held on 17-19 January 2023 there", "17-19 January 2023", "2023-01-17/2023-01-19", "2023-01-17/2023-01-19"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? (the? {_DAY} of? {_MONTH}|{_MONTH} the? {_DAY}) (of? (last|this|next) unit)?",
        calendar_day,
        ("They met on March 3.", "March 3", "2024-03-03", "2024-03-03"),
    ),
    Rule(
        "(weekday comma?)? (month|vague) ordinal",
        calendar_day,
        ("on Sunday, March eighth", "Sunday, March eighth", "2024-03-08", "2024-03-08"),
    ),
    Rule(
        f"{_MONTH} (of|comma)? year",
        calendar_month,
        ("It will end by September 2025.", "September 2025", "2025-09", "[..2025-09]"),
        parts=True,
    ),
    Rule(
        f"{_MONTH} of? (last|this|next) unit",
        calendar_month,
        ("in June last year", "June last year", "2023-06", "2023-06"),
        parts=True,
    ),
    Rule(
        "the? edge of (the|this)? unit|the? unit hyphen? edge",
        bounded_unit,
        ("before the end of this year", "the end of this year", "2024", "[..2024]"),
        parts=True,
    ),
    Rule(
        "the? (nth|ordinal) hyphen? century", century, ("a 19th century mill", "19th century", "18", "18XX"), parts=True
    ),
    Rule(
        f"the? (ordinal hyphen? (quarter|half) (of? year|of (the|last|this|next) unit)|ordinal hyphen? quarter"
        "|quarterly of? year?)",
        quarter,
        ("the third quarter of 2017", "the third quarter of 2017", "2017-Q3", "2017-35"),
    ),
    Rule(
        f"{_THIS} {_THIS}? season|the? season of? year|(?<=@early)the? season|(?<=@in)the? season(?!of)",
        season,
        ("It opened last winter.", "last winter", "2023-WI", "2023-24"),
        parts=True,
    ),
    Rule(
        f"every ({_MANY} units|unit|quarter|century|weekday|month|vague|season|daypart)",
        every,
        ("It meets every Friday.", "every Friday", "XXXX-WXX-5", None),
    ),
    Rule("weekdays", every, ("Closed on Mondays", "Mondays", "XXXX-WXX-1", None)),
    Rule("often", every, ("a daily paper", "daily", "P1D", None)),
    Rule(
        f"{_AMOUNT} (unit|units) ago",
        ago,
        ("It fell two weeks ago.", "two weeks ago", "2024-W18", "[2024-04-28..2024-05-04]"),
    ),
    Rule(
        f"{_AMOUNT} (unit|units) (earlier|later)",
        apart,
        ("They left on Tuesday. She came a day earlier.", "a day earlier", "2024-05-13", "2024-05-13"),
    ),
    Rule("units (ago|earlier)", vague, ("It fell years ago.", "years ago", "PAST_REF", None)),
    Rule(
        f"the? (last|past|next|coming|ordinal) {_MANY} units",
        duration,
        ("over the past two months", "the past two months", "P2M", None),
    ),
    Rule(
        "(the last|the? past|the coming) (unit|quarter|century)",
        duration,
        ("in the past decade", "the past decade", "P1DE", None),
    ),
    Rule("the? (ref|coming|next|past) units", vague, ("lost in recent days", "recent days", "PAST_REF", None)),
    Rule("(last|this) daypart", part_of_day, ("It rang last night.", "last night", "2024-05-14TNI", "2024-05-14")),
    Rule(
        "(last|next|this) coming? (unit|quarter|century)",
        relative_unit,
        ("the end of next year", "the end of next year", "2025", "[2025-10-01..2025-12-31]"),
        parts=True,
    ),
    Rule(
        "the? (prior|after|same) unit|the next unit",
        anchored_unit,
        ("the previous day", "the previous day", "2024-05-14", "2024-05-14"),
    ),
    Rule(
        f"({_THIS} {_THIS}?|the? (prior|after)) weekday daypart?",
        weekday,
        ("It closed last Friday.", "last Friday", "2024-05-10", "2024-05-10"),
        parts=True,
    ),
    Rule(
        f"{_THIS} {_THIS}? (month|vague)",
        calendar_month,
        ("They met last May.", "last May", "2023-05", "2023-05"),
        parts=True,
    ),
    Rule(
        "(clock|daynum(?=ampm)) ampm? zone? (comma? in? (weekday|dayname))?",
        clock,
        ("at 9 a.m. on Tuesday", "9 a.m. on Tuesday", "2024-05-14T09:00", "2024-05-14"),
    ),
    Rule("daypart in? weekday", weekday, ("noon Thursday", "noon Thursday", "2024-05-09T12:00", "2024-05-09")),
    Rule(
        "(?<!@holy)weekday(?!hyphen? paper) daypart?",
        weekday,
        ("he said on Friday.", "Friday", "2024-05-10", "2024-05-10"),
        parts=True,
    ),
    Rule("dayname daypart?", named_day, ("He left yesterday.", "yesterday", "2024-05-14", "2024-05-14"), parts=True),
    Rule("years", year_range, ("beaten in 2014-2017 there", "2014-2017", "2014/2017", "2014/2017")),
    Rule("the? decade", decade, ("in the 1990s", "the 1990s", "199X", "199X"), parts=True),
    Rule(
        "month|vague(?=apostrophe)|(?<=@in)(vague|abbr dot)|(?<=@of)(vague|abbr dot)|(?<=@early)(vague|abbr dot)"
        "|(?<=@hyphen)vague|(?<=@and)vague(?!(lower|in))",
        calendar_month,
        ("since October's truce", "October", "2023-10", "2023-10/.."),
        parts=True,
    ),
    Rule(
        "holiday (eve|unit)? (comma? year)?",
        holiday,
        ("By Christmas Day they", "Christmas Day", "2023-12-25", "[..2023-12-25]"),
    ),
    Rule(
        f"{_AMOUNT} hyphen? (unit|units|century) (hyphen? old)?",
        duration,
        ("nine months of talks", "nine months", "P9M", None),
    ),
    Rule("ref|(?<=@the)ref", vague, ("It is now open.", "now", "PRESENT_REF", None)),
    Rule("units", duration, ("within days they", "days", "PXD", None)),
    Rule(
        "(?<=@in)year(?!hyphen)|(?<=@of)year(?!hyphen)|(?<=@early)year|(?<=@the)year(?!(hyphen|units))"
        "|(?<!@money)(?<!@hyphen)year(?!(lower|units|unit|hyphen|more))",
        calendar_year,
        ("formed in 2014 to help", "2014", "2014", "2014"),
        parts=True,
    ),
)

_PART = "(the? edge of|early hyphen?|(earlier|later) in?)"


def _compiled(pattern: str) -> str:
    """Return a rule's pattern over letters: kinds become their letters, groups capture nothing."""
    letters = re.sub(r"@?([a-z]+)", lambda match: LETTER[match[1]], pattern).replace(" ", "")
    return re.sub(r"\((?!\?)", "(?:", letters)


def _master() -> re.Pattern[str]:
    """Return all rules as one expression; the group that matched names the rule."""
    idle = "".join(LETTER[kind] for kind in ("lower", "upper", "mark", "gap", "dot", "comma", "apostrophe", "hyphen"))
    rows = ((f"(?:{_compiled(_PART)})?" if rule.parts else "") + f"(?:{_compiled(rule.pattern)})" for rule in RULES)
    return re.compile(f"(?![{idle}])(?:{'|'.join(f'(?P<r{i}>{row})' for i, row in enumerate(rows))})")


_GRAMMAR = _master()

# ---------------------------------------------------------------- tense

# The verb that an expression hangs on decides which Friday or January is meant. Each row: words, whether they look ahead.
CUES = re.compile(
    r"\b(?:(?P<ahead>(?:will|shall|would|could|may|might|must|should|cannot|can|won['’]t)(?: (?:not|also|then|be|have|been))*(?: [a-z]+ed\b)?"
    r"|(?:is|are|was|were|be|been) (?:to|going to)"
    r"|(?:set|due|expected|scheduled|slated|poised|likely|planned|ready|prepar\w+|plan|plans|planning|intends?|hopes?|aims?|vow\w*"
    r"|agreed?|pledg\w+|promis\w+|threaten\w+|wants?) (?:to|for)|scheduled|upcoming|ahead of)"
    r"|(?P<back>said|told|was|were|had|did|has|have|been|[a-z]{2,}ed|began|took|came|made|met|held|went|saw|left|won|lost|fell|rose|broke"
    r"|brought|built|caught|chose|cut|drew|drove|fled|flew|found|fought|gave|got|grew|hit|kept|knew|led|put|ran|read|sent|set|shot"
    r"|shut|sold|spoke|spent|stood|struck|swept|thought|threw|withdrew|wrote|became|paid|laid|rang))\b|['’]ll\b",
)
_SENTENCE_BREAK = re.compile(r"[.!?;:]['\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n|[“”\"]")
WINDOW = 200
_SAID = re.compile(r"said|told")


def _looks_ahead(text: str, start: int, end: int) -> bool:
    """Tell whether the clause around a span speaks of the future: by the last cue before it, else the first behind."""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    breaks = [match.end() for match in _SENTENCE_BREAK.finditer(before)]
    before = before[breaks[-1] if breaks else 0 :]
    stop = _SENTENCE_BREAK.search(after)
    following = CUES.search(after[: stop.start() if stop else None])
    last = None
    for last in CUES.finditer(before):  # noqa: B007 the last one is wanted
        pass
    if last is None:
        return following is not None and not following["back"]
    if _SAID.fullmatch(last[0]) and following and len(before[last.end() :].split()) > 1:
        return not following["back"] and "," not in after[: following.start()]
    return not last["back"]


# ---------------------------------------------------------------- finding and resolving

_PREPOSITIONS = ("by", "before", "until", "till", "since", "after")


def found(text: str) -> tuple[Found, ...]:
    """Return the temporal expressions of a text, sorted, not overlapping, not yet resolved."""
    read = tokens(text)
    letters = "".join([token.kind for token in read])
    return tuple(_found(text, read, match) for match in _GRAMMAR.finditer(letters))


def _found(text: str, read: Sequence[Token], match: re.Match[str]) -> Found:
    rule = RULES[int((match.lastgroup or "r0")[1:])]
    inner = tuple(read[match.start() : match.end()])
    before = read[match.start() - 1].text.lower() if match.start() else ""
    future = _looks_ahead(text, inner[0].start, inner[-1].end)
    return Found(inner, rule, before if before in _PREPOSITIONS else "", future)


def _within(value: Value, expression: Found, scene: Scene) -> Value:
    """Return the value cut to "early", "the end of", "earlier" where it is longer than a day."""
    part = of_kinds(expression.tokens, "early", "edge", "earlier", "later") if expression.rule.parts else ""
    if not part or value.edtf is None or value.type != "DATE":
        return value
    low, high = edtf.bounds(value.edtf)
    if low is None or high is None or low == high:
        return value
    if part in words.PARTS:
        return value._replace(edtf=_share(low, high, *words.PARTS[part]))
    if scene.reference and low <= scene.reference <= high:
        low, high = (low, scene.reference) if part == "earlier" else (scene.reference, high)
    return value._replace(edtf=edtf.between(low, high))


def _share(low: date, high: date, first: float, last: float) -> str:
    """Return a share of a period: in whole months of a year, in days of a month, in years of a decade."""
    days, months = (high - low).days + 1, (high.year - low.year) * 12 + high.month - low.month + 1
    if days > LONGEST_MONTH:
        start = _shifted(low, "month", round(months * first))
        end = _shifted(low, "month", round(months * last)) - timedelta(days=1)
        return edtf.between(start, end)
    return edtf.between(low + timedelta(days=round(days * first)), low + timedelta(days=round(days * last) - 1))


def _bounded(value: Value, expression: Found) -> Value:
    """Return the value as its preposition bounds it: by, before, until, since, after."""
    if value.edtf is None or value.type != "DATE" or not expression.before or value.edtf[0] == "[..":
        return value
    low, high = edtf.bounds(value.edtf)
    if low is None or high is None:
        return value
    plain = value.edtf if "/" not in value.edtf and "[" not in value.edtf else ""
    whole = plain or (value.timex if _to_the_end(expression) and edtf.valid(value.timex) else "")
    edge = of_kinds(expression.tokens, "edge")
    match expression.before:
        case "by":
            text = f"[..{whole or high}]"
        case "before":
            text = f"[..{whole or high}]" if edge else f"[..{_previous(low, whole)}]"
        case "after":
            text = f"[{high + timedelta(days=1)}..]"
        case "since":
            text = f"{plain or low}/.."
        case _:
            text = f"../{plain or high}"
    return value._replace(edtf=text)


def _to_the_end(expression: Found) -> bool:
    return of_kinds(expression.tokens, "edge") in ("end", "close")


def _previous(low: date, whole: str) -> str:
    """Return the day before, or the year before a year."""
    last = low - timedelta(days=1)
    return f"{last.year:04}" if len(whole) == len("YYYY") else str(last)


def _value(expression: Found, scene: Scene) -> Value | None:
    try:
        value = expression.rule.value(expression.tokens, scene._replace(future=expression.future))
        return value and _bounded(_within(value, expression, scene), expression)
    except OverflowError:  # a date outside the calendar: "3,000 years ago"
        return None


def values(expressions: Sequence[Found], reference: date | None) -> Iterator[Value | None]:
    """Yield each expression's value; "a day earlier" counts from the day that the text spoke of last."""
    anchor = None
    for expression in expressions:
        value = _value(expression, Scene(reference, anchor))
        if value and value.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", value.edtf):
            anchor = date.fromisoformat(value.edtf)
        yield value


def read(text: str, reference: date | None) -> Iterator[tuple[Found, Value]]:
    """Yield the expressions of a text that have a value, with it."""
    expressions = found(text)
    for expression, value in zip(expressions, values(expressions, reference), strict=True):
        if value:
            yield expression, value


def annotation(expression: Found, value: Value) -> TimeExpression:
    """Return the expression with its value, as stand-off annotation."""
    return TimeExpression(expression.start, expression.end, value.type, value.timex, value.edtf)
