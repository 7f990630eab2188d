"""What an author asks an aggregate directive to show: its options, checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from sphinxext_lcore.model.records import Priority, Record
from sphinxext_lcore.model.suggestion import cure
from sphinxext_lcore.model.values import WordList, choice_of, choices_of, split_list


class RowKind(StrEnum):
    """What a row of the matrix stands for."""

    REQUIREMENT = "requirement"
    USE_CASE = "use-case"


class MatrixStyle(StrEnum):
    """How the matrix is laid out."""

    TABLE = "table"
    GRID = "grid"


class Only(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    GAPS = "gaps"


class GroupBy(StrEnum):
    """What a group of rows shares."""

    NONE = "none"
    FEATURE = "feature"
    COMPONENT = "component"
    STATUS = "status"
    PRIORITY = "priority"


class Measure(StrEnum):
    """A share of the requirements that count."""

    ACCEPTED_FOR = "accepted-for"
    TRACED = "traced"
    VERIFIED = "verified"


class Minimum(Record):
    """The share below which coverage is a finding."""

    measure: Measure = Field(title="Measure", description="What is measured.")
    percent: float = Field(ge=0, le=100, title="Percent", description="The least share, in percent.")


def _minima(value: object) -> object:
    """``90``, or ``accepted-for 90, traced 80``: a bare number means accepted-for."""
    if not isinstance(value, str):
        return value
    minima = []
    for part in split_list(value):
        *name, percent = part.removesuffix("%").split() or [""]
        measure = " ".join(name).lower() or str(Measure.ACCEPTED_FOR)
        if measure not in set(Measure):
            raise ValueError(cure(measure, list(Measure)))
        try:
            number = float(percent)
        except ValueError:
            number = -1
        if not 0 <= number <= 100:  # noqa: PLR2004 - percent
            message = "write a percentage from 0 to 100, such as 'accepted-for 90, traced 80'"
            raise ValueError(message)
        minima.append(Minimum(measure=Measure(measure), percent=number))
    return tuple(minima)


Minima = Annotated[tuple[Minimum, ...], BeforeValidator(_minima)]


class Query(Record):
    """The filters and the caption that every aggregate takes."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_").replace("_", "-"), populate_by_name=True)

    features: WordList = Field(default=(), title="Features", description="Only these features; empty: all.")
    components: WordList = Field(default=(), title="Components", description="Only these components.")
    status: WordList = Field(default=(), title="Status", description="Only requirements of these statuses.")
    priority: Annotated[tuple[Priority, ...], choices_of(Priority)] = Field(
        default=(), title="Priority", description="Only these priorities."
    )
    caption: str = Field(default="", title="Caption", description="The caption of the table.")


class MatrixQuery(Query):
    """What a traceability-matrix shows."""

    kind: Literal["matrix"] = Field(title="Kind", description="Which aggregate it is.")
    columns: WordList = Field(
        default=(), title="Columns", description="The columns, in order; empty: those that have something to show."
    )
    rows: Annotated[RowKind, choice_of(RowKind)] = Field(
        default=RowKind.REQUIREMENT, title="Rows", description="What a row stands for."
    )
    style: Annotated[MatrixStyle, choice_of(MatrixStyle)] = Field(
        default=MatrixStyle.TABLE, title="Style", description="A table or a grid."
    )
    group_by: Annotated[GroupBy, choice_of(GroupBy)] = Field(
        default=GroupBy.NONE, title="Group by", description="What a group of rows shares."
    )
    only: Annotated[Only, choice_of(Only)] = Field(
        default=Only.ALL, title="Only", description="All rows, or only those with gaps."
    )
    minimum: Minima = Field(default=(), title="Minimum", description="The least coverage.")

    @model_validator(mode="after")
    def _grid_has_no_columns(self) -> MatrixQuery:
        if self.style is MatrixStyle.GRID and (self.columns or self.rows is RowKind.USE_CASE):
            message = "a grid has the use cases as columns; leave out :columns: and :rows:, or use ':style: table'"
            raise ValueError(message)
        return self


class CoverageQuery(Query):
    """What a traceability-coverage shows."""

    kind: Literal["coverage"] = Field(title="Kind", description="Which aggregate it is.")
    minimum: Minima = Field(default=(), title="Minimum", description="The least coverage.")


class FeatureIndexQuery(Query):
    """What a feature-index shows."""

    kind: Literal["features"] = Field(title="Kind", description="Which aggregate it is.")


class OverviewQuery(Query):
    """What a traceability-overview shows."""

    kind: Literal["overview"] = Field(title="Kind", description="Which aggregate it is.")


class MapQuery(Query):
    """What a traceability-map shows."""

    kind: Literal["map"] = Field(title="Kind", description="Which aggregate it is.")


class UseCaseIndexQuery(Query):
    """What a use-case-index shows."""

    kind: Literal["use-cases"] = Field(title="Kind", description="Which aggregate it is.")


class HolesQuery(Query):
    """What a traceability-holes shows."""

    kind: Literal["holes"] = Field(title="Kind", description="Which aggregate it is.")


class FindingIndexQuery(Query):
    """What a finding-index shows."""

    kind: Literal["findings"] = Field(title="Kind", description="Which aggregate it is.")


def _count(value: object) -> object:
    if isinstance(value, str) and (not value.strip().isdecimal() or not int(value)):
        message = "write how many rows are shown, such as 10"
        raise ValueError(message)
    return value


class TimelineQuery(Query):
    """What a changelog-timeline shows."""

    kind: Literal["timeline"] = Field(title="Kind", description="Which aggregate it is.")
    limit: Annotated[int | None, Field(ge=1), BeforeValidator(_count)] = Field(
        default=None, title="Limit", description="Only so many of the newest rows."
    )


class QuestionIndexQuery(Query):
    """What an open-question-index shows."""

    kind: Literal["questions"] = Field(title="Kind", description="Which aggregate it is.")


AnyQuery = Annotated[
    MatrixQuery
    | CoverageQuery
    | FeatureIndexQuery
    | OverviewQuery
    | MapQuery
    | UseCaseIndexQuery
    | HolesQuery
    | FindingIndexQuery
    | TimelineQuery
    | QuestionIndexQuery,
    Field(discriminator="kind"),
]


class Aggregate(Record):
    """An aggregate directive in a document."""

    query: AnyQuery = Field(title="Query", description="What it shows.")
    path: str = Field(title="Path", description="The source file.")
    line: int = Field(ge=1, title="Line", description="The line of the directive.")
