"""Tables that the template prescribes: their columns found by their headings, their rows with lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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


def columns_text(expected: Iterable[ExpectedColumn]) -> str:
    """The columns as a message names them."""
    return " | ".join(column.heading for column in expected)


def has_table(content: Iterable[nodes.Node]) -> bool:
    """Whether there is a table anywhere in the content."""
    return any(next(iter(node.findall(nodes.table)), None) is not None for node in content)


def read_rows(table: nodes.table, expected: Sequence[ExpectedColumn], header_line: int | None) -> list[TableRow]:
    """The rows of a table.

    Args:
        table: The table.
        expected: The columns that it should have.
        header_line: The line of the header of a pipe table, each row of which is one line; MyST does not know their
            lines. None for any other table, whose rows take the lines of their paragraphs.

    Raises:
        MalformedTableError: A required column is missing.
    """
    heads = list(table.findall(nodes.thead))
    header = [plain_text(entry) for entry in heads[0].findall(nodes.entry)] if heads else []
    places = [_place(column, header) for column in expected]
    missing = [column.heading for column, place in zip(expected, places, strict=True) if place is None]
    if any(column.required and place is None for column, place in zip(expected, places, strict=True)):
        found = " | ".join(map(shorten, header)) or "no header row"
        message = f"no column {', '.join(missing)}; expected {columns_text(expected)}, found {found}"
        raise MalformedTableError(message)
    return list(_rows(table, places, header_line))


def _place(column: ExpectedColumn, header: list[str]) -> int | None:
    names = {column.heading.casefold(), *column.aliases}
    return next((n for n, heading in enumerate(header) if heading.casefold() in names), None)


def _rows(table: nodes.table, places: list[int | None], header_line: int | None) -> Iterator[TableRow]:
    bodies = list(table.findall(nodes.tbody))
    for number, row in enumerate(bodies[0].findall(nodes.row) if bodies else (), start=1):
        entries = [child for child in row.children if isinstance(child, nodes.entry)]
        cells = tuple(entries[n] if n is not None and n < len(entries) else None for n in places)
        line = line_of(row, 1) if header_line is None else header_line + 1 + number
        yield TableRow(row, cells, line)
