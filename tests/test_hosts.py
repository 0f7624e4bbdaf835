"""What hosts take: each limit is told in words, and a build above one writes nothing."""

import json
from collections import Counter

import pytest

from sitegen import hosts
from sitegen.hosts import Host, Size, excess, said
from sitegen.shapes import HOSTS as NAMES

MORE = [
    ("cloudflare-pages", Size(files=20_001), "20,001 files, and Cloudflare Pages takes 20,000"),
    ("cloudflare-pages", Size(largest=26 << 20), "a file of 27,262,976 bytes, and Cloudflare Pages takes 26,214,400"),
    ("cloudflare-pages-paid", Size(files=100_001), "100,001 files, and Cloudflare Pages (paid) takes 100,000"),
    ("github-pages", Size(bytes=(1 << 30) + 1), "1,073,741,825 bytes, and GitHub Pages takes 1,073,741,824"),
    ("gitlab-pages", Size(files=120_000, folders=80_001), "200,001 files and folders, and GitLab Pages takes 200,000"),
    ("netlify", Size(crowd=54_001, crowded="a/"), "54,001 files in the folder a/, and Netlify takes 54,000"),
]


@pytest.mark.parametrize(("host", "size", "words"), MORE)
def test_what_is_more_than_a_host_takes_is_said_in_words(host, size, words):
    assert list(excess(size, host)) == [words]


def test_a_host_that_is_not_named_takes_everything():
    assert list(excess(Size(10**9, 10**9, 10**15, 10**12, 10**9, "a/"), "")) == []


def test_every_host_that_an_editor_may_name_has_its_limits():
    assert set(NAMES) == {"", *hosts.HOSTS}


def test_a_size_is_said_with_the_fullest_folder():
    assert said(Size(files=1200, bytes=3_400_000, crowd=7, crowded="data/")) == (
        "1,200 files, 3.4 MB; most in one folder: 7 in data/"
    )


def test_a_build_above_its_hosts_limit_writes_nothing_and_says_what_is_too_much(desk, monkeypatch):
    desk.built()
    before = desk.tree()
    monkeypatch.setattr(hosts, "HOSTS", {**hosts.HOSTS, "netlify": Host("Netlify", files=len(before))})
    desk.edit("site.toml", 'timezone = "UTC"', 'timezone = "UTC"\nhost = "netlify"')
    desk.document("one-more.txt", "A Report More\n\n3 May 2026\n\nThe quay was seen by all on Monday at noon.\n")
    outcome = desk.build()
    assert outcome.stopped
    assert [problem.code for problem in outcome.problems if problem.severity == "error"] == ["host-limit"]
    assert desk.tree() == before
    monkeypatch.setattr(hosts, "HOSTS", {**hosts.HOSTS, "netlify": Host("Netlify", files=10 * len(before))})
    desk.built()
    assert desk.tree() == desk.clean()


def test_the_report_tells_files_bytes_and_the_fullest_folder_as_they_stand(copied):
    outcome = copied.built()
    files = [path for path in copied.public.rglob("*") if path.is_file() and path.name != ".sitegen"]
    site = json.loads(outcome.as_json())["site"]
    assert site["files"] == len(files)
    assert site["bytes"] == sum(path.stat().st_size for path in files)
    assert site["fullest"]["files"] == max(Counter(file.parent for file in files).values())
