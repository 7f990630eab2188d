"""Registration of nodes, transforms and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.rendering.assets import link_assets, ship_assets
from sphinxext_lcore.rendering.late_blocks import join_late_blocks
from sphinxext_lcore.rendering.nodes import (
    card_criteria,
    card_facts,
    card_head,
    card_links,
    html_blocks,
    html_number,
    html_permalink,
)
from sphinxext_lcore.rendering.transforms import BookLines, HtmlPlaceholders, NodePlaceholders, ShortAnchors
from sphinxext_lcore.rendering.translation import CATALOG, LOCALE
from sphinxext_lcore.rendering.visitors import (
    depart_card_criteria,
    depart_card_head,
    visit_card_criteria,
    visit_card_facts,
    visit_card_head,
    visit_card_links,
    visit_html_blocks,
    visit_html_number,
    visit_html_permalink,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_rendering(app: Sphinx) -> None:
    """Register what makes pages of facts."""
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.add_node(html_blocks, html=(visit_html_blocks, None))
    app.add_node(card_facts, html=(visit_card_facts, None))
    app.add_node(card_links, html=(visit_card_links, None))
    app.add_node(card_criteria, html=(visit_card_criteria, depart_card_criteria))
    app.add_node(html_number, html=(visit_html_number, None))
    app.add_node(html_permalink, html=(visit_html_permalink, None))
    app.add_node(card_head, html=(visit_card_head, depart_card_head))
    for transform in (BookLines, HtmlPlaceholders, NodePlaceholders, ShortAnchors):
        app.add_post_transform(transform)
    app.connect("builder-inited", ship_assets)
    app.connect("html-page-context", link_assets)
    # Before other extensions look at the body, at 500.
    app.connect("html-page-context", join_late_blocks, priority=100)
