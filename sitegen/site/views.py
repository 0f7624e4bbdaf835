"""All that a template may see: one frozen view for each kind of page, made of plain values.

Addresses are site paths without a leading slash (``articles/some-id/``, with ``#fragment`` where needed); the renderer
makes them relative to the page. Dates are EDTF; the renderer puts them into words. Text is plain text, never markup,
except where a field is named ``html``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sitegen.model import Basis, BlockKind, CopyKind, EntityKind, EventStatus, Rights

Accent = Literal["petrol", "madder", "indigo", ""]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page of the site (or, with a scheme in ``url``, away from it)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a page: media type, title, address."""

    type: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says of itself.

    ``url`` is the page's own address; ``part`` tells which link of the masthead is current; ``published`` and
    ``modified`` are days from the inputs; ``citation`` are citation meta tags; ``json_ld`` is a JSON text, safe inside
    a script element.
    """

    url: str
    title: str
    description: str = ""
    part: Literal["home", "topics", "dates", "names", "sources", "search", "pages", ""] = ""
    kind: str = "page"
    accent: Accent = ""
    crumbs: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    published: str | None = None
    modified: str | None = None
    citation: tuple[tuple[str, str], ...] = ()
    json_ld: str = ""
    feeds: tuple[Feed, ...] = ()
    noindex: bool = False
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What is the same on every page: settings only, nothing that depends on the corpus."""

    title: str
    tagline: str
    description: str
    language: str
    base_url: str
    contact: str
    private: bool
    pages: tuple[Link, ...]


