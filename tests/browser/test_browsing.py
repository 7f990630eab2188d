"""What a reader does with the matrix: sort, filter, fold, hide columns, send the view, take it along, by keyboard."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sites import in_full

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.browser.sites import Sites

MATRIX = "traceability/matrix"
ROWS = ".lcore-matrix tr:has(> th[scope=row])"


@pytest.fixture
def records(sites: Sites) -> list[dict[str, Any]]:
    data = json.loads((sites.out("demo", "furo") / "lcore.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data["requirements"]
    return found


@pytest.fixture
def matrix(sites: Sites, visit: Visit) -> Page:
    return in_full(visit(sites.url("demo", "furo", MATRIX), viewport={"width": 1400, "height": 1000}))


def ids(page: Page) -> list[str]:
    """The ids of the rows that are shown."""
    return [text.strip() for text in page.locator(f"{ROWS} > th").all_inner_texts()]


def column(page: Page, name: str) -> list[str]:
    """The words of a column, in the rows that are shown."""
    heads = page.locator(".lcore-matrix thead th").evaluate_all("heads => heads.map(head => head.dataset.column)")
    return [text.strip() for text in page.locator(f"{ROWS} > :nth-child({heads.index(name) + 1})").all_inner_texts()]


def said(page: Page, text: str) -> None:
    page.get_by_role("status").get_by_text(text, exact=True).wait_for()


def test_all_rows_are_counted(matrix: Page, records: list[dict[str, Any]]) -> None:
    said(matrix, f"{len(records)} of {len(records)} rows")
    assert len(ids(matrix)) == len(records)


def test_words_filter_as_they_are_typed(matrix: Page, records: list[dict[str, Any]]) -> None:
    matrix.get_by_role("searchbox", name="Search in the table").press_sequentially("findings R2")
    said(matrix, f"{len(ids(matrix))} of {len(records)} rows")
    assert 0 < len(ids(matrix)) < len(records)
    assert "?q=findings+R2" in matrix.url


def test_a_choice_leaves_the_rows_of_its_value(matrix: Page, records: list[dict[str, Any]]) -> None:
    matrix.get_by_role("combobox", name="Priority").select_option("should")
    assert len(ids(matrix)) == sum(each["priority"] == "should" for each in records)
    assert set(column(matrix, "priority")) == {"should"}
    matrix.get_by_role("combobox", name="Feature").select_option("findings")
    assert len(ids(matrix)) == sum(each["priority"] == "should" and each["feature"] == "findings" for each in records)
    assert "feature=findings" in matrix.url
    assert "priority=should" in matrix.url


def test_the_holes_alone_can_be_shown(sites: Sites, visit: Visit) -> None:
    page = visit(sites.url("gaps", "furo", MATRIX))
    page.get_by_role("checkbox", name="Holes only").check()
    assert 0 < page.locator(ROWS).count() == page.locator(f"{ROWS}:has(.lcore-missing)").count()


def test_without_a_match_the_page_says_so_and_leads_back(matrix: Page, records: list[dict[str, Any]]) -> None:
    matrix.get_by_role("searchbox").fill("nothing is called like this")
    said(matrix, "No row matches.")
    assert ids(matrix) == []
    matrix.get_by_role("button", name="Reset").click()
    said(matrix, f"{len(records)} of {len(records)} rows")
    assert matrix.url.partition("?")[2] == ""
    assert matrix.get_by_role("searchbox").evaluate("node => node === document.activeElement")


def test_a_head_sorts_up_and_down_and_back(matrix: Page) -> None:
    before, head = ids(matrix), matrix.locator("th[data-column=priority]")
    button = head.get_by_role("button", name="Priority")
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = column(matrix, "priority")
    assert up == sorted(up, key=["must", "should", "could", "wont", ""].index)
    assert matrix.locator("th[data-column=feature]").is_visible()  # the groups are dissolved
    assert matrix.locator("th[scope=rowgroup]").count() == 0
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column(matrix, "priority") == [*reversed([each for each in up if each]), *(each for each in up if not each)]
    button.click()
    assert head.get_attribute("aria-sort") is None
    assert ids(matrix) == before
    assert not matrix.locator("th[data-column=feature]").is_visible()


def test_ids_sort_as_numbers(matrix: Page) -> None:
    matrix.locator("th[data-column=id]").get_by_role("button").click()
    numbers = [int(each.lstrip("R").rstrip("abcdefgh")) for each in ids(matrix)]
    assert numbers == sorted(numbers)


def test_the_address_gives_the_view_back(sites: Sites, visit: Visit, matrix: Page) -> None:
    matrix.get_by_role("searchbox").fill("page")
    matrix.get_by_role("combobox", name="Status").select_option("implemented")
    matrix.get_by_text("Columns", exact=True).first.click()
    matrix.get_by_role("checkbox", name="Verified by").uncheck()
    matrix.locator("th[data-column=title]").get_by_role("button").click()
    shown = ids(matrix)
    assert shown
    again = visit(matrix.url)
    assert ids(again) == shown
    assert again.get_by_role("searchbox").input_value() == "page"
    assert not again.locator("th[data-column=verified-by]").is_visible()
    assert again.locator("th[data-column=title]").get_attribute("aria-sort") == "ascending"


def test_a_group_folds_and_stays_so_in_the_address(visit: Visit, matrix: Page) -> None:
    before = len(ids(matrix))
    fold = matrix.get_by_role("button", name="Findings", exact=True)
    assert fold.get_attribute("aria-expanded") == "true"
    fold.click()
    assert fold.get_attribute("aria-expanded") == "false"
    assert len(ids(matrix)) < before
    again = visit(matrix.url)
    assert len(ids(again)) == len(ids(matrix))


@pytest.mark.parametrize(
    ("caption", "group", "other"),
    [("By priority", "no priority", "must"), ("By component", "kettle, shelf", "kettle")],
)
def test_a_group_folds_alone_whatever_it_is_called(
    sites: Sites, visit: Visit, caption: str, group: str, other: str
) -> None:
    page = visit(sites.url("groups", "furo", "index"))
    page.get_by_role("table", name=caption).get_by_role("button", name=group, exact=True).click()
    for shown in (page, visit(page.url)):
        folds = shown.get_by_role("table", name=caption).locator("[name=fold]")
        states = {fold.get_attribute("aria-label"): fold.get_attribute("aria-expanded") for fold in folds.all()}
        assert states == {group: "false", other: "true"}


def test_the_last_of_all_columns_can_be_hidden_too(sites: Sites, visit: Visit) -> None:
    address = sites.url("groups", "furo", "index")
    shown, hidden = (
        visit(f"{address}{query}").get_by_role("table", name="By component").locator("th[data-column=findings]")
        for query in ("", "?hide=findings")
    )
    assert shown.is_visible()
    assert not hidden.is_visible()


def test_a_row_opens_to_show_its_criteria(matrix: Page) -> None:
    details = matrix.locator(f"{ROWS} details").first
    assert not details.locator("dl").is_visible()
    details.locator("summary").click()
    assert details.locator("dl").is_visible()


def test_what_is_shown_can_be_taken_along(matrix: Page, tmp_path: Path) -> None:
    matrix.get_by_role("combobox", name="Feature").select_option("findings")
    matrix.get_by_text("Columns", exact=True).first.click()
    matrix.get_by_role("checkbox", name="Refines").uncheck()
    with matrix.expect_download() as download:
        matrix.get_by_role("button", name="Save as CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    path = tmp_path / "matrix.csv"
    download.value.save_as(path)
    head, *rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert head[:3] == ["Id", "Feature", "Requirement"]
    assert "Refines" not in head
    assert [row[0] for row in rows] == ids(matrix)
    assert {row[1] for row in rows} == {"findings"}


def test_everything_can_be_done_by_keyboard(matrix: Page, records: list[dict[str, Any]]) -> None:
    matrix.get_by_role("searchbox").focus()
    matrix.keyboard.type("findings")
    said(matrix, f"{len(ids(matrix))} of {len(records)} rows")
    matrix.keyboard.press("Tab")
    assert matrix.evaluate("document.activeElement.name") == "feature"
    head = matrix.locator("th[data-column=id] button")
    head.focus()
    matrix.keyboard.press("Enter")
    assert matrix.locator("th[data-column=id]").get_attribute("aria-sort") == "ascending"
    assert head.evaluate("node => node === document.activeElement")
    matrix.keyboard.press("Enter")
    matrix.keyboard.press("Enter")
    fold = matrix.locator("th[scope=rowgroup] button").first
    fold.focus()
    matrix.keyboard.press("Space")
    assert fold.get_attribute("aria-expanded") == "false"
    assert fold.evaluate("node => node === document.activeElement")


def test_two_tables_of_a_page_do_not_disturb_each_other(sites: Sites, visit: Visit) -> None:
    page = visit(sites.url("demo", "furo", "matrix"))
    first, second = page.get_by_role("searchbox").all()[:2]
    before = page.locator(".lcore-matrix").nth(0).locator("tr").count()
    second.fill("U1")
    assert page.locator(".lcore-matrix").nth(0).locator("tr").count() == before
    page.wait_for_url(lambda url: "t2-q=U1" in url)  # a browser tells of a new address a moment later
    first.fill("R2")
    page.wait_for_url(lambda url: "q=R2" in url)
    assert visit(page.url).get_by_role("searchbox").nth(1).input_value() == "U1"


def test_a_page_that_is_opened_as_a_file_works(sites: Sites, browser: Any) -> None:
    page = browser.new_page()
    page.goto((sites.out("demo", "furo") / f"{MATRIX}.html").as_uri())
    page.get_by_role("searchbox").fill("findings R2")
    page.get_by_role("status").get_by_text(" of ").wait_for()
    assert page.locator(ROWS).count() > 0
    page.close()
