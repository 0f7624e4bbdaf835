"""A sentence and a verb of speech in, what was said out: where it begins and ends, and to whom it was said."""

from __future__ import annotations

import re

from sitegen.model import Span
from sitegen.reading import tense
from sitegen.reading.nomenclature import word_set
from sitegen.reading.speech import DAYS, FINITE, MEDIUM, Body, Taking

_CLAUSE = 6  # words from which on what stands before a subject is a clause and no mere "In January"
_SHORTEST = 8  # characters of what was said
_SENT = "(?:sent|posted|published|released|issued|written|given|broadcast|aired|made)"  # "in a letter sent to"
# behind the verb, before what was said: "said on Monday in a joint statement that"
_MANNER = re.compile(
    rf"(?:,?\s+(?:(?:on |late |early |earlier on )?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?"
    r"|(?:late|early|earlier|later|again|today|yesterday|(?:earlier )?(?:this|last) (?:week|month|year)|by phone|online"
    r"|in turn)"
    rf"|{MEDIUM}(?: {_SENT}(?: [^\s“”\",;:]+){{0,9}}?(?= that ))?))+"
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
_NO_CLAUSE = word_set("""
    of in on at by for from to with about as after before during when while if and or but than against into over
    whether how why what where who which little nothing much more less
    """)
# what may follow where all was said before: "…, Noor said on Monday.", "…, Noor said, adding that …"
_TAG_ENDS = re.compile(
    r"(?:\s+(?:in|on|at|during|after|before|following|from|via|by|to|of|as|alongside|ahead|later|earlier|again|late"
    rf"|early|yesterday|today|{DAYS})\b[^,;:“”\"]*)?(?:[.!?]*$|,\s+(?:adding|referring|noting|according|citing|as|in|on"
    r"|at|while|but|and|after|before|during|stressing|warning|saying|using)\b)"
)
# before a quotation that stands for itself: "he stated “…”, Noor said"
_INTRODUCED = re.compile(r"(?:(?<![\w-])(?:said|stated|wrote|added|saying|adding)|[:,])\s*$")
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
_PRONOUNS = word_set("he she it they we i you")
_WORD = re.compile(r"[\w’'.&/-]*\w")


def told(body: Body, verb: re.Match[str], takes: Taking) -> tuple[Span, Span | None] | None:
    """Return what was said behind a verb, and to whom; None where nothing was, or more than can be told."""
    text, to, place = body.text, None, verb.end()
    no_object = _NO_OBJECT.get(verb[0])
    if no_object and no_object.match(text, place):
        return None
    if takes == "hearer":
        whom = hearer(text, place)
        if not whom:
            return None
        to, place = whom.span("to"), whom.end()
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


def hearer(text: str, place: int) -> re.Match[str] | None:
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
    told = small in _PRONOUNS or tense.CUES.search(rest) or FINITE.search(rest)
    return after + first.start() if told and small not in _NO_CLAUSE else None


def said_before(body: Body, start: int, end: int, least: int) -> Span | None:
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
    if not quotation and not (front.count(" ") >= least or tense.CUES.search(front) or FINITE.search(front)):
        return None
    return 0, len(front.rstrip(","))


def _is_scrap(text: str) -> bool:
    return _SCRAP.match(text) is not None or text.count(" ") < _LEAST - 1


def _trimmed(body: Body, start: int, takes: Taking) -> Span | None:
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


def _without_relative(body: Body, start: int, end: int) -> int:
    """Return the end of what was said without a relative clause behind it, which may be the writer's."""
    for relative in _RELATIVE.finditer(body.text, start, end):
        last = "," not in body.text[relative.end() : end] and not body.in_quotes(relative.start())
        if last and _has_verb(body.text, start, relative.start()):
            return relative.start()
    return end


def _has_verb(text: str, start: int, end: int) -> bool:
    return (tense.CUES.search(text, start, end) or FINITE.search(text, start, end)) is not None
