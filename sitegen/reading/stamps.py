"""A page's text in, the line that states when it was published out: every full date is a candidate, evidence votes.

Each row of ``EVIDENCE`` looks at the words before a date, the words behind it or its line, and adds to or takes from
its weight. The date that the page's own words speak for most wins; a tie goes to the first.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from sitegen import edtf, months
from sitegen.reading import calendars, timevalues, timewords, timex

Place = Literal["before", "behind", "line", "above", "below"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row: where to look, for what, how much it counts, and a line in which it counts for the date ``<D>``."""

    where: Place
    pattern: re.Pattern[str]
    weight: float
    example: str


def _row(
    where: Literal["before", "behind", "line", "above", "below"], pattern: str, weight: float, example: str
) -> Evidence:
    return Evidence(where, re.compile(pattern, re.IGNORECASE), weight, example)


BEFORE, BEHIND, AROUND = 60, 40, 300
PROSE = 100
LONGEST_MONTH = 16  # letters, with what stands behind it
MARGIN = 1.25
SURE, WEAK, WEAK_IN_PROSE = 1.0, -2.5, -1.0
MOST_ALIKE, LONGEST_FORM = 20, 60  # lines that count as alike, and the characters by which they are

_SENTENCE = r"\b(?:was|were|is|are|has|had|have|his|her|their)\b[^\n]*[.!?][\"”’)]*\s*$"
EVIDENCE: tuple[Evidence, ...] = (
    _row(
        "before",
        r"\b(?:publish(?:ed)?|posted|first published|publi[ée]e? le|ver[öo]ffentlicht|publicado|date posted|written"
        r"|pubblicato|issued|released|submitted|created|erschienen|gepostet|gespeichert|erstellt|mis en ligne|paru)\b"
        r"[^\n]{0,40}$|\b(?:(?:erscheinungs)?dat(?:e|um)|fecha)[:\s]+$|\bstand:\s+$",
        3.0,
        "Published by the desk on <D>",
    ),
    _row(
        "before",
        r"\b(?:updated|modified|edited|revised|revision|actualis[ée]e?|aktualisiert|last changed)\b[^\n]{0,24}$",
        0.5,
        "Updated: <D>",
    ),
    _row(
        "before",
        r"\b(?:latest|current) revision\b[^\n]{0,24}$",
        1.5,
        "Revision as of 07:47, 2 March 2021\nLatest revision as of 05:33, <D>",
    ),
    _row(
        "before",
        r"(?:^|[^\w\s]\s?|\n\s*|(?:written|posted|story|report(?:ed|ing)?|words|review|text) )by:?\s"
        r"[^\n]{2,50}\n?[^\n]{0,40}$",
        2.0,
        "By Amina Keller, <D>",
    ),
    _row("before", r"(?:^|\n)\W*$", 0.7, "<D>"),
    _row("before", r"(?:^|\n)\W*[^\W\d_]{3,14}(?:-feira)?[,.:]?\s$", 0.7, "Lunedì, <D>"),
    _row("behind", r"^[^\w\n]*(?:at|um|à|às|alle|kl\.?|o|-|–|,|\|)?\s*\d{1,2}[:.]\d\d", 1.5, "<D> at 10:32"),
    _row("before", r"\b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?[,\s|]*(?:on )?$", 1.0, "10:32, <D>"),
    _row("behind", r"^[^\w\n]{0,3}(?:\n|$|\|)", 0.5, "<D>"),
    _row(
        "behind",
        r"^[^\n]{0,60}\b(?:by|updated|min(?:ute)?s?\.? read|comments?|words|reading time|views)\b",
        0.7,
        "<D> by Amina Keller",
    ),
    _row("below", r"^\W*(?:reading time|share|by\b|updated|\d+ min|in \w|photo)", 0.4, "<D>\n4 min read"),
    _row(
        "before",
        r"\b(?:on|since|until|by|before|after|from|of|in|dated|vom|seit|bis|zum|ab|depuis|jusqu['’]au|desde|hasta|dal)\s+"
        r"(?:the\s|dem\s)?$|\b(?:termin|when|event date)\W*$",
        -1.5,
        "He was born on <D>",
    ),
    _row(
        "line",
        r"\b(?:photo|getty|image|pictured|photograph|afp|epa|reuters\)|file pic)\b",
        -1.5,
        "A bridge, <D>. Photo: desk",
    ),
    _row("line", r"©|\(c\)|copyright|all rights|licen[cs]e|version|privacy", -2.0, "© <D>"),
    _row("line", _SENTENCE, -3.0, "The hearing is set for <D>."),
    _row("line", r"(?<!\w)@\w{3,}|pic\.twitter|retweet", -2.0, "— A reader (@reader) <D>"),
    _row("above", r"\b(?:tweets|posts|videos|photos) by @?\w+\s*$", -3.0, "Tweets by @harbour\n<D>"),
    _row("below", r"^[^\n]{0,300}\breply\b", -1.5, "<D>\nReply"),
    _row("above", r"\b(?:says|comments|said)\s*:?\s*$|joined\s*$|member\s*$", -2.0, "A reader says:\n<D>"),
    _row(
        "above",
        r"\b(?:related|recommended|recent posts|you (?:might|may) (?:also )?like|more (?:from|news|stories)|read next"
        r"|most read|popular|trending|what to watch next|latest news|archives?)\b[^\n]*\n[^\n]*\n?$",
        -1.5,
        "Related articles\nHarbour opens\n<D>",
    ),
)
# Months of other languages as forms of each, January to December; English ones are the grammar's.
FOREIGN_MONTHS = {
    **{
        one: [[form.replace("_", " ") for form in month.split("/")] for month in names.split()]
        for one, names in months.NAMES.items()
        if one not in ("en", "he")
    },
    "he": [[month.removeprefix("ב")] for month in months.NAMES["he"].split()],
}
_ENGLISH = tuple(name for month in months.NAMES["en"].split() for name in month.split("/"))


