"""Articles in lists: where each comes from, and how it is dated."""

from dataclasses import replace

import pytest
import samples
from lxml import html
from speaking import ENGLISH, PLACE

from sitegen.site import rows
from sitegen.site.views import ArticleList, ArticleRow, Link, PeriodRow, TopicLink

TOPIC = TopicLink("Strike", "topics/strike/", "petrol")
EVIDENCE = [
    ("none", (), "No date in the document."),
    ("none", ("x",), "No date in the document."),
    ("stated", (), "Stated in the document."),
    ("stated", ("a<b", "c"), 'Stated in the document: <q dir="auto">a&lt;b</q>, <q dir="auto">c</q>'),
    ("dateline", ("a",), 'From the dateline, by the words: <q dir="auto">a</q>'),
    ("caption", ("a",), 'From a caption, by the words: <q dir="auto">a</q>'),
    ("weekday", ("a",), 'Worked out from the words of the text: <q dir="auto">a</q>'),
    ("metadata", ("a", "b"), "Given with the document: <bdi>a</bdi>, <bdi>b</bdi>"),
    ("story", ("a",), "Narrowed by other reports of the same story: <bdi>a</bdi>"),
    ("ruling", ("a", "b"), "Set by the editor: <bdi>a</bdi>"),
]


@pytest.mark.parametrize(("basis", "words", "expected"), EVIDENCE)
def test_evidence_says_how_a_date_is_known(basis, words, expected):
    assert rows.evidence(ENGLISH, basis, words) == expected
    ours = expected.replace('<q dir="auto">', "<bdi>").replace("</q>", "</bdi>")
    assert rows.evidence(ENGLISH, basis, words, ours=True) == ours


ROW = ArticleRow("articles/b/", "Title", "[..2024]", "none", (), Link("Courier", "sources/courier/"))
ROWS = [
    ({}, "By the end of 2024 Title Courier. How it is dated No date in the document."),
    ({"agency": "Coastwire"}, "By the end of 2024 Title Courier, after Coastwire. How"),
    ({"topics": (TOPIC,)}, "By the end of 2024 Title Courier. Topic: Strike. How"),
    ({"topics": (TOPIC, TOPIC)}, "By the end of 2024 Title Courier. Topics: Strike, Strike. How"),
    ({"copies": 1200}, "By the end of 2024 Title Courier. Held in 1,200 documents. How"),
    ({"date": None}, "Not known Title Courier. How"),
]


@pytest.mark.parametrize(("changes", "expected"), ROWS)
def test_an_article_in_a_list_says_where_it_comes_from(changes, expected):
    made = html.fragment_fromstring(rows.rows(PLACE, [replace(ROW, **changes)]))
    assert (
        " ".join(" ".join(made.itertext()).replace(" .", ".").split())
        .replace(" ,", ",")
        .replace(" .", ".")
        .startswith(expected)
    )


def test_a_list_on_a_topics_page_does_not_name_that_topic():
    made = rows.rows(replace(PLACE, here="topics/strike/"), [replace(ROW, topics=(TOPIC, samples.RIVER))])
    assert "Strike" not in made
    assert "Topic: <a" in made
    assert 'class="key petrol"' in made


def test_only_another_language_than_the_sites_is_marked():
    assert "lang=" not in rows.rows(PLACE, [ROW])
    assert 'dir="auto" lang="ar">Title' in rows.rows(PLACE, [replace(ROW, language="ar")])


def test_a_long_list_shows_the_periods_into_which_it_is_cut():
    periods = (PeriodRow("2024-09", "topics/strike/articles/2024-09/", 1200), PeriodRow(None, "x/", 1))
    made = html.fragment_fromstring(rows.listing(PLACE, ArticleList((), periods, 1201)))
    assert [" ".join(item.itertext()) for item in made] == ["September 2024   1,200", "Date not known   1"]
    assert rows.listing(PLACE, ArticleList()) == ""
