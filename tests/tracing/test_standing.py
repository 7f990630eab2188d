"""How a card says whether a requirement is verified, and by which tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Mark, Outcome
from sphinxext_lcore.model.queries import MatrixQuery
from sphinxext_lcore.tracing.blocks import EMPTY, NOT_COUNTED, LabelledCell, Run, Source, Tone
from sphinxext_lcore.tracing.evidence import Evidence
from sphinxext_lcore.tracing.links import requirement_links
from sphinxext_lcore.tracing.matrix import matrix
from sphinxext_lcore.tracing.standing import (
    SourceAddress,
    criterion_state,
    evidence_line,
    implementation_line,
    state_cell,
)
from tests.designs import criterion, one, requirement, row, text

if TYPE_CHECKING:
    from collections.abc import Sequence


def a_test(outcome: Outcome, *cites: str, name: str = "t::a", **fields: Any) -> EvidenceTest:
    return EvidenceTest(name, outcome, cites or ("tea.R1",), **{"path": "tests/test_tea.py", "line": 7, **fields})


def judged(*tests: EvidenceTest, marks: Sequence[Mark] = (), status: str = "", criteria: Sequence[Any] = ()) -> Catalog:
    designs = one(requirements=[requirement("R1", status=status), requirement("R2")], criteria=list(criteria))
    return Catalog(designs.documents, given=(Evidence(tests, tuple(marks)),))


def evidence(found: Catalog) -> LabelledCell:
    return evidence_line(found, found.requirements[0])


class TestState:
    @pytest.mark.parametrize(
        ("outcome", "status", "shown"),
        [
            (Outcome.PASSED, "", (Run("verified", tone=Tone.GOOD),)),
            (Outcome.FAILED, "", (Run("failing", tone=Tone.MISSING),)),
            (Outcome.SKIPPED, "", (Run("skipped", tone=Tone.MISSING),)),
            (Outcome.SEEN, "", (Run("seen, without a result", tone=Tone.MISSING),)),
            (Outcome.PASSED, "rejected", (Run("verified", tone=Tone.MUTED),)),
            (Outcome.FAILED, "rejected", (Run("failing", tone=Tone.MISSING),)),
        ],
    )
    def test_what_is_not_in_force_stands_back_unless_it_fails(
        self, outcome: Outcome, status: str, shown: tuple[Run, ...]
    ) -> None:
        found = judged(a_test(outcome), status=status)
        assert state_cell(found, found.requirements[0]) == shown

    @pytest.mark.parametrize(
        ("status", "shown"), [("", (Run("no evidence", tone=Tone.MISSING),)), ("rejected", NOT_COUNTED)]
    )
    def test_a_requirement_without_evidence_is_missing_where_it_counts(
        self, status: str, shown: tuple[Run, ...]
    ) -> None:
        found = judged(a_test(Outcome.PASSED, "tea.R2"), status=status)
        assert state_cell(found, found.requirements[0]) == shown

    def test_a_shared_criterion_has_a_state_of_each_requirement_and_one_of_all(self) -> None:
        shared = row("R1", "R2", name="AC1")
        found = judged(a_test(Outcome.PASSED), a_test(Outcome.FAILED, "tea.R2", name="t::b"), criteria=[shared])
        (told,) = found.criteria
        first, second = found.requirements
        assert text(criterion_state(found, told, first)) == "verified"
        assert text(criterion_state(found, told, second)) == "failing"
        assert text(criterion_state(found, told)) == "failing"

    def test_a_build_without_evidence_says_nothing(self) -> None:
        found = one(requirements=[requirement("R1")], criteria=[criterion("R1")])
        assert state_cell(found, found.requirements[0]) == EMPTY
        assert criterion_state(found, found.criteria[0]) == EMPTY
        assert evidence(found) == LabelledCell("Evidence", EMPTY)


class TestCard:
    def test_the_state_comes_with_the_number_of_tests(self) -> None:
        line = evidence(judged(a_test(Outcome.PASSED), a_test(Outcome.PASSED, name="t::b")))
        assert line.label == "Evidence"
        assert line.cell == (Run("verified", tone=Tone.GOOD), Run(" (2)", tone=Tone.MUTED, hint="Tests"))

    def test_a_card_says_quietly_that_nothing_was_done_yet(self) -> None:
        line = evidence(judged(a_test(Outcome.PASSED, "tea.R2"), criteria=[criterion("R1")]))
        assert line == LabelledCell("Evidence", (Run("no evidence", tone=Tone.MUTED),))

    def test_it_opens_to_show_the_criteria_and_then_the_tests(self) -> None:
        criteria = [criterion("R1", name="AC1"), criterion("R1", name="AC2")]
        line = evidence(judged(a_test(Outcome.PASSED, "tea.R1.AC1", kind="unit"), criteria=criteria))
        assert [text(cell) for cell in line.folded] == ["AC1: verified", "AC2: no evidence", "passed: t::a (unit)"]

    def test_a_criterion_of_another_requirement_is_called_as_where_it_is_accepted(self) -> None:
        criteria = [criterion("R1", name="AC1"), row("R2", "R1", name="AC1")]
        found = judged(a_test(Outcome.PASSED), criteria=criteria)
        assert [text(cell) for cell in evidence(found).folded][:2] == ["AC1: verified", "R2.AC1: verified"]
        accepted = {line.label: text(line.cell) for line in requirement_links(found, found.requirements[0])}
        assert accepted["Accepted by"] == "R2.AC1"
        ((group, *_),) = (table.groups for table in matrix(found, MatrixQuery(kind="matrix")))
        details = group.rows[0].details
        assert details is not None
        assert [point.label for point in details.points] == ["AC1", "R2.AC1"]

    @pytest.mark.parametrize(
        ("outcome", "shown"),
        [
            (Outcome.FAILED, Run("failed", tone=Tone.MISSING)),
            (Outcome.PASSED, Run("passed", tone=Tone.GOOD)),
            (Outcome.SKIPPED, Run("skipped", tone=Tone.MUTED)),
            (Outcome.SEEN, Run("no result", tone=Tone.MUTED)),
        ],
    )
    def test_a_test_leads_to_its_source_where_that_has_an_address(self, outcome: Outcome, shown: Run) -> None:
        found = judged(a_test(outcome))
        ((*cells,),) = evidence(found).folded
        assert cells == [shown, Run(": "), Run("t::a")]
        linked = Catalog(found.documents, given=(found.given(Evidence), SourceAddress("https://src.example/{path}")))
        ((*cells,),) = evidence(linked).folded
        assert cells == [shown, Run(": "), Run("t::a", Source("tests/test_tea.py", 7))]

    def test_tests_that_fail_stand_before_others_and_those_go_by_name(self) -> None:
        tests = [a_test(Outcome.PASSED, name=name) for name in ("t::c", "t::a")]
        line = evidence(judged(*tests, a_test(Outcome.FAILED, name="t::z")))
        assert [text(cell) for cell in line.folded] == ["failed: t::z", "passed: t::a", "passed: t::c"]

    @pytest.mark.parametrize(("count", "last"), [(25, "passed: t::24"), (26, "… + 1"), (30, "… + 5")])
    def test_of_many_tests_the_first_are_listed_and_the_others_counted(self, count: int, last: str) -> None:
        line = evidence(judged(*(a_test(Outcome.PASSED, name=f"t::{number:02}") for number in range(count))))
        assert len(line.folded) == min(count, 26)
        assert text(line.folded[24]) == "passed: t::24"
        assert text(line.folded[-1]) == last

    def test_a_card_says_where_sources_claim_to_implement_it(self) -> None:
        marks = [
            Mark(("tea.R1",), "src/pot.c", 3),
            Mark(("tea.R2",), "src/cup.c", 4),
            Mark(("tea.R1",), "src/tea.c", 5),
        ]
        found = judged(marks=marks)
        assert implementation_line(found, found.requirements[0]) == LabelledCell(
            "Implemented in",
            (Run("src/pot.c:3", Source("src/pot.c", 3)), Run(", "), Run("src/tea.c:5", Source("src/tea.c", 5))),
        )
