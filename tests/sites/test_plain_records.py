"""What a plain design states beside its items: metadata, acceptance, changelog, open questions, key files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from .plain import build, design, document, in_both, lines_of, rules_of, source_line, to_rst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Built, Site

REQUIREMENTS = (
    "## Requirements\n\n- **R1:** It is hot.\n- **R2:** It is sweet.\n- **R3:** It is black.\n"
    "- **R4:** It is tea.\n- **R4a:** It is green tea.\n"
)

# Metadata


class Metadata(NamedTuple):
    table: str
    expected: dict[str, object]
    rules: frozenset[str] = frozenset()


EMPTY_HEADER = "|   |   |\n|---|---|\n"
METADATA = {
    "template": Metadata(
        EMPTY_HEADER
        + "| **Date** | 2026-03-16 |\n| **Component** | kettle, cup |\n| **Authors** | A. Author, B. Writer |\n"
        "| **Feature** | [LCORE-1311](https://tickets.example.org/browse/LCORE-1311) |\n| **Spike** | LCORE-1314 |\n"
        "| **Links** | [Spec](https://example.org/spec), [Tea](https://example.org/tea) |",
        {
            "date": date(2026, 3, 16),
            "component": "kettle, cup",
            "authors": ("A. Author", "B. Writer"),
            "ticket": "LCORE-1311",
            "spike": "LCORE-1314",
            "links": "Spec, Tea",
            "urls": (
                "https://example.org/spec",
                "https://example.org/tea",
                "https://tickets.example.org/browse/LCORE-1311",
            ),
            "fields": (),
        },
    ),
    "doubled-delimiter": Metadata(
        EMPTY_HEADER + "|---|---|\n| **Date** | 2026-03-16 |\n| **Authors** | A |",
        {"date": date(2026, 3, 16), "authors": ("A",), "fields": ()},
    ),
    "first-row-as-header": Metadata(
        "| **Date** | 2026-03-16 |\n|---|---|\n| **Authors** | A |", {"date": date(2026, 3, 16), "authors": ("A",)}
    ),
    "named-columns": Metadata(
        "| Field | Value |\n|---|---|\n| **Date** | 2026-03-16 |\n| Feature | LCORE-9 |",
        {"date": date(2026, 3, 16), "ticket": "LCORE-9", "fields": ()},
    ),
    "keys-not-bold": Metadata(
        "| Key | Value |\n|---|---|\n| Date | 2026-03-16 |\n| Component | kettle |",
        {"date": date(2026, 3, 16), "component": "kettle", "fields": ()},
    ),
    "another-table": Metadata("| Tea | Cups |\n|---|---|\n| green | 2 |", {"date": None, "fields": ()}),
    "variants-of-keys": Metadata(
        EMPTY_HEADER + "| **Date:** | 2026-03-16 |\n| **Feature / Initiative** | see LCORE-7 |\n| **Owners** | A; B |",
        {"date": date(2026, 3, 16), "ticket": "LCORE-7", "authors": ("A", "B")},
    ),
    "several-tickets": Metadata(
        EMPTY_HEADER + "| **Feature** | LCORE-1, LCORE-2 and LCORE-1 |\n"
        "| **Spike** | [A](https://e.org/LCORE-3) [B](https://e.org/LCORE-4) |",
        {"ticket": "LCORE-1", "spike": "LCORE-3"},
        frozenset({"malformed_ticket"}),
    ),
    "several-tickets-mended": Metadata(
        EMPTY_HEADER + "| **Feature** | LCORE-1 |\n| **Links** | LCORE-2 |",
        {"ticket": "LCORE-1", "links": "LCORE-2"},
    ),
    "a-ticket-and-a-standard": Metadata(
        EMPTY_HEADER + "| **Feature** | UTF-8 everywhere (LCORE-1) |", {"ticket": "LCORE-1"}
    ),
    "unknown-keys": Metadata(
        EMPTY_HEADER + "| **Epic** | LCORE-2 (covers LCORE-3) |\n| **Target release** | 1.0 |",
        {"ticket": "", "fields": (("epic", "LCORE-2 (covers LCORE-3)"), ("target-release", "1.0"))},
    ),
    "two-keys-of-one-field": Metadata(
        EMPTY_HEADER + "| **Owner** | A |\n| **Authors** | B |\n| **Spike** | LCORE-1 |\n| **Spike** | LCORE-2 |",
        {"authors": ("B",), "spike": "LCORE-1", "fields": (("owner", "A"), ("spike", "LCORE-2"))},
    ),
    "ticket-in-the-target": Metadata(
        EMPTY_HEADER + "| **Feature** | [Tea](https://tickets.example.org/browse/LCORE-33) |", {"ticket": "LCORE-33"}
    ),
    "no-ticket": Metadata(EMPTY_HEADER + "| **Feature** | all the tea |", {"ticket": "all the tea"}),
    "authors": Metadata(
        EMPTY_HEADER + "| **Authors** | A. Author, B. Writer and C. D. Reader, @handle |",
        {"authors": ("A. Author", "B. Writer", "C. D. Reader", "@handle")},
    ),
    "placeholders": Metadata(
        EMPTY_HEADER
        + "| **Date** | TODO |\n| **Authors** | TODO |\n| **Feature** | TODO: LCORE-XXXX |\n| **Spike** | n/a |\n"
        "| **Links** | — |\n| **Component** | TBD |",
        {"date": None, "authors": (), "ticket": "", "spike": "", "links": "", "component": ""},
        frozenset({"placeholder"}),
    ),
    "malformed-date": Metadata(
        EMPTY_HEADER + "| **Date** | March 2026 |", {"date": None}, frozenset({"malformed_date"})
    ),
    "status": Metadata(EMPTY_HEADER + "| **Status** | Accepted |", {"status": "accepted", "fields": ()}),
    "unknown-status": Metadata(
        EMPTY_HEADER + "| **Status** | in the cup |", {"status": "", "fields": (("status", "in the cup"),)}
    ),
}


@pytest.fixture(scope="module")
def metadata(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {f"{name}.md": design(f"{case.table}\n\n{REQUIREMENTS}") for name, case in METADATA.items()}
    return build(tmp_path_factory.mktemp("metadata"), files)


@pytest.mark.parametrize("name", METADATA)
@pytest.mark.verifies("reading-plain-designs.R13")
def test_metadata(metadata: Built, name: str) -> None:
    feature = metadata.catalog.feature(name)
    assert feature is not None
    assert feature.plain
    stated = {**feature.model_dump(), "fields": tuple((each.name, each.value) for each in feature.fields)}
    expected = METADATA[name].expected
    assert {key: stated[key] for key in expected} == expected
    assert (
        rules_of(metadata, name) & {"placeholder", "malformed_date", "malformed_ticket", "contradiction"}
        == METADATA[name].rules
    )


@pytest.mark.parametrize(
    ("rule", "name", "line"),
    [
        ("malformed_date", "malformed-date", "| **Date** | March 2026 |"),
        ("placeholder", "placeholders", "| **Date** | TODO |"),
        ("malformed_ticket", "several-tickets", "| **Feature** | LCORE-1, LCORE-2 and LCORE-1 |"),
    ],
)
def test_a_finding_about_metadata_stands_at_its_row(metadata: Built, rule: str, name: str, line: str) -> None:
    assert lines_of(metadata, name, rule)[0] == line


def test_tickets_for_which_a_record_has_no_room_are_named(metadata: Built) -> None:
    assert [each.message for each in metadata.findings if each.rule == "malformed_ticket"] == [
        "feature names several tickets, of which only LCORE-1 is read; move LCORE-2 to a row Links",
        "spike names several tickets, of which only LCORE-3 is read; move LCORE-4 to a row Links",
    ]


ROWS = (
    "   * - **Date**\n     - 2026-03-16\n   * - **Owner**\n     - A\n   * - **Feature / Initiative**\n     - LCORE-7\n"
)
RST_TABLES = {
    "list-table": f".. list-table::\n\n{ROWS}",
    "list-table-with-header": ".. list-table::\n   :header-rows: 1\n\n   * - Field\n     - Value\n" + ROWS,
    "grid": (
        "+---------------------------+------------+\n| **Date**                  | 2026-03-16 |\n"
        "+---------------------------+------------+\n| **Owner**                 | A          |\n"
        "+---------------------------+------------+\n| **Feature / Initiative**  | LCORE-7    |\n"
        "+---------------------------+------------+\n"
    ),
    "simple": (
        "========================  ==========\n**Date**                  2026-03-16\n**Owner**                 A\n"
        "**Feature / Initiative**  LCORE-7\n========================  ==========\n"
    ),
}


@pytest.fixture(scope="module")
def rst_metadata(tmp_path_factory: pytest.TempPathFactory) -> Built:
    wrong = {f"wrong-{name}": table.replace("2026-03-16", "March     ") for name, table in RST_TABLES.items()}
    files = {
        f"{name}.rst": to_rst(design(f"{table}\n\n{REQUIREMENTS}")) for name, table in (RST_TABLES | wrong).items()
    }
    return build(tmp_path_factory.mktemp("rst"), files)


@pytest.mark.parametrize("name", RST_TABLES)
def test_metadata_in_a_table_of_rst(rst_metadata: Built, name: str) -> None:
    feature = rst_metadata.catalog.feature(name)
    assert feature is not None
    assert (feature.date, feature.authors, feature.ticket) == (date(2026, 3, 16), ("A",), "LCORE-7")
    (line,) = lines_of(rst_metadata, f"wrong-{name}", "malformed_date")
    assert "**Date**" in line


def test_what_stands_around_the_title_changes_nothing(tmp_path: Path) -> None:
    table = EMPTY_HEADER + "| **Date** | 2026-03-16 |"
    files = {
        "above.md": f"An example (LCORE-1)\n\n# Feature design for tea\n\n{table}\n\n{REQUIREMENTS}",
        "front.md": f"---\norphan: true\nauthor: nobody\n---\n\n# Feature design for tea\n\n{table}\n\n{REQUIREMENTS}",
        "between.md": f"# Feature design for tea\n\nSome words.\n\n{table}\n\n{REQUIREMENTS}",
        "first.md": f"{table}\n\n# Feature design for tea\n\n{REQUIREMENTS}",
        "later.md": f"# Feature design for tea\n\n## What\n\n{table}\n\n{REQUIREMENTS}",
        "none.md": f"# Feature design for tea\n\n{REQUIREMENTS}",
    }
    built = build(tmp_path / "site", files)
    for name in ("above", "front", "between", "first", "later", "none"):
        feature = built.catalog.feature(name)
        assert feature is not None
        assert (feature.title, source_line(built, feature)) == ("Feature design for tea", "Feature design for tea")
        assert feature.date == (None if name in {"later", "none"} else date(2026, 3, 16))
        assert len(built.catalog.requirements_in(name)) == 5
    assert {"missing_metadata", "missing_changelog"} <= rules_of(built, "none")


# Acceptance


class Accepted(NamedTuple):
    body: str
    criteria: tuple[tuple[tuple[str, ...], str, str], ...]
    """Requirements, text, and the beginning of the line."""
    unread: tuple[str, ...] = ()


SURFACE = "## Acceptance test surface\n\n| Req | Observable behavior | Verified by |\n|-----|-----|-----|\n"
CELLS = {
    "R1": ("R1",),
    "R1, R3": ("R1", "R3"),
    "R1; R3": ("R1", "R3"),
    "R1 and R3": ("R1", "R3"),
    "R1 & R3": ("R1", "R3"),
    "R1/R3": ("R1", "R3"),
    "R1 R3": ("R1", "R3"),
    "Requirements R1 and R3": ("R1", "R3"),
    "R1<br>R3": ("R1", "R3"),
    "R1..R3": ("R1", "R2", "R3"),
    "R1–R3": ("R1", "R2", "R3"),
    "R1 – R3": ("R1", "R2", "R3"),
    "R1-R3": ("R1", "R2", "R3"),
    "R1 to R3": ("R1", "R2", "R3"),
    "R1..R3, R4a": ("R1", "R2", "R3", "R4a"),
    "`R4a`": ("R4a",),
    "**R4a**": ("R4a",),
    "[R4a](#r4a)": ("R4a",),
    "R1 (in part)": ("R1",),
    "R1: Heat": ("R1",),
    "R99": ("R99",),
}
NO_REQUIREMENTS = ("all", "—", "Requirements", "U1", "S3", "R1.5", "R1 (see R2) or so", "")


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Built:
    rows = [f"| {cell} | It is tea {n} | unit, `tests/a.py` |" for n, cell in enumerate((*CELLS, *NO_REQUIREMENTS))]
    return build(tmp_path_factory.mktemp("cells"), {"tea.md": design(REQUIREMENTS + "\n" + SURFACE + "\n".join(rows))})


def test_a_row_is_verified_by_what_its_cell_lists(tmp_path: Path) -> None:
    methods = {
        "unit, `a.py`": ("unit", "a.py"),
        "unit; e2e": ("unit", "e2e"),
        "unit<br>e2e": ("unit", "e2e"),
        "—": (),
        "unit (mocks; fixtures), e2e": ("unit (mocks; fixtures)", "e2e"),
        "unit / e2e": ("unit / e2e",),
        "": (),
    }
    rows = "".join(f"| R1 | It is tea | {cell} |\n" for cell in methods)
    built = build(tmp_path / "site", {"tea.md": design(REQUIREMENTS + "\n" + SURFACE + rows)})
    assert [each.verified_by for each in document(built, "tea").criteria] == list(methods.values())


@pytest.mark.verifies("reading-plain-designs.R13")
def test_a_row_names_requirements_in_many_ways(cells: Built) -> None:
    found = document(cells, "tea").criteria
    assert [each.requirements for each in found] == list(CELLS.values())
    for number, (criterion, cell) in enumerate(zip(found, CELLS, strict=True)):
        assert (criterion.text, criterion.verified_by) == (f"It is tea {number}", ("unit", "tests/a.py"))
        assert source_line(cells, criterion).startswith(f"| {cell} |")


def test_a_row_that_names_no_requirement_is_said_to_be_left(cells: Built) -> None:
    lines = lines_of(cells, "tea", "unread_item")
    assert [line.split("|")[1].strip() for line in lines] == list(NO_REQUIREMENTS)


def test_a_row_with_an_unknown_requirement_is_one_finding(cells: Built) -> None:
    assert len(lines_of(cells, "tea", "unknown_reference")) == 1
    assert not lines_of(cells, "tea", "unknown_mention")


ACCEPTANCE = {
    "several-rows": Accepted(
        SURFACE + "| R1 | One | unit |\n| R2 | Two |  |\n| R1 | Three | e2e |",
        ((("R1",), "One", "| R1 | One"), (("R2",), "Two", "| R2 | Two"), (("R1",), "Three", "| R1 | Three")),
    ),
    "other-columns": Accepted(
        "## Acceptance tests\n\n| No | Requirement | Owner | Acceptance criteria |\n|--|--|--|--|\n"
        "| 1 | R2 | me | Sweet |",
        ((("R2",), "Sweet", "| 1 | R2"),),
    ),
    "table-below-a-heading": Accepted(
        "## Acceptance criteria\n\n### Surface\n\n| Req | Behavior |\n|--|--|\n| R2 | Sweet |",
        ((("R2",), "Sweet", "| R2 | Sweet"),),
    ),
    "another-table": Accepted("## Acceptance tests\n\n| Tea | Cup |\n|--|--|\n| R1 | 1 |", (), ("| Tea | Cup |",)),
    "says-nothing": Accepted(SURFACE + "| R1 |  | unit |", (), ("| R1 |  | unit |",)),
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {f"{name}.md": design(f"{REQUIREMENTS}\n{case.body}") for name, case in ACCEPTANCE.items()}
    return build(tmp_path_factory.mktemp("tables"), files)


@pytest.mark.parametrize("name", ACCEPTANCE)
def test_the_acceptance_table(tables: Built, name: str) -> None:
    _check_acceptance(tables, name, ACCEPTANCE[name])


def _check_acceptance(built: Built, name: str, expected: Accepted) -> None:
    found = document(built, name).criteria
    assert [(each.requirements, each.text) for each in found] == [each[:2] for each in expected.criteria]
    for criterion, (_, _, line) in zip(found, expected.criteria, strict=True):
        assert source_line(built, criterion).startswith(line)
    assert lines_of(built, name, "unread_item") == list(expected.unread)


ONLY_MYST = {
    "bold-glued-to-the-text": Accepted(
        "## Acceptance criteria\n\n- **R1:**It boils\n- **R2, R3:**It steams",
        ((("R1",), "It boils", "- **R1:**It boils"), (("R2", "R3"), "It steams", "- **R2, R3:**It steams")),
    ),
}
CRITERIA = {
    "under-headings": Accepted(
        "## Acceptance criteria\n\n### R1\n\n- It boils\n- It steams\n\n### R2: Sugar\n\n1. It is sweet\n\n"
        "### R3, R4\n\n- It is tea",
        (
            (("R1",), "It boils", "- It boils"),
            (("R1",), "It steams", "- It steams"),
            (("R2",), "It is sweet", "1. It is sweet"),
            (("R3", "R4"), "It is tea", "- It is tea"),
        ),
    ),
    "steps-in-one": Accepted(
        "## Acceptance criteria\n\n### R1\n\n- Given water, when it boils, then there is tea\n"
        "- **Given** tea **when** it stands **then** it is cold",
        (
            (("R1",), "Given water, when it boils, then there is tea", "- Given water"),
            (("R1",), "Given tea when it stands then it is cold", "- **Given** tea"),
        ),
    ),
    "steps-in-three": Accepted(
        "## Acceptance criteria\n\n### R1\n\n- Given water\n- When it boils\n- Then there is tea\n- And steam\n"
        "- **Given** tea\n- **When** it stands\n- **Then** it is cold",
        (
            (("R1",), "Given water When it boils Then there is tea And steam", "- Given water"),
            (("R1",), "Given tea When it stands Then it is cold", "- **Given** tea"),
        ),
    ),
    "scenarios": Accepted(
        "## Acceptance criteria\n\n### R1\n\n#### Scenario: boil\n\n- Given water\n- When it boils\n\n"
        "#### Scenario: cool\n\n- Given tea",
        ((("R1",), "Given water When it boils", "- Given water"), (("R1",), "Given tea", "- Given tea")),
    ),
    "steps-in-paragraphs": Accepted(
        "## Acceptance criteria\n\n### R1\n\nIn the kitchen:\n\n**Given** water\n\n**When** it boils\n\n"
        "**Then** there is tea",
        ((("R1",), "Given water When it boils Then there is tea", "**Given** water"),),
    ),
    "steps-in-headings": Accepted(
        "## Acceptance criteria (Given/When/Then)\n\n### R1\n\n#### Given water\n\n- When it boils\n- Then there is tea\n\n"
        "### R2\n\n- When it stands\n- Then it is cold\n- When it boils",
        (
            (("R1",), "Given water When it boils Then there is tea", "Given water"),
            (("R2",), "When it stands Then it is cold", "- When it stands"),
            (("R2",), "When it boils", "- When it boils"),
        ),
    ),
    "words-below-step-headings": Accepted(
        "## Acceptance criteria\n\n### R1\n\n#### Given\n\nwater\n\n#### When\n\nit boils\n\n#### Then\n\n- there is tea\n"
        "- there is steam\n\n### R2\n\n#### Given tea\n\nin a cup\n\n#### Then it is sweet\n\nAnd white.",
        (
            (("R1",), "Given water When it boils Then there is tea there is steam", "Given"),
            (("R2",), "Given tea in a cup Then it is sweet And white.", "Given tea"),
        ),
    ),
    "a-heading-for-steps": Accepted(
        "## Given/When/Then\n\n### R1\n\n- Given water\n- When it boils\n\n### R2\n\n#### Given-When-Then\n\n- Given tea",
        ((("R1",), "Given water When it boils", "- Given water"), (("R2",), "Given tea", "- Given tea")),
    ),
    "ids-in-brackets": Accepted(
        "## Acceptance criteria\n\n### Scenario: boil (R1, R3)\n\n- Given water\n- When it boils\n\n### Taste\n\n"
        "- It is sweet (R2)\n- (R4) It is tea\n- [R4a]: It is green\n- It is cold (see R1)\n\n### Speed (R1)\n\n- It is fast",
        (
            (("R1", "R3"), "Given water When it boils", "- Given water"),
            (("R2",), "It is sweet", "- It is sweet (R2)"),
            (("R4",), "It is tea", "- (R4) It is tea"),
            (("R4a",), "It is green", "- [R4a]: It is green"),
            (("R1",), "It is fast", "- It is fast"),
        ),
        ("- It is cold (see R1)",),
    ),
    "items-with-ids": Accepted(
        "## Acceptance criteria\n\n- **R1:** It boils\n- R2: It is sweet\n- **R3, R4:** It is tea\n"
        "- **R4a – Green:** It is green",
        (
            (("R1",), "It boils", "- **R1:**"),
            (("R2",), "It is sweet", "- R2:"),
            (("R3", "R4"), "It is tea", "- **R3, R4:**"),
            (("R4a",), "Green: It is green", "- **R4a"),
        ),
    ),
    "items-with-lists": Accepted(
        "## Acceptance criteria\n\n- **R1:**\n\n  - Given water\n  - When it boils\n  - Then there is tea\n\n"
        "- **R2 – Sugar**\n\n"
        "  - It is sweet\n  - It is white\n\n- **R3:** It is black:\n\n  - like coal\n\n- **R4:** It is tea\n\n"
        "  - in cups\n  - in pots",
        (
            (("R1",), "Given water When it boils Then there is tea", "- Given water"),
            (("R2",), "It is sweet", "- It is sweet"),
            (("R2",), "It is white", "- It is white"),
            (("R3",), "like coal", "- like coal"),
            (("R4",), "It is tea\n\nin cups\n\nin pots", "- **R4:**"),
        ),
    ),
    "paragraphs": Accepted(
        "## Acceptance criteria\n\n**R1:**\n\n- It boils\n\n**R2 – Sugar**\n\n- It is sweet\n\n**R3**: It is black",
        (
            (("R1",), "It boils", "- It boils"),
            (("R2",), "It is sweet", "- It is sweet"),
            (("R3",), "It is black", "**R3**"),
        ),
    ),
    "names": Accepted(
        "## Acceptance criteria\n\n### R1\n\n- **AC2:** It boils\n- AC7: Given water\n- When it boils",
        ((("R1",), "It boils", "- **AC2:**"), (("R1",), "Given water When it boils", "- AC7:")),
    ),
    "without-ids": Accepted(
        "## Acceptance criteria\n\n- Given water\n- When it boils\n\n### Speed\n\n- **U1:** It is fast\n",
        (),
        ("- Given water", "- **U1:** It is fast"),
    ),
}
NESTED = {
    "in-a-section": Accepted(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n#### Acceptance criteria\n\n- It boils\n- It steams\n\n"
        "### R2\n\nIt is sweet.\n\n"
        "**Acceptance criteria:**\n\n- Given tea\n- When it is tasted\n- Then it is sweet",
        (
            (("R1",), "It boils", "- It boils"),
            (("R1",), "It steams", "- It steams"),
            (("R2",), "Given tea When it is tasted Then it is sweet", "- Given tea"),
        ),
    ),
    "in-an-item": Accepted(
        "## Requirements\n\n- **R1:** It is hot.\n\n  Acceptance criteria:\n\n  - It boils\n\n"
        "- **R2:** It is sweet.\n\n"
        "  - Given tea\n  - When it is tasted\n  - Then it is sweet",
        ((("R1",), "It boils", "- It boils"), (("R2",), "Given tea When it is tasted Then it is sweet", "- Given tea")),
    ),
    "a-list-of-tasks": Accepted(
        "## Requirements\n\n- **R1:** It is hot.\n\n  Acceptance criteria:\n\n  - [ ] It boils\n  - [x] AC7: It steams\n\n"
        "- **R2:** It is sweet.",
        ((("R1",), "It boils", "- [ ] It boils"), (("R1",), "It steams", "- [x] AC7: It steams")),
    ),
    "behind-the-statement": Accepted(
        "## Requirements\n\n- **R1:** It is hot.\n  Acceptance criteria:\n\n  - It boils\n\n- **R2:** It is sweet.",
        ((("R1",), "It boils", "- It boils"),),
    ),
    "behind-a-paragraph": Accepted(
        "## Requirements\n\n**R1 – Heat**\n\nIt is hot.\n\n*Acceptance criteria*\n\n1. It boils\n\n"
        "**R2 – Sugar**\n\nIt is sweet.",
        ((("R1",), "It boils", "1. It boils"),),
    ),
    "behind-the-last-paragraph": Accepted(
        "## Requirements\n\n**R1:** It is hot.\n\nAcceptance criteria:\n\n- It boils\n\n**R2:** It is sweet.\n\n"
        "Acceptance criteria:\n\n- It is white\n\nAll of this is tea.\n\n- Or is it?",
        ((("R1",), "It boils", "- It boils"), (("R2",), "It is white", "- It is white")),
    ),
    "behind-all": Accepted(
        "## Requirements\n\n**R1:** It is hot.\n\n**R2:** It is sweet.\n\nAcceptance criteria:\n\n- It is tea",
        (),
        ("Acceptance criteria:",),
    ),
    "steps-in-paragraphs-below": Accepted(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n**Acceptance criteria (Given/When/Then)**\n\nGiven water\nWhen it boils\n"
        "Then there is tea\n\n**Given** tea, **then** it is hot.\n\n### R2\n\nIt is sweet.\n\n**Acceptance criteria:**\n\n"
        "All of these hold:\n\n- It is white",
        (
            (("R1",), "Given water When it boils Then there is tea", "Given water"),
            (("R1",), "Given tea, then it is hot.", "**Given** tea"),
            (("R2",), "It is white", "- It is white"),
        ),
    ),
    "scenarios-below": Accepted(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n**Scenario: boil**\n\n- Given water\n- Then there is tea\n\n"
        "Scenario: cool\nGiven tea\nThen it is cold\n\n### R2\n\nIt is sweet.",
        (
            (("R1",), "Given water Then there is tea", "- Given water"),
            (("R1",), "Scenario: cool Given tea Then it is cold", "Scenario: cool"),
        ),
    ),
    "in-one-paragraph": Accepted(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n**Acceptance criterion:** It boils.\n\n### R2\n\nIt is sweet.\n\n"
        "#### Acceptance criteria\n\nIt is white.",
        ((("R1",), "It boils.", "**Acceptance criterion:**"), (("R2",), "It is white.", "It is white.")),
    ),
    "step-headings-below": Accepted(
        "## Requirements\n\n### R1\n\nIt is hot.\n\n#### Given\n\nwater\n\n#### When it boils\n\n#### Then\n\nthere is tea\n\n"
        "### R2\n\nIt is sweet.\n\n#### Given / When / Then\n\n- Given sugar\n- Then it is sweet",
        (
            (("R1",), "Given water When it boils Then there is tea", "Given"),
            (("R2",), "Given sugar Then it is sweet", "- Given sugar"),
        ),
    ),
    "among-the-requirements": Accepted(
        "## Requirements\n\n- **R1:** It is hot.\n- **R2:** It is sweet.\n\n### Acceptance criteria\n\n"
        "- **R1:** It boils",
        ((("R1",), "It boils", "- **R1:** It boils"),),
    ),
    "without-an-id": Accepted(
        "## Requirements\n\n### Heat\n\nIt is hot.\n\n#### Acceptance criteria\n\n- It boils",
        ((("heat",), "It boils", "- It boils"),),
    ),
    "of-a-use-case": Accepted(
        "## Requirements\n\n- **R1:** It is hot.\n\n## Use cases\n\n### U1\n\nAs a guest, I want tea.\n\n"
        "#### Acceptance criteria\n\n- It boils",
        (),
        ("- It boils",),
    ),
}


@pytest.fixture(scope="module")
def criteria(tmp_path_factory: pytest.TempPathFactory) -> Built:
    bodies = {name: f"{REQUIREMENTS}\n{case.body}" for name, case in CRITERIA.items()}
    files = in_both(bodies | {n: each.body for n, each in NESTED.items()})
    files |= {f"{n}-md.md": design(f"{REQUIREMENTS}\n{case.body}") for n, case in ONLY_MYST.items()}
    return build(tmp_path_factory.mktemp("criteria"), files)


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("name", [*CRITERIA, *NESTED])
def test_criteria_in_lists(criteria: Built, name: str, language: str) -> None:
    _check_acceptance(criteria, f"{name}-{language}", (CRITERIA | NESTED)[name])


@pytest.mark.parametrize("name", ONLY_MYST)
def test_criteria_in_lists_of_markdown(criteria: Built, name: str) -> None:
    _check_acceptance(criteria, f"{name}-md", ONLY_MYST[name])


@pytest.mark.parametrize("name", [name for name in NESTED if name not in {"without-an-id", "of-a-use-case"}])
def test_the_statement_is_without_the_criteria(criteria: Built, name: str) -> None:
    for language in ("md", "rst"):
        statements = [each.statement for each in document(criteria, f"{name}-{language}").requirements]
        assert statements == ["It is hot.", "It is sweet."]


def test_a_criterion_keeps_the_name_that_it_was_given(criteria: Built) -> None:
    for language in ("md", "rst"):
        assert [each.name for each in document(criteria, f"names-{language}").criteria] == ["AC2", "AC7"]


GRID = """\
+--------+---------------------+-------------+
| Req    | Observable behavior | Verified by |
+========+=====================+=============+
| R1, R2 | It is               | unit        |
|        | tea                 |             |
+--------+---------------------+-------------+
| R3–R4  | It is black         |             |
+--------+---------------------+-------------+

