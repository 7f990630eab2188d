"""The sections of a document, and which of them say nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.document import Heading
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
        title = title_of(section)
        path = source_path(self.env, title.source if title is not None else None, self.docname)
        return Heading(
            title=title_text(section),
            level=level,
            path=path,
            line=heading_line(section, self._lines_of(path)),
            empty=not any(map(_says_something, section.children)),
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
