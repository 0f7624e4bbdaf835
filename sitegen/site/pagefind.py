"""HTML pages in, the files of a Pagefind index out, in memory: the binary's service protocol, and a form of our own.

Pagefind 1.5 holds about 0.3 MB of memory for each page of 500 words, indexes everything anew when a page comes or goes,
and names what it writes in an order that follows chance. So pages go through it in batches, each in a process of its
own; what it says of a page does not depend on the others, and is joined to that of others, or put in its place in an
index that is held. What is written is in one order. The browser's side is Pagefind's own script and WebAssembly.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import tempfile
import zlib
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import IO, TYPE_CHECKING, Any, cast

import msgspec

from sitegen.versions import version

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

VERSION = version("pagefind_bin")

BATCH = 2_500_000
"""Characters of HTML that one process indexes, give or take a page: about 150 MB of memory."""

CHUNK = 20_000
"""Bytes of a file of the word index before it is packed; it packs to about half. A word's own file may be larger."""

SMALL, SMALL_CHUNK = 500, 12_000
"""Pages of an index whose words stand in smaller files: a search opens many such, and takes one file of each."""

LEVEL, HARDER = 6, 9
"""How hard files are packed. Words: 9 takes 1.6 times as long for 0.6 % fewer bytes. The list of pages: 6 % fewer."""

LENGTH_UNIT = 64
"""Words by which a page's length is told: ranking compares lengths with their average alone, and small numbers pack."""

# How Pagefind's script loads what a result shows; and how from a file that holds several, each found by its number.
_LOADS = (
    "async _loadFragment(hash){"
    "let compressed_resp=await this.throttledFetch(`${this.basePath}fragment/${hash}.pf_fragment`);"
    "let compressed_fragment=await compressed_resp.arrayBuffer();"
    "let fragment=this.decompress(new Uint8Array(compressed_fragment),`Fragment ${hash}`);"
    "return JSON.parse(new TextDecoder().decode(fragment));}"
)
_LOADS_OF_SEVERAL = (
    "async _loadFragment(hash){"
    "const[file,number]=hash.split('~');"
    "this.several??={};"
    "return(await(this.several[file]??=this._loadSeveral(file)))[number];}"
    "async _loadSeveral(file){"
    "const held=await this.throttledFetch(`${this.basePath}fragment/${file}.pf_fragment`);"
    "const bare=this.decompress(new Uint8Array(await held.arrayBuffer()),`Fragment ${file}`);"
    "return JSON.parse(new TextDecoder().decode(bare));}"
)
_SIGNATURE = b"pagefind_dcd"
_SCRIPT = "pagefind.js"
_ENTRY = "pagefind-entry.json"

Call = Callable[[dict[str, object]], dict[str, Any]]


class PagefindError(RuntimeError):
    """The Pagefind binary refused a request, ended early, or answered in a form that isn't known here."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a word stands: pages, each of which tells its number as the distance from the page before.

    ``last`` is the number of the last page, told of those that pages are put behind.
    """

    count: int = 0
    body: bytes = b""
    last: int = 0


Word = dict[str, Postings]
"""A word's forms: "" for itself, others with their accents."""


@dataclass(slots=True)
class Index:
    """Pages as Pagefind reads them. ``fragments`` are what a result shows, as JSON; ``lengths`` are in LENGTH_UNIT.

    ``fields`` are the names of the pages' metadata, ``symbols`` the signs that Pagefind counts as letters. An index
    that was read from its files knows neither urls nor fragments, but how its runs of words were ``packed``.
    """

    urls: list[str] = field(default_factory=list)
    fragments: list[bytes] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    packed: dict[bytes, bytes] = field(default_factory=dict)


# ---------------------------------------------------------------- pages in


def index(pages: Iterable[tuple[str, str]], language: str) -> Index:
    """Index ``(url, html)`` pages as one language; all must tell the same fields of metadata.

    The result depends on the pages, their order and Pagefind's version alone. Urls are kept as given and must differ.
    Pages without a word are left out by Pagefind. Raises PagefindError.
    """
    joined = Index()
    for batch in _batches(pages):
        _join(joined, _indexed(batch, language))
    return joined


