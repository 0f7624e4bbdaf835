"""Counts kept up with every article that comes and goes: always what counting everything anew gives."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import edtf
from sitegen.archive import counts
from sitegen.archive.counts import ArticleRows, Facets, Moved
from sitegen.archive.store import Store
from sitegen.plan import ARCHIVE
from tests.archive.rows import article

DATES = (None, "2026-03-04", "2026-03-05", "2026-03", "[2026-03-04..2026-04-02]", "2025-12-31", "2026", "[..2025-09]")
EVENTS = (
    ("2026-03-04", "happened", "Crews left."), ("2026-03-04", "planned", "Crews meet."), ("2026-03", "reported", "Boats sailed."),
    ("2026", "happened", "A year of strikes."), ("2014/2017", "happened", "A quay was built."), ("2026-04-01", "planned", "A lane opens."),
)  # fmt: skip
NAMES = tuple(f"report-{number}" for number in range(6))
TOPICS, ENTITIES, SOURCES = ("strike", "dredging"), ("mira-oland", "sandholm", "averel"), (None, "courier", "wire")


def drawn(chance: random.Random, name: str) -> ArticleRows:
    return article(
        name,
        chance.choice(DATES),
        source=chance.choice(SOURCES),
        story=chance.choice(NAMES),
        topics=sorted(chance.sample(TOPICS, chance.randrange(3))),
        entities={entity: chance.randrange(1, 4) for entity in sorted(chance.sample(ENTITIES, chance.randrange(4)))},
        events=sorted(chance.sample(EVENTS, chance.randrange(4))),
        aliases=sorted(chance.sample(("old-name", "other-name"), chance.randrange(3))),
    )


def counted(held: dict[str, ArticleRows]) -> dict[tuple[str, str, str], int]:
    """Count everything anew, from the rows of the articles alone."""
    tally: Counter[tuple[str, str, str]] = Counter()
    for rows in held.values():
        source, named = rows.article[0][7] or "", {row[0]: row[3] for row in rows.mentions}
        for entity, number in named.items():
            tally["entity", entity, ""] += 1
            tally["mentions", entity, ""] += number
            tally.update(("together", entity, other) for other in named if other != entity)
        for topic in (row[0] for row in rows.filings):
            tally["outlet", topic, source] += 1
            tally.update(("topic", topic, entity) for entity in named)
    return dict(tally)


def paged(held: dict[str, ArticleRows], told: dict[str, str]) -> dict[str, tuple[int, int, int, int]]:
    """Count anew what stands on the pages of dates: events happened and planned, reports published and possible."""
    events: dict[str, tuple[set[str], set[str]]] = {}
    articles: dict[str, list[int]] = {}
    for rows in held.values():
        for event in rows.events:
            if event[6]:
                events.setdefault(event[6], (set(), set()))[event[7] == "planned"].add(told.get(event[10], event[10]))
        date, day = rows.article[0][3:5]
        for page in (day, day[:7]) if day else ():
            known = (edtf.page(date) or "").startswith(page)
            articles.setdefault(page, [0, 0])[not known] += 1
    return {
        page: (*map(len, events.get(page, ((), ()))), *articles.get(page, (0, 0)))
        for page in sorted(events.keys() | articles.keys())
    }  # type: ignore[return-value]


def spans(held: dict[str, ArticleRows]) -> dict[str, tuple[str | None, str | None]]:
    """Return first and last day of each topic and, by the empty name, of all."""
    days: dict[str, list[str]] = {"": []}
    for rows in held.values():
        for name in ("", *(row[0] for row in rows.filings)):
            days.setdefault(name, []).extend([rows.article[0][4]] if rows.article[0][4] else [])
    return {name: (min(found, default=None), max(found, default=None)) for name, found in days.items()}


def kept(store: Store) -> tuple[dict[tuple[str, str, str], int], dict[str, tuple[int, int, int, int]]]:
    rows, dates = (
        store.db.execute("SELECT * FROM counts").fetchall(),
        store.db.execute("SELECT * FROM dates").fetchall(),
    )
    return {row[:3]: row[3] for row in rows}, {row[0]: row[1:] for row in sorted(dates)}


def moved_of(before: dict[str, ArticleRows], after: dict[str, ArticleRows], touched: set[str]) -> set[str]:
    return {name for name in touched if name in before or name in after}


def sides(moved: Moved, name: str) -> tuple[bool, bool]:
    first, last = moved.articles[name]
    return first is not None, last is not None


def played(store: Store, chance: random.Random) -> None:
    """Put and drop articles, tell events by others, and hold after each round that all is as counted anew."""
    held: dict[str, ArticleRows] = {}
    told: dict[str, str] = {}
    for _ in range(chance.randrange(1, 6)):
        before, pages_before, touched = dict(held), kept(store)[1], set()
        for _ in range(chance.randrange(1, 5)):
            name = chance.choice(NAMES)
            touched.add(name)
            if chance.random() < 0.3:
                store.drop_articles([name])
                held.pop(name, None)
            else:
                held[name] = drawn(chance, name)
                store.put_articles([held[name]])
            told = {place: first for place, first in told.items() if not place.startswith(f"{name}#")}
        places = [event[10] for rows in held.values() for event in rows.events]
        if places and chance.random() < 0.5:
            place = chance.choice(places)
            told[place] = chance.choice(places)
            touched.add(place.partition("#")[0])
            store.put_told([(place, told[place])])
        moved = store.settle()
        assert kept(store) == (counted(held), paged(held, told))
        assert set(moved.articles) == touched
        assert {name: sides(moved, name) for name in moved.articles} == {
            name: (name in before, name in held) for name in moved.articles
        }
        pages = paged(held, told)
        assert dict(moved.dates) == {
            page: (pages_before.get(page), pages.get(page))
            for page in pages_before.keys() | pages.keys()
            if pages_before.get(page) != pages.get(page)
        }
        assert (moved.before, moved.after) == (spans(before), spans(held))


ANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def empty(tmp_path):
    with Store(tmp_path / ARCHIVE) as opened:
        yield opened


@pytest.mark.parametrize("many", [0, 2, counts.MANY])
@ANY
@given(chance=st.integers(0, 2**32).map(random.Random))
def test_after_any_history_counts_dates_and_ends_are_what_counting_anew_gives(monkeypatch, empty, many, chance):
    monkeypatch.setattr(counts, "MANY", many)
    with empty.transaction(keep=False):
        played(empty, chance)


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(store.db.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


@ANY
@given(chance=st.integers(0, 2**32).map(random.Random))
def test_after_any_history_the_archive_is_the_one_of_its_last_articles(empty, chance):
    """All tables of articles, whatever came and went before: lists, timelines and counts keep no trace of it."""
    last = {name: drawn(chance, name) for name in NAMES if chance.random() < 0.7}
    with empty.transaction(keep=False):
        empty.put_articles(last.values())
        empty.settle()
        short = dump(empty)
    with empty.transaction(keep=False):
        for _ in range(chance.randrange(1, 4)):
            empty.put_articles([drawn(chance, name) for name in NAMES])
            empty.settle()
            empty.drop_articles(chance.sample(NAMES, 3))
        empty.drop_articles([name for name in NAMES if name not in last])
        empty.put_articles(last.values())
        empty.settle()
        assert dump(empty) == short


TABLES = (
    "articles", "aliases", "vocabularies", "mentions", "filings", "events", "timelines", "counts", "dates",
)  # fmt: skip


# ---------------------------------------------------------------- what is told of an article


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / ARCHIVE) as opened:
        opened.put_articles(
            [
                article(
                    "strike-1",
                    topics=["strike"],
                    entities={"sandholm": 2, "averel": 1},
                    events=[EVENTS[0], EVENTS[3], EVENTS[4]],
                    aliases=["old-name"],
                )
            ]
        )
        opened.settle()
        yield opened


def test_facets_tell_what_other_pages_see_of_an_article(store):
    store.drop_articles(["strike-1"])
    before, after = store.settle().articles["strike-1"]
    assert after is None
    assert before == Facets(
        shown=(
            "Ferries Stand Still",
            "stated",
            "[]",
            None,
            None,
            "en",
            1,
            "2026-03-04",
            "harbour-courier",
            ("strike",),
        ),
        edtf="2026-03-04",
        day="2026-03-04",
        source="harbour-courier",
        story="strike-1",
        period="2026-03",
        part=before.part,
        said="said",
        aliases=("old-name",),
        topics=("strike",),
        entities=(("averel", 1), ("sandholm", 2)),
        pages=("2026", "2026-03-04"),
        moments=("2014-01-01", "2026-01-01", "2026-03-04"),
    )


@pytest.mark.parametrize("story", ["strike-1", "wire-2"])
def test_what_is_held_and_what_comes_are_told_alike(store, story):
    same = article("strike-1", story=story, topics=["strike", "dredging"], entities={"averel": 1}, events=EVENTS)
    store.put_articles([same])
    _, came = store.settle().articles["strike-1"]
    store.drop_articles(["strike-1"])
    held, _ = store.settle().articles["strike-1"]
    assert came == held


def test_an_article_that_is_put_again_as_it_was_is_told_with_two_equal_sides(store):
    store.put_articles([article("wire-2")])
    store.settle()
    store.put_articles([article("wire-2")])
    moved = store.settle()
    before, after = moved.articles["wire-2"]
    assert before == after
    assert not moved.dates
    assert moved.before == moved.after


def test_an_article_that_comes_and_goes_at_once_is_told_and_leaves_nothing(store):
    before = kept(store)
    store.put_articles([article("wire-2", entities={"averel": 3}, topics=["strike"])])
    store.drop_articles(["wire-2"])
    assert store.settle().articles == {"wire-2": (None, None)}
    assert kept(store) == before


def test_where_nothing_came_or_went_nothing_moved(store):
    assert store.settle() == Moved()


def test_a_drop_of_what_is_not_held_changes_nothing(store):
    before = kept(store)
    store.drop_articles(["no-such-article"])
    moved = store.settle()
    assert (kept(store), moved.dates) == (before, {})
    assert moved.articles == {"no-such-article": (None, None)}


def test_where_every_page_is_made_anyway_no_list_of_articles_is_kept_but_all_is_counted(store):
    store.counter.noting = False
    store.put_articles([article("wire-2", entities={"averel": 3})])
    moved = store.settle()
    assert moved.articles == {}
    assert kept(store)[0]["mentions", "averel", ""] == 4
