"""The sections of a document, and which of them say nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.document import Heading
from sphinxext_lcore.model.template import names_of
from sphinxext_lcore.reading.plain.sections import heading_line, title_text
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import card_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.reading.places import SourceFiles

_SILENT = (
    nodes.title,
    nodes.target,
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.transition,
    addnodes.index,
    card_links,
)
"""What stands in a section and tells a reader nothing of it. A directive tells something, whatever it shows."""
_DRAWN = frozenset({"graphviz", "mermaid", "plantuml", "inheritance_diagram", "drawio", "aggregate"})
"""The nodes of extensions that draw; ours draws a map."""
_NO_LANGUAGE = frozenset({"", "none", "text", "default", "mermaid", "plantuml", "dot"})
_LINES = re.compile(r"[─-╿▲▶▼◀►◄←-↕]|-->|<--|==>|\+--")
"""What lines and arrows of a sketch are made of."""
_WITH_DIAGRAM = frozenset({"architecture", "overview", "architecture overview"})
"""The sections whose diagrams somebody asks for."""
_HTML_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)*\s*", re.DOTALL)


def read_outline(document: nodes.document, files: SourceFiles) -> tuple[Heading, ...]:
    """The sections of a document, in their order.

    Args:
        document: Its doctree, complete.
        files: Its files.
    """
    return tuple(_headings(document, files, 1, ""))


def _headings(node: nodes.Element, files: SourceFiles, level: int, condition: str) -> Iterator[Heading]:
    """The sections below a node; they stand in each other, and in ``only``."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield _heading(child, files, level, condition)
            yield from _headings(child, files, level + 1, condition)
        elif isinstance(child, addnodes.only):
            expression = f"({child['expr']})"
            yield from _headings(child, files, level, f"{condition} and {expression}" if condition else expression)


def _heading(section: nodes.section, files: SourceFiles, level: int, condition: str) -> Heading:
    words = title_text(section)
    path, line = heading_line(section, files)
    return Heading(
        title=words,
        level=level,
        path=path,
        line=line,
        empty=not any(map(_says_something, section.children)),
        diagram=bool(names_of(words) & _WITH_DIAGRAM) and _shows_a_diagram(section),
        condition=condition,
    )


def _says_something(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.section, addnodes.only)):
        return any(map(_says_something, node.children))
    if isinstance(node, nodes.raw):
        return _HTML_COMMENTS.fullmatch(node.astext()) is None
    if isinstance(node, nodes.paragraph):  # one may hold nothing but a target
        return any(isinstance(each, (nodes.Text, nodes.image, nodes.reference)) for each in walk(node))
    return not isinstance(node, _SILENT)


def _shows_a_diagram(section: nodes.section) -> bool:
    """Whether a section shows a picture, a sketch in a block of code, or what another extension draws."""
    return any(isinstance(node, nodes.image) or _is_drawn(node) for node in walk(section))


def _is_drawn(node: nodes.Node) -> bool:
    if isinstance(node, nodes.literal_block):
        return node.get("language", "") in _NO_LANGUAGE or _LINES.search(node.astext()) is not None
    return type(node).__name__.lower() in _DRAWN
