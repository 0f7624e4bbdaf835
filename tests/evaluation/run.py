"""Runs every measure and prints one table.

python -m tests.evaluation.run [--timeml FOLDER] [--html FOLDER] [--html-dates FOLDER]

Labelled data is looked for beside the checkout (../shared/eval). Public data sets that may not be passed on are named by
folder: TimeML files (TempEval-3's TimeBank and AQUAINT), a checkout of scrapinghub/article-extraction-benchmark, the
tests of a checkout of adbar/htmldate. What is absent is said and left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.evaluation import (
    measure_cutting,
    measure_dates,
    measure_duplicates,
    measure_html,
    measure_html_dates,
    measure_names,
    measure_speed,
    measure_stories,
)
from tests.evaluation.table import Row, lines

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "eval"
BESIDE = (measure_cutting, measure_duplicates, measure_stories, measure_dates, measure_names)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("--timeml", "--html", "--html-dates"):
        parser.add_argument(name, type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    for line in lines(_rows(arguments)):
        print(line, flush=True)


def _rows(arguments: argparse.Namespace) -> Iterator[Row]:
    yield from measure_speed.rows()  # first: what other measures hold in memory slows it down
    if DATA.is_dir():
        for measure in BESIDE:
            yield from measure.rows()
    else:
        print("No labelled data stands beside the checkout (../shared/eval): these measures are left out.")
    yield from _given(arguments.timeml, "--timeml", measure_dates.expression_rows)
    yield from _given(arguments.html, "--html", measure_html.rows)
    yield from _given(arguments.html_dates, "--html-dates", measure_html_dates.rows)


def _given(folder: Path | None, option: str, rows: Callable[[Path], Iterable[Row]]) -> Iterator[Row]:
    if folder is None:
        print(f"{option} names no folder: this measure is left out.")
    else:
        yield from rows(folder)


if __name__ == "__main__":
    main()
