"""How the time that the regular expressions take grows with the text, for texts made to be slow to read.

Usage::

    python benchmarks/expressions.py [--characters N] [--above EXPONENT]

Every compiled expression of the package is asked as the package asks it (search, match, split …) for texts of one
repeated piece, with an ending that spoils a match. Prints each pair of expression and piece whose time grows faster
than the given exponent of the length, as measured over two doublings, and ends with 1 where there is one. 1 is linear;
what takes less than a few milliseconds is too short to be judged, and harmless.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import math
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import NamedTuple

import sphinxext_lcore

PIECES = (
    *(
        "a",
        "A",
        "1",
        "é",
        " ",
        "\t",
        "\n",
        "\n\n",
        "_",
        "-",
        "–",
        ".",
        "..",
        ",",
        ":",
        "::",
        ";",
        "?",
        "!",
        "/",
        "\\",
        "|",
    ),
    *("`", "``", "*", "**", "(", ")", "()", "[", "]", "[]", "{", "}", "<", ">", "&", "'", '"', "#", "=", "@", "+", "~"),
    *(
        "a ",
        "a.",
        "a,",
        "a, ",
        "a: ",
        "a/",
        "-a",
        "`a",
        '"a',
        "'a",
        "(a",
        "<a ",
        "| a ",
        "- ",
        "# ",
        ": ",
        "a b-",
        "a\n",
    ),
    *("R", "R1", "R1.", "R1, ", "R1-", "R1–R", "tea.R1 ", "A1-", "LCORE-1", "AC1: ", "TODO", "{{", "{%", "${", "<!--"),
    *(
        "2026-",
        "2026-01-01",
        "2026-01-01 ",
        "http://",
        "http://a.",
        "a@b.",
        " -- @1.1",
        "lcore: verifies R1 ",
        "and/or ",
    ),
    *("Given ", "when ", "then ", "and ", "must ", "shall ", "As a ", "I want ", "so that ", "so ", "see ", "none "),
)
ENDINGS = ("", "!", "\x00")
METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
FEWEST_CHARACTERS = 250
FEWEST_SECONDS = 0.002
MOST_SECONDS = 0.05
"""A question that takes longer is not asked of a longer text."""
_DOUBLINGS = 2

Asking = Callable[[str], object]


class Growth(NamedTuple):
    """How an expression does on a text."""

    exponent: float
    seconds: float
    name: str
    piece: str


def askings() -> Iterator[tuple[str, Asking]]:
    """Every way in which the package asks one of its expressions, by name."""
    for info in pkgutil.walk_packages(sphinxext_lcore.__path__, f"{sphinxext_lcore.__name__}."):
        if "pytest" in info.name:  # it wants to be loaded by pytest
            continue
        module = importlib.import_module(info.name)
        nodes = ast.walk(ast.parse(inspect.getsource(module)))
        calls = {
            (node.value.id, node.attr)
            for node in nodes
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        for name, method in sorted(calls):
            pattern = vars(module).get(name)
            if method in METHODS and isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                yield f"{info.name.partition('.')[2]}: {name}.{method}", _asking(pattern, method)


def _asking(pattern: re.Pattern[str], method: str) -> Asking:
    if method in {"sub", "subn"}:
        return lambda text: pattern.sub("", text)
    if method == "finditer":
        return lambda text: list(pattern.finditer(text))
    asked: Asking = getattr(pattern, method)
    return asked


def seconds(ask: Asking, text: str) -> float:
    """The time of one question."""
    start = process_time()
    ask(text)
    return process_time() - start


def growth(name: str, ask: Asking, piece: str, characters: int) -> Growth | None:
    """The growth over two doublings, for the worst ending; None where the whole takes next to no time."""
    measured = (_growth(name, ask, piece, ending, characters) for ending in ENDINGS)
    return max(filter(None, measured), default=None)


def _growth(name: str, ask: Asking, piece: str, ending: str, characters: int) -> Growth | None:
    times: list[float] = []
    length = FEWEST_CHARACTERS
    while length <= characters and (not times or times[-1] < MOST_SECONDS):
        times.append(seconds(ask, piece * max(1, length // len(piece)) + ending))
        length *= 2
    if times[-1] < FEWEST_SECONDS or len(times) < _DOUBLINGS + 1:
        return None
    return Growth(math.log2(times[-1] / times[-1 - _DOUBLINGS]) / _DOUBLINGS, times[-1], name, piece)


def main() -> int:
    """Measure, and print what grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=8_000)
    parser.add_argument("--above", type=float, default=1.5)
    arguments = parser.parse_args()
    found, asked = [], 0
    for name, ask in askings():
        asked += 1
        for piece in PIECES:
            measured = growth(name, ask, piece, arguments.characters)
            if measured is not None and measured.exponent > arguments.above:
                found.append(measured)
    for each in sorted(found, reverse=True):
        sys.stdout.write(f"{each.exponent:5.2f} {each.seconds:8.3f} s  {each.name}  {each.piece!r}\n")
    sys.stdout.write(f"{asked} questions × {len(PIECES)} pieces: {len(found)} grow faster than {arguments.above}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
