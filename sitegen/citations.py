"""An explainer's citations against the archive: which lead to no article held, which to a sentence that went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sitegen.archive.queries import Archive
from sitegen.model import Content, Problem, Topic
from sitegen.references import references
from sitegen.site.context import Context
from sitegen.site.topic_page import Resolver, cited, stands_in
from sitegen.site.wording import Wording, locale


class Place(NamedTuple):
    """A citation and where it stands in its file: line and column from 1, 0 where that isn't known."""

    article: str
    sentence: str
    words: str
    line: int
    column: int


def unheld(archive: Path, content: Content, *, still: bool = False) -> tuple[Problem, ...]:
    """Return a warning for each citation whose sentence changed, and one a topic for those whose article isn't held.

    ``still``: nobody writes to the archive meanwhile.
    """
    return tuple(problem for problem, _ in faults(archive, content, still=still))


def faults(archive: Path, content: Content, *, still: bool = False) -> tuple[tuple[Problem, str], ...]:
    """Return the same warnings, each with citations that hold what the faulty ones did, as far as they are found."""
    with closing(Archive(archive, still=still)) as held:
        resolver = Resolver(Context(held, content, Wording(locale(content.settings.language), str)), "")
        return tuple(found for topic in content.topics for found in _of_topic(topic, resolver))


def _of_topic(topic: Topic, resolver: Resolver) -> Iterator[tuple[Problem, str]]:
    found = [(cite, resolver.cite(cite.article, cite.sentence, cite.words)) for cite in _places(topic)]
    for place, cite in found:
        if cite and cite.state != "ok":
            message = f"{{{{cite: {place.article}#{place.sentence}}}}}: {_fault(cite.state, place.words)}."
            hint = "Cite the sentence anew, from its address on the article's page."
            problem = Problem(topic.path, place.line, place.column, f"source-{cite.state}", "warning", message, hint)
            yield problem, _anew(place, resolver) if cite.state == "changed" else ""
    lost = [place for place, cite in found if cite is None]
    if lost:
        share = f"{len(lost)} of {len(found)} citations lead to articles that are not held"
        message = f"{share}; what rests on them alone is left out."
        hint = "Add the documents, or cite others."
        problem = Problem(topic.path, 0, 0, "citations-not-held", "warning", message, hint)
        moved = {place.article: resolver.context.archive.successor(place.article) for place in lost}
        cites = (_cite(place._replace(article=name)) for place in lost if (name := moved[place.article]))
        yield problem, "".join(f"{one}\n" for one in dict.fromkeys(cites))


def _anew(place: Place, resolver: Resolver) -> str:
    """Return a citation of the sentence of its article in which the words given stand now; none where none does."""
    held = resolver.context.archive.resolve(place.article)
    if held is None or not place.words:
        return ""
    filed = resolver.context.filed(held)
    holding = (one.id for one in filed.sentences if stands_in(place.words, filed.article.text[one.start : one.end]))
    sentence = next(holding, "")
    return f"{_cite(place._replace(sentence=sentence))}\n" if sentence else ""


def _cite(place: Place) -> str:
    words = f' "{place.words}"' if place.words else ""
    return f"{{{{cite: {place.article}#{place.sentence}{words}}}}}"


def _places(topic: Topic) -> Iterator[Place]:
    """Yield a topic's citations: those of its body with their place, those of its front matter without."""
    body = [one for one in references(topic.body) if one.kind == "cite"]
    told = cited(topic)
    yield from (Place(*cite, 0, 0) for cite in told[: len(told) - len(body)])
    for one in body:
        article, _, sentence = one.target.partition("#")
        yield Place(article, sentence, one.words, topic.body_line + one.line - 1, one.column)


def _fault(state: str, words: str) -> str:
    if state == "withdrawn":
        return "the article was withdrawn; the citation is shown without its words"
    return "the sentence moved or went" + (", or doesn't hold the words given" if words else "")
