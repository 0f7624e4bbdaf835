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
from sitegen.site.topic_page import Resolver, cited
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
    with closing(Archive(archive, still=still)) as held:
        resolver = Resolver(Context(held, content, Wording(locale(content.settings.language), str)), "")
        return tuple(problem for topic in content.topics for problem in _of_topic(topic, resolver))


def _of_topic(topic: Topic, resolver: Resolver) -> Iterator[Problem]:
    found = [(cite, resolver.cite(cite.article, cite.sentence, cite.words)) for cite in _places(topic)]
    for place, cite in found:
        if cite and cite.state != "ok":
            message = f"{{{{cite: {place.article}#{place.sentence}}}}}: {_fault(cite.state, place.words)}."
            hint = "Cite the sentence anew, from its address on the article's page."
            yield Problem(topic.path, place.line, place.column, f"source-{cite.state}", "warning", message, hint)
    missing = sum(cite is None for _, cite in found)
    if missing:
        share = f"{missing} of {len(found)} citations lead to articles that are not held"
        message = f"{share}; what rests on them alone is left out."
        yield Problem(topic.path, 0, 0, "citations-not-held", "warning", message, "Add the documents, or cite others.")


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
