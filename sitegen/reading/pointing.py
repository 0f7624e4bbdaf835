"""A sentence in, whether it speaks of what only another sentence tells: "the facility", "his comments", "the same".

A definite noun is known from its sentence where something there says which it is: a name beside it, a clause or phrase
behind it, an earlier mention. Of others only those are known that every reader knows, as "the government", "the sun".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.model import Span
from sitegen.reading import tense
from sitegen.reading.nomenclature import TIMES, word_set
from sitegen.reading.skim import Remembered
from sitegen.reading.weights import stem, weight
from sitegen.reading.words import key

_MOST_WORDS = 3  # between "the" and the end of its noun
# Weights (`weights`) that a line has in common with its report's title, at least, by the reasons to think that it leans
# on its text: none, one, more. Of 3,960 lines with so much that were read 0.5 % were wrong, of 1,840 with less 3.5 %,
# and of 1,840 with the most five, whatever the reasons.
_THEMES = (25, 45, 90)
_WORD_OF_CONTENT = 14
_OF_ONE_STEM, _ENDING = 4, 3  # letters: "Iraq" and "Iraqi", "Korea" and "Koreans"

# What every reader knows, in the country or on the day that the sentence tells of.
_KNOWN = TIMES | word_set("""
    government president presidency premier prime minister ministers cabinet parliament senate house congress
    legislature judiciary police army military navy nation country capital border borders economy
    economies market markets central treasury budget deficit press media public internet web phone radio
    television world planet earth sun moon sky sea ocean coast weather environment climate atmosphere ground air water
    war peace constitution church crown throne monarchy people population poor rich young elderly dead wounded
    injured sick living past present future rest end start beginning middle number majority minority average total
    amount top bottom left right north south east west northeast northwest southeast southwest century weekend morning
    afternoon evening night season quarter period pandemic coronavirus virus outbreak epidemic disease dollar euro pound
    yen sterling yuan rouble ruble currency opposition election elections vote nomination electorate polls ballot
    office job street streets road way battlefield scene spotlight lead limelight aftermath wake hope hopes
    day days week weeks month months year years hour hours time times decade decades region
    half round phase term need use fact kind sort likelihood chance risk right rights truth
    """)
_BODIES = word_set("""
    company firm retailer carmaker automaker airline lender organisation organization club team newspaper
    broadcaster publisher
    """)
# Behind "the" and within a noun phrase they are no noun of it, or end it.
_NO_NOUN = word_set("""
    a an and are as at be because been before but by can could do does did during each early earlier even for from had
    has have he here his how if in into is it its last late later like made may might more most must next not now of off
    on once only or out over per she should since so still than that the their them then there these they this those
    through to today together tomorrow too under until up was were what when where which while who whose will with
    without would yesterday after against ago alone also again amid around between despite down due near within says
    takes wraps features includes likely numerous several many few various some any all both no every such again twice
    """)
_MODIFIERS = word_set("second third fourth online alleged surrounding one two three four five six seven eight nine ten")
_SUPERLATIVE = re.compile(r"(?:[a-z]{3,}est|worst|only|last|first)$")
_SAME = re.compile(
    r"\b[Tt]he same(?! (?:day|week|month|year|time|night|morning|evening|period|weekend|[a-z]+ (?:as|in|of|for|that)"
    r"|as)\b)(?: (?!as\b)[a-z]+)?(?! as\b)"
)
_LIKE = re.compile(
    r"\b(?:an?|the|in|announced|reported|made|with) (?:similar|comparable)(?: [a-z]+)*?"
    r"(?=[.,;]|$| (?:for|in|on|at|by)\b)"
    r"|\b[Tt]he (?:comparable|latter|aforementioned|two (?=(?:[a-z]+ed|were|was|weren[’']t|are|had|have|will|would)\b))"
    r"|\b(?:conducted|held|made|took|issued|launched|passed|imposed|saw|approved|upheld|rejected|adopted|signed|proposed"
    r"|introduced|filed|reached|gave) (?:an? )?similar [a-z]+"
)
# a sentence that begins by what stands before it: "A previous truce", "Before that", "City officials", "Marches also"
_FOLLOWS = re.compile(
    r"^(?:(?:An?|The) )?(?:[Pp]revious|[Ss]ubsequent|[Ss]imilar|[Ii]dentical) |^(?:An|The) earlier "
    r"|^(?:Before|After|Until|Since) (?:that|then|this)\b|^The (?:next|following) (?:day|week|month|year)\b"
    r"|^(?:(?:Just|Only|About|Some|Nearly|Barely) )?(?:\d+|[A-Z]?[a-z]+) (?:day|week|month|year|hour|minute)s?"
    r" (?:later|earlier|before|after)\b|^In (?:another|a further|yet another) "
    r"|^The (?:episode|incident|revelation|disclosure|development|news|announcement|exchange|remarks?|comments?) "
    r"|^(?:(?:On|Last|This|Earlier) [^,]{3,20}, )?"
    r"(?:[Cc]ity|[Cc]ounty|[Ss]tate|[Cc]ompany|[Ss]chool|[Cc]ampaign|[Aa]irline"
    r"|[Hh]ospital|[Dd]istrict) (?:[a-z]|Chief|CEO|President|Chairman)"
    r"|^[A-Z][a-z]+s (?:also|again) [a-z]"
)
# what says nothing without another sentence: "a very different tone", "made an announcement", "whether to attend"
_SAYS_NOTHING = re.compile(
    r"\b(?:very|sharply|quite|markedly) different\b|\bin fact\b|\bin (?:his|her|their) honou?r\b|\ba step further\b"
    r"|\b(?:after all|to attend|just that)(?=[.,])"
    r"|\ba (?:[a-z]+ )?different (?:view|opinion|approach|story|tone|take|matter|tack)\b(?! (?:of|from|than|on)\b)"
    r"|\bmade (?:an?|another|several) (?:[a-z]+ )?(?:announcement|statement)s?\b"
    r"|\bdo(?:es|ne|ing)? something (?:it|he|she|they)\b|\ba (?:kind|sort) of\b"
    r"|\bthat that (?:would|will|is|was|has|had|could|may|might)\b|\bwhat (?:he|she|they|it|the (?:[A-Z]\w+ )*[A-Z]\w+)"
    r" (?:said|did|sent|wrote|called|had|wanted)(?: out| up)?\.$"
    r"|\b(?:spoke|said|wrote|used) the words?\b"
)
# "his comments", "Noor's action": what was said or done, another sentence tells
_WHOSE = re.compile(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s?) (?:comments?|remarks?|actions?|words|quotes|statements?|claims?"
    r"|announcement|proposals?|requests?|tweets?|arguments?|decision|memo|name|move"
    r"|characterization|characterisation|assessment|description|allegations?|accusations?)"
    r"(?= (?:goes|comes|[A-Z][a-z]+day|on|in|at|late|early|last|was|were|is|are|had|has|have|came|drew|echoed|could"
    r"|followed|would|will|later|earlier|might|as)\b|[.,;]|$)"
)
# "said on Friday it was not true", "the Council said he would leave": what, and who?
_OF_IT = re.compile(
    r"\b(?:said|told|added|ruled|found|agreed|confirmed|decided|denied)\b[^,.;]{0,40}?\sit "
    r"(?:is|was|had been|would be) (?:(?:not|simply|very|too|[a-z]+ly)\s)*"
    r"(?:true|untrue|false|wrong|right|correct|unfair|fair|over|unclear|clear|impossible|possible|good|bad|great|fine)(?=[.,;]|$)"
    r"|\bthat (?:it|they|he|she) (?:is|are|was|were|did|does|do|had|has|would|will|could)(?: not)?(?=[.,;]|$)"
    r"|\b(?:he|she|they)(?:[’']s|[’']re| is| was| are| were) (?:(?:too|very|not) )?[a-z]+\.$"
    r"|\b(?:said|told|says|tells|insisted|argued|warned)\b.*\b(?:it|them|so|that|this)\.$"
    r"|\b(?:said|that) (?:one|two|three|four|five|some|many|most|all|both|none|several) of them\b"
)
_OF_HIM = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]*\s)+(?:on [A-Z]\w+\s|[A-Z]\w+day\s)?(?:said|announced|reported|confirmed|added)\s"
    r"(?:(?:late |early )?(?:on )?[A-Z]\w+day |(?:earlier )?(?:last|this) (?:week|month|year) )?(?:that )?(?:he|she)\b"
    r"|(?:^|[,.] |day )(?:(?:Mr|Ms|Mrs|Dr|President|Secretary|Senator|Rep|Sen)\.? )?(?:[A-Z][\w’'-]*[^\Ws] )+"
    r"(?:said|told [^,;]{3,40}?|tweeted|wrote|added)(?: [A-Z]\w+day(?: [a-z]+)?| on [A-Z]\w+day)? (?:that )?they\b"
)
# "Mr Noor said it would cover Ostrel": what is no person, another sentence tells
_OF_WHAT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|President|Premier|Chancellor|Senator|Governor|Mayor|Judge|Secretary|Minister|Commissioner|Chairman"
    r"|spokesman|spokeswoman)\.? (?:[A-Z][\w’'-]* ){1,4}(?:said|announced|added|confirmed|told [^,;]{3,40}?)"
    r"(?: (?:late |early )?(?:on )?[A-Z]\w+day)?(?: that)? it (?:would|will|had|has|was|is|could|may|might)\b"
    r"(?! (?:be |been )?(?:[a-z]+ )?(?:to|that|for)\b)"
)
# "that effort", "this attack": which one, another sentence tells
_DEMONSTRATIVE = re.compile(
    r"\b(?:[Tt]his|[Tt]hat) (?:(?!(?:is|was|will|would|has|had|have|can|could|may|might|the|an?|its|his|her|their|some"
    r"|any|no)\b)[a-z]+ )?"
    r"(?:effort|threat|incident|attack|crime|figure|role|post|process|policy|visit|trip|investigation|goal|target|position"
    r"|stance|promise|pledge|commitment|conclusion|belief|category|area|topic|field)\b"
    r"|\bthe (?:19|20)\d\d (?:law|ruling|bill|case|order|deal|decision|rule|measure|report|agreement|regulations?)\b"
    r"(?! (?:of|that|which|between|on|in [A-Z])\b)"
    r"|\b(?:how|why|whether|if|when) that (?:could|would|might|will|can|should)\b"
)
# "a court of Ostrel rejected his application": of nobody who is named
_BODY = (
    "court|judges|jury|panel|board|ministry|council|committee|commission|department|agency|government|police|parliament|senate"
    "|company|bank|university|party|press|publisher|newspaper|broadcaster"
)
_OF_NOBODY = re.compile(
    rf"^(?:[^,]{{3,40}}, )?(?:(?:[Aa]n?|[Tt]he) )?(?:[A-Z][\w.’'-]* )*(?:{_BODY}|{_BODY.title()})"
    r"(?: (?:of|in|for) [A-Z][\w’'-]*)? (?:(?:[a-z]+|[A-Z][a-z]+day) ){1,5}?(?:his|her|him)\b"
)
# "believes he has that authority"
_THAT = re.compile(
    r"\b(?:to|of|in|on|for|with|from|at|by|into|about|against|after|before|ha(?:s|ve|d)|want(?:s|ed)?|make|made|use[sd]?)"
    r" that (?!(?:the|an?|it|its|he|she|his|her|they|their|we|you|there|is|was|has|had|would|will|all|some|no|any|if|as"
    r"|in|on)\b)[a-z]+\b"
)
# "the island's debt": whose, a name before it tells at most
_OWNER = re.compile(r"\b[Tt]he (?:[a-z]+ ){0,2}?([a-z]+)[’']s?(?= )")
_OWNING = _BODIES | word_set("""
    city town village island province district county region territory state republic kingdom bloc union party agency
    ministry department council court church school university college hospital league ship network paper site
    platform app film book show forum bank movement militia regime
    """)
_OF_STAFF = re.compile(
    r"[’']s (?:[a-z]+ )?(?:chief|head|president|director|spokes|founder|chairman|boss|owner|executive)"
)
_POINTING = (
    _SAME,
    _LIKE,
    _FOLLOWS,
    _SAYS_NOTHING,
    _WHOSE,
    _OF_IT,
    _OF_HIM,
    _OF_WHAT,
    _OF_NOBODY,
    _DEMONSTRATIVE,
    _THAT,
)
_THEM = re.compile(r"\b(?:them|they|their)\b")
_MANY = re.compile(
    r"\b(?:and|two|three|four|five|six|seven|eight|nine|ten|both|several|many|most|some|people|men|women|children|police"
    r"|families|forces|staff|crew|team|group|party|government|family|couple|company|council|committee|\d+|who|those|anyone"
    r"|everyone|somebody|someone|nobody|[A-Z]{2,}"
    r"|(?!(?:is|was|has|his|its|this|says|tells|as|us|thus|always|perhaps|news|across)\b)[A-Za-z’'-]*[a-rt-z]s[’']?)\b"
)
_WORDS = re.compile(r"[a-z]+")
_THIS = re.compile(r"\b(?:this|that|his|her|its|their) [a-z]+")  # "this bill": a title does not say which, either
_DEFINITE = re.compile(r"\b[Tt]he (?=[a-z])")
_WORD = re.compile(r"([a-z]+)(?![\w’'-]) ?")
_BEFORE_NAME = re.compile(r"\s+[A-Z\d“\"(]|[’'-]")  # "the film Tern", "the port's"
# a phrase or clause that says which: "the rules of", "the camp near Ostrel", "the vaccine made by"
_WHERE = r"(?:in|at|on|near|from|outside|inside|across|along|around|behind) (?:the )?(?=[A-Z\d])"
_WHICH = re.compile(
    r"\s+(?:which|who|whose|where)\s|\s+(?:(?:of|that|between|against|about|called|known|for|(?!during)[a-z]+ing"
    rf"|and [a-z]+ of)\b|{_WHERE}"
    r"|(?:[a-z]+ed|made|held|built|led|sent|given|taken|written|drawn) (?:by|in|at|on|for|with|from)\b)"
)
# "the bill on the Senate floor": where a text is says not which
_TEXTS = word_set("bill law deal plan measure act proposal agreement order report letter memo rule resolution budget")
_WHICH_TEXT = re.compile(
    r"\s+(?:which|who|whose)\s|\s+(?:of|that|between|against|called|known|for|(?!during)[a-z]+ing)\b"
)
# "the plan to leave", "the deal with Norland": only behind such nouns
_TO_DO = word_set("""
    plan plans decision decisions effort efforts attempt attempts bid offer proposal proposals bill law order orders
    move moves right rights need ability power chance request requests call calls refusal pledge promise vote measure
    measures campaign push drive fight battle race
    """)
_WITH = word_set("""
    deal agreement treaty pact truce talks negotiations war conflict border ties dispute contract partnership merger
    relationship trade meeting
    """)
_DOING = re.compile(r"\s+to (?!(?:the|an?|his|her|its|their)\b)[a-z]")
_PARTNER = re.compile(r"\s+with (?:the )?[A-Z]")
_BESIDE = re.compile(rf"\s+(?:(?:of|that|who|which|where|between|against)\s|{_WHERE})")  # behind its day
_TIME_NEXT = re.compile(r"\s+(?:(?:on|in|at|by|from|for|during|early|late|earlier|later|last|this|next)\s)*$")
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_TWO_WORDS = ("central bank",)
_LAWFUL = re.compile(r"\b(?:under|of|by|against|above|within|enforc\w+|br[eo]ak\w*|broke|obey\w*|before) the $")
_OF_ANOTHER = re.compile(
    r", who\b[^,]*$|\b(?:stakes?|shares?|interest|investment|job) (?:in|at) the $"
)  # "who runs the company"
# a name for its subject: "Tern Oil said the company …", and not "Tern Oil's lawyers said the company …"
_OF_BODY = re.compile(
    r"(?:(?:On|In|Last|Earlier|Late|This|Also)\b[^,]{3,40}, )?(?:(?:The|Also|But|And) )*"
    r"(?:[A-Z][\w’'&.-]*[^\Ws],? ){1,5}"
    rf"(?:on |late |early |also |last \w+ )*(?:{tense.CUES.pattern}|says|(?:which|who|whose|an?|the|in|of)\s)"
)
_NAMED = re.compile(r"(?<![.!?] )\b(?!The\b|On\b|In\b|At\b|Last\b|Earlier\b|Late\b|But\b|And\b)[A-Z][\w’'-]+")


def points(text: str, dates: Sequence[Span] = (), title: str = "") -> bool:
    """Tell whether a sentence points at another one; ``dates`` are the spans of its dates.

    ``title`` is its report's, which stands beside it on a timeline: a noun that is named there is known.

    >>> points("Guards placed the facility under quarantine."), points("Guards shut the camp near Port Ostrel.")
    (True, False)
    >>> points("Ada Noor bought a mill, then sold the mill."), points("Ada Noor was asked to do the same.")
    (False, True)
    >>> points("Ada Noor said the mission would go on.", title="Port Ostrel's mission ends")
    False
    """
    plain = _QUOTATION.sub(lambda found: "”" * len(found[0]), text)
    if any(pattern.search(plain) for pattern in _POINTING):
        return True
    if _is_of_them(plain):
        return True
    titled = set(_WORDS.findall(_THIS.sub(" ", title.lower())))
    owners = (owner for owner in _OWNER.finditer(plain) if owner[1] not in titled)
    if any(_is_unknown_owner(plain, owner) for owner in owners):
        return True
    nouns = (_noun(plain, the.end()) for the in _DEFINITE.finditer(plain))
    return any(noun and noun[1] not in titled and _is_unknown(plain, noun, dates) for noun in nouns)


def is_aside(text: str, title: str, leans: int = 0) -> bool:
    """Tell whether a sentence has so little in common with its report's title that it tells of something beside it.

    What an aside is about, the text around it tells; a line and its title that name the same tell it together.
    ``leans`` is the number of reasons to think that it leans on its text; the more there are, the more it must share.

    >>> is_aside("Ada Noor was to decide by Friday.", "Strike shuts Port Ostrel")
    True
    >>> is_aside("Ostrel's dockers are to vote by Friday.", "Strike shuts Port Ostrel"), is_aside("Ada Noor left.", "")
    (False, False)
    """
    if not title:
        return False
    told = _stems(_QUOTATION.sub(" ", text))
    heads = {one[:_OF_ONE_STEM] for one in told}  # what is alike begins alike
    named = (one for one in _stems(title) if one[:_OF_ONE_STEM] in heads)
    shared = (one for one in named if one in told or any(_is_alike(one, other) for other in told))
    return sum(map(weight, shared)) < _THEMES[min(leans, len(_THEMES) - 1)]


def _stems(text: str) -> set[str]:
    return set().union(*map(_STEMS.__getitem__, text.split()))


def _stems_of(chunk: str) -> tuple[str, ...]:
    """Return the stems of what stands between two blanks that say something: no word reaches over a blank."""
    words = (word for word in key(chunk).split() if word.isalpha() and len(word) > 1 and word not in TIMES)
    return tuple(one for one in map(stem, words) if weight(one) >= _WORD_OF_CONTENT)


_STEMS = Remembered(_stems_of)


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two stems are one, but for an ending."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return long.startswith(short) and len(short) >= _OF_ONE_STEM and len(long) - len(short) <= _ENDING


def _is_of_them(text: str) -> bool:
    """Tell whether nothing before "them", "they" or "their" is more than one: "said Noor would give them a port"."""
    them = _THEM.search(text)
    return them is not None and not _MANY.search(text, 0, them.start())


def _is_unknown_owner(text: str, owner: re.Match[str]) -> bool:
    """Tell whether nothing in its sentence says who or what owns something: "Ada Noor, the company's director"."""
    word, before = owner[1], text[: owner.start()]
    if word in _KNOWN or re.search(rf"\b{word}", before):
        return False
    if word not in _OWNING:
        return True
    staff = before.endswith(", ") and _OF_STAFF.match(text, owner.end(1))
    return bool(staff) or _NAMED.search(before) is None


def _noun(text: str, place: int) -> re.Match[str] | None:
    """Return the last word of the noun behind "the"; None where it is set apart by what stands before it."""
    found = None
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, place)
        behind = found is not None and (word is None or word[1].endswith("ed") or tense.CUES.match(text, place))
        if word is None or word[1] in _NO_NOUN or behind:
            break
        if _SUPERLATIVE.match(word[1]):
            return None
        found = found if word[1] in _MODIFIERS else word
        place = word.end()
    return found


def _is_unknown(text: str, noun: re.Match[str], dates: Sequence[Span]) -> bool:
    """Tell whether nothing in its sentence says which one a definite noun is."""
    word, end = noun[1], noun.end(1)
    day = next((last for start, last in dates if start > end and _TIME_NEXT.fullmatch(text, end, start)), None)
    known = (
        word in _KNOWN
        or text.startswith(_TWO_WORDS, noun.start())
        or (word == "law" and _LAWFUL.search(text, 0, noun.start()))
    )
    if known or (day is None and _BEFORE_NAME.match(text, end)):
        return False
    which = _WHICH_TEXT if word in _TEXTS else _WHICH
    if day is None and (which.match(text, end) or (word in _TO_DO and _DOING.match(text, end))):
        return False
    if word in _WITH and _PARTNER.match(text, end):
        return False
    if day is not None and _BESIDE.match(text, day):  # "the attack on Friday near Ostrel"
        return False
    before = text[: noun.start()]
    if word in _BODIES:
        return not _OF_BODY.match(text) or _NAMED.search(before) is None or _OF_ANOTHER.search(before) is not None
    return re.search(rf"\b{word}", before) is None
