"""A sentence and a verb of speech in, what was said out: where it begins and ends, and to whom it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from sitegen.model import Span
from sitegen.reading import saidwords as words_of
from sitegen.reading import tense
from sitegen.reading.clausewords import DATELINE
from sitegen.reading.speech import FINITE, Body, Taking


def told(body: Body, verb: re.Match[str], takes: Taking) -> tuple[Span | None, Span | None] | None:
    """Return what was said behind a verb, and to whom; None where nothing was, no words where they can't be told."""
    text, to, place = body.text, None, verb.end()
    if verb[0] == "added" and words_of.ADDED_THINGS.match(text, place):
        return None
    if text[place : place + 1] == "," and not words_of.QUOTE.match(text, place):
        return None  # ", Noor added, that the quay is shut" goes on with what stood before
    whom = hearer(text, place) if takes == "hearer" else _warned(text, verb)
    if takes == "hearer" and not whom:
        return None
    if whom:
        to, place = whom.span("to"), whom.end()
    bare = to is not None and text[slice(*to)].split()[-1].lower() not in words_of.CROWDS
    start = _said_from(text, place, takes, words_of.CLAUSE_OPENS if bare else words_of.ANYTHING)
    if start is None or (to is not None and text[slice(*to)].endswith(("'s", "’s"))):  # "told the Courier's “Hour”"
        return None
    that = words_of.THAT_BEFORE.search(text, 0, start)
    far = text.count(" ", place, start) - 1 - bool(that) > words_of.FARTHEST
    if (far and not words_of.PLAIN_MANNER.fullmatch(text, place, start)) or (that and _is_cut_short(text, start)):
        return None, to
    words = _whole(body, start, verb[0], takes)
    return (words if words and _tells(text[slice(*words)], verb[0]) else None), to


def _is_cut_short(text: str, start: int) -> bool:
    """Tell whether "that" before a clause is not its own: "said that view is wrong", "in a note that Vale signed"."""
    noted = words_of.OF_A_NOTE.search(text, 0, start) and words_of.THAT_AGAIN.match(text, start)
    rest = text[start:].rstrip(".!")
    scrap = rest.count(" ") <= words_of.TELLS and not _has_verb(rest, 0, len(rest))  # "denied that charge as well"
    return bool(noted) or scrap or words_of.DEMONSTRATED.match(text, start) is not None


def _tells(words: str, verb: str) -> bool:
    """Tell whether words say something: not "it was shut", which anything may be, and no half of what was said."""
    if not words_of.SOMETHING.search(words) or words_of.HEADLESS.match(words):
        return False
    if _is_empty(words, verb) or _is_answer(words) or _is_headless(words):
        return False
    if words.count(" ") + 1 < words_of.FEWEST and words_of.OF_ANYBODY.match(words):
        return False
    return words.count(" ") > 1 or words[0] in '“"' or _has_verb(words, 0, len(words))


def _is_headless(words: str) -> bool:
    """Tell whether a clause begins before its subject: "many times that it was shut"."""
    opened = words_of.OPENED.match(words)
    return opened is not None and not _has_verb(opened[0], 0, len(opened[0]))


def _is_empty(words: str, verb: str) -> bool:
    """Tell whether words hold nothing that was said: "the same point", "no comment", "explained it after they left"."""
    if any(empty.match(words) for empty in (words_of.EMPTY, words_of.PREDICATE, words_of.MEASURE)):
        return True
    explained = verb.startswith("explain") and words[0] not in '“"'
    silent = explained and not _has_verb(words_of.WHEN.split(words)[0], 0, len(words))
    return silent or words_of.NO_COMMENT.search(words) is not None


def _is_answer(words: str) -> bool:
    """Tell whether a quotation is so short that only another sentence tells what is said: “No,” “I do not”."""
    inner = words.strip('“”"‘’').split()
    named = any(word[:1].isupper() or word[:1].isdigit() for word in inner[1:])
    short = len(inner) <= words_of.TELLS or (len(inner) < words_of.LEAST and not _has_verb(words, 0, len(words)))
    bare = len(inner) <= words_of.TELLS and not _has_verb(words, 0, len(words))  # “Mr Noor!”
    if len(inner) <= words_of.LEAST and words_of.ANSWER.match(words):
        return True
    return words[0] in '“"' and (bare or (short and not named))


