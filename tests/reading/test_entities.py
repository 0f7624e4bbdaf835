"""Which words name which entity: cases as text, laws as properties."""

from __future__ import annotations

import random
import re
import string
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import Alias, Entity, Mention, Role
from sitegen.reading.entities import authority, changed, keys, mentions
from sitegen.reading.nomenclature import DEMONYMS, LONGER_NAMES, NOT_OF_THE_PLACE, NOT_THE_PLACE
from sitegen.reading.skim import Remembered, Sought
from sitegen.reading.words import PREFIXES, holds, key, line, vocabulary

CASES = Path(__file__).resolve().parents[1] / "cases" / "entities" / "mentions.txt"
MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")


def person(name, *aliases, evidence=()):
    return entity("person", name, aliases, evidence)


def place(name, *aliases, evidence=()):
    return entity("place", name, aliases, evidence)


def organisation(name, *aliases, evidence=()):
    return entity("organisation", name, aliases, evidence)


def entity(kind, name, aliases, evidence):
    identifier = {"Gaza Strip": "gaza", "Türkiye": "turkiye", "ISIS": "isis"}.get(name, name.lower().replace(" ", "-"))
    given = tuple(Alias(text.removesuffix("?"), ambiguous=text.endswith("?")) for text in aliases)
    return Entity(identifier, kind, name, given, evidence=tuple(evidence))


# an alias that ends in "?" is ambiguous
ENTRIES = (
    person("Mohammed Shia al-Sudani", "al-Sudani"),
    person("Ahmed al-Sharaa", "Abu Mohammed al-Jolani", "al-Sharaa"),
    person("Hakan Fidan"),
    person("Omar Barzan"),
    person("Leyla Barzan"),
    person("Bashar al-Assad", "Assad?", evidence=("Damascus",)),
    person("Donald Trump", "Trump?", evidence=("White House",)),
    organisation("ISIS", "Islamic State", "IS?"),
    organisation("Syrian National Army", "SNA?", evidence=("Syria",)),
    organisation("US-led coalition", "coalition?"),
    organisation("Kataib Hezbollah"),
    organisation("Hezbollah"),
    organisation("NATO"),
    place("Gaza Strip", "Gaza"),
    place("West Bank"),
    place("United States", "US"),
    place("Iraq", "العراق", "Irak"),
    place("Syria", "سوريا", "Suriye", "סוריה"),
    place("Türkiye", "Turkey"),
    place("Iran"),
    place("Israel"),
    place("Jordan"),
    place("England"),
    place("New York"),
    place("Baghdad"),
    place("Damascus"),
    place("Erbil"),
    place("Ain al-Asad", "Ayn al-Asad", "al-Asad Air Base"),
)
KNOWN = authority(ENTRIES)


def cases():
    for paragraph in CASES.read_text("utf-8").split("\n\n"):
        lines = paragraph.strip().splitlines()
        name = " ".join(row.lstrip("# ") for row in lines if row.startswith("#"))
        title = "".join(row.removeprefix("title: ") for row in lines if row.startswith("title: "))
        marked = "\n".join(row for row in lines if not row.startswith(("#", "title: ")))
        if marked:
            yield pytest.param(title, marked, id=name)


def marked_up(text, found):
    for mention in reversed(found):
        text = f"{text[: mention.start]}[[{text[mention.start : mention.end]}|{mention.entity}]]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(("title", "marked"), list(cases()))
def test_a_text_mentions_what_its_marks_say(title, marked):
    text = MARK.sub(r"\1", marked)
    assert marked_up(text, mentions(text, KNOWN, title)) == marked


@pytest.mark.parametrize(("longer", "shorter"), LONGER_NAMES)
def test_a_longer_name_hides_the_shorter_one_in_it(longer, shorter):
    known = authority([Entity("short", "organisation", shorter)])
    assert mentions(f"We saw {longer} today.", known) == ()
    assert len(mentions(f"We saw {shorter} today.", known)) == 1


@pytest.mark.parametrize("example", [example for _, example in (*NOT_THE_PLACE, *NOT_OF_THE_PLACE)])
def test_a_place_in_another_name_is_no_mention(example):
    known = authority(Entity(name.lower(), "place", name) for name in example.split() if name[0].isupper())
    found = {mention.entity for mention in mentions(f"They know the {example} well.", known)}
    assert {example.split()[0].lower(), example.split()[-1].lower()} - found


