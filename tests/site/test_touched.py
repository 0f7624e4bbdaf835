"""What an edit writes: for each kind of change these files and no others, and they are what a clean build gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable

import pytest

from sitegen.theme import default_templates
from tests.conftest import Desk, filled, tree


def told(title: str, *paragraphs: str, source: str = "Harbour Courier") -> str:
    return "\n\n".join((title, source, *paragraphs)) + "\n"


QUAY = told(
    "Quay Wall Mended After Winter",
    "10 March 2026",
    "Masons have mended the wall of the long quay with granite from the old quarry, and the old pier beside it needs new "
    "planks, too, as a warden said while he locked his shed for the night.",
    "Gulls sat on every bollard and watched the work from the first stone to the last.",
    source="",
)
LAMP = told(
    "Lamp on the Mole Burns Again",
    "20 March 2026",
    "A keeper lit the lamp on the mole for the first time since the great storm tore out its cable.",
    "Lindholm will light a second lamp on the mole on 30 June 2026.",
)
KILN = told(
    "Kiln Cools After Long Use",
    "5 May 2026",
    "Brickmakers let their kiln go cold because timber has become dear.",
    "Lindholm opened the kiln for long use in 2019.",
)
GOOSE = "Goose Gives Its Name to a Tug"


def goose(day: str) -> str:
    return told(
        GOOSE,
        day,
        "Pupils have named the new tug after a goose that slept in its funnel all winter.",
        "Paint for the name was given by a chandler.",
        source="",
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Desk:
    desk = filled(tmp_path_factory.mktemp("base"))
    for name, text in (("quay.txt", QUAY), ("lamp.txt", LAMP), ("kiln.txt", KILN)):
        desk.document(name, text)
    assert desk.built().problems == ()
    return desk


@pytest.fixture
def archive(base, tmp_path) -> Desk:
    shutil.copytree(base.folder, tmp_path / "copy")
    return Desk(tmp_path / "copy")


def named(path: str) -> str:
    """Return a path with the hash of an id, or of an asset, left out."""
    return re.sub(r"(?<=[a-z])-[0-9a-f]{8}(?=/)", "", path)


def shown(paths: Iterable[str]) -> set[str]:
    """Return paths of pages and data: the search index has its own tests."""
    return {named(path) for path in paths if not path.startswith("search/index/")}


def paths(text: str) -> set[str]:
    """Return paths from their list, in which a page stands as its folder."""
    return {path.removeprefix("/") + "index.html" if path.endswith("/") else path for path in text.split()}


def writes(desk: Desk, *, added: str = "", changed: str = "", deleted: str = "") -> None:
    """Hold that a build writes and deletes just these files, leaves all others alone, and that all is as built clean."""
    before = {path: (desk.public / path).stat() for path in tree(desk.public)}
    outcome = desk.built()
    assert shown(outcome.changes.added) == paths(added)
    assert shown(outcome.changes.changed) == paths(changed)
    assert shown(outcome.changes.deleted) == paths(deleted)
    after = {path: (desk.public / path).stat() for path in tree(desk.public)}
    moved = {path for path in before.keys() | after.keys() if stamp(before.get(path)) != stamp(after.get(path))}
    assert moved == {*outcome.changes.added, *outcome.changes.changed, *outcome.changes.deleted}
    assert desk.tree() == desk.clean()


def stamp(found) -> tuple[int, int, int] | None:
    return found and (found.st_ino, found.st_mtime_ns, found.st_size)


def ruling(kind: str, article: str, value: str = "") -> str:
    shown = f'\n  value: "{value}"' if value else ""
    return f"- ruling: {kind}\n  article: {article}{shown}\n  reason: So.\n  day: 2026-03-10\n"


# ---------------------------------------------------------------- documents

LISTS = """
    / articles/ articles/2026-03/ data/articles/2026-03.jsonl data/stories/2026-03.jsonl data/dates/2026.json data/index.json
    dates/ dates/2026/ dates/2026/03/ dates/2026/03/index.json feed.json feed.xml sitemap.xml sources/ sources/unknown/
