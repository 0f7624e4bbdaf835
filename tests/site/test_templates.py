"""What holds for every page: whole without scripts, nothing inline, text shown as text, links that lead somewhere."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from lxml import html

from sitegen.site.render import Renderer

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
KINDS = sorted(samples.PAGES)
# Modules that mark up something.
SPEAKING = [
    "wording",
    "speech",
    "place",
    "prose",
    "rows",
    "notes",
    "timelines",
    "names",
    "calendars",
    "drawing",
]
SOURCES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


@pytest.fixture(scope="module")
def pages():
    renderer = Renderer(TEMPLATES, samples.SETTINGS, samples.SITE)
    return {name: renderer.page(view) for name, view in samples.PAGES.items()}


@pytest.fixture(scope="module")
def trees(pages):
    return {name: html.document_fromstring(page) for name, page in pages.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_one_heading_one_main_and_unique_ids(kind, trees):
    tree = trees[kind]
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_inline_that_a_strict_policy_refuses(kind, trees):
    tree = trees[kind]
    assert not tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')] | //base")
    for script in tree.xpath("//script[not(@src)]"):
        assert script.get("type") in ("application/ld+json", "application/json")


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_shown_literally_and_never_run(kind, pages):
    assert "<script>alert" not in pages[kind]
    assert "{{ 49 }}" not in pages[kind]
    assert ">49<" not in pages[kind]
    title = re.search(r"<title>(.*?)</title>", pages[kind])[1]
    assert "\u202e" not in title


@pytest.mark.parametrize("kind", KINDS)
def test_links_are_relative_and_fragments_stand_on_their_page(kind, trees):
    tree = trees[kind]
    ids = set(tree.xpath("//@id"))
    for link in tree.xpath("//a/@href | //form/@action | //script/@src"):
        assert not re.match(r"(?i)javascript:|data:|//", link)
        if link.startswith("/"):
            assert kind == "notfound"
        if link.startswith("#"):
            assert link[1:] in ids, link


def test_with_links_to_index_files_every_link_ends_in_a_file():
    renderer = Renderer(TEMPLATES, replace(samples.SETTINGS, links="index"), samples.SITE)
    for name, view in samples.PAGES.items():
        for link in html.document_fromstring(renderer.page(view)).xpath("//a/@href | //form/@action"):
            if not re.match(r"#|https?:|mailto:|\.\./\.\./(entities|dates)/[^#]*/$", link):
                assert re.search(r"\.\w+(#.*)?$", link), (name, link)


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_has_a_name_and_every_label_its_target(kind, trees):
    tree = trees[kind]
    ids = set(tree.xpath("//@id"))
    for picture in tree.xpath("//svg[@role='img']"):
        assert picture.get("aria-label") or set(picture.get("aria-labelledby").split()) <= ids
    for label in tree.xpath("//@aria-labelledby"):
        assert set(label.split()) <= ids


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_has_its_note_and_every_note_its_mark(kind, trees):
    tree = trees[kind]
    marks = {mark.get("href")[1:] for mark in tree.xpath("//a[@class='c']")}
    assert marks == {note for note in tree.xpath("//li/@id") if re.fullmatch(r"n\d+", note)}


def test_what_the_search_script_looks_for_is_there(trees):
    (form,) = trees["search"].xpath("//form[@id='search']")
    assert (form.get("data-pagefind"), form.get("data-root")) == ("../search/index/", "../")
    assert form.xpath(".//@data-filter") == ["topic", "kind", "year", "source"]
    assert form.xpath(".//input[@name='q'] and .//select[@name='sort']")
    for name in ("status", "results", "more", "search-text"):
        assert trees["search"].xpath(f"//*[@id='{name}']")


def _said(tree, path):
    return [" ".join(part.text_content().split()) for part in tree.xpath(path)]


def test_evidence_is_quoted_only_where_it_stands_in_the_document(trees):
    said = _said(trees["topic"], "//*[@id='articles']//details/p")
    assert "Stated in the document: 29 September 2024" in said
    assert "Set by the editor: the talks that it names ended in December" in said
    assert "Given with the document: 2024-12-02" in said
    assert "Narrowed by other reports of the same story: on Friday" in said
    quoted = _said(trees["topic"], "//*[@id='articles']//details//q")
    assert quoted == ["29 September 2024", "on Friday", "next month"]


def test_a_day_tells_reports_of_the_day_from_reports_of_the_day_or_later(trees):
    (facts,) = _said(trees["home"], "//*[@id='days']//*[@class='src'][contains(., 'filed')][1]")[:1]
    assert facts == "3 reports published; 1 report filed here, published on this day or later"
    cells = {cell.get("class").strip() for cell in trees["month"].xpath("//table[@class='cal']//td")}
    assert {"many", "some perhaps", "due", "none", "blank"} <= cells


def test_the_events_of_a_day_in_a_list_bear_their_sources_and_lead_to_the_rest(trees):
    for page in ("home", "month", "year"):
        days = trees[page].xpath("//*[@id='days']//*[contains(@class, 'group')]")
        assert days
        assert all(row.xpath(".//details//a") for day in days for row in day.xpath(".//ol/li"))
    assert "and 5 more on 20 January 2026" in _said(trees["home"], "//*[@id='days']//p/a")


def test_each_position_of_a_dispute_names_who_says_so_and_in_which_words(trees):
    rows = trees["topic"].xpath("//table[contains(@class, 'differ')]/tbody/tr")
    assert {len(row.xpath("td")) for row in rows} == {2}
    assert [
        len(part.xpath("table"))
        for part in trees["topic"].xpath("//*[@id='differ' or @id='figures']/div[@class='body']")
    ] == [1, 1]
    assert all(row.xpath("td[1]/a/@href") for row in rows)


def test_no_page_counts_nothing(trees):
    for tree in trees.values():
        assert not re.search(r"(?<![\d.,:-])0 (articles|reports|events|planned)", tree.text_content())
    assert "not named in any report held" in trees["entity-unnamed"].text_content()


# ---------------------------------------------------------------- words


def _words_outside_the_catalogue(source):
    source = re.sub(r"\{#.*?#\}|\{%\s*trans\b.*?endtrans\s*%\}|\{\{.*?\}\}|\{%.*?%\}", " ", source, flags=re.DOTALL)
    spoken = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', source)
    text = re.sub(r"<[^>]*>", " ", source)
    return re.findall(r"[^\W\d_]{2,}", " ".join([text, *spoken]))


@pytest.mark.parametrize("name", SOURCES)
def test_every_word_that_a_template_says_is_in_the_catalogue(name):
    words = _words_outside_the_catalogue((TEMPLATES / name).read_text(encoding="utf-8"))
    assert set(words) <= {"JSON", "Wikidata", "doctype", "html"}


def _singular(message):
    return message if isinstance(message, str) else message[0]


def test_the_catalogue_is_up_to_date():
    root = TEMPLATES.parent
    jinja = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
    found = set()
    for folder, method, options in (
        ("templates", ("**.html", "jinja2"), jinja),
        ("sitegen/site", ("**.py", "python"), {}),
    ):
        messages = extract_from_dir(root / folder, [method], options, keywords={**DEFAULT_KEYWORDS, "say": None})
        found |= {_singular(message) for _, _, message, _, _ in messages}
    with (TEMPLATES / "locales" / "messages.pot").open("rb") as file:
        kept = {_singular(message.id) for message in read_po(file) if message.id}
    assert kept == found


# ---------------------------------------------------------------- the stylesheet

STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")


def test_the_stylesheet_is_small():
    assert len(STYLE.encode()) < 20_000


def test_colours_are_tokens():
    tokens = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b", tokens)


def test_properties_are_logical_so_that_a_page_can_be_mirrored():
    rules = re.sub(r"/\*.*?\*/|@media \([^)]*\)", "", STYLE, flags=re.DOTALL)
    assert not re.findall(r"[a-z]*-?(?:left|right|top|bottom)(?:-[a-z]+)?\s*:", rules)
    assert not re.findall(r"(?<![-a-z])(?:(?:min|max)-)?(?:width|height)\s*:", rules)
    assert not re.findall(r"text-align: (?:left|right)", rules)


def test_every_class_that_the_stylesheet_names_is_used():
    known = set(re.findall(r"\.([a-z][\w-]*)(?![\w(]*\.\d)", re.sub(r"\d*\.\d+|url\([^)]*\)", "", STYLE)))
    sources = [
        *TEMPLATES.rglob("*.html"),
        *TEMPLATES.glob("scripts/*.js"),
        *(TEMPLATES.parent / f"sitegen/site/{name}.py" for name in ("markdown", *SPEAKING)),
    ]
    text = " ".join(path.read_text(encoding="utf-8") for path in sources)
    statuses = {"happened", "planned", "reported", "petrol", "madder", "indigo"}  # from views
    assert sorted(name for name in known - statuses if not re.search(rf"\b{re.escape(name)}\b", text)) == []
