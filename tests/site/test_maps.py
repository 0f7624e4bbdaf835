"""The map of places: labels never overlap, and no place is lost."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import maps
from sitegen.site.views import Point

PLACES = st.lists(
    st.builds(Point, st.text("abcdefghij ", min_size=1, max_size=18), st.just(""), st.floats(-80, 80), st.floats(-179, 179), st.integers(0, 9)),
    min_size=1,
    max_size=50,
)  # fmt: skip


def _box(place):
    width = len(place.name) * 7.4
    left = place.label_x - {"start": 0, "middle": width / 2, "end": width}[place.anchor]
    return left, place.label_y - 11, left + width, place.label_y + 4


@given(PLACES)
def test_labels_on_the_map_never_overlap_and_no_place_is_lost(points):
    plan = maps.plan(points)
    assert len(plan.places) + plan.left_out == len(points)
    boxes = [_box(place) for place in plan.places if place.anchor]
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.5
        assert right <= plan.width + 0.5
        for a, b, c, d in boxes[:n]:
            assert right <= a + 0.2 or left >= c - 0.2 or bottom <= b + 0.2 or top >= d - 0.2
    for place in plan.places:
        assert 0 <= place.x <= plan.width
        assert 0 <= place.y <= plan.height


def test_a_far_country_does_not_shrink_the_map():
    near = [Point(name, "", 33 + n, 36 + n, 5) for n, name in enumerate("ABC")]
    plan = maps.plan([*near, Point("Far", "", 39.8, -98.6, 4)])
    assert [place.name for place in plan.places] == ["A", "B", "C"]
    assert plan.left_out == 1


def test_a_single_place_has_a_map_with_lines_round_it():
    plan = maps.plan([Point("Old Harbour", "", 43.3, 16.4, 1)])
    assert (plan.places[0].x, plan.places[0].anchor) == (200.0, "start")
    assert plan.meridians
    assert math.isclose(plan.places[0].y, plan.height / 2, abs_tol=1)


def test_no_places_are_no_map():
    assert maps.plan(()) is None
