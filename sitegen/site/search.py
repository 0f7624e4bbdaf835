"""Records in, the files out that search.js reads: an index for each stretch of the archive's time, and their list.

A record is what a reader can find: an article, topic, person, organisation, place or day. Its passages carry the anchor
of their sentence, so that a result leads to the sentence that holds the words. Who is named in other words than the
archive's own is named behind the passage, indexed with little weight and never shown: "Sharaa" finds the sentence on
"al-Jolani". The other way round, search.js learns from a person's record which name an alias stands for.

Shards are cut by the age of the records, counted from the newest article: an update writes one small shard anew, and a
year is found in its own shards. What a shard holds stands in a folder named after its digest, what a result shows in a
file named after its content: a page left open goes on with the files that it knows, for as long as they stand.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from sitegen.site import pagefind

Kind = Literal["article", "topic", "person", "organisation", "place", "day"]

NEWEST = 300
"""Articles in a shard of the newest month at most, and in one that joins recent months."""

LARGEST = 10_000
"""Articles in any other shard at most."""

RECENT = 12
"""Months that count as recent: the newest that holds an article, and those before it."""

FEW_DAYS = 366
"""Days in a shard that joins the years of a decade at most."""

TOGETHER = 2
"""Texts in a file at most: a host counts files, and a result loads the whole file."""

UNDATED = "undated"
HIDDEN = "~"
"""The id in front of words that are searched but not shown. No sentence or section has it."""

CODE = pagefind.VERSION
"""The folder of Pagefind's own script and WebAssembly, which all shards share: its files never change."""

LIST = "shards.json"

_NAMED = ("person", "organisation", "place")
_PERIODICAL = ("article", "day")
_FACETS = ("kind", "topic", "source", "year")
_PARTS = 256  # the first two hex digits of a hash
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHORT, _LONG = 3, 12  # digits of a hash in the name of a text, and whole
LINES = "pages.txt"
"""The file of a shard that says by what it was made and lists its pages: the name of each one's text, and its sign."""

_NOTHING: Mapping[str, bytes] = MappingProxyType({})


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


# ---------------------------------------------------------------- layout: which shard a record belongs to


@dataclass(frozen=True, slots=True)
class Piece:
    """The records of a stretch of time, or of a share of them.

    ``first`` and ``last`` are months (``YYYY-MM``), both empty for the undated. The part of a record, the first two hex
    digits of its id's hash, is ``low`` or more and less than ``high``.
    """

    name: str
    first: str
    last: str
    low: int = 0
    high: int = _PARTS

    def holds(self, month: str, part: str) -> bool:
        """Tell whether records of a month (or ``undated``) and of a part (two hex digits) belong here."""
        return self.first <= _dated(month) <= self.last and self.low <= int(part, 16) < self.high


def _dated(month: str) -> str:
    """Return a month, and nothing for the period of what has no day, in whatever parts that is cut."""
    return "" if month.startswith(UNDATED) else month


GUIDE = Piece("guide", "9999-12", "9999-12")
"""Topics, people, organisations and places: few, of all times, and asked before all others."""


def layout(counts: Mapping[tuple[str, str], int]) -> tuple[Piece, ...]:
    """Cut articles, counted by month (or ``undated``) and part, into pieces; the newest first, the undated last.

    A month of more articles than may stand together is halved by part as often as it takes. Months of a quarter, the
    quarters of a half-year and its halves stand together where they may: an article more changes the layout of its own
    month or year alone. At most NEWEST stand together of the newest month, and where recent months are joined; of any
    other, at most LARGEST.

    >>> [piece.name for piece in layout({("2026-01", "3f"): 200, ("2026-01", "9c"): 200, ("2023-05", "00"): 4})]
    ['2026-01-00', '2026-01-80', '2023']
    """
    held: dict[str, dict[str, int]] = {}
    for (month, part), number in counts.items():
        if number > 0:
            parts = held.setdefault(_dated(month), {})
            parts[part] = parts.get(part, 0) + number
    newest = max(held, default="")
    recent = _earlier(newest, RECENT - 1) if newest else ""

    def count(piece: Piece) -> int:
        own = (month for month in held if piece.first <= month <= piece.last)
        return sum(number for month in own for part, number in held[month].items() if piece.holds(month, part))

    def most(piece: Piece) -> int:
        alone = piece.first == piece.last != newest or not newest
        return LARGEST if alone or piece.last < recent else NEWEST

    def cut(piece: Piece) -> Iterator[Piece]:
        pages, smaller = count(piece), _smaller(piece)
        if pages and (pages <= most(piece) or not smaller):
            yield piece
        elif pages:
            yield from (one for part in smaller for one in cut(part))

    years = sorted({month[:4] for month in held if month}, reverse=True)
    whole = [Piece(year, f"{year}-01", f"{year}-12") for year in years]
    return tuple(one for piece in (*whole, Piece(UNDATED, "", "")) for one in cut(piece))


