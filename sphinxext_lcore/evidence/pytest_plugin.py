"""The pytest plugin: tests say which requirements they verify, and results say it after them.

``@pytest.mark.verifies("compaction.R3")`` writes a property of the test into JUnit XML, as does a docstring that ends
in ``(R3, LCORE-1311)``. Every run of pytest loads this module where the package is installed, so it imports neither
Sphinx nor pydantic, and does nothing that a test does not ask for.

PYTEST_DONT_REWRITE: there is no assert to rewrite, and the entry point may load it before ``-p`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinxext_lcore.evidence.citations import is_bare, named, of_docstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_lcore.evidence.pytest_designs import Designs

MARKER = "verifies"
_MARKER_HELP = (
    f'{MARKER}(*ids): the requirements and criteria that the test verifies, such as "compaction.R3", '
    '"compaction.R3.AC2" or "LCORE-1311.R3".'
)
_NAME = "lcore-run"
_WITHOUT_TEST = "no test"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("lcore", "requirements of feature designs")
    group.addoption("--lcore", metavar="FILE", help="an lcore.json: tests that name what is not in it fail")
    group.addoption("--lcore-report", action="store_true", help="list the requirements, each with its tests")
    group.addoption(
        "--verifies",
        metavar="ID",
        action="append",
        default=[],
        help="run only tests of a requirement, of a criterion, or of a feature: compaction.R3 (may be repeated)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Read the designs, and listen."""
    config.addinivalue_line("markers", _MARKER_HELP)
    designs = None
    if config.getoption("--lcore"):
        from sphinxext_lcore.evidence.pytest_designs import read  # noqa: PLC0415 - few runs ask for it

        try:
            designs = read(config.getoption("--lcore"))
        except (OSError, ValueError) as error:
            message = f"--lcore {config.getoption('--lcore')}: {error}"
            raise pytest.UsageError(message) from error
    config.pluginmanager.register(_Run(config, designs), _NAME)


class _Ran(NamedTuple):
    """A test, and how it ended."""

    test: str
    outcome: str


class _Run:
    """A run of the tests; in a worker of pytest-xdist, a part of it."""

    def __init__(self, config: pytest.Config, designs: Designs | None) -> None:
        self._designs = designs
        self._report = config.getoption("--lcore-report")
        self._wanted = [self._full(each) for each in config.getoption("--verifies")]
        self._collected: dict[str, list[str]] = {}
        self._ran: dict[str, dict[str, str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Note what each test verifies, and leave out what is not asked for."""
        chosen: list[pytest.Item] = []
        others: list[pytest.Item] = []
        for item in items:
            names = list(_named(item))
            item.user_properties += [(MARKER, name) for name in names if (MARKER, name) not in item.user_properties]
            for name in self._listed(names):
                self._collected.setdefault(name, []).append(item.nodeid)
            asked_for = not self._wanted or any(map(self._asked_for, names)) or _malformed(item)
            (chosen if asked_for else others).append(item)
        if others:
            config.hook.pytest_deselected(items=others)
            items[:] = chosen

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Fail a test that names what there is not, or nothing; not the run, as the others may be right."""
        wrong = list(filter(None, (_malformed(item), *map(self._problem, _named(item)))))
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test ended; where it ran in a worker, its properties came with it."""
        if self._report and (report.when == "call" or report.outcome != "passed"):
            names = [str(value) for key, value in report.user_properties if key == MARKER]
            for name in self._listed(names):
                outcomes = self._ran.setdefault(name, {})
                if outcomes.get(report.nodeid) != "failed":
                    outcomes[report.nodeid] = report.outcome

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """List the requirements."""
        if self._report:
            terminalreporter.section("requirements")
            for name in sorted({*self._ran, *self._collected, *self._known()}, key=_sorted_by):
                for ran in self._tests_of(name):
                    terminalreporter.line(f"{name}  {ran.outcome}  {ran.test}".rstrip())

    def _tests_of(self, name: str) -> list[_Ran]:
        outcomes = self._ran.get(name, {})
        tests = dict.fromkeys((*outcomes, *self._collected.get(name, ())))
        ran = sorted(_Ran(test, outcomes.get(test, "not run")) for test in tests)
        return ran or [_Ran("", _WITHOUT_TEST)]

    def _known(self) -> tuple[str, ...]:
        return self._designs.requirements if self._designs is not None else ()

    def _full(self, name: str) -> str:
        return self._designs.full(name) if self._designs is not None else name

    def _listed(self, names: Iterable[str]) -> dict[str, None]:
        """What the report lists a test under: a test of a criterion is one of its requirement, too."""
        full = [self._full(name) for name in names]
        of_criteria = (name.rpartition(".")[0] for name in full if name.count(".") > 1)
        return dict.fromkeys((*full, *of_criteria))

    def _asked_for(self, name: str) -> bool:
        full = self._full(name)
        return any(full == each or full.startswith(f"{each}.") for each in self._wanted)

    def _problem(self, name: str) -> str:
        if is_bare(name):
            return f"{MARKER}: {name} does not say of which feature it is; write KEY.{name}"
        return self._designs.problem(name) if self._designs is not None else ""


def _named(item: pytest.Item) -> Iterator[str]:
    """What a test names, once each: by markers of its own and around it, and at the end of its docstring."""
    names = dict.fromkeys(name for marker in item.iter_markers(MARKER) for each in _cites(marker) for name in each)
    docstring = getattr(getattr(item, "function", None), "__doc__", None)
    if isinstance(docstring, str):
        # A bare id in brackets may be anything: the build says so where it is the id of a requirement.
        names.update((name, None) for name in of_docstring(docstring) if not is_bare(name))
    return iter(names)


def _cites(marker: pytest.Mark) -> list[tuple[str, ...]]:
    """What each argument of a marker names."""
    return [named(each) if isinstance(each, str) else () for each in marker.args]


def _malformed(item: pytest.Item) -> str:
    """What is wrong with a marker that names nothing."""
    for marker in item.iter_markers(MARKER):
        cites = _cites(marker)
        if marker.kwargs or not cites or not all(cites):
            return f'{MARKER} takes ids, such as @pytest.mark.{MARKER}("compaction.R3")'
    return ""


def _sorted_by(name: str) -> tuple[object, ...]:
    from sphinxext_lcore.model.ids import natural_key  # noqa: PLC0415

    return natural_key(name)
