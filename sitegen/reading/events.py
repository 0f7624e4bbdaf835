"""Dated sentences in, events out: what a sentence tells, on which date, as happened, planned or reported.

A sentence makes an event only where its main clause is plain (`clauses`), names its subject, and has the date for its
own. Precision before recall: a line that misleads is worse than a gap in a timeline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import Article, Dating, Event, EventStatus, Sentence, Span, TimeExpression
from sitegen.reading import clauses, eventdates, pointing, tense, timewords
from sitegen.reading.clausewords import ACCOUNTING, DOING, EMPTY_DEEDS, PLAIN_DEEDS, RELAYING, VOUCHING
from sitegen.reading.nomenclature import word_set
from sitegen.reading.sentences import LITTER
from sitegen.reading.speech import OCCASIONS

LONGEST_DAYS = 366
# days: what is told of longer ago is no news of its report, but what the writer reminds of; and what long ago
_NEWS, _OLD = 9, 400
_APART = 2  # words between a verb and its date: an object and "on"
_VAGUE = 2  # so many reasons to think that a line leans on its text is a vague one
MOST_DATES = 12  # in a sentence: more stand in lists alone
_HEADLINE, _CAPITALS = 12, 0.6  # words, and the share of them that have a capital in a caption or headline
_SHORT, _FAR_DOWN = 20, 16  # words of a sentence, paragraphs before it
SHORTEST_SENTENCE, LONGEST_SENTENCE = 20, 600  # characters; others are seldom one sentence, and no line of a timeline

# what a page prints under its texts, and what stands in no report
_MARKS = re.compile(r"[©|•►▶→<>{}\[\]_=*#@~…]")
_PRINTED = (
    "originally published", "last updated", "anyone with information", "asked to call", "copyright", "click",
    "ticket",
    "all rights reserved", "posted in", "posted by", "http:", "https:", "www.", "a.m.:", "a.m.;", "p.m.:", "p.m.;",
    "...", "subscribe", "sign up", "newsletter",
)  # fmt: skip
# "A video of …, shot on Friday"; "has been a hot topic this week"; "served twenty years for"; "asked Noor on Friday"
_NO_DEED = re.compile(
    r"^(?:An?|The|This) (?:(?:file|undated|still|handout) )?(?:video|photo|photograph|picture|image|screenshot|footage)"
    r" (?:of|shows?|taken|released)\b"
    r"|\bha(?:s|ve|d) (?:(?:also|long|always|already|now) )?been an? (?:[a-z]+ )?"
    r"(?:topic|issue|theme|problem|concern|source|feature|matter)\b"
    r"|(?<!was )(?<!were )(?<!been )(?<!be )(?<!had )(?<!has )(?<!have )\b(?:photographed|pictured|seen)"
    r" (?:on|in|at|during)\b"
    r"|\b(?:was|were) (?:set|due|expected|scheduled|slated|poised|about|likely) to\b|\b(?:perhaps|arguably|maybe)\b"
    r"|\b(?:regularly|often|frequently|routinely|usually) [a-z]+ed\b"
    r"|\b(?:was|were) still\b|\basked (?:on )?[A-Z][a-z]+day\b(?! (?:to|if|whether|why|how|what|for|about|that)\b)"
    r"|\b(?:faced|drew|met|highlighted|noted|outlined|discussed) (?:[a-z]+ )?"
    r"(?:criticism|differences|concerns|issues|questions|challenges|problems)\.$"
    r"|\bserved (?:\d+|[a-z]+) (?:years|months|days|terms)\b"
    r"|\basked (?:[\w’'.-]+ ){1,12}?(?:during|at) (?:[A-Z]\w+[’']s |a |the )?(?:(?:news|press) )?"
    r"(?:briefing|conference|meeting|hearing|interview)\b[^,:“”\"]*\.$"
    r"|\b(?:was|were) (?:[a-z]+ly )?(?:considered|regarded|viewed|known|seen as)\b|\bwent from\b"
    r"|\btook an? (?:[a-z]+ )?look\b|\bmade no\b|\bnewly [a-z]+ed\b"
    r"|\bsaw (?:an?|the|his|her|its|their) (?:[a-z]+ ){0,2}(?:opportunity|chance|opening|reason|sign|way|risk|threat)\b"
    r"|\b(?:supplied|provided|generated|made up|accounted for|represented|produced|comprised|constituted|held|owned) "
    r"(?:(?:about|nearly|almost|only|just|some|around|roughly) )?[\d.]+ ?(?:%|per ?cent)"
)
_CAPTIONS = ("posted", "published", "updated", "photo", "image", "source", "citation", "born")
# what did not happen, or not yet
_UNREAL = re.compile(
    r"\b(?:would|could|should|might)(?:[’']ve| have)\b|\b(?:almost|nearly) (?:[a-z]+ed)\b|\bfailed to\b"
    r"|\bwas supposed\b",
    re.IGNORECASE,
)
_UNREAL_WORDS = word_set(
    "would could should might almost nearly failed supposed Would Could Should Might Almost Nearly"
)
# who has not said anything: no news of his
_SILENT = ("heard back", "declined to comment", "respond to a request", "be reached", "not immediately")
_UNTIMED = (
    "subsequently",
    "at that time",
    "at the time",
    "to this day",
    "within days",
    "within weeks",
    "within months",
    " here ",
)
# a plan that hangs on something, or that somebody only foresees
_CONDITION = re.compile(
    r"\b(?:according to|suggests?|forecasts?|predicts?|analysts?|economists?|experts?|study|survey|poll|if|unless|once"
    r"|pending|subject to|depending)\b"
)
_FIRST_PERSON = word_set(
    "I we We my My our Our us me you You your Your let’s let's I’m I'm I’ve I've I’ll I'll I’d I'd"
)
_POINTING_WORDS = word_set("these those such there this that These Those Such There This")
_POINTING = re.compile(
    r"\b(?:these|those|such|there)\b"
    r"(?!,? (?:is|are|was|were|be|been|will|would|has|have|had|days|who|which|that|as)\b)"
    r"|\b[Tt]his (?!(?:week|weekend|month|year|morning|afternoon|evening|past)\b|[A-Z]"
    r"|(?:spring|summer|autumn|fall|winter)\b)"
    r"|(?<!said )\bthat (?:[a-z]*[a-rt-z]|status|basis|process)(?=[.,;])"
    r"|\bthat (?=(?:argument|claim|view|idea|point|programme?|bill|law|plan|deal|proposal|decision|request|comment"
    r"|question|issue|desire)\b)"
)
_PUNCTUATION = '.,;:!?()"“”'
_CUT_NUMBER = re.compile(r"(?:[£$€]|\b(?:by|of|to|worth|than|about|nearly|over) )\d{1,3}\.$")  # "by 6.": at its point
_LONGEST_CUT = 12  # characters
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?=[\s,.])")
# what may stand between a verb of saying and its day: "said in a joint statement late on", "told the press on"
_MANNER = re.compile(
    r"(?:\s+(?:in|during|at|to|via|through|from)\s(?:[\w’'-]+\s){0,5}?[\w’'-]+)?(?:,?\s+(?:on|late|early|again|the))*\s+"
)
_WORD = re.compile(r"\w+")
_COMMA = re.compile(r",(?!\d)")
_ACCORDING = re.compile(r",\saccording to\s[^,]*$")
_AHEAD = re.compile(
    r"(?:(?:and|but|also|then|back|just|earlier|later),?\s)*(?:(?:on|in|by|at|during|early|late)\s)*(?:the\s)?",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"(?:And|But|Also|Then)?,?\s*(?:At|In|During) (?:an?|the|his|her|its|their|[A-Z][\w’'-]*[’']s?) [a-z]*[A-Za-z]"
)
_OF_SPEECH = re.compile(
    rf"\b(?:(?:{OCCASIONS})s?|speeches|remarks|testimony|testifying|meeting|call|filing|ruling|opinion|appearance|press"
    r"|event|column|essay|announcement|session|questioning|show|broadcast|comments?)\b",
    re.IGNORECASE,
)
# "told the Courier on Friday." says nothing
_BARE = frozenset(("said", "told", "says", "stated", "added", "tweeted", "wrote"))
_TELLS = re.compile(r"\bthat\b|[“\":]|\b(?:is|are|has|have|does|do|can|need|needs|remain|remains|means|to)\b|[’']s\b")
_PARTICIPLE = re.compile(r",\s(?=[a-z]+ing\b)")
_ON = frozenset(("on", "in", "at", "late", "early"))
_CLAUSE = re.compile(r"[\"“:]|\bthat\b|\b(?:is|are|has|have)\b")
_REFUSED = re.compile(
    r"\s(?:(?:an?|the|his|her|its|their)\s|(?:[A-Z][\w’'-]*\s){1,4}|[a-z]+[’']s?\s)"
    r"(?:[a-z]+\s)?(?:motion|request|appeal|application|petition|bail|bid|attempt|effort|plea|challenge)\b"
)
_INNER = re.compile(r"\b(?:he|she|it|they)\b")
_ORDER = re.compile(r"(?:\s(?!that\b|on\b|in\b)[\w’'-]+){1,6}?\sto\s[a-z]")
_MONTH = 31  # days
_NEAR = 60  # characters behind a verb of saying that tell whether something is said
_HEARER = re.compile(r"\s+(?:(?:the|a|an|its|his|her)\s)?(?:(?!that\b)[\w’'.-]+\s){0,4}?(?:(?:on|late|early)\s)*")


# "In 1987, …": the time that a text tells of from there on, up to a weekday or a word of its own time
_TELLING_OF = re.compile(
    r"(?:^|[.!?][\"”’)]*\s+|\n)(?:(?:And|But|Then|Back),? )?(?:[Ii]n|[Oo]n|[Bb]y|[Dd]uring|[Ss]ince)"
    r"(?: (?:late|early|mid))?(?: [A-Z][a-z]+\.?)?(?: \d{1,2},)? (?P<year>(?:19|20)\d\d)\b"
)
_OWN_TIME = re.compile(
    rf"\b(?:{'|'.join(timewords.WEEKDAYS)}|today|yesterday|now|(?:this|last|next) (?:week|month|year))\b"
)
_OF_MONTH = re.compile(rf"\b(?:{'|'.join((*timewords.MONTHS, *timewords.MONTH_SHORT))})\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_DAY_OF_MONTH = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b|\d-\d\d\b")
_BACK = 1200  # characters


class Capitals(Container[str]):
    """The words that a text writes with a capital within its sentences, where only a name has one.

    >>> known = Capitals("Police left. A ship of Meridian sank.")
    >>> "Meridian" in known, "Police" in known
    (True, False)
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, word: object) -> bool:
        text, place = self._text, -1
        while word and (place := text.find(str(word), place + 1)) >= 0:
            before, end = text[max(0, place - 2) : place], place + len(str(word))
            within = before[-1:] == "-" or (before[-1:] == " " and (before[:1].isalnum() or before[:1] == ","))
            if within and not text[end : end + 1].isalnum():
                return True
        return False


