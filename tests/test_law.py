"""The law: after any history of edits site and archive are, byte for byte, what a clean build of the same input gives.

Histories are drawn from a seed, so that one that fails can be told again: SITEGEN_HISTORIES is how many are tried
(25), SITEGEN_STEPS how long each is (5), SITEGEN_SEED where they start (1). Every other one plays in an archive whose
lists are long early, and every third trusts the stat of files however fresh they are.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen import gather
from sitegen.build import build
from sitegen.plan import ARCHIVE
from tests.archive.dump import Dump, dump
from tests.conftest import ABOUT, CONTENT, DOCUMENTS, Desk, filled, report, tree

ROOT = Path(__file__).resolve().parents[1]
HISTORIES = int(os.environ.get("SITEGEN_HISTORIES", "25"))
STEPS = int(os.environ.get("SITEGEN_STEPS", "5"))
SEED = int(os.environ.get("SITEGEN_SEED", "1"))

Step = Callable[[Desk, random.Random], str]


def documents(desk: Desk) -> list[Path]:
    folder = desk.content / "documents"
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".meta.yaml"))


# ---------------------------------------------------------------- documents


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


def say(desk: Desk, chance: random.Random) -> str:
    """Let somebody say something in a document, with a figure."""
    path = chance.choice([path for path in documents(desk) if path.suffix == ".txt"] or documents(desk))
    who = chance.choice(("Mira Oland", "The Averel Ferry Company", "Port Averel", "Nobody", "She"))
    words = f"{chance.randrange(20, 25)} boats in Port Averel waited"
    line = f"{who} said on Friday that {words}, and {chance.randrange(9)} crews were arrested since the strike began."
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{line}\n", "utf-8")
    return f"say {line} in {path.name}"


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


def unsidecar(desk: Desk, _: random.Random) -> str:
    for path in desk.content.rglob("*.meta.yaml"):
        path.unlink()
    return "drop all sidecars"


def move(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    folder = desk.content / "documents" / chance.choice(("courier", "a/b", "z"))
    folder.mkdir(parents=True, exist_ok=True)
    path.rename(folder / path.name)
    return f"move {path.name} to {folder.name}"


def touch(desk: Desk, chance: random.Random) -> str:
    path = chance.choice(documents(desk))
    path.write_bytes(path.read_bytes())
    return f"touch {path.name}"


# ---------------------------------------------------------------- content


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
            ("site.toml", 'timezone = "UTC"', 'timezone = "UTC"\nlanguage = "de"'),
            ("site.toml", 'timezone = "UTC"', 'timezone = "UTC"\nrights = "link"'),
            ("site.toml", 'timezone = "UTC"', 'timezone = "UTC"\nrights = "full"'),
            ("site.toml", "[limits]", "[thresholds]\nstory_likeness = 0.1\n\n[limits]"),
            ("site.toml", "[limits]", "[limits]\nmax_document_bytes = 900"),
            ("entities/people.yaml", 'dates: "2022/.."', 'dates: "2022/2025"'),
            ("entities/organisations.yaml", "aliases: [AFC,", "aliases: [{text: crew, ambiguous: true}, AFC,"),
            ("entities/organisations.yaml", "aliases: [AFC,", "aliases: [{text: Sandholm, metonym: true}, AFC,"),
            ("topics/ferry-strike.md", "entities: {averel-ferry-company: 2,", "entities: {averel-council: 4,"),
            ("topics/ferry-strike.md", "title: Ferry strike", "title: The strike of March"),
            ("topics/dredging.md", "accent: indigo", "accent: madder"),
            ("pages/about.md", "It keeps", "[[sandholm]] and [[2026-03-04]]: it keeps"),
        )
    )
    text = desk.read(name)
    told = text.replace(new, old) if new and new in text else text.replace(old, new)
    if told.count("\nrights = ") > 1:  # two of the changes above give one key
        return "retell nothing"
    desk.write(name, told)
    return f"retell {name}: {old!r}"


NAMES = {  # entries that nothing else of content names, each as it may be written: they come, go and change
    "entities/places.yaml": {
        "grey-skerry": ("Grey Skerry", "The Skerry"),
        "mill-dam": ("Mill Dam", "Monday"),
        "pier": (
            "Pier\n  aliases: [pier, jetty]",
            "Pier\n  aliases: [{text: pier, ambiguous: true}]\n  evidence: [granite]",
        ),
    },
    "entities/people.yaml": {
        "ada-lund": ("Ada Lund", "Ada Lund-Holm"),
        "warden": ("Wim Warden\n  aliases: [the warden, Averel Ferry Company]", "Wim Warden"),
    },
}


def name(desk: Desk, chance: random.Random) -> str:
    """Add an entry of the authority file, drop it, or give it another name."""
    file = chance.choice(sorted(NAMES))
    entry = chance.choice(sorted(NAMES[file]))
    lines = [f"- id: {entry}\n  name: {one}\n  description: A thing.\n" for one in NAMES[file][entry]]
    text = desk.read(file)
    bare = text
    for line in lines:
        bare = bare.replace(line, "")
    wanted = chance.choice([new for new in (bare, *(bare + line for line in lines)) if new != text])
    desk.write(file, wanted)
    return f"name {entry}: {wanted.removeprefix(bare)!r}"


TOPICS = (
    "match:\n  threshold: 1\n  phrases: {the: 0.2, was seen: 1}\n",
    "match:\n  threshold: 2\n  entities: {mira-oland: 1, port-averel: 1}\n",
    "match:\n  threshold: 0.4\n  phrases: {a: 0.1}\n",
)


def topic(desk: Desk, chance: random.Random) -> str:
    """Add a topic, drop it, or give it another rule."""
    entry = chance.choice(("harbour", "a-day-at-sea"))
    path, rule = desk.content / "topics" / f"{entry}.md", chance.choice(("", *TOPICS))
    if not rule:
        path.unlink(missing_ok=True)
        return f"drop topic {entry}"
    body = chance.choice(
        ("What [[mira-oland]] said.", f"On [[2026-0{chance.randrange(3, 8)}-0{chance.randrange(1, 9)}]].")
    )
    desk.write(
        f"topics/{path.name}", f"---\ntitle: {entry.title()}\nsummary: All of it.\n{rule}---\n\n## Start\n\n{body}\n"
    )
    return f"topic {entry}: {rule!r} {body}"


def cite(desk: Desk, chance: random.Random) -> str:
    """Let an explainer or a page of the editor's cite a sentence of some article, held or not."""
    held = desk.archive().articles()
    if not held:
        return "cite nothing"
    article = chance.choice((*held, *held, "never-held-0a1b2c3d"))
    known = [one.id for one in desk.archive().filed(article).sentences] if article in held else ["s-000001"]
    target = f"{{{{cite: {article}#{chance.choice(known)}}}}}"
    file = chance.choice(("topics/ferry-strike.md", "topics/dredging.md", "pages/about.md"))
    desk.write(file, f"{desk.read(file)}\nSo it is said {target}.\n")
    return f"cite {target} in {file}"


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
            ("copy", other),
            ("not-a-copy", other),
            ("same-story", other),
            ("not-same-story", other),
            ("hide-name", chance.choice(("Mira Oland", "Port Averel"))),
            ("withdraw", ""),
        )
    )
    line = f'- {{ruling: {kind}, article: {one}, value: "{value}", reason: So decided., day: 2026-03-1{chance.randrange(9)}}}\n'
    path = desk.content / "rulings.yaml"
    desk.write("rulings.yaml", (path.read_text() if path.exists() else "") + line.replace(' value: "",', ""))
    return f"rule {line.strip()}"


