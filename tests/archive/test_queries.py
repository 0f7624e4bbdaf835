"""What pages ask of the archive, and the order in which it answers."""

import sqlite3

import pytest

from tests.conftest import STRIKE, Desk


@pytest.fixture(scope="module")
def archive(shipped: Desk):
    return shipped.archive()


def test_articles_come_in_order_of_their_ids(archive):
    assert list(archive.articles()) == sorted(archive.articles())


def test_an_id_an_alias_and_nothing_resolve(archive, shipped):
    strike = shipped.article(STRIKE)
    ((alias, article),) = archive.aliases()
    assert article == strike
    assert archive.resolve(strike) == archive.resolve(alias) == strike
    assert archive.resolve("no-such-article") is None


def test_a_reader_sorts_in_memory_and_leaves_no_words_in_a_temporary_file(archive):
    in_memory = 2  # https://www.sqlite.org/pragma.html#pragma_temp_store
    assert archive.db.execute("PRAGMA temp_store").fetchone() == (in_memory,)


def test_what_is_not_held_is_a_key_error(archive):
    for ask in (archive.filed, archive.row):
        with pytest.raises(KeyError):
            ask("no-such-article")


def test_a_row_says_what_the_whole_article_says(archive):
    for name in archive.articles():
        row, filed = archive.row(name), archive.filed(name)
        assert (row.title, row.edtf, row.day, row.basis, row.evidence) == (
            filed.title,
            filed.dating.edtf,
            filed.dating.day,
            filed.dating.basis,
            filed.dating.evidence,
        )
        assert (row.source, row.words, row.copies, row.story) == (
            filed.source,
            filed.words,
            len(filed.copies),
            filed.story,
        )
        assert row.topics == archive.topics_of(name)


def test_periods_hold_every_article_once(archive):
    held = [one for period in archive.periods() for one in archive.in_period(period)]
    assert sorted(held) == sorted(archive.articles())
    assert [period for period in archive.periods() if period.startswith("undated-")]


def test_stories_stand_in_one_period_each(archive):
    stories = [story for period in archive.periods() for story in archive.stories_in(period)]
    assert sorted(stories) == sorted({archive.row(name).story for name in archive.articles()})
    assert sum(len(archive.story(story)) for story in stories) == len(archive.articles())


def test_sources_count_every_article_the_unknown_one_too(archive):
    assert sum(archive.sources().values()) == len(archive.articles())
    assert archive.listed("sources", None) == (next(one for one in archive.articles() if one.startswith("lighthouse")),)


def test_names_are_counted_alike_from_both_sides(archive):
    for entity, (articles, mentions) in archive.entity_counts().items():
        naming = archive.naming(entity)
        assert (len(naming), sum(count for _, count in naming)) == (articles, mentions)
        for other, count in archive.together(entity):
            assert (entity, count) in archive.together(other)


def test_pages_of_dates_count_what_stands_on_them(archive):
    for page, counts in archive.pages().items():
        filed = archive.in_period(page) if len(page) == len("2026-03") else archive.published_on(page)
        assert counts.published + counts.possible == len(filed)
        told = {(fact.told, fact.status == "planned") for fact in archive.events_on(page)}
        assert counts.happened + counts.planned == len(told)
    assert list(archive.pages()) == sorted(archive.pages())


def test_a_report_counts_as_published_only_where_it_is_known_to_be(archive):
    for page, counts in archive.pages().items():
        known = [article for article in archive.published_on(page) if archive.row(article).edtf == page]
        if len(page) == len("2026-03-04"):
            assert counts.published == len(known)


def test_events_come_in_order_of_time(archive):
    for topic in ("ferry-strike", "dredging"):
        days = [fact.earliest for fact in archive.timeline(f"topics/{topic}")]
        assert days == sorted(days)


def test_days_span_what_is_held(archive):
    assert (archive.first_day(), archive.last_day()) == ("2025-11-18", "2026-03-04")
    assert archive.latest(1)[0].startswith(("ferry", "boats"))


def test_a_document_leads_to_its_articles(archive, shipped):
    assert archive.from_document("courier/strike-again.txt") == (shipped.article(STRIKE),)
    assert archive.from_document("none.txt") == ()


def test_reading_never_writes(archive):
    with pytest.raises(sqlite3.OperationalError):
        archive.db.execute("DELETE FROM articles")


def test_an_archive_knows_whether_it_is_private(archive, desk):
    assert not archive.is_private()
    desk.built(private=True)
    assert desk.archive().is_private()
