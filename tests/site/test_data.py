"""Open data: the contract's fields, and that all files of a site agree with one another."""

import hashlib
import json

import pytest

from sitegen.site import data
from tests.conftest import STRIKE, Desk, report


def one(desk: Desk, path: str):
    return json.loads(desk.page(path))


def lines(desk: Desk, folder: str) -> list[dict]:
    return [
        json.loads(line)
        for path, content in desk.tree().items()
        if path.startswith(f"data/{folder}/")
        for line in content.decode().splitlines()
    ]


FIELDS = {
    "articles": "id aliases url title published source digest_of copies text sentences language words topics entities story origin",
    "stories": "id title articles origins_at_most date",
}


@pytest.mark.parametrize("folder", FIELDS)
def test_lines_have_at_least_the_fields_of_the_contract(shipped, folder):
    rows = lines(shipped, folder)
    assert rows
    for row in rows:
        assert set(FIELDS[folder].split()) <= set(row)


def test_an_article_says_when_it_was_published_and_how_that_is_known(shipped):
    (row,) = [row for row in lines(shipped, "articles") if row["id"] == shipped.article(STRIKE)]
    assert row["published"] == {
        "edtf": "2026-03-04",
        "day": "2026-03-04",
        "basis": "stated",
        "evidence": ["4 March 2026"],
    }
    assert row["copies"][0]["document"] == "courier/strike.txt"
    assert row["copies"][0]["lines"][0] == 1
    assert row["url"].startswith("https://archive.example/averel/articles/")


def test_files_are_cut_by_the_month_of_the_day(shipped):
    for path in shipped.tree():
        if path.startswith(("data/articles/", "data/stories/")):
            period = path.rpartition("/")[2].removesuffix(".jsonl")
            for line in shipped.page(path).splitlines():
                row = json.loads(line)
                day = row["published"]["day"] if "published" in row else row["date"]
                assert (day or "undated")[:7] == period[:7]


def test_the_index_lists_every_file_with_its_rows_and_hash(shipped):
    listed = {row["path"]: row for row in one(shipped, "data/index.json")}
    held = {path: content for path, content in shipped.tree().items() if path.startswith("data/")}
    assert set(listed) == set(held) - {"data/index.json", "data/index.html"}
    for path, row in listed.items():
        assert row["sha256"] == hashlib.sha256(held[path]).hexdigest()
        assert row["what"]
        if path.endswith(".jsonl"):
            assert row["rows"] == held[path].count(b"\n")


def test_counts_agree_across_files(shipped):
    articles = lines(shipped, "articles")
    for topic in one(shipped, "data/topics.json")["topics"]:
        index = one(shipped, f"topics/{topic['id']}/index.json")
        assert topic["articles"] == len(index["articles"])
        assert sorted(index["articles"]) == sorted(row["id"] for row in articles if topic["id"] in row["topics"])
        assert set(index) >= {"id", "title", "articles", "timeline", "figures", "differences"}
    for kind in ("person", "organisation", "place"):
        for entity in one(shipped, f"data/entities/{kind}.json")["entities"]:
            index = one(shipped, f"entities/{entity['id']}/index.json")
            assert entity["articles"] == len(index["articles"])
            assert entity["mentions"] == sum(row["mentions"] for row in index["articles"])
            assert {row["id"] for row in index["articles"]} == {
                row["id"] for row in articles if entity["id"] in row["entities"]
            }
            assert set(entity) >= {
                "id",
                "name",
                "kind",
                "aliases",
                "wikidata",
                "url",
                "curated",
                "articles",
                "mentions",
            }
    stories = lines(shipped, "stories")
    assert sorted(one for story in stories for one in story["articles"]) == sorted(row["id"] for row in articles)


def test_every_line_of_a_timeline_leads_to_a_sentence_that_stands_on_its_page(shipped):
    told = one(shipped, "topics/ferry-strike/index.json")["timeline"]
    for event in told:
        for cite in event["cites"]:
            assert f'id="{cite["sentence"]}"' in shipped.page(f"articles/{cite['article']}/index.html")


def test_days_count_what_stands_on_their_own_files(shipped):
    for year in ("2025", "2026"):
        for day in one(shipped, f"data/dates/{year}.json")["days"]:
            index = one(shipped, f"dates/{day['date'].replace('-', '/')}/index.json")
            assert (day["events"], day["published"]) == (len(index["events"]), len(index["published"]))
            assert day["url"].endswith(f"/dates/{day['date'].replace('-', '/')}/")


def test_without_a_base_addresses_are_paths_of_the_site(copied):
    copied.edit("site.toml", "https://archive.example/averel/", "")
    copied.built()
    assert all(row["url"].startswith("articles/") for row in lines(copied, "articles"))


def test_a_long_index_keeps_counts_and_its_lines_stand_in_a_file_a_period(desk, monkeypatch):
    monkeypatch.setattr(data, "INDEX_LIMIT", 3)
    monkeypatch.setattr(data, "ENTITIES_LIMIT", 1)
    for number in range(6):
        desk.document(
            f"{number}.txt", report(number).replace("The ", "The Averel Ferry Company of Port Averel and the ")
        )
    desk.edit("topics/ferry-strike.md", "threshold: 3", "threshold: 1")
    desk.built()
    index = one(desk, "topics/ferry-strike/index.json")
    assert "articles" not in index
    assert sum(part["articles"] for part in index["periods"]) == index["count"] > 3
    for part in index["periods"]:
        held = one(desk, f"topics/ferry-strike/{part['period']}.json")
        assert len(held["articles"]) == part["articles"]
    entity = one(desk, "entities/averel-ferry-company/index.json")
    named = [
        one(desk, f"entities/averel-ferry-company/{part['period']}.json")["articles"] for part in entity["periods"]
    ]
    assert sum(map(len, named)) == entity["count"]
    assert [path for path in desk.tree() if path.startswith("data/entities/")] == [
        "data/entities/organisation/a.json",
        "data/entities/person.json",
        "data/entities/place/p.json",
        "data/entities/place/s.json",
    ]