class _Dated(NamedTuple):
    """What a sentence tells: the place of its date among those of the sentence, and the status.

    ``vague``: its verb tells no plain deed, and the date stands apart from it or is of long ago.
    """

    place: int
    status: EventStatus
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, the EDTF of each of its dates (empty: none is known), and the last day it may have been written.

    ``leans`` is the number of reasons to think that it leans on the sentences before it.
    """

    line: clauses.Line
    values: tuple[str, ...]
    latest: date | None
    leans: int

    def verb(self, clause: clauses.Clause) -> str:
        return self.line.text[slice(*clause.verb)].rpartition(" ")[2]

    def is_past(self, index: int, days: int) -> bool:
        """Tell whether a date is more than so many days before its report's."""
        last = edtf.bounds(self.values[index])[1]
        return bool(last and self.latest and (self.latest - last).days > days)

    def is_taken(self, index: int, clause: clauses.Clause) -> bool:
        return eventdates.is_taken(self.line, index, clause, self.values[index], self.latest)


def events(
    article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], dating: Dating
) -> tuple[Event, ...]:
    """Return at most one event a sentence, in the order of the text; ``expressions`` are those of ``article.text``.

    A sentence that shares too little with the article's title tells of something beside it (`pointing.is_aside`); where
    there is no title, all may share it.

    >>> from sitegen.model import Block
    >>> from sitegen.reading.dates import resolved
    >>> from sitegen.reading.sentences import sentences
    >>> text = "Envoys signed a truce in Port Meridian on Friday."
    >>> article = Article("Port Meridian truce signed", text, (Block("paragraph", 0, len(text)),))
    >>> dating = Dating("2024-09-29")
    >>> [(event.date, event.status) for event in events(article, sentences(article), resolved(text, dating), dating)]
    [('2024-09-27', 'happened')]
    """
    latest = edtf.bounds(dating.edtf)[1] if dating.edtf else None
    text = article.text
    known, starts = Capitals(text), [block.start for block in article.blocks]
    found = (
        _event(
            _Told(
                _line(text, one, inside, known),
                tuple([expression.edtf or "" for expression in inside]),
                latest,
                _leans(text, one, starts),
            ),
            one,
            inside,
            article.title,
        )
        for one, inside in _grouped(sentences, expressions)
        if text[one.start].isupper()
    )
    return tuple([event for event in found if event and not _is_of_another_year(text, event)])


