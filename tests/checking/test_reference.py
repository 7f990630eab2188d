from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_lcore.checking.reference import reference
from sphinxext_lcore.checking.registry import RULES

PAGE = Path(__file__).parents[2] / "demo-docs" / "reference" / "rules.md"


def test_the_page_is_what_the_registry_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("code", RULES)
def test_each_rule_has_its_place_with_reason_level_and_two_examples(code: str) -> None:
    rule = RULES[code]
    (section,) = [part for part in reference().split("\n### `") if part.startswith(f"{code}`\n")]
    asked = " Off unless the policy gives it a level." if rule.on_request else ""
    assert f"{rule.reason} Level: {rule.level}.{asked}" in section
    assert section.index("\nFails:\n") < section.index("\nPasses:\n")
    for text in (rule.example.failing, rule.example.passing):
        assert text.strip() in section
