"""Rules about evidence: what tests name exists, what is promised is there, and what must pass does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome, is_node
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import cure, nearest, printable, shorten
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.evidence import Evidence, State, States

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.evidence import Mark
    from sphinxext_lcore.model.records import Criterion, Requirement

_SHOWN = 3
_COMPARED = 200
"""With so many ids a citation of no known feature is compared."""
_KINDS_OF_TESTS = frozenset(
    {"unit", "integration", "e2e", "end-to-end", "system", "component", "functional", "smoke", "contract", "regression"}
)
"""What is a kind of test to everyone; of other words only those are that the configuration names."""
_DOTS = str.maketrans("_:/-", "....")
"""What people write in a tag where a full id has a dot."""
_LOCAL = re.compile(r"(?P<letters>[A-Z]+)[0-9]+[A-Z]?(?:\.[A-Z]+[0-9]+[A-Z]?)?")
_WITHOUT_PASS = {
    State.SKIPPED: "its tests were skipped",
    State.SEEN: "its tests have no result",
    State.DECLARED: "verified-by is a promise, and no test names it",
    State.NONE: "no test names it",
}


class _Citation(NamedTuple):
    """Something that is cited, and where."""

    text: str
    path: str
    line: int
    tests: tuple[str, ...] = ()
    """The tests that cite it, where the place is that of their results: most of pytest's are one line."""


def unknown_evidence(catalog: Catalog) -> Iterator[Finding]:
    """A test or a mark that names a requirement or a criterion which does not exist."""
    states = catalog.view(States)
    cures: dict[str, str] = {}
    for citation, meant in (*_unknown(catalog), *_attempts(catalog)):
        if meant not in cures:  # a feature that was renamed is cited by many tests
            cures[meant] = cure(meant, _criteria_beside(catalog, states, meant) or _requirements_beside(catalog, meant))
        message = f"unknown requirement {_quoted(citation.text)}{_named_by(citation)}; {cures[meant]}"
        yield Finding(rule="unknown_evidence", message=message, path=citation.path, line=citation.line)


def ambiguous_evidence(catalog: Catalog) -> Iterator[Finding]:
    """A test or a mark that does not say of which feature a requirement is."""
    states = catalog.view(States)
    for citation in _citations(catalog):
        candidates = states.cited(citation.text).candidates
        if candidates:
            more = f" or {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
            written = f"{_quoted(citation.text)}{_named_by(citation)}"
            message = f"ambiguous requirement {written}; write {' or '.join(candidates[:_SHOWN])}{more}"
            yield Finding(rule="ambiguous_evidence", message=message, path=citation.path, line=citation.line)


def failing_requirement(catalog: Catalog) -> Iterator[Finding]:
    """A requirement in force of which a test fails."""
    states, coverage = catalog.view(States), catalog.view(Coverage)
    if not states.judged:
        return
    for requirement in filter(coverage.in_force, catalog.requirements):
        standing = states.of_requirement(requirement)
        if standing.state is State.FAILING:
            failing = [test for test in standing.tests if test.outcome is Outcome.FAILED]
            message = f"{requirement.local_id} fails: {_names(failing)}; mend what it tests, or the requirement"
            yield about(requirement, "failing_requirement", message)


def unverified_requirement(catalog: Catalog) -> Iterator[Finding]:
    """A requirement in force that has no passing evidence."""
    states, coverage = catalog.view(States), catalog.view(Coverage)
    if not states.judged:
        return
    for requirement in filter(coverage.in_force, catalog.requirements):
        state = states.of_requirement(requirement).state
        if state in _WITHOUT_PASS:
            why = _unverified(catalog, states, requirement) or _WITHOUT_PASS[state]
            message = f"{requirement.local_id} is not verified: {why}; {_owed(states, requirement)}"
            yield about(requirement, "unverified_requirement", message)


def unmet_promise(catalog: Catalog) -> Iterator[Finding]:
    """A promise of ``verified-by`` that the evidence does not keep."""
    states, coverage = catalog.view(States), catalog.view(Coverage)
    if not states.judged:
        return
    for requirement in filter(coverage.in_force, catalog.requirements):
        found = states.of_requirement(requirement).tests
        yield from _unmet(catalog, requirement, requirement.local_id, found)
        for criterion in catalog.criteria_of(requirement):
            if catalog.accepted_requirements(criterion)[0] is requirement:
                name = f"{requirement.local_id}.{criterion.local_id}"
                found = states.of_criterion(criterion, requirement).tests
                yield from _unmet(catalog, criterion, name, found)
    for item, node in states.promised_nodes():
        if not states.tests_at(node):
            line = catalog.option_line(item, "verified-by")
            message = f"{item.local_id} promises {_quoted(node)}, which no evidence has; write it, or mend its name"
            yield about(item, "unmet_promise", message, line)


def unnamed_criterion(catalog: Catalog) -> Iterator[Finding]:
    """A test that names a criterion by a number, which changes when one is put before it."""
    states = catalog.view(States)
    told: dict[str, tuple[Criterion, _Citation]] = {}
    for citation in _citations(catalog):
        criterion = states.cited(citation.text).criterion
        if criterion is not None and not criterion.name:
            told.setdefault(criterion.id, (criterion, citation))
    for criterion, citation in told.values():
        citing = citation.tests[0] if citation.tests else f"{citation.path}:{citation.line}"
        message = (
            f"{citing} cites this criterion by its number, which changes when one is put before it; "
            f'name it "{criterion.local_id}:"'
        )
        yield about(criterion, "unnamed_criterion", printable(message))


