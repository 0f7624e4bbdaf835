"""Sentences in, figures out: which number of which thing, where, in which time, and who gives it.

A figure is read only where the thing that is counted stands beside its number. Numbers that count nothing (dates, ages,
articles of law, scores, lists) are none. Two figures are of one subject only where thing, deed, place and time are one:
what that is, `Figure.subject` says; it is never guessed from likeness.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from sitegen.model import Article, Figure, Mention, Qualifier, Sentence, Span, Statement, TimeExpression
from sitegen.reading import tense, timewords
from sitegen.reading.nomenclature import word_set

LONGEST = 2000  # characters; what is longer is no sentence
_MOST_NUMBERS = 16  # in a sentence that are looked at: more stand in tables alone
_FEW = 10  # a number in words below it counts something only beside a deed: "three soldiers were killed"
_NO_PLURAL = 3  # letters of a word that is too short to be a plural: "gas"
_MOST_WORDS = 5  # of a thing
_NEAR = 60  # characters between a deed and its number

# ---------------------------------------------------------------- numbers

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "dozen": 12,
}
_WORDS = {word: number for word, number in timewords.NUMBERS.items() if number}
_VAGUE = (
    "tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|hundreds|thousands|millions|dozens"
    "|scores|several hundred|several thousand|several dozen|several million"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_SPELLED = tense.by_letter(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS}|(?:{_SPELLED})(?:[- ](?:{_SPELLED}))?|an?(?= (?:hundred|thousand|million|billion|dozen)))"
_SCALE = r"(?:[ -](?:hundred|thousand|dozen)|[ -]?(?:million|billion|trillion)|bn)(?![\w-])"
_CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP"}
_UNITS = {
    **dict.fromkeys(("percent", "per cent", "%"), "%"),
    **dict.fromkeys(("dollar", "dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("kilometre", "kilometres", "kilometer", "kilometers", "km"), "km"),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), "m"),
    **dict.fromkeys(("mile", "miles"), "mi"),
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons"), "t"),
    **dict.fromkeys(("hectare", "hectares"), "ha"),
}  # fmt: skip
# what is said of a number, before it: (words, what they mean, example)
QUALIFIERS: tuple[tuple[str, Qualifier, str], ...] = (
    ("approximately|about|around|some|roughly|an estimated|almost|nearly|close to", "about", "around 2,500 crew"),
    ("at least|no fewer than|no less than|a minimum of", "at least", "at least 70 families"),
    ("more than|over|above|upwards of|in excess of", "more than", "more than 460 sailors"),
    ("fewer than|less than|under|below", "less than", "fewer than 12 boats"),
    ("up to|as many as|as much as|at most|a maximum of", "up to", "as many as 40 boats"),
    ("only|just|a total of|an additional|another|exactly|a further", "", "only 12 boats"),
)
_MEANING: Mapping[str, Qualifier] = {word: means for words, means, _ in QUALIFIERS for word in words.split("|")}
_QUALIFIER = tense.by_letter(sorted(_MEANING, key=len, reverse=True))
# Tried on lower case, where what a letter begins is found many times faster.
_FIGURE = re.compile(
    rf"(?<![\w.,:/#№°-])(?:(?P<qualifier>{_QUALIFIER})\s+|(?<!\d[:,] ))(?:the\s+)?(?P<currency>us\$|[$€£])?"
    rf"(?:(?P<number>{_NUMBER})(?P<scale>{_SCALE})?(?:\s?(?:-|–|to|and|or)\s?(?P<high>{_DIGITS}))?(?P<scale2>{_SCALE})?"
    rf"|(?P<vague>{tense.by_letter(_VAGUE.split('|'))}))(?:\s?(?P<percent>%|per ?cent(?!\w)))?(?![\w%$€£])(?![.,:] ?\d)"
)
# before a number that only names: "Article 140", "Resolution 2803", "aged 46", "Flight 12", "phase two"
_NAMING = word_set("""
    article resolution section chapter page no number flight route highway room unit age aged phase stage group line
    channel part step level version case gate day week paragraph annex decree law battalion brigade division regiment
    list episode season point points window act type class category mark covid g cop top under
    """)
_ONE_OF = re.compile(r"one of\b|\d+\s?(?:am|pm|a\.m|p\.m|GMT|EST|EDT|IST)\b", re.IGNORECASE)
_SHARE = re.compile(rf"\b(?:{_SPELLED}|\d+) (?:in|out of) $", re.IGNORECASE)  # "more than one in ten of them"
_YEAR = re.compile(r"(?:19|20)\d\d")

# ---------------------------------------------------------------- things and deeds

_WORD = re.compile(r"\s(?P<word>(?:[A-Z]\.){2,}|[^\W\d_][\w’'&-]*)")
# words that end the thing that is counted
_ENDS = word_set("""
    a an the and or but nor of in on at by for from to with within without as per than that which who whom whose
    where when while since until during after before over under into onto through across against among between
    because if so is are was were be been being has have had do does did will would could can may might must
    shall should not no said says also still now then there here this these those it he she they we you i its
    his her their our who's each every more less most least ago later earlier away left today yesterday tomorrow
    including such worldwide alone together so-called according amid despite due via outside inside near around
    above below mostly mainly largely
    """)
_NO_THING = word_set("""
    times time years year months month weeks week days day hours hour minutes minute seconds second decades
    decade points point percent cent sides side ways way others other things thing reasons reason degrees degree
    am pm p.m a.m o'clock old more parts part halves half steps step phases phase goals goal sets set wins games
    seats thirds quarters fold key main separate different
    """)
# What happened to those who are counted: (forms, name, example). Forms stand behind them ("sailors were killed").
DEEDS: tuple[tuple[str, str, str], ...] = (
    ("killed slain", "killed", "460 sailors were killed"),
    ("dead died", "died", "460 sailors have died"),
    ("wounded injured hurt", "wounded", "12 sailors were wounded"),
    ("displaced", "displaced", "9,000 people were displaced"),
    ("evacuated", "evacuated", "9,000 people were evacuated"),
    ("arrested", "arrested", "30 smugglers were arrested"),
    ("detained", "detained", "30 smugglers were detained"),
    ("released freed", "released", "20 sailors were released"),
    ("escaped", "escaped", "120 smugglers escaped from a hulk"),
    ("recaptured", "recaptured", "81 smugglers were recaptured"),
    ("missing", "missing", "six sailors are missing"),
    ("held imprisoned", "held", "the hulk where 900 smugglers are held"),
    ("affected", "affected", "3,000 people were affected"),
)
# The same, as others do it: it stands directly before the number ("the storm killed 460 sailors").
DOING: tuple[tuple[str, str, str], ...] = (
    ("killed kill kills killing", "killed", "the storm killed 460 sailors"),
    ("wounded injured injuring wounding", "wounded", "the storm injured 12 sailors"),
    ("displaced displacing|displacement of", "displaced", "the displacement of 9,000 people"),
    ("arrested arresting|arrest of", "arrested", "guards arrested 30 smugglers"),
    ("detained detaining|detention of", "detained", "guards detained 30 smugglers"),
    ("released freed releasing|release of", "released", "guards released 20 sailors"),
    ("recaptured recapturing", "recaptured", "guards recaptured 81 smugglers"),
    ("affected affecting affects impacted impacting", "affected", "the flood affected 3,000 people"),
    ("death of|deaths of", "died", "the deaths of 12 sailors"),
)


def _forms(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return what each form means; words apart by a bar hold a blank."""
    return {
        form: name
        for forms, name, _ in rows
        for number, part in enumerate(forms.split("|"))
        for form in ([part] if number or " of" in part else part.split())
    }


