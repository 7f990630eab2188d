"""The generated pages of HTML builds, through the theme's template."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinxext_lcore.exchange.atom import FEED_TYPE
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.addresses import Addresses
from sphinxext_lcore.rendering.feed import FEED_PAGE, has_feed, way_to_feed
from sphinxext_lcore.rendering.html import block_html
from sphinxext_lcore.rendering.permalinks import permalink_html
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.rendering.views import page_name, pages_there
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.blocks import Table, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.rendering.views import GeneratedPage
    from sphinxext_lcore.tracing.blocks import Block

_PERMALINK = term("Link to this heading")
_PAGES = term("Traceability pages")
_FEED = term("Atom feed of these changes")


def page_context(catalog: Catalog, builder: Builder, folder: str, page: GeneratedPage) -> dict[str, str]:
    """What the template makes a page of: its title, and a body with the way to the other pages and the blocks."""
    addresses = Addresses(builder, page_name(folder, page.name))
    blocks = answer(catalog, page.query)
    title = translate(page.title)
    context = {"title": title}
    feed = ""
    if page.name == FEED_PAGE and has_feed(catalog, builder, folder):
        way = f'href="{escape(way_to_feed(builder, folder))}" type="{FEED_TYPE}"'
        context["metatags"] = f'<link rel="alternate" title="{escape(title)}" {way}>\n'
        feed = f'<p class="lcore-feed"><a {way}>{escape(translate(_FEED))}</a></p>\n'
    ways = _ways(pages_there(builder, folder), page, addresses)
    context["body"] = "".join((f"<h1>{escape(title)}</h1>\n", *ways, *_sections(blocks, page.title, addresses), feed))
    return context


def _ways(pages: Iterable[GeneratedPage], current: GeneratedPage, addresses: Addresses) -> Iterator[str]:
    yield f'<nav class="lcore-ways" aria-label="{escape(translate(_PAGES))}">\n<ul>\n'
    for page in pages:
        here = ' aria-current="page"' if page == current else ""
        title = escape(translate(page.short_title))
        yield f'<li><a href="{escape(addresses.of(View(page.name)))}"{here}>{title}</a></li>\n'
    yield "</ul>\n</nav>\n"


def _sections(blocks: Iterable[Block], title: str, addresses: Addresses) -> Iterator[str]:
    """The blocks, as sections: the heading of one is its caption; where it has none, it is what the page is about."""
    for number, block in enumerate(blocks, start=1):
        if block.caption:
            anchor = f"{block.name}-{number}"
            heading = escape(translate(block.caption))
            permalink = permalink_html(addresses.builder, anchor, translate(_PERMALINK))
            yield f'<section class="lcore-section" id="{anchor}">\n<h2>{heading}{permalink}</h2>\n'
            yield f"{block_html(block, addresses)}</section>\n"
        elif isinstance(block, Table):
            yield f'<div class="lcore-section">\n{block_html(block._replace(caption=title), addresses)}</div>\n'
        else:
            yield block_html(block, addresses)