def rule_a_sentence(desk: Desk, chance: random.Random) -> str:
    """Let the editor hide a sentence, or say who speaks in it."""
    held = desk.archive().articles()
    if not held:
        return "rule no sentence"
    filed = desk.archive().filed(chance.choice(held))
    sentence = chance.choice(filed.sentences).id if filed.sentences else "s-0a1b2c"
    kind = chance.choice(("hide-sentence", "speaker, value: nobody", "speaker, value: mira-oland"))
    line = f"- {{ruling: {kind}, article: {filed.id}, sentence: {sentence}, reason: So decided., day: 2026-03-12}}\n"
    path = desk.content / "rulings.yaml"
    desk.write("rulings.yaml", (path.read_text() if path.exists() else "") + line)
    return f"rule {line.strip()}"


def unrule(desk: Desk, _: random.Random) -> str:
    (desk.content / "rulings.yaml").unlink(missing_ok=True)
    return "unrule"


def release(desk: Desk, _: random.Random) -> str:
    desk.built(record=True)
    return "record a release"


# ---------------------------------------------------------------- templates, the site itself, the builds between


def restyle(desk: Desk, chance: random.Random) -> str:
    path = desk.folder / "theme" / chance.choice(("article.html", "base.html", "style.css", "topic.html"))
    comment = f"/* {chance.randrange(99)} */" if path.suffix == ".css" else f"{{# {chance.randrange(99)} #}}"
    path.write_text(path.read_text("utf-8") + f"{comment}\n", "utf-8")
    return f"restyle {path.name}"


