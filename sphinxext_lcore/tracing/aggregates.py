"""From a query to the tables that answer it: one function for each kind of query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import CoverageQuery, MatrixQuery
from sphinxext_lcore.tracing.features import coverage_table, feature_index
from sphinxext_lcore.tracing.matrix import matrix

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import AnyQuery
    from sphinxext_lcore.tracing.table import Table


class Answers:
    """The answers to the queries of a build: a table that several pages show is made once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._answers: dict[AnyQuery, tuple[Table, ...]] = {}

    def of(self, query: AnyQuery) -> tuple[Table, ...]:
        """The tables that answer a query."""
        if query not in self._answers:
            self._answers[query] = _answer(self._catalog, query)
        return self._answers[query]


def answer(catalog: Catalog, query: AnyQuery) -> tuple[Table, ...]:
    """The tables that an aggregate directive shows."""
    return catalog.view(Answers).of(query)


def _answer(catalog: Catalog, query: AnyQuery) -> tuple[Table, ...]:
    if isinstance(query, MatrixQuery):
        return matrix(catalog, query)
    if isinstance(query, CoverageQuery):
        return coverage_table(catalog, query)
    return feature_index(catalog, query)
