"""Tables of facts as docutils tables, for every writer but HTML's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinxext_lcore.rendering.nodes import target_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.tracing.table import Cell, LabelledCell, Run, Table

CATALOG = "sphinxext_lcore"
translate = get_translation(CATALOG)


def table_node(table: Table) -> nodes.Element:
    """A table with its caption and its head; a sentence instead where it has no rows."""
    if table.is_empty:
        return nodes.paragraph("", translate(table.empty))
    columns = len(table.columns)
    group = nodes.tgroup(cols=columns)
    group += [nodes.colspec(colwidth=max(1, 100 // columns)) for _ in table.columns]
    group += nodes.thead("", _row([nodes.Text(translate(column.label))] for column in table.columns))
    body = nodes.tbody()
    for rows in table.groups:
        if rows.head:
            body += nodes.row("", nodes.entry("", _paragraph(_strong(rows.head)), morecols=columns - 1))
        body += [_row(run_nodes(cell) for cell in row) for row in rows.rows]
    group += body
    result = nodes.table("", classes=["lcore-table", f"lcore-{table.name}"])
    if table.caption:
        result += nodes.title("", table.caption)
    result += group
    return result


def links_list(lines: Iterable[LabelledCell]) -> nodes.field_list:
    """The links of a card, as a list of fields."""
    listing = nodes.field_list(classes=["lcore-facts", "lcore-links"])
    for line in lines:
        name = nodes.field_name("", translate(line.label))
        listing += nodes.field("", name, nodes.field_body("", _paragraph(run_nodes(line.cell))))
    return listing


def run_nodes(cell: Cell) -> list[nodes.Node]:
    """The runs of a cell, as inline nodes."""
    return [_run(run) for run in cell]


def _run(run: Run) -> nodes.Node:
    if run.target is None:
        return nodes.inline("", run.text, classes=[f"lcore-{run.tone}"]) if run.tone != "plain" else nodes.Text(run.text)
    return target_link(run.target.docname, run.target.anchor, nodes.inline("", run.text), title=run.hint)


def _row(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _paragraph(cell)) for cell in cells))


def _paragraph(content: Iterable[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)


def _strong(cell: Cell) -> list[nodes.Node]:
    return [nodes.strong("", "", *run_nodes(cell))]
