"""Gherkin features, and the results of Cucumber."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.readers import Read, read

if TYPE_CHECKING:
    from pathlib import Path

FEATURE = """\
@tea.R1 @smoke
Feature: Tea
  Background:
    Given a pot

  Scenario: It boils
    When it is heated

  @LCORE-1311.R3 @tea.R2.AC1
  Rule: Cups
    @tea.R4 @skip
    Scenario Outline: It pours <number>
      When it is tilted

      Examples: few
        | number |
        | 1      |

      @tea.R5
      Examples: many
        | number |
        | 9      |
"""


def result(**element: Any) -> str:
    feature = {"uri": "features/tea.feature", "name": "Tea", "line": 2, "tags": [{"name": "@tea.R1", "line": 1}]}
    return json.dumps([{**feature, "elements": [{"name": "It boils", "type": "scenario", "line": 6, **element}]}])


def steps(*statuses: str) -> list[dict[str, Any]]:
    return [{"name": "x", "result": {"status": status, "duration": 1234}} for status in statuses]


class TestGherkin:
    def test_a_scenario_cites_its_tags_and_those_around_it(self, tmp_path: Path) -> None:
        found = read(tmp_path, "features/tea.feature", FEATURE, "e2e")
        assert [(test.name, test.outcome, test.cites, test.line) for test in found.tests] == [
            ("features/tea.feature::Tea::It boils", "seen", ("tea.R1",), 6),
            (
                "features/tea.feature::Tea::It pours 1",
                "skipped",
                ("tea.R1", "LCORE-1311.R3", "tea.R2.AC1", "tea.R4"),
                17,
            ),
            (
                "features/tea.feature::Tea::It pours 9 -- @2",
                "skipped",
                ("tea.R1", "LCORE-1311.R3", "tea.R2.AC1", "tea.R4", "tea.R5"),
                22,
            ),
        ]
        assert {(test.kind, test.path) for test in found.tests} == {("e2e", "features/tea.feature")}

    @pytest.mark.parametrize(
        ("name", "rows", "named"),
        [
            (
                "It pours <a> into <b>",
                "| 1 | cup |\n      | 2 | pot |",
                {"It pours 1 into cup": 8, "It pours 2 into pot": 9},
            ),
            ("It pours <a>", "| 1 | cup |\n      | 1 | pot |", {"It pours 1": 8}),
            ("It pours <c>", "| 1 | cup |", {"It pours <c>": 3}),
            ("It pours", "| 1 | cup |\n      | 2 | pot |", {"It pours": 3}),
            ("It pours <a>", "", {"It pours <a>": 3}),
        ],
    )
    def test_an_outline_is_called_as_its_rows_say(
        self, tmp_path: Path, name: str, rows: str, named: dict[str, int]
    ) -> None:
        text = f"Feature: Tea\n  @tea.R1\n  Scenario Outline: {name}\n    * x\n\n    Examples:\n      | a | b |\n      {rows}\n"
        found = read(tmp_path, "a.feature", text)
        assert {test.name.removeprefix("a.feature::Tea::"): test.line for test in found.tests} == named
        assert {test.cites for test in found.tests} == {("tea.R1",)}

    @pytest.mark.parametrize(
        ("tag", "cites", "attempts"),
        [
            ("tea.R1,tea.R2", ("tea.R1", "tea.R2"), ()),
            ("tea.R1..R3", ("tea.R1", "tea.R2", "tea.R3"), ()),
            ("tea.R1,tea.r2", ("tea.R1",), ("tea.r2",)),
            ("tea.r1", (), ("tea.r1",)),
            ("tea_R1", (), ("tea_R1",)),
            ("LCORE-1311:R4a", (), ("LCORE-1311:R4a",)),
            ("tea/r1/ac2", (), ("tea/r1/ac2",)),
            ("smoke", (), ()),
            ("wip,smoke", (), ()),
            ("issue-1311", (), ()),
        ],
    )
    def test_a_tag_may_name_several_and_may_be_meant_to(
        self, tmp_path: Path, tag: str, cites: tuple[str, ...], attempts: tuple[str, ...]
    ) -> None:
        feature = f"@{tag}\nFeature: Tea\n  Scenario: It boils\n    When it is heated\n"
        run = json.dumps([{"name": "Tea", "tags": [{"name": f"@{tag}"}], "elements": [{"name": "It boils"}]}])
        for name, content in (("tea.feature", feature), ("cucumber.json", run)):
            (found,) = read(tmp_path, name, content).tests
            assert (found.cites, found.attempts) == (cites, attempts)

    def test_other_languages_are_read(self, tmp_path: Path) -> None:
        text = "# language: de\n@tea.R1\nFunktionalität: Tee\n  Szenario: Er kocht\n    Wenn er erhitzt wird\n"
        assert read(tmp_path, "a.feature", text).cites == {"a.feature::Tee::Er kocht": ("tea.R1",)}

    @pytest.mark.parametrize(
        ("content", "problem", "line"),
        [
            ("Feature: Tea\n  Scenario: It boils\n    * x\n    Gibberish\n", "it is no Gherkin: expected:", 4),
            ("# language: xx\nFeature: Tea\n", "it is no Gherkin: Language not supported", 1),
            (b"Feature: Tea\n  Scenario: T\xe9e\n", "it is not written in UTF-8", 2),
        ],
    )
    def test_what_is_no_gherkin_is_told_with_its_line(
        self, tmp_path: Path, content: str | bytes, problem: str, line: int
    ) -> None:
        found = read(tmp_path, "a.feature", content)
        assert problem in found.problem
        assert found.line == line

    def test_an_empty_file_has_no_scenarios(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.feature", "") == Read([], [])


class TestCucumber:
    @pytest.mark.parametrize(
        ("element", "outcome"),
        [
            ({"steps": steps("passed", "passed")}, "passed"),
            ({"steps": steps("passed", "failed", "skipped")}, "failed"),
            ({"steps": steps("passed"), "after": steps("failed")}, "failed"),
            ({"steps": [{**steps("passed")[0], "after": steps("failed")}]}, "failed"),
            ({"steps": [{**steps("passed")[0], "before": steps("failed")}]}, "failed"),
            ({"steps": steps("undefined")}, "failed"),
            ({"steps": steps("passed", "pending")}, "skipped"),
            ({"steps": steps("skipped")}, "skipped"),
            ({"status": "passed"}, "passed"),
            ({"steps": []}, "seen"),
            ({"steps": [], "tags": [{"name": "@skip"}]}, "skipped"),
        ],
    )
    def test_a_scenario_is_as_good_as_its_worst_step(self, tmp_path: Path, element: Any, outcome: str) -> None:
        assert read(tmp_path, "a.json", result(**element)).outcomes == {"features/tea.feature::Tea::It boils": outcome}

    def test_a_scenario_cites_the_tags_of_its_feature_too(self, tmp_path: Path) -> None:
        (test,) = read(tmp_path, "a.json", result(tags=[{"name": "@tea.R2"}], steps=steps("passed")), "e2e").tests
        assert test.cites == ("tea.R1", "tea.R2")
        assert (test.path, test.line, test.source, test.kind) == ("features/tea.feature", 6, "a.json", "e2e")

    @pytest.mark.parametrize("failing", [{"steps": steps("failed")}, {"before": steps("failed")}])
    def test_a_background_that_fails_fails_the_scenario_after_it(self, tmp_path: Path, failing: Any) -> None:
        background = {"type": "background", **failing}
        elements = [background, {"name": "a", "steps": steps("skipped")}, {"name": "b", "steps": steps("passed")}]
        found = read(tmp_path, "a.json", json.dumps([{"uri": "t.feature", "name": "T", "elements": elements}]))
        assert found.outcomes == {"t.feature::T::a": "failed", "t.feature::T::b": "passed"}

    def test_backgrounds_are_no_tests(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.json", result(type="background")).tests == []

    def test_behave_writes_it_in_a_way_of_its_own(self, tmp_path: Path) -> None:
        text = json.dumps(
            [
                {
                    "keyword": "Feature",
                    "location": "features/tea.feature:2",
                    "name": "Tea",
                    "status": "passed",
                    "tags": ["tea.R1"],
                    "elements": [
                        {
                            "keyword": "Scenario",
                            "location": "features/tea.feature:6",
                            "name": "It boils",
                            "status": "passed",
                            "steps": [{"name": "x", "result": {"status": "passed", "duration": 0.1}}],
                            "tags": ["tea.R2"],
                            "type": "scenario",
                        }
                    ],
                }
            ]
        )
        (test,) = read(tmp_path, "a.json", text).tests
        assert (test.name, test.cites) == ("features/tea.feature::Tea::It boils", ("tea.R1", "tea.R2"))
        assert (test.path, test.line, test.outcome) == ("features/tea.feature", 6, "passed")

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ("", "it is no JSON"),
            ("[{]", "it is no JSON"),
            ("{}", "it is no result of Cucumber, which is a list of features"),
            ('[{"elements": [{"name": 1}]}]', "feature 1, elements.0.name"),
            ("[1]", "feature 1"),
            ("[" * 100_000, "nested deeper"),
            ("[" + "1" * 10_000 + "]", "it is no result of Cucumber"),
        ],
    )
    def test_what_is_no_result_is_told(self, tmp_path: Path, content: str, problem: str) -> None:
        assert problem in read(tmp_path, "a.json", content).problem


WORDS = st.sampled_from(
    ["Feature:", "Scenario:", "Rule:", "Examples:", "@tea.R1", "|", "a", '"""', "Given", "#", "language:", "\n", "\n  "]
)


@given(content=st.lists(WORDS | st.text(max_size=4)).map(" ".join) | st.binary())
def test_whatever_is_in_a_feature_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes
) -> None:
    assert isinstance(read(tmp_path_factory.getbasetemp(), "any.feature", content), Read)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["name", "elements", "tags", "steps", "result", "status", "uri"]), inner)
    ),
)


@given(content=JSON)
def test_whatever_is_in_a_result_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    found = read(tmp_path_factory.getbasetemp(), "any.json", json.dumps([content]))
    assert isinstance(found, Read)
