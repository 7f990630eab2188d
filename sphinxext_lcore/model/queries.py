"""What an author asks an aggregate directive to show: its options, checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sphinxext_lcore.model.records import Priority, Record


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


class Minimum(Record):
    """The share below which coverage is a finding."""

    measure: Measure = Field(title="Measure", description="What is measured.")
    percent: float = Field(ge=0, le=100, title="Percent", description="The least share, in percent.")


class Query(Record):
    """The filters and the caption that every aggregate takes."""

    features: tuple[str, ...] = Field(default=(), title="Features", description="Only these features; empty: all.")
    components: tuple[str, ...] = Field(default=(), title="Components", description="Only these components.")
    status: tuple[str, ...] = Field(default=(), title="Status", description="Only requirements of these statuses.")
    priority: tuple[Priority, ...] = Field(default=(), title="Priority", description="Only these priorities.")
    caption: str = Field(default="", title="Caption", description="The caption of the table.")


class MatrixQuery(Query):
    """What a traceability-matrix shows."""

    kind: Literal["matrix"] = "matrix"
    columns: tuple[str, ...] = Field(default=(), title="Columns", description="The columns, in order; empty: all.")
    rows: RowKind = Field(default=RowKind.REQUIREMENT, title="Rows", description="What a row stands for.")
    style: MatrixStyle = Field(default=MatrixStyle.TABLE, title="Style", description="A table or a grid.")
    group_by: GroupBy = Field(default=GroupBy.NONE, title="Group by", description="What a group of rows shares.")
    only: Only = Field(default=Only.ALL, title="Only", description="All rows, or only those with gaps.")
    minimum: tuple[Minimum, ...] = Field(default=(), title="Minimum", description="The least coverage.")

    @model_validator(mode="after")
    def _grid_has_no_columns(self) -> MatrixQuery:
        if self.style is MatrixStyle.GRID and (self.columns or self.rows is RowKind.USE_CASE):
            message = "a grid has the use cases as columns; leave out :columns: and :rows:, or use ':style: table'"
            raise ValueError(message)
        return self


class CoverageQuery(Query):
    """What a traceability-coverage shows."""

    kind: Literal["coverage"] = "coverage"
    minimum: tuple[Minimum, ...] = Field(default=(), title="Minimum", description="The least coverage.")


class FeatureIndexQuery(Query):
    """What a feature-index shows."""

    kind: Literal["features"] = "features"


AnyQuery = Annotated[MatrixQuery | CoverageQuery | FeatureIndexQuery, Field(discriminator="kind")]


class Aggregate(Record):
    """An aggregate directive in a document."""

    query: AnyQuery = Field(title="Query", description="What it shows.")
    path: str = Field(title="Path", description="The source file.")
    line: int = Field(ge=1, title="Line", description="The line of the directive.")
