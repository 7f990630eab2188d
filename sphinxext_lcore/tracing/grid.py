"""The grid of a feature: its requirements down, the use cases across, and a mark where one serves the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import Only
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import (
    EMPTY,
    NOT_COUNTED,
    Cell,
    Column,
    Row,
    Run,
    Table,
    Target,
    Tone,
    captioned,
    link,
    plain_table,
)
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.links import short_name
from sphinxext_lcore.tracing.selection import by_feature, select_features, select_requirements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import MatrixQuery
    from sphinxext_lcore.model.records import Feature, Requirement, UseCase

SERVES: Cell = (Run("●", tone=Tone.GOOD, hint=term("serves")),)
_OTHERS = Run(term("others"), tone=Tone.MUTED, hint=term("requirements that are not shown here"))
_AND_OTHERS = _OTHERS._replace(text=term("and others"))
_HOLE: Cell = (Run(term("missing"), tone=Tone.MISSING),)


def grids(catalog: Catalog, query: MatrixQuery, empty: str) -> tuple[Table, ...]:
    """A grid for each feature that the filters let through; where there is none, a table without rows."""
    coverage = catalog.view(Coverage)
    selected = by_feature(
        each for each in select_requirements(catalog, query) if query.only is Only.ALL or coverage.gap(each)
    )
    use_cases = by_feature(catalog.use_cases)
    made = [
        _grid(catalog, feature, selected[feature.id], use_cases[feature.id], query.caption)
        for feature in select_features(catalog, query)
        if feature.id in selected
    ]
    return tuple(made) or (plain_table("grid", query.caption, (), (), empty),)


def _grid(
    catalog: Catalog, feature: Feature, requirements: Sequence[Requirement], own: Sequence[UseCase], caption: str
) -> Table:
    coverage = catalog.view(Coverage)
    served = {requirement.id: catalog.use_cases_of(requirement) for requirement in requirements}
    others = {each.id: each for group in served.values() for each in group if each.feature != feature.id}
    use_cases = [*own, *others.values()]
    served_ids = {identifier: {each.id for each in group} for identifier, group in served.items()}
    rows = [
        Row(
            (
                (link(requirement, requirement.local_id, requirement.label),),
                *(SERVES if use_case.id in served_ids[requirement.id] else EMPTY for use_case in use_cases),
                _count(len(served[requirement.id]), hole=_is_untraced(coverage, requirement)),
            )
        )
        for requirement in requirements
    ]
    if use_cases:
        marks = Counter(identifier for each in served_ids.values() for identifier in each)
        cells = (_served_by(catalog, each, marks[each.id]) for each in use_cases)
        rows.append(Row(((Run(term("Served by")),), *cells, EMPTY)))
    title = captioned(caption, feature.name)
    heads = [Column(each.id, short_name(each, feature.id), each.label, _place(each)) for each in use_cases]
    columns = (Column("id", term("Requirement")), *heads, Column("use-cases", term("Use cases")))
    return plain_table("grid", title, columns, rows, "")


def _place(use_case: UseCase) -> Target:
    return Target(use_case.docname, use_case.anchor)


def _count(number: int, *, hole: bool) -> Cell:
    """How many links a row or a column has; none is a hole, unless it is owed by nobody."""
    if number:
        return (Run(str(number)),)
    return _HOLE if hole else NOT_COUNTED


def _served_by(catalog: Catalog, use_case: UseCase, marks: int) -> Cell:
    """How many marks a column has, and whether the use case is served by requirements that are no row."""
    if len(catalog.requirements_of(use_case)) == marks:
        return _count(marks, hole=catalog.view(Coverage).orphan(use_case))
    return (*_count(marks, hole=False), Run(" "), _AND_OTHERS) if marks else (_OTHERS,)


def _is_untraced(coverage: Coverage, requirement: Requirement) -> bool:
    owed = coverage.in_force(requirement) and coverage.traces(requirement.feature)
    return owed and not coverage.traced(requirement)
