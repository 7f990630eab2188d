"""Slips with fences in MyST, which closes one with the next that is as long, and says nothing of what it does not know.

What such a slip swallows never reaches the doctree, so it is found in the lines of the source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.lines import lines_of

_FENCE = re.compile(r"(?P<indent>[ >]*)(?P<mark>:{3,}|~{3,}|`{3,}(?!.*`))\s*(?P<info>.*)")
_DIRECTIVE = re.compile(r"\{(?:lcore:)?(?P<name>[A-Za-z-]+)\}(?P<glued>\S*)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+\S")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_UNDERLINED = re.compile(r" {0,3}(?![-+*>|:]|[\w-]+:(?:\s|$))\S")
"""A line that is a heading if it is underlined: no item, and no option above the ``---`` that ends a block of them."""
_NESTED = frozenset({"acceptance-criteria"})
"""The directives of ours that belong into another."""


class FenceSlip(NamedTuple):
    """A fence that is not what its author meant."""

    line: int
    message: str
    about: int
    """The line of the fence that is meant as a directive's; where it is code, nothing is wrong."""


class _Open(NamedTuple):
    mark: str
    info: str
    line: int
    is_ours: bool

    @property
    def text(self) -> str:
        return self.mark + self.info.split()[0] if self.info else self.mark


def fence_slips(source: str, names: frozenset[str]) -> list[FenceSlip]:
    """Find the fences that end one of our directives too early or too late, and those that are none.

    Args:
        source: The text of a MyST document.
        names: The names of the directives to look at.

    Returns:
        The slips, by their lines.
    """
    scan = _Scan(names)
    above = ""
    for number, line in enumerate(lines_of(source, markdown=True), start=1):
        match = _FENCE.fullmatch(line.rstrip())
        if match is not None:
            scan.fence(number, match["mark"], match["info"].strip())
        elif _HEADING.match(line):
            scan.heading(number, line.strip())
        elif _UNDERLINE.fullmatch(line) and _UNDERLINED.match(above):
            scan.heading(number - 1, above.strip())
        above = line if match is None else ""
    return scan.end()


class _Scan:
    """The fences that are open as their author meant them."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.found: list[FenceSlip] = []
        self.open: list[_Open] = []
        self.swallowed: dict[int, tuple[int, str]] = {}
        """By the line of an open fence, the line and the words of the first thing that does not belong into it."""
        self.surplus: _Open | None = None
        """A fence that closes nothing, and opens a block without a name that way."""

    def fence(self, number: int, mark: str, info: str) -> None:
        """Go on with a line that opens a fence or closes one."""
        inside = self.open[-1] if self.open else None
        as_long = inside is not None and inside.mark[0] == mark[0] and len(mark) >= len(inside.mark)
        if not info and mark[0] == ":" and not as_long:
            self.surplus = _Open(mark, info, number, is_ours=False) if inside is None and self.surplus is None else None
        elif as_long and not info:
            self.open.pop()
            self.surplus = None
        elif inside is None or inside.is_ours:
            self._opened(_Open(mark, info, number, self._name(info) in self.names), as_long=as_long)

    def heading(self, number: int, words: str) -> None:
        """Go on with a heading, which no directive of ours can hold."""
        if self.surplus is not None and not self.open:
            message = f"{self.surplus.mark} closes nothing, so it opens a block that takes in '{shorten(words)}'"
            self.found.append(FenceSlip(self.surplus.line, f"{message}; take it out", self.surplus.line))
            self.surplus = None
        self._swallow(number, words)

    def end(self) -> list[FenceSlip]:
        """All slips, after the last line."""
        ended_early = {slip.about for slip in self.found}
        for fence in self.open:
            if fence.line in self.swallowed and fence.line not in ended_early:
                self._never_closed(fence)
        return sorted(self.found)

    def _swallow(self, number: int, words: str) -> None:
        if self.open and self.open[-1].is_ours:
            self.swallowed.setdefault(self.open[-1].line, (number, words))

    def _opened(self, fence: _Open, *, as_long: bool) -> None:
        name = self._name(fence.info)
        if fence.is_ours and name not in _NESTED:
            self._swallow(fence.line, fence.text)
        inside = self.open[-1] if self.open else None
        if inside is not None and as_long:
            if inside.line in self.swallowed:
                self._never_closed(self.open.pop())
            else:
                longer = fence.mark[0] * (len(fence.mark) + 1) + inside.text[len(inside.mark) :]
                message = (
                    f"{fence.text} ends the {inside.text} around it (line {inside.line}), because it has as many "
                    f"marks; begin and end the outer block with one mark more: {longer}"
                )
                self.found.append(FenceSlip(fence.line, message, inside.line))
                fence = fence._replace(is_ours=False)
        if fence.is_ours:
            self._look_at_opening(fence, name)
        self.open.append(fence)

    def _look_at_opening(self, fence: _Open, name: str) -> None:
        match = _DIRECTIVE.match(fence.info)
        if match is None:
            cure = f"write its name in braces: {fence.mark}{{{name}}}"
        elif match["glued"]:
            brace, rest = match[0].removesuffix(match["glued"]), match["glued"]
            cure = f"leave a blank behind the brace: {fence.mark}{brace} {rest}"
        else:
            return
        message = f"{shorten(fence.text)} begins no directive, so its block is no {name}; {cure}"
        self.found.append(FenceSlip(fence.line, message, fence.line))

    def _never_closed(self, fence: _Open) -> None:
        number, words = self.swallowed[fence.line]
        message = (
            f"{fence.text} is not closed before '{shorten(words)}' (line {number}), so it takes that in; "
            f"close it with {fence.mark} above"
        )
        self.found.append(FenceSlip(fence.line, message, fence.line))

    def _name(self, info: str) -> str:
        """The name of the directive that a fence begins, or was meant to begin."""
        match = _DIRECTIVE.match(info)
        return match["name"] if match is not None else info.partition(" ")[0]
