"""What tests say about requirements and criteria, and what is found where they say too little."""

from __future__ import annotations

from typing import Any

import pytest

from sphinxext_lcore.checking.registry.of_evidence import RULES
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import OptionLine
from sphinxext_lcore.model.evidence import EvidenceTest, Mark, Outcome
from sphinxext_lcore.tracing.evidence import Evidence, States
from tests.designs import catalog, criterion, document, one, requirement, row

OUTCOMES = {"passed": Outcome.PASSED, "failed": Outcome.FAILED, "skipped": Outcome.SKIPPED, "seen": Outcome.SEEN}


CHECKS = {rule.code: rule.check for rule in RULES if rule.check is not None}


def given(designs: Catalog, found: Evidence) -> Catalog:
    return Catalog(designs.documents, given=(found,))


def evidence(*tests: EvidenceTest, **fields: Any) -> Evidence:
    return Evidence(tests, **fields)


def a_test(outcome: str, *cites: str, name: str = "", **fields: Any) -> EvidenceTest:
    name = name or f"tests/test_tea.py::test_{outcome}_{'_'.join(cites)}"
    return EvidenceTest(name, OUTCOMES[outcome], cites, **{"path": "tests/test_tea.py", **fields})


def state(designs: Catalog, found: Evidence, identifier: str = "tea.R1") -> str:
    judged = given(designs, found)
    requirement = judged.requirement(identifier)
    assert requirement is not None
    return judged.view(States).of_requirement(requirement).state.value


def states(designs: Catalog, found: Evidence) -> list[str]:
    judged = given(designs, found)
    return [
        judged.view(States).of_criterion(each, judged.accepted_requirements(each)[0]).state.value
        for each in judged.criteria
    ]


def findings(rule: str, designs: Catalog, found: Evidence) -> list[tuple[str, int, str]]:
    check = CHECKS[rule]
    assert check is not None
    told = list(check(given(designs, found)))
    assert {each.rule for each in told} <= {rule}
    return [(each.path, each.line, each.message) for each in told]


PLAIN = one(requirements=[requirement("R1", "Boil")])
TWO = one(
    requirements=[requirement("R1", "Boil")],
    criteria=[criterion("R1", name="AC1"), criterion("R1", name="AC2")],
)


class TestWithoutCriteria:
    @pytest.mark.parametrize(
        ("outcomes", "expected"),
        [
            ([], "none"),
            (["passed"], "verified"),
            (["passed", "passed"], "verified"),
            (["passed", "failed"], "failing"),
            (["skipped"], "skipped"),
            (["seen"], "seen"),
            (["passed", "skipped"], "skipped"),
            (["passed", "seen"], "verified"),
            (["seen", "skipped"], "skipped"),
        ],
    )
    def test_a_requirement_is_verified_where_all_of_its_tests_pass(self, outcomes: list[str], expected: str) -> None:
        tests = [a_test(each, "tea.R1", name=f"t::{number}") for number, each in enumerate(outcomes)]
        assert state(PLAIN, evidence(*tests)) == expected

    def test_a_promise_is_declared(self) -> None:
        assert state(one(requirements=[requirement("R1", verified_by=("unit",))]), evidence()) == "declared"


class TestWithCriteria:
    @pytest.mark.parametrize(
        ("tests", "expected", "criteria"),
        [
            ([("passed", "tea.R1")], "verified", ["verified", "verified"]),
            ([("passed", "tea.R1.AC1")], "none", ["verified", "none"]),
            ([("passed", "tea.R1.AC1"), ("passed", "tea.R1.AC2")], "verified", ["verified", "verified"]),
            ([("passed", "tea.R1.AC1"), ("passed", "tea.R1")], "verified", ["verified", "verified"]),
            ([("passed", "tea.R1.AC1"), ("failed", "tea.R1.AC2")], "failing", ["verified", "failing"]),
            ([("passed", "tea.R1.AC1"), ("skipped", "tea.R1.AC2")], "skipped", ["verified", "skipped"]),
            ([("passed", "tea.R1.AC1"), ("passed", "tea.R1.AC2"), ("failed", "tea.R1")], "failing", ["verified"] * 2),
            ([("passed", "tea.R1", "tea.R1.AC1")], "none", ["verified", "none"]),
        ],
    )
    def test_a_requirement_is_verified_when_each_criterion_is(
        self, tests: list[tuple[str, ...]], expected: str, criteria: list[str]
    ) -> None:
        found = evidence(*(a_test(*each) for each in tests))
        assert (state(TWO, found), states(TWO, found)) == (expected, criteria)

    def test_a_criterion_is_one_of_each_requirement_that_its_row_names(self) -> None:
        designs = one(requirements=[requirement("R1"), requirement("R2")], criteria=[row("R1", "R2", name="AC1")])
        found = evidence(a_test("passed", "tea.R2.AC1"))
        assert [state(designs, found, each) for each in ("tea.R1", "tea.R2")] == ["verified", "verified"]


