"""``sphinx-lcore convert``: rewrites plain designs with directives, or shows what would change."""

from __future__ import annotations

import os
import sys
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from sphinxext_lcore.conversion.convert import Conversion
    from sphinxext_lcore.conversion.links import Heading

_NO_LINE_END = "\\ No newline at end of file\n"
"""What ``patch`` and ``git apply`` want to know of the line before."""
HELP = "Rewrite plain designs with directives; the records stay the same."


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a plain design, .md or .rst")
    parser.add_argument("--write", action="store_true", help="change the files; without it the difference is shown")
    parser.add_argument(
        "--check", action="store_true", help="exit with 1 where something cannot be converted, and say where"
    )


def run(arguments: Namespace) -> int:
    """Convert the files.

    Returns:
        0, or with ``--check`` 1 where something cannot be converted; 2 for a file that cannot be read or written.
    """
    from sphinxext_lcore.conversion.convert import convert  # noqa: PLC0415 - Sphinx is not loaded before it is needed
    from sphinxext_lcore.conversion.languages import LANGUAGES  # noqa: PLC0415

    codes = [0]
    found: dict[Path, tuple[str, Conversion]] = {}
    for path in arguments.files:
        if path.suffix not in LANGUAGES:
            sys.stderr.write(f"{path}: no design that can be read; it must end in {' or '.join(LANGUAGES)}\n")
            codes.append(2)
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            sys.stderr.write(f"{path}: {error}\n")
            codes.append(2)
            continue
        found[path] = (text, convert(text, _name_in_project(path)))
    gone = {path: conversion.headings for path, (_, conversion) in found.items() if conversion.headings}
    for path, (text, conversion) in found.items():
        codes.append(_report(path, text, conversion._replace(text=_relinked(path, conversion.text, gone)), arguments))
    return max(codes)


def _name_in_project(path: Path) -> str:
    """The name of a file with that of its folder, which gives an index or a README its key; not at the root."""
    folder = path.resolve().parent
    return path.name if not folder.name or Path(folder, "conf.py").is_file() else f"{folder.name}/{path.name}"


def _relinked(path: Path, text: str, gone: Mapping[Path, Sequence[Heading]]) -> str:
    """The source of a file in which links to headings of the other files lead to the items."""
    from sphinxext_lcore.conversion.links import relinked_myst  # noqa: PLC0415

    if path.suffix != ".md":  # RST has links to the headings of its own document alone
        return text
    folder = path.resolve().parent
    for other, headings in gone.items():
        if other != path:
            text = relinked_myst(text, headings, [Path(os.path.relpath(other.resolve(), folder)).as_posix()])
    return text


def _report(path: Path, text: str, conversion: Conversion, arguments: Namespace) -> int:
    for left in conversion.left:
        sys.stderr.write(f"{path}:{left.line}: {left.what} stays as it is; no directive would make the same record\n")
    if arguments.write and conversion.text != text:
        try:
            _write(path, conversion.text)
        except OSError as error:
            sys.stderr.write(f"{path}: cannot be written: {error.strerror}; it was left as it is\n")
            return 2
        sys.stdout.write(f"{path}: converted\n")
    elif not arguments.write:
        difference = unified_diff(_lines(text), _lines(conversion.text), str(path), f"{path} (converted)")
        sys.stdout.writelines(line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}" for line in difference)
    return 1 if arguments.check and conversion.left else 0


def _write(path: Path, text: str) -> None:
    """Put a text in the place of a file, as a whole or not at all."""
    from sphinxext_lcore.output import replace_text  # noqa: PLC0415

    path.open("r+b").close()  # a file that is protected stays; to replace it, leave to change its folder would do
    replace_text(path, text)


def _lines(text: str) -> list[str]:
    """The lines for what reads a difference, where a line ends at a line feed alone."""
    return StringIO(text).readlines()