def _is_of_another_year(text: str, event: Event) -> bool:
    """Tell whether a month without a year may be of the year that the text tells of: "In 1987, … In May, …"."""
    words = text[event.start : event.end]
    low = edtf.bounds(event.date)[0]
    if low is None or not _OF_MONTH.search(words) or _YEAR.search(words):
        return False
    before = text[max(0, event.start - _BACK) : event.start]
    told = deque(_TELLING_OF.finditer(before), maxlen=1)
    return bool(told) and int(told[0]["year"]) != low.year and not _OWN_TIME.search(before, told[0].end())


def _grouped(
    sentences: Sequence[Sentence], expressions: Sequence[TimeExpression]
) -> Iterator[tuple[Sentence, list[TimeExpression]]]:
    """Yield each sentence with the dates in it, those that are not known, too; sentences without any are left out."""
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[TimeExpression]] = {}
    for expression in expressions:
        place = bisect_right(starts, expression.start) - 1
        if place >= 0 and expression.type in ("DATE", "TIME") and expression.end <= sentences[place].end:
            by_sentence.setdefault(place, []).append(expression)
    for place, inside in by_sentence.items():
        length = sentences[place].end - sentences[place].start
        if SHORTEST_SENTENCE <= length <= LONGEST_SENTENCE and len(inside) <= MOST_DATES:
            yield sentences[place], inside


