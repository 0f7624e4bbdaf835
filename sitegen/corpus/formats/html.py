"""An HTML page in, one document out: its main text (by trafilatura) as lines, its head's claims as metadata.

The one idea: what a page says of itself for machines (JSON-LD, meta tags) is metadata, what it shows is text; nothing
is guessed from one for the other. Pages too large or too deep for trafilatura are read block by block instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.corpus.claims import in_greenwich, published
from sitegen.corpus.daymarks import (
    APART,
    CHANGED,
    NEAR,
    STATED,
    Mark,
    Order,
    called_published,
    day_in,
    marks,
    opening_day,
    order,
    shown,
)
from sitegen.corpus.decoding import Unreadable, damage, decoded, normalised
from sitegen.corpus.insets import without_insets
from sitegen.corpus.labels import KEY, LONGEST_CREDIT, SENTENCE_WORDS, UPDATED, plain, stated_day, words
from sitegen.corpus.lines import Line, lines
from sitegen.corpus.metadata import Field, Value, day, metadata, overlaid
from sitegen.ids import folded
from sitegen.model import Document, Metadata, Problem

if TYPE_CHECKING:
    from lxml import html

# lxml and trafilatura take a tenth of a second to load: a corpus without a page of HTML does without them.

MOST_ELEMENTS = 10_000  # trafilatura's time grows with the square of their number
DEEPEST = 200  # elements within one another
LONGEST_SCRIPT = 1_000_000  # characters of JSON-LD
MOST_NODES = 2_000  # JSON-LD objects that are looked at
MOST_ZEROS = 50  # one in so many bytes of a page may be zero
CAPTION = "Photo: "  # the word by which the lines of figures are known as captions
FULLER = 2.0  # a body in JSON-LD that is so many times longer is the whole of what the page shows in part

MICRODATA = "itemprop:datepublished"  # outside the head, where it may be another story's

# What meta tags and microdata call a field, the most trustworthy first. Names are folded to lower case.
META = {
    "title": ("citation_title", "og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "published": (
        "datepublished", "citation_publication_date", "article:published_time", "citation_date", "og:published_time",
        "og:article:published_time", "bt:pubdate",
        "citation_online_date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    ),
    "modified": ("datemodified", "article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"),
    "author": ("citation_author", "parsely-author", "sailthru.author", "dc.creator", "author", "byl"),
    "source": ("og:site_name", "citation_journal_title", "dc.publisher", "application-name", "publisher"),
    "description": ("og:description", "description", "dc.description", "twitter:description"),
    "section": ("article:section", "parsely-section"),
    "url": ("og:url", "citation_fulltext_html_url", "parsely-link"),
    "language": ("citation_language", "dc.language", "og:locale", "content-language"),
}  # fmt: skip

# Names that some systems fill with the day of publication, others with that of a change: what a page shows goes before.
DATED = (
    "sailthru.date", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created", "publish-date",
    "publication_date", "pubdate", "publishdate", "publish_date", "date",
)  # fmt: skip

# What else the systems of one house call a day of publication: "house:publishTime", "displayDate", "created_at".
_DATED_NAME = re.compile(
    r"(?:pub(?:li(?:sh(?:ed)?|cation))?|release|issued?|display|creat(?:ed?|ion))[_.:-]?(?:date|time|at|on)"
    r"|(?:published|(?:date|time)[_.:-]?(?:created|published|issued))$"
)

# Where else in the page a field is stated (XPath).
ELSEWHERE = {"url": "//link[@rel='canonical']/@href", "language": "/html/@lang"}

# Microdata that dates what it stands in, comments apart.
_DATED = (
    "//*[@itemprop='datePublished' or @itemprop='dateModified']"
    "[not(ancestor::*[contains(@itemtype, 'Comment') or contains(@class, 'comment')])]"
)

# JSON-LD's types that are articles, folded; "NewsArticle", "ReportageNewsArticle", "BlogPosting" …
_ARTICLE = re.compile(r"\w*(?:article|posting|report)", re.IGNORECASE)
_LEGIBLE = re.compile(r'"(@type|datePublished|dateModified)"\s{0,20}:\s{0,20}"([\w:.+ /-]{4,40})"')
_LINKED = ("headline", "datePublished", "dateModified", "author", "publisher", "description", "articleSection",
           "inLanguage", "url")  # fmt: skip

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_COMMENTED = "boolean(//*[contains(@class, 'omment') or contains(@id, 'omment')])"
_COMMENTS = re.compile(r"\bcomment(?!ary)|kommentar", re.IGNORECASE)
_FIGURES = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b")  # a day
# A day in a script's data: publishDate: "2026-01-05", "published_at":"2026-01-05T09:30", \\"publicationTime\\": …
_SCRIPTED = re.compile(
    r"""publi[sc]\w{1,20}\\?["']?\s{0,4}[:=,]\s{0,4}\\?["']((?:19|20)\d\d-\d\d-\d\d[\w:.+ -]{0,30})""", re.IGNORECASE
)
_SPACE = re.compile(r"[^\S\n]+")

