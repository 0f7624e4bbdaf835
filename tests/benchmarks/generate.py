"""A number and a seed in, a corpus out: made-up news of three years, as scrapers leave it, and the editor's files.

The one idea: a week's documents follow from the seed, the week and their number alone, so that a corpus of a million
articles is written week by week in constant memory, and the same call gives the same bytes everywhere. Words follow
Zipf's law with the flattening of Mandelbrot (1953): function words first, then a newsroom's own, then words made of
harmless syllables. Names, outlets and places are made of syllables too: none of them is anybody's.
"""

# ruff: noqa: SIM905 - a table of words reads best as running text

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
WEEKS = (LAST - FIRST).days // 7
WORDS = 500  # of an article, on average
VOCABULARY = 30_000
SHIFT = 2.7  # Mandelbrot's: flattens the head of Zipf's law
RHYTHM = (5, 10, 11, 11, 11, 10, 6)  # of a week's news, by its day from Sunday on, as FIRST is one
BURSTS, FADES = 5, 2.0  # a topic, and the weeks after which one has faded to a third
LONELY = 0.62  # share of stories with one report only
LATER = 0.25  # share of a story's reports that come a day later than the one before
COPIED = 0.06  # share of articles that also stand elsewhere as a copy
QUOTED = 0.15  # share of sentences that a rewrite keeps word by word
BREAK = 0.4  # chance that a sentence begins a paragraph
FILED = 0.7  # share of stories on one of the topics
FORMS = (("txt", 0.40), ("md", 0.30), ("jsonl", 0.30))
BUNDLED = 0.05  # share of text files that hold two articles

FUNCTION = """the of to and in a that for on is was with as by it at from be this have are not were which an or has had
but been their its will would they he who also more after about when than there one all other can into some could over
out two what up these his her so first new may only most many them if time no such between where any before during while
both since under three through because those against being should last including between made however against without
around between still down each much well same four five later year years week weeks month months day days""".split()
NEWSROOM = """said government officials people talks agreement ministry statement city region minister according told
report council workers water bridge harbour power company public plan border members state national service local
security trade road school hospital law court election party parliament budget prices market bank land river coast train
station line works project repair permit company union strike wage energy supply grain harvest storm rain flood fire
rescue ferry vessel cargo crew airport flight passengers travel visit delegation summit treaty mission force forces army
police officers protest march crowd victims families homes aid relief camp return crossing convoy patrol attack
ceasefire withdrawal exchange prisoners hostages deal proposal vote decision order request inquiry evidence figures
survey study researchers university students teachers doctors patients vaccine disease clinic festival museum theatre
match team league coach player season final victory defeat record price growth investment loan debt tax reform bill
committee commission spokesman spokeswoman president governor mayor deputy adviser leader opposition allies partners
neighbours residents villages district province capital south north east west central coastal rural""".split()
STARTS = """bal bel bor bran cal cel cor dal del dor el fal fen flor gal gel gor hal hel jor kal kel lam lor mal mer nal
nor ol pal pel quen ral ros sal sel sol tal tor ul val ver wal wen yar zel""".split()
MIDDLES = "a e i o u an ar el en er il in ol or ul und ath".split()
ENDS = "da dan den der don gan lan len lin lor ma men mer na nen nor ra ren rin ta ten tor ven vor".split()
PLACE_ENDS = ("mere", "holm", "strand", "vale", "wick", "stead")
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OUTLETS = (
    *("The Harbour Courier", "Radio Meridian", "Northern Ledger", "The Delta Observer", "Coastline News Agency"),
    *("Valley Broadcasting", "The Plain Register", "Highland Wire", "Channel Lantern", "The Estuary Post"),
)
TOPICS = ("harbour-treaty", "river-crossing", "grain-corridor", "prisoner-exchange", "coast-railway", "lake-ceasefire")
KINDS = (("people", 120), ("organisations", 80), ("places", 100))
CORE = 9  # entities of each kind that a topic turns on


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the authority file: its id, its name and another name of it."""

    id: str
    name: str
    alias: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article in the making: paragraphs are tuples of sentences."""

    title: str
    day: date
    outlet: str
    paragraphs: tuple[tuple[str, ...], ...]
    number: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What a story's articles have in common: their topic, their own few words, the names in them, its sentences."""

    topic: str
    words: tuple[str, ...]
    names: tuple[Name, ...]


# ---------------------------------------------------------------- words


