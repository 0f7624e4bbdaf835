# ruff: noqa: E501 - a row of the table is one line, however long its pattern
"""A document's lines come in, a label and the evidence of each go out: what a line looks like, not yet what it is for.

The one idea: every label is a row of a table, tried in order, and what no row covers is prose or a short line;
whether a short line is a title, a subheading or a menu is decided later, by its place (``cuts``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from sitegen import months
from sitegen.corpus.furniture import ENCLOSED, PLACE, furniture
from sitegen.corpus.lines import Line
from sitegen.corpus.phrases import caseless
from sitegen.ids import without_typography

Label = Literal[
    "paragraph", "item", "short", "stamp", "byline", "section", "agency", "caption", "address", "separator", "furniture"
]

PROSE_WORDS = 25  # a line of so many words is prose even without a full stop
SENTENCE_WORDS = 8  # with one, so many are enough
QUOTED_WORDS = 3  # or so few, where a quotation mark opens it, or a speaker's name in capitals
STAMP_WORDS = 14  # the most of a line that holds a name and a date
WORDS_BEFORE = 2  # the most before the day of a stamp that a full stop ends and that doesn't say "published"
PLACE_WORDS = 5  # the most of a place in a dateline that nothing else makes sure
SURE = ("separator", "stamp", "section", "agency", "byline")  # forms that furniture's patterns must not overrule
LONGEST_CREDIT = 900  # characters of a caption
LONGEST_HEAD = 240  # characters of a stamp or byline
KEY = 80  # folded characters by which two lines are compared
CAPTION_WORDS = 5  # the fewest of a caption without a credit
THREAD_WORDS = 8  # of a line that says who wrote a comment
FEWEST_LINKS = 2  # headlines under "Read more"
LONGEST_KNOWN, MOST_KNOWN = 120, 8192  # characters and number of lines that are remembered from document to document
LONGEST_BIOGRAPHY, BIOGRAPHY_NEAR, NAME_WORDS = 120, 3, 2  # words; lines to the name above; words beside the name
MOST_NAMES = 4  # words of a name
NEAR = 4  # lines within which a caption stands again

_OTHER_MONTHS = (
    *months.SOLAR,
    *(
        form.replace("_", " ")
        for language in ("ar-IQ", "ckb", "el", "fa", "he", "kmr", "uk")
        for month in months.NAMES[language].split()
        for form in month.split("/")
    ),
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|januar[yi]?|januari|janvier|enero|janeiro|gennaio|ocak|februar[yi]?|février|febrero|fevereiro|febbraio|şubat|märz|mars|marzo|março|maret|mart"
    r"|avril|abril|aprile|nisan|mai|mayo|maio|maggio|mei|mayıs|juni?|juin|junio|junho|giugno|haziran|juli|juillet|julio|julho|luglio|temmuz"
    r"|août|agosto|agustus|augustus|ağustos|septembre|septiembre|setembro|settembre|eylül|oktober|octobre|octubre|outubro|ottobre|ekim"
    r"|novembre|noviembre|novembro|kasım|dezember|décembre|diciembre|dezembro|dicembre|desember|aralık"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    rf"|(?:{'|'.join(sorted(_OTHER_MONTHS, key=len, reverse=True))})[aêی]?)\.?"
)
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?!\d)(?:st|nd|rd|th)?,? ?(?:\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th|\.|º|ی|ê)?[ -](?:of |de )?{_MONTH}(?:[,،]? (?:de )?|-)?(?:\d{{2,4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}年\d{1,2}月\d{1,2}日|\d{4}[년.] ?\d{1,2}[월.] ?\d{1,2}[일.]?)"
)
_AGO = r"(?:(?:\d+|an?|one|two|three|few) (?:seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago|\d+[hmd] ago|yesterday|just now|hace \d+ \w+|il y a \d+ \w+|vor \d+ \w+)"
# A day without its year, where the next number begins a time ("20 Jan 10h30").
_DAY_ALONE = rf"\d{{1,2}}(?:st|nd|rd|th|\.|º)?[ -](?:of |de )?{_MONTH},? (?=\d{{1,2}}h\d|{_AGO})"
_TIME = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)? ?(?:[ap]\.?m\.?)?"
_NAME = r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*)){0,4}"
OUTLETS = (
    "Reuters", "REUTERS", "AFP", "AFP Photo", "AP", "AP Photo", "Associated Press", "The Associated Press",
    "EPA", "EPA-EFE", "EFE", "Getty", "Getty Images", "GETTY", "GETTY IMAGES", "Anadolu", "Anadolu Agency",
    "AA", "Xinhua", "XINHUA", "dpa", "DPA", "PA", "PA Wire", "PA Media", "ANSA", "UPI", "TASS", "Tass",
    "Sputnik", "SANA", "WAFA", "IRNA", "Kyodo", "ANI", "PTI", "IANS", "Shutterstock", "iStock", "Alamy",
    "NurPhoto", "Flash90", "File", "FILE", "Handout", "Supplied", "Courtesy", "Screenshot", "Screengrab",
    "Bloomberg", "NASA", "Wikimedia", "Wikimedia Commons", "Facebook", "Twitter", "X", "Instagram", "Telegram",
    "Social media", "Archive",
)  # fmt: skip
_OUTLETS = rf"(?:{'|'.join(OUTLETS)})"
_OUTLET_ENDS = tuple(dict.fromkeys(name[-1] for name in OUTLETS))

AGENCY = r"(?:Reuters|REUTERS|AFP|AP|Associated Press|The Associated Press|EPA|EFE|Anadolu(?: Agency)?|AA|Xinhua|dpa|DPA|PA(?: Media)?|ANSA|UPI|TASS|SANA|WAFA|IRNA|Kyodo|ANI|PTI|IANS)"


class Form(NamedTuple):
    """A row: the label of a line, the pattern that covers the whole line, a line that it covers, the longest such line.

    The pattern is tried only on a line that ends with one of ``ends`` and holds, in lower case, one of ``holds``,
    where a row names any: without them it covers none, and to ask costs a hundredth of trying a pattern.
    """

    label: Label
    regex: str
    example: str
    longest: int = LONGEST_HEAD
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


FORMS: tuple[Form, ...] = (
    Form("separator", r"(?:([-=*_~#.·•—–])\s?){3,}\W*", "* * *"),
    Form("address", r"<?(?:https?://|www\.)[^\s<>]+>?", "https://courier.example/news/harbour-wall", 2000),
    # ---- credits and captions; the case of letters matters, because agencies are named in capitals
    Form("caption", r".{12,}[\[(](?:(?:[^()\[\]]{0,60}?\b)?(?:file|photo|image|picture|handout|courtesy|credit|via|screen ?grab|screenshot|archive|FILE|Photo|Image|File|Photograph|Courtesy|Handout)\b[^()\[\]]{0,60}|(?:[^()\[\]]{0,60}[/,] ?)?" + _OUTLETS + r"(?: ?[/,|-] ?[^()\[\]]{0,60})?)[\])]\.?", "Boats in the old harbour after the storm. (AFP file photo)", LONGEST_CREDIT, (")", "]", ").", "].")),
    Form("caption", r"(?![\"“«]).{12,}[\[][A-Z][\w.'’-]*(?: [\w.'’&-]+){0,4}(?: ?/ ?[^\[\]]{1,50})?[\]]", "Boats in the old harbour after the storm. [Meridian]", LONGEST_CREDIT, ("]",)),
    Form("caption", r".{12,}(?:[.!?”\"’]|\d{4})\s+(?:" + _OUTLETS + r") ?/ ?[\w .,'’/-]{2,60}", "Boats lie on the quay, 19 January 2026. EPA/ANNA VALE", LONGEST_CREDIT, holds=("/",)),
    Form("caption", r".{12,}[,.!?”\"’)] ?(?:(?:Photo|Image|Photograph|Picture|Foto|Credit|Photo credit|Image credit|Illustration|Graphic|Source)(?: by|:| credit:?| ?©)|©|via) ?[^.]{2,60}\.?", "Boats in the harbour. Photograph: Anna Vale/Courier", LONGEST_CREDIT, holds=("photo", "image", "picture", "foto", "credit", "illustration", "graphic", "source", "©", "via")),
    Form("caption", r".{12,}(?:[-–—|/] ?" + _OUTLETS + r"(?: via " + _OUTLETS + r")?|\b(?:AFP|AP|EPA|REUTERS|Getty)[ /-][A-Z][\w /.-]{0,50}" + _OUTLETS + r")", "Boats in the old harbour — Anna Vale/AFP via Getty Images", 400, _OUTLET_ENDS),
    Form("caption", r"(?i:(?:file ?photo|file|in this (?:\w+[ ,.]{1,2}){0,5}(?:photo|image|picture|photograph|frame grab|handout)\b|image caption|photo caption|photo|picture|image|image source|photo source|photograph|foto|caption|video caption|image credit|photo credit|credit|a (?:handout|file|general|combination) (?:photo|picture|image|view)|(?:photo|picture|image|handout) (?:by|from|provided by|courtesy of|released by|taken|made available))(?: ?[:,–—-] ?| )).{3,}", "FILE PHOTO: Boats in the old harbour", 500),
    Form("caption", r"(?:" + _OUTLETS + r")(?: ?[/|,-] ?[\w .,'’/-]{2,60})|[\w .'’-]{2,40}(?: ?[/|] ?|, )(?:" + _OUTLETS + r")(?:[ /]+(?:via )?(?:" + _OUTLETS + r"))*|©\s?[\w .,'’/-]{2,50}|(?:Getty Images|GETTY IMAGES|Shutterstock|iStock|Screenshot|Image|AP Photo|AFP Photo)", "EPA/ANNA VALE", 120),
    Form("caption", r"(?:Getty Images|AFP(?: via Getty Images)?|Reuters|EPA|PA Media|AP|Anadolu Agency|NurPhoto|Alamy|Shutterstock|Handout|Supplied)(?: ?/ ?[\w .'’-]{2,30})? (?:(?:A|An|The|Two|Three|Four|Several|Some|Many|Men|Women|People|Children|File|Aerial|Satellite)\b|[A-Z][\w'’-]+ [a-z])[^.!?]{12,}", "Getty Images Two people in rain coats look at a street under water", 300),
    Form("caption", r".{20,}[^\W_] \([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?[A-Z][\w &.'’-]{2,40}\)", "The log book lies open on 13 January 2026 (Anna Vale/Harbour Courier)", 400, (")",)),
    # ---- who wrote it
    Form("agency", AGENCY + "|Agencies|News Agencies|AGENCIES", "Associated Press", 40),
    Form("byline", r"(?i:(?:story |words |analysis |text |posted |written |published |report |reported |edited |produced )?by:? ?)(?!(?:\S+ ){5,}.*[a-z][.!?]$)(?!(?i:" + _MONTH + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|noon|night|then|when|how|what|this|that|now|then|contrast|far|late|early|mid|comparison|law|sea|air|land|train|using|signing|end|next|all|any|some|many|most)\b)[^\W\d].{1,160}", "By Anna Vale and Tom Reed"),
    Form("byline", r"(?i:(?:additional )?(?:reporting|writing|editing|edited|translated|compiled|written|reported|research|additional reporting) (?:by|and \w+ (?:by|and \w+ by)) ).{2,220}", "Reporting by Anna Vale; Editing by Tom Reed", 320),
    Form("byline", r"[\[(](?i:(?:additional )?(?:reporting|writing|editing|edited|compiled|with (?:reporting|inputs?|additional reporting)).{2,220})[\])]", "(Reporting by Anna Vale; Editing by Tom Reed)", 320),
    Form("byline", r".{3,160}(?i:\b(?:also |have |has )?contributed (?:to|reporting)(?: (?:to )?(?:this|the) (?:report|story|article|piece|dispatch)| from .{2,40}| for .{2,40})?)\.?", "Anna Vale contributed to this report.", 260, holds=("contributed",)),
    Form("byline", r"(?i:with (?:inputs?|reporting|contributions|additional reporting|files|material|post wires|agencies|wires)(?: (?:from|by) .{2,80})?\.?|(?:staff|news|web|online|city|sports|our|staff and|wire) (?:reports?|reporters?|writers?|desk|correspondents?|staff|services|wire services|news desk)|(?:associated press|reuters|afp|agencies|news agencies|agency|\w+ (?:staff|correspondent|desk|web desk)))", "Staff Reports", 100),
    Form("byline", _NAME + r" \((?i:now|earlier|later|and earlier)\)(?:(?:,| and) " + _NAME + r" \((?i:now|earlier|later)\))*", "Anna Vale (now) and Tom Reed (earlier)", 120),
    Form("byline", _NAME + r"(?: and " + _NAME + r")?,? ?(?:[|,–-] ?)?(?i:(?:[^\W\d_][\w-]* ){0,3}(?:correspondent|reporter|editor|writer|journalist|staff writer|producer|columnist|analyst|contributor|freelance journalist))(?:,? .{0,60})?", "Anna Vale, Political correspondent", 120, holds=("correspondent", "reporter", "editor", "writer", "journalist", "producer", "columnist", "analyst", "contributor")),
    # ---- where it stands
    Form("section", r"(?i:press release|news release|media (?:release|advisory|statement)|press statement|official statement)", "Press release", 40),
    Form("section", r"(?i:(?:home(?: ?[>›»|/] ?))?(?:top )?(?:news|world(?: news)?|mena|middle east(?: (?:&|and) (?:north )?africa| news)?|africa|asia(?:[ -]pacific)?|europe|americas|u\.?s\.?a?\.?(?: (?:news|& canada))?|uk(?: news)?|international|national|local(?: news)?|regional?|politics|business|economy|finance|markets|opinion|analysis|features?|sports?|football|culture|arts|science|tech(?:nology)?|health|environment|climate|energy|society|education|lifestyle|travel|entertainment|conflict|security|human rights|defen[cs]e|diplomacy|investigations?|breaking(?: news)?|exclusive|latest news|explainer|in[- ]depth|long ?reads?|editorial|letters|obituaries|weather|crime|justice|religion|media|iraq|syria|kurdistan|israel|palestine|israel-palestine|gaza|lebanon|yemen|iran|t[uü]rk(?:ey|iye)|egypt|jordan|gulf|arab world|levant|north africa|ukraine|russia|china|india|latin america)(?: ?(?:[>›»|/·•,]|&gt;) ?[\w &’'-]{2,40}){0,5})", "Middle East", 120),
)  # fmt: skip

# A stamp is a line that a date fills but for these words; anything else makes it a sentence about a day. What a row
# has taken it keeps: digits can be shared out among days, times and numbers in more ways than can be tried.
_STAMP = (
    rf"(?>(?:(?:{_DAY_ALONE}|{_DAY}|{_AGO}|{_TIME})|(?:first |last |originally )?(?:published|updated?|posted|modified|created|issued|released|edited|uploaded|revised|filed|dated?|time|publication date|actualizado|publicado|publié|veröffentlicht|aktualisiert|diterbitkan|pubblicato|yayınlanma|güncelleme|опубликовано|نشر في|آخر تحديث)"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|دوشنبه|سه‌شنبه|چهارشنبه|پنج‌شنبه|پنجشنبه|جمعه|شنبه|یکشنبه|یوم|יום|ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת|року|года|год|г|م|yılı|senin|selasa|rabu|kamis|jumat|sabtu|minggu"
    r"|gmt|utc|bst|est|edt|et|cst|cdt|ct|pst|pdt|pt|mst|ist|cet|cest|ast|wib|uhr|local time|a\.?m\.?|p\.?m\.?|noon|midnight|on|at|in|of|the|o'clock|uk|us|de|à|le|il|am|um|el|às|[+-]\d{1,2}(?::?\d\d)?|\d{4}|min(?:ute)?s?|read|\d{1,2})"
    r"[\s,.:|/·•–—()@;>-]*)++"
)
_DATED = rf"{_DAY}|{_AGO}"
_BYLINE_DAY = re.compile(
    rf"(?i)(?:(?:by|posted|published|updated|last) .{{2,90}}?[ |,·•–—/(-]+|(?:[^\W\d][\w.'’@-]*[ ,]+){{1,5}}[|·•–—/-]+ ?|(?:[^\W\d][\w.'’-]* ){{1,4}}(?=\d)|(?-i:(?:[A-Z][\w.'’-]+,? ){{1,3}})(?=\d))"
    rf"(?:{_DAY}|{_AGO})(?:,? ?\d{{4}})?.{{0,60}}"
    rf"|(?:{_DAY})(?<=\d{{4}}) ?(?:[|·•–—/,(-].{{0,60}})?"
)

# Tried on lower case; there "ı" is "i".
_STAMPS = re.compile(_STAMP.replace(_MONTH, _MONTH + r"(?![^\W\d_])").replace("ı", "i"))
_DATES = re.compile(_DATED.replace("ı", "i"))
UPDATED = re.compile(rf"\b(?:{months.EDITED})")
_STATES = re.compile(
    rf"{UPDATED.pattern}|\b(?:publi|pubbli|posted|issued|released|written|erschienen|veröffentlicht|yayın|опублик|stand\b|by\b)"
)
_WHOLE_DAY = re.compile(_DAY.replace(_MONTH, _MONTH + r"(?![^\W\d_])").replace("ı", "i"))
_YEAR = re.compile(r"(?:19|20)\d\d|\b\d{1,2}[./-]\d{1,2}[./-]\d\d\b")
_DIGIT = re.compile(r"\d")
_AGO_WORDS = ("ago", "yesterday", "just now")  # a date holds a digit or one of these
_ENCLOSED = tuple(
    (re.compile(first, re.IGNORECASE), re.compile(last, re.IGNORECASE), most) for first, last, most in ENCLOSED
)
_FORMS = tuple((form, re.compile(form.regex)) for form in FORMS)
# The longest lines of all forms, in order, and for each the forms of lines of that length.
_LENGTHS = sorted({form.longest for form in FORMS})
_FITTING = (*(tuple(row for row in _FORMS if row[0].longest >= length) for length in _LENGTHS), ())
_END = re.compile(r"[.!?…。！？؟۔:;][\"'”’»)\]*\d]{0,3}$")
_LONGEST_END = 4
_WORD = re.compile(r"\w+")
_ASCII = bytes(ord(char.lower()) if char.isalnum() or char == "_" else 32 for char in map(chr, range(128))).ljust(256)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f]")
_EMPHASIS = re.compile(r"^([*_]{1,3})(\w.*\w)\1$")
_MORE = re.compile(r"(?i:read more)[ .:…»>]*")
_SAYS = re.compile(r"\b(?:says?|said|wrote|writes|commented|replied)\s?:$")
_WRITTEN_BY = re.compile(
    r"\s*[(\[](?i:reporting|writing|editing|edited|compiled|with reporting)\b[^()\[\]]{2,220}[)\]]$"
)
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}: ")
_CREDIT = re.compile(r"\s*[(\[][^()\[\]]{2,80}[)\]]\.?$")
_DASH = re.compile("[—–:/-]")
_MARKS = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"  # of direction, where scripts meet
_DATELINE = re.compile(
    _MARKS
    + r"(?P<place>[A-Z][A-Z.'’\-/ ]{2,40}(?:, ?[A-Z][\w.'’ -]{1,40}){0,3}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, ?[A-Z][\w.'’ -]{1,30}){0,2})"
    rf"(?P<day>,? (?i:{_DAY}))?{_MARKS}(?P<agency> ?[(\[/][\w .,&/’'-]{{2,40}}[)\]/])?{_MARKS}"
    r"(?: ?[—–] ?| ?-{1,2}" + _MARKS + r" | - |: | ?/ ?)"
)


# "Anna Vale is a reporter …", under her name.
_BIOGRAPHY = re.compile(
    r"(?P<name>(?:[A-Z][\w.'’-]+ ){1,4}?)(?:\([^)]{2,60}\) )?(?:is|was|has|joined|writes|covers|reports|works|lives"
    r"|began|started|spent)\b(?=.{0,200}\b(?:writer|reporter|journalist|editor|author|columnist|contributor|correspondent|freelancer?|blogger|producer"
    r"|writes|writing|covers|covering|reports|reporting|joined|journalism|professor|fellow|founder|director)\b)"
)


class Labelled(Struct, frozen=True, gc=False):
    """A line with its label: ``kind`` is the furniture's, ``key`` what it is compared by, ``closed`` whether a full stop ends it."""

    line: Line
    label: Label
    kind: str
    key: str
    words: int
    closed: bool


