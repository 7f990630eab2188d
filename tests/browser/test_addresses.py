"""What an address may ask of the matrix, the tabulator as the only way to it, and what is taken along of hostile text."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import in_full

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit
    from tests.browser.sites import Sites

ROWS = ".lcore-matrix tr:has(> th[scope=row])"


@pytest.fixture
def address(sites: Sites) -> str:
    return sites.url("demo", "furo", "traceability/matrix")


@pytest.mark.parametrize(
    "query", ["sort=nonsense&order=desc", "hide=nonsense", "fold=nonsense", "holes=7", "else=1", "q=", "order=desc"]
)
def test_what_an_address_asks_for_and_is_not_there_is_passed_over(visit: Visit, address: str, query: str) -> None:
    plain, asked = visit(address).locator(ROWS), visit(f"{address}?{query}").locator(ROWS)
    assert asked.all_inner_texts() == plain.all_inner_texts()


@pytest.mark.parametrize("name", ["q", "feature", "owner", "sort", "hide", "fold"])
def test_markup_in_an_address_stays_text(visit: Visit, address: str, name: str) -> None:
    page = visit(f"{address}?{name}=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E")
    assert page.get_by_role("search").first.is_visible()
    assert page.locator("img[src=x]").count() == 0


def test_without_javascript_an_address_hides_nothing_and_there_are_no_controls(visit: Visit, address: str) -> None:
    page = visit(f"{address}?q=zzzz&hide=priority&fold=findings", java_script_enabled=False)
    assert page.locator(ROWS).count() == in_full(visit(address)).locator(ROWS).count()
    assert all(row.is_visible() for row in page.locator(ROWS).all())
    assert page.locator("[role=main] :is(input, select, button)").count() == 0


def _tab_to(page: Page, wanted: Locator) -> None:
    """Go on with the tabulator until an element has the focus."""
    element = wanted.element_handle()
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("node => node === document.activeElement", element):
            return
    pytest.fail(f"the tabulator does not reach {wanted}")


def test_the_tabulator_reaches_the_controls_the_heads_and_the_rows_in_this_order(visit: Visit, address: str) -> None:
    page = visit(address)
    _tab_to(page, page.get_by_role("searchbox").first)
    _tab_to(page, page.get_by_role("combobox", name="Priority").first)
    _tab_to(page, page.get_by_role("button", name="Save as CSV").first)
    _tab_to(page, page.locator(".lcore-scroll").first)
    _tab_to(page, page.locator("th[data-column=id] button").first)
    _tab_to(page, page.locator("th[scope=rowgroup] button").first)
    _tab_to(page, page.locator(f"{ROWS} > th a").first)


def test_what_has_the_focus_is_outlined(visit: Visit, address: str) -> None:
    page = visit(address)
    unmarked = []
    for name in ("input[type=search]", "select:visible", ".lcore-scroll", "thead button", "th[scope=rowgroup] button"):
        _tab_to(page, page.locator(f"[role=main] {name}").first)
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            unmarked.append(name)
    assert unmarked == []


def test_no_cell_that_is_taken_along_is_a_formula(visit: Visit, sites: Sites) -> None:
    page = visit(sites.url("hostile", "furo", "traceability/matrix"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
