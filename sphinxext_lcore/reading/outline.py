"""The sections of a document, and which of them say nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.document import Heading
from sphinxext_lcore.model.template import names_of
from sphinxext_lcore.reading.places import source_path
from sphinxext_lcore.reading.plain.sections import heading_line, title_of, title_text
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import card_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

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


def read_outline(env: BuildEnvironment, docname: str, document: nodes.document) -> tuple[Heading, ...]:
    """The sections of a document, in their order.

    Args:
        env: The environment.
        docname: The document.
        document: Its doctree, complete.
    """
    return tuple(_Outline(env, docname).headings(document, 1, ""))


class _Outline:
    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self.env, self.docname = env, docname
        self.lines: dict[str, list[str]] = {}

    def headings(self, node: nodes.Element, level: int, condition: str) -> Iterator[Heading]:
        """The sections below a node; they stand in each other, and in ``only``."""
        for child in node.children:
            if isinstance(child, nodes.section):
                yield self._heading(child, level, condition)
                yield from self.headings(child, level + 1, condition)
            elif isinstance(child, addnodes.only):
                expression = f"({child['expr']})"
                yield from self.headings(child, level, f"{condition} and {expression}" if condition else expression)

    def _heading(self, section: nodes.section, level: int, condition: str) -> Heading:
        title, words = title_of(section), title_text(section)
        path = source_path(self.env, title.source if title is not None else None, self.docname)
        return Heading(
            title=words,
            level=level,
            path=path,
            line=heading_line(section, self._lines_of(path)),
            empty=not any(map(_says_something, section.children)),
            diagram=bool(names_of(words) & _WITH_DIAGRAM) and _shows_a_diagram(section),
            condition=condition,
        )

    def _lines_of(self, path: str) -> list[str]:
        """The lines of a source file, which may be an included one."""
        if path not in self.lines:
            text = Path(self.env.srcdir, path).read_text(encoding="utf-8", errors="replace")
            self.lines[path] = text.splitlines()
        return self.lines[path]


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
