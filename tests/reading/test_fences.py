from __future__ import annotations

import pytest

from sphinxext_lcore.reading.fences import FenceSlip, fence_slips

NAMES = frozenset({"requirement", "acceptance-criteria", "use-case"})


def stray(source: str) -> list[FenceSlip]:
    return fence_slips(source, NAMES)


def test_a_fence_as_long_as_the_one_around_it_is_stray() -> None:
    source = """\
# Tea

:::{requirement} R1 Boil
Water boils.

:::{acceptance-criteria}
- It boils
:::
:::
"""
    assert stray(source) == [
        FenceSlip(
            6,
            ":::{acceptance-criteria} ends the :::{requirement} around it (line 3), because it has as many marks; "
            "begin and end the outer block with one mark more: ::::{requirement}",
            about=3,
        ),
    ]


@pytest.mark.parametrize("mark", ["`", "~", ":"])
@pytest.mark.parametrize(("outer", "inner", "count"), [(3, 3, 1), (3, 4, 1), (4, 3, 0), (5, 4, 0), (4, 4, 1)])
def test_the_outer_fence_must_be_longer(mark: str, outer: int, inner: int, count: int) -> None:
    source = "\n".join(
        (mark * outer + "{requirement} R1", mark * inner + "{acceptance-criteria}", mark * inner, mark * outer)
    )
    assert len(stray(source)) == count


@pytest.mark.parametrize(
    "source",
    [
        "",
        "text\n",
        ":::{requirement} R1\n:::\n\n:::{requirement} R2\n:::\n",
        ":::{requirement} R1\n```{acceptance-criteria}\n```\n:::\n",
        "```{requirement} R1\n:::{acceptance-criteria}\n:::\n```\n",
        "::::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::{note}\n:::\n::::\n",
        ":::{note}\n:::{tip}\n:::\n:::\n",
        "````\n:::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::\n````\n",
        "````md\n```{requirement} R1\n```{acceptance-criteria}\n```\n```\n````\n",
        "::::{requirement} R1\n```python\n```\n::::\n",
        ":::{requirement} R1\n```\n:::{note}\n```\n:::\n",
        "````{requirement} R1\n```\n````{note}\n```\n````\n",
        ":::\n:::\n",
        "::{requirement} R1\n::{acceptance-criteria}\n",
        ":::{requirement} R1\n",
    ],
)
def test_what_is_no_stray_fence(source: str) -> None:
    assert stray(source) == []


@pytest.mark.parametrize(
    ("source", "inner", "cure"),
    [
        (":::{lcore:requirement} R1\n:::{note}\n:::\n:::\n", ":::{note}", "::::{lcore:requirement}"),
        (":::{requirement} R1\n:::{note}\n:::\n```inline``` code\n:::\n", ":::{note}", "::::{requirement}"),
        ("```{requirement} R1\n```python\n```\n```\n", "```python", "````{requirement}"),
        (":::{requirement} R1\n::::{note}\n::::\n:::\n", "::::{note}", ":::::{requirement}"),
        ("> :::{requirement} R1\n> :::{note}\n> :::\n> :::\n", ":::{note}", "::::{requirement}"),
        ("  :::{requirement} R1\n  :::{note}\n  :::\n  :::\n", ":::{note}", "::::{requirement}"),
        (":::{requirement}\n:::  {note} x\n:::\n:::\n", ":::{note}", "::::{requirement}"),
        (":::{requirement} R1\r\n:::{note}\r\n:::\r\n:::\r\n", ":::{note}", "::::{requirement}"),
    ],
)
def test_a_stray_fence_tells_how_the_outer_one_should_begin(source: str, inner: str, cure: str) -> None:
    (fence,) = stray(source)
    assert (fence.line, fence.about) == (2, 1)
    assert fence.message.startswith(f"{inner} ends the ")
    assert fence.message.endswith(f"one mark more: {cure}")


def test_each_stray_fence_is_told() -> None:
    source = (
        ":::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::{note}\n:::\n:::\n\n"
        ":::{use-case} U1\n:::{note}\n:::\n:::\n"
    )
    assert [(fence.line, fence.about) for fence in stray(source)] == [(2, 1), (4, 1), (9, 8)]


