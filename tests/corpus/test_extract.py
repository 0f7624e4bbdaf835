"""Documents are cut into their articles, furniture goes, and nothing else of a text is lost."""

from __future__ import annotations

import hashlib
import re
import time
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.corpus.extract import articles, occurrences
from sitegen.model import Article, Document, Metadata

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "extract").glob("*.txt"))
CORPUS = ROOT.parent / "shared" / "corpus"

# Titles of the reports received.
COALITION = "International Coalition to End Mission in Iraq, Keep Going in Syria"
FIDAN = "Turkish Foreign Minister Says No Room for Kurdish Militants in Syria's Future"
KURDS = "Syria Gives Kurds Four Days to Accept Integration as US Signals End of Support"
GAZA = "Israel Orders Gaza Families to Move in First Forced Evacuation Since Ceasefire"
ESCAPE = "Syrian Interior Ministry: 120 ISIS Members Escape from Prison amid Clashes"
ANTI_IS = "Iraq and US Announce End of Anti-IS coalition mission by 2025"
REUTERS = "U.S.-led Coalition Mission in Iraq Set to Conclude by September 2025, According to Reuters"
ADVISOR = "US-led coalition forces to leave Iraq before 2026: PM advisor"

# For each file: titles, and for each article the letters of its blocks' kinds and a digest of its text.
FILES = {
    "000": ((COALITION, FIDAN), ("pppppspppppppppsppppppppppp", "ppppppppppppppp")),
    "001": (
        (COALITION, KURDS, GAZA, ESCAPE),
        ("pppppspppppppppsppppppppppp", "ppppppp", "pppppsppppppsppppppppp", "pppppppppp"),
    ),
    "002": ((ANTI_IS,), ("Spppppsppppppsppppppsppp",)),
    "003": ((REUTERS,), ("pppppppp",)),
    "004": ((ADVISOR,), ("ppppppppppppp",)),
}
LETTER = {"standfirst": "S", "subheading": "s", "paragraph": "p", "item": "i"}


def shown(article: Article) -> str:
    """Return an article as the case files write it."""
    rows = [f"# {article.title}"]
    rows += [f"{name}: {value}" for name in ("section", "byline", "agency") if (value := getattr(article, name))]
    rows += [f"dateline: {article.text[slice(*article.dateline)].strip()}"] if article.dateline else []
    rows += [f"{name}: {value}" for name in ("stamps", "captions", "removed") for value in getattr(article, name)]
    rows += [f"{block.kind}> {article.text[block.start : block.end]}" for block in article.blocks]
    return "\n".join(rows)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_layout_is_read_as_its_case_says(path):
    text, expected = path.read_text(encoding="utf-8").split("\n=====\n")
    assert "\n\n".join(shown(article) for article in articles(text)) == expected.strip()


# ---------------------------------------------------------------- the real documents