def word(number: int) -> str:
    """Return the made-up word of that number; another number, another word below 300,000.

    >>> word(0), word(1), word(29_999)
    ('balada', 'belada', 'dalarbelnen')
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


@cache
def _zipf() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + SHIFT) for rank in range(VOCABULARY)))


@cache
def _topic_words(topic: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words of a topic, from a part of the vocabulary that is rare elsewhere, with cumulative weights."""
    first = VOCABULARY // 2 + TOPICS.index(topic) * 400 if topic else VOCABULARY // 4
    words = vocabulary()[first : first + 400]
    return words, tuple(accumulate(1 / (rank + SHIFT) for rank in range(len(words))))


# ---------------------------------------------------------------- names


@cache
def names(kind: str) -> tuple[Name, ...]:
    """Return the entities of a kind: people, organisations or places."""
    count = dict(KINDS)[kind]
    numbers = range(100_000 * (1 + [kind for kind, _ in KINDS].index(kind)), 10**9, 7919)
    return tuple(_name(kind, number, place) for number, place in zip(numbers, range(count), strict=False))


def _name(kind: str, number: int, place: int) -> Name:
    first, second = word(number).capitalize(), word(number + 4001).capitalize()
    if kind == "people":
        name, alias = f"{first} {second}", f"{first[0]}. {second}"
    elif kind == "organisations":
        form = ("{} Harbour Authority", "Union of {} Workers", "{} Water Board", "{} Defence Council")[place % 4]
        name = form.format(first)
        alias = "".join(part[0] for part in name.split() if part[0].isupper()) + second[:2].upper() + str(place)
    else:
        name, alias = first + PLACE_ENDS[place % len(PLACE_ENDS)], f"{second} Region"
    return Name(name.lower().replace(" ", "-"), name, alias)


def _core(topic: str) -> tuple[Name, ...]:
    """Return the entities that a topic turns on, the most frequent first."""
    first = TOPICS.index(topic) * CORE
    return tuple(
        name for group in zip(*(names(kind)[first : first + CORE] for kind, _ in KINDS), strict=True) for name in group
    )


# ---------------------------------------------------------------- weeks


def share(seed: int) -> tuple[float, ...]:
    """Return the share of all articles that falls on each week up to and with it; bursts of topics rise and fade."""
    rng = random.Random(f"{seed} bursts")
    weights = [1.0] * WEEKS
    for _ in range(len(TOPICS) * BURSTS):
        start, height = rng.randrange(WEEKS), rng.uniform(0.5, 4)
        for week in range(start, min(WEEKS, start + 12)):
            weights[week] += height * math.exp((start - week) / FADES)
    total = sum(weights)
    return tuple(part / total for part in accumulate(weights))


def counts(articles: int, seed: int) -> Iterator[tuple[date, int]]:
    """Yield the first day of each week with its number of articles; they add up to ``articles``."""
    before = 0
    for week, until in enumerate(share(seed), 1):
        upto = articles if week == WEEKS else round(articles * until)
        yield FIRST + timedelta(7 * (week - 1)), upto - before
        before = upto


# ---------------------------------------------------------------- stories


def reports(week: date, count: int, seed: int) -> Iterator[Report]:
    """Yield a week's articles, story by story: later reports tell a story anew and keep a few of its sentences."""
    rng = random.Random(f"{seed} {week.isoformat()}")
    made = 0
    while made < count:
        theme, day = _theme(rng), week + timedelta(rng.choices(range(7), RHYTHM)[0])
        size = min(count - made, 1 if rng.random() < LONELY else 2 + int(rng.expovariate(0.7)))
        kept: list[str] = []
        for outlet in rng.sample(OUTLETS, min(size, len(OUTLETS))):
            report = _report(rng, theme, day, outlet, kept)
            kept = kept or [line for part in report.paragraphs for line in part if rng.random() < QUOTED]
            made += 1
            yield replace(report, number=f"{week:%m%d}-{made:05}")
            day = min(LAST, day + timedelta(rng.random() < LATER))


def _theme(rng: random.Random) -> Theme:
    topic = rng.choices(TOPICS, (8, 6, 5, 4, 3, 2))[0] if rng.random() < FILED else ""
    words, weights = _topic_words(topic)
    own = (*rng.choices(words, cum_weights=weights, k=6), *rng.sample(vocabulary()[2000:], 10))
    core = _core(topic) if topic else ()
    others = tuple(rng.choice(names(kind)) for kind, _ in KINDS)
    named = rng.choices(core, [1 / (rank + 1) for rank in range(len(core))], k=5) if core else ()
    return Theme(topic, own, tuple(dict.fromkeys((*named, *others))))


