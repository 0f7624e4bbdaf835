"""An article in, clues to its day of publication out: what its captions, dates, years and the lead's weekday allow.

A clue bounds the day. A photograph is older than the report that shows it, and so is what is told in the past; what
"will" be is younger. A year named from two sides ("by the end of next year", "by the end of 2025") fixes the year.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sitegen import edtf
from sitegen.model import Article
from sitegen.reading import stamps, tense, timevalues, timewords, timex
from sitegen.reading.timex import Found

LEAD_BLOCKS = 3
NEAR_DAYS = 31  # a date in the text so soon behind a photograph is of the same news
MONTHS_BACK = 5  # across the turn of the year, a month named without its year lies no farther back
# A photograph from the archive says nothing of when the news is.
_FROM_THE_ARCHIVE = re.compile(r"\b(?:file (?:photo|pic|image|picture|footage)|archive|undated)\b", re.IGNORECASE)
STAMP = 2.0  # a line of the lead for which so much speaks is a stamp
_PARTS = ("early", "edge")


@dataclass(frozen=True, slots=True)
class Clue:
    """What some words say of the day of publication: not before ``low``, not after ``high``.

    ``day`` says that the words name a day, ``near`` that the news is of it: a photograph, a statement in the lead.
    """

    low: date | None
    high: date | None
    words: str
    near: bool = False
    photograph: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A weekday that the lead names as news: 0 for Monday, and its words."""

    weekday: int
    words: str


def _is_day(low: date | None, high: date | None) -> bool:
    return low is not None and low == high


_PREPOSITION = re.compile(r"\b(?:on|in|by|before|since|until)\s$", re.IGNORECASE)
_LONGEST_PREPOSITION = 10  # characters


def words(text: str, expression: Found) -> str:
    """Return an expression's words, with the preposition that bounds it or "on", "in" before it."""
    before = _PREPOSITION.search(text, max(0, expression.start - _LONGEST_PREPOSITION), expression.start)
    return (before[0] if before else "") + text[expression.start : expression.end]


def lead_end(article: Article) -> int:
    """Return the offset at which the lead ends: behind the third block that is no subheading."""
    blocks = [block for block in article.blocks if block.kind != "subheading"][:LEAD_BLOCKS]
    return blocks[-1].end if blocks else len(article.text)


def lead(article: Article, found: Sequence[Found]) -> Lead | None:
    """Return the first weekday that the lead names as past, alone ("on Friday", "Sunday's")."""
    end = lead_end(article)
    for expression in found:
        if expression.start >= end:
            return None
        if bare_weekday(expression) and not expression.future and not expression.before:
            return Lead(weekday_number(expression), words(article.text, expression))
    return None


_NO_YEAR = re.compile(r"XXXX-(\d\d-\d\d)")


def named_days(article: Article, found: Sequence[Found]) -> Iterator[tuple[int, str, str]]:
    """Yield the days that the lead names as past by weekday and date, without a year: weekday, "03-13", words."""
    end = lead_end(article)
    for expression, value in zip(found, timex.values(found, None), strict=True):
        unknown = value and _NO_YEAR.fullmatch(value.timex)
        if expression.start < end and unknown and not (expression.future or expression.before):
            name = timevalues.of_kinds(expression.tokens, "weekday", "wd")
            if name and not timevalues.steps(expression.tokens):
                yield timewords.WEEKDAY_NUMBER[name], unknown[1], words(article.text, expression)


def beside(article: Article, found: Sequence[Found], weekday: int) -> Iterator[Clue]:
    """Yield a clue for each full date that a number of days joins to the lead's weekday, where they agree.

    "On Tuesday … a day earlier, on 9 March 2026" is told of 10 March, a Tuesday.
    """
    read = list(zip(found, timex.values(found, None), strict=True))
    for (apart, _), (expression, value) in itertools.pairwise(read):
        low, high = edtf.bounds(value.edtf) if value and value.edtf else (None, None)
        gap = article.text[apart.end : expression.start]
        days = timevalues.days_apart(apart.tokens) if apart.rule.value is timevalues.apart else None
        if low and low == high and days and _BESIDE.fullmatch(gap):
            day = low - timedelta(days=days)
            if day.weekday() == weekday:
                yield Clue(day, None, article.text[apart.start : expression.end], near=True)


