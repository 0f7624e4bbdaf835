"""Dates as people and programs write them; keys as they are spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.corpus.metadata import DAYS, DIGEST_KEYS, IGNORED, KEYS, day, field_of, overlaid
from sitegen.model import Metadata


@pytest.mark.parametrize(("pattern", "example"), DAYS)
def test_each_way_to_write_a_day_reads_its_example(pattern, example):
    assert pattern.fullmatch(example)
    assert day(example) == "2026-01-05"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2026-01-20T23:30:00-05:00", "2026-01-20"),
        ("2026-01-20 01:30:00+0300", "2026-01-20"),
        ("20 January 2026", "2026-01-20"),
        ("20 Jan. 2026, 10:15", "2026-01-20"),
        ("January 20, 2026", "2026-01-20"),
        ("Sept 3rd, 2025", "2025-09-03"),
        ("20.1.2026", "2026-01-20"),
        ("1768896000", "2026-01-20"),
        ("1768896000000", "2026-01-20"),
        ("2026-01", "2026-01"),
        ("2026", "2026"),
        ("[2026-01-20..2026-01-22]", "[2026-01-20..2026-01-22]"),
        ("2026-01-20?", "2026-01-20?"),
    ],
)
def test_a_date_is_the_day_as_written(text, edtf):
    assert day(text) == edtf


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-13-01", "31 June 2026", "20260230", "yesterday", "01/02/2026", "", "2026-01-20 or so" * 9],
)
def test_what_is_no_date_or_may_be_two_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        day(text)


@given(st.dates())
def test_every_day_reads_back(date):
    assert day(date.isoformat()) == day(f"{date.isoformat()}T12:00:00Z") == date.isoformat()


def test_each_key_means_one_field():
    keys = [key for names in KEYS.values() for key in names]
    assert len(keys) == len(set(keys))
    assert not IGNORED & set(keys)
    assert set(KEYS) == set(Metadata.__slots__)
    assert all(field_of(name) == name for name in KEYS)
    assert DIGEST_KEYS == ("outlet", "title", "date")


def test_what_lies_over_counts_where_it_says_something():
    assert overlaid(Metadata(title="a", url="b"), Metadata(title="c")) == Metadata(title="c", url="b")
