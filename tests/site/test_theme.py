"""What a template rests on: what it names, its catalogue, the files that it asks for, and nothing else."""

import shutil
from pathlib import Path

import pytest
import samples
from jinja2 import meta

from sitegen.site import render, theme, views
from sitegen.site.environment import Speaking
from sitegen.site.theme import ASSETS, asked_for, closure, references

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SOURCES = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}

NAMED = [
    ('{% extends "base.html" %}', {"base.html"}),
    ("{%- include 'parts/a.html' -%}", {"parts/a.html"}),
    ('{%+ include "a.html" ignore missing with context +%}', {"a.html"}),
    ('{% import "a.html" as a with context %}{% from "b.html" import c as d, e %}', {"a.html", "b.html"}),
    ('{%\n  import\n  "a.html"\n  as a\n%}', {"a.html"}),
    ("{% include view.kind %}", None),
    ('{% include "parts/" ~ view.kind %}', None),
    ('{% include "parts/" "a.html" %}', None),
    ('{% include ["a.html", "b.html"] %}', None),
    ('{% extends "a.html" if head.feeds else "b.html" %}', None),
    ('{% extends "a\\x2ehtml" %}', None),
    ('{{ "include" }} {% if important %}from "a.html"{% endif %}', set()),
]


@pytest.mark.parametrize(("source", "expected"), NAMED)
def test_a_template_names_others_or_may_name_any(source, expected):
    assert references(source) == expected


def test_what_is_found_is_what_jinja_finds():
    environment = Speaking(TEMPLATES, theme.translations(TEMPLATES, "en"))
    for source in SOURCES.values():
        assert references(source) == set(meta.find_referenced_templates(environment.parse(source)))


ASKED = [
    ('{{ asset("style.css")|link }}', {"style.css"}),
    ("{{ asset( 'favicon.svg' ) }}{{ asset(\"style.css\") }}", {"favicon.svg", "style.css"}),
    ("{{ asset(name) }}", set(ASSETS)),
    ('{{ asset("style" ~ ".css") }}', set(ASSETS)),
    ('{{ "style.css"|map(asset) }}', set(ASSETS)),
    ('{% if "scripts/policy.js" in assets %}{% endif %}', set(ASSETS)),
    ('{{ asset("no-such-file") }}', set()),
    ("nothing", set()),
]


@pytest.mark.parametrize(("source", "expected"), ASKED)
def test_a_template_asks_for_files_or_may_ask_for_any(source, expected):
    assert asked_for(source, frozenset(ASSETS)) == expected


def test_what_names_a_template_by_expression_rests_on_all():
    named = {"a": frozenset({"b"}), "b": None, "c": frozenset({"d"}), "d": frozenset()}
    assert closure("a", named) == {"a", "b", "c", "d"}
    assert closure("c", named) == {"c", "d"}


def test_templates_that_name_one_another_in_a_circle_are_found_once():
    assert closure("a", {"a": frozenset({"b"}), "b": frozenset({"a"})}) == {"a", "b"}


# ---------------------------------------------------------------- which pages a change touches


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates"


def touched(folder, name, text=None):
    """Return the kinds of view whose digest a change of one file moves."""
    before = render.digests(folder, "en")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(text or " ")
    after = render.digests(folder, "en")
    return {kind for kind in before if before[kind] != after[kind]}


def users(part):
    """Return the kinds of view whose page changes with a part: read off Jinja's own syntax tree."""
    environment = Speaking(TEMPLATES, theme.translations(TEMPLATES, "en"))
    named = {name: set(meta.find_referenced_templates(environment.parse(SOURCES[name]))) for name in SOURCES}
    found = set()
    for kind, name in render.TEMPLATES.items():
        rests = {name}
        while more := {one for each in rests for one in named[each]} - rests:
            rests |= more
        if part in rests:
            found.add(kind)
    return found


def test_a_template_of_one_kind_of_page_touches_that_kind_alone(folder):
    assert touched(folder, "topic.html") == {views.TopicView}
    assert touched(folder, "article.html") == {views.ArticleView}


@pytest.mark.parametrize("part", sorted(name for name in SOURCES if name.startswith("parts/")))
def test_a_part_touches_the_kinds_that_use_it_and_no_other(part, folder):
    assert touched(folder, part) == users(part) != set()


def test_the_base_the_stylesheet_and_the_catalogue_touch_every_page(folder):
    everything = set(render.TEMPLATES)
    assert touched(folder, "base.html") == everything
    assert touched(folder, "style.css") == everything
    assert touched(folder, "locales/en/LC_MESSAGES/messages.po", 'msgid ""\nmsgstr ""\n') == everything


def test_a_script_touches_the_page_that_runs_it(folder):
    assert touched(folder, "scripts/search.js") == {views.SearchView}


def test_another_language_and_a_file_that_nothing_uses_touch_nothing(folder):
    assert touched(folder, "locales/ar/LC_MESSAGES/messages.po", 'msgid ""\nmsgstr ""\n') == set()
    assert touched(folder, "parts/unused.html") == set()


def test_a_name_that_is_worked_out_makes_its_page_rest_on_all(folder):
    (folder / "moved.html").write_text("{% include view.target.url %}")
    assert touched(folder, "parts/unused.html") == {views.MovedView}


def test_a_part_that_is_missing_counts_once_it_is_there(folder):
    (folder / "moved.html").write_text('{% include "parts/extra.html" ignore missing %}')
    assert touched(folder, "parts/extra.html") == {views.MovedView}


def test_while_the_digest_stands_so_does_the_page(folder):
    def pages():
        renderer = render.Renderer(folder, samples.SETTINGS, samples.SITE)
        return {name: renderer.page(view) for name, view in samples.PAGES.items()}

    before = pages()
    kinds = touched(folder, "parts/calendar_key.html", "changed")
    after = pages()
    moved = {type(samples.PAGES[name]) for name in before if before[name] != after[name]}
    assert moved
    assert moved <= kinds
