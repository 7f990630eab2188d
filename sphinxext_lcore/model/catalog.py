"""The catalog: the one read-only view over all documents that everything after reading uses."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from sphinxext_lcore.model.document import option_holder
from sphinxext_lcore.model.ids import full_id
from sphinxext_lcore.model.links import Links
from sphinxext_lcore.model.records import Anchored, Criterion, Feature, Requirement, UseCase
from sphinxext_lcore.model.settling import SOURCE_ORDER, number_criteria, settle_keys, without_inactive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import ChangelogEntry, Finding, Item, KeyFile, OpenQuestion

ROLES_OF_ITEMS = ("req", "uc", "feature")
ViewT = TypeVar("ViewT")
GivenT = TypeVar("GivenT")
AnchoredT = TypeVar("AnchoredT", bound=Anchored)


class Resolution(NamedTuple, Generic[AnchoredT]):
    """What a reference leads to: one item, or none, or one of several."""

    item: AnchoredT | None
    candidates: tuple[str, ...] = ()


class Duplicate(NamedTuple):
    """An item whose id an earlier item has already."""

    item: Anchored
    first: Anchored


class Catalog:
    """All features, and how their items hang together. Derives everything from the documents, and stores nothing.

    Args:
        documents: The facts of the documents, in any order.
        findings: What was found in them, once they are checked; what is waived too.
        holds: Whether the expression of an ``only`` directive holds in this build.
        given: What the designs are held against and comes from no document, such as a baseline; one of each type.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        findings: tuple[Finding, ...] = (),
        *,
        holds: Callable[[str], bool] = lambda _expression: True,
        given: Iterable[object] = (),
    ) -> None:
        ordered = sorted(documents, key=lambda document: document.docname)
        settled, contested = settle_keys([without_inactive(document, holds) for document in ordered])
        self.documents = tuple(settled)
        self.contested_keys = tuple(contested)
        self.findings, self.waived = _in_force_and_waived(findings)
        self._given = {type(each): each for each in given}
        self._views: dict[object, object] = {}
        # What lists of names mean in a feature: each is asked for by rules, cards, matrices and exports.
        self._named: dict[tuple[tuple[str, ...], str], tuple[Requirement, ...]] = {}
        self._use_cases_named: dict[tuple[tuple[str, ...], str], tuple[UseCase, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Catalog:
        """Read a catalog back from the ``lcore.json`` of a build.

        Args:
            path: The file.

        Raises:
            OSError: The file cannot be read.
            pydantic.ValidationError: The file is no ``lcore.json`` of this version.
        """
        from sphinxext_lcore.exchange.lcore_json import load  # noqa: PLC0415 - the exchange builds on the model

        return load(path)

    def with_findings(self, findings: tuple[Finding, ...]) -> Catalog:
        """The same catalog, with what was found in it; what is waived is kept apart."""
        checked = copy(self)
        in_force, waived = _in_force_and_waived(findings)
        # What is derived from here on may show the findings.
        vars(checked).update(findings=in_force, waived=waived, _views=dict(self._views))
        return checked

    def given(self, kind: type[GivenT]) -> GivenT | None:
        """What this build is given of a type, beside the documents; None where it is not."""
        found = self._given.get(kind)
        return found if isinstance(found, kind) else None

    def view(self, kind: Callable[[Catalog], ViewT]) -> ViewT:
        """What is derived of the catalog elsewhere, such as its coverage; made once for each kind."""
        if kind not in self._views:
            self._views[kind] = kind(self)
        return cast("ViewT", self._views[kind])

    # The items, in document order.

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """Every feature, by document."""
        return tuple(document.feature for document in self.documents if document.feature is not None)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement that stands: of two with one id, the first."""
        return tuple(self._requirements.values())

    @cached_property
    def use_cases(self) -> tuple[UseCase, ...]:
        """Every use case that stands: of two with one id, the first."""
        return tuple(self._use_cases.values())

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every acceptance criterion, numbered."""
        written = [criterion for document in self.documents for criterion in document.criteria]
        return tuple(number_criteria(written, [self._owner(criterion) for criterion in written]))

    @cached_property
    def changelog(self) -> tuple[ChangelogEntry, ...]:
        """Every changelog row."""
        return tuple(entry for document in self.documents for entry in document.changelog)

    @cached_property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """Every open question."""
        return tuple(question for document in self.documents for question in document.open_questions)

    @cached_property
    def key_files(self) -> tuple[KeyFile, ...]:
        """Every key file."""
        return tuple(file for document in self.documents for file in document.key_files)

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The requirements and use cases whose id was taken already."""
        duplicates = []
        for document in self.documents:
            for item in (*document.requirements, *document.use_cases):
                index: Mapping[str, Anchored] = self._use_cases if isinstance(item, UseCase) else self._requirements
                if index[item.id] is not item:
                    duplicates.append(Duplicate(item, index[item.id]))
        return tuple(duplicates)

    # Looking things up.

    def document(self, docname: str) -> Document | None:
        """The facts of a document, or None where it states nothing."""
        return self._documents.get(docname)

    def feature(self, key: str) -> Feature | None:
        """The feature of a key."""
        return self._features.get(key.lower())

    def requirements_in(self, key: str) -> tuple[Requirement, ...]:
        """The requirements of a feature."""
        return self._requirements_by_feature.get(key, ())

    def requirement(self, identifier: str) -> Requirement | None:
        """The requirement of a full id."""
        return self._requirements.get(identifier)

    def use_case(self, identifier: str) -> UseCase | None:
        """The use case of a full id."""
        return self._use_cases.get(identifier)

    def item(self, identifier: str) -> Anchored | None:
        """The requirement, use case or feature of a full id."""
        return self.requirement(identifier) or self.use_case(identifier) or self.feature(identifier)

    def feature_of(self, docname: str) -> str:
        """The key of the feature that a document describes, or an empty text."""
        document = self._documents.get(docname)
        return document.feature.id if document is not None and document.feature is not None else ""

    def criterion(self, docname: str, position: int) -> Criterion | None:
        """The criterion at a position of a document, numbered; None where it is not shown in this build."""
        return self._criteria_by_position.get((docname, position))

    def option_line(self, item: Item, option: str) -> int:
        """The line of an option; that of the item where it is not written, and 0 where it is in another file."""
        return self._option_lines.get((item.docname, option_holder(item), item.line, option), item.line)

    def resolve(self, role: str, target: str, feature: str) -> Resolution[Anchored]:
        """What a role leads to: ``req``, ``uc`` or ``feature``, as it is written in a feature's document."""
        found: Resolution[Requirement] | Resolution[UseCase] | Resolution[Feature]
        if role == "req":
            found = self.resolve_requirement(target, feature)
        elif role == "uc":
            found = self.resolve_use_case(target, feature)
        else:
            found = self.resolve_feature(target)
        return Resolution(found.item, found.candidates)

    def resolve_requirement(self, reference: str, feature: str) -> Resolution[Requirement]:
        """The requirement that a reference means in a feature: its own first, then a full id, then a ticket's."""
        return self._resolve(self._requirements, reference, feature)

    def resolve_use_case(self, reference: str, feature: str) -> Resolution[UseCase]:
        """The use case that a reference means in a feature: its own first, then a full id, then a ticket's."""
        return self._resolve(self._use_cases, reference, feature)

    def resolve_feature(self, reference: str) -> Resolution[Feature]:
        """The feature of a key, or of a ticket."""
        feature = self.feature(reference)
        if feature is not None:
            return Resolution(feature)
        keys = self._tickets.get(reference.upper(), [])
        return Resolution(self._features[keys[0]] if len(keys) == 1 else None, tuple(keys))

    @cached_property
    def findings_by_item(self) -> dict[str, list[Finding]]:
        """The findings about each item, by its full id."""
        groups: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            if finding.item:
                groups[finding.item].append(finding)
        return dict(groups)

    # The links between items.

    def use_cases_of(self, requirement: Requirement) -> tuple[UseCase, ...]:
        """The use cases that a requirement names and that exist."""
        names = (requirement.use_cases, requirement.feature)
        if names not in self._use_cases_named:
            found = _distinct(self.resolve_use_case(name, requirement.feature).item for name in requirement.use_cases)
            self._use_cases_named[names] = found
        return self._use_cases_named[names]

    def refined(self, requirement: Requirement) -> tuple[Requirement, ...]:
        """The requirements that a requirement refines and that exist."""
        return self._requirements_named(requirement.refines, requirement.feature)

    def dependencies(self, requirement: Requirement) -> tuple[Requirement, ...]:
        """The requirements that a requirement depends on and that exist."""
        return self._requirements_named(requirement.depends_on, requirement.feature)

    def accepted_requirements(self, criterion: Criterion) -> tuple[Requirement, ...]:
        """The requirements that a criterion names and that exist."""
        return self._requirements_named(criterion.requirements, criterion.feature)

    def requirements_of(self, use_case: UseCase) -> tuple[Requirement, ...]:
        """The requirements that serve a use case."""
        return self._serving[use_case.id]

    def refined_by(self, requirement: Requirement) -> tuple[Requirement, ...]:
        """The requirements that refine a requirement."""
        return self._refining[requirement.id]

    def depended_on_by(self, requirement: Requirement) -> tuple[Requirement, ...]:
        """The requirements that depend on a requirement."""
        return self._depending[requirement.id]

    def criteria_of(self, requirement: Requirement) -> tuple[Criterion, ...]:
        """The criteria of a requirement, in the order of their numbers."""
        return self._criteria_by_requirement[requirement.id]

    # Derived once, on demand.

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.docname: document for document in self.documents}

    @cached_property
    def _features(self) -> dict[str, Feature]:
        return {feature.id: feature for feature in self.features}

    @cached_property
    def _requirements(self) -> dict[str, Requirement]:
        index: dict[str, Requirement] = {}
        for document in self.documents:
            for requirement in document.requirements:
                index.setdefault(requirement.id, requirement)
        return index

    @cached_property
    def _use_cases(self) -> dict[str, UseCase]:
        index: dict[str, UseCase] = {}
        for document in self.documents:
            for use_case in document.use_cases:
                index.setdefault(use_case.id, use_case)
        return index

    @cached_property
    def _requirements_by_feature(self) -> dict[str, tuple[Requirement, ...]]:
        groups: defaultdict[str, list[Requirement]] = defaultdict(list)
        for requirement in self.requirements:
            groups[requirement.feature].append(requirement)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def _tickets(self) -> dict[str, list[str]]:
        tickets: dict[str, list[str]] = {}
        for feature in self.features:
            if feature.ticket:
                tickets.setdefault(feature.ticket.upper(), []).append(feature.id)
        return tickets

    @cached_property
    def _option_lines(self) -> dict[tuple[str, str, int, str], int]:
        lines = ((document.docname, *line) for document in self.documents for line in document.option_lines)
        return {(docname, item, item_line, option): line for docname, item, item_line, option, line in lines}

    @cached_property
    def _serving(self) -> Links[Requirement]:
        return Links((use_case.id, each) for each in self.requirements for use_case in self.use_cases_of(each))

    @cached_property
    def _refining(self) -> Links[Requirement]:
        return Links((target.id, each) for each in self.requirements for target in self.refined(each))

    @cached_property
    def _depending(self) -> Links[Requirement]:
        return Links((target.id, each) for each in self.requirements for target in self.dependencies(each))

    @cached_property
    def _criteria_by_requirement(self) -> Links[Criterion]:
        by_number = sorted(self.criteria, key=lambda criterion: SOURCE_ORDER[criterion.source])
        return Links((target.id, each) for each in by_number for target in self.accepted_requirements(each))

    @cached_property
    def _criteria_by_position(self) -> dict[tuple[str, int], Criterion]:
        return {(criterion.docname, criterion.position): criterion for criterion in self.criteria}

    def _requirements_named(self, names: tuple[str, ...], feature: str) -> tuple[Requirement, ...]:
        if not names:
            return ()
        if (names, feature) not in self._named:
            found = _distinct(self.resolve_requirement(name, feature).item for name in names)
            self._named[names, feature] = found
        return self._named[names, feature]

    def _owner(self, criterion: Criterion) -> str:
        owners = self.accepted_requirements(criterion)
        return owners[0].id if owners else ""

    def _resolve(self, index: Mapping[str, AnchoredT], reference: str, feature: str) -> Resolution[AnchoredT]:
        own = index.get(full_id(feature, reference))
        if own is not None:
            return Resolution(own)
        head, _, local = reference.rpartition(".")
        if head.lower() in self._features:
            return Resolution(index.get(full_id(head.lower(), local)))
        found = [item for key in self._tickets.get(head.upper(), []) if (item := index.get(full_id(key, local)))]
        return Resolution(found[0] if len(found) == 1 else None, tuple(item.id for item in found))


def _in_force_and_waived(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    return tuple(each for each in findings if not each.waived), tuple(each for each in findings if each.waived)


def _distinct(items: Iterable[AnchoredT | None]) -> tuple[AnchoredT, ...]:
    """The items that exist, each once: one may be named by its local id and by its full id."""
    return tuple({item.id: item for item in items if item is not None}.values())
