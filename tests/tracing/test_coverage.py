from __future__ import annotations

from typing import Any

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome
from sphinxext_lcore.model.queries import Measure
from sphinxext_lcore.model.records import Priority
from sphinxext_lcore.tracing.coverage import Coverage, Share
from sphinxext_lcore.tracing.evidence import Evidence
from tests.designs import catalog, criterion, document, one, requirement, use_case


class TestInForce:
    @pytest.mark.parametrize(
        ("status", "counts"),
        [
            ("", True),
            ("draft", True),
            ("proposed", True),
            ("approved", True),
            ("implemented", True),
            ("deferred", False),
            ("rejected", False),
            ("superseded", False),
        ],
    )
    def test_a_requirement_or_feature_given_up_or_put_off_does_not_count(self, status: str, counts: bool) -> None:
        by_itself = one(requirements=[requirement("R1", status=status)])
        by_feature = one(metadata={"status": status}, requirements=[requirement("R1")])
        assert Coverage(by_itself).in_force(by_itself.requirements[0]) == counts
        assert Coverage(by_feature).in_force(by_feature.requirements[0]) == counts

    def test_a_feature_that_is_accepted_counts(self) -> None:
        found = one(metadata={"status": "accepted"}, requirements=[requirement("R1")])
        assert Coverage(found).in_force(found.requirements[0])

    @pytest.mark.parametrize("priority", [None, *Priority])
    def test_what_will_not_be_done_does_not_count(self, priority: Priority | None) -> None:
        found = one(requirements=[requirement("R1", priority=priority)])
        assert Coverage(found).in_force(found.requirements[0]) == (priority is not Priority.WONT)

    @pytest.mark.parametrize(("status", "counts"), [("approved", True), ("rejected", False)])
    def test_a_use_case_counts_with_its_feature(self, status: str, counts: bool) -> None:
        found = one(metadata={"status": status}, use_cases=[use_case("U1")])
        assert Coverage(found).use_case_in_force(found.use_cases[0]) == counts


class TestTraced:
    @pytest.mark.parametrize(
        ("fields", "traced"),
        [
            ({"use_cases": ("U1",)}, True),
            ({"use_cases": ("U9",)}, False),
            ({"use_cases": ("U9", "U1")}, True),
            ({"derived": "follows from physics"}, True),
            ({"refines": ("R1",)}, True),
            ({"refines": ("R2",)}, True),
            ({"refines": ("R3",)}, False),
            ({"depends_on": ("R1",)}, False),
            ({}, False),
        ],
    )
    def test_by_a_use_case_by_what_it_refines_or_declared_derived(self, fields: dict[str, Any], traced: bool) -> None:
        found = one(
            requirements=[
                requirement("R1", use_cases=("U1",)),
                requirement("R2", refines=("R1",)),
                requirement("R3"),
                requirement("R4", **fields),
            ],
            use_cases=[use_case("U1")],
        )
        assert Coverage(found).traced(found.requirements[3]) == traced

    def test_by_a_use_case_of_another_feature(self) -> None:
        found = catalog(
            document("coffee", requirements=[requirement("R1", use_cases=("tea.U1",))]),
            document("tea", use_cases=[use_case("U1")]),
        )
        assert Coverage(found).traced(found.requirements[0])
        assert Coverage(found).traces("tea")

    def test_requirements_that_refine_each_other_are_not_traced_by_that(self) -> None:
        found = one(requirements=[requirement("R1", refines=("R2",)), requirement("R2", refines=("R1",))])
        assert not any(map(Coverage(found).traced, found.requirements))

    @pytest.mark.verifies("findings.R10")
    def test_a_feature_without_any_link_is_not_judged(self) -> None:
        found = one(requirements=[requirement("R1")], use_cases=[use_case("U1")], criteria=[criterion("R1")])
        coverage = Coverage(found)
        assert not coverage.traces("tea")
        assert not coverage.gap(found.requirements[0])
        assert not coverage.orphan(found.use_cases[0])


