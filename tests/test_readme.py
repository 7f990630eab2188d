"""The README names everything that an author may write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from sphinxext_lcore.checking import policy_toml
from sphinxext_lcore.checking.policy import PolicyLevel, Use
from sphinxext_lcore.cli import COMMANDS
from sphinxext_lcore.config import PREFIX, LcoreConfig
from sphinxext_lcore.model.records import REQUIREMENT_STATUSES, Priority, Verification
from sphinxext_lcore.reading.directives import DIRECTIVES
from sphinxext_lcore.reading.options import Options, option_name
from sphinxext_lcore.reading.roles import ROLES

if TYPE_CHECKING:
    from sphinxext_lcore.cli import Command
    from sphinxext_lcore.reading.directive import DesignDirective

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
COMMON = set(Options.model_fields)


def _row(name: str) -> list[str]:
    """The cells of the row of a table that begins with a name."""
    (row,) = re.findall(rf"^\| `{re.escape(name)}` \|.*$", README, re.MULTILINE)
    return [cell.strip() for cell in row.strip("|").split("|")]


def _code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_option_of_the_configuration_has_a_row() -> None:
    rows = set(re.findall(rf"^\| `({PREFIX}\w+)` \|", README, re.MULTILINE))
    assert rows == {PREFIX + name for name in LcoreConfig.model_fields}


def test_no_other_option_is_named() -> None:
    named = set(re.findall(rf"\b{PREFIX}\w+", README))
    assert named <= {PREFIX + name for name in LcoreConfig.model_fields}


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_has_a_row_with_all_its_options(name: str) -> None:
    directive = cast("type[DesignDirective[Options]]", DIRECTIVES[name])
    fields = set(directive.options_model.model_fields) - COMMON - set(directive.preset)
    assert _code(_row(name)[2]) == {option_name(field) for field in fields}


def test_the_options_of_all_directives_are_said_once() -> None:
    (sentence,) = re.findall(r"^Every directive also takes .*?\.$", README, re.MULTILINE | re.DOTALL)
    assert {f":{option_name(field)}:" for field in COMMON} <= _code(sentence)


def test_every_role_is_named() -> None:
    (sentence,) = re.findall(r"The roles are .*?:", README, re.DOTALL)
    assert _code(sentence) == set(ROLES)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_shown(command: Command) -> None:
    assert f"```shell\nsphinx-lcore {command.name} " in README


@pytest.mark.parametrize("words", [REQUIREMENT_STATUSES, Priority, Verification], ids=["status", "priority", "method"])
def test_the_words_of_an_option_are_all_there(words: tuple[str, ...]) -> None:
    assert f": {', '.join(map(str, words))}." in " ".join(README.split())


@pytest.mark.parametrize("place", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_to_a_file(place: str) -> None:
    assert (Path(__file__).parents[1] / place).exists()


def test_the_example_of_a_policy_is_one() -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    policy = policy_toml.parse(example, "lcore.toml")
    assert policy.findings == ()
    assert policy.levels
    assert policy.since
    assert policy.sections
    assert policy.waivers


@pytest.mark.parametrize("words", [PolicyLevel, Use], ids=["levels", "uses"])
def test_the_example_names_all_that_a_policy_can_choose_from(words: type[PolicyLevel | Use]) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [word for word in words if word not in example] == []
