"""What moved in, the files that it may touch out, each with its reasons: an update makes these and no others.

Conservative: a file too many costs a view that turns out as it was; a file too few would break the law that an update
gives what a clean build gives. So each rule here names what of an article, a name, a date stands on which page.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from sitegen import edtf
from sitegen.archive.counts import Facets, Moved
from sitegen.edits import Edits
from sitegen.ids import part as part_of
from sitegen.model import Content
from sitegen.references import references
from sitegen.site import data, entity_page, other_pages, pages
from sitegen.site.context import UNKNOWN_SOURCE, Context
from sitegen.site.date_pages import DAY, MONTH, YEAR, dates_of
from sitegen.site.pages import Job
from sitegen.site.topic_page import cited

Held = Callable[[str, str], Iterable[str]]
"""Keys of a kind that the last build made files of, those that begin with a prefix."""

_OF_LENGTH = {YEAR: "year", MONTH: "month", DAY: "day"}
_DATED = frozenset(_OF_LENGTH.values())
_HUBS = ("home", "topics", "topics.json", "feed.xml", "feed.json")


class Touched:
    """Files to make, with the reasons for each."""

    def __init__(self, context: Context, held: Held) -> None:
        self.context, self.held = context, held
        self.jobs: dict[Job, dict[str, None]] = {}
        self._beside: dict[str, frozenset[str]] = {}

    def beside(self, entity: str) -> frozenset[str]:
        """Return the entities that stand beside one on its page."""
        if entity not in self._beside:
            self._beside[entity] = frozenset(entity_page.beside(self.context, entity))
        return self._beside[entity]

    def add(self, reason: str, kind: str, *keys: str) -> None:
        """Note that a reason touches keys of a kind."""
        for key in keys:
            self.jobs.setdefault(Job(kind, key), {})[reason] = None
            if kind in _DATED:  # its events, or the parts into which they are cut
                parts = {*pages.timeline_keys(self.context, f"dates/{key}"), *self.held("timeline", f"dates/{key}/")}
                self.add(reason, "timeline", *sorted(parts))

    def family(self, reason: str, kind: str, prefix: str, now: Iterable[str], mine: Iterable[str]) -> None:
        """Note the parts into which a list is cut: those that are new or gone, and of the others ``mine``."""
        wanted, before = set(now), set(self.held(kind, prefix))
        self.add(reason, kind, *sorted((wanted ^ before) | (wanted & set(mine))))


def touched(context: Context, moved: Moved, edits: Edits, held: Held) -> Touched:
    """Return the files that may look otherwise now, with the reasons for each; some of them may be no more."""
    found = Touched(context, held)
    for article, (before, after) in moved.articles.items():
        if before and after and _is_slight(moved, article):
            _names_others(found, article, before, after)
        else:
            _article(found, article, before, after)
    _lists(found, moved)
    _dates(found, moved)
    _plans(found, moved)
    _citing(found, moved)
    _edited(found, edits)
    return found


# ---------------------------------------------------------------- an article


def _article(found: Touched, name: str, before: Facets | None, after: Facets | None) -> None:
    reason, context = f"article {name}", found.context
    found.add(reason, "article", name)
    sides = [side for side in (before, after) if side]
    # An id that is an article's own now may have been another's alias, and the other way round.
    found.add(reason, "moved", name, *(alias for side in sides for alias in side.aliases))
    found.add(reason, "article", *(alias for side in sides for alias in side.aliases))
    for story in dict.fromkeys(side.story for side in sides):
        members = context.archive.story(story)
        found.add(reason, "article", *members)
        told = dict.fromkeys((context.archive.row(one).period, part_of(one)) for one in members if len(members) > 1)
        _period_files(found, reason, "articles.jsonl", told)  # it tells of each on which report it rests
        if context.archive.holds(story):
            row = context.archive.row(story)
            _period_files(found, reason, "stories.jsonl", [(row.period, part_of(story))])
    if before is None or after is None or before.shown != after.shown:
        found.add(reason, "article", *context.archive.related_to(name))
    periods = dict.fromkeys((side.period, side.part) for side in sides)
    for kind in ("articles.jsonl", "stories.jsonl"):
        _period_files(found, reason, kind, periods)
    for period, part in periods:
        now = [period, *other_pages.month_parts(context, period)] if period in context.article_parts else []
        found.family(reason, "articles", period, now, (period, f"{period}-{part[0]}", f"{period}-{part}"))
    for date in dict.fromkeys(page for side in sides for page in _pages_of(side)):
        _date(found, reason, date)


def _is_slight(moved: Moved, article: str) -> bool:
    """Tell whether nothing of an article is another but whom it names, as what it is linked anew."""
    before, after = moved.articles[article]
    if not before or not after or article in moved.told:
        return False
    return before._replace(entities=(), speaking=(), figures=()) == after._replace(entities=(), speaking=(), figures=())


def _names_others(found: Touched, name: str, before: Facets, after: Facets) -> None:
    """Note where is told whom an article names: beside its own, the pages of those, and of its topics."""
    reason, context = f"article {name}", found.context
    found.add(reason, "article", name, *context.archive.story(after.story))
    found.add(reason, "source", after.source or UNKNOWN_SOURCE)
    _period_files(found, reason, "articles.jsonl", [(after.period, after.part)])
    for topic in after.topics:
        if topic in context.topics:
            found.add(reason, "topic", topic)
            found.add(reason, "topic.json", topic)
    for speaker in sorted({row[0] for row in set(before.speaking) ^ set(after.speaking)} & context.entities.keys()):
        found.add(reason, "entity", speaker)
        found.add(reason, "entity.json", speaker)
        found.add(reason, "entity-period.json", *found.held("entity-period.json", f"{speaker}/{after.period}"))
    if before.entities == after.entities:
        return
    others = {entity for entity, _ in set(before.entities) ^ set(after.entities)}
    was, now = ({entity for entity, _ in side.entities} for side in (before, after))
    for entity in sorted((was | now) & context.entities.keys()):
        found.add(reason, "entity.json", entity)  # it tells of all that are named beside it
        # Who is named beside it once more, and still is not among the first, was not among them before.
        if entity in others or was - now or not found.beside(entity).isdisjoint(now - was):
            found.add(reason, "entity", entity)


def _period_files(found: Touched, reason: str, kind: str, periods: Iterable[tuple[str, str]]) -> None:
    for period, part in periods:
        mine = (data.period_key(found.context, period, part),)
        found.family(reason, kind, period, data.period_keys(found.context, period), mine)


def _pages_of(side: Facets) -> Iterator[str]:
    yield from side.pages
    if side.day:
        yield side.day


def _date(found: Touched, reason: str, date: str) -> None:
    """Note a date's own page and data, and the pages of the month and year that hold it."""
    for length in (YEAR, MONTH, DAY):
        if len(date) >= length:
            found.add(reason, _OF_LENGTH[length], date[:length])
            found.add(reason, "date.json", date[:length])
    found.add(reason, "dates.json", date[:YEAR])
    found.add(reason, "dates", "")


