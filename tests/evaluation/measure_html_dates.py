"""Measure how often the day of publication of a page of HTML is right, against labelled pages.

Run as ``python -m tests.evaluation.measure_html_dates FOLDER [--each]``. FOLDER is ``tests`` in a checkout of the
public repository adbar/htmldate: ``eval_*.json`` beside the folders of pages. A day counts where it is the exact day,
not the first of several that may be. Htmldate is measured on the same pages, as its own evaluation calls it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from charset_normalizer import from_bytes
from htmldate import find_date

from sitegen.stages import Raw, read_document
from tests.evaluation.table import Row

PAGES = ("test_set", "cache", "eval")  # folders of pages, the first that holds one counts
LIMIT = 100_000_000  # bytes


def ours(page: bytes) -> str | None:
    """Return the exact day on which a page's article was published; None where it may be one of several."""
    readings, _ = read_document(Raw("page.html", page), LIMIT)
    dating = readings[0].dating if readings else None
    return dating.day if dating and dating.edtf == dating.day else None


def htmldates(page: bytes, *, extensive: bool = True) -> str | None:
    """Return the day that htmldate finds by itself."""
    try:
        text = page.decode()
    except UnicodeDecodeError:
        text = str(from_bytes(page).best() or "")
    return find_date(text, original_date=True, extensive_search=extensive)


def labelled(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield address, file and day of publication of each labelled page."""
    for listing in sorted(folder.glob("eval_*.json")):
        for address, truth in json.loads(listing.read_text(encoding="utf-8")).items():
            paths = (folder / name / truth["file"] for name in PAGES)
            yield address, next(path for path in paths if path.is_file()), truth["date"]


def measure(folder: Path, dater: Callable[[bytes], str | None], *, each: bool = False) -> tuple[int, int, int]:
    """Return the number of pages with the right day, with another day, and of all pages."""
    right = wrong = total = 0
    for address, path, wanted in labelled(folder):
        said = dater(path.read_bytes())
        right, wrong, total = right + (said == wanted), wrong + (said not in (wanted, None)), total + 1
        if each and said != wanted:
            print(f"{path.name}  wanted {wanted}  said {said}  {address}")
    return right, wrong, total


def rows(folder: Path) -> Iterator[Row]:
    """Yield the row of the table."""
    (own, _, total), (other, *_) = (measure(folder, dater) for dater in (ours, htmldates))
    baseline = f"htmldate {other / total:.3f}"
    yield Row(
        "publication date from HTML", f"{total} pages of htmldate's", "accuracy", own / total, baseline, 0.90, 0.92
    )


def main(arguments: list[str]) -> None:
    folder = next((Path(argument) for argument in arguments if not argument.startswith("-")), None)
    if folder is None or not any(folder.glob("eval_*.json")):
        print("skipped: give the folder tests of a checkout of htmldate (eval_*.json, test_set/, cache/, eval/)")
        return
    for name, dater in (("ours", ours), ("htmldate", htmldates)):
        right, wrong, total = measure(folder, dater, each="--each" in arguments and dater is ours)
        print(f"{name:20} accuracy {right / total:.3f}  right {right}  wrong {wrong}  open {total - right - wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])
