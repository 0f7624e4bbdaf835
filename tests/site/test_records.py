"""What search finds a page by: only what the page shows, and the other names of those it names."""

import pytest

from sitegen.content import load
from sitegen.site import pages, records
from sitegen.site.context import Context
from sitegen.site.wording import Wording, locale
from tests.conftest import STRIKE


@pytest.fixture(scope="module")
def made(shipped):
    """The record of every page of the small archive, by url, and the views."""
    content, _ = load(shipped.content)
    context = Context(shipped.archive(), content, Wording(locale("en"), str))
    views = [pages.make(context, job) for job in pages.jobs(context)]
    found = {view.head.url: records.record(context, view) for view in views if hasattr(view, "head")}
    return {url: record for url, record in found.items() if record}


def test_articles_topics_names_and_days_are_found_and_nothing_else(made):
    kinds = {record.kind for record in made.values()}
    assert kinds == {"article", "topic", "person", "organisation", "place", "day"}
    assert {url.partition("/")[0] for url in made} == {"articles", "topics", "entities", "dates"}


def test_an_article_is_found_by_topic_source_and_year(made, shipped):
    record = made[f"articles/{shipped.article(STRIKE)}/"]
    assert (record.topics, record.source, record.years, record.day) == (
        ("ferry-strike",),
        "harbour-courier",
        ("2026",),
        "2026-03-04",
    )
    assert record.dated


def test_a_passage_carries_its_sentence_and_the_other_names_of_those_it_names(made, shipped):
    record = made[f"articles/{shipped.article(STRIKE)}/"]
    (passage,) = [one for one in record.content if "Mira Oland" in one.text]
    assert passage.anchor.startswith("s-")
    assert {"Mayor Oland", "ميرا أولاند"} & set(passage.aliases)


def test_an_article_whose_outlet_allows_a_link_alone_is_found_by_its_title_alone(made, shipped):
    record = made[f"articles/{shipped.article('council-lets')}/"]
    assert (record.content, record.aliases) == ((), ())


def test_a_person_named_in_what_is_not_shown_is_found_without_the_sentence(made, shipped):
    record = made[f"articles/{shipped.article('lighthouse')}/"]
    assert "Sandholm" in (*record.aliases, *(name for passage in record.content for name in passage.aliases)) or any(
        "Sandholm" in passage.text for passage in record.content
    )


def test_a_person_is_found_by_every_name(made):
    assert set(made["entities/mira-oland/"].aliases) >= {"Mayor Oland", "ميرا أولاند"}


def test_an_undated_article_has_no_year(made, shipped):
    record = made[f"articles/{shipped.article('lighthouse')}/"]
    assert (record.years, record.day, record.dated) == ((), None, "")


def test_an_explainer_is_found_by_its_words_without_marks_or_markup(made):
    text = " ".join(passage.text for passage in made["topics/ferry-strike/"].content)
    assert "Crews left their boats on a Wednesday." in text
    assert "Boats Crews six all" in text.replace("|", " ")
    assert "<" not in text
