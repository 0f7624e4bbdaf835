"""Records in, a folder out that search.js reads: one Pagefind index a shard, and the list of them.

A record is what a reader can find: an article, topic, person, organisation, place or day. Its passages carry the anchor
of their sentence, so that a result leads to the sentence that holds the words. Names by which those named in a passage
are also known stand behind it, indexed with little weight and never shown: "Sharaa" finds the sentence on "al-Jolani".

Shards are cut by the age of the records, so that an update indexes one small shard anew, and a year filter reads only
its shards. A shard whose records did not change is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

from sitegen.site import pagefind

Kind = Literal["article", "topic", "person", "organisation", "place", "day"]

SHARD_PAGES = 2000
"""A year with more records than this is cut by month: indexing so many takes about 600 MB of memory."""

HIDDEN = "~"
"""The id in front of words that are searched but not shown. No sentence or section has it."""

CODE = pagefind.VERSION
"""The folder of Pagefind's own script and WebAssembly, which all shards share: its files never change."""

_NAMED = ("person", "organisation", "place")
_UNDATED = "undated"
LIST = "shards.json"
_ENTRY = "pagefind-entry.json"
_FORMAT = "1"  # part of every shard's digest; to be raised when the pages made here change


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph as shown on the page, and other names of those it names.

    ``anchor`` is the id on the page to which a result leads, empty for the top of the page.
    """

    text: str
    anchor: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A page to be found. ``url`` is relative to the site's root, as links on the site are written.

    ``content`` is only what the page itself shows; where no passage holds a hit, the first is shown with the result.
    ``aliases`` are other names of the person, organisation or place, or of those who are named in parts of an article
    that are not shown. ``topics`` and ``source`` are ids, ``years`` those in which it is found by the filter.
    ``day`` (``YYYY-MM-DD``) sorts and files it; ``dated`` says the date in words.
    """

    url: str
    title: str
    kind: Kind
    content: tuple[Passage, ...] = ()
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source: str | None = None
    years: tuple[str, ...] = ()
    day: str | None = None
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """The records of one period, sorted by url. ``name`` is a year, a month or ``undated``."""

    name: str
    records: tuple[Record, ...]

    @property
    def years(self) -> tuple[str, ...]:
        """All years by which its records are filtered."""
        return tuple(sorted({year for record in self.records for year in record.years}))


def index(records: Iterable[Record], output: Path, language: str = "en", jobs: int = 1) -> bool:
    """Write the search index of ``records`` to ``output``; return whether any file there was changed.

    ``language`` is the site's: its stemming serves all records, and one query finds words in every script. ``jobs`` is
    the number of shards that are indexed at the same time. The files depend on the records, the language and
    Pagefind's version alone, not on their order. Raises pagefind.PagefindError and OSError.
    """
    wanted = {shard.name: shard for shard in shards(records)}
    digests = {name: _digest(shard, language) for name, shard in wanted.items()}
    held = _held(output)
    if held == digests:
        return False
    output.mkdir(parents=True, exist_ok=True)
    (output / LIST).unlink(missing_ok=True)  # a run that is cut off leaves no list, and so is done anew
    stale = [shard for shard in wanted.values() if (held or {}).get(shard.name) != digests[shard.name]]
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        list(pool.map(lambda shard: _write(output, shard, language), stale))
    _list(output, wanted, digests)
    for left in output.iterdir():
        if left.is_dir() and left.name not in (CODE, *wanted):
            shutil.rmtree(left)
    return True


def shards(records: Iterable[Record]) -> tuple[Shard, ...]:
    """Cut records by year of their day, years of more than SHARD_PAGES by month; the latest first, undated last.

    >>> [shard.name for shard in shards([Record("a/", "A", "article", day="2026-01-20"), Record("b/", "B", "topic")])]
    ['2026', 'undated']
    """
    ordered = sorted(records, key=lambda record: record.url)
    yearly = Counter(record.day[:4] for record in ordered if record.day)
    groups: dict[str, list[Record]] = {}
    for record in ordered:
        year = (record.day or "")[:4]
        name = (record.day or "")[:7] if yearly[year] > SHARD_PAGES else year
        groups.setdefault(name, []).append(record)
    return tuple(Shard(name or _UNDATED, tuple(groups[name])) for name in sorted(groups, reverse=True))


