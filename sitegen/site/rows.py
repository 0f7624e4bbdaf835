"""Articles in lists, HTML out: date, source and topics of each, and how it is dated; or the periods of a long list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.model import Basis
from sitegen.site.place import Place, linked
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped, isolated
from sitegen.site.views import ArticleList, ArticleRow, Digest, PeriodRow, TopicLink


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
    others = [topic for topic in topics if topic.url != place.here] if topics else []
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
