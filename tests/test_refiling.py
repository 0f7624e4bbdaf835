"""Filing again decides what is touched, and all is as if it had been decided at once: any history, any rulings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen import filing, linking
from sitegen.archive.across import dump
from sitegen.archive.rows import reading_row
from sitegen.archive.store import Store
from sitegen.corpus import candidates
from sitegen.corpus.duplicates import sketch
from sitegen.filing import Task, Touched, refile
from sitegen.ids import article_id
from sitegen.model import Article, Block, Content, Metadata, Occurrence, Reading, Ruling, Settings
from sitegen.plan import ARCHIVE
from sitegen.reading import alike, dates
from sitegen.reading.stories import signature
from tests.archive.rows import article
from tests.conftest import WORDS

HISTORIES, STEPS = 12, 14
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(autouse=True, scope="module")
def _small():
    """Let few texts, terms and cases be many: small archives then show what large ones do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "BUCKET", 3)
        patch.setattr(alike, "SHARED", 6)
        patch.setattr(alike, "_BLOCK", 100)
        patch.setattr(linking, "_KEPT", 7)
        patch.setattr(linking, "_BUFFER", 40)
        patch.setattr(linking, "_SORTED", 50)
        yield


def read(path: str, number: int, title: str, text: str, published: str | None) -> Reading:
    """Return a reading of a text of one paragraph."""
    one = Article(title, text, (Block("paragraph", 0, len(text)),), metadata=Metadata(published=published))
    return Reading(
        article_id(title, text),
        Occurrence(path, (number, number), one),
        (),
        dates.dated(one),
        sketch(text),
        signature(title, text),
    )


