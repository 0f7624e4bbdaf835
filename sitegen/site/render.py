"""Views in, pages out: one template a kind of page, every address relative to the page on which it stands.

Templates see their view, the settings of the site, and the filters of this module; what isn't there is an error, and
what is text is shown as text. The files that pages need (stylesheet, scripts, icon) bear a digest in their name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol
from urllib.parse import quote, urlsplit

from jinja2 import TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitegen import edtf
from sitegen.model import Problem, Settings
from sitegen.site import charts, maps, theme, views, wording
from sitegen.site.addresses import INDEX, absolute
from sitegen.site.environment import Compiled, Speaking, problem
from sitegen.site.wording import Wording

Links = Literal["pretty", "index"]

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


# ---------------------------------------------------------------- addresses

_SCHEME = re.compile(r"[\x00-\x20\\]|//|[A-Za-z][A-Za-z0-9+.-]*:")


@lru_cache(maxsize=65536)
def _tail(path: str, links: Links) -> str:
    """Return a site path as it stands in a link, percent-encoded where it must be."""
    ending = INDEX if links == "index" and (not path or path.endswith("/")) else ""
    return quote(path, safe="/-._~!$&'()*+,;=@%?") + ending


def external(url: str) -> str:
    """Return an address away from the site; empty unless it is a web address.

    >>> external("https://courier.example/"), external("javascript:alert(1)"), external("")
    ('https://courier.example/', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"]", url) else ""


def address(url: str, here: str, up: str, links: Links = "pretty") -> str:
    """Return the link to a site path from the page ``here``, from which ``up`` leads to the root of the site.

    Addresses with a scheme stay if they are web addresses; others (``javascript:``) come out empty.

    >>> address("topics/iraq/#timeline", "articles/a-1/", "../../"), address("articles/a-1/#s-1", "articles/a-1/", "")
    ('../../topics/iraq/#timeline', '#s-1')
    >>> address("", "", "", "index"), address("javascript:alert(1)", "", "")
    ('index.html', '')
    """
    if _SCHEME.match(url):
        return external(url)
    path, mark, fragment = url.partition("#")
    if mark and path == here:
        return f"#{fragment}"
    return (up + _tail(path, links) or "./") + mark + fragment


def _up(here: str) -> str:
    return "../" * here.count("/")


@pass_context
def _link(context: Context, url: str) -> str:
    place = context["here"]
    return address(url, place[0], place[1], place[2])


# ---------------------------------------------------------------- text

_CONTROLS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
_DATETIME = re.compile(r"\d{4}(-\d\d){0,2}")


def plain(text: str) -> str:
    r"""Return text for a place that can't isolate it (title, attribute): without controls of direction.

    >>> plain("Report \u202egnp.exe")
    'Report gnp.exe'
    """
    return _CONTROLS.sub("", text)


def bdi(text: str, language: str = "", direction: str = "") -> Markup:
    """Return a name in isolation: its direction touches nothing beside it.

    >>> print(bdi("قسد", "ar", "rtl"), bdi("<b>"))
    <bdi lang="ar" dir="rtl">قسد</bdi> <bdi>&lt;b&gt;</bdi>
    """
    given = "".join(f' {name}="{escape(value)}"' for name, value in (("lang", language), ("dir", direction)) if value)
    return Markup(f"<bdi{given}>{escape(text)}</bdi>")  # noqa: S704 - every part is escaped above


def data_block(text: str) -> Markup:
    """Return JSON text as it may stand in a script element: no character in it can end the element."""
    return Markup(re.sub(r"[<>&]", lambda match: f"\\u{ord(match[0]):04x}", text))  # noqa: S704 - escaped for JSON


def machine(text: str | None) -> str:
    """Return the value of a ``datetime`` attribute: a day, month or year; empty for any other date."""
    return text if text and _DATETIME.fullmatch(text) and edtf.valid(text) and _numbered(text) else ""


