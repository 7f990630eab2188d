"""How a requirement or a use case may be written in a plain design, in MyST and in RST: one site, a document a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinxext_lcore.reading.plain.sections import SectionKind, kind_of_title

from .plain import build, document, in_both, lines_of, rules_of, source_line

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built


class Read(NamedTuple):
    """What is read: id, title, statement, and the line of the source at which it stands."""

    id: str
    title: str
    text: str
    line: str


class Form(NamedTuple):
    body: str
    items: tuple[Read, ...]
    unread: tuple[str, ...] = ()
    """The lines of which it is said that they are not read."""


FORMS = {
    "list-colon-inside": Form(
        "## Requirements\n\n- **R1:** It is hot.\n- **R2:** It is sweet.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "- **R2:** It is sweet."),
        ),
    ),
    "list-colon-outside": Form(
        "## Requirements\n\n- **R1**: It is hot.", (Read("R1", "", "It is hot.", "- **R1**: It is hot."),)
    ),
    "list-without-colon": Form(
        "## Requirements\n\n- **R1** It is hot.", (Read("R1", "", "It is hot.", "- **R1** It is hot."),)
    ),
    "list-plain": Form("## Requirements\n\n- R1: It is hot.", (Read("R1", "", "It is hot.", "- R1: It is hot."),)),
    "list-title": Form(
        "## Requirements\n\n- **R1 – Heat**: It is hot.\n- **R2: Sugar.** It is sweet.",
        (
            Read("R1", "Heat", "It is hot.", "- **R1 – Heat**: It is hot."),
            Read("R2", "Sugar.", "It is sweet.", "- **R2: Sugar.** It is sweet."),
        ),
    ),
    "list-all-bold": Form(
        "## Requirements\n\n- **R1: It is hot.**", (Read("R1", "", "It is hot.", "- **R1: It is hot.**"),)
    ),
    "list-wrapped": Form(
        "## Requirements\n\n- **R1:** It is hot,\n  and it stays\n  hot.\n- **R2:** It is sweet.",
        (
            Read("R1", "", "It is hot, and it stays hot.", "- **R1:** It is hot,"),
            Read("R2", "", "It is sweet.", "- **R2:** It is sweet."),
        ),
    ),
    "list-loose": Form(
        "## Requirements\n\n- **R1:** It is hot.\n\n- **R2:** It is sweet.\n",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "- **R2:** It is sweet."),
        ),
    ),
    "list-numbered": Form(
        "## Requirements\n\n1. **R1:** It is hot.\n2. R2: It is sweet.",
        (Read("R1", "", "It is hot.", "1. **R1:** It is hot."), Read("R2", "", "It is sweet.", "2. R2: It is sweet.")),
    ),
    "list-several-blocks": Form(
        "## Requirements\n\n- **R1:** It is hot.\n\n  It is `black`.\n\n  - in cups\n  - in pots\n\n- **R2:** Sweet.",
        (
            Read("R1", "", "It is hot.\n\nIt is black.\n\nin cups\n\nin pots", "- **R1:** It is hot."),
            Read("R2", "", "Sweet.", "- **R2:** Sweet."),
        ),
    ),
    "list-id-alone": Form(
        "## Requirements\n\n- **R1**\n\n  It is hot.\n- **R2**\n  It is sweet.",
        (Read("R1", "", "It is hot.", "- **R1**"), Read("R2", "", "It is sweet.", "- **R2**")),
    ),
    "list-of-tasks": Form(
        "## Requirements\n\n- [ ] **R1:** It is hot.\n- [x] **R2:** It is sweet.",
        (
            Read("R1", "", "It is hot.", "- [ ] **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "- [x] **R2:** It is sweet."),
        ),
    ),
    "list-inline-markup": Form(
        "## Requirements\n\n- **R1:** *It* **is** `hot` now.",
        (Read("R1", "", "It is hot now.", "- **R1:** *It* **is** `hot` now."),),
    ),
    "list-empty": Form(
        "## Requirements\n\n- **R1:**\n- **R2:** Hot.",
        (
            Read("R1", "", "", "- **R1:**"),
            Read("R2", "", "Hot.", "- **R2:** Hot."),
        ),
    ),
    "sub-ids-beside": Form(
        "## Requirements\n\n- **R4:** It is hot.\n- **R4a:** It is very hot.\n- **R4b:** It boils.",
        (
            Read("R4", "", "It is hot.", "- **R4:** It is hot."),
            Read("R4a", "", "It is very hot.", "- **R4a:** It is very hot."),
            Read("R4b", "", "It boils.", "- **R4b:** It boils."),
        ),
    ),
    "sub-ids-inside": Form(
        "## Requirements\n\n- **R4:** It is hot.\n\n  - **R4a:** It is very hot.\n  - **R4b:** It boils.\n\n"
        "- **R5:** Sweet.",
        (
            Read("R4", "", "It is hot.", "- **R4:** It is hot."),
            Read("R4a", "", "It is very hot.", "- **R4a:** It is very hot."),
            Read("R4b", "", "It boils.", "- **R4b:** It boils."),
            Read("R5", "", "Sweet.", "- **R5:** Sweet."),
        ),
    ),
    "paragraph-title-own-line": Form(
        "## Requirements\n\n**R1 – Heat**\nIt is hot.\n\n**R2 - Sugar**\nIt is\nsweet.",
        (Read("R1", "Heat", "It is hot.", "**R1 – Heat**"), Read("R2", "Sugar", "It is sweet.", "**R2 - Sugar**")),
    ),
    "paragraph-title-same-line": Form(
        "## Requirements\n\n**R1: Heat** – It is hot.\n\n**R2 – Sugar:** It is sweet.",
        (
            Read("R1", "Heat", "It is hot.", "**R1: Heat** – It is hot."),
            Read("R2", "Sugar", "It is sweet.", "**R2 – Sugar:** It is sweet."),
        ),
    ),
    "paragraph-colon": Form(
        "## Requirements\n\n**R1:** It is hot.\n\nR2: It is sweet.",
        (Read("R1", "", "It is hot.", "**R1:** It is hot."), Read("R2", "", "It is sweet.", "R2: It is sweet.")),
    ),
    "paragraph-id-alone": Form(
        "## Requirements\n\n**R1**\nIt is hot.\n\nR2\nIt is sweet.",
        (Read("R1", "", "It is hot.", "**R1**"), Read("R2", "", "It is sweet.", "R2")),
    ),
    "paragraph-text-below": Form(
        "## Requirements\n\n**R1**\n\nIt is hot.\n\n- in cups\n\n**R2 – Sugar**\n\nIt is sweet.\n\n**R3**\n\n"
        "It is black.",
        (
            Read("R1", "", "It is hot.\n\nin cups", "**R1**"),
            Read("R2", "Sugar", "It is sweet.", "**R2 – Sugar**"),
            Read("R3", "", "It is black.", "**R3**"),
        ),
    ),
    "paragraph-closing-words": Form(
        "## Requirements\n\n**R1 – Heat**\nIt is hot.\n\nAs to sugar:\n\n**R2 – Sugar**\nIt is sweet.\n\n"
        "All of this is tea.",
        (Read("R1", "Heat", "It is hot.", "**R1 – Heat**"), Read("R2", "Sugar", "It is sweet.", "**R2 – Sugar**")),
    ),
    "paragraph-of-lines": Form(
        "## Requirements\n\nR1: It is hot.\nR2: It is\nsweet.\n\n**R3**\nIt is black.\n**R4**\nIt is *tea*.\n\n"
        "**R5 – Milk**\nIt is white.\n**R6 – Cup:** It is big.\n\nIn short:\n**R7:** It is tea.\n**R8:** It is good.",
        (
            Read("R1", "", "It is hot.", "R1: It is hot."),
            Read("R2", "", "It is sweet.", "R2: It is"),
            Read("R3", "", "It is black.", "**R3**"),
            Read("R4", "", "It is tea.", "**R4**"),
            Read("R5", "Milk", "It is white.", "**R5 – Milk**"),
            Read("R6", "Cup", "It is big.", "**R6 – Cup:** It is big."),
            Read("R7", "", "It is tea.", "**R7:** It is tea."),
            Read("R8", "", "It is good.", "**R8:** It is good."),
        ),
    ),
    "paragraph-wrapped-at-an-id": Form(
        "## Requirements\n\n**R1:** It is as hot as\n**R2** and as sweet as\nR3: very.\n\n**R2:** It is hot, by\n"
        "R1. It is hot.\n\nR3: It is white, says\n**R1** – and black.",
        (
            Read("R1", "", "It is as hot as R2 and as sweet as R3: very.", "**R1:** It is as hot as"),
            Read("R2", "", "It is hot, by R1. It is hot.", "**R2:** It is hot, by"),
            Read("R3", "", "It is white, says R1 – and black.", "R3: It is white, says"),
        ),
    ),
    "paragraph-lists-below": Form(
        "## Requirements\n\n**R1:** It comes in:\n\n- cups\n- pots\n\n**R2:** It comes with:\n\n1. milk\n2. sugar\n\n"
        "All of this is tea.\n\n- Or is it?",
        (
            Read("R1", "", "It comes in:\n\ncups\n\npots", "**R1:** It comes in:"),
            Read("R2", "", "It comes with:\n\nmilk\n\nsugar", "**R2:** It comes with:"),
        ),
    ),
    "headings": Form(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n- in cups\n\n### R2: Sugar\n\nIt is sweet.\n\nVery.\n\n"
        "### R3 – Milk\n\nWhite.",
        (
            Read("R1", "", "It is hot.\n\nin cups", "R1"),
            Read("R2", "Sugar", "It is sweet.\n\nVery.", "R2: Sugar"),
            Read("R3", "Milk", "White.", "R3 – Milk"),
        ),
    ),
    "headings-with-parts": Form(
        "## Requirements\n\n### R1 Heat\n\nIt is hot.\n\n#### Notes\n\nVery.\n\n### R2 and its reasons\n\n"
        "Why it is sweet.",
        (Read("R1", "Heat", "It is hot.\n\nNotes\n\nVery.", "R1 Heat"),),
        ("R2 and its reasons",),
    ),
    "headings-that-are-no-steps": Form(
        "## Requirements\n\n### R1 Heat\n\nIt is hot.\n\n#### When it is hot\n\nAlways.\n\n#### And when not\n\nNever.",
        (Read("R1", "Heat", "It is hot.\n\nWhen it is hot\n\nAlways.\n\nAnd when not\n\nNever.", "R1 Heat"),),
    ),
    "headings-that-name-their-kind": Form(
        "## Requirements\n\n### Requirement R1: Heat\n\nIt is hot.\n\n### Requirement R2\n\nIt is sweet.\n\n"
        "### Requirements that are open\n\nNone.",
        (
            Read("R1", "Heat", "It is hot.", "Requirement R1: Heat"),
            Read("R2", "", "It is sweet.", "Requirement R2"),
        ),
    ),
    "headings-sub-ids": Form(
        "## Requirements\n\n### R4\n\nIt is hot.\n\n#### R4a\n\nIt boils.\n\n### R5\n\nSweet.\n\n"
        "- **R5a:** With sugar.",
        (
            Read("R4", "", "It is hot.", "R4"),
            Read("R4a", "", "It boils.", "R4a"),
            Read("R5", "", "Sweet.", "R5"),
            Read("R5a", "", "With sugar.", "- **R5a:** With sugar."),
        ),
    ),
    "first-level": Form(
        "# Requirements\n\n## R1\n\nIt is hot.\n\n# Why\n\nIt is tea.",
        (Read("R1", "", "It is hot.", "R1"),),
    ),
    "numbered-title": Form(
        "## 3. Requirements\n\n- **R1:** It is hot.", (Read("R1", "", "It is hot.", "- **R1:** It is hot."),)
    ),
    "deep-title": Form(
        "## Scope\n\n### 2.1 Requirements:\n\n- **R1:** It is hot.",
        (Read("R1", "", "It is hot.", "- **R1:** It is hot."),),
    ),
    "two-sections": Form(
        "## Functional requirements\n\n- **R1:** It is hot.\n\n## Non-functional requirements\n\n"
        "- **NFR1:** It is fast.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("NFR1", "", "It is fast.", "- **NFR1:** It is fast."),
        ),
    ),
    "groups": Form(
        "## Requirements\n\n### Functional requirements\n\n- **R1:** It is hot.\n\n### Speed\n\nHow fast it is.\n\n"
        "#### Cold\n\n- **R2:** It is quick.\n\n- Warm:\n\n  - **R3:** It is quicker.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is quick.", "- **R2:** It is quick."),
            Read("R3", "", "It is quicker.", "- **R3:** It is quicker."),
        ),
    ),
    "intro": Form(
        "## Requirements\n\nR1 and R2 matter most; R1 must not wait.\n\n- **R1:** It is hot.\n- **R2:** It is sweet.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "- **R2:** It is sweet."),
        ),
    ),
    "intro-in-bold": Form(
        "## Requirements\n\n**R1** and **R2** matter most.\n\n- **R1:** It is hot.\n- **R2:** It is sweet.\n\n"
        "**R1–R2** are for guests.\n\n**R3** will come.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "- **R2:** It is sweet."),
        ),
        ("**R3** will come.",),
    ),
    "contents": Form(
        "## Requirements\n\n* [R1](#r1)\n* [R2](#r2)\n\n### R1\n\nIt is hot.\n\n### R2\n\nIt is sweet.",
        (Read("R1", "", "It is hot.", "R1"), Read("R2", "", "It is sweet.", "R2")),
    ),
    "without-some-ids": Form(
        "## Requirements\n\n- **R1:** It is hot.\n- It is sweet.\n- **R2:** It is black.",
        (
            Read("R1", "", "It is hot.", "- **R1:** It is hot."),
            Read("R2", "", "It is black.", "- **R2:** It is black."),
        ),
        ("- It is sweet.",),
    ),
    "headings-without-some-ids": Form(
        "## Requirements\n\n### Overview\n\nTea is a drink.\n\n### R1: Heat\n\nIt is hot.\n\n#### Why\n\nIt is.\n\n"
        "### Sugar\n\nIt is sweet.\n\n### Requirement 3: Milk\n\n- It is white.\n\n### Service\n\nAll of it.\n\n"
        "#### Cups\n\nIt is in cups.\n\n### Others\n\nAnd more:\n\n- **R2:** It is black.\n\n### Left open\n\nTBD\n\n"
        "### Empty",
        (
            Read("R1", "Heat", "It is hot.\n\nWhy\n\nIt is.", "R1: Heat"),
            Read("R2", "", "It is black.", "- **R2:** It is black."),
        ),
        ("Sugar", "Requirement 3: Milk", "Cups"),
    ),
    "headings-beside-items-in-a-list": Form(
        "## Requirements\n\n- **R1:** It is hot.\n\n### Temperature\n\nHot is 80 degrees.",
        (Read("R1", "", "It is hot.", "- **R1:** It is hot."),),
    ),
    "in-no-form": Form(
        "## Requirements\n\n- **R1:** It is hot.\n- **R2 and R3** are sweet.\n- **R4 (must):** It is black.\n"
        "- **R5.1:** In cups.\n- **REQ-6:** In pots.\n- R7 is white.",
        (Read("R1", "", "It is hot.", "- **R1:** It is hot."),),
        (
            "- **R2 and R3** are sweet.",
            "- **R4 (must):** It is black.",
            "- **R5.1:** In cups.",
            "- **REQ-6:** In pots.",
            "- R7 is white.",
        ),
    ),
    "nothing-read": Form(
        "## Requirements\n\nIt shall be tea.",
        (),
        ("Requirements",),
    ),
}
ONLY_MYST = {
    "hard-break-backslash": Form(
        "## Requirements\n\n**R1 – Heat**\\\nIt is hot.\n\n**R2**\\\nIt is sweet.\n\nR3\\\nIt is black.",
        (
            Read("R1", "Heat", "It is hot.", "**R1 – Heat**\\"),
            Read("R2", "", "It is sweet.", "**R2**\\"),
            Read("R3", "", "It is black.", "R3\\"),
        ),
    ),
    "hard-break-spaces": Form(
        "## Requirements\n\n**R1 – Heat**  \nIt is hot.  \nVery.\n\n**R2**  \nIt is sweet.\n\nR3  \nIt is black.",
        (
            Read("R1", "Heat", "It is hot. Very.", "**R1 – Heat**"),
            Read("R2", "", "It is sweet.", "**R2**"),
            Read("R3", "", "It is black.", "R3"),
        ),
    ),
    "hard-breaks-between-items": Form(
        "## Requirements\n\n**R1**: It is hot.  \n**R2**: It is\\\nsweet.\\\n**R3**\\\nIt is black.\n",
        (
            Read("R1", "", "It is hot.", "**R1**: It is hot."),
            Read("R2", "", "It is sweet.", "**R2**: It is\\"),
            Read("R3", "", "It is black.", "**R3**\\"),
        ),
    ),
    "anchor-above": Form(
        '## Requirements\n\n<a id="first"></a>\n**R1**: It is hot.\n\n<a id="second"></a>\nR2: It is sweet.\n\n'
        '- <a id="third"></a>\n  **R3:** It is black.',
        (
            Read("R1", "", "It is hot.", "**R1**: It is hot."),
            Read("R2", "", "It is sweet.", "R2: It is sweet."),
            Read("R3", "", "It is black.", "**R3:** It is black."),
        ),
    ),
    "list-hard-break": Form(
        "## Requirements\n\n- **R1**\\\n  It is hot.\n- R2  \n  It is sweet.",
        (Read("R1", "", "It is hot.", "- **R1**\\"), Read("R2", "", "It is sweet.", "- R2")),
    ),
    "lazy-lines": Form(
        "## Requirements\n\n* **R1:** It is hot\nand stays hot.\n* __R2:__ It is sweet.",
        (
            Read("R1", "", "It is hot and stays hot.", "* **R1:** It is hot"),
            Read("R2", "", "It is sweet.", "* __R2:__ It is sweet."),
        ),
    ),
    "bold-glued-to-the-text": Form(
        "## Requirements\n\n- **R1:**It is **hot**.\n- [ ] **R2 – Sugar.**It is sweet, unlike R1.\n\n"
        "**R3:**It is black.\n**R4:**It is tea.\n",
        (
            Read("R1", "", "It is hot.", "- **R1:**It is **hot**."),
            Read("R2", "Sugar.", "It is sweet, unlike R1.", "- [ ] **R2 – Sugar.**It is sweet, unlike R1."),
            Read("R3", "", "It is black.", "**R3:**It is black."),
            Read("R4", "", "It is tea.", "**R4:**It is tea."),
        ),
    ),
    "setext-headings": Form(
        "Requirements\n------------\n\n### R1  \n\nIt is hot.", (Read("R1", "", "It is hot.", "R1"),)
    ),
    "code-inside": Form(
        "## Requirements\n\n- **R1:** It is hot.\n\n  ```yaml\n  R2: code\n  ```\n\n"
        "- **R3:** It is sweet. <!-- R4: no -->",
        (
            Read("R1", "", "It is hot.\n\nR2: code", "- **R1:** It is hot."),
            Read("R3", "", "It is sweet.", "- **R3:** It is sweet. <!-- R4: no -->"),
        ),
    ),
    "not-read-from": Form(
        "## Requirements\n\n- **R1:** It is hot.\n\n```\n- **R2:** fence\n```\n\n    - **R3:** indented\n\n<!--\n"
        "- **R4:** comment\n-->\n\n"
        "> - **R5:** quoted\n\n- [R1](#r1)\n\n## Requirements for audit log\n\n- **R6:** no\n\n"
        "## System requirements\n\n- **R7:** no\n\n"
        "## Notes\n\n- **R8:** no",
        (Read("R1", "", "It is hot.", "- **R1:** It is hot."),),
        ("System requirements",),
    ),
}
ONLY_RST = {
    "definition-list": Form(
        "## Requirements\n\nR1\n  It is hot.\n\n  Very.\n\n**R2**\n  It is sweet.\n\nR3 : Milk\n  White.",
        (
            Read("R1", "", "It is hot.\n\nVery.", "R1"),
            Read("R2", "", "It is sweet.", "**R2**"),
            Read("R3", "Milk", "White.", "R3 : Milk"),
        ),
    ),
    "literal-blocks": Form(
        "## Requirements\n\n- **R1:** It is hot::\n\n    R2: literal\n\n::\n\n  R3: literal\n\n.. R4: comment\n\n"
        ".. contents::\n   :local:",
        (Read("R1", "", "It is hot:\n\nR2: literal", "- **R1:** It is hot::"),),
    ),
    "numbered-automatically": Form(
        "## Requirements\n\n#. **R1:** It is hot.\n#. **R2:** It is sweet.",
        (
            Read("R1", "", "It is hot.", "#. **R1:** It is hot."),
            Read("R2", "", "It is sweet.", "#. **R2:** It is sweet."),
        ),
    ),
}
IN_MYST_ALONE = {"contents"}
"""Forms whose markup is Markdown's."""


