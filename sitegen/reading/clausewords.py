"""The words by which clauses are read, as tables: verbs by what their date is of, and what opens no subject."""

from __future__ import annotations

import re

from sitegen.reading import timewords
from sitegen.reading.nomenclature import TITLES, word_set


def one_of(words: str) -> str:
    """Return the words of a text as one alternative of a regular expression."""
    return f"(?:{'|'.join(words.split())})"


# "PORT MERIDIAN (Courier) -", "Solway, 5 May —": where a report was written
DATELINE = re.compile(
    r"(?:[A-Z][\w.’'-]*,?\s){1,5}\((?:[A-Z][\w.]*\s?){1,3}\)(?:\s?[-–—]{1,2})?\s+(?=[A-Z])"
    r"|\((?:[A-Z][\w.]*\s?){1,3}\)\s?[-–—]{0,2}\s+(?=[A-Z])"
)

# ---------------------------------------------------------------- verbs

# Their date is that of the saying, not of what is said.
SAYING = word_set("""
    said says told reported stated added revealed noted claimed explained wrote emphasised emphasized stressed
    confirmed denied acknowledged admitted insisted argued warned alleged suggested predicted remarked commented
    replied tweeted
    """)
# They vouch for what they tell, so that a deed's own day may stand for that of the saying.
VOUCHING = word_set(
    "said says told tells reported stated added revealed noted confirmed acknowledged admitted announced"
)
# They give an account of what others did.
ACCOUNTING = word_set("police prosecutors authorities officials investigators detectives deputies firefighters")
# By them an outlet passes on what others did: the day of its report is no event.
RELAYING = word_set("reported wrote")
# They may have an object instead of something said: "confirmed a minister".
DOING = word_set("confirmed revealed reported tweeted added")
# A saying behind what is said: "Boats sank, Envoy Noor said".
TAGGING = "said told reported wrote added stated announced revealed confirmed warned noted"
# A state or an opinion, which no day dates.
STATES = word_set("""
    appeared seemed remained wanted needed knew thought believed felt hoped expected feared loved liked owned
    contained consisted depended meant included involved lacked existed represented resembled looked tended cost
    weighed supposed stayed dated suffered ranked featured enjoyed preferred kept stood read had did been follows
    declined showed accounted composed comprised totaled totalled averaged numbered
    dominated outraged shocked surprised delighted pleased worried concerned saddened stunned disappointed divided
    """)
# About what others did: only a date that stands beside them is theirs.
REACTIONS = word_set("""
    condemned praised welcomed criticised criticized blamed denounced mourned described recalled discussed
    investigated celebrated marked remembered cited compared mentioned addressed examined reviewed faced supported
    opposed followed dismissed defended attributed linked lamented regretted studied probed commemorated honoured
    honored accused saw heard watched evoked invoked echoed referenced highlighted
    contrasted reminded pictured credited thanked averted
    requested sought demanded proposed pointed alluded referred countered
    """)
# Participles that do not end in "ed", behind "was" and "were".
PARTICIPLES = word_set("""
    shot held found taken given seen hit struck sent set sold told made met built brought caught cut driven born
    beaten broken chosen drawn fought hidden kept laid led lost paid put run shown shut spent stolen sunk sworn thrown
    torn withdrawn won written overrun overthrown
    """)
# They may say who is meant, and another verb what he did: "the driver charged with theft last month has left".
OF_PEOPLE = word_set("""
    charged accused arrested detained convicted suspected jailed sentenced killed injured wounded trapped infected
    involved
    """)