def _numbered(text: str) -> bool:
    return len(text) == len("2024") or int(text[5:7]) <= 12  # noqa: PLR2004 - a month, not a season


def earliest(text: str | None) -> str | None:
    """Return the earliest possible day of a date, None where it is open or unknown."""
    return edtf.day(text) if text and edtf.valid(text) else None


def _html(text: str) -> Markup:
    """Return HTML of our own making as it is."""
    return Markup(text)  # noqa: S704 - the site's Markdown renderer escapes what it is given


def _slug(url: str) -> str:
    return url.strip("/").rpartition("/")[2]


def _page_of(url: str) -> str:
    return url.partition("#")[0]


def fragment(title: str) -> str:
    """Return an id for a heading that may be a single letter of any script.

    >>> fragment("person"), fragment("#")
    ('person', 'x23')
    """
    return "".join(char if char.isascii() and char.isalnum() else f"x{ord(char):x}" for char in title.lower()) or "x"


TITLE_WORDS = 5
LEAST_SENTENCE = 20  # letters; what is shorter ends with an abbreviation
_MARK = re.compile(r'<a class="c"[^>]*>[^<]*</a>')
_BLOCK_END = re.compile(r"</(?:p|li|blockquote)>")
_END = re.compile(r"(?<=[^\W_A-Z][.!?؟])\s|(?<=[)”’][.!?؟])\s|(?<=[.!?؟][)”’])\s")


def opening(title: str) -> str:
    """Return the first words of a title, enough to tell it from others.

    >>> opening("Union and Port Agree on a Pause"), opening("Port and Union")
    ('Union and Port Agree on …', 'Port and Union')
    """
    words = title.split()
    return title if len(words) <= TITLE_WORDS else " ".join(words[:TITLE_WORDS]) + " …"


def first_sentence(html: str) -> str:
    """Return the first sentence of a line's HTML as plain text, without marks, for places where no notes stand.

    >>> first_sentence('<p>When the quay opens, the U.S. asks.<a class="c" href="#n1">1</a> The port is silent.</p>')
    'When the quay opens, the U.S. asks.'
    """
    text = Markup(_BLOCK_END.sub(" ", _MARK.sub("", html))).striptags()  # noqa: S704 - the tags are taken out
    return next((text[: end.start()] for end in _END.finditer(text) if end.start() >= LEAST_SENTENCE), text)


def known(rows: Iterable[views.ArticleRow], period: str) -> int:
    """Return how many of the articles were published in a day, month or year for certain: every day they may be of."""
    first, last = edtf.bounds(period)
    if not (first and last):
        return 0
    spans = [edtf.bounds(row.date) for row in rows if row.date and edtf.valid(row.date)]
    return sum(bool(low and high and first <= low and high <= last) for low, high in spans)


_BARREN = (views.Head, views.ArticleList, views.BlockView, views.Calendar, views.EntityLink, views.Link)


def _cited(part: object) -> Iterator[tuple[str, str]]:
    """Yield source and page of each note and citation in a view."""
    if isinstance(part, tuple):
        for one in part:
            yield from _cited(one)
    elif isinstance(part, views.Note | views.Cite):
        yield part.source, _page_of(part.url)
    elif is_dataclass(part) and not isinstance(part, _BARREN):
        for field in fields(part):
            yield from _cited(getattr(part, field.name))


def _twins(view: object) -> frozenset[str]:
    """Return the sources of which a page cites more than one report: there the name alone doesn't tell which."""
    if isinstance(view, views.ArticleView):  # it cites itself alone
        return frozenset()
    first: dict[str, str] = {}
    return frozenset(source for source, page in _cited(view) if first.setdefault(source, page) != page)


# ---------------------------------------------------------------- the renderer


