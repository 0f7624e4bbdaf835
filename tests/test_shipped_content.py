"""The archive that ships: its entries are there, its documents are digests in its own words, its citations hold."""

import re
from functools import cache
from pathlib import Path

import pytest

from sitegen.content import load
from sitegen.corpus.documents import documents, sidecar
from sitegen.corpus.extract import occurrences
from sitegen.ids import article_id, folded
from sitegen.reading.entities import authority, mentions
from sitegen.reading.sentences import sentences
from sitegen.reading.topics import scores
from sitegen.references import references

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content"
CORPUS = ROOT.parent / "shared" / "corpus"

# Ids on which other archives and links may rely.
ENTITIES = """
    mohammed-shia-al-sudani joe-biden hussein-allawi hakan-fidan ahmed-al-sharaa bashar-al-assad antony-blinken
    donald-trump mazloum-abdi tom-barrack ismail-al-thawabta sabhan-mullah-jiad vedant-patel qasem-soleimani
    abu-mahdi-al-muhandis isis syrian-democratic-forces ypg pkk syrian-national-army hamas kataib-hezbollah hezbollah
    popular-mobilization-forces islamic-resistance-in-iraq us-led-coalition operation-inherent-resolve
    us-iraq-higher-military-commission united-nations nato iraq syria united-states turkiye iran israel gaza west-bank
    lebanon yemen jordan-valley ain-al-asad anbar baghdad erbil kurdistan-region damascus hasakah raqqa tabqa shaddadeh
    al-aqtan-prison khan-younis bani-suhaila germany france spain italy
"""
TOPICS = {"iraq-coalition-transition": "petrol", "syria-sdf-integration": "madder", "gaza-ceasefire": "indigo"}
LINES = ("happened", "matters", "disputed", "unknown")

# Of the reports that were digested, how many belong to which topic.
REPORTS = {"iraq-coalition-transition": 4, "syria-sdf-integration": 3, "gaza-ceasefire": 1}

FOOTBALL = """
Erbil SC beat Al-Shorta of Baghdad 2-1 on Friday in front of a full house and now lead the Iraq Stars League.
A coalition of fan clubs had asked for cheaper seats, and the club in the Kurdistan Region agreed to them.
The visitors' withdrawal from the cup this year had been a blow to the federation in Iraq.
"""

LONGEST_RUN = 13  # words in a row that a text of ours may share with a report
LONGEST_QUOTE = 3  # words
QUOTED = re.compile(r"[\"“„«‘](?=\w)([^\"“”„«»‘]{1,400}?)[\"”»](?!\w)|‘([^‘’\n]{1,400})’(?!\w)")


@cache
def content():
    return load(CONTENT)


@cache
def digests():
    """Return all articles of the shipped documents, as (file, article, id), copies included."""
    return tuple(found for path in sorted((CONTENT / "documents").rglob("*")) for found in _read(path))


def _read(path):
    if not path.is_file() or path.name.endswith(".meta.yaml"):
        return
    name, beside = str(path.relative_to(CONTENT)), path.with_name(path.name + ".meta.yaml")
    about, problems = sidecar(name + ".meta.yaml", beside.read_bytes()) if beside.exists() else (None, ())
    assert not problems
    found, problems = documents(name, path.read_bytes(), about)
    assert not problems
    for document in found:
        for occurrence in occurrences(document):
            article = occurrence.article
            yield name, article, article_id(article.title, article.text)


def _cited(topic):
    """Yield every citation of a topic: (article's id, sentence's id, words)."""
    for text in (topic.body, *(line for _, line in topic.brief)):
        for reference in references(text):
            assert reference.kind != "broken", reference
            if reference.kind == "cite":
                yield (*reference.target.split("#"), reference.words)
    for dispute in topic.disputes:
        for _, cites in dispute.positions:
            assert cites, dispute.question
            yield from ((*cite.split("#"), "") for cite in cites)


def _runs(text):
    words = folded(text).split()
    return {tuple(words[at : at + LONGEST_RUN + 1]) for at in range(len(words) - LONGEST_RUN)}


def _topics_of(title, text):
    known = authority(content()[0].entities)
    counts = {}
    for mention in mentions(text, known, title):
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    return [score.topic for score in scores(title, text, counts, content()[0].topics) if score.belongs]


# ---------------------------------------------------------------- content


def test_the_content_loads_without_a_problem():
    assert content()[1] == ()


def test_the_authority_file_holds_the_promised_entries():
    held = {entity.id for entity in content()[0].entities}
    assert not set(ENTITIES.split()) - held
    assert len(held) >= 80


def test_every_entry_is_described_in_one_or_two_sentences():
    for entity in content()[0].entities:
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", entity.description)) <= 2, entity.id


