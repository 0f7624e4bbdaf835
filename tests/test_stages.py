"""What reading and filing keep from one document to the next is made once, beforehand where somebody waits."""

from __future__ import annotations

import json

import pytest

from sitegen import content, stages


def test_what_is_made_ready_is_not_made_again(desk):
    editors, _ = content.load(desk.content)
    stages._authority.cache_clear()
    stages._rules.cache_clear()
    stages.warm(editors.entities, editors.topics)
    again, _ = content.load(desk.content)
    stages._authority(again.entities)
    stages._rules(again.topics)
    assert [kept.cache_info().misses for kept in (stages._authority, stages._rules)] == [1, 1]


EARLY = """\
---
title: Boats stay in harbour
source: The Harbour Courier
published: 2026-03-04
---

Six boats of the ferry company stayed in Port Averel on Wednesday because their crews refused to sail after dark.

Talks broke down shortly before midnight, when the speaker of the union left the hall with her papers.

The mayor asked both sides to return to the table within a week and promised the great hall of the council.

Nobody in the hall would say when the next round might begin.
"""
LATE = EARLY.replace("2026-03-04", "2026-03-05").replace(
    "Nobody in the hall would say when the next round might begin.",
    "Both sides will meet again on Monday at nine, the clerk of the council said on Thursday morning.\n\n"
    "Islanders on Sandholm depend on the boats for bread, post and medicine.\n\n"
    "A teacher rows across the sound with four pupils every morning of the week.",
)


def _version(desk):
    (line,) = (desk.public / "data/articles/2026-03.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    return row, row["copies"][1]


@pytest.fixture
def updated(desk):
    for name in ("courier/strike.txt", "courier/strike-again.txt", "meridian/boats.md", "wire.jsonl", "lighthouse.txt"):
        desk.drop(f"documents/{name}")
    desk.drop("topics/ferry-strike.md")
    desk.document("early.md", EARLY)
    desk.document("late.md", LATE)
    return desk


def test_an_update_says_which_sentences_are_new_in_it(updated):
    updated.built()
    row, version = _version(updated)
    ids = [one["id"] for one in row["sentences"]]
    assert (version["document"], version["kind"], version["newer"]) == ("early.md", "version", False)
    assert (version["lacks"], version["adds"]) == (ids[3:], 1)
    page = updated.page(f"articles/{row['id']}/index.html")
    assert "an older version" in page
    assert "of it in the text shown, which updates it" in page
    assert (
        f'it lacks 3 sentences (<a href="#{ids[3]}">4</a>, <a href="#{ids[4]}">5</a>, <a href="#{ids[5]}">6</a>)'
        in page
    )
    assert "1 sentence of its own is not shown" in page


def test_a_later_version_that_is_shorter_is_called_newer(updated):
    updated.document("early.md", EARLY.replace("2026-03-04", "2026-03-06"))
    updated.built()
    row, version = _version(updated)
    assert version["newer"] is True
    assert "a newer version" in updated.page(f"articles/{row['id']}/index.html")


def test_versions_without_dates_are_called_neither_newer_nor_older(updated):
    updated.document("early.md", EARLY.replace("published: 2026-03-04\n", ""))
    updated.built()
    row, version = _version(updated)
    assert version["newer"] is None
    assert "another version" in updated.page(f"articles/{row['id']}/index.html")


def test_a_version_tells_nothing_of_sentences_that_may_not_be_shown(updated):
    updated.edit("sources.yaml", "rights: full", "rights: link")
    updated.built()
    assert (_version(updated)[1]["lacks"], _version(updated)[1]["adds"]) == ([], 0)
    updated.edit("sources.yaml", "rights: link", "rights: excerpt")
    updated.built()
    row, version = _version(updated)
    assert set(version["lacks"]) <= {one["id"] for one in row["sentences"]}
    assert updated.tree() == updated.clean()


def test_a_hidden_sentence_is_not_counted_as_new(updated):
    updated.built()
    row, version = _version(updated)
    ruling = f'- {{ruling: hide-sentence, article: {row["id"]}, sentence: {version["lacks"][0]}, reason: "a test", day: 2026-03-10}}\n'
    updated.write("rulings.yaml", ruling)
    updated.built()
    assert _version(updated)[1]["lacks"] == version["lacks"][1:]


def test_documents_read_together_give_what_each_gives_alone(monkeypatch):
    texts = (EARLY, "", "Contact us\n", LATE, "Une phrase. " * 40, EARLY.replace("Six boats", "Seven boats"))
    raws = [stages.Raw(f"{place}.md", text.encode()) for place, text in enumerate(texts)]
    alone = [one for raw in raws for one in stages.read([raw], 10**6)]
    assert stages.read(raws, 10**6) == alone
    monkeypatch.setattr(stages, "TOGETHER", len(EARLY) + 1)
    assert stages.read(raws, 10**6) == alone
    assert sum(len(rows) for rows, _ in alone) >= len((EARLY, LATE, EARLY))
    assert [bool(problems) for _, problems in alone].count(True) > 0
