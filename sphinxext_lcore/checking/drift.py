"""What drifted from a baseline: the rules that need one, and all of them run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rules import drift as rules
from sphinxext_lcore.model.records import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding
    from sphinxext_lcore.tracing.changes import Baseline


class DriftRule(NamedTuple):
    """A rule that holds designs against a baseline; without one it cannot be judged and stays silent."""

    code: str
    level: Level
    reason: str
    """Why it is a rule, in one line."""
    example: str
    """What breaks the rule, in words: no single document does."""
    check: Callable[[Catalog, Baseline], Iterable[Finding]]


DRIFT_RULES = (
    DriftRule(
        "changelog_drift",
        Level.WARNING,
        "Readers of a changelog believe that it says what changed.",
        "The statement of R1 is another, and the changelog has no new row.",
        rules.changelog_drift,
    ),
    DriftRule(
        "removed_id",
        Level.WARNING,
        "Code, tests and tickets cite an id long after its requirement is gone.",
        "R2 was deleted, or it became R3.",
        rules.removed_id,
    ),
    DriftRule(
        "reused_id",
        Level.WARNING,
        "What cites an id that was given away means the wrong requirement.",
        "R2 was deleted, and the next requirement was called R2.",
        rules.reused_id,
    ),
    DriftRule(
        "weakened_criterion",
        Level.WARNING,
        "A requirement that asks for less is met without anybody doing more.",
        "A criterion of R1 was deleted, or its 'must' became 'should'.",
        rules.weakened_criterion,
    ),
    DriftRule(
        "suspect_link",
        Level.INFO,
        "What relies on a requirement may be wrong when that requirement changes.",
        "R2 depends on R1, and only R1 changed.",
        rules.suspect_link,
    ),
    DriftRule(
        "new_requirement",
        Level.INFO,
        "What was added since the designs were agreed has to be agreed, too.",
        "The baseline has R1 and R2, the design has R1, R2 and R3.",
        rules.new_requirement,
    ),
)


def drift(catalog: Catalog, baseline: Baseline) -> tuple[Finding, ...]:
    """All that drifted, each finding with its level, in the order of documents and lines."""
    found = (
        finding.model_copy(update={"level": rule.level})
        for rule in DRIFT_RULES
        for finding in rule.check(catalog, baseline)
    )
    return tuple(sorted(found, key=lambda each: (each.docname, each.path, each.line, each.rule, each.item)))
