"""The archive and content in, what waits for the editor out: each matter with the lines to paste, and where.

Nothing here decides: a doubtful merge stays merged, a name without an entry stays without a page, until the editor says
otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal
from urllib.parse import urlsplit

import yaml

from sitegen import citations, edtf, filing
from sitegen.archive.across import Across
from sitegen.archive.queries import Archive
from sitegen.corpus.documents import SIDECAR_SUFFIX
from sitegen.corpus.duplicates import COPY, Likeness, Texts, components
from sitegen.ids import folded, slug
from sitegen.model import Content, Copy, Doubt, EntityKind, Filed, Problem, Ruling, is_read
from sitegen.reading import names
from sitegen.reading.nomenclature import DEMONYMS
from sitegen.reading.weights import rarity

Kind = Literal["undated", "dates", "unfiled", "source", "merge", "cut", "name", "ruling", "citation", "topic"]

DOUBTFUL = 0.85  # likeness to the canonical copy below which a merge is shown
NEARLY = 0.6  # likeness from which two articles that are kept apart are shown
MOST_COMPARED, MOST_NEAR = 400, 40  # pairs of articles whose texts are compared, and that are shown
SHORT, LONG = 40, 4000  # words of an article that may be a piece of one, or two
BY_LINES = (".txt", ".text", ".md", ".markdown")  # formats whose articles a sidecar may give by lines
SEEN = 2  # articles that give a name before it waits
MOST_NAMES = 40
TOGETHER = 3  # unfiled articles that may be a topic
MOST_RULES, MOST_WORDS = 8, 3  # entities and words in the front matter of a proposed topic
_DEMONYM = re.compile(rf"(?:{'|'.join(ending for ending, _ in DEMONYMS)})s?$")
_COMMON = 24  # the weight up to which a word says nothing of a subject
FOLDERS: dict[EntityKind, str] = {"person": "people", "organisation": "organisations", "place": "places"}
TITLES: dict[Kind, str] = {
    "citation": "Citations whose source changed",
    "ruling": "Rulings that match nothing",
    "undated": "Articles without a date",
    "dates": "Contradicting dates",
    "source": "Sources that are not known",
    "unfiled": "Articles in no topic",
    "topic": "Topics that unfiled articles may form",
    "merge": "Doubtful merges",
    "cut": "Doubtful cuts",
    "name": "Names without an entry",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What waits: what it is about, what is said of it, the lines to paste, the file of content/ that they go into."""

    kind: Kind
    subject: str
    says: str
    paste: str = ""
    into: str = ""


def desk(archive: Archive, content: Content, day: str, most: int) -> list[Matter]:
    """Return what waits for the editor, by kind as in TITLES. ``day`` (``YYYY-MM-DD``) goes into rulings to paste.

    Names and topics are looked for in the ``most`` articles that are filed under the latest days.
    """
    ruled = {frozenset((one.article, one.value)) for one in content.rulings if one.kind in ("copy", "not-a-copy")}
    recent = [archive.filed(name) for name in archive.recent(most)]
    found = [
        *_citations(archive, content),
        *_rulings(archive, content),
        *(matter for filed in archive.all_filed() for matter in _of_article(filed, day, ruled)),
        *_nearly_copies(archive, day, ruled),
        *(
            _of_cuts(path, [doubt for _, doubt in doubts])
            for path, doubts in groupby(archive.doubts(), key=itemgetter(0))
        ),
        *_sources(archive.all_filed(), day),
        *_topics(recent),
        *_names(recent, content),
    ]
    order = list(TITLES)
    return sorted(found, key=lambda matter: order.index(matter.kind))


# ---------------------------------------------------------------- what stands in content


def _citations(archive: Archive, content: Content) -> Iterator[Matter]:
    for problem, paste in citations.faults(archive.path, content):
        yield Matter("citation", _place(problem), f"{problem.message} {problem.hint}", paste, problem.path)


def _rulings(archive: Archive, content: Content) -> Iterator[Matter]:
    known = {ruling.article for ruling in content.rulings} | {ruling.value for ruling in content.rulings}
    held = {name for name in known if archive.resolve(name)}
    spoken = filing.unmatched_words(Across(archive.db), content.rulings, "rulings.yaml")
    for problem in (*filing.unmatched(content.rulings, held, "rulings.yaml"), *spoken):
        lost = next(one for one in content.rulings if one.line == problem.line)
        says = f"{problem.message} {problem.hint}"
        yield Matter("ruling", _place(problem), says, _moved(archive, lost, held), "rulings.yaml")


