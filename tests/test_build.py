"""The pipeline from documents to a published folder: what a build does, what stops it, what it never touches."""

import json
import os
import re
import shutil
import sqlite3
import time
from dataclasses import replace

import pytest

from sitegen.build import Preview, build
from sitegen.content import load
from sitegen.plan import ARCHIVE, Report
from sitegen.site import data
from sitegen.site.context import Context
from sitegen.site.publish import NotOurFolderError
from sitegen.site.wording import Wording, locale
from tests.conftest import COPY, COURIER, STRIKE, UNDATED, WIRE, WORDS, Desk, codes, found, report, tree

COPY_ID = "ferry-crews-walk-out-in-port-averel"


def times(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def ruling(kind: str, article: str, value: str = "") -> str:
    shown = f'\n  value: "{value}"' if value else ""
    return f"- ruling: {kind}\n  article: {article}{shown}\n  reason: So it was decided.\n  day: 2026-03-10\n"


# ---------------------------------------------------------------- what is built


def test_five_documents_become_four_articles_each_once(shipped):
    assert {name: shipped.report.counts[name] for name in ("documents", "read", "articles", "occurrences")} == {
        "documents": 5,
        "read": 5,
        "articles": 4,
        "occurrences": 5,
    }
    assert shipped.report.problems == ()


def test_two_outlets_on_one_strike_are_one_story(shipped):
    one, other = shipped.article(STRIKE), shipped.article("boats-stay")
    assert shipped.archive().story(shipped.archive().row(one).story) == (other, one)


def test_every_address_of_the_design_answers(shipped):
    article = shipped.article(STRIKE)
    paths = (
        "index.html 404.html robots.txt sitemap.xml feed.xml feed.json topics/index.html topics/ferry-strike/index.html "
        "topics/ferry-strike/feed.xml topics/ferry-strike/feed.json topics/ferry-strike/index.json entities/index.html "
        "entities/mira-oland/index.html entities/mira-oland/index.json people/index.html organisations/index.html "
        "places/index.html dates/index.html dates/2026/index.html dates/2026/03/index.html dates/2026/03/04/index.html "
        "dates/2026/03/04/index.json dates/2026/03/index.json dates/2026/index.json sources/index.html "
        "sources/tide-wire/index.html sources/unknown/index.html search/index.html search/index/shards.json "
        "articles/index.html articles/2026-03/index.html about/index.html data/index.html data/index.json "
        "data/articles/2026-03.jsonl data/stories/2026-03.jsonl data/topics.json data/entities/person.json "
        f"data/dates/2026.json articles/{article}/index.html"
    )
    assert set(paths.split()) <= set(shipped.tree())


def test_a_second_build_with_nothing_changed_writes_nothing(copied):
    copied.built()
    before = times(copied.public)
    outcome = copied.built()
    assert times(copied.public) == before
    assert (outcome.counts["read"], outcome.counts["written"], outcome.counts["deleted"]) == (0, 0, 0)
    told = json.loads((copied.state / "changes.json").read_text())
    assert told == {"added": [], "changed": [], "deleted": [], "delete_later": []}


def test_documents_that_another_version_read_are_read_anew(copied):
    copied.built()
    with sqlite3.connect(copied.state / ARCHIVE) as archive:
        archive.execute("UPDATE facts SET value = 'an older version' WHERE key = 'read by'")
        archive.execute("UPDATE facts SET value = '' WHERE key = 'inputs'")
        archive.execute("UPDATE documents SET key = 'an older version'")
    outcome = copied.built()
    assert outcome.counts["read"] == outcome.counts["documents"]
    assert outcome.counts["written"] == 0


def test_the_changes_of_a_build_are_told_outside_the_site(copied):
    copied.built()
    copied.drop("documents/lighthouse.txt")
    outcome = copied.built()
    told = json.loads((copied.state / "changes.json").read_text())
    assert [path for path in told["deleted"] if path.startswith("articles/lighthouse")]
    assert "index.html" in told["changed"]
    assert (len(told["added"]) + len(told["changed"]), len(told["deleted"])) == (
        outcome.counts["written"],
        outcome.counts["deleted"],
    )
    assert not (copied.public / "changes.json").exists()


def test_a_document_that_changes_twice_within_a_tick_is_read_again(desk):
    path = desk.document("courier/strike.txt", COURIER)
    desk.built()
    stat = path.stat()
    path.write_text(COURIER.replace("two of six", "six of six"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    desk.built()
    assert "six of six boats" in desk.page(f"articles/{desk.article(STRIKE)}/index.html")


def test_a_stat_that_moved_alone_reads_nothing_anew(copied):
    copied.built()
    os.utime(copied.content / "documents" / "wire.jsonl")
    assert copied.built().counts["read"] == 0


def test_a_sidecar_that_comes_and_goes_is_obeyed(copied):
    copied.document("lighthouse.txt.meta.yaml", "source: Radio Meridian\npublished: 2026-02-01\n")
    copied.built()
    row = copied.archive().row(copied.article("lighthouse"))
    assert (row.source, row.edtf, row.basis) == ("radio-meridian", "2026-02-01", "metadata")
    copied.drop("documents/lighthouse.txt.meta.yaml")
    copied.built()
    assert copied.archive().row(copied.article("lighthouse")).source is None


def test_several_jobs_publish_the_same_bytes(desk):
    for number in range(70):
        desk.document(f"more/{number}.txt", report(number))
    desk.built(jobs=2)
    assert desk.tree() == desk.clean()


# ---------------------------------------------------------------- bad input: documents


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty-document"),
        ("blank.txt", b" \n\n \t\n", "empty-document"),
        ("photo.txt", bytes(range(256)) * 40, "binary-document"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)), "unknown-format"),
        ("cut.jsonl", json.dumps(WIRE).encode()[:-40], "broken-record"),
        ("list.jsonl", b'["a", "b"]\n', "broken-record"),
        (
            "wrong.md",
            b"---\ntitle: A\ncolour: red\n---\n\nA text about a quay that was built of stone.\n",
            "unknown-key",
        ),
        (
            "twice.md",
            b"---\ntitle: A\ntitle: B\n---\n\nA text about a quay that was built of stone.\n",
            "duplicate-key",
        ),
        ("never.md", b"---\ntitle: A\npublished: 2026-02-30\n---\n\nA text about a quay.\n", "bad-date"),
        ("torn.md", b"---\ntitle: A\n\nA text about a quay.\n", "bad-front-matter"),
    ],
)
def test_a_bad_document_is_a_warning_with_place_and_hint_and_the_rest_is_published(copied, name, data, code):
    copied.document(name, data)
    outcome = copied.built()
    problems = [problem for problem in outcome.problems if problem.path == name]
    assert problems, codes(outcome)
    assert code in {problem.code for problem in problems}, problems
    assert all(one.severity == "warning" and one.hint and one.message for one in problems)
    assert outcome.counts["documents"] == 6
    assert outcome.counts["articles"] >= 4


