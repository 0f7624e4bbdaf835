"""An article's words and names in, its score on every topic out, with the reasons that add up to it.

The one idea: a topic's rule is a table of weights (entities and phrases) in the topic's own file, and a score is their
sum, so that an editor can read off why an article stands where it stands:

- an **entity** gives its weight times ``min(1, 0.5 + 0.25 × mentions)``: 75 % for one mention, all for two or more;
- a **phrase** gives its weight once, however often it stands, and half as much again where it stands in the title;
  phrases match whole folded words: case, marks, apostrophes and hyphens don't count;
- an article **belongs** if the sum reaches the topic's threshold, rests on at least two reasons, and one of them is
  strong: its weight in the rule is at least half of the threshold. A name in common is not enough, nor are many of
  the names that half the archive shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from sitegen.ids import folded
from sitegen.model import Score, Topic
from sitegen.reading.skim import implementation, rough

ONCE, AGAIN = 0.5, 0.25  # an entity's share of its weight: at all, and a mention
IN_TITLE = 1.5
REASONS = 2
STRONG = 0.5  # of the threshold


class _Row(NamedTuple):
    """A row of a rule: the topic's number, its place in the rule, the reason that it gives, its weight."""

    topic: int
    place: int
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Topics' rules made ready: rows by entity, and by phrase in the order of the automaton's patterns."""

    topics: tuple[Topic, ...]
    entities: Mapping[str, tuple[_Row, ...]]
    phrases: tuple[tuple[_Row, ...], ...]
    automaton: BytesAhoCorasick


def rules(topics: Iterable[Topic]) -> Rules:
    """Return rules made ready for scoring many articles."""
    topics = tuple(topics)
    entities: defaultdict[str, list[_Row]] = defaultdict(list)
    phrases: defaultdict[str, list[_Row]] = defaultdict(list)
    for number, topic in enumerate(topics):
        for place, (entity, weight) in enumerate(topic.entities):
            entities[entity].append(_Row(number, place, entity, weight))
        for place, (phrase, weight) in enumerate(topic.phrases, len(topic.entities)):
            phrases[folded(phrase)].append(_Row(number, place, f'"{phrase}"', weight))
    phrases.pop("", None)
    automaton = BytesAhoCorasick(
        [_padded(phrase) for phrase in phrases], matchkind=MatchKind.Standard, implementation=implementation(phrases)
    )
    by_entity = {entity: tuple(rows) for entity, rows in entities.items()}
    return Rules(topics, by_entity, tuple(tuple(rows) for rows in phrases.values()), automaton)


def scores(title: str, text: str, mentions: Mapping[str, int], topics: Sequence[Topic] | Rules) -> tuple[Score, ...]:
    """Return the topics with a score above 0, the highest first, each with its reasons, the heaviest first.

    ``mentions`` counts the mentions of each entity in the article; ``topics`` may be made ready by ``rules``. Reasons
    are an entity's id, or a phrase in quotation marks.

    >>> rule = Topic("ferry", "Ferry", "", entities=(("marigold", 2.0),), phrases=(("sank off", 1.5),))
    >>> scores("Ferry lost", "The Marigold sank off Ostrel.", {"marigold": 1}, [rule])[0].reasons
    (('"sank off"', 1.5), ('marigold', 1.5))
    """
    known = topics if isinstance(topics, Rules) else rules(topics)
    given: defaultdict[int, list[tuple[_Row, float]]] = defaultdict(list)
    for row, share in _shares(title, text, mentions, known):
        given[row.topic].append((row, row.weight * share))
    found = (_score(known.topics[number], sorted(rows)) for number, rows in given.items())
    return tuple(sorted((score for score in found if score.value > 0), key=lambda score: (-score.value, score.topic)))


def _padded(text: str) -> bytes:
    """Return the folded words of a text with a blank on either side of each."""
    plain = rough(text).plain
    if b"?" in plain:
        return b" %b " % folded(text).encode()
    while b"  " in plain:
        plain = plain.replace(b"  ", b" ")
    return plain


def _shares(title: str, text: str, mentions: Mapping[str, int], known: Rules) -> Iterator[tuple[_Row, float]]:
    """Yield the rows that the article fills, each with the share of its weight that it gives."""
    for entity, count in mentions.items():
        if count > 0:
            for row in known.entities.get(entity, ()):
                yield row, min(1.0, ONCE + AGAIN * count)
    titled, there = _phrases(title, known), _phrases(text, known)
    for phrase in sorted(titled | there):
        for row in known.phrases[phrase]:
            yield row, IN_TITLE if phrase in titled else 1.0


def _phrases(text: str, known: Rules) -> frozenset[int]:
    """Return the numbers of the phrases that stand in a text."""
    if not known.phrases:
        return frozenset()
    return frozenset(match[0] for match in known.automaton.find_matches_as_indexes(_padded(text), overlapping=True))


def _score(topic: Topic, given: Sequence[tuple[_Row, float]]) -> Score:
    """Return a topic's score from what its rows give, in the order of the rule."""
    strong = any(row.weight >= STRONG * topic.threshold for row, _ in given)
    reasons = [(row.reason, round(value, 3)) for row, value in given]
    total = round(sum(value for _, value in reasons), 3)
    belongs = strong and len(reasons) >= REASONS and total >= topic.threshold
    return Score(topic.id, total, tuple(sorted(reasons, key=lambda pair: (-pair[1], pair[0]))), belongs)


# ---------------------------------------------------------------- what an edit touches


@dataclass(frozen=True, slots=True)
class Touch:
    """What an article mentions, or holds, whose score an edit can change: one entity, or all words of one phrase."""

    entities: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()


def changed(old: Topic | None, new: Topic | None) -> Touch:
    """Return the entities and the phrases, as folded words, by which a topic's new rule scores otherwise than its old.

    An article's score is the same under both rules unless it mentions one of the entities, or its title and text
    (``words.vocabulary``) hold all words of one of the phrases. None: there was no such topic, or there is none now.

    >>> old = Topic("ferry", "Ferry", "", entities=(("marigold", 2.0),), phrases=(("sank off", 1.5),))
    >>> new = Topic("ferry", "Ferry", "", entities=(("marigold", 2.0),), phrases=(("sank off", 1.0),))
    >>> changed(old, new), changed(None, old).entities
    (Touch(entities=frozenset(), phrases=(('sank', 'off'),)), frozenset({'marigold'}))
    """
    before, after = _rows(old), _rows(new)
    moved = {row[:2] for row in {*before} ^ {*after}}
    kept = old and new and (old.id, old.threshold) == (new.id, new.threshold)
    if not kept or _without(before, moved) != _without(after, moved):
        moved = {row[:2] for row in (*before, *after)}
    phrases = {tuple(dict.fromkeys(folded(text).split())) for kind, text in moved if kind == "phrase"}
    entities = frozenset(text for kind, text in moved if kind == "entity")
    return Touch(entities, tuple(sorted(phrases - {()})))


Row = tuple[str, str, float]


def _rows(topic: Topic | None) -> list[Row]:
    """Return a rule's rows in the order in which their weights are added up."""
    if topic is None:
        return []
    entities = [("entity", text, weight) for text, weight in topic.entities]
    return entities + [("phrase", text, weight) for text, weight in topic.phrases]


def _without(rows: Sequence[Row], names: Collection[tuple[str, str]]) -> list[Row]:
    return [row for row in rows if row[:2] not in names]