# ---------------------------------------------------------------- pages: what Pagefind is told of a record


def _pages(shard: Shard) -> Iterator[tuple[str, str]]:
    return ((record.url, page(record)) for record in shard.records)


def page(record: Record) -> str:
    """Return the record as an HTML page for Pagefind: title and date as metadata, filters, sort key, passages.

    Every tag is inline, because Pagefind ends a block's text with a full stop of its own.
    """
    own_names = record.aliases if record.kind in _NAMED else ()
    elsewhere = Passage("", aliases=record.aliases)
    return "".join(
        (
            "<html><body>",
            _attribute("meta", "title", record.title),
            *(_attribute("meta", "names", " · ".join(own_names)) for _ in own_names[:1]),
            *(_attribute("meta", "dated", record.dated) for _ in record.dated[:1]),
            *(_attribute("filter", name, value) for name, value in _filters(record)),
            _attribute("sort", "day", record.day or "0000-00-00"),
            *(_passage(passage) for passage in record.content or (Passage(record.title),)),
            *(_passage(elsewhere) for _ in record.aliases[:1] if not own_names),
            "</body></html>",
        )
    )


def _filters(record: Record) -> Iterator[tuple[str, str]]:
    yield "kind", record.kind
    yield from (("topic", topic) for topic in record.topics)
    yield from (("year", year) for year in record.years)
    if record.source:
        yield "source", record.source


def _attribute(attribute: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{attribute}="{name}:{escape(_plain(value))}"></i>'


def _passage(passage: Passage) -> str:
    return f'<a id="{escape(passage.anchor)}"></a>{escape(_plain(passage.text))} {_hidden(passage.aliases)}'


def _hidden(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return f'<a id="{HIDDEN}"></a><i data-pagefind-weight="0.2">{escape(_plain(" · ".join(names)))}</i> '


def _plain(text: str) -> str:
    """Take the power from words that Pagefind would read as its own marks."""
    return text.replace("___PAGEFIND", "PAGEFIND").replace("___END", "END")


# ---------------------------------------------------------------- the folder


def _digest(shard: Shard, language: str) -> str:
    digest = hashlib.sha256(f"{_FORMAT}\0{pagefind.VERSION}\0{language}".encode())
    for url, html in _pages(shard):
        digest.update(f"\0{url}\0{html}".encode())
    return digest.hexdigest()[:16]


def _held(output: Path) -> dict[str, str] | None:
    """Return name and digest of each shard that a finished run left in the folder, None where there was no such run."""
    try:
        listed = json.loads((output / LIST).read_bytes())["shards"]
        return {shard["name"]: shard["digest"] for shard in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(output: Path, shard: Shard, language: str) -> None:
    """Index one shard into a fresh folder and put it in the place of the old one."""
    files = pagefind.bundle(_pages(shard), language)
    code = {path: files.pop(path) for path in list(files) if path.endswith((".js", ".pagefind"))}
    files[_ENTRY] = _with_shared_code(files[_ENTRY])
    _replace(output / shard.name, files)
    for path, content in code.items():
        _replace_file(output / CODE / path, content)


def _with_shared_code(entry: bytes) -> bytes:
    """Let a shard load its WebAssembly from the shared folder: Pagefind makes the address ``wasm.{wasm}.pagefind``."""
    described = json.loads(entry)
    for language in described["languages"].values():
        language["wasm"] = f"/../../{CODE}/wasm.{language['wasm'] or 'unknown'}"
    return json.dumps(described, ensure_ascii=False, sort_keys=True).encode()


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    fresh = folder.with_name(f".{folder.name}")
    shutil.rmtree(fresh, ignore_errors=True)
    for path, content in files.items():
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _replace_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _list(output: Path, wanted: Mapping[str, Shard], digests: Mapping[str, str]) -> None:
    listed = [
        {"name": name, "years": shard.years, "pages": len(shard.records), "digest": digests[name]}
        for name, shard in wanted.items()
    ]
    text = json.dumps({"code": CODE, "shards": listed}, indent=1)
    (output / LIST).write_text(f"{text}\n", encoding="utf-8", newline="\n")
