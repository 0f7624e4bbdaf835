"""Readings in, cases out: copies found from an index, merged, the canonical one chosen; what is withdrawn is left out.

The one idea: copies form inside the connected components of candidate pairs, which the archive keeps; so an update
looks again at the components of texts that moved, of those around them and of those that rulings speak of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sitegen.archive.across import Across, Case, Merged, Pair, Reading, Text
from sitegen.corpus import candidates, duplicates
from sitegen.corpus.duplicates import Candidate
from sitegen.model import Copy, CopyKind, Dating
from sitegen.postings import Postings, number, parts

EXACTNESS = {"metadata": 0, "stated": 1}
WHOLE, EXCERPT = 0.9, 0.7  # share of a text from which it counts as all of it, and up to which as a part
_TOGETHER = 512  # texts that are read at once, at least


@dataclass(frozen=True, slots=True)
class Rules:
    """What the editor rules on copies: by own id what it is no copy of; ids, or hash parts, that are withdrawn.

    ``together`` are, by number of an own id, the numbers of those that it is a copy of.
    """

    apart: Mapping[str, Collection[str]]
    withdrawn: frozenset[str]
    together: Mapping[int, Collection[int]]

    def is_withdrawn(self, name: str) -> bool:
        """Tell whether the article of that own id is withdrawn."""
        return not self.withdrawn.isdisjoint((name, name.rpartition("-")[2]))


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging touched: numbers of cases, as they were or are now, and own ids that are withdrawn."""

    cases: frozenset[int]
    withdrawn: tuple[str, ...] = ()


# ---------------------------------------------------------------- copies


def update(across: Across, ids: Collection[str], rules: Rules) -> Merging:
    """Merge anew the texts of own ids, which may have come, gone, changed or been ruled on, and those around them."""
    readings = across.readings(ids)
    new = [_text(_fullest(same)) for same in readings.values()]
    return _settled(across, across.texts([number(name) for name in ids]), {text.number: text for text in new}, rules)


def fill(across: Across, rules: Rules) -> Merging:
    """Merge the texts of all readings into tables that are empty."""
    across.fill_texts(_text(_fullest(same)) for same in across.readings(across.repeated()).values())
    pairs = _indexed(across)
    across.put_candidates(pairs)
    members = across.texts({*rules.together, *(item for pair in pairs for item in pair)})
    groups = _groups(across, members, pairs, rules)
    across.put_texts(text for group in groups for text in group if text != members[text.number])
    ids = across.hashed(rules.withdrawn)
    named = {*across.texts([number(name) for name in (*rules.withdrawn, *ids)]).values()}
    withdrawn = {text.number: text for text in across.copies_of({text.article for text in named})}
    if withdrawn:
        _settled(across, withdrawn, {}, rules)
    return Merging(frozenset(), _names(withdrawn))


def _indexed(across: Across) -> dict[Pair, int]:
    """Fill the index of fingerprints and return the candidate pairs."""
    numbers = np.array(across.text_numbers(), np.int64)
    pairs: dict[Pair, int] = {}
    for rows, found in candidates.bulk(across.sketches(), numbers):
        across.put_parts("prints", parts(rows))
        pairs |= {(int(numbers[one]), int(numbers[other])): shared for (one, other), shared in found.items()}
    return pairs


def _settled(across: Across, old: Mapping[int, Text], new: Mapping[int, Text], rules: Rules) -> Merging:
    """Put texts in the place of others, and group them and all around them anew; what is withdrawn leaves again."""
    around = _repaired(across, old, new)
    gone = old.keys() - new.keys()
    across.drop_texts(gone)
    across.put_texts(new[item] for item in sorted(new))
    around |= {other for item in old.keys() | new.keys() for other in rules.together.get(item, ())}
    members, pairs = _component(across, (around | new.keys()) - gone, rules)
    groups = list(_groups(across, members, pairs, rules))
    across.put_texts(text for group in groups for text in group if text != members[text.number])
    named = {text.article for group in groups for text in group if rules.is_withdrawn(text.id)}
    withdrawn = {text.number: text for group in groups for text in group if text.article in named}
    cases = {text.article for some in (old, members) for text in some.values()}
    cases |= {text.article for group in groups for text in group}
    if withdrawn:
        cases |= _settled(across, withdrawn, {}, rules).cases
    return Merging(frozenset(cases), _names(withdrawn))


def _names(texts: Mapping[int, Text]) -> tuple[str, ...]:
    return tuple(sorted(text.id for text in texts.values()))


def _repaired(across: Across, old: Mapping[int, Text], new: Mapping[int, Text]) -> set[int]:
    """Bring index and candidate pairs up to date, and return the texts whose pairs may be others now."""
    was = {item: text.sketch for item, text in old.items() if item not in new or new[item].sketch != text.sketch}
    now = {item: text.sketch for item, text in new.items() if item not in old or old[item].sketch != text.sketch}
    index = Postings(partial(across.parts, "prints"))
    made = candidates.update(index, was, now, lambda items: {one: t.sketch for one, t in across.texts(items).items()})
    across.put_parts("prints", index.changed())
    apart = {*across.candidates(was), *made.lost}
    across.drop_candidates(apart - made.found.keys())
    across.put_candidates(made.found)
    return {item for pair in (*apart, *made.found) for item in pair}


def _component(across: Across, seeds: Collection[int], rules: Rules) -> tuple[dict[int, Text], dict[Pair, int]]:
    """Return the texts of the components that any of the seeds stands in, and their pairs."""
    found, pairs = set(seeds), {}
    new = found
    while new:
        some = across.candidates(new)
        pairs.update(some)
        beside = (other for item in new for other in rules.together.get(item, ()))
        new = {*beside, *(item for pair in some for item in pair)} - found
        found |= new
    return across.texts(found), pairs


