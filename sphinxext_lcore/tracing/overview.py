"""The overview: how things stand in figures, the features with their coverage, and what changed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import OverviewQuery, TimelineQuery
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import Cell, Column, Figure, Figures, Row, Run, Tone, View, link, plain_table, words
from sphinxext_lcore.tracing.columns import findings_cell
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.features import measure_cells, measure_columns, ticket_cell
from sphinxext_lcore.tracing.selection import by_feature, select_findings, select_items, select_requirements
from sphinxext_lcore.tracing.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature, Finding, Requirement
    from sphinxext_lcore.tracing.blocks import Block

_NEWEST = 8
NO_FEATURES = term("There is no feature design yet.")


def overview(catalog: Catalog, query: OverviewQuery) -> tuple[Block, ...]:
    """The figures, a row for each feature, and the newest rows of all changelogs."""
    newest = TimelineQuery.model_validate({**query.model_dump(), "kind": "timeline", "limit": _NEWEST})
    changes = (table._replace(caption=term("Newest changes")) for table in timeline(catalog, newest))
    return (_figures(catalog, query), _features(catalog, query), *changes)


def _figures(catalog: Catalog, query: OverviewQuery) -> Figures:
    coverage = catalog.view(Coverage)
    features = select_items(catalog, query, catalog.features)
    requirements = select_requirements(catalog, query)
    shares = [
        Figure(
            column.label,
            run._replace(target=View("holes")),
            column.hint,
        )
        for (run,), column in zip(measure_cells(coverage, requirements), measure_columns(coverage), strict=True)
    ]
    counted = sum(map(coverage.in_force, requirements))
    figures = (
        Figure(term("Features"), Run(str(len(features)))),
        Figure(term("Requirements"), Run(str(counted), View("matrix")), term("Requirements that count")),
        *shares,
        Figure(term("Findings"), _findings_run(select_findings(catalog, query, catalog.findings))),
    )
    return Figures("figures", query.caption, figures)


def _findings_run(findings: Sequence[Finding]) -> Run:
    graver = sum(each.level is not Level.INFO for each in findings)
    tone = Tone.MISSING if graver else Tone.GOOD if not findings else Tone.PLAIN
    return Run(str(len(findings)), View("findings"), tone)


def _features(catalog: Catalog, query: OverviewQuery) -> Block:
    groups = by_feature(select_requirements(catalog, query))
    found = by_feature(select_findings(catalog, query, catalog.findings))
    rows = (
        Row(tuple(_cells(catalog, feature, groups[feature.id], found)))
        for feature in select_items(catalog, query, catalog.features)
    )
    columns = (
        Column("feature", term("Feature")),
        Column("requirements", term("Requirements"), term("Requirements that count")),
        *measure_columns(catalog.view(Coverage)),
        Column("findings", term("Findings")),
        Column("status", term("Status")),
        Column("owner", term("Owner")),
        Column("date", term("Date")),
        Column("ticket", term("Ticket")),
    )
    return plain_table("overview", term("Features"), columns, rows, NO_FEATURES)


def _cells(
    catalog: Catalog, feature: Feature, requirements: Sequence[Requirement], found: Mapping[str, Sequence[Finding]]
) -> Iterator[Cell]:
    coverage = catalog.view(Coverage)
    yield (link(feature, feature.name),)
    yield words(str(sum(map(coverage.in_force, requirements))))
    yield from measure_cells(coverage, requirements)
    yield findings_cell(found.get(feature.id, ()))
    yield words(feature.status)
    yield words(", ".join(feature.authors))
    yield words(feature.date.isoformat() if feature.date else "")
    yield ticket_cell(feature)
