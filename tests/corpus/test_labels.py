"""Labels of lines: which line states a day and nothing else, in the languages whose months are known."""

from __future__ import annotations

import pytest

from sitegen.corpus.extract import articles
from sitegen.corpus.labels import stamp


@pytest.mark.parametrize(
    "line",
    [
        "4 марта 2026 года",
        "4 Mart 2026 Çarşamba",
        "4 במרץ 2026",
        "۴ مارس ۲۰۲۶",
        "١٤ اسفند ١٤٠٤",
        "4ی ئازاری 2026",
        "4ê Adarê 2026",
        "4 آذار 2026",
        "الأربعاء 4 مارس 2026 م",
        "Середа, 4 березня 2026 року",
        "4 Μαρτίου 2026",
    ],
)
def test_a_line_that_a_day_fills_is_a_stamp_and_no_title(line):
    assert stamp(line)
    text = (
        f"Паром снова ходит\n\n{line}\n\n"
        + "Паром между двумя берегами снова ходит, сообщила в среду служба порта. " * 3
    )
    assert [article.title for article in articles(text)] == ["Паром снова ходит"]


@pytest.mark.parametrize("line", ["4 марта 2026 года паром утонул у берега", "Nîsan û Gulan", "מרץ הגיע לנמל"])
def test_a_line_with_other_words_is_none(line):
    assert not stamp(line)
