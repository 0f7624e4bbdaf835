"""Pictures as numbers: nothing is lost, nothing overlaps, silence is drawn where nothing is held."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import charts
from sitegen.site.views import EventRow, MentionBar

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
DATES = st.one_of(
    st.none(),
    DAYS.map(str),
    DAYS.map(lambda day: str(day)[:7]),
    DAYS.map(lambda day: str(day)[:4]),
    st.tuples(DAYS, st.integers(1, 400)).map(lambda pair: f"[{pair[0]}..{pair[0] + timedelta(pair[1])}]"),
    DAYS.map(lambda day: f"[..{day}]"),
    DAYS.map(lambda day: f"{day}/.."),
)
DATED = st.lists(st.tuples(DATES, st.text(max_size=3)), max_size=40)


def _drawn(row):
    return sum(mark.count for mark in row.marks) + sum(bar.count for bar in row.bars) + row.undated


def _check_row(row):
    assert _drawn(row) == row.count
    for mark in row.marks:
        assert 0 <= mark.x <= charts.ROOM
        assert mark.x + mark.width <= 100.5
    for bar in row.bars:
        assert 0 <= bar.x <= charts.ROOM
        assert 0 < bar.height <= 1
    for lane in range(row.lanes):
        ends = 0.0
        for mark in sorted((mark for mark in row.marks if mark.lane == lane), key=lambda mark: mark.x):
            assert mark.x >= ends - 0.01
            ends = mark.x + max(mark.width, charts.SLOT - 0.6)


def _check_ticks(ticks):
    for pixels, shown in ((charts.NARROW, ("always",)), (charts.WIDE, ("always", "wide"))):
        boxes = sorted(charts._box(tick.x, tick.date, tick.anchor, pixels) for tick in ticks if tick.shown in shown)
        assert all(left[1] <= right[0] for left, right in pairwise(boxes))


@given(DATED)
def test_every_report_is_drawn_once_or_counted_as_undated(dated):
    picture = charts.coverage(dated)
    _check_row(picture.row)
    _check_ticks(picture.ticks)
    assert picture.row.count == len(dated)
    for gap in picture.gaps:
        assert gap.width >= charts.SILENCE
        assert gap.first <= gap.last


@given(DATED)
def test_the_order_of_the_articles_does_not_matter(dated):
    assert charts.coverage(dated) == charts.coverage(dated[::-1])


@given(DATED, DATED, DATED)
def test_a_strip_draws_three_rows_on_one_axis(happened, planned, reports):
    rows = [
        [EventRow(text, "", status, title, ()) for text, title in row if text]
        for status, row in (("happened", happened), ("planned", planned))
    ]
    picture = charts.strip(rows[0], rows[1], reports)
    for row in (picture.happened, picture.planned, picture.reports):
        _check_row(row)
    _check_ticks(picture.ticks)
    assert all(not mark.solid for mark in picture.planned.marks)
    assert all(0 <= x <= 100 for x in picture.breaks)


@given(st.lists(st.tuples(DATES, st.integers(1, 50)), max_size=40))
def test_mentions_add_up(pairs):
    picture = charts.mentions([MentionBar(text, "t", "u", n) for text, n in pairs])
    assert sum(column.articles for column in picture.columns) + picture.undated == len(pairs)
    assert sum(column.mentions for column in picture.columns) == sum(n for text, n in pairs if text)
    assert all(0 <= column.x <= 100 and 0 < column.height <= 1 for column in picture.columns)
    if not picture.width:
        steps = [column.x for column in picture.columns]
        assert all(b - a >= charts.SLOT - 0.02 for a, b in pairwise(steps))


def test_one_article_is_a_square_without_silence():
    picture = charts.coverage([("2024-09-27", "A")])
    assert [(mark.width, mark.solid) for mark in picture.row.marks] == [(0.0, True)]
    assert picture.gaps == ()


def test_articles_of_the_same_day_stand_one_above_the_other():
    picture = charts.coverage([("2024-09-27", name) for name in "ABC"])
    assert sorted(mark.lane for mark in picture.row.marks) == [0, 1, 2]


def test_two_hundred_articles_are_counted_by_month():
    picture = charts.coverage([(str(date(2023, 3, 1) + timedelta(5 * n)), "") for n in range(200)])
    assert picture.row.marks == ()
    assert picture.row.peak == max(bar.count for bar in picture.row.bars)
    assert len(picture.row.bars) == len({bar.date for bar in picture.row.bars}) >= 30


def test_decades_are_counted_by_year():
    picture = charts.coverage([(str(date(1990, 3, 1) + timedelta(70 * n)), "") for n in range(200)])
    assert {len(bar.date) for bar in picture.row.bars} == {4}


def test_silence_is_drawn_between_reports_and_never_after_the_last():
    (gap,) = charts.coverage([("2024-12-22", "A"), ("2026-01-20", "B")]).gaps
    assert (gap.first, gap.last) == ("2024-12-23", "2026-01-19")


def test_a_span_stays_a_span_at_any_number_of_reports():
    exact = [(str(date(2024, 9, 1) + timedelta(n)), "") for n in range(30)]
    row = charts.coverage([*exact, *[("[2024-09..2024-12]", "")] * 3]).row
    assert [(bar.date, bar.count) for bar in row.bars] == [("2024-09", 30)]
    (span,) = row.marks
    assert (span.date, span.count, span.solid) == ("[2024-09..2024-12]", 3, False)
    assert span.width > 90


def test_many_spans_are_drawn_in_whole_months_each_with_its_number():
    spans = [(f"[{day}..{day + timedelta(6)}]", "") for day in (date(2025, 1, 1) + timedelta(n) for n in range(200))]
    row = charts.coverage(spans).row
    assert row.bars == ()
    assert row.lanes <= charts.SPANS
    assert sum(mark.count for mark in row.marks) == 200


def test_events_of_a_stated_month_are_solid_and_those_of_a_span_are_not():
    dates = ("2014", "2023-12", "2024-09-27", "[2024-09-29..2024-10-02]", "2024-09~")
    happened = [EventRow(text, "", "happened", "", ()) for text in dates]
    picture = charts.strip(happened, [EventRow("2025", "", "planned", "", ())], [("2024-09-29", "A")])
    assert {mark.date: mark.solid for mark in picture.happened.marks} == dict(zip(dates, (1, 1, 1, 0, 0), strict=True))
    assert not picture.planned.marks[0].solid


def test_in_a_strip_silence_lasts_from_the_last_report_to_the_end_of_the_axis():
    picture = charts.strip((), [EventRow("2026-09", "", "planned", "", ())], [("2024-09-29", "A"), ("2024-10-02", "B")])
    assert [(gap.first, gap.last) for gap in picture.gaps] == [("2024-10-03", "2026-09-30")]


@given(DATED)
def test_labels_of_a_strip_touch_no_mark_of_their_lane(happened):
    rows = [EventRow(text, "", "happened", "The quay opens to ships again", ()) for text, _ in happened if text]
    marks = charts.strip(rows, (), ()).happened.marks
    assert sum(bool(mark.label) for mark in marks) <= charts.LABELS[0]
    for mark in marks:
        if mark.label:
            size = len(mark.label) * charts.LETTER * 100 / charts.WIDE
            low, high = (
                (mark.label_x, mark.label_x + size) if mark.anchor == "start" else (mark.label_x - size, mark.label_x)
            )
            others = [one for one in marks if one.lane == mark.lane and one is not mark]
            assert all(high <= one.x or low >= one.x + one.width for one in others)
            assert low >= 0


def room(mark: charts.Mark) -> tuple[float, float]:
    """Return from where to where a mark's label stands, in per cent of the width on a desk."""
    size = len(mark.label) * charts.LETTER * 100 / charts.WIDE
    return (mark.label_x, mark.label_x + size) if mark.anchor == "start" else (mark.label_x - size, mark.label_x)


