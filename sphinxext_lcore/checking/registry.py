"""The rules: the one table in which each is registered, with its level, its reason and an example."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Rule
from sphinxext_lcore.checking.rules import completeness, history, identity, references, sections
from sphinxext_lcore.model.records import Level

_OF_CATALOG = (
    Rule(
        "duplicate_id",
        Level.WARNING,
        "An id that names two things names neither.",
        ":::{requirement} R1 First\n:::\n\n:::{requirement} R1 Second\n:::",
        identity.duplicate_id,
    ),
    Rule(
        "duplicate_key",
        Level.WARNING,
        "A key is how other designs name a feature.",
        ":::{feature-design} compaction\n:::",
        identity.duplicate_key,
    ),
    Rule(
        "numbering_gap",
        Level.INFO,
        "A missing number makes readers look for what is not there.",
        ":::{requirement} R1\n:::\n\n:::{requirement} R3\n:::",
        identity.numbering_gap,
    ),
    Rule(
        "unknown_reference",
        Level.WARNING,
        "A link that leads nowhere is a promise that nobody keeps.",
        ":::{requirement} R1\n:use-cases: U12\n:::",
        references.unknown_reference,
    ),
    Rule(
        "ambiguous_reference",
        Level.WARNING,
        "A ticket that several features have does not say which of them is meant.",
        "{req}`LCORE-1311.R3`",
        references.ambiguous_reference,
    ),
    Rule(
        "reference_cycle",
        Level.WARNING,
        "Requirements that wait for each other can never be met.",
        ":::{requirement} R1\n:depends-on: R1\n:::",
        references.reference_cycle,
    ),
    Rule(
        "missing_acceptance_criteria",
        Level.WARNING,
        "Without criteria nobody can say whether a requirement is met.",
        ":::{requirement} R1 Fast\nIt is fast.\n:::",
        completeness.missing_acceptance_criteria,
    ),
    Rule(
        "untraced_requirement",
        Level.INFO,
        "A requirement that nobody wants is work for nothing.",
        ":::{requirement} R1 Fast\nIt is fast.\n:::",
        completeness.untraced_requirement,
    ),
    Rule(
        "orphan_use_case",
        Level.INFO,
        "A use case that no requirement serves will not come true.",
        ":::{use-case} U1\nAs a user, I want speed.\n:::",
        completeness.orphan_use_case,
    ),
    Rule(
        "malformed_story",
        Level.INFO,
        "A user story says who wants what.",
        ":::{use-case} U1\nSpeed is good.\n:::",
        completeness.malformed_story,
    ),
    Rule(
        "empty_statement",
        Level.WARNING,
        "A requirement, a use case or a criterion without words says nothing.",
        ":::{requirement} R1\n:::",
        completeness.empty_statement,
    ),
    Rule(
        "low_coverage",
        Level.WARNING,
        "The page asks for a minimum, and it is not reached.",
        ":::{traceability-matrix}\n:minimum: 90\n:::",
        completeness.low_coverage,
    ),
    Rule(
        "unknown_mention",
        Level.WARNING,
        "An id in the text that nothing defines is a slip, or a requirement that is gone.",
        "See R12.",
        references.unknown_mention,
    ),
    Rule(
        "missing_metadata",
        Level.INFO,
        "Date, authors and ticket say whom to ask.",
        ":::{feature-design} compaction\n:::",
        history.missing_metadata,
    ),
    Rule(
        "missing_changelog",
        Level.INFO,
        "Readers of a design want to know what changed since they read it.",
        ":::{feature-design} compaction\n:::",
        check_by_policy=history.missing_changelog,
    ),
    Rule(
        "changelog_order",
        Level.INFO,
        "A changelog in order is read from one end.",
        ":::{design-changelog}\n- 2026-03-01: one\n- 2026-01-01: two\n- 2026-04-01: three\n:::",
        history.changelog_order,
    ),
    Rule(
        "missing_section",
        Level.WARNING,
        "A reader looks for what the team has agreed to write down.",
        "# Feature design for compaction\n\n## What\n\nIt is fast.",
        check_by_policy=sections.missing_section,
    ),
    Rule(
        "empty_section",
        Level.INFO,
        "A heading promises what is not there.",
        "## Why\n\n## Requirements",
        check_by_policy=sections.empty_section,
    ),
)

_OF_READING = (
    Rule(
        "unknown_option", Level.WARNING, "A misspelt option has no effect.", ":::{requirement} R1\n:staus: draft\n:::"
    ),
    Rule(
        "duplicate_option",
        Level.WARNING,
        "Of two values one is lost.",
        ":::{requirement} R1\n:status: draft\n:status: approved\n:::",
    ),
    Rule(
        "invalid_value",
        Level.WARNING,
        "A value that nothing knows has no effect.",
        ":::{requirement} R1\n:priority: urgent\n:::",
    ),
    Rule(
        "malformed_date",
        Level.WARNING,
        "A date that cannot be read cannot be sorted.",
        ":::{feature-design} compaction\n:date: last week\n:::",
    ),
    Rule("malformed_key", Level.WARNING, "A key is part of an address.", ":::{feature-design} Two words\n:::"),
    Rule("missing_id", Level.WARNING, "Nothing can refer to an item without an id.", ":::{requirement} Fast\n:::"),
    Rule(
        "unexpected_argument",
        Level.WARNING,
        "What stands where it is not read is lost.",
        ":::{design-changelog} Changes\n:::",
    ),
    Rule(
        "unexpected_body",
        Level.WARNING,
        "What stands where it is not read is lost.",
        ":::{feature-index}\nText.\n:::",
    ),
    Rule("empty_block", Level.WARNING, "An empty block says nothing.", ":::{open-questions}\n:::"),
    Rule("empty_changelog", Level.WARNING, "An empty changelog says nothing.", ":::{design-changelog}\n:::"),
    Rule(
        "malformed_table",
        Level.WARNING,
        "The columns of the template's tables have names, by which they are read.",
        ":::{design-changelog}\n| When | What |\n|------|------|\n| now  | this |\n:::",
    ),
    Rule("malformed_list", Level.WARNING, "An item of the list is a record.", ":::{open-questions}\nWhy?\n:::"),
    Rule(
        "misplaced_directive",
        Level.WARNING,
        "Where a block stands says what it belongs to.",
        ":::{acceptance-criteria}\n- It is fast\n:::",
    ),
    Rule(
        "duplicate_feature",
        Level.WARNING,
        "A document describes one feature.",
        ":::{feature-design} one\n:::\n\n:::{feature-design} two\n:::",
    ),
    Rule(
        "outside_feature",
        Level.INFO,
        "Without a feature-design block nobody knows whose requirements these are.",
        ":::{requirement} R1\nIt is fast.\n:::",
    ),
    Rule(
        "stray_fence",
        Level.WARNING,
        "A fence that ends too early lets its text fall out, silently.",
        ":::{requirement} R1\n:::{acceptance-criteria}\n- It is fast\n:::\n:::",
    ),
    Rule(
        "contradiction",
        Level.WARNING,
        "Of two statements of one requirement readers believe the one that they see.",
        "- **R1:** It is slow.\n\n:::{requirement} R1\nIt is fast.\n:::",
    ),
    Rule("generated_id", Level.INFO, "An item without an id has no name to be called by.", "1. It is fast."),
    Rule("unread_item", Level.INFO, "What can be read in two ways is not read at all.", "- **R1 and R2** are fast."),
    Rule("not_a_design", Level.INFO, "A document without requirements is no feature design.", "# Spike"),
    Rule("placeholder", Level.WARNING, "What the template leaves open is still open.", "TODO: say why"),
)

_OF_POLICY = (
    Rule(
        "invalid_policy",
        Level.WARNING,
        "What the policy says in a way that is not understood has no effect.",
        '[levels]\nnumbering_gaps = "off"',
    ),
    Rule(
        "expired_waiver",
        Level.WARNING,
        "A waiver was given for a time, and the time is over.",
        '[[waivers]]\nrule = "placeholder"\nitem = "tea.R1"\nreason = "Under review"\nexpires = 2026-01-31',
    ),
    Rule(
        "unused_waiver",
        Level.INFO,
        "A waiver of nothing would hide the next mistake.",
        '[[waivers]]\nrule = "placeholder"\nitem = "tea.R9"\nreason = "Under review"',
    ),
)

_OF_SETUP = (
    Rule(
        "invalid_config",
        Level.WARNING,
        "An option of conf.py that is unknown or wrong has no effect.",
        'lcore_tickets = "https://example.org"',
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in (*_OF_CATALOG, *_OF_READING, *_OF_POLICY, *_OF_SETUP)}
"""Every rule, by its code."""
