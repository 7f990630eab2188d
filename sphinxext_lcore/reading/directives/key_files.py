"""``key-files``: the files that a feature touches."""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_lcore.model.records import KeyFile
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow, columns_text, has_table
from sphinxext_lcore.reading.text import plain_text

_PLANNED = re.compile(
    r"\((?:[^()]*[,;\s])?new\b[^()]*\)|\bnew\s+(?:file|module|page|folder|package)\b|^(?:new|create)\b", re.IGNORECASE
)
KEY_FILE_COLUMNS = (
    ExpectedColumn("File", frozenset({"files", "path", "file path"})),
    ExpectedColumn("What to do", frozenset({"change", "changes", "action", "what", "description", "purpose"})),
    ExpectedColumn("Repo", frozenset({"repository"}), required=False),
)


class KeyFiles(DesignDirective[Options]):
    """Gives the table as it is written; each row is a file."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the table, and note the files."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        self.note.items = tuple(key_file(row, self.path) for row in self.rows(content, KEY_FILE_COLUMNS))
        if not has_table(content):
            self.find("malformed_table", f"no table; expected one with {columns_text(KEY_FILE_COLUMNS)}")
        return [nodes.container("", *content, classes=["lcore", "lcore-files"])]


def key_file(row: TableRow, path: str) -> KeyFile:
    """The file of a row."""
    cell, action = row.text(0), row.text(1)
    return KeyFile(
        id="file",
        path=path,
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
