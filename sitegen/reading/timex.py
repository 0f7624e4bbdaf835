"""Text in, temporal expressions out: a grammar over kinds of words finds them, calendar arithmetic gives their values.

Each token becomes one letter that names its kind (timewords.py); the rules are regular expressions over these letters,
joined into one, so a text is read once from left to right. What is found doesn't depend on any date; ``evaluated``
then resolves it against the day on which the text was written. Values are TIMEX3 (Pustejovsky et al. 2003) and EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from sitegen import edtf
from sitegen.model import Span, TimeExpression
from sitegen.reading import calendars, tense
from sitegen.reading import timeperiods as accounts
from sitegen.reading import timevalues as of
from sitegen.reading import timewords as words
from sitegen.reading.skim import Remembered, Rough, Sought, merged, rough
from sitegen.reading.timevalues import Scene, Token, Value
from sitegen.reading.timewords import LETTER, NUMBER_KINDS, WORD_LETTER

MOST = 1 << 13  # expressions that are remembered, and what they mean

Handler = Callable[[Sequence[Token], Scene], Value | None]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A row of the grammar: a regular expression whose words are kinds of tokens; ``parts`` allows "early", "end of".

    ``example`` is a text, the words found in it and their values where the text is written on Wednesday 2024-05-15.
    """

    pattern: str
    value: Handler
    example: tuple[str, str, str, str | None]
    parts: bool = False


class Said(NamedTuple):
    """An expression wherever it stands: its tokens, its rule, the preposition before it and the tense of its clause.

    ``future`` is None where no verb tells.
    """

    tokens: tuple[Token, ...]
    rule: Rule
    before: str
    future: bool | None


class Found(NamedTuple):
    """An expression as found: what it says, and the offsets of its first character and behind its last."""

    said: Said
    start: int
    end: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, numbers and signs."""
        return self.said.tokens

    @property
    def rule(self) -> Rule:
        """The row of the grammar that found it."""
        return self.said.rule

    @property
    def before(self) -> str:
        """The preposition before it, or nothing."""
        return self.said.before

    @property
    def future(self) -> bool | None:
        """Whether its clause looks ahead; None where no verb tells."""
        return self.said.future


# ---------------------------------------------------------------- tokens

# Most words are met by the first row: they begin no year in words, and no name of several words.
_TOKEN = re.compile(
    r"(?-i:[b-df-moq-z][a-z]*)(?![^\W\d_])"
    rf"|(?:(?=[en]){words.SPELLED_YEAR}|(?-i:(?=[A-Z])(?:{calendars.NAMES})))(?![^\W\d_])|"
    r"(?-i:Q[1-4]|H[12])(?!\w)|(?:19|20)\d\d(?=\d?\d:\d\d)|\d{4}-\d\d-\d\d(?=T?\d\d:\d\d)|\d+(?:[.,:/\-–]\d+)*(?:st|nd|rd|th|s|[ap]m)?(?![^\W\d_])|\d+|[ap]\.m\.?(?!\w)|[^\W\d_]+|\n[^\S\n]*\n|[^\w\s]|_",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[\s'’-]")
_LOWER, _UPPER, _MARK = LETTER["lower"], LETTER["upper"], LETTER["mark"]


@lru_cache(maxsize=1 << 12)
def _number_letter(text: str) -> str:
    return next((LETTER[kind] for kind, pattern in NUMBER_KINDS if pattern.fullmatch(text)), _LOWER)


def _letter(text: str) -> str:
    """Return the letter of a token that the table of words doesn't hold."""
    if text.isalpha():
        return _LOWER if text[0].islower() else _UPPER
    if text[0].isdigit() or text[-1].isdigit():
        return _number_letter(text)
    if text[0].isalpha():
        if not text.isalnum():
            return _joined_letter(text)
        return _LOWER if text[0].islower() else _UPPER
    return LETTER["gap"] if text[0] == "\n" else _MARK