def _citations(catalog: Catalog) -> Iterator[_Citation]:
    """What is cited, once for each place: runs of a parametrised test cite the same."""
    evidence = catalog.given(Evidence) or Evidence()
    items: tuple[EvidenceTest | Mark, ...] = (*evidence.tests, *evidence.marks)
    return _placed((text, item) for item in items for text in item.cites)


def _placed(cited: Iterable[tuple[str, EvidenceTest | Mark]]) -> Iterator[_Citation]:
    places: dict[tuple[str, str, int], dict[str, None]] = {}
    for text, item in cited:
        tests = places.setdefault((text, item.path, item.line), {})
        # A test of a source begins with its file, and one that is joined with its source has another path.
        if isinstance(item, EvidenceTest) and item.path == item.source and not item.name.startswith(item.path):
            tests[item.name.partition("[")[0]] = None
    return (_Citation(*place, tuple(tests)) for place, tests in places.items())


def _named_by(citation: _Citation) -> str:
    names = _first([shorten(printable(name), 100) for name in citation.tests])
    return f", named by {names}" if names else ""


def _unknown(catalog: Catalog) -> Iterator[tuple[_Citation, str]]:
    """What is cited and is not there."""
    states = catalog.view(States)
    prefixes = {_letters(each.local_id) for each in catalog.requirements}
    for citation in _citations(catalog):
        text, cited = citation.text, states.cited(citation.text)
        if cited.requirement is None and not cited.candidates and ("." in text or _letters(text) in prefixes):
            yield citation, text


def _attempts(catalog: Catalog) -> Iterator[tuple[_Citation, str]]:
    """The tags that try to name a requirement, once for each place, with the id that they mean."""
    evidence = catalog.given(Evidence) or Evidence()
    tags = _placed((f"@{tag}", each) for each in evidence.tests for tag in each.attempts)
    return ((tag, meant) for tag in tags if (meant := _meant(catalog, tag.text.removeprefix("@"))))


def _meant(catalog: Catalog, tag: str) -> str:
    """The id that a tag tries to name; nothing unless it begins with a feature, and an id as those of its requirements.

    ``@tea-v2`` is a tag as any other where no requirement of tea is called V1.
    """
    dotted = tag.translate(_DOTS)
    for position in (place for place, character in enumerate(dotted) if character == "."):
        feature = catalog.resolve_feature(tag[:position]).item
        local = _LOCAL.fullmatch(dotted[position + 1 :].upper())
        if feature is not None and local is not None:
            letters = {_letters(each.local_id) for each in catalog.requirements_in(feature.id)}
            return f"{feature.id}.{local[0]}" if local["letters"] in letters else ""
    return ""


def _unmet(
    catalog: Catalog, item: Requirement | Criterion, name: str, tests: Iterable[EvidenceTest]
) -> Iterator[Finding]:
    """The promised kinds of which there is no test. Tests without a kind contradict none."""
    evidence = catalog.given(Evidence) or Evidence()
    found = dict.fromkeys(test.kind for test in tests)
    kinds = {_kind(kind): kind for kind in (*_KINDS_OF_TESTS, *evidence.kinds) if kind}
    for promise in item.verified_by:
        kind = kinds.get(_kind(promise))
        if found and "" not in found and kind is not None and not is_node(promise) and kind not in found:
            message = f"{name} promises {kind}, only {' and '.join(sorted(found))} was found; add a test, or mend it"
            yield about(item, "unmet_promise", message, catalog.option_line(item, "verified-by"))


def _kind(text: str) -> str:
    """What people call a kind: ``Unit tests`` are ``unit``."""
    return text.casefold().removesuffix("s").removesuffix("test").strip(" -_")


def _unverified(catalog: Catalog, states: States, requirement: Requirement) -> str:
    """Which criteria are not verified, where some are."""
    criteria = catalog.criteria_of(requirement)
    owed = [each for each in criteria if states.of_criterion(each, requirement).state is not State.VERIFIED]
    if len(owed) == len(criteria):
        return ""
    return f"no passing test of {_first([each.name_at(requirement) for each in owed])}"


def _owed(states: States, requirement: Requirement) -> str:
    if states.of_requirement(requirement).tests:
        return "run them, or add one that passes"
    return f"let a test name {requirement.id}"


def _names(tests: Iterable[EvidenceTest]) -> str:
    return _first([shorten(printable(test.name), 100) for test in tests])


def _first(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _criteria_beside(catalog: Catalog, states: States, text: str) -> list[str]:
    """The criteria of the requirement that a citation names rightly."""
    head, _, _ = text.rpartition(".")
    requirement = states.cited(head).requirement if head else None
    return [f"{head}.{each.local_id}" for each in catalog.criteria_of(requirement)] if requirement else []


def _requirements_beside(catalog: Catalog, text: str) -> list[str]:
    """The requirements of the feature that a citation names, or nearly names; else the first of all."""
    head, _, _ = text.partition(".")
    key = head if catalog.feature(head) is not None else nearest(head, [each.id for each in catalog.features])
    of_feature = [each.id for each in catalog.requirements_in(key)] if key else []
    return of_feature or [each.id for each in catalog.requirements[:_COMPARED]]


def _quoted(text: str) -> str:
    return shorten(printable(text))


def _letters(text: str) -> str:
    return text.rstrip("abcdefghijklmnopqrstuvwxyz").rstrip("0123456789")
