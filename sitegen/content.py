"""The editor's folder in, one validated Content and every mistake in it out, each with path, line and column.

Each file is read to records that know their places (``records``), validated by its shape (``shapes``) and turned into
the model's frozen nouns; then what one file says about another is checked here. A mistake hides no other: what is
valid is returned beside all problems. Whether a cited article exists is for the archive to say, not for this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from sitegen import ids, records, shapes
from sitegen.marked import Fault
from sitegen.model import NOBODY, Content, Entity, Problem, Settings, Source, TextPage, Topic
from sitegen.records import Record, Records, TextFile
from sitegen.references import has_page, references, visible
from sitegen.shapes import suggestion

EntityShape = shapes.PersonShape | shapes.OrganisationShape | shapes.PlaceShape
EntityRecords = Records[shapes.PersonShape] | Records[shapes.OrganisationShape] | Records[shapes.PlaceShape]

KEPT = 4  # states of the authority file of which the outcome is kept: an editor's preview reads it again and again
FILES = (
    "site.toml",
    "sources.yaml",
    "entities/people.yaml",
    "entities/organisations.yaml",
    "entities/places.yaml",
    "rulings.yaml",
    "ledger.jsonl",
)
FOLDERS = ("entities", "topics", "pages", "documents")

Named = TypeVar("Named", Source, Entity, Topic, TextPage)


@dataclass(frozen=True, slots=True)
class _Folder:
    """All records of a content folder."""

    settings: Records[shapes.SettingsShape]
    sources: Records[shapes.SourceShape]
    entities: tuple[EntityRecords, ...]
    topics: Records[shapes.TopicShape]
    pages: Records[shapes.PageShape]
    rulings: Records[shapes.RulingShape]
    releases: Records[shapes.ReleaseShape]


def load(folder: Path) -> tuple[Content, tuple[Problem, ...]]:
    """Return what is valid in the content folder, and all problems, sorted; paths begin with the folder's name.

    Raises OSError where a file is there but the machine can't read it.
    """
    if not folder.is_dir():
        hint = 'Name another folder with --content, or make one with "sitegen new".'
        return Content(), (
            Problem(folder.absolute().name, 0, 0, "missing-content", "error", "There is no such folder.", hint),
        )
    found = _found(folder)
    parts = (found.settings, found.sources, *found.entities, found.topics, found.pages, found.rulings, found.releases)
    problems = chain(*(part.problems for part in parts), _across(found), _strays(folder))
    return _content(found), tuple(sorted(set(problems)))


def _found(folder: Path) -> _Folder:
    return _Folder(
        settings=records.settings(folder, shapes.SettingsShape),
        sources=records.listed(folder, "sources.yaml", shapes.SourceShape),
        entities=(
            records.listed(folder, "entities/people.yaml", shapes.PersonShape),
            records.listed(folder, "entities/organisations.yaml", shapes.OrganisationShape),
            records.listed(folder, "entities/places.yaml", shapes.PlaceShape),
        ),
        topics=records.written(folder, "topics", shapes.TopicShape),
        pages=records.written(folder, "pages", shapes.PageShape),
        rulings=records.listed(folder, "rulings.yaml", shapes.RulingShape),
        releases=records.lines(folder, "ledger.jsonl", shapes.ReleaseShape),
    )


def _content(found: _Folder) -> Content:
    return Content(
        settings=next((shape.settings() for _, shape in found.settings.valid()), Settings()),
        sources=_by_id(shape.source() for _, shape in found.sources.valid()),
        entities=_entities(found.entities),
        topics=_by_id(shape.topic(record.file.path, *record.body()) for record, shape in found.topics.valid()),
        pages=_by_id(shape.page(record.file.path, *record.body()) for record, shape in found.pages.valid()),
        rulings=tuple(shape.as_ruling(record.line()) for record, shape in found.rulings.valid()),
        releases=tuple(shape.release() for _, shape in found.releases.valid()),
    )


@lru_cache(maxsize=KEPT)
def _entities(parts: tuple[Records[Any], ...]) -> tuple[Entity, ...]:
    return _by_id(shape.entity() for part in parts for _, shape in part.valid())


def _by_id(values: Iterable[Named]) -> tuple[Named, ...]:
    """Return the values sorted by id, the first of each."""
    first: dict[str, Named] = {}
    for value in values:
        first.setdefault(value.id, value)
    return tuple(first[key] for key in sorted(first))


# ---------------------------------------------------------------- what one file says about another


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids of one kind, those of entries with other mistakes included, and the place where they are listed."""

    code: str
    place: str
    ids: frozenset[str]

    def missing(self, value: str, offset: int) -> Iterator[Fault]:
        if value not in self.ids:
            yield Fault(offset, self.code, f'"{value}" is not in {self.place}.', suggestion(value, sorted(self.ids)))


