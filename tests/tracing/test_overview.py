from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.model.queries import OverviewQuery
from sphinxext_lcore.model.records import Finding, Level, Priority
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.blocks import Figures, Run, Table, Ticket, Tone, View
from sphinxext_lcore.tracing.overview import NO_FEATURES
from sphinxext_lcore.tracing.timeline import NO_CHANGES
from tests.designs import catalog, change, criterion, document, heads, requirement, rows, use_case

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog

TEA = document(
    "tea",
    metadata={"title": "Tea", "authors": ("A. Author",), "ticket": "TEA-1", "status": "accepted"},
    requirements=[
        requirement("R1", use_cases=("U1",)),
        requirement("R2"),
        requirement("R3", status="rejected"),
    ],
    use_cases=[use_case("U1")],
    criteria=[criterion("R1")],
    changelog=[change("2026-01-02", "Initial version"), change("2026-03-04", "Hotter")],
)
MILK = document("milk", metadata={"component": "cow"}, requirements=[requirement("R1")], criteria=[criterion("R1")])


def overview(found: Catalog, **filters: str) -> tuple[Figures, Table, Table]:
    checked = found.with_findings(check(found))
    figures, features, changes = answer(checked, OverviewQuery.model_validate({"kind": "overview", **filters}))
    assert isinstance(figures, Figures)
    assert isinstance(features, Table)
    assert isinstance(changes, Table)
    return figures, features, changes


def test_the_figures_say_how_things_stand() -> None:
    figures, _, _ = overview(catalog(TEA, MILK))
    assert {each.label: each.value.text for each in figures.figures} == {
        "Features": "2",
        "Requirements": "3",
        "Accepted-for": "2 of 3",
        "Traced": "1 of 2",
        "Findings": str(len(check(catalog(TEA, MILK)))),
    }


def test_a_figure_leads_to_the_page_that_explains_it() -> None:
    figures, _, _ = overview(catalog(TEA, MILK))
    assert {each.label: each.value.target for each in figures.figures} == {
        "Features": None,
        "Requirements": View("matrix"),
        "Accepted-for": View("holes"),
        "Traced": View("holes"),
        "Findings": View("findings"),
    }


def test_a_figure_tells_what_it_counts() -> None:
    figures, _, changes = overview(catalog(TEA, MILK), caption="Drinks")
    assert (figures.name, figures.caption, changes.caption) == ("figures", "Drinks", "Newest changes")
    assert {each.label: each.hint for each in figures.figures} == {
        "Features": "",
        "Requirements": "Requirements that count",
        "Accepted-for": "Requirements with acceptance criteria",
        "Traced": "Requirements with a use case, or declared derived",
        "Findings": "",
    }


@pytest.mark.parametrize(
    ("levels", "tone"),
    [((), Tone.GOOD), ((Level.INFO,), Tone.PLAIN), ((Level.INFO, Level.WARNING), Tone.MISSING)],
)
def test_findings_stand_out_where_one_is_more_than_information(levels: tuple[Level, ...], tone: Tone) -> None:
    found = tuple(Finding(rule="a", message="b", feature="tea", path="tea.md", line=1, level=level) for level in levels)
    figures, *_ = answer(catalog(TEA).with_findings(found), OverviewQuery(kind="overview"))
    assert isinstance(figures, Figures)
    assert figures.figures[-1].value == Run(str(len(levels)), View("findings"), tone)


def test_a_share_that_is_not_whole_stands_out() -> None:
    figures, _, _ = overview(catalog(TEA, MILK))
    tones = {each.label: each.value.tone for each in figures.figures}
    assert (tones["Accepted-for"], tones["Traced"]) == (Tone.MISSING, Tone.MISSING)


def test_a_feature_is_a_row_with_its_owner_and_its_coverage() -> None:
    _, features, _ = overview(catalog(TEA, MILK), features="tea")
    assert (features.name, features.caption) == ("overview", "Features")
    assert heads(features) == {
        "feature": "Feature",
        "requirements": "Requirements",
        "accepted-for": "Accepted-for",
        "traced": "Traced",
        "findings": "Findings",
        "status": "Status",
        "owner": "Owner",
        "date": "Date",
        "ticket": "Ticket",
    }
    (cells,) = rows(features)
    assert cells[:4] == ["Tea", "2", "1 of 2", "1 of 2"]
    assert cells[4:] == ["3", "accepted", "A. Author", "", "TEA-1"]


def test_several_owners_stand_beside_each_other_and_a_date_as_it_is_written() -> None:
    _, features, _ = overview(catalog(document("tea", metadata={"authors": ("A", "B"), "date": date(2026, 3, 1)})))
    (cells,) = rows(features)
    assert cells[-3:-1] == ["A, B", "2026-03-01"]


def test_a_share_has_a_bar_and_a_ticket_is_one() -> None:
    _, features, _ = overview(catalog(TEA), features="tea")
    cells = features.groups[0].rows[0].cells
    assert cells[8] == (Run("TEA-1", Ticket("TEA-1")),)
    assert [cells[2][0].percent, cells[3][0].percent] == [50.0, 50.0]


def test_the_newest_changes_come_first_and_are_few() -> None:
    many = document("tea", changelog=[change(f"2026-01-{day:02}") for day in range(1, 12)])
    _, _, changes = overview(catalog(many))
    assert [cells[0] for cells in rows(changes)] == [f"2026-01-{day:02}" for day in range(11, 3, -1)]


def test_the_filters_choose_the_features_of_all_three() -> None:
    figures, features, changes = overview(catalog(TEA, MILK), components="cow")
    assert figures.figures[0].value.text == "1"
    assert [cells[0] for cells in rows(features)] == ["milk"]
    assert changes.is_empty
    assert all(each.feature == "milk" for each in check(catalog(MILK)))
    assert figures.figures[-1].value.text == str(len(check(catalog(MILK))))


def test_a_priority_keeps_what_is_about_requirements_of_it() -> None:
    must = [requirement("R1", priority=Priority.MUST), requirement("R2")]
    figures, features, _ = overview(catalog(document("water", requirements=must), TEA, MILK), priority="must")
    assert [each.value.text for each in figures.figures] == ["1", "1", "0 of 1", "–", "1"]
    assert [cells[0] for cells in rows(features)] == ["water"]
    assert rows(features)[0][1:5] == ["1", "0 of 1", "–", "1"]


def test_without_designs_each_part_says_so() -> None:
    figures, features, changes = overview(catalog())
    assert [each.value.text for each in figures.figures] == ["0", "0", "–", "–", "0"]
    assert (features.is_empty, features.empty) == (True, NO_FEATURES)
    assert (changes.is_empty, changes.empty) == (True, NO_CHANGES)
