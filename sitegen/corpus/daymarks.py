"""A page's tree in, the days that its markup marks as such out: <time>, and what stands under a class that says "date".

The one idea: themes differ in where they print a day, not in what they call it. A mark counts by what its names say
and by how near it stands to the headline; one among comments or under other stories' headlines counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sitegen.corpus.claims import in_greenwich
from sitegen.months import EDITED, MONTHS

if TYPE_CHECKING:
    from lxml import html

Order = Literal["day", "month"]

LONGEST_MARK = 80  # characters of the text of an element that states a day and little else
ABOVE, BELOW, BANDS = 400, 1500, 400  # characters of text around the headline, in which a mark is the article's own
LONGEST_OPENING = 120  # characters of a paragraph in which its place and day stand
MOST_COMMON = 2  # words of a place and of what joins it to its day without a capital: "Frankfurt am Main, den 5. …"
LEAD_IN = 40  # characters of text before a mark, in which "updated" is said of it
TWO_DIGITS = 2
LONGEST_HEADING = 400

# What classes, ids and names say of an element: that it dates its article; each with a name in which it is found.
PUBLISHED = (
    (r"publi(?:sh|cat|é|shed)", "datePublished"),
    (r"pub-?date", "pubdate"),
    (r"(?:entry|post|article|news|node|create[d]?|release)[-_]*(?:meta[-_]*)?dat(?:e|um)", "entry-date"),
    (r"posted|erschienen|veroeffentlicht", "posted-on"),
)
UPDATED = ((r"updated?|modifi|revis|changed|aktualis|geaendert|maj\b", "last-modified"),)
DATES = (
    (r"dat(?:e|um)(?!a)", "newsdatum"),
    (r"time|stamp|\bstand\b", "timestamp"),
    (r"fecha|\bdata\b|\bdato\b", "fecha-nota"),
)
# Ancestors under which another day is meant, by their class or id.
ELSEWHERE = (
    (r"comment(?!ary)|kommentar|repl(?:y|ies)\b|respond", "comment-list"),
    (r"related|recommend|similar|teaser|sidebar|popular|trending|most-?read|latest|more-(?:news|stories)", "related"),
    (r"(?:date|datum)[-_]*(?:in-)?head", "date-in-head"),
    (
        r"(?<!article)(?<!entry)(?<!post)(?<!article[-_])(?<!entry[-_])(?<!post[-_])head(?:er)?[-_]*(?:date|datum)",
        "header-date",
    ),
    (r"today|current|masthead|\bclock", "current-date"),
    (r"carousel|swiper|slider|ticker|newsletter|breaking|weather|event|calendar|\bmenu\b", "swiper-slide"),
)


def _names(*tables: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(pattern for table in tables for pattern, _ in table), re.IGNORECASE)


_PUBLISHED, _UPDATED, _ELSEWHERE = _names(PUBLISHED), _names(UPDATED), _names(ELSEWHERE)
_DATED = _names(PUBLISHED, UPDATED, DATES)
_CALLED_UPDATED = re.compile(rf"changed|{EDITED}", re.IGNORECASE)
_CALLED = (
    r"(?:publi(?:sh|ca[dtç]|cer|k[aou]|z|é|e[er]?\b)|pubblicat|posted|erschienen|veröffentlicht|erstellt|created|eingestellt|gepubliceerd|geplaatst"
    r"|opublikowan|dodano|julkaistu|udgivet|megjelen|zveřejněn|vydán|публик|опублик|δημοσ|yayın)"
)
_CALLED_PUBLISHED = re.compile(rf"\b{_CALLED}", re.IGNORECASE)
_LEADING = re.compile(rf"\b{_CALLED}\w*(?:(?!{EDITED})[^.!?\d])*\Z", re.IGNORECASE)
_CLOSING = re.compile(rf"[^.!?\n]{{0,24}}?\b{_CALLED}\w*", re.IGNORECASE)
_PLACE = re.compile(
    r"[(\[]?|[^\W\d_][\w.'’/ -]{1,40}(?:\([^()]{2,30}\))? ?[,(] ?(?:(?:den|le|el|am|il|a|the) )?"
    r"|[^\W\d_]\w{3,30} (?:vom|du|del|of) "
)
_SIGN = re.compile(r"\.? ?(?:[–—|/:-]|[)\]])")
_OF_A_READER = re.compile(
    r"join(?:ed|date)|member since|registered|registriert|dabei seit|inscrit|mitglied", re.IGNORECASE
)

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Days within words; each row with an example that tests/corpus/test_daymarks.py reads as 2026-01-25.
DAYS = (
    (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", "2026-01-25T09:30:00+01:00"),
    (r"(?P<year>(?:19|20)\d\d)[/.] ?(?P<month>\d\d?)[/.] ?(?P<day>\d\d?)(?!\d)", "2026. 01. 25. 9:30"),
    (r"(?P<year>(?:19|20)\d\d) ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]", "2026年1月25日"),
    (
        (
            rf"(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?[\s-]{{1,3}}(?:of |de |d')?(?P<name>{_MONTH})\.?,?"
            r"[\s-](?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        "Sonntag, 25. Januar 2026, 9 Uhr",
    ),
    (
        (
            rf"\b(?P<name>{_MONTH})\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s"
            r"(?:\d\d:\d\d:\d\d\s(?:[a-z]{3,4}\s)?)?(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        "Published: Jan. 25th, 2026",
    ),
    (r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?(?P<year>(?:19|20)\d\d|\d\d(?!:))(?!\.?\d)", "Stand: 25.01.26"),
    (r"(?P<one>\d\d?)(?P<joint>[/-])(?P<two>\d\d?)(?P=joint)(?P<year>(?:19|20)\d\d)(?!\d)", "25/01/2026"),
)
_DAYS = tuple(re.compile(rf"(?<![\d/.-]){pattern}", re.IGNORECASE) for pattern, _ in DAYS)
_SLASHED = re.compile(r"(?<![\d/.-])(\d\d?)[/-](\d\d?)[/-](?:19|20)\d\d(?!\d)")


_SILENT = frozenset(("script", "style", "svg", "noscript", "head"))
_PAGE = frozenset(("html", "body", "article"))
_OTHERS = frozenset(("nav", "blockquote"))  # menus, and what others posted elsewhere
_HEADINGS = frozenset(("h1", "h2", "h3"))
_WORD = re.compile(r"\w+")
TITLE_SHARE, TITLE_WORDS = 0.6, 3  # of the words of the page's title or of the heading that stand in both
# What speaks for a mark: it is near the headline and called published, near it, near it but called changed, far off.
STATED, NEAR, CHANGED, APART = range(4)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that markup marks: the words or the attribute that hold it, and how much speaks for it (the least most)."""

    words: str
    day: str
    rank: int
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (with its tag) or a dated element: its place in the text, the elements of other stories it is in."""

    place: int
    words: str
    names: str = ""
    before: str = ""
    shown: bool = True
    tag: str = ""
    within: tuple[int, ...] = ()


def day_in(text: str, order: Order | None = None) -> str | None:
    """Return the first day that a short text holds; of 5/1/2026 by the order of its place, None where that is unknown.

    >>> day_in("Samstag, 3. Oktober 2026"), day_in("5/1/2026"), day_in("5/1/2026", "month")
    ('2026-10-03', None, '2026-05-01')
    """
    return next((day for day, _ in days_in(text, order)), None)


def days_in(text: str, order: Order | None = None) -> Iterator[tuple[str, str]]:
    """Yield the days that a short text holds, each with the words before it."""
    last = 0
    for day, start, end in _days_at(text, order):
        yield day, text[last:start]
        last = end


def _days_at(text: str, order: Order | None) -> Iterator[tuple[str, int, int]]:
    """Yield the days that a short text holds, each with its place."""
    matches = [match for pattern in _DAYS for match in pattern.finditer(text)]
    last = 0
    for match in sorted(matches, key=lambda match: match.start()):
        if match.start() >= last and (day := _possible(match, order)):
            yield day, match.start(), match.end()
            last = match.end()


def called_published(lines: Iterable[str], order: Order | None = None) -> str | None:
    """Return the words by which lines of a page call one day that of its publication; None where they call several.

    >>> called_published(["Ferry returns", "Last change: 6 Jan 2026", "Published on: 5 Jan 2026"])
    'Published on: 5 Jan 2026'
    """
    found: dict[str, str] = {}
    for line in lines:
        if len(line) <= LONGEST_HEADING and _CALLED_PUBLISHED.search(line):
            for day, start, end in _days_at(line, order):
                if before := _LEADING.search(line, max(0, start - LEAD_IN), start):
                    found.setdefault(day, line[before.start() : end])
                elif behind := _CLOSING.match(line, end):
                    found.setdefault(day, line[start : behind.end()])
    return next(iter(found.values())) if len(found) == 1 else None


def opening_day(paragraph: str, order: Order | None = None) -> str | None:
    """Return the words of the day with which a paragraph opens, alone or behind a place, as press releases do.

    >>> opening_day("Port Elder, den 5. Januar 2026 – Die Fähre"), opening_day("On 5 January 2026 - a Monday")
    ('5. Januar 2026', None)
    """
    head = paragraph[:LONGEST_OPENING]
    for _, start, end in _days_at(head, order):
        common = sum(word.islower() for word in head[:start].split())
        opens = common <= MOST_COMMON and _PLACE.fullmatch(head, 0, start) and _SIGN.match(head, end)
        return head[start:end] if opens else None
    return None


def _possible(match: re.Match[str], order: Order | None) -> str | None:
    parts = match.groupdict()
    if "one" in parts:
        days = {_day(parts["year"], parts["two"], parts["one"]): "day"}
        days |= {_day(parts["year"], parts["one"], parts["two"]): "month"}
        possible = [day for day, kind in days.items() if day and (len(days) == 1 or order in (None, kind))]
        possible = possible or [day for day in days if day]
        return possible[0] if len(possible) == 1 else None
    month = str(MONTHS[parts["name"].casefold()]) if parts.get("name") else parts["month"]
    return _day(parts["year"], month, parts["day"])


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year) + 2000 * (len(year) == TWO_DIGITS), int(month), int(day)).isoformat()
    except ValueError:
        return None


def order(texts: Iterable[str], language: str) -> Order | None:
    """Return which comes first on a page, day or month: as its other days show, else as its language has it.

    >>> order(["3/25/2026", "1/2/2026"], "en"), order([], "en-US"), order([], "fr"), order([], "en")
    ('month', 'month', 'day', None)
    """
    pairs = [(int(match[1]), int(match[2])) for text in texts for match in _SLASHED.finditer(text)]
    days, months = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)  # noqa: PLR2004
    if days != months:
        return "day" if days else "month"
    tongue, _, region = language.casefold().replace("_", "-").partition("-")
    if tongue == "en":
        return "month" if region == "us" else "day" if region else None
    return "day" if tongue else None


def marks(tree: html.HtmlElement, language: str = "") -> tuple[Mark, ...]:
    """Return the marks of a page, those that most speaks for first."""
    found = list(_walked(tree))
    headline = _headline(tree, [part for part in found if part.tag])
    dated = [part for part in found if not part.tag and not set(part.within) - set(headline.within)]
    first = order((part.words for part in dated), language)
    called = [part for part in dated if part.shown and _PUBLISHED.search(part.names)]
    alone = len({day for part in called for day, _ in days_in(part.words, first)}) == 1
    ranked = [
        (_far(part, headline), Mark(part.words, day, _rank(part, lead, headline, alone=alone), part.shown))
        for part in dated
        for day, lead in days_in(part.words, first)
        if not _OF_A_READER.search(lead or part.before)
    ]
    return tuple(mark for _, mark in sorted(ranked, key=_precedence))


def shown(found: Sequence[Mark]) -> tuple[str, ...]:
    """Return the one day that marks by the headline show to readers, and which else its figures may mean.

    Nothing where they show several, for one may be another story's, or where all are hours of Greenwich: what readers
    are shown of those, their own clock says.
    """
    near = [mark for mark in found if mark.shown and mark.rank <= NEAR]
    own = [mark for mark in near if not in_greenwich(mark.words)]
    days = [date.fromisoformat(mark.day) for mark in (*own[:1], *near)]
    if not own or len({mark.day for mark in own}) > 1 or any(abs(day - days[0]).days > 1 for day in days):
        return ()
    either = (day_in(own[0].words, first) for first in ("day", "month"))
    return tuple(dict.fromkeys((own[0].day, *filter(None, either))))


def _precedence(ranked: tuple[int, Mark]) -> tuple[int, int, int, int]:
    """Order marks: those that count before those of a change or apart; then by their band, then by their names."""
    far, mark = ranked
    return max(mark.rank, NEAR), far // BANDS, mark.rank, far


def _far(part: Part, headline: Part) -> int:
    """Return how far from the headline a part stands; above it twice as far as below."""
    far = part.place - headline.place
    return far if far >= 0 else -2 * far


def _rank(part: Part, lead: str, headline: Part, *, alone: bool) -> int:
    """Return what speaks for a mark; ``alone`` says that all that the page calls published are of one day."""
    if not (alone and part.shown and _PUBLISHED.search(part.names)) and not (
        headline.tag and -ABOVE <= part.place - headline.place <= BELOW
    ):
        return APART
    published = _PUBLISHED.search(part.names) is not None
    if _CALLED_UPDATED.search(lead or part.before) or (_UPDATED.search(part.names) and not published):
        return CHANGED
    return STATED if published else NEAR


def _headline(tree: html.HtmlElement, headings: Sequence[Part]) -> Part:
    """Return the first heading that says what the page's title says, else the first of first level."""
    title = frozenset(_WORD.findall((tree.findtext(".//title") or "").casefold()))
    for part in headings:
        words = frozenset(_WORD.findall(part.words.casefold()))
        if len(words & title) > TITLE_SHARE * min(len(words), len(title)) and len(words & title) >= TITLE_WORDS:
            return part
    return next((part for part in headings if part.tag == "h1"), Part(0, ""))


