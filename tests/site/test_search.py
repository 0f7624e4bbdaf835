"""What is indexed of each record, and the folder of shards that search.js reads."""

import json
import random
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import search
from sitegen.site.search import Passage, Record, index, page, shards


def record(number: int, day: str | None = "2026-01-20", **known) -> Record:
    passage = Passage(f"Berth {number} was dredged.", f"s-{number:06x}", ("Old Quay", "الرصيف"))
    years = (day[:4],) if day else ()
    known = {"topics": (f"topic-{number % 5}",), "source": f"outlet-{number % 7}", "years": years, **known}
    return Record(f"articles/{number:03d}/", f"Report {number}", "article", (passage,), day=day, **known)


RECORDS = [record(number, f"{2024 + number % 3}-0{1 + number % 9}-11") for number in range(40)] + [record(90, None)]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(records: list[Record]) -> list[str]:
    return [shard.name for shard in shards(records)]


def test_shards_are_years_with_the_latest_first_and_the_undated_last():
    assert names(RECORDS) == ["2026", "2025", "2024", "undated"]


def test_a_year_of_many_records_is_cut_by_month(monkeypatch):
    monkeypatch.setattr(search, "SHARD_PAGES", 3)
    busy = [record(number, f"2026-0{1 + number}-05") for number in range(4)]
    assert names([*busy, record(9, "2025-01-01")]) == ["2026-04", "2026-03", "2026-02", "2026-01", "2025"]


@given(st.lists(st.dates().map(str) | st.none(), max_size=30))
def test_every_record_is_in_one_shard_and_shards_do_not_overlap_in_time(days):
    cut = shards([record(number, day) for number, day in enumerate(days)])
    assert sorted(one.url for shard in cut for one in shard.records) == [f"articles/{n:03d}/" for n in range(len(days))]
    dated = [[one.day for one in shard.records] for shard in cut if shard.name != "undated"]
    assert all(max(later) < min(earlier) for earlier, later in pairwise(dated))


def test_two_orders_and_two_file_systems_give_the_same_bytes(tmp_path):
    shuffled = random.Random(7).sample(RECORDS, len(RECORDS))
    memory = Path("/dev/shm")
    other = (memory if memory.is_dir() else tmp_path) / f"{tmp_path.name}-search"
    try:
        index(RECORDS, tmp_path / "one")
        index(shuffled, other, jobs=2)
        assert tree(tmp_path / "one") == tree(other)
    finally:
        shutil.rmtree(other, ignore_errors=True)


def test_the_same_records_again_write_nothing(tmp_path):
    assert index(RECORDS, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert not index(RECORDS[::-1], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_edit_writes_its_shard_alone_and_equals_a_clean_run(tmp_path):
    edited = [
        replace(one, title="Changed") if one.day == "2025-02-11" else one for one in RECORDS if one.day != "2024-01-11"
    ]
    index(RECORDS, tmp_path / "site")
    before = {path: path.stat().st_ino for path in (tmp_path / "site").iterdir()}
    assert index(edited, tmp_path / "site")
    after = {path: path.stat().st_ino for path in (tmp_path / "site").iterdir()}
    kept = {path.name for path in before if before[path] == after.get(path)}
    assert {"2026", "undated"} <= kept
    index(edited, tmp_path / "clean")
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


def test_a_shard_whose_last_record_goes_is_deleted_with_its_words(tmp_path):
    index(RECORDS, tmp_path)
    index([one for one in RECORDS if one.day], tmp_path)
    assert not (tmp_path / "undated").exists()
    assert [shard["name"] for shard in json.loads((tmp_path / search.LIST).read_bytes())["shards"]] == [
        "2026",
        "2025",
        "2024",
    ]


def test_without_records_the_list_is_empty(tmp_path):
    assert index([], tmp_path / "none")
    assert json.loads((tmp_path / "none" / search.LIST).read_bytes())["shards"] == []


def test_what_a_broken_run_left_is_done_anew(tmp_path):
    index(RECORDS, tmp_path / "whole")
    (tmp_path / "torn" / ".2026").mkdir(parents=True)
    (tmp_path / "torn" / "2019").mkdir()
    (tmp_path / "torn" / search.LIST).write_text("{")
    index(RECORDS, tmp_path / "torn")
    assert tree(tmp_path / "torn") == tree(tmp_path / "whole")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferries & <b>quays</b>", "Ferries &amp; &lt;b&gt;quays&lt;/b&gt;"),
        ('The "Meridian": a, b', "The &quot;Meridian&quot;: a, b"),
        ("___PAGEFIND_WEIGHT___9", "PAGEFIND_WEIGHT___9"),
    ],
)
def test_titles_and_text_are_literal(title, shown):
    html = page(Record("a/", title, "article", (Passage(title, "s-1"),)))
    assert f'"title:{shown}"' in html
    assert f"</a>{shown} <" in html


def test_other_names_stand_hidden_behind_their_passage():
    html = page(record(1))
    assert (
        '<a id="s-000001"></a>Berth 1 was dredged. <a id="~"></a><i data-pagefind-weight="0.2">Old Quay · الرصيف</i>'
        in html
    )


def test_a_persons_own_names_are_metadata_and_an_articles_belong_to_no_passage():
    person = page(Record("p/", "Dalia Sharoun", "person", aliases=("al-Nimri",)))
    assert '<i data-pagefind-meta="names:al-Nimri"></i>' in person
    assert 'id="~"' not in person
    article = page(record(1, aliases=("al-Nimri",)))
    assert article.endswith('<a id=""></a> <a id="~"></a><i data-pagefind-weight="0.2">al-Nimri</i> </body></html>')
