"""What the writer of HTML does with nodes of our own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.locale import _ as sphinx_translate

from sphinxext_lcore.rendering.addresses import Addresses
from sphinxext_lcore.rendering.cards import CRITERIA
from sphinxext_lcore.rendering.html import blocks_html, lines_html, lines_inline_html
from sphinxext_lcore.rendering.late_blocks import now_or_late
from sphinxext_lcore.rendering.permalinks import permalink_html
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.tracing.blocks import Table

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_lcore.rendering.nodes import (
        card_criteria,
        card_facts,
        card_head,
        card_links,
        html_blocks,
        html_number,
        html_permalink,
    )


def visit_html_blocks(translator: HTML5Translator, node: html_blocks) -> None:
    """Write blocks of facts."""
    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415 - the domain knows the nodes, not they the domain
    from sphinxext_lcore.tracing.aggregates import answer  # noqa: PLC0415

    builder = translator.builder
    blocks = [node["facts"]] if "facts" in node else answer(LcoreDomain.of(builder.env).catalog, node["query"])
    html = blocks_html(
        (each.without_anchors() if isinstance(each, Table) else each for each in blocks), _addresses(translator)
    )
    if node["ids"] or node["classes"]:
        html = f"{translator.starttag(node, 'div')}{html}</div>\n"
    translator.body.append(now_or_late(node, html))
    raise nodes.SkipNode


def visit_card_facts(translator: HTML5Translator, node: card_facts) -> None:
    """Write the facts of a card."""
    translator.body.append(lines_html(node["lines"], node["kind"], _addresses(translator)))
    raise nodes.SkipNode


def visit_card_links(translator: HTML5Translator, node: card_links) -> None:
    """Write the links of a card, or those of an item of a plain design behind its words."""
    addresses = _addresses(translator)
    html = (
        lines_html(node["lines"], node["kind"], addresses)
        if node["block"]
        else lines_inline_html(node["lines"], addresses)
    )
    translator.body.append(html)
    raise nodes.SkipNode


def visit_card_criteria(translator: HTML5Translator, node: card_criteria) -> None:
    """Begin the criteria of a card, with their heading."""
    translator.body.append(translator.starttag(node, "div", CLASS="docutils container"))
    translator.body.append(f'<p class="rubric">{escape(translate(CRITERIA))}</p>\n')


def depart_card_criteria(translator: HTML5Translator, _node: card_criteria) -> None:
    """End the criteria of a card."""
    translator.body.append("</div>\n")


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


def visit_html_permalink(translator: HTML5Translator, node: html_permalink) -> None:
    """Write the link of an item of a plain design to itself."""
    link = permalink_html(translator.builder, node["anchor"], sphinx_translate("Link to this definition"))
    if link:
        translator.body.append(f'<span class="lcore-permalink">{link}</span>')
    raise nodes.SkipNode


def visit_card_head(translator: HTML5Translator, node: card_head) -> None:
    """Write the name of a card, and begin its title, which is prose inside a signature."""
    name = f'<span class="sig-name descname"><span class="pre">{escape(node["name"])}</span></span>'
    translator.body.append(name)
    if not node.children:
        raise nodes.SkipNode
    translator.body.append('<span class="w"> </span><span class="lcore-title">')
    translator.protect_literal_text -= 1


def depart_card_head(translator: HTML5Translator, _node: card_head) -> None:
    """End the title of a card."""
    translator.protect_literal_text += 1
    translator.body.append("</span>")
