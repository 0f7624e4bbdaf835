"""Measure how much of an article's text is found in a page of HTML, and how much that is not its text.

Run as ``python -m tests.evaluation.measure_html FOLDER [--each]``. FOLDER is a checkout of the public repository
scrapinghub/article-extraction-benchmark: ``ground-truth.json`` and ``html/NAME.html.gz``. Precision and recall count
runs of four words, each is the mean over pages, and F1 is of both means. Trafilatura is measured on the same pages.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from trafilatura import extract

from sitegen.corpus.documents import documents
from sitegen.corpus.extract import occurrences
from tests.evaluation.table import Row

RUN = 4  # words

Score = tuple[float | None, float | None]  # precision, recall; None where nothing is said, or nothing wanted


def ours(page: bytes) -> str:
    """Return the text that a reader of the archive sees of a page."""
    found, _ = documents("page.html", page)
    return "\n\n".join(one.article.text for document in found for one in occurrences(document))


def trafilaturas(page: bytes) -> str:
    """Return the text that trafilatura finds by itself."""
    return extract(page.decode(errors="replace"), include_comments=False) or ""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    last = max(len(words) - RUN, 0)
    return Counter(tuple(words[start : start + RUN]) for start in range(last + 1) if words)


def score(said: str, wanted: str) -> Score:
    have, want = runs(said), runs(wanted)
    shared = (have & want).total()
    return (shared / have.total() if have else None), (shared / want.total() if want else None)


def means(scores: list[Score]) -> tuple[float, float, float]:
    """Return mean precision, mean recall, and F1 of both."""
    columns = ([value for value in column if value is not None] for column in zip(*scores, strict=True))
    precision, recall = (sum(column) / max(len(column), 1) for column in columns)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(folder: Path, extractor: Callable[[bytes], str], *, each: bool = False) -> tuple[float, float, float]:
    """Return precision, recall and F1 of an extractor over the labelled pages of a folder."""
    wanted = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores = []
    for name, truth in sorted(wanted.items()):
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        scores.append(score(extractor(page), truth["articleBody"]))
        if each:
            print(f"{name}  P {scores[-1][0] or 0:.3f}  R {scores[-1][1] or 0:.3f}")
    return means(scores)


def rows(folder: Path) -> Iterator[Row]:
    """Yield the row of the table."""
    (*_, own), (*_, other) = (measure(folder, extractor) for extractor in (ours, trafilaturas))
    total = len(json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")))
    yield Row("HTML articles", f"{total} pages", "4-gram shingle F1", own, f"trafilatura {other:.3f}", 0.957, 0.97)


def main(arguments: list[str]) -> None:
    folder = next((Path(argument) for argument in arguments if not argument.startswith("-")), None)
    if folder is None or not (folder / "ground-truth.json").is_file():
        print("skipped: give a checkout of article-extraction-benchmark (ground-truth.json, html/)")
        return
    for name, extractor in (("ours", ours), ("trafilatura", trafilaturas)):
        precision, recall, f1 = measure(folder, extractor, each="--each" in arguments and extractor is ours)
        print(f"{name:20} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