def _joined_letter(text: str) -> str:
    """Return the letter of several words that are one token, or of a word that ends in a sign like "Ⅱ"."""
    if "." in text:
        return LETTER["ampm"]
    if not _JOINT.search(text):
        return _LOWER if text[0].islower() else _UPPER
    name = calendars.folded(text)
    return LETTER["holiday" if name in calendars.BY_NAME else "hijri" if name in calendars.MONTH_BY_NAME else "year"]


def _letters(words: Iterable[str]) -> str:
    known = WORD_LETTER.get
    return "".join([known(word) or _letter(word) for word in words])


_CORES = frozenset(LETTER[kind] for kind in words.CORES)
_INERT = frozenset(LETTER[kind] for kind in words.INERT)
_SOUGHT = Sought([*(word for kind in words.CORES for word in words.KINDS.get(kind, ())), "a m", "p m"], "0123456789")
_WITHIN, _CORE = 1, 2
_SHORT = 80  # characters: such a line, mostly a stamp, is read whole, which is quicker than to look where


def _role(chunk: str) -> int:
    """Return _CORE for words of which an expression needs one, _WITHIN for others that can stand in it, else 0."""
    if chunk.isalpha() and chunk not in WORD_LETTER:
        return 0
    letters = _letters(_TOKEN.findall(chunk))
    if not _CORES.isdisjoint(letters):
        return _CORE
    return _WITHIN if _INERT.isdisjoint(letters) else 0


_ROLES = Remembered(_role)


def _stretches(text: str) -> Iterator[Span]:
    """Yield the stretches of a text that hold all expressions in it, and a word beside each that is part of none."""
    copy = rough(text)
    high = -1
    for start, end in _SOUGHT.chunks(copy):
        if start > high and _ROLES[copy.text[start:end]] == _CORE:
            low, high = _opening(copy, start), _ending(copy, end)
            yield low, high


def _opening(copy: Rough, low: int) -> int:
    """Return where the chunk begins before ``low`` that no expression reaches over."""
    role = _CORE
    while low and role:
        start = copy.before(low)
        role = _ROLES[copy.text[start : low - 1]]
        low = start
    return low


def _ending(copy: Rough, high: int) -> int:
    role = _CORE
    while high < len(copy.text) and role:
        end = copy.end(high + 1)
        role = _ROLES[copy.text[high + 1 : end]]
        high = end
    return high


# ---------------------------------------------------------------- the grammar

_MONTH = "(month|vague|abbr dot?)"
_WEEKDAY = "(weekday|wd dot?)"
_DAY = "(daynum|nth)"
_DAYS = "(days|daynum to daynum)"
_MANY = "(some|(word|teen)(hyphen? (word|teen)){0,3}|(daynum|number|year|word) fraction|daynum|number|year)"
_RATED = "[@number@daynum@dotted@units@scale]"  # behind these "a year" says how often: "$5 million a year"
_RANGE = f"{_MANY} (to ((word|teen)(hyphen? word)?|daynum|number))?"
_AMOUNT = (
    f"((more than|at least|at to|about)? (a (some|couple) of?|a? {_RANGE} (and a half)?|a half?|extra)"
    " (more|extra|kind|full)?)"
)
_THIS = "(last|next|this|past|coming)"
_LATER = "(comma? year)?"
_DATE = f"({_DAY} of? {_MONTH}|{_MONTH} {_DAY}) {_LATER}"
_QUARTER = "ordinal hyphen? quarter"
_YEAR = "(of? year|of (the|last|this|next) unit)"

