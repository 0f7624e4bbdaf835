"""What markup marks as a day is found, whatever the theme calls it; days of readers and of other stories are not."""

from __future__ import annotations

import re
import time

import pytest
from lxml import html

from sitegen.corpus.daymarks import (
    APART,
    CHANGED,
    DATES,
    DAYS,
    ELSEWHERE,
    NEAR,
    PUBLISHED,
    STATED,
    UPDATED,
    called_published,
    day_in,
    marks,
    opening_day,
    order,
    shown,
)
from sitegen.months import MONTHS, NAMES

PROSE = "<p>The night ferry came back to Port Elder on Tuesday, the harbour office said.</p>" * 30
TITLE = "<title>Night ferry returns to Port Elder</title>"
HEADLINE = "<h1>Night ferry returns to Port Elder</h1>"


def first(body: str, language: str = "de") -> tuple[str, int] | None:
    found = marks(html.document_fromstring(f"<html><head>{TITLE}</head><body>{body}</body></html>"), language)
    return (found[0].day, found[0].rank) if found else None


@pytest.mark.parametrize(("pattern", "example"), [*PUBLISHED, *UPDATED, *DATES, *ELSEWHERE])
def test_each_name_is_found_in_its_example(pattern, example):
    assert re.search(pattern, example, re.IGNORECASE)


@pytest.mark.parametrize("example", [example for _, example in DAYS])
def test_each_way_to_write_a_day_is_read(example):
    assert day_in(example) == "2026-01-25"


@pytest.mark.parametrize("language", NAMES)
def test_every_language_has_twelve_months(language):
    assert [MONTHS[month.split("/")[0].replace("_", " ")] for month in NAMES[language].split()] == list(range(1, 13))


def test_no_name_names_two_months():
    for names in NAMES.values():
        for number, month in enumerate(names.split(), start=1):
            assert {MONTHS[name.replace("_", " ")] for name in month.split("/")} == {number}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21. Jan. 2026 // Anna Vale", "2026-01-21"),
        ("mardi 3 février 2026", "2026-02-03"),
        ("5 de enero de 2026", "2026-01-05"),
        ("06 Dicembre 2025", "2025-12-06"),
        ("13 июля 2026, 17:37", "2026-07-13"),
        ("Tue Aug 25 2026 00:23:33 GMT+0000", "2026-08-25"),
        ("5/1/2026", None),  # the day or the month may stand first
        ("5/5/2026", "2026-05-05"),
        ("31. 2. 2026", None),
        ("version 1.12.2026.4", None),
        ("in May", None),
    ],
)
def test_the_first_day_of_a_text(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("texts", "language", "wanted"),
    [
        (["25/1/2026"], "en-US", "day"),
        (["1/25/2026"], "fr", "month"),
        ([], "en_GB", "day"),
        ([], "en-US", "month"),
        ([], "en", None),
        ([], "", None),
        (["1/25/2026", "25/1/2026"], "de", "day"),
    ],
)
def test_the_order_of_day_and_month(texts, language, wanted):
    assert order(texts, language) == wanted


@pytest.mark.parametrize(
    ("mark", "rank"),
    [
        ('<time datetime="2026-01-05T08:00:00Z">yesterday</time>', NEAR),
        ('<time class="entry-date published updated" datetime="2026-01-05T08:00:00Z">Monday</time>', STATED),
        ('<span class="posted-on"><a>5. Januar 2026</a></span>', STATED),
        ('<p class="newsdatum">[ Montag, 5. Januar 2026 ]</p>', STATED),
        ('<abbr class="published" title="2026-01-05T08:00:00Z">8 Uhr</abbr>', STATED),
        ('<span class="stand">Stand: 05.01.2026 18:00 Uhr</span>', NEAR),
        ('<span class="entry-meta-date updated">5. Januar 2026</span>', STATED),
        ('<div class="ArticleHeader_date">5. Januar 2026 / 12:25</div>', NEAR),
        ('<div class="updated">5. Januar 2026</div>', CHANGED),
        ('<div>Zuletzt aktualisiert: <time datetime="2026-01-05"></time></div>', CHANGED),
    ],
)
def test_a_mark_near_the_headline(mark, rank):
    assert first(f"{HEADLINE}{mark}{PROSE}") == ("2026-01-05", rank)


@pytest.mark.parametrize(
    "other",
    [
        '<div class="comment"><time datetime="2026-01-22">today</time></div>',
        '<div class="related-stories"><span class="date">22.01.2026</span></div>',
        '<span class="header-date">22. Januar 2026</span>',
        '<dl class="dates"><dt>Joined</dt><dd class="date">22.01.2026</dd></dl>',
        '<nav><time datetime="2026-01-22">today</time></nav>',
        '<blockquote>A post by a reader, <time datetime="2026-01-22">22 January</time></blockquote>',
        '<p class="date">The harbour was opened on 22 January 2026, and ever since then ships of all sizes have come and gone.</p>',
    ],
)
def test_the_days_of_others_are_no_marks(other):
    assert first(f"{HEADLINE}{other}{PROSE}") is None


