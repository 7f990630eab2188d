"""A map of the trace as a picture: SVG inside the page, made when the page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_lcore.rendering.addresses import Addresses
    from sphinxext_lcore.tracing.trace_map import TraceMap


def map_html(trace_map: TraceMap, addresses: Addresses) -> str:
    """A map, with its caption."""
    raise NotImplementedError
