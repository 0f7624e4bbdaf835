"""A text in, the spans that name a person, an organisation or a place out, without the authority file.

The one idea: a name is a run of capitalised words, held together by the few words that stand within names ("of", "al-")
and trimmed of those that only stand before them (titles, openers of sentences). Where a capital says nothing, the rest
of the text decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.model import NameSpan
from sitegen.reading import coreference, countries
from sitegen.reading.capitals import Evidence, Token, capital, plain, read
from sitegen.reading.kinds import kinds
from sitegen.reading.nomenclature import (
    ABOUT_SOMETHING,
    BEFORE_A_PLACE,
    COMMON_ACRONYMS,
    CORPORATE,
    CURRENCIES,
    FIRST_NAMES,
    HONORIFICS,
    INSTITUTIONS,
    LANDFORMS,
    NO_ENDS,
    NUMBERED,
    OF_GENERAL,
    OF_OFFICES,
    OF_SOMETHING,
    OPENERS,
    OWNERS,
    STATES,
    TIMES,
    TITLES,
    UNITS,
)
from sitegen.reading.weights import rarity

Run = tuple[int, int]  # first and last token

_JOINING = frozenset(("de", "del", "la", "du", "des", "di", "da", "von", "van", "der", "den", "bin", "ibn", "al", "el"))
_INNER = _JOINING | {"of", "the", "for", "and", "&", "in", "on"}
_SECOND = _JOINING | {"the"}  # "of the", "von der"
_COMPANIES = frozenset(("Inc.", "Inc", "Co.", "Corp.", "Ltd.", "LLC"))
_DEGREES = frozenset(("Jr.", "Sr.", "M.D.", "Ph.D."))
_BEHIND_A_COMMA = (STATES - {"Washington"}) | _COMPANIES | _DEGREES | {"D.C."}
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_APOSTROPHES = frozenset("'’")
_PAUSES = frozenset(",.;:?!")
_IN_TITLES = _INNER | _PAUSES | {"a", "an", "at", "by", "from", "is", "to", "with", "or", "as", "'", "’", "s"}
_LONGEST = 12  # words that a name has before a small word, at most

_OFFICES = (TITLES | OF_OFFICES) - HONORIFICS
_SALUTATIONS = HONORIFICS & {"mr", "mrs", "ms", "dr", "prof", "professor", "gen", "lt", "col", "sgt", "capt", "rev"}
_FIELD = 4  # words that tell an office's field, at most
_NO_OFFICES = INSTITUTIONS - _OFFICES
_HEADS = INSTITUTIONS | CORPORATE | LANDFORMS
_OF_HEADS = LANDFORMS | OF_SOMETHING
_MEMBERS = frozenset(("mp", "mps"))
_COMMON = TIMES | OPENERS | TITLES
_GRAMMAR = 16  # the weight under which a word is grammar
_TELLING = 24  # the weight from which on a word that opens a sentence may be held on by "of": "Battle of Ostrel"
_NAMELIKE = 38  # the weight from which on a lone word that opens a sentence is probably a name
_RARE = 32  # the weight from which on a word is no common noun
_COUPLED = 4  # words behind "and", at most
_GERUND = 32  # the weight from which on a word with "ing" is a name: "Sterling"
_SHORT = 5  # letters of a word that is no participle: "Reed", "Ting"
_INFLECTED = ("ing", "ly", "ed", "ors", "ists", "tion", "tions", "ness", "ment", "ments", "ings")
_DESCRIBING = ("ged", "ted", "sed", "ked", "ped", "ced", "ved", "ally", "ently", "antly", "edly", "ously", "ately")
_ORDINAL = re.compile(r"\d*(?:1st|2nd|3rd|[04-9]th|1[1-3]th)")
_CONTRACTED = re.compile(r"[’'](?:m|ve|ll|re|d|t)$")
_AMOUNT = re.compile(rf"(?:{'|'.join(sorted(CURRENCIES))})\d+|\d+(?:[AP]M|[CFKM]|GB)")  # R500, 32C


def spans(text: str) -> tuple[NameSpan, ...]:
    """Return the names in a text, sorted, not overlapping, each with its kind.

    >>> text = "Mayor Ada Quist met Lomen Shipping Co. in Port Ostrel."
    >>> [(text[span.start : span.end], span.kind) for span in spans(text)]
    [('Ada Quist', 'person'), ('Lomen Shipping Co.', 'organisation'), ('Port Ostrel', 'place')]
    """
    tokens, evidence = read(text)
    found = list(_found(tokens, evidence))
    return tuple(
        NameSpan(tokens[first].start, tokens[last].end, kind)
        for (first, last), kind in zip(found, kinds(tokens, found), strict=True)
    )


def _found(tokens: Sequence[Token], evidence: Evidence) -> Iterator[Run]:
    """Yield first and last token of each name."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.capital:
            last = _last(tokens, at)
            for part in _parts(tokens, at, last):
                for name in _people(tokens, *part):
                    yield from _trimmed(tokens, name, evidence)
            at = last + 1
        elif token.text in _QUOTES and (end := _quoted(tokens, at)) is not None:
            yield at + 1, end
            at = end + 1
        else:
            at += 1


