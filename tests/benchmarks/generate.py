"""A number and a seed in, a corpus out: made-up news of three years, as scrapers leave it, and the editor's files.

The one idea: a week's documents follow from the seed, the week, their number and the archive's world alone, so that a
corpus of a million articles is written week by week in constant memory, and the same call gives the same bytes
everywhere. Words follow Zipf's law with the flattening of Mandelbrot (1953): function words first, then a newsroom's own,
then words made of harmless syllables. A story's reports do not grow with the archive: there are more stories. All outlets
grant their whole text, so that pages and search hold all words, as those of other generators do.
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
from itertools import accumulate, groupby, pairwise
from pathlib import Path

from tests.benchmarks.world import KINDS, NEWSROOM, OUTLETS, VOCABULARY, Name, Topic, World, vocabulary, world, zipf

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
WEEKS = (LAST - FIRST).days // 7
WORDS = 500  # of an article, on average
RHYTHM = (5, 10, 11, 11, 11, 10, 6)  # of a week's news, by its day from Sunday on, as FIRST is one
BURSTS, HEIGHT, FADES = 5, 30, 2.0  # a topic, how often more than usual on average, weeks until it fades to a third
LONELY = 0.62  # share of stories with one report only
LATER = 0.25  # share of a story's reports that come a day later than the one before
COPIED = 0.06  # share of articles that also stand elsewhere as a copy
QUOTED = 0.15  # share of sentences that a rewrite keeps word by word
BREAK = 0.4  # chance that a sentence begins a paragraph
FILED = 0.7  # share of stories on one of the topics
CALLED = (80, 15, 5)  # how often an entity is called by its name, its other name, one that no editor has listed
FORMS = (("txt", 0.40), ("md", 0.30), ("jsonl", 0.30))
BUNDLED = 0.05  # share of text files that hold two articles

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TEXT_ENDS = "Share this article\n\nRelated stories\n"


@dataclass(frozen=True, slots=True)
class Report:
    """An article in the making: paragraphs are tuples of sentences; ``story`` numbers the stories of a week."""

    title: str
    day: date
    outlet: str
    paragraphs: tuple[tuple[str, ...], ...]
    number: str
    story: int
    theme: Theme


@dataclass(frozen=True, slots=True)
class Theme:
    """What a story's articles have in common: their topic, their own few words, the names in them."""

    topic: Topic
    words: tuple[str, ...]
    names: tuple[Name, ...]


# ---------------------------------------------------------------- weeks


@cache
def tides(seed: int, topics: int) -> tuple[tuple[float, ...], ...]:
    """Return for each week the weight of what is on no topic, then of each topic: bursts rise and fade."""
    rng = random.Random(f"{seed} bursts")
    shares = [1 / (rank + 3) for rank in range(topics)]
    weeks = [[1 - FILED] for _ in range(WEEKS)]
    for one in shares:
        heights = [1.0] * WEEKS
        for _ in range(BURSTS):
            start, height = rng.randrange(WEEKS), rng.expovariate(1 / HEIGHT)
            for week in range(start, min(WEEKS, start + 12)):
                heights[week] += height * math.exp((start - week) / FADES)
        for week, height in zip(weeks, heights, strict=True):
            week.append(FILED * one / sum(shares) * height * WEEKS / sum(heights))
    return tuple(map(tuple, weeks))


def counts(articles: int, seed: int) -> Iterator[tuple[date, int]]:
    """Yield the first day of each week with its number of articles; they add up to ``articles``."""
    weights = [sum(week) for week in tides(seed, len(world(articles).topics))]
    before = 0
    for week, upto in enumerate(accumulate(weights)):
        until = round(articles * upto / sum(weights))
        yield FIRST + timedelta(7 * week), until - before
        before = until


# ---------------------------------------------------------------- stories


