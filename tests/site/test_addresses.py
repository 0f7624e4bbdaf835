"""Links between any two pages lead where they should, in both forms."""

from posixpath import join, normpath

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.addresses import absolute, file_of, relative

PARTS = st.lists(st.sampled_from(["topics", "articles", "a-1", "2026", "01"]), max_size=4)
URLS = PARTS.map(lambda parts: "".join(f"{part}/" for part in parts)) | st.sampled_from(
    ["feed.xml", "topics/a-1/feed.json", "404.html"]
)
LINKS = st.sampled_from(["pretty", "index"])


@given(URLS, URLS, LINKS)
def test_a_link_followed_from_its_page_leads_to_the_address(url, page, links):
    link = relative(url, page, links)
    folder = page.rpartition("/")[0]
    reached = normpath(join("/site", folder, link))
    wanted = "/site/" + (file_of(url) if links == "index" else url)
    assert reached == normpath(wanted)
    assert not link.startswith("/")
    assert link
    if links == "index":
        assert not link.endswith("/")
    elif url.endswith("/") or not url:
        assert link.endswith("/")


@given(URLS, URLS, LINKS)
def test_fragments_stay_and_stand_alone_on_their_own_page(url, page, links):
    link = relative(f"{url}#s-1", page, links)
    assert link.endswith("#s-1")
    assert (link == "#s-1") == (url == page)


@given(URLS, LINKS)
def test_absolute_addresses_need_a_base(url, links):
    assert absolute(url, "", links) == ""
    assert absolute(url, "https://a.example/b/", links).startswith("https://a.example/b/")
    assert absolute(f"{url}#x", "https://a.example/", links).endswith("#x")


@given(URLS)
def test_every_address_is_answered_by_a_file(url):
    assert not file_of(url).endswith("/")
    assert file_of(url).startswith(url)
