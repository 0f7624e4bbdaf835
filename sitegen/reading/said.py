"""A sentence and a verb of speech in, what was said out: where it begins and ends, and to whom it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from sitegen.model import Span
from sitegen.reading import tense, timewords
from sitegen.reading.clausewords import DATELINE
from sitegen.reading.nomenclature import word_set
from sitegen.reading.speech import DAYS, FINITE, MEDIUM, Body, Taking

_SHORTEST = 8  # characters of what was said
_SENT = "(?:sent|posted|published|released|issued|written|given|broadcast|aired|made)"  # "in a letter sent to"
# behind the verb, before what was said: "said on Monday in a joint statement that"
_MANNER = re.compile(
    rf"(?:,?\s+(?:(?:on |late |early |earlier on |last |this )?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:last|this|in) (?:{'|'.join(timewords.MONTHS)})(?: \d{{4}})?|in \d{{4}}"
    rf"|(?:on )?(?:{'|'.join(timewords.MONTHS)}) \d{{1,2}}(?:, \d{{4}})?"
    r"|[a-z]+ly(?=\s(?:he|she|it|they|there|the|his|her|its|their)\s)"
    r"|(?:however|late|early|earlier|later|again|today|yesterday|tonight|last night|by phone|online|in turn"
    r"|(?:earlier )?(?:this|last) (?:week|month|year))"
    r"|without (?:providing|offering|giving|citing|presenting)(?: any)? (?:evidence|details|proof|specifics),?"
    rf"|{MEDIUM}(?: {_SENT}(?: [^\s“”\",;:]+){{0,9}}?(?= that ))?)(?: \([^()]{{1,30}}\))?)+"
)
_THAT = re.compile(
    r"(?:\s+[a-z]+ly)?(?:,?\s+(?:in|on|at|during|from|via|through|after|before|following|ahead|by|to|late|early|again|repeatedly|also)\b"
    r"(?:\s+[^\s“”\",;:]+){0,9}?)?,?\s+that,?\s+(?!(?:is|was|has|had|will|would|could|may|might|after|when|as|before|point|time|moment|stage|day|night|week|month|year|meeting)\s)"
    r"(?!(?:lent|made|gave|meant|left|led|put|showed|proved|helped|caused|allowed|raised)\s)"
)
_QUOTE = re.compile(r"[,:]?\s*(?=[“\"])|:\s+(?=\w)")
# a name, also "the Courier's “Hour” that"
_CAPITAL = r"[A-Z](?:[\w.&-]*\w)?(?:[’'](?:s(?= [“\"]) [“\"][^“”\"]{1,40}[”\"](?= that\b)|[\w’'.&-]*\w))?"
_NO_DAY = rf"(?!(?:{DAYS})\b(?! [A-Z]))"  # but "the Sunday Courier"
_HEARER = re.compile(
    r"\s+(?P<to>them|him|her|us|me|it|(?:(?:an?|the|\w+day[’']s) )?(?:joint )?(?:press|news) conference"
    r"|(?:[a-z]+ )?(?:reporters|journalists|lawmakers|parliament|troops|supporters)"
    rf"|(?:(?:the|a|an) )?(?:(?!that\b)[a-z][\w’'-]* ){{0,4}}?{_NO_DAY}{_CAPITAL}"
    rf"(?:[ -](?:al-)?{_NO_DAY}{_CAPITAL}|(?: of| for)?(?: the)? {_NO_DAY}{_CAPITAL}| newspaper"
    r"| television| radio| news agency| agency| network| channel| magazine| TV)*"
    rf"|(?:the |a )?[a-z]+(?: [a-z]+){{0,2}}(?= that | on | in |[,.:]| (?:{DAYS})\b))"
)
_TOLD_WHO = re.compile(
    rf"\s+(?P<to>[^“”\",;:]{{1,160}}?)(?=(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:{DAYS}))?\s+that\s)"
)  # "told reporters sailing with him that"
_NOBODY = re.compile(r"\s(?:of|on|for|in|at|against|about)\s")  # "warned for weeks that"
_PARTICIPLE_FIRST = re.compile(r"[a-z]+ed\s(?:for|by|with|to|in|on|at|from|as)\b")
_PARTICIPLE = re.compile(r"\s+(?:[a-z]+ing|gathered|assembled|who)\s")
_TOLD_THAT = re.compile(
    r"\s+(?P<to>[^\s“”\",;:]+(?: [^\s“”\",;:]+){0,7}?)"
    rf"(?=(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?)?\s+that\s)"
)
_NO_CLAUSE = word_set("""
    of in on at by for from to with about as after before during when while if and or but than against into over
    whether how why what where who which little nothing much more less very around near amid
    provided obtained released published issued emailed along ahead
    """)
# what may follow where all was said before: "…, Noor said on Monday.", "…, Noor said, adding that …"
_TAG_ENDS = re.compile(
    r"(?:\s+(?:in|on|at|during|after|before|following|from|via|by|to|of|as|alongside|ahead|later|earlier|again|late"
    rf"|early|yesterday|today|{DAYS})\b[^,;:“”\"]*)?(?:[.!?]*$|,\s+(?:adding|referring|noting|according|citing|as|in|on"
    r"|at|while|but|and|after|before|during|stressing|warning|saying|using)\b)"
)
# before a quotation that stands for itself: "he stated “…”, Noor said"
_INTRODUCED = re.compile(
    r"(?:(?<![\w-])(?:said|stated|wrote|added|saying|adding)|:|^(?:(?:And|But|So|Yet|However|Still|Now|Well)),)\s*$"
)
_ASIDES = re.compile(r"\s(?:[–—]|-{1,2})\s.*?\s(?:[–—]|-{1,2})\s")
_ASKED = re.compile(r"\s(?:when|late|early|on|after|as|in|at|to|before|during|while)\s")  # “no” when she was asked
_TELLING = re.compile(r"(?<![\w-])(?:said|says|told|wrote|claimed|alleged|alleges)\s")  # somebody else's words, perhaps
_WHOLE = re.compile(r"[“\"]\s?[A-Z](?:\S*\s+){3}")  # a quotation that is a sentence of its own
_SOMETHING = re.compile(r"\w{2}")
_ASIDE_TO = re.compile(
    rf"\s(?:(?:on|in|at|via|by|during|after|before)(?:\s(?:{DAYS}|(?![A-Z])).*)?|late|early|earlier|last|this|yesterday|today"
    r"|tonight|soon|shortly)(?:\s.*)?$"
)
_CROWDS = word_set("them him her us me it reporters journalists lawmakers parliament troops supporters conference")
_CLAUSE_OPENS = re.compile(
    r"(?:he|she|it|they|we|i|you|there|his|her|their|its|the|this|these|those|a|an|all|no)\b", re.IGNORECASE
)
_ANYTHING = re.compile("")
_WHOM = r"\s+(?:it|him|her|them|this|that|these|those)\s(?!(?:that|who)\b)"  # whom, another sentence tells
_OF_SOMEBODY = word_set("thanked thanks denounced denounces condemns criticised criticises criticized criticizes")
# what stands behind them is no speaker: "urged Noor to leave"
_OF_PEOPLE = "urged urges accused accuses praised praises blamed blames condemned described describes warned warns"
OF_SOMEBODY = _OF_SOMEBODY | word_set(_OF_PEOPLE) | {"called on", "calls on"}
# what shows that a verb is another here: "announced as the new coach", "added 16 points", "accused crews face trial"
_NO_OBJECT = {
    "added": re.compile(
        r"\s+(?:the|his|her|its)\s[a-z]+\s[“\"]|\s+(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s)"
    ),
    **dict.fromkeys(("praised", "condemned"), re.compile(rf"\s+(?:as|by|at)\s|{_WHOM}")),
    **dict.fromkeys(("described", "describes"), re.compile(rf"(?!.{{1,200}}? as )|\s+(?:as|by|at)\s|{_WHOM}")),
    "announced": re.compile(
        r"\s+(?:as|by|at|the (?:decision|move|news|announcement|results?|measure|verdict|changes?))\s"
    ),
    **dict.fromkeys(
        ("denied", "denies"),
        re.compile(
            r"\s+(?:him|her|them|it|us|me|entry|access|bail)\b"
            r"|\s+(?:(?:the|an?|his|her|its|their)\s)?(?:[\w’'-]+\s){0,2}(?:requests?|applications?|appeals?|petitions?|motions?"
            r"|permission|visas?|bids?|asylum)\b"
        ),
    ),
    **dict.fromkeys(("accused", "accuses"), re.compile(rf"(?!.{{1,200}}? of )|{_WHOM}")),
    **dict.fromkeys(("blamed", "blames"), re.compile(rf"\s+(?:for|by)\s|{_WHOM}")),
    **dict.fromkeys(
        ("wrote", "writes"),
        re.compile(
            r"\s+(?:an?|the|his|her|its|their)\s(?:[\w-]+\s){0,3}?(?:letter|op-ed|editorial|book|article|memo|email|e-mail|essay"
            r"|column|piece|report|song|check|tweet|post|note|opinion|message)\b"
        ),
    ),
    "confirmed": re.compile(r"\s+(?:[A-Z][\w.’'-]*\s)+(?:as|to|for)\s"),
    **dict.fromkeys(
        ("claimed", "claims"),
        re.compile(
            r"\s+(?:victory|credit|the (?:lives|title|lead|win|seat)|\w+ lives"
            r"|an?\s(?:[\w-]+\s){1,3}?(?:when|after|in|as|at|on))\b"
        ),
    ),
    **dict.fromkeys(("declared", "declares"), re.compile(r"\s+(?:victory|war|bankruptcy|bankrupt|independence)\b")),
    **dict.fromkeys(_OF_SOMEBODY, re.compile(_WHOM)),
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
    "|stopped short|went on|played down|downplayed|blamed|defended|dismissed|rejected|criticised|criticized|credited"
    "|cautioned|questioned|expressed|apologised|apologized|signalled|signaled|hinted|repeated|reiterated|announced"
    "|demanded|condemned|welcomed"
)
_REMARKS = (
    "move|report|claim|charge|statement|decision|surprise|sign|remark|allegation|figure|step|comment|stance|disclosure"
    "|accusation|position|view|reference|departure|shift|change|reversal|proposal|argument|assertion|contention|threat"
    "|process|development|tactic|strategy|practice|policy|measure|rule|provision|effort|approach|warning"
)
_ENDS = re.compile(
    rf",?\s+(?:and|but)\s+(?=(?:also\s|later\s|then\s)?(?:(?:has|have|had)\s)?(?:[a-z]+ly\s)?(?:{_AGAIN})\b)|,\s+(?=(?:[a-z]+ly\s)?(?:{_COMMENTING})\s)"
    rf"|,\s+(?=the (?:first|second|third|latest|last)\s)|,[”\"]?\s+(?=an?\s(?:[a-z]+\s){{0,2}}(?:{_REMARKS})\b)"
    r"|,\s+as\s+(?=(?:did|do|does|have|has|had|was|were|is|are)\b)"
    r"|(?<=,[”\"])\s+(?=(?:[a-z]+ly\s)?[a-z]{2,}ing\s)"
    r"|(?<!long)(?<!soon)(?<!far)(?<!much)\s+as\s+(?=(?:he|she|they)\s(?:[a-z]+ed|[a-z]+s|was|is|has)\b)"
    r"|\s+(?:after|before|when)\s+(?=(?:saying|adding|telling|calling)\b)"
)
# where the writer goes on, or the speaker adds what does not limit what was said
_APART = re.compile(
    r",[”\"]?\s+(?:while|whereas|although|though|despite|even though|amid|following)\s"
    r"|,\s+as\s+(?!(?:well|part|much|many|long|far|soon|little|if)\b)"
    r"|,\s+(?:[a-z]+\s(?:day|week|month|year|hour)s?\s|shortly\s|just\s)?(?:after|before)\s"
    r"|,\s+with\s(?=[^,]{2,60}\s[a-z]{2,}ing\b)|\s+(?:[–—]|-{1,2})\s+(?!(?:as|if|unless|but|and|or|until)\b)"
    r"|,\s+(?=(?:[a-z]+ly\s)?(?!(?:including|being|having|starting|beginning|ranging|excluding|regarding|concerning)\b)"
    r"[a-z]{2,}ing\s)|,\s+(?:an?|its|his|her|their)\s(?=[^,]+$)"
)
_THAT_BEFORE = re.compile(r"\bthat,?\s+$")
_AND_THAT = re.compile(r",\s(?:and|but)\sthat\s(?=(?:the|an?|its?|he|she|they|there|his|her|their|[a-z]+s)\s|[A-Z])")
_DASH = re.compile(r"\s+(?:[–—]|-{1,2})\s+")
_SET_IN = re.compile(rf"[^,]*,\s(?:{tense.CUES.pattern}|{FINITE.pattern})")  # "…, matching the first, is a docker"
# where the writer goes on as often as not: behind another comma, a dash, a quotation, or telling in which speech
_WRITERS = re.compile(
    r",(?!\d|\s(?:if|unless|because|so|until|otherwise|not)\s)|;\s|\s*[–—]|\s-{1,2}[\s\w]|\swhose\s|\ssaying\s"
    r"|(?<=[”\"])\s(?:said|says|added|wrote|told|adding|saying)\b"
    r"|\s(?:in|on|via|during|at) (?:an?|his|her|its|their|the) (?:[\w’'-]+ ){0,3}?(?:statement|interview|speech|address"
    r"|briefing|conference|tweet|post|letter|message|email|account|television|assessment|blog|op-ed|article|filing|report|memo"
    r"|video|podcast|testimony|call|meeting|ceremony|essay|column|document|complaint|lawsuit|note|update)\b[^,;“”\"]{0,120}$"
    r"|\swhile\s[a-z]+ing\b|\son (?:Twitter|Facebook|Telegram|X|social media|television|TV)$"
)
# what tells of a deed of speech, not of what it is of: "called for calm in a speech", "praised the crew as he left"
_BESIDE = re.compile(
    r"\s(?:during|ahead of|as|after|following|while|amid|before|when|where|in which|by (?=[a-z]+ing\b)"
    r"|in (?=(?:an?|his|her|its|their)\s))"
)
# the same of one that takes what follows: "urged crews to wait as he left", but not "described it as a blow"
_MEANWHILE = re.compile(r"\s(?:during|ahead of|following|amid|as (?=(?:he|she|they|it)\s))")
# what went on while it was said, or what follows from it: "said the crews were out as boats burned"
_WHILE = re.compile(
    r"(?<! soon)(?<! long)(?<! far)(?<! such)(?<! well)(?<! much)(?<! many)(?<! same)\sas\s"
    rf"(?!(?:an?|if|well|part|much|many|long|far|soon|little|of)\b)"
    rf"(?=(?:he|she|it|they)\s|.{{3,80}}?(?:{tense.CUES.pattern}))"
)
# where a second verb may be the writer's or the speaker's: "said it was weak and compared it to a storm"
_DOES_AND = re.compile(
    rf",?\s+and\s+(?={tense.CUES.pattern}|then\s|[a-z]+n[’']t\s|(?:has|have|had)\s[a-z]+ed\b)|,?\s+but\s+(?:(?:still|also|now)\s(?=[a-z]+s\b)|(?=(?:has|have)\b))"
    r"|[”\"]?\s+(?:despite|even though)\s"
)
_DEED_AND = re.compile(rf"\s+(?:and|but)\s+(?:still\s|then\s|later\s|also\s|[a-z]+ly\s)?(?={tense.CUES.pattern})")
# "says it was weak and calls it a storm"
_DOES_NOW = re.compile(r"\sand\s(?=[a-z]+s\s(?:the|an?|them|him|her|his|its?|that|their|to|for)\b)")
# what came after the saying, or after what is said: "said the claim was wrong after papers had told of it"
_AFTER = re.compile(
    r"(?<! only)(?<! just)(?<! even)(?<! soon)(?<! not)(?<! until)\s(?:(?:shortly|soon|immediately|long)\s"
    r"|(?:(?:about|just|some|nearly|almost)\s)?(?:\d+|an?|one|two|three|four|five|six|several|few|many)\s"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s)?after\s(?!(?:all|[a-z]+ing)\b)"
    rf"(?=[^,;“”\"]{{3,100}}?(?<![\w-])(?:{tense.CUES.pattern}))"
)
# where another clause begins, of which it can't be told who says it: "and Noor called him", " but the dockers left"
_GOES_ON = re.compile(
    r"\s(?:while|whereas|although|though)\s+|(?<=[”\"])\sand\s(?=(?:the|a|his|her|its|their)\s)"
    r"|(?<!where)(?<!how)(?<!what)\sand\s+(?=(?:when|as|after|then)\s)|\sbut\s+(?!(?:to|for|also|that)\b)"
    rf"|\s+and\s+(?=(?:he|she|it|they)\s|(?:the\s|[A-Z])[\w’'-]*|[a-z]+s\s{tense.CUES.pattern})"
)
_CONJUNCTION = re.compile(r"\s(?:and|but|while|whereas|although|though|despite|even|after|as)\s")  # one begins each
_VERB_NEXT = re.compile(rf"(?:(?:not|never|also|only|then|later|still)\s|{tense.CUES.pattern})")
_RELATIVE = re.compile(
    r",\s+(?=(?:which|who|whose|whom|where)\s)"
    rf"|(?<=\w),\s+(?=(?:an?|the)\s[^,]{{3,80}}?\b(?:who|which|that|where|when|{tense.CUES.pattern})\b[^,]*$)"
)
# "the strike, the latest of three, was over": what is said goes on
_INSERTED = re.compile(rf",\s(?:an?|the)\s[^,]{{2,120}},\s(?=(?:{tense.CUES.pattern}|{FINITE.pattern}))")
_ARTICLE = re.compile(r"(?:an?|the)\s")
_SUBORDINATE = re.compile(r"\b(?:if|when|before|after|once|while|as|although|though|unless|because|since|until)\b")
_ASIDE = re.compile(r",\s(?:who|whose|which)\s[^,“”\"]{40,},")  # of the writer's, within what was said
# it opens a clause that the next one completes: "if boats sank, then …"
_HALF = re.compile(
    r"[“\"]?(?:if|unless|when|while|although|though|because|since|as|after|before|once|until|whereas|even|either|neither"
    r"|not only|both)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r"[“\"]\s?(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)\b")
_MEASURE = re.compile(
    r"as much\b|(?:several|a few|some|\w+) (?:minutes|hours|days|weeks|months|years)$"
)  # "announced hours after"
_HALF_BEFORE = re.compile(rf"(?:(?:But|And|So) )?{_HALF.pattern}", re.IGNORECASE)
_PARTY = re.compile(r"\b[A-Z]-[A-Z][\w.]*,$")  # "Ada Noor, R-Ky.,": a name's, and no clause's end
# an object that only another sentence tells: "the issue during his campaigns", "the same point on Wednesday"
_EMPTY = re.compile(
    r"the same(?=[,.]|$)"
    r"|(?:the|this|that|his|her|its|their|an?)\s(?:same\s)?(?:issues?|points?|matter|question|claims?|idea|case|allegations?"
    r"|charges?|reports?|decision|move|news|story|topic|subject|concerns?|problems?|support|request|measure)\b"
    r"(?!\s(?:of|that|to|for|over|about|with|against|from|by|is|are|was|were|had|has|have|will|would|could|should|can|may)\b)"
)
_NO_COMMENT = re.compile(r"\b(?:no|any) (?:immediate |further )?comment\b")
_OF_ANOTHER = re.compile(r"(?:this|that|these|those|such)\s")
_OF_SOMEBODY_ELSE = re.compile(r"(?:them|him|her|it|this|these|those|such)\b")  # "urged them to wait"
_WHEN = re.compile(r"\s(?:after|when|as|before|while)\s")
_DANGLING = re.compile(
    r"\b(?:to|of|for|with|from|about|on|in|at|by|into|than|and|or|the|an?|which|who|whose|that|because|as|until|while|if"
    r"|when|unless|before|after|although|though|since)$|:$"
)  # "he had no access to", "she had:"
# without which an object is cut short: "accused the port" of what?
_NEEDED = {
    **dict.fromkeys(("described", "describes"), " as "),
    **dict.fromkeys(("accused", "accuses"), " of "),
    **dict.fromkeys(("urged", "urges", "called on", "calls on"), " to "),
}
_BEGINS = re.compile(r"\s+(?!that (?:after|when|as|before) )[\w“\"‘'$€£(]")  # no dash before an aside
_SCRAP = re.compile(r"[“\"]?(?:And|But|Or|Nor|Otherwise|If not|And if not)\b")
_OF_SOMETHING = word_set("""
    denied denies announced announces stressed stresses emphasised emphasized reiterated revealed confirmed acknowledged
    admitted
    """)
# with an object they say something only where it is a stance: "stressed the need for a new quay"
_OF_A_STANCE = word_set("""
    stressed stresses emphasised emphasises emphasized emphasizes underscored underlined highlighted reiterated
    reiterates acknowledged acknowledges
    """)
_STANCE = re.compile(
    r"(?:the|its|his|her|their) (?:[a-z]+ )?(?:need|importance|necessity|urgency|value|right|commitment|support"
    r"|readiness|refusal|position|presence|existence|difficulty|loss)\b"
)
_POINTING = re.compile(r"(?:the|this|that|these|those|his|her|its|their|one of|both|it|them|such)\b")
_TELLS = 3  # blanks in an object that tells something: "denied any ties with smugglers"
_LEAST = 6  # words of what is quoted without its beginning
_PRONOUNS = word_set("he she it they we i you")
_WORD = re.compile(r"[\w’'.&/-]*\w")


def told(body: Body, verb: re.Match[str], takes: Taking) -> tuple[Span | None, Span | None] | None:
    """Return what was said behind a verb, and to whom; None where nothing was, no words where they can't be told."""
    text, to, place = body.text, None, verb.end()
    no_object = _NO_OBJECT.get(verb[0])
    if no_object and no_object.match(text, place):
        return None
    if text[place : place + 1] == "," and not _QUOTE.match(text, place):
        return None  # ", Noor added, that the quay is shut" goes on with what stood before
    whom = hearer(text, place) if takes == "hearer" else _warned(text, verb)
    if takes == "hearer" and not whom:
        return None
    if whom:
        to, place = whom.span("to"), whom.end()
    bare = to is not None and text[slice(*to)].split()[-1].lower() not in _CROWDS
    start = _said_from(text, verb[0], place, takes, _CLAUSE_OPENS if bare else _ANYTHING)
    if start is None:
        return None
    if to is not None and text[slice(*to)].endswith(("'s", "’s")):
        return None  # "told the Courier's “Hour”"
    if _THAT_BEFORE.search(text, 0, start):
        takes = "clause" if takes == "deed" else takes
    words = _whole(body, start, verb[0], takes)
    return (words if words and _tells(text[slice(*words)], verb[0], takes) else None), to


