"""The words by which what was said is told from what its writer adds, as tables."""

from __future__ import annotations

import re

from sitegen.reading import tense, timewords
from sitegen.reading.nomenclature import word_set
from sitegen.reading.speech import DAYS, FINITE, MEDIA, MEDIUM, OCCASIONS

SHORTEST = 8  # characters of what was said
# Words of a clause that begins with a pronoun, of what is a clause before a speaker and no mere "In January", and
# between a verb and its clause: of 136 clauses farther off seven were wrong, of the others one in sixty.
FEWEST, CLAUSE, FARTHEST = 5, 6, 2
OF_ANYBODY = re.compile(r"(?:it|they|he|she|that|this|we|these|those)\b", re.IGNORECASE)  # "he was ill"
_SENT = "(?:sent|posted|published|released|issued|written|given|broadcast|aired|taped|made)"  # "in a letter sent to"
# behind the verb, before what was said: "said on Monday in a joint statement that"
MANNER = re.compile(
    rf"(?:,?\s+(?:(?:on |late |early |earlier on |last |this )?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:last|this|in) (?:{'|'.join(timewords.MONTHS)})(?: \d{{4}})?|in \d{{4}}"
    rf"|(?:on )?(?:{'|'.join(timewords.MONTHS)}) \d{{1,2}}(?:, \d{{4}})?"
    r"|(?!only\b)[a-z]+ly(?=\s(?:he|she|it|they|there|the|his|her|its|their)\s)"
    r"|(?:however|late|early|earlier|later|again|today|yesterday|tonight|last night|by phone|online|in turn"
    r"|(?:earlier )?(?:this|last) (?:week|month|year)"
    r"|(?:afterwards?|(?:many|several|multiple|numerous) times|once|twice)(?= that ))"
    r"|without (?:providing|offering|giving|citing|presenting)(?: any)? (?:evidence|details|proof|specifics),?"
    rf"|{MEDIUM}(?: (?:{_SENT}|that (?:aired|ran|appeared|was [a-z]+))(?: [^\s“”\",;:]+){{0,9}}?(?= that ))?)"
    r"(?: \([^()]{1,30}\))?)+"
)
# the plainest of manners, however long: "said in a joint statement late on Monday that"
_WHEN_SAID = (
    rf"(?:(?:late|early|earlier) )?(?:on )?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?(?: \([^()]{{1,30}}\))?"
)
_WHERE_SAID = (
    r"(?:(?:in|at|on|via|during) (?:an?|his|her|its|their|the) (?:[a-zA-Z]+ )?"
    rf"(?:{MEDIA})|in [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,2}})"
)
PLAIN_MANNER = re.compile(
    rf"(?:,? {_WHERE_SAID}(?:,? {_WHEN_SAID})?|,? {_WHEN_SAID}(?:,? {_WHERE_SAID})?),?(?: that,?)?[,:]? "
)
# what ends a tag of one: "…, Noor warned on Monday.", and not "Shortly after the storm, Noor vowed to stay"
TAG_BARE = re.compile(rf"(?: {_WHERE_SAID}| {_WHEN_SAID}){{0,2}}[.,]")
THAT = re.compile(
    r"(?:\s+[a-z]+ly)?(?:,?\s+(?:in|on|at|during|from|via|through|after|before|following|ahead|by"
    r"|to (?=[A-Z]|(?:the )?(?:reporters|journalists|press|media|council|parliament|court|crowd))|late|early|again"
    r"|repeatedly|also)\b(?:\s+[^\s“”\",;:]+){0,9}?)?,?\s+that,?\s+"
    r"(?!(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|must|may|might|needs?|after|when|as|before"
    r"|point|time|moment|stage|day|night|week|month|year|meeting|likely|probably|also|never|just|always|still)\s)"
    r"(?!(?:won|is|are|was|were|has|have|had|do|does|did|would|could|should|ca)n?[’']t\s)"
    r"(?![a-z]{3,}ed\s(?:him|her|them|it|us|me|the|an?|his|its|their)\s)"
    r"(?!(?:lent|made|gave|meant|left|led|put|showed|proved|helped|caused|allowed|raised)\s)"
)
QUOTE = re.compile(r"[,:]?\s*(?=[“\"])|:\s+(?=\w)")
# a name, also "the Courier's “Hour” that"
_CAPITAL = r"[A-Z](?:[\w.&-]*\w)?(?:[’'](?:s(?= [“\"]) [“\"][^“”\"]{1,40}[”\"](?= that\b)|[\w’'.&-]*\w))?"
_NO_DAY = rf"(?!(?:{DAYS})\b(?! [A-Z]))"  # but "the Sunday Courier"
HEARER = re.compile(
    r"\s+(?P<to>them|him|her(?= (?:that|he|she|it|they|the|his|her|in|on|at|to|of)\b|[,:.])|us|me|it"
    r"|(?:(?:an?|the|\w+day[’']s) )?(?:joint )?(?:press|news) conference"
    r"|(?:[a-z]+ )?(?:reporters|journalists|lawmakers|parliament|troops|supporters)"
    rf"|(?:(?:the|a|an) )?(?:(?!that\b)[a-z][\w’'-]* ){{0,4}}?{_NO_DAY}{_CAPITAL}"
    rf"(?:[ -](?:al-)?{_NO_DAY}{_CAPITAL}|(?: (?:of|for)(?: the)?)? {_NO_DAY}{_CAPITAL}"
    rf"| the {_CAPITAL}(?=[:,.]| that | on )| newspaper"
    r"| television| radio| news agency| agency| network| channel| magazine| TV)*"
    rf"|(?:the |a )?[a-z]+(?: [a-z]+){{0,2}}(?= that | on | in |[,.:]| (?:{DAYS})\b))"
)
TOLD_WHO = re.compile(
    rf"\s+(?P<to>[^“”\",;:]{{1,160}}?)(?=(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:{DAYS}))?\s+that\s)"
)  # "told reporters sailing with him that"
NOBODY = re.compile(r"\s(?:of|on|for|in|at|against|about)\s")  # "warned for weeks that"
PARTICIPLE_FIRST = re.compile(r"[a-z]+ed\s(?:for|by|with|to|in|on|at|from|as)\b")
PARTICIPLE = re.compile(r"\s+(?:[a-z]+ing|gathered|assembled|who)\s")
TOLD_THAT = re.compile(
    rf"\s+(?!(?:{DAYS}|late|early|earlier|later|again|after|before|during|in|on|at|from|by|for|of|while|when"
    r"|last|this|yesterday|today|tonight|recently|repeatedly|also)\b)"
    rf"(?P<to>[^\s“”\",;:]+(?: [^\s“”\",;:]+){{0,7}}?)"
    rf"(?=(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:{DAYS})(?: (?:morning|afternoon|evening|night))?)?\s+that\s)"
)
OF_ONE = re.compile(r"\s(?:he|she|it|they|we|I)\s")  # "told crews he knows that"
NO_CLAUSE = word_set("""
    of in on at by for from to with about as after before during when while if and or but than against into over
    whether how why what where who which little nothing much more less very around near amid
    provided obtained released published issued emailed along ahead here
    """)
