"""A language is told by a text long enough to tell; else it is English."""

from __future__ import annotations

import pytest

from sitegen.corpus.languages import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The night ferry came back to Port Elder on Tuesday after three weeks of repairs.", "en"),
        ("Die Nachtfähre kam am Dienstag nach drei Wochen Reparatur in den Hafen zurück.", "de"),
        ("عادت العبارة الليلية إلى الميناء يوم الثلاثاء بعد ثلاثة أسابيع من الإصلاحات.", "ar"),
        ("Gece feribotu üç haftalık onarımın ardından salı günü limana geri döndü.", "tr"),
        ("Ferry returns", "en"),
        ("Erbil, Hasakah, Raqqa, Tabqa, Shaddadeh", "en"),
        ("2026 – 20 %", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text(text, code):
    assert language(text) == code


def test_only_the_start_of_a_text_is_looked_at():
    assert language("The night ferry came back to Port Elder. " * 50 + "Die Fähre fährt. " * 500) == "en"


def test_plain_english_prose_is_told_by_its_common_words_and_like_tongues_are_not():
    english = "The harbour master said on Monday that the ferries of the town were to stay in port for a week. " * 2
    dutch = "De havenmeester zei maandag dat de veerboten van de stad een week in de haven zullen blijven liggen. " * 2
    assert (language(english), language(dutch)) == ("en", "nl")
