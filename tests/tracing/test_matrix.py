from __future__ import annotations

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome
from sphinxext_lcore.model.records import Finding, Level, Priority, Verification
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.blocks import Details, Facets, LabelledCell, Run, Table, Target, Tone, View
from sphinxext_lcore.tracing.columns import findings_cell
from sphinxext_lcore.tracing.evidence import Evidence
from sphinxext_lcore.tracing.matrix import NO_GAPS, NO_ROWS, matrix
from tests.designs import (
    catalog,
    column,
    criterion,
    document,
    heads,
    matrix_query,
    one,
    page,
    requirement,
    row,
    rows,
    text,
    use_case,
)

TEA = document(
    "tea",
    metadata={"title": "Tea", "component": "kettle, pot"},
    requirements=[
        requirement(
            "R1",
            "Boil",
            priority=Priority.MUST,
            status="approved",
            use_cases=("U1", "milk.U1"),
            verified_by=("unit",),
        ),
        requirement("R2", statement="It is hot. Very.", refines=("R1",), depends_on=("R1", "milk.R1")),
        requirement("R3", derived="physics", status="approved", priority=Priority.WONT),
        requirement("R4", status="draft", priority=Priority.MUST),
    ],
    use_cases=[use_case("U1", "Drink"), use_case("U2", role="")],
    criteria=[criterion("R1", text="Steam", verified_by=("unit", "e2e")), row("R1", "R2")],
)
MILK = document(
    "milk",
    metadata={},
    requirements=[requirement("R1", status="draft")],
    use_cases=[use_case("U1", role="cat")],
)


def drinks() -> Catalog:
    return catalog(TEA, MILK)


def table(**options: str) -> Table:
    (only,) = matrix(drinks(), matrix_query(**{name.replace("_", "-"): value for name, value in options.items()}))
    return only


class TestColumns:
    def test_a_row_says_everything_about_a_requirement(self) -> None:
        shown = table(features="tea")
        assert [each.name for each in shown.columns] == [
            "id",
            "feature",
            "title",
            "priority",
            "status",
            "use-cases",
            "criteria",
            "verified-by",
            "refines",
            "depends-on",
        ]
        assert rows(shown) == [
            ["R1", "tea", "Boil", "must", "approved", "U1, milk.U1", "2", "unit, e2e", "", ""],
            ["R2", "tea", "It is hot.", "", "", "by refinement", "1", "", "R1", "R1, milk.R1"],
            ["R3", "tea", "It works.", "wont", "approved", "derived", "–", "", "", ""],
            ["R4", "tea", "It works.", "must", "draft", "missing", "missing", "", "", ""],
        ]

    @pytest.mark.verifies("traceability-matrix.R2")
    def test_a_row_says_everything_about_a_use_case(self) -> None:
        shown = table(rows="use-case")
        assert [each.name for each in shown.columns] == ["id", "feature", "title", "role", "requirements"]
        assert rows(shown) == [
            ["U1", "milk", "As a guest, I want tea.", "cat", "tea.R1"],
            ["U1", "tea", "Drink", "guest", "R1"],
            ["U2", "tea", "As a guest, I want tea.", "", "missing"],
        ]

    def test_a_method_of_verification_stands_before_what_is_promised(self) -> None:
        methods = (Verification.TEST, Verification.ANALYSIS)
        found = one(
            requirements=[
                requirement("R1", verification=methods, verified_by=("unit",)),
                requirement("R2", verification=methods),
            ]
        )
        (shown,) = matrix(found, matrix_query(columns="verified-by"))
        assert [row.cells for row in shown.groups[0].rows] == [
            ((Run("test, analysis: ", tone=Tone.MUTED), Run("unit")),),
            ((Run("test, analysis", tone=Tone.MUTED),),),
        ]

    def test_the_state_of_a_requirement_is_shown_where_there_is_evidence(self) -> None:
        found = one(requirements=[requirement("R1")], criteria=[criterion("R1", text="It boils")])
        evidence = Evidence((EvidenceTest("t::a", Outcome.PASSED, ("tea.R1.AC1",)),))
        (shown,) = matrix(Catalog(found.documents, given=(evidence,)), matrix_query(columns="title, evidence"))
        (row,) = shown.groups[0].rows
        assert row.cells[1] == (Run("verified", tone=Tone.GOOD),)
        assert row.details is not None
        assert text(row.details.points[0].cell) == "It boils verified"

    def test_a_column_that_says_nothing_is_shown_only_where_an_author_asks_for_it(self) -> None:
        quiet = one(requirements=[requirement("R1", "Boil")])
        (shown,) = matrix(quiet, matrix_query())
        assert [each.name for each in shown.columns] == ["id", "feature", "title", "use-cases", "criteria"]
        (asked,) = matrix(quiet, matrix_query(columns="id, refines"))
        assert [each.name for each in asked.columns] == ["id", "refines"]

    def test_the_pattern_of_ears_is_shown_only_where_an_author_asks_for_it(self) -> None:
        sings = requirement("R1", statement="When it boils, the kettle must sing.")
        heard = one(requirements=[sings, requirement("R2", statement="Tea.")])
        (shown,) = matrix(heard, matrix_query())
        assert "ears" not in {each.name for each in shown.columns}
        (asked,) = matrix(heard, matrix_query(columns="ears"))
        assert column(asked, "ears") == ["event-driven", ""]

    @pytest.mark.verifies("traceability-matrix.R3")
    def test_chosen_columns_come_in_the_order_in_which_they_are_named(self) -> None:
        assert [each.name for each in table(columns="title, id").columns] == ["title", "id"]

    @pytest.mark.parametrize(("columns", "shown"), [("id, colour", 1), ("colour", 12), ("", 10), ("id, title, id", 3)])
    def test_an_unknown_column_is_passed_over(self, columns: str, shown: int) -> None:
        assert len(table(columns=columns).columns) == shown

    def test_the_id_leads_to_the_requirement_and_the_feature_to_its_design(self) -> None:
        cells = table(features="tea", columns="id, feature").groups[0].rows[0].cells
        assert cells[0] == (Run("R1", Target("tea", "tea-r1")),)
        assert cells[1] == (Run("tea", Target("tea", "tea"), hint="Tea"),)

    def test_the_number_of_criteria_leads_to_the_first_of_them(self) -> None:
        (cell,) = table(features="tea", columns="criteria").groups[0].rows[0].cells
        assert cell == (Run("2", Target("tea", "tea-r1-ac1")),)

    def test_what_is_derived_says_why(self) -> None:
        (cell,) = table(features="tea", columns="use-cases").groups[0].rows[2].cells
        assert cell == (Run("derived", tone=Tone.MUTED, hint="physics"),)

    def test_what_is_not_in_force_owes_nothing(self) -> None:
        found = one(
            requirements=[requirement("R1", status="rejected"), requirement("R2", use_cases=("U1",))],
            use_cases=[use_case("U1")],
        )
        (shown,) = matrix(found, matrix_query())
        assert column(shown, "use-cases")[0] == column(shown, "criteria")[0] == "–"

    def test_where_nothing_is_linked_no_use_case_is_missing(self) -> None:
        found = one(requirements=[requirement("R1")], use_cases=[use_case("U1")])
        assert column(matrix(found, matrix_query())[0], "use-cases") == ["–"]
        assert column(matrix(found, matrix_query(rows="use-case"))[0], "requirements") == ["–"]

    def test_an_item_without_a_feature_shows_its_key_as_it_is(self) -> None:
        loose = requirement("milk.R1", feature="milk", docname="index")
        feature_less = catalog(page("index", requirements=(loose,)), document("tea"))
        assert rows(matrix(feature_less, matrix_query())[0]) == []


