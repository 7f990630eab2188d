"""How a directive is written in MyST and in RST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Block(NamedTuple):
    """A directive to write."""

    name: str
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()
    body: tuple[str, ...] = ()


class Language(NamedTuple):
    """A markup language."""

    is_markdown: bool
    """Whether code stands in fences, and a table is made of lines with pipes, which a paragraph may touch."""

    write: Callable[[Block], list[str]]
    heading_level: Callable[[Sequence[str], int], int]
    """The level of the heading at an index of the lines; 0 where there is none."""


_COLONS = re.compile(r"\s*(:{3,})")
_HASHES = re.compile(r"(#{1,6})(?:\s|$)")
_UNDERLINE = re.compile(r"([=\-`:.'\"~^_*+#<>])\1+")
_SURELY_A_LINE = 4
"""So many signs are a line under a heading that is longer than they are, too."""


def write_myst(block: Block) -> list[str]:
    """A directive with a colon fence, longer than any inside it."""
    inner = [len(match[1]) for match in map(_COLONS.match, block.body) if match]
    fence = ":" * max([3, *(length + 1 for length in inner)])
    head = f"{fence}{{{block.name}}} {block.argument}".rstrip()
    options = [f":{name}: {value}".rstrip() for name, value in block.options]
    gap = [""] if options and block.body else []
    return [head, *options, *gap, *block.body, fence]


def write_rst(block: Block) -> list[str]:
    """A directive with its content indented."""
    head = f".. {block.name}:: {block.argument}".rstrip()
    options = [f"   :{name}: {value}".rstrip() for name, value in block.options]
    body = [f"   {line}" if line.strip() else "" for line in block.body]
    return [head, *options, *([""] if body else []), *body]


def _myst_level(lines: Sequence[str], index: int) -> int:
    match = _HASHES.match(lines[index])
    return len(match[1]) if match else 0


def _rst_level(lines: Sequence[str], index: int) -> int:
    """In RST a heading is known by the line under it; its level by the order in which the signs come."""
    if not _is_underlined(lines, index):
        return 0
    signs = [lines[n + 1][0] for n in range(index + 1) if _is_underlined(lines, n)]
    return list(dict.fromkeys(signs)).index(signs[-1]) + 1


def _is_underlined(lines: Sequence[str], index: int) -> bool:
    line = lines[index].rstrip()
    below = lines[index + 1].rstrip() if index + 1 < len(lines) else ""
    is_long = len(below) >= min(len(line), _SURELY_A_LINE)
    return bool(line) and not line[0].isspace() and is_long and _UNDERLINE.fullmatch(below) is not None


MYST = Language(True, write_myst, _myst_level)
RST = Language(False, write_rst, _rst_level)
LANGUAGES = {".md": MYST, ".rst": RST}
"""The languages, by the ending of a file."""
