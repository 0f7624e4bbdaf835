"""Open data: the files behind the pages. A public contract: fields are only ever added; split for small updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sitegen.archive.queries import MONTH, EventFact, FigureFact, StatementFact
from sitegen.ids import folded, period
from sitegen.model import EntityKind, Filed, is_read
from sitegen.site import sayings, views
from sitegen.site.addresses import absolute
from sitegen.site.article_page import direction
from sitegen.site.context import Context, hash_digits, merged, origins
from sitegen.site.date_pages import DAY
from sitegen.site.origins import origin
from sitegen.site.topic_page import Resolver, sentence_text

PERIOD_LIMIT = 500  # articles of a period in one file; above, it is cut by the hash of the id
INDEX_LIMIT = 500  # articles of an index.json; above, it keeps counts and its lines stand in a file a period
ENTITIES_LIMIT = 5000  # entities of one kind in one file; above, they are cut by first letter

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Data:
    """A data file: its bytes, what it holds, how many rows."""

    content: bytes
    what: str = ""
    rows: int = 0


def _dumped(thing: object) -> bytes:
    return msgspec.json.encode(thing) + b"\n"


def _lines(things: Iterable[Json], what: str) -> Data:
    made = [_dumped(thing) for thing in things]
    return Data(b"".join(made), what, len(made))


def _url(context: Context, url: str) -> str:
    return absolute(url, context.settings.base_url, context.settings.links) or url


# ---------------------------------------------------------------- articles and stories


def periods(context: Context) -> Iterator[str]:
    """Yield the keys of the files of articles and of stories: each period, a long one cut by the hash of the id."""
    for name in context.article_parts:
        yield from period_keys(context, name)


def period_keys(context: Context, name: str) -> tuple[str, ...]:
    """Return the keys of one period's files: itself, or above PERIOD_LIMIT articles its parts by hash."""
    parts = context.article_parts.get(name, {})
    digits = cut_digits(name, sum(parts.values()))
    return tuple(dict.fromkeys(f"{name}-{part[:digits]}" if digits else name for part in sorted(parts)))


def cut_digits(name: str, count: int) -> int:
    """Return by how many hex digits a month's articles are cut: none up to PERIOD_LIMIT, then one, then two."""
    return hash_digits(count, PERIOD_LIMIT) if len(name) == MONTH else 0


def period_key(context: Context, name: str, part: str) -> str:
    """Return the key of the file that holds a period's articles of one part."""
    digits = cut_digits(name, sum(context.article_parts.get(name, {}).values()))
    return f"{name}-{part[:digits]}" if digits else name


def _split(key: str) -> tuple[str, str]:
    """Return period and part of a key.

    >>> _split("2026-01"), _split("2026-01-3f"), _split("undated-07")
    (('2026-01', ''), ('2026-01', '3f'), ('undated-07', ''))
    """
    return (key, "") if key.startswith("undated") else (key[:MONTH], key[MONTH + 1 :])


def articles(context: Context, name: str) -> Data:
    """Return one period's articles, a line each."""
    ids = context.archive.in_period(*_split(name))
    return _lines((_article(context, context.archive.filed(one)) for one in sorted(ids)), "articles")


def _article(context: Context, filed: Filed) -> Json:
    text, sentences = shown_text(filed)
    digest = filed.article.metadata.digest_of
    return {
        "id": filed.id,
        "aliases": filed.aliases,
        "url": _url(context, f"articles/{filed.id}/"),
        "title": filed.title,
        "published": {
            "edtf": filed.dating.edtf,
            "day": filed.dating.day,
            "basis": filed.dating.basis,
            "evidence": filed.dating.evidence,
        },
        "source": filed.source,
        "digest_of": {"outlet": digest.outlet, "title": digest.title, "date": digest.date} if digest else None,
        "copies": [
            {
                "document": copy.document,
                "lines": copy.lines,
                "likeness": copy.likeness,
                "kind": copy.kind,
                "newer": copy.newer,
                "lacks": [one for one in copy.lacks if one in filed.shown],
                "adds": copy.adds,
            }
            for copy in filed.copies
        ],
        "text": text,
        "sentences": sentences,
        "language": filed.article.language,
        "direction": direction(filed.article.language, filed.article.text),
        "read": is_read(filed.article.language),
        "words": filed.words,
        "topics": sorted(score.topic for score in filed.scores if score.belongs),
        "entities": sorted({mention.entity for mention in filed.mentions}),
        "story": filed.story,
        "origin": origin(context, filed),
        "original": filed.article.metadata.url,
        "section": filed.article.section,
        "byline": filed.article.byline,
        "agency": filed.article.agency,
        "rights": filed.rights,
    }