def is_prose(sentence: str) -> bool:
    """Tell whether a sentence is one of a report's, whole, and told by nobody of himself.

    >>> is_prose("The Meridian Council met on Friday."), is_prose("Friday: Tern at Gale, 7 p.m.;"), is_prose("I left.")
    (True, False, False)
    """
    if not sentence[:1].isupper() or sentence.rstrip("\"'”’)")[-1:] not in (".", "!"):
        return False
    if " MORE" in sentence and LITTER.search(sentence):
        return False
    words = sentence.split()
    if len(words) > _HEADLINE and sum(word[0].isupper() for word in words) > len(words) * _CAPITALS:
        return False  # a caption: "Ada Noor At The Ostrel Fair Hosts A Screening"
    whole = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    cut = _CUT_NUMBER.search(sentence, max(0, len(sentence) - _LONGEST_CUT))
    return whole and not (cut or _is_printed(sentence)) and _is_told(sentence)


def _is_printed(sentence: str) -> bool:
    """Tell whether a line stands beside a report, and not in it."""
    small = sentence.lower()
    return small.startswith(_CAPTIONS) or _MARKS.search(small) is not None or any(part in small for part in _PRINTED)


def _is_told(sentence: str) -> bool:
    """Tell whether a sentence tells what is so, and nothing of whoever tells it, or of what another sentence names."""
    bare = _QUOTATION.sub(" ", sentence) if any(mark in sentence for mark in '“"‘') else sentence
    plain = bare
    for sign in _PUNCTUATION:
        plain = plain.replace(sign, " ")
    words = set(plain.split())
    if (
        not words.isdisjoint(_FIRST_PERSON)
        or bare.startswith("Had ")
        or any(part in bare for part in (*_UNTIMED, *_SILENT))
    ):
        return False
    if _NO_DEED.search(bare):
        return False
    unreal = not words.isdisjoint(_UNREAL_WORDS) and _UNREAL.search(bare)
    return not unreal and (words.isdisjoint(_POINTING_WORDS) or not _POINTING.search(bare))


