"""JUnit XML, which most CI systems show as a list of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sphinxext_lcore.checking.known import identify
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.checking.known import Known
    from sphinxext_lcore.checking.reports.report import Report
    from sphinxext_lcore.model.records import Finding

_NONE_FOUND = "findings"
"""The one test of a document without a finding: a suite without tests counts as broken in some systems."""


def render(report: Report) -> str:
    """A suite for each document and a test for each finding, which fails if the finding does.

    Neither times nor the name of the host are written, so that equal documents give an equal report.
    """
    identified = list(zip(report.findings, identify(report.findings), strict=True))
    suites = ET.Element("testsuites", {"name": "sphinx-lcore check"})
    for path in sorted({*report.documents, *(finding.path for finding in report.findings)}):
        _suite(suites, report, path, [pair for pair in identified if pair[0].path == path])
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _suite(suites: ET.Element, report: Report, path: str, found: Sequence[tuple[Finding, Known]]) -> None:
    place = report.place(path)
    numbers = {"tests": max(len(found), 1), "failures": sum(report.fails(each) for each, _ in found), "errors": 0}
    suite = ET.SubElement(suites, "testsuite", {"name": place, **{key: str(value) for key, value in numbers.items()}})
    for finding, known in found:
        number = f" ({known.number})" if known.number > 1 else ""
        name = printable(f"{finding.rule}: {known.about}{number}")
        case = ET.SubElement(suite, "testcase", {"classname": place, "name": name, "file": place})
        message = printable(finding.message)
        told = f"{place}:{finding.line}: {finding.level.value}: {message}"
        if report.fails(finding):
            ET.SubElement(case, "failure", {"type": f"lcore.{finding.rule}", "message": message}).text = told
        else:
            ET.SubElement(case, "system-out").text = told
    if not found:
        ET.SubElement(suite, "testcase", {"classname": place, "name": _NONE_FOUND, "file": place})
