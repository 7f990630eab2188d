"""Rules over the catalog: each is a function that finds what breaks it."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.checking.rules import completeness, history, identity, references, sections
from sphinxext_lcore.model.records import Level

RULES = (
    Rule(
        "duplicate_id",
        Level.WARNING,
        "An id that names two things names neither.",
        Example(":::{requirement} R1 First\n:::\n\n:::{requirement} R1 Second\n:::", ""),
        identity.duplicate_id,
    ),
    Rule(
        "duplicate_key",
        Level.WARNING,
        "A key is how other designs name a feature.",
        Example(":::{feature-design} compaction\n:::", ""),
        identity.duplicate_key,
    ),
    Rule(
        "numbering_gap",
        Level.INFO,
        "A missing number makes readers look for what is not there.",
        Example(":::{requirement} R1\n:::\n\n:::{requirement} R3\n:::", ""),
        identity.numbering_gap,
    ),
    Rule(
        "unknown_reference",
        Level.WARNING,
        "A link that leads nowhere is a promise that nobody keeps.",
        Example(":::{requirement} R1\n:use-cases: U12\n:::", ""),
        references.unknown_reference,
    ),
    Rule(
        "ambiguous_reference",
        Level.WARNING,
        "A ticket that several features have does not say which of them is meant.",
        Example("{req}`LCORE-1311.R3`", ""),
        references.ambiguous_reference,
    ),
    Rule(
        "reference_cycle",
        Level.WARNING,
        "Requirements that wait for each other can never be met.",
        Example(":::{requirement} R1\n:depends-on: R1\n:::", ""),
        references.reference_cycle,
    ),
    Rule(
        "missing_acceptance_criteria",
        Level.WARNING,
        "Without criteria nobody can say whether a requirement is met.",
        Example(":::{requirement} R1 Fast\nIt is fast.\n:::", ""),
        completeness.missing_acceptance_criteria,
    ),
    Rule(
        "untraced_requirement",
        Level.INFO,
        "A requirement that nobody wants is work for nothing.",
        Example(":::{requirement} R1 Fast\nIt is fast.\n:::", ""),
        completeness.untraced_requirement,
    ),
    Rule(
        "orphan_use_case",
        Level.INFO,
        "A use case that no requirement serves will not come true.",
        Example(":::{use-case} U1\nAs a user, I want speed.\n:::", ""),
        completeness.orphan_use_case,
    ),
    Rule(
        "malformed_story",
        Level.INFO,
        "A user story says who wants what.",
        Example(":::{use-case} U1\nSpeed is good.\n:::", ""),
        completeness.malformed_story,
    ),
    Rule(
        "empty_statement",
        Level.WARNING,
        "A requirement, a use case or a criterion without words says nothing.",
        Example(":::{requirement} R1\n:::", ""),
        completeness.empty_statement,
    ),
    Rule(
        "low_coverage",
        Level.WARNING,
        "The page asks for a minimum, and it is not reached.",
        Example(":::{traceability-matrix}\n:minimum: 90\n:::", ""),
        completeness.low_coverage,
    ),
    Rule(
        "unknown_mention",
        Level.WARNING,
        "An id in the text that nothing defines is a slip, or a requirement that is gone.",
        Example("See R12.", ""),
        references.unknown_mention,
    ),
    Rule(
        "missing_metadata",
        Level.INFO,
        "Date, authors and ticket say whom to ask.",
        Example(":::{feature-design} compaction\n:::", ""),
        history.missing_metadata,
    ),
    Rule(
        "missing_changelog",
        Level.INFO,
        "Readers of a design want to know what changed since they read it.",
        Example(":::{feature-design} compaction\n:::", ""),
        check_by_policy=history.missing_changelog,
    ),
    Rule(
        "changelog_order",
        Level.INFO,
        "A changelog in order is read from one end.",
        Example(":::{design-changelog}\n- 2026-03-01: one\n- 2026-01-01: two\n- 2026-04-01: three\n:::", ""),
        history.changelog_order,
    ),
    Rule(
        "missing_section",
        Level.WARNING,
        "A reader looks for what the team has agreed to write down.",
        Example("# Feature design for compaction\n\n## What\n\nIt is fast.", ""),
        check_by_policy=sections.missing_section,
    ),
    Rule(
        "empty_section",
        Level.INFO,
        "A heading promises what is not there.",
        Example("## Why\n\n## Requirements", ""),
        check_by_policy=sections.empty_section,
    ),
)
