"""The chart: well-formed, with a title and the same figures in words, equal ratios taking equal room."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks.chart import Series, drawn

SERIES = (
    Series("ours: first build", ours=True, points=((1_000, 2.0), (10_000, 20.0), (100_000, 200.0))),
    Series("theirs: first build", ours=False, points=((1_000, 2.0), (10_000, 18.0))),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_it_is_well_formed_and_says_in_words_what_it_shows():
    root = ET.fromstring(drawn("What a build takes & costs", SERIES))
    assert root.find(f"{SVG}title").text == "What a build takes & costs"
    assert "theirs: first build: 1,000 2 s, 10,000 18 s" in root.find(f"{SVG}desc").text
    assert {"ours: first build", "theirs: first build", "10,000", "6 min"} <= {
        text.text for text in root.iter(f"{SVG}text")
    }


def test_a_cost_in_proportion_to_the_size_is_a_straight_line():
    way = re.search(r'class="ours"><path class="line" d="M([^"]+)"', drawn("Cost", SERIES))[1]
    (x0, y0), (x1, y1), (x2, y2) = (tuple(map(float, place.split())) for place in way.split(" L"))
    assert x2 - x1 == pytest.approx(x1 - x0, abs=0.2)
    assert y2 - y1 == pytest.approx(y1 - y0, abs=0.2)


def test_ours_is_solid_and_theirs_is_open():
    text = drawn("Cost", SERIES)
    assert text.count('class="line open"') == 1
    assert text.index('class="ours"') < text.index('class="theirs"')


def test_names_of_lines_that_end_at_one_place_stand_apart():
    same = [Series(f"line {number}", ours=False, points=((1_000, 5.0), (10_000, 9.0))) for number in range(3)]
    heights = sorted(float(y) for y in re.findall(r'<text class="theirs"[^>]* y="([\d.]+)"', drawn("Cost", same)))
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 14


def test_sizes_that_would_run_into_one_another_are_not_all_named():
    crowd = [Series("ours", ours=True, points=tuple((1_000 * number, 5.0 * number) for number in range(1, 40)))]
    places = sorted(
        float(x)
        for x in re.findall(r'<text class="soft" x="([\d.]+)" y="\d+" text-anchor="middle"', drawn("Cost", crowd))
    )
    assert len(places) > 2
    assert min(b - a for a, b in itertools.pairwise(places)) >= 50


@pytest.mark.parametrize("points", [((1_000, 5.0),), ((1_000, 0.01), (1_000_000, 90_000.0))])
def test_one_size_and_costs_beyond_the_scale_can_be_drawn(points):
    assert ET.fromstring(drawn("Cost", [Series("ours", ours=True, points=points)])) is not None


def test_nothing_is_not_drawn():
    with pytest.raises(ValueError, match="nothing to draw"):
        drawn("Cost", [])
