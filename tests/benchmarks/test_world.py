"""The made-up world: it grows with the archive, no two names in it are alike, and no word in it hurts anybody."""

import codecs
import re
from collections.abc import Iterator

import pytest

from tests.benchmarks.world import ENDS, KINDS, MIDDLES, STARTS, VOCABULARY, vocabulary, word, world

# Parts of words that must not come out, in several languages, turned by 13 letters so that none is spelt here.
HURTFUL = """nahf nefr onfgneq ovgpu obyybp obbo ohttre pbpx pbba penc phag qnza qntb qvpx qlxr snttbg snaal sneg shpx tbbx
tlcb uryy ubzb wrex wrj xvxr xenhg yrfo zvatr zhss anmv arte avtt avttre cnxv crqb cravf cvff cbbs cbea cevpx chff dhrre
encr encvfg ergneq frzra frk funt fuvg funat fxnt fyhg fcnfg fcvp fcnax fhpx gvg gbffre gheq gjng hevar intva jnax jubr
jbt lvq mvbavfg xnssve xheinn chgn chgva zreqn zvreqn fhxn fnybcr pnoeba wbqre zneavp znevp nefpu spbgmr uher fpurvff
arter xnanx uvgyre fgnyva fngna nyynu wrfhf xvyy zheqre"""


def made_up() -> Iterator[str]:
    """Yield every word that the syllables can form."""
    return map(word, range(len(STARTS) * len(MIDDLES) * len(ENDS) * (1 + len(STARTS))))


def test_no_word_holds_a_hurtful_one():
    parts = re.compile("|".join(codecs.decode(HURTFUL, "rot13").split()))
    assert [made for made in made_up() if parts.search(made)] == []
    names = [name for kind in world(1_000_000).names.values() for name in kind]
    spelt = " ".join(text for name in names for text in (name.name, name.alias, name.unlisted)).lower()
    assert parts.findall(spelt) == []


def test_no_two_words_of_running_text_are_alike():
    assert len(set(vocabulary())) == VOCABULARY


@pytest.mark.parametrize("articles", [1_000, 1_000_000])
def test_no_two_names_are_alike_and_none_is_a_word_of_running_text(articles):
    entities = [name for kind in world(articles).names.values() for name in kind]
    names = [text.lower() for name in entities for text in (name.name, name.alias, name.unlisted)]
    assert len(set(names)) == len(names)
    assert len({name.id for name in entities}) == len(entities)
    assert not set(names) & set(vocabulary())


def test_no_two_topics_are_alike_and_each_turns_on_entities_and_words_of_its_own():
    topics = world(1_000_000).topics
    assert len({topic.id for topic in topics}) == len(topics)
    assert len({name.id for topic in topics for name in topic.core}) == sum(len(topic.core) for topic in topics)
    assert len({text for topic in topics for text in topic.words}) == sum(len(topic.words) for topic in topics)


def test_ten_times_the_articles_tell_of_three_times_the_entities_and_twice_the_topics():
    small, large = world(10_000), world(100_000)
    for kind, _ in KINDS:
        assert len(large.names[kind]) == pytest.approx(10**0.5 * len(small.names[kind]), rel=0.02)
    assert len(large.topics) == pytest.approx(10 ** (1 / 3) * len(small.topics), rel=0.05)


def test_a_small_archive_has_the_least_world():
    assert world(1) == world(1_000)
