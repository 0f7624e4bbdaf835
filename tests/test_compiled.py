import os
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.plan import Plan
from tests import compiled
from tests.benchmarks import generate
from tests.conftest import tree
from tests.digests import digests

pytestmark = pytest.mark.skipif(
    "SITEGEN_COMPILED" not in os.environ,
    reason="make compiled runs it: what was compiled before may be of older sources",
)


def test_the_readers_are_compiled_ones():
    folder = Path(compiled.output("print(sitegen.__path__[0])").strip())
    assert {path.name.partition(".")[0] for path in folder.glob("reading/*.so")} >= {"timex", "events", "statements"}


def test_processes_with_compiled_readers_build_the_same_site(tmp_path):
    generate.write(tmp_path / "content", 200, 1)
    places = ("--content", tmp_path / "content", "--jobs", "2")
    compiled.command("build", *places, "--output", tmp_path / "compiled", "--state", tmp_path / "state")
    build(Plan(content=tmp_path / "content", output=tmp_path / "sources", state=tmp_path / "other", jobs=2))
    assert tree(tmp_path / "compiled") == tree(tmp_path / "sources")


def test_compiled_readers_read_what_the_sources_read():
    code = "from tests.digests import digests\nprint(*digests(), sep='\\n')"
    assert compiled.output(code).splitlines() == list(digests())
