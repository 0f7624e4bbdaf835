"""The authority file in, what linking looks for out; and of an edit of it, the words of the articles that it can touch.

The one idea: all that linking takes from an entry stands in a few tables by folded names. The automaton is made from
them, and what an edit can change in the links of an article is read off their differences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from sitegen.model import Alias, Entity, EntityKind
from sitegen.reading.nomenclature import LONGER_NAMES, PARTICLES, TITLES
from sitegen.reading.skim import Remembered, Sought, implementation
from sitegen.reading.weights import rarity
from sitegen.reading.words import ALIKE, ONE_OF, is_written_alone, key, readings, skeleton

Style = Literal["acronym", "capital", "any"]
Reach = tuple[int, int]  # words before and behind


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity. ``surname``: derived from a person's full name, counts only beside one.

    ``metonym``: a place's name that counts only where it speaks or decides.
    """

    entity: str
    kind: EntityKind
    style: Style
    ambiguous: bool = False
    surname: bool = False
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority file made ready: the automaton, and by pattern its key and the names that it stands for."""

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    names: tuple[tuple[Name, ...], ...]
    longer: frozenset[int]
    vocabulary: frozenset[str]
    evidence: Mapping[str, tuple[int, ...]]
    surnames: Mapping[str, frozenset[str]]
    skeletons: Mapping[str, frozenset[str]]
    sought: Sought
    reach: Remembered[Reach | None]


# ---------------------------------------------------------------- building


@dataclass(frozen=True, slots=True)
class _Tables:
    """What linking takes from the authority file: names and longer names by key, and by entity what supports it."""

    names: Mapping[str, tuple[Name, ...]]
    longer: frozenset[str]
    evidence: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, frozenset[str]]
    skeletons: Mapping[str, frozenset[str]]

    def patterns(self) -> list[str]:
        """Return all that is looked for, sorted."""
        words = (word for words in self.evidence.values() for word in words)
        return sorted({*self.names, *self.longer, *words})

    def vocabulary(self) -> frozenset[str]:
        """Return all words of what is looked for."""
        return frozenset(word for pattern in self.patterns() for word in pattern.split())


def _tables(entities: Iterable[Entity]) -> _Tables:
    names: defaultdict[str, dict[Name, None]] = defaultdict(dict)
    evidence: dict[str, tuple[str, ...]] = {}
    surnames: dict[str, frozenset[str]] = {}
    skeletons: dict[str, frozenset[str]] = {}
    for entity in sorted(entities, key=lambda entity: entity.id):
        own = _names(entity)
        for alias, name in own:
            names[alias][name] = None
        if entity.kind == "person":
            surnames[entity.id] = frozenset(alias for alias, name in own if name.surname)
            words = {word for alias, _ in own for word in alias.split() if word not in PARTICLES}
            skeletons[entity.id] = frozenset(skeleton(word) for word in words)
        evidence[entity.id] = tuple(filter(None, map(key, entity.evidence)))
    longer = frozenset(key(name) for name, _ in LONGER_NAMES) - frozenset(names)
    return _Tables({alias: tuple(own) for alias, own in names.items()}, longer, evidence, surnames, skeletons)


def authority(entities: Iterable[Entity]) -> Authority:
    """Return the authority file made ready for linking; build it once a process (10,000 names: half a second)."""
    tables = _tables(entities)
    patterns = tables.patterns()
    numbers = {pattern: number for number, pattern in enumerate(patterns)}
    vocabulary = tables.vocabulary()
    anywhere, capital = _reaches(tables, patterns)
    return Authority(
        AhoCorasick(
            [f" {pattern} " for pattern in patterns],
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=implementation(patterns),
        ),
        tuple(patterns),
        tuple(tables.names.get(pattern, ()) for pattern in patterns),
        frozenset(numbers[name] for name in tables.longer),
        vocabulary,
        {entity: tuple(numbers[word] for word in words) for entity, words in tables.evidence.items()},
        tables.surnames,
        tables.skeletons,
        Sought([*anywhere, *capital]),
        Remembered(partial(_reach, anywhere, capital, vocabulary)),
    )


def _reaches(tables: _Tables, patterns: Iterable[str]) -> tuple[dict[str, Reach], dict[str, Reach]]:
    """Return how far a name reaches around its rarest word, by that word: where it counts in any case; in capitals."""
    evidence = {word for words in tables.evidence.values() for word in words}
    anywhere: dict[str, Reach] = {}
    capital: dict[str, Reach] = {}
    for pattern in patterns:
        parts = pattern.split()
        place = max(range(len(parts)), key=lambda place: (rarity(parts[place]), place))
        cased = pattern not in evidence and all(name.style != "any" for name in tables.names.get(pattern, ()))
        reaches = capital if cased and place == len(parts) - 1 else anywhere  # the case of the last word counts
        before, behind = reaches.get(parts[place], (0, 0))
        reaches[parts[place]] = max(before, place), max(behind, len(parts) - 1 - place)
    return anywhere, capital


def _reach(
    anywhere: Mapping[str, Reach], capital: Mapping[str, Reach], vocabulary: Collection[str], chunk: str
) -> Reach | None:
    """Return how far a name may reach around a chunk that holds its rarest word; None where it holds none."""
    words = list(readings(chunk, vocabulary))
    found = [anywhere[form] for form, _ in words if form in anywhere]
    found += [capital[form] for form, word in words if form in capital and _may_be_capital(word)]
    return (max(before for before, _ in found), max(behind for _, behind in found)) if found else None


def _may_be_capital(word: str) -> bool:
    return word[:1].isupper() or word.upper() == word


def _names(entity: Entity) -> list[tuple[str, Name]]:
    """Return the keys of an entity's names and, for a person, of the surnames in them."""
    given = [Alias(entity.name), *entity.aliases]
    found = [
        (key(one.text), Name(entity.id, entity.kind, _style(one.text), one.ambiguous, metonym=one.metonym))
        for one in given
    ]
    if entity.kind == "person":
        derived = Name(entity.id, "person", "capital", surname=True)
        found += [(surname, derived) for one in given if not one.ambiguous for surname in _surnames(one.text)]
    return [(alias, name) for alias, name in dict.fromkeys(found) if alias and not is_written_alone(alias)]


