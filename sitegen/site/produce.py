"""Jobs in, staged files out: what a worker does with a chunk of pages. A page is rendered only where its view moved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.archive.queries import Archive
from sitegen.archive.store import Published
from sitegen.model import Content
from sitegen.site import data, pages, views
from sitegen.site.context import Context
from sitegen.site.data import Data
from sitegen.site.pages import BY_NAME, Job
from sitegen.site.render import Renderer


@dataclass(frozen=True, slots=True)
class Setting:
    """All that making a file depends on besides its key and the archive.

    ``version`` is a digest of code and settings, ``theme`` one of all templates, ``versions`` one for each kind.
    ``certain`` says that the keys of all jobs exist, ``first`` that no earlier build made any file.
    """

    archive: str
    templates: str
    theme: str
    staging: str
    compiled: str
    version: str
    versions: Mapping[str, str]
    private: bool
    certain: bool
    first: bool = False


class Made(NamedTuple):
    """A file that was made, or found unchanged and so not ``staged``; with no path: its key is no more."""

    job: Job
    file: Published | None
    staged: bool


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
def _renderer(templates: str, _theme: str, compiled: str, settings: bytes, private: bool) -> Renderer:  # noqa: FBT001 — a cache's key
    content = msgspec.msgpack.decode(settings, type=Content)
    return Renderer(Path(templates), content.settings, site(content, private=private), Path(compiled))


class Tools:
    """What a worker needs for one build: the archive, the content, the renderer."""

    def __init__(self, setting: Setting) -> None:
        self.archive = Archive(Path(setting.archive))
        content = self.archive.content()
        frame = Content(content.settings, pages=content.pages)
        settings = msgspec.msgpack.encode(frame)
        self.renderer = _renderer(setting.templates, setting.theme, setting.compiled, settings, setting.private)
        self.context = Context(self.archive, content, self.renderer.wording, private=setting.private)

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()


_open: dict[Setting | str, Tools] = {}


def tools(setting: Setting) -> Tools:
    """Return what a worker needs, kept from one chunk of a build to the next."""
    key = f"{setting.archive}\n{setting.version}\n{setting.staging}"
    if key not in _open:
        forget()
        _open[key] = Tools(setting)
    return _open[key]


def forget() -> None:
    """Close what was opened for the last build in this process."""
    for one in _open.values():
        one.close()
    _open.clear()


def produce(chunk: Sequence[Job], setting: Setting) -> list[Made]:
    """Make a chunk of files; what the last build made is in the archive's table of files."""
    kit = tools(setting)
    return [_file(kit, job, setting) for job in chunk]


def _file(kit: Tools, job: Job, setting: Setting) -> Made:
    kind = BY_NAME[job.kind]
    if not setting.certain and not kind.has(kit.context, job.key):
        return Made(job, None, staged=False)
    made = kind.make(kit.context, job.key)
    path = pages.path(job, made)
    known = None if setting.first else kit.archive.known(path)
    if isinstance(made, Data):
        return raw(setting, job, path, made, known)
    version = setting.version + setting.versions[kind.name]
    view = hashlib.blake2b(msgspec.msgpack.encode((version, job.kind, made)), digest_size=16).hexdigest()
    sitemap = "" if made.head.noindex else kind.sitemap(kit.context, job.key)

    def file(digest: str, size: int) -> Published:
        head = made.head
        return Published(path, job.kind, job.key, view, digest, size, 0, sitemap, head.url, head.modified)

    if known and known[0] == view:
        return Made(job, file(known[1], known[2]), staged=False)
    content = kit.renderer.page(made).encode()
    digest = hashlib.sha256(content).hexdigest()
    same = known is not None and known[1] == digest
    if not same:
        stage(setting.staging, path, content)
    return Made(job, file(digest, len(content)), not same)


def raw(setting: Setting, job: Job, path: str, made: Data, known: tuple[str, str, int] | None) -> Made:
    """Make a file from bytes, staged only where they changed."""
    digest = hashlib.sha256(made.content).hexdigest()
    same = known is not None and known[1] == digest
    if not same:
        stage(setting.staging, path, made.content)
    file = Published(path, job.kind, job.key, digest, digest, len(made.content), what=made.what, rows=made.rows)
    return Made(job, file, not same)


def assets(setting: Setting) -> list[Made]:
    """Make the files that pages need: stylesheet, scripts, icon."""
    kit = tools(setting)
    return [
        raw(setting, Job("asset", path), path, Data(content), kit.archive.known(path))
        for path, content in kit.renderer.assets()
    ]


def data_page(setting: Setting, files: Sequence[tuple[str, str, int]]) -> Made:
    """Make the page that lists the open data."""
    kit, path = tools(setting), "data/index.html"
    view = data.page(kit.context, files)
    made = raw(setting, Job("data", ""), path, Data(kit.renderer.page(view).encode()), kit.archive.known(path))
    if made.file and not view.head.noindex:
        return made._replace(file=replace(made.file, sitemap="pages", url=view.head.url))
    return made


def listing(setting: Setting, kind: str, files: Iterable[tuple[str, Data]]) -> list[Made]:
    """Make files whose bytes are known: sitemaps, robots.txt, the search index."""
    archive = tools(setting).archive
    return [raw(setting, Job(kind, path), path, made, archive.known(path)) for path, made in files]


def stage(staging: str, path: str, content: bytes) -> None:
    """Write a file to be moved into the site."""
    target = f"{staging}/{path}"
    try:
        _write(target, content)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)


def _write(target: str, content: bytes) -> None:
    with open(target, "wb") as file:  # noqa: PTH123 — a string: a first build writes a hundred thousand
        file.write(content)