def _moved(archive: Archive, lost: Ruling, held: Collection[str]) -> str:
    """Return a ruling on articles whose ids moved, with those that they have now; none where one can't be told."""
    named = [lost.article, *([lost.value] if lost.kind in filing.OF_TWO else ())]
    now = [name if name in held else archive.successor(name) for name in named]
    if now == named or None in now:
        return ""
    article, value = now[0] or "", (now[1] or "") if len(now) > 1 else lost.value
    return ruling(lost.kind, article, value, lost.day, reason=lost.reason, sentence=lost.sentence)


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}" if problem.line else problem.path


# ---------------------------------------------------------------- articles


def _of_article(filed: Filed, day: str, ruled: Collection[frozenset[str]]) -> Iterator[Matter]:
    yield from _of_dating(filed, day)
    if not any(score.belongs for score in filed.scores):
        nearest = next(iter(filed.scores), None)
        near = f"nearest is {nearest.topic} with {nearest.value:g}" if nearest else "no topic's rule matches"
        topic = nearest.topic if nearest else "TOPIC"
        paste = ruling("topic-in", filed.id, topic, day)
        yield Matter("unfiled", filed.id, f"{filed.title}: {near}.", paste, "rulings.yaml")
    for copy in filed.copies[1:]:
        if copy.likeness < DOUBTFUL and copy.id != filed.id and frozenset((filed.id, copy.id)) not in ruled:
            says = f"{filed.title}: {_where(copy)}, is {copy.likeness:.0%} alike and taken for a copy. {_stays('copy')}"
            yield Matter("merge", filed.id, says, ruling("not-a-copy", filed.id, copy.id, day), "rulings.yaml")
    first, doubt = filed.copies[0], _doubt(filed)
    if doubt and first.document.endswith(BY_LINES):
        says = f"{_where(first)}: {doubt}."
        yield Matter("cut", filed.id, says, _articles([first.lines]), _sidecar(first.document))


def _of_dating(filed: Filed, day: str) -> Iterator[Matter]:
    """Yield the article where no day, or only the first possible one, is known of it, or where its days contradict."""
    dating = filed.dating
    if dating.edtf is None or edtf.bounds(dating.edtf)[1] is None:
        says = f"{filed.title}: nothing in it tells when it was published"
        says += f", only that it was on or after {dating.day}." if dating.day else "."
        yield Matter("undated", filed.id, says, ruling("published", filed.id, "YYYY-MM-DD", day), "rulings.yaml")
    if dating.contradicting:
        known = f"{dating.edtf} by {dating.basis} ({'; '.join(dating.evidence)})"
        others = "; ".join(f"{one.edtf} by {one.basis} ({one.words})" for one in dating.contradicting)
        paste = ruling("published", filed.id, dating.edtf or "", day)
        yield Matter("dates", filed.id, f"{filed.title}: {known}, but {others}.", paste, "rulings.yaml")


def _where(copy: Copy) -> str:
    return f"{copy.document}, lines {copy.lines[0]} to {copy.lines[1]}"


def _doubt(filed: Filed) -> str:
    """Return why an article may be cut wrongly by its length, empty where nothing speaks for it."""
    if filed.words < SHORT:
        return f"it has {filed.words} words; give the lines of the whole article"
    if filed.words > LONG:
        return f"it has {filed.words} words, and may be several; give the lines of each"
    return ""


def _nearly_copies(archive: Archive, day: str, ruled: Collection[frozenset[str]]) -> Iterator[Matter]:
    """Yield the pairs of articles that are nearly taken for copies, the most alike first."""
    found = []
    for pair in Across(archive.db).apart(MOST_COMPARED):
        if frozenset(pair) not in ruled:
            one, other = sorted(map(archive.filed, pair), key=lambda filed: (-len(filed.article.text), filed.id))
            likeness = Texts((one.article.text, other.article.text)).likeness(0, 1)
            if likeness.contained >= NEARLY:
                found.append((-likeness.contained, one.id, other.id, _kept_apart(one, other, likeness)))
    for _, name, value, says in sorted(found)[:MOST_NEAR]:
        yield Matter("merge", name, says, ruling("copy", name, value, day), "rulings.yaml")


