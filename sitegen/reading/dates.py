"""Text in, temporal expressions and datings out: when things happen, and when an article was published.

An article's day is known from its metadata or from a line that states it; else its words bound it (clues.py): the
photographs' dates, full dates, years and months, and the weekday that the lead names as news. No date is more exact
than the words it rests on, and each says which they are. There is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import Article, Basis, Block, Dating, TimeExpression
from sitegen.reading import clues, stamps, timevalues, timex
from sitegen.reading.clues import Clue, Lead
from sitegen.reading.timevalues import Value
from sitegen.reading.timex import Found

JOINT = "\n\n"
LATEST_NEWS = 4  # the lead's weekday so many days behind a photograph is that week's; later, it may be the one before
LONGEST_DAYS = 366  # bounds farther apart say nothing
KNOWN: tuple[Basis, ...] = ("metadata", "stated", "dateline")
WEEK = timedelta(days=7)

# ---------------------------------------------------------------- expressions


def expressions(text: str, reference: date | None) -> tuple[TimeExpression, ...]:
    """Return the temporal expressions of a text written on ``reference``; sorted, not overlapping.

    Without a reference, "on Friday" has a TIMEX3 value that leaves digits open, and no EDTF.

    >>> found = expressions("They met on Friday; troops leave by September 2025.", date(2024, 9, 29))
    >>> [(expression.timex, expression.edtf) for expression in found]
    [('2024-09-27', '2024-09-27'), ('2025-09', '[..2025-09]')]
    """
    found = timex.found(text)
    return _annotated(found, timex.values(found, reference))


def resolved(text: str, dating: Dating) -> tuple[TimeExpression, ...]:
    """Return the temporal expressions of a text as far as its dating tells what they mean.

    Each is resolved against the earliest and the latest day; where both give one date it stands, else the EDTF covers
    both and the TIMEX3 value leaves digits open. A text that is dated by the weekday it names as news speaks from that
    day: its other weekdays, and "a day earlier", are counted from it.

    >>> [found.edtf for found in resolved("It fell on Friday; on Monday they met.", Dating("[2024-09-27..2024-10-03]"))]
    ['2024-09-27', '[2024-09-23..2024-09-30]']
    >>> dating = Dating("[2024-09-27..2024-10-03]", "2024-09-27", "weekday", ("on Friday",))
    >>> [found.edtf for found in resolved("It fell on Friday; on Monday they met.", dating)]
    ['2024-09-27', '2024-09-23']
    """
    earliest, latest = edtf.bounds(dating.edtf) if dating.edtf else (None, None)
    found = timex.found(text)
    if earliest is None or latest is None or earliest == latest:
        return _annotated(found, timex.values(found, earliest if earliest == latest else None))
    ends = (timex.values(found, reference) for reference in (earliest, latest, None))
    from_news_day = dating.basis in ("weekday", "story") and latest - earliest < WEEK
    return _annotated(
        found,
        [
            low if from_news_day and _is_day(low) and _is_day(high) else _covering(low, high, unknown)
            for low, high, unknown in zip(*ends, strict=True)
        ],
    )


def _is_day(value: Value | None) -> bool:
    return bool(value and value.edtf and len(value.edtf) == len("2024-09-27"))


def _annotated(found: Sequence[Found], values: Iterable[Value | None]) -> tuple[TimeExpression, ...]:
    pairs = zip(found, values, strict=True)
    return tuple(timex.annotation(expression, value) for expression, value in pairs if value)


def _covering(low: Value | None, high: Value | None, unknown: Value | None) -> Value | None:
    """Return the value that holds whichever of two days the text was written on."""
    if low == high:
        return low
    if unknown is None or not (low and high and low.edtf and high.edtf):
        return unknown
    (first, first_end), (last, last_end) = edtf.bounds(low.edtf), edtf.bounds(high.edtf)
    start = min(first, last) if first and last else None
    end = max(first_end, last_end) if first_end and last_end else None
    return unknown._replace(edtf=edtf.spanned(start, end))


# ---------------------------------------------------------------- when an article was published


def dated(article: Article) -> Dating:
    """Return when an article was published: by its metadata, its stamps, its dateline, else as its words allow.

    >>> text = "Envoys met on Sunday, the ministry said."
    >>> photograph = "The envoys in the harbour, 22 December 2024."
    >>> dating = dated(Article("Envoys meet", text, (Block("paragraph", 0, len(text)),), captions=(photograph,)))
    >>> dating.edtf, dating.basis, dating.evidence
    ('[2024-12-22..2024-12-28]', 'weekday', ('on Sunday', '22 December 2024'))
    """
    return _from_metadata(article) or _from_stamps(article) or _from_dateline(article) or _from_clues(article)


def published(text: str) -> Dating:
    r"""Return when a plain-text dump of a page was published: the date that it states, else what its words allow.

    >>> published("Harbour opens\n\nBy Amina Keller\n29 September, 2024\n\nThe harbour opened again.").day
    '2024-09-29'
    """
    best = stamps.stated(text)
    if best and best.weight >= stamps.SURE:
        return _dating(best.edtf, "stated", (text[best.start : best.end],))
    dating = _from_clues(_as_article(text))
    if dating.edtf is None and best and best.weight >= stamps.WEAK:
        return _dating(best.edtf, "stated", (text[best.start : best.end],))
    return dating


def _dating(text: str, basis: Basis, evidence: Sequence[str]) -> Dating:
    return Dating(text, edtf.day(text), basis, tuple(dict.fromkeys(evidence)))


def _first_date(text: str) -> str | None:
    """Return the first date of a text that needs no reference."""
    return next((value.edtf for _, value in timex.read(text, None) if value.edtf and "/" not in value.edtf), None)


def _from_metadata(article: Article) -> Dating | None:
    text = (article.metadata.published or "").strip()
    stamp = text.replace(" ", "T", 1)
    found = stamp.partition("T")[0] if edtf.valid(stamp) else _first_date(text)
    if found is None:
        return None
    return _shown_instead(article, found) or _dating(found, "metadata", (text,))


def _shown_instead(article: Article, claimed: str) -> Dating | None:
    """Return the day that a page shows to readers as its own, and names to machines as that of a change."""
    for stamp in article.stamps:
        shown = None if _UPDATED.match(stamp) else stamps.day(stamp)
        if shown and shown != claimed and shown == article.metadata.modified:
            return _dating(shown, "stated", (stamp,))
    return None


_UPDATED = re.compile(
    r"\W*(?:last )?(?:updated?|modified|edited|revised|aktualisiert|geändert|actualis|mis à jour|actualizado|aggiornat"
    r"|güncel|обновлено)",
    re.IGNORECASE,
)


def _from_stamps(article: Article) -> Dating | None:
    """Return the date of the line that says when it was published; of one that says "updated" where no other does."""
    found = [(stamp, date_) for stamp in article.stamps if (date_ := stamps.day(stamp) or _first_date(stamp))]
    best = min(found, key=lambda pair: _UPDATED.match(pair[0]) is not None, default=None)
    return _dating(best[1], "stated", (best[0],)) if best else None


def _from_dateline(article: Article) -> Dating | None:
    """Return the date of a dateline; one without a year counts where the other words leave one year."""
    if article.dateline is None:
        return None
    line = article.text[slice(*article.dateline)]
    for _, value in timex.read(line, None):
        if value.edtf and value.type == "DATE":
            return _dating(value.edtf, "dateline", (line.strip(),))
        if re.fullmatch(r"XXXX-\d\d-\d\d", value.timex):
            return _in_year(value.timex[5:], line.strip(), _from_clues(article))
    return None


def _in_year(day: str, line: str, dating: Dating) -> Dating | None:
    """Return the dateline's day in the one year that the dating leaves."""
    low, high = edtf.bounds(dating.edtf) if dating.edtf else (None, None)
    if low is None or high is None or dating.edtf is None:
        return None
    days = [f"{year:04}-{day}" for year in range(low.year, high.year + 1)]
    possible = [text for text in days if edtf.valid(text) and edtf.intersect(text, dating.edtf)]
    return _dating(possible[0], "dateline", (line, *dating.evidence)) if len(possible) == 1 else None


