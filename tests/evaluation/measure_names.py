"""Measure names found without the authority file: exact-span F1, and BCubed F1 of mentions grouped into entities.

    python -m tests.evaluation.measure_names [entities.jsonl] [--errors]

Only mentions inside a text's labelled span count. Grouping is judged on the names found exactly whose entity is known.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sitegen.reading.names import groups, spans
from tests.evaluation.measure_stories import bcubed
from tests.evaluation.table import Row

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "entities.jsonl"


def compared(row: dict[str, Any]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the spans found and the spans labelled in the part of a text that counts."""
    first, last = row["span"]
    own = {(span.start, span.end) for span in spans(row["text"]) if first <= span.start and span.end <= last}
    return own, {(start, end) for start, end, _ in row["mentions"]}


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    told = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    counts = ((len(own & labelled), len(own), len(labelled)) for own, labelled in map(compared, told))
    right, own, gold = (sum(column) for column in zip(*counts, strict=True))
    data = f"{len(told)} articles"
    yield Row("names without an authority file", data, "exact-span F1", 2 * right / (own + gold), ".695", 0.78, 0.85)
    yield Row("", "", "grouping, BCubed F1", grouping(told)[2], ".949", 0.96, 0.97)


def main(arguments: Sequence[str]) -> None:
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    rows = [json.loads(line) for line in (paths[0] if paths else DATA).read_text("utf-8").splitlines()]
    right, found, gold, missed, extra = 0, 0, 0, Counter(), Counter()
    for row in rows:
        own, labelled = compared(row)
        right, found, gold = right + len(own & labelled), found + len(own), gold + len(labelled)
        missed.update(row["text"][start:end] for start, end in sorted(labelled - own))
        extra.update(row["text"][start:end] for start, end in sorted(own - labelled))
    print(f"spans: precision {right / found:.3f}, recall {right / gold:.3f}, F1 {2 * right / (found + gold):.3f}")
    measure_groups(rows)
    if "--errors" in arguments:
        print("missed:", missed.most_common(), "\nextra:", extra.most_common())


def measure_groups(rows: Sequence[dict[str, object]]) -> None:
    precision, recall, f1 = grouping(rows)
    print(f"grouping: BCubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def grouping(rows: Sequence[dict[str, object]]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 of the names found exactly whose entity is known."""
    number = {(text, start, end): group for text, start, end, group in groups([row["text"] for row in rows])}
    labelled = [
        (number[index, start, end], entity)
        for index, row in enumerate(rows)
        for start, end, entity in row["mentions"]
        if entity and (index, start, end) in number
    ]
    return bcubed([group for group, _ in labelled], [entity for _, entity in labelled])


if __name__ == "__main__":
    main(sys.argv[1:])
