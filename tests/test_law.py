"""The law: after any history of edits the site is, byte for byte, what a clean build of the same input gives.

Histories are drawn from a seed, so that one that fails can be told again: SITEGEN_HISTORIES is how many are tried
(6), SITEGEN_STEPS how long each is (5), SITEGEN_SEED where they start (1).
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ABOUT, CONTENT, DOCUMENTS, Desk, filled, report, tree

ROOT = Path(__file__).resolve().parents[1]
HISTORIES = int(os.environ.get("SITEGEN_HISTORIES", "6"))
STEPS = int(os.environ.get("SITEGEN_STEPS", "5"))
SEED = int(os.environ.get("SITEGEN_SEED", "1"))

Step = Callable[[Desk, random.Random], str]


def documents(desk: Desk) -> list[Path]:
    folder = desk.content / "documents"
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".meta.yaml"))


def add(desk: Desk, chance: random.Random) -> str:
    number = chance.randrange(1000)
    desk.document(f"added/{number}.txt", report(number))
    return f"add {number}"


def stitch(desk: Desk, chance: random.Random) -> str:
    numbers = [chance.randrange(1000) for _ in range(3)]
    desk.document(f"stitched/{numbers[0]}.txt", "\n\n\n\n".join(map(report, numbers)))
    return f"stitch {numbers}"


def record(desk: Desk, chance: random.Random) -> str:
    numbers = [chance.randrange(1000) for _ in range(2)]
    rows = [
        {"title": f"Record {one}", "text": report(one), "date": f"20{chance.randrange(10, 27)}-02-03"}
        for one in numbers
    ]
    desk.document("records.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    return f"records {numbers}"


def edit(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    words = path.read_text("utf-8").split(" ")
    place = chance.randrange(len(words))
    words[place] = chance.choice(("Sandholm", "Mira Oland", "on 7 March 2026", "quiet", "Averel Ferry Company"))
    path.write_text(" ".join(words), "utf-8")
    return f"edit {path.name} at {place}"


def copy(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    if path.suffix != ".txt":
        return "copy nothing"
    desk.document(f"copies/{chance.randrange(100)}.txt", path.read_text("utf-8").replace("the", "that", 1))
    return f"copy {path.name}"


def rename(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    path.rename(path.with_name(f"{chance.randrange(1000)}-{path.name}"))
    return f"rename {path.name}"


def delete(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    if len(documents(desk)) > 1:
        path.unlink()
    return f"delete {path.name}"


def sidecar(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    source = chance.choice(("Tide Wire", "Radio Meridian", "An Outlet Unheard Of"))
    beside = path.with_name(f"{path.name}.meta.yaml")
    beside.write_text(f"source: {source}\npublished: 2026-0{chance.randrange(1, 9)}-11\n")
    return f"sidecar {path.name}"


def retell(desk: Desk, chance: random.Random) -> str:
    """Change a line of content."""
    name, old, new = chance.choice(
        (
            ("entities/people.yaml", "name: Mira Oland", "name: Mira Oland-Berg"),
            ("entities/people.yaml", "aliases: [Mayor Oland,", "aliases: [the mayor, Mayor Oland,"),
            ("entities/places.yaml", "description: An island", "description: A small island"),
            ("entities/places.yaml", "- id: sandholm\n  name: Sandholm", "- id: sandholm\n  name: Quay"),
            ("topics/dredging.md", "threshold: 2", "threshold: 0.5"),
            ("topics/ferry-strike.md", "threshold: 3", "threshold: 9"),
            ("topics/ferry-strike.md", "changed: 2026-03-09", "changed: 2026-04-01"),
            ("sources.yaml", "rights: full", "rights: link"),
            ("sources.yaml", "rights: excerpt", "rights: full"),
            ("sources.yaml", "name: Tide Wire", "name: Tide Wire Service"),
            ("site.toml", 'title = "The Averel Archive"', 'title = "The Averel Record"'),
            ("site.toml", 'timezone = "UTC"', 'timezone = "UTC"\nlinks = "index"'),
            ("site.toml", "https://archive.example/averel/", ""),
        )
    )
    text = desk.read(name)
    desk.write(name, text.replace(old, new) if old in text else text.replace(new, old))
    return f"retell {name}: {old!r}"


def page(desk: Desk, chance: random.Random) -> str:
    path = desk.content / "pages" / "method.md"
    if path.exists():
        path.unlink()
        return "drop a page"
    desk.write("pages/method.md", ABOUT.replace("About", "Method"))
    return f"add a page {chance.random()}"


def rule(desk: Desk, chance: random.Random) -> str:
    held = desk.archive().articles()
    if not held:
        return "rule nothing"
    one, other = chance.choice(held), chance.choice(held)
    kind, value = chance.choice(
        (
            ("title", f"Ruled Title {chance.randrange(9)}"),
            ("source", "tide-wire"),
            ("published", "[2026-01..2026-02]"),
            ("topic-in", "dredging"),
            ("topic-out", "ferry-strike"),
            ("not-a-copy", other),
            ("same-story", other),
            ("not-same-story", other),
            ("withdraw", ""),
        )
    )
    line = f'- {{ruling: {kind}, article: {one}, value: "{value}", reason: So decided., day: 2026-03-1{chance.randrange(9)}}}\n'
    path = desk.content / "rulings.yaml"
    desk.write("rulings.yaml", (path.read_text() if path.exists() else "") + line.replace(' value: "",', ""))
    return f"rule {line.strip()}"


def unrule(desk: Desk, _: random.Random) -> str:
    (desk.content / "rulings.yaml").unlink(missing_ok=True)
    return "unrule"


def release(desk: Desk, _: random.Random) -> str:
    desk.built(record=True)
    return "record a release"


def restyle(desk: Desk, chance: random.Random) -> str:
    path = desk.folder / "theme" / chance.choice(("article.html", "base.html", "style.css", "topic.html"))
    comment = f"/* {chance.randrange(99)} */" if path.suffix == ".css" else f"{{# {chance.randrange(99)} #}}"
    path.write_text(path.read_text("utf-8") + f"{comment}\n", "utf-8")
    return f"restyle {path.name}"


def deface(desk: Desk, chance: random.Random) -> str:
    files = sorted(path for path in desk.public.rglob("*") if path.is_file() and path.name != ".sitegen")
    for path in chance.sample(files, 3):
        path.write_text("defaced") if chance.random() < 0.5 else path.unlink()
    return "deface the site"


STEPS_KNOWN: tuple[Step, ...] = (
    add, add, stitch, record, edit, edit, copy, rename, delete, sidecar, retell, retell, page, rule, rule, unrule,
    release, restyle, deface,
)  # fmt: skip


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.parametrize("seed", range(SEED, SEED + HISTORIES))
def test_after_any_history_the_site_equals_a_clean_build(tmp_path, seed):
    chance, told = random.Random(seed), []
    desk = filled(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "theme")
    desk.usual = {"templates": tmp_path / "theme", "accept_loss": 10**6}
    desk.built()
    for _ in range(STEPS):
        told += [chance.choice(STEPS_KNOWN)(desk, chance) for _ in range(chance.randrange(1, 4))]
        desk.built()
        assert differences(desk.tree(), desk.clean()) == [], told
    assert desk.built().counts["written"] == 0, told


# ---------------------------------------------------------------- the same input, another machine

WORLDS = {
    "plain": {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "LANG": "C"},
    "other": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711", "LANG": "ar_EG.UTF-8"},
    "latin": {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0", "COLUMNS": "20"},
}


def built_in(world: str, desk: Desk, jobs: int) -> dict[str, bytes]:
    command = [sys.executable, "-m", "sitegen", "build", "--jobs", str(jobs)]
    env = {**os.environ, **WORLDS[world], "PYTHONPATH": str(ROOT)}
    subprocess.run(
        command, cwd=desk.folder, env=env, check=True, capture_output=True, umask=0o077 if jobs > 1 else 0o022
    )
    return tree(desk.public)


def backwards(names: list[str]) -> list[str]:
    return sorted(names, reverse=True)


def shuffled(names: list[str]) -> list[str]:
    return random.Random(5).sample(names, len(names))


@pytest.mark.parametrize(("world", "order", "jobs"), [("other", backwards, 2), ("latin", shuffled, 1)])
def test_order_time_zone_locale_hash_seed_and_jobs_leave_no_trace(tmp_path, world, order, jobs):
    trees = []
    for name, where, arranged, count in (("one", "plain", sorted, 1), ("other", world, order, jobs)):
        desk = filled(tmp_path / name, arranged)
        for number in arranged([f"{one:03}" for one in range(70)]):
            desk.document(f"more/{number}.txt", report(int(number)))
        trees.append(built_in(where, desk, count))
    assert len(trees[0]) > 200
    assert differences(*trees) == []


def test_nothing_published_tells_of_this_machine_or_of_today(shipped):
    today = datetime.now(UTC).date().isoformat()
    for path, content in shipped.tree().items():
        text = content.decode("utf-8", "replace")
        assert str(shipped.folder) not in text, path
        assert today not in text, path


def test_the_archive_of_these_tests_holds_what_histories_need():
    assert len(DOCUMENTS) == 5
    assert {name.partition("/")[0] for name in CONTENT} == {"site.toml", "sources.yaml", "entities", "topics", "pages"}
