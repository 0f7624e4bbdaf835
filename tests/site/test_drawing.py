"""Pictures along time: what they draw, and that they say it in words too."""

import pytest
import samples
from lxml import etree
from speaking import ENGLISH

from sitegen.site import charts, drawing
from sitegen.site.views import MentionBar

REPORTS = (("2024-09-29", "A <b>"), ("[2024-09-27..2024-10-03]", "B"), ("2024-12", "C"), (None, "D"))
MANY = (*((f"2024-{month:02}-{day:02}", "") for month in range(1, 13) for day in range(1, 5)), ("[..2024]", ""))


def drawn(svg):
    return etree.fromstring(svg)


def said(picture):
    return [" ".join("".join(part.itertext()).split()) for part in picture if part.tag in ("title", "desc")]


def test_coverage_draws_a_square_a_day_and_a_bar_a_span():
    picture = drawn(drawing.coverage(ENGLISH, charts.coverage(REPORTS)))
    title, words = said(picture)
    assert title == "Reports along time, September 2024 to December 2024"
    assert words.startswith(
        "between 27 September and 3 October 2024; 29 September 2024; December 2024. 1 without a date."
    )
    assert words.endswith("No document from 4 October 2024 to 30 November 2024.")
    marks = [(mark.get("class"), mark.findtext("title")) for mark in picture.iter("rect") if mark.get("class")]
    assert marks == [
        ("open", "Between 27 September and 3 October 2024: B"),
        ("solid", "29 September 2024: A <b>"),
        ("open", "December 2024: C"),
    ]


def test_many_reports_are_counted_in_bars_and_the_tallest_says_its_number():
    picture = drawn(drawing.coverage(ENGLISH, charts.coverage(MANY)))
    bars = [bar.findtext("title") for bar in picture.iter("rect") if bar.get("class") == "solid"]
    assert bars[0] == "January 2024: 4"
    assert len(bars) == 12
    assert [text.text for text in picture.iter("text") if text.get("class") == "b"] == ["4"] * 12


def test_a_spark_is_named_by_its_id_and_has_only_the_ends_of_its_axis():
    (picture,) = (drawn(drawing.spark(ENGLISH, one, "spark-1")) for one in charts.sparks([[(d, 1) for d, _ in MANY]]))
    assert picture.get("aria-labelledby") == picture.find("title").get("id") == "spark-1"
    assert [text.text for text in picture.iter("text") if "lo" in text.get("class")] == ["Jan 2024", "Dec 2024"]


def test_a_strip_draws_the_rows_that_hold_something():
    held = charts.strip(samples.HAPPENED, samples.PLANNED, REPORTS)
    names = [text.text for text in drawn(drawing.strip(ENGLISH, held)).iter("text") if "halo b lo" in text.get("class")]
    assert names == ["Happened", "Planned", "Reports held"]
    alone = drawn(drawing.strip(ENGLISH, charts.strip(samples.HAPPENED, (), ())))
    assert [text.text for text in alone.iter("text") if "halo b lo" in text.get("class")] == ["Happened"]


def test_a_break_of_the_scale_is_drawn():
    picture = charts.strip(samples.HAPPENED, samples.PLANNED, REPORTS)
    groups = list(drawn(drawing.strip(ENGLISH, picture)).iter("g"))
    assert len(groups) == len(picture.breaks) > 0


def test_mentions_are_a_column_an_article():
    bars = [MentionBar("2024-09-29", "A", "", 3), MentionBar("[2024-12-01..2024-12-09]", "B", "", 6)]
    picture = drawn(drawing.mentions(ENGLISH, charts.mentions(bars), "<Ada>"))
    assert said(picture)[0] == "Mentions of <Ada>, September 2024 to December 2024"
    columns = [(one.get("class"), one.findtext("title")) for one in picture.iter("rect") if one.get("class")]
    assert columns == [("solid", "29 September 2024: 3"), ("open", "Between 1 and 9 December 2024: 6")]


@pytest.mark.parametrize(
    "svg",
    [
        drawing.coverage(ENGLISH, charts.coverage([(None, "A")])),
        drawing.spark(ENGLISH, charts.sparks([[(None, 1)]])[0], "x"),
        drawing.strip(ENGLISH, charts.strip((), (), ())),
        drawing.mentions(ENGLISH, charts.mentions([MentionBar(None, "A", "", 1)]), "Ada"),
    ],
)
def test_what_has_no_date_has_no_picture(svg):
    assert svg == ""