_BESIDE = re.compile(r",? ?\(?(?:on )?")


def bare_weekday(expression: Found) -> bool:
    """Tell whether the expression is a weekday without "last", "next" or a date."""
    return expression.rule.value is timevalues.weekday and not timevalues.steps(expression.tokens)


def nearest(weekday: int, day: date) -> date:
    """Return the weekday's day that lies nearest to a day."""
    back, ahead = (timevalues.nearest_weekday(weekday, day, future=future) for future in (False, True))
    return back if day - back <= ahead - day else ahead


def weekday_number(expression: Found) -> int:
    """Return the weekday that the expression names, 0 for Monday."""
    return timewords.WEEKDAY_NUMBER[timevalues.of_kinds(expression.tokens, "weekday")]


def captions(article: Article) -> Iterator[Clue]:
    """Yield a clue for each full date in a caption, photographs from the archive apart."""
    for caption in article.captions:
        if _FROM_THE_ARCHIVE.search(caption):
            continue
        for expression, value in timex.read(caption, None):
            low, high = edtf.bounds(value.edtf) if value.edtf else (None, None)
            if _is_day(low, high):
                yield Clue(low, None, caption[expression.start : expression.end], near=True, photograph=True, day=True)


def lines(article: Article) -> Iterator[tuple[stamps.Candidate, Clue]]:
    """Yield each full date on a line of its own in the lead that tells nothing, and may be a stamp; and its clue."""
    end = lead_end(article)
    head = article.text[: end + stamps.AROUND]
    for one in stamps.candidates(head):
        if one.start >= end or one.weight < stamps.SURE or one.prose or "," in one.edtf:
            continue
        before = head[max(0, one.start - BESIDE) : one.start].rpartition("\n")[2]
        line = before + head[one.start : one.end + BESIDE].partition("\n")[0]
        if one.weight >= STAMP or not tense.CUES.search(line):
            yield one, Clue(edtf.bounds(one.edtf)[0], None, head[one.start : one.end], near=True, day=True)


def mentions(article: Article, found: Sequence[Found], photographed: date | None) -> Iterator[Clue]:
    """Yield a clue for each date in the text that needs no reference: past ones are lower bounds, future ones upper.

    A day that the lead calls the day of the report is both; dates that the text tells neither as past nor as to come
    (a bond's, a law's, a release's) and days of birth say nothing.
    """
    end = lead_end(article)
    for expression, value in zip(found, timex.values(found, None), strict=True):
        low, high = edtf.bounds(value.edtf) if value and value.edtf else (None, None)
        if (low is None and high is None) or not timevalues.is_absolute(expression.tokens):
            continue
        said, day = words(article.text, expression), _is_day(low, high)
        told = telling(article.text, expression)
        if told == "report" and day and expression.start < end:
            yield Clue(low, high, said, day=True)
        elif expression.future or (expression.before == "by" and _promised(article.text, expression)):
            yield Clue(None, high, said)
        elif low and told is None and (day or _is_named_time(said)) and _is_past(article.text, expression):
            beside = photographed is not None and timedelta(0) <= low - photographed <= timedelta(days=NEAR_DAYS)
            yield Clue(low, None, said, near=day and beside, day=day)
        elif told == "statement" and expression.start < end and day:
            yield Clue(low, None, said, near=True, day=True)


Told = Literal["report", "statement", "open", "birth"]


class Telling(NamedTuple):
    """A row: what the words beside a date make of it, on which side of it they stand, and the date in use as <D>."""

    told: Told
    side: Literal["before", "behind"]
    pattern: re.Pattern[str]
    example: str


def _row(told: Told, side: Literal["before", "behind"], pattern: str, example: str) -> Telling:
    return Telling(told, side, re.compile(pattern, re.IGNORECASE), example)