def _from_clues(article: Article) -> Dating:
    """Return the days that captions, dates in the text, years named twice and the lead's weekday leave."""
    found = timex.found(article.text)
    lead = clues.lead(article, found)
    photographs = list(clues.captions(article))
    seen = max((clue.low for clue in photographs if clue.low), default=None)
    every = [*photographs, *clues.mentions(article, found, seen), *_retrieved(article)]
    near = max((clue for clue in every if clue.near), key=lambda clue: clue.low or date.min, default=None)
    if near and near.low:
        return _about(near.low, near, lead, [clue.high for clue in every if clue.high])
    return _within_year(article, found, lead, every) or Dating(evidence=(lead.words,) if lead else ())


def _retrieved(article: Article) -> tuple[Clue, ...]:
    """Return the clue that an article was published before it was fetched."""
    text = (article.metadata.retrieved or "").strip().replace(" ", "T", 1)
    return (Clue(None, edtf.bounds(text)[1], text),) if edtf.valid(text) else ()


def _about(low: date, near: Clue, lead: Lead | None, highs: Sequence[date]) -> Dating:
    """Return the days from a near clue on; the lead's weekday on or behind it leaves that day to six days after.

    Where the weekday last was a day or two before the clue, that one may be meant too, and the days begin at the clue.
    """
    if lead is None:
        high = min((high for high in highs if high >= low), default=None)
        return _dating(edtf.spanned(low, high) or "", "caption" if near.photograph else "weekday", (near.words,))
    day = timevalues.nearest_weekday(lead.weekday, low, future=True)
    start = day if (day - low).days <= LATEST_NEWS else low
    week_end = day + timedelta(days=timevalues.WEEK - 1)
    high = min([week_end, *(high for high in highs if high >= start)])
    return _dating(edtf.between(start, high), "weekday", (lead.words, near.words))