# ---------------------------------------------------------------- lists of topics, entities, sources, days


def _lists(found: Touched, moved: Moved) -> None:
    """Note the lists in which articles stood or stand: each once, with the parts that hold them."""
    lists: dict[tuple[str, str], list[tuple[str, Facets]]] = {}
    for name in moved.articles:
        for side, place in _places_of(moved, name):
            lists.setdefault(place, []).append((name, side))
    for (folder, name), articles in lists.items():
        _list(found, folder, name, articles)
    if moved.articles:
        reason = f"article {next(iter(moved.articles))}"
        found.add(reason, "articles", "")
        found.add(reason, "dates", "")  # it leads to the undated ones
        found.add(reason, "sources", "")
        for hub in _HUBS:
            found.add(reason, hub, "")
    kinds = {found.context.entities[name].kind for folder, name in lists if _is_known(found, folder, name)}
    if kinds:
        _names(found, "mentions", kinds)


def _is_known(found: Touched, folder: str, name: str) -> bool:
    return folder == "entities" and name in found.context.entities


def _places_of(moved: Moved, name: str) -> Iterator[tuple[Facets, tuple[str, str]]]:
    """Yield the lists in which an article is another line than before, with the side on which it stands there."""
    slight, sides = _is_slight(moved, name), moved.articles[name]
    for side, other in (sides, sides[::-1]):
        if side and other and slight:
            yield from ((side, ("entities", one[0])) for one in side.entities if one not in other.entities)
        elif side:
            yield from ((side, place) for place in _lists_of(side))


def _lists_of(side: Facets) -> Iterator[tuple[str, str]]:
    yield from (("topics", topic) for topic in side.topics)
    yield from (("entities", entity) for entity, _ in side.entities)
    yield "sources", side.source or UNKNOWN_SOURCE
    if side.day:
        yield "dates", side.day


