"""Registration of nodes, transforms and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.rendering.assets import link_assets, ship_assets
from sphinxext_lcore.rendering.nodes import (
    html_blocks,
    html_inline_lines,
    html_lines,
    html_number,
    html_title,
)
from sphinxext_lcore.rendering.transforms import BookLines, HtmlPlaceholders, NodePlaceholders, ShortAnchors
from sphinxext_lcore.rendering.translation import CATALOG, LOCALE
from sphinxext_lcore.rendering.visitors import (
    depart_html_title,
    visit_html_blocks,
    visit_html_inline_lines,
    visit_html_lines,
    visit_html_number,
    visit_html_title,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_rendering(app: Sphinx) -> None:
    """Register what makes pages of facts."""
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.add_node(html_blocks, html=(visit_html_blocks, None))
    app.add_node(html_lines, html=(visit_html_lines, None))
    app.add_node(html_inline_lines, html=(visit_html_inline_lines, None))
    app.add_node(html_number, html=(visit_html_number, None))
    app.add_node(html_title, html=(visit_html_title, depart_html_title))
    for transform in (BookLines, HtmlPlaceholders, NodePlaceholders, ShortAnchors):
        app.add_post_transform(transform)
    app.connect("builder-inited", ship_assets)
    app.connect("html-page-context", link_assets)
