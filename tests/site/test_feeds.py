"""Feeds and sitemaps: well formed, without a clock, and never more exact than the evidence."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sitegen.archive.store import Published, Store
from sitegen.plan import ARCHIVE
from sitegen.site import feeds
from sitegen.site.feeds import robots
from tests.conftest import STRIKE, Desk, report

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEEDS = ["", "topics/ferry-strike/", "topics/dredging/"]


@pytest.mark.parametrize("folder", FEEDS)
def test_atom_has_what_rfc_4287_asks_for(shipped, folder):
    feed = ET.fromstring(shipped.page(f"{folder}feed.xml"))
    for thing in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = thing.findall(f"{ATOM}{name}")
            assert (only.text or "").strip()
        assert thing.find(f"{ATOM}link[@rel='alternate']") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    updated = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)


@pytest.mark.parametrize("folder", FEEDS)
def test_both_feeds_of_a_folder_tell_the_same(shipped, folder):
    feed = ET.fromstring(shipped.page(f"{folder}feed.xml"))
    held = json.loads(shipped.page(f"{folder}feed.json"))
    assert held["version"] == "https://jsonfeed.org/version/1.1"
    entries = feed.findall(f"{ATOM}entry")
    assert [item["id"] for item in held["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
    assert [item["title"] for item in held["items"]] == [entry.findtext(f"{ATOM}title") for entry in entries]


def test_a_publication_date_is_given_only_where_it_is_stated(copied):
    copied.write(
        "rulings.yaml",
        f"- {{ruling: published, article: {copied.article('boats-stay')}, value: '[2026-03-04..2026-03-06]', reason: So., day: 2026-03-09}}\n",
    )
    copied.built()
    items = {item["id"].split("/")[-2]: item for item in json.loads(copied.page("feed.json"))["items"]}
    assert items[copied.article(STRIKE)]["date_published"] == "2026-03-04T00:00:00Z"
    boats = items[copied.article("boats-stay")]
    assert "date_published" not in boats
    assert boats["content_text"].startswith("Reported ")
    assert not [name for name in items if name.startswith("lighthouse")]  # nothing is known of its day


def test_without_a_base_ids_stay_the_same_under_any_host(copied):
    copied.edit("site.toml", "https://archive.example/averel/", "")
    copied.built()
    feed = ET.fromstring(copied.page("topics/ferry-strike/feed.xml"))
    assert all((one.text or "").startswith("tag:the-averel-archive.invalid,2000:") for one in feed.iter(f"{ATOM}id"))
    hrefs = [one.get("href") for one in feed.iter(f"{ATOM}link")]
    assert [href for href in hrefs if href.startswith("../../articles/")]
    assert not (copied.public / "sitemap.xml").exists()


def test_hostile_words_are_words_in_feeds_too(copied):
    copied.edit("site.toml", "The Averel Archive", "A & B <c> \\u0007 ]]>")
    copied.write(
        "rulings.yaml",
        f"- {{ruling: title, article: {copied.article(STRIKE)}, value: '<b>&amp; ]]>', reason: So., day: 2026-03-09}}\n",
    )
    copied.built()
    feed = ET.fromstring(copied.page("feed.xml"))
    assert "<b>&amp; ]]>" in [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]


# ---------------------------------------------------------------- sitemaps


def findable(desk: Desk) -> set[str]:
    """Return the addresses of all pages that may be found."""
    return {
        path.removesuffix("index.html")
        for path, content in desk.tree().items()
        if path.endswith(".html") and b'name="robots" content="noindex' not in content
    }


def test_the_sitemap_lists_every_page_that_may_be_found_with_its_true_day(shipped):
    tree = ET.fromstring(shipped.page("sitemap.xml"))
    listed = {one.findtext(f"{SITEMAP}loc"): one.findtext(f"{SITEMAP}lastmod") for one in tree}
    base = "https://archive.example/averel/"
    assert set(listed) == {base + url for url in findable(shipped)}
    assert listed[f"{base}articles/{shipped.article(STRIKE)}/"] == "2026-03-04"
    assert listed[f"{base}topics/ferry-strike/"] == "2026-03-09"
    assert listed[f"{base}articles/{shipped.article('lighthouse')}/"] is None


def sitemaps(pages: list[tuple[str, str, str | None]], folder: Path) -> dict[str, bytes]:
    """Return the sitemap of pages: part, address, day of the last change."""
    base = "https://a.example/"
    with Store(folder / ARCHIVE) as store:
        store.put_published(
            Published(f"{url}index.html", "article", url, "v", "d", 1, 0, part, url, day) for part, url, day in pages
        )
        parts = store.sitemap_parts()
        return {
            path: feeds.sitemap(base, "pretty", store.sitemap(part))
            if part or len(feeds.sitemap_paths(parts)) == 1
            else feeds.sitemap_index(base, parts)
            for path, part in feeds.sitemap_paths(parts).items()
        }


def test_above_the_limit_there_is_an_index_of_sitemaps(monkeypatch, tmp_path):
    monkeypatch.setattr(feeds, "SITEMAP_LIMIT", 5)
    pages = [(f"part-{number % 2}", f"articles/a-{number}/", f"2026-0{1 + number % 3}-04") for number in range(9)]
    pages += [("pages", "", None), ("pages", "about/", None)]
    made = sitemaps(pages, tmp_path / "forwards")
    index = ET.fromstring(made["sitemap.xml"])
    parts = [(one.findtext(f"{SITEMAP}loc") or "").removeprefix("https://a.example/") for one in index]
    assert sorted(parts) == sorted(set(made) - {"sitemap.xml"})
    assert [one.findtext(f"{SITEMAP}lastmod") for one in index] == [None, "2026-03-04", "2026-03-04"]
    listed = [loc.text for part in parts for loc in ET.fromstring(made[part]).iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(f"https://a.example/{url}" for _, url, _ in pages)
    assert made == sitemaps(pages[::-1], tmp_path / "backwards")
    assert list(sitemaps(pages[:5], tmp_path / "few")) == ["sitemap.xml"]


def test_a_sitemap_in_parts_lists_every_page_and_an_update_rewrites_the_parts_it_touches(monkeypatch, desk):
    monkeypatch.setattr(feeds, "SITEMAP_LIMIT", 5)
    desk.document("beacon.txt", report(1))
    desk.built()
    parts = [path for path in desk.tree() if path.startswith("sitemaps/")]
    listed = [loc.text for part in parts for loc in ET.fromstring(desk.page(part)).iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(f"https://archive.example/averel/{url}" for url in findable(desk))
    index = ET.fromstring(desk.page("sitemap.xml"))
    assert [one.findtext(f"{SITEMAP}loc") for one in index] == [
        f"https://archive.example/averel/{part}" for part in parts
    ]
    names = [part for part in parts if part.startswith("sitemaps/names-")]
    assert {"sitemaps/articles-2026-03.xml", "sitemaps/articles-2026-06.xml", *names} < set(parts)
    desk.drop("documents/beacon.txt")
    changes = desk.built().changes
    moved = {path for path in (*changes.added, *changes.changed, *changes.deleted) if path.startswith("sitemap")}
    assert {"sitemap.xml", "sitemaps/articles-2026-06.xml"} <= moved
    assert not {"sitemaps/articles-2026-03.xml", "sitemaps/articles-2025-11.xml", *names} & moved
    assert desk.tree() == desk.clean()
    (desk.public / "sitemaps" / Path(names[0]).name).unlink()
    (desk.public / "sitemaps" / "pages.xml").write_text("defaced")
    desk.built()
    assert desk.tree() == desk.clean()
    monkeypatch.setattr(feeds, "SITEMAP_LIMIT", 1000)
    desk.document("beacon.txt", report(1))
    desk.built()
    assert [path for path in desk.tree() if path.startswith("sitemap")] == ["sitemap.xml"]
    assert desk.tree() == desk.clean()


def test_robots_are_welcome_but_for_the_private_view():
    assert (
        robots("https://a.example/", private=False)
        == b"User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n"
    )
    assert b"Sitemap" not in robots("", private=False)
    assert b"Disallow: /\n" in robots("https://a.example/", private=True)