def _kept_apart(one: Filed, other: Filed, likeness: Likeness) -> str:
    """Return why an article is no copy of another one though much of it stands there."""
    why = "it is alike to one copy of it and not to others" if likeness.is_copy else f"copies are from {COPY:.0%} on"
    return (
        f"{one.title}: {_where(other.copies[0])}, is {likeness.contained:.0%} alike and kept apart, since {why}. "
        f"{_stays('not-a-copy')}"
    )


def _stays(kind: str) -> str:
    return f"Ruled {kind}, it stays so and waits no more."


# ---------------------------------------------------------------- cuts


def _of_cuts(document: str, doubts: Sequence[Doubt]) -> Matter:
    """Return the doubtful cuts of a document, with the articles as they would be if each were decided otherwise."""
    now = ", ".join(f"[{first}, {last}]" for first, last in _around(doubts, as_cut=True))
    says = [*map(str, doubts), f"To keep the articles as they are, give the lines {now}."]
    return Matter("cut", document, "\n".join(says), _articles(_around(doubts)), _sidecar(document))


def _around(doubts: Sequence[Doubt], *, as_cut: bool = False) -> list[tuple[int, int]]:
    """Return first and last line of the articles beside doubtful cuts, as they are cut or as they would be otherwise.

    >>> one, other = Doubt(30, "Ferry returns", (1, 57), 0.6), Doubt(58, "Quay reopens", (30, 90), 2.5, 61)
    >>> _around([one, other]), _around([one, other], as_cut=True)
    ([(1, 60), (61, 90)], [(1, 29), (30, 57), (58, 90)])
    """
    found: list[tuple[int, int]] = []
    starts: set[int] = set()
    for doubt, following in zip(doubts, [*doubts[1:], None], strict=True):
        starts |= {doubt.around[0]} if not starts else set()
        starts |= {doubt.line if as_cut else doubt.instead or 0} - {0}
        if following is None or following.around[0] != doubt.line:
            ends = [*sorted(starts), doubt.around[1] + 1]
            found += [(first, behind - 1) for first, behind in pairwise(ends)]
            starts = set()
    return found


def _articles(lines: Iterable[tuple[int, int]]) -> str:
    """Return what a sidecar says of articles by lines."""
    return "articles:\n" + "".join(f"- lines: [{first}, {last}]\n" for first, last in lines)


def _sidecar(document: str) -> str:
    return f"documents/{document}{SIDECAR_SUFFIX}"


# ---------------------------------------------------------------- sources


def _sources(articles: Iterable[Filed], day: str) -> Iterator[Matter]:
    """Yield each host of which articles have no known source, and the documents without an address."""
    hosts: defaultdict[str, list[Filed]] = defaultdict(list)
    sharing: Counter[str] = Counter()
    for filed in articles:
        sharing.update([filed.copies[0].document])
        if filed.source is None:
            hosts[_host(filed.article.metadata.url)].append(filed)
    for host, held in sorted(hosts.items(), key=lambda one: (-len(one[1]), one[0])):
        if host:
            paste = _dumped([{"id": slug(host), "name": host, "homepage": f"https://{host}/", "rights": "excerpt"}])
            number = f"{len(held)} articles." if len(held) > 1 else "1 article."
            yield Matter("source", host, number, paste, "sources.yaml")
            continue
        yield from (_source(filed, day, shared=sharing[filed.copies[0].document] > 1) for filed in held)


def _source(filed: Filed, day: str, *, shared: bool) -> Matter:
    """Return an article of no known source and what names it: a ruling, where its document holds other articles too."""
    if shared:
        return Matter("source", filed.id, f"{filed.title}.", ruling("source", filed.id, "ID", day), "rulings.yaml")
    into = _sidecar(filed.copies[0].document)
    return Matter("source", filed.id, f"{filed.title}.", _dumped({"source": "ID"}), into)


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# ---------------------------------------------------------------- names


