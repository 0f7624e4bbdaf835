"""Readings in, articles out, each once: copies merged, sources told, dates narrowed, stories formed, rulings obeyed.

Decides across articles, in one order and without loops: a document's own dates, copies, stories, dates that a story
narrows. What needs an article's text alone (links, events, topics, rights) is done afterwards, article by article, from
a Task that says all that it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sitegen.archive.store import Held, Record, Store
from sitegen.corpus import duplicates
from sitegen.corpus.duplicates import Candidate
from sitegen.edtf import day as earliest_day
from sitegen.ids import folded
from sitegen.model import Content, Copy, Dating, Occurrence, Problem, Rights, Ruling, Settings, Source
from sitegen.reading import dates, retelling, stories

HASH_LENGTH = 8
_EXACTNESS = {"metadata": 0, "stated": 1}


@dataclass(frozen=True, slots=True)
class Task:
    """One article and all that its filing depends on, besides the authority file and the topics' rules."""

    id: str
    digest: str
    row: int
    aliases: tuple[str, ...]
    copies: tuple[Copy, ...]
    title: str
    source: str | None
    rights: Rights
    dating: Dating
    story: str
    related: tuple[str, ...]
    cited: tuple[str, ...]
    topics_in: tuple[str, ...]
    topics_out: tuple[str, ...]
    rows: tuple[int, ...] = ()
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """What moved since the articles were last filed.

    ``ids`` are own ids of readings that came, went or changed; ``names`` are article ids, aliases or hash parts of ids
    that changed rulings or citations speak of. ``everything``: whatever is decided is decided anew.
    """

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Refiled:
    """What filing decided: tasks of the articles touched, by id; articles that are no more; own ids withdrawn."""

    tasks: Sequence[Task]
    gone: tuple[str, ...]
    withheld: tuple[str, ...]


def refile(store: Store, touched: Touched, editors: Content, cited: Mapping[str, tuple[str, ...]]) -> Refiled:
    """Decide anew across articles what is touched, within the caller's transaction."""
    del touched  # everything is decided anew, so far
    rulings, held, records = rulings_by_kind(editors.rulings), store.held(), dict(store.texts())
    made = cases(held, records, rulings, editors.sources)
    by_place = {(one.document, one.id, records[one.row].occurrence.lines): one for one in held}
    full = []
    for task in tasks(made, rulings, editors.settings, editors.sources, cited):
        readings = [by_place[copy.document, copy.id, copy.lines] for copy in task.copies]
        full.append(
            replace(
                task,
                source=rulings.value("source", (task.id, *task.aliases)),
                rights=editors.settings.rights,
                rows=tuple(one.row for one in readings),
                digests=tuple(one.digest for one in readings),
            )
        )
    kept = {name for task in full for name in (task.id, *task.aliases)}
    gone = set(store.keys()) - {task.id for task in full}
    return Refiled(full, tuple(sorted(gone)), tuple(sorted({one.id for one in held} - kept)))


@dataclass(frozen=True, slots=True)
class Case:
    """An article in the making: the canonical reading, all its copies, and what is decided so far."""

    held: Held
    record: Record
    aliases: tuple[str, ...]
    copies: tuple[Copy, ...]
    title: str
    source: str | None
    dating: Dating

    @property
    def id(self) -> str:
        """Return the canonical copy's id."""
        return self.held.id


@dataclass(frozen=True, slots=True)
class Rulings:
    """The editor's rulings by kind; articles named by any of their ids."""

    by_kind: Mapping[str, tuple[Ruling, ...]]

    def of(self, kind: str, names: Iterable[str]) -> tuple[Ruling, ...]:
        """Return the rulings of a kind on an article known by any of ``names``."""
        known = set(names)
        return tuple(ruling for ruling in self.by_kind.get(kind, ()) if ruling.article in known)

    def value(self, kind: str, names: Iterable[str]) -> str | None:
        """Return the value of the last ruling of a kind on an article, or None."""
        found = self.of(kind, names)
        return found[-1].value if found else None

    def pairs(self, kind: str) -> frozenset[tuple[str, str]]:
        """Return the pairs of ids that rulings of a kind speak of, each in order."""
        return frozenset(_pair(ruling.article, ruling.value) for ruling in self.by_kind.get(kind, ()))


def rulings_by_kind(rulings: Iterable[Ruling]) -> Rulings:
    """Group rulings by kind, in file order."""
    kinds: dict[str, tuple[Ruling, ...]] = {}
    for ruling in rulings:
        kinds[ruling.kind] = (*kinds.get(ruling.kind, ()), ruling)
    return Rulings(kinds)


def withdrawals(rulings: Iterable[Ruling]) -> tuple[tuple[str, str], ...]:
    """Return the articles that rulings withdraw, each with the ruling's day."""
    return tuple((ruling.article, ruling.day) for ruling in rulings if ruling.kind == "withdraw")


