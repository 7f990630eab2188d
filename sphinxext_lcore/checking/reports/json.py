"""The findings as they are in ``lcore.json``, for any other program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sphinxext_lcore.exchange.entries import VERSION, FindingEntry, finding_entries
from sphinxext_lcore.model.records import Record

if TYPE_CHECKING:
    from sphinxext_lcore.checking.reports.report import Report


class Findings(Record):
    """What was found; the names and the entries are those of ``lcore.json``."""

    version: Literal[1] = Field(default=VERSION, title="Version", description="The version of lcore.json.")
    findings: tuple[FindingEntry, ...] = Field(title="Findings", description="What was found.")


def render(report: Report) -> str:
    """All fields of each finding; its path is relative to the source folder, as everywhere in ``lcore.json``."""
    return Findings(findings=finding_entries(report.findings)).model_dump_json(indent=1) + "\n"
