"""Deciding across articles: which copy is canonical, whose it is, which rulings match."""

import pytest

from sitegen.filing import Rulings, is_withdrawn, rulings_by_kind, source_of, unmatched, withdrawals
from sitegen.model import Article, Occurrence, Ruling, Source
from tests.conftest import COPY, COURIER, STRIKE, UNDATED

ONE = "ferry-crews-stop-work-0a1b2c3d"
TWO = "boats-stay-in-harbour-4e5f6071"


def test_a_ruling_counts_by_any_id_of_an_article_and_the_last_one_wins():
    rulings = rulings_by_kind(
        [Ruling("title", ONE, "First"), Ruling("title", TWO, "Second"), Ruling("source", ONE, "x")]
    )
    assert rulings.value("title", (ONE, TWO)) == "Second"
    assert rulings.value("title", ("other",)) is None
    assert [ruling.value for ruling in rulings.of("title", (ONE, TWO))] == ["First", "Second"]


def test_pairs_have_no_direction():
    assert rulings_by_kind([Ruling("same-story", TWO, ONE)]).pairs("same-story") == rulings_by_kind(
        [Ruling("same-story", ONE, TWO)]
    ).pairs("same-story")
    assert Rulings({}).pairs("same-story") == frozenset()


def test_a_withdrawal_may_name_an_id_or_its_hash_alone():
    assert is_withdrawn(ONE, [Ruling("withdraw", ONE)])
    assert is_withdrawn(ONE, [Ruling("withdraw", "0a1b2c3d")])
    assert not is_withdrawn(ONE, [Ruling("withdraw", TWO), Ruling("title", ONE, "T")])
    assert withdrawals([Ruling("withdraw", ONE, day="2026-01-20"), Ruling("title", TWO, "T")]) == ((ONE, "2026-01-20"),)


def test_rulings_that_match_nothing_are_named_but_for_withdrawals():
    rulings = [
        Ruling("title", "gone-00000000", "T", line=1),
        Ruling("same-story", ONE, "gone-11111111", line=5),
        Ruling("withdraw", "gone-22222222", line=9),
        Ruling("topic-in", ONE, "harbour", line=13),
    ]
    problems = list(unmatched(rulings, {ONE}, "content/rulings.yaml"))
    assert [(problem.line, "gone" in problem.message) for problem in problems] == [(1, True), (5, True)]


# ---------------------------------------------------------------- in a build


def held(desk, start: str = STRIKE):
    return desk.archive().filed(desk.article(start))


def test_the_fullest_copy_is_canonical_whatever_it_is_called(desk):
    desk.document("a-first.txt", COPY)
    desk.document("courier/strike-again.txt", COPY + "\nBuses were full until midnight, and nobody complained aloud.\n")
    desk.built()
    assert held(desk, "ferry-crews-walk").copies[0].document == "courier/strike-again.txt"
    assert "Buses were full" in held(desk, "ferry-crews-walk").article.text


def test_of_equal_copies_the_one_that_states_its_day_is_canonical(desk):
    desk.document("a/early.txt", COURIER.replace("4 March 2026\n\n", "", 1))
    desk.built()
    assert held(desk).copies[0].document == "courier/strike.txt"
    assert held(desk).dating.basis == "stated"


def test_a_day_that_only_another_copy_states_is_taken(desk):
    desk.document(
        "courier/strike.txt", COURIER.replace("4 March 2026\n\n", "", 1) + "\nMore was said by nobody at all.\n"
    )
    desk.document("courier/strike-again.txt", COURIER)
    desk.built()
    assert held(desk).dating.edtf == "2026-03-04"


@pytest.mark.parametrize(
    ("sidecar", "source"),
    [
        ("source: Radio Meridian", "radio-meridian"),
        ("source: radio-meridian", "radio-meridian"),
        ("source: RADIO  meridian", "radio-meridian"),
        ("source: Some Other Radio", None),
        ("url: https://www.meridian.example/x", "radio-meridian"),
        ("url: https://meridian.example.evil.example/x", None),
        ("url: https://elsewhere.example/meridian.example/", None),
    ],
)
def test_a_source_is_known_by_its_name_or_its_host(copied, sidecar, source):
    copied.edit("sources.yaml", "  rights: excerpt", "  rights: excerpt\n  homepage: https://meridian.example/")
    copied.document("lighthouse.txt.meta.yaml", f"{sidecar}\n")
    copied.built()
    assert held(copied, "lighthouse").source == source


def test_a_source_is_recognised_by_its_own_words_unless_another_is_named(copied):
    copied.document("lighthouse.txt", UNDATED + "\nHarbour Courier\n")
    copied.built()
    assert held(copied, "lighthouse").source in ("harbour-courier", None)
    copied.document("lighthouse.txt.meta.yaml", "source: Some Other Paper\n")
    copied.built()
    assert held(copied, "lighthouse").source is None


@pytest.mark.parametrize(
    ("pattern", "page", "stands"),
    [
        (r"^Courier$", "x\nCourier\ny", True),
        (r"^Courier$", "The Courier", False),
        (r"\btold The Courier\b(?! (?:daily|weekly))", "he told The Courier that", True),
        (r"\btold The Courier\b(?! (?:daily|weekly))", "he told The Courier weekly", False),
        (r"Couriers?", "a Courier", True),
        (r"Couriers{0,2}", "a Courier", True),
        (r"Courier|Meridian", "Radio Meridian", True),
        (r"Courier (?:Post|Press)|Meridian", "Radio Meridian", True),
        (r"Courier [\](]|Meridian[\])]", "Meridian)", True),
        (r"(?i)courier", "COURIER", True),
        (r"(?m)^MERIDIAN$", "x\nMERIDIAN", True),
    ],
)
def test_a_pattern_is_tried_wherever_it_could_stand(pattern, page, stands):
    paper = Source("paper", "The Paper", "newspaper", recognise=(pattern,))
    found = Occurrence("a.txt", (1, 3), Article("Lamps", page, ()))
    assert (source_of([found], [paper]) == "paper") is stands
