"""On which line of a TOML file a key stands, which the parser of the standard library does not say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Place = tuple[str | int, ...]
"""A way into the file: keys, and numbers in arrays, counted from 0."""

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*(?P<array>\[)?\[\s*(?P<key>{_KEY})\s*\]")
_VALUE = re.compile(rf"\s*(?P<key>{_KEY})\s*=(?P<value>.*)")
_LONG_TEXT = re.compile(r'"""|\'\'\'')
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of a key, or of the nearest table around it."""
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return 1


def key_lines(text: str) -> dict[Place, int]:
    """The lines of the tables and keys of a file that parses."""
    lines: dict[Place, int] = {}
    for place, number in _places(text):
        for length in range(1, len(place) + 1):
            lines.setdefault(place[:length], number)
    return lines


def _places(text: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    counts: Counter[Place] = Counter()
    quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not quote and (head := _TABLE.match(line)):
            table = _parts(head["key"])
            if head["array"]:
                counts[table] += 1
                table = (*table, counts[table] - 1)
            yield table, number
        elif not quote and (pair := _VALUE.match(line)):
            yield (*table, *_parts(pair["key"])), number
        quote = _open_quote(line, quote)


def _parts(key: str) -> Place:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def _open_quote(line: str, quote: str) -> str:
    """The quotation marks of a text of several lines that goes on after a line."""
    for mark in _LONG_TEXT.findall(line):
        if not quote:
            quote = mark
        elif quote == mark:
            quote = ""
    return quote


def line_of_error(message: str, text: str) -> tuple[str, int]:
    """What the parser says, and the line that it means."""
    match = _AT_LINE.search(message)
    return message.partition(" (at ")[0], int(match[1]) if match else max(1, len(text.splitlines()))
