"""The rule about key files: those that are not new must be there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.suggestion import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

_PATH = re.compile(r"(?P<path>[\w.@+*?\[\]-]*(?:/[\w.@+*?\[\]-]+)*/?)(?:::?\w[^/]*|#[\w-]+)?")
"""A path, perhaps with a line, a test or an anchor behind it. Anything else is words, or has parts to fill in."""


class SourceTree(NamedTuple):
    """The files of the project that the designs are about."""

    name: str
    """What findings call it."""
    has: Callable[[str, str], bool | None]
    """Whether a repository has a file or a folder of a path, or one that a pattern matches.

    The path comes first, then the name of the repository, empty for the one of the designs. None where that repository
    is not there to be looked into.
    """


def missing_key_file(catalog: Catalog) -> Iterator[Finding]:
    """A key file that is not there, and is not said to be new."""
    tree = catalog.given(SourceTree)
    if tree is None:
        return
    for file in catalog.key_files:
        match = _PATH.fullmatch(file.file.strip())
        path = match["path"] if match is not None else ""
        is_path = "/" in path or "." in path.strip("./") or path.endswith("file")
        if is_path and not file.planned and tree.has(path, file.repo) is False:
            message = (
                f"key file '{shorten(file.file)}' is not below {tree.name}; "
                "correct the path, or say 'new file' in what is to be done with it"
            )
            yield about(file, "missing_key_file", message)
