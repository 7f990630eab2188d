"""``sphinx-lcore new``: starts a feature design from the template."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - an option is called date
from errno import ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.model.ids import default_key, is_key, normalise_key
from sphinxext_lcore.scaffold.templates import Form, Language, render

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_SUFFIXES = {".md": Language.MYST, ".rst": Language.RST}
_DONE, _NOT_WRITTEN, _WRONG_CALL = 0, 1, 2
_FILL_IN = (
    "Fill in each TODO and LCORE-XXXX, and remove the sections that do not apply. "
    "sphinx-build reports what is left, with its line, as [lcore.placeholder]."
)


class _WrongCallError(ValueError):
    """Arguments that do not go together; the message says what to write."""


class _ExistsError(Exception):
    """The file is there already."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("key", metavar="KEY", type=_key, help="the key of the feature, such as conversation-compaction")
    parser.add_argument("--rst", action="store_true", help="write reStructuredText (default: MyST Markdown)")
    parser.add_argument("--plain", action="store_true", help="write the plain template, without directives")
    parser.add_argument(
        "--title", metavar="T", default="", help="what the title says after 'Feature design for' (default: from KEY)"
    )
    parser.add_argument(
        "--date",
        metavar="YYYY-MM-DD",
        type=_date,
        help="the date of the design (default: today, or the day of SOURCE_DATE_EPOCH where that is set)",
    )
    parser.add_argument(
        "--output",
        metavar="PATH",
        default="",
        help="the file to write, or a folder for it (default: KEY.md, with --rst KEY.rst); never overwritten",
    )


def run(arguments: Namespace) -> int:
    """Write the design, and say where it is and what to do next."""
    form = Form.PLAIN if arguments.plain else Form.DIRECTIVES
    try:
        path, language = _target(arguments, form)
        text = render(language, form, key=arguments.key, title=arguments.title, date=arguments.date or _today())
        _write(path, text)
    except _WrongCallError as error:
        return _failed(str(error), _WRONG_CALL)
    except OSError as error:
        return _failed(f"cannot write {error.filename or arguments.output}: {error.strerror}", _NOT_WRITTEN)
    except _ExistsError as error:
        message = f"{error} exists already, and was left as it is; choose another KEY or --output"
        return _failed(message, _NOT_WRITTEN)
    print("\n".join([f"Wrote {path}", "", "Next:", *(f"- {step}" for step in _next_steps(path, form))]))
    return _DONE


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(ENOTDIR, "a file is there, and no folder", error.filename) from error
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise _ExistsError(path) from error


def _target(arguments: Namespace, form: Form) -> tuple[Path, Language]:
    """The file to write and its language, which its suffix decides as well as ``--rst``."""
    key, output = arguments.key, arguments.output
    path = Path(output)
    if not output or output.endswith(("/", os.sep)) or path.is_dir():
        language = Language.RST if arguments.rst else Language.MYST
        path = path / f"{key}.{language}"
    else:
        suffix = _SUFFIXES.get(path.suffix.lower())
        if suffix is None:
            message = f"--output {output} has no suffix that says its language; end it in .md or .rst, or a folder in /"
            raise _WrongCallError(message)
        if arguments.rst and suffix is not Language.RST:
            message = f"--rst and --output {output} contradict each other; end the path in .rst, or leave --rst out"
            raise _WrongCallError(message)
        language = suffix
    found = default_key(path.resolve().with_suffix("").as_posix())
    if form is Form.PLAIN and found != key:
        message = (
            f"a plain design takes its key from its file name, so {path} would be '{found}' and not '{key}'; "
            f"write --output {path.with_name(f'{key}.{language}')}, or {found} as KEY"
        )
        raise _WrongCallError(message)
    return path, language


def _next_steps(path: Path, form: Form) -> list[str]:
    conf = _conf_of(path)
    docname = path.with_suffix("").name
    where = "conf.py (the path is relative to its folder)"
    if conf is not None:
        docname = path.resolve().relative_to(conf.parent.resolve()).with_suffix("").as_posix()
        where = str(conf)
    steps = [_FILL_IN, f"List it in a toctree: {docname}"]
    if form is Form.PLAIN:
        folder = docname.rpartition("/")[0]
        wider = f'\n\n  Or, for all designs in its folder, "{folder}/**".' if folder else ""
        steps.append(
            f"A plain design is read only where lcore_designs matches it. In {where}:\n\n"
            f'      lcore_designs = ["{docname}"]{wider}'
        )
    return steps


def _conf_of(path: Path) -> Path | None:
    """The nearest ``conf.py`` above a file, inside its repository; as the user would write its path."""
    for folder in path.resolve().parents:
        conf = folder / "conf.py"
        if conf.is_file():
            here = Path.cwd()
            return conf.relative_to(here) if conf.is_relative_to(here) else conf
        if (folder / ".git").exists():
            return None
    return None


def _key(text: str) -> str:
    if not is_key(text):
        suggestion = normalise_key(text)
        message = f"'{text}' is no key; a key has small letters, digits, - and _ only: write {suggestion}"
        raise ArgumentTypeError(message)
    return text


def _date(text: str) -> Date:
    # Not the parser of the options: it needs pydantic, which takes longer to import than all of this takes to run.
    try:
        date = Date.fromisoformat(text)
    except ValueError:
        date = None
    if date is None or date.isoformat() != text:  # ISO 8601 has other forms, which no design has
        message = f"'{text}' is no date; write it as YYYY-MM-DD, such as 2026-05-26"
        raise ArgumentTypeError(message)
    return date


def _today() -> Date:
    """The day of the local clock, or the one in UTC that reproducible builds set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds; mend or unset it, or give --date"
        raise _WrongCallError(message) from error


def _failed(message: str, code: int) -> int:
    print(f"sphinx-lcore new: error: {message}", file=sys.stderr)
    return code
