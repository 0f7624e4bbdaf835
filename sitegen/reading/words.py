"""A text in, its words out: folded, with their places in the text and the breaks that no name reaches over.

The one idea: names are matched on a line of folded words with a space on either side (`` iraq s | ``), so that word
boundaries, apostrophes, hyphens, dotted initials and marks are settled once, and a place in the line maps to a word.

Beside it stands an article's vocabulary, a set of hashes that is kept with the article: it tells, without the text,
that words do not stand in it.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from sitegen.ids import folded
from sitegen.model import Span
from sitegen.reading.skim import Remembered, rough

BREAK = "|"
Form = tuple[str, int, int]  # what a word is read as, and the part of the word that it is

_APOSTROPHES = "'’‘ʼʻʿʾ`´′"
_MARKS = "\u00ad\u200c\u200d\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
# Scripts that put no space between words: each character is read as a word, so that names are found among others.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_UNSPACED = re.compile(rf"[{_HAN}]")
# What stands beside those characters: the syllables of Japanese are of one script a word, and part from it.
_PIECE = re.compile(rf"[{_HAN}]|[\u3041-\u309f]+|[\u30a1-\u30ff]+|[^{_HAN}\u3041-\u309f\u30a1-\u30ff]+")
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|[\w{_MARKS}]+(?:[{_APOSTROPHES}][\w{_MARKS}]+|(?<=[א-ת])[\"״](?=[א-ת])[\w{_MARKS}]+)*"
)
_JOINT = re.compile(rf"(?:[^\S\n]*\n?[^\S\n]*|[{_APOSTROPHES}]?[-‐‑–/ ][{_APOSTROPHES}]?|\.[^\S\n]?)")
_SOFT = re.compile(r"[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")

# letters that Unicode doesn't decompose or that scripts share, and what names are compared by
_ALIKE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ی": "ي", "ى": "ي", "ک": "ك", "ـ": "", "ە": "ه"})

# what is written as one with a name in these scripts: prefix, what the name begins with then, an example
PREFIXES: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("و", "", ("وبغداد", "بغداد")),
    ("ف", "", ("فبغداد", "بغداد")),
    ("ب", "", ("ببغداد", "بغداد")),
    ("ك", "", ("كبغداد", "بغداد")),
    ("ل", "", ("لبغداد", "بغداد")),
    ("لل", "ال", ("للعراق", "العراق")),
    ("وال", "", ("والعراق", "عراق")),
    ("ال", "", ("العراق", "عراق")),
    ("وب", "", ("وببغداد", "بغداد")),
    ("ול", "", ("ולסוריה", "סוריה")),
    ("וב", "", ("ובסוריה", "סוריה")),
    ("ב", "", ("בסוריה", "סוריה")),
    ("ל", "", ("לסוריה", "סוריה")),
    ("מ", "", ("מסוריה", "סוריה")),
    ("ו", "", ("וסוריה", "סוריה")),
    ("ה", "", ("הנגב", "נגב")),
    ("ש", "", ("שסוריה", "סוריה")),
)
_SHORTEST = 3  # letters that a prefix leaves of a name

# what a vocabulary holds beside words; no folded word begins so
ONE_OF = "'"  # before a word as which a word of the text can be read, and as another too
ALIKE = "~"  # before the skeleton of a capitalised word with blank space behind it

_HASH = 4  # bytes
_HASHES = np.dtype("<u4")
_ODD = re.compile(rb"\?[^ ]*")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z0-9]*+(?=\s)")
_AROUND = "\"'“”‘’.,;:!?()[]—–-…"  # what stands around a plain word between blanks


@dataclass(frozen=True, slots=True)
class Line:
    """A text's words: the line of folded words, where each begins in it, and the span of each in the text."""

    line: str
    starts: Sequence[int]
    spans: Sequence[Span]

    def word(self, place: int) -> int:
        """Return the number of the word that stands at a place of the line."""
        return bisect_right(self.starts, place) - 1