# The first row that fits counts. "open": no matter when it was written, the date may lie ahead.
TELLINGS: tuple[Telling, ...] = (
    _row(
        "report",
        "before",
        r"\b(?:today|tonight|this (?:morning|afternoon|evening))\W{1,3}(?:on )?$",
        "The cable company announced today (<D>) that the fault is mended.",
    ),
    _row(
        "statement",
        "before",
        r"\b(?:said|announced|confirmed|reported)\b[^.]{0,40}\bin an? (?:\w+ ){0,2}"
        r"(?:statement|release|notice|bulletin|briefing|communiqu[ée]|circular)\W+(?:\w+ed )?(?:on )?$",
        "The harbour board said in a press statement on <D> that it would.",
    ),
    _row(
        "birth",
        "before",
        r"\bb\. ?$|\bborn\b[^.;]{0,60}$|\bbirth(?:day)?\W[^.;]{0,20}$",
        "He was born in Averel on <D>.",
    ),
    _row(
        "open",
        "before",
        r"\b(?:due|matur(?:e|es|ing)|expir(?:e|es|ing|y)|end(?:s|ing)?|payable|effective|redeemable|callable|valid"
        r"|scheduled|slated|planned|set|until|till|through|by|before|live|airs?|airing|opens?|opening|starts?|starting"
        r"|begins?|beginning|(?:date|deadline|debut|premiere)(?: of| is)?|out|sale|for|to|from|than|between)\W+"
        r"(?:on |in |of |for )?$",
        "The board sold notes due <D>.",
    ),
    _row(
        "open",
        "behind",
        r"^(?:[’']s|,)? (?:release|deadline|launch|expiry|election|vote|referendum|premiere|debut|opening|maturity"
        r"|target|summit|bonds|notes"
        r"|debentures|securities)\b",
        "The studio staked out a <D> release of the film.",
    ),
)
BESIDE = 110  # characters beside a date in which words tell what it is


def telling(text: str, expression: Found) -> Told | None:
    """Return what the words beside a date make of it, by the first row that fits; None where none does."""
    before = text[max(0, expression.start - BESIDE) : expression.start].rpartition("\n\n")[2]
    views = {"before": before, "behind": text[expression.end : expression.end + BESIDE]}
    return next((row.told for row in TELLINGS if row.pattern.search(views[row.side])), None)


def _is_named_time(said: str) -> bool:
    """Tell whether a month or year is when something was, and no name's: "in 2018", not "the 2018 cup"."""
    return said.lower().startswith(("in ", "since ", "after "))


# What is said and expected in one breath lies ahead, whatever the tense of the verb beside it.
_EXPECTING = re.compile(
    r"\b(?:expect|forecast|project|estimat|budget|predict|anticipat|target|foresee|scheduled)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?]['\"’”)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")


def _is_past(text: str, expression: Found) -> bool:
    """Tell whether a verb beside the date, or "since" and "after" before it, says that it lies behind."""
    if expression.before:
        return expression.before in ("since", "after")
    start = max(0, expression.start - tense.WINDOW)
    sentence = _SENTENCE_END.split(text[start : expression.start])[-1]
    if _EXPECTING.search(sentence):
        return False
    cue = next(reversed([*tense.CUES.finditer(sentence)]), None)
    if cue:
        return cue["back"] is not None and not _INFINITIVE.search(sentence, cue.end())
    after = _SENTENCE_END.split(text[expression.end : expression.end + tense.WINDOW], maxsplit=1)[0]
    cue = tense.CUES.search(after)
    return cue is not None and cue["back"] is not None and not _ATTRIBUTION.search(after, 0, cue.end())


# What somebody "was ordered to" do, and what "opens on …, she said", may lie ahead.
_INFINITIVE = re.compile(r"\bto (?!(?:the|an?|his|her|its|their|this|that|these|those|some|all)\b)[a-z]+")
_ATTRIBUTION = re.compile(
    r",[^,]*\b(?:said|told|announced|added|showed|confirmed|reported|ruled|decided|wrote|noted|warned)$"
)


_TO = re.compile(r"\b(?:to|will|would) (?:be )?[a-z]+[^.!?]*$")


def _promised(text: str, expression: Found) -> bool:
    """Tell whether "by" a date ends something that is still to do: "an agreement to leave by 2025"."""
    return _TO.search(text, max(0, expression.start - tense.WINDOW), expression.start) is not None


