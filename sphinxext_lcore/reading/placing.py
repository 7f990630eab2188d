"""Where a node of a note ended up in the doctree: attached or not, inside which ``only``, inside which card."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.rendering.cards import KIND_ATTRIBUTE


class Place(NamedTuple):
    """Where a node ended up."""

    attached: bool
    condition: str
    """The tags that must hold for it to be there; empty outside of ``only``."""
    card: nodes.Element | None


def place_of(node: nodes.Node | None, document: nodes.document) -> Place:
    """Look where a node stands in a complete document; one that is None stands nowhere."""
    conditions: list[str] = []
    card: nodes.Element | None = None
    outer = node.parent if node is not None else None
    last: nodes.Node | None = node
    while outer is not None:
        if isinstance(outer, addnodes.only):
            conditions.append(f"({outer['expr']})")
        elif card is None and isinstance(outer, nodes.Element) and KIND_ATTRIBUTE in outer:
            card = outer
        last, outer = outer, outer.parent
    return Place(last is document, " and ".join(reversed(conditions)), card)
