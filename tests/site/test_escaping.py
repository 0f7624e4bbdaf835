"""Whatever a text holds, it is shown as text, in every piece of a page."""

from dataclasses import fields, is_dataclass

import samples
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from speaking import PLACE

from sitegen.site import names, notes, prose, rows, timelines
from sitegen.site.views import EntityLink

ANY = st.text(st.sampled_from("<>&'\"ab\u202e{}% "), max_size=8)


def filled(view, text):
    """Return a view with the text in every field that holds text."""
    names = getattr(view, "_fields", None) or ([field.name for field in fields(view)] if is_dataclass(view) else [])
    if not names:
        return tuple(filled(one, text) for one in view) if isinstance(view, tuple) else view
    free = {"text", "title", "source", "words", "description", "dateline", "agency", "outlet", "id"}
    values = {name: getattr(view, name) for name in names}
    changed = {
        name: text if name in free and isinstance(value, str) else filled(value, text)
        for name, value in values.items()
        if value is not None
    }
    return type(view)(**{**values, **changed})


def shapes(text):
    """Return the elements of every kind of piece, its views filled with a text."""
    entity = EntityLink("a", "Ada", "entities/ada/", "person", "d", 1, 2)
    made = [
        prose.blocks(PLACE, filled(samples.ARTICLE.blocks, text)),
        rows.rows(PLACE, filled(samples.ROWS, text)),
        timelines.timeline(PLACE, filled((*samples.HAPPENED, *samples.PLANNED), text)),
        notes.notes(PLACE, filled((samples.note(1), samples.note(2)), text)),
        names.index(PLACE, filled((entity,), text)),
        names.table(PLACE, (("", filled((entity,), text)),), text),
    ]
    return [[node.tag for node in html.fragment_fromstring(one, create_parent="div").iter()] for one in made]


@given(ANY)
def test_any_text_is_shown_as_text(text):
    assert shapes(f"x{text}") == shapes("x")
