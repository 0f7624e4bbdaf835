"""Labelled lines come in, the zone of each goes out, and with it where one article ends and the next begins.

The one idea: a document is a chain of zones (front, title, head, lead, body, aside, after), every step between two
zones has a price, every line is worth something in every zone, and the chain of highest worth is the reading (Viterbi
1967). All prices stand in the tables; evidence for a cut is a sum of rows, never a rule about an outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from types import MappingProxyType
from typing import NamedTuple, get_args

from sitegen.corpus.furniture import PLACE
from sitegen.corpus.labels import Label, Labelled, dateline
from sitegen.corpus.newness import Paragraphs, longer_words

# What stands before an article, its title, what stands between title and text, the first line of a text without a
# title, the text, what interrupts it, the rest.
FRONT, TITLE, HEAD, LEAD, BODY, ASIDE, AFTER = range(7)
ZONES = ("front", "title", "head", "lead", "body", "aside", "after")
Worth = tuple[float, float, float, float, float, float]  # front, title, head, body (and lead), aside, after

NEVER = -1e6
TITLED = "titled"  # what a page holds whose metadata name a title
RULED = 10 * NEVER  # what the editor rules out
Prices = tuple[float, float, float, float]  # of a step, into a new article, into a text, of both
Measures = tuple[tuple[float, Callable[["Page", int], float]], ...]  # each with its weight

# ---------------------------------------------------------------- prices of steps

# What a document may begin with, and with which zones it may end.
START = (0.0, 0.0, -1.5, -4.0, NEVER, NEVER, NEVER)
END = (LEAD, BODY, ASIDE, AFTER)

STEP: dict[tuple[int, int], float] = {
    (FRONT, FRONT): 0.0,
    (FRONT, TITLE): 0.0,
    (FRONT, LEAD): -3.0,
    (TITLE, HEAD): 0.0,
    (TITLE, BODY): 0.0,
    (HEAD, HEAD): 0.0,
    (HEAD, BODY): 0.0,
    (LEAD, BODY): 0.0,
    (LEAD, AFTER): -1.0,
    (BODY, BODY): 0.0,
    (BODY, ASIDE): -2.0,
    (BODY, AFTER): -1.0,
    (ASIDE, ASIDE): 0.0,
    (ASIDE, BODY): -1.5,
    (AFTER, AFTER): 0.0,
    (BODY, TITLE): 0.0,
    (BODY, FRONT): 0.0,
    (AFTER, TITLE): 0.0,
    (AFTER, FRONT): 0.0,
    (LEAD, LEAD): -1.0,
    (LEAD, TITLE): 0.0,
    (LEAD, FRONT): 0.0,
    (BODY, LEAD): -1.0,
    (AFTER, LEAD): -3.0,
}

# Steps that begin a new article cost CUT besides; the evidence at that line is added to it.
CUTS = frozenset((before, start) for before in (LEAD, BODY, AFTER) for start in (FRONT, TITLE, LEAD))
CUT = -9.0
MOST_CUT = (-0.5, 4.0)  # the most that a cut is worth by all its evidence, among menus and among prose

# The price of a body that begins with a line of such a label (with no other it can't begin), and what it costs more
# on a page of nothing but menus, where teasers look like articles.
ENTRIES = frozenset({(TITLE, BODY), (HEAD, BODY), *((before, LEAD) for before in (FRONT, LEAD, BODY, AFTER))})
ENTRY = {"paragraph": -1.0, "item": -3.0, "short": -3.5, "section": -4.0}
NOISY_ENTRY = -8.0

# ---------------------------------------------------------------- worth of lines

WORTH: dict[str, Worth] = {
    "paragraph": (0.0, -6.0, -0.6, 0.0, -0.6, 0.0),
    "item": (0.3, -3.0, -0.6, -0.2, 0.0, 0.3),
    "short": (0.1, 0.0, -0.7, -0.8, 0.1, 0.1),
    "stamp": (0.0, NEVER, 1.0, -1.0, -0.2, 0.0),
    "byline": (0.0, NEVER, 1.0, -0.2, -0.2, 0.2),
    "section": (0.3, -2.5, 0.4, -1.0, 0.1, 0.2),
    "agency": (0.0, -3.0, 0.6, -0.4, 0.0, 0.1),
    "caption": (-0.1, -5.0, 0.5, 0.1, 0.1, 0.0),
    "address": (0.2, NEVER, 0.0, -0.4, 0.1, 0.2),
    "separator": (0.0, NEVER, 0.0, -0.2, 0.0, 0.0),
}
# Furniture by its place on a page (``PLACE``).
FURNITURE: dict[str, Worth] = {
    "start": (1.0, NEVER, 0.0, -2.0, -0.5, 0.3),
    "within": (0.3, NEVER, 0.3, -0.15, 0.3, 0.301),
    "inset": (0.3, NEVER, 0.0, 0.0, 0.1, 0.0),
    "aside": (0.3, NEVER, -0.2, -1.0, 1.0, 1.0),
    "after": (0.2, NEVER, -0.1, -2.5, 0.3, 1.5),
    "end": (0.0, NEVER, -1.0, -4.0, -1.0, 2.0),
}
# Prose is worth so much more for each ten words, and less outside a body where a document is all prose.
PROSE: Worth = (-0.4, 0.0, -0.5, 1.0, -0.8, -0.25)
CLEAN: Worth = (-0.8, 0.0, 0.0, 0.0, -0.8, -0.8)
LOST_SHORT = -0.7  # a short line likewise
# What a line is worth more in a text for what stands around it, in a document of menus: prose with no paragraphs beside
# it or with nothing else, so many lines below a comment's furniture or between that of two comments, below what
# announces other stories, cut off by dots, without the blank line that most paragraphs have; a short line in such a
# list, or with a number ("June 9 – Havn").
ALONE, AMONG = -1.0, 1.0
COMMENTED, COMMENT_LINES, THREAD_LINES = -3.0, 4, 12
LISTED_PROSE, LISTED_SHORT, LISTED_LINES = -2.5, -0.5, 20
DOTTED, DOTS = -2.0, ("…", "...", "…]", "...]")
TIGHT = -1.0
NUMBERED = 0.4
MOST_TENS = 4.0
ITEM_TENS = 0.5  # an item's ten words count half

OFTEN, OFTEN_WORTH = 5, -1.5  # a short line that stands so often is a button, and worth less in a text
STANDFIRST_WORDS, STANDFIRST = 6, 1.3  # a short line of so many words, or a title over again, is worth more in the head
CROWDED = 0.0  # what it is worth more in the head below headlines of other stories
TITLE_WORDS = {1: -2.5, 2: -1.5, 3: -0.3}  # what a short line is worth as a title by its words
TITLE_WORTH, LONGEST_TITLE, LONG_TITLE = 1.5, 20, -1.0
TITLE_REPEATS, TITLE_COMMON, TITLE_KNOWN, TITLE_STAMPED = 1.5, 0.5, 4.0, 1.0
TITLE_ITEM, TITLE_CLOSED, TITLE_ALONE = -2.0, -1.0, -3.0
TITLE_OF_PAGE = -3.0  # a title with the names of section and outlet behind it, where the next line has none
TITLE_TOPIC = 3.0  # a title whose every longer word stands in the paragraphs below it

# ---------------------------------------------------------------- what counts as near, as long, as new

WIDE = 2  # blank lines more than usual that seldom stand within an article
SELDOM = 8  # one line in so many
WINDOW = 12  # lines between a heading and its repetition, between a page's end and the next one's beginning
HEAD_LINES = 6  # lines between a title and its stamp or first paragraph
CROWD_LINES, MOST_HEADLINES = 8, 3  # lines above one in which so many are as long as headlines
BESIDE = 3  # lines on either side of a line in which paragraphs are counted
LIST_LINES = 48  # lines of a list of other stories
PROSE_LINES = 36  # lines between a title and its text, however much furniture stands between
PROSE_WORDS = 8  # words of a paragraph that says something
TEASER_WORDS = 35  # teasers are shorter
SAME_TOPIC = 0.4  # how much less the same words say against a cut than other words for it
ENDED_BY_FORM = 0.5  # how much less a comment form says of a page's end than a copyright line
HEADING_WORDS = 3  # a shorter line may well stand twice
NO_DATELINE, ANY_DATELINE, SURE_DATELINE = range(3)  # a sure one: a place in capitals, or an agency with it
LONG_HEADING, LONGER_BY = 5, 4  # words of a long subheading; so many more make a title


class Page(NamedTuple):
    """The lines of a document with what their neighbours tell, measured in one pass each way.

    ``before`` counts the paragraphs before each line; ``topics``, ``fresh`` and ``words`` go by that count. Of the
    columns of indices, one number a line, -1 and the number of lines stand for "nowhere".
    """

    lines: Sequence[Labelled]
    titles: AbstractSet[str]  # keys of titles known from metadata
    noise: float  # how much of it is menus, 0 to 1
    usual_gap: int  # blank lines between most lines
    blank_runs: bool  # whether more stand before some short line
    wide_runs: int  # how many lines have many more before them
    before: Sequence[int]
    topics: Sequence[frozenset[str]]  # longer words of the next paragraphs, where a short line asks for them
    openings: Sequence[int]  # the dateline that each line begins with: none, any, or a sure one
    fresh: Callable[[int], float]  # how new the paragraphs from here on are, -1 to 1
    next_prose: Sequence[int]
    next_stamp: Sequence[int]
    next_byline: Sequence[int]
    next_same: Sequence[int]  # the next line of the same words
    last_same: Sequence[int]
    often: Sequence[bool]  # whether the same short line stands in the document again and again
    crowded: Sequence[bool]  # whether many short lines as long as headlines stand above it
    among: Sequence[float]  # amid menus: the share of paragraphs among the lines above or below it, where more are
    blank_parted: bool  # whether blank lines stand before most paragraphs
    last_comment: Sequence[int]  # the last furniture of comments, or of a form for them
    next_comment: Sequence[int]
    last_prose: Sequence[int]
    last_long: Sequence[int]  # the last paragraph longer than a teaser
    last_end: Sequence[int]  # the last furniture of a page's end
    last_edge: Sequence[int]  # the last furniture of a page's end or beginning, ruled line or address
    last_form: Sequence[int]  # the last line of a comment form
    last_list: Sequence[int]  # the last line that announces other stories
    measures: Mapping[Label, Measures]  # what may speak for a cut here, at a line of each label


_DIGIT = re.compile(r"\d")
_MENU_LABELS = frozenset(("furniture", "short", "item", "section"))


def _last(places: Iterable[int], count: int) -> list[int]:
    """Return for each of ``count`` lines the last of the places before it, -1 for none; the places are in order."""
    found, last = list[int](), -1
    for place in places:
        found += [last] * (place + 1 - len(found))
        last = place
    return found + [last] * (count - len(found))


def _next(places: Iterable[int], count: int) -> list[int]:
    """Return for each of ``count`` lines the next of the places after it, ``count`` for none."""
    found: list[int] = []
    for place in places:
        found += [place] * (place - len(found))
    return found + [count] * (count - len(found))


def _last_same(keys: Iterable[str]) -> list[int]:
    """Return for each key the last place before it of the same key, -1 for none."""
    seen: dict[str, int] = {}
    found = []
    for index, key in enumerate(keys):
        found.append(seen.get(key, -1))
        seen[key] = index
    return found


_INTERRUPTING = frozenset(("caption", "separator", "within", "inset", "aside"))  # labels, and places of furniture
_EDGES = frozenset(("start", "end"))
_RULES = frozenset(("separator", "address"))


def _usual_gap(lines: Sequence[Labelled]) -> int:
    gaps = Counter([item.line.gap for item in lines])
    return max(1, max(sorted(gaps), key=lambda gap: gaps[gap], default=1))


def _noise(lines: Sequence[Labelled]) -> float:
    """Return how much of a document is menus: twice the share of furniture and of short lines side by side."""
    bare = [False, *[item.label in _MENU_LABELS and not item.closed for item in lines], False]
    menus = 0
    for index, item in enumerate(lines, 1):
        if item.label == "furniture" or (bare[index] and (bare[index - 1] or bare[index + 1])):
            menus += 1
    return min(1.0, 2 * menus / max(len(lines), 1))


def _among(labels: Sequence[str], places: Sequence[str]) -> list[float]:
    """Return which share of the lines beside each line are paragraphs, on the side where more are.

    Lines that may interrupt a text do not count.
    """
    inner = [place in _INTERRUPTING or label in _INTERRUPTING for label, place in zip(labels, places, strict=True)]
    sums = [0, *accumulate([label == "paragraph" for label, passed in zip(labels, inner, strict=True) if not passed])]
    place, last, found = 0, len(sums) - 1, list[float]()
    for passed in inner:
        behind = place if passed else place + 1
        above = sums[place] - sums[max(place - BESIDE, 0)]
        below = sums[min(behind + BESIDE, last)] - sums[behind]
        found.append(max(above, below) / BESIDE)
        place = behind
    return found


def _crowded(headlines: Sequence[bool]) -> list[bool]:
    """Tell of each line whether as many headlines stand above it as no head has: those of other stories."""
    sums = [0, *accumulate(headlines)]
    return [sums[i] - sums[max(i - CROWD_LINES, 0)] >= MOST_HEADLINES for i in range(len(headlines))]


def _opening(item: Labelled) -> int:
    match = dateline(item.line.text) if item.label == "paragraph" else None
    if match is None:
        return NO_DATELINE
    return SURE_DATELINE if match["place"].split(",")[0].isupper() or match["agency"] else ANY_DATELINE


def page(lines: Sequence[Labelled], titles: AbstractSet[str] = frozenset()) -> Page:
    """Measure a document's lines; ``titles`` are keys of titles that its metadata names."""
    usual, noise, count = _usual_gap(lines), _noise(lines), len(lines)
    keys, labels, kinds = ([getattr(item, name) for item in lines] for name in ("key", "label", "kind"))
    marks = {item.line.mark for item in lines} & {"#"}
    places = [PLACE.get(kind, "") for kind in kinds]
    prose = [i for i, item in enumerate(lines) if item.label == "paragraph" and item.words >= PROSE_WORDS]
    shorts = [i for i, label in enumerate(labels) if label == "short"]
    words = Paragraphs([lines[i].line.text for i in prose])
    before = [len(prose)] * (count + 1)
    for number, (first, last) in enumerate(pairwise([-1, *prose])):
        before[first + 1 : last + 1] = [number] * (last - first)
    asked = {before[i] for i in shorts}
    often = Counter(keys)
    comments = [i for i, kind in enumerate(kinds) if kind in ("comments", "form")]
    return Page(
        lines=lines,
        titles=titles,
        noise=noise,
        usual_gap=usual,
        blank_runs=any(lines[i].line.gap > usual for i in shorts if i),
        wide_runs=sum([item.line.gap >= usual + WIDE for item in lines[1:]]),
        before=before,
        topics=[words.topic(cut) if cut in asked else frozenset() for cut in range(len(prose) + 1)],
        openings=[_opening(item) for item in lines],
        fresh=words.newness,
        next_prose=_next(prose, count),
        next_stamp=_next([i for i, label in enumerate(labels) if label == "stamp"], count),
        next_byline=_next([i for i, label in enumerate(labels) if label == "byline"], count),
        next_same=[count - 1 - last for last in reversed(_last_same(reversed(keys)))],
        last_same=_last_same(keys),
        often=[label == "short" and often[key] >= OFTEN for label, key in zip(labels, keys, strict=True)],
        crowded=_crowded([label == "short" and lines[i].words >= STANDFIRST_WORDS for i, label in enumerate(labels)]),
        among=_among(labels, places) if noise else [0.0] * count,
        blank_parted=2 * sum([lines[i].line.gap > 0 for i in prose]) > len(prose),
        last_comment=_last(comments, count),
        next_comment=_next(comments, count),
        last_prose=_last(prose, count),
        last_long=_last([i for i in prose if lines[i].words >= TEASER_WORDS], count),
        last_end=_last([i for i, place in enumerate(places) if place == "end"], count),
        last_edge=_last([i for i in range(count) if places[i] in _EDGES or labels[i] in _RULES], count),
        last_form=_last([i for i, kind in enumerate(kinds) if kind == "form"], count),
        last_list=_last([i for i, kind in enumerate(kinds) if kind in ("related", "most-read")], count),
        measures=_measures(frozenset((*labels, *kinds, *places, *marks, TITLED if titles else ""))),
    )


