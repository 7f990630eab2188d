"""Tests that are seen in sources, joined with their results: a feature file has the tags, a result file the outcome."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.evidence.marked import Marked
from sphinxext_lcore.model.evidence import GRAVITY, EvidenceTest, parts_of
from sphinxext_lcore.model.records import Finding, Level
from sphinxext_lcore.model.suggestion import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_FEWEST_PARTS = 2
"""By its own name alone a test is not known; many of them are called ``test_default``."""
_MOST_PARTS = 40
"""No test stands so deep in folders, classes and suites."""
_TABLE = re.compile(r" -- @(\d{1,4})(?:\.\d{1,6})?(?:\s|\Z)")
"""The table of an outline: behave puts it into the name of a result with the row, our reader into that of a table."""

Parts = tuple[str, ...]


class Merged(NamedTuple):
    """The tests, each once."""

    tests: tuple[EvidenceTest, ...]
    findings: tuple[Finding, ...]


def merge(seen: Sequence[EvidenceTest], results: Sequence[EvidenceTest], root: Path, files: Iterable[str]) -> Merged:
    """Join what is seen in sources with the results of runs.

    Args:
        seen: The tests of sources and feature files.
        results: The tests of result files.
        root: The folder that names of files are relative to.
        files: All sources and feature files, also those in which nothing is cited: a result may be of one of them.

    Returns:
        Each test once, sorted. A result cites what its source cites, too. Of two results of one test, the graver
        stands, with a finding for each pair of files.
    """
    distinct, findings = _distinct(results)
    sources = _Sources(seen, root, files)
    by_place, marked = sources.of(distinct), Marked(seen)
    numbers = [by_place.get(key_of(result)) or marked.of(result, _file(result)) for result in distinct]
    joined = [
        _joined(result, [seen[each] for each in of_result]) for result, of_result in zip(distinct, numbers, strict=True)
    ]
    found = {number for of_result in numbers for number in of_result}
    left = [test for number, test in enumerate(seen) if number not in found]
    return Merged(tuple(sorted({*joined, *left})), tuple(findings))


class _Key(NamedTuple):
    """What the runs of one test have in common."""

    parts: Parts
    table: str
    file: str
    """The file of the test, where its result says it."""


class _Place(NamedTuple):
    """Where a test stands that is seen."""

    file: Parts
    """Its file, as seen from the top of the machine."""
    inside: Parts
    table: str


def key_of(result: EvidenceTest) -> _Key:
    """By what the source of a result is found."""
    return _Key(parts_of(result.name)[-_MOST_PARTS:], _table(result.name), _file(result))


class _Sources:
    """The seen tests, by where they stand. A result file may know less of the path, or begin further out."""

    def __init__(self, seen: Sequence[EvidenceTest], root: Path, files: Iterable[str]) -> None:
        self._root = root
        self._at: defaultdict[_Place, list[int]] = defaultdict(list)
        self._ending: defaultdict[tuple[Parts, str], set[_Place]] = defaultdict(set)
        self._files: defaultdict[str, set[Parts]] = defaultdict(set)
        self._shared: set[_Place] = set()
        """Those of which another test of the file may have the name, too."""
        for number, test in enumerate(seen):
            name, separator, inside = test.name.partition("::")
            if separator:
                place = _Place(self._absolute(name), parts_of(f"::{inside}")[-_MOST_PARTS:], _table(inside))
                self._at[place].append(number)
                if not test.definition.is_alone:
                    self._shared.add(place)
        for place in self._at:
            whole = (place.file + place.inside)[-_MOST_PARTS:]
            for start in range(len(whole) - _FEWEST_PARTS + 1):
                self._ending[whole[start:], place.table].add(place)
        for file in files if self._at else ():
            parts = self._absolute(file)
            self._files[parts[-1] if parts else ""].add(parts)

    def of(self, results: Iterable[EvidenceTest]) -> dict[_Key, list[int]]:
        """The seen test of each result, which may cite in several places; nothing where another test may be meant."""
        found: dict[tuple[_Place, str], _Key] = {}
        for key in dict.fromkeys(map(key_of, results)):
            place = self._place(key)
            # Of two names that fit one test, the one that knows more of the path is its.
            if place is not None:
                better = found.setdefault((place, key.table), key)
                if len(better.parts) < len(key.parts):
                    found[place, key.table] = key
        return {key: self._at[place] for (place, _), key in found.items()}

    def _place(self, key: _Key) -> _Place | None:
        """The place of a test; of the row of an outline that of its table, or where that has none, of the outline."""
        for each in dict.fromkeys((key, key._replace(table=""))):
            place = self._exactly(each) or self._by_ending(each)
            if place is not None:
                return place
        return None

    def _exactly(self, key: _Key) -> _Place | None:
        if not key.file:
            return None
        file = self._absolute(key.file)
        inside = key.parts[len(parts_of(key.file)) :]
        place = _Place(file, inside, key.table)
        return place if place in self._at and place not in self._shared else None

    def _by_ending(self, key: _Key) -> _Place | None:
        if key.file and self._absolute(key.file) in self._files.get(_last(parts_of(key.file)), ()):
            return None  # it is of a file in which nothing of that name is seen
        places = self._ending.get((key.parts, key.table), set())
        if len(places) != 1:
            return None
        (place,) = places
        if place in self._shared:
            return None
        known = key.parts[: len(key.parts) - len(place.inside)]
        others = self._files.get(_last(known), set()) - {place.file}
        return None if not known or any(other[-len(known) :] == known for other in others) else place

    def _absolute(self, file: str) -> Parts:
        return parts_of(os.path.normpath(os.path.join(self._root, file)))  # noqa: PTH118 - a hundred thousand of them


def _last(parts: Parts) -> str:
    return parts[-1] if parts else ""


def _table(name: str) -> str:
    match = _TABLE.search(name)
    return match[1] if match else ""


def _file(result: EvidenceTest) -> str:
    return result.path if result.path != result.source else ""


def _joined(result: EvidenceTest, sources: Sequence[EvidenceTest]) -> EvidenceTest:
    if not sources:
        return result
    first = sources[0]
    named = _naming_all(result, (result, *sources))
    return named._replace(kind=result.kind or first.kind, path=first.path, line=first.line)


def _naming_all(test: EvidenceTest, tests: Sequence[EvidenceTest]) -> EvidenceTest:
    """A test that names what some tests name together."""
    cites = dict.fromkeys(cite for each in tests for cite in each.cites)
    attempts = dict.fromkeys(attempt for each in tests for attempt in each.attempts)
    return test._replace(cites=tuple(cites), attempts=tuple(attempts))


def _distinct(results: Sequence[EvidenceTest]) -> tuple[list[EvidenceTest], list[Finding]]:
    """Each result once.

    In one file, rows of an outline may have one name, and a test that broke while it was cleaned up is there twice. In
    two files, one of them is old.
    """
    standing: dict[tuple[str, str], EvidenceTest] = {}
    repeated: dict[tuple[str, str], list[EvidenceTest]] = {}
    for test in results:
        first = standing.setdefault((test.kind, test.name), test)
        if first is not test:
            if first.source != test.source:
                repeated.setdefault((first.source, test.source), []).append(test)
            graver = min(first, test, key=lambda each: GRAVITY[each.outcome])
            standing[test.kind, test.name] = _naming_all(graver, (first, test))._replace(source=first.source)
    return list(standing.values()), list(_told(repeated))


def _told(repeated: dict[tuple[str, str], list[EvidenceTest]]) -> Iterator[Finding]:
    for (first, second), tests in sorted(repeated.items()):
        count = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
        name = shorten(printable(min(tests).name))
        message = (
            f"the result of {name}{count} is here again, after {first}, and the graver one counts; "
            "remove old result files"
        )
        yield Finding(rule="duplicate_evidence", level=Level.INFO, message=message, path=second, line=1)