.. list-table::
   :header-rows: 1

   * - Req
     - Observable behavior
   * - R4a
     - It is green
"""


def test_the_acceptance_table_in_rst(tmp_path: Path) -> None:
    text = to_rst(design(f"{REQUIREMENTS}\n## Acceptance test surface\n\n")) + GRID
    built = build(tmp_path / "site", {"tea.rst": text})
    found = document(built, "tea").criteria
    assert [(each.requirements, each.text) for each in found] == [
        (("R1", "R2"), "It is tea"),
        (("R3", "R4"), "It is black"),
        (("R4a",), "It is green"),
    ]
    assert [source_line(built, each).split("|")[1].strip() for each in found[:2]] == ["R1, R2", "R3–R4"]
    assert source_line(built, found[2]) == "* - R4a"


# Changelog


class History(NamedTuple):
    body: str
    entries: tuple[tuple[str, str, str], ...]
    """Date, change, and the beginning of the line."""
    rules: frozenset[str] = frozenset()


HISTORY = {
    "paragraphs": History(
        "## Changelog\n\n**2026-01-02** — First.\n\n2026-01-03: Second,\nand more.\n\n**2026-01-04:** Third.\n\n"
        "2026-01-05 Fourth.",
        (
            ("2026-01-02", "First.", "**2026-01-02**"),
            ("2026-01-03", "Second, and more.", "2026-01-03:"),
            ("2026-01-04", "Third.", "**2026-01-04:**"),
            ("2026-01-05", "Fourth.", "2026-01-05 "),
        ),
    ),
    "lines": History(
        "## Changelog\n\n2026-01-03: Second,\nand more.\n2026-01-02: First.",
        (("2026-01-03", "Second, and more.", "2026-01-03:"), ("2026-01-02", "First.", "2026-01-02:")),
    ),
    "lines-with-bold-dates": History(
        "## Changelog\n\n**2026-01-04** Third, as of\n2026-01-01 in short.\n**2026-01-03** Second.\n\n2026-01-02\nFirst.\n"
        "2026-01-01\nNone.",
        (
            ("2026-01-04", "Third, as of 2026-01-01 in short.", "**2026-01-04**"),
            ("2026-01-03", "Second.", "**2026-01-03**"),
            ("2026-01-02", "First.", "2026-01-02"),
            ("2026-01-01", "None.", "2026-01-01"),
        ),
    ),
    "lists": History(
        "## Change log\n\n- 2026-01-02: First.\n- **2026-01-03** – Second.\n\n  - in detail\n- **2026-01-04**: Third.",
        (
            ("2026-01-02", "First.", "- 2026-01-02"),
            ("2026-01-03", "Second.\n\nin detail", "- **2026-01-03**"),
            ("2026-01-04", "Third.", "- **2026-01-04**"),
        ),
    ),
    "headings": History(
        "## Changelog\n\n### 2026-01-02\n\nFirst.\n\n- more\n\n### 1.1 (2026-01-03)\n\nSecond.\n\n### Newer\n\n"
        "- 2026-01-04: Third.",
        (
            ("2026-01-02", "First.\n\nmore", "2026-01-02"),
            ("2026-01-03", "1.1: Second.", "1.1 (2026-01-03)"),
            ("2026-01-04", "Third.", "- 2026-01-04"),
        ),
    ),
    "dates-alone": History(
        "## Changelog\n\n**2026-01-02**\n\n- First.\n- More.\n\n**2026-01-03:**\n\nSecond.",
        (("2026-01-02", "First.\n\nMore.", "**2026-01-02**"), ("2026-01-03", "Second.", "**2026-01-03:**")),
    ),
    "lists-below": History(
        "## Changelog\n\n**2026-01-02** – First:\n\n- one\n- two\n\n**2026-01-03**\n\nSecond:\n\n1. three\n\n"
        "**1.2 (2026-01-04)**: Third.\n\n**Tea – 2026-01-05:** Fourth.\n\n**Tea of 2026 and more** is good.",
        (
            ("2026-01-02", "First:\n\none\n\ntwo", "**2026-01-02**"),
            ("2026-01-03", "Second:\n\nthree", "**2026-01-03**"),
            ("2026-01-04", "1.2: Third.", "**1.2 (2026-01-04)**"),
            ("2026-01-05", "Tea: Fourth.", "**Tea – 2026-01-05"),
        ),
    ),
    "without-dates": History(
        "## Changelog\n\n- 2026-01-02: First.\n- Second.",
        (("2026-01-02", "First.", "- 2026-01-02"),),
        frozenset({"unread_item"}),
    ),
    "other-dates": History(
        "## Changelog\n\n2026-01-02: First.\n\n26 May 2026: Second.\n\n2026/06/01: Third.\n\nJune 2, 2026 fourth.",
        (("2026-01-02", "First.", "2026-01-02"),),
        frozenset({"unread_item"}),
    ),
    "only-other-dates": History("## Changelog\n\n26 May 2026: First.", (), frozenset({"unread_item"})),
    "date-without-words": History("## Changelog\n\n2026-01-02", (), frozenset({"unread_item"})),
    "empty": History("## Changelog\n\nTo come.", (), frozenset({"empty_changelog"})),
    "none": History("## Notes\n\n2026-01-02: no change.", (), frozenset({"missing_changelog"})),
}
HISTORY_OF_RST = {
    "fields": History(
        "## Changelog\n\n:2026-01-02: First.\n:2026-01-03: Second,\n  and more.",
        (("2026-01-02", "First.", ":2026-01-02:"), ("2026-01-03", "Second, and more.", ":2026-01-03:")),
    ),
    "definitions": History(
        "## Changelog\n\n**2026-01-02**\n  First.\n\n2026-01-03\n  Second.\n\n  - more",
        (("2026-01-02", "First.", "**2026-01-02**"), ("2026-01-03", "Second.\n\nmore", "2026-01-03")),
    ),
    "nothing": History("## Changelog\n\n:Tea: Green.", (), frozenset({"empty_changelog"})),
}
HISTORY_TABLES = {
    "oldest-first": History(
        "## Changelog\n\nWords.\n\n| Date | Change | Reason |\n|--|--|--|\n| 2026-01-02 | First | spike |\n"
        "| 2026-01-03 | Second |  |",
        (("2026-01-02", "First", "| 2026-01-02"), ("2026-01-03", "Second", "| 2026-01-03")),
    ),
    "newest-first": History(
        "# 7. Changelog\n\n| Date | Change |\n|--|--|\n| 2026-01-03 | Second |\n| 2026-01-02 | First |",
        (("2026-01-03", "Second", "| 2026-01-03"), ("2026-01-02", "First", "| 2026-01-02")),
    ),
    "other-columns": History(
        "## Revision history\n\n| Version | Date | Author | Description |\n|--|--|--|--|\n"
        "| 1 | 2026-01-02 | me | First |",
        (("2026-01-02", "First", "| 1 |"),),
    ),
    "malformed": History(
        "## Changelog\n\n| Date | Change |\n|--|--|\n| 2 Jan | First |\n|  | Second |",
        (("None", "First", "| 2 Jan"), ("None", "Second", "|  | Second")),
        frozenset({"malformed_date"}),
    ),
    "another-table": History(
        "## Changelog\n\n| When | What |\n|--|--|\n| 2026-01-02 | First |", (), frozenset({"unread_item"})
    ),
    "out-of-order": History(
        "## Changelog\n\n| Date | Change |\n|--|--|\n| 2026-01-02 | a |\n| 2026-01-04 | b |\n| 2026-01-03 | c |",
        (("2026-01-02", "a", "| 2026-01-02"), ("2026-01-04", "b", "| 2026-01-04"), ("2026-01-03", "c", "| 2026-01-03")),
        frozenset({"changelog_order"}),
    ),
}
HISTORY_RULES = {"malformed_date", "empty_changelog", "missing_changelog", "unread_item", "changelog_order"}


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = in_both({name: f"{REQUIREMENTS}\n{case.body}" for name, case in HISTORY.items()})
    files |= {f"{name}-md.md": design(f"{REQUIREMENTS}\n{case.body}") for name, case in HISTORY_TABLES.items()}
    files |= {
        f"{name}-rst.rst": to_rst(design(f"{REQUIREMENTS}\n{case.body}")) for name, case in HISTORY_OF_RST.items()
    }
    return build(tmp_path_factory.mktemp("histories"), files)


@pytest.mark.parametrize(
    ("name", "expected"),
    [(f"{n}-{each}", case) for n, case in HISTORY.items() for each in ("md", "rst")]
    + [(f"{n}-md", case) for n, case in HISTORY_TABLES.items()]
    + [(f"{n}-rst", case) for n, case in HISTORY_OF_RST.items()],
)
def test_the_changelog(histories: Built, name: str, expected: History) -> None:
    found = document(histories, name).changelog
    assert [(str(each.date), each.change) for each in found] == [each[:2] for each in expected.entries]
    for entry, (_, _, line) in zip(found, expected.entries, strict=True):
        assert source_line(histories, entry).startswith(line)
    assert rules_of(histories, name) & HISTORY_RULES == expected.rules


def test_an_empty_changelog_is_told_at_its_heading(histories: Built) -> None:
    for name in ("empty-md", "empty-rst", "nothing-rst"):
        assert lines_of(histories, name, "empty_changelog") == ["Changelog"]


# Open questions

QUESTIONS = {
    "dash": ("- Which tea? — deferred from the spike", "Which tea?", "deferred from the spike"),
    "box": ("- [x] Which tea? Green.", "Which tea? Green.", ""),
    "hyphen": ("- Which tea - spike Decision T7", "Which tea", "spike Decision T7"),
    "wrapped": ("- Which tea\n  to buy —\n  the spike", "Which tea to buy", "the spike"),
    "words": ("- Which tea, deferred from spike Decision T7", "Which tea", "deferred from spike Decision T7"),
    "sentence": (
        "- Which tea? Deferred from the spike. Ask again.",
        "Which tea? Ask again.",
        "Deferred from the spike",
    ),
    "parentheses": ("- Which tea (surfaced during the PoC). Ask.", "Which tea Ask.", "surfaced during the PoC"),
    "none": ("- Which tea?", "Which tea?", ""),
    "bold": ("- **Tea**: Which one?", "Tea: Which one?", ""),
    "bold-dash": ("- **Tea** — Which one?", "Tea — Which one?", ""),
    "bold-dash-origin": ("- **Tea** — Which one — the spike", "Tea — Which one", "the spike"),
    "numbered": ("1. Which tea? — the spike", "Which tea?", "the spike"),
    "dashes": ("- Is tea — the green one — good?", "Is tea — the green one — good?", ""),
    "asks-behind-a-dash": ("- Tea — or coffee?", "Tea — or coffee?", ""),
    "task": ("- [ ] Which tea?", "Which tea?", ""),
}
QUESTION_SECTIONS = {
    "headings": (
        (
            "## Open questions\n\nWords.\n\n### Which tea?\n\nGreen or black. Deferred from the spike.\n\n"
            "### Cups\n\n- How many?\n- How big?"
        ),
        (
            ("Which tea?\n\nGreen or black.", "Deferred from the spike", "Which tea?"),
            ("How many?", "", "- How many?"),
            ("How big?", "", "- How big?"),
        ),
        (),
    ),
    "paragraphs": (
        "## Unknowns\n\n**Q1:** Which tea to buy.\n\nHow many cups?",
        (("Q1: Which tea to buy.", "", "**Q1:** Which tea to buy."), ("How many cups?", "", "How many cups?")),
        (),
    ),
    "paragraphs-and-a-list": (
        (
            "## Open questions\n\n**Note:** All are for later.\n\n**Q1: Which tea?** Green or black.\n\n**Cups**\n\n"
            "- How many?\n\nHow hot should it be?"
        ),
        (
            ("Q1: Which tea? Green or black.", "", "**Q1: Which tea?** Green or black."),
            ("How many?", "", "- How many?"),
            ("How hot should it be?", "", "How hot should it be?"),
        ),
        (),
    ),
    "resolved": (
        (
            "## Open questions\n\n### Resolved\n\n- Which cup?\n\n### Answered questions\n\nWhich pot?\n\n### Still open\n\n"
            "- Which tea?\n\n### Is it resolved?\n\nNobody knows."
        ),
        (("Which tea?", "", "- Which tea?"), ("Is it resolved?\n\nNobody knows.", "", "Is it resolved?")),
        (),
    ),
    "first-level": (
        "# Open Questions & Future Work:\n\n- Which tea?",
        (("Which tea?", "", "- Which tea?"),),
        (),
    ),
    "none": ("## Open questions\n\nNone.", (), ()),
    "prose": ("## Open questions\n\nTea is a wide field.", (), ("Tea is a wide field.",)),
}


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Built:
    section = "## Open questions for future work\n\n"
    bodies = {f"item-{name}": f"{REQUIREMENTS}\n{section}{text}" for name, (text, _, _) in QUESTIONS.items()}
    bodies |= {f"section-{name}": f"{REQUIREMENTS}\n{text}" for name, (text, _, _) in QUESTION_SECTIONS.items()}
    link = (
        f"{REQUIREMENTS}\n{section}- Which tea ([spike](https://example.org))\n\n| Question | Origin |\n|--|--|\n"
        "| How many? | PoC |\n\n### Cups\n\n| No | Question |\n|--|--|\n| 1 | How big? |"
    )
    return build(tmp_path_factory.mktemp("questions"), {**in_both(bodies), "link.md": design(link)})


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_an_open_question_and_its_origin(questions: Built, name: str, language: str) -> None:
    written, text, origin = QUESTIONS[name]
    (found,) = document(questions, f"item-{name}-{language}").open_questions
    assert (found.text, found.origin) == (text, origin)
    assert source_line(questions, found) == written.splitlines()[0]


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("name", QUESTION_SECTIONS)
def test_open_questions_that_are_no_list(questions: Built, name: str, language: str) -> None:
    _, expected, unread = QUESTION_SECTIONS[name]
    found = document(questions, f"section-{name}-{language}").open_questions
    assert [(each.text, each.origin, source_line(questions, each)) for each in found] == list(expected)
    assert lines_of(questions, f"section-{name}-{language}", "unread_item") == list(unread)


def test_a_link_is_an_origin_and_a_table_has_a_column_for_it(questions: Built) -> None:
    found = document(questions, "link").open_questions
    assert [(each.text, each.origin) for each in found] == [
        ("Which tea (spike)", "spike"),
        ("How many?", "PoC"),
        ("How big?", ""),
    ]
    assert [source_line(questions, each) for each in found[1:]] == ["| How many? | PoC |", "| 1 | How big? |"]


# Key files


def test_key_files(tmp_path: Path) -> None:
    text = (
        f"{REQUIREMENTS}\n## Implementation\n\n### Key files and insertion points\n\n"
        "| Repo | File | What to do |\n|--|--|--|\n| tea | `src/tea.py` | Change |\n"
        "| cup | `src/cup.py` (new file) | Write |\n"
        "|  | docs/tea.md (tea) | New page |\n\nMore.\n\n| Path | Description |\n|--|--|\n| `b.py` | Drop |\n\n"
        "| Tea | Cup |\n|--|--|\n| a | b |\n"
    )
    built = build(tmp_path / "site", {"tea.md": design(text)})
    found = document(built, "tea").key_files
    assert [(each.repo, each.file, each.action, each.planned) for each in found] == [
        ("tea", "src/tea.py", "Change", False),
        ("cup", "src/cup.py", "Write", True),
        ("", "docs/tea.md", "New page", True),
        ("", "b.py", "Drop", False),
    ]
    assert [source_line(built, each).split("|")[-3].strip() for each in found] == [
        "`src/tea.py`",
        "`src/cup.py` (new file)",
        "docs/tea.md (tea)",
        "`b.py`",
    ]
    assert lines_of(built, "tea", "unread_item") == ["| Tea | Cup |"]


SEVERAL_FILES = {
    "`a.py`, `b.py`": ["a.py", "b.py"],
    "`src/a/`; `src/b/`, and `c.py`": ["src/a/", "src/b/", "c.py"],
    "`src/a.py` / `src/b.py` + `c.py` or `d.py`": ["src/a.py", "src/b.py", "c.py", "d.py"],
    "src/a.py / src/b.py or c.py": ["src/a.py", "src/b.py", "c.py"],
    "`a.py` (see `Tea`), `b.py` (new)": ["a.py", "b.py"],
    "`a.py`<br>`b.py`": ["a.py", "b.py"],
    "a.py, src/b.py": ["a.py", "src/b.py"],
    "`a.py` and its `Tea`": ["a.py"],
    "`a.py`, `Tea`": ["a.py"],
    "`a.py`: like `b.py`": ["a.py"],
    "`tea.container` + `.timer`": ["tea.container"],
    "Makefile, the one for tea": ["Makefile, the one for tea"],
    "the tea, hot": ["the tea, hot"],
}


def test_each_file_that_a_row_lists_is_one(tmp_path: Path) -> None:
    rows = "".join(f"| {cell} | Change |\n" for cell in SEVERAL_FILES)
    table = f"| File | What to do |\n|--|--|\n{rows}"
    plain = design(f"{REQUIREMENTS}\n## Key files\n\n{table}")
    stated = f"# Cup\n\n:::{{feature-design}} cup\n:::\n\n:::{{key-files}}\n{table}:::\n"
    built = build(tmp_path / "site", {"tea.md": plain, "cup.md": stated})
    for name in ("tea", "cup"):
        found: dict[str, list[str]] = {}
        for each in document(built, name).key_files:
            found.setdefault(source_line(built, each).split("|")[1].strip(), []).append(each.file)
        assert found == SEVERAL_FILES


def test_key_files_that_are_no_table_are_told_at_their_heading(tmp_path: Path) -> None:
    body = "## Key files\n\n{}\n"
    files = in_both(
        {"list": REQUIREMENTS + body.format("- `tea.py`"), "words": REQUIREMENTS + body.format("See there.")}
    )
    built = build(tmp_path / "site", files)
    for language in ("md", "rst"):
        assert not document(built, f"list-{language}").key_files
        assert lines_of(built, f"list-{language}", "unread_item") == ["Key files"]
        assert lines_of(built, f"words-{language}", "unread_item") == []


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("R-1", "R1"),
        ("R_12", "R12"),
        ("R1.2", "R1b"),
        ("R1-2", "R1b"),
        ("R1.27", "R1"),
        ("R1a.2", "R1a"),
        ("R1.2.3", "R1"),
    ],
)
def test_the_cure_of_what_is_no_id_is_an_id(make_site: Callable[..., Site], written: str, cure: str) -> None:
    design = f"# Feature design for tea\n\n## Requirements\n\n- **{written}:** It boils.\n- **R9999:** It sings.\n"
    built = make_site({"tea.md": design, "index.md": "# I\n"}, conf='lcore_designs = ["tea"]\n').build("dummy")
    (found,) = (each.message for each in built.findings if each.rule == "unread_item")
    assert found == f"begins with {written}, which is no id, so it is not read; write '**{cure}:** …' to define it"
    assert [each.local_id for each in built.catalog.requirements] == ["R9999"]


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("- **R2.1:** Very.", "begins with R2.1, which is no id, so it is not read; write '**R3:** …' to define it"),
        ("- R2 needs the other one.", "begin it with other words, or with an id of its own: '**R3:** …'"),
    ],
)
def test_no_cure_is_an_id_that_another_item_has(make_site: Callable[..., Site], written: str, cure: str) -> None:
    design = f"# Feature design for tea\n\n## Requirements\n\n- **R2:** It boils.\n- **R2a:** It sings.\n{written}\n"
    built = make_site({"tea.md": design, "index.md": "# I\n"}, conf='lcore_designs = ["tea"]\n').build("dummy")
    (message,) = (each.message for each in built.findings if each.rule == "unread_item")
    assert message.endswith(cure)


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("Requirements (phase 1)", "- **R1:** It is.", "Requirements"),
        ("Key requirements", "### R1: It is", "Requirements"),
        ("Functional requirements: phase 1", "**R1:** It is.", "Requirements"),
        ("User stories (v1)", "- **U1:** As a guest, I want tea.", "Use Cases"),
        ("Changelog (newest first)", "2026-01-02: First.", "Changelog"),
        ("Open questions (from review)", "- Which tea?", "Open Questions for Future Work"),
        ("Key files (all)", "Words.", "Key files and insertion points"),
    ],
)
def test_a_section_whose_title_says_more_than_its_name_is_told(
    tmp_path: Path, title: str, body: str, name: str
) -> None:
    built = build(tmp_path / "site", in_both({"more": f"## {title}\n\n{body}\n"}))
    for language in ("md", "rst"):
        assert lines_of(built, f"more-{language}", "unread_item") == [title]
    assert f"call it '{name}' if it is that section" in next(
        each.message for each in built.findings if each.rule == "unread_item"
    )


@pytest.mark.parametrize(
    "body",
    ["> - **R1:** It boils.", "```{note}\n- **R1:** It boils.\n```", "| Id | Text |\n|--|--|\n| **R1:** | It boils. |"],
)
def test_items_in_another_block_are_told_where_to_stand(tmp_path: Path, body: str) -> None:
    built = build(tmp_path / "site", {"tea.md": design(f"## Requirements\n\n{body}\n")})
    (message,) = (each.message for each in built.findings if each.rule == "unread_item")
    assert message.endswith(
        "write each as a paragraph, an item of a list or a heading, and not inside of another block"
    )


@pytest.mark.parametrize("title", ["Requirements (phase 1)", "Key requirements", "Requirements for audit logs"])
def test_a_section_without_items_may_be_called_anything(tmp_path: Path, title: str) -> None:
    built = build(tmp_path / "site", in_both({"words": f"{REQUIREMENTS}\n## {title}\n\nWords.\n"}))
    assert [each for each in built.findings if each.rule == "unread_item"] == []


def test_a_heading_may_have_the_number_of_its_section(tmp_path: Path) -> None:
    body = "## 1. Requirements\n\n### 1.1 R1: Boil\n\nIt boils.\n\n### 1.2. Requirement R2 – Stir\n\nIt turns.\n"
    built = build(tmp_path / "site", in_both({"numbered": body}))
    for language in ("md", "rst"):
        found = document(built, f"numbered-{language}").requirements
        assert [(each.local_id, each.title) for each in found] == [("R1", "Boil"), ("R2", "Stir")]


def test_a_requirement_without_words_is_told_where_they_belong(tmp_path: Path) -> None:
    built = build(tmp_path / "site", in_both({"empty": "## Requirements\n\n- **R1:** It boils.\n- **R2:**\n"}))
    assert {each.message for each in built.findings if each.rule == "empty_statement"} == {
        "requirement R2 says nothing; write its statement behind its id"
    }


def test_the_number_of_a_footnote_is_no_word_of_a_record(tmp_path: Path) -> None:
    source = (
        "# Feature design for tea\n\nWords[^a].\n\n## Requirements\n\n- **R1:** It boils[^b].\n\n[^a]: A.\n[^b]: B.\n"
    )
    directive = "\n:::{requirement} R2\nIt sings[^a].\n:::\n"
    built = build(tmp_path / "site", {"tea.md": source + directive})
    assert [each.statement for each in document(built, "tea").requirements] == ["It boils.", "It sings."]


def test_the_rows_of_a_list_table_have_their_lines(tmp_path: Path) -> None:
    body = (
        "## Requirements\n\n- **R1:** It boils.\n\n## Changelog\n\n```{list-table}\n:header-rows: 1\n\n* - Date\n"
        "  - Change\n* - 2026-01-02\n  - First\n* - 2026-01-03\n  - Second\n```\n"
    )
    built = build(tmp_path / "site", {"tea.md": design(body)})
    lines = [source_line(built, entry) for entry in document(built, "tea").changelog]
    assert lines == ["* - 2026-01-02", "* - 2026-01-03"]


def test_the_cure_of_a_long_number_is_a_shorter_one(make_site: Callable[..., Site]) -> None:
    design = "# Feature design for tea\n\n## Requirements\n\n- **R1:** It boils.\n- **R99999:** It sings.\n"
    built = make_site({"tea.md": design, "index.md": "# I\n"}, conf='lcore_designs = ["tea"]\n').build("dummy")
    assert [each.message for each in built.findings if each.rule == "unread_item"] == [
        "begins with R99999, whose number is longer than that of any item; give it four digits at most"
    ]
