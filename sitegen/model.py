"""The nouns of sitegen: frozen values that pass from left to right through the pipeline.

Offsets are code points. A span ``(start, end)`` is half open. Dates are EDTF strings (ISO 8601-2, levels 1 and 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

# ---------------------------------------------------------------- problems

Severity = Literal["error", "warning"]

PERMUTATIONS = 16  # values of the MinHash, with which a text's sketch begins; fingerprints follow


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that a person must act on, with its place. Line and column count from 1; 0 means the whole file."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.severity}[{self.code}] {self.message}" + (f" {self.hint}" if self.hint else "")


# ---------------------------------------------------------------- corpus: documents and articles


@dataclass(frozen=True, slots=True)
class DigestOf:
    """The report that a digest retells: the outlet as the editor names it, its title, its EDTF date."""

    outlet: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself outside its text: front matter, HTML head, JSON record or sidecar."""

    url: str | None = None
    source: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    author: str | None = None
    description: str | None = None
    section: str | None = None
    language: str | None = None
    digest_of: DigestOf | None = None


@dataclass(frozen=True, slots=True)
class Document:
    r"""One decoded document: NFC text with ``\n`` line ends.

    ``whole`` is true where the format itself delimits one article, which is then never cut.
    ``lines`` is the range of lines in the file where offsets in ``text`` say nothing about lines (HTML, JSON Lines);
    otherwise the text begins on line ``first_line`` of the file.
    ``pieces`` holds a sidecar's metadata for the articles of a stitched file, by title; ``placed`` by their first and
    last line in the file, which are one article each whatever stands there.
    """

    path: str
    text: str
    metadata: Metadata = Metadata()
    whole: bool = False
    first_line: int = 1
    lines: tuple[int, int] | None = None
    pieces: tuple[tuple[str, Metadata], ...] = ()
    placed: tuple[tuple[Span, Metadata], ...] = ()


def is_read(language: str) -> bool:
    """Tell whether sentences in a language (BCP 47 tag) are read: dates, statements and figures are, in English only.

    >>> is_read("en-GB"), is_read("ar")
    (True, False)
    """
    return language.lower().split("-")[0] == "en"


BlockKind = Literal["standfirst", "subheading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article's text. Blocks are in order, do not overlap, and are joined by one blank line."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as cut from a document: what stays, what was kept apart, what was dropped.

    ``text`` is standfirst (unless it repeats a sentence of the body), subheadings and paragraphs, a blank line between.
    ``pieces`` are spans of the *document's* text, in order, that the title, standfirst and body came from.
    ``dateline`` is a span of ``text``: "ERBIL, Kurdistan Region - ", dash and space included; a sentence starts behind.
    ``stamps`` are lines that state when the article was published or updated; ``captions`` are photograph captions and
    credits, each once; ``removed`` are furniture lines, each once, in order of appearance.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Span, ...] = ()
    section: str | None = None
    byline: str | None = None
    dateline: Span | None = None
    agency: str | None = None
    stamps: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    metadata: Metadata = Metadata()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cut between two articles that hardly won. Lines are those of the document, counted from 1.

    ``line`` is where the second begins, ``words`` what stands there, ``around`` the first line of the one and the last
    of the other. ``margin`` is what the cut is worth more than what was nearly chosen: a cut at the line ``instead``;
    where that is None, one article.
    """

    line: int
    words: str
    around: tuple[int, int]
    margin: float
    instead: int | None = None

    def __str__(self) -> str:
        little = "by a hair" if self.margin < 1 else "by little"
        first, last = self.around
        other = f"line {self.instead}" if self.instead else f"one article from line {first} to {last}"
        return f'Line {self.line} begins an article {little} ({self.margin:g}): "{self.words}". Instead: {other}.'


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An article at its place: ``lines`` is the first and last line in the document, counted from 1.

    ``marks`` are the document's lines around and between the article's paragraphs, in order: the layout by which an
    outlet is known. ``doubt`` is about the cut before it.
    """

    document: str
    lines: tuple[int, int]
    article: Article
    marks: tuple[str, ...] = ()
    doubt: Doubt | None = None


# ---------------------------------------------------------------- reading: annotations

