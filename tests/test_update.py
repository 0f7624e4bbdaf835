"""A second build after a first one, of a kind each: site and archive are what a clean build gives."""

from __future__ import annotations

import pytest

from sitegen import gather
from sitegen.plan import ARCHIVE
from tests.archive.dump import dump
from tests.conftest import COURIER, STRIKE, UNDATED, Desk, report


@pytest.fixture(autouse=True)
def _old(monkeypatch):
    """Trust the stat of files however fresh they are: an archive at rest, as an update usually finds it."""
    monkeypatch.setattr(gather, "FRESH_NS", 0)


def holds(desk: Desk) -> None:
    """Hold that site and archive are what a clean build gives."""
    wanted = desk.clean()
    held = desk.tree()
    assert sorted(path for path in held.keys() | wanted.keys() if held.get(path) != wanted.get(path)) == []
    own, clean = dump(desk.state / ARCHIVE), dump(desk.folder / "elsewhere" / "state" / ARCHIVE)
    for table in own.keys() | clean.keys():
        assert own.get(table) == clean.get(table), table


def dated(title: str, day: str, *sentences: str) -> str:
    return "\n\n".join((title, "Harbour Courier", day, *sentences)) + "\n"


def test_a_clean_build_is_what_a_clean_build_gives(desk):
    desk.built()
    holds(desk)


def test_a_reading_whose_document_changed_around_it_is_filed_again_by_a_later_edit(desk):
    """Its row is another one now, though it says the same: the archive must not look for the old one."""
    desk.document("two.txt", f"{UNDATED}\n\n\n\n{report(1)}")
    desk.drop("documents/lighthouse.txt")
    desk.built()
    desk.document("two.txt", f"{UNDATED}\n\n\n\n{report(2)}")
    desk.document("three.txt", report(3))
    desk.built()
    holds(desk)
    desk.edit(
        "entities/organisations.yaml",
        "  description: The council",
        "  aliases: [the museum]\n  description: The council",
    )
    desk.built()
    assert "averel-council" in [one.entity for one in desk.archive().filed(desk.article("lighthouse")).mentions]
    holds(desk)


@pytest.mark.parametrize(("first", "then"), [(None, 1000), (1000, None)])
def test_a_limit_of_documents_counts_for_those_that_are_held(desk, first, then):
    def limit(most: int | None) -> None:
        desk.write(
            "site.toml", text if most is None else text.replace("[limits]", f"[limits]\nmax_document_bytes = {most}")
        )

    text = desk.read("site.toml")
    limit(first)
    desk.built()
    limit(then)
    desk.built()
    assert (then is None) == any(one.startswith("boats-stay") for one in desk.archive().articles())
    holds(desk)


def test_a_year_between_shows_its_silence_when_the_archive_begins_earlier(desk):
    """A year of which only the year is told has no month with a page."""
    kiln = (
        "Brickmakers let their kiln go cold because timber has become dear.",
        "Lindholm opened a kiln for long use in 2019.",
    )
    raft = (
        "A warden of the old mill has bought a raft that nobody else wanted.",
        "Lindholm opened a raft mill in 2015.",
    )
    desk.document("kiln.txt", dated("Kiln Cools After Long Use", "5 May 2026", *kiln))
    desk.document("raft.txt", dated("Raft Goes to the Mill", "6 May 2026", *raft))
    desk.built()
    assert {"dates/2015/index.html", "dates/2019/index.html"} <= set(desk.tree())
    desk.document("old.txt", report(1).replace("2 June 2026", "2 June 2012"))
    desk.built()
    holds(desk)
    desk.drop("documents/old.txt")
    desk.built()
    holds(desk)


def test_a_citation_of_what_was_never_held_says_that_it_was_withdrawn(desk):
    cite = "{{cite: some-report-0a1b2c3d#s-000001}}"
    desk.edit("topics/ferry-strike.md", "Crews left", f"It is so {cite}. Crews left")
    desk.edit("pages/about.md", "It keeps", f"It {cite} keeps")
    desk.built()
    desk.write("rulings.yaml", "- {ruling: withdraw, article: some-report-0a1b2c3d, reason: So., day: 2026-03-10}\n")
    desk.built()
    holds(desk)
    desk.drop("rulings.yaml")
    desk.built()
    holds(desk)


def test_a_name_that_comes_or_goes_moves_its_own_part_of_the_sitemap(desk, monkeypatch):
    monkeypatch.setattr("sitegen.site.feeds.SITEMAP_LIMIT", 5)
    desk.built()
    places = desk.read("entities/places.yaml")
    desk.write("entities/places.yaml", places + "- id: grey-skerry\n  name: Grey Skerry\n  description: A rock.\n")
    desk.built()
    holds(desk)
    desk.write("entities/places.yaml", places)
    desk.built()
    holds(desk)


def test_what_files_all_articles_anew_leaves_no_name_or_topic_as_it_was(desk):
    desk.built()
    desk.edit("site.toml", "[limits]", "[thresholds]\nstory_likeness = 0.1\n\n[limits]")
    desk.edit("topics/ferry-strike.md", "threshold: 3", "threshold: 9")
    desk.edit("entities/places.yaml", "name: Sandholm", "name: Sandholm Quay")
    desk.built()
    holds(desk)


def test_rulings_in_another_order_rule_otherwise(desk):
    desk.built()
    name = desk.article(STRIKE)
    lines = [
        f"- {{ruling: title, article: {name}, value: {title}, reason: So., day: 2026-03-10}}\n"
        for title in ("First", "Last")
    ]
    desk.write("rulings.yaml", "".join(lines))
    desk.built()
    desk.write("rulings.yaml", "".join(lines[::-1]))
    desk.built()
    assert desk.archive().row(name).title == "First"
    holds(desk)


def test_an_article_that_becomes_a_copy_and_one_again(desk):
    desk.built()
    (alias,) = desk.archive().filed(desk.article(STRIKE)).aliases
    fuller = (
        desk.read("documents/courier/strike-again.txt")
        + "\nBuses were full until midnight, and nobody complained aloud.\n"
    )
    desk.document("courier/strike-again.txt", fuller)
    desk.built()
    assert alias in desk.archive().articles()
    holds(desk)
    desk.document("courier/strike-again.txt", "Nothing")
    desk.built(accept_loss=10)
    holds(desk)
    desk.document("courier/strike.txt", COURIER.replace("walked off", "ran off"))
    desk.built(accept_loss=10)
    holds(desk)


def test_a_withdrawal_and_its_end_leave_no_trace_but_the_document_read_again(desk):
    desk.built()
    name = desk.article("boats-stay")
    desk.write("rulings.yaml", f"- {{ruling: withdraw, article: {name}, reason: So., day: 2026-03-10}}\n")
    desk.built()
    holds(desk)
    desk.drop("rulings.yaml")
    desk.built()
    holds(desk)


def test_what_one_build_makes_private_the_next_one_cuts(desk):
    desk.built(private=True)
    desk.built()
    holds(desk)


def test_another_address_on_the_command_line_is_taken_back_by_the_next_build(desk):
    desk.built(base_url="https://other.example/")
    desk.built()
    holds(desk)
