"""A number of articles in, the made-up world that they report on out: its words, its names, its topics.

A larger archive covers more of a world, not the same six matters more densely: entities grow with the square root of the
number of articles (as Heaps' law has it of words), topics with its cube root. Words are an English newsroom's and, beyond
those, syllables; names, outlets and places are made of syllables too: none of them is anybody's.
"""

# ruff: noqa: SIM905 - a table of words reads best as running text

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count

VOCABULARY = 30_000
SHIFT = 2.7  # Mandelbrot's: flattens the head of Zipf's law
LEAST = 1_000  # articles; a smaller archive has the world of this size
ENTITIES, TOPICS = 300, 6  # of the least world
KINDS = (("people", 0.4), ("organisations", 0.8 / 3), ("places", 1.0 / 3))  # shares of all entities
CORE = 9  # entities of each kind that a topic turns on
TOPIC_WORDS = 250

FUNCTION = """the of to and in a that for on is was with as by it at from be this have are not were which an or has had
but been their its will would they he who also more after about when than there one all other can into some could over
out two what up these his her so first new may only most many them if time no such between where any before during while
both since under three through because those against being should last including made however without around still down
each much well same four five later year years week weeks month months day days""".split()
NEWSROOM = """said government officials people talks agreement ministry statement city region minister according told
report council workers water bridge harbour power company public plan border members state national service local
security trade road school hospital law court election party parliament budget prices market bank land river coast train
station line works project repair permit union strike wage energy supply grain harvest storm rain flood fire rescue ferry
vessel cargo crew airport flight passengers travel visit delegation summit treaty mission force forces army police
officers protest march crowd victims families homes aid relief camp return crossing convoy patrol attack ceasefire
withdrawal exchange prisoners hostages deal proposal vote decision order request inquiry evidence figures survey study
research university students teachers doctors patients vaccine disease clinic festival museum theatre match team league
coach player season final victory defeat record price growth investment loan debt tax reform bill committee commission
spokesman spokeswoman president governor mayor deputy adviser leader opposition allies partners neighbours residents
villages district province capital south north east west central coastal rural""".split()
STARTS = """bal bel bor cal cel cor dal del dor fal flor gal gor hal jor kal kel lor mal mir nor ol pal ral rel sal
sol tal tel tor ul val var ver wal yar zel zor""".split()
MIDDLES = "a e i o an ar el en er il in ol or ul und ath".split()
ENDS = "da dan den der don gan lan len lin lor ma men mer na nen nor ra ren rin ta ten tor ven vor".split()
PLACE_ENDS = ("mere", "holm", "strand", "vale", "wick", "stead")
ORGANISATIONS = ("{} Harbour Authority", "Union of {} Workers", "{} Water Board", "{} Defence Council")
WHERE = "harbour river grain prisoner coast lake border island valley mountain".split()
WHAT = "treaty crossing corridor exchange railway ceasefire".split()
OUTLETS = (
    *("The Harbour Courier", "Radio Meridian", "Northern Ledger", "The Delta Observer", "Coastline News Agency"),
    *("Valley Broadcasting", "The Plain Register", "Highland Wire", "Channel Lantern", "The Estuary Post"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """An entity: id, name, another name that the authority file lists, and one that no editor has listed yet."""

    id: str
    name: str
    alias: str
    unlisted: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its own words with cumulative weights, the entities that it turns on; both the most frequent first."""

    id: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    core: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class World:
    """All that the reports are about. ``rest`` is what belongs to no topic; it has words of its own and no core."""

    names: dict[str, tuple[Name, ...]]
    topics: tuple[Topic, ...]
    rest: Topic


# ---------------------------------------------------------------- words


def word(number: int) -> str:
    """Return the made-up word of that number.

    >>> word(0), word(1), word(29_999)
    ('balada', 'belada', 'lorarbordan')
    """
    number, start = divmod(number, len(STARTS))
    number, middle = divmod(number, len(MIDDLES))
    number, end = divmod(number, len(ENDS))
    return STARTS[start] + MIDDLES[middle] + (STARTS[number % len(STARTS)] if number else "") + ENDS[end]


@cache
def vocabulary() -> tuple[str, ...]:
    """Return all words of running text, the most frequent first."""
    common = tuple(dict.fromkeys((*FUNCTION, *NEWSROOM)))
    return (*common, *(word(number) for number in range(VOCABULARY - len(common))))


def zipf(number: int, shift: float = SHIFT) -> tuple[float, ...]:
    """Return the cumulative weights of so many ranks (Mandelbrot 1953)."""
    return tuple(accumulate(1 / (rank + shift) for rank in range(number)))


# ---------------------------------------------------------------- names and topics


@cache
def world(articles: int) -> World:
    """Return the world of an archive of so many articles."""
    size = max(1.0, articles / LEAST)
    entities, topics = ENTITIES * size ** (1 / 2), round(TOPICS * size ** (1 / 3))
    fresh = _fresh()
    names = {kind: tuple(_names(kind, round(entities * share), fresh)) for kind, share in KINDS}
    return World(names, tuple(_topic(names, number) for number in range(topics)), _rest())


def _fresh() -> Iterator[str]:
    """Yield words of names: no two alike, and none of running text."""
    seen = set(vocabulary())
    longest = len(STARTS) * len(MIDDLES) * len(ENDS) * len(STARTS)
    for place in count():
        made = word(100_000 + place * 7919 % (longest - 100_000))
        if made not in seen:
            seen.add(made)
            yield made.capitalize()


def _names(kind: str, number: int, fresh: Iterable[str]) -> Iterator[Name]:
    for place, first, second in zip(range(number), fresh, fresh, strict=False):
        if kind == "people":
            name, alias, unlisted = f"{first} {second}", f"{first[0]}. {second}", f"Old {second}"
        elif kind == "organisations":
            name = ORGANISATIONS[place % len(ORGANISATIONS)].format(first)
            initials = "".join(part[0] for part in name.split() if part[0].isupper())
            alias, unlisted = f"{initials}{second[:2].upper()}{place}", f"{second} Group"
        else:
            name = first + PLACE_ENDS[place % len(PLACE_ENDS)]
            alias, unlisted = f"{second} Region", f"Greater {second}"
        yield Name(name.lower().replace(" ", "-"), name, alias, unlisted)


def _topic(names: dict[str, tuple[Name, ...]], number: int) -> Topic:
    where, what = WHERE[number % len(WHERE)], WHAT[(number + number // 30) % len(WHAT)]
    first = number * CORE
    core = [
        name for group in zip(*(names[kind][first : first + CORE] for kind, _ in KINDS), strict=True) for name in group
    ]
    return Topic(f"{where}-{what}", *_own(VOCABULARY // 2 + number * TOPIC_WORDS), tuple(core))


def _rest() -> Topic:
    return Topic("", *_own(VOCABULARY // 4), ())


def _own(first: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words of a topic, from a part of the vocabulary that is rare elsewhere, with cumulative weights."""
    return vocabulary()[first : first + TOPIC_WORDS], zipf(TOPIC_WORDS)
