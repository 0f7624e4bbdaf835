"""Search as a reader meets it: real Pagefind, real Chromium, the policy that the host sends."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sitegen.site.search import Passage, Record, index

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

SCRIPT = Path(__file__).resolve().parents[2] / "templates" / "scripts" / "search.js"
TEXT = {
    "topic": {"harbour": "Harbour works", "ferry": "Ferry strike"},
    "source": {"courier": "The Harbour Courier", "meridian": "Radio Meridian"},
    "kind": {"article": "Article", "topic": "Topic", "person": "Person", "place": "Place", "day": "Day"},
    "results": {"one": "{n} result", "other": "{n} results", "none": "Nothing found for “{q}”."},
    "since": {
        "one": "{n} result, back to {date}",
        "other": "{n} results, back to {date}",
        "none": "Nothing for “{q}”, back to {date}.",
    },
    "part": {"one": "{n} result so far", "other": "{n} results so far", "none": "Nothing for “{q}” so far."},
    "older": "Search back to {date}, {size} kB",
    "undated": "Search undated, {size} kB",
    "searching": "Searching …",
    "failed": "The search could not be loaded.",
    "query": "“{q}”",
    "names": "Also: {names}",
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title>
<link rel="icon" href="icon.svg">
<script type="module" src="../search.js"></script></head><body>
<a href="../elsewhere.html">Elsewhere</a>
<form id="search" role="search" data-pagefind="../pagefind/" data-root="../">
<h1 id="query">Search</h1><p id="status" role="status"></p>
<label for="q">Words</label><input id="q" name="q" type="search"><button>Search</button>
<select name="sort" aria-label="Order"><option value="relevance">Best first<option value="date">Latest first</select>
<fieldset data-filter="topic"><legend>Topic</legend></fieldset>
<fieldset data-filter="source"><legend>Outlet</legend></fieldset>
<fieldset data-filter="year"><legend>Year</legend></fieldset>
<fieldset data-filter="kind"><legend>Kind</legend></fieldset>
<ol id="results" class="rows results"></ol><button id="more" type="button" hidden>More</button>
<button id="older" type="button" hidden></button>
</form>
<template id="result"><li><div><h3><a data-part></a></h3><p data-part></p><p data-part class="src"></p>
<p class="src"><a data-part>Go to the sentence<span hidden>: <bdi data-part></bdi></span></a></p></div>
<p class="aside"><b data-part></b><br><span data-part></span></p></li></template>
<template id="option"><label><input type="checkbox"> <span></span></label></template>
<script type="application/json" id="search-text">TEXT</script>
</body></html>"""


def article(number: int, year: str, title: str, *passages: Passage, **known) -> Record:
    return Record(
        f"articles/{number:03d}/",
        title,
        "article",
        passages,
        years=(year,),
        day=f"{year}-03-{number % 28 + 1:02d}",
        dated=f"{number % 28 + 1} March {year}",
        **known,
    )


