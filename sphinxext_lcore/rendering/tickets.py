"""Tickets as links, where the configuration says where tickets are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from sphinxext_lcore.tracing.blocks import Run, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_lcore.config import LcoreConfig
    from sphinxext_lcore.tracing.blocks import Cell

_SCRIPT = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


def ticket_cell(text: str, config: LcoreConfig) -> Cell:
    """A text with the tickets in it as links."""
    return tuple(_ticket_runs(text, config))


def _ticket_runs(text: str, config: LcoreConfig) -> Iterator[Run]:
    end = 0
    for match in re.finditer(config.ticket_pattern, text) if config.ticket_url else ():
        if match.end() == match.start():
            continue
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield Run(match[0], Ticket(match[0], found=True))
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def _ticket_nodes(text: str, config: LcoreConfig) -> list[nodes.Node]:
    return [
        nodes.Text(run.text) if run.target is None else ticket_link(run.text, run.text, config)
        for run in _ticket_runs(text, config)
    ]


def ticket_link(ticket: str, text: str, config: LcoreConfig) -> nodes.Node:
    """One ticket: a link, or its text where no URL is configured."""
    if not config.ticket_url:
        return nodes.inline(text, text, classes=["lcore-ticket"])
    return nodes.reference(text, text, refuri=ticket_uri(ticket, config), internal=False, classes=["lcore-ticket"])


def ticket_uri(ticket: str, config: LcoreConfig) -> str:
    """Where a ticket is found."""
    return config.ticket_url.replace("{key}", quote(ticket, safe=""))


def is_ticket(ticket: Ticket, config: LcoreConfig) -> bool:
    """Whether there is such a ticket, and an address for it."""
    return bool(config.ticket_url) and (ticket.found or re.fullmatch(config.ticket_pattern, ticket.key) is not None)


def _without_script(node: nodes.Node) -> nodes.Node:
    """The words of a link that would run a program instead of leading to a page; MyST refuses such links itself."""
    if isinstance(node, nodes.reference) and _SCRIPT.match(node.get("refuri", "")):
        return nodes.inline("", "", *node.children)
    return node


def with_tickets(content: Iterable[nodes.Node], config: LcoreConfig) -> list[nodes.Node]:
    """Parsed inline content, in which the tickets in plain words become links; links and code stay as they are."""
    result: list[nodes.Node] = []
    for node in map(_without_script, content):
        result += _ticket_nodes(str(node), config) if isinstance(node, nodes.Text) else [node]
    return result
