"""A sentence in, its main clause out: what opens it, its subject, its verb, and which of its dates belong to the verb.

No tagger: the subject is what stands before the first verb that is known as one (`tense.CUES`). What a rule here does
not know as plain is no clause, since a date that hangs on another verb than it seems would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sitegen.model import Span
from sitegen.reading import clausewords as words_of
from sitegen.reading import tense
from sitegen.reading.nomenclature import DEMONYMS, TIMES

# What a verb makes of its clause: a deed that was done, a deed to come, or a saying.
VerbKind = Literal["done", "ahead", "said"]

_FRONTS = 3  # dates and phrases before a subject, at most
_LONGEST_OCCASION = 5  # words of one before its year
_LONGEST_SUBJECT, _LONGEST_APPOSITION = 160, 120  # characters
_BESIDE = 2  # words between a verb about what others did and its date
_NEAR = 40  # characters before a verb in which what helps it stands
_OPENING = 6  # words that tell what a clause is about

_CONNECTIVE = re.compile(r"(?:also|and|but|meanwhile|however|separately|yet|in addition|still)\b,?\s*", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?P<word>In|At|During|On|Under|With|For|From|After|Before|Following|Despite|Amid|By|Since|To|Within|Among|Across"
    r"|Throughout|Through|Near|Of|Over|Upon|Besides|Like|Unlike|Without)\s[^,:;“”\"()—–]{1,80},\s+"
)
# phrases whose date is that of the main clause: "In an interview on Thursday, Envoy Noor …"
_OCCASIONS = frozenset(("In", "At", "During", "On", "By"))
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:leading|ahead|before|after|following|prior|until|since)\b"
)  # "ahead of Friday's vote"
_PLAN_FRONT = re.compile(r"(?:Under|As part of)\s")
_BOUNDING = re.compile(r"(?:For|Since|Before|After)\s")  # "For six weeks until the debate, in May, candidates"
_BEFORE_DATE = re.compile(r"(?:(?:early|late|later|earlier)\s)?(?:(?:on|in|by|at|during)\s(?:the\s)?)?", re.IGNORECASE)
_THE_YEAR = re.compile(r"(?:[A-Za-z]+ )?the \d{4}$")  # "During the 2016 campaign"
_YEAR = re.compile(r"\d{4}")
_BEHIND_DATE = re.compile(r",?\s+(?![-–—])")  # "June 11 - The mayor": where a report was written
_AT_DATE = re.compile(r"\s*,?\s*(?:(?:early|late|later|earlier)\s)?(?:(?:on|in)\s)?(?:(?:early|late)\s)?$")
_WORDS = re.compile(r"[\w’'.-]*[\w’']")
_OF_NOUN = re.compile(r"\b(?:of|for|in|at|on|from|with)\b")
_BY_WHOM = re.compile(
    r"\sby\s(?!\d|[$€£]|(?:more|less|almost|about|around|nearly|over|some|up|the (?:most|end|time|largest|biggest)"
    r"|an? (?:third|quarter|fifth|record))\b)"
)
_OF_THESE = re.compile(r"\bof (?:the|these|those|its|their|his|her)\b")  # "five of the eight men"
_ACRONYM = re.compile(r"\s\([A-Z][^()]{1,30}\)")
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ing|ed)")
_TRAILING = re.compile(rf"(?:\s+{words_of.ADVERB})*\s*$")
_NEGATED = re.compile(rf"\s+(?:{words_of.ADVERB}\s+)*?(?:not|never|no longer|barely|hardly)\b|n[’']t\b")
_BE = re.compile(r"\b(?:is|are|will be|be)(?:\s+[a-z]+ly|\s+now|\s+also|\s+still|\s+currently)?\s+$")
_AFTER_BE = re.compile(rf"\s+(?:{words_of.ADVERB}\s+)*(?P<word>[a-z-]+)")
_ABOUT = re.compile(r"\s(?:who|which|whose)\s[^,]{3,120}$")
_DEED = re.compile(r"\sto\s[a-z]+")
_PAIR = re.compile(r"\s+and\s+[a-z]{2,}ed\b")
_OBJECT = re.compile(r"\s(?:an?|the|its|his|her|their|[A-Z\d])\b")
_PRESENT = re.compile(
    r"(?P<name>[A-Z][\w’'-]*)(?:\s[A-Z][\w’'-]*)*\s(?P<verb>[a-z]+[a-rt-z]s)\s(?:on|in|to|from|for)\s"
)
_AT_TIME = re.compile(r"\b(?:at|during)\s$")
_BEHIND = re.compile(r"(?P<comma>[\"”’')]*,)?\s*(?P<word>[\w’'-]+)?")
_TAG = re.compile(
    rf"(?:[^,:;“”\"]{{1,120}}?|[^,:;“”\"]{{1,60}}, [^,:;“”\"]{{1,80}},)\s{words_of.one_of(words_of.TAGGING)}\b"
    r"(?P<rest>[^,;:“”\"]*)[.]?[”\"]?$"
)
_PRESENT_VERB = re.compile(r"(?:is|are|remains?|seems?|appears?|shows?|suggests?)\b")
_WHOM = re.compile(
    r"\s(?:[a-z]+\s)?(?:him|them|her(?=\s(?:as|to|in|on|from|with|for|at)\b|[.,])"
    r"|(?<=\w\s)it(?=\s(?:to|in|on|from|with|for|at|as|by|late|early|last|this|again|[A-Z][a-z]+day)\b|[.,]))\b"
)
_OFFICER = re.compile(
    r"\s(?:[A-Z][a-z]+\s)*(?:Gen|Adm|Col|Maj|Capt|Lt|Army|Navy|Marine|Justice|Judge|General|Admiral)\b"
)
_MARKS = re.compile(r"\s(?:is|was|will|would|marks|marked|begins|brings|could|may)\b")
_ANY_DAY = re.compile(r"\b(?:an?|one|any|every|some)\s(?:[a-z]+\s)?$")
_ADVERB = re.compile(r"[a-z]+ly\s+")
_DAYS_LONG = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)-")  # "the five-day fair"
_DEMONYMS = tuple(ending for ending, _ in DEMONYMS)
_NEAR_DAYS = frozenset(("last", "next"))
_FRONT = re.compile(r"(?:On|In|At|During|By|Last|Earlier|Late|Early|Also|After|Before|Under|With|For|Since)\b")
_IS = re.compile(r"\b(?:is|are|has|have)\b")
# "Noor, who led the guard, left": a clause about the subject, behind which its verb stands
_RELATIVE = re.compile(
    r"[^,;:“”\"()—–]{2,80}, (?P<who>who|which|whose)\s[^,;:“”\"()—–]{3,120},\s+"
    rf"(?=(?:[a-z]+ly\s+|also\s+|later\s+|then\s+)?{tense.CUES.pattern})"
)
_WHO = re.compile(r"(?:who|which|whose|where|and|but|while|as|after|when|before)\b")
# "The driver charged with theft last month has left": a verb that is none of the clause's
_MAIN_BEHIND = re.compile(
    r"\s(?:with|by|in|on|at|over|for|of|from|after)\s(?:(?!\b(?:that|who|which|and|but|because|as|when|after|before|while|if|said|says|since|where|what|how)\b)[^,;:“”\"])*?"
    r"\s(?:has|have|will)\s[a-z]"
)
# "a fire started on Friday in a shed had burned out": the day is not the clause's
_PERFECT_BEHIND = re.compile(
    r"(?:\s(?!(?:that|who|which|whose|and|but|because|as|when|after|before|while|if|said|says|since|where|what|how|he|she|it"
    r"|they|than|had|has)\b)[^\s,:;“”\"]+){1,40}\s(?:had|has)\s[a-z]+(?:ed|en|ne|wn)\b"
)
# "A ferry launched last week may sail again": a participle, and no verb of the clause
_FINITE_BEHIND = re.compile(
    r"(?:\s(?!(?:that|who|which|whose|whom|and|but|or|because|as|when|after|before|while|if|said|says|since|where|what|how|why"
    r"|he|she|it|they|than|whether|until|though|although|so)\b)[^\s,:;“”\"]+){1,40}"
    r"\s(?:was|were|is|are|may|might|could|would|will|can|should|did|does)\s"
)
_COMMA = re.compile(r",[”\"]?\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its text, the spans of its dates in it, and the words that are names elsewhere in its article."""

    text: str
    dates: tuple[Span, ...] = ()
    known: Container[str] = frozenset()

    def date_from(self, low: int, high: int) -> int | None:
        """Return the index of the first date within a span."""
        return next((index for index, (start, end) in enumerate(self.dates) if low <= start < end <= high), None)

    def words(self, index: int) -> str:
        """Return the words of a date."""
        return self.text[slice(*self.dates[index])]


