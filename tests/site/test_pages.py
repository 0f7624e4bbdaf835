"""Every kind of page: an address each, a file each, and links that lead to files that are there."""

import re
from html import unescape

import pytest

from sitegen.content import load
from sitegen.site import pages
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.pages import Job
from sitegen.site.wording import Wording, locale
from tests.conftest import WORDS, Desk, report


def context_of(desk: Desk) -> Context:
    content, _ = load(desk.content)
    return Context(desk.archive(), content, Wording(locale("en"), str))


@pytest.fixture(scope="module")
def jobs(shipped):
    return list(pages.jobs(context_of(shipped)))


def test_every_kind_has_a_name_of_its_own_and_most_have_keys_here(jobs):
    assert len(pages.BY_NAME) == len(pages.KINDS)
    missing = set(pages.BY_NAME) - {job.kind for job in jobs}
    assert missing == {"list", "timeline", "topic-period.json", "entity-period.json", "withdrawn"}


def test_no_two_jobs_make_one_file(jobs, shipped):
    context = context_of(shipped)
    made = [(job, pages.make(context, job)) for job in jobs]
    paths = [pages.path(job, one) for job, one in made]
    assert len(set(paths)) == len(paths)
    assert set(paths) <= set(shipped.tree())
    assert all(isinstance(one, Data) != path.endswith(".html") for path, (_, one) in zip(paths, made, strict=True))


def test_a_key_that_no_kind_has_makes_nothing(shipped):
    context = context_of(shipped)
    alone = {kind.name for kind in pages.KINDS if tuple(kind.keys(context)) == ("",)}
    (alias,) = (alias for alias, _ in context.archive.aliases())
    strange = ("no-such-key", "2031", "2031-01", "2031-01-01", "2026-03-zz", "undated-zz", f"{alias}-2")
    lists = (
        "topics/none/2031",
        "entities/none/2031",
        "sources/none/2031",
        "dates/2031-01-01/2031",
        "topics/dredging/2026",
    )
    for kind in pages.KINDS:
        if kind.name not in alone:
            keys = lists if kind.name in ("list", "timeline") else strange
            assert not [key for key in keys if pages.make(context, Job(kind.name, key))], kind.name
    assert alone == {"dates", "sources", "search", "404", "topics", "home", "topics.json"}


def links(page: str) -> set[str]:
    return {unescape(link) for link in re.findall(r'\b(?:href|src|data-index)="([^"]*)"', page)}


def broken(desk) -> list[tuple[str, str]]:
    found = []
    for path, content in desk.tree().items():
        if not path.endswith(".html") or path == "404.html":
            continue
        for link in links(content.decode()):
            target, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            file = (desk.public / path).parent / target if target else desk.public / path
            file = file / "index.html" if file.is_dir() or target.endswith("/") else file
            if not file.is_file() or (anchor and f'id="{anchor}"' not in file.read_text("utf-8")):
                found.append((path, link))
    return found


def test_every_link_and_anchor_leads_somewhere(shipped):
    assert broken(shipped) == []


def test_every_link_leads_somewhere_when_lists_are_cut(desk, monkeypatch):
    for module in ("context", "pages", "topic_page", "entity_page"):
        monkeypatch.setattr(f"sitegen.site.{module}.LIST_LIMIT", 2)
    monkeypatch.setattr("sitegen.site.entity_page.LETTERS_ABOVE", 1)
    for number in range(12):
        day = f"On {1 + number} March 2026 the Averel Ferry Company told Mira Oland in Port Averel that its crews had left."
        rest = report(number).partition("\n")[2].replace("The ", f"{day}\n\nThe ", 1)
        desk.document(f"{number}.txt", f"Crews Leave Averel Ferry Company and Its {WORDS[number].title()}\n{rest}")
    desk.document(
        "dated.md", f"---\ntitle: Same Day Once More\npublished: 2026-05-01\nsource: Tide Wire\n---\n\n{report(50)}"
    )
    desk.edit("topics/ferry-strike.md", "threshold: 3", "threshold: 1")
    desk.built()
    assert broken(desk) == []
    kinds = [path for path in desk.tree() if re.search(r"/(?:articles|timeline)/[\w-]+/index\.html", path)]
    assert [path for path in kinds if path.startswith("topics/ferry-strike/articles/")]
    assert [path for path in kinds if path.startswith("topics/ferry-strike/timeline/")]
    assert [path for path in kinds if path.startswith("entities/averel-ferry-company/")]
    assert [path for path in kinds if path.startswith("sources/unknown/")]
    assert [path for path in desk.tree() if re.match(r"articles/2026-\d\d-", path)]
    assert (desk.public / "organisations" / "a" / "index.html").is_file()
    assert desk.tree() == desk.clean()
    context = context_of(desk)
    for job in pages.jobs(context):
        assert pages.BY_NAME[job.kind].has(context, job.key), job
        assert not pages.BY_NAME[job.kind].has(context, f"{job.key}-0z") or not job.key, job


