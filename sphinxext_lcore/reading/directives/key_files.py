"""``key-files``: the files that a feature touches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.records import KeyFile
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.tables import ExpectedColumn, MalformedTableError, TableRow, read_rows
from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLANNED = re.compile(
    r"\((?:[^()]*[,;\s])?new\b[^()]*\)|\bnew\s+(?:file|module|page|folder|package)\b|^(?:new|create)\b", re.IGNORECASE
)
KEY_FILE_COLUMNS = (
    ExpectedColumn("File", frozenset({"files", "path"})),
    ExpectedColumn("What to do", frozenset({"change", "changes", "action", "what"})),
    ExpectedColumn("Repo", frozenset({"repository"}), required=False),
)


class KeyFiles(DesignDirective[Options]):
    """Gives the table as it is written; each row is a file."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the table, and note the files."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        tables = [table for node in content for table in node.findall(nodes.table)]
        if not tables:
            self.find("malformed_table", "no table; expected one with File | What to do")
        self.note.items = tuple(file for table in tables for file in self._of_table(table))
        return [nodes.container("", *content, classes=["lcore", "lcore-files"])]

    def _of_table(self, table: nodes.table) -> Iterator[KeyFile]:
        try:
            rows = read_rows(table, KEY_FILE_COLUMNS, self.lineno_in_source)
        except MalformedTableError as error:
            self.find("malformed_table", str(error), line_of(table, self.lineno_in_source))
            return
        yield from (self._file(row) for row in rows)

    def _file(self, row: TableRow) -> KeyFile:
        cell, action = row.text(0), row.text(1)
        return KeyFile(
            id="file",
            path=self.path,
            line=row.line,
            file=_file_name(row),
            action=action,
            repo=row.text(2),
            planned=_PLANNED.search(cell) is not None or _PLANNED.search(action) is not None,
        )


def _file_name(row: TableRow) -> str:
    """The file that a cell names: its first piece of code, else its words without what stands in parentheses."""
    entry = row.entries[0]
    code = next(iter(entry.findall(nodes.literal)), None) if entry is not None else None
    return plain_text(code) if code is not None else row.text(0).partition(" (")[0]