def _name(month: str) -> str:
    """Return a month's name in one form for all its cases: "HAZİRAN", "Haziran", "KASIM", "kasım"."""
    return " ".join(month.lower().replace("ı", "i").replace("i\u0307", "i").replace("ſ", "s").split())


_FOREIGN_NUMBER = {
    name: number
    for language in FOREIGN_MONTHS.values()
    for number, names in enumerate(language, 1)
    for name in names
    if name not in _ENGLISH
}
# "2 Mart 2021", "2. März 2021", "2 de marzo de 2021", "٢ آذار/مارس ٢٠٢١", "2 במרץ 2021", "2ê Adarê 2021"
_YEAR_ENDS = r"(?=\b|\d{1,2}\.? [^\W\d_]{3})"  # or the day of the last edition is run into it
_FOREIGN_NAME = "|".join(sorted(_FOREIGN_NUMBER, key=len, reverse=True))
# A digit begins it, and no boundary of words, so that all other characters are passed over at once.
_FOREIGN = re.compile(
    r"(\d(?<!\w\d)\d?)(?:"
    rf"(?:er|\.|º|ی|ê)?\s(?:/\s|del?\s|d['’]|ב)?({_FOREIGN_NAME})[aêی]?\.?(?:\s?/\s?[^\W\d_]{{2,12}})?[,،]?"
    r"\s(?:/\s|del?\s)?"
    rf"|\.\s({'|'.join(_ENGLISH)})\.?,?\s)(\d{{4}}){_YEAR_ENDS}",
    re.IGNORECASE,
)
# "Oktober 2, 2021", "abr. 2, 2021": the month stands before the day.
_FOREIGN_BEHIND = re.compile(r"(?<=\s)(\d{1,2}),\s?((?:19|20)\d\d)(?!\d)")
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,14})\.?\s$")
_SOLAR = re.compile(rf"(\d(?<!\w\d)\d?)\s({'|'.join(months.SOLAR)})(?:\s?ماه)?،?\s(\d{{4}})\b")
_EVERY_NUMBER = {_name(name): number for name, number in _FOREIGN_NUMBER.items()}
_EVERY_NUMBER |= {name: months.MONTHS[name] for name in _ENGLISH}
# Days in figures that the grammar of English doesn't read; each with a line that holds 2 March 2021.
FIGURES = (
    (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[年년][. ]?(?P<month>\d{1,2})[月월][. ]?(?P<day>\d{1,2})[日일]",
        "2021年03月02日 | 12:30",
    ),
    (
        r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)?\d\d)(?![\d.:])",
        "Lindau, 2. 3. 21",
    ),
)
_FIGURES = tuple(re.compile(pattern) for pattern, _ in FIGURES)
_SLASHED = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:20)?\d\d(?![\d/])")
_NUMBER = re.compile(r"\d+")
LEAST_ARTICLES = 0.003  # of the words of a page in English are "the"
# Before the day of a post that a page quotes: it was there before the page.
_QUOTED = re.compile(r"^\W*[—–-]\s[^\n]*@\w{3}|pic\.twitter|\bpost shared by\b", re.IGNORECASE)
_DAY_OR_TWO = re.compile(r"\[?\d{4}-\d\d-\d\d(?:,\d{4}-\d\d-\d\d\])?")
UPDATED = re.compile(
    rf"\W*(?:(?:last|letzte|zuletzt|derni[eè]re|última|ultim[oa]) )?(?:{months.EDITED})",
    re.IGNORECASE,
)
# The day on which somebody fetched the page is no earlier than its own.
FETCHED = re.compile(
    r"\b(?:downloaded|accessed|retrieved|fetched|captured|cached|printed)\b[^\w\n]*(?:on )?", re.IGNORECASE
)
# Days that the grammar of English doesn't read, for what stands beside them or between their parts; each with a line
# that holds 2 March 2021.
_MONTHS = "|".join(sorted((*timewords.MONTHS, *timewords.MONTH_SHORT), key=len, reverse=True))
GLUED = (
    (  # a day and, hidden on the page, that of the last edition
        rf"\b(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}}), ?(?P<year>(?:19|20)\d\d)(?=[A-Za-z])",
        "Posted on March 2, 2021March 4, 2021Author Amina Keller",
    ),
    (  # a day's sheet of a calendar, the year below it
        rf"^[^\w\n]*(?P<month>{_MONTHS})\.? ?(?P<day>\d\d)(?P<year>(?:19|20)\d\d)(?=[^\w\n]*$)",
        "Mar 022021",
    ),
    (  # an author before it, no blank between
        rf"(?<=[a-z)\]])(?P<month>(?=[A-Z])(?:{_MONTHS}))\.? (?P<day>\d{{1,2}}),? ?(?P<year>(?:19|20)\d\d)(?!\d)",
        "Amina KellerMarch 2, 2021",
    ),
    (
        rf"(?<=[a-z)\]])(?P<day>\d{{1,2}})\.? (?P<month>{_MONTHS})\.?,? (?P<year>(?:19|20)\d\d)(?!\d)",
        "Amina Keller2 March 2021",
    ),
    (
        rf"\b(?P<month>{_MONTHS})\.? ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,(?P<year>(?:19|20)\d\d)(?!\d)",
        "March 2,2021",
    ),
    (
        rf"(?<![\w-])(?P<day>\d{{1,2}})[-/.](?P<month>{_MONTHS})[-/.](?P<year>(?:19|20)\d\d)(?!\d)",
        "02-Mar-2021 10:32",
    ),
    (
        rf"\b(?P<year>(?:19|20)\d\d)(?:, ?|[ /-])(?P<month>{_MONTHS})\.?[ /-](?P<day>\d{{1,2}})(?!\d)",
        "2021 March 2",
    ),
    (
        rf"\b(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}}),? ['’](?P<year>\d\d)(?!\d)",
        "Mar 2 '21",
    ),
)
# Nearly no text holds figures and letters so close together.
_MAY_BE_GLUED = re.compile(
    r"\d{4}(?:[A-Za-z]|\d\d|(?:, ?|[ /-])[A-Z][a-z]{2})|[a-z)\]](?:[JFMASOND][a-z]{2}|\d{1,2}\.? [A-Z])"
    r"|\d[-/.][A-Za-z]{3}|\d(?:st|nd|rd|th)?,(?:\d{4}| ?['’]\d\d)|\d ['’]\d\d"
)
_TWICE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?=\d{1,2}/\d{1,2}/|[A-Za-z])")
_GLUED = tuple(re.compile(pattern, re.MULTILINE) for pattern, _ in GLUED)
_TELLS = re.compile(_SENTENCE, re.IGNORECASE)
# What is no prose, though as long: items of lists, and lines of data that no mark of a sentence ends or cuts.
_OF_DATA = re.compile(r"^\s*(?:[•*▪►]|\d+\.)\s|^[^.!?…。]*[^\W]\s*$")
_IN_PROSE, _NEAR_BODY, _IN_MENU, _LATE = -1.5, 1.2, -1.5, -2.0
_ALIKE = -0.5  # times the logarithm of how many lines look like a day's own: those of comments, of other stories
_WORDS, _FIGURE = re.compile(r"[^\W\d_]+(?:[\s,.'’-]+[^\W\d_]+)*"), re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A full date in a page: its span, its EDTF (a set where day and month may be swapped), and what speaks for it.

    ``prose`` says that it stands in a paragraph or a sentence, which tell of many days, ``quoted`` that it is of a post
    quoted here.
    """

    start: int
    end: int
    edtf: str
    weight: float
    prose: bool = False
    quoted: bool = False

    @property
    def least(self) -> float:
        """The weight that it must have to be taken for the day of publication where nothing else tells it."""
        return WEAK_IN_PROSE if self.prose else WEAK


@lru_cache(maxsize=1 << 12)  # reports of one day have the same stamps
def day(text: str) -> str | None:
    """Return the first full date of a line, in any of the languages known here; None without any.

    >>> day("Lindau, 2. November 2021")
    '2021-11-02'
    """
    return next(
        (found for _, _, found in sorted((*_english(text), *_foreign(text), *_figures(text), *_glued(text)))), None
    )


def _lines(text: str) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for line in text.split("\n"):
        spans.append((begin, begin + len(line)))
        begin += len(line) + 1
    return spans


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every full date of a page with the weight of the evidence around it, in order."""
    lines = _lines(text)
    prose = [end - start >= PROSE and not _OF_DATA.search(text[start:end]) for start, end in lines]
    middle = _middle([line for line, is_prose in zip(lines, prose, strict=True) if is_prose], len(text))
    days = sorted({*_english(text), *_foreign(text), *_figures(text), *_glued(text)})
    places = [bisect_left(lines, start, key=itemgetter(1)) for start, _, _ in days]
    forms = [
        "" if prose[index] else _form(text, start, end, lines[index])
        for index, (start, end, _) in zip(places, days, strict=True)
    ]
    often = Counter(forms)
    for index, form, (start, end, day) in zip(places, forms, days, strict=True):
        weight = _weight(text, start, end, lines[index]) + _place(lines, prose, index) + _LATE * (start > middle)
        alike = 0.0 if prose[index] else _ALIKE * math.log(min(often[form], MOST_ALIKE))
        quoted = _QUOTED.search(text[max(lines[index][0], start - AROUND) : start]) is not None
        told = prose[index] or _TELLS.search(text, *_around(start, end, lines[index])) is not None
        yield Candidate(start, end, day, weight + alike, told, quoted)