"""


def test_an_article_on_a_day_that_has_a_page_leaves_the_other_days_of_its_month_alone(archive):
    archive.document("new.txt", goose("10 March 2026"))
    changed = f"{LISTS} dates/2026/03/10/ dates/2026/03/10/index.json"
    writes(archive, added="articles/goose-gives-its-name-to-a-tug/", changed=changed)


def test_an_article_on_a_new_day_makes_its_page_and_calls_at_the_days_whose_calendar_leads_to_it(archive):
    archive.document("new.txt", goose("11 March 2026"))
    added = "articles/goose-gives-its-name-to-a-tug/ dates/2026/03/11/ dates/2026/03/11/index.json"
    writes(archive, added=added, changed=f"{LISTS} dates/2026/03/04/ dates/2026/03/10/ dates/2026/03/20/")


def test_an_article_behind_the_last_one_ends_what_plans_leave_open(archive):
    """Its own month comes; the day before it and the month before it lead on; the plan of June is past now."""
    archive.document("new.txt", goose("2 July 2026"))
    writes(
        archive,
        added="""
            articles/goose-gives-its-name-to-a-tug/ articles/2026-07/ data/articles/2026-07.jsonl data/stories/2026-07.jsonl
            dates/2026/07/ dates/2026/07/index.json dates/2026/07/02/ dates/2026/07/02/index.json
        """,
        changed="""
            / articles/ articles/lamp-on-the-mole-burns-again/ data/index.html data/index.json data/dates/2026.json
            dates/ dates/2026/ dates/2026/05/ dates/2026/05/05/ dates/2026/06/ dates/2026/06/30/
            feed.json feed.xml sitemap.xml sources/ sources/unknown/
        """,
    )


def test_an_undated_article_calls_at_no_day(archive):
    archive.document("new.txt", goose("").replace("\n\n\n\n", "\n\n"))
    period = f"undated-{part_of(archive, 'new.txt')}"
    writes(
        archive,
        added=f"""
            articles/goose-gives-its-name-to-a-tug/ articles/{period}/ data/articles/{period}.jsonl data/stories/{period}.jsonl
        """,
        changed="articles/ data/index.html data/index.json dates/ sitemap.xml sources/ sources/unknown/",
    )


def part_of(desk: Desk, document: str) -> str:
    """Return the part of the undated in which a document's article will stand: a build elsewhere tells."""
    other = Desk(desk.folder / "other")
    shutil.copytree(desk.content, other.content)
    other.built()
    (article,) = other.archive().from_document(document)
    return other.archive().row(article).period.removeprefix("undated-")


def test_a_sentence_more_touches_the_article_its_data_and_no_list(archive):
    """The feeds begin with its first words: sixty may be shown, and so far there were fewer."""
    archive.document("quay.txt", f"{QUAY}\nNobody was hurt by it.\n")
    writes(
        archive,
        changed="articles/quay-wall-mended-after-winter/ data/articles/2026-03.jsonl data/index.json feed.json feed.xml",
    )


def test_a_document_that_moved_is_named_elsewhere_by_its_article(archive):
    (archive.content / "documents" / "quay.txt").rename(archive.content / "documents" / "wall.txt")
    writes(archive, changed="articles/quay-wall-mended-after-winter/ data/articles/2026-03.jsonl data/index.json")


def test_a_copy_leads_to_its_article_and_is_counted_where_that_is_listed(archive):
    text = QUAY.replace("Quay Wall Mended After Winter", "Stones for the Quay").replace("10 March 2026\n\n", "")
    archive.document("copies/quay.txt", text)
    writes(
        archive,
        added="articles/stones-for-the-quay/",
        changed="""
            articles/quay-wall-mended-after-winter/ articles/2026-03/ data/articles/2026-03.jsonl data/index.json
            dates/2026/03/ dates/2026/03/10/ sources/unknown/
        """,
    )


