"""Labelled lines come in, the zone of each goes out, and with it where one article ends and the next begins.

The one idea: a document is a chain of zones (front, title, head, body, aside, after), every step between two zones has
a price, every line is worth something in every zone, and the chain of highest worth is the reading (Viterbi 1967).
All prices stand in the tables; evidence for a cut is a sum of rows, never a rule about an outlet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import islice
from typing import Literal, NamedTuple

from sitegen.corpus.furniture import PLACE
from sitegen.corpus.labels import Labelled, dateline
from sitegen.ids import folded

Zone = Literal["front", "title", "head", "body", "aside", "after"]
ZONES: tuple[Zone, ...] = ("front", "title", "head", "body", "aside", "after")
FRONT, TITLE, HEAD, BODY, ASIDE, AFTER = range(6)

NEVER = -1e6

# What a document may begin with.
START = {FRONT: 0.0, TITLE: 0.0, HEAD: -1.5, BODY: -4.0, ASIDE: NEVER, AFTER: NEVER}

# The price of a step; CUT is added to the steps that begin a new article, less the evidence for a cut at that line.
STEP: dict[tuple[int, int], float] = {
    (FRONT, FRONT): 0.0,
    (FRONT, TITLE): 0.0,
    (FRONT, BODY): -6.0,
    (TITLE, HEAD): 0.0,
    (TITLE, BODY): 0.0,
    (HEAD, HEAD): 0.0,
    (HEAD, BODY): 0.0,
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
}
CUTS = frozenset({(BODY, TITLE), (BODY, FRONT), (AFTER, TITLE), (AFTER, FRONT)})
CUT = -11.0

# What a line of each label is worth in front, title, head, body, aside, after.
WORTH: dict[str, tuple[float, float, float, float, float, float]] = {
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
# What furniture is worth, by its place on a page.
FURNITURE: dict[str, tuple[float, float, float, float, float, float]] = {
    "start": (1.0, NEVER, 0.0, -2.0, -0.5, 0.3),
    "within": (0.3, NEVER, 0.3, -0.15, 0.3, 0.3),
    "aside": (0.3, NEVER, -0.2, -1.0, 1.0, 1.0),
    "after": (0.2, NEVER, -0.1, -2.5, 0.3, 1.5),
    "end": (0.0, NEVER, -1.0, -4.0, -1.0, 2.0),
}
# A line of prose by its length: so much for each ten words, up to the most.
PROSE = (-0.4, 0.0, -0.5, 1.0, -0.8, -0.25)
PROSE_MOST = 4.0  # tens of words

STANDFIRST = 1.3  # what a short line of six words or more, or a title that stands again, is worth more in the head
ENTRY = {
    "paragraph": 0.0,
    "item": -2.0,
    "short": -2.5,
    "section": -3.0,
}  # the price of a body that begins with such a line

WINDOW = 12  # lines on either side in which evidence is looked for
SAMPLE = 60  # words of a paragraph that are compared with others
LOOK = 5  # paragraphs before and after a heading that are compared


class Clue(NamedTuple):
    """A row: what speaks for a new article at a line, how much, and the test."""

    name: str
    weight: float
    holds: Callable[[Page, int], float]


class Page(NamedTuple):
    """The lines of a document with what their neighbours tell: all of it measured in one pass, for use by the clues."""

    lines: Sequence[Labelled]
    prose: Sequence[int]  # indices of the lines of prose
    before: Sequence[int]  # for each line the number of lines of prose before it
    words: Sequence[frozenset[str]]  # for each line of prose its longer words
    counts: dict[str, int]  # how often a line's key stands in the document
    usual_gap: int  # blank lines between most lines
    titles: Set[str]  # keys of titles known from metadata


def _longer_words(text: str) -> frozenset[str]:
    sample = text[: SAMPLE * 12]
    return frozenset(word for word in folded(sample).split()[:SAMPLE] if len(word) >= 5)


def page(lines: Sequence[Labelled], titles: Set[str] = frozenset()) -> Page:
    """Measure a document's lines."""
    prose = [index for index, item in enumerate(lines) if item.label == "paragraph" and item.words >= 8]
    before, found = [], 0
    counts: dict[str, int] = {}
    gaps: dict[int, int] = {}
    for index, item in enumerate(lines):
        before.append(found)
        found += found < len(prose) and prose[found] == index
        counts[item.key] = counts.get(item.key, 0) + 1
        gaps[item.line.gap] = gaps.get(item.line.gap, 0) + 1
    usual = max(sorted(gaps), key=lambda gap: gaps[gap], default=0)
    return Page(lines, prose, before, [_longer_words(lines[i].line.text) for i in prose], counts, max(usual, 1), titles)


