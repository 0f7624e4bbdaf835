"""A file becomes documents whatever its format and encoding, or a problem that a person can act on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.corpus.decoding import CODE_PAGES, SIGNATURES, decoded, normalised
from sitegen.corpus.documents import FORMATS, Sidecar, documents, sidecar
from sitegen.ids import folded
from sitegen.model import Document, Metadata

TEXT = "Türkiye’s ferry – “back” in Port Elder\nIt cost 5 € a head, the café’s owner said."
LIMIT = 20_000_000


def codes(path: str, data: bytes, limit: int = LIMIT) -> list[str]:
    found, problems = documents(path, data, None, limit)
    assert found == ()
    assert all(problem.path == path and problem.severity == "warning" and problem.hint for problem in problems)
    return [problem.code for problem in problems]


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("ü", "u\u0308").encode(),
    ],
)
def test_every_common_encoding_and_line_end_reads_the_same(data):
    assert documents("a.txt", data, None, LIMIT) == ((Document("a.txt", TEXT),), ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Minister kündigte am Freitag an, dass größere Übungen möglich bleiben.", "latin-1"),
        ("Según el portavoz, la operación continuará mañana en la región. ¿Por qué?", "cp1252"),
        ("Żołnierze będą mogli wrócić do domów, powiedział rzecznik w piątek.", "cp1250"),
        ("Dışişleri Bakanı cuma günü görevin eylülde sona ereceğini açıkladı.", "cp1254"),
        ("Министр объявил в пятницу, что миссия завершится в сентябре.", "cp1251"),
        ("أعلن الوزير يوم الجمعة أن المهمة ستنتهي في سبتمبر المقبل وأن القوات ستعود.", "cp1256"),
        ("أعلن الوزير يوم الجمعة أن المهمة ستنتهي في سبتمبر المقبل وأن القوات ستعود.", "utf-16-le"),
        ("外相は金曜日、任務が九月に終了すると発表した。部隊は帰国する予定だと報道官は述べた。", "shift_jis"),
        ("部长星期五宣布，任务将于九月结束。发言人说，部队可以回国。", "gb18030"),
    ],
)
def test_older_code_pages_are_told_by_their_letters(text, encoding):
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(("name", "letters"), CODE_PAGES)
def test_a_code_page_has_all_its_letters(name, letters):
    assert letters.encode(name).decode(name) == letters


def test_a_text_cut_off_within_a_character_is_read_and_said_to_be_damaged():
    (found,), (problem,) = documents("a.txt", "Ferry to Türkiye, a café é".encode()[:-1], None, LIMIT)
    assert found.text == "Ferry to Türkiye, a café \ufffd"
    assert problem.code == "broken-encoding"


def test_an_unknown_encoding_is_refused():
    assert codes("a.txt", bytes(range(128, 256)) * 3) == ["unknown-encoding"]


@given(st.text(max_size=60))
def test_what_is_normalised_stays_so_and_can_be_published(text):
    once = normalised(text)
    assert normalised(once) == once
    assert not set(once) & {"\r", "\x00", "\ufeff"}
    once.encode()


@given(st.text(alphabet="a \t\n\r\x0b\x0c\x00\x1b\x7f\x85\u2028\ufeff\xad\ud800u\u0308é’\uffff", max_size=12))
def test_normalising_joins_line_ends_drops_the_unseen_and_composes_letters(text):
    ends = re.sub("\r{0,2}\n|\r|[\x85\u2028\u2029]", "\n", text)
    seen = re.sub("[\ufeff\xad\x00-\x08\x0e-\x1f\x7f\uffff]", "", ends).replace("\x0b", " ").replace("\x0c", " ")
    assert normalised(text) == unicodedata.normalize("NFC", seen.replace("\ud800", "\ufffd"))


def test_marks_of_direction_stay_and_do_not_change_the_words():
    text = "The \u202eferry\u202c came \u200fback"
    assert normalised(text) == text
    assert folded(text) == folded("The ferry came back")


def test_what_only_pages_and_old_encodings_need_is_loaded_for_them_alone():
    heavy = {"lxml", "trafilatura", "courlan", "charset_normalizer", "py3langid"}
    script = (
        "import sys; from sitegen import stages;"
        "stages.read_document(stages.Raw('a.md', b'# A day\\n\\nThe ferry sailed at noon, the owner said.'), 1000);"
        f"assert not set(sys.modules) & {heavy!r}, set(sys.modules) & {heavy!r}"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# ---------------------------------------------------------------- what can't be read


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html", "a.jsonl"])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-document"),
        (b" \r\n\t", "empty-document"),
        ("\ufeff\n".encode(), "empty-document"),
        (b"\x00\x01\x02\x03" * 100, "binary-document"),
        (bytes(range(256)) * 20, "binary-document"),
        (b"ferry \x01\x02\x03\x04\x05\x06\x07 ferry", "binary-document"),
    ],
)
def test_a_file_without_text_is_a_warning(path, data, code):
    assert codes(path, data) == [code]


@pytest.mark.parametrize(("signature", "kind"), SIGNATURES)
def test_a_known_kind_of_file_is_named(signature, kind):
    _, (problem,) = documents("a.txt", signature + b" and so on", None, LIMIT)
    assert kind in problem.message


def test_a_file_above_the_limit_is_left_out():
    assert codes("a.txt", b"ferry", 4) == ["document-too-large"]
    assert documents("a.txt", b"ferry", None, 5)[0]


@pytest.mark.parametrize("path", ["a.docx", "a.pdf", "b/a.jpg", "a.json"])
def test_another_format_is_left_out(path):
    assert codes(path, b"ferry") == ["unknown-format"]


def test_front_matter_without_a_text_is_no_document():
    assert codes("a.md", b"---\ntitle: a\n---\n") == ["no-text"]


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html", "a.jsonl"])
def test_a_million_characters_on_one_line_are_read_at_once(path):
    text = "word, and *more* [words] of_it " * 33_000
    data = json.dumps({"text": text}) if path.endswith("jsonl") else text
    start = time.perf_counter()
    (document,), _ = documents(path, data.encode(), None, LIMIT)
    assert time.perf_counter() - start < 5
    assert len(document.text) > 900_000


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("suffix", [*FORMATS, *map(str.upper, FORMATS)])
def test_the_suffix_chooses_the_format(suffix):
    data = b'{"text": "It rained."}' if "l" in suffix.lower() and "json" in suffix.lower() else b"It rained."
    data = b'{"text": "It rained."}' if suffix.lower() == ".ndjson" else data
    (document,), problems = documents(f"a{suffix}", data, None, LIMIT)
    assert (document.text, problems) == ("It rained.", ())


def test_a_page_in_a_file_of_text_is_a_page():
    (document,), _ = documents("a.txt", b"<!DOCTYPE html>\n<title>Rain</title><p>It rained all day.</p>", None, LIMIT)
    assert (document.text, document.metadata.title, document.whole) == ("It rained all day.", "Rain", True)


# ---------------------------------------------------------------- sidecars


def test_a_sidecar_gives_metadata_and_addresses_pieces_by_title():
    beside, problems = sidecar(
        "a.txt.meta.yaml",
        b"source: harbour-courier\nretrieved: 2026-01-21\narticles:\n"
        b"- title: Ferry returns\n  published: 2026-01-20\n- {title: Rain, author: [Ada Quill, Ben Strand]}\n",
    )
    assert problems == ()
    assert beside == Sidecar(
        Metadata(source="harbour-courier", retrieved="2026-01-21"),
        (
            ("Ferry returns", Metadata(title="Ferry returns", published="2026-01-20")),
            ("Rain", Metadata(title="Rain", author="Ada Quill, Ben Strand")),
        ),
    )
    (document,), _ = documents("a.txt", b"Ferry returns\n\nIt came back.", beside, LIMIT)
    assert document.metadata == beside.metadata
    assert document.pieces == beside.pieces


def test_a_sidecar_gives_articles_by_their_lines():
    beside, problems = sidecar(
        "a.txt.meta.yaml", b"articles:\n- lines: [3, 5]\n  published: 2026-01-20\n- {lines: [1, 2]}\n- title: Rain\n"
    )
    assert problems == ()
    assert beside.placed == (((1, 2), Metadata()), ((3, 5), Metadata(published="2026-01-20")))
    assert [title for title, _ in beside.pieces] == ["Rain"]
    (document,), problems = documents("a.txt", b"Ferry returns\n\nIt came back.\n\nAt noon.", beside, LIMIT)
    assert (document.placed, problems) == (beside.placed, ())


@pytest.mark.parametrize(
    "lines", ["[0, 4]", "[5, 4]", "[4]", "[1, 2, 3]", "4", "1-4", "[a, b]", "[[1], [2]]", "{from: 1}", ""]
)
def test_lines_that_are_no_first_and_last_line_are_told(lines):
    beside, (problem,) = sidecar("a.txt.meta.yaml", f"articles:\n- lines: {lines}\n".encode())
    assert (beside.placed, problem.code, problem.line) == ((), "bad-lines", 2)


def test_lines_within_those_of_another_article_are_told():
    beside, (problem,) = sidecar("a.txt.meta.yaml", b"articles:\n- lines: [4, 9]\n- lines: [1, 4]\n")
    assert ([lines for lines, _ in beside.placed], problem.code) == ([(1, 4)], "bad-lines")


@pytest.mark.parametrize(
    ("path", "data", "lines"),
    [
        ("a.txt", b"Ferry returns\n\nIt came back.", (1, 4)),
        ("a.txt", b"Ferry returns\n\n\n\nIt came back.", (2, 4)),
        ("a.md", b"---\nsource: a\n---\nFerry returns\n\nIt came back.", (2, 4)),
        ("a.jsonl", b'{"title": "RAIN", "text": "It rained."}', (1, 1)),
        ("a.html", b"<p>It rained.</p>", (1, 1)),
    ],
)
def test_lines_that_a_document_does_not_hold_are_told(path, data, lines):
    (document,), problems = documents(path, data, Sidecar(placed=((lines, Metadata()),)), LIMIT)
    assert document.placed == ()
    assert [(one.path, one.code) for one in problems] == [(f"{path}.meta.yaml", "lines-unmatched")]


def test_a_piece_is_laid_over_the_whole_article_that_it_means():
    beside = Sidecar(Metadata(source="a"), (("Rain", Metadata(title="Rain", source="b", published="2026-01-20")),))
    data = b'{"title": "RAIN", "text": "It rained."}\n{"title": "Sun", "text": "It shone."}'
    rain, sun = documents("a.jsonl", data, beside, LIMIT)[0]
    assert (rain.metadata.source, rain.metadata.published) == ("b", "2026-01-20")
    assert (sun.metadata.source, sun.metadata.published) == ("a", None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"tilte: a", ("unknown-key", 1, 1)),
        (b"source: a\npublished: 2026-02-30", ("bad-date", 2, 1)),
        (b"articles:\n- title: a\n  publised: 2026-01-20", ("unknown-key", 3, 3)),
        (b"articles:\n- source: a", ("no-title", 2, 3)),
        (b"articles:\n- just words", ("no-title", 1, 1)),
        (b"url: javascript:alert(1)", ("bad-url", 1, 1)),
    ],
)
def test_a_fault_in_a_sidecar_is_named_and_the_rest_counts(data, expected):
    beside, problems = sidecar("a.txt.meta.yaml", data)
    assert not beside.broken
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"source: a\nsource: b", ("duplicate-key", 2, 1)),
        (b"source: [a", ("bad-sidecar", 2, 1)),
        (b"\x00\x01\x02\x03", ("binary-document", 0, 0)),
        (b"- {" * 300_000, ("bad-sidecar", 1, 1)),
        (b"a: &a [b]\nc: *a", ("bad-sidecar", 1, 1)),
        (b"author: &a {name: *a}", ("bad-sidecar", 1, 1)),
        (b" " * 1_000_001, ("document-too-large", 0, 0)),
    ],
)
def test_a_sidecar_that_cannot_be_read_keeps_its_document_out(data, expected):
    beside, problems = sidecar("a.txt.meta.yaml", data)
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [expected]
    assert documents("a.txt", b"It rained.", beside, LIMIT) == ((), ())