def test_a_cut_off_line_is_named_by_its_number_and_the_lines_around_it_are_read(copied):
    good = json.dumps(WIRE | {"title": "Oyster Banks Closed for the Season", "text": UNDATED})
    copied.document("more.jsonl", f"{good}\n{good[:200]}\n{json.dumps(WIRE)}\n")
    outcome = copied.built()
    (one,) = [problem for problem in outcome.problems if problem.path == "more.jsonl"]
    assert one.line == 2
    assert copied.article("oyster-banks")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_known_encodings_give_the_same_article(copied, encoding):
    copied.document(
        "lighthouse.txt", UNDATED.replace("keys", "clés d’été" if encoding == "cp1252" else "clés").encode(encoding)
    )
    copied.built()
    assert "clés" in copied.page(f"articles/{copied.article('lighthouse')}/index.html")


def test_an_encoding_that_nobody_knows_is_a_warning(copied):
    noise = bytes((i * 97 + 131) % 128 + 128 for i in range(4000))
    copied.document("noise.txt", noise)
    outcome = copied.built()
    assert {problem.path for problem in outcome.problems} == {"noise.txt"}


def test_a_line_of_a_megabyte_is_read_in_under_five_seconds(copied):
    line = " ".join(report(number).replace("\n\n", " ").replace("\n", " ") for number in range(2500))
    copied.document("long.txt", line[:1_000_000])
    started = time.process_time()
    copied.built()
    assert time.process_time() - started < 5


HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} \u202eesrever\u202c [x](javascript:alert(1)) <img src=x onerror=y>"
)