# ---------------------------------------------------------------- evidence for a cut


def _repeats(page: Page, index: int) -> float:
    """Tell whether the heading stands again within a few lines, around captions or a marker."""
    following = page.next_same[index]
    near = following < len(page.lines) and following - index <= WINDOW
    return float(near and page.lines[index].words >= HEADING_WORDS)


def _again(page: Page, index: int) -> float:
    """Tell whether the same heading has just stood, with nothing but captions and markers between."""
    last = page.last_same[index]
    near = 0 <= index - last <= WINDOW if last >= 0 else False
    return float(near and page.last_prose[index] < last and page.lines[index].words >= HEADING_WORDS)


def _gap(page: Page, index: int) -> float:
    """Return how many blank lines more than usual stand before it, up to three; below none where others have more."""
    more = page.lines[index].line.gap - page.usual_gap
    return float(min(more, 3)) if more > 0 else page.noise - 1 if page.blank_runs else 0.0


def _wide(page: Page, index: int) -> float:
    """Tell whether many blank lines stand before it where hardly any line has so many."""
    wide = page.lines[index].line.gap >= page.usual_gap + WIDE
    return float(wide and page.wide_runs * SELDOM <= len(page.lines) + SELDOM)


def _rule(page: Page, index: int) -> float:
    """Tell whether a ruled line or a bare address stands directly before it."""
    return float(index > 0 and page.lines[index - 1].label in ("separator", "address"))


