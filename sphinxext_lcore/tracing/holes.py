"""The holes in the trace: what is owed or leads nowhere, each with what would close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import (
    Column,
    Row,
    Run,
    Source,
    Table,
    Target,
    Tone,
    captioned,
    link,
    plain_table,
    words,
)
from sphinxext_lcore.tracing.columns import feature_cell
from sphinxext_lcore.tracing.selection import select_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import HolesQuery
    from sphinxext_lcore.model.records import Finding

NO_HOLES = term("No holes. Every requirement that counts has criteria, and every reference leads somewhere.")

WAIVED = term("Waived")


class HoleKind(NamedTuple):
    """A kind of hole, and the rules that find it."""

    caption: str
    rules: frozenset[str]


HOLE_KINDS = (
    HoleKind(term("Requirements without acceptance criteria"), frozenset({"missing_acceptance_criteria"})),
    HoleKind(term("Requirements without a use case"), frozenset({"untraced_requirement"})),
    HoleKind(
        term("Requirements without passing evidence"), frozenset({"failing_requirement", "unverified_requirement"})
    ),
    HoleKind(term("Promises that no evidence keeps"), frozenset({"unmet_promise"})),
    HoleKind(term("Use cases that no requirement serves"), frozenset({"orphan_use_case"})),
    HoleKind(term("Sections that are missing or empty"), frozenset({"missing_section", "empty_section"})),
    HoleKind(
        term("References that lead nowhere"), frozenset({"unknown_reference", "ambiguous_reference", "unknown_mention"})
    ),
)
"""Every kind of hole. A new one is added here alone."""


def holes(catalog: Catalog, query: HolesQuery) -> tuple[Table, ...]:
    """A table for each kind of hole of which there is one, and one of all findings that are waived."""
    findings, waived = (select_findings(catalog, query, each) for each in (catalog.findings, catalog.waived))
    kinds = [(kind, [each for each in findings if each.rule in kind.rules]) for kind in HOLE_KINDS]
    tables = tuple(_table(catalog, query, kind, found) for kind, found in kinds if found)
    if waived:
        tables += (_waived_table(catalog, query, waived),)
    return tables or (plain_table("holes", query.caption, (), (), NO_HOLES),)


def _table(catalog: Catalog, query: HolesQuery, kind: HoleKind, findings: Sequence[Finding]) -> Table:
    columns = (
        Column("item", term("Item")),
        Column("feature", term("Feature")),
        Column("missing", term("What is missing")),
        Column("cure", term("What closes it")),
        Column("place", term("Place")),
    )
    caption = captioned(query.caption, kind.caption)
    return plain_table("holes", caption, columns, (_row(catalog, each) for each in findings), NO_HOLES)


def _waived_table(catalog: Catalog, query: HolesQuery, findings: Sequence[Finding]) -> Table:
    columns = (
        Column("item", term("Item")),
        Column("feature", term("Feature")),
        Column("missing", term("What is waived")),
        Column("reason", term("Reason")),
        Column("until", term("Until")),
        Column("place", term("Place")),
    )
    caption = captioned(query.caption, WAIVED)
    return plain_table("waived", caption, columns, (_waived_row(catalog, each) for each in findings), NO_HOLES)


def _waived_row(catalog: Catalog, finding: Finding) -> Row:
    return Row(
        (
            (item_of(catalog, finding),),
            feature_cell(catalog, finding.feature),
            words(finding.message.partition("; ")[0]),
            words(finding.waived),
            words(str(finding.waived_until or "")),
            (place_of(finding),),
        )
    )


def _row(catalog: Catalog, finding: Finding) -> Row:
    missing, _, cure = finding.message.partition("; ")
    return Row(
        (
            (item_of(catalog, finding),),
            feature_cell(catalog, finding.feature),
            (Run(missing, tone=Tone.MISSING),),
            words(cure),
            (place_of(finding),),
        )
    )


def item_of(catalog: Catalog, finding: Finding) -> Run:
    """A link to what a finding is about: an item, or else the document."""
    item = catalog.requirement(finding.item) or catalog.use_case(finding.item)
    if item is not None:
        return link(item, item.local_id, item.label)
    return page_of(finding)


def page_of(finding: Finding) -> Run:
    """The document of a finding; the policy is none, and has no page."""
    return Run(finding.docname, Target(finding.docname, "")) if finding.docname else Run(finding.path)


def place_of(finding: Finding) -> Run:
    """The line of a finding."""
    return Run(f"{finding.path}:{finding.line}", Source(finding.path, finding.line))