def _known(code: str, place: str, entries: Iterable[Record[Any]]) -> _Known:
    return _Known(code, place, frozenset(record.id for record in entries if record.id))


def _across(found: _Folder) -> Iterator[Problem]:
    entities = _known_entities(found.entities)
    topics = _known("unknown-topic", "content/topics", found.topics.records)
    sources = _known("unknown-source", "content/sources.yaml", found.sources.records)
    named = [record for part in found.entities for record in part.records]
    for group in (found.sources.records, named, found.topics.records, found.pages.records):
        yield from _duplicate_ids(group)
    yield from _entity_problems(found.entities)
    for topic in found.topics.records:
        yield from _all(topic.file, _topic_faults(topic, entities))
    for page in found.pages.records:
        yield from _all(page.file, _body_faults(page, entities))
    ruled = {"topic": topics, "source": sources, "speaker": entities}
    for ruling, decision in found.rulings.valid():
        yield from _all(ruling.file, _ruling_faults(ruling, decision, ruled))


def _all(file: TextFile, faults: Iterable[Fault]) -> Iterator[Problem]:
    return (file.problem(fault) for fault in faults)


def _duplicate_ids(entries: Iterable[Record[Any]]) -> Iterator[Problem]:
    first: dict[str, Record[Any]] = {}
    for record in entries:
        other = first.setdefault(record.id, record)
        if record.id and other is not record:
            message = f'"{record.id}" is the id of {other.file.path}:{other.line()}, too.'
            yield record.file.problem(Fault(record.at("id"), "duplicate-id", message, "Give one of them another id."))


@lru_cache(maxsize=KEPT)
def _entity_problems(parts: tuple[Records[Any], ...]) -> tuple[Problem, ...]:
    return tuple(_of_entities(parts, _known_entities(parts)))


def _known_entities(parts: Iterable[Records[Any]]) -> _Known:
    return _known("unknown-entity", "content/entities", (record for part in parts for record in part.records))


def _of_entities(parts: Iterable[Records[Any]], known: _Known) -> Iterator[Problem]:
    by_alias: dict[str, tuple[str, str]] = {}
    by_wikidata: dict[str, str] = {}
    for record, shape in (pair for part in parts for pair in part.valid()):
        yield from _all(record.file, _role_faults(record, shape, known))
        yield from _alias_problems(record, shape, by_alias)
        if shape.wikidata and (other := by_wikidata.setdefault(shape.wikidata, shape.id)) != shape.id:
            message = f'{shape.wikidata} is the Wikidata id of "{other}", too.'
            yield record.file.problem(Fault(record.at("wikidata"), "duplicate-wikidata", message), "warning")


def _role_faults(record: Record[Any], shape: EntityShape, known: _Known) -> Iterator[Fault]:
    for number, role in enumerate(getattr(shape, "roles", ())):
        if role.organisation:
            yield from known.missing(role.organisation, record.at("roles", number, "organisation"))


