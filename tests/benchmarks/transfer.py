"""A built site in, the bytes out that its search sends over the wire: gzip, cold cache, a real Chromium.

A reader's steps are a tuple at the top, each a name and a function of the page that does it and waits for its end: to
adapt the measurement to another search page, change those. Bytes are those that the browser counts itself
(Network.loadingFinished, headers included). The server packs text and scripts, as hosts do, and sends what is packed
already as it is.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.world import vocabulary

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PACKED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".wasm")
PATIENCE_MS = 120_000
QUIET_MS = 1_000  # so long nothing may be loading before a step counts as ended
RESULTS, OLDER = "#results > li", "#older:visible"
FIRST_TEN = 10


@dataclass(frozen=True, slots=True)
class Step:
    """What a reader does: its name in the table, and a function of the page, the word and the year."""

    name: str
    act: Callable[[Page, str, str], None]


def _type(page: Page, word: str, _: str) -> None:
    """Type the word and wait for ten results."""
    page.goto("search/")
    page.locator("#q").fill(word)
    page.locator("#q").press("Enter")
    page.locator(RESULTS).nth(FIRST_TEN - 1).wait_for()


def _year(page: Page, word: str, year: str) -> None:
    """Tick a year in the filters and wait for results of it alone."""
    page.goto(f"search/?q={word}")
    page.locator(RESULTS).first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    page.locator(f"fieldset[data-filter=year] input[value='{year}']").check()
    page.wait_for_url(f"**year={year}*")


def _archive(page: Page, word: str, _: str) -> None:
    """Press the buttons that open older periods until none is left."""
    page.goto(f"search/?q={word}")
    page.locator(RESULTS).first.wait_for()
    settled(page)
    while page.locator(OLDER).count():
        page.locator(OLDER).first.click()
        settled(page)


STEPS = (Step("first ten results", _type), Step("one year", _year), Step("the whole archive", _archive))


@dataclass(slots=True)
class Traffic:
    """What a browser loaded: bytes over the wire, requests, the bytes by kind of file.

    ``served`` are the bytes of all bodies that the server sent: more than the browser's where a worker loads, too.
    """

    bytes: int = 0
    requests: int = 0
    served: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, url: str, length: int) -> None:
        """Count one file."""
        kind = re.sub(r".*(\.[a-z_]+)(\?.*)?$|.*", r"\1", url.rpartition("/")[2]) or "page"
        self.bytes += length
        self.requests += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + length


# ---------------------------------------------------------------- measuring


def measured(site: Path, word: str, year: str, steps: Iterable[Step] = STEPS) -> dict[str, Traffic]:
    """Return what each step loads, each from a cold cache. Raises playwright's Error where a step is not to be done."""
    with serving(site) as (address, sent), chromium() as browser:
        found = {}
        for step in steps:
            sent.clear()
            with _fresh(browser, address) as (page, traffic):
                step.act(page, word, year)
                settled(page)
            found[step.name] = replace(traffic, served=sum(sent))
        return found


@contextmanager
def _fresh(browser: Any, address: str) -> Iterator[tuple[Page, Traffic]]:
    """Yield a page that has nothing cached, and its traffic."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page, listening(context.new_cdp_session(page))
    context.close()


def listening(session: CDPSession) -> Traffic:
    """Return the traffic of a page, counted as it loads."""
    traffic, urls = Traffic(), {}
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: traffic.add(urls.get(event["requestId"], ""), int(event["encodedDataLength"])),
    )
    return traffic


def settled(page: Page) -> None:
    """Wait until the page has loaded nothing for a while."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET_MS)
    page.wait_for_load_state("networkidle")


def installed() -> str | None:
    """Return the browser, None where there is none: CHROMIUM names one that is not on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield Chromium, as Debian packages it, with a fresh profile."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this measurement needs it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


# ---------------------------------------------------------------- a host


class _Handler(SimpleHTTPRequestHandler):
    """Sends files as a host does: text packed, all to be kept by the browser."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, sent: list[int], **kwargs: Any) -> None:
        self.sent = sent
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        if path.suffix in PACKED:
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.sent.append(len(content))
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder on loopback; yield its address and the list that grows by the bytes of each body sent."""
    sent: list[int] = []
    handler = partial(_Handler, directory=str(folder), sent=sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


# ---------------------------------------------------------------- the word


def word_in(texts: Iterable[str], share: float = 0.01) -> tuple[str, float]:
    """Return a made-up word that stands in about that share of the articles, and the share in which it does.

    ``texts`` are one an article. No other word begins with it, so that search by beginnings finds no more.
    """
    every = vocabulary()
    candidates = {word for word in every[1_000:12_000] if word not in _beginnings()}
    counts = dict.fromkeys(candidates, 0)
    number = 0
    for text in texts:
        number += 1
        for word in candidates.intersection(re.findall(r"[a-z]+", text.lower())):
            counts[word] += 1
    word = min(candidates, key=lambda word: (abs(counts[word] / number - share), word))
    return word, counts[word] / number


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:end] for word in vocabulary() for end in range(5, len(word)))
