"""What is collected from all documents: each of these directives gives a place, and notes what is to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from sphinxext_lcore.model.queries import (
    Aggregate,
    AnyQuery,
    CoverageQuery,
    FeatureIndexQuery,
    FindingIndexQuery,
    HolesQuery,
    MapQuery,
    MatrixQuery,
    OverviewQuery,
    QuestionIndexQuery,
    TimelineQuery,
    UseCaseIndexQuery,
)
from sphinxext_lcore.model.suggestion import cure, shorten
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import (
    CoverageOptions,
    FeatureIndexOptions,
    FindingIndexOptions,
    HolesOptions,
    MapOptions,
    MatrixOptions,
    OptionsT,
    OverviewOptions,
    QuestionIndexOptions,
    TimelineOptions,
    UseCaseIndexOptions,
)
from sphinxext_lcore.rendering.nodes import aggregate
from sphinxext_lcore.tracing.columns import COLUMN_NAMES

if TYPE_CHECKING:
    from docutils import nodes


class AggregateDirective(DesignDirective[OptionsT], Generic[OptionsT]):
    """Gives the place of what a query asks for; the options are the query."""

    query_model: ClassVar[type[AnyQuery]]

    def build(self) -> list[nodes.Node]:
        """Note the query."""
        if self.argument:
            option = f":features: {shorten(self.argument)}"
            message = f"{self.note.name} takes no argument; choose what it shows by an option, such as '{option}'"
            self.find("unexpected_argument", message)
        if self.content:
            name = self.note.name
            self.find("unexpected_body", f"{name} takes no body; move the text out of the block")
        fields = {name: getattr(self.checked, name) for name in self.query_model.model_fields}
        query = self.query_model.model_validate(fields)
        statuses = self.statuses()
        for status in query.status:
            if status not in statuses:
                message = f"invalid value '{status}' in :status:; {cure(status, statuses)}"
                self.find("invalid_value", message, self.option_line("status"))
        self.note.aggregate = Aggregate(query=query, path=self.path, line=self.lineno_in_source)
        return [aggregate("", query=query)]


class TraceabilityMatrix(AggregateDirective[MatrixOptions]):
    """Gives the place of the matrix."""

    options_model, query_model = MatrixOptions, MatrixQuery
    preset: ClassVar[dict[str, str]] = {"kind": "matrix"}

    def build(self) -> list[nodes.Node]:
        """Note the query; the columns depend on what a row stands for."""
        known = COLUMN_NAMES[self.checked.rows]
        for column in self.checked.columns:
            if column not in known:
                message = f"invalid value '{column}' in :columns:; {cure(column, known)}"
                self.find("invalid_value", message, self.option_line("columns"))
        return super().build()


class TraceabilityCoverage(AggregateDirective[CoverageOptions]):
    """Gives the place of the coverage by feature."""

    options_model, query_model = CoverageOptions, CoverageQuery
    preset: ClassVar[dict[str, str]] = {"kind": "coverage"}


class TraceabilityOverview(AggregateDirective[OverviewOptions]):
    """Gives the place of the figures, the features and the newest changes."""

    options_model, query_model = OverviewOptions, OverviewQuery
    preset: ClassVar[dict[str, str]] = {"kind": "overview"}


class TraceabilityMap(AggregateDirective[MapOptions]):
    """Gives the place of the map."""

    options_model, query_model = MapOptions, MapQuery
    preset: ClassVar[dict[str, str]] = {"kind": "map"}


class TraceabilityHoles(AggregateDirective[HolesOptions]):
    """Gives the place of the holes."""

    options_model, query_model = HolesOptions, HolesQuery
    preset: ClassVar[dict[str, str]] = {"kind": "holes"}


class FeatureIndex(AggregateDirective[FeatureIndexOptions]):
    """Gives the place of the list of features."""

    options_model, query_model = FeatureIndexOptions, FeatureIndexQuery
    preset: ClassVar[dict[str, str]] = {"kind": "features"}


class UseCaseIndex(AggregateDirective[UseCaseIndexOptions]):
    """Gives the place of the use cases by role."""

    options_model, query_model = UseCaseIndexOptions, UseCaseIndexQuery
    preset: ClassVar[dict[str, str]] = {"kind": "use-cases"}


class FindingIndex(AggregateDirective[FindingIndexOptions]):
    """Gives the place of the findings."""

    options_model, query_model = FindingIndexOptions, FindingIndexQuery
    preset: ClassVar[dict[str, str]] = {"kind": "findings"}


class ChangelogTimeline(AggregateDirective[TimelineOptions]):
    """Gives the place of the timeline."""

    options_model, query_model = TimelineOptions, TimelineQuery
    preset: ClassVar[dict[str, str]] = {"kind": "timeline"}


class OpenQuestionIndex(AggregateDirective[QuestionIndexOptions]):
    """Gives the place of the open questions."""

    options_model, query_model = QuestionIndexOptions, QuestionIndexQuery
    preset: ClassVar[dict[str, str]] = {"kind": "questions"}
