"""An article in, clues to its day of publication out: what its captions, dates, years and the lead's weekday allow.

A clue bounds the day. A photograph is older than the report that shows it, and so is what is told in the past; what
"will" be is younger. A year named from two sides ("by the end of next year", "by the end of 2025") fixes the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitegen import edtf
from sitegen.model import Article
from sitegen.reading import tense, timevalues, timewords, timex
from sitegen.reading.timex import Found

LEAD_BLOCKS = 3
NEAR_DAYS = 31  # a date in the text so soon behind a photograph is of the same news
MONTHS_BACK = 5  # across the turn of the year, a month named without its year lies no farther back
# A photograph from the archive says nothing of when the news is.
_FROM_THE_ARCHIVE = re.compile(r"\b(?:file (?:photo|pic|image|picture|footage)|archive|undated)\b", re.IGNORECASE)
_PARTS = ("early", "edge")


@dataclass(frozen=True, slots=True)
class Clue:
    """What some words say of the day of publication: not before ``low``, not after ``high``.

    ``near`` says that the news is of that day: a photograph of it, a full date in the lead.
    """

    low: date | None
    high: date | None
    words: str
    near: bool = False
    photograph: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A weekday that the lead names as news: 0 for Monday, and its words."""

    weekday: int
    words: str


def _is_day(low: date | None, high: date | None) -> bool:
    return low is not None and low == high


def words(text: str, expression: Found) -> str:
    """Return an expression's words, with the preposition that bounds it or "on", "in" before it."""
    before = re.search(
        r"\b(?:on|in|by|before|since|until)\s$", text[max(0, expression.start - 10) : expression.start], re.IGNORECASE
    )
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


def bare_weekday(expression: Found) -> bool:
    """Tell whether the expression is a weekday without "last", "next" or a date."""
    return expression.rule.value is timevalues.weekday and not timevalues.steps(expression.tokens)


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
                yield Clue(low, None, caption[expression.start : expression.end], near=True, photograph=True)


def mentions(article: Article, found: Sequence[Found], photographed: date | None) -> Iterator[Clue]:
    """Yield a clue for each date in the text that needs no reference: past ones are lower bounds, future ones upper."""
    end = lead_end(article)
    for expression, value in zip(found, timex.values(found, None), strict=True):
        low, high = edtf.bounds(value.edtf) if value and value.edtf else (None, None)
        if expression.future or (expression.before == "by" and _promised(article.text, expression)):
            yield Clue(None, high, words(article.text, expression))
        elif low and high and not expression.before:
            in_lead = photographed is None and expression.start < end
            beside = photographed is not None and timedelta(0) <= low - photographed <= timedelta(days=NEAR_DAYS)
            near = _is_day(low, high) and (in_lead or beside)
            yield Clue(low, None, words(article.text, expression), near=near)


_TO = re.compile(r"\b(?:to|will|would) (?:be )?[a-z]+[^.!?]*$")


def _promised(text: str, expression: Found) -> bool:
    """Tell whether "by" a date ends something that is still to do: "an agreement to leave by 2025"."""
    return _TO.search(text, max(0, expression.start - tense.WINDOW), expression.start) is not None


def years(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """Yield a clue for each year that is named from two sides, in the same words: "the end of" next year and 2025."""
    absolute = {_side(one): one for one in found if one.rule.value is timevalues.calendar_year and _side(one)[0]}
    for one in found:
        if one.rule.value not in (timevalues.relative_unit, timevalues.bounded_unit) or _side(one) not in absolute:
            continue
        if timevalues.of_kinds(one.tokens, "unit") == "year":
            other = absolute[_side(one)]
            year = int(timevalues.of_kinds(other.tokens, "year")) - timevalues.step(one.tokens)
            yield Clue(date(year, 1, 1), date(year, 12, 31), f"{words(text, one)} / {words(text, other)}")


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
