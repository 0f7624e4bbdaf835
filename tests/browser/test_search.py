"""Search as a reader meets it: real Pagefind, real Chromium, the policy that the host sends."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sitegen.site import search as shards
from sitegen.site.search import Passage, Record
from tests.site.shelves import index

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


# ---------------------------------------------------------------- an archive of several periods


def dated(number: int, day: str) -> Record:
    text = (Passage(f"Dredgers passed berth {number}.", f"s-{number:06x}"), Passage("A mole was mended.", "s-ffffff"))
    known = {"years": (day[:4],), "topics": ("harbour",), "source": "courier"}
    return Record(f"articles/{number:03d}/", f"Berth {number}", "article", text, day=day, dated=day, **known)


NEWEST = [dated(number, f"2026-03-{1 + number * 7 % 28:02}") for number in range(24)]
EARLIER = [dated(100 + number, f"2026-02-{1 + number:02}") for number in range(5)]
OLD = [dated(200 + number, f"{2023 + number % 3}-{1 + number % 12:02}-05") for number in range(30)]
NAMES = [
    Record(
        "entities/dalia-sharoun/", "Dalia Sharoun", "person", (Passage("A harbour master."),), aliases=("al-Nimri",)
    ),
    Record("entities/mole-board/", "Mole Board", "organisation", aliases=("Dredgers Club",)),
    Record(
        "dates/2026/02/03/", "3 February 2026", "day", (Passage("Dredgers came."),), day="2026-02-03", years=("2026",)
    ),
    article(900, "2024", "Pilots meet", Passage("Dalia Sharoun of the Mole Board met dredgers.", "s-000009")),
]


def folder_of(records: list[Record], folder: Path, **constants: str) -> Path:
    """A site whose newest month is cut to 6 articles, with some of the script's constants set otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "NEWEST", 6)
        index(records, folder / "pagefind")
    script = SCRIPT.read_text("utf-8")
    for name, value in constants.items():
        script, count = re.subn(rf"(?m)^const {name} = [^;]+;", f"const {name} = {value};", script)
        assert count == 1, name
    (folder / "search.js").write_text(script, "utf-8")
    (folder / "search").mkdir(exist_ok=True)
    (folder / "search" / "index.html").write_text(PAGE.replace("TEXT", json.dumps(TEXT)), "utf-8")
    (folder / "search" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    return folder


@pytest.fixture(scope="module")
def frugal(tmp_path_factory) -> Path:
    """An archive of four years whose script opens only a first few shards unasked, and one time at a press."""
    return folder_of([*NEWEST, *EARLIER, *OLD, *NAMES], tmp_path_factory.mktemp("frugal"), FREE="1000", STEP="1")


@pytest.fixture
def asked(page) -> list[str]:
    """The names of the shards that the page opened."""
    names: list[str] = []
    page.on("request", lambda request: names.extend(re.findall(r"/pagefind/([^/]+)/[^/]+/pagefind-entry", request.url)))
    return names


def days(page) -> list[str]:
    return [text.split("\n")[-1] for text in page.locator("#results .aside").all_inner_texts()]


def listed(folder: Path) -> list[dict]:
    return json.loads((folder / "pagefind" / "shards.json").read_text("utf-8"))["shards"]


def test_newest_results_come_first_and_older_ones_on_request(page, serve, frugal, asked):
    page.goto(serve(frugal) + "search/?q=berth")
    newest = [shard["name"] for shard in listed(frugal) if shard["name"].startswith("2026-03")]
    assert len(newest) == 5
    expect(page.locator("#status")).to_have_text(re.compile(r"^\d+ results so far$"))
    assert sorted(asked) == sorted(["guide", "days-2020s", *newest[:4]])
    expect(page.locator("#older")).to_have_text(re.compile("^Search back to March 2026, 1 kB$"))
    expect(page.locator("#results > li")).to_have_count(10)
    assert {day[:7] for day in days(page)} == {"2026-03"}
    page.locator("#older").click()
    expect(page.locator("#status")).to_have_text("24 results, back to March 2026")
    expect(page.locator("#results > li")).to_have_count(24)
    expect(page.locator("#results > li:nth-child(11) h3 a")).to_be_focused()
    for back, found, month in [
        ("February 2026", 29, "2026-02"),
        ("July 2025", 33, "2025-0"),
        ("January 2025", 39, "2025"),
        ("January 2024", 49, "2024"),
    ]:
        expect(page.locator("#older")).to_have_text(f"Search back to {back}, 1 kB")
        page.locator("#older").click()
        expect(page.locator("#status")).to_have_text(f"{found} results, back to {back}")
        expect(page.locator("#results > li")).to_have_count(found)
        assert month in days(page)[-1] or month == "2025-0"
    page.locator("#older").click()
    expect(page.locator("#status")).to_have_text("59 results")
    expect(page.locator("#older")).to_be_hidden()
    assert [day[:4] for day in days(page)] == sorted((day[:4] for day in days(page)), reverse=True)


def test_names_wait_for_the_reports_beside_which_they_are_shown(page, serve, tmp_path):
    boards = [Record(f"entities/board-{n}/", f"Board {n} of the quay of berth {n}", "organisation") for n in range(14)]
    report = article(1, "2026", "Quay", Passage("The quay, the quay and nothing but the quay.", "s-000001"))
    page.goto(serve(folder_of([*boards, report], tmp_path)) + "search/?q=quay")
    expect(page.locator("#status")).to_have_text("15 results")
    assert "Quay" in titles(page)[:10]


def test_reports_come_before_names_whose_description_alone_holds_the_word(page, serve, tmp_path):
    told = (Passage("A board of the lock keepers."),)
    boards = [Record(f"entities/board-{n}/", f"Board {n}", "organisation", told) for n in range(14)]
    text = Passage(
        "The keepers of the lock met on the quay and spoke for an hour of the lock and of the weather.", "s-1"
    )
    reports = [article(n, "2026", f"Meeting {n}", text, Passage("Nothing else was said. " * 20)) for n in range(12)]
    page.goto(serve(folder_of([*boards, *reports], tmp_path)) + "search/?q=lock")
    expect(page.locator("#status")).to_have_text("26 results")
    assert all(title.startswith("Meeting") for title in titles(page)[:10])


def test_where_nothing_is_found_yet_the_time_is_said_that_was_searched(page, serve, frugal):
    page.goto(serve(frugal) + "search/?q=pilots")
    expect(page.locator("#status")).to_have_text("Nothing for “pilots” so far.")
    page.locator("#older").click()
    expect(page.locator("#status")).to_have_text("Nothing for “pilots”, back to March 2026.")
    for _ in range(4):
        older = page.locator("#older").inner_text()
        page.locator("#older").click()
        expect(page.locator("#older")).not_to_have_text(older)
    expect(page.locator("#status")).to_have_text("1 result, back to January 2024")


def test_a_year_opens_only_its_own_shards(page, serve, frugal, asked):
    page.goto(serve(frugal) + "search/?q=berth&year=2024")
    expect(page.locator("#status")).to_have_text("10 results")
    assert sorted(asked) == ["2024", "guide"]
    box(page, "year", "2025").check()
    expect(page.locator("#status")).to_have_text("20 results")
    assert sorted(asked) == ["2024", "2025-h1", "2025-h2", "guide"]


def test_a_kind_opens_only_shards_that_hold_it(page, serve, frugal, asked):
    page.goto(serve(frugal) + "search/?q=dalia&kind=person&kind=day")
    expect(page.locator("#status")).to_have_text("1 result")
    assert sorted(asked) == ["days-2020s", "guide"]


def test_by_date_the_pieces_of_a_month_are_one_list(page, serve, frugal):
    page.goto(serve(frugal) + "search/?q=berth&sort=date")
    expect(page.locator("#status")).to_have_text("24 results, back to March 2026")
    while page.locator("#older:visible, #more:visible").count():
        count = page.locator("#results > li").count()
        page.locator("#more:visible, #older:visible").first.click()
        expect(page.locator("#results > li")).not_to_have_count(count)
    assert len(days(page)) == 59
    assert days(page) == sorted(days(page), reverse=True)


def test_by_date_a_day_stands_among_the_reports_of_its_time(page, serve, frugal):
    page.goto(serve(frugal) + "search/?q=dredgers&sort=date&year=2026")
    expect(page.locator("#status")).to_have_text("30 results")
    page.locator("#more").click()
    expect(page.locator("#results > li")).to_have_count(30)
    assert titles(page)[-4:-2] == ["Berth 102", "3 February 2026"] or titles(page)[-4:-2] == [
        "3 February 2026",
        "Berth 102",
    ]


def test_a_result_that_is_shown_never_moves(page, serve, frugal):
    """Later shards and texts come late and out of order; the place of every result is noted in every frame."""
    page.add_init_script(
        """
        window.places = {};
        const note = () => {
          for (const link of document.querySelectorAll("#results h3 a"))
            (window.places[link.href] ??= new Set()).add(link.getBoundingClientRect().top + scrollY);
          requestAnimationFrame(note);
        };
        requestAnimationFrame(note);
        """
    )
    held = iter([400, 0, 250, 700, 100, 500, 50, 300] * 40)

    def late(route, request):
        page.wait_for_timeout(next(held)) if request.url.endswith((".pf_index", ".pf_fragment")) else None
        route.continue_()

    page.route("**/pagefind/2*/**", late)
    page.goto(serve(frugal) + "search/?q=berth")
    expect(page.locator("#status")).to_have_text(re.compile("so far"), timeout=15_000)
    for back, found in (("March 2026", 24), ("February 2026", 29), ("July 2025", 33)):
        page.locator("#older").click()
        expect(page.locator("#status")).to_have_text(f"{found} results, back to {back}", timeout=15_000)
    seen = page.evaluate("Object.fromEntries(Object.entries(places).map(([link, tops]) => [link, [...tops]]))")
    assert len(seen) == 33
    assert {link: tops for link, tops in seen.items() if len(tops) > 1} == {}


def test_a_search_that_another_replaced_shows_nothing(page, serve, frugal):
    held = []
    page.route("**/pagefind/2026-03*/**", lambda route, _: held.append(route))
    page.goto(serve(frugal) + "search/?q=berth")
    page.wait_for_timeout(500)
    page.locator("#q").fill("dalia sharoun")
    page.locator("#q").press("Enter")
    page.wait_for_timeout(300)
    page.route("**/pagefind/2026-03*/**", lambda route, _: route.continue_())
    for route in held:
        route.continue_()
    expect(page.locator("#status")).to_have_text(re.compile("^1 result"))
    page.wait_for_timeout(500)
    assert titles(page) == ["Dalia Sharoun"]


@pytest.mark.parametrize("query", ["Nimri", "al-Nimri", "nimri dredgers", "dredgers al-nimri", "Dredgers Club"])
def test_an_alias_finds_reports_that_know_the_name_alone(page, serve, frugal, query):
    page.goto(serve(frugal) + f"search/?q={query}&kind=article&year=2024")
    expect(page.locator("#status")).to_have_text("1 result")
    assert titles(page) == ["Pilots meet"]


def test_a_tab_left_open_searches_on_while_the_site_is_updated(page, serve, tmp_path):
    before, after = [*NEWEST, *OLD, *NAMES], [*NEWEST[5:], dated(500, "2026-04-01"), *OLD[1:], *NAMES[1:]]
    folder = folder_of(before, tmp_path / "site", FREE="1000", STEP="1")
    page.goto(serve(folder) + "search/?q=berth")
    expect(page.locator("#status")).to_have_text(re.compile("so far|back to"))
    folder_of(after, tmp_path / "new")
    shutil.copytree(tmp_path / "new" / "pagefind", folder / "pagefind", dirs_exist_ok=True)
    while page.locator("#older:visible").count():
        older = page.locator("#older").inner_text()
        page.locator("#older").click()
        expect(page.locator("#older")).not_to_have_text(older)
    expect(page.locator("#status")).to_have_text("54 results")
    page.locator("#q").fill("al-nimri")
    page.locator("#q").press("Enter")
    expect(page.locator("#results h3").first).to_have_text("Dalia Sharoun")
    page.goto(page.url.replace("al-nimri", "berth") + "&year=2026")
    expect(page.locator("#status")).to_have_text("20 results")


def test_counts_are_left_out_where_they_would_cost_much(page, serve, tmp_path):
    folder = folder_of([*OLD, *NAMES], tmp_path, CHEAP="0")
    page.goto(serve(folder) + "search/?q=berth")
    expect(page.locator("#status")).to_have_text("30 results")
    page.wait_for_timeout(300)
    for facet, value in (("year", "2023"), ("topic", "harbour"), ("topic", "ferry")):
        assert label(page, facet, value).is_visible()
        assert not re.search(r" \d+$", label(page, facet, value).inner_text())


def test_the_script_is_small():
    assert len(SCRIPT.read_bytes()) < 15_000
