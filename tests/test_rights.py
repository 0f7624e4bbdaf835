"""How much of an article may be shown, in every file of the site together."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Sentence
from sitegen.rights import LEAD_WORDS, MOST_SHARE, MOST_WORDS, shown, words
from tests.conftest import DREDGING_TOPIC, MERIDIAN, WIRE

RUN = 5  # words in a row that are no chance


def text_of(lengths: list[int]) -> tuple[str, tuple[Sentence, ...]]:
    """A text of sentences of so many words, no word twice."""
    parts, sentences, at, number = [], [], 0, 0
    for place, length in enumerate(lengths):
        part = " ".join(f"w{number + one}" for one in range(length)) + "."
        number += length
        sentences.append(Sentence(f"s-{place:06x}", at, at + len(part)))
        parts.append(part)
        at += len(part) + 1
    return " ".join(parts), tuple(sentences)


LENGTHS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@given(LENGTHS, st.data())
def test_an_excerpt_never_exceeds_its_allowance(lengths, data):
    text, sentences = text_of(lengths)
    wanted = data.draw(st.lists(st.sampled_from([one.id for one in sentences]), max_size=30))
    lead, ids = shown(text, sentences, "excerpt", wanted)
    visible = set(text[:lead].split()) | {
        word for one in sentences if one.id in ids for word in text[one.start : one.end].split()
    }
    assert len(visible) <= min(MOST_WORDS, int(words(text) * MOST_SHARE))
    assert words(text[:lead]) <= LEAD_WORDS
    assert list(ids) == [one.id for one in sentences if one.id in ids]


@given(LENGTHS)
def test_full_shows_all_and_link_nothing(lengths):
    text, sentences = text_of(lengths)
    everything = tuple(one.id for one in sentences)
    assert shown(text, sentences, "full", ()) == (len(text), everything)
    assert shown(text, sentences, "link", everything) == (0, ())


def test_cited_sentences_are_granted_in_order_of_need_while_the_allowance_lasts():
    text, sentences = text_of([60] + [20] * 27)
    lead, ids = shown(text, sentences, "excerpt", ["s-000010", "s-00000a", "s-000005", "s-000004", "s-000003"])
    assert words(text[:lead]) == 60
    assert ids == ("s-000000", "s-000004", "s-000005", "s-00000a", "s-000010")


def test_a_sentence_too_long_for_what_is_left_makes_room_for_a_shorter_one():
    text, sentences = text_of([60, 100, 20, *[20] * 26])
    assert shown(text, sentences, "excerpt", ["s-000001", "s-000002"])[1] == ("s-000000", "s-000002")


def test_no_text_shows_nothing():
    assert shown("", (), "excerpt", ("s-1",)) == (0, ())


# ---------------------------------------------------------------- in the whole published tree


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def published(desk) -> set[tuple[str, ...]]:
    """All runs of words in all published files; tags and escapes are no words."""
    texts = []
    for path, content in desk.tree().items():
        text = content.decode("utf-8", "replace")
        if path.endswith((".pf_fragment", ".pf_index")):
            text = gzip.decompress(content).decode("utf-8", "replace")
        texts.append(re.sub(r"<[^>]*>|&#?\w+;|\\u[0-9a-f]{4}|\\n", " ", text))
    return set().union(*map(runs, texts))


def body(document: str) -> str:
    return document.partition("---\n\n")[2]


def test_no_file_of_the_site_holds_more_of_an_excerpt_than_its_allowance(shipped):
    held, text = published(shipped), body(MERIDIAN)
    tokens = re.findall(r"[^\W_]+", text.casefold())
    seen = [False] * len(tokens)
    for start in range(len(tokens) - RUN + 1):
        if tuple(tokens[start : start + RUN]) in held:
            seen[start : start + RUN] = [True] * RUN
    assert 0 < sum(seen) <= min(MOST_WORDS, MOST_SHARE * words(text)) + RUN
    assert not runs("the pharmacy there has stock for nine days at the most") & held


def test_no_file_of_the_site_holds_a_run_of_words_of_a_link_only_outlet(shipped):
    own = runs(DREDGING_TOPIC) | runs(WIRE["title"])
    assert (runs(WIRE["text"]) - own) & published(shipped) == set()


def test_an_outlet_nobody_lists_is_an_excerpt(shipped):
    assert shipped.archive().filed(shipped.article("lighthouse")).rights == "excerpt"


def test_a_narrower_right_takes_words_back(copied):
    assert runs("hundreds of commuters waited for buses") <= published(copied)
    copied.edit("sources.yaml", "rights: full", "rights: link")
    copied.built()
    assert not runs("hundreds of commuters waited for buses") & published(copied)
    assert copied.tree() == copied.clean()


def test_a_private_view_shows_all(desk):
    desk.built(private=True)
    assert runs("the pharmacy there has stock for nine days at the most") <= published(desk)


@pytest.mark.parametrize("file", ["feed.xml", "feed.json"])
def test_a_feed_holds_nothing_of_a_link_only_outlet_but_its_title(shipped, file):
    page = shipped.page(file)
    assert WIRE["title"] in page
    assert "the clerk said" not in page


def test_data_cut_by_rights_says_which_sentences_stand_in_its_text(shipped):
    for path, content in shipped.tree().items():
        if path.startswith("data/articles/"):
            for line in content.decode().splitlines():
                row = json.loads(line)
                filed = shipped.archive().filed(row["id"])
                whole = {one.id: filed.article.text[one.start : one.end] for one in filed.sentences}
                assert all(row["text"][one["start"] : one["end"]] == whole[one["id"]] for one in row["sentences"])
                assert tuple(one["id"] for one in row["sentences"]) == filed.shown


def test_an_excerpt_of_a_text_without_spaces_keeps_the_share_of_its_characters():
    sentence = "六艘船中有两艘将继续航行没有人会被留在岛上。"
    text = sentence * 20
    spans = tuple(Sentence(f"s-{place:06x}", place * len(sentence), (place + 1) * len(sentence)) for place in range(20))
    lead, ids = shown(text, spans, "excerpt", [one.id for one in spans])
    visible = max([lead, *(one.end for one in spans if one.id in ids)])
    assert LEAD_WORDS <= lead < LEAD_WORDS * 1.1
    assert words(text[:visible]) <= MOST_SHARE * words(text)
    assert words(text) == 20 * 21
