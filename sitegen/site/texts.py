"""Text in, text that may stand in a page out: escaped, in isolation, without controls, as data, shortened.

What a function here calls HTML is a plain string: whoever puts it into a template marks it as such.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from sitegen import edtf

_CONTROLS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
_DATETIME = re.compile(r"\d{4}(-\d\d){0,2}")
_IN_SCRIPT = re.compile(r"[<>&]")

TITLE_WORDS = 5
LEAST_SENTENCE = 20  # letters; what is shorter ends with an abbreviation
_MARK = re.compile(r'<a class="c"[^>]*>[^<]*</a>')
_BLOCK_END = re.compile(r"</(?:p|li|blockquote)>")
_END = re.compile(r"(?<=[^\W_A-Z][.!?؟])\s|(?<=[)”’][.!?؟])\s|(?<=[.!?؟][)”’])\s")


# ---------------------------------------------------------------- text to HTML


def escaped(text: str) -> str:
    """Return text as HTML for any place, as MarkupSafe escapes it; a plain string, so at half the cost.

    >>> escaped('Jack & "Jill" <b>')
    'Jack &amp; &#34;Jill&#34; &lt;b&gt;'
    """
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;")
    )


def plain(text: str) -> str:
    r"""Return text for a place that can't isolate it (title, attribute): without controls of direction.

    >>> plain("Report \u202egnp.exe")
    'Report gnp.exe'
    """
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=65536, typed=True)  # HTML is never taken for the same text
def isolated(text: str) -> str:
    """Return a name as HTML in isolation: its direction touches nothing beside it.

    >>> isolated("<b>")
    '<bdi>&lt;b&gt;</bdi>'
    """
    return f"<bdi>{escaped(text)}</bdi>"


def bdi(text: str, language: str = "", direction: str = "") -> str:
    """Return a name as HTML in isolation, its language and direction said where they are given; HTML stays as it is.

    >>> print(bdi("قسد", "ar", "rtl"), bdi("<b>"))
    <bdi lang="ar" dir="rtl">قسد</bdi> <bdi>&lt;b&gt;</bdi>
    """
    html = isinstance(text, Markup)
    if not (html or language or direction):
        return isolated(text)
    given = "".join(f' {name}="{escaped(value)}"' for name, value in (("lang", language), ("dir", direction)) if value)
    return f"<bdi{given}>{text if html else escaped(text)}</bdi>"


def data_block(text: str) -> str:
    """Return JSON text as it may stand in a script element: no character in it can end the element."""
    return _IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fragment(title: str) -> str:
    """Return an id for a heading that may be a single letter of any script.

    >>> fragment("person"), fragment("#")
    ('person', 'x23')
    """
    return "".join(char if char.isascii() and char.isalnum() else f"x{ord(char):x}" for char in title.lower()) or "x"


def capital(html: str) -> str:
    """Return words, or words in one element, with a capital at their head.

    >>> capital("by March"), capital('<time datetime="2014">about 2014</time>')
    ('By March', '<time datetime="2014">About 2014</time>')
    """
    if not html.startswith("<"):
        return html[:1].upper() + html[1:]
    head, tag, rest = html.partition(">")
    return head + tag + rest[:1].upper() + rest[1:]


# ---------------------------------------------------------------- dates for machines


@lru_cache(maxsize=65536)
def machine(text: str | None) -> str:
    """Return the value of a ``datetime`` attribute: a day, month or year; empty for any other date.

    >>> machine("2024-09"), machine("2024-23"), machine(None)
    ('2024-09', '', '')
    """
    return text if text and _DATETIME.fullmatch(text) and edtf.valid(text) and _numbered(text) else ""


def _numbered(text: str) -> bool:
    return len(text) == len("2024") or int(text[5:7]) <= 12  # noqa: PLR2004 - a month, not a season


@lru_cache(maxsize=65536)
def earliest(text: str | None) -> str | None:
    """Return the earliest possible day of a date, None where it is open or unknown."""
    return edtf.day(text) if text and edtf.valid(text) else None


# ---------------------------------------------------------------- parts of text


def opening(title: str) -> str:
    """Return the first words of a title, enough to tell it from others.

    >>> opening("Union and Port Agree on a Pause"), opening("Port and Union")
    ('Union and Port Agree on …', 'Port and Union')
    """
    words = title.split()
    return title if len(words) <= TITLE_WORDS else " ".join(words[:TITLE_WORDS]) + " …"


def first_sentence(html: str) -> str:
    """Return the first sentence of a line's HTML as plain text, without marks, for places where no notes stand.

    >>> first_sentence('<p>When the quay opens, the U.S. asks.<a class="c" href="#n1">1</a> The port is silent.</p>')
    'When the quay opens, the U.S. asks.'
    """
    text = Markup(_BLOCK_END.sub(" ", _MARK.sub("", html))).striptags()  # noqa: S704 - the tags are taken out
    return next((text[: end.start()] for end in _END.finditer(text) if end.start() >= LEAST_SENTENCE), text)
