"""An expression's tokens in, the quarter, half or fiscal year that it means out: how companies tell of their accounts.

Such a report names its quarter once ("third-quarter profit") and means it from then on: by "the quarter", and by "a
year ago" the same quarter of the year before. ``Scene.period`` is the quarter that the text spoke of last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.reading import timewords as words
from sitegen.reading.timevalues import Scene, Token, Value, of_kinds, period, shifted
from sitegen.reading.timewords import LETTER

QUARTERS, HALVES = 4, 2
RESULTS_MONTHS = 3  # so long behind a quarter its results are told
_QUARTER = re.compile(r"(?:\d{4}|XXXX)-Q\d")
_FIRST_QUARTER, _FIRST_HALF = 33, 40  # EDTF's groups of months
_UNKNOWN_YEAR = "XXXX"


def _steps(found: Sequence[Token]) -> int:
    return {"last": -1, "next": 1}.get(of_kinds(found, "last", "next"), 0)


def _dated(year: int | str, code: str, *, fiscal: bool = False) -> Value:
    """Return "Q3" or "H1" of a year; the accounts' own year begins in the one before, or ends in the one behind."""
    if isinstance(year, str):
        return Value("DATE", f"{year}-{code}")
    group = (_FIRST_HALF if code[0] == "H" else _FIRST_QUARTER) + int(code[1]) - 1 if code[1] != "X" else 0
    exact = f"{year:04}-{group}" if group else f"{year:04}"
    return Value("DATE", f"{year:04}-{code}", _about(year) if fiscal else exact)


def _about(year: int) -> str:
    return f"[{year - 1:04}..{year + 1:04}]"


def _code(found: Sequence[Token]) -> str | None:
    """Return "Q3", "H1" of "third quarter", "Q3", "first half"; "" without a number, None where there is none such."""
    half, quarterly, ordinal = of_kinds(found, "half"), of_kinds(found, "quarterly"), of_kinds(found, "ordinal")
    if not (quarterly or ordinal or half or _last_of_year(found)):
        return ""
    if quarterly:
        return quarterly.upper()
    final = ordinal in ("", "final")
    most = HALVES if half else QUARTERS
    number = most if final else words.ORDINALS[ordinal]
    return f"{'H' if half else 'Q'}{number}" if number <= most else None


def _last_of_year(found: Sequence[Token]) -> bool:
    """Tell "the last quarter of 2017" from "the quarter last year"."""
    kinds = [token.kind for token in found]
    return (LETTER["last"], LETTER["quarter"]) in pairwise(kinds) and LETTER["of"] in kinds


def quarter(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the third quarter of 2017", "Q3 2017", "the first half of 2017", "last year's third quarter"."""
    code = _code(found)
    if not code:
        return told(found, scene) if code == "" else None
    fiscal = bool(of_kinds(found, "fiscal"))
    if year := of_kinds(found, "year"):
        return _dated(int(year), code, fiscal=fiscal)
    if scene.reference is None:
        return _dated(_UNKNOWN_YEAR, code)
    if of_kinds(found, "last", "next", "this") and of_kinds(found, "unit"):
        return _dated(scene.reference.year + _steps(found), code, fiscal=fiscal)
    ahead = scene.future and not of_kinds(found, "hyphen")  # "it plans no payment after a third-quarter loss"
    return _dated(_nearest(code, scene._replace(future=ahead)), code, fiscal=fiscal)


def _nearest(code: str, scene: Scene) -> int:
    """Return the year of a quarter named without one: the last that has begun, ahead the next that hasn't ended."""
    if scene.reference is None:
        raise ValueError("a quarter is near some day only")
    length = 6 if code[0] == "H" else 3
    last = length * int(code[1])
    if scene.future:  # the quarter that has just ended is that of which results are still "expected"
        return scene.reference.year + (last + RESULTS_MONTHS < scene.reference.month)
    return scene.reference.year - (last - length + 1 > scene.reference.month)


def named(found: Sequence[Token], value: Value) -> str:
    """Return the quarter that a report is about from now on; empty where it is named for comparison, by its year."""
    compared = of_kinds(found, "year", "last", "same")
    return value.timex if _QUARTER.fullmatch(value.timex) and not compared else ""


def longer(found: Sequence[Token], value: Value) -> bool:
    """Tell whether a report turns to more than a quarter: "the first nine months", "the year ended in March"."""
    return value.timex in ("P6M", "P9M", "P1Y") and bool(of_kinds(found, "the", "ordinal", "latest"))


def told(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the quarter", "the latest period", "the 1988 quarter": the quarter that the text spoke of."""
    year, code = scene.period[:4], scene.period[5:]
    if other := of_kinds(found, "year"):
        return _dated(int(other), code) if code else Value("DATE", other, other)
    if code and not of_kinds(found, "current", "this", "next") and not (of_kinds(found, "latest") and _open(scene)):
        return _dated(int(year) + _steps(found) if year.isdigit() else year, code)
    if of_kinds(found, "period") or not of_kinds(found, "latest", "current", "this", "last", "next", "ended"):
        return None
    back = -1 if of_kinds(found, "latest", "ended") else _steps(found)
    return period("quarter", scene.reference and shifted(scene.reference, "quarter", back))


def _open(scene: Scene) -> bool:
    """Tell whether the quarter that the text spoke of last hasn't ended on the day of writing."""
    now = period("quarter", scene.reference).timex
    return scene.period[:4].isdigit() and scene.period >= now


def year_ago(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "the year-ago quarter", "the same period last year": a year before the quarter that the text spoke of."""
    if of_kinds(found, "unit") != "year":
        return None
    code = _code(found)
    if code is None:
        return None
    if scene.reference is None:
        return (
            _dated(_UNKNOWN_YEAR, code or "QX") if code or of_kinds(found, "quarter") else Value("DATE", _UNKNOWN_YEAR)
        )
    if code:
        return _dated(_nearest(code, scene) - 1, code)
    if scene.period[:4].isdigit():
        return _dated(int(scene.period[:4]) - 1, scene.period[5:])
    unit = "quarter" if of_kinds(found, "quarter") else "year"
    return period(unit, shifted(scene.reference, unit, -5 if unit == "quarter" else -1))


def fiscal_year(found: Sequence[Token], scene: Scene) -> Value | None:
    """Read "fiscal 1989", "FY 1989", "the latest fiscal year": it need not begin in January."""
    if of_kinds(found, "unit") not in ("year", ""):
        return None
    if years := of_kinds(found, "years"):
        first, last = years[:4], years[:4][: 9 - len(years)] + years[5:]
        return Value("DATE", f"{first}/{last}", f"[{first}..{last}]") if first < last else None
    year = of_kinds(found, "year")
    if not year and scene.reference is None:
        return Value("DATE", _UNKNOWN_YEAR)
    if not year and scene.reference:
        back = -1 if of_kinds(found, "latest", "prior", "last") else 1 if of_kinds(found, "next", "coming") else 0
        year = f"{scene.reference.year + back:04}"
    return Value("DATE", year, _about(int(year)))
