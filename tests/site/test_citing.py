"""What a page cites, and the sources of which it cites several reports."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
import samples

from sitegen.site import views
from sitegen.site.citing import cites, twins


def walked(part: object) -> Iterator[object]:
    """Yield each note and citation in a view, wherever it stands."""
    if isinstance(part, tuple):
        for one in part:
            yield from walked(one)
    elif isinstance(part, views.Note | views.Cite):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from walked(getattr(part, field.name))


@pytest.mark.parametrize("kind", sorted(samples.PAGES))
def test_every_note_and_citation_of_a_page_is_found_wherever_it_stands(kind):
    view = samples.PAGES[kind]
    found = [] if isinstance(view, views.ArticleView) else list(walked(view))
    assert sorted(map(repr, cites(view))) == sorted(map(repr, found))


def test_sources_of_several_reports_are_told():
    one = samples.note(1)
    line = views.Line("", (one, replace(one, number=2, url=f"{samples.DEAL}#s-2")))
    page = replace(samples.TEXT_PAGE, sections=(views.Section("", "", (line,)),))
    assert twins(page) == frozenset()
    line = replace(line, notes=(*line.notes, replace(one, number=3, url="articles/other-1b/#s-1")))
    assert twins(replace(page, sections=(views.Section("", "", (line,)),))) == {"The Harbour Courier"}
