"""Text in, temporal expressions and datings out: when things happen, and when an article was published.

An article's day is known from its metadata or from a line that states it; else its words bound it (clues.py): the
photographs' dates, full dates, years and months, and the weekday that the lead names as news. No date is more exact
than the words it rests on, and each says which they are. There is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import Article, Basis, Block, Dating, TimeExpression
from sitegen.reading import clues, contradictions, stamps, timevalues, timex
from sitegen.reading.clues import Clue, Lead
from sitegen.reading.timevalues import Value
from sitegen.reading.timex import Found

JOINT = "\n\n"
LATEST_NEWS = 4  # the lead's weekday so many days behind a photograph is that week's; later, it may be the one before
LONGEST_DAYS = 366  # bounds farther apart say nothing
KNOWN: tuple[Basis, ...] = ("metadata", "stated", "dateline")
LONGEST_PAGE = 100_000  # characters: what is longer is no page, and tells its day at its head
WEEK = timedelta(days=7)

# ---------------------------------------------------------------- expressions


def expressions(text: str, reference: date | None) -> tuple[TimeExpression, ...]:
    """Return the temporal expressions of a text written on ``reference``; sorted, not overlapping.

    Types and values are those of TIMEX3 (Pustejovsky et al. 2003). Without a reference, "on Friday" has a value that
    leaves digits open, and no EDTF.

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
    found = timex.found(text, tenses=False)
    if earliest is None or latest is None or earliest == latest:
        return _annotated(found, timex.values(found, earliest if earliest == latest else None))
    ends = (timex.values(found, reference) for reference in (earliest, latest, None))
    from_news_day = latest - earliest < WEEK and _is_by_news_day(dating)
    return _annotated(
        found,
        [
            low if from_news_day and _is_day(low) and _is_day(high) else _covering(low, high, unknown)
            for low, high, unknown in zip(*ends, strict=True)
        ],
    )


def _is_by_news_day(dating: Dating) -> bool:
    """Tell whether a dating begins with the weekday that its article names as news, as its first words say."""
    if dating.basis not in ("weekday", "story") or not dating.evidence:
        return False
    named = (one for one in timex.found(dating.evidence[0]) if timevalues.of_kinds(one.tokens, "weekday", "wd"))
    return any(not timevalues.is_absolute(one.tokens) for one in named)


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
    first = [dating for dating in (_from_metadata(article), _from_stamps(article)) if dating]
    line = _from_dateline(article, first[0] if first else None)
    told = [*first, *([line] if line else [])] or _from_lead(article)
    if not told:
        return _from_clues(article)
    known = reduce(_narrower, told)
    if not _is_one_day(known):
        fetched = (Dating(f"[..{clue.high}]", evidence=(clue.words,)) for clue in clues.fetched(article))
        known = reduce(_narrower, (_from_clues(article, known), *fetched), known)
    return replace(known, contradicting=tuple(contradictions.found(article, known, told[1:])))


def _narrower(known: Dating, other: Dating) -> Dating:
    """Return a dating cut to the days that another allows; as it is where that leaves none of them, or all."""
    common = _common(known.edtf, other.edtf) if known.edtf and other.edtf else None
    if common is None or edtf.bounds(common) == edtf.bounds(known.edtf or ""):
        return known
    exact = other.basis if common == other.edtf and _is_one_day(other) else known.basis
    return _dating(common, exact, (*known.evidence, *other.evidence))


def _common(one: str, other: str) -> str | None:
    """Return the days of both dates; of two days that a date may be, the one that the other allows."""
    if "," not in one:
        return edtf.intersect(one, other)
    possible = [day for day in one.strip("[]").split(",") if edtf.intersect(day, other)]
    return possible[0] if len(possible) == 1 else None


def _is_one_day(dating: Dating) -> bool:
    low, high = edtf.bounds(dating.edtf) if dating.edtf else (None, None)
    return low is not None and low == high


