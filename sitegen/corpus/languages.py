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
    letters = [char for char in sample if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if not letters or (latin * 2 > len(letters) and len(letters) < FEWEST_LETTERS):
        return DEFAULT
    code, confidence = _identifier().classify(sample)
    return DEFAULT if latin * 2 > len(letters) and confidence < LEAST_CONFIDENCE else str(code)
