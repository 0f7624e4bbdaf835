"""The server for one's own eyes: a real one, on a port that happens to be free."""

import http.client
import json
import queue
import shutil
import socket
import threading
import tomllib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitegen.model import Problem
from sitegen.plan import Changes
from sitegen.serve import HEADERS, PortError, _Builds, changes, serve

ROOT = Path(__file__).resolve().parents[1]
PAGE = "<!doctype html>\n<html lang=en><title>{0}</title><body><h1>{0}</h1></body></html>\n"
SOON = 20  # seconds


@dataclass
class Outcome:
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    changes: Changes | None = None


@dataclass
class Running:
    """A server on a folder of content whose one file is the title of the one page."""

    folder: Path
    port: int = 0
    said: queue.Queue = field(default_factory=queue.Queue)
    indexed: threading.Event = field(default_factory=threading.Event)  # until then the search index is being made

    @property
    def title(self) -> Path:
        return self.folder / "content" / "title.txt"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    def rebuild(self, ready: Callable[[Outcome], None]) -> Outcome:
        title = self.title.read_text()
        if title == "crash":
            raise RuntimeError("a template broke")
        if title == "wrong":
            problem = Problem("content/title.txt", 1, 1, "bad-title", "error", "<b>Wrong</b>.", "Mend it.")
            return Outcome((problem,), stopped=True)
        for place in ("topics",) if title == "Topics alone" else ("", "topics"):
            (self.output / place).mkdir(parents=True, exist_ok=True)
            (self.output / place / "index.html").write_text(PAGE.format(title))
        (self.output / "404.html").write_text(PAGE.format("Not here"))
        if title == "early":
            ready(Outcome())
            assert self.indexed.wait(SOON)
        if title == "Topics alone":
            return Outcome(changes=Changes(changed=("topics/index.html",)))
        return Outcome()

    def get(self, path: str, method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response, body

    def heard(self, words: str) -> str:
        """Wait until the terminal says the words."""
        while words not in (line := self.said.get(timeout=SOON)):
            pass
        return line


@contextmanager
def running(folder: Path, title: str = "Tides"):
    site = Running(folder)
    site.title.parent.mkdir(parents=True)
    site.title.write_text(title)
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(site.rebuild, site.output, [site.title.parent], 0, site.said.put), kwargs={"stop": stop}
    )
    thread.start()
    try:
        site.port = int(site.heard("Serving").rpartition("/ -")[0].rpartition(":")[2])
        yield site
    finally:
        stop.set()
        thread.join(SOON)
        assert not thread.is_alive()


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as site:
        yield site


@contextmanager
def listening(site: Running, page: str = ""):
    """Hear the events that the page now shown would hear; without its name any build is news for it."""
    version = site.get("/")[1].partition('data-version="')[2].partition('"')[0]
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=SOON)
    connection.request("GET", f"/__reload?version={version}&page={page}")
    response = connection.getresponse()
    assert response.getheader("Content-Type") == "text/event-stream"

    def event() -> tuple[str, str]:
        while True:
            line = response.readline().decode().strip()
            if line.startswith("event: "):
                return line.removeprefix("event: "), response.readline().decode().strip().removeprefix("data:").strip()

    yield event
    connection.close()


def test_a_page_is_served_with_the_reloading_script_and_the_file_has_none(site):
    response, body = site.get("/")
    assert (response.status, response.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert "<h1>Tides</h1>" in body
    assert '<script src="/__reload.js" data-version="' in body
    assert "__reload" not in (site.output / "index.html").read_text()
    assert "EventSource" in site.get("/__reload.js")[1]


def test_the_head_of_a_page_tells_the_length_of_its_body(site):
    head, nothing = site.get("/", "HEAD")
    assert (head.getheader("Content-Length"), nothing) == (str(len(site.get("/")[1].encode())), "")


def test_pages_go_out_under_the_policy_of_a_strict_host(site):
    response, _ = site.get("/topics/")
    for name, value in HEADERS.items():
        assert response.getheader(name) == value


def test_the_policy_is_that_of_the_published_site():
    rules = tomllib.loads((ROOT / "netlify.toml").read_text())["headers"]
    published = next(rule["values"] for rule in rules if rule["for"] == "/*")
    assert {name: published.get(name) for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }


def test_a_page_is_told_to_reload_once():
    builds = _Builds()
    shown = str(builds.number)
    builds.good()
    assert list(builds.events(shown)) == ["event: reload\ndata:\n\n"]


def test_what_is_named_by_its_content_is_kept_by_the_browser(site):
    (site.output / "assets").mkdir(exist_ok=True)
    (site.output / "assets/style.1234.css").write_text("p {}")
    kept = {}
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=SOON)
    for path in ("/assets/style.1234.css", "/__reload.js", "/assets/no.css", "/", "/topics"):  # as a browser asks
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        kept[path] = response.getheader("Cache-Control")
    connection.close()
    assert kept.pop("/assets/style.1234.css") == "public, max-age=31536000, immutable"
    assert set(kept.values()) == {"no-store"}


