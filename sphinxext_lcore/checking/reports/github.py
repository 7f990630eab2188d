"""Workflow commands of GitHub Actions, which it shows as annotations beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.reports.report import summary
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from sphinxext_lcore.checking.reports.report import Report
    from sphinxext_lcore.model.records import Finding

_COMMANDS = {Level.INFO: "notice", Level.WARNING: "warning", Level.ERROR: "error"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """A command for each finding, and for the log a line with the outcome."""
    return "".join(f"{line}\n" for line in [*(_command(report, each) for each in report.findings), summary(report)])


def _command(report: Report, finding: Finding) -> str:
    properties = {"file": report.place(finding.path), "line": str(finding.line), "title": f"lcore.{finding.rule}"}
    written = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {written}::{printable(finding.message).translate(_IN_MESSAGE)}"
