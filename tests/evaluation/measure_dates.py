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
from datetime import date
from pathlib import Path

from sitegen.reading.dates import expressions, published

DATES = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "publication_dates.jsonl"
TAG = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")


def publication_days() -> None:
    rows = [json.loads(line) for line in DATES.read_text("utf-8").splitlines()]
    told = [published(row["text"]) for row in rows]
    right = sum(dating.day == row["date"] for dating, row in zip(told, rows, strict=True))
    silent = sum(dating.day is None for dating in told)
    print(f"publication days: {right} of {len(rows)} right ({right / len(rows):.3f}), {silent} left open")


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


def temporal_expressions(folder: Path) -> None:
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
    for name, count in (("strict", strict), ("relaxed", relaxed), ("value", value)):
        print(f"temporal expressions, {name}: F1 {200 * count / (ours + theirs):.1f}")
    print(f"{words / seconds:,.0f} words a second")


if __name__ == "__main__":
    if DATES.is_file():
        publication_days()
    for argument in sys.argv[1:]:
        temporal_expressions(Path(argument))