class Clause(NamedTuple):
    """A clause: subject and verb by offsets, what kind of deed it tells, and the dates that are its verb's.

    ``dates`` are indexes, those of the front and beside the verb first. ``loose``: the deed is told in the perfect, or
    only supposed ("may leave").
    """

    subject: Span
    verb: Span
    kind: VerbKind
    dates: tuple[int, ...]
    loose: bool = False


class _Verb(NamedTuple):
    kind: VerbKind
    end: int
    loose: bool = False


def main(line: Line, span: Span, *, inner: bool = False) -> Clause | None:
    """Return the main clause of a span of a sentence, None where it is not plain.

    ``inner``: a clause within what somebody said, whose subject may be known from there ("said the boats sank").

    >>> line = Line("On Friday, Envoy Noor signed a truce in Meridian.", ((3, 9),))
    >>> clause = main(line, (0, len(line.text)))
    >>> line.text[slice(*clause.subject)], line.text[slice(*clause.verb)], clause.kind, clause.dates
    ('Envoy Noor', 'signed', 'done', (0,))
    """
    place, front, plan = _opened(line, span)
    apart = _RELATIVE.match(line.text, place, span[1])
    apart = None if apart and tense.CUES.search(line.text, place, apart.start("who")) else apart
    verb = tense.CUES.search(line.text, apart.end() if apart else place, span[1])
    present = _present(line, place, span[1])
    if present and (verb is None or present[1] <= verb.start()):
        return _with_dates(line, Clause((place, present[0]), present, "ahead", front), span[1])
    if verb is None:
        return None
    subject, beside = _subject(line, place, _helped(line.text, verb.start()))
    if subject is None or not _is_named(line, subject, span[1], inner=inner):
        return None
    made = _verb(line, verb, told=plan or inner, inner=inner)
    if made is None or _is_broken(line.text, verb, made.kind, span[1]):
        return None
    beside = () if _is_of_subject(line.text[slice(*subject)], verb[0]) else beside
    own = (*front, *beside)
    if own and words_of.PROMISED.match(verb[0]) and verb[0].split()[0].endswith("ed"):
        return Clause(subject, (verb.start(), made.end), "done", own)  # "On Monday, Meridian agreed to leave"
    return _with_dates(line, Clause(subject, (verb.start(), made.end), made.kind, own, made.loose), span[1])