def key(name: str) -> str:
    """Return the folded words of a name, joined by a space: equal for variants of case, apostrophe, mark and hyphen.

    >>> key("Al-Shara’a"), key("al Sharaa"), key("U.S.-led Coalition")
    ('al sharaa', 'al sharaa', 'us led coalition')
    """
    forms = (_forms(word)[0][0] for word, _, _ in _found(name))
    return " ".join(form for form in forms if form != BREAK)


def _found(text: str, low: int = 0, high: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, or of a part of it, with their places in it."""
    for match in _WORD.finditer(text, low, len(text) if high is None else high):
        word = match[0]
        if word.isascii() or not _UNSPACED.search(word):
            yield word, match.start(), match.end()
            continue
        for piece in _PIECE.finditer(word):
            yield piece[0], match.start() + piece.start(), match.start() + piece.end()


def is_written_alone(name: str) -> bool:
    """Tell whether a folded name is one character of a script without spaces: part of many words, the name of none."""
    return len(name) == 1 and _UNSPACED.match(name) is not None


def line(text: str, vocabulary: Collection[str], stretches: Iterable[Span] | None = None) -> Line:
    """Return the words of a text, or of stretches of it that are cut at blanks.

    Of the forms that a word can be read as it is the first that is in ``vocabulary``.
    """
    parts, starts, spans = [], [], []
    place = end = 0
    for low, high in ((0, len(text)),) if stretches is None else stretches:
        for word, start, stop in _found(text, low, high):
            if word.isascii() and word.isalnum():
                form, span = word.lower(), (start, stop)
            else:
                form, first, last = _chosen(_forms(word), vocabulary)
                span = start + first, start + last
            if end and not (start - end == 1 and text[end] == " ") and not _joined(text, end, start):
                parts.append(BREAK)
                place += len(BREAK) + 1
            parts.append(form)
            starts.append(place)
            spans.append(span)
            place += len(form) + 1
            end = stop
    return Line(f" {' '.join(parts)} ", starts, spans)


def readings(chunk: str, vocabulary: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a text without blanks as ``line`` reads them, each with the letters that it stands for."""
    word = chunk.strip(_AROUND)
    if word.isascii() and word.isalnum():
        yield word.lower(), word
        return
    for found, start, _ in _found(chunk):
        form, first, last = _chosen(_forms(found), vocabulary)
        yield form, chunk[start + first : start + last]


def has_word(chunk: str) -> bool:
    """Tell whether a word stands in a text."""
    return chunk.isalpha() or _WORD.search(chunk) is not None


def _chosen(forms: Sequence[Form], vocabulary: Collection[str]) -> Form:
    return next((form for form in forms if form[0] in vocabulary), forms[0])


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words can stand within a name."""
    if start - end == 1:
        return text[end] in " -\n/‐‑–·・" or (text[end] == "." and text[end - 1].isupper())
    gap = text[end:start] if start - end < 8 else "|"  # noqa: PLR2004 - a name holds no wider gap
    return bool(_JOINT.fullmatch(gap)) and ("." not in gap or (end < 2 or not text[end - 2].isalnum()))  # noqa: PLR2004 - "J. Smith" but not "York. Smith"


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[Form, ...]:
    """Return what a word can be read as: folded, and the part of the word that it is; the likeliest first."""
    return tuple(_variants(word))


def _variants(word: str) -> Iterator[Form]:
    bare = re.sub(rf"[{_APOSTROPHES}\"״.\u00ad\u200c\u200d]", "", word)
    owner = re.fullmatch(rf"(.+)[{_APOSTROPHES}][sS]", word)
    if owner:
        head = owner.group(1)
        yield _folded(head), 0, len(head)
        return
    whole = _folded(bare)
    yield whole, 0, len(word)
    suffixed = re.match(rf"([^{_APOSTROPHES}]+)[{_APOSTROPHES}]", word)
    if suffixed:
        yield _folded(suffixed.group(1)), 0, suffixed.end(1)
    if not word.isascii():
        for prefix, instead, _ in PREFIXES:
            rest = whole[len(prefix) :]
            if whole.startswith(prefix) and len(rest) >= _SHORTEST:
                yield instead + rest, 0 if instead or len(whole) != len(word) else len(prefix), len(word)


def _folded(word: str) -> str:
    return folded(word.translate(_ALIKE)).translate(_ALIKE).replace(" ", "") or BREAK


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Return a folded word's consonants, doubled ones once: what ways to write a foreign name have in common.

    >>> skeleton("mohammed"), skeleton("muhamad"), skeleton("aya")
    ('md', 'md', 'aya')
    """
    bare = _DOUBLED.sub(r"\1", _SOFT.sub("", word))
    return bare if len(bare) > 1 else word


# ---------------------------------------------------------------- vocabularies


def word_hash(word: str) -> bytes:
    """Return the 4 bytes that stand for a folded word in a vocabulary: its CRC-32, little-endian."""
    return struct.pack("<I", crc32(word.encode()))


def vocabulary(title: str, text: str) -> bytes:
    """Return the hashes of an article's words, 4 bytes each, distinct, sorted as numbers.

    The words are all that ``line`` can read in title and text, whatever the authority file, and all of ``folded``. Of a
    word that can be read in several ways each form is held once more, marked ``ONE_OF``; of a capitalised word with
    blank space behind it the skeleton is held, marked ``ALIKE``.

    >>> packed = vocabulary("Ferry lost", "The Shara'a sank.")
    >>> holds(packed, ["ferry", "sharaa"]), holds(packed, ["shara"]), holds(packed, ["ferry", "harbour"])
    (True, True, False)
    """
    found = [*_hashes(title), *_hashes(text)]
    numbers = np.fromiter(found, _HASHES, len(found))
    numbers.sort()
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    packed: bytes = numbers[first].tobytes()
    return packed


def holds(packed: bytes, words: Iterable[str]) -> bool:
    """Tell whether a vocabulary holds all of the folded words; of 4 billion words that it lacks, it may claim one."""
    return all(_at(packed, word_hash(word)) for word in words)


def _at(packed: bytes, wanted: bytes) -> bool:
    place = packed.find(wanted)
    while place % _HASH and place > 0:  # across two hashes
        place = packed.find(wanted, place + 1)
    return place >= 0


def _hashes(text: str) -> list[int]:
    """Return the hashes of a text's words, some more than once: sorting those out costs more than hashing them."""
    copy = rough(text)
    plain = copy.plain.split()
    odd = [*copy.signs]
    if b"?" in copy.plain:
        plain = [word for word in plain if b"?" not in word]
        odd += [match.start() - 1 for match in _ODD.finditer(copy.plain)]
    numbers = [*map(crc32, plain), *map(_hash_of_skeleton, set(_CAPITALISED.findall(text)))]
    for chunk in {copy.text[slice(*copy.chunk(place))] for place in odd}:
        numbers += _ODD_CHUNKS[chunk]
    return numbers


@lru_cache(maxsize=1 << 14)
def _hash_of_skeleton(word: str) -> int:
    return crc32(f"{ALIKE}{skeleton(word.lower())}".encode())


def _of_chunk(chunk: str) -> tuple[int, ...]:
    return tuple(crc32(word.encode()) for part in chunk.split() for word in set(_readings(part)))


_ODD_CHUNKS = Remembered(_of_chunk)


def _readings(chunk: str) -> Iterator[str]:
    """Yield the words that a vocabulary holds of characters between blanks: no word reaches over a blank."""
    yield from folded(chunk).split()
    for word, start, _ in _found(chunk):
        forms = _forms(word)
        for form, first, last in forms:
            yield form
            if len(forms) > 1:
                yield ONE_OF + form
            if start + last == len(chunk) and chunk[start + first].isupper():
                yield ALIKE + skeleton(form)
