"""A report says on its own page from which news agency it derives, and by what that is known."""

from __future__ import annotations

import json
import re

import pytest

AGENCY = """
- {id: ap, name: AP, kind: agency, rights: full}
"""
LAMPS = """\
{title}

{credit}Every lamp on the northern quay went dark on 3 March 2026 when a barge tore the cable that feeds them, the harbour master said.

Pilots of Port Averel brought in two freighters by torchlight, and the council lent them lanterns from the old museum.

{own}

A diver found both ends of the cable the next morning, forty paces apart and wound around an anchor that nobody claims.
"""
OWN = "Mayor Mira Oland wants the cable laid deeper this time."
OTHER = (
    "Bakers handed out what bread they had baked by candle, and children were kept at home until noon. The tram stood "
    "still on the hill with nine people in it, who sang. By the evening a queue for batteries had reached the church "
    "of the sailors, and its verger let people wait inside. The company that owns the barge said that it would pay "
    "for the cable once it was shown that no chart had warned of it, and it asked for patience until its divers came."
)
WIRE = (
    "Insurers put the damage at a sum that would buy a new tug, and their man walked the quay with a lamp of his own. "
    "Two crews of the barge gave statements, one of them in writing, and both were let go before supper. Fishermen who "
    "sleep aboard said that the dark had been the best since the war, and that they had counted stars. An engineer of "
    "the power company wants a second line under the bridge, and has wanted it since the flood, as his letters show."
)


def told(desk, start: str) -> str:
    """Return what a page says of its origin, its marks taken out."""
    found = re.search("<h3>Origin</h3>(.*?)</p>", desk.page(f"articles/{desk.article(start)}/index.html"), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", found[1])).strip() if found else ""


def put(desk, name: str, title: str, source: str, credit: str = "", *, own: str = OWN) -> None:
    desk.document(name, f"---\nsource: {source}\n---\n" + LAMPS.format(title=title, credit=credit, own=own))


def both(desk, credit: str = "") -> None:
    """Write a report of the Courier and one of an agency, of which it holds much, and much besides."""
    desk.write("sources.yaml", desk.read("sources.yaml") + AGENCY)
    put(desk, "lamps.md", "Quay Goes Dark", "harbour-courier", credit, own=OTHER)
    put(desk, "wire.md", "Barge Tears Cable, Lamps of Quay Go Dark", "ap", own=WIRE)


def row(desk, start: str) -> dict:
    rows = (line for path in (desk.public / "data/articles").glob("*.jsonl") for line in path.read_text().splitlines())
    return next(one for one in map(json.loads, rows) if one["id"].startswith(start))


def test_an_agency_that_the_dateline_credits_is_told_with_its_words_and_the_sentence_behind_them(copied):
    put(copied, "lamps.md", "Quay Goes Dark", "harbour-courier", "PORT AVEREL (AP) - ")
    copied.built()
    assert told(copied, "quay-goes") == "Credits AP: PORT AVEREL (AP) (sentence 1)."
    page = copied.page(f"articles/{copied.article('quay-goes')}/index.html")
    (anchor,) = re.findall('<a href="#(s-[0-9a-f]{6})">sentence 1</a>', page)
    assert f'id="{anchor}"' in page


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Agence: Reuters", ""),
        ("By Reuters", "Credits Reuters: By Reuters."),
        ("Associated Press", "Credits Associated Press."),
    ],
)
def test_an_agency_that_a_line_of_its_own_credits_is_told_with_the_line_where_it_says_more(copied, line, says):
    put(copied, "lamps.md", f"Quay Goes Dark\n\n{line}", "harbour-courier")
    copied.built()
    assert told(copied, "quay-goes") == says


def test_the_report_of_the_agency_that_is_credited_is_linked_where_the_story_holds_it(copied):
    both(copied, "PORT AVEREL (AP) - ")
    copied.built()
    assert told(copied, "quay-goes").endswith("Its report is held: Barge Tears Cable, Lamps of Quay Go Dark.")
    assert told(copied, "barge") == ""


def test_a_report_without_a_credit_that_shares_passages_with_an_agencys_says_so(copied):
    both(copied)
    copied.built()
    says = "Shares passages with a report of AP: Barge Tears Cable, Lamps of Quay Go Dark."
    assert told(copied, "quay-goes") == says
    assert row(copied, "quay-goes")["origin"] == copied.article("barge-tears")
    assert row(copied, "barge-tears")["origin"] is None
    assert told(copied, "barge") == ""


def test_what_no_agency_says_any_more_is_no_origin(copied):
    both(copied)
    copied.built()
    copied.edit("documents/wire.md", "A diver found both ends of the cable", "Nobody has yet seen its ends")
    copied.built()
    assert copied.tree() == copied.clean()
    copied.edit("sources.yaml", "name: AP, kind: agency", "name: AP, kind: newspaper")
    copied.built()
    assert told(copied, "quay-goes") == ""
    assert copied.tree() == copied.clean()


def test_reports_of_outlets_that_are_no_agencies_are_no_origin(shipped):
    assert told(shipped, "boats-stay") == told(shipped, "ferry-crews") == ""
