"""Links of places to themselves: Sphinx writes those of its own nodes, these are like them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder


def permalink_html(builder: Builder, anchor: str, title: str) -> str:
    """The permalink of a place; empty where the configuration or the builder has none.

    Args:
        builder: The builder.
        anchor: The anchor of the place.
        title: What the link says of itself, in the language of the page.
    """
    config = builder.config
    if not config.html_permalinks or not isinstance(builder, StandaloneHTMLBuilder) or not builder.add_permalinks:
        return ""
    # The icon is HTML, as themes set it.
    return f'<a class="headerlink" href="#{escape(anchor)}" title="{escape(title)}">{config.html_permalinks_icon}</a>'