# They say nothing without what they are about: "agreed on Tuesday".
EMPTY_DEEDS = word_set("agreed disagreed responded declined concurred replied refused posted commented")
# They tell a deed that is plain by itself, however long ago and wherever its date: "signed a truce", but not "played a
# part", "saw a chance".
PLAIN_DEEDS = word_set("""
    abolished acquired acquitted adopted amended annexed announced appointed approved arrested arrived assassinated
    attacked awarded banned beheaded blocked bombed born bought brokered built buried canceled cancelled captured
    charged clashed closed collapsed collided conceded confirmed conquered convicted crashed created crossed
    declared defeated delayed departed deployed deported designated detained detonated died disappeared disbanded
    dismissed dispatched dissolved donated downed drowned elected enacted ended endorsed erupted escaped established
    evacuated executed expanded expelled exploded extended extradited failed fell filed finalised finalized fined
    fired fled formed founded freed gathered halted hanged held hired hit hosted impeached imposed inaugurated
    indicted intercepted introduced invaded issued jailed joined kidnapped killed landed launched left legalised
    legalized lifted lost marched married merged met moved murdered named nominated occupied opened ordered ousted
    overthrew overthrown overturned pardoned passed pleaded postponed protested published purchased quit raided
    rallied ratified re-elected recaptured recognised recognized rejected released removed reopened repealed
    resigned restored resumed retired returned ruled sacked sanctioned sank scrapped searched seized sent sentenced
    settled shot shut signed sold split stabbed stopped stormed struck subpoenaed succeeded sued surrendered
    suspended swept tested testified toppled transferred transitioned unsealed unveiled vetoed visited voted
    withdrawn withdrew won wounded
    """)
# They may have a clause for their object, without "that": "announced on Friday the port would shut".
CLAUSED = word_set("""
    announced declared ruled found decided ordered agreed learned vowed promised argued showed demanded insisted
    testified signaled signalled concluded countered determined discovered realised realized asked proposed
    recommended tweeted posted pledged feared hoped expected believed
    """)
# What is tried or begun is done then, if at all: "tried to leave on Friday".
TRYING = word_set("attempted tried managed began started continued helped refused")
# What an event has for its consequence: "the verdict on Monday drew crowds" later, perhaps.
LATER = word_set(
    "turned gained drew sparked prompted led raised fuelled fueled got caused triggered renewed reignited brought"
)
ADVERB = r"(?:[a-z]+ly|also|then|again|first|once|later|soon|now|finally|still|too|both|all|never|not|just)"
FUTURE = re.compile(
    r"(?:will|shall|(?:is|are) (?:to|going to)|comes? |"
    + one_of("ends begins starts resumes expires concludes reopens departs takes")
    + r")\b|['’]ll\b"
)
PLANNED = re.compile(r"(?:set|due|expected|scheduled|slated|poised|planned)\b")
PROMISED = re.compile(r"(?:plans?|intends?|agreed?|vowed|vows?|pledged|pledges?|promised|promises?)\b")
SUPPOSED = re.compile(r"(?:would|may)\b")
# What nobody plans: "is expected to grow", "will have cost".
_FORESEEN = """
    turn grow double triple halve bolster boost rise fall drop increase decline decrease hit remain peak slow shrink
    cost total exceed hurt dip need want feel suffer lead continue average account benefit struggle outstrip overtake
    still win lose
    """
FORECAST = re.compile(
    rf"(?:\s[a-z]+ly)?\s(?:{one_of(_FORESEEN)}\b|have\b|reach (?:\d|[$€£])"
    r"|be (?:\d|[a-z]+ty\b|worth|able|the\b|an?\b|more|less|better|worse)"
    r"|see\b(?! [\w\s]+ (?:leave|withdraw|move|return)\b))"
)

# ---------------------------------------------------------------- subjects

# They point at another sentence where a subject begins with them, or begin no subject at all.
POINTERS = word_set("""
    he she it they we i you this that these those his her its their our my your such both another here there neither
    either one some others later then so each every any most much many all none what how why who which where when if
    as while because although though since once only even just not no more less other same someone somebody everyone
    everybody nobody anyone people under in at during on with for from after before following despite amid by to
    within among across throughout between come and or but through near of over upon besides like unlike without
    according based due thanks given compared citing including
    """)
