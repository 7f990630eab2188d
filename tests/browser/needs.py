"""What the browser tests need: without it they are skipped, and in CI they fail."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def lacking(what: str) -> NoReturn:
    """Skip a test, or a module of them, where something is not installed; in CI it has to be."""
    reason = f"{what} is not installed; `tox -e browser` installs it where it can"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


def module(name: str) -> ModuleType:
    """A module of the dependency group ``browser``, which other test runs do without."""
    try:
        return import_module(name)
    except ImportError:
        lacking(name)
