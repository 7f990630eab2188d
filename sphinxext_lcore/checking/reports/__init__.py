"""The reports: findings in, the text for a reader or for a program out. A format is a module and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.reports import github, json, junit, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinxext_lcore.checking.reports.report import Report

REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": text.render,
    "github": github.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "json": json.render,
}
"""Every format, by its name."""
