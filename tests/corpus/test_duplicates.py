"""Copies are found whatever was done to them, and reports that are not copies stay apart."""

from __future__ import annotations

import json
import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.corpus.duplicates import Candidate, canonical, clusters, groups, sketch
from tests.evaluation.measure_duplicates import DATA, measures

FERRY = """The night ferry came back to Port Elder on Tuesday after three weeks of repairs, the harbour office said.
Engineers replaced both shafts and a good part of the steering gear, which had failed in a December storm off the cape.
Nobody was hurt when the vessel drifted for six hours with ninety passengers aboard before two tugs took her in tow.
The company put the cost of the work at four million crowns and said that insurers would bear most of the bill.
Captain Mira Holm told Radio Meridian that her crew had rehearsed the failure twice since the autumn inspection.
Island mayors had asked for a replacement vessel, because fresh food ran short on two of the outer skerries.
A spokesman for the ministry answered that the spare ship was itself in dock until the end of the month.
The first crossing leaves at eight in the evening, and tickets for the weekend are already sold out."""

COUNCIL = """Port Elder's council voted on Monday to close the old fish market and to build a library in its place.
Eleven members were in favour and four against after a debate that lasted until two in the morning.
Stallholders said they had been promised a covered hall on the northern quay and had seen no plan of it.
The mayor replied that money for the hall stood in the budget and that work would begin once the frost was over.
Architects had proposed to keep the iron roof of the market, which was cast in the town's own foundry.
Opponents want a referendum and began to collect signatures at the bus station in the afternoon."""

OTHER_REPORT = """After nearly a month in dock the ferry to the outer islands sails again from this evening.
The harbour office confirmed on Tuesday that both shafts of the vessel are new and that the steering has been rebuilt.
Six hours adrift with ninety people on board: the breakdown in December had shaken trust in the line.
Mayors of the skerries, where shops had run out of fresh food, say a second ship must be kept ready."""

BACKGROUND = """Nobody was hurt when the vessel drifted for six hours with ninety passengers aboard before two tugs took her in tow.
Island mayors had asked for a replacement vessel, because fresh food ran short on two of the outer skerries."""

LATER = """Prosecutors opened an inquiry on Thursday into the company that runs the islands' only ferry.
They want to know whether an inspection report of last autumn was changed after it had been signed.
Two managers were questioned for most of the day and left the building without a word to reporters."""


def lines(text: str) -> list[str]:
    return text.split("\n")


def same(*texts: str) -> bool:
    return len(set(groups(texts))) == 1


def test_an_article_with_words_changed_here_and_there_is_a_copy():
    words = FERRY.split()
    for place in range(5, len(words), 14):
        words[place] = "reportedly"
    assert same(FERRY, " ".join(words))


def test_an_article_in_other_letters_marks_and_spaces_is_a_copy():
    assert same(FERRY, FERRY.upper().replace("\n", "\n\n  ").replace("'", "’"))


def test_marks_of_direction_do_not_hide_a_copy():
    assert same(FERRY, "\u202e".join(FERRY.replace("ferry", "fer\u200fry")))


def test_a_truncated_article_is_a_copy():
    assert same(FERRY, "\n".join(lines(FERRY)[:3]))


def test_the_first_sentence_alone_is_an_excerpt():
    assert same(FERRY, lines(FERRY)[0])


def test_a_long_part_from_the_middle_is_an_excerpt():
    assert same(FERRY, "\n".join(lines(FERRY)[3:6]))


def test_sentences_in_another_order_are_a_copy():
    assert same(FERRY, "\n".join([*lines(FERRY)[:2], *lines(FERRY)[5:], *lines(FERRY)[2:5]]))


def test_an_article_among_furniture_is_a_copy():
    menu = "Home | World | Harbour\nSkip to the main part of this page\nSign up for our letter, it comes every morning."
    assert same(FERRY, f"{menu}\n{FERRY}\nAll rights reserved by the publisher and its agents in all countries.")


def test_another_report_of_the_same_event_is_no_copy():
    assert groups([FERRY, OTHER_REPORT]) == (0, 1)


def test_a_later_report_that_repeats_the_background_is_no_copy():
    assert groups([FERRY, f"{LATER}\n{BACKGROUND}"]) == (0, 1)


def test_two_later_reports_with_one_background_are_no_copies():
    newest = "\n".join(lines(OTHER_REPORT)[2:])
    assert groups([f"{LATER}\n{BACKGROUND}", f"{newest}\n{BACKGROUND}"]) == (0, 1)


