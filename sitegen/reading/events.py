"""Dated sentences in, events out: what a sentence tells, on which date, as happened, planned or reported.

A sentence makes an event only where it stands on its own (no leading "He", no "The announcement") and where its date
belongs to the main clause. Precision before recall: a line that misleads is worse than a gap in a timeline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import Article, Dating, Event, EventStatus, Sentence, TimeExpression
from sitegen.reading import tense, timevalues, timewords

LONGEST_DAYS = 366
MOST_DATES = 12  # in a sentence: more stand in lists alone
LONGEST_SENTENCE = 2000  # characters; what is longer is no sentence

# Words that point back at another sentence where one begins with them.
POINTERS = frozenset(
    {
        *("he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her", "its", "their"),
        *("our", "my", "such", "both", "another", "here", "there", "neither", "either", "one", "some", "others"),
        *("later", "then", "so"),
    }
)
# Verbs whose date is that of the saying, not of what is said.
SAYING = frozenset(
    {
        *("said", "says", "told", "reported", "stated", "added", "revealed", "noted", "claimed", "explained", "wrote"),
        *(
            "emphasised",
            "emphasized",
            "stressed",
            "confirmed",
            "denied",
            "acknowledged",
            "admitted",
            "insisted",
            "argued",
        ),
        *("warned", "alleged", "suggested", "predicted", "remarked", "tweeted", "commented", "replied"),
    }
)
# Verbs by which an outlet passes on what others did: the day of the report is no event.
RELAYING = frozenset({"reported", "wrote"})
# Verbs that vouch for what they tell, so that a deed's own day stands for that of the saying.
VOUCHING = frozenset(
    {"said", "told", "reported", "stated", "added", "revealed", "noted", "confirmed", "acknowledged", "admitted"}
)
# Words behind which "that" begins what is told; behind any other it begins a relative clause.
TELLING = frozenset(
    {
        *(
            "say",
            "saying",
            "tell",
            "tells",
            "adds",
            "adding",
            "announced",
            "announces",
            "declared",
            "agreed",
            "believes",
        ),
        *("believed", "found", "finds", "shows", "showed", "knew", "hopes", "hoped", "expects", "expected", "feared"),
        *(
            "promised",
            "vowed",
            "decided",
            "ruled",
            "recalled",
            "recalls",
            "reports",
            "writes",
            "heard",
            "learned",
            "so",
        ),
    }
)
_TELLING_WORDS = SAYING | TELLING
# A date that opens the sentence belongs to its main clause: "On Monday, …", "Also Tuesday, …", "Sunday's visit …".
_FRONT = re.compile(
    r"[\"“'‘(]*(?:(?:also|and|but|meanwhile|however|earlier|later|separately|then),?\s)?"
    r"(?:(?:on|in|by|at|during|from|around|late|early|as of)\s)?(?:the\s)?(?:(?:early|late)\s)?",
    re.IGNORECASE,
)
_SUBORDINATOR = re.compile(
    r"\b(?:which|who|whom|whose|where|when|since|after|before|because|although|though|while|as|if|until|unless)\b",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:which|who|whom|whose|where|when)\b", re.IGNORECASE)
_TOLD = 8  # words before "that" within which a verb says: "said in remarks to the Courier that"
_OPENING = "\"“'‘( "
_CONNECTIVE = re.compile(r"(?:also|and|but|meanwhile|however|earlier|separately|yet)\b,?\s*", re.IGNORECASE)
_FIRST_PHRASE = re.compile(
    r"(?:on|in|at|by|under|during|since|after|before|from|according to)\s[^,]{1,60},\s*", re.IGNORECASE
)
# "On Monday the two sides …", "In 2019 its defeat …": a date without a comma behind it.
_DATED_FRONT = re.compile(
    r"(?i:(?:(?:early|late) )?(?:(?:on|in|by|at) )?(?:(?:early|late|mid) )?)"
    rf"(?:(?:{'|'.join((*timewords.WEEKDAYS, *timewords.MONTHS))}|\d{{1,4}}),? ?)+(?=[a-z])"
)
_TIMES = frozenset((*timewords.WEEKDAYS, *timewords.MONTHS))
# "fought there", "another party here", but not "there is".
_THERE = re.compile(
    r"\bthere\b(?!,? (?:is|are|was|were|be|been|will|would|has|have|had|may|might|can|could|should|must|came|remain)\b)"
)
# "fought around these prisons": which ones, another sentence tells.
_THESE = re.compile(r"\bthese (?!days\b)[a-z]")
# "The previous day, …", "Two days later, …" count from a day that another sentence names.
_COUNTED = re.compile(
    r"(?:the|that|on that) (?:previous|same|following|next|day)\b"
    r"|(?:an?|[\w-]+) (?:day|week|month|year)s? (?:earlier|later|before|after)\b"
    r"|(?:the )?(?:same|previous|following|next|that) (?:week|month|year)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\w’'-]+")
_SUBJECT_WORDS = 6
_BETWEEN = re.compile(r"\s*(?:(?:early|late|on|in|at|by|the|around|of|for)\s+)*$", re.IGNORECASE)
# "of a coalition established in", "under the deal announced": a participle behind the object of a preposition.
_PARTICIPLE = re.compile(
    r"\b(?:of|in|under|by|with|for|from|after|to|as|since) (?:an?|the) (?:[\w-]+ ){1,2}"
    r"(?:formed|established|founded|created|signed|reached|announced|launched|brokered|agreed|adopted|imposed|published"
    r"|released)(?: (?:on|in|by|late|early))*\s$"
)
# "…, according to the Courier on Friday": the day of the account.
_ACCORDING = re.compile(r"\baccording to\b[^,]*$", re.IGNORECASE)
_OF = re.compile(r"\bof (?:the )?$", re.IGNORECASE)
# "denied that boats sank on Friday" tells of no sinking.
_DENIED = re.compile(r"\b(?:denied|denies|rejected) [^,]*\bthat\b[^,]*$", re.IGNORECASE)
# "rebuilt the dock after a storm in 1998": the month or year of another thing than the sentence tells.
_OTHER_TIME = re.compile(r"\b(?:after|before|since|following|until) [^,]*\s(?:in|of) (?:the )?$", re.IGNORECASE)
# "the 1997 crisis", "2008 models", "1800 houses": a year or month that only says which one
_TIMED = re.compile(
    r"(?:\b(?:in|by|since|until|till|during|of|from|to|through|around|about|and|or|early|late|mid|than|after|before|between)\s"
    r"|\bmid-|^)$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?!(?:and|or|but|to|in|at|on|of|by|for|from|with|that|which|who|when|while|as|after|before|because|the|an?|he"
    r"|she|it|they|we|his|her|its|their|is|are|was|were|has|have|had|will|would|[a-z]+ed|[a-z]+ly)\b)[^\W\d]"
)
# "since 2014", "prior to 1997": not when it happened
_SINCE = re.compile(
    r"\b(?:since|until|till|before|after|prior to|as of|as early as|than|compared to|compared with|due|through)"
    r"(?: the)?(?: (?:early|late|mid))?\s$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:(?:at|about|around|just|before|after) )*(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?"
    r"|\d{1,2} ?[ap]\.?m\.?)(?: [A-Z]{3,4})?",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:an?|from (?:a|an|one|the) (?:[a-z]+ )?(?:ago )?)\s?$")  # "on a Friday", "from a year ago"
# "Orion 1980": a year in a name; not "In 1980"
_TITLED = re.compile(r"(?<!^)\b(?!(?:In|By|Since|Until|During|From|Around|Early|Late|Mid)\b)([A-Z][\w’'-]*)\s$")
_QUARTER = re.compile(r"\bquarter\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:profits?|sales|revenues?|GDP|earnings|economy|growth|fiscal|loss(?:es)?|income|shares?)\b|[$€£%]"
)
_HOLIDAY = re.compile(r"(?:[A-Z][a-z’']+ ?){1,3}(?:Day|Eve)?")
# what a page prints under its texts
_FURNITURE = re.compile(
    r"\boriginally published\b|\blast updated\b|\banyone with information\b|\basked to call\b|©|\bcopyright\b"
    r"|\ball rights reserved\b|^\W*(?:posted|published|updated)\b",
    re.IGNORECASE,
)
_STUMP = re.compile(r"\d+[a-z]|[^(]*\)|(?:Born|Citation)\b")
# what did not happen, or is told from a later day
_UNREAL = re.compile(
    r"\b(?:would|could|should|might)(?:[’']ve| have| later| eventually| go on| become)\b|\bhad you\b|\blest\b|^had\b"
    r"|\bat th(?:e|at) time\b|\bcould not be\b|\bto this day\b|\bstill\b[^,.]*\btoday\b",
    re.IGNORECASE,
)
# "When the talks ended on Friday, he …": whose subject another sentence names
_LATER_SUBJECT = re.compile(r"^[^,]{0,120},\s+(?:he|she|it|they|we|i|you)\b")
# "…, she said on Tuesday": who said it, another sentence tells
_BY_PRONOUN = re.compile(r",[”\"]?\s(?:he|she|they|it|i|we)\s$", re.IGNORECASE)
# what may stand between a verb of saying and its day: "said in a joint statement late on"
_AT_SAYING = re.compile(
    r"(?:\s+(?:in|during|at|to|via|through|from)\s(?:[\w’'-]+\s){0,5}?[\w’'-]+)?(?:,?\s+(?:on|late|early|again|the))*\s+"
)
_CLOSING = re.compile(r"[\s\"”’')]*(?:[.!,]|$)")
_MANNER = re.compile(r"(?:\s+(?:in|at|on|to|from|during|late|early)\b[^,]*)?\s*")
_LINK = re.compile(r"\s+(?:(?:since|also|already|then|recently) )?")
_DUE = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
# A deed is told on its own day only in the plainest clause: no infinitive, no denial, no clause within it.
_NOT_PLAIN = re.compile(
    r"[,;:\"“”]|\bto [a-z]|\b(?:and|but|or|than|that|not|no|never|nobody|none|nothing)\b", re.IGNORECASE
)
_BEHIND_DEED = re.compile(r"[\"”’')]*(?:[.,]|$|\s(?:from|in|near|at|around|during|amid|with|on|off|outside)\b)")
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "this", "these"})
_PREPOSITIONS = frozenset({"of", "in", "from", "at", "near", "around", "on", "by", "with", "for", "to"})


class Clause(NamedTuple):
    """How a date hangs on its sentence: rank 0 opens it, 1 is the main clause; does it look ahead, does it say.

    Rank 2 is who told it: "…, Envoy Noor said on Friday".
    """

    rank: int
    ahead: bool
    saying: bool


class Dated(NamedTuple):
    """A date of a sentence, how it hangs on it, and its offsets in it."""

    expression: TimeExpression
    clause: Clause
    start: int
    end: int


def events(
    article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], dating: Dating
) -> tuple[Event, ...]:
    """Return at most one event a sentence, in the order of the text; ``expressions`` are those of ``article.text``.

    >>> from sitegen.model import Block
    >>> from sitegen.reading.dates import resolved
    >>> from sitegen.reading.sentences import sentences
    >>> text = "Envoys signed a truce in Port Meridian on Friday. The accord will end by June 2025."
    >>> article, dating = Article("Truce", text, (Block("paragraph", 0, len(text)),)), Dating("2024-09-29")
    >>> [(event.date, event.status) for event in events(article, sentences(article), resolved(text, dating), dating)]
    [('2024-09-27', 'happened')]
    """
    latest = edtf.bounds(dating.edtf)[1] if dating.edtf else None
    found = [
        _event(article.text, sentence, inside, latest)
        for sentence, inside in _grouped(sentences, expressions)
        if sentence.end - sentence.start <= LONGEST_SENTENCE
        and len(inside) <= MOST_DATES
        and stands_alone(article.text[sentence.start : sentence.end])
    ]
    by_id = {sentence.id: sentence for sentence in sentences} if any(found) else {}
    texts = ((event, by_id[event.sentence]) for event in found if event)
    return tuple(event for event, where in texts if _is_told(article.text[where.start : where.end]))


def _is_told(sentence: str) -> bool:
    """Tell whether a sentence is one of the report's, and tells what is so, of somebody who is named."""
    text = sentence.lstrip(_OPENING)
    return not (_FURNITURE.search(text) or _UNREAL.search(text) or _unnamed(text))