def _batches(pages: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page[1])
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@lru_cache(maxsize=1)
def code(language: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the name of the WebAssembly that knows the stems of a language's words, and it and the script by path."""
    files = _files([("a/", "<html><body>a</body></html>")], language)
    (described,) = json.loads(files[_ENTRY])["languages"].values()
    wasm = f"wasm.{described['wasm'] or 'unknown'}"
    script, wanted = files[_SCRIPT].decode(), f"{wasm}.pagefind"
    if script.count(_LOADS) != 1:
        raise PagefindError(f"{_SCRIPT} loads what a result shows in another way than the one that is known here.")
    return wasm, {_SCRIPT: script.replace(_LOADS, _LOADS_OF_SEVERAL).encode(), wanted: files[wanted]}


def _files(pages: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    from pagefind_bin import get_executable  # noqa: PLC0415 — only where something is indexed

    with _service(get_executable()) as call:
        one = call({"type": "NewIndex", "config": {"force_language": language}})["index_id"]
        for url, html in pages:
            call({"type": "AddFile", "index_id": one, "file_path": None, "url": url, "file_contents": html})
        files = call({"type": "GetFiles", "index_id": one})["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


# ---------------------------------------------------------------- batches: what Pagefind wrote, read and joined


def _indexed(pages: Sequence[tuple[str, str]], language: str) -> Index:
    files = _files(pages, language)
    entry = json.loads(files[_ENTRY])
    if not entry["languages"]:  # no page holds a word
        return Index(symbols=entry["include_characters"])
    (described,) = entry["languages"].values()
    _, listed, chunks, _, _, fields = _decoded(_bare(files[f"pagefind.{described['hash']}.pf_meta"]))
    fragments = [_bare(files[f"fragment/{name}.pf_fragment"]) for name, _ in listed]
    urls = [url for url, _ in pages]
    if len(listed) < len(pages):
        urls = [json.loads(fragment)["url"] for fragment in fragments]
    packed = (files[f"index/{name}.pf_index"] for _, _, name in chunks)
    words = dict(pair for chunk in packed for pair in _checked(_bare(chunk)))
    lengths = [max(1, round(length / LENGTH_UNIT)) for _, length in listed]
    return Index(urls, fragments, lengths, words, fields, entry["include_characters"])


def _join(index: Index, more: Index) -> None:
    """Append pages behind those of the index."""
    offset = len(index.lengths)
    for name, word in more.words.items():
        held = index.words.setdefault(name, Word())
        for form, postings in word.items():
            held[form] = _behind(held.get(form, Postings()), postings, offset)
    index.urls += more.urls
    index.fragments += more.fragments
    index.lengths += more.lengths
    index.fields, index.symbols = _fields(index, more), more.symbols


def _fields(index: Index, more: Index) -> list[str]:
    if index.fields and more.fields and index.fields != more.fields:
        raise PagefindError(f"pages of one index tell different metadata: {index.fields}, {more.fields}")
    return more.fields or index.fields


def _behind(postings: Postings, more: Postings, offset: int) -> Postings:
    """Return postings with more behind them, whose pages are numbered from ``offset`` on."""
    first, rest = _argument(more.body, 1)
    distance = _head(_UNSIGNED, first + offset - postings.last)
    body = postings.body + more.body[:1] + distance + more.body[rest:]
    return Postings(postings.count + more.count, body, more.last + offset)


# A file of words is [[[word, [page, …], [[form, [page, …]], …]], …]]; a page is [distance, [place, …], [place, …]].
# Places are whole numbers and nothing else: where a page ends is seen without reading what stands in it.
_COUNT = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PLACES = _COUNT + rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)*"
_DISTANCE = rb"[\x00-\x17]|\x18.|\x19..|\x1a...."
_PAGES = re.compile(rb"(?:\x83(?:%b)%b%b)*" % (_DISTANCE, _PLACES, _PLACES), re.DOTALL)
_DISTANCES = re.compile(rb"\x83(%b)%b%b" % (_DISTANCE, _PLACES, _PLACES), re.DOTALL)
_PAGE = re.compile(rb"(\x83(%b)(%b%b))" % (_DISTANCE, _PLACES, _PLACES), re.DOTALL)


def _checked(body: bytes) -> Iterator[tuple[str, Word]]:
    """Yield the words of a file that Pagefind wrote. Raises PagefindError where its form isn't the one known here."""
    for name, word in _words(body):
        yield name, {form: _measured(postings) for form, postings in word.items()}


def _measured(postings: Postings) -> Postings:
    distances = _DISTANCES.findall(postings.body)
    if len(distances) != postings.count:
        raise PagefindError("Pagefind's word index has another form than is known here")
    return Postings(postings.count, postings.body, sum(map(_NUMBER.__getitem__, distances)))


def _words(body: bytes) -> Iterator[tuple[str, Word]]:
    count, at = _argument(body, 1)
    for _ in range(count):
        name, at = _text(body, at + 1)
        plain, at = _postings(body, at)
        word = {"": plain} if plain.count else {}
        variants, at = _argument(body, at)
        for _ in range(variants):
            form, at = _text(body, at + 1)
            word[form], at = _postings(body, at)
        yield name, word


def _postings(body: bytes, at: int) -> tuple[Postings, int]:
    count, start = _argument(body, at)
    end = cast("re.Match[bytes]", _PAGES.match(body, start)).end()
    return Postings(count, body[start:end]), end


def _numbers(postings: Postings) -> Iterator[int]:
    """Yield the numbers of the pages where a word stands."""
    return accumulate(map(_NUMBER.__getitem__, _DISTANCES.findall(postings.body)))


class _Number(dict[bytes, int]):
    """Whole numbers by how they are written: there are few, and each is read often."""

    def __missing__(self, item: bytes) -> int:
        return self.setdefault(item, _argument(item, 0)[0])


_NUMBER = _Number()


# ---------------------------------------------------------------- an index that is held: pages come and go


def read(files: Mapping[str, bytes], language: str) -> Index:
    """Return the index whose files these are, without urls and fragments."""
    entry = json.loads(files[_ENTRY])
    _, listed, chunks, _, _, fields = _decoded(_bare(files[f"pagefind.{language}.pf_meta"]))
    packed = {_bare(one): one for _, _, name in chunks for one in [files[f"index/{name}.pf_index"]]}
    words = dict(pair for body in packed for pair in _words(body))
    lengths = [length for _, length in listed]
    return Index([], [], lengths, words, fields, entry["include_characters"], packed)


_Places = dict[bool, dict[int, int]]
"""Of pages that are held, and of those that are not: their place by their number."""

_END = 1 << 62  # behind all places


def woven(held: Index, more: Index, places: Sequence[tuple[bool, int]]) -> Index:
    """Return the index of pages that are held and of more pages, whatever has no place left out; without fragments.

    ``places`` are the pages of the new index in their order: whether a page is held, and its number in the one or the
    other. Those of each keep their order.
    """
    numbers: _Places = {True: {}, False: {}}
    for place, (is_held, number) in enumerate(places):
        numbers[is_held][number] = place
    moved = {number for number in range(len(held.lengths)) if numbers[True].get(number) != number}
    words, nothing = {}, Postings()
    for name in held.words.keys() | more.words.keys():
        old, new = held.words.get(name, {}), more.words.get(name, {})
        if not new and all(moved.isdisjoint(_numbers(postings)) for postings in old.values()):
            words[name] = old
            continue
        forms = {form: _woven(old.get(form, nothing), new.get(form, nothing), numbers, moved) for form in old | new}
        if left := {form: postings for form, postings in forms.items() if postings.count}:
            words[name] = left
    lengths = [(held if is_held else more).lengths[number] for is_held, number in places]
    return Index([], [], lengths, words, _fields(held, more), held.symbols, held.packed)


def _woven(old: Postings, new: Postings, places: _Places, moved: Collection[int]) -> Postings:
    """Return postings of pages that are held and of new ones; those between the ones that moved are taken as they are.

    ``moved`` are the numbers of those held that have another place now, or none.
    """
    held = _PAGE.findall(old.body)
    numbers = list(accumulate(_NUMBER[distance] for _, distance, _ in held))
    bodies = [body for body, _, _ in held]
    left = [at for at, number in enumerate(numbers) if number in moved]
    again = ((places[True][numbers[at]], held[at][2]) for at in left if numbers[at] in places[True])
    fresh = zip(_numbers(new), _PAGE.findall(new.body), strict=True)
    added = sorted((*again, *((places[False][number], rest) for number, (_, _, rest) in fresh)))
    parts: list[bytes] = []
    last = at = 0

    def copy(until: int) -> None:
        """Take what stands there, up to a page, as it is: the first of it may follow another page now."""
        nonlocal last, at
        if at < until:
            parts.append(b"\x83" + _head(_UNSIGNED, numbers[at] - last) + held[at][2])
            parts.extend(bodies[at + 1 : until])
            last = numbers[until - 1]
        at = until

    gaps = deque(left)
    for place, rest in (*added, (_END, b"")):
        until = bisect_left(numbers, place)
        while gaps and gaps[0] < until:
            copy(gaps[0])
            at = gaps.popleft() + 1
        copy(max(at, until))
        if rest:
            parts += (b"\x83", _head(_UNSIGNED, place - last), rest)
            last = place
    return Postings(len(held) - len(left) + len(added), b"".join(parts))


# ---------------------------------------------------------------- files out


def files(
    index: Index, language: str, names: Sequence[str], filters: Mapping[str, Mapping[str, Sequence[int]]], wasm: str
) -> dict[str, bytes]:
    """Return the files of an index by their path, all but its fragments.

    ``names`` are those of the fragments (a file, "~", the number within it), ``filters`` the numbers of the pages
    under each value of each filter, ``wasm`` the name of the WebAssembly's file, as the script puts them together to
    addresses.
    """
    made, ends = {}, []
    for number, chunk in enumerate(_chunks(index.words, SMALL_CHUNK if len(names) <= SMALL else CHUNK)):
        ends.append((chunk[0][0], chunk[-1][0]))
        body = b"\x81" + _array([body for _, body in chunk])
        made[f"index/{number}.pf_index"] = index.packed.get(body) or _packed(body)
    for name, values in filters.items():
        made[f"filter/{name}.pf_filter"] = _packed(_encoded([name, [list(pair) for pair in sorted(values.items())]]))
    pages = [[name, length] for name, length in zip(names, index.lengths, strict=True)]
    meta = [VERSION, pages, _bounds(ends), [[name, name] for name in sorted(filters)], [], index.fields]
    made[f"pagefind.{language}.pf_meta"] = _packed(_encoded(meta), HARDER)
    described = {"hash": language, "page_count": len(names), "wasm": wasm}
    entry = {"include_characters": index.symbols, "languages": {language: described}, "version": VERSION}
    made[_ENTRY] = json.dumps(entry, ensure_ascii=False).encode()
    return made


def _chunks(words: Mapping[str, Word], most: int) -> Iterator[list[tuple[str, bytes]]]:
    """Cut the words in their order into runs of so many bytes at most, a word with more in one of its own."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for name in sorted(words):
        body = _word(name, words[name])
        if chunk and size + len(body) > most:
            yield chunk
            chunk, size = [], 0
        chunk.append((name, body))
        size += len(body)
    if chunk:
        yield chunk


def _word(name: str, word: Word) -> bytes:
    variants = [_array([_encoded(form), _pages(word[form])]) for form in sorted(word) if form]
    return _array([_encoded(name), _pages(word.get("", Postings())), _array(variants)])


def _pages(postings: Postings) -> bytes:
    return _head(_ARRAY, postings.count) + postings.body


def _bounds(ends: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return from which word to which each file is asked for, and its name: no more letters than tell files apart."""
    starts = [ends[0][0], *(_beginning(first, last) for (_, last), (first, _) in pairwise(ends))] if ends else []
    stops = [*starts[1:], *(last for _, last in ends[-1:])]
    return [[start, stop, str(number)] for number, (start, stop) in enumerate(zip(starts, stops, strict=True))]


def _beginning(word: str, before: str) -> str:
    """Return as much of a word as sorts behind the word before it."""
    return next(word[:size] for size in range(1, len(word) + 1) if word[:size] > before)


# ---------------------------------------------------------------- the service: messages are base64 of JSON and a comma


@contextmanager
def _service(executable: Path) -> Iterator[Call]:
    """Run the binary and yield a function that sends one request and returns the payload of its answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603 - the executable that the installed package names, without a shell
            [str(executable), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            cwd=executable.parent,  # a pagefind.toml where the build was started is not ours to read
        ) as process,
    ):
        try:
            yield lambda payload: _call(process, errors, payload)
        except BaseException:
            process.kill()
            with suppress(BrokenPipeError):
                cast("IO[bytes]", process.stdin).close()
            raise


def _call(process: subprocess.Popen[bytes], errors: IO[bytes], payload: dict[str, object]) -> dict[str, Any]:
    requests, answers = cast("IO[bytes]", process.stdin), cast("BufferedReader", process.stdout)
    try:
        requests.write(base64.b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()) + b",")
        requests.flush()
        answer = _until_comma(answers)
    except BrokenPipeError:
        answer = b""
    if not answer:
        errors.seek(0)
        raise PagefindError(f"Pagefind ended early: {errors.read().decode(errors='replace').strip() or 'no message'}")
    response: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
    if response["type"] == "Error":
        raise PagefindError(response["message"])
    return response


def _until_comma(stream: BufferedReader) -> bytes:
    """Read one message. Requests and answers alternate, so a comma can only be the last byte that is there to read."""
    parts = []
    while part := stream.read1(1 << 20):
        parts.append(part)
        if part.endswith(b","):
            return b"".join(parts)[:-1]
    return b""


# ---------------------------------------------------------------- packed files


def several(fragments: Iterable[bytes | None]) -> bytes:
    """Return a file that holds fragments, None where a number stays empty."""
    return _packed(b"[" + b",".join(one or b"null" for one in fragments) + b"]")


def fragments(content: bytes) -> tuple[bytes | None, ...]:
    """Return the fragments that a file holds, as they were. Raises PagefindError where it is no such file."""
    try:
        held = msgspec.json.decode(_bare(content), type=list[msgspec.Raw])
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as fault:
        raise PagefindError(str(fault)) from fault
    return tuple(None if bytes(one) == b"null" else bytes(one) for one in held)


def _packed(body: bytes, level: int = LEVEL) -> bytes:
    return gzip.compress(_SIGNATURE + body, compresslevel=level, mtime=0)


def _bare(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_SIGNATURE)


# ---------------------------------------------------------------- CBOR (RFC 8949): the three types that Pagefind uses

_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_INLINE = 24  # smaller arguments stand in the head itself; 24 to 27 say that 1, 2, 4 or 8 bytes follow


def _decoded(data: bytes) -> Any:
    """Return unsigned integers, text strings and arrays of definite length as int, str and list.

    >>> _decoded(bytes.fromhex("8363746f7018641903e8"))
    ['top', 100, 1000]
    """
    value, end = _item(data, 0)
    if end != len(data):
        raise PagefindError("Pagefind's metadata has bytes behind its end")
    return value


def _item(data: bytes, start: int) -> tuple[Any, int]:
    kind = data[start] // 32
    if kind == _TEXT:
        return _text(data, start)
    argument, start = _argument(data, start)
    if kind == _UNSIGNED:
        return argument, start
    if kind != _ARRAY:
        raise PagefindError(f"Pagefind's metadata holds an unknown CBOR type {kind}")
    items = []
    for _ in range(argument):
        item, start = _item(data, start)
        items.append(item)
    return items, start


def _text(data: bytes, start: int) -> tuple[str, int]:
    length, start = _argument(data, start)
    return data[start : start + length].decode(), start + length


def _argument(data: bytes, start: int) -> tuple[int, int]:
    """Return the number in an item's head and where the head ends."""
    argument = data[start] % 32
    if argument < _INLINE:
        return argument, start + 1
    end = start + 1 + (1 << (argument - _INLINE))
    return int.from_bytes(data[start + 1 : end], "big"), end


def _encoded(value: Any) -> bytes:
    """Return the shortest CBOR of nested lists of strings and unsigned integers.

    >>> _encoded(["top", 100, 1000]).hex()
    '8363746f7018641903e8'
    """
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _array([_encoded(item) for item in value])


def _array(items: Sequence[bytes]) -> bytes:
    return _head(_ARRAY, len(items)) + b"".join(items)


@lru_cache(maxsize=4096)
def _head(kind: int, argument: int) -> bytes:
    if argument < _INLINE:
        return bytes([kind * 32 + argument])
    exponent = next(exponent for exponent in range(4) if argument < 1 << (8 << exponent))
    return bytes([kind * 32 + _INLINE + exponent]) + argument.to_bytes(1 << exponent, "big")
