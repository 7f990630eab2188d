"""The tickets that a text names, and the one of them that a field of the metadata holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.suggestion import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

_STANDARDS = frozenset(
    "AES ANSI CVE ECMA GPT HMAC HTTP IEC IEEE ISO MD PEP RFC RSA SHA TLS UTC UTF X".split()  # noqa: SIM905 - a list of words
)
"""What stands before a number and is no project of a tracker: UTF-8, SHA-256."""
_DEFAULT_PATTERN = str(LcoreConfig.model_fields["ticket_pattern"].default)


def tickets_in(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Where the tickets of a text stand; UTF-8 and its like are none, unless a team has a pattern of its own."""
    for match in re.finditer(pattern, text):
        standard = pattern == _DEFAULT_PATTERN and match[0].partition("-")[0] in _STANDARDS
        if match[0] and not standard:
            yield match.span()


class NamedTicket(NamedTuple):
    """The ticket of a field."""

    key: str
    """The first one that the field names, or all its words where it names none."""
    others: tuple[str, ...]
    """Further ones, for which a record has no room."""

    def fault(self, field: str, links: str) -> str:
        """What is wrong with the field, and how to mend it; empty where it names no more than one ticket.

        Args:
            field: What the author calls the field.
            links: What the author calls the place for the others.
        """
        if not self.others:
            return ""
        others = shorten(", ".join(self.others))
        return f"{field} names several tickets, of which only {self.key} is read; move {others} to {links}"


def named_ticket(text: str, pattern: str, targets: str = "") -> NamedTicket:
    """The ticket of a field.

    Args:
        text: Its words.
        pattern: What the key of a ticket looks like.
        targets: Where its links lead; they count where its words name no ticket.
    """
    for words in (text, targets):
        found = tuple(dict.fromkeys(words[start:end] for start, end in tickets_in(words, pattern)))
        if found:
            return NamedTicket(found[0], found[1:])
    return NamedTicket(text, ())
