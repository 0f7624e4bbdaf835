"""HTML pages in, the files of one Pagefind bundle out, in memory: the binary's service protocol and a canonical form.

Pagefind 1.5 takes pages over its standard input and hands the finished files back, so nothing half-written is ever seen
on disk. What it returns depends on the order of the pages and, in filters and metadata, on chance: here pages are sent
in the order given, and those two kinds of file are brought into one order and renamed after their content.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, cast

from sitegen.versions import version

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

VERSION = version("pagefind_bin")

_SIGNATURE = b"pagefind_dcd"
_INDEX_FILES = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta")
_SCRIPT = "pagefind.js"

Call = Callable[[dict[str, object]], dict[str, Any]]


class PagefindError(RuntimeError):
    """The Pagefind binary refused a request or ended early."""


def bundle(pages: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """Index ``(url, html)`` pages as one language and return the bundle's files by their relative path.

    The result depends on the pages, their order and Pagefind's version alone. Urls are kept as given. Pages without a
    word are left out by Pagefind; without any page the bundle has no index. Raises PagefindError.
    """
    from pagefind_bin import get_executable  # noqa: PLC0415 — only where something is indexed

    with _service(get_executable()) as call:
        index = call({"type": "NewIndex", "config": {"force_language": language}})["index_id"]
        for url, html in pages:
            call({"type": "AddFile", "index_id": index, "file_path": None, "url": url, "file_contents": html})
        files = call({"type": "GetFiles", "index_id": index})["files"]
    return _canonical({file["path"]: base64.b64decode(file["content"]) for file in files})


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


# ---------------------------------------------------------------- canonical form


def _canonical(files: dict[str, bytes]) -> dict[str, bytes]:
    """Keep what search.js needs, in one order and under names that follow from the content.

    Pagefind's worker, its interfaces and the WebAssembly of other languages are not shipped.
    """
    entry = json.loads(files["pagefind-entry.json"])
    wasm = {f"wasm.{described['wasm'] or 'unknown'}.pagefind" for described in entry["languages"].values()}
    kept = {
        path: content
        for path, content in files.items()
        if path.endswith(_INDEX_FILES) or path == _SCRIPT or path in wasm
    }
    for language, described in entry["languages"].items():
        meta = _unpacked(kept.pop(f"pagefind.{described['hash']}.pf_meta"))
        generator, pages, chunks, filters, sorts, fields = meta
        renamed = [[name, _refiled(kept, language, content_hash)] for name, content_hash in sorted(filters)]
        body = _encoded([generator, pages, chunks, renamed, sorted(sorts), fields])
        described["hash"] = _name(language, body)
        kept[f"pagefind.{described['hash']}.pf_meta"] = _packed(body)
    kept["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return dict(sorted(kept.items()))


def _refiled(files: dict[str, bytes], language: str, content_hash: str) -> str:
    """Sort a filter's values, file it under its new name in ``files``, and return that name."""
    name, values = _unpacked(files.pop(f"filter/{content_hash}.pf_filter"))
    body = _encoded([name, sorted(values)])
    files[f"filter/{_name(language, body)}.pf_filter"] = _packed(body)
    return _name(language, body)


def _name(language: str, body: bytes) -> str:
    return f"{language}_{hashlib.sha256(body).hexdigest()[:10]}"


def _packed(body: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + body, compresslevel=9, mtime=0)


def _unpacked(content: bytes) -> Any:
    return _decoded(gzip.decompress(content).removeprefix(_SIGNATURE))


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
    kind, argument = divmod(data[start], 32)
    start += 1
    if argument >= _INLINE:
        width = 1 << (argument - _INLINE)
        argument, start = int.from_bytes(data[start : start + width], "big"), start + width
    if kind == _UNSIGNED:
        return argument, start
    if kind == _TEXT:
        return data[start : start + argument].decode(), start + argument
    if kind != _ARRAY:
        raise PagefindError(f"Pagefind's metadata holds an unknown CBOR type {kind}")
    items = []
    for _ in range(argument):
        item, start = _item(data, start)
        items.append(item)
    return items, start


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
    return _head(_ARRAY, len(value)) + b"".join(_encoded(item) for item in value)


def _head(kind: int, argument: int) -> bytes:
    if argument < _INLINE:
        return bytes([kind * 32 + argument])
    exponent = next(exponent for exponent in range(4) if argument < 1 << (8 << exponent))
    return bytes([kind * 32 + _INLINE + exponent]) + argument.to_bytes(1 << exponent, "big")