class TestFilters:
    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ({}, ["milk.R1", "tea.R1", "tea.R2", "tea.R3", "tea.R4"]),
            ({"features": "milk"}, ["milk.R1"]),
            ({"features": "MILK, nothing"}, ["milk.R1"]),
            ({"features": "nothing"}, []),
            ({"components": "Pot"}, ["tea.R1", "tea.R2", "tea.R3", "tea.R4"]),
            ({"components": "cup"}, []),
            ({"status": "draft"}, ["milk.R1", "tea.R4"]),
            ({"status": "draft, approved", "priority": "must"}, ["tea.R1", "tea.R4"]),
            ({"priority": "wont"}, ["tea.R3"]),
            ({"features": "tea", "status": "draft"}, ["tea.R4"]),
            ({"only": "gaps"}, ["milk.R1", "tea.R4"]),
            ({"only": "gaps", "features": "milk"}, ["milk.R1"]),
        ],
    )
    @pytest.mark.verifies("traceability-matrix.R3")
    def test_requirements_are_filtered(self, options: dict[str, str], shown: list[str]) -> None:
        found = table(**options)
        ids = [f"{key}.{local}" for key, local in zip(column(found, "feature"), column(found, "id"), strict=True)]
        assert ids == shown

    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ({}, ["milk", "tea", "tea"]),
            ({"features": "tea"}, ["tea", "tea"]),
            ({"components": "pot"}, ["tea", "tea"]),
            ({"only": "gaps"}, ["tea"]),
            ({"status": "approved"}, ["milk", "tea"]),
            ({"status": "approved", "features": "tea"}, ["tea"]),
            ({"priority": "could"}, []),
        ],
    )
    def test_use_cases_are_filtered_by_what_serves_them(self, options: dict[str, str], shown: list[str]) -> None:
        assert column(table(rows="use-case", **options), "feature") == shown

    def test_a_feature_is_chosen_by_its_ticket(self) -> None:
        found = one(metadata={"ticket": "HOT-1"}, requirements=[requirement("R1")])
        assert len(rows(matrix(found, matrix_query(features="hot-1"))[0])) == 1


