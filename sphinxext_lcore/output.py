"""What is kept in the output folder: the digests of its pages, the mark of a build under way, ``lcore.json``."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from glob import escape
from hashlib import blake2b
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import Field

from sphinxext_lcore import __version__
from sphinxext_lcore.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

_RECORD = ".lcore-pages.json"
_MARK = ".lcore-building"
_LEFT_OVER = re.compile(r"\.[0-9]+\.tmp")
OWN_FILES = (_RECORD, _MARK)
"""What is no part of the output, though it lies in its folder."""


class BuilderRecord(Record):
    """What a builder left in the folder."""

    digests: dict[str, str] = Field(
        default={}, title="Digests", description="By document, the digest of what its page shows of the catalog."
    )
    made_with: str = Field(
        default="",
        title="Made with",
        description="The digest of the configuration with which all pages were made; empty where there is none.",
    )
    state: str = Field(
        default="",
        title="State",
        description="What all pages follow from, as a digest; empty where some show an earlier state.",
    )
    files: dict[str, str] = Field(
        default={}, title="Files", description="The digests of the files that it wrote and that are no pages."
    )


class FolderRecord(Record):
    """What is in the folder."""

    version: str = Field(title="Version", description="The version of the extension that wrote the pages.")
    builders: dict[str, BuilderRecord] = Field(
        title="Builders", description="By the name of the builder, as several may share a folder."
    )


def begin(outdir: Path) -> str:
    """Mark the folder as being written. A mark that is there already tells of a build that did not end, or not yet.

    Returns:
        What is written in the mark, and in no other.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    mark = outdir / _MARK
    if mark.exists():
        forget(outdir)
    token = uuid4().hex
    mark.write_text(token, encoding="ascii")
    return token


def is_ours(outdir: Path, token: str) -> bool:
    """Whether no other build has begun in the folder since a mark was made; else either may have the later page."""
    try:
        return (outdir / _MARK).read_text(encoding="ascii", errors="replace") == token
    except OSError:
        return False


def forget(outdir: Path) -> None:
    """Forget what is in the folder, so that the next build writes all of it."""
    with suppress(FileNotFoundError):
        (outdir / _RECORD).unlink()


def recorded(outdir: Path, builder: str) -> BuilderRecord:
    """What a builder left in the folder; nothing where that is not known."""
    return _builders(outdir).get(builder, BuilderRecord())


def _builders(outdir: Path) -> dict[str, BuilderRecord]:
    try:
        record = FolderRecord.model_validate_json((outdir / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return record.builders if record.version == __version__ else {}  # another version may write the same otherwise


def keep_record(outdir: Path, builder: str, record: BuilderRecord) -> None:
    """Record what a builder leaves in the folder."""
    builders = {**_builders(outdir), builder: record}
    folder = {"version": __version__, "builders": {name: dict(each) for name, each in builders.items()}}
    replace_text(outdir / _RECORD, json.dumps(folder, sort_keys=True, indent=0) + "\n")


def end(outdir: Path) -> None:
    """Take the mark away: what is recorded is true."""
    with suppress(FileNotFoundError):
        (outdir / _MARK).unlink()


def digest_of(path: Path) -> str:
    """The digest of a file; empty where it is not there."""
    try:
        return _digest([path.read_bytes()])
    except OSError:
        return ""


def replace_text(path: Path, text: str) -> str:
    """Write a text in UTF-8; see ``replace_file``."""
    return replace_file(path, [text.encode("utf-8", "backslashreplace")])


def replace_file(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file so that a reader sees the old one or the new, never a part; leave it alone if it is the same.

    Args:
        path: The file. A link is followed; a pipe or a device is written to, as it cannot be replaced.
        pieces: What it is to hold.

    Returns:
        The digest of the file.
    """
    content = list(pieces)
    digest = _digest(content)
    mode = _mode(path)
    if mode is not None and not S_ISREG(mode):
        with Path(path).open("wb") as stream:
            stream.writelines(content)
        return digest
    file = Path(os.path.realpath(path))
    for left_over in file.parent.glob(f"{escape(file.name)}.*.tmp"):  # by a process that was killed
        if _LEFT_OVER.fullmatch(left_over.name, len(file.name)):
            left_over.unlink(missing_ok=True)
    replaced = mode is not None and digest_of(file) == digest
    while not replaced:
        temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        with temporary.open("wb") as stream:
            stream.writelines(content)
        with suppress(FileNotFoundError):  # another process took it for left over
            if mode is not None:
                temporary.chmod(S_IMODE(mode))
            temporary.replace(file)
            replaced = True
    return digest


def _mode(path: Path) -> int | None:
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - the output folder of Sphinx 8 is a text as well, with its own stat()
    except OSError:
        return None


def _digest(pieces: Iterable[bytes]) -> str:
    state = blake2b(digest_size=16)
    for piece in pieces:
        state.update(piece)
    return state.hexdigest()
