"""Tables with a row for each feature: the index, and the coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import CoverageQuery, FeatureIndexQuery, Measure
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import EMPTY, Cell, Column, Row, Run, Table, Ticket, link, plain_table, words
from sphinxext_lcore.tracing.coverage import Coverage, Share, tone_of
from sphinxext_lcore.tracing.matrix import NO_ROWS
from sphinxext_lcore.tracing.selection import by_feature, select_items, select_requirements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature, Requirement

_MEASURE_COLUMNS = {
    Measure.ACCEPTED_FOR: Column("accepted-for", term("Accepted-for"), term("Requirements with acceptance criteria")),
    Measure.TRACED: Column("traced", term("Traced"), term("Requirements with a use case, or declared derived")),
    Measure.VERIFIED: Column("verified", term("Verified"), term("Requirements with passing evidence")),
}
"""The column of each measure."""


def feature_index(catalog: Catalog, query: FeatureIndexQuery) -> tuple[Table, ...]:
    """The features with their metadata."""
    selected = by_feature(select_requirements(catalog, query))
    rows = (
        Row(
            (
                (link(feature, feature.name),),
                words(feature.status),
                words(feature.date.isoformat() if feature.date else ""),
                words(feature.component),
                words(", ".join(feature.authors)),
                ticket_cell(feature),
                words(str(len(selected[feature.id]))),
            )
        )
        for feature in select_items(catalog, query, catalog.features)
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
    return (plain_table("features", query.caption, columns, rows, NO_ROWS),)


def coverage_table(catalog: Catalog, query: CoverageQuery) -> tuple[Table, ...]:
    """The coverage of each feature, and of all of them together."""
    coverage = catalog.view(Coverage)
    selected = select_requirements(catalog, query)
    groups = by_feature(selected)

    def row(head: Run, requirements: Sequence[Requirement]) -> tuple[Cell, ...]:
        counted = sum(map(coverage.in_force, requirements))
        return ((head,), (Run(str(counted)),), *measure_cells(coverage, requirements))

    features = select_items(catalog, query, catalog.features)
    rows = [row(link(feature, feature.name), groups[feature.id]) for feature in features]
    if len(rows) > 1:
        rows.append(row(Run(term("All features")), selected))
    columns = (
        Column("feature", term("Feature")),
        Column("requirements", term("Requirements that count")),
        *measure_columns(coverage),
    )
    return (plain_table("coverage", query.caption, columns, map(Row, rows), NO_ROWS),)


def measure_columns(coverage: Coverage) -> tuple[Column, ...]:
    """A column for each thing that can be measured."""
    return tuple(_MEASURE_COLUMNS[measure] for measure in coverage.measures)


def measure_cells(coverage: Coverage, requirements: Sequence[Requirement]) -> tuple[Cell, ...]:
    """The shares of some requirements, one for each of those columns."""
    return tuple((share_run(coverage.share(measure, requirements)),) for measure in coverage.measures)


def share_run(share: Share) -> Run:
    """A share, in the tone of what it means."""
    return Run(str(share), tone=tone_of(share), percent=share.percent)


def ticket_cell(feature: Feature) -> Cell:
    """The ticket of a feature."""
    return (Run(feature.ticket, Ticket(feature.ticket)),) if feature.ticket else EMPTY