def _report(rng: random.Random, theme: Theme, day: date, outlet: str, kept: Sequence[str]) -> Report:
    lines, length = list(kept), sum(len(line.split()) for line in kept)
    wanted = max(120, rng.gauss(WORDS, 120))
    while length < wanted:
        lines.append(_sentence(rng, theme, day))
        length += lines[-1].count(" ") + 1
    rng.shuffle(lines)
    lines.insert(0, _lead(rng, theme, day))
    breaks = [0, *(place for place in range(2, len(lines)) if rng.random() < BREAK), len(lines)]
    paragraphs = tuple(tuple(lines[start:end]) for start, end in pairwise(breaks))
    return Report(_title(rng, theme), day, outlet, paragraphs, "")


def _title(rng: random.Random, theme: Theme) -> str:
    verb = rng.choice(("Agrees", "Refuses", "Reports", "Plans", "Opens", "Delays", "Confirms", "Warns of"))
    noun = rng.choice(("Talks", "Repairs", "Inquiry", "Crossing", "Exchange", "Patrols", "Survey", "Supply"))
    first, second = rng.sample(theme.words, 2)
    return f"{rng.choice(theme.names).name} {verb} {first.capitalize()} {noun} over {second.capitalize()}"


def _lead(rng: random.Random, theme: Theme, day: date) -> str:
    who, where = rng.choice(theme.names).name, rng.choice(theme.names).name
    body = " ".join(_words(rng, theme, 12))
    return f"{who} said on {WEEKDAYS[day.weekday()]} that {body} near {where}."


