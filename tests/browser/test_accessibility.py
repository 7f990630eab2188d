"""No page breaks a rule of WCAG 2.2, levels A and AA, that a program can judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.needs import module
from tests.browser.sites import AUDITED_THEMES, PAGES_OF

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.browser.sites import Sites

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# Whole pages are checked, but for what themes and Sphinx get wrong on pages without the extension, too:
NOT_OURS = [
    '.caption[role="heading"]',  # Sphinx gives the caption of a toctree no level
    ".toctree-wrapper",  # alabaster sets its links closer than fingers can tell apart
    ".highlight",  # alabaster's colours of code are too pale, and long lines cannot be scrolled by keyboard
    ".footer",  # alabaster's footer is too pale
]
# Of text that is scrolled out of its frame, or below a head that stays, axe cannot tell the background: all is shown.
IN_FULL = """
    .lcore-scroll { max-height: none !important; }
    .lcore-table { table-layout: fixed; }
    .lcore-table :is(th, td):not(#_) { position: static; min-width: 0; overflow-wrap: anywhere; }
"""
AUDIT = "([rules, notOurs]) => axe.run({exclude: notOurs}, {runOnly: rules, resultTypes: ['violations', 'incomplete']})"


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, from the package that ships the newest one; its own runner cannot exclude elements."""
    return (Path(str(module("axe_playwright_python").__file__)).parent / "axe.min.js").read_text(encoding="utf-8")


def _broken(page: Page, axe: str) -> list[str]:
    """What breaks a rule, one line for each element."""
    page.add_style_tag(content=IN_FULL)
    page.evaluate(axe)
    found: dict[str, list[dict[str, Any]]] = page.evaluate(AUDIT, [RULES, NOT_OURS])
    undecided = [each for each in found["incomplete"] if each["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)} | {node['html'][:120]}"
        for rule in (*found["violations"], *undecided)
        for node in rule["nodes"]
        if not _is_mark(node)
    ]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def _is_mark(node: dict[str, Any]) -> bool:
    """Whether it is a sign without a letter, such as a dot: it has a name, and its contrast is not that of text."""
    return any((check["data"] or {}).get("messageKey") == "nonBmp" for check in node["any"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", AUDITED_THEMES)
@pytest.mark.parametrize(
    ("site", "page"), [(site, page) for site in ("demo", "hostile", "empty") for page in PAGES_OF[site]]
)
def test_no_rule_is_broken_by(  # noqa: PLR0913, PLR0917 - what is varied, and what it needs
    sites: Sites, visit: Visit, axe: str, site: str, page: str, theme: str, scheme: str
) -> None:
    tab = visit(sites.url(site, theme, page), color_scheme=scheme, viewport={"width": 1600, "height": 1200})
    assert _broken(tab, axe) == []
