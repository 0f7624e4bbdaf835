"""What a worker makes: rendered only where the view moved, staged only where the bytes moved."""

from dataclasses import replace

import pytest

from sitegen.content import load
from sitegen.plan import ARCHIVE
from sitegen.site import produce
from sitegen.site.data import Data
from sitegen.theme import default_templates


@pytest.fixture
def setting(shipped, tmp_path):
    content, _ = load(shipped.content)
    made = produce.Setting(
        archive=str(shipped.state / ARCHIVE),
        content=content,
        templates=str(default_templates()),
        staging=str(tmp_path / "staging"),
        version="1",
        private=False,
    )
    yield made
    produce.forget()


def known(made):
    return {one.path: (one.view, one.digest, one.size) for one in made}


def test_what_is_known_is_not_staged_again(setting, tmp_path):
    jobs = produce.plan(setting)
    first = produce.produce(jobs, setting, {})
    assert all(one.staged for one in first)
    assert sum(path.is_file() for path in (tmp_path / "staging").rglob("*")) == len(first)
    again = produce.produce(jobs, setting, known(first))
    assert not any(one.staged for one in again)
    assert known(again) == known(first)
    assert [one.record for one in again] == [one.record for one in first]
    assert [one.lists for one in again] == [one.lists for one in first]


def test_another_version_renders_anew_and_stages_nothing_that_is_the_same(setting):
    jobs = produce.plan(setting)
    first = produce.produce(jobs, setting, {})
    other = replace(setting, version="2")
    again = produce.produce(jobs, other, known(first))
    assert not any(one.staged for one in again)
    pages = [(one.view, two.view) for one, two in zip(first, again, strict=True) if one.path.endswith(".html")]
    assert all(one != two for one, two in pages)


def test_the_order_of_jobs_does_not_matter(setting):
    jobs = produce.plan(setting)
    forwards, backwards = produce.produce(jobs, setting, {}), produce.produce(jobs[::-1], setting, {})
    assert known(forwards) == known(backwards)


def test_bytes_are_their_own_view(setting):
    one = produce.raw(setting, "data/x.json", Data(b"{}\n", "things", 1), {})
    assert one.view == one.digest
    assert (one.size, one.staged, one.what, one.rows) == (3, True, "things", 1)
    assert not produce.raw(setting, "data/x.json", Data(b"{}\n"), known([one])).staged


def test_assets_bear_their_digest_in_their_names(setting):
    paths = [one.path for one in produce.assets(setting, {})]
    assert any(path.startswith("assets/style.") and path.endswith(".css") for path in paths)


def test_pages_that_are_not_to_be_found_are_not_listed(setting):
    made = {one.path: one for one in produce.produce(produce.plan(setting), setting, {})}
    assert made["404.html"].lists is None
    assert made["index.html"].lists == ("", "2026-03-09")
