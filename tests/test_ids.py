"""Ids are made from words: public, and for ever. A test that fails here breaks every link to a published archive."""

import hashlib
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.ids import article_id, folded, letters, period, sentence_ids, slug

# Ids that have been given out. None of them may ever change.
GIVEN_OUT = [
    ("Ferry Crews Stop Work in Port Averel", "Crews left.", "ferry-crews-stop-work-in-port-averel-765ccd59"),
    ("Türkiye’s Élan — 2,500 Troops", "Text", "turkiyes-elan-2500-troops-5699e4de"),
    ("", "", "untitled-01ba4719"),
    ("قسد", "نص", "qsd-13447a17"),
]


@pytest.mark.parametrize(("title", "text", "given_out"), GIVEN_OUT)
def test_ids_given_out_stay(title, text, given_out):
    assert article_id(title, text) == given_out


def test_an_id_is_the_hash_that_the_design_names():
    hashed = hashlib.sha256(b"ferrycrewsstop\ncrewsleft").hexdigest()[:8]
    assert article_id("Ferry Crews Stop", "Crews left.") == f"ferry-crews-stop-{hashed}"
    assert sentence_ids(["Crews left."]) == [f"s-{hashlib.sha256(b'crews left').hexdigest()[:6]}"]


def test_sentence_ids_given_out_stay():
    assert sentence_ids(["Crews left.", "CREWS  left!", "Boats stayed."]) == ["s-723072", "s-723072-2", "s-383e49"]


@given(st.text(max_size=300), st.text(max_size=400))
def test_an_id_is_a_short_safe_address(title, text):
    made = article_id(title, text)
    head, _, tail = made.rpartition("-")
    assert head
    assert len(head) <= 60
    assert len(tail) == 8
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=60), st.text(max_size=300))
def test_case_marks_and_spacing_do_not_count(title, text):
    assert article_id(title, text)[-8:] == article_id(f"  {title} ", text.replace(" ", "\n "))[-8:]


@given(st.text(min_size=0, max_size=50))
def test_only_the_first_200_letters_of_a_text_count(more):
    start = "harbour " * 40
    assert article_id("A", start) == article_id("A", start + more)


def test_marks_that_decompose_do_not_shorten_what_counts():
    text = "\u0301\u0323 " * 2000 + "harbour quay " * 100
    assert article_id("A", text) != article_id("A", text.replace("harbour", "ferries"))


@given(st.lists(st.text(max_size=20), max_size=30))
def test_ids_of_one_articles_sentences_differ(sentences):
    made = sentence_ids(sentences)
    assert len(set(made)) == len(sentences)


@given(st.text(max_size=200))
@example("𝕊𝔼ℝ")
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
    assert letters(text) == folded(text).replace(" ", "")


def test_a_slug_is_cut_at_a_word():
    assert slug("harbour " * 20) == "-".join(["harbour"] * 7)
    assert slug("?!") == "untitled"


def test_periods_are_months_and_hashes():
    assert period("2026-01-20", "a-1") == "2026-01"
    assert period(None, "a-1").startswith("undated-")
    assert len(period(None, "a-1")) == len("undated-3f")


def test_a_book_gets_its_id_in_no_time():
    started = time.process_time()
    article_id("A" * 100_000, "harbour " * 1_000_000)
    assert time.process_time() - started < 1


def words_without_case_and_marks(text):
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return re.sub(r"[\W_]+", " ", bare).strip()


@given(st.one_of(st.text(max_size=60), st.text(alphabet="aZ ’—…“\u0301éİß_-1\n\x1f\xa0ا", max_size=30)))
def test_folding_is_decomposition_without_marks_and_case_however_it_is_done(text):
    assert folded(text) == words_without_case_and_marks(text)
