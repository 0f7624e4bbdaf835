"""An article and its dating in, what else in it says that it was published on another day out.

A page tells its day several times: to machines, under its title, in the dateline, by what it shows and tells. The
strongest counts; what can't be so beside it is told to the editor. A day's difference is a time zone's, and a dateline
may be a week old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ahocorasick_rs import AhoCorasick, Implementation

from sitegen import edtf
from sitegen.model import Article, Basis, Contradiction, Dating, Span
from sitegen.reading import calendars, clues, stamps, tense, timevalues, timewords, timex
from sitegen.reading.clues import Clue
from sitegen.reading.timex import Found

_YEAR, _YEAR_WORD = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d\d"), re.compile(r"\byear\b")
_MONTH = re.compile(tense.by_letter((*timewords.MONTHS, *timewords.MONTH_SHORT)))
_DAY = re.compile(r"\d(?<!\d\d)\d?(?!\d)")  # one or two figures
_HOLIDAYS = AhoCorasick([name.lower() for name in calendars.HOLIDAY_NAMES], implementation=Implementation.DFA)
_NUMBER, _IN_FIGURES = re.compile(r"[12]\d{3}"), re.compile(r"\d[./-]\d")
_WEEKDAYS = (*timewords.WEEKDAYS, *timewords.WEEKDAY_SHORT)
ZONE = timedelta(days=1)
PRINTED = timedelta(days=7)  # from a dateline to a weekly that prints it
YEARS_ABOUT = 8  # years in which a month and day fall on each weekday at least once, but for a leap day


def found(article: Article, known: Dating, others: Sequence[Dating]) -> Iterator[Contradiction]:
    """Yield what contradicts the dating of an article; ``others`` are the weaker days that its page states."""
    low, high = edtf.bounds(known.edtf) if known.edtf else (None, None)
    if low is None or high is None:
        return
    stated = [_contradiction(one) for one in others if not _agrees(article, one, low, high)]
    yield from stated
    times = tuple(timex.found_in(article.text, _stating(article, high)))
    told = [
        *_of_clues(article, times, low, high),
        *_of_weekdays(known.evidence),
        *_of_named_days(article, times, low, high),
    ]
    yield from (one for one in told if not any(one.words in other.words for other in stated))


def _stating(article: Article, high: date) -> Iterator[Span]:
    """Yield the blocks that may state another day than one up to ``high``.

    Those of the lead that name a year or a month, and a day; behind it only what is younger counts, unless a year is
    named from two sides.
    """
    end, sided = clues.lead_end(article), clues.may_be_sided(article.text)
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if block.start < end:
            states = _names_year(text) or _MONTH.search(text) is not None
        else:
            states = _names_year(text) and (sided or _is_younger(text, high.year))
        if states and (sided or _may_name_day(text)):
            yield block.start, block.end


def _may_name_day(text: str) -> bool:
    """Tell whether a text may name a whole day: months and years contradict none."""
    plain = text.lower().replace("’", "'").replace("\n", " ")
    return _DAY.search(text) is not None or bool(_HOLIDAYS.find_matches_as_indexes(plain))


def _names_year(text: str) -> bool:
    digits = "19" in text or "20" in text  # nearly no text holds them, and that is quick to say
    return bool((digits and _YEAR.search(text)) or ("year" in text and _YEAR_WORD.search(text)))


def _is_younger(text: str, year: int) -> bool:
    """Tell whether a text may name a day of a year or of a later one, also in two digits."""
    return any(int(one) >= year for one in _NUMBER.findall(text)) or _IN_FIGURES.search(text) is not None


def _contradiction(dating: Dating) -> Contradiction:
    return Contradiction(dating.edtf or "", dating.basis, "; ".join(dating.evidence))


def _agrees(article: Article, other: Dating, low: date, high: date) -> bool:
    if other.basis == "stated":
        return any(_is_near(text, low, high) or _is_update(stamp, text, low) for stamp, text in _stamped(article))
    return _is_near(other.edtf or "", low, high, PRINTED)


def _stamped(article: Article) -> Iterator[tuple[str, str]]:
    return ((stamp, text) for stamp in article.stamps if (text := stamps.day(stamp)))


def _is_near(text: str, low: date, high: date, before: timedelta = ZONE) -> bool:
    first, last = edtf.bounds(text)
    return (first is None or first <= high + ZONE) and (last is None or last >= low - before)


def _is_update(stamp: str, text: str, low: date) -> bool:
    """Tell whether a stamp is of a later edition."""
    last = edtf.bounds(text)[1]
    return stamps.UPDATED.match(stamp) is not None and (last is None or last >= low - ZONE)


def _of_clues(article: Article, times: Sequence[Found], low: date, high: date) -> Iterator[Contradiction]:
    """Yield the photographs and days told as past that are younger, days of the report and years that are others."""
    seen = [*clues.captions(article), *clues.mentions(article, times, None)]
    younger = (one for one in seen if one.day and one.low and one.low > high + ZONE)
    reports = (one for one in seen if one.day and one.high and one.high < low - PRINTED)
    years = (one for one in clues.years(article.text, times) if _is_apart(one, low, high))
    fetched = (one for one in clues.fetched(article) if one.high and one.high < low - ZONE)
    for clue in dict.fromkeys((*younger, *(one for one in reports if one.low), *years, *fetched)):
        yield _of_clue(clue)


def _is_apart(clue: Clue, low: date, high: date) -> bool:
    return (clue.low is not None and clue.low > high) or (clue.high is not None and clue.high < low)


def _of_clue(clue: Clue) -> Contradiction:
    text = edtf.spanned(clue.low, clue.high) or ""
    basis: Basis = "caption" if clue.photograph else "metadata" if clue.low is None else "weekday"
    return Contradiction(text, basis, clue.words)


def _of_weekdays(evidence: Sequence[str]) -> Iterator[Contradiction]:
    """Yield the dates that name a weekday on which they don't fall: "Friday, 14 March 2026", a Saturday."""
    for line in (one for one in evidence if any(day in one for day in _WEEKDAYS)):
        for expression, value in timex.read(line, None):
            name = timevalues.of_kinds(expression.tokens, "weekday", "wd")
            first, last = edtf.bounds(value.edtf) if name and value.edtf else (None, None)
            if first and first == last and first.weekday() != timewords.WEEKDAY_NUMBER[name]:
                meant = clues.nearest(timewords.WEEKDAY_NUMBER[name], first)
                yield Contradiction(str(meant), "stated", line[expression.start : expression.end])


def _of_named_days(article: Article, times: Sequence[Found], low: date, high: date) -> Iterator[Contradiction]:
    """Yield the days that the lead names by weekday and date, where that year has no such day."""
    for weekday, day, words in clues.named_days(article, times):
        texts = [f"{year:04}-{day}" for year in range(low.year - 1, high.year + 1)]
        days = [one for text in texts if edtf.valid(text) and (one := date.fromisoformat(text)) <= high + ZONE]
        if days and not clues.falls(weekday, day, days[-1].year, days[-1].year):
            meant = clues.falls(weekday, day, low.year - YEARS_ABOUT, low.year + YEARS_ABOUT)
            nearest = min(meant, key=lambda one: abs(one - low), default=None)
            if nearest:
                yield Contradiction(str(nearest), "weekday", words)
