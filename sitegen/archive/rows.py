"""What a worker makes in, rows of the archive's tables out: a reading of a document, an article that was filed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from sitegen.archive.counts import UNDATED, ArticleRows
from sitegen.archive.store import Card, Record, Row, digest
from sitegen.edtf import bounds, page
from sitegen.ids import part, period
from sitegen.model import Filed, Reading, Sentence

_encode = msgspec.msgpack.Encoder().encode
_json = json.JSONEncoder(ensure_ascii=False).encode


def article_rows(key: str, filed: Filed, words: bytes) -> ArticleRows:
    """Return the rows of an article that was made from what ``key`` is a digest of; ``words`` is its vocabulary."""
    events = _event_rows(filed)
    day, date = filed.dating.day or UNDATED, filed.dating.edtf
    topics = [
        (score.topic, day, filed.id, score.value, date, _origin(filed)) for score in filed.scores if score.belongs
    ]
    return ArticleRows(
        id=filed.id,
        article=(_article_row(key, filed),),
        aliases=tuple((alias, filed.id) for alias in filed.aliases),
        vocabulary=((filed.id, words),),
        mentions=tuple((entity, day, filed.id, count, date) for entity, count in _mentioned(filed).items()),
        filings=tuple(topics),
        events=tuple(events),
        timelines=tuple(_timeline_rows(filed, events, [row[0] for row in topics])),
        statements=tuple(_statement_rows(filed, day)),
        figures=tuple((row[0], subject, *rest) for row in topics for subject, *rest in _figure_rows(filed, day)),
    )


def reading_row(reading: Reading) -> Row:
    """Return a reading as a row: own id, sketch, signature, digest of the record, card, record, doubt."""
    doubt = reading.occurrence.doubt
    occurrence = replace(reading.occurrence, doubt=None) if doubt else reading.occurrence
    record = _encode(Record(occurrence, reading.sentences, reading.dating))
    article = reading.occurrence.article
    card = Card(
        reading.occurrence.lines,
        article.title,
        len(article.text),
        reading.dating,
        article.metadata.source,
        article.metadata.url,
    )
    digest_of_record = hashlib.blake2b(record, digest_size=16).hexdigest()
    doubted = _encode(doubt) if doubt else None
    return reading.id, reading.sketch, reading.signature, digest_of_record, _encode(card), record, doubted


def _article_row(key: str, filed: Filed) -> Row:
    dating, digest_of = filed.dating, filed.article.metadata.digest_of
    return (
        filed.id,
        key,
        filed.title,
        dating.edtf,
        dating.day,
        dating.basis,
        _json(dating.evidence),
        filed.source,
        filed.article.agency,
        _json((digest_of.outlet, digest_of.title, digest_of.date)) if digest_of else None,
        filed.article.language,
        filed.words,
        len(filed.copies),
        filed.story,
        period(dating.day, filed.id),
        part(filed.id),
        _dates(filed),
        filed.rights,
        digest(filed.title, filed.article.text, filed.dating, filed.source, filed.rights, filed.shown)[:16],
        _encode(filed),
    )


def _dates(filed: Filed) -> str:
    """Return the date pages that the article's text speaks of, a blank before and after each."""
    pages = {page(text) for text in {one.edtf for one in filed.expressions if one.edtf}}
    return f" {' '.join(sorted(filter(None, pages)))} "


def _origin(filed: Filed) -> str:
    """Return what dependent articles share: digests of one report are one origin, and so is one wire."""
    digest_of = filed.article.metadata.digest_of
    if digest_of:
        return f"{digest_of.outlet}\n{digest_of.title}"
    return filed.article.agency or filed.id


def _mentioned(filed: Filed) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mention in filed.mentions:
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    return counts


def _event_rows(filed: Filed) -> list[Row]:
    places = {sentence.id: (number, sentence) for number, sentence in enumerate(filed.sentences, 1)}
    text, shown, rows = filed.article.text, set(filed.shown), {}
    for event in filed.events:
        number, sentence = places[event.sentence]
        first, last = bounds(event.date)
        earliest = first or last
        if event.sentence not in shown or earliest is None:
            continue
        rows[event.sentence] = (
            filed.id,
            event.sentence,
            number,
            event.date,
            earliest.isoformat(),
            last.isoformat() if last else None,
            page(event.date),
            event.status,
            text[sentence.start : sentence.end],
            text[event.start : event.end],
            f"{filed.id}#{event.sentence}",
        )
    return list(rows.values())


def _shown(filed: Filed) -> dict[str, tuple[int, Sentence]]:
    """Return the sentences that may be shown, each with its place."""
    shown = set(filed.shown)
    return {one.id: (number, one) for number, one in enumerate(filed.sentences, 1) if one.id in shown}


def _statement_rows(filed: Filed, day: str) -> Iterator[Row]:
    """Yield what is said by those whom a sentence names: a pronoun's words stay on the article's own page."""
    text, shown = filed.article.text, _shown(filed)
    for one in filed.statements:
        if one.pronoun or one.sentence not in shown:
            continue
        number, sentence = shown[one.sentence]
        words = (text[slice(*span)] if span else "" for span in (one.name, one.verb, one.words, one.to))
        whole = text[sentence.start : sentence.end]
        yield one.speaker, day, filed.id, number, one.verb[0], one.sentence, *words, one.date, whole


def _figure_rows(filed: Filed, day: str) -> Iterator[Row]:
    """Yield the figures that say enough, in sentences that may be shown: without a subject, each stands alone."""
    text, shown = filed.article.text, _shown(filed)
    for one in filed.figures:
        if not one.told or one.sentence not in shown:
            continue
        number, sentence = shown[one.sentence]
        value = (one.value, one.high, one.unit, one.qualifier, one.giver)
        words = text[one.start : one.end]
        if one.thing not in words and one.unit != "date":  # "2,500 soldiers in Iraq and 900 in Syria"
            words = f"{words} [{one.thing}]"
        whole = text[sentence.start : sentence.end]
        yield one.subject, day, filed.id, number, one.start, one.sentence, *value, words, whole


def _timeline_rows(filed: Filed, events: Iterable[Row], topics: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each event in the lists of the article's topics and of the entities that its sentence names."""
    spans = {sentence.id: sentence for sentence in filed.sentences}
    for event in events:
        sentence, earliest = spans[event[1]], event[4]
        inside = (one.entity for one in filed.mentions if sentence.start <= one.start < sentence.end)
        for name in (*(f"topics/{topic}" for topic in topics), *(f"entities/{entity}" for entity in inside)):
            yield name, earliest, filed.id, sentence.id