def _grouped(
    sentences: Sequence[Sentence], expressions: Sequence[TimeExpression]
) -> Iterator[tuple[Sentence, list[TimeExpression]]]:
    """Yield each sentence with the dates in it; sentences without any are left out."""
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        place = bisect_right(starts, expression.start) - 1
        if place >= 0 and expression.end <= sentences[place].end:
            by_sentence.setdefault(place, []).append(expression)
    for place, inside in by_sentence.items():
        yield sentences[place], inside


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence can be read without the one before it.

    >>> stands_alone("The move came on Friday."), stands_alone("The Meridian Council met on Friday.")
    (False, True)
    """
    text = sentence.lstrip(_OPENING)
    if sentence.rstrip("\"'”’)").endswith("?") or _open_quote(sentence) or _COUNTED.match(text):
        return False
    if not sentence[:1].strip() or sentence[0].islower() or _STUMP.match(sentence):
        return False
    if ("there" in text and _THERE.search(text)) or ("these" in text and _THESE.search(text)):
        return False
    return not _points_back(_main(text))


def _unnamed(text: str) -> bool:
    """Tell whether the main clause's subject is a pronoun that no name before it explains."""
    later = _LATER_SUBJECT.match(text)
    names = [word[0] for word in _WORDS.finditer(later[0])][1:] if later else []
    return bool(later) and not any(word[0].isupper() and word not in _TIMES and word != "I" for word in names)


