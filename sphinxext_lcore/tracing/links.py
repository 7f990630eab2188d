"""The links that a card shows: what an item points at, and what points back at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.mentions import mentions_of
from sphinxext_lcore.model.records import CriterionSource
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import EMPTY, Cell, LabelledCell, Run, Target, Tone, joined, link
from sphinxext_lcore.tracing.coverage import Coverage, tone_of
from sphinxext_lcore.tracing.since import changed_lines, removed_line
from sphinxext_lcore.tracing.standing import evidence_line, implementation_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature, Requirement, UseCase


def short_name(item: Requirement | UseCase, feature: str) -> str:
    """The id as it is read in a feature: the local one for its own items, the full one for others."""
    return item.local_id if item.feature == feature else item.id


def item_links(items: Iterable[Requirement | UseCase], feature: str) -> Cell:
    """Links to items, as they are read in a feature."""
    return joined(link(item, short_name(item, feature), item.label) for item in items)


def requirement_links(catalog: Catalog, requirement: Requirement) -> tuple[LabelledCell, ...]:
    """The lines of links on the card of a requirement, without those that would be empty."""
    feature = requirement.feature
    use_cases = (catalog.resolve_use_case(name, feature).item for name in requirement.use_cases)
    refines = (catalog.resolve_requirement(name, feature).item for name in requirement.refines)
    depends_on = (catalog.resolve_requirement(name, feature).item for name in requirement.depends_on)
    return _filled(
        LabelledCell(term("Use cases"), _named(requirement.use_cases, use_cases, feature)),
        LabelledCell(term("Refines"), _named(requirement.refines, refines, feature)),
        LabelledCell(term("Depends on"), _named(requirement.depends_on, depends_on, feature)),
        LabelledCell(term("Accepted by"), _criteria_elsewhere(catalog, requirement)),
        LabelledCell(term("Refined by"), item_links(catalog.refined_by(requirement), feature)),
        LabelledCell(term("Needed by"), item_links(catalog.depended_on_by(requirement), feature)),
        LabelledCell(term("Mentioned in"), _mentions(catalog, requirement)),
        evidence_line(catalog, requirement),
        implementation_line(catalog, requirement),
        *changed_lines(catalog, requirement),
    )


def _criteria_elsewhere(catalog: Catalog, requirement: Requirement) -> Cell:
    """The criteria that do not stand with the requirement itself."""
    return joined(
        link(criterion, criterion.name_at(requirement), criterion.text)
        for criterion in catalog.criteria_of(requirement)
        if criterion.source is not CriterionSource.NESTED
    )


def use_case_links(catalog: Catalog, use_case: UseCase) -> tuple[LabelledCell, ...]:
    """The lines of links on the card of a use case, without those that would be empty."""
    return _filled(
        LabelledCell(term("Served by"), item_links(catalog.requirements_of(use_case), use_case.feature)),
        LabelledCell(term("Mentioned in"), _mentions(catalog, use_case)),
        *changed_lines(catalog, use_case),
    )


def feature_links(catalog: Catalog, feature: Feature) -> tuple[LabelledCell, ...]:
    """The lines of links in the block of a feature, without those that would be empty."""
    successor = catalog.resolve_feature(feature.superseded_by).item if feature.superseded_by else None
    cell: Cell = ()
    if successor is not None:
        cell = (link(successor, successor.title or successor.id),)
    elif feature.superseded_by:
        cell = (Run(feature.superseded_by, tone=Tone.MISSING),)
    return _filled(
        LabelledCell(term("Superseded by"), cell),
        LabelledCell(term("Coverage"), _coverage(catalog, feature)),
        *changed_lines(catalog, feature),
        removed_line(catalog, feature),
    )


def _coverage(catalog: Catalog, feature: Feature) -> Cell:
    """The shares of the requirements of a feature, in words; nothing where it has none."""
    requirements = catalog.requirements_in(feature.id)
    if not requirements:
        return EMPTY
    coverage = catalog.view(Coverage)
    shares = [(str(measure), coverage.share(measure, requirements)) for measure in coverage.measures]
    return joined(Run(f"{name} {share}", tone=tone_of(share)) for name, share in shares)


def _named(names: tuple[str, ...], items: Iterable[Requirement | UseCase | None], feature: str) -> Cell:
    """What an option names: links, and the plain name where it leads nowhere."""
    return joined(
        Run(name, tone=Tone.MISSING) if item is None else link(item, short_name(item, feature), item.label)
        for name, item in zip(names, items, strict=True)
    )


def _mentions(catalog: Catalog, item: Requirement | UseCase) -> Cell:
    own = f"{item.feature}."
    return joined(
        Run(source.title.removeprefix(own), Target(source.docname, source.anchor))
        for source in mentions_of(catalog, item)
    )


def _filled(*lines: LabelledCell) -> tuple[LabelledCell, ...]:
    return tuple(line for line in lines if line.cell)
