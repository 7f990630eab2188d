"""What is written in MyST and in RST is read alike."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_lcore.model.records import Finding

    from .conftest import Built, Site

MYST = """\
# Feature design for tea

::::{feature-design} tea
:title: Tea for *everyone*
:date: 2026-01-02
:component: kettle, cup
:authors: A. Author, B. Writer
:feature: LCORE-1
:spike: LCORE-2
:links: [Spike](https://example.org/spike), see LCORE-3
:status: accepted
:superseded-by: coffee
:reviewers: C. Reader
:class: wide
:name: the tea

What it is about: {req}`R1` and {feature}`coffee`.

- Water
- Leaves
::::

## Requirements

::::{requirement} R1 Boil the **water**
:status: approved
:priority: must
:use-cases: U1, U2
:verification: test, inspection
:verified-by: tests/test_tea.py::test_boil, end to end (kettle, stove)
:ticket: LCORE-4

Water boils, see {req}`R2` and {ticket}`LCORE-5`.

:::{acceptance-criteria}
:verified-by: unit

- Given *cold* water, when heated, then it boils
- AC7: Given none, then nothing
:::
::::

:::{requirement} R2
:refines: R1
:depends-on: R1
:derived: the *kettle* needs it, see {uc}`U2`

It is hot.

```python
boil()
```
:::

:::{requirement} R3: Later
:status: deferred

Milk.
:::

:::{requirement} R4 Shown, not recorded
:no-index:

Sugar.
:::

:::{acceptance-criteria} R2
1. Given steam, then it is hot
:::

## Use Cases

:::{use-case} U1 Guests
:ticket: LCORE-6

As a guest, I want tea, so that I am warm.
:::

:::{use-case} U2
:role: host
:want: to serve
:benefit: all are happy
:::

## Acceptance test surface

:::{acceptance-test-surface}
| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| R1, R2 | `100` degrees | unit, e2e |
| R1–R2 | bubbles, see {req}`R1` | |
:::

## Changelog

:::{design-changelog}
| Date | Change | Reason |
|------|--------|--------|
| 2026-01-02 | Initial version | |
| 2026-01-03 | Changed **R1** | see {req}`R1` |
:::

## Open questions

:::{open-questions}
- Which tea? — deferred from LCORE-2
- Milk, deferred from the spike
- Sugar
:::

## Key files

:::{key-files}
| File | What to do | Repo |
|------|------------|------|
| `src/tea.py` | change | tea |
| `src/new.py` (new file) | write | |
:::

## Overview

:::{traceability-matrix}
:features: tea
:components: kettle
:status: approved
:priority: must
:columns: id, use-cases
:rows: requirement
:style: table
:group-by: feature
:only: all
:minimum: accepted-for 10, traced 10
:caption: All of it
:::

:::{traceability-coverage}
:minimum: 100
:::

:::{feature-index}
:caption: Features
:::
"""

RST = """\
Feature design for tea
======================

.. feature-design:: tea
   :title: Tea for *everyone*
   :date: 2026-01-02
   :component: kettle, cup
   :authors: A. Author, B. Writer
   :feature: LCORE-1
   :spike: LCORE-2
   :links: `Spike <https://example.org/spike>`__, see LCORE-3
   :status: accepted
   :superseded-by: coffee
   :reviewers: C. Reader
   :class: wide
   :name: the tea

   What it is about: :req:`R1` and :feature:`coffee`.

   - Water
   - Leaves

Requirements
------------

.. requirement:: R1 Boil the **water**
   :status: approved
   :priority: must
   :use-cases: U1, U2
   :verification: test, inspection
   :verified-by: tests/test_tea.py::test_boil, end to end (kettle, stove)
   :ticket: LCORE-4

   Water boils, see :req:`R2` and :ticket:`LCORE-5`.

   .. acceptance-criteria::
      :verified-by: unit

      - Given *cold* water, when heated, then it boils
      - AC7: Given none, then nothing

.. requirement:: R2
   :refines: R1
   :depends-on: R1
   :derived: the *kettle* needs it, see :uc:`U2`

   It is hot.

   .. code-block:: python

      boil()

.. requirement:: R3: Later
   :status: deferred

   Milk.

.. requirement:: R4 Shown, not recorded
   :no-index:

   Sugar.

.. acceptance-criteria:: R2

   1. Given steam, then it is hot

Use Cases
---------

.. use-case:: U1 Guests
   :ticket: LCORE-6

   As a guest, I want tea, so that I am warm.

.. use-case:: U2
   :role: host
   :want: to serve
   :benefit: all are happy

Acceptance test surface
-----------------------

.. acceptance-test-surface::

   ====== ======================= ===========
   Req    Observable behavior     Verified by
   ====== ======================= ===========
   R1, R2 ``100`` degrees         unit, e2e
   R1–R2  bubbles, see :req:`R1`
   ====== ======================= ===========

Changelog
---------

.. design-changelog::

   ========== =============== =============
   Date       Change          Reason
   ========== =============== =============
   2026-01-02 Initial version
   2026-01-03 Changed **R1**  see :req:`R1`
   ========== =============== =============

Open questions
--------------

.. open-questions::

   - Which tea? — deferred from LCORE-2
   - Milk, deferred from the spike
   - Sugar

Key files
---------

.. key-files::

   ========================= ========== ====
   File                      What to do Repo
   ========================= ========== ====
   ``src/tea.py``            change     tea
   ``src/new.py`` (new file) write
   ========================= ========== ====

Overview
--------

.. traceability-matrix::
   :features: tea
   :components: kettle
   :status: approved
   :priority: must
   :columns: id, use-cases
   :rows: requirement
   :style: table
   :group-by: feature
   :only: all
   :minimum: accepted-for 10, traced 10
   :caption: All of it

.. traceability-coverage::
   :minimum: 100

.. feature-index::
   :caption: Features
"""

COFFEE = """\
# Feature design for coffee

:::{feature-design} coffee
:date: 2026-01-01
:authors: C. Drinker
:feature: LCORE-9
:::

:::{design-changelog}
- 2026-01-01: Initial version
:::
"""
INDEX = "Site\n====\n\n.. toctree::\n\n   tea\n   coffee\n"
CONF = "lcore_extra_fields = ['reviewers']\nlcore_ticket_url = 'https://example.org/browse/{key}'\n"


def _rich(make_site: Callable[..., Site], name: str, text: str) -> Built:
    built = make_site({name: text, "coffee.md": COFFEE, "index.rst": INDEX}, conf=CONF).build()
    assert built.warnings == ""
    return built


def _records(built: Built) -> dict[str, list[dict[str, Any]]]:
    """The lists of ``lcore.json`` without what depends on the file: its name and the lines."""
    return {
        name: [
            {key: value.replace(".rst", ".md") if key == "id" else value for key, value in record.items()}
            | {"path": "", "line": 0}
            for record in records
        ]
        for name, records in built.json.items()
        if name not in {"version", "evidence"}
    }


@pytest.mark.verifies("directives-and-records.R2")
def test_same_records(make_site: Callable[..., Site]) -> None:
    myst, rst = _rich(make_site, "tea.md", MYST), _rich(make_site, "tea.rst", RST)
    assert _records(myst) == _records(rst)
    assert [(each.rule, each.message, each.level) for each in myst.findings] == [
        (each.rule, each.message, each.level) for each in rst.findings
    ]


@pytest.mark.parametrize(("name", "text"), [("tea.md", MYST), ("tea.rst", RST)], ids=["myst", "rst"])
def test_every_record_has_the_line_on_which_it_is_written(make_site: Callable[..., Site], name: str, text: str) -> None:
    data = _rich(make_site, name, text).json
    lines = text.splitlines()
    written = {
        record["id"]: lines[record["line"] - 1]
        for records in data.values()
        if isinstance(records, list)
        for record in records
        if record["path"] == name
    }
    expected = {
        "tea": "feature-design",
        "tea.R1": "R1 Boil",
        "tea.R2": "R2",
        "tea.R3": "R3: Later",
        "tea.U1": "U1 Guests",
        "tea.U2": "U2",
        "tea.R1.AC1": "Given *cold* water",
        "tea.R1.AC7": "AC7: Given none",
        "tea.R2.AC1": "Given steam",
        "tea.R1.AC3": "degrees",
        "tea.R1.AC4": "bubbles",
        "tea.changelog-1": "2026-01-02 ",
        "tea.changelog-2": "2026-01-03 ",
        "tea.question-1": "- Which tea?",
        "tea.question-2": "- Milk",
        "tea.question-3": "- Sugar",
        "question_without_origin:tea.question-3": "- Sugar",
        "tea.file-1": "src/tea.py",
        "tea.file-2": "src/new.py",
    }
    assert written.keys() == expected.keys()
    assert {each: line for each, line in written.items() if expected[each] not in line} == {}


def test_the_rich_design_says_all_of_this(make_site: Callable[..., Site]) -> None:
    data = _rich(make_site, "tea.md", MYST).json
    tea = next(each for each in data["features"] if each["id"] == "tea")
    assert tea["title"] == "Tea for everyone"
    assert tea["links"] == "Spike, see LCORE-3"
    assert tea["fields"] == [{"name": "reviewers", "value": "C. Reader"}]
    first, second, third = data["requirements"]
    assert first["title"] == "Boil the water"
    assert first["use_cases"] == ["tea.U1", "tea.U2"]
    assert first["verified_by"] == ["tests/test_tea.py::test_boil", "end to end (kettle, stove)"]
    assert first["criteria"] == ["tea.R1.AC1", "tea.R1.AC7", "tea.R1.AC3", "tea.R1.AC4"]
    assert first["mentioned_by"] == []
    assert second["derived"] == "the kettle needs it, see U2"
    assert second["statement"] == "It is hot.\n\nboil()"
    assert (second["refines"], second["depends_on"]) == (["tea.R1"], ["tea.R1"])
    assert second["mentioned_by"] == ["tea.R1"]
    assert third["title"] == "Later"
    assert data["use_cases"][1]["story"] == "As a host, I want to serve, so that all are happy."
    assert [each["origin"] for each in data["open_questions"]] == [
        "deferred from LCORE-2",
        "deferred from the spike",
        "",
    ]
    assert [each["planned"] for each in data["key_files"]] == [False, True]


class Fault(NamedTuple):
    """A fault in both languages, and a piece of the line on which it is found."""

    rule: str
    at: str
    myst: str
    rst: str


FAULTS = (
    Fault(
        "duplicate_id",
        "R1 Second",
        ":::{requirement} R1 First\nIt is.\n:::\n\n:::{requirement} R1 Second\nIt is.\n:::\n",
        ".. requirement:: R1 First\n\n   It is.\n\n.. requirement:: R1 Second\n\n   It is.\n",
    ),
    Fault(
        "numbering_gap",
        "R3 Third",
        ":::{requirement} R1 First\nIt is.\n:::\n\n:::{requirement} R3 Third\nIt is.\n:::\n",
        ".. requirement:: R1 First\n\n   It is.\n\n.. requirement:: R3 Third\n\n   It is.\n",
    ),
    Fault(
        "unknown_reference",
        ":use-cases: U12",
        ":::{requirement} R1\n:status: draft\n:use-cases: U12\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :status: draft\n   :use-cases: U12\n\n   It is.\n",
    ),
    Fault(
        "unknown_reference",
        "R77",
        "Words.\nMore words and {req}`R77`.\n",
        "Words.\nMore words and :req:`R77`.\n",
    ),
    Fault(
        "unknown_reference",
        "R78",
        "> - Words.\n>\n>   More words and {req}`R78`.\n",
        "..\n\n  - Words.\n\n    More words and :req:`R78`.\n",
    ),
    Fault(
        "unknown_reference",
        "R79",
        ":::{acceptance-test-surface}\n| Req | Observable behavior |\n|---|---|\n| R79 | it is |\n:::\n",
        ".. acceptance-test-surface::\n\n   === ===================\n   Req Observable behavior\n"
        "   === ===================\n   R79 it is\n   === ===================\n",
    ),
    Fault(
        "unknown_reference",
        "R80",
        ":::{acceptance-criteria} R80\n- It is\n- It was\n:::\n",
        ".. acceptance-criteria:: R80\n\n   - It is\n   - It was\n",
    ),
    Fault(
        "unknown_reference",
        "traceability-matrix",
        ":::{traceability-matrix}\n:features: nothing\n:::\n",
        ".. traceability-matrix::\n   :features: nothing\n",
    ),
    Fault(
        "ambiguous_reference",
        "LCORE-1.R1",
        ":::{requirement} R1\nIt is.\n:::\n\nWords.\n\nThe {req}`LCORE-1.R1`.\n",
        ".. requirement:: R1\n\n   It is.\n\nWords.\n\nThe :req:`LCORE-1.R1`.\n",
    ),
    Fault(
        "reference_cycle",
        ":depends-on: R1",
        ":::{requirement} R1\n:status: draft\n:depends-on: R1\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :status: draft\n   :depends-on: R1\n\n   It is.\n",
    ),
    Fault(
        "missing_acceptance_criteria",
        "R1 Fast",
        ":::{requirement} R1 Fast\nIt is.\n:::\n",
        ".. requirement:: R1 Fast\n\n   It is.\n",
    ),
    Fault(
        "untraced_requirement",
        "R2 Fast",
        ":::{requirement} R1\n:use-cases: U1\n\nIt is.\n:::\n\n:::{requirement} R2 Fast\nIt is.\n:::\n\n"
        ":::{use-case} U1\nAs a user, I want it.\n:::\n",
        ".. requirement:: R1\n   :use-cases: U1\n\n   It is.\n\n.. requirement:: R2 Fast\n\n   It is.\n\n"
        ".. use-case:: U1\n\n   As a user, I want it.\n",
    ),
    Fault(
        "orphan_use_case",
        "U2",
        ":::{requirement} R1\n:use-cases: U1\n\nIt is.\n:::\n\n:::{use-case} U1\nAs a user, I want it.\n:::\n\n"
        ":::{use-case} U2\nAs a user, I want it.\n:::\n",
        ".. requirement:: R1\n   :use-cases: U1\n\n   It is.\n\n.. use-case:: U1\n\n   As a user, I want it.\n\n"
        ".. use-case:: U2\n\n   As a user, I want it.\n",
    ),
    Fault("malformed_story", "U1", ":::{use-case} U1\nIt is.\n:::\n", ".. use-case:: U1\n\n   It is.\n"),
    Fault("empty_statement", "R1 Silent", ":::{requirement} R1 Silent\n:::\n", ".. requirement:: R1 Silent\n"),
    Fault("empty_statement", "U1 Silent", ":::{use-case} U1 Silent\n:::\n", ".. use-case:: U1 Silent\n"),
    Fault(
        "low_coverage",
        "traceability-coverage",
        ":::{requirement} R1\nIt is.\n:::\n\n:::{traceability-coverage}\n:minimum: 100\n:::\n",
        ".. requirement:: R1\n\n   It is.\n\n.. traceability-coverage::\n   :minimum: 100\n",
    ),
    Fault(
        "changelog_order",
        "2025-01-01",
        ":::{design-changelog}\n| Date | Change |\n|---|---|\n| 2026-01-01 | one |\n| 2026-02-01 | two |\n"
        "| 2025-01-01 | three |\n:::\n",
        ".. design-changelog::\n\n   ========== ======\n   Date       Change\n   ========== ======\n   2026-01-01 one\n"
        "   2026-02-01 two\n   2025-01-01 three\n   ========== ======\n",
    ),
    Fault(
        "unknown_option",
        ":staus:",
        ":::{requirement} R1\n:priority: must\n:staus: draft\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :priority: must\n   :staus: draft\n\n   It is.\n",
    ),
    Fault(
        "duplicate_option",
        ":status: approved",
        ":::{requirement} R1\n:status: draft\n:status: approved\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :status: draft\n   :status: approved\n\n   It is.\n",
    ),
    Fault(
        "invalid_value",
        ":priority: urgent",
        ":::{requirement} R1\n:status: draft\n:priority: urgent\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :status: draft\n   :priority: urgent\n\n   It is.\n",
    ),
    Fault(
        "malformed_date",
        "yesterday",
        ":::{design-changelog}\n- 2026-01-01: one\n- yesterday: two\n:::\n",
        ".. design-changelog::\n\n   - 2026-01-01: one\n   - yesterday: two\n",
    ),
    Fault("missing_id", "Fast", ":::{requirement} Fast\nIt is.\n:::\n", ".. requirement:: Fast\n\n   It is.\n"),
    Fault(
        "unexpected_argument",
        "Questions",
        ":::{open-questions} Questions\n- Why?\n:::\n",
        ".. open-questions:: Questions\n\n   - Why?\n",
    ),
    Fault("unexpected_argument", "feature-index", ":::{feature-index} tea\n:::\n", ".. feature-index:: tea\n"),
    Fault("unexpected_body", "feature-index", ":::{feature-index}\nText.\n:::\n", ".. feature-index::\n\n   Text.\n"),
    Fault("empty_block", "open-questions", ":::{open-questions}\n:::\n", ".. open-questions::\n"),
    Fault("empty_changelog", "design-changelog", ":::{design-changelog}\n:::\n", ".. design-changelog::\n"),
    Fault("malformed_list", "open-questions", ":::{open-questions}\nWhy?\n:::\n", ".. open-questions::\n\n   Why?\n"),
    Fault(
        "malformed_table",
        "design-changelog",
        ":::{design-changelog}\nNothing.\n:::\n",
        ".. design-changelog::\n\n   Nothing.\n",
    ),
    Fault(
        "misplaced_directive",
        "acceptance-criteria",
        ":::{acceptance-criteria}\n- It is fast\n:::\n",
        ".. acceptance-criteria::\n\n   - It is fast\n",
    ),
    Fault(
        "misplaced_directive",
        "R2 Inner",
        "::::{requirement} R1 Outer\nIt is.\n\n:::{requirement} R2 Inner\nIt is.\n:::\n::::\n",
        ".. requirement:: R1 Outer\n\n   It is.\n\n   .. requirement:: R2 Inner\n\n      It is.\n",
    ),
    Fault("duplicate_feature", "second", ":::{feature-design} second\n:::\n", ".. feature-design:: second\n"),
    Fault("placeholder", "TODO", "First.\nSecond: TODO.\n", "First.\nSecond: TODO.\n"),
    Fault(
        "unknown_reference",
        "R81",
        "| A | B |\n|---|---|\n| a | b |\n| `a` | {req}`R81` |\n",
        "=== ===\nA   B\n=== ===\na   b\na   :req:`R81`\n=== ===\n",
    ),
    Fault(
        "unknown_reference",
        "R82",
        ":::{requirement} R1 See {req}`R82`\n:status: draft\nIt is.\n:::\n",
        ".. requirement:: R1 See :req:`R82`\n   :status: draft\n\n   It is.\n",
    ),
    Fault(
        "unknown_reference",
        "R83",
        ":::{requirement} R1\n:status: draft\n:derived: see {req}`R83`\n:priority: must\n\nIt is.\n:::\n",
        ".. requirement:: R1\n   :status: draft\n   :derived: see :req:`R83`\n   :priority: must\n\n   It is.\n",
    ),
    Fault("unknown_reference", "R84", "Words.\n\n## See {req}`R84`\n", "Words.\n\nSee :req:`R84`\n--------------\n"),
    Fault(
        "placeholder",
        "TODO",
        "| A | B |\n|---|---|\n| a | b |\n| a | TODO |\n",
        "=== ====\nA   B\n=== ====\na   b\na   TODO\n=== ====\n",
    ),
    Fault("placeholder", "TODO", "Words.\n\n## TODO\n\nMore.\n", "Words.\n\nTODO\n----\n\nMore.\n"),
    Fault("placeholder", "LCORE-XXXX", "- First.\n- In LCORE-XXXX.\n", "- First.\n- In LCORE-XXXX.\n"),
)
HEAD = {
    ".md": "# {0}\n\n:::{{feature-design}} {0}\n:date: 2026-01-01\n:authors: A. Author\n:feature: LCORE-1\n:::\n\n",
    ".rst": "{0}\n=========\n\n.. feature-design:: {0}\n   :date: 2026-01-01\n   :authors: A. Author\n"
    "   :feature: LCORE-1\n\n",
}


def _faulty(make_site: Callable[..., Site], ending: str) -> tuple[Built, dict[str, str]]:
    """A site with a document for each fault: document ``fault-3`` has the third."""
    bodies = [fault.myst if ending == ".md" else fault.rst for fault in FAULTS]
    files = {f"fault-{n}{ending}": HEAD[ending].format(f"fault-{n}") + body for n, body in enumerate(bodies)}
    files["index.rst"] = "Site\n====\n\n.. toctree::\n   :glob:\n\n   fault-*\n"
    return make_site(files).build("dummy"), files


@pytest.mark.parametrize("ending", [".md", ".rst"])
@pytest.mark.verifies("findings.R1")
def test_every_finding_has_the_line_of_its_cause(make_site: Callable[..., Site], ending: str) -> None:
    built, files = _faulty(make_site, ending)
    found: dict[str, list[str]] = {}
    for each in built.findings:
        found.setdefault(f"{each.path} {each.rule}", []).append(files[each.path].splitlines()[each.line - 1])
    wrong = {}
    for number, fault in enumerate(FAULTS):
        lines = found.get(f"fault-{number}{ending} {fault.rule}", [])
        if len(lines) != 1 or fault.at not in lines[0]:
            wrong[f"{number} {fault.rule}"] = (fault.at, lines)
    assert wrong == {}


@pytest.mark.verifies("directives-and-records.R2", "directives-and-records.R9")
def test_same_findings(make_site: Callable[..., Site]) -> None:
    myst, _ = _faulty(make_site, ".md")
    rst, _ = _faulty(make_site, ".rst")
    assert [_without_place(each) for each in myst.catalog.findings] == [
        _without_place(each) for each in rst.catalog.findings
    ]


def _without_place(finding: Finding) -> tuple[str, str, str, str]:
    message = re.sub(r"\.(?:md|rst):\d+|line \d+", "", finding.message)
    return finding.rule, finding.docname, finding.item, message


@in_both_languages(
    "# Tea\n\n```{requirement} R1 First\n---\nstatus: draft\npriority: must\nverified-by: unit,\n  end to end\n"
    "derived: 'kettle: hot'\n---\n\nIt is.\n```\n",
    "Tea\n===\n\n.. requirement:: R1 First\n   :status: draft\n   :priority: must\n   :verified-by: unit,\n"
    "     end to end\n   :derived: kettle: hot\n\n   It is.\n",
)
def test_options_may_stand_in_a_yaml_block_and_take_several_lines(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    (record,) = make_site(files).build().json["requirements"]
    assert (record["status"], record["priority"], record["statement"]) == ("draft", "must", "It is.")
    assert record["verified_by"] == ["unit", "end to end"]
    assert record["derived"] == "kettle: hot"


def test_a_fault_in_a_yaml_block_has_its_line(make_site: Callable[..., Site]) -> None:
    built = make_site(
        {"index.md": "# Tea\n\n:::{requirement} R1\n---\nstatus: draft\npriority: urgent\n---\nIt.\n:::\n"}
    )
    assert [(each.line, each.rule) for each in built.build().findings if each.level == "WARNING"] == [
        (3, "missing_acceptance_criteria"),
        (6, "invalid_value"),
    ]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:verified-by: one,\n  two,\n  three\n:status: draft\nIt is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :verified-by: one,\n     two,\n     three\n   :status: draft\n\n   It is.\n",
)
def test_an_indented_line_goes_on_with_its_option(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    (record,) = make_site(files).build().json["requirements"]
    assert record["verified_by"] == ["one", "two", "three"]
    assert (record["status"], record["statement"]) == ("draft", "It is.")


@pytest.mark.parametrize("options", ["", ":status: draft\n"], ids=["without-options", "after-options"])
@pytest.mark.parametrize("language", ["myst", "rst"])
def test_a_body_may_follow_without_an_empty_line(make_site: Callable[..., Site], language: str, options: str) -> None:
    body = "It is hot\nand it R9.\n\nAnd more.\n"
    if language == "myst":
        files = {"index.md": f"# Tea\n\n:::{{requirement}} R1 Hot\n{options}{body}:::\n"}
    else:
        indented = textwrap.indent(f"{options}{body}", "   ")
        files = {"index.rst": f"Tea\n===\n\n.. requirement:: R1 Hot\n{indented}"}
    built = make_site(files).build()
    (record,) = built.json["requirements"]
    assert record["title"] == "Hot"
    assert record["statement"] == "It is hot and it R9.\n\nAnd more."
    assert record["status"] == ("draft" if options else "")


@in_both_languages(
    "# Tea\n\n:::{feature-design}\n:date: 2026-01-01\n:::\n",
    "Tea\n===\n\n.. feature-design::\n   :date: 2026-01-01\n",
)
def test_options_need_no_argument(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    (feature,) = make_site(files).build().json["features"]
    assert (feature["id"], feature["date"]) == ("index", "2026-01-01")


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:priority: must\n:status: draft\nIt.\n:::\n\n"
    ":::{requirement} R2\n:status: draft\n:priority: must\nIt.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :priority: must\n   :status: draft\n\n   It.\n\n"
    ".. requirement:: R2\n   :status: draft\n   :priority: must\n\n   It.\n",
)
def test_options_come_in_any_order(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    first, second = make_site(files).build().json["requirements"]
    assert first["status"] == second["status"] == "draft"
    assert first["priority"] == second["priority"] == "must"


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\nIt has\n\n:status: approved\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n\n   It has\n\n   :status: approved\n",
)
def test_what_looks_like_an_option_in_the_body_is_body(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    (record,) = make_site(files).build().json["requirements"]
    assert record["status"] == ""
    assert record["statement"].startswith("It has\n\n")


@in_both_languages(
    "# Tea\n\n:::{requirement} R1 First\n:Status: draft\nIt.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1 First\n   :Status: draft\n\n   It.\n",
)
@pytest.mark.verifies("directives-and-records.R9")
def test_an_option_in_capitals_is_a_misspelt_one(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [each.message for each in built.findings if each.rule == "unknown_option"] == [
        "unknown option :Status:; did you mean status?"
    ]


def test_a_yaml_block_may_hold_a_text_of_several_lines(make_site: Callable[..., Site]) -> None:
    text = "# Tea\n\n:::{requirement} R1\n---\nderived: |\n  the kettle\n  needs it\nstatus: draft\n---\nIt is.\n:::\n"
    (record,) = make_site({"index.md": text}).build().json["requirements"]
    assert (record["derived"], record["status"]) == ("the kettle needs it", "draft")
