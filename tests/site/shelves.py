"""Records in, a folder with their search index out: what a build does with an archive's records, for tests of search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen import ids
from sitegen.site import search
from sitegen.site.search import GUIDE, UNDATED, Piece, Record


def index(records: Sequence[Record], folder: Path, language: str = "en") -> None:
    """Write the index of records into a folder."""
    bundles = [search.bundle(piece, own, language) for piece, own in placed(records)]
    files = {path: content for one in bundles for path, content in one.files.items()}
    files |= {**search.code(language), search.LIST: search.listing(one.shard for one in bundles)}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def placed(records: Sequence[Record]) -> Iterator[tuple[Piece, list[Record]]]:
    """Yield the pieces of an archive with their records."""
    articles = [record for record in records if record.kind == "article"]
    days = [record for record in records if record.kind == "day"]
    names = [record for record in records if record.kind not in ("article", "day")]
    for piece in search.layout(Counter((month(record), part(record)) for record in articles)):
        yield piece, [record for record in articles if piece.holds(month(record), part(record))]
    for piece in search.calendar(Counter(month(record)[:4] for record in days)):
        yield piece, [record for record in days if piece.holds(month(record), "00")]
    if names:
        yield GUIDE, names


def month(record: Record) -> str:
    """Return the month under which a record is filed."""
    return record.day[:7] if record.day else UNDATED


def part(record: Record) -> str:
    """Return the first two hex digits of the hash of a record's id."""
    return ids.part(record.url.strip("/").rpartition("/")[2])
