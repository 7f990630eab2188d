"""Ids in running text, found: which pieces of a text name what. Pure, without nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.ids import split_references
from sphinxext_lcore.reading.plain.forms import PREFIX, prefix_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LOCAL = rf"{PREFIX}[0-9]{{1,3}}[a-z]?"
_RANGE = r"(?:\s?(?:\.{2,3}|…)\s?|[–—]|-{1,3})"
_BEFORE = r"(?<![\w./#@:\\~-])"
# No full stop that goes on, no path, no hyphen: R1.5, R1/b and R1-3 are something else.
_BEHIND = r"(?![\w/@\\-]|\.\w)"

_MOST_BEFORE_A_TICKET = 99
"""Of a longer list of ids none looks for the ticket at its end, or each would read all of it."""


class Name(NamedTuple):
    """One id in a text, with the feature or the ticket before it where there is one."""

    start: int
    end: int
    head: str
    """What stands before the id in a full reference, with its full stop; empty for the own feature."""
    id: str


class Reference(NamedTuple):
    """A piece of a text that names ids: one, or the first and the last of a range."""

    names: tuple[Name, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """What is named, with all between the first and the last of a range."""
        first, last = self.names[0], self.names[-1]
        ids = split_references(f"{first.id}..{last.id}" if len(self.names) > 1 else first.id)
        return tuple(first.head + each for each in ids)


@dataclass(frozen=True)
class ReferenceFinder:
    """Finds references in texts.

    Args:
        prefixes: The letters of the ids of the own feature; other letters are no ids.
        ticket_pattern: A regular expression of a ticket.
        own_ticket: The ticket of the own feature.
    """

    prefixes: Collection[str]
    ticket_pattern: str
    own_ticket: str

    def find(self, text: str) -> Iterator[Reference]:
        """The references of a text, in order."""
        key = rf"(?:(?P<key>[a-z0-9][a-z0-9_-]*|{self.ticket_pattern})\.)?"
        one = rf"{_LOCAL}(?:{_RANGE}{_LOCAL})?"
        chains = re.compile(rf"{_BEFORE}{key}(?P<ids>{one}(?:/{one})*){_BEHIND}")
        for match in chains.finditer(text):
            head = f"{match['key']}." if match["key"] else self._head(text, match.start(), match.end())
            if head is not None:
                start = match.start() if match["key"] else match.start("ids")
                yield from self._chain(match["ids"], match.start("ids"), start, head)

    def _chain(self, chain: str, offset: int, start: int, head: str) -> Iterator[Reference]:
        for part in re.finditer(r"[^/]+", chain):
            ids = list(re.finditer(_LOCAL, part[0]))
            names = [Name(offset + part.start() + m.start(), offset + part.start() + m.end(), head, m[0]) for m in ids]
            names[0] = names[0]._replace(start=start if part.start() == 0 else names[0].start)
            if head or {prefix_of(name.id) for name in names} <= set(self.prefixes):
                yield Reference(tuple(names))

    def _head(self, text: str, start: int, end: int) -> str | None:
        """The ticket that follows in parentheses; None where a ticket beside the id leaves open whose it is."""
        opened = text.rfind("(", 0, start) > text.rfind(")", 0, start)
        among = rf"\s*(?:[,;]\s*{_LOCAL}\s*){{0,{_MOST_BEFORE_A_TICKET}}}[,;]\s*(?P<ticket>{self.ticket_pattern})\s*\)"
        behind = re.compile(among).match(text, end) if opened else None
        if behind is not None:
            ticket = behind["ticket"]
            return "" if ticket == self.own_ticket else f"{ticket}."
        beside = re.compile(
            rf"\s+(?:of|in|from)\s+(?P<ticket>{self.ticket_pattern})|\s*\((?P<inside>{self.ticket_pattern})\)"
        ).match(text, end)
        before = re.search(rf"(?P<ticket>{self.ticket_pattern})(?:['’]s|:)?\s+$", text[max(0, start - 60) : start])
        found = [match for match in (beside, before) if match is not None]
        others = [ticket for match in found for ticket in match.groupdict().values() if ticket]
        return None if any(ticket != self.own_ticket for ticket in others) else ""

    def names_in(self, text: str) -> frozenset[str]:
        """The ids of the own feature that a text names."""
        return frozenset(target for each in self.find(text) for target in each.targets if not each.names[0].head)
