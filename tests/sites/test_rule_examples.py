"""The examples of the rule reference, built: each failing one breaks its rule, each passing one is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.evidence import gathering
from sphinxext_lcore.exchange.baseline import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_lcore.checking.rule import Rule
    from tests.sites.conftest import Logged, Site

INDEX = {"index.md": "# Index\n"}
SOUND = {"tea.md": "# Tea\n\n:::{feature-design} tea\n:::\n"}
CONF = 'lcore_designs = ["plain/*"]\n'
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def _found(make_site: Callable[..., Site], rule: Rule, text: str) -> list[Logged]:
    """What is found where a file says a text, beside what the example has for both."""
    example = rule.example
    conf = CONF + example.conf + (text if example.file == "conf.py" else "") + "\n"
    design = {} if example.file.endswith(".md") else SOUND
    site = make_site({**INDEX, **design, **{file.name: file.text for file in example.beside}}, conf)
    if example.before:
        site.write({example.file: example.before})
        site.write({"baseline.json": dump(site.build("dummy", out="before").catalog)})
        site.conf += 'lcore_baseline = "baseline.json"\n'
    site.write({} if example.file == "conf.py" else {example.file: text})
    return site.build("dummy").findings


@every_rule
def test_a_failing_example_breaks_its_rule(
    make_site: Callable[..., Site], rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    if rule.code == "missing_parser":  # what its example cannot say: where this runs, the packages are installed
        monkeypatch.setattr(gathering, "_installed", lambda _module: False)
    found = [each for each in _found(make_site, rule, rule.example.failing) if each.rule == rule.code]
    assert found


@every_rule
def test_a_passing_example_has_no_warning_and_does_not_break_its_rule(
    make_site: Callable[..., Site], rule: Rule
) -> None:
    found = _found(make_site, rule, rule.example.passing)
    assert [each for each in found if each.level != "INFO" or each.rule == rule.code] == []
