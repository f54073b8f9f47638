"""Place the boxes of 支援体制図 on a drawing 150 units wide, for the SVG of page and print."""

from dataclasses import dataclass
from itertools import pairwise

from reports.plan_document import ChartBox

WIDTH = 150.0
FONT = 3.7
LINE = 5.0
GAP = 4.0
ROW_GAP = 8.0
#: More equal posts side by side than this are drawn as one box with their number.
MOST_LEAVES = 12


@dataclass(frozen=True, slots=True)
class TextLine:
    """One centred line of text, by its baseline."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box by its upper left corner, with its lines of text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """The whole drawing: boxes, and the connecting lines as one SVG path."""

    height: float
    boxes: tuple[PlacedBox, ...]
    path: str

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH:g} {self.height:g}"

    @property
    def millimetres(self) -> float:
        """The height to print at, when the width is 131 mm."""
        return round(self.height * 131 / WIDTH, 1)


@dataclass(slots=True)
class _Node:
    texts: list[str]
    children: list["_Node"]
    depth: int
    centre: float = 0
    width: float = 0


def layout(root: ChartBox) -> PlacedChart:
    """Return where every box, line and text stands."""
    tree = _node(root, depth=0)
    _place(tree, left=0.0, slot=WIDTH / _leaves(tree))
    nodes = list(_walk(tree))
    rows = dict.fromkeys(range(max(node.depth for node in nodes) + 1), 0.0)
    for node in nodes:
        rows[node.depth] = max(rows[node.depth], _height(node))
    tops, top = {}, 1.0
    for depth, height in rows.items():
        tops[depth] = top
        top += height + ROW_GAP
    boxes = tuple(_box(node, top=tops[node.depth], height=rows[node.depth]) for node in nodes)
    path = "".join(_lines(node, tops, rows) for node in nodes)
    return PlacedChart(height=top - ROW_GAP + 1, boxes=boxes, path=path)


def _node(box: ChartBox, *, depth: int) -> _Node:
    first, *others = box.posts or ("",)
    texts = [text for text in (f"{box.label}{first}", *others) if text]
    children = [_node(child, depth=depth + 1) for child in _merged(box.children)]
    return _Node(texts=texts, children=children, depth=depth)


def _merged(boxes: tuple[ChartBox, ...]) -> list[ChartBox]:
    """Draw a crowd of equal posts as one box: 「相談支援専門員 16名」."""
    if len(boxes) <= MOST_LEAVES or any(box.children for box in boxes):
        return list(boxes)
    counts = {box: boxes.count(box) for box in dict.fromkeys(boxes)}
    return [
        box if count == 1 else ChartBox(box.label, (*box.posts, f"{count}名"))
        for box, count in counts.items()
    ]


def _leaves(node: _Node) -> int:
    return sum(_leaves(child) for child in node.children) if node.children else 1


def _place(node: _Node, *, left: float, slot: float) -> None:
    room = _leaves(node) * slot
    node.centre = left + room / 2
    widest = 34.0 if not node.children else 70.0
    node.width = min(widest, room - GAP)
    for child in node.children:
        _place(child, left=left, slot=slot)
        left += _leaves(child) * slot


def _walk(node: _Node):
    yield node
    for child in node.children:
        yield from _walk(child)


def _wrapped(node: _Node) -> list[str]:
    fit = max(1, int((node.width - 1.5) / FONT))
    return [text[start : start + fit] for text in node.texts for start in range(0, len(text), fit)]


def _height(node: _Node) -> float:
    return max(12.0, len(_wrapped(node)) * LINE + 6)


def _box(node: _Node, *, top: float, height: float) -> PlacedBox:
    lines = _wrapped(node)
    first = top + height / 2 - (len(lines) - 1) * LINE / 2 + FONT * 0.36
    return PlacedBox(
        x=round(node.centre - node.width / 2, 2),
        y=round(top, 2),
        width=round(node.width, 2),
        height=round(height, 2),
        lines=tuple(
            TextLine(round(node.centre, 2), round(first + place * LINE, 2), text)
            for place, text in enumerate(lines)
        ),
    )


def _lines(node: _Node, tops: dict[int, float], rows: dict[int, float]) -> str:
    if not node.children:
        return ""
    bottom = tops[node.depth] + rows[node.depth]
    bus, below = bottom + ROW_GAP / 2, bottom + ROW_GAP
    path = f"M{node.centre:g} {bottom:g}V{bus:g}"
    for before, after in pairwise(node.children):
        path += f"M{before.centre:g} {bus:g}H{after.centre:g}"
    return path + "".join(f"M{child.centre:g} {bus:g}V{below:g}" for child in node.children)
