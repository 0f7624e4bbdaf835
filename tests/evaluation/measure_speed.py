"""Measure speed: words a second that one core takes from a document's bytes to all that is read in its articles.

    python -m tests.evaluation.measure_speed [FOLDER-OF-TEXTS]

Without a folder, generated reports as ``tests.benchmarks`` makes them: plain text, with their authority file and topics.
The least of several rounds is told, with garbage looked for as seldom as the command line does: what else runs on a
machine only adds to it.
"""

from __future__ import annotations

import gc
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sitegen import cli, content, stages
from sitegen.archive.store import Record, Row
from sitegen.filing import Task
from sitegen.model import Content, Copy
from sitegen.stages import Raw
from tests import compiled
from tests.benchmarks import generate
from tests.evaluation import table

ARTICLES, ROUNDS = 400, 30
RECORD = 5  # of the columns of a reading


def rows() -> Iterator[table.Row]:
    """Yield the rows of the table: of the readers as they are and, where ``make compiled`` made them, compiled."""
    if compiled.MADE.exists():
        yield _row(float(compiled.output(_CODE)), ", compiled")
    else:
        print("No readers are compiled (make compiled): their speed is left out.")
    yield _row(both(), "")


_CODE = "from tests.evaluation import measure_speed; print(measure_speed.both())"


def both() -> float:
    """Return how many words a second are read and filed."""
    *_, (_, speed) = measured(())
    return speed


def _row(speed: float, how: str) -> table.Row:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return table.Row(
        f"speed, whole chain, one core{how}", f"{ARTICLES} generated reports, {python}", "words a second", speed,
        "HeidelTime 3,000; dateparser 5,000", 150_000, 300_000, digits=0,
    )  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    for name, speed in measured(arguments):
        print(f"{name}: {speed:,.0f} words a second, one core")


def measured(arguments: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield what is measured and words a second."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "content"
        if not arguments:
            generate.write(place, ARTICLES, 1)
        editors, _ = content.load(compiled.ROOT / "content" if arguments else place)
        paths = sorted((Path(arguments[0]) if arguments else place / "documents").rglob("*.txt"))
        raws = [Raw(path.name, path.read_bytes()) for path in paths]
    stages.warm(editors.entities, editors.topics)
    before = gc.get_threshold()
    gc.set_threshold(*cli.GARBAGE)
    seconds = [min(column) for column in zip(*(_round(raws, editors) for _ in range(ROUNDS)), strict=True)]
    gc.set_threshold(*before)
    words = sum(len(raw.data.split()) for raw in raws)
    for name, taken in zip(("cut and dated", "linked and read", "both"), (*seconds, sum(seconds)), strict=True):
        yield name, words / taken


def _round(raws: Sequence[Raw], editors: Content) -> tuple[float, float]:
    """Return seconds of the processor for reading documents, and for filing their articles."""
    begun = time.process_time()
    readings = [reading for rows, _ in stages.read(raws, 10**7) for reading in rows]
    read = time.process_time()
    chunk = [("key", task(row), (row[RECORD],)) for row in readings]
    stages.file(chunk, editors.entities, editors.topics, editors.sources, "full", private=False)
    return read - begun, time.process_time() - read


def task(row: Row) -> Task:
    """Return the task of a reading that is no copy and of no story."""
    record = msgspec.msgpack.decode(row[RECORD], type=Record)
    title = record.occurrence.article.title
    copy = Copy(record.occurrence.document, record.occurrence.lines, 1.0, row[0], title)
    return Task(row[0], "", 0, (), (copy,), title, None, "full", record.dating, row[0], (), (), (), ())


if __name__ == "__main__":
    main(sys.argv[1:])
