"""Rules about ids and keys: each names one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.ids import natural_key, next_free, numbering_gaps
from sphinxext_lcore.model.records import Requirement, UseCase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding


def duplicate_id(catalog: Catalog) -> Iterator[Finding]:
    """Two requirements, use cases or criteria of a feature with one id."""
    for item, first in catalog.duplicates:
        taken: Sequence[Requirement | UseCase] = (
            catalog.use_cases if isinstance(item, UseCase) else catalog.requirements
        )
        free = next_free(item.local_id, (other.local_id for other in taken if other.feature == item.feature))
        message = (
            f"duplicate id {item.local_id}; the first stands in {first.path}:{first.line}, so number this one {free}"
        )
        yield about(item, "duplicate_id", message)
    for criterion in catalog.criteria:
        if criterion.name and criterion.name != criterion.local_id:
            message = (
                f"duplicate name {criterion.name} of a criterion; "
                f"an earlier one has it, so name this one {criterion.local_id}"
            )
            yield about(criterion, "duplicate_id", message)


def duplicate_key(catalog: Catalog) -> Iterator[Finding]:
    """Two features with one key."""
    for feature, first, key in catalog.contested_keys:
        recorded = catalog.feature_of(feature.docname)
        message = (
            f"duplicate key '{key}'; the first stands in {first.path}:{first.line}, "
            f"so this feature is recorded as '{recorded}': give it a key of its own"
        )
        yield about(feature, "duplicate_key", message).model_copy(update={"item": recorded, "feature": recorded})


def numbering_gap(catalog: Catalog) -> Iterator[Finding]:
    """A number that no requirement or use case has, below the highest one."""
    for items in (catalog.requirements, catalog.use_cases):
        features: dict[str, list[Requirement | UseCase]] = {}
        for item in items:
            features.setdefault(item.feature, []).append(item)
        for group in features.values():
            gaps = numbering_gaps([item.local_id for item in group])
            if gaps:
                higher = (item for item in group if natural_key(item.local_id) > natural_key(gaps[0]))
                after = min(higher, key=lambda item: natural_key(item.local_id))
                message = (
                    f"gap in the numbering: there is no {', '.join(gaps[:5])}; "
                    "renumber, or waive the finding with a reason"
                )
                yield about(after, "numbering_gap", message)
