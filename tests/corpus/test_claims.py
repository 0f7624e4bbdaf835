"""Of what a page claims of its day, the newsroom's own day counts."""

from __future__ import annotations

import re

import pytest

from sitegen.corpus.claims import ADDRESSES, days_of, published

FILED = "https://courier.example/2026/01/05/ferry"


@pytest.mark.parametrize(("pattern", "example"), ADDRESSES)
def test_an_address_of_each_form_holds_a_day(pattern, example):
    assert re.search(pattern, example)
    assert next(days_of([f"https://courier.example{example}"])) == "2026-01-05"


@pytest.mark.parametrize(
    "address", ["/2026/13/05/a", "/31-02-2026", "/105-01-2026", "/item-120260105", "/2026/01/", "/1026-01-05", ""]
)
def test_other_addresses_hold_none(address):
    assert list(days_of([address])) == []


@pytest.mark.parametrize(
    ("claims", "addresses", "day"),
    [
        (["2026-01-06T02:30:00Z"], [FILED], "2026-01-05"),  # the evening of the newsroom is past midnight in Greenwich
        (["2026-01-09T02:30:00Z"], [FILED], "2026-01-09"),  # an address may be older than its article
        ([], [FILED], "2026-01-05"),
        (["2026-01-06T02:30:00+00:00", "2026-01-05 21:30:00"], [], "2026-01-05"),
        (["2026-01-05", "2026-01-06 09:30:00"], [], "2026-01-05"),
        (["2026-01-04T23:00:00Z"], [], "2026-01-05"),
        (["1988", "2026-01-05"], [], "2026-01-05"),
        (["2026-01"], [], "2026-01"),
        (["no day", "5 January 2026"], [], "2026-01-05"),
        (["no day"], [], None),
        ([], [], None),
    ],
)
def test_the_day_that_counts(claims, addresses, day):
    assert published(claims, addresses) == day


@pytest.mark.parametrize(
    ("claim", "shown", "others", "day"),
    [
        ("2026-01-06T02:30:00Z", ["2026-01-05"], [], "2026-01-05"),  # the newsroom's evening
        ("2026-01-06T02:30:00+01:00", ["2026-01-05"], [], "2026-01-06"),
        ("2026-01-06T12:30:00Z", ["2026-01-05"], [], "2026-01-06"),  # that is one day in most places
        ("2026-01-06T00:00:00Z", ["2026-01-05"], [], "2026-01-06"),  # a day alone
        ("2026-01-05T20:30:00+01:00", ["2026-01-06"], ["2026-01-06T08:00:00+01:00"], "2026-01-06"),
        ("2026-01-05T20:30:00+01:00", ["2026-01-06"], [], "2026-01-05"),
        ("2026-01-05", ["2026-01-16"], [], "2026-01-16"),
        ("2026-05-16", ["2026-01-05"], [], "2026-01-05"),
        ("2026-01-05", ["2026-01-08"], ["2026-01-08"], "2026-01-08"),
        ("2026-11-01", ["2026-01-11", "2026-11-01"], [], "2026-11-01"),  # 11/01/2026
        ("no day", ["2026-01-05"], [], "2026-01-05"),
    ],
)
def test_the_day_that_readers_are_shown_moves_or_overrules_a_claim(claim, shown, others, day):
    assert published([claim], [], shown, others) == day


def test_what_is_shown_counts_before_a_claim_that_is_days_off_where_it_is_firm():
    assert published(["2026-01-05"], [], ["2026-01-16"], firm=False) == "2026-01-05"
