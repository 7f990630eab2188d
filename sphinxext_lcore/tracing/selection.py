"""What the filters of a query let through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import Query
    from sphinxext_lcore.model.records import Feature, Finding, Requirement, UseCase


class OfFeature(Protocol):
    """What belongs to a feature: an item, or a finding."""

    @property
    def feature(self) -> str:
        """The key of the feature."""


ItemT = TypeVar("ItemT", bound=OfFeature)


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


def select_items(catalog: Catalog, query: Query, items: Iterable[ItemT]) -> tuple[ItemT, ...]:
    """Those of some items whose features the filters of a query let through.

    A status or a priority keeps the features that have a requirement of it.
    """
    by_requirement = query.status or query.priority
    kept = select_requirements(catalog, query) if by_requirement else select_features(catalog, query)
    features = {each.feature for each in kept}
    return tuple(item for item in items if item.feature in features)


def select_findings(catalog: Catalog, query: Query, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of the features that a query names; without a choice also those that are of no feature.

    A status or a priority keeps those about requirements of it, their criteria and the use cases that they serve.
    """
    if query.status or query.priority:
        requirements = select_requirements(catalog, query)
        kept = {each.id for each in (*requirements, *select_use_cases(catalog, query))}
        kept |= {criterion.id for requirement in requirements for criterion in catalog.criteria_of(requirement)}
        return tuple(finding for finding in findings if finding.item in kept)
    return select_items(catalog, query, findings) if query.features or query.components else findings
