"""Which topics an article belongs to, and why."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Topic
from sitegen.reading.topics import Touch, changed, scores
from sitegen.reading.words import holds, vocabulary

COALITION = Topic(
    "iraq-coalition-transition",
    "Iraq coalition transition",
    "",
    entities=(("us-led-coalition", 2.0), ("iraq", 1.0), ("erbil", 0.5), ("baghdad", 0.5)),
    phrases=(("mission in Iraq", 1.5), ("US-led coalition", 1.0)),
    threshold=3.0,
)
NOTHING: MappingProxyType[str, int] = MappingProxyType({})


def test_an_article_on_the_subject_belongs_and_says_why():
    (score,) = scores(
        "Coalition to leave", "The mission in Iraq ends.", {"us-led-coalition": 3, "iraq": 1}, [COALITION]
    )
    assert score.belongs
    assert score.reasons == (("us-led-coalition", 2.0), ('"mission in Iraq"', 1.5), ("iraq", 0.75))
    assert score.value == 4.25


def test_a_football_report_that_mentions_a_coalition_and_erbil_belongs_to_no_topic():
    text = "Fans of the club formed a coalition to travel to Erbil, where Iraq drew 1-1. Baghdad's side plays next."
    found = scores("Late goal saves Iraq in Erbil", text, {"iraq": 4, "erbil": 2, "baghdad": 1}, [COALITION])
    assert not any(score.belongs for score in found)


def test_even_a_strong_name_alone_is_not_enough():
    heavy = Topic("ferry", "Ferry", "", entities=(("marigold", 9.0),))
    (score,) = scores("Marigold", "The Marigold.", {"marigold": 7}, [heavy])
    assert score.value == 9.0
    assert not score.belongs


def test_many_names_that_all_articles_share_are_not_enough():
    weak = Topic("weak", "Weak", "", entities=tuple((f"place-{number}", 1.0) for number in range(5)))
    (score,) = scores("", "", {f"place-{number}": 2 for number in range(5)}, [weak])
    assert score.value == 5.0
    assert not score.belongs


@pytest.mark.parametrize(("mentions", "share"), [(1, 0.75), (2, 1.0), (3, 1.0), (40, 1.0)])
def test_repeated_mentions_add_less_and_less(mentions, share):
    (score,) = scores("", "", {"us-led-coalition": mentions}, [COALITION])
    assert score.value == 2.0 * share


def test_a_phrase_counts_once_and_more_in_the_title():
    text = "The mission in Iraq. That mission in Iraq!"
    assert scores("", text, NOTHING, [COALITION])[0].value == 1.5
    assert scores("The mission in Iraq", text, NOTHING, [COALITION])[0].value == 2.25


@pytest.mark.parametrize(
    "text", ["the MISSION in Iraq", "a us led Coalition", "the US‑led\ncoalition’s end", "mission\u00a0in Iraq’s north"]
)
def test_phrases_match_folded_words(text):
    assert scores("", text, NOTHING, [COALITION])


@pytest.mark.parametrize("text", ["commission in Iraqi towns", "submission in Iraq"])
def test_phrases_match_whole_words_only(text):
    assert scores("", text, NOTHING, [COALITION]) == ()


def test_topics_come_with_the_highest_score_first_then_by_id():
    twins = [Topic(name, name, "", entities=(("iraq", 1.0),)) for name in ("b", "a")]
    found = scores("", "mission in Iraq", {"iraq": 2}, [*twins, COALITION])
    assert [score.topic for score in found] == ["iraq-coalition-transition", "a", "b"]


@given(st.dictionaries(st.sampled_from(["us-led-coalition", "iraq", "erbil", "x"]), st.integers(0, 9)), st.text())
def test_reasons_add_up_to_the_value(mentions, text):
    for score in scores(text, f"{text} mission in Iraq", mentions, [COALITION]):
        assert score.value == pytest.approx(sum(value for _, value in score.reasons))
        assert score.value > 0
        assert [value for _, value in score.reasons] == sorted((value for _, value in score.reasons), reverse=True)


# ---------------------------------------------------------------- what an edit of a rule touches


@pytest.mark.parametrize(
    ("edit", "touch"),
    [
        ({"title": "Other", "body": "Text.", "summary": "…", "accent": "ochre", "changed": "2026-01-20"}, Touch()),
        ({"entities": (*COALITION.entities, ("mosul", 1.0))}, Touch(frozenset({"mosul"}))),
        ({"entities": COALITION.entities[1:]}, Touch(frozenset({"us-led-coalition"}))),
        ({"phrases": (("mission in Iraq", 2.0), COALITION.phrases[1])}, Touch(phrases=(("mission", "in", "iraq"),))),
        ({"phrases": (*COALITION.phrases, ("…", 2.0))}, Touch()),
    ],
)
def test_an_edit_touches_what_it_weighs_otherwise(edit, touch):
    assert changed(COALITION, replace(COALITION, **edit)) == touch


@pytest.mark.parametrize("edit", [{"threshold": 2.5}, {"entities": COALITION.entities[::-1]}, {"id": "other"}])
def test_a_new_threshold_or_order_touches_all_that_the_rule_names(edit):
    touch = changed(COALITION, replace(COALITION, **edit))
    assert touch == changed(COALITION, None) == changed(None, COALITION)
    assert touch.entities == {entity for entity, _ in COALITION.entities}
    assert touch.phrases == (("mission", "in", "iraq"), ("us", "led", "coalition"))


WEIGHTS = st.sampled_from([0.5, 1.0, 1.05, 1.5, 3.0])
ENTITIES = ("iraq", "erbil", "mosul", "basra")
PHRASES = ("mission in Iraq", "Mission in Iraq", "in Iraq", "U.S.-led force", "Elan", "don't", "…", "Iraq")
RULES = st.builds(
    Topic,
    st.sampled_from(["one", "one", "other"]),
    st.just(""),
    st.just(""),
    entities=st.lists(st.tuples(st.sampled_from(ENTITIES), WEIGHTS), max_size=4).map(tuple),
    phrases=st.lists(st.tuples(st.sampled_from(PHRASES), WEIGHTS), max_size=4).map(tuple),
    threshold=st.sampled_from([2.0, 3.0]),
)
EDITS = st.tuples(RULES, st.dictionaries(st.sampled_from(["entities", "phrases", "threshold"]), RULES, max_size=1)).map(
    lambda pair: (pair[0], replace(pair[0], **{field: getattr(other, field) for field, other in pair[1].items()}))
)
TEXTS = st.lists(st.sampled_from((*PHRASES, "Élan", "U.S. led", "mission", "in", "left\n\n", "don’t")), max_size=6).map(
    " ".join
)


@given(
    st.one_of(EDITS, st.tuples(st.none(), RULES), st.tuples(RULES, st.one_of(st.none(), RULES))),
    TEXTS,
    TEXTS,
    st.dictionaries(st.sampled_from(ENTITIES), st.integers(0, 3)),
)
def test_scores_change_only_where_a_touched_entity_or_phrase_stands(edit, title, text, mentioned):
    old, new = ([rule] if rule else [] for rule in edit)
    if scores(title, text, mentioned, old) != scores(title, text, mentioned, new):
        touch, packed = changed(*edit), vocabulary(title, text)
        phrase = any(holds(packed, words) for words in touch.phrases)
        assert phrase or any(mentioned.get(entity, 0) > 0 for entity in touch.entities)