def retitle(desk: Desk, chance: random.Random) -> str:
    """Change what a template writes."""
    path = chance.choice(
        sorted(one for one in (desk.folder / "theme").glob("*.html") if "<h1" in one.read_text("utf-8"))
    )
    text = re.sub(r'<h1(?: data-n="\d+")?', f'<h1 data-n="{chance.randrange(99)}"', path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    return f"retitle {path.name}"


def deface(desk: Desk, chance: random.Random) -> str:
    files = sorted(path for path in desk.public.rglob("*") if path.is_file() and path.name != ".sitegen")
    for path in chance.sample(files, 3):
        path.write_text("defaced") if chance.random() < 0.5 else path.unlink()
    return "deface the site"


def show_all(desk: Desk, _: random.Random) -> str:
    desk.built(private=True)
    return "build the editor's private view"


def elsewhere(desk: Desk, _: random.Random) -> str:
    desk.built(base_url="https://elsewhere.example/")
    return "build for another address"


def afresh(desk: Desk, _: random.Random) -> str:
    desk.built(clean=True)
    return "build clean, in place"


class PowerCutError(Exception):
    pass


class Cut:
    """A watcher that brings a build down after so many stages and steps."""

    def __init__(self, left: int) -> None:
        self.left = left

    def stage(self, _: str, __: int) -> None:
        self.step(1)

    def step(self, _: int) -> None:
        self.left -= 1
        if self.left == 0:
            raise PowerCutError


def cut(desk: Desk, chance: random.Random) -> str:
    after = chance.randrange(1, 40)
    with suppress(PowerCutError):
        build(desk.plan(), Cut(after))
    return f"cut a build off after {after}"


STEPS_KNOWN: tuple[Step, ...] = (
    add, add, add, stitch, stitch, record, edit, edit, edit, say, say, say, copy, copy, rename, move, delete, delete, sidecar, sidecar,
    unsidecar, touch, retell, retell, retell, retell, name, name, name, topic, topic, topic, cite, cite, page, rule, rule,
    rule, rule_a_sentence, rule_a_sentence, unrule, release, restyle, retitle, retitle, deface, deface, show_all, elsewhere, afresh, cut, cut,
)  # fmt: skip


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def unlike(one: Dump, other: Dump) -> dict[str, list[object]]:
    """Return the rows that two archives don't share, by table."""
    return {
        table: sorted(set(one.get(table, ())) ^ set(other.get(table, ())), key=repr)[:4]
        for table in sorted(one.keys() | other.keys())
        if one.get(table) != other.get(table)
    }


class Clean:
    """Clean builds of what an archive is built from: one for all times at which that is the same."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.made: tuple[object, dict[str, bytes], Dump] | None = None

    def build(self) -> tuple[dict[str, bytes], Dump]:
        inputs = (tree(self.desk.content), tree(self.desk.folder / "theme"))
        if self.made is None or self.made[0] != inputs:
            site = self.desk.clean()
            self.made = (inputs, site, dump(self.desk.folder / "elsewhere" / "state" / ARCHIVE))
        return self.made[1:]


EARLY = {  # limits by which lists are cut and ways parted, so low that a small archive passes them again and again
    "LIST_LIMIT": 3, "INDEX_LIMIT": 3, "PERIOD_LIMIT": 2, "ENTITIES_LIMIT": 2, "LETTERS_ABOVE": 2, "SITEMAP_LIMIT": 6,
    "NEWEST": 3, "LARGEST": 4, "FEW_DAYS": 4, "MANY": 2, "MOST_GROUPS": 1,
}  # fmt: skip


def cut_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists be long early, in whatever modules know of that."""
    for module in [module for known, module in sys.modules.items() if known.startswith("sitegen")]:
        for limit in EARLY.keys() & vars(module).keys():
            monkeypatch.setattr(module, limit, EARLY[limit])


@pytest.mark.parametrize("seed", range(SEED, SEED + HISTORIES))
def test_after_any_history_site_and_archive_equal_a_clean_build(tmp_path, monkeypatch, seed):
    chance, told = random.Random(seed), []
    desk = filled(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "theme")
    desk.usual = {"templates": tmp_path / "theme", "accept_loss": 10**6}
    clean = Clean(desk)
    desk.built()
    if seed % 2:
        cut_early(monkeypatch)
        desk.built(clean=True)
    if seed % 3 == 0:
        monkeypatch.setattr(gather, "FRESH_NS", 0)
    for _ in range(STEPS):
        told += [chance.choice(STEPS_KNOWN)(desk, chance) for _ in range(chance.randrange(1, 4))]
        desk.built()
        site, archive = clean.build()
        assert differences(desk.tree(), site) == [], told
        assert unlike(dump(desk.state / ARCHIVE), archive) == {}, told
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
