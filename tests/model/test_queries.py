from __future__ import annotations

import pytest
from pydantic import ValidationError

from sphinxext_lcore.model.queries import GroupBy, MatrixQuery, MatrixStyle, Measure, Only, RowKind, TimelineQuery
from sphinxext_lcore.model.records import Priority
from tests.designs import coverage_query, index_query, matrix_query


@pytest.mark.parametrize(
    ("minimum", "read"),
    [
        ("90", [(Measure.ACCEPTED_FOR, 90)]),
        ("90 %", [(Measure.ACCEPTED_FOR, 90)]),
        ("90%", [(Measure.ACCEPTED_FOR, 90)]),
        ("accepted-for 90, traced 80", [(Measure.ACCEPTED_FOR, 90), (Measure.TRACED, 80)]),
        ("Traced 0", [(Measure.TRACED, 0)]),
        ("100, traced 12.5 %", [(Measure.ACCEPTED_FOR, 100), (Measure.TRACED, 12.5)]),
        ("", []),
    ],
)
def test_a_minimum_is_a_percentage_of_a_measure(minimum: str, read: list[tuple[Measure, float]]) -> None:
    assert [(each.measure, each.percent) for each in coverage_query(minimum=minimum).minimum] == read


@pytest.mark.parametrize(
    ("minimum", "message"),
    [
        ("101", "write a percentage from 0 to 100"),
        ("-1", "write a percentage from 0 to 100"),
        ("most", "write a percentage from 0 to 100"),
        ("nan", "write a percentage from 0 to 100"),
        ("%", "write a percentage from 0 to 100"),
        ("traced", "write a percentage from 0 to 100"),
        ("trased 80", r"did you mean traced\?"),
        ("accepted for 80", r"did you mean accepted-for\?"),
        ("of everything 80", "known: accepted-for, traced"),
    ],
)
def test_what_is_no_minimum_is_refused(minimum: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        coverage_query(minimum=minimum)


@pytest.mark.parametrize("limit", ["some", "-1", "0", "1.5", ""])
def test_what_is_no_number_of_rows_is_refused(limit: str) -> None:
    with pytest.raises(ValidationError) as error:
        TimelineQuery.model_validate({"kind": "timeline", "limit": limit})
    assert error.value.errors()[0]["msg"].endswith("error, write how many rows are shown, such as 10")


def test_a_matrix_shows_every_requirement_in_a_table_unless_it_is_told_otherwise() -> None:
    query = matrix_query()
    assert (query.rows, query.style, query.only) == (RowKind.REQUIREMENT, MatrixStyle.TABLE, Only.ALL)
    assert (query.group_by, query.columns, query.minimum) == (GroupBy.NONE, (), ())


def test_options_are_read_from_what_an_author_writes() -> None:
    query = matrix_query(
        features="tea, coffee", status="draft", priority="Must, could", rows="use-case", only="GAPS", caption="All"
    )
    assert query.features == ("tea", "coffee")
    assert query.priority == (Priority.MUST, Priority.COULD)
    assert (query.rows, query.only, query.caption) == (RowKind.USE_CASE, Only.GAPS, "All")


@pytest.mark.parametrize("name", ["group-by", "group_by"])
def test_an_option_goes_by_its_name_in_documents_and_by_its_name_in_python(name: str) -> None:
    assert matrix_query(**{name: "status"}).group_by is GroupBy.STATUS


@pytest.mark.parametrize("options", [{"columns": "id"}, {"rows": "use-case"}])
def test_a_grid_has_neither_columns_nor_rows_of_its_own(options: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="a grid has the use cases as columns"):
        matrix_query(style="grid", **options)


def test_a_grid_takes_filters() -> None:
    assert matrix_query(style="grid", features="tea").style is MatrixStyle.GRID


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("style", "gird", r"did you mean grid\?"),
        ("rows", "usecase", r"did you mean use-case\?"),
        ("group-by", "colour", "known: none, feature, component, status, priority"),
        ("only", "some", "known: all, gaps"),
        ("priority", "must, shuld", r"did you mean should\?"),
        ("colour", "red", "Extra inputs are not permitted"),
    ],
)
def test_a_wrong_option_is_refused(option: str, value: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        matrix_query(**{option: value})


def test_a_checked_query_is_taken_as_it_is() -> None:
    query = matrix_query(minimum="traced 80", priority="must", **{"group-by": "feature"})
    assert MatrixQuery.model_validate(dict(query)) == query


def test_a_feature_index_has_no_minimum() -> None:
    with pytest.raises(ValidationError):
        index_query(minimum="90")
