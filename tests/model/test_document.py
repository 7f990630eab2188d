from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.model.document import Condition, Document, Heading, without_half_characters
from sphinxext_lcore.model.records import Finding, NamedValue, Priority, Verification
from tests.designs import (
    aggregate,
    change,
    coverage_query,
    criterion,
    document,
    ids,
    index_query,
    key_file,
    matrix_query,
    mention,
    option_line,
    page,
    question,
    requirement,
    row,
    separate,
    use_case,
)

if TYPE_CHECKING:
    from sphinxext_lcore.model.queries import AnyQuery

FULL = document(
    "tea",
    docname="designs/tea",
    title="Tea – “hot” 🫖",
    metadata={
        "title": "Tea",
        "summary": "All\n\nof <it>\x01.",
        "date": date(2026, 3, 1),
        "component": "kettle, pot",
        "authors": ("A. Author", "B. Writer"),
        "ticket": "TEA-1",
        "spike": "TEA-2",
        "links": "Spike",
        "urls": ("https://example.org/spike",),
        "status": "accepted",
        "superseded_by": "coffee",
        "fields": (NamedValue(name="reviewers", value="C"),),
        "declared": False,
        "plain": True,
    },
    requirements=[
        requirement(
            "R1",
            "Boil",
            status="approved",
            priority=Priority.MUST,
            use_cases=("U1",),
            refines=("R2",),
            depends_on=("other.R3",),
            verification=(Verification.TEST, Verification.ANALYSIS),
            verified_by=("unit", "tests/test_tea.py::test_boil"),
            derived="physics",
            ticket="TEA-3",
        )
    ],
    use_cases=[use_case("U1", "Tea", benefit="I am warm", ticket="TEA-4")],
    criteria=[criterion("R1", name="AC2", verified_by=("unit",)), separate("R1"), row("R1", "R2")],
    changelog=[change("2026-03-01"), change("", "Undated")],
    open_questions=[question("Sugar?", origin="review")],
    key_files=[key_file("kettle.py", action="new file", repo="kitchen", planned=True)],
    mentions=[mention("uc", "U1", item="R1")],
    aggregates=[
        aggregate(
            matrix_query(
                features="tea",
                components="pot",
                status="draft",
                priority="must",
                caption="All",
                columns="id, title",
                rows="use-case",
                only="gaps",
                minimum="90, traced 80.5",
                **{"group-by": "component"},
            )
        ),
        aggregate(matrix_query(style="grid")),
        aggregate(coverage_query(minimum="traced 80")),
        aggregate(index_query(caption="Index")),
    ],
    findings=[Finding(rule="placeholder", message="TODO", item="tea.R1", path="designs/tea.md", line=3)],
    code=["make tea"],
    other_links=["tea.html#r1"],
    option_lines=[option_line("tea.R1", "status", 11)],
    outline=[
        Heading(title="Why", level=2, path="designs/tea.md", line=9, empty=True, condition="(html)"),
    ],
    conditions=[Condition(item="tea.R1", path="designs/tea.md", line=10, expression="(html)")],
)


@pytest.mark.parametrize("facts", [FULL, document("tea"), page("index"), page("index", title="Start")])
def test_a_document_pickles_and_reads_back_equal(facts: Document) -> None:
    assert pickle.loads(pickle.dumps(facts)) == facts


@pytest.mark.parametrize("query", [each.query for each in FULL.aggregates], ids=["matrix", "grid", "coverage", "index"])
def test_an_aggregate_reads_back_as_what_it_was(query: AnyQuery) -> None:
    (read,) = pickle.loads(pickle.dumps(page("index", aggregates=(aggregate(query),)))).aggregates
    assert read.query == query
    assert type(read.query) is type(query)


def test_every_field_is_filled_in_the_document_that_is_pickled() -> None:
    records = [FULL, FULL.feature, *FULL.items[:2], FULL.aggregates[0].query]
    unset = [
        f"{type(record).__name__}.{name}"
        for record in records
        if record is not None
        for name, field in type(record).model_fields.items()
        if getattr(record, name) == field.default
    ]
    assert unset == ["MatrixQuery.style"]


def test_the_items_of_a_document_go_by_kind() -> None:
    assert ids(FULL.items) == [
        "tea.R1",
        "tea.U1",
        "?",
        "?",
        "?",
        "tea.change-1",
        "tea.change-2",
        "tea.question-1",
        "tea.file-1",
    ]


def test_half_characters_become_question_marks_and_nothing_else_changes() -> None:
    half, whole = (
        document("tea", metadata={"date": date(2026, 1, 2)}, requirements=[requirement("R1", title)])
        for title in ("A \ud83e pot – ü 🫖", "A ? pot – ü 🫖")
    )
    assert without_half_characters(half) == whole
