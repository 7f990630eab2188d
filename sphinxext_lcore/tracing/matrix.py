"""The requirements traceability matrix, as a table or as a grid."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import GroupBy, MatrixQuery, MatrixStyle, Only, Query, RowKind
from sphinxext_lcore.model.records import Requirement, UseCase
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.columns import REQUIREMENT_COLUMNS, USE_CASE_COLUMNS, ItemT, MatrixColumn, Sources
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.links import short_name
from sphinxext_lcore.tracing.table import EMPTY, Cell, Column, Group, Run, Table, Tone, link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature

SERVES: Cell = (Run("●", tone=Tone.GOOD, hint=term("serves")),)
NO_GAPS = term("No gaps: everything that counts is accepted-for and traced.")
NO_ROWS = term("There is nothing to show yet.")


def matrix(catalog: Catalog, query: MatrixQuery) -> tuple[Table, ...]:
    """The tables that a ``traceability-matrix`` shows: one, or for a grid one for each feature."""
    if query.style is MatrixStyle.GRID:
        return _grids(catalog, query)
    sources = Sources(catalog, catalog.view(Coverage))
    if query.rows is RowKind.USE_CASE:
        use_cases = [
            use_case
            for use_case in select_use_cases(catalog, query)
            if query.only is Only.ALL or sources.coverage.orphan(use_case)
        ]
        return (_table(sources, query, USE_CASE_COLUMNS, use_cases),)
    requirements = [
        requirement
        for requirement in select_requirements(catalog, query)
        if query.only is Only.ALL or sources.coverage.gap(requirement)
    ]
    return (_table(sources, query, REQUIREMENT_COLUMNS, requirements),)


def select_features(catalog: Catalog, query: Query) -> tuple[Feature, ...]:
    """The features that the filters of a query let through."""
    wanted = {found.id for name in query.features if (found := catalog.resolve_feature(name).item) is not None}
    components = {component.casefold() for component in query.components}
    return tuple(
        feature
        for feature in catalog.features
        if (not query.features or feature.id in wanted)
        and (not components or components & {part.strip().casefold() for part in feature.component.split(",")})
    )


def select_requirements(catalog: Catalog, query: Query) -> tuple[Requirement, ...]:
    """The requirements that the filters of a query let through, in document order."""
    features = {feature.id for feature in select_features(catalog, query)}
    return tuple(
        requirement
        for requirement in catalog.requirements
        if requirement.feature in features
        and (not query.status or requirement.status in query.status)
        and (not query.priority or requirement.priority in query.priority)
    )


def by_feature(items: Iterable[ItemT]) -> defaultdict[str, list[ItemT]]:
    """The items of each feature, by its key."""
    groups: defaultdict[str, list[ItemT]] = defaultdict(list)
    for item in items:
        groups[item.feature].append(item)
    return groups


def select_use_cases(catalog: Catalog, query: Query) -> tuple[UseCase, ...]:
    """The use cases that the filters of a query let through, in document order.

    A status or a priority keeps those that a requirement of it serves.
    """
    features = {feature.id for feature in select_features(catalog, query)}
    use_cases = tuple(use_case for use_case in catalog.use_cases if use_case.feature in features)
    if not query.status and not query.priority:
        return use_cases
    kept = {requirement.id for requirement in select_requirements(catalog, query)}
    return tuple(each for each in use_cases if any(r.id in kept for r in catalog.requirements_of(each)))


def _table(
    sources: Sources, query: MatrixQuery, known: dict[str, MatrixColumn[ItemT]], items: Sequence[ItemT]
) -> Table:
    # One id column tells items of different features apart only beside the feature's name.
    grouped = query.group_by is GroupBy.FEATURE
    names = [name for name in query.columns if name in known] or [n for n in known if not (grouped and n == "feature")]
    columns = [known[name] for name in names]
    groups = [
        Group(head, tuple(tuple(column.cell(sources, item) for column in columns) for item in rows))
        for head, rows in _grouped(sources.catalog, query.group_by, items)
    ]
    empty = NO_GAPS if query.only is Only.GAPS else NO_ROWS
    return Table("matrix", query.caption, tuple(column.head for column in columns), tuple(groups), empty)


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
    return (Run(item.feature),) if feature is None else (link(feature, feature.title or feature.id),)


def _component_head(catalog: Catalog, item: Requirement | UseCase) -> Cell:
    feature = catalog.feature(item.feature)
    return (Run((feature.component if feature is not None else "") or term("no component")),)


def _status_head(_catalog: Catalog, item: Requirement | UseCase) -> Cell:
    return (Run((item.status if isinstance(item, Requirement) else "") or term("no status")),)


def _priority_head(_catalog: Catalog, item: Requirement | UseCase) -> Cell:
    priority = item.priority if isinstance(item, Requirement) else None
    return (Run(str(priority or term("no priority"))),)


_HEADS: dict[GroupBy, Callable[[Catalog, Requirement | UseCase], Cell]] = {
    GroupBy.FEATURE: _feature_head,
    GroupBy.COMPONENT: _component_head,
    GroupBy.STATUS: _status_head,
    GroupBy.PRIORITY: _priority_head,
}


def _grids(catalog: Catalog, query: MatrixQuery) -> tuple[Table, ...]:
    coverage = catalog.view(Coverage)
    selected = by_feature(
        each for each in select_requirements(catalog, query) if query.only is Only.ALL or coverage.gap(each)
    )
    use_cases = by_feature(catalog.use_cases)
    grids = [
        _grid(catalog, feature, selected[feature.id], use_cases[feature.id], query.caption)
        for feature in select_features(catalog, query)
        if feature.id in selected
    ]
    return tuple(grids) or (Table("grid", query.caption, (), (), NO_GAPS if query.only is Only.GAPS else NO_ROWS),)


def _grid(
    catalog: Catalog, feature: Feature, requirements: list[Requirement], own: list[UseCase], caption: str
) -> Table:
    """Requirements down and use cases across; a mark where a requirement serves a use case."""
    served = {requirement.id: catalog.use_cases_of(requirement) for requirement in requirements}
    others = {each.id: each for group in served.values() for each in group if each.feature != feature.id}
    use_cases = [*own, *others.values()]
    rows = tuple(
        (
            (link(requirement, requirement.local_id, requirement.label),),
            *(SERVES if use_case in served[requirement.id] else EMPTY for use_case in use_cases),
        )
        for requirement in requirements
    )
    heads = [Column(each.id, short_name(each, feature.id), each.label) for each in use_cases]
    name = feature.title or feature.id
    title = f"{caption}: {name}" if caption else name
    return Table("grid", title, (Column("id", term("Requirement")), *heads), (Group(EMPTY, rows),), NO_ROWS)
