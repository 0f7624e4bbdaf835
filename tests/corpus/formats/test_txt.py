"""Plain text stands as it is."""

from __future__ import annotations

from sitegen.corpus.formats.txt import read
from sitegen.model import Document, Metadata


def test_a_text_is_one_document_still_to_be_cut():
    given = Metadata(source="radio-meridian")
    text = "Ferry returns\n\nIt came back.\n\n\nRain\n\nIt rained."
    assert read("b/a.txt", text.replace("\n", "\r\n").encode(), given) == ((Document("b/a.txt", text, given),), ())


def test_what_looks_like_markup_is_text():
    (document,), _ = read("a.txt", "<script>alert(1)</script> {{ 7*7 }} \u202etxet".encode(), Metadata())
    assert document.text == "<script>alert(1)</script> {{ 7*7 }} \u202etxet"
