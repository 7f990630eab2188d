"""What a block of a document is, in the words of its author: docutils calls a card of Sphinx a ``desc``."""

from __future__ import annotations

from docutils import nodes

from sphinxext_lcore.rendering.cards import KIND_ATTRIBUTE
from sphinxext_lcore.rendering.nodes import card_criteria

_NAMES: dict[type[nodes.Node], str] = {
    nodes.block_quote: "quote",
    nodes.container: "block",
    nodes.literal_block: "code block",
    nodes.rubric: "heading",
    nodes.system_message: "mistake in the markup",
    card_criteria: "acceptance-criteria",
}


def block_name(node: nodes.Node) -> str:
    """What a block is, with its article: ``a requirement``, ``a heading``, ``an image``."""
    kind = node.get(KIND_ATTRIBUTE) if isinstance(node, nodes.Element) else None
    name = str(kind or _NAMES.get(type(node)) or type(node).__name__.replace("_", " "))
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