def test_an_article_that_stands_inside_a_copy_of_another_keeps_its_own_group():
    spliced = "\n".join([*lines(FERRY)[:4], *lines(COUNCIL)[:4], *lines(FERRY)[4:]])
    ferry, council, mixed = groups([FERRY, "\n".join(lines(COUNCIL)[:4]), spliced])
    assert ferry == mixed != council


def test_texts_too_short_to_tell_are_copies_only_when_equal():
    assert groups(["Rain fell.", "rain  fell", "Rain fell again.", "", ""]) == (0, 0, 1, 2, 3)


def test_groups_are_numbered_by_first_appearance():
    assert groups([COUNCIL, FERRY, COUNCIL, OTHER_REPORT, FERRY]) == (0, 1, 0, 2, 1)


def test_no_texts_make_no_groups():
    assert groups([]) == ()


def items_of(*texts: str) -> list[tuple[str, str, bytes]]:
    return [(f"article-{index}", text, sketch(text)) for index, text in enumerate(texts)]


def test_likeness_is_the_share_of_a_copy_that_stands_in_the_longest_text():
    excerpt = lines(FERRY)[0] + " Readers wrote to us."
    (_, own), (_, other) = clusters(items_of(FERRY, excerpt))
    assert own == 1.0
    assert 0.7 < other < 1.0


def test_the_editor_can_keep_copies_apart():
    items = items_of(FERRY, FERRY + "\nThis line was added.", COUNCIL)
    kept_apart = frozenset({("article-1", "article-0")})
    assert [group for group, _ in clusters(items, kept_apart)] == [0, 1, 2]


def test_what_is_kept_apart_from_one_copy_is_kept_apart_from_its_group():
    items = items_of(FERRY, FERRY + "\nThis line was added.", FERRY + "\nAnd this line, much later, was added too.")
    found = [group for group, _ in clusters(items, frozenset({("article-0", "article-1")}))]
    assert found[0] != found[1]


def test_a_sketch_is_small_and_survives_the_archive():
    made = sketch(FERRY)
    assert len(made) < 4 * len(FERRY.split())
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made)) == made


def variant(seed: int) -> str:
    chance = random.Random(seed)
    words = chance.choice((FERRY, COUNCIL, OTHER_REPORT, LATER)).split()
    start = chance.choice((0, 0, len(words) // 4))
    return " ".join(word if chance.random() > 0.05 else "also" for word in words[start : chance.randint(40, 140)])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=14), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_texts(seeds, chance):
    texts = [variant(seed) for seed in seeds]
    order = list(range(len(texts)))
    chance.shuffle(order)
    straight, shuffled = groups(texts), groups([texts[place] for place in order])
    back = {place: shuffled[index] for index, place in enumerate(order)}
    for one in order:
        for other in order:
            assert (straight[one] == straight[other]) == (back[one] == back[other])


def test_a_phrase_of_every_document_costs_no_more_than_any_other():
    chance = random.Random(7)
    phrase = " ".join(lines(FERRY)[:2])
    words = [f"word{number}" for number in range(5000)]
    texts = [" ".join([*chance.choices(words, k=80), phrase, *chance.choices(words, k=80)]) for _ in range(1500)]
    assert len(set(groups(texts))) == len(texts)


def test_the_canonical_copy_is_the_longest_then_the_dated_then_the_smallest_id_and_path():
    best = Candidate(900, dated=True, id="a", path="a.txt")
    rest = (
        Candidate(900, dated=True, id="a", path="b.txt"),
        Candidate(900, dated=True, id="b", path="a.txt"),
        Candidate(900, dated=False, id="a", path="a.txt"),
        Candidate(899, dated=True, id="a", path="a.txt"),
    )
    for place in range(len(rest) + 1):
        assert canonical([*rest[:place], best, *rest[place:]]) == place


@pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/eval/near_duplicates.jsonl")
def test_copies_of_the_development_set_are_found():
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    scores = measures(rows, groups([row["text"] for row in rows]))
    assert scores["pair F1"] > 0.97
    assert scores["ARI"] > 0.97
    assert scores["recall excerpt"] > 0.92


STORIES = DATA.with_name("stories.jsonl")


@pytest.mark.skipif(not STORIES.exists(), reason="needs ../shared/eval/stories.jsonl")
def test_reports_of_different_events_are_never_copies():
    rows = [json.loads(line) for line in Path(STORIES).read_text("utf-8").splitlines()]
    story: dict[int, set[str]] = {}
    for row, group in zip(rows, groups([row["text"] for row in rows]), strict=True):
        story.setdefault(group, set()).add(row["story"])
    assert all(len(stories) == 1 for stories in story.values())
