"""Tables of facts straight to HTML: a table of many thousand rows costs a fraction of what its nodes would."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_lcore.rendering.nodes import html_tables, html_title
    from sphinxext_lcore.tracing.table import Cell, Column, Run, Table, Target

_UNNAMED = term("Table")
_CELL_CLASSES = {"title": "lcore-prose", "verified-by": "lcore-prose", "date": "lcore-date"}
"""Columns of free text keep a width at which it can be read, and break long paths; dates never break."""


def visit_html_tables(translator: HTML5Translator, node: html_tables) -> None:
    """Write the tables of an aggregate directive."""
    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415 - the domain knows the nodes, not they the domain
    from sphinxext_lcore.tracing.aggregates import answer  # noqa: PLC0415

    builder = translator.builder
    tables = answer(LcoreDomain.of(builder.env).catalog, node["query"])
    html = tables_html(tables, uri_maker(builder, builder.current_docname))
    if node["ids"] or node["classes"]:
        html = f"{translator.starttag(node, 'div')}{html}</div>\n"
    translator.body.append(html)
    raise nodes.SkipNode


def visit_html_title(translator: HTML5Translator, node: html_title) -> None:
    """Begin the title of a card: it is prose inside a signature."""
    translator.body.append(translator.starttag(node, "span", ""))
    translator.protect_literal_text -= 1


def depart_html_title(translator: HTML5Translator, _node: html_title) -> None:
    """End the title of a card."""
    translator.protect_literal_text += 1
    translator.body.append("</span>")


def uri_maker(builder: Builder, docname: str) -> Callable[[Target], str]:
    """How a page of a builder addresses a place on another."""

    def uri(target: Target) -> str:
        page: str = builder.get_relative_uri(docname, target.docname)
        if not target.anchor:
            return page
        # In one long page every place is an anchor of that page.
        return f"#{target.anchor}" if "#" in page else f"{page}#{target.anchor}"

    return uri


def tables_html(tables: Iterable[Table], uri: Callable[[Target], str]) -> str:
    """Tables, each with its caption and its head; a sentence instead of one without rows."""
    return "".join(piece for table in tables for piece in _table(table, uri))


def _table(table: Table, uri: Callable[[Target], str]) -> Iterator[str]:
    if table.is_empty:
        if table.caption:
            yield f'<p class="lcore-caption">{escape(translate(table.caption))}</p>\n'
        yield f'<p class="lcore-empty">{escape(translate(table.empty))}</p>\n'
        return
    label = escape(translate(table.caption or _UNNAMED))
    # A wide table scrolls in its own frame, which the keyboard can reach.
    yield f'<div class="lcore-scroll" role="region" aria-label="{label}" tabindex="0">\n'
    yield f'<table class="docutils lcore-table lcore-{table.name}">\n'
    if table.caption:
        yield f"<caption>{escape(translate(table.caption))}</caption>\n"
    yield "<thead><tr>" + "".join(map(_head, table.columns)) + "</tr></thead>\n"
    tags = [_cell_tag(column) for column in table.columns[1:]]
    for group in table.groups:
        yield "<tbody>\n"
        if group.head:
            yield f'<tr><th colspan="{len(table.columns)}" scope="rowgroup">{_cell(group.head, uri)}</th></tr>\n'
        for row in group.rows:
            yield f'<tr><th scope="row">{_cell(row[0], uri)}</th>'
            yield "".join(f"<{tag}>{_cell(cell, uri)}</td>" for tag, cell in zip(tags, row[1:], strict=True))
            yield "</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _head(column: Column) -> str:
    hint = f' title="{escape(translate(column.hint))}"' if column.hint else ""
    return f'<th scope="col"{hint}>{escape(translate(column.label))}</th>'


def _cell_tag(column: Column) -> str:
    kind = _CELL_CLASSES.get(column.name)
    return f'td class="{kind}"' if kind else "td"


def _cell(cell: Cell, uri: Callable[[Target], str]) -> str:
    return "".join(_run(run, uri) for run in cell)


def _run(run: Run, uri: Callable[[Target], str]) -> str:
    text = escape(run.text if run.target is not None else translate(run.text))
    hint = f' title="{escape(translate(run.hint))}"' if run.hint else ""
    if run.target is not None:
        return f'<a href="{escape(uri(run.target))}"{hint}>{text}</a>'
    if run.tone == "plain" and not hint:
        return text
    if hint and not any(map(str.isalnum, run.text)):
        # A mark is read aloud as what it stands for.
        hint += f' role="img" aria-label="{escape(translate(run.hint))}"'
    return f'<span class="lcore-{run.tone}"{hint}>{text}</span>'
