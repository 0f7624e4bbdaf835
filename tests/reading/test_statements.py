"""Who says what: cases as text, laws as properties."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article, Block, Dating, Entity
from sitegen.reading.dates import resolved
from sitegen.reading.entities import authority, mentions
from sitegen.reading.sentences import sentences
from sitegen.reading.speech import SPEECH
from sitegen.reading.statements import statements
from tests.reading.cases import paragraphs
from tests.reading.growth import ratio

CASES = Path(__file__).resolve().parents[1] / "cases" / "statements" / "statements.txt"
ENTRIES = (
    Entity("ada-noor", "person", "Ada Noor"),
    Entity("omar-vale", "person", "Omar Vale"),
    Entity("harbour-front", "organisation", "Harbour Front"),
    Entity("port-ostrel", "place", "Port Ostrel"),
)
KNOWN, KINDS = authority(ENTRIES), {one.id: one.kind for one in ENTRIES}


def read(text: str):
    article = Article("Quay", text, (Block("paragraph", 0, len(text)),))
    return statements(article, sentences(article), mentions(text, KNOWN), resolved(text, Dating("2026-03-04")), KINDS)


def told(text: str) -> list[str]:
    found = []
    for one in read(text):
        name = f"{text[slice(*one.name)]}: " if one.pronoun else ""
        hearer = text[slice(*one.to)] if one.to else ""
        words = (text[slice(*one.verb)], hearer, text[slice(*one.words)])
        found.append(" | ".join((f"= {name}{one.speaker}", *words)).replace(" |  |", " | |"))
    return found


@pytest.mark.parametrize(("text", "expected"), [*paragraphs(CASES)])
def test_a_text_makes_these_statements(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("example", [example for _, takes, example in SPEECH if takes != "object"])
def test_each_verb_of_speech_is_read_in_its_example(example):
    assert [one.speaker for one in read(example)] == ["ada-noor"]


@pytest.mark.parametrize("example", [example for _, takes, example in SPEECH if takes == "object"])
def test_who_takes_an_object_has_spoken(example):
    assert read(f"{example} She said the quay was shut.")[-1].speaker == "ada-noor"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ada Noor said on Monday that the quay was shut.", "2026-03-02"),
        ("Ada Noor said the quay was shut on Monday.", None),
        ("In an interview on Monday, Ada Noor said the quay was shut.", "2026-03-02"),
        ("Ada Noor said the quay was shut.", None),
        ("Ada Noor told the Courier on Monday that the quay was shut.", "2026-03-02"),
        ("Ada Noor on Monday said the quay was shut.", "2026-03-02"),
        ("Ada Noor said late on Monday the port would settle the claim.", "2026-03-02"),
        ("Ada Noor told Monday's news conference the quay was shut.", "2026-03-02"),
        ("The quay was shut, Ada Noor said on Monday.", "2026-03-02"),
        ("Ada Noor, who left in February, said the quay was shut.", None),
        ("“The quay is shut for good,” Ada Noor said, citing a rule that was made in 2015.", None),
    ],
)
def test_a_statement_is_dated_by_what_stands_outside_its_words(text, date):
    assert [one.date for one in read(text)] == [date]


@given(
    st.lists(
        st.sampled_from([*"“”\"'’,.:;()", " Ada Noor", " said", " that", " told", " she", "\n\n", " of"]), max_size=40
    )
)
def test_any_text_is_read_and_spans_stand_in_its_sentences(parts):
    text = "".join(parts)
    article = Article("Quay", text, (Block("paragraph", 0, len(text)),))
    lines = {one.id: one for one in sentences(article)}
    for one in read(text):
        sentence = lines[one.sentence]
        for start, end in (one.name, one.verb, one.words):
            assert sentence.start <= start < end <= sentence.end


@pytest.mark.parametrize(
    "piece", ["Ada Noor said ", "“", '"', "said, ", "Ada Noor, the ", "told Ada Noor that ", "she added ", "a b c, "]
)
def test_time_grows_with_the_length_of_a_sentence_alone(piece):
    assert ratio(read, piece) < 8