# A single word that may be a common noun.
COMMON = re.compile(
    r"[A-Z][a-z]+(?:[^aeiou’']s|es|[^hn]is|ions?|ments?|ance|ence|ity|ness|ship|ing|ice|ople|al|ure|ery|age|ism|work|wth)"
    r"|Testimony|Men|Women|Children|Youth|Data|Demand|Output|Trade|Turnout|Rain|Snow|Fire|Work|Support|Debate|Production"
)
# May open a subject of which the sentence itself tells whose it is: "all forces of Meridian".
FREE = word_set("all most many")
# Of what, another sentence tells.
EMPTY = word_set(
    "sentencing arraignment first members details news word rumours rumors questions speculation tensions excerpts"
)
INDEFINITE = word_set("""
    a an another several dozens hundreds thousands scores more at two three four five six seven eight nine ten eleven
    twelve twenty
    """)
PREPOSITIONS = word_set("of in from at near around on by with for to between against under over and or due dated")
DETERMINERS = word_set("a an the its his her their this these my our your")
BEFORE_DETERMINERS = PREPOSITIONS | word_set("all both half among across inside behind along about into onto")
# The heads of subjects that the name before them tells: "the Meridian council". Who "the Meridian resident" is, or "the
# Tern maverick", only another sentence tells.
HEADS = word_set("""
    administration agency agreement air airbase airlines airport airstrike alliance ambassador army arm assembly
    authority bank base battle bid board border bombing bridge broadcaster budget bureau cabinet campaign capital
    caucus ceasefire chamber chancellor church city club coalition commission commissioner committee company
    conference congress consortium constitution consulate contract convention corporation council court crisis
    crossing currency daily deal delegation department diocese director dollar economy edition election embassy
    embargo enclave establishment exchange executive exhibition faction festival fleet force foundation front fund
    gallery general government governor group guard guild headquarters hospital house industry initiative institute
    invasion investigation judiciary junta league legislature mandate market mayor media military ministry minister
    mission monarchy movement museum navy network newspaper observatory office operation opposition organisation
    organization pact paper parliament party peace plan plant pledge police port premier presidency president press
    prime prison programme project prosecutor province publisher referendum regime regiment region regulator republic
    revolution sanctions school secretariat secretary sector senate service settlement site society stadium state
    station strip strike subsidiary summit syndicate talks team territory tournament treasury treaty tribe trial
    tribunal troupe truce trust union university uprising vote war website wing yard adviser advisor envoy negotiator
    spokesman spokeswoman spokesperson
    """)
SPEAKING = word_set("spokesman spokeswoman spokesperson")
# What a nation has many of: "the Norse company", but not "the Norse government".
SOMEBODY = word_set("""
    company firm group carmaker automaker maker manufacturer giant retailer lender club team player star man woman
    couple actor actress singer striker driver teenager student
    """)
OF_PARTIES = frozenset(("Democrat", "Republican", "Conservative", "Liberal", "Socialist", "Tory", "Libertarian"))
SOMEWHERE = word_set("city country nation state territory town island province region enclave")
# "the Act", "the Cardinal": which one, another sentence tells.
OFFICES = TITLES | word_set("""
    act bill law deal pact treaty commission committee board council court government ministry party company bank
    group team show chorus film agency office department assembly house club union association band institute academy
    centre center report trust society church school college university hospital festival conference games cup league
    """)
# What a sentence without a named subject must not speak of.
_OTHERS = """
    company firm group bank government minister president team club office court agency police statistical central
    study report survey authorities city country town village county state region school
    """
UNKNOWN = re.compile(rf"\b(?:he|she|his|her|him|hers|its|it|the {one_of(_OTHERS)})\b")
NO_NAMES = word_set("""
    GDP CPI VAT DVD CD TV PC PCs DVDs CDs UV AI IT DNA HIV AIDS MP3 LCD SMS BST GMT CEO COVID-19 SUV SUVs CCTV PPE ICU
    GPS DJ DJs
    """)
NO_SUBJECT = re.compile(
    r"[:;“”\"()—–%]|\s-\s|\b(?:isn[’']t|aren[’']t|says?|tells?|per ?cent|"
    + one_of("""
        argue argues say warn warns insist insists contend contends worry
        who whom whose which that where when while because although though as if unless until since after before than
        not never is are seems appears looks claims believe believes think thinks local how what why whether he she it
        they we i you gives allows makes lets guarantees ensures means leaves puts includes provides requires remains
        contains brings keeps takes wears walks stands sits holds speaks waits gestures poses need needs want wants
        hope hopes expect expects face faces note notes come comes goes
        """)
    + r")\b"
)

