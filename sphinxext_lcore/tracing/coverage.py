"""Coverage: which requirements count, which of them are accepted-for, traced and verified, and the shares of these."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.queries import Measure
from sphinxext_lcore.model.records import NOT_IN_FORCE, Priority
from sphinxext_lcore.tracing.blocks import Tone
from sphinxext_lcore.tracing.evidence import State, States

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Requirement, UseCase


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}" if self.whole else "–"

    @property
    def percent(self) -> float | None:
        """The share in percent, or None where nothing counts."""
        return 100 * self.part / self.whole if self.whole else None


def tone_of(share: Share) -> Tone:
    """What a share means: all of it, some of it, or nothing to speak of."""
    if not share.whole:
        return Tone.MUTED
    return Tone.GOOD if share.part == share.whole else Tone.MISSING


class Coverage:
    """The states of the requirements of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def in_force(self, requirement: Requirement) -> bool:
        """Whether a requirement counts: neither it nor its feature is given up or put off."""
        feature = self._catalog.feature(requirement.feature)
        return (
            requirement.status not in NOT_IN_FORCE
            and requirement.priority is not Priority.WONT
            and (feature is None or feature.in_force)
        )

    def use_case_in_force(self, use_case: UseCase) -> bool:
        """Whether a use case counts: its feature is neither given up nor put off."""
        feature = self._catalog.feature(use_case.feature)
        return feature is None or feature.in_force

    def accepted_for(self, requirement: Requirement) -> bool:
        """Whether a requirement has acceptance criteria."""
        return bool(self._catalog.criteria_of(requirement))

    def traced(self, requirement: Requirement) -> bool:
        """Whether a requirement has a use case, refines one that has, or is declared derived."""
        return requirement.id in self._traced

    def traces(self, feature: str) -> bool:
        """Whether a feature links any requirement and use case at all; a team that never does is not judged."""
        return feature in self._tracing_features

    def verified(self, requirement: Requirement) -> bool:
        """Whether a requirement has evidence that it is met."""
        return self._catalog.view(States).of_requirement(requirement).state is State.VERIFIED

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What can be measured: without evidence nothing is verified or not."""
        return tuple(each for each in Measure if each is not Measure.VERIFIED or self._judges)

    def gap(self, requirement: Requirement) -> bool:
        """Whether something is owed for a requirement that counts."""
        untraced = self.traces(requirement.feature) and not self.traced(requirement)
        unverified = self._judges and not self.verified(requirement)
        return self.in_force(requirement) and (untraced or unverified or not self.accepted_for(requirement))

    def orphan(self, use_case: UseCase) -> bool:
        """Whether no requirement serves a use case that counts."""
        return (
            self.use_case_in_force(use_case)
            and self.traces(use_case.feature)
            and not self._catalog.requirements_of(use_case)
        )

    def share(self, measure: Measure, requirements: Iterable[Requirement]) -> Share:
        """The share of the requirements that count, by a measure."""
        counted = [requirement for requirement in requirements if self.in_force(requirement)]
        if measure is Measure.ACCEPTED_FOR:
            return Share(sum(map(self.accepted_for, counted)), len(counted))
        if measure is Measure.VERIFIED:
            return Share(sum(map(self.verified, counted)), len(counted)) if self._judges else Share(0, 0)
        judged = [requirement for requirement in counted if self.traces(requirement.feature)]
        return Share(sum(map(self.traced, judged)), len(judged))

    @property
    def _judges(self) -> bool:
        return self._catalog.view(States).judged

    @cached_property
    def _traced(self) -> frozenset[str]:
        traced = {
            requirement.id
            for requirement in self._catalog.requirements
            if requirement.derived or self._catalog.use_cases_of(requirement)
        }
        fresh = set(traced)
        while fresh:
            reached = {
                refining.id
                for identifier in fresh
                if (requirement := self._catalog.requirement(identifier)) is not None
                for refining in self._catalog.refined_by(requirement)
            }
            fresh = reached - traced
            traced |= fresh
        return frozenset(traced)

    @cached_property
    def _tracing_features(self) -> frozenset[str]:
        requirements = (each.feature for each in self._catalog.requirements if each.id in self._traced)
        use_cases = (each.feature for each in self._catalog.use_cases if self._catalog.requirements_of(each))
        return frozenset([*requirements, *use_cases])
