"""What a page cites in, HTML out: the words that a line rests on, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped, isolated, machine, opening
from sitegen.site.views import Cite, Note


def _where(place: Place, source: str, title: str, sentence: int, *, titled: bool = False) -> str:
    """Name a source and the place in it: never only a name where the link leads to a sentence.

    The title's first words stand beside a source of which the page cites several reports; the whole title where it is
    asked for (``titled``), or no sentence is told.
    """
    named = isolated(source)
    whole = titled or not sentence
    if title and (whole or source in place.twins):
        named += f', <cite dir="auto">{escaped(title if whole else opening(title))}</cite>'
    if not sentence:
        return f"<bdi>{named}</bdi>"
    said = place.speech.gettext("%(source)s, sentence&nbsp;%(number)s")
    return f"<bdi>{said % {'source': named, 'number': place.speech.number(sentence)}}</bdi>"


def words(text: str, *, ours: bool) -> str:
    """Return words that a line rests on: quoted where they are a source's own, plain where they are this archive's."""
    return f'<span class="own" dir="auto">{escaped(text)}</span>' if ours else f'<q dir="auto">{escaped(text)}</q>'


def cited(place: Place, cite: Cite, *, titled: bool = False) -> str:
    """Return the link to where a statement stands, with its report's whole title where it is asked for."""
    where = _where(place, cite.source, cite.title, cite.sentence, titled=titled)
    return f'<a href="{place.href(cite.url)}">{where}</a>'


def quoted(place: Place, cite: Cite, *, titled: bool = False) -> str:
    """Return where a statement stands, after the words in which it does."""
    where = cited(place, cite, titled=titled)
    return f"{words(cite.words, ours=cite.ours)} {where}" if cite.words else where


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
