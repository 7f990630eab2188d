"""Registration of nodes, transforms and assets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import html_blocks, html_title
from sphinxext_lcore.rendering.transforms import HtmlPlaceholders, Placeholders, ShortAnchors
from sphinxext_lcore.rendering.translation import CATALOG, LOCALE
from sphinxext_lcore.rendering.views import made_pages, page_name
from sphinxext_lcore.rendering.visitors import depart_html_title, visit_html_blocks, visit_html_title

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_STATIC = Path(__file__).parent / "static"
_STYLE = "lcore.css"
_LINKS = frozenset({"xref", "lcore-ticket"})
"""The classes of what roles make: links that look as all others do."""


def setup_rendering(app: Sphinx) -> None:
    """Register what makes pages of facts."""
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.add_node(html_blocks, html=(visit_html_blocks, None))
    app.add_node(html_title, html=(visit_html_title, depart_html_title))
    for transform in (HtmlPlaceholders, Placeholders, ShortAnchors):
        app.add_post_transform(transform)
    app.connect("builder-inited", _ship_assets)
    app.connect("html-page-context", _link_assets)


def _ship_assets(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(_STATIC))


def _link_assets(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the style sheet from the pages that show something of ours, and from no other."""
    if _is_generated(app, pagename) if doctree is None else _shows_ours(doctree):
        app.add_css_file(_STYLE)


def _is_generated(app: Sphinx, pagename: str) -> bool:
    folder = LcoreConfig.of(app.config).pages
    return folder is not None and pagename in {page_name(folder, page.name) for page in made_pages(app.builder, folder)}


def _shows_ours(doctree: nodes.document) -> bool:
    return any(
        isinstance(node, html_blocks) or _has_our_class(node)
        for node in walk(doctree)
        if isinstance(node, nodes.Element)
    )


def _has_our_class(node: nodes.Node) -> bool:
    classes: list[str] = node["classes"] if isinstance(node, nodes.Element) else []
    return any(name.startswith("lcore") for name in classes) and _LINKS.isdisjoint(classes)
