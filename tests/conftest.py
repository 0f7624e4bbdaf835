"""A small archive of fictional outlets, written into a temporary folder and built in this very process."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest

from sitegen.archive.queries import Archive
from sitegen.build import build
from sitegen.model import Problem
from sitegen.plan import ARCHIVE, Plan, Report

STRIKE = "ferry-crews-stop-work-in-port-averel"
SETTINGS = """\
title = "The Averel Archive"
tagline = "News of a harbour town, each report kept once."
description = "What happened in Port Averel, and who says so."
base_url = "https://archive.example/averel/"
timezone = "UTC"
contact = "desk@archive.example"

[limits]
max_removed_articles = 10
"""
SOURCES = """\
- id: harbour-courier
  name: The Harbour Courier
  kind: newspaper
  rights: full
  recognise: ["The Harbour Courier reported", "^Harbour Courier$"]
- id: radio-meridian
  name: Radio Meridian
  kind: broadcaster
  rights: excerpt
- id: tide-wire
  name: Tide Wire
  kind: agency
  rights: link
"""
PEOPLE = """\
- id: mira-oland
  name: Mira Oland
  aliases: [Mayor Oland, {text: "ميرا أولاند", language: ar}]
  description: Mayor of Port Averel.
  roles: [{title: Mayor, organisation: averel-council, dates: "2022/.."}]
"""
ORGANISATIONS = """\
- id: averel-ferry-company
  name: Averel Ferry Company
  aliases: [AFC, the ferry company]
  description: The company that runs the six boats of the bay.
- id: averel-council
  name: Averel Council
  description: The council of Port Averel.
"""
PLACES = """\
- id: port-averel
  name: Port Averel
  description: A harbour town.
  coordinates: [54.5, 10.1]
- id: sandholm
  name: Sandholm
  description: An island in the bay.
"""
STRIKE_TOPIC = """\
---
title: Ferry strike
summary: Crews of the ferries of Port Averel stopped work in March 2026.
accent: petrol
changed: 2026-03-09
match:
  threshold: 3
  entities: {averel-ferry-company: 2, port-averel: 1}
  phrases: {"ferry crews": 1.5}
brief:
  happened: "Ferry crews of the [[averel-ferry-company]] stopped work on [[2026-03-04]]."
---

## What happened

Crews left their boats on [[2026-03-04|a Wednesday]].

| Boats | Crews |
|-------|-------|
| six   | all   |
"""
DREDGING_TOPIC = """\
---
title: Dredging of the bay
summary: The shipping lane to Sandholm is to be deepened.
accent: indigo
match:
  threshold: 2
  entities: {sandholm: 2}
---

## Plans

The lane leads to [[sandholm]].
"""
ABOUT = "---\ntitle: About\nsummary: What this archive is.\n---\n\n## Why\n\nIt keeps each report once.\n"

COURIER = """\
Ferry Crews Stop Work in Port Averel

Harbour Courier

4 March 2026

PORT AVEREL - Ferry crews walked off their boats on Wednesday after talks over night shifts with the Averel Ferry Company failed.

Mayor Mira Oland told reporters on the quay that two of six boats would keep sailing for patients and pupils.

The company will meet the crews again on 9 March 2026, it said in a statement read out at the terminal.

Shops near the pier closed early, and hundreds of commuters waited for buses that go round the bay.
"""
COPY = COURIER.replace("Ferry Crews Stop Work in Port Averel", "Ferry Crews Walk Out in Port Averel").replace(
    "4 March 2026\n\n", "", 1
)
MERIDIAN = """\
---
title: Boats Stay in Harbour as Night Shift Talks Collapse
source: Radio Meridian
published: 2026-03-04
url: https://meridian.example/boats-stay
author: Tomas Lindqvist
---

Six boats of the Averel Ferry Company stayed in Port Averel on Wednesday because their crews refused to sail after dark for less pay.

Talks broke down shortly before midnight, when the union's speaker left the hall with her papers under one arm and said she had heard nothing new since January.

Mira Oland, the mayor, asked both sides to return to the table within a week and promised the great hall of the council for as long as they need it.

On 2 March 2026 the crews had voted by a wide margin for the walkout, with only eleven ballots cast against it.

Islanders on Sandholm depend on the boats for bread, post and medicine, and the pharmacy there has stock for nine days at the most.

A teacher who rows across with four pupils every morning called the dispute a quarrel between people who never get wet.

The harbour master keeps a tug under steam so that the sick can be taken off the island at any hour of the day or night.

Owners of the fish market reckon that each day without boats costs them a third of a usual week, since buyers from inland no longer come.

Nobody in the hall would say when the next round might begin, though a notary was seen carrying in fresh coffee and a second clock.
"""
WIRE = {
    "title": "Council Lets Contract to Deepen Lane to Sandholm",
    "source": "Tide Wire",
    "url": "https://wire.example/dredging",
    "date": "2025-11-18",
    "text": (
        "Averel Council has let the contract to deepen the shipping lane to Sandholm, the clerk said on Tuesday.\n\n"
        "Two dredgers will begin on 12 January 2026 and lift about forty thousand tonnes of silt from the bed.\n\n"
        "Fishermen fear for the oyster banks, which lie a short way east of the marked channel."
    ),
}
UNDATED = """\
Lighthouse Keeper Hands Over the Keys

