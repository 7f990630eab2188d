"""What a rule is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.records import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Item


class File(NamedTuple):
    """A file of an example."""

    name: str
    """Relative to the source folder."""
    text: str


class Example(NamedTuple):
    """A document that breaks a rule, and the same one mended; the tests build both.

    Documents below ``plain/`` are read as plain designs, all others have directives.
    """

    failing: str
    passing: str
    file: str = "tea.md"
    """What the two texts are; beside ``lcore.toml`` and ``conf.py`` there is a sound design, ``tea.md``."""
    beside: tuple[File, ...] = ()
    """Further files, the same for both."""
    conf: str = ""
    """What ``conf.py`` says, for both."""
    before: str = ""
    """The document when the baseline was written; empty where the rule needs none."""


class Rule(NamedTuple):
    """A rule: its code is the subtype of the warning, so that ``suppress_warnings`` takes ``lcore.code``."""

    code: str
    level: Level
    reason: str
    """Why it is a rule, in one line."""
    example: Example
    """What breaks the rule, and how it is mended."""
    check: Callable[[Catalog], Iterable[Finding]] | None = None
    """Finds what breaks it in a catalog; None for what is found while a document is read."""
    check_by_policy: Callable[[Catalog, Policy], Iterable[Finding]] | None = None
    """The same for a rule that asks what the team wants."""
    on_request: bool = False
    """Whether it is off unless the policy names a level for it."""


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