def _groups(
    across: Across, members: Mapping[int, Text], pairs: Mapping[Pair, int], rules: Rules
) -> Iterator[list[Text]]:
    """Yield the groups of copies, each with its case and likeness noted; components are read a few at a time."""
    ruled = {(item, other) for item in members for other in rules.together.get(item, ()) if item < other in members}
    linked = duplicates.components([*pairs, *sorted(ruled - pairs.keys())])
    alone = members.keys() - {item for component, _ in linked for item in component}
    yield from ([members[item]._replace(article=item, likeness=1.0)] for item in sorted(alone))
    for some in _batches(linked):
        readings = across.readings([members[item].id for component, _ in some for item in component])
        fullest = {name: _fullest(same) for name, same in readings.items()}
        bodies = across.bodies([one.row for one in fullest.values()])
        for component, links in some:
            texts = [members[item] for item in component]
            place = {item: at for at, item in enumerate(component)}
            shared = {(place[one], place[other]): pairs[one, other] for one, other in links if (one, other) in pairs}
            together = {(place[one], place[other]) for one, other in links if (one, other) in ruled}
            items = [(text.id, bodies[fullest[text.id].row], text.sketch) for text in texts]
            for group in duplicates.grouped(items, shared, _apart(texts, rules), together):
                case = number(_canonical([fullest[texts[at].id] for at, _ in group]).id)
                yield [texts[at]._replace(article=case, likeness=likeness) for at, likeness in group]


def _batches(linked: Iterable[tuple[list[int], list[Pair]]]) -> Iterator[list[tuple[list[int], list[Pair]]]]:
    batch: list[tuple[list[int], list[Pair]]] = []
    for component in linked:
        batch.append(component)
        if sum(len(members) for members, _ in batch) >= _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _apart(texts: Sequence[Text], rules: Rules) -> set[tuple[str, str]]:
    names = {text.id for text in texts}
    return {(name, other) for name in sorted(names) for other in rules.apart.get(name, ()) if other in names}


# ---------------------------------------------------------------- the canonical copy


def _text(reading: Reading) -> Text:
    return Text(number(reading.id), reading.id, reading.sketch, number(reading.id), 1.0)


def _rank(length: int, basis: str, document: str) -> tuple[int, bool, str]:
    """Return what decides which reading of an own id speaks for it; of equals, the first."""
    return -length, basis not in EXACTNESS, document


def _fullest(readings: Sequence[Reading]) -> Reading:
    return min(readings, key=lambda one: _rank(one.card.length, one.card.dating.basis, one.document))


def _canonical(readings: Sequence[Reading]) -> Reading:
    ranked = [Candidate(one.card.length, one.card.dating.basis in EXACTNESS, one.id, one.document) for one in readings]
    return readings[duplicates.canonical(ranked)]


# ---------------------------------------------------------------- cases


def cases(across: Across, numbers: Collection[int] | None = None) -> Iterator[Case]:
    """Yield cases by number, or all, as their copies make them: each its own story, undecided by rulings."""
    for case, found in across.copies(numbers):
        yield _case(case, found)


def _case(item: int, found: Sequence[tuple[float, Reading]]) -> Case:
    canonical = _fullest([one for _, one in found if number(one.id) == item])
    ordered = sorted(found, key=_place)
    copies = sorted(ordered, key=lambda copy: (copy[1] is not canonical, copy[1].id != canonical.id))
    dating = _own_dating([one.card.dating for _, one in sorted(ordered, key=_own_id)], canonical)
    merged = Merged(
        aliases=tuple(sorted({one.id for _, one in found} - {canonical.id})),
        copies=tuple(
            Copy(
                *(one.document, one.card.lines, round(likeness, 3), one.id, one.card.title),
                kind="copy" if one is canonical else kind(likeness, one.card.length, canonical.card.length),
            )
            for likeness, one in copies
        ),
        title=canonical.card.title,
        dating=dating,
        digests=tuple(one.digest for _, one in copies),
    )
    rows = tuple(one.row for _, one in copies)
    return Case(
        item, canonical.id, canonical.signature, dating.edtf, item, merged, dating, told=canonical.id, rows=rows
    )


def kind(likeness: float, length: int, longest: int) -> CopyKind:
    """Return what a copy is of the canonical one, which is the longest: by how much of each stands in the other.

    Likeness is containment (Broder 1997): the share of the shorter text that stands in the longer one. Lengths are in
    characters.

    >>> kind(1.0, 300, 900), kind(0.8, 800, 900), kind(0.99, 880, 900)
    ('excerpt', 'version', 'copy')
    """
    share = length / max(longest, 1)
    if likeness < WHOLE:
        return "version"
    return "excerpt" if share < EXCERPT else "copy" if share > WHOLE else "version"


def _place(copy: tuple[float, Reading]) -> tuple[str, tuple[int, int], int]:
    """Return where a copy stands; rows tell copies on the same lines of one document apart, in its order."""
    return copy[1].document, copy[1].card.lines, copy[1].row


def _own_id(copy: tuple[float, Reading]) -> str:
    return copy[1].id


def _own_dating(copies: Sequence[Dating], canonical: Reading) -> Dating:
    """Return the canonical copy's dating, unless only another copy states the day."""
    own = canonical.card.dating
    stated = sorted((one for one in copies if one.basis in EXACTNESS), key=_exactness)
    return own if own.basis in EXACTNESS or not stated else stated[0]


def _exactness(dating: Dating) -> tuple[int, str]:
    return EXACTNESS[dating.basis], dating.day or ""