UNKNOWN_IN_RESULT = (
    "unknown requirement tea.R7, named by tests.test_tea::test_a, tests.test_tea::test_b, "
    "tests.test_tea::test_c and 2 more; did you mean tea.R1?"
)


class TestCitations:
    DESIGNS = catalog(
        document("tea", metadata={"ticket": "LCORE-1311"}, requirements=[requirement("R1")]),
        document("cups", metadata={"ticket": "LCORE-7"}, requirements=[requirement("R1"), requirement("R2")]),
        document("pots", metadata={"ticket": "LCORE-7"}, requirements=[requirement("R2")]),
    )

    TAGGED = catalog(
        document(
            "tea",
            metadata={"ticket": "LCORE-1311"},
            requirements=[requirement("R1")],
            criteria=[criterion("R1"), criterion("R1")],
        ),
        document("tea-pot", requirements=[requirement("R10a")]),
    )

    @pytest.mark.parametrize(
        ("cite", "expected"),
        [("tea.R1", "verified"), ("Tea.R1", "verified"), ("LCORE-1311.R1", "verified"), ("R1", "none")],
    )
    def test_a_requirement_is_cited_by_its_full_id_or_its_ticket(self, cite: str, expected: str) -> None:
        assert state(self.DESIGNS, evidence(a_test("passed", cite))) == expected

    @pytest.mark.parametrize(
        ("cite", "message"),
        [
            ("R1", "ambiguous requirement R1; write tea.R1 or cups.R1"),
            ("R1.AC2", "ambiguous requirement R1.AC2; write tea.R1 or cups.R1"),
            ("LCORE-7.R2", "ambiguous requirement LCORE-7.R2; write cups.R2 or pots.R2"),
        ],
    )
    def test_what_may_mean_several_is_told(self, cite: str, message: str) -> None:
        designs = catalog(*sorted(self.DESIGNS.documents, key=lambda each: each.docname != "tea"))
        found = evidence(a_test("passed", cite, line=7), a_test("passed", cite, name="t::b", line=7))
        ((path, line, told),) = findings("ambiguous_evidence", designs, found)
        assert (path, line) == ("tests/test_tea.py", 7)
        assert set(told.replace(";", " ").split()) == set(message.replace(";", " ").split())
        assert findings("unknown_evidence", designs, found) == []

    def test_of_many_that_may_be_meant_some_are_named_and_the_others_counted(self) -> None:
        designs = catalog(*(document(f"pot-{n}", requirements=[requirement("R1")]) for n in range(5)))
        ((*_, told),) = findings("ambiguous_evidence", designs, evidence(a_test("passed", "R1")))
        assert told == "ambiguous requirement R1; write pot-0.R1 or pot-1.R1 or pot-2.R1 or 2 more"

    @pytest.mark.parametrize(
        ("cite", "message"),
        [
            ("tea.R7", "unknown requirement tea.R7; did you mean tea.R1?"),
            ("nonsense.x", "unknown requirement nonsense.x; known: cups.R1, cups.R2, pots.R2, tea.R1"),
            ("R77", "unknown requirement R77; known: cups.R1, cups.R2, pots.R2, tea.R1"),
            ("tea.R1.AC7", "unknown requirement tea.R1.AC7; did you mean tea.R1?"),
            ("cuos.R3", "unknown requirement cuos.R3; did you mean cups.R2?"),
        ],
    )
    def test_what_means_nothing_is_told(self, cite: str, message: str) -> None:
        found = Evidence((a_test("passed", cite),), (Mark((cite,), "src/pot.c", 3),))
        told = findings("unknown_evidence", self.DESIGNS, found)
        assert [each[:2] for each in told] == [("tests/test_tea.py", 1), ("src/pot.c", 3)]
        assert [each[2] for each in told] == [message, message]

    @pytest.mark.parametrize(
        ("tag", "message"),
        [
            ("tea.r1", "unknown requirement @tea.r1; did you mean tea.R1?"),
            ("Tea_R1", "unknown requirement @Tea_R1; did you mean tea.R1?"),
            ("tea-pot-R10a", "unknown requirement @tea-pot-R10a; did you mean tea-pot.R10a?"),
            ("tea:r1:ac2", "unknown requirement @tea:r1:ac2; did you mean tea.R1.AC2?"),
            ("LCORE-1311.r1", "unknown requirement @LCORE-1311.r1; did you mean tea.R1?"),
        ],
    )
    def test_a_tag_that_is_meant_to_name_a_requirement_is_told(self, tag: str, message: str) -> None:
        found = evidence(a_test("seen", attempts=(tag,), line=3))
        assert findings("unknown_evidence", self.TAGGED, found) == [("tests/test_tea.py", 3, message)]

    @pytest.mark.parametrize("tag", ["tea-v2", "tea.step1", "milk.r1", "release_r1", "tea.r1.r2.r3"])
    def test_a_tag_that_says_something_else_is_none(self, tag: str) -> None:
        assert findings("unknown_evidence", self.TAGGED, evidence(a_test("seen", attempts=(tag,)))) == []

    def test_what_only_a_result_tells_is_told_with_the_name_of_the_test(self) -> None:
        in_result = {"path": "unit.xml", "source": "unit.xml"}
        tests = [a_test("passed", "tea.R7", name=f"tests.test_tea::test_{n}[{n}]", **in_result) for n in "abcdea"]
        found = evidence(*tests, a_test("passed", "R1", "tea.R1.AC1", name="tests.test_tea::test_x", **in_result))
        assert findings("unknown_evidence", self.TAGGED, found) == [("unit.xml", 1, UNKNOWN_IN_RESULT)]
        ((*_, ambiguous),) = findings("ambiguous_evidence", self.TAGGED, found)
        assert ambiguous == "ambiguous requirement R1, named by tests.test_tea::test_x; write tea.R1"
        ((*_, unnamed),) = findings("unnamed_criterion", self.TAGGED, found)
        assert unnamed.startswith("tests.test_tea::test_x cites this criterion by its number")

    def test_a_source_is_named_by_the_place_of_the_finding(self) -> None:
        in_source = {"path": "src/pot.c", "source": "src/pot.c"}
        found = evidence(a_test("seen", "tea.R7", name="src/pot.c::boils", **in_source))
        ((*_, told),) = findings("unknown_evidence", self.TAGGED, found)
        assert told == "unknown requirement tea.R7; did you mean tea.R1?"

    def test_beside_a_criterion_that_there_is_not_those_of_its_requirement_are_named(self) -> None:
        designs = one(
            requirements=[requirement("R1")], criteria=[criterion("R1", name="AC1"), criterion("R1", name="Hot")]
        )
        ((_, _, told),) = findings("unknown_evidence", designs, evidence(a_test("passed", "tea.R1.Hut")))
        assert told == "unknown requirement tea.R1.Hut; did you mean tea.R1.Hot?"

    def test_among_many_features_those_of_the_nearest_one_are_named(self) -> None:
        pots = (document(f"pot-{number}", requirements=[requirement("R1")]) for number in range(300))
        designs = catalog(*pots, document("tea", requirements=[requirement("R8"), requirement("R9")]))
        for cited, cure in (("tea.X1.AC1", "known: tea.R8, tea.R9"), ("tae.R9", "did you mean tea.R9?")):
            ((_, _, told),) = findings("unknown_evidence", designs, evidence(a_test("passed", cited)))
            assert told == f"unknown requirement {cited}; {cure}"

    def test_a_criterion_that_there_is_may_be_cited(self) -> None:
        designs = one(requirements=[requirement("R1")], criteria=[criterion("R1", name="AC1")])
        assert findings("unknown_evidence", designs, evidence(a_test("passed", "tea.R1.AC1"))) == []

    def test_a_word_of_the_shape_of_an_id_is_none(self) -> None:
        assert findings("unknown_evidence", self.DESIGNS, evidence(a_test("passed", "UTF8"))) == []

    def test_a_criterion_cited_by_its_number_wants_a_name(self) -> None:
        designs = one(requirements=[requirement("R1")], criteria=[criterion("R1"), criterion("R1", name="AC2")])
        found = evidence(a_test("passed", "tea.R1.AC1", "tea.R1.AC2", line=7))
        assert findings("unnamed_criterion", designs, found) == [
            (
                "tea.md",
                20,
                'tests/test_tea.py:7 cites this criterion by its number, which changes when one is put before it; name it "AC1:"',
            )
        ]


