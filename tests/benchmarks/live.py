"""A built folder in, the seconds from a saved file to the reloaded page out: `serve` as an editor has it open.

A real Chromium shows the page that the edit changes; the clock runs from the write until the page with the new words is
painted, by the browser's own clock: asking it from outside takes as long again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import edits, ours
from tests.benchmarks.generate import put
from tests.benchmarks.measure import surroundings
from tests.benchmarks.transfer import PATIENCE_MS, RESULTS, chromium
from tests.benchmarks.world import world

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOUND = "search finds it"
LOOK = 0.01  # seconds between two looks at the index
INDEX = f"{ours.PUBLIC}/search/index/shards.json"
SHOWN = "words => document.body?.textContent.includes(words)"  # innerText would lay the page out, again and again
PAINTED = """() => {
  const [loaded] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint && performance.timeOrigin + Math.max(paint.startTime, loaded.domContentLoadedEventEnd);
}"""
SETTLE = 2.5  # seconds before an edit: a file that was just written is not trusted to stay as it is


@dataclass(frozen=True, slots=True)
class Save:
    """What an editor saves: a function of folder, number of articles and new words that gives page, and how to save."""

    name: str
    prepare: Callable[[Path, int, str], tuple[str, Callable[[], None]]]


def _document(folder: Path, _: int, words: str) -> tuple[str, Callable[[], None]]:
    """Write another sentence at the end of a document."""
    name, path = _single(folder)
    text = path.read_text("utf-8")
    return f"articles/{name}/", lambda: put(path, f"{text.rstrip()}\n\n{words} came in late, officials said.\n")


def _explainer(folder: Path, articles: int, words: str) -> tuple[str, Callable[[], None]]:
    topic = world(articles).topics[0].id
    path = folder / f"content/topics/{topic}.md"
    text = path.read_text("utf-8")
    return f"topics/{topic}/", lambda: put(path, f"{text.rstrip()}\n\n{words} is new here.\n")


def _template(folder: Path, _: int, words: str) -> tuple[str, Callable[[], None]]:
    path = folder / "templates/sources.html"
    before, end, after = path.read_text("utf-8").rpartition("{% endblock %}")
    return "sources/", lambda: put(path, f"{before}<p>{words}</p>\n{end}{after}")


SAVES = (Save("a document", _document), Save("an explainer", _explainer), Save("a template of one page", _template))


def _find(page: Page, address: str, index: Path, before: bytes) -> None:
    """Open a search as soon as there is another index, and wait for a result."""
    while index.read_bytes() == before:
        time.sleep(LOOK)
    page.goto(address)
    page.locator(RESULTS).first.wait_for()


def measured(folder: Path, articles: int, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield the name of each save and the seconds until its page shows it, round by round; for a document, until search
    finds it, too."""
    with served(folder) as address, chromium() as browser:
        page = browser.new_context().new_page()
        page.set_default_timeout(PATIENCE_MS)
        for save in SAVES * rounds:
            words = f"Newword{edits.place(folder, save.name)}"
            where, make = save.prepare(folder, articles, words)
            page.goto(address + where)
            time.sleep(SETTLE)
            index = (folder / INDEX).read_bytes()
            saved = time.time()
            make()
            page.wait_for_function(SHOWN, arg=words, polling=10)
            yield save.name, page.wait_for_function(PAINTED).json_value() / 1000 - saved
            if save is SAVES[0]:
                _find(page, f"{address}search/?q={words}", folder / INDEX, index)
                yield FOUND, time.time() - saved


def _single(folder: Path) -> tuple[str, Path]:
    """Return id and document of an article that stands in one Markdown document alone, from the newest month."""
    for path in sorted((folder / ours.PUBLIC / "data/articles").glob("20*.jsonl"), reverse=True):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if len(row["copies"]) == 1 and (document := row["copies"][0]["document"]).endswith(".md"):
                return row["id"], folder / "content/documents" / document
    raise LookupError("no article of the site stands in one Markdown document alone")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run `sitegen serve` on a folder, yield the address when it listens, and end it."""
    command = (sys.executable, "-m", "sitegen", "serve", *ours.FOLDERS, "--port", "0")
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(ours.ENVIRONMENT), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield next(word for line in process.stdout or () for word in line.split() if word.startswith("http"))
        finally:
            process.terminate()  # a run in the background ignores Ctrl-C, and so would this
            process.communicate()
