"""A map of the trace as a picture: SVG inside the page, made when the page is written.

The path of a node, all that it leads to and comes from, is one shape beside the node. The style sheet shows it while
the pointer rests on the node or the keyboard is on it: the picture needs neither scripts nor ids.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.map_layout import LINE, PADDING, WIDTH, curve, layout, ring
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.tracing.blocks import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinxext_lcore.rendering.addresses import Addresses
    from sphinxext_lcore.rendering.map_layout import Box, Layout
    from sphinxext_lcore.tracing.maps import MapNode, Pair, TraceMap

_UNNAMED = term("Map of the trace")
_NOTHING = term("none")
_LEGEND = {
    Tone.GOOD: term("nothing is missing"),
    Tone.MISSING: term("something is missing"),
    Tone.MUTED: term("does not count"),
}
_REFINES = term("refines")
_LEVEL = 18
"""The base line of the first line of a node."""
_PIXELS_PER_REM = 16
_GROWTH = 1.12
"""How much larger than its smallest size a picture may become where there is room."""
_SHARE = 40
"""Paths of more links than this for each node, on average, would outweigh the map; they are cut to the next nodes."""


def map_html(trace_map: TraceMap, addresses: Addresses) -> str:
    """A map with its caption and its legend, in a frame that scrolls where there is little room."""
    label = escape(translate(trace_map.caption or _UNNAMED))
    caption = f"<figcaption>{label}</figcaption>\n" if trace_map.caption else ""
    return (
        f'<figure class="lcore-map">\n{caption}{_legend(trace_map)}'
        f'<div class="lcore-scroll" role="region" aria-label="{label}" tabindex="0">\n'
        f"{''.join(_picture(trace_map, addresses))}</div>\n</figure>\n"
    )


def _legend(trace_map: TraceMap) -> str:
    tones = {node.tone for node in trace_map.nodes}
    samples = [(f"lcore-{tone}", text) for tone, text in _LEGEND.items() if tone in tones]
    if trace_map.refinements:
        samples.append(("lcore-refines", _REFINES))
    items = "".join(f'<li class="{kind}">{escape(translate(text))}</li>' for kind, text in samples)
    return f'<ul class="lcore-legend">{items}</ul>\n' if items else ""


def _picture(trace_map: TraceMap, addresses: Addresses) -> Iterator[str]:
    plan = layout(trace_map)
    small = plan.width / _PIXELS_PER_REM
    columns, linked = trace_map.numbers(), trace_map.linked()
    counts = [
        f"{translate(head)}: {len(column)}" for head, column in zip(trace_map.columns, columns, strict=True) if head
    ]
    yield (
        f'<svg role="group" aria-label="{escape(", ".join(counts))}" width="{plan.width}" height="{plan.height}" '
        f'viewBox="0 0 {plan.width} {plan.height}" style="min-width:{small:g}rem;max-width:{small * _GROWTH:g}rem">\n'
    )
    yield _lines("", (curve(plan, *pair) for pair in trace_map.links))
    yield _lines(' class="lcore-refines"', (curve(plan, *pair) for pair in trace_map.refinements))
    paths = _paths(trace_map)
    for number, column in enumerate(columns):
        head = escape(translate(trace_map.columns[number]))
        named = f' role="group" aria-label="{head}"' if head else ""
        yield f"<g{named}>\n" + _head(head, plan.heads[number], empty=not column)
        for node in column:
            yield _node(trace_map.nodes[node], plan.boxes[node], _hint(trace_map, node, linked[node]), addresses)
            yield _lines("", _raised(plan, node, paths[node]))
        yield "</g>\n"
    yield "</svg>\n"


def _lines(attributes: str, curves: Iterable[str]) -> str:
    way = "".join(curves)
    return f'<path{attributes} d="{way}"/>\n' if way else ""


def _head(head: str, x: int, *, empty: bool) -> str:
    if not head:
        return ""
    text = f'<text x="{x}" y="{_LEVEL}" aria-hidden="true">{head}</text>\n'
    nothing = f'<text class="lcore-muted" x="{x}" y="{_LEVEL + 2 * LINE}">{escape(translate(_NOTHING))}</text>\n'
    return text + nothing * empty


def _node(node: MapNode, box: Box, hint: str, addresses: Addresses) -> str:
    tone = f' class="lcore-{node.tone}"' if node.tone is not Tone.PLAIN else ""
    return (
        f'<a href="{escape(addresses.of(node.target))}"{tone} transform="translate({box.x},{box.y})">'
        f'<title>{escape(hint)}</title><rect width="{WIDTH}" height="{box.height}" rx="5"/>'
        f'<text x="{PADDING}" y="{_LEVEL}">{_label(box)}</text></a>\n'
    )


def _label(box: Box) -> str:
    name = f"<tspan>{escape(box.name)}</tspan> " if box.name else ""
    first, *rest = box.lines
    below = [("", line) for line in rest] + [(f' class="lcore-{note.tone}"', note.text) for note in box.notes]
    lines = (f'<tspan{tone} x="{PADDING}" dy="{LINE}">{escape(text)}</tspan>' for tone, text in below)
    return f"{name}{escape(first)}{''.join(lines)}"


def _hint(trace_map: TraceMap, number: int, linked: Iterable[int]) -> str:
    """What a node says of itself where there is room: its whole title, its state, and what it is linked with."""
    node = trace_map.nodes[number]
    lines = [f"{node.name} {node.whole or node.label}".strip(), ", ".join(translate(run.text) for run in node.state)]
    for column, head in enumerate(trace_map.columns):
        names = [_short(trace_map.nodes[end]) for end in linked if trace_map.nodes[end].column == column]
        if names:
            lines.append(f"{translate(head)}: {', '.join(names)}")
    refined = [_short(trace_map.nodes[left]) for left, right in trace_map.refinements if right == number]
    if refined:
        lines.append(f"{translate(_REFINES)}: {', '.join(refined)}")
    return "\n".join(filter(None, lines))


def _short(node: MapNode) -> str:
    return node.name or node.label


def _paths(trace_map: TraceMap) -> list[tuple[Pair, ...]]:
    """The links on the path of each node; where they are too many, only its own."""
    links = (*trace_map.links, *trace_map.refinements)
    after: dict[int, list[Pair]] = {}
    before: dict[int, list[Pair]] = {}
    for pair in links:
        after.setdefault(pair[0], []).append(pair)
        before.setdefault(pair[1], []).append(pair)
    numbers = range(len(trace_map.nodes))
    whole: list[tuple[Pair, ...]] = []
    left = _SHARE * len(numbers)
    for number in numbers:
        path = tuple(dict.fromkeys((*_walk(before, number, 0), *_walk(after, number, 1))))
        left -= len(path)
        if left < 0:
            return [(*before.get(n, ()), *after.get(n, ())) for n in numbers]
        whole.append(path)
    return whole


def _walk(links: Mapping[int, Iterable[Pair]], start: int, end: int) -> Iterator[Pair]:
    """The links that can be reached from a node in one direction."""
    reached, left = {start}, [start]
    while left:
        for pair in links.get(left.pop(), ()):
            yield pair
            if pair[end] not in reached:
                reached.add(pair[end])
                left.append(pair[end])


def _raised(plan: Layout, node: int, path: tuple[Pair, ...]) -> Iterator[str]:
    """A path as it is raised: its links, and a frame around each node but the one that it is of."""
    yield from (curve(plan, *pair) for pair in path)
    nodes = dict.fromkeys(number for pair in path for number in pair if number != node)
    yield from (ring(plan.boxes[number]) for number in nodes)
