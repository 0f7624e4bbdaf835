"""What search finds a page by: only what the page shows, and the names of those it means by other words."""

import pytest

from sitegen.content import load
from sitegen.site import pages, records, views
from sitegen.site.context import Context
from sitegen.site.wording import Wording, locale
from tests.conftest import STRIKE


@pytest.fixture(scope="module")
def context(shipped):
    content, _ = load(shipped.content)
    return Context(shipped.archive(), content, Wording(locale("en"), str))


@pytest.fixture(scope="module")
def shown(context):
    """The view of every page of the small archive that search lists, by url."""
    made = [pages.make(context, job) for job in pages.jobs(context)]
    kinds = (views.ArticleView, views.TopicView, views.EntityView, views.DayView)
    return {view.head.url: view for view in made if isinstance(view, kinds)}


@pytest.fixture(scope="module")
def made(context, shown):
    """The record of every page of the small archive, by url."""
    made = {
        "articles": lambda url: records.article(context, url.split("/")[1]),
        "topics": lambda url: records.topic(context, url.split("/")[1]),
        "entities": lambda url: records.entity(context, url.split("/")[1]),
        "dates": lambda url: records.day(context, "-".join(url.split("/")[1:4])),
    }
    return {url: made[url.partition("/")[0]](url) for url in shown}


def test_articles_topics_names_and_days_are_found(made):
    assert {record.url for record in made.values()} == made.keys()
    assert {record.kind for record in made.values()} == {"article", "topic", "person", "organisation", "place", "day"}


def test_an_article_is_found_by_the_sentences_that_its_page_shows_and_no_others(made, shown):
    for url, view in shown.items():
        if isinstance(view, views.ArticleView):
            sentences = [sentence for block in view.blocks for sentence in block.sentences]
            told = [("".join(part.text for part in one.parts), one.id) for one in sentences]
            assert [(passage.text, passage.anchor) for passage in made[url].content] == told
            assert (made[url].title, made[url].day) == (view.title, view.day)


def test_an_article_is_found_by_the_name_of_everyone_whom_its_page_names_and_by_no_alias(made, shown, context):
    own = {entity.name for entity in context.content.entities}
    for url, view in shown.items():
        if isinstance(view, views.ArticleView):
            record = made[url]
            hidden = {*record.aliases, *(name for passage in record.content for name in passage.aliases)}
            said = " ".join(passage.text for passage in record.content)
            names = {link.text for link in (*view.people, *view.organisations, *view.places)}
            assert {name for name in names if name not in said} == hidden
            assert hidden <= own


def test_an_article_is_found_by_topic_source_and_year(made, shipped):
    record = made[f"articles/{shipped.article(STRIKE)}/"]
    assert (record.topics, record.source, record.years, record.day) == (
        ("ferry-strike",),
        "harbour-courier",
        ("2026",),
        "2026-03-04",
    )
    assert record.dated


def test_the_name_of_those_called_otherwise_stands_behind_the_first_sentence_that_means_them(made, shipped):
    record = made[f"articles/{shipped.article('lighthouse')}/"]
    for passage in record.content:
        assert not [name for name in passage.aliases if name in passage.text]
    named = [name for passage in record.content for name in passage.aliases]
    assert len(named) == len(set(named))


def test_an_article_whose_outlet_allows_a_link_alone_is_found_by_its_title_alone(made, shipped):
    record = made[f"articles/{shipped.article('council-lets')}/"]
    assert (record.content, record.aliases) == ((), ())


def test_an_undated_article_has_no_year(made, shipped):
    record = made[f"articles/{shipped.article('lighthouse')}/"]
    assert (record.years, record.day, record.dated) == ((), None, "")


def test_a_person_is_found_by_every_name(made):
    record = made["entities/mira-oland/"]
    assert set(record.aliases) >= {"Mayor Oland", "ميرا أولاند"}
    assert record.title not in record.aliases


def test_an_explainer_is_found_by_its_words_without_marks_or_markup(made):
    text = " ".join(passage.text for passage in made["topics/ferry-strike/"].content)
    assert "Crews left their boats on a Wednesday." in text
    assert "Boats Crews six all" in text.replace("|", " ")
    assert "<" not in text


def test_a_topic_is_found_by_every_name_of_those_that_its_rule_and_explainer_name(made):
    assert set(made["topics/ferry-strike/"].aliases) == {
        "Averel Ferry Company",
        "AFC",
        "the ferry company",
        "Port Averel",
    }
    assert made["topics/ferry-strike/"].day == "2026-03-09"


def test_a_name_is_found_under_the_topics_that_turn_on_it(made):
    assert made["entities/sandholm/"].topics == ("dredging",)
    assert made["entities/averel-ferry-company/"].topics == ("ferry-strike",)
    assert made["entities/averel-council/"].topics == ()


def test_a_day_is_found_by_its_date_and_its_events(made, shown):
    days = {url: view for url, view in shown.items() if isinstance(view, views.DayView)}
    assert days
    for url, view in days.items():
        told = {event.text for group in (*view.happened, *view.planned) for event in group.events}
        assert {passage.text for passage in made[url].content} == told
        assert made[url].years == (view.date[:4],)
    assert made["dates/2026/03/04/"].title == "4 March 2026"


def test_a_busy_day_is_found_by_the_first_of_its_events(context, monkeypatch):
    monkeypatch.setattr(records, "DAY_EVENTS", 1)
    assert max(len(records.day(context, date).content) for date in context.dates if len(date) == 10) == 1
