"""One table of what is understood: capability, data, metric, ours, the best baseline, what is to be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = "| capability | data | metric | ours | best baseline | reach | aim |"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure. ``ours`` is in the units of ``reach``; ``baseline`` is said in words, with whose it is."""

    capability: str
    data: str
    metric: str
    ours: float
    baseline: str
    reach: float
    aim: float | None = None
    digits: int = 3


def lines(rows: Iterable[Row]) -> Iterable[str]:
    """Yield the table in Markdown; ✗ marks what is not reached."""
    yield from (HEAD, "|---|---|---|---|---|---|---|")
    for row in rows:
        mark = "" if row.ours >= row.reach else " ✗"
        aim = "" if row.aim is None else f"{row.aim:,.{row.digits}f}"
        yield (
            f"| {row.capability} | {row.data} | {row.metric} | {row.ours:,.{row.digits}f}{mark} | {row.baseline} "
            f"| {row.reach:,.{row.digits}f} | {aim} |"
        )
