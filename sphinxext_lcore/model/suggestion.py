"""Pieces of messages: the nearest known name to a misspelt one, what an author wrote, and another line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 80
"""Comparing costs the product of the lengths, and nobody misspells a name of this length by a letter."""
_SHOWN = 8


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant, or an empty text."""
    if len(name) > _LONGEST:
        return ""
    names = {candidate.lower(): candidate for candidate in known}
    matches = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return names[matches[0]] if matches else ""


def cure(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: ``did you mean U2?``, or what there is to choose from."""
    names = list(known)
    best = nearest(name, names)
    if best:
        return f"did you mean {best}?"
    if not names:
        return "there is none yet"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"known: {', '.join(names[:_SHOWN])}{more}"


def printable(text: str) -> str:
    """A text without what steers a terminal or breaks XML: messages quote authors, who may write anything."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def shorten(text: str, width: int = 60) -> str:
    """A text for a message: one line, cut at a width."""
    line = " ".join(text[: width * 4].split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def line_elsewhere(line: int, path: str, seen_from: str) -> str:
    """How a message names a line: with its file, unless that is the file that the message is about.

    Args:
        line: The line.
        path: Its file.
        seen_from: The file that the message is about.
    """
    return f"line {line}" if path == seen_from else f"line {line} of {path}"
