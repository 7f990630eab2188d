"""Prose without any markup: words, blanks and the marks between them, which need no parser.

Most titles, statements and criteria are such, and the parser of either language takes many times as long to come to the
same text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = re.compile(r"[^\W_]+(?:[,;.]? [^\W_]+)*[,;.]?")
_REFERENCE = re.compile(r"PEP|RFC")  # docutils may be told to make links of their numbers
_BEGINNING = re.compile(r"[^\W\d_]{2,}(?:,? |[,;]?$)")
"""What begins with a word and a blank is no item of a list in either language; "iv." and "mix." are in RST."""
_DEFINITION = re.compile(r"[:~](?!::)")
"""What makes a term of the paragraph above, even over a blank line, where MyST has definition lists."""


def is_prose(text: str) -> bool:
    """Whether inline markup of either language would give a line as it is: one text, and no message."""
    return _WORDS.fullmatch(text) is not None and _REFERENCE.search(text) is None


def leading_paragraphs(lines: Sequence[str]) -> tuple[dict[int, list[str]], int]:
    """The paragraphs of prose with which a text begins.

    Args:
        lines: The lines of the text.

    Returns:
        The lines of each paragraph by the number of its first line, counted from 0; and the number of the line with
        which all the rest begins.
    """
    paragraphs: dict[int, list[str]] = {}
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _BEGINNING.match(lines[end]) and is_prose(lines[end]):
            end += 1
        if end < len(lines) and lines[end].strip():
            break
        if end > at:
            paragraphs[at] = list(lines[at:end])
        at = end + 1
    if at < len(lines) and _DEFINITION.match(lines[at]):
        return {}, 0
    return paragraphs, min(at, len(lines))