_SILENT = frozenset(
    "script style noscript template svg math iframe object canvas select textarea button head".split()  # noqa: SIM905 — a list of words
)
_AROUND = frozenset("nav footer aside form header menu dialog".split())  # noqa: SIM905 — a list of words
_NAVIGATION = frozenset(("nav", "menu", "dialog", "footer"))
_INLINE = frozenset(
    (  # noqa: SIM905 — a list of words
        "a abbr acronym b bdi bdo big cite code data del dfn em font hi i img ins kbd label mark q ref s samp small "
        "span strike strong sub sup time tt u var wbr"
    ).split()
)

_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
BETWEEN_CELLS = " | "
STAMPS_ABOVE, STAMPS_BELOW = 16, 8  # lines of the page within which the line that dates an article stands

Read = tuple[tuple[Document, ...], tuple[Problem, ...]]


def read(path: str, data: bytes, meta: Metadata) -> Read:
    r"""Return the page's article as a whole document. Raises Unreadable where the bytes are no text.

    >>> page = b"<title>Ferry returns</title><article><p>The night ferry came back to Port Elder.</p></article>"
    >>> documents, _ = read("a.html", page, Metadata())
    >>> documents[0].text, documents[0].metadata.title
    ('The night ferry came back to Port Elder.', 'Ferry returns')
    """
    found = decoded(_without_zeros(data), _declared(data))
    tree = _tree(found.text)
    if tree is None:
        return (), (_no_text(path), *damage(path, found))
    linked = _linked_article(tree)
    marked = marks(tree, next(iter(tree.xpath(ELSEWHERE["language"])), ""))
    headings = [" ".join(element.itertext()) for element in tree.iter("h1")]
    captions = _captions(tree)
    main, guessed = _main(tree)
    metas = _metas(tree)
    own, problems = metadata(path, _claims(tree, metas, linked, guessed, marked), strict=False)
    own = overlaid(own, Metadata(title=_headline(own, tree)))
    titles = {overlaid(own, meta).title or "", *headings} - {""}
    body = _body(main, linked, titles)
    if not body:
        return (), (_no_text(path), *damage(path, found))
    told = overlaid(own, meta)
    near = {mark.day for mark in marked if mark.rank <= NEAR and mark.shown}
    claimed = _claimed(metas, linked)
    known = told.published and (told.modified in (None, told.published) or told.published in near)
    disputed = not claimed <= {told.published, *near}
    dated = () if known and not disputed else _stamps(tree, main, titles)
    if own.published and disputed and dated:
        own = replace(own, published=_confirmed(dated[0], _order(tree, own), claimed) or own.published)
    if not told.published:
        loosely = _loosely(tree, metas, marked, guessed.get("published") or "")
        claim = _of_stamps(dated, _order(tree, own), loosely) if dated else _first("published", loosely)
        day_of_it, faults = metadata(path, [Field("published", claim)] if claim else [], strict=False)
        own, problems = overlaid(own, day_of_it), (*problems, *faults)
    text = "\n\n".join((*dated, *(f"{CAPTION}{caption}" for caption in captions), *body))
    last = found.text.rstrip("\n").count("\n") + 1
    document = Document(path, text, overlaid(own, meta), whole=True, lines=(1, last))
    return (document,), (*damage(path, found), *problems)


