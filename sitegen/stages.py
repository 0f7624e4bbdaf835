"""What a worker does with a chunk: read documents, file articles. Arguments in, results out, nothing else known.

A chunk travels to a process here or to a machine of a cluster; what it needs travels with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple, TypeVar

import msgspec

from sitegen import edtf, filing, hiding, merging, rights
from sitegen.archive.counts import ArticleRows
from sitegen.archive.rows import article_rows, reading_row
from sitegen.archive.store import Record, Row
from sitegen.corpus import documents, duplicates, extract, languages
from sitegen.filing import Task
from sitegen.ids import article_id
from sitegen.model import (
    NOBODY,
    Article,
    Copy,
    Dating,
    Document,
    Entity,
    EntityKind,
    Event,
    Figure,
    Filed,
    Mention,
    Occurrence,
    Problem,
    Reading,
    Rights,
    Score,
    Sentence,
    Source,
    Statement,
    TimeExpression,
    Topic,
    is_read,
)
from sitegen.reading import dates, ends, entities, sentences, stories, topics, words
from sitegen.reading import events as events_of
from sitegen.reading import figures as figures_of
from sitegen.reading import statements as statements_of

_record = msgspec.msgpack.Decoder(Record).decode

MARK_LENGTH = 200  # characters: a longer line is prose
# Bytes that are worked on step by step: what a step needs stays in the processor's caches from one article to the next.
TOGETHER = 250_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raw:
    """A document's bytes, and its sidecar's, as found."""

    path: str
    data: bytes
    sidecar_path: str = ""
    sidecar: bytes | None = None


# ---------------------------------------------------------------- documents to readings


def read(chunk: Sequence[Raw], limit: int) -> list[tuple[tuple[Row, ...], tuple[Problem, ...]]]:
    """Read documents: for each, what its articles say on their own, as rows, and what is wrong with it."""
    done = (one for few in _together(chunk, lambda raw: len(raw.data)) for one in _read(few, limit))
    return [(tuple(reading_row(reading) for reading in readings), problems) for readings, problems in done]


def _together(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield items in runs of at most ``TOGETHER`` bytes, a larger one alone."""
    few, held = list[T](), 0
    for one in items:
        held += size(one)
        if few and held > TOGETHER:
            yield few
            few, held = [], size(one)
        few.append(one)
    if few:
        yield few


_SAMPLE = b"Quay Reopens\n\nAVEREL, 2 March 2026 - The quay opened on Monday, officials said.\n\nShips return in May.\n"


def warm(known: tuple[Entity, ...], subjects: tuple[Topic, ...]) -> None:
    """Make what reading and filing keep from one document to the next: tables of names and rules, compiled patterns."""
    readings, _ = read_document(Raw("sample.txt", _SAMPLE), 10**6)
    for reading in readings:
        article = reading.occurrence.article
        mentions = entities.mentions(article.text, _authority(known), article.title)
        _said([_Text(article, reading.sentences, article.title, reading.dating)], [mentions], _kinds(known))
        topics.scores(article.title, article.text, dict.fromkeys((one.entity for one in mentions), 1), _rules(subjects))


def read_document(raw: Raw, limit: int) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Cut one document into its articles and read each."""
    return _read([raw], limit)[0]


def _read(raws: Sequence[Raw], limit: int) -> list[tuple[tuple[Reading, ...], tuple[Problem, ...]]]:
    """Cut documents into their articles and read each; every step is done for all of them before the next."""
    opened = [_occurrences(raw, limit) for raw in raws]
    readings = iter(_readings([one for found, _ in opened for one in found]))
    return [
        _told_apart(raw.path, tuple(islice(readings, len(found))), problems)
        for raw, (found, problems) in zip(raws, opened, strict=True)
    ]


def _occurrences(raw: Raw, limit: int) -> tuple[list[Occurrence], tuple[Problem, ...]]:
    """Return the articles of a document, and what is wrong with it."""
    sidecar, faults = documents.sidecar(raw.sidecar_path, raw.sidecar) if raw.sidecar is not None else (None, ())
    found, problems = documents.documents(raw.path, raw.data, sidecar, limit)
    return [occurrence for document in found for occurrence in marked(document)], (*faults, *problems)


def _told_apart(
    path: str, readings: Sequence[Reading], problems: tuple[Problem, ...]
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Return the readings that say anything, and the problems with one for each that says nothing."""
    told = tuple(reading for reading in readings if reading.sentences)
    silent = tuple(_without_text(path, reading) for reading in readings if not reading.sentences)
    return told, (*problems, *silent)


