"""Sentences in, the days out by which something is to end: a mission, a truce, the stay of the last troops at a place.

They are figures whose value is a date (`unit` "date"), so that sources that give other days stand side by side. The
mission's end and the last troops' departure are two subjects, and so is the departure of some: only of all is it told.
Precision before recall: thing, verb, place and date must stand beside one another as a row of the tables says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.model import Article, Figure, Mention, Sentence, Statement, TimeExpression
from sitegen.reading.clausewords import one_of

LONGEST = 600  # characters; what is longer is no sentence
UNIT = "date"

_THINGS = "mission operation ceasefire truce mandate campaign offensive siege blockade embargo deployment"
_FORCES = "troops forces soldiers personnel units"
_SET = "(?:set|due|expected|scheduled|slated|planned)"
_AHEAD = (
    rf"(?:will|would|shall|should|must|may|(?:is|are|was|were) (?:{_SET}|supposed|to)(?: to)?|{_SET}(?: to)?"
    r"|agreed to|plans? to|intends? to|pledged to|to)"
)
_ADVERB = r"(?:(?:all|also|then|formally|officially|finally|completely|fully|entirely|be) )*"
_NAMED = r"[^,;:“”\"()]{2,60}?"
_NAME = rf"(?P<place>{_NAMED})"
_OF = rf"(?: of {_NAMED})?"  # "the mission of the fleet in Meridian"
_AT = r"(?:in|across|throughout) (?:the )?"
_WHEN = r"(?P<from> (?:by|in|on|before|at|until) (?:the )?)$"
_END = r"(?:end|conclude|finish|expire|terminate|wrap up|come to an end|be over)"
_GO = r"(?:leave|depart|withdraw|pull out|exit|be withdrawn|be pulled out|be removed)"
_GOING = r"(?:leaving|departing|withdrawing|exiting)"
_THING = rf"(?P<thing>{one_of(_THINGS)})"
_FORCE = rf"\b(?i:{one_of(_FORCES)})\b"
_FROM = rf"(?:from )?(?:the )?{_NAME}"
_REST = r"(?:the |all )?(?:remainder|rest|remaining (?:troops|forces|ones)|others)"

_LAST = r"\b(?:[Aa]ll|[Tt]he (?:last|remaining|rest of)|[Rr]emaining)(?: [\w’'.-]+){0,4}"
_SOME = rf"{_FORCE}[^;:“”\"]{{0,120}}?"

# What stands between a sentence's beginning and the words of its date: (thing, how it ends, words, example). Without a
# thing it is the one that the words name; without a place, the one that they name before.
ROWS: tuple[tuple[str, str, str, str], ...] = tuple(
    (thing, deed, "".join(words), example)
    for thing, deed, words, example in (
        (
            *("", "ends"),
            (rf"{_THING}{_OF}(?: {_AT}{_NAME})? {_AHEAD} {_ADVERB}{_END}", rf"(?: {_AT}(?P<other>{_NAMED}))?"),
            "The fleet's mission in Meridian will end by June 2031.",
        ),
        (
            *("", "ends"),
            (rf"{_THING}{_OF} {_AT}{_NAME} (?:ends|expires|concludes)",),
            "The truce in Meridian ends in June 2031.",
        ),
        (
            *("", "ends"),
            (rf"{_AHEAD} {_ADVERB}{_END} (?:its|their|the) (?:[a-z-]+ ){{0,2}}{_THING} {_AT}{_NAME}",),
            "The fleet is to end its naval mission in Meridian by June 2031.",
        ),
        (
            *("last troops", "leave"),
            (rf"{_LAST} {one_of(_FORCES)} {_AHEAD} {_ADVERB}{_GO} {_FROM}",),
            "The last allied troops will leave Meridian by June 2031.",
        ),
        (
            *("last troops", "leave"),
            (rf"{_FORCE}[^.;:“”\"]{{0,90}}? {_AHEAD} (?:completely|fully|entirely) {_GO} {_FROM}",),
            "Forces of the fleet are set to completely leave Meridian by June 2031.",
        ),
        (
            *("last troops", "leave"),
            (rf"{_SOME}, (?:with|and) {_REST}", rf" (?:to |{_SET} to |would |will )?(?:{_GO}|{_GOING})"),
            "Hundreds of troops would leave Meridian by May, with the remainder departing by June 2031.",
        ),
    )
)
_PATTERNS = [(thing, deed, re.compile(pattern + _WHEN)) for thing, deed, pattern, _ in ROWS]
_HINT = re.compile(rf"\b(?:{one_of(_THINGS)}|{one_of(_FORCES)})\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|no|never|if|unless|whether|denied|denies|deny|rejected|without)\b|n[’']t\b|\?", re.IGNORECASE
)
_BACK = 240  # characters before a date in which all must stand
_PREPOSED, _PREPOSITION = re.compile(_WHEN), len(" before the ")


def ends(
    article: Article,
    sentences: Sequence[Sentence],
    places: Sequence[Mention],
    expressions: Sequence[TimeExpression],
    statements: Sequence[Statement],
) -> tuple[Figure, ...]:
    """Return what is to end at which place and when, in the order of the text; the arguments are as for `figures`.

    ``value`` is EDTF, ``start`` to ``end`` are the words of the date with their preposition.

    >>> from datetime import date
    >>> from sitegen.model import Block
    >>> from sitegen.reading.dates import expressions
    >>> from sitegen.reading.sentences import sentences
    >>> text = "The fleet's mission in Meridian will end by June 2031."
    >>> article = Article("Fleet", text, (Block("paragraph", 0, len(text)),))
    >>> places, times = (Mention(23, 31, "meridian"),), expressions(text, date(2030, 1, 5))
    >>> [(one.thing, one.deed, one.place, one.value) for one in ends(article, sentences(article), places, times, ())]
    [('mission', 'ends', 'meridian', '[..2031-06]')]
    """
    by_place = {(one.start, one.end): one.entity for one in places}
    return tuple(
        found
        for sentence, when in _dated(article.text, sentences, expressions)
        if (found := _end(article.text, sentence, when, by_place, statements))
    )


def _dated(
    text: str, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression]
) -> Iterator[tuple[Sentence, TimeExpression]]:
    """Yield the dates that an end may have, each with its sentence."""
    known = iter(sentences)
    sentence = next(known, None)
    for when in expressions:
        while sentence and sentence.end < when.end:
            sentence = next(known, None)
        if sentence is None:
            return
        apart = not when.edtf or when.type != "DATE" or when.start < sentence.start
        if apart or sentence.end - sentence.start > LONGEST:
            continue
        preposed = _PREPOSED.search(text, max(sentence.start, when.start - _PREPOSITION), when.start)
        if preposed and _HINT.search(text, sentence.start, when.start):
            yield sentence, when


def _end(
    text: str,
    sentence: Sentence,
    when: TimeExpression,
    places: Mapping[tuple[int, int], str],
    statements: Sequence[Statement],
) -> Figure | None:
    """Return what a date ends; None where its sentence doesn't tell it plainly."""
    low = max(sentence.start, when.start - _BACK)
    before, whole = text[low : when.start], text[sentence.start : sentence.end]
    if _NOT_SO.search(whole):
        return None
    for thing, deed, pattern in _PATTERNS:
        found = pattern.search(before)
        place = _place(found, low, places) if found else ""
        if found and place:
            named = thing or found["thing"]
            giver, words = _giver(sentence, when, statements)
            return Figure(
                sentence=sentence.id,
                start=low + found.start("from") + 1,
                end=when.end,
                value=when.edtf or "",
                unit=UNIT,
                thing=named.lower(),
                deed=deed,
                place=place,
                giver=giver,
                given_by=words,
            )
    return None


def _place(found: re.Match[str], low: int, places: Mapping[tuple[int, int], str]) -> str:
    """Return the place that a pattern found; of one that names none, the only place before."""
    for group in ("place", "other"):
        if group in found.re.groupindex and found[group]:
            start, end = found.span(group)
            return places.get((low + start, low + end), "")
    inside = {
        entity for (start, end), entity in places.items() if low + found.start() <= start and end <= low + found.end()
    }
    return inside.pop() if "place" not in found.re.groupindex and len(inside) == 1 else ""


def _giver(
    sentence: Sentence, when: TimeExpression, statements: Sequence[Statement]
) -> tuple[str, tuple[int, int] | None]:
    """Return who says so, where a statement holds the date."""
    for said in statements:
        if said.sentence == sentence.id and said.words[0] <= when.start < said.words[1]:
            return said.speaker, said.name
    return "", None
