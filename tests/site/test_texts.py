"""Text that may stand in a page: escaped as MarkupSafe does it, free of controls, cut where a sentence ends."""

import markupsafe
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.texts import bdi, capital, data_block, escaped, first_sentence, isolated, machine, plain

TEXTS = st.text(st.sampled_from("<>&'\"abc é\u202e;#39")) | st.text()


@given(TEXTS)
def test_text_is_escaped_as_templates_escape_it(text):
    assert escaped(text) == str(markupsafe.escape(text))
    assert type(escaped(text)) is str


@given(TEXTS)
def test_a_name_in_isolation_is_escaped_with_and_without_a_language(text):
    assert isolated(text) == bdi(text) == f"<bdi>{markupsafe.escape(text)}</bdi>"
    assert bdi(text, "ar", "rtl") == f'<bdi lang="ar" dir="rtl">{markupsafe.escape(text)}</bdi>'


@given(TEXTS)
def test_html_in_isolation_stays_as_it_is_and_is_never_taken_for_text(text):
    assert bdi(markupsafe.Markup(text)) == f"<bdi>{text}</bdi>"
    isolated(markupsafe.Markup(text))
    assert isolated(text) == f"<bdi>{markupsafe.escape(text)}</bdi>"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("by March", "By March"),
        ("élan", "Élan"),
        ('<time datetime="2014">about 2014</time>', '<time datetime="2014">About 2014</time>'),
    ],
)
def test_a_line_begins_with_a_capital(words, expected):
    assert capital(words) == expected


def test_titles_and_attributes_are_free_of_controls_of_direction():
    assert plain("a\u202eb\u2066c\u200fd\u0007e") == "abcde"


def test_data_in_a_script_element_cannot_end_it():
    assert "<" not in data_block('{"a": "</script>"}')


def test_only_days_months_and_years_are_dates_for_machines():
    cases = ["2024-09-27", "2024-09", "2024", "2024-23", "[..2025]", "2024-13", None, "x"]
    assert [machine(text) for text in cases] == ["2024-09-27", "2024-09", "2024", "", "", "", "", ""]


def test_of_a_line_the_first_sentence_is_shown_without_marks():
    html = f'<p>Ships were seen <a href="x/">there &amp; here</a>.{samples.mark(3)}</p><p>More.</p>'
    assert first_sentence(html) == "Ships were seen there & here."
    assert first_sentence("<p>One sentence alone</p>") == "One sentence alone"
