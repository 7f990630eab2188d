"""Rules about evidence; without lcore_evidence they cannot be judged and stay silent."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, File, Rule
from sphinxext_lcore.checking.rules import evidence
from sphinxext_lcore.model.records import Level

_CONF = 'lcore_evidence = {"unit": ["unit.xml"], "e2e": ["e2e.xml"]}'
_DESIGN = """\
# Feature design for cups

::::{feature-design} cups
::::

::::{requirement} R1 Hold tea
:verified-by: unit

A cup holds tea.

:::{acceptance-criteria}
- AC1: No drop is lost
:::
::::
"""


def _results(cites: str, *, kind: str = "", name: str = "test_holds", body: str = "") -> str:
    """A result file with one test."""
    case = f'<testcase classname="tests.test_cups" name="{name}">'
    properties = f'<properties><property name="verifies" value="{cites}"/></properties>'
    return f'<testsuite name="pytest{kind}">{case}{properties}{body}</testcase></testsuite>\n'


_PASSED = _results("cups.R1")
_BESIDE = (File("cups.md", _DESIGN), File("e2e.xml", _results("cups.R1", name="test_serves")))


def _of_results(failing: str, passing: str = _PASSED) -> Example:
    """An example of a result file."""
    return Example(failing, passing, "unit.xml", _BESIDE, _CONF)


def _of_design(failing: str, passing: str, results: str = _PASSED) -> Example:
    """An example of a design beside a result file."""
    return Example(failing, passing, "cups.md", (File("unit.xml", results),), 'lcore_evidence = {"unit": ["unit.xml"]}')


_RESULTS = (File("unit.xml", _PASSED), File("cups.md", _DESIGN))
_PROMISING = _DESIGN.replace(":verified-by: unit", ":verified-by: unit, e2e")
_OTHER = File("e2e.xml", _results("", name="test_other"))

RULES = (
    Rule(
        "unreadable_evidence",
        Level.WARNING,
        "Results that cannot be read prove nothing.",
        _of_results(_PASSED[:60]),
    ),
    Rule(
        "missing_evidence",
        Level.WARNING,
        "Where no results are, every requirement looks as if nobody had tested it.",
        Example(
            'lcore_evidence = ["units.xml"]',
            'lcore_evidence = ["unit.xml"]',
            "conf.py",
            (File("unit.xml", _PASSED), *_BESIDE[:1]),
        ),
    ),
    Rule(
        "missing_parser",
        Level.WARNING,
        "Evidence is read with the packages of sphinxext-lcore[evidence]; without them it is not read.",
        _of_results(_PASSED),
    ),
    Rule(
        "duplicate_evidence",
        Level.INFO,
        "Two results of one test contradict each other, or one of them is old.",
        Example(
            _PASSED,
            _results("cups.R1", name="test_serves"),
            "unit.xml",
            (File("cups.md", _DESIGN), File("again.xml", _PASSED)),
            'lcore_evidence = ["unit.xml", "again.xml"]',
        ),
    ),
    Rule(
        "unknown_evidence",
        Level.WARNING,
        "A test that verifies what is not required verifies nothing.",
        _of_results(_results("cups.R1, cups.R7")),
        evidence.unknown_evidence,
    ),
    Rule(
        "ambiguous_evidence",
        Level.WARNING,
        "Every feature has an R1; a test says of which it speaks.",
        _of_results(_results("R1")),
        evidence.ambiguous_evidence,
    ),
    Rule(
        "failing_requirement",
        Level.WARNING,
        "A requirement of which a test fails is not met.",
        _of_results(_results("cups.R1", body='<failure message="a drop is lost"/>')),
        evidence.failing_requirement,
    ),
    Rule(
        "unverified_requirement",
        Level.INFO,
        "A requirement that no test has proven may not be met.",
        _of_design(_DESIGN + "\n:::{requirement} R2 Be warm\nIt is warm.\n:::\n", _DESIGN),
        evidence.unverified_requirement,
    ),
    Rule(
        "unmet_promise",
        Level.INFO,
        "A design that promises a kind of test is read as if there were one.",
        Example(
            _DESIGN.replace(":verified-by: unit", ":verified-by: unit, e2e"),
            _DESIGN,
            "cups.md",
            (File("unit.xml", _PASSED), _OTHER),
            _CONF,
        ),
        evidence.unmet_promise,
    ),
    Rule(
        "unnamed_criterion",
        Level.INFO,
        "The number of a criterion changes when another is put before it, and the test then means that one.",
        _of_design(_DESIGN.replace("AC1: ", ""), _DESIGN, _results("cups.R1.AC1")),
        evidence.unnamed_criterion,
    ),
)
