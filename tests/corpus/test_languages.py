"""A language is told by a text long enough to tell; else it is English."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sitegen.corpus.languages import COMMONEST, ENGLISH, OTHERS, checked, language


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


NEWS = "The ferry was in port when the crew heard of the storm, and it is not known who will sail it after Monday. "
FRENCH = "Le ferry de nuit est revenu au port après trois semaines de réparations, selon la compagnie et les marins. "
PIDGIN = (
    "Di ferry don come back to di port and dem say e no go sail again till di storm for di sea don stop well well. "
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NEWS, "en"),
        (
            "Of boats and crews in port: her owners said they would sail for Sand, not Elder, after the repairs. " * 3,
            "en",
        ),
        (FRENCH * 5 + NEWS, "fr"),
        (PIDGIN * 6, "pcm"),
    ],
)
def test_other_languages_are_told_from_english_even_beside_its_words(text, code):
    assert language(text) == code


def test_words_of_english_are_no_words_of_others():
    assert COMMONEST < ENGLISH
    assert not ENGLISH & OTHERS


def test_english_is_told_without_the_model():
    script = (
        "import sys; from sitegen.corpus.languages import language;"
        f"assert language({NEWS!r} * 9) == 'en'; assert 'py3langid' not in sys.modules;"
        f"assert language({FRENCH!r} * 9) == 'fr'; assert 'py3langid' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


SORANI = "کەشتییەکە دوای سێ هەفتە چاککردنەوە گەڕایەوە بۆ بەندەر و سەرنشینەکان لە کەناردا چاوەڕێی دەکەن. " * 2
HEBREW = "המעבורת חזרה לנמל ביום שלישי אחרי שלושה שבועות של תיקונים, והנוסעים המתינו על הרציף. " * 2


@pytest.mark.parametrize(("text", "code"), [(SORANI, "ckb"), (HEBREW, "he")])
def test_languages_have_the_codes_that_readers_know(text, code):
    assert language(text) == code


@pytest.mark.parametrize(
    ("claimed", "text", "code"),
    [
        ("en", NEWS * 3, "en"),
        ("en-GB", NEWS * 3, "en-GB"),
        ("ar", NEWS * 3, "en"),  # the English pages of an Arabic outlet
        ("en-US", HEBREW, "he"),
        ("en", FRENCH * 3, "fr"),
        ("ku", SORANI, "ku"),
        ("fr-CA", FRENCH, "fr-CA"),
        ("en", "Ferry returns", "en"),
        ("ar", "Ferry returns", "ar"),
        ("en", "", "en"),
    ],
)
def test_a_page_says_its_language_unless_its_text_plainly_has_another(claimed, text, code):
    assert checked(claimed, text) == code
