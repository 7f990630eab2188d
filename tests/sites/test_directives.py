from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

DESIGN = """\
# Feature design for tea

:::{feature-design} tea
:date: 2026-01-02
:authors: A. Author
:feature: LCORE-1
:::

## Requirements

::::{requirement} R1 Boil
:use-cases: U1

Water boils.

:::{acceptance-criteria}
- Given cold water, when heated, then it boils
:::
::::

## Use Cases

:::{use-case} U1
As a guest, I want tea, so that I am warm.
:::

## Changelog

:::{design-changelog}
| Date | Change | Reason |
|------|--------|--------|
| 2026-01-02 | Initial version | |
:::
"""


def test_a_complete_design_has_no_finding(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": DESIGN}).build()
    assert built.warnings == ""
    assert built.findings == []
    assert [each["id"] for each in built.json["requirements"]] == ["tea.R1"]
