"""What pages share: how lists are cut, and when two sentences tell one event."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sitegen.archive.queries import EventFact
from sitegen.site import context
from sitegen.site.context import LIST_LIMIT, cut, merged, period_date

FACT = EventFact(
    "a-1", "s-000001", 1, "2026-03-04", "2026-03-04", "2026-03-04", "happened",
    "Crews of the ferries walked off their boats in Port Averel.", "on Wednesday", "a-1#s-000001", "Strike", "courier", "2026-03-04", "a-1",
)  # fmt: skip


@given(st.dictionaries(st.text("abc0123", min_size=3, max_size=9), st.dates().map(str) | st.none(), max_size=60))
def test_every_article_is_in_one_part_of_a_cut_list(days):
    parts = cut(days)
    assert sorted(one for part in parts.values() for one in part) == sorted(days)
    assert list(parts) == sorted(parts)


def test_long_years_are_cut_by_month_and_long_months_by_hash(monkeypatch):
    monkeypatch.setattr(context, "LIST_LIMIT", 10)
    days = {f"a-{number}": str(date(2026, 1, 1) + timedelta(number % 20)) for number in range(40)}
    days |= {f"b-{number}": f"2025-0{1 + number}-01" for number in range(9)}
    parts = cut(days)
    assert len(parts["2025"]) == 9
    assert all(name == "2025" or len(name) == len("2026-01-3f") for name in parts)
    assert {period_date(name) for name in parts} == {"2025", "2026-01"}


def test_an_article_more_moves_no_other_to_another_part(monkeypatch):
    monkeypatch.setattr(context, "LIST_LIMIT", 10)
    days: dict[str, str | None] = {f"a-{number}": "2026-01-05" for number in range(40)}
    before, after = cut(days), cut(days | {"z-9": "2026-01-05"})
    assert all(set(part) <= set(after[name]) for name, part in before.items())


def test_events_first_told_at_one_place_are_one_group_with_that_telling_at_its_head():
    again = replace(FACT, article="b-2", sentence="s-000002", told=FACT.place)
    other = replace(FACT, article="c-3", told="c-3#s-000001")
    assert merged([again, FACT, other]) == ((FACT, again), (other,))
    assert merged([again]) == ((again,),)  # the first telling isn't at hand


def test_the_limit_of_a_list_is_a_page_that_a_phone_can_show():
    assert 50 <= LIST_LIMIT <= 500
