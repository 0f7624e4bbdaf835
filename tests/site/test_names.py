"""Names in tables and indexes."""

import pytest
from lxml import html
from speaking import ENGLISH, PLACE

from sitegen.site import names
from sitegen.site.views import EntityLink

ADA = EntityLink("ada", "Ada", "entities/ada/", "person", "d", 2, 3)


def test_a_share_is_drawn_in_squares_up_to_a_dozen():
    def shown(count, of):
        return names.table(PLACE, [("", [EntityLink("a", "Ada", "", "person", "d", count, of)])], "x")

    assert 'aria-label="2 of 3 articles"' in shown(2, 3)
    assert (shown(2, 3).count("solid"), shown(2, 3).count("off")) == (2, 1)
    assert "2 <small>of 1,300</small>" in shown(2, 1300)
    assert '<td class="count">2</td>' in shown(2, 0)


def test_a_table_has_a_body_a_kind_that_has_names():
    made = html.fragment_fromstring(names.table(PLACE, [("person", [ADA]), ("organisation", [])], "Who <is> who"))
    assert made.xpath("string(caption)") == "Who <is> who"
    assert made.xpath("tbody/tr[@class='grp']//text()") == ["People"]


@pytest.mark.parametrize(("count", "expected"), [(1, ""), (3, "<p>One square is one of the 3 articles.</p>"), (13, "")])
def test_squares_are_explained_where_they_are_drawn(count, expected):
    assert names.squares_note(ENGLISH, count) == expected


def test_a_source_of_a_kind_unknown_is_a_source():
    assert [names.source_kind(ENGLISH, kind) for kind in ("agency", "")] == ["News agency", "Source"]