# Order matters: the first row that fits at a place wins, so the longer stands before the shorter.
RULES: tuple[Rule, ...] = (
    Rule("iso", of.iso, ("Seen 2024-09-29 here.", "2024-09-29", "2024-09-29", "2024-09-29")),
    Rule("numeric", of.numeric, ("On 29/09/2023 it", "29/09/2023", "2023-09-29", "2023-09-29")),
    Rule(
        f"({_WEEKDAY} comma?)? the? {_DAY} of? {_MONTH} comma? year",
        of.calendar_day,
        ("On Monday, 19 January 2026, they", "Monday, 19 January 2026", "2026-01-19", "2026-01-19"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? {_MONTH} the? {_DAY} comma? year",
        of.calendar_day,
        ("On January 20, 2026 they", "January 20, 2026", "2026-01-20", "2026-01-20"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? (({_DAYS}|(?<=@between)daynum and daynum) {_MONTH}|{_MONTH} {_DAYS}) {_LATER}",
        of.calendar_days,
        ("held on 17-19 January 2023 there", "17-19 January 2023", "2023-01-17/2023-01-19", "2023-01-17/2023-01-19"),
    ),
    Rule(
        f"({_WEEKDAY} comma?)? (the? {_DAY} of? {_MONTH}|{_MONTH} the? {_DAY}) (of? (last|this|next) unit)?",
        of.calendar_day,
        ("They met on March 3.", "March 3", "2024-03-03", "2024-03-03"),
    ),
    Rule(
        "(weekday comma?)? (month|vague) ordinal",
        of.calendar_day,
        ("on Sunday, March eighth", "Sunday, March eighth", "2024-03-08", "2024-03-08"),
    ),
    Rule(
        f"{_MONTH} (of|comma)? year",
        of.calendar_month,
        ("It will end by September 2025.", "September 2025", "2025-09", "[..2025-09]"),
        parts=True,
    ),
    Rule(
        f"{_MONTH} of? (last|this|next) unit",
        of.calendar_month,
        ("in June last year", "June last year", "2023-06", "2023-06"),
        parts=True,
    ),
    Rule(
        "the? edge of (the|this)? unit|the? unit (hyphen?|apostrophe s) edge",
        of.bounded_unit,
        ("before the end of this year", "the end of this year", "2024", "[..2024]"),
        parts=True,
    ),
    Rule(
        "the? (nth|ordinal) hyphen? century",
        of.century,
        ("a 19th century mill", "19th century", "18", "18XX"),
        parts=True,
    ),
    Rule(
        f"the? same? unit hyphen? (ago|earlier) ({_QUARTER}|quarter|period)|unit hyphen (ago|earlier)"
        f"|the? same? ({_QUARTER}|quarter|period) (a unit (ago|earlier)|last unit)",
        accounts.year_ago,
        ("up from the year-ago quarter", "the year-ago quarter", "2023-Q1", "2023-33"),
    ),
    Rule(
        f"the? (year|(last|this|next) unit apostrophe s|current|latest|same|fiscal) hyphen? ({_QUARTER}|quarter|period)"
        f"|the? fiscal? hyphen? ((ordinal|last) hyphen? (quarter|half) {_YEAR}|{_QUARTER}|quarterly of? year)"
        "|(?<=[@in@of@the])quarterly"
        "|the (quarter|period) (?!(lower|upper|of|hyphen))",
        accounts.quarter,
        ("the third quarter of 2017", "the third quarter of 2017", "2017-Q3", "2017-35"),
    ),
    Rule(
        "fiscal unit? (year|years)|the? (latest|current|this|last|next|coming|prior|same|that)? fiscal unit",
        accounts.fiscal_year,
        ("lost in fiscal 2021 and", "fiscal 2021", "2021", "[2020..2022]"),
    ),
    Rule(
        f"{_THIS} {_THIS}? season|the? season of? (year|years)|(?<=@early)the? season"
        "|(?<=[@in@between@about])the? season(?!of)",
        of.season,
        ("It opened last winter.", "last winter", "2023-WI", "2023-24"),
        parts=True,
    ),
    Rule(
        f"every ({_MANY} units|weekday (daypart|noon)|other? (unit|quarter|century|weekday)|month|vague|season)"
        "|every (daypart|noon)",
        of.every,
        ("It meets every Friday.", "every Friday", "XXXX-WXX-5", None),
    ),
    Rule("weekdays", of.every, ("Closed on Mondays", "Mondays", "XXXX-WXX-1", None)),
    Rule("often", of.every, ("a daily paper", "daily", "P1D", None)),
    Rule(
        f"(a unit and a half|half a (unit|century)|{_AMOUNT} (unit|units|century)) ago",
        of.ago,
        ("It fell two weeks ago.", "two weeks ago", "2024-W18", "[2024-04-28..2024-05-04]"),
    ),
    Rule(
        f"(a unit and a half|half a (unit|century)|{_AMOUNT} (unit|units|century)) (earlier|later)",
        of.apart,
        ("They left on Tuesday. She came a day earlier.", "a day earlier", "2024-05-13", "2024-05-13"),
    ),
    Rule("units (ago|earlier)", of.vague, ("It fell years ago.", "years ago", "PAST_REF", None)),
    Rule(
        f"the? (last|past|next|coming|ordinal|latest) (couple of?|{_RANGE}) kind? units",
        of.duration,
        ("over the past two months", "the past two months", "P2M", None),
    ),
    Rule(
        "(the last|the? past|the coming) (unit|quarter|century)",
        of.duration,
        ("in the past decade", "the past decade", "P1DE", None),
    ),
    Rule(
        "the? (recent|coming|next|past) units ((and|to) units)?|the future",
        of.vague,
        ("lost in recent days", "recent days", "PAST_REF", None),
    ),
    Rule(
        f"the? unit (in|behind) (dayname|(last|next)? weekday|{_DATE}|holiday)",
        of.day_beside,
        ("the day before yesterday it", "the day before yesterday", "2024-05-13", "2024-05-13"),
    ),
    Rule(
        "the (next|after|same|that) (daypart|noon)",
        of.anchored_part,
        ("It fell on Friday; the next morning", "the next morning", "2024-05-11TMO", "2024-05-11"),
    ),
    Rule("(last|this) daypart", of.part_of_day, ("It rang last night.", "last night", "2024-05-14TNI", "2024-05-14")),
    Rule(
        "(last|next|this) coming? (unit|quarter|century)",
        of.relative_unit,
        ("the end of next year", "the end of next year", "2025", "[2025-10-01..2025-12-31]"),
        parts=True,
    ),
    Rule(
        "the? (prior|after|same|that) same? unit|the next unit",
        of.anchored_unit,
        ("the previous day", "the previous day", "2024-05-14", "2024-05-14"),
        parts=True,
    ),
    Rule(
        "the unit in(?=(dot|comma|gap|in|between|$))",
        of.day_before,
        ("They left on Tuesday. She fled the day before.", "the day before", "2024-05-13", "2024-05-13"),
    ),
    Rule(
        f"({_THIS} {_THIS}?|the? (prior|after)) weekday (daypart|noon)?",
        of.weekday,
        ("It closed last Friday.", "last Friday", "2024-05-10", "2024-05-10"),
        parts=True,
    ),
    Rule(
        f"{_THIS} {_THIS}? (month|vague)",
        of.calendar_month,
        ("They met last May.", "last May", "2023-05", "2023-05"),
        parts=True,
    ),
    Rule(
        f"(clock|(dotted|daynum)(?=ampm)|dotted(?=zone)) ampm? zone? (comma? in? (weekday|dayname|{_DATE}))?",
        of.clock,
        ("at 9 a.m. on Tuesday", "9 a.m. on Tuesday", "2024-05-14T09:00", "2024-05-14"),
    ),
    Rule(
        "(daypart|noon) in? weekday", of.weekday, ("noon Thursday", "noon Thursday", "2024-05-09T12:00", "2024-05-09")
    ),
    Rule(
        "(?<!@holy)weekday(?!hyphen? paper) (daypart|noon)?",
        of.weekday,
        ("he said on Friday.", "Friday", "2024-05-10", "2024-05-10"),
        parts=True,
    ),
    Rule(
        "dayname (daypart|noon)?",
        of.named_day,
        ("He left yesterday.", "yesterday", "2024-05-14", "2024-05-14"),
        parts=True,
    ),
    Rule(
        "(?<=@between)year (and|to) year",
        of.year_range,
        ("held between 2014 and 2017 there", "2014 and 2017", "2014/2017", "2014/2017"),
    ),
    Rule("years", of.year_range, ("beaten in 2014-2017 there", "2014-2017", "2014/2017", "2014/2017")),
    Rule(
        f"the unit of {_DATE}",
        of.week_of,
        ("in the week of May 6", "the week of May 6", "2024-W19", "[2024-05-06..2024-05-12]"),
    ),
    Rule(
        "the (tens|apostrophe? shortdecade)",
        of.short_decade,
        ("mills of the '80s", "the '80s", "198X", "198X"),
        parts=True,
    ),
    Rule("the? decade", of.decade, ("in the 1990s", "the 1990s", "199X", "199X"), parts=True),
    Rule(
        "month|vague(?=apostrophe)|(?<=[@in@between])(vague|abbr dot)|(?<=[@of@early])(vague|abbr dot)"
        "|(?<=@hyphen)vague|(?<=[@and@to])vague(?!(lower|in))|(?<=[@month@vague][@and@to])vague"
        "|vague(?=[@to@hyphen][@month@vague])",
        of.calendar_month,
        ("since October's truce", "October", "2023-10", "2023-10/.."),
        parts=True,
    ),
    Rule(
        "(last|this|next)? holiday unit? (comma? year|last unit|(?!upper))|(?<=@in)holiday",
        of.holiday,
        ("By Christmas Day they", "Christmas Day", "2023-12-25", "[..2023-12-25]"),
    ),
    Rule(
        f"({_DAY} of?|the {_DAY} of)? hijri comma? number|({_DAY} of?|the {_DAY} of) hijri"
        "|(?<=[@in@of@last])hijri(?!(upper|hijri))",
        of.hijri,
        ("held on 12 Ramadan 1445 there", "12 Ramadan 1445", "2024-03-22", "[2024-03-21..2024-03-23]"),
    ),
    Rule(
        f"{_MANY} hyphen (unit|units|century) (hyphen old)?",
        of.duration,
        ("a four-day truce", "four-day", "P4D", None),
    ),
    Rule(
        f"a unit and a half|half a (unit|century)|(?<!{_RATED})a unit(?!hyphen (ago|earlier))"
        f"|the? (?!a unit) {_AMOUNT} (unit|units|century) (hyphen? old)?(?!hyphen (ago|earlier))",
        of.duration,
        ("nine months of talks", "nine months", "P9M", None),
    ),
    Rule("the full? unit(?=ended)", of.duration, ("lost in the year ended in May", "the year", "P1Y", None)),
    Rule(
        "(?<=[@in@of@between])the unit (?!(lower|hyphen|in|behind|between|ago|earlier|word|teen|ordinal|year))"
        "(?!of(?!money))|(?<=@about)the unit(?!(hyphen|in|behind|ago|earlier|of))"
        "|(?<=[@earlier@later]@in)the unit|the full unit(?!of)",
        of.told_unit,
        ("sales for the year, it said", "the year", "2024", "2024"),
        parts=True,
    ),
    Rule(
        "the unit word (hyphen? word){1,2}",
        of.spoken_year,
        ("by the year two thousand", "the year two thousand", "2000", "[..2000]"),
    ),
    Rule(
        "the near? future|the past(?!(unit|units|word|lower|upper))",
        of.vague,
        ("as in the past.", "the past", "PAST_REF", None),
    ),
    Rule("ref|current", of.vague, ("It is now open.", "now", "PRESENT_REF", None)),
    Rule("these units", of.vague, ("prices these days are", "these days", "PRESENT_REF", None)),
    Rule(
        f"(twice|{_MANY} times) (a|every) (unit|quarter|century)",
        of.every,
        ("fed twice a day there", "twice a day", "P1D", None),
    ),
    Rule("units ((and|to) units)?", of.duration, ("within days they", "days", "PXD", None)),
    Rule(
        "(?<=[@in@between@of@the])year(?!(hyphen(?!hyphen)|units))|(?<=[@a@its@s])year(?!(hyphen|units|unit|of))"
        "|(?<=@early)year|(?<=@early@hyphen)year"
        "|(?<!@money)(?<!@hyphen)year(?!(lower|units|unit|hyphen|more))",
        of.calendar_year,
        ("formed in 2014 to help", "2014", "2014", "2014"),
        parts=True,
    ),
)

_PART = (
    "(the? (edge of|early hyphen?)|early in(?=(the|last|this|next)*(month|vague|year|season|decade|unit))"
    "|(earlier|later) in?)"
)


def _compiled(pattern: str) -> str:
    """Return a rule's pattern over letters: kinds become their letters, groups capture nothing."""
    letters = re.sub(r"@?([a-z]+)", lambda match: LETTER[match[1]], pattern).replace(" ", "")
    return re.sub(r"\((?!\?)", "(?:", letters)


_FARTHEST_CORE = 30  # more tokens never stand before the word without which there is no expression


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    """Return all rules as one expression; the group that matched names the rule. It is made when it is first used.

    The groups are empty and stand behind their rules: so those of another first letter are passed over, twice as fast.
    """
    idle = "".join(LETTER[kind] for kind in words.NEVER_FIRST)
    rows = ((f"(?:{_compiled(_PART)})?" if rule.parts else "") + f"(?:{_compiled(rule.pattern)})" for rule in RULES)
    core = f"(?=[^{''.join(sorted(_INERT))}]{{0,{_FARTHEST_CORE}}}?[{''.join(sorted(_CORES))}])"
    return re.compile(f"(?![{idle}]){core}(?:{'|'.join(f'{row}(?P<r{i}>)' for i, row in enumerate(rows))})")


# ---------------------------------------------------------------- finding and resolving

_TENSELESS = (of.duration, of.vague, of.every)  # these mean the same whatever the tense of their clause
_ABSOLUTE = frozenset(LETTER[kind] for kind in of.NAMING_YEARS)
_DUE = ("by", "until", "till")
_SINCE = ("since", "after", "ended")
_PREPOSITIONS = ("by", "before", "until", "till", "since", "after")
_BEFORE = frozenset((*_PREPOSITIONS, "ended"))


def found(text: str, place: int = 0, *, tenses: bool = True) -> tuple[Found, ...]:
    """Return the temporal expressions of a text, sorted, not overlapping, not yet resolved.

    ``place`` is where the text begins in the whole by whose offsets they are told. Without ``tenses`` those that
    name their year are told none: it costs a third of all, and their values don't hang on it.
    """
    stretches = merged(_stretches(text)) if len(text) > _SHORT else ((0, len(text)),)
    read = [token for low, high in stretches for token in _TOKEN.finditer(text, low, high)]
    letters = _letters([token[0] for token in read])
    matches = list(_grammar().finditer(letters))
    rules = [RULES[int((match.lastgroup or "r0")[1:])] for match in matches]
    tensed = [
        rule.value not in _TENSELESS and (tenses or _ABSOLUTE.isdisjoint(match[0]))
        for match, rule in zip(matches, rules, strict=True)
    ]
    spans = [
        (read[match.start()].start(), read[match.end() - 1].end())
        for match, asked in zip(matches, tensed, strict=True)
        if asked
    ]
    futures = tense.ahead(text, spans)
    return tuple(
        [
            _found(read, match, rule, place, future=next(futures) if asked else None)
            for match, rule, asked in zip(matches, rules, tensed, strict=True)
        ]
    )


def found_in(text: str, spans: Iterable[Span]) -> Iterator[Found]:
    """Yield the temporal expressions of some spans of a text, each read by itself, by their offsets in the text."""
    for start, end in spans:
        yield from found(text[start:end], start)


def _found(
    read: Sequence[re.Match[str]], match: re.Match[str], rule: Rule, place: int, *, future: bool | None
) -> Found:
    first, last = match.span()
    before = read[first - 1][0].lower() if first else ""
    due = before in _DUE and rule.value in (of.weekday, of.clock)
    start, end = read[first].start(), read[last - 1].end()
    tokens = _tokens(read[first].string[start:end], match[0], read[first:last])
    said = Said(tokens, rule, before if before in _BEFORE else "", True if due else future)
    return Found(said, place + start, place + end)


_TOKENS: dict[tuple[str, str], tuple[Token, ...]] = {}


def _tokens(words: str, kinds: str, read: Sequence[re.Match[str]]) -> tuple[Token, ...]:
    """Return the tokens of an expression: those of the same words and kinds as before."""
    known = _TOKENS.get((words, kinds))
    if known is None:
        first = read[0].start()
        known = tuple(
            [Token(kind, one[0], one.start() - first, one.end() - first) for kind, one in zip(kinds, read, strict=True)]
        )
        if len(_TOKENS) >= MOST:
            _TOKENS.clear()
        _TOKENS[words, kinds] = known
    return known


def _within(value: Value, expression: Said, scene: Scene) -> Value:
    """Return the value cut to "early", "the end of", "earlier" where it is longer than a day."""
    part = of.of_kinds(expression.tokens, "early", "edge", "earlier", "later") if expression.rule.parts else ""
    if not part or value.edtf is None or value.type != "DATE":
        return value
    low, high = edtf.bounds(value.edtf)
    if low is None or high is None or low == high:
        return value
    if part in words.PARTS:
        return value._replace(edtf=_share(low, high, *words.PARTS[part]))
    if scene.reference and low <= scene.reference <= high:
        low, high = (low, scene.reference) if part == "earlier" else (scene.reference, high)
    return value._replace(edtf=edtf.between(low, high))


def _share(low: date, high: date, first: float, last: float) -> str:
    """Return a share of a period: in whole months of a year, in days of a month, in years of a decade."""
    days, months = (high - low).days + 1, (high.year - low.year) * 12 + high.month - low.month + 1
    if days > of.LONGEST_MONTH:
        start = of.shifted(low, "month", round(months * first))
        end = of.shifted(low, "month", round(months * last)) - timedelta(days=1)
        return edtf.between(start, end)
    opening = min(round(days * first), days - 1)
    return edtf.between(low + timedelta(opening), low + timedelta(max(round(days * last) - 1, opening)))


def _bounded(value: Value, expression: Said) -> Value:
    """Return the value as its preposition bounds it: by, before, until, since, after."""
    if value.edtf is None or value.type != "DATE" or expression.before not in _PREPOSITIONS or value.edtf[0] == "[..":
        return value
    low, high = edtf.bounds(value.edtf)
    if low is None or high is None:
        return value
    plain = value.edtf if "/" not in value.edtf and "[" not in value.edtf else ""
    whole = plain or (value.timex if _to_the_end(expression) and edtf.valid(value.timex) else "")
    edge = of.of_kinds(expression.tokens, "edge")
    match expression.before:
        case "by":
            text = f"[..{whole or high}]"
        case "before":
            text = f"[..{whole or high}]" if edge else f"[..{_previous(low, whole)}]"
        case "after":
            text = f"[{high + timedelta(days=1)}..]"
        case "since":
            text = f"{plain or low}/.."
        case _:
            text = f"../{plain or high}"
    return value._replace(edtf=text)


def _to_the_end(expression: Said) -> bool:
    return of.of_kinds(expression.tokens, "edge") in ("end", "close")


def _previous(low: date, whole: str) -> str:
    """Return the day before, or the year before a year."""
    last = low - timedelta(days=1)
    return f"{last.year:04}" if len(whole) == len("YYYY") else str(last)


def _value(expression: Said, scene: Scene, lent: str) -> Value | None:
    try:
        counted = scene.lost and expression.rule.value in _COUNTING and of.counts_days(expression.tokens)
        scene = Scene(None) if counted else scene
        since = expression.before in _SINCE
        here = Scene(
            scene.reference, scene.anchor, expression.future, since, lent, scene.lost, scene.spoken, scene.period
        )
        value = expression.rule.value(expression.tokens, here)
        return value and _bounded(_within(value, expression, scene), expression)
    except OverflowError:  # a date outside the calendar: "3,000 years ago"
        return None


_COUNTING = (of.apart, of.anchored_unit, of.day_before)
_SPOKEN = re.compile(r"(?!0000)\d{4}(?:-\d\d){0,2}")
_DAY_ALONE, _MONTH_ALONE = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")


def values(expressions: Sequence[Found], reference: date | None) -> Iterator[Value | None]:
    """Yield each expression's value; "a day earlier" counts from the day that the text spoke of last.

    Where it has spoken of a month since, "the previous day" lies in that, and is no day that can be told.
    """
    scene = Scene(reference)
    for expression, following in zip_longest(expressions, expressions[1:]):
        value, scene = _valued(expression.said, scene, _lent(expression, following))
        yield value


@lru_cache(maxsize=MOST)  # most are said again, in the same text or in others of the day
def _valued(expression: Said, scene: Scene, lent: str) -> tuple[Value | None, Scene]:
    """Return an expression's value and the scene behind it."""
    value = _value(expression, scene, lent)
    return value, _told(scene, expression, value)


def _lent(expression: Found, following: Found | None) -> str:
    """Return the year that a month or day takes from the one behind it, or "": "January to March 2023"."""
    dates = (of.calendar_month, of.calendar_day)
    if following is None or following.start - expression.end > len(" and "):
        return ""
    if expression.said.rule.value not in dates or following.said.rule.value not in dates:
        return ""
    return _year_before(expression.tokens, following.tokens)


@lru_cache(maxsize=MOST)
def _year_before(tokens: tuple[Token, ...], following: tuple[Token, ...]) -> str:
    year = of.of_kinds(following, "year")
    return f"{int(year) - (of.month_number(tokens) > of.month_number(following)):04}" if year else ""


def _told(scene: Scene, expression: Said, value: Value | None) -> Scene:
    """Return the scene as an expression leaves it to those behind it."""
    if value is None:
        return scene
    if expression.rule.value is accounts.quarter and (named := accounts.named(expression.tokens, value)):
        return scene._replace(period=named)
    if value.edtf is None:
        return scene._replace(period="") if accounts.longer(expression.tokens, value) else scene
    anchor, lost, spoken = scene.anchor, scene.lost or _MONTH_ALONE.fullmatch(value.edtf) is not None, scene.spoken
    if _SPOKEN.fullmatch(value.timex):
        spoken = value.timex
    if _DAY_ALONE.fullmatch(value.edtf):
        anchor, lost = date.fromisoformat(value.edtf), False
    return Scene(scene.reference, anchor, lost=lost, spoken=spoken, period=scene.period)


def read(text: str, reference: date | None) -> Iterator[tuple[Found, Value]]:
    """Yield the expressions of a text that have a value, with it."""
    expressions = found(text)
    for expression, value in zip(expressions, values(expressions, reference), strict=True):
        if value:
            yield expression, value


def annotation(expression: Found, value: Value) -> TimeExpression:
    """Return the expression with its value, as stand-off annotation."""
    return TimeExpression(expression.start, expression.end, value.type, value.timex, value.edtf)
