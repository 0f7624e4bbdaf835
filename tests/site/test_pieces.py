"""Pieces that stand on pages by the thousand: each case a view and the HTML that a reader's browser gets."""

import gettext
from dataclasses import fields, is_dataclass, replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sitegen.site import calendars, pieces, wording
from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.views import (
    ArticleRow,
    BlockView,
    Calendar,
    Cite,
    DayCell,
    EntityLink,
    EventRow,
    Link,
    Part,
    SentenceView,
    TopicLink,
)
from sitegen.site.wording import Wording

ENGLISH = Speech(gettext.NullTranslations(), Wording(wording.locale("en"), str))
PLACE = Place("articles/a-1/", "../../", "pretty", ENGLISH, "en")
TOPIC = TopicLink("Strike", "topics/strike/", "petrol")

PARTS = [
    (Part("plain & simple"), "plain &amp; simple"),
    (Part("Ada", "entity", "entities/ada/"), '<a href="../../entities/ada/"><bdi>Ada</bdi></a>'),
    (
        Part("Ada", "entity", "entities/ada/", title='Ada "A" Lund\u202e'),
        '<a href="../../entities/ada/" title="Ada &#34;A&#34; Lund"><bdi>Ada</bdi></a>',
    ),
    (
        Part("Friday", "date", "dates/2024/09/27/", "2024-09-27"),
        '<a href="../../dates/2024/09/27/" title="27 September 2024"><time datetime="2024-09-27">Friday</time></a>',
    ),
    (Part("then", "date", "", "2024-09"), '<time datetime="2024-09" title="September 2024">then</time>'),
    (Part("by then", "date", "", "[..2025]"), '<span title="by the end of 2025">by then</span>'),
    (
        Part("in autumn", "date", "dates/2024/", "2024-23"),
        '<a href="../../dates/2024/" title="autumn 2024"><span title="autumn 2024">in autumn</span></a>',
    ),
]


@pytest.mark.parametrize(("part", "expected"), PARTS)
def test_a_part_of_a_sentence_leads_to_what_it_names(part, expected):
    block = BlockView("paragraph", (SentenceView("s-1", 1200, (part,)),))
    assert pieces.prose(PLACE, (block,)) == (
        '<p><span class="s" id="s-1"><a class="no" href="#s-1" aria-label="Sentence 1,200">1,200</a>'
        f"{expected}</span></p>"
    )


def block(kind, text="x", **more):
    return BlockView(kind, (SentenceView("s", 1, (Part(text),)),), **more)


def test_items_that_follow_one_another_make_one_list():
    kinds = ["item", "paragraph", "item", "item", "subheading", "item"]
    made = html.fragment_fromstring(pieces.prose(PLACE, [block(kind) for kind in kinds]), create_parent="div")
    assert [child.tag for child in made] == ["ul", "p", "ul", "h3", "ul"]
    assert [len(child) for child in made if child.tag == "ul"] == [1, 2, 1]


def test_the_standfirst_the_dateline_and_what_is_left_out_are_marked():
    assert pieces.prose(PLACE, [block("standfirst")]).startswith('<p class="standfirst">')
    made = pieces.prose(PLACE, [block("paragraph", dateline="PORT <A> -")])
    assert made.startswith('<p><span class="dateline">PORT &lt;A&gt; -</span><span class="s"')
    left_out = replace(block("paragraph"), sentences=(SentenceView("s", 2, (Part("x"),), quoted=True),))
    assert pieces.prose(PLACE, [left_out]).startswith('<p><span class="soft">[…]</span> <span class="s"')
    assert pieces.prose(PLACE, []) == ""


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
    assert pieces.evidence(ENGLISH, basis, words) == expected
    ours = expected.replace('<q dir="auto">', "<bdi>").replace("</q>", "</bdi>")
    assert pieces.evidence(ENGLISH, basis, words, ours=True) == ours


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
    made = html.fragment_fromstring(pieces.rows(PLACE, [replace(ROW, **changes)]))
    assert (
        " ".join(" ".join(made.itertext()).replace(" .", ".").split())
        .replace(" ,", ",")
        .replace(" .", ".")
        .startswith(expected)
    )


def test_a_list_on_a_topics_page_does_not_name_that_topic():
    place = Place("topics/strike/", "../../", "pretty", ENGLISH, "en")
    made = pieces.rows(place, [replace(ROW, topics=(TOPIC, samples.RIVER))])
    assert "Strike" not in made
    assert "Topic: <a" in made
    assert 'class="key petrol"' in made


def test_only_another_language_than_the_sites_is_marked():
    assert "lang=" not in pieces.rows(PLACE, [ROW])
    assert 'dir="auto" lang="ar">Title' in pieces.rows(PLACE, [replace(ROW, language="ar")])


EVENT = EventRow("2024-09-27", "dates/2024/09/27/", "happened", "A thing.", (), first_said=None)
CITE = Cite("Courier", "A Title of Many Words Indeed", 4, "articles/b/#s-1", "on Friday")


def test_a_row_does_not_say_again_what_the_row_before_said():
    one = replace(EVENT, topics=(TOPIC,), first_said="2024-10-01")
    made = html.fragment_fromstring(pieces.timeline(PLACE, [one, one, replace(one, topics=(samples.RIVER,))]))
    assert [len(row.xpath(".//a[contains(@href, 'topics/')]")) for row in made] == [1, 0, 1]
    assert [len(row.xpath(".//details")) for row in made] == [1, 0, 0]


def test_the_first_report_is_named_unless_the_page_or_the_date_says_so():
    event = replace(EVENT, first_said="2024-10-01")
    assert "First in this archive" in pieces.timeline(PLACE, [event])
    assert "First in this archive" not in pieces.timeline(PLACE, [replace(event, first_said=EVENT.date)])
    day = Place("dates/2024/10/01/", "../../../../", "pretty", ENGLISH, "en")
    assert "First in this archive" not in pieces.timeline(day, [event])


