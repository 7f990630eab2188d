"""What is kept in the output folder: the digests of its pages, the mark of a build under way, ``lcore.json``."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import Field

from sphinxext_lcore.model.records import Record

if TYPE_CHECKING:
    from pathlib import Path

_RECORD = ".lcore-pages.json"
_MARK = ".lcore-building"
OWN_FILES = (_RECORD, _MARK)
"""What is no part of the output, though it lies in its folder."""


class PageRecord(Record):
    """The digest of what each written page shows of the catalog."""

    digests: dict[str, str] = Field(title="Digests", description="By document.")


def begin(outdir: Path) -> None:
    """Mark the folder as being written. A mark that is there already tells of a build that did not end."""
    outdir.mkdir(parents=True, exist_ok=True)
    mark = outdir / _MARK
    if mark.exists():
        with suppress(FileNotFoundError):  # another build of the same folder may have been quicker
            (outdir / _RECORD).unlink()
    mark.touch()


def recorded_digests(outdir: Path) -> dict[str, str]:
    """The digests of the pages that the folder holds; empty where it is not known what it holds."""
    try:
        return PageRecord.model_validate_json((outdir / _RECORD).read_bytes()).digests
    except (OSError, ValueError):
        return {}


def end(outdir: Path, digests: dict[str, str]) -> None:
    """Record what the pages show, and take the mark away."""
    replace_file(outdir / _RECORD, json.dumps({"digests": digests}, sort_keys=True, indent=0) + "\n")
    with suppress(FileNotFoundError):
        (outdir / _MARK).unlink()


def replace_file(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new, never a part; leave it alone if it is the same."""
    content = text.encode("utf-8", "backslashreplace")
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    os.replace(temporary, path)  # noqa: PTH105 - the output folder of Sphinx 8 is a text as well, with its replace()
