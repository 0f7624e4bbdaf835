"""What static hosts take, and what a site would exceed of it. Limits as the hosts gave them in November 2026."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

GIB, MIB = 1 << 30, 1 << 20


@dataclass(frozen=True, slots=True)
class Size:
    """A site's size: files, folders, bytes, bytes of the largest file, most files in one folder, and that folder."""

    files: int = 0
    folders: int = 0
    bytes: int = 0
    largest: int = 0
    crowd: int = 0
    crowded: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """The limits of a host, 0 where it has none: files; files and folders; bytes; bytes a file; files a folder."""

    name: str
    files: int = 0
    entries: int = 0
    bytes: int = 0
    largest: int = 0
    crowd: int = 0


HOSTS: Mapping[str, Host] = MappingProxyType(
    {
        "cloudflare-pages": Host("Cloudflare Pages", files=20_000, largest=25 * MIB),
        "cloudflare-pages-paid": Host("Cloudflare Pages (paid)", files=100_000, largest=25 * MIB),
        "github-pages": Host("GitHub Pages", bytes=GIB, largest=100 * MIB),
        "gitlab-pages": Host("GitLab Pages", entries=200_000, bytes=GIB),
        "netlify": Host("Netlify", crowd=54_000),
    }
)


def excess(size: Size, host: str) -> Iterator[str]:
    """Yield what a site has more of than its host takes, in words; nothing for a host that isn't named.

    >>> list(excess(Size(files=20_001), "cloudflare-pages"))
    ['20,001 files, and Cloudflare Pages takes 20,000']
    """
    limit = HOSTS.get(host, Host(""))
    for found, most, words in (
        (size.files, limit.files, "{} files"),
        (size.files + size.folders, limit.entries, "{} files and folders"),
        (size.bytes, limit.bytes, "{} bytes"),
        (size.largest, limit.largest, "a file of {} bytes"),
        (size.crowd, limit.crowd, f"{{}} files in the folder {size.crowded}"),
    ):
        if most and found > most:
            yield f"{words.format(f'{found:,}')}, and {limit.name} takes {most:,}"


def said(size: Size) -> str:
    """Return a site's size in words for a terminal.

    >>> said(Size(files=3, bytes=5_000_000, crowd=2, crowded="data/"))
    '3 files, 5.0 MB; most in one folder: 2 in data/'
    """
    crowd = f"; most in one folder: {size.crowd:,} in {size.crowded or './'}" if size.crowd else ""
    return f"{size.files:,} files, {size.bytes / 1e6:,.1f} MB{crowd}"
