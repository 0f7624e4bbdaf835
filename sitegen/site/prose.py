"""The text of an article in, HTML out: paragraphs, lists and subheadings, each sentence with its anchor and number."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.texts import escaped, isolated, machine, plain
from sitegen.site.views import BlockView, Part, SentenceView


def _part(place: Place, part: Part) -> str:
    """Return a run of text within a sentence: as it is, or leading to its entity, or to its date."""
    if part.kind == "text":
        return escaped(part.text)
    if part.kind == "entity":
        title = f' title="{escaped(plain(part.title))}"' if part.title else ""
        return f'<a href="{place.href(part.url)}"{title}>{isolated(part.text)}</a>'
    words, value, text = place.speech.when(part.edtf), machine(part.edtf), escaped(part.text)
    if part.url:
        inner = f'<time datetime="{value}">{text}</time>' if value else f'<span title="{words}">{text}</span>'
        return f'<a href="{place.href(part.url)}" title="{words}">{inner}</a>'
    return (
        f'<time datetime="{value}" title="{words}">{text}</time>' if value else f'<span title="{words}">{text}</span>'
    )


def _numbered(speech: Speech, number: int) -> str:
    """Return the rest of the mark that numbers a sentence: its spoken label and the number itself."""
    shown = speech.number(number)
    label = speech.gettext("Sentence %(number)s") % {"number": shown}
    return f' aria-label="{label}">{shown}</a>'


def _sentence(place: Place, sentence: SentenceView) -> str:
    """Return a sentence with its anchor and its number."""
    name, number = escaped(sentence.id), place.speech.once(_numbered, sentence.number)
    text = "".join([escaped(one.text) if one.kind == "text" else _part(place, one) for one in sentence.parts])
    gap = '<span class="soft">[…]</span> ' if sentence.quoted else ""
    return f'{gap}<span class="s" id="{name}"><a class="no" href="#{name}"{number}{text}</span>'


def _sentences(place: Place, block: BlockView) -> str:
    line = f'<span class="dateline">{escaped(block.dateline)}</span>' if block.dateline else ""
    return line + "\n".join([_sentence(place, one) for one in block.sentences])


def blocks(place: Place, list_: Sequence[BlockView]) -> str:
    """Return the text of an article: paragraphs, lists and subheadings, each sentence with its number."""
    made = []
    listed = False
    for block in list_:
        if (block.kind == "item") != listed:
            listed = not listed
            made.append("<ul>" if listed else "</ul>")
        if block.kind == "subheading":
            made.append(f"<h3>{escaped(block.text)}</h3>")
        elif listed:
            made.append(f"<li>{_sentences(place, block)}</li>")
        else:
            form = ' class="standfirst"' if block.kind == "standfirst" else ""
            made.append(f"<p{form}>{_sentences(place, block)}</p>")
    return "\n".join([*made, "</ul>"] if listed else made)
