"""The standard output stream, which shows every text, whatever characters its encoding has."""

from __future__ import annotations

import codecs
import sys
from io import TextIOWrapper

_WAY = "lcore_escape"


def show_every_character() -> None:
    """Let the standard output stream write a character that it lacks as JSON does, so that JSON stays JSON."""
    codecs.register_error(_WAY, _escaped)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors=_WAY)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end