_DEED, _DONE = _forms(DEEDS), _forms(DOING)
_OF_DEED = word_set("was were has have had been reported confirmed found shot left") | {*_DEED, *_DONE}
_DEED_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_DEED, key=len, reverse=True))})(?![\w-])")
# "four killed in the air, one killed at sea"
_ONE_MORE = {word: re.compile(rf",\s(?:{_SPELLED}|\d+)\s(?:more\s)?(?:was\s|were\s)?{word}\b") for word in _DEED}
# "called for the safe release of", "hid with hundreds of people", "there might have been two"
_WANTED = re.compile(
    r"\b(?:for|on|about|demand\w*|s[eo]\w+k|secur\w*|negotiat\w*|want\w*|promis\w*|plan\w*|urg\w*|s[ea]e|involv\w*|authori[sz]\w*|approv\w*|order\w*|announc\w*)\s(?:the\s|their\s|an?\s)?"
    r"(?:safe\s|immediate\s|possible\s|full\s|further\s|eventual\s)*$"
)
_WITH = re.compile(r"\b(?:with|to|on|by|of|from|for|at|among|against|between|like|than)\s$")
_MAYBE = re.compile(
    r"\b(?:may|might|could|would|will|if|unless|whether|(?:set|due|expected|scheduled|likely|about|going) to)\b"
)
_ONE_WAS = re.compile(r"\bwas\s(?:[a-z]+\s)?$")
_THEN = re.compile(r"\s(?:were|was|are|have|has|had)\s")  # "two of the six people hurt were taken away"
_STATES = word_set("held imprisoned")  # "swapped five men held in the port"
_OWN_DEEDS = word_set("dead died hurt escaped missing")
# "detained or face arrest", "held in the port were released"
_ANOTHER_DEED = re.compile(r"\sor\s|(?<=held)\s(?:up|back|off)\b")
_LATER_DEED = re.compile(
    rf"[^,.;:]{{0,80}}?\s(?:has|have|had|was|were|are)\s(?:since\s|now\s|later\s)?(?:been\s)?{_DEED_WORD.pattern}"
)
_AND_MORE = re.compile(rf"\s*(?:,|and/or|and|or)\s+(?:[a-z]+\s)?{_DEED_WORD.pattern}")
# what may stand between those who are counted and what befell them
_BEFELL = re.compile(
    r"(?:\s+(?:in|from|at|across|near|inside)\s(?:[\w’'-]+\s?){1,5})?(?:\s+(?:and|or)\s[^,.;]{3,40})?,?\s+(?:who\s|that\s)?"
    r"(?:(?:have|has|had|were|was|are|is|be|been|being|reported|confirmed|also|reportedly|left|now|already|later|still"
    r"|shot)\s+)*$"
)
# what befell nobody, or not yet: "are feared dead", "could be killed", "threatened to kill"
_NOT_SO = (
    r"feared?|believed|thought|may|might|could|would|will|can|should|if|unless|expect(?:s|ed)?|likely|risks?|threat\w*"
    r"|forecasts?|plan(?:s|ned)?|aim(?:s|ed)?|hopes?|targets?|predict(?:s|ed)?"
)
_UNTOLD = re.compile(rf"\b(?:{_NOT_SO})\b")
_UNSURE = re.compile(rf"\b(?:{_NOT_SO}|potentially|possibly|allegedly|to|not|no)\b")
_DOES_NOT = re.compile(r"\b(?:could|would|may|might|will|can|to|not|never)\s(?:have\s|be\s)?$")
# behind a deed that others did: "five men held in the port", but not "five men held a conference"
_UNDERGONE = re.compile(
    r"(?:[\s,]*$|\s*[.,;:)–—-]|\s+(?:in|at|by|on|from|since|during|after|when|as|and|or|near|over|under|with|without|for|across|while"
    r"|before|last|this|so|here|there|amid|inside|outside|around|along|following|because|between|hostage|captive|each|every"
    rf"|yesterday|today|{'|'.join(timewords.WEEKDAYS)})\b)"
)
_UNDERGO = re.compile(r"\b(?:were|was|are|is|be|been|being)\b")
_BEFORE = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_DONE, key=len, reverse=True))})(?: another| some| an estimated)? $", re.IGNORECASE
)
# those to whom such things happen: others are counted without what befell them
_PERSONS = re.compile(
    r"(?:people|persons?|men|women|children|boys|girls|babies|civilians|troops|personnel|police|staff|crew|families|militants"
    r"|migrants|residents|inhabitants|detainees|hostages|escapees|refugees|relatives|members|victims|casualties|officials"
    r"|students|pupils|patients|captives|suspects|recruits|guards|nationals|citizens|journalists|activists|medics|pilots"
    r"|divers|soldiers|forces|[A-Z][\w-]+(?:s|ese|ish)|[a-z]*(?<!quart)(?<!build)(?<!numb)(?<!helicopt)(?<!tow)(?<!comput)(?<!pap)"
    r"(?:ers|ors|ists|ants|iens|ians|mates|ees|smen|women))$"
)
_OF_OTHERS = re.compile(
    r"\b(?:father|mother|parents?|wife|husband|friends?|relatives?|related|per|accused|charged)\b[^,.;]{0,30}$"
)
_GERUND = re.compile(r"(?:^|[“”\"]|\b(?:is|are|was|were|be|been|that|of|from|against|about|without|if|to)\s)$")
# "civilians and combatants": the number is of both
_BOTH = re.compile(
    rf"\s(?:and|or)\s(?!{_QUALIFIER}|{_NUMBER})(?!\w+(?:ed|ing)\b)(?:[A-Za-z’'-]+\s){{0,2}}"
    r"(?:(?:[a-z]+(?:s|men|people|children)|children|militia|police|staff|personnel|crew)\b"
    r"|[a-z]+(?=[.,;]|\s(?:at|in|on|of|from|were|was|have|had|during)\b|$))|,\s[a-z-]+,?\s(?:and|or)\s[a-z]"
    r"|,\s[a-z-]+,\s[a-z]+\s[a-z]"
)
_IN = re.compile(r"\b(?:in|from|at|across|near|inside)\s")
_PERHAPS = re.compile(r"\b(?:potentially|possibly|allegedly|perhaps)\s$")
_AIM = re.compile(r"\b(?:goal|designed|intended|cancel|want(?:s|ed)?)\b")
_JOINED = re.compile(rf"\b(?:{'|'.join(sorted(_DONE, key=len, reverse=True))}) (?:and|or|and/or) (?:[a-z]+ly )?$")
_ACCUSED = re.compile(r"\s+(?:\w+\s)?(?:accused|charged|suspected|convicted|on trial|wanted)\b")
_CLAUSE = re.compile(
    rf"[;:“”\"—–]|\s-\s|,\s(?![a-z]+ing\s)|\s(?:and(?! (?:{_QUALIFIER}|{_NUMBER})\b)|but|while|who|which|where|when"
    r"|after|as|that)\s"
)
_OTHERS = re.compile(
    r"\b(?:other|another|further|additional|more|includes|included|contained|or|every) $", re.IGNORECASE
)
_MEMBERS = word_set("members nationals classmates relatives colleagues passengers employees")  # of what?
_LIMITED = re.compile(
    r"\s(?:with (?:links|ties|connections|dual|serious|minor)|linked|believed|suspected)\s"
    rf"|,?\s(?:along with|as well as)\s|\sor (?:more|fewer|less)\b|\sfor [a-z ]{{3,40}} and (?:{_NUMBER})\b"
)  # "four people with"
_RATE = re.compile(
    r"\b(?:each|daily|weekly|monthly|yearly|annually)\b|\bout of (?:the |a )?\d|\band another \d+(?: in\b| at\b|[.,]|$)"
    r"|\b(?:a|per|each|every) (?:day|week|month|year|hour)\b(?! (?:earlier|ago|before|after|later|old|long)\b)"
    r"|\b(?:in|within|over|for) (?:(?:an?|one|the|just|under|single|previous|past|last|space of) )*"
    r"(?:(?:\d+|[a-z]+)[- ]hours?|day)\b"
)
_EACH = re.compile(r"\b(?:each|every) (?:day|week|month|year|hour)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:purported(?:ly)?|allegedly|unconfirmed|allegations?)\b|\b(?:posts?|videos?|memes?|rumou?rs?|hoax)\b[^.]{0,40}\bclaim"
)
_SUPERSEDED = re.compile(
    r"\b(?:at|by) (?:that|this|one) (?:point|stage|time)\b|\bin the time\b|\bconflicting\b"
    r"|\balthough\b[^.;]{0,80}\bsaid\b|\b(?:earlier|initial|initially|previous|previously|preliminary)\b[^.;]{0,40}\b(?:tolls?|counts?|reports?|reported|figures?"
    r"|estimates?|said)\b|\b(?:number|toll|figure)\b[^.;]{0,30}\b(?:grown|risen|climbed|rose|increased)\b",
    re.IGNORECASE,
)
# the time that a figure counts: "since the truce took effect", "in the past month", "between May and June"
_PERIOD = re.compile(
    r"\b(?:since(?! (?:it|he|she|they|been|then|become|had|has|have)\b)|during|over the (?:past|last)"
    r"|in the (?:past|last)|so far this"
    rf"|(?:from|between)(?= (?:{'|'.join(timewords.MONTHS)}|(?:early |late )?\d{{4}}\b)))"
    r"\s?(?:[^.,;:“”\"()]|(?<=\d)[.,](?=\d)){2,80}"
)
# what a sentence holds that gives a number, also within words
_SOUGHT = AhoCorasick(
    [*"0123456789", *(form for word in (*_WORDS, *_SCALES, *_VAGUE.split("|")) for form in (word, word.capitalize()))]
)
_OF = re.compile(
    r" of (?:the |these |those |its |their |his |her |our |any )?(?:(?:[\d,]+|" + _SPELLED + r") )?(?=[^\W\d])",
    re.IGNORECASE,
)
# "2,500 troops in Iraq and 900 in Syria": the thing was said before
_ELLIPTIC = re.compile(r" (?:in|from|at|on) (?=[A-Za-z])")
_AT = re.compile(
    r" (?:in|at|across|inside|throughout)"
    r"(?: the| neighbou?ring| northern| southern| eastern| western| northeast| northeastern| central)* "
)
# "in Averel and Meridian", "in Averel, Meridian and Sandholm": more than one place, of which none holds all
_MORE_PLACES = re.compile(r"(?:,| and| or)\s(?:and\s)?(?:nearby\s|neighbou?ring\s)?[A-Z]")
# "at the Meridian base", "at Meridian's docks": the place is another
_NO_NOUN = (
    "and|or|but|to|in|at|on|of|by|for|from|with|that|which|who|whose|when|while|as|after|before|is|are|was|were|has|have"
    "|had|did|do|now|then|alone|also|since|during|under|over|last|this|it|[a-z]+ed|[a-z]+ing"
)
_ATTRIBUTE = re.compile(rf"[’']s\b|-|\s(?!(?:{_NO_NOUN})\b)[a-z]")
# who stands at a place: "There are 2,500 troops in Averel", "Meridian has 900", but not "it was signed by 25 guests in"
_THERE_ARE = re.compile(
    r"(?:^|\b(?:there (?:is|are|was|were|have been)|has|have|had|includ(?:es?|ing)|home to|estimated|keeps?|kept|bases?"
    r"|stations?|maintains?|and|up to)\s|[,;:]\s|[“\"])$",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\bof(?: the| these| those)?\s$")
_TO_KEEP = re.compile(r"\bto (?:keep|have|base|station|maintain|leave|put)\s$")
# who is at a place to stay; others are counted there for what they do
_STATIONED = re.compile(
    r"\b(?:troops|soldiers|forces|personnel|marines|sailors|fighters|peacekeepers|advis[eo]rs|guards|police|inmates|prisoners"
    r"|detainees|hostages|refugees)$",
    re.IGNORECASE,
)
_PART = re.compile(r"\sof (?:the|these|those|its|their|his|her)\s")  # "1,000 of the crews in Meridian are guests"
_SINGULARS = word_set("hamas isis texas kansas arkansas damascus paris us gas bus")
_OWNER = re.compile("[’']s?$")
_PLURALS = word_set("people men women children personnel police staff troops aircraft families militia crew")
# what befell those at a place, or what they did, is told of them: "1,800 crews in Meridian settled a claim"
_SUBJECT = re.compile(
    rf"(?:\s[-–—]\s[^-–—]{{2,80}}\s[-–—]|,[^,]{{2,80}},)?\s(?:(?:also|now)\s)?(?:{tense.CUES.pattern})"
)
# "in the first evacuation since the truce": the time of another thing
_RUNS_ON = re.compile(
    r"(?<=\w)\s(?:with|by (?=an?\s)|against|citing|posted|according|amid|despite|due to|when|while"
    r"|to (?=(?:multiple|life|more|at least)\b))\b"
)  # "during an escape to life in prison"
_PAST = re.compile(
    r"(?:in|over) the (?:past|last) (?:[\w-]+ ){0,3}?(?:hours?|days?|weeks?|months?|years?|decades?|century)\b"
)
# a time that another sentence tells, or that ends or runs on in the middle: "during their attack", "during a", "… said"
_NO_TIME = re.compile(
    r"\b(?:it|he|she|they|his|her|its|their|said|says|told|there|were|was|are|is)\b|\s(?:an?|the|in|on|of|at|by|and|to|for|Oct|Nov|Dec|Jan|Feb|Sept?"
    r"|St|Mt|Mr|Mrs|Ms|Dr|Gov|Gen|Sen|Rep)$"
)
_POINT = re.compile(r"\.[a-z]")  # "during a 5 a.m. count"
# what may stand between those who are counted and their time: "… have been killed in Averel since May"
_NEAR_DEED = re.compile(
    rf"(?:\sand\s[^,.;]{{3,30}}?)?\s(?:(?:who|that|have|has|had|were|was|are|been|reported|also|now|already)\s){{0,4}}(?:{_DEED_WORD.pattern}\s)?"
    r"(?:(?:in|from|at|across|by)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3})?"
)
_HALF = re.compile(r"(?:between|from)\s(?!.*\s(?:and|to|until)\s).*")  # "between February", cut at "and"
_FIRST = re.compile(r"\b(?:first|last|only|most|best|[a-z]{3,}est|worst)\b[^.,;:]{0,120}$|\b(?:mark|anniversary) $")
# verbs by which a speaker gives a figure; "announced a ban after six died" gives none
_GIVES = word_set("said says told tells added adds stated states reported claimed estimated confirmed wrote noted put")
# what stands in them is told beside what is said: "said a storm that killed six was over", "…, which killed six"
_BACKGROUND = re.compile(
    r"\b(?:which|who|whose|after|when|while|where|responsibility)\b|,\s[a-z]+ing\b"
    r"|\bthat (?:has |have |had )?(?:[a-z]+ed|left|took|saw|cost)\b"
)
_NOUN = re.compile(
    r"\b(?:deaths?|release|arrest|detention|displacement|killing) of $"
)  # "the deaths of four were his loss"
_ACCORDING = re.compile(
    r"[,\s]according to (?P<giver>(?:(?! [-–—] )(?:\b(?:[A-Z]\.)+|\b[A-Z][a-z]{1,4}\.(?=\s[A-Z])|[^.,;:“”\"])){2,80})"
)


_WHICH = re.compile(r",\s(?:which|who)\s[^,]*$")  # "…, which left 30 dead, according to": the rest is whose account?
_TAIL = re.compile(r"\s(?:who|which|that|as|when|while|after|but|with)\b")  # "the Observatory which relies on"


class _Counted(NamedTuple):
    """A number with the thing that it counts, by offsets in a sentence."""

    start: int
    number: int
    end: int
    value: str
    high: str
    unit: str
    qualifier: Qualifier
    thing: str


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read in an article's text, by the offsets where it begins."""

    places: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    said: Mapping[str, tuple[Statement, ...]]


def figures(
    article: Article,
    sentences: Sequence[Sentence],
    places: Sequence[Mention],
    expressions: Sequence[TimeExpression],
    statements: Sequence[Statement],
) -> tuple[Figure, ...]:
    """Return the figures of an article, in the order of the text; the other arguments are what was read in its text.

    ``places`` are the mentions of places alone.

    >>> from sitegen.model import Block
    >>> from sitegen.reading.sentences import sentences
    >>> text = "More than 460 sailors have been killed since the strike began."
    >>> article = Article("Strike", text, (Block("paragraph", 0, len(text)),))
    >>> [(one.value, one.qualifier, one.thing, one.deed, one.period)
    ...     for one in figures(article, sentences(article), (), (), ())]
    [('460', 'more than', 'sailors', 'killed', 'since the strike began')]
    """
    said: dict[str, tuple[Statement, ...]] = {}
    for one in statements:
        said[one.sentence] = (*said.get(one.sentence, ()), one)
    read = _Read(tuple(places), tuple(expressions), said)
    found: list[Figure] = []
    for sentence in _holding_numbers(article.text, sentences):
        body = article.text[sentence.start : sentence.end]
        if len(body) <= LONGEST:
            made = (_figure(body, sentence, one, read) for one in _counted(body, sentence, read))
            found += (one for one in made if one.deed or not _few(one))
    return tuple(found)


def _holding_numbers(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences in which a number may stand."""
    starts = [sentence.start for sentence in sentences]
    found = _SOUGHT.find_matches_as_indexes(text)
    whole = (start for _, start, _ in found if text[start].isdigit() or not text[start - 1 : start].isalnum())
    places = dict.fromkeys(bisect_right(starts, start) - 1 for start in whole)
    yield from (sentences[place] for place in places if place >= 0)


def _few(figure: Figure) -> bool:
    """Tell whether a number counts too little to be a figure by itself: "two sides", "three goals"."""
    return not figure.unit and figure.value.isdigit() and int(figure.value) < _FEW


# ---------------------------------------------------------------- numbers and things


def _counted(body: str, sentence: Sentence, read: _Read) -> Iterator[_Counted]:
    """Yield the numbers of a sentence that count something."""
    times = [(one.start - sentence.start, one.end - sentence.start) for one in _within(read.times, sentence)]
    last: _Counted | None = None
    done = 0
    small = body.replace("İ", "i").lower()  # a character for a character
    for match in islice(_FIGURE.finditer(small), _MOST_NUMBERS):
        number = match.start("number") if match["number"] else match.start("vague")
        if number < done or any(start < match.end() and number < end for start, end in times):
            continue
        one = _one(body, match, number, last)
        if one:
            yield one
            last, done = one, one.end


def _one(body: str, match: re.Match[str], number: int, last: _Counted | None) -> _Counted | None:
    """Return what one number counts; None where it counts nothing."""
    before = body[max(0, number - _NEAR) : number]
    named = _names(before) or _YEAR.fullmatch(match["number"] or "")
    shared = before.endswith("per ") or (before.endswith(("in ", "out of ")) and _SHARE.search(before))
    if (named and not match["qualifier"]) or shared or _ONE_OF.match(body, number):
        return None
    unit = _CURRENCIES.get(match["currency"] or "", "") or ("%" if match["percent"] else "")
    end, thing = _thing(body, match.end(), unit)
    if unit:
        return _made(match, number, end, unit, thing)
    behind = _WORD.match(body, match.end())
    measure = _UNITS.get(behind["word"].lower(), "") if behind else ""
    if behind and measure:
        return _made(match, number, behind.end(), measure, "")
    if not thing:
        elliptic = last is not None and not last.unit and _ELLIPTIC.match(body, match.end())
        apart = last is not None and tense.CUES.search(body, last.end, match.start())  # "two men fired and hit 160 in"
        return _made(match, number, match.end(), "", last.thing) if last and elliptic and not apart else None
    if _is_name(body, match, thing) or thing.rpartition(" ")[2].lower() in _NO_THING:
        return None
    return _made(match, number, end, unit, thing)


def _names(before: str) -> bool:
    """Tell whether the word before a number makes it a name: "Article 140", "Covid-19"."""
    word = before.rstrip(" -")
    apart = len(word) < len(before)
    return apart and word.replace("-", " ").rpartition(" ")[2].rstrip(".").lower() in _NAMING


def _is_name(body: str, match: re.Match[str], thing: str) -> bool:
    """Tell whether a number in words opens a name: "Three Rivers"."""
    return match["number"] is not None and body[match.start("number")].isupper() and thing[0].isupper()


def _made(match: re.Match[str], number: int, end: int, unit: str, thing: str) -> _Counted:
    scale = match["scale"] or match["scale2"] or ""
    value = _value(match["number"], scale) if match["number"] else match["vague"]
    high = _value(match["high"], match["scale2"] or scale) if match["high"] else ""
    qualifier = _MEANING[" ".join(match["qualifier"].split())] if match["qualifier"] else ""
    return _Counted(match.start(), number, end, value, high, unit, qualifier, thing)


def _value(number: str, scale: str) -> str:
    """Return a number in digits.

    >>> _value("1,200", ""), _value("2.5", " million"), _value("twenty-two", "")
    ('1200', '2500000', '22')
    """
    words = re.split("[ -]", number.lower())
    if words[0] in ("a", "an"):
        base = Decimal(1)
    elif words[0] in _WORDS:
        base = Decimal(sum(_WORDS[word] for word in words))
    else:
        base = Decimal(number.replace(",", "").replace(" ", ""))
    times = _SCALES.get(scale.strip(" -").lower(), 1)
    return f"{(base * times).normalize():f}"


def _thing(body: str, place: int, unit: str) -> tuple[int, str]:
    """Return where the thing behind a number ends, and its words; empty where there is none."""
    of = _OF.match(body, place)
    end = of.end() - 1 if of else place
    words: list[str] = []
    ends: list[int] = []
    while len(words) < _MOST_WORDS and (match := _WORD.match(body, end)):
        word = match["word"]
        if word.lower() in _ENDS or (words and _no_noun(word)):
            break
        words.append(_OWNER.sub("", word))
        end = match.end()
        ends.append(end)
    last = len(words) if unit == "%" else max((n for n, word in enumerate(words, 1) if _plural(word)), default=0)
    if not last or (unit and not of):
        return place, ""
    return ends[last - 1], " ".join(words[:last])


def _no_noun(word: str) -> bool:
    """Tell whether a word behind a noun is a verb: "boats sailing", "boats sank"."""
    return word.endswith("ing") or bool(tense.CUES.fullmatch(word) or _DEED_WORD.fullmatch(word.lower()))


def _plural(word: str) -> bool:
    small = word.lower()
    return (
        (word.endswith("s") and not word.endswith("ss") and len(word) > _NO_PLURAL and small not in _SINGULARS)
        or small in _PLURALS
        or small.endswith(("men", "people"))
    )


def _within(spans: Sequence[TimeExpression], sentence: Sentence) -> Sequence[TimeExpression]:
    low = bisect_left(spans, sentence.start, key=lambda one: one.start)
    high = bisect_left(spans, sentence.end, key=lambda one: one.start)
    return spans[low:high]


# ---------------------------------------------------------------- deed, place, time, giver


def _figure(body: str, sentence: Sentence, one: _Counted, read: _Read) -> Figure:
    low, high = _clause(body, one)
    period = _PERIOD.search(body, low, high)
    if period and one.end <= period.start() and not _NEAR_DEED.fullmatch(body, one.end, period.start()):
        period = None
    if period and (_is_cut(body, period.end(), high) or _HALF.fullmatch(period[0]) or _NO_TIME.search(period[0])):
        period = None
    if period and any(
        _OF_DEED.isdisjoint(verb[0].split()) for verb in tense.CUES.finditer(body, one.end, period.start())
    ):
        period = None  # "arrested two who were planning raids during the feast"
    if period and (period.start() < one.end <= period.end() or _FIRST.search(body, low, period.start())):
        period = None
    giver, words = _giver(body, sentence, one, read)
    return Figure(
        sentence=sentence.id,
        start=sentence.start + one.start,
        end=sentence.start + one.end,
        value=one.value,
        high=one.high,
        unit=one.unit,
        qualifier=one.qualifier,
        thing=one.thing,
        deed=_deed(body, one, low, high),
        place=_place(body, sentence, one, read),
        period=_plain(period[0].rstrip()) if period else "",
        giver=giver,
        given_by=words,
        persons=_PERSONS.search(one.thing) is not None and not one.unit,
    )


def _plain(period: str) -> str:
    """Return a time without what runs on behind it: "during an escape to life in prison"."""
    past = _PAST.match(period)
    if past:
        return past[0]
    words = _RUNS_ON.split(period)[0]
    return words if words.count(" ") > 1 else period  # "since protests against the port began"


def _is_cut(body: str, end: int, high: int) -> bool:
    """Tell whether a time was cut for its length alone."""
    return end < high and (body[end : end + 1].strip(' .,;:“”"()') != "" or _POINT.match(body, end) is not None)


def _clause(body: str, one: _Counted) -> Span:
    """Return the clause that a figure stands in."""
    before = [cut.end() for cut in _CLAUSE.finditer(body, 0, one.start)]
    behind = _CLAUSE.search(body, one.end)
    return (before[-1] if before else 0), (behind.start() if behind else len(body))


def _deed(body: str, one: _Counted, low: int, high: int) -> str:
    """Return what befell those who are counted: who does it directly before them, else what they undergo behind."""
    if one.unit or not _PERSONS.search(one.thing) or _OF_OTHERS.search(body, low, one.start) or _is_partial(body, one):
        return ""
    before = _BEFORE.search(body, max(low, one.start - _NEAR), one.start)
    return _done(body, one, before, low) if before else _undergone(body, one, low, high)


def _done(body: str, one: _Counted, deed: re.Match[str], low: int) -> str:
    """Return what others did to those who are counted: "guards arrested 30 smugglers"."""
    gerund = deed[1].lower().endswith("ing") and (  # "releasing them would be", "raids would resume, arresting"
        _GERUND.search(body, 0, deed.start()) or _UNTOLD.search(body) or _AIM.search(body, 0, deed.start())
    )
    if gerund or _BOTH.match(body, one.end) or _PERHAPS.search(body, low, deed.start()):
        return ""
    wanted = deed[1].endswith(" of") and _WANTED.search(body, low, deed.start())
    joined = _JOINED.search(body, max(0, deed.start() - _NEAR), deed.start())  # "killed and wounded 30"
    if wanted or joined or _ACCUSED.match(body, one.end) or _DOES_NOT.search(body, low, deed.start()):
        return ""
    return _DONE[deed[1].lower()]


def _undergone(body: str, one: _Counted, low: int, high: int) -> str:
    """Return what those who are counted underwent: "30 smugglers were arrested"."""
    if _BOTH.match(body, one.end) or _WITH.search(body, low, one.start) or _MAYBE.search(body, low, one.start):
        return ""
    behind = _DEED_WORD.search(body, one.end, high)
    if not behind or _ACCUSED.match(body, one.end) or _is_mixed(body, behind):
        return ""
    between = body[one.end : behind.start()]
    if not _UNDERGO.search(between) and _is_attribute(body, one, behind):
        return ""
    listed = behind[0] == "missing" and (" had " in between or body.startswith(" from", behind.end()))
    another = one.value != "1" and _ONE_WAS.search(between)  # "the killer of two sailors was wounded"
    if listed or another:
        return ""  # for as long as another sentence tells, or from a list
    if _UNSURE.search(between) or between.endswith("being ") or not _BEFELL.fullmatch(between):
        return ""
    undergone = behind[0] in _OWN_DEEDS or _UNDERGO.search(between) or _UNDERGONE.match(body, behind.end())
    return _DEED[behind[0]] if undergone else ""


def _is_attribute(body: str, one: _Counted, deed: re.Match[str]) -> bool:
    """Tell whether a participle says who is meant, and not what befell them.

    "23 of the people wounded", "held in the port were released", "children in areas affected by".
    """
    if deed[0] in _STATES:
        return True
    if _PART.search(body, one.number, one.end) and _THEN.match(body, deed.end()):
        return True
    if deed[0] not in _OWN_DEEDS and (
        _PART.search(body, one.number, one.end) or _IN.search(body, one.end, deed.start())
    ):
        return True
    return _LATER_DEED.match(body, deed.end()) is not None


def _is_mixed(body: str, deed: re.Match[str]) -> bool:
    """Tell whether another deed, or another number of it, stands beside one, or it has an object: "missing their"."""
    if _ONE_MORE[deed[0]].search(body, deed.end()):
        return True
    lacking = deed[0] == "missing" and not _UNDERGONE.match(body, deed.end())
    return lacking or (_ANOTHER_DEED.match(body, deed.end()) or _AND_MORE.match(body, deed.end())) is not None


def _is_partial(body: str, one: _Counted) -> bool:
    """Tell whether a number is a rate, one of several, or was told before another took its place."""
    limited = one.thing.lower().startswith("other ") or _LIMITED.match(body, one.end)
    others = limited or one.thing.lower() in _MEMBERS or _OTHERS.search(body, 0, one.number)
    rate = _RATE.search(body, one.end) or _EACH.search(body, 0, one.start) or body.endswith("?")
    return bool(others or rate or _SUPERSEDED.search(body) or _HEDGE.search(body))


def _place(body: str, sentence: Sentence, one: _Counted, read: _Read) -> str:
    """Return the place that stands directly behind the thing: "troops in Iraq", "families in northern Gaza"."""
    link = _AT.match(body, one.end)
    if not link:
        return ""
    start = sentence.start + link.end()
    index = bisect_left(read.places, start, key=lambda mention: mention.start)
    near = read.places[index : index + 1]
    if not near or near[0].start != start or _MORE_PLACES.match(body, near[0].end - sentence.start):
        return ""
    end = near[0].end - sentence.start
    attribute = _ATTRIBUTE.match(body, end) and not tense.CUES.match(body, end + 1)
    part = _OF_THESE.search(body, 0, one.start) or _PART.search(body, one.number, one.end)
    if attribute or part or _SUBJECT.match(body, end):
        return ""
    low, high = _clause(body, one)
    if not (_STATIONED.search(one.thing) or _deed(body, one, low, high)):
        return ""
    if (
        _TO_KEEP.search(body, low, one.start)
        or _UNTOLD.search(body, low, high)
        or not _THERE_ARE.search(body, 0, one.start)
    ):
        return ""
    return near[0].entity


def _giver(body: str, sentence: Sentence, one: _Counted, read: _Read) -> tuple[str, Span | None]:
    """Return who gives a figure: an entity where a statement holds it, and the words that name the giver."""
    place = sentence.start + one.start
    for said in read.said.get(sentence.id, ()):
        verb = body[said.verb[0] - sentence.start : said.verb[1] - sentence.start]
        if said.words[0] <= place < said.words[1] and verb in _GIVES:
            apart = _BACKGROUND.search(body, said.words[0] - sentence.start, one.start) or _NOUN.search(
                body, 0, one.start
            )
            return ("", None) if apart else (said.speaker, said.name)
    according = _ACCORDING.search(body, one.end) or _ACCORDING.search(body)
    if not according:
        return "", None
    if "responsibility" in body:  # claimed, for what is told beside it
        return "", None
    apart = _BACKGROUND.search(body, 0, one.start) and _UNDERGO.search(body, one.end, according.start())
    if apart or _WHICH.search(body, 0, one.start):
        return "", None  # "the storm that killed six was a warning, according to"
    start, end = according.span("giver")
    tail = _TAIL.search(body, start, end)
    end = tail.start() if tail else end
    return "", (sentence.start + start, sentence.start + end)
