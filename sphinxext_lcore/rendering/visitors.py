"""What the writer of HTML does with nodes of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.rendering.addresses import Addresses
from sphinxext_lcore.rendering.html import blocks_html

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_lcore.rendering.nodes import changed_text, folded, folded_head, html_blocks, html_title


def visit_html_blocks(translator: HTML5Translator, node: html_blocks) -> None:
    """Write blocks of facts."""
    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415 - the domain knows the nodes, not they the domain
    from sphinxext_lcore.tracing.aggregates import answer  # noqa: PLC0415

    builder = translator.builder
    blocks = [node["facts"]] if "facts" in node else answer(LcoreDomain.of(builder.env).catalog, node["query"])
    html = blocks_html(blocks, Addresses(builder, builder.current_docname))
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


def visit_changed_text(translator: HTML5Translator, node: changed_text) -> None:
    """Begin a text that was taken out or put in."""
    translator.body.append(translator.starttag(node, node["element"], ""))


def depart_changed_text(translator: HTML5Translator, node: changed_text) -> None:
    """End a text that was taken out or put in."""
    translator.body.append(f"</{node['element']}>")


def visit_folded(translator: HTML5Translator, node: folded) -> None:
    """Begin what a reader opens."""
    translator.body.append(translator.starttag(node, "details"))


def depart_folded(translator: HTML5Translator, _node: folded) -> None:
    """End what a reader opens."""
    translator.body.append("</details>\n")


def visit_folded_head(translator: HTML5Translator, node: folded_head) -> None:
    """Begin what is seen before."""
    translator.body.append(translator.starttag(node, "summary", ""))


def depart_folded_head(translator: HTML5Translator, _node: folded_head) -> None:
    """End what is seen before."""
    translator.body.append("</summary>\n")
