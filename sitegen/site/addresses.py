"""Site paths in, links out: relative to the page they stand on, so that a site works under any path."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

Links = Literal["pretty", "index"]
INDEX = "index.html"
SAFE = "/-._~!$&'()*+,;=@%?"  # besides letters and digits, what stands in a path as it is
_PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(SAFE)}]*").fullmatch
_SCHEME = re.compile(r"[\x00-\x20\\]|//|[A-Za-z][A-Za-z0-9+.-]*:")


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


# ---------------------------------------------------------------- links as pages bear them


@lru_cache(maxsize=65536)
def external(url: str) -> str:
    """Return an address away from the site; empty unless it is a web address.

    >>> external("https://courier.example/"), external("javascript:alert(1)"), external("")
    ('https://courier.example/', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"]", url) else ""


@lru_cache(maxsize=65536)
def target(url: str, links: Links = "pretty") -> tuple[str, str] | None:
    """Return path and fragment of a site path as they stand in a link, the path percent-encoded where it must be.

    None for what has a scheme: it leads away, if anywhere.

    >>> target("entities/łódź/#names"), target("", "index"), target("https://courier.example/")
    (('entities/%C5%82%C3%B3d%C5%BA/', '#names'), ('index.html', ''), None)
    """
    if _SCHEME.match(url):
        return None
    path, mark, fragment = url.partition("#")
    ending = INDEX if links == "index" and (not path or path.endswith("/")) else ""
    return (path if _PLAIN(path) else quote(path, safe=SAFE)) + ending, mark + fragment


def address(url: str, here: str, up: str, links: Links = "pretty") -> str:
    """Return the link to a site path from the page ``here``, from which ``up`` leads to the root of the site.

    Addresses with a scheme stay if they are web addresses; others (``javascript:``) come out empty.

    >>> address("topics/iraq/#timeline", "articles/a-1/", "../../"), address("articles/a-1/#s-1", "articles/a-1/", "")
    ('../../topics/iraq/#timeline', '#s-1')
    >>> address("", "", "", "index"), address("javascript:alert(1)", "", "")
    ('index.html', '')
    """
    found = target(url, links)
    if found is None:
        return external(url)
    path, fragment = found
    if fragment and url.startswith(f"{here}#"):
        return fragment
    return (up + path or "./") + fragment
