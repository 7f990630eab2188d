"""SARIF 2.1.0, which code scanning and many editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinxext_lcore import __version__
from sphinxext_lcore.checking.known import fingerprint, identify
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from sphinxext_lcore.checking.known import Known
    from sphinxext_lcore.checking.reports.report import Report
    from sphinxext_lcore.checking.rule import Rule
    from sphinxext_lcore.model.records import Finding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.INFO: "note", Level.WARNING: "warning", Level.ERROR: "error"}
_ROOT = "%SRCROOT%"
"""What code scanning calls the root of the repository."""


def render(report: Report) -> str:
    """One run: the rules that were broken, with their reasons, and the findings.

    A file is named relative to the root of the repository, whose place on the machine is not told.
    """
    codes = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": "sphinx-lcore",
        "semanticVersion": __version__,
        "rules": [_rule(RULES[code]) for code in codes],
    }
    found = zip(report.findings, identify(report.findings), strict=True)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(report, finding, known, codes.index(finding.rule)) for finding, known in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    example = f"{rule.reason} For example, this breaks the rule:"
    return {
        "id": f"lcore.{rule.code}",
        "name": "".join(word.capitalize() for word in rule.code.split("_")),
        "shortDescription": {"text": rule.reason},
        "help": {
            "text": f"{example}\n\n{rule.example.failing}",
            "markdown": f"{example}\n\n````markdown\n{rule.example.failing}\n````",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(report: Report, finding: Finding, known: Known, rule: int) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": quote(report.place(finding.path)), "uriBaseId": _ROOT},
        "region": {"startLine": finding.line},
    }
    location: dict[str, object] = {"physicalLocation": place}
    if finding.item:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.item}]
    return {
        "ruleId": f"lcore.{finding.rule}",
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": printable(finding.message)},
        "locations": [location],
        "partialFingerprints": {"lcoreFinding/v1": fingerprint(known)},
    }