class TestPromises:
    @pytest.mark.parametrize(
        "node",
        [
            "tests/test_tea.py",
            "tests/test_tea.py::TestPot",
            "tests/test_tea.py::TestPot::test_boils",
            "test_tea.py::TestPot::test_boils",
            "tests/test_tea.py::TestPot::test_boils[green]",
        ],
    )
    @pytest.mark.parametrize(
        "name",
        ["tests/test_tea.py::TestPot::test_boils[green]", "tests.test_tea.TestPot::test_boils[green]"],
    )
    def test_a_path_or_node_id_names_its_tests(self, node: str, name: str) -> None:
        designs = one(requirements=[requirement("R1", verified_by=(node,)), requirement("R2")])
        found = evidence(a_test("passed", name=name), a_test("failed", name="tests/test_cups.py::test_boils", path="x"))
        assert state(designs, found) == "verified"
        assert findings("unmet_promise", designs, found) == []

    @pytest.mark.parametrize(
        ("node", "name", "path"),
        [
            ("tests/test_tea.py::test_boils[slow]", "tests/test_tea.py::test_boils[fast]", "tests/test_tea.py"),
            ("tests/tea.py", "tests.tea.test_cups::test_cup", "unit.xml"),
            ("tests/tea.py", "tests/tea/test_cups.py::test_cup", "tests/tea/test_cups.py"),
            ("features/tea.feature", "features/tea.py::test_x", "features/tea.py"),
            ("features/tea.feature", "features.tea::test_x", "unit.xml"),
            ("features/tea.feature", "features.tea.TestPot::test_x", "unit.xml"),
            ("tests/tea.py::test_cups", "tests.tea.test_cups::test_cup", "unit.xml"),
            ("tests/tea.py::test_cups", "tests/tea/test_cups.py::test_cup", "tests/tea/test_cups.py"),
            ("tests/tea.py::test_cups::test_cup", "tests/tea/test_cups.py::test_cup", "tests/tea/test_cups.py"),
        ],
    )
    def test_another_test_does_not_keep_a_promise(self, node: str, name: str, path: str) -> None:
        designs = one(requirements=[requirement("R1", verified_by=(node,))])
        found = evidence(a_test("passed", name=name, path=path, source="unit.xml"))
        assert state(designs, found) == "declared"
        assert len(findings("unmet_promise", designs, found)) == 1

    @pytest.mark.parametrize(
        ("node", "name", "path"),
        [
            ("tests/tea.py", "tests.tea::test_cup", "unit.xml"),
            ("tests/tea.py", "tests.tea.TestPot::test_cup", "unit.xml"),
            ("tests/tea.py", "tests.tea.TestPot::test_cup", "../tests/tea.py"),
            ("tests/tea.py", "tests.tea::test_cup[a::b]", "unit.xml"),
            ("tests/tea.py::TestPot", "tests.tea.TestPot::test_cup", "unit.xml"),
            ("tests/tea.py::describe_pot::it_boils", "tests.tea.describe_pot::it_boils", "unit.xml"),
            ("x/TeaTest.java", "org.x.TeaTest$Hot::boils", "unit.xml"),
            ("app/tests/tea.py", "app.tests.tea::test_cup", "../tests/tea.py"),
            ("app/tests/tea.py::test_cup", "app.tests.tea::test_cup", "../tests/tea.py"),
            ("tea.feature", "features/tea.feature::Tea::It boils", "features/tea.feature"),
            ("tea.feature", "tea.green tea::It boils", "behave.xml"),
            ("tests/test_tea.py::test_boils[slow]", "tests.test_tea::test_boils[slow]", "unit.xml"),
        ],
    )
    def test_a_promise_is_kept_by_what_it_names(self, node: str, name: str, path: str) -> None:
        designs = one(requirements=[requirement("R1", verified_by=(node,))])
        source = path if path.endswith(".xml") else "unit.xml"
        assert state(designs, evidence(a_test("passed", name=name, path=path, source=source))) == "verified"

    def test_a_promise_with_parameters_is_met_by_a_test_that_never_ran(self) -> None:
        designs = one(requirements=[requirement("R1", verified_by=("tests/test_tea.py::test_boils[slow]",))])
        found = evidence(a_test("seen", name="tests/test_tea.py::test_boils"))
        assert state(designs, found) == "seen"
        assert findings("unmet_promise", designs, found) == []

    def test_a_node_id_of_a_criterion_names_the_criterion(self) -> None:
        node = "tests/test_tea.py::test_boils"
        designs = one(
            requirements=[requirement("R1")], criteria=[criterion("R1", verified_by=(node,)), criterion("R1")]
        )
        assert states(designs, evidence(a_test("passed", name=node))) == ["verified", "none"]

    def test_a_node_that_no_evidence_has_is_told(self) -> None:
        designs = one(requirements=[requirement("R1", verified_by=("tests/test_tea.py::test_x",))])
        found = evidence(a_test("passed", name="tests/test_tea.py::test_y"))
        assert findings("unmet_promise", designs, found) == [
            ("tea.md", 10, "R1 promises tests/test_tea.py::test_x, which no evidence has; write it, or mend its name")
        ]

    @pytest.mark.parametrize(
        ("promised", "found", "told"),
        [
            ("e2e", ["unit"], ["R1 promises e2e, only unit was found; add a test, or mend it"]),
            ("E2E tests", ["unit"], ["R1 promises e2e, only unit was found; add a test, or mend it"]),
            ("e2e_test", ["unit", "smoke"], ["R1 promises e2e, only smoke and unit was found; add a test, or mend it"]),
            ("e2e", ["unit", "e2e"], []),
            ("e2e", [""], []),
            ("e2e", [], []),
            ("review", ["unit"], []),
        ],
    )
    def test_a_kind_that_is_promised_and_not_found_is_told(
        self, promised: str, found: list[str], told: list[str]
    ) -> None:
        designs = one(requirements=[requirement("R1", verified_by=(promised,))])
        tests = [a_test("passed", "tea.R1", kind=kind, name=f"t::{kind}") for kind in found]
        assert [each[2] for each in findings("unmet_promise", designs, evidence(*tests, kinds=("unit", "e2e")))] == told

    def test_a_kind_that_is_not_found_is_told_at_the_line_of_the_promise(self) -> None:
        promising = requirement("R1", verified_by=("e2e",), line=10)
        promised = OptionLine(item="tea.R1", item_line=10, option="verified-by", line=12)
        designs = one(requirements=[promising], option_lines=[promised])
        found = evidence(a_test("passed", "tea.R1", kind="unit"), kinds=("unit", "e2e"))
        ((_, line, _),) = findings("unmet_promise", designs, found)
        assert line == 12

    def test_a_kind_that_a_criterion_promises_is_looked_for_among_its_own_tests(self) -> None:
        promising = row("R1", "R2", name="AC1", verified_by=("e2e",))
        requirements = [requirement("R1"), requirement("R2"), requirement("R3")]
        designs = one(requirements=requirements, criteria=[promising, criterion("R1", name="AC2")])
        tests = (
            a_test("passed", "tea.R1.AC1", kind="unit"),
            a_test("passed", "tea.R1.AC2", kind="smoke"),
            a_test("passed", "tea.R3", kind="e2e"),
        )
        assert findings("unmet_promise", designs, evidence(*tests, kinds=("unit", "e2e"))) == [
            ("tea.md", 40, "R1.AC1 promises e2e, only unit was found; add a test, or mend it")
        ]

    def test_a_node_that_no_evidence_has_is_told_at_the_line_of_the_promise(self) -> None:
        promised = OptionLine(item="tea.R1", item_line=10, option="verified-by", line=12)
        designs = one(requirements=[requirement("R1", verified_by=("test_x.py",), line=10)], option_lines=[promised])
        assert [each[:2] for each in findings("unmet_promise", designs, evidence())] == [("tea.md", 12)]


