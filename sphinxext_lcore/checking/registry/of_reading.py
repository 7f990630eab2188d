"""What is found while a document is read."""

from __future__ import annotations

from sphinxext_lcore.checking.registry.examples import changelog, design, page, requirement
from sphinxext_lcore.checking.rule import Example, File, Rule
from sphinxext_lcore.model.records import Level

_SETTINGS = "# Tea\n\n:::{feature-design} tea\n:::\n\n## Configuration\n\n"
_DESIGN = "plain/tea.md"
_PLAIN = "# Feature design for tea\n\n## Requirements\n"
_HOT = "- **R1:** It is hot.\n\n  Acceptance criteria:\n\n  - It steams\n"
_CHANGES = changelog("2026-03-16: Initial version")

_KETTLE = File(
    "kettle.py",
    "from pydantic import BaseModel\n\n\nclass Kettle(BaseModel):\n    degrees: int\n    litres: float = 1.5\n",
)
_IMPORT = "import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent))\n"
_TRUST = f"{_IMPORT}lcore_import_models = True"


def _example(model: str, text: str) -> str:
    """An example of a configuration."""
    return f":::{{config-example}}\n:model: {model}\n\n{text}\n:::"


def _req(*options: str, name: str = "R1 Fast") -> str:
    return requirement(name, "It is fast.", "It takes a second", *options)


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
        Example(_req(":status: draft", ":status: approved"), _req(":status: approved")),
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
        Example(design("tea", ":date: last week"), design("tea", ":date: 2026-03-16")),
    ),
    Rule(
        "malformed_key",
        Level.WARNING,
        "A key is part of an address.",
        Example(design("Two words"), design("two-words")),
    ),
    Rule(
        "missing_id",
        Level.WARNING,
        "Nothing can refer to an item without an id.",
        Example(_req(name="Fast"), _req()),
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
        Example(":::{acceptance-criteria}\n- It takes a second\n:::", _req()),
    ),
    Rule(
        "duplicate_feature",
        Level.WARNING,
        "A document describes one feature.",
        Example(page(design("one"), design("two")), design("one")),
    ),
    Rule(
        "outside_feature",
        Level.INFO,
        "Without a feature-design block nobody knows whose requirements these are.",
        Example(_req(), page(design("tea"), _req())),
    ),
    Rule(
        "stray_fence",
        Level.WARNING,
        "A fence that ends too early lets its text fall out, silently.",
        Example(_req().replace("::::", ":::"), _req()),
    ),
    Rule(
        "contradiction",
        Level.WARNING,
        "Of two statements of one requirement readers believe the one that they see.",
        Example(f"{_PLAIN}\n- **R1:** It is slow.\n\n{_req()}", f"{_PLAIN}\n{_req()}", file=_DESIGN),
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
        Example(f"# Tea\n\nTODO: say why\n\n{_req()}", f"# Tea\n\nGuests are cold.\n\n{_req()}"),
    ),
    Rule(
        "ticket_mismatch",
        Level.WARNING,
        "A reader who follows a link believes that it leads to what it says.",
        Example(
            design("tea", ":links: [LCORE-1311](https://example.org/LCORE-1314)"),
            design("tea", ":links: [LCORE-1311](https://example.org/LCORE-1311)"),
        ),
    ),
    Rule(
        "malformed_yaml",
        Level.WARNING,
        "Readers copy an example, and what they copy has to load.",
        Example(
            ":::{config-example}\nkettle: [hot\nlitres: 2\n:::", ":::{config-example}\nkettle: [hot]\nlitres: 2\n:::"
        ),
    ),
    Rule(
        "invalid_example",
        Level.WARNING,
        "An example that the program would refuse misleads whoever copies it.",
        Example(
            _example("kettle:Kettle", "degrees: hot"),
            _example("kettle:Kettle", "degrees: 100"),
            beside=(_KETTLE,),
            conf=_TRUST,
        ),
    ),
    Rule(
        "unimportable_model",
        Level.WARNING,
        "Without its model nobody knows whether an example is right.",
        Example(
            _example("kettle:Pot", "degrees: 100"),
            _example("kettle:Kettle", "degrees: 100"),
            beside=(_KETTLE,),
            conf=_TRUST,
        ),
    ),
    Rule(
        "model_not_imported",
        Level.INFO,
        "An import runs the module, so that the site has to allow it.",
        Example(
            _example("kettle:Kettle", "degrees: 100"),
            _example("teapot:Teapot", "degrees: 100"),
            beside=(_KETTLE, _KETTLE._replace(name="teapot.py", text=_KETTLE.text.replace("Kettle", "Teapot"))),
            conf=f'{_IMPORT}lcore_import_models = ["teapot"]',
        ),
    ),
    Rule(
        "malformed_python",
        Level.WARNING,
        "Readers copy a configuration as it stands.",
        Example(
            f"{_SETTINGS}```python\nclass Kettle:\n    lid = = True\n```",
            f"{_SETTINGS}```python\nclass Kettle:\n    lid = True\n```",
        ),
    ),
)
