"""Rules over the catalog: each is a function that finds what breaks it."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, File, Rule
from sphinxext_lcore.checking.rules import completeness, files, history, identity, references, sections, tickets, titles
from sphinxext_lcore.model.records import Level

_TEA = ":::{feature-design} tea\n:feature: LCORE-1311\n:::\n\n"
_FAST = """\
::::{requirement} R1 Fast
It is fast.

:::{acceptance-criteria}
- It takes a second
:::
::::"""
_QUICK = _FAST.replace("R1 Fast", "R2 Quick").replace("It is fast", "It is quick")
_THREE = "\n\n".join((_FAST, _QUICK, _QUICK.replace("R2 Quick", "R3 Swift")))
_GUEST = ":::{use-case} U1\nAs a guest, I want speed.\n:::"
_OTHER = File("milk.md", "# Milk\n\n" + _TEA.replace("tea", "milk") + _FAST)


def _with(option: str, block: str = _FAST) -> str:
    """A requirement with an option."""
    head, _, rest = block.partition("\n")
    return f"{head}\n{option}\n\n{rest}"


RULES = (
    Rule(
        "duplicate_id",
        Level.WARNING,
        "An id that names two things names neither.",
        Example(f"{_FAST}\n\n{_QUICK.replace('R2', 'R1')}", f"{_FAST}\n\n{_QUICK}"),
        identity.duplicate_id,
    ),
    Rule(
        "duplicate_key",
        Level.WARNING,
        "A key is how other designs name a feature.",
        Example(_TEA.replace("tea", "milk"), _TEA, beside=(_OTHER,)),
        identity.duplicate_key,
    ),
    Rule(
        "numbering_gap",
        Level.INFO,
        "A missing number makes readers look for what is not there.",
        Example(f"{_FAST}\n\n{_QUICK.replace('R2', 'R3')}", f"{_FAST}\n\n{_QUICK}"),
        identity.numbering_gap,
    ),
    Rule(
        "unknown_reference",
        Level.WARNING,
        "A link that leads nowhere is a promise that nobody keeps.",
        Example(f"{_with(':use-cases: U12')}\n\n{_GUEST}", f"{_with(':use-cases: U1')}\n\n{_GUEST}"),
        references.unknown_reference,
    ),
    Rule(
        "ambiguous_reference",
        Level.WARNING,
        "A ticket that several features have does not say which of them is meant.",
        Example(
            f"{_TEA}See {{req}}`LCORE-1311.R1`.\n\n{_FAST}", f"{_TEA}See {{req}}`milk.R1`.\n\n{_FAST}", beside=(_OTHER,)
        ),
        references.ambiguous_reference,
    ),
    Rule(
        "reference_cycle",
        Level.WARNING,
        "Requirements that wait for each other can never be met.",
        Example(
            f"{_with(':depends-on: R2')}\n\n{_with(':depends-on: R1', _QUICK)}",
            f"{_FAST}\n\n{_with(':depends-on: R1', _QUICK)}",
        ),
        references.reference_cycle,
    ),
    Rule(
        "missing_acceptance_criteria",
        Level.WARNING,
        "Without criteria nobody can say whether a requirement is met.",
        Example(":::{requirement} R1 Fast\nIt is fast.\n:::", _FAST),
        completeness.missing_acceptance_criteria,
    ),
    Rule(
        "untraced_requirement",
        Level.INFO,
        "A requirement that nobody wants is work for nothing.",
        Example(
            f"{_with(':use-cases: U1')}\n\n{_QUICK}\n\n{_GUEST}",
            f"{_with(':use-cases: U1')}\n\n{_with(':derived: The clock is slow', _QUICK)}\n\n{_GUEST}",
        ),
        completeness.untraced_requirement,
    ),
    Rule(
        "orphan_use_case",
        Level.INFO,
        "A use case that no requirement serves will not come true.",
        Example(
            f"{_with(':use-cases: U1')}\n\n{_GUEST}\n\n{_GUEST.replace('U1', 'U2').replace('speed', 'milk')}",
            f"{_with(':use-cases: U1, U2')}\n\n{_GUEST}\n\n{_GUEST.replace('U1', 'U2').replace('speed', 'milk')}",
        ),
        completeness.orphan_use_case,
    ),
    Rule(
        "malformed_story",
        Level.INFO,
        "A user story says who wants what.",
        Example(":::{use-case} U1\nSpeed is good.\n:::", _GUEST),
        completeness.malformed_story,
    ),
    Rule(
        "empty_statement",
        Level.WARNING,
        "A requirement, a use case or a criterion without words says nothing.",
        Example(_FAST.replace(" Fast\nIt is fast.\n", "\n"), _FAST),
        completeness.empty_statement,
    ),
    Rule(
        "low_coverage",
        Level.WARNING,
        "The page asks for a minimum, and it is not reached.",
        Example(
            ":::{traceability-matrix}\n:minimum: traced 90\n:::\n\n"
            f"{_with(':use-cases: U1')}\n\n{_QUICK}\n\n{_GUEST}",
            ":::{traceability-matrix}\n:minimum: traced 50\n:::\n\n"
            f"{_with(':use-cases: U1')}\n\n{_QUICK}\n\n{_GUEST}",
        ),
        completeness.low_coverage,
    ),
    Rule(
        "unknown_mention",
        Level.WARNING,
        "An id in the text that nothing defines is a slip, or a requirement that is gone.",
        Example(
            "# Feature design for tea\n\n## Requirements\n\n- **R1:** It is hot, see R12.\n\n"
            "## Acceptance criteria\n\n### R1\n\n- It steams\n",
            "# Feature design for tea\n\n## Requirements\n\n- **R1:** It is hot.\n\n"
            "## Acceptance criteria\n\n### R1\n\n- It steams\n",
            file="plain/tea.md",
        ),
        references.unknown_mention,
    ),
    Rule(
        "missing_metadata",
        Level.INFO,
        "Date, authors and ticket say whom to ask.",
        Example(
            ":::{feature-design} tea\n:::",
            ":::{feature-design} tea\n:date: 2026-03-16\n:authors: A. Author\n:feature: LCORE-1311\n:::",
        ),
        history.missing_metadata,
    ),
    Rule(
        "missing_changelog",
        Level.INFO,
        "Readers of a design want to know what changed since they read it.",
        Example(_TEA, f"{_TEA}:::{{design-changelog}}\n- 2026-03-16: Initial version\n:::"),
        check_by_policy=history.missing_changelog,
    ),
    Rule(
        "changelog_order",
        Level.INFO,
        "A changelog in order is read from one end.",
        Example(
            ":::{design-changelog}\n- 2026-03-01: one\n- 2026-01-01: two\n- 2026-04-01: three\n:::",
            ":::{design-changelog}\n- 2026-01-01: two\n- 2026-03-01: one\n- 2026-04-01: three\n:::",
        ),
        history.changelog_order,
    ),
    Rule(
        "missing_section",
        Level.WARNING,
        "A reader looks for what the team has agreed to write down.",
        Example(
            f"# Tea\n\n{_TEA}## What\n\nIt is fast.",
            f"# Tea\n\n{_TEA}## What\n\nIt is fast.\n\n## Why\n\nGuests wait.",
            beside=(File("lcore.toml", '[[sections]]\nname = "Why"\n'),),
        ),
        check_by_policy=sections.missing_section,
    ),
    Rule(
        "empty_section",
        Level.INFO,
        "A heading promises what is not there.",
        Example(
            f"# Tea\n\n{_TEA}## Why\n\n## Requirements\n\n{_FAST}",
            f"# Tea\n\n{_TEA}## Why\n\nGuests wait.\n\n## Requirements\n\n{_FAST}",
        ),
        check_by_policy=sections.empty_section,
    ),
    Rule(
        "missing_diagram",
        Level.INFO,
        "A picture of the parts is read before any text about them.",
        Example(
            f"# Tea\n\n{_TEA}## Architecture\n\n### Overview\n\nA kettle and a pot.",
            f"# Tea\n\n{_TEA}## Architecture\n\n### Overview\n\n```text\nkettle --> pot\n```",
        ),
        check_by_policy=sections.missing_diagram,
    ),
    Rule(
        "duplicate_title",
        Level.WARNING,
        "Two designs of one title are taken for one another.",
        Example(f"# Milk\n\n{_TEA}{_FAST}", f"# Tea\n\n{_TEA}{_FAST}", beside=(_OTHER,)),
        titles.duplicate_title,
    ),
    Rule(
        "foreign_title",
        Level.INFO,
        "A design that was begun as a copy of another one keeps its title unnoticed.",
        Example(f"# Backported releases\n\n{_TEA}{_THREE}", f"# Tea, fast\n\n{_TEA}{_THREE}"),
        titles.foreign_title,
    ),
    Rule(
        "malformed_ticket",
        Level.WARNING,
        "A ticket that cannot be found is none.",
        Example(_TEA.replace("LCORE-1311", "1311"), _TEA),
        tickets.malformed_ticket,
    ),
    Rule(
        "missing_spike",
        Level.INFO,
        "Where the policy asks for spikes, a design says what its decisions were made of.",
        Example(
            _TEA,
            _TEA.replace("1311\n", "1311\n:spike: LCORE-1314\n"),
            beside=(File("lcore.toml", '[levels]\nmissing_spike = "info"\n'),),
        ),
        check_by_policy=tickets.missing_spike,
    ),
    Rule(
        "missing_key_file",
        Level.WARNING,
        "A design that sends its readers to a file which is not there is out of date.",
        Example(
            ":::{key-files}\n| File | What to do |\n|------|------------|\n| `src/kettle.py` | Boil |\n:::",
            ":::{key-files}\n| File | What to do |\n|------|------------|\n| `src/kettle.py` | New file |\n:::",
            conf='lcore_source_root = ".."',
        ),
        files.missing_key_file,
    ),
    Rule(
        "question_without_origin",
        Level.INFO,
        "Whoever answers a question later asks first why it was left open.",
        Example(
            ":::{open-questions}\n- Who pays?\n:::", ":::{open-questions}\n- Who pays? — deferred from LCORE-1311\n:::"
        ),
        history.question_without_origin,
    ),
    Rule(
        "date_contradiction",
        Level.INFO,
        "Of two dates of one design a reader believes the later one.",
        Example(
            _TEA.replace(":feature", ":date: 2026-05-01\n:feature")
            + ":::{design-changelog}\n- 2026-03-16: Initial version\n:::",
            _TEA.replace(":feature", ":date: 2026-03-16\n:feature")
            + ":::{design-changelog}\n- 2026-03-16: Initial version\n:::",
        ),
        history.date_contradiction,
    ),
)