def _without_text(path: str, reading: Reading) -> Problem:
    line, _ = reading.occurrence.lines
    message = f'"{reading.occurrence.article.title}" has no sentence; it is left out.'
    return Problem(path, line, 1, "no-text", "warning", message, "Fetch the document again, or delete it.")


def marked(document: Document) -> Iterator[Occurrence]:
    """Yield a document's articles, each with the lines that surround its paragraphs."""
    found = extract.occurrences(document)
    starts = [one.article.pieces[0][0] if one.article.pieces else 0 for one in found]
    ends = [one.article.pieces[-1][1] if one.article.pieces else 0 for one in found]
    for place, one in enumerate(found):
        first = ends[place - 1] if place else 0
        last = starts[place + 1] if place + 1 < len(found) else len(document.text)
        body = {line.strip() for line in one.article.text.split("\n")}
        lines = (line.strip() for line in document.text[first:last].split("\n"))
        yield replace(one, marks=tuple(line for line in lines if line and line not in body and len(line) < MARK_LENGTH))


def _readings(occurrences: Sequence[Occurrence]) -> list[Reading]:
    """Read articles, each step for all of them."""
    articles = [_in_its_language(one.article) for one in occurrences]
    columns = (
        [article_id(one.title, one.text) for one in articles],
        [
            one if one.article is article else replace(one, article=article)
            for one, article in zip(occurrences, articles, strict=True)
        ],
        [sentences.sentences(one) for one in articles],
        [dates.dated(one) for one in articles],
        [duplicates.sketch(one.text) for one in articles],
        [stories.signature(one.title, one.text) for one in articles],
    )
    return [Reading(*row) for row in zip(*columns, strict=True)]


def _in_its_language(article: Article) -> Article:
    claimed = article.metadata.language
    language = languages.checked(claimed, article.text) if claimed else languages.language(article.text)
    return article if language == article.language else replace(article, language=language)


# ---------------------------------------------------------------- readings to articles


@lru_cache(maxsize=2)
def _authority(known: tuple[Entity, ...]) -> entities.Authority:
    return entities.authority(known)


@lru_cache(maxsize=2)
def _kinds(known: tuple[Entity, ...]) -> dict[str, EntityKind]:
    return {one.id: one.kind for one in known}


@lru_cache(maxsize=2)
def _rules(subjects: tuple[Topic, ...]) -> topics.Rules:
    return topics.rules(subjects)


def file(
    chunk: Sequence[tuple[str, Task, tuple[bytes, ...]]],
    known: tuple[Entity, ...],
    subjects: tuple[Topic, ...],
    sources: tuple[Source, ...],
    default: Rights,
    *,
    private: bool,
) -> list[ArticleRows]:
    """File articles, each given by its key, its task and the records of its copies' readings; return them as rows.

    Tells the source, links names, resolves dates against the article's own, finds events, scores topics, applies the
    rights of the source, else ``default``.
    """
    granted = {source.id: source.rights for source in sources}
    rules = _Rules(_authority(known), _kinds(known), _rules(subjects), private=private)
    rows = []
    for few in _together(chunk, lambda one: sum(map(len, one[2]))):
        tasks, texts = list[Task](), list[_Text]()
        for _, task, records in few:
            copies = [_record(record) for record in records]
            source = task.source or filing.source_of([one.occurrence for one in copies], sources)
            compared = _compared(task.copies, copies)
            ruled = replace(task, source=source, rights=granted.get(source or "", default), copies=compared)
            tasks.append(ruled)
            texts.append(_text(ruled, copies[0]))
        filed = file_articles(tasks, texts, rules)
        held = [words.vocabulary(task.title, one.article.text) for task, one in zip(tasks, filed, strict=True)]
        rows += [article_rows(key, one, own) for (key, _, _), one, own in zip(few, filed, held, strict=True)]
    return rows


