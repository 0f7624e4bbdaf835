"""A text in, the spans that name a person, an organisation or a place out, without the authority file.

The one idea: a name is a run of capitalised words, held together by the few words that stand within names ("of", "al-")
and trimmed of those that only stand before them (titles, openers of sentences). Where a capital says nothing, at the
beginning of a sentence or in a headline, the rest of the text decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.ids import folded
from sitegen.model import EntityKind, NameSpan
from sitegen.reading.nomenclature import (
    CORPORATE,
    HONORIFICS,
    INSTITUTIONS,
    LANDFORMS,
    OPENERS,
    PARTICLES,
    STATES,
    TIMES,
    TITLES,
)
from sitegen.reading.weights import rarity

_PART = r"\w+(?:[’'](?!s\b)\w+)*"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Calif|Fla|Mass|Pa|Wis|Ariz|Conn|Mich|Minn|Tenn|Va|Wash)\.|[A-Z]\.(?=\s[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Inc|Co|Corp|Ltd|Prof|Rev)\.(?=[\s,])"
    rf"|(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Aa]t|[Aa]d|[Aa]z)-{_PART}"
    rf"|{_PART}(?:[-‐‑–&](?=[^\W_a-z]){_PART})*"
    r"|\n+|[^\w\s]"
)
_JOINING = frozenset(("de", "del", "la", "du", "des", "di", "da", "von", "van", "der", "den", "bin", "ibn", "al", "el"))
_INNER = _JOINING | {"of", "the", "for", "and", "&", "in", "on"}
_SECOND = _JOINING | {"the"}  # "of the", "von der"
_ENDS = frozenset('.!?:;\n”"“‘•|–—)')
_BEHIND_A_COMMA = STATES | {"Inc.", "Inc", "Co.", "Corp.", "Ltd.", "Jr.", "Sr."}
_NAMELIKE = 38  # the weight from which on a lone word that opens a sentence is probably a name
_SPEECH = frozenset(("said", "says", "told", "added", "wrote", "announced", "who", "whose", "argued", "warned"))
_PLACE_BEFORE = frozenset(
    ("in", "near", "at", "from", "across", "outside", "around", "throughout", "toward", "towards")
)
_GRAMMAR = 16  # the weight under which a word is grammar
_CONTRACTED = re.compile(r"[’'](?:m|ve|ll|re|d|t)$")
_INFLECTED = ("ing", "ly", "ed")
_LONGEST = 12  # words that a name has before a small word, at most
_NEAR = 200  # characters of a line that show whether it is a headline


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    opens: bool  # stands where a capital says nothing


def spans(text: str) -> tuple[NameSpan, ...]:
    """Return the names in a text, sorted, not overlapping, each with its kind.

    >>> text = "Mayor Ada Quist met Lomen Shipping Co. in Port Ostrel."
    >>> [(text[span.start : span.end], span.kind) for span in spans(text)]
    [('Ada Quist', 'person'), ('Lomen Shipping Co.', 'organisation'), ('Port Ostrel', 'place')]
    """
    tokens = list(_tokens(text))
    evidence = _evidence(tokens)
    parts = (part for run in _runs(tokens) for part in _parts(tokens, *run))
    found = [span for part in parts for span in _trimmed(tokens, part, evidence)]
    return tuple(NameSpan(tokens[first].start, tokens[last].end, _kind(tokens, first, last)) for first, last in found)


def _tokens(text: str) -> Iterator[_Token]:
    opens = True
    headline = _headline(text, 0)
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0] == "\n":
            headline = _headline(text, match.end())
        yield _Token(word, match.start(), match.end(), opens or headline)
        opens = word[0] in _ENDS or (opens and not word[0].isalnum())


def _headline(text: str, start: int) -> bool:
    """Tell whether the line that begins here has a capital on every longer word."""
    end = text.find("\n", start, start + _NEAR)
    return not re.search(r"(?<![\w’'-])[^\W\d_A-Z][^\W\d_]{3,}", text[start : end if end >= 0 else start + _NEAR])


def _capital(token: _Token) -> bool:
    return token.text[0].isupper() or (token.text[:1].isalnum() and any(char.isupper() for char in token.text))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How often a word stands with a capital where that says something, and how often without."""

    capital: Mapping[str, int]
    small: Mapping[str, int]


def _evidence(tokens: Sequence[_Token]) -> _Evidence:
    capital = Counter(token.text for token in tokens if not token.opens and token.text[0].isupper())
    small = Counter(token.text for token in tokens if token.text[0].islower())
    return _Evidence(capital, small)


