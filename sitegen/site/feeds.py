"""Atom (RFC 4287) and JSON Feed 1.1 of the site and of each topic, sitemaps, robots.txt: bytes without a clock.

A publication date is given only where metadata or the article itself states it; ``updated`` is the day by which an
article is filed, or on which it was retrieved.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from html import escape as escaped

from sitegen.ids import folded
from sitegen.site.addresses import absolute, relative
from sitegen.site.article_page import EXACT
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.wording import when

ENTRIES = 30
SUMMARY_LENGTH = 280
NEVER = "1970-01-01"  # of a feed that has no entry yet: the element must be there
SITEMAP_LIMIT = 2_000  # addresses of one file; above, it is cut so that an update rewrites little

escape = partial(escaped, quote=False)


def _entries(context: Context, articles: Iterable[str]) -> list[tuple[str, str]]:
    """Return the newest articles that are filed under a day, with that day."""
    rows = [(row.day, row.id) for row in (context.archive.row(one) for one in articles) if row.day]
    return [(article, day) for day, article in sorted(rows, reverse=True)[:ENTRIES]]


def _summary(context: Context, article: str) -> str:
    filed = context.archive.filed(article)
    digest = filed.article.metadata.digest_of
    ours = context.say("Digest by this archive of {outlet}.", outlet=digest.outlet) if digest else ""
    text = " ".join(filed.article.text[: filed.lead].split())
    cut = text if len(text) <= SUMMARY_LENGTH else text[:SUMMARY_LENGTH].rpartition(" ")[0] + " …"
    if filed.dating.basis in EXACT and filed.dating.edtf == filed.dating.day:
        return f"{ours} {cut}".strip()
    dated = context.say("Reported {date}.", date=when(filed.dating.edtf, context.wording))
    return " ".join(filter(None, (ours, dated, cut)))


def _exact(context: Context, article: str) -> str | None:
    row = context.archive.row(article)
    return row.day if row.basis in EXACT and row.edtf == row.day and not row.digest else None


def _site_id(context: Context, url: str) -> str:
    """Return an address for good: the page's own where a base URL is set, else a tag (RFC 4151) made from the title."""
    name = folded(context.settings.title).replace(" ", "-") or "archive"
    return absolute(url, context.settings.base_url, context.settings.links) or f"tag:{name}.invalid,2000:{url or '/'}"


def _link(context: Context, url: str, feed: str) -> str:
    return absolute(url, context.settings.base_url, context.settings.links) or relative(
        url, feed, context.settings.links
    )


def _scope(context: Context, topic: str) -> tuple[str, str, str, Sequence[str]]:
    """Return folder, title, description and articles of a feed: of a topic, or of the whole site."""
    if topic:
        known = context.topics[topic]
        title = f"{known.title} · {context.settings.title}"
        return f"topics/{topic}/", title, known.summary, context.archive.latest(ENTRIES, topic)
    settings = context.settings
    return "", settings.title, settings.description or settings.tagline, context.archive.latest(ENTRIES)


def atom(context: Context, topic: str) -> Data:
    """Return the Atom feed of a topic, or of the site for an empty key."""
    folder, title, description, articles = _scope(context, topic)
    feed = f"{folder}feed.xml"
    entries = _entries(context, articles)
    changed = context.topics[topic].changed if topic else None
    updated = entries[0][1] if entries else (changed or NEVER)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(context.settings.language)}">\n',
        f"<id>{escape(_site_id(context, folder))}</id>\n<title>{escape(_clean(title))}</title>\n",
        f"<subtitle>{escape(_clean(description))}</subtitle>\n<updated>{updated}T00:00:00Z</updated>\n",
        f"<author><name>{escape(_clean(context.settings.title))}</name></author>\n",
        f'<link rel="alternate" type="text/html" href="{escaped(_link(context, folder, feed))}"/>\n',
        f'<link rel="self" type="application/atom+xml" href="{escaped(_link(context, feed, feed))}"/>\n',
        *(_atom_entry(context, article, day, feed) for article, day in entries),
        "</feed>\n",
    ]
    return Data("".join(parts).encode())


def _atom_entry(context: Context, article: str, day: str, feed: str) -> str:
    row, exact, url = context.archive.row(article), _exact(context, article), f"articles/{article}/"
    published = f"<published>{exact}T00:00:00Z</published>\n" if exact else ""
    topics = "".join(f'<category term="{escaped(topic)}"/>\n' for topic in row.topics)
    return (
        f"<entry>\n<id>{escape(_site_id(context, url))}</id>\n<title>{escape(_clean(row.title))}</title>\n"
        f'<link rel="alternate" type="text/html" href="{escaped(_link(context, url, feed))}"/>\n'
        f"<updated>{day}T00:00:00Z</updated>\n{published}{topics}"
        f"<summary>{escape(_clean(_summary(context, article)))}</summary>\n</entry>\n"
    )


def _clean(text: str) -> str:
    """Leave out what XML 1.0 can't hold."""
    return "".join(char for char in text if (char >= " " and char not in "\ufffe\uffff") or char in "\t\n")


def json_feed(context: Context, topic: str) -> Data:
    """Return the JSON Feed of a topic, or of the site for an empty key."""
    folder, title, description, articles = _scope(context, topic)
    feed = f"{folder}feed.json"
    items = []
    for article, _ in _entries(context, articles):
        row, exact, url = context.archive.row(article), _exact(context, article), f"articles/{article}/"
        item = {
            "id": _site_id(context, url),
            "url": _link(context, url, feed),
            "title": row.title,
            "content_text": _summary(context, article),
            "language": row.language,
            "tags": row.topics,
        }
        items.append({**item, **({"date_published": f"{exact}T00:00:00Z"} if exact else {})})
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": description,
        "language": context.settings.language,
        "home_page_url": _link(context, folder, feed),
        "feed_url": _link(context, feed, feed),
        "items": items,
    }
    return Data((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())


# ---------------------------------------------------------------- sitemaps and robots


def sitemap_paths(parts: Sequence[tuple[str, int, str | None]]) -> dict[str, str | None]:
    """Return the files of a sitemap, each with the part that it lists: one file up to SITEMAP_LIMIT addresses.

    ``parts`` are name, number of addresses, latest change. Above, ``sitemap.xml`` (None) is an index of the others.
    """
    if sum(count for _, count, _ in parts) <= SITEMAP_LIMIT:
        return {"sitemap.xml": None}
    return {"sitemap.xml": None, **{f"sitemaps/{name}.xml": name for name, _, _ in parts}}


def sitemap_index(base_url: str, parts: Sequence[tuple[str, int, str | None]]) -> bytes:
    """Return the index of a sitemap in parts."""
    rows = "".join(
        f"<sitemap><loc>{escape(f'{base_url}sitemaps/{name}.xml')}</loc>{_lastmod(last)}</sitemap>\n"
        for name, _, last in parts
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    return f"{head}{rows}</sitemapindex>\n".encode()


def sitemap(base_url: str, links: str, pages: Iterable[tuple[str, str | None]]) -> bytes:
    """Return a sitemap of site paths with the days of their last change."""
    rows = "".join(
        f"<url><loc>{escape(absolute(url, base_url, links))}</loc>{_lastmod(day)}</url>\n"  # type: ignore[arg-type]
        for url, day in pages
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()


def _lastmod(day: str | None) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def robots(base_url: str, *, private: bool) -> bytes:
    """Return robots.txt: everything is welcome, except on the editor's private view."""
    if private:
        return b"User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {base_url}sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