def _smaller(piece: Piece) -> tuple[Piece, ...]:
    """Return the parts into which a piece is cut next, the newest first; none where it can't be cut."""
    if piece.first == piece.last:
        middle = (piece.low + piece.high) // 2
        name = piece.first or UNDATED
        halves = ((piece.low, middle), (middle, piece.high))
        parts = (Piece(f"{name}-{low:02x}", piece.first, piece.last, low, high) for low, high in halves)
        return tuple(parts) if piece.low < middle else ()
    year, first, last = piece.first[:4], int(piece.first[5:]), int(piece.last[5:])
    months, sign = _STEPS[last - first + 1]
    return tuple(
        Piece(f"{year}-{_numbered(sign, start, months)}", f"{year}-{start:02}", f"{year}-{start + months - 1:02}")
        for start in range(last - months + 1, first - 1, -months)
    )


_STEPS = {12: (6, "h"), 6: (3, "q"), 3: (1, "")}
"""Months of a stretch -> months of those into which it is cut, and the sign in front of their number."""


def _numbered(sign: str, start: int, months: int) -> str:
    return f"{sign}{start // months + 1}" if sign else f"{start:02}"


def _earlier(month: str, by: int) -> str:
    """Return the month that is so many months earlier.

    >>> _earlier("2026-01", 11)
    '2025-02'
    """
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - by
    return f"{number // 12:04}-{number % 12 + 1:02}"


def calendar(counts: Mapping[str, int]) -> tuple[Piece, ...]:
    """Cut days, counted by year, into pieces: a decade of few days, else a year; the latest first.

    >>> [piece.name for piece in calendar({"2026": 300, "2025": 365, "1998": 2, "1991": 1})]
    ['days-2026', 'days-2025', 'days-1990s']
    """
    decades = Counter[str]()
    for year, days in counts.items():
        decades[year[:3]] += days
    pieces = {
        Piece(f"days-{year}", f"{year}-01", f"{year}-12")
        if decades[year[:3]] > FEW_DAYS
        else Piece(f"days-{year[:3]}0s", f"{year[:3]}0-01", f"{year[:3]}9-12")
        for year in counts
    }
    return tuple(sorted(pieces, key=lambda piece: piece.first, reverse=True))


# ---------------------------------------------------------------- pages: what Pagefind is told of a record


def page(record: Record) -> str:
    """Return the record as an HTML page for Pagefind: metadata, the two facets that a result shows, passages.

    Every tag is inline, because Pagefind ends a block's text with a full stop of its own. The weight of plain text is
    the one that Pagefind's word index takes for granted, and so needn't say. What describes a name weighs less: a few
    words on a page would outweigh every report.
    """
    own_names = record.aliases if record.kind in _NAMED else ()
    elsewhere = Passage("", aliases=record.aliases)
    return "".join(
        (
            f'<html><body data-pagefind-weight="{0.25 if record.kind in _NAMED else 1.05}">',
            _attribute("meta", "title", record.title),
            _attribute("meta", "names", " · ".join(own_names)) if record.kind not in _PERIODICAL else "",
            _attribute("meta", "dated", record.dated) if record.kind in _PERIODICAL else "",
            _attribute("filter", "kind", record.kind),
            _attribute("filter", "source", record.source) if record.source else "",
            *(_passage(passage) for passage in record.content or (Passage(record.title),)),
            *(_passage(elsewhere) for _ in record.aliases[:1] if not own_names),
            "</body></html>",
        )
    )


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