# ---------------------------------------------------------------- what opens a clause


def _opened(line: Line, span: Span) -> tuple[int, tuple[int, ...], bool]:
    """Return where the subject begins, the dates before it that are the clause's own, and whether a plan opens it."""
    dateline = words_of.DATELINE.match(line.text, span[0], span[1])
    place, own, plan = dateline.end() if dateline else span[0], list[int](), False
    bounded = False
    connective = _CONNECTIVE.match(line.text, place)
    place = connective.end() if connective else place
    for _ in range(_FRONTS):
        index, behind = _dated_front(line, place, span[1])
        phrase = None if behind else _PHRASE.match(line.text, place, span[1])
        if phrase and tense.CUES.search(line.text, place, phrase.end()):
            phrase = None
        if index is None and phrase:
            index = _of_phrase(line, phrase)
            plan = plan or _PLAN_FRONT.match(phrase[0]) is not None
        if not (behind or phrase):
            break
        own += [index] if index is not None and not bounded else []
        bounded = phrase is not None and _BOUNDING.match(phrase[0]) is not None
        place = behind or (phrase.end() if phrase else place)
    return place, tuple(own), plan


def _dated_front(line: Line, place: int, end: int) -> tuple[int | None, int]:
    """Return the date that stands at a place, and where what follows it begins; 0 where there is none."""
    for index, (low, high) in enumerate(line.dates):
        if place <= low and high <= end and _BEFORE_DATE.fullmatch(line.text, place, low):
            apart = _possessive(line.text, high) or _THE_YEAR.match(line.text[place:high])
            behind = None if apart else _BEHIND_DATE.match(line.text, high)
            return (index, behind.end()) if behind else (None, 0)
    return None, 0


