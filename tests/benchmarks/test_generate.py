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
    made = sum(1 for week, count in generate.counts(600, 1) for _ in generate.reports(week, count, 1))
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
        for week, count in islice(generate.counts(2_000, 1), 20)
        for report in generate.reports(week, count, 1)
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


def test_made_up_words_differ():
    assert len(set(generate.vocabulary())) == generate.VOCABULARY
    assert len({name.id for kind, _ in generate.KINDS for name in generate.names(kind)}) == sum(
        count for _, count in generate.KINDS
    )


def test_texts_are_taken_for_english(corpus):
    texts = [text for path, text in corpus.items() if path.endswith(".txt")][:40]
    assert sum(language(text[200:]) == "en" for text in texts) >= 38


def test_news_comes_in_bursts_over_three_years():
    counts = [count for _, count in generate.counts(100_000, 1)]
    assert len(counts) == generate.WEEKS
    assert max(counts) > 2.5 * sorted(counts)[len(counts) // 2]
    assert min(counts) > 0


def test_stories_have_several_reports_and_keep_some_sentences():
    week, count = max(generate.counts(2_000, 1), key=lambda pair: pair[1])
    lines = Counter(
        line
        for report in generate.reports(week, count, 1)
        for line in {line for part in report.paragraphs for line in part}
    )
    assert sum(many > 1 for many in lines.values()) > 5


def test_the_editors_files_are_valid(tmp_path):
    generate.write(tmp_path, 20)
    content, problems = load(tmp_path)
    assert not problems
    assert len(content.entities) == sum(count for _, count in generate.KINDS)
    assert [topic.id for topic in content.topics] == sorted(generate.TOPICS)


def test_one_article_can_be_added(tmp_path):
    generate.write(tmp_path, 5)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    generate.add(tmp_path)
    assert len({path for path in tmp_path.rglob("*") if path.is_file()} - before) == 1


def test_memory_does_not_grow_with_the_corpus():
    def peak(articles: int) -> int:
        tracemalloc.start()
        for _ in islice(generate.documents(articles), 100):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    generate.vocabulary()
    peak(300)  # fills what is kept for good
    assert peak(1_000_000) < 20_000_000
