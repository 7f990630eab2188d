"""From a query to the blocks that answer it: one function for each kind of query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.tracing.blocks import Table
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.features import coverage_table, feature_index
from sphinxext_lcore.tracing.finding_index import finding_index
from sphinxext_lcore.tracing.holes import holes
from sphinxext_lcore.tracing.maps import TraceMap
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


class Known(NamedTuple):
    """What is kept of an answer when its blocks are gone."""

    digest: str
    has_map: bool
    is_browsable: bool


class Answers:
    """The answers to the queries of a build.

    Blocks wait between the look at what a page shows and its writing: a table of ten thousand rows takes as much memory
    as many documents. In a build that writes few pages, those of the others wait to the end.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._waiting: dict[AnyQuery, tuple[Block, ...]] = {}
        self._known: dict[AnyQuery, Known] = {}

    def of(self, query: AnyQuery) -> tuple[Block, ...]:
        """The blocks that answer a query, to be written."""
        return self._waiting.pop(query, ()) or self._made(query)

    def known(self, query: AnyQuery) -> Known:
        """What the answer to a query is like."""
        if query not in self._known:
            self._waiting[query] = self._made(query)
        return self._known[query]

    def _made(self, query: AnyQuery) -> tuple[Block, ...]:
        blocks = ANSWERS[query.kind](self._catalog, query)
        if query not in self._known:
            has_map = any(isinstance(block, TraceMap) for block in blocks)
            is_browsable = any(isinstance(block, Table) and block.is_browsable for block in blocks)
            self._known[query] = Known(digest(blocks), has_map, is_browsable)
        return blocks


def known_answer(catalog: Catalog, query: AnyQuery) -> Known:
    """What the blocks are like that an aggregate directive shows."""
    return catalog.view(Answers).known(query)


def answer(catalog: Catalog, query: AnyQuery) -> tuple[Block, ...]:
    """The blocks that an aggregate directive shows."""
    return catalog.view(Answers).of(query)
