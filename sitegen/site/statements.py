"""Statements in, HTML out: who says what, in which words, and the sentence in which they stand."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site.notes import cited
from sitegen.site.place import Place, linked
from sitegen.site.speech import Speech
from sitegen.site.texts import capital, escaped, isolated
from sitegen.site.views import StatementRow


def statements(place: Place, rows: Sequence[StatementRow], *, named: bool = False) -> str:
    """Return statements in a list: each under who said it where ``named``, else under its date."""
    items = [_item(place, row, _speaker(place, row) if named else _date(place.speech, row)) for row in rows]
    return f'<ol class="tl said">\n{"".join(items)}</ol>'


def _item(place: Place, row: StatementRow, head: str) -> str:
    text = escaped(row.text) if row.text else escaped(row.words)
    return (
        f'<li class="happened key"><p class="when">{head}</p>\n<div class="what"><p dir="auto">{text}</p></div>'
        f'<p class="notes src">{cited(place, row.cite)}</p></li>\n'
    )


def _date(speech: Speech, row: StatementRow) -> str:
    """Say when it was said, or that only its report's date is known."""
    if row.said:
        return speech.begun(row.date)
    if not row.date:
        return speech.gettext("Date not known")
    return capital(speech.gettext("reported %(day)s") % {"day": speech.time(row.date)})


def _speaker(place: Place, row: StatementRow) -> str:
    """Name the speaker, the verb and to whom it was said; a pronoun is told with how it was read."""
    speech, name = place.speech, linked(place, row.speaker.text, row.speaker.url)
    if row.pronoun:
        read = speech.gettext("%(pronoun)s (read as %(name)s)")
        name = read % {"pronoun": escaped(row.pronoun), "name": name}
    said = f"{name} <span>{escaped(row.verb)}"
    return f"{said} {isolated(row.hearer)}</span>" if row.hearer else f"{said}</span>"
