"""Ids made from words, not from order, path or date: public and for ever."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from slugify import slugify

SLUG_LENGTH = 60
ID_LETTERS = 200
ID_PREFIX = 1000  # characters of running text that always hold 200 letters: folding them is cheaper than folding a book

_NOT_WORD = re.compile(r"[\W_]+")
# No character before U+0300 combines: asking Unicode's tables for each costs more than all the rest.
_MARKABLE = re.compile("[\u0300-\U0010ffff]+")
_TYPOGRAPHY = "’‘“”–—…"
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)


def folded(text: str) -> str:
    """Return the text's words, caseless and without marks, joined by one space: what ids and likeness are made from.

    >>> folded("Türkiye’s  Élan — 2,500 TROOPS")
    'turkiye s elan 2 500 troops'
    """
    words = plain_words(text)
    if words is not None:
        return b" ".join(words).decode()
    bare = _MARKABLE.sub(_without_marks, unicodedata.normalize("NFKD", text.casefold()))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()  # "𝕊" is no capital before it is decomposed


def plain_words(text: str) -> list[bytes] | None:
    """Return the words of ``folded`` of a text that is ASCII but for its typography, of another None.

    >>> plain_words("Ferry — SUNK"), plain_words("Élan")
    ([b'ferry', b'sunk'], None)
    """
    text = without_typography(text)
    return text.encode().translate(_ASCII).split() if text.isascii() else None


def without_typography(text: str) -> str:
    """Return a text with blanks for marks that are no words: most English text is then ASCII, and read much faster."""
    if not text.isascii():
        for mark in _TYPOGRAPHY:
            text = text.replace(mark, " ")
    return text


def _without_marks(run: re.Match[str]) -> str:
    return "".join([char for char in run.group() if not unicodedata.combining(char)])


def letters(text: str) -> str:
    """Return the folded text without spaces."""
    return folded(text).replace(" ", "")


def _hex(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def slug(title: str, length: int = SLUG_LENGTH) -> str:
    """Return the title as lower-case ASCII words joined by hyphens, cut at a word within ``length`` characters."""
    return slugify(title, max_length=length, word_boundary=True, save_order=True) or "untitled"


def article_id(title: str, text: str) -> str:
    """Return the title's slug, a hyphen 8 hex of the SHA-256 of folded title and first 200 folded letters."""
    start = letters(text[:ID_PREFIX])[:ID_LETTERS]
    if len(start) < ID_LETTERS and len(text) > ID_PREFIX:
        start = letters(text)[:ID_LETTERS]
    return f"{slug(title)}-{_hex(letters(title) + chr(10) + start, 8)}"


def sentence_ids(sentences: Iterable[str]) -> list[str]:
    """Return one id a sentence of an article: ``s-`` and 6 hex digits of its folded words, a repeat gets ``-2``."""
    seen: dict[str, int] = {}
    ids = []
    for sentence in sentences:
        base = f"s-{_hex(folded(sentence), 6)}"
        seen[base] = seen.get(base, 0) + 1
        ids.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return ids


def period(day: str | None, article: str) -> str:
    """Return the month of ``day``, or ``undated-`` and the first two hex digits of the id's hash."""
    return day[:7] if day else f"undated-{part(article)}"


def number(article: str) -> int:
    """Return the first 8 bytes of the SHA-256 of an id as a signed integer: by it the archive numbers it.

    >>> number("ferry-crews-stop-work-0a1b2c3d") == number("ferry-crews-stop-work-0a1b2c3e")
    False
    """
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[:8], "little", signed=True)


def part(article: str) -> str:
    """Return the first two hex digits of an id's hash, by which long lists are cut."""
    return _hex(article, 2)
