from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level

if TYPE_CHECKING:
    from sphinxext_lcore.checking.rule import Rule

WRONG = {
    "ambiguous_reference",
    "duplicate_feature",
    "duplicate_id",
    "duplicate_key",
    "duplicate_option",
    "empty_block",
    "empty_changelog",
    "empty_statement",
    "expired_waiver",
    "invalid_config",
    "invalid_policy",
    "invalid_value",
    "low_coverage",
    "malformed_date",
    "malformed_key",
    "malformed_list",
    "malformed_table",
    "misplaced_directive",
    "missing_acceptance_criteria",
    "missing_id",
    "missing_section",
    "placeholder",
    "reference_cycle",
    "stray_fence",
    "unexpected_argument",
    "unexpected_body",
    "unknown_option",
    "unknown_reference",
}
TOLD = {
    "changelog_order",
    "empty_section",
    "malformed_story",
    "missing_changelog",
    "missing_metadata",
    "numbering_gap",
    "orphan_use_case",
    "outside_feature",
    "untraced_requirement",
    "unused_waiver",
}
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


@every_rule
def test_a_rule_is_known_by_a_code_in_snake_case(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+|[a-z]+", rule.code)
    assert RULES[rule.code] is rule


@every_rule
@pytest.mark.verifies("findings.R8")
def test_a_rule_says_in_one_line_why_it_is_one(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert "\n" not in rule.reason
    assert len(rule.reason) < 100


@every_rule
def test_a_rule_shows_what_breaks_it(rule: Rule) -> None:
    assert rule.example.failing.strip()


@every_rule
@pytest.mark.verifies("findings.R8")
def test_a_rule_of_the_catalog_goes_by_the_name_of_its_function(rule: Rule) -> None:
    for check in filter(None, (rule.check, rule.check_by_policy)):
        assert getattr(check, "__name__", "") == rule.code


@pytest.mark.parametrize("code", sorted(WRONG))
@pytest.mark.verifies("findings.R4")
def test_what_is_wrong_or_owed_is_a_warning(code: str) -> None:
    assert RULES[code].level is Level.WARNING


@pytest.mark.parametrize("code", sorted(TOLD))
@pytest.mark.verifies("findings.R4")
def test_what_a_team_may_choose_is_information(code: str) -> None:
    assert RULES[code].level is Level.INFO


def test_nothing_is_an_error_unless_a_team_says_so() -> None:
    assert Level.ERROR not in {rule.level for rule in RULES.values()}
