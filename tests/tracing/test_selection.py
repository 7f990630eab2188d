"""What the filters of a query let through."""

from __future__ import annotations

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.model.queries import HolesQuery
from sphinxext_lcore.tracing.selection import select_findings, select_items
from tests.designs import catalog, change, criterion, document, requirement, use_case

DESIGNS = catalog(
    document(
        "tea",
        requirements=[
            requirement("R1", priority="must", status="draft", use_cases=("U1",)),
            requirement("R2", priority="could", status="draft"),
        ],
        use_cases=[use_case("U1"), use_case("U2")],
        criteria=[criterion("R1", name="AC1"), criterion("R1", name="AC1")],
        changelog=[change("2026-01-01")],
    ),
    document("milk", requirements=[requirement("R1", priority="could")], changelog=[change("2026-01-02")]),
)


def query(**options: str) -> HolesQuery:
    return HolesQuery.model_validate({"kind": "holes", **options}, context={"statuses": ("draft", "done")})


@pytest.mark.parametrize(
    ("options", "features"),
    [
        ({}, ["milk", "tea"]),
        ({"features": "tea"}, ["tea"]),
        ({"priority": "must"}, ["tea"]),
        ({"priority": "could"}, ["milk", "tea"]),
        ({"status": "draft", "features": "milk"}, []),
        ({"status": "done"}, []),
    ],
)
def test_a_status_or_a_priority_keeps_the_features_with_a_requirement_of_it(
    options: dict[str, str], features: list[str]
) -> None:
    assert sorted(each.feature for each in select_items(DESIGNS, query(**options), DESIGNS.changelog)) == features


def test_a_priority_keeps_the_findings_about_requirements_of_it_and_what_belongs_to_them() -> None:
    found = check(DESIGNS)
    about = {each.item for each in select_findings(DESIGNS, query(priority="must"), found)}
    assert about == {"tea.R1.AC2"}
    about = {each.item for each in select_findings(DESIGNS, query(priority="could"), found)}
    assert about == {"tea.R2", "milk.R1"}