def shown_text(filed: Filed) -> tuple[str, list[Json]]:
    """Return what rights let be shown of an article, and the spans in it of the sentences shown whole.

    The lead comes first; cited sentences behind it follow, a blank line before each.
    """
    whole, wanted = filed.article.text, set(filed.shown)
    text = whole[: filed.lead]
    spans: list[Json] = []
    for sentence in filed.sentences:
        if sentence.id not in wanted:
            continue
        start = sentence.start
        if sentence.end > filed.lead:
            text += ("\n\n" if text else "") + whole[sentence.start : sentence.end]
            start = len(text) - (sentence.end - sentence.start)
        spans.append({"id": sentence.id, "start": start, "end": start + sentence.end - sentence.start})
    return text, spans


def stories(context: Context, name: str) -> Data:
    """Return the stories whose first article stands in a period, a line each."""
    return _lines((_story(context, story) for story in context.archive.stories_in(*_split(name))), "stories")


def _story(context: Context, story: str) -> Json:
    ids = context.archive.story(story)
    rows = [context.archive.row(one) for one in ids]
    first = context.archive.row(story)
    return {
        "id": story,
        "title": first.title,
        "articles": ids,
        "origins_at_most": origins(rows),
        "date": first.edtf,
    }


# ---------------------------------------------------------------- topics


def topics(context: Context, _: str) -> Data:
    """Return the list of topics."""
    made = []
    for topic in context.content.topics:
        last = context.last_days.get(topic.id)
        made.append(
            {
                "id": topic.id,
                "title": topic.title,
                "url": _url(context, f"topics/{topic.id}/"),
                "articles": sum(context.archive.outlets(topic.id).values()),
                "updated": max(filter(None, (last, topic.changed)), default=None),
                "unread": sum(context.archive.unread(topic.id).values()),
            }
        )
    return Data(_dumped({"topics": made}), "topics", len(made))


def topic(context: Context, name: str) -> Data:
    """Return the index of one topic."""
    months = context.months("topics", name)
    known, count = context.topics[name], sum(months.values())
    start: Json = {"id": name, "title": known.title}
    subjects = sayings.subjects(context, name)
    differences = [*_differences(context, name), *_reported(context, subjects)]
    unread = dict(sorted(context.archive.unread(name).items()))
    rest: Json = {"figures": _figures(context, subjects), "differences": differences, "unread": unread}
    if count > INDEX_LIMIT:
        return Data(_dumped({**start, "count": count, "periods": _periods(context, "topics", name), **rest}))
    ids, facts = context.archive.listed("topics", name), context.archive.timeline(f"topics/{name}")
    return Data(_dumped({**start, "articles": ids, "timeline": _timeline(context, facts), **rest}))


def topic_period(context: Context, key: str) -> Data:
    """Return one period of a topic with very many articles; the key is ``ID/PERIOD``."""
    name, part = key.split("/")
    ids, facts = context.archive.listed("topics", name, part), context.archive.told_by(name, part)
    return Data(_dumped({"id": name, "period": part, "articles": ids, "timeline": _timeline(context, facts)}))


def long_periods(context: Context, folder: str, name: str) -> dict[str, int]:
    """Return the periods of a list of more than INDEX_LIMIT articles, each with their number; none of a shorter one."""
    months = context.months(folder, name)
    if sum(months.values()) <= INDEX_LIMIT:
        return {}
    periods = {month: number for month, number in months.items() if month}
    if "" in months:
        periods |= Counter(period(None, one) for one in context.archive.listed(folder, name, "undated"))
    return dict(sorted(periods.items()))