def test_an_archive_of_nothing_has_its_pages(tmp_path):
    desk = Desk(tmp_path)
    desk.write("site.toml", 'title = "Empty"\n')
    desk.write("documents/.keep", "")
    desk.built()
    assert {"index.html", "topics/index.html", "dates/index.html", "feed.xml", "search/index.html"} <= set(desk.tree())
    assert broken(desk) == []


def test_every_page_has_one_heading_a_language_and_a_title(shipped):
    for path, content in shipped.tree().items():
        if path.endswith(".html"):
            page = content.decode()
            assert len(re.findall(r"<h1[ >]", page)) == 1, path
            assert re.search(r'<html lang="en"', page), path
            assert re.search(r"<title>[^<]+</title>", page), path


def test_a_canonical_address_stands_on_every_page_that_may_be_found(shipped):
    for path, content in shipped.tree().items():
        if path.endswith("index.html") and b'content="noindex' not in content:
            url = path.removesuffix("index.html")
            assert f'<link rel="canonical" href="https://archive.example/averel/{url}">'.encode() in content, path


def test_a_date_with_an_event_has_a_page_and_so_have_its_month_and_year(shipped):
    for page in shipped.archive().pages():
        for wider in {page, page[:7], page[:4]}:
            assert (shipped.public / "dates" / wider.replace("-", "/") / "index.html").is_file()


def dated_loosely(desk, numbers) -> None:
    """Write reports, each of which tells an event of a month, of a year and of a day."""
    for number in numbers:
        boat = f"{WORDS[number]} {WORDS[-number - 1]}"
        said = (
            f"In March 2026 Mira Oland opened a {boat} bridge in Port Averel.\n\n"
            f"In 2024 the Averel Council opened a {boat} barge for its harbour.\n\n"
            f"On 2 April 2026 the Averel Ferry Company sold a {boat} boat to a museum."
        )
        rest = report(number + 60).partition("\n")[2].replace("The ", f"{said}\n\nThe ", 1)
        text = f"Mira Oland Opens {boat.title()} Bridge in Port Averel\n{rest}"
        desk.document(f"loose-{number}.md", f"---\nsource: harbour-courier\n---\n{text}")


def test_events_of_one_month_year_or_day_are_cut_into_parts_above_the_limit_and_each_stands_on_one(desk, monkeypatch):
    for module in ("context", "pages", "topic_page", "entity_page"):
        monkeypatch.setattr(f"sitegen.site.{module}.LIST_LIMIT", 2)
    dated_loosely(desk, range(9))
    desk.built()
    for page in ("2026/03", "2024", "2026/04/02"):
        parts = [path for path in desk.tree() if re.fullmatch(rf"dates/{page}/timeline/[\w-]+/index\.html", path)]
        assert len(parts) > 1
        cited = [f"articles/{one.article}/#{one.sentence}" for one in desk.archive().events_on(page.replace("/", "-"))]
        assert len(cited) == 9
        told, whole = " ".join(map(desk.page, parts)), desk.page(f"dates/{page}/index.html")
        assert [told.count(f'{cite}"') for cite in cited] == [1] * 9
        assert not any(f'{cite}"' in whole for cite in cited)
        assert all(f'/timeline/{path.split("/")[-2]}/"' in whole for path in parts)
    assert broken(desk) == []
    assert desk.tree() == desk.clean()
    desk.drop("documents/loose-3.md")
    dated_loosely(desk, range(9, 11))
    desk.built()
    assert desk.tree() == desk.clean()
    for number in (1, 2, *range(4, 11)):
        desk.drop(f"documents/loose-{number}.md")
    desk.built(accept_loss=9)
    assert not [path for path in desk.tree() if re.match(r"dates/.*/timeline/", path)]
    assert desk.tree() == desk.clean()
