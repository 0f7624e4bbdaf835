"""What search sends is counted as a browser counts it: packed, from a cold cache, each file once."""

import gzip
import urllib.request

import pytest

from tests.benchmarks.transfer import Step, Traffic, installed, measured, serving, word_in
from tests.benchmarks.world import vocabulary

PAGE = (
    '<!doctype html><title>Search</title><link rel="icon" href="data:,"><script src="a.js"></script><p>'
    + "word " * 9_000
)


def test_text_is_packed_and_what_is_packed_already_is_sent_as_it_is(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "a.pf_index").write_bytes(b"packed" * 1_000)
    with serving(tmp_path) as (address, sent):
        with urllib.request.urlopen(f"{address}page.html") as answer:
            assert gzip.decompress(answer.read()).decode() == PAGE
        with urllib.request.urlopen(f"{address}a.pf_index") as answer:
            assert len(answer.read()) == 6_000
    assert sent[0] < 500
    assert sent[1] == 6_000


def test_bytes_are_told_by_kind_of_file():
    traffic = Traffic()
    for url, length in (
        ("http://a/x/", 5),
        ("http://a/x/b.js", 7),
        ("http://a/c.pf_index?v=1", 9),
        ("http://a/d.js", 1),
    ):
        traffic.add(url, length)
    assert (traffic.bytes, traffic.requests) == (22, 4)
    assert traffic.kinds == {"page": 5, ".js": 8, ".pf_index": 9}


@pytest.mark.browser
def test_each_step_starts_from_a_cold_cache(tmp_path):
    if not installed():
        pytest.skip("no Chromium is installed")
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "a.js").write_text(";" * 50_000)
    steps = [Step(name, lambda page, word, year: page.goto(f"index.html?{word}{year}")) for name in ("once", "again")]
    found = measured(tmp_path, "q", "2024", steps)
    assert found["once"].requests == found["again"].requests == 2
    assert found["again"].bytes == found["once"].bytes
    assert found["once"].served < found["once"].bytes < found["once"].served + 1_500, "headers are counted, too"


def test_the_word_stands_in_the_share_of_articles_asked_for_and_begins_no_other():
    rare, common = vocabulary()[5_000:5_002]
    texts = [f"the {rare} is" if number % 50 == 0 else f"the {common} is" for number in range(200)]
    word, share = word_in(texts, 0.02)
    assert (word, share) == (rare, 0.02)
    assert not [other for other in vocabulary() if other.startswith(word) and other != word]
