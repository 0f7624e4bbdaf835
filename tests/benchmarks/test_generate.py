"""The generator: the same call gives the same bytes, and what it gives is like the news in the ways that cost time."""

import json
import re
import tracemalloc
from collections import Counter
from itertools import islice

import pytest

from sitegen.content import load
from sitegen.corpus.languages import language
from tests.benchmarks import generate
from tests.benchmarks.world import world


@pytest.fixture(scope="module")
def corpus() -> dict[str, str]:
    return dict(generate.documents(600))


def words(corpus: dict[str, str]) -> Counter[str]:
    return Counter(word for text in corpus.values() for word in re.findall(r"[a-z]+", text.lower()))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(corpus):
    assert dict(generate.documents(600)) == corpus
    assert dict(generate.documents(600, seed=2)) != corpus


def test_no_two_documents_have_one_path():
    paths = [path for path, _ in generate.documents(600)]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("articles", [1, 10, 1_000, 12_345])
def test_weeks_add_up_to_the_articles_asked_for(articles):
    assert sum(count for _, count in generate.counts(articles, seed=1)) == articles


def test_every_article_stands_in_some_document(corpus):
    made = sum(map(len, generate.stories(600)))
    records = sum(text.count("\n") for path, text in corpus.items() if path.endswith(".jsonl"))
    plain = sum(text.count("Share this article") for path, text in corpus.items() if path.endswith(".txt"))
    marked = sum(path.endswith(".md") for path in corpus)
    assert made == 600
    assert made * 1.02 < records + plain + marked < made * 1.12, "a few copies besides"


def test_documents_come_in_all_forms_and_records_are_json(corpus):
    assert {path.rpartition(".")[2] for path in corpus} == {"txt", "md", "jsonl"}
    lines = [line for path, text in corpus.items() if path.endswith(".jsonl") for line in text.splitlines()]
    assert all({"title", "text", "url", "date", "source"} == set(json.loads(line)) for line in lines)


def test_articles_have_about_five_hundred_words():
    bodies = [
        sum(len(line.split()) for part in report.paragraphs for line in part)
        for told in islice(generate.stories(2_000), 150)
        for report in told
    ]
    assert 450 < sum(bodies) / len(bodies) < 580
    assert min(bodies) < 350
    assert max(bodies) > 700


def test_words_follow_zipf(corpus):
    ranked = [count for _, count in words(corpus).most_common()]
    total = sum(ranked)
    assert 0.35 < sum(ranked[:120]) / total < 0.65, "few words make half of a text"
    assert 1.5 < ranked[100] / ranked[200] < 3, "the word of twice the rank is half as frequent"
    assert sum(count == 1 for count in ranked) > 1_000, "many words stand once"


def test_texts_are_taken_for_english(corpus):
    texts = [text for path, text in corpus.items() if path.endswith(".txt")][:40]
    assert sum(language(text[200:]) == "en" for text in texts) >= 38


def test_news_comes_in_bursts_over_three_years():
    counts = [count for _, count in generate.counts(100_000, 1)]
    assert len(counts) == generate.WEEKS
    assert max(counts) > 2.5 * sorted(counts)[len(counts) // 2]
    assert min(counts) > 0


def test_many_stories_have_several_reports_and_those_keep_some_sentences():
    told = list(islice(generate.stories(2_000), 300))
    several = [story for story in told if len(story) > 1]
    kept = [
        set.intersection(*({line for part in one.paragraphs for line in part} for one in story)) for story in several
    ]
    assert 0.25 < len(several) / len(told) < 0.5
    assert sum(map(bool, kept)) > 0.9 * len(several)
    assert 2 < sum(map(len, kept)) / len(several) < 8


def test_stories_do_not_grow_with_the_archive():
    def reports_a_story(articles: int) -> float:
        sizes = [len(told) for told in islice(generate.stories(articles), 400)]
        assert max(sizes) <= 10
        return sum(sizes) / len(sizes)

    assert 0.8 < reports_a_story(10_000) / reports_a_story(1_000_000) < 1.25


def test_a_few_entities_stand_in_much_of_the_news_and_most_in_little():
    named = Counter(name.id for told in islice(generate.stories(10_000), 600) for name in told[0].theme.names)
    ranked = [count / 600 for _, count in named.most_common()]
    assert 0.08 < ranked[0] < 0.4
    assert 2 < ranked[9] / ranked[99] < 12
    assert ranked[len(ranked) // 2] < 0.01


@pytest.mark.parametrize("articles", [20, 20_000])
def test_the_editors_files_are_valid(tmp_path, articles):
    about = world(articles)
    for path, text in generate.content(about):
        generate.put(tmp_path / path, text)
    content, problems = load(tmp_path)
    assert not problems
    assert len(content.entities) == sum(map(len, about.names.values()))
    assert [topic.id for topic in content.topics] == sorted(topic.id for topic in about.topics)


def test_more_articles_can_be_added_and_none_is_like_another():
    added = [generate.extra(600, number) for number in range(5)]
    assert len({report.title for report in added}) == len({report.paragraphs for report in added}) == 5
    assert not {report.title for report in added} & {one.title for told in generate.stories(600) for one in told}


def test_memory_does_not_grow_with_the_corpus():
    def peak(articles: int) -> int:
        tracemalloc.start()
        for _ in islice(generate.documents(articles), 100):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    world(1_000_000)
    peak(300)  # fills what is kept for good
    assert peak(1_000_000) < 20_000_000
