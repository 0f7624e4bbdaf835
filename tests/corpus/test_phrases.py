import pytest

from sitegen.corpus.furniture import PLACE, furniture
from sitegen.corpus.phrases import PHRASES, TABLE, caseless, phrase

WRITTEN = [
    (label, one) for label, languages in TABLE.items() for line in languages.values() for one in line.split(" | ")
]


def test_a_phrase_is_written_as_it_is_looked_up_and_of_one_kind():
    kinds: dict[str, set[str]] = {}
    for label, one in WRITTEN:
        kinds.setdefault(one, set()).add(label)
    assert {one: labels for one, labels in kinds.items() if len(labels) > 1} == {}
    assert [one for one in PHRASES if phrase(caseless(one)) != PHRASES[one]] == []
    assert set(TABLE) <= set(PLACE)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Добавить комментарий", "form"),
        ("Das könnte Sie auch interessieren:", "related"),
        ("Últimas noticias »", "most-read"),
        ("관련기사", "related"),
        ("« Top Rated Comments »", "comments"),
    ],
)
def test_a_line_of_a_template_is_furniture_in_many_languages(line, label):
    assert furniture(line) == label


def test_no_phrase_is_what_a_pattern_covers(monkeypatch):
    monkeypatch.setattr("sitegen.corpus.furniture.phrase", lambda _: None)
    assert [one for one in PHRASES if furniture(one)] == []


def test_a_sentence_that_holds_a_phrase_is_none():
    assert phrase("der kommentar steht auf der startseite.") is None
