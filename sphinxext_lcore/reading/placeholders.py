"""What the template leaves to fill in and nobody has: ``TODO``, ``LCORE-XXXX``, ``REMOVE IF NOT APPLICABLE``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.text import WordLines, block_of
from sphinxext_lcore.reading.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEHOLDER = re.compile(
    r"\bTODO\b|\b[A-Z][A-Z0-9]+-(?:X{2,}\b|\?{2,})|\bREMOVE IF NOT APPLICABLE\b|\bRemove if not applicable\."
    r"|\bREMOVE ANY SUB-?SECTION THAT DOES NOT APPLY\b"
)
_CODE = (nodes.literal, nodes.literal_block, nodes.comment, nodes.raw, nodes.system_message, nodes.math)


class Placeholder(NamedTuple):
    """A placeholder in the text of a document."""

    text: str
    node: nodes.Text
    line: int
    in_heading: bool


def placeholders(document: nodes.document, source: str, *, with_includes: bool) -> Iterator[Placeholder]:
    """Find the placeholders in the words of a document, not in its code.

    Args:
        document: The document.
        source: Its source; most documents hold no placeholder, and are not walked through.
        with_includes: Whether other files may be part of the document.
    """
    if not with_includes and _PLACEHOLDER.search(source) is None:
        return
    words = WordLines()
    for node in walk(document):
        match = _PLACEHOLDER.search(node) if isinstance(node, nodes.Text) else None
        if isinstance(node, nodes.Text) and match is not None and not _in_code(node):
            line = words.of(node) + node[: match.start()].count("\n")
            yield Placeholder(match[0], node, line, isinstance(block_of(node), nodes.title))


def _in_code(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, _CODE):
        parent = parent.parent
    return parent is not None
