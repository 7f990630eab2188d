"""Fences that end before their author meant them to: MyST closes a fence with the first that is as long.

What such a slip swallows never reaches the doctree, so it is found in the lines of the source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinxext_lcore.reading.lines import lines_of

_FENCE = re.compile(r"(?P<indent>[ >]*)(?P<mark>:{3,}|~{3,}|`{3,}(?!.*`))\s*(?P<info>.*)")
_DIRECTIVE = re.compile(r"\{(?:lcore:)?(?P<name>[A-Za-z-]+)\}")


class StrayFence(NamedTuple):
    """A fence that is as long as the one around it."""

    line: int
    inner: str
    """The opening of the inner fence, such as ``:::{acceptance-criteria}``."""
    outer: str
    outer_line: int
    cure: str
    """The opening that the outer fence should have."""


class _Open(NamedTuple):
    mark: str
    info: str
    line: int
    holds_directives: bool

    @property
    def text(self) -> str:
        return self.mark + self.info.split()[0] if self.info else self.mark


def stray_fences(source: str, names: frozenset[str]) -> list[StrayFence]:
    """Find the fences that end one of our directives too early.

    Args:
        source: The text of a MyST document.
        names: The names of the directives to look at.

    Returns:
        A stray fence for each fence inside one of these directives that has at least as many marks as it.
    """
    found: list[StrayFence] = []
    open_fences: list[_Open] = []
    for number, line in enumerate(lines_of(source, markdown=True), start=1):
        match = _FENCE.fullmatch(line.rstrip())
        if match is None:
            continue
        mark, info = match["mark"], match["info"].strip()
        inside = open_fences[-1] if open_fences else None
        as_long = inside is not None and inside.mark[0] == mark[0] and len(mark) >= len(inside.mark)
        if as_long and not info:
            open_fences.pop()
        elif (info or mark[0] != ":") and (inside is None or inside.holds_directives):
            if inside is not None and as_long:
                longer = _Open(mark[0] * (len(mark) + 1), inside.info, 0, holds_directives=True)
                fence = _Open(mark, info, number, holds_directives=False)
                found.append(StrayFence(number, fence.text, inside.text, inside.line, longer.text))
            open_fences.append(_Open(mark, info, number, _holds_directives(info, names)))
    return found


def _holds_directives(info: str, names: frozenset[str]) -> bool:
    match = _DIRECTIVE.match(info)
    return match is not None and match["name"] in names