def _alias_problems(record: Record[Any], shape: EntityShape, by_alias: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    """Tell of names without a letter, and of unambiguous ones that another entity has, too."""
    ambiguous = {ids.folded(alias.text) for alias in shape.aliases if alias.ambiguous or alias.metonym}
    names: list[tuple[str, tuple[str | int, ...]]] = [(shape.name, ("name",))]
    names += [(alias.text, ("aliases", number)) for number, alias in enumerate(shape.aliases)]
    for name, place in names:
        key = ids.folded(name)
        if not key:
            message = f'"{name}" has no letter by which it could be found.'
            yield record.file.problem(Fault(record.at(*place), "bad-alias", message))
        elif key not in ambiguous and (other := by_alias.setdefault(key, (shape.id, name)))[0] != shape.id:
            message = f'"{name}" names "{other[0]}", too.'
            hint = "Mark it as ambiguous in both: {text: …, ambiguous: true}; a government's capital as metonym: true."
            yield record.file.problem(Fault(record.at(*place), "duplicate-alias", message, hint), "warning")


def _topic_faults(record: Record[shapes.TopicShape], known: _Known) -> Iterator[Fault]:
    """Yield the faults of references, those of a topic with other mistakes included: hence from what stands there."""
    for entity in _mapping(_mapping(record.raw, "match"), "entities"):
        yield from known.missing(entity, record.at_key("match", "entities", entity))
    for key, text in _mapping(record.raw, "brief").items():
        if isinstance(text, str):
            yield from _moved(_markdown_faults(text, known), text, record, key)
    yield from _body_faults(record, known)


def _mapping(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


# What the value of a ruling must be.
RULED = {
    "title": "text",
    "source": "source",
    "published": "date",
    "topic-in": "topic",
    "topic-out": "topic",
    "copy": "article",
    "not-a-copy": "article",
    "same-story": "article",
    "not-same-story": "article",
    "speaker": "speaker",
    "hide-sentence": "nothing",
    "hide-name": "text",
    "withdraw": "nothing",
}
OF_A_SENTENCE = ("speaker", "hide-sentence")


def _ruling_faults(record: Record[Any], ruling: shapes.RulingShape, known: Mapping[str, _Known]) -> Iterator[Fault]:
    value, at, wanted = ruling.value, record.at("value"), RULED[ruling.ruling]
    of_a_sentence = ruling.ruling in OF_A_SENTENCE
    if of_a_sentence and not ruling.sentence:
        hint = "Give the sentence's words, or its id from the article's page."
        yield Fault(record.at("ruling"), "missing-key", '"sentence" is missing.', hint)
    if ruling.sentence and not of_a_sentence:
        message = f'A ruling "{ruling.ruling}" is of no single sentence.'
        yield Fault(record.at_key("sentence"), "unknown-key", message, "Delete it.")
    if wanted == "nothing":
        if value:
            said = "A withdrawal" if ruling.ruling == "withdraw" else f'A ruling "{ruling.ruling}"'
            yield Fault(record.at_key("value"), "unknown-key", f"{said} has no value.", "Delete it.")
    elif not value:
        yield Fault(record.at("ruling"), "missing-key", '"value" is missing.', f"Give the {wanted} that counts.")
    elif wanted == "speaker" and value == NOBODY:
        return
    elif wanted in known:
        yield from known[wanted].missing(value, at)
    else:
        yield from _checked(value, at, {"date": shapes.edtf_date, "article": shapes.article_id}.get(wanted, str))


def _checked(value: str, offset: int, check: Callable[[str], str]) -> Iterator[Fault]:
    try:
        check(value)
    except PydanticCustomError as error:
        context = error.context or {}
        yield Fault(offset, error.type, context["message"], context["hint"])


# ---------------------------------------------------------------- Markdown

_DESTINATION = re.compile(r"(?:\]\(|\]:|<)\s*<?([^\s<>()]{1,100})")
_RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


def _body_faults(record: Record[Any], known: _Known) -> Iterator[Fault]:
    for fault in _markdown_faults(record.body()[0], known):
        yield Fault(record.body_start + fault.offset, fault.code, fault.message, fault.hint)


def _markdown_faults(text: str, known: _Known) -> Iterator[Fault]:
    """Yield what is wrong with references and links, at offsets of the text."""
    for reference in references(text):
        if reference.kind == "broken":
            hint = r"Write \[[ or \{{ for the signs themselves."
            yield Fault(reference.start, "bad-markdown-reference", f"{reference.target} {reference.reason}.", hint)
        elif reference.kind == "entity":
            yield from known.missing(reference.target, reference.start)
        elif reference.kind == "date" and not has_page(reference.target):
            message = f'"{reference.target}" is not a day, month or year of the calendar.'
            yield Fault(reference.start, "impossible-date", message, "Write [[2026-01-31]], [[2026-01]] or [[2026]].")
    for destination in _DESTINATION.finditer(visible(text)):
        if _RUNS.match(unescape(destination[1])):
            message = f"{destination[1][:40]} is not an address of a page."
            yield Fault(destination.start(1), "javascript-link", message, "Link to https://….")


def _moved(faults: Iterable[Fault], text: str, record: Record[Any], key: str) -> Iterator[Fault]:
    """Yield the faults at their places in the file: YAML folds lines, so the words are looked up there, in order."""
    source, (start, end) = record.file.text, record.marked.span((*record.keys, "brief", key))
    at = start
    for fault in sorted(faults, key=lambda fault: fault.offset):
        words = re.split(r"\s", text[fault.offset : fault.offset + 20], maxsplit=1)[0]
        place = source.find(words, at, end)
        at = place + 1 if place >= 0 else at
        yield Fault(place if place >= 0 else start, fault.code, fault.message, fault.hint)


# ---------------------------------------------------------------- files that nobody reads


def _strays(folder: Path) -> Iterator[Problem]:
    """Warn of files that look like the editor's but are never read: a name misspelt would go unseen."""
    for path in _looked_at(folder):
        name = path.relative_to(folder).as_posix()
        markdown = name.startswith(("topics/", "pages/")) and path.suffix == ".md"
        hidden = path.name.startswith((".", "README")) or path.name.endswith("~")
        if not (markdown or hidden or name in FILES or (path.is_dir() and name in FOLDERS)):
            shown = records.printable(f"{folder.absolute().name}/{name}")
            hint = suggestion(name, [*FILES, *FOLDERS])
            yield Problem(shown, 0, 0, "unknown-file", "warning", "This is not read.", hint)


def _looked_at(folder: Path) -> Sequence[Path]:
    inner = (path for name in ("entities", "topics", "pages") for path in (folder / name).glob("*") if path.is_file())
    return sorted((*folder.iterdir(), *inner))
