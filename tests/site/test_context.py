"""What pages share: how lists are cut, and when two sentences tell one event."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.archive.queries import EventFact
from sitegen.model import Content
from sitegen.site import context
from sitegen.site.context import LIST_LIMIT, Context, merged, period_date
from sitegen.site.wording import Wording, locale
from tests.archive.rows import archive_of, article

FACT = EventFact(
    "a-1", "s-000001", 1, "2026-03-04", "2026-03-04", "2026-03-04", "happened",
    "Crews of the ferries walked off their boats in Port Averel.", "on Wednesday", "a-1#s-000001", "Strike", "courier", "2026-03-04", "a-1",
)  # fmt: skip


DAYS = st.dictionaries(st.text("abc0123", min_size=3, max_size=9), st.dates().map(str) | st.none(), max_size=60)


def parts_of(days: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Return the articles of a topic as they are cut, by part."""
    with tempfile.TemporaryDirectory() as folder:
        articles = [article(name, day, topics=["strike"]) for name, day in days.items()]
        archive = archive_of(articles, Path(folder))
        made = Context(archive, Content(), Wording(locale("en"), str)).parts("topics", "strike")
        parts = {part: list(archive.listed("topics", "strike", part)) for part in made}
        archive.close()
    assert {part: len(held) for part, held in parts.items()} == made
    return parts


@settings(max_examples=30, deadline=None)
@given(DAYS, st.sampled_from([1, 3, 200]))
def test_every_article_is_in_one_part_of_a_cut_list(days, limit):
    with mock.patch.object(context, "LIST_LIMIT", limit):
        parts = parts_of(days)
    assert sorted(one for part in parts.values() for one in part) == sorted(days)
    assert list(parts) == sorted(parts)


def test_long_years_are_cut_by_month_and_long_months_by_hash(monkeypatch):
    monkeypatch.setattr(context, "LIST_LIMIT", 10)
    days: dict[str, str | None] = {
        f"a-{number}": str(date(2026, 1, 1) + timedelta(number % 20)) for number in range(40)
    }
    days |= {f"b-{number}": f"2025-0{1 + number}-01" for number in range(9)}
    parts = parts_of(days)
    assert len(parts["2025"]) == 9
    assert all(name == "2025" or len(name) == len("2026-01-3") for name in parts)
    assert {period_date(name) for name in parts} == {"2025", "2026-01"}


def test_an_article_more_moves_no_other_to_another_part(monkeypatch):
    monkeypatch.setattr(context, "LIST_LIMIT", 10)
    days: dict[str, str | None] = {f"a-{number}": "2026-01-05" for number in range(40)}
    before, after = parts_of(days), parts_of(days | {"z-9": "2026-01-05"})
    assert all(set(part) <= set(after[name]) for name, part in before.items())


def test_events_first_told_at_one_place_are_one_group_with_that_telling_at_its_head():
    again = replace(FACT, article="b-2", sentence="s-000002", told=FACT.place)
    other = replace(FACT, article="c-3", told="c-3#s-000001")
    assert merged([again, FACT, other]) == ((FACT, again), (other,))
    assert merged([again]) == ((again,),)  # the first telling isn't at hand


def test_the_limit_of_a_list_is_a_page_that_a_phone_can_show():
    assert 50 <= LIST_LIMIT <= 500
