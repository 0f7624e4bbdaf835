"""An explainer's Markdown: references, notes, and words that are shown literally whatever they are."""

import re
import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.markdown import Cited, Numbering, cites, line, sections


@dataclass
class Known:
    """A resolver that knows one person, one day and three articles."""

    asked: list[str] = field(default_factory=list)

    def entity(self, name: str):
        return ("Mira <Oland>", "../people/mira/") if name == "mira" else None

    def date(self, edtf: str):
        return ("4 March 2026", "../dates/2026/03/04/" if edtf == "2026-03-04" else "")

    def cite(self, article: str, sentence: str, words: str):
        self.asked.append(f"{article}#{sentence}")
        if article.startswith("gone"):
            return None
        state = "changed" if article.startswith("changed") else "ok"
        return Cited(
            words or "Crews left", "Courier", "Strike", "2026-03-04", 3, f"../articles/{article}/#{sentence}", state
        )

    def mark(self, number: int):
        return f"Source {number}"


def html(text: str) -> str:
    return "".join(one.html for part in sections(text, Known(), Numbering()) for one in part.lines)


A, CHANGED, GONE = (f"{{{{cite: {name}-0a1b2c3d#s-7f3a9c}}}}" for name in ("held", "changed", "gone"))


def test_names_and_days_are_links_with_their_own_words_or_the_editors():
    assert '<a href="../people/mira/"><bdi>Mira &lt;Oland&gt;</bdi></a>' in html("[[mira]]")
    assert "<bdi>the mayor</bdi></a>" in html("[[mira|the mayor]]")
    assert '<a href="../dates/2026/03/04/"><time datetime="2026-03-04">4 March 2026</time></a>' in html(
        "[[2026-03-04]]"
    )
    assert '<time datetime="2026-03-05">Thursday</time>' in html("[[2026-03-05|Thursday]]")
    assert "<a" not in html("[[2026-03-05|Thursday]]")
    assert html("[[nobody]]") == "<p><bdi>nobody</bdi></p>"


def test_notes_are_numbered_through_the_page():
    numbering, known = Numbering(), Known()
    first = sections(f"One {A}.\n\nTwo {CHANGED} and {A}.", known, numbering)
    second = line(f"Three {A}.", known, numbering)
    notes = [note for part in first for one in part.lines for note in one.notes]
    assert [note.number for note in notes] == [1, 2, 3]
    assert [note.state for note in notes] == ["ok", "changed", "ok"]
    assert second is not None
    assert second.notes[0].number == 4
    assert '<a class="c" id="m4" href="#n4" aria-label="Source 4">4</a>' in second.html


def test_a_line_whose_every_source_is_missing_is_left_out_and_one_with_some_is_marked():
    numbering = Numbering()
    (part,) = sections(f"Kept without sources.\n\nLost {GONE}.\n\nHalf {A} and {GONE}.", Known(), numbering)
    assert len(part.lines) == 2
    assert [one.incomplete for one in part.lines] == [False, True]
    assert numbering.dropped == 1
    assert line(f"Lost {GONE}.", Known(), Numbering()) is None


def test_a_section_of_nothing_but_missing_sources_goes_with_its_heading():
    parts = sections(f"## First\n\nLost {GONE}.\n\n## Second\n\nKept.", Known(), Numbering())
    assert [part.title for part in parts] == ["Second"]


def test_sections_have_ids_of_their_own():
    parts = sections(
        "Before.\n\n## Why?\n\nA.\n\n## Why?\n\nB.\n\n## قسد\n\nC.\n\n### Within\n\nD.", Known(), Numbering()
    )
    assert [part.id for part in parts] == ["text", "why", "why-2", "qsd"]
    assert len(parts[-1].lines) == 3


def test_citations_are_listed_with_their_words():
    text = f'{A} and {{{{cite: held-0a1b2c3d#s-000001 "left at noon"}}}}'
    assert cites(text) == (("held-0a1b2c3d", "s-7f3a9c", ""), ("held-0a1b2c3d", "s-000001", "left at noon"))


def test_a_table_keeps_its_alignment_without_an_inline_style():
    made = html("| A | B |\n|---|--:|\n| 1 | 2 |")
    assert '<td class="right">2</td>' in made
    assert "style=" not in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        '[[mira|<b onmouseover="x">]]',
        '[[2026-03-04|"><script>]]',
        '{{cite: held-0a1b2c3d#s-7f3a9c "><script>"}}',
        "```\n</code><script>\n```",
        '[x](https://a.example "t\\" onclick=\\"x")',
    ],
)
def test_nothing_that_an_editor_pastes_runs(text):
    made = html(text)
    assert not re.search(r"<(?:script|img[^>]*onerror|b )", made), made
    assert not re.search(r"""(?:href|src)="?\s*(?:javascript|data|vbscript):""", made, re.IGNORECASE), made
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', made)), made


@given(st.text(alphabet='[]{}|#cite: mira"`*_<>\n-0a1b', max_size=120))
def test_no_text_breaks_it(text):
    made = html(text)
    assert "<script" not in made


@pytest.mark.parametrize(
    "text", ["[[" * 20_000, "{{cite: " * 20_000, "[" * 50_000, "*" * 50_000, "> " * 5_000, "`" * 50_000]
)
def test_hostile_repetition_takes_no_time(text):
    started = time.process_time()
    html(text)
    assert time.process_time() - started < 5
