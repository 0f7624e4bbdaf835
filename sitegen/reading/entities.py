"""A text and the authority file in, mentions out: which words name which entity.

The one idea: find every name that occurs (Aho and Corasick 1975, overlapping, on a line of folded words), drop what its
case or its neighbours tell against, and let the longest name win. Precision comes before recall: a name that could be
another's is no mention. The rules, in their order:

1. *Case.* An acronym stands in capitals ("IS" is not the verb), one word has its initial capital, several any case.
2. *Longest match.* "Kataib Hezbollah" hides "Hezbollah", also where only a table knows the longer name.
3. *Longer names.* Beside certain capitalised words a name is part of another: "Jordan Valley", "Maher al-Assad".
4. *Evidence.* An ambiguous alias counts where the article holds a word of the entry's evidence or a sure name of it.
5. *Metonyms.* Where a capital speaks or decides it is the government there: "Baghdad said", but not "in Baghdad".
6. *Surnames.* After a full name its last word is enough; of two bearers the nearest before it counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.model import Mention, NameSpan
from sitegen.model import Span as Offsets
from sitegen.reading.authority import Authority, Name, Reach, authority, changed
from sitegen.reading.names import groups, spans
from sitegen.reading.nomenclature import (
    AFTER_PERSON,
    BEFORE_A_VERB,
    BEHIND_A_VERB,
    COMMON_HEADS,
    COMPASS,
    DEMONYMS,
    DETERMINERS,
    EMPHASISED,
    FIGHTERS,
    GIVEN_NAMES,
    NOT_OF_THE_PLACE,
    NOT_THE_PLACE,
    OPENERS,
    PARTICLES,
    STATE_VERBS,
    TIMES,
    TITLES,
)
from sitegen.reading.skim import Rough, merged, rough
from sitegen.reading.timewords import WEEKDAYS
from sitegen.reading.weights import rarity
from sitegen.reading.words import Line, has_word, line, skeleton

__all__ = ["Authority", "Span", "authority", "changed", "groups", "keys", "mentions", "spans"]

Span = NameSpan  # what ``spans`` returns, by the name that callers know

GRAMMAR = 16  # the weight under which a word is grammar
COMMON = 30  # and under which an acronym's letters are a common word
RARE = 47  # and over which a word is probably a name itself
STYLISED = 4  # letters from which on an acronym may stand as a name: "Nato"
NEXT = 8  # names that begin within another, at most
NEARBY = 160  # characters on either side that show whether a line is prose or a headline

# "Baghdad also said", but not "officials in Baghdad said", "Baghdad was hit"
_STATE_ACTS = re.compile(
    rf"\s+(?:(?:also|later|has|have|had|then|now|again|repeatedly|still|reportedly|(?:on\s)?(?:{'|'.join(WEEKDAYS)}))\s+)*"
    rf"(?:{'|'.join(STATE_VERBS)})\b"
)
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.!?:;,—–“”\"(\n]\s*|\b(?:that|but|while|as|because|if|whether|since|although|though|when|where|which|say|says|said"
    r"|after|before|whereas)\s+)$"
)
_AFTER_PLACE = frozenset(word for word, _ in NOT_THE_PLACE)
_NO_FIRST_NAME = TITLES | TIMES | OPENERS | PARTICLES
_NO_SURNAME = COMMON_HEADS | TIMES | TITLES
_BEHIND_PERSON = AFTER_PERSON | TIMES | TITLES
_DEMONYMS = tuple(ending for ending, _ in DEMONYMS)
_BEFORE_PLACE = frozenset(word for word, _ in NOT_OF_THE_PLACE)
_PROSE = re.compile(r"(?<![\w-])[^\W\d_A-Z][^\W\d_]{3,}")


# ---------------------------------------------------------------- the article


class _Candidate(NamedTuple):
    """Names that stand on the words ``first`` to ``last``, the last included.

    ``longer``: no entity's own name; ``part``: its neighbours make it part of a name that isn't in the authority file.
    """

    first: int
    last: int
    pattern: int
    names: tuple[Name, ...]
    longer: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an article as a whole says: sure entities, where each pattern stands, who bears which surname where."""

    sure: frozenset[str]
    places: Mapping[int, tuple[tuple[int, int], ...]]
    bearers: Mapping[str, tuple[tuple[int, ...], tuple[str | None, ...]]]


_TITLE_PLACE = (-1, -1)