def _opens(page: Page, index: int) -> float:
    """Tell whether the first paragraph below it begins with a dateline."""
    first = page.next_prose[index]
    return float(first - index <= HEAD_LINES and first < len(page.lines) and page.openings[first] != NO_DATELINE)


def _datelined(page: Page, index: int) -> float:
    """Tell whether it begins with a dateline itself: a place in capitals, or one with an agency."""
    return float(page.openings[index] == SURE_DATELINE)


def _stamped(page: Page, index: int) -> float:
    """Return how many of stamp and byline stand between it and the first long paragraph."""
    stamp = page.next_stamp[index]
    byline = page.next_byline[index]
    furthest = min(index + HEAD_LINES, len(page.lines) - 1)
    found = 0.0
    if stamp <= furthest and page.last_long[stamp] <= index:
        found += 1
    if byline <= furthest and page.last_long[byline] <= index:
        found += 1
    return found


def _ended(page: Page, index: int) -> float:
    """Tell whether a copyright line or a comment form stands shortly before it, without a long paragraph between."""
    end, form = page.last_end[index], page.last_form[index]
    near = max(page.last_long[index] + 1, index - WINDOW)
    return 1.0 if end >= near else ENDED_BY_FORM if form >= near else 0.0


def _begins(page: Page, index: int) -> float:
    """Tell whether a page's navigation begins here."""
    return float(PLACE.get(page.lines[index].kind) == "start")