def unmatched(rulings: Iterable[Ruling], known: Container[str], path: str) -> Iterator[Problem]:
    """Yield a warning for each ruling that names an article which isn't held; withdrawals are kept for good."""
    for ruling in rulings:
        pair = ruling.value if ruling.kind in ("not-a-copy", "same-story", "not-same-story") else ruling.article
        for article in dict.fromkeys((ruling.article, pair)):
            if ruling.kind != "withdraw" and article not in known:
                message = f"the ruling on {article} matches no article that is held."
                yield Problem(
                    path, ruling.line, 1, "ruling-unmatched", "warning", message, "Mend its id, or delete it."
                )


# ---------------------------------------------------------------- copies


@dataclass(frozen=True, slots=True)
class _Readings:
    """All readings: by own id, by row the record of each, and for each id the fullest of those that share it."""

    by_id: Mapping[str, Sequence[Held]]
    records: Mapping[int, Record]
    fullest: Mapping[str, Held]

    def of(self, names: Iterable[str]) -> list[tuple[Held, Record]]:
        """Return every reading of the ids."""
        return [(one, self.records[one.row]) for name in names for one in self.by_id[name]]


def _readings(held: Iterable[Held], records: Mapping[int, Record]) -> _Readings:
    by_id: dict[str, list[Held]] = {}
    for reading in held:
        by_id.setdefault(reading.id, []).append(reading)
    fullest = {name: _canonical(same, records) for name, same in by_id.items()}
    return _Readings(by_id, records, fullest)


def cases(
    held: Sequence[Held], records: Mapping[int, Record], rulings: Rulings, sources: Sequence[Source]
) -> tuple[Case, ...]:
    """Merge copies into cases, ordered by id; withdrawn articles are left out, with all their copies."""
    readings = _readings(held, records)
    withdrawn = rulings.by_kind.get("withdraw", ())
    made = (
        _case(members, readings, rulings, sources)
        for members in _copies(readings, rulings.pairs("not-a-copy"))
        if not any(is_withdrawn(name, withdrawn) for name in members)
    )
    return tuple(sorted(made, key=lambda case: case.id))


def _copies(readings: _Readings, apart: frozenset[tuple[str, str]]) -> list[dict[str, float]]:
    """Return groups of ids that are copies of one another, each id with its likeness."""
    ids = sorted(readings.by_id)
    chosen = [readings.fullest[name] for name in ids]
    texts = (readings.records[one.row].occurrence.article.text for one in chosen)
    marks = duplicates.clusters([(one.id, text, one.sketch) for one, text in zip(chosen, texts, strict=True)], apart)
    groups: dict[int, dict[str, float]] = {}
    for name, (group, likeness) in zip(ids, marks, strict=True):
        groups.setdefault(group, {})[name] = likeness
    return list(groups.values())


def is_withdrawn(name: str, rulings: Iterable[Ruling]) -> bool:
    """Tell whether a ruling withdraws the article of that id; a ruling may name the hash part alone."""
    return any(ruling.article in (name, name[-HASH_LENGTH:]) for ruling in rulings if ruling.kind == "withdraw")


def _candidate(held: Held, record: Record) -> Candidate:
    article = record.occurrence.article
    return Candidate(len(article.text), record.dating.basis in _EXACTNESS, held.id, held.document)


def _canonical(readings: Sequence[Held], records: Mapping[int, Record]) -> Held:
    return readings[duplicates.canonical([_candidate(one, records[one.row]) for one in readings])]


def _case(members: Mapping[str, float], readings: _Readings, rulings: Rulings, sources: Sequence[Source]) -> Case:
    names = sorted(members)
    every = readings.of(names)
    canonical = _canonical([readings.fullest[name] for name in names], readings.records)
    record = readings.records[canonical.row]
    places = sorted(
        every,
        key=lambda one: (
            one[0].row != canonical.row,
            one[0].id != canonical.id,
            one[0].document,
            one[1].occurrence.lines,
        ),
    )
    copies = tuple(
        Copy(one.document, its.occurrence.lines, round(members[one.id], 3), one.id, its.occurrence.article.title)
        for one, its in places
    )
    return Case(
        held=canonical,
        record=record,
        aliases=tuple(name for name in names if name != canonical.id),
        copies=copies,
        title=rulings.value("title", names) or record.occurrence.article.title,
        source=rulings.value("source", names) or source_of([its.occurrence for _, its in every], sources),
        dating=_own_dating([its.dating for _, its in every], record.dating),
    )


def _own_dating(copies: Sequence[Dating], canonical: Dating) -> Dating:
    """Return the canonical copy's dating, unless only another copy states the day."""
    stated = sorted(
        (one for one in copies if one.basis in _EXACTNESS), key=lambda one: (_EXACTNESS[one.basis], one.day or "")
    )
    return canonical if canonical.basis in _EXACTNESS or not stated else stated[0]


