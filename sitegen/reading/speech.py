"""The words by which statements are read: verbs of speech, and a sentence with its names and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from sitegen.model import EntityKind, Span
from sitegen.reading import tense, timewords

LONGEST = 2000  # characters; what is longer is no sentence

# ---------------------------------------------------------------- verbs of speech

Taking = Literal["clause", "hearer", "that", "object"]

# What was said stands behind the verb in any clause; behind "told" and its like, behind whom it was said to; behind
# most other verbs only after "that" or in quotation marks, since one in nine of their other clauses was read wrongly.
# What is praised or called for is an object and nobody's words, unless it tells whole what is said of whom; but who did
# so has spoken, and may go on as "he": (forms, what it takes, example).
SPEECH: tuple[tuple[str, Taking, str], ...] = (
    ("said says", "clause", "Ada Noor said the quay was shut."),
    ("told tells", "hearer", "Ada Noor told the Courier that the quay was shut."),
    ("added", "clause", "Ada Noor added that the quay was shut."),
    ("adds", "that", "Ada Noor adds that the quay was shut."),
    ("stated states", "that", "Ada Noor stated that the quay was shut."),
    ("noted notes", "that", "Ada Noor noted that the quay was shut."),
    ("claimed claims", "that", "Ada Noor claimed that the quay was shut."),
    ("explained explains", "that", "Ada Noor explained that the quay was shut."),
    ("wrote writes", "that", "Ada Noor wrote that the quay was shut."),
    ("posted", "that", "“The quay is shut,” Ada Noor posted."),
    ("emphasised emphasises emphasized emphasizes", "that", "Ada Noor emphasised that the quay was shut."),
    ("stressed stresses", "that", "Ada Noor stressed that the quay was shut."),
    ("confirmed confirms", "that", "Ada Noor confirmed that the quay was shut."),
    ("denied denies", "that", "Ada Noor denied that the quay was shut."),
    ("acknowledged acknowledges", "that", "Ada Noor acknowledged that the quay was shut."),
    ("admitted admits", "that", "Ada Noor admitted that the quay was shut."),
    ("insisted insists", "that", "Ada Noor insisted that the quay was shut."),
    ("argued argues", "that", "Ada Noor argued that the quay was shut."),
    ("warned warns", "that", "Ada Noor warned the dockers that the quay was shut."),
    ("alleged alleges", "that", "Ada Noor alleged that the quay was shut."),
    ("suggested suggests", "that", "Ada Noor suggested that the quay was shut."),
    ("predicted predicts", "that", "Ada Noor predicted that the quay would be shut."),
    ("remarked remarks", "that", "Ada Noor remarked that the quay was shut."),
    ("commented comments", "that", "“The quay is shut,” Ada Noor commented."),
    ("replied replies", "that", "Ada Noor replied that the quay was shut."),
    ("announced announces", "that", "Ada Noor announced that the quay was shut."),
    ("declared declares", "that", "Ada Noor declared that the quay was shut."),
    ("revealed", "that", "Ada Noor revealed that the quay was shut."),
    ("clarified clarifies", "that", "Ada Noor clarified that the quay was shut."),
    ("underscored underlined highlighted", "that", "Ada Noor underlined that the quay was shut."),
    ("reiterated reiterates", "that", "Ada Noor reiterated that the quay was shut."),
    ("concluded", "that", "“The quay is shut,” Ada Noor concluded."),
    ("indicated indicates", "that", "Ada Noor indicated that the quay was shut."),
    ("described describes", "object", "Ada Noor described the strike as a blow."),
    ("accused accuses", "object", "Ada Noor accused the port of neglect."),
    ("urged urges", "object", "Ada Noor urged the dockers to return."),
    ("called on|calls on", "object", "Ada Noor called on the dockers to return."),
    ("blamed blames", "object", "Ada Noor blamed the port for the delay."),
    ("praised praises", "object", "Ada Noor praised the dockers."),
    ("condemned condemns denounced denounces", "object", "Ada Noor condemned the strike."),
    ("criticised criticises criticized criticizes", "object", "Ada Noor criticised the port."),
    ("thanked thanks", "object", "Ada Noor thanked the dockers."),
    ("called for|calls for", "object", "Ada Noor called for calm on the quay."),
    ("demanded demands", "that", "Ada Noor demanded that the quay be shut."),
    ("vowed vows pledged pledges promised promises", "that", "Ada Noor vowed that the quay would be shut."),
    ("threatened", "that", "Ada Noor threatened that the quay would be shut."),
    ("made clear|makes clear", "that", "Ada Noor made clear that the quay was shut."),
    ("went on to say|was quoted as saying", "that", "Ada Noor was quoted as saying that the quay was shut."),
)
TAKES: Mapping[str, Taking] = {
    form: takes for forms, takes, _ in SPEECH for form in (forms.split("|") if "|" in forms else forms.split())
}
SOUGHT = AhoCorasick([*TAKES], implementation=Implementation.DFA)  # the verbs, wherever they stand, also within words
VERB = re.compile(rf"(?<![\w-])(?:{tense.by_letter(sorted(TAKES, key=len, reverse=True))})(?![\w-])")

DAYS = "|".join(timewords.WEEKDAYS)
MEDIUM = (
    r"(?:in|at|during|on|via|from|through|to|after|before|following|while) (?:[\w’'-]+ ){0,7}?"
    r"(?:statements?|interview|speech|address|remarks|post|posts|message|letter|briefing|conference|X|Twitter|Telegram"
    r"|Facebook|television|TV|reporters|journalists|parliament|radio|social media|meeting|report|tweet|call)"
    r"(?: (?:address|interview|speech|appearance|broadcast|statement|show|channel|station|network|message|post|account"
    r"|call))?"
)
# in what something is said, and on what occasion
MEDIA = "statement|interview|tweet|email|e-mail|message|letter|post|release|conference|briefing|speech|address|report"
OCCASIONS = f"{MEDIA}|memo|video|rally|article|op-ed|podcast|hearing|debate"
# finite verbs that tense does not need to know
FINITE = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|does|do|don[’']t|doesn[’']t|remains?|needs?|means|has|have)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Tt]here|[Tt]hat)[’'](?:s|re|ve|ll|d|m)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\s(?:[a-z]+ly\s|also\s|still\s|now\s)?[a-z]{2,}\b"  # "he wants"
)
_STRANGER = re.compile(r"[A-Z][\w’'-]+(?: (?:al-|bin |van |de )?[A-Z][\w’'-]+)+")


class Name(NamedTuple):
    """A mention by its offsets in a sentence."""

    start: int
    end: int
    entity: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Body:
    """A sentence: its text, the names in it, the spans between quotation marks."""

    text: str
    names: tuple[Name, ...]
    quoted: tuple[Span, ...]

    def in_quotes(self, place: int) -> bool:
        """Tell whether a place stands between quotation marks."""
        return any(start < place < end for start, end in self.quoted)

    def people(self, end: int) -> set[str]:
        """Return the people named before a place; the empty id is someone of whom nothing is known."""
        known = {name.entity for name in self.names if name.kind == "person" and name.start < end}
        strangers = (match for match in _STRANGER.finditer(self.text, 0, end) if not self._holds(match))
        return known | {"" for _ in strangers}

    def _holds(self, match: re.Match[str]) -> bool:
        return any(name.start < match.end() and match.start() < name.end for name in self.names)

    def name_ending(self, place: int) -> Name | None:
        """Return the name that ends at a place."""
        return next((name for name in self.names if name.end == place), None)


def quotations(body: str) -> Iterator[Span]:
    """Yield the spans between quotation marks, marks included; what opens or ends elsewhere reaches to the end."""
    if body[:1] in "'‘" and body[1:2].isupper():  # no apostrophe: the whole sentence is quoted, or its beginning
        end = re.search(r"[,.?!]['’](?:\s|$)", body)
        yield 0, end.end() if end else len(body)
    if "“" not in body and "”" not in body:
        marks = [match.start() for match in re.finditer('"', body)] if '"' in body else []
        yield from ((one, two + 1) for one, two in zip(marks[::2], [*marks[1::2], len(body) - 1], strict=False))
        return
    start = 0 if 0 <= body.find("”") < (body.find("“") + 1 or len(body)) else None
    for match in re.finditer("[“”]", body):
        if match[0] == "“" and start is None:
            start = match.start()
        elif match[0] == "”" and start is not None:
            yield start, match.end()
            start = None
    if start is not None:
        yield start, len(body)