class TestGroups:
    @pytest.mark.parametrize(
        ("group_by", "groups"),
        [
            ("none", [("", 5)]),
            ("feature", [("milk", 1), ("Tea", 4)]),
            ("component", [("no component", 1), ("kettle, pot", 4)]),
            ("status", [("draft", 2), ("approved", 2), ("no status", 1)]),
            ("priority", [("no priority", 2), ("must", 2), ("wont", 1)]),
        ],
    )
    def test_rows_are_grouped_in_the_order_of_their_first(self, group_by: str, groups: list[tuple[str, int]]) -> None:
        assert [(text(each.head), len(each.rows)) for each in table(group_by=group_by).groups] == groups

    @pytest.mark.parametrize(("group_by", "head"), [("status", "no status"), ("priority", "no priority")])
    def test_a_use_case_has_neither_status_nor_priority(self, group_by: str, head: str) -> None:
        assert [text(each.head) for each in table(rows="use-case", group_by=group_by).groups] == [head]

    def test_a_table_by_feature_repeats_it_only_where_an_author_asks_for_it(self) -> None:
        assert [each.name for each in table(group_by="feature").columns if each.repeats_group] == ["feature"]
        assert not any(each.repeats_group for each in table(group_by="feature", columns="id, feature").columns)
        assert not any(each.repeats_group for each in table(group_by="status").columns)

    def test_the_head_of_a_feature_leads_to_it(self) -> None:
        assert table(group_by="feature").groups[1].head == (Run("Tea", Target("tea", "tea")),)


class TestDetails:
    def test_a_row_opens_to_show_the_statement_and_the_criteria(self) -> None:
        boil = table(features="tea").groups[0].rows[0]
        assert boil.details == Details(
            "It works.", (LabelledCell("AC1", (Run("Steam"),)), LabelledCell("AC2", (Run("It boils"),)))
        )

    def test_a_criterion_that_stands_with_another_requirement_has_its_id_there(self) -> None:
        hot = table(features="tea").groups[0].rows[1]
        assert hot.details == Details("It is hot. Very.", (LabelledCell("R1.AC2", (Run("It boils"),)),))

    def test_what_has_nothing_more_to_show_does_not_open(self) -> None:
        assert table(features="tea").groups[0].rows[2].details is None

    def test_a_use_case_with_a_title_opens_to_show_its_story(self) -> None:
        milk, drink, _ = table(rows="use-case").groups[0].rows
        assert milk.details is None
        assert drink.details == Details("As a guest, I want tea.")

    def test_without_the_column_that_opens_there_are_no_details(self) -> None:
        assert [row.details for row in table(columns="id").groups[0].rows] == [None] * 5


class TestFacets:
    def test_a_row_can_be_found_by_what_a_reader_filters(self) -> None:
        found = [row.facets for row in table().groups[0].rows]
        assert found[0] == Facets("milk", "", "draft", "", hole=True)
        assert found[1] == Facets("tea", "", "approved", "must", hole=False)
        assert found[4] == Facets("tea", "", "draft", "must", hole=True)

    def test_a_row_can_be_found_by_its_owners(self) -> None:
        found = one(metadata={"authors": ("A", "B")}, requirements=[requirement("R1")], use_cases=[use_case("U1")])
        for kind in ("requirement", "use-case"):
            (shown,) = matrix(found, matrix_query(rows=kind))
            (facets,) = [row.facets for row in shown.groups[0].rows]
            assert facets is not None
            assert (facets.feature, facets.owner) == ("tea", "A, B")

    def test_a_use_case_that_nobody_serves_is_a_hole(self) -> None:
        assert [row.facets.hole for row in table(rows="use-case").groups[0].rows if row.facets] == [False, False, True]


class TestFindings:
    def test_a_row_counts_the_findings_about_it_and_leads_to_them(self) -> None:
        found = one(requirements=[requirement("R1")])
        checked = found.with_findings(check(found))
        (shown,) = matrix(checked, matrix_query(columns="findings"))
        (run,) = shown.groups[0].rows[0].cells[0]
        assert (run.text, run.target, run.tone) == ("1", View("findings", "in-tea"), Tone.WARNING)
        assert run.hint.startswith("requirement R1 has no acceptance criteria")

    @pytest.mark.parametrize("levels", [(Level.ERROR, Level.INFO), (Level.WARNING, Level.ERROR, Level.INFO)])
    def test_the_gravest_of_several_is_told(self, levels: tuple[Level, ...]) -> None:
        found = [
            Finding(rule="a", message=level, path="tea.md", line=1, docname="tea", level=level) for level in levels
        ]
        ((run,)) = findings_cell(found)
        assert (run.tone, run.hint) == (Tone.ERROR, " / ".join(levels))


