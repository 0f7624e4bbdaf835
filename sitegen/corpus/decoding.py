r"""Bytes in, text out: the encoding found by what the bytes show, line ends ``\n``, letters in NFC.

The one idea: evidence in order of strength. A byte order mark; then what only one encoding allows (UTF-8, UTF-16 by its
zeros); then what the document declares; then the code page of which every letter makes sense; only then a guess.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from sitegen.model import Problem

SAMPLE = 200_000  # bytes from which a code page is guessed
MOST_CONTROLS = 0.01  # share of control characters above which bytes are no text
MOST_TOGETHER = 4  # marked letters and signs in a row in languages of Latin script
MOST_BROKEN = 0.1  # broken sequences a sound one of UTF-8, up to which it is UTF-8 with damage

# What a file begins with -> byte order mark's encoding. The longer mark first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a file begins with -> what it is, in words for the person who put it there.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_TYPOGRAPHY = "‘’‚“”„‹›«»–—…•·€£©®™°§¡¿ºª\xa0\xad†‰"

# Code page -> the letters that newspapers set in it; a page is believed where no other letter would stand.
# "¿" and "³" are no letters, so that Polish read as cp1252 ("¿o³nierz") is not believed.
CODE_PAGES = (
    ("cp1252", "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿß"),
    ("cp1254", "çğıöşüâîûéİ"),
    ("cp1250", "ąćęłńóśźżáčďéěíňřšťúůýžľĺŕôäöüßőűăâîşţđ"),
    ("iso8859_2", "ąćęłńóśźżáčďéěíňřšťúůýžľĺŕôäöüßőűăâîşţđ"),
)

_LINE_END = re.compile("\r{0,2}\n|\r|[\x85\u2028\u2029]")
_UNSEEN = re.compile("[\ufeff\u2060\xad\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SPACING = str.maketrans("\x0b\x0c", "  ")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ODD = re.compile(r"[\r\x0b\x0c\x85\u2028\u2029\ufeff\u2060\xad\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_PLAIN = bytes((ord("\t"), ord("\n"), *range(32, 127)))
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
_BROKEN = "\ufffd"


class Unreadable(Exception):  # noqa: N818 — names the document's state, as the problem shown does
    """Bytes that are no text: the code, message and hint of the problem that says so."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Decoded:
    """Normalised text, and the encoding that it was read in; ``damaged`` counts characters that were lost."""

    text: str
    encoding: str
    damaged: int = 0


def normalised(text: str) -> str:
    r"""Return the text in NFC with ``\n`` line ends, without characters that are neither shown nor spaces.

    Marks of direction stay: they belong to the text. Halves of surrogate pairs become U+FFFD.

    >>> normalised("Tu\u0308rkiye\r\n\ufeffco\u00adalition\x00")
    'Türkiye\ncoalition'
    """
    if text.isascii() and not text.encode().translate(None, _PLAIN):
        return text
    if _ODD.search(text):  # nearly no text holds any of what is replaced here
        text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
        text = _SURROGATE.sub(_BROKEN, text).translate(_SPACING)
    return unicodedata.normalize("NFC", text)


def whole(text: str) -> str:
    r"""Return a text of the same length, halves of surrogate pairs as U+FFFD.

    >>> whole("a\ud800b") == "a\ufffdb"
    True
    """
    return text if text.isascii() else _SURROGATE.sub(_BROKEN, text)


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of a file; ``declared`` is the encoding that the document itself names.

    Raises Unreadable (``empty-document``, ``binary-document``, ``unknown-encoding``).

    >>> decoded("Café — 5 €".encode("cp1252"))
    Decoded(text='Café — 5 €', encoding='cp1252', damaged=0)
    """
    if not data.strip():
        raise Unreadable("empty-document", "the file is empty.", "Delete it, or fetch it again.")
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(
                "binary-document", f"the file is {kind}, not text.", "Save its text as .txt, .md or .html."
            )
    found = _marked(data) or _zeroed(data) or _utf8(data) or _declared(data, declared) or _code_page(data)
    text = normalised(found.text)
    if not text.strip():
        raise Unreadable("empty-document", "the file holds nothing but blanks.", "Delete it, or fetch it again.")
    return Decoded(text, found.encoding, found.damaged)


def _marked(data: bytes) -> Decoded | None:
    """Decode by the byte order mark, where there is one; a character cut off at the end is lost."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(_judged(text), encoding, text.count(_BROKEN))
    return None


def _zeroed(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark, known by its zeros: in the right byte order spaces and line ends appear."""
    if b"\0" not in data:
        return None
    sample = data[: SAMPLE - SAMPLE % 2]
    best = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _spaces(sample, encoding))
    if _spaces(sample, best) * 50 < len(sample) // 2:
        raise _binary()
    text = data.decode(best, "replace")
    return Decoded(_judged(text), best, text.count(_BROKEN))


def _spaces(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    return text.count(" ") + text.count("\n")


def _judged(text: str) -> str:
    """Return the text where it is one; raise where most of it means nothing."""
    sample = text[:SAMPLE]
    strange = sum(unicodedata.category(char) in {"Cn", "Co", "Cs"} or char == _BROKEN for char in sample)
    if strange + _controls(sample.encode("utf-8", "replace")) > max(1, len(sample) * MOST_CONTROLS):
        raise _binary()
    return text


def _binary() -> Unreadable:
    return Unreadable("binary-document", "the file is binary, not text.", "Save its text as .txt, .md or .html.")


def _utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8; a few broken sequences among many sound ones are damage, not another encoding."""
    if _controls(data[:SAMPLE]) > len(data[:SAMPLE]) * MOST_CONTROLS:
        raise _binary()
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    sound = sum(char > "\x7f" and char != _BROKEN for char in text)
    damaged = text.count(_BROKEN)
    cut_off = damaged == 1 and text.endswith(_BROKEN) and sound
    return Decoded(text, "utf-8", damaged) if cut_off or damaged <= sound * MOST_BROKEN else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(declared or "").name
        # Browsers read "latin-1" and "ascii" as cp1252 (WHATWG Encoding Standard), and so do those who write them.
        name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return Decoded(text, name) if isinstance(text, str) else None


def _code_page(data: bytes) -> Decoded:
    """Decode by the first code page of which every letter makes sense, else by charset-normalizer's best guess."""
    for name, letters in CODE_PAGES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _makes_sense(text, letters):
            return Decoded(text, name)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - takes time to load, and nearly no document needs it

    guess = from_bytes(data[:SAMPLE]).best()
    if guess is None:
        raise Unreadable("unknown-encoding", "the encoding of the file is unknown.", "Save it as UTF-8.")
    text = data.decode(guess.encoding, "replace")
    return Decoded(text, guess.encoding, text.count(_BROKEN))


def _makes_sense(text: str, letters: str) -> bool:
    """Tell whether all marked characters are the page's letters, never many together, or typography outside words."""
    marked = re.findall(r"[^\x00-\x7f]+", text)
    known = set(letters) | set(letters.upper()) | set(_TYPOGRAPHY)
    plausible = all(len(run) <= MOST_TOGETHER and known.issuperset(run) for run in marked)
    return plausible and not re.search(r"[a-z][¡¿ºª§•£©®°†‰][a-z]", text)


def damage(path: str, found: Decoded) -> tuple[Problem, ...]:
    """Return the problem that says how many characters were lost, if any were."""
    if not found.damaged:
        return ()
    message = f"{found.damaged} broken characters of {found.encoding} are shown as \ufffd."
    return (
        Problem(path, 0, 0, "broken-encoding", "warning", message, "Fetch the document again, or save it as UTF-8."),
    )