def _periods(context: Context, folder: str, name: str) -> list[Json]:
    return [{"period": part, "articles": number} for part, number in long_periods(context, folder, name).items()]


def _timeline(context: Context, facts: Iterable[EventFact]) -> list[Json]:
    return [
        {
            "date": group[0].edtf,
            "status": group[0].status,
            "text": group[0].text,
            "first_said": context.first_said(group),
            "cites": [{"article": fact.article, "sentence": fact.sentence} for fact in group],
        }
        for group in merged(facts)
    ]


def _figures(context: Context, subjects: Mapping[str, Sequence[FigureFact]]) -> list[Json]:
    """Return the values that a topic's articles give, by subject; one that can be compared with none stands alone."""
    made: list[Json] = []
    for subject, facts in subjects.items():
        groups = sayings.by_value(facts) if subject else []
        if groups:
            made.append({"subject": sayings.label(context, subject), "values": [_value(group) for group in groups]})
        else:
            made += ({"subject": fact.words, "values": [_value([fact])]} for fact in facts)
    return made


def _value(group: Sequence[FigureFact]) -> Json:
    first = group[0]
    return {
        "value": f"{first.value}..{first.high}" if first.high else first.value,
        "unit": first.unit,
        "qualifier": first.qualifier,
        "text": first.words,
        "cites": [{"article": fact.article, "sentence": fact.sentence} for fact in group],
    }


def _reported(context: Context, subjects: Mapping[str, Sequence[FigureFact]]) -> Iterator[Json]:
    """Yield the subjects of which several values are reported: grouped by the machine, confirmed by nobody."""
    for subject, facts in subjects.items():
        values = [_value(group) for group in sayings.by_value(facts)] if subject else []
        if len(values) > 1:
            positions = [{key: value[key] for key in ("value", "text", "cites")} for value in values]
            yield {"subject": sayings.label(context, subject), "confirmed": False, "positions": positions}


def _differences(context: Context, name: str) -> list[Json]:
    resolver = Resolver(context, f"topics/{name}/")
    return [
        {
            "subject": dispute.question,
            "confirmed": True,
            "positions": [
                {"value": value, "text": _words(resolver, cites), "cites": _held_cites(context, cites)}
                for value, cites in dispute.positions
            ],
        }
        for dispute in context.topics[name].disputes
    ]


def _words(resolver: Resolver, cites: Iterable[str]) -> str:
    """Return the first cited sentence that may be shown, whole."""
    held = ((resolver.context.archive.resolve(article), sentence) for article, sentence in map(_place, cites))
    found = (sentence_text(resolver, article, sentence) for article, sentence in held if article)
    return next(filter(None, found), "")


def _held_cites(context: Context, cites: Iterable[str]) -> list[Json]:
    places = (_place(one) for one in cites)
    return [
        {"article": held, "sentence": sentence}
        for article, sentence in places
        if (held := context.archive.resolve(article))
    ]


def _place(reference: str) -> tuple[str, str]:
    article, _, sentence = reference.partition("#")
    return article, sentence


# ---------------------------------------------------------------- entities


def entities(context: Context, key: str) -> Data:
    """Return the entities of one kind, or of one first letter of it (``person/s``)."""
    kind, _, letter = key.partition("/")
    made = [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "aliases": [alias.text for alias in one.own_aliases],
            "wikidata": one.wikidata,
            "url": _url(context, f"entities/{one.id}/"),
            "curated": True,
            "articles": context.entity_counts.get(one.id, (0, 0))[0],
            "mentions": context.entity_counts.get(one.id, (0, 0))[1],
        }
        for one in context.content.entities
        if one.kind == kind and (not letter or first_letter(one.name) == letter)
    ]
    return Data(_dumped({"entities": made}), "entities", len(made))