def _within_year(article: Article, found: Sequence[Found], lead: Lead | None, every: Sequence[Clue]) -> Dating | None:
    """Return the days that bounds at most a year apart leave, months that are named as past left out; None without."""
    years = list(clues.years(article.text, found))
    bounding = [*years, *every]
    low = max((clue.low for clue in bounding if clue.low), default=date.min)
    high = min((clue.high for clue in bounding if clue.high), default=date.max)
    if not timedelta(0) <= high - low <= timedelta(days=LONGEST_DAYS):
        return None
    named = clues.months(article.text, found)
    low, high = clues.after_months(low, high, [month for month, _ in named]) or (low, high)
    words = [clue.words for clue in years] or [clue.words for clue in bounding if clue.low == low or clue.high == high]
    evidence = [*([lead.words] if lead else []), *words, *(text for _, text in named)]
    return _dating(edtf.between(low, high), "weekday" if lead else "none", evidence)


_CREDIT = re.compile(
    r"\([^()]*(?:Reuters|AFP|AP|EPA|Getty|Photo|Handout|photo)[^()]*\)\W*$|\[(?:Getty|Reuters|AFP|AP)[^\]]*\]\W*$"
    r"|\b(?:EPA|AFP|REUTERS|AP)/[A-Z][A-Z ]+\W*$|\b(?:Photo|Photograph|Image|Picture)(?: by|:)"
)


def _as_article(text: str) -> Article:
    """Return a dump as an article, roughly: lines with a photographer's credit are captions, long lines paragraphs."""
    lines = [line.strip() for line in text.split("\n")]
    captions = tuple(dict.fromkeys(line for line in lines if _CREDIT.search(line)))
    paragraphs = [line for line in lines if len(line) >= stamps.PROSE and line not in captions]
    ends = [0]
    for paragraph in paragraphs:
        ends.append(ends[-1] + len(paragraph) + len(JOINT))
    blocks = (Block("paragraph", start, start + len(line)) for start, line in zip(ends, paragraphs, strict=False))
    return Article("", JOINT.join(paragraphs), tuple(blocks), captions=captions)


# ---------------------------------------------------------------- one story's reports


def narrowed(datings: Sequence[tuple[Article, Dating]]) -> tuple[Dating, ...]:
    """Return the datings of one story's reports, each narrowed by the others.

    A report whose lead names a weekday, and no more, is of the week of the report whose day is known: where that one
    names the same weekday, it is the same day; else it is the nearest. Reports with a day of their own stay.
    """
    guides = sorted(
        (_guide(article, dating) for article, dating in datings if _is_guide(dating)),
        key=lambda guide: (guide.dating.basis not in KNOWN, guide.high - guide.low, guide.low),
    )
    return tuple(_narrowed(article, dating, guides) for article, dating in datings)


class Guide(NamedTuple):
    """A report whose day is known within a week; ``named`` are the weekdays that it names as past, and their days."""

    article: Article
    dating: Dating
    low: date
    high: date
    named: dict[int, date]


def _is_guide(dating: Dating) -> bool:
    low, high = edtf.bounds(dating.edtf) if dating.edtf else (None, None)
    return low is not None and high is not None and (high - low).days < timevalues.WEEK


def _guide(article: Article, dating: Dating) -> Guide:
    low, high = edtf.bounds(dating.edtf or "")
    low, high = low or date.min, high or date.max
    return Guide(article, dating, low, high, _named_weekdays(article, low, high))


def _named_weekdays(article: Article, low: date, high: date) -> dict[int, date]:
    """Return the weekdays that a report names as past, each with its first day that doesn't hang on the dating."""
    named: dict[int, date] = {}
    found = timex.found(article.text)
    ends = zip(found, timex.values(found, low), timex.values(found, high), strict=True)
    for expression, first, last in ends:
        if clues.bare_weekday(expression) and not expression.future and first == last and first and first.edtf:
            day = edtf.bounds(first.edtf)[0] or low
            named.setdefault(day.weekday(), day)
    return named


def _narrowed(article: Article, dating: Dating, guides: Sequence[Guide]) -> Dating:
    lead = None if dating.basis in KNOWN else clues.lead(article, timex.found(article.text))
    if lead is None:
        return dating
    others = [guide for guide in guides if guide.article is not article]
    days = [(guide.named[lead.weekday], guide) for guide in others if lead.weekday in guide.named]
    if not days and dating.edtf is None:
        days = [(_nearest(lead.weekday, guide.low), guide) for guide in others]
    for day, guide in days:
        week = edtf.between(day, day + timedelta(days=timevalues.WEEK - 1))
        text = edtf.intersect(week, dating.edtf) if dating.edtf else week
        if text and text != dating.edtf:
            return _dating(text, "story", (lead.words, *dating.evidence, *guide.dating.evidence))
    return dating


def _nearest(weekday: int, day: date) -> date:
    """Return the weekday's day that lies nearest to a day."""
    back, ahead = (timevalues.nearest_weekday(weekday, day, future=future) for future in (False, True))
    return back if day - back <= ahead - day else ahead