class TestGaps:
    @pytest.mark.parametrize(
        ("fields", "accepted", "gap"),
        [
            ({"use_cases": ("U1",)}, True, False),
            ({"use_cases": ("U1",)}, False, True),
            ({}, True, True),
            ({"status": "rejected"}, False, False),
        ],
    )
    @pytest.mark.verifies("traceability-matrix.R5")
    def test_a_requirement_that_counts_owes_criteria_and_a_use_case(
        self, fields: dict[str, Any], accepted: bool, gap: bool
    ) -> None:
        found = one(
            requirements=[requirement("R1", **fields), requirement("R2", use_cases=("U1",))],
            use_cases=[use_case("U1")],
            criteria=[criterion("R1")] if accepted else [],
        )
        assert Coverage(found).gap(found.requirements[0]) == gap

    @pytest.mark.parametrize(("cited", "gap"), [("tea.R1", False), ("tea.R2", True)])
    def test_where_there_is_evidence_a_requirement_owes_some(self, cited: str, gap: bool) -> None:
        designs = one(requirements=[requirement("R1"), requirement("R2")], criteria=[criterion("R1")])
        found = Catalog(designs.documents, given=(Evidence((EvidenceTest("t::a", Outcome.PASSED, (cited,)),)),))
        assert Coverage(found).gap(found.requirements[0]) is gap

    def test_a_use_case_that_no_requirement_serves_is_an_orphan(self) -> None:
        found = one(requirements=[requirement("R1", use_cases=("U1",))], use_cases=[use_case("U1"), use_case("U2")])
        assert [Coverage(found).orphan(each) for each in found.use_cases] == [False, True]

    def test_a_use_case_of_a_rejected_feature_is_no_orphan(self) -> None:
        found = one(
            metadata={"status": "rejected"},
            requirements=[requirement("R1", use_cases=("U1",))],
            use_cases=[use_case("U1"), use_case("U2")],
        )
        assert not any(map(Coverage(found).orphan, found.use_cases))


class TestShares:
    @pytest.mark.parametrize(
        ("share", "words", "percent"),
        [(Share(2, 3), "2 of 3", 200 / 3), (Share(0, 2), "0 of 2", 0), (Share(2, 2), "2 of 2", 100)],
    )
    def test_a_share_is_so_many_of_so_many(self, share: Share, words: str, percent: float) -> None:
        assert (str(share), share.percent) == (words, percent)

    def test_a_share_of_nothing_is_a_dash_and_no_percentage(self) -> None:
        assert (str(Share(0, 0)), Share(0, 0).percent) == ("–", None)

    @pytest.mark.verifies("traceability-matrix.R6")
    def test_only_requirements_in_force_are_counted(self) -> None:
        found = one(
            requirements=[
                requirement("R1", use_cases=("U1",)),
                requirement("R2"),
                requirement("R3", status="rejected"),
            ],
            use_cases=[use_case("U1")],
            criteria=[criterion("R2"), criterion("R3")],
        )
        coverage = Coverage(found)
        assert coverage.share(Measure.ACCEPTED_FOR, found.requirements) == (1, 2)
        assert coverage.share(Measure.TRACED, found.requirements) == (1, 2)
        assert coverage.share(Measure.TRACED, found.requirements[:1]) == (1, 1)

    def test_a_feature_that_never_links_is_no_part_of_what_is_traced(self) -> None:
        found = catalog(
            document("coffee", requirements=[requirement("R1"), requirement("R2")]),
            document("tea", requirements=[requirement("R1", use_cases=("U1",))], use_cases=[use_case("U1")]),
        )
        assert Coverage(found).share(Measure.TRACED, found.requirements) == (1, 1)
        assert Coverage(found).share(Measure.ACCEPTED_FOR, found.requirements) == (0, 3)
