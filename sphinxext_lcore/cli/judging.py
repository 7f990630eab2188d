"""What ``sphinx-lcore check`` does once its arguments are known: reads, compares with what is known, reports."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.known import KnownFileError, compare, dump, identify, load
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.checking.reports import REPORTS
from sphinxext_lcore.checking.reports.report import Report, summary
from sphinxext_lcore.cli.checked_site import BrokenSetupError, as_written, read_site
from sphinxext_lcore.cli.states import StateError, Where, baseline_state
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import cure
from sphinxext_lcore.output import replace_text

if TYPE_CHECKING:
    from argparse import Namespace

    from sphinxext_lcore.checking.known import Known
    from sphinxext_lcore.cli.checked_site import Place, Reading, Settings
    from sphinxext_lcore.tracing.changes import Baseline

NEVER = "never"


def judge(arguments: Namespace, place: Place, settings: Settings) -> bool:
    """Report the findings of a site.

    Returns:
        Whether the check is passed.

    Raises:
        BrokenSetupError: The site cannot be read, or a file that an argument names cannot be used.
    """
    _refuse_unknown(arguments.rules)
    recorded = _recorded(arguments.known, must_exist=not arguments.update_known)
    base = None if arguments.base is None else _base(arguments.base, Where(place.source, arguments.conf_dir))
    reading = read_site(place, settings, base)
    if arguments.rules:
        recorded = tuple(each for each in recorded if each.rule in arguments.rules)
        reading = reading._replace(findings=tuple(each for each in reading.findings if each.rule in arguments.rules))
    if arguments.update_known:
        _update(arguments.known, reading, recorded)
        return True
    compared = compare(reading.findings, recorded)
    report = Report(
        compared.new,
        reading.documents,
        fail_on=None if arguments.fail_on == NEVER else Level(arguments.fail_on),
        known=len(compared.known),
        fixed=compared.fixed,
        from_here=_seen_from(Path.cwd(), place.source),
        from_root=_seen_from(_root(place.source), place.source),
        command=_command(arguments, place, settings),
        coloured=arguments.output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
    )
    _write(REPORTS[arguments.format](report), arguments.output, summary(report))
    return not report.failed


def _refuse_unknown(codes: list[str]) -> None:
    for code in codes:
        if code not in RULES:
            message = f"there is no rule '{code}'; {cure(code, RULES)}"
            raise BrokenSetupError(message)


def _base(name: str, where: Where) -> Baseline:
    try:
        return baseline_state(name, where)
    except StateError as error:
        raise BrokenSetupError(str(error)) from error


def _recorded(path: Path | None, *, must_exist: bool) -> tuple[Known, ...]:
    if path is None or not (must_exist or path.exists()):
        return ()
    try:
        return load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        message = f"there is no {path}; record today's findings in it with --update-known"
        raise BrokenSetupError(message) from error
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise BrokenSetupError(message) from error
    except (KnownFileError, UnicodeDecodeError) as error:
        message = f"{path} holds no known findings: {error}; remove it and record them anew with --update-known"
        raise BrokenSetupError(message) from error


def _update(path: Path, reading: Reading, recorded: tuple[Known, ...]) -> None:
    now = identify(reading.findings)
    _save(path, dump(now))
    added, gone = len(set(now) - set(recorded)), len(set(recorded) - set(now))
    noun = "finding" if len(now) == 1 else "findings"
    sys.stdout.write(f"{path}: {len(now)} known {noun}; {added} added, {gone} taken out\n")


def _write(text: str, output: Path | None, outcome: str) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        _save(output, text)
        sys.stdout.write(f"{outcome}; see {output}\n")


def _save(path: Path, text: str) -> None:
    try:
        replace_text(path, text)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise BrokenSetupError(message) from error


def _seen_from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _root(folder: Path) -> Path:
    """The root of the repository that a folder is in; where it is in none, the current folder."""
    resolved = folder.resolve()
    return next((each for each in (resolved, *resolved.parents) if (each / ".git").exists()), Path.cwd())


def _command(arguments: Namespace, place: Place, settings: Settings) -> str:
    """The command as it was given, without what chooses the report."""
    given = {"--conf-dir": arguments.conf_dir, "--doctrees": arguments.doctrees, "--base": arguments.base}
    options = [word for name, value in given.items() if value is not None for word in (name, str(value))]
    return shlex.join(["sphinx-lcore", "check", as_written(place.source), *options, *settings.options])