def _plural_samples(words: Wording) -> tuple[tuple[str, int], ...]:
    """Return each plural category of the language with a number of that category: what the search script needs."""
    samples: dict[str, int] = {}
    for number in (*range(201), 1_000_000):
        samples.setdefault(words.locale.plural_form(number), number)
    return tuple(sorted(samples.items()))


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
        self._assets = theme.assets(templates)
        self._root = urlsplit(settings.base_url).path.rstrip("/") + "/"
        self._environment = self._environ(compiled)

    def page(self, view: View) -> str:
        """Return the page of a view as HTML. Raises TemplateFaultError, with the place of the fault."""
        here = view.head.url
        up = self._root if isinstance(view, views.NotFoundView) else _up(here)
        try:
            template = self._environment.get_template(TEMPLATES[type(view)])
            return template.render(view=view, head=view.head, here=(here, up, self.settings.links), twins=_twins(view))
        except TemplateError as fault:
            raise TemplateFaultError(problem(self._templates, fault)) from fault

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """Return the files that pages need: site path and bytes."""
        return tuple(sorted(self._assets.values()))

    def mark(self, number: int) -> str:
        """Return the spoken label of a mark that leads to a note."""
        return self.translations.gettext("Source %(number)s") % {"number": number}

    def _environ(self, compiled: Path | None) -> Speaking:
        spoken = theme.catalogue(self._templates, self.site.language)
        kept = Compiled(compiled, self.site.language, spoken, Path(__file__).read_bytes()) if compiled else None
        environment = Speaking(self._templates, self.translations, kept)
        environment.filters.update(self._filters())
        environment.globals.update(self._globals())
        return environment

    def _filters(self) -> dict[str, Callable[..., Any]]:
        words = self.wording
        return {
            "link": _link,
            "external": external,
            "when": lambda text: wording.when(text, words),
            "weekday": lambda text: wording.weekday(text, words),
            "short": lambda text: wording.short(text, words),
            "month_name": lambda text: wording.month_name(text, words),
            "time": self._time,
            "number": lambda value: wording.number(value, words),
            "percent": lambda share: wording.percent(share, words),
            "cap": _capital,
            "plain": plain,
            "bdi": bdi,
            "prose": _html,
            "data_block": data_block,
            "machine": machine,
            "earliest": earliest,
            "slug": _slug,
            "page_of": _page_of,
            "anchor": fragment,
            "opening": opening,
            "first_sentence": first_sentence,
            "known": known,
            "language": self._language,
        }

    def _globals(self) -> dict[str, object]:
        return {
            "site": self.site,
            "charts": charts,
            "maps": maps,
            "asset": lambda name: self._assets[name][0],
            "assets": frozenset(self._assets),
            "absolute": lambda url: absolute(url, self.settings.base_url, self.settings.links),
            "weekdays": wording.weekdays(self.wording),
            "plurals": _plural_samples(self.wording),
            "direction": self.wording.locale.text_direction,
        }

    def _language(self, tag: str) -> str:
        """Return the name of a language in the language of the site."""
        return _capital(wording.language(tag, self.wording))

    def _time(self, text: str | None, style: str = "when") -> Markup:
        """Return a date in words, marked up for machines where it is a day, month or year."""
        words = escape(SAY[style](text, self.wording))
        value = machine(text)
        return Markup(f'<time datetime="{value}">{words}</time>' if value else words)  # noqa: S704 - both are escaped


def _weekday(text: str | None, words: Wording) -> str:
    return wording.weekday(text, words) if text else wording.when(None, words)


SAY: MappingProxyType[str, Callable[[str | None, Wording], str]] = MappingProxyType(
    {"when": wording.when, "weekday": _weekday, "short": wording.short}
)


def _capital(words: str) -> str:
    """Return words, or a marked-up date, with a capital at their head."""
    if not isinstance(words, Markup) or not words.startswith("<"):
        return words[:1].upper() + words[1:]
    head, tag, rest = words.partition(">")
    return Markup(head + tag + _capital(rest))  # noqa: S704 - it was markup before