def _of_page(page: Page, index: int) -> float:
    """Tell whether it is the page's title, "Ferry sinks | News | Courier", with the article's own right behind it."""
    key = page.lines[index].key
    for item in page.lines[index + 1 : index + 2 + 1]:
        if item.words >= HEADING_WORDS and key.startswith(item.key) and key.startswith(" ", len(item.key)):
            return 1.0
    return 0.0


def _headed(page: Page, index: int) -> float:
    """Tell whether a sign marks it as a heading of the first order."""
    return float(page.lines[index].line.mark == "#")


def _known(page: Page, index: int) -> float:
    """Tell whether it is a title that the metadata names."""
    return float(page.lines[index].key in page.titles)


def _fresh(page: Page, index: int) -> float:
    """Return how far the paragraphs below it speak of other things; two reports of one event may stand together."""
    fresh = page.fresh(page.before[index])
    return fresh if fresh > 0 else fresh * SAME_TOPIC


def _listed(page: Page, index: int) -> float:
    """Tell whether it stands in a list of other stories: the last furniture before it that tells announces one."""
    start = page.last_list[index]
    return float(
        start > max(page.last_edge[index], page.last_form[index], page.last_long[index]) and index - start <= LIST_LINES
    )


def _long(page: Page, index: int) -> float:
    """Return how much longer it is than subheadings are: 1 at the length of many a title, 2 at most."""
    item = page.lines[index]
    more = (item.words - LONG_HEADING) / LONGER_BY
    return min(max(more, 0.0), 2.0) if item.label == "short" else 0.0


