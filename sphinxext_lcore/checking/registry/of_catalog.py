"""Rules over the catalog: each is a function that finds what breaks it."""

from __future__ import annotations

from sphinxext_lcore.checking.registry.examples import changelog, design, page, requirement
from sphinxext_lcore.checking.rule import Example, File, Rule
from sphinxext_lcore.checking.rules import completeness, files, history, identity, references, sections, tickets, titles
from sphinxext_lcore.model.records import Level

_TICKET = ":feature: LCORE-1311"
_INITIAL = changelog("2026-03-16: Initial version")
_MINIMUM = ":::{{traceability-matrix}}\n:minimum: traced {}\n:::"


def _tea(*options: str, key: str = "tea") -> str:
    return design(key, *(options or (_TICKET,)))


def _fast(*options: str) -> str:
    return requirement("R1 Fast", "It is fast.", "It takes a second", *options)


def _quick(*options: str, name: str = "R2 Quick") -> str:
    return requirement(name, "It is quick.", "It takes a second", *options)


def _guest(name: str = "U1", want: str = "speed") -> str:
    return f":::{{use-case}} {name}\nAs a guest, I want {want}.\n:::"


_SERVED = page(_fast(":use-cases: U1"), _quick(), _guest())
_THREE = page(_fast(), _quick(), _quick(name="R3 Swift"))
_OTHER = File("milk.md", page("# Milk", _tea(key="milk"), _fast()))

