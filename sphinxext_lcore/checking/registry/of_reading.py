"""What is found while a document is read."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.model.records import Level

RULES = (
    Rule(
        "unknown_option",
        Level.WARNING,
        "A misspelt option has no effect.",
        Example(":::{requirement} R1\n:staus: draft\n:::", ""),
    ),
    Rule(
        "duplicate_option",
        Level.WARNING,
        "Of two values one is lost.",
        Example(":::{requirement} R1\n:status: draft\n:status: approved\n:::", ""),
    ),
    Rule(
        "invalid_value",
        Level.WARNING,
        "A value that nothing knows has no effect.",
        Example(":::{requirement} R1\n:priority: urgent\n:::", ""),
    ),
    Rule(
        "malformed_date",
        Level.WARNING,
        "A date that cannot be read cannot be sorted.",
        Example(":::{feature-design} compaction\n:date: last week\n:::", ""),
    ),
    Rule(
        "malformed_key",
        Level.WARNING,
        "A key is part of an address.",
        Example(":::{feature-design} Two words\n:::", ""),
    ),
    Rule(
        "missing_id",
        Level.WARNING,
        "Nothing can refer to an item without an id.",
        Example(":::{requirement} Fast\n:::", ""),
    ),
    Rule(
        "unexpected_argument",
        Level.WARNING,
        "What stands where it is not read is lost.",
        Example(":::{design-changelog} Changes\n:::", ""),
    ),
    Rule(
        "unexpected_body",
        Level.WARNING,
        "What stands where it is not read is lost.",
        Example(":::{feature-index}\nText.\n:::", ""),
    ),
    Rule("empty_block", Level.WARNING, "An empty block says nothing.", Example(":::{open-questions}\n:::", "")),
    Rule(
        "empty_changelog", Level.WARNING, "An empty changelog says nothing.", Example(":::{design-changelog}\n:::", "")
    ),
    Rule(
        "malformed_table",
        Level.WARNING,
        "The columns of the template's tables have names, by which they are read.",
        Example(":::{design-changelog}\n| When | What |\n|------|------|\n| now  | this |\n:::", ""),
    ),
    Rule(
        "malformed_list",
        Level.WARNING,
        "An item of the list is a record.",
        Example(":::{open-questions}\nWhy?\n:::", ""),
    ),
    Rule(
        "misplaced_directive",
        Level.WARNING,
        "Where a block stands says what it belongs to.",
        Example(":::{acceptance-criteria}\n- It is fast\n:::", ""),
    ),
    Rule(
        "duplicate_feature",
        Level.WARNING,
        "A document describes one feature.",
        Example(":::{feature-design} one\n:::\n\n:::{feature-design} two\n:::", ""),
    ),
    Rule(
        "outside_feature",
        Level.INFO,
        "Without a feature-design block nobody knows whose requirements these are.",
        Example(":::{requirement} R1\nIt is fast.\n:::", ""),
    ),
    Rule(
        "stray_fence",
        Level.WARNING,
        "A fence that ends too early lets its text fall out, silently.",
        Example(":::{requirement} R1\n:::{acceptance-criteria}\n- It is fast\n:::\n:::", ""),
    ),
    Rule(
        "contradiction",
        Level.WARNING,
        "Of two statements of one requirement readers believe the one that they see.",
        Example("- **R1:** It is slow.\n\n:::{requirement} R1\nIt is fast.\n:::", ""),
    ),
    Rule(
        "generated_id", Level.INFO, "An item without an id has no name to be called by.", Example("1. It is fast.", "")
    ),
    Rule(
        "unread_item",
        Level.INFO,
        "What can be read in two ways is not read at all.",
        Example("- **R1 and R2** are fast.", ""),
    ),
    Rule("not_a_design", Level.INFO, "A document without requirements is no feature design.", Example("# Spike", "")),
    Rule("placeholder", Level.WARNING, "What the template leaves open is still open.", Example("TODO: say why", "")),
)