# ---------------------------------------------------------------- shards: the files of a piece


@dataclass(frozen=True, slots=True)
class Shard:
    """What the list says of a shard: its months, the years by which its records are filtered, its size in bytes.

    ``same`` are facets that all its pages share, empty where none of them has any: no file tells them page by page.
    ``opening`` is what is loaded before the first word, ``word`` what a word costs, ``facets`` what counting costs.
    """

    name: str
    digest: str
    first: str
    last: str
    years: tuple[str, ...]
    same: dict[str, str]
    pages: int
    opening: int
    word: int
    facets: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """A shard and its files, by path below the folder of the index. ``kept`` are those that stand there already."""

    shard: Shard
    files: dict[str, bytes]
    kept: tuple[str, ...] = ()


class Entry(NamedTuple):
    """What is told of a page besides its words: with what is held of it, enough to put a shard together.

    ``key`` is its id, or its day; ``when`` the day by which it is sorted, ``sign`` a hash of all that is indexed of it.
    """

    key: str
    url: str
    kind: Kind
    when: str
    sign: str
    source: str | None
    topics: tuple[str, ...]
    years: tuple[str, ...]


class _Page(NamedTuple):
    """An entry, the file of texts that holds what a result shows of it, and its number there."""

    entry: Entry
    file: str
    number: int

    @property
    def text(self) -> str:
        """Return how the index names what a result shows."""
        return f"{self.file}~{self.number}"

    @property
    def line(self) -> str:
        """Return the page's line in a shard's list of pages."""
        return f"{self.text} {self.entry.sign}"


def entry(record: Record, key: str = "") -> tuple[Entry, str]:
    """Return the entry of a record and the page that is indexed."""
    html = page(record)
    sign = _hash(pagefind.VERSION, record.url, html)
    facets = (record.source, record.topics, record.years)
    return Entry(key, record.url, record.kind, _when(record), sign, *facets), html


def digest(entries: Iterable[Entry], language: str) -> str:
    """Return what changes with anything that the shard of these entries would hold, whatever their order."""
    return _digest(_pages(entries), language)


def folder(shard: Shard) -> str:
    """Return the folder of a shard's own files, below that of the index."""
    return f"{shard.name}/{shard.digest}/"


Texts = Callable[[str], Sequence[bytes | None]]
"""Returns what a file of texts holds that stands there, by its name; nothing where it can't be read."""


def _none(_: str) -> tuple[()]:
    return ()


def bundle(
    piece: Piece,
    records: Iterable[Record],
    language: str,
    held: Mapping[str, bytes] = _NOTHING,
    *,
    texts: Texts = _none,
) -> Bundle:
    """Index a piece's records, as ``joined`` does."""
    made = list(map(entry, records))
    pages = {one.url: html for one, html in made}
    return joined(piece, [one for one, _ in made], pages, language, held, texts=texts)


def unheld(entries: Iterable[Entry], language: str, lines: bytes, texts: Texts = _none) -> tuple[Entry, ...]:
    """Return the entries that are to be indexed where a shard stands whose list of pages holds these lines."""
    pages, standing = _pages(entries), _standing(lines, language)
    moved = _moved(pages, standing, texts)
    return tuple(page.entry for page in pages if page.entry.sign not in standing or moved.get(page.entry.sign) == b"")


def _standing(lines: bytes, language: str) -> dict[str, tuple[int, str]]:
    """Return number and text's name of each page of the shard that stands there, by its sign."""
    made_by, *old = lines.decode().splitlines() or [""]
    if made_by != _made_by(language):
        return {}
    return {sign: (number, text) for number, line in enumerate(old) for text, _, sign in [line.rpartition(" ")]}


def _moved(pages: Iterable[_Page], standing: Mapping[str, tuple[int, str]], texts: Texts) -> dict[str, bytes]:
    """Return the texts of pages that stood in another file, by sign; empty where they can't be read."""
    found = {}
    for page in pages:
        _, text = standing.get(page.entry.sign, (0, page.text))
        if text != page.text:
            file, _, number = text.partition("~")
            held = texts(file)
            found[page.entry.sign] = (held[int(number)] if int(number) < len(held) else None) or b""
    return found


