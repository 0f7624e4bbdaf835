"""The site in its place: kept as it was made, restored where it isn't, whole again after a crash at any point."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sitegen import gather
from sitegen.archive.queries import Archive
from sitegen.archive.store import Store
from sitegen.build import build
from sitegen.plan import ARCHIVE
from sitegen.site import publish
from tests.archive.dump import dump
from tests.conftest import WIRE, Desk, codes, report

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _old(monkeypatch):
    """Trust the stat of files however fresh they are: an archive at rest."""
    monkeypatch.setattr(gather, "FRESH_NS", 0)


@pytest.fixture
def rested(copied) -> Desk:
    """The built archive, with the stat of its copied documents noted."""
    copied.built()
    return copied


def holds(desk: Desk) -> None:
    """Hold that site and archive are what a clean build gives, and that nothing is left to do."""
    wanted, held = desk.clean(), desk.tree()
    assert sorted(path for path in held.keys() | wanted.keys() if held.get(path) != wanted.get(path)) == []
    assert dump(desk.state / ARCHIVE) == dump(desk.folder / "elsewhere" / "state" / ARCHIVE)
    assert not (desk.state / "journal.json").exists()
    assert not (desk.state / "staging").exists()
    assert desk.built().counts["written"] == 0


def stamps(*folders: Path) -> dict[Path, tuple[int, int, int]]:
    """Return inode, size and mtime of everything in folders, and of themselves."""
    found = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path in found for stat in [path.lstat()]}


# ---------------------------------------------------------------- nothing changed


def test_a_build_in_which_nothing_changed_writes_nothing_at_all(rested):
    before = stamps(rested.public, rested.state, rested.content)
    outcome = rested.built()
    assert stamps(rested.public, rested.state, rested.content) == before
    assert (outcome.counts["read"], outcome.counts["written"], outcome.counts["deleted"]) == (0, 0, 0)
    assert outcome.counts["articles"] == 4
    assert outcome.counts["pages"] == sum(path.endswith(".html") for path in rested.tree())


def test_what_was_wrong_is_said_again_by_a_build_in_which_nothing_changed(copied):
    copied.document("empty.txt", b"")
    copied.document("link.txt", "x").unlink()
    (copied.content / "documents" / "link.txt").symlink_to(copied.content / "site.toml")
    copied.write("rulings.yaml", "- {ruling: title, article: none-0a1b2c3d, value: X, reason: So., day: 2026-03-10}\n")
    copied.edit("topics/ferry-strike.md", "Crews left", "So {{cite: none-0a1b2c3d#s-000001}}. Crews left")
    first = copied.built()
    assert {"empty-document", "link", "ruling-unmatched", "citations-not-held"} <= set(codes(first))
    before = stamps(copied.public, copied.state)
    assert copied.built().problems == first.problems
    assert stamps(copied.public, copied.state) == before


def test_an_archive_that_is_read_while_nobody_writes_leaves_no_file_beside_it(rested):
    before = stamps(rested.state)
    with closing(Archive(rested.state / ARCHIVE, still=True)) as archive:
        assert len(archive.articles()) == 4
        assert dict(archive.db.execute("SELECT path, stat FROM documents"))
        assert stamps(rested.state) == before
    assert stamps(rested.state) == before


def test_a_build_in_which_nothing_changed_loads_little_of_the_program(rested):
    heavy = ("sitegen.update", "sitegen.content", "sitegen.stages", "jinja2", "numpy", "lxml", "mistune", "pydantic")
    program = (
        "import sys; from pathlib import Path; from sitegen.build import build; from sitegen.plan import Plan; "
        "outcome = build(Plan(content=Path('content'), jobs=1)); "
        f"print(outcome.counts['written'], [name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=rested.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "0 []\n"


# ---------------------------------------------------------------- what stands otherwise than it was written

FILES = (
    "index.html", "404.html", "feed.xml", "robots.txt", "sitemap.xml", "articles/{strike}/index.html",
    "articles/{copy}/index.html", "data/index.json", "data/index.html", "data/articles/2026-03.jsonl",
    "topics/ferry-strike/index.json", "assets/*.css", "search/index/shards.json", "search/index/*/*/pages.txt",
    "search/index/*/*.pf_fragment", "search/index/*/*.js",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", ["missing", "altered", "longer"])
def test_a_file_that_is_missing_or_altered_is_restored_alone(rested, name, harm):
    strike = rested.article("ferry-crews")
    (copy,) = rested.archive().filed(strike).aliases
    path = min(rested.public.glob(name.format(strike=strike, copy=copy)))
    before, content = stamps(rested.public), path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(content + b"x" if harm == "longer" else content[::-1])
    outcome = rested.built()
    assert path.read_bytes() == content
    after = stamps(rested.public)
    assert {one for one in before if before[one] != after[one] and one.is_file()} == {path}
    assert outcome.counts["written"] == 1
    assert outcome.changes.added == outcome.changes.changed == outcome.changes.deleted == ()
    before = stamps(rested.public, rested.state)
    rested.built()
    assert stamps(rested.public, rested.state) == before


def test_a_site_that_is_gone_is_made_anew(rested):
    before = rested.tree()
    for path in rested.public.iterdir():
        if path.name != publish.MARKER:
            subprocess.run(["rm", "-r", path], check=True)
    rested.built()
    assert rested.tree() == before
    holds(rested)


def test_files_of_others_stay_whatever_happens_around_them(rested):
    theirs = {"notes.txt": b"mine", "articles/mine/index.html": b"mine", "dates/1999/index.html": b"mine"}
    for name, content in theirs.items():
        (rested.public / name).parent.mkdir(parents=True, exist_ok=True)
        (rested.public / name).write_bytes(content)
    stamp = {name: stamps(rested.public / name) for name in theirs}
    rested.drop("documents/lighthouse.txt")
    rested.document("beacon.txt", report(1))
    rested.built()
    rested.built(clean=True)
    rested.edit("site.toml", "The Averel Archive", "The Averel Record")
    rested.built()
    assert {name: stamps(rested.public / name) for name in theirs} == stamp
    for name in theirs:
        (rested.public / name).unlink()
    holds(rested)


def test_a_file_that_was_harmed_before_a_build_that_failed_is_restored_by_the_next(rested, tmp_path):
    subprocess.run(["cp", "-r", ROOT / "templates", tmp_path / "theme"], check=True)
    rested.usual = {"templates": tmp_path / "theme"}
    (rested.public / "feed.xml").write_text("defaced")
    path = tmp_path / "theme" / "day.html"
    text = path.read_text("utf-8")
    path.write_text(text + "{% broken %}", "utf-8")
    rested.document("beacon.txt", report(1))
    assert rested.build().stopped
    path.write_text(text, "utf-8")
    rested.built()
    holds(rested)


# ---------------------------------------------------------------- crashes


class PowerCutError(Exception):
    pass


class CutAt:
    """A watcher that brings a build down in a stage: at its start, or after so many steps."""

    def __init__(self, stage: str, steps: int) -> None:
        self.at, self.left, self.now = stage, steps, ""

    def stage(self, name: str, _: int) -> None:
        self.now = name
        if (name, self.left) == (self.at, 0):
            raise PowerCutError

    def step(self, _: int) -> None:
        if self.now == self.at:
            self.left -= 1
            if self.left == 0:
                raise PowerCutError


def updated(desk: Desk) -> None:
    """Change a bit of everything: an article comes, one goes, one is ruled, a name and an explainer change."""
    desk.document("beacon.txt", report(1))
    desk.drop("documents/wire.jsonl")
    desk.write(
        "rulings.yaml",
        f"- {{ruling: title, article: {desk.article('lighthouse')}, value: Keys, reason: So., day: 2026-03-10}}\n",
    )
    desk.edit("entities/places.yaml", "An island in the bay", "A small island")
    desk.edit("topics/ferry-strike.md", "Crews left", "All crews left")


def undone(desk: Desk) -> None:
    """Take that back."""
    desk.drop("documents/beacon.txt")
    desk.document("wire.jsonl", json.dumps(WIRE) + "\n")
    desk.drop("rulings.yaml")
    desk.edit("entities/places.yaml", "A small island", "An island in the bay")
    desk.edit("topics/ferry-strike.md", "All crews left", "Crews left")


POINTS = (
    ("find", 0), ("content", 0), ("read", 0), ("read", 1), ("stories", 0), ("file", 0), ("file", 1), ("check", 0),
    ("pages", 0), ("pages", 1), ("search", 0), ("publish", 0), ("publish", 1), ("publish", 7), ("publish", 20),
)  # fmt: skip


@pytest.mark.parametrize(("stage", "steps"), POINTS)
def test_a_build_that_is_cut_off_between_any_two_steps_is_finished_by_the_next(rested, stage, steps):
    updated(rested)
    with pytest.raises(PowerCutError):
        build(rested.plan(), CutAt(stage, steps))
    rested.built()
    holds(rested)


@pytest.mark.parametrize(
    ("stage", "steps"), [("file", 1), ("pages", 1), ("search", 0), ("publish", 1), ("publish", 20)]
)
def test_a_build_that_is_cut_off_and_whose_reason_is_taken_back_leaves_no_trace(rested, stage, steps):
    before = rested.tree()
    updated(rested)
    with pytest.raises(PowerCutError):
        build(rested.plan(), CutAt(stage, steps))
    undone(rested)
    rested.built()
    assert rested.tree() == before
    holds(rested)


def test_before_its_publication_a_build_that_is_cut_off_has_touched_nothing_of_the_site(rested):
    before = stamps(rested.public)
    updated(rested)
    for stage in ("read", "file", "pages", "search", "publish"):
        with pytest.raises(PowerCutError):
            build(rested.plan(), CutAt(stage, 0))
        assert stamps(rested.public) == before, stage


def power_cut(*_: object, **__: object) -> None:
    raise PowerCutError


CUTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before the journal stands": lambda patch: patch.setattr(publish, "_write_journal", power_cut),
    "when the journal stands": lambda patch: patch.setattr(publish, "_carry_out", power_cut),
    "before deletions": lambda patch: patch.setattr(publish, "_prune", power_cut),
    "before sizes and times are noted": lambda patch: patch.setattr(Store, "put_stats", power_cut),
    "when all is noted, before the journal goes": lambda patch: patch.setattr(publish, "settle", power_cut),
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_publication_that_is_cut_off_is_finished_by_the_next_build(rested, monkeypatch, cut):
    updated(rested)
    with monkeypatch.context() as patch:
        CUTS[cut](patch)
        with pytest.raises(PowerCutError):
            rested.build()
    rested.built()
    holds(rested)


@pytest.mark.parametrize("cut", ["when the journal stands", "when all is noted, before the journal goes"])
def test_a_build_that_is_cut_off_while_it_finishes_another_is_finished_too(rested, monkeypatch, cut):
    updated(rested)
    with pytest.raises(PowerCutError):
        build(rested.plan(), CutAt("publish", 3))
    for _ in range(2):
        with monkeypatch.context() as patch:
            CUTS[cut](patch)
            with pytest.raises(PowerCutError):
                rested.build()
    undone(rested)
    rested.built()
    holds(rested)


KILLED = """
import os, signal
from pathlib import Path
from sitegen.build import build
from sitegen.plan import Plan

class Killer:
    now, left = "", {steps}
    def stage(self, name, _):
        self.now = name
    def step(self, _):
        if self.now == "{stage}":
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    build(Plan(content=Path("content"), jobs={jobs}), Killer())
"""


@pytest.mark.parametrize(("stage", "steps", "jobs"), [("file", 1, 1), ("pages", 1, 2), ("publish", 9, 1)])
def test_a_build_that_is_killed_outright_is_finished_by_the_next(rested, stage, steps, jobs):
    updated(rested)
    (rested.folder / "killed.py").write_text(KILLED.format(stage=stage, steps=steps, jobs=jobs))
    done = subprocess.run(
        [sys.executable, "killed.py"],
        cwd=rested.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    rested.built()
    holds(rested)