def _of_phrase(line: Line, phrase: re.Match[str]) -> int | None:
    """Return the date that ends a phrase and tells when it was: "In an interview on Thursday,"."""
    index = line.date_from(*phrase.span())
    if index is None or phrase["word"] not in _OCCASIONS:
        return None
    start, end = line.dates[index]
    ends = line.text[end : phrase.end()].strip() == "," and not _OF_ANOTHER_DAY.search(phrase[0])
    wide = _YEAR.search(line.words(index)) and line.text.count(" ", phrase.start(), start) > _LONGEST_OCCASION
    ends = ends and not wide  # "In a nod to envoys up for a vote in 2014,"
    return index if ends and not words_of.OF_DATE.search(line.text, 0, start) else None


def _possessive(text: str, place: int) -> bool:
    return text[place : place + 2] in ("'s", "’s")


def _present(line: Line, place: int, end: int) -> Span | None:
    """Return a verb in the present tense behind a name: "Envoy Noor sails on 5 June"."""
    found = _PRESENT.match(line.text, place, end)
    if not found or _bare(found["name"].lower()) in words_of.POINTERS:
        return None
    return found.span("verb") if not line.dates or found.end("verb") <= line.dates[0][0] else None


# ---------------------------------------------------------------- subjects


def _subject(line: Line, place: int, end: int) -> tuple[Span | None, tuple[int, ...]]:
    """Return the subject's span, and the dates that stand between it and its verb or say which it is."""
    trailing = _TRAILING.search(line.text, place, end)
    high = trailing.start() if trailing else end
    beside, high = _beside(line, place, high)
    if any(_of_owner(line.text, start) for start, last in line.dates if place < start and last <= end):
        return None, ()  # "Meridian's September"
    own = line.date_from(place, high)
    if own is not None and line.dates[own][0] == place and _possessive(line.text, line.dates[own][1]):
        beside = (*beside, own) if is_day(line.words(own)) else beside  # "Sunday's visit by Noor came amid storms"
    text = _head(line.text[place:high].rstrip())
    unsure = beside and not is_day(line.words(beside[0])) and _OF_NOUN.search(text)  # "Hopes of gains in 2005 drove"
    if not text or unsure or len(text) > _LONGEST_SUBJECT or words_of.NO_SUBJECT.search(_ACRONYM.sub("", text)):
        return None, ()
    return (place, place + len(text)), beside


def _beside(line: Line, place: int, high: int) -> tuple[tuple[int, ...], int]:
    """Return the date that stands before the verb, and where the subject before it ends."""
    for index, (low, last) in enumerate(line.dates):
        if place < low and last <= high and not line.text[last:high].strip(" ,"):
            apart = "," in line.text[last:high] and "," in line.text[place:low].rstrip(" ,")
            at = _AT_DATE.search(line.text, place, low)
            return ((), high) if apart else ((index,), at.start() if at else low)
    return (), high


def _of_owner(text: str, place: int) -> bool:
    return text[max(0, place - 3) : place] in ("'s ", "’s ")


def _head(text: str) -> str:
    """Return a subject without the apposition behind it, "Noor, the envoy,"; empty where a comma is anything else."""
    if text.endswith(","):
        head, _, rest = text[:-1].partition(",")
        if _ABOUT.match(rest):
            return head
        plain = rest and len(rest) <= _LONGEST_APPOSITION and not tense.CUES.search(rest)
        return head if plain else ""
    return text if "," not in text or " and " in text.rpartition(",")[2] else ""


def _is_of_subject(subject: str, verb: str) -> bool:
    """Tell whether a date between subject and verb is the subject's own: "Noor's sentencing on Monday drew crowds"."""
    return verb in words_of.LATER and subject.rpartition(" ")[2].islower()


def _is_plain(text: str, subject: Span) -> bool:
    """Tell whether words are one noun phrase whose head is no pronoun: not "Meridian holds a truce", "the storm of"."""
    words = [word.lower() for word in _WORDS.findall(text[slice(*subject)])]
    if not words or (_bare(words[0]) in words_of.POINTERS and not (words[0] in words_of.FREE and len(words) > 1)):
        return False
    if words[-1] in words_of.PREPOSITIONS or (len(words) > 1 and _PARTICIPLE.fullmatch(words[0])):
        return False
    pairs = pairwise(words)
    return all(word not in words_of.DETERMINERS or before in words_of.BEFORE_DETERMINERS for before, word in pairs)


