"""What pages share: how lists are cut, and when two sentences tell one event."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.archive.queries import EventFact
from sitegen.site import context
from sitegen.site.context import LIST_LIMIT, alike, cut, merged, period_date

FACT = EventFact(
    "a-1", "s-000001", 1, "2026-03-04", "2026-03-04", "2026-03-04", "happened",
    "Crews of the ferries walked off their boats in Port Averel.", "on Wednesday", "Strike", "courier", "2026-03-04", "a-1",
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


def test_one_event_told_in_like_words_is_one_row():
    other = replace(FACT, article="b-2", text="The crews of ferries in Port Averel walked off all their boats.")
    third = replace(FACT, article="c-3", text="A lighthouse keeper handed over the keys of his tower.")
    assert [len(group) for group in merged([FACT, other, third])] == [2, 1]


@pytest.mark.parametrize("change", [{"story": "z-9"}, {"edtf": "2026-03-05"}, {"status": "planned"}])
def test_of_another_story_date_or_status_it_is_another_event(change):
    assert len(merged([FACT, replace(FACT, article="b-2", **change)])) == 2


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_has_no_direction(one, other):
    assert alike(one, other) == alike(other, one)


def test_a_few_words_in_common_are_not_enough():
    assert not alike("Crews stopped.", "Crews stopped.")  # too little to judge by
    assert not alike(FACT.text, "Crews of the trawlers came back to the harbour with herring.")


def test_the_limit_of_a_list_is_a_page_that_a_phone_can_show():
    assert 50 <= LIST_LIMIT <= 500
