"""What is left of an article whose sentences or names are hidden."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.hiding import BLOT, hidden
from sitegen.model import Article, Block
from sitegen.reading.sentences import sentences

WORDS = st.sampled_from(
    ["Ada Noor waved.", "Nobody saw it.", "The quay, said Ada Noor, was shut!", "Ships wait.", "Why?"]
)


def article(*paragraphs: str, **more: object) -> Article:
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Article("Ada Noor at the Quay", text, tuple(blocks), **more)  # type: ignore[arg-type]


def ids(one: Article) -> list[str]:
    return [sentence.id for sentence in sentences(one)]


def test_a_sentence_goes_with_the_space_beside_it():
    one = article("Ada Noor waved. Nobody saw it. Ships wait.")
    for place, text in enumerate(
        ("Nobody saw it. Ships wait.", "Ada Noor waved. Ships wait.", "Ada Noor waved. Nobody saw it.")
    ):
        assert hidden(one, sentences(one), (ids(one)[place],), ())[0].text == text


def test_a_paragraph_of_which_nothing_is_left_goes_whole():
    one = article("Ada Noor waved.", "Nobody saw it.", "Ships wait.")
    for place in range(3):
        rest, _ = hidden(one, sentences(one), (ids(one)[place],), ())
        assert rest == article(*[text for n, text in enumerate(one.text.split("\n\n")) if n != place])
    assert hidden(one, sentences(one), ids(one), ())[0].text == ""
    assert hidden(one, sentences(one), ids(one)[1:], ())[0] == article("Ada Noor waved.")
    both = article("Ada Noor waved. Nobody saw it.", "Ships wait.", "Why?")
    assert hidden(both, sentences(both), (ids(both)[0], *ids(both)[2:]), ())[0] == article("Nobody saw it.")


def test_a_name_is_blotted_out_wherever_it_stands():
    one = article(
        "ADA NOOR waved; Noor left.", byline="Ada Noor", captions=("Ada Noor at sea",), removed=("By Ada Noor",)
    )
    rest, _ = hidden(one, sentences(one), (), ("Ada Noor",))
    assert rest.text == f"{BLOT} waved; Noor left."
    assert (rest.title, rest.byline) == (f"{BLOT} at the Quay", BLOT)
    assert (rest.captions, rest.removed) == ((f"{BLOT} at sea",), (f"By {BLOT}",))


def test_a_dateline_stays_where_the_text_begins():
    one = article("PORT - Ada Noor waved. Ships wait.", dateline=(0, 7))
    rest, lines = hidden(one, sentences(one), (ids(one)[0],), ())
    assert rest.text[slice(*rest.dateline)] == "PORT - "
    assert [rest.text[line.start : line.end] for line in lines] == ["Ships wait."]


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4),
    st.sets(st.integers(0, 15)),
    st.booleans(),
)
def test_what_stays_keeps_its_words_ids_and_order(paragraphs, numbers, blot):
    one = article(*[" ".join(words) for words in paragraphs])
    lines = sentences(one)
    gone = {lines[number].id for number in numbers if number < len(lines)}
    names = ("Ada Noor",) if blot else ()
    rest, kept = hidden(one, lines, gone, names)
    said = [one.text[line.start : line.end] for line in lines if line.id not in gone]
    assert [rest.text[line.start : line.end] for line in kept] == [
        text.replace("Ada Noor", BLOT) if blot else text for text in said
    ]
    assert [line.id for line in kept] == [line.id for line in lines if line.id not in gone]
    assert rest.text == "\n\n".join(rest.text[block.start : block.end] for block in rest.blocks)
