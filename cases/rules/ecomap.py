"""Place those around a person on a ring (社会関係図), none over another however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from cases.choices_family import Bond

CENTRE, CIRCLE = 48.0, 58.0
#: Between two circles, and around the drawing.
APART, EDGE = 10.0, 8.0
NEAREST = 160.0
ZIGZAG = 7.0


@dataclass(frozen=True)
class Circle:
    """A circle by its middle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class PlacedRing:
    """The person in the middle, the circles in the order given, the line to each."""

    size: float
    centre: Circle
    circles: tuple[Circle, ...]
    paths: tuple[str, ...]


def place_ring(bonds: Sequence[str]) -> PlacedRing:
    """Return the places of so many circles, the first at the top, and the lines by their kinds."""
    number = max(len(bonds), 1)
    step = 2 * pi / number
    needed = (CIRCLE + APART / 2) / sin(step / 2) if number > 1 else 0
    ring = max(NEAREST, needed)
    middle = ring + CIRCLE + EDGE
    circles = tuple(
        Circle(
            round(middle + ring * sin(place * step), 1),
            round(middle - ring * cos(place * step), 1),
            CIRCLE,
        )
        for place in range(len(bonds))
    )
    centre = Circle(round(middle, 1), round(middle, 1), CENTRE)
    paths = tuple(_line(centre, circle, bond) for circle, bond in zip(circles, bonds, strict=True))
    return PlacedRing(round(2 * middle, 1), centre, circles, paths)


def _line(centre: Circle, circle: Circle, bond: str) -> str:
    """A line from edge to edge; a stressed bond runs in a zigzag."""
    length = hypot(circle.x - centre.x, circle.y - centre.y)
    along = ((circle.x - centre.x) / length, (circle.y - centre.y) / length)
    begin, end = centre.radius, length - circle.radius

    def at(distance: float, beside: float = 0) -> str:
        x = centre.x + along[0] * distance - along[1] * beside
        y = centre.y + along[1] * distance + along[0] * beside
        return f"{x:.1f} {y:.1f}"

    if bond != Bond.STRESSED:
        return f"M{at(begin)}L{at(end)}"
    turns = max(4, int((end - begin) / 12))
    points = [
        at(begin + (end - begin) * turn / turns, ZIGZAG * (-1) ** turn if 0 < turn < turns else 0)
        for turn in range(turns + 1)
    ]
    return "M" + "L".join(points)
