"""Where on a picture the nodes of a map stand, and which way the links between them go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.rendering.text_width import width, wrapped
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.tracing.blocks import Run
    from sphinxext_lcore.tracing.maps import MapNode, TraceMap

FONT = 13
"""The size of the text, in the units of the picture; its smallest size on a screen in pixels."""
LINE = 17
WIDTH = 184
PADDING = 10
_ABOVE = 6
_BETWEEN = 10
_GAP = 50
_HEAD = 32
_EDGE = 4
"""What the picture keeps free at all sides for the ring around a node."""
_BULGE = 26
_MOST_LINES = 2
_ROOM = (WIDTH - 2 * PADDING) / FONT
_BOLD = 1.08


class Box(NamedTuple):
    """Where a node stands, and its lines."""

    x: int
    y: int
    height: int
    name: str
    lines: tuple[str, ...]
    """The lines of its label; the first one stands beside the name."""
    notes: tuple[Run, ...]
    """Its state in words, under the label."""

    @property
    def middle(self) -> int:
        """Where links meet the node."""
        return self.y + self.height // 2


class Layout(NamedTuple):
    """A map, laid out."""

    width: int
    height: int
    heads: tuple[int, ...]
    """Where the head of each column stands."""
    boxes: tuple[Box, ...]


def layout(trace_map: TraceMap) -> Layout:
    """Lay a map out: the tallest column as it is, the others so that what is linked stands side by side."""
    heads = tuple(_EDGE + column * (WIDTH + _GAP) for column in range(len(trace_map.columns)))
    boxes = [_box(node, heads[node.column]) for node in trace_map.nodes]
    columns, linked = trace_map.numbers(), trace_map.linked()
    heights = [_height([boxes[n] for n in column]) for column in columns]
    tallest = max(range(len(columns)), key=heights.__getitem__)
    placed: dict[int, Box] = {}
    for number in sorted(range(len(columns)), key=lambda each: (abs(each - tallest), each)):
        column = columns[number]
        wanted = [_wanted(boxes[n], [placed[other] for other in linked[n] if other in placed]) for n in column]
        tops = _settled(wanted, [boxes[n] for n in column], heights[tallest])
        placed |= {n: boxes[n]._replace(y=top + _HEAD + _EDGE) for n, top in zip(column, tops, strict=True)}
    right = heads[-1] + WIDTH + _EDGE if heads else 0
    height = _HEAD + max(heights[tallest], LINE) + 2 * _EDGE
    return Layout(right, height, heads, tuple(placed[n] for n in range(len(boxes))))


def _box(node: MapNode, x: int) -> Box:
    name = wrapped(node.name, _ROOM / _BOLD, 1)[0]
    used = width(f"{name} ") * _BOLD if name else 0
    lines = wrapped(node.label, _ROOM, _MOST_LINES, used)
    notes = [run._replace(text=wrapped(translate(run.text), _ROOM, 1)[0]) for run in node.state if node.tells]
    return Box(x, 0, LINE * (len(lines) + len(notes)) + 2 * _ABOVE, name, tuple(lines), tuple(notes))


def _height(column: Sequence[Box]) -> int:
    return sum(box.height + _BETWEEN for box in column) - _BETWEEN if column else 0


def _wanted(box: Box, others: Sequence[Box]) -> float | None:
    """Where the top of a node would be best: in the middle of what it is linked with; None where that says nothing."""
    middle = sum(other.middle for other in others) / len(others) if others else None
    return None if middle is None else middle - box.height // 2 - _HEAD - _EDGE


def _settled(wanted: Sequence[float | None], boxes: Sequence[Box], height: int) -> list[int]:
    """The tops of the nodes of a column: as near as can be to where they are wanted, in order, and apart."""
    offsets = [sum(box.height + _BETWEEN for box in boxes[:number]) for number in range(len(boxes))]
    blocks: list[tuple[float, int]] = []  # what stands without space between, as mean shift and number of nodes
    for want, offset in zip(wanted, offsets, strict=True):
        shift, size = blocks[-1][0] if blocks else 0.0, 1
        if want is not None:
            shift = want - offset
        while blocks and blocks[-1][0] >= shift:
            above, many = blocks.pop()
            shift, size = (above * many + shift * size) / (many + size), many + size
        blocks.append((shift, size))
    shifts = [shift for shift, size in blocks for _ in range(size)]
    most = height - _height(boxes)
    return [offset + round(min(max(shift, 0), most)) for shift, offset in zip(shifts, offsets, strict=True)]


def curve(plan: Layout, left: int, right: int) -> str:
    """The way of a link, as SVG writes paths."""
    start, end = sorted((plan.boxes[left], plan.boxes[right]), key=lambda box: box.x)
    if start.x == end.x:
        return _bow(plan, start, end)
    across = [head for head in plan.heads if start.x < head < end.x]
    way, x, y = f"M{start.x + WIDTH} {start.middle}", start.x + WIDTH, start.middle
    for head in across:
        level = _free(plan, head, (y + end.middle) // 2)
        way += _bend(head - x, level - y) + f"h{WIDTH}"
        x, y = head + WIDTH, level
    return way + _bend(end.x - x, end.middle - y)


def _bend(wide: int, high: int) -> str:
    return f"c{wide // 2} 0 {wide // 2} {high} {wide} {high}"


def _bow(plan: Layout, start: Box, end: Box) -> str:
    """A link inside a column, at its left side; at the right one where nothing is at the left."""
    first = start.x == plan.heads[0]
    x, out = (start.x + WIDTH, _BULGE) if first else (start.x, -_BULGE)
    high = end.middle - start.middle
    return f"M{x} {start.middle}c{out} 0 {out} {high} 0 {high}"


def _free(plan: Layout, head: int, wanted: int) -> int:
    """The height nearest to a wanted one at which a column has nothing in the way."""
    boxes = [box for box in plan.boxes if box.x == head]
    levels = [*(box.y - _BETWEEN // 2 for box in boxes), *(box.y + box.height + _BETWEEN // 2 for box in boxes)]
    return min(levels, key=lambda level: (abs(level - wanted), level), default=wanted)


def ring(box: Box) -> str:
    """A frame around a node, as SVG writes paths."""
    return f"M{box.x - 2} {box.y - 2}h{WIDTH + 4}v{box.height + 4}h-{WIDTH + 4}z"