def test_a_folder_without_its_slash_is_sent_on_with_its_query(site):
    response, _ = site.get("/topics?q=tide")
    assert (response.status, response.getheader("Location")) == (301, "/topics/?q=tide")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/index.html/",
        "/../content/title.txt",
        "/%2e%2e/content/title.txt",
        "/%00",
        "//x.example/",
    ],
)
def test_an_unknown_path_gets_the_sites_own_page(site, path):
    response, body = site.get(path)
    assert response.status in (404, 200)
    assert ("Not here" if response.status == 404 else "Tides") in body
    assert response.status == 404 or path == "//x.example/"


def test_scripts_data_and_wasm_have_their_types(site):
    for name, kind in (
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json"),
        ("a.pf_meta", "application/octet-stream"),
    ):
        (site.output / name).write_text("1")
        assert site.get(f"/{name}")[0].getheader("Content-Type") == kind


def test_a_change_builds_anew_and_the_open_page_reloads(site):
    with listening(site) as event:
        site.title.write_text("Ebb")
        assert event()[0] == "reload"
    assert "<h1>Ebb</h1>" in site.get("/")[1]


def test_the_open_page_reloads_once_when_the_pages_stand_and_search_follows(site):
    with listening(site) as event:
        site.title.write_text("early")
        assert event()[0] == "reload"
    assert "<h1>early</h1>" in site.get("/")[1]
    site.heard("the rest follows")
    with listening(site) as event:
        site.indexed.set()
        site.title.write_text("wrong")
        assert event()[0] == "problems"  # nothing was told of the search index


def test_only_pages_that_were_written_anew_reload(site):
    with listening(site, "/") as front, listening(site, "/topics/") as topics, listening(site, "/missing") as missing:
        site.title.write_text("Topics alone")
        assert topics()[0] == "reload"
        site.title.write_text("wrong")
        assert front()[0] == missing()[0] == "problems"  # and nothing before
        site.title.write_text("Topics alone")
        assert front()[0] == missing()[0] == "reload"  # what kept the site from being built is told no longer


def test_a_file_that_an_editor_replaces_is_seen(site):
    new = site.title.with_suffix(".new")
    with listening(site) as event:
        new.write_text("Flood")
        new.replace(site.title)
        assert event()[0] == "reload"
    site.heard("Changed:")


def test_a_mistake_keeps_the_last_good_site_and_is_told_in_terminal_and_page(site):
    with listening(site) as event:
        site.title.write_text("wrong")
        kind, problems = event()
        assert (kind, json.loads(problems)) == (
            "problems",
            ["content/title.txt:1:1: error[bad-title] <b>Wrong</b>. Mend it."],
        )
        site.heard("content/title.txt:1:1: error[bad-title]")
        assert "<h1>Tides</h1>" in site.get("/")[1]
        with listening(site) as opened_later:
            assert opened_later()[0] == "problems"
        site.title.write_text("Tides again")
        assert event()[0] == "reload"


def test_a_build_that_crashes_keeps_the_last_good_site_too(site):
    with listening(site) as event:
        site.title.write_text("crash")
        assert event() == ("problems", '["RuntimeError: a template broke"]')
    site.heard("a template broke")
    assert "<h1>Tides</h1>" in site.get("/")[1]


def test_a_page_of_another_server_reloads_at_once(site):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=SOON)
    connection.request("GET", "/__reload?version=12")
    assert connection.getresponse().readline() == b"event: reload\n"
    connection.close()


def test_a_first_build_that_fails_shows_why(tmp_path):
    with running(tmp_path, "wrong") as site:
        response, body = site.get("/")
        assert response.status == 404
        assert "There is no site yet" in body
        with listening(site) as event:
            assert event()[0] == "problems"


def test_a_folder_that_is_replaced_as_a_whole_is_seen_and_watched_on(site):
    with listening(site) as event:
        shutil.move(site.title.parent, site.folder / "old")
        (site.folder / "content").mkdir()
        site.title.write_text("Slack water")
        while event()[0] != "reload":
            pass
    with listening(site) as event:
        site.title.write_text("Spring tide")
        assert event()[0] == "reload"


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path):
    def never(_: Callable[[Outcome], None]) -> Outcome:
        raise AssertionError("built")

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            PortError, match=f"port {port}: It is taken by another program. Choose another with --port."
        ):
            serve(never, tmp_path, [tmp_path], port, print)


@pytest.fixture
def moves(tmp_path):
    """Watch a folder that holds the output, too; hands over bursts."""
    stop, bursts = threading.Event(), queue.Queue()
    (tmp_path / "public").mkdir()

    def watch() -> None:
        for paths in changes([tmp_path], tmp_path / "public", stop):
            bursts.put(paths)

    thread = threading.Thread(target=watch)
    thread.start()
    while True:  # until the watch stands
        (tmp_path / "first.txt").write_text("")
        try:
            bursts.get(timeout=0.5)
            break
        except queue.Empty:
            (tmp_path / "first.txt").unlink()
    yield bursts
    stop.set()
    thread.join(SOON)


def test_a_burst_is_one_change_without_hidden_files_leftovers_and_output(moves, tmp_path):
    for name in (".sitegen/archive.sqlite", "public/index.html", ".b.md.swp", "b.md~", "a.md", "b.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = moves.get(timeout=SOON)
    assert [Path(path).name for path in found if not path.endswith("first.txt")] == ["a.md", "b.md"]
