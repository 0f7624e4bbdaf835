"""Why the archive holds what it holds."""

from sitegen.why import told, why
from tests.conftest import STRIKE, UNDATED
from tests.corpus.test_doubts import HEADED


def test_an_article_is_told_by_its_id_any_alias_and_its_documents(shipped):
    archive, strike = shipped.archive(), shipped.article(STRIKE)
    (alias,) = archive.filed(strike).aliases
    one = why(archive, strike)
    assert one == why(archive, alias) == why(archive, "courier/strike.txt") == why(archive, "courier/strike-again.txt")
    assert one[0]["dated"] == {
        "edtf": "2026-03-04",
        "day": "2026-03-04",
        "basis": "stated",
        "evidence": ("4 March 2026",),
        "contradicting": [],
    }
    assert [copy["document"] for copy in one[0]["found"]] == ["courier/strike.txt", "courier/strike-again.txt"]


def test_a_topic_is_told_with_reasons_that_add_up(shipped):
    (one,) = why(shipped.archive(), shipped.article(STRIKE))
    (topic,) = [topic for topic in one["topics"] if topic["belongs"]]
    assert topic["topic"] == "ferry-strike"
    assert round(sum(weight for _, weight in topic["reasons"]), 6) == round(topic["score"], 6)


def test_a_document_of_several_articles_tells_each_in_order(copied):
    copied.document(
        "two.txt", f"{UNDATED}\n\n\n\n{UNDATED.replace('Lighthouse', 'Harbour').replace('lighthouse', 'quay')}"
    )
    copied.built()
    assert len(why(copied.archive(), "two.txt")) >= 1


def test_nothing_is_told_of_what_is_not_held(shipped):
    assert why(shipped.archive(), "no-such-thing-0a1b2c3d") == []


def test_reasons_are_lines_for_a_terminal(shipped):
    lines = list(told(why(shipped.archive(), shipped.article("boats-stay"))[0]))
    assert lines[0].startswith("id: boats-stay")
    assert "  basis: metadata" in lines
    assert not any("None" in line or line.endswith(": ") for line in lines)


def test_words_that_contradict_a_date_are_told(copied):
    text = "---\npublished: 2026-03-04\n---\nPilots Wait for Tide\n\n21 January 2024\n\n" + UNDATED
    copied.document("tide.md", text)
    copied.built()
    (one,) = why(copied.archive(), "tide.md")
    assert one["dated"]["contradicting"] == [{"words": "21 January 2024", "edtf": "2024-01-21", "basis": "stated"}]
    assert any("words: 21 January 2024" in line for line in told(one))


def test_a_doubtful_cut_is_told_of_the_article_behind_it(copied):
    copied.document("both.txt", HEADED)
    copied.built()
    one, two = why(copied.archive(), "both.txt")
    assert one["found"][0]["cut_before_it"] is None
    assert two["found"][0]["cut_before_it"].startswith("Line 10 begins an article by a hair")