def documents() -> dict[str, str]:
    """All documents of this module."""
    both = {name: form.body for name, form in FORMS.items() if name not in IN_MYST_ALONE}
    myst = {name: form.body for name, form in (ONLY_MYST | {n: FORMS[n] for n in IN_MYST_ALONE}).items()}
    rst = {name: form.body for name, form in ONLY_RST.items()}
    found = in_both(both)
    found |= {name: text for name, text in in_both(myst).items() if name.endswith(".md")}
    found |= {name: text for name, text in in_both(rst).items() if name.endswith(".rst")}
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("forms"), documents())


def cases() -> list[tuple[str, Form]]:
    all_forms = FORMS | ONLY_MYST | ONLY_RST
    return [(name.partition(".")[0], all_forms[name.rpartition("-")[0]]) for name in documents()]


@pytest.mark.parametrize(("name", "form"), cases(), ids=[name for name, _ in cases()])
@pytest.mark.verifies("reading-plain-designs.R2", "reading-plain-designs.R4")
def test_a_form_is_read(built: Built, name: str, form: Form) -> None:
    found = document(built, name)
    read = [(each.local_id, each.title, each.statement) for each in found.requirements]
    assert read == [(each.id, each.title, each.text) for each in form.items]
    for requirement, expected in zip(found.requirements, form.items, strict=True):
        assert source_line(built, requirement) == expected.line
    assert not found.use_cases