def _main(text: str) -> str:
    """Return a sentence from its subject on: without "But", "Under the plan,", "On Monday"."""
    for phrase in (_CONNECTIVE, _DATED_FRONT, _FIRST_PHRASE):
        match = phrase.match(text)
        text = text[match.end() :] if match else text
    return text


def _open_quote(sentence: str) -> bool:
    """Tell whether a quotation begins or ends in another sentence."""
    return sentence.count("“") != sentence.count("”") or sentence.count('"') % 2 == 1


_DAYS_OWN = re.compile(rf"(?:{'|'.join(timewords.WEEKDAYS)}|[Tt]oday|[Yy]esterday)[’']s\s")


def _points_back(text: str) -> bool:
    """Tell whether the subject is a pronoun, or "the" and a noun without a name."""
    words = [match[0] for match in islice(_WORDS.finditer(text, 0, 120), _SUBJECT_WORDS)]
    if not words or words[0].lower().partition("'")[0].partition("’")[0] in POINTERS:
        return True
    if words[0].lower() != "the" and not _DAYS_OWN.match(text):
        return False
    verb = tense.CUES.search(text)
    subject = _WORDS.findall(_SUBORDINATOR.split(text[: verb.start()])[0])[:_SUBJECT_WORDS] if verb else words
    return not any((word[0].isupper() and word not in _TIMES) for word in subject[1:])