def _tells(words: str, verb: str, takes: Taking) -> bool:
    """Tell whether words say something: not "the charge" denied, "number" confirmed, half of what was described."""
    if not _SOMETHING.search(words) or (verb in _OF_SOMETHING and (_is_bare(words) or _OF_ANOTHER.match(words))):
        return False
    needed = _NEEDED.get(verb)
    if needed:
        return needed in words and not _OF_SOMEBODY_ELSE.match(words)
    empty = any(pattern.match(words) for pattern in (_EMPTY, _PREDICATE, _MEASURE)) or _NO_COMMENT.search(words)
    if empty or _is_answer(words):
        return False
    if verb.startswith("explain") and words[0] not in '“"' and not _has_verb(_WHEN.split(words)[0], 0, len(words)):
        return False  # "explained her decision after the fleet left"
    if takes == "deed":
        return not _OF_SOMEBODY_ELSE.match(words)
    return words.count(" ") > 1 or words[0] in '“"' or _has_verb(words, 0, len(words))


def _is_answer(words: str) -> bool:
    """Tell whether a quotation is so short that only another sentence tells what is said: “No,” “I do not”."""
    inner = words.strip('“”"‘’').split()
    named = any(word[:1].isupper() or word[:1].isdigit() for word in inner[1:])
    short = len(inner) <= _TELLS or (len(inner) < _LEAST and not _has_verb(words, 0, len(words)))
    return words[0] in '“"' and short and not named


