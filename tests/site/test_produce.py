"""What a worker makes: rendered only where the view moved, staged only where the bytes moved."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.archive.store import Published, Store
from sitegen.plan import ARCHIVE
from sitegen.site import pages, produce, render
from sitegen.site.data import Data
from sitegen.site.pages import Job
from sitegen.site.produce import Made, Setting
from sitegen.theme import default_templates


@pytest.fixture
def setting(copied, tmp_path):
    with Store(copied.state / ARCHIVE) as store:
        store.forget_files(store.paths())
    digests = render.digests(default_templates(), "en")
    (tmp_path / "staging").mkdir()
    yield Setting(
        archive=str(copied.state / ARCHIVE),
        templates=str(default_templates()),
        theme="1",
        staging=str(tmp_path / "staging"),
        compiled=str(tmp_path / "compiled"),
        version="1",
        versions={kind.name: digests[kind.view] for kind in pages.KINDS if kind.view},
        private=False,
        certain=True,
    )
    produce.forget()


def plan(setting: Setting) -> list[Job]:
    return list(pages.jobs(produce.tools(setting).context))


def note(setting: Setting, made: Iterable[Made]) -> None:
    """Note files as a build does that puts them in their places."""
    with Store(Path(setting.archive)) as store, store.transaction():
        for one in made:
            store.put_file(of(one), staged=one.staged)


def of(made: Made) -> Published:
    assert made.file is not None
    return made.file


def staged(setting: Setting) -> set[str]:
    folder = Path(setting.staging)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def known(made: Iterable[Made]) -> dict[str, Published]:
    return {of(one).path: of(one) for one in made}


def test_what_is_known_is_not_staged_again(setting):
    jobs = plan(setting)
    first = produce.produce(jobs, setting)
    assert all(one.staged for one in first)
    assert staged(setting) == set(known(first))
    assert [one.job for one in first] == jobs
    note(setting, first)
    again = produce.produce(jobs, setting)
    assert not any(one.staged for one in again)
    assert known(again) == known(first)


def test_another_version_renders_anew_and_stages_nothing_that_is_the_same(setting):
    jobs = plan(setting)
    first = produce.produce(jobs, setting)
    note(setting, first)
    again = produce.produce(jobs, replace(setting, version="2"))
    assert not any(one.staged for one in again)
    views = [
        (of(one).view, of(two).view) for one, two in zip(first, again, strict=True) if of(one).path.endswith(".html")
    ]
    assert all(one != two for one, two in views)


def test_another_template_renders_its_own_kind_of_page_anew(setting):
    jobs = plan(setting)
    first = produce.produce(jobs, setting)
    note(setting, first)
    again = produce.produce(jobs, replace(setting, versions={**setting.versions, "day": "another"}))
    assert not any(one.staged for one in again)
    moved = {one.job.kind for one, two in zip(first, again, strict=True) if of(one).view != of(two).view}
    assert moved == {"day"}


def test_what_is_known_no_more_is_staged_again(setting):
    jobs = plan(setting)
    first = produce.produce(jobs, setting)
    note(setting, first)
    with Store(Path(setting.archive)) as store, store.transaction():
        store.doubt(["index.html", "feed.xml"])
    again = produce.produce(jobs, setting)
    assert {of(one).path for one in again if one.staged} == {"index.html", "feed.xml"}
    assert known(again) == known(first)


def test_a_key_that_is_no_more_is_told_and_makes_nothing(setting):
    job = Job("article", "no-such-article")
    assert produce.produce([job], replace(setting, certain=False)) == [Made(job, None, staged=False)]
    assert staged(setting) == set()


def test_the_order_of_jobs_does_not_matter(setting):
    jobs = plan(setting)
    forwards, backwards = produce.produce(jobs, setting), produce.produce(jobs[::-1], setting)
    assert known(forwards) == known(backwards)


def test_bytes_are_their_own_view(setting):
    job = Job("listing", "data/x.json")
    one = produce.raw(setting, job, "data/x.json", Data(b"{}\n", "things", 1), None)
    file = of(one)
    assert file.view == file.digest
    assert (file.size, one.staged, file.what, file.rows) == (3, True, "things", 1)
    known = (file.view, file.digest, file.size)
    assert not produce.raw(setting, job, "data/x.json", Data(b"{}\n"), known).staged


def test_assets_bear_their_digest_in_their_names(setting):
    paths = [of(one).path for one in produce.assets(setting)]
    assert any(path.startswith("assets/style.") and path.endswith(".css") for path in paths)


def test_pages_that_are_not_to_be_found_are_not_listed(setting):
    made = known(produce.produce(plan(setting), setting))
    assert made["404.html"].sitemap == ""
    home = made["index.html"]
    assert (home.sitemap, home.url, home.modified) == ("pages", "", "2026-03-09")