def _compared(copies: Sequence[Copy], records: Sequence[Record]) -> tuple[Copy, ...]:
    """Return the copies with what sets each version apart from the canonical copy, the first."""
    return tuple(
        _version(_likened(copy, record, copies[0], records[0]), record, records[0]) if place else copy
        for place, (copy, record) in enumerate(zip(copies, records, strict=True))
    )


def _likened(copy: Copy, record: Record, first: Copy, shown: Record) -> Copy:
    """Return a copy of the canonical copy's id with its own likeness: merging compares one text an id, the fullest."""
    own, text = record.occurrence.article.text, shown.occurrence.article.text
    if copy.id != first.id or own == text:
        return copy
    likeness = round(duplicates.contained(own, text), 3)
    return replace(copy, likeness=likeness, kind=merging.kind(likeness, len(own), len(text)))


def _version(copy: Copy, record: Record, shown: Record) -> Copy:
    """Return a version with what it lacks and adds, and whether it is newer; what is older is no excerpt."""
    newer = edtf.later(record.dating.edtf, shown.dating.edtf)
    if copy.kind == "copy" or (copy.kind == "excerpt" and newer is not False):
        return copy
    text, own = shown.occurrence.article.text, record.occurrence.article.text
    lacks = duplicates.missing([text[one.start : one.end] for one in shown.sentences], own)
    adds = duplicates.missing([own[one.start : one.end] for one in record.sentences], text)
    ids = tuple(shown.sentences[place].id for place in lacks)
    return replace(copy, kind="version", newer=newer, lacks=ids, adds=len(adds))


class _Rules(NamedTuple):
    """What articles are filed by: names, the kinds of their entities, topics; whether the archive is private."""

    authority: entities.Authority
    kinds: Mapping[str, EntityKind]
    topics: topics.Rules
    private: bool


class _Text(NamedTuple):
    """What may be told of an article: its text, sentences and title, and when it was published."""

    article: Article
    lines: tuple[Sentence, ...]
    title: str
    dating: Dating


def _text(task: Task, record: Record) -> _Text:
    article, lines, title = record.occurrence.article, record.sentences, task.title
    if task.hidden or task.unnamed:
        article, lines = hiding.hidden(article, lines, task.hidden, task.unnamed)
        title = hiding.blotted(title, task.unnamed)
    return _Text(article, lines, title, task.dating)


def file_articles(tasks: Sequence[Task], texts: Sequence[_Text], rules: _Rules) -> list[Filed]:
    """File articles, each step for all of them."""
    mentioned = [entities.mentions(one.article.text, rules.authority, one.title) for one in texts]
    scored = [_scores(*row, rules.topics) for row in zip(tasks, texts, mentioned, strict=True)]
    said = _said(texts, mentioned, rules.kinds)
    rows = zip(tasks, texts, mentioned, said, scored, strict=True)
    return [_filed(*row, private=rules.private) for row in rows]


def _filed(
    task: Task, text: _Text, mentions: tuple[Mention, ...], said: _Said, scores: tuple[Score, ...], *, private: bool
) -> Filed:
    article, lines, title, _ = text
    kind: Rights = "full" if private else task.rights
    said = _ruled(said, task)
    if kind == "link":  # nothing is generated from its sentences; it is filed, and that is all
        mentions, said = (), _NOTHING
    wanted = (*task.cited, *said.sentences())
    lead, shown = rights.shown(article.text, lines, kind, wanted)
    return Filed(
        id=task.id,
        aliases=task.aliases,
        title=title,
        article=article,
        source=task.source,
        dating=task.dating,
        sentences=lines,
        expressions=said.expressions,
        mentions=mentions,
        events=said.events,
        statements=said.statements,
        figures=said.figures,
        scores=scores,
        copies=_told(task.copies, () if kind == "link" else lines),
        story=task.story,
        related=task.related,
        words=rights.words(article.text),
        rights=kind,
        lead=lead,
        shown=shown,
    )