def _is_bare(words: str) -> bool:
    """Tell whether the object of a saying tells nothing by itself: "denied the allegation", "stressed this point"."""
    named = any(char.isupper() or char.isdigit() for char in words)
    return not named and (" " not in words or (words.count(" ") < _TELLS and _POINTING.match(words) is not None))


def _warned(text: str, verb: re.Match[str]) -> re.Match[str] | None:
    """Return who is warned or promised that something is so."""
    whom = _TOLD_THAT.match(text, verb.end()) if verb[0].startswith(("warn", "promise")) else None
    return whom if whom and not (tense.CUES.search(whom[0]) or _NOBODY.search(whom[0])) else None


def hearer(text: str, place: int) -> re.Match[str] | None:
    """Return to whom something is told: all up to "that", where no verb stands between, else a name or a crowd."""
    told = _TOLD_THAT.match(text, place)
    if told and not tense.CUES.search(told[0]):
        return told
    whom = _HEARER.match(text, place)
    return _TOLD_WHO.match(text, place) if whom and _PARTICIPLE.match(text, whom.end()) else whom


def named(text: str, to: Span) -> Span:
    """Return to whom something was said without when, where or how: "reporters at a conference last week"."""
    beside = _ASIDE_TO.search(text, *to)
    return (to[0], beside.start()) if beside else to


