"""Each kind of edit leaves content that is valid and other than it was; another place, another edit."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.content import load
from sitegen.theme import default_templates
from tests.benchmarks import generate
from tests.benchmarks.edits import EDITS, Edit
from tests.benchmarks.world import world

ARTICLES = 30
PLACES = 6  # edits in a row: more than rounds


@pytest.fixture
def folder(tmp_path) -> Path:
    for path, text in generate.content(world(ARTICLES)):
        generate.put(tmp_path / "content" / path, text)
    for month in range(1, 13):
        lines = "".join(json.dumps({"id": f"an-article-{month}{number}-0a1b2c3d"}) + "\n" for number in range(3))
        generate.put(tmp_path / f"public/data/articles/2024-{month:02}.jsonl", lines)
    shutil.copytree(default_templates(), tmp_path / "templates")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_each_edit_changes_one_file_and_leaves_valid_content(edit: Edit, folder):
    for place in range(PLACES):
        before = files(folder)
        edit.make(folder, ARTICLES, place, 1)
        after = files(folder)
        assert sum(before.get(path) != text for path, text in after.items()) == 1
        assert before.keys() <= after.keys()
    assert load(folder / "content")[1] == ()


def test_a_new_alias_is_a_name_that_stands_in_some_articles(folder):
    EDITS[1].make(folder, ARTICLES, 0, 1)
    old = {name for entity in load(folder / "content")[0].entities for name in (alias.text for alias in entity.aliases)}
    new = {"Old " + person.name.split()[1] for person in world(ARTICLES).names["people"]} & old
    assert len(new) == 1
    assert any(name in text for name in new for _, text in generate.documents(1_000))


def test_rulings_are_on_articles_of_different_months(folder):
    for place in range(PLACES):
        EDITS[2].make(folder, ARTICLES, place, 1)
    lines = (folder / "content/rulings.yaml").read_text("utf-8").splitlines()
    assert len(set(lines)) == PLACES
