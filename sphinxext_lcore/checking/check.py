"""Run every rule over a catalog, as the policy of the team says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.policy import NO_POLICY
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.checking.waivers import about_waivers, waived
from sphinxext_lcore.tracing.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding


def check(catalog: Catalog, policy: Policy = NO_POLICY, today: date | None = None) -> tuple[Finding, ...]:
    """All findings of a catalog: those of reading documents and evidence, and those of the rules.

    Args:
        catalog: The catalog.
        policy: What the team says about the rules.
        today: The day on which waivers are judged; without one, none is expired.

    Returns:
        Each finding once, with its level, sorted by document, file, line and rule. What is waived is among them, with
        its reason; what the policy turns off is not.
    """
    found = {*_levelled(_found(catalog, policy), policy)}
    concerned = [each for each in found if not _exempt(each, catalog, policy)]
    judged = [waived(each, policy.waivers, today) for each in concerned]
    judged += _levelled((*policy.findings, *about_waivers(policy, concerned, catalog, today)), policy)
    return tuple(sorted(judged, key=lambda finding: finding.place))


def _found(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    for document in catalog.documents:
        yield from document.findings
    evidence = catalog.given(Evidence)
    yield from evidence.findings if evidence is not None else ()
    for rule in RULES.values():
        if policy.level(rule) is None:
            continue
        if rule.check is not None:
            yield from rule.check(catalog)
        if rule.check_by_policy is not None:
            yield from rule.check_by_policy(catalog, policy)


def _levelled(findings: Iterable[Finding], policy: Policy) -> Iterator[Finding]:
    for finding in findings:
        level = policy.level(RULES[finding.rule])
        if level is not None:
            yield finding.model_copy(update={"level": level})


def _exempt(finding: Finding, catalog: Catalog, policy: Policy) -> bool:
    """Whether a design is older than the rule. One without a date is not, or nobody would write a date."""
    since = policy.since.get(finding.rule)
    feature = catalog.feature(finding.feature) if since is not None else None
    return since is not None and feature is not None and feature.date is not None and feature.date < since