def test_hostile_words_are_shown_literally_and_never_run(copied):
    text = (
        f"Harbour {HOSTILE} Reopens\n\nThe harbour reopened on 5 March 2026, the clerk said, {HOSTILE} and left.\n\n"
        "Boats came in one after another, and their crews were given soup by the women of the fish market.\n"
    )
    copied.document("hostile.txt", text)
    copied.document(
        "hostile.jsonl", json.dumps({"title": f"Wire {HOSTILE}", "text": text, "url": "javascript:alert(2)"})
    )
    copied.document("hostile.md", f"---\ntitle: 'Page {HOSTILE}'\nurl: 'javascript:alert(3)'\n---\n\n{text}")
    copied.built()
    for path, content in copied.tree().items():
        shown = content.decode("utf-8", "replace")
        if path.endswith((".html", ".xml")):
            assert "<script>alert" not in shown, path
            assert "<img src=x" not in shown, path
            assert 'href="javascript:' not in shown.lower(), path
            assert "{{ 49" not in shown, path
    page = copied.page(f"articles/{copied.article('wire-script')}/index.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %}" in page


def test_half_characters_of_a_scraper_do_not_stop_a_build(copied):
    record = '{"title": "Half \\ud800 a Sign", "text": "A line with half \\udfff a sign was printed on the quay today.\\u0000"}\n'
    copied.document("half.jsonl", record)
    copied.document(
        "half.html",
        "<html><head><title>Half &#xD800; a Page</title></head><body><article><p>A line of many "
        "words with half &#xDFFF; a sign that was printed on the quay.</p></article></body></html>",
    )
    copied.built()
    for content in copied.tree().values():
        assert b"\xed\xa0\x80" not in content


def test_links_and_pipes_are_not_followed(copied):
    (copied.content / "documents" / "link.txt").symlink_to(copied.content / "site.toml")
    os.mkfifo(copied.content / "documents" / "pipe.txt")
    outcome = copied.built()
    assert found(outcome, "link").path == "link.txt"
    assert outcome.counts["articles"] == 4


def test_a_file_too_large_is_a_warning(copied):
    copied.edit("site.toml", "[limits]", "[limits]\nmax_document_bytes = 3000")
    copied.document("large.txt", "The quay was mended. " * 1000)
    outcome = copied.built()
    assert [problem.path for problem in outcome.problems] == ["large.txt"]


# ---------------------------------------------------------------- bad input: content


def wrong_key(desk):
    desk.edit("topics/ferry-strike.md", "accent: petrol", "colour: petrol")
    return "unknown-key", "content/topics/ferry-strike.md", 4


def duplicate_key(desk):
    desk.edit("topics/ferry-strike.md", "accent: petrol", "title: Again")
    return "duplicate-key", "content/topics/ferry-strike.md", 4


def impossible_date(desk):
    desk.edit("topics/ferry-strike.md", "2026-03-09", "2026-02-30")
    return "impossible-date", "content/topics/ferry-strike.md", 5


def unknown_entity(desk):
    desk.edit("topics/dredging.md", "[[sandholm]]", "[[sandhollow]]")
    return "unknown-entity", "content/topics/dredging.md", 12


def one_id_twice(desk):
    desk.write("topics/Dredging.md", desk.read("topics/dredging.md"))
    return None, "content/topics/", 0


def one_entity_twice(desk):
    desk.edit("entities/places.yaml", "id: sandholm", "id: port-averel")
    return "duplicate-id", "content/entities/places.yaml", 5


def javascript_link(desk):
    desk.edit("pages/about.md", "It keeps", "[It](javascript:alert(1)) keeps")
    return "javascript-link", "content/pages/about.md", 8


def broken_yaml(desk):
    desk.write("rulings.yaml", "- ruling: [\n")
    return "bad-yaml", "content/rulings.yaml", 2


@pytest.mark.parametrize(
    "mistake",
    [
        wrong_key,
        duplicate_key,
        impossible_date,
        unknown_entity,
        one_id_twice,
        one_entity_twice,
        javascript_link,
        broken_yaml,
    ],
)
def test_a_mistake_in_content_is_an_error_and_the_site_stays_byte_for_byte(copied, mistake):
    before, stamps = copied.tree(), times(copied.public)
    code, path, line = mistake(copied)
    copied.document("new.txt", UNDATED.replace("Lighthouse", "Beacon"))
    outcome = copied.build()
    assert outcome.stopped
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    assert any(
        (code is None or one.code == code) and one.path.startswith(path) and (not line or one.line == line) and one.hint
        for one in errors
    ), [str(problem) for problem in outcome.problems]
    assert (copied.tree(), times(copied.public)) == (before, stamps)


def test_a_missing_content_folder_stops_and_writes_nothing(tmp_path):
    desk = Desk(tmp_path)
    outcome = desk.build()
    assert outcome.stopped
    assert codes(outcome) == ["missing-content"]
    assert not desk.public.exists()


def test_two_pages_at_one_address_stop_the_build(copied):
    before = copied.tree()
    copied.write("pages/topics.md", "---\ntitle: Topics\n---\n\nMine.\n")
    outcome = copied.build()
    assert outcome.stopped
    assert found(outcome, "address-collision").path == "topics/index.html"
    assert copied.tree() == before


# ---------------------------------------------------------------- nothing is lost


def test_an_empty_documents_folder_does_not_unpublish_an_archive(copied):
    before = copied.tree()
    shutil.rmtree(copied.content / "documents")
    (copied.content / "documents").mkdir()
    for clean in (False, True):
        outcome = copied.build(clean=clean)
        assert outcome.stopped
        assert "--accept-loss 4" in found(outcome, "too-many-removed").hint
        assert copied.tree() == before
    shutil.rmtree(copied.content / "documents")
    assert copied.build().stopped
    outcome = copied.built(accept_loss=4)
    assert outcome.counts["articles"] == 0
    assert not [path for path in copied.tree() if path.startswith("articles/") and path != "articles/index.html"]


def test_ten_articles_do_not_go_unless_the_editor_says_so(desk):
    for number in range(20):
        desk.document(f"more/{number}.txt", report(number))
    assert desk.built().counts["articles"] == 24
    for number in range(9):
        desk.drop(f"documents/more/{number}.txt")
    desk.built()
    for number in range(9, 19):
        desk.drop(f"documents/more/{number}.txt")
    before = desk.tree()
    stopped = desk.build(accept_loss=9)
    assert stopped.stopped
    assert found(stopped, "too-many-removed").hint.endswith("--accept-loss 10.")
    assert desk.tree() == before
    assert desk.built(accept_loss=10).counts["articles"] == 5


def test_a_foreign_folder_is_refused_untouched(desk):
    desk.public.mkdir()
    (desk.public / "thesis.doc").write_text("mine")
    with pytest.raises(NotOurFolderError):
        desk.build()
    assert tree(desk.public) == {"thesis.doc": b"mine"}


def test_a_foreign_file_in_the_site_is_never_touched(copied):
    own = copied.public / "articles" / "notes.txt"
    own.write_text("mine")
    copied.drop("documents/lighthouse.txt")
    copied.built()
    copied.built(clean=True)
    assert own.read_text() == "mine"


def test_a_clean_build_in_place_files_by_a_topics_new_rule(copied):
    rule = "match: {threshold: 0.5, phrases: {sandholm: 1.0, a: 0.1}}"
    copied.write("topics/anew.md", f"---\ntitle: Anew\nsummary: What is told of the isle.\n{rule}\n---\n\nAll of it.\n")
    copied.built(clean=True)
    scores = [score.topic for name in copied.archive().articles() for score in copied.archive().filed(name).scores]
    assert "anew" in scores
    assert copied.tree() == copied.clean()


def test_files_that_were_deleted_or_altered_are_made_again(copied):
    before = copied.tree()
    (copied.public / "index.html").write_text("defaced")
    (copied.public / "feed.xml").unlink()
    shutil.rmtree(copied.public / "topics")
    shutil.rmtree(copied.public / "search")
    copied.built()
    assert copied.tree() == before


def test_a_clean_build_reads_everything_and_leaves_no_page_of_the_past(copied):
    copied.drop("documents/lighthouse.txt")
    outcome = copied.built(clean=True)
    assert outcome.counts["read"] == 4
    assert copied.tree() == copied.clean()
    assert outcome.counts["deleted"] > 0
    assert "index.html" in outcome.changes.changed
    assert "404.html" not in outcome.changes.changed


def test_after_its_state_is_lost_a_site_is_made_anew_and_what_is_left_of_it_is_named(copied):
    shutil.rmtree(copied.state)
    copied.drop("documents/lighthouse.txt")
    stray = found(copied.built(), "stray-file")
    assert stray.severity == "warning"
    assert stray.path in copied.tree()
    assert "stray-file" not in codes(copied.built())


def test_an_archive_of_another_version_is_filled_anew(copied):
    with sqlite3.connect(copied.state / ARCHIVE) as database:
        database.execute("DROP TABLE events")
        database.execute("CREATE TABLE old (a)")
        database.execute("PRAGMA user_version = 99")
    copied.drop("documents/lighthouse.txt")
    copied.built()
    assert copied.tree() == copied.clean()


def test_state_in_a_folder_with_odd_signs_is_no_hindrance(desk):
    desk.built(state=desk.folder / "50% done? #1 [ü]")
    assert (desk.public / "index.html").exists()


def test_an_article_that_becomes_a_copy_of_another_and_both_that_go_leave_nothing(copied):
    copied.document(
        "lighthouse-again.txt", UNDATED.replace("Hands Over", "Gives Up") + "\nNobody else had a key to it.\n"
    )
    copied.built()
    assert copied.tree() == copied.clean()
    copied.drop("documents/lighthouse-again.txt")
    copied.drop("documents/lighthouse.txt")
    copied.built()
    assert copied.tree() == copied.clean()


# ---------------------------------------------------------------- a crash in the midst of publication


class PowerCutError(Exception):
    pass


class CutAfter:
    """A watcher that brings the build down when so many files have moved."""

    def __init__(self, moves: int) -> None:
        self.left = moves
        self.publishing = False

    def stage(self, name: str, _: int) -> None:
        self.publishing = name == "publish"

    def step(self, _: int) -> None:
        if self.publishing:
            self.left -= 1
            if self.left == 0:
                raise PowerCutError


@pytest.mark.parametrize("moves", [1, 4, 9])
@pytest.mark.parametrize("after", ["nothing", "undone", "fault"])
def test_what_a_crash_cut_off_is_finished_by_the_next_build(copied, moves, after):
    copied.document("beacon.txt", report(1))
    copied.drop("documents/wire.jsonl")
    with pytest.raises(PowerCutError):
        build(copied.plan(), CutAfter(moves))
    if after == "undone":
        copied.drop("documents/beacon.txt")
        copied.document("wire.jsonl", json.dumps(WIRE))
    elif after == "fault":
        copied.write("rulings.yaml", "- ruling: [\n")
        assert copied.build().stopped
        copied.drop("rulings.yaml")
    copied.built()
    assert copied.tree() == copied.clean()
    assert not (copied.state / "journal.json").exists()
    assert not (copied.state / "staging").exists()
    assert copied.built().counts["written"] == 0


def test_what_a_crash_published_of_an_article_leaves_the_site_when_that_is_withdrawn_alone(copied):
    """The cut-off build is finished by one that a fault in content stops: it knows nothing of the files but their paths."""
    copied.document("beacon.txt", report(1))
    with pytest.raises(PowerCutError):
        build(copied.plan(), CutAfter(1))
    name = copied.article("crew-seal")
    copied.write("rulings.yaml", ruling("withdraw", name))
    copied.write("sources.yaml", "- id: [\n")
    assert "withdrawn-alone" in codes(copied.build())
    assert [path for path, content in copied.tree().items() if name in path or name.encode() in content] == []


def test_an_editors_preview_has_its_pages_before_the_search_index(copied):
    copied.document("beacon.txt", report(1))
    before, seen = copied.tree(), []

    def ready(outcome: Report) -> None:
        seen.append((outcome.counts["written"], copied.tree()))

    outcome = build(copied.plan(), ready=ready)
    (*_, (written, between)) = seen
    moved = {path for path in between.keys() | before.keys() if between.get(path) != before.get(path)}
    assert "index.html" in moved
    assert [path for path in moved if path.startswith("search/")] == []
    after = {path for path, content in copied.tree().items() if content != between.get(path)}
    assert after
    assert {path.partition("/")[0] for path in after} == {"search"}
    assert outcome.counts["written"] == written + len(after)
    assert set(outcome.changes.added) | set(outcome.changes.changed) == (moved | after) - set(outcome.changes.deleted)
    assert copied.tree() == copied.clean()
    assert copied.built().counts["written"] == 0


def test_an_editors_preview_has_what_was_edited_before_all_other_pages(copied):
    path, seen = next((copied.content / "topics").glob("*.md")), []
    path.write_text(f"{path.read_text()}\nMore is told here.\n")
    outcome = build(copied.plan(), ready=lambda told: seen.append(told.changes))
    first, second = seen
    assert first.changed == (f"topics/{path.stem}/index.html",)
    assert "index.html" not in first.changed
    assert {*first.changed}.isdisjoint(second.changed)
    assert {*first.changed, *second.changed} <= {*outcome.changes.changed}
    assert copied.tree() == copied.clean()
    assert copied.built().counts["written"] == 0


def test_a_preview_that_is_cut_off_before_its_search_index_stands_is_finished(copied):
    def ready(_: Report) -> None:
        raise PowerCutError

    copied.document("beacon.txt", report(1))
    with pytest.raises(PowerCutError):
        build(copied.plan(), ready=ready)
    copied.drop("documents/wire.jsonl")
    copied.built()
    assert copied.tree() == copied.clean()
    assert copied.built().counts["written"] == 0


def test_a_preview_looks_again_at_what_it_was_told_of_when_its_build_was_cut_off(copied, monkeypatch):
    def fail(*_: object) -> None:
        raise PowerCutError

    preview = Preview(copied.plan())
    preview.build(lambda _: None)
    preview.moved([str(copied.document("beacon.txt", report(1)).resolve())])
    monkeypatch.setattr("sitegen.gather.gather", fail)
    with pytest.raises(PowerCutError):
        preview.build(lambda _: None)
    monkeypatch.undo()
    preview.build(lambda _: None)
    assert copied.tree() == copied.clean()


def test_a_preview_follows_documents_that_come_change_and_go(copied):
    preview = Preview(copied.plan())
    preview.build(lambda _: None)
    path = copied.content / "documents/beacon.txt"
    for text in (report(1), report(2), report(2), None, report(1)):
        path.unlink() if text is None else path.write_text(text, "utf-8")
        preview.moved([str(path.resolve())])
        preview.build(lambda _: None)
        assert copied.tree() == copied.clean()


def test_new_files_come_first_and_the_front_page_last(copied):
    copied.document("beacon.txt", report(1))
    held = set(copied.tree())
    with pytest.raises(PowerCutError):
        build(copied.plan(), CutAfter(1))
    moves = json.loads((copied.state / "journal.json").read_text())["moves"]
    hubs = {"index.html", "topics/index.html", "feed.xml", "feed.json", "data/index.json", "sitemap.xml"}
    ranks = [2 if path in hubs else int(path in held) for path in moves]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


# ---------------------------------------------------------------- rulings


def test_rulings_on_title_source_and_date_are_obeyed_by_any_id_of_an_article(copied):
    alias = copied.archive().filed(copied.article(STRIKE)).aliases[0]
    copied.write(
        "rulings.yaml",
        ruling("title", alias, "Ferries Stand Still")
        + ruling("source", copied.article("lighthouse"), "tide-wire")
        + ruling("published", copied.article("lighthouse"), "[2026-01..2026-02]"),
    )
    outcome = copied.built()
    assert outcome.problems == ()
    row = copied.archive().row(copied.article("lighthouse"))
    assert (row.source, row.edtf, row.day) == ("tide-wire", "[2026-01..2026-02]", "2026-01-01")
    assert copied.archive().row(copied.article(STRIKE)).title == "Ferries Stand Still"
    assert copied.tree() == copied.clean()


def test_rulings_put_articles_into_topics_and_out_of_them(copied):
    strike, lighthouse = copied.article(STRIKE), copied.article("lighthouse")
    copied.write(
        "rulings.yaml", ruling("topic-out", strike, "ferry-strike") + ruling("topic-in", lighthouse, "ferry-strike")
    )
    copied.built()
    assert lighthouse in copied.archive().listed("topics", "ferry-strike")
    assert strike not in copied.archive().listed("topics", "ferry-strike")


def test_values_of_one_subject_stand_side_by_side_on_their_topics_page_and_in_its_data(copied):
    for name, text in {
        "one": "There are some 40 sailors in Port Averel and 19 in Sandholm. They wait for the end of the ferry strike.",
        "two": "There are about 55 sailors in Port Averel. Nobody had told the night crews of the ferry strike.",
    }.items():
        copied.document(
            f"{name}.txt", f"Ferry Strike, Day {name.title()}\n\n4 March 2026\n\n{text} Ferry crews sang.\n"
        )
    copied.built(private=True)
    names = [one for one in copied.archive().articles() if one.startswith("ferry-strike-day")]
    rulings = [ruling("topic-in", name, "ferry-strike") for name in names]
    copied.write("rulings.yaml", "".join(rulings))
    copied.built(private=True)
    data = json.loads(copied.page("topics/ferry-strike/index.json"))
    values = {one["subject"]: [value["text"] for value in one["values"]] for one in data["figures"]}
    assert values["sailors, Port Averel"] == ["some 40 sailors", "about 55 sailors"]
    assert values["sailors, Sandholm"] == ["19 [sailors]"]
    told = [one for one in data["differences"] if one["subject"] == "sailors, Port Averel"]
    assert [(one["confirmed"], len(one["positions"])) for one in told] == [(False, 2)]
    assert "about 55 sailors" in copied.page("topics/ferry-strike/index.html")


def test_an_article_that_credits_an_agency_is_told_to_rewrite_its_report_of_the_story(copied):
    strike, wire = copied.article(STRIKE), copied.article("council-lets")
    copied.write("rulings.yaml", ruling("same-story", strike, wire))
    copied.built()
    archive = copied.archive()
    filed = archive.filed(strike)
    context = Context(archive, load(copied.content)[0], Wording(locale("en"), str))
    credited = replace(filed, article=replace(filed.article, agency="Tide Wire"))
    assert [data.origin(context, one) for one in (filed, credited)] == [None, wire]


def test_a_copy_is_told_from_an_excerpt_and_from_another_version(copied):
    parts = zip(WORDS[::3], WORDS[1::3], WORDS[2::3], strict=False)
    lines = [f"The {one} of {two} was hauled to the {three} yard by its crew." for one, two, three in parts]
    other = [line if place % 3 else line.replace("hauled", "towed with ropes") for place, line in enumerate(lines[:22])]
    texts = {"whole": lines[:24], "again": [*lines[:23], lines[23].upper()], "part": lines[:10], "version": other}
    for name, text in texts.items():
        copied.document(f"yard/{name}.txt", "\n\n".join(("Yard Counts Its Wood", "4 March 2026", *text)))
    copied.built()
    kinds = {copy.document: copy.kind for copy in copied.archive().filed(copied.article("yard-counts")).copies}
    told = {"whole": "copy", "again": "copy", "part": "excerpt", "version": "version"}
    assert kinds == {f"yard/{name}.txt": kind for name, kind in told.items()}


def test_a_ruling_that_two_reports_are_no_copies_parts_them(copied):
    strike = copied.article(STRIKE)
    (alias,) = copied.archive().filed(strike).aliases
    copied.write("rulings.yaml", ruling("not-a-copy", alias, strike))
    assert copied.built().counts["articles"] == 5
    assert copied.page(f"articles/{alias}/index.html").count("<h1") == 1
    assert "Ferry Crews Walk Out" in copied.page(f"articles/{alias}/index.html")


def test_rulings_make_stories_and_part_them(copied):
    strike, boats, wire = (copied.article(start) for start in (STRIKE, "boats-stay", "council-lets"))
    (alias,) = copied.archive().filed(strike).aliases
    copied.write("rulings.yaml", ruling("not-same-story", alias, boats) + ruling("same-story", wire, alias))
    copied.built()
    story = {name: copied.archive().row(name).story for name in (strike, boats, wire)}
    assert story[strike] == story[wire] != story[boats]


def test_rulings_hide_a_sentence_and_a_name_wherever_they_are_published(copied):
    name = copied.article(STRIKE)
    sentence = copied.archive().filed(name).sentences[1]
    text = copied.archive().filed(name).article.text
    words, hidden = text[sentence.start : sentence.end], "Averel Ferry"
    assert words.encode() in b"".join(copied.tree().values())
    assert hidden in text
    copied.write(
        "rulings.yaml",
        f"- {{ruling: hide-sentence, article: {name}, sentence: {json.dumps(words)}}}\n"
        + ruling("hide-name", name, hidden),
    )
    copied.built()
    filed = copied.archive().filed(name)
    assert words not in filed.article.text
    assert hidden not in filed.article.text
    pages = [
        copied.tree()[f"articles/{name}/index.html"],
        *(data for path, data in copied.tree().items() if path.startswith("data/articles/")),
    ]
    assert not any(words.encode() in page for page in pages)


def test_a_ruling_names_who_speaks_in_a_sentence_or_nobody(copied):
    copied.document("gull.txt", "Gull Crews Rest\n\nPORT AVEREL, 4 March 2026 - Mara Quill said the crews met at noon on Monday. "
                                "She said the boats would rest until the tide turns again. The crews left for home.\n")  # fmt: skip
    copied.write("entities/people.yaml", "- {id: mara-quill, name: Mara Quill}\n- {id: ines-vale, name: Ines Vale}\n")
    copied.built()
    name = copied.article("gull-crews")
    _, said = copied.archive().filed(name).statements
    assert (said.speaker, said.pronoun) == ("mara-quill", True)
    for value, told in (("ines-vale", [("ines-vale", False)]), ("nobody", [])):
        copied.write(
            "rulings.yaml",
            f"- {{ruling: speaker, article: {name}, value: {value}, sentence: She said the boats would rest until the tide turns again.}}\n",
        )
        copied.built()
        assert [(one.speaker, one.pronoun) for one in copied.archive().filed(name).statements] == [
            ("mara-quill", False),
            *told,
        ]


def test_a_capital_that_speaks_is_its_government_on_whose_page_it_is_no_name(copied):
    copied.document(
        "gull.txt",
        "Gull Crews Rest\n\n4 March 2026\n\nKesteral said the crews of the gull boats would rest until the tide turns. "
        "Crews in Kesteral left for home.\n",
    )
    copied.write("entities/places.yaml", copied.read("entities/places.yaml") + "- {id: kesteral, name: Kesteral}\n")
    copied.write(
        "entities/organisations.yaml",
        copied.read("entities/organisations.yaml")
        + "- {id: state-office, name: State Office, aliases: [{text: Kesteral, metonym: true}]}\n",
    )
    copied.built(private=True)
    filed = copied.archive().filed(copied.article("gull-crews"))
    assert [one.entity for one in filed.mentions] == ["state-office", "kesteral"]
    assert [one.speaker for one in filed.statements] == ["state-office"]
    data = json.loads(copied.page("entities/state-office/index.json"))
    assert data["aliases"] == []
    assert [one["text"] for one in data["statements"]] == [
        "the crews of the gull boats would rest until the tide turns"
    ]


def test_a_ruling_that_matches_nothing_is_reported_with_its_line(copied):
    copied.write("rulings.yaml", ruling("title", "no-such-article-0a1b2c3d", "X"))
    one = found(copied.built(), "ruling-unmatched")
    assert (one.path, one.line, one.severity) == ("content/rulings.yaml", 1, "warning")


# ---------------------------------------------------------------- withdrawal

SECRET = (
    "Boats Stay in Harbour",
    "boats-stay-in-harbour",
    "Talks broke down shortly",
    "Lindqvist",
    "meridian/boats.md",
)


def says(content: bytes) -> list[str]:
    return [words for words in SECRET if words.encode() in content]


def test_a_withdrawn_article_leaves_every_page_feed_file_and_the_state(copied):
    name = copied.article("boats-stay")
    assert any(says(content) for content in copied.tree().values())
    copied.write("rulings.yaml", ruling("withdraw", name))
    copied.built()
    assert {path: says(content) for path, content in copied.tree().items() if says(content)} == {}
    assert [path for path in copied.tree() if "boats" in path] == []
    stone = copied.page(f"articles/{name[-8:]}/index.html")
    assert "noindex" in stone
    assert "10 March 2026" in stone
    state = {path: says(content) for path, content in tree(copied.state).items()}
    del state["changes.json"]  # it tells a host which addresses to forget
    assert {path: words for path, words in state.items() if words not in ([], ["meridian/boats.md"])} == {}
    assert copied.tree() == copied.clean()
    assert copied.built().counts["written"] == 0


def test_a_withdrawal_by_hash_alone_takes_all_copies(copied):
    strike = copied.article(STRIKE)
    (alias,) = copied.archive().filed(strike).aliases
    copied.write("rulings.yaml", ruling("withdraw", alias))
    copied.built()
    assert [path for path in copied.tree() if path.startswith(f"articles/{STRIKE}")] == []
    assert b"walked off their boats" not in b"".join(copied.tree().values())


def test_a_copy_that_comes_after_a_withdrawal_is_withdrawn_too(copied):
    copied.write("rulings.yaml", ruling("withdraw", copied.article(STRIKE)))
    copied.built()
    again = copied.content / "documents" / "courier" / "strike-again.txt"
    again.with_name(f"{again.name}.meta.yaml").write_text("published: 2026-01-11\n")
    copied.document("late/strike.txt", f"A Late Word\n\n{again.read_text().partition(chr(10))[2]}")
    copied.built()
    assert b"walked off their boats" not in b"".join(copied.tree().values())
    assert copied.tree() == copied.clean()


def test_what_only_a_document_that_goes_joined_to_a_withdrawn_article_is_shown_again(copied):
    copied.write("rulings.yaml", ruling("withdraw", copied.article(STRIKE)))
    copied.built()
    copied.drop("documents/courier/strike.txt")
    copied.built()
    assert copied.tree() == copied.clean()


def test_a_withdrawal_is_taken_back_by_deleting_it(copied):
    before = copied.tree()
    copied.write("rulings.yaml", ruling("withdraw", copied.article("boats-stay")))
    copied.built()
    copied.drop("rulings.yaml")
    copied.built()
    assert copied.tree() == before


def test_a_withdrawal_is_no_loss_to_be_guarded_even_when_its_document_goes_with_it(copied):
    names = copied.archive().articles()
    copied.write("rulings.yaml", "".join(ruling("withdraw", name) for name in names))
    shutil.rmtree(copied.content / "documents")
    (copied.content / "documents").mkdir()
    assert copied.built().counts["articles"] == 0


@pytest.mark.parametrize("fault", ["content", "guard"])
def test_nothing_stops_a_withdrawal(copied, fault):
    name = copied.article("boats-stay")
    about = copied.page("about/index.html")
    copied.write("rulings.yaml", ruling("withdraw", name))
    copied.edit("pages/about.md", "It keeps", "It holds")
    if fault == "content":
        copied.write("sources.yaml", "- id: [\n")
        copied.document("new.txt", UNDATED.replace("Lighthouse", "Beacon"))
    else:
        for path in (
            "courier/strike.txt",
            "courier/strike-again.txt",
            "meridian/boats.md",
            "wire.jsonl",
            "lighthouse.txt",
        ):
            copied.drop(f"documents/{path}")
    outcome = copied.build()
    assert outcome.stopped
    assert found(outcome, "withdrawn-alone").path == "content/rulings.yaml"
    assert outcome.counts["articles"] == 3
    assert {path for path, content in copied.tree().items() if says(content)} == set()
    assert (copied.public / "articles" / name[-8:] / "index.html").exists()
    assert copied.page("about/index.html") == about
    assert not [path for path in copied.tree() if "beacon" in path]
    again = copied.build()
    assert again.stopped
    assert "withdrawn-alone" not in codes(again)


def test_an_explainer_that_cites_a_withdrawn_article_says_so_without_its_words(copied):
    name = copied.article("boats-stay")
    sentence = copied.archive().filed(name).shown[0]
    copied.edit(
        "topics/ferry-strike.md", "Crews left their boats", f"Talks failed {{{{cite: {name}#{sentence}}}}}. Crews left"
    )
    copied.built()
    assert name in copied.page("topics/ferry-strike/index.html")
    copied.write("rulings.yaml", ruling("withdraw", name))
    assert "source-withdrawn" in codes(copied.built())
    page = copied.page("topics/ferry-strike/index.html")
    assert "Talks failed" in page
    assert not says(page.encode())


# ---------------------------------------------------------------- addresses, privacy, recording, dry runs


def test_another_copys_id_leads_to_the_article(shipped):
    strike = shipped.article(STRIKE)
    (alias,) = shipped.archive().filed(strike).aliases
    assert alias.startswith(COPY_ID)
    page = shipped.page(f"articles/{alias}/index.html")
    assert f'/articles/{strike}/"><meta' in page.replace("\n", "").replace(" ", "") or f'articles/{strike}/">' in page
    assert 'http-equiv="refresh" content="0; url=../' in page
    assert "noindex" in page
    assert alias not in shipped.page("sitemap.xml")


def test_a_private_view_is_marked_noindex_on_every_page_and_has_no_sitemap(desk):
    desk.built(private=True)
    pages = {path: content for path, content in desk.tree().items() if path.endswith(".html")}
    assert [path for path, content in pages.items() if b'<meta name="robots" content="noindex' not in content] == []
    assert "Disallow: /" in desk.page("robots.txt")
    assert not (desk.public / "sitemap.xml").exists()
    assert "nine days at the most" in desk.everything()


def test_a_private_view_and_the_public_site_may_take_turns_in_one_folder(copied):
    before = copied.tree()
    copied.built(private=True)
    copied.built()
    assert copied.tree() == before


def test_outputs_of_other_names_keep_states_of_their_own(copied):
    assert copied.plan().state_folder == copied.state
    assert copied.plan(output=copied.folder / "build").state_folder == copied.state / "build.state"
    before = copied.tree()
    copied.built(output=copied.folder / "build", private=True)
    assert copied.built().counts["written"] == 0
    assert copied.tree() == before


def test_a_release_is_recorded_once(copied):
    copied.built(record=True)
    ledger = copied.read("ledger.jsonl")
    (first,) = map(json.loads, ledger.splitlines())
    assert first["added"] == sorted(copied.archive().articles())
    copied.built(record=True)
    assert copied.read("ledger.jsonl") == ledger
    copied.edit("topics/ferry-strike.md", "stopped work in March", "were idle in March")
    copied.built(record=True)
    assert copied.read("ledger.jsonl") == ledger


def test_a_release_tells_what_was_added_changed_and_withdrawn(copied):
    copied.built(record=True)
    name, lighthouse = copied.article("boats-stay"), copied.article("lighthouse")
    copied.write("ledger.jsonl", copied.read("ledger.jsonl").rstrip("\n"))
    copied.write("rulings.yaml", ruling("withdraw", name) + ruling("title", lighthouse, "Keys Handed Over"))
    copied.document("beacon.txt", report(1))
    copied.built(record=True)
    first, last = map(json.loads, copied.read("ledger.jsonl").splitlines())
    assert last["added"] == [one for one in copied.archive().articles() if one not in first["added"]]
    assert last["changed"] == [lighthouse]
    assert last["withdrawn"] == [name]
    copied.built()
    assert not says(copied.everything().encode())
    assert copied.tree() == copied.clean()


def test_a_dry_run_writes_nothing_and_tells_what_a_build_would_do(copied):
    copied.built()
    copied.document("beacon.txt", report(1))
    (copied.public / "feed.xml").unlink()
    before = times(copied.folder)
    dry = copied.built(dry_run=True, record=True)
    assert times(copied.folder) == before
    real = copied.built()
    assert dry.changes == real.changes
    assert dry.counts["written"] == real.counts["written"]


def test_a_dry_run_where_nothing_was_built_yet_leaves_no_site(desk):
    outcome = desk.built(dry_run=True)
    assert outcome.counts["articles"] == 4
    assert not desk.public.exists()


# ---------------------------------------------------------------- addresses under any path


def links(page: str) -> list[str]:

    return re.findall(r'(?:href|src)="([^"]*)"', page)


def test_links_are_relative_everywhere_but_on_the_404_page(shipped):
    for path, content in shipped.tree().items():
        if path.endswith(".html"):
            rooted = [link for link in links(content.decode()) if link.startswith("/")]
            assert bool(rooted) == (path == "404.html"), (path, rooted)
            assert all(link.startswith("/averel/") for link in rooted)


def test_links_may_end_in_index_html(copied):
    copied.edit("site.toml", 'base_url = "https://archive.example/averel/"', 'base_url = ""\nlinks = "index"')
    copied.built()
    for path, content in copied.tree().items():
        if path.endswith(".html"):
            for link in links(content.decode()):
                target = link.partition("#")[0]
                if target and ":" not in target:
                    assert not target.endswith("/"), (path, link)
                    assert ((copied.public / path).parent / target).resolve().is_file() or path == "404.html", (
                        path,
                        link,
                    )


def test_an_address_given_on_the_command_line_takes_the_place_of_the_settings(copied):
    copied.built(base_url="https://other.example")
    assert "https://other.example/articles/" in copied.page("sitemap.xml")
    assert "archive.example/averel" not in copied.page("index.html")


def test_the_report_has_the_shape_of_the_contract(copied):
    copied.document("empty.txt", b"")
    told = json.loads(copied.built().as_json())
    assert list(told) == ["version", "counts", "seconds", "peak_bytes", "problems", "site"]
    assert list(told["counts"]) == [
        "documents", "read", "articles", "occurrences", "stories", "pages", "written", "deleted", "warnings", "errors",
    ]  # fmt: skip
    assert all(isinstance(number, int) for number in told["counts"].values())
    assert list(told["problems"][0]) == ["path", "line", "column", "code", "severity", "message", "hint"]
    assert told["problems"][0]["path"] == "empty.txt"
    assert told["peak_bytes"] > 10_000_000
    copied.write("rulings.yaml", "- ruling: [\n")
    stopped = json.loads(copied.build().as_json())
    assert list(stopped["counts"]) == list(told["counts"])
    assert stopped["counts"]["errors"] == 1


def test_copies_in_one_stitched_file_are_one_article(copied):
    copied.document("stitched.txt", f"{UNDATED}\n\n\n\n{COPY}")
    assert copied.built().counts["articles"] == 4