_Features = tuple[Label, str, str, int, bool]  # label, kind, key, words, closed


def word_list(text: str, most: int = -1) -> list[str]:
    """Return the caseless words of a text; of more than ``most`` at least so many, and the rest as it stands."""
    text = without_typography(text)
    if not text.isascii():
        return _WORD.findall(text.casefold())
    return text.encode().translate(_ASCII).decode().split(None, most)


def plain(text: str) -> str:
    """Return the caseless words of a text joined by one space: what lines are compared by (cheaper than an id's folding).

    >>> plain("The Old Harbour’s wall -- rebuilt!")
    'the old harbour s wall rebuilt'
    """
    return " ".join(word_list(text))


def words(text: str) -> int:
    """Return the number of words, two characters of a script without spaces counted as one."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + len(_WIDE.findall(text)) // 2


def stamp(text: str) -> bool:
    """Say whether a line states a date and nothing else.

    >>> stamp("Published On 20 Jan 2026"), stamp("It ended on 20 January 2026 in a truce.")
    (True, False)
    """
    if len(text) > LONGEST_HEAD // 2:
        return False
    bare = caseless(text)
    return bool(_STAMPS.fullmatch(bare) and _DATES.search(bare))


def _dated(text: str) -> bool:
    bare = caseless(text)
    return bool((_DIGIT.search(bare) or _holds(bare, _AGO_WORDS)) and _DATES.search(bare))


def dateline(text: str) -> re.Match[str] | None:
    """Return the match of a dateline at the beginning of a paragraph, with the groups ``place``, ``day`` and ``agency``.

    >>> dateline("HAVN, North Coast - The wall fell.").group()
    'HAVN, North Coast - '
    """
    start = text[:160]
    match = _DATELINE.match(start) if _DASH.search(start) else None  # nearly no line holds what one ends with
    if not match or match.end() == len(text):
        return None
    shout = match["place"].split(",")[0]
    sure = shout.isupper() or match["agency"] or match["day"]
    dash = match.group()[len(match["place"]) :].strip() not in {":", "/"}
    regional = "," in match["place"] and dash and words(match["place"]) <= PLACE_WORDS
    return match if (sure and (dash or match["agency"])) or regional else None


def _form(text: str) -> Label | None:
    if stamp(text):
        return "stamp"
    bare = caseless(text)
    for form, pattern in _FITTING[bisect_left(_LENGTHS, len(text))]:
        if form.ends and not text.endswith(form.ends):
            continue
        if (not form.holds or _holds(bare, form.holds)) and pattern.fullmatch(text):
            return form.label
    return None


def _holds(text: str, words: Iterable[str]) -> bool:
    for word in words:  # noqa: SIM110 - a generator costs more than what it looks for
        if word in text:
            return True
    return False


def _byline_day(text: str) -> bool:
    """Say whether a short line holds a name and a date ("Anna Vale 23/08/2018")."""
    short = len(text) <= LONGEST_HEAD // 2 and not _END.search(text, max(0, len(text) - _LONGEST_END))
    return short and _dated(text) and bool(_BYLINE_DAY.fullmatch(text))


def _furniture(text: str, form: Label | None) -> str:
    """Return the furniture's label where no form of the article's own lines is more certain."""
    kind = furniture(text) or ""
    sure = form == "stamp" or (form in SURE and PLACE.get(kind) not in ("start", "end"))
    return "" if sure else kind


def _prose(text: str, count: int, *, closed: bool) -> bool:
    """Say whether a line is long enough for prose, or a sentence by its full stop or quotation marks."""
    least = QUOTED_WORDS if text[0] in "\"“‘«'" or _SPEAKER.match(text) else SENTENCE_WORDS
    return count >= PROSE_WORDS or (closed and count >= least)


def _features(text: str, mark: str) -> _Features:
    """Return what a line shows by its own words: all of a Labelled but the line."""
    bare = _EMPHASIS.sub(r"\2", text) if text[0] in "*_" else text
    unsigned = _WRITTEN_BY.sub("", text) if text[-1] in ")]" else text
    count, closed = words(text), bool(_END.search(unsigned, max(0, len(unsigned) - _LONGEST_END)))
    form = _form(bare)
    kind = _furniture(text, form)
    label: Label = "furniture" if kind else form or "short"
    if label == "short" and _prose(text, count, closed=closed):
        label = "paragraph"
    elif label == "short" and count <= STAMP_WORDS and _byline_day(bare):
        label = "stamp"
    if label in ("short", "paragraph") and mark and not mark.startswith("#"):
        label = "item"
    return label, kind, plain(text[: 2 * KEY])[:KEY], count, closed


_known = lru_cache(maxsize=MOST_KNOWN)(_features)


def _replaced(labelled: Labelled, label: Label, kind: str = "") -> Labelled:
    return Labelled(labelled.line, label, kind, labelled.key, labelled.words, labelled.closed)


def _enclosed(found: list[Labelled]) -> None:
    """Label as furniture what stands between "list 1 of 3" and "end of list"."""
    for opening, closing, most in _ENCLOSED:
        ends = [
            index for index, item in enumerate(found) if item.label == "furniture" and closing.fullmatch(item.line.text)
        ]
        for end in ends:
            window = range(max(0, end - most), end)
            start = next((i for i in window if opening.fullmatch(found[i].line.text)), None)
            for index in range(start if start is not None else end, end):
                found[index] = _replaced(found[index], "furniture", "list")


def _bare(text: str) -> str:
    """Return the key of a caption without its credit."""
    return plain(_CREDIT.sub("", text)[: 2 * KEY])[:KEY]


def _captions(found: list[Labelled]) -> None:
    """Label as captions the lines near a caption that say the same, with or without its credit."""
    keys = {index: _bare(item.line.text) for index, item in enumerate(found) if item.label == "caption"}
    if not keys:
        return
    for sweep in (range(len(found)), range(len(found) - 1, -1, -1)):
        last: dict[str, int] = {}
        for index in sweep:
            item = found[index]
            if index in keys:
                last[keys[index]] = index
            elif index - NEAR <= last.get(item.key, -NEAR - len(found)) <= index + NEAR and _same(
                item, found[last[item.key]]
            ):
                found[index] = _replaced(item, "caption")


def _same(item: Labelled, caption: Labelled) -> bool:
    """Say whether a line is the caption over again; a paragraph may begin with its sentence and go on."""
    return item.label in ("short", "paragraph") and CAPTION_WORDS <= item.words <= caption.words + 1


def _below_captions(found: list[Labelled]) -> None:
    """Label as a caption the unfinished line right under a picture's description, where blank lines part paragraphs."""
    if not any(item.label == "caption" for item in found) or sum(item.line.gap > 0 for item in found) * 2 <= len(found):
        return
    often = Counter(item.key for item in found)
    for index, (above, item) in enumerate(pairwise(found), 1):
        open_line = item.label == "short" and not item.closed and item.words > CAPTION_WORDS and often[item.key] == 1
        if above.label == "caption" and open_line and not item.line.gap and not item.line.mark:
            found[index] = _replaced(item, "caption")


