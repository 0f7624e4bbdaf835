"""The shipped site as a reader meets it: every kind of page, at two widths, light and dark, under the host's policy."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.plan import Plan
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
KINDS = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/iraq-coalition-transition/",
    "person": "entities/ahmed-al-sharaa/",
    "organisation": "entities/syrian-democratic-forces/",
    "place": "entities/ain-al-asad/",
    "names": "entities/",
    "people": "people/",
    "dates": "dates/",
    "year": "dates/2026/",
    "month": "dates/2026/01/",
    "day": "dates/2026/01/20/",
    "articles": "articles/",
    "period": "articles/2026-01/",
    "article": "articles/*/",
    "sources": "sources/",
    "source": "sources/digest-asharq-al-awsat/",
    "search": "search/?q=ceasefire",
    "about": "about/",
    "method": "method/",
    "data": "data/",
    "404": "404.html",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The shipped archive, built into a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    report = build(
        Plan(content=ROOT / "content", output=folder / "public", state=folder / "state", base_url="", jobs=1)
    )
    assert not report.stopped, report.problems
    return folder / "public"


@pytest.fixture(scope="session")
def address(site):
    with serving(site) as url:
        yield url


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def path_of(kind: str, site: Path) -> str:
    place = KINDS[kind]
    if "*" not in place:
        return place
    return next(
        path.parent.relative_to(site).as_posix() + "/"
        for path in sorted(site.glob("articles/*/index.html"))
        if re.search(r"-[0-9a-f]{8}$", path.parent.name)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_and_fits_at_every_width_in_light_and_dark(kind, page, site, address):
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address + path_of(kind, site), wait_until="networkidle")
            page.evaluate(axe())
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            faults = [
                f"{one['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
                for one in found["violations"]
                for node in one["nodes"][:3]
            ]
            assert faults == [], f"{kind} at {width} px, {scheme}"
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{kind} is {wide} px too wide at {width} px"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Jolani", "entities/ahmed-al-sharaa/"),
        ("الشرع", "entities/ahmed-al-sharaa/"),
        ("ceasefire", "topics/gaza-ceasefire/"),
        ("Ain al-Asad", "entities/ain-al-asad/"),
    ],
)
def test_search_finds_the_right_page(query, expected, page, address):
    page.goto(f"{address}search/")
    page.fill("#q", query)
    page.wait_for_selector("#results li")
    links = page.eval_on_selector_all("#results a", "found => found.map(one => one.href)")
    assert any(link.startswith(address + expected) for link in links)
    page.wait_for_function("new URLSearchParams(location.search).get('q')")


def test_a_filter_narrows_the_results_and_the_address_holds_it(page, address):
    page.goto(f"{address}search/?q=ceasefire")
    counted = "words => /[0-9]/.test(document.querySelector('#status').textContent.replace(words, ''))"
    page.wait_for_function(counted, arg="nothing yet")  # not while it says that it is searching
    before = page.inner_text("#status")
    page.check("fieldset[data-filter=topic] input >> nth=0")
    page.wait_for_function(counted, arg=before)
    number = int(re.search(r"\d+", page.inner_text("#status"))[0])
    assert number < int(re.search(r"\d+", before)[0])
    assert "topic=" in page.url


def test_pages_are_whole_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}topics/iraq-coalition-transition/")
    assert page.locator("#timeline li").count() > 0
    page.goto(f"{address}search/")
    assert page.locator("form#search").count() == 1
    context.close()


def test_every_link_of_a_page_stays_within_the_site_under_a_sub_path(page, serve, site):
    url = serve(site, "/some/where/")
    page.goto(f"{url}topics/syria-sdf-integration/")
    links = page.eval_on_selector_all("a[href]", "found => found.map(one => one.href)")
    inside = [link for link in links if link.startswith("http://127.0.0.1")]
    assert inside
    assert [link for link in inside if not link.startswith(url)] == []
    page.goto(f"{url}search/?q=Erbil")
    page.wait_for_selector("#results li")
