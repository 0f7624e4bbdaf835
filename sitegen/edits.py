"""Two states of content/ in, what the editor changed between them out: by it an update finds what to do again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sitegen.model import Content, Ruling, Settings

_PAIRS = ("copy", "not-a-copy", "same-story", "not-same-story")


class _Named(Protocol, Hashable):
    @property
    def id(self) -> str:
        """Return the id."""


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Edits:
    """What changed: ids of entities, topics and pages; names that changed rulings speak of; whether the ledger did.

    ``everywhere`` is true where something changed that stands on every page (titles, sources, settings), ``filing``
    where every article must be filed anew (sources, rights, how alike stories are). ``renamed`` are the entities of
    which more than aliases changed, ``measured`` the topics whose threshold did: both are told on articles' pages.
    """

    everywhere: bool = False
    filing: bool = False
    entities: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    renamed: frozenset[str] = frozenset()
    measured: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    rulings: frozenset[str] = frozenset()
    releases: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self != Edits()


def edits(old: Content | None, new: Content) -> Edits:
    """Return what changed; without an earlier state everything did."""
    if old is None:
        return Edits(everywhere=True, filing=True)
    return Edits(
        everywhere=old.settings != new.settings or old.sources != new.sources or _frame(old) != _frame(new),
        filing=_rules(old.settings) != _rules(new.settings) or old.sources != new.sources,
        entities=_changed(old.entities, new.entities),
        topics=_changed(old.topics, new.topics),
        renamed=_otherwise(old.entities, new.entities, lambda entity: replace(entity, aliases=())),
        measured=_otherwise(old.topics, new.topics, lambda topic: topic.threshold),
        pages=_changed(old.pages, new.pages),
        rulings=_ruled_otherwise(_by_name(old.rulings), _by_name(new.rulings)),
        releases=old.releases != new.releases,
    )


def _frame(content: Content) -> tuple[object, ...]:
    """Return what every page shows: the editor's pages in the foot, topics beside articles, in their order."""
    return (
        tuple((page.id, page.title) for page in content.pages),
        tuple((topic.id, topic.title, topic.accent) for topic in content.topics),
    )


def _rules(settings: Settings) -> tuple[object, ...]:
    return settings.rights, settings.story_likeness


def _changed(old: Iterable[T], new: Iterable[T]) -> frozenset[str]:
    """Return the ids of what came, went or changed."""
    return frozenset() if old == new else frozenset(one.id for one in set(old) ^ set(new))


def _otherwise(old: Iterable[T], new: Iterable[T], what: Callable[[T], object]) -> frozenset[str]:
    """Return the ids of what came or went, and of that of which something changed."""
    if old == new:
        return frozenset()
    sides = [{one.id: what(one) for one in some} for some in (set(old) - set(new), set(new) - set(old))]
    return frozenset(name for name in sides[0] | sides[1] if sides[0].get(name) != sides[1].get(name))


def _ruled_otherwise(old: Mapping[str, list[Ruling]], new: Mapping[str, list[Ruling]]) -> frozenset[str]:
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _by_name(rulings: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    """Return the rulings on each article, in their order, since the last one counts.

    Without their lines: one that only moved in the file is no other.
    """
    found: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        for name in (ruling.article, ruling.value) if ruling.kind in _PAIRS else (ruling.article,):
            found.setdefault(name, []).append(replace(ruling, line=0))
    return found
