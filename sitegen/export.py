"""The archive as one SQLite file for researchers: tables, views and a README table, within the rights."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sitegen.archive.queries import Archive
from sitegen.model import Content, Filed, Span
from sitegen.site.data import shown_text

TABLES = """
CREATE TABLE readme (line INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE sources (id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, homepage TEXT, rights TEXT);
CREATE TABLE entities (id TEXT PRIMARY KEY, kind TEXT, name TEXT, description TEXT, wikidata TEXT,
                       latitude REAL, longitude REAL);
CREATE TABLE entity_aliases (entity TEXT REFERENCES entities(id), alias TEXT, language TEXT, ambiguous INTEGER);
CREATE TABLE topics (id TEXT PRIMARY KEY, title TEXT, summary TEXT, changed TEXT);
CREATE TABLE articles (id TEXT PRIMARY KEY, title TEXT, published_edtf TEXT, day TEXT, basis TEXT, evidence TEXT,
                       source TEXT REFERENCES sources(id), agency TEXT, section TEXT, byline TEXT, url TEXT,
                       digest_outlet TEXT, digest_title TEXT, digest_date TEXT, language TEXT, words INTEGER,
                       story TEXT, rights TEXT, text TEXT);
CREATE TABLE article_aliases (alias TEXT, article TEXT REFERENCES articles(id));
CREATE TABLE copies (article TEXT REFERENCES articles(id), document TEXT, first_line INTEGER, last_line INTEGER,
                     likeness REAL);
CREATE TABLE sentences (article TEXT REFERENCES articles(id), id TEXT, number INTEGER, text TEXT,
                        PRIMARY KEY (article, id));
CREATE TABLE mentions (article TEXT REFERENCES articles(id), entity TEXT REFERENCES entities(id), sentence TEXT,
                       words TEXT);
CREATE TABLE events (article TEXT REFERENCES articles(id), sentence TEXT, edtf TEXT, status TEXT, words TEXT);
CREATE TABLE statements (article TEXT REFERENCES articles(id), sentence TEXT, speaker TEXT REFERENCES entities(id),
                         verb TEXT, words TEXT, hearer TEXT, edtf TEXT);
CREATE TABLE figures (article TEXT REFERENCES articles(id), sentence TEXT, value TEXT, high TEXT, unit TEXT,
                      qualifier TEXT, thing TEXT, deed TEXT, place TEXT REFERENCES entities(id), period TEXT,
                      giver TEXT REFERENCES entities(id), words TEXT);
CREATE TABLE article_topics (article TEXT REFERENCES articles(id), topic TEXT REFERENCES topics(id), score REAL,
                             reasons TEXT);
CREATE INDEX mentions_entity ON mentions(entity);
CREATE INDEX sentences_article ON sentences(article);
CREATE INDEX events_edtf ON events(edtf);
CREATE VIEW timeline AS
    SELECT events.edtf, events.status, sentences.text, articles.title, articles.source, events.article, events.sentence
    FROM events JOIN articles ON articles.id = events.article
    JOIN sentences ON sentences.article = events.article AND sentences.id = events.sentence ORDER BY events.edtf;
CREATE VIEW named AS
    SELECT entities.name, entities.kind, count(DISTINCT mentions.article) AS articles, count(*) AS mentions
    FROM mentions JOIN entities ON entities.id = mentions.entity GROUP BY entities.id ORDER BY articles DESC;
CREATE VIEW stories AS
    SELECT story AS id, count(*) AS articles, min(day) AS first_day FROM articles GROUP BY story ORDER BY first_day;
"""

README = (
    "Articles, each kept once, with the sentences, names, dates and events read in them.",
    "Dates are EDTF (ISO 8601-2). articles.day is the earliest possible day of publication, basis how it is known.",
    "Every event, mention, statement and figure leads to a sentence of an article: (article, sentence).",
    "Texts are cut as the rights of their sources say; a sentence that may not be shown is left out.",
    "Copies are not witnesses: articles of one story may depend on one another.",
)


class PrivateArchiveError(Exception):
    """The archive was built with ``--private``: it can't tell what rights allow."""


def export(archive: Archive, content: Content, target: Path, *, private: bool = False) -> int:
    """Write the archive to ``target``, a new file; return the number of articles.

    ``private`` writes all texts whole, whatever the rights. Raises OSError, and PrivateArchiveError for a private
    archive that should be written within the rights.
    """
    if archive.is_private() and not private:
        raise PrivateArchiveError
    if target.exists():
        raise FileExistsError(17, "the file exists already; choose another name", str(target))
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    database = sqlite3.connect(beside)
    database.executescript(TABLES)
    _fill(database, "readme", enumerate(README, 1))
    _fill(database, "sources", _sources(content))
    _fill(database, "entities", _entities(content))
    _fill(database, "entity_aliases", _aliases(content))
    _fill(database, "topics", ((one.id, one.title, one.summary, one.changed) for one in content.topics))
    count = 0
    for filed in archive.all_filed():
        _put(database, _whole(filed) if private else filed)
        count += 1
    database.commit()
    database.close()
    beside.replace(target)
    return count


def _fill(database: sqlite3.Connection, table: str, rows: object) -> None:
    made = [tuple(row) for row in rows]  # type: ignore[attr-defined]
    if made:
        marks = ", ".join("?" for _ in made[0])
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", made)  # noqa: S608 — table names stand in this file


def _sources(content: Content) -> Iterator[tuple[object, ...]]:
    for one in content.sources:
        yield one.id, one.name, one.kind, one.country, one.homepage, one.rights


def _entities(content: Content) -> Iterator[tuple[object, ...]]:
    for one in content.entities:
        yield one.id, one.kind, one.name, one.description, one.wikidata, one.latitude, one.longitude


def _aliases(content: Content) -> Iterator[tuple[object, ...]]:
    for one in content.entities:
        for alias in one.aliases:
            yield one.id, alias.text, alias.language, alias.ambiguous


def _whole(filed: Filed) -> Filed:
    return replace(filed, lead=len(filed.article.text), shown=tuple(one.id for one in filed.sentences))


def _put(database: sqlite3.Connection, filed: Filed) -> None:
    text, _ = shown_text(filed)
    article, dating = filed.article, filed.dating
    digest = article.metadata.digest_of
    row = (
        filed.id,
        filed.title,
        dating.edtf,
        dating.day,
        dating.basis,
        json.dumps(dating.evidence, ensure_ascii=False),
        filed.source,
        article.agency,
        article.section,
        article.byline,
        article.metadata.url,
        *((digest.outlet, digest.title, digest.date) if digest else (None, None, None)),
        article.language,
        filed.words,
        filed.story,
        filed.rights,
        text,
    )
    _fill(database, "articles", [row])
    _put_sentences(database, filed)
    _fill(database, "article_aliases", ((alias, filed.id) for alias in filed.aliases))
    _fill(database, "copies", ((filed.id, copy.document, *copy.lines, copy.likeness) for copy in filed.copies))
    belonging = (score for score in filed.scores if score.belongs)
    reasons = ((filed.id, one.topic, one.value, json.dumps(one.reasons, ensure_ascii=False)) for one in belonging)
    _fill(database, "article_topics", reasons)


def _put_sentences(database: sqlite3.Connection, filed: Filed) -> None:
    """Write the sentences that may be shown, the names in them and the events that they tell."""
    text, shown = filed.article.text, set(filed.shown)
    sentences = [(number, one) for number, one in enumerate(filed.sentences, 1) if one.id in shown]
    _fill(database, "sentences", ((filed.id, one.id, number, text[one.start : one.end]) for number, one in sentences))
    mentions = (
        (filed.id, mention.entity, one.id, text[mention.start : mention.end])
        for mention in filed.mentions
        for _, one in sentences
        if one.start <= mention.start < one.end
    )
    _fill(database, "mentions", mentions)
    events = (
        (filed.id, event.sentence, event.date, event.status, text[event.start : event.end])
        for event in filed.events
        if event.sentence in shown
    )
    _fill(database, "events", events)
    statements = (
        (
            filed.id,
            one.sentence,
            one.speaker,
            text[slice(*one.verb)],
            text[slice(*one.words)],
            _cut(text, one.to),
            one.date,
        )
        for one in filed.statements
        if one.sentence in shown and not one.pronoun
    )
    _fill(database, "statements", statements)
    figures = (
        (
            filed.id,
            one.sentence,
            *(one.value, one.high, one.unit, one.qualifier, one.thing, one.deed),
            *(one.place or None, one.period, one.giver or None, text[one.start : one.end]),
        )
        for one in filed.figures
        if one.sentence in shown
    )
    _fill(database, "figures", figures)


def _cut(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""
