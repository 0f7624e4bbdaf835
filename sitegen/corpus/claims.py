"""A page's claims to its day of publication come in, the day that counts goes out.

The one idea: machines write their claims in Greenwich's time, newsrooms file by their own day. So a claim is moved by
at most a day, and only to a day that the page states besides: in its address, or in a claim with a clock of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sitegen.corpus.metadata import day
from sitegen.months import MONTHS

# Ways in which an address holds a day; each row with an example that tests/corpus/test_claims.py reads as 2026-01-05.
ADDRESSES = (
    (r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[/_.-]|$)", "/news/2026/01/05/ferry"),
    (r"/(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=[/_.-]|$)", "/news/2026-01-05-ferry"),
    (r"[/-](?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=[/_.]|-\D|$)", "/news/20260105/ferry"),
    (r"/(?P<year>(?:19|20)\d\d)/(?P<month>[a-z]{3})/(?P<day>\d{1,2})(?=[/_.-]|$)", "/news/2026/jan/05/ferry"),
)
_ADDRESSES = tuple(re.compile(pattern) for pattern, _ in ADDRESSES)
_CLOCK = re.compile(r"[T ]\d{1,2}:?\d{2}")
_GREENWICH = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)$", re.IGNORECASE)
# Midnight in the middle of Europe: what a form that asks for a day alone makes of it.
_MIDNIGHT = re.compile(r"[T ]2[23]:00(?::00(?:\.0+)?)?\s?(?:Z|[+-]00:?00)$")
EXACT = len("2026-01-05")
ONE = timedelta(days=1)


def published(claims: Iterable[str], addresses: Iterable[str]) -> str | None:
    """Return the day that a page's claims, the most trustworthy first, and its addresses speak for; None without any.

    >>> published(["2026-01-06T02:30:00Z"], ["https://courier.example/2026/01/05/ferry"])
    '2026-01-05'
    >>> published(["2026-01", "5 January 2026"], [])
    '2026-01-05'
    """
    possible = [(claim.strip(), found) for claim in claims if (found := _day(claim))]
    filed = list(days_of(addresses))
    exact = next(((claim, found) for claim, found in possible if len(found) == EXACT), None)
    if exact is None:
        return next(iter(filed), possible[0][1] if possible else None)
    return _moved(*exact, filed, possible)


def _moved(claim: str, found: str, filed: Sequence[str], possible: Sequence[tuple[str, str]]) -> str:
    """Return the exact day of a claim, or the one beside it that is the newsroom's own."""
    by_the_clock = [other for said, other in possible if len(other) == EXACT and _has_own_clock(said)]
    named = [*filed, *(by_the_clock if _GREENWICH.search(claim) else ())]
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
