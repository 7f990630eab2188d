"""What a rule is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.records import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Item


class Rule(NamedTuple):
    """A rule: its code is the subtype of the warning, so that ``suppress_warnings`` takes ``lcore.code``."""

    code: str
    level: Level
    reason: str
    """Why it is a rule, in one line."""
    example: str
    """What breaks the rule, as MyST."""
    check: Callable[[Catalog], Iterable[Finding]] | None = None
    """Finds what breaks it in a catalog; None for what is found while a document is read."""
    check_by_policy: Callable[[Catalog, Policy], Iterable[Finding]] | None = None
    """The same for a rule that asks what the team wants."""


def about(item: Item, rule: str, message: str, line: int | None = None) -> Finding:
    """A finding about an item, at its line or at one of its options'."""
    return Finding(
        rule=rule,
        message=message,
        feature=item.feature,
        item=item.id,
        docname=item.docname,
        path=item.path,
        line=line or item.line,
    )