def _sectioned(page: Page, index: int) -> float:
    """Tell whether the name of a section stands here by itself, with a long heading below it."""
    if page.lines[index].label != "section" or index + 1 == len(page.lines):
        return 0.0
    following, before = page.lines[index + 1], page.lines[index - 1]
    heading = following.label == "short" and following.words > LONG_HEADING
    return _long(page, index + 1) + 1 if heading and before.label not in ("section", "item") else 0.0


class Clue(NamedTuple):
    """A row: what speaks for a new article at a line (or against it), with which weight, and the measure.

    Lines of another label than ``only``, where a row names one, have nothing of it, and no line of a page without any
    of ``needs``: labels, kinds and places of furniture, a heading's mark, and ``TITLED``, that metadata name a title.
    """

    name: str
    weight: float
    measure: Callable[[Page, int], float]
    only: Label | None = None
    needs: tuple[str, ...] = ()


CLUES: tuple[Clue, ...] = (
    Clue("repeats", 5.0, _repeats),
    Clue("again", -12.0, _again),
    Clue("gap", 3.0, _gap),
    Clue("wide", 3.0, _wide),
    Clue("rule", 5.0, _rule, needs=("separator", "address")),
    Clue("opens", 5.5, _opens),
    Clue("datelined", 12.0, _datelined, "paragraph"),
    Clue("stamped", 2.0, _stamped, needs=("stamp", "byline")),
    Clue("ended", 4.0, _ended, needs=("end", "form")),
    Clue("begins", 7.0, _begins, "furniture", ("start",)),
    Clue("headed", 5.0, _headed, needs=("#",)),
    Clue("of a page", 7.0, _of_page),
    Clue("known", 9.0, _known, needs=(TITLED,)),
    Clue("fresh", 4.0, _fresh),
    Clue("listed", -4.0, _listed, needs=("related", "most-read")),
    Clue("long", 2.5, _long, "short"),
    Clue("sectioned", 4.0, _sectioned, "section"),
)


