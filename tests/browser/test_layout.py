"""Pages on a phone, without JavaScript, on paper and by keyboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.sites import AUDITED_THEMES, GENERATED, PAGES_OF, THEMES, in_full

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.browser.sites import Sites

DOCUMENTS = [
    ("demo", "designs/findings"),
    *(("hostile", page) for page in PAGES_OF["hostile"] if page not in GENERATED),
]
PHONE = {"width": 360, "height": 740}
PAPER = {"width": 794, "height": 1123}

# What is written on a page, without what themes put around it.
_ARTICLE = ":is(.bd-article, [role=main]:not(:has(.bd-article)))"
# What ends beyond the edge of the window and does not scroll in a frame of its own: boxes, and words without a break.
STICKING_OUT = """(ours) => {
    const width = document.documentElement.clientWidth;
    const scrolls = (node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
    const framed = (node) => node !== document.body && (scrolls(node) || framed(node.parentElement));
    const words = (node) => [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => {
        const range = document.createRange();
        range.selectNode(child);
        return range;
    });
    const end = (node) => Math.max(...[node, ...words(node)].map((each) => each.getBoundingClientRect().right));
    return [...document.querySelectorAll(ours)]
        .filter((node) => node.checkVisibility() && end(node) > width + 1 && !framed(node))
        .map((node) => node.outerHTML.slice(0, 120));
}"""
IS_WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What says something and is not shown.
HIDDEN = f"""(but) => [...document.querySelectorAll(
        "{_ARTICLE} :is(h1, h2, h3, h4, p, li, dt, dd, caption, tr, th, td, summary, svg)")]
    .filter((node) => !node.checkVisibility({{visibilityProperty: true}}) && !node.matches(but))
    .map((node) => node.outerHTML.slice(0, 120))"""
# What a reader can unfold, and what repeats the heading above it: a caption, and the feature in each row of its group.
REPEATED = "details > *, details > * *, .lcore-section > .lcore-caption, .lcore-grouped :is(th, td):nth-child(2)"
# Controls and links that do nothing on paper.
NOT_FOR_PAPER = "[role=search], [role=search] *, .lcore-more, .lcore-ways *"
CONTROLS = f"{_ARTICLE} :is(button, input, select, textarea)"
CLIPPING = """() => [...document.querySelectorAll(".lcore-scroll")]
    .filter((node) => getComputedStyle(node).overflow !== "visible")
    .map((node) => node.getAttribute("aria-label"))"""


@pytest.mark.parametrize(
    ("site", "theme"), [*(("hostile", theme) for theme in THEMES), *(("demo", theme) for theme in AUDITED_THEMES)]
)
@pytest.mark.parametrize("page", GENERATED)
def test_on_a_phone_nothing_sticks_out_of(sites: Sites, visit: Visit, site: str, page: str, theme: str) -> None:
    tab = visit(sites.url(site, theme, page), viewport=PHONE)
    assert tab.evaluate(STICKING_OUT, f"{_ARTICLE} *") == []
    if site != "hostile":  # where themes let titles stick out of what they put around the page
        assert not tab.evaluate(IS_WIDER)


# What an author writes beside the cards, such as a table of ten columns, is as wide as it is without the extension.
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("site", "page"), DOCUMENTS)
def test_on_a_phone_no_card_sticks_out_of(sites: Sites, visit: Visit, site: str, page: str, theme: str) -> None:
    tab = visit(sites.url(site, theme, page), viewport=PHONE)
    assert tab.evaluate(STICKING_OUT, f"{_ARTICLE} :is([class*=lcore], [class*=lcore] *)") == []


@pytest.mark.parametrize("theme", AUDITED_THEMES)
@pytest.mark.parametrize("page", PAGES_OF["demo"])
def test_without_javascript_everything_is_shown_on(sites: Sites, visit: Visit, page: str, theme: str) -> None:
    tab = visit(sites.url("demo", theme, page), java_script_enabled=False)
    assert tab.evaluate(HIDDEN, REPEATED) == []
    assert tab.locator(CONTROLS).count() == 0


@pytest.mark.parametrize("theme", AUDITED_THEMES)
@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_matrix_has_a_row_for_each_requirement(
    sites: Sites, visit: Visit, theme: str, script: bool, media: Literal["screen", "print"]
) -> None:
    tab = visit(sites.url("demo", theme, "traceability/matrix"), java_script_enabled=script)
    if media == "print":
        tab.emulate_media(media="print")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    else:
        in_full(tab)
    data = json.loads((sites.out("demo", theme) / "lcore.json").read_text(encoding="utf-8"))
    rows = tab.locator("tr:has(> th[scope=row])")
    assert rows.count() == len(data["requirements"])
    assert all(row.is_visible() for row in rows.all())


@pytest.mark.parametrize("theme", AUDITED_THEMES)
@pytest.mark.parametrize("page", GENERATED)
def test_on_paper_everything_is_shown_on(sites: Sites, visit: Visit, page: str, theme: str) -> None:
    tab = visit(sites.url("demo", theme, page), viewport=PAPER)
    tab.emulate_media(media="print")
    assert tab.evaluate(HIDDEN, f"{REPEATED}, {NOT_FOR_PAPER}") == []
    assert tab.evaluate(CLIPPING) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_wide_table_scrolls_by_keyboard(sites: Sites, visit: Visit, theme: str) -> None:
    tab = visit(sites.url("demo", theme, "traceability/matrix"), viewport=PHONE)
    frame = tab.get_by_role("region", name="Requirements traceability matrix").or_(
        tab.get_by_role("region", name="Table")
    )
    frame.focus()
    assert frame.evaluate("node => node === document.activeElement")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")
