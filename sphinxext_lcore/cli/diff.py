"""``sphinx-lcore diff``: what a change does to the requirements."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.cli.states import StateError, Where, state

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from sphinxext_lcore.tracing.changes import Changes

HELP = "Show what a change does to the requirements."
FORMATS = ("text", "markdown", "json")
_STATE = (
    "an lcore.json, a baseline, a folder with a conf.py, or a git revision, whose conf.py is run; REVISION:FOLDER is "
    "a folder of one"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help=f"the designs before: {_STATE}")
    parser.add_argument("new", metavar="NEW", help="the designs after, in the same ways")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="markdown is for a comment on a pull request (default: text)"
    )
    parser.add_argument(
        "--source",
        metavar="DIR",
        type=Path,
        help="for git revisions: the folder of conf.py (default: the only one at or below the current folder)",
    )
    parser.add_argument("--conf-dir", metavar="DIR", type=Path, help="the folder of conf.py, where it is another")


def run(arguments: Namespace) -> int:
    """Compare, and print the report.

    Returns:
        0; or 2 where one of the two cannot be read.
    """
    from sphinxext_lcore.tracing.changes import compare  # noqa: PLC0415 - pydantic is not loaded before it is needed

    where = Where(arguments.source, arguments.conf_dir)
    try:
        with ThreadPoolExecutor() as pool:  # each Sphinx has a process of its own
            old, new = pool.map(lambda name: state(name, where), (arguments.old, arguments.new))
    except StateError as error:
        print(f"sphinx-lcore diff: error: {error}", file=sys.stderr)
        return 2
    sys.stdout.write(_writers()[arguments.format](compare(old, new)))
    return 0


def _writers() -> dict[str, Callable[[Changes], str]]:
    from sphinxext_lcore.exchange.change_json import dump  # noqa: PLC0415
    from sphinxext_lcore.exchange.change_markdown import markdown  # noqa: PLC0415
    from sphinxext_lcore.exchange.change_text import text  # noqa: PLC0415

    return dict(zip(FORMATS, (text, markdown, dump), strict=True))