@lru_cache(maxsize=1 << 10)
def _measures(held: frozenset[str]) -> dict[Label, Measures]:
    """Return what may speak for a cut on a page that holds so much, by the label of a line."""
    clues = [clue for clue in CLUES if not clue.needs or not held.isdisjoint(clue.needs)]
    return {
        label: tuple((clue.weight, clue.measure) for clue in clues if clue.only in (None, label))
        for label in get_args(Label)
    }


def evidence(page: Page, index: int) -> float:
    """Return how much speaks for a new article at a line: the sum of all clues."""
    found = 0.0
    for weight, measure in page.measures[page.lines[index].label]:
        found += weight * measure(page, index)
    return found


# ---------------------------------------------------------------- worth of a line


def _titled(page: Page, index: int) -> float:
    """Return what a short line is worth as a title, by its length, its repetition and the prose below it."""
    item = page.lines[index]
    worth = TITLE_WORDS.get(item.words, TITLE_WORTH if item.words <= LONGEST_TITLE else LONG_TITLE)
    common = page.next_same[index] < len(page.lines) or page.last_same[index] >= 0
    worth += TITLE_REPEATS * _repeats(page, index) + TITLE_COMMON * common
    worth += TITLE_OF_PAGE * _of_page(page, index)
    worth += TITLE_KNOWN * _known(page, index) + TITLE_STAMPED * min(_stamped(page, index), 1.0)
    worth += TITLE_ITEM * (item.line.mark.strip("#") != "") + TITLE_CLOSED * item.closed
    if page.next_prose[index] - index > PROSE_LINES:
        return worth + TITLE_ALONE
    topic = page.topics[page.before[index]]
    if not topic:
        return worth + TITLE_ALONE
    own = longer_words(item.line.text)
    return worth + TITLE_TOPIC * len(own & topic) / max(len(own), 1)