def _list(found: Touched, folder: str, name: str, articles: Sequence[tuple[str, Facets]]) -> None:
    reason, context = f"{_SINGULAR[folder]} {name}", found.context
    mine = {f"{folder}/{name}/{part}" for article, side in articles for part in _parts_of(side.day, article)}
    known: dict[str, Container[str]] = {
        "topics": context.topics,
        "entities": context.entities,
        "dates": context.dates,
        "sources": other_pages.source_keys(context),
    }
    exists = name in known[folder]
    now = list(pages.list_keys(context, folder, name)) if exists else []
    found.family(reason, "list", f"{folder}/{name}/", now, mine)
    if folder == "sources":
        found.add(reason, "source", name)
    if folder not in ("topics", "entities"):
        return
    kind = _SINGULAR[folder]
    found.add(reason, kind, name)
    found.add(reason, f"{kind}.json", name)
    periods = {f"{name}/{side.period}" for _, side in articles}
    found.family(
        reason, f"{kind}-period.json", f"{name}/", pages.long_keys(context, folder, name) if exists else (), periods
    )
    moments = {moment for _, side in articles for moment in side.moments}
    events = {f"{folder}/{name}/{part}" for moment in moments for part in (moment[:YEAR], moment[:MONTH])}
    timed = list(pages.timeline_keys(context, f"{folder}/{name}")) if exists else []
    months = {f"{folder}/{name}/{moment[:MONTH]}-" for moment in moments}
    hashed = {key for key in timed if any(key.startswith(month) for month in months)}
    found.family(reason, "timeline", f"{folder}/{name}/", timed, events | hashed)
    if folder == "topics":
        found.add(reason, "feed.xml", name)
        found.add(reason, "feed.json", name)


_SINGULAR = {"topics": "topic", "entities": "entity", "sources": "source", "dates": "day"}


def _parts_of(day: str | None, article: str) -> tuple[str, ...]:
    """Return the parts of a cut list in which an article may stand: its year, its month, its share of the month."""
    month, part = (day[:MONTH] if day else "undated"), part_of(article)
    return (day[:YEAR] if day else "undated", month, f"{month}-{part[0]}", f"{month}-{part}")


def _names(found: Touched, reason: str, kinds: Iterable[str]) -> None:
    """Note the indexes of names of these kinds, and those of all kinds."""
    context, wanted = found.context, set(kinds)
    keys = entity_page.name_keys(context)
    now = [key for key in keys if not key or key.partition("/")[0] in wanted]
    found.add(reason, "names", *now)
    for kind in wanted:
        found.family(reason, "names", f"{kind}/", (key for key in keys if key.startswith(f"{kind}/")), now)
        files = [key for key in data.entity_files(context) if key.partition("/")[0] == kind]
        found.family(reason, "entities.json", kind, files, files)


# ---------------------------------------------------------------- dates


def _dates(found: Touched, moved: Moved) -> None:
    context, calendars = found.context, set(_shaded(found.context, moved, MONTH))
    for date, (before, after) in moved.dates.items():
        _date(found, f"date {date}", date)
        if len(date) == DAY and _marks(before) != _marks(after):
            calendars.add(date[:MONTH])
    for date in sorted({date[:length] for date in moved.dates for length in _OF_LENGTH if length <= len(date)}):
        kind = _OF_LENGTH[len(date)]
        if (date in context.dates) != any(found.held(kind, date)):  # a page that appears, or goes
            reason = f"date {date}"
            found.add(reason, kind, *_around(dates_of(context, len(date)), date))
            found.add(reason, "article", *context.archive.speaking_of(date))
            _explainers(found, reason)
    for year in _shaded(context, moved, YEAR):  # one of which no month has a page, too
        found.add(f"calendar {year}", "year", year)
    for month in sorted(calendars):
        held = [day for day in context.dates if day.startswith(month) and len(day) == DAY]
        found.add(f"calendar {month}", "day", *held)
        found.add(f"calendar {month}", "month", month)
        found.add(f"calendar {month}", "year", month[:YEAR])
        found.add(f"calendar {month}", "dates", "")


def _marks(counts: Sequence[int] | None) -> tuple[bool, ...]:
    """Return what a day's square in a calendar shows without its numbers."""
    return tuple(map(bool, counts or ()))


def _around(same: Sequence[str], date: str) -> tuple[str, ...]:
    """Return the pages of the same kind on either side of a date."""
    before = [one for one in same if one < date][-1:]
    after = [one for one in same if one > date][:1]
    return (*before, *after)


def _shaded(context: Context, moved: Moved, length: int) -> Iterator[str]:
    """Yield the months or years that may show silence otherwise: where the archive's ends moved or a span of days."""
    spans = [_bounds(side.edtf) for sides in moved.articles.values() for side in _changed_spans(*sides)]
    before, after = moved.before.get("", (None, None)), moved.after.get("", (None, None))
    spans += [
        (min(old, new), max(old, new)) for old, new in zip(before, after, strict=True) if old and new and old != new
    ]
    for date in dates_of(context, length):
        if any(first[:length] <= date <= last[:length] for first, last in spans if first and last):
            yield date
    if bool(before[0]) != bool(after[0]):
        yield from dates_of(context, length)


def _changed_spans(before: Facets | None, after: Facets | None) -> Iterator[Facets]:
    if (before.edtf if before else None) != (after.edtf if after else None):
        yield from filter(None, (before, after))


