"""The words of a date in, whether they date a deed: "on Friday", "in 2014", but not "the quarter", "at 1630 GMT"."""

from __future__ import annotations

import re
from datetime import date

from sitegen import edtf
from sitegen.reading import clauses, timewords
from sitegen.reading.clausewords import one_of

_LONGEST_WEEKDAY = 31  # days that a weekday may stand for, where its article's day is not certain
_SOON = 2  # months
_SATURDAY = 6
_JUST = 3  # days
_BESIDE = 40  # characters between a deed told in the perfect and its day
_WEEK_BEFORE = 6  # days from a weekday to the eve of the next
_YEARS = range(1500, 2101)
_BACK = 20  # characters before a year that tell what it is

_MONTH = "|".join((*timewords.MONTHS, *(rf"{short}\.?" for short in timewords.MONTH_SHORT)))
_DAY = "|".join((*timewords.WEEKDAYS, *(rf"{short}\.?" for short in timewords.WEEKDAY_SHORT)))
_NUMBER = "|".join((*timewords.NUMBERS, "a", "an", r"\d+"))
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s(?:{_MONTH})|(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s\d{{4}})?"
_EARLY = r"(?:early|late|mid)[\s-](?:in\s)?"
# The words of dates that a timeline takes, each with an example; others ("recent weeks", "this season") date no deed.
_TAKEN = re.compile(
    "|".join(
        (
            # "late Friday night", "Friday, 27 September 2024"
            (
                rf"(?:{one_of('early late earlier later last next this on')}\s)?(?:{_DAY})"
                rf"(?:\s{one_of('early late mid')})?(?:[\s-]{one_of('morning afternoon evening night')})?"
                rf"(?:,?\s(?:the\s)?{_DATE})?"
            ),
            rf"(?:the\s)?{_DATE}(?:\s(?:last|this)\syear)?",  # "27 September", "27 September last year"
            rf"(?:{_EARLY}|{one_of('last next earlier later')}\s)?(?:{_MONTH})(?:\sof)?,?\s\d{{4}}",  # "May 2014"
            # "last May", "earlier in May"
            rf"(?P<month>{_MONTH})|(?:{_EARLY}|{one_of('last next earlier later this')}\s(?:in\s)?)(?:{_MONTH})",
            rf"(?:last|next|this)\s{one_of('spring summer autumn fall winter')}",
            rf"(?:{_EARLY})?(?P<year>\d{{4}})(?:\s?(?:-|–|to|and|until)\s?\d{{4}})?",  # "2014-2017"
            # "the end of next year"
            (
                rf"(?:the\s)?{one_of('end beginning start middle')}\sof\s(?:(?:{_MONTH})(?:,?\s\d{{4}})?|\d{{4}}"
                r"|(?:next|last|this)\s(?:year|month))"
            ),
            # "early last week", "this month", "earlier this year"
            r"(?:(?:early|late)\s)?(?:last|next)\s(?:week|weekend|month|year)|this\s(?:week|month)|the\sweekend",
            r"(?:earlier|later)\sthis\s(?:week|month|year)",
            rf"(?:{_NUMBER})\s(?:day|week|month|year)s?\sago",  # "two years ago"
            r"(?:earlier\s)?today|tonight|last\snight|tomorrow|this\s(?:morning|afternoon|evening)",
            r"(?:(?:early|late)\s)?yesterday(?:\s(?:morning|afternoon|evening))?|\d{4}-\d\d-\d\d",
        )
    ),
    re.IGNORECASE,
)
# "a day earlier", "the day before": a day counted from the one that the sentence told
_COUNTED = re.compile(
    r"(?:the|an?|two|three|\d) (?:previous day|day before|days?|night) ?(?:earlier|before)?", re.IGNORECASE
)
_THAN = re.compile(r"\s(?:the|an?|than|his|her|its|their|[A-Z])")  # "a day earlier than planned"
_LATER = re.compile(r"later (?:this|in) ", re.IGNORECASE)
_EARLIER_IN = re.compile(r"(?:earlier|later) in ", re.IGNORECASE)
_LAST_SEASON = re.compile(r"last (spring|summer|autumn|fall|winter)", re.IGNORECASE)
_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}  # months
_LAST_MONTH = re.compile(rf"last ({'|'.join(timewords.MONTHS)})", re.IGNORECASE)
_SURE = re.compile(r"\d{4}|next|tomorrow", re.IGNORECASE)
_NOW = re.compile(r"(?:earlier\s)?today|tonight|this\s", re.IGNORECASE)
_FOUR = re.compile(r"\b\d{4}\b")
_A_DAY = re.compile(rf"(?:the\s)?{_DATE}", re.IGNORECASE)
_A_WEEK = re.compile(r"\b(?:last|this|next) week\b", re.IGNORECASE)
_WEEK = re.compile(r"\bweek(?:end)?\b", re.IGNORECASE)
_THIS_WEEK = re.compile(r"(?:earlier )?this week", re.IGNORECASE)
_LAST_DAY = re.compile(rf"last (?:{'|'.join(timewords.WEEKDAYS)})", re.IGNORECASE)
_BARE_DAY = re.compile(
    rf"(?:(?:early|late|on)\s)*(?:{_DAY})(?:[\s-]{one_of('morning afternoon evening night')})?", re.IGNORECASE
)
_OF_SOMEBODY = re.compile(r"\b(?:his|her|its|their)\s$")  # "during her last year in the council"
_IN_MONTH = re.compile(r"\b(?:in|by|during|until|from|of|between|and)\s$", re.IGNORECASE)
_BEFORE_YEAR = re.compile(
    rf"\b{one_of('in by during between from since late early mid until of')}(?:[\s-](?:the|late|early|mid))?[\s-]$",
    re.IGNORECASE,
)
_NO_NOUN = """
    and or but to in at on of by for from with that which who when while as after before because the a an he she it they
    his her its their is are was were has have had will would [a-z]+ed [a-z]+ly [a-z]+ing
    """
