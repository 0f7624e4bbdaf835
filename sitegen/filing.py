"""Readings in, articles out, each once: copies merged, sources told, dates narrowed, stories formed, rulings obeyed.

Decides across articles, in one order and without loops: a document's own dates, copies, stories, dates that a story
narrows. What needs an article's text alone (links, events, topics, rights) is done afterwards, article by article, from
a Task that says all that it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TypeVar, overload
from urllib.parse import urlsplit

from sitegen import hiding, linking, merging
from sitegen.archive import across as across_tables
from sitegen.archive.across import Across
from sitegen.archive.store import Record, Store
from sitegen.edtf import day as earliest_day
from sitegen.ids import folded
from sitegen.model import Content, Copy, Dating, Occurrence, Problem, Rights, Ruling, Source
from sitegen.postings import number
from sitegen.reading import dates, retelling

HASH_LENGTH = 8
OF_TWO = ("copy", "not-a-copy", "same-story", "not-same-story")  # rulings whose value is another article's id
FEW, MUCH = 256, 0.05  # readings, and their share of all, above which everything is decided anew
_STORIES, _TASKS = 256, 512  # that are held at once

_Ids = tuple[str, ...]
_Item = TypeVar("_Item", str, int)


@dataclass(frozen=True, slots=True)
class Task:
    """One article and all that its filing depends on, besides the authority file and the topics' rules.

    ``speakers`` are who speaks in which sentence by the editor's word, ``hidden`` sentences, ``unnamed`` names.
    """

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
    speakers: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
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
    """Decide anew across articles what is touched, within the caller's transaction.

    Where much is touched, everything is decided anew: the result is the same, and comes sooner.
    """
    across, rulings = Across(store.db), rulings_by_kind(editors.rulings)
    much = len(touched.ids) > FEW and len(touched.ids) > across.count() * MUCH
    refiled = _all_refiled if touched.everything or much else _refiled
    numbers, gone, withheld = refiled(across, touched, rulings, editors.settings.story_likeness)
    return Refiled(Tasks(across, numbers, rulings, cited, editors.settings.rights), gone, withheld)


_Numbers = Collection[int] | None


def tasks(
    store: Store, articles: Iterable[str], editors: Content, cited: Mapping[str, tuple[str, ...]]
) -> Sequence[Task]:
    """Return the tasks of articles as they were last decided, by id."""
    numbers, rulings = {number(name) for name in articles}, rulings_by_kind(editors.rulings)
    return Tasks(Across(store.db), numbers, rulings, cited, editors.settings.rights)


def _all_refiled(across: Across, _: Touched, rulings: Rulings, likeness: float) -> tuple[_Numbers, _Ids, _Ids]:
    """Decide everything anew: return that all cases are touched, articles that are gone, own ids withdrawn."""
    across.clear()
    merged = merging.fill(across, _merging_rules(rulings))
    across.put_cases(merging.cases(across))
    linking.fill(across, _linking_rules(across, rulings, likeness))
    dated = across.texts([number(ruling.article) for ruling in rulings.by_kind.get("published", ())])
    ruled = across.cases([text.article for text in dated.values()])
    _tell(across, sorted({*across.stories(), *(case.story for case in ruled.values())}), rulings)
    return None, across.without_case(), merged.withdrawn


def _refiled(across: Across, touched: Touched, rulings: Rulings, likeness: float) -> tuple[_Numbers, _Ids, _Ids]:
    """Decide anew what is touched: return the cases touched, articles that are gone, own ids withdrawn."""
    named = across.texts([number(name) for name in touched.names])
    hashed = across.hashed([name for name in touched.names if len(name) == HASH_LENGTH])
    ids = {*touched.ids, *(text.id for text in named.values()), *hashed}
    merged = merging.update(across, ids, _merging_rules(rulings))
    old = across.cases(merged.cases)
    new = {case.number: case for case in merging.cases(across, merged.cases)}
    linked = linking.update(across, old, new, _linking_rules(across, rulings, likeness))
    _tell(across, sorted(linked.stories), rulings)
    told = {item for members in across.told_together(linked.stories).values() for item in members}
    gone = across.filed([case.id for item, case in old.items() if item not in new])
    return {*told, *linked.cases}, gone, merged.withdrawn


def _merging_rules(rulings: Rulings) -> merging.Rules:
    apart = _beside(rulings.pairs("not-a-copy"))
    together = _beside((number(one), number(other)) for one, other in rulings.pairs("copy"))
    withdrawn = frozenset(ruling.article for ruling in rulings.by_kind.get("withdraw", ()))
    return merging.Rules(apart, withdrawn, together)


def _beside(pairs: Iterable[tuple[_Item, _Item]]) -> dict[_Item, set[_Item]]:
    """Return for each of the items of pairs those that stand beside it in one."""
    found: dict[_Item, set[_Item]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _linking_rules(across: Across, rulings: Rulings, likeness: float) -> linking.Rules:
    """Return the rulings on stories by number of case, whichever of its ids they name."""
    found: list[dict[int, set[int]]] = []
    for kind in ("same-story", "not-same-story"):
        pairs = rulings.pairs(kind)
        texts = across.texts({number(name) for pair in pairs for name in pair})
        case_of = {text.id: text.article for text in texts.values()}
        beside: dict[int, set[int]] = {}
        for one, other in sorted(pairs):
            if one in case_of and other in case_of and case_of[one] != case_of[other]:
                beside.setdefault(case_of[one], set()).add(case_of[other])
                beside.setdefault(case_of[other], set()).add(case_of[one])
        found.append(beside)
    together, apart = found
    return linking.Rules(together, apart, likeness)


def _tell(across: Across, stories: Sequence[int], rulings: Rulings) -> None:
    """Let the reports of stories narrow one another's dates, and name each story by its earliest."""
    for start in range(0, len(stories), _STORIES):
        groups = across.told_together(stories[start : start + _STORIES])
        held = across.cases([item for members in groups.values() for item in members])
        told = [sorted((held[item] for item in members), key=attrgetter("id")) for members in groups.values()]
        ruled = {case.number: _ruling(case, rulings) for case in held.values()}
        loose = [
            story for story in told if len(story) > 1 and any(dates.is_loose(ruled[case.number]) for case in story)
        ]
        records = across.records([case.rows[0] for story in loose for case in story])
        for story in loose:
            pairs = [(records[case.rows[0]].occurrence.article, ruled[case.number]) for case in story]
            ruled |= dict(zip((case.number for case in story), dates.narrowed(pairs), strict=True))
        across.put_datings(row for story in told for row in _renamed(story, ruled))


