"""Print how well copies are found on ../shared/eval/near_duplicates.jsonl: pair F1, ARI, and recall by kind of copy.

Run: python tests/evaluation/measure_duplicates.py [FILE]
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import comb
from pathlib import Path

from sitegen.corpus.duplicates import groups
from tests.evaluation.table import Row

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "near_duplicates.jsonl"


def pairs_of(labels) -> set[tuple[int, int]]:
    places: dict[object, list[int]] = {}
    for index, label in enumerate(labels):
        places.setdefault(label, []).append(index)
    return {pair for members in places.values() for pair in combinations(members, 2)}


def adjusted_rand(gold, found) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985)."""
    both = sum(comb(count, 2) for count in Counter(zip(gold, found, strict=True)).values())
    left, right = (sum(comb(count, 2) for count in Counter(labels).values()) for labels in (gold, found))
    expected = left * right / comb(len(gold), 2)
    return (both - expected) / ((left + right) / 2 - expected)


def measures(rows, found) -> dict[str, float]:
    gold = [row["group"] for row in rows]
    true, said = pairs_of(gold), pairs_of(found)
    hits = len(true & said)
    scores = {
        "precision": hits / max(len(said), 1),
        "recall": hits / max(len(true), 1),
        "pair F1": 2 * hits / max(len(true) + len(said), 1),
        "ARI": adjusted_rand(gold, found),
    }
    for kind in sorted({row["kind"] for row in rows}):
        of_kind = {pair for pair in true if kind in (rows[pair[0]]["kind"], rows[pair[1]]["kind"])}
        scores[f"recall {kind}"] = len(of_kind & said) / max(len(of_kind), 1)
    return scores


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    texts = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    told = measures(texts, groups([row["text"] for row in texts]))
    yield Row(
        "near-duplicates", f"{len(texts)} documents, synthetic edits", "pair F1", told["pair F1"], ".920", 0.97, 0.99
    )
    yield Row("", "", "adjusted Rand index", told["ARI"], ".920", 0.97, 0.99)
    yield Row("", "", "recall on excerpts", told["recall excerpt"], ".59", 0.92, 0.99)


def main(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    start = time.perf_counter()
    found = groups([row["text"] for row in rows])
    print(f"{len(rows)} texts in {time.perf_counter() - start:.2f} s")
    for name, value in measures(rows, found).items():
        print(f"{name:16} {value:.3f}")
    if "-v" in sys.argv:
        gold = [row["group"] for row in rows]
        for one, other in sorted(pairs_of(gold) ^ pairs_of(found)):
            sign = "missed" if gold[one] == gold[other] else "wrong "
            print(sign, rows[one]["doc"], rows[other]["doc"])


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    main(Path(arguments[0]) if arguments else DATA)
