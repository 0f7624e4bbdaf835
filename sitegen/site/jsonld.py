"""Structured data (schema.org, JSON-LD) for the head of a page, safe inside a script element."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from sitegen.model import Entity, Filed
from sitegen.site import views
from sitegen.site.addresses import absolute
from sitegen.site.context import Context

SCHEMA_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
Thing = dict[str, object]


def kept(thing: Thing) -> Thing:
    """Return the thing without its empty values."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], ())}


def dumped(thing: Thing) -> str:
    """Return the thing as JSON that can't end a script element; empty values are left out."""
    text = msgspec.json.encode({"@context": "https://schema.org", **kept(thing)}).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def with_ld(context: Context, head: views.Head, thing: Thing) -> views.Head:
    """Return a head with its structured data, the way to the page included where addresses are known."""
    crumbs = [
        {
            "@type": "ListItem",
            "position": place,
            "name": crumb.text,
            "item": absolute(crumb.url, context.settings.base_url, context.settings.links),
        }
        for place, crumb in enumerate(head.crumbs, 1)
    ]
    if not context.settings.base_url or not crumbs:
        return replace(head, json_ld=dumped(thing))
    trail = {"@type": "BreadcrumbList", "itemListElement": crumbs}
    return replace(head, json_ld=dumped({"@graph": [kept(thing), trail]}))


def page_ld(context: Context, head: views.Head, **more: object) -> Thing:
    """Describe a page of the site."""
    return {
        "@type": "CollectionPage",
        "name": head.title,
        "description": head.description,
        "url": head.canonical,
        "inLanguage": context.settings.language,
        "dateModified": head.modified,
        "isPartOf": {"@type": "WebSite", "name": context.settings.title},
        **more,
    }


def article_ld(context: Context, filed: Filed, exact: str | None) -> Thing:
    """Describe an article; its date only where metadata or the article itself states it."""
    source = context.source_link(filed.source).text
    digest = filed.article.metadata.digest_of
    url = absolute(f"articles/{filed.id}/", context.settings.base_url, context.settings.links)
    original: Thing = {
        "@type": "NewsArticle",
        "headline": digest.title if digest else "",
        "publisher": {"@type": "Organization", "name": digest.outlet if digest else ""},
        "datePublished": exact,
    }
    return {
        "@type": "Article",
        "headline": filed.title,
        "url": url,
        "inLanguage": filed.article.language,
        "datePublished": None if digest else exact,
        "author": {"@type": "Organization", "name": source} if source else None,
        "isBasedOn": kept(original) if digest else filed.article.metadata.url,
    }


def entity_ld(context: Context, entity: Entity) -> Thing:
    """Describe a person, organisation or place."""
    geo = {"@type": "GeoCoordinates", "latitude": entity.latitude, "longitude": entity.longitude}
    return {
        "@type": SCHEMA_TYPES[entity.kind],
        "name": entity.name,
        "alternateName": [alias.text for alias in entity.own_aliases if not alias.ambiguous],
        "description": entity.description,
        "url": absolute(f"entities/{entity.id}/", context.settings.base_url, context.settings.links),
        "sameAs": f"https://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
        "geo": geo if entity.latitude is not None else None,
    }
