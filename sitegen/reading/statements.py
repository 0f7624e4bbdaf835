"""Sentences and mentions in, statements out: who said what, in which words, to whom and when.

A statement is read only where one sentence holds the speaker's name, the verb of speech and the words that were said:
precision before recall. The name must be the verb's whole subject, so that "Noor's aide said", "a friend of Noor said"
and "Noor was told" are no statements of Noor's. A pronoun is read as the one whose words the sentences before it gave.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sitegen.model import Article, EntityKind, Mention, Sentence, Span, Statement, TimeExpression
from sitegen.reading import said as said_of
from sitegen.reading import saidwords, tense, timewords
from sitegen.reading.eventdates import is_title
from sitegen.reading.nomenclature import DETERMINERS, TIMES, TITLES, word_set
from sitegen.reading.sentences import LITTER
from sitegen.reading.speech import DAYS, FINITE, LONGEST, MEDIUM, SOUGHT, TAKES, VERB, Body, Name, quotations

_MOST_VERBS = 8  # of speech in a sentence that are looked at: more stand in lists alone
_BEFORE_NAME = 12  # words that may stand before a name within its subject, at most
_REACH = 160  # characters before a name that are looked at
_COMMAS, _APPOSITION = 2, 160  # commas in an apposition, and its characters, at most

# ---------------------------------------------------------------- what stands around a verb

# between subject and verb: "Noor on Monday also said"
_ADVERBS = re.compile(
    rf"(?:\s+(?:also|later|earlier|then|previously|repeatedly|recently|again|further|publicly|separately|has|have|had"
    rf"|himself|herself|itself|always|once|(?:on )?(?:{DAYS}),?))*\s+$"
)
_AMID = re.compile(rf"\s(?:{MEDIUM})$")
_QUOTED = re.compile(r"[”\"],? $")
# "…, a charge Noor denied": who denies which
_WHICH = re.compile(
    r"an? (?:[a-z]+ ){1,3}$|(?:something|anything|everything|things|one) $"
    r"|the (?:charge|claim|allegation|accusation|idea|notion|view|point) $"
    r"|(?i:some|many|most|several|a few|few|other|both|two|three|four|five|six|half)\s"  # "some Republicans"
)
_GOES_ON = re.compile(r"[“\"]\s?[a-z]")  # a quotation that begins within its sentence
_OFFICE = re.compile(r"([A-Za-z]+), $")
_PLACED = re.compile(r"[A-Z][\w’'-]*, $")
_CONDITION = re.compile(r"(?:If|Unless|Although|Though|While|Whereas)\b")
# a pronoun in the sentence before that is of another than "he", than "she"
_OTHER_GENDER = {
    "he": re.compile(r"\b(?:[Ss]he|[Hh]er)\b(?!.*\b(?:[Hh]e|[Hh]is|him)\b)"),
    "she": re.compile(r"\b(?:[Hh]e|[Hh]is|him)\b(?!.*\b(?:[Ss]he|[Hh]er)\b)"),
}
_PRONOUN_FRONT = re.compile(
    r"(?:(?:But|And) )?(?:In (?:a|an|its|his|her) (?:joint |written )?(?:statement|interview|post), ?)?"
)
# "…, a new book claims": what somebody says, another one says
_OTHERS_CLAIM = re.compile(r",\s[^,“”\"]{3,60}\s(?:claims?|claimed|alleges?|alleged)\.?$")
_TAGGED = re.compile(
    r",[”\"]?\s[^,“”\"]{3,80}\s(?:said|says|reported|reports|wrote|told (?:[A-Z][\w.]* ?)+)(?: [^,“”\"]{0,40})?[.]?$"
)
_TOLD_WITHIN = re.compile(
    r",\s[^,“”\"]{2,60}\s(?:said|says|say|reported|reports|claimed|argued),"
)  # ", the lawyers said,"
# ", Judge Noor wrote,": somebody else's words, in which the speaker is told of
_ASIDE = re.compile(
    r",[”\"]?\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){1,4}(?P<verb>wrote|said|says|added|argued|noted|told|claimed|explained)(?=,)"
)
_SOURCE = re.compile(r"\b[Aa]ccording to\b(?! (?:schedule|plan|law)\b)")
# "the Courier reported that later, Noor said": what others tell of Noor
_RELAYED = re.compile(r"\b(?:reported|claimed|alleged|said|wrote|suggested|told [^,“”\"]{2,40}) that\b")
# what may stand between the speaker, the verb or the hearer and the day of saying, and before a day at the front
_AT = re.compile(
    rf"(?:,?\s{MEDIUM}|\s(?:in|at|from|near|to) [A-Z][\w’'. -]{{1,40}}?)?,?\s(?:(?:late|early|earlier|later|again)\s)*"
    r"(?:on\s|in\s)?"
)
_AHEAD = re.compile(
    rf"(?:(?:And|But|Also|Speaking|Earlier|Later|Then),?\s)*(?:{MEDIUM}\s)?(?:(?:early|late|earlier|later)\s)?(?:(?:on|in)\s)?",
    re.IGNORECASE,
)
# what stands before a speaker: words that join, what tells of the saying, and what limits what is said
_FRONT_WORDS = re.compile(
    r"(?:(?:And|But|So|Yet|Also|Still|Then|Now|Later|Earlier|However|Meanwhile|Separately|Instead),?\s)+"
)
_OF_SAYING = re.compile(
    rf"(?:{MEDIUM}|(?:(?:early|late|earlier|later)\s)?(?:(?:on|in|at|by)\s)?(?:the\s|a\s|that\s|this\s|last\s)?(?:\d+\s)?"
    rf"(?:{DAYS}|{'|'.join(timewords.MONTHS)}|week|month|year|day|morning|evening|night|afternoon|weekend|time|\d{{4}})\b"
    r"|for (?:his|her|its|their) part|in (?:response|reply|turn|addition|return|contrast|particular|all|private|public)"
    r"|at (?:one|that|this) (?:point|time))",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"(?:In|For|With|On|Before|Even|Should|Were|Had|Once|When it comes|Of|About|Regarding|Among|Like|Unlike|Despite"
    r"|Under|To|At|From|By|Within|Across|Outside|Inside|Between|Through|Over|Per|Without|Since|Until|(?!Speaking|Talking|Addressing"
    r"|Responding|Writing|Appearing|Testifying|Citing|Quoting|Announcing|Commenting|Reacting|Answering|Beginning|King)[A-Z][a-z]+ing)\s"
)
_NOTHING = re.compile(r"(?!)")
_ELIDED = re.compile(r"\b(?:and|but)(?: also| then| later)? $")
_CONJUNCTIONS = frozenset(("but", "while", "whereas", "and", "meanwhile"))
_NO_SUBJECT = word_set("""
    about above across after against along alongside amid among around as at because before behind below beside between
    beyond by despite during except for from if in inside into like near off on once onto or out outside over
    past since than that though through to toward towards under unless until upon via when where whether which
    who whom whose with within without not never what whatever how why
    """)
_BEFORE_OF = TITLES | word_set("members member founder representative house wing arm council board")
_PRONOUNS = word_set("he she it they we i you")
_PRONOUN = re.compile(r"(?<![^\s“\"])([Hh]e|[Ss]he|[Ii]t)$")
_LONGEST_PRONOUN = 4  # characters
_BRACKET = re.compile(r" \([^()]{1,40}\)$")
_VAGUE = re.compile(
    rf"earlier|later|last (?:{'|'.join(timewords.MONTHS)})", re.IGNORECASE
)  # of this year, or the last?
_OFFICIAL = word_set(
    "outgoing acting leading ruling serving founding sitting visiting reigning governing incoming managing"
)
_WORD = re.compile(r"[\w’'.&/-]*\w")
# words that may follow an organisation's name within the subject: "the Harbour Front faction said"
_GROUPS = word_set("group faction movement militia party organisation organization network alliance")


class _Subject(NamedTuple):
    """Who speaks: the words, the entity where they name one, a pronoun in small letters, where the subject begins."""

    words: Span
    entity: str
    pronoun: str
    start: int


class _Said(NamedTuple):
    """What a verb of speech says, by spans of the sentence. ``words`` None: nothing is told. ``to``: to whom."""

    subject: _Subject
    verb: Span
    words: Span | None
    to: Span | None = None


def statements(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    expressions: Sequence[TimeExpression],
    kinds: Mapping[str, EntityKind],
) -> tuple[Statement, ...]:
    """Return what people and organisations say in an article, in the order of the text.

    ``mentions`` and ``expressions`` are those of ``article.text``; ``kinds`` tells what each entity is. A place says
    nothing: "Ankara said" is a government's word, not the city's.

    >>> from sitegen.model import Block
    >>> from sitegen.reading.sentences import sentences
    >>> text = "Ada Noor said the quay was shut."
    >>> article = Article("Quay", text, (Block("paragraph", 0, len(text)),))
    >>> found = statements(article, sentences(article), [Mention(0, 8, "ada-noor")], (), {"ada-noor": "person"})
    >>> [(one.speaker, text[slice(*one.verb)], text[slice(*one.words)]) for one in found]
    [('ada-noor', 'said', 'the quay was shut')]
    """
    found: list[Statement] = []
    bodies = _Bodies(article.text, sentences, mentions, kinds)
    spoken = _Spoken(bodies, kinds)
    for place in _places(article.text, sentences):
        sentence, body = sentences[place], bodies.at(place)
        for said in _sayings(body):
            if _elided(body, said):
                continue
            speaker = said.subject.entity or spoken.read(said.subject, body, place)
            spoken.note(speaker, place, opens=not said.subject.pronoun and said.subject.start == 0)
            if not _stands(body.text):
                continue
            if speaker and said.words and not (_of_oneself(body, said, speaker) or _is_relayed(body, said)):
                one = _statement(said, speaker, sentence, body.text, expressions)
                if found and found[-1].words == one.words and found[-1].pronoun:
                    found.pop()  # "he stated “…,” Noor said"
                found.append(one)
    return tuple(found)


def _stands(text: str) -> bool:
    """Tell whether a sentence is whole: no caption, no headline, nothing printed beside or within a text."""
    whole = not (text[:1].islower() or text.rstrip()[-1:].isalnum() or text.endswith(" ."))
    return whole and not _CONDITION.match(text) and not (" MORE" in text and LITTER.search(text))


def _of_oneself(body: Body, said: _Said, speaker: str) -> bool:
    """Tell whether what a pronoun's bearer says names the bearer: then the pronoun is somebody else."""
    start, end = said.words or (0, 0)
    return bool(said.subject.pronoun) and any(
        name.entity == speaker and start <= name.start < end for name in body.names
    )