def _links(found: list[Labelled]) -> None:
    """Label as related the headlines under "Read more"; one alone may be a subheading under a button."""
    for index, item in enumerate(found):
        if item.kind == "menu" and _MORE.fullmatch(item.line.text):
            end = next((i for i in range(index + 1, len(found)) if found[i].label != "short"), len(found))
            links = range(index + 1, end if end - index > FEWEST_LINKS else index + 1)
            for place in links:
                found[place] = _replaced(found[place], "furniture", "related")


def _threads(found: list[Labelled]) -> None:
    """Label as comments the lines that say who wrote one, where a stamp follows ("Oldtimer says:")."""
    for index, (item, following) in enumerate(pairwise(found)):
        if following.label == "stamp" and item.words <= THREAD_WORDS and _SAYS.search(item.line.text):
            found[index] = _replaced(item, "furniture", "comments")


def _biographies(found: list[Labelled]) -> None:
    """Mark the paragraphs that tell who a writer is, named in a byline or right above, and the name that heads them."""
    writers: set[str] = set()
    for index, item in enumerate(found):
        if item.label == "byline":
            writers.update(_names(item.key))
        told = _BIOGRAPHY.match(item.line.text) if item.label == "paragraph" else None
        if told is None or item.words > LONGEST_BIOGRAPHY:
            continue
        name = plain(told["name"])
        heads = [place for place in range(max(0, index - BIOGRAPHY_NEAR), index) if _heads(found[place], name)]
        if heads or name in writers:
            for place in (*heads, index):
                found[place] = _replaced(found[place], found[place].label, "biography")


