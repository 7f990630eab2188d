"""Lines of a body that were meant as options: a blank is missing, or an empty line stands before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIKE_AN_OPTION = re.compile(r":\s*(?P<name>[A-Za-z][\w-]*)\s*(?::(?!`)\s*(?P<value>.*))?")
"""Not a role, in which what is marked follows the second colon at once."""


class LostOption(NamedTuple):
    """A line that begins like an option."""

    number: int
    """Which line of the body it is, counted from 0."""
    name: str
    value: str


def lost_options(body: Iterable[str], known: Iterable[str]) -> Iterator[LostOption]:
    """The lines of the first paragraph of a body that name options of the directive.

    Args:
        body: The lines of the body.
        known: The names of the options.
    """
    names = frozenset(known)
    for number, line in enumerate(body):
        if not line.strip():
            return
        match = _LIKE_AN_OPTION.fullmatch(line.rstrip())
        if match is not None and match["name"] in names:
            yield LostOption(number, match["name"], match["value"] or "")
