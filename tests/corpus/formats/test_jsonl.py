"""Each line of JSON Lines is an article of its own, and a bad line is its own fault."""

from __future__ import annotations

import json

import pytest

from sitegen.corpus.formats.jsonl import read
from sitegen.model import DigestOf, Metadata


def records(*lines: object):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    documents, problems = read("a.jsonl", data.encode(), Metadata())
    return documents, [(problem.code, problem.line, problem.column) for problem in problems]


def test_each_record_is_a_whole_document_on_its_line():
    documents, problems = records({"title": "One", "text": "First."}, "", {"title": "Two", "text": "Second."})
    assert [(one.text, one.metadata.title, one.whole, one.lines) for one in documents] == [
        ("First.", "One", True, (1, 1)),
        ("Second.", "Two", True, (3, 3)),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"headline": "A"}, {"title": "A"}),
        ({"link": "https://example.org/a"}, {"url": "https://example.org/a"}),
        ({"datePublished": "2026-01-20T23:30:00-05:00"}, {"published": "2026-01-20"}),
        ({"pubDate": "Tue, 20 Jan 2026 10:00:00 GMT"}, {"published": "2026-01-20"}),
        ({"date": 1768896000}, {"published": "2026-01-20"}),
        ({"publisher": {"name": "Radio Meridian"}}, {"source": "Radio Meridian"}),
        ({"site_name": "Radio Meridian"}, {"source": "Radio Meridian"}),
        ({"author": [{"name": "Ada Quill"}, "Ben Strand"]}, {"author": "Ada Quill, Ben Strand"}),
        ({"byline": "Ada Quill"}, {"author": "Ada Quill"}),
        ({"summary": "In short."}, {"description": "In short."}),
        ({"lang": "en_GB"}, {"language": "en-GB"}),
        ({"title": None, "headline": "A"}, {"title": "A"}),
        ({"title": "A\n  day\u0000"}, {"title": "A day"}),
        (
            {"digest_of": {"outlet": "Radio Meridian", "title": "A", "date": "2026-01"}},
            {"digest_of": DigestOf("Radio Meridian", "A", "2026-01")},
        ),
        ({"views": 7, "nested": {"a": [1]}}, {}),
    ],
)
def test_common_names_of_keys_are_known(record, expected):
    (document,), problems = records({"text": "Words."} | record)
    assert document.metadata == Metadata(**expected)
    assert problems == []


@pytest.mark.parametrize("key", ["text", "body", "content", "articleBody"])
def test_the_text_has_several_names(key):
    (document,), _ = records({key: "It rained.\r\n\r\nIt stopped."})
    assert document.text == "It rained.\n\nIt stopped."


def test_a_text_of_paragraphs_or_of_markup_is_text_too():
    documents, _ = records(
        {"text": ["It rained.", "It stopped."]}, {"content": "<p>It <b>rained</b>.</p><p>A &lt; B</p>"}
    )
    assert [one.text for one in documents] == ["It rained.\n\nIt stopped.", "It rained.\n\nA < B"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"title": "Cut', ("broken-record", 2, 11)),
        ("[1, 2]", ("broken-record", 2, 1)),
        ("null", ("broken-record", 2, 1)),
        ("[" * 200_000, ("broken-record", 2, 1)),
        ('{"title": "No text"}', ("no-text", 2, 1)),
        ('{"text": "  "}', ("no-text", 2, 1)),
        ('{"text": {"a": 1}}', ("no-text", 2, 1)),
    ],
)
def test_a_record_that_cannot_be_read_is_left_out_and_the_others_stay(line, expected):
    documents, problems = records({"text": "First."}, line, {"text": "Third."})
    assert [one.text for one in documents] == ["First.", "Third."]
    assert problems == [expected]


def test_a_file_that_was_cut_off_says_so():
    _, (problem,) = read("a.jsonl", b'{"text": "First."}\n{"text": "Sec', Metadata())
    assert "cut off" in problem.hint


def test_of_a_key_that_stands_twice_the_first_counts():
    (document,), problems = records('{"text": "First.", "text": "Second."}')
    assert document.text == "First."
    assert problems == [("duplicate-key", 1, 1)]


def test_an_impossible_date_is_left_out():
    (document,), problems = records({"text": "First.", "date": "2026-02-30"})
    assert document.metadata.published is None
    assert problems == [("bad-date", 1, 1)]


def test_half_a_character_is_shown_as_broken():
    (document,), _ = records('{"text": "a \\ud800 b"}')
    assert document.text == "a \ufffd b"