def _style(text: str) -> Style:
    words = [word for word in re.split(r"[\s‐‑–-]+", text) if key(word) and key(word) not in PARTICLES]
    letters = [char for char in text if char.isalpha()]
    if len(words) == 1 and len(letters) > 1 and all(char.isupper() for char in letters):
        return "acronym"
    return "capital" if len(words) == 1 and words[0][:1].isupper() else "any"


def _surnames(text: str) -> list[str]:
    """Return the keys of a full name's surname, with and without its particles; none where case can't tell it."""
    words = text.split()
    last = words[-1].rpartition("-")[2] if words else ""
    parts = key(text).split()
    if len(parts) <= 1 or not last[:1].isupper() or parts[-1] in TITLES or len(parts[-1]) <= 2:  # noqa: PLR2004 - initials
        return []
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in PARTICLES:
        first -= 1
    return list(dict.fromkeys(" ".join(parts[start:]) for start in range(first, len(parts)) if start))


# ---------------------------------------------------------------- what an edit touches


def changed(old: Iterable[Entity], new: Iterable[Entity]) -> tuple[tuple[str, ...], ...]:
    """Return groups of words: the links of an article can differ only where its vocabulary holds one group whole.

    That is, ``mentions(text, authority(old), title)`` and ``mentions(text, authority(new), title)`` are the same unless
    ``words.holds(words.vocabulary(title, text), group)`` for one of the groups. Words are folded or, marked, what a
    vocabulary holds beside words; the rarest of a group comes first. An empty group stands for every article.

    >>> port = Entity("port-ostrel", "place", "Port Ostrel")
    >>> changed([port], [port, Entity("ada-quist", "person", "Ada Quist")])
    (("'ada",), ("'quist",), ('quist',))
    """
    lost = {_linked(entity): entity for entity in old}
    got = {_linked(entity): entity for entity in new}
    before = _tables(entity for fields, entity in lost.items() if fields not in got)
    after = _tables(entity for fields, entity in got.items() if fields not in lost)
    groups = [
        *(f"{ONE_OF}{word}" for word in before.vocabulary() ^ after.vocabulary()),
        *_renamed(before, after),
        *_supported(before, after),
        *_respelled(before, after),
    ]
    return _least({_group(group) for group in groups})


def _linked(entity: Entity) -> tuple[object, ...]:
    """Return what linking reads of an entry."""
    aliases = tuple((alias.text, alias.ambiguous, alias.metonym) for alias in entity.aliases)
    return entity.id, entity.kind, entity.name, aliases, entity.evidence


def _renamed(before: _Tables, after: _Tables) -> Iterator[str]:
    """Yield the names that stand for something else than before."""
    for pattern in {**before.names, **after.names}:
        if set(before.names.get(pattern, ())) != set(after.names.get(pattern, ())):
            yield pattern


def _supported(before: _Tables, after: _Tables) -> Iterator[str]:
    """Yield each ambiguous name with each word of evidence that it lost or got."""
    moved = _moved(before.evidence, after.evidence)
    for pattern, name in _of_entities(before, after, moved):
        if name.ambiguous:
            yield from (f"{pattern} {word}" for word in moved[name.entity])


def _respelled(before: _Tables, after: _Tables) -> Iterator[str]:
    """Yield each name of a person with each spelling of a first name that it lost or got."""
    moved = _moved(before.skeletons, after.skeletons)
    for pattern, name in _of_entities(before, after, moved):
        yield from (f"{pattern} {ALIKE}{bare}" for bare in moved[name.entity])


def _moved(before: Mapping[str, Iterable[str]], after: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return by entity what it lost or got; entities that stay the same are left out."""
    pairs = ((entity, before.get(entity, ()), after.get(entity, ())) for entity in {**before, **after})
    return {entity: frozenset(one) ^ frozenset(other) for entity, one, other in pairs if set(one) != set(other)}


def _of_entities(before: _Tables, after: _Tables, entities: Collection[str]) -> Iterator[tuple[str, Name]]:
    for pattern, names in (*before.names.items(), *after.names.items()):
        yield from ((pattern, name) for name in names if name.entity in entities)


def _group(words: str) -> tuple[str, ...]:
    return tuple(sorted(set(words.split()), key=lambda word: (-rarity(word), word)))


def _least(groups: Collection[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the groups, sorted, without those that hold another one whole."""
    by_word: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    least = []
    for group in sorted(groups, key=lambda group: (len(group), group)):
        words = frozenset(group)
        if not any(smaller <= words for word in ("", *group) for smaller in by_word[word]):
            by_word[group[0] if group else ""].append(words)
            least.append(group)
    return tuple(sorted(least))
