"""A folder of ours in, the same folder with one thing changed out: each kind of edit that an editor makes in a day.

A folder holds content/, templates/ and what was built from them, public/ and state/. Each edit takes its place in a
row of them: another place, another edit of the same kind. Articles to rule on are found in the open data of the site.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.generate import extra, markdown, put
from tests.benchmarks.world import world

KNOWN = 3  # the rank of a person who stands in some of a hundred articles


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit. ``make`` takes the folder, the number of its articles, the place in the row and the seed."""

    name: str
    make: Callable[[Path, int, int, int], None]


def add(folder: Path, articles: int, place: int, seed: int) -> None:
    """Add one article to the documents."""
    report = extra(articles, place, seed)
    put(folder / "content/documents" / f"{report.day:%Y/%m}" / f"{report.number}.md", markdown(report))


def alias(folder: Path, articles: int, place: int, _: int) -> None:
    """List a name of a person that stands in some articles and that no editor has listed yet."""
    person = world(articles).names["people"][KNOWN + place]
    path = folder / "content/entities/people.yaml"
    _swap(path, json.dumps([person.alias]), json.dumps([person.alias, person.unlisted]))


def withdraw(folder: Path, _: int, place: int, __: int) -> None:
    """Withdraw an article."""
    _rule(folder, {"ruling": "withdraw", "article": _article(folder, place), "reason": "Asked for by its author."})


def rule(folder: Path, _: int, place: int, __: int) -> None:
    """Rule on the title of an article."""
    name = _article(folder, place)
    _rule(
        folder, {"ruling": "title", "article": name, "value": f"What the Editor Calls It {place}", "reason": "Misread."}
    )


def topic(folder: Path, articles: int, place: int, _: int) -> None:
    """Let one more phrase count for a topic."""
    one = world(articles).topics[0]
    path = folder / f"content/topics/{one.id}.md"
    known, new = one.words[11 + place], one.words[12 + place]
    _swap(path, f"{json.dumps(known)}: 0.5", f"{json.dumps(known)}: 0.5, {json.dumps(new)}: 0.5")


def template(folder: Path, _: int, place: int, __: int) -> None:
    """Change the template of topics' pages."""
    _mark(folder / "templates/topic.html", place)


def article_template(folder: Path, _: int, place: int, __: int) -> None:
    """Change the template of articles' pages: all of them are made anew."""
    _mark(folder / "templates/article.html", place)


EDITS = (
    Edit("one article added", add),
    Edit("one alias", alias),
    Edit("one article withdrawn", withdraw),
    Edit("one topic rule", topic),
    Edit("one ruling", rule),
    Edit("one template, of topics", template),
    Edit("one template, of articles", article_template),
)


def place(folder: Path, name: str) -> int:
    """Return how many edits of a kind the folder has seen, and count one more: no edit is made twice."""
    path = folder / "edits.json"
    seen: dict[str, int] = json.loads(path.read_bytes()) if path.exists() else {}
    put(path, json.dumps({**seen, name: seen.get(name, 0) + 1}))
    return seen.get(name, 0)


# ---------------------------------------------------------------- files


def _swap(path: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file. Raises ValueError where it does not."""
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name} holds {old} {text.count(old)} times, not once")
    put(path, text.replace(old, new))


def _rule(folder: Path, ruling: dict[str, str]) -> None:
    path = folder / "content/rulings.yaml"
    before = path.read_text("utf-8") if path.exists() else ""
    put(path, f"{before}- {json.dumps(ruling)}\n")


def _article(folder: Path, place: int) -> str:
    """Return the id of an article from the middle of the archive; another place, another month."""
    months = sorted((folder / "public/data/articles").glob("*.jsonl"))
    path = months[(len(months) // 2 + place) % len(months)]
    lines = path.read_text("utf-8").splitlines()
    return str(json.loads(lines[len(lines) // 2])["id"])


def _mark(path: Path, place: int) -> None:
    """Put words that show nothing at the end of a template's last block."""
    before, end, after = path.read_text("utf-8").rpartition("{% endblock %}")
    put(path, f"{before}<!-- edited {place} -->\n{end}{after}")
