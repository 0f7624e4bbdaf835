"""Places in, numbers for a map out: points on a plain graticule with labels that don't cover one another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.site.views import Point

LETTER = 6.7  # pixels of a letter at 12 px
MAP_WIDTH = 400
MAP_HEIGHT = 250  # of the points themselves, without the margin
MAP_MARGIN = 34
MAP_POINTS = 40
REACH = 12.0  # degrees from the middle point within which a map shows places
_DEGREES = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the map and its label; ``anchor`` is empty where the label has no room."""

    x: float
    y: float
    name: str
    url: str
    label_x: float
    label_y: float
    anchor: Literal["start", "middle", "end", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule: its place in the picture and its degrees, south and west below zero."""

    at: float
    degrees: float


@dataclass(frozen=True, slots=True)
class Map:
    """Points on a plain graticule: no borders, which are not ours to draw."""

    width: int
    height: int
    places: tuple[Place, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    left_out: int


_Box = tuple[float, float, float, float]


def _around(x: float, y: float, name: str) -> Iterable[tuple[_Box, float, float, Literal["start", "middle", "end"]]]:
    """Yield where a label may stand: right, left, above, below, then the corners; box and baseline of each."""
    width = len(name) * 7.4
    for dx, dy, anchor in (
        (10, 4, "start"), (-10, 4, "end"), (0, -10, "middle"), (0, 20, "middle"),
        (8, -8, "start"), (8, 17, "start"), (-8, -8, "end"), (-8, 17, "end"),
    ):  # fmt: skip
        left = x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        yield (left, y + dy - 11, left + width, y + dy + 4), x + dx, y + dy, anchor  # type: ignore[misc]  # table row


def _clear(box: _Box, taken: Sequence[_Box], height: float) -> bool:
    left, top, right, bottom = box
    if left < 0 or right > MAP_WIDTH or top < 0 or bottom > height:
        return False
    return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in taken)


def _lettered(points: Sequence[tuple[float, float, Point]], height: float) -> tuple[Place, ...]:
    """Return the places with labels that touch neither point nor label; those named most often choose first."""
    taken: list[_Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y, _point in points]
    places = []
    for x, y, point in points:
        name = Place(x, y, point.name, point.url, x, y, "")
        for box, label_x, label_y, anchor in _around(x, y, point.name):
            if _clear(box, taken, height):
                taken.append(box)
                name = Place(x, y, point.name, point.url, round(label_x, 1), round(label_y, 1), anchor)
                break
        places.append(name)
    return tuple(places)


def _lines(low: float, high: float, step: float, at: Callable[[float], float]) -> tuple[Line, ...]:
    numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
    return tuple(Line(round(at(n * step), 1), round(n * step, 2)) for n in numbers)


def _near(points: Sequence[Point]) -> list[Point]:
    """Return the points about the middle one (by articles), if most are: a far country must not shrink the rest."""
    if not points:
        return []
    latitude = _median([(point.latitude, point.articles) for point in points])
    longitude = _median([(point.longitude, point.articles) for point in points])
    near = [p for p in points if abs(p.latitude - latitude) <= REACH and abs(p.longitude - longitude) <= REACH]
    return near if len(near) * 2 > len(points) else list(points)


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    """Return the value at which half of the weight is reached."""
    half = sum(weight + 1 for _, weight in weighted) / 2
    reached = 0
    for value, weight in sorted(weighted):
        reached += weight + 1
        if reached >= half:
            return value
    raise ValueError("no values")


def plan(points: Sequence[Point]) -> Map | None:
    """Return a map of the points (equirectangular, true at its middle latitude); None without any."""
    chosen = _near(sorted(points, key=lambda point: (-point.articles, point.name)))[:MAP_POINTS]
    if not chosen:
        return None
    north, south = max(p.latitude for p in chosen), min(p.latitude for p in chosen)
    east, west = max(p.longitude for p in chosen), min(p.longitude for p in chosen)
    middle = (north + south) / 2
    squash = max(math.cos(math.radians(middle)), 0.2)
    inner = MAP_WIDTH - 2 * MAP_MARGIN
    scale = min(inner / max((east - west) * squash, 1.5), MAP_HEIGHT / max(north - south, 0.5))
    height = round(max((north - south) * scale, 110) + 2 * MAP_MARGIN)

    def x(longitude: float) -> float:
        return MAP_WIDTH / 2 + (longitude - (east + west) / 2) * squash * scale

    def y(latitude: float) -> float:
        return height / 2 - (latitude - middle) * scale

    half_width, half_height = MAP_WIDTH / 2 / squash / scale, height / 2 / scale
    step = next((s for s in _DEGREES if half_width * 2 / s <= 6), _DEGREES[-1])  # noqa: PLR2004 - six lines at most
    centre = (east + west) / 2
    return Map(
        MAP_WIDTH,
        height,
        _lettered([(round(x(p.longitude), 1), round(y(p.latitude), 1), p) for p in chosen], height),
        _lines(centre - half_width, centre + half_width, step, x),
        _lines(middle - half_height, middle + half_height, step, y),
        len(points) - len(chosen),
    )
