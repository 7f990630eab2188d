"""``sphinx-lcore check``: reports the findings of a site, and exits with 1 where there are some."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP = "Read the documents, write no pages, and report every finding."
FORMATS = ("text", "github", "sarif", "junit", "json")
LEVELS = ("info", "warning", "error", "never")
KEPT = ".lcore"
"""The folder beside ``conf.py`` for what was read. It moves with the site, as a cache of the machine would not."""
_PASSED, _FAILED, _BROKEN = 0, 1, 2
_EPILOG = f"""\
exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  the site cannot be read, or the command is wrong

known findings:
  --known FILE --update-known   writes today's findings to FILE: new ones come in, fixed ones go; exit code 0
  --known FILE                  only what is not in FILE is reported and counts; FILE stays as it is

What was read is kept in {KEPT} beside conf.py, so that the next check reads only what changed.
What Sphinx itself has to say goes to the standard error stream, and does not change the exit code.
References that Sphinx resolves when it writes pages are not checked; sphinx-build -W does.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog, parser.formatter_class = _EPILOG, RawDescriptionHelpFormatter
    add = parser.add_argument
    add(
        "source",
        metavar="SRC",
        nargs="?",
        type=Path,
        help="the source folder (default: docs if it has a conf.py, or .)",
    )
    add("--format", choices=FORMATS, default=FORMATS[0], help="how the findings are written (default: %(default)s)")
    add("--output", metavar="FILE", type=Path, help="where they are written (default: the standard output stream)")
    add("--fail-on", choices=LEVELS, default="warning", help="the level that fails the check (default: %(default)s)")
    add("--rule", metavar="CODE", dest="rules", action="append", default=[], help="report this rule alone; repeatable")
    add(
        "--base",
        metavar="BASE",
        help="hold the designs against a baseline: a file of sphinx-lcore baseline, an "
        "lcore.json, or a git revision such as origin/main, whose conf.py is run; where the folder was another then, "
        "origin/main:FOLDER (default: lcore_baseline)",
    )
    add("--known", metavar="FILE", type=Path, help="findings that do not count")
    add("--update-known", action="store_true", help="record today's findings in the file of --known")
    add("--conf-dir", metavar="DIR", type=Path, help="the folder of conf.py (default: SRC)")
    add("--doctrees", metavar="DIR", type=Path, help=f"where what was read is kept (default: {KEPT} beside conf.py)")
    add("-j", "--jobs", metavar="N", type=_jobs, default=1, help="read in N processes; auto: one for each processor")
    add("-D", dest="values", metavar="NAME=VALUE", type=_value, action="append", default=[], help="as of sphinx-build")
    add("-t", dest="tags", metavar="TAG", action="append", default=[], help="as of sphinx-build")


def run(arguments: Namespace) -> int:
    """Read, compare with what is known, report."""
    if arguments.update_known and arguments.known is None:
        return _broken("--update-known needs the file to write: add --known FILE")
    if arguments.update_known and arguments.rules:
        return _broken("--update-known records the findings of all rules: leave --rule out")
    # Sphinx and the records take longer to load than a wrong call takes to refuse.
    from sphinxext_lcore.cli.checked_site import BrokenSetupError, Place, Settings  # noqa: PLC0415
    from sphinxext_lcore.cli.judging import judge  # noqa: PLC0415

    source = arguments.source or _default_source()
    conf = arguments.conf_dir or source
    place = Place(source, conf, arguments.doctrees or conf / KEPT)
    try:
        passed = judge(arguments, place, Settings(arguments.jobs, dict(arguments.values), arguments.tags))
    except BrokenSetupError as error:
        return _broken(str(error))
    return _PASSED if passed else _FAILED


def _default_source() -> Path:
    docs = Path("docs")
    return docs if (docs / "conf.py").is_file() else Path()


def _broken(message: str) -> int:
    print(f"sphinx-lcore check: error: {message}", file=sys.stderr)
    return _BROKEN


def _jobs(text: str) -> int:
    if text == "auto":
        return os.cpu_count() or 1
    if not text.isdecimal() or int(text) < 1:
        message = f"'{text}' is no number of processes; write a number from 1, or auto"
        raise ArgumentTypeError(message)
    return int(text)


def _value(text: str) -> tuple[str, str]:
    name, is_value, value = text.partition("=")
    if not is_value:
        message = f"'{text}' sets nothing; write NAME=VALUE, such as suppress_warnings=lcore.numbering_gap"
        raise ArgumentTypeError(message)
    return name, value
