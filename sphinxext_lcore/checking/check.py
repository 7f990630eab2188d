"""Run every rule over a catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.registry import RULES

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding


def check(catalog: Catalog) -> tuple[Finding, ...]:
    """All findings of a catalog: those of reading and those of the rules.

    Returns:
        Each finding once, with its level, sorted by document, file, line and rule.
    """
    found = [finding for document in catalog.documents for finding in document.findings]
    for rule in RULES.values():
        if rule.check is not None:
            found += rule.check(catalog)
    levelled = {finding.model_copy(update={"level": RULES[finding.rule].level}) for finding in found}
    return tuple(sorted(levelled, key=_place))


def _place(finding: Finding) -> tuple[str, str, int, str, str, str]:
    return finding.docname, finding.path, finding.line, finding.rule, finding.item, finding.message
