"""The archive's own history, as an input: what each recorded release added, changed and withdrew.

Written only by ``build --record``, committed by the editor. Without it, pages leave history out and never guess.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.model import Release

LEDGER = "ledger.jsonl"


def release(
    day: str, releases: Iterable[Release], held: Mapping[str, str], aliases: Mapping[str, str]
) -> Release | None:
    """Return what is new against the last release, or None where nothing is.

    ``held`` maps article ids to digests of what is published of them, ``aliases`` other ids to articles held.
    """
    known: dict[str, str] = {}
    for past in releases:
        for article in (*past.withdrawn, *past.gone):
            known.pop(article, None)
        known.update(dict(past.digests))
    gone = sorted(set(known) - set(held))
    moved = tuple((article, aliases[article]) for article in gone if article in aliases)
    added = tuple(sorted(set(held) - set(known)))
    changed = tuple(sorted(article for article in set(held) & set(known) if held[article] != known[article]))
    if not (added or changed or gone):
        return None
    return Release(
        day=day,
        added=added,
        changed=changed,
        withdrawn=tuple(article for article in gone if article not in aliases),
        moved=moved,
        gone=tuple(article for article, _ in moved),
        digests=tuple((article, held[article]) for article in (*added, *changed)),
    )


def append(folder: Path, new: Release) -> None:
    """Append a release to the content folder's ledger as one line."""
    line = {
        "day": new.day,
        "added": new.added,
        "changed": new.changed,
        "withdrawn": new.withdrawn,
        "moved": new.moved,
        "gone": new.gone,
        "digests": dict(new.digests),
    }
    path = folder / LEDGER
    before = path.read_text("utf-8") if path.exists() else ""
    gap = "" if before.endswith("\n") or not before else "\n"  # an editor may have left the last line open
    with path.open("a", encoding="utf-8") as file:
        file.write(gap + json.dumps(line, ensure_ascii=False) + "\n")