def _is_named(line: Line, subject: Span, end: int, *, inner: bool) -> bool:
    """Tell whether a subject says by itself, or with its sentence, who or what it is."""
    words = _WORDS.findall(line.text[slice(*subject)])
    if not _is_plain(line.text, subject) or _is_empty(words):
        return False
    small, named = _bare(words[0].lower()), any(_is_name(word) for word in words[1:])
    counted = small in words_of.INDEFINITE or small.isdigit()
    if inner:  # "said the leaflets fell on Meridian", but not "said the article came"
        return named or words[0][0].isupper() or counted or _names_behind(line.text, subject[1], end)
    if small == "the":
        whose = words[1:2] and words[1].islower() and words[1].endswith(("'s", "’s")) and words[-1].islower()
        return named and not whose and not _is_somebody(words)
    if small in TIMES | _NEAR_DAYS:  # "Sunday's visit by Noor"
        return named and any(word.endswith(("'s", "’s")) for word in words[:2])
    if not (counted or _is_common(words, line.known)):
        return True
    some = counted and _OF_THESE.search(line.text, *subject)  # "five of the eight men"
    own = named and not words_of.UNKNOWN.search(line.text, *subject)
    return own or (not (named or some) and _is_named_within(line.text, subject, end))


def _is_empty(words: Sequence[str]) -> bool:
    """Tell whether a subject is known only from another sentence: "Two more", "Two other envoys", "Details"."""
    counted = words[0].lower() in words_of.INDEFINITE and "other" in words
    if words[0].lower() in ("all", "both") and words[1:2] and words[1].lower() in words_of.INDEFINITE:
        return True  # "All three sailors"
    if words[0].lower() in ("a", "an", "one") and words[-1] in words_of.SPEAKING and not any(map(_is_name, words[1:])):
        return True  # "A spokeswoman"
    alone = len(words) == 1 and words[0].endswith("ly")  # "Originally built in 1938, Ostrel is"
    return alone or words[-1] in ("more", "both", "others") or words[0].lower() in words_of.EMPTY or counted


def _is_common(words: Sequence[str], known: Container[str]) -> bool:
    """Tell whether a first word may have its capital from the sentence alone: "Police", but not "Meridian's"."""
    first = words[0]
    if not first[0].isupper():
        return True
    unsure = len(words) > 1 or words_of.COMMON.fullmatch(first) is not None
    return unsure and _bare(first) == first and first not in known


def _is_somebody(words: Sequence[str]) -> bool:
    """Tell whether who or what "the" speaks of is only known from another sentence: "the Act", "the Tern striker"."""
    place = next((index for index, word in enumerate(words) if word in words_of.PREPOSITIONS), len(words))
    alone = place == len(words) == len(("the", "Act")) and words[1].lower() in words_of.OFFICES
    head = words[place - 1]
    plural = head.endswith("s") and not head.endswith("ss")
    whose = words[place] if place < len(words) else "and"
    loose = whose in ("and", "or", "from") and head.islower() and not plural and head not in words_of.HEADS
    somewhere = head in words_of.SOMEWHERE and any("-" in word for word in words[:place])  # "the Tern-ruled city"
    names = [word for word in words[1:place] if word[0].isupper()]
    demonym = names and head in words_of.SOMEBODY | words_of.SOMEWHERE and all(map(_is_demonym, names))
    aged = any(word.endswith(("-based", "-born", "-old", "-time")) or _DAYS_LONG.match(word) for word in words[:place])
    return bool(alone or loose or somewhere or demonym or aged or words[-1] in words_of.OF_PARTIES)


def _is_demonym(word: str) -> bool:
    return word.endswith(_DEMONYMS) or word in ("US", "U.S", "UK")


def _is_name(word: str) -> bool:
    return word[0].isupper() and _bare(word.lower()) not in TIMES and word != "I" and word not in words_of.NO_NAMES


def _is_named_within(text: str, subject: Span, end: int) -> bool:
    """Tell whether a sentence names somebody or a place behind its subject, and speaks of nobody unknown."""
    return not words_of.UNKNOWN.search(text, subject[0]) and _names_behind(text, subject[1], end)


def _names_behind(text: str, place: int, end: int) -> bool:
    return any(_is_name(word) and word not in words_of.NO_NAMES for word in _WORDS.findall(text[place:end]))


def is_opening(text: str) -> bool:
    """Tell whether what somebody said names what it is about, as far as its first words tell."""
    words = _WORDS.findall(text[:_LONGEST_APPOSITION])[:_OPENING]
    if not words or _bare(words[0].lower()) in words_of.POINTERS:
        return False
    return words[0].lower() != "the" or any(_is_name(word) for word in words[1:])


