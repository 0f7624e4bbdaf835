"""Cuts that hardly won are told, with what nearly won; an editor's lines decide them for good."""

from __future__ import annotations

import time

import pytest

from sitegen.corpus.cuts import chained, page
from sitegen.corpus.doubts import ELSEWHERE, doubts
from sitegen.corpus.extract import occurrences
from sitegen.corpus.labels import labelled
from sitegen.corpus.lines import lines
from sitegen.model import Document, Doubt, Metadata

CREWS = """\
Ferry Crews Stop Work in Port Averel

PORT AVEREL - Ferry crews walked off their boats on Wednesday after talks over night shifts failed, their union said.

Two of six boats will keep sailing for patients and pupils, and buses go round the bay for all others until Sunday.

The company will meet the crews again on Monday, it said in a statement that was read out at the terminal.

{gap}{head}

{opening}Divers found the wreck of a schooner under the breakwater while they were looking for loose stones.

Her cargo of tiles lies scattered over the sand, and the museum wants to raise what it can before the winter storms.

Nobody knows her name yet, but the shape of her stern points to a yard on the southern coast, a historian said.
"""
HEADED = CREWS.format(gap="\n", head="Divers Find Schooner Under Breakwater", opening="")
OPENED = CREWS.format(gap="", head="A wreck comes to light", opening="HAVN - ")
SURE = CREWS.format(gap="\n\n", head="Divers Find Schooner Under Breakwater", opening="HAVN, 4 March - ")


def document(text: str, *lines: tuple[int, int], first_line: int = 1) -> Document:
    return Document("a.txt", text, placed=tuple((one, Metadata()) for one in lines), first_line=first_line)


def begun(text: str, *lines: tuple[int, int]) -> list[str]:
    """Return the words with which the articles of a text begin, titles first."""
    return [f"{one.article.title} | {one.article.text[:17]}" for one in occurrences(document(text, *lines))]


def test_a_cut_that_hardly_beats_one_article_is_told_with_both():
    one, two = occurrences(document(HEADED))
    assert one.doubt is None
    assert two.doubt == Doubt(10, "Divers Find Schooner Under Breakwater", (1, 16), two.doubt.margin)
    assert 0 < two.doubt.margin < 1


def test_a_cut_that_hardly_beats_one_beside_it_is_told_with_that_line():
    *_, two = occurrences(document(OPENED))
    assert (two.doubt.line, two.doubt.instead, two.doubt.around) == (11, 9, (1, 15))


def test_lines_are_those_of_the_file():
    *_, two = occurrences(document(OPENED, first_line=5))
    assert (two.doubt.line, two.doubt.instead, two.doubt.around) == (15, 13, (5, 19))


def test_nothing_is_told_of_cuts_that_all_speaks_for():
    assert len(begun(SURE)) == 2
    assert not any(one.doubt for one in occurrences(document(SURE)))


@pytest.mark.parametrize(("text", "gap"), [(HEADED, (4, 5)), (OPENED, (5,)), (SURE, (4, 5))])
def test_a_margin_is_what_the_best_chain_without_cuts_there_is_worth_less(text, gap):
    """Checked against the whole programme run again, with no cut from the first text's end to the second's beginning."""
    sheet = page(labelled(lines(text)))
    chain = chained(sheet)
    again = chained(sheet, dict.fromkeys(gap, False))
    worth = max(chain.reached[-1]) - max(again.reached[-1])
    told = [one.margin for one in doubts(chain)]
    assert told == ([] if worth >= ELSEWHERE else [pytest.approx(worth)])


def test_lines_that_are_one_article_by_the_editors_word_are_one_and_no_more_doubtful():
    assert begun(HEADED, (1, 16)) == ["Ferry Crews Stop Work in Port Averel | PORT AVEREL - Fer"]
    assert begun(SURE, (1, 17)) == ["Ferry Crews Stop Work in Port Averel | PORT AVEREL - Fer"]


def test_lines_of_two_articles_cut_where_nothing_speaks_for_it_and_settle_what_did():
    assert begun(OPENED, (1, 8), (9, 15))[1] == "A wreck comes to light | HAVN - Divers fou"
    assert begun(HEADED, (1, 4), (5, 9), (10, 16))[1].endswith("until Sunday | Two of six boats ")
    assert not any(one.doubt for one in occurrences(document(HEADED, (1, 9), (10, 16))))


def test_lines_behind_those_of_an_article_begin_another():
    assert len(begun(SURE, (1, 5))) == 3


def test_an_article_by_its_lines_takes_what_the_editor_says_of_it():
    meta = Metadata(title="A Wreck Comes to Light", published="2026-03-04")
    placed = (((9, 15), meta),)
    *_, two = occurrences(Document("a.txt", OPENED, Metadata(source="courier"), placed=placed))
    assert (two.article.title, two.article.metadata.published) == ("A Wreck Comes to Light", "2026-03-04")
    assert two.article.metadata.source == "courier"


def test_a_text_without_any_line_has_no_doubts():
    assert list(doubts(chained(page([])))) == []


def test_four_times_the_articles_take_about_four_times_the_time():
    def seconds(articles: int) -> float:
        menu = "Home\n\nSports\n\nCulture\n\n" * 40
        chain = chained(page(labelled(lines("\n\n".join([OPENED, menu] * articles)))))
        started = time.process_time()
        list(doubts(chain))
        return time.process_time() - started

    taken = ((seconds(10), seconds(40)) for _ in range(3))
    once, fourfold = (min(column) for column in zip(*taken, strict=True))
    assert fourfold < 8 * once + 0.05
