"""How pages say the state of a requirement or a criterion, and by which tests it came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.evidence import GRAVITY, Outcome
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import EMPTY, NOT_COUNTED, Cell, LabelledCell, Run, Source, Tone, joined
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.evidence import State, States

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.evidence import EvidenceTest
    from sphinxext_lcore.model.records import Criterion, Requirement

STATE_WORDS = {
    State.FAILING: term("failing"),
    State.VERIFIED: term("verified"),
    State.SKIPPED: term("skipped"),
    State.SEEN: term("seen, without a result"),
    State.DECLARED: term("declared"),
    State.NONE: term("no evidence"),
}
_OUTCOME_RUNS = {
    Outcome.FAILED: Run(term("failed"), tone=Tone.MISSING),
    Outcome.PASSED: Run(term("passed"), tone=Tone.GOOD),
    Outcome.SKIPPED: Run(term("skipped"), tone=Tone.MUTED),
    Outcome.SEEN: Run(term("no result"), tone=Tone.MUTED),
}


class SourceAddress(NamedTuple):
    """Where a build may send a reader who wants to see a line of a source; given only where it may."""

    pattern: str
    """As ``lcore_source_url`` has it."""


_MOST_TESTS = 25
"""So many tests are listed on a card, those that fail before others."""


def state_run(state: State) -> Run:
    """A state, in the tone of what it means."""
    return Run(STATE_WORDS[state], tone=Tone.GOOD if state is State.VERIFIED else Tone.MISSING)


def state_cell(catalog: Catalog, requirement: Requirement) -> Cell:
    """The state of a requirement; nothing in a build without evidence."""
    states = catalog.view(States)
    if not states.judged:
        return EMPTY
    state = states.of_requirement(requirement).state
    if not catalog.view(Coverage).in_force(requirement) and state is not State.FAILING:
        return NOT_COUNTED if state is State.NONE else (state_run(state)._replace(tone=Tone.MUTED),)
    return (state_run(state),)


def criterion_state(catalog: Catalog, criterion: Criterion, requirement: Requirement | None = None) -> Cell:
    """The state of a criterion, as one of a requirement; without one, for all those that it accepts."""
    states = catalog.view(States)
    if not states.judged:
        return EMPTY
    if requirement is None:
        return (state_run(states.of_shared(criterion)),)
    return (state_run(states.of_criterion(criterion, requirement).state),)


def evidence_line(catalog: Catalog, requirement: Requirement) -> LabelledCell:
    """The line of a card that says the state, and below it the state of each criterion and the tests."""
    states = catalog.view(States)
    if not states.judged:
        return LabelledCell(term("Evidence"), EMPTY)
    tests = states.of_requirement(requirement).tests
    criteria = tuple(
        (Run(criterion.name_at(requirement)), Run(": "), *state)
        for criterion in catalog.criteria_of(requirement)
        if tests and (state := criterion_state(catalog, criterion, requirement))
    )
    state = state_cell(catalog, requirement)
    if not tests:  # a card warns of what went wrong, and says quietly that nothing was done yet
        state = tuple(run._replace(tone=Tone.MUTED) for run in state)
    count = (Run(f" ({len(tests)})", tone=Tone.MUTED, hint=term("Tests")),) if tests else EMPTY
    return LabelledCell(term("Evidence"), (*state, *count), (*criteria, *_tests(catalog, tests)))


def implementation_line(catalog: Catalog, requirement: Requirement) -> LabelledCell:
    """The line of a card that says where sources claim to implement a requirement."""
    marks = catalog.view(States).implementations(requirement)
    places = (Run(f"{mark.path}:{mark.line}", Source(mark.path, mark.line)) for mark in marks)
    return LabelledCell(term("Implemented in"), joined(places))


def _tests(catalog: Catalog, tests: Iterable[EvidenceTest]) -> tuple[Cell, ...]:
    ordered = sorted(tests, key=lambda test: (GRAVITY[test.outcome], test.name, test.kind))
    rows = tuple(_test(catalog, each) for each in ordered[:_MOST_TESTS])
    left = len(ordered) - _MOST_TESTS
    return (*rows, (Run("…"), Run(f" + {left}"))) if left > 0 else rows


def _test(catalog: Catalog, test: EvidenceTest) -> Cell:
    kind = (Run(f" ({test.kind})"),) if test.kind else EMPTY
    # Where it leads nowhere, a page does not change with the line of a test.
    source = Source(test.path, test.line) if catalog.given(SourceAddress) is not None else None
    return (_OUTCOME_RUNS[test.outcome], Run(": "), Run(test.name, source), *kind)
