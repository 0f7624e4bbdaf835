"""Measure dates: publication days of page dumps and, given a folder of TimeML files, temporal expressions.

    python tests/evaluation/measure_dates.py [FOLDER-OF-TML]

Publication days: accuracy on ../shared/eval/publication_dates.jsonl. Temporal expressions: F1 of strict spans, of
relaxed spans, and of values (a relaxed match with the exact TIMEX3 value), as in TempEval-3 (UzZaman et al. 2013).
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sitegen.reading.dates import expressions, published
from tests.evaluation.table import Row

DATES = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "publication_dates.jsonl"
TAG = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")


def publication_days() -> tuple[int, int, int]:
    """Return how many days are right, how many are left open, and how many there are."""
    dumps = [json.loads(line) for line in DATES.read_text("utf-8").splitlines()]
    told = [published(row["text"]) for row in dumps]
    right = sum(dating.day == row["date"] for dating, row in zip(told, dumps, strict=True))
    return right, sum(dating.day is None for dating in told), len(dumps)


def rows() -> Iterator[Row]:
    """Yield the row of publication days."""
    right, _, total = publication_days()
    yield Row("publication day from plain text", f"{total} page dumps", "accuracy", right / total, ".740", 0.84, 0.90)


def timeml(path: Path) -> tuple[str, date | None, list[tuple[int, int, str]]]:
    """Return the text of a TimeML file, its day, and its expressions as (start, end, value)."""
    source = path.read_text("utf-8", errors="replace")
    day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, gold, begin = "", [], (0, "")
    for close, name, attributes, words in (match.groups() for match in TAG.finditer(body[1] if body else "")):
        if words:
            text += html.unescape(words)
        elif name == "TIMEX3" and not close:
            begin = (len(text), dict(re.findall(r'(\w+)="([^"]*)"', attributes))["value"])
        elif name == "TIMEX3":
            gold.append((begin[0], len(text), begin[1]))
    return text, date.fromisoformat(day[1]) if day else None, gold


def temporal_expressions(folder: Path) -> tuple[dict[str, float], float]:
    """Return F1 (strict, relaxed, value) over the files of a folder, and words a second."""
    ours = theirs = strict = relaxed = value = words = 0
    seconds = 0.0
    for path in sorted(folder.rglob("*.tml")):
        text, day, gold = timeml(path)
        start = time.perf_counter()
        found = expressions(text, day)
        seconds += time.perf_counter() - start
        ours, theirs, words = ours + len(found), theirs + len(gold), words + len(text.split())
        free = list(gold)
        for one in found:
            match = next((row for row in free if row[0] < one.end and one.start < row[1]), None)
            if match:
                free.remove(match)
                relaxed += 1
                strict += match[:2] == (one.start, one.end)
                value += match[2] == one.timex
    counts = {"strict": strict, "relaxed": relaxed, "value": value}
    return {name: 200 * count / max(ours + theirs, 1) for name, count in counts.items()}, words / max(seconds, 1e-9)


def expression_rows(folder: Path) -> Iterator[Row]:
    """Yield the row of temporal expressions."""
    told, _ = temporal_expressions(folder)
    yield Row(
        "temporal expressions", "TimeBank, AQUAINT (development)", "value F1", told["value"],
        "HeidelTime 72.9 on AQUAINT", 78, 85, digits=1,
    )  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    if DATES.is_file():
        right, silent, total = publication_days()
        print(f"publication days: {right} of {total} right ({right / total:.3f}), {silent} left open")
    for argument in arguments:
        told, speed = temporal_expressions(Path(argument))
        for name, f1 in told.items():
            print(f"temporal expressions, {name}: F1 {f1:.1f}")
        print(f"{speed:,.0f} words a second")


if __name__ == "__main__":
    main(sys.argv[1:])
