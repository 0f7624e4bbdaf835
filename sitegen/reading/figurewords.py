"""The words by which figures are read, as tables: numbers, what is counted, what befell it, when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, Implementation

from sitegen.model import Qualifier
from sitegen.reading import tense, timewords
from sitegen.reading.nomenclature import word_set

FEW = 10  # a number in words below it counts something only beside a deed: "three soldiers were killed"
NO_PLURAL = 3  # letters of a word that is too short to be a plural: "gas"
MOST_WORDS = 5  # of a thing
NEAR = 60  # characters between a deed and its number

# ---------------------------------------------------------------- numbers

SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "dozen": 12,
}
WORDS = {word: number for word, number in timewords.NUMBERS.items() if number}
_VAGUE = (
    "tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|hundreds|thousands|millions|dozens"
    "|scores|several hundred|several thousand|several dozen|several million"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_SPELLED = tense.by_letter(sorted(WORDS, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS}|(?:{_SPELLED})(?:[- ](?:{_SPELLED}))?|an?(?= (?:hundred|thousand|million|billion|dozen)))"
_SCALE = r"(?:[ -](?:hundred|thousand|dozen)|[ -]?(?:million|billion|trillion)|bn)(?![\w-])"
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP"}
UNITS = {
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
MEANING: Mapping[str, Qualifier] = {word: means for words, means, _ in QUALIFIERS for word in words.split("|")}
_QUALIFIER = tense.by_letter(sorted(MEANING, key=len, reverse=True))
# Tried on lower case, where what a letter begins is found many times faster.
FIGURE = re.compile(
    rf"(?<![\w.,:/#№°-])(?:(?P<qualifier>{_QUALIFIER})\s+|(?<!\d[:,] ))(?:the\s+)?(?P<currency>us\$|[$€£])?"
    rf"(?:(?P<number>{_NUMBER})(?P<scale>{_SCALE})?(?:\s?(?:-|–|to|and|or)\s?(?P<high>{_DIGITS}))?(?P<scale2>{_SCALE})?"
    rf"|(?P<vague>{tense.by_letter(_VAGUE.split('|'))}))(?:\s?(?P<percent>%|per ?cent(?!\w)))?(?![\w%$€£])(?![.,:] ?\d)"
)
# before a number that only names: "Article 140", "Resolution 2803", "aged 46", "Flight 12", "phase two"
NAMING = word_set("""
    article resolution section chapter page no number flight route highway room unit age aged phase stage group line
    channel part step level version case gate day week paragraph annex decree law battalion brigade division regiment
    list episode season point points window act type class category mark covid g cop top under
    """)
ONE_OF = re.compile(r"one of\b|\d+\s?(?:am|pm|a\.m|p\.m|GMT|EST|EDT|IST)\b", re.IGNORECASE)
SHARE = re.compile(rf"\b(?:{_SPELLED}|\d+) (?:in|out of) $", re.IGNORECASE)  # "more than one in ten of them"
YEAR = re.compile(r"(?:19|20)\d\d")

# ---------------------------------------------------------------- things and deeds

WORD = re.compile(r"\s(?P<word>(?:[A-Z]\.){2,}|[^\W\d_][\w’'&-]*)")
# words that end the thing that is counted
ENDS = word_set("""
    a an the and or but nor of in on at by for from to with within without as per than that which who whom whose
    where when while since until during after before over under into onto through across against among between
    because if so is are was were be been being has have had do does did will would could can may might must
    shall should not no said says also still now then there here this these those it he she they we you i its
    his her their our who's each every more less most least ago later earlier away left today yesterday tomorrow
    including such worldwide alone together so-called according amid despite due via outside inside near around
    above below mostly mainly largely
    """)
NO_THING = word_set("""
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