def _quoted(tokens: Sequence[Token], at: int) -> int | None:
    """Return the last token of the title that stands between the quotation mark and its like, or None.

    In a title every word has a capital but the smallest: "The Tide at Dawn".
    """
    closing = _QUOTES[tokens[at].text]
    if at and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text[-1].isalnum():
        return None
    capitals = 0
    for end in range(at + 1, min(at + 2 + _LONGEST, len(tokens))):
        word = tokens[end].text
        if word == closing and not _apostrophe(tokens, end):
            last = end - 1 if tokens[end - 1].text not in _PAUSES else end - 2
            return last if capitals > 1 and capital(tokens[last].text) and capital(tokens[at + 1].text) else None
        if capital(word):
            capitals += 1
        elif word not in _IN_TITLES:
            return None
    return None


def _apostrophe(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether letters follow the mark without space: "Ostrel's"."""
    return at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text[0].isalpha()


def _last(tokens: Sequence[Token], first: int) -> int:
    """Return the last token of the run of capitalised words, and what may stand between them, that begins here."""
    last = first
    while (following := _continued(tokens, first, last)) is not None:
        last = following
    return last


def _continued(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Return the next capitalised token of the run, or None where the run ends."""
    at = last + 1
    if at >= len(tokens):
        return None
    before, token = tokens[last], tokens[at]
    gap = token.start - before.end
    if gap > 1 or token.text[0] == "\n":
        return None
    if token.capital:
        begins = before.text[-1] == "." and plain(token.text) in OPENERS
        return at if not begins and (gap or before.text[-1] in "-.") else None
    if token.text == ",":
        return _listed(tokens, last)
    return _owned(tokens, last) if token.text in _APOSTROPHES else _over(tokens, first, last, at)


def _listed(tokens: Sequence[Token], last: int) -> int | None:
    """Return what belongs to the name behind a comma: "Varn Motors, Inc.", "Lomen, Ohio", not "Kenya, Georgia"."""
    before = tokens[last].text
    behind = tokens[last + 2].text if last + 2 < len(tokens) else ""
    if behind in STATES and (before in STATES or countries.named(before)):
        return None
    return last + 2 if behind in _BEHIND_A_COMMA else None


def _owned(tokens: Sequence[Token], last: int) -> int | None:
    """Return the capitalised token behind the apostrophe of a possessive that is part of a name: "Workers' Party"."""
    if plain(tokens[last].text) not in OWNERS:
        return None
    at = last + 3 if last + 2 < len(tokens) and tokens[last + 2].text == "s" else last + 2
    return at if at < len(tokens) and tokens[at].capital and tokens[at].start - tokens[at - 1].end == 1 else None


def _over(tokens: Sequence[Token], first: int, last: int, at: int) -> int | None:
    """Return the capitalised token behind the small words that may stand within a name."""
    if tokens[at].text not in _INNER:
        return None
    small = [tokens[at].text]
    at += 1
    if at < len(tokens) and tokens[at].text in _SECOND:
        small.append(tokens[at].text)
        at += 1
    if at >= len(tokens) or not tokens[at].capital or tokens[at].start - tokens[at - 1].end > 1:
        return None
    if set(small) <= _JOINING or (small == ["&"] and first == last):
        return at
    if small == ["and"] and countries.named(f"{tokens[last].text} and {tokens[at].text}"):
        return at
    words = [token.text.lower() for token in tokens[max(first, last - _LONGEST) : last + 1]]
    if first == last and tokens[first].opens and words[0] in OF_SOMETHING and rarity(words[0]) < _TELLING:
        return None
    return at if _holds_on(words, small) or (small == ["and"] and _is_coupled(words[-1], tokens, at)) else None


def _is_coupled(word: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" couples two common nouns before an institution: "Food and Harbour Agency"."""
    if rarity(word) >= _RARE or word.endswith("s") or word in INSTITUTIONS or countries.named(word.capitalize()):
        return False
    end = at
    while end + 1 < min(at + _COUPLED, len(tokens)) and tokens[end + 1].capital:
        end += 1
    return end > at and plain(tokens[end].text) in ABOUT_SOMETHING


def _holds_on(words: Sequence[str], small: Sequence[str]) -> bool:
    """Tell whether a name that has these words goes on behind the small ones."""
    head = not INSTITUTIONS.isdisjoint(words)
    if small[0] == "of":
        return head or words[-1] in _OF_HEADS
    if small[0] in ("for", "on") and words[-1] in ABOUT_SOMETHING:
        return True
    return head and len(small) == 1 and small[0] in ("for", "and", "&", "on") and ("of" in words or "for" in words)


def _parts(tokens: Sequence[Token], first: int, last: int) -> Iterator[Run]:
    """Yield what stands before and behind an office within a run: "Labour MP Ada Quist" holds two names."""
    offices = [at for at in range(first, last) if _office(tokens, at, last)]
    if not offices:
        yield first, last
        return
    if offices[0] > first:
        yield _named_before(tokens, first, offices[0] - 1)
    yield offices[-1] + 1, last


def _people(tokens: Sequence[Token], first: int, last: int) -> Iterator[Run]:
    """Yield a run in parts, each from where a person's name begins in it: "Lomen Command Gen. Ada Quist"."""
    for at in range(first + 1, last):
        word, before = plain(tokens[at].text), tokens[at - 1].text
        acronym = before.isupper() and before.isalpha() and len(before) > 1
        if (acronym and word in FIRST_NAMES and not tokens[at].text.isupper()) or (
            word in _SALUTATIONS and plain(before) not in HONORIFICS
        ):
            yield first, at - 1
            first = at
    yield first, last


def _named_before(tokens: Sequence[Token], first: int, last: int) -> Run:
    """Return the name before an office: of "Kenyan Harbour Commissioner" only the people's."""
    if _NO_OFFICES.isdisjoint(plain(token.text) for token in tokens[first : last + 1]):
        people = next((at for at in range(first, last + 1) if countries.named(tokens[at].text)), None)
        return (first, last) if people is None else (people, people)
    return first, last


def _office(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether a word of a run is an office's: "Defence Secretary", but not "Defence Department"."""
    word = plain(tokens[at].text)
    if word not in _OFFICES and not (" " in word and _OFFICES.issuperset(word.split())):
        return False
    following = [plain(token.text) for token in tokens[at + 1 : min(at + _FIELD, last) + 1]]
    if following and (following[0] in _NO_OFFICES or (word == "general" and following[0] in OF_GENERAL)):
        return False
    if at < last and tokens[at + 1].text in _APOSTROPHES:  # "the Ostrel Sheriff's Office"
        return False
    return word not in OF_OFFICES or _of_an_office(tokens, at) or _before_an_office(following)


def _of_an_office(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an office's field stands behind "of": "Minister of State", "Minister of Foreign Affairs"."""
    before = [plain(token.text) for token in tokens[max(0, at - _FIELD) : at]]
    while before and before[-1] in OF_OFFICES:
        before.pop()
    return len(before) > 1 and before[-1] == "of" and before[-2] in _OFFICES


def _before_an_office(following: Sequence[str]) -> bool:
    """Tell whether an office follows, with no more than fields before it: "Deputy Foreign Minister"."""
    return next((word for word in following if word not in OF_OFFICES), "") in TITLES


def _trimmed(tokens: Sequence[Token], run: Run, evidence: Evidence) -> Iterator[Run]:
    first, last = run
    while first <= last and _no_part(tokens, first, last, evidence):
        first += 1
    while first <= last and _no_end(tokens, first, last):
        last -= 1
    if first and first <= last and plain(tokens[last].text) in UNITS and _ORDINAL.fullmatch(tokens[first - 1].text):
        first -= 1
    if first < last or (first == last and not _no_name(tokens, first, evidence)):
        yield first, last


def _no_part(tokens: Sequence[Token], first: int, last: int, evidence: Evidence) -> bool:
    """Tell whether the first token of a run only stands before the name."""
    token = tokens[first]
    word = plain(token.text)
    if not token.capital or word in TIMES:
        return True
    if countries.named(token.text):
        return False
    if word in HONORIFICS:
        return last == first
    if _office(tokens, first, last):
        return True
    return token.opens and (
        word in OPENERS or (not evidence.capital[token.text] and _opens(tokens, first, last, evidence))
    )


def _opens(tokens: Sequence[Token], first: int, last: int, evidence: Evidence) -> bool:
    """Tell whether a word at the beginning of a sentence has its capital from there."""
    word = plain(tokens[first].text)
    if rarity(word) < _GRAMMAR:
        return first == last or word not in BEFORE_A_PLACE
    if first == last or plain(tokens[first + 1].text) in _HEADS:
        return False
    return _describes(word) or evidence.small[tokens[first].text.lower()] > 0


def _describes(word: str) -> bool:
    """Tell whether a folded word is a participle or an adverb: "visiting", "wanted", "reportedly"."""
    return len(word) > _SHORT and (word.endswith(_DESCRIBING) or (word.endswith("ing") and rarity(word) < _GERUND))


def _no_end(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether the last token of a run is no part of the name."""
    text = tokens[last].text
    word = plain(text)
    if first < last and (text in COMMON_ACRONYMS or word in _OFFICES):
        return word in _MEMBERS or countries.named(tokens[first].text)
    return word in TIMES or not tokens[last].capital or (word in NO_ENDS and text[1:].islower())


def _no_name(tokens: Sequence[Token], at: int, evidence: Evidence) -> bool:
    """Tell whether a lone token is a common word, an exclamation, or what is counted or paid."""
    token = tokens[at]
    word = plain(token.text)
    if len(word) < 2 or word in _COMMON or _CONTRACTED.search(token.text):  # noqa: PLR2004 - an initial
        return True
    if countries.named(token.text):
        return False
    if token.text in COMMON_ACRONYMS or _AMOUNT.fullmatch(token.text) or _is_numbered(tokens, at):
        return True
    seen, small = evidence.capital[token.text], evidence.small[token.text.lower()]
    if not token.opens or seen:
        return small > seen
    return small > 0 or word.endswith(_INFLECTED) or rarity(word) < _NAMELIKE


def _is_numbered(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word only says what is numbered, or paid: "Category 2", "EUR 5"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following[:1].isdigit() and (plain(tokens[at].text) in NUMBERED or tokens[at].text in CURRENCIES)


# ---------------------------------------------------------------- grouping


def groups(texts: Sequence[str]) -> tuple[tuple[int, int, int, int], ...]:
    """Return (text, start, end, group) of every name: names of one entity share a group, numbered by first appearance.

    Within a text a surname goes with the full name that ends in it, and an acronym with the name that it stands for;
    across texts names go together that are the same words.

    >>> sorted({group for *_, group in groups(["Ada Quist left. Quist waved.", "They saw Ada Quist."])})
    [0]
    """
    found = [spans(text) for text in texts]
    keys = coreference.keys([list(_named(text, names)) for text, names in zip(texts, found, strict=True)])
    numbers: dict[str, int] = {}
    return tuple(
        (index, span.start, span.end, numbers.setdefault(key, len(numbers)))
        for index, names in enumerate(found)
        for span, key in zip(names, keys[index], strict=True)
    )


def _named(text: str, names: Sequence[NameSpan]) -> Iterator[coreference.Named]:
    end = 0
    for span in names:
        explains = text[end : span.start] == " (" and text[span.end : span.end + 1] == ")"
        yield coreference.Named(text[span.start : span.end], span.kind, explains)
        end = span.end
