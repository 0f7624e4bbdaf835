"""What is read in generated and shipped documents, as a digest of each: two ways to run the readers are compared by it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sitegen import content, stages
from sitegen.stages import Raw
from tests.benchmarks import generate
from tests.compiled import ROOT
from tests.evaluation.measure_speed import RECORD, task

ARTICLES = 200


def digests() -> Iterator[str]:
    """Yield each document's name and the digest of the rows that are read in it and filed from it."""
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder), ARTICLES, 1)
        for place in (Path(folder), ROOT / "content"):
            yield from _of(place)


def _of(place: Path) -> Iterator[str]:
    editors, _ = content.load(place)
    for path in sorted(one for one in (place / "documents").rglob("*") if one.is_file()):
        read = [row for rows, _ in stages.read([Raw(path.name, path.read_bytes())], 10**7) for row in rows]
        chunk = [("key", task(row), (row[RECORD],)) for row in read]
        filed = stages.file(chunk, editors.entities, editors.topics, editors.sources, "full", private=False)
        yield f"{path.name} {hashlib.sha256(repr((read, filed)).encode()).hexdigest()}"
