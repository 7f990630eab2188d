"""States: what the tests of a project say about each requirement and each criterion."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.evidence import GRAVITY, EvidenceTest, Outcome, is_meant, is_node, parts_of
from sphinxext_lcore.model.ids import is_id
from sphinxext_lcore.model.records import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.evidence import Mark
    from sphinxext_lcore.model.records import Criterion, Finding


class State(StrEnum):
    """What is known of a requirement or a criterion, the strongest first."""

    FAILING = "failing"
    VERIFIED = "verified"
    SKIPPED = "skipped"
    SEEN = "seen"
    DECLARED = "declared"
    NONE = "none"


_RANK = {state: rank for rank, state in enumerate(State)}
_STATE_OF = {
    Outcome.FAILED: State.FAILING,
    Outcome.PASSED: State.VERIFIED,
    Outcome.SKIPPED: State.SKIPPED,
    Outcome.SEEN: State.SEEN,
}


class Evidence(NamedTuple):
    """The evidence of a build, which a catalog is given; without it nothing is judged."""

    tests: tuple[EvidenceTest, ...] = ()
    marks: tuple[Mark, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kinds of evidence that are configured, such as ``unit``."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""


class Standing(NamedTuple):
    """How it stands with a requirement or a criterion."""

    state: State
    tests: tuple[EvidenceTest, ...] = ()
    """The tests that count."""


class Cited(NamedTuple):
    """What a citation leads to."""

    requirement: Requirement | None = None
    criterion: Criterion | None = None
    candidates: tuple[str, ...] = ()
    """The full ids that may be meant, where it does not say which."""


class States:
    """The states of the requirements and criteria of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        evidence = catalog.given(Evidence)
        self.judged = evidence is not None
        """Whether there is evidence to judge by."""
        self._evidence = evidence or Evidence()

    def of_requirement(self, requirement: Requirement) -> Standing:
        """How it stands with a requirement.

        With criteria it is failing where any test fails, verified where each criterion is, and else as the strongest
        of those that are not.
        """
        return self._requirements[requirement.id]

    def of_criterion(self, criterion: Criterion, requirement: Requirement) -> Standing:
        """How it stands with a criterion, as one of a requirement: tests that name another one do not count."""
        own = self._named.get((requirement.id, criterion.id), {})
        tests = tuple(own) or tuple(self._naming_only(requirement))
        return Standing(_state(tests, declared=criterion.verified_by or requirement.verified_by), tests)

    def of_shared(self, criterion: Criterion) -> State:
        """How it stands with a criterion for all the requirements that it accepts: verified where it is for each."""
        accepted = self._catalog.accepted_requirements(criterion)
        return _together({self.of_criterion(criterion, each).state for each in accepted} or {State.NONE})

    def implementations(self, requirement: Requirement) -> tuple[Mark, ...]:
        """The marks in sources that say to implement a requirement, or a criterion of it."""
        return tuple(self._implementations.get(requirement.id, ()))

    def cited(self, citation: str) -> Cited:
        """What a citation leads to. A bare id leads nowhere: of which feature it is is not guessed."""
        if citation not in self._cited:
            self._cited[citation] = _resolved(self._catalog, citation)
        return self._cited[citation]

    def tests_at(self, node: str) -> tuple[EvidenceTest, ...]:
        """The tests that a path or a node id of ``verified-by`` names: of a path, each test in the file."""
        return tuple(test for test in self._nodes.get(parts_of(node), ()) if is_meant(node, test))

    def promised_nodes(self) -> Iterator[tuple[Requirement | Criterion, str]]:
        """The paths and node ids in ``verified-by``, each with the item that names it."""
        items: tuple[Requirement | Criterion, ...] = (*self._catalog.requirements, *self._catalog.criteria)
        for item in items:
            for promise in item.verified_by:
                if is_node(promise):
                    yield item, promise

    @cached_property
    def _implementations(self) -> dict[str, dict[Mark, None]]:
        found: dict[str, dict[Mark, None]] = {}
        for mark in self._evidence.marks:
            for requirement, _ in (target for cite in mark.cites for target in self._targets(cite)):
                found.setdefault(requirement, {})[mark] = None
        return found

    @cached_property
    def _cited(self) -> dict[str, Cited]:
        return {}

    @cached_property
    def _requirements(self) -> dict[str, Standing]:
        return {each.id: self._standing(each) for each in self._catalog.requirements}

    def _standing(self, requirement: Requirement) -> Standing:
        criteria = self._catalog.criteria_of(requirement)
        own = self._named.get((requirement.id, ""), {})
        if not criteria:
            return Standing(_state(own, declared=requirement.verified_by), tuple(own))
        parts = [self.of_criterion(each, requirement) for each in criteria]
        tests = tuple(dict.fromkeys([*own, *(test for part in parts for test in part.tests)]))
        if _state(own, declared=()) is State.FAILING:
            return Standing(State.FAILING, tests)
        return Standing(_together({part.state for part in parts}), tests)

    def _naming_only(self, requirement: Requirement) -> Iterator[EvidenceTest]:
        """The tests that name a requirement and none of its criteria."""
        of_criteria = {
            test
            for criterion in self._catalog.criteria_of(requirement)
            for test in self._named.get((requirement.id, criterion.id), ())
        }
        return (test for test in self._named.get((requirement.id, ""), ()) if test not in of_criteria)

    @cached_property
    def _named(self) -> dict[tuple[str, str], dict[EvidenceTest, None]]:
        """The tests that name a requirement, and those that name a criterion of it, in order."""
        named: dict[tuple[str, str], dict[EvidenceTest, None]] = {}
        for test in self._evidence.tests:
            for target in (target for cite in test.cites for target in self._targets(cite)):
                named.setdefault(target, {})[test] = None
        for item, node in self.promised_nodes():
            for requirement, criterion in self._owners(item):
                named.setdefault((requirement, criterion), {}).update(dict.fromkeys(self.tests_at(node)))
        return named

    def _targets(self, citation: str) -> list[tuple[str, str]]:
        cited = self.cited(citation)
        return self._owners(cited.criterion or cited.requirement)

    def _owners(self, item: Requirement | Criterion | None) -> list[tuple[str, str]]:
        """A requirement by itself, or a criterion as one of each requirement that it accepts."""
        if item is None:
            return []
        if isinstance(item, Requirement):
            return [(item.id, "")]
        return [(each.id, item.id) for each in self._catalog.accepted_requirements(item)]

    @cached_property
    def _nodes(self) -> dict[tuple[str, ...], list[EvidenceTest]]:
        """The tests of each promised node. Tests are seen from elsewhere than designs: paths may begin later."""
        wanted = {parts_of(node) for _, node in self.promised_nodes()} - {()}
        lengths = sorted({len(parts) for parts in wanted})
        found: dict[tuple[str, ...], list[EvidenceTest]] = {}
        for test in self._evidence.tests if wanted else ():
            for parts in _stretches((parts_of(test.name), parts_of(test.path)), lengths) & wanted:
                found.setdefault(parts, []).append(test)
        return found


