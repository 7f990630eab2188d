"""Fences of MyST that end before their author meant them to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Logged, Site


def _stray(make_site: Callable[..., Site], text: str, name: str = "index.md") -> list[Logged]:
    built = make_site({name: text}).build("dummy")
    return [each for each in built.findings if each.rule == "stray_fence"]


@pytest.mark.parametrize(
    ("mark", "cure"), [(":::", "::::{requirement}"), ("```", "````{requirement}"), ("::::", ":::::{requirement}")]
)
@pytest.mark.verifies("findings.R12")
def test_equal_marks_are_found_at_the_inner_line_with_the_cure(
    make_site: Callable[..., Site], mark: str, cure: str
) -> None:
    text = f"# Tea\n\n{mark}{{requirement}} R1\nIt is.\n\n{mark}{{acceptance-criteria}}\n- It\n{mark}\n{mark}\n"
    (finding,) = _stray(make_site, text)
    assert (finding.line, finding.level) == (6, "WARNING")
    assert finding.message == (
        f"{mark}{{acceptance-criteria}} ends the {mark}{{requirement}} around it (line 3), because it has as many "
        f"marks; begin and end the outer block with one mark more: {cure}"
    )


def test_a_longer_inner_fence_is_found(make_site: Callable[..., Site]) -> None:
    text = "# Tea\n\n:::{requirement} R1\nIt is.\n\n::::{note}\nA note.\n::::\n:::\n"
    (finding,) = _stray(make_site, text)
    assert finding.line == 6
    assert finding.message.endswith("one mark more: :::::{requirement}")


@pytest.mark.parametrize(
    ("outer", "inner"), [("::::", ":::"), ("````", "```"), (":::", "```"), ("```", ":::"), ("::::::", ":::")]
)
def test_a_longer_outer_fence_and_other_marks_are_right(make_site: Callable[..., Site], outer: str, inner: str) -> None:
    text = f"# Tea\n\n{outer}{{requirement}} R1\nIt is.\n\n{inner}{{acceptance-criteria}}\n- It\n{inner}\n{outer}\n"
    site = make_site({"index.md": text})
    built = site.build("dummy")
    assert [each for each in built.findings if each.rule == "stray_fence"] == []
    assert [each.id for each in built.catalog.criteria] == ["index.R1.AC1"]


def test_two_inner_fences_are_two_findings(make_site: Callable[..., Site]) -> None:
    text = (
        "# Tea\n\n:::{requirement} R1\nIt is.\n\n:::{note}\nA note.\n:::\n\n:::{acceptance-criteria}\n- It\n:::\n:::\n"
    )
    assert [each.line for each in _stray(make_site, text)] == [6, 10]


def test_directives_that_follow_each_other_are_right(make_site: Callable[..., Site]) -> None:
    text = (
        "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n\n:::{acceptance-criteria} R1\n- It\n:::\n\n"
        "```{requirement} R2\nIt is.\n```\n```{requirement} R3\nIt is.\n```\n"
    )
    assert _stray(make_site, text) == []


@pytest.mark.parametrize(
    "example",
    [
        "````markdown\n:::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::\n````\n",
        "~~~\n:::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::\n~~~\n",
        "````{code-block} markdown\n:::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::\n````\n",
        "    :::{requirement} R1\n    :::{acceptance-criteria}\n    :::\n    :::\n",
        "::::{requirement} R9\nIt is.\n```\n:::{note}\n```\n::::\n",
        "<!--\n:::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::\n-->\n",
    ],
    ids=["backticks", "tildes", "directive", "indented", "in-requirement", "comment"],
)
@pytest.mark.verifies("findings.R12")
def test_examples_in_code_are_no_fences(make_site: Callable[..., Site], example: str) -> None:
    text = f"# Tea\n\n:::{{requirement}} R5\nIt is.\n:::\n\n{example}"
    assert _stray(make_site, text) == []


def test_fences_in_lists_and_quotes_are_seen(make_site: Callable[..., Site]) -> None:
    text = "# Tea\n\n- one\n\n  :::{requirement} R1\n  It is.\n\n  :::{acceptance-criteria}\n  - It\n  :::\n  :::\n"
    assert [each.line for each in _stray(make_site, text)] == [8]


def test_fences_of_other_directives_are_their_own_matter(make_site: Callable[..., Site]) -> None:
    text = "# Tea\n\n:::{note}\n:::{tip}\nA tip.\n:::\n:::\n\n:::{requirement} R1\nIt is.\n:::\n"
    assert _stray(make_site, text) == []


def test_a_stray_fence_is_found_though_what_falls_out_looks_right(make_site: Callable[..., Site]) -> None:
    text = "# Tea\n\n:::{requirement} R1\nIt is.\n\n:::{acceptance-criteria}\n- It\n:::\n\nAnd more.\n:::\n"
    built = make_site({"index.md": text}).build("dummy")
    assert [each.statement for each in built.catalog.requirements] == ["It is."]
    assert "stray_fence" in built.rules()


@pytest.mark.parametrize("opening", [":::{requirement}R1", ":::requirement R1"])
def test_a_document_that_begins_no_directive_is_looked_at_as_well(make_site: Callable[..., Site], opening: str) -> None:
    (finding,) = _stray(make_site, f"# Tea\n\n{opening}\nIt is.\n:::\n")
    assert (finding.line, finding.level) == (3, "WARNING")


def test_rst_has_no_fences(make_site: Callable[..., Site]) -> None:
    text = "Tea\n===\n\n.. requirement:: R1\n\n   ::\n\n      :::{requirement}\n      :::{note}\n"
    assert _stray(make_site, text, "index.rst") == []