def _warned(text: str, verb: re.Match[str]) -> re.Match[str] | None:
    """Return who is warned or promised that something is so."""
    whom = words_of.TOLD_THAT.match(text, verb.end()) if verb[0].startswith(("warn", "promise")) else None
    return whom if whom and not (tense.CUES.search(whom[0]) or words_of.NOBODY.search(whom[0])) else None


def hearer(text: str, place: int) -> re.Match[str] | None:
    """Return to whom something is told: all up to "that", where no verb stands between, else a name or a crowd."""
    told = words_of.TOLD_THAT.match(text, place)
    if told is None or tense.CUES.search(told[0]):
        told = words_of.HEARER.match(text, place)
        told = words_of.TOLD_WHO.match(text, place) if told and words_of.PARTICIPLE.match(text, told.end()) else told
    return None if told and words_of.OF_ONE.search(told["to"]) else told


def named(text: str, to: Span) -> Span:
    """Return to whom something was said without when, where or how: "reporters at a conference last week"."""
    beside = words_of.ASIDE_TO.search(text, *to)
    return (to[0], beside.start()) if beside else to


def _said_from(text: str, place: int, takes: Taking, opens: re.Pattern[str]) -> int | None:
    """Return where what was said begins behind a verb and the manner of saying; ``opens`` is how a bare clause may."""
    manner = words_of.MANNER.match(text, place)
    after = manner.end() if manner else place
    quote = words_of.QUOTE.match(text, after)
    if quote:
        return quote.end()
    that = words_of.THAT.match(text, after)
    if that and not tense.CUES.search(that[0]):
        return that.end()
    if takes == "that":
        return None
    rest = text[after:]
    first = words_of.WORD.search(rest)
    if (
        not first
        or not words_of.BEGINS.match(rest)
        or len(rest) < words_of.SHORTEST
        or not opens.match(rest, first.start())
    ):
        return None
    begin = after + first.start()
    if text[begin - 1] in "$€£":  # "said $1bn was lost": the word begins behind the sign
        begin -= 1
    small = first[0].lower()
    aired = words_of.PARTICIPLE_FIRST.match(rest, first.start())  # "said in an interview aired on Sunday"
    told = small in words_of.PRONOUNS or tense.CUES.search(rest) or FINITE.search(rest)
    return begin if told and not aired and small not in words_of.NO_CLAUSE else None


def said_before(body: Body, start: int, end: int, takes: Taking) -> Span | None:
    """Return what was said before the subject and verb: "The quay is shut, Noor said on Monday.".

    It is a quotation, or has a verb in a form that is known, or so many words that it must have one.
    """
    text = body.text
    front = text[:start].rstrip()
    tag = words_of.TAG_ENDS.match(text, end)
    if not front or front[-1] not in ',”"?!' or not tag:
        return None
    quotation = next((span for span in body.quoted if len(front) - 1 <= span[1] <= len(front) + 1), None)
    others = takes == "that" and not words_of.TAG_BARE.match(text, end)
    if not quotation and (others or words_of.GOES_ON_BEHIND.search(tag[0]) or words_of.RETOLD.match(front)):
        return None
    introduced = quotation and words_of.INTRODUCED.search(text, 0, quotation[0])
    before = text[: quotation[0]].rstrip()[-1:] if quotation else ""
    if quotation and ((before == ":" and not introduced) or _is_half(text, *quotation)):
        return None  # "But the mayor was mild: “…,” Noor said"
    if _is_anothers(body, front, quotation) or not (quotation or _is_clause(front)):
        return None
    begins = before in ",.?!"  # or nothing stands before it
    alone = quotation and (introduced or (words_of.WHOLE.match(text, *quotation) and begins))
    dateline = DATELINE.match(text)
    words = quotation if quotation and alone else (dateline.end() if dateline else 0, len(front.rstrip(",")))
    unfit = not words_of.SOMETHING.search(text, *words) if alone else _is_unfit(body, *words)
    within = text[words[0]] not in "“\"'‘" and text[: words[1]].endswith(("’”", "'\""))  # “She said, ‘Go.’” cut in two
    return None if unfit or within or _is_answer(text[slice(*words)]) else words