def _line(text: str, one: Sentence, inside: Sequence[TimeExpression], known: Container[str]) -> clauses.Line:
    spans = tuple((expression.start - one.start, expression.end - one.start) for expression in inside)
    return clauses.Line(text[one.start : one.end], spans, known)


def _leans(text: str, one: Sentence, starts: Sequence[int]) -> int:
    """Return how many reasons there are to think that a sentence leans on those before it.

    It is short, it does not begin its paragraph, or its paragraph is far down.
    """
    paragraph = bisect_right(starts, one.start) - 1
    short = text.count(" ", one.start, one.end) + 1 < _SHORT
    within = paragraph < 0 or starts[paragraph] != one.start
    return short + within + (paragraph >= _FAR_DOWN)


def _event(told: _Told, sentence: Sentence, inside: Sequence[TimeExpression], title: str) -> Event | None:
    """Return the event of a sentence: its deed's date goes before that of the saying; None where none is plain."""
    if ";" in told.line.text and len(inside) > 1:
        return None  # two clauses, each with a time of its own
    tag = clauses.tag(told.line.text)
    end = tag[0] if tag else len(told.line.text)
    dated = _of_clause(told, (0, end)) or (_of_tag(told, *tag) if tag else None)
    if dated is None:
        return None
    if dated.status == "happened" and _is_one_of_two(told, dated.place):
        return None
    vague = dated.vague or (dated.status != "planned" and _is_background(told, dated.place))
    text, leans = told.line.text, told.leans + _VAGUE * vague
    if pointing.is_aside(text, title, leans) or not is_prose(text) or pointing.points(text, told.line.dates, title):
        return None
    expression = inside[dated.place]
    when = expression.edtf or ""
    when = _until(when, told.latest) if dated.status != "planned" else when
    return Event(sentence.id, when, dated.status, expression.start, expression.end)


def _is_background(told: _Told, place: int) -> bool:
    """Tell whether a line reminds of what is no news, in more than a plain clause or one with its date ahead."""
    if not told.is_past(place, _NEWS):
        return False
    text, (start, end) = _ACCORDING.sub("", told.line.text), told.line.dates[place]
    return not _AHEAD.fullmatch(text, 0, start) and _COMMA.search(text[:start] + text[end:]) is not None


def _is_one_of_two(told: _Told, place: int) -> bool:
    """Tell whether half of a deed has another date: "rules fell in Meridian in 2011 and in Ostrel in 2012"."""
    text, dates = told.line.text, told.line.dates
    others = (text[dates[place][1] : start] for start, _ in dates[place + 1 :])
    return any(" and " in between and not tense.CUES.search(between) for between in others)


def _until(value: str, latest: date | None) -> str:
    """Return a date without the days on which its article was written already: "this week", told of what was done."""
    low, high = edtf.bounds(value)
    apart = value[:1] == "[" and ".." in value and low and high and latest and low <= latest < high
    return (edtf.spanned(low, latest) or value) if apart else value


