"""Site paths in, links out: relative to the page they stand on, so that a site works under any path."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import Literal

Links = Literal["pretty", "index"]
INDEX = "index.html"


def file_of(url: str) -> str:
    """Return the file that answers a site path.

    >>> file_of("topics/"), file_of(""), file_of("feed.xml")
    ('topics/index.html', 'index.html', 'feed.xml')
    """
    return f"{url}{INDEX}" if not url or url.endswith("/") else url


def relative(url: str, page: str, links: Links = "pretty") -> str:
    """Return the link from one site path to another, with its fragment.

    >>> relative("topics/iraq/#timeline", "articles/a-1/")
    '../../topics/iraq/#timeline'
    >>> relative("topics/iraq/#timeline", "topics/iraq/"), relative("", "topics/iraq/")
    ('#timeline', '../../')
    >>> relative("topics/", "", "index")
    'topics/index.html'
    """
    path, mark, fragment = url.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    return _relative(path, page, links) + mark + fragment


@lru_cache(maxsize=100_000)
def _relative(path: str, page: str, links: Links) -> str:
    folder = page.rpartition("/")[0] or "."
    target = posixpath.relpath(path or ".", folder)
    if path and not path.endswith("/"):
        return target
    if links == "index":
        return INDEX if target == "." else f"{target}/{INDEX}"
    return "./" if target == "." else f"{target}/"


def absolute(url: str, base_url: str, links: Links = "pretty") -> str:
    """Return the full address of a site path; empty where no base URL is set.

    >>> absolute("topics/", "https://archive.example/news/")
    'https://archive.example/news/topics/'
    """
    if not base_url:
        return ""
    path, mark, fragment = url.partition("#")
    return base_url + (file_of(path) if links == "index" else path) + mark + fragment
