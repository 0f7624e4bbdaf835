"""Links as a page bears them: relative to it, escaped, and nowhere but to the site or the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from sitegen.site.addresses import address
from sitegen.site.place import Place

ADDRESSES = [
    # url, page, links, expected
    ("topics/iraq/", "articles/a-1/", "pretty", "../../topics/iraq/"),
    ("topics/iraq/#timeline", "articles/a-1/", "pretty", "../../topics/iraq/#timeline"),
    ("topics/iraq/#timeline", "topics/iraq/", "pretty", "#timeline"),
    ("topics/iraq/", "topics/iraq/", "pretty", "../../topics/iraq/"),
    ("topics/iraq-2/#a", "topics/iraq", "pretty", "../topics/iraq-2/#a"),
    ("#a", "", "pretty", "#a"),
    ("#a", "topics/", "pretty", "../#a"),
    ("topics/#", "topics/", "pretty", "#"),
    ("", "articles/a-1/", "pretty", "../../"),
    ("", "", "pretty", "./"),
    ("", "", "index", "index.html"),
    ("topics/", "", "index", "topics/index.html"),
    ("topics/#a", "dates/2026/", "index", "../../topics/index.html#a"),
    ("data/index.json", "data/", "index", "../data/index.json"),
    ("feed.atom", "", "pretty", "feed.atom"),
    ("entities/łódź/", "", "pretty", "entities/%C5%82%C3%B3d%C5%BA/"),
    ('a"b/', "", "pretty", "a%22b/"),
    ("https://courier.example/a?b=1#c", "", "pretty", "https://courier.example/a?b=1#c"),
    ("javascript:alert(1)", "", "pretty", ""),
    ("JavaScript:alert(1)", "", "pretty", ""),
    (" javascript:alert(1)", "", "pretty", ""),
    ("data:text/html,x", "", "pretty", ""),
    ("//evil.example/", "", "pretty", ""),
    ("\\\\evil.example", "", "pretty", ""),
    ('https://a.example/"onclick="x', "", "pretty", ""),
    ("https://", "", "pretty", ""),
    ("http://[bad", "", "pretty", ""),
]


def href(url, page, links):
    return Place(page, "../" * page.count("/"), links, None, "en").href(url)


@pytest.mark.parametrize(("url", "page", "links", "expected"), ADDRESSES)
def test_an_address_is_relative_to_its_page_or_away_by_http_or_nothing(url, page, links, expected):
    assert address(url, page, "../" * page.count("/"), links) == expected
    assert href(url, page, links) == str(escape(expected))


PATHS = st.text(st.sampled_from("ab/#?&'\"<é: \\")) | st.sampled_from(
    ["topics/a/", "topics/a/#x", "https://a.example/?b&c"]
)


@given(PATHS, PATHS, st.sampled_from(["pretty", "index"]))
def test_a_link_is_its_address_escaped(url, page, links):
    assert href(url, page, links) == str(escape(address(url, page, "../" * page.count("/"), links)))
