"""The text of an article: each case a part of it and the HTML that a reader's browser gets."""

from dataclasses import replace

import pytest
from lxml import html
from speaking import PLACE

from sitegen.site.prose import blocks
from sitegen.site.views import BlockView, Part, SentenceView

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
    assert blocks(PLACE, (block,)) == (
        '<p><span class="s" id="s-1"><a class="no" href="#s-1" aria-label="Sentence 1,200">1,200</a>'
        f"{expected}</span></p>"
    )


def block(kind, text="x", **more):
    return BlockView(kind, (SentenceView("s", 1, (Part(text),)),), **more)


def test_items_that_follow_one_another_make_one_list():
    kinds = ["item", "paragraph", "item", "item", "subheading", "item"]
    made = html.fragment_fromstring(blocks(PLACE, [block(kind) for kind in kinds]), create_parent="div")
    assert [child.tag for child in made] == ["ul", "p", "ul", "h3", "ul"]
    assert [len(child) for child in made if child.tag == "ul"] == [1, 2, 1]


def test_the_standfirst_the_dateline_and_what_is_left_out_are_marked():
    assert blocks(PLACE, [block("standfirst")]).startswith('<p class="standfirst">')
    made = blocks(PLACE, [block("paragraph", dateline="PORT <A> -")])
    assert made.startswith('<p><span class="dateline">PORT &lt;A&gt; -</span><span class="s"')
    left_out = replace(block("paragraph"), sentences=(SentenceView("s", 2, (Part("x"),), quoted=True),))
    assert blocks(PLACE, [left_out]).startswith('<p><span class="soft">[…]</span> <span class="s"')
    assert blocks(PLACE, []) == ""