def _said_from(text: str, verb: str, place: int, takes: Taking, opens: re.Pattern[str]) -> int | None:
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
    if not first or not _BEGINS.match(rest) or len(rest) < _SHORTEST or not opens.match(rest, first.start()):
        return None
    begin = after + first.start()
    if text[begin - 1] in "$€£":  # "pledged $1bn": the word begins behind the sign
        begin -= 1
    if takes == "deed":
        return begin if verb not in _OF_A_STANCE or _STANCE.match(rest, first.start()) else None
    if takes == "that":
        return None
    small = first[0].lower()
    aired = _PARTICIPLE_FIRST.match(rest, first.start())  # "said in an interview aired on Sunday"
    told = small in _PRONOUNS or tense.CUES.search(rest) or FINITE.search(rest)
    return begin if told and not aired and small not in _NO_CLAUSE else None


def said_before(body: Body, start: int, end: int, least: int) -> Span | None:
    """Return what was said before the subject and verb: "The quay is shut, Noor said on Monday.".

    It is a quotation, or has a verb in a form that is known, or so many words that it must have one.
    """
    text = body.text
    front = text[:start].rstrip()
    if not front or front[-1] not in ',”"?!' or not _TAG_ENDS.match(text, end):
        return None
    quotation = next((span for span in body.quoted if len(front) - 1 <= span[1] <= len(front) + 1), None)
    if _is_anothers(body, front, quotation) or not (quotation or _is_clause(front, least)):
        return None
    alone = quotation and (_INTRODUCED.search(text, 0, quotation[0]) or _WHOLE.match(text, *quotation))
    dateline = DATELINE.match(text)
    words = quotation if quotation and alone else (dateline.end() if dateline else 0, len(front.rstrip(",")))
    unfit = not _SOMETHING.search(text, *words) if alone else _is_unfit(body, *words)
    return None if unfit or _is_answer(text[slice(*words)]) else words


