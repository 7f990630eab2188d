"""No page breaks a rule of WCAG 2.2, levels A and AA, that a program can judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.needs import module
from tests.browser.sites import AUDITED_THEMES, GENERATED, PAGES_OF

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.browser.sites import Sites

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# Whole pages are checked, but for what themes and Sphinx get wrong on pages without the extension, too:
NOT_OURS = [
    '.caption[role="heading"]',  # Sphinx gives the caption of a toctree no level
    '[class*="toctree-"]',  # alabaster sets its links closer than fingers can tell apart
    ".highlight",  # alabaster's colours of code are too pale, and long lines cannot be scrolled by keyboard
    ".footer",  # alabaster's footer is too pale
]
# Of text at the edge of a window or a frame, or below a head that stays, axe cannot tell the background: all is shown.
WIDTH = 1600
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
    page.set_viewport_size({"width": WIDTH, "height": page.evaluate("document.documentElement.scrollHeight")})
    page.evaluate(axe)
    found: dict[str, list[dict[str, Any]]] = page.evaluate(AUDIT, [RULES, NOT_OURS])
    undecided = [each for each in found["incomplete"] if each["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)} | {node['html'][:120]}"
        for rule in (*found["violations"], *undecided)
        for node in rule["nodes"]
        if not _has_no_text(node)
    ]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def _has_no_text(node: dict[str, Any]) -> bool:
    """Whether axe cannot judge it, and another rule holds: a named sign without a letter, or a part of a picture."""
    is_mark = any((check["data"] or {}).get("messageKey") == "nonBmp" for check in node["any"])
    return is_mark or node["html"].startswith(("<text", "<tspan"))


# What is hostile differs in its words alone: each theme sees them once.
@pytest.mark.parametrize(
    ("site", "page", "theme", "scheme"),
    [
        *(("demo", page, "furo", scheme) for page in (*GENERATED, "designs/findings") for scheme in ("light", "dark")),
        *(("demo", page, "alabaster", "light") for page in (*GENERATED, "designs/findings")),
        *(("hostile", page, "furo", "dark") for page in PAGES_OF["hostile"]),
        *(("hostile", page, "alabaster", "light") for page in PAGES_OF["hostile"]),
    ],
)
def test_no_rule_is_broken_by(  # noqa: PLR0913, PLR0917 - what is varied, and what it needs
    sites: Sites, visit: Visit, axe: str, site: str, page: str, theme: str, scheme: str
) -> None:
    tab = visit(sites.url(site, theme, page), color_scheme=scheme, viewport={"width": WIDTH, "height": 1200})
    broken = _broken(tab, axe)
    assert not broken, "\n".join(broken)


# The contrast of each text of a map, on what is painted below it: the page, then the shape of its node.
FAINT = """() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const painted = (colours) => {
        for (const colour of ["#fff", ...colours]) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb) => rgb
        .map((value) => value / 255)
        .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, part) => sum + value * [0.2126, 0.7152, 0.0722][part], 0);
    const ratio = (above, below) => {
        const [light, dark] = [luminance(above), luminance(below)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    };
    const style = (node) => getComputedStyle(node);
    const backgrounds = (node) => node ? [...backgrounds(node.parentElement), style(node).backgroundColor] : [];
    const seen = [...document.querySelectorAll(".lcore-map svg :is(text, tspan)")].map((node) => {
        const shape = node.closest("a")?.querySelector("rect");
        const fill = shape ? style(shape).fill : "none";
        const below = [...backgrounds(node.closest("svg")), ...fill === "none" ? [] : [fill]];
        return {text: node.textContent, ratio: ratio(painted([...below, style(node).fill]), painted(below))};
    });
    return {count: seen.length, faint: seen.filter((each) => each.ratio < 4.5)};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", AUDITED_THEMES)
@pytest.mark.parametrize("site", ["demo", "gaps"])
def test_no_text_on_a_map_is_faint(sites: Sites, visit: Visit, site: str, theme: str, scheme: str) -> None:
    seen = visit(sites.url(site, theme, "traceability/map"), color_scheme=scheme).evaluate(FAINT)
    assert seen["count"] > 50
    assert seen["faint"] == []