# ---------------------------------------------------------------- between a verb and its date

# What cuts a date off from a verb before it.
_CUTTING = """
    it them him this these those that which who whom whose where when while since after before because although though
    if until unless than but said says not never nor or how why what whether following compared due planned is are can
    could should might so like ahead prior till amid through concluding ending beginning starting expiring lasting
    dating anniversary memory
    """
# what has a day of its own: "shrugged off Vale's decision on Friday", "a stance taken last month", "drawn up in 2018"
_OF_ITS_DAY = (
    r"[’']s? (?:[a-z]+ ){0,2}?(?:decision|announcement|statement|remarks?|comments?|ruling|call|visit|trip|speech"
    r"|arrest|resignation|vote|claim|warning|attack|appearance|order|proposal)\s(?:(?:on|late|early|in)\s)*$"
    r"|\b(?:begun|made|built|held|led|taken|written|given|drawn|[a-z]{3,}ed) by\b"
    r"|(?<!been )(?<!was )(?<!were )(?<!be )\b(?:taken|made|given|seen|shown)\s(?:(?:on|in)\s)?$"
    r"|\b(?:drawn|written|built|compiled|signed|published|released|conducted|founded|launched|introduced|adopted|passed"
    r"|issued)(?:\sup)?\s(?:(?:in|on|by)\s)?$"
)
CUT = re.compile(
    r"[;:“”\"()—–?]|\s-\s|,(?!\s(?:[A-Z]|\d))|\.(?=\s[A-Z][a-z]+\s[a-z])|n[’']t\b"
    rf"|\b{one_of(_CUTTING)}\b|\bfrom (?:\d|[$€£]|fewer|less|more|about|an? $)"
    r"|(?<!wake )(?<!face )\bas (?!(?:an?|the|part|its|his|her|their|[a-z]+ (?:on|in|of))\b)"
    r"|\b(?:of|by|while|for|without|after|before|and|from|in|about|over)\s[a-z]+ing\b"
    rf"|{_OF_ITS_DAY}"
    r"|\bin (?:response|retaliation|revenge|reaction|reprisal)\b|\b(?:comments|remarks|statements) (?:in|at|from)\b"
    r"|\bfrom (?:an?|his|her|its|their|wins|losses|talks|protests)\s"
    r"|\bto (?!(?:the|an?|its|his|her|their|[a-z]{2,}[a-rtv-z]s)\b)[a-z]"
)
# "the truce of October": the date is of a thing, or bounds what is told.
OF_DATE = re.compile(
    r"\b(?:of|from|since|until|till|before|after|prior to|as of|than|to|through|due|for|ending|ended|out of)(?: the)?"
    r"(?: (?:early|late|mid))?\s$",
    re.IGNORECASE,
)
# The words that may follow a date which is one by itself: "on Friday in Meridian", but not "the Friday prayers".
NEXT = word_set("""
    in at on to for from with without by after before as when while where who which that during amid following over
    against under about into near and but because since until through despite a an the its his her their he she it
    they inside outside across around along between among toward towards upon using via per alongside out off up down
    if according than
    """)
DAY = re.compile(
    rf"\b(?:{'|'.join(timewords.WEEKDAYS)}|today|tonight|night|yesterday|tomorrow|morning)\b", re.IGNORECASE
)
ANOTHER_DATE = re.compile(
    r"\s+to (?:more|less|about|over|nearly|almost|\d|[$€£])|"
    r"\s*(?:and|or|to|through|until|–|-|&|,)\s+(?:(?:on|in)\s)?(?:\d{1,2}\s)?"
    rf"(?:{'|'.join((*timewords.WEEKDAYS, *timewords.MONTHS, *timewords.MONTH_SHORT))}|(?:19|20)?\d\d\b)"
)