def corpus(number: str) -> str:
    found = sorted(CORPUS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the shared corpus is not beside this checkout: {CORPUS}")
    return found[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("number", FILES)
def test_a_stitched_file_yields_each_article_once(number):
    titles, kinds = FILES[number]
    found = articles(corpus(number))
    assert tuple(article.title for article in found) == titles
    assert [len(article.blocks) for article in found] == [len(row) for row in kinds]
    assert ["".join(LETTER[block.kind] for block in article.blocks).casefold() for article in found] == [
        row.casefold() for row in kinds
    ]


@pytest.mark.parametrize("number", FILES)
def test_every_line_of_the_corpus_is_text_or_kept_apart(number):
    """No sentence is lost: each line of a file is found again in one of its articles."""
    text = corpus(number)
    kept = " ".join(
        " ".join((a.title, a.text, *a.stamps, *a.captions, *a.removed, a.section or "", a.byline or ""))
        for a in articles(text)
    )
    squeezed = re.sub(r"\s+", " ", kept)
    assert [line for line in text.split("\n") if re.sub(r"\s+", " ", line.strip()) not in squeezed] == []


def test_an_article_in_two_files_has_the_same_text_in_both():
    first, second = articles(corpus("000"))[0], articles(corpus("001"))[0]
    assert first.text == second.text
    assert hashlib.sha256(first.text.encode()).hexdigest()[:8] == "71c63880"


def test_first_and_last_sentences_of_the_corpus_are_the_articles_own():
    ends = {
        article.title: (article.text[:14], article.text[-14:])
        for number in FILES
        for article in articles(corpus(number))
    }
    assert ends == {
        COALITION: ("A US-led coali", "en and Syria.”"),
        FIDAN: ("Türkiye’s fore", "y within days."),
        KURDS: ("Syria's govern", "SIS detainees."),
        GAZA: ("Israeli forces", "n the enclave."),
        ESCAPE: ("Syria's minist", "rtheast Syria."),
        ANTI_IS: ("US-led coaliti", "lict escalate."),
        REUTERS: ("A U.S.-led coa", "on and Tehran."),
        ADVISOR: ("ERBIL, Kurdist", "of the border."),
    }


def test_furniture_of_the_corpus_goes():
    assert articles(corpus("002"))[0].removed == ("Skip to main content", "4 min read")
    firsts = [line.split()[0] for line in articles(corpus("003"))[0].removed]
    assert firsts == ["Related", "Leave", "Your", "Back", "Adblock", "Please"]
    assert {article.removed for number in ("000", "001") for article in articles(corpus(number))} == {("TT",)}


def test_sections_stamps_bylines_and_datelines_of_the_corpus_are_found():
    sixth, seventh, eighth = (articles(corpus(number))[0] for number in ("002", "003", "004"))
    assert (sixth.section, sixth.stamps) == ("MENA", ("29 September, 2024",))
    assert (seventh.section, seventh.stamps, seventh.agency) == ("World", (), None)
    assert eighth.dateline == (0, len("ERBIL, Kurdistan Region - "))
    assert eighth.byline.endswith("contributed to this report.")
    assert "contributed" not in eighth.text


def test_captions_of_the_corpus_are_kept_once_each_with_their_credit():
    found = [article.captions for number in FILES for article in articles(corpus(number))]
    assert [len(captions) for captions in found] == [1, 1, 1, 1, 1, 1, 1, 0, 0]
    assert [captions[0][-9:] for captions in found if captions] == [
        "le photo)",
        "SS OFFICE",
        "le photo)",
        "(Reuters)",
        "(Reuters)",
        "D FALLAHA",
        ". [Getty]",
    ]
    assert all(
        captions[0][:80] not in article.text
        for number in ("000", "001")
        for article in articles(corpus(number))
        if (captions := article.captions)
    )


def test_pieces_of_the_corpus_begin_at_the_heading_and_end_with_the_body():
    for number in FILES:
        text = corpus(number)
        for article in articles(text):
            start, end = article.pieces[0][0], article.pieces[-1][1]
            assert text[start:].startswith(article.title)
            assert text[:end].endswith(article.text[-20:])


def test_files_glued_together_are_cut_again_even_where_they_tell_of_one_event():
    texts = [corpus(number) for number in FILES]
    glued = [(a, b, gap) for a, b in permutations(range(len(texts)), 2) for gap in ("\n", "\n\n", "\n\n\n")]
    titles = [titles for titles, _ in FILES.values()]
    right = [
        titles[a] + titles[b] == tuple(x.title for x in articles(texts[a] + gap + texts[b])) for a, b, gap in glued
    ]
    assert sum(right) >= 58, f"{sum(right)} of {len(right)}"


# ---------------------------------------------------------------- documents


def test_a_document_that_is_whole_is_never_cut():
    text = "First heading of two\n\nThe council met on Monday and said little.\n\n\n\nSecond heading of two\n\nThe fleet sailed on Tuesday."
    found = occurrences(Document("a.md", text, whole=True, first_line=5))
    assert [entry.article.title for entry in found] == ["First heading of two"]
    assert found[0].article.text.endswith("The fleet sailed on Tuesday.")
    assert found[0].lines == (5, 13)


def test_the_title_of_the_metadata_is_the_title():
    document = Document(
        "a.html", "The council met on Monday and said little.", Metadata(title="Council meets"), whole=True
    )
    assert occurrences(document)[0].article.title == "Council meets"


def test_lines_of_a_document_without_lines_are_the_documents_own():
    document = Document("a.jsonl", "The council met on Monday and said little.", whole=True, lines=(7, 7))
    assert occurrences(document)[0].lines == (7, 7)


def test_a_sidecar_describes_the_pieces_of_a_stitched_file_by_title():
    path = next(path for path in CASES if path.stem == "ruled-and-addressed")
    text = path.read_text(encoding="utf-8").split("\n=====\n")[0]
    pieces = (("Choir sings in prison for fortieth year", Metadata(source="courier", published="2023-03-04")),)
    document = Document("b.txt", text, Metadata(retrieved="2023-04-01", language="da"), pieces=pieces)
    first, second = occurrences(document)
    assert first.article.metadata == Metadata(retrieved="2023-04-01", language="da")
    assert second.article.metadata == Metadata(
        retrieved="2023-04-01", language="da", source="courier", published="2023-03-04"
    )
    assert {first.article.language, second.article.language} == {"da"}
    assert (first.lines, second.lines) == ((2, 7), (10, 15))


@pytest.mark.parametrize("text", ["", "\n\n", "   \t\n", "Skip to main content\n\nShare\n\n© 2023 Radio Meridian"])
def test_a_text_without_words_of_its_own_gives_no_article(text):
    assert articles(text) == ()


@pytest.mark.parametrize("text", ["It rained.", "A single heading", "One.\nTwo."])
def test_however_little_prose_there_is_it_is_not_lost(text):
    article = articles(text)[0]
    assert text.split("\n")[-1] in f"{article.title} {article.text}"


# ---------------------------------------------------------------- laws

LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "Share",
            "TT",
            "Related Articles",
            "By Anna Vale",
            "12 March 2023",
            "World",
            "----------",
            "• An item of a list",
            "© 2023 Radio Meridian",
            "Council votes on the new harbour wall",
            "HAVN - The wall will be rebuilt by the end of the year, the council said on Monday.",
            "The fleet stayed in port.",
            "“We tie up or we go under,” said an owner of two boats.",
            "Boats in the harbour. (Reuters)",
        ]
    ),
    st.text(max_size=60),
)
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=40).map("\n".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_articles_whose_offsets_hold(text):
    found = articles(text)
    spans = [span for article in found for span in article.pieces]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    words = re.sub(r"\s+", "", text)
    for article in found:
        assert article.title.strip()
        assert article.text == "\n\n".join(article.text[block.start : block.end] for block in article.blocks)
        assert all(re.sub(r"\s+", "", article.text[block.start : block.end]) in words for block in article.blocks)
        assert article.dateline is None or 0 <= article.dateline[0] < article.dateline[1] <= len(article.text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_whole_document_is_at_most_one_article(text):
    assert len(occurrences(Document("a.md", text, whole=True))) <= 1


@pytest.mark.parametrize("char", ["word ", "A", "It rained. ", "(", '"', ". ", "\u202e", "1 of "])
def test_a_line_of_a_megabyte_takes_about_a_second(char):
    started = time.process_time()
    articles((char * 1_000_000)[:1_000_000])
    assert time.process_time() - started < 2


def test_twice_the_text_takes_about_twice_the_time():
    def seconds(paragraphs: int) -> float:
        text = "".join(
            f"The council of harbour {i} said that wall {i * 7} fell on day {i * 3} of the storm.\n\n"
            for i in range(paragraphs)
        )
        started = time.process_time()
        articles(text)
        return time.process_time() - started

    seconds(100)
    once, twice = (min(seconds(paragraphs) for _ in range(2)) for paragraphs in (1400, 2800))
    assert twice < 4 * once + 0.2


def test_what_stands_twice_is_found_among_many_paragraphs_in_linear_time():
    def seconds(paragraphs: int, first: int) -> float:
        text = "\n\n".join(
            f"Boat {i} left quay {i * 7 % 991} behind crane {i * 3} before storm number {i * 5} reached the old wall."
            for i in range(first, first + paragraphs)  # others each time: short lines are remembered
        )
        started = time.process_time()
        articles(text)
        return time.process_time() - started

    taken = ((seconds(2000, 10**6 * turn), seconds(8000, 10**6 * turn + 10**5)) for turn in range(3))
    once, fourfold = (min(column) for column in zip(*taken, strict=True))
    assert fourfold < 8 * once  # 16 where each is compared with each


@pytest.mark.parametrize(
    "line", ["ab\n", "The old harbour\n\n", "list 1 of 3\nfoo bar\nend of list\n", "Line {} of it\n"]
)
def test_a_megabyte_of_short_lines_takes_a_few_seconds(line):
    started = time.process_time()
    articles("".join(line.format(number) for number in range(1_000_000 // len(line))))
    assert time.process_time() - started < 12


def delimited(text: str) -> Article:
    """Return the article of a document that its format delimits."""
    ((found),) = (one.article for one in occurrences(Document("a.html", text, whole=True)))
    return found


BOATS = (
    "The boats of the bay will sail again from June, the harbour office said on Tuesday, and each has a day of its own."
)


def test_short_lines_one_after_another_are_a_list_where_the_document_is_one_article():
    calendar = [f"June {day} – Port Elder, North Quay" for day in range(3, 9)]
    article = delimited("\n\n".join([BOATS, *calendar]))
    assert "".join(LETTER[block.kind] for block in article.blocks) == "piiiiii"


def test_a_note_that_its_agency_signs_is_prose_where_nothing_else_is():
    note = "PORT ELDER, 20 GEN - Il traghetto notturno è tornato lunedì, ha detto la capitaneria di porto. (ANSA)."
    (article,) = (one.article for one in occurrences(Document("a.html", f"Note\n\n{note}", whole=True)))
    assert article.text.endswith(note)
    assert article.captions == ()
    told = "The ferry came back on Monday after three weeks of repairs, the harbour office said."
    (article,) = (one.article for one in occurrences(Document("a.html", f"{told}\n\n{note}", whole=True)))
    assert article.captions == (note,)


def test_lines_that_stand_twice_by_design_stay_where_the_document_is_one_article():
    menu = [f"Serve {dish} with a slice of brown bread." for dish in ("soup", "herring", "eggs", "cod", "peas")]
    article = delimited("\n\n".join([BOATS, *menu, BOATS.replace("bay", "sound"), *menu]))
    assert len(article.blocks) == 12
