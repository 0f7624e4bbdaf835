"""Views in, pages out: one template a kind of page, every address relative to the page on which it stands.

Templates see their view, the settings of the site, and the filters of this module; what isn't there is an error, and
what is text is shown as text. The files that pages need (stylesheet, scripts, icon) bear a digest in their name.

Templates hold the structure of pages. What stands on pages by the thousand (the text of articles, rows, timelines,
calendars, pictures) is written in Python, because it must be cheap, and reached as a filter: ``view.blocks|blocks``. A
theme that wants one of these in another form loops over the same view itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import urlsplit

from jinja2 import TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen import edtf
from sitegen.model import Problem, Settings
from sitegen.site import (
    calendars,
    charts,
    drawing,
    maps,
    names,
    notes,
    place,
    prose,
    rows,
    statements,
    theme,
    timelines,
    views,
    wording,
)
from sitegen.site.addresses import absolute, external
from sitegen.site.citing import twins
from sitegen.site.environment import Compiled, Speaking, problem
from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.texts import (
    bdi,
    capital,
    data_block,
    earliest,
    first_sentence,
    fragment,
    machine,
    opening,
    plain,
)
from sitegen.site.wording import Wording

TEMPLATES = MappingProxyType(
    {
        views.HomeView: "home.html",
        views.TopicsView: "topics.html",
        views.TopicView: "topic.html",
        views.EntityView: "entity.html",
        views.NamesView: "names.html",
        views.DayView: "day.html",
        views.MonthView: "month.html",
        views.YearView: "year.html",
        views.DatesView: "dates.html",
        views.ArticleView: "article.html",
        views.ArticlesView: "articles.html",
        views.EventsView: "events.html",
        views.SourceView: "source.html",
        views.SourcesView: "sources.html",
        views.SearchView: "search.html",
        views.TextView: "text.html",
        views.DataView: "data.html",
        views.NotFoundView: "notfound.html",
        views.MovedView: "moved.html",
        views.WithdrawnView: "withdrawn.html",
    }
)


class View(Protocol):
    """What every view has."""

    @property
    def head(self) -> views.Head:
        """What the page says of itself."""


def known(rows: Iterable[views.ArticleRow], period: str) -> int:
    """Return how many of the articles were published in a day, month or year for certain: every day they may be of."""
    first, last = edtf.bounds(period)
    if not (first and last):
        return 0
    spans = [edtf.bounds(row.date) for row in rows if row.date and edtf.valid(row.date)]
    return sum(bool(low and high and first <= low and high <= last) for low, high in spans)


# ---------------------------------------------------------------- the renderer


def _plural_samples(words: Wording) -> tuple[tuple[str, int], ...]:
    """Return each plural category of the language with a number of that category: what the search script needs."""
    samples: dict[str, int] = {}
    for number in (*range(201), 1_000_000):
        samples.setdefault(words.locale.plural_form(number), number)
    return tuple(sorted(samples.items()))


@lru_cache(maxsize=1)
def _code() -> list[bytes]:
    """Return the code that filters stand in: of a constant they are run when a template is compiled."""
    return [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]


class TemplateFaultError(Exception):
    """A template can't be read, or asks for what its view hasn't got."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)  # as it is: a fault travels home from a worker
        self.problem = problem


def digests(templates: Path, language: str) -> dict[type[View], str]:
    """Return, for each kind of view, a digest of its template and of all that this rests on (see theme.digests).

    While digest, view, settings and code stand, so does the page.
    """
    found = theme.digests(templates, language, TEMPLATES.values())
    return {kind: found[name] for kind, name in TEMPLATES.items()}


