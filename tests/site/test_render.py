"""The renderer: addresses, text in its places, languages, files with a digest in their name."""

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import samples

from sitegen.site import render, views
from sitegen.site.render import Renderer, TemplateFaultError, known

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture(scope="module")
def renderer():
    return Renderer(TEMPLATES, samples.SETTINGS, samples.SITE)


def test_every_view_that_has_a_head_has_its_template():
    kinds = {
        kind
        for kind in vars(views).values()
        if isinstance(kind, type) and "head" in getattr(kind, "__annotations__", ())
    }
    assert set(render.TEMPLATES) == kinds
    assert all((TEMPLATES / name).is_file() for name in render.TEMPLATES.values())


def test_two_renderers_write_the_same_bytes(renderer):
    other = Renderer(TEMPLATES, samples.SETTINGS, samples.SITE)
    assert all(renderer.page(view) == other.page(view) for view in samples.PAGES.values())


def test_a_page_not_found_answers_at_any_depth(renderer):
    page = renderer.page(samples.NOT_FOUND)
    assert 'href="/news/topics/"' in page
    assert 'action="/news/search/"' in page
    assert 'href="../' not in page


def test_a_moved_page_leads_on_and_names_the_new_address(renderer):
    page = renderer.page(samples.MOVED)
    assert 'content="0; url=../../articles/union-and-port-agree-1a2b3c4d/"' in page
    assert '<link rel="canonical" href="https://archive.example/news/articles/union-and-port-agree-1a2b3c4d/">' in page


def test_a_canonical_link_needs_a_base_url():
    bare = Renderer(TEMPLATES, replace(samples.SETTINGS, base_url=""), replace(samples.SITE, base_url=""))
    assert 'rel="canonical"' not in bare.page(samples.TOPIC)


def test_the_editors_private_view_is_marked_on_every_page():
    private = Renderer(TEMPLATES, samples.SETTINGS, replace(samples.SITE, private=True))
    for view in samples.PAGES.values():
        page = private.page(view)
        assert "noindex" in page
        assert "Not for publishing" in page


def test_only_what_is_known_to_the_day_and_given_is_called_published(renderer):
    assert "published <a" in renderer.page(samples.ARTICLE)
    for basis in ("dateline", "caption", "weekday", "story"):
        page = renderer.page(replace(samples.ARTICLE, basis=basis))
        assert "reported on or after <a" in page
        assert "published <a" not in page
    assert "reported on or after" in renderer.page(samples.EXCERPT)
    assert "date not known" in renderer.page(samples.ARABIC)


def test_text_kept_back_by_rights_is_said_to_be(renderer):
    assert "Only its beginning and the sentences cited" in renderer.page(samples.EXCERPT)
    assert "shows none of it" in renderer.page(samples.ARABIC)
    assert "belongs to its publisher" not in renderer.page(samples.ARTICLE)


def test_an_article_without_an_original_has_no_link_to_one(renderer):
    assert "The original" in renderer.page(samples.ARTICLE)
    for none in ("", "javascript:alert(1)"):
        assert "The original" not in renderer.page(replace(samples.ARTICLE, original=none))


def test_a_digest_says_whose_report_it_retells(renderer):
    assert "Digest by this archive of <bdi>Radio Meridian</bdi>" in renderer.page(samples.EXCERPT)


def test_a_withdrawn_source_is_shown_without_its_words(renderer):
    page = renderer.page(samples.TOPIC)
    assert "Source changed." in page
    assert "Source withdrawn." in page


def test_a_plan_whose_outcome_is_not_held_says_so(renderer):
    assert renderer.page(samples.TOPIC).count("Outcomes after the last report held are not in this archive.") == 1
    assert renderer.page(samples.ARTICLE).count("Its outcome is not in this archive.") == 1


def test_a_name_that_a_template_does_not_know_is_an_error(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "moved.html").write_text("{{ view.no_such_field }}")
    with pytest.raises(TemplateFaultError) as fault:
        Renderer(tmp_path / "templates", samples.SETTINGS, samples.SITE).page(samples.MOVED)
    problem = pickle.loads(pickle.dumps(fault.value)).problem
    assert (problem.path, problem.code) == ("templates/moved.html", "bad-template")
    assert problem.line > 0


def test_files_that_pages_need_bear_a_digest_of_their_bytes(tmp_path, renderer):
    files = dict(renderer.assets())
    (style,) = (path for path in files if path.endswith(".css"))
    assert f'href="../../{style}"' in renderer.page(samples.TOPIC)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "style.css").write_bytes(files[style] + b"\n")
    other = dict(Renderer(tmp_path / "templates", samples.SETTINGS, samples.SITE).assets())
    assert style not in other


def test_a_site_in_another_language_speaks_it(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    folder = tmp_path / "templates" / "locales" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Topics"\nmsgstr "المواضيع"\n\nmsgid "by {date}"\nmsgstr "بحلول {date}"\n',
        encoding="utf-8",
    )
    site = replace(samples.SITE, language="ar")
    page = Renderer(tmp_path / "templates", samples.SETTINGS, site).page(samples.TOPIC)
    assert '<html lang="ar" dir="rtl">' in page
    assert "المواضيع" in page
    assert "بحلول سبتمبر" in page


def test_reports_are_known_to_be_of_a_period_only_where_every_possible_day_lies_in_it():
    assert [known(samples.ROWS, period) for period in ("2024-09-29", "2024-09", "2024-10", "2024")] == [1, 2, 1, 6]


def test_a_source_of_several_cited_reports_stands_with_the_title(renderer):
    one = samples.note(1)
    other = replace(one, number=2, title="Cranes, Nights, Grain and Old Quays", url="articles/other-1b/#s-1")
    page = renderer.page(_with_notes(one, other))
    assert "Cranes, Nights, Grain and Old …</cite>, sentence" in page
    assert "<cite" not in renderer.page(_with_notes(one))


def test_words_of_this_archive_stand_without_quotation_marks(renderer):
    page = renderer.page(_with_notes(replace(samples.note(1), ours=True)))
    assert '<span class="own" dir="auto">a pause of forty days</span>' in page
    assert "<q" not in page


def _with_notes(*notes):
    line = views.Line("".join(samples.mark(note.number) for note in notes), notes)
    return replace(samples.TEXT_PAGE, sections=(views.Section("", "", (line,)),))
