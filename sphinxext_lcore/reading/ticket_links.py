"""Links whose text names one ticket and whose target another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.text import WordLines
from sphinxext_lcore.reading.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_A_TARGET = re.compile(r"(?<=\()\n[ \t]*|\n[ \t]*(?=<)")
"""The line break between the text of a link and its target, in MyST and in RST."""


class Mismatch(NamedTuple):
    """A link that says one ticket and leads to another."""

    said: str
    leads_to: str
    node: nodes.reference
    line: int


def mismatches(document: nodes.document, source: str, pattern: str, *, with_includes: bool) -> Iterator[Mismatch]:
    """Find such links.

    Args:
        document: The document.
        source: Its source; where no line with a link names two tickets, the document is not walked through.
        pattern: What the key of a ticket looks like.
        with_includes: Whether other files may be part of the document.
    """
    if not with_includes and not any(_is_suspicious(line, pattern) for line in _lines(source)):
        return
    words = WordLines()
    for node in walk(document):
        if isinstance(node, nodes.reference) and (uri := node.get("refuri")):
            said, leads_to = re.fullmatch(pattern, node.astext()), [match[0] for match in re.finditer(pattern, uri)]
            if said is not None and leads_to and said[0].upper() != leads_to[-1].upper():
                yield Mismatch(said[0], leads_to[-1], node, words.of(node))


def _lines(source: str) -> list[str]:
    """The lines of a source, in which links are whole."""
    return _BEFORE_A_TARGET.sub("", source).split("\n")


def _is_suspicious(line: str, pattern: str) -> bool:
    return "://" in line and len({match[0] for match in re.finditer(pattern, line)}) > 1