def _is_anothers(body: Body, front: str, quotation: Span | None) -> bool:
    """Tell whether words before a speaker begin in another sentence, are somebody else's, or tell of the speaker."""
    text = body.text
    if _ASIDES.search(front) and not (quotation and quotation[0] == 0):
        return True  # "The minister – who left in May – is ill, Noor said"
    if not quotation:  # “…,” the port's director, Ada Noor, said
        first = next(iter(body.quoted), (1, 1))
        return first[0] == 0 and first[1] < len(front) and not _has_verb(front, first[1], len(front))
    if quotation[0] == 0 and text[0] not in "“\"'‘" and _is_scrap(front):
        return True
    telling = _TELLING.search(text, 0, quotation[0])
    return telling is not None and not _INTRODUCED.search(text, 0, quotation[0])


def _is_clause(front: str, least: int) -> bool:
    """Tell whether what stands before a speaker is a whole clause: not "But if the quay is shut, says Noor, then …"."""
    if (
        _PARTY.search(front) or front[:1].islower() or (front[:1] == "(" and not DATELINE.match(front))
    ):  # or a sentence without its beginning
        return False
    if front.count("(") != front.count(")") or (_HALF_BEFORE.match(front) and "," not in front[:-1]):
        return False
    return front.count(" ") >= least or _has_verb(front, 0, len(front))


