"""A corpus in, the same articles out as other generators want them: Markdown files with front matter.

What our reading has to find out, they are given: entities, topic, day, outlet, the other reports of the story, related
reports. A sentence is a span with its id and number, names are links, as on our pages; paragraphs are HTML already, which
Markdown passes through: with Markdown's own links and spans inside paragraphs Hugo takes twice as long. Copies are left
out. All rivals get the same body; only the front matter differs.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from hashlib import sha256
from itertools import count
from pathlib import Path

from tests.benchmarks.generate import MONTHS, Report, extra, put, slug, stories
from tests.benchmarks.world import OUTLETS, Name, World, world

RELATED = 6  # reports named at the end of an article: as many as on our pages


@dataclass(frozen=True, slots=True)
class Row:
    """An article as another one's page names it."""

    slug: str
    title: str
    day: str
    said: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with all that a page of it needs. ``body`` is Markdown; entities, topic and outlet are ids."""

    row: Row
    entities: tuple[str, ...]
    topic: str
    description: str
    words: int
    story: tuple[Row, ...]
    related: tuple[Row, ...]
    body: str


Form = Callable[[Article], str]


# ---------------------------------------------------------------- articles


def articles(number: int, seed: int = 1) -> Iterator[Article]:
    """Yield every article of a corpus; related ones are the latest before it on its topic."""
    recent: dict[str, deque[Row]] = defaultdict(partial(deque, maxlen=RELATED))
    for told in stories(number, seed):
        rows = [_row(report) for report in told]
        topic = told[0].theme.topic.id
        related = tuple(recent[topic])
        for report, row in zip(told, rows, strict=True):
            yield _article(report, row, tuple(one for one in rows if one is not row), related)
        recent[topic].extend(rows)


def added(number: int, place: int, seed: int = 1) -> Article:
    """Return one more article for a corpus of so many."""
    report = extra(number, place, seed)
    return _article(report, _row(report), (), ())


def _row(report: Report) -> Row:
    title = re.sub(r"[^a-z]+", "-", report.title.lower()).strip("-")[:60]
    key = sha256(f"{report.day} {report.number}".encode()).hexdigest()[:8]
    said = f"{report.day.day} {MONTHS[report.day.month - 1]} {report.day.year}"
    return Row(f"{title}-{key}", report.title, report.day.isoformat(), said, slug(report.outlet))


def _article(report: Report, row: Row, story: tuple[Row, ...], related: tuple[Row, ...]) -> Article:
    text = " ".join(line for part in report.paragraphs for line in part)
    named = [name for name in report.theme.names if any(one in text for one in (name.name, name.alias))]
    link = partial(_links(tuple(named)).sub, lambda match: _link(named, match[0])) if named else str
    numbers = count(1)
    parts = ("\n".join(_sentence(next(numbers), line, link) for line in part) for part in report.paragraphs)
    body = "\n\n".join(f"<p>{part}</p>" for part in parts)
    description = text[:160].rpartition(" ")[0] + " …"
    entities = tuple(name.id for name in named)
    return Article(row, entities, report.theme.topic.id, description, len(text.split()), story, related, body)


@cache
def _links(named: tuple[Name, ...]) -> re.Pattern[str]:
    names = sorted((text for name in named for text in (name.name, name.alias)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _link(named: Sequence[Name], text: str) -> str:
    found = next(name for name in named if text in (name.name, name.alias))
    return f'<a href="/entities/{found.id}/" title="{found.name}"><bdi>{text}</bdi></a>'


def _sentence(number: int, line: str, link: Callable[[str], str]) -> str:
    key = f"s-{sha256(line.lower().encode()).hexdigest()[:6]}"
    mark = f'<a class="no" href="#{key}" aria-label="Sentence {number}">{number}</a>'
    return f'<span class="s" id="{key}">{mark}{link(line)}</span>'


# ---------------------------------------------------------------- names


def names(about: World) -> dict[str, dict[str, str]]:
    """Return the name of each entity, topic and outlet by its id."""
    return {
        "entities": {name.id: name.name for kind in about.names.values() for name in kind},
        "topics": {topic.id: topic.id.replace("-", " ").capitalize() for topic in about.topics},
        "outlets": {slug(name): name for name in OUTLETS},
    }


# ---------------------------------------------------------------- files


def hugo(article: Article) -> str:
    """Return an article for Hugo: days, months and years are taxonomies, since it has no archives by date."""
    row = article.row
    front: dict[str, object] = {
        "title": row.title,
        "date": row.day,
        "said": row.said,
        "description": article.description,
        "words": article.words,
        "entities": article.entities,
        "topics": [article.topic] if article.topic else [],
        "outlets": [row.outlet],
        "days": [row.day],
        "months": [row.day[:7]],
        "years": [row.day[:4]],
        "story": [_as_dict(one) for one in article.story],
        "related": [_as_dict(one) for one in article.related],
    }
    return _with_front(front, article.body)


def eleventy(article: Article) -> str:
    """Return an article for Eleventy: lists are made by its collections and pagination."""
    row = article.row
    front: dict[str, object] = {
        "title": row.title,
        "date": row.day,
        "day": row.day,
        "said": row.said,
        "description": article.description,
        "words": article.words,
        "permalink": f"/articles/{row.slug}/",
        "entities": article.entities,
        "topics": [article.topic] if article.topic else [],
        "outlets": [row.outlet],
        "story": [_as_dict(one) for one in article.story],
        "related": [_as_dict(one) for one in article.related],
    }
    return _with_front(front, article.body)


def pelican(article: Article) -> str:
    """Return an article for Pelican: entities are its tags, the topic its category, the outlet its author."""
    row = article.row
    front = {
        "title": row.title,
        "date": row.day,
        "slug": row.slug,
        "said": row.said,
        "description": article.description,
        "words": str(article.words),
        "tags": ", ".join(article.entities),
        "category": article.topic or "none",
        "authors": row.outlet,
        "story": json.dumps([_as_dict(one) for one in article.story]),
        "related": json.dumps([_as_dict(one) for one in article.related]),
    }
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\n{head}---\n\n{article.body}\n"


def _as_dict(row: Row) -> dict[str, str]:
    return {"url": f"/articles/{row.slug}/", "title": row.title, "day": row.day, "said": row.said, "outlet": row.outlet}


def _with_front(front: Mapping[str, object], body: str) -> str:
    """Return a file with front matter in YAML; each value is JSON, which YAML holds."""
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{head}---\n\n{body}\n"


def write(folder: Path, form: Form, number: int, seed: int = 1) -> None:
    """Write every article of a corpus into a folder, one of a month each, in a rival's form."""
    for article in articles(number, seed):
        put(folder / place(article), form(article))


def place(article: Article) -> str:
    """Return the path of an article's file."""
    day = date.fromisoformat(article.row.day)
    return f"{day:%Y/%m}/{article.row.slug}.md"


def about(number: int) -> dict[str, dict[str, str]]:
    """Return the names that stand on the pages of a corpus of so many articles."""
    return names(world(number))
