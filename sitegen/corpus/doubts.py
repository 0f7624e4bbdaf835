"""A chain of zones comes in, the cuts in it that hardly won go out: by how much, and what else was nearly as good.

The one idea: up to a cut, the best chains into every zone are known already. Without that cut they are carried on, line
by line, until they lose by more than counts or run into the chain that won (the two columns differ by one number for
good), so that only lines near a cut are looked at twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitegen.corpus.cuts import BODY, CUTS, END, INTO, LEAD, Chain, cuts, stepped

# The margin below which a cut is doubtful: where it could stand elsewhere, and where there would be none. Chosen on
# page dumps: wrong cuts mostly stand beside the right place, and seldom where nothing but one article is possible.
ELSEWHERE, NOWHERE = 6.5, 1.0
MOST_LINES = 400  # behind a cut, after which what was lost by then is the margin
_SAME = 1e-6
WITHIN = tuple(  # the steps that begin no article
    tuple(step for step in into if (step[0], zone) not in CUTS) for zone, into in enumerate(INTO)
)


class Doubt(NamedTuple):
    """A cut before the line of index ``at``: what it is worth more than none there, and where it would stand instead.

    ``instead`` is the index of a line; None where the two articles would be one.
    """

    at: int
    margin: float
    instead: int | None


def doubts(chain: Chain, ruled: Collection[int] = ()) -> Iterator[Doubt]:
    """Yield the doubtful cuts of a chain, in order; those at lines that the editor ruled on are none."""
    pieces = cuts(chain.zones)
    for (first, _), (at, end) in pairwise(pieces):
        if at in ruled:
            continue
        margin, others = _without(chain, at)
        instead = next((one for one in others if first < one < end), None)
        if margin < (NOWHERE if instead is None else ELSEWHERE):
            yield Doubt(at, margin, instead)


def _without(chain: Chain, at: int) -> tuple[float, list[int]]:
    """Return what a cut is worth more than the best chain without one in its gap between texts, and that one's cuts."""
    first, last = _gap(chain.zones, at)
    best, sources, zone = chain.reached[first - 1], list[list[int]](), chain.zones[first - 1]
    margin, count = 0.0, len(chain.zones)
    for index in range(first, min(last + MOST_LINES, count)):
        steps = WITHIN if index <= last else INTO
        best, came = stepped(best, chain.prices[index], chain.worths[index], steps)
        sources.append(came)
        zone = chain.zones[index]
        margin = chain.reached[index][zone] - best[zone]
        lost = [won - value for won, value in zip(chain.reached[index], best, strict=True)]
        if min(lost) >= ELSEWHERE or (index > last and max(lost) - min(lost) < _SAME):
            break
    else:
        if last + MOST_LINES >= count:  # the document is at its end
            zone = max(END, key=lambda one: (best[one], -one))
            margin = chain.reached[-1][chain.zones[-1]] - best[zone]
    return margin, _cuts(chain, first, sources, zone)


def _gap(zones: Sequence[int], at: int) -> tuple[int, int]:
    """Return the first line behind the text before a cut, and the first line of the text behind it."""
    first, last = at, at
    while first > 1 and zones[first - 1] not in (LEAD, BODY):
        first -= 1
    while last < len(zones) - 1 and zones[last] not in (LEAD, BODY):
        last += 1
    return first, last


def _cuts(chain: Chain, first: int, sources: Sequence[Sequence[int]], zone: int) -> list[int]:
    """Return the cuts of the chain that ends in a zone and goes back over ``sources``, and then over those that won."""
    found, index = [], first + len(sources) - 1
    while index > 0 and (index >= first or zone != chain.zones[index]):
        before = sources[index - first][zone] if index >= first else chain.sources[index][zone]
        if (before, zone) in CUTS:
            found.append(index)
        zone, index = before, index - 1
    return found[::-1]