@given(DATED)
def test_labels_of_neighbouring_lanes_do_not_stand_above_one_another(happened):
    rows = [EventRow(text, "", "happened", "The quay opens to ships again", ()) for text, _ in happened if text]
    labelled = [mark for mark in charts.strip(rows, (), ()).happened.marks if mark.label]
    for one, other in combinations(labelled, 2):
        if abs(one.lane - other.lane) <= 1:
            assert room(one)[1] <= room(other)[0] or room(other)[1] <= room(one)[0]


def test_two_events_a_day_apart_bear_their_words_on_either_side_or_one_bears_none():
    told = {
        "2026-01-19": "The quay opens to ships again after a long winter",
        "2026-01-20": "Crews of two ferries leave their boats at noon",
        "2026-03-24": "Ships come back",
    }
    rows = [EventRow(date, "", "happened", text, ()) for date, text in told.items()]
    first, second, _ = charts.strip(rows, (), ()).happened.marks
    assert (first.lane, second.lane) == (0, 1)
    assert [(one.label[:5], one.anchor) for one in (first, second)] == [("The q", "end"), ("Crews", "start")]


def test_nothing_dated_is_no_picture():
    picture = charts.coverage([(None, "A"), ("not a date", "B")])
    assert (picture.first, picture.row.undated, picture.ticks) == (None, 2, ())
    assert charts.strip((), (), ()).first is None
    assert charts.mentions(()).columns == ()


def test_a_long_gap_in_a_timeline_is_squeezed_and_marked():
    happened = [EventRow(text, "", "happened", "", ()) for text in ("2014", "2024-09-27", "2025-02-03")]
    picture = charts.strip(happened, (), [("2024-09-29", "A")])
    assert len(picture.breaks) == 1
    assert picture.happened.marks[1].x - picture.happened.marks[0].x < 60


def test_sparks_share_one_axis():
    early, late = charts.sparks([[("2024-01-05", 1)], [("2026-01-20", 1)]])
    assert early.ticks == late.ticks
    assert early.row.marks[0].x < 2
    assert late.row.marks[0].x > 90


@pytest.mark.parametrize(("n", "of", "filled"), [(0, 3, 0), (2, 3, 2), (12, 12, 12)])
def test_squares_show_n_of_so_many(n, of, filled):
    assert charts.squares(n, of).count(True) == filled


def test_more_than_a_dozen_squares_are_a_number():
    assert charts.squares(3, 13) == ()


def test_columns_that_would_stand_far_from_their_day_are_summed():
    picture = charts.mentions([MentionBar("2024-09-27", str(n), "", 2) for n in range(12)])
    assert [(column.mentions, column.articles) for column in picture.columns] == [(24, 12)]


def test_a_date_with_a_number_is_drawn_as_so_many_reports_of_that_date():
    days = [str(date(2023, 3, 1) + timedelta(n % 40)) for n in range(300)]
    spans = ["[2024-09..2024-12]"] * 3
    one_by_one = charts.coverage(
        [*((day, "") for day in days), *((span, "") for span in spans), (None, ""), (None, "")]
    )
    numbers = {date: [*days, *spans, None, None].count(date) for date in (*days, *spans, None)}
    assert charts.coverage([(date, "", number) for date, number in numbers.items()]) == one_by_one
