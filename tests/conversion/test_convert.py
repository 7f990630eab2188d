from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from sphinxext_lcore.conversion.convert import convert
from sphinxext_lcore.conversion.reader import read
from sphinxext_lcore.exchange.entries import export

MYST = """\
# Feature design for tea

Words above stay.

|                        |                          |
|------------------------|--------------------------|
| **Date**               | 2026-01-02               |
| **Feature / Initiative** | [LCORE-7](https://example.org/LCORE-7) |
| **Epic**               | LCORE-8                  |

## What

A pot, as R1 says.

## Requirements

Some words before.

- **R1:** Water boils
  within `5` minutes.

  It does so twice.
- **R2**: Tea steeps (U1).

**R3 – Cup**\\
The cup is warm.

Acceptance criteria:

- Given a cup, when it is filled, then it is warm
- Given no cup, when it is filled, then nothing happens

### R4: Sugar

Sugar is there.

## Use Cases

- **U1:** As a guest, I want tea,
  so that I am warm.

## Acceptance test surface

| Req    | Observable behavior | Verified by |
|--------|---------------------|-------------|
| R1, R2 | Steam is seen       | e2e         |

## Open Questions

- Milk? — deferred from S2
- Lemon?

## Changelog

| Date       | Change          | Reason |
|------------|-----------------|--------|
| 2026-01-02 | Initial version | R1     |
"""

RST = """\
Feature design for tea
======================

Requirements
------------

- **R1:** Water boils
  within five minutes.
- **R2:** Tea steeps (U1).

**R3 – Cup**
The cup is warm.

R4: Sugar
~~~~~~~~~

Sugar is there.

Acceptance criteria:

- Given sugar, when somebody asks, then it is given

Use Cases
---------

- **U1:** As a guest, I want tea, so that I am warm.

Changelog
---------

========== =============== ======
Date       Change          Reason
========== =============== ======
2026-01-02 Initial version
========== =============== ======

Open Questions
--------------

- Milk? — deferred from S2
"""

SOURCES = pytest.mark.parametrize(("source", "name"), [(MYST, "tea.md"), (RST, "tea.rst")], ids=["myst", "rst"])


def facts(source: str, name: str) -> dict[str, Any]:
    """What a source states, without where."""
    places = {"line", "path", "docname", "anchor", "plain", "position"}
    exported: dict[str, Any] = export(read(source, name).catalog).model_dump(mode="json")
    for kind, records in exported.items():
        if isinstance(records, list):
            exported[kind] = [{**record, **dict.fromkeys(places & record.keys())} for record in records]
    del exported["findings"]
    return exported


@SOURCES
@pytest.mark.verifies("reading-plain-designs.R1")
def test_the_records_before_and_after_are_equal(source: str, name: str) -> None:
    converted = convert(source, name)
    assert converted.text != source
    assert facts(converted.text, name) == facts(source, name)


@SOURCES
def test_everything_is_converted(source: str, name: str) -> None:
    assert convert(source, name).left == ()


@SOURCES
def test_a_second_conversion_changes_nothing(source: str, name: str) -> None:
    once = convert(source, name).text
    again = convert(once, name)
    assert again.text == once
    assert again.left == ()


@SOURCES
def test_no_plain_item_is_left(source: str, name: str) -> None:
    converted = convert(source, name).text
    assert converted.count("requirement} R" if name.endswith(".md") else ".. requirement:: R") == 4
    assert "**R" not in converted


def test_a_bold_id_glued_to_the_text_is_converted_without_its_marks() -> None:
    converted = convert("# Feature design for tea\n\n## Requirements\n\n- **R1:**Boil.\n", "tea.md")
    assert ":::{requirement} R1\nBoil.\n:::" in converted.text
    assert converted.left == ()


def test_lines_of_other_things_stay_as_they_are() -> None:
    converted = convert(MYST, "tea.md").text.splitlines()
    for line in (
        "Words above stay.",
        "A pot, as R1 says.",
        "Some words before.",
        "## Requirements",
        "# Feature design for tea",
    ):
        assert line in converted


def test_a_metadata_row_that_no_option_takes_stays_in_its_table() -> None:
    converted = convert(MYST, "tea.md").text
    assert ":feature: [LCORE-7](https://example.org/LCORE-7)" in converted
    assert "| **Epic**               | LCORE-8                  |" in converted
    assert "**Date**" not in converted


def test_a_nested_list_of_criteria_gets_a_longer_fence_around_it() -> None:
    converted = convert(MYST, "tea.md").text
    assert "::::{requirement} R3 Cup\nThe cup is warm.\n\n:::{acceptance-criteria}\n- Given a cup" in converted


def test_what_no_directive_would_say_stays_and_is_told() -> None:
    source = "# Feature design for tea\n\n## Requirements\n\n- **R1:** Boil.\n\n## Changelog\n\n2026-01-02: First\n"
    converted = convert(source, "tea.md")
    assert ":::{requirement} R1" in converted.text
    assert "\n2026-01-02: First\n" in converted.text
    assert [(left.what, left.line) for left in converted.left] == [("changelog-1", 9)]


