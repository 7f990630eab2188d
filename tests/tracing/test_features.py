from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.tracing.blocks import NOT_COUNTED, Run, Target, Tone
from sphinxext_lcore.tracing.coverage import Share
from sphinxext_lcore.tracing.features import share_run
from sphinxext_lcore.tracing.matrix import NO_ROWS
from tests.designs import (
    METADATA,
    catalog,
    column,
    coverage_query,
    criterion,
    document,
    heads,
    index_query,
    requirement,
    rows,
    table_of,
    use_case,
)

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog


def drinks() -> Catalog:
    return catalog(
        document(
            "tea",
            metadata={**METADATA, "title": "Tea", "component": "kettle", "status": "accepted"},
            requirements=[
                requirement("R1", use_cases=("U1",), status="approved"),
                requirement("R2", status="draft"),
                requirement("R3", status="rejected"),
            ],
            use_cases=[use_case("U1")],
            criteria=[criterion("R1"), criterion("R2"), criterion("R3")],
        ),
        document("milk", metadata={"authors": ("A. Author", "B. Writer")}, requirements=[requirement("R1")]),
        document("water", metadata={}),
    )


class TestCoverage:
    def test_a_status_keeps_the_features_that_have_a_requirement_of_it(self) -> None:
        assert rows(table_of(drinks(), coverage_query(status="draft"))) == [["Tea", "1", "1 of 1", "0 of 1"]]

    def test_each_feature_has_a_row_and_all_of_them_together(self) -> None:
        table = table_of(drinks(), coverage_query())
        assert heads(table) == {
            "feature": "Feature",
            "requirements": "Requirements that count",
            "accepted-for": "Accepted-for",
            "traced": "Traced",
        }
        assert rows(table) == [
            ["milk", "1", "0 of 1", "–"],
            ["Tea", "2", "2 of 2", "1 of 2"],
            ["water", "0", "–", "–"],
            ["All features", "3", "2 of 3", "1 of 2"],
        ]

    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ({"features": "tea"}, [["Tea", "2", "2 of 2", "1 of 2"]]),
            ({"components": "kettle", "status": "draft"}, [["Tea", "1", "1 of 1", "0 of 1"]]),
            ({"features": "nothing"}, []),
        ],
    )
    def test_shares_are_taken_after_the_filters(self, options: dict[str, str], shown: list[list[str]]) -> None:
        assert rows(table_of(drinks(), coverage_query(**options))) == shown

    @pytest.mark.parametrize(
        ("share", "tone"), [(Share(2, 2), Tone.GOOD), (Share(1, 2), Tone.MISSING), (Share(0, 2), Tone.MISSING)]
    )
    def test_a_share_is_good_when_it_is_whole(self, share: Share, tone: Tone) -> None:
        assert share_run(share) == Run(str(share), tone=tone, percent=share.percent)

    def test_one_feature_is_not_summed_up(self) -> None:
        table = table_of(drinks(), coverage_query(features="tea, milk", caption="Shares"))
        assert (table.name, table.caption) == ("coverage", "Shares")
        assert column(table, "feature") == ["milk", "Tea", "All features"]
        assert column(table_of(drinks(), coverage_query(features="tea")), "feature") == ["Tea"]

    def test_where_nothing_counts_there_is_no_share(self) -> None:
        assert (share_run(Share(0, 0)),) == NOT_COUNTED


class TestIndex:
    def test_each_feature_has_a_row_with_its_metadata(self) -> None:
        table = table_of(drinks(), index_query(caption="Designs"))
        assert (table.name, table.caption) == ("features", "Designs")
        assert heads(table) == {
            "feature": "Feature",
            "status": "Status",
            "date": "Date",
            "component": "Component",
            "authors": "Authors",
            "ticket": "Ticket",
            "requirements": "Requirements",
        }
        assert rows(table) == [
            ["milk", "", "", "", "A. Author, B. Writer", "", "1"],
            ["Tea", "accepted", "2026-03-01", "kettle", "A. Author", "TEA-1", "3"],
            ["water", "", "", "", "", "", "0"],
        ]

    def test_a_feature_leads_to_its_design(self) -> None:
        table = table_of(drinks(), index_query(features="tea"))
        assert table.groups[0].rows[0].cells[0] == (Run("Tea", Target("tea", "tea")),)

    def test_without_features_it_says_so(self) -> None:
        table = table_of(catalog(), index_query())
        assert (table.is_empty, table.empty) == (True, NO_ROWS)
