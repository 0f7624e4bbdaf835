"""Made-up articles as rows of the archive's tables, and an archive of them: what counts and lists are tested on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen import edtf
from sitegen.archive.counts import UNDATED, ArticleRows
from sitegen.archive.queries import Archive
from sitegen.archive.store import Store
from sitegen.ids import part, period
from sitegen.plan import ARCHIVE

Event = tuple[str, str, str]  # EDTF date, status, what is told


def article(
    name: str,
    date: str | None = "2026-03-04",
    *,
    source: str | None = "harbour-courier",
    story: str = "",
    topics: Iterable[str] = (),
    entities: Mapping[str, int] = {},
    events: Iterable[Event] = (),
    statements: Iterable[str] = (),
    figures: Iterable[tuple[str, str]] = (),
    aliases: Iterable[str] = (),
    title: str = "Ferries Stand Still",
) -> ArticleRows:
    """Return an article; its events stand on the timelines of all its topics and entities, each told first by itself.

    ``statements`` are entities that say something in it, ``figures`` subjects with a value each.
    """
    day = edtf.day(date) if date else None
    sorted_by = day or UNDATED
    told = [event_row(name, number, *event) for number, event in enumerate(events, 1)]
    lists = (*(f"topics/{topic}" for topic in topics), *(f"entities/{entity}" for entity in entities))
    row = (
        name, "key", title, date, day, "stated", "[]", source, None, None, "en", 100, 1, story or name,
        period(day, name), part(name), " ", "full", "said", b"record",
    )  # fmt: skip
    return ArticleRows(
        id=name,
        article=(row,),
        aliases=tuple((alias, name) for alias in aliases),
        vocabulary=((name, b""),),
        mentions=tuple((entity, sorted_by, name, count, date) for entity, count in entities.items()),
        filings=tuple((topic, sorted_by, name, 3.0, date, name) for topic in sorted(topics)),
        events=tuple(told),
        timelines=tuple((one, event[4], name, event[1]) for event in told for one in lists),
        statements=tuple(
            (entity, sorted_by, name, n, 10 * n, f"s-{n:06x}", "Noor", "said", "so", "", None, "Noor said so.")
            for n, entity in enumerate(statements, 1)
        ),
        figures=tuple(
            (topic, subject, sorted_by, name, n, 10 * n, f"s-{n:06x}", value, "", "", "", "", value, f"It is {value}.")
            for topic in sorted(topics)
            for n, (subject, value) in enumerate(figures, 1)
        ),
    )


def event_row(name: str, number: int, date: str, status: str, text: str) -> tuple[object, ...]:
    first, last = edtf.bounds(date)
    earliest, sentence = first or last, f"s-{number:06x}"
    assert earliest is not None
    return (
        name, sentence, number, date, earliest.isoformat(), last.isoformat() if last else None, edtf.page(date), status,
        text, "then", f"{name}#{sentence}",
    )  # fmt: skip


def archive_of(articles: Iterable[ArticleRows], folder: Path) -> Archive:
    """Return an archive that holds these articles and nothing else, open for reading."""
    with Store(folder / ARCHIVE) as store, store.transaction():
        store.put_articles(articles)
        store.settle()
    return Archive(folder / ARCHIVE)