def _renamed(story: Sequence[across_tables.Case], dated: Mapping[int, Dating]) -> Iterator[tuple[Dating, str, int]]:
    """Yield what changes for the reports of a story: dating, id of the story, number of the case."""
    first = min(story, key=lambda case: (_begun(dated[case.number]), case.id)).id
    for case in story:
        if (case.dating, case.told) != (dated[case.number], first):
            yield dated[case.number], first, case.number


def _begun(dating: Dating) -> str:
    """Return the earliest possible day of a report; behind all others where it may be of any later one."""
    return "9999" if dates.is_open(dating) else dating.day or "9999"


def _ruling(case: across_tables.Case, rulings: Rulings) -> Dating:
    """Return a case's dating, or the editor's where a ruling gives one."""
    found = rulings.of("published", (case.id, *case.merged.aliases))
    if not found:
        return case.merged.dating
    date, reason = found[-1].value, found[-1].reason
    return Dating(date, earliest_day(date), "ruling", (reason,) if reason else ())


class Tasks(Sequence[Task]):
    """The tasks of cases, or of all, ordered by id: made as they are asked for, so that few are held at once."""

    def __init__(
        self,
        across: Across,
        numbers: Collection[int] | None,
        rulings: Rulings,
        cited: Mapping[str, tuple[str, ...]],
        rights: Rights,
    ) -> None:
        self._across, self._rulings, self._cited, self._rights = across, rulings, cited, rights
        known = across.names() if numbers is None else {item: name for item, (name, _) in across.ids(numbers).items()}
        self._numbers = sorted(known, key=known.__getitem__)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Task: ...

    @overload
    def __getitem__(self, place: slice) -> list[Task]: ...

    def __getitem__(self, place: int | slice) -> Task | list[Task]:
        if isinstance(place, int):
            return self._made([self._numbers[place]])[0]
        return self._made(self._numbers[place])

    def __iter__(self) -> Iterator[Task]:
        for start in range(0, len(self), _TASKS):
            yield from self[start : start + _TASKS]

    def _made(self, numbers: Sequence[int]) -> list[Task]:
        held, related = self._across.cases(numbers), self._across.related(numbers)
        names = self._across.ids({other for others in related.values() for other in others})
        return [self._task(held[item], _ranked(related[item], names)) for item in numbers]

    def _task(self, case: across_tables.Case, related: tuple[str, ...]) -> Task:
        names, rulings = (case.id, *case.merged.aliases), self._rulings
        return Task(
            id=case.id,
            digest=case.merged.digests[0],
            row=case.rows[0],
            aliases=case.merged.aliases,
            copies=case.merged.copies,
            title=rulings.value("title", names) or case.merged.title,
            source=rulings.value("source", names),
            rights=self._rights,
            dating=case.dating,
            story=case.told,
            related=related,
            cited=tuple(sentence for name in names for sentence in self._cited.get(name, ())),
            topics_in=tuple(ruling.value for ruling in rulings.of("topic-in", names)),
            topics_out=tuple(ruling.value for ruling in rulings.of("topic-out", names)),
            speakers=tuple((ruling.sentence, ruling.value) for ruling in rulings.of("speaker", names)),
            hidden=tuple(ruling.sentence for ruling in rulings.of("hide-sentence", names)),
            unnamed=tuple(ruling.value for ruling in rulings.of("hide-name", names)),
            rows=case.rows,
            digests=case.merged.digests,
        )