def joined(
    piece: Piece,
    entries: Iterable[Entry],
    html: Mapping[str, str],
    language: str,
    held: Mapping[str, bytes] = _NOTHING,
    *,
    texts: Texts = _none,
) -> Bundle:
    """Index a piece. The result depends on its entries, the language and Pagefind's version alone.

    ``held`` may be the files of the piece's last shard, by their path below its folder, and ``texts`` read what its
    results show: what is the same there isn't indexed again. ``html`` holds the pages of all other entries by address.
    A page without a word can't be found and is left out. Raises pagefind.PagefindError.
    """
    pages = _pages(entries)
    sign = _digest(pages, language)
    standing = _standing(held.get(LINES, b""), language)
    moved = _moved(pages, standing, texts)
    fresh = [one.entry for one in pages if one.entry.sign not in standing or moved.get(one.entry.sign) == b""]
    new = pagefind.index(((one.url, html[one.url]) for one in fresh), language)
    places = _places(pages, {one: number for one, (number, _) in standing.items() if moved.get(one) != b""}, new.urls)
    index = pagefind.woven(pagefind.read(held, language), new, list(places.values())) if standing else new
    found = [page for page in pages if page.entry.sign in places]
    facets = {name: _facet(found, name) for name in _FACETS}
    same = {name: next(iter(values), "") for name, values in facets.items() if _is_same(values, len(found))}
    files = pagefind.files(
        index,
        language,
        [f"../../{page.text}" for page in found],
        {name: values for name, values in facets.items() if name not in same},
        f"/../../../{CODE}/{pagefind.code(language)[0]}",
    )
    shard = Shard(
        piece.name, sign, piece.first, piece.last, tuple(sorted(facets["year"])), same, len(found), *_sizes(files)
    )
    files[LINES] = "".join(f"{line}\n" for line in (_made_by(language), *(page.line for page in found))).encode()
    made, kept = _texts(found, places, moved, new.fragments)
    return Bundle(
        shard,
        {f"{folder(shard)}{path}": content for path, content in files.items()}
        | {f"{piece.name}/{name}.pf_fragment": content for name, content in made.items()},
        tuple(f"{piece.name}/{name}.pf_fragment" for name in kept),
    )


def _places(pages: Iterable[_Page], old: Mapping[str, int], new: Iterable[str]) -> dict[str, tuple[bool, int]]:
    """Return whether a page is held, and its number among those held or new, by its sign; none where it has no word.

    ``old`` are the numbers of those held by sign, ``new`` the urls of those indexed.
    """
    urls = {url: number for number, url in enumerate(new)}
    places = {}
    for page in pages:
        if page.entry.sign in old:
            places[page.entry.sign] = (True, old[page.entry.sign])
        elif page.entry.url in urls:
            places[page.entry.sign] = (False, urls[page.entry.url])
    return places


