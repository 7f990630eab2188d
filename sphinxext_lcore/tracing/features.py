"""Tables with a row for each feature: the index, and the coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import CoverageQuery, FeatureIndexQuery, Measure
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.coverage import Coverage, Share, tone_of
from sphinxext_lcore.tracing.matrix import NO_ROWS, by_feature, select_features, select_requirements
from sphinxext_lcore.tracing.table import EMPTY, Cell, Column, Group, Run, Table, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Requirement


def feature_index(catalog: Catalog, query: FeatureIndexQuery) -> tuple[Table, ...]:
    """The features with their metadata."""
    selected = by_feature(select_requirements(catalog, query))
    rows = tuple(
        (
            (link(feature, feature.title or feature.id),),
            _text(feature.status),
            _text(feature.date.isoformat() if feature.date else ""),
            _text(feature.component),
            _text(", ".join(feature.authors)),
            _text(feature.ticket),
            _text(str(len(selected[feature.id]))),
        )
        for feature in select_features(catalog, query)
    )
    columns = (
        Column("feature", term("Feature")),
        Column("status", term("Status")),
        Column("date", term("Date")),
        Column("component", term("Component")),
        Column("authors", term("Authors")),
        Column("ticket", term("Ticket")),
        Column("requirements", term("Requirements")),
    )
    return (Table("features", query.caption, columns, (Group(EMPTY, rows),), NO_ROWS),)


def coverage_table(catalog: Catalog, query: CoverageQuery) -> tuple[Table, ...]:
    """The coverage of each feature, and of all of them together."""
    coverage = catalog.view(Coverage)
    selected = select_requirements(catalog, query)
    groups = by_feature(selected)

    def row(head: Run, requirements: Sequence[Requirement]) -> tuple[Cell, ...]:
        counted = sum(map(coverage.in_force, requirements))
        shares = [coverage.share(measure, requirements) for measure in Measure]
        return ((head,), (Run(str(counted)),), *map(share_cell, shares))

    rows = [
        row(link(feature, feature.title or feature.id), groups[feature.id])
        for feature in select_features(catalog, query)
    ]
    if len(rows) > 1:
        rows.append(row(Run(term("All features")), selected))
    columns = (
        Column("feature", term("Feature")),
        Column("requirements", term("Requirements that count")),
        Column("accepted-for", term("Accepted-for"), term("Requirements with acceptance criteria")),
        Column("traced", term("Traced"), term("Requirements with a use case, or declared derived")),
    )
    return (Table("coverage", query.caption, columns, (Group(EMPTY, tuple(rows)),), NO_ROWS),)


def share_cell(share: Share) -> Cell:
    """A share, in the tone of what it means."""
    return (Run(str(share), tone=tone_of(share)),)


def _text(text: str) -> Cell:
    return (Run(text),) if text else EMPTY