class Renderer:
    """Renders the pages of one site with one set of templates."""

    def __init__(self, templates: Path, settings: Settings, site: views.Site, compiled: Path | None = None) -> None:
        """Compile nothing yet: a template is compiled when first used, and kept in the folder ``compiled`` if given.

        That folder may be shared by processes and builds, and thrown away at any time.
        """
        self.settings = settings
        self.site = site
        self._templates = templates
        self.translations = theme.translations(templates, site.language)
        self.wording = Wording(wording.locale(site.language), self.translations.gettext)
        self._speech = Speech(self.translations, self.wording)
        self._assets = theme.assets(templates)
        self._root = urlsplit(settings.base_url).path.rstrip("/") + "/"
        self._environment = self._environ(compiled)

    def page(self, view: View) -> str:
        """Return the page of a view as HTML. Raises TemplateFaultError, with the place of the fault."""
        here = view.head.url
        up = self._root if isinstance(view, views.NotFoundView) else "../" * here.count("/")
        where = Place(here, up, self.settings.links, self._speech, self.site.language, twins(view))
        try:
            template = self._environment.get_template(TEMPLATES[type(view)])
            return template.render(view=view, head=view.head, place=where)
        except TemplateError as fault:
            raise TemplateFaultError(problem(self._templates, fault)) from fault

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """Return the files that pages need: site path and bytes."""
        return tuple(sorted(self._assets.values()))

    def _environ(self, compiled: Path | None) -> Speaking:
        spoken = theme.catalogue(self._templates, self.site.language)
        kept = Compiled(compiled, self.site.language, spoken, _code()) if compiled else None
        environment = Speaking(self._templates, self.translations, kept)
        environment.filters.update(self._filters())
        environment.globals.update(self._globals())
        return environment

    def _filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may say of a value: text for texts and numbers, HTML for pieces of pages."""
        words, speech = self.wording, self._speech
        return {
            "external": external,
            "when": lambda text: wording.when(text, words),
            "weekday": lambda text: wording.weekday(text, words),
            "short": lambda text: wording.short(text, words),
            "month_name": lambda text: wording.month_name(text, words),
            "number": lambda value: wording.number(value, words),
            "percent": lambda share: wording.percent(share, words),
            "language": lambda tag: capital(wording.language(tag, words)),
            "cap": _capital,
            "plain": plain,
            "machine": machine,
            "earliest": earliest,
            "opening": opening,
            "page_of": lambda url: url.partition("#")[0],
            "slug": lambda url: url.strip("/").rpartition("/")[2],
            "anchor": fragment,
            "first_sentence": first_sentence,
            "known": known,
            "prose": Markup,
            "data_block": _html(data_block),
            "bdi": _html(bdi),
            "time": _html(speech.time),
            "begun": _html(speech.begun),
            "articles": _html(speech.articles),
            "events": _html(speech.events),
            "plans": _html(speech.plans),
            "reports": _html(speech.reports),
            "filed": _html(speech.filed),
            "origins": _html(speech.origins),
            "published": _html(speech.published),
            "words": _html(notes.words),
            **{piece.__name__: _html(partial(piece, speech)) for piece in (*SPOKEN, *drawing.DRAWN)},
            **{name: _placed(piece) for name, piece in PLACED.items()},
        }

    def _globals(self) -> dict[str, object]:
        return {
            "site": self.site,
            "charts": charts,
            "maps": maps,
            "asset": lambda name: self._assets[name][0],
            "assets": frozenset(self._assets),
            "absolute": lambda url: absolute(url, self.settings.base_url, self.settings.links),
            "plurals": _plural_samples(self.wording),
            "direction": self.wording.locale.text_direction,
        }


# Pieces that depend on nothing but the language of the site.
SPOKEN: tuple[Callable[..., str], ...] = (
    rows.digest_of,
    rows.evidence,
    names.kind_of,
    names.kinds_of,
    names.source_kind,
    names.squares_note,
    timelines.plans_note,
)

# Pieces that depend on the page on which they stand; a template that uses one is imported with context.
PLACED: MappingProxyType[str, Callable[..., str]] = MappingProxyType(
    {
        "link": Place.href,
        "linked": place.linked,
        "dated": place.dated,
        "pager": place.pager,
        "blocks": prose.blocks,
        "rows": rows.rows,
        "periods": rows.periods,
        "listing": rows.listing,
        "notes": notes.notes,
        "cited": notes.cited,
        "statements": statements.statements,
        "timeline": timelines.timeline,
        "both": timelines.both,
        "groups": timelines.groups,
        "days": timelines.days,
        "names_table": names.table,
        "names_index": names.index,
        "calendar": calendars.month,
        "months": calendars.months,
    }
)


def _html(piece: Callable[..., str]) -> Callable[..., Markup]:
    """Return a function whose HTML templates take as it is."""
    return lambda *given, **more: Markup(piece(*given, **more))  # noqa: S704 - what is called escapes all that it is given


def _placed(piece: Callable[..., str]) -> Callable[..., Markup]:
    """Return a piece as a filter: it is told the place of the page that is being rendered."""

    @pass_context
    def filtered(context: Context, *given: object, **more: object) -> Markup:
        return Markup(piece(context["place"], *given, **more))  # noqa: S704 - as above

    return filtered


def _capital(words: str) -> str:
    """Return words, or a marked-up date, with a capital at their head."""
    return Markup(capital(words)) if isinstance(words, Markup) else words[:1].upper() + words[1:]  # noqa: S704 - it was markup before
