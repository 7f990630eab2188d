"""``sphinx-lcore scaffold-features``, on the ``lcore.json`` of a small design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.cli import main
from sphinxext_lcore.exchange.lcore_json import dump
from tests.designs import criterion, one, requirement, row
from tests.evidence.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinxext_lcore.model.records import Criterion

FIRST = criterion("R1", name="AC1", text="Given a full pot, when it is heated, then it boils.")
SECOND = row("R1", "R2", name="AC2", text="No drop is lost")


@pytest.fixture
def write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def write(*criteria: Criterion, key: str = "tea", status: str = "") -> tuple[int, str]:
        designs = one(
            requirements=[requirement("R1", status=status), requirement("R2", status=status)], criteria=criteria
        )
        state = tmp_path / "lcore.json"
        state.write_bytes(dump(designs))
        code = main(["scaffold-features", key, "--source", str(state), "--output", str(tmp_path / "features")])
        said = "".join(capsys.readouterr())
        return code, said.replace(str(tmp_path / "features") + "/", "")

    return write


def feature(folder: Path) -> Path:
    return folder / "features" / "tea.feature"


def test_a_criterion_becomes_a_scenario(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    assert write(FIRST, SECOND) == (0, "tea.feature: tea.R1.AC1 added\ntea.feature: tea.R1.AC2 added\n")
    text = feature(tmp_path).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "lcore-row" not in line] == [
        "Feature: tea",
        "",
        "  @tea.R1.AC1",
        "  Scenario: R1.AC1 Given a full pot, when it is heated, then it boils.",
        "    Given a full pot",
        "    When it is heated",
        "    Then it boils",
        "",
        "  @tea.R1.AC2",
        "  Scenario: R1.AC2 No drop is lost",
        "    # No drop is lost",
    ]
    assert [test.cites for test in read(tmp_path, "features/tea.feature", text).tests] == [
        ("tea.R1.AC1",),
        ("tea.R1.AC2",),
    ]


def test_written_again_it_is_the_same(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST, SECOND)
    before = feature(tmp_path).read_bytes()
    assert write(FIRST, SECOND) == (0, "tea.feature: up to date\n")
    assert feature(tmp_path).read_bytes() == before


def test_a_changed_criterion_changes_its_scenario(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST, SECOND)
    changed = SECOND.model_copy(update={"text": "Nothing is lost"})
    assert write(FIRST, changed) == (0, "tea.feature: tea.R1.AC2 brought up to date with the design\n")
    updated = feature(tmp_path).read_bytes()
    feature(tmp_path).unlink()
    write(FIRST, changed)
    assert feature(tmp_path).read_bytes() == updated


def test_what_a_person_changed_is_left_and_told(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST, SECOND)
    own = feature(tmp_path).read_text(encoding="utf-8").replace("    # No drop is lost", "    Then no drop is lost")
    feature(tmp_path).write_text(own, encoding="utf-8")
    assert write(FIRST, SECOND) == (0, "tea.feature: up to date\n")
    third = criterion("R2", name="AC1", text="It is warm")
    assert write(FIRST.model_copy(update={"text": "It boils"}), SECOND.model_copy(update={"text": "x"}), third) == (
        0,
        (
            "tea.feature: tea.R2.AC1 added\n"
            "tea.feature: tea.R1.AC1 brought up to date with the design\n"
            "tea.feature: tea.R1.AC2 changed in the design since; the scenario is yours, and was left as it is\n"
        ),
    )
    assert "    Then no drop is lost\n" in feature(tmp_path).read_text(encoding="utf-8")


def test_a_criterion_that_is_gone_is_told(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST, SECOND)
    before = feature(tmp_path).read_bytes()
    told = "tea.feature: tea.R1.AC2 no longer counts in the design; the scenario was left as it is\n"
    assert write(FIRST) == (0, told)
    assert feature(tmp_path).read_bytes() == before


def test_a_file_of_a_person_is_left(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    feature(tmp_path).parent.mkdir()
    feature(tmp_path).write_text("Feature: mine\n", encoding="utf-8")
    code, said = write(FIRST)
    assert (code, "was not written by this command" in said) == (1, True)
    assert feature(tmp_path).read_text(encoding="utf-8") == "Feature: mine\n"


def test_an_unknown_feature_is_told(write: Callable[..., tuple[int, str]]) -> None:
    assert write(FIRST, key="tee") == (
        2,
        "sphinx-lcore scaffold-features: unknown feature tee; did you mean tea?\n",
    )


def test_what_is_not_in_force_needs_no_scenario(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    said = (0, "tea.feature: not written, as no criterion of the feature counts\n")
    assert [write(FIRST, status="rejected"), write(FIRST, status="rejected")] == [said, said]
    assert not feature(tmp_path).exists()
    write(FIRST)
    assert "Scenario" in feature(tmp_path).read_text(encoding="utf-8")


def test_the_line_ends_of_a_file_stay(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST)
    windows = feature(tmp_path).read_bytes().replace(b"\n", b"\r\n")
    feature(tmp_path).write_bytes(windows)
    assert write(FIRST) == (0, "tea.feature: up to date\n")
    assert feature(tmp_path).read_bytes() == windows


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "Given a guest, when tea was given twice, then it pours and then stops",
            ["Given a guest", "When tea was given twice", "Then it pours and then stops"],
        ),
        ("Given a guest When he asks Then it pours", ["Given a guest", "When he asks", "Then it pours"]),
        ("It pours when asked", ["# It pours when asked"]),
    ],
)
def test_a_step_begins_a_clause(
    write: Callable[..., tuple[int, str]], tmp_path: Path, text: str, steps: list[str]
) -> None:
    write(criterion("R1", name="AC1", text=text))
    lines = feature(tmp_path).read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if line.startswith("    ")] == steps


def test_a_scenario_that_was_indented_is_a_persons(write: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    write(FIRST)
    text = feature(tmp_path).read_text(encoding="utf-8").replace("  @tea.R1.AC1", "      @tea.R1.AC1")
    feature(tmp_path).write_text(text, encoding="utf-8")
    write(criterion("R1", name="AC1", text="It is cold"))
    assert feature(tmp_path).read_text(encoding="utf-8") == text