def reports(week: date, count: int, seed: int, about: World) -> Iterator[Report]:
    """Yield a week's articles, story by story: later reports tell a story anew and keep a few of its sentences."""
    rng = random.Random(f"{seed} {week.isoformat()}")
    tide = tides(seed, len(about.topics))[(week - FIRST).days // 7]
    made = story = 0
    while made < count:
        theme, day = _theme(rng, about, tide), week + timedelta(rng.choices(range(7), RHYTHM)[0])
        size = min(count - made, 1 if rng.random() < LONELY else 2 + int(rng.expovariate(0.7)))
        kept: list[str] = []
        for outlet in rng.sample(OUTLETS, min(size, len(OUTLETS))):
            report = _report(rng, theme, day, outlet, kept)
            kept = kept or [line for part in report.paragraphs for line in part if rng.random() < QUOTED]
            made += 1
            yield replace(report, number=f"{week:%m%d}-{made:05}", story=story)
            day = min(LAST, day + timedelta(rng.random() < LATER))
        story += 1


def stories(articles: int, seed: int = 1) -> Iterator[tuple[Report, ...]]:
    """Yield all articles of a corpus without its copies, a story at a time, week by week."""
    about = world(articles)
    for week, count in counts(articles, seed):
        for _, told in groupby(reports(week, count, seed, about), lambda report: report.story):
            yield tuple(told)


def _theme(rng: random.Random, about: World, tide: Sequence[float]) -> Theme:
    topic = rng.choices((about.rest, *about.topics), tide)[0]
    own = (*rng.choices(topic.words, cum_weights=topic.weights, k=6), *rng.sample(_seldom(), 10))
    others = tuple(rng.choices(about.names[kind], cum_weights=_fame(len(about.names[kind])))[0] for kind, _ in KINDS)
    named = rng.choices(topic.core, cum_weights=zipf(len(topic.core), 1), k=5) if topic.core else ()
    return Theme(topic, own, tuple(dict.fromkeys((*named, *others))))


@cache
def _seldom() -> tuple[str, ...]:
    return vocabulary()[2000:]


@cache
def _fame(entities: int) -> tuple[float, ...]:
    """Return cumulative weights of a kind's entities outside the topics that turn on them: a few are in most news."""
    return zipf(entities, 10)


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
    return Report(_title(rng, theme), day, outlet, paragraphs, "", 0, theme)


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
        words.insert(rng.randrange(1, len(words)), rng.choices((named.name, named.alias, named.unlisted), CALLED)[0])
    if rng.random() < 0.12:
        words.append(_when(rng, day))
    if rng.random() < 0.3:
        words[len(words) // 2] += ","
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def _words(rng: random.Random, theme: Theme, count: int) -> list[str]:
    """Return running words: one in nine is the topic's own, one in twelve the story's."""
    topic = theme.topic
    made = rng.choices(vocabulary(), cum_weights=_common(), k=count)
    for place in range(count):
        chance = rng.random()
        if chance < 1 / 12:
            made[place] = rng.choice(theme.words)
        elif topic.core and chance < 1 / 12 + 1 / 9:
            made[place] = rng.choices(topic.words, cum_weights=topic.weights)[0]
    return made


@cache
def _common() -> tuple[float, ...]:
    return zipf(VOCABULARY)


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
    return replace(report, outlet=outlet, paragraphs=paragraphs, number=f"{report.number}-copy")


def _edited(line: str, rng: random.Random) -> str:
    words = line.split(" ")
    if rng.random() < 0.15 and len(words) > 3:
        words[rng.randrange(1, len(words) - 1)] = rng.choice(NEWSROOM)
    return " ".join(words)


# ---------------------------------------------------------------- documents


def documents(articles: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of every document of a corpus of so many different articles, week by week."""
    about = world(articles)
    for week, count in counts(articles, seed):
        yield from _documents(week, count, seed, about)


def _documents(week: date, count: int, seed: int, about: World) -> Iterator[tuple[str, str]]:
    rng = random.Random(f"{seed} {week.isoformat()} forms")
    records: dict[str, list[dict[str, str]]] = {}
    waiting: Report | None = None
    for report in _with_copies(reports(week, count, seed, about), rng):
        path = f"{report.day:%Y/%m}/{report.number}"
        form = rng.choices([name for name, _ in FORMS], [weight for _, weight in FORMS])[0]
        if form == "jsonl":
            records.setdefault(f"{report.day:%Y/%m/}{week:%m%d}-{report.day:%d}.jsonl", []).append(_record(report))
        elif form == "md":
            yield f"{path}.md", markdown(report)
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
    return f"{head}\n\n{_body(report)}\n\n{TEXT_ENDS}"


def markdown(report: Report) -> str:
    """Return the report as a Markdown document with front matter."""
    head = f'title: "{report.title}"\npublished: {report.day}\nsource: "{report.outlet}"\nlanguage: en'
    return f"---\n{head}\n---\n\n{_body(report)}\n"


def _record(report: Report) -> dict[str, str]:
    return {
        "title": report.title,
        "text": _body(report),
        "url": f"https://{slug(report.outlet)}.example/{report.day:%Y/%m}/{report.number}",
        "date": report.day.isoformat(),
        "source": report.outlet,
    }


# ---------------------------------------------------------------- the editor's files


def content(about: World) -> Iterator[tuple[str, str]]:
    """Yield path and text of the editor's files: settings, outlets, names, topics."""
    yield "site.toml", 'title = "A generated archive"\nbase_url = "https://archive.example/"\nrights = "full"\n'
    yield "sources.yaml", _listed([_source(name) for name in OUTLETS])
    for kind, _ in KINDS:
        entries = [_entry(kind, place, name) for place, name in enumerate(about.names[kind])]
        yield f"entities/{kind}.yaml", _listed(entries)
    for topic in about.topics:
        yield f"topics/{topic.id}.md", _topic(topic)


def slug(name: str) -> str:
    """Return the id of an outlet.

    >>> slug("The Harbour Courier")
    'the-harbour-courier'
    """
    return name.lower().replace(" ", "-")


def _listed(things: Sequence[dict[str, object]]) -> str:
    return "".join(f"- {json.dumps(thing)}\n" for thing in things)


def _source(name: str) -> dict[str, object]:
    return {"id": slug(name), "name": name, "kind": "newspaper", "rights": "full", "recognise": [f"^{name}$"]}


def _entry(kind: str, place: int, name: Name) -> dict[str, object]:
    entry: dict[str, object] = {"id": name.id, "name": name.name, "aliases": [name.alias], "description": "Made up."}
    if kind == "places":
        entry["coordinates"] = [round(place * 1.7 % 160 - 80, 2), round(place * 3.1 % 300 - 150, 2)]
    return entry


def _topic(topic: Topic) -> str:
    title = topic.id.replace("-", " ").capitalize()
    weights = {name.id: round(3 / (rank + 2), 2) for rank, name in enumerate(topic.core)}
    match = json.dumps({"threshold": 3.0, "entities": weights, "phrases": dict.fromkeys(topic.words[:12], 0.5)})
    return (
        f"---\ntitle: {title}\nsummary: A topic that was made up.\nchanged: 2025-12-31\nmatch: {match}\n---\n\n"
        f"## What it is about\n\nThis topic turns on [[{topic.core[0].id}]] and began on [[{FIRST}]].\n"
    )


# ---------------------------------------------------------------- folders


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Write the editor's files and a corpus of so many articles into a folder."""
    for path, text in content(world(articles)):
        put(folder / path, text)
    for path, text in documents(articles, seed):
        put(folder / "documents" / path, text)


def extra(articles: int, number: int, seed: int = 1) -> Report:
    """Return one more article for a corpus of so many: another number, another article."""
    week = FIRST + timedelta(7 * (WEEKS - 1))
    report = next(reports(week, 1, seed + 1_000_000 + number, world(articles)))
    return replace(report, day=LAST, number=f"added-{number:03}")


def put(path: Path, text: str) -> None:
    """Write a file; its folders are made where they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
