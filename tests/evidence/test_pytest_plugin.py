"""The pytest plugin, in runs of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.evidence.junit import read
from sphinxext_lcore.evidence.source import Source
from sphinxext_lcore.exchange.lcore_json import dump
from tests.designs import catalog, criterion, document, requirement
from tests.evidence.readers import read as read_source

if TYPE_CHECKING:
    from collections.abc import Callable

PLUGIN = ("-p", "sphinxext_lcore.evidence.pytest_plugin")
TESTS = '''
import pytest

@pytest.mark.verifies("tea.R1", "tea.R1.AC1")
def test_boils():
    pass

@pytest.mark.verifies("tea.R2")
class TestPot:
    @pytest.mark.parametrize("x", [1, 2])
    @pytest.mark.verifies("cups.R1")
    def test_pours(self, x):
        assert x == 1

    @pytest.mark.skip
    def test_sings(self):
        """It sings (R1, LCORE-1311)."""

def test_other():
    """It is another (UTF8)."""
'''


@pytest.fixture
def run(pytester: pytest.Pytester) -> Callable[..., pytest.RunResult]:
    designs = catalog(
        document(
            "tea",
            metadata={"ticket": "LCORE-1311"},
            requirements=[requirement("R1"), requirement("R2"), requirement("R10")],
            criteria=[criterion("R1", name="AC1")],
        ),
        document("cups", metadata={"ticket": "LCORE-7"}, requirements=[requirement("R1"), requirement("R4")]),
        document("pots", metadata={"ticket": "LCORE-7"}, requirements=[requirement("R4")]),
    )
    pytester.path.joinpath("lcore.json").write_bytes(dump(designs))
    pytester.makepyfile(test_tea=TESTS)

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess(*PLUGIN, "--strict-markers", "-o", "addopts=", *arguments)

    return run


WORKERS = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])


class TestProperties:
    @WORKERS
    def test_what_a_test_verifies_is_in_its_result(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, workers: tuple[str, ...]
    ) -> None:
        run("--junitxml", "unit.xml", *workers).assert_outcomes(passed=3, failed=1, skipped=1)
        tests = read(Source(str(pytester.path / "unit.xml"), "unit.xml", "", pytester.path))
        assert {test.name: set(test.cites) for test in tests} == {
            "test_tea::test_boils": {"tea.R1", "tea.R1.AC1"},
            "test_tea.TestPot::test_pours[1]": {"tea.R2", "cups.R1"},
            "test_tea.TestPot::test_pours[2]": {"tea.R2", "cups.R1"},
            "test_tea.TestPot::test_sings": {"tea.R2", "LCORE-1311.R1"},
            "test_tea::test_other": set(),
        }


class TestSelection:
    @pytest.mark.parametrize(
        ("wanted", "chosen"),
        [
            (["tea.R2"], 3),
            (["tea.R1"], 1),
            (["tea.R1.AC1"], 1),
            (["tea"], 4),
            (["cups.R1", "tea.R1"], 3),
            (["tea.R3"], 0),
        ],
    )
    def test_tests_are_chosen_by_requirement(
        self, run: Callable[..., pytest.RunResult], wanted: list[str], chosen: int
    ) -> None:
        options = [f"--verifies={each}" for each in wanted]
        run("--collect-only", *options).assert_outcomes(deselected=5 - chosen)

    def test_by_a_ticket_where_the_designs_are_given(self, run: Callable[..., pytest.RunResult]) -> None:
        run("--collect-only", "--lcore=lcore.json", "--verifies=LCORE-1311.R1").assert_outcomes(deselected=3)


class TestDesigns:
    @WORKERS
    def test_a_test_that_names_what_there_is_not_fails(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, workers: tuple[str, ...]
    ) -> None:
        cites = ("tea.R3", "tea.R1.AC7", "LCORE-7.R4", "tea.R2", "Tea.R1.AC1", "LCORE-1311.R10", "LCORE-7.R1")
        source = "".join(
            f"@pytest.mark.verifies({cite!r})\ndef test_{number}(): pass\n" for number, cite in enumerate(cites)
        )
        pytester.makepyfile(test_tea=f"import pytest\n{source}")
        result = run("--lcore=lcore.json", *workers)
        result.assert_outcomes(errors=3, passed=4)
        result.stdout.fnmatch_lines_random(
            [
                "verifies: unknown requirement tea.R3; did you mean tea.R*",
                "verifies: unknown requirement tea.R1.AC7; did you mean tea.R1.AC1?",
                "verifies: ambiguous requirement LCORE-7.R4; write cups.R4 or pots.R4",
            ]
        )

    def test_a_bare_id_fails_with_or_without_designs(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester
    ) -> None:
        pytester.makepyfile(test_tea='import pytest\n@pytest.mark.verifies("R3")\ndef test_x(): pass')
        result = run()
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["verifies: R3 does not say of which feature it is; write KEY.R3"])

    @pytest.mark.parametrize("argument", ["tea.R1, tea.R2", "tea.R1 tea.R2", "tea.R1; LCORE-1311.R2", "tea.R1..R2"])
    def test_an_argument_may_name_several(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, argument: str
    ) -> None:
        source = f"import pytest\n@pytest.mark.verifies({argument!r})\ndef test_x(): pass\n"
        pytester.makepyfile(test_tea=source)
        result = run("--lcore=lcore.json", "--lcore-report", "--junitxml=unit.xml", "--verifies=tea.R2")
        result.assert_outcomes(passed=1)
        result.stdout.fnmatch_lines([f"tea.R{number}  passed  test_tea.py::test_x" for number in (1, 2)])
        (seen,) = read_source(pytester.path, "test_tea.py", source).tests
        (ran,) = read(Source(str(pytester.path / "unit.xml"), "unit.xml", "", pytester.path))
        assert seen.cites == ran.cites

    @pytest.mark.parametrize("arguments", ["", "3", "''", "', '", "'tea.R1', x=1"])
    @WORKERS
    def test_a_marker_takes_ids(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, arguments: str, workers: tuple[str, ...]
    ) -> None:
        source = f"import pytest\n@pytest.mark.verifies({arguments})\ndef test_x(): pass\n\ndef test_y(): pass\n"
        pytester.makepyfile(test_tea=source)
        result = run(*workers)
        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines(["verifies takes ids, such as *"])

    def test_a_marker_that_names_nothing_is_told_whatever_is_asked_for(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester
    ) -> None:
        pytester.makepyfile(test_tea="import pytest\n@pytest.mark.verifies()\ndef test_x(): pass\n")
        run("--verifies=tea.R2").assert_outcomes(errors=1)

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"requirements": [1]}'])
    def test_what_is_no_lcore_json_is_told(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, content: str
    ) -> None:
        pytester.path.joinpath("x.json").write_text(content, encoding="utf-8")
        for name in ("x.json", "none.json"):
            result = run(f"--lcore={name}")
            assert result.ret == pytest.ExitCode.USAGE_ERROR
            result.stderr.fnmatch_lines([f"ERROR: --lcore {name}: *"])


class TestReport:
    @WORKERS
    def test_each_requirement_is_listed_with_its_tests(
        self, run: Callable[..., pytest.RunResult], workers: tuple[str, ...]
    ) -> None:
        result = run("--lcore=lcore.json", "--lcore-report", *workers)
        lines = result.outlines
        start = next(number for number, line in enumerate(lines) if line.strip("= ") == "requirements")
        assert [line for line in lines[start:] if line.startswith(("cups.", "pots.", "tea."))] == [
            "cups.R1  passed  test_tea.py::TestPot::test_pours[1]",
            "cups.R1  failed  test_tea.py::TestPot::test_pours[2]",
            "cups.R4  no test",
            "pots.R4  no test",
            "tea.R1  skipped  test_tea.py::TestPot::test_sings",
            "tea.R1  passed  test_tea.py::test_boils",
            "tea.R1.AC1  passed  test_tea.py::test_boils",
            "tea.R2  passed  test_tea.py::TestPot::test_pours[1]",
            "tea.R2  failed  test_tea.py::TestPot::test_pours[2]",
            "tea.R2  skipped  test_tea.py::TestPot::test_sings",
            "tea.R10  no test",
        ]

    def test_a_test_of_a_criterion_is_one_of_its_requirement(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester
    ) -> None:
        pytester.makepyfile(test_tea='import pytest\n@pytest.mark.verifies("LCORE-1311.R1.AC1")\ndef test_x(): pass')
        result = run("--lcore=lcore.json", "--lcore-report")
        assert [line for line in result.outlines if line.startswith("tea.R1")] == [
            "tea.R1  passed  test_tea.py::test_x",
            "tea.R1.AC1  passed  test_tea.py::test_x",
            "tea.R10  no test",
        ]

    @pytest.mark.parametrize("bare", ["R1", "R1.AC1"])
    def test_a_bare_id_is_listed_as_it_is_written(
        self, run: Callable[..., pytest.RunResult], pytester: pytest.Pytester, bare: str
    ) -> None:
        pytester.makepyfile(test_tea=f'import pytest\n@pytest.mark.verifies("{bare}")\ndef test_x(): pass')
        run("--lcore=lcore.json", "--lcore-report").stdout.fnmatch_lines([f"{bare}  failed  test_tea.py::test_x"])

    def test_what_is_not_run_is_listed_too(self, run: Callable[..., pytest.RunResult]) -> None:
        run("--lcore-report", "--collect-only").stdout.fnmatch_lines(["tea.R1.AC1  not run  test_tea.py::test_boils"])


class TestLoading:
    def test_it_may_be_loaded_twice(self, run: Callable[..., pytest.RunResult]) -> None:
        # The package that is tested is installed, with its entry point; PLUGIN names the plugin once more.
        (entry,) = (each for each in entry_points(group="pytest11") if each.name == "lcore")
        assert entry.value == "sphinxext_lcore.evidence.pytest_entry"
        run(*PLUGIN, "--verifies=tea.R1").assert_outcomes(passed=1, deselected=4)

    def test_it_is_quick_to_load(self) -> None:
        program = "import sys, sphinxext_lcore.evidence.pytest_entry, sphinxext_lcore.evidence.pytest_plugin\nprint(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        assert not {"sphinx", "docutils", "pydantic", "difflib"} & {name.partition(".")[0] for name in loaded.split()}
