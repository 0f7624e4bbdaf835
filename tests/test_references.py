"""References in Markdown: where they stand, what they name, and what is broken."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.references import references, visible

CITE = "dockers-stop-work-0a1b2c3d#s-7f3a9c"

# Markdown -> (kind, target, words) of each reference in it
FOUND = [
    ("[[ada-marlow]]", [("entity", "ada-marlow", "")]),
    ("[[ada-marlow|the speaker]]", [("entity", "ada-marlow", "the speaker")]),
    ("[[ ada-marlow | the\nspeaker ]]", [("entity", "ada-marlow", "the speaker")]),
    (
        "[[2026-01-20]] [[2026-01|January]] [[2026]]",
        [("date", "2026-01-20", ""), ("date", "2026-01", "January"), ("date", "2026", "")],
    ),
    ("[[2026-02-30]]", [("date", "2026-02-30", "")]),
    (f"It ended.{{{{cite: {CITE}}}}}", [("cite", CITE, "")]),
    (f'{{{{cite: {CITE}-2 "a few words"}}}}', [("cite", f"{CITE}-2", "a few words")]),
    (f"{{{{cite: {CITE} “a few words”}}}}", [("cite", CITE, "a few words")]),
    ("[[[ada-marlow]]]", [("entity", "ada-marlow", "")]),
    ("[[ada-marlow|`Ada`]]", [("entity", "ada-marlow", "`Ada`")]),
    ("`[[code]]` [[a]]", [("entity", "a", "")]),
    ("``[[`code`]]`` [[a]]", [("entity", "a", "")]),
    ("```\n[[code]]\n```\n[[a]]", [("entity", "a", "")]),
    ("- ~~~ text\n  [[code]]\n  ~~~\n[[a]]", [("entity", "a", "")]),
    ("```\n[[never closed]]", []),
    ("a ` alone [[a]]\n\nb ` alone", [("entity", "a", "")]),
    (r"\`[[a]]\`", [("entity", "a", "")]),
    (r"\[[a]] \{{cite: x}}", []),
    ("{{ 7*7 }} {% x %} [a](b) [a][b]", []),
]

# Markdown -> (characters shown, reason) of the broken reference in it
BROKEN = [
    ("[[ada-marlow", "[[ada-marlow", "is not closed with ]]"),
    ("[[ada\n\nmarlow]]", "[[ada", "is not closed with ]]"),
    ("[[]]", "[[]]", "names nothing"),
    ("[[|words]]", "[[|words]]", "names nothing"),
    ("[[a|b|[c]]]", "[[a|b|[c]]]", "is not written as [[id|words]]"),
    ("{{cite: ", "{{cite:", "is not closed with }}"),
    ("{{cite}}", "{{cite}}", 'is not written as {{cite: article#s-abcdef "words"}}'),
    ("{{cite: dockers#s1}}", "{{cite: dockers#s1}}", 'cites "dockers#s1", which is not article-id#s-abcdef'),
]


@pytest.mark.parametrize(("markdown", "expected"), FOUND)
def test_a_reference_is_found_with_its_words(markdown, expected):
    assert [(found.kind, found.target, found.words) for found in references(markdown)] == expected


@pytest.mark.parametrize(("markdown", "shown", "reason"), BROKEN)
def test_a_broken_reference_says_why(markdown, shown, reason):
    (broken,) = references(markdown)
    assert (broken.kind, broken.target, broken.reason) == ("broken", shown, reason)


def test_a_reference_knows_its_place():
    (_, second) = references("𝔸 [[a]]\n  on [[2026-01-20|a day]].")
    assert (second.line, second.column) == (2, 6)
    assert "𝔸 [[a]]\n  on [[2026-01-20|a day]]."[second.start : second.end] == "[[2026-01-20|a day]]"


MARKDOWN = st.lists(
    st.sampled_from(["[[", "]]", "|", "{{cite: ", "}}", "`", "```", "~~~", "\n", "\\", "a", " ", '"', CITE])
).map("".join)


@given(MARKDOWN)
def test_what_is_blanked_keeps_every_offset_and_line(markdown):
    blanked = visible(markdown)
    assert len(blanked) == len(markdown)
    assert [i for i, char in enumerate(blanked) if char == "\n"] == [
        i for i, char in enumerate(markdown) if char == "\n"
    ]


@given(MARKDOWN)
@example("[[{{cite: ]]")
def test_references_stand_in_order_and_apart(markdown):
    found = references(markdown)
    for before, after in pairwise(found):
        assert before.start < after.start
        assert before.kind == "broken" or before.end <= after.start
