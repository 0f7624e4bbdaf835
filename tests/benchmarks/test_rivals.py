"""Rivals: found where they are named, skipped where they are not, and given a folder that they can build."""

import pytest

from tests.benchmarks.measure import run
from tests.benchmarks.rivals import PUBLIC, RIVALS, Rival, pagefind

each = pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)


@each
def test_a_rival_that_is_not_installed_has_no_program(rival: Rival, monkeypatch, tmp_path):
    monkeypatch.delenv(rival.variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rival.program() is None


@each
def test_a_rival_is_the_program_that_its_variable_names(rival: Rival, monkeypatch, tmp_path):
    program = tmp_path / "another"
    program.touch()
    monkeypatch.setenv(rival.variable, str(program))
    assert rival.program() == program


def test_hugo_is_the_binary_that_its_package_wraps(monkeypatch, tmp_path):
    binary = tmp_path / "lib" / "python3.11" / "site-packages" / "hugo" / "binaries" / "hugo"
    for path in (binary, tmp_path / "bin" / "hugo"):
        path.parent.mkdir(parents=True)
        path.touch()
    monkeypatch.setenv("SITEGEN_HUGO", str(tmp_path / "bin" / "hugo"))
    assert RIVALS[0].program() == binary


@each
def test_a_rival_renders_articles_and_lists_that_pagefind_can_index(rival: Rival, tmp_path):
    if rival.program() is None:
        pytest.skip(f"{rival.name} is not installed")
    rival.write(tmp_path, 20)
    rival.add(tmp_path, 20, 0)
    run(rival.command(), tmp_path)
    assert len(list((tmp_path / PUBLIC / "articles").glob("*/index.html"))) == 21
    for folder in ("entities", "topics", "outlets"):
        assert len(list((tmp_path / PUBLIC / folder).glob("*/index.html"))) > 2
    run(pagefind(), tmp_path)
    assert (tmp_path / PUBLIC / "pagefind" / "pagefind.js").exists()
