"""Tables of facts as docutils tables, for every writer but HTML's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.rendering.nodes import target_link
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.tracing.table import Cell, Group, LabelledCell, Run, Table


def table_nodes(table: Table) -> list[nodes.Element]:
    """A table for each group, with caption and head; a sentence instead where there are no rows."""
    if table.is_empty:
        return [nodes.paragraph("", translate(table.empty))]
    return [_table(table, group) for group in table.groups]


def _table(table: Table, group: Group) -> nodes.table:
    width = max(1, 100 // len(table.columns))
    columns = nodes.tgroup("", *(nodes.colspec(colwidth=width) for _ in table.columns), cols=len(table.columns))
    columns += nodes.thead("", _row([nodes.Text(translate(column.label))] for column in table.columns))
    columns += nodes.tbody("", *(_row(run_nodes(cell) for cell in row) for row in group.rows))
    head = run_nodes(group.head)
    title = [nodes.Text(translate(table.caption) + ": " * bool(table.caption and head)), *head]
    result = nodes.table("", classes=["lcore-table", f"lcore-{table.name}"])
    if table.caption or head:
        result += nodes.title("", "", *title)
    result += columns
    return result


def links_list(lines: Iterable[LabelledCell]) -> nodes.field_list:
    """The links of a card, as a list of fields."""
    listing = nodes.field_list(classes=["lcore-facts", "lcore-links"])
    for line in lines:
        name = nodes.field_name("", translate(line.label))
        listing += nodes.field("", name, nodes.field_body("", _paragraph(run_nodes(line.cell))))
    return listing


def links_inline(lines: Iterable[LabelledCell]) -> nodes.inline:
    """The links of an item of a plain design, behind its words."""
    result = nodes.inline("", " (", classes=["lcore-inline-links"])
    for number, line in enumerate(lines):
        result += nodes.Text("; " * bool(number) + f"{translate(line.label)}: ")
        result += run_nodes(line.cell)
    result += nodes.Text(")")
    return result


def run_nodes(cell: Cell) -> list[nodes.Node]:
    """The runs of a cell, as inline nodes."""
    return [_run(run) for run in cell]


def _run(run: Run) -> nodes.Node:
    if run.target is not None:
        return target_link(run.target.docname, run.target.anchor, nodes.inline("", run.text), title=run.hint)
    text = translate(run.text)
    return nodes.Text(text) if run.tone == "plain" else nodes.inline("", text, classes=[f"lcore-{run.tone}"])


def _row(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _paragraph(cell)) for cell in cells))


def _paragraph(content: Iterable[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)
