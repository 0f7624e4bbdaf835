"""The command line: exit codes, words, and the verbs beside build."""

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import cli
from sitegen.plan import ARCHIVE
from tests.conftest import STRIKE, UNDATED, Desk, report, tree

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(monkeypatch):
    """``run(desk, *words)`` runs sitegen in the folder of an archive; gives exit code and all that it said."""

    def words(desk: Desk, *arguments: object) -> tuple[int, str]:
        monkeypatch.chdir(desk.folder)
        outcome = CliRunner().invoke(cli, [str(one) for one in arguments])
        if outcome.exception and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        return outcome.exit_code, outcome.output

    return words


@pytest.fixture
def build(run):
    return lambda desk, *arguments: run(desk, "build", "--jobs", 1, *arguments)


# ---------------------------------------------------------------- exit codes


def test_a_build_ends_with_0_and_one_line_that_sums_up(desk, build):
    code, said = build(desk)
    assert code == 0
    assert "4 articles from 5 occurrences in 5 documents" in said.splitlines()[-1]


def test_warnings_are_no_faults_but_for_the_strict(copied, build):
    copied.document("empty.txt", b"")
    code, said = build(copied)
    assert code == 0
    assert "empty.txt: warning[empty-document]" in said
    assert build(copied, "--strict")[0] == 1


def test_faults_in_content_end_with_1_and_name_file_line_and_column(copied, build):
    copied.edit("topics/ferry-strike.md", "accent: petrol", "colour: petrol")
    code, said = build(copied)
    assert code == 1
    assert "content/topics/ferry-strike.md:4:1: error[unknown-key]" in said
    assert "public is as it was" in said


def test_a_missing_content_folder_ends_with_1(desk, build):
    assert build(desk, "--content", "contents")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--no-such-option"),
        ("build", "--jobs", "many"),
        ("build", "--base-url", "ftp://example"),
        ("build", "--executor", "tcp://198.51.100.7:8786"),
        ("rebuild",),
        ("why",),
        ("export",),
        ("new",),
    ],
)
def test_wrong_usage_ends_with_2(copied, run, words):
    assert run(copied, *words)[0] == 2


