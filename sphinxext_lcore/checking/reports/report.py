"""What every format is made of: the findings that count, and where they are seen from."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.checking.known import Known
    from sphinxext_lcore.model.records import Finding

GRAVITY = (Level.INFO, Level.WARNING, Level.ERROR)
"""The levels, the gravest last."""


class Report(NamedTuple):
    """The outcome of a check."""

    findings: tuple[Finding, ...]
    """Those that count: with a file of known findings, the new ones."""
    documents: tuple[str, ...]
    """The source files of the documents that state something, relative to the source folder."""
    fail_on: Level | None = Level.WARNING
    """The level from which a finding fails the check; None: none does."""
    known: int = 0
    """How many findings are known, and left out."""
    fixed: Sequence[Known] = ()
    """What is recorded as known and was not found any more."""
    from_here: str = ""
    """The source folder as seen from the current one, for readers."""
    from_root: str = ""
    """The source folder as seen from the root of the repository, for programs."""
    command: str = "sphinx-lcore check"
    """How the check was called, for what a reader may do next."""
    coloured: bool = False
    """Whether a terminal shows it."""

    def fails(self, finding: Finding) -> bool:
        """Whether a finding fails the check."""
        return self.fail_on is not None and GRAVITY.index(finding.level) >= GRAVITY.index(self.fail_on)

    @property
    def failed(self) -> bool:
        """Whether the check fails."""
        return any(map(self.fails, self.findings))

    def here(self, path: str) -> str:
        """A source file as seen from the current folder."""
        return _join(self.from_here, path)

    def place(self, path: str) -> str:
        """A source file as seen from the root of the repository."""
        return _join(self.from_root, path)


def summary(report: Report) -> str:
    """The outcome in one line, such as ``3 warnings and 2 infos in 2 of 5 documents``."""
    if not report.findings:
        new = "new " if report.known else ""
        return f"No {new}finding in {_number(len(report.documents), 'document')}"
    levels = Counter(finding.level for finding in report.findings)
    counts = [_number(levels[level], level.value) for level in reversed(GRAVITY) if levels[level]]
    outside = sorted({report.here(finding.path) for finding in report.findings if not finding.docname})
    inside = len({finding.docname for finding in report.findings if finding.docname})
    of_all = [f"{inside} of {_number(len(report.documents), 'document')}"] if inside else []
    return f"{_and(counts)} in {_and([*outside, *of_all])}"


def _join(folder: str, path: str) -> str:
    return printable(posixpath.normpath(posixpath.join(folder, path)))


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
