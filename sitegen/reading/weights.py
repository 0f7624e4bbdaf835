"""A word in, an integer weight out: how much it says about what an article is about, from a fixed table.

The one idea: the table (``weights.txt``, made by ``tests/evaluation/derive_weights.py``) never looks at the corpus, so
what two articles have in common depends on those two alone. A stem that is not in it is rarer than all that are.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

RAREST = 55
SHORTEST_FOREIGN = 4  # shorter words outside the table's script are mostly particles

# suffix, shortest word that it is cut from, what replaces it, an example
SUFFIXES: tuple[tuple[str, int, str, tuple[str, str]], ...] = (
    ("ies", 5, "y", ("parties", "party")),
    ("sses", 6, "ss", ("witnesses", "witness")),
    ("shes", 6, "sh", ("clashes", "clash")),
    ("ches", 6, "ch", ("marches", "march")),
    ("xes", 5, "x", ("taxes", "tax")),
    ("ss", 5, "ss", ("access", "access")),
    ("us", 5, "us", ("virus", "virus")),
    ("is", 5, "is", ("crisis", "crisis")),
    ("s", 5, "", ("troops", "troop")),
    ("ing", 7, "", ("fighting", "fight")),
    ("ed", 6, "", ("reported", "report")),
)


def stem(word: str) -> str:
    """Return a folded word without its commonest English endings: forms of one word, mostly, share a stem.

    >>> [stem(word) for word in ("clashes", "clashed", "clash", "crisis")]
    ['clash', 'clash', 'clash', 'crisis']
    """
    for suffix, shortest, replacement, _ in SUFFIXES:
        if len(word) >= shortest and word.endswith(suffix):
            return word[: -len(suffix)] + replacement
    return word


def _table() -> dict[str, int]:
    rows = (files("sitegen.reading") / "weights.txt").read_text("utf-8").splitlines()
    fields = (row.split() for row in rows if not row.startswith("#"))
    return {word: int(weight) for weight, *words in fields for word in words}


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Return the weight of every stem in the table; it is read once a process."""
    return _table()


def weight(word: str) -> int:
    """Return the weight of a stem, 0 (says nothing) to ``RAREST``; a number or a letter is for the caller to judge.

    >>> weight("the") < weight("troop") < weight("sudani") == RAREST
    True
    """
    known = table().get(word)
    if known is not None:
        return known
    return RAREST if word.isascii() or len(word) >= SHORTEST_FOREIGN else 0


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> int:
    """Return the weight of a folded word, whatever form of it stands there.

    >>> rarity("troops") == weight("troop")
    True
    """
    return weight(stem(word))
