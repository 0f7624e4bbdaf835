"""What the archive holds of statements and figures in, rows of views out: who says what, which values are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitegen.archive.queries import FigureFact, StatementFact
from sitegen.model import Filed
from sitegen.site import views
from sitegen.site.context import Context

MOST_STATEMENTS = 48  # on an entity's page: all stand in its data
MOST_SUBJECTS, MOST_VALUES = 48, 24  # of a topic, and of a subject


def statements(context: Context, facts: Iterable[StatementFact]) -> tuple[views.StatementRow, ...]:
    """Return statements as rows."""
    return tuple(_statement(context, fact) for fact in facts)


def _statement(context: Context, fact: StatementFact) -> views.StatementRow:
    return views.StatementRow(
        speaker=speaker(context, fact.speaker),
        pronoun="",
        verb=fact.verb,
        words=fact.words,
        hearer=fact.hearer,
        text=fact.text,
        date=fact.edtf or context.archive.row(fact.article).edtf,
        said=bool(fact.edtf),
        cite=context.cite_of(fact.article, fact.sentence, fact.number),
    )


def speaker(context: Context, name: str) -> views.Link:
    """Return the link to an entity."""
    known = context.entities[name]
    return views.Link(known.name, f"entities/{name}/")


def of_article(context: Context, filed: Filed) -> Iterator[views.StatementRow]:
    """Yield what is said in an article, in sentences that may be shown; also of those whom a pronoun stands for."""
    shown = {one.id: number for number, one in enumerate(filed.sentences, 1) if one.id in set(filed.shown)}
    text = filed.article.text
    for one in filed.statements:
        if one.sentence in shown and one.speaker in context.entities:
            yield views.StatementRow(
                speaker=speaker(context, one.speaker),
                pronoun=text[slice(*one.name)] if one.pronoun else "",
                verb=text[slice(*one.verb)],
                words=text[slice(*one.words)],
                hearer=text[slice(*one.to)] if one.to else "",
                text="",
                date=one.date,
                said=bool(one.date),
                cite=context.cite_of(filed.id, one.sentence, shown[one.sentence]),
            )


# ---------------------------------------------------------------- figures


def figures(context: Context, topic: str) -> tuple[tuple[views.FigureRow, ...], tuple[views.FigureValue, ...]]:
    """Return the subjects of which several of a topic's articles give values, and the values that stand alone."""
    compared, alone = [], []
    for subject, facts in subjects(context, topic).items():
        values = [_value(context, group) for group in by_value(facts)]
        if subject and len({fact.article for fact in facts}) > 1:
            compared.append(views.FigureRow(label(context, subject), tuple(values)))
        else:
            alone += values if subject else [_value(context, [fact]) for fact in facts]
    return tuple(compared), tuple(alone)


def subjects(context: Context, topic: str) -> dict[str, tuple[FigureFact, ...]]:
    """Return the figures of a topic by subject, those of most articles first; under the empty one what has none."""
    archive = context.archive
    names = (*archive.subjects(topic, MOST_SUBJECTS), "")
    return {name: archive.figures(topic, name, MOST_VALUES) for name in names}


def by_value(facts: Iterable[FigureFact]) -> list[list[FigureFact]]:
    """Return figures in groups of one value, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[FigureFact]] = {}
    for fact in facts:
        groups.setdefault((fact.value, fact.high, fact.qualifier), []).append(fact)
    return list(groups.values())


def _value(context: Context, group: Sequence[FigureFact]) -> views.FigureValue:
    givers = dict.fromkeys(fact.giver for fact in group if fact.giver in context.entities)
    cites = (context.cite_of(fact.article, fact.sentence, fact.number, fact.text) for fact in group)
    return views.FigureValue(
        group[0].words,
        tuple(speaker(context, giver) for giver in givers),
        tuple({cite.url: cite for cite in cites}.values()),
        group[0].value if group[0].unit == "date" else "",
    )


def label(context: Context, subject: str) -> str:
    """Return a subject in words: "people killed, Gaza, since the ceasefire took effect"."""
    thing, deed, place, period, unit = subject.split("|")
    known = context.entities.get(place)
    head = f"{thing} {deed}".strip() if unit != "%" else f"% of {thing} {deed}".strip()
    return ", ".join(filter(None, (head, known.name if known else "", period)))
