"""What a benchmark found of the requirements that set a limit, as JUnit XML: evidence like that of the tests.

The files in ``demo-docs/evidence`` are written so, by hand, whenever a benchmark is run. They say no times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Verdict(NamedTuple):
    """A ratio and its limit."""

    name: str
    verifies: str
    """The requirement that sets the limit."""
    ratio: float
    limit: float


def write(path: Path, benchmark: str, verdicts: Iterable[Verdict]) -> None:
    """Write the verdicts of a benchmark.

    Args:
        path: The file to write.
        benchmark: The benchmark, as a path from the top of the repository.
        verdicts: What it found.
    """
    lines = ["<testsuites>", '<testsuite name="benchmarks">']
    for each in verdicts:
        lines += [f"<testcase name={quoteattr(each.name)} file={quoteattr(benchmark)}>"]
        lines += [f'<properties><property name="verifies" value={quoteattr(each.verifies)}/></properties>']
        if each.ratio > each.limit:
            lines += [f'<failure message="above {each.limit}"/>']
        lines += ["</testcase>"]
    path.write_text("\n".join((*lines, "</testsuite>", "</testsuites>", "")), encoding="utf-8")
