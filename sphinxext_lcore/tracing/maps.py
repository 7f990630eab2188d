"""What a map is made of: nodes in columns, and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinxext_lcore.tracing.blocks import Tone

if TYPE_CHECKING:
    from sphinxext_lcore.tracing.blocks import Run, Table, Target


class MapNode(NamedTuple):
    """An item on a map."""

    column: int
    name: str
    """What it is called on this map: the local id, the full id where it belongs to another feature, or nothing."""
    label: str
    """Its title, which a picture may have to cut; of a user story what is wanted, as all begin alike."""
    target: Target
    tone: Tone = Tone.PLAIN
    state: tuple[Run, ...] = ()
    """What the tone says, in words, each of which may have a tone of its own."""
    tells: bool = False
    """Whether the picture shows the state in words; a pointer that rests on the node is told it in any case."""
    whole: str = ""
    """What the label is taken from, where it is not all of it."""


Pair: TypeAlias = tuple[int, int]
"""The numbers of two nodes that are linked, the left one first."""


class TraceMap(NamedTuple):
    """A map: its columns, what stands in them from top to bottom, and what is linked."""

    name: str
    caption: str
    columns: tuple[str, ...]
    nodes: tuple[MapNode, ...]
    """Column by column, each from top to bottom."""
    links: tuple[Pair, ...]
    refinements: tuple[Pair, ...]
    """From what is refined to what refines it; both stand in one column."""
    table: Table
    """The same as a table, for writers that draw nothing."""

    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the nodes of each column, from top to bottom."""
        return tuple(
            tuple(number for number, node in enumerate(self.nodes) if node.column == column)
            for column in range(len(self.columns))
        )

    def linked(self) -> tuple[tuple[int, ...], ...]:
        """Of each node, the numbers of those that it is linked with."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for left, right in self.links:
            found[left].append(right)
            found[right].append(left)
        return tuple(map(tuple, found))
