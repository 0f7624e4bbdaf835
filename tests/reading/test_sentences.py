"""Sentences: where a stop ends one and where it doesn't; exact spans; blocks of an article."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article, Block
from sitegen.reading.sentences import sentences, split

# "|" stands where a new sentence begins.
CASES = [
    "The pact was signed.| Then the envoys left!| Why?| No one knows.",
    "Mr. Noor and Gen. Osei met St. Clair at No. 5 Quay Rd. on Monday.| They ate.",
    "Noor praised U.S. Reps. Amari and Osei and Sens. Vale and Quill.| They left.",
    "J. K. Osei met Dr. L. Amari.| He smiled.",
    "The U.S. Navy left the U.S.| The talks went on.",
    "Boats left at 11:03 a.m. (0903 GMT) on Friday.| All aboard.",
    "A mast fell at 8:44 a.m. Port Ostrel time and sank.",
    "They mark the end of the war in the U.S. — a day of rest in Ostrel.| They ate.| — The Courier",
    "It opens at 9 a.m. on Friday and shuts at 5 p.m.| Boats leave at 6 p.m. Friday.| All aboard at 7 p.m.| Bring food.",
    "It cost $2.5 million, 3.75 times as much.| Prices rose 1.2 percent.",
    "Well... it held... for a day...| Then it broke.",
    '"We stay," he said.| "You go."| They went.',
    "“We stay.”| “You go.”| She nodded.",
    '"Why?" he asked.| "Because!" she said.',
    "The boats (all of them.) left.| (The crew stayed.)| [Photo: desk.]| Night fell.",
    "Talks began in Jan. and ended on Feb. 3, 2024, e.g. in Port Meridian.| They failed.",
    "Harbour Inc. said so.| He said no.| See No. 7.",
    "他来了。|她走了！|「好。」|完",
    "وصل الوفد؟| نعم.| انتهى۔",
    "संधि हुई।| वे गए।",
    "It was planned for later.|On Monday, the envoys left.| Mr.Noor saw Gale.com and the St.Clair.",
    "One block\n\n|Another block",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_begin_where_the_case_says(case):
    text = case.replace("|", "")
    assert [text[start:end] for start, end in split(text)] == [part.strip() for part in case.split("|")]


@given(st.text(alphabet="Ab.!?… \n\"”“'()。1U.Sp", max_size=80))
def test_spans_are_in_order_hold_all_words_and_no_outer_space(text):
    spans = split(text)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    left = "".join(text[start:end] for start, end in spans)
    assert "".join(left.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_subheadings_and_the_dateline_are_no_sentences_and_a_repeat_has_an_id_of_its_own():
    parts = ("PORT MERIDIAN (Desk) - Envoys met.", "A heading", "They ate. Envoys met.")
    text = "\n\n".join(parts)
    ends = [0, len(parts[0]) + 2, len(parts[0]) + len(parts[1]) + 4]
    kinds = ("paragraph", "subheading", "paragraph")
    blocks = tuple(Block(kind, start, start + len(part)) for kind, start, part in zip(kinds, ends, parts, strict=True))
    found = sentences(Article("Title", text, blocks, dateline=(0, text.index("Envoys"))))
    assert [text[one.start : one.end] for one in found] == ["Envoys met.", "They ate.", "Envoys met."]
    assert found[2].id == f"{found[0].id}-2"


@pytest.mark.parametrize("text", ["a. " * 300_000, "." * 1_000_000, "U.S. " * 200_000, ".”" * 400_000, "x" * 1_000_000])
def test_a_megabyte_on_one_line_is_split_in_a_few_seconds(text):
    start = time.perf_counter()
    split(text)
    assert time.perf_counter() - start < 5
