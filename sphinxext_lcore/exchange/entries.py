"""The shape of ``lcore.json``: the records as they stand, their references as full ids, and what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from sphinxext_lcore.model.ears import EarsPattern, ears
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


class UseCaseEntry(UseCase):
    """A use case, with what serves it."""

    requirements: tuple[str, ...] = Field(title="Requirements", description="The requirements that serve it.")
    mentioned_by: tuple[str, ...] = Field(
        title="Mentioned by", description="The items and features whose text mentions it, as full ids."
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
    criteria: tuple[Criterion, ...] = Field(title="Criteria", description="The acceptance criteria.")
    changelog: tuple[ChangelogEntry, ...] = Field(title="Changelog", description="The changelog rows.")
    open_questions: tuple[OpenQuestion, ...] = Field(title="Open questions", description="The open questions.")
    key_files: tuple[KeyFile, ...] = Field(title="Key files", description="The key files.")
    findings: tuple[FindingEntry, ...] = Field(title="Findings", description="What was found.")
    waived: tuple[FindingEntry, ...] = Field(
        default=(), title="Waived", description="What was found and the policy of the team waives."
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
    )


def _requirement(catalog: Catalog, requirement: Requirement) -> RequirementEntry:
    sentence = ears(requirement.statement)
    return RequirementEntry.model_construct(
        **{
            **dict(requirement),
            "use_cases": tuple(each.id for each in catalog.use_cases_of(requirement)),
            "refines": tuple(each.id for each in catalog.refined(requirement)),
            "depends_on": tuple(each.id for each in catalog.dependencies(requirement)),
            "criteria": tuple(each.id for each in catalog.criteria_of(requirement)),
            "mentioned_by": _mentioned_by(catalog, requirement),
            "ears": sentence.pattern if sentence is not None else None,
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


def _criterion(catalog: Catalog, criterion: Criterion) -> Criterion:
    accepted = tuple(each.id for each in catalog.accepted_requirements(criterion))
    return criterion.model_copy(update={"requirements": accepted})


def _mentioned_by(catalog: Catalog, item: Requirement | UseCase) -> tuple[str, ...]:
    """The items and features that mention an item; a document that is no design has no id to name here."""
    return tuple(source.id for source in catalog.mentions_of(item) if catalog.item(source.id) is not None)


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
