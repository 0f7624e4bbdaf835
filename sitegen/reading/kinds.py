"""The words of a text and the names in it in, what each name names out: a person, an organisation or a place.

The one idea: a name's own words tell most ("Bank", "River", "Ada"), its neighbours tell some (a title, "in", "who"),
and what neither tells here, they tell where else the name stands in the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sitegen.model import EntityKind
from sitegen.reading import countries
from sitegen.reading.capitals import Token, plain
from sitegen.reading.nomenclature import (
    BEFORE_A_PLACE,
    CORPORATE,
    FIRST_NAMES,
    HONORIFICS,
    INSTITUTIONS,
    KIN,
    LANDFORMS,
    OF_ORGANISATIONS,
    PARTICLES,
    PARTIES,
    PLACE_ENDINGS,
    STATES,
    TITLES,
)

_ORGANISATIONS = INSTITUTIONS | CORPORATE
_BEFORE_PERSON = HONORIFICS - {"st"}
_BEHIND_PERSON = frozenset(("M.D.", "Ph.D.", "Jr.", "Sr."))
_BEHIND_PLACE = STATES | {"D.C."}
_PARTICLES = PARTICLES - {"an", "as", "at", "ad"}  # which are English words, too
_OF_PEOPLE = frozenset(("who", "whose", "himself", "herself"))
_VERBS = frozenset(
    {
        *("said", "says", "told", "added", "argued", "warned", "has", "had", "went", "began", "decided", "believes"),
        *("wants", "tried", "did", "does", "also"),
    }
)
_BEFORE_PLACE = frozenset(("in", "near", "across", "outside", "around", "throughout", "toward", "towards"))
_BEHIND_A_HEAD = frozenset(("of", "for", "on"))
_QUOTES = frozenset("\"“‘'")
_PLACE_ENDINGS = tuple(ending for ending, _ in PLACE_ENDINGS)
_SURE = 3  # the weight of a clue that hardly errs
_ACRONYM = 6  # letters, at most


Name = tuple[int, int]  # first and last word of a name


def kinds(words: Sequence[Token], names: Sequence[Name]) -> list[EntityKind]:
    """Return the kind of each name."""
    own = [_by_itself(words, *name) for name in names]
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name, kind in zip(names, own, strict=True):
        clues = votes[_key(words, name)]
        if kind:
            clues[kind] += _SURE
        for clue, weight in _beside(words, *name):
            clues[clue] += weight
    for (first, last), kind in zip(names, own, strict=True):
        if first < last and (kind or _voted(words, (first, last), votes)) == "person":
            for part in (first, last):
                votes[_bare(words[part])]["person"] += 1
    return [kind or _voted(words, name, votes) for name, kind in zip(names, own, strict=True)]


def _key(words: Sequence[Token], name: Name) -> str:
    return " ".join(_bare(word) for word in words[name[0] : name[1] + 1])


def _bare(word: Token) -> str:
    """Return a folded word without its particle: "al-Torvani" and "Torvani" are one."""
    word_parts = plain(word.text).split()
    return word_parts[-1] if len(word_parts) > 1 and word_parts[0] in PARTICLES else " ".join(word_parts)


def _by_itself(words: Sequence[Token], first: int, last: int) -> EntityKind | None:
    """Return the kind that a name's own words tell."""
    texts = [word.text for word in words[first : last + 1]]
    parts = [plain(text) for text in texts]
    return _by_table(texts, parts) or _by_head(parts) or _by_form(texts, parts)


def _by_table(texts: Sequence[str], parts: Sequence[str]) -> EntityKind | None:
    """Return the kind of a country, of what an honorific precedes, or of what is followed by a comma and a suffix."""
    name = " ".join(texts)
    if countries.named(name) or name in countries.CAPITALS or (len(texts) == 1 and name in STATES):
        return "place"
    if len(texts) > 1 and parts[0] in _BEFORE_PERSON:
        return "person"
    if "," in texts:
        behind = texts[texts.index(",") + 1]
        return "person" if behind in _BEHIND_PERSON else "place" if behind in _BEHIND_PLACE else "organisation"
    return None


def _by_head(parts: Sequence[str]) -> EntityKind | None:
    """Return the kind that a common noun within the name tells, first of all its last one before "of"."""
    head = next((parts[at - 1] for at, part in enumerate(parts) if part in _BEHIND_A_HEAD and at), parts[-1])
    if head in LANDFORMS:
        return "place"
    if head in PARTIES or not _ORGANISATIONS.isdisjoint(parts):
        return "organisation"
    if not LANDFORMS.isdisjoint(parts) or (len(parts) > 1 and parts[0] in BEFORE_A_PLACE):
        return "place"
    return None


def _by_form(texts: Sequence[str], parts: Sequence[str]) -> EntityKind | None:
    """Return "person" for a first name, a particle within the name or an initial."""
    initial = any(len(text) == 2 and text[1] == "." for text in texts[:-1])  # noqa: PLR2004 - "E."
    return "person" if parts[0] in FIRST_NAMES or initial or not _PARTICLES.isdisjoint(parts[1:-1]) else None


def _beside(words: Sequence[Token], first: int, last: int) -> Iterator[tuple[EntityKind, int]]:
    """Yield what the words beside a name, and its place, tell of its kind, with a weight."""
    before = words[first - 1].text if first else ""
    after = [word.text for word in words[last + 1 : last + 4]] + ["", "", ""]
    yield from _before(before, words[first - 2].text if first > 1 else "", lone=first == last)
    yield from _behind(*after[:3])
    if OF_ORGANISATIONS.intersection((before, after[0])):
        yield "organisation", 2
    if before == "the" and after[0] not in LANDFORMS and (last > first or words[first].text.endswith("s")):
        yield "organisation", 1
    if first == last:
        yield from _lone(words[first])


def _before(word: str, earlier: str, *, lone: bool) -> Iterator[tuple[EntityKind, int]]:
    if plain(word) in TITLES:
        yield "person", _SURE
    if word in KIN:
        yield "person", 2
    if word in _QUOTES and not lone:
        yield "organisation", 2
    if word.lower() in _BEFORE_PLACE:
        yield "place", 1
    if word == "of" and earlier in LANDFORMS:
        yield "place", 2


def _behind(word: str, second: str, third: str) -> Iterator[tuple[EntityKind, int]]:
    if word in _OF_PEOPLE or (word == "," and (second in _OF_PEOPLE or (second.isdigit() and third == ","))):
        yield "person", _SURE
    if word in _VERBS:
        yield "person", 1
    if word in LANDFORMS:
        yield "place", 2


def _lone(word: Token) -> Iterator[tuple[EntityKind, int]]:
    """Yield what the form and the place of a name of one word tell."""
    if word.text.isupper() and len(word.text) <= _ACRONYM:
        yield "organisation", 2
    if word.opens and not word.heading and not word.text.endswith(_PLACE_ENDINGS):
        yield "person", 1


def _voted(words: Sequence[Token], name: Name, votes: Mapping[str, Counter[EntityKind]]) -> EntityKind:
    """Return the kind that most clues of all names of these words are for."""
    ranked = votes[_key(words, name)].most_common(1)
    if ranked:
        return ranked[0][0]
    if name[0] == name[1]:
        return "place"
    return "organisation" if words[name[0]].text == "The" else "person"
