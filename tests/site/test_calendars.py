"""Calendars: a cell tells by form and words what it holds."""

from dataclasses import replace

import pytest
from lxml import html
from speaking import PLACE

from sitegen.site import calendars
from sitegen.site.views import Calendar, DayCell, MonthCell

CELL = DayCell("2024-09-27", "dates/2024/09/27/", 0, 0, 0, held=True)
CELLS = [
    ({"published": 2, "happened": 1, "possible": 1, "planned": 1}, "many", "27 1 event 2 reports 1 on or after 1 planned"),
    ({"possible": 1, "happened": 1}, "some perhaps", "27 1 event 1 on or after"),
    ({"possible": 1}, "perhaps", "27 1 on or after"),
    ({"happened": 2}, "some", "27 2 events"),
    ({"planned": 1}, "due", "27 1 planned"),
    ({"url": ""}, "none", "27 no document"),
    ({"url": "", "covered": True}, "blank", "27"),
    ({"url": "", "held": False}, "blank", "27"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "form", "expected"), CELLS)
def test_a_day_tells_by_form_and_words_what_it_holds(changes, form, expected):
    table = html.fragment_fromstring(
        calendars.month(PLACE, Calendar("2024-09", "", ((None, replace(CELL, **changes)),)))
    )
    void, cell = table.xpath(".//td")
    assert (void.get("class"), cell.get("class")) == ("void", form)
    assert " ".join(cell.itertext()) == expected


def test_the_day_of_the_page_is_current_and_the_month_leads_to_its_page():
    calendar = Calendar("2024-09", "dates/2024/09/", ((replace(CELL, current=True, planned=1), CELL),))
    table = html.fragment_fromstring(calendars.month(PLACE, calendar))
    assert [link.get("aria-current") for link in table.xpath(".//td/a")] == ["date", None]
    assert table.xpath("caption/a/@href") == ["../../dates/2024/09/"]
    own = calendars.month(replace(PLACE, here="dates/2024/09/"), calendar)
    assert not html.fragment_fromstring(own).xpath("caption/a")


def test_months_of_a_year_begin_with_a_capital():
    cells = (MonthCell("2024-09", "dates/2024/09/", 1, 0, 0), MonthCell("2024-10", "", 0, 0, 0))
    made = html.fragment_fromstring(calendars.months(PLACE, cells))
    assert [" ".join(item.itertext()) for item in made] == ["September 1 event", "October no document"]
