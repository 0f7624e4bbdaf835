"""A page's claims to its day of publication come in, the day that counts goes out.

The one idea: machines write their claims in Greenwich's time, newsrooms file by their own day. So a claim is moved by
a day to one that the page states besides: in its address, in a claim with a clock of its own, or to its readers. What
readers are shown under the headline is the newsroom's own word: where it is another day altogether, it counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from sitegen.corpus.metadata import day
from sitegen.months import MONTHS

# Ways in which an address holds a day; each row with an example that tests/corpus/test_claims.py reads as 2026-01-05.
ADDRESSES = (
    (r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[/_.-]|$)", "/news/2026/01/05/ferry"),
    (r"/(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?=[/_.-]|$)", "/news/2026-01-05-ferry"),
    (r"/(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>(?:19|20)\d\d)(?=[/_.]|$)", "/news/05-01-2026"),
    (r"[/-](?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=[/_.]|-\D|$)", "/news/20260105/ferry"),
    (r"/(?P<year>(?:19|20)\d\d)/(?P<month>[a-z]{3})/(?P<day>\d{1,2})(?=[/_.-]|$)", "/news/2026/jan/05/ferry"),
)
_ADDRESSES = tuple(re.compile(pattern) for pattern, _ in ADDRESSES)
_CLOCK = re.compile(r"[T ](\d{1,2}):?\d{2}")
_NO_HOUR = re.compile(r"[T ]00:?00(?::?00(?:\.0+)?)?\s?(?:Z|[+-]00:?00|GMT|UTC)?$", re.IGNORECASE)
_GREENWICH = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)$", re.IGNORECASE)
# Midnight in the middle of Europe: what a form that asks for a day alone makes of it.
_MIDNIGHT = re.compile(r"[T ]2[23]:00(?::00(?:\.0+)?)?\s?(?:Z|[+-]00:?00)$")
EXACT = len("2026-01-05")
ONE = timedelta(days=1)
MORNING, NIGHT = 11, 20  # hours in Greenwich between which it is one day where most newsrooms are


def published(
    claims: Iterable[str],
    addresses: Iterable[str],
    shown: Sequence[str] = (),
    others: Iterable[str] = (),
    *,
    firm: bool = True,
) -> str | None:
    """Return the day that a page's claims, the most trustworthy first, and its addresses speak for; None without any.

    ``shown`` is the day that the page shows to readers by its headline, and which else it may mean (of 5/1/2026);
    ``others`` are the page's claims to any day for machines. ``firm`` says that what is shown counts before a claim
    that is days off.

    >>> published(["2026-01-06T02:30:00Z"], ["https://courier.example/2026/01/05/ferry"])
    '2026-01-05'
    >>> published(["2026-01", "5 January 2026"], [])
    '2026-01-05'
    >>> published(["2026-01-04T08:00:00+01:00"], [], ["2026-01-07"])
    '2026-01-07'
    """
    possible = [(claim.strip(), found) for claim in claims if (found := _day(claim))]
    filed = list(days_of(addresses))
    exact = next(((claim, found) for claim, found in possible if len(found) == EXACT), None)
    if exact is None:
        return next(iter(filed), next(iter(shown), possible[0][1] if possible else None))
    moved = _moved(*exact, filed, possible, shown)
    besides = set(filter(None, map(_day, others)))
    return shown[0] if shown and moved not in shown and _overrules(shown[0], moved, besides, firm=firm) else moved


def _overrules(shown: str, claimed: str, besides: Collection[str], *, firm: bool) -> bool:
    """Say whether a day shown to readers counts before a claim; the day beside it, where another claim is for it."""
    near = abs(date.fromisoformat(shown) - date.fromisoformat(claimed)) <= ONE
    return shown in besides if near else firm


def in_greenwich(claim: str) -> bool:
    """Say whether a claim is of an hour in Greenwich's time.

    >>> in_greenwich("2026-01-05T23:00:00Z"), in_greenwich("2026-01-05T23:00:00+01:00"), in_greenwich("2026-01-05")
    (True, False, False)
    """
    return _CLOCK.search(claim) is not None and _GREENWICH.search(claim.strip()) is not None


def at_night(claim: str) -> bool:
    """Say whether a claim is of an hour in Greenwich that elsewhere may be of the day before or behind.

    >>> at_night("2026-01-05T02:30:00Z"), at_night("2026-01-05T12:30:00Z"), at_night("2026-01-05T00:00:00Z")
    (True, False, False)
    """
    clock = _CLOCK.search(claim)
    if clock is None or not in_greenwich(claim) or _NO_HOUR.search(claim):
        return False
    return not MORNING <= int(clock[1]) < NIGHT


def _moved(
    claim: str, found: str, filed: Sequence[str], possible: Sequence[tuple[str, str]], shown: Sequence[str]
) -> str:
    """Return the exact day of a claim, or the one beside it that is the newsroom's own."""
    by_the_clock = [other for said, other in possible if len(other) == EXACT and _has_own_clock(said)]
    named = [*filed, *(by_the_clock if _GREENWICH.search(claim) else ()), *(shown if at_night(claim) else ())]
    beside = next((other for other in named if abs(date.fromisoformat(other) - date.fromisoformat(found)) <= ONE), None)
    if beside is None and _MIDNIGHT.search(claim):
        return str(date.fromisoformat(found) + ONE)
    return beside or found


def days_of(addresses: Iterable[str]) -> Iterator[str]:
    """Yield the days that addresses hold.

    >>> list(days_of(["https://courier.example/2026/1/5/ferry.html", "https://courier.example/item-20269999"]))
    ['2026-01-05']
    """
    for address in addresses:
        for pattern in _ADDRESSES:
            for match in pattern.finditer(address):
                month = str(MONTHS.get(match["month"], match["month"]))
                found = _day("-".join((match["year"], month.zfill(2), match["day"].zfill(2))))
                if found:
                    yield found


def _has_own_clock(claim: str) -> bool:
    """Say whether a claim names an hour that is not Greenwich's."""
    return _CLOCK.search(claim) is not None and not _GREENWICH.search(claim)


def _day(claim: str) -> str | None:
    try:
        return day(claim)
    except ValueError:
        return None
