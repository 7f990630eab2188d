"""What is kept in the output folder: the digests of its pages, the mark of a build under way, ``lcore.json``."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import Field

from sphinxext_lcore import __version__
from sphinxext_lcore.model.records import Record

if TYPE_CHECKING:
    from pathlib import Path

_RECORD = ".lcore-pages.json"
_MARK = ".lcore-building"
OWN_FILES = (_RECORD, _MARK)
"""What is no part of the output, though it lies in its folder."""


class PageRecord(Record):
    """The digest of what each written page shows of the catalog."""

    version: str = Field(title="Version", description="The version of the extension that wrote the pages.")
    digests: dict[str, dict[str, str]] = Field(
        title="Digests", description="By builder, as several may share a folder, and by document."
    )


def begin(outdir: Path) -> None:
    """Mark the folder as being written. A mark that is there already tells of a build that did not end."""
    outdir.mkdir(parents=True, exist_ok=True)
    mark = outdir / _MARK
    if mark.exists():
        with suppress(FileNotFoundError):  # another build of the same folder may have been quicker
            (outdir / _RECORD).unlink()
    mark.touch()


def recorded_digests(outdir: Path, builder: str) -> dict[str, str]:
    """The digests of a builder's pages that the folder holds; empty where it is not known what it holds."""
    return _record(outdir).get(builder, {})


def _record(outdir: Path) -> dict[str, dict[str, str]]:
    try:
        record = PageRecord.model_validate_json((outdir / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return record.digests if record.version == __version__ else {}  # another version may write the same otherwise


def end(outdir: Path, builder: str, digests: dict[str, str]) -> None:
    """Record what a builder's pages show, and take the mark away."""
    record = {"version": __version__, "digests": {**_record(outdir), builder: digests}}
    replace_file(outdir / _RECORD, json.dumps(record, sort_keys=True, indent=0) + "\n")
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