def test_two_citations_stand_with_their_words_and_the_others_by_name():
    made = html.fragment_fromstring(pieces.timeline(PLACE, [replace(EVENT, cites=(CITE,) * 4)]))
    assert made.xpath("string(.//summary)") == "Courier and 3 more"
    assert len(made.xpath(".//q")) == 2
    assert made.xpath("string(.//details/p[3])") == "Also: Courier, sentence\u00a04; Courier, sentence\u00a04"


FORMS = [
    ("happened", "2024-09-27", "happened key"),
    ("happened", "[..2024]", "happened loose key"),
    ("planned", "2024-09-27", "planned loose key"),
]


@pytest.mark.parametrize(("status", "date", "expected"), FORMS)
def test_what_is_not_settled_is_drawn_open(status, date, expected):
    made = html.fragment_fromstring(pieces.timeline(PLACE, [replace(EVENT, status=status, date=date)]))
    assert made[0].get("class") == expected


def test_without_its_date_an_event_is_no_key():
    made = pieces.timeline(PLACE, [EVENT], dated=False)
    assert made.startswith('<ol class="tl">\n<li class="happened"><div class="what">')


def test_of_a_source_with_several_reports_the_title_is_said():
    place = replace(PLACE, twins=frozenset({"Courier"}))
    assert 'Courier</bdi>, <cite dir="auto">A Title of Many Words …</cite>, sentence' in pieces.cited(place, CITE)
    assert "<cite" not in pieces.cited(PLACE, CITE)
    whole = pieces.cited(PLACE, replace(CITE, sentence=0))
    assert '<bdi><bdi>Courier</bdi>, <cite dir="auto">A Title of Many Words Indeed</cite></bdi>' in whole


SUMMARIES = [([], ""), ([3], "Source 3"), ([3, 4], "Sources 3 and 4"), ([3, 4, 5], "Sources 3 to 5")]


@pytest.mark.parametrize(("numbers", "expected"), SUMMARIES)
def test_notes_are_folded_under_their_numbers(numbers, expected):
    made = pieces.notes(PLACE, [samples.note(number) for number in numbers])
    assert (html.fragment_fromstring(made).xpath("string(summary)") if made else "") == expected
    assert made.count("same report") == max(len(numbers) - 1, 0)


def test_a_share_is_drawn_in_squares_up_to_a_dozen():
    def shown(count, of):
        return pieces.entity_rows(PLACE, [EntityLink("a", "Ada", "", "person", "d", count, of)])

    assert 'aria-label="2 of 3 articles"' in shown(2, 3)
    assert (shown(2, 3).count("solid"), shown(2, 3).count("off")) == (2, 1)
    assert "2 <small>of 1,300</small>" in shown(2, 1300)
    assert '<td class="count">2</td>' in shown(2, 0)


CELL = DayCell("2024-09-27", "dates/2024/09/27/", 0, 0, 0, held=True)
CELLS = [
    ({"published": 2, "happened": 1, "possible": 1, "planned": 1}, "many", "27 1 event 2 reports 1 on or after 1 planned"),
    ({"possible": 1, "happened": 1}, "some perhaps", "27 1 event 1 on or after"),
    ({"possible": 1}, "perhaps", "27 1 on or after"),
    ({"happened": 2}, "some", "27 2 events"),
    ({"planned": 1}, "due", "27 1 planned"),
    ({"url": ""}, "none", "27 no document"),
    ({"url": "", "covered": True}, "blank", "27"),
    ({"url": "", "held": False}, "blank", "27"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "form", "expected"), CELLS)
def test_a_day_tells_by_form_and_words_what_it_holds(changes, form, expected):
    table = html.fragment_fromstring(
        calendars.month(PLACE, Calendar("2024-09", "", ((None, replace(CELL, **changes)),)))
    )
    void, cell = table.xpath(".//td")
    assert (void.get("class"), cell.get("class")) == ("void", form)
    assert " ".join(cell.itertext()) == expected


# ---------------------------------------------------------------- for any text

ANY = st.text(st.sampled_from("<>&'\"ab\u202e{}% "), max_size=8)


def filled(view, text):
    """Return a view with the text in every field that holds text."""
    if isinstance(view, tuple):
        return tuple(filled(one, text) for one in view)
    if not is_dataclass(view):
        return view
    free = {"text", "title", "source", "words", "description", "dateline", "agency", "outlet", "id"}
    return replace(
        view,
        **{
            field.name: text if field.name in free and isinstance(value, str) else filled(value, text)
            for field in fields(view)
            if (value := getattr(view, field.name)) is not None
        },
    )


def shapes(text):
    """Return the elements of every kind of piece, its views filled with a text."""
    entity = EntityLink("a", "Ada", "entities/ada/", "person", "d", 1, 2)
    made = [
        pieces.prose(PLACE, filled(samples.ARTICLE.blocks, text)),
        pieces.rows(PLACE, filled(samples.ROWS, text)),
        pieces.timeline(PLACE, filled((*samples.HAPPENED, *samples.PLANNED), text)),
        pieces.notes(PLACE, filled((samples.note(1), samples.note(2)), text)),
        pieces.index(PLACE, filled((entity,), text)),
        pieces.entity_rows(PLACE, filled((entity,), text)),
    ]
    return [[node.tag for node in html.fragment_fromstring(one, create_parent="div").iter()] for one in made]


@given(ANY)
def test_any_text_is_shown_as_text(text):
    assert shapes(f"x{text}") == shapes("x")