def _bounds(date: str | None) -> tuple[str, str]:
    first, last = edtf.bounds(date) if date else (None, None)
    return (first.isoformat(), last.isoformat()) if first and last else ("", "")


# ---------------------------------------------------------------- plans: open while no later report is held


def _plans(found: Touched, moved: Moved) -> None:
    """Note where plans stand that were open and are not any more, or the other way round."""
    for topic in moved.before.keys() | moved.after.keys():
        (_, last), (_, now) = moved.before.get(topic, (None, None)), moved.after.get(topic, (None, None))
        if last == now:
            continue
        first, end = sorted((last or "", now or ""))
        reason = f"last report {now}"
        for article, page, earliest in found.context.archive.plans_between(first, end):
            if found.context.first_topic(article) == topic:
                _plan(found, reason, article, page, earliest)


def _plan(found: Touched, reason: str, article: str, page: str | None, earliest: str) -> None:
    context = found.context
    found.add(reason, "article", article)
    if page:
        _date(found, reason, page)
    for name in context.archive.timelines_of(article):
        folder, _, one = name.partition("/")
        found.add(reason, _SINGULAR[folder], one)
        found.add(reason, f"{_SINGULAR[folder]}.json", one)
        parts = ((key, key.rpartition("/")[2]) for key in found.held("timeline", f"{name}/"))
        found.add(reason, "timeline", *(key for key, part in parts if earliest.startswith(part[:MONTH])))
    day = context.archive.row(article).day
    if day:
        found.add(reason, "day", day)


# ---------------------------------------------------------------- what the editor wrote


def _explainers(found: Touched, reason: str) -> None:
    """Note the pages that show the editor's own lines."""
    found.add(reason, "topic", *found.context.topics)
    found.add(reason, "topic.json", *found.context.topics)
    found.add(reason, "text", *(page.id for page in found.context.content.pages))
    found.add(reason, "home", "")
    found.add(reason, "topics", "")


def _citing(found: Touched, moved: Moved) -> None:
    """Note the explainers that cite an article, under any of its names."""
    names = {name: name for name in moved.articles}
    for name, sides in moved.articles.items():
        names |= {alias: name for side in filter(None, sides) for alias in side.aliases}
    content = found.context.content
    told = _told(content) | {article for one in content.releases for article in (*one.added, *one.changed)}
    for name in told & names.keys():
        _explainers(found, f"article {names[name]}")


def _told(content: Content) -> set[str]:
    """Return the articles that the editor's own lines cite, held or not."""
    told = {article for topic in content.topics for article, _, _ in cited(topic)}
    return told.union(one.target.partition("#")[0] for page in content.pages for one in references(page.body))


def _names_edited(found: Touched, edits: Edits) -> None:
    context, archive = found.context, found.context.archive
    for name in edits.entities:
        reason = f"entities/{name}"
        found.add(reason, "entity", name)
        found.add(reason, "entity.json", name)
        if name not in edits.renamed:
            continue
        found.add(reason, "entity", *(other for other, _ in archive.together(name)))
        found.add(reason, "article", *(article for article, _ in archive.naming(name)))
        for kind in ("list", "timeline"):
            found.add(reason, kind, *found.held(kind, f"entities/{name}/"))
        found.add(reason, "entity-period.json", *found.held("entity-period.json", f"{name}/"))
        holders = (one.id for one in context.content.entities if any(role.organisation == name for role in one.roles))
        found.add(reason, "entity", *holders)
    if edits.entities:
        _explainers(found, "entities")
        _names(found, "entities", entity_page.KINDS)


def _edited(found: Touched, edits: Edits) -> None:
    """Note what an edit of content/ touches, beyond the articles that it files otherwise."""
    context, archive = found.context, found.context.archive
    _names_edited(found, edits)
    for name in edits.topics:
        reason = f"topics/{name}"
        found.add(reason, "topic", name)
        found.add(reason, "topic.json", name)
        if name in edits.measured and name in context.topics:
            found.add(reason, "article", *archive.listed("topics", name))
        found.add(reason, "feed.xml", name)
        found.add(reason, "feed.json", name)
        for hub in _HUBS:
            found.add(reason, hub, "")
        found.add(reason, "search", "")
    for name in edits.pages:
        found.add(f"pages/{name}", "text", name)
    if edits.releases:
        _explainers(found, "ledger")
    if edits.rulings:
        stones = {stone for stone, _ in context.tombstones}
        found.family("rulings", "withdrawn", "", stones, stones)
        if any(name.rpartition("-")[2] in edits.rulings for name in _told(context.content)):
            _explainers(found, "rulings")  # a citation of what isn't held may be one of what was withdrawn
