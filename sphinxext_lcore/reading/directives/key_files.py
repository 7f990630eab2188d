"""``key-files``: the files that a feature touches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.records import KeyFile
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow, columns_text, has_table
from sphinxext_lcore.reading.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLANNED = re.compile(
    r"\((?:[^()]*[,;\s])?new\b[^()]*\)|\bnew\s+(?:file|module|page|folder|package)\b|^(?:new|create)\b", re.IGNORECASE
)
_IN_PARENTHESES = re.compile(r"\((?:[^()`]|`[^`]*`)*\)")
_SEPARATOR = r"\s*(?:[,;&+/]\s*)?(?:(?:and|or)\b\s*)?"
_BETWEEN = re.compile(r"(?<!\s)\s*[,;&]\s*(?:(?:and|or)\s+)?|(?<!\s)\s+(?:and|or|[+/])\s+")
_LISTED = re.compile(rf"`[^`]*`(?:{_SEPARATOR}`[^`]*`)*")
_NO_PATH = re.compile(r"[\s()]|^\.\w+$")
"""What a path does not have; ``.timer`` is an ending, of the file before it."""
_CLASS = "lcore-files"
KEY_FILE_COLUMNS = (
    ExpectedColumn("File", frozenset({"files", "path", "file path"})),
    ExpectedColumn("What to do", frozenset({"change", "changes", "action", "what", "description", "purpose"})),
    ExpectedColumn("Repo", frozenset({"repository"}), required=False),
)


class KeyFiles(DesignDirective[Options]):
    """Gives the table as it is written; each row names a file, or several."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the table, and note the files."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        rows = self.rows(content, KEY_FILE_COLUMNS)
        self.note.items = tuple(file for row in rows for file in key_files(row, self.path))
        if not has_table(content):
            self.find("malformed_table", f"no table; expected one with {columns_text(KEY_FILE_COLUMNS)}")
        return [nodes.container("", *content, classes=["lcore", _CLASS])]


def is_key_files(node: nodes.Node) -> bool:
    """Whether a node is what the directive makes."""
    return isinstance(node, nodes.container) and _CLASS in node["classes"]


def key_files(row: TableRow, path: str) -> Iterator[KeyFile]:
    """The files of a row."""
    cell, action = row.text(0), row.text(1)
    planned = _PLANNED.search(cell) is not None or _PLANNED.search(action) is not None
    for name in _file_names(row):
        yield KeyFile(id="file", path=path, line=row.line, file=name, action=action, repo=row.text(2), planned=planned)


def _file_names(row: TableRow) -> list[str]:
    """The files that a cell lists: pieces of code, else its words without what stands in parentheses.

    What follows the first is a file where no words but "and" stand between, and where it looks like a path.
    """
    marked = "".join(_with_marks(row.entries[0])) if row.entries[0] is not None else ""
    listed = _LISTED.search(_IN_PARENTHESES.sub("", marked))
    if listed is not None:
        first, *others = re.findall("`([^`]*)`", listed[0])
        return [first, *filter(_is_path, others)]
    words = row.text(0).partition(" (")[0]
    names = _BETWEEN.split(words)
    return names if all(map(_is_path, names)) else [words]


def _with_marks(node: nodes.Node) -> Iterator[str]:
    """The words of a cell, with marks around code as Markdown has them."""
    if isinstance(node, nodes.literal):
        yield f"`{plain_text(node)}`"
    elif isinstance(node, nodes.Text):
        yield node.replace("`", "")
    elif isinstance(node, nodes.raw):  # a hard break of MyST
        yield " "
    else:
        for child in node.children:
            yield from _with_marks(child)


def _is_path(name: str) -> bool:
    return ("/" in name or "." in name) and _NO_PATH.search(name) is None
