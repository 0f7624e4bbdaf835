"""What readers of figures are given of a text: a person, two places, its sentences, times and statements."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model import Article, Block, Dating, Entity, Figure
from sitegen.reading.dates import resolved
from sitegen.reading.entities import authority, mentions
from sitegen.reading.sentences import sentences
from sitegen.reading.statements import statements

_ENTRIES = (
    Entity("ada-noor", "person", "Ada Noor"),
    Entity("port-ostrel", "place", "Port Ostrel"),
    Entity("meridian", "place", "Meridian"),
)
_KNOWN, _KINDS = authority(_ENTRIES), {one.id: one.kind for one in _ENTRIES}


def counted(reader: Callable[..., tuple[Figure, ...]], text: str, day: str) -> tuple[Figure, ...]:
    """Return what a reader of figures finds in a text that was written on a day."""
    article = Article("Quay", text, (Block("paragraph", 0, len(text)),))
    lines, named, times = sentences(article), mentions(text, _KNOWN), resolved(text, Dating(day))
    said = statements(article, lines, named, times, _KINDS)
    return reader(article, lines, [one for one in named if _KINDS[one.entity] == "place"], times, said)
