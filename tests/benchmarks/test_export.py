"""What rivals are given: the same articles, whole, each once, with what our reading has to find out."""

import json
import re

import pytest
import yaml

from tests.benchmarks import export
from tests.benchmarks.generate import stories


@pytest.fixture(scope="module")
def articles() -> list[export.Article]:
    return list(export.articles(300))


def test_every_article_is_given_once_and_the_same_each_time(articles):
    assert len({article.row.slug for article in articles}) == len(articles) == 300
    assert next(export.articles(300)) == articles[0]


def test_an_article_holds_each_word_of_its_report(articles):
    report, article = next(stories(300))[0], articles[0]
    words = " ".join(line for part in report.paragraphs for line in part)
    bare = re.sub(r'<a class="no"[^>]*>\d+</a>|<[^>]+>', "", article.body)
    assert " ".join(bare.split()) == words
    assert article.body.count('<span class="s"') == sum(map(len, report.paragraphs))


def test_names_in_the_text_are_links_to_the_entities_of_the_article(articles):
    for article in articles[:50]:
        assert set(re.findall(r"/entities/([a-z-]+)/", article.body)) == set(article.entities)
    assert sum(len(article.entities) for article in articles) / len(articles) > 3


def test_neighbours_are_other_articles_of_the_corpus(articles):
    known = {article.row for article in articles}
    for article in articles:
        near = {*article.story, *article.related}
        assert near <= known - {article.row}
        assert len(article.related) <= export.RELATED
    assert any(article.story for article in articles)


@pytest.mark.parametrize("form", [export.hugo, export.eleventy])
def test_front_matter_is_yaml(articles, form):
    _, front, body = form(articles[7]).split("---\n", 2)
    given = yaml.safe_load(front)
    assert given["title"] == articles[7].row.title
    assert given["entities"] == list(articles[7].entities)
    assert len(given["related"]) == len(articles[7].related)
    assert body.strip() == articles[7].body


def test_front_matter_for_pelican_is_a_line_a_key(articles):
    front = export.pelican(articles[7]).split("---\n", 2)[1]
    given = dict(line.split(": ", 1) for line in front.splitlines())
    assert given["tags"].split(", ") == list(articles[7].entities)
    assert len(json.loads(given["related"])) == len(articles[7].related)


def test_the_names_on_pages_are_those_of_all_ids(articles):
    names = export.about(300)
    assert {one for article in articles for one in article.entities} <= names["entities"].keys()
    assert {article.topic for article in articles} - {""} <= names["topics"].keys()
    assert {article.row.outlet for article in articles} <= names["outlets"].keys()


def test_an_article_that_is_added_is_none_of_the_corpus(articles):
    added = [export.added(300, place) for place in range(3)]
    assert len({article.row.slug for article in (*articles, *added)}) == 303


def test_each_article_has_a_file_of_its_own(articles):
    assert len({export.place(article) for article in articles}) == 300