def _told(copies: Sequence[Copy], lines: Sequence[Sentence]) -> tuple[Copy, ...]:
    """Return copies that speak of these sentences alone; without any, of no number of others either."""
    known = {one.id for one in lines}
    return tuple(
        replace(copy, lacks=tuple(one for one in copy.lacks if one in known), adds=copy.adds if known else 0)
        for copy in copies
    )


class _Said(NamedTuple):
    """What an article says, as its sentences are read in English."""

    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]

    def sentences(self) -> Iterator[str]:
        """Yield the sentences that pages would show, those first that they need most."""
        yield from (figure.sentence for figure in self.figures if figure.unit == ends.UNIT)
        yield from (event.sentence for event in self.events)
        yield from (statement.sentence for statement in self.statements)
        yield from (figure.sentence for figure in self.figures)


_NOTHING = _Said((), (), (), ())
_FIGURES = (figures_of.figures, ends.ends)


def _said(
    texts: Sequence[_Text], mentioned: Sequence[Sequence[Mention]], kinds: Mapping[str, EntityKind]
) -> list[_Said]:
    """Read the sentences of articles in English, each step for all of them; of other languages nothing is read."""
    read = [(one, mentions) for one, mentions in zip(texts, mentioned, strict=True) if is_read(one.article.language)]
    resolved = [dates.resolved(one.article.text, one.dating) for one, _ in read]
    told = [
        statements_of.statements(one.article, one.lines, mentions, expressions, kinds)
        for (one, mentions), expressions in zip(read, resolved, strict=True)
    ]
    happened = [
        events_of.events(one.article, one.lines, expressions, one.dating)
        for (one, _), expressions in zip(read, resolved, strict=True)
    ]
    places = [[one for one in mentions if kinds[one.entity] == "place"] for _, mentions in read]
    counted = [
        _figures(one, there, expressions, statements)
        for (one, _), there, expressions, statements in zip(read, places, resolved, told, strict=True)
    ]
    said = iter(map(_Said, resolved, happened, told, counted))
    return [next(said) if is_read(one.article.language) else _NOTHING for one in texts]


def _figures(
    one: _Text, places: Sequence[Mention], expressions: Sequence[TimeExpression], statements: Sequence[Statement]
) -> tuple[Figure, ...]:
    """Return the numbers of an article, and the days on which something is to end, in the order of the text."""
    found = (reader(one.article, one.lines, places, expressions, statements) for reader in _FIGURES)
    return tuple(sorted(chain.from_iterable(found), key=lambda figure: figure.start))


def _ruled(said: _Said, task: Task) -> _Said:
    """Return what an article says with the speakers that the editor names."""
    ruled = dict(task.speakers)
    if not ruled:
        return said
    told = ((one, ruled.get(one.sentence, one.speaker)) for one in said.statements)
    named = (
        replace(one, speaker=speaker, pronoun=one.pronoun and one.sentence not in ruled)
        for one, speaker in told
        if speaker != NOBODY
    )
    return said._replace(statements=tuple(named))


def _scores(task: Task, text: _Text, mentions: Sequence[Mention], rules: topics.Rules) -> tuple[Score, ...]:
    counts: dict[str, int] = {}
    for mention in mentions:
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    scores = {score.topic: score for score in topics.scores(text.title, text.article.text, counts, rules)}
    for topic, belongs in (*((name, True) for name in task.topics_in), *((name, False) for name in task.topics_out)):
        old = scores.get(topic, Score(topic, 0.0, (), belongs=belongs))
        scores[topic] = replace(old, reasons=(*old.reasons, ("ruling", 0.0)), belongs=belongs)
    return tuple(sorted(scores.values(), key=lambda score: (-score.value, score.topic)))
