"""Cases that stand in text files: one a paragraph, the text on its first line, what is read from it on the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet


def paragraphs(path: Path) -> Iterator[ParameterSet]:
    """Yield text and lines of each case of a file, with the text's beginning for its name; "#" begins a comment."""
    for paragraph in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line and not line.startswith("#")]
        if lines:
            yield pytest.param(lines[0], lines[1:], id=lines[0][:60])
