"""Markdown becomes text, line for line; front matter becomes metadata or a problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.corpus.formats.markdown import plain, read
from sitegen.model import DigestOf, Metadata

CASES = Path(__file__).resolve().parents[2] / "cases" / "documents" / "markdown.txt"


def cases() -> list[tuple[str, str]]:
    text = CASES.read_text("utf-8").split("\n", 1)[1].rstrip("\n")
    return [tuple(case.split("\n.\n")) for case in text.split("\n-----\n")]


def document(source: str):
    documents, problems = read("a.md", source.encode(), Metadata())
    return documents, [(problem.code, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(("source", "expected"), cases())
def test_marks_go_and_words_stay(source, expected):
    assert "\n".join(plain(source.split("\n"))) == expected


@given(st.text(st.sampled_from("ab1 \n*_~`[]()#>-+|\\<!&;:/=^\ue000"), max_size=200))
def test_no_line_is_added_or_lost(source):
    assert len(plain(source.split("\n"))) == source.count("\n") + 1


@given(st.text(st.sampled_from("abc .,\n'\"é—"), max_size=200))
def test_text_without_marks_stays_as_it_is(source):
    assert "\n".join(plain(source.split("\n"))) == source


def test_front_matter_is_metadata_and_its_title_makes_the_document_whole():
    (found,), problems = document(
        "---\ntitle: 'Ferry: back'\ndate: 2026-01-20\nsource: harbour-courier\n"
        "digest_of: {outlet: The Harbour Courier, title: Ferry back, date: 2026-01-19}\n---\n\nIt came back.\n"
    )
    assert found.whole
    assert found.text.strip() == "It came back."
    assert found.first_line == 8
    assert found.metadata == Metadata(
        title="Ferry: back",
        published="2026-01-20",
        source="harbour-courier",
        digest_of=DigestOf("The Harbour Courier", "Ferry back", "2026-01-19"),
    )
    assert problems == []


def test_without_a_title_the_document_is_still_to_be_cut():
    (found,), problems = document("# One\n\nText.\n\n\n# Two\n\nText.")
    assert not found.whole
    assert found.first_line == 1
    assert problems == []


def test_what_a_sidecar_says_counts_before_front_matter():
    (found,), _ = read("a.md", b"---\ntitle: Own\nauthor: Ada Quill\n---\nText.", Metadata(title="Given"))
    assert (found.metadata.title, found.metadata.author) == ("Given", "Ada Quill")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: a\ntitle: b", ("duplicate-key", 3, 1)),
        ("title: a\ndigest_of: {outlet: x, outlet: y}", ("duplicate-key", 3, 24)),
        ("title: [a", ("bad-front-matter", 3, 1)),
        ("title: a: b", ("bad-front-matter", 2, 9)),
        ("- title: a", ("bad-front-matter", 2, 1)),
        ("title: &a x\nauthor: *a", ("bad-front-matter", 2, 1)),
        ("title: " + "[" * 50_000, ("bad-front-matter", 2, 1)),
        ("title: " + "x" * 70_000, ("bad-front-matter", 1, 1)),
    ],
)
def test_front_matter_that_cannot_be_read_leaves_the_document_out(front, expected):
    found, problems = document(f"---\n{front}\n---\nText.")
    assert found == ()
    assert problems == [expected]


def test_front_matter_without_an_end_leaves_the_document_out():
    assert document("---\ntitle: a\n\nText.") == ((), [("bad-front-matter", 1, 1)])


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("tilte: a", ("unknown-key", 2, 1)),
        ("title: a\ndate: 2026-02-30", ("bad-date", 3, 1)),
        ("url: javascript:alert(1)", ("bad-url", 2, 1)),
        ("language: Klingon tongue", ("bad-language", 2, 1)),
        ("digest_of: The Harbour Courier", ("bad-digest-of", 2, 1)),
        ("digest_of: {outlet: a, title: b, date: 2026-13}", ("bad-date", 2, 1)),
    ],
)
def test_a_wrong_value_is_left_out_and_the_document_stays(front, expected):
    (found,), problems = document(f"---\n{front}\n---\nText.")
    assert found.text == "Text."
    assert problems == [expected]


def test_a_wrong_key_is_answered_with_the_right_one():
    _, (problem,) = read("a.md", b"---\ntilte: a\n---\nText.", Metadata())
    assert problem.hint == 'Did you mean "title"?'


@pytest.mark.parametrize("source", ["---\n\nA text after a rule.\n\n---\n\nMore.", "---\nJust a line.\n---\n"])
def test_a_rule_at_the_top_is_no_front_matter(source):
    (found,), problems = document(source)
    assert found.metadata == Metadata()
    assert problems == []