def _is_anothers(body: Body, front: str, quotation: Span | None) -> bool:
    """Tell whether words before a speaker begin in another sentence, are somebody else's, or tell of the speaker."""
    text = body.text
    if words_of.ASIDES.search(front) and not (quotation and quotation[0] == 0):
        return True  # "The minister – who left in May – is ill, Noor said"
    if not quotation:  # “…,” the port's director, Ada Noor, said
        ends = (end for _, end in body.quoted if text[end - 2] == "," and front[end:].strip(" ,"))
        return any(not _has_verb(front, end, len(front)) for end in ends)
    if quotation[0] == 0 and text[0] not in "“\"'‘" and _is_scrap(front):
        return True
    telling = words_of.TELLING.search(text, 0, quotation[0])
    return telling is not None and not words_of.INTRODUCED.search(text, 0, quotation[0])


def _is_clause(front: str) -> bool:
    """Tell whether what stands before a speaker is a whole clause: not "But if the quay is shut, says Noor, then …"."""
    if (
        words_of.PARTY.search(front) or front[:1].islower() or (front[:1] == "(" and not DATELINE.match(front))
    ):  # or a sentence without its beginning
        return False
    if front.count("(") != front.count(")") or (words_of.HALF_BEFORE.match(front) and "," not in front[:-1]):
        return False
    if words_of.OPENS.match(front) and not _has_verb(front, 0, len(front)):
        return False  # "In a talk with dockers last month, Noor admitted to"
    return front.count(" ") >= words_of.CLAUSE or _has_verb(front, 0, len(front))


def _is_scrap(text: str) -> bool:
    return words_of.SCRAP.match(text) is not None or text.count(" ") < words_of.LEAST - 1


def _whole(body: Body, start: int, verb: str, takes: Taking) -> Span | None:
    """Return what was said up to its sentence's end, or to where the speaker goes on; None where it may end before.

    What a sentence tells behind a comma, a dash or another verb is the writer's as often as not, and what is cut there
    is half of what was said: of 450 clauses of fresh reports one in nine of those was wrong, of others one in forty.
    """
    text = body.text
    quotation = next((span for span in body.quoted if span[0] == start), None)
    spoken = quotation and (_has_verb(text, *quotation) or text.count(" ", *quotation) > words_of.TELLS)
    if quotation and spoken and text[quotation[1] - 2] in ",.?!":
        return None if _is_half(text, *quotation) else quotation
    if quotation and takes == "that" and not words_of.THAT_BEFORE.search(text, 0, start):
        return None  # "urged “calm” among the crews"
    cuts = (cut.start() for cut in words_of.ENDS.finditer(text, start) if _ends(body, start, cut.start()))
    apart = (cut for cut in words_of.APART.finditer(text, start) if _ends(body, start, cut.start()))
    plain = (
        cut.start() for cut in apart if not (words_of.SET_IN.match(text, cut.end()) or words_of.HALF.match(text, start))
    )
    end = _without_relative(body, start, min(chain(cuts, plain), default=len(text.rstrip(".!"))))
    end = start + len(text[start:end].rstrip(" ,–—-"))
    if quotation and _is_answer(text[slice(*quotation)]) and words_of.ASKED.match(text, quotation[1]):
        return None
    if text[end - 2 : end - 1] == "," and _completes(text, end):
        return None
    half = (text[start] in '“"' or text[end - 1] in '”"') and _is_half(text, start, end)
    if half or _is_unfit(body, start, end) or _is_loose(body, start, end, verb):
        return None
    return start, end


def _is_half(text: str, start: int, end: int) -> bool:
    """Tell whether words open a clause that the next one would complete: “unless it sank,”."""
    return words_of.HALF.match(text, start) is not None and "," not in text[start : end - 2]


def _completes(text: str, end: int) -> bool:
    """Tell whether what stands behind a quotation belongs to what was said: "“hard days,” if nothing is done"."""
    return text[end - 1] in '”"' and words_of.COMPLETES.match(text, end) is not None