# ---------------------------------------------------------------- sources


def source_of(occurrences: Sequence[Occurrence], sources: Sequence[Source]) -> str | None:
    """Return the outlet of an article's copies, by what tells it most surely; None where nothing does."""
    for tell in (_named_source, _source_of_address, _recognised_source):
        for occurrence in occurrences:
            if known := tell(occurrence, sources):
                return known
    return None


def _named_source(found: Occurrence, sources: Sequence[Source]) -> str | None:
    name = found.article.metadata.source
    wanted = folded(name) if name else None
    return next((source.id for source in sources if name == source.id or wanted == folded(source.name)), None)


def _source_of_address(found: Occurrence, sources: Sequence[Source]) -> str | None:
    host = _host(found.article.metadata.url)
    return next((source.id for source in sources if host and host == _host(source.homepage)), None)


def _host(address: str | None) -> str:
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("english.").removeprefix("en.")


def _recognised_source(found: Occurrence, sources: Sequence[Source]) -> str | None:
    """Return the first source one of whose patterns stands in the article's address, layout or text."""
    article = found.article
    if article.metadata.source:
        return None
    page = "\n".join((article.metadata.url or "", *found.marks, article.text))
    return next(
        (source.id for source in sources if any(re.search(one, page, re.MULTILINE) for one in source.recognise)), None
    )


# ---------------------------------------------------------------- stories and dates


def tasks(
    made: Sequence[Case],
    rulings: Rulings,
    settings: Settings,
    sources: Sequence[Source],
    cited: Mapping[str, tuple[str, ...]],
) -> tuple[Task, ...]:
    """Form stories, let their reports narrow one another's dates, and say what each article's filing depends on."""
    items = [(case.id, case.held.signature, case.dating.edtf) for case in made]
    known = {name: case.id for case in made for name in (case.id, *case.aliases)}
    together, apart = (_resolved(rulings.pairs(kind), known) for kind in ("same-story", "not-same-story"))
    clusters = stories.clusters(items, together, apart, settings.story_likeness)
    by_id = {case.id: case for case in made}
    dated = _narrowed(clusters, by_id, rulings)
    story_of = {name: _earliest(cluster, dated) for cluster in clusters for name in cluster}
    related = stories.related(items, clusters)
    rights = {source.id: source.rights for source in sources}
    return tuple(
        Task(
            id=case.id,
            digest=case.held.digest,
            row=case.held.row,
            aliases=case.aliases,
            copies=case.copies,
            title=case.title,
            source=case.source,
            rights=rights.get(case.source or "", settings.rights),
            dating=dated[case.id],
            story=story_of[case.id],
            related=tuple(related.get(case.id, ())),
            cited=tuple(sentence for name in (case.id, *case.aliases) for sentence in cited.get(name, ())),
            topics_in=tuple(ruling.value for ruling in rulings.of("topic-in", (case.id, *case.aliases))),
            topics_out=tuple(ruling.value for ruling in rulings.of("topic-out", (case.id, *case.aliases))),
        )
        for case in made
    )


def _narrowed(clusters: Iterable[Sequence[str]], by_id: Mapping[str, Case], rulings: Rulings) -> dict[str, Dating]:
    dated: dict[str, Dating] = {}
    for cluster in clusters:
        pairs = [(by_id[name].record.occurrence.article, _ruled(by_id[name], rulings)) for name in cluster]
        loose = len(pairs) > 1 and any(dating.basis not in _EXACTNESS for _, dating in pairs)
        narrowed = dates.narrowed(pairs) if loose else [dating for _, dating in pairs]
        dated.update(zip(cluster, narrowed, strict=True))
    return dated


def _ruled(case: Case, rulings: Rulings) -> Dating:
    """Return the dating, or the editor's where a ruling gives one."""
    found = rulings.of("published", (case.id, *case.aliases))
    if not found:
        return case.dating
    date, reason = found[-1].value, found[-1].reason
    return Dating(date, earliest_day(date), "ruling", (reason,) if reason else ())


def _resolved(pairs: Iterable[tuple[str, str]], known: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return pairs of articles held, whichever of their ids the rulings name."""
    return frozenset(_pair(known[one], known[other]) for one, other in pairs if one in known and other in known)


def retold(events: Iterable[Sequence[tuple[str, str, str]]]) -> list[tuple[str, str]]:
    """Return the events whose first telling is another than noted: place and first telling."""
    changed = []
    for group in events:
        firsts = retelling.first_tellings([text for _, _, text in group])
        told = ((place, noted, group[first][0]) for (place, noted, _), first in zip(group, firsts, strict=True))
        changed += [(place, first) for place, noted, first in told if noted != first]
    return changed


def _earliest(cluster: Sequence[str], dated: Mapping[str, Dating]) -> str:
    return min(cluster, key=lambda name: (dated[name].day or "9999", name))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
