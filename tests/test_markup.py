"""A page's markup: what is wrong with it, and which ids and addresses it holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup import scan

WHOLE = '<!doctype html>\n<html lang="en"><head><title>Tides</title></head><body>{}</body></html>\n'

# Body -> the codes of what is wrong with it
BODIES = [
    ("<p>Tides &amp; ebb &#8212; &#x2014; &lt;b&gt;</p>", []),
    ("<ul><li>One</li><li>Two<br><img src='a.png' alt=''></li></ul>", []),
    ("<!-- <p> & < --><p hidden>One</p>", []),
    ('<svg viewBox="0 0 1 1"><path d="M0 0"/><g><title>A</title></g></svg>', []),
    ('<script type="application/ld+json">{"a": "<p> & \\u003c"}</script>', []),
    ('<a title="a > b" href="b/">ebb</a>', []),
    ("<p>Tides & ebb</p>", ["unescaped-sign"]),
    ("<p>1 < 2</p>", ["unescaped-sign"]),
    ('<a href="?a=1&b=2">x</a>', ["unescaped-sign"]),
    ("<p>One", ["unclosed-element"]),
    ("<ul><li>One<li>Two</li></ul>", ["unclosed-element"]),
    ("<em><strong>One</em></strong>", ["stray-end-tag", "unclosed-element"]),
    ("<div/>", ["unclosed-element", "unclosed-element"]),
    ("<p>One</p></p>", ["stray-end-tag"]),
    ("<br></br>", ["stray-end-tag"]),
    ("<script type='application/json'>{", ["unclosed-element"] * 3),
    ("<p><div>One</div></p>", ["bad-nesting"]),
    ("<a href='b/'>One <a href='c/'>two</a></a>", ["bad-nesting"]),
    ('<p id="a">One</p><p id="a">Two</p>', ["duplicate-id"]),
    ('<p id="">One</p><p id="a b">Two</p>', ["bad-id", "bad-id"]),
    ('<p class="a" class="b">One</p>', ["duplicate-attribute"]),
    ('<img src="a.png">', ["missing-alt"]),
    ('<p style="color: red">One</p>', ["against-policy"]),
    ('<p onclick="x()">One</p>', ["against-policy"]),
    ("<style>p {}</style>", ["against-policy"]),
    ("<script>x()</script>", ["against-policy"]),
    ('<script type="application/ld+json">{"a": }</script>', ["bad-json"]),
]


@pytest.mark.parametrize(("body", "codes"), BODIES)
def test_what_is_wrong_is_named(body, codes):
    assert sorted(flaw.code for flaw in scan(WHOLE.format(body)).flaws) == codes


# Page -> the codes of what it lacks
PAGES = [
    ("<html lang=en><title>Tides</title></html>", ["missing-doctype"]),
    ("<!doctype html><html><title>Tides</title></html>", ["missing-lang"]),
    ("<!doctype html><html lang=en><title> </title></html>", ["missing-title"]),
    ("<!doctype html><html lang=en><svg><title></title></svg></html>", ["missing-title"]),
    ("", ["missing-doctype", "missing-lang", "missing-title"]),
]


@pytest.mark.parametrize(("page", "codes"), PAGES)
def test_what_a_page_lacks_is_named(page, codes):
    assert [flaw.code for flaw in scan(page).flaws] == codes


# Body -> (address, whether the browser loads it)
ADDRESSES = [
    ('<a href="b/?a=1&amp;b=2#c">x</a>', [("b/?a=1&b=2#c", False)]),
    ('<link rel="stylesheet" href="a.css"><link rel=next href=b/>', [("a.css", True), ("b/", False)]),
    ('<img src="a.png" srcset="b.png 1x, c.png 2x" alt="">', [("a.png", True), ("b.png", True), ("c.png", True)]),
    ('<meta http-equiv="refresh" content="0; url=../b/">', [("../b/", False)]),
    ('<form action="search/"></form><script src="a.js"></script>', [("search/", False), ("a.js", True)]),
    ("<p href='x'>No address</p>", []),
]


@pytest.mark.parametrize(("body", "addresses"), ADDRESSES)
def test_addresses_are_found_with_what_is_loaded(body, addresses):
    assert [(address.url, address.loaded) for address in scan(WHOLE.format(body)).addresses] == addresses


def test_flaws_and_addresses_know_their_places():
    page = WHOLE.format('<p>One</p>\n<a href="b/">two & three</a>')
    markup = scan(page)
    assert page[markup.addresses[0].offset :].startswith('<a href="b/">')
    assert page[markup.flaws[0].offset :].startswith("& three")


@given(st.text(alphabet="<>/&;\"' =-!abp\n"))
def test_no_page_makes_it_fail(page):
    for flaw in scan(page).flaws:
        assert 0 <= flaw.offset <= len(page)


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 300_000,
        "<a " * 100_000,
        '<a "' * 80_000,
        "<!--" * 80_000,
        "<p>" * 100_000,
        "<a>" * 60_000 + "</b>" * 60_000,
        "&" * 300_000,
        "<a b" + " " * 300_000,
    ],
)
def test_a_hostile_page_is_scanned_in_no_time(hostile):
    start = time.process_time()
    scan(hostile)
    assert time.process_time() - start < 5
