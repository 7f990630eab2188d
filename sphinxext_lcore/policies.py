"""The policy of a build: where its file is, and on which day it is applied."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.policy import NO_POLICY
from sphinxext_lcore.checking.policy_file import DEFAULT_NAME, read_policy
from sphinxext_lcore.config import LcoreConfig

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_lcore.checking.policy import Policy


def policy_of(app: Sphinx) -> Policy:
    """The policy that applies to a build; it is read anew in each, so that no document need change with it.

    Without the option it is ``lcore.toml`` beside ``conf.py``. No folder above is looked into.
    """
    file = Path(app.confdir, LcoreConfig.of(app.config).policy or DEFAULT_NAME)
    if not file.is_file():  # one that is named and missing is told with the configuration
        return NO_POLICY
    return read_policy(file, _shown(file, Path(app.srcdir)))


def _shown(file: Path, folder: Path) -> str:
    try:
        return PurePath(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return file.as_posix()


def today() -> date:
    """The day, for waivers alone: that of ``SOURCE_DATE_EPOCH`` where a build is to be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else datetime.now(UTC).date()
