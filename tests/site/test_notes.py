"""What a page cites: where it stands, in which words, told apart where it must be."""

from dataclasses import replace

import pytest
import samples
from lxml import html
from speaking import PLACE

from sitegen.site import notes
from sitegen.site.views import Cite

CITE = Cite("Courier", "A Title of Many Words Indeed", 4, "articles/b/#s-1", "on Friday")


def test_of_a_source_with_several_reports_the_title_is_said():
    place = replace(PLACE, twins=frozenset({"Courier"}))
    assert 'Courier</bdi>, <cite dir="auto">A Title of Many Words …</cite>, sentence' in notes.cited(place, CITE)
    assert "<cite" not in notes.cited(PLACE, CITE)
    whole = notes.cited(PLACE, replace(CITE, sentence=0))
    assert '<bdi><bdi>Courier</bdi>, <cite dir="auto">A Title of Many Words Indeed</cite></bdi>' in whole


SUMMARIES = [([], ""), ([3], "Source 3"), ([3, 4], "Sources 3 and 4"), ([3, 4, 5], "Sources 3 to 5")]


@pytest.mark.parametrize(("numbers", "expected"), SUMMARIES)
def test_notes_are_folded_under_their_numbers(numbers, expected):
    made = notes.notes(PLACE, [samples.note(number) for number in numbers])
    assert (html.fragment_fromstring(made).xpath("string(summary)") if made else "") == expected
    assert made.count("same report") == max(len(numbers) - 1, 0)
