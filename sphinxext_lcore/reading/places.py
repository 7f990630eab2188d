"""Where something stands: the path of a source file as the records name it, and the line."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.lines import lines_of
from sphinxext_lcore.reading.text import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.reading.tables import TableRow

_KEY = "lcore:paths"


class SourceLine(NamedTuple):
    """A line of a source file."""

    path: str
    line: int


class SourceFiles:
    """The files that a document is made of: its own, and those that it includes.

    Args:
        env: The environment.
        docname: The document.
        document: Its doctree, as far as it is read.
    """

    def __init__(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.env, self.docname = env, docname
        self.path = source_path(env, None, docname)
        """The path of the document itself."""
        self.with_includes = bool(document.settings.record_dependencies.list)
        """Whether other files may be part of the document."""
        self.is_markdown = env.config.source_suffix.get(Path(self.path).suffix) == "markdown"
        """Whether the document is written in MyST."""
        self._lines: dict[str, list[str]] = {}

    @cached_property
    def text(self) -> str:
        """The source of the document itself."""
        return self._read(self.path)

    def _read(self, path: str) -> str:
        return Path(self.env.srcdir, path).read_text(encoding="utf-8", errors="replace")

    def path_of(self, node: nodes.Node) -> str:
        """The path of the file in which a node stands.

        Where a node does not know it, one inside of it may. MyST takes what is in an included table for the document's
        own, so the blocks around a node are asked, too; not a section, which may begin in an included file and go on
        behind it.
        """
        if not self.with_includes:
            return self.path
        first = node if node.source else next((inner for inner in node.findall() if inner.source), node)
        each: nodes.Node | None = first
        while each is not None and (each is first or not isinstance(each, nodes.section)):
            path = source_path(self.env, each.source, self.docname)
            if path != self.path:
                return path
            each = each.parent
        return self.path

    def pipe_header_line(self, table: nodes.table) -> int | None:
        """The line of the header of a pipe table, whose rows know no lines; None for any other table."""
        lines = self.lines_of(table) if self.is_markdown and table.line else []
        return table.line if table.line and table.line <= len(lines) and "|" in lines[table.line - 1] else None

    def lines_of(self, node: nodes.Node) -> list[str]:
        """The lines of the file in which a node stands."""
        path = self.path_of(node)
        if path not in self._lines:
            text = self.text if path == self.path else self._read(path)
            self._lines[path] = lines_of(text, markdown=self.is_markdown)
        return self._lines[path]

    def line_of(self, node: nodes.Node) -> SourceLine:
        """The line of the nearest node that knows one, and the file in which the node stands."""
        return SourceLine(self.path_of(node), line_of(node, 1))

    def line_of_row(self, row: TableRow) -> SourceLine:
        """The line of a row of a table, which knows it better than its node."""
        return SourceLine(self.path_of(row.node), row.line)


def source_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    """The path of a source file, relative to the source folder, with ``/`` between its parts.

    Args:
        env: The environment.
        source: The file, as docutils names it: an included file of RST from the folder in which Sphinx was started.
            None for the document's file, which also stands for what is no file.
        docname: The document that is read.
    """
    if _KEY not in env.current_document:
        env.current_document[_KEY] = {}
    known: dict[tuple[str | None, str], str] = env.current_document[_KEY]
    if (source, docname) not in known:
        known[source, docname] = _source_path(env, source, docname)
    return known[source, docname]


def _source_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    own = env.doc2path(docname)
    if not source or source == str(own):  # nearly always, and there is no need to look
        return PurePath(env.doc2path(docname, base=False)).as_posix()
    file = Path(source).absolute()
    return PurePath(os.path.relpath(file if file.is_file() else own, env.srcdir)).as_posix()
