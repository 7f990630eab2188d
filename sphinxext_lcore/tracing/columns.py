"""The columns of the traceability matrix: one table for each kind of row. A new column is added here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sphinxext_lcore.model.queries import RowKind
from sphinxext_lcore.model.records import Requirement, UseCase
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.links import item_links
from sphinxext_lcore.tracing.table import EMPTY, NOT_COUNTED, Cell, Column, Run, Tone, link

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.tracing.coverage import Coverage

ItemT = TypeVar("ItemT", Requirement, UseCase)


class Sources(NamedTuple):
    """What a cell is made from."""

    catalog: Catalog
    coverage: Coverage


class MatrixColumn(NamedTuple, Generic[ItemT]):
    """A column: its head, and how its cell is made."""

    head: Column
    cell: Callable[[Sources, ItemT], Cell]


MISSING: Cell = (Run(term("missing"), tone=Tone.MISSING),)


def _text(text: str) -> Cell:
    return (Run(text),) if text else EMPTY


def _feature(sources: Sources, item: Requirement | UseCase) -> Cell:
    feature = sources.catalog.feature(item.feature)
    return (link(feature, feature.id, feature.title),) if feature is not None else _text(item.feature)


def _id(_sources: Sources, item: Requirement | UseCase) -> Cell:
    return (link(item, item.local_id),)


def _title(_sources: Sources, item: Requirement | UseCase) -> Cell:
    return _text(item.label)


def _priority(_sources: Sources, requirement: Requirement) -> Cell:
    return _text(str(requirement.priority or ""))


def _status(_sources: Sources, requirement: Requirement) -> Cell:
    return _text(requirement.status)


def _use_cases(sources: Sources, requirement: Requirement) -> Cell:
    cell = item_links(sources.catalog.use_cases_of(requirement), requirement.feature)
    if cell:
        return cell
    if requirement.derived:
        return (Run(term("derived"), tone=Tone.MUTED, hint=requirement.derived),)
    if sources.coverage.traced(requirement):
        return (Run(term("by refinement"), tone=Tone.MUTED),)
    return (
        MISSING if sources.coverage.gap(requirement) and sources.coverage.traces(requirement.feature) else (NOT_COUNTED)
    )


def _criteria(sources: Sources, requirement: Requirement) -> Cell:
    criteria = sources.catalog.criteria_of(requirement)
    if criteria:
        return (link(criteria[0], str(len(criteria)), criteria[0].text),)
    return MISSING if sources.coverage.in_force(requirement) else NOT_COUNTED


def _verified_by(sources: Sources, requirement: Requirement) -> Cell:
    promised = dict.fromkeys(requirement.verified_by)
    for criterion in sources.catalog.criteria_of(requirement):
        promised.update(dict.fromkeys(criterion.verified_by))
    return _text(", ".join(promised))


def _refines(sources: Sources, requirement: Requirement) -> Cell:
    return item_links(sources.catalog.refined(requirement), requirement.feature)


def _depends_on(sources: Sources, requirement: Requirement) -> Cell:
    return item_links(sources.catalog.dependencies(requirement), requirement.feature)


def _role(_sources: Sources, use_case: UseCase) -> Cell:
    return _text(use_case.role)


def _requirements(sources: Sources, use_case: UseCase) -> Cell:
    cell = item_links(sources.catalog.requirements_of(use_case), use_case.feature)
    return cell or (MISSING if sources.coverage.orphan(use_case) else NOT_COUNTED)


_OF_REQUIREMENTS: tuple[MatrixColumn[Requirement], ...] = (
    MatrixColumn(Column("id", term("Id")), _id),
    MatrixColumn(Column("feature", term("Feature")), _feature),
    MatrixColumn(Column("title", term("Requirement")), _title),
    MatrixColumn(Column("priority", term("Priority")), _priority),
    MatrixColumn(Column("status", term("Status")), _status),
    MatrixColumn(Column("use-cases", term("Use cases")), _use_cases),
    MatrixColumn(Column("criteria", term("Criteria")), _criteria),
    MatrixColumn(Column("verified-by", term("Verified by")), _verified_by),
    MatrixColumn(Column("refines", term("Refines")), _refines),
    MatrixColumn(Column("depends-on", term("Depends on")), _depends_on),
)
REQUIREMENT_COLUMNS = {column.head.name: column for column in _OF_REQUIREMENTS}

_OF_USE_CASES: tuple[MatrixColumn[UseCase], ...] = (
    MatrixColumn(Column("id", term("Id")), _id),
    MatrixColumn(Column("feature", term("Feature")), _feature),
    MatrixColumn(Column("title", term("Use case")), _title),
    MatrixColumn(Column("role", term("Role")), _role),
    MatrixColumn(Column("requirements", term("Served by")), _requirements),
)
USE_CASE_COLUMNS = {column.head.name: column for column in _OF_USE_CASES}

COLUMN_NAMES: dict[RowKind, tuple[str, ...]] = {
    RowKind.REQUIREMENT: tuple(REQUIREMENT_COLUMNS),
    RowKind.USE_CASE: tuple(USE_CASE_COLUMNS),
}
