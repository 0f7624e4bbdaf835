"""Parts of views in, HTML out: what stands on pages by the thousand, written here because it must be cheap.

The structure of a page is its template's affair; templates reach each of these as a filter (see render.py). A theme
that wants one of them in another form loops over the same views itself. Every text is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from sitegen.model import Basis, EventStatus
from sitegen.site import charts
from sitegen.site.place import Place
from sitegen.site.speech import Speech, Style
from sitegen.site.texts import earliest, escaped, isolated, machine, opening, plain
from sitegen.site.views import (
    ArticleList,
    ArticleRow,
    BlockView,
    Cite,
    Digest,
    EntityLink,
    EventRow,
    Note,
    Part,
    PeriodRow,
    SentenceView,
    TopicLink,
)

# ---------------------------------------------------------------- names and dates that lead somewhere


def linked(place: Place, text: str, url: str) -> str:
    """Return a name that leads to its page, or only the name where there is no address that may be followed."""
    href = place.href(url) if url else ""
    return f'<a href="{href}">{isolated(text)}</a>' if href else isolated(text)


def dated(place: Place, date: str | None, url: str = "", style: Style = "when") -> str:
    """Return a date in words at the head of a line; it leads to its page where it has one."""
    words = place.speech.begun(date, style)
    return f'<a href="{place.href(url)}">{words}</a>' if url else words


# ---------------------------------------------------------------- the text of an article


def _part(place: Place, part: Part) -> str:
    """Return a run of text within a sentence: as it is, or leading to its entity, or to its date."""
    if part.kind == "text":
        return escaped(part.text)
    if part.kind == "entity":
        title = f' title="{escaped(plain(part.title))}"' if part.title else ""
        return f'<a href="{place.href(part.url)}"{title}>{isolated(part.text)}</a>'
    words, value, text = place.speech.when(part.edtf), machine(part.edtf), escaped(part.text)
    if part.url:
        inner = f'<time datetime="{value}">{text}</time>' if value else f'<span title="{words}">{text}</span>'
        return f'<a href="{place.href(part.url)}" title="{words}">{inner}</a>'
    return (
        f'<time datetime="{value}" title="{words}">{text}</time>' if value else f'<span title="{words}">{text}</span>'
    )


def _numbered(speech: Speech, number: int) -> str:
    """Return the rest of the mark that numbers a sentence: its spoken label and the number itself."""
    shown = speech.number(number)
    label = speech.gettext("Sentence %(number)s") % {"number": shown}
    return f' aria-label="{label}">{shown}</a>'


def _sentence(place: Place, sentence: SentenceView) -> str:
    """Return a sentence with its anchor and its number."""
    name, number = escaped(sentence.id), place.speech.once(_numbered, sentence.number)
    text = "".join([escaped(one.text) if one.kind == "text" else _part(place, one) for one in sentence.parts])
    gap = '<span class="soft">[…]</span> ' if sentence.quoted else ""
    return f'{gap}<span class="s" id="{name}"><a class="no" href="#{name}"{number}{text}</span>'


def _sentences(place: Place, block: BlockView) -> str:
    line = f'<span class="dateline">{escaped(block.dateline)}</span>' if block.dateline else ""
    return line + "\n".join([_sentence(place, one) for one in block.sentences])


def prose(place: Place, blocks: Sequence[BlockView]) -> str:
    """Return the text of an article: paragraphs, lists and subheadings, each sentence with its number."""
    made = []
    listed = False
    for block in blocks:
        if (block.kind == "item") != listed:
            listed = not listed
            made.append("<ul>" if listed else "</ul>")
        if block.kind == "subheading":
            made.append(f"<h3>{escaped(block.text)}</h3>")
        elif listed:
            made.append(f"<li>{_sentences(place, block)}</li>")
        else:
            form = ' class="standfirst"' if block.kind == "standfirst" else ""
            made.append(f"<p{form}>{_sentences(place, block)}</p>")
    return "\n".join([*made, "</ul>"] if listed else made)


# ---------------------------------------------------------------- articles in lists


def evidence(speech: Speech, basis: Basis, words: Sequence[str], *, ours: bool = False) -> str:
    """Say how a date is known and from which words; they are quoted where they stand in the document, unless ours."""
    if basis == "none" or not words:
        return _bare(speech, basis)
    given = ", ".join([isolated(word) for word in words])
    if basis == "ruling":
        return speech.gettext("Set by the editor: %(reason)s") % {"reason": isolated(words[0])}
    if basis == "metadata":
        return speech.gettext("Given with the document: %(given)s") % {"given": given}
    if basis == "story":
        return speech.gettext("Narrowed by other reports of the same story: %(given)s") % {"given": given}
    quoted = given if ours else ", ".join([f'<q dir="auto">{escaped(word)}</q>' for word in words])
    return _quoting(speech, basis) % {"quoted": quoted}


def _bare(speech: Speech, basis: Basis) -> str:
    _ = speech.gettext
    return {
        "metadata": _("Given with the document."),
        "stated": _("Stated in the document."),
        "dateline": _("From the dateline."),
        "caption": _("From a caption."),
        "weekday": _("Worked out from the words of the text."),
        "story": _("Narrowed by other reports of the same story."),
        "ruling": _("Set by the editor."),
        "none": _("No date in the document."),
    }[basis]


def _quoting(speech: Speech, basis: Basis) -> str:
    if basis == "stated":
        return speech.gettext("Stated in the document: %(quoted)s")
    if basis == "dateline":
        return speech.gettext("From the dateline, by the words: %(quoted)s")
    if basis == "caption":
        return speech.gettext("From a caption, by the words: %(quoted)s")
    return speech.gettext("Worked out from the words of the text: %(quoted)s")


def digest_of(speech: Speech, digest: Digest) -> str:
    """Name the report that a digest retells."""
    named = speech.gettext("Digest by this archive of %(outlet)s") % {"outlet": isolated(digest.outlet)}
    title = f', <cite dir="auto">{escaped(digest.title)}</cite>' if digest.title else ""
    return named + title + (f", {speech.time(digest.date)}" if digest.date else "")


def _origin(place: Place, article: ArticleRow) -> str:
    """Say where an article comes from: the source and its agency, or what a digest retells."""
    if article.digest:
        return digest_of(place.speech, article.digest)
    source = linked(place, article.source.text, article.source.url)
    if not article.agency:
        return source
    return source + ", " + place.speech.gettext("after %(agency)s") % {"agency": isolated(article.agency)}


def _topics(place: Place, topics: Sequence[TopicLink]) -> str:
    """Name the topics of an article in a list, but for the one on whose page it stands."""
    others = [topic for topic in topics if topic.url != place.here]
    if not others:
        return ""
    names = ", ".join([linked(place, topic.text, topic.url) for topic in others])
    label = place.speech.ngettext("Topic:", "Topics:", len(others)) % {"n": len(others)}
    return f" {label} {names}."


def _row(place: Place, article: ArticleRow) -> str:
    speech = place.speech
    how = speech.gettext("How it is dated")
    accent = f" {article.topics[0].accent}" if article.topics else ""
    language = f' lang="{escaped(article.language)}"' if article.language != place.language else ""
    held = ""
    if article.copies > 1:
        message = speech.ngettext("Held in %(shown)s document.", "Held in %(shown)s documents.", article.copies)
        held = f" {speech.counted(message, article.copies)}"
    return (
        f'<li class="key{accent}"><p class="when">{speech.begun(article.date)}</p>\n'
        f'<div class="what"><h3><a href="{place.href(article.url)}" dir="auto"{language}>'
        f"{escaped(article.title)}</a></h3>"
        f'<p class="src">{_origin(place, article)}.{_topics(place, article.topics)}{held}</p></div>\n'
        f'<details class="notes"><summary>{how}</summary>'
        f"<p>{evidence(speech, article.basis, article.evidence, ours=article.digest is not None)}</p></details></li>\n"
    )


def rows(place: Place, articles: Iterable[ArticleRow]) -> str:
    """Return a list of articles: date, title, source, topics, and how each is dated."""
    return f'<ol class="rows full">\n{"".join([_row(place, article) for article in articles])}</ol>'


def periods(place: Place, list_: Iterable[PeriodRow], column: str = "full") -> str:
    """Return links to the pages that hold a period each."""
    speech = place.speech
    unknown = speech.gettext("Date not known")
    items = [
        f'<li><a href="{place.href(period.url)}">{speech.begun(period.date) if period.date else unknown}</a>'
        f" <small>{speech.number(period.count)}</small></li>\n"
        for period in list_
    ]
    return f'<ul class="periods {column}">\n{"".join(items)}</ul>'


def listing(place: Place, articles: ArticleList) -> str:
    """Return a list of articles, or the periods into which a long one is cut."""
    return "\n".join(
        [
            *([rows(place, articles.rows)] if articles.rows else ()),
            *([periods(place, articles.periods)] if articles.periods else ()),
        ]
    )


# ---------------------------------------------------------------- what is cited


def _where(place: Place, source: str, title: str, sentence: int) -> str:
    """Name a source and the place in it: never only a name where the link leads to a sentence.

    The title's first words stand beside a source of which the page cites several reports.
    """
    named = isolated(source)
    if title and (source in place.twins or not sentence):
        named += f', <cite dir="auto">{escaped(opening(title) if sentence else title)}</cite>'
    if not sentence:
        return f"<bdi>{named}</bdi>"
    said = place.speech.gettext("%(source)s, sentence&nbsp;%(number)s")
    return f"<bdi>{said % {'source': named, 'number': place.speech.number(sentence)}}</bdi>"


def words(text: str, *, ours: bool) -> str:
    """Return words that a line rests on: quoted where they are a source's own, plain where they are this archive's."""
    return f'<span class="own" dir="auto">{escaped(text)}</span>' if ours else f'<q dir="auto">{escaped(text)}</q>'


def cited(place: Place, cite: Cite) -> str:
    """Return the link to where a statement stands."""
    return f'<a href="{place.href(cite.url)}">{_where(place, cite.source, cite.title, cite.sentence)}</a>'


def _cite(place: Place, cite: Cite) -> str:
    return f"{words(cite.words, ours=cite.ours)} {cited(place, cite)}" if cite.words else cited(place, cite)


def _note(place: Place, note: Note, before: Note | None) -> str:
    speech, _ = place.speech, place.speech.gettext
    same = before is not None and before.source == note.source and _same_page(before.url, note.url)
    where = _where(place, _("same report") if same else note.source, note.title, note.sentence)
    label = _("Back to mark %(number)s") % {"number": note.number}
    stands = note.state == "ok"
    said = f"{words(note.words, ours=note.ours)} " if stands and note.words else _lost(speech, note)
    place_ = f'<a href="{place.href(note.url)}">{where}</a>' if note.url and note.state != "withdrawn" else where
    shown = machine(note.date) and not same and note.source not in place.twins
    day = f", <bdi>{speech.time(note.date, 'short')}</bdi>" if shown else ""
    return (
        f'<li id="n{note.number}"><a class="n" href="#m{note.number}" aria-label="{label}">{note.number}</a>'
        f" {said}{place_}{day}</li>\n"
    )


def _lost(speech: Speech, note: Note) -> str:
    """Say why a note gives no words, where there is a reason."""
    if note.state == "ok":
        return ""
    said = speech.gettext("Source changed.") if note.state == "changed" else speech.gettext("Source withdrawn.")
    return f"<b>{said}</b> "


def _same_page(one: str, other: str) -> bool:
    return bool(other) and one.partition("#")[0] == other.partition("#")[0]


def notes(place: Place, list_: Sequence[Note]) -> str:
    """Return the notes of a line, folded under the numbers that they answer."""
    if not list_:
        return ""
    speech, count = place.speech, len(list_)
    ends = {"first": list_[0].number, "last": list_[-1].number}
    if count == len(("first", "last")):
        head = speech.gettext("Sources %(first)s and %(last)s") % ends
    else:
        head = speech.ngettext("Source %(first)s", "Sources %(first)s to %(last)s", count) % {**ends, "n": count}
    items = [_note(place, note, before) for before, note in pairwise(chain((None,), list_)) if note]
    return f'<details class="notes"><summary>{head}</summary><ol>\n{"".join(items)}</ol></details>'


# ---------------------------------------------------------------- events


def _first_said(place: Place, event: EventRow, before: EventRow | None) -> str | None:
    """Return when an event was first said here, unless its own date, the row before or the page says so already."""
    said = event.first_said
    if not said or (before and before.first_said == said):
        return None
    day = earliest(said)
    return None if day == event.date or place.here == f"dates/{(day or '').replace('-', '/')}/" else said


def _grounds(place: Place, event: EventRow, before: EventRow | None) -> str:
    """Return what stands under the words of an event, in the margin: who says so, and since when."""
    said, cites = _first_said(place, event, before), event.cites
    if not cites and not said:
        return ""
    speech, _ = place.speech, place.speech.gettext
    head = isolated(cites[0].source) if cites else _("Source")
    more = len(cites) - 1
    if more > 0:
        head += " " + speech.counted(speech.ngettext("and %(shown)s more", "and %(shown)s more", more), more)
    lines = [f"<p>{_cite(place, cite)}</p>" for cite in cites[:2]]
    if len(cites) > 2:  # noqa: PLR2004 - the first two with their words
        also = "; ".join([cited(place, cite) for cite in cites[2:]])
        lines.append("<p>" + _("Also:") + f" {also}</p>")
    if said:
        lines.append("<p>" + _("First in this archive %(day)s") % {"day": speech.time(said)} + "</p>")
    return f'\n<details class="notes"><summary>{head}</summary>{"".join(lines)}</details>'


@lru_cache(maxsize=65536)
def _form(status: EventStatus, date: str) -> str:
    return escaped(status) + ("" if charts.settled(status, date) else " loose")


def _status(speech: Speech, status: EventStatus) -> str:
    """Say after its date that an event is planned, or no more than reported."""
    if status == "happened":
        return ""
    said = speech.gettext("(planned)") if status == "planned" else speech.gettext("(as reported)")
    return f" <span>{said}</span>"


def _event(place: Place, event: EventRow, before: EventRow | None, within: str, *, with_date: bool) -> str:
    """Return an event of a timeline; what the row before says of topic and first report is not said again."""
    below = ""
    if within == "all":
        if event.open_end:
            below = '<p class="status">' + place.speech.gettext("Its outcome is not in this archive.") + "</p>"
    elif event.topics and not (before and before.topics == event.topics):
        others = [topic for topic in event.topics if topic.url not in (place.here, within)]
        names = ", ".join([linked(place, topic.text, topic.url) for topic in others])
        below = f'<p class="src">{names}</p>' if names else ""
    form, when = _form(event.status, event.date), ""
    if with_date:
        form += " key"
        when = f'<p class="when">{dated(place, event.date, event.url)}{_status(place.speech, event.status)}</p>\n'
    return (
        f'<li class="{form}">{when}<div class="what"><p dir="auto">{escaped(event.text)}</p>{below}</div>'
        f"{_grounds(place, event, before)}</li>\n"
    )


def timeline(place: Place, events: Sequence[EventRow], *, dated: bool = True, within: str = "") -> str:
    """Return events in a list. ``within`` is the topic under which they stand: none names it again; "all": no topic."""
    items = [
        _event(place, event, before, within, with_date=dated)
        for before, event in pairwise(chain((None,), events))
        if event
    ]
    return f'<ol class="tl">\n{"".join(items)}</ol>'


# ---------------------------------------------------------------- people, organisations and places


def _share(speech: Speech, count: int, of: int) -> str:
    """Draw "n of so many": squares up to a dozen, else the number alone."""
    filled, given = charts.squares(count, of), {"n": speech.number(count), "of": speech.number(of)}
    if not filled:
        return speech.gettext("%(n)s <small>of %(of)s</small>") % given if of else given["n"]
    squares = "".join(
        [
            f'<rect class="{"solid" if full else "off"}" width="10" height="10" x="{1 + 14 * place}" y="3"/>'
            for place, full in enumerate(filled)
        ]
    )
    label = speech.gettext("%(n)s of %(of)s articles") % given
    return f'<svg role="img" aria-label="{label}" height="16" width="{14 * len(filled)}">{squares}</svg>'


def entity_rows(place: Place, entities: Iterable[EntityLink]) -> str:
    """Return rows of a table of names: who or what it is, and how many of the articles name it."""
    return "".join(
        [
            f'<tr><th scope="row">{linked(place, entity.text, entity.url)}</th><td>{escaped(entity.description)}</td>'
            f'<td class="count">{place.speech.once(_share, entity.articles, entity.of)}</td></tr>\n'
            for entity in entities
        ]
    )


def index(place: Place, entities: Iterable[EntityLink]) -> str:
    """Return items of an index of names, each with how many articles name it and what it is."""
    made = []
    for entity in entities:
        count = f"<small>{place.speech.articles(entity.articles)}</small>" if entity.articles else ""
        said = f'<p dir="auto">{escaped(entity.description)}</p>' if entity.description else ""
        made.append(f"<li>{linked(place, entity.text, entity.url)} {count}{said}</li>\n")
    return "".join(made)
