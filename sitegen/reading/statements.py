"""Sentences and mentions in, statements out: who said what, in which words, to whom and when.

A statement is read only where one sentence holds the speaker's name, the verb of speech and the words that were said:
precision before recall. The name must be the verb's whole subject, so that "Noor's aide said", "a friend of Noor said"
and "Noor was told" are no statements of Noor's. A pronoun is read as the one whose words the sentences before it gave.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from sitegen.model import Article, EntityKind, Mention, Sentence, Span, Statement, TimeExpression
from sitegen.reading import tense, timewords
from sitegen.reading.nomenclature import DETERMINERS, TIMES, TITLES, word_set

LONGEST = 2000  # characters; what is longer is no sentence
_MOST_VERBS = 8  # of speech in a sentence that are looked at: more stand in lists alone
_BEFORE_NAME = 12  # words that may stand before a name within its subject, at most
_REACH = 160  # characters before a name that are looked at
_COMMAS, _APPOSITION = 2, 160  # commas in an apposition, and its characters, at most
_CLAUSE = 6  # words from which on what stands before a subject is a clause and no mere "In January"
_NEVER = LONGEST
_SHORTEST = 8  # characters of what was said

# ---------------------------------------------------------------- verbs of speech

Taking = Literal["clause", "hearer", "deed", "that"]

# What was said stands in a clause or in quotation marks; behind "told" and its like, behind whom it was said to; or
# the saying is a deed and takes any object; a verb of other deeds says something only before "that" or a quotation:
# (forms, what it takes, example).
SPEECH: tuple[tuple[str, Taking, str], ...] = (
    ("said says", "clause", "Ada Noor said the quay was shut."),
    ("told tells", "hearer", "Ada Noor told the Courier that the quay was shut."),
    ("added", "clause", "Ada Noor added that the quay was shut."),
    ("adds", "that", "Ada Noor adds that the quay was shut."),
    ("stated states", "clause", "Ada Noor stated that the quay was shut."),
    ("noted notes", "clause", "Ada Noor noted that the quay was shut."),
    ("claimed claims", "clause", "Ada Noor claimed the quay was shut."),
    ("explained explains", "clause", "Ada Noor explained that the quay was shut."),
    ("wrote writes", "clause", "Ada Noor wrote that the quay was shut."),
    ("posted", "that", "“The quay is shut,” Ada Noor posted."),
    ("emphasised emphasises emphasized emphasizes", "deed", "Ada Noor emphasised the need for a new quay."),
    ("stressed stresses", "deed", "Ada Noor stressed that the quay was shut."),
    ("confirmed confirms", "clause", "Ada Noor confirmed the quay was shut."),
    ("denied denies", "deed", "Ada Noor denied any ties with smugglers."),
    ("acknowledged acknowledges", "deed", "Ada Noor acknowledged the loss of the quay."),
    ("admitted admits", "clause", "Ada Noor admitted that the quay was shut."),
    ("insisted insists", "clause", "Ada Noor insisted that the quay was shut."),
    ("argued argues", "clause", "Ada Noor argued that the quay was shut."),
    ("warned warns", "deed", "Ada Noor warned of storms."),
    ("alleged alleges", "clause", "Ada Noor alleged that the quay was shut."),
    ("suggested suggests", "clause", "Ada Noor suggested that the quay was shut."),
    ("predicted predicts", "deed", "Ada Noor predicted storms."),
    ("remarked remarks", "clause", "Ada Noor remarked that the quay was shut."),
    ("commented comments", "clause", "“The quay is shut,” Ada Noor commented."),
    ("replied replies", "clause", "Ada Noor replied that the quay was shut."),
    ("announced announces", "deed", "Ada Noor announced the end of the strike."),
    ("declared declares", "deed", "Ada Noor declared the strike over."),
    ("revealed", "clause", "Ada Noor revealed that the quay was shut."),
    ("clarified clarifies", "clause", "Ada Noor clarified that the quay was shut."),
    ("underscored underlined highlighted", "deed", "Ada Noor underscored the worth of the quay."),
    ("reiterated reiterates", "deed", "Ada Noor reiterated that the quay was shut."),
    ("concluded", "that", "“The quay is shut,” Ada Noor concluded."),
    ("indicated indicates", "that", "Ada Noor indicated that the quay was shut."),
    ("described describes", "deed", "Ada Noor described the strike as a blow."),
    ("accused accuses", "deed", "Ada Noor accused the port of neglect."),
    ("blamed blames", "deed", "Ada Noor blamed the port for the delay."),
    ("praised praises", "deed", "Ada Noor praised the dockers."),
    ("condemned condemns denounced denounces", "deed", "Ada Noor condemned the strike."),
    ("criticised criticises criticized criticizes", "deed", "Ada Noor criticised the port."),
    ("urged urges", "deed", "Ada Noor urged the dockers to return."),
    ("demanded demands", "deed", "Ada Noor demanded a new quay."),
    ("vowed vows pledged pledges promised promises", "deed", "Ada Noor vowed to rebuild the quay."),
    ("threatened threatens", "deed", "Ada Noor threatened to shut the quay."),
    ("thanked thanks", "deed", "Ada Noor thanked the dockers."),
    ("called on|calls on|called for|calls for", "deed", "Ada Noor called on the dockers to return."),
    ("made clear|makes clear", "clause", "Ada Noor made clear that the quay was shut."),
    ("went on to say|was quoted as saying", "clause", "Ada Noor was quoted as saying that the quay was shut."),
)
TAKES: Mapping[str, Taking] = {
    form: takes for forms, takes, _ in SPEECH for form in (forms.split("|") if "|" in forms else forms.split())
}
_SOUGHT = AhoCorasick([*TAKES])  # the verbs, wherever they stand, also within words
_VERB = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(TAKES, key=len, reverse=True))})(?![\w-])")

# ---------------------------------------------------------------- what stands around a verb

_DAYS = "|".join(timewords.WEEKDAYS)
# between subject and verb: "Noor on Monday also said"
_ADVERBS = re.compile(
    rf"(?:\s+(?:also|later|earlier|then|previously|repeatedly|recently|again|further|publicly|separately|has|have|had"
    rf"|himself|herself|itself|always|once|(?:on )?(?:{_DAYS}),?))*\s+$"
)
_MEDIUM = (
    r"(?:in|at|during|on|via|from|through|to|after|before|following|while) (?:[\w’'-]+ ){0,7}?"
    r"(?:statements?|interview|speech|address|remarks|post|posts|message|letter|briefing|conference|X|Twitter|Telegram"
    r"|Facebook|television|TV|reporters|journalists|parliament|radio|social media|meeting|report|tweet)"
)
_SENT = "(?:sent|posted|published|released|issued|written|given|broadcast|aired|made)"  # "in a letter sent to"
_AMID = re.compile(rf"\s(?:{_MEDIUM})$")
# behind the verb, before what was said: "said on Monday in a joint statement that"
_MANNER = re.compile(
    rf"(?:,?\s+(?:(?:on |late |early |earlier on )?(?:{_DAYS})(?: (?:morning|afternoon|evening|night))?"
    r"|(?:late|early|earlier|later|again|today|yesterday|(?:earlier )?(?:this|last) (?:week|month|year)|by phone|online"
    r"|in turn)"
    rf"|{_MEDIUM}(?: {_SENT}(?: [^\s“”\",;:]+){{0,9}}?(?= that ))?))+"
)
_THAT = re.compile(
    r"(?:,?\s+(?:in|on|at|during|from|via|through|after|before|following|by|to|late|early|again|repeatedly|also)\b"
    r"(?:\s+[^\s“”\",;:]+){0,9}?)?,?\s+that,?\s+(?!(?:is|was|has|had|will|would|could|may|might)\s)"
)
_QUOTE = re.compile(r"[,:]?\s*(?=[“\"])|:\s+(?=\w)")
_HEARER = re.compile(
    r"\s+(?P<to>them|him|her|us|me|it|(?:(?:an?|the|\w+day[’']s) )?(?:joint )?(?:press|news) conference"
    r"|(?:[a-z]+ )?(?:reporters|journalists|lawmakers|parliament|troops|supporters)"
    r"|(?:(?:the|a|an) )?(?:(?!that\b)[a-z][\w’'-]* ){0,4}?(?:[A-Z][\w.&-]*)(?:[ -](?:al-)?[A-Z][\w.&-]*"
    r"|(?: of| for)?(?: the)? [A-Z][\w’'.&-]*| newspaper| television| radio| news agency| agency| network| channel"
    r"| magazine| TV)*|(?:the |a )?[a-z]+(?: [a-z]+){0,2}(?= that | on | in |[,.:]))"
)
_TOLD_THAT = re.compile(r"\s+(?P<to>[^\s“”\",;:]+(?: [^\s“”\",;:]+){0,7}?)(?=\s+that\s)")
# finite verbs that tense does not need to know
_FINITE = re.compile(r"\b(?:is|are|isn[’']t|aren[’']t|does|do|don[’']t|doesn[’']t|remains?|needs?|means|has|have)\b")
_NO_CLAUSE = word_set("""
    of in on at by for from to with about as after before during when while if and or but than against into over
    whether how why what where who which little nothing much more less
    """)
# what may follow where all was said before: "…, Noor said on Monday.", "…, Noor said, adding that …"
_TAG_ENDS = re.compile(
    r"(?:\s+(?:in|on|at|during|after|before|following|from|via|by|to|of|as|alongside|ahead|later|earlier|again|late"
    rf"|early|yesterday|today|{_DAYS})\b[^,;:“”\"]*)?(?:[.!?]*$|,\s+(?:adding|referring|noting|according|citing|as|in|on"
    r"|at|while|but|and|after|before|during|stressing|warning|saying|using)\b)"
)
# before a quotation that stands for itself: "he stated “…”, Noor said"
_INTRODUCED = re.compile(r"(?:(?<![\w-])(?:said|stated|wrote|added|saying|adding)|[:,])\s*$")
_QUOTED = re.compile(r"[”\"],? $")
_WHOLE = re.compile(r"[“\"]\s?[A-Z](?:\S*\s+){3}")  # a quotation that is a sentence of its own
_SOMETHING = re.compile(r"\w{2}")
_CROWDS = word_set("them him her us me it reporters journalists lawmakers parliament troops supporters conference")
_CLAUSE_OPENS = re.compile(
    r"(?:he|she|it|they|we|i|you|there|his|her|their|its|the|this|these|those|a|an|all|no)\b", re.IGNORECASE
)
_ANYTHING = re.compile("")
# what shows that a verb is another here: "announced as the new coach", "added 16 points", "accused crews face trial"
_NO_OBJECT = {
    "added": re.compile(
        r"\s+(?:the|his|her|its)\s[a-z]+\s[“\"]|\s+(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s)"
    ),
    **dict.fromkeys(("praised", "condemned"), re.compile(r"\s+(?:as|by|at)\s")),
    **dict.fromkeys(("described", "describes"), re.compile(r"(?!.{1,200}? as )|\s+(?:as|by|at)\s")),
    "announced": re.compile(
        r"\s+(?:as|by|at|the (?:decision|move|news|announcement|results?|measure|verdict|changes?))\s"
    ),
    **dict.fromkeys(("denied", "denies"), re.compile(r"\s+(?:him|her|them|it|us|me|entry|access|bail)\b")),
    **dict.fromkeys(("accused", "accuses"), re.compile(r"(?!.{1,200}? of )")),
    **dict.fromkeys(("blamed", "blames"), re.compile(r"\s+(?:for|by)\s")),
}
# "…, a charge Noor denied": who denies which
_WHICH = re.compile(
    r"an? (?:[a-z]+ ){1,3}$|the (?:charge|claim|allegation|accusation|idea|notion|view|point) $"
    r"|(?i:some|many|most|several|a few|few|other|both|two|three|four|five|six|half)\s"  # "some Republicans"
)
_OFFICE = re.compile(r"([A-Za-z]+), $")
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
_NOTHING = re.compile(r"(?!)")
_ELIDED = re.compile(r"\b(?:and|but)(?: also| then| later)? $")
# participles of the writer's about the saying: ", implicitly blaming the port"
_COMMENTING = (
    "adding|noting|saying|warning|telling|insisting|stressing|referring|citing|criticizing|criticising|blaming|praising|calling"
    "|describing|accusing|suggesting|implying|signalling|signaling|raising|marking|echoing|contradicting|appearing|according"
    "|hinting|arguing|claiming|urging|thanking"
)
# where the writer goes on about the saying, or the speaker says more: ", adding that", "and called for", ", a move"
_AGAIN = (
    "added|said|told|called|urged|insisted|promised|vowed|warned|praised|accused|declined|refused|denied|admitted|offered"
    "|gave|did|would not|acknowledged|conceded|concluded|stressed|noted|argued|described|thanked|predicted|suggested"
)
_REMARKS = "move|report|claim|charge|statement|decision|surprise|sign|remark|allegation|figure|step|comment"
_ENDS = re.compile(
    rf",?\s+(?:and|but)\s+(?=(?:also\s|later\s|then\s)?(?:{_AGAIN})\b)|,\s+(?=(?:[a-z]+ly\s)?(?:{_COMMENTING})\s)"
    r"|,\s+(?=(?:causing|prompting|drawing|sparking|leading|triggering)\s)"
    rf"|,\s+(?=the (?:first|second|third|latest|last)\s)|,\s+(?=an?\s(?:[a-z]+\s){{0,2}}(?:{_REMARKS})\b)"
    r"|,\s+as\s+(?=(?:did|do|does|have|has|had|was|were|is|are)\b)"
    r"|\s+as\s+(?=(?:he|she|they)\s[a-z]+ed\b)|\s+(?:after|before|when)\s+(?=(?:saying|adding|telling|calling)\b)"
)
# where another clause begins, of which it can't be told who says it: ", and Noor called him", " but the dockers left"
_GOES_ON = re.compile(
    r",\s+(?:and|but|so|yet|then|while|whereas|although|though)\s+(?!that\b)|;\s+"
    r"|\s(?:while|whereas|although|though)\s+"
    r"|\sbut\s+(?!(?:to|for|also|that)\b)|\s+and\s+(?=(?:his|her|its|their|he|she|it|they)\s)"
)
_DEED_AND = re.compile(rf"\s+and\s+(?={tense.CUES.pattern})")  # "denied any ties and stayed": a deed, and another
_VERB_NEXT = re.compile(rf"(?:(?:not|never|also|only|then|later|still)\s|{tense.CUES.pattern})")
_RELATIVE = re.compile(r",\s+(?=which\s)")
_SCRAP = re.compile(r"[“\"]?(?:And|But|Or|Nor|Otherwise|If not|And if not)\b")
_OF_SOMETHING = word_set("""
    denied denies announced announces stressed stresses emphasised emphasized reiterated revealed confirmed acknowledged
    admitted
    """)
_POINTING = re.compile(r"(?:the|this|that|these|those|his|her|its|their|one of|both|it|them|such)\b")
_TELLS = 3  # blanks in an object that tells something: "denied any ties with smugglers"
_LEAST = 6  # words of what is quoted without its beginning
_CONJUNCTIONS = frozenset(("but", "while", "whereas", "and", "meanwhile"))
_NO_SUBJECT = word_set("""
    about above across after against along amid among around as at because before behind below beside between
    beyond by despite during except for from if in inside into like near off on once onto or out outside over
    past since than that though through to toward towards under unless until upon via when where whether which
    who whom whose with within without not never what whatever how why
    """)
_BEFORE_OF = TITLES | word_set("members member founder representative house wing arm council board")
_PRONOUNS = word_set("he she it they we i you")
_WORD = re.compile(r"[\w’'.&/-]*\w")
_STRANGER = re.compile(r"[A-Z][\w’'-]+(?: (?:al-|bin |van |de )?[A-Z][\w’'-]+)+")
# words that may follow an organisation's name within the subject: "the Harbour Front faction said"
_GROUPS = word_set("group faction movement militia party organisation organization network alliance")


class _Name(NamedTuple):
    """A mention by its offsets in a sentence."""

    start: int
    end: int
    entity: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class _Body:
    """A sentence: its text, the names in it, the spans between quotation marks."""

    text: str
    names: tuple[_Name, ...]
    quoted: tuple[Span, ...]

    def in_quotes(self, place: int) -> bool:
        return any(start < place < end for start, end in self.quoted)

    def people(self, end: int) -> set[str]:
        """Return the people named before a place; the empty id is someone of whom nothing is known."""
        known = {name.entity for name in self.names if name.kind == "person" and name.start < end}
        strangers = (match for match in _STRANGER.finditer(self.text, 0, end) if not self._holds(match))
        return known | {"" for _ in strangers}

    def _holds(self, match: re.Match[str]) -> bool:
        return any(name.start < match.end() and match.start() < name.end for name in self.names)

    def name_ending(self, place: int) -> _Name | None:
        return next((name for name in self.names if name.end == place), None)


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
            if _CONDITION.match(body.text):
                continue
            if speaker and said.words and not (_of_oneself(body, said, speaker) or _OTHERS_CLAIM.search(body.text)):
                found.append(_statement(said, speaker, sentence, expressions))
    return tuple(found)


def _of_oneself(body: _Body, said: _Said, speaker: str) -> bool:
    """Tell whether what a pronoun's bearer says names the bearer: then the pronoun is somebody else."""
    start, end = said.words or (0, 0)
    return bool(said.subject.pronoun) and any(
        name.entity == speaker and start <= name.start < end for name in body.names
    )


