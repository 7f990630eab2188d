"""From a query to the blocks that answer it: one function for each kind of query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.features import coverage_table, feature_index
from sphinxext_lcore.tracing.finding_index import finding_index
from sphinxext_lcore.tracing.holes import holes
from sphinxext_lcore.tracing.matrix import matrix
from sphinxext_lcore.tracing.overview import overview
from sphinxext_lcore.tracing.question_index import question_index
from sphinxext_lcore.tracing.timeline import timeline
from sphinxext_lcore.tracing.trace_map import trace_map
from sphinxext_lcore.tracing.use_case_index import use_case_index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import AnyQuery
    from sphinxext_lcore.tracing.blocks import Block

ANSWERS: Mapping[str, Callable[[Catalog, Any], tuple[Block, ...]]] = {
    "matrix": matrix,
    "coverage": coverage_table,
    "features": feature_index,
    "overview": overview,
    "map": trace_map,
    "use-cases": use_case_index,
    "holes": holes,
    "findings": finding_index,
    "timeline": timeline,
    "questions": question_index,
}
"""How each kind of query is answered. A new view is added here, and to the queries and directives."""


class Answers:
    """The answers to the queries of a build: what several pages show is made once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._answers: dict[AnyQuery, tuple[Block, ...]] = {}
        self._digests: dict[AnyQuery, str] = {}

    def of(self, query: AnyQuery) -> tuple[Block, ...]:
        """The blocks that answer a query."""
        if query not in self._answers:
            self._answers[query] = ANSWERS[query.kind](self._catalog, query)
        return self._answers[query]

    def digest_of(self, query: AnyQuery) -> str:
        """The digest of the blocks that answer a query."""
        if query not in self._digests:
            self._digests[query] = digest(self.of(query))
        return self._digests[query]


def answer_digest(catalog: Catalog, query: AnyQuery) -> str:
    """The digest of all that an aggregate directive shows."""
    return catalog.view(Answers).digest_of(query)


def answer(catalog: Catalog, query: AnyQuery) -> tuple[Block, ...]:
    """The blocks that an aggregate directive shows."""
    return catalog.view(Answers).of(query)
