"""What is known of the tests of a project. Tuples, as a project may have a hundred thousand of them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What became of a test, the gravest first: one that is skipped keeps those that pass from proving all."""

    FAILED = "failed"
    SKIPPED = "skipped"
    PASSED = "passed"
    SEEN = "seen"
    """It is there, and nobody says how it ended."""


GRAVITY = {outcome: rank for rank, outcome in enumerate(Outcome)}
"""What sorts outcomes, the gravest first."""


class MarkVerb(StrEnum):
    """What a mark in a source file says."""

    VERIFIES = "verifies"
    IMPLEMENTS = "implements"


class Definition(NamedTuple):
    """Where a marked test begins, and what keeps its results from being taken for those of another test."""

    line: int = 0
    """The line below its mark; 0 where none is known."""
    is_alone: bool = True
    """Whether it is the only test of its name in its file, as far as one sees without parsing it."""
    suites: tuple[str, ...] = ()
    """The titles of all suites in its file, which runners write before the names of tests."""


class EvidenceTest(NamedTuple):
    """A test, or a scenario."""

    name: str
    """Its file or class, and its own name, with ``::`` between: ``tests/test_tea.py::test_boils[green]``."""
    outcome: Outcome
    cites: tuple[str, ...] = ()
    """The requirements and criteria that it names, as they are written."""
    kind: str = ""
    """The kind of evidence, such as ``unit``, as ``lcore_evidence`` names it; empty where it names none."""
    path: str = ""
    """The file in which it stands, or else ``source``; relative to ``conf.py``, with ``/`` between parts."""
    line: int = 1
    source: str = ""
    """The file in which it was read, relative to ``conf.py``."""
    attempts: tuple[str, ...] = ()
    """Its tags that may be meant to name requirements and do not: ``tea.r1``, ``tea_R1``."""
    definition: Definition = Definition()


class Mark(NamedTuple):
    """A mark in a source file that names what the code implements."""

    cites: tuple[str, ...]
    path: str
    line: int


PYTHON = (".py",)
JVM = (".java", ".kt")
"""The languages in which a file is a class, and a result names one in it behind a dollar: ``TeaTest$Hot``."""
_ROW = " -- @"
"""What behave puts between the name of an outline and its row."""
_SEPARATORS = re.compile(r"::|[/.\\#$]")
_FEATURE = ".feature"
_SUFFIXES = (
    *(_FEATURE, ".go", ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".java", ".kt", ".scala", ".py", ".rb", ".rs"),
    *(".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".cs", ".php", ".swift", ".robot", ".sh"),
)


def is_node(text: str) -> bool:
    """Whether a promise of ``verified-by`` names a test or its file, and not a kind of test."""
    return "::" in text or "/" in text or text.endswith(_SUFFIXES)


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of the name of a test, without parameters.

    ``tests/test_tea.py::Pot::test_boils[green]`` and ``tests.test_tea.Pot::test_boils`` have the same parts: result
    files name the class or the file, and few of them both.
    """
    file, *inside = name.split("::", 1)
    whole = "::".join((file.removesuffix(_ending(file)), *map(_without_parameters, inside)))
    return tuple(part for part in _SEPARATORS.split(whole) if part)


def is_meant(node: str, test: EvidenceTest) -> bool:
    """Whether a promise means a test whose name has its parts: with its parameters, in its file, of its language."""
    file, _, inside = node.partition("::")
    if inside.endswith("]") and not _has_parameters(test, inside[inside.find("[") :]):
        return False
    ending = _ending(file)
    if not ending:
        return True
    written = test.path if test.path != test.source else test.name.partition("::")[0]
    of_test = _ending(written)
    if of_test:
        parts, wanted = parts_of(written), parts_of(file)
        known = min(len(parts), len(wanted))  # a promise, as a result, may begin further out than the path does
        return of_test == ending and parts[-known:] == wanted[-known:]
    whole = parts_of(node)
    return (bool(inside) and parts_of(test.name)[-len(whole) :] == whole) or _may_be_in(file, test.name)


def _may_be_in(file: str, name: str) -> bool:
    """Whether a test may be in a file, of whose name a result says as much as names of modules and classes do."""
    group, _, own = name.partition("::")
    parts, wanted = parts_of(group), parts_of(file)
    behind = (parts[end:] for end in range(len(wanted), len(parts) + 1) if parts[end - len(wanted) : end] == wanted)
    if file.endswith(_FEATURE):  # its title stands behind it, and what begins as functions do is no scenario
        return any(behind) and not own.startswith("test_")
    # Names of classes may stand behind a file. What has a small letter is another file, in a folder of that name.
    return any(all(part[:1].isupper() for part in each) for each in behind)


def _has_parameters(test: EvidenceTest, parameters: str) -> bool:
    """Whether a test was run with some parameters; of one that was not run at all nobody knows."""
    return test.outcome is Outcome.SEEN or test.name.endswith(parameters)


def _ending(file: str) -> str:
    return next((each for each in _SUFFIXES if file.endswith(each)), "")


def _without_parameters(name: str) -> str:
    """The name of a test without what a run adds to it: pytest its parameters, behave the row of an outline."""
    name = name.partition(_ROW)[0]
    head, bracket, _ = name.partition("[")
    return head if bracket and name.endswith("]") else name
