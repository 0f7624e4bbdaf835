"""The Jinja environment: words put in when a template is compiled, compiled templates kept and never mixed."""

import gettext
import shutil
from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sitegen.site.environment import Compiled, Speaking, shown
from sitegen.site.render import Renderer

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class Words(gettext.NullTranslations):
    """A catalogue from a table."""

    def __init__(self, table):
        super().__init__()
        self.table = table

    def gettext(self, message):
        return self.table.get(message, message)


SAID = [
    ("{% trans %}Topics{% endtrans %}", {"Topics": "Themen"}, "Themen"),
    ("{% trans %}all of it, 100%{% endtrans %}", {}, "all of it, 100%"),
    ("{% trans %} two\n lines {% endtrans %}", {}, "two lines"),
    ("{% trans %}Jack & Jill’s{% endtrans %}", {}, "Jack & Jill’s"),
    ("{% trans a=x %}by {{ a }}{% endtrans %}", {"by %(a)s": "von %(a)s, %(a)s"}, "von &lt;b&gt;, &lt;b&gt;"),
    ("{% trans x %}by {{ x }}{% endtrans %}", {"by %(x)s": "nobody, 100%%"}, "nobody, 100%"),
    ("{% trans a=x, b=x|upper %}{{ b }}{{ a }}{% endtrans %}", {}, "&lt;B&gt;&lt;b&gt;"),
    ("{% trans n=3 %}{{ n }} page{% pluralize %}{{ n }} pages{% endtrans %}", {}, "3 pages"),
    ("{% trans n=x|length %}{{ n }} letter of {{ x }}{% pluralize %}letters of {{ x }}{% endtrans %}", {}, "letters of &lt;b&gt;"),
    ('{{ _("Topics") }}', {"Topics": "Themen"}, "Themen"),
    ('{{ _("by %(a)s", a=x) }}', {}, "by &lt;b&gt;"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "table", "expected"), SAID)
def test_words_are_put_in_with_their_values_escaped(source, table, expected, tmp_path):
    environment = Speaking(tmp_path, Words(table))
    assert environment.from_string(source).render(x="<b>") == expected


def test_a_translation_that_names_what_is_not_there_fails_where_it_is_said(tmp_path):
    environment = Speaking(tmp_path, Words({"by %(a)s": "von %(b)s"}))
    template = environment.from_string("{% if x %}{% trans a=x %}by {{ a }}{% endtrans %}{% endif %}")
    assert template.render(x="") == ""
    with pytest.raises(KeyError):
        template.render(x="Ada")


VALUES = st.text(st.sampled_from("<>&'\"a")) | st.integers() | st.floats() | st.none() | st.booleans()


@given(VALUES, st.booleans())
def test_values_are_escaped_as_jinja_escapes_them(value, safe):
    value = Markup(value) if safe and isinstance(value, str) else value
    assert str(shown(value)) == str(escape(value))


def test_jinja_compiles_templates_to_our_escaping(tmp_path):
    code = Speaking(tmp_path, Words({})).compile("{{ x }}{% if x %}{{ x|upper }}{% endif %}", raw=True)
    assert code.count("environment.shown(") == 2
    assert "escape(" not in code.replace("import LoopContext", "").partition("def root")[2]


# ---------------------------------------------------------------- compiled templates


def rendered(folder, kept, source="{% trans %}Topics{% endtrans %}", words=None, *depends):
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(source)
    environment = Speaking(folder, Words(words or {}), Compiled(kept, *depends))
    return environment.get_template("page.html").render()


def written(kept):
    """Return the files that were kept, as they stand on the disk: a file that is written anew is another."""
    return {(path.name, path.stat().st_ino, path.stat().st_mtime_ns) for path in kept.iterdir()}


def test_a_template_is_compiled_once_for_all_processes(tmp_path):
    assert rendered(tmp_path / "a", tmp_path / "kept") == "Topics"
    first = written(tmp_path / "kept")
    assert rendered(tmp_path / "a", tmp_path / "kept") == "Topics"
    assert written(tmp_path / "kept") == first


def test_a_change_of_source_or_of_what_compiling_depends_on_compiles_anew(tmp_path):
    kept = tmp_path / "kept"
    assert rendered(tmp_path / "a", kept) == "Topics"
    assert rendered(tmp_path / "a", kept, "other") == "other"
    assert rendered(tmp_path / "a", kept) == "Topics"
    assert rendered(tmp_path / "a", kept, "{% trans %}Topics{% endtrans %}", {"Topics": "Themen"}, "de") == "Themen"
    assert rendered(tmp_path / "a", kept) == "Topics"


def test_two_themes_never_mix(tmp_path):
    kept = tmp_path / "kept"
    seen = []
    for _ in range(2):
        assert rendered(tmp_path / "a", kept, "one") == "one"
        assert rendered(tmp_path / "b", kept, "two") == "two"
        seen.append(written(kept))
    assert seen[0] == seen[1]


def test_a_kept_file_that_was_cut_off_or_overwritten_is_compiled_anew(tmp_path):
    kept = tmp_path / "kept"
    assert rendered(tmp_path / "a", kept) == "Topics"
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    for broken in (*(whole[:size] for size in range(0, len(whole), 97)), whole[:60] + b"\xff" * 60, b"\0" * 500):
        file.write_bytes(broken)
        assert rendered(tmp_path / "a", kept) == "Topics"


def test_pages_from_kept_templates_are_the_same(tmp_path):
    plain = Renderer(TEMPLATES, samples.SETTINGS, samples.SITE)
    for _ in range(2):
        kept = Renderer(TEMPLATES, samples.SETTINGS, samples.SITE, tmp_path / "state" / "compiled")
        assert {name: kept.page(view) for name, view in samples.PAGES.items()} == {
            name: plain.page(view) for name, view in samples.PAGES.items()
        }


def test_a_site_that_changes_its_language_speaks_it_at_once(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    catalogue = tmp_path / "templates" / "locales" / "de" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    for word in ("Themen", "Dossiers"):
        catalogue.write_text(
            f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Topics"\nmsgstr "{word}"\n'
        )
        for language, expected in (("de", word), ("en", "Topics")):
            site = samples.replace(samples.SITE, language=language)
            renderer = Renderer(tmp_path / "templates", samples.SETTINGS, site, tmp_path / "kept")
            assert f">{expected}</h2>" in renderer.page(samples.PAGES["home"])
