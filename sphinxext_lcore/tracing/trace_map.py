"""The map of a trace: use cases, requirements and criteria in columns, and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import MapQuery
    from sphinxext_lcore.tracing.blocks import Table, Target, Tone


class MapNode(NamedTuple):
    """An item on a map."""

    id: str
    column: int
    label: str
    title: str
    """What a pointer that rests on the node is told."""
    target: Target
    tone: Tone
    state: str
    """What the tone says, in words."""


class TraceMap(NamedTuple):
    """A map: its columns, what stands in them from top to bottom, and what is linked."""

    name: str
    caption: str
    columns: tuple[str, ...]
    nodes: tuple[MapNode, ...]
    links: tuple[tuple[str, str], ...]
    """Pairs of ids of nodes, from left to right."""
    table: Table
    """The same as a table, for writers that draw nothing."""


def trace_map(catalog: Catalog, query: MapQuery) -> tuple[TraceMap, ...]:
    """The maps that a ``traceability-map`` shows."""
    return ()