@pytest.mark.parametrize(("ending", "example"), DEMONYMS)
def test_a_demonym_before_a_surname_is_no_first_name(ending, example):
    assert example.lower().endswith(ending)
    found = mentions(f"They met {example} Fidan, that is Hakan Fidan.", KNOWN)
    assert [mention.entity for mention in found] == ["hakan-fidan", "hakan-fidan"]


@pytest.mark.parametrize(("prefix", "instead", "example"), PREFIXES)
def test_a_particle_written_as_one_with_a_name_is_taken_off(prefix, instead, example):
    written, name = example
    assert line(written, {name}).line.strip() == name
    assert written.startswith(prefix)
    assert name.startswith(instead)


@pytest.mark.parametrize(
    "variants",
    [
        ("al-Sharaa", "Al Sharaa", "al-Shara'a", "AL-SHARA’A"),
        ("U.S.-led coalition", "US-led Coalition", "US led coalition"),
        ("Türkiye", "TÜRKIYE", "Turkiye"),
        ("Kataib", "Kata'ib", "Kata’ib", "Kataʿib"),
    ],
)
def test_variants_of_a_name_have_one_key(variants):
    assert len({key(variant) for variant in variants}) == 1


def test_a_name_of_two_entries_is_neither_without_another_sure_name():
    twins = authority([Entity("one", "place", "Varn", (Alias("Varn-on-Sea"),)), Entity("two", "place", "Varn")])
    assert mentions("They went to Varn.", twins) == ()
    found = mentions("They went to Varn, properly Varn-on-Sea.", twins)
    assert [mention.entity for mention in found] == ["one", "one"]


def test_an_empty_authority_file_or_text_yields_nothing():
    assert mentions("Baghdad", authority([])) == ()
    assert mentions("", KNOWN) == ()
    assert keys("", KNOWN) == ()


def test_keys_are_the_names_that_occur():
    assert keys("The IS left Baghdad with Fidan.", KNOWN) == ("baghdad", "fidan", "is")
    assert keys("Nothing.", KNOWN, title="Iraq’s day") == ("iraq",)


def test_what_has_no_letter_is_no_part_of_a_name():
    marks = authority([Entity("varn", "place", "Varn \u0301", (Alias("\u0301"),), evidence=("\u0301", "harbour"))])
    assert [mention.entity for mention in mentions("Varn.", marks)] == ["varn"]


PIECES = st.lists(
    st.one_of(
        st.sampled_from([name for entry in ENTRIES for name in (entry.name, *(alias.text for alias in entry.aliases))]),
        st.sampled_from(["Wafiq", "said", "of", "The", "New", "President", "'s", "-", ". ", "\n\n", "(", "IS", "is"]),
        st.text(max_size=8),
    ),
    max_size=30,
)


@given(PIECES)
def test_mentions_are_sorted_and_apart_and_within_the_text(pieces):
    text = " ".join(pieces)
    found = mentions(text, KNOWN)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


EVERYWHERE = replace(
    KNOWN, sought=Sought((), string.ascii_lowercase + string.digits), reach=Remembered(lambda _: (0, 0))
)
JOINTS = st.sampled_from(
    [*" " * 6, "  ", "\n", "\n\n", " \n", "\u00a0", "\u2003", "\t", "-", " – ", "’ ", " ‘", "_", "`", "?", " ship " * 4]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PIECES.map(" ".join), JOINTS), max_size=4).map(lambda parts: "".join(map("".join, parts))))
def test_skimming_misses_no_mention(text):
    assert mentions(text, KNOWN) == mentions(text, EVERYWHERE)
    assert mentions("", KNOWN, text) == mentions("", EVERYWHERE, text)


@settings(max_examples=50)
@given(PIECES)
def test_links_depend_only_on_the_entries_whose_names_occur(pieces):
    text = " ".join(pieces)
    occurring = set(keys(text, KNOWN))
    fewer = authority(entry for entry in ENTRIES if occurring & set(keys_of(entry)))
    assert mentions(text, fewer) == mentions(text, KNOWN)


def keys_of(entry):
    names = " . ".join([entry.name, *(alias.text for alias in entry.aliases), *entry.evidence])
    return keys(names, authority([entry]))


