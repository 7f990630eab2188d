"""The plain text of nodes, and the lines on which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_SILENT = (nodes.comment, nodes.system_message, nodes.raw, nodes.Invisible)
_VERBATIM = (nodes.literal_block, nodes.doctest_block, nodes.math_block)


def plain_text(node: nodes.Node) -> str:
    """What a reader reads in a node: words with single spaces, blocks parted by an empty line, code as it stands."""
    if isinstance(node, _SILENT):
        return ""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, _VERBATIM):
        return node.astext()
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if isinstance(node, nodes.TextElement):
        return " ".join("".join(_inline_text(child) for child in node.children).split())
    return blocks_text(node.children)


def _inline_text(node: nodes.Node) -> str:
    if isinstance(node, nodes.raw):  # a hard break of MyST
        return " "
    if isinstance(node, nodes.Element) and not isinstance(node, (*_SILENT, nodes.image)):
        return "".join(_inline_text(child) for child in node.children)
    return plain_text(node)


def blocks_text(blocks: Iterable[nodes.Node]) -> str:
    """The plain text of several blocks."""
    return "\n\n".join(filter(None, map(plain_text, blocks)))


def line_of(node: nodes.Node, default: int) -> int:
    """The line of the nearest node that knows one, inwards and then outwards."""
    for inner in node.findall(nodes.Element):
        if inner.line:
            return inner.line
    outer: nodes.Node | None = node
    while outer is not None:
        if outer.line:
            return outer.line
        outer = outer.parent
    return default
