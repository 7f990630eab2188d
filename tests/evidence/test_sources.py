"""Marks in source files, and what tests in Python cite."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_lcore.evidence.citations import of_docstring
from sphinxext_lcore.model.evidence import Mark
from tests.evidence.readers import Read, read

if TYPE_CHECKING:
    from pathlib import Path


class TestMarks:
    @pytest.mark.parametrize(
        "line",
        [
            "# lcore: implements tea.R3",
            "// lcore: implements tea.R3",
            "x = 1; // lcore: implements tea.R3",
            "/* lcore: implements tea.R3 */",
            " * lcore: implements tea.R3",
            "/** lcore: implements tea.R3. */",
            "-- lcore: implements tea.R3",
            "; lcore: implements tea.R3",
            "% lcore: implements tea.R3",
            "<!-- lcore: implements tea.R3-->",
            "(* lcore: implements tea.R3 *)",
            "{- lcore: implements tea.R3 -}",
            "REM lcore: implements tea.R3",
            "#   LCORE:   implements   tea.R3",
            "#lcore:implements tea.R3\r",
        ],
    )
    def test_a_mark_stands_in_a_comment_of_any_language(self, tmp_path: Path, line: str) -> None:
        assert read(tmp_path, "pot.xyz", f"first\n{line}\n").marks == [Mark(("tea.R3",), "pot.xyz", 2)]

    def test_an_apostrophe_begins_a_comment_in_basic_and_a_text_elsewhere(self, tmp_path: Path) -> None:
        line = "x = 'lcore: implements tea.R3'\n"
        assert read(tmp_path, "pot.py", line).marks == []
        assert read(tmp_path, "pot.vb", line.rstrip("'\n")).marks == [Mark(("tea.R3",), "pot.vb", 1)]

    def test_a_line_that_nobody_wrote_by_hand_has_no_marks(self, tmp_path: Path) -> None:
        assert read(tmp_path, "pot.js", "// lcore: implements tea.R3 " * 100).marks == []

    @pytest.mark.parametrize(
        "line",
        ['x = "lcore: implements tea.R3"', "lcore: implements tea.R3", "# lcore: likes tea.R3", "# core: implements x"],
    )
    def test_what_speaks_about_marks_is_none(self, tmp_path: Path, line: str) -> None:
        assert read(tmp_path, "pot.xyz", line) == Read([], [])

    @pytest.mark.parametrize(
        ("written", "cites"),
        [
            ("tea.R1, tea.R2", ("tea.R1", "tea.R2")),
            ("tea.R1..R3", ("tea.R1", "tea.R2", "tea.R3")),
            ("tea.R1.AC2", ("tea.R1.AC2",)),
            ("LCORE-1311.R3", ("LCORE-1311.R3",)),
            ("tea.R1 tea.R2\tR3", ("tea.R1", "tea.R2", "R3")),
            ("tea.R1 and tea.R2 and more", ("tea.R1", "tea.R2")),
            ("tea.R1 , tea.R2; tea.R3", ("tea.R1", "tea.R2", "tea.R3")),
            ("tea.R1 tea.r66", ("tea.R1", "tea.r66")),
            ("tea.R1, and more", ("tea.R1",)),
            ("tea.R1 in utf8, on x86", ("tea.R1",)),
            ("tea.R1 v2", ("tea.R1",)),
            ("tea.R1 as it should", ("tea.R1",)),
            ("R3", ("R3",)),
            ("nonsense", ("nonsense",)),
        ],
    )
    def test_a_mark_names_one_or_several(self, tmp_path: Path, written: str, cites: tuple[str, ...]) -> None:
        assert read(tmp_path, "pot.c", f"// lcore: implements {written}").marks[0].cites == cites

    @pytest.mark.parametrize(
        ("name", "source", "test"),
        [
            ("pot_test.go", "// lcore: verifies tea.R3\nfunc TestBoils(t *testing.T) {", "TestBoils"),
            ("pot_test.go", "// lcore: verifies tea.R3\nfunc (s *Suite) TestBoils() {", "TestBoils"),
            ("PotTest.java", "/** lcore: verifies tea.R3 */\n@Test\npublic void boils() {", "boils"),
            ("PotTest.java", "// lcore: verifies tea.R3\n@Test void boils() {}\n\nvoid sings() {}", "boils"),
            ("pot.rs", "// lcore: verifies tea.R3\n#[test]\n\nfn boils() {", "boils"),
            ("pot.test.ts", "// lcore: verifies tea.R3\nit('boils at 100', () => {", "boils at 100"),
            ("pot_test.cc", "TEST(Pot, Boils) {  // lcore: verifies tea.R3", "Pot::Boils"),
            ("pot_test.cc", "// lcore: verifies tea.R3\nTYPED_TEST(Pot, Boils) {", "Pot::Boils"),
            ("pot.test.ts", "// lcore: verifies tea.R3\nit.only('boils', () => {", "boils"),
            ("pot.sh", "# lcore: verifies tea.R3\nx=1\nfunction boils() {", ""),
        ],
    )
    def test_a_mark_is_about_the_test_below_or_before_it(
        self, tmp_path: Path, name: str, source: str, test: str
    ) -> None:
        found = read(tmp_path, name, source, "unit").tests
        assert [(each.name, each.outcome, each.cites, each.kind) for each in found] == [
            (f"{name}::{test}" if test else name, "seen", ("tea.R3",), "unit")
        ]

    def test_long_and_binary_files_cost_little(self, tmp_path: Path) -> None:
        started = perf_counter()
        for line in ("#" * 1_900_000, "# " * 900_000, "# lcore: verifies " + "a," * 900_000, "'\tlcore:" * 200_000):
            read(tmp_path, "pot.js", line + "\nlcore: ")
        read(tmp_path, "pot.bin", b"\0lcore:\xff" * 200_000)
        read(tmp_path, "big.js", b"// lcore: verifies tea.R1\n" * 100_000)
        assert perf_counter() - started < 10


PYTHON = '''\
import pytest

pytestmark = [pytest.mark.verifies("tea.R9"), pytest.mark.slow]


@pytest.mark.verifies("tea.R1", "tea.R1.AC2")
def test_boils():
    pass


class TestPot:
    async def test_pours(self):
        """It pours (R3, LCORE-1311)."""

    def helper(self):
        """It helps (R3, LCORE-1311)."""


def test_other(): ...  # lcore: verifies tea.R4
'''


class TestPython:
    def test_docstrings_and_markers_cite(self, tmp_path: Path) -> None:
        found = read(tmp_path, "tests/test_tea.py", PYTHON, "unit")
        assert [(test.name, test.cites, test.line) for test in found.tests] == [
            ("tests/test_tea.py::test_other", ("tea.R4",), 19),
            ("tests/test_tea.py::test_boils", ("tea.R9", "tea.R1", "tea.R1.AC2"), 7),
            ("tests/test_tea.py::TestPot::test_pours", ("tea.R9", "LCORE-1311.R3"), 12),
            ("tests/test_tea.py::test_other", ("tea.R9",), 19),
        ]
        assert {test.outcome for test in found.tests} == {"seen"}

    @pytest.mark.parametrize(
        ("docstring", "cites"),
        [
            ("It pours (R3, LCORE-1311)", ("LCORE-1311.R3",)),
            ("It pours (LCORE-1311, R3, R4).\n", ("LCORE-1311.R3", "LCORE-1311.R4")),
            ("It pours (R1..R3, LCORE-1311)", ("LCORE-1311.R1", "LCORE-1311.R2", "LCORE-1311.R3")),
            ("It pours (tea.R3)", ("tea.R3",)),
            ("It pours (R3)", ("R3",)),
            ("It pours (R3, LCORE-1, LCORE-2)", ("R3",)),
            ("It pours (R3, LCORE-1311) well", ()),
            ("It pours (LCORE-1311)", ()),
            ("It pours (R3, as ever)", ()),
            ("It pours R3, LCORE-1311)", ()),
            ("", ()),
        ],
    )
    def test_a_docstring_cites_in_brackets_at_its_end(self, docstring: str, cites: tuple[str, ...]) -> None:
        assert of_docstring(docstring) == cites

    def test_a_file_that_cites_nothing_is_not_even_parsed(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.py", "def broken(:\n") == Read([], [])

    @pytest.mark.parametrize(
        "content",
        [b'def broken(:\n    """x (R3)"""', b'"""(R3)"""\0', b"# coding: klingon\n'(R3)'", b"'(R3)'" + b"(" * 5000],
    )
    def test_a_file_that_is_no_python_is_told(self, tmp_path: Path, content: bytes) -> None:
        assert read(tmp_path, "a.py", content).problem.startswith("it is no Python")


SOURCE = st.lists(
    st.sampled_from(
        ["# lcore: ", "verifies ", "implements", "tea.R1", ", ", "..", "\n", "def test_a():\n", '"""', "(R3)"]
    )
    | st.text(max_size=4)
).map("".join)


@given(content=SOURCE | st.binary(), name=st.sampled_from(["any.py", "any.go"]))
def test_whatever_is_in_a_source_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes, name: str
) -> None:
    assert isinstance(read(tmp_path_factory.getbasetemp(), name, content), Read)