def _event(text: str, sentence: Sentence, inside: Sequence[TimeExpression], latest: date | None) -> Event | None:
    """Return the event of a sentence by the date of its main clause, told before planned; None where none is."""
    body = text[sentence.start : sentence.end]
    dated = sorted(_dated(body, sentence.start, inside), key=_order)
    for one in dated:
        status = _status(one.expression.edtf or "", one.clause, latest)
        if status:
            best = next((deed for deed in dated if status == "reported" and _deed(body, one, deed, latest)), None)
            expression, status = (best.expression, "happened") if best else (one.expression, status)
            return Event(sentence.id, expression.edtf or "", status, expression.start, expression.end)
    return None


def _dated(body: str, offset: int, inside: Sequence[TimeExpression]) -> Iterator[Dated]:
    """Yield the dates that belong to the main clause, or to what it says."""
    last = ""
    for expression in inside:
        start, end = expression.start - offset, expression.end - offset
        counted = _COUNTED.match(body, start, end)
        known = expression.edtf and (not counted or _is_day(last)) and not _names(body, start, end, expression.edtf)
        known = known and not _beside(body, start, end, expression.edtf or "") and not _idle(body, start, end)
        clause = _clause(body, start, end) if known else None
        if clause and not (counted and clause.saying):
            yield Dated(expression, clause, start, end)
        last = expression.edtf or last


def _names(body: str, start: int, end: int, text: str) -> bool:
    """Tell whether a date only says which one: "the truce of October 2025", "October's truce"; not "Sunday's talks"."""
    return (body[end : end + 2] in ("'s", "’s") and not _is_day(text)) or _OF.search(body, 0, start) is not None