class TestGrid:
    @pytest.mark.verifies("traceability-matrix.R4")
    def test_each_feature_has_a_grid_of_requirements_and_use_cases(self) -> None:
        milk, tea = matrix(drinks(), matrix_query(style="grid"))
        assert heads(tea) == {
            "id": "Requirement",
            "tea.U1": "U1",
            "tea.U2": "U2",
            "milk.U1": "milk.U1",
            "use-cases": "Use cases",
        }
        assert (milk.name, tea.name) == ("grid", "grid")
        assert rows(tea)[:4] == [
            ["R1", "●", "", "●", "2"],
            ["R2", "", "", "", "–"],
            ["R3", "", "", "", "–"],
            ["R4", "", "", "", "missing"],
        ]
        assert rows(milk)[0] == ["R1", "", "missing"]

    def test_the_last_row_says_which_use_cases_nobody_serves(self) -> None:
        milk, tea = matrix(drinks(), matrix_query(style="grid"))
        assert rows(tea)[-1] == ["Served by", "1", "missing", "1", ""]
        assert rows(milk)[-1] == ["Served by", "others", ""]  # a requirement of the other feature

    def test_the_last_row_counts_the_marks_above_it(self) -> None:
        requirements = [
            requirement("R1", use_cases=("U1",), priority=Priority.MUST),
            requirement("R2", use_cases=("U1",), priority=Priority.MUST),
            requirement("R3", use_cases=("U1", "U2"), priority=Priority.WONT),
        ]
        design = one(requirements=requirements, use_cases=[use_case("U1"), use_case("U2")])
        (grid,) = matrix(design, matrix_query(style="grid", priority="must"))
        assert rows(grid)[-1] == ["Served by", "2 and others", "others", ""]

    def test_a_feature_without_use_cases_has_no_such_row(self) -> None:
        (grid,) = matrix(one(requirements=[requirement("R1")]), matrix_query(style="grid"))
        assert rows(grid) == [["R1", "–"]]

    def test_the_head_of_a_column_leads_to_the_use_case(self) -> None:
        tea = matrix(drinks(), matrix_query(style="grid", features="tea"))[0]
        assert [each.target for each in tea.columns[:2]] == [None, Target("tea", "tea-u1")]

    def test_a_use_case_at_the_head_of_a_column_tells_its_title(self) -> None:
        tea = matrix(drinks(), matrix_query(style="grid", features="tea"))[0]
        assert [each.hint for each in tea.columns[:3]] == ["", "Drink", "As a guest, I want tea."]

    @pytest.mark.verifies("traceability-matrix.R4")
    def test_a_mark_says_in_words_what_it_means(self) -> None:
        tea = matrix(drinks(), matrix_query(style="grid", features="tea"))[0]
        assert tea.groups[0].rows[0].cells[1] == (Run("●", tone=Tone.GOOD, hint="serves"),)

    @pytest.mark.parametrize(
        ("options", "captions"),
        [
            ({}, ["milk", "Tea"]),
            ({"caption": "Who wants it"}, ["Who wants it: milk", "Who wants it: Tea"]),
            ({"features": "tea"}, ["Tea"]),
            ({"priority": "must"}, ["Tea"]),
        ],
    )
    def test_a_grid_is_called_by_its_feature(self, options: dict[str, str], captions: list[str]) -> None:
        assert [each.caption for each in matrix(drinks(), matrix_query(style="grid", **options))] == captions

    @pytest.mark.verifies("traceability-matrix.R5")
    def test_only_gaps_are_shown_where_that_is_asked_for(self) -> None:
        milk, tea = matrix(drinks(), matrix_query(style="grid", only="gaps"))
        assert [cells[0] for cells in (*rows(milk), *rows(tea))] == ["R1", "Served by", "R4", "Served by"]


class TestEmpty:
    @pytest.mark.parametrize("style", ["table", "grid"])
    @pytest.mark.parametrize(("only", "said"), [("all", NO_ROWS), ("gaps", NO_GAPS)])
    def test_a_matrix_without_rows_says_so(self, style: str, only: str, said: str) -> None:
        (shown,) = matrix(catalog(), matrix_query(style=style, only=only, caption="All"))
        assert shown.is_empty
        assert (shown.empty, shown.caption) == (said, "All")
        assert shown.name == {"table": "matrix", "grid": "grid"}[style]

    def test_a_matrix_with_rows_is_not_empty(self) -> None:
        assert not table().is_empty


def test_a_matrix_is_the_answer_to_its_query() -> None:
    assert answer(drinks(), matrix_query(caption="All")) == matrix(drinks(), matrix_query(caption="All"))