def test_a_lock_that_is_held_ends_with_3(copied, build):
    with (copied.state / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, said = build(copied)
    assert code == 3
    assert "another build is at work here" in said
    assert build(copied)[0] == 0


def test_a_foreign_output_folder_ends_with_3_untouched(copied, build):
    other = copied.folder / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("mine")
    code, said = build(copied, "--output", "thesis")
    assert code == 3
    assert "not sitegen's" in said
    assert tree(other) == {"chapter.txt": b"mine"}


def test_a_damaged_archive_ends_with_3_and_says_what_to_do(copied, build):
    (copied.state / ARCHIVE).write_bytes(b"no database" * 500)
    code, said = build(copied)
    assert code == 3
    assert "delete its folder" in said


def test_a_report_that_cannot_be_written_ends_with_3(copied, build):
    assert build(copied, "--report", "no/such/folder/report.json")[0] == 3


def obey_interruptions() -> None:
    """Undo what a shell does to its background jobs, before the program starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_ends_with_130_and_the_site_stands(copied, jobs):
    for number in range(400):
        copied.document(f"more/{number}.txt", report(number))
    before = copied.tree()
    command = [sys.executable, "-m", "sitegen", "build", "--jobs", jobs]
    with subprocess.Popen(
        command, cwd=copied.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=obey_interruptions,  # noqa: PLW1509 — this process has one thread
    ) as process:  # fmt: skip
        for line in process.stderr:
            if "Reading documents" in line:
                break
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert copied.tree() == before
    copied.built()


# ---------------------------------------------------------------- options of build


def test_the_report_is_written_where_it_is_wanted_on_faults_too(copied, build):
    build(copied, "--report", "report.json")
    assert json.loads((copied.folder / "report.json").read_text())["counts"]["articles"] == 4
    copied.write("sources.yaml", "- id: [\n")
    assert build(copied, "--report", "report.json")[0] == 1
    assert json.loads((copied.folder / "report.json").read_text())["problems"][0]["path"] == "content/sources.yaml"


def test_a_dry_run_lists_what_would_change(copied, build):
    copied.document("beacon.txt", report(1))
    before = copied.tree()
    code, said = build(copied, "--dry-run")
    assert code == 0
    assert "dry run: nothing was changed" in said
    assert "  changed: index.html" in said
    assert copied.tree() == before


def test_another_corpus_takes_the_place_of_contents_documents(copied, build):
    corpus = copied.folder / "corpus"
    corpus.mkdir()
    (corpus / "one.txt").write_text(UNDATED)
    (copied.folder / "corpus2").mkdir()
    (copied.folder / "corpus2" / "one.txt").write_text(report(3))
    code, said = build(copied, "--private", "--output", "build", "--documents", "corpus", "--documents", "corpus2")
    assert code == 0
    assert "2 articles from 2 occurrences in 2 documents" in said
    assert copied.article(STRIKE)


def test_other_templates_make_other_pages(copied, build):
    theme = copied.folder / "theme"
    subprocess.run(["cp", "-r", str(ROOT / "templates"), str(theme)], check=True)
    page = theme / "notfound.html"
    page.write_text(page.read_text("utf-8").replace("{% block main %}", "{% block main %}<p>Gone fishing</p>"), "utf-8")
    assert build(copied, "--templates", "theme")[0] == 0
    assert "Gone fishing" in copied.page("404.html")
    assert build(copied)[0] == 0
    assert "Gone fishing" not in copied.page("404.html")


def test_progress_is_plain_lines_where_there_is_no_terminal(copied, build):
    build(copied)
    copied.document("beacon.txt", report(1))
    said = build(copied)[1]
    assert [line for line in said.splitlines() if line.startswith("Reading documents: ")]
    assert "\x1b" not in said


# ---------------------------------------------------------------- the start


def test_the_program_starts_without_what_only_some_command_needs():
    command = [sys.executable, "-c", "import sys, sitegen.cli; print(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {one for one in loaded if one.startswith("sitegen")} == {"sitegen", "sitegen.cli"}
    assert not loaded & {"logging", "sqlite3", "multiprocessing", "msgspec", "numpy", "pydantic", "rich", "yaml"}


# ---------------------------------------------------------------- the other verbs


def test_every_command_has_help_with_an_example(run, copied):
    for name in cli.commands:
        code, said = run(copied, name, "--help")
        assert code == 0
        assert f"sitegen {name}" in said.partition("Examples:")[2], name
        assert len(said.splitlines()) > 5


def test_verify_finds_no_difference_and_then_the_planted_ones(copied, run):
    assert run(copied, "verify", "--jobs", 1)[0] == 0
    page = copied.public / "index.html"
    page.write_bytes(page.read_bytes().replace(b"harbour town", b"harbour city"))
    (copied.public / "feed.xml").unlink()
    (copied.public / "mine.txt").write_text("mine")
    code, said = run(copied, "verify", "--jobs", 1)
    assert code == 1
    assert "index.html: error[other-bytes]" in said
    assert "feed.xml: error[missing-file]" in said
    assert "mine.txt: error[stray-file]" in said
    assert "3 differences" in said


def test_verify_stops_at_faults_in_content(copied, run):
    copied.write("sources.yaml", "- id: [\n")
    assert run(copied, "verify", "--jobs", 1)[0] == 1


def test_a_new_archive_builds_without_a_problem(desk, run):
    assert run(desk, "new", "fresh")[0] == 0
    fresh = Desk(desk.folder / "fresh")
    outcome = fresh.built()
    assert outcome.problems == ()
    assert outcome.counts["articles"] >= 1
    explainer = (fresh.public / "topics" / "ferry-strike" / "index.html").read_text()
    assert explainer.count('class="c"') == 3  # the first thing that an editor copies cites its sentences
    assert "/public/" in (fresh.folder / ".gitignore").read_text()
    code, said = run(desk, "new", "fresh")
    assert code == 2
    assert "not empty" in said


def test_why_tells_of_an_id_an_alias_and_a_document(copied, run):
    strike = copied.article(STRIKE)
    (alias,) = copied.archive().filed(strike).aliases
    for name in (strike, alias, "courier/strike.txt"):
        code, said = run(copied, "why", name)
        assert code == 0
        assert strike in said
        assert "basis: stated" in said
    assert json.loads(run(copied, "why", alias, "--json")[1])[0]["source"] == "harbour-courier"
    assert run(copied, "why", "nothing-like-it")[0] == 2


def test_what_needs_an_archive_says_so_where_there_is_none(desk, run):
    for words in (("why", "x"), ("export", "x.sqlite")):
        code, said = run(desk, *words)
        assert code == 3
        assert "Run sitegen build first" in said


def test_export_writes_one_file_once(copied, run):
    assert run(copied, "export", "out.sqlite")[0] == 0
    with sqlite3.connect(copied.folder / "out.sqlite") as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (4,)
    assert run(copied, "export", "out.sqlite")[0] == 3


def test_export_of_a_private_archive_within_the_rights_is_refused(desk, build, run):
    build(desk, "--private")
    assert run(desk, "export", "out.sqlite")[0] == 2
    assert not (desk.folder / "out.sqlite").exists()
    assert run(desk, "export", "out.sqlite", "--private")[0] == 0


def test_export_and_check_stop_at_faults_in_content(copied, run):
    copied.write("sources.yaml", "- id: [\n")
    assert run(copied, "export", "out.sqlite")[0] == 1
    assert run(copied, "check")[0] == 1


def test_check_finds_nothing_in_a_site_as_built(copied, run):
    code, said = run(copied, "check")
    assert (code, said.count("error[")) == (0, 0), said


def test_the_command_works_as_a_module():
    command = [sys.executable, "-m", "sitegen", "--version"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert "version" in done.stdout