def test_what_holds_the_headline_is_no_place_of_other_stories():
    mark = '<time datetime="2026-01-05">Monday</time>'
    assert first(f'<div class="with-sidebar">{HEADLINE}{mark}{PROSE}</div>') == ("2026-01-05", NEAR)


def test_a_mark_far_below_counts_where_it_is_the_only_one_called_published():
    far = '<span class="posted-on">5. Januar 2026</span>'
    assert first(HEADLINE + PROSE + far) == ("2026-01-05", STATED)
    assert first(HEADLINE + PROSE + far + far.replace("5.", "6.")) == ("2026-01-05", APART)


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ('<span class="date">5. Januar 2026</span>', ("2026-01-05",)),
        ('<span class="date">Stand: 01/11/2026</span>', ("2026-11-01", "2026-01-11")),
        ('<span class="date">5. Januar 2026</span><span class="date">8. Januar 2026</span>', ()),
        ('<time datetime="2026-01-05T02:00:00Z"></time>', ()),
        ('<time datetime="2026-01-05T02:00:00Z">Monday</time>', ()),
        ('<time datetime="2026-01-05T02:00:00Z">4th</time><span class="date">4. Januar 2026</span>', ("2026-01-04",)),
        ('<time datetime="2026-01-05T02:00:00Z">5th</time><span class="date">1. Januar 2026</span>', ()),
        ('<div class="updated">5. Januar 2026</div>', ()),
    ],
)
def test_the_day_that_is_shown_to_readers_is_one_day_in_their_own_time(body, days):
    tree = html.document_fromstring(f"<html><head>{TITLE}</head><body>{HEADLINE}{body}{PROSE}</body></html>")
    assert shown(marks(tree, "de")) == days


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Letzte Änderung: 6.1.2026", "Erschienen am: 05.01.2026"], "Erschienen am: 05.01.2026"),
        (
            ["Dieser Beitrag wurde am Montag, 5. Januar 2026 um 9:30 Uhr veröffentlicht."],
            "5. Januar 2026 um 9:30 Uhr veröffentlicht",
        ),
        (["Publié le 5 janvier 2026 à 9h30", "Publié le 5 janvier 2026"], "Publié le 5 janvier 2026"),
        (["Publicado el 5 de enero de 2026"], "Publicado el 5 de enero de 2026"),
        (["Opublikowano: 05.01.2026 | Zaktualizowano: 06.01.2026"], "Opublikowano: 05.01.2026"),
        (["Published on 5 Jan 2026", "Published on 6 Jan 2026"], None),  # a list of stories
        (["Published by us, updated 6 Jan 2026"], None),
        (["The public was told on 5 January 2026"], None),
        (["Ferry returns, 5 January 2026"], None),
    ],
)
def test_the_day_that_a_page_calls_that_of_its_publication_anywhere(lines, words):
    assert called_published(lines) == words


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("Lindau, 5. Januar 2026 – Die Fähre", "5. Januar 2026"),
        ("(5. Januar 2026) Die Fähre", "5. Januar 2026"),
        ("Pressemitteilung vom 5. Januar 2026 | Lindau – Die Fähre", "5. Januar 2026"),
        ("Since the end of 5 January 2026 - a Monday - the", None),
        ("LINDAU (Hafenamt), 05.01.2026 - Die Fähre", "05.01.2026"),
        ("Lindau/Port Elder (05.01.2026): Die Fähre", "05.01.2026"),
        ("Lindau, le 5 janvier 2026 — Le bac", "5 janvier 2026"),
        ("Port Elder, 5 de enero de 2026.- El barco", "5 de enero de 2026"),
        ("Am 5. Januar 2026 – einem Montag – fuhr die Fähre", None),
        ("Anna Vale, 5 January 2026 in Lindau, said", None),
        ("The ferry was built in Lindau, 5 January 1926 - that is long ago, in a time without ships", None),
        ("Die Fähre", None),
    ],
)
def test_the_day_with_which_a_paragraph_opens(paragraph, words):
    assert opening_day(paragraph) == words


def test_a_created_day_goes_before_an_updated_one_in_one_line():
    line = '<p class="post-date">Last updated 6 Jan 2026, originally created 5 Jan 2026</p>'
    assert first(HEADLINE + line + PROSE) == ("2026-01-05", STATED)


def test_marks_are_found_in_time_that_grows_with_the_page():
    part = '<div class="related"><h2>Ferry</h2><span class="date">25/1/2026</span></div><time>5 Jan 2026</time>'
    seconds = []
    for count in (500, 2000):
        tree = html.document_fromstring(f"<html><body>{part * count}</body></html>")
        begun = time.process_time()
        marks(tree)
        seconds.append(time.process_time() - begun + 0.02)
    assert seconds[1] / seconds[0] < 8


def test_the_days_of_a_line_are_found_in_time_that_grows_with_it():
    seconds = []
    for count in (20_000, 80_000):
        begun = time.process_time()
        opening_day("Port " * count)
        called_published(["Published " * 40 + "5 Jan 2026"] * (count // 100))
        seconds.append(time.process_time() - begun + 0.02)
    assert seconds[1] / seconds[0] < 8
