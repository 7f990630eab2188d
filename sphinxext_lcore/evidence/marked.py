"""Marked tests of a file, found by what results of that file call them: runners write suites before their names."""

from __future__ import annotations

from collections import defaultdict
from posixpath import normpath
from typing import TYPE_CHECKING

from sphinxext_lcore.model.evidence import EvidenceTest, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

_BETWEEN_SUITES = frozenset({"›", ">"})
_LONGEST = 500
"""Longer titles of suites are looked at no further: each blank in them costs a look at all that follows."""


class Marked:
    """The tests that marks are about. A mark knows the name of its test, and not the suites around it."""

    def __init__(self, seen: Sequence[EvidenceTest]) -> None:
        self._seen = seen
        self._named: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._suites: dict[str, frozenset[str]] = {}
        self._at_line: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for number, test in enumerate(seen):
            if test.definition.line:
                path = normpath(test.path)
                if path not in self._suites:
                    self._suites[path] = frozenset(map(_flat, test.definition.suites))
                self._named[path, _inside(test)].append(number)
                for line in range(test.line, test.definition.line + 1):
                    self._at_line[path, line].append(number)

    def of(self, result: EvidenceTest, file: str) -> list[int]:
        """The marks of the test of a result that names its file; none where another test of the file may be meant."""
        if not file:
            return []
        file = normpath(file)
        return [*self._by_line(result, file)] or [*self._by_name(result, file)]

    def _by_line(self, result: EvidenceTest, file: str) -> Iterator[int]:
        """By its line, where the name agrees, too: with parameters googletest writes ``All/Tea::Fast/0``."""
        if result.line > 1:  # which is said of a result without a line, too
            for number in self._at_line.get((file, result.line), ()):
                parts = iter(parts_of(f"::{_inside(result)}"))
                if all(part in parts for part in parts_of(f"::{_inside(self._seen[number])}")):
                    yield number

    def _by_name(self, result: EvidenceTest, file: str) -> Iterator[int]:
        """By the end of its name, where no other test of the file has that name."""
        inside = _inside(result)
        for name in dict.fromkeys((inside, inside.partition("[")[0])):
            *_, last = groups = name.split("::")
            for start in range(len(groups)):
                yield from self._alone(file, "::".join(groups[start:]).strip())
            for before, own in _splits(last):
                yield from (each for each in self._alone(file, own) if _is_made_of(before, self._suites[file]))

    def _alone(self, file: str, name: str) -> Iterator[int]:
        return (each for each in self._named.get((file, name), ()) if self._seen[each].definition.is_alone)


def _inside(test: EvidenceTest) -> str:
    """The name of a test without its file."""
    return test.name.partition("::")[2]


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """What may be suites and what may be a test in a name that has them with blanks between: ``Tea Pot brews``."""
    for place, character in enumerate(name[:_LONGEST]):
        if character == " ":
            yield name[:place], name[place + 1 :]


def _is_made_of(text: str, suites: Set[str]) -> bool:
    """Whether a text is titles of suites, one after the other."""
    words = _flat(text).split()
    reached = {0}
    for end in range(1, len(words) + 1):
        if any(" ".join(words[start:end]) in suites for start in reached):
            reached.add(end)
    return len(words) in reached


def _flat(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _BETWEEN_SUITES)