@pytest.mark.parametrize(("name", "form"), cases(), ids=[name for name, _ in cases()])
@pytest.mark.verifies("reading-plain-designs.R4", "reading-plain-designs.R6")
def test_what_is_not_read_is_said_with_its_line(built: Built, name: str, form: Form) -> None:
    lines = lines_of(built, name, "unread_item")
    assert lines == list(form.unread)
    assert all(each.level == "INFO" for each in built.findings if each.rule == "unread_item")


def test_nothing_else_is_wrong_with_what_is_read(built: Built) -> None:
    allowed = {"missing_acceptance_criteria", "missing_changelog", "missing_metadata", "numbering_gap", "unread_item"}
    allowed |= {"duplicate_title", "foreign_title"}  # they are one design in many forms
    others = {
        "first-level": {"heading_levels"},
        "list-empty": {"empty_statement"},
        "not-read-from": {"unknown_mention"},
        "in-no-form": {"unknown_mention"},
    }
    for name, _ in cases():
        left = rules_of(built, name) - allowed - others.get(name.rpartition("-")[0], set())
        assert not left, (name, left)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Requirements", SectionKind.REQUIREMENTS),
        ("3. Requirements:", SectionKind.REQUIREMENTS),
        ("2.1 REQUIREMENTS", SectionKind.REQUIREMENTS),
        ("IV. Requirements", SectionKind.REQUIREMENTS),
        ("📋 Requirements", SectionKind.REQUIREMENTS),
        ("Functional and non-functional requirements", SectionKind.REQUIREMENTS),
        ("Use-cases", SectionKind.USE_CASES),
        ("Use cases / User stories", SectionKind.USE_CASES),
        ("Acceptance Test Surface", SectionKind.ACCEPTANCE),
        ("Acceptance criteria (Given/When/Then)", SectionKind.ACCEPTANCE),
        ("Change Log", SectionKind.CHANGELOG),
        ("Open Questions & Future Work", SectionKind.OPEN_QUESTIONS),
        ("Unknowns and open questions", SectionKind.OPEN_QUESTIONS),
        ("Key files and insertion points", SectionKind.KEY_FILES),
        ("Requirements for audit log", None),
        ("System requirements", None),
        ("Requirements (dropped)", None),
        ("Requirements and use cases", None),
        ("Requirement R1", None),
        ("What", None),
        ("", None),
    ],
)
@pytest.mark.verifies("reading-plain-designs.R3")
def test_a_section_is_known_by_its_name(title: str, kind: SectionKind | None) -> None:
    assert kind_of_title(title) is kind