def _idle(body: str, start: int, end: int) -> bool:
    """Tell whether a date's words date nothing: a clock's time, a word in a name, or in what somebody says."""
    words = body[start:end]
    if _CLOCK.fullmatch(words) or (_QUARTER.search(words) and not _MONEY.search(body)):
        return True
    if words in ("Today", "Tonight") and (body[end : end + 1] == "," or (start and body[start - 1] == " ")):
        return True
    if (words == "today" and body[end : end + 1] in "’'") or _SOME.search(body, 0, start):
        return True
    if _HOLIDAY.fullmatch(words) and _NOUN.match(body, end):
        return True
    within = body.count("“", 0, start) > body.count("”", 0, start) or body.count('"', 0, start) % 2 == 1
    return within and not any(char.isdigit() for char in words)


def _beside(body: str, start: int, end: int, text: str) -> bool:
    """Tell whether a month or year belongs to a thing, or only bounds what is told."""
    if _is_day(text) or not text[0].isdigit():
        return False
    if body[start - 1 : start] == "(" and body[end : end + 1] == ")":
        return True
    titled = _TITLED.search(body, 0, start)
    if titled and titled[1] not in _TIMES:
        return True
    named = _NOUN.match(body, end) and not _TIMED.search(body, 0, start)
    return bool(named) or _SINCE.search(body, 0, start) is not None


def _is_day(text: str) -> bool:
    return len(text) == len("2024-09-27") and text[0].isdigit()


def _order(one: Dated) -> tuple[int, bool, bool, int]:
    return one.clause.rank, _vague(one.expression.edtf or ""), one.clause.ahead, one.start


def _deed(body: str, said: Dated, deed: Dated, latest: date | None) -> bool:
    """Tell whether a date is that of the deed told: "said on Tuesday that boats sank a day earlier"."""
    if deed.start < said.end or deed.clause.saying or not _is_day(deed.expression.edtf or ""):
        return False
    verbs = list(tense.CUES.finditer(body, 0, deed.start))
    place = max((index for index, verb in enumerate(verbs) if verb[0].lower() in SAYING), default=-1)
    told = verbs[place + 1 :]
    if place < 0 or not told or verbs[place][0].lower() not in VOUCHING or _looks_ahead(told):
        return False
    subject = body[max(verbs[place].end(), said.end if said.clause.rank else 0) : told[0].start()]
    between = body[told[-1].end() : deed.start]
    return (
        _status(deed.expression.edtf or "", deed.clause, latest) == "happened"
        and _is_subject(subject.rpartition(" that ")[2])
        and all(_LINK.fullmatch(body, one.end(), two.start()) for one, two in pairwise(told))
        and not (_NOT_PLAIN.search(between) or _SUBORDINATOR.search(between))
        and _BEHIND_DEED.match(body, deed.end) is not None
        and not tense.CUES.search(body, deed.end)
    )


def _looks_ahead(verbs: Sequence[re.Match[str]]) -> bool:
    return any(verb["back"] is None for verb in verbs)


def _is_subject(text: str) -> bool:
    """Tell whether words are the subject of one verb: no preposition before them, no "holds a truce" in them."""
    words = [word.lower() for word in _WORDS.findall(text)]
    if not words or words[0] in _PREPOSITIONS or _NOT_PLAIN.search(text) or _SUBORDINATOR.search(text):
        return False
    return not any(word in _DETERMINERS and before not in _PREPOSITIONS for before, word in pairwise(words))


def _vague(text: str) -> bool:
    """Tell whether a date is some day of more than a month."""
    low, high = edtf.bounds(text)
    return text[0] == "[" and low is not None and high is not None and (high - low).days > timevalues.LONGEST_MONTH


def _status(text: str, clause: Clause, latest: date | None) -> EventStatus | None:
    """Return what the date makes of its sentence; None where it is too wide for a line on a timeline."""
    low, high = edtf.bounds(text)
    planned = clause.ahead or bool(low and latest and low > latest)
    if high is None or (low is None and not planned):
        return None
    if low and (high - low).days > LONGEST_DAYS and "/" not in text:
        return None
    if planned:
        return None if latest and high <= latest else "planned"
    return "reported" if clause.saying else "happened"


