"""Two states of content/ in, what changed between them out: a table of edits, and laws that hold for any."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.edits import Edits, edits
from sitegen.model import Alias, Content, Entity, Release, Ruling, Settings, Source, TextPage, Topic

OLD = Content(
    settings=Settings(title="The Averel Archive"),
    sources=(Source("harbour-courier", "The Harbour Courier"), Source("tide-wire", "Tide Wire")),
    entities=(Entity("mira-oland", "person", "Mira Oland"), Entity("sandholm", "place", "Sandholm")),
    topics=(
        Topic("dredging", "Dredging", "A lane.", entities=(("sandholm", 2.0),)),
        Topic("strike", "Strike", "Crews."),
    ),
    rulings=(Ruling("title", "a-1", "First", line=1), Ruling("source", "b-2", "tide-wire", line=5)),
    releases=(Release("2026-03-04", added=("a-1",)),),
    pages=(TextPage("about", "About"), TextPage("method", "Method")),
)


def named(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def entities(*changed: Entity) -> Content:
    return replace(OLD, entities=changed)


def topics(first: Topic) -> Content:
    return replace(OLD, topics=(first, OLD.topics[1]))


def rulings(*more: Ruling) -> Content:
    return replace(OLD, rulings=(*OLD.rulings, *more))


def settings(**changed: object) -> Content:
    return replace(OLD, settings=replace(OLD.settings, **changed))  # type: ignore[arg-type]


MIRA, SANDHOLM = OLD.entities
DREDGING = OLD.topics[0]
ABOUT, METHOD = OLD.pages
EVERYWHERE = Edits(everywhere=True)


def _named(*ids: str) -> Edits:
    return Edits(entities=named(*ids), renamed=named(*ids))


TABLE: dict[str, tuple[Content, Edits]] = {
    "nothing": (OLD, Edits()),
    "a title of the site stands on every page": (settings(title="The Averel Record"), EVERYWHERE),
    "so does its address": (settings(base_url="https://archive.example/"), EVERYWHERE),
    "by the usual rights every article is filed": (settings(rights="link"), Edits(everywhere=True, filing=True)),
    "by the likeness of stories, too": (settings(story_likeness=0.5), Edits(everywhere=True, filing=True)),
    "an outlet's name stands on every page, and by it reports are told": (
        replace(OLD, sources=(replace(OLD.sources[0], name="Courier"), OLD.sources[1])),
        Edits(everywhere=True, filing=True),
    ),
    "an outlet more": (
        replace(OLD, sources=(*OLD.sources, Source("radio", "Radio"))),
        Edits(everywhere=True, filing=True),
    ),
    "outlets in another order, since the first that fits is taken": (
        replace(OLD, sources=OLD.sources[::-1]),
        Edits(everywhere=True, filing=True),
    ),
    "a name renamed": (entities(replace(MIRA, name="Mira Oland-Berg"), SANDHOLM), _named("mira-oland")),
    "an alias": (
        entities(replace(MIRA, aliases=(Alias("the mayor"),)), SANDHOLM),
        Edits(entities=named("mira-oland")),
    ),
    "a description": (entities(MIRA, replace(SANDHOLM, description="An isle.")), _named("sandholm")),
    "an entity more": (
        entities(MIRA, SANDHOLM, Entity("averel", "place", "Averel")),
        _named("averel"),
    ),
    "an entity less": (entities(SANDHOLM), _named("mira-oland")),
    "an id changed": (entities(replace(MIRA, id="m-oland"), SANDHOLM), _named("mira-oland", "m-oland")),
    "a topic's threshold stands beside articles": (
        topics(replace(DREDGING, threshold=1.0)),
        Edits(topics=named("dredging"), measured=named("dredging")),
    ),
    "a topic's rule": (topics(replace(DREDGING, phrases=(("silt", 1.0),))), Edits(topics=named("dredging"))),
    "a topic's explainer": (topics(replace(DREDGING, body="More.")), Edits(topics=named("dredging"))),
    "a topic's title stands beside articles": (
        topics(replace(DREDGING, title="The lane")),
        Edits(everywhere=True, topics=named("dredging")),
    ),
    "so does its colour": (
        topics(replace(DREDGING, accent="indigo")),
        Edits(everywhere=True, topics=named("dredging")),
    ),
    "a topic less": (
        replace(OLD, topics=OLD.topics[1:]),
        Edits(everywhere=True, topics=named("dredging"), measured=named("dredging")),
    ),
    "a topic more": (
        replace(OLD, topics=(*OLD.topics, Topic("tides", "Tides", "High."))),
        Edits(everywhere=True, topics=named("tides"), measured=named("tides")),
    ),
    "a page's words": (replace(OLD, pages=(replace(ABOUT, body="Why."), METHOD)), Edits(pages=named("about"))),
    "a page's title stands in every foot": (
        replace(OLD, pages=(ABOUT, replace(METHOD, title="How"))),
        Edits(everywhere=True, pages=named("method")),
    ),
    "a page less": (replace(OLD, pages=(ABOUT,)), Edits(everywhere=True, pages=named("method"))),
    "a ruling more": (rulings(Ruling("title", "c-3", "Third")), Edits(rulings=named("c-3"))),
    "a ruling less": (replace(OLD, rulings=OLD.rulings[1:]), Edits(rulings=named("a-1"))),
    "a ruling's value": (
        replace(OLD, rulings=(replace(OLD.rulings[0], value="Other"), OLD.rulings[1])),
        Edits(rulings=named("a-1")),
    ),
    "a ruling that moved in its file": (
        replace(OLD, rulings=tuple(replace(one, line=one.line + 7) for one in OLD.rulings)),
        Edits(),
    ),
    "a topic that a ruling names is no article": (
        rulings(Ruling("topic-in", "c-3", "strike")),
        Edits(rulings=named("c-3")),
    ),
    "a pair names two articles": (rulings(Ruling("same-story", "c-3", "d-4")), Edits(rulings=named("c-3", "d-4"))),
    "two copies that are none": (rulings(Ruling("not-a-copy", "c-3", "d-4")), Edits(rulings=named("c-3", "d-4"))),
    "a withdrawal by hash": (rulings(Ruling("withdraw", "0a1b2c3d")), Edits(rulings=named("0a1b2c3d"))),
    "a release": (replace(OLD, releases=(*OLD.releases, Release("2026-03-05"))), Edits(releases=True)),
    "two things at once": (
        replace(rulings(Ruling("title", "c-3", "Third")), entities=(SANDHOLM,)),
        replace(_named("mira-oland"), rulings=named("c-3")),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_an_edit_is_told_by_what_it_changed(case):
    new, told = TABLE[case]
    assert edits(OLD, new) == told
    assert bool(told) == (case not in ("nothing", "a ruling that moved in its file"))


@pytest.mark.parametrize("case", TABLE)
def test_an_edit_that_is_taken_back_touches_the_same(case):
    new, told = TABLE[case]
    assert edits(new, OLD) == told


def test_without_an_earlier_state_everything_changed():
    assert edits(None, OLD) == edits(None, Content()) == Edits(everywhere=True, filing=True)


FIRST, LAST = Ruling("title", "c-3", "First"), Ruling("title", "c-3", "Last")


@pytest.mark.parametrize(
    ("before", "after"),
    [((FIRST, LAST), (LAST, FIRST)), ((FIRST, LAST), (FIRST, LAST, FIRST)), ((LAST, FIRST, LAST), (LAST, FIRST))],
)
def test_of_two_rulings_the_last_one_counts_so_their_order_is_an_edit(before, after):
    assert edits(replace(OLD, rulings=before), replace(OLD, rulings=after)).rulings == named("c-3")


CONTENTS = st.sampled_from([OLD, *(new for new, _ in TABLE.values())])
FIELDS: tuple[Callable[[Edits], frozenset[str]], ...] = (
    lambda one: one.entities,
    lambda one: one.topics,
    lambda one: one.pages,
    lambda one: one.rulings,
)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_what_two_edits_change_their_steps_changed(first, second, third):
    whole, steps = edits(first, third), (edits(first, second), edits(second, third))
    for field in FIELDS:
        assert field(whole) <= field(steps[0]) | field(steps[1])
    for flag in ("everywhere", "filing", "releases"):
        assert not getattr(whole, flag) or any(getattr(one, flag) for one in steps)
    assert not edits(first, first)
