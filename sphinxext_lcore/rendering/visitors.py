"""What the writer of HTML does with nodes of our own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes

from sphinxext_lcore.rendering.addresses import Addresses
from sphinxext_lcore.rendering.html import blocks_html, lines_html, lines_inline_html

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_lcore.rendering.nodes import (
        html_blocks,
        html_inline_lines,
        html_lines,
        html_number,
        html_title,
    )


def visit_html_blocks(translator: HTML5Translator, node: html_blocks) -> None:
    """Write blocks of facts."""
    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415 - the domain knows the nodes, not they the domain
    from sphinxext_lcore.tracing.aggregates import answer  # noqa: PLC0415

    builder = translator.builder
    blocks = [node["facts"]] if "facts" in node else answer(LcoreDomain.of(builder.env).catalog, node["query"])
    html = blocks_html(blocks, _addresses(translator))
    if node["ids"] or node["classes"]:
        html = f"{translator.starttag(node, 'div')}{html}</div>\n"
    translator.body.append(html)
    raise nodes.SkipNode


def visit_html_lines(translator: HTML5Translator, node: html_lines) -> None:
    """Write the lines of a card."""
    translator.body.append(lines_html(node["lines"], node["kind"], _addresses(translator)))
    raise nodes.SkipNode


def visit_html_inline_lines(translator: HTML5Translator, node: html_inline_lines) -> None:
    """Write the lines of an item behind its words."""
    translator.body.append(lines_inline_html(node["lines"], _addresses(translator)))
    raise nodes.SkipNode


_addresses_of_page: WeakKeyDictionary[HTML5Translator, Addresses] = WeakKeyDictionary()
"""The addresses that each page has worked out."""


def _addresses(translator: HTML5Translator) -> Addresses:
    if translator not in _addresses_of_page:
        _addresses_of_page[translator] = Addresses(translator.builder, translator.builder.current_docname)
    return _addresses_of_page[translator]


def visit_html_number(translator: HTML5Translator, node: html_number) -> None:
    """Write the number of a criterion."""
    anchor, number = escape(node["anchor"]), escape(node["number"])
    translator.body.append(f'<strong class="lcore-number" id="{anchor}">{number}</strong> ')
    raise nodes.SkipNode


def visit_html_title(translator: HTML5Translator, node: html_title) -> None:
    """Begin the title of a card: it is prose inside a signature."""
    translator.body.append(translator.starttag(node, "span", ""))
    translator.protect_literal_text -= 1


def depart_html_title(translator: HTML5Translator, _node: html_title) -> None:
    """End the title of a card."""
    translator.protect_literal_text += 1
    translator.body.append("</span>")
