"""The baseline of a build: where its file is, and what is said where it cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.config import LcoreConfig, report_wrong_value

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_lcore.tracing.changes import Baseline


def baseline_of(app: Sphinx) -> Baseline | None:
    """The baseline that a build holds its designs against; read anew in each, so that no document need change with it.

    Without the option there is none. One that cannot be read is told at the line of the option.
    """
    name = LcoreConfig.of(app.config).baseline
    if name is None:
        return None
    from sphinxext_lcore.exchange.baseline import load  # noqa: PLC0415 - builds without a baseline do not load it
    from sphinxext_lcore.exchange.reading_errors import reason  # noqa: PLC0415

    try:
        return load(Path(app.confdir, name))
    except (OSError, ValueError) as error:
        cure = "restore it, or remove it and write it anew with sphinx-lcore baseline"
        report_wrong_value(app, "baseline", f"'{name}' cannot be read as a baseline ({reason(error)}); {cure}")
        return None
