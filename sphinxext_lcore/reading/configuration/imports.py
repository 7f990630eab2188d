"""What a module imports, as its source says it: whether it was imported before does not matter."""

from __future__ import annotations

import ast
from importlib.util import resolve_name
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def imported_names(module: ModuleType) -> list[str]:
    """The names that the import statements of a module may mean; of ``from a import b`` both ``a`` and ``a.b``."""
    try:
        tree = ast.parse(Path(module.__file__ or "").read_bytes())
        return [*_names(tree, module.__package__ or "")]
    except (ImportError, OSError, SyntaxError, ValueError):  # no source, such as that of a compiled module
        return []


def _names(tree: ast.Module, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
