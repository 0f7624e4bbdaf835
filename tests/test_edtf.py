"""EDTF: bounds, pages and the algebra of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.edtf import MONTH_GROUPS, between, bounds, day, intersect, page, spanned, valid

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
PAIRS = st.tuples(DAYS, DAYS).map(sorted)

BOUNDS = [
    ("2024-09-27", "2024-09-27", "2024-09-27"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023", "2023-01-01", "2023-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2024-XX", "2024-01-01", "2024-12-31"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31"),
    ("2024-09-XX", "2024-09-01", "2024-09-30"),
    ("2024-21", "2024-03-01", "2024-05-31"),
    ("2024-24", "2024-12-01", "2025-02-28"),
    ("2024-34", "2024-04-01", "2024-06-30"),
    ("2024?", "2024-01-01", "2024-12-31"),
    ("2024-09~", "2024-09-01", "2024-09-30"),
    ("2024-09-27%", "2024-09-27", "2024-09-27"),
    ("2024-09-27T23:30:00+03:00", "2024-09-27", "2024-09-27"),
    ("2014/2017", "2014-01-01", "2017-12-31"),
    ("2014/..", "2014-01-01", None),
    ("../2025-03", None, "2025-03-31"),
    ("2014-06~/2017-12-09", "2014-06-01", "2017-12-09"),
    ("[2024-09-27..2024-09-29]", "2024-09-27", "2024-09-29"),
    ("[..2025-09]", None, "2025-09-30"),
    ("[2025-09..]", "2025-09-01", None),
    ("[2021,2023-05,2024-01-02]", "2021-01-01", "2024-01-02"),
    ("[2021,2023..2024]", "2021-01-01", "2024-12-31"),
    ("{2021,2022}", "2021-01-01", "2022-12-31"),
    ("9999-24", "9999-12-01", "9999-12-31"),
]


@pytest.mark.parametrize(("text", "low", "high"), BOUNDS)
def test_a_date_is_the_days_between_its_bounds(text, low, high):
    assert bounds(text) == (low and date.fromisoformat(low), high and date.fromisoformat(high))
    assert valid(text)
    assert day(text) == low


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2023-02-29", "2024-13", "2024-00", "2024-25", "2024-9-1", "24", "[]", "[..]", "..", "/", "../..",
     "2017/2014", "[2024-09-29..2024-09-27]", "[2024", "2024]", "2024-XX-05", "202X-05-05", "2024-21-05", "2024-09T10:00", " 2024", "2024\n", "٢٠٢٤"],
)  # fmt: skip
def test_what_is_no_date_is_not_valid(text):
    assert not valid(text)
    with pytest.raises(ValueError, match=r"."):
        bounds(text)


@pytest.mark.parametrize("code", MONTH_GROUPS)
def test_a_group_of_months_begins_and_lasts_as_its_row_says(code):
    first, count = MONTH_GROUPS[code]
    low, high = bounds(f"2024-{code}")
    assert low == date(2024, first, 1)
    assert round((high - low).days / 30.5) == count


@pytest.mark.parametrize(
    ("text", "held"),
    [("2024-09-27", "2024-09-27"), ("2024-09", "2024-09"), ("2024-33", "2024"), ("[2024-09-27..2024-09-29]", "2024-09"),
     ("[2024-09-27..2024-10-02]", "2024"), ("2014/2017", None), ("[..2025-09]", None), ("2014/..", None), ("202X", None)],
)  # fmt: skip
def test_a_date_stands_on_the_smallest_page_that_holds_it(text, held):
    assert page(text) == held


@pytest.mark.parametrize(
    ("a", "b", "common"),
    [("2024", "2024-09", "2024-09"), ("[2024-09-27..2024-10-03]", "[..2024-09-29]", "[2024-09-27..2024-09-29]"),
     ("[..2024-09-29]", "[2024-09-29..]", "2024-09-29"), ("[2024..]", "[2025-05..]", "[2025-05..]"), ("2023", "2024", None),
     ("[..2024]", "[..2023]", "[..2023]")],
)  # fmt: skip
def test_two_dates_intersect_in_the_days_both_may_mean(a, b, common):
    assert intersect(a, b) == common
    assert intersect(b, a) == common


@given(PAIRS)
def test_between_says_its_bounds_and_no_more(pair):
    low, high = pair
    assert bounds(between(low, high)) == (low, high)
    assert bounds(spanned(low, None)) == (low, None)
    assert bounds(spanned(None, high)) == (None, high)


@given(PAIRS, PAIRS)
def test_intersection_commutes_and_never_widens(a, b):
    common = intersect(between(*a), between(*b))
    low, high = max(a[0], b[0]), min(a[1], b[1])
    assert common == intersect(between(*b), between(*a))
    assert (common is None) if low > high else (bounds(common) == (low, high))


def test_between_names_whole_months_and_years():
    assert between(date(2024, 2, 1), date(2024, 2, 29)) == "2024-02"
    assert between(date(2024, 1, 1), date(2024, 12, 31)) == "2024"
    assert between(date(2024, 1, 1), date(2024, 1, 1)) == "2024-01-01"
    with pytest.raises(ValueError, match="before"):
        between(date(2024, 1, 2), date(2024, 1, 2) - timedelta(days=1))


@given(st.text(alphabet="0123456789-X?~%[]{}./,T:Z ", max_size=30))
def test_any_text_is_a_date_or_is_not_and_nothing_else_happens(text):
    if valid(text):
        low, high = bounds(text)
        assert low is None or high is None or low <= high