def published(text: str) -> Dating:
    r"""Return when a plain-text dump of a page was published: the date that it states, else what its words allow.

    Only the first ``LONGEST_PAGE`` characters are read.

    >>> published("Harbour opens\n\nBy Amina Keller\n29 September, 2024\n\nThe harbour opened again.").day
    '2024-09-29'
    """
    text = text[:LONGEST_PAGE]
    best = stamps.stated(text)
    if best and best.weight >= stamps.SURE:
        return _dating(best.edtf, "stated", (text[best.start : best.end],))
    dating = _from_clues(_as_article(text))
    if is_open(dating) and best:
        told = edtf.spanned(edtf.bounds(best.edtf)[0], None) if best.quoted else best.edtf
        return _dating(told or "", "stated", (text[best.start : best.end],))
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
        shown = None if stamps.UPDATED.match(stamp) else stamps.day(stamp)
        if shown and shown != claimed and shown == article.metadata.modified:
            return _dating(shown, "stated", (stamp,))
    return None


def _from_stamps(article: Article) -> Dating | None:
    """Return the date of the line that says when it was published; of one that says "updated" where no other does."""
    kept = (stamp for stamp in article.stamps if not stamps.FETCHED.search(stamp))
    found = [(stamp, date_) for stamp in kept if (date_ := stamps.day(stamp) or _first_date(stamp))]
    best = min(found, key=lambda pair: stamps.UPDATED.match(pair[0]) is not None, default=None)
    return _dating(best[1], "stated", (best[0],)) if best else None


def _from_dateline(article: Article, known: Dating | None) -> Dating | None:
    """Return the date of a dateline; one without a year counts where what is known, or the text, leaves one year."""
    if article.dateline is None:
        return None
    line = article.text[slice(*article.dateline)]
    for _, value in timex.read(line, None):
        if value.edtf and value.type == "DATE":
            return _dating(value.edtf, "dateline", (line.strip(),))
        if re.fullmatch(r"XXXX-\d\d-\d\d", value.timex):
            return _in_year(value.timex[5:], line.strip(), known or _from_clues(article))
    day = stamps.day(line)  # in another language than the grammar's
    return _dating(day, "dateline", (line.strip(),)) if day else None


def _in_year(day: str, line: str, known: Dating) -> Dating | None:
    """Return the dateline's day in the one year that the dating leaves; beside a day that is known, the nearest."""
    low, high = edtf.bounds(known.edtf) if known.edtf else (None, None)
    if low is None or high is None or known.edtf is None:
        return None
    if low == high:
        near = (f"{year:04}-{day}" for year in (low.year - 1, low.year, low.year + 1))
        days = [date.fromisoformat(text) for text in near if edtf.valid(text)]
        return _dating(str(min(days, key=lambda one: abs(one - low))), "dateline", (line,)) if days else None
    texts = [f"{year:04}-{day}" for year in range(low.year, high.year + 1)]
    possible = [text for text in texts if edtf.valid(text) and edtf.intersect(text, known.edtf)]
    return _dating(possible[0], "dateline", (line, *known.evidence)) if len(possible) == 1 else None


def _from_lead(article: Article) -> list[Dating]:
    """Return the date of a line of the lead that states when it was published, though it was not read as a stamp."""
    stated = [(one.weight, clue) for one, clue in clues.lines(article) if one.weight >= clues.STAMP]
    best = max(stated, key=lambda pair: pair[0], default=None)
    return [_dating(str(best[1].low), "stated", (best[1].words,))] if best else []


