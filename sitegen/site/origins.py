"""An article in, the news agency out that it derives from, by its own credit or by passages that it shares.

Text shows dependence, never independence: of an article that nothing is said of here, nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.archive.queries import Row
from sitegen.ids import folded
from sitegen.model import Filed
from sitegen.site import views
from sitegen.site.context import Context

# The share of an article's fingerprints that an agency's report of its story holds too, and how many at least: of them,
# a third to a half of the text stands there; reports of other stories share none so often.
SHARED, FEWEST = 0.25, 3


def derived(context: Context, filed: Filed) -> views.Derived | None:
    """Return the agency that an article derives from, None where nothing tells of one."""
    agency = filed.article.agency
    if agency and folded(context.source_link(filed.source).text) != folded(agency):
        words, sentence = _credit(filed, agency)
        return views.Derived(agency, words, sentence, _link(_credited(context, filed)), credited=True)
    row = _sharing(context, filed)
    return views.Derived(context.source_link(row.source).text, report=_link(row)) if row else None


def origin(context: Context, filed: Filed) -> str | None:
    """Return the agency's report that an article repeats or rewrites, where its story holds it."""
    row = _credited(context, filed) or (None if filed.article.agency else _sharing(context, filed))
    return row.id if row else None


def _link(row: Row | None) -> views.Link | None:
    return views.Link(row.title, f"articles/{row.id}/") if row else None


def _others(context: Context, filed: Filed) -> Iterator[Row]:
    return (context.archive.row(one) for one in context.archive.story(filed.story) if one != filed.id)


def _credited(context: Context, filed: Filed) -> Row | None:
    """Return the report of the agency that an article credits."""
    agency = folded(filed.article.agency or "")
    if not agency:
        return None
    rows = _others(context, filed)
    return next((row for row in rows if folded(context.source_link(row.source).text) == agency), None)


def _sharing(context: Context, filed: Filed) -> Row | None:
    """Return the agency's report that holds the most of an article's passages; an agency's own reports have none."""
    agencies = context.agencies
    if not agencies or filed.source in agencies or filed.article.metadata.digest_of:
        return None
    rows = [row for row in _others(context, filed) if row.source in agencies]
    own = context.archive.prints(filed.id) if rows else frozenset()
    held = [(len(own & context.archive.prints(row.id)), row) for row in rows]
    shared = [(-number, row.id, row) for number, row in held if number >= max(FEWEST, SHARED * len(own))]
    return min(shared)[2] if shared else None


def _credit(filed: Filed, agency: str) -> tuple[str, tuple[int, str] | None]:
    """Return the words of a credit, and the sentence that they stand before; nothing that rights keep back."""
    text, span = filed.article.text, filed.article.dateline
    if span is None or not _names(text[slice(*span)], agency):
        byline = filed.article.byline or ""
        return byline if _names(byline, agency) and folded(byline) != folded(agency) else "", None
    if span[1] > filed.lead:
        return "", None
    found = next(((number, one.id) for number, one in enumerate(filed.sentences, 1) if one.end > span[0]), None)
    return text[slice(*span)].strip(" -–—"), found


def _names(words: str, agency: str) -> bool:
    return f" {folded(agency)} " in f" {folded(words)} "
