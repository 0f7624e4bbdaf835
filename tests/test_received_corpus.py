"""Five files as a scraper left them become the eight articles that a careful reader finds in them."""

import json
import os
import re
from pathlib import Path

import pytest

from sitegen.archive.queries import Archive
from sitegen.build import build
from sitegen.model import Filed
from sitegen.plan import ARCHIVE, Plan

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

GOLDEN = Path(__file__).parent / "cases" / "received.json"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")

EXPECTED = {  # title of each report: the day under which it is filed
    "International Coalition to End Mission in Iraq, Keep Going in Syria": "2024-09-27",
    "Turkish Foreign Minister Says No Room for Kurdish Militants in Syria's Future": "2024-12-22",
    "Syria Gives Kurds Four Days to Accept Integration as US Signals End of Support": "2026-01-20",
    "Israel Orders Gaza Families to Move in First Forced Evacuation Since Ceasefire": "2026-01-20",
    "Syrian Interior Ministry: 120 ISIS Members Escape from Prison amid Clashes": "2026-01-20",
    "Iraq and US Announce End of Anti-IS coalition mission by 2025": "2024-09-29",
    "U.S.-led Coalition Mission in Iraq Set to Conclude by September 2025, According to Reuters": "2024-09-27",
    "US-led coalition forces to leave Iraq before 2026: PM advisor": None,
}
TITLES = list(EXPECTED)
FURNITURE = re.compile(
    r"\b(?:newsletter|cookie|ad[- ]?block(?:er)?|share (?:on|this)|list \d of \d|end of list|minutes? read|leave a comment|"
    r"all rights reserved|read more|most read|recommended stories|sign up|subscribe|javascript|^TT)\b",
    re.IGNORECASE | re.MULTILINE,
)


def plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.replace("’", "'")).casefold().strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("received")
    plan = Plan(
        content=ROOT / "content",
        documents=(CORPUS,),
        output=folder / "build",
        state=folder / "state",
        private=True,
        jobs=1,
    )
    report = build(plan)
    assert not report.stopped, [str(problem) for problem in report.problems]
    archive = Archive(folder / "state" / ARCHIVE)
    by_title = {plain(archive.row(name).title): archive.filed(name) for name in archive.articles()}
    return report, archive, by_title, folder / "build"


def test_there_are_eight_articles_in_nine_places(site):
    report, _, by_title, _ = site
    assert (report.counts["articles"], report.counts["occurrences"]) == (8, 9)
    assert set(by_title) == {plain(title) for title in EXPECTED}
    assert len(by_title[plain(TITLES[0])].copies) == 2
    assert len({copy.document for copy in by_title[plain(TITLES[0])].copies}) == 2


@pytest.mark.parametrize("title", [title for title, day in EXPECTED.items() if day])
def test_each_is_filed_under_its_day(site, title):
    assert site[2][plain(title)].dating.day == EXPECTED[title]


def test_the_sixth_is_stated_and_the_second_is_no_friday(site):
    assert site[2][plain(TITLES[5])].dating.basis == "stated"


def test_the_eighth_has_no_exact_day_but_some_sunday_of_autumn_2024(site):
    dating = site[2][plain(TITLES[7])].dating
    assert dating.edtf != dating.day
    assert dating.day is None or "2024-08-31" < dating.day < "2025-01-01"


def test_three_reports_on_one_announcement_are_one_story_and_no_others(site):
    _, archive, by_title, _ = site
    stories = {archive.row(filed.id).story for filed in by_title.values()}
    assert len(stories) == 6
    assert len({by_title[plain(TITLES[place])].story for place in (0, 5, 6)}) == 1


def test_topics_hold_four_three_and_one(site):
    archive = site[1]
    topics = ("iraq-coalition-transition", "syria-sdf-integration", "gaza-ceasefire")
    assert [len(archive.listed("topics", topic)) for topic in topics] == [4, 3, 1]
    gaza = archive.filed(archive.listed("topics", "gaza-ceasefire")[0])
    assert plain(gaza.title) == plain(TITLES[3])


def test_no_furniture_is_left_in_any_text(site):
    for filed in site[2].values():
        assert FURNITURE.findall(filed.article.text) == []
        assert len(filed.sentences) > 5


def test_no_paragraph_stands_twice_and_each_article_ends_with_a_sentence(site):
    for filed in site[2].values():
        paragraphs = [filed.article.text[one.start : one.end] for one in filed.article.blocks]
        assert len(set(paragraphs)) == len(paragraphs), filed.title
        assert filed.article.text.rstrip()[-1] in '.!?"”’)', filed.title


def test_a_private_view_shows_every_sentence_and_is_marked_on_every_page(site):
    _, _, by_title, output = site
    for filed in by_title.values():
        page = (output / "articles" / filed.id / "index.html").read_text("utf-8")
        assert all(f'id="{one.id}"' in page for one in filed.sentences)
    pages = list(output.rglob("*.html"))
    assert [page for page in pages if 'name="robots" content="noindex' not in page.read_text("utf-8")] == []


def test_statements_and_figures_are_those_that_were_checked_by_hand(site):
    """The golden file tells places and values alone; it is written anew by ``make golden`` and then read again."""
    _, archive, _, _ = site
    told = {name[-8:]: _told(archive.filed(name)) for name in archive.articles()}
    if os.environ.get("SITEGEN_GOLDEN"):
        GOLDEN.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    assert json.loads(GOLDEN.read_text("utf-8")) == json.loads(json.dumps(told))


def _told(filed: Filed) -> dict[str, list[list[object]]]:
    statements = [[one.sentence, one.speaker, *one.verb, *one.words, one.date, one.pronoun] for one in filed.statements]
    figures = [
        [one.sentence, one.start, one.end, one.qualifier, one.value, one.high, one.unit, one.deed, one.place, one.giver]
        for one in filed.figures
    ]
    return {"statements": statements, "figures": figures}