@pytest.mark.parametrize("way", ["deleted", "withdrawn"])
def test_an_article_that_goes_takes_its_day_along(archive, way):
    if way == "deleted":
        archive.drop("documents/quay.txt")
    else:
        archive.write("rulings.yaml", ruling("withdraw", archive.article("quay")))
    stone = f"articles/{archive.article('quay')[-8:]}/" if way == "withdrawn" else ""
    writes(
        archive,
        added=stone,
        changed=f"{LISTS} dates/2026/03/04/ dates/2026/03/20/",
        deleted="articles/quay-wall-mended-after-winter/ dates/2026/03/10/ dates/2026/03/10/index.json",
    )


def test_a_document_that_is_only_touched_writes_nothing(archive):
    archive.document("quay.txt", QUAY)
    writes(archive)


# ---------------------------------------------------------------- rulings


def test_another_title_stands_wherever_the_article_is_listed(archive):
    archive.write("rulings.yaml", ruling("title", archive.article("quay"), "Wall Mended"))
    writes(
        archive,
        changed="""
            articles/quay-wall-mended-after-winter/ articles/2026-03/ data/articles/2026-03.jsonl data/stories/2026-03.jsonl
            data/index.json dates/2026/03/ dates/2026/03/10/ feed.json feed.xml sources/unknown/
        """,
    )


def test_a_day_that_is_ruled_moves_an_article_from_one_list_to_another(archive):
    name = archive.article("lighthouse")
    period = archive.archive().row(name).period
    archive.write("rulings.yaml", ruling("published", name, "2026-03-20"))
    writes(
        archive,
        changed="""
            / articles/ articles/lighthouse-keeper-hands-over-the-keys/ articles/2026-03/ data/articles/2026-03.jsonl
            articles/council-lets-contract-to-deepen-lane-to-sandholm/
            data/stories/2026-03.jsonl data/dates/2026.json data/index.html data/index.json
            dates/ dates/2026/ dates/2026/03/ dates/2026/03/index.json dates/2026/03/20/ dates/2026/03/20/index.json
            entities/sandholm/ feed.json feed.xml sitemap.xml sources/unknown/
        """,
        deleted=f"articles/{period}/ data/articles/{period}.jsonl data/stories/{period}.jsonl",
    )


# ---------------------------------------------------------------- names


def test_an_alias_that_stands_nowhere_is_shown_by_its_own_name_alone(archive):
    archive.edit(
        "entities/organisations.yaml",
        "  description: The council",
        "  aliases: [the elders]\n  description: The council",
    )
    writes(
        archive,
        changed="""
            entities/averel-council/ entities/averel-council/index.json data/entities/organisation.json data/index.json
        """,
    )


def test_an_alias_links_the_articles_in_which_it_stands_and_counts_them(archive):
    archive.edit(
        "entities/organisations.yaml",
        "  description: The council",
        "  aliases: [the old pier]\n  description: The council",
    )
    writes(
        archive,
        changed="""
            / articles/quay-wall-mended-after-winter/ data/articles/2026-03.jsonl data/entities/organisation.json
            data/index.json entities/ entities/averel-council/ entities/averel-council/index.json organisations/ sitemap.xml
        """,
    )


def test_a_description_is_read_on_its_own_page_and_beside_the_name(archive):
    archive.edit("entities/places.yaml", "An island in the bay", "A small island in the bay")
    together = "entities/averel-ferry-company/ entities/mira-oland/ entities/port-averel/"
    writes(archive, changed=f"entities/ entities/sandholm/ places/ {together}")


def test_an_entity_more_has_a_page_and_stands_in_the_index_of_names(archive):
    archive.write(
        "entities/places.yaml",
        archive.read("entities/places.yaml") + "- id: grey-skerry\n  name: Grey Skerry\n  description: A rock.\n",
    )
    writes(
        archive,
        added="entities/grey-skerry/ entities/grey-skerry/index.json",
        changed="places/ data/entities/place.json data/index.json sitemap.xml",
    )