def _texts(
    pages: Iterable[_Page],
    places: Mapping[str, tuple[bool, int]],
    moved: Mapping[str, bytes],
    new: Sequence[bytes],
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files of texts that are new, by name, and the names of those that stand there already."""
    texts: dict[str, dict[int, bytes | None]] = {}
    for page in pages:
        is_held, number = places[page.entry.sign]
        text = moved.get(page.entry.sign) if is_held else new[number]
        texts.setdefault(page.file, {})[page.number] = text
    kept = tuple(name for name, own in texts.items() if all(text is None for text in own.values()))
    made = {
        name: pagefind.several([own.get(number) for number in range(max(own) + 1)])
        for name, own in texts.items()
        if name not in kept
    }
    return made, kept


def _pages(entries: Iterable[Entry]) -> list[_Page]:
    """Return entries with the places of their texts, in the order of these: by day, then by the hash of the address.

    An entry that changes keeps its number, so that no word moves but its own.
    """
    days: dict[str, list[Entry]] = {}
    for one in entries:
        days.setdefault(one.when, []).append(one)
    pages = []
    for when, own in sorted(days.items()):
        files = [(file, _hash(*(one.sign for one in file))) for file in _files(own)]
        short = Counter(name[:_SHORT] for _, name in files)
        for file, name in files:
            unlike = name[:_SHORT] if short[name[:_SHORT]] == 1 else name
            pages += [_Page(one, f"{when}-{unlike}", number) for number, one in enumerate(file)]
    return pages


def _files(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries of a day whose texts stand in one file: neighbours by the hash of their address.

    Too many are halved by the next bit of it, as in a trie: an entry more touches one file.
    """

    def cut(hashed: list[tuple[str, Entry]], depth: int) -> Iterator[list[Entry]]:
        if len(hashed) <= TOGETHER:
            yield [one for _, one in hashed]
            return
        for bit in "01":
            if part := [pair for pair in hashed if pair[0][depth] == bit]:
                yield from cut(part, depth + 1)

    hashed = [(f"{int(hashlib.sha256(one.url.encode()).hexdigest(), 16):0256b}", one) for one in entries]
    return cut(sorted(hashed), 0)


def _when(record: Record) -> str:
    """Return the day by which a result is sorted: names come before all days, the undated behind them."""
    return record.day or ("0000-00-00" if record.kind == "article" else "9999-99-99")


def _hash(*texts: str) -> str:
    """Return a hash in digits and small letters, which every file system tells apart."""
    number, digits = int.from_bytes(hashlib.sha256("\0".join(texts).encode()).digest(), "big"), ""
    while len(digits) < _LONG:
        number, digit = divmod(number, len(_DIGITS))
        digits += _DIGITS[digit]
    return digits


def _digest(pages: Iterable[_Page], language: str) -> str:
    told = hashlib.sha256(_made_by(language).encode())
    for one in pages:
        told.update("\0".join((one.line, *one.entry.topics, "", *one.entry.years, "")).encode())
    return told.hexdigest()[:12]


@lru_cache(maxsize=8)
def _made_by(language: str) -> str:
    """Return what a shard depends on besides its records: language, Pagefind's version, and a digest of this code."""
    code = b"".join(Path(file).read_bytes() for file in (__file__, pagefind.__file__))
    return f"{language} {pagefind.VERSION} {hashlib.sha256(code).hexdigest()[:12]}"


def _facet(pages: Iterable[_Page], name: str) -> dict[str, list[int]]:
    """Return each value of a facet with the numbers of the pages that have it."""
    values: dict[str, list[int]] = {}
    for number, one in enumerate(pages):
        for value in dict.fromkeys(_facet_values(one.entry, name)):
            values.setdefault(value, []).append(number)
    return dict(sorted(values.items()))


def _facet_values(entry: Entry, name: str) -> tuple[str, ...]:
    one = {"kind": entry.kind, "source": entry.source}
    many = {"topic": entry.topics, "year": entry.years}
    return many[name] if name in many else tuple(filter(None, [one[name]]))


def _is_same(values: Mapping[str, Sequence[int]], pages: int) -> bool:
    """Tell whether all pages have one and the same value, or none has any."""
    return not values or (len(values) == 1 and all(len(numbers) == pages for numbers in values.values()))


def _sizes(files: Mapping[str, bytes]) -> tuple[int, int, int]:
    """Return the bytes of what is loaded before the first word, of the mean file of words, and of all facets."""
    words = [len(content) for path, content in files.items() if path.startswith("index/")]
    facets = sum(len(content) for path, content in files.items() if path.startswith("filter/"))
    opening = sum(map(len, files.values())) - sum(words) - facets
    return opening, sum(words) // max(1, len(words)), facets


def code(language: str) -> dict[str, bytes]:
    """Return the files that all shards share, by their path below the folder of the index."""
    return {f"{CODE}/{path}": content for path, content in pagefind.code(language)[1].items()}


def listing(shards: Iterable[Shard]) -> bytes:
    """Return the list of shards in the order in which they are asked: the guide, then the latest first."""
    named = sorted(shards, key=lambda shard: shard.name)
    ordered = sorted(named, key=lambda shard: (shard.last, shard.first), reverse=True)
    text = json.dumps({"code": CODE, "shards": [asdict(shard) for shard in ordered]}, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()
