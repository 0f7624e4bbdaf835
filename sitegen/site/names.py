"""People, organisations and places in, HTML out: rows of tables, items of indexes, kinds in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from markupsafe import escape

from sitegen.model import EntityKind
from sitegen.site import charts
from sitegen.site.place import Place, linked
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped
from sitegen.site.views import EntityLink


def kind_of(speech: Speech, kind: EntityKind) -> str:
    """Return a kind of entity in words."""
    _ = speech.gettext
    return {"person": _("Person"), "organisation": _("Organisation"), "place": _("Place")}[kind]


def kinds_of(speech: Speech, kind: EntityKind) -> str:
    """Return a kind of entity in words, for several."""
    _ = speech.gettext
    return {"person": _("People"), "organisation": _("Organisations"), "place": _("Places")}[kind]


def source_kind(speech: Speech, kind: str) -> str:
    """Return a kind of source in words."""
    _ = speech.gettext
    return {
        "agency": _("News agency"),
        "newspaper": _("Newspaper"),
        "broadcaster": _("Broadcaster"),
        "channel": _("Channel"),
        "website": _("Website"),
        "government": _("Government"),
        "organisation": _("Organisation"),
        "archive": _("Archive"),
    }.get(kind, _("Source"))


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


def _rows(place: Place, entities: Iterable[EntityLink]) -> str:
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


def table(place: Place, bodies: Iterable[tuple[EntityKind | Literal[""], Sequence[EntityLink]]], caption: str) -> str:
    """Return a table of names, each kind with a body of its own; names of no one kind have an empty one."""
    _ = place.speech.gettext
    heads = "".join([f'<th scope="col">{head}</th>' for head in (_("Name"), _("Who or what it is"), _("Articles"))])
    made = []
    for kind, entities in bodies:
        if entities:
            name = kinds_of(place.speech, kind) if kind else ""
            head = f'<tr class="grp"><th scope="rowgroup" colspan="3">{name}</th></tr>\n' if kind else ""
            made.append(f"<tbody>\n{head}{_rows(place, entities)}</tbody>\n")
    return (
        f'<table class="stack">\n<caption class="hush">{escape(caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n{''.join(made)}</table>"
    )


def squares_note(speech: Speech, count: int) -> str:
    """Say what a square stands for, where shares are drawn in squares."""
    if not 1 < count <= charts.SQUARES:
        return ""
    said = speech.gettext("One square is one of the %(shown)s articles.") % {"shown": speech.number(count)}
    return f"<p>{said}</p>"
