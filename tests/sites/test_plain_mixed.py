"""Directives in plain designs: what a directive says wins, and where the text says otherwise it is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from .conftest import in_both_languages
from .plain import build, design, document, ids_of, in_both, lines_of, source_line, to_rst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Built, Site

CONF = 'lcore_designs = ["**"]\n'
MYST = """\
# Feature design for tea

## Requirements

- **R1:** It is hot.
- **R2:** It is sweet.

:::{requirement} R2 Sugar
:status: approved

It is very sweet.
:::

:::{requirement} R3
It is black, see R1.
:::

:::{acceptance-criteria} R1
- It boils
:::

## Use cases

- **U1:** As a guest, I want R1.

## Notes

See R1..R3.
"""
RST = """\
Feature design for tea
======================

Requirements
------------

- **R1:** It is hot.
- **R2:** It is sweet.

.. requirement:: R2 Sugar
   :status: approved

   It is very sweet.

.. requirement:: R3

   It is black, see R1.

.. acceptance-criteria:: R1

   - It boils

Use cases
---------

- **U1:** As a guest, I want R1.

Notes
-----

See R1..R3.
"""


@in_both_languages(MYST, RST)
def test_the_directive_wins_and_the_rest_is_read(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files, CONF).build()
    found = document(built, "index")
    assert [(each.local_id, each.title, each.statement) for each in found.requirements] == [
        ("R1", "", "It is hot."),
        ("R2", "Sugar", "It is very sweet."),
        ("R3", "", "It is black, see R1."),
    ]
    assert source_line(built, found.requirements[1]).endswith("R2 Sugar")
    assert [(each.requirements, each.text) for each in found.criteria] == [(("R1",), "It boils")]
    assert found.requirements[0].use_cases == ("U1",)
    assert lines_of(built, "index", "contradiction") == ["- **R2:** It is sweet."]
    assert not {"duplicate_id", "unknown_mention", "unread_item"} & set(built.rules())


@in_both_languages(MYST, RST)
def test_the_page_has_one_place_for_each_item(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    page = make_site(files, CONF).build().read("index.html")
    identifiers = ids_of(page)
    assert len(identifiers) == len(set(identifiers))
    assert {"r1", "r2", "r3", "index-r1", "index-r2", "index-r3"} <= set(identifiers)
    assert "It is sweet." in page
    assert page.count('href="#index-r3"') >= 2  # its permalink, and the end of the range


@in_both_languages(
    MYST.replace("- **R2:** It is sweet.", "- **R2:** It is very sweet."),
    RST.replace("- **R2:** It is sweet.", "- **R2:** It is very sweet."),
)
def test_the_same_said_twice_contradicts_nothing(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    assert "contradiction" not in make_site(files, CONF).build().rules()


METADATA = (
    "|   |   |\n|---|---|\n| **Date** | 2026-01-02 |\n| **Authors** | A. Author |\n| **Feature** | LCORE-7 |\n"
    "| **Epic** | LCORE-8 |\n"
)
FEATURE = ":::{feature-design} pot\n:component: kettle\n:date: 2026-01-03\n:::\n"


@pytest.mark.parametrize("body", [f"{METADATA}\n{FEATURE}", f"{FEATURE}\n{METADATA}"], ids=["above", "below"])
def test_the_table_fills_in_what_the_block_leaves_open(tmp_path: Path, body: str) -> None:
    built = build(tmp_path / "site", {"tea.md": design(f"{body}\n## Requirements\n\n- **R1:** It is hot.\n\nSee R1.")})
    feature = document(built, "tea").feature
    assert feature is not None
    assert (feature.id, feature.component, feature.date) == ("pot", "kettle", date(2026, 1, 3))
    assert (feature.authors, feature.ticket) == (("A. Author",), "LCORE-7")
    assert [(each.name, each.value) for each in feature.fields] == [("epic", "LCORE-8")]
    assert [each.id for each in built.catalog.requirements] == ["pot.R1"]
    (finding,) = [each for each in built.findings if each.rule == "contradiction"]
    assert "date" in finding.message
    assert "missing_metadata" not in built.rules()
    assert "pot-r1" in ids_of(built.read("tea.html"))


BLOCKS = {
    "design-changelog": ("Changelog", "| Date | Change |\n|--|--|\n| 2026-01-02 | First |", "changelog"),
    "open-questions": ("Open questions", "- Which tea?", "open_questions"),
    "key-files": ("Key files", "| File | What to do |\n|--|--|\n| `a.py` | Write |", "key_files"),
    "acceptance-test-surface": (
        "Acceptance test surface",
        "| Req | Observable behavior |\n|--|--|\n| R1 | It boils |",
        "criteria",
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_in_its_section_is_read_once(tmp_path: Path, name: str) -> None:
    title, content, kind = BLOCKS[name]
    body = f"## Requirements\n\n- **R1:** It is hot.\n\n## {title}\n\n:::{{{name}}}\n{content}\n:::\n"
    built = build(tmp_path / "site", {"tea.md": design(body)})
    assert len(getattr(document(built, "tea"), kind)) == 1
    assert not {"empty_changelog", "unread_item", "misplaced_directive"} & set(built.rules())


@in_both_languages(
    design(
        "## Requirements\n\n- **R1:** Hot.\n\n## Key files\n\n:::{key-files}\n| File | What to do |\n|--|--|\n"
        "| `a.py` | Write |\n:::\n\n- They are in order."
    ),
    to_rst(
        design(
            "## Requirements\n\n- **R1:** Hot.\n\n## Key files\n\n.. key-files::\n\n   ==== ==========\n"
            "   File What to do\n   ==== ==========\n   a.py Write\n   ==== ==========\n\n- They are in order."
        )
    ),
)
def test_a_list_beside_the_block_of_key_files_is_none_of_them(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = make_site(files, CONF).build()
    assert [each.file for each in built.catalog.key_files] == ["a.py"]
    assert "unread_item" not in built.rules()


def test_requirements_of_directives_alone_leave_nothing_to_say(tmp_path: Path) -> None:
    body = (
        "## Requirements\n\n:::{requirement} R1\nIt is hot (U1).\n:::\n\n## Use cases\n\n"
        "- **U1:** As a guest, I want tea.\n\n## Notes\n\nSee R1."
    )
    built = build(tmp_path / "site", {"tea.md": design(body)})
    assert [each.local_id for each in document(built, "tea").requirements] == ["R1"]
    assert "unread_item" not in built.rules()
    assert built.read("tea.html").count('href="#tea-r1"') >= 2


def test_a_plain_requirement_may_name_the_use_case_of_a_directive(tmp_path: Path) -> None:
    body = (
        "## Requirements\n\n- **R1:** It is hot (U1).\n\n## Use cases\n\n:::{use-case} U1\nAs a guest, I want tea.\n"
        ":::\n"
    )
    built = build(tmp_path / "site", {"tea.md": design(body)})
    assert document(built, "tea").requirements[0].use_cases == ("U1",)


def test_criteria_nested_in_a_plain_requirement(tmp_path: Path) -> None:
    heading = "## Requirements\n\n### R1\n\nIt is hot.\n\n{}"
    item = "## Requirements\n\n- **R1:** It is hot.\n\n{}"
    myst, rst = ":::{acceptance-criteria}\n- It boils\n:::\n", ".. acceptance-criteria::\n\n   - It boils\n"

    def indented(text: str) -> str:
        return "".join(f"  {line}\n" for line in text.splitlines())

    files = {
        "heading-md.md": design(heading.format(myst)),
        "heading-rst.rst": to_rst(design(heading.format(rst))),
        "item-md.md": design(item.format(indented(myst))),
        "item-rst.rst": to_rst(design(item.format(indented(rst)))),
    }
    built = build(tmp_path / "site", files)
    for name in files:
        found = document(built, name.partition(".")[0])
        assert [(each.requirements, each.text) for each in found.criteria] == [(("R1",), "It boils")]
        assert [each.statement for each in found.requirements] == ["It is hot."]


def test_a_duplicate_in_plain_text_is_told_and_the_first_stands(tmp_path: Path) -> None:
    files = in_both({"a": "## Requirements\n\n- **R1:** It is hot.\n- **R1:** It is cold.\n- **R2:** It is sweet."})
    built = build(tmp_path / "site", files)
    for name in ("a-md", "a-rst"):
        assert stands(built, f"{name}.R1") == "It is hot."
        assert lines_of(built, name, "duplicate_id") == ["- **R1:** It is cold."]


def stands(built: Built, identifier: str) -> str:
    requirement = built.catalog.requirement(identifier)
    assert requirement is not None
    return requirement.statement