# ---------------------------------------------------------------- parts that several pages share


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note in the margin: the words a line rests on and where they stand.

    ``state`` is ``ok``, ``changed`` (the sentence moved or went) or ``withdrawn``; only ``ok`` carries words.
    ``ours`` is true where the article is a digest of this archive: its words are ours and no quotation.
    ``sentence`` is the place of the sentence in its article, counted from 1; 0 where it is unknown.
    """

    number: int
    words: str
    source: str
    title: str
    date: str | None
    sentence: int
    url: str
    state: Literal["ok", "changed", "withdrawn"] = "ok"
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of an explainer: its HTML (made by our own renderer) and the notes that its marks lead to.

    ``incomplete`` is true where some of its citations are not in this archive.
    """

    html: str
    notes: tuple[Note, ...] = ()
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an explainer under its own heading. ``title`` is empty for the part before the first heading."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One of the four lines at the head of a topic."""

    key: Literal["happened", "matters", "disputed", "unknown"]
    line: Line


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a statement stands: source, place of the sentence in its article, words that carry the date or value."""

    source: str
    title: str
    sentence: int
    url: str
    words: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated sentence. ``url`` leads to the smallest date page that holds the whole date, empty where none exists.

    ``first_said`` is the EDTF date of the article that first said so here. ``open_end`` is true for a plan whose date
    falls after the last report held: its outcome is not in this archive.
    """

    date: str
    url: str
    status: EventStatus
    text: str
    cites: tuple[Cite, ...]
    first_said: str | None = None
    open_end: bool = False
    topics: tuple[TopicLink, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What somebody says in a sentence. ``date`` is when it was said, else when its article was published (EDTF).

    ``pronoun`` are the words that were read as the speaker, empty where the sentence names it.
    """

    speaker: Link
    pronoun: str
    verb: str
    words: str
    hearer: str
    text: str
    date: str | None
    said: bool
    cite: Cite


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A value as it is given: its words, who gives it where that is known, the sentences in which it stands.

    ``date`` is the EDTF of a value that is one.
    """

    words: str
    givers: tuple[Link, ...]
    cites: tuple[Cite, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A subject with the values that are reported of it."""

    label: str
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The report that a digest retells."""

    outlet: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic where it is named beside an article."""

    text: str
    url: str
    accent: Accent


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list. ``date`` is EDTF or None; ``basis`` and ``evidence`` tell how it is known."""

    url: str
    title: str
    date: str | None
    basis: Basis
    evidence: tuple[str, ...]
    source: Link
    topics: tuple[TopicLink, ...] = ()
    digest: Digest | None = None
    agency: str | None = None
    copies: int = 1
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A page that holds one period's part of a list that grew too long. ``date`` is EDTF, None for undated articles."""

    date: str | None
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Either the rows themselves or, above the limit, the periods into which they are cut."""

    rows: tuple[ArticleRow, ...] = ()
    periods: tuple[PeriodRow, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class EntityLink:
    """An entity in a list: how many of ``of`` articles name it."""

    id: str
    text: str
    url: str
    kind: EntityKind
    description: str
    articles: int
    of: int


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a calendar. ``held`` is false before the first and after the last day of this archive.

    ``published`` counts reports known to be of the day, ``possible`` those that are filed under it and may be later;
    ``covered`` is true where some report may be of the day, so that it is no silence.
    """

    date: str
    url: str
    happened: int
    planned: int
    published: int
    held: bool
    current: bool = False
    possible: int = 0
    covered: bool = False


@dataclass(frozen=True, slots=True)
class DateLink:
    """The way to the page of a day, a month or a year."""

    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month as weeks from Monday to Sunday; None pads the first and last week.

    Where it is not ``counted``, the counts of its days say only whether there is one: so another report of a day
    changes no other day's page.
    """

    month: str
    url: str
    weeks: tuple[tuple[DayCell | None, ...], ...]
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What a recorded release of the archive added, changed or withdrew."""

    day: str
    added: tuple[Link, ...] = ()
    changed: tuple[Link, ...] = ()
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a map: degrees north and east."""

    name: str
    url: str
    latitude: float
    longitude: float
    articles: int


# ---------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class HomeTopic:
    """A topic on the front page. ``dates`` are the EDTF dates of its articles with their number, for the spark."""

    title: str
    url: str
    accent: Accent
    summary: str
    articles: int
    origins: int
    disputed: Line | None
    unknown: Line | None
    last_report: str | None
    dates: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class HomeDay:
    """A day (or month) in a list: its first events in words, and counts as of a DayCell."""

    date: str
    url: str
    events: tuple[EventRow, ...]
    happened: int
    published: int
    possible: int = 0


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page. ``specimen`` is a real line with its notes, to show how lines are read."""

    head: Head
    topics: tuple[HomeTopic, ...]
    specimen: Line | None
    specimen_accent: Accent
    days: tuple[HomeDay, ...]
    people: tuple[EntityLink, ...]
    organisations: tuple[EntityLink, ...]
    places: tuple[EntityLink, ...]
    changes: tuple[Change, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The index of topics."""

    head: Head
    topics: tuple[HomeTopic, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a disputed question, and where it stands."""

    value: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A question on which the editor confirms that sources differ."""

    question: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and how many of the articles at hand are its own."""

    name: str
    url: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: explainer, timeline, names, places, coverage, articles, sources."""

    head: Head
    title: str
    summary: str
    articles_count: int
    outlets: int
    origins: int
    changed: str | None
    brief: tuple[Brief, ...]
    explainer: tuple[Section, ...]
    happened: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]
    event_periods: tuple[PeriodRow, ...]
    disputes: tuple[DisputeView, ...]
    figures: tuple[FigureRow, ...]  # subjects of which several reports give a value
    numbers: tuple[FigureValue, ...]  # values that stand alone
    people: tuple[EntityLink, ...]
    organisations: tuple[EntityLink, ...]
    places: tuple[EntityLink, ...]
    points: tuple[Point, ...]
    dates: tuple[tuple[str | None, str, int], ...]  # for the picture of coverage: EDTF date, title, number of articles
    articles: ArticleList
    sources: tuple[SourceRow, ...]
    changes: tuple[Change, ...]
    data_url: str
    missing: int = 0  # paragraphs of the explainer left out because nothing that they cite is held
    unread: tuple[tuple[str, int], ...] = ()  # articles in languages of which no sentence is read: BCP 47 tag, number


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of an entity in one language: BCP 47 tag (empty for the site's own), writing direction, names."""

    language: str
    direction: Literal["ltr", "rtl"]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An office held."""

    title: str
    organisation: Link | None
    dates: str | None


@dataclass(frozen=True, slots=True)
class MentionBar:
    """An article in the picture of mentions: its EDTF date, its title and address, how often it names the entity.

    Of many articles, all of one date, without title and address; ``articles`` is their number.
    """

    date: str | None
    title: str
    url: str
    mentions: int
    articles: int = 1


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, organisation or place."""

    head: Head
    id: str
    kind: EntityKind
    name: str
    description: str
    names: tuple[NameGroup, ...]
    roles: tuple[RoleRow, ...]
    wikidata: str | None
    point: Point | None
    mentions: int
    articles_count: int
    topics: tuple[TopicLink, ...]
    first: str | None
    last: str | None
    bars: tuple[MentionBar, ...]
    happened: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]
    event_periods: tuple[PeriodRow, ...]
    statements: tuple[StatementRow, ...]
    statements_count: int
    together: tuple[EntityLink, ...]
    articles: ArticleList
    data_url: str


@dataclass(frozen=True, slots=True)
class NamesView:
    """The index of one kind of entity (``kind`` None: all three), whole or, above the limit, cut by first letter."""

    head: Head
    kind: EntityKind | None
    letter: str
    kinds: tuple[Link, ...]
    letters: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[EntityLink, ...]], ...]  # letter (or kind) and its entities


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events of a day under one topic; ``topic`` None gathers what belongs to none."""

    topic: TopicLink | None
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: what happened, what was planned for it, what was published, what was first said."""

    head: Head
    date: str
    happened: tuple[EventGroup, ...]
    planned: tuple[EventGroup, ...]
    first_said: tuple[EventRow, ...]
    published: ArticleList
    calendar: Calendar
    month: Link
    previous: DateLink | None
    next: DateLink | None
    data_url: str
    event_periods: tuple[PeriodRow, ...] = ()  # the parts into which very many events are cut


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its calendar, the events of its days, what is dated to the month and no nearer, what was published."""

    head: Head
    date: str
    calendar: Calendar
    happened: tuple[EventGroup, ...]
    planned: tuple[EventGroup, ...]
    published: ArticleList
    year: Link
    previous: DateLink | None
    next: DateLink | None
    data_url: str
    days: tuple[HomeDay, ...] = ()
    event_periods: tuple[PeriodRow, ...] = ()  # the parts into which very many events are cut


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month of a year's page; ``url`` is empty where nothing is held.

    ``held`` is false before the first and after the last month of this archive; the rest as of a DayCell.
    """

    date: str
    url: str
    happened: int
    planned: int
    published: int
    held: bool = True
    possible: int = 0
    covered: bool = False


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its months, the first events of each, and what is dated to the year and no nearer."""

    head: Head
    date: str
    months: tuple[MonthCell, ...]
    happened: tuple[EventGroup, ...]
    planned: tuple[EventGroup, ...]
    previous: DateLink | None
    next: DateLink | None
    data_url: str
    days: tuple[HomeDay, ...] = ()
    event_periods: tuple[PeriodRow, ...] = ()  # the parts into which very many events are cut


@dataclass(frozen=True, slots=True)
class DatesView:
    """The index of years, with their months, and the way to undated articles."""

    head: Head
    years: tuple[tuple[Link, tuple[MonthCell, ...]], ...]
    undated: tuple[PeriodRow, ...]


class Part(NamedTuple):
    """A run of text within a sentence: plain, a link to an entity, or a date with its EDTF value (and page, if any)."""

    text: str
    kind: Literal["text", "entity", "date"] = "text"
    url: str = ""
    edtf: str = ""
    title: str = ""


class SentenceView(NamedTuple):
    """A sentence with its anchor and its place in the article."""

    id: str
    number: int
    parts: tuple[Part, ...]
    quoted: bool = False  # true where only cited sentences of an article are shown, and something is left out before it


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of an article: its sentences, with the dateline (if any) before the first."""

    kind: BlockKind
    sentences: tuple[SentenceView, ...]
    text: str = ""  # a subheading's words
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A document that holds the article: path, lines, likeness to the text shown (0 to 1)."""

    document: str
    lines: tuple[int, int]
    likeness: float
    title: str
    kind: CopyKind = "copy"
    newer: bool | None = None  # of a version, where the dates of both tell
    lacks: tuple[tuple[int, str], ...] = ()  # sentences of the text shown that a version lacks: number, id if shown
    adds: int = 0  # sentences of a version that the text shown lacks


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Why the article is filed under a topic: reasons with their weights."""

    topic: TopicLink
    value: float
    threshold: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """The news agency whose report an article credits, or shares passages with.

    ``words`` are those of the credit, ``sentence`` is the one at whose beginning they stand, number and id; ``report``
    the agency's own, where the story holds it.
    """

    agency: str
    words: str = ""
    sentence: tuple[int, str] | None = None
    report: Link | None = None
    credited: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: its text as rights allow, and everything around it."""

    head: Head
    id: str
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    section: str | None
    byline: str | None
    agency: str | None
    source: Link
    original: str
    digest: Digest | None
    date: str | None
    day: str | None
    date_url: str
    basis: Basis
    evidence: tuple[str, ...]
    rights: Rights
    blocks: tuple[BlockView, ...]
    cut: bool  # true where rights keep back a part of the text
    words: int
    copies: tuple[CopyRow, ...]
    people: tuple[EntityLink, ...]
    organisations: tuple[EntityLink, ...]
    places: tuple[EntityLink, ...]
    topics: tuple[TopicScore, ...]
    story: tuple[ArticleRow, ...]  # the story's other articles
    origins: int  # at most so many separate origins in the story
    related: tuple[ArticleRow, ...]
    events: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    read: bool = True  # whether its sentences are read: those in English
    derived: Derived | None = None


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """One period's part of a list that grew too long: of the whole archive, a topic, an entity or a source."""

    head: Head
    date: str | None
    parent: Link
    articles: ArticleList


@dataclass(frozen=True, slots=True)
class EventsView:
    """One period's part of a timeline that grew too long."""

    head: Head
    date: str
    parent: Link
    happened: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """An outlet and its articles."""

    head: Head
    id: str
    name: str
    kind: str
    country: str
    homepage: str
    description: str
    rights: Rights
    articles: ArticleList
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The index of sources."""

    head: Head
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page. ``index`` is the address of the folder that holds the search index."""

    head: Head
    index: str
    topics: tuple[Link, ...]
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of the editor's own."""

    head: Head
    title: str
    summary: str
    changed: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The index of the open data: path, what it holds, rows."""

    head: Head
    files: tuple[tuple[str, str, int], ...]
    folders: tuple[tuple[str, str, int], ...]  # folder, what its files hold, number of files


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """404.html: the one page whose links start at the root, since it answers at any depth."""

    head: Head
    index: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """An address that leads on to another: an alias of an article."""

    head: Head
    target: Link


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A tombstone: the article that stood here was withdrawn. It says nothing else."""

    head: Head
    day: str