@pytest.mark.parametrize(
    "unit", ["Sudani said. ", "US ", "U.S.", "a'", "Wafiq al-Assad and Bashar al-Assad ", "al-", "\u0301", "Gaza\n"]
)
def test_a_megabyte_on_one_line_takes_linear_time(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    mentions(text, KNOWN)
    assert time.perf_counter() - start < 15


def test_the_order_of_the_entries_does_not_matter():
    text = MARK.sub(r"\1", CASES.read_text("utf-8"))
    shuffled = list(ENTRIES)
    random.Random(7).shuffle(shuffled)
    assert mentions(text, authority(shuffled)) == mentions(text, KNOWN)
    assert isinstance(mentions(text, KNOWN)[0], Mention)


# ---------------------------------------------------------------- what an edit of the authority file touches

PORT = place("Port Ostrel", "Ostrel?", evidence=("harbour",))
ADA = person("Ada al-Quist", "the envoy?", evidence=("treaty",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PORT, replace(PORT, description="A port.", wikidata="Q1", latitude=1.0, longitude=2.0)),
        (ADA, replace(ADA, roles=(Role("Envoy"),), description="An envoy.")),
        (ADA, replace(ADA, aliases=tuple(replace(alias, language="en") for alias in ADA.aliases))),
        (PORT, replace(PORT, name="port ostrel", evidence=("Harbour",))),
        (PORT, replace(PORT, aliases=(*PORT.aliases, Alias("Port-Ostrel")))),
    ],
)
def test_an_edit_of_what_linking_does_not_read_touches_nothing(old, new):
    assert changed([old], [new]) == ()


@pytest.mark.parametrize(
    ("old", "new", "text", "touched"),
    [
        ([], [PORT], "Ships left Port Ostrel.", True),
        ([PORT], [], "Ships left Port Ostrel.", True),
        ([], [PORT], "Ships left the port.", False),
        ([PORT], [replace(PORT, kind="organisation")], "Ships left Port Ostrel.", True),
        ([PORT], [replace(PORT, evidence=("harbour", "ferry"))], "The ferry left Ostrel.", True),
        ([PORT], [replace(PORT, evidence=("harbour", "ferry"))], "The ferry left Port Varn.", False),
        ([PORT], [replace(PORT, evidence=("harbour", "ferry"))], "The boat left Ostrel.", False),
        ([ADA], [replace(ADA, name="Ada al-Quist"), person("Noor Quist")], "Quist spoke.", True),
        ([ADA], [replace(ADA, aliases=(*ADA.aliases, Alias("Ida Muhamad")))], "Muhamed al-Quist spoke.", True),
        ([ADA], [replace(ADA, aliases=(*ADA.aliases, Alias("Ida Muhamad")))], "Ada al-Quist spoke.", False),
        ([], [place("Jordan Valley")], "In Jordan Valley.", True),
        ([], [place("Kata")], "Kata'ib fighters left.", True),
    ],
)
def test_an_edit_touches_the_articles_that_hold_its_words(old, new, text, touched):
    assert any(holds(vocabulary("", text), group) for group in changed(old, new)) is touched


WORDS = (
    *("Ada", "Ida", "Omar", "Abu", "al", "Noor", "Nur", "Quist", "Jordan", "Valley", "Chad", "Port", "Ostrel", "IS"),
    *("US", "WHO", "Nato", "O'Quist", "Quist'foo", "Kata'ib", "Kataib", "Hezbollah", "Bank", "of", "England", "South"),
    *(
        "Sudan",
        "العراق",
        "والعراق",
        "بغداد",
        "ببغداد",
        "harbour",
        "group",
        "Mayor",
        "is",
        "\u0301",
        "U.S.",
        "Wafiq",
        "the",
    ),
)
NAMES = st.builds(
    lambda words, joint: joint.join(words),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from([" ", " ", "-"]),
)
ALIASES = st.lists(st.builds(Alias, NAMES, st.booleans()), max_size=3).map(tuple)
FIELDS = {
    "kind": st.sampled_from(["person", "organisation", "place"]),
    "name": NAMES,
    "aliases": ALIASES,
    "evidence": st.lists(NAMES, max_size=2).map(tuple),
}


def entry(identifier):
    return st.builds(Entity, st.just(identifier), **FIELDS)


@st.composite
def edits(draw):
    """Return an authority file before and after one or two edits."""
    old = [draw(entry(identifier)) for identifier in "abc"[: draw(st.integers(0, 3))]]
    new = {one.id: one for one in old}
    for _ in range(draw(st.integers(1, 2))):
        identifier = draw(st.sampled_from("abcd"))
        if identifier not in new:
            new[identifier] = draw(entry(identifier))
        elif draw(st.booleans()):
            field = draw(st.sampled_from(sorted(FIELDS)))
            new[identifier] = replace(new[identifier], **{field: draw(FIELDS[field])})
        else:
            del new[identifier]
    return old, list(new.values())


