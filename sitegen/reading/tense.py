"""Spans of a text in, the tense of their clauses out: which Friday or January is meant hangs on the nearest verb.

The cues are one table, as a regular expression: words that look ahead and verbs in the past. Of a text only the
sentences that hold a span are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from sitegen.model import Span

WINDOW = 200

# Words behind which something is still to come: (words, what follows them). Tried from the first row on.
_MODAL = "will|shall|would|could|may|might|must|should|cannot|can|won['’]t"
_INTENDING = (
    r"set|due|expected|scheduled|slated|poised|likely|planned|ready|prepar\w+|plan|plans|planning|intends?|hopes?|aims?"
    r"|suppos\w+|agreement|vow\w*|agreed?|pledg\w+|promis\w+|threaten\w+|wants?"
)
_AHEAD = (
    (_MODAL, r"(?: (?:not|also|then|be|have|been))*(?: [a-z]+ed\b)?"),
    ("is|are|was|were|be|been", " (?:to|going to)"),
    (_INTENDING, " (?:to|for)"),
    ("expected|due|planned", " (?:in|on|by|next|later|early|late)"),
    ("to be", " [a-z]+ed"),
    ("scheduled|upcoming|ahead of", ""),
    # The present tense of what a calendar holds: "the mission comes to an end in 2026", "talks begin on Friday".
    ("comes?", " (?:to an? |into )[a-z]+"),
    ("ends|begins|starts|resumes|expires|concludes|reopens|departs", ""),
    ("takes", " (?:effect|place|office)"),
    *((word, f"(?<=talks {word})") for word in ("begin", "resume", "open")),
)
# Past tenses. Bare participles of one syllable are past tenses, too.
_BACK = (
    "had been [a-z]+ to|follows"
    "|said|told|was|were|had|did|has|have|been|began|took|came|made|met|held|went|saw|left|won|lost|fell|rose"
    "|broke|brought|built|caught|chose|cut|drew|drove|fled|flew|found|fought|gave|got|grew|hit|kept|knew|led|put|ran|read"
    "|sent|set|shot|shut|sold|spoke|spent|stood|struck|swept|thought|threw|withdrew|wrote|became|paid|laid|rang"
    "|sank|beat|bore|blew|burst|crept|dealt|dug|drank|ate|felt|forbade|forgot|froze|hid|lent|lit|meant|overthrew|rode|sang"
    "|sought|slid|sprang|stole|stuck|swam|swore|taught|tore|undertook|upheld|woke|wore|wound"
)


def by_letter(alternatives: Iterable[str]) -> str:
    """Return alternatives as one expression that tries only those with the letter that stands there, in their order."""
    groups: dict[str, list[str]] = {}
    for one in alternatives:
        groups.setdefault(one[0], []).append(one[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items())


_LOOKING_AHEAD = by_letter(f"{word}{rest}" for words, rest in _AHEAD for word in words.split("|"))
# No part of a compound is a verb ("US-led", "Iran-backed"), behind a prefix it is ("re-opened").
CUES: re.Pattern[str] = re.compile(
    rf"(?<![\w-])(?:(?:re|co)-)?(?:(?P<ahead>{_LOOKING_AHEAD})|(?P<back>{by_letter(_BACK.split('|'))}|[a-z]{{4,}}+(?<=ed)))(?![\w-])"
    r"|['’]ll\b"
)
# The first letters stand in one class, so that all that lies between them is passed over at once.
_BREAK = re.compile(r"[.!?;:\n“”\"](?:(?<=[.!?;:])['\"”’)]*\s+(?=[\"“‘(]?[A-Z])|(?<=\n)\s*\n|(?<=[“”\"]))")
_SAID = ("said", "told")
_OF_A_DAY = frozenset(("late", "early", "earlier", "later", "again", "on", "in", "the"))
_CLAUSE_NEXT = re.compile(r" (?:that|he|she|it|they|there|we|I) ")  # "told the council Friday he would"
_AGREEING = re.compile(
    r"(?:agreed|vowed|pledged|promised|threatened) "
)  # "On Monday, they agreed to": that Monday's deed


# What is done when it is named, whatever the verb: "they will appeal Friday's ruling", "since the Oct. 23 slaying".
_DEED = re.compile(
    r"(?:['’]s)? (?:(?!will |would |may |might |can |could |should |must |to )[a-z-]+ )?"
    r"(?:rulings?|decisions?|verdicts?|announcements?|declarations?|statements?|resignations?|arrests?|attacks?|bombings?"
    r"|blasts?|explosions?|shootings?|slayings?|killings?|murders?|raids?|massacres?|assassinations?|crash(?:es)?|deaths?"
    r"|earthquakes?|coup)\b"
)


def ahead(text: str, spans: Iterable[Span]) -> Iterator[bool | None]:
    """Yield for each span whether its clause speaks of the future: by the last cue before it, else the first behind.

    None where nothing tells.
    """
    breaks = _Breaks(text)
    low = high = 0
    cues: list[re.Match[str]] = []
    starts: list[int] = []
    for start, end in spans:
        if not low <= start < high:
            low, high = breaks.around(start)
            cues = list(CUES.finditer(text, low, high))
            starts = [cue.start() for cue in cues]
        last, behind = bisect_left(starts, start) - 1, bisect_left(starts, end)
        before = cues[last] if last >= 0 and starts[last] >= start - WINDOW else None
        following = cues[behind] if behind < len(cues) and starts[behind] < end + WINDOW else None
        yield _looks_ahead(text, start, end, before, following)


class _Breaks:
    """The places of a text that no clause reaches over, found paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[int] = []

    def around(self, place: int) -> Span:
        """Return the breaks before and behind a place."""
        if not self._places or not self._places[0] <= place < self._places[-1]:
            first = self._text.rfind("\n\n", 0, place) + 1
            last = self._text.find("\n\n", place)
            last = last if last >= 0 else len(self._text)
            inner = [match.end() for match in _BREAK.finditer(self._text, first, last)]
            self._places = [first, *inner, last]
        index = bisect_right(self._places, place)
        return self._places[index - 1], self._places[index]


def _looks_ahead(
    text: str, start: int, end: int, before: re.Match[str] | None, following: re.Match[str] | None
) -> bool | None:
    if _DEED.match(text, end):
        return False
    if following and following["back"] and not text[end : following.start()].strip():
        return False  # "the harbour board on Friday closed …": an adverb beside its verb
    if before is None:
        return None if following is None else following["back"] is None and not _AGREEING.match(following[0])
    between = text[before.end() : start].split()
    apart = len(between) > 1 and not _OF_A_DAY.issuperset(between)  # "said late on Friday the vote would …"
    reported = apart and before[0] in _SAID and not _CLAUSE_NEXT.match(text, end)
    if reported and following:  # "officials said the vote on Friday would …"
        return following["back"] is None and "," not in text[end : following.start()]
    return before["back"] is None
