"""A text in, its words out: folded, with their places in the text and the breaks that no name reaches over.

The one idea: names are matched on a line of folded words with a space on either side (`` iraq s | ``), so that word
boundaries, apostrophes, hyphens, dotted initials and marks are settled once, and a place in the line maps to a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen.ids import folded
from sitegen.model import Span

BREAK = "|"

_APOSTROPHES = "'’‘ʼʻʿʾ`´′"
_MARKS = "\u00ad\u200c\u200d\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670"
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|[\w{_MARKS}]+(?:[{_APOSTROPHES}][\w{_MARKS}]+|(?<=[א-ת])[\"״](?=[א-ת])[\w{_MARKS}]+)*"
)
_JOINT = re.compile(rf"(?:[^\S\n]*\n?[^\S\n]*|[{_APOSTROPHES}]?[-‐‑–/ ][{_APOSTROPHES}]?|\.[^\S\n]?)")
_INITIAL = re.compile(r"^[A-Z]$|\.")

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


@dataclass(frozen=True, slots=True)
class Line:
    """A text's words: the line of folded words, where each begins in it, and the span of each in the text."""

    line: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    def word(self, place: int) -> int:
        """Return the number of the word that stands at a place of the line."""
        return bisect_right(self.starts, place) - 1


def key(name: str) -> str:
    """Return the folded words of a name, joined by a space: equal for variants of case, apostrophe, mark and hyphen.

    >>> key("Al-Shara’a"), key("al Sharaa"), key("U.S.-led Coalition")
    ('al sharaa', 'al sharaa', 'us led coalition')
    """
    return " ".join(_forms(match.group())[0][0] for match in _WORD.finditer(name))


def line(text: str, vocabulary: Collection[str]) -> Line:
    """Return the words of a text; of the forms that a word can be read as, the first that is in ``vocabulary``."""
    parts, starts, spans = [], [], []
    place = end = 0
    for match in _WORD.finditer(text):
        word, (start, stop) = match.group(), match.span()
        form, first, last = _read(word, vocabulary)
        if end and not _joined(text, end, start):
            parts.append(BREAK)
            place += len(BREAK) + 1
        parts.append(form)
        starts.append(place)
        spans.append((start + first, start + last))
        place += len(form) + 1
        end = stop
    return Line(f" {' '.join(parts)} ", tuple(starts), tuple(spans))


def _read(word: str, vocabulary: Collection[str]) -> tuple[str, int, int]:
    forms = _forms(word)
    if len(forms) > 1:
        return next((form for form in forms if form[0] in vocabulary), forms[0])
    return forms[0]


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words can stand within a name."""
    if start - end == 1:
        return text[end] in " -\n/‐‑–" or (text[end] == "." and text[end - 1].isupper())
    gap = text[end:start] if start - end < 8 else "|"  # noqa: PLR2004 - a name holds no wider gap
    return bool(_JOINT.fullmatch(gap)) and ("." not in gap or (end < 2 or not text[end - 2].isalnum()))  # noqa: PLR2004 - "J. Smith" but not "York. Smith"


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return what a word can be read as: folded, and the part of the word that it is; the likeliest first."""
    return tuple(_variants(word))


def _variants(word: str) -> Iterator[tuple[str, int, int]]:
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