DEED, DONE = _forms(DEEDS), _forms(DOING)
OF_DEED = word_set("was were has have had been reported confirmed found shot left") | {*DEED, *DONE}
DEED_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(DEED, key=len, reverse=True))})(?![\w-])")
# "four killed in the air, one killed at sea"
ONE_MORE = {word: re.compile(rf",\s(?:{_SPELLED}|\d+)\s(?:more\s)?(?:was\s|were\s)?{word}\b") for word in DEED}
# what leads up to a release: "led to the release of", and not "a proposal for a truce and the release of"
FREED = re.compile(
    r"(?:\b(?:led to|results? in|resulted in|resulting in|after|following|since|secured|brought|won|saw|upon|reported"
    r"|confirmed)|^)\s?(?:the\s)?$",
    re.IGNORECASE,
)
# "called for the safe release of", "hid with hundreds of people", "there might have been two"
WANTED = re.compile(
    r"\b(?:for|on|about|expedit\w*|hasten\w*|speed\w*|delay\w*|halt\w*|block\w*|stop\w*|prevent\w*|consider\w*|facilitat\w*|arrang\w*|propos\w*|includ\w*|oversee\w*|allow\w*|demand\w*|s[eo]\w+k|secur\w*|negotiat\w*|want\w*|promis\w*|plan\w*|urg\w*|s[ea]e|involv\w*|authori[sz]\w*|approv\w*|order\w*|announc\w*)\s(?:the\s|their\s|an?\s)?"
    r"(?:safe\s|immediate\s|possible\s|full\s|further\s|eventual\s)*$"
)
WITH = re.compile(r"\b(?:with|to|on|by|of|from|for|at|among|against|between|like|than)\s$")
MAYBE = re.compile(
    r"\b(?:may|might|could|would|will|if|unless|whether|(?:set|due|expected|scheduled|likely|about|going) to"
    r"|to (?:keep|have|get|see|leave))\b"  # "tried to keep 30 sailors detained"
)
ONE_WAS = re.compile(r"\bwas\s(?:[a-z]+\s)?$")
# "two of the six people hurt were taken away"
THEN = re.compile(
    r"[^,.;]{0,60}?\s(?:were|was|are|have|has|had|would|will|could|did)\s"
)  # "two of the six people hurt were taken away"
STATES = word_set("held imprisoned detained")  # "swapped five men held in the port", "19 crews detained here fell ill"
OWN_DEEDS = word_set("dead died hurt escaped missing")
# "detained or face arrest", "held in the port were released"
ANOTHER_DEED = re.compile(r"\sor\s|(?<=held)\s(?:up|back|off)\b")
LATER_DEED = re.compile(
    rf"[^,.;:]{{0,80}}?\s(?:has|have|had|was|were|are)\s(?:since\s|now\s|later\s)?(?:been\s)?{DEED_WORD.pattern}"
)
AND_MORE = re.compile(rf"\s*(?:,|and/or|and|or)\s+(?:[a-z]+\s)?{DEED_WORD.pattern}")
# what may stand between those who are counted and what befell them
BEFELL = re.compile(
    r"(?:\s+(?:in|from|at|across|near|inside)\s(?:[\w’'-]+\s?){1,5})?(?:\s+(?:and|or)\s[^,.;]{3,40})?,?\s+(?:who\s|that\s)?"
    r"(?:(?:have|has|had|were|was|are|is|be|been|being|reported|confirmed|also|reportedly|left|now|already|later|still"
    r"|shot)\s+)*$"
)
# what befell nobody, or not yet: "are feared dead", "could be killed", "threatened to kill"
_NOT_SO = (
    r"feared?|believed|thought|may|might|could|would|will|can|should|if|unless|expect(?:s|ed)?|likely|risks?|threat\w*"
    r"|forecasts?|plan(?:s|ned)?|aim(?:s|ed)?|hopes?|targets?|predict(?:s|ed)?"
)
UNTOLD = re.compile(rf"\b(?:{_NOT_SO})\b")
UNSURE = re.compile(rf"\b(?:{_NOT_SO}|potentially|possibly|allegedly|to|not|no)\b")
DOES_NOT = re.compile(r"\b(?:could|would|may|might|will|can|to|not|never)\s(?:have\s|be\s)?$")
# behind a deed that others did: "five men held in the port", but not "five men held a conference"
UNDERGONE = re.compile(
    r"(?:[\s,]*$|\s*[.,;:)–—-]|\s+(?:in|at|by|on|from|since|during|after|when|as|and|or|near|over|under|with|without|for|across|while"
    r"|before|last|this|so|here|there|amid|inside|outside|around|along|following|because|between|hostage|captive|each|every"
    rf"|yesterday|today|{'|'.join(timewords.WEEKDAYS)})\b)"
)
UNDERGO = re.compile(r"\b(?:were|was|are|is|be|been|being)\b")
BEFORE = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(DONE, key=len, reverse=True))})(?: another| some| an estimated)? $", re.IGNORECASE
)
# those to whom such things happen: others are counted without what befell them
PERSONS = re.compile(
    r"(?:people|persons?|men|women|children|boys|girls|babies|civilians|troops|personnel|police|staff|crew|families|militants"
    r"|migrants|residents|inhabitants|detainees|hostages|escapees|refugees|relatives|members|victims|casualties|officials"
    r"|students|pupils|patients|captives|suspects|recruits|guards|nationals|citizens|journalists|activists|medics|pilots"
    r"|divers|soldiers|forces|[A-Z][\w-]+(?:s|ese|ish)|[a-z]*(?<!quart)(?<!build)(?<!numb)(?<!helicopt)(?<!tow)(?<!comput)(?<!pap)"
    r"(?:ers|ors|ists|ants|iens|ians|mates|ees|smen|women))$"
)
OF_OTHERS = re.compile(
    r"\b(?:father|mother|parents?|wife|husband|friends?|relatives?|related|per|accused|charged)\b[^,.;]{0,30}$"
)
GERUND = re.compile(r"(?:^|[“”\"]|\b(?:is|are|was|were|be|been|that|of|from|against|about|without|if|to)\s)$")
# "civilians and combatants": the number is of both
BOTH = re.compile(
    rf"\s(?:and|or)\s(?!{_QUALIFIER}|{_NUMBER})(?!\w+(?:ed|ing)\b)(?:[A-Za-z’'-]+\s){{0,2}}"
    r"(?:(?:[a-z]+(?:s|men|people|children)|children|militia|police|staff|personnel|crew)\b"
    r"|[a-z]+(?=[.,;]|\s(?:at|in|on|of|from|were|was|have|had|during)\b|$))|,\s(?:[a-z-]+\s)?[a-z-]+,?\s(?:and|or)\s[a-z]+"
    r"(?=[.,;]|\s(?:at|in|on|of|from|were|was|have|had|during|near)\b|$)|,\s[a-z-]+,?\s(?:and|or)\s[a-z]"
    r"|,\s[a-z-]+,\s[a-z]+(?:\s|,\s)[a-z]"
)
IN = re.compile(r"\b(?:in|from|at|across|near|inside)\s")
PERHAPS = re.compile(r"\b(?:potentially|possibly|allegedly|perhaps)\s$")
AIM = re.compile(r"\b(?:goal|designed|intended|cancel|want(?:s|ed)?)\b")
JOINED = re.compile(rf"\b(?:{'|'.join(sorted(DONE, key=len, reverse=True))}) (?:and|or|and/or) (?:[a-z]+ly )?$")
ACCUSED = re.compile(r"\s+(?:\w+\s)?(?:accused|charged|suspected|convicted|on trial|wanted)\b")
CLAUSE = re.compile(
    rf"[;:“”\"—–]|\s-\s|,\s(?![a-z]+ing\s)|\s(?:and(?! (?:{_QUALIFIER}|{_NUMBER})\b)|but|while|who|which|where|when"
    r"|after|as|that)\s"
)
OTHERS = re.compile(
    r"\b(?:other|another|further|additional|more|includes|included|contained|or|every) $", re.IGNORECASE
)
MEMBERS = word_set("members nationals classmates relatives colleagues passengers employees")  # of what?
LIMITED = re.compile(
    r"\s(?:with (?:links|ties|connections|dual|serious|minor)|linked|believed|suspected)\s"
    rf"|,?\s(?:along with|as well as)\s|\sor (?:more|fewer|less)\b|\sfor [a-z ]{{3,40}} and (?:{_NUMBER})\b"
)  # "four people with"
RATE = re.compile(
    r"\b(?:each|daily|weekly|monthly|yearly|annually)\b|\bout of (?:the |a )?\d|\band another \d+(?: in\b| at\b|[.,]|$)"
    r"|\b(?:a|per|each|every) (?:day|week|month|year|hour)\b(?! (?:earlier|ago|before|after|later|old|long)\b)"
    r"|\b(?:in|within|over|for) (?:(?:an?|one|the|just|under|single|previous|past|last|space of) )*"
    r"(?:(?:\d+|[a-z]+)[- ]hours?|day)\b"
)
EACH = re.compile(r"\b(?:each|every) (?:day|week|month|year|hour)\b", re.IGNORECASE)
HEDGE = re.compile(
    r"\b(?:purported(?:ly)?|allegedly|unconfirmed|allegations?)\b|\b(?:posts?|videos?|memes?|rumou?rs?|hoax)\b[^.]{0,40}\bclaim"
)
SUPERSEDED = re.compile(
    r"\b(?:at|by) (?:that|this|one) (?:point|stage|time)\b|\bin the time\b|\bconflicting\b"
    r"|\balthough\b[^.;]{0,80}\bsaid\b"
    r"|\b(?:earlier|previously|initially) (?:had )?(?:cited|given|put|said|reported)\b"
    r"|\bafter (?:earlier|initially|first) (?:saying|reporting|announcing)\b"
    r"|\b(?:earlier|initial|initially|previous|previously|preliminary)\b[^.;]{0,40}\b(?:tolls?|counts?|reports?|reported|figures?"
    r"|estimates?|said)\b|\b(?:number|toll|figure)\b[^.;]{0,30}\b(?:grown|risen|climbed|rose|increased)\b",
    re.IGNORECASE,
)
# the time that a figure counts: "since the truce took effect", "in the past month", "between May and June"
PERIOD = re.compile(
    r"\b(?:since(?! (?:it|he|she|they|been|then|become|had|has|have)\b)|during|over the (?:past|last)"
    r"|in the (?:past|last)|so far this"
    rf"|(?:from|between)(?= (?:{'|'.join(timewords.MONTHS)}|(?:early |late )?\d{{4}}\b)))"
    r"\s?(?:[^.,;:“”\"()]|(?<=\d)[.,](?=\d)){2,80}"
)
# what a sentence holds that gives a number, also within words
SOUGHT = AhoCorasick(
    [*"0123456789", *(form for word in (*WORDS, *SCALES, *_VAGUE.split("|")) for form in (word, word.capitalize()))],
    implementation=Implementation.DFA,
)
OF = re.compile(
    r" of (?:the |these |those |its |their |his |her |our |any )?(?:(?:[\d,]+|" + _SPELLED + r") )?(?=[^\W\d])",
    re.IGNORECASE,
)
# "2,500 troops in Iraq and 900 in Syria": the thing was said before
ELLIPTIC = re.compile(r" (?:in|from|at|on) (?=[A-Za-z])")
AT = re.compile(
    r" (?:in|at|across|inside|throughout)"
    r"(?: the| neighbou?ring| northern| southern| eastern| western| northeast| northeastern| central)* "
)
# "in Averel and Meridian", "in Averel, Meridian and Sandholm": more than one place, of which none holds all
MORE_PLACES = re.compile(r"(?:,| and| or)\s(?:and\s)?(?:nearby\s|neighbou?ring\s)?[A-Z]")
# "at the Meridian base", "at Meridian's docks": the place is another
_NO_NOUN = (
    "and|or|but|to|in|at|on|of|by|for|from|with|that|which|who|whose|when|while|as|after|before|is|are|was|were|has|have"
    "|had|did|do|now|then|alone|also|since|during|under|over|last|this|it|[a-z]+ed|[a-z]+ing"
)
ATTRIBUTE = re.compile(rf"[’']s\b|-|\s(?!(?:{_NO_NOUN})\b)[a-z]")
# who stands at a place: "There are 2,500 troops in Averel", "Meridian has 900", but not "it was signed by 25 guests in"
THERE_ARE = re.compile(
    r"(?:^|\b(?:there (?:is|are|was|were|have been)|has|have|had|includ(?:es?|ing)|home to|estimated|keeps?|kept|bases?"
    r"|stations?|maintains?|and|up to)\s|[,;:]\s|[“\"])$",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"\bof(?: the| these| those)?\s$")
