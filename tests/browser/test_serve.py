"""The reloading page in a real browser, under the policy of the published site."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sitegen.model import Problem
from sitegen.serve import serve as run

pytestmark = pytest.mark.browser

PAGE = (
    "<!doctype html>\n<html lang=en><title>{0}</title><link rel=icon href=icon.svg><body><h1>{0}</h1></body></html>\n"
)


@dataclass
class Outcome:
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    changes: None = None


@pytest.fixture
def edited(tmp_path):
    """A site whose one file of content is the title of its one page: yields that file and the address."""
    title, output, said, stop = (
        tmp_path / "content" / "title.txt",
        tmp_path / "public",
        queue.Queue(),
        threading.Event(),
    )
    title.parent.mkdir()
    title.write_text("Tides")

    def rebuild(_: Callable[[Outcome], None]) -> Outcome:
        if "<" in title.read_text():
            problem = Problem(
                "content/title.txt", 1, 1, "bad-title", "error", "<img src=x onerror=alert(1)> is no title."
            )
            return Outcome((problem,), stopped=True)
        output.mkdir(exist_ok=True)
        (output / "index.html").write_text(PAGE.format(title.read_text()))
        (output / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        return Outcome()

    thread = threading.Thread(target=run, args=(rebuild, output, [title.parent], 0, said.put), kwargs={"stop": stop})
    thread.start()
    while "http" not in (line := said.get(timeout=20)):
        pass
    yield title, line.split()[3]
    stop.set()
    thread.join(20)


def test_the_open_page_reloads_and_shows_what_is_wrong_as_text(page, complaints, edited):
    title, address = edited
    page.goto(address)
    title.write_text("Ebb")
    page.wait_for_selector("h1:text('Ebb')")
    title.write_text("<")
    shown = page.wait_for_selector("#sitegen-problems[role=alert]")
    assert "error[bad-title] <img src=x onerror=alert(1)> is no title." in shown.inner_text()
    assert page.locator("#sitegen-problems img").count() == 0
    assert page.locator("h1").inner_text() == "Ebb"
    page.get_by_role("button", name="Close").click()
    assert page.locator("#sitegen-problems").count() == 0
    title.write_text("Flood")
    page.wait_for_selector("h1:text('Flood')")
    # A page that goes hangs up on the events that it waits for.
    complaints.requests[:] = [request for request in complaints.requests if "/__reload?" not in request]