def test_what_stands_in_only_stays_and_is_told() -> None:
    source = (
        "# Feature design for tea\n\n## Requirements\n\n- **R1:** Boil.\n- **R2:** Steep.\n\n  ```{only} draft\n"
        "  - **R2a:** Wait.\n  ```\n\n```{only} draft\n- **R3:** Drink.\n```\n"
    )
    converted = convert(source, "tea.md")
    assert converted.text == source.replace("- **R1:** Boil.\n", ":::{requirement} R1\nBoil.\n:::\n\n")
    assert [(left.what, left.line) for left in converted.left] == [("R2", 6), ("R2a", 9), ("R3", 13)]


@pytest.mark.parametrize("fence", ["```", ":::"])
def test_what_holds_an_included_file_stays_and_is_told(fence: str) -> None:
    include = f"{fence}{{include}} rest.md\n{fence}"
    source = (
        "# Feature design for tea\n\n## Requirements\n\n- **R2:** It is sweet.\n\n"
        f"### R1: Boil\n\nIt boils.\n\n{include}\n"
    )
    converted = convert(source, "tea.md")
    assert f"### R1: Boil\n\nIt boils.\n\n{include}\n" in converted.text
    assert ":::{requirement} R2" in converted.text
    assert [(left.what, left.line) for left in converted.left] == [("R1", 7)]


def test_a_heading_with_subsections_stays() -> None:
    source = (
        "# Feature design for tea\n\n## Requirements\n\n### R1\n\nBoil.\n\n### R2\n\nSteep.\n\n#### Details\n\nHot.\n"
    )
    converted = convert(source, "tea.md")
    assert ":::{requirement} R1\nBoil.\n:::\n\n### R2\n\nSteep.\n\n#### Details" in converted.text
    assert [left.what for left in converted.left] == ["R2"]


def test_a_heading_that_ends_what_stays_is_kept() -> None:
    source = (
        "# Feature design for tea\n\n## Requirements\n\n### R1\n\nBoil.\n\n#### Details\n\nHot.\n\n### R2\n\nSteep.\n"
    )
    assert convert(source, "tea.md").text == source


def test_a_document_that_is_no_design_stays() -> None:
    source = "# Notes\n\n- **R1:** not here\n"
    assert convert(source, "notes.md") == (source, (), ())


def test_an_ending_of_no_language_is_refused() -> None:
    with pytest.raises(KeyError):
        convert("text", "tea.txt")


CORPUS = Path(os.environ.get("LCORE_CORPUS", "/nonexistent"), "docs", "design")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="LCORE_CORPUS names no folder of designs")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.md")), ids=lambda path: path.stem)
def test_real_designs_convert_whole_and_keep_their_records(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    converted = convert(source, path.name)
    assert converted.left == ()
    assert facts(converted.text, path.name) == facts(source, path.name)
    assert convert(converted.text, path.name).text == converted.text


@pytest.mark.parametrize("head", ["### R{}: Hot", "**R{}:** Hot"])
@pytest.mark.parametrize("transition", ["---", "* * *"])
def test_a_transition_stays_between_the_directives(head: str, transition: str) -> None:
    items = f"\n\n{transition}\n\n".join(f"{head.format(number)}\n\nIt is.\n" for number in (1, 2))
    converted = convert(f"# Feature design for tea\n\n## Requirements\n\n{items}", "tea.md")
    assert not converted.left
    assert f":::\n\n\n{transition}\n\n:::{{requirement}} R2" in converted.text


@pytest.mark.parametrize("fence", ["````", "~~~~"])
def test_the_end_of_code_is_no_transition(fence: str) -> None:
    text = f"# Feature design for tea\n\n## Requirements\n\n### R1: Hot\n\nIt is.\n\n{fence}\nx\n\n{fence}\n\n### R2: Sweet\n\nIt is.\n"
    converted = convert(text, "tea.md")
    assert not converted.left
    assert f"{fence}\nx\n\n{fence}\n:::\n\n:::{{requirement}} R2" in converted.text


SEPARATED = "# Feature design for tea\n\nWords{0}here.\n\n## Requirements\n\n- **R1:** Water boils.\n- **R2:** Hot.\n"
SEPARATED_RST = (
    "Feature design for tea\n======================\n\nWords{0}here.\n\n"
    "Requirements\n------------\n\n- **R1:** Water boils.\n- **R2:** Hot.\n"
)


@pytest.mark.parametrize("separator", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", ids=ascii)
@pytest.mark.parametrize(("source", "name"), [(SEPARATED, "tea.md"), (SEPARATED_RST, "tea.rst")], ids=["myst", "rst"])
def test_a_character_that_ends_a_line_for_python_stays(source: str, name: str, separator: str) -> None:
    converted = convert(source.format(separator), name)
    assert not converted.left
    assert f"\nWords{separator}here.\n" in converted.text
    assert converted.text == convert(source.format(" "), name).text.replace("Words here", f"Words{separator}here")


def test_a_heading_of_two_characters_is_one_in_rst() -> None:
    items = "".join(f"R{number}\n~~\n\nIt is hot.\n\n" for number in (1, 2))
    converted = convert(
        f"Feature design for tea\n======================\n\nRequirements\n------------\n\n{items}", "tea.rst"
    )
    assert not converted.left
    assert converted.text.count(".. requirement:: R") == 2
