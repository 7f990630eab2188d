"""The content of the files of this project's own formats, which people edit and programs rewrite."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def content(path: Path) -> bytes:
    """The JSON in a file, without the mark that some editors put before UTF-8.

    Raises:
        OSError: The file cannot be read.
    """
    return path.read_bytes().removeprefix(BOM_UTF8)