def text_of(markup: str) -> str:
    r"""Return the text of a fragment of HTML, a blank line between blocks; scripts and styles alone are lost.

    >>> text_of("<p>It <b>rained</b>.</p><ul><li>All day</ul>")
    'It rained.\n\n- All day'
    """
    tree = _tree(f"<div>{markup}</div>")
    return "" if tree is None else "\n\n".join(_lines(tree, _SILENT))


def _without_zeros(data: bytes) -> bytes:
    """Return a page's bytes without the zeros that a template let slip in; UTF-16's, every other one, stay."""
    return data.replace(b"\0", b"") if 0 < data.count(b"\0") * MOST_ZEROS < len(data) else data


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _tree(text: str) -> html.HtmlElement | None:
    """Parse a page; None where it is empty. Raises Unreadable where the parser gave up, and lost what follows."""
    from lxml import etree, html  # noqa: PLC0415 - see above

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        tree = html.document_fromstring(_XML.sub("", text, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        hint = "Save the text of the article alone."
        raise Unreadable("document-too-deep", "the page's elements stand too deep within one another.", hint)
    return tree


def _no_text(path: str) -> Problem:
    hint = "It may have been made by a script: save the page as the browser shows it."
    return Problem(path, 0, 0, "no-text", "warning", "the page holds no article; it is left out.", hint)


# ---------------------------------------------------------------- the text


def _main(tree: html.HtmlElement) -> tuple[list[str], Mapping[str, Any]]:
    """Return the lines of the main text, and what trafilatura makes of the head."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - see above

    if not _is_modest(tree):
        return list(_lines(tree, _SILENT | _AROUND)), {}
    without_insets(tree)
    dates = {"extensive_search": False, "original_date": True, "min_date": "1800-01-01", "max_date": "2200-01-01"}
    found: Any = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if found is None or not (found.text or "").strip():
        return list(_lines(tree, _SILENT | _AROUND)), {}
    guessed = {"published": found.date, "author": found.author, "source": found.sitename, "title": found.title}
    return list(_lines(found.body, frozenset())), guessed


def _is_modest(tree: html.HtmlElement) -> bool:
    """Tell whether the tree is small and flat enough for trafilatura."""
    from lxml import etree  # noqa: PLC0415 - see above

    depth = 0
    for count, (event, _) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST or count > 2 * MOST_ELEMENTS:
            return False
    return True


def _lines(tree: html.HtmlElement, silent: frozenset[str], apart: re.Pattern[str] | None = None) -> Iterator[str]:
    """Yield the blocks' text, one line a block, in one pass; items begin with "- ".

    Silent are elements of some tags, and those whose class or id ``apart`` matches.
    """
    from lxml import etree  # noqa: PLC0415 - see above

    parts: list[str] = []
    prefix, hushed, flat = "", 0, False
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hushed += (tag in silent or (apart is not None and _is_called(element, apart))) * (
            1 if event == "start" else -1
        )
        if tag in _ROWS and event == "start":
            flat = _is_flat(element)
        if tag in _CELLS and flat:
            parts.append(BETWEEN_CELLS if event == "start" and parts else "")
        elif tag not in _INLINE:
            yield from _flushed(parts, prefix)
            prefix = "- " if event == "start" and tag in {"li", "item"} else "" if parts or event == "end" else prefix
            parts = []
        words = element.text if event == "start" else element.tail
        if words and not hushed:
            if parts and words[0].isdigit() and _runs_into(parts[-1][-1:], words):
                parts.append(" ")  # a day and an hour, or a name and a day, in elements of their own
            parts.append(words)
    yield from _flushed(parts, prefix)


def _is_called(element: html.HtmlElement, name: re.Pattern[str]) -> bool:
    given = element.get("class"), element.get("id")
    return any(name.search(called) is not None for called in given if called) and element.tag != "body"


def _runs_into(end: str, words: str) -> bool:
    """Say whether a number that begins an element reads as one word with what stands before it."""
    return end.isdigit() or (end.isalpha() and _FIGURES.match(words) is not None)


def _is_flat(row: html.HtmlElement) -> bool:
    """Say whether a table's row holds words alone, and no blocks: it is one line then."""
    return all(inner.tag in _INLINE for cell in row for inner in cell)


def _flushed(parts: Iterable[str], prefix: str) -> Iterator[str]:
    text = _SPACE.sub(" ", normalised("".join(parts)).replace("\n", " ")).strip()
    if text:
        yield prefix + text


def _body(main: list[str], linked: Mapping[str, Any], titles: set[str]) -> list[str]:
    """Return the main text's lines, the headline apart; JSON-LD's body where the page shows but a part of it."""
    whole = linked.get("articleBody")
    if isinstance(whole, str) and len(whole) > FULLER * sum(map(len, main)):
        text = text_of(whole) if "<p" in whole else normalised(whole)
        main = [line.strip() for line in text.split("\n") if line.strip()]
    if len(main) > 1 and folded(main[0]) in map(folded, titles):
        return main[1:]
    return main


def _captions(tree: html.HtmlElement) -> list[str]:
    """Take the captions of figures out of the tree and return them, each once."""
    captions: dict[str, None] = {}
    for element in tree.xpath("//figcaption[not(.//h1 or .//h2)] | //*[contains(@class, 'wp-caption-text')]"):
        caption = dict.fromkeys(_flushed(element.itertext(), ""))
        if sum(map(len, caption)) <= LONGEST_CREDIT:
            captions.update(caption)
            element.drop_tree()
    return list(captions)


def _stamps(tree: html.HtmlElement, main: Sequence[str], titles: Iterable[str]) -> tuple[str, ...]:
    """Return the words that state an article's day, in a short line near its prose or its title on the page.

    The days of comments count where the page shows no other: in a forum all is comments.
    """
    prose = {plain(line)[:KEY] for line in main if words(line) >= SENTENCE_WORDS}
    headings = {plain(title)[:KEY] for title in titles}
    for apart in (_COMMENTS, None) if tree.xpath(_COMMENTED) else (None,):
        shown = lines("\n\n".join(_lines(tree, _SILENT | _NAVIGATION, apart)))
        if found := _stamp(shown, prose, headings):
            return (found,)
    return ()


def _stamp(shown: Sequence[Line], prose: Collection[str], headings: Collection[str]) -> str | None:
    """Return the words that state the day of the article whose prose and headings are among a page's lines."""
    keys = [plain(line.text)[:KEY] for line in shown]
    told = [index for index, key in enumerate(keys) if key in prose]
    headed = [index for index, key in enumerate(keys) if key in headings]
    near = [
        *(index for first in (*told[:1], *headed[:1]) for index in _around(first)),
        *(index for last in told[-1:] for index in range(last + 1, last + STAMPS_BELOW)),
    ]
    stated = {index: found for index in near if 0 <= index < len(shown) and (found := stated_day(shown[index]))}
    opening = opening_day(shown[told[0]].text) if told else None
    if opening and all(index > told[0] for index in stated):
        return opening
    days = sorted(list(stated.values())[:2], key=lambda found: UPDATED.match(found.lower()) is not None)
    return next(iter(days), None) or opening or called_published(line.text for line in shown)


def _around(line: int) -> Iterator[int]:
    """Yield the places above a line, from there upwards, then those shortly below."""
    yield from range(line - 1, line - STAMPS_ABOVE, -1)
    yield from range(line + 1, line + STAMPS_BELOW)


# ---------------------------------------------------------------- the head


def _claims(
    tree: html.HtmlElement,
    metas: Mapping[str, str],
    linked: Mapping[str, Any],
    guessed: Mapping[str, Any],
    marked: Sequence[Mark],
) -> Iterator[Field]:
    """Yield one field for each thing that the page says of itself: JSON-LD first, then meta tags, then guesses."""
    linked_fields = {KEYS_OF[key]: _linked_value(linked[key]) for key in _LINKED if linked.get(key)}
    for name, tags in META.items():
        claims = [linked_fields.get(name, ""), *(metas.get(tag, "") for tag in tags)]
        claims += tree.xpath(ELSEWHERE[name]) if name in ELSEWHERE else ()
        if name != "published":
            claims = [claim for claim in claims if claim] or [guessed.get(name) or ""]
        if name == "published":
            claims = _of_the_day(claims, metas, marked, _addresses(tree, metas), linked_fields.get("modified", ""))
        if chosen := _first(name, [claim for claim in claims if claim]):
            yield Field(name, chosen)


def _of_the_day(
    claims: Sequence[Value], metas: Mapping[str, str], marked: Sequence[Mark], addresses: Sequence[str], changed: Value
) -> list[Value]:
    """Return the claims to the day of publication, before them the day that they, marks and addresses speak for."""
    said = [claim for claim in claims if isinstance(claim, str) and claim]
    near = [mark.words if _is_date(mark.words) else mark.day for mark in marked[:1] if mark.rank <= NEAR]
    micro = [metas[MICRODATA]] if MICRODATA in metas else []
    others = [metas.get(name, "") for name in (*DATED, *META["modified"])]
    others += [changed] if isinstance(changed, str) else []
    stated = any(mark.rank == STATED for mark in marked[:1])
    firm = stated or not (claims[0] or "datepublished" in metas)
    besides = [*said, *micro, *others]
    return [published([*said, *near, *micro], addresses, shown(marked), besides, firm=firm) or "", *said]


def _claimed(metas: Mapping[str, str], linked: Mapping[str, Any]) -> set[str]:
    """Return all days that the head claims as that of publication, or as either that or the day of a change."""
    names = (*META["published"], *DATED)
    said = [linked.get("datePublished"), *(metas.get(name) for name in names)]
    exact = (claim for claim in said if isinstance(claim, str) and _is_date(claim) and not in_greenwich(claim))
    return {day(claim) for claim in exact}


def _confirmed(stamp: str, first: Order | None, claimed: Collection[str]) -> str | None:
    """Return the day that the page's words state where the head claims it too, besides others."""
    stated = None if UPDATED.match(stamp.lower()) else day_in(stamp, first)
    return stated if stated in claimed else None


def _loosely(tree: html.HtmlElement, metas: Mapping[str, str], marked: Sequence[Mark], guess: str) -> list[Value]:
    """Return the claims of names of either meaning, of marks that say "updated" or stand apart, and a guess."""
    said = [metas[name] for name in DATED if name in metas]
    said += [claim for name, claim in metas.items() if _DATED_NAME.search(name) and _is_date(claim)]
    changed, apart = ([mark.day for mark in marked if mark.rank == rank][:1] for rank in (CHANGED, APART))
    guesses = [] if said else [*_scripted(tree), guess]
    return [claim for claim in (published([*said, *changed, *guesses, *apart], ()), *said) if claim]


def _scripted(tree: html.HtmlElement) -> list[str]:
    """Return the one day that a page's scripts call that of its publication; nothing where they name several."""
    sources = (script.text or "" for script in tree.iter("script"))
    claims = [claim for source in sources if len(source) <= LONGEST_SCRIPT for claim in _SCRIPTED.findall(source)]
    return claims[:1] if len({day(claim) for claim in claims if _is_date(claim)}) == 1 else []


def _of_stamps(stamps: Iterable[str], first: Order | None, claims: Sequence[Value]) -> str | None:
    """Return the day that the page's words state; of 5/1/2026, the one that a claim is for, None without one."""
    either = [day_in(stamp, other) for stamp in stamps for other in ("day", "month")]
    shown = next((found for stamp in stamps if (found := day_in(stamp, first))), None)
    return shown or next((claim for claim in claims if isinstance(claim, str) and claim in either), None)


def _order(tree: html.HtmlElement, own: Metadata) -> Order | None:
    """Return which comes first in days written in figures, day or month."""
    return order(tree.itertext("*"), own.language or "")


def _addresses(tree: html.HtmlElement, metas: Mapping[str, str]) -> tuple[str, ...]:
    """Return the page's own addresses."""
    return (*tree.xpath(ELSEWHERE["url"]), *(metas.get(tag, "") for tag in META["url"]))


KEYS_OF = {
    "headline": "title", "datePublished": "published", "dateModified": "modified", "author": "author",
    "publisher": "source", "description": "description", "articleSection": "section", "inLanguage": "language",
    "url": "url",
}  # fmt: skip


def _first(name: str, claims: list[Value]) -> Value:
    """Return the first claim that can be so; the first of all where none can, for the problem to name."""
    if name in {"published", "modified"}:
        return next((claim for claim in claims if isinstance(claim, str) and _is_date(claim)), next(iter(claims), ""))
    if name == "url":
        return next((claim for claim in claims if isinstance(claim, str) and claim.startswith("http")), "")
    if name == "author":
        return next((claim for claim in claims if not (isinstance(claim, str) and claim.startswith("http"))), "")
    if name == "language":
        return next((claim for claim in claims if isinstance(claim, str) and len(claim) <= len("xx-Xxxx-XX")), "")
    return next(iter(claims), "")


def _is_date(text: str) -> bool:
    try:
        day(text)
    except ValueError:
        return False
    return True


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """Return the content of meta tags and of dated microdata by their lower-cased names, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content and (name != "datePublished" or element.getparent().tag == "head"):
            found.setdefault(name.strip().lower(), content)
    for element in tree.xpath(_DATED):
        stated = element.get("datetime") or element.get("content") or ""
        name = MICRODATA if element.get("itemprop") == "datePublished" else "datemodified"
        if stated.strip():
            found.setdefault(name, stated.strip())
    for element in tree.xpath("//time[@pubdate][@datetime]"):
        found.setdefault(MICRODATA, element.get("datetime").strip())
    return found


def _headline(own: Metadata, tree: html.HtmlElement) -> str | None:
    """Return the title, the site's name taken off its end."""
    titles = (own.title, *(" ".join(element.itertext()) for element in tree.iter("h1", "title")))
    title = next((" ".join(title.split()) for title in titles if title and title.strip()), None)
    if title is None or not own.source:
        return title
    shorter = re.sub(rf"\s+[|–—·:»-]+\s+{re.escape(own.source)}\s*$", "", title, flags=re.IGNORECASE)
    return shorter or title


def _linked_article(tree: html.HtmlElement) -> Mapping[str, Any]:
    """Return the JSON-LD object that is the article, or an empty one."""
    for script in tree.iter("script"):
        source = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(source) > LONGEST_SCRIPT:
            continue
        try:
            loaded = json.loads(source, strict=False, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            loaded = _of_broken(source)
        for node in _nodes(loaded):
            if any(_ARTICLE.fullmatch(kind) for kind in _types(node)):
                return node
    return {}


def _of_broken(source: str) -> Mapping[str, str]:
    """Return the types and days that can still be read where a brace or a quotation mark too many breaks JSON-LD."""
    found: dict[str, str] = {}
    for key, value in _LEGIBLE.findall(source):
        if key != "@type" or _ARTICLE.fullmatch(value):
            found.setdefault(key, value)
    return found


def _nodes(loaded: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD from the outside in, up to a number."""
    queue = [loaded]
    for index in range(MOST_NODES):
        if index >= len(queue):
            return
        node = queue[index]
        if isinstance(node, dict):
            yield node
            queue += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        elif isinstance(node, list):
            queue += node


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _linked_value(value: object) -> Value:
    """Return JSON-LD's value as text: a name for an object, names joined for a list."""
    if isinstance(value, dict):
        return _linked_value(value.get("name") or value.get("alternateName") or "")
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(str(text) for item in value[:20] if (text := _linked_value(item))))
    return value if isinstance(value, str) else ""