RULES = (
    Rule(
        "duplicate_id",
        Level.WARNING,
        "An id that names two things names neither.",
        Example(page(_fast(), _quick(name="R1 Quick")), page(_fast(), _quick())),
        identity.duplicate_id,
    ),
    Rule(
        "duplicate_key",
        Level.WARNING,
        "A key is how other designs name a feature.",
        Example(_tea(key="milk"), _tea(), beside=(_OTHER,)),
        identity.duplicate_key,
    ),
    Rule(
        "numbering_gap",
        Level.INFO,
        "A missing number makes readers look for what is not there.",
        Example(page(_fast(), _quick(name="R3 Quick")), page(_fast(), _quick())),
        identity.numbering_gap,
    ),
    Rule(
        "unknown_reference",
        Level.WARNING,
        "A link that leads nowhere is a promise that nobody keeps.",
        Example(page(_fast(":use-cases: U12"), _guest()), page(_fast(":use-cases: U1"), _guest())),
        references.unknown_reference,
    ),
    Rule(
        "ambiguous_reference",
        Level.WARNING,
        "A ticket that several features have does not say which of them is meant.",
        Example(
            page(_tea(), "See {req}`LCORE-1311.R1`.", _fast()),
            page(_tea(), "See {req}`milk.R1`.", _fast()),
            beside=(_OTHER,),
        ),
        references.ambiguous_reference,
    ),
    Rule(
        "reference_cycle",
        Level.WARNING,
        "Requirements that wait for each other can never be met.",
        Example(
            page(_fast(":depends-on: R2"), _quick(":depends-on: R1")),
            page(_fast(), _quick(":depends-on: R1")),
        ),
        references.reference_cycle,
    ),
    Rule(
        "missing_acceptance_criteria",
        Level.WARNING,
        "Without criteria nobody can say whether a requirement is met.",
        Example(":::{requirement} R1 Fast\nIt is fast.\n:::", _fast()),
        completeness.missing_acceptance_criteria,
    ),
    Rule(
        "untraced_requirement",
        Level.INFO,
        "A requirement that nobody wants is work for nothing.",
        Example(
            _SERVED,
            page(_fast(":use-cases: U1"), _quick(":derived: The clock is slow"), _guest()),
        ),
        completeness.untraced_requirement,
    ),
    Rule(
        "orphan_use_case",
        Level.INFO,
        "A use case that no requirement serves will not come true.",
        Example(
            page(_fast(":use-cases: U1"), _guest(), _guest("U2", "milk")),
            page(_fast(":use-cases: U1, U2"), _guest(), _guest("U2", "milk")),
        ),
        completeness.orphan_use_case,
    ),
    Rule(
        "malformed_story",
        Level.INFO,
        "A user story says who wants what.",
        Example(":::{use-case} U1\nSpeed is good.\n:::", _guest()),
        completeness.malformed_story,
    ),
    Rule(
        "empty_statement",
        Level.WARNING,
        "A requirement, a use case or a criterion without words says nothing.",
        Example(requirement("R1", "", "It takes a second"), _fast()),
        completeness.empty_statement,
    ),
    Rule(
        "low_coverage",
        Level.WARNING,
        "The page asks for a minimum, and it is not reached.",
        Example(
            page(_MINIMUM.format(90), _SERVED),
            page(_MINIMUM.format(50), _SERVED),
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
            design("tea"),
            design("tea", ":date: 2026-03-16", ":authors: A. Author", _TICKET),
        ),
        history.missing_metadata,
    ),
    Rule(
        "missing_changelog",
        Level.INFO,
        "Readers of a design want to know what changed since they read it.",
        Example(_tea(), page(_tea(), _INITIAL)),
        check_by_policy=history.missing_changelog,
    ),
    Rule(
        "changelog_order",
        Level.INFO,
        "A changelog in order is read from one end.",
        Example(
            changelog("2026-03-01: one", "2026-01-01: two", "2026-04-01: three"),
            changelog("2026-01-01: two", "2026-03-01: one", "2026-04-01: three"),
        ),
        history.changelog_order,
    ),
    Rule(
        "missing_section",
        Level.WARNING,
        "A reader looks for what the team has agreed to write down.",
        Example(
            page("# Tea", _tea(), "## What", "It is fast."),
            page("# Tea", _tea(), "## What", "It is fast.", "## Why", "Guests wait."),
            beside=(File("lcore.toml", '[[sections]]\nname = "Why"\n'),),
        ),
        check_by_policy=sections.missing_section,
    ),
    Rule(
        "empty_section",
        Level.INFO,
        "A heading promises what is not there.",
        Example(
            page("# Tea", _tea(), "## Why", "## Requirements", _fast()),
            page("# Tea", _tea(), "## Why", "Guests wait.", "## Requirements", _fast()),
        ),
        check_by_policy=sections.empty_section,
    ),
    Rule(
        "missing_diagram",
        Level.INFO,
        "A picture of the parts is read before any text about them.",
        Example(
            page("# Tea", _tea(), "## Architecture", "### Overview", "A kettle and a pot."),
            page("# Tea", _tea(), "## Architecture", "### Overview", "```text\nkettle --> pot\n```"),
        ),
        check_by_policy=sections.missing_diagram,
    ),
    Rule(
        "duplicate_title",
        Level.WARNING,
        "Two designs of one title are taken for one another.",
        Example(page("# Milk", _tea(), _fast()), page("# Tea", _tea(), _fast()), beside=(_OTHER,)),
        titles.duplicate_title,
    ),
    Rule(
        "foreign_title",
        Level.INFO,
        "A design that was begun as a copy of another one keeps its title unnoticed.",
        Example(page("# Backported releases", _tea(), _THREE), page("# Tea, fast", _tea(), _THREE)),
        titles.foreign_title,
    ),
    Rule(
        "heading_levels",
        Level.INFO,
        "A document has one title; what stands beside it is in the outline of none.",
        Example(
            page("# Tea", _tea(), "# Why", "Guests are cold."), page("# Tea", _tea(), "## Why", "Guests are cold.")
        ),
        titles.heading_levels,
    ),
    Rule(
        "malformed_ticket",
        Level.WARNING,
        "A ticket that cannot be found is none.",
        Example(_tea(":feature: 1311"), _tea()),
        tickets.malformed_ticket,
    ),
    Rule(
        "missing_spike",
        Level.INFO,
        "Where the policy asks for spikes, a design says what its decisions were made of.",
        Example(
            _tea(),
            _tea(_TICKET, ":spike: LCORE-1314"),
            beside=(File("lcore.toml", '[levels]\nmissing_spike = "info"\n'),),
        ),
        tickets.missing_spike,
        on_request=True,
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
            page(_tea(":date: 2026-05-01", _TICKET), _INITIAL),
            page(_tea(":date: 2026-03-16", _TICKET), _INITIAL),
        ),
        history.date_contradiction,
    ),
)
