"""Style sheets and scripts: each page links those that it uses, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import html_blocks
from sphinxext_lcore.rendering.views import made_pages, page_name
from sphinxext_lcore.tracing.aggregates import known_answer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_lcore.model.queries import AnyQuery

_STATIC = Path(__file__).parent / "static"
STYLE = "lcore.css"
MAP_STYLE = "lcore-map.css"
BROWSE_STYLE = "lcore-browse.css"
BROWSE_SCRIPT = "lcore-browse.js"
_LINKS = frozenset({"xref", "lcore-ticket"})
"""The classes of what roles make: links that look as all others do."""


def ship_assets(app: Sphinx) -> None:
    """Have the files copied into the output of builders that write HTML."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(_STATIC))


def link_assets(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link from a page what it uses."""
    queries = _queries_of_page(app, pagename) if doctree is None else _queries_in(doctree)
    if not queries and (doctree is None or not _shows_ours(doctree)):
        return
    app.add_css_file(STYLE)
    catalog = LcoreDomain.of(app.env).catalog
    answers = [known_answer(catalog, query) for query in queries]
    if any(answer.has_map for answer in answers):
        app.add_css_file(MAP_STYLE)
    if any(answer.is_browsable for answer in answers):
        app.add_css_file(BROWSE_STYLE)
        app.add_js_file(BROWSE_SCRIPT, loading_method="defer")


def _queries_of_page(app: Sphinx, pagename: str) -> list[AnyQuery]:
    """What a generated page shows."""
    folder = LcoreConfig.of(app.config).pages
    if folder is None:
        return []
    return [page.query for page in made_pages(app.builder, folder) if page_name(folder, page.name) == pagename]


def _queries_in(doctree: nodes.document) -> list[AnyQuery]:
    return [node["query"] for node in walk(doctree) if isinstance(node, html_blocks) and "query" in node]


def _shows_ours(doctree: nodes.document) -> bool:
    return any(_has_our_class(node) for node in walk(doctree) if isinstance(node, nodes.Element))


def _has_our_class(node: nodes.Element) -> bool:
    classes: list[str] = node["classes"]
    return bool(classes) and any(name.startswith("lcore") for name in classes) and _LINKS.isdisjoint(classes)