def test_use_cases_are_read_in_the_same_forms(tmp_path: Path) -> None:
    bodies = {
        "list": "## Use Cases\n\n- **U1:** As a guest, I want tea, so that I rest.\n- **U2**: As a host, I want cups.",
        "paragraph": (
            "## Use cases\n\n**U1**\nAs a guest, I want tea, so that I rest.\n\n**U2 – Cups**\nAs a host, I want cups."
        ),
        "heading": (
            "## User stories\n\n### U1\n\nAs a guest, I want tea, so that I rest.\n\n### U2: Cups\n\n"
            "As a host, I want cups."
        ),
    }
    built = build(tmp_path / "site", in_both(bodies))
    for name in in_both(bodies):
        found = document(built, name.partition(".")[0])
        read = [(each.local_id, each.role, each.want, each.benefit) for each in found.use_cases]
        assert read == [("U1", "guest", "tea", "I rest"), ("U2", "host", "cups", "")]
        assert not found.requirements


def test_a_requirement_in_the_section_of_use_cases_is_not_one_of_them(tmp_path: Path) -> None:
    files = in_both({"a": "## Use cases\n\n- **U1:** As a guest, I want tea.\n- **R1:** It is hot."})
    built = build(tmp_path / "site", files)
    for name in ("a-md", "a-rst"):
        assert [each.local_id for each in document(built, name).use_cases] == ["U1"]
        assert lines_of(built, name, "unread_item") == ["- **R1:** It is hot."]