def _from_clues(article: Article, known: Dating | None = None) -> Dating:
    """Return the days that captions, dates in the text, years named twice and the lead's weekday leave.

    ``known`` is what is known of the day; of days without a year it tells the year.
    """
    found = timex.found(article.text)
    lead = clues.lead(article, found)
    photographs = list(clues.captions(article))
    seen = max((clue.low for clue in photographs if clue.low), default=None)
    told = list(clues.mentions(article, found, seen))
    named = list(_named(article, found, lead, known))
    lead = lead or next((Lead(clue.low.weekday(), clue.words) for clue in named if clue.low), None)
    every = [*photographs, *told, *clues.fetched(article), *named]
    every += (clue for _, clue in clues.lines(article))
    every += clues.beside(article, found, lead.weekday) if lead else ()
    report = next((clue for clue in every if clue.low and clue.low == clue.high), None)
    if report and report.low:
        return _dating(str(report.low), "stated", (report.words,))
    near = max((clue for clue in every if clue.near), key=lambda clue: clue.low or date.min, default=None)
    past = max((clue for clue in every if clue.low), key=lambda clue: clue.low or date.min, default=None)
    if near and near.low and past and past.low and past.low - near.low < WEEK:
        return _about(near.low, near, lead, [clue.high for clue in every if clue.high])
    whole = [clue for clue in every if clue.low and clue.day]
    return _within_year(article, found, lead, every) or _not_before(whole, every) or _open(lead)


def _open(lead: Lead | None) -> Dating:
    return Dating(evidence=(lead.words,) if lead else ())


def _not_before(days: Sequence[Clue], every: Sequence[Clue]) -> Dating | None:
    """Return the days from the last on that the text tells as past: nothing says that it is the news'."""
    last = max(days, key=lambda clue: clue.low or date.min, default=None)
    if last is None or last.low is None:
        return None
    ends = [(clue.high, clue.words) for clue in every if clue.high and clue.high >= last.low]
    high, words = min(ends) if ends else (None, last.words)
    return _dating(edtf.spanned(last.low, high) or "", "caption" if last.photograph else "weekday", (last.words, words))


def _named(article: Article, found: Sequence[Found], lead: Lead | None, known: Dating | None) -> Iterator[Clue]:
    """Yield a clue for each day that the lead names by weekday and date, in the one year that falls so."""
    low, high = edtf.bounds(known.edtf) if known and known.edtf else (None, None)
    if low is None or high is None:
        return
    for weekday, day, words in clues.named_days(article, found):
        falls = [one for one in clues.falls(weekday, day, low.year - 1, high.year) if one <= high]
        if len(falls) == 1:
            yield Clue(falls[0], None, words, near=lead is None or lead.weekday == weekday, day=True)


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
    return _dating(edtf.between(low, high), "weekday", evidence)


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
    names the same weekday, it is the same day; else it is the nearest. Reports with a day of their own stay,
    and days that an editor gives.
    """
    guides = sorted(
        (_guide(article, dating) for article, dating in datings if _is_guide(dating)),
        key=lambda guide: (guide.dating.basis not in KNOWN, guide.high - guide.low, guide.low),
    )
    return tuple(_narrowed(article, dating, guides) for article, dating in datings)


def is_loose(dating: Dating) -> bool:
    """Tell whether other reports of its story may narrow a dating: no editor gave it, no page states it to the week."""
    return dating.basis != "ruling" and not (dating.basis in KNOWN and _is_guide(dating))


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
    lead = clues.lead(article, timex.found(article.text)) if is_loose(dating) else None
    if lead is None:
        return dating
    others = [guide for guide in guides if guide.article is not article]
    days = [(guide.named[lead.weekday], guide) for guide in others if lead.weekday in guide.named]
    if not days and is_open(dating):
        days = [(clues.nearest(lead.weekday, guide.low), guide) for guide in others]
    for day, guide in days:
        week = edtf.between(day, day + timedelta(days=timevalues.WEEK - 1))
        text = edtf.intersect(week, dating.edtf) if dating.edtf else week
        if text and text != dating.edtf:
            return _dating(text, "story", (lead.words, *dating.evidence, *guide.dating.evidence))
    return dating


def is_open(dating: Dating) -> bool:
    """Tell whether nothing says before which day a report was published."""
    return dating.edtf is None or edtf.bounds(dating.edtf)[1] is None
