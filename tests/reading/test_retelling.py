"""Which sentences of one story and date tell the same."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.retelling import first_tellings


def test_like_words_are_one_telling_and_a_word_in_common_is_not():
    told = first_tellings(
        (
            "The ferry crews of Port Averel stopped work on Wednesday.",
            "On Wednesday ferry crews in Port Averel stopped their work.",
            "The mayor of Port Averel spoke to the ferry company on Wednesday.",
        )
    )
    assert told == (0, 0, 2)


def test_who_told_it_is_not_what_is_told():
    told = first_tellings(
        (
            "The mayor sees no reason for a strike, The Harbour Courier reported on 29 September 2024.",
            "Two of six boats kept sailing, The Harbour Courier reported on 29 September 2024.",
        )
    )
    assert told == (0, 1)


def test_a_teller_at_the_head_of_a_sentence_takes_nothing_away():
    told = first_tellings(
        (
            "Residents and Radio Meridian said on Tuesday that the harbour was enlarging its zone.",
            "Residents and Radio Meridian said on Tuesday that the old harbour was enlarging its zone.",
        )
    )
    assert told == (0, 0)


@given(st.lists(st.text(max_size=80), max_size=12))
def test_a_first_telling_comes_before_and_is_its_own(sentences):
    told = first_tellings(sentences)
    assert len(told) == len(sentences)
    assert all(first <= place and told[first] == first for place, first in enumerate(told))
