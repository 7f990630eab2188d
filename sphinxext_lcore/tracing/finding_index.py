"""The findings: how many there are of each rule, and all of them by document."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import Column, Group, Row, Run, Table, Tone, captioned, plain_table, words
from sphinxext_lcore.tracing.columns import anchor_of_document
from sphinxext_lcore.tracing.holes import item_of, page_of, place_of
from sphinxext_lcore.tracing.selection import select_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import FindingIndexQuery
    from sphinxext_lcore.model.records import Finding, Level

NO_FINDINGS = term("No findings.")


def finding_index(catalog: Catalog, query: FindingIndexQuery) -> tuple[Table, ...]:
    """A table of the rules that found something, and a table of what they found."""
    findings = select_findings(catalog, query, catalog.findings)
    if not findings:
        return (plain_table("findings", query.caption, (), (), NO_FINDINGS),)
    return (
        _by_rule(findings, captioned(query.caption, term("By rule"))),
        _by_document(catalog, findings, captioned(query.caption, term("By document"))),
    )


def _by_rule(findings: Sequence[Finding], caption: str) -> Table:
    columns = (
        Column("rule", term("Rule")),
        Column("level", term("Level")),
        Column("number", term("Findings")),
        Column("reason", term("Why it is a rule")),
    )
    counts: Counter[str] = Counter(finding.rule for finding in findings)
    levels = {finding.rule: finding.level for finding in findings}
    rows = (
        Row((_code(rule), _level(levels[rule]), words(str(number)), words(RULES[rule].reason)))
        for rule, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )
    return plain_table("rules", caption, columns, rows, NO_FINDINGS)


def _by_document(catalog: Catalog, findings: Sequence[Finding], caption: str) -> Table:
    columns = (
        Column("place", term("Place")),
        Column("level", term("Level")),
        Column("item", term("Item")),
        Column("message", term("Finding")),
        Column("rule", term("Rule")),
    )
    pages = groupby(findings, key=lambda finding: finding.docname or finding.path)
    groups = tuple(_group(catalog, tuple(found)) for _, found in pages)
    return Table("findings", caption, columns, groups, NO_FINDINGS)


def _group(catalog: Catalog, findings: tuple[Finding, ...]) -> Group:
    docname = findings[0].docname
    anchor = anchor_of_document(docname) if docname else ""
    return Group((page_of(findings[0]),), tuple(_row(catalog, each) for each in findings), anchor)


def _row(catalog: Catalog, finding: Finding) -> Row:
    item = (item_of(catalog, finding),)
    return Row(((place_of(finding),), _level(finding.level), item, words(finding.message), _code(finding.rule)))


def _level(level: Level) -> tuple[Run, ...]:
    return (Run(term(level.value), tone=Tone(level)),)


def _code(rule: str) -> tuple[Run, ...]:
    return (Run(f"lcore.{rule}", tone=Tone.CODE),)