The last keeper of the lighthouse on Sandholm has handed his keys to a museum that will open the tower to visitors.

He kept a diary of every ship that passed, and it fills forty-one volumes bound in sailcloth.

The museum hopes to show the first of them in spring, once the stairs have been mended.
"""
VOCABULARY = (
    "anchor barge beacon berth bollard bridge buoy cabin cable canal captain cargo chart clerk coast copper crane crew dam "
    "deck depot diver dock engine ferry fish flag fleet fog forge gale gate granite gull hangar harvest herring island jetty "
    "keel kiln ladder lagoon lamp lantern ledger lock market mast mill mole net oar oyster paint pier pilot plank pond port "
    "pump quarry raft rail reef rigger rope rudder sail salt sand sawmill seal shed shoal silo slip sluice spar spring steam "
    "stone storm strait tar tide timber tower trawler tug valley vault wagon warden warehouse weir wharf winch yard"
)
WORDS = VOCABULARY.split()


def report(number: int) -> str:
    """Return a report like no other, dated some day of 2026: a file of plain text."""
    chance = random.Random(number)
    words = [chance.choice(WORDS) for _ in range(60)]
    first, second, third = (" ".join(words[start : start + 20]) for start in (0, 20, 40))
    title = " ".join(word.capitalize() for word in words[:5])
    day = f"{1 + number % 28} {('May', 'June', 'July')[number % 3]} 2026"
    return f"{title}\n\n{day}\n\nThe {first} was seen on Monday.\n\nA {second} went.\n\nAnother {third} stayed.\n"


DOCUMENTS = MappingProxyType(
    {
        "courier/strike.txt": COURIER,
        "courier/strike-again.txt": COPY,
        "meridian/boats.md": MERIDIAN,
        "wire.jsonl": json.dumps(WIRE) + "\n",
        "lighthouse.txt": UNDATED,
    }
)
CONTENT = MappingProxyType(
    {
        "site.toml": SETTINGS,
        "sources.yaml": SOURCES,
        "entities/people.yaml": PEOPLE,
        "entities/organisations.yaml": ORGANISATIONS,
        "entities/places.yaml": PLACES,
        "topics/ferry-strike.md": STRIKE_TOPIC,
        "topics/dredging.md": DREDGING_TOPIC,
        "pages/about.md": ABOUT,
    }
)


@dataclass
class Desk:
    """An archive in a folder: its content, its state, its site; ``build`` takes what a Plan takes."""

    folder: Path
    usual: dict[str, object] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def public(self) -> Path:
        return self.folder / "public"

    @property
    def state(self) -> Path:
        return self.folder / ".sitegen"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of content/."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def document(self, name: str, text: str | bytes) -> Path:
        return self.write(f"documents/{name}", text)

    def read(self, name: str) -> str:
        return (self.content / name).read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        before = self.read(name)
        assert old in before
        self.write(name, before.replace(old, new))

    def drop(self, name: str) -> None:
        (self.content / name).unlink()

    def plan(self, **more: object) -> Plan:
        known = {"content": self.content, "output": self.public, "jobs": 1, **self.usual, **more}
        return Plan(**known)  # type: ignore[arg-type]

    def build(self, **more: object) -> Report:
        return build(self.plan(**more))

    def built(self, **more: object) -> Report:
        """Build, and hold that nothing stopped it."""
        report = self.build(**more)
        assert not report.stopped, [str(problem) for problem in report.problems]
        return report

    def clean(self, **more: object) -> dict[str, bytes]:
        """Return what a build from nothing, elsewhere, publishes."""
        output, state = self.folder / "elsewhere" / "public", self.folder / "elsewhere" / "state"
        shutil.rmtree(output.parent, ignore_errors=True)
        self.built(**{**more, "output": output, "state": state})
        return tree(output)

    def tree(self) -> dict[str, bytes]:
        """Return what is published; without what only waits for the next build to be deleted."""
        later = self.archive().later() if (self.state / ARCHIVE).exists() else ()
        return {path: content for path, content in tree(self.public).items() if path not in later}

    def archive(self) -> Archive:
        return Archive(self.state / ARCHIVE)

    def page(self, name: str) -> str:
        return (self.public / name).read_text("utf-8")

    def article(self, start: str) -> str:
        """Return the id of the article whose id starts so."""
        (found,) = [one for one in self.archive().articles() if one.startswith(start)]
        return found

    def everything(self) -> str:
        """Return all that is published as one text."""
        return "\n".join(content.decode("utf-8", "replace") for content in self.tree().values())


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def filled(folder: Path, order: Callable[[list[str]], list[str]] = sorted) -> Desk:
    desk = Desk(folder)
    files = {**CONTENT, **{f"documents/{name}": text for name, text in DOCUMENTS.items()}}
    for name in order(list(files)):
        desk.write(name, files[name])
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh archive of five documents, not built yet."""
    return filled(tmp_path)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same archive, built once for all tests that only look."""
    desk = filled(tmp_path_factory.mktemp("shipped"))
    desk.report = desk.built()  # type: ignore[attr-defined]
    return desk


@pytest.fixture
def copied(shipped: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The built archive, copied with its times, to be changed by one test."""
    shutil.copytree(shipped.folder, tmp_path / "copy")
    return Desk(tmp_path / "copy")


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def found(report: Report, code: str) -> Problem:
    (one,) = [problem for problem in report.problems if problem.code == code]
    return one
