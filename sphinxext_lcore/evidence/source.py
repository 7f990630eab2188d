"""What a reader of evidence is given, and how it says that it cannot read."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class UnreadableError(Exception):
    """A file, or the rest of it, cannot be read; what was read before it stands.

    Args:
        message: What is wrong, and how to mend it.
        line: The line at which it is seen.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = max(line, 1)


class Source(NamedTuple):
    """A file to read."""

    path: str
    name: str
    """Relative to the folder of ``conf.py``, with ``/`` between parts."""
    kind: str
    root: Path
    """The folder of ``conf.py``."""

    def text(self, most: int) -> str:
        """The text of the file.

        Args:
            most: So many bytes at most.

        Raises:
            UnreadableError: It is longer, or no UTF-8.
        """
        data = self.data(most)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = "it is not written in UTF-8; save it in that encoding"
            raise UnreadableError(message, line) from error

    def data(self, most: int) -> bytes:
        """The bytes of the file; see ``text``."""
        data = self.beginning(most + 1)
        if len(data) > most:
            message = f"it has more than {most // 1_000_000} MB; split it"
            raise UnreadableError(message)
        return data

    def beginning(self, most: int) -> bytes:
        """So many bytes of the file at most."""
        with open(self.path, "rb", buffering=0) as file:  # noqa: PTH123 - see files.Found
            return file.read(most)

    def relative(self, path: str) -> str:
        """A path that a result file names, relative to ``conf.py``; empty for one of another machine."""
        return _relative(self.root, path.replace("\\", "/").removeprefix("./")) if path else ""


@lru_cache(maxsize=100_000)
def _relative(root: Path, path: str) -> str:
    project = project_of(root)
    if PurePosixPath(path).is_absolute() or Path(path).is_absolute():
        return Path(os.path.relpath(path, root)).as_posix() if Path(path).is_relative_to(project) else ""
    # Runners name files as seen from where they run, which most often is the top of the repository.
    if not _is_there(root / path) and _is_there(project / path):
        path = os.path.relpath(project / path, root)
    inside = Path(os.path.normpath(root / path)).is_relative_to(project)
    return Path(path).as_posix() if inside else ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # such as a name that is longer than any may be
        return False


@lru_cache(maxsize=64)
def project_of(root: Path) -> Path:
    """The folder of the repository that a folder is in; itself where it is in none."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return folder
    return root