def _surrounded(page: Page, index: int) -> float:
    """Return what prose is worth more in a text for what stands around it."""
    line, among, comment = page.lines[index].line, page.among[index], page.last_comment[index]
    worth = ALONE + (AMONG - ALONE) * among
    if _commented(page, index, comment):
        worth += COMMENTED
    if page.last_list[index] >= max(0, index - LISTED_LINES):
        worth += LISTED_PROSE * (1 - among)
    if line.text.endswith(DOTS):
        worth += DOTTED
    if page.blank_parted and not line.gap:
        worth += TIGHT
    return worth


def _commented(page: Page, index: int, comment: int) -> bool:
    """Tell whether a line stands right below a comment's furniture, or between that of two comments."""
    if comment < 0:
        return False
    following = page.next_comment[index]
    between = following < len(page.lines) and following - comment <= THREAD_LINES
    return between or (comment >= index - COMMENT_LINES and page.last_prose[comment] >= comment - WINDOW)


def _short_surrounded(page: Page, index: int) -> float:
    """Return what a short line is worth more in a text for what stands around it, and for its numbers."""
    item = page.lines[index]
    worth = LISTED_SHORT if page.last_list[index] >= max(0, index - LISTED_LINES) else 0.0
    if item.words > LONG_HEADING and _DIGIT.search(item.line.text):
        worth += NUMBERED
    return worth


def _worth(page: Page, index: int) -> Worth:
    """Return what a line is worth in each zone."""
    item = page.lines[index]
    base = FURNITURE[PLACE[item.kind]] if item.label == "furniture" else WORTH[item.label]
    if item.label == "short":
        front, title, head, body, aside, after = base
        standfirst = STANDFIRST if item.words >= STANDFIRST_WORDS or _again(page, index) else 0.0
        if page.crowded[index]:
            standfirst += page.noise * (CROWDED - standfirst)
        lost = LOST_SHORT * (1 - page.noise)
        often = OFTEN_WORTH * page.often[index]
        return (
            front + lost,
            title + _titled(page, index) + 2 * often,
            head + standfirst,
            body + often + page.noise * _short_surrounded(page, index),
            aside + lost,
            after + lost,
        )
    if item.label in ("paragraph", "item") and item.words >= PROSE_WORDS:
        standfirst = STANDFIRST if item.words < TEASER_WORDS and _stamped(page, index) else 0.0
        a, b, c, d, e, f = _prose(item.label, min(item.words / 10, MOST_TENS), page.noise)
        return a, b, c + standfirst, d + (page.noise and page.noise * _surrounded(page, index)), e, f
    return base


@lru_cache(maxsize=1 << 12)
def _prose(label: Label, tens: float, noise: float) -> Worth:
    """Return what prose of so many tens of words is worth in each zone."""
    tens *= ITEM_TENS if label == "item" else 1.0
    a, b, c, d, e, f = [
        one + tens * (two + (1 - noise) * more) for one, two, more in zip(WORTH[label], PROSE, CLEAN, strict=True)
    ]
    return a, b, c, d, e, f


# ---------------------------------------------------------------- the chain


def _extra(step: tuple[int, int]) -> int:
    """Return which price a step has besides its own: 1 of a cut, 2 of a text's first line, 3 of both, 0 none."""
    return (step in CUTS) + 2 * (step in ENTRIES)


