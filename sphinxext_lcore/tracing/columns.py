"""The columns of the traceability matrix: one table for each kind of row. A new column is added here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sphinxext_lcore.model.ears import ears
from sphinxext_lcore.model.queries import RowKind
from sphinxext_lcore.model.records import Level, Requirement, UseCase
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import EMPTY, NOT_COUNTED, Cell, Column, Run, Tone, View, link, words
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.links import item_links
from sphinxext_lcore.tracing.standing import state_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

ItemT = TypeVar("ItemT", Requirement, UseCase)


class Sources(NamedTuple):
    """What a cell is made from."""

    catalog: Catalog
    coverage: Coverage
    findings: Mapping[str, Sequence[Finding]]
    """The findings of each item, by its full id."""

    @classmethod
    def of(cls, catalog: Catalog) -> Sources:
        """What the cells of a catalog are made from."""
        return cls(catalog, catalog.view(Coverage), catalog.findings_by_item)


class MatrixColumn(NamedTuple, Generic[ItemT]):
    """A column: its head, and how its cell is made."""

    head: Column
    cell: Callable[[Sources, ItemT], Cell]
    on_request: bool = False
    """Whether only an author who names it sees it."""


MISSING: Cell = (Run(term("missing"), tone=Tone.MISSING),)


def feature_cell(catalog: Catalog, key: str) -> Cell:
    """A link to the feature of a key."""
    feature = catalog.feature(key)
    return (link(feature, feature.id, feature.title),) if feature is not None else words(key)


def _feature(sources: Sources, item: Requirement | UseCase) -> Cell:
    return feature_cell(sources.catalog, item.feature)


def _id(_sources: Sources, item: Requirement | UseCase) -> Cell:
    return (link(item, item.local_id),)


def _title(_sources: Sources, item: Requirement | UseCase) -> Cell:
    return words(item.label)


def _priority(_sources: Sources, requirement: Requirement) -> Cell:
    return words(str(requirement.priority or ""))


def _status(_sources: Sources, requirement: Requirement) -> Cell:
    return words(requirement.status)


def _use_cases(sources: Sources, requirement: Requirement) -> Cell:
    cell = item_links(sources.catalog.use_cases_of(requirement), requirement.feature)
    return cell or without_use_cases(sources, requirement)


def without_use_cases(sources: Sources, requirement: Requirement) -> Cell:
    """What stands in place of the use cases of a requirement that names none."""
    if requirement.derived:
        return (Run(term("derived"), tone=Tone.MUTED, hint=requirement.derived),)
    if sources.coverage.traced(requirement):
        return (Run(term("by refinement"), tone=Tone.MUTED),)
    owed = sources.coverage.gap(requirement) and sources.coverage.traces(requirement.feature)
    return MISSING if owed else NOT_COUNTED


def _criteria(sources: Sources, requirement: Requirement) -> Cell:
    criteria = sources.catalog.criteria_of(requirement)
    if criteria:
        return (link(criteria[0], str(len(criteria))),)
    return MISSING if sources.coverage.in_force(requirement) else NOT_COUNTED


def _verified_by(sources: Sources, requirement: Requirement) -> Cell:
    promised = dict.fromkeys(requirement.verified_by)
    for criterion in sources.catalog.criteria_of(requirement):
        promised.update(dict.fromkeys(criterion.verified_by))
    methods = ", ".join(requirement.verification)
    what = words(", ".join(promised))
    return (Run(methods + ": " * bool(what), tone=Tone.MUTED), *what) if methods else what


def _evidence(sources: Sources, requirement: Requirement) -> Cell:
    return state_cell(sources.catalog, requirement)


def _findings(sources: Sources, item: Requirement | UseCase) -> Cell:
    return findings_cell(sources.findings.get(item.id, ()))


def findings_cell(findings: Sequence[Finding]) -> Cell:
    """How many findings there are, and the gravest level among them; the place tells what they say."""
    if not findings:
        return EMPTY
    gravest = max((each.level for each in findings), key=tuple(Level).index)
    said = " / ".join(each.message for each in findings)
    return (Run(str(len(findings)), View("findings", anchor_of_document(findings[0].docname)), Tone(gravest), said),)


def anchor_of_document(docname: str) -> str:
    """The anchor of the findings of a document on the page of findings."""
    return f"in-{docname.replace('/', '-').lower()}"


def _refines(sources: Sources, requirement: Requirement) -> Cell:
    return item_links(sources.catalog.refined(requirement), requirement.feature)


def _depends_on(sources: Sources, requirement: Requirement) -> Cell:
    return item_links(sources.catalog.dependencies(requirement), requirement.feature)


def _ears(_sources: Sources, requirement: Requirement) -> Cell:
    found = ears(requirement.statement)
    return words(found.pattern) if found is not None else EMPTY


def _role(_sources: Sources, use_case: UseCase) -> Cell:
    return words(use_case.role)


def served_by(sources: Sources, use_case: UseCase) -> Cell:
    """The requirements that serve a use case."""
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
    MatrixColumn(Column("evidence", term("Evidence")), _evidence),
    MatrixColumn(Column("refines", term("Refines")), _refines),
    MatrixColumn(Column("depends-on", term("Depends on")), _depends_on),
    MatrixColumn(Column("ears", term("EARS pattern")), _ears, on_request=True),
    MatrixColumn(Column("findings", term("Findings")), _findings),
)
REQUIREMENT_COLUMNS = {column.head.name: column for column in _OF_REQUIREMENTS}

_OF_USE_CASES: tuple[MatrixColumn[UseCase], ...] = (
    MatrixColumn(Column("id", term("Id")), _id),
    MatrixColumn(Column("feature", term("Feature")), _feature),
    MatrixColumn(Column("title", term("Use case")), _title),
    MatrixColumn(Column("role", term("Role")), _role),
    MatrixColumn(Column("requirements", term("Served by")), served_by),
    MatrixColumn(Column("findings", term("Findings")), _findings),
)
USE_CASE_COLUMNS = {column.head.name: column for column in _OF_USE_CASES}

COLUMN_NAMES: dict[RowKind, tuple[str, ...]] = {
    RowKind.REQUIREMENT: tuple(REQUIREMENT_COLUMNS),
    RowKind.USE_CASE: tuple(USE_CASE_COLUMNS),
}
