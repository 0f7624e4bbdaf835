"""What waits for the editor, with the lines to paste: pasted, they settle it."""

from __future__ import annotations

import json

import pytest
import yaml
from click.testing import CliRunner

from sitegen import content
from sitegen.cli import cli
from sitegen.desk import TITLES, Matter, desk, told
from tests.corpus.test_doubts import HEADED, OPENED

DAY = "2026-03-09"
SAID = (
    "{title}\n\nPORT AVEREL, {day} March 2026 - {first} The pilots' guild met at the Marrow Institute, and Lena Orsova "
    "spoke for an hour about lamps, fees and the long winter. Members left the hall late and few spoke to reporters. "
    "The guild's books show a loss for the third year, and the hall needs a roof before the rains of autumn begin.\n"
)


OTHER = (
    "Lamp Fees to Rise\n\nPORT AVEREL, 5 March 2026 - Ships will pay more for every lamp on the northern coast from May "
    "on. A council clerk read out the new table, column by column, and nobody in the gallery clapped. Lena Orsova asked "
    "for a second reading. Owners of small boats are to be spared until the herring comes back, the table says.\n"
)


def paste(site, matter: Matter, text: str = "") -> None:
    path = site.content / matter.into
    held = path.read_text("utf-8") if path.exists() else ""
    path.write_text(held + (text or matter.paste), "utf-8")


def waiting(site, kind: str) -> list[Matter]:
    editors, _ = content.load(site.content)
    return [matter for matter in desk(site.archive(), editors, DAY, 100) if matter.kind == kind]


def test_every_kind_has_its_title_and_matters_stand_in_its_order(shipped):
    editors, _ = content.load(shipped.content)
    kinds = [matter.kind for matter in desk(shipped.archive(), editors, DAY, 100)]
    assert kinds == sorted(kinds, key=list(TITLES).index)


def test_an_article_without_a_date_gets_one_by_the_ruling_that_is_shown(copied):
    copied.document(
        "lamps.txt",
        SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3).replace("3 March 2026 - ", ""),
    )
    copied.built()
    (matter,) = [one for one in waiting(copied, "undated") if one.subject.startswith("guild-of-pilots")]
    paste(copied, matter, matter.paste.replace("YYYY-MM-DD", "2026-03-03"))
    copied.built()
    assert not [one for one in waiting(copied, "undated") if one.subject == matter.subject]


def test_an_article_of_which_only_a_first_possible_day_is_known_waits_with_it(copied):
    said = SAID.format(title="Guild of Pilots Meets", first="The hall was seized on March 11, 2005.", day=3)
    copied.document("lamps.txt", said.replace("3 March 2026 - ", ""))
    copied.built()
    (matter,) = [one for one in waiting(copied, "undated") if one.subject.startswith("guild-of-pilots")]
    assert matter.says.endswith("nothing in it tells when it was published, only that it was on or after 2005-03-11.")


def test_days_that_contradict_wait_until_a_ruling_settles_them(copied):
    said = SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3)
    copied.document("lamps.md", f"---\npublished: 2024-03-14\n---\n{said}")
    copied.built()
    (matter,) = waiting(copied, "dates")
    assert (
        "2024-03-14 by metadata (2024-03-14), but 2026-03-03 by dateline (PORT AVEREL, 3 March 2026 -)" in matter.says
    )
    assert yaml.safe_load(matter.paste)[0]["value"] == "2024-03-14"
    paste(copied, matter, matter.paste.replace("2024-03-14", "2026-03-03"))
    copied.built()
    assert not waiting(copied, "dates")


def test_an_article_in_no_topic_is_filed_by_the_ruling_that_is_shown(copied):
    copied.document("lamps.txt", SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3))
    copied.built()
    (matter,) = [one for one in waiting(copied, "unfiled") if one.subject.startswith("guild-of-pilots")]
    paste(copied, matter, matter.paste.replace("value: TOPIC", "value: ferry-strike"))
    copied.built()
    assert matter.subject not in [one.subject for one in waiting(copied, "unfiled")]


def test_a_name_that_several_articles_give_waits_with_an_entry_that_is_valid(copied):
    copied.document("lamps.txt", SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3))
    copied.document("fees.txt", OTHER)
    copied.built()
    matter = next(one for one in waiting(copied, "name") if one.subject == "Lena Orsova")
    assert (matter.into, yaml.safe_load(matter.paste)[0]["id"]) == ("entities/people.yaml", "lena-orsova")
    paste(copied, matter)
    copied.built()
    assert "Lena Orsova" not in [one.subject for one in waiting(copied, "name")]


def test_a_ruling_that_matches_nothing_waits_with_its_place(copied):
    lost = (
        "- {ruling: topic-in, article: no-such-article-0a1b2c3d, value: ferry-strike, reason: none, day: 2026-03-01}\n"
    )
    paste(copied, Matter("ruling", "", "", lost, "rulings.yaml"))
    copied.built()
    (matter,) = [one for one in waiting(copied, "ruling") if "no-such-article" in one.says]
    assert matter.subject == "rulings.yaml:1"