def _stretches(names: Iterable[tuple[str, ...]], lengths: Sequence[int]) -> set[tuple[str, ...]]:
    """Every stretch of some names that has one of some lengths."""
    return {
        parts[start : start + length]
        for parts in names
        for length in lengths
        for start in range(len(parts) - length + 1)
    }


def _together(states: set[State]) -> State:
    """The state of what has several parts: verified when each is, and else the strongest of those that are not."""
    owed = states - {State.VERIFIED}
    return min(owed, key=_RANK.__getitem__) if owed else State.VERIFIED


def _state(tests: Iterable[EvidenceTest], *, declared: tuple[str, ...]) -> State:
    """The state of some tests: verified where all that were run or should have been have passed.

    One without a result proves nothing, and disproves nothing; one that was skipped keeps the others from proving all.
    """
    found = {test.outcome for test in tests}
    gravest = min(found, key=GRAVITY.__getitem__, default=None)
    if gravest is None:
        return State.DECLARED if declared else State.NONE
    return _STATE_OF[gravest]


def _resolved(catalog: Catalog, citation: str) -> Cited:
    head, *rest = citation.split(".")
    if is_id(head) or not rest:
        bare = head if is_id(head) else citation
        return Cited(candidates=tuple(each.id for each in catalog.requirements if each.local_id == bare))
    found = catalog.resolve_requirement(f"{head}.{rest[0]}", "")
    if found.item is None:
        return Cited(candidates=found.candidates)
    if len(rest) == 1:
        return Cited(found.item)
    local = ".".join(rest[1:])
    criterion = next((each for each in catalog.criteria_of(found.item) if each.local_id == local), None)
    return Cited(found.item if criterion is not None else None, criterion)