def _names(articles: Sequence[Filed], content: Content) -> Iterator[Matter]:
    """Yield the names that several articles give and the authority file doesn't, those of most articles first."""
    known = {folded(name) for one in content.entities for name in (one.name, *(alias.text for alias in one.aliases))}
    known |= {folded(one.name) for one in content.sources}
    places: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[str, Counter[tuple[str, EntityKind]]] = defaultdict(Counter)
    for filed in articles:
        for form, kind in _unlinked(filed):
            name = folded(form)
            places[name].add(filed.id)
            forms[name][form, kind] += 1
    counted = [(len(held), name) for name, held in places.items() if len(held) >= SEEN and name not in known]
    for number, name in nlargest(MOST_NAMES, counted):
        (form, kind), _ = forms[name].most_common(1)[0]
        entry = {"id": slug(form), "name": form, "description": ""}
        says = f"{kind}, in {number} articles, {min(places[name])} for one."
        yield Matter("name", form, says, _dumped([entry]), f"entities/{FOLDERS[kind]}.yaml")


def _unlinked(filed: Filed) -> Iterator[tuple[str, EntityKind]]:
    """Yield the names in an article that no mention overlaps; of people, only those with more than one word."""
    if not is_read(filed.article.language):
        return
    taken = bytearray(len(filed.article.text))
    for mention in filed.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for span in names.spans(filed.article.text):
        form = filed.article.text[span.start : span.end]
        alone = " " not in form
        if any(taken[span.start : span.end]) or (alone and (span.kind == "person" or _DEMONYM.search(form))):
            continue
        yield form, span.kind


# ---------------------------------------------------------------- topics


def _topics(articles: Iterable[Filed]) -> Iterator[Matter]:
    """Yield the groups of unfiled articles that are of one story or related, each as a topic's front matter."""
    unfiled = {one.id: one for one in articles if not any(score.belongs for score in one.scores)}
    place = {name: number for number, name in enumerate(sorted(unfiled))}
    links = {
        (min(place[one.id], place[other]), max(place[one.id], place[other]))
        for one in unfiled.values()
        for other in (one.story, *one.related)
        if other in place and other != one.id
    }
    ordered = [unfiled[name] for name in place]
    for part, _ in components(sorted(links)):
        if len(part) >= TOGETHER:
            yield _topic([ordered[number] for number in part])


def _topic(held: Sequence[Filed]) -> Matter:
    """Return a topic of what most of some articles name, called by what most of their titles say."""
    named = Counter(entity for filed in held for entity in dict.fromkeys(one.entity for one in filed.mentions))
    said = Counter(
        word for filed in held for word in dict.fromkeys(folded(filed.title).split()) if rarity(word) > _COMMON
    )
    entities = [entity for entity, number in named.most_common(MOST_RULES) if number * 2 > len(held)]
    words = [word for word, number in said.most_common(MOST_WORDS) if number * 2 > len(held)]
    title = " ".join(words).capitalize() or held[0].title
    match = {"entities": dict.fromkeys(entities, 1.0), "phrases": dict.fromkeys(words, 1.0)}
    front = _dumped({"title": title, "summary": "", "match": match})
    says = f"{len(held)} articles: {'; '.join(filed.id for filed in held[:TOGETHER])}."
    return Matter("topic", title, says, f"---\n{front}---\n", f"topics/{slug(title)}.md")


# ---------------------------------------------------------------- words


def ruling(kind: str, article: str, value: str, day: str, *, reason: str = "", sentence: str = "") -> str:
    """Return a ruling to paste."""
    given = {"value": value, "sentence": sentence}
    told = {key: text for key, text in given.items() if text}
    return _dumped([{"ruling": kind, "article": article, **told, "reason": reason, "day": day}])


def _dumped(thing: object) -> str:
    return yaml.safe_dump(thing, allow_unicode=True, sort_keys=False, width=1000)


def told(matters: Iterable[Matter], heading: Callable[[str], str] = str) -> Iterator[str]:
    """Yield what waits as lines for a terminal: a heading a kind, then each matter with its lines to paste."""
    before = None
    for matter in matters:
        if matter.kind != before:
            yield from ("", heading(TITLES[matter.kind]), "")
            before = matter.kind
        yield f"  {matter.subject}"
        yield from (f"    {line}" for line in matter.says.splitlines())
        if matter.paste:
            yield f"    into {matter.into}:"
            yield from (f"      {line}" for line in matter.paste.splitlines())
