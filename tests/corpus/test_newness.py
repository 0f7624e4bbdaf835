"""How new paragraphs are is measured where something may begin, and changes no article elsewhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.corpus import cuts
from sitegen.corpus.labels import labelled
from sitegen.corpus.lines import lines
from sitegen.corpus.newness import ENOUGH, Paragraphs

FERRIES = "Ferry crews walked off their boats after talks over night shifts failed, their union said on Wednesday."
WRECK = "Divers found a wooden schooner under the breakwater while looking for loose stones, a historian wrote."
HEADS = ("Ferry Crews Stop Work", "Divers Find Schooner Under Breakwater", "What happens next?")
PIECES = st.sampled_from(
    (FERRIES, WRECK, *HEADS, "HAVN - " + WRECK, "20 January 2026", "Share", "* * *", "By Anna Vale")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14))
def test_a_text_is_cut_as_if_all_paragraphs_had_been_measured(pieces):
    page = cuts.page(labelled(lines("\n\n".join(pieces))))
    assert cuts.chained(page).zones == cuts._chained(page, {}).zones


@given(st.lists(st.text("abcdefgh ", max_size=60), max_size=20))
def test_newness_lies_between_minus_one_and_one_and_nothing_is_new_without_words(texts):
    words = Paragraphs(texts)
    told = [words.newness(cut) for cut in range(len(texts) + 1)]
    assert all(-1 <= one <= 1 for one in told)
    assert told[0] == told[-1] == 0


def test_other_words_are_new_and_the_same_ones_are_not():
    one, other = ([f"{letter * 5}{number}" for number in range(ENOUGH)] for letter in "ab")
    words = Paragraphs([" ".join(one), " ".join(other), " ".join(other)])
    assert [words.newness(cut) for cut in (1, 2)] == [1.0, -1.0]


def test_words_are_looked_for_where_they_are_asked_for():
    words = Paragraphs([FERRIES, WRECK, FERRIES])
    assert not words
    assert "schooner" in words.topic(1)
    assert sorted(words) == [1, 2]
