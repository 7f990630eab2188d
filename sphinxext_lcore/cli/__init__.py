"""``sphinx-lcore``, the command line: a table of commands, each in a module of its own."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore import __version__
from sphinxext_lcore.cli import baseline, check, convert, diff, new, scaffold_features
from sphinxext_lcore.cli.streams import show_every_character

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


class Command(NamedTuple):
    """A command."""

    name: str
    help: str
    """One line, for ``sphinx-lcore --help``."""
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    """Gives the exit code: 0 done, 1 not done, 2 called in a wrong way. It imports Sphinx, if at all, when called."""


COMMANDS: tuple[Command, ...] = (
    Command("new", "Start a feature design from the template.", new.add_arguments, new.run),
    Command("check", check.HELP, check.add_arguments, check.run),
    Command("convert", convert.HELP, convert.add_arguments, convert.run),
    Command("baseline", baseline.HELP, baseline.add_arguments, baseline.run),
    Command("diff", diff.HELP, diff.add_arguments, diff.run),
    Command("scaffold-features", scaffold_features.HELP, scaffold_features.add_arguments, scaffold_features.run),
)
"""Every command, in the order of the help; a command is added here alone."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: The arguments after the name of the program; those of the process where there are none.

    Returns:
        The exit code of the command.

    Raises:
        SystemExit: Help or version was asked for, or the arguments are wrong (with 2).
    """
    show_every_character()
    arguments = _parser().parse_args(argv)
    run: Callable[[Namespace], int] = arguments.run
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # what reads the output has seen enough, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="sphinx-lcore", description="Feature design documents: start one, and work with them.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = commands.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser
