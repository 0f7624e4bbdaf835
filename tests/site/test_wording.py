"""Dates in words: each row of the table is a date and what a reader must read."""

import pytest

from sitegen import edtf
from sitegen.site import wording
from sitegen.site.wording import GROUPS, Wording

ENGLISH = Wording(wording.locale("en"), str)

WORDS = [
    (None, "not known"),
    ("2024-09-27", "27 September 2024"),
    ("2025-09", "September 2025"),
    ("2014", "2014"),
    ("[2024-09-27..2024-09-29]", "between 27 and 29 September 2024"),
    ("[2024-09-27..2024-10-03]", "between 27 September and 3 October 2024"),
    ("[2024-12-30..2025-01-02]", "between 30 December 2024 and 2 January 2025"),
    ("[2024-09-01..2024-12-31]", "between September and December 2024"),
    ("[2024-09..2025-01]", "between September 2024 and January 2025"),
    ("[..2025-09]", "by September 2025"),
    ("[..2025]", "by the end of 2025"),
    ("[..2025-09-30]", "by 30 September 2025"),
    ("[2024-09-01..]", "on or after 1 September 2024"),
    ("[2024-09..]", "in or after September 2024"),
    ("2014/2017", "2014 to 2017"),
    ("2014/..", "since 2014"),
    ("../2017", "until 2017"),
    ("2024-09-27/2024-09-29", "27 to 29 September 2024"),
    ("[2025,2026]", "2025 or 2026"),
    ("{2024-09-27,2024-10-04}", "27 September 2024 and 4 October 2024"),
    ("{2024-09-27..2024-09-29}", "27 to 29 September 2024"),
    ("[2024-09-01,2024-09-08,2024-09-15]", "a Sunday between 1 and 15 September 2024"),
    ("[2024-09-01,2024-09-08]", "1 September 2024 or 8 September 2024"),
    ("2024-09~", "about September 2024"),
    ("2024?", "perhaps 2024"),
    ("2024-09-XX", "September 2024"),
    ("2024-XX", "2024"),
    ("202X", "the 2020s"),
    ("2024-23", "autumn 2024"),
    ("2024-33", "the first quarter of 2024"),
    ("2026-01-20T10:30:00Z", "20 January 2026"),
    ("no date", "no date"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_date_is_said_as_exactly_as_it_is_known(text, words):
    assert wording.when(text, ENGLISH) == words


@pytest.mark.parametrize("code", sorted(GROUPS))
def test_every_group_of_months_has_words(code):
    assert edtf.valid(f"2024-{code}")
    assert wording.when(f"2024-{code}", ENGLISH).endswith("2024")


def test_a_day_is_said_with_its_weekday():
    assert wording.weekday("2026-01-20", ENGLISH) == "Tuesday 20 January 2026"
    assert wording.weekday("2026-01", ENGLISH) == "January 2026"


def test_axes_speak_in_few_letters():
    assert wording.short("2024-09-27", ENGLISH) == "27 Sept 2024"
    assert wording.short("2024-09", ENGLISH) == "Sept 2024"
    assert wording.short("2024-23", ENGLISH) == "autumn 2024"


def test_other_languages_keep_their_own_order_of_day_and_month():
    german, chinese = Wording(wording.locale("de"), str), Wording(wording.locale("zh"), str)
    assert wording.when("2024-09-27", german) == "27. September 2024"
    assert "2024年9月27日" in wording.when("[2024-09-27..2024-09-29]", chinese)


def test_the_catalogue_translates_what_stands_between_the_dates():
    french = Wording(wording.locale("fr"), lambda text: {"by {date}": "avant {date}"}.get(text, text))
    assert wording.when("[..2025-09]", french) == "avant septembre 2025"


def test_an_unknown_language_falls_back_to_english():
    assert wording.locale("tlh-x").language == "en"


def test_numbers_and_shares_are_rounded_down():
    assert wording.number(12345.678, ENGLISH) == "12,345.68"
    assert wording.percent(0.9999, ENGLISH) == "99%"


def test_a_line_begins_with_a_capital():
    assert wording.capital("between 27 and 29 September") == "Between 27 and 29 September"
    assert wording.capital("") == ""


def test_the_week_begins_on_monday():
    assert wording.weekdays(ENGLISH)[0] == ("Mon", "Monday")
