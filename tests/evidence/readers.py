"""Read a file of evidence in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.evidence.gathering import format_of
from sphinxext_lcore.evidence.source import Source, UnreadableError
from sphinxext_lcore.model.evidence import EvidenceTest, Mark

if TYPE_CHECKING:
    from pathlib import Path


class Read(NamedTuple):
    tests: list[EvidenceTest]
    marks: list[Mark]
    problem: str = ""
    line: int = 0

    @property
    def outcomes(self) -> dict[str, str]:
        return {test.name: test.outcome.value for test in self.tests}

    @property
    def cites(self) -> dict[str, tuple[str, ...]]:
        return {test.name: test.cites for test in self.tests}


def read(folder: Path, name: str, content: str | bytes, kind: str = "") -> Read:
    """Write a file, and read it as its name says."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    tests: list[EvidenceTest] = []
    marks: list[Mark] = []
    try:
        for each in format_of(name).read(Source(str(path), name, kind, folder)):
            if isinstance(each, Mark):
                marks.append(each)
            else:
                tests.append(each)
    except UnreadableError as error:
        return Read(tests, marks, error.message, error.line)
    return Read(tests, marks)
