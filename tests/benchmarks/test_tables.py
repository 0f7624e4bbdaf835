"""Figures become the table of aims: medians, ratios, and a mark where a row was not reached."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from tests.benchmarks import tables
from tests.benchmarks.rows import BOTH, OURS, WALK, Figure, Sizes

SMALL, LARGE = 10_000, 100_000
STEADY = (
    Figure("cold", OURS, SMALL, "tmpfs", 20.0, 39.0, 600_000_000),
    Figure("cold", OURS, SMALL, "tmpfs", 24.0, 39.0, 700_000_000),
    Figure("cold", OURS, SMALL, "tmpfs", 90.0, 39.0, 600_000_000),
    Figure("cold", BOTH, SMALL, "tmpfs", 16.0, 30.0, 3_000_000_000),
    Figure("render", OURS, SMALL, "tmpfs", 2.5),
    Figure("render", "Hugo", SMALL, "tmpfs", 5.0),
    Figure("one article added", OURS, SMALL, "tmpfs", 0.8, more={"written": 30, "pages_written": 13}),
    Figure("one article added", BOTH, SMALL, "tmpfs", 16.0),
    Figure("one article added", OURS, LARGE, "tmpfs", 2.0, peak=900_000_000),
    Figure("cold", OURS, LARGE, "tmpfs", 264.0),
    Figure("one alias", OURS, SMALL, "tmpfs", 2.0, more={"pages_written": 90}),
    Figure("one alias", OURS, LARGE, "tmpfs", 4.0),
    Figure("one alias, clean", OURS, 1_000, "tmpfs", more={"differences": 0}),
    Figure("nothing", OURS, LARGE, "tmpfs", 3.0, more={"sent": 0, "touched": 0}),
    Figure("nothing", WALK, LARGE, "tmpfs", 1.0),
    Figure("search: one year", OURS, LARGE, "tmpfs", more={"bytes": 480_000}),
    Figure("serve: a document", OURS, SMALL, "tmpfs", 0.25),
)


def run(*figures: Figure) -> dict[str, Any]:
    return {"sizes": asdict(Sizes()), "figures": [asdict(one) for one in figures]}


def cells(text: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines()]
    return {row[0]: row[4:] for row in rows[2:]}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("first build, 10,000 articles", "1.50 × (24.00 s to 16.00 s, 700 MB)"),
        ("rendering alone", "0.50 × (2.50 s to 5.00 s)"),
        ("one article added, 10,000, search included", "1/20 (0.80 s to 16.00 s)"),
        ("the same at 100,000", "2.50 × (2.00 s to 0.80 s, 900 MB) ✗"),
        ("first build an article, 100,000", "1.10 × (2.64 ms to 2.40 ms an article)"),
        ("nothing changed, 100,000", "3.00 × (3.00 s to 1.00 s, 0 bytes sent to disk, 0 files touched)"),
        ("one alias, 10,000", "2.00 s, 90 pages, 1/12.0 of a clean build, 4.00 s at 100,000, identical"),
        ("search, 100,000: one year", "480 kB"),
        ("`serve`, 10,000, save to page: a document", "250 ms"),
        ("one ruling, 10,000", "–"),
    ],
)
def test_a_row_says_the_ratio_of_medians_and_whether_it_was_reached(row, says):
    assert cells(tables.overview(run(*STEADY)))[row] == [says]


@pytest.mark.parametrize(
    ("row", "figure"),
    [
        ("first build, 10,000 articles", Figure("cold", OURS, SMALL, "tmpfs", 20.0, peak=1_100_000_000)),
        ("one alias, 10,000", Figure("one alias, clean", OURS, 1_000, "tmpfs", more={"differences": 3})),
        ("one alias, 10,000", Figure("one alias", OURS, LARGE, "tmpfs", 9.0)),
    ],
)
def test_a_row_is_not_reached_where_memory_bytes_or_seconds_are_too_many(row, figure):
    others = tuple(
        one for one in STEADY if (one.row, one.articles) != (figure.row, figure.articles) or one.side == BOTH
    )
    assert cells(tables.overview(run(*others, figure)))[row][0].endswith("✗")


@pytest.mark.parametrize("more", [{"sent": 4096, "touched": 0}, {"sent": 0, "touched": 1}])
def test_nothing_is_not_nothing_where_a_byte_was_written(more):
    others = tuple(one for one in STEADY if (one.row, one.side) != ("nothing", OURS))
    text = tables.overview(run(*others, Figure("nothing", OURS, LARGE, "tmpfs", 3.0, more=more)))
    assert cells(text)["nothing changed, 100,000"][0].endswith("✗")


def test_each_file_system_has_a_column_of_its_own():
    disk = tuple(replace(one, filesystem="ext4", seconds=2 * one.seconds) for one in STEADY)
    text = tables.overview(run(*STEADY, *disk))
    assert text.splitlines()[0].endswith("| tmpfs | ext4 |")
    assert cells(text)["rendering alone"] == ["0.50 × (2.50 s to 5.00 s)", "0.50 × (5.00 s to 10.00 s)"]


def test_details_give_median_and_range_of_each_side():
    text = tables.details(run(*STEADY))
    assert "| cold | 10,000 | tmpfs | sitegen | 24.00 (20.00–90.00, 3 runs) | 39.00 | 700 |" in text
    assert "| cold | 10,000 | tmpfs | Hugo + Pagefind | 16.00 | 30.00 | 3,000 |" in text


def test_stages_are_named_with_seconds_and_memory():
    figure = Figure(
        "cold", OURS, SMALL, "tmpfs", 9.0, more={"seconds.read": 6.5, "seconds.pages": 2.5, "peak.read": 80_000_000}
    )
    text = tables.stages(run(figure))
    assert text.splitlines()[0] == "| build | articles | on | read | pages |"
    assert text.splitlines()[2] == "| cold | 10,000 | tmpfs | 6.50 s, 80 MB | 2.50 s |"