def mentions(text: str, authority: Authority, title: str = "") -> tuple[Mention, ...]:
    """Return the mentions in ``text``, sorted, not overlapping. The title adds evidence and full names, no mentions.

    >>> from sitegen.model import Alias, Entity
    >>> port = Entity("port-ostrel", "place", "Port Ostrel", (Alias("Ostrel"),))
    >>> mentions("Ships left Port Ostrel; Ostrel's mayor waved.", authority([port]))
    (Mention(start=11, end=22, entity='port-ostrel'), Mention(start=24, end=30, entity='port-ostrel'))
    """
    words = line(text, authority.vocabulary, _stretches(text, authority))
    hits = _hits(words, authority)
    candidates = _candidates(text, words, hits, authority)
    heading = line(title, authority.vocabulary)
    titled = _hits(heading, authority)
    named = _sure(heading, _candidates(title, heading, titled, authority))
    sure = [*((_TITLE_PLACE[0], entity) for _, entity in named), *_sure(words, candidates)]
    facts = _Facts(
        frozenset(entity for _, entity in sure),
        _places(hits, titled),
        _bearers(sure, _strangers(text, words, hits, authority), authority),
    )
    taken = bytearray(len(words.spans))
    found = []
    for candidate in candidates:
        if any(taken[candidate.first : candidate.last + 1]):
            continue
        entity, settled = _resolved(candidate, facts, authority)
        first = candidate.first
        if entity:
            first = _beginning(text, words, first, taken, authority.skeletons.get(entity, frozenset()))
            found.append(Mention(words.spans[first][0], words.spans[candidate.last][1], entity))
        if settled:
            _take(taken, first, candidate.last)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _stretches(text: str, authority: Authority) -> Iterator[Offsets]:
    """Yield the stretches of a text that hold all names in it, and the words beside them that are looked at."""
    copy = rough(text)
    found = authority.sought.chunks(copy, copy.signs)
    reaches = ((chunk, authority.reach[copy.text[slice(*chunk)]]) for chunk in found)
    return merged(sorted(_near(copy, [(chunk, reach) for chunk, reach in reaches if reach])))


def _near(copy: Rough, found: Iterable[tuple[Offsets, Reach]]) -> Iterator[Offsets]:
    """Yield what is to be read around chunks: a name, the capitalised chunks before it, two words more, one behind."""
    done = 0  # what stands before it is read with the chunk before
    for (start, end), (before, behind) in found:
        low = _words_before(copy, start, before, 0)
        while low > done and copy.text[copy.before(low)].isupper():
            low = copy.before(low)
        yield _words_before(copy, low, 2, done), _words_behind(copy, end, behind + 1)
        done = start


def _words_before(copy: Rough, low: int, count: int, least: int) -> int:
    """Return where so many chunks with words begin, before ``low``; others between them don't count."""
    while count and low > least:
        start = copy.before(low)
        count -= has_word(copy.text[start : low - 1])
        low = start
    return low


def _words_behind(copy: Rough, high: int, count: int) -> int:
    while count and high < len(copy.text):
        end = copy.end(high + 1)
        count -= has_word(copy.text[high + 1 : end])
        high = end
    return high


def keys(text: str, authority: Authority, title: str = "") -> tuple[str, ...]:
    """Return the folded names, surnames and words of evidence that occur: links depend on the text and their entries.

    >>> from sitegen.model import Entity
    >>> keys("Ships left Port Ostrel.", authority([Entity("port-ostrel", "place", "Port Ostrel")]))
    ('port ostrel',)
    """
    lines = (line(part, authority.vocabulary) for part in (title, text))
    return tuple(sorted({authority.patterns[hit[0]] for words in lines for hit in _hits(words, authority)}))


def _hits(words: Line, authority: Authority) -> list[tuple[int, int, int]]:
    """Return (pattern, first word, last word) of everything in the authority file that occurs."""
    if not authority.patterns:
        return []
    matches = authority.automaton.find_matches_as_indexes(words.line, overlapping=True)
    # a match begins on the space before its first word and ends behind the space after its last
    return [
        (pattern, bisect_right(words.starts, start) - 1, bisect_right(words.starts, end - 2) - 1)
        for pattern, start, end in matches
    ]


