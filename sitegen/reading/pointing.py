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

_MOST_WORDS = 3  # between "the" and the end of its noun

# What every reader knows, in the country or on the day that the sentence tells of.
_KNOWN = TIMES | word_set("""
    government president presidency premier prime minister ministers cabinet parliament senate house congress
    legislature judiciary police army military navy nation country capital border borders economy
    economies market markets central bank treasury budget deficit press media public internet web phone radio
    television world planet earth sun moon sky sea ocean coast weather environment climate atmosphere ground air water
    war peace law constitution church crown throne monarchy people population poor rich young elderly dead wounded
    injured sick living past present future rest end start beginning middle number majority minority average total
    amount top bottom left right north south east west northeast northwest southeast southwest century weekend morning
    afternoon evening night season quarter period pandemic coronavirus virus outbreak epidemic disease dollar euro pound
    yen sterling yuan rouble ruble currency opposition election elections vote nomination electorate polls ballot
    office job street streets road way battlefield scene spotlight lead limelight aftermath wake hope hopes possibility
    day days week weeks month months year years hour hours time times decade decades region
    need use fact idea kind sort likelihood chance risk right rights truth
    """)
_BODIES = word_set("""
    company firm retailer carmaker automaker airline lender group organisation organization club team newspaper
    broadcaster publisher
    """)
# Behind "the" and within a noun phrase they are no noun of it, or end it.
_NO_NOUN = word_set("""
    a an and are as at be because been before but by can could do does did during each early earlier even for from had
    has have he here his how if in into is it its last late later like made may might more most must next not now of off
    on once only or out over per she should since so still than that the their them then there these they this those
    through to today together tomorrow too under until up was were what when where which while who whose will with
    without would yesterday after against ago alone also again amid around between despite down due near within says
    takes wraps features includes likely
    """)
_MODIFIERS = word_set("online alleged surrounding one two three four five six seven eight nine ten")
_SUPERLATIVE = re.compile(r"(?:[a-z]{3,}est|worst|only|last|first|second|third)$")
_SAME = re.compile(
    r"\bthe same(?! (?:day|week|month|year|time|night|morning|evening|period|weekend|[a-z]+ (?:as|in|of|for|that)"
    r"|as)\b)(?: (?!as\b)[a-z]+)?(?! as\b)"
)
_LIKE = re.compile(
    r"\b(?:an?|the|in|announced|reported|made|with) (?:similar|comparable)(?: [a-z]+)*?"
    r"(?=[.,;]|$| (?:for|in|on|at|by)\b)"
    r"|\b[Tt]he (?:comparable|latter|aforementioned)\b"
)
# "his comments", "Noor's action": what was said or done, another sentence tells
_WHOSE = re.compile(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s?) (?:comments?|remarks?|actions?|words|quotes|statements?|claims?"
    r"|announcement|proposals?|requests?|tweets?|arguments?)"
    r"(?= (?:on|in|at|late|early|last|was|were|is|are|had|has|have|came|drew|could|would|will|might|as)\b|[.,;]|$)"
)
# "said on Friday it was not true", "the Council said he would leave": what, and who?
_OF_IT = re.compile(
    r"\b(?:said|told|added)\b[^,.;]{0,40}?\sit (?:is|was|had been|would be) (?:(?:not|simply|very|too|[a-z]+ly)\s)*"
    r"(?:true|untrue|false|wrong|right|correct|unfair|fair|over|unclear|clear|impossible|possible|good|bad|great|fine)(?=[.,;]|$)"
    r"|\b(?:said|that) (?:one|two|three|four|five|some|many|most|all|both|none|several) of them\b"
)
_OF_HIM = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]*\s)+(?:on [A-Z]\w+\s|[A-Z]\w+day\s)?(?:said|announced|reported|confirmed|added)\s"
    r"(?:(?:late |early )?(?:on )?[A-Z]\w+day )?(?:that )?(?:he|she)\b"
)
_DEFINITE = re.compile(r"\b[Tt]he (?=[a-z])")
_WORD = re.compile(r"([a-z]+)(?![\w’'-]) ?")
_WORDS = re.compile(r"[a-z]+")
_BEFORE_NAME = re.compile(r"\s+[A-Z\d“\"(]|[’'-]")  # "the film Tern", "the port's"
# a phrase or clause that says which: "the rules of", "the camp near Ostrel", "the vaccine made by"
_WHERE = r"(?:in|at|on|near|from|outside|inside|across|along|around|behind) (?:the )?(?=[A-Z\d])"
_WHICH = re.compile(
    r",?\s+(?:which|who|whose|where)\s|\s+(?:(?:of|that|between|against|about|called|known|for|(?!during)[a-z]+ing"
    rf"|and [a-z]+ of)\b|{_WHERE}"
    r"|(?:[a-z]+ed|made|held|built|led|sent|given|taken|written|drawn) (?:by|in|at|on|for|with|from)\b)"
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
_NAMED = re.compile(r"(?<![.!?] )\b(?!The\b|On\b|In\b|At\b|Last\b|Earlier\b|Late\b|But\b|And\b)[A-Z][\w’'-]+")


def points(text: str, dates: Sequence[Span] = (), title: str = "") -> bool:
    """Tell whether a sentence points at another one; ``dates`` are the spans of its dates, ``title`` is its report's.

    >>> points("Guards placed the facility under quarantine."), points("Guards shut the camp near Port Ostrel.")
    (True, False)
    >>> points("Ada Noor bought a mill, then sold the mill."), points("Ada Noor was asked to do the same.")
    (False, True)
    >>> points("Ada Noor said the mission would go on.", title="Port Ostrel's mission ends")
    False
    """
    plain = _QUOTATION.sub(lambda found: "”" * len(found[0]), text)
    if any(pattern.search(plain) for pattern in (_SAME, _LIKE, _WHOSE, _OF_IT, _OF_HIM)):
        return True
    nouns = (_noun(plain, the.end()) for the in _DEFINITE.finditer(plain))
    unknown = (noun[1] for noun in nouns if noun is not None and _is_unknown(plain, noun, dates))
    titled = set(_WORDS.findall(title.lower()))
    return any(noun not in titled for noun in unknown)


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
    if word in _KNOWN or (day is None and _BEFORE_NAME.match(text, end)):
        return False
    if day is None and (_WHICH.match(text, end) or (word in _TO_DO and _DOING.match(text, end))):
        return False
    if word in _WITH and _PARTNER.match(text, end):
        return False
    if day is not None and _BESIDE.match(text, day):  # "the attack on Friday near Ostrel"
        return False
    before = text[: noun.start()]
    if word in _BODIES:
        return _NAMED.search(before) is None
    return re.search(rf"\b{word}", before) is None