RECORDS = [
    article(1, "2024", "Pilots refuse the night tide",
            Passage("The pilots met at noon.", "s-000001"),
            Passage("Captain al-Nimri said that no ship would enter “after dark”.", "s-000002", ("Dalia Sharoun", "داليا شارون")),
            Passage("A third sentence says nothing of note.", "s-000003"), topics=("harbour",), source="courier"),
    article(2, "2025", "Ferry crews vote to strike",
            Passage("Crews of the ferry voted on Monday.", "s-000004"),
            Passage("The breakwater stays closed.", "s-000005"), topics=("ferry",), source="meridian"),
    article(3, "2026", "Breakwater opens <em>early</em> & dry",
            Passage("The breakwater was opened; <script>alert(1)</script> it held.", "s-000006"),
            topics=("harbour", "ferry"), source="courier"),
    Record("entities/dalia-sharoun/", "Dalia Sharoun", "person", (Passage("A harbour master."),), aliases=("al-Nimri", "داليا شارون")),
    Record("entities/north-mole/", "North Mole", "place"),
    Record("topics/harbour/", "Harbour works", "topic", (Passage("What is built, and who pays.", "happened"),), topics=("harbour",)),
    *(article(100 + n, "2026", f"Tide table {n}", Passage(f"Springs and neaps for berth {n}.", f"s-{n:06x}"), source="meridian")
      for n in range(45)),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    index(RECORDS, folder / "pagefind")
    shutil.copy(SCRIPT, folder)
    (folder / "search").mkdir()
    html = PAGE.replace("TEXT", json.dumps(TEXT))
    (folder / "search" / "index.html").write_text(html, "utf-8")
    (folder / "elsewhere.html").write_text(
        "<!doctype html><title>Elsewhere</title><link rel=icon href=search/icon.svg><p>Elsewhere", "utf-8"
    )
    (folder / "search" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    return folder


@pytest.fixture
def search(page, serve, site):
    """Open the search page with an address's query and wait until it has answered."""

    def opened(query: str = "", says: str | re.Pattern = re.compile(r"."), prefix: str = "/"):
        page.goto(serve(site, prefix) + "search/" + query)
        if query:
            expect(page.locator("#status")).to_have_text(says)
        return page

    return opened


def titles(page) -> list[str]:
    return page.locator("#results h3").all_text_contents()


def box(page, name: str, value: str):
    return page.locator(f"fieldset[data-filter={name}] input[value='{value}']")


def label(page, name: str, value: str):
    return box(page, name, value).locator("xpath=..")


def test_words_typed_find_the_sentence_and_mark_it(search):
    page = search()
    page.locator("#q").press_sequentially("no ship")
    expect(page.locator("#status")).to_have_text("1 result")
    assert titles(page) == ["Pilots refuse the night tide"]
    assert page.locator("#results mark").all_text_contents() == ["no ship"]
    assert page.locator("#results .src a").get_attribute("href") == "/articles/001/#s-000002"
    assert page.locator("#results .aside").inner_text().split("\n") == ["The Harbour Courier", "2 March 2024"]


@pytest.mark.parametrize("name", ["Sharoun", "Dalia Sharoun", "شارون"])
def test_another_name_finds_the_sentence_without_being_shown(search, name):
    page = search(f"?q={name}&kind=article", "1 result")
    assert page.locator("#results .src a").get_attribute("href") == "/articles/001/#s-000002"
    assert name not in page.locator("#results li").inner_text()


def test_a_name_in_any_script_leads_to_the_person_first(search):
    page = search("?q=شارون", "2 results")
    assert titles(page)[0] == "Dalia Sharoun"
    assert page.locator("#results .src").first.inner_text() == "Also: داليا شارون"


def test_a_word_that_is_nowhere_finds_nothing(search):
    page = search("?q=Althing", "Nothing found for “Althing”.")
    assert titles(page) == []


@pytest.mark.parametrize("query", ["captain-al-Nimri", "al Nimri", "AL-NIMRI", "alnimri"])
def test_a_name_is_found_with_and_without_its_hyphen(search, query):
    assert "Pilots refuse the night tide" in titles(search(f"?q={query}", re.compile("result")))


def test_a_word_is_found_while_it_is_typed_and_by_its_stem(search):
    assert titles(search("?q=breakw", "2 results")) == titles(search("?q=breakwaters", "2 results"))


def test_every_word_must_be_found(search):
    search("?q=breakwater+zeppelin", "Nothing found for “breakwater zeppelin”.")


def test_a_phrase_in_quotation_marks_is_found_as_it_stands(search):
    search('?q="ferry+voted"', "1 result")
    search('?q="voted+ferry"', 'Nothing found for “"voted ferry"”.')


def test_a_page_without_text_is_found_by_its_title(search):
    assert titles(search("?q=mole", "1 result")) == ["North Mole"]


def test_filters_narrow_and_count_what_they_would_find(search):
    page = search("?q=breakwater", "2 results")
    expect(label(page, "topic", "harbour")).to_have_text("Harbour works 1")
    expect(label(page, "topic", "ferry")).to_have_text("Ferry strike 2")
    expect(box(page, "year", "2024")).to_be_hidden()
    box(page, "topic", "harbour").check()
    expect(page.locator("#status")).to_have_text("1 result")
    assert titles(page) == ["Breakwater opens <em>early</em> & dry"]
    expect(label(page, "topic", "ferry")).to_have_text("Ferry strike 2")
    assert page.url.endswith("?q=breakwater&topic=harbour")
    box(page, "topic", "ferry").check()
    expect(page.locator("#status")).to_have_text("2 results")
    box(page, "year", "2025").check()
    expect(page.locator("#status")).to_have_text("1 result")
    assert titles(page) == ["Ferry crews vote to strike"]


def test_the_address_alone_restores_query_filters_and_order(search):
    page = search("?q=breakwater&source=courier&source=meridian&sort=date", "2 results")
    assert titles(page) == ["Breakwater opens <em>early</em> & dry", "Ferry crews vote to strike"]
    assert page.locator("#q").input_value() == "breakwater"
    assert page.locator("[name=sort]").input_value() == "date"
    assert box(page, "source", "courier").is_checked()
    assert page.locator("h1").inner_text() == "“breakwater”"
    assert page.title() == "“breakwater” · Search"


def test_back_and_forward_restore_each_search(search):
    page = search("?q=ferry", "1 result")
    page.locator("#q").fill("tide")
    page.locator("#q").press("Enter")
    expect(page.locator("#status")).to_have_text("46 results")
    page.get_by_role("link", name="Elsewhere").click()
    page.wait_for_url("**/elsewhere.html")
    page.go_back()
    expect(page.locator("#status")).to_have_text("46 results")
    assert page.locator("#q").input_value() == "tide"
    page.go_back()
    expect(page.locator("#status")).to_have_text("1 result")
    assert page.locator("#q").input_value() == "ferry"
    page.go_forward()
    expect(page.locator("#status")).to_have_text("46 results")


def test_filters_without_words_list_names_and_then_the_pages_latest_first(search):
    page = search("?topic=harbour&sort=date", "3 results")
    assert titles(page) == ["Harbour works", "Breakwater opens <em>early</em> & dry", "Pilots refuse the night tide"]


def test_more_shows_the_next_twenty_and_moves_the_focus_there(search):
    page = search("?q=springs", "45 results")
    assert len(titles(page)) == 10
    page.locator("#more").click()
    expect(page.locator("#results > li")).to_have_count(30)
    expect(page.locator("#results > li:nth-child(11) h3 a")).to_be_focused()
    page.locator("#more").click()
    expect(page.locator("#results > li")).to_have_count(45)
    assert not page.locator("#more").is_visible()


def test_keys_lead_to_the_field_through_the_results_and_out(search):
    page = search("?q=breakwater", "2 results")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results li:nth-child(2) h3 a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#results > li")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("")
    assert page.url.endswith("/search/")


def test_markup_in_documents_is_shown_not_run(search):
    page = search("?q=breakwater+held", "1 result")
    assert "<script>alert(1)</script>" in page.locator("#results li").inner_text()
    assert page.locator("#results script, #results em").count() == 0


def test_it_works_under_a_sub_path(search):
    page = search("?q=ferry", "1 result", prefix="/archive/site/")
    assert page.locator("#results h3 a").get_attribute("href") == "/archive/site/articles/002/"


def test_it_works_where_every_link_ends_in_index_html(page, serve, site, tmp_path):
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    html = (tmp_path / "search" / "index.html").read_text("utf-8")
    linked = html.replace('"../pagefind/"', '"../pagefind/index.html"').replace(
        'data-root="../"', 'data-root="../index.html"'
    )
    (tmp_path / "search" / "index.html").write_text(linked, "utf-8")
    page.goto(serve(tmp_path, "/archive/") + "search/index.html?q=ferry")
    expect(page.locator("#status")).to_have_text("1 result")
    assert page.locator("#results h3 a").get_attribute("href") == "/archive/articles/002/index.html"


def test_words_typed_before_the_index_is_there_are_kept(page, serve, site):
    held = []
    page.route("**/shards.json", lambda route, _: held.append(route))
    page.goto(serve(site) + "search/")
    page.locator("#q").fill("ferry")
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(page.locator("#status")).to_have_text("1 result")
    assert page.locator("#q").input_value() == "ferry"


def test_an_index_that_is_missing_is_said(page, serve, site, tmp_path, complaints):
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "pagefind")
    page.goto(serve(tmp_path) + "search/?q=ferry")
    expect(page.locator("#status")).to_have_text("The search could not be loaded.")
    assert complaints.violations == []
    complaints.console.clear()
    complaints.requests.clear()
