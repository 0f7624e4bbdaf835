"""Which articles report one event: laws of the clusters, and what real reports show."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.corpus.extract import occurrences
from sitegen.model import Document
from sitegen.reading.stories import clusters, groups, likeness, pairs, related, signature
from sitegen.reading.weights import RAREST, SUFFIXES, stem, weight

FERRY = (
    ("Ferry Marigold sinks off Port Ostrel", "The ferry Marigold sank off Port Ostrel on Monday with 214 people aboard; divers searched the wreck until dark."),
    ("214 aboard as Marigold goes down", "Divers searched the wreck of the Marigold on Monday after the ferry sank near Port Ostrel. All 214 people aboard were counted."),
    ("Search ends at wreck of ferry", "The search for survivors of the ferry Marigold, which sank off Port Ostrel with 214 aboard, ended when divers left the wreck."),
)  # fmt: skip
BUDGET = (
    "Varn passes its budget",
    "The council of Varn passed a budget of 31 million crowns after a night of debate over school roofs.",
)
CIRCUS = ("Circus comes to Lomen", "Acrobats and two elephants paraded through Lomen on Sunday before the first show.")
HARBOUR = (
    "Port Ostrel plans a new ferry terminal",
    "Port Ostrel wants to build a ferry terminal for 90 million crowns, the harbour master said. Work begins next spring and ends in 2029.",
)


def item(name, article, day=None):
    return (name, signature(*article), day)


REPORTS = [item(f"ferry-{number}", article) for number, article in enumerate(FERRY)]
ALL = [*REPORTS, item("budget", BUDGET), item("harbour", HARBOUR)]


def test_reports_of_one_event_are_one_story_and_others_stand_alone():
    assert clusters(ALL) == (("budget",), ("ferry-0", "ferry-1", "ferry-2"), ("harbour",))


def test_the_order_of_articles_does_not_matter():
    for seed in range(5):
        shuffled = random.Random(seed).sample(ALL, len(ALL))
        assert clusters(shuffled) == clusters(ALL)
        assert related(shuffled, clusters(shuffled)) == related(ALL, clusters(ALL))


def test_likeness_depends_on_the_two_articles_alone():
    alone = pairs(REPORTS[:2], 0.01)
    assert alone[("ferry-0", "ferry-1")] == pytest.approx(likeness(REPORTS[0][1], REPORTS[1][1]), abs=1e-4)
    assert pairs(ALL, 0.01)[("ferry-0", "ferry-1")] == pytest.approx(alone[("ferry-0", "ferry-1")])


def test_an_editor_keeps_two_reports_apart():
    found = clusters(ALL, apart=frozenset({("ferry-2", "ferry-0")}))
    assert not any({"ferry-0", "ferry-2"} <= set(story) for story in found)
    assert sorted(name for story in found for name in story) == sorted(name for name, _, _ in ALL)


def test_an_editor_puts_two_reports_together():
    assert ("budget", "harbour") in clusters(ALL, together=frozenset({("harbour", "budget")}))


def test_apart_holds_where_the_editor_contradicts_himself():
    pair = frozenset({("harbour", "budget")})
    assert ("budget",) in clusters(ALL, together=pair, apart=pair)


def test_a_ruling_on_an_article_that_is_gone_changes_nothing():
    gone = frozenset({("harbour", "no-such-article")})
    assert clusters(ALL, together=gone, apart=gone) == clusters(ALL)


def test_reports_that_are_surely_weeks_apart_are_two_stories():
    dated = [item("a", FERRY[0], "2026-01-20"), item("b", FERRY[1], "2026-02-20")]
    assert clusters(dated) == (("a",), ("b",))
    assert clusters([item("a", FERRY[0], "2026-01-20"), item("b", FERRY[1], "2026-01-22")]) == (("a", "b"),)


def test_a_date_that_is_not_exact_keeps_no_report_out():
    assert clusters([item("a", FERRY[0], "2026-01"), item("b", FERRY[1], "[2026-01-30..]")]) == (("a", "b"),)
    assert clusters([item("a", FERRY[0], None), item("b", FERRY[1], "2026-01-30")]) == (("a", "b"),)


def test_a_chain_of_look_alikes_does_not_become_one_story():
    words = [f"Quorvane{letter}" for letter in "abcdefghijklmnopqrstuvwx"]
    links = [item(f"{start:02}", ("", " ".join(words[start : start + 8]))) for start in range(0, 16, 2)]
    assert max(len(story) for story in clusters(links)) < len(links)


def test_related_articles_are_alike_and_of_another_story():
    near = related(ALL, clusters(ALL))
    assert near["budget"] == ()
    assert set(near["harbour"]) <= {"ferry-0", "ferry-1", "ferry-2"}
    assert near["harbour"]
    assert not set(near["ferry-0"]) & {"ferry-1", "ferry-2"}
    assert len(related(ALL, clusters(ALL), most=1)["harbour"]) == 1


def test_groups_number_texts_by_first_appearance():
    texts = ["\n".join(article) for article in (BUDGET, FERRY[0], CIRCUS, FERRY[1])]
    assert groups(texts) == (0, 1, 2, 1)
    assert groups([]) == ()
    assert groups(["", " \n ", "x"]) == (0, 1, 2)


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abc XYZ0189", max_size=60), max_size=12), st.randoms(use_true_random=False))
def test_clusters_part_the_articles(texts, shuffle):
    items = [item(f"{number:02}", ("", text)) for number, text in enumerate(texts)]
    found = clusters(items)
    assert sorted(name for story in found for name in story) == [name for name, _, _ in items]
    shuffle.shuffle(items)
    assert clusters(items) == found


@pytest.mark.parametrize(("suffix", "shortest", "replacement", "example"), SUFFIXES)
def test_a_suffix_is_cut_as_its_example_says(suffix, shortest, replacement, example):
    word, root = example
    assert word.endswith(suffix)
    assert root.endswith(replacement)
    assert len(word) >= shortest
    assert stem(word) == root


def test_rare_words_weigh_more_than_common_ones():
    assert weight("the") < weight("report") < weight("coalition") < weight("quorvane") == RAREST


def test_a_signature_is_small_and_quick():
    text = " ".join(f"word{number} the Quorvane of {number}" for number in range(40_000))
    start = time.perf_counter()
    packed = signature("Title", text)
    assert time.perf_counter() - start < 3
    assert len(packed) <= 6 * 160


def test_thousands_of_look_alikes_take_near_linear_time():
    chosen = random.Random(3)
    words = [f"Quor{number}" for number in range(3000)]
    items = [item(f"{number:04}", ("", " ".join(chosen.choices(words, k=120)))) for number in range(3000)]
    start = time.perf_counter()
    clusters(items)
    assert time.perf_counter() - start < 20


CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
MISSION = ("International Coalition", "Iraq and US Announce", "U.S.-led Coalition Mission")  # how their titles begin


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the received corpus at ../shared/corpus")
def test_three_outlets_on_one_announcement_are_one_story_and_the_others_stand_alone():
    texts = {
        found.article.title: found.article.text
        for path in sorted(CORPUS.glob("*.txt"))
        for found in occurrences(Document(path.name, path.read_text("utf-8")))
    }
    found = clusters([item(title, (title, text)) for title, text in texts.items()])
    assert len(texts) == 8
    (story,) = (story for story in found if len(story) > 1)
    assert len(story) == 3
    assert all(title.startswith(start) for title, start in zip(story, MISSION, strict=True))
