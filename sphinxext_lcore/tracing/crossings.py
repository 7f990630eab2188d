"""The order of the nodes in the columns of a map: the one of some in which the fewest links cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from math import inf
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinxext_lcore.tracing.maps import Pair

    Columns: TypeAlias = list[list[int]]

_SWEEPS = 3


def fewest_crossings(columns: Columns, links: Sequence[Pair], beside: Mapping[int, int]) -> Columns:
    """The columns in the order in which the fewest links cross.

    Each sweep brings the nodes of a column near to those that they are linked with. The order that is given stands
    unless another one has fewer crossings, so that a map without crossings keeps the order of its ids.

    Args:
        columns: The numbers of the nodes of each column, in the order that readers expect.
        links: Which nodes are linked.
        beside: Nodes that, without links of their own, go where another node of their column goes.
    """
    best, fewest = columns, _crossings(columns, links)
    tried = columns
    for _ in range(_SWEEPS):
        for backwards in (True, False):
            tried = _sweep(tried, links, beside, backwards=backwards)
            crossings = _crossings(tried, links)
            if crossings < fewest:
                best, fewest = tried, crossings
    return best


def _sweep(columns: Columns, links: Sequence[Pair], beside: Mapping[int, int], *, backwards: bool) -> Columns:
    """Order each column by the one that came before it in this direction."""
    first, *rest = reversed(columns) if backwards else columns
    swept = [first]
    for column in rest:
        swept.append(_near(swept[-1], column, links, beside))
    return swept[::-1] if backwards else swept


def _near(fixed: Sequence[int], moved: Sequence[int], links: Sequence[Pair], beside: Mapping[int, int]) -> list[int]:
    places = {node: place for place, node in enumerate(fixed)}
    found: dict[int, list[int]] = {node: [] for node in moved}
    for left, right in links:
        for near, far in ((left, right), (right, left)):
            if near in found and far in places:
                found[near].append(places[far])
    middles = {node: sum(near) / len(near) for node, near in found.items() if near}
    return sorted(moved, key=lambda node: middles.get(node, middles.get(beside.get(node, node), inf)))


def _crossings(columns: Columns, links: Iterable[Pair]) -> int:
    """How many pairs of links between neighbouring columns cross."""
    places = {node: (number, place) for number, column in enumerate(columns) for place, node in enumerate(column)}
    between: dict[int, list[Pair]] = {}
    for left, right in links:
        (column, start), (next_column, end) = places[left], places[right]
        if next_column == column + 1:
            between.setdefault(column, []).append((start, end))
    return sum(map(_inversions, between.values()))


def _inversions(ends: list[Pair]) -> int:
    """How many links begin above another one and end below it."""
    seen: list[int] = []
    count = 0
    for _, end in sorted(ends):
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count
