"""Tests that are seen in sources, joined with their results: a feature file has the tags, a result file the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.evidence import EvidenceTest, Outcome, parts_of
from sphinxext_lcore.model.records import Finding, Level
from sphinxext_lcore.model.suggestion import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FEWEST_PARTS = 2
"""By its own name alone a test is not known; many of them are called ``test_default``."""
_STRENGTH = {Outcome.FAILED: 0, Outcome.PASSED: 1, Outcome.SKIPPED: 2, Outcome.SEEN: 3}


class Merged(NamedTuple):
    """The tests, each once."""

    tests: tuple[EvidenceTest, ...]
    findings: tuple[Finding, ...]


def merge(seen: Sequence[EvidenceTest], results: Sequence[EvidenceTest]) -> Merged:
    """Join what is seen in sources with the results of runs.

    Args:
        seen: The tests of sources and feature files.
        results: The tests of result files.

    Returns:
        Each test once, sorted. A result cites what its source cites, too. Of two results of one test, the graver
        stands, with a finding for each pair of files.
    """
    distinct, findings = _distinct(results)
    index = _Index(seen)
    joined: list[EvidenceTest] = []
    found: set[int] = set()
    for result in distinct:
        sources = index.sources_of(result)
        found.update(sources)
        joined.append(_joined(result, [seen[each] for each in sources]))
    left = [test for number, test in enumerate(seen) if number not in found]
    return Merged(tuple(sorted({*joined, *left})), tuple(findings))


class _Index:
    """The seen tests by the parts of their names: a result file may know less of the path, or more."""

    def __init__(self, seen: Iterable[EvidenceTest]) -> None:
        self._whole: dict[tuple[str, ...], list[int]] = {}
        self._ends: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for number, test in enumerate(seen):
            parts = parts_of(test.name)
            if "::" in test.name:
                self._whole.setdefault(parts, []).append(number)
                for start in range(len(parts) - _FEWEST_PARTS + 1):
                    self._ends.setdefault(parts[start:], set()).add(parts)

    def sources_of(self, result: EvidenceTest) -> list[int]:
        """The one seen test of a result, which may cite in several places; nothing where two tests may be meant."""
        parts = parts_of(result.name)
        if parts in self._whole:
            return self._whole[parts]
        longer = self._ends.get(parts, set())
        if longer:
            return self._whole[next(iter(longer))] if len(longer) == 1 else []
        for start in range(1, len(parts) - _FEWEST_PARTS + 1):
            if parts[start:] in self._whole:
                return self._whole[parts[start:]]
        return []


def _joined(result: EvidenceTest, sources: Sequence[EvidenceTest]) -> EvidenceTest:
    if not sources:
        return result
    cites = dict.fromkeys((*result.cites, *(cite for source in sources for cite in source.cites)))
    first = sources[0]
    return result._replace(cites=tuple(cites), kind=result.kind or first.kind, path=first.path, line=first.line)


def _distinct(results: Sequence[EvidenceTest]) -> tuple[list[EvidenceTest], list[Finding]]:
    """Each result once."""
    standing: dict[tuple[str, str], EvidenceTest] = {}
    repeated: dict[tuple[str, str], list[EvidenceTest]] = {}
    for test in results:
        first = standing.setdefault((test.kind, test.name), test)
        if first is not test:
            repeated.setdefault((first.source, test.source), []).append(test)
            graver = min(first, test, key=lambda each: _STRENGTH[each.outcome])
            cites = tuple(dict.fromkeys((*first.cites, *test.cites)))
            standing[test.kind, test.name] = graver._replace(cites=cites)
    return list(standing.values()), list(_told(repeated))


def _told(repeated: dict[tuple[str, str], list[EvidenceTest]]) -> Iterator[Finding]:
    for (first, second), tests in sorted(repeated.items()):
        where = "twice" if first == second else f"again, after {first}"
        count = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
        name = shorten(printable(min(tests).name))
        message = f"the result of {name}{count} is here {where}, and the graver one counts; remove old result files"
        yield Finding(rule="duplicate_evidence", level=Level.INFO, message=message, path=second, line=1)