def _is_scrap(text: str) -> bool:
    return _SCRAP.match(text) is not None or text.count(" ") < _LEAST - 1


def _whole(body: Body, start: int, verb: str, takes: Taking) -> Span | None:
    """Return what was said up to its sentence's end, or to where the speaker goes on; None where it may end before.

    What a sentence tells behind a comma, a dash or another verb is the writer's as often as not, and what is cut there
    is half of what was said: of 450 clauses of fresh reports one in nine of those was wrong, of others one in forty.
    """
    text, deed = body.text, takes == "deed"
    cuts = (cut.start() for cut in _ENDS.finditer(text, start) if _ends(body, start, cut.start(), deed=deed))
    apart = (cut for cut in _APART.finditer(text, start) if _ends(body, start, cut.start(), deed=deed))
    plain = (cut.start() for cut in apart if not (_goes_on_behind(text, cut) or _HALF.match(text, start)))
    end = _without_relative(body, start, min(chain(cuts, plain), default=len(text.rstrip(".!"))), deed=deed)
    end = start + len(text[start:end].rstrip(" ,–—-"))
    quotation = next((span for span in body.quoted if span[0] == start), None)
    if quotation and _is_answer(text[slice(*quotation)]) and _ASKED.match(text, quotation[1]):
        return None
    half = text[start] in '“"' and _HALF.match(text, start) and "," not in text[start:end]  # “unless it is shut”
    if half or _is_unfit(body, start, end) or _is_loose(body, start, end, verb, deed=deed):
        return None
    return start, end


