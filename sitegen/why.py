"""Why the archive holds what it holds: how a document became articles, why each is dated, merged, read and filed so."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.archive.queries import Archive
from sitegen.model import Copy, Filed

Reasons = dict[str, object]


def why(archive: Archive, name: str) -> list[Reasons]:
    """Return the reasons for the articles that an id, an alias or a document's path stands for; empty for neither."""
    held = archive.resolve(name)
    ids = [held] if held else archive.from_document(name)
    return [_reasons(archive, archive.filed(one)) for one in ids]


def _reasons(archive: Archive, filed: Filed) -> Reasons:
    article, dating = filed.article, filed.dating
    return {
        "id": filed.id,
        "title": filed.title,
        "aliases": filed.aliases,
        "found": [
            {
                "document": copy.document,
                "lines": copy.lines,
                "likeness": copy.likeness,
                "kind": copy.kind,
                "title": copy.title,
                "cut_before_it": _doubted(archive, copy),
                **_version(filed, copy),
            }
            for copy in filed.copies
        ],
        "cut": {
            "section": article.section,
            "byline": article.byline,
            "dateline": article.text[slice(*article.dateline)] if article.dateline else None,
            "stamps": article.stamps,
            "captions": article.captions,
            "removed": article.removed,
            "sentences": len(filed.sentences),
            "language": article.language,
        },
        "dated": {
            "edtf": dating.edtf,
            "day": dating.day,
            "basis": dating.basis,
            "evidence": dating.evidence,
            "contradicting": [
                {"words": one.words, "edtf": one.edtf, "basis": one.basis} for one in dating.contradicting
            ],
        },
        "source": filed.source,
        "read": _read(filed),
        "story": {"id": filed.story, "articles": archive.story(filed.story)},
        "topics": [
            {"topic": score.topic, "score": score.value, "belongs": score.belongs, "reasons": score.reasons}
            for score in filed.scores
        ],
        "rights": {"rights": filed.rights, "words": filed.words, "sentences_shown": len(filed.shown)},
    }


def _doubted(archive: Archive, copy: Copy) -> str | None:
    """Return what makes the cut before a copy of an article doubtful, None where nothing does."""
    first = copy.lines[0]
    found = (one for one in archive.doubts_in(copy.document) if one.line <= first <= one.around[1])
    return next(map(str, found), None)


def _version(filed: Filed, copy: Copy) -> Reasons:
    """Return what sets a version apart from the text that is kept; nothing of other copies."""
    if copy.kind != "version":
        return {}
    spans = {one.id: filed.article.text[one.start : one.end] for one in filed.sentences}
    age = {True: "newer than the text kept", False: "older than the text kept", None: "their dates don't tell"}
    return {"age": age[copy.newer], "lacks": [spans[one] for one in copy.lacks], "sentences_of_its_own": copy.adds}


def _read(filed: Filed) -> Reasons:
    """Return what was read in the sentences: events, statements, figures."""
    text = filed.article.text
    return {
        "events": [
            {"date": one.date, "status": one.status, "words": text[one.start : one.end], "sentence": one.sentence}
            for one in filed.events
        ],
        "statements": [
            {
                "speaker": one.speaker,
                "named": text[slice(*one.name)]
                + (" (a pronoun, read from the sentences before)" if one.pronoun else ""),
                "verb": text[slice(*one.verb)],
                "words": text[slice(*one.words)],
                "date": one.date,
                "sentence": one.sentence,
            }
            for one in filed.statements
        ],
        "figures": [
            {
                "words": text[one.start : one.end],
                "value": f"{one.value}..{one.high}" if one.high else one.value,
                "unit": one.unit,
                "qualifier": one.qualifier,
                "subject": one.subject or "none that it could be compared by",
                "sentence": one.sentence,
            }
            for one in filed.figures
        ],
    }


def told(reasons: Reasons, depth: int = 0) -> Iterator[str]:
    """Yield reasons as indented lines for a terminal."""
    for key, value in reasons.items():
        if value in (None, "", (), [], {}):
            continue
        if isinstance(value, dict):
            yield f"{'  ' * depth}{key}:"
            yield from told(value, depth + 1)
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            yield f"{'  ' * depth}{key}:"
            for one in value:
                lines = list(told(one, depth + 2))
                yield "  " * (depth + 1) + "- " + lines[0].strip()
                yield from lines[1:]
        elif isinstance(value, (list, tuple)):
            yield f"{'  ' * depth}{key}: {'; '.join(_words(one) for one in value)}"
        else:
            yield f"{'  ' * depth}{key}: {value}"


def _words(value: object) -> str:
    match value:
        case (str(reason), float(weight)):
            return f"{reason} {weight:+g}"
        case _:
            return str(value)