Basis = Literal["metadata", "stated", "dateline", "caption", "weekday", "story", "ruling", "none"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What other words of an article say of when it was published, where it can't be so: their EDTF, their kind."""

    edtf: str
    basis: Basis
    words: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was published, as exactly as the evidence allows and no more.

    ``edtf`` is None where nothing is known; ``day`` (``YYYY-MM-DD``) is the earliest possible day of it;
    ``evidence`` are the words that it rests on; of a ruling, the editor's reason. ``contradicting`` is weaker evidence
    that says otherwise.
    """

    edtf: str | None = None
    day: str | None = None
    basis: Basis = "none"
    evidence: tuple[str, ...] = ()
    contradicting: tuple[Contradiction, ...] = ()


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression after TIMEX3 (Pustejovsky et al. 2003): its value, and its EDTF where it is a date."""

    start: int
    end: int
    type: TimexType
    timex: str
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article. ``id`` is ``s-`` and 6 hex of its folded words; a repeat gets ``-2``."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article's text that names an entity of the authority file."""

    start: int
    end: int
    entity: str


EntityKind = Literal["person", "organisation", "place"]
Rights = Literal["full", "excerpt", "link"]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A span that names something, found without the authority file."""

    start: int
    end: int
    kind: EntityKind


EventStatus = Literal["happened", "planned", "reported"]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence that stands on its own: what happens, when, and the span of the words that give the date."""

    sentence: str
    date: str
    status: EventStatus
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says that a person or organisation said. Spans are of the article's text.

    ``speaker`` is an entity; ``name`` are the words that name it, or the pronoun that was read as it. ``words`` is what
    was said, ``to`` whom it was said to; ``date`` (EDTF) is when, where the sentence tells it.
    """

    sentence: str
    speaker: str
    name: Span
    verb: Span
    words: Span
    to: Span | None = None
    date: str | None = None
    pronoun: bool = False


Qualifier = Literal["", "about", "at least", "more than", "less than", "up to"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something, as a sentence gives it; ``start`` to ``end`` are number and thing in the article's text.

    ``value`` is in digits ("2500"), or the words of a vague number ("hundreds"); ``high`` ends a range. ``unit`` is
    empty where things are counted, else "%", a currency (ISO 4217) or a unit of measure. ``deed`` is what happened to
    what is counted, ``place`` an entity, ``period`` the words that tell the time it counts; ``giver`` the entity who
    says it, ``given_by`` the words that name who does; ``persons``: people are counted. Of what is to end when
    (`reading.ends`) ``unit`` is "date", ``value`` EDTF, ``deed`` how it ends, and the words are those of the date.
    """

    sentence: str
    start: int
    end: int
    value: str
    high: str = ""
    unit: str = ""
    qualifier: Qualifier = ""
    thing: str = ""
    deed: str = ""
    place: str = ""
    period: str = ""
    giver: str = ""
    given_by: Span | None = None
    persons: bool = False

    @property
    def told(self) -> bool:
        """Tell whether it says enough to stand by itself: what befell those who are counted, or where they are."""
        if self.unit == "date":
            return bool(self.place)
        return bool(self.thing and (self.deed or (self.place and self.persons)))

    @property
    def subject(self) -> str:
        """Return what it is a value of (thing, deed, place, time, unit), empty where it can be compared with none.

        What was done is counted over a time, what there is, at a place: 1,200 people killed in one attack and 71,000 in
        a war are no two values of one thing.

        >>> Figure("s-1", 0, 9, "460", thing="sailors", deed="killed", period="Since the strike began").subject
        'sailors|killed||since the strike began|'
        >>> Figure("s-1", 0, 9, "460", thing="sailors", deed="killed").subject
        ''
        """
        if not self.told or not (self.period if self.deed and self.unit != "date" else self.place):
            return ""
        period = self.period[:1].lower() + self.period[1:]
        return f"{self.thing}|{self.deed}|{self.place}|{period}|{self.unit}"


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly an article belongs to a topic, and why: ``(reason, weight)`` pairs that add up to ``value``."""

    topic: str
    value: float
    reasons: tuple[tuple[str, float], ...]
    belongs: bool


# ---------------------------------------------------------------- what the archive keeps


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one occurrence yields on its own: its own id, sentences, dating, and what likeness is judged by.

    ``sketch`` is for copies, ``signature`` for stories: opaque bytes of the modules that made them.
    """

    id: str
    occurrence: Occurrence
    sentences: tuple[Sentence, ...]
    dating: Dating
    sketch: bytes
    signature: bytes


CopyKind = Literal["copy", "excerpt", "version"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A place where an article stands: document, lines, likeness to the canonical copy (0 to 1), own id and title.

    ``kind`` is what it is of the canonical copy: the same text; an excerpt of it; an earlier or later version, of which
    parts are another. Of a version it is told whether it is the ``newer`` one (None: their dates don't tell), which
    sentences of the canonical copy it ``lacks`` (ids), and how many of its own it ``adds``.
    """

    document: str
    lines: tuple[int, int]
    likeness: float
    id: str
    title: str
    kind: CopyKind = "copy"
    newer: bool | None = None
    lacks: tuple[str, ...] = ()
    adds: int = 0


@dataclass(frozen=True, slots=True)
class Filed:
    """An article as the archive holds it: the canonical copy, everything read in it, and where it belongs.

    ``lead`` is the offset up to which rights let text be shown; ``shown`` are the sentences that may be shown whole.
    ``story`` is the id of the story's earliest article. ``related`` are ids, most alike first.
    """

    id: str
    aliases: tuple[str, ...]
    title: str
    article: Article
    source: str | None
    dating: Dating
    sentences: tuple[Sentence, ...]
    expressions: tuple[TimeExpression, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    scores: tuple[Score, ...]
    copies: tuple[Copy, ...]
    story: str
    related: tuple[str, ...]
    words: int
    rights: Rights
    lead: int
    shown: tuple[str, ...]


# ---------------------------------------------------------------- content: what the editor says

SourceKind = Literal[
    "agency", "newspaper", "broadcaster", "channel", "website", "government", "organisation", "archive", "other"
]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. ``recognise`` are regular expressions by which a document is known to be its own."""

    id: str
    name: str
    kind: SourceKind = "other"
    country: str | None = None
    homepage: str | None = None
    rights: Rights = "excerpt"
    recognise: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name. An ambiguous one counts only beside supporting evidence in the article.

    A metonym is the name of a place that stands for who governs there, where it speaks or decides: "Baghdad said".
    """

    text: str
    ambiguous: bool = False
    language: str | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """An office held, with its EDTF dates; ``organisation`` is an entity's id."""

    title: str
    organisation: str | None = None
    dates: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entry of the authority file. ``evidence`` are words beside which its ambiguous aliases count."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[Alias, ...] = ()
    description: str = ""
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    evidence: tuple[str, ...] = ()

    @property
    def own_aliases(self) -> tuple[Alias, ...]:
        """Return the aliases that are names of its own: no metonyms, which are names of places."""
        return tuple(alias for alias in self.aliases if not alias.metonym)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question on which the editor confirms that sources differ; ``cites`` are ``article#sentence`` references."""

    question: str
    positions: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its explainer (Markdown) and the rule by which articles belong to it.

    ``entities`` and ``phrases`` carry weights; an article belongs when they add up to ``threshold``.
    ``brief`` are the four lines: what happened, why it matters, what is disputed, what is unknown (Markdown each).
    ``body_line`` is the line of the file on which ``body`` begins.
    """

    id: str
    title: str
    summary: str
    entities: tuple[tuple[str, float], ...] = ()
    phrases: tuple[tuple[str, float], ...] = ()
    threshold: float = 3.0
    accent: str = "petrol"
    brief: tuple[tuple[str, str], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    changed: str | None = None
    body: str = ""
    path: str = ""
    body_line: int = 1


RulingKind = Literal[
    "title",
    "source",
    "published",
    "topic-in",
    "topic-out",
    "copy",
    "not-a-copy",
    "same-story",
    "not-same-story",
    "speaker",
    "hide-sentence",
    "hide-name",
    "withdraw",
]


NOBODY = "nobody"  # the value of a ruling on a speaker where none is to be named


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision of the editor over the machine's.

    ``value`` is the new title, source id, EDTF date, topic id, other article's id, entity that speaks (or NOBODY), or
    the name to hide. ``sentence`` is the id, made of its words, of the sentence that is spoken of.
    """

    kind: RulingKind
    article: str
    value: str = ""
    reason: str = ""
    day: str = ""
    line: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A line of the ledger: the articles that one recorded build added, changed, withdrew, moved to another id.

    ``digests`` tell what was published of each article added or changed, so that the next release sees what changed.
    """

    day: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the editor's own: about, method, corrections. ``body_line`` as for a topic."""

    id: str
    title: str
    summary: str = ""
    changed: str | None = None
    body: str = ""
    path: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """site.toml. ``links`` is how addresses end: ``pretty`` in a slash, ``index`` in index.html."""

    title: str = "Explainer archive"
    tagline: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    rights: Rights = "excerpt"
    links: Literal["pretty", "index"] = "pretty"
    host: str = ""
    contact: str = ""
    story_likeness: float = 0.3
    max_document_bytes: int = 20_000_000
    max_removed_share: float = 0.02
    max_removed_articles: int = 10


@dataclass(frozen=True, slots=True)
class Content:
    """All that the editor says, validated. Tuples are sorted by id, rulings and releases in file order."""

    settings: Settings = Settings()
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    releases: tuple[Release, ...] = ()
    pages: tuple[TextPage, ...] = ()
