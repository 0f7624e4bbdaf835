"""Measure how well stories are found: BCubed precision, recall and F1 (Bagga and Baldwin 1998) on labelled reports.

python -m tests.evaluation.measure_stories [stories.jsonl] [likeness ...]
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from sitegen.reading import stories
from tests.evaluation.table import Row

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "stories.jsonl"


def bcubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the items: each is judged by the cluster that it stands in."""
    both, here, there = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(count * count / here[pair[0]] for pair, count in both.items()) / len(gold)
    recall = sum(count * count / there[pair[1]] for pair, count in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def shuffled(path: Path) -> list[dict[str, str]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    random.Random(1).shuffle(rows)
    return rows


def rows() -> Iterator[Row]:
    """Yield the row of the table."""
    told = shuffled(DATA)
    *_, f1 = bcubed(stories.groups([row["text"] for row in told]), [row["story"] for row in told])
    yield Row("stories, shuffled, without dates", f"{len(told)} documents", "BCubed F1", f1, ".861", 0.90, 0.93)


def main(arguments: Sequence[str]) -> None:
    rows = shuffled(Path(arguments[0]) if arguments else DATA)
    gold = [row["story"] for row in rows]
    levels = [float(level) for level in arguments[1:]] or [stories.MIXED]
    for level in levels:
        stories.MIXED = level
        found = [
            f"{level}",
            *(f"{100 * share:.1f}" for share in bcubed(stories.groups([r["text"] for r in rows]), gold)),
        ]
        print("likeness {}: precision {}, recall {}, F1 {}".format(*found))


if __name__ == "__main__":
    main(sys.argv[1:])