def _around(start: int, end: int, line: tuple[int, int]) -> tuple[int, int]:
    """Return the part of its line that is looked at around a day."""
    return max(line[0], start - AROUND), min(line[1], end + AROUND)


def _form(text: str, start: int, end: int, line: tuple[int, int]) -> str:
    """Return what the line of a day looks like: a sign for the day, one for each run of words, one for each number."""
    low, high = _around(start, end, line)
    words = _WORDS.sub("a", f"{text[low:start].lstrip()}\0{text[end:high].rstrip()}")
    return _FIGURE.sub("0", words)[:LONGEST_FORM]


def _middle(paragraphs: list[tuple[int, int]], default: int) -> int:
    """Return where half of a page's prose is told: a day behind it is seldom the article's, often another page's."""
    rest = sum(end - start for start, end in paragraphs) / 2
    for start, end in paragraphs:
        rest -= end - start
        if rest <= 0:
            return end
    return default


def _english(text: str) -> Iterator[tuple[int, int, str]]:
    found = timex.found(text)
    for expression, value in zip(found, timex.values(found, None), strict=True):
        if value and _full(value.edtf, expression.before) and timevalues.is_absolute(expression.tokens):
            date_ = timevalues.behind_clock(expression.tokens) or expression.tokens
            yield expression.start + date_[0].start, expression.end, value.edtf or ""


