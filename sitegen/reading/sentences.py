"""Text in, sentences out, as exact spans: a stop ends a sentence unless what stands around it says otherwise.

The rules are tables: abbreviations that are always followed by more, abbreviations that may end a sentence, and the
marks that close behind a stop. Blocks of an article are read one by one, so no sentence runs from one into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.ids import sentence_ids
from sitegen.model import Article, Sentence, Span
from sitegen.reading.nomenclature import word_set

# Never the end of a sentence: a name or number follows. Lower case, without their last stop.
TITLES = word_set("""
    mr mrs ms mx messrs dr prof rev hon st sr gen lt col maj capt cmdr cpl sgt adm brig gov sen rep pres amb supt fr mt
    ft vs cf e.g i.e viz al fig eq art sec no nos vol ch pp para approx ca op rs sens reps govs gens profs drs sgts dets
    det insp atty
""")
# Titles that are also words, or stand before numbers only: they end a sentence where no number follows ("He said no.").
NUMBERED = word_set("no nos pp art fig sec vol ch para eq op al")
# Ends a sentence only where the next word plainly begins one.
SHORT_FORMS = word_set("""
    inc ltd corp co bros llc plc jr phd esq etc dept est assn bldg ave blvd rd univ u.s u.k u.n e.u u.a.e d.c
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ph.d m.d b.a m.a
    b.c a.d calif fla conn pa va ariz minn wis
""")
# Ends a sentence unless a day, a month, a time zone or the hour elsewhere follows ("at 5 p.m. (1500 GMT) on Friday").
MERIDIANS = word_set("a.m p.m")
DAY_WORDS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december gmt utc est edt pst pdt cet cest bst et eastern pacific
""")
# Capitalised words that begin a sentence behind a short form ("in the U.S. The talks"), but no name ("the U.S. Army").
OPENERS = word_set("""
    a an the this that these those he she it they we you i his her its their our my there here in on at by for from to
    after before while when as if but and so or yet then however meanwhile since under with what who how why where
    which no not some many most both all each officials police
""")

# titles of other pages that a page set among a sentence's words: "Ada NoorStrike ends in Ostrel Boats sink MORE left"
LITTER = re.compile(r"\w MORE(?= [a-z(]|[’'.,])")

_CLOSERS = "\"'”’»)]」』）】"
_OPENERS = "\"'“‘«([「『（【¿¡"
# A run of stops with the marks that close behind it. CJK, Arabic, Urdu and Devanagari stops need no space behind them.
# One set of characters begins every match, so that the others are passed over at once.
_STOP = re.compile(
    r"[.!?…。！？؟۔।\n](?:"
    rf"(?<=[.!?…])[.!?…]*[{re.escape(_CLOSERS)}]*(?=\s|$)"
    r"|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]*[\s,])"  # "until today.On Monday": a page lost the space
    rf"|(?<=[。！？؟۔।])[。！？؟۔।]*[{re.escape(_CLOSERS)}]*"
    r"|(?<=\n)[^\S\n]*\n)"
)
_WORD_BACKWARDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
# also behind a dash: "the end of slavery in the U.S. — an official holiday"
_WORD_BEHIND = re.compile(rf"\s*(?:(?<=[^\S\n])(?:[–—]|--?)[^\S\n]+)?[{re.escape(_OPENERS)}]*(\w+)")
_ZONE = re.compile(r"\s(?:[A-Z][a-z]+\s){1,2}[Tt]ime\b")  # "at 8 a.m. Port Ostrel time"
_LONGEST_WORD = 40
_LONGEST_FORM = max(map(len, TITLES | SHORT_FORMS))


def _ends(text: str, start: int, end: int) -> bool:
    """Tell whether the stop at ``start`` (its closing marks up to ``end``) ends a sentence."""
    if text[start] != ".":
        return text[start] not in "!?…" or _capital_follows(text, end)
    if _is_plain(text, start, end):
        return True
    behind = _WORD_BEHIND.match(text, end, end + _LONGEST_WORD)
    following = behind[1] if behind else ""
    if following[:1].islower():
        return False
    if text[start : start + 2] == "..":
        return not following or following[0].isupper()
    word = _word_before(text, start)
    if word in MERIDIANS and (text[end : end + 2] == " (" or _ZONE.match(text, end)):
        return False
    return not following or _word_ends(word, following, closed=end > start + 1)


def _is_plain(text: str, start: int, end: int) -> bool:
    """Tell whether a stop stands as most do, behind a word longer than all short forms and before a capital."""
    capital = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    before = text[start - _LONGEST_FORM - 1 : start]
    return capital and len(before) > _LONGEST_FORM and before.isalpha() and text[start + 1] != "."


def _word_before(text: str, end: int) -> str:
    """Return the word, or the letters with stops between them, that ends where the stop stands; in lower case."""
    plain = text[text.rfind(" ", max(0, end - _LONGEST_WORD), end) + 1 : end]
    if plain.isalpha() and len(plain) <= _LONGEST_WORD:
        return plain.lower()
    backwards = _WORD_BACKWARDS.match(text[max(0, end - _LONGEST_WORD) : end][::-1])
    return backwards[0][::-1].lower() if backwards else ""


def _word_ends(word: str, following: str, *, closed: bool) -> bool:
    """Tell whether a stop behind ``word`` ends a sentence where ``following``, no lower-case word, comes next."""
    if word in MERIDIANS:
        return following.lower() not in DAY_WORDS
    if word in TITLES:
        return closed or (word in NUMBERED and not following[0].isdigit())
    if word in SHORT_FORMS or _is_initials(word):
        return closed or following.lower() in OPENERS
    return True


def _is_initials(word: str) -> bool:
    return word[1:2] in ("", ".") and bool(word) and all(len(part) == 1 for part in word.split("."))


def _capital_follows(text: str, end: int) -> bool:
    """Tell whether "!", "?" or "…" ends a sentence: not where the line goes on in lower case ("Why?" he asked)."""
    behind = _WORD_BEHIND.match(text, end, end + _LONGEST_WORD)
    return behind is None or not behind[1][:1].islower()


def _cuts(text: str) -> Iterator[int]:
    """Yield the offsets behind which a new sentence begins."""
    for match in _STOP.finditer(text):
        if text[match.start()] == "\n" or _ends(text, match.start(), match.end()):
            yield match.end()


def split(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a text, in order, without the white space around them.

    >>> text = 'Gen. Noor left the U.S. on Monday. "We go at 9 a.m. The rest follow." He paid $2.5 million.'
    >>> [text[start:end] for start, end in split(text)]
    ['Gen. Noor left the U.S. on Monday.', '"We go at 9 a.m.', 'The rest follow."', 'He paid $2.5 million.']
    """
    spans, begin = [], 0
    for cut in (*_cuts(text), len(text)):
        piece = text[begin:cut].lstrip()
        if piece:
            spans.append((cut - len(piece), cut - len(piece) + len(piece.rstrip())))
        begin = cut
    return tuple(spans)


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article's standfirst, paragraphs and items, with ids; the dateline is left out."""
    spans = []
    for block in article.blocks:
        if block.kind == "subheading":
            continue
        begin = block.start
        if article.dateline and block.start <= article.dateline[0] < block.end:
            begin = min(article.dateline[1], block.end)
        spans += [(begin + start, begin + end) for start, end in split(article.text[begin : block.end])]
    ids = sentence_ids(article.text[start:end] for start, end in spans)
    return tuple(Sentence(name, start, end) for name, (start, end) in zip(ids, spans, strict=True))
