"""The page of a person, organisation or place, and the indexes of names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sitegen import edtf
from sitegen.model import Entity, EntityKind
from sitegen.site import sayings, views
from sitegen.site.article_page import direction
from sitegen.site.context import KIND_FOLDERS, LIST_LIMIT, Context
from sitegen.site.jsonld import entity_ld, page_ld, with_ld
from sitegen.site.topic_page import event_periods

TOGETHER = 24  # names on an entity's page that stand beside it most often
LETTERS_ABOVE = 200  # an index of more names than this is cut by first letter
KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")


def entity(context: Context, name: str) -> views.EntityView:
    """Return the view of one entity."""
    known, url = context.entities[name], f"entities/{name}/"
    articles, mentions = context.entity_counts.get(name, (0, 0))
    parts = context.timeline_parts(f"entities/{name}")
    events = () if parts else context.event_rows(context.archive.timeline(f"entities/{name}"))
    first, last = (context.archive.row(one) if one else None for one in context.archive.ends("entities", name))
    return views.EntityView(
        head=_head(context, known, url, last.day if last else None),
        id=name,
        kind=known.kind,
        name=known.name,
        description=known.description,
        names=_names(context, known),
        roles=tuple(views.RoleRow(role.title, _entity(context, role.organisation), role.dates) for role in known.roles),
        wikidata=known.wikidata,
        point=context.point(name, articles),
        mentions=mentions,
        articles_count=articles,
        topics=context.topic_links(context.archive.topics_naming(name)),
        first=first.edtf if first else None,
        last=last.edtf if last else None,
        bars=tuple(_bars(context, name, articles)),
        happened=tuple(event for event in events if event.status != "planned"),
        planned=tuple(event for event in events if event.status == "planned"),
        event_periods=event_periods(parts, f"{url}timeline/"),
        statements=sayings.statements(context, context.archive.statements(name, most=sayings.MOST_STATEMENTS)),
        statements_count=context.archive.statement_count(name),
        together=tuple(context.entity_link(*one, articles) for one in beside(context, name).items()),
        articles=context.article_list("entities", name, f"{url}articles/"),
        data_url=f"{url}index.json",
    )


def beside(context: Context, name: str) -> dict[str, int]:
    """Return the entities named most often in the same articles, each with the number of these."""
    known = (one for one in context.archive.together(name) if one[0] in context.entities)
    return dict(islice(known, TOGETHER))


def _bars(context: Context, name: str, articles: int) -> Iterator[views.MentionBar]:
    """Yield a bar an article, or of many articles a bar a date."""
    if articles > LIST_LIMIT:
        for date, number, count in context.archive.dated("entities", name):
            yield views.MentionBar(date, "", "", count, number)
        return
    for article, count in context.archive.naming(name):
        row = context.archive.row(article)
        yield views.MentionBar(row.edtf, row.title, f"articles/{row.id}/", count)


def _head(context: Context, known: Entity, url: str, modified: str | None) -> views.Head:
    folder = f"{KIND_FOLDERS[known.kind]}/"
    head = context.head(
        url,
        known.name,
        description=known.description,
        part="names",
        kind=known.kind,
        crumbs=(context.home, views.Link(context.kind_words(known.kind), folder), views.Link(known.name, url)),
        modified=modified,
    )
    return with_ld(context, head, entity_ld(context, known))


def _entity(context: Context, name: str | None) -> views.Link | None:
    known = context.entities.get(name or "")
    return views.Link(known.name, f"entities/{known.id}/") if known else None


def _names(context: Context, known: Entity) -> tuple[views.NameGroup, ...]:
    """Group names by language, the site's own first."""
    groups: dict[str, list[str]] = {"": [known.name]}
    for alias in known.own_aliases:
        language = alias.language or ""
        groups.setdefault("" if language == context.settings.language else language, []).append(alias.text)
    return tuple(
        views.NameGroup(language, direction(language, " ".join(names) if language else ""), tuple(dict.fromkeys(names)))
        for language, names in sorted(groups.items())
    )


# ---------------------------------------------------------------- indexes


def names(context: Context, key: str) -> views.NamesView:
    """Return the index of all names (``""``), of one kind (``person``) or of one letter of it (``person/s``)."""
    kind_name, _, letter = key.partition("/")
    kind = next((kind for kind in KINDS if kind == kind_name), None)
    url = f"{KIND_FOLDERS[kind]}/{letter}/".replace("//", "/") if kind else "entities/"
    title = context.kind_words(kind) if kind else context.say("People, organisations and places")
    crumbs = [context.home, views.Link(context.say("Names"), "entities/")]
    if kind:
        crumbs.append(views.Link(title, f"{KIND_FOLDERS[kind]}/"))
    if letter:
        crumbs.append(views.Link(letter.upper(), url))
    head = context.head(url, title, part="names", kind="index", crumbs=tuple(crumbs))
    return views.NamesView(
        head=with_ld(context, head, page_ld(context, head)),
        kind=kind,
        letter=letter,
        kinds=tuple(views.Link(context.kind_words(one), f"{KIND_FOLDERS[one]}/") for one in KINDS),
        letters=_letters(context, kind),
        groups=_groups(context, kind, letter),
    )


def name_keys(context: Context) -> tuple[str, ...]:
    """Return the keys of all indexes of names."""
    letters = (
        f"{kind}/{first}" for kind in KINDS if _is_long(context, kind) for first in context.entities_by_letter[kind]
    )
    return ("", *KINDS, *letters)


def _is_long(context: Context, kind: EntityKind) -> bool:
    return sum(map(len, context.entities_by_letter[kind].values())) > LETTERS_ABOVE


def _letters(context: Context, kind: EntityKind | None) -> tuple[views.Link, ...]:
    if kind is None:
        return ()
    folder, long = KIND_FOLDERS[kind], _is_long(context, kind)
    return tuple(
        views.Link(first.upper(), f"{folder}/{first}/" if long else f"{folder}/#{first}")
        for first in context.entities_by_letter[kind]
    )


def _groups(
    context: Context, kind: EntityKind | None, letter: str
) -> tuple[tuple[str, tuple[views.EntityLink, ...]], ...]:
    counts = context.entity_counts
    if kind is None:
        counted = sorted(
            ((name, articles) for name, (articles, _) in counts.items()), key=lambda one: (-one[1], one[0])
        )
        return tuple((one, context.entity_links(counted, one, 0)[:TOGETHER]) for one in KINDS)
    if not letter and _is_long(context, kind):
        return ()
    return tuple(
        (first, tuple(context.entity_link(one.id, counts.get(one.id, (0, 0))[0], 0) for one in entities))
        for first, entities in context.entities_by_letter[kind].items()
        if letter in ("", first)
    )


def year_of(date: str | None) -> str:
    """Return the first year of a date, empty where it has none."""
    return (edtf.day(date) or "")[:4] if date else ""