def fetched(article: Article) -> Iterator[Clue]:
    """Yield a clue for each day on which the page was fetched: it was published before."""
    text = (article.metadata.retrieved or "").strip().replace(" ", "T", 1)
    if edtf.valid(text):
        yield Clue(None, edtf.bounds(text)[1], text)
    for stamp in article.stamps:
        before = stamps.FETCHED.search(stamp)
        day = stamps.day(stamp[before.end() :]) if before else None
        if day and edtf.valid(day):
            yield Clue(None, edtf.bounds(day)[1], stamp)


def falls(weekday: int, day: str, first: int, last: int) -> list[date]:
    """Return the days of some years that are of a month and day and fall on a weekday.

    >>> falls(4, "03-13", 2024, 2026)
    [datetime.date(2026, 3, 13)]
    """
    texts = (f"{year:04}-{day}" for year in range(first, last + 1))
    days = [date.fromisoformat(text) for text in texts if edtf.valid(text)]
    return [one for one in days if one.weekday() == weekday]


def years(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """Yield a clue for each year that is named from two sides, in the same words: "the end of" next year and 2025."""
    named = [one for one in found if one.rule.value is timevalues.calendar_year and _side(one)[0]]
    absolute = {_side(one): one for one in named}
    several = {_side(one) for one in named if _year(one) != _year(absolute[_side(one)])}
    for one in found:
        if one.rule.value is not timevalues.relative_unit or _side(one) not in absolute or _side(one) in several:
            continue
        # "By the end of this year" and "by the end of 2025" are told apart; those of next year and of 2025 are one.
        if timevalues.of_kinds(one.tokens, "unit") == "year" and timevalues.step(one.tokens):
            other = absolute[_side(one)]
            year = _year(other) - timevalues.step(one.tokens)
            yield Clue(date(year, 1, 1), date(year, 12, 31), f"{words(text, one)} / {words(text, other)}")


def may_be_sided(text: str) -> bool:
    """Tell whether a text may name a year from two sides: without "the end of next year" and "of 2025" it doesn't."""
    small = text.lower()
    return all(any(_has_side(small, match.start()) for match in year.finditer(small)) for year in _YEARS)


def _has_side(text: str, year: int) -> bool:
    return _SIDE.search(text, max(0, year - _BEFORE_YEAR), year) is not None


_SIDE = re.compile(rf"(?<![a-z])(?:{tense.by_letter(timewords.PARTS)})(?![a-z])")
_YEARS = re.compile("year"), re.compile(rf"\d\d|{timewords.SPELLED_YEAR}")
_BEFORE_YEAR = 60  # characters in which its side is named


def _year(expression: Found) -> int:
    return int(timevalues.of_kinds(expression.tokens, "year"))


def _side(expression: Found) -> tuple[str, str]:
    return timevalues.of_kinds(expression.tokens, *_PARTS), expression.before


def months(text: str, found: Sequence[Found]) -> tuple[tuple[int, str], ...]:
    """Return the months that are named as past and without a year: their number and words."""
    return tuple(
        (timevalues.month_number(one.tokens), words(text, one))
        for one in found
        if one.rule.value is timevalues.calendar_month
        and not (one.future or one.before or timevalues.steps(one.tokens) or timevalues.of_kinds(one.tokens, "year"))
    )


def after_months(low: date, high: date, named: Sequence[int]) -> tuple[date, date] | None:
    """Return the bounds cut to the months in which the named ones are past and need no year.

    >>> after_months(date(2024, 1, 1), date(2024, 12, 31), [8, 1])
    (datetime.date(2024, 9, 1), datetime.date(2024, 12, 31))
    """
    possible = [
        (year, month)
        for year, month in _months_between(low, high)
        if all(month > name or 0 < (month - name) % 12 <= MONTHS_BACK for name in named)
    ]
    if not possible:
        return None
    (first, _), (_, last) = (edtf.bounds(f"{year:04}-{month:02}") for year, month in (possible[0], possible[-1]))
    return max(low, first or low), min(high, last or high)


def _months_between(low: date, high: date) -> Iterator[tuple[int, int]]:
    for index in range(low.year * 12 + low.month - 1, high.year * 12 + high.month):
        yield index // 12, index % 12 + 1
