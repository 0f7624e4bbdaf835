"""What a newsroom sets into an article goes by its markup, and nothing of the article with it."""

from __future__ import annotations

import time

import pytest
from lxml import html

from sitegen.corpus.insets import QUOTED, UNSEEN, without_insets

PROSE = "The night ferry came back to Port Elder on Tuesday after three weeks of repairs in the yard, the office said."


def left(body: str) -> str:
    """Return the words of a page that are left, those of blocks a space apart."""
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    without_insets(tree)
    return " ".join(" ".join(tree.itertext()).split())


@pytest.mark.parametrize("name", [example for _, example in UNSEEN])
def test_words_that_open_under_the_mouse_are_no_text(name):
    assert left(f'<p>The mayor <span class="{name}">Mayor to open bridge</span> said no.</p>') == "The mayor said no."


@pytest.mark.parametrize("name", [example for _, example in QUOTED])
def test_a_quoted_message_stands_without_the_class_that_makes_it_an_advert(name):
    tree = html.document_fromstring(
        f'<div class="body"><p>{PROSE}</p><div class="widget"><blockquote class="{name}"><p>No boats.</p></blockquote></div></div>'
    )
    without_insets(tree)
    (message,) = tree.iter("blockquote")
    assert (message.get("class"), message.getparent().get("class")) == (None, None)
    assert tree.find(".//div[@class='body']") is not None


@pytest.mark.parametrize(
    "inset",
    [
        "<p><a href='/b'>Harbour wall to be rebuilt by June</a></p>",
        "<p><strong><a href='/b'>HARBOUR WALL TO BE REBUILT</a></strong></p>",
        "<ul><li><a href='/b'>Harbour wall to be rebuilt</a></li><li><a href='/c'>Lighthouse keeper leaves after years</a></li></ul>",
        "<ul><li><div><h4><a href='/b'>Harbour wall to be rebuilt</a></h4><h5>Work begins in June</h5></div></li></ul>",
        "<a href='/b'><h3>Harbour wall to be rebuilt</h3><p>Work begins in June.</p></a>",
        "<a href='/b'><span>Also here</span> <span>Harbour wall to be rebuilt</span></a>",
        "<article><h3>Harbour wall</h3><p>Work begins in June.</p></article>",
    ],
)
def test_what_leads_to_another_story_goes(inset):
    assert left(f"<article><p>{PROSE}</p>{inset}<p>It sails again.</p></article>") == f"{PROSE} It sails again."


@pytest.mark.parametrize(
    "kept",
    [
        "<h2><a href='#one'>Why it failed</a></h2>",
        "<p>The office <a href='/b'>said in a long letter to the council</a> why.</p>",
        "<p><a href='/b'>The harbour office explained in a letter why it had failed.</a></p>",
        "<p>It was called <a href='/b'>a slow boat to a small town</a></p>",
        "<li><a href='/b'>Anna Vale</a></li>",
        "It is <a href='/b'>a slow boat to town</a> now",
    ],
)
def test_a_link_within_the_text_stays(kept):
    assert left(f"<div>{kept}</div>") == " ".join("".join(html.fromstring(f"<div>{kept}</div>").itertext()).split())


def test_an_article_that_is_most_of_the_one_around_it_stays():
    assert left(f"<article><h1>Ferry</h1><article><p>{PROSE}</p></article></article>") == f"Ferry {PROSE}"


def test_what_adverts_cut_apart_is_joined():
    part = f'<div class="grid"><div class="body">{f"<p>{PROSE}</p>" * 3}</div></div>'
    tree = html.document_fromstring(f"<article><div>{part}<div class='ad'>Buy</div>{part}</div></article>")
    without_insets(tree)
    assert [len(one.findall("p")) for one in tree.iter("div") if one.get("class") == "body"] == [6, 0]


def test_comments_are_not_joined():
    part = f'<div class="comment"><div class="comment-body">{f"<p>{PROSE}</p>" * 3}</div></div>'
    tree = html.document_fromstring(f"<article><div>{part}{part}</div></article>")
    without_insets(tree)
    assert [len(one.findall("p")) for one in tree.iter("div") if one.get("class") == "comment-body"] == [3, 3]


@pytest.mark.parametrize(
    "piece",
    [
        "<p><a href='/b'>Harbour wall to be rebuilt</a></p>",
        "<div class='a'><div class='b'><p>" + PROSE + "</p></div></div>",
        "<article><article><p>" + PROSE + "</p></article></article>",
        "<li><p>" * 20 + PROSE + "</p></li>" * 20,
        "<blockquote class='twitter-tweet'><p>" + PROSE + "</p></blockquote>",
    ],
)
def test_twice_the_page_takes_twice_the_time(piece):
    spent = []
    for size in (200, 800):
        tree = html.document_fromstring(f"<html><body>{piece * size}</body></html>")
        start = time.perf_counter()
        without_insets(tree)
        spent.append(time.perf_counter() - start)
    assert spent[1] < 10 * spent[0] + 0.2
