"""A text in, its tokens out, each with whether its capital can be a name's.

The one idea: at the beginning of a sentence, in a label and in a headline a capital says nothing. There the rest of the
text decides, by how often the word stands in it with a capital that does say something, and how often without.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from sitegen.ids import folded
from sitegen.reading import countries
from sitegen.reading.nomenclature import (
    BEFORE_A_PLACE,
    COMMON_ACRONYMS,
    CORPORATE,
    FIRST_NAMES,
    INSTITUTIONS,
    LANDFORMS,
    OPENERS,
    PARTICLES,
    STATES,
)
from sitegen.reading.weights import rarity

_PART = r"\w+(?:[’'](?!s\b)\w+)*"
_SHORTENED = "|".join(sorted(state[:-1] for state in STATES if state.endswith(".")))
_TOKEN = re.compile(
    r"[A-Z]\w*\.(?:com|net|org)\b"  # Ostrel.com
    r"|(?:[^\W\d_]\.){2,}|Ph\.D\.|[A-Z]\.[A-Z]\b"  # U.S., Ph.D., C.K
    rf"|(?:{_SHORTENED})\.|[A-Z]\.(?=\s[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Inc|Co|Corp|Ltd|Prof|Rev)\.(?=[\s,])"
    rf"|(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Aa]t|[Aa]d|[Aa]z)-{_PART}"
    rf"|{_PART}(?:[-‐‑–&](?:(?:e|i|ul|ur|al|el|de|la|le|du|sur|on|upon)[-‐‑–])?(?=[^\W_a-z]){_PART})*"
    r"|\n+|[^\w\s]"
)
_HYPHEN = re.compile("([-‐‑–])")
_ENDS = frozenset('.!?:;\n”"“‘•|–—)')

_WRAP = re.compile(r"\n(?=[a-z])(?<=[^\n]{50}[^\n.!?:]\n)")  # the end of a line that goes on in the next one
_WRAPS = 3  # of them tell a text whose lines are wrapped
_BEFORE_A_WRAP = re.compile(r"[^\n]{50}[^\n.!?:]\n(?!\n)")
_WIDTH = 51  # characters of a line that is wrapped, at least

_NEAR = 200  # characters of a line that show what it is
_PROSE = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][^\W\d_]{3,}")  # a longer word without a capital
_HEADING = 6  # words of a heading, at least
_LABEL = re.compile(r"[A-Z]\w{1,20}(?: \w{1,20}){0,2}:(?=\s)")  # "Read more: "
_WORDS = r"(?:(?:[A-Z]\S*|of|for|and|the) )*"
_LONG_NAME = re.compile(
    rf"{_WORDS}(?:(?i:{'|'.join(sorted(INSTITUTIONS))}) (?:of|for) {_WORDS}[A-Z]\S*|(?:Inc|Ltd|Corp|Co)\.?:?) ?"
)

_HEADS = INSTITUTIONS | LANDFORMS | CORPORATE
_UNCOMMON = 44  # the weight from which on a word of a heading is a name
_SURNAME = 22  # and from which on it is a surname behind a first name
_COMMON_ENDS = ("ing", "ly", "ed", "er", "ers", "ist", "ists", "tion", "tions", "ness", "less")


class Token(NamedTuple):
    """A word or a mark of a text: ``text[start:end]``."""

    text: str
    start: int
    end: int
    opens: bool  # stands where a capital says nothing
    heading: bool  # stands in a line in which nearly every word has a capital
    capital: bool  # has a capital that may be a name's


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a word stands with a capital where that says something, and how often without."""

    capital: Mapping[str, int]
    small: Mapping[str, int]


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Return a word folded: what tables are asked for."""
    return folded(word)


def read(text: str) -> tuple[list[Token], Evidence]:
    """Return the tokens of a text and what it says about its capitals.

    >>> tokens, _ = read("They met Ada. Later Ada left.")
    >>> [(token.text, token.opens) for token in tokens if token.capital]
    [('They', True), ('Ada', False), ('Later', True), ('Ada', False)]
    """
    tokens = list(_tokens(text))
    evidence = Evidence(
        Counter([token.text for token in tokens if token.capital and not token.opens]),
        Counter([token.text for token in tokens if not token.capital]),
    )
    _judge_headings(tokens, evidence)
    return tokens, evidence


def capital(word: str) -> bool:
    """Tell whether a word has a capital anywhere: "Ostrel", "iPad"."""
    return word != word.lower() and word[0].isalnum()


def _tokens(text: str) -> Iterator[Token]:
    opens = True
    headline, heading, label = _line(text, 0)
    wrapped = sum(1 for _ in islice(_WRAP.finditer(text), _WRAPS)) == _WRAPS
    for match in _TOKEN.finditer(text):
        word = match[0]
        start = match.start()
        if word[0] == "\n":
            if wrapped and _BEFORE_A_WRAP.match(text, max(0, start - _WIDTH), start + 1):
                continue
            headline, heading, label = _line(text, start + len(word))
            opens = True
        opens = opens or headline or start < label
        if word.isalpha():
            yield Token(word, start, start + len(word), opens, heading, word != word.lower())
            opens = False
        else:
            for part in _apart(word):
                yield Token(part, start, start + len(part), opens, heading, capital(part))
                start += len(part)
            opens = word[0] in _ENDS or (opens and not word[0].isalnum())


def _apart(word: str) -> Sequence[str]:
    """Return a token in parts where a hyphen joins two names or leads from a small word to one: "anti-Ostrel"."""
    parts = _HYPHEN.split(word)
    if len(parts) == 1:
        return parts
    small = parts[0].islower() and parts[0] not in PARTICLES and parts[2][:1].isupper()
    return parts if small or all(map(countries.named, parts[::2])) else (word,)


def _line(text: str, start: int) -> tuple[bool, bool, int]:
    """Tell of the line that begins here whether it is written as headlines are, whether it is one, and its label's end.

    As headlines are, with a capital on every longer word, a name alone on its line is written, too.
    """
    end = text.find("\n", start, start + _NEAR)
    line = text[start : end if end >= 0 else start + _NEAR]
    if _PROSE.search(line):
        label = _LABEL.match(line)
        return False, False, start + label.end() if label else start
    sentence = line.rstrip().endswith(".")
    return True, not sentence and line.count(" ") >= _HEADING - 1 and not _LONG_NAME.fullmatch(line), start


def _judge_headings(tokens: list[Token], evidence: Evidence) -> None:
    """Leave its capital only to such a word of a heading as is a name's."""
    for at, token in enumerate(tokens):
        if not (token.heading and token.capital):
            continue
        before = tokens[at - 1] if at else None
        if not _is_named(token, before, evidence):
            tokens[at] = token._replace(capital=False)
        elif before and plain(before.text) in BEFORE_A_PLACE:
            tokens[at - 1] = before._replace(capital=True)


def _is_named(token: Token, before: Token | None, evidence: Evidence) -> bool:
    """Tell whether a word of a heading is a name's, by the rest of the text, the word before it, or itself."""
    word = plain(token.text)
    form = token.text.capitalize() if token.text.isupper() and not evidence.capital[token.text] else token.text
    if countries.named(token.text) or token.text in STATES or evidence.capital[form] > evidence.small[word]:
        return True
    if before and before.capital and (word in _HEADS or plain(before.text) in FIRST_NAMES) and rarity(word) >= _SURNAME:
        return True
    if evidence.small[word] or word in OPENERS or token.text in COMMON_ACRONYMS:
        return False
    return word in FIRST_NAMES or (rarity(word) >= _UNCOMMON and not word.endswith(_COMMON_ENDS))
