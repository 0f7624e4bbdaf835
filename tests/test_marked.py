"""Values that remember where in the text they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.marked import from_json, from_toml, from_yaml, front_matter

YAML = """\
- id: ada
  aliases: [Marlow, {text: "𝔸 B", language: ar}]
  note: >
    two
    lines
- id: ben
"""

# Keys -> the characters of the value there
PLACES = [
    ((0, "id"), "ada"),
    ((0, "aliases", 0), "Marlow"),
    ((0, "aliases", 1, "text"), '"𝔸 B"'),
    ((0, "aliases", 1), '{text: "𝔸 B", language: ar}'),
    ((0, "note"), ">\n    two\n    lines\n"),
    ((1, "id"), "ben"),
    ((1, "id", "no", "such"), "ben"),
]


@pytest.mark.parametrize(("keys", "characters"), PLACES)
def test_a_value_of_yaml_knows_its_span(keys, characters):
    start, end = from_yaml(YAML).span(keys)
    assert YAML[start:end] == characters


def test_a_key_of_yaml_knows_its_span():
    start, end = from_yaml(YAML).key_span((0, "aliases", 1, "language"))
    assert YAML[start:end] == "language"


def test_scalars_of_yaml_stay_text_and_empty_ones_are_absent():
    assert from_yaml("a: no\nb: 2026-01-20\nc: 007\nd: ~\ne:\nf: ''\ng: 'null'\n").value == {
        "a": "no",
        "b": "2026-01-20",
        "c": "007",
        "f": "",
        "g": "null",
    }


def test_the_first_of_two_keys_wins_and_the_second_is_told():
    marked = from_yaml("a: 1\nb: {c: 2}\na: {b: 3}\n")
    assert marked.value == {"a": "1", "b": {"c": "2"}}
    assert [(fault.code, fault.offset) for fault in marked.faults] == [("duplicate-key", 15)]


# What is refused -> a word of the reason
REFUSED = [
    ("a: &x 1\nb: *x\n", "Anchors"),
    ("a: *x\n", "Anchors"),
    ("a: !!python/object/apply:os.system [x]\n", "Tags"),
    ("{[a]: b}", "key"),
    ("a: 1\n---\nb: 2\n", "second document"),
    ("[" * 22 + "]" * 22, "levels"),
    ("a: 'x", "not YAML"),
    ("a: \x00", "U+0000"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_yaml_that_is_more_than_plain_values_is_refused(text, reason):
    marked = from_yaml(text)
    assert marked.value is None
    assert reason in marked.faults[-1].message


def test_places_in_front_matter_count_from_the_top_of_the_file():
    text = "---\ntitle: About\n---\nBody\n"
    marked, body = front_matter(text)
    start, end = marked.span(("title",))
    assert (text[start:end], text[body:]) == ("About", "Body\n")


def test_a_rule_in_the_body_does_not_close_the_front_matter_twice():
    assert front_matter("---\na: b\n---\nOne\n\n---\n\nTwo\n")[1] == 13


def test_front_matter_may_be_empty_and_so_may_the_body():
    assert (front_matter("---\n---\n")[0].value, front_matter("---\n---")[1]) == (None, 7)


def test_a_key_of_toml_knows_its_table():
    text = 'title = "a"\n[limits]\n"size" = 3\n  [limits.more]\nsize=4\n'
    marked = from_toml(text)
    assert [text[slice(*marked.span(keys))] for keys in (("limits", "size"), ("limits", "more", "size"))] == ["3", "4"]


def test_a_mistake_in_toml_has_its_place():
    (fault,) = from_toml('title = "a"\nsize = 3 4\n').faults
    assert (fault.code, fault.offset) == ("bad-toml", 21)


def test_a_key_that_stands_twice_in_json_is_told_at_its_second_place():
    line = '{"a": 1, "b": {"c": 2}, "a": 3}'
    (fault,) = from_json(line, 0, len(line)).faults
    assert (fault.code, fault.offset) == ("duplicate-key", 24)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.from_regex(r"[a-zé𝔸]{1,9}", fullmatch=True)))
def test_every_value_stands_where_it_is_said_to(values):
    text = "".join(f"{key}: {value}\n" for key, value in values.items())
    marked = from_yaml(text)
    for key, value in values.items():
        if value != "null":
            assert text[slice(*marked.span((key,)))] == value == marked.value[key]


@given(st.text(alphabet="ab:-[]{}\"'\n #&*!|>?,%\\"))
def test_no_text_makes_a_reader_fail(text):
    for read in (from_yaml, from_toml):
        read(text)
    front_matter(text)
    from_json(text, 0, len(text))