def _following(page: Page, index: int, most: int) -> Sequence[Labelled]:
    return page.lines[index + 1 : index + 1 + most]


# ---------------------------------------------------------------- clues


def _repeats(page: Page, index: int) -> float:
    """The heading stands again within a few lines, around captions or a marker."""
    item = page.lines[index]
    if item.words < 3 or page.counts[item.key] < 2:
        return 0.0
    return float(any(other.key == item.key for other in _following(page, index, WINDOW)))


def _gap(page: Page, index: int) -> float:
    """More blank lines than usual stand before it."""
    return float(min(max(page.lines[index].line.gap - page.usual_gap, 0), 3))


def _rule(page: Page, index: int) -> float:
    """A ruled line or a bare address stands directly before it."""
    return float(index > 0 and page.lines[index - 1].label in ("separator", "address"))


def _opens(page: Page, index: int) -> float:
    """The first paragraph below it begins with a dateline."""
    for item in _following(page, index, 6):
        if item.label == "paragraph":
            return float(dateline(item.line.text) is not None)
    return 0.0


def _stamped(page: Page, index: int) -> float:
    """A stamp or byline stands between it and the first paragraph."""
    for item in _following(page, index, 6):
        if item.label in ("stamp", "byline"):
            return 1.0
        if item.label == "paragraph" and item.words > 40:
            return 0.0
    return 0.0


def _ended(page: Page, index: int) -> float:
    """A copyright or legal line stands shortly before it, without prose between."""
    for item in reversed(page.lines[max(0, index - WINDOW) : index]):
        if PLACE.get(item.kind) == "end":
            return 1.0
        if item.label == "paragraph" and item.words >= 15:
            return 0.0
    return 0.0


def _begins(page: Page, index: int) -> float:
    """The page's navigation begins here."""
    return float(PLACE.get(page.lines[index].kind) == "start")


def _known(page: Page, index: int) -> float:
    """It is a title that the metadata names."""
    return float(page.lines[index].key in page.titles)


def _fresh(page: Page, index: int) -> float:
    """The paragraphs below it speak of other things than those above: the share of words not met before, over a half."""
    cut = page.before[index]
    above = page.words[max(0, cut - LOOK) : cut]
    below = page.words[cut : cut + LOOK]
    if not above or not below:
        return 0.0
    met = frozenset[str]().union(*above)
    new = frozenset[str]().union(*below)
    return max(0.0, len(new - met) / max(len(new), 1) - 0.75) * 4


def _again(page: Page, index: int) -> float:
    """The same heading has just stood, and nothing but captions and markers came between."""
    key = page.lines[index].key
    for item in reversed(page.lines[max(0, index - WINDOW) : index]):
        if item.key == key:
            return float(page.lines[index].words >= 3)
        if item.label == "paragraph":
            return 0.0
    return 0.0


def _long(page: Page, index: int) -> float:
    """It is as long as titles are and subheadings seldom."""
    return float(page.lines[index].label == "short" and page.lines[index].words >= 7)


CLUES: tuple[Clue, ...] = (
    Clue("repeats", 5.0, _repeats),
    Clue("gap", 3.0, _gap),
    Clue("rule", 5.0, _rule),
    Clue("opens", 4.0, _opens),
    Clue("stamped", 2.0, _stamped),
    Clue("ended", 4.0, _ended),
    Clue("begins", 7.0, _begins),
    Clue("known", 9.0, _known),
    Clue("fresh", 3.0, _fresh),
    Clue("long", 2.0, _long),
    Clue("again", -12.0, _again),
)