def _is_loose(body: Body, start: int, end: int, verb: str) -> bool:
    """Tell whether something in what was said may be the writer's, or another's."""
    text = body.text
    others = _apart(body, words_of.WRITERS, start, end)
    others = (one for one in others if not words_of.AND_THAT.match(text, one.start()))  # ", and that ships would wait"
    if any(others) or text.count("(", start, end) != text.count(")", start, end):
        return True
    return words_of.CONJUNCTION.search(text, start, end) is not None and _goes_on(body, start, end, verb)


def _apart(body: Body, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds outside of quotations."""
    return (found for found in pattern.finditer(body.text, start, end) if not body.in_quotes(found.start()))


def _goes_on(body: Body, start: int, end: int, verb: str) -> bool:
    """Tell whether a second clause, or a second verb, follows, of which it can't be told who says it."""
    text = body.text
    clauses = (other for other in _apart(body, words_of.GOES_ON, start, end) if _is_second(text, start, other))
    if any(_is_clause_behind(text, other, end) for other in clauses):
        return True
    if verb.endswith("s") and any(_apart(body, words_of.DOES_NOW, start, end)):
        return True
    verbs = list(_apart(body, words_of.DOES_AND, start, end))
    if any(second[0].strip(" ,").startswith("but") for second in verbs):
        return True
    if any(_apart(body, words_of.AHEAD_AFTER, start, end)):
        return True
    seconds = chain(verbs, *(_apart(body, pattern, start, end) for pattern in (words_of.AFTER, words_of.WHILE)))
    verbal = words_of.GERUND.match(text, start) is not None
    return any(verbal or _has_verb(text, start, second.start()) for second in seconds)


def _is_second(text: str, start: int, other: re.Match[str]) -> bool:
    """Tell whether a conjunction may begin a second clause: "and" does only behind a verb."""
    return other[0].strip() != "and" or _has_verb(text, start, other.start())


def _ends(body: Body, start: int, place: int) -> bool:
    """Tell whether what was said ends at a place: not within quotation marks, nor at a noun only set in."""
    opened = max((one.end() for one in words_of.BECAUSE.finditer(body.text, start, place)), default=start)
    inserted = words_of.INSERTED.match(body.text, place)
    return _has_verb(body.text, opened, place) and not (body.in_quotes(place) or inserted)


def _is_clause_behind(text: str, other: re.Match[str], end: int) -> bool:
    """Tell whether a clause with a subject of its own follows."""
    return not words_of.VERB_NEXT.match(text, other.end()) and _has_verb(text, other.end(), end)


def _is_unfit(body: Body, start: int, end: int) -> bool:
    """Tell whether what was said is cut short, or holds much that its writer tells beside it."""
    cut = words_of.DANGLING.search(body.text, start, end)
    aside = words_of.ASIDE.search(body.text, start, end)
    return bool((cut and not body.in_quotes(cut.start())) or (aside and not body.in_quotes(aside.start())))


def _without_relative(body: Body, start: int, end: int) -> int:
    """Return the end of what was said without a relative clause behind it, which may be the writer's."""
    for relative in words_of.RELATIVE.finditer(body.text, start, end):
        last = "," not in body.text[relative.end() : end] and not body.in_quotes(relative.start())
        if last and _has_verb(body.text, start, relative.start()):
            return relative.start()
    return end


def spoken_of(body: Body, verb: re.Match[str]) -> Span | None:
    """Return an object that tells by itself what was said of whom: "accused the port of neglect"; None of any other."""
    text, start = body.text, verb.end() + 1
    needed = words_of.NEEDED.get(verb[0])
    if needed is None or text[start - 1 : start] != " ":
        return None
    relatives = (one.start() for one in _apart(body, words_of.RELATIVE, start, len(text)))
    end = next(relatives, len(text.rstrip(".!")))
    words = text[start:end]
    if needed not in words or words.count(" ") >= words_of.MOST or words_of.OF_SOMEBODY_ELSE.match(words):
        return None
    more = any(_apart(body, words_of.BESIDE, start, end)) or _is_unfit(body, start, end)
    return None if more else (start, end)


def _has_verb(text: str, start: int, end: int) -> bool:
    return (tense.CUES.search(text, start, end) or FINITE.search(text, start, end)) is not None
