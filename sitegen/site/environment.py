"""A folder of templates in, the Jinja environment that runs them out: strict, escaping, in the language of the site.

What a template says is put into that language when it is compiled, and compiled templates are kept in a folder: a build
of one page pays neither for compiling nor for looking words up.
"""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import cast

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from markupsafe import Markup, escape

from sitegen.model import Problem
from sitegen.site.texts import escaped

SEAL = hashlib.sha256().digest_size  # bytes
_PLACE = re.compile(r"%(?:%|\((\w+)\)s)?")


def problem(templates: Path, fault: TemplateError) -> Problem:
    """Return a template's fault with its file and line: its own, or the last line of a template that was at work."""
    if isinstance(fault, TemplateSyntaxError):
        place, line = fault.filename or fault.name or "", fault.lineno
    else:
        frames = traceback.extract_tb(fault.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(templates)]
        place, line = (inside[-1].filename, inside[-1].lineno or 0) if inside else (str(fault), 0)
    path = Path(place)
    shown = path.relative_to(templates).as_posix() if path.is_relative_to(templates) else place
    return Problem(
        f"{templates.name}/{shown}", line, 0, "bad-template", "error", f"{fault.message}.", "Mend the template."
    )


class Compiled(BytecodeCache):
    """Compiled templates in a folder that several processes and builds may share.

    One file a template, sealed with a digest of its bytes, and taken only where the template's source stands as it did
    and so does all that compiling depends on besides.
    """

    def __init__(self, folder: Path, *depends: object) -> None:
        """Keep compiled templates in a folder; what they depend on here has a ``repr`` that tells it whole."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        told = repr((jinja2.__version__, sys.version, depends))
        self._depends = hashlib.sha256(told.encode()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Return a digest of a template's source and of all else that its compiled form depends on."""
        return hashlib.sha256(f"{self._depends}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file, if this is whole and of the same source."""
        try:
            sealed = (self._folder / bucket.key).read_bytes()
        except FileNotFoundError:
            return
        if sealed[:SEAL] == hashlib.sha256(sealed[SEAL:]).digest():
            bucket.bytecode_from_string(sealed[SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket's file; another process sees the whole of it or none."""
        code = bucket.bytecode_to_string()
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(hashlib.sha256(code).digest() + code)
        Path(file.name).replace(self._folder / bucket.key)


def shown(value: object) -> str:
    """Return a value as HTML, as Jinja's own ``escape`` does; nearly all are plain text, or HTML already."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)


class Lean(CodeGenerator):
    """Compiles templates to call ``shown``, where Jinja's own code calls ``escape``: a tenth of a page's cost.

    Where Jinja doesn't come by here any more, its own code stands, and pages are the same.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class Speaking(Environment):
    """Jinja for one folder of templates and one language; strict, escaping, compiled once."""

    code_generator_class = Lean
    shown = staticmethod(shown)

    def __init__(self, templates: Path, words: NullTranslations, compiled: Compiled | None = None) -> None:
        super().__init__(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=[Spoken],
            bytecode_cache=compiled,
        )
        self.words = words
        self.policies["ext.i18n.trimmed"] = True
        self.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # the extension's
        self.globals.update(_=self._say, gettext=self._say, ngettext=self._count)

    def _say(self, message: str, **values: object) -> Markup:
        """Return a message in the language of the site: HTML, its values escaped."""
        return _whole(self.words.gettext(message), values)

    def _count(self, singular: str, plural: str, num: int, **values: object) -> Markup:
        """Return the message for so many; it may name them ``num``."""
        return _whole(self.words.ngettext(singular, plural, num), {"num": num, **values})


class Spoken(InternationalizationExtension):
    """``{% trans %}``, its translation put in when the template is compiled; plurals are chosen when it runs."""

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the nodes of a ``trans`` block: text where it is nothing else, text and values where it has places."""
        made = super().parse(parser)
        return [self._said(node) for node in made] if isinstance(made, list) else self._said(made)

    def _said(self, node: nodes.Node) -> nodes.Node:
        match node:
            case nodes.Output(
                nodes=[nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=message)]) as call]
            ):
                words = cast("Speaking", self.environment).words.gettext(message)
                filled = _filled(words, {value.key: value.value for value in call.kwargs})
                return nodes.Output(filled, lineno=node.lineno) if filled else node
        return node


def _whole(message: str, values: Mapping[str, object]) -> Markup:
    """Return a message of the catalogue, which is HTML, with its values."""
    shown = {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
    return Markup(message % shown)  # noqa: S704 - the catalogue is ours, and what is put in is escaped


def _filled(words: str, values: Mapping[str, nodes.Expr]) -> list[nodes.Expr]:
    """Return a message as the texts and values it consists of; nothing where only running it can tell what is wrong."""
    parts: list[nodes.Expr] = []
    end = 0
    for place in _PLACE.finditer(words):
        value = nodes.TemplateData("%") if place[0] == "%%" else values.get(place[1])
        if value is None:
            return []
        parts += [nodes.TemplateData(words[end : place.start()]), value]
        end = place.end()
    return [*parts, nodes.TemplateData(words[end:])]
