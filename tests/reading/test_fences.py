from __future__ import annotations

import pytest

from sphinxext_lcore.reading.fences import StrayFence, stray_fences

NAMES = frozenset({"requirement", "acceptance-criteria", "use-case"})


def stray(source: str) -> list[StrayFence]:
    return stray_fences(source, NAMES)


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
        StrayFence(6, ":::{acceptance-criteria}", ":::{requirement}", 3, "::::{requirement}"),
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
    assert (fence.line, fence.inner, fence.outer_line, fence.cure) == (2, inner, 1, cure)


def test_each_stray_fence_is_told() -> None:
    source = (
        ":::{requirement} R1\n:::{acceptance-criteria}\n:::\n:::{note}\n:::\n:::\n\n"
        ":::{use-case} U1\n:::{note}\n:::\n:::\n"
    )
    assert [(fence.line, fence.outer_line) for fence in stray(source)] == [(2, 1), (4, 1), (9, 8)]


def test_inline_code_and_lone_marks_open_nothing() -> None:
    source = "```inline``` code\n:::\n:::{requirement} R1\n:::{note}\n:::\n:::\n"
    assert [fence.line for fence in stray(source)] == [4]


def test_only_the_innermost_directive_is_looked_at() -> None:
    source = "::::{requirement} R1\n:::{acceptance-criteria}\n:::{note}\n:::\n:::\n::::\n"
    assert [(fence.line, fence.outer) for fence in stray(source)] == [(3, ":::{acceptance-criteria}")]
