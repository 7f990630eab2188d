"""The lines of a source, where the parser of its language ends them: Python ends lines at more characters."""

from __future__ import annotations

import re

from docutils import __version_info__

_ENDS_OF_PYTHON = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_ENDS = {True: r"\n\r", False: r"\n\r\x1c-\x1e\x85\u2028\u2029"}
"""What ends a line, by whether a source is Markdown; in RST, docutils makes spaces of the other two."""
if __version_info__ < (0, 21):  # which ends the lines of a file as Python does, before it is parsed
    _ENDS = dict.fromkeys(_ENDS, _ENDS_OF_PYTHON)
_END = {markdown: re.compile(rf"\r\n|[{ends}]") for markdown, ends in _ENDS.items()}
_LINE = {markdown: re.compile(rf"[^{ends}]*(?:\r\n|[{ends}])|[^{ends}]+") for markdown, ends in _ENDS.items()}


def lines_with_ends(text: str, *, markdown: bool) -> list[str]:
    """The lines of a source, each with what ends it.

    Args:
        text: The source.
        markdown: Whether it is Markdown; otherwise it is RST.
    """
    return _LINE[markdown].findall(text)


def lines_of(text: str, *, markdown: bool) -> list[str]:
    """The lines of a source, without what ends them.

    Args:
        text: The source.
        markdown: Whether it is Markdown; otherwise it is RST.
    """
    *lines, last = _END[markdown].split(text)
    return [*lines, last] if last else lines