@settings(max_examples=300, deadline=None)
@given(edits(), st.data())
def test_links_change_only_where_a_group_of_words_stands(edit, data):
    old, new = edit
    before, after, groups = authority(old), authority(new), changed(old, new)
    given_names = [text for one in (*old, *new) for text in (one.name, *(alias.text for alias in one.aliases))]
    words = [word for one in (*old, *new) for word in one.evidence]
    pieces = st.sampled_from([*given_names, *words, *WORDS]).flatmap(lambda name: st.sampled_from([name, name.lower()]))
    joints = st.sampled_from([" ", " ", " ", "\n\n", ". ", "'s ", "-", " said ", "\u00a0", "\t", "_", "?", " “", "é "])
    texts = st.lists(st.tuples(pieces, joints), max_size=9).map(lambda parts: "".join(map("".join, parts)))
    for title, text in data.draw(st.lists(st.tuples(texts, texts), min_size=1, max_size=6)):
        if mentions(text, before, title) != mentions(text, after, title):
            packed = vocabulary(title, text)
            assert any(holds(packed, group) for group in groups)


@settings(max_examples=100, deadline=None)
@given(edits())
def test_an_edit_touches_the_same_articles_as_its_undoing(edit):
    old, new = edit
    groups = changed(old, new)
    assert groups == changed(new, old) == tuple(sorted(set(groups)))
    assert changed(old, old) == ()
    assert not any(set(one) < set(other) for one in groups for other in groups)


SCRIPTS = authority(
    [
        Entity(
            "port-averel", "place", "Port Averel", (Alias("阿韦雷尔港"), Alias("アベレル"), Alias("एवरेल"), Alias("港"))
        ),
        Entity(
            "mira-oland", "person", "Mira Oland", (Alias("米拉·奥兰德"), Alias("ミラ・オランド"), Alias("मीरा ओलैंड"))
        ),
        Entity("harbour-board", "organisation", "Harbour Board", (Alias("阿韦雷尔港务局"), Alias("Аверельский порт"))),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市长米拉·奥兰德说,阿韦雷尔港的船只停航。", ["米拉·奥兰德", "阿韦雷尔港"]),
        ("市长在阿韦雷尔港务局表示,港口关闭。", ["阿韦雷尔港务局"]),
        ("ミラ・オランド市長はアベレルで語った。", ["ミラ・オランド", "アベレル"]),
        ("アベレルン市の話だ。", []),  # another name that begins so
        ("मीरा ओलैंड ने एवरेल में कहा।", ["मीरा ओलैंड", "एवरेल"]),
        ("Аверельский порт закрыт.", ["Аверельский порт"]),
    ],
)
def test_names_are_found_in_scripts_without_spaces_and_in_those_with_marks(text, found):
    assert [text[one.start : one.end] for one in mentions(text, SCRIPTS)] == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Baghdad said the talks go on.", ["government-of-iraq"]),
        ("The envoy left, but Baghdad has repeatedly rejected the plan.", ["government-of-iraq"]),
        ("“We agree,” Baghdad on Monday announced.", ["government-of-iraq"]),
        ("Officials in Baghdad said the talks go on.", ["baghdad"]),
        ("Officials in Erbil and Baghdad said the talks go on.", ["erbil", "baghdad"]),
        ("Baghdad was hit by a storm.", ["baghdad"]),
        ("Baghdad's mayor said the storm was over.", ["baghdad"]),
        ("The mayor of Baghdad said the storm was over.", ["baghdad"]),
    ],
)
def test_a_capital_that_speaks_or_decides_is_the_government_there(text, named):
    government = Entity("government-of-iraq", "organisation", "Government of Iraq", (Alias("Baghdad", metonym=True),))
    known = authority([*ENTRIES, government])
    assert [one.entity for one in mentions(text, known)] == named


def test_a_metonym_moves_the_articles_that_hold_its_name():
    government = Entity("government-of-iraq", "organisation", "Government of Iraq")
    told = replace(government, aliases=(Alias("Baghdad", metonym=True),))
    assert ("baghdad",) in changed([*ENTRIES, government], [*ENTRIES, told])
