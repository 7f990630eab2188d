"""``sphinx-lcore baseline``: writes what the requirements say now, for later states to be held against."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.cli.states import StateError, Where, baseline_of, state

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP = "Write the fingerprint of every requirement, to see later what drifted."


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "source", metavar="SRC", help="the folder of conf.py, which is run; or the lcore.json of a build"
    )
    parser.add_argument("--conf-dir", metavar="DIR", type=Path, help="the folder of conf.py (default: SRC)")
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help="the file to write; the ids of a baseline that is there stay known (default: standard output)",
    )


def run(arguments: Namespace) -> int:
    """Write the baseline.

    Returns:
        0; 1 where the file cannot be written; 2 where the designs or the old file cannot be read.
    """
    from sphinxext_lcore.exchange.baseline import dump, retired  # noqa: PLC0415 - pydantic is loaded when it is needed
    from sphinxext_lcore.output import replace_text  # noqa: PLC0415

    output: Path | None = arguments.output
    try:
        before = baseline_of(output) if output is not None and output.exists() else None
    except StateError as error:
        return _failed(f"{error}; restore it, or remove it to begin anew without the ids that it knows as retired", 2)
    try:
        catalog = state(arguments.source, Where(conf=arguments.conf_dir))
    except StateError as error:
        return _failed(str(error), 2)
    text = dump(catalog, before)
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        replace_text(output, text)
    except OSError as error:
        return _failed(f"cannot write {output}: {error.strerror}", 1)
    counts = (("requirement", catalog.requirements), ("retired id", retired(catalog, before)))
    told = [f"{len(items)} {noun}{'s' * (len(items) != 1)}" for noun, items in counts]
    print(f"Wrote {output}: {', '.join(told)}")
    return 0


def _failed(message: str, code: int) -> int:
    print(f"sphinx-lcore baseline: error: {message}", file=sys.stderr)
    return code