class TestRequirements:
    @pytest.mark.parametrize(
        ("requirement_promises", "criterion_promises", "expected"),
        [((), (), "none"), (("unit",), (), "declared"), ((), ("unit",), "declared")],
    )
    def test_a_criterion_is_declared_by_its_own_promise_or_that_of_its_requirement(
        self, requirement_promises: tuple[str, ...], criterion_promises: tuple[str, ...], expected: str
    ) -> None:
        designs = one(
            requirements=[requirement("R1", verified_by=requirement_promises)],
            criteria=[criterion("R1", verified_by=criterion_promises)],
        )
        assert states(designs, evidence()) == [expected]

    def test_a_requirement_that_is_not_in_force_owes_no_evidence(self) -> None:
        designs = one(requirements=[requirement("R1", status="rejected"), requirement("R2")])
        told = findings("unverified_requirement", designs, evidence())
        assert [message.partition(" ")[0] for _, _, message in told] == ["R2"]

    def test_a_failing_requirement_names_its_failing_tests(self) -> None:
        found = evidence(a_test("failed", "tea.R1", name="t::a"), a_test("passed", "tea.R1", name="t::b"))
        assert findings("failing_requirement", PLAIN, found) == [
            ("tea.md", 10, "R1 fails: t::a; mend what it tests, or the requirement")
        ]

    def test_a_long_name_of_a_test_is_cut(self) -> None:
        found = evidence(a_test("failed", "tea.R1", name=f"t::{'a' * 200}"))
        ((_, _, message),) = findings("failing_requirement", PLAIN, found)
        assert message == f"R1 fails: t::{'a' * 96}…; mend what it tests, or the requirement"

    @pytest.mark.parametrize(
        ("count", "named"),
        [(1, "t::0"), (3, "t::0, t::1, t::2"), (4, "t::0, t::1, t::2 and 1 more"), (9, "t::0, t::1, t::2 and 6 more")],
    )
    def test_of_many_failing_tests_the_first_are_named_and_the_others_counted(self, count: int, named: str) -> None:
        found = evidence(*(a_test("failed", "tea.R1", name=f"t::{number}") for number in range(count)))
        ((_, _, message),) = findings("failing_requirement", PLAIN, found)
        assert message == f"R1 fails: {named}; mend what it tests, or the requirement"

    @pytest.mark.parametrize(
        ("designs", "tests", "message"),
        [
            (PLAIN, [], "R1 is not verified: no test names it; let a test name tea.R1"),
            (
                PLAIN,
                [("skipped", "tea.R1")],
                "R1 is not verified: its tests were skipped; run them, or add one that passes",
            ),
            (
                PLAIN,
                [("seen", "tea.R1")],
                "R1 is not verified: its tests have no result; run them, or add one that passes",
            ),
            (
                TWO,
                [("passed", "tea.R1.AC1")],
                "R1 is not verified: no passing test of AC2; run them, or add one that passes",
            ),
        ],
    )
    def test_a_requirement_that_is_not_verified_says_why(
        self, designs: Catalog, tests: list[tuple[str, ...]], message: str
    ) -> None:
        found = evidence(*(a_test(*each) for each in tests))
        assert [each[2] for each in findings("unverified_requirement", designs, found)] == [message]

    def test_a_shared_row_that_is_not_verified_is_told_by_its_name(self) -> None:
        designs = one(
            requirements=[requirement("R1"), requirement("R2")],
            criteria=[criterion("R1", name="AC1"), row("R2", "R1", name="AC1")],
        )
        found = evidence(a_test("passed", "tea.R1.AC1"), a_test("passed", "tea.R2", name="t::b"))
        assert [message for _, _, message in findings("unverified_requirement", designs, found)] == [
            "R1 is not verified: no passing test of R2.AC1; run them, or add one that passes"
        ]

    @pytest.mark.parametrize("rule", ["failing_requirement", "unverified_requirement", "unmet_promise"])
    def test_what_is_not_in_force_is_not_judged(self, rule: str) -> None:
        designs = one(requirements=[requirement("R1", status="rejected", verified_by=("e2e",))])
        assert findings(rule, designs, evidence(a_test("failed", "tea.R1", kind="unit"), kinds=("e2e", "unit"))) == []

    @pytest.mark.parametrize("rule", CHECKS)
    def test_without_evidence_no_rule_speaks(self, rule: str) -> None:
        designs = one(requirements=[requirement("R1", verified_by=("tests/a.py",))], criteria=[criterion("R1")])
        check = CHECKS[rule]
        assert check is not None
        assert list(check(designs)) == []