def _of_clause(told: _Told, span: Span) -> _Dated | None:
    clause = clauses.main(told.line, span)
    empty = clause is not None and (clause.kind == "said" or told.verb(clause) in EMPTY_DEEDS)
    if clause is None or (empty and not _says(told, clause, span)):
        return None
    if clause.kind != "said" or _is_deed(told, clause, span):
        return _of_deed(told, clause)
    return _of_saying(told, clause, span)


def _of_deed(told: _Told, clause: clauses.Clause) -> _Dated | None:
    """Return the first date of a deed's clause that can be its own."""
    if clause.kind == "ahead" and _CONDITION.search(told.line.text):
        return None
    for index in clause.dates:
        if _is_of_subject(told, clause, index):
            return None
        status = _status(told.values[index], clause, told.latest)
        if status and told.is_taken(index, clause):
            unsure = told.is_past(index, _OLD) or _is_apart(told, clause, index)
            vague = status == "happened" and unsure and told.verb(clause) not in PLAIN_DEEDS
            return _Dated(index, status, vague)
    return None


def _is_apart(told: _Told, clause: clauses.Clause, index: int) -> bool:
    """Tell whether words stand between a verb and its date, whose the date may be: "took notes of talks on Friday"."""
    return len(told.line.text[clause.verb[1] : told.line.dates[index][0]].split()) > _APART


def _is_of_subject(told: _Told, clause: clauses.Clause, index: int) -> bool:
    """Tell whether a date before a verb may be its subject's: "Noor's push this week began on Tuesday"."""
    line = told.line
    within = clause.subject[0] < line.dates[index][0] < clause.verb[0] and not clauses.is_day(line.words(index))
    return within and any(clauses.is_day(line.words(other)) for other in range(index + 1, len(line.dates)))


def _of_saying(told: _Told, clause: clauses.Clause, span: Span) -> _Dated | None:
    """Return the date of what is said, where it is plain, else that of the saying."""
    said = next((index for index in clause.dates if _is_at_saying(told, clause, index)), None)
    if said is not None and _is_of_occasion(told, clause, said):
        return None
    said = said if said is not None and told.is_taken(said, clause) and not _is_long_ago(told, clause, said) else None
    deed = _of_content(told, clause, span, said)
    if deed or said is None or clause.loose:
        return deed
    known = _status(told.values[said], clause, told.latest)
    return _Dated(said, "reported", told.is_past(said, _OLD)) if known else None


def _is_of_occasion(told: _Told, clause: clauses.Clause, index: int) -> bool:
    """Tell whether a day before an account is of what it tells: "At a dinner in January, Noor said Vale told her"."""
    front = told.line.text[: clause.subject[0]]
    phrase = told.line.dates[index][0] < clause.subject[0] and _PHRASE.match(front)
    return bool(phrase and not _OF_SPEECH.search(front))


def _is_long_ago(told: _Told, clause: clauses.Clause, index: int) -> bool:
    """Tell whether the day before an account is of what it tells: "On 15 May, police said they …", a year later."""
    low, high = edtf.bounds(told.values[index]) if told.values[index] else (None, None)
    ahead = told.line.dates[index][0] < clause.subject[0]
    old = low and low == high and told.latest and (told.latest - low).days > _MONTH
    return bool(ahead and old and told.line.text[slice(*clause.subject)].lower() in ACCOUNTING)


def _says(told: _Told, clause: clauses.Clause, span: Span) -> bool:
    """Tell whether a saying has more behind it than its date: not "Noor tweeted on Friday."."""
    rest = told.line.text[clause.verb[1] : span[1]]
    for start, end in reversed(told.line.dates):
        if clause.verb[1] <= start < end <= span[1]:
            rest = rest[: start - clause.verb[1]] + rest[end - clause.verb[1] :]
    if told.verb(clause) in _BARE:
        rest = _PARTICIPLE.split(rest)[0]  # "tweeted on Friday, pointing to a truce"
        return _TELLS.search(rest) is not None or tense.CUES.search(rest) is not None
    return any(word not in _ON for word in _WORD.findall(rest))


