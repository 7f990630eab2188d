from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.model.queries import TimelineQuery
from sphinxext_lcore.tracing.blocks import Run, Target
from sphinxext_lcore.tracing.timeline import NO_CHANGES
from tests.designs import catalog, change, column, document, heads, requirement, rows, table_of, text

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog


def query(**options: str) -> TimelineQuery:
    return TimelineQuery.model_validate({"kind": "timeline", **options})


TEA = document(
    "tea",
    requirements=[requirement("R1", "Boil"), requirement("R2"), requirement("R4a")],
    changelog=[
        change("2026-01-02", "Initial version"),
        change("2026-03-04", "Redesigned R1 and R4a"),
        change("", "Once"),
    ],
)
MILK = document("milk", requirements=[requirement("R1")], changelog=[change("2026-03-01", "As tea.R1..R2, not UTF-8")])


def drinks() -> Catalog:
    return catalog(TEA, MILK)


def test_the_changes_of_all_designs_stand_by_date_the_newest_first() -> None:
    assert [cells[:3] for cells in rows(table_of(drinks(), query()))] == [
        ["2026-03-04", "tea", "Redesigned R1 and R4a"],
        ["2026-03-01", "milk", "As tea.R1..R2, not UTF-8"],
        ["2026-01-02", "tea", "Initial version"],
        ["no date", "tea", "Once"],
    ]


def test_the_columns_say_what_they_hold() -> None:
    table = table_of(drinks(), query(caption="What changed"))
    assert (table.name, table.caption) == ("timeline", "What changed")
    assert heads(table) == {
        "date": "Date",
        "feature": "Feature",
        "change": "Change",
        "reason": "Reason",
        "requirements": "Requirements",
    }


def test_a_change_says_its_reason() -> None:
    row = change("2026-03-04").model_copy(update={"reason": "Guests asked"})
    assert column(table_of(catalog(document("tea", changelog=[row])), query()), "reason") == ["Guests asked"]


def test_months_are_groups() -> None:
    groups = table_of(drinks(), query()).groups
    assert [(text(each.head), len(each.rows)) for each in groups] == [("2026-03", 2), ("2026-01", 1), ("no date", 1)]


def test_a_change_leads_to_the_requirements_that_it_names() -> None:
    first = table_of(drinks(), query()).groups[0].rows[0].cells[-1]
    assert [run for run in first if run.target] == [
        Run("R1", Target("tea", "tea-r1"), hint="Boil"),
        Run("R4a", Target("tea", "tea-r4a"), hint="It works."),
    ]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Redesigned R1", "R1"),
        ("R1, R2 and R2 again", "R1, R2"),
        ("R1..R2 are gone", "R1, R2"),
        ("R1–R2 are gone", "R1, R2"),
        ("as milk.R1 does", "milk.R1"),
        ("R9 is gone", ""),
        ("XR1, R1x-2 and R1-3", ""),
    ],
)
def test_ids_are_found_in_the_words_of_a_change(words: str, named: str) -> None:
    design = document(
        "tea", requirements=[requirement("R1"), requirement("R2")], changelog=[change("2026-01-01", words)]
    )
    milk = document("milk", requirements=[requirement("R1")])
    assert rows(table_of(catalog(design, milk), query()))[0][-1] == named


def test_of_one_day_the_designs_stand_in_their_order() -> None:
    found = catalog(document("b", changelog=[change("2026-01-01")]), document("a", changelog=[change("2026-01-01")]))
    assert [cells[1] for cells in rows(table_of(found, query()))] == ["a", "b"]


def test_a_limit_leaves_the_newest_in_one_group() -> None:
    shown = table_of(drinks(), query(limit="2"))
    assert [cells[0] for cells in rows(shown)] == ["2026-03-04", "2026-03-01"]
    assert [each.head for each in shown.groups] == [()]


def test_filters_choose_the_designs() -> None:
    assert [cells[1] for cells in rows(table_of(drinks(), query(features="milk")))] == ["milk"]


def test_without_a_changelog_it_says_so() -> None:
    shown = table_of(catalog(), query())
    assert (shown.is_empty, shown.empty) == (True, NO_CHANGES)
