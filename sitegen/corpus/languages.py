"""A text in, the code of its language out (ISO 639-1), by py3langid on the text's first characters.

A short text in Latin letters, or a doubtful one, is taken for English: a wrong language does more harm.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 800  # characters
FEWEST_LETTERS = 40
LEAST_CONFIDENCE = 0.8
DEFAULT = "en"

# Words without which no English prose of some length gets by, and which no other language has all of.
ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "was",
        "for",
        "on",
        "with",
        "said",
        "is",
        "by",
        "as",
        "at",
        "from",
        "were",
        "has",
        "have",
        "been",
    ]
)
LEAST_WORDS = 20
LEAST_SHARE = 0.18  # of the words
LEAST_ARTICLES = 3  # times that "the" stands


@cache
def _identifier() -> LanguageIdentifier:
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
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if not letters or (latin * 2 > len(letters) and len(letters) < FEWEST_LETTERS):
        return DEFAULT
    code, confidence = _identifier().classify(sample)
    return DEFAULT if latin * 2 > len(letters) and confidence < LEAST_CONFIDENCE else str(code)


def _is_plainly_english(sample: str) -> bool:
    words = sample.lower().split()
    common = sum(word in ENGLISH for word in words)
    return len(words) >= LEAST_WORDS and common >= LEAST_SHARE * len(words) and words.count("the") >= LEAST_ARTICLES
