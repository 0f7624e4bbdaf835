"""Sentences of one story and date in, out which of them tell the same: judged by their longer words, pair by pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

SHARE = 0.6  # of the shorter sentence's longer words that must stand in the other
LEAST = 4  # longer words that must be shared: fewer are chance
LONGER = 4  # letters of a longer word

# "…, The Harbour Courier reported on 29 September": who told it, and when, is not what is told.
_TELLER = re.compile(
    r"(?:,?\s+according to\b|,\s+(?:[A-Z][\w'’.-]*\s+){1,5}(?:said|says|reported|told|wrote|announced)\b)[^,;]*$"
)
_WORD = re.compile(r"[^\W\d_]+")


def first_tellings(sentences: Sequence[str]) -> tuple[int, ...]:
    """Return for each sentence the place of the first one that tells the same: its own where none does.

    >>> first_tellings(["Crews stopped northern ferries on Friday.", "On Friday crews stopped the northern ferries.",
    ...                 "The mayor opened the new harbour on Friday."])
    (0, 0, 2)
    """
    terms = [_terms(sentence) for sentence in sentences]
    firsts: list[int] = []
    for place, own in enumerate(terms):
        same = (one for one in range(place) if firsts[one] == one and _alike(terms[one], own))
        firsts.append(next(same, place))
    return tuple(firsts)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= max(LEAST, SHARE * min(len(one), len(other)))


def _terms(sentence: str) -> frozenset[str]:
    words = _WORD.findall(_TELLER.sub("", sentence))
    return frozenset(word.casefold() for word in words if len(word) >= LONGER)
