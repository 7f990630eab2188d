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


def answer(catalog: Catalog, query: AnyQuery) -> tuple[Table, ...]:
    """The tables that an aggregate directive shows."""
    if isinstance(query, MatrixQuery):
        return matrix(catalog, query)
    if isinstance(query, CoverageQuery):
        return coverage_table(catalog, query)
    return feature_index(catalog, query)