def _sentence(rng: random.Random, theme: Theme, day: date) -> str:
    words = _words(rng, theme, max(6, round(rng.gauss(20, 7))))
    if rng.random() < 0.30:
        named = rng.choice(theme.names)
        words.insert(rng.randrange(1, len(words)), named.alias if rng.random() < 0.15 else named.name)
    if rng.random() < 0.12:
        words.append(_when(rng, day))
    if rng.random() < 0.3:
        words[len(words) // 2] += ","
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def _words(rng: random.Random, theme: Theme, count: int) -> list[str]:
    """Return running words: one in nine is the topic's own, one in twelve the story's."""
    words, weights = _topic_words(theme.topic)
    made = rng.choices(vocabulary(), cum_weights=_zipf(), k=count)
    for place in range(count):
        chance = rng.random()
        if chance < 1 / 12:
            made[place] = rng.choice(theme.words)
        elif theme.topic and chance < 1 / 12 + 1 / 9:
            made[place] = rng.choices(words, cum_weights=weights)[0]
    return made


def _when(rng: random.Random, day: date) -> str:
    """Return an expression of time as a report of that day would use it."""
    near = day + timedelta(round(rng.gauss(-4, 12)))
    return rng.choice(
        (
            f"on {WEEKDAYS[near.weekday()]}",
            f"on {_long(near)}",
            f"in {MONTHS[near.month - 1]} {near.year}",
            f"by {MONTHS[(day.month + 2) % 12]}",
            "last week",
            "next month",
            "yesterday",
            f"in {day.year - rng.randrange(1, 9)}",
        )
    )


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def copy_of(report: Report, rng: random.Random) -> Report:
    """Return the report as another outlet prints it: a word changed here and there, the end perhaps cut off."""
    keep = len(report.paragraphs) - (len(report.paragraphs) > 4 and rng.random() < 0.4)
    paragraphs = tuple(tuple(_edited(line, rng) for line in part) for part in report.paragraphs[:keep])
    outlet = rng.choice([one for one in OUTLETS if one != report.outlet])
    return Report(report.title, report.day, outlet, paragraphs, f"{report.number}-copy")


def _edited(line: str, rng: random.Random) -> str:
    words = line.split(" ")
    if rng.random() < 0.15 and len(words) > 3:
        words[rng.randrange(1, len(words) - 1)] = rng.choice(NEWSROOM)
    return " ".join(words)


# ---------------------------------------------------------------- documents


def documents(articles: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of every document of a corpus of so many different articles, week by week."""
    for week, count in counts(articles, seed):
        yield from _documents(week, count, seed)


def _documents(week: date, count: int, seed: int) -> Iterator[tuple[str, str]]:
    rng = random.Random(f"{seed} {week.isoformat()} forms")
    records: dict[str, list[dict[str, str]]] = {}
    waiting: Report | None = None
    for report in _with_copies(reports(week, count, seed), rng):
        path = f"{report.day:%Y/%m}/{report.number}"
        form = rng.choices([name for name, _ in FORMS], [weight for _, weight in FORMS])[0]
        if form == "jsonl":
            records.setdefault(f"{report.day:%Y/%m/}{week:%m%d}-{report.day:%d}.jsonl", []).append(_record(report))
        elif form == "md":
            yield f"{path}.md", _markdown(report)
        elif waiting is None and rng.random() < BUNDLED:
            waiting = report
        else:
            yield f"{path}.txt", "\n\n\n".join(_plain(one) for one in (waiting, report) if one)
            waiting = None
    if waiting:
        yield f"{waiting.day:%Y/%m}/{waiting.number}.txt", _plain(waiting)
    for path, rows in records.items():
        yield path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _with_copies(made: Iterator[Report], rng: random.Random) -> Iterator[Report]:
    for report in made:
        yield report
        if rng.random() < COPIED:
            yield copy_of(report, rng)


def _body(report: Report) -> str:
    return "\n\n".join(" ".join(part) for part in report.paragraphs)


def _plain(report: Report) -> str:
    """Return the report as a scraper leaves it: heading, stamp, caption twice, text, furniture."""
    caption = f"The {report.paragraphs[0][0].split()[-1].strip('.')} seen from the road (File photo)"
    head = f"{report.title}\n{report.outlet}\n\nPublished: {_long(report.day)}\n\n{caption}\n\n{caption}"
    return f"{head}\n\n{_body(report)}\n\nShare this article\n\nRelated stories\n"


def _markdown(report: Report) -> str:
    head = f'title: "{report.title}"\npublished: {report.day}\nsource: "{report.outlet}"\nlanguage: en'
    return f"---\n{head}\n---\n\n{_body(report)}\n"


def _record(report: Report) -> dict[str, str]:
    return {
        "title": report.title,
        "text": _body(report),
        "url": f"https://{_slug(report.outlet)}.example/{report.day:%Y/%m}/{report.number}",
        "date": report.day.isoformat(),
        "source": report.outlet,
    }


# ---------------------------------------------------------------- the editor's files


def content() -> Iterator[tuple[str, str]]:
    """Yield path and text of the editor's files: settings, outlets, names, topics."""
    yield "site.toml", 'title = "A generated archive"\nbase_url = "https://archive.example/"\n'
    yield "sources.yaml", _listed([{"id": _slug(name), "name": name, "kind": "newspaper"} for name in OUTLETS])
    for kind, _ in KINDS:
        yield f"entities/{kind}.yaml", _listed([_entry(kind, place, name) for place, name in enumerate(names(kind))])
    for topic in TOPICS:
        yield f"topics/{topic}.md", _topic(topic)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _listed(things: Sequence[dict[str, object]]) -> str:
    return "".join(f"- {json.dumps(thing)}\n" for thing in things)


def _entry(kind: str, place: int, name: Name) -> dict[str, object]:
    entry: dict[str, object] = {"id": name.id, "name": name.name, "aliases": [name.alias], "description": "Made up."}
    if kind == "places":
        entry["coordinates"] = [round(place * 1.7 - 80, 2), round(place * 3.1 - 150, 2)]
    return entry


def _topic(topic: str) -> str:
    title = topic.replace("-", " ").capitalize()
    weights = {name.id: round(3 / (rank + 2), 2) for rank, name in enumerate(_core(topic))}
    words, _ = _topic_words(topic)
    match = json.dumps({"threshold": 3.0, "entities": weights, "phrases": dict.fromkeys(words[:12], 0.5)})
    first = _core(topic)[0].id
    return (
        f"---\ntitle: {title}\nsummary: A topic that was made up.\nchanged: 2025-12-31\nmatch: {match}\n---\n\n"
        f"## What it is about\n\nThis topic turns on [[{first}]] and began on [[{FIRST}]].\n"
    )


# ---------------------------------------------------------------- folders


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Write the editor's files and a corpus of so many articles into a folder."""
    for path, text in content():
        _write(folder / path, text)
    for path, text in documents(articles, seed):
        _write(folder / "documents" / path, text)


def add(folder: Path, seed: int = 1) -> None:
    """Add one article to the corpus in a folder."""
    report = replace(next(reports(LAST, 1, seed + 1_000_000)), number="added")
    _write(folder / "documents" / f"{LAST:%Y/%m}" / "added.md", _markdown(report))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
