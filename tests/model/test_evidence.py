"""How the names that tools give a test are one name."""

from __future__ import annotations

import pytest

from sphinxext_lcore.model.evidence import is_node, parts_of


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("tests/test_tea.py::Pot::test_boils", ("tests", "test_tea", "Pot", "test_boils")),
        ("tests.test_tea.Pot::test_boils", ("tests", "test_tea", "Pot", "test_boils")),
        ("org.x.TeaTest$Hot::boils", ("org", "x", "TeaTest", "Hot", "boils")),
        ("src/tea.test.ts", ("src", "tea", "test")),
        ("tests/test_tea.py::test_boils[green]", ("tests", "test_tea", "test_boils")),
        ("tests/test_tea.py::test_boils[cups[0]]", ("tests", "test_tea", "test_boils")),
        ("tests/test_tea.py::test_boils[hot::cold]", ("tests", "test_tea", "test_boils")),
        ("tea::boils [quickly] always", ("tea", "boils [quickly] always")),
        ("tea::boils]", ("tea", "boils]")),
        ("features/tea.feature::Boil -- @1.2 Cups", ("features", "tea", "Boil")),
    ],
)
def test_a_test_has_the_parts_of_its_name_without_parameters(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("promise", "node"),
    [
        ("tests/test_tea.py::test_boils", True),
        ("tests/", True),
        ("test_tea.py", True),
        ("unit", False),
        ("e2e.", False),
    ],
)
def test_a_promise_is_a_test_or_a_kind_of_tests(promise: str, node: bool) -> None:
    assert is_node(promise) is node