# ---------------------------------------------------------------- topics


def test_a_rule_files_otherwise_what_it_is_about_and_touches_what_shows_that(archive):
    """A report leaves its topic: so do its rows in lists, beside other reports too, and the names that it names."""
    archive.edit("topics/ferry-strike.md", "threshold: 3", "threshold: 99")
    writes(
        archive,
        changed="""
            / articles/ferry-crews-stop-work-in-port-averel/ articles/2026-03/ data/articles/2026-03.jsonl data/index.json
            articles/boats-stay-in-harbour-as-night-shift-talks-collapse/ articles/lamp-on-the-mole-burns-again/
            articles/council-lets-contract-to-deepen-lane-to-sandholm/
            data/topics.json dates/2026/ dates/2026/03/ dates/2026/03/04/ dates/2026/03/04/index.json
            entities/averel-ferry-company/ entities/mira-oland/ entities/port-averel/ feed.json feed.xml
            sources/harbour-courier/ topics/ topics/ferry-strike/ topics/ferry-strike/index.json
            topics/ferry-strike/feed.json topics/ferry-strike/feed.xml
        """,
    )


def test_an_explainers_words_are_its_own_pages_alone(archive):
    archive.edit("topics/ferry-strike.md", "Crews left", "All crews left")
    writes(archive, changed="topics/ferry-strike/")


def test_the_day_of_an_explainers_change_stands_where_the_topic_is_listed(archive):
    archive.edit("topics/ferry-strike.md", "changed: 2026-03-09", "changed: 2026-06-09")
    writes(archive, changed="/ topics/ferry-strike/ data/topics.json data/index.json sitemap.xml")


def test_a_topics_title_stands_on_every_page_that_shows_it_and_no_other(archive):
    archive.edit("topics/dredging.md", "title: Dredging of the bay", "title: The lane")
    outcome = archive.built()
    for path in outcome.changes.changed:
        assert (
            path.startswith(("search/index/", "data/index.json", "data/topics.json"))
            or b"The lane" in archive.tree()[path]
        ), path
    assert archive.tree() == archive.clean()


# ---------------------------------------------------------------- the editor's pages, templates, settings


def test_a_page_of_the_editors_is_one_file(archive):
    archive.edit("pages/about.md", "It keeps", "It holds")
    writes(archive, changed="about/")


def test_a_pages_title_stands_in_the_foot_of_every_page(archive):
    archive.edit("pages/about.md", "title: About", "title: Why this")
    outcome = archive.built()
    pages_of = {path for path, content in archive.tree().items() if path.endswith(".html") and b"Why this" in content}
    assert set(outcome.changes.changed) == pages_of
    assert len(pages_of) > 40
    assert archive.tree() == archive.clean()


TEMPLATES = {  # template -> the pages that are made by it
    "day.html": r"dates/\d+/\d+/\d+/",
    "source.html": r"sources/[\w-]+/",
    "article.html": r"articles/.*-[0-9a-f]{8}/",
    "entity.html": r"entities/[\w-]+/",
    "data.html": r"data/",
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_makes_its_own_kind_of_page_anew_and_no_other(archive, template, tmp_path):
    """Twice, since one program may see many edits of one template: an editor's preview."""
    theme = tmp_path / "theme"
    shutil.copytree(default_templates(), theme)
    archive.usual = {"templates": theme}
    archive.built()
    made, path = re.compile(f"{TEMPLATES[template]}index\\.html"), theme / template
    wanted = {one for one, text in archive.tree().items() if made.fullmatch(one) and b"http-equiv" not in text}
    assert wanted
    for old, new in (("<h1", '<h1 data-new="1"'), ('data-new="1"', 'data-new="2"')):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        changes = archive.built().changes
        assert set(changes.changed) == wanted
        assert (changes.added, changes.deleted) == ((), ())
        assert all(b'<h1 data-new="' in archive.tree()[one] for one in wanted)
    assert archive.tree() == archive.clean()
