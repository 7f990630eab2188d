"""The files that key files are looked for among."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.rules.files import SourceTree
from sphinxext_lcore.config import LcoreConfig

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PATTERN = frozenset("*?[")


def source_tree(app: Sphinx) -> SourceTree | None:
    """The tree that ``lcore_source_root`` names; None where it names none. It is looked into anew in each build."""
    name = LcoreConfig.of(app.config).source_root
    if name is None:
        return None
    root = Path(app.confdir, name).resolve()
    return SourceTree(f"lcore_source_root, '{name}'", lambda path, repository: _has(root, path, repository))


def _has(root: Path, path: str, repository: str) -> bool | None:
    """Whether a tree has a path. It is one repository, or a folder in which several stand side by side."""
    if repository and repository != root.name:
        root = root / repository
        if _climbs(repository) or not root.is_dir():
            return None
    if _climbs(path):
        return False
    try:
        if _PATTERN & set(path):
            return next(root.glob(_glob(path)), None) is not None
        return (root / path).exists()
    except (OSError, ValueError):  # no file can be called so, or it stands where nobody may look
        return False


def _glob(path: str) -> str:
    """A pattern as Python reads it; before 3.13 two stars had to be all of a part."""
    return "/".join(part if part == "**" else re.sub(r"\*+", "*", part) for part in path.rstrip("/").split("/"))


def _climbs(path: str) -> bool:
    """Whether a path leads out of where it begins; it is not followed."""
    return path.startswith("/") or ".." in path.split("/")
