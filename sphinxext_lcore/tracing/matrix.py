"""The requirements traceability matrix: a row for each requirement, or for each use case."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple

from sphinxext_lcore.model.queries import GroupBy, MatrixQuery, MatrixStyle, Only, RowKind
from sphinxext_lcore.model.records import Requirement, UseCase
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import (
    EMPTY,
    OPENING,
    Cell,
    Details,
    Facets,
    Group,
    LabelledCell,
    Row,
    Run,
    Table,
    joined,
    link,
    words,
)
from sphinxext_lcore.tracing.columns import REQUIREMENT_COLUMNS, USE_CASE_COLUMNS, ItemT, MatrixColumn, Sources
from sphinxext_lcore.tracing.grid import grids
from sphinxext_lcore.tracing.selection import select_requirements, select_use_cases
from sphinxext_lcore.tracing.standing import criterion_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinxext_lcore.model.catalog import Catalog

NO_GAPS = term("No gaps: everything that counts is accepted-for and traced.")
NO_ROWS = term("There is nothing to show yet.")


def matrix(catalog: Catalog, query: MatrixQuery) -> tuple[Table, ...]:
    """The tables that a ``traceability-matrix`` shows: one, or for a grid one for each feature."""
    empty = NO_GAPS if query.only is Only.GAPS else NO_ROWS
    if query.style is MatrixStyle.GRID:
        return grids(catalog, query, empty)
    sources = Sources.of(catalog)
    if query.rows is RowKind.USE_CASE:
        use_cases = [
            use_case
            for use_case in select_use_cases(catalog, query)
            if query.only is Only.ALL or sources.coverage.orphan(use_case)
        ]
        return (_table(sources, query, _USE_CASES, use_cases)._replace(empty=empty),)
    requirements = [
        requirement
        for requirement in select_requirements(catalog, query)
        if query.only is Only.ALL or sources.coverage.gap(requirement)
    ]
    return (_table(sources, query, _REQUIREMENTS, requirements)._replace(empty=empty),)


class _Kind(NamedTuple, Generic[ItemT]):
    """What a row is made of: its columns, and what it opens to show."""

    columns: dict[str, MatrixColumn[ItemT]]
    details: Callable[[Sources, ItemT], Details | None]


def _table(sources: Sources, query: MatrixQuery, kind: _Kind[ItemT], items: Sequence[ItemT]) -> Table:
    grouped = [(head, tuple(rows)) for head, rows in _grouped(sources.catalog, query.group_by, items)]
    in_order = [item for _, rows in grouped for item in rows]
    columns = _columns(query, kind.columns)
    filled = [(column.head, [column.cell(sources, item) for item in in_order]) for column in columns]
    if in_order and not query.columns:  # teams differ in what they write down
        filled = [(head, cells) for head, cells in filled if any(cells)]
    opens = any(column.head.name == OPENING for column in columns)
    details = (kind.details(sources, item) if opens else None for item in in_order)
    facets = (_facets(sources, item) for item in in_order)
    made = map(Row, zip(*(cells for _, cells in filled), strict=True), details, facets)
    groups = tuple(Group(head, tuple(islice(made, len(rows)))) for head, rows in grouped)
    return Table("matrix", query.caption, tuple(head for head, _ in filled), groups, NO_ROWS)


def _columns(query: MatrixQuery, known: dict[str, MatrixColumn[ItemT]]) -> list[MatrixColumn[ItemT]]:
    """The columns that an author chose, or the usual ones; in a group of one feature no row need name it."""
    chosen = [known[name] for name in query.columns if name in known]
    if chosen:
        return chosen
    grouped = query.group_by is GroupBy.FEATURE
    return [
        column._replace(head=column.head._replace(repeats_group=grouped and column.head.name == "feature"))
        for column in known.values()
        if not column.on_request
    ]


def _requirement_details(sources: Sources, requirement: Requirement) -> Details | None:
    """The statement and the criteria, which the columns only name."""
    points = tuple(
        LabelledCell(
            criterion.name_at(requirement),
            joined((*words(criterion.text), *criterion_state(sources.catalog, criterion, requirement)), " "),
        )
        for criterion in sources.catalog.criteria_of(requirement)
    )
    text = requirement.statement if requirement.statement != requirement.label else ""
    return Details(text, points) if text or points else None


def _use_case_details(_sources: Sources, use_case: UseCase) -> Details | None:
    return Details(use_case.story) if use_case.story not in {"", use_case.label} else None


_REQUIREMENTS = _Kind(REQUIREMENT_COLUMNS, _requirement_details)
_USE_CASES = _Kind(USE_CASE_COLUMNS, _use_case_details)


def _facets(sources: Sources, item: Requirement | UseCase) -> Facets:
    feature = sources.catalog.feature(item.feature)
    owner = ", ".join(feature.authors) if feature is not None else ""
    if isinstance(item, UseCase):
        return Facets(item.feature, owner, hole=sources.coverage.orphan(item))
    return Facets(item.feature, owner, item.status, str(item.priority or ""), sources.coverage.gap(item))


def _grouped(catalog: Catalog, group_by: GroupBy, items: Sequence[ItemT]) -> Iterable[tuple[Cell, Sequence[ItemT]]]:
    if group_by is GroupBy.NONE:
        return [(EMPTY, items)]
    head_of = _HEADS[group_by]
    groups: dict[Cell, list[ItemT]] = {}
    for item in items:
        groups.setdefault(head_of(catalog, item), []).append(item)
    return groups.items()


def _feature_head(catalog: Catalog, item: Requirement | UseCase) -> Cell:
    feature = catalog.feature(item.feature)
    return (Run(item.feature),) if feature is None else (link(feature, feature.name),)


def _component_head(catalog: Catalog, item: Requirement | UseCase) -> Cell:
    feature = catalog.feature(item.feature)
    return (Run((feature.component if feature is not None else "") or term("no component")),)


def _status_head(_catalog: Catalog, item: Requirement | UseCase) -> Cell:
    return (Run((item.status if isinstance(item, Requirement) else "") or term("no status")),)


def _priority_head(_catalog: Catalog, item: Requirement | UseCase) -> Cell:
    priority = item.priority if isinstance(item, Requirement) else None
    return (Run(str(priority) if priority else term("no priority")),)


_HEADS: dict[GroupBy, Callable[[Catalog, Requirement | UseCase], Cell]] = {
    GroupBy.FEATURE: _feature_head,
    GroupBy.COMPONENT: _component_head,
    GroupBy.STATUS: _status_head,
    GroupBy.PRIORITY: _priority_head,
}
