from __future__ import annotations

from typing import Any

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Finding, Level
from tests.designs import METADATA, catalog, change, criterion, document, page, requirement


def reading(rule: str, line: int, message: str = "wrong; mend it") -> Finding:
    return Finding(rule=rule, message=message, docname="tea", path="tea.md", line=line)


SOUND: dict[str, Any] = {
    "requirements": [requirement("R1")],
    "criteria": [criterion("R1")],
    "changelog": [change("2026-03-01")],
}


@pytest.mark.verifies("findings.R8")
def test_a_sound_design_has_no_findings() -> None:
    assert check(catalog(document("tea", **SOUND))) == ()


def test_findings_of_reading_and_of_rules_come_together_sorted_by_place() -> None:
    found = check(
        catalog(
            document(
                "tea",
                requirements=[requirement("R2"), requirement("R2")],
                changelog=[change("2026-03-01")],
                findings=[reading("placeholder", 15), reading("unknown_option", 2)],
            ),
            document("milk", metadata={**METADATA, "date": None}, **SOUND),
            page("index", findings=(reading("invalid_value", 3).model_copy(update={"docname": "index"}),)),
        )
    )
    assert [(each.docname, each.line, each.rule) for each in found] == [
        ("index", 3, "invalid_value"),
        ("milk", 1, "missing_metadata"),
        ("tea", 2, "unknown_option"),
        ("tea", 10, "missing_acceptance_criteria"),
        ("tea", 10, "numbering_gap"),
        ("tea", 15, "placeholder"),
        ("tea", 20, "duplicate_id"),
    ]


def test_the_order_of_documents_does_not_matter() -> None:
    first, second = document("a", requirements=[requirement("R1")]), document("b", requirements=[requirement("R2")])
    assert check(catalog(first, second)) == check(catalog(second, first))


def test_the_same_finding_is_told_once() -> None:
    found = check(catalog(document("tea", findings=[reading("placeholder", 3), reading("placeholder", 3)], **SOUND)))
    assert [each.rule for each in found] == ["placeholder"]


def test_two_findings_at_one_place_are_both_told_in_the_order_of_their_words() -> None:
    found = check(
        catalog(document("tea", findings=[reading("placeholder", 3, "b"), reading("placeholder", 3, "a")], **SOUND))
    )
    assert [each.message for each in found] == ["a", "b"]


def test_each_finding_has_the_level_of_its_rule() -> None:
    found = check(catalog(document("tea", metadata={}, requirements=[requirement("R2", statement="")])))
    levels = {each.rule: each.level for each in found}
    assert levels == {
        "empty_statement": Level.WARNING,
        "missing_acceptance_criteria": Level.WARNING,
        "missing_changelog": Level.INFO,
        "missing_metadata": Level.INFO,
        "numbering_gap": Level.INFO,
    }
    assert levels == {rule: RULES[rule].level for rule in levels}
