"""The editor's folder: what is read from it, and what is said about each mistake in it."""

import re
import shutil
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.content import RULED, load
from sitegen.model import Alias, Content, Release, Role, RulingKind

SITES = Path(__file__).parent / "sites"
INVALID = sorted(folder.name for folder in SITES.iterdir() if folder.name != "valid")

CODES = [
    "bad-alias",
    "bad-base-url",
    "bad-contact",
    "bad-coordinates",
    "bad-edtf",
    "bad-encoding",
    "bad-front-matter",
    "bad-id",
    "bad-language",
    "bad-ledger-line",
    "bad-markdown-reference",
    "bad-reference",
    "bad-regex",
    "bad-rights",
    "bad-timezone",
    "bad-toml",
    "bad-url",
    "bad-value",
    "bad-wikidata",
    "bad-yaml",
    "duplicate-alias",
    "duplicate-id",
    "duplicate-key",
    "duplicate-wikidata",
    "empty-value",
    "impossible-date",
    "javascript-link",
    "missing-content",
    "missing-key",
    "missing-settings",
    "out-of-range",
    "unknown-entity",
    "unknown-file",
    "unknown-key",
    "unknown-ruling",
    "unknown-source",
    "unknown-topic",
    "wrong-type",
]


@pytest.fixture(scope="module")
def valid() -> Content:
    return load(SITES / "valid" / "content")[0]


@pytest.mark.parametrize("name", INVALID)
def test_each_mistake_is_told_with_place_and_hint(name):
    _, problems = load(SITES / name / "content")
    assert [str(problem) for problem in problems] == (SITES / name / "expected.txt").read_text().splitlines()


def test_every_code_has_its_invalid_site():
    told = " ".join((SITES / name / "expected.txt").read_text() for name in INVALID)
    assert sorted(set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", told))) == CODES


def test_a_valid_folder_has_no_problems():
    assert load(SITES / "valid" / "content")[1] == ()


def test_settings_are_flat_and_the_base_url_ends_in_a_slash(valid):
    assert valid.settings.base_url == "https://archive.example/ports/"
    assert valid.settings.story_likeness == 0.3
    assert valid.settings.max_removed_articles == 5


def test_values_are_sorted_by_id(valid):
    assert [source.id for source in valid.sources] == ["harbour-courier", "radio-meridian"]
    assert [entity.id for entity in valid.entities] == ["ada-marlow", "dockers-union", "south-harbour"]


def test_norway_is_a_country_and_no_truth_value(valid):
    assert valid.sources[0].country == "NO"


def test_an_entity_has_its_aliases_roles_and_coordinates(valid):
    person, organisation, place = valid.entities
    assert person.aliases == (Alias("Marlow"), Alias("أدا", language="ar"))
    assert person.roles == (Role("Speaker", "dockers-union", "2015/.."),)
    assert organisation.aliases == (Alias("DU"), Alias("The Union", ambiguous=True))
    assert organisation.evidence == ("dock", "strike")
    assert (place.kind, place.latitude, place.longitude) == ("place", -36.5, 174.75)


def test_a_topic_has_its_rule_its_brief_and_its_body(valid):
    (topic,) = valid.topics
    assert (topic.id, topic.path) == ("harbour-strike", "content/topics/harbour-strike.md")
    assert topic.entities == (("dockers-union", 2.0), ("south-harbour", 1.0))
    assert (topic.phrases, topic.threshold) == ((("longer shifts", 1.5),), 2.5)
    assert [key for key, _ in topic.brief] == ["happened", "unknown"]
    assert topic.disputes[0].positions == (
        ("about 300", ("dockers-stop-work-0a1b2c3d#s-7f3a9c",)),
        ("about 500", ()),
    )


def test_the_body_begins_on_its_line_of_the_file(valid):
    for text in (*valid.topics, *valid.pages):
        lines = (SITES / "valid" / text.path).read_text().splitlines()
        assert text.body.splitlines() == lines[text.body_line - 1 :]


def test_rulings_keep_their_order_and_know_their_lines(valid):
    assert [ruling.line for ruling in valid.rulings] == [1, 2, 3, 4, 5, 6]
    assert [ruling.kind for ruling in valid.rulings][:3] == ["title", "source", "published"]
    assert (valid.rulings[0].day, valid.rulings[1].day) == ("2026-01-21", "")


def test_the_ledger_is_read_in_file_order(valid):
    assert valid.releases[0].digests == (("dockers-stop-work-0a1b2c3d", "9f86d081"),)
    assert valid.releases[1] == Release(
        day="2026-01-22",
        moved=(("dockers-stop-work-0a1b2c3d", "dockers-stop-work-8c9d0e1f"),),
        gone=("dockers-stop-work-0a1b2c3d",),
    )


def test_every_ruling_of_the_model_says_what_its_value_is():
    assert get_args(RulingKind) == tuple(RULED)


def _site(folder: Path, **files: str | bytes) -> Path:
    root = folder / "content"
    shutil.rmtree(root, ignore_errors=True)
    for name, text in {"site.toml": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def test_what_is_valid_is_read_beside_a_mistake_elsewhere(tmp_path):
    sources = "- {id: radio-meridian, name: Radio Meridian}\n- {id: courier, nam: The Harbour Courier}\n"
    rulings = "- {ruling: withdraw, article: port-closes-gates-4e5f6a7b}\n- {ruling: source, article: a-0a1b2c3d, value: courier}\n"
    found, problems = load(_site(tmp_path, **{"sources.yaml": sources, "rulings.yaml": rulings}))
    assert [source.id for source in found.sources] == ["radio-meridian"]
    assert len(found.rulings) == 2, "a ruling stands, whatever is wrong elsewhere"
    assert [problem.code for problem in problems] == ["missing-key", "unknown-key"], "an invalid source is known, too"


def test_a_mistake_in_the_front_matter_hides_none_in_the_body(tmp_path):
    page = "---\ntitel: About\n---\n[[nobody]]\n"
    _, problems = load(_site(tmp_path, **{"pages/about.md": page}))
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "missing-key"),
        (2, "unknown-key"),
        (4, "unknown-entity"),
    ]


