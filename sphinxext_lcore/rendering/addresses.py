"""Where the links of a page lead: to items, to generated pages, to tickets, to lines of source files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.rendering.tickets import is_ticket, ticket_uri
from sphinxext_lcore.rendering.views import is_there, page_name
from sphinxext_lcore.tracing.blocks import Source, Target, Ticket

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_lcore.tracing.blocks import Destination


class Addresses:
    """How a page of a builder addresses what it links to.

    Args:
        builder: The builder.
        page: The name of the page.
    """

    def __init__(self, builder: Builder, page: str) -> None:
        self.builder, self.page = builder, page
        self.config = LcoreConfig.of(builder.config)
        self._ways: dict[str, str] = {}

    def of(self, destination: Destination) -> str:
        """The address of a destination, relative to the page; empty where it is to be had nowhere."""
        if isinstance(destination, Target):
            return self._place(destination.docname, destination.anchor)
        if isinstance(destination, Ticket):
            return ticket_uri(destination.key, self.config) if is_ticket(destination, self.config) else ""
        if isinstance(destination, Source):
            return self.config.source_address(destination.path, destination.line)
        folder = self.config.pages
        if folder is None or not is_there(self.builder, folder, destination.name):
            return ""
        return self._place(page_name(folder, destination.name), destination.anchor)

    def _place(self, page: str, anchor: str) -> str:
        address = self._ways.get(page)
        if address is None:
            address = self._ways[page] = str(self.builder.get_relative_uri(self.page, page))
        if not anchor:
            return address
        # In one long page every place is an anchor of that page.
        return f"#{anchor}" if "#" in address else f"{address}#{anchor}"
