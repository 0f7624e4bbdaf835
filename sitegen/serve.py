"""The built site on this machine's own address: built again when a file moves, and the open page reloads.

Pages go out under the policy of a strict host. The one idea: a counter. Each page carries the number of the build that
it shows and asks for events; as soon as a later build wrote the page anew, it reloads. Nothing is ever written into
the site.
"""

from __future__ import annotations

import errno
import json
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, quote, urlsplit

from watchfiles import Change, DefaultFilter, watch

from sitegen.model import Problem
from sitegen.plan import Changes

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/__reload", "/__reload.js"
NOT_FOUND, ASSETS = "404.html", "assets/"
FOR_EVER = "public, max-age=31536000, immutable"  # of what is named by its content: a page that reloads has it already
REMEMBERED = 1000  # builds: a page that shows an older one reloads, whatever it is
HEARTBEAT = 10.0  # seconds: how long a page that went away is written to
REACT, RELOAD, PAINT = 0.03, 0.4, 0.1  # seconds that a page takes to ask anew, to be sent, to be shown
CALM_MS = 15  # a burst of changes has ended when so long nothing moved
LOOK_MS = 1000  # how often a folder that went or came is looked for

# What a strict host sends; tests/test_serve.py holds it against netlify.toml.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
NO_PAGE = "<!doctype html>\n<html lang=en><title>{title}</title><body><p>{title}.</p></body></html>\n"


class PortError(OSError):
    """The port can't be had: ``filename`` names it, ``strerror`` says why."""

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}"


class Outcome(Protocol):
    """What a build tells: its problems, and whether they kept it from publishing."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the problems."""

    @property
    def stopped(self) -> bool:
        """Return whether nothing was published."""

    @property
    def changes(self) -> Changes | None:
        """Return the files that were written or deleted, None where that isn't known."""


Rebuild = Callable[[Callable[[Outcome], None]], Outcome]


