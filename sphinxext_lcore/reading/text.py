"""The plain text of nodes, and the lines on which they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.rendering.nodes import card_criteria

if TYPE_CHECKING:
    from collections.abc import Iterable

_SILENT = (
    *(nodes.comment, nodes.system_message, nodes.raw, nodes.Invisible, nodes.footnote_reference),
    *(addnodes.only, card_criteria),
)
"""What gives a record no words: criteria are records themselves, what stands in ``only`` is not in every build, and the
number of a footnote changes with those above it."""
CHECKBOX = re.compile(r"(?<!\s)\s*\[[ xX]\]\s+")
"""The box of a task, which MyST leaves in the text unless it is told otherwise."""
_VERBATIM = (nodes.literal_block, nodes.doctest_block, nodes.math_block)
_STRAIGHT = str.maketrans("“”„‘’‚", "\"\"\"'''")
_FARTHEST = 10_000
"""How far behind the words before it a text is sought: what is not found costs no more in a longer paragraph."""


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
            self._breaks[id(block)] = line_breaks(block)
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


def line_breaks(block: nodes.Element) -> dict[int, int]:
    """How many line breaks of the source stand before each node of a block, by its identity."""
    before: dict[int, int] = {}
    hidden = block.rawsource.count("\n") - _count(block, 0, before)
    if hidden > 0:
        _seek(block, hidden, before)
    return before


def _count(node: nodes.Node, count: int, before: dict[int, int]) -> int:
    """Count the line breaks before a node and before those in it, and say how many there are before what follows."""
    before[id(node)] = count
    if isinstance(node, nodes.Text):
        return count + node.count("\n")
    if not isinstance(node, nodes.Element) or _is_told_by_its_neighbour(node):
        return count
    end = count
    for child in node.children:
        end = _count(child, end, before)
    # RST keeps the source of a link with its target.
    return max(end, count + node.rawsource.count("\n")) if isinstance(node, nodes.Inline) else end


def _is_told_by_its_neighbour(node: nodes.Element) -> bool:
    """Whether the line breaks of a node are those of the node before it.

    MyST makes of a hard break raw HTML and raw LaTeX, RST of a link with its target a reference and a target.
    """
    return node.get("format") == "latex" or (isinstance(node, nodes.target) and not node.children)


def _seek(block: nodes.Element, hidden: int, before: dict[int, int]) -> None:
    """Count anew where markup hides line breaks: MyST makes spaces of those in code, and drops those in links.

    The words of a text are sought in the source of the block, from the end of the words before it on. The first place
    where they stand is never behind the true one, and no text is taken further down than all hidden breaks would
    bring it; one that smart quotes or an escape changed is taken to follow those before it.
    """
    source = block.rawsource.translate(_STRAIGHT)
    flat = source.replace("\n", " ")
    place = line = 0
    for text in block.findall(nodes.Text):
        if text.parent.get("format") == "latex":
            continue
        words = text.translate(_STRAIGHT).replace("\n", " ")
        found = flat.find(words, place, place + len(words) + _FARTHEST) if words.strip() else -1
        if found >= 0:
            line += source.count("\n", place, found)
            place = found
        _set(text, block, min(line, before[id(text)] + hidden), before)
        if found >= 0:
            line += source.count("\n", place, place + len(words))
            place += len(words)
        else:
            for _ in range(text.count("\n")):
                place, line = source.find("\n", place) + 1 or len(source), line + 1


def _set(text: nodes.Text, block: nodes.Element, count: int, before: dict[int, int]) -> None:
    """Set the line breaks before a text, and before the markup that it is the first of."""
    node: nodes.Node = text
    before[id(node)] = count
    while node.parent is not block and node.parent.children[0] is node:
        node = node.parent
        before[id(node)] = count


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