def _foreign(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _FOREIGN.finditer(text):
        number, name, year = match[1], match[2] or match[3], match[4]
        day = f"{int(year):04}-{_EVERY_NUMBER[_name(name)]:02}-{int(number):02}"
        if edtf.valid(day):
            yield match.start(), match.end(), day
    for match in _FOREIGN_BEHIND.finditer(text):
        before = _MONTH_BEFORE.search(text, max(0, match.start() - LONGEST_MONTH), match.start())
        month = before and _EVERY_NUMBER.get(_name(before[1]))
        if before and month and before[1].lower() not in _ENGLISH:
            day = f"{match[2]}-{month:02}-{int(match[1]):02}"
            if edtf.valid(day):
                yield before.start(), match.end(), day
    yield from _solar(text)


def _solar(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _SOLAR.finditer(text):
        number, year = int(match[1]), int(match[3])
        if not {year, year + 1} <= set(calendars.SOLAR_YEARS):  # a month ends where the next begins
            continue
        first, last = calendars.month_ends(calendars.solar, year, months.SOLAR.index(match[2]) + 1)
        if 1 <= number <= (last - first).days + 1:
            yield match.start(), match.end(), (first + timedelta(days=number - 1)).isoformat()


def _figures(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in _FIGURES:
        for match in pattern.finditer(text):
            year = _whole_year(match["year"])
            day = f"{year}-{int(match['month']):02}-{int(match['day']):02}"
            if edtf.valid(day):
                yield match.start(), match.end(), day


def _glued(text: str) -> Iterator[tuple[int, int, str]]:
    if not _MAY_BE_GLUED.search(text):
        return
    for pattern in _GLUED:
        for match in pattern.finditer(text):
            year = _whole_year(match["year"])
            day = f"{year}-{timewords.MONTH_NUMBER[match['month'].lower()]:02}-{int(match['day']):02}"
            if edtf.valid(day):
                yield min(match.start("month"), match.start("day"), match.start("year")), match.end(), day
    yield from _twice(text)


def _twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the days in figures that stand before the next, or before a word, without a blank."""
    for match in _TWICE.finditer(text):
        for _, _, day in _english(match[0]):
            yield match.start(), match.end(), day


def _whole_year(text: str) -> str:
    return text if len(text) == len("2021") else f"20{text}"


def _full(text: str | None, before: str) -> bool:
    """Tell whether the EDTF is a day, or one of two days."""
    return bool(text) and not before and _DAY_OR_TWO.fullmatch(text or "") is not None


def _weight(text: str, start: int, end: int, line: tuple[int, int]) -> float:
    """Return what the words around a date say for it."""
    low, high = _around(start, end, line)
    views = {
        "before": text[max(0, start - BEFORE) : start],
        "behind": text[end : end + BEHIND],
        "line": text[low:high],
        "above": text[max(0, line[0] - AROUND) : line[0]],
        "below": text[line[1] + 1 : line[1] + 1 + AROUND],
    }
    return sum(row.weight for row in EVIDENCE if row.pattern.search(views[row.where]))


def _place(lines: list[tuple[int, int]], prose: list[bool], index: int) -> float:
    """Return what the date's line and the lines below say for it: in prose, in a list, above the body, in a menu."""
    start, end = lines[index]
    if prose[index]:
        return _IN_PROSE
    ahead = prose[index + 1 : index + 15]
    return _NEAR_BODY if True in ahead else _IN_MENU if end - start < PROSE else 0.0


def stated(text: str) -> Candidate | None:
    """Return the date that the page states as its own: the first that nearly the most speaks for; None without any.

    Where that is the day of a post that the page quotes, the last of such days is returned.
    """
    found = list(candidates(text))
    most = max((candidate.weight for candidate in found), default=0.0)
    best = next((one for one in found if one.weight >= max(most - MARGIN, one.least)), None)
    if best and best.quoted:
        best = max((one for one in found if one.quoted and "," not in one.edtf), key=lambda one: one.edtf, default=best)
    return best and replace(best, edtf=_ordered(best, [candidate.edtf for candidate in found], text))


def _ordered(best: Candidate, others: list[str], page: str) -> str:
    """Return "12/10/2020" in the page's order, else as the day nearest to its plain dates, else as one of both."""
    if "," not in best.edtf:
        return best.edtf
    days = [date.fromisoformat(day) for day in best.edtf.strip("[]").split(",")]
    if _is_day_first(page):
        first = _NUMBER.match(page, best.start)
        return str(next((day for day in days if first and int(first[0]) == day.day), days[0]))
    plain = [date.fromisoformat(other) for other in others if "," not in other]
    return str(min(days, key=lambda day: min(abs(day - other) for other in plain))) if plain else best.edtf


def _is_day_first(page: str) -> bool:
    """Tell whether a page writes the day before the month: it does so elsewhere, or isn't in English.

    Who writes the month first writes in English.
    """
    return _SLASHED.search(page) is not None or page.lower().count(" the ") < page.count(" ") * LEAST_ARTICLES
