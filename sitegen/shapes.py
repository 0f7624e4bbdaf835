"""The shapes of the editor's files: what pydantic admits, as values of the model.

A mistake that pydantic does not know is raised under the code that the editor reads (``bad-edtf``), with message and
hint. Choices are tables. YAML gives every scalar as text, so numbers and truth values are read from their words.
"""

from __future__ import annotations

import math
import re
import zoneinfo
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sitegen import edtf, model
from sitegen.ids import sentence_ids
from sitegen.references import cited

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ARTICLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_LANGUAGE = re.compile(  # BCP 47 without extensions
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
# A group that repeats without bound and is itself repeated without bound: its time can double with every character.
_RUNAWAY = re.compile(r"\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\})\)(?:[+*]|\{\d+,\})")

HOSTS = ("", "cloudflare-pages", "cloudflare-pages-paid", "github-pages", "gitlab-pages", "netlify")
ACCENTS = ("petrol", "madder", "indigo")
SLUG_LENGTH = 100


def suggestion(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return 'Did you mean "…"?' with the known word nearest to it, "" where none is near.

    >>> suggestion("hammas", ["fatah", "hamas"])
    'Did you mean "hamas"?'
    """
    from rapidfuzz import process  # noqa: PLC0415 — only a mistake needs it
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 — as above

    near = process.extractOne(
        word[:100], sorted(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return f'Did you mean "{near[0]}"?' if near else ""


def _fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _one_of(choices: tuple[str, ...], code: str = "bad-value") -> AfterValidator:
    def check(value: str) -> str:
        if value not in choices:
            listed = ", ".join(choice or '""' for choice in choices)
            raise _fault(code, f'"{value}" is not one of {listed}.', suggestion(value, choices))
        return value

    return AfterValidator(check)


# ---------------------------------------------------------------- kinds of text


def _filled(value: str) -> str:
    if not value:
        raise _fault("empty-value", "This is empty.", "Write it, or leave out the key.")
    return value


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value) or len(value) > SLUG_LENGTH:
        hint = "An id is lower-case letters a-z and digits, joined by single hyphens: south-harbour."
        raise _fault("bad-id", f'"{value}" is not an id.', hint)
    return value


def article_id(value: str) -> str:
    """Return the value if it has the form of an article's id."""
    if not _ARTICLE.fullmatch(value):
        hint = "Copy it from the article's address: its slug, a hyphen, eight hex digits."
        raise _fault("bad-id", f'"{value}" is not an article\'s id.', hint)
    return value


def _cite(value: str) -> str:
    if not cited(value):
        raise _fault("bad-reference", f'"{value}" cites no sentence.', "Write article-id#s-abcdef.")
    return value


def _day(value: str) -> str:
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise _fault("impossible-date", f'"{value}" is not a day of the calendar.', "Write it as 2026-01-31.")


def edtf_date(value: str) -> str:
    """Return the value if it is an EDTF date; a day that never was is told apart from what is no date."""
    if _DAY.fullmatch(value):
        return _day(value)
    if not edtf.valid(value):
        raise _fault(
            "bad-edtf", f'"{value}" is not an EDTF date.', "Write 2026-01-31, 2026-01, 2015/.. or [..2025-09]."
        )
    return value


def _regex(value: str) -> str:
    try:
        pattern = re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        raise _fault(
            "bad-regex", f"This is not a regular expression: {error}.", "Put a backslash before signs."
        ) from error
    if pattern.search(""):
        raise _fault("bad-regex", "This pattern is found in every document.", "Write words that only the outlet uses.")
    if _RUNAWAY.search(value):
        raise _fault("bad-regex", "A repeat within a repeat can run for ever.", "Leave out one of the two.")
    return value


def _address(value: str, code: str, hint: str = "Write https://example.org/.") -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"'`\\]", value):
        raise _fault(code, f'"{value}" is not an absolute web address.', hint)
    return value


def _base_url(value: str) -> str:
    """Return the address with its last slash, which relative links need."""
    if not value:
        return value
    parts = urlsplit(_address(value, "bad-base-url"))
    if parts.query or parts.fragment or parts.username or "?" in value or "#" in value:
        raise _fault(
            "bad-base-url", f'"{value}" is more than a folder of a site.', "Leave out user, query and fragment."
        )
    return value if value.endswith("/") else f"{value}/"


def _url(value: str) -> str:
    return _address(value, "bad-url")


def _contact(value: str) -> str:
    if value and not _MAIL.fullmatch(value):
        _address(value, "bad-contact", "Write an address of mail, or https://example.org/contact/.")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise _fault("bad-language", f'"{value}" is not a language tag (BCP 47).', "Write en, ar, pt-BR or zh-Hant.")
    return value


def _timezone(value: str) -> str:
    if value == "UTC":  # is right without a time zone database, too
        return value
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = suggestion(value, sorted(zoneinfo.available_timezones()))
        raise _fault("bad-timezone", f'"{value}" is not a time zone.', near or "Write UTC or Asia/Baghdad.") from error
    return value


def _coordinates(value: object) -> tuple[float, float]:
    try:
        latitude, longitude = map(float, value if isinstance(value, list) else ())
    except (TypeError, ValueError, OverflowError):
        latitude, longitude = math.nan, math.nan
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  # degrees
        hint = "Write [latitude, longitude] in degrees: [36.19, 44.01]."
        raise _fault("bad-coordinates", "These are not the coordinates of a place.", hint)
    return latitude, longitude


def _wikidata(value: str) -> str:
    if not _WIKIDATA.fullmatch(value):
        raise _fault("bad-wikidata", f'"{value}" is not a Wikidata id.', "Write Q and its number: Q796.")
    return value


Text = Annotated[str, AfterValidator(_filled)]
Id = Annotated[str, AfterValidator(_slug)]
ArticleId = Annotated[str, AfterValidator(article_id)]
Cite = Annotated[str, AfterValidator(_cite)]
Day = Annotated[str, AfterValidator(_day)]
Edtf = Annotated[str, AfterValidator(edtf_date)]
Regex = Annotated[str, AfterValidator(_regex)]
Url = Annotated[str, AfterValidator(_url)]
Language = Annotated[str, AfterValidator(_language)]
Rights = Annotated[str, _one_of(get_args(model.Rights), "bad-rights")]
Weights = dict[Text, float]


class Shape(BaseModel):
    """What all shapes share: unknown keys are mistakes, text is stripped, numbers are finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


# ---------------------------------------------------------------- site.toml


class _Typed(Shape):
    """TOML has types of its own: nothing is read from words."""

    model_config = ConfigDict(strict=True)


class _Thresholds(_Typed):
    story_likeness: Annotated[float, Field(gt=0, le=1)] = 0.3


class _Limits(_Typed):
    max_document_bytes: Annotated[int, Field(gt=0)] = 20_000_000
    max_removed_share: Annotated[float, Field(ge=0, le=1)] = 0.02
    max_removed_articles: Annotated[int, Field(ge=0)] = 10


class SettingsShape(_Typed):
    """site.toml."""

    title: Text = model.Settings().title
    tagline: str = ""
    description: str = ""
    base_url: Annotated[str, AfterValidator(_base_url)] = ""
    language: Language = "en"
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    rights: Rights = "excerpt"
    links: Annotated[str, _one_of(("pretty", "index"))] = "pretty"
    host: Annotated[str, _one_of(HOSTS)] = ""
    contact: Annotated[str, AfterValidator(_contact)] = ""
    thresholds: _Thresholds = _Thresholds()
    limits: _Limits = _Limits()

    def settings(self) -> model.Settings:
        """Return the settings, tables flattened."""
        flat = self.model_dump(exclude={"thresholds", "limits"})
        return model.Settings(**flat, **self.thresholds.model_dump(), **self.limits.model_dump())


# ---------------------------------------------------------------- sources.yaml


class SourceShape(Shape):
    """An outlet of sources.yaml."""

    id: Id
    name: Text
    kind: Annotated[str, _one_of(get_args(model.SourceKind))] = "other"
    country: Text | None = None
    homepage: Url | None = None
    rights: Rights = "excerpt"
    recognise: tuple[Regex, ...] = ()
    description: str = ""

    def source(self) -> model.Source:
        """Return the source."""
        return model.Source(**self.model_dump())


# ---------------------------------------------------------------- entities/*.yaml


def _alias(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class _AliasShape(Shape):
    text: Text
    ambiguous: bool = False
    language: Language | None = None
    metonym: bool = False


class _RoleShape(Shape):
    title: Text
    organisation: Id | None = None
    dates: Edtf | None = None


class EntityShape(Shape):
    """What people, organisations and places have in common."""

    id: Id
    name: Text
    aliases: tuple[Annotated[_AliasShape, BeforeValidator(_alias)], ...] = ()
    description: str = ""
    wikidata: Annotated[str, AfterValidator(_wikidata)] | None = None
    evidence: tuple[Text, ...] = ()

    def _common(self) -> dict[str, Any]:
        aliases = tuple(model.Alias(**alias.model_dump()) for alias in self.aliases)
        plain = {"id", "name", "description", "wikidata", "evidence"}
        return {**self.model_dump(include=plain), "aliases": aliases}


class PersonShape(EntityShape):
    """An entry of people.yaml."""

    roles: tuple[_RoleShape, ...] = ()

    def entity(self) -> model.Entity:
        """Return the person."""
        roles = tuple(model.Role(**role.model_dump()) for role in self.roles)
        return model.Entity(kind="person", roles=roles, **self._common())


class OrganisationShape(EntityShape):
    """An entry of organisations.yaml."""

    def entity(self) -> model.Entity:
        """Return the organisation."""
        return model.Entity(kind="organisation", **self._common())


class PlaceShape(EntityShape):
    """An entry of places.yaml; coordinates are latitude and longitude in degrees."""

    coordinates: Annotated[tuple[float, float], BeforeValidator(_coordinates)] | None = None

    def entity(self) -> model.Entity:
        """Return the place."""
        latitude, longitude = self.coordinates or (None, None)
        return model.Entity(kind="place", latitude=latitude, longitude=longitude, **self._common())


# ---------------------------------------------------------------- topics/*.md and pages/*.md


class _MatchShape(Shape):
    threshold: Annotated[float, Field(gt=0)] = 3.0
    entities: Weights = {}
    phrases: Weights = {}


class _BriefShape(Shape):
    happened: str = ""
    matters: str = ""
    disputed: str = ""
    unknown: str = ""


class _PositionShape(Shape):
    value: Text
    cites: tuple[Cite, ...] = ()


class _DisputeShape(Shape):
    question: Text
    positions: tuple[_PositionShape, ...] = ()

    def dispute(self) -> model.Dispute:
        return model.Dispute(self.question, tuple((position.value, position.cites) for position in self.positions))


class TopicShape(Shape):
    """The front matter of a topic. ``id`` is its file's name unless it says otherwise."""

    id: Id
    title: Text
    summary: Text
    accent: Annotated[str, _one_of(ACCENTS)] = "petrol"
    changed: Day | None = None
    match: _MatchShape = _MatchShape()
    brief: _BriefShape = _BriefShape()
    disputes: tuple[_DisputeShape, ...] = ()

    def topic(self, path: str, body: str, body_line: int) -> model.Topic:
        """Return the topic with its explainer."""
        return model.Topic(
            **self.model_dump(include={"id", "title", "summary", "accent", "changed"}),
            entities=tuple(sorted(self.match.entities.items())),
            phrases=tuple(sorted(self.match.phrases.items())),
            threshold=self.match.threshold,
            brief=tuple((key, text) for key, text in self.brief.model_dump().items() if text),
            disputes=tuple(dispute.dispute() for dispute in self.disputes),
            path=path,
            body=body,
            body_line=body_line,
        )


class PageShape(Shape):
    """The front matter of a page of the editor's own."""

    id: Id
    title: Text
    summary: str = ""
    changed: Day | None = None

    def page(self, path: str, body: str, body_line: int) -> model.TextPage:
        """Return the page with its text."""
        return model.TextPage(**self.model_dump(), path=path, body=body, body_line=body_line)


# ---------------------------------------------------------------- rulings.yaml and ledger.jsonl


_SENTENCE = re.compile(r"s-[0-9a-f]{6}(?:-[1-9][0-9]*)?")


def sentence_id(words: str) -> str:
    """Return the id of a sentence that is given by its words or by its id.

    >>> sentence_id("The quay is shut.") == sentence_id(sentence_id("The quay is shut."))
    True
    """
    return words if not words or _SENTENCE.fullmatch(words) else sentence_ids([words])[0]


class RulingShape(Shape):
    """A line of rulings.yaml. What ``value`` must be depends on the ruling: see ``content.RULED``."""

    ruling: Annotated[str, _one_of(get_args(model.RulingKind), "unknown-ruling")]
    article: ArticleId
    sentence: str = ""
    value: str = ""
    reason: str = ""
    day: Day | None = None

    def as_ruling(self, line: int) -> model.Ruling:
        """Return the ruling with the line on which it stands."""
        rest = self.model_dump(include={"article", "value", "reason"})
        rest["sentence"] = sentence_id(self.sentence)
        return model.Ruling(kind=self.ruling, day=self.day or "", line=line, **rest)  # type: ignore[arg-type]  # one of RulingKind, checked


class ReleaseShape(Shape):
    """A line of ledger.jsonl."""

    day: Day
    added: tuple[ArticleId, ...] = ()
    changed: tuple[ArticleId, ...] = ()
    withdrawn: tuple[ArticleId, ...] = ()
    moved: tuple[tuple[ArticleId, ArticleId], ...] = ()
    gone: tuple[ArticleId, ...] = ()
    digests: dict[ArticleId, str] = {}

    def release(self) -> model.Release:
        """Return the release."""
        return model.Release(**self.model_dump(exclude={"digests"}), digests=tuple(self.digests.items()))
