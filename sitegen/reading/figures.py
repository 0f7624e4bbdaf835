"""Sentences in, figures out: which number of which thing, where, in which time, and who gives it.

A figure is read only where the thing that is counted stands beside its number. Numbers that count nothing (dates, ages,
articles of law, scores, lists) are none. Two figures are of one subject only where thing, deed, place and time are one:
what that is, `Figure.subject` says; it is never guessed from likeness.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from sitegen.model import Article, Figure, Mention, Qualifier, Sentence, Span, Statement, TimeExpression
from sitegen.reading import figurewords as words_of
from sitegen.reading import tense

LONGEST = 2000  # characters; what is longer is no sentence
_MOST_NUMBERS = 16  # in a sentence that are looked at: more stand in tables alone


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
    found = words_of.SOUGHT.find_matches_as_indexes(text)
    whole = (start for _, start, _ in found if text[start].isdigit() or not text[start - 1 : start].isalnum())
    places = dict.fromkeys(bisect_right(starts, start) - 1 for start in whole)
    yield from (sentences[place] for place in places if place >= 0)


def _few(figure: Figure) -> bool:
    """Tell whether a number counts too little to be a figure by itself: "two sides", "three goals"."""
    return not figure.unit and figure.value.isdigit() and int(figure.value) < words_of.FEW


# ---------------------------------------------------------------- numbers and things


def _counted(body: str, sentence: Sentence, read: _Read) -> Iterator[_Counted]:
    """Yield the numbers of a sentence that count something."""
    times = [(one.start - sentence.start, one.end - sentence.start) for one in _within(read.times, sentence)]
    last: _Counted | None = None
    done = 0
    small = body.replace("İ", "i").lower()  # a character for a character
    for match in islice(words_of.FIGURE.finditer(small), _MOST_NUMBERS):
        number = match.start("number") if match["number"] else match.start("vague")
        if number < done or any(start < match.end() and number < end for start, end in times):
            continue
        one = _one(body, match, number, last)
        if one:
            yield one
            last, done = one, one.end


def _one(body: str, match: re.Match[str], number: int, last: _Counted | None) -> _Counted | None:
    """Return what one number counts; None where it counts nothing."""
    before = body[max(0, number - words_of.NEAR) : number]
    named = _names(before) or words_of.YEAR.fullmatch(match["number"] or "")
    shared = before.endswith("per ") or (before.endswith(("in ", "out of ")) and words_of.SHARE.search(before))
    if (named and not match["qualifier"]) or shared or words_of.ONE_OF.match(body, number):
        return None
    unit = words_of.CURRENCIES.get(match["currency"] or "", "") or ("%" if match["percent"] else "")
    end, thing = _thing(body, match.end(), unit)
    if unit:
        return _made(match, number, end, unit, thing)
    behind = words_of.WORD.match(body, match.end())
    measure = words_of.UNITS.get(behind["word"].lower(), "") if behind else ""
    if behind and measure:
        return _made(match, number, behind.end(), measure, "")
    if not thing:
        elliptic = last is not None and not last.unit and words_of.ELLIPTIC.match(body, match.end())
        apart = last is not None and (  # "two men fired and hit 160 in"
            tense.CUES.search(body, last.end, match.start()) or body.find("including", last.end, match.start()) >= 0
        )
        return _made(match, number, match.end(), "", last.thing) if last and elliptic and not apart else None
    if _is_name(body, match, thing) or thing.rpartition(" ")[2].lower() in words_of.NO_THING:
        return None
    return _made(match, number, end, unit, thing)


def _names(before: str) -> bool:
    """Tell whether the word before a number makes it a name: "Article 140", "Covid-19"."""
    word = before.rstrip(" -")
    apart = len(word) < len(before)
    return apart and word.replace("-", " ").rpartition(" ")[2].rstrip(".").lower() in words_of.NAMING


def _is_name(body: str, match: re.Match[str], thing: str) -> bool:
    """Tell whether a number in words opens a name: "Three Rivers"."""
    return match["number"] is not None and body[match.start("number")].isupper() and thing[0].isupper()


def _made(match: re.Match[str], number: int, end: int, unit: str, thing: str) -> _Counted:
    scale = match["scale"] or match["scale2"] or ""
    value = _value(match["number"], scale) if match["number"] else match["vague"]
    high = _value(match["high"], match["scale2"] or scale) if match["high"] else ""
    near = match["qualifier"] and not match[0][len(match["qualifier"]) :].lstrip().startswith("the ")
    qualifier = words_of.MEANING[" ".join(match["qualifier"].split())] if near else ""  # not "worried about the 30"
    return _Counted(match.start(), number, end, value, high, unit, qualifier, thing)


def _value(number: str, scale: str) -> str:
    """Return a number in digits.

    >>> _value("1,200", ""), _value("2.5", " million"), _value("twenty-two", "")
    ('1200', '2500000', '22')
    """
    words = re.split("[ -]", number.lower())
    if words[0] in ("a", "an"):
        base = Decimal(1)
    elif words[0] in words_of.WORDS:
        base = Decimal(sum(words_of.WORDS[word] for word in words))
    else:
        base = Decimal(number.replace(",", "").replace(" ", ""))
    times = words_of.SCALES.get(scale.strip(" -").lower(), 1)
    return f"{(base * times).normalize():f}"


def _thing(body: str, place: int, unit: str) -> tuple[int, str]:
    """Return where the thing behind a number ends, and its words; empty where there is none."""
    of = words_of.OF.match(body, place)
    end = of.end() - 1 if of else place
    words: list[str] = []
    ends: list[int] = []
    while len(words) < words_of.MOST_WORDS and (match := words_of.WORD.match(body, end)):
        word = match["word"]
        if word.lower() in words_of.ENDS or (words and _no_noun(word)):
            break
        words.append(words_of.OWNER.sub("", word))
        end = match.end()
        ends.append(end)
    last = len(words) if unit == "%" else max((n for n, word in enumerate(words, 1) if _plural(word)), default=0)
    if not last or (unit and not of) or any(map(_is_person, words[: last - 1])):
        return place, ""
    return ends[last - 1], " ".join(words[:last])


def _is_person(word: str) -> bool:
    """Tell whether a word is of people, so that a plural behind it is a verb as often: "officers surrenders"."""
    return word.islower() and word.endswith("s") and words_of.PERSONS.search(word) is not None


def _no_noun(word: str) -> bool:
    """Tell whether a word behind a noun is a verb: "boats sailing", "boats sank"."""
    return word.endswith("ing") or bool(tense.CUES.fullmatch(word) or words_of.DEED_WORD.fullmatch(word.lower()))


def _plural(word: str) -> bool:
    small = word.lower()
    return (
        (
            word.endswith("s")
            and not word.endswith("ss")
            and len(word) > words_of.NO_PLURAL
            and small not in words_of.SINGULARS
        )
        or small in words_of.PLURALS
        or small.endswith(("men", "people"))
    )


def _within(spans: Sequence[TimeExpression], sentence: Sentence) -> Sequence[TimeExpression]:
    low = bisect_left(spans, sentence.start, key=lambda one: one.start)
    high = bisect_left(spans, sentence.end, key=lambda one: one.start)
    return spans[low:high]


# ---------------------------------------------------------------- deed, place, time, giver


def _figure(body: str, sentence: Sentence, one: _Counted, read: _Read) -> Figure:
    low, high = _clause(body, one)
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
        period=_period(body, one, low, high),
        giver=giver,
        given_by=words,
        persons=words_of.PERSONS.search(one.thing) is not None and not one.unit,
    )


def _period(body: str, one: _Counted, low: int, high: int) -> str:
    """Return the time that a figure counts, empty where none is plainly its own."""
    found = words_of.PERIOD.search(body, low, high)
    if not found or (found.start() < one.end <= found.end() or words_of.FIRST.search(body, low, found.start())):
        return ""
    near = found.start() < one.end or words_of.NEAR_DEED.fullmatch(body, one.end, found.start())
    period = found[0].rstrip()
    half = words_of.HALF.fullmatch(period) or words_of.NO_TIME.search(period)
    half = half or words_of.AND_WHO.match(body, found.end())
    if half or not near or _is_cut(body, found.end(), high):
        return ""
    others = (verb[0].split() for verb in tense.CUES.finditer(body, one.end, found.start()))
    if any(words_of.OF_DEED.isdisjoint(verb) for verb in others):
        return ""  # "arrested two who were planning raids during the feast"
    return _plain(period)


def _plain(period: str) -> str:
    """Return a time without what runs on behind it: "during an escape to life in prison"."""
    past = words_of.PAST.match(period)
    if past:
        return past[0]
    words = words_of.RUNS_ON.split(period)[0]
    return words if words.count(" ") > 1 else period  # "since protests against the port began"


def _is_cut(body: str, end: int, high: int) -> bool:
    """Tell whether a time was cut for its length alone."""
    return end < high and (body[end : end + 1].strip(' .,;:“”"()') != "" or words_of.POINT.match(body, end) is not None)


def _clause(body: str, one: _Counted) -> Span:
    """Return the clause that a figure stands in."""
    before = [cut.end() for cut in words_of.CLAUSE.finditer(body, 0, one.start)]
    behind = words_of.CLAUSE.search(body, one.end)
    return (before[-1] if before else 0), (behind.start() if behind else len(body))


def _deed(body: str, one: _Counted, low: int, high: int) -> str:
    """Return what befell those who are counted: who does it directly before them, else what they undergo behind.

    Of "dozens" nothing is told: they compare with no other number, and of 78 such figures five were wrong.
    """
    if (
        one.unit
        or not one.value.isdigit()
        or not words_of.PERSONS.search(one.thing)
        or words_of.OF_OTHERS.search(body, low, one.start)
        or _is_partial(body, one)
    ):
        return ""
    before = words_of.BEFORE.search(body, max(low, one.start - words_of.NEAR), one.start)
    return _done(body, one, before, low) if before else _undergone(body, one, low, high)


def _done(body: str, one: _Counted, deed: re.Match[str], low: int) -> str:
    """Return what others did to those who are counted: "guards arrested 30 smugglers"."""
    gerund = deed[1].lower().endswith("ing") and (  # "releasing them would be", "raids would resume, arresting"
        words_of.GERUND.search(body, 0, deed.start())
        or words_of.UNTOLD.search(body)
        or words_of.AIM.search(body, 0, deed.start())
    )
    if gerund or words_of.BOTH.match(body, one.end) or words_of.PERHAPS.search(body, low, deed.start()):
        return ""
    wanted = deed[1].endswith(" of") and words_of.WANTED.search(body, low, deed.start())
    wanted = wanted or (deed[1].lower() == "release of" and not words_of.FREED.search(body, 0, deed.start()))
    joined = words_of.JOINED.search(body, max(0, deed.start() - words_of.NEAR), deed.start())  # "killed and wounded 30"
    if wanted or joined or words_of.ACCUSED.match(body, one.end) or words_of.DOES_NOT.search(body, low, deed.start()):
        return ""
    return words_of.DONE[deed[1].lower()]


def _undergone(body: str, one: _Counted, low: int, high: int) -> str:
    """Return what those who are counted underwent: "30 smugglers were arrested"."""
    if (
        words_of.BOTH.match(body, one.end)
        or words_of.WITH.search(body, low, one.start)
        or words_of.MAYBE.search(body, low, one.start)
    ):
        return ""
    behind = words_of.DEED_WORD.search(body, one.end, high)
    if not behind or words_of.ACCUSED.match(body, one.end) or _is_mixed(body, behind):
        return ""
    between = body[one.end : behind.start()]
    if not words_of.UNDERGO.search(between) and _is_attribute(body, one, behind):
        return ""
    listed = behind[0] == "missing" and (" had " in between or body.startswith(" from", behind.end()))
    another = one.value != "1" and words_of.ONE_WAS.search(between)  # "the killer of two sailors was wounded"
    if listed or another:
        return ""  # for as long as another sentence tells, or from a list
    if words_of.UNSURE.search(between) or between.endswith("being ") or not words_of.BEFELL.fullmatch(between):
        return ""
    undergone = (
        behind[0] in words_of.OWN_DEEDS
        or words_of.UNDERGO.search(between)
        or words_of.UNDERGONE.match(body, behind.end())
    )
    return words_of.DEED[behind[0]] if undergone else ""


def _is_attribute(body: str, one: _Counted, deed: re.Match[str]) -> bool:
    """Tell whether a participle says who is meant, and not what befell them.

    "23 of the people wounded", "held in the port were released", "children in areas affected by".
    """
    if deed[0] in words_of.STATES:
        return True
    if words_of.PART.search(body, one.number, one.end) and words_of.THEN.match(body, deed.end()):
        return True
    if deed[0] not in words_of.OWN_DEEDS and (
        words_of.PART.search(body, one.number, one.end) or words_of.IN.search(body, one.end, deed.start())
    ):
        return True
    return words_of.LATER_DEED.match(body, deed.end()) is not None


def _is_mixed(body: str, deed: re.Match[str]) -> bool:
    """Tell whether another deed, or another number of it, stands beside one, or it has an object: "missing their"."""
    if words_of.ONE_MORE[deed[0]].search(body, deed.end()):
        return True
    lacking = deed[0] == "missing" and not words_of.UNDERGONE.match(body, deed.end())
    return (
        lacking
        or (words_of.ANOTHER_DEED.match(body, deed.end()) or words_of.AND_MORE.match(body, deed.end())) is not None
    )


def _is_partial(body: str, one: _Counted) -> bool:
    """Tell whether a number is a rate, one of several, or was told before another took its place."""
    limited = one.thing.lower().startswith("other ") or words_of.LIMITED.match(body, one.end)
    others = limited or one.thing.lower() in words_of.MEMBERS or words_of.OTHERS.search(body, 0, one.number)
    rate = words_of.RATE.search(body, one.end) or words_of.EACH.search(body, 0, one.start) or body.endswith("?")
    return bool(others or rate or words_of.SUPERSEDED.search(body) or words_of.HEDGE.search(body))


def _place(body: str, sentence: Sentence, one: _Counted, read: _Read) -> str:
    """Return the place that stands directly behind the thing: "troops in Iraq", "families in northern Gaza"."""
    link = words_of.AT.match(body, one.end)
    if not link:
        return ""
    start = sentence.start + link.end()
    index = bisect_left(read.places, start, key=lambda mention: mention.start)
    near = read.places[index : index + 1]
    if not near or near[0].start != start or words_of.MORE_PLACES.match(body, near[0].end - sentence.start):
        return ""
    end = near[0].end - sentence.start
    attribute = words_of.ATTRIBUTE.match(body, end) and not tense.CUES.match(body, end + 1)
    part = words_of.OF_THESE.search(body, 0, one.start) or words_of.PART.search(body, one.number, one.end)
    if attribute or part or words_of.SUBJECT.match(body, end):
        return ""
    low, high = _clause(body, one)
    if not (words_of.STATIONED.search(one.thing) or _deed(body, one, low, high)):
        return ""
    if (
        words_of.TO_KEEP.search(body, low, one.start)
        or words_of.UNTOLD.search(body, low, high)
        or not words_of.THERE_ARE.search(body, 0, one.start)
    ):
        return ""
    return near[0].entity


def _giver(body: str, sentence: Sentence, one: _Counted, read: _Read) -> tuple[str, Span | None]:
    """Return who gives a figure: an entity where a statement holds it, and the words that name the giver."""
    place = sentence.start + one.start
    for said in read.said.get(sentence.id, ()):
        verb = body[said.verb[0] - sentence.start : said.verb[1] - sentence.start]
        if said.words[0] <= place < said.words[1] and verb in words_of.GIVES:
            apart = words_of.BACKGROUND.search(body, said.words[0] - sentence.start, one.start) or words_of.NOUN.search(
                body, 0, one.start
            )
            nobody = words_of.NO_GIVER.fullmatch(body, said.name[0] - sentence.start, said.name[1] - sentence.start)
            return ("", None) if apart or nobody else (said.speaker, said.name)
    according = words_of.ACCORDING.search(body, one.end) or words_of.ACCORDING.search(body)
    if not according:
        return "", None
    if "responsibility" in body:  # claimed, for what is told beside it
        return "", None
    apart = words_of.BACKGROUND.search(body, 0, one.start) and words_of.UNDERGO.search(body, one.end, according.start())
    if apart or words_of.WHICH.search(body, 0, one.start) or words_of.ANOTHER.search(body, one.end, according.start()):
        return "", None  # "the storm that killed six was a warning, according to"
    start, end = according.span("giver")
    tail = words_of.TAIL.search(body, start, end)
    end = tail.start() if tail else end
    return "", (sentence.start + start, sentence.start + end)
