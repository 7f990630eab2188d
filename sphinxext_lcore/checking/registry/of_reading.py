"""What is found while a document is read."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.model.records import Level

_TITLE = "# Tea\n\n:::{feature-design} tea\n:::\n\n"
_DESIGN = "plain/tea.md"
_PLAIN = "# Feature design for tea\n\n## Requirements\n"
_HOT = "- **R1:** It is hot.\n\n  Acceptance criteria:\n\n  - It steams\n"
_SETTINGS = "## Configuration\n\n"
_CHANGES = ":::{design-changelog}\n- 2026-03-16: Initial version\n:::"


def _req(options: str) -> str:
    """A requirement with options."""
    head = f"::::{{requirement}} R1 Fast\n{options}".rstrip()
    return f"{head}\n\nIt is fast.\n\n:::{{acceptance-criteria}}\n- It takes a second\n:::\n::::"


RULES = (
    Rule(
        "unknown_option",
        Level.WARNING,
        "A misspelt option has no effect.",
        Example(_req(":staus: draft"), _req(":status: draft")),
    ),
    Rule(
        "duplicate_option",
        Level.WARNING,
        "Of two values one is lost.",
        Example(_req(":status: draft\n:status: approved"), _req(":status: approved")),
    ),
    Rule(
        "invalid_value",
        Level.WARNING,
        "A value that nothing knows has no effect.",
        Example(_req(":priority: urgent"), _req(":priority: must")),
    ),
    Rule(
        "malformed_date",
        Level.WARNING,
        "A date that cannot be read cannot be sorted.",
        Example(":::{feature-design} tea\n:date: last week\n:::", ":::{feature-design} tea\n:date: 2026-03-16\n:::"),
    ),
    Rule(
        "malformed_key",
        Level.WARNING,
        "A key is part of an address.",
        Example(":::{feature-design} Two words\n:::", ":::{feature-design} two-words\n:::"),
    ),
    Rule(
        "missing_id",
        Level.WARNING,
        "Nothing can refer to an item without an id.",
        Example(_req("").replace("R1 Fast", "Fast"), _req("")),
    ),
    Rule(
        "unexpected_argument",
        Level.WARNING,
        "What stands where it is not read is lost.",
        Example(_CHANGES.replace("changelog}", "changelog} Changes"), _CHANGES),
    ),
    Rule(
        "unexpected_body",
        Level.WARNING,
        "What stands where it is not read is lost.",
        Example(":::{feature-index}\nText.\n:::", ":::{feature-index}\n:::"),
    ),
    Rule(
        "empty_block",
        Level.WARNING,
        "An empty block says nothing.",
        Example(":::{open-questions}\n:::", ":::{open-questions}\n- Who pays? — deferred from LCORE-1311\n:::"),
    ),
    Rule(
        "empty_changelog",
        Level.WARNING,
        "An empty changelog says nothing.",
        Example(":::{design-changelog}\n:::", _CHANGES),
    ),
    Rule(
        "malformed_table",
        Level.WARNING,
        "The columns of the template's tables have names, by which they are read.",
        Example(
            ":::{design-changelog}\n| When | What |\n|------|------|\n| now  | this |\n:::",
            ":::{design-changelog}\n| Date | Change |\n|------|--------|\n| 2026-03-16 | First version |\n:::",
        ),
    ),
    Rule(
        "malformed_list",
        Level.WARNING,
        "An item of the list is a record.",
        Example(
            ":::{open-questions}\nWho pays?\n:::", ":::{open-questions}\n- Who pays? — deferred from LCORE-1311\n:::"
        ),
    ),
    Rule(
        "misplaced_directive",
        Level.WARNING,
        "Where a block stands says what it belongs to.",
        Example(":::{acceptance-criteria}\n- It takes a second\n:::", _req("")),
    ),
    Rule(
        "duplicate_feature",
        Level.WARNING,
        "A document describes one feature.",
        Example(":::{feature-design} one\n:::\n\n:::{feature-design} two\n:::", ":::{feature-design} one\n:::"),
    ),
    Rule(
        "outside_feature",
        Level.INFO,
        "Without a feature-design block nobody knows whose requirements these are.",
        Example(_req(""), f":::{{feature-design}} tea\n:::\n\n{_req('')}"),
    ),
    Rule(
        "stray_fence",
        Level.WARNING,
        "A fence that ends too early lets its text fall out, silently.",
        Example(_req("").replace("::::", ":::"), _req("")),
    ),
    Rule(
        "contradiction",
        Level.WARNING,
        "Of two statements of one requirement readers believe the one that they see.",
        Example(f"{_PLAIN}\n- **R1:** It is slow.\n\n{_req('')}", f"{_PLAIN}\n{_req('')}", file=_DESIGN),
    ),
    Rule(
        "generated_id",
        Level.INFO,
        "An item without an id has no name to be called by.",
        Example(f"{_PLAIN}\n1. It is hot.\n2. It is sweet.\n", f"{_PLAIN}\n{_HOT}", file=_DESIGN),
    ),
    Rule(
        "unread_item",
        Level.INFO,
        "What can be read in two ways is not read at all.",
        Example(f"{_PLAIN}\n{_HOT}- **R2 and R3** are sweet.\n", f"{_PLAIN}\n{_HOT}", file=_DESIGN),
    ),
    Rule(
        "not_a_design",
        Level.INFO,
        "A document without requirements is no feature design.",
        Example("# Spike\n\nWe tried three kettles.\n", f"{_PLAIN}\n{_HOT}", file=_DESIGN),
    ),
    Rule(
        "placeholder",
        Level.WARNING,
        "What the template leaves open is still open.",
        Example(f"# Tea\n\nTODO: say why\n\n{_req('')}", f"# Tea\n\nGuests are cold.\n\n{_req('')}"),
    ),
    Rule(
        "malformed_yaml",
        Level.WARNING,
        "Readers copy a configuration as it stands.",
        Example(
            f"{_TITLE}{_SETTINGS}```yaml\nkettle:\n  heat: 90: 95\n```",
            f"{_TITLE}{_SETTINGS}```yaml\nkettle:\n  heat: 90\n```",
        ),
    ),
    Rule(
        "malformed_python",
        Level.WARNING,
        "Readers copy a configuration as it stands.",
        Example(
            f"{_TITLE}{_SETTINGS}```python\nclass Kettle:\n    heat: int = 90\n    lid = = True\n```",
            f"{_TITLE}{_SETTINGS}```python\nclass Kettle:\n    heat: int = 90\n    lid = True\n```",
        ),
    ),
)