def _walked(tree: html.HtmlElement) -> Iterator[Part]:
    """Yield the headings and the dated elements of a page, in one pass."""
    from lxml import etree  # noqa: PLC0415 - takes a tenth of a second to load

    place, number, silent, before, within = 0, 0, 0, "", list[int]()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        names = _called(element.attrib)
        begins = event == "start"
        silent += (tag in _SILENT) * (1 if begins else -1)
        if tag in _OTHERS or (tag not in _PAGE and _ELSEWHERE.search(names)):
            number += begins
            within = [*within, number] if begins else within[:-1]
        if begins and not silent:
            if tag in _HEADINGS:
                yield Part(place, _text(element), tag=tag, within=tuple(within))
            elif tag == "time" or (tag != "a" and _DATED.search(names)):
                shown = bool(_text(element))
                for words in _worded(element):
                    yield Part(place, words, names, before, shown, within=tuple(within))
        words = (element.text if begins else element.tail) or ""
        if not silent and words.strip():
            place += len(words)
            before = words[-LEAD_IN:]


def _called(attributes: Mapping[str, str]) -> str:
    return " ".join(filter(None, map(attributes.get, ("class", "id", "itemprop", "property", "pubdate"))))


def _worded(element: html.HtmlElement) -> Iterator[str]:
    """Yield the words in which an element may hold its day: an attribute for machines, else its short text."""
    for name in ("datetime", "content", "data-datetime", "data-date", "data-time", "title"):
        value = (element.get(name) or "").strip()
        if value and len(value) <= LONGEST_MARK and day_in(value):
            yield value
            return
    if text := _text(element, LONGEST_MARK):
        yield text


def _text(element: html.HtmlElement, most: int = LONGEST_HEADING) -> str:
    """Return the text of an element, a space between its elements; nothing where it is longer."""
    parts: list[str] = []
    count = 0
    for part in element.itertext("*"):
        parts += part.split()
        count += len(part.strip()) + 1
        if count > most:
            return ""
    return " ".join(parts)