def _is_relayed(body: Body, said: _Said) -> bool:
    """Tell whether somebody else tells what a speaker says: "Noor said the quay was shut, Vale claimed"."""
    if _OTHERS_CLAIM.search(body.text):
        return True
    if said.words and said.verb[1] <= said.words[0] and _is_tagged(body, *said.words):
        return True
    source = _SOURCE.search(body.text)
    if source and not body.in_quotes(source.start()):
        return True
    if any(one.start("verb") != said.verb[0] and not body.in_quotes(one.start()) for one in _ASIDE.finditer(body.text)):
        return True
    before = _RELAYED.search(body.text, 0, said.subject.start)
    plain = before and not tense.CUES.search(body.text, before.end(), said.subject.start)
    return bool(before and plain and not body.in_quotes(before.start()))


def _is_tagged(body: Body, start: int, end: int) -> bool:
    """Tell whether words behind a verb have another's tag behind them, or within."""
    inner = _TOLD_WITHIN.search(body.text, start, end)
    if inner and not body.in_quotes(inner.start()):
        return True
    return (_TAGGED.search(body.text, start) or _TAGGED.search(body.text, start, end)) is not None


def _elided(body: Body, said: _Said) -> bool:
    """Tell whether a verb's subject stands with the verb before: "Noor said it was shut but added that …"."""
    subject = said.subject
    return not (subject.entity or subject.pronoun) and _ELIDED.search(body.text, 0, said.verb[0]) is not None


