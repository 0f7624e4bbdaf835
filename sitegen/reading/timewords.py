"""Words of time as tables: each word of English that can stand in a temporal expression, with its kind and meaning.

``KINDS`` gives each kind of token one letter, so that the grammar (timex.py) can be a regular expression over kinds.
"""

from __future__ import annotations

import re

from sitegen.reading import calendars

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_SHORT = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
# Also first names, verbs or adjectives: alone they are months only behind a word such as "in", "since", "last".
VAGUE_MONTHS = ("March", "April", "May", "June", "August")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_SHORT = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Weds": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip
MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name.lower(): number for name, number in MONTH_SHORT.items()
}
WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {
    name.lower(): number for name, number in WEEKDAY_SHORT.items()
}

# unit -> TIMEX3 duration designator, and whether it counts parts of a day
UNITS = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "decade": "DE", "century": "CE", "quarter": "Q",
    "weekend": "WE", "hour": "H", "minute": "M", "second": "S", "fortnight": "W", "night": "D",
}  # fmt: skip
HALF_UNITS = {"year": "6M", "day": "T12H", "hour": "30M", "minute": "30S"}
CLOCK_UNITS = ("hour", "minute", "second")
PLURALS = {"centuries": "century"} | {f"{unit}s": unit for unit in UNITS if unit not in ("century", "night")}

# season -> (TIMEX3 code, EDTF month group, first month)
SEASONS = {
    "spring": ("SP", 21, 3),
    "summer": ("SU", 22, 6),
    "autumn": ("FA", 23, 9),
    "fall": ("FA", 23, 9),
    "winter": ("WI", 24, 12),
}
DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "12:00", "midday": "12:00",
    "midnight": "24:00", "dawn": "MO", "dusk": "EV", "overnight": "NI",
}  # fmt: skip
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
# A year as it is spoken: a century and the year in it.
SPELLED_YEAR = (
    rf"(?:eighteen|nineteen)[\s-](?:{'|'.join(_SMALL[10:])}"
    rf"|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_SMALL[1:10])}))?)"
)
SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"), 1
    )
} | {"twelfth": 12, "final": 4}
FREQUENCIES = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H",
}  # fmt: skip
VAGUE_TIMES = {
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF",
    "recently": "PAST_REF",
}  # fmt: skip
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

# part of a period -> the share of it that is meant, and TIMEX3's "mod"
PARTS = {
    "early": (0.0, 0.5), "late": (0.5, 1.0), "mid": (0.25, 0.75), "middle": (0.25, 0.75), "end": (0.75, 1.0),
    "close": (0.75, 1.0), "beginning": (0.0, 0.25), "start": (0.0, 0.25), "outset": (0.0, 0.25),
}  # fmt: skip
EDGES = ("middle", "end", "close", "beginning", "start", "outset")


def _parts_of_names() -> tuple[str, ...]:
    """Return the words of which the longer names of holidays and months consist."""
    names = (name for name in (*calendars.BY_NAME, *calendars.MONTH_BY_NAME) if not name.isalpha())
    return tuple(sorted({word for name in names for word in re.split(r"[\s'-]", name)}))


# kind -> its words, lower case. A word stands under one kind; the first row that names it wins.
KINDS: dict[str, tuple[str, ...]] = {
    "month": tuple(name.lower() for name in MONTHS if name not in VAGUE_MONTHS),
    "vague": tuple(name.lower() for name in VAGUE_MONTHS),
    "abbr": tuple(name.lower() for name in MONTH_SHORT),
    "weekday": tuple(name.lower() for name in WEEKDAYS),
    "wd": tuple(name.lower() for name in WEEKDAY_SHORT),
    "weekdays": tuple(f"{name.lower()}s" for name in WEEKDAYS),
    "dayname": tuple(NAMED_DAYS),
    "noon": ("noon", "midday", "midnight"),
    "daypart": tuple(DAY_PARTS),
    "quarter": ("quarter",),
    "century": ("century",),
    "unit": tuple(unit for unit in UNITS if unit not in ("second", "night")),
    "units": tuple(PLURALS),
    "season": tuple(SEASONS),
    "holiday": tuple(sorted(name for name in calendars.BY_NAME if name.isalpha())),
    "hijri": tuple(sorted(name for name in calendars.MONTH_BY_NAME if name.isalpha())),
    "teen": ("eighteen", "nineteen"),
    "word": (*NUMBERS, *SCALES),
    "ordinal": tuple(ORDINALS),
    "some": ("several", "many", "few", "some"),
    "couple": ("couple",),
    "extra": ("additional", "extra", "further", "another"),
    "kind": ("consecutive", "straight", "successive", "trading", "working", "business"),
    "last": ("last",),
    "latest": ("latest",),
    "current": ("current",),
    "full": ("full", "entire", "whole"),
    "fiscal": ("fiscal", "financial", "fy"),
    "period": ("period",),
    "ended": ("ended", "ending"),
    "same": ("same", "corresponding", "comparable"),
    "that": ("that",),
    "past": ("past",),
    "next": ("next",),
    "coming": ("coming",),
    "this": ("this",),
    "prior": ("previous", "preceding"),
    "after": ("following",),
    "ago": ("ago",),
    "earlier": ("earlier",),
    "later": ("later",),
    "early": ("early", "late", "mid"),
    "edge": EDGES,
    "every": ("every", "each"),
    "often": tuple(FREQUENCIES),
    "ref": tuple(word for word in VAGUE_TIMES if word != "current"),
    "these": ("these",),
    "behind": ("after",),
    "other": ("other",),
    "twice": ("twice", "thrice"),
    "scale": ("million", "billion", "trillion", "percent"),
    "tens": tuple(DECADES),
    "recent": ("recent",),
    "near": ("near",),
    "future": ("future",),
    "half": ("half",),
    "opening": ("eid", "rabi", "jumada", "dhu", "dhul", "sha"),
    "al": ("al", "ul"),
    "named": _parts_of_names(),
    "old": ("old",),
    "the": ("the",),
    "a": ("a", "an"),
    "of": ("of",),
    "and": ("and",),
    "to": ("to", "or"),
    "s": ("s",),
    "its": ("its", "his", "her", "their", "our", "my"),
    "in": ("in", "by", "since", "until", "till", "through", "into", "during", "before", "on", "around", "for"),
    "between": ("between", "from"),
    "about": ("nearly", "almost", "about", "over", "approximately", "roughly"),
    "at": ("at", "up"),
    "least": ("least",),
    "more": ("more", "less", "fewer"),
    "than": ("than",),
    "ampm": ("am", "pm"),
    "zone": ("gmt", "utc", "est", "edt", "pst", "pdt", "cet", "cest", "bst", "et"),
    "paper": ("times", "mirror", "express", "telegraph", "herald", "mercury", "mail", "post", "world", "independent",
              "people", "league"),
    "times": ("times",),
    "holy": ("black", "good", "bloody", "super", "ash", "easter", "palm", "holy", "man", "cyber", "maundy", "shrove"),
}  # fmt: skip