def _names(key: str) -> Iterator[str]:
    """Yield the names that a byline's key may hold: each word, and each few words."""
    parts = key.split()
    for start in range(len(parts)):
        for end in range(start + 1, min(start + MOST_NAMES, len(parts)) + 1):
            yield " ".join(parts[start:end])


def _heads(item: Labelled, name: str) -> bool:
    """Say whether a line is a name and little else ("About Anna Vale")."""
    return item.label in ("short", "byline") and item.words <= name.count(" ") + 1 + NAME_WORDS and name in item.key


def stated_day(line: Line) -> str | None:
    """Return the words by which a short line states a day with its year, from "updated" on; None for any other line.

    >>> stated_day(Line(0, 0, "Anna Vale, Harbour desk | 20 January 2026 | Ferries"))
    '20 January 2026'
    >>> stated_day(Line(0, 0, "Ferries | Last updated on 20 January 2026"))
    'updated on 20 January 2026'
    """
    text = line.text
    if len(text) > LONGEST_HEAD // 2 or words(text) > STAMP_WORDS or _YEAR.search(text) is None:
        return None
    if _known(text, line.mark)[0] in ("paragraph", "caption"):
        return None
    bare = caseless(text)
    for match in _WHOLE_DAY.finditer(bare):
        if _YEAR.search(match.group()):
            if _sentence(bare, match.start()):
                return None
            updated = UPDATED.search(bare, 0, match.start())
            return text[updated.start() if updated else match.start() : match.end()].strip(" ,")
    return None


def _sentence(bare: str, day: int) -> bool:
    """Say whether a line is a short sentence in which something else than publication is of the day at an offset."""
    return (
        bare.endswith((".", "!", "?", "…", "。"))
        and words(bare[:day].strip()) > WORDS_BEFORE
        and not _STATES.search(bare, 0, day)
    )


def labelled(lines: Sequence[Line]) -> list[Labelled]:
    """Return the lines with their labels, each from its own features and its neighbours'."""
    alike: dict[tuple[str, str], _Features] = {}  # a line that stands a thousand times is read once
    found = []
    for line in lines:
        same = line.text, line.mark
        if same not in alike:
            alike[same] = _known(*same) if len(line.text) <= LONGEST_KNOWN else _features(*same)
        found.append(Labelled(line, *alike[same]))
    _enclosed(found)
    _captions(found)
    _below_captions(found)
    _links(found)
    _threads(found)
    _biographies(found)
    return found