# For each zone the steps into it, by the zone that they come from: that zone, their price, and which further price.
Into = tuple[tuple[int, float, int], ...]
INTO: tuple[Into, ...] = tuple(
    tuple(sorted((step[0], price, _extra(step)) for step, price in STEP.items() if step[1] == zone))
    for zone in range(len(ZONES))
)


def _zoned(worth: Worth) -> tuple[float, ...]:
    """Return the worth in every zone: a lead is worth what a body is."""
    return *worth[:LEAD], worth[LEAD], *worth[LEAD:]


def stepped(
    best: Sequence[float], prices: Sequence[float], worths: Sequence[float], steps: Sequence[Into] = INTO
) -> tuple[list[float], list[int]]:
    """Return for each zone the worth of the best chain that ends in it a line further down, and the zone before."""
    reached, sources = [], []
    for into, worth in zip(steps, worths, strict=True):
        most, came = -inf, 0
        for source, price, extra in into:
            value = best[source] + price + prices[extra]
            if value > most:
                most, came = value, source
        reached.append(most + worth)
        sources.append(came)
    return reached, sources


class Chain(NamedTuple):
    """The chain of highest worth, with all that it was compared with: a column of each, one entry a line.

    ``reached`` is the worth of the best chain up to a line that ends there in each zone, ``sources`` the zone before.
    """

    zones: list[int]
    reached: list[list[float]]
    sources: list[list[int]]
    prices: list[Prices]
    worths: list[tuple[float, ...]]


def _ruled(prices: Prices, *, cut: bool) -> Prices:
    """Return the prices of steps into a line where an article begins by the editor's word, or must not."""
    _, begins, enter, _ = prices
    return (RULED, max(begins, CUT), RULED + enter, max(begins, CUT) + enter) if cut else (0.0, RULED, enter, RULED)


def chained(page: Page, ruled: Mapping[int, bool] = MappingProxyType({})) -> Chain:
    """Return the chain of highest worth; ``ruled``: whether an article begins at a line, by the editor's word.

    Where there is no cut even if every line began something new, whether it does is not measured: it is one article.
    """
    if not page.lines:
        return Chain([], [], [], [], [])
    hoped = _chained(page._replace(fresh=_all_new), ruled)
    return hoped if CUTS.isdisjoint(pairwise(hoped.zones)) else _chained(page, ruled)


def _all_new(_: int) -> float:
    return 1.0


def _chained(page: Page, ruled: Mapping[int, bool]) -> Chain:
    entry = NOISY_ENTRY * page.noise
    most = MOST_CUT[0] * page.noise + MOST_CUT[1] * (1 - page.noise)
    first = ENTRY.get(page.lines[0].label, NEVER)
    worths = [_zoned(_worth(page, 0))]
    best = [start + worth for start, worth in zip(START, worths[0], strict=True)]
    best[LEAD] += first
    reached, came, priced = [best], [list(range(len(ZONES)))], [(0.0, NEVER, first, NEVER)]
    for index in range(1, len(page.lines)):
        known = evidence(page, index) if page.before[index] else NEVER
        cut = min(CUT + known, most)
        enter = ENTRY.get(page.lines[index].label, NEVER) + entry
        prices = (0.0, cut, enter, cut + enter)
        if index in ruled:
            prices = _ruled(prices, cut=ruled[index])
        worth = _zoned(_worth(page, index))
        best, sources = stepped(best, prices, worth)
        reached.append(best)
        came.append(sources)
        priced.append(prices)
        worths.append(worth)
    zone = max(END, key=lambda zone: (best[zone], -zone))
    chain = [zone]
    for sources in reversed(came[1:]):
        chain.append(sources[chain[-1]])
    return Chain(chain[::-1], reached, came, priced, worths)


def cuts(chain: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges of lines of the articles: each from the front or title behind a body or what follows it."""
    starts = [0, *(index for index, step in enumerate(pairwise(chain), 1) if step in CUTS)]
    return list(pairwise([*starts, len(chain)]))
