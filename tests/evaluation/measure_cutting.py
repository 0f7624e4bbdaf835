"""Measure how well stitched page dumps are cut into articles, against a folder of labelled files.

Run as ``python tests/evaluation/measure_cutting.py [FOLDER] [--each]``. FOLDER holds ``gold.json`` and ``files/``.
Boundary F1: a cut is right that lies behind one body and before the next, wherever it is in that gap.
Body F1: the 4-word shingles of each article and of the piece that shares most of them; a piece without one has precision 0.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from sitegen.corpus.extract import articles
from tests.evaluation.table import Row

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "stitched"
PROBE = 40  # letters of a body's beginning and end by which it is found in its dump

Span = tuple[int, int]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(zip(*(words[i:] for i in range(4)), strict=False)) or Counter([tuple(words)])


def located(dump: str, body: str) -> Span:
    """Return where a body begins and ends in its page's dump, comparing letters only."""
    places = [index for index, char in enumerate(dump) if char.isalnum()]
    letters = "".join(dump[index].casefold()[:1] for index in places)
    wanted = "".join(char.casefold()[:1] for char in body if char.isalnum())
    first = next((at for size in (PROBE, 20, 10) if (at := letters.find(wanted[:size])) >= 0), 0)
    last = next((at + size for size in (PROBE, 20, 10) if (at := letters.rfind(wanted[-size:])) >= 0), len(places))
    if last <= first:
        first, last = 0, len(places)
    return places[first], places[last - 1] + 1


def boundaries(gold: list[dict], text: str, starts: list[int]) -> tuple[int, int, int]:
    """Return the boundaries that are right, said and wanted."""
    spans = []
    for entry in gold:
        first, last = located(text[entry["start"] : entry["end"]], entry["body"])
        spans.append((entry["start"] + first, entry["start"] + last))
    windows = [(before[1], after[0]) for before, after in pairwise(spans)]
    right = sum(any(low <= start <= high for start in starts) for low, high in windows)
    return right, len(starts), len(windows)


def bodies(gold: list[dict], pieces: list[str]) -> tuple[float, float, float]:
    """Return the mean precision over pieces, mean recall over articles and F1 of a file."""
    said, wanted = [shingles(piece) for piece in pieces], [shingles(entry["body"]) for entry in gold]
    precision, recall, used = [0.0] * len(said), [0.0] * len(wanted), set()
    overlaps = sorted(((want & have).total(), -i, -j) for i, want in enumerate(wanted) for j, have in enumerate(said))
    done: set[int] = set()
    for shared, minus_i, minus_j in reversed(overlaps):
        i, j = -minus_i, -minus_j
        if shared and i not in done and j not in used:
            done.add(i)
            used.add(j)
            precision[j], recall[i] = shared / said[j].total(), shared / wanted[i].total()
    p, r = sum(precision) / max(len(precision), 1), sum(recall) / max(len(recall), 1)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def measure(folder: Path, *, each: bool = False) -> dict[str, float]:
    """Return boundary and body figures over all files of a folder."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    right = said = wanted = 0
    scores = []
    for name, entries in sorted(gold.items()):
        text = (folder / "files" / name).read_text(encoding="utf-8")
        found = articles(text)
        score = boundaries(entries, text, [article.pieces[0][0] for article in found[1:]])
        body = bodies(entries, ["\n".join(text[a:b] for a, b in article.pieces) for article in found])
        right, said, wanted = right + score[0], said + score[1], wanted + score[2]
        scores.append(body)
        if each:
            print(f"{name}  boundaries {score}  body P {body[0]:.2f} R {body[1]:.2f} F {body[2]:.2f}")
    mean = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    return {
        "boundary_precision": right / max(said, 1),
        "boundary_recall": right / max(wanted, 1),
        "boundary_f1": 2 * right / max(said + wanted, 1),
        "body_precision": mean[0],
        "body_recall": mean[1],
        "body_f1": mean[2],
    }


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    told, data = measure(FOLDER), f"{len(list((FOLDER / 'files').iterdir()))} stitched files of 2 to 6 pages"
    yield Row("cutting stitched dumps", data, "boundary F1", told["boundary_f1"], ".739", 0.90, 0.95)
    yield Row("", "", "body F1 (4-gram shingles)", told["body_f1"], ".718", 0.84, 0.90)


def main(arguments: list[str]) -> None:
    folder = next((Path(argument) for argument in arguments if not argument.startswith("-")), FOLDER)
    if not (folder / "gold.json").is_file():
        print(f"skipped: no labelled files in {folder}")
        return
    for name, value in measure(folder, each="--each" in arguments).items():
        print(f"{name:20} {value:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