class Archive:
    """A store, filed again after each step, and what tasks said so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "kept" / ARCHIVE)
        self.documents: dict[str, list[Reading]] = {}
        self.rulings: tuple[Ruling, ...] = ()
        self.cited: dict[str, tuple[str, ...]] = {}
        self.tasks: dict[str, Task] = {}
        self.withheld: set[str] = set()

    @property
    def content(self) -> Content:
        return Content(Settings(), rulings=self.rulings)

    def held(self) -> list[str]:
        return sorted({one.id for readings in self.documents.values() for one in readings})

    def step(
        self,
        put: Mapping[str, list[Reading]] = {},
        drop: Iterable[str] = (),
        rulings: tuple[Ruling, ...] | None = None,
        cited: Mapping[str, tuple[str, ...]] | None = None,
    ) -> filing.Refiled:
        """Change documents, rulings and citations, and file what that touches; what was withheld is read again."""
        store, names = self.store, set()
        if rulings is not None:
            names |= {name for one in {*rulings} ^ {*self.rulings} for name in (one.article, one.value)}
            self.rulings = rulings
        if cited is not None:
            names |= {name for name in cited.keys() | self.cited.keys() if cited.get(name) != self.cited.get(name)}
            self.cited = dict(cited)
        again = {path for path, some in self.documents.items() if self.withheld & {one.id for one in some}}
        self.documents = {path: some for path, some in {**self.documents, **put}.items() if path not in set(drop)}
        with store.transaction():
            store.drop_documents(drop)
            for path in sorted((again | put.keys()) & self.documents.keys()):
                store.put_document(path, "", "", [reading_row(one) for one in self.documents[path]], ())
            refiled = refile(store, Touched(frozenset(store.stirred), frozenset(names)), self.content, self.cited)
            store.stirred.clear()
            made = {task.id: task for task in refiled.tasks}
            store.drop_articles(refiled.gone)
            store.put_articles(article(name) for name in made)
            store.withhold(refiled.withheld)
        assert list(made) == sorted(made)
        assert not made.keys() & set(refiled.gone)
        self.withheld = (self.withheld | set(refiled.withheld)) & set(self.held())
        self.tasks = {name: task for name, task in {**self.tasks, **made}.items() if name not in refiled.gone}
        return refiled

    def fresh(self, *, everything: bool = True) -> tuple[list[object], dict[str, Task]]:
        """Return the tables and the tasks of an archive that is filed at once."""
        path = self.folder / "fresh" / ARCHIVE
        for old in path.parent.glob("*"):
            old.unlink()
        with Store(path) as store, store.transaction():
            for name in sorted(self.documents, reverse=True):
                store.put_document(name, "", "", [reading_row(one) for one in self.documents[name]], ())
            touched = Touched(frozenset(self.held()), everything=everything)
            refiled = refile(store, touched, self.content, self.cited)
            return list(dump(store.db)), {task.id: task for task in refiled.tasks}

    def agrees(self) -> None:
        """Hold that tables and tasks are those of an archive filed at once, however that is done."""
        for everything in (True, False):
            tables, tasks = self.fresh(everything=everything)
            assert bare(self.tasks) == bare(tasks)
            assert list(dump(self.store.db)) == tables
        assert set(self.store.keys()) == set(self.tasks)
        for task in self.tasks.values():
            copies = [
                self.store.db.execute(
                    "SELECT path, article, digest FROM readings JOIN documents ON documents.id = document WHERE readings.id = ?",
                    (row,),
                ).fetchone()
                for row in task.rows
            ]
            assert copies == [
                (copy.document, copy.id, digest) for copy, digest in zip(task.copies, task.digests, strict=True)
            ]


def bare(tasks: Mapping[str, Task]) -> dict[str, Task]:
    """Return tasks without the rows of readings, which tell how they came."""
    return {name: replace(task, row=0, rows=()) for name, task in sorted(tasks.items())}


# ---------------------------------------------------------------- histories


def told(chance: random.Random) -> tuple[str, str, str | None]:
    """Return title, text and date of a report: on one of a few events, some dated, some not."""
    event = chance.randrange(7)
    own = random.Random(event)
    names = [own.choice(WORDS).capitalize() + own.choice(("holm", "vik", "by", "ness")) for _ in range(14)]
    words = [chance.choice((*names, *WORDS[:30])) for _ in range(chance.randint(25, 70))]
    words[3:3] = ["on", chance.choice(DAYS)]
    title = " ".join(chance.sample(names, 3))
    date = chance.choice((None, None, f"2026-0{1 + event % 3}-{chance.randint(1, 12):02}", f"2026-0{1 + event % 3}"))
    return title, "The " + " ".join(words) + ".", date


def variant(reading: Reading, chance: random.Random) -> tuple[str, str, str | None]:
    """Return a report once more, with another title, words changed, or cut."""
    one = reading.occurrence.article
    words = one.text.split()
    for _ in range(chance.randrange(4)):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    words = words[: chance.choice((len(words), len(words), max(len(words) // 2, 8)))]
    title = chance.choice((one.title, f"{one.title} Again"))
    return title, " ".join(words), chance.choice((one.metadata.published, None, "2026-02-03"))


def document(archive: Archive, path: str, chance: random.Random, copied: float = 0.4) -> list[Reading]:
    known = [one for some in archive.documents.values() for one in some]
    readings = []
    for number in range(1, 1 + chance.choice((1, 1, 1, 2, 3))):
        made = variant(chance.choice(known), chance) if known and chance.random() < copied else told(chance)
        readings.append(read(path, number, *made))
    return readings


def ruling(archive: Archive, chance: random.Random) -> Ruling:
    one, other = (chance.choice([*archive.held(), "gone-0a1b2c3d"]) for _ in range(2))
    kind = chance.choice(
        ("withdraw", "copy", "not-a-copy", "same-story", "not-same-story", "title", "source", "published", "topic-in")
    )
    if kind == "withdraw":
        return Ruling(kind, chance.choice((one, one[-8:])))
    value = {"published": chance.choice(("2026-01-05", "2026-02", "[..2026-03-01]")), "title": "Another Title"}
    pair = kind in ("copy", "not-a-copy", "same-story", "not-same-story")
    return Ruling(kind, one, other if pair else value.get(kind, "harbour"), "Because.")


def changed(rulings: tuple[Ruling, ...], archive: Archive, chance: random.Random) -> tuple[Ruling, ...]:
    if rulings and chance.random() < 0.4:
        return tuple(one for one in rulings if one != chance.choice(rulings))
    return (*rulings, ruling(archive, chance))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_after_any_history_tables_and_tasks_are_those_of_a_fresh_archive(seed, tmp_path):
    chance, archive = random.Random(seed), Archive(tmp_path)
    for _ in range(STEPS):
        paths = [f"{chance.randrange(26)}.txt" for _ in range(chance.choice((0, 1, 1, 2, 6)))]
        put = {path: document(archive, path, chance) for path in paths}
        drop = [path for path in archive.documents if path not in put and chance.random() < 0.06]
        rulings = changed(archive.rulings, archive, chance) if archive.documents and chance.random() < 0.5 else None
        cited = {chance.choice(archive.held()): ("s-123456",)} if archive.held() and chance.random() < 0.2 else None
        archive.step(put, drop, rulings, cited)
        archive.agrees()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_withdrawn_among_many_look_alikes_touches_those_around_it(seed, tmp_path):
    chance, archive = random.Random(seed), Archive(tmp_path)
    for number in range(30):
        archive.step({f"{number}.txt": document(archive, f"{number}.txt", chance, copied=0.8)})
    for _ in range(8):
        name = chance.choice(sorted(archive.tasks))
        archive.step(rulings=(*archive.rulings[-2:], Ruling("withdraw", name)))
        archive.agrees()


def grown(folder: Path, count: int, seed: int = 1) -> Archive:
    """Return an archive of some documents, filed at once."""
    chance, archive = random.Random(seed), Archive(folder)
    put: dict[str, list[Reading]] = {}
    for number in range(count):
        archive.documents = put
        put[f"{number}.txt"] = document(archive, f"{number}.txt", chance)
    archive.documents = {}
    archive.step(put)
    return archive


def test_an_archive_that_grew_document_by_document_is_the_one_filed_at_once(tmp_path):
    whole = grown(tmp_path / "whole", 60)
    archive = Archive(tmp_path / "grown")
    for path, readings in whole.documents.items():
        archive.step({path: readings})
    archive.agrees()
    for path in list(whole.documents)[::2]:
        archive.step(drop=[path])
    archive.agrees()


def test_what_nothing_touches_is_not_filed_again(tmp_path):
    archive = grown(tmp_path, 20)
    assert list(archive.step().tasks) == []
    alone = read("alone.txt", 1, "Quiet Day", "Nobody saw quartz zeppelins float past yonder xylophone workshop.", None)
    assert [task.id for task in archive.step({"alone.txt": [alone]}).tasks] == [alone.id]


def test_what_is_withdrawn_leaves_every_table_with_its_copies(tmp_path):
    archive = grown(tmp_path, 30)
    task = next(task for task in archive.tasks.values() if task.aliases)
    refiled = archive.step(rulings=(Ruling("withdraw", task.aliases[0][-8:]),))
    assert set(refiled.withheld) == {task.id, *task.aliases}
    assert task.id in refiled.gone
    archive.agrees()
    assert not any(name in repr(row) for row in dump(archive.store.db) for name in refiled.withheld)
    archive.step(rulings=())
    archive.agrees()
    assert task.id in archive.tasks


def story(archive: Archive, start: str) -> str:
    (found,) = [task.story for task in archive.tasks.values() if task.id.startswith(start)]
    return found


QUIET = read(
    "quiet.txt", 1, "Quiet Day", "Nobody saw quartz zeppelins float past a yonder xylophone workshop.", "2026-01-02"
)
LOUD = read(
    "loud.txt",
    1,
    "Loud Night",
    "Seventeen brass bands marched through Quorvane until breakfast was served.",
    "2026-01-03",
)


def test_a_story_that_the_editor_made_ends_when_one_of_its_reports_goes(tmp_path):
    archive = Archive(tmp_path)
    archive.step({"quiet.txt": [QUIET], "loud.txt": [LOUD]}, rulings=(Ruling("same-story", QUIET.id, LOUD.id),))
    assert story(archive, "quiet") == story(archive, "loud") == QUIET.id
    archive.step(drop=["quiet.txt"])
    assert story(archive, "loud") == LOUD.id
    archive.agrees()
    archive.step({"quiet.txt": [QUIET]})
    assert story(archive, "loud") == QUIET.id
    archive.agrees()


def test_rulings_reach_tasks_by_any_id_and_leave_them_again(tmp_path):
    archive = Archive(tmp_path)
    again = read("again.txt", 1, "Quiet Day Again", QUIET.occurrence.article.text + " So it was.", None)
    archive.step({"quiet.txt": [QUIET], "again.txt": [again], "loud.txt": [LOUD]})
    (task,) = [task for task in archive.tasks.values() if task.aliases]
    assert (task.id, task.aliases, task.dating.edtf, task.source) == (again.id, (QUIET.id,), "2026-01-02", None)
    rulings = (
        Ruling("title", QUIET.id, "A Day"),
        Ruling("source", again.id, "tide-wire"),
        Ruling("published", QUIET.id, "2026-01-09", "The desk knows."),
        Ruling("topic-in", QUIET.id, "harbour"),
        Ruling("topic-out", again.id, "strike"),
    )
    archive.step(rulings=rulings, cited={QUIET.id: ("s-123456",)})
    ruled = archive.tasks[again.id]
    assert (ruled.title, ruled.source, ruled.topics_in, ruled.topics_out) == (
        "A Day",
        "tide-wire",
        ("harbour",),
        ("strike",),
    )
    assert (ruled.dating.edtf, ruled.dating.basis, ruled.dating.evidence) == (
        "2026-01-09",
        "ruling",
        ("The desk knows.",),
    )
    assert ruled.cited == ("s-123456",)
    archive.agrees()
    archive.step(rulings=(), cited={})
    assert bare(archive.tasks)[again.id] == bare({task.id: task})[again.id]
    archive.step(rulings=(Ruling("not-a-copy", QUIET.id, again.id),))
    assert {QUIET.id, again.id} <= archive.tasks.keys()
    archive.agrees()


def test_reports_that_share_no_word_are_copies_by_ruling_until_one_goes_or_comes_again(tmp_path):
    archive = Archive(tmp_path)
    put = {"quiet.txt": [QUIET], "loud.txt": [LOUD]}
    archive.step(put)
    assert {QUIET.id, LOUD.id} <= archive.tasks.keys()
    archive.step(rulings=(Ruling("copy", LOUD.id, QUIET.id),))
    (task,) = archive.tasks.values()
    assert sorted((task.id, *task.aliases)) == sorted((QUIET.id, LOUD.id))
    assert [copy.likeness for copy in task.copies] == [1.0, 0.0]
    archive.agrees()
    for gone, readings in put.items():
        archive.step(drop=[gone])
        assert len(archive.tasks) == 1
        archive.agrees()
        archive.step({gone: readings})
        assert len(archive.tasks) == 1
        archive.agrees()
    archive.step(rulings=())
    assert {QUIET.id, LOUD.id} == archive.tasks.keys()
    archive.agrees()


def test_of_rulings_that_contradict_the_one_that_keeps_copies_apart_counts(tmp_path):
    archive = Archive(tmp_path)
    both = (Ruling("copy", LOUD.id, QUIET.id), Ruling("not-a-copy", QUIET.id, LOUD.id))
    archive.step({"quiet.txt": [QUIET], "loud.txt": [LOUD]}, rulings=both)
    assert {QUIET.id, LOUD.id} == archive.tasks.keys()
    archive.agrees()


def test_a_report_that_may_be_of_any_later_day_does_not_name_a_story(tmp_path):
    archive = Archive(tmp_path)
    old = read(
        "old.txt",
        1,
        "An Old Band",
        "Otterby's brass band was founded on 5 June 1871 and met in a xylophone shop.",
        None,
    )
    archive.step({"old.txt": [old], "loud.txt": [LOUD]}, rulings=(Ruling("same-story", old.id, LOUD.id),))
    assert archive.tasks[old.id].dating.edtf == "[1871-06-05..]"
    assert story(archive, "an-old") == story(archive, "loud") == LOUD.id
    archive.agrees()


def test_reports_of_one_event_narrow_one_anothers_dates_until_one_goes(tmp_path):
    archive = Archive(tmp_path)
    names = "Marigold Ostrel Quorvane Lomen Varn Skerry"
    dated = read(
        "dated.txt",
        1,
        f"{names} Sink",
        f"The {names} ferry sank on Tuesday as divers searched wreck and pier.",
        "2026-01-21",
    )
    vague = read(
        "vague.txt",
        1,
        f"{names} Sank",
        f"Divers searched the {names} wreck on Tuesday until the ferry was raised.",
        None,
    )
    archive.step({"dated.txt": [dated], "vague.txt": [vague]})
    assert archive.tasks[vague.id].story == archive.tasks[dated.id].story
    assert archive.tasks[vague.id].dating.basis == "story"
    archive.step(drop=["dated.txt"])
    assert archive.tasks[vague.id].dating.basis == "none"
    archive.agrees()


def test_much_at_once_is_decided_as_little_by_little(tmp_path, monkeypatch):
    archive = grown(tmp_path, 40)
    monkeypatch.setattr(filing, "FEW", 0)
    moved = {path: [read(path, 1, *told(random.Random(path)))] for path in list(archive.documents)[:9]}
    archive.step(moved)
    archive.agrees()


def test_tasks_come_one_by_one_and_in_slices_alike(tmp_path):
    archive = grown(tmp_path, 20)
    with archive.store.transaction():
        tasks = refile(archive.store, Touched(everything=True), archive.content, {}).tasks
        assert len(tasks) == len(archive.tasks)
        assert [tasks[place] for place in range(len(tasks))] == list(tasks) == list(tasks[:])
        assert tasks[-1] == tasks[len(tasks) - 1]
