"""Jobs in, staged files out: what a worker does with a chunk of pages. A page is rendered only where its view moved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from sitegen.archive.queries import Archive
from sitegen.model import Content
from sitegen.site import data, pages, records, views
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.render import Renderer

Known = Mapping[str, tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Setting:
    """All that making a file depends on besides its key. ``version`` is a digest of code and templates."""

    archive: str
    content: Content
    templates: str
    staging: str
    version: str
    private: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made or found unchanged: digests of its view and bytes, size in bytes, and what lists need of it.

    ``staged`` is false where the view hadn't moved and nothing was rendered. ``lists`` are address and last change for
    sitemaps; ``what`` and ``rows`` describe a data file; ``record`` is what search finds it by, as MessagePack, and
    empty for what search doesn't list.
    """

    path: str
    view: str
    digest: str
    size: int
    staged: bool
    lists: tuple[str, str | None] | None = None
    what: str = ""
    rows: int = 0
    record: bytes = b""


def site(content: Content, *, private: bool) -> views.Site:
    """Return what is the same on every page."""
    settings = content.settings
    return views.Site(
        title=settings.title,
        tagline=settings.tagline,
        description=settings.description,
        language=settings.language,
        base_url=settings.base_url,
        contact=settings.contact,
        private=private,
        pages=tuple(views.Link(page.title, f"{page.id}/") for page in content.pages),
    )


@lru_cache(maxsize=1)
def _tools(setting: Setting) -> tuple[Context, Renderer]:
    """Open what a worker needs for a build; kept from one chunk to the next."""
    renderer = Renderer(
        Path(setting.templates), setting.content.settings, site(setting.content, private=setting.private)
    )
    archive = Archive(Path(setting.archive))
    return Context(archive, setting.content, renderer.wording, private=setting.private), renderer


def forget() -> None:
    """Close what was opened for the last build in this process."""
    if _tools.cache_info().currsize:
        _tools.cache_clear()


def plan(setting: Setting) -> tuple[pages.Job, ...]:
    """Return every file to make."""
    context, _ = _tools(setting)
    return pages.jobs(context)


def produce(chunk: Sequence[pages.Job], setting: Setting, known: Known) -> list[Made]:
    """Make a chunk of files. ``known`` holds view digest, digest and size of files of the last build, by path."""
    context, renderer = _tools(setting)
    return [_file(context, renderer, job, setting, known) for job in chunk]


def _file(
    context: Context,
    renderer: Renderer,
    job: pages.Job,
    setting: Setting,
    known: Known,
) -> Made:
    made = pages.make(context, job)
    path = pages.path(job, made)
    if isinstance(made, Data):
        return raw(setting, path, made, known)
    view = hashlib.blake2b(msgspec.msgpack.encode((setting.version, job.kind, made)), digest_size=16).hexdigest()
    listed = None if made.head.noindex else (made.head.url, made.head.modified)
    found = records.record(context, made)
    record = msgspec.msgpack.encode(found) if found else b""
    if (old := known.get(path)) and old[0] == view:
        return Made(path, view, old[1], old[2], staged=False, lists=listed, record=record)
    content = renderer.page(made).encode()
    digest = hashlib.sha256(content).hexdigest()
    same = old is not None and old[1] == digest
    if not same:
        _stage(setting, path, content)
    return Made(path, view, digest, len(content), staged=not same, lists=listed, record=record)


def raw(setting: Setting, path: str, made: Data, known: Known) -> Made:
    """Make a file from bytes, staged only where they changed."""
    digest = hashlib.sha256(made.content).hexdigest()
    same = path in known and known[path][1] == digest
    if not same:
        _stage(setting, path, made.content)
    return Made(path, digest, digest, len(made.content), not same, what=made.what, rows=made.rows)


def assets(setting: Setting, known: Known) -> list[Made]:
    """Make the files that pages need: stylesheet, scripts, icon."""
    _, renderer = _tools(setting)
    return [raw(setting, path, Data(content), known) for path, content in renderer.assets()]


def data_page(setting: Setting, files: Sequence[tuple[str, str, int]], known: Known) -> Made:
    """Make the page that lists the open data."""
    context, renderer = _tools(setting)
    return raw(setting, "data/index.html", Data(renderer.page(data.page(context, files)).encode()), known)


def _stage(setting: Setting, path: str, content: bytes) -> None:
    target = Path(setting.staging) / path
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