def _bare(word: str) -> str:
    return word.partition("'")[0].partition("’")[0]


# ---------------------------------------------------------------- verbs


def _helped(text: str, place: int) -> int:
    """Return where the verb begins with what helps it: "is expected to" begins at "is"."""
    be = _BE.search(text, max(0, place - _NEAR), place)
    return be.start() if be else place


def _behind_date(line: Line, place: int) -> int:
    """Return where the date ends that stands at a place, or the place itself."""
    return next((end for start, end in line.dates if _AT_DATE.fullmatch(line.text, place, start)), place)


def _verb(line: Line, verb: re.Match[str], *, told: bool, inner: bool) -> _Verb | None:
    """Return what a verb makes of its clause; None where that isn't plain."""
    text = line.text
    if verb["back"] is None:
        return _ahead(text, verb, told=told)
    word = verb[0].lower()
    if text.endswith(("being ", "likely ", "probably ", "possibly ", "perhaps "), 0, verb.start()):
        return None  # "Port Ostrel being swept on Friday.", "hands were likely hired in May"
    if _helped(text, verb.start()) < verb.start() or _BY_WHOM.match(text, _behind_date(line, verb.end())):
        return None  # "is nominated", "the Act introduced by Meridian", "the truce announced Wednesday by Meridian"
    if word in ("was", "were", "has", "have") or (inner and word == "had"):
        return _compound(text, verb, loose=word in ("has", "have"))
    if word in words_of.STATES or " " in word or (word == "used" and text.startswith(" to ", verb.end())):
        return None
    return _Verb("said" if word in words_of.SAYING else "done", verb.end())


def _ahead(text: str, verb: re.Match[str], *, told: bool) -> _Verb | None:
    """Return what a verb that looks ahead makes of its clause."""
    word = verb[0].lower()
    promised = words_of.PROMISED.match(word)
    if promised and _OBJECT.match(text, verb.end()):  # "agreed to a truce"
        return _Verb("done", verb.end())
    supposed = words_of.SUPPOSED.match(word)
    if supposed and not told:
        behind = _AFTER_BE.match(text, verb.end()) if word.endswith((" have", " be", " been")) else None
        return _Verb("ahead", behind.end() if behind else verb.end(), loose=True)
    planned = words_of.PLANNED.match(word) and _helped(text, verb.start()) < verb.start()
    return _Verb("ahead", verb.end()) if promised or supposed or planned or words_of.FUTURE.match(word) else None


def _paired(text: str, end: int) -> int:
    """Return where a second participle beside a first one ends: "was arrested and charged on Monday"."""
    pair = _PAIR.match(text, end)
    return pair.end() if pair else end


def _compound(text: str, verb: re.Match[str], *, loose: bool) -> _Verb | None:
    """Return what "was" or "has" and its participle make of their clause."""
    behind = _AFTER_BE.match(text, verb.end())
    word = behind["word"] if behind else ""
    done = word.endswith("ed") or word in words_of.PARTICIPLES or word == "been"
    said = word in words_of.SAYING
    if not behind or not done or word in words_of.STATES - {"been"} or (said and not loose):  # "was reported to have"
        return None
    return _Verb("said" if said else "done", behind.end() if said else _paired(text, behind.end()), loose)


def _is_broken(text: str, verb: re.Match[str], kind: VerbKind, end: int) -> bool:
    """Tell whether a verb is denied, only foresees, or stands apart ("in 2014, Noor wrote, she left")."""
    if _WHOM.match(text, verb.end()):
        return True  # "designated him": whom, another sentence tells
    if verb[0] == "retired" and _OFFICER.match(text, verb.end()):
        return True
    if kind == "said":
        return text[verb.end() : verb.end() + 2] == ", "
    if _is_participle(text, verb, kind, end):
        return True
    denied = _NEGATED.search(f" {verb[0]}") or _NEGATED.match(text, verb.end())
    return bool(denied or (kind == "ahead" and words_of.FORECAST.match(text, verb.end())))


def _is_participle(text: str, verb: re.Match[str], kind: VerbKind, end: int) -> bool:
    """Tell whether a verb follows that must be the clause's: "a ferry launched last week may sail again"."""
    if verb[0] in words_of.OF_PEOPLE and _MAIN_BEHIND.match(text, verb.end(), end):
        return True
    if kind == "done" and _PERFECT_BEHIND.match(text, verb.end(), end):
        return True
    regular = kind == "done" and verb[0].endswith("ed") and " " not in verb[0] and verb[0] not in words_of.CLAUSED
    return regular and _FINITE_BEHIND.match(text, verb.end(), end) is not None