def test_inline_code_and_lone_marks_open_nothing() -> None:
    source = "```inline``` code\n:::\n:::{requirement} R1\n:::{note}\n:::\n:::\n"
    assert [fence.line for fence in stray(source)] == [4]


def test_only_the_innermost_directive_is_looked_at() -> None:
    source = "::::{requirement} R1\n:::{acceptance-criteria}\n:::{note}\n:::\n:::\n::::\n"
    assert [(fence.line, fence.about) for fence in stray(source)] == [(3, 2)]


@pytest.mark.parametrize(
    ("source", "line", "swallowed"),
    [
        ("::::{requirement} R1\n:::{acceptance-criteria}\n:::\n\n## Security\n\nA lid.\n", 1, "'## Security' (line 5)"),
        (":::{requirement} R1\n\n## Security\n\n:::{use-case} U1\n:::\n", 1, "'## Security' (line 3)"),
        (":::{requirement} R1\nIt boils.\n\n:::{requirement} R2\n:::\n", 1, "':::{requirement}' (line 4)"),
        ("::::{requirement} R1\nIt boils.\n\n:::{use-case} U1\n:::\n", 1, "':::{use-case}' (line 4)"),
        ("```{requirement} R1\n\n# Tea\n", 1, "'# Tea' (line 3)"),
        (":::{requirement} R1\n\nSecurity\n--------\n\nA lid.\n", 1, "'Security' (line 3)"),
        (":::{requirement} R1\nIt boils.\n\nTea\n===\n", 1, "'Tea' (line 4)"),
        (":::{requirement} R1\n---\nstatus: draft\n---\n\nSecurity\n---\n", 1, "'Security' (line 6)"),
    ],
)
def test_a_fence_that_is_not_closed_before_a_heading_or_another_directive(
    source: str, line: int, swallowed: str
) -> None:
    (slip,) = stray(source)
    assert (slip.line, slip.about) == (line, line)
    mark = source.partition("{")[0]
    assert slip.message == (
        f"{mark}{{requirement}} is not closed before {swallowed}, so it takes that in; close it with {mark} above"
    )


def test_a_fence_that_closes_nothing_takes_in_the_next_heading() -> None:
    (slip,) = stray("::::{requirement} R1\n::::\n:::\n\n## Security\n\n:::{use-case} U1\n:::\n")
    assert slip == FenceSlip(
        3, "::: closes nothing, so it opens a block that takes in '## Security'; take it out", about=3
    )


@pytest.mark.parametrize(
    "body",
    ["---\nstatus: draft\n---\n", "\n---\n", "- one\n\n---\n", "It boils.\n:::{note}\n---\n"],
)
def test_a_line_of_dashes_need_not_underline_a_heading(body: str) -> None:
    assert [slip for slip in stray(f":::{{requirement}} R1\n{body}") if "not closed" in slip.message] == []


@pytest.mark.parametrize(
    "source", [":::\nA block.\n:::\n\n## Security\n", "## Security\n:::\n", "~~~\n:::\n~~~\n## Security\n"]
)
def test_a_block_without_a_name_may_be_meant(source: str) -> None:
    assert stray(source) == []


@pytest.mark.parametrize(
    ("opening", "cure"),
    [
        (":::{requirement}R1 Boil", "leave a blank behind the brace: :::{requirement} R1"),
        ("```{lcore:requirement}R1", "leave a blank behind the brace: ```{lcore:requirement} R1"),
        (":::requirement R1 Boil", "write its name in braces: :::{requirement}"),
        ("::: requirement R1", "write its name in braces: :::{requirement}"),
    ],
)
def test_an_opening_that_begins_no_directive(opening: str, cure: str) -> None:
    mark = opening[:3]
    (slip,) = stray(f"{opening}\nIt boils.\n{mark}\n")
    assert slip.line == 1
    assert slip.message.endswith(f"begins no directive, so its block is no requirement; {cure}")
