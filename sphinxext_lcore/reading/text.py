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
        return node.astext().rstrip("\n")  # which MyST keeps and RST does not
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if isinstance(node, nodes.TextElement):
        return inline_text(node.children)
    return blocks_text(node.children)


def _inline_text(node: nodes.Node) -> str:
    if isinstance(node, nodes.raw):  # a hard break of MyST
        return " "
    if isinstance(node, nodes.Element) and not isinstance(node, (*_SILENT, nodes.image)):
        return "".join(_inline_text(child) for child in node.children)
    return plain_text(node)


def inline_text(content: Iterable[nodes.Node]) -> str:
    """The plain text of a piece of inline markup, on one line."""
    return " ".join("".join(map(_inline_text, content)).split())


def blocks_text(blocks: Iterable[nodes.Node]) -> str:
    """The plain text of several blocks."""
    return "\n\n".join(filter(None, map(plain_text, blocks)))


class WordLines:
    """The lines of words and of inline markup in a doctree that stays as it is meanwhile.

    The line breaks of a paragraph are counted once, however many words of it are asked for.
    """

    def __init__(self) -> None:
        self._breaks: dict[int, dict[int, int]] = {}
        """By the identity of a block and of a node in it; texts are equal to others with the same words."""

    def of(self, node: nodes.Node, told: int | None = None) -> int:
        """The line of a text or of inline markup: that of its paragraph, and the line breaks before it.

        Args:
            node: The text or the markup.
            told: The line of the paragraph as the parser told it to a role. It is wrong in a cell of an RST table;
                the lines that nodes know are wrong in a cell of a pipe table, because MyST gives all of them the same.
        """
        block, row = block_of(node), _row_of(node)
        if row is not None and row.line is not None:
            line = told or _line_of_pipe_row(row)
        elif row is not None:
            line = line_of(block, told or 1)
        else:
            line = told or line_of(block, 1)
        if id(block) not in self._breaks:
            self._breaks[id(block)] = _line_breaks(block)
        return line + self._breaks[id(block)].get(id(node), 0)


def line_of_words(node: nodes.Node) -> int:
    """The line of a text or of inline markup."""
    return WordLines().of(node)


def block_of(node: nodes.Node) -> nodes.Element:
    """The paragraph, or other block of words, in which a text or inline markup stands."""
    block: nodes.Element = node.parent
    while isinstance(block, nodes.Inline) and block.parent is not None:
        block = block.parent
    return block


def _row_of(node: nodes.Node) -> nodes.row | None:
    outer = node.parent
    while outer is not None and not isinstance(outer, nodes.row):
        outer = outer.parent
    return outer


def _line_of_pipe_row(row: nodes.row) -> int:
    group = row.parent
    header = line_of(group.parent.parent, 1)
    return header + 2 + group.index(row) if isinstance(group, nodes.tbody) else header


def _line_breaks(block: nodes.Element) -> dict[int, int]:
    """How many line breaks stand before each node of a block, by its identity."""
    count = 0
    before: dict[int, int] = {}
    for each in block.findall():
        before[id(each)] = count
        # MyST makes of a hard break raw HTML and raw LaTeX, each with a line break.
        if isinstance(each, nodes.Text) and each.parent.get("format") != "latex":
            count += each.count("\n")
    return before


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