# what may follow where all was said before: "…, Noor said on Monday.", "…, Noor said, adding that …"
TAG_ENDS = re.compile(
    r"(?:\s+(?:in|on|at|during|after|before|following|from|via|by|to|of|as|alongside|ahead|later|earlier|again|late"
    rf"|early|yesterday|today|{DAYS})\b[^,;:“”\"]*)?(?:[.!?]*$|,\s+(?:adding|referring|noting|according|citing|as|in|on"
    r"|at|while|but|and|after|before|during|stressing|warning|saying|using)\b)"
)
# where a clause that was begun before the speaker may go on: "These claims were based, Noor said, on"
GOES_ON_BEHIND = re.compile(r",\s+(?:in|on|at|to|of|from|by|with|for)\b")
# what opens no clause: "many times that the quay was shut"
OPENED = re.compile(
    r"(?!(?:the|an?|this|that|these|those|his|her|its|their|all|some|no|any|there|it|he|she|they|we|i|you|what)\b)"
    r"(?:[\w’'-]+ ){1,3}that\b",
    re.IGNORECASE,
)
# before a quotation that stands for itself: "he stated “…”, Noor said"
INTRODUCED = re.compile(
    r"(?:(?<![\w-])(?:said|stated|wrote|added|saying|adding):?|^(?:(?:And|But|So|Yet|However|Still|Now|Well)),)\s*$"
)
ASIDES = re.compile(r"\s(?:[–—]|-{1,2})\s.*?\s(?:[–—]|-{1,2})\s")
# another's saying, of which a speaker tells: "The port said it was shut, Noor said"
RETOLD = re.compile(r"(?:The |[A-Z])[^,“”\"]{2,60}? (?:said|says)\b")
# behind a quotation that a comma closes: what belongs to it, and what is the writer's
COMPLETES = re.compile(
    r"\s+(?:the|his|her|its|their|as well as|if|unless|because|though|although|when|or|until|provided|so)\b"
)
ANSWER = re.compile(r"[“\"]\s?(?:yes|yeah|no|nope|absolutely|of course|maybe|perhaps)\b|.*\?", re.IGNORECASE)
# "said that view is wrong": which one, another sentence tells
# "in a note that Vale signed that the quay was shut": what is noted begins behind the second "that"
OF_A_NOTE = re.compile(r"\b(?:in|on|at) an? (?:[\w’'-]+ ){1,3}that $")
THAT_AGAIN = re.compile(r"(?:[\w’'.-]+ ){1,6}?that\b")
OPENS = re.compile(r"(?:In|At|On|During|After|Before|For|With|From|By|Through|Under)\b")
DEMONSTRATED = re.compile(
    r"(?!(?:it|he|she|they|we|you|both|each|many|most|more|few|people|police|this|that|there|one|all|some\w*|any\w*|every\w*|no\w*|who|what|here|now|today)\b)[a-z]+[^\Ws]"
    r" (?:is|was|means|meant|has|had|will|would|could|can|does|did|may|might|[“\"])"
)
ASKED = re.compile(r"\s(?:when|late|early|on|after|as|in|at|to|before|during|while)\s")  # “no” when she was asked
TELLING = re.compile(r"(?<![\w-])(?:said|says|told|wrote|claimed|alleged|alleges)\s")  # somebody else's words, perhaps
WHOLE = re.compile(r"[“\"]\s?[A-Z](?:\S*\s+){3}")  # a quotation that is a sentence of its own
SOMETHING = re.compile(r"\w{2}")
ASIDE_TO = re.compile(
    rf"\s(?:(?:on|in|at|via|by|during|after|before)(?:\s(?:{DAYS}|(?![A-Z])).*)?|following|for(?=\s(?:an?|the|his|her|its)\s)|{DAYS}|later|afterwards?|late|early|earlier|last|this|yesterday|today|recently"
    r"|tonight|soon|shortly)(?:\s.*)?$"
)
CROWDS = word_set("them him her us me it reporters journalists lawmakers parliament troops supporters conference")
CLAUSE_OPENS = re.compile(
    r"(?:he|she|it|they|we|i|you|there|his|her|their|its|the|this|these|those|a|an|all|no)\b", re.IGNORECASE
)
ANYTHING = re.compile("")
OF_SOMEBODY = word_set("urged urges warned warns accused accuses described describes") | {"called on", "calls on"}
ADDED_THINGS = re.compile(
    r"\s+(?:the|his|her|its)\s[a-z]+\s[“\"]|\s+(?:\d|(?:yet )?another\s"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s)"
)  # "added 16 points"
# participles of the writer's about the saying: ", implicitly blaming the port"
_COMMENTING = (
    "adding|noting|saying|warning|telling|insisting|stressing|referring|citing|criticizing|criticising|blaming|praising|calling"
    "|describing|accusing|suggesting|implying|signalling|signaling|raising|marking|echoing|contradicting|appearing|according"
    "|hinting|arguing|claiming|urging|thanking"
)
# where the writer goes on about the saying, or the speaker says more: ", adding that", "and called for", ", a move"
_AGAIN = (
    "added|said|told|called|urged|insisted|promised|vowed|warned|praised|accused|declined|refused|denied|admitted|offered"
    "|gave|did|would not (?:say|comment|give|elaborate|discuss|rule)|acknowledged|conceded|concluded"
    "|stressed|noted|argued|described|thanked|predicted|suggested"
    "|stopped short|went on|played down|downplayed|blamed|defended|dismissed|rejected|criticised|criticized|credited"
    "|cautioned|questioned|expressed|apologised|apologized|signalled|signaled|hinted|repeated|reiterated|announced"
    "|demanded|condemned|welcomed"
)
_REMARKS = (
    "move|report|claim|charge|statement|decision|surprise|sign|remark|allegation|figure|step|comment|stance|disclosure"
    "|accusation|position|view|reference|departure|shift|change|reversal|proposal|argument|assertion|contention|threat"
    "|process|development|tactic|strategy|practice|policy|measure|rule|provision|effort|approach|warning|message"
)
ENDS = re.compile(
    rf",?\s+(?:and|but)\s+(?=(?:also\s|later\s|then\s)?(?:(?:has|have|had)\s)?(?:[a-z]+ly\s)?(?:{_AGAIN})\b)"
    rf"|(?:(?<=,[”\"])|,)\s+(?=(?:[a-z]+ly\s)?(?:{_COMMENTING})\s)|,\s+(?=the (?:first|second|third|latest|last)\s)"
    rf"|(?:(?<=,[”\"])|,|\s[–—]|\s--?)\s+(?=an?\s(?:[a-z]+\s){{0,2}}(?:{_REMARKS})\b)"
    r"|,\s+as\s+(?=(?:did|do|does|have|has|had|was|were|is|are)\b)"
    r"|(?<!long)(?<!soon)(?<!far)(?<!much)\s+as\s+(?=(?:he|she|they)\s(?:[a-z]+ed|[a-z]+s|was|is|has)\b)"
    r"|\s+(?:after|before|when)\s+(?=(?:saying|adding|telling|calling)\b)"
)
# where the writer goes on, or the speaker adds what does not limit what was said
APART = re.compile(
    r"(?:(?<=,[”\"])|,)\s+(?:while|whereas|although|though|despite|even though|amid|following)\s"
    r"|,\s+as\s+(?!(?:well|part|much|many|long|far|soon|little|if)\b)"
    r"|,\s+(?:[a-z]+\s(?:day|week|month|year|hour)s?\s|shortly\s|just\s)?(?:after|before)\s(?![a-z]+ing\b)"
    r"|,\s+with\s(?=[^,]{2,60}\s[a-z]{2,}ing\b)"
    r"|,\s+(?=(?:[a-z]+ly\s)?(?!(?:including|being|having|starting|beginning|ranging|excluding|regarding|concerning)\b)"
    r"[a-z]{2,}ing\s)|,\s+(?:an?|its|his|her|their)\s(?=[^,]+$)(?![^,]*\s(?:and|or)\s)"
)
THAT_BEFORE = re.compile(r"\bthat,?\s+$")
AND_THAT = re.compile(
    r",\s(?:and|but)\sthat\s(?!(?:does|is|was|has)\b)(?=(?:the|an?|its?|he|she|they|there|his|her|their|[a-z]+s)\s|[A-Z])"
)
SET_IN = re.compile(rf"[^,]*,\s(?:{tense.CUES.pattern}|{FINITE.pattern})")  # "…, matching the first, is a docker"
# where the writer goes on as often as not: behind another comma, a dash, a quotation, or telling in which speech
WRITERS = re.compile(
    r",(?!\d|\s(?:if|unless|because|so|until|otherwise|not)\s)|;\s|\s*[–—]|\s-{1,2}[\s\w]|\swhose\s|\ssaying\s"
    r"|(?<=[”\"])\s(?:said|says|added|wrote|told|adding|saying)\b"
    r"|\s(?:in|on|via|during|at) (?:an?|his|her|its|their|the|one|two|three|four|several|some|separate|recent)"
    r" (?:[\w’'-]+ ){0,6}?(?:statement|interview|speech|address"
    r"|briefing|conference|tweet|post|letter|message|email|account|television|assessment|blog|op-ed|article|filing|report|memo"
    r"|video|podcast|testimony|call|meeting|ceremony|essay|column|document|complaint|lawsuit|note|update|release)s?\b"
    r"[^,;“”\"]{0,120}$"
    r"|\son (?:[\w’'-]+ ){0,3}?(?:Twitter|Facebook|Instagram|Telegram|X|social media|television|TV)"
    r"(?: (?:on|in|late|early)\b.*)?$"
    r"|\swhile\s[a-z]+ing\b|\swithout (?:giving|offering|providing|naming|citing|saying|specifying|identifying"
    r"|elaborating|mentioning|going into|presenting|disclosing|qualification|hesitation"
    r"|evidence|proof|elaboration|explanation)\b"
    r"|\b[A-Z][\w’'-]*[^\Ws]\swho\s"
    r"|\swhen\s(?:he|she|they)\s(?:[a-z]+ed|spoke|met|left|came|went|took|gave|ran|won|lost)\b"
    r"|\s(?:in (?:response|reply|answer) to|(?:when )?asked (?:about|if|whether))\s"
    r"|\s(?:citing|stating|declaring:|reading:|writing:)\s"
    r"|\s(?:in|on|to|of|at) what (?:would|could|was|is|may|might|has|had)\s"
    r"|(?<=,[”\"])\s\S"
    r"|\b(?:while|whereas)\s[^,;“”\"]{2,80}?\s(?:said|says|told)\b"
)
# what went on while it was said, or what follows from it: "said the crews were out as boats burned"
WHILE = re.compile(
    r"(?<! soon)(?<! long)(?<! far)(?<! such)(?<! well)(?<! much)(?<! many)(?<! same)\sas\s"
    rf"(?!(?:an?|if|well|part|much|many|long|far|soon|little|of)\b)"
    rf"(?=(?:he|she|it|they)\s|.{{3,80}}?(?:{tense.CUES.pattern}))"
)
# where a second verb may be the writer's or the speaker's: "said it was weak and compared it to a storm"
DOES_AND = re.compile(
    rf",?\s+(?:and|(?<!ed )but)\s+(?:(?:also|still|later)\s)?"
    rf"(?={tense.CUES.pattern}|then\s|[a-z]+n[’']t\s|(?:has|have|had)\s[a-z]+ed\b)"
    r"|,?\s+but\s+(?:(?:still|also|now)\s(?=[a-z]+s\b)|(?=(?:has|have)\b))|[”\"]?\s+(?:despite|even though)\s"
)
# "says it was weak and calls it a storm"
DOES_NOW = re.compile(r"\sand\s(?=[a-z]+s\s(?:(?:the|an?|them|him|her|his|its?|that|their|to|for)\b|[A-Z“\"]))")
# what came after the saying, or after what is said: "said the claim was wrong after papers had told of it"
AFTER = re.compile(
    r"(?<! only)(?<! just)(?<! even)(?<! soon)(?<! not)(?<! until)\s(?:(?:shortly|soon|immediately|long)\s"
    r"|(?:(?:about|just|some|nearly|almost)\s)?(?:\d+|an?|one|two|three|four|five|six|several|few|many)\s"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s)?after\s(?!(?:all|[a-z]+ing)\b)"
    rf"(?=[^,;“”\"]{{3,100}}?(?<![\w-])(?:{tense.CUES.pattern}))"
)
# what came before a saying of what is to be: "said he would sell the boats after speaking with the mayor"
AHEAD_AFTER = re.compile(r"\b(?:will|would|is|are|may|might|can|could|should)\b[^,;“”\"]*?\safter\s(?=[a-z]+ing\b)")
# where another clause begins, of which it can't be told who says it: "and Noor called him", " but the dockers left"
GOES_ON = re.compile(
    r"\s(?:while|whereas|although|though)\s+|(?<=[”\"])\sand\s(?=(?:the|a|his|her|its|their)\s)"
    r"|(?<!where)(?<!how)(?<!what)\sand\s+(?=(?:when|as|after|then)\s)|\sbut\s+(?!(?:to|for|also|that)\b)"
    rf"|\s+and\s+(?=(?:he|she|it|they|some|many|most|several|few)\s|(?:the\s|[A-Z])[\w’'-]*|[a-z]+s\s{tense.CUES.pattern})"
)
GERUND = re.compile(r"(?:having\s)?[a-z]{2,}ing\s(?!(?:is|was|will|would|has|had)\b)")  # "admitted selling it but"
CONJUNCTION = re.compile(r"\s(?:and|but|while|whereas|although|though|despite|even|after|as)\s")  # one begins each
VERB_NEXT = re.compile(rf"(?:(?:not|never|also|only|then|later|still)\s|{tense.CUES.pattern})")
RELATIVE = re.compile(r",\s+(?=which\s)")
# "the strike, the latest of three, was over": what is said goes on
INSERTED = re.compile(rf",\s(?:an?|the)\s[^,]{{2,120}},\s(?=(?:{tense.CUES.pattern}|{FINITE.pattern}))")
BECAUSE = re.compile(r"\b(?:because|that|if|when|while|although|though|unless|whether)\b(?! of\b)")
ASIDE = re.compile(
    r",\s(?:(?:who|whose|which|whom|where)\s[^,“”\"]+(?:,|$)|(?:an?|the)\s[^,“”\"]+,(?!\s(?:and|or)\s))"
)  # of the writer's, perhaps, within what was said
# it opens a clause that the next one completes: "if boats sank, then …"
HALF = re.compile(
    r"[“\"]?(?:if|unless|when|while|although|though|because|since|as|after|before|once|until|whereas|even|either|neither"
    r"|not only|both)\b",
    re.IGNORECASE,
)
PREDICATE = re.compile(r"[“\"]\s?(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)\b")
MEASURE = re.compile(
    r"as much\b|(?:several|a few|some|\w+) (?:minutes|hours|days|weeks|months|years)$"
)  # "announced hours after"
HALF_BEFORE = re.compile(rf"(?:(?:But|And|So) )?{HALF.pattern}", re.IGNORECASE)
PARTY = re.compile(r"\b[A-Z]-[A-Z][\w.]*,$")  # "Ada Noor, R-Ky.,": a name's, and no clause's end
# an object that only another sentence tells: "the issue during his campaigns", "the same point on Wednesday"
EMPTY = re.compile(
    r"the same(?=[,.]|$)|the words\b|what (?:he|she|it|they) (?:call|describ|term|sa)\w+\b"
    r"|the (?:latter|former)\b(?! [A-Za-z]+ (?:of|said))"
    r"|(?:the|this|that|his|her|its|their|an?)\s(?:same\s)?(?:issues?|points?|matter|question|claims?|idea|case|allegations?"
    r"|charges?|reports?|decision|move|news|story|topic|subject|concerns?|problems?|support|request|measure)\b"
    r"(?!\s(?:of|that|to|for|over|about|with|against|from|by|is|are|was|were|had|has|have|will|would|could|should|can|may)\b)"
)
NO_COMMENT = re.compile(r"\b(?:no|any) (?:immediate |further )?comment\b")
WHEN = re.compile(r"\s(?:after|when|as|before|while)\s")
DANGLING = re.compile(
    r"\b(?:to|of|for|with|from|about|on|in|at|by|into|than|and|or|the|an?|which|who|whose|that|because|as|until|while|if"
    r"|when|unless|before|after|although|though|since|do|does|did|don[’']t|doesn[’']t|didn[’']t|know|do so)$|:$"
    r"|\bit (?:is|was) (?:[a-z]+ )?[A-Z][\w’'-]*$"
)  # "he had no access to", "she had:"
BEGINS = re.compile(r"\s+(?!that (?:after|when|as|before) )[\w“\"‘'$€£(]")  # no dash before an aside
# what has its subject before the speaker: "a storm that Noor said was severe"
HEADLESS = re.compile(
    r"(?:(?:won|is|are|was|were|has|have|had|do|does|did|would|could|should|ca)n?[’']t|never|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does|did|remains?)\b"
)
SCRAP = re.compile(r"[“\"]?(?:And|But|Or|Nor|Otherwise|If not|And if not)\b")
TELLS = 3  # blanks in an object that tells something: "denied any ties with smugglers"
LEAST = 6  # words of what is quoted without its beginning
PRONOUNS = word_set("he she it they we i you")
WORD = re.compile(r"[\w’'.&/-]*\w")
# Objects that tell whole who is spoken of and what is said, by these words: "accused the port of neglect". Of 112 two
# were wrong, of 180 other objects ("denied", "praised", "vowed") twelve.
NEEDED = {
    **dict.fromkeys(("described", "describes"), " as "),
    **dict.fromkeys(("accused", "accuses"), " of "),
    **dict.fromkeys(("urged", "urges", "called on", "calls on"), " to "),
}
MOST = 20  # words of such an object
# what may be told beside it: another clause, the occasion
BESIDE = re.compile(
    r"[,;:()–—]|\s-\s|\s(?:and|but|or|while|after|before|when|where|who|which|that|because|if|during|following|amid"
    r"|ahead|what|without|whose)\s|\sas (?:he|she|it|they)\s"
    rf"|\s(?:in|at|on|during) (?:an?|the|his|her|its|their) (?:[\w’'-]+ ){{0,3}}?(?:{OCCASIONS})\b"
    rf"|\b(?:{DAYS})\b"
)
OF_SOMEBODY_ELSE = re.compile(r"(?:them|him|her|it|this|these|those|such)\b")  # "urged them to wait"
