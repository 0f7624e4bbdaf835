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

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.ids import folded
from sitegen.model import Score, Topic

ONCE, AGAIN = 0.5, 0.25  # an entity's share of its weight: at all, and a mention
IN_TITLE = 1.5
REASONS = 2
STRONG = 0.5  # of the threshold

Reason = tuple[str, float]


def scores(title: str, text: str, mentions: Mapping[str, int], topics: Sequence[Topic]) -> tuple[Score, ...]:
    """Return the topics with a score above 0, the highest first, each with its reasons, the heaviest first.

    ``mentions`` counts the mentions of each entity in the article. Reasons are an entity's id, or a phrase in quotation
    marks.

    >>> rule = Topic("ferry", "Ferry", "", entities=(("marigold", 2.0),), phrases=(("sank off", 1.5),))
    >>> scores("Ferry lost", "The Marigold sank off Ostrel.", {"marigold": 1}, [rule])[0].reasons
    (('"sank off"', 1.5), ('marigold', 1.5))
    """
    words = _padded(title), _padded(text)
    found = (_score(topic, words, mentions) for topic in topics)
    return tuple(sorted((score for score in found if score.value > 0), key=lambda score: (-score.value, score.topic)))


@lru_cache(maxsize=1 << 12)
def _phrase(phrase: str) -> str:
    return _padded(phrase)


def _padded(text: str) -> str:
    return f" {folded(text)} "


def _score(topic: Topic, words: tuple[str, str], mentions: Mapping[str, int]) -> Score:
    strong, reasons = False, []
    for reason, weight, value in _reasons(topic, words, mentions):
        reasons.append((reason, round(value, 3)))
        strong = strong or weight >= STRONG * topic.threshold
    total = round(sum(value for _, value in reasons), 3)
    belongs = strong and len(reasons) >= REASONS and total >= topic.threshold
    return Score(topic.id, total, tuple(sorted(reasons, key=lambda pair: (-pair[1], pair[0]))), belongs)


def _reasons(topic: Topic, words: tuple[str, str], mentions: Mapping[str, int]) -> Iterator[tuple[str, float, float]]:
    """Yield each reason with its weight in the rule and what it gives."""
    title, text = words
    for entity, weight in topic.entities:
        if mentions.get(entity, 0) > 0:
            yield entity, weight, weight * min(1.0, ONCE + AGAIN * mentions[entity])
    for phrase, weight in topic.phrases:
        key = _phrase(phrase)
        if key.strip() and (key in title or key in text):
            yield f'"{phrase}"', weight, weight * (IN_TITLE if key in title else 1.0)


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
