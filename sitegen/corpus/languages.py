"""A text in, the code of its language out (ISO 639-1): English by its commonest words, all else by py3langid's model.

The one idea: no English prose gets by without "the", "of" and their like, and no other language uses many of them, so
English is known by counting; the model is asked, and loaded, only where that is not certain. A short text in Latin
letters, or one of which the model is in doubt, is taken for English: a wrong language does more harm.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

SAMPLE = 800  # characters
FEWEST_LETTERS = 40
LEAST_CONFIDENCE = 0.8
DEFAULT = "en"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words without which no English prose of some length gets by, and which no other language has all of.
COMMONEST = _words("the of and to in that was for on with said is by as at from were has have been")
LEAST_WORDS = 20
LEAST_COMMONEST = 0.18  # of the words
LEAST_ARTICLES = 3  # times that "the" stands

# These and more; of a sample of another language they make up 12 % at most, and seldom more than five different ones.
ENGLISH = COMMONEST | _words("""
    an it his her its their they he she which who this these would after also into when there not are be but had will
    about than other only more over between could should while where
""")
LEAST_KINDS = 8  # different words of ENGLISH
LEAST_ENGLISH = 0.15  # of the words
LEAST_OF_HALF = 0.12  # of the words in each half of the sample: another language may begin where English ends
# The commonest words of others, English words apart: where they stand among English ones, the model is asked.
OTHERS = _words("""
    de la le les et des du un une en der das und den dem ist nicht mit von ein eine zu auf el los las y del que es por
    para il di che e della dei gli da dos um não em os het een van niet op te zijn voor og det är på av inte ikke til
    af ve bir bu için ile yang dan ini untuk dengan się w nie az és hogy na ya wa kwa ni wey dey dem dis wetin una sey
""")
MOST_OTHERS = 0.03  # of the words
MOST_MARKED = 0.05  # of the characters outside ASCII
LEAST_CLAIMED = 0.08  # share of COMMONEST from which a text in Latin letters is English where its page says so

# What the model calls some languages, and what they are called here: it learned Sorani as its southern neighbour, and
# modern Hebrew and Greek beside the ancient.
CALLED = {"sdh": "ckb", "hbo": "he", "grc": "el", "zxx": DEFAULT}


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes time and memory, and English is known without it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str) -> str:
    """Return the code of the text's language.

    >>> language("The night ferry came back to Port Elder after three weeks of repairs.")
    'en'
    >>> language("Le ferry de nuit est revenu au port après trois semaines de réparations.")
    'fr'
    >>> language("Ferry Elder")
    'en'
    """
    sample = text[:SAMPLE]
    if _is_plainly_english(sample):
        return DEFAULT
    letters = [char for char in sample if char.isalpha()]
    latin = sum([char < "\x80" or unicodedata.name(char, "").startswith("LATIN") for char in letters])
    if not letters or (latin * 2 > len(letters) and len(letters) < FEWEST_LETTERS):
        return DEFAULT
    code, confidence = _identifier().classify(sample)
    return DEFAULT if latin * 2 > len(letters) and confidence < LEAST_CONFIDENCE else CALLED.get(code, str(code))


def checked(claimed: str, text: str) -> str:
    """Return the language that a page says its text has, unless the text plainly has another.

    Templates claim one language for all that an outlet publishes: English pages are marked as Arabic, Turkish ones as
    English. A text only speaks for or against English; which other language it is, its page knows better.

    >>> checked("en-US", "عادت العبارة الليلية إلى الميناء يوم الثلاثاء بعد ثلاثة أسابيع من الإصلاحات.")
    'ar'
    >>> checked("ku", "عادت العبارة الليلية إلى الميناء يوم الثلاثاء بعد ثلاثة أسابيع من الإصلاحات.")
    'ku'
    """
    english, sample = claimed.lower().startswith(DEFAULT), text[:SAMPLE]
    if _is_plainly_english(sample):
        return claimed if english else DEFAULT
    words = sample.lower().split()
    if not english or not words or _share(words, COMMONEST) >= LEAST_CLAIMED:
        return claimed
    found = language(text)
    return claimed if found == DEFAULT else found


def _is_plainly_english(sample: str) -> bool:
    """Tell whether a text is full of English words, or is so in part and holds nothing else."""
    words = sample.lower().split()
    if len(words) < LEAST_WORDS:
        return False
    if _share(words, COMMONEST) >= LEAST_COMMONEST and words.count("the") >= LEAST_ARTICLES:
        return True
    half = len(words) // 2
    return (
        len(ENGLISH.intersection(words)) >= LEAST_KINDS
        and _share(words, ENGLISH) >= LEAST_ENGLISH
        and min(_share(words[:half], ENGLISH), _share(words[half:], ENGLISH)) >= LEAST_OF_HALF
        and _share(words, OTHERS) <= MOST_OTHERS
        and len(sample.encode("ascii", "ignore")) >= (1 - MOST_MARKED) * len(sample)
    )


def _share(words: Sequence[str], among: frozenset[str]) -> float:
    return sum(map(among.__contains__, words)) / len(words)
