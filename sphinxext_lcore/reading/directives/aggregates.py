"""``traceability-matrix``, ``traceability-coverage``, ``feature-index``: what is collected from all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinxext_lcore.model.queries import Aggregate, AnyQuery, CoverageQuery, FeatureIndexQuery, MatrixQuery
from sphinxext_lcore.model.suggestion import cure
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import CoverageOptions, FeatureIndexOptions, MatrixOptions, Options
from sphinxext_lcore.rendering.nodes import aggregate
from sphinxext_lcore.tracing.columns import COLUMN_NAMES

if TYPE_CHECKING:
    from docutils import nodes

    from sphinxext_lcore.reading.options import OptionsT


def _noted(directive: DesignDirective[OptionsT], query: AnyQuery) -> list[nodes.Node]:
    directive.expect_no_argument()
    if directive.content:
        name = directive.note.name
        directive.find("unexpected_body", f"{name} takes no body; move the text out of the block")
    statuses = directive.statuses()
    for status in query.status:
        if status not in statuses:
            message = f"invalid value '{status}' in :status:; {cure(status, statuses)}"
            directive.find("invalid_value", message, directive.option_line("status"))
    directive.note.aggregate = Aggregate(query=query, path=directive.path, line=directive.lineno_in_source)
    return [aggregate("", query=query)]


def _fields_of(options: Options, model: type[MatrixQuery | CoverageQuery | FeatureIndexQuery]) -> dict[str, object]:
    return {name: getattr(options, name) for name in model.model_fields}


class TraceabilityMatrix(DesignDirective[MatrixOptions]):
    """Gives the place of the matrix."""

    options_model = MatrixOptions
    preset: ClassVar[dict[str, str]] = {"kind": "matrix"}

    def build(self) -> list[nodes.Node]:
        """Note the query."""
        query = MatrixQuery.model_validate(_fields_of(self.checked, MatrixQuery))
        known = COLUMN_NAMES[query.rows]
        for column in query.columns:
            if column not in known:
                message = f"invalid value '{column}' in :columns:; {cure(column, known)}"
                self.find("invalid_value", message, self.option_line("columns"))
        return _noted(self, query)


class TraceabilityCoverage(DesignDirective[CoverageOptions]):
    """Gives the place of the coverage by feature."""

    options_model = CoverageOptions
    preset: ClassVar[dict[str, str]] = {"kind": "coverage"}

    def build(self) -> list[nodes.Node]:
        """Note the query."""
        return _noted(self, CoverageQuery.model_validate(_fields_of(self.checked, CoverageQuery)))


class FeatureIndex(DesignDirective[FeatureIndexOptions]):
    """Gives the place of the list of features."""

    options_model = FeatureIndexOptions
    preset: ClassVar[dict[str, str]] = {"kind": "features"}

    def build(self) -> list[nodes.Node]:
        """Note the query."""
        return _noted(self, FeatureIndexQuery.model_validate(_fields_of(self.checked, FeatureIndexQuery)))
