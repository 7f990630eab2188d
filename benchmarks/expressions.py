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
from collections import defaultdict
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
FEWEST_SECONDS = 0.004

Asking = Callable[[str], object]


class Growth(NamedTuple):
    """How an expression does on a text."""

    exponent: float
    seconds: float
    name: str
    piece: str


def askings() -> Iterator[tuple[str, Asking]]:
    """Every way in which the package asks one of its expressions, by name."""
    names = [module.name for module in pkgutil.walk_packages(sphinxext_lcore.__path__, f"{sphinxext_lcore.__name__}.")]
    modules = [importlib.import_module(name) for name in names if "pytest" not in name]
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                asked[node.value.id].add(node.attr)
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                for method in sorted(asked[name]):
                    yield f"{module.__name__.partition('.')[2]}.{name}.{method}", _asking(value, method)


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
    worst = None
    for ending in ENDINGS:
        quarter = seconds(ask, piece * (characters // 4 // len(piece)) + ending)
        if quarter < FEWEST_SECONDS / 16:  # at worst quadratic, and still short
            continue
        whole = seconds(ask, piece * (characters // len(piece)) + ending)
        if whole >= FEWEST_SECONDS:
            found = Growth(math.log(whole / quarter, 4), whole, name, piece)
            worst = max(filter(None, (worst, found)))
    return worst


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