def test_an_alias_belongs_to_one_entry():
    owners = {}
    for entity in content()[0].entities:
        for name in (entity.name, *(alias.text for alias in entity.aliases if not alias.metonym)):
            assert owners.setdefault(name, entity.id) == entity.id, name


def test_ambiguous_aliases_have_evidence():
    for entity in content()[0].entities:
        assert entity.evidence or not any(alias.ambiguous for alias in entity.aliases), entity.id


def test_the_text_pages_are_there():
    assert {page.id for page in content()[0].pages} == {"about", "method", "corrections"}


# ---------------------------------------------------------------- digests


def test_there_are_at_least_twenty_digests_of_named_reports():
    assert len({name for _, _, name in digests()}) >= 20
    for file, article, _ in digests():
        about = article.metadata.digest_of
        assert about is not None, file
        assert about.outlet, file
        assert about.title, file
        assert about.date, file
        assert article.metadata.source.startswith("digest-"), file


def test_the_digests_come_in_the_forms_that_scrapers_leave():
    files = [file for file, _, _ in digests()]
    several = {file for file in files if files.count(file) > 1}
    assert len([file for file in several if file.endswith(".txt")]) == 2
    assert len([file for file in several if file.endswith(".jsonl")]) == 1
    assert {Path(file).suffix for file in files} == {".txt", ".md", ".html", ".jsonl"}


def test_a_digest_has_100_to_220_words_and_no_furniture():
    for file, article, _ in digests():
        assert 100 <= len(article.text.split()) <= 220, (file, article.title)
        for furniture in ("newsletter", "min read", "Described, not shown", "Share", "comment\n", "Skip to"):
            assert furniture not in article.text, (file, article.title)


def test_two_digests_share_a_title_only_as_copies():
    titles = {}
    for _, article, name in digests():
        assert titles.setdefault(article.title, name) == name


def test_no_quotation_marks_stand_around_our_words():
    for file, article, _ in digests():
        for match in QUOTED.finditer(article.text):
            assert len((match[1] or match[2]).split()) <= LONGEST_QUOTE, (file, match[0])


def test_no_run_of_fourteen_words_is_taken_from_a_report():
    if not CORPUS.is_dir():
        pytest.skip("the reports that were digested are not here (../shared/corpus)")
    reports = set().union(*(_runs(path.read_text("utf-8-sig")) for path in sorted(CORPUS.glob("*.txt"))))
    ours = {f"{file}: {article.title}": article.text for file, article, _ in digests()}
    ours |= {topic.id: topic.body for topic in content()[0].topics}
    ours |= {page.id: page.body for page in content()[0].pages}
    for name, text in ours.items():
        assert not _runs(text) & reports, name


# ---------------------------------------------------------------- topics


def test_the_three_topics_are_there_with_their_four_lines():
    topics = {topic.id: topic for topic in content()[0].topics}
    assert {name: topic.accent for name, topic in topics.items()} == TOPICS
    for topic in topics.values():
        assert tuple(name for name, _ in topic.brief) == LINES
        assert topic.body.count("\n## ") >= 4
        assert topic.disputes


def test_every_citation_leads_to_a_sentence_that_holds_its_words():
    for topic in content()[0].topics:
        cited = list(_cited(topic))
        assert len(cited) >= 20
        for name, sentence, words in cited:
            copies = [article for _, article, held in digests() if held == name]
            assert copies, (topic.id, name)
            for article in copies:  # whichever of them becomes the canonical one
                spans = {one.id: article.text[one.start : one.end] for one in sentences(article)}
                assert sentence in spans, (topic.id, name, sentence, words)
                assert words in spans[sentence], (topic.id, name, words)


def test_every_paragraph_of_an_explainer_rests_on_a_citation():
    for topic in content()[0].topics:
        for paragraph in topic.body.strip().split("\n\n"):
            plain = paragraph.startswith("#") or "this archive holds no document" in " ".join(paragraph.split())
            assert plain or "{{cite:" in paragraph, paragraph


def test_every_digest_belongs_to_one_topic():
    for file, article, _ in digests():
        assert len(_topics_of(article.title, article.text)) == 1, (file, article.title)


def test_the_reports_belong_to_their_topics():
    if not CORPUS.is_dir():
        pytest.skip("the reports that were digested are not here (../shared/corpus)")
    found = {}
    for path in sorted(CORPUS.glob("*.txt")):
        for document in documents(path.name, path.read_bytes(), None)[0]:
            for occurrence in occurrences(document):
                article = occurrence.article
                found[article_id(article.title, article.text)] = _topics_of(article.title, article.text)
    counts = [topic for topics in found.values() for topic in topics]
    assert {topic: counts.count(topic) for topic in TOPICS} == REPORTS


def test_a_football_report_belongs_to_no_topic():
    assert _topics_of("Erbil beat Al-Shorta before a full house", FOOTBALL) == []