def test_a_ruling_on_an_article_whose_id_moved_waits_with_the_ruling_on_its_new_id(copied):
    copied.document("lamps.txt", SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3))
    copied.built()
    (matter,) = [one for one in waiting(copied, "unfiled") if one.subject.startswith("guild-of-pilots")]
    paste(copied, matter, matter.paste.replace("value: TOPIC", "value: ferry-strike").replace("''", "a reason"))
    copied.document("lamps.txt", SAID.format(title="Guild of Pilots Meets", first="Much that is new.", day=3))
    copied.built()
    (lost,) = waiting(copied, "ruling")
    assert matter.subject in lost.says
    copied.drop("rulings.yaml")
    paste(copied, lost)
    copied.built()
    assert waiting(copied, "ruling") == []
    assert not [one for one in waiting(copied, "unfiled") if one.subject.startswith("guild-of-pilots")]
    assert "a reason" in lost.paste


def test_a_ruling_on_words_that_went_is_told_by_the_build_and_waits(copied):
    copied.document("lamps.txt", SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3))
    copied.built()
    article = copied.article("guild-of-pilots")
    (*_, last) = copied.archive().filed(article).sentences
    paste(
        copied,
        Matter("ruling", "", "", "", "rulings.yaml"),
        f"- {{ruling: hide-sentence, article: {article}, sentence: {last.id}, reason: asked, day: 2026-03-04}}\n"
        f"- {{ruling: hide-name, article: {article}, value: autumn, reason: asked, day: 2026-03-04}}\n",
    )
    assert not [one for one in copied.built().problems if one.code == "ruling-unmatched"]
    assert waiting(copied, "ruling") == []
    path = copied.content / "documents/lamps.txt"
    path.write_text(path.read_text("utf-8").replace("rains of autumn", "storms in winter"), "utf-8")
    told = [one for one in copied.built().problems if one.code == "ruling-unmatched"]
    assert [(one.line, article in one.message) for one in told] == [(1, True), (2, True)]
    assert [last.id in told[0].message, "autumn" in told[1].message] == [True, True]
    assert [one.subject for one in waiting(copied, "ruling")] == ["rulings.yaml:1", "rulings.yaml:2"]


def test_a_citation_whose_sentence_moved_waits_with_the_one_that_holds_its_words(copied):
    article = copied.article("ferry-crews-stop-work")
    (sentence,) = [
        one.id
        for filed in [copied.archive().filed(article)]
        for one in filed.sentences
        if "keep sailing" in filed.article.text[one.start : one.end]
    ]
    good = f'{{{{cite: {article}#{sentence} "keep sailing"}}}}'
    copied.edit(
        "topics/ferry-strike.md", "Crews left their boats on", good.replace(sentence, "s-000000") + " Crews left"
    )
    copied.built()
    (matter,) = waiting(copied, "citation")
    assert (matter.paste, matter.into.endswith("ferry-strike.md")) == (f"{good}\n", True)


LONGER = OTHER + "\n" + SAID.format(title="", first="", day=5).split(" - ")[1]


def retold(words: int) -> str:
    """Return the report LONGER with so many words at its beginning changed."""
    kept = LONGER.split("\n\n", 1)[1].split(" ")[words:]
    return f"Clerk Reads for an Hour\n\n{' '.join(f'word{number}' for number in range(words))} {' '.join(kept)}"


def merged(site) -> set[str]:
    archive = site.archive()
    return {name for path in ("one.txt", "other.txt") for name in archive.from_document(path)}


def test_two_articles_that_are_nearly_copies_become_one_by_the_ruling_that_is_shown(copied):
    copied.document("one.txt", LONGER)
    copied.document("other.txt", retold(40))
    copied.built()
    assert len(merged(copied)) == 2
    (matter,) = waiting(copied, "merge")
    assert " is 6" in matter.says
    assert matter.says.endswith(
        "% alike and kept apart, since copies are from 70% on. Ruled not-a-copy, it stays so and waits no more."
    )
    paste(copied, matter)
    copied.built()
    assert len(merged(copied)) == 1
    assert waiting(copied, "merge") == []


def test_two_articles_that_are_nearly_copies_stay_apart_by_the_ruling_that_is_told(copied):
    copied.document("one.txt", LONGER)
    copied.document("other.txt", retold(40))
    copied.built()
    assert len(merged(copied)) == 2
    (matter,) = waiting(copied, "merge")
    paste(copied, matter, matter.paste.replace("ruling: copy", "ruling: not-a-copy"))
    copied.built()
    assert len(merged(copied)) == 2
    assert waiting(copied, "merge") == []


