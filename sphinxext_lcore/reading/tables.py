"""Tables that the template prescribes: their columns found by their headings, their rows with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ExpectedColumn(NamedTuple):
    """A column of a table in the template."""

    heading: str
    aliases: frozenset[str] = frozenset()
    required: bool = True


class TableRow(NamedTuple):
    """A row of the body: an entry for each expected column, in their order; None where the table lacks the column."""

    node: nodes.row
    entries: tuple[nodes.entry | None, ...]
    line: int

    def text(self, column: int) -> str:
        """The plain text of a cell."""
        entry = self.entries[column]
        return "" if entry is None else plain_text(entry)


class MalformedTableError(ValueError):
    """A table that lacks a column; the message says which was expected and what was found."""


def read_rows(table: nodes.table, expected: Sequence[ExpectedColumn], line: int) -> list[TableRow]:
    """The rows of a table.

    Args:
        table: The table.
        expected: The columns that it should have.
        line: The line of the table, where it does not know it itself.

    Raises:
        MalformedTableError: A required column is missing.
    """
    heads = list(table.findall(nodes.thead))
    header = [plain_text(entry) for entry in heads[0].findall(nodes.entry)] if heads else []
    places = [_place(column, header) for column in expected]
    missing = [column.heading for column, place in zip(expected, places, strict=True) if place is None]
    if any(column.required and place is None for column, place in zip(expected, places, strict=True)):
        wanted = " | ".join(column.heading for column in expected)
        found = " | ".join(map(shorten, header)) or "no header row"
        message = f"no column {', '.join(missing)}; expected {wanted}, found {found}"
        raise MalformedTableError(message)
    return list(_rows(table, places, line))


def _place(column: ExpectedColumn, header: list[str]) -> int | None:
    names = {column.heading.casefold(), *column.aliases}
    return next((n for n, heading in enumerate(header) if heading.casefold() in names), None)


def _rows(table: nodes.table, places: list[int | None], line: int) -> Iterator[TableRow]:
    header_line = table.line or line
    bodies = list(table.findall(nodes.tbody))
    for number, row in enumerate(bodies[0].findall(nodes.row) if bodies else (), start=1):
        entries = [child for child in row.children if isinstance(child, nodes.entry)]
        cells = tuple(entries[n] if n is not None and n < len(entries) else None for n in places)
        yield TableRow(row, cells, _row_line(row, header_line + 1 + number))


def _row_line(row: nodes.row, computed: int) -> int:
    """A row of RST knows its paragraphs' lines; a row of a pipe table is one line, so that its line can be counted."""
    paragraphs = list(row.findall(nodes.paragraph))
    return line_of(paragraphs[0], computed) if paragraphs and paragraphs[0].line else computed
