"""The Atom feed of all changelogs, where the site knows its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx.util.osutil import relative_uri

from sphinxext_lcore.exchange.atom import FEED_NAME, Head, atom
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.rendering.views import PAGES, is_made, page_name

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature

FEED_PAGE = "changelog"
"""The page that shows what the feed tells."""


def has_feed(catalog: Catalog, builder: Builder, folder: str) -> bool:
    """Whether there is a feed: its links must be absolute, and something must have changed at some time."""
    dated = any(entry.date is not None for entry in catalog.changelog)
    return bool(builder.config.html_baseurl) and is_made(builder, folder, FEED_PAGE) and dated


def feed_of(catalog: Catalog, builder: Builder, folder: str) -> str:
    """The text of the feed; empty where there is none."""
    if not has_feed(catalog, builder, folder):
        return ""
    base = builder.config.html_baseurl.rstrip("/") + "/"

    def address_of(feature: Feature) -> str:
        return f"{urljoin(base, builder.get_target_uri(feature.docname))}#{feature.anchor}".rstrip("#")

    title = f"{builder.config.project}: {translate(next(page.title for page in PAGES if page.name == FEED_PAGE))}"
    page = builder.get_target_uri(page_name(folder, FEED_PAGE))
    head = Head(title.removeprefix(": "), urljoin(base, page), urljoin(base, page_name(folder, FEED_NAME)))
    return atom(catalog, head, address_of)


def way_to_feed(builder: Builder, folder: str) -> str:
    """The address of the feed, relative to its page."""
    return relative_uri(builder.get_target_uri(page_name(folder, FEED_PAGE)), page_name(folder, FEED_NAME))