def evidence(page: Page, index: int) -> list[tuple[str, float]]:
    """Return what speaks for a new article at a line: name and weight of each clue that holds."""
    found = ((clue.name, clue.weight * clue.holds(page, index)) for clue in CLUES)
    return [(name, weight) for name, weight in found if weight]


# ---------------------------------------------------------------- worth of a line


def _title(page: Page, index: int) -> float:
    """Return what a short line is worth as a title, by its length, its repeats and the prose below it."""
    item = page.lines[index]
    worth = {1: -2.5, 2: -1.5, 3: -0.3}.get(item.words, 1.5 if item.words <= 20 else -1.0)
    worth += 1.5 * _repeats(page, index) + 0.5 * (page.counts[item.key] > 1) + 4.0 * _known(page, index)
    worth += 1.0 * _stamped(page, index) - 2.0 * bool(item.line.mark and item.line.mark[0] != "#") - 1.0 * item.closed
    cut = page.before[index]
    near = [
        words
        for words, at in zip(page.words[cut : cut + 4], page.prose[cut : cut + 4], strict=True)
        if at - index <= 3 * WINDOW
    ]
    own = _longer_words(item.line.text)
    if near and own:
        worth += 3.0 * len(own & frozenset[str]().union(*near)) / len(own)
    return worth if near else worth - 3.0


def _worth(page: Page, index: int) -> tuple[float, ...]:
    item = page.lines[index]
    base = FURNITURE[PLACE[item.kind]] if item.label == "furniture" else WORTH[item.label]
    if item.label == "short":
        standfirst = STANDFIRST if item.words >= 6 or _again(page, index) else 0.0
        return base[FRONT], base[TITLE] + _title(page, index), base[HEAD] + standfirst, *base[BODY:]
    if item.label in ("paragraph", "item") and item.words >= 8:
        tens = min(item.words / 10, PROSE_MOST) * (1.0 if item.label == "paragraph" else 0.5)
        return tuple(worth + tens * grade for worth, grade in zip(base, PROSE, strict=True))
    return base


# ---------------------------------------------------------------- the chain


def _extra(source: int, target: int) -> int:
    """Return which price a step has besides its own: 1 of a cut, 2 of a body's first line, 0 none."""
    return 1 if (source, target) in CUTS else 2 if target == BODY and source in (FRONT, TITLE, HEAD) else 0


_INTO: tuple[tuple[tuple[int, float, int], ...], ...] = tuple(
    tuple((source, price, _extra(source, zone)) for (source, target), price in STEP.items() if target == zone)
    for zone in range(6)
)


def zones(page: Page) -> list[int]:
    """Return the zone of every line: the chain of highest worth."""
    if not page.lines:
        return []
    worth = _worth(page, 0)
    best = [START[zone] + worth[zone] for zone in range(6)]
    came: list[tuple[int, ...]] = []
    for index in range(1, len(page.lines)):
        worth = _worth(page, index)
        cut = min(CUT + sum(weight for _, weight in evidence(page, index)), -0.5) if page.before[index] else NEVER
        entry = ENTRY.get(page.lines[index].label, NEVER)
        prices = (0.0, cut, entry)
        steps = [
            max((best[source] + price + prices[extra], -source) for source, price, extra in into) for into in _INTO
        ]
        came.append(tuple(-source for _, source in steps))
        best = [step[0] + own for step, own in zip(steps, worth, strict=True)]
    zone = max(range(6), key=lambda zone: (best[zone], -zone))
    chain = [zone]
    for sources in reversed(came):
        zone = sources[zone]
        chain.append(zone)
    return chain[::-1]


def cuts(chain: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges of lines of the articles: each from the front or title after a body or what follows it."""
    starts = [0] + [i for i, step in enumerate(zip(chain, islice(chain, 1, None), strict=False), 1) if step in CUTS]
    return list(zip(starts, [*starts[1:], len(chain)], strict=True))