NAMELESS = {
    "numbered": Form(
        "## Requirements\n\n1. It is hot.\n2. It is\n   sweet.\n3. It is hot.",
        (
            Read("it-is-hot", "", "It is hot.", "1. It is hot."),
            Read("it-is-sweet", "", "It is sweet.", "2. It is"),
            Read("it-is-hot-2", "", "It is hot.", "3. It is hot."),
        ),
    ),
    "headed": Form(
        "## Requirements\n\n### Heat\n\nIt is hot.\n\n### Sugar, but not too much of it, please\n\nIt is sweet.",
        (
            Read("heat", "Heat", "It is hot.", "Heat"),
            Read(
                "sugar-but-not-too-much-of",
                "Sugar, but not too much of it, please",
                "It is sweet.",
                "Sugar, but not too much of it, please",
            ),
        ),
    ),
    "plain-list": Form("## Requirements\n\n- It is hot.\n- It is sweet.", (), ("- It is hot.",)),
    "groups": Form(
        "## Requirements\n\n### Heat\n\n- It is hot.\n\n### Sugar\n\n1. It is sweet.",
        (),
        ("Heat", "Sugar"),
    ),
    "one-with-an-id": Form(
        "## Requirements\n\n1. **R1:** It is hot.\n2. It is sweet.",
        (Read("R1", "", "It is hot.", "1. **R1:** It is hot."),),
        ("2. It is sweet.",),
    ),
}


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("nameless"), in_both({name: form.body for name, form in NAMELESS.items()}))


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("form", NAMELESS)
@pytest.mark.verifies("reading-plain-designs.R6", "reading-plain-designs.R7")
def test_items_without_an_id_get_one_that_stays(nameless: Built, form: str, language: str) -> None:
    expected = NAMELESS[form]
    name = f"{form}-{language}"
    found = document(nameless, name).requirements
    assert [(each.local_id, each.title, each.statement) for each in found] == [
        (each.id, each.title, each.text) for each in expected.items
    ]
    generated = [each for each in expected.items if not each.id.startswith("R")]
    assert lines_of(nameless, name, "generated_id") == [each.line for each in generated]
    assert lines_of(nameless, name, "unread_item") == list(expected.unread)


