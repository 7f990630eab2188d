"""The shape of ``lcore.json``: the records as they stand, their references as full ids, and what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from sphinxext_lcore.model.ears import EarsPattern, ears
from sphinxext_lcore.model.evidence import Outcome
from sphinxext_lcore.model.mentions import mentions_of
from sphinxext_lcore.model.records import (
    ChangelogEntry,
    Criterion,
    Feature,
    Finding,
    KeyFile,
    OpenQuestion,
    Record,
    Requirement,
    UseCase,
)
from sphinxext_lcore.tracing.evidence import Evidence, State, States

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog

VERSION: Literal[1] = 1


class RequirementEntry(Requirement):
    """A requirement, with what points at it."""

    criteria: tuple[str, ...] = Field(title="Criteria", description="Its acceptance criteria, as full ids.")
    mentioned_by: tuple[str, ...] = Field(
        title="Mentioned by", description="The items and features whose text mentions it, as full ids."
    )
    ears: EarsPattern | None = Field(
        default=None, title="EARS pattern", description="The pattern of EARS in which its statement is written."
    )
    state: State | None = Field(
        default=None, title="State", description="What its evidence says; null where there is none to judge by."
    )
    tests: tuple[str, ...] = Field(default=(), title="Tests", description="The names of the tests that count for it.")


class UseCaseEntry(UseCase):
    """A use case, with what serves it."""

    requirements: tuple[str, ...] = Field(title="Requirements", description="The requirements that serve it.")
    mentioned_by: tuple[str, ...] = Field(
        title="Mentioned by", description="The items and features whose text mentions it, as full ids."
    )


class CriterionEntry(Criterion):
    """A criterion, with what its evidence says."""

    state: State | None = Field(
        default=None, title="State", description="What its evidence says; null where there is none to judge by."
    )


class EvidenceTestEntry(Record):
    """A test that counts for a requirement."""

    name: str = Field(title="Name", description="Its file or class, and its own name.")
    outcome: Outcome = Field(title="Outcome", description="What became of it.")
    kind: str = Field(title="Kind", description="The kind of evidence, such as unit; empty for none.")
    path: str = Field(title="Path", description="Its file, relative to the source folder.")
    line: int = Field(ge=1, title="Line", description="Its line.")
    cites: tuple[str, ...] = Field(title="Cites", description="The requirements and criteria that it names.")


class EvidenceEntry(Record):
    """The evidence that the designs are judged by."""

    kinds: tuple[str, ...] = Field(title="Kinds", description="The kinds of evidence that are configured.")
    tests: tuple[EvidenceTestEntry, ...] = Field(
        title="Tests", description="The tests that count for some requirement."
    )


class FindingEntry(Finding):
    """A finding, with an id that does not change when lines move."""

    id: str = Field(title="Id", description="The rule, what it is about, and a number where there are several.")


class Export(Record):
    """Everything that the designs of a project state, and what was found in them."""

    model_config = ConfigDict(title="lcore.json")

    version: Literal[1] = Field(default=VERSION, title="Version", description="The version of this format.")
    features: tuple[Feature, ...] = Field(title="Features", description="The feature designs.")
    requirements: tuple[RequirementEntry, ...] = Field(title="Requirements", description="The requirements.")
    use_cases: tuple[UseCaseEntry, ...] = Field(title="Use cases", description="The use cases.")
    criteria: tuple[CriterionEntry, ...] = Field(title="Criteria", description="The acceptance criteria.")
    changelog: tuple[ChangelogEntry, ...] = Field(title="Changelog", description="The changelog rows.")
    open_questions: tuple[OpenQuestion, ...] = Field(title="Open questions", description="The open questions.")
    key_files: tuple[KeyFile, ...] = Field(title="Key files", description="The key files.")
    findings: tuple[FindingEntry, ...] = Field(title="Findings", description="What was found.")
    waived: tuple[FindingEntry, ...] = Field(
        default=(), title="Waived", description="What was found and the policy of the team waives."
    )
    evidence: EvidenceEntry | None = Field(
        default=None, title="Evidence", description="The tests; null where none are configured."
    )


def export(catalog: Catalog) -> Export:
    """The catalog in the shape of ``lcore.json``."""
    findings = finding_entries(sorted((*catalog.findings, *catalog.waived), key=lambda finding: finding.place))
    return Export(
        features=catalog.features,
        requirements=tuple(_requirement(catalog, each) for each in catalog.requirements),
        use_cases=tuple(_use_case(catalog, each) for each in catalog.use_cases),
        criteria=tuple(_criterion(catalog, each) for each in catalog.criteria),
        changelog=catalog.changelog,
        open_questions=catalog.open_questions,
        key_files=catalog.key_files,
        findings=tuple(each for each in findings if not each.waived),
        waived=tuple(each for each in findings if each.waived),
        evidence=_evidence(catalog),
    )


def _evidence(catalog: Catalog) -> EvidenceEntry | None:
    given, states = catalog.given(Evidence), catalog.view(States)
    if given is None:
        return None
    tests = {test for each in catalog.requirements for test in states.of_requirement(each).tests}
    entries = (
        EvidenceTestEntry(
            name=each.name, outcome=each.outcome, kind=each.kind, path=each.path, line=each.line, cites=each.cites
        )
        for each in sorted(tests)
    )
    return EvidenceEntry(kinds=given.kinds, tests=tuple(entries))


def _requirement(catalog: Catalog, requirement: Requirement) -> RequirementEntry:
    sentence, states = ears(requirement.statement), catalog.view(States)
    standing = states.of_requirement(requirement) if states.judged else None
    return RequirementEntry.model_construct(
        **{
            **dict(requirement),
            "use_cases": tuple(each.id for each in catalog.use_cases_of(requirement)),
            "refines": tuple(each.id for each in catalog.refined(requirement)),
            "depends_on": tuple(each.id for each in catalog.dependencies(requirement)),
            "criteria": tuple(each.id for each in catalog.criteria_of(requirement)),
            "mentioned_by": _mentioned_by(catalog, requirement),
            "ears": sentence.pattern if sentence is not None else None,
            "state": standing.state if standing is not None else None,
            "tests": tuple(dict.fromkeys(test.name for test in standing.tests)) if standing is not None else (),
        }
    )


def _use_case(catalog: Catalog, use_case: UseCase) -> UseCaseEntry:
    return UseCaseEntry.model_construct(
        **{
            **dict(use_case),
            "requirements": tuple(each.id for each in catalog.requirements_of(use_case)),
            "mentioned_by": _mentioned_by(catalog, use_case),
        }
    )


def _criterion(catalog: Catalog, criterion: Criterion) -> CriterionEntry:
    accepted, states = catalog.accepted_requirements(criterion), catalog.view(States)
    judged = states.of_shared(criterion) if states.judged else None
    return CriterionEntry.model_construct(
        **{**dict(criterion), "requirements": tuple(each.id for each in accepted), "state": judged}
    )


def _mentioned_by(catalog: Catalog, item: Requirement | UseCase) -> tuple[str, ...]:
    """The items and features that mention an item; a document that is no design has no id to name here."""
    return tuple(source.id for source in mentions_of(catalog, item) if catalog.item(source.id) is not None)


def finding_entries(findings: Iterable[Finding]) -> tuple[FindingEntry, ...]:
    """The findings, each with its id."""
    seen: dict[str, int] = {}
    entries = []
    for finding in findings:
        base = f"{finding.rule}:{finding.item or finding.path}"
        seen[base] = number = seen.get(base, 0) + 1
        name = base if number == 1 else f"{base}:{number}"
        entries.append(FindingEntry.model_construct(**{**dict(finding), "id": name}))
    return tuple(entries)