# kinds of tokens that aren't words, and those of every other word
OTHER_KINDS = (
    *("year", "daynum", "nth", "number", "fraction", "iso", "numeric", "years", "days", "decade", "shortdecade"),
    *("clock", "dotted", "quarterly", "comma", "dot", "hyphen", "apostrophe", "money", "lower", "upper", "mark", "gap"),
)
# kinds without one of which there is no expression, those that are no part of one, those that begin none
CORES = frozenset((
    *("month", "vague", "abbr", "weekday", "wd", "weekdays", "dayname", "daypart", "noon", "quarter", "century"),
    *("unit", "units", "season", "holiday", "hijri", "opening", "often", "twice", "times", "ref", "current", "future"),
    *("past", "ampm", "teen", "tens", "period", "year", "iso", "numeric", "years", "days", "decade", "shortdecade"),
    *("clock", "dotted", "quarterly"),
))  # fmt: skip
INERT = frozenset(("lower", "upper", "mark", "gap"))
NEVER_FIRST = INERT | frozenset((
    *("dot", "comma", "apostrophe", "hyphen", "money", "of", "and", "to", "in", "between", "than", "least", "zone"),
    *("ampm", "old", "opening", "named", "al", "paper", "holy", "s", "its", "scale", "behind", "other", "ended", "ago"),
))  # fmt: skip
LETTER = {kind: chr(0x100 + index) for index, kind in enumerate((*KINDS, *OTHER_KINDS))}
_CAPITALISED = (
    "month",
    "vague",
    "abbr",
    "weekday",
    "wd",
    "weekdays",
    "holiday",
    "hijri",
    "opening",
    "named",
    "paper",
    "holy",
)


def _letters() -> dict[str, str]:
    """Return word -> letter of its kind, in the cases in which the word counts."""
    table: dict[str, str] = {}
    for kind, words in KINDS.items():
        for word in words:
            forms = [word.title(), word.upper()]
            if kind not in _CAPITALISED or kind == "weekday":
                forms.append(word)
            for form in forms:
                table.setdefault(form, LETTER[kind])
    return table


WORD_LETTER = (
    _letters()
    | {",": LETTER["comma"], ".": LETTER["dot"], "'": LETTER["apostrophe"], "’": LETTER["apostrophe"]}
    | dict.fromkeys("-–—‐‑", LETTER["hyphen"])
    | dict.fromkeys("$£€¥#№", LETTER["money"])
)


def year_of(text: str) -> str:
    """Return the digits of a year in words.

    >>> year_of("nineteen ninety-seven")
    '1997'
    """
    century, *rest = (NUMBERS[word] for word in re.split(r"[\s-]", text.lower()))
    return f"{century}{sum(rest):02}"


# token of digits -> its kind; the first that matches wins
NUMBER_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.ASCII | re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"[12]\d{3}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"),
        ("numeric", r"(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:[12]\d{3}|\d\d)"),
        ("years", r"(?:1[5-9]|20)\d\d[-–/](?:(?:1[5-9]|20)\d\d|\d\d)"),
        ("days", r"(?:0?[1-9]|[12]\d|3[01])[-–](?:0?[1-9]|[12]\d|3[01])"),
        ("clock", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:[ap]m)?|(?:[01]?\d|2[0-4])\.[0-5]\d[ap]m|1?\d[ap]m"),
        ("dotted", r"(?:[01]?\d|2[0-4])\.[0-5]\d"),
        ("shortdecade", r"[2-9]0s"),
        ("decade", r"(?:1[5-9]|20)\d0s"),
        ("quarterly", r"Q[1-4]|H[12]"),
        ("fraction", r"[1-9]/[1-9]"),
        ("nth", r"(?:[12]?(?:1st|2nd|3rd|\dth)|30th|31st)"),
        ("year", r"(?:1[5-9]\d\d|20\d\d)"),
        ("daynum", r"0?[1-9]|[12]\d|3[01]"),
        ("number", r"[\d.,]+"),
    )
)
