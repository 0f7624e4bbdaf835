"""A topic's page: the editor's explainer with its notes, and what the archive holds on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sitegen.model import Topic
from sitegen.site import markdown, sayings, views
from sitegen.site.addresses import relative
from sitegen.site.context import LIST_LIMIT, Context, period_date
from sitegen.site.jsonld import page_ld, with_ld
from sitegen.site.markdown import Cited, Numbering
from sitegen.site.wording import when

OPENING_WORDS = 9  # words of a cited sentence that a note shows where the editor names none
BRIEF: tuple[Literal["happened", "matters", "disputed", "unknown"], ...] = (
    "happened",
    "matters",
    "disputed",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Resolver:
    """The archive, as an explainer's references on one page need it."""

    context: Context
    page: str

    def link(self, url: str) -> str:
        """Return the link from the page to a site path."""
        return relative(url, self.page, self.context.settings.links)

    def entity(self, name: str) -> tuple[str, str] | None:
        """Return name and link of an entity."""
        known = self.context.entities.get(name)
        return (known.name, self.link(f"entities/{name}/")) if known else None

    def date(self, text: str) -> tuple[str, str]:
        """Return a date's words and the link to its page."""
        url = self.context.date_url(text)
        return when(text, self.context.wording), self.link(url) if url else ""

    def cite(self, article: str, sentence: str, words: str) -> Cited | None:
        """Return what a citation leads to."""
        held = self.context.archive.resolve(article)
        if held is None:
            gone = article[-8:] in dict(self.context.tombstones)
            return Cited("", "", "", None, 0, f"articles/{article[-8:]}/", "withdrawn") if gone else None
        filed = self.context.filed(held)
        row, url = self.context.archive.row(held), f"articles/{held}/"
        source, ours = self.context.source_link(row.source).text, row.digest is not None
        place = next((n for n, one in enumerate(filed.sentences, 1) if one.id == sentence), 0)
        text = filed.article.text[filed.sentences[place - 1].start : filed.sentences[place - 1].end] if place else ""
        if not place or (words and not stands_in(words, text)):
            return Cited("", source, row.title, row.edtf, 0, url, "changed", ours)
        shown = (words or _opening(text)) if sentence in filed.shown else ""
        return Cited(shown, source, row.title, row.edtf, place, f"{url}#{sentence}", ours=ours)

    def mark(self, number: int) -> str:
        """Return the spoken label of a mark."""
        return self.context.say("Source {number}", number=str(number))


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text, whatever its quotation marks, dashes, spaces and case."""
    return _even(words) in _even(text)


def _even(text: str) -> str:
    """Return a text with one kind of quotation mark, apostrophe, dash and space."""
    return " ".join(text.translate(_EVEN).split()).casefold()


_EVEN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def _opening(text: str) -> str:
    words = text.split()
    return text if len(words) <= OPENING_WORDS else " ".join(words[:OPENING_WORDS]) + " …"


def cited(topic: Topic) -> tuple[tuple[str, str, str], ...]:
    """Return all that a topic cites: article, sentence, words; disputes first, then the brief, then the body."""
    named = (place for dispute in topic.disputes for _, cites in dispute.positions for place in cites)
    told = (cite for text in (*(text for _, text in topic.brief), topic.body) for cite in markdown.cites(text))
    return (*((*_place(one), "") for one in named), *told)


def _place(reference: str) -> tuple[str, str]:
    article, _, sentence = reference.partition("#")
    return article, sentence


# ---------------------------------------------------------------- the page


def topic(context: Context, name: str) -> views.TopicView:
    """Return the view of one topic."""
    known, url = context.topics[name], f"topics/{name}/"
    counts = context.archive.entities_in_topic(name)
    outlets = context.archive.outlets(name)
    of = sum(outlets.values())
    places = context.entity_links(counts, "place", of)
    resolver, numbering = Resolver(context, url), Numbering()
    brief = tuple(_brief(known, resolver, numbering))
    explainer = markdown.sections(known.body, resolver, numbering)
    parts = context.timeline_parts(f"topics/{name}")
    events = () if parts else context.event_rows(context.archive.timeline(f"topics/{name}"))
    compared, alone = sayings.figures(context, name)
    head = _head(context, known, url, context.last_days.get(name))
    return views.TopicView(
        head=head,
        title=known.title,
        summary=known.summary,
        articles_count=of,
        outlets=sum(1 if source else number for source, number in outlets.items()),
        origins=context.archive.origins(name),
        changed=known.changed,
        brief=brief,
        explainer=explainer,
        happened=tuple(event for event in events if event.status != "planned"),
        planned=tuple(event for event in events if event.status == "planned"),
        event_periods=event_periods(parts, f"{url}timeline/"),
        disputes=tuple(_disputes(known, resolver)),
        figures=compared,
        numbers=alone,
        people=context.entity_links(counts, "person", of),
        organisations=context.entity_links(counts, "organisation", of),
        places=places,
        points=tuple(point for place in places if (point := context.point(place.id, place.articles))),
        dates=tuple(_dates(context, name, of)),
        articles=context.article_list("topics", name, f"{url}articles/"),
        sources=context.source_rows({source or None: number for source, number in outlets.items()}),
        changes=context.changes(name),
        data_url=f"{url}index.json",
        missing=numbering.dropped,
        unread=tuple(context.archive.unread(name).items()),
    )


def _dates(context: Context, name: str, articles: int) -> Iterator[tuple[str | None, str, int]]:
    """Yield date and title of each article; of many articles each date with their number."""
    if articles > LIST_LIMIT:
        yield from ((date, "", number) for date, number, _ in context.archive.dated("topics", name))
        return
    for article in context.archive.listed("topics", name):
        row = context.archive.row(article)
        yield row.edtf, row.title, 1


def _head(context: Context, known: Topic, url: str, last: str | None) -> views.Head:
    head = context.head(
        url,
        known.title,
        description=known.summary,
        part="topics",
        kind="topic",
        accent=context.topic_link(known.id).accent,
        crumbs=(context.home, views.Link(context.say("Topics"), "topics/"), views.Link(known.title, url)),
        modified=max(filter(None, (last, known.changed)), default=None),
        feeds=context.feeds(url, known.title),
    )
    return with_ld(context, head, page_ld(context, head))


def _brief(known: Topic, resolver: Resolver, numbering: Numbering) -> list[views.Brief]:
    texts = dict(known.brief)
    lines = ((key, markdown.line(texts[key], resolver, numbering)) for key in BRIEF if texts.get(key))
    return [views.Brief(key, line) for key, line in lines if line]


def _disputes(known: Topic, resolver: Resolver) -> Iterator[views.DisputeView]:
    """Yield the disputes of which this archive holds at least two positions."""
    for dispute in known.disputes:
        cites = (
            (value, tuple(filter(None, (_cite(resolver, one) for one in places))))
            for value, places in dispute.positions
        )
        positions = tuple(views.Position(value, held) for value, held in cites if held)
        if len(positions) > 1:
            yield views.DisputeView(dispute.question, positions)


def _cite(resolver: Resolver, reference: str) -> views.Cite | None:
    article, sentence = _place(reference)
    found = resolver.cite(article, sentence, "")
    held = resolver.context.archive.resolve(article)
    if found is None or held is None:
        return None
    url = f"articles/{held}/#{sentence}"
    return views.Cite(
        found.source, found.title, found.sentence, url, sentence_text(resolver, held, sentence), found.ours
    )


def sentence_text(resolver: Resolver, article: str, sentence: str) -> str:
    """Return a sentence whole, where rights let it be shown."""
    filed = resolver.context.filed(article)
    spans = {one.id: one for one in filed.sentences if one.id in filed.shown}
    return filed.article.text[spans[sentence].start : spans[sentence].end] if sentence in spans else ""


def event_periods(parts: Mapping[str, int], parent: str) -> tuple[views.PeriodRow, ...]:
    """Return the periods into which a long timeline is cut."""
    return tuple(views.PeriodRow(period_date(name), f"{parent}{name}/", number) for name, number in parts.items())
