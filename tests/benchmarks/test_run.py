"""The command: an earlier run is written again as tables and charts; what is not installed is skipped and said so."""

import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from tests.benchmarks import run
from tests.benchmarks.rivals import HUGO
from tests.benchmarks.rows import BOTH, OURS, STATS, Bench, Figure, Sizes, measured

FIGURES = [
    Figure(row, side, articles, "tmpfs", seconds * articles / 1_000)
    for row, side, seconds in (("cold", OURS, 3.0), ("cold", BOTH, 2.0), ("one article added", OURS, 0.1))
    for articles in (1_000, 10_000)
]


@pytest.fixture
def earlier(tmp_path):
    """A file with the figures of an earlier run."""
    known = {"date": "2026-11-21", "machine": "a machine", "versions": ["Hugo 0"], "command": "…", "rounds": 5}
    path = tmp_path / "earlier.json"
    path.write_text(json.dumps({**known, "sizes": asdict(Sizes()), "figures": [asdict(one) for one in FIGURES]}))
    return path


def test_tables_and_charts_are_made_of_the_figures_of_an_earlier_run(earlier, tmp_path, monkeypatch):
    results, picture = tmp_path / "RESULTS.md", tmp_path / "cost.svg"
    arguments = ("--from", str(earlier), "--results", str(results), "--chart", str(picture))
    monkeypatch.setattr(sys, "argv", ["run", *arguments])
    run.main()
    assert (
        "| first build, 10,000 articles | Hugo + Pagefind | ≤ 2.0 ×, ≤ 1 GB | 1.5 × | 1.50 × (30.00 s to 20.00 s"
        in (results.read_text("utf-8"))
    )
    assert json.loads(results.with_suffix(".json").read_bytes()) == json.loads(earlier.read_bytes())
    assert "sitegen: one article added" in picture.read_text("utf-8")


def test_earlier_runs_of_the_same_sizes_are_told_as_one(earlier):
    one = json.loads(earlier.read_bytes())
    other = {**one, "command": "later", "rounds": 9, "figures": one["figures"][:1]}
    joined = run._joined([one, other, other])
    assert joined["figures"] == [*one["figures"], *other["figures"] * 2]
    assert (joined["rounds"], joined["command"]) == (9, f"{one['command']}`, `later")
    with pytest.raises(ValueError, match="different sizes"):
        run._joined([one, {**one, "sizes": {}}])


def test_a_rival_that_is_not_installed_is_skipped_and_said_so(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv(HUGO.variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["run", "--rows", "cold"])
    described = run._described(run._arguments())
    assert "skipped: Hugo is not installed; SITEGEN_HUGO may name it" in capsys.readouterr().err
    assert not any(version.startswith("Hugo") for version in described["versions"])


def test_a_row_that_fails_does_not_hide_the_next(tmp_path, monkeypatch):
    said = []
    bench = Bench(tmp_path, Sizes(), (), 1, 1, said.append)
    monkeypatch.setitem(sys.modules["tests.benchmarks.rows"].ROWS, "cold", lambda _: 1 / 0)
    monkeypatch.setitem(sys.modules["tests.benchmarks.rows"].ROWS, "files", lambda _: said.append("measured"))
    measured(bench, ("cold", "files"))
    assert [line.partition("\n")[0] for line in said if "ZeroDivisionError" in line] == ["failed: cold"]
    assert said[-1] == "measured"


def test_the_walk_stats_every_file_of_its_folders(tmp_path):
    for path in ("a/b/c.txt", "d/e.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    command = (sys.executable, "-c", f"{STATS}\nprint(count)", str(tmp_path / "a"), str(tmp_path / "d"))
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "2\n"
