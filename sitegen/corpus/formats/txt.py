"""Plain text in, one document out: the text as it stands, to be cut into its articles later."""

from __future__ import annotations

from sitegen.corpus.decoding import damage, decoded
from sitegen.model import Document, Metadata, Problem


def read(path: str, data: bytes, meta: Metadata) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the document. Raises Unreadable where the bytes are no text.

    >>> read("a.txt", b"A ferry returned.", Metadata())[0][0].text
    'A ferry returned.'
    """
    found = decoded(data)
    return (Document(path, found.text, meta),), damage(path, found)