def _clause(body: str, start: int, end: int) -> Clause | None:
    """Return how the date at ``start`` hangs on the sentence; None where it stands in a subordinate clause."""
    head = body[:start]
    verbs = list(tense.CUES.finditer(head))
    if _ACCORDING.search(head):
        return None
    opens = _FRONT.fullmatch(head) is not None
    if opens or not verbs:
        verb = tense.CUES.search(body, end)
        if verb is None or _SUBORDINATOR.search(head):
            return None
        return Clause(0 if opens else 1, verb["back"] is None, verb[0].lower() in SAYING)
    return _saying(head, verbs[-1], body[end:]) if verbs[-1][0].lower() in SAYING else _doing(head, verbs)


def _doing(head: str, verbs: Sequence[re.Match[str]]) -> Clause | None:
    """Return how the date of a deed hangs on its sentence: the deed may be past, to come, or supposed."""
    verb = verbs[-1]
    if _relative(head, verb) or _subordinate(head, verb) or _reduced(head, verbs):
        return None
    if _DENIED.search(head) or _OTHER_TIME.search(head, verb.end()):
        return None
    if _supposed(head, verbs):
        return Clause(1, ahead=True, saying=False) if _DUE.search(head) else None
    return Clause(1, verb["back"] is None, saying=False)


def _saying(head: str, verb: re.Match[str], rest: str) -> Clause | None:
    """Return how the date of a saying hangs on its sentence; None where an outlet only passes on what others did."""
    if _relative(head, verb) or _BY_PRONOUN.search(head, 0, verb.start()):
        return None
    if not _is_tag(head, verb, rest):
        return Clause(1, ahead=False, saying=True) if _AT_SAYING.fullmatch(head, verb.end()) else None
    return None if verb[0].lower() in RELAYING else Clause(2, ahead=False, saying=True)


def _is_tag(head: str, verb: re.Match[str], rest: str) -> bool:
    """Tell whether the saying stands behind what is said: "…, Envoy Noor said on Friday", "…, said Envoy Noor"."""
    front, comma, subject = head[: verb.start()].rpartition(",")
    if not (comma and front) or _CLOSING.match(rest) is None:
        return False
    return not subject.strip(_OPENING + "”’") or verb[0] == "told" or _MANNER.fullmatch(head, verb.end()) is not None


def _supposed(head: str, verbs: Sequence[re.Match[str]]) -> bool:
    """Tell whether the verb hangs on one that looks ahead: "may have left", "is expected to have left"."""
    for two, one in pairwise(reversed(verbs)):
        if not _LINK.fullmatch(head, one.end(), two.start()):
            return False
        if one["back"] is None:
            return True
    return False


def _relative(head: str, verb: re.Match[str]) -> bool:
    """Tell whether the date stands in a relative clause: "the deadline that Meridian set", "a storm in which …"."""
    if any("," not in head[match.end() :] for match in _WH.finditer(head, verb.end())):
        return True
    that = head.rfind(" that ", 0, verb.start())
    if that <= 0 or "," in head[that:]:
        return False
    return _TELLING_WORDS.isdisjoint(word.lower() for word in _WORDS.findall(head[:that])[-_TOLD:])


def _subordinate(head: str, verb: re.Match[str]) -> bool:
    """Tell whether a subordinator governs the verb: "since the army toppled him in 2024"."""
    before = head[: verb.start()]
    subordinators = list(_SUBORDINATOR.finditer(before))
    if not subordinators:
        return bool(re.search(r"\b(?!said|told|announced|stated|added)\w+ that$", before.rstrip()))
    return "," not in before[subordinators[-1].end() :] or subordinators[-1].start() == 0


def _reduced(head: str, verbs: Sequence[re.Match[str]]) -> bool:
    """Tell whether the verb is a participle behind its noun: "the coalition formed in 2014"."""
    verb = verbs[-1]
    if _PARTICIPLE.search(head):
        return True
    if not verb[0].endswith("ed") or " " in verb[0] or not _BETWEEN.fullmatch(head[verb.end() :]):
        return False
    if len(verbs) > 1:
        earlier = verbs[-2]
        helped = _BETWEEN.fullmatch(head[earlier.end() : verb.start()]) is not None
        return not helped and earlier[0].lower() not in SAYING
    return re.match(r"(?:under|in|as|by|with|after|of|from)\b", head, re.IGNORECASE) is not None
