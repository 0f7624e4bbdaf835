"""Markdown in, one document out: front matter as metadata, the marks taken out of the text, line for line.

The one idea: no line is added or lost, so that a line of the text is the same line of the file. Marks go, words stay:
headings become lines, links keep their words, lists stay "- item". What is no Markdown, ``<script>`` or ``{{ 7*7 }}``,
is text and stays as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sitegen.corpus.decoding import damage, decoded
from sitegen.corpus.metadata import Malformed, fields_of_yaml, metadata, overlaid
from sitegen.model import Document, Metadata, Problem

LONGEST_FRONT_MATTER = 64_000  # characters
SENTENCE_WORDS = 5  # an image's words are kept where they are a caption, not a label

_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+(?:[ \t]+[\"'(][^\n]*[\"')])?[ \t]*")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]{1,80}\]:[ \t]*")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\n]{1,80}\]")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"^([ \t]*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|li|mark|ol|p"
    r"|picture|q|s|section|small|source|span|strike|strong|sub|sup|u|ul)(?:\s[^<>\n]{0,2000})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`\n]+)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"
    r"|<(?P<auto>https?://[^<>\s]+)>"
)
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_RUN = re.compile(r"[*_~](?:(?<=\*)\**|(?<=_)_*|(?<=~)~)")
_BLOCK_MARKS = frozenset("`~>=-*_|:[#+")  # what a line begins with that any of the patterns for blocks covers
_INLINE_MARKS = ("\\", "`", "![", "<")  # what the literals begin with
_PLACEHOLDER = re.compile("[\ue000-\uf8ff]")
_FIRST, _LAST = 0xE000, 0xF8FF  # the private use area: a literal character hides here while marks are taken out
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_HIDDEN = {ord(char): chr(_FIRST + index) for index, char in enumerate(_PRINTABLE)}
_SHOWN = {ord(hidden): chr(char) for char, hidden in _HIDDEN.items()}


def read(path: str, data: bytes, meta: Metadata) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    r"""Return the document; without its front matter's fields where those can't be read, no document.

    Raises Unreadable where the bytes are no text.

    >>> data = b"---\ntitle: A day\n---\n# A **day**\n\nSee [this](https://example.org)."
    >>> documents, _ = read("a.md", data, Metadata())
    >>> documents[0].text, documents[0].metadata.title, documents[0].first_line
    ('A day\n\nSee this.', 'A day', 4)
    """
    found = decoded(data)
    lines = (found.text if found.text.isascii() else _PLACEHOLDER.sub("\ufffd", found.text)).split("\n")
    end = _front_matter_end(lines)
    try:
        own, problems = _front_matter(path, lines, end)
    except Malformed as fault:
        message = f"{fault.message} The document is left out."
        return (), (Problem(path, fault.line, fault.column, fault.code, "warning", message, fault.hint),)
    body, first_line = _without_blank_start(lines[end:], end + 1)
    meta = overlaid(own, meta)
    document = Document(path, "\n".join(plain(body)), meta, whole=own.title is not None, first_line=first_line)
    return (document,), (*damage(path, found), *problems)


def _front_matter_end(lines: list[str]) -> int:
    """Return the number of lines that the front matter takes, 0 without any."""
    if lines[0].rstrip() != "---":
        return 0
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None or not any(":" in line for line in lines[1:end]):
        return 0
    return end + 1


def _front_matter(path: str, lines: list[str], end: int) -> tuple[Metadata, tuple[Problem, ...]]:
    if not end and lines[0].rstrip() == "---" and len(lines) > 1 and re.match(r"[\w-]{1,40}:", lines[1]):
        raise Malformed("bad-front-matter", "the front matter has no end.", 'End it with a line "---".', 1, 1)
    text = "\n".join(lines[1 : max(end - 1, 1)])
    if len(text) > LONGEST_FRONT_MATTER:
        raise Malformed("bad-front-matter", "the front matter is longer than a page.", "Shorten it.", 1, 1)
    return metadata(path, fields_of_yaml(text, 2), strict=True)


def _without_blank_start(lines: list[str], first_line: int) -> tuple[list[str], int]:
    blank = next((index for index, line in enumerate(lines) if line.strip()), 0)
    return lines[blank:], first_line + blank


# ---------------------------------------------------------------- marks out of lines


def plain(lines: list[str]) -> list[str]:
    """Return the lines without their marks, as many as were given."""
    outlined = list(_without_block_marks(_without_comments(lines)))
    text = _without_emphasis(_words(_with_literals_hidden("\n".join(outlined))))
    text = html.unescape(text)
    return (text if text.isascii() else _PLACEHOLDER.sub(_shown, text)).split("\n")


def _shown(hidden: re.Match[str]) -> str:
    return hidden.group().translate(_SHOWN)


def _without_comments(lines: list[str]) -> list[str]:
    """Blank out comments, their line ends kept; one that is never closed is text."""
    first, *rest = "\n".join(lines).split("<!--")
    parts = [first]
    for part in rest:
        comment, closed, after = part.partition("-->")
        parts.append("\n" * comment.count("\n") + after if closed else f"<!--{part}")
    return "".join(parts).split("\n")


def _without_block_marks(lines: list[str]) -> Iterator[str]:
    """Yield each line without what marks its block; a line that is nothing but marks becomes blank."""
    in_code, before = False, ""
    for line in lines:
        marked = line.lstrip()[:1] in _BLOCK_MARKS
        if marked and _FENCE.match(line):
            in_code, kept = not in_code, ""
        elif in_code:
            kept = line.translate(_HIDDEN)
        else:
            kept = _without_block_mark(line, before) if marked else line
        yield kept
        before = kept


def _without_block_mark(line: str, before: str) -> str:
    line = _QUOTE.sub("", line, count=1)
    underline = _SETEXT.fullmatch(line) and before.strip()
    if underline or _RULE.fullmatch(line) or _TABLE_RULE.fullmatch(line):
        return ""
    if _FOOTNOTE.match(line):
        return _FOOTNOTE.sub("", line, count=1)
    if _DEFINITION.fullmatch(line):
        return ""
    if _HEADING.match(line):
        return _HEADING_END.sub("", _HEADING.sub("", line, count=1))
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        return line.strip().strip("|").strip()
    return _ITEM.sub(r"\1- ", line, count=1)


def _with_literals_hidden(text: str) -> str:
    """Put escaped characters and code out of reach of what follows; images give way to their captions."""

    def literal(match: re.Match[str]) -> str:
        if match["alt"] is not None:
            return match["alt"] if len(match["alt"].split()) >= SENTENCE_WORDS else ""
        words = match["escape"][1:] if match["escape"] else match["code"] or match["auto"]
        return words.translate(_HIDDEN)

    return _INLINE.sub(literal, text) if any(mark in text for mark in _INLINE_MARKS) else text


def _words(text: str) -> str:
    text = _LINK.sub(lambda match: match["words"], _FOOTNOTE_MARK.sub("", text))
    return _TAG.sub("", text)


def _without_emphasis(text: str) -> str:
    """Take out the runs of ``*``, ``_`` and ``~~`` that pair around words within a paragraph, one pass."""
    marks: set[int] = set()
    runs = list(_RUN.finditer(text))
    open_runs: dict[str, list[int]] = {}
    paragraph_end = 0
    for index, run in enumerate(runs):
        if run.start() >= paragraph_end:
            open_runs = {}
            paragraph_end = text.find("\n\n", run.start())
            paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        opens, closes = _sides(text, run)
        waiting = open_runs.setdefault(run.group(), [])
        if closes and waiting:
            marks |= {waiting.pop(), index}
        elif opens:
            waiting.append(index)
    return _cut(text, [runs[index] for index in sorted(marks)])


def _sides(text: str, run: re.Match[str]) -> tuple[bool, bool]:
    """Tell whether a run can open and can close emphasis; between two digits, or inside a word for "_", it can't."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    inside = before.isalnum() and after.isalnum()
    if inside and (run.group()[0] == "_" or (before.isdigit() and after.isdigit())):
        return False, False
    return bool(after.strip()), bool(before.strip())


def _cut(text: str, runs: list[re.Match[str]]) -> str:
    parts, position = [], 0
    for run in runs:
        parts.append(text[position : run.start()])
        position = run.end()
    return "".join((*parts, text[position:]))