def entity_files(context: Context) -> tuple[str, ...]:
    """Return the keys of the files of entities: a kind each, a long kind cut by first letter."""
    keys: list[str] = []
    kinds: tuple[EntityKind, ...] = ("person", "organisation", "place")
    for kind in kinds:
        names = [one.name for one in context.content.entities if one.kind == kind]
        long = len(names) > ENTITIES_LIMIT
        keys += [f"{kind}/{letter}" for letter in sorted({first_letter(name) for name in names})] if long else [kind]
    return tuple(keys)


def first_letter(name: str) -> str:
    """Return the letter under which a name is filed."""
    return (folded(name) or "-")[0]


def entity(context: Context, name: str) -> Data:
    """Return the index of one entity."""
    known, count = context.entities[name], context.entity_counts.get(name, (0, 0))[0]
    start: Json = {
        "id": name,
        "name": known.name,
        "kind": known.kind,
        "aliases": [alias.text for alias in known.own_aliases],
        "wikidata": known.wikidata,
    }
    together = [{"id": other, "articles": number} for other, number in context.archive.together(name)]
    said = [] if count > INDEX_LIMIT else _statements(context.archive.statements(name))
    rest: Json = {"statements": said, "mentioned_with": together}
    if count > INDEX_LIMIT:
        return Data(_dumped({**start, "count": count, "periods": _periods(context, "entities", name), **rest}))
    naming = context.archive.naming(name)
    return Data(_dumped({**start, "articles": [{"id": one, "mentions": number} for one, number in naming], **rest}))


def entity_period(context: Context, key: str) -> Data:
    """Return one period of an entity that very many articles name; the key is ``ID/PERIOD``."""
    name, part = key.split("/")
    rows = [{"id": one, "mentions": count} for one, count in context.archive.naming(name, part)]
    said = _statements(context.archive.statements(name, part))
    return Data(_dumped({"id": name, "period": part, "articles": rows, "statements": said}))


def _statements(facts: Iterable[StatementFact]) -> list[Json]:
    return [
        {
            "speaker": fact.speaker,
            "verb": fact.verb,
            "text": fact.words,
            "date": fact.edtf,
            "cites": [{"article": fact.article, "sentence": fact.sentence}],
        }
        for fact in facts
    ]


# ---------------------------------------------------------------- dates


def dates(context: Context, year: str) -> Data:
    """Return the days of a year that have a page."""
    days = [
        {
            "date": day,
            "url": _url(context, context.date_url(day)),
            "events": counts.happened + counts.planned,
            "published": counts.published + counts.possible,
        }
        for day, counts in context.dates.items()
        if day.startswith(year) and len(day) == DAY
    ]
    return Data(_dumped({"days": days}), "days", len(days))


def date(context: Context, name: str) -> Data:
    """Return the index of a day, month or year."""
    events = [
        {
            "text": fact.text,
            "status": fact.status,
            "edtf": fact.edtf,
            "article": fact.article,
            "sentence": fact.sentence,
            "topics": context.archive.row(fact.article).topics,
        }
        for fact in context.archive.events_on(name)
    ]
    published = context.archive.published_on(name) if len(name) == DAY else context.archive.in_period(name)
    return Data(_dumped({"date": name, "events": events, "published": published}))


def page(context: Context, files: Sequence[tuple[str, str, int]]) -> views.DataView:
    """Return the page that lists the open data: files, then folders of files of one kind."""
    title = context.say("Open data")
    head = context.head("data/", title, kind="index", crumbs=(context.home, views.Link(title, "data/")))
    single = tuple(file for file in files if file[0].count("/") == 1)
    folders: dict[tuple[str, str], int] = {}
    for path, what, _ in files:
        if path.count("/") > 1:
            place = (path.rpartition("/")[0] + "/", what)
            folders[place] = folders.get(place, 0) + 1
    return views.DataView(head, single, tuple((folder, what, count) for (folder, what), count in folders.items()))


def index(files: Iterable[tuple[str, str, int, str]]) -> Data:
    """Return the list of data files: path, what, rows, SHA-256."""
    made = [{"path": path, "what": what, "rows": rows, "sha256": sha} for path, what, rows, sha in files]
    return Data(_dumped(made), "data files", len(made))