def _is_deed(told: _Told, clause: clauses.Clause, span: Span) -> bool:
    """Tell whether a saying has an object alone: "confirmed a minister on Friday", not "confirmed on Friday that"."""
    behind = next((end for start, end in told.line.dates if start == clause.verb[1] + 1), clause.verb[1])
    rest = told.line.text[behind : min(span[1], behind + _NEAR)].partition(",")[0]
    if told.verb(clause) == "told":  # "told the guards to leave"
        return _ORDER.match(rest) is not None
    if rest.startswith(" to ") and told.verb(clause) == "added":  # "the fire added to the grief"
        return True
    if _REFUSED.match(rest) and told.verb(clause) == "denied":
        return True
    return told.verb(clause) in DOING and not (_CLAUSE.search(rest) or tense.CUES.search(rest))


def _of_content(told: _Told, clause: clauses.Clause, span: Span, said: int | None) -> _Dated | None:
    """Return the date of a deed that somebody vouches for: "said on Tuesday that boats sank a day earlier"."""
    text, dates, verb = told.line.text, told.line.dates, told.verb(clause)
    if verb not in VOUCHING:
        return None
    place = clause.verb[1] if said is None else max(clause.verb[1], dates[said][1])
    that = text.find(" that ", place)
    apart = that >= 0 and ("," in text[place:that] or _INNER.search(text, place, that))
    if apart and verb == "told":
        return None  # "told crews he knows that boats will leave"
    start = that + len(" that ") if that >= 0 and not apart else place + 1
    content = clauses.main(told.line, (start, span[1]), inner=True)
    if content is None or content.kind == "said" or (verb == "told" and that < 0):
        return None
    own = tuple(index for index in content.dates if index != said and dates[index][0] > start)
    deed = _of_deed(told, content._replace(dates=own))
    if deed and deed.status == "happened" and not _is_near(told, deed.place):
        return None  # what was done months ago is the speaker's claim
    return None if deed and deed.status == "planned" and said is not None else deed


def _is_near(told: _Told, index: int) -> bool:
    """Tell whether a date is a day that the text names by itself or by the day before."""
    words = told.line.words(index)
    return clauses.is_day(words) or words.endswith(("earlier", "before")) or _DAY_OF_MONTH.search(words) is not None


def _of_tag(told: _Told, end: int, tag: Span) -> _Dated | None:
    """Return the date of who said it: "…, Envoy Noor said on Friday"."""
    clause = clauses.main(told.line, tag)
    if clause is None or clause.kind != "said" or clause.loose or told.verb(clause) in RELAYING:
        return None
    text = told.line.text[:end]
    if not (clauses.is_opening(text) and (tense.CUES.search(text) or _TELLS.search(text))):  # "Noor, a clerk, said on"
        return None
    taken = (index for index in clause.dates if told.values[index] and told.is_taken(index, clause))
    return next((_Dated(index, "reported", told.is_past(index, _OLD)) for index in taken), None)


def _is_at_saying(told: _Told, clause: clauses.Clause, index: int) -> bool:
    """Tell whether a date is that of the saying: beside its verb, or before it."""
    start, _ = told.line.dates[index]
    pattern = _HEARER if told.verb(clause) == "told" else _MANNER
    return start < clause.verb[0] or pattern.fullmatch(told.line.text, clause.verb[1], start) is not None


def _status(value: str, clause: clauses.Clause, latest: date | None) -> EventStatus | None:
    """Return what the date makes of its clause; None where they don't agree, or the date is too wide for a timeline."""
    low, high = edtf.bounds(value) if value else (None, None)
    if high is None or (low and (high - low).days > LONGEST_DAYS and "/" not in value):
        return None
    if clause.kind == "ahead":
        return None if latest and high <= latest else "planned"
    return None if low is None or (latest and low > latest) else "happened"