def _runs(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each run of capitalised words and what may stand between them."""
    at = 0
    while at < len(tokens):
        if not _capital(tokens[at]):
            at += 1
            continue
        last = at
        while (following := _continued(tokens, at, last)) is not None:
            last = following
        yield at, last
        at = last + 1


def _continued(tokens: Sequence[_Token], first: int, last: int) -> int | None:
    """Return the next capitalised token of the run, or None where the run ends."""
    at = last + 1
    if at >= len(tokens):
        return None
    gap = tokens[at].start - tokens[last].end
    if gap > 1 or tokens[at].text[0] == "\n":
        return None
    if _capital(tokens[at]):
        return at if gap or tokens[last].text[-1] in "-." else None
    if tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in _BEHIND_A_COMMA:
        return at + 1
    return _over(tokens, first, last, at)


def _over(tokens: Sequence[_Token], first: int, last: int, at: int) -> int | None:
    """Return the capitalised token behind the small words that may stand within a name."""
    small: list[str] = []
    while at < len(tokens) and tokens[at].text in (_SECOND if small else _INNER) and len(small) <= 1:
        small.append(tokens[at].text)
        at += 1
    if not small or at >= len(tokens) or not _capital(tokens[at]) or tokens[at].start - tokens[at - 1].end > 1:
        return None
    if set(small) <= _JOINING:
        return at
    words = [token.text.lower() for token in tokens[max(first, last - _LONGEST) : last + 1]]
    head = bool(INSTITUTIONS & set(words))
    if small[0] == "of" and (head or words[-1] in LANDFORMS):
        return at
    return at if head and small[0] in ("for", "and", "&", "on") and "of" in words else None


def _parts(tokens: Sequence[_Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield what stands before and behind an office within a run: "Labour MP Ada Quist" holds two names."""
    offices = [at for at in range(first, last) if folded(tokens[at].text) in TITLES - HONORIFICS]
    if offices:
        if offices[0] > first:
            yield first, offices[0] - 1
        yield offices[-1] + 1, last
    else:
        yield first, last


def _trimmed(tokens: Sequence[_Token], run: tuple[int, int], evidence: _Evidence) -> Iterator[tuple[int, int]]:
    first, last = run
    while first <= last and _no_part(tokens, first, last, evidence):
        first += 1
    while first <= last and (tokens[last].text.lower() in TIMES or not _capital(tokens[last])):
        last -= 1
    if first <= last and not _no_name(tokens, first, last, evidence):
        yield first, last


def _no_part(tokens: Sequence[_Token], first: int, last: int, evidence: _Evidence) -> bool:
    """Tell whether the first token of a run only stands before the name."""
    token = tokens[first]
    word = folded(token.text)
    if not _capital(token) or word in TIMES:
        return True
    if word in TITLES and not (word in HONORIFICS and last > first):
        return True
    if token.opens and (word in OPENERS or rarity(word) < _GRAMMAR):
        return not evidence.capital[token.text] or word in OPENERS
    return token.opens and first < last and evidence.small[token.text.lower()] > 0 and not evidence.capital[token.text]


def _no_name(tokens: Sequence[_Token], first: int, last: int, evidence: _Evidence) -> bool:
    """Tell whether what is left of a run is a common word, a demonym or an exclamation."""
    if first != last:
        return False
    token = tokens[first]
    word = folded(token.text)
    if len(word) < 2 or word in TIMES | OPENERS | TITLES or _CONTRACTED.search(token.text):  # noqa: PLR2004 - an initial
        return True
    if token.opens:
        seen, small = evidence.capital[token.text], evidence.small[token.text.lower()]
        return small > seen or (not seen and (small > 0 or word.endswith(_INFLECTED) or rarity(word) < _NAMELIKE))
    return evidence.small[token.text.lower()] > evidence.capital[token.text]


def _kind(tokens: Sequence[_Token], first: int, last: int) -> EntityKind:
    words = {folded(token.text) for token in tokens[first : last + 1]}
    if words & (INSTITUTIONS | CORPORATE):
        return "organisation"
    if words & LANDFORMS:
        return "place"
    before = folded(tokens[first - 1].text) if first else ""
    after = folded(tokens[last + 1].text) if last + 1 < len(tokens) else ""
    if before in TITLES or after in _SPEECH or words & PARTICLES:
        return "person"
    if first == last and tokens[first].text.isupper():
        return "organisation"
    if before in _PLACE_BEFORE:
        return "place"
    return "person" if last > first else "place"


# ---------------------------------------------------------------- grouping


def groups(texts: Sequence[str]) -> tuple[tuple[int, int, int, int], ...]:
    """Return (text, start, end, group) of every name: names of one entity share a group, numbered by first appearance.

    Within a text a surname goes with the full name that ends in it, and an acronym with the name that it stands for;
    across texts names go together that are the same words.

    >>> sorted({group for *_, group in groups(["Ada Quist left. Quist waved.", "They saw Ada Quist."])})
    [0]
    """
    numbers: dict[str, int] = {}
    found = []
    for index, text in enumerate(texts):
        names = [(span.start, span.end, _same(text[span.start : span.end])) for span in spans(text)]
        fuller = _fuller([(name, text[start:end]) for start, end, name in names])
        for start, end, name in names:
            found.append((index, start, end, numbers.setdefault(fuller.get(name, name), len(numbers))))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _same(name: str) -> str:
    words = folded(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _fuller(names: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return, of the names in one text, which short one stands for which full one, where only one can be meant."""
    full = list(dict.fromkeys(name for name, _ in names if " " in name))
    short: defaultdict[str, list[str]] = defaultdict(list)
    for name in full:
        words = name.split()
        initials = "".join(word[0] for word in words if word not in OPENERS and word not in ("of", "and", "the", "for"))
        for key in dict.fromkeys((words[-1], words[0], initials)):
            short[key].append(name)
    singles = {name for name, _ in names if " " not in name}
    return {name: short[name][0] for name in sorted(singles) if len(short[name]) == 1}