def _ranked(others: Mapping[int, int], names: Mapping[int, tuple[str, int]]) -> tuple[str, ...]:
    """Return the ids of related cases, the most alike first, then by id."""
    return tuple(name for _, name in sorted((-product, names[other][0]) for other, product in others.items()))


@dataclass(frozen=True)
class Rulings:
    """The editor's rulings by kind; articles named by any of their ids."""

    by_kind: Mapping[str, tuple[Ruling, ...]]

    @cached_property
    def _by_article(self) -> Mapping[tuple[str, str], list[int]]:
        places: dict[tuple[str, str], list[int]] = {}
        for kind, rulings in self.by_kind.items():
            for place, ruling in enumerate(rulings):
                places.setdefault((kind, ruling.article), []).append(place)
        return places

    def of(self, kind: str, names: Iterable[str]) -> tuple[Ruling, ...]:
        """Return the rulings of a kind on an article known by any of ``names``, in file order."""
        if kind not in self.by_kind:
            return ()
        places = {place for name in names for place in self._by_article.get((kind, name), ())}
        return tuple(self.by_kind[kind][place] for place in sorted(places))

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


def is_withdrawn(name: str, rulings: Iterable[Ruling]) -> bool:
    """Tell whether a ruling withdraws the article of that id; a ruling may name the hash part alone."""
    return any(ruling.article in (name, name[-HASH_LENGTH:]) for ruling in rulings if ruling.kind == "withdraw")


def unmatched(rulings: Iterable[Ruling], known: Container[str], path: str) -> Iterator[Problem]:
    """Yield a warning for each ruling that names an article which isn't held; withdrawals are kept for good."""
    for ruling in rulings:
        pair = ruling.value if ruling.kind in OF_TWO else ruling.article
        for article in dict.fromkeys((ruling.article, pair)):
            if ruling.kind != "withdraw" and article not in known:
                message = f"the ruling on {article} matches no article that is held."
                yield Problem(
                    path, ruling.line, 1, "ruling-unmatched", "warning", message, "Mend its id, or delete it."
                )


def unmatched_words(across: Across, rulings: Iterable[Ruling], path: str) -> Iterator[Problem]:
    """Yield a warning for each ruling on a sentence or a name that its article, which is held, no longer holds."""
    spoken = [ruling for ruling in rulings if ruling.kind in ("speaker", "hide-sentence", "hide-name")]
    texts = across.texts([number(ruling.article) for ruling in spoken])
    cases = across.cases([text.article for text in texts.values()])
    records = across.records([case.rows[0] for case in cases.values()])
    for ruling in spoken:
        text = texts.get(number(ruling.article))
        if text is None or _speaks_of(ruling, records[cases[text.article].rows[0]]):
            continue
        missing = f'the name "{ruling.value}"' if ruling.kind == "hide-name" else f"the sentence {ruling.sentence}"
        message = f"the ruling {ruling.kind} on {ruling.article} speaks of {missing}, which does not stand there."
        hint = "Rule on the words as they stand there now, or delete it."
        yield Problem(path, ruling.line, 1, "ruling-unmatched", "warning", message, hint)


def _speaks_of(ruling: Ruling, record: Record) -> bool:
    if ruling.kind != "hide-name":
        return any(one.id == ruling.sentence for one in record.sentences)
    article = record.occurrence.article
    held = (article.title, article.text, article.byline or "", *article.captions, *article.removed)
    return any(hiding.blotted(text, (ruling.value,)) != text for text in held)


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
    if not name:
        return None
    wanted = folded(name)
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
    return next((source.id for source in sources if any(_stands(one, page) for one in source.recognise)), None)


def _stands(pattern: str, page: str) -> bool:
    """Tell whether a pattern covers words of a page; that it begins with is looked for first, many times faster."""
    return _opening(pattern) in page and re.search(pattern, page, re.MULTILINE) is not None


_OPENING = re.compile(r"(?:\(\?m\)|\^|\\b)*([\w ,:'’-]*)(?![?*{])")
_UNIT = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)  # an escaped sign, a class of characters
_GROUP = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=1 << 12)
def _opening(pattern: str) -> str:
    r"""Return the letters, digits and blanks that all a pattern covers begins with, as far as a glance tells.

    >>> _opening(r"\btold The Courier\b(?! (?:daily|weekly))"), _opening(r"^Couriers?$"), _opening("Courier|Post")
    ('told The Courier', 'Courier', '')
    """
    found, bare = _OPENING.match(pattern), _UNIT.sub("", pattern)
    while bare != (bare := _GROUP.sub("", bare)):
        pass
    return found[1] if found and "|" not in bare else ""


# ---------------------------------------------------------------- events


def retold(events: Iterable[Sequence[tuple[str, str, str]]]) -> list[tuple[str, str]]:
    """Return the events whose first telling is another than noted: place and first telling."""
    changed = []
    for group in events:
        firsts = retelling.first_tellings([text for _, _, text in group])
        told = ((place, noted, group[first][0]) for (place, noted, _), first in zip(group, firsts, strict=True))
        changed += [(place, first) for place, noted, first in told if noted != first]
    return changed


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
