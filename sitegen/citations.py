"""An explainer's citations against the archive: which lead to no article held, which to a sentence that went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sitegen.archive.queries import Archive
from sitegen.model import Content, Problem, Topic
from sitegen.site.context import Context
from sitegen.site.topic_page import Resolver, cited
from sitegen.site.wording import Wording, locale


def unheld(archive: Path, content: Content) -> tuple[Problem, ...]:
    """Return a warning for each citation whose sentence changed, and one a topic for those whose article isn't held."""
    with closing(Archive(archive)) as held:
        resolver = Resolver(Context(held, content, Wording(locale(content.settings.language), str)), "")
        return tuple(problem for topic in content.topics for problem in _of_topic(topic, resolver))


def _of_topic(topic: Topic, resolver: Resolver) -> Iterator[Problem]:
    wanted = cited(topic)
    found = [(article, sentence, words, resolver.cite(article, sentence, words)) for article, sentence, words in wanted]
    for article, sentence, words, cite in found:
        if cite and cite.state != "ok":
            message = f"{{{{cite: {article}#{sentence}}}}}: {_fault(cite.state, words)}."
            hint = "Cite the sentence anew, from its address on the article's page."
            yield Problem(topic.path, 0, 0, f"source-{cite.state}", "warning", message, hint)
    missing = sum(cite is None for *_, cite in found)
    if missing:
        share = f"{missing} of {len(found)} citations lead to articles that are not held"
        message = f"{share}; what rests on them alone is left out."
        yield Problem(topic.path, 0, 0, "citations-not-held", "warning", message, "Add the documents, or cite others.")


def _fault(state: str, words: str) -> str:
    if state == "withdrawn":
        return "the article was withdrawn; the citation is shown without its words"
    return "the sentence moved or went" + (", or doesn't hold the words given" if words else "")