def _goes_on_behind(text: str, cut: re.Match[str]) -> bool:
    """Tell whether what was said goes on behind what is set into it: "boats sank – all of them – in May"."""
    dashes = _DASH.match(text, cut.start()) and _DASH.search(text, cut.end())
    return (dashes or _SET_IN.match(text, cut.end())) is not None


def _is_loose(body: Body, start: int, end: int, verb: str, *, deed: bool) -> bool:
    """Tell whether something in what was said may be the writer's, or another's."""
    text = body.text

    def apart(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (found for found in pattern.finditer(text, start, end) if not body.in_quotes(found.start()))

    others = apart(_WRITERS)
    if not deed or _THAT_BEFORE.search(text, 0, start):  # "that the quay was shut, and that ships would wait"
        others = (one for one in others if not _AND_THAT.match(text, one.start()))
    if any(others) or text.count("(", start, end) != text.count(")", start, end):
        return True
    if deed and any(apart(_MEANWHILE if verb in _NEEDED else _BESIDE)):
        return True
    if not _CONJUNCTION.search(text, start, end):
        return False
    clauses = (other for other in apart(_GOES_ON) if deed or _is_second(text, start, other))
    if any(_goes_on(text, other, end) for other in clauses) or (verb.endswith("s") and any(apart(_DOES_NOW))):
        return True
    seconds = apart(_DEED_AND) if deed else chain(apart(_DOES_AND), apart(_AFTER), apart(_WHILE))
    return any(deed or _has_verb(text, start, second.start()) for second in seconds)


def _is_second(text: str, start: int, other: re.Match[str]) -> bool:
    """Tell whether a conjunction may begin a second clause: "and" does only behind a verb."""
    return other[0].strip() != "and" or _has_verb(text, start, other.start())


def _ends(body: Body, start: int, place: int, *, deed: bool) -> bool:
    """Tell whether what was said ends at a place: not within quotation marks, nor at a noun only set in."""
    told = deed or _has_verb(body.text, start, place)
    return told and not body.in_quotes(place) and not _INSERTED.match(body.text, place)


def _goes_on(text: str, other: re.Match[str], end: int) -> bool:
    """Tell whether a clause with a subject of its own follows."""
    return not _VERB_NEXT.match(text, other.end()) and _has_verb(text, other.end(), end)


def _is_unfit(body: Body, start: int, end: int) -> bool:
    """Tell whether what was said is cut short, or holds much that its writer tells beside it."""
    cut = _DANGLING.search(body.text, start, end)
    aside = _ASIDE.search(body.text, start, end)
    return bool((cut and not body.in_quotes(cut.start())) or (aside and not body.in_quotes(aside.start())))


def _without_relative(body: Body, start: int, end: int, *, deed: bool) -> int:
    """Return the end of what was said without a relative clause behind it, which may be the writer's."""
    claimed = body.text.startswith("responsibility", start)
    for relative in _RELATIVE.finditer(body.text, start, end):
        article = _ARTICLE.match(body.text, relative.end())
        if article and not _is_apposition(body.text, start, relative.start()):
            continue
        rest = body.text[relative.end() : end]
        last = ("," not in rest or claimed) and not body.in_quotes(relative.start())
        if last and (deed or claimed or _has_verb(body.text, start, relative.start())):
            return relative.start()
    return end


def _is_apposition(text: str, start: int, comma: int) -> bool:
    """Tell whether a noun behind a comma explains a name or a date before it, and is no clause's subject."""
    last = text[start:comma].rpartition(" ")[2]
    under = _SUBORDINATE.search(text, start, comma)
    return (last[:1].isupper() or last[:1].isdigit()) and not (under and _has_verb(text, under.end(), comma))


def _has_verb(text: str, start: int, end: int) -> bool:
    return (tense.CUES.search(text, start, end) or FINITE.search(text, start, end)) is not None