def _places(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """Return the places of the sentences in which a verb of speech may stand, in order."""
    starts = [sentence.start for sentence in sentences]
    found = SOUGHT.find_matches_as_indexes(text)
    places = dict.fromkeys(bisect_right(starts, start) - 1 for _, start, _ in found)
    return [place for place in places if place >= 0 and sentences[place].end - sentences[place].start <= LONGEST]


class _Spoken:
    """Who spoke last: by it a pronoun is read."""

    def __init__(self, bodies: _Bodies, kinds: Mapping[str, EntityKind]) -> None:
        self._bodies, self._kinds = bodies, kinds
        self._speaker, self._place, self._opens = "", -2, False

    def read(self, subject: _Subject, body: Body, place: int) -> str:
        """Return the entity that a pronoun stands for: who spoke here or in the sentence before, if plainly meant."""
        wanted = {"he": "person", "she": "person", "it": "organisation"}.get(subject.pronoun)
        if not wanted or place - self._place > 1 or self._kinds.get(self._speaker) != wanted:
            return ""
        people = body.people(subject.start)
        if place:
            before = self._bodies.at(place - 1)
            opens = self._opens and place > self._place and _PRONOUN_FRONT.fullmatch(body.text, 0, subject.start)
            if subject.pronoun == "it" and not opens:
                return ""
            people |= set() if opens else before.people(min(len(before.text), LONGEST))
            if _OTHER_GENDER.get(subject.pronoun, _NOTHING).search(before.text):
                return ""
        return "" if people - {self._speaker} else self._speaker

    def note(self, speaker: str, place: int, *, opens: bool) -> None:
        """Note who spoke, whether as a sentence's first words: a stranger's pronouns are nobody's."""
        self._speaker, self._place, self._opens = speaker, place, opens


class _Bodies:
    """The sentences of an article, each made ready when it is looked at."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], kinds: Mapping[str, EntityKind]
    ) -> None:
        self._text, self._sentences, self._mentions, self._kinds = text, sentences, mentions, kinds
        self._starts = [mention.start for mention in mentions]

    def at(self, place: int) -> Body:
        """Return the sentence at a place."""
        start, end = self._sentences[place].start, self._sentences[place].end
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        names = tuple(
            Name(one.start - start, one.end - start, one.entity, self._kinds[one.entity])
            for one in self._mentions[low:high]
            if one.entity in self._kinds
        )
        body = self._text[start:end]
        return Body(body, names, tuple(quotations(body)))


# ---------------------------------------------------------------- one sentence


def _sayings(body: Body) -> Iterator[_Said]:
    """Yield what each verb of speech of a sentence says, of known speakers and others."""
    for match in islice(VERB.finditer(body.text), _MOST_VERBS):
        if not body.in_quotes(match.start()):
            yield _saying(body, match)


def _saying(body: Body, verb: re.Match[str]) -> _Said:
    """Return what one verb of speech says, by whomever."""
    takes = TAKES[verb[0]]
    subject = _before(body, verb.start())
    if not subject.entity and not subject.pronoun:
        subject = (_behind(body, verb) if takes != "hearer" else None) or subject
    span = verb.span()
    inverted = subject.words[0] > verb.start()
    unknown = not (subject.entity or subject.pronoun)
    if unknown or (inverted and verb[0] in saidwords.OF_SOMEBODY):  # "a clerk said it", "urged Noor to leave"
        return _Said(subject, span, None)
    if takes == "object":
        return _Said(subject, span, said_of.spoken_of(body, verb))
    if not inverted and not _QUOTED.search(body.text, 0, subject.start):
        found = said_of.told(body, verb, takes)
        if found:
            words, to = found
            whole = _is_whole(body.text, subject.start) and not _goes_before(body, subject.start, words)
            return _Said(subject, span, words if whole else None, _hearer(body.text, to))
    end = subject.words[1] if inverted else verb.end()
    hearer = said_of.hearer(body.text, end) if takes == "hearer" else None
    first, last = verb.start() if inverted else subject.start, hearer.end() if hearer else end
    before = said_of.said_before(body, first, last, takes)
    return _Said(subject, span, before, _hearer(body.text, hearer.span("to") if hearer else None))


def _goes_before(body: Body, place: int, words: Span | None) -> bool:
    """Tell whether a quotation's subject stands before its speaker: "Ships, Noor added, “will wait”"."""
    front = body.text[:place].rstrip()
    small = words is not None and _GOES_ON.match(body.text, words[0])
    return bool(small and front.endswith(",") and not (_OF_SAYING.match(front) or tense.CUES.search(front)))


def _hearer(text: str, to: Span | None) -> Span | None:
    return said_of.named(text, to) if to else None


def _is_whole(text: str, place: int) -> bool:
    """Tell whether nothing before a speaker limits what is said: not "In Norland, Noor said the quays were shut"."""
    front = _FRONT_WORDS.match(text, 0, place)
    start = front.end() if front else 0
    if not text[start:place].rstrip().endswith(",") or _OF_SAYING.match(text, start, place):
        return True
    return not _LIMITS.match(text, start, place)


def _before(body: Body, place: int) -> _Subject:
    """Return the subject of a verb that stands before it: a name or pronoun, with what belongs to it, or a stranger."""
    adverbs = _ADVERBS.search(body.text, max(0, place - _REACH), place)
    end = adverbs.start() if adverbs else place
    amid = _AMID.search(body.text, max(0, end - _REACH), end)
    end = amid.start() if amid and body.name_ending(amid.start()) else end
    pronoun = _PRONOUN.search(body.text, max(0, end - _LONGEST_PRONOUN), end)
    if pronoun:
        start = pronoun.start(1)
        return _Subject((start, end), "", pronoun[1].lower() if _opens(body.text[:start]) else "", start)
    name = _ending(body, end)
    named = name is not None and name.kind == "organisation"
    begins = _beginning(body, _office_start(body, name), organisation=named) if name else None
    if name is None or begins is None or _WHICH.match(body.text, begins, name.start):
        return _Subject((end, end), "", "", end)
    entity = name.entity if name.kind != "place" else ""
    return _Subject((name.start, name.end), entity, "", begins)


def _ending(body: Body, end: int) -> Name | None:
    """Return the name that a subject ending at a place consists of, an apposition behind it left out."""
    text = body.text
    if text[end - 1 : end] == ",":
        return _with_apposition(body, end - 1)
    bracket = _BRACKET.search(text, 0, end) if ")" in text else None
    name = body.name_ending(bracket.start() if bracket else end)
    if name is None:
        word = text[:end].rpartition(" ")[2]
        other = body.name_ending(end - len(word) - 1) if word in _GROUPS else None
        return other if other and other.kind == "organisation" else None
    return name


def _office_start(body: Body, name: Name) -> int:
    """Return where the office begins that a name explains ("the minister, Ada Noor"), else the name."""
    office = _OFFICE.search(body.text, 0, name.start)
    apart = body.text[name.end : name.end + 1] == ","
    return office.start(1) if office and apart and office[1].lower() in TITLES else name.start


def _with_apposition(body: Body, comma: int) -> Name | None:
    """Return the name before ", commander of the guard,", or behind "the commander,", up to a comma."""
    named = body.name_ending(comma)
    if named and _office_start(body, named) < named.start:
        return named
    for name in reversed(body.names):
        between = body.text[name.end : comma]
        if name.end < comma and between.startswith(", ") and not body.in_quotes(name.end):
            if _PLACED.search(body.text, 0, name.start):
                return None  # "of the University of Ostrel, Meridian, who studies tides, said"
            if any(one.start == name.end + 2 and one.end == comma for one in body.names):
                return None  # "the top Democrat, Ada Noor, said": which of the two?
            relative = re.match(r", (?:who|which|whose|whom)\b", between)
            plain = not tense.CUES.search(between) and between.count(",") <= _COMMAS
            return name if (relative or plain) and len(between) < _APPOSITION else None
    return None


def _beginning(body: Body, place: int, *, organisation: bool = False) -> int | None:
    """Return where the subject begins whose name starts at a place; None where the name is not its head."""
    words = list(_WORD.finditer(body.text, max(0, place - _REACH), place))
    start = place
    for index, word in enumerate(reversed(words)):
        between = body.text[word.end() : start]
        small = word[0].lower()
        if between.strip() or _opens(body.text[:start]):
            return start if _opens(body.text[:start]) else None
        if index == 0 and word[0].endswith("ing") and word[0].islower() and small not in _OFFICIAL:
            return None  # "the firm representing Noor said"
        if small in _NO_SUBJECT or small in _CONJUNCTIONS:
            return _front(body, words, len(words) - 1 - index, start)
        last = words[-index - 2][0].lower() if index + 2 <= len(words) else ""
        beside = all(one[0].lower() in DETERMINERS for one in words[len(words) - index :])  # "the head of the guard"
        if _stops(word[0], last, organisation=organisation, beside=beside) or index >= _BEFORE_NAME:
            return None
        start = word.start()
    return start if _opens(body.text[:start]) else None


def _stops(word: str, before: str, *, organisation: bool, beside: bool) -> bool:
    """Tell whether a word cannot stand within a subject before its name, by the word before it."""
    if word.lower() == "of":  # "the head of the guard Ada Noor", but no guard speaks in "the head of the guard"
        return organisation or beside or before not in _BEFORE_OF
    if FINITE.fullmatch(word) or word in TAKES:  # "Vale says Tern threatens its own crews": Tern says nothing
        return True
    return bool(tense.CUES.fullmatch(word)) and before not in DETERMINERS  # "the armed Harbour Front" is none


def _front(body: Body, words: Sequence[re.Match[str]], index: int, start: int) -> int | None:
    """Return the beginning behind a conjunction between clauses, or behind "On Monday"; None behind a preposition."""
    word = words[index]
    small = word[0].lower()
    if small in _CONJUNCTIONS:
        before = body.text[: word.start()].rstrip()
        if small == "and" and not (tense.CUES.search(before) or FINITE.search(before)):
            return None  # "Vale, R-Mo., and Noor, D-Minn., said"
        return start if not before or before[-1] in ",;" or small != "and" else None
    times = all(one[0].lower() in TIMES or one[0].isdigit() for one in words[index + 1 :] if one.end() <= start)
    dated = not body.text[: word.start()].strip() and small in ("on", "in")
    head = words[index + 1 : index + 2]
    return start if dated and times and head and head[0][0].lower() in TIMES else None


def _opens(before: str) -> bool:
    """Tell whether a clause may begin behind these words: at the front, behind a comma, a stop or a quotation."""
    bare = before.rstrip()
    return not bare or bare[-1] in ',;:—–”"' or before[-2:] == "- "


def _behind(body: Body, verb: re.Match[str]) -> _Subject | None:
    """Return the subject that follows its verb: "…,” said Envoy Noor."."""
    before = body.text[: verb.start()].rstrip()
    if not before or before[-1] not in ',”"?!':
        return None
    for name in body.names:
        if name.start <= verb.end():
            continue
        between = body.text[verb.end() : name.start]
        words = [word[0].lower() for word in _WORD.finditer(between)]
        verbal = tense.CUES.search(between) or FINITE.search(between)  # "said the mayor was a Tern"
        if verbal or any(char in between for char in ',;:“”"') or len(words) > _BEFORE_NAME:
            return None
        if words[:1] == ["of"]:  # "said of Noor"
            return None
        if any(word in _NO_SUBJECT or word in _CONJUNCTIONS or word in _PRONOUNS for word in words):
            return None
        entity = name.entity if name.kind != "place" else ""
        whole = re.match(r"(?:[,.]|$| (?:in|on|at|during|after|to|from)\b)", body.text[name.end :])
        return _Subject((name.start, name.end), entity if whole else "", "", verb.start())
    return None


def _statement(
    said: _Said, speaker: str, sentence: Sentence, body: str, expressions: Sequence[TimeExpression]
) -> Statement:
    def placed(span: Span) -> Span:
        return span[0] + sentence.start, span[1] + sentence.start

    assert said.words
    low = bisect_left(expressions, sentence.start, key=lambda one: one.start)
    high = bisect_left(expressions, sentence.end, key=lambda one: one.start)
    return Statement(
        sentence=sentence.id,
        speaker=speaker,
        name=placed(said.subject.words),
        verb=placed(said.verb),
        words=placed(said.words),
        to=placed(said.to) if said.to else None,
        date=_when(said, body, sentence.start, expressions[low:high]),
        pronoun=bool(said.subject.pronoun),
    )


def _when(said: _Said, body: str, offset: int, expressions: Sequence[TimeExpression]) -> str | None:
    """Return when something was said, by a date that stands at the subject, the verb or the hearer, or before all.

    Another date of the sentence tells of something else: "Noor, who left in May, said", "the truce of 2015, Noor said".
    """
    behind = max(said.verb[1], said.subject.words[1], said.to[1] if said.to else 0)
    for one in expressions:
        start, end = one.start - offset, one.end - offset
        vague = _VAGUE.match(body, start) is not None
        named = is_title(body, body[start:end], start)  # "told TERN TODAY"
        if (
            not one.edtf
            or ".." in one.edtf
            or vague
            or named
            or (said.words and said.words[0] <= start < said.words[1])
        ):
            continue
        told = body[slice(*said.verb)].endswith("s")  # "The next day, Noor says, the quay was shut"
        before = start < said.subject.start and not told and _AHEAD.fullmatch(body, 0, start)
        if before and not body[end : said.subject.start].strip(" ,"):
            return one.edtf
        if said.to and said.to[0] <= start < said.to[1]:  # "told Monday's conference"
            return one.edtf
        place = said.subject.words[1] if start < said.verb[0] else behind
        if place <= start and _AT.fullmatch(body, place, start):
            return one.edtf
    return None