def test_user_stories_without_an_id_are_use_cases_and_other_lists_are_not(tmp_path: Path) -> None:
    files = in_both(
        {
            "stories": "## Use cases\n\n- As a guest, I want tea.\n- As a host, I want cups.",
            "headed": (
                "## Use cases\n\n### Tea\n\nAs a guest, I want tea.\n\n1. ask\n2. drink\n\n### Steps\n\n1. ask\n"
                "2. drink"
            ),
            "paragraphs": "## Use cases\n\nWho wants what:\n\nAs a guest, I want tea.\n\nAs a host,\nI want cups.",
            "notes": "## Use cases\n\n- As a guest, I want tea.\n- And there is more to say.",
        }
    )
    built = build(tmp_path / "site", files)
    for language in ("md", "rst"):
        for form in ("stories", "paragraphs"):
            stories = document(built, f"{form}-{language}").use_cases
            assert [each.local_id for each in stories] == ["as-a-guest-i-want-tea", "as-a-host-i-want-cups"]
        assert [each.local_id for each in document(built, f"headed-{language}").use_cases] == ["tea"]
        assert len(lines_of(built, f"headed-{language}", "unread_item")) == 1
        assert not document(built, f"notes-{language}").use_cases
        assert lines_of(built, f"notes-{language}", "unread_item") == ["- As a guest, I want tea."]