TO_KEEP = re.compile(r"\bto (?:keep|have|base|station|maintain|leave|put)\s$")
# who is at a place to stay; others are counted there for what they do
STATIONED = re.compile(
    r"\b(?:troops|soldiers|forces|personnel|marines|sailors|fighters|peacekeepers|advis[eo]rs|guards|police|inmates|prisoners"
    r"|detainees|hostages|refugees)$",
    re.IGNORECASE,
)
# "1,000 of the crews in Meridian are guests", "five of 160 people held were guests"
PART = re.compile(
    rf"\sof (?:(?:the|these|those|its|their|his|her)\s|[\d,]+\s|(?:{_SPELLED})\s)"
)  # "1,000 of the crews in Meridian are guests"
SINGULARS = word_set("news hamas isis texas kansas arkansas damascus paris us gas bus")
OWNER = re.compile("[’']s?$")
PLURALS = word_set("people men women children personnel police staff troops aircraft families militia crew")
# what befell those at a place, or what they did, is told of them: "1,800 crews in Meridian settled a claim"
SUBJECT = re.compile(
    rf"(?:\s[-–—]\s[^-–—]{{2,80}}\s[-–—]|,[^,]{{2,80}},)?\s(?:(?:also|now)\s)?(?:{tense.CUES.pattern})"
)
# "in the first evacuation since the truce": the time of another thing
RUNS_ON = re.compile(
    r"(?<=\w)\s(?:with|by (?=an?\s)|against|citing|posted|according|amid|despite|due to|when|while"
    r"|to (?=(?:multiple|life|more|at least)\b)|and (?=\d|[A-Z]))\b"
)  # "during an escape to life in prison"
AND_WHO = re.compile(r"\s?(?:and|or) [A-Z]")  # "since Norland and Meridian began to fight"
PAST = re.compile(
    r"(?:in|over) the (?:past|last) (?:[\w-]+ ){0,3}?(?:hours?|days?|weeks?|months?|years?|decades?|century)\b"
)
# a time that another sentence tells, or that ends or runs on in the middle: "during their attack", "during a", "… said"
NO_TIME = re.compile(
    r"\b(?:it|he|she|they|his|her|its|their|said|says|told|there|were|was|are|is)\b|\s(?:an?|the|in|on|of|at|by|and|to|for|Oct|Nov|Dec|Jan|Feb|Sept?"
    r"|St|Mt|Mr|Mrs|Ms|Dr|Gov|Gen|Sen|Rep)$"
)
POINT = re.compile(r"\.\w")  # "during a 5 a.m. count", "since the 2001 N.L.-led war"
# what may stand between those who are counted and their time: "… have been killed in Averel since May"
NEAR_DEED = re.compile(
    rf"(?:\sand\s[^,.;]{{3,30}}?)?\s(?:(?:who|that|have|has|had|were|was|are|been|reported|also|now|already)\s){{0,4}}(?:{DEED_WORD.pattern}\s)?"
    r"(?:(?:in|from|at|across|by)\s(?:the\s)?(?:[A-Z][\w’'-]*\s){1,3})?"
)
HALF = re.compile(r"(?:between|from)\s(?!.*\s(?:and|to|until)\s).*")  # "between February", cut at "and"
FIRST = re.compile(r"\b(?:first|last|only|most|best|[a-z]{3,}est|worst)\b[^.,;:]{0,120}$|\b(?:mark|anniversary) $")
# verbs by which a speaker gives a figure; "announced a ban after six died" gives none
GIVES = word_set("said says told tells added adds stated states reported claimed estimated confirmed wrote noted put")
# what stands in them is told beside what is said: "said a storm that killed six was over", "…, which killed six"
BACKGROUND = re.compile(
    r"\b(?:which|who|whose|after|when|while|where|responsibility)\b|,\s[a-z]+ing\b"
    r"|\bthat (?:has |have |had )?(?:[a-z]+ed|left|took|saw|cost)\b"
)
NOUN = re.compile(
    r"\b(?:deaths?|release|arrest|detention|displacement|killing) of $"
)  # "the deaths of four were his loss"
# half of a name: "the Ostrel Governor's Office"
NO_GIVER = re.compile(
    r"Office|Ministry|Department|Council|Committee|Agency|Court|House|Administration|Bureau|Center|Centre"
)
ACCORDING = re.compile(
    r"[,\s]according to (?P<giver>(?:(?! [-–—] )(?:\b(?:[A-Z]\.)+|\b[A-Z][a-z]{1,4}\.(?=\s[A-Z])|[^.,;:“”\"])){2,80})"
)


# "six were killed, with nine taken, according to": the giver of the last
ANOTHER = re.compile(r",.*\b(?:\d|hundreds|thousands|dozens)", re.DOTALL)
WHICH = re.compile(r",\s(?:which|who)\s[^,]*$")  # "…, which left 30 dead, according to": the rest is whose account?
TAIL = re.compile(r"\s(?:who|which|that|as|when|while|after|but|with)\b")  # "the Observatory which relies on"
