"""Blocks of facts as docutils nodes, for every writer but HTML's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.rendering.nodes import target_link
from sphinxext_lcore.rendering.tickets import is_ticket, ticket_link
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.tracing.blocks import Column, Figures, Row, Source, Table, Target, Ticket, Tone, plain_table
from sphinxext_lcore.tracing.since import CHANGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.config import LcoreConfig
    from sphinxext_lcore.tracing.blocks import Block, Cell, Group, LabelledCell, Run


def block_nodes(block: Block, config: LcoreConfig) -> list[nodes.Element]:
    """A block as tables; what HTML draws is a table, too."""
    if isinstance(block, Figures):
        return _table_nodes(_figures_table(block), config)
    return _table_nodes(block if isinstance(block, Table) else block.table, config)


def _figures_table(block: Figures) -> Table:
    columns = tuple(Column(figure.label, figure.label) for figure in block.figures)
    return plain_table(
        block.name, block.caption, columns, [Row(tuple((figure.value,) for figure in block.figures))], ""
    )


def _table_nodes(table: Table, config: LcoreConfig) -> list[nodes.Element]:
    """A table for each group, with caption and head; a sentence below the caption where there are no rows."""
    if table.is_empty:
        caption = [nodes.rubric("", translate(table.caption))] if table.caption else []
        return [*caption, nodes.paragraph("", translate(table.empty))]
    return [_table(table, group, config) for group in table.groups]


def _table(table: Table, group: Group, config: LcoreConfig) -> nodes.table:
    # Here no reader dissolves the groups.
    shown = [number for number, column in enumerate(table.columns) if not column.repeats_group]
    columns = nodes.tgroup("", *(nodes.colspec(colwidth=max(1, 100 // len(shown))) for _ in shown), cols=len(shown))
    columns += nodes.thead("", _row([nodes.Text(translate(table.columns[n].label))] for n in shown))
    columns += nodes.tbody("", *(_row(run_nodes(row.cells[n], config) for n in shown) for row in group.rows))
    head = run_nodes(group.head, config)
    title = [nodes.Text(translate(table.caption) + ": " * bool(table.caption and head)), *head]
    result = nodes.table("", classes=["lcore-table", f"lcore-{table.name}"])
    if table.caption or head:
        result += nodes.title("", "", *title)
    result += columns
    return result


def lines_list(lines: Iterable[LabelledCell], kind: str, config: LcoreConfig) -> nodes.field_list:
    """Labelled lines of a card, as a list of fields."""
    listing = nodes.field_list(classes=["lcore-facts", f"lcore-{kind}"])
    for line in lines:
        content = _folded(line, config)
        field = nodes.field("", nodes.field_name("", translate(line.label)), nodes.field_body("", content))
        field.line = content.line = line.line
        listing += field
    return listing


def _folded(line: LabelledCell, config: LcoreConfig) -> nodes.Element:
    """What stands beside a label; what it opens to show is a list."""
    if not line.folded:
        return _paragraph(run_nodes(line.cell, config))
    rows = (nodes.list_item("", _paragraph(run_nodes(cell, config))) for cell in line.folded)
    return nodes.container("", _paragraph(run_nodes(line.cell, config)), nodes.bullet_list("", *rows))


def lines_inline(lines: Iterable[LabelledCell], config: LcoreConfig) -> nodes.inline:
    """The links of an item of a plain design, behind its words."""
    result = nodes.inline("", " (", classes=["lcore-inline-links"])
    for number, line in enumerate(lines):
        result += nodes.Text("; " * bool(number) + f"{translate(line.label)}: ")
        result += run_nodes(line.cell, config)
    result += nodes.Text(")")
    return result


def run_nodes(cell: Cell, config: LcoreConfig) -> list[nodes.Node]:
    """The runs of a cell, as inline nodes."""
    return [_run(run, config) for run in cell]


def _run(run: Run, config: LcoreConfig) -> nodes.Node:
    if isinstance(run.target, Target):
        return target_link(run.target.docname, run.target.anchor, nodes.inline("", run.text), title=run.hint)
    if isinstance(run.target, Ticket) and is_ticket(run.target, config):
        return ticket_link(run.target.key, run.text, config)
    if isinstance(run.target, Source) and config.source_url:
        return nodes.reference(
            "", run.text, refuri=config.source_address(run.target.path, run.target.line), internal=False
        )
    text = run.text if run.target is not None else translate(run.text)
    if run.tone in CHANGE_WORDS:
        return _changed(run)
    if run.tone is Tone.CODE:
        return nodes.literal(text, text)
    return nodes.Text(text) if run.tone is Tone.PLAIN else nodes.inline("", text, classes=[f"lcore-{run.tone}"])


def _changed(run: Run) -> nodes.inline:
    """A text that was taken out or put in, between words that say so."""
    return nodes.inline("", f"[{translate(CHANGE_WORDS[run.tone])} {run.text}]", classes=[f"lcore-{run.tone}"])


def _row(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _paragraph(cell)) for cell in cells))


def _paragraph(content: Iterable[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)