@pytest.mark.parametrize(("kind", "articles"), [("not-a-copy", 2), ("copy", 1)])
def test_a_doubtful_copy_waits_no_more_once_it_is_ruled_on(copied, kind, articles):
    copied.document("one.txt", LONGER)
    copied.document("other.txt", retold(28))
    copied.built()
    assert len(merged(copied)) == 1
    (matter,) = waiting(copied, "merge")
    assert matter.says.endswith("% alike and taken for a copy. Ruled copy, it stays so and waits no more.")
    paste(copied, matter, matter.paste.replace("ruling: not-a-copy", f"ruling: {kind}"))
    copied.built()
    assert len(merged(copied)) == articles
    assert waiting(copied, "merge") == []


def cut(site, name: str) -> list[str]:
    """Return the first words of the texts that a document is cut into, in order."""
    archive = site.archive()
    return [archive.filed(one).article.text[:18] for one in archive.from_document(name)]


def test_a_doubtful_cut_is_undone_by_the_lines_that_are_shown(copied):
    copied.document("both.txt", HEADED)
    copied.built()
    assert cut(copied, "both.txt") == ["PORT AVEREL - Ferr", "Divers found the w"]
    (matter,) = waiting(copied, "cut")
    assert (matter.subject, matter.into) == ("both.txt", "documents/both.txt.meta.yaml")
    first, last = matter.says.splitlines()
    assert first.startswith("Line 10 begins an article by a hair (0.")
    assert first.endswith('"Divers Find Schooner Under Breakwater". Instead: one article from line 1 to 16.')
    assert last == "To keep the articles as they are, give the lines [1, 9], [10, 16]."
    assert matter.paste == "articles:\n- lines: [1, 16]\n"
    paste(copied, matter)
    copied.built()
    assert cut(copied, "both.txt") == ["PORT AVEREL - Ferr"]
    assert waiting(copied, "cut") == []


def test_a_cut_that_may_stand_elsewhere_moves_there_by_the_lines_that_are_shown(copied):
    copied.document("both.txt", OPENED)
    copied.built()
    (matter,) = waiting(copied, "cut")
    assert matter.paste == "articles:\n- lines: [1, 8]\n- lines: [9, 15]\n"
    paste(copied, matter)
    copied.built()
    titles = [copied.archive().filed(one).title for one in copied.archive().from_document("both.txt")]
    assert titles == ["Ferry Crews Stop Work in Port Averel", "A wreck comes to light"]
    assert waiting(copied, "cut") == []


def test_a_doubtful_cut_stays_by_the_lines_that_are_told_and_waits_no_more(copied):
    copied.document("both.txt", HEADED)
    copied.built()
    before = copied.archive().from_document("both.txt")
    (matter,) = waiting(copied, "cut")
    paste(copied, matter, "articles:\n- lines: [1, 9]\n- lines: [10, 16]\n")
    copied.built()
    assert copied.archive().from_document("both.txt") == before
    assert waiting(copied, "cut") == []


def test_an_article_of_a_few_words_waits_with_its_lines(copied):
    copied.document(
        "note.txt", "Pilots Wait for Tide\n\nThe tide was late, and the pilots waited for it on the quay.\n"
    )
    copied.built()
    (matter,) = waiting(copied, "cut")
    assert matter.says == "note.txt, lines 1 to 3: it has 13 words; give the lines of the whole article."
    assert matter.paste == "articles:\n- lines: [1, 3]\n"


def test_an_article_among_others_of_a_document_gets_its_source_by_a_ruling(copied):
    both = SAID.format(title="Guild of Pilots Meets", first="Nothing new.", day=3) + "\n\n" + OTHER
    copied.document("both.txt", both)
    copied.built()
    found = [one for one in waiting(copied, "source") if one.subject.startswith(("guild", "lamp"))]
    assert [one.into for one in found] == ["rulings.yaml"] * 2
    for one in found:
        paste(copied, one, one.paste.replace("ID", "tide-wire"))
    copied.built()
    assert not [one for one in waiting(copied, "source") if one.subject.startswith(("guild", "lamp"))]


def test_what_waits_is_told_in_lines_and_as_json(shipped):
    place = ["--content", str(shipped.content), "--output", str(shipped.public), "--state", str(shipped.state)]
    runner = CliRunner()
    said = runner.invoke(cli, ["desk", *place])
    assert said.exit_code == 0, said.output
    told = json.loads(runner.invoke(cli, ["desk", "--json", "--only", "unfiled", *place]).output)
    assert {"unfiled"} == {one["kind"] for one in told}
    assert all(one["paste"].startswith("- ruling: topic-in") for one in told)
    assert runner.invoke(cli, ["desk", "--only", "nonsense", *place]).exit_code == 2


def test_lines_name_each_kind_once_and_where_to_paste():
    matters = [Matter("undated", "a-1", "No date.", "- x\n", "rulings.yaml"), Matter("undated", "b-2", "No date.")]
    assert list(told(matters)) == [
        *("", "Articles without a date", "", "  a-1", "    No date.", "    into rulings.yaml:", "      - x"),
        *("  b-2", "    No date."),
    ]
