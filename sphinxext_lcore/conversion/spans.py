"""Which lines of a source an item takes up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.conversion.languages import Language

_MARKER = re.compile(r"(?P<indent>\s*)(?P<marker>[-*+]|\d+[.)])(?P<space>\s+)")
_RST_DIRECTIVE = re.compile(r"\.\. [a-z:-]+::")
_TRANSITION = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*|([!-/;-@\[-_{-}])\2{3,}[ \t]*")
"""In RST a sign four times; not those signs of which fences are made."""
_FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,}|:{3,})")


class Span(NamedTuple):
    """Lines of a source, as indexes: the first, and the one after the last."""

    start: int
    end: int


def marker_width(line: str) -> int:
    """How far the text of a list item is indented; 0 where the line begins no item."""
    match = _MARKER.match(line)
    return match.end() if match else 0


def list_item(lines: Sequence[str], start: int) -> Span:
    """The lines of a list item: those that are indented, and those that go on with its paragraph."""
    width = marker_width(lines[start])
    end = start + 1
    after_blank = False
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line.strip():
            after_blank = True
            continue
        indent = len(line) - len(line.lstrip())
        lazy = not after_blank and _MARKER.match(line) is None
        if indent < width and not lazy:
            break
        end, after_blank = index + 1, False
    return Span(start, end)


def paragraph(lines: Sequence[str], start: int) -> Span:
    """The lines up to the next empty one."""
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    return Span(start, end)


def section(lines: Sequence[str], start: int, language: Language) -> Span:
    """The lines of a section, with its heading and all that is in it."""
    level = language.heading_level(lines, start)
    end = next(
        (n for n in headings(lines, language, start + 1) if language.heading_level(lines, n) <= level), len(lines)
    )
    return trimmed(lines, Span(start, end))


def headings(lines: Sequence[str], language: Language, start: int) -> list[int]:
    """The indexes of the headings from a line on, without what looks like one in a fence."""
    found = []
    fence = ""
    for index in range(start, len(lines)):
        match = _FENCE.match(lines[index]) if language.is_markdown else None
        if match and not fence:
            fence = match["mark"]
        elif match and lines[index].strip() == match["mark"] and match["mark"].startswith(fence):
            fence = ""
        elif not fence and language.heading_level(lines, index):
            found.append(index)
    return found


def table(lines: Sequence[str], row: int) -> Span:
    """The lines of a table around one of its rows: all up to the empty lines on both sides."""
    start, end = row, row
    while start > 0 and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return Span(start, end)


def directives(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of the lines inside directives, of MyST or of RST."""
    inside: set[int] = set()
    fences: list[str] = []
    indented = False
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if match and line.strip() != match["mark"]:
            fences.append(match["mark"])
        indented = _RST_DIRECTIVE.match(line) is not None or (indented and (line[:1].isspace() or not line.strip()))
        if fences or indented:
            inside.add(index)
        if match and fences and line.strip() == match["mark"] and match["mark"].startswith(fences[-1]):
            fences.pop()
    return frozenset(inside)


def trimmed(lines: Sequence[str], span: Span) -> Span:
    """The span without the empty lines at its end, and without transitions: these stand between sections."""
    end = span.end
    while end > span.start + 1 and (not lines[end - 1].strip() or _is_transition(lines, end - 1)):
        end -= 1
    return Span(span.start, end)


def _is_transition(lines: Sequence[str], index: int) -> bool:
    return _TRANSITION.fullmatch(lines[index]) is not None and not lines[index - 1].strip()
