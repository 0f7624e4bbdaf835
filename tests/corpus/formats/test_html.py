"""A page becomes its article: main text, captions apart, and what the head states for machines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sitegen.corpus.decoding import Unreadable
from sitegen.corpus.formats.html import MOST_ELEMENTS, read, text_of
from sitegen.model import Metadata

CASES = Path(__file__).resolve().parents[2] / "cases" / "documents"
WORDS = "The night ferry came back to Port Elder on Tuesday after three weeks of repairs, the harbour office said."


def page(head: str = "", body: str = f"<article><p>{WORDS}</p></article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def metadata(head: str, **given: str) -> Metadata:
    ((document,), _) = read("a.html", page(head), Metadata(**given))
    return document.metadata


def test_a_page_becomes_its_article():
    (document,), problems = read("ferry.html", (CASES / "ferry.html").read_bytes(), Metadata())
    assert problems == ()
    assert document.text + "\n" == (CASES / "ferry.expected.txt").read_text("utf-8")
    assert document.whole
    assert document.lines == (1, 39)
    assert document.metadata == Metadata(
        url="https://courier.example/ferry-returns",
        source="The Harbour Courier",
        title="Ferry returns to Port Elder",
        published="2026-01-20",
        modified="2026-01-21",
        author="Ada Quill, Ben Strand",
        description="After three weeks of repairs the night ferry sails again.",
        section="Islands",
        language="en-GB",
    )


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-01-20T08:00:00Z"}</script>',
        '<script type="application/ld+json">[{"@type": "Thing"}, {"@type": "BlogPosting", "datePublished": "2026-01-20"}]</script>',
        '<meta name="citation_publication_date" content="2026/01/20">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-01-20"}}, {</script>',
        '<script type="application/ld+json">{"@type":"Article", "text":"a "b"", "datePublished":"2026-01-20"}</script>',
        '<meta property="article:published_time" content="2026-01-20T23:59:00+03:00">',
        '<meta name="DC.date.issued" content="2026-01-20">',
        '<meta itemprop="datePublished" content="20 January 2026">',
        '<meta name="pubdate" content="Tue, 20 Jan 2026 10:00:00 GMT">',
        '<meta name="citation_date" content="not a date"><meta name="date" content="2026-01-20">',
        '<meta name="house:publishTime" content="2026-01-20T08:00"><meta name="house:created_by" content="7">',
        '<meta property="og:release_date" content="2026-01-20"><meta name="publisher" content="2026">',
        '<script>var page = {"publishDate": "2026-01-20T08:00", uploadDate: "2026-01-22"}</script>',
        '<script>push("{\\"published_at\\":\\"2026-01-20\\"}")</script><script>x.publicationDate = \'2026-01-20\'</script>',
    ],
)
def test_a_date_that_is_stated_for_machines_is_known(head):
    assert metadata(head).published == "2026-01-20"


def test_a_date_in_the_markup_of_the_text_is_known():
    body = f'<article><time itemprop="datePublished" datetime="2026-01-20T08:00">Tuesday</time><p>{WORDS}</p></article>'
    ((document,), _) = read("a.html", page(body=body), Metadata())
    assert document.metadata.published == "2026-01-20"


@pytest.mark.parametrize(
    "body", [f"<article><p>{WORDS}</p><p>It failed on 3 December 2025.</p></article><footer>© 2024 Courier</footer>"]
)
def test_a_date_in_the_words_of_the_page_is_no_metadata(body):
    ((document,), _) = read("a.html", page(body=body), Metadata())
    assert document.metadata.published is None


@pytest.mark.parametrize(
    ("above", "below", "stamp"),
    [
        ("<p>Anna Vale | 5 January 2026 | Islands</p>", "", "5 January 2026"),
        ("<div>Lindau, 5. Januar 2026</div>", "", "5. Januar 2026"),
        ("<p>Updated: 6 January 2026</p><p>5 January 2026</p>", "", "5 January 2026"),
        ("<p>Updated: 6 January 2026</p>", "", "Updated: 6 January 2026"),
        ("", "<div>Ada Quill, 05.01.2026</div>", "05.01.2026"),
    ],
)
def test_the_line_that_dates_an_article_comes_with_it_where_the_head_is_silent(above, below, stamp):
    body = f"<h1>Ferry returns</h1>{above}<article><p>{WORDS}</p><p>{WORDS[:70]}</p></article>{below}"
    ((document,), _) = read("a.html", page(body=body), Metadata())
    assert document.metadata.published is not None or document.text.split("\n\n")[0] == stamp


def test_the_dates_of_comments_are_not_the_articles():
    comment = '<div class="comment"><time itemprop="datePublished" datetime="2026-01-22">Thursday</time></div>'
    head = '<meta name="date" content="2026-01-20">'
    ((document,), _) = read("a.html", page(head, f"<article><p>{WORDS}</p></article>{comment}"), Metadata())
    assert document.metadata.published == "2026-01-20"


@pytest.mark.parametrize(
    ("head", "shown", "day"),
    [
        # systems change "date" with every change; what is shown as the day of publication stays
        ('<meta name="date" content="2026-01-22">', '<time datetime="2026-01-20">20.01.2026</time>', "2026-01-20"),
        ('<meta name="date" content="2026-01-22">', "<p>Lindau, 20. Jan. 2026</p>", "2026-01-20"),
        # a day shown in the newsroom's own time tells the day of a claim in Greenwich's
        (
            '<meta property="article:published_time" content="2026-01-21T02:30:00Z">',
            '<time datetime="2026-01-20 21:30:00">9:30 p.m.</time>',
            "2026-01-20",
        ),
        # the machine's own word for publication counts before what is shown
        ('<meta name="datePublished" content="2026-01-20">', '<time datetime="2026-01-22">22.01.</time>', "2026-01-20"),
        # of two days that are claimed, the one that readers are shown too
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-01-18"}</script>'
                '<meta property="article:published_time" content="2026-01-20">'
            ),
            "<p>Lindau, 20. Jan. 2026</p>",
            "2026-01-20",
        ),
        # day or month first: another name tells which
        ('<meta name="date" content="2026-02-01">', "<p>Anna Vale | 1/2/2026</p>", "2026-02-01"),
    ],
)
def test_which_of_a_pages_days_counts(head, shown, day):
    body = f"<h1>Ferry returns</h1>{shown}<article><p>{WORDS}</p><p>{WORDS[:70]}</p></article>"
    ((document,), _) = read("a.html", page(head, body), Metadata())
    assert document.metadata.published == day


def test_the_day_of_the_masthead_is_no_change_that_is_shown():
    head = (
        '<meta property="article:published_time" content="2026-01-20T05:30:00Z">'
        '<meta property="article:modified_time" content="2026-01-21T05:30:00Z">'
    )
    body = (
        '<div class="top">Wednesday, January 21, 2026</div><h1>Ferry returns</h1>'
        f'<div>PUBLISHED: <time datetime="2026-01-20 08:30">January 20, 2026</time></div><article><p>{WORDS}</p></article>'
    )
    ((document,), _) = read("a.html", page(head, body), Metadata())
    assert document.metadata.published == "2026-01-20"
    assert "January 21" not in document.text


def test_a_figure_that_holds_the_whole_article_is_no_caption():
    body = f"<figure><img><figcaption><h1>Ferry returns</h1><p>{WORDS}</p></figcaption></figure>"
    ((document,), _) = read("a.html", page(body=body), Metadata())
    assert document.text == WORDS


def test_an_impossible_date_is_a_problem_and_left_out():
    documents, (problem,) = read("a.html", page('<meta name="date" content="2026-02-30">'), Metadata())
    assert documents[0].metadata.published is None
    assert problem.code == "bad-date"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("Lindau, den 20. Januar 2026 – ", ""), ("(20.01.2026) ", ""), ("", "<p>Veröffentlicht: 20. Januar 2026</p>")],
)
def test_the_day_in_the_midst_of_the_words_of_a_page_comes_with_it(opening, closing):
    filler = f"<ul>{'<li>Port</li>' * 20}</ul>"
    body = f"<h1>Ferry returns</h1>{filler}<p>{opening}{WORDS}</p><p>{WORDS[:70]}.</p>{filler}{closing}"
    ((document,), _) = read("a.html", page(body=body), Metadata())
    assert document.metadata.published == "2026-01-20"


def test_a_name_and_a_day_in_elements_of_their_own_are_two_words():
    assert text_of("<p><b>avale</b><i>20.01.26</i><i>9:30</i></p>") == "avale 20.01.26 9:30"
    assert text_of("<p>CO<sub>2</sub></p>") == "CO2"


def test_zeros_that_slipped_into_a_page_are_left_out():
    ((document,), _) = read("a.html", page().replace(b"</p>", b"\0\0</p>"), Metadata())
    assert document.text == WORDS


def test_the_day_of_a_comment_right_below_a_short_article_is_not_its_own():
    comment = '<div class="comment-box"><p>22.01.2026, 9:30</p><p>It is a good ferry, I say.</p></div>'
    for day in ("<p>20.01.2026</p>", ""):
        body = f"<h1>Ferry returns</h1><p>20.01.2026 – {WORDS}</p>{comment}{day}"
        ((document,), _) = read("a.html", page(body=body), Metadata())
        assert document.metadata.published == "2026-01-20"


def test_days_of_which_scripts_name_several_are_none():
    days = "".join(f'<script>{{"publishDate": "2026-01-{day}"}}</script>' for day in (20, 21))
    assert metadata(days).published is None


def test_a_script_of_a_megabyte_is_searched_for_days_in_moderate_time():
    begun = time.process_time()
    metadata(f"<script>{'publishDate' * 90_000}</script><script>{'published: ' * 90_000}</script>")
    assert time.process_time() - begun < 2


def test_a_hostile_address_is_left_out():
    assert (
        metadata('<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="data:,x">').url
        is None
    )


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = '<title>Ferry returns – Radio Meridian</title><meta property="og:site_name" content="Radio Meridian">'
    assert metadata(head).title == "Ferry returns"


def test_a_title_of_markup_is_words():
    assert (
        metadata("<title>Ferry &lt;script&gt;alert(1)&lt;/script&gt;</title>").title
        == "Ferry <script>alert(1)</script>"
    )


def test_what_a_sidecar_says_counts_before_the_head():
    assert metadata("<title>Own</title>", title="Given").title == "Given"


def test_the_encoding_that_a_page_declares_is_believed():
    data = '<meta charset="windows-1251"><p>Паром вернулся в порт после трёх недель ремонта.</p>'.encode("cp1251")
    ((document,), _) = read("a.html", data, Metadata())
    assert document.text == "Паром вернулся в порт после трёх недель ремонта."


def test_the_body_in_json_ld_stands_in_where_the_page_shows_but_its_start():
    body = " ".join([WORDS] * 5)
    head = f'<script type="application/ld+json">{{"@type": "Article", "articleBody": "{body}"}}</script>'
    ((document,), _) = read("a.html", page(head), Metadata())
    assert document.text == body


def test_a_row_of_a_table_is_one_line():
    table = "<table><tr><th>Boat</th><th>Seats</th></tr><tr><td>Petrel</td><td>40 <b>and</b> 2</td></tr></table>"
    ((document,), _) = read(
        "a.html", page(body=f"<article><p>{WORDS}</p>{table}<p>{WORDS[:60]}</p></article>"), Metadata()
    )
    assert document.text.split("\n\n")[1:3] == ["Boat | Seats", "Petrel | 40 and 2"]


def test_the_heading_is_no_text_though_the_head_has_another_title():
    body = f"<article><h1>Ferry is back</h1><p>{WORDS}</p></article>"
    ((document,), _) = read("a.html", page("<title>Night ferry returns</title>", body), Metadata())
    assert document.text == WORDS


def test_a_large_page_is_read_without_waiting():
    start = time.perf_counter()
    body = "".join(f"<p>Line <b>{number}</b> of many.</p>" for number in range(2 * MOST_ELEMENTS))
    ((document,), _) = read("a.html", page(body=f"<nav>Home</nav>{body}"), Metadata())
    assert time.perf_counter() - start < 5
    assert document.text.split("\n\n")[-1] == f"Line {2 * MOST_ELEMENTS - 1} of many."
    assert "Home" not in document.text


def test_a_deep_page_is_read():
    deep = "<div>" * 1000 + f"<p>{WORDS}</p>" + "</div>" * 1000
    ((document,), _) = read("a.html", page(body=f"{deep}<p>The end.</p>"), Metadata())
    assert document.text == f"{WORDS}\n\nThe end."


def test_a_page_too_deep_to_parse_is_refused():
    with pytest.raises(Unreadable) as refused:
        read("a.html", page(body="<div>" * 100_000), Metadata())
    assert refused.value.code == "document-too-deep"


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><script>alert(1)</script></html>", b"<!-- no page -->"])
def test_a_page_without_an_article_is_a_problem(data):
    documents, (problem,) = read("a.html", data, Metadata())
    assert documents == ()
    assert problem.code == "no-text"


def test_reading_a_page_leaves_nothing_behind():
    data = (CASES / "ferry.html").read_bytes()
    assert len({read("ferry.html", data, Metadata()) for _ in range(4)}) == 1


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One<br>Two", "One\n\nTwo"),
        ("<span>20.01.26</span><span>12:44</span>", "20.01.26 12:44"),
        ("<p>A <i>b</i>\n c</p><style>p {}</style><p>d</p>", "A b c\n\nd"),
        ("<ul><li>One<li>Two</ul>Three", "- One\n\n- Two\n\nThree"),
        ("A &lt;b&gt; &amp; c", "A <b> & c"),
    ],
)
def test_markup_in_a_record_becomes_text(markup, text):
    assert text_of(markup) == text