def test_byte_order_mark_line_ends_and_composition_change_nothing(tmp_path):
    plain = "- id: cafe\n  name: Caf\u00e9\n  kind: cafe\n"
    expected = load(_site(tmp_path, **{"sources.yaml": plain}))
    windows = plain.replace("\n", "\r\n").replace("\u00e9", "e\u0301").encode("utf-8-sig")
    assert load(_site(tmp_path, **{"sources.yaml": windows})) == expected


def test_numbers_and_dates_are_text_where_text_is_meant(tmp_path):
    people = "- {id: four, name: 4, aliases: [1984, 2026-01-20], roles: [{title: Captain, dates: 2015}]}\n"
    found, problems = load(_site(tmp_path, **{"entities/people.yaml": people}))
    assert problems == ()
    assert [alias.text for alias in found.entities[0].aliases] == ["1984", "2026-01-20"]


def test_an_alias_marked_as_ambiguous_makes_the_name_ambiguous(tmp_path):
    places = "- {id: jordan, name: Jordan, aliases: [{text: Jordan, ambiguous: true}]}\n"
    people = "- {id: jo-jordan, name: Jordan}\n"
    _, problems = load(_site(tmp_path, **{"entities/places.yaml": places, "entities/people.yaml": people}))
    assert problems == ()


def test_signs_that_steer_a_terminal_are_told_as_escapes(tmp_path):
    _, problems = load(_site(tmp_path, **{"sources.yaml": '- {id: "\\e[2J\u202e", name: X}\n'}))
    assert "\\x1b[2J\\u202e" in problems[0].message
    assert problems[0].message.isprintable()


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 300_000,
        "{a: " * 80_000,
        "- " * 150_000,
        "a:\n" * 80_000,
        "&a [*a, " * 120_000,
        "'" * 299_999,
        "a: b\n" * 60_000,
    ],
)
def test_much_nesting_is_refused_in_no_time(tmp_path, hostile):
    root = _site(tmp_path, **{"sources.yaml": hostile, "topics/a.md": f"---\n{hostile}\n---\n"})
    start = time.process_time()
    assert load(root)[1]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "hostile",
    [
        "[[" * 100_000,
        "{{cite:" * 140_000,
        "`" * 299_999,
        "[[a|" * 80_000,
        "](" * 100_000,
        "`a``b" * 60_000,
        "\\" * 300_000,
    ],
)
def test_much_that_opens_is_read_in_no_time(tmp_path, hostile):
    root = _site(tmp_path, **{"pages/about.md": f"---\ntitle: About\n---\n{hostile}"})
    start = time.process_time()
    load(root)
    assert time.process_time() - start < 5


FUZZED = (
    "site.toml",
    "sources.yaml",
    "entities/people.yaml",
    "entities/places.yaml",
    "topics/a.md",
    "pages/a.md",
    "rulings.yaml",
    "ledger.jsonl",
)
PIECES = st.sampled_from(
    [
        *"\n:-[]{}\"'`|>#&*!%@, \t",
        "---\n",
        "- ",
        "id: ",
        "name: ",
        "[[",
        "]]",
        "{{cite: ",
        "}}",
        "title = ",
        "[limits]\n",
        "\ufeff",
        "\x00",
        "2026-02-30",
        "1e999",
        "null",
        "\u2028",
        "\ud7ff",
        '{"day": ',
        '"\\ud800"',
        "aliases: ",
        "match: ",
        "brief: {happened: ",
        "ruling: ",
        "é",
        "\U0001d538",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.dictionaries(st.sampled_from(FUZZED), st.one_of(TEXTS, TEXTS, st.binary(max_size=60)), min_size=1))
def test_no_bytes_make_it_fail_and_every_place_is_in_the_file(tmp_path, files):
    root = _site(tmp_path, **files)
    _, problems = load(root)
    for problem in problems:
        assert str(problem).isprintable() or "…" in str(problem)
        path = tmp_path / problem.path
        lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
        assert 0 <= problem.line <= lines
        assert (problem.column > 0) == (problem.line > 0)