def _candidates(text: str, words: Line, hits: Sequence[tuple[int, int, int]], authority: Authority) -> list[_Candidate]:
    """Return what could be a mention by its case, the longest first, then from left to right."""
    found = []
    for pattern, first, last in hits:
        names = tuple(name for name in authority.names[pattern] if _cased(text, words, first, last, name))
        if any(name.metonym for name in names):
            names = _told_apart(text, words.spans[first][0], words.spans[last][1], names)
        longer = pattern in authority.longer and text[words.spans[last][0]].isupper()
        if names or longer:
            found.append(_Candidate(first, last, pattern, names, longer))
    found += _joined(found)
    parts = [_part_of_another(text, words, one, authority) for one in found]
    judged = [one._replace(part=True) if part else one for one, part in zip(found, parts, strict=True)]
    return sorted(judged, key=lambda candidate: (candidate.first - candidate.last, candidate.first))


def _told_apart(text: str, start: int, end: int, names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names that words stand for: who governs there where a place speaks or decides, else the place."""
    acts = _STATE_ACTS.match(text, end) is not None and _CLAUSE_BEGINS.search(text[max(0, start - NEARBY) : start])
    return tuple(name for name in names if name.metonym == bool(acts) or not (name.metonym or name.kind == "place"))


def _joined(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the joined spans of names of one entity that overlap: "Ain al-Asad" and "al-Asad Air Base"."""
    found = []
    ordered = sorted(candidates, key=lambda candidate: (candidate.first, candidate.last))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + NEXT]:
            if other.first > one.last:
                break
            names = tuple(name for name in one.names if name in other.names and not name.surname)
            if names and one.first < other.first and one.last < other.last:
                found.append(_Candidate(one.first, other.last, one.pattern, names))
    return found


