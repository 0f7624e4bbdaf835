"""A page's tree comes in, and leaves without what newsrooms set into an article: other articles, links, hidden words.

The one idea: what a page sets in shows it by its markup, wherever it stands: it is an article within an article, a
block that is nothing but a link, or carries a class that says it opens only under the mouse. Each pass is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

FEWEST_LINKED = 4  # words of a link that is a headline: a shorter one may be a subheading, a name
MOST_LINKED = 40  # words of a link that is no text of its own
MOST_TEASED = 80  # words of an item or card that leads to another story
LARGEST_INSET = 0.5  # of the letters of the article around it: a larger one is that article's own text
WIDEST = 20  # spaces to a word: more text than so many is not read to count its words
DEEPEST_WRAP, WRAPPING = 5, 20  # elements around a quoted message, and letters in them besides
FEWEST_PARAGRAPHS, PARAGRAPH_WORDS = 3, 15  # of a part of an article that adverts have cut apart

# Words in a class that say: shown under the mouse, or read out only. Each with a class that it is found in.
UNSEEN = (
    (r"rollover|tooltip|popover|hover-?card", "person-rollover-block"),
    (r"screen-reader|sr-only|visually-?hidden|assistive-text", "visually-hidden"),
)
# Quoted messages, which are part of what the article says: their classes, which readers of main text take for adverts.
QUOTED = (
    (r"twitter-(?:tweet|video)", "twitter-tweet"),
    (r"(?:bluesky|mastodon|tiktok)-embed|instagram-media", "instagram-media"),
)
_UNSEEN, _QUOTED = (
    re.compile(rf"(?i)(?:\b|[-_])(?:{'|'.join(words for words, _ in rows)})") for rows in (UNSEEN, QUOTED)
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "li"}
_HOLDERS = frozenset(("div", "section", "article", "aside", "main", "body"))
_BESIDE = _HOLDERS | _BLOCKS | {"ul", "ol", "table", "figure", "blockquote", "hr", "script", "h1", "iframe"}
_CARDS = _HEADINGS | {"p", "div", "figure"}
_SENTENCE = re.compile(r"[.!?…。！？؟][\"”’»)\]]*$")
_COMMENT = re.compile(r"(?i)comment|reply|replies")


def without_insets(tree: html.HtmlElement) -> None:
    """Take out of a tree what is set into its article, let quoted messages stand, join what adverts cut apart."""
    for message in list(tree.iter("blockquote")):
        if _QUOTED.search(message.get("class") or ""):
            _unwrap(message)
    for element in [*_unseen(tree), *_articles(tree), *_links(tree)]:
        if element.getparent() is not None:
            element.drop_tree()
    for first, *others in _parts(tree):
        for other in others:
            first.extend(list(other))


def _unwrap(message: html.HtmlElement) -> None:
    """Take their classes from a quoted message and from what wraps nothing else."""
    letters, element = _letters(message), message
    for _ in range(DEEPEST_WRAP):
        for name in ("class", "id"):
            element.attrib.pop(name, None)
        element = element.getparent()
        if element is None or _letters(element, letters + WRAPPING) > letters + WRAPPING:
            return


def _letters(element: html.HtmlElement, enough: float = inf) -> int:
    """Return the number of letters in an element, or of those at its beginning where so many are enough."""
    count = 0
    for text in element.itertext("*"):
        count += len(text.strip())
        if count > enough:
            break
    return count


def _words(element: html.HtmlElement, most: int = MOST_TEASED) -> list[str]:
    """Return the words of an element; where there are more than asked for, enough of them to show it."""
    parts, count = list[str](), 0
    for text in element.itertext("*"):
        parts.append(text)
        count += text.count(" ")
        if count > WIDEST * most:
            break
    return "".join(parts).split()


def _unseen(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what is seen only under the mouse, or heard only."""
    for element in tree.iter("span", "div", "aside"):
        if _UNSEEN.search(element.get("class") or ""):
            yield element


def _articles(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the articles within an article, but for one that is most of it."""
    for outer in tree.xpath("//article[not(ancestor::article)][descendant::article]"):
        whole = _letters(outer)
        for inner in outer.xpath("descendant::article[count(ancestor::article) = 1]"):
            if _letters(inner) < LARGEST_INSET * whole:
                yield inner


# ---------------------------------------------------------------- links to other stories


def _links(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the paragraphs, items, headings and cards that are one link to another story."""
    for element in tree.iter(*_BLOCKS):
        if next(element.iter("a"), None) is not None and _is_link(element):
            yield _teased(element)
    for link in tree.iter("a"):
        if _is_card(link) and FEWEST_LINKED <= len(_words(link)) <= MOST_TEASED:
            yield link


def _is_link(block: html.HtmlElement) -> bool:
    """Say whether a block's words are those of its link, and no sentence."""
    words = _words(block)
    if not FEWEST_LINKED <= len(words) <= MOST_LINKED or _SENTENCE.search(words[-1]):
        return False
    return sum(len(_words(link)) for link in block.iter("a")) >= len(words) - 1


def _teased(heading: html.HtmlElement) -> html.HtmlElement:
    """Return the item of a list that a linked heading stands in, with the line or two about the story; else itself."""
    if heading.tag in _HEADINGS:
        for element in heading.iterancestors():
            if element.tag == "li":
                return element if len(_words(element)) <= MOST_TEASED else heading
            if element.tag not in _HOLDERS:
                break
    return heading


def _is_card(link: html.HtmlElement) -> bool:
    """Say whether a link holds blocks, or stands as one among blocks."""
    if any(inner.tag in _CARDS for inner in link.iterdescendants()):
        return True
    above, before, after = link.getparent(), link.getprevious(), link.getnext()
    if above is None or above.tag not in _HOLDERS or (link.tail or "").strip():
        return False
    lead = above.text if before is None else before.tail
    alone = all(beside is None or beside.tag in _BESIDE for beside in (before, after))
    return alone and not (lead or "").strip()


# ---------------------------------------------------------------- parts of one text


def _parts(tree: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """Return the elements of the same class that hold paragraphs of one article side by side, two or more each."""
    groups: dict[tuple[object, ...], list[html.HtmlElement]] = {}
    for paragraph in tree.iter("p"):
        holder = paragraph.getparent()
        if holder is None or not holder.get("class") or len(_words(paragraph)) < PARAGRAPH_WORDS:
            continue
        above = holder.getparent()
        root = above.getparent() if above is not None else None
        if root is None or _COMMENT.search(holder.get("class")):
            continue
        key = root, holder.tag, holder.get("class"), above.tag, above.get("class")
        groups.setdefault(key, []).append(holder)
    found = []
    for holders in groups.values():
        paragraphs = Counter(holders)
        if sum(count >= FEWEST_PARAGRAPHS for count in paragraphs.values()) > 1:
            found.append(list(paragraphs))
    return found
