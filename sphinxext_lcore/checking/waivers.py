"""Waivers: which findings they set aside, and which of them have had their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sphinxext_lcore.checking.policy import Policy, Waiver
    from sphinxext_lcore.model.catalog import Catalog


def waived(finding: Finding, waivers: Sequence[Waiver], today: date | None) -> Finding:
    """A finding with the reason of the first waiver that holds for it, or as it was."""
    for waiver in waivers:
        if waiver.covers(finding) and not waiver.expired(today):
            return finding.model_copy(update={"waived": waiver.reason, "waived_until": waiver.expires})
    return finding


def about_waivers(
    policy: Policy, findings: Sequence[Finding], catalog: Catalog, today: date | None
) -> Iterator[Finding]:
    """The findings about the waivers of a policy: those that expired, and those that set nothing aside.

    Args:
        policy: The policy.
        findings: All findings that a waiver may be about.
        catalog: The catalog, for what an item may have been meant to be.
        today: The day; without one, none is expired.
    """
    for waiver in policy.waivers:
        covered = sum(map(waiver.covers, findings))
        if waiver.expired(today):
            cure = f"mend what it set aside ({covered}), or move the date" if covered else "remove it"
            message = f"the waiver of {waiver.rule} for {waiver.subject} expired on {waiver.expires}; {cure}"
            yield _about(waiver, policy, "expired_waiver", message)
        elif not covered:
            message = f"the waiver of {waiver.rule} for {waiver.subject} sets nothing aside; {_cure(waiver, catalog)}"
            yield _about(waiver, policy, "unused_waiver", message)


def _about(waiver: Waiver, policy: Policy, rule: str, message: str) -> Finding:
    return Finding(rule=rule, message=message, path=policy.path, line=waiver.line)


def _cure(waiver: Waiver, catalog: Catalog) -> str:
    if not waiver.item or "*" in waiver.item or catalog.item(waiver.item) is not None:
        return "remove it"
    items = (item.id for items in (catalog.features, catalog.requirements, catalog.use_cases) for item in items)
    best = nearest(waiver.item, items)
    return f"did you mean {best}?" if best else "remove it"
