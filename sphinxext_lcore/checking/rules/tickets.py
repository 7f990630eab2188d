"""Rules about the tickets that the metadata name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.suggestion import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

_LIKE_A_TICKET = re.compile(r"#?\d+|[A-Za-z][A-Za-z0-9]*[ _–—-]*#?\d+|[A-Za-z][A-Za-z0-9]+-")


class TicketPattern(NamedTuple):
    """What the key of a ticket looks like in this build."""

    pattern: str
    """A regular expression."""


def malformed_ticket(catalog: Catalog) -> Iterator[Finding]:
    """A value that is like the key of a ticket and is none. Words, such as the name of an initiative, are fine."""
    tickets = catalog.given(TicketPattern)
    if tickets is None:
        return
    for feature in catalog.features:
        for option, value in (("feature", feature.ticket), ("spike", feature.spike)):
            if _LIKE_A_TICKET.fullmatch(value) and re.search(tickets.pattern, value) is None:
                message = f"malformed ticket '{shorten(value)}' in {option}; write its whole key, such as LCORE-1311"
                yield about(feature, "malformed_ticket", message, catalog.option_line(feature, option))


def missing_spike(catalog: Catalog) -> Iterator[Finding]:
    """A design of which nobody knows what it was decided by."""
    for feature in catalog.features:
        states_others = feature.date or feature.authors or feature.ticket
        if feature.declared and feature.in_force and states_others and not feature.spike:
            where = "a row Spike to the table under the title" if feature.plain else ":spike: to the block"
            message = f"the design names no spike; add {where}, with its ticket or document"
            yield about(feature, "missing_spike", message)
