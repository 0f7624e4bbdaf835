"""The built site, checked file by file and page against page."""

import hashlib
import json
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from sitegen.check import LIMITS, PAGE_BYTES, check

PAGE = '<!doctype html>\n<html lang="en"><head><title>Tides</title></head><body>\n{}\n</body></html>\n'


def site(folder: Path, files: dict[str, str | bytes]) -> Path:
    root = folder / "public"
    for name, text in {"index.html": PAGE.format("<p>Home</p>"), **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def codes(folder: Path, files: dict[str, str | bytes], base_url: str = "") -> list[str]:
    return [problem.code for problem in check(site(folder, files), base_url)]


TOPIC = {"topics/strike/index.html": PAGE.format('<h2 id="timeline">Timeline</h2>'), "data/all data.json": "[]"}

# A link on the page articles/one/ -> the code of what is wrong with it
LINKS = [
    ("../../topics/strike/", None),
    ("../../topics/strike/index.html", None),
    ("../../topics/strike/#timeline", None),
    ("../../topics/strike/?sort=date#timeline", None),
    ("../../", None),
    ("../..", None),
    ("./", None),
    (".", None),
    ("", None),
    ("#here", None),
    ("#top", None),
    ("?q=x", None),
    ("../../data/all%20data.json", None),
    ("../../topics/strike/#:~:text=Timeline", None),
    ("https://courier.example/story", None),
    ("mailto:desk@archive.example", None),
    ("https://archive.example/ports/topics/strike/#timeline", None),
    ("https://archive.example/ports/topics/none/", "broken-link"),
    ("https://archive.example/ports/topics/strike/#none", "broken-anchor"),
    ("../../topics/none/", "broken-link"),
    ("../../topics/strike", "broken-link"),
    ("../../../topics/strike/", "broken-link"),
    ("../../topics/strike/#none", "broken-anchor"),
    ("#none", "broken-anchor"),
    ("/topics/strike/", "absolute-link"),
    ("https://[x", "broken-link"),
    ("javascript:alert(1)", "javascript-link"),
    ("data:text/html,x", "javascript-link"),
    ("../../%00", "broken-link"),
]


@pytest.mark.parametrize(("link", "code"), LINKS)
def test_a_link_leads_somewhere_or_is_told(tmp_path, link, code):
    page = PAGE.format(f'<p id="here">One</p>\n<a href="{link}">two</a>')
    root = site(tmp_path, {**TOPIC, "articles/one/index.html": page})
    problems = check(root, "https://archive.example/ports/")
    assert [problem.code for problem in problems] == ([code] if code else [])
    for problem in problems:
        assert (problem.path, problem.line, problem.column) == ("public/articles/one/index.html", 4, 1)


def test_the_hint_names_a_slash_that_is_missing(tmp_path):
    (problem,) = check(site(tmp_path, {**TOPIC, "a.html": PAGE.format('<a href="topics/strike">x</a>')}))
    assert (
        str(problem) == 'public/a.html:3:1: error[broken-link] "topics/strike" leads nowhere. It lacks its last slash.'
    )


def test_the_page_for_what_is_missing_links_from_the_root(tmp_path):
    missing = PAGE.format('<a href="/ports/topics/strike/#timeline">x</a> <a href="/ports/none/">y</a>')
    (problem,) = check(site(tmp_path, {**TOPIC, "404.html": missing}), "https://archive.example/ports/")
    assert (problem.code, "none" in problem.message) == ("broken-link", True)


# What a page loads -> the code of what is wrong with it
LOADED = [
    ('<img src="a.svg" alt="">', None),
    ('<link rel="stylesheet" href="style.css">', None),
    ('<link rel="canonical" href="https://elsewhere.example/">', None),
    ('<link rel="stylesheet" href="https://fonts.example/a.css">', "third-party"),
    ('<img src="//cdn.example/a.png" alt="">', "third-party"),
    ('<img src="data:image/png;base64,AA" alt="">', "third-party"),
    ('<script src="https://cdn.example/a.js"></script>', "third-party"),
    ('<img src="none.png" alt="">', "broken-link"),
]


@pytest.mark.parametrize(("markup", "code"), LOADED)
def test_everything_that_a_page_loads_comes_from_the_site(tmp_path, markup, code):
    files = {"a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>", "style.css": "p {}", "a.html": PAGE.format(markup)}
    assert codes(tmp_path, files) == ([code] if code else [])


# Files -> the codes of what is wrong with them
FILES = [
    ({"a.html": PAGE.format("<p>One")}, ["unclosed-element"]),
    ({"a.html": PAGE.format("<p>é</p>").encode("latin-1")}, ["bad-encoding"]),
    ({"a.html": PAGE.format("<p>" + "x" * PAGE_BYTES + "</p>")}, ["page-size"]),
    ({"a.json": "{"}, ["bad-json"]),
    ({"data/a.jsonl": '{"a": 1}\n{"b": \n'}, ["bad-json"]),
    ({"feed.xml": "<feed><entry></feed>"}, ["bad-xml"]),
    ({"a.svg": "<svg>&nbsp;</svg>"}, ["bad-xml"]),
    ({"a.css": "p { background: url('none.png') }"}, ["broken-link"]),
    ({"a.css": "@import 'https://fonts.example/a.css';"}, ["third-party"]),
    ({"a.css": "p {} " * (LIMITS[".css"] // 5 + 1)}, ["asset-size"]),
    ({"a.js": "x;" * 4_000, "b.js": "x;" * 4_000}, ["asset-size"]),
    ({"search/index/pagefind.js": "x;" * 40_000}, []),
    ({".sitegen-output": "{", ".hidden/a.json": "{"}, []),
    ({"data/index.json": json.dumps([{"path": "data/none.jsonl", "sha256": ""}])}, ["broken-link"]),
    ({"data/index.json": json.dumps([{"path": "data/a.json", "sha256": "0"}]), "data/a.json": "[]"}, ["bad-digest"]),
    (
        {
            "data/index.json": json.dumps([{"path": "data/a.json", "sha256": hashlib.sha256(b"[]").hexdigest()}]),
            "data/a.json": "[]",
        },
        [],
    ),
]


@pytest.mark.parametrize(("files", "expected"), FILES)
def test_each_file_is_checked_by_its_kind(tmp_path, files, expected):
    assert codes(tmp_path, files) == expected


def test_each_address_of_a_sitemap_is_a_page(tmp_path):
    entry = "<url><loc>https://archive.example/{}</loc></url>\n"
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entry.format("")}{entry.format("none/")}</urlset>'
    (problem,) = check(site(tmp_path, {"sitemap.xml": sitemap}), "https://archive.example/")
    assert (problem.path, problem.line, problem.code) == ("public/sitemap.xml", 3, "broken-link")


def test_entities_of_xml_are_not_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    xml = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'
    assert all("secret" not in problem.message for problem in check(site(tmp_path, {"a.xml": xml})))


def test_a_folder_without_a_site_is_told(tmp_path):
    assert [problem.code for problem in check(tmp_path)] == ["missing-site"]


def test_a_site_built_again_is_checked_again(tmp_path):
    files = {"a.html": PAGE.format('<a href="b.html">x</a>')}
    assert codes(tmp_path, files) == ["broken-link"]
    assert codes(tmp_path, {**files, "b.html": PAGE.format("")}) == []


def test_processes_find_what_one_finds(tmp_path):
    bodies = ['<a href="../../">Home</a>', '<a href="../../#none">Home</a>', "<p>One"]
    files = {f"articles/{number}/index.html": PAGE.format(bodies[number % 3]) for number in range(60)}
    root = site(tmp_path, files)
    with ProcessPoolExecutor(2) as executor:
        assert check(root, spread=partial(executor.map, chunksize=8)) == check(root)
    assert len(check(root)) == 40


def test_hundreds_of_long_pages_take_seconds(tmp_path):
    body = "".join(
        f'<p id="s-{number}">{"A line of the report. " * 4}<a href="../{number}/#s-1">Another</a></p>\n'
        for number in range(100)
    )
    root = site(tmp_path, {f"articles/{number}/index.html": PAGE.format(body) for number in range(300)})
    start = time.process_time()
    assert check(root) == ()
    assert time.process_time() - start < 10