def _elided(body: _Body, said: _Said) -> bool:
    """Tell whether a verb's subject stands with the verb before: "Noor said it was shut but added that …"."""
    subject = said.subject
    return not (subject.entity or subject.pronoun) and _ELIDED.search(body.text, 0, said.verb[0]) is not None


def _places(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """Return the places of the sentences in which a verb of speech may stand, in order."""
    starts = [sentence.start for sentence in sentences]
    found = _SOUGHT.find_matches_as_indexes(text)
    places = dict.fromkeys(bisect_right(starts, start) - 1 for _, start, _ in found)
    return [place for place in places if place >= 0 and sentences[place].end - sentences[place].start <= LONGEST]


class _Spoken:
    """Who spoke last: by it a pronoun is read."""

    def __init__(self, bodies: _Bodies, kinds: Mapping[str, EntityKind]) -> None:
        self._bodies, self._kinds = bodies, kinds
        self._speaker, self._place, self._opens = "", -2, False

    def read(self, subject: _Subject, body: _Body, place: int) -> str:
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

    def at(self, place: int) -> _Body:
        """Return the sentence at a place."""
        start, end = self._sentences[place].start, self._sentences[place].end
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        names = tuple(
            _Name(one.start - start, one.end - start, one.entity, self._kinds[one.entity])
            for one in self._mentions[low:high]
            if one.entity in self._kinds
        )
        body = self._text[start:end]
        return _Body(body, names, tuple(_quotations(body)))


def _quotations(body: str) -> Iterator[Span]:
    """Yield the spans between quotation marks, marks included; what opens or ends elsewhere reaches to the end."""
    if body[:1] in "'‘" and body[1:2].isupper():  # no apostrophe: the whole sentence is quoted, or its beginning
        end = re.search(r"[,.?!]['’](?:\s|$)", body)
        yield 0, end.end() if end else len(body)
    if "“" not in body and "”" not in body:
        marks = [match.start() for match in re.finditer('"', body)] if '"' in body else []
        yield from ((one, two + 1) for one, two in zip(marks[::2], [*marks[1::2], len(body) - 1], strict=False))
        return
    start = 0 if 0 <= body.find("”") < (body.find("“") + 1 or len(body)) else None
    for match in re.finditer("[“”]", body):
        if match[0] == "“" and start is None:
            start = match.start()
        elif match[0] == "”" and start is not None:
            yield start, match.end()
            start = None
    if start is not None:
        yield start, len(body)


# ---------------------------------------------------------------- one sentence


def _sayings(body: _Body) -> Iterator[_Said]:
    """Yield what each verb of speech of a sentence says, of known speakers and others."""
    for match in islice(_VERB.finditer(body.text), _MOST_VERBS):
        if not body.in_quotes(match.start()):
            yield _saying(body, match)


def _saying(body: _Body, verb: re.Match[str]) -> _Said:
    """Return what one verb of speech says, by whomever."""
    takes = TAKES[verb[0]]
    subject = _before(body, verb.start())
    if not subject.entity and not subject.pronoun:
        subject = (_behind(body, verb) if takes != "hearer" else None) or subject
    span = verb.span()
    inverted = subject.words[0] > verb.start()
    if not inverted and not _QUOTED.search(body.text, 0, subject.start):
        found = _told(body, verb, takes)
        if found:
            return _Said(subject, span, *found)
    end = subject.words[1] if inverted else verb.end()
    hearer = _hearer(body.text, end) if takes == "hearer" else None
    least = _NEVER if takes == "deed" else _CLAUSE
    words = _said_before(body, verb.start() if inverted else subject.start, hearer.end() if hearer else end, least)
    return _Said(subject, span, words, hearer.span("to") if hearer else None)


def _before(body: _Body, place: int) -> _Subject:
    """Return the subject of a verb that stands before it: a name or pronoun, with what belongs to it, or a stranger."""
    adverbs = _ADVERBS.search(body.text[:place])
    end = adverbs.start() if adverbs else place
    amid = _AMID.search(body.text, max(0, end - _REACH), end)
    end = amid.start() if amid and body.name_ending(amid.start()) else end
    pronoun = re.search(r"(?:^|[\s“\"])([Hh]e|[Ss]he|[Ii]t)$", body.text[:end])
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


def _ending(body: _Body, end: int) -> _Name | None:
    """Return the name that a subject ending at a place consists of, an apposition behind it left out."""
    text = body.text
    if text[end - 1 : end] == ",":
        return _with_apposition(body, end - 1)
    bracket = re.search(r" \([^()]{1,40}\)$", text[:end])
    name = body.name_ending(bracket.start() if bracket else end)
    if name is None:
        word = text[:end].rpartition(" ")[2]
        other = body.name_ending(end - len(word) - 1) if word in _GROUPS else None
        return other if other and other.kind == "organisation" else None
    return name


def _office_start(body: _Body, name: _Name) -> int:
    """Return where the office begins that a name explains ("the minister, Ada Noor"), else the name."""
    office = _OFFICE.search(body.text, 0, name.start)
    apart = body.text[name.end : name.end + 1] == ","
    return office.start(1) if office and apart and office[1].lower() in TITLES else name.start


def _with_apposition(body: _Body, comma: int) -> _Name | None:
    """Return the name before ", commander of the guard,", or behind "the commander,", up to a comma."""
    named = body.name_ending(comma)
    if named and _office_start(body, named) < named.start:
        return named
    for name in reversed(body.names):
        between = body.text[name.end : comma]
        if name.end < comma and between.startswith(", ") and not body.in_quotes(name.end):
            relative = re.match(r", (?:who|which|whose|whom)\b", between)
            plain = not tense.CUES.search(between) and between.count(",") <= _COMMAS
            return name if (relative or plain) and len(between) < _APPOSITION else None
    return None


def _beginning(body: _Body, place: int, *, organisation: bool = False) -> int | None:
    """Return where the subject begins whose name starts at a place; None where the name is not its head."""
    words = list(_WORD.finditer(body.text, max(0, place - _REACH), place))
    start = place
    for index, word in enumerate(reversed(words)):
        between = body.text[word.end() : start]
        small = word[0].lower()
        if between.strip() or _opens(body.text[:start]):
            return start if _opens(body.text[:start]) else None
        if small in _NO_SUBJECT or small in _CONJUNCTIONS:
            return _front(body, words, len(words) - 1 - index, start)
        last = words[-index - 2][0].lower() if index + 2 <= len(words) else ""
        if _stops(word[0], last, organisation=organisation) or index >= _BEFORE_NAME:
            return None
        start = word.start()
    return start if _opens(body.text[:start]) else None


def _stops(word: str, before: str, *, organisation: bool) -> bool:
    """Tell whether a word cannot stand within a subject before its name, by the word before it."""
    if word.lower() == "of":  # "the head of the guard Ada Noor", but no guard speaks in "the head of the guard"
        return organisation or before not in _BEFORE_OF
    if _FINITE.fullmatch(word):
        return True
    return bool(tense.CUES.fullmatch(word)) and before not in DETERMINERS  # "the armed Harbour Front" is none


def _front(body: _Body, words: Sequence[re.Match[str]], index: int, start: int) -> int | None:
    """Return the beginning behind a conjunction between clauses, or behind "On Monday"; None behind a preposition."""
    word = words[index]
    small = word[0].lower()
    if small in _CONJUNCTIONS:
        before = body.text[: word.start()].rstrip()
        return start if not before or before[-1] in ",;" or small != "and" else None
    times = all(one[0].lower() in TIMES or one[0].isdigit() for one in words[index + 1 :] if one.end() <= start)
    dated = not body.text[: word.start()].strip() and small in ("on", "in")
    head = words[index + 1 : index + 2]
    return start if dated and times and head and head[0][0].lower() in TIMES else None


def _opens(before: str) -> bool:
    """Tell whether a clause may begin behind these words: at the front, behind a comma, a stop or a quotation."""
    bare = before.rstrip()
    return not bare or bare[-1] in ',;:—–”"' or before[-2:] == "- "


def _behind(body: _Body, verb: re.Match[str]) -> _Subject | None:
    """Return the subject that follows its verb: "…,” said Envoy Noor."."""
    before = body.text[: verb.start()].rstrip()
    if not before or before[-1] not in ',”"?!':
        return None
    for name in body.names:
        if name.start <= verb.end():
            continue
        between = body.text[verb.end() : name.start]
        words = [word[0].lower() for word in _WORD.finditer(between)]
        if any(char in between for char in ',;:“”"') or len(words) > _BEFORE_NAME:
            return None
        if any(word in _NO_SUBJECT or word in _CONJUNCTIONS for word in words):
            return None
        entity = name.entity if name.kind != "place" else ""
        whole = re.match(r"(?:[,.]|$| (?:in|on|at|during|after|of|to|from)\b)", body.text[name.end :])
        return _Subject((name.start, name.end), entity if whole else "", "", verb.start())
    return None


# ---------------------------------------------------------------- what was said


def _told(body: _Body, verb: re.Match[str], takes: Taking) -> tuple[Span, Span | None] | None:
    """Return what was said behind a verb, and to whom; None where nothing was, or more than can be told."""
    text, to, place = body.text, None, verb.end()
    no_object = _NO_OBJECT.get(verb[0])
    if no_object and no_object.match(text, place):
        return None
    if takes == "hearer":
        hearer = _hearer(text, place)
        if not hearer:
            return None
        to, place = hearer.span("to"), hearer.end()
    bare = to is not None and text[slice(*to)].split()[-1].lower() not in _CROWDS
    start = _said_from(text, place, takes, _CLAUSE_OPENS if bare else _ANYTHING)
    if start is None:
        return None
    words = _trimmed(body, start, takes)
    if not words or not _SOMETHING.search(text, *words) or (verb[0] in _OF_SOMETHING and _is_bare(text[slice(*words)])):
        return None
    return words, to


def _is_bare(words: str) -> bool:
    """Tell whether the object of a saying tells nothing by itself: "denied the allegation", "stressed this point"."""
    named = any(char.isupper() or char.isdigit() for char in words)
    return not named and words.count(" ") < _TELLS and _POINTING.match(words) is not None


def _hearer(text: str, place: int) -> re.Match[str] | None:
    """Return to whom something is told: all up to "that", where no verb stands between, else a name or a crowd."""
    told = _TOLD_THAT.match(text, place)
    return told if told and not tense.CUES.search(told[0]) else _HEARER.match(text, place)


def _said_from(text: str, place: int, takes: Taking, opens: re.Pattern[str]) -> int | None:
    """Return where what was said begins behind a verb and the manner of saying; ``opens`` is how a bare clause may."""
    manner = _MANNER.match(text, place)
    after = manner.end() if manner else place
    quote = _QUOTE.match(text, after)
    if quote:
        return quote.end()
    that = _THAT.match(text, after)
    if that and not tense.CUES.search(that[0]):
        return that.end()
    rest = text[after:]
    first = _WORD.search(rest)
    if not first or not rest[0].isspace() or len(rest) < _SHORTEST or not opens.match(rest, first.start()):
        return None
    if takes == "deed":
        return after + first.start()
    if takes == "that":
        return None
    small = first[0].lower()
    told = small in _PRONOUNS or tense.CUES.search(rest) or _FINITE.search(rest)
    return after + first.start() if told and small not in _NO_CLAUSE else None


def _said_before(body: _Body, start: int, end: int, least: int) -> Span | None:
    """Return what was said before the subject and verb: "The quay is shut, Noor said on Monday.".

    It is a quotation, or has a verb in a form that is known, or so many words that it must have one.
    """
    text = body.text
    front = text[:start].rstrip()
    if not front or front[-1] not in ',”"?!' or not _TAG_ENDS.match(text, end):
        return None
    quotation = next((span for span in body.quoted if span[1] >= len(front) - 1), None)
    if quotation and quotation[0] == 0 and body.text[0] not in "“\"'‘" and _is_scrap(front):
        return None  # the quotation's beginning stands in another sentence
    if quotation and (_INTRODUCED.search(text, 0, quotation[0]) or _WHOLE.match(text, *quotation)):
        return quotation if _SOMETHING.search(text, *quotation) else None
    if not quotation and front.count("(") != front.count(")"):
        return None
    if not quotation and not (front.count(" ") >= least or tense.CUES.search(front) or _FINITE.search(front)):
        return None
    return 0, len(front.rstrip(","))


def _is_scrap(text: str) -> bool:
    return _SCRAP.match(text) is not None or text.count(" ") < _LEAST - 1


def _trimmed(body: _Body, start: int, takes: Taking) -> Span | None:
    """Return what was said up to where the writer goes on about it; None where another clause may be anybody's."""
    whole = len(body.text.rstrip(".!"))
    cuts = [*_ENDS.finditer(body.text, start), *(_DEED_AND.finditer(body.text, start) if takes == "deed" else ())]
    ends = sorted(cut.start() for cut in cuts if not body.in_quotes(cut.start()))
    end = next((place for place in ends if takes == "deed" or _has_verb(body.text, start, place)), whole)
    for other in _GOES_ON.finditer(body.text, start, end):
        apart = not body.in_quotes(other.start()) and not _VERB_NEXT.match(body.text, other.end())
        first = takes == "deed" or _has_verb(body.text, start, other.start())
        if apart and first and _has_verb(body.text, other.end(), end):
            return None
    return start, _without_relative(body, start, end)


def _without_relative(body: _Body, start: int, end: int) -> int:
    """Return the end of what was said without a relative clause behind it, which may be the writer's."""
    for relative in _RELATIVE.finditer(body.text, start, end):
        last = "," not in body.text[relative.end() : end] and not body.in_quotes(relative.start())
        if last and _has_verb(body.text, start, relative.start()):
            return relative.start()
    return end


def _has_verb(text: str, start: int, end: int) -> bool:
    return (tense.CUES.search(text, start, end) or _FINITE.search(text, start, end)) is not None


def _statement(said: _Said, speaker: str, sentence: Sentence, expressions: Sequence[TimeExpression]) -> Statement:
    def placed(span: Span) -> Span:
        return span[0] + sentence.start, span[1] + sentence.start

    assert said.words
    verb, words = placed(said.verb), placed(said.words)
    dates = [
        one.edtf
        for one in expressions
        if sentence.start <= one.start and one.end <= sentence.end and not words[0] <= one.start < words[1]
    ]
    return Statement(
        sentence=sentence.id,
        speaker=speaker,
        name=placed(said.subject.words),
        verb=verb,
        words=words,
        to=placed(said.to) if said.to else None,
        date=dates[0] if len(dates) == 1 else None,
        pronoun=bool(said.subject.pronoun),
    )
