"""The names in texts in, a key for each out: names of one entity share a key.

The one idea: a name is compared by the words that its writers don't vary, without titles, particles, initials and the
choice of vowels. A short name stands for the full one in the same text that it can only mean, and, where its text has
none, for the only one that any of the texts has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sitegen.ids import folded
from sitegen.model import EntityKind
from sitegen.reading import countries
from sitegen.reading.nomenclature import COMPASS, HONORIFICS, PARTICLES, STATES

_SMALL = frozenset(("of", "and", "the", "for", "in", "on"))
_COMPANY = frozenset(("inc", "co", "corp", "ltd", "llc", "plc", "company", "corporation"))
_VOWELS = str.maketrans("eoy", "aui")  # that are one another's in names from other scripts
_LETTERS = 2  # of an acronym, at least


class Named(NamedTuple):
    """A name in a text, what kind of name it is, and whether it stands in brackets right behind the one before it."""

    name: str
    kind: EntityKind
    explains: bool = False


def keys(texts: Sequence[Sequence[Named]]) -> list[list[str]]:
    """Return the keys of the names of each text.

    >>> keys([[Named("Ahmed al-Torvani", "person"), Named("Torvani", "person")], [Named("Ahmad Al Torvani", "person")]])
    [['ahmad turvani', 'ahmad turvani'], ['ahmad turvani']]
    """
    within = [_within(names) for names in texts]
    across = _across(texts, within)
    return [
        [_resolved(short(named.name), fuller, across) for named in names]
        for names, fuller in zip(texts, within, strict=True)
    ]


def _resolved(key: str, fuller: Mapping[str, str], across: Mapping[str, str]) -> str:
    return fuller.get(key) or across.get(key) or key


@lru_cache(maxsize=1 << 14)
def short(name: str) -> str:
    """Return the words that a name is compared by.

    >>> short("Mr. Leo E. Bratt"), short("The Ostrel Shipping Co."), short("U.S."), short("Lomen, Ohio")
    ('lau brat', 'ustral shiping', 'united states', 'lomen')
    """
    if countries.named(name):
        return countries.OF_NAME[countries.key(name)]
    town, comma, state = name.partition(", ")
    words = folded(town if comma and state.split()[0] in STATES else name).split()
    kept = _bare(words)
    return kept[0] if len(kept) == 1 else " ".join(_spelled(word) for word in kept)


def _bare(words: Sequence[str]) -> Sequence[str]:
    """Return the words without those that writers leave out, if any is left."""
    first = next((at for at, word in enumerate(words) if word not in HONORIFICS and word != "the"), 0)
    kept = [word for word in words[first:] if word not in PARTICLES and len(word) > 1 and word not in _COMPANY]
    return kept or words


def _spelled(word: str) -> str:
    """Return a word as it is compared within a longer name: "Ahmad" is "Ahmed", "Shara'a" is "Sharaa"."""
    bare = word.translate(_VOWELS)
    return bare[:1] + "".join(char for before, char in pairwise(bare) if char != before)


def _within(names: Sequence[Named]) -> dict[str, str]:
    """Return which short name of a text stands for which full one in it, where only one can be meant."""
    full = dict.fromkeys(named for named in names if " " in named.name and " " in short(named.name))
    found = _unique((short_form, short(named.name)) for named in full for short_form in _without_middle(named))
    found |= _unique(
        (part, found.get(key, key)) for named in full for key in (short(named.name),) for part in _parts(named)
    )
    for before, named in pairwise(names):
        if named.explains and _explained(named.name, before.name):
            found[short(named.name)] = found.get(short(before.name), short(before.name))
    return found


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the pairs whose first stands before one second alone; a country's name is short for nothing."""
    meant: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for part, key in pairs:
        meant[part][key] = None
    return {part: next(iter(keys)) for part, keys in meant.items() if len(keys) == 1 and part not in countries.NAMES}


def _without_middle(named: Named) -> Iterator[str]:
    """Yield the name without what stands between first name and surname: "Ada Quist" of "Ada Maria Quist"."""
    words = _bare(folded(named.name).split())
    if named.kind == "person" and len(words) > 2:  # noqa: PLR2004 - something stands between
        yield f"{_spelled(words[0])} {_spelled(words[-1])}"


def _parts(named: Named) -> Iterator[str]:
    """Yield the short names that a full one can have."""
    words = _bare(folded(named.name).split())
    if named.kind != "place" or words[0] not in COMPASS:
        yield words[-1]
        yield words[0]
    if named.kind != "person":
        yield from _initials(named.name)


def _initials(name: str) -> Iterator[str]:
    words = [word for word in folded(name).split() if word != "the"]
    for letters in (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _SMALL),
    ):
        if len(letters) >= _LETTERS:
            yield letters


def _explained(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym stand, in their order, at the beginnings of a name's words."""
    initials = iter("".join(word[0] for word in folded(name).split()))
    return acronym.isupper() and all(letter in initials for letter in folded(acronym))


def _across(texts: Iterable[Sequence[Named]], within: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return which surname or acronym stands for which full name in any text, where all texts have but one."""
    return _unique(
        pair for names, fuller in zip(texts, within, strict=True) for named in names for pair in _known(named, fuller)
    )


def _known(named: Named, fuller: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield surname or acronym of a name with the full name's key."""
    key = short(named.name)
    if named.kind == "person" and " " in key:
        yield _bare(folded(named.name).split())[-1], fuller.get(key, key)
    elif named.name.isupper() and key in fuller:
        yield key, fuller[key]
