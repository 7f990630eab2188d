"""Blocks of many rows, which join their page when its context is made.

Until then Sphinx copies the body of a page, and makes a debug message of all of it, which may be several times as large
as the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import html_blocks

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_MANY = 100_000
"""From how many characters on a block joins its page late."""
_HTML = "html"
_MARK = "<!-- lcore "


def now_or_late(node: html_blocks, html: str) -> str:
    """What stands for a block in the body: the block itself, or a mark if it is large.

    Args:
        node: The block, which keeps what is to join the page late.
        html: What is to be written.
    """
    if len(html) < _MANY:
        return html
    node[_HTML] = html
    return _mark(node)


def join_late_blocks(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the blocks where their marks are."""
    if doctree is None or _MARK not in context["body"]:  # nearly always, and the doctree need not be walked
        return
    for node in walk(doctree):
        if isinstance(node, html_blocks) and _HTML in node:
            context["body"] = context["body"].replace(_mark(node), node[_HTML])
            del node[_HTML]


def _mark(node: html_blocks) -> str:
    return f"{_MARK}{id(node)} -->"