def is_promise(verb: str) -> bool:
    """Tell whether a verb tells of what was agreed or promised, whose day may be that of the promise."""
    return words_of.PROMISED.match(verb) is not None


# ---------------------------------------------------------------- dates behind a verb


def _with_dates(line: Line, clause: Clause, end: int) -> Clause:
    """Return a clause with the first date behind its verb, too, where nothing cuts it off."""
    place = clause.verb[1]
    behind = next((index for index, (low, high) in enumerate(line.dates) if place <= low and high <= end), None)
    if behind is None or behind in clause.dates:
        return clause
    start = line.dates[behind][0]
    own = not _is_cut_off(line.text[place:start], line.text[slice(*clause.verb)]) and _stands_alone(
        line, behind, clause
    )
    return clause._replace(dates=(*clause.dates, behind)) if own else clause


def _is_cut_off(between: str, verb: str) -> bool:
    """Tell whether something between a verb and a date takes the date for itself."""
    word = verb.lower().split()[-1]
    if word in words_of.REACTIONS and (len(between.split()) > _BESIDE or between.startswith(" the ")):
        return True
    deed = _DEED.match(between) if word in words_of.TRYING else None
    between = between[deed.end() :] if deed else between
    return any(pattern.search(between) for pattern in (words_of.CUT, tense.CUES, words_of.OF_DATE))


def _stands_alone(line: Line, index: int, clause: Clause) -> bool:
    """Tell whether a date behind a verb is one by itself: "on Friday", not "the Friday prayers", "Friday to Sunday"."""
    text, (start, end) = line.text, line.dates[index]
    if _possessive(text, end):  # "at Friday's talks", "told Sunday's meeting", but not "said January's figures"
        told = text[slice(*clause.verb)] == "told"
        return is_day(line.words(index)) and (told or _AT_TIME.search(text, 0, start) is not None)
    names = (
        text[:start].endswith("the ") and text[end : end + 1] != ","
    )  # "on the Friday", "confirmed the Dec. 1 meeting"
    if clause.kind == "said" and _MARKS.match(text, end):  # "said Friday marks the start"
        return False
    names = names or _ANY_DAY.search(text, 0, start) is not None  # "on a random Tuesday"
    half = text[:start].endswith("between ") and " and " not in text[start:end]
    if names or half or text.startswith(" as", end) or text[end : end + 1] in ("-", "–", "'", "’", "%"):
        return False
    return not words_of.ANOTHER_DATE.match(text, end) and _ends_phrase(text, end, said=clause.kind == "said")


def _ends_phrase(text: str, end: int, *, said: bool) -> bool:
    """Tell whether what follows a date is neither a noun that it belongs to nor another verb of its sentence."""
    behind = _BEHIND.match(text, end)
    word = (behind["word"] if behind else None) or ""
    if not behind or not word:
        return True
    adverb = _ADVERB.match(text, behind.start("word"))
    place = adverb.end() if adverb else behind.start("word")
    finite = tense.CUES.match(text, place) or _PRESENT_VERB.match(text, place)
    if finite and not (behind["comma"] and word.endswith("ed")):  # "in May, driven by", but "in May, has left"
        return False
    plain = said or behind["comma"] or text[end] != " "
    return bool(plain) or word in words_of.NEXT or word.endswith(("ing", "ly"))


def is_day(words: str) -> bool:
    """Tell whether the words of a date name a day, or a part of it."""
    return words_of.DAY.search(words) is not None


def tag(text: str) -> tuple[int, Span] | None:
    """Return where what is said ends, and the tag behind it: "Boats sank, Envoy Noor said on Friday."; None if none.

    >>> tag("Boats sank, Envoy Noor said.")
    (10, (12, 28))
    """
    for comma in _COMMA.finditer(text):
        found = None if _WHO.match(text, comma.end()) else _TAG.match(text, comma.end())
        front = _FRONT.match(text) and not (
            tense.CUES.search(text, 0, comma.start()) or _IS.search(text, 0, comma.start())
        )
        if found and not front and not tense.CUES.search(found["rest"]):
            return comma.start(), (comma.end(), len(text))
    return None