_YEARS_NOUN = re.compile(rf"\s(?:(?:GMT|UTC|local)\b|(?!{one_of(_NO_NOUN)}\b)[a-z])")
_PAPER = re.compile(
    r"\b(?:Independent|Mail|Herald|Scotland|Wales|Telegraph|Express|Post|Business) on $"
)  # a newspaper's name


def is_taken(line: clauses.Line, index: int, clause: clauses.Clause, value: str, latest: date | None) -> bool:
    """Tell whether a date of a clause dates what it tells; ``value`` is its EDTF, empty where it has none.

    ``latest`` is the last day on which the text may have been written.
    """
    start, end = line.dates[index]
    words = line.words(index)
    behind = start > clause.verb[0]
    taken = _TAKEN.fullmatch(words)
    if taken is None:
        return behind and index > 0 and _COUNTED.fullmatch(words) is not None and not _THAN.match(line.text, end)
    if taken["month"] and latest and latest.month == timewords.MONTH_NUMBER[taken["month"].rstrip(".").lower()]:
        return False  # "in October", written in an October: a year ago, or this month?
    if (clause.kind == "done" and _LATER.match(words)) or (
        behind and clause.kind == "said" and _EARLIER_IN.match(words)
    ):
        return (
            False  # "asked for a hearing later this month"; "said earlier in July he had": when said, or what he had?
        )
    if taken["month"] and behind and not _IN_MONTH.search(line.text, 0, start):  # "the February conference"
        return False
    if taken["year"] and not _is_year(line.text, start, end, behind=behind):
        return False
    return (
        not (is_title(line.text, words, start) or _OF_SOMEBODY.search(line.text, 0, start))
        and not _is_ambiguous(words, latest)
        and not _is_tomorrow(words, value, latest, clause)
        and not _is_wide(words, value)
        and _agrees(line, index, clause)
    )


def _agrees(line: clauses.Line, index: int, clause: clauses.Clause) -> bool:
    """Tell whether words of time go with the tense of their verb: "has left today", but not "today he has left"."""
    start, words = line.dates[index][0], line.words(index)
    now = _NOW.match(words) is not None
    if clause.kind == "ahead":
        promised = clauses.is_promise(line.text[slice(*clause.verb)]) and start > clause.verb[0]
        if clause.loose:  # "may have left by June 2025"
            return line.text[:start].endswith(" by ") and _FOUR.search(words) is not None
        return (
            not promised or _SURE.search(words) is not None
        )  # "agreed to leave in December": when it agreed, or left?
    if now and start < clause.subject[0] and (clause.loose or clause.kind == "said"):
        return False
    return (now and start - clause.verb[1] < _BESIDE) or not clause.loose


def is_title(text: str, words: str, start: int) -> bool:
    """Tell whether a day stands in a name: "the Mail on Sunday", "The Day Today"."""
    return (words == "Sunday" and _PAPER.search(text, 0, start) is not None) or (
        (words in ("Today", "Tonight", "This Morning", "This Week") or words.isupper()) and start > 0
    )


def _is_ambiguous(words: str, latest: date | None) -> bool:
    """Tell whether a date may be either of two: "last October" in December, "last week" on a weekend."""
    if latest is None:
        return False
    month, season = _LAST_MONTH.fullmatch(words), _LAST_SEASON.fullmatch(words)
    ended = timewords.MONTH_NUMBER[month[1].lower()] if month else _ENDS[season[1].lower()] if season else None
    if ended is None:
        return latest.isoweekday() >= _SATURDAY and _A_WEEK.search(words) is not None
    return (latest.month - ended) % len(timewords.MONTHS) <= _SOON


def _is_tomorrow(words: str, value: str, latest: date | None, clause: clauses.Clause) -> bool:
    """Tell whether a day that is told as past may be the one after its article's own, or a week that it begins.

    Texts are written on after their stamp: "said on Wednesday" under a Tuesday's is hardly of six days before, and
    "this week" on a Monday may be the last. "Last Monday" on a Wednesday is one of two.
    """
    if latest is None or clause.kind == "ahead":
        return False
    if _THIS_WEEK.fullmatch(words):
        return latest.isoweekday() == 1
    low, high = edtf.bounds(value) if value else (None, None)
    bare = _BARE_DAY.fullmatch(words) is not None
    if low and low == high and (latest - low).days <= _JUST and _LAST_DAY.match(words):
        return True  # "last Monday" on a Wednesday
    return bare and low is not None and low == high and (latest - low).days == _WEEK_BEFORE


def _is_wide(words: str, value: str) -> bool:
    """Tell whether a day or week may be any of many, its article's own day being uncertain."""
    low, high = edtf.bounds(value) if value else (None, None)
    short = (clauses.is_day(words) or _WEEK.search(words) or _A_DAY.fullmatch(words)) and not _FOUR.search(words)
    return bool(short and low and high and (high - low).days > _LONGEST_WEEKDAY)


def _is_year(text: str, start: int, end: int, *, behind: bool) -> bool:
    """Tell whether four digits are a year that dates something: "in 2014", not "at 1630 GMT", "the 2014 models"."""
    number = _FOUR.search(text, start, end)
    if not number or int(number[0]) not in _YEARS or (behind and _YEARS_NOUN.match(text, end)):
        return False
    if not text[start].isdigit() or start == 0:
        return True
    return not text[:start].endswith("the ") and _BEFORE_YEAR.search(text, max(0, start - _BACK), start) is not None
