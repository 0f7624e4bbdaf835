"""How much of an article may be shown: rights and its sentences in, the lead and the quotable sentences out.

``full``: all of it. ``excerpt``: the first words, and cited sentences as short quotations, everywhere together at most
a quarter of the text and 150 words. ``link``: nothing generated from its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from sitegen.ids import without_typography
from sitegen.model import Rights, Sentence

LEAD_WORDS = 60
MOST_WORDS = 150
MOST_SHARE = 0.25

_THAI, _HAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WIDE = f"{_THAI}\u3040-\u30ff{_HAN}"
_UNSPACED = re.compile(f"[{_WIDE}]")  # Thai, Lao, Burmese, Khmer, Japanese, Chinese
_UNSPACED_WORD = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")


@lru_cache(maxsize=64)  # an article's words are counted to cut it, and again to say how long it is
def words(text: str) -> int:
    """Count the words of a text: runs without white space; each character of a script that has none between words.

    >>> words("Two boats sail."), words("两艘船继续航行。")
    (3, 7)
    """
    return sum(1 for _ in _UNSPACED_WORD.finditer(text)) if _is_unspaced(text) else len(text.split())


def shown(
    text: str, sentences: Sequence[Sentence], rights: Rights, wanted: Iterable[str]
) -> tuple[int, tuple[str, ...]]:
    """Return the offset at which the lead ends, and the ids of the sentences that may be shown whole, in text order.

    ``wanted`` are sentence ids in order of need (cited ones first): each is granted while the allowance lasts.
    """
    if rights == "full":
        return len(text), tuple(sentence.id for sentence in sentences)
    if rights == "link":
        return 0, ()
    allowance = min(MOST_WORDS, int(words(text) * MOST_SHARE))
    lead = _end_of_word(text, min(LEAD_WORDS, allowance))
    granted = {sentence.id for sentence in sentences if sentence.end <= lead}
    left = allowance - words(text[:lead])
    by_id = {sentence.id: sentence for sentence in sentences}
    for sentence in (by_id[name] for name in wanted if name in by_id and name not in granted):
        cost = words(text[max(sentence.start, lead) : sentence.end])
        if cost <= left and sentence.id not in granted:
            granted.add(sentence.id)
            left -= cost
    return lead, tuple(sentence.id for sentence in sentences if sentence.id in granted)


def _is_unspaced(text: str) -> bool:
    if text.isascii():
        return False
    bare = without_typography(text)
    return not bare.isascii() and _UNSPACED.search(bare) is not None


def _end_of_word(text: str, number: int) -> int:
    if _is_unspaced(text):
        return max((match.end() for match in islice(_UNSPACED_WORD.finditer(text), number)), default=0)
    match = re.match(rf"\s*\S+(?:\s+\S+){{0,{number - 1}}}", text) if number else None
    return match.end() if match else 0