WITHOUT_AN_ID = {
    "among-headings": "### U1: Drink\n\nAs a guest, I want tea.\n\n### {U2}Sell\n\nAs a host, I want money.\n\n"
    "### {U3}Use Case 2: Boil\n\nThe cook boils water.",
    "below-a-list": "- **U1:** As a guest, I want tea.\n\n### {U2}Sell\n\nAs a host, I want money.\n\n"
    "### {U3}Boil\n\nAs a cook, I want water.",
}


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("form", WITHOUT_AN_ID)
@pytest.mark.verifies("reading-plain-designs.R6")
def test_a_heading_without_an_id_is_told_where_others_have_one_and_read_with_that_of_the_cure(
    tmp_path: Path, form: str, language: str
) -> None:
    body = f"## Use Cases\n\n{WITHOUT_AN_ID[form]}"
    bodies = {"slip": body.format(U2="", U3=""), "cure": body.format(U2="U2: ", U3="U3: ")}
    built = build(tmp_path / "site", in_both(bodies))
    assert [each.local_id for each in document(built, f"slip-{language}").use_cases] == ["U1"]
    assert [each.message for each in built.findings if each.rule == "unread_item" and language in each.path] == [
        f"stands among items with an id and has none, so it is not read; begin it with one: '{free}: …'"
        for free in ("U2", "U3")
    ]
    assert [each.local_id for each in document(built, f"cure-{language}").use_cases] == ["U1", "U2", "U3"]


@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_heading_above_a_list_may_be_an_item_or_a_group_where_others_have_an_id(
    tmp_path: Path, language: str
) -> None:
    body = "## Use Cases\n\n### {}\n\nAs a guest, I want tea.\n\n### {}\n\n- {}As a host, I want money."
    bodies = {
        "slip": body.format("U1", "Sell", ""),
        "item": body.format("U1", "U2: Sell", ""),
        "group": body.format("U1", "Sell", "**U2:** "),
    }
    built = build(tmp_path / "site", in_both(bodies))
    assert lines_of(built, f"slip-{language}", "unread_item") == ["Sell"]
    for name in ("item", "group"):
        assert [each.local_id for each in document(built, f"{name}-{language}").use_cases] == ["U1", "U2"]
        assert "unread_item" not in rules_of(built, f"{name}-{language}")