@dataclass(slots=True)
class _Builds:
    """The builds so far, as the threads that answer pages see them. ``number`` is that of the last good one.

    ``wrote`` are the last good ones with the files that each wrote or deleted, None where that is not known.
    """

    number: int = field(default_factory=time.time_ns)
    problems: tuple[str, ...] = ()
    turn: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)
    wrote: deque[tuple[int, frozenset[str] | None]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    reloading: int = 0  # pages that were told to and have not asked yet

    def good(self, files: frozenset[str] | None = None) -> None:
        self.wrote.append((self.number + 1, files))
        self._turn(self.number + 1, ())

    def bad(self, problems: tuple[str, ...]) -> None:
        self._turn(self.number, problems)

    def _turn(self, number: int, problems: tuple[str, ...]) -> None:
        with self.changed:
            self.number, self.problems, self.turn = number, problems, self.turn + 1
            self.changed.notify_all()

    def events(self, shown: str, page: str = "") -> Iterator[str]:
        """Yield what a page that shows this build must know, until it must reload; "" where nothing is new."""
        seen, troubled = -1, False
        while True:
            with self.changed:
                self.changed.wait_for(lambda seen=seen: self.turn != seen, HEARTBEAT)  # type: ignore[misc]
                new, seen = self.turn != seen, self.turn
                stale, problems = self._is_stale(shown, page), self.problems
                stale |= troubled and not problems
            if stale:
                self._reload(1)
                yield "event: reload\ndata:\n\n"
                return  # it asks again, as another page
            elif new and problems:
                troubled = True
                yield f"event: problems\ndata: {json.dumps(problems)}\n\n"
            else:
                yield ""

    def _reload(self, more: int) -> None:
        with self.changed:
            self.reloading = max(0, self.reloading + more)
            self.changed.notify_all()

    def sent(self) -> None:
        """Note that a page was sent."""
        self._reload(-1)

    def let_reload(self) -> None:
        """Leave the processors to the browser until pages that reload are on the screen; a moment where none does."""
        with self.changed:
            if not self.changed.wait_for(lambda: self.reloading, REACT):
                return
            self.changed.wait_for(lambda: not self.reloading, RELOAD)
            self.reloading = 0
        time.sleep(PAINT)

    def _is_stale(self, shown: str, page: str) -> bool:
        """Tell whether a page may look otherwise than the build that it shows: its file was written, or any asset."""
        if str(self.number) == shown:
            return False
        first = int(shown) if shown.isdecimal() else 0
        later = [files for number, files in self.wrote if number > first]
        if not page or len(later) != self.number - first:
            return True  # another server's, or of long ago
        own = {page.lstrip("/") + ("index.html" if page.endswith("/") else ""), NOT_FOUND}
        return any(files is None or files & own or any(one.startswith(ASSETS) for one in files) for files in later)


def serve(
    rebuild: Rebuild,
    output: Path,
    watched: Sequence[Path],
    port: int,
    echo: Callable[[str], None],
    *,
    stop: threading.Event | None = None,
    moved: Callable[[Sequence[str]], None] = lambda _: None,
) -> None:
    """Build, serve ``output`` at the port (0: any), and build again whenever a watched file or folder changes.

    ``rebuild`` is handed what to call when the pages stand: the browser reloads then, before the search index is made.
    ``moved`` is told of the paths that changed, before each of these builds.

    Returns when ``stop`` is set; Ctrl-C ends it with KeyboardInterrupt. Raises PortError where the port can't be had.
    """
    builds = _Builds()
    with _listening(output, port, builds) as taken:
        _build(rebuild, builds, echo)
        echo(f"Serving {output} at http://{HOST}:{taken}/ - Ctrl-C ends it.")
        for paths in changes(watched, output, stop or threading.Event()):
            echo(f"Changed: {', '.join(paths[:3])}{' and others' if len(paths) > 3 else ''}")  # noqa: PLR2004 — a line
            moved(paths)
            _build(rebuild, builds, echo)


def _build(rebuild: Rebuild, builds: _Builds, echo: Callable[[str], None]) -> None:
    started = time.monotonic()

    def ready(outcome: Outcome) -> None:
        if builds.number == before:
            echo(f"Built in {time.monotonic() - started:.1f} s; the rest follows.")
        builds.good(_files(outcome))
        builds.let_reload()

    before = builds.number
    try:
        outcome = rebuild(ready)
    except Exception as error:  # noqa: BLE001 — whatever a template or the machine does, the last good site stays up
        echo("".join(traceback.format_exception(error)))
        builds.bad((f"{type(error).__name__}: {error}",))
        return
    for problem in outcome.problems:
        echo(str(problem))
    if outcome.stopped:
        builds.bad(tuple(str(problem) for problem in outcome.problems if problem.severity == "error"))
        echo("Not built: the last good site stays.")
    elif builds.number == before:
        builds.good(_files(outcome))
        echo(f"Built in {time.monotonic() - started:.1f} s.")


def _files(outcome: Outcome) -> frozenset[str] | None:
    made = outcome.changes
    return None if made is None else frozenset((*made.added, *made.changed, *made.deleted))


# ---------------------------------------------------------------- watching


def changes(watched: Sequence[Path], output: Path, stop: threading.Event) -> Iterator[list[str]]:
    """Yield the paths that changed, a burst at a time. A folder that goes, comes or is replaced counts as a change.

    Editors put a new file in the place of the old one, so a file is watched by its folder.
    """
    while not stop.is_set():
        roots = _roots(watched)
        if not roots:
            stop.wait(LOOK_MS / 1000)
        else:
            yield from _moves(roots, watched, output, stop)
        if not stop.is_set() and _roots(watched) != roots:
            yield [str(path) for path in watched if not path.exists()] or [str(path) for path in watched]


def _moves(roots: dict[Path, int], watched: Sequence[Path], output: Path, stop: threading.Event) -> Iterator[list[str]]:
    """Yield the changes within these folders until one of them is another."""
    found = watch(
        *roots,
        watch_filter=_Ours(watched, output),
        step=CALM_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
    )
    for burst in found:
        if burst:
            yield sorted({path for _, path in burst})
        if _roots(watched) != roots:
            return


def _roots(watched: Sequence[Path]) -> dict[Path, int]:
    """Return the folders to watch, each with what tells it from another of the same name."""
    folders = ((path if path.is_dir() else path.parent).resolve() for path in watched if path.exists())
    return {folder: folder.stat().st_ino for folder in folders}


class _Ours(DefaultFilter):
    """Changes to what is watched: not to hidden files, to what editors leave lying about, or to the built site."""

    def __init__(self, watched: Sequence[Path], output: Path) -> None:
        super().__init__(ignore_paths=(output.resolve(),))
        self._watched = [path.resolve() for path in watched]

    def __call__(self, change: Change, path: str) -> bool:
        inside = [Path(path).relative_to(root) for root in self._watched if Path(path).is_relative_to(root)]
        hidden = all(any(part.startswith(".") for part in place.parts) for place in inside)
        return not hidden and super().__call__(change, path)


# ---------------------------------------------------------------- answering


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that hangs up is no news."""


@contextmanager
def _listening(output: Path, port: int, builds: _Builds) -> Iterator[int]:
    """Answer in a thread of its own; yields the port."""
    try:
        server = _Server((HOST, port), partial(_Handler, output=output, builds=builds))
    except (OSError, OverflowError) as error:
        taken = getattr(error, "errno", None) == errno.EADDRINUSE
        reason = "It is taken by another program" if taken else f"It can't be had ({error})"
        raise PortError(errno.EADDRINUSE, f"{reason}. Choose another with --port.", f"port {port}") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Answers with a file of the site, with the site's own 404 page, or with the events of the builds."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two packets: the second would wait 40 ms for the first's receipt

    def __init__(self, *args: object, output: Path, builds: _Builds) -> None:
        self.builds = builds
        self.output = output
        super().__init__(*args, directory=str(output))  # type: ignore[arg-type]  # as the server hands them over

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == EVENTS:
            asked = parse_qs(parts.query)
            self._send_events(*(asked.get(name, [""])[0] for name in ("version", "page")))
        elif parts.path == SCRIPT:
            self._send(HTTPStatus.OK, ".js", Path(__file__).with_name("reload.js").read_bytes())
        else:
            self._send_page(parts.path, parts.query)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_page(self, path: str, query: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir() and not path.endswith("/"):
            location = quote(path, safe="/%") + "/" + (f"?{query}" if query else "")
            self._send(HTTPStatus.MOVED_PERMANENTLY, ".txt", b"", location)
            return
        file = file / "index.html" if path.endswith("/") else file
        try:
            content = file.read_bytes()
        except (OSError, ValueError):
            self._send(HTTPStatus.NOT_FOUND, ".html", self._missing())
            return
        self._send(HTTPStatus.OK, file.suffix, content, cache=FOR_EVER if path.startswith(f"/{ASSETS}") else "")

    def _missing(self) -> bytes:
        page = self.output / "404.html"
        if page.is_file():
            return page.read_bytes()
        built = (self.output / "index.html").is_file()
        return NO_PAGE.format(title="There is no such page" if built else "There is no site yet").encode()

    def _send(self, status: HTTPStatus, suffix: str, body: bytes, location: str = "", cache: str = "") -> None:
        if suffix == ".html":
            body = with_script(body, str(self.builds.number))
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix.lower(), TYPES[""]))
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self._end_headers(cache)
        if self.command != "HEAD":
            self.wfile.write(body)
            if suffix == ".html":
                self.builds.sent()

    def _send_events(self, shown: str, page: str) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for event in self.builds.events(shown, page) if self.command == "GET" else ():
            self.wfile.write((event or ": still here\n\n").encode())
            self.wfile.flush()

    def end_headers(self) -> None:
        self._end_headers()

    def _end_headers(self, cache: str = "") -> None:
        for name, value in HEADERS.items():
            self.send_header(name, cache if cache and name == "Cache-Control" else value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for problems."""


def with_script(page: bytes, version: str) -> bytes:
    """Return the page with the script that reloads it, before the end of its body.

    >>> with_script(b"<body>Tides</body>", "7")
    b'<body>Tides<script src="/__reload.js" data-version="7" defer></script></body>'
    """
    script = f'<script src="{SCRIPT}" data-version="{version}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