def _places(
    hits: Iterable[tuple[int, int, int]], titled: Iterable[tuple[int, int, int]]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return where each pattern stands, in the text and in the title."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pattern, first, last in hits:
        places[pattern].append((first, last))
    for pattern, _, _ in titled:
        places[pattern].append(_TITLE_PLACE)
    return {pattern: tuple(spans) for pattern, spans in places.items()}


def _bearers(
    sure: Iterable[tuple[int, str]], strangers: Iterable[tuple[str, int]], authority: Authority
) -> dict[str, tuple[tuple[int, ...], tuple[str | None, ...]]]:
    """Return who bears each surname, and from which place on."""
    bearers: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for place, entity in sure:
        for surname in authority.surnames.get(entity, ()):
            bearers[surname].append((place, entity))
    for surname, place in strangers:
        bearers[surname].append((place, None))
    return {surname: _columns(found) for surname, found in bearers.items()}


def _columns(bearers: Iterable[tuple[int, str | None]]) -> tuple[tuple[int, ...], tuple[str | None, ...]]:
    ordered = sorted(bearers, key=lambda bearer: bearer[0])
    return tuple(place for place, _ in ordered), tuple(entity for _, entity in ordered)


def _sure(words: Line, candidates: Iterable[_Candidate]) -> list[tuple[int, str]]:
    """Return (place, entity) of the names that are one entity's alone: not ambiguous, no mere surname."""
    taken = bytearray(len(words.spans))
    found = []
    for candidate in candidates:
        own = {name.entity for name in candidate.names if not name.ambiguous and not name.surname}
        if (own or candidate.longer) and not any(taken[candidate.first : candidate.last + 1]):
            _take(taken, candidate.first, candidate.last)
            if len(own) == 1 and not candidate.part:
                found.append((candidate.first, next(iter(own))))
    return found


def _strangers(
    text: str, words: Line, hits: Sequence[tuple[int, int, int]], authority: Authority
) -> Iterator[tuple[str, int]]:
    """Yield the surnames that stand behind a first name that isn't in the authority file, with their places."""
    for pattern, first, last in hits:
        surnames = [name for name in authority.names[pattern] if name.surname]
        if surnames and text[words.spans[last][0]].isupper():
            candidate = _Candidate(first, last, pattern, tuple(surnames))
            before = first - 1
            full = before >= 0 and any(
                spelled in authority.skeletons[name.entity]
                for name in surnames
                for spelled in [skeleton(_folded_word(words, before))]
            )
            if not full and _behind_a_first_name(text, words, candidate):
                parts = authority.patterns[pattern].split()
                for start in range(len(parts)):
                    yield " ".join(parts[start:]), first


def _resolved(candidate: _Candidate, facts: _Facts, authority: Authority) -> tuple[str | None, bool]:
    """Return the entity, or None, and whether the words are thereby settled, so that no shorter name counts in them."""
    if candidate.longer and not candidate.names:
        return None, True
    if candidate.part:
        return None, True
    explicit = sorted(
        {
            name.entity
            for name in candidate.names
            if not name.surname and (not name.ambiguous or _evident(name.entity, candidate, facts, authority))
        }
    )
    if any(name.surname for name in candidate.names):
        entity = _bearer(candidate, explicit, facts, authority)
    else:
        own = explicit if len(explicit) == 1 else [entity for entity in explicit if entity in facts.sure]
        entity = own[0] if len(own) == 1 else None
    return entity, entity is not None


def _bearer(candidate: _Candidate, explicit: Sequence[str], facts: _Facts, authority: Authority) -> str | None:
    """Return whom a surname names: the nearest full name before it, else the editor's alias, else the only bearer."""
    places, bearers = facts.bearers.get(authority.patterns[candidate.pattern], ((), ()))
    before = bisect_left(places, candidate.first)
    if before:
        return bearers[before - 1]
    if explicit:
        return explicit[0] if len(explicit) == 1 else None
    alone = bool(bearers) and len(set(bearers)) == 1
    return bearers[0] if alone else None


def _evident(entity: str, candidate: _Candidate, facts: _Facts, authority: Authority) -> bool:
    """Tell whether the article holds a sure name of the entity, or a word of its evidence, beside the candidate."""
    if entity in facts.sure:
        return True
    places = (place for pattern in authority.evidence[entity] for place in facts.places.get(pattern, ()))
    return any(last < candidate.first or first > candidate.last for first, last in places)


def _beginning(text: str, words: Line, first: int, taken: bytearray, spelled: Collection[str]) -> int:
    """Return the word that a mention begins at: a first name before it counts that is spelled in another way."""
    while first and not taken[first - 1] and _spaced(text, words, first) and _capital(text, words, first - 1):
        word = _folded_word(words, first - 1)
        if word in TITLES or rarity(word) < GRAMMAR or skeleton(word) not in spelled:
            break
        first -= 1
    return first


def _take(taken: bytearray, first: int, last: int) -> None:
    taken[first : last + 1] = b"\1" * (last + 1 - first)


# ---------------------------------------------------------------- case and neighbours


def _cased(text: str, words: Line, first: int, last: int, name: Name) -> bool:
    """Tell whether the words' case allows the name."""
    if name.style == "any":
        return True
    start, end = words.spans[last]
    word = text[start:end]
    if name.style == "capital":
        return word[:1].isupper()
    if word.upper() != word:
        return not name.ambiguous and len(word) >= STYLISED and word[0].isupper() and word[1:] == word[1:].lower()
    plain = word.casefold().replace(".", "")
    return rarity(plain) >= COMMON or not (_shouted(text, words, first) or _emphasised(text, words, first, plain))


def _capital(text: str, words: Line, word: int) -> bool:
    return text[words.spans[word][0]].isupper()


def _folded_word(words: Line, word: int) -> str:
    start = words.starts[word] + 1
    return words.line[start : words.line.index(" ", start)]


def _spaced(text: str, words: Line, word: int) -> bool:
    """Tell whether only blank space stands between a word and the one before it."""
    return text[words.spans[word - 1][1] : words.spans[word][0]].isspace()


def _around(text: str, words: Line, word: int) -> str:
    """Return the line that a word stands in, or as much of it as is near."""
    start, end = words.spans[word]
    left = max(text.rfind("\n", max(0, start - NEARBY), start) + 1, start - NEARBY, 0)
    right = text.find("\n", end, end + NEARBY)
    return text[left : right if right >= 0 else end + NEARBY]


def _shouted(text: str, words: Line, word: int) -> bool:
    """Tell whether a line is all in capitals and longer than a name."""
    around = _around(text, words, word)
    return around.upper() == around and around.count(" ") >= 2  # noqa: PLR2004 - three words


def _emphasised(text: str, words: Line, word: int, plain: str) -> bool:
    """Tell whether capitals stress a verb or pronoun: "It IS late", "The threat IS real", "IS it over?"."""
    if plain not in EMPHASISED:
        return False
    after = word + 1 < len(words.spans) and _spaced(text, words, word + 1) and _folded_word(words, word + 1)
    if after in BEHIND_A_VERB:
        return True
    if not word or not _spaced(text, words, word):
        return False
    before = _folded_word(words, word - 1)
    noun = word > 1 and _folded_word(words, word - 2) in DETERMINERS and before not in FIGHTERS
    return before in BEFORE_A_VERB or (noun and not _capital(text, words, word - 1))


def _headline(text: str, words: Line, word: int) -> bool:
    """Tell whether every longer word of a line has a capital, so that capitals there tell nothing."""
    return not _PROSE.search(_around(text, words, word))


def _part_of_another(text: str, words: Line, candidate: _Candidate, authority: Authority) -> bool:
    """Tell whether the name is part of a longer one that isn't in the authority file."""
    kinds = {name.kind for name in candidate.names}
    if not kinds or not text[words.spans[candidate.last][0]].isupper():
        return False
    if "place" in kinds:
        return _place_in_another(text, words, candidate)
    if "person" in kinds:
        return _person_in_another(text, words, candidate, authority)
    return _organisation_in_another(text, words, candidate)


def _next(text: str, words: Line, candidate: _Candidate) -> str:
    """Return the folded capitalised word directly behind the candidate, or nothing."""
    after = candidate.last + 1
    if after < len(words.spans) and _spaced(text, words, after) and _capital(text, words, after):
        return _folded_word(words, after)
    return ""


def _previous(text: str, words: Line, candidate: _Candidate) -> str:
    """Return the folded capitalised word directly before the candidate, or nothing."""
    first = candidate.first
    if first and _spaced(text, words, first) and _capital(text, words, first - 1):
        return _folded_word(words, first - 1)
    return ""


def _place_in_another(text: str, words: Line, candidate: _Candidate) -> bool:
    after = _next(text, words, candidate)
    if after in _AFTER_PLACE:
        return True
    first = candidate.first
    if first > 1 and _folded_word(words, first - 1) == "of" and _folded_word(words, first - 2) in _BEFORE_PLACE:
        return _capital(text, words, first - 2)
    if candidate.first != candidate.last or _headline(text, words, first):
        return False
    if _folded_word(words, first) not in GIVEN_NAMES:
        return first > 1 and _spaced(text, words, first - 1) and _behind_a_rare_name(text, words, candidate)
    surname = bool(after) and after not in _NO_SURNAME and rarity(after) >= GRAMMAR
    return surname or _behind_a_first_name(text, words, candidate, allowed=COMPASS)


def _person_in_another(text: str, words: Line, candidate: _Candidate, authority: Authority) -> bool:
    if _headline(text, words, candidate.first):
        return False
    after = _next(text, words, candidate)
    if after and after not in _BEHIND_PERSON and rarity(after) >= GRAMMAR:
        return True
    content = [word for word in authority.patterns[candidate.pattern].split() if word not in PARTICLES]
    return len(content) == 1 and _behind_a_first_name(text, words, candidate, spelled=_spelled(candidate, authority))


def _spelled(candidate: _Candidate, authority: Authority) -> Collection[str]:
    return {skeleton for name in candidate.names for skeleton in authority.skeletons.get(name.entity, ())}


def _behind_a_first_name(
    text: str,
    words: Line,
    candidate: _Candidate,
    allowed: Collection[str] = frozenset(),
    spelled: Collection[str] = frozenset(),
) -> bool:
    """Tell whether a capitalised word that could be a first name stands directly before the candidate."""
    before = _previous(text, words, candidate)
    if not before or before in _NO_FIRST_NAME or before in allowed or skeleton(before) in spelled:
        return False
    if _is_demonym(before) or _owned(text, words, candidate.first - 1) or _headline(text, words, candidate.first):
        return False
    return rarity(before) >= GRAMMAR


def _is_demonym(word: str) -> bool:
    return word.endswith(_DEMONYMS)


def _owned(text: str, words: Line, word: int) -> bool:
    """Tell whether a word is a possessive: "Syria's Sharaa"."""
    start, end = words.spans[word]
    return text[end : end + 2] in ("'s", "’s") or text[start:end].endswith(("'s", "’s"))


def _organisation_in_another(text: str, words: Line, candidate: _Candidate) -> bool:
    if candidate.first != candidate.last or _headline(text, words, candidate.first):
        return False
    return _behind_a_rare_name(text, words, candidate)


def _behind_a_rare_name(text: str, words: Line, candidate: _Candidate) -> bool:
    """Tell whether a capitalised word that is hardly anything but a name stands directly before the candidate."""
    before = _previous(text, words, candidate)
    if not before or rarity(before) < RARE or before in _NO_FIRST_NAME or _is_demonym(before):
        return False
    return not _owned(text, words, candidate.first - 1)
