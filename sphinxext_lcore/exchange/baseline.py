"""The baseline in a file: what the requirements said when somebody agreed to them.

It keeps the fingerprint of every requirement, and beside it what tells how it changed, and not only that it did: the
texts, the criteria, the priority and the links. It holds no line numbers, as these change without anybody's intention,
and an entry has a line of its own, so that two branches that change different requirements merge by themselves.

An id that was given up is kept as *retired* when the file is written anew, so that giving it to another requirement is
noticed for ever after.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date as Date  # noqa: N812 - a field is called date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import ConfigDict, Field

from sphinxext_lcore.exchange.own_files import content
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Document
from sphinxext_lcore.model.ids import natural_key
from sphinxext_lcore.model.records import (
    Anchored,
    ChangelogEntry,
    Criterion,
    CriterionSource,
    Feature,
    Priority,
    Record,
    Requirement,
    UseCase,
)
from sphinxext_lcore.tracing.changes import Baseline
from sphinxext_lcore.tracing.fingerprint import fingerprint, requirement_fingerprint, use_case_fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

KIND: Literal["lcore-baseline"] = "lcore-baseline"
VERSION: Literal[1] = 1
ItemT = TypeVar("ItemT", bound=Anchored)


class KeptFeature(Record):
    """A feature, as the baseline keeps it."""

    id: str = Field(title="Id", description="The key.")
    docname: str = Field(title="Document", description="Sphinx's name of the document.")
    path: str = Field(title="Path", description="The source file, relative to the source folder.")
    title: str = Field(default="", title="Title", description="The title.")
    status: str = Field(default="", title="Status", description="The status.")
    ticket: str = Field(default="", title="Ticket", description="The ticket.")


class KeptRequirement(Record):
    """A requirement, as the baseline keeps it."""

    id: str = Field(title="Id", description="The full id.")
    fingerprint: str = Field(title="Fingerprint", description="Of the statement and the criteria.")
    title: str = Field(default="", title="Title", description="The title.")
    statement: str = Field(default="", title="Statement", description="The statement.")
    criteria: tuple[str, ...] = Field(default=(), title="Criteria", description="The texts of its criteria.")
    status: str = Field(default="", title="Status", description="The status.")
    priority: Priority | None = Field(default=None, title="Priority", description="The priority.")
    use_cases: tuple[str, ...] = Field(default=(), title="Use cases", description="As full ids.")
    refines: tuple[str, ...] = Field(default=(), title="Refines", description="As full ids.")
    depends_on: tuple[str, ...] = Field(default=(), title="Depends on", description="As full ids.")
    derived: str = Field(default="", title="Derived", description="Why it needs no use case.")


class KeptUseCase(Record):
    """A use case, as the baseline keeps it."""

    id: str = Field(title="Id", description="The full id.")
    fingerprint: str = Field(title="Fingerprint", description="Of the story.")
    title: str = Field(default="", title="Title", description="The title.")
    story: str = Field(default="", title="Story", description="The user story.")


class KeptRow(Record):
    """A row of a changelog; a later row is new if none of these says the same."""

    feature: str = Field(title="Feature", description="The key of the feature.")
    date: Date | None = Field(default=None, title="Date", description="When the design changed.")
    change: str = Field(default="", title="Change", description="What changed.")
    reason: str = Field(default="", title="Reason", description="Why it changed.")


class RetiredId(Record):
    """An id that was given up."""

    id: str = Field(title="Id", description="The full id.")
    fingerprint: str = Field(title="Fingerprint", description="What it had when it was last there.")


class BaselineFile(Record):
    """The baseline, as it is written."""

    model_config = ConfigDict(title="lcore-baseline.json")

    kind: Literal["lcore-baseline"] = Field(title="Kind", description="What file this is.")
    version: Literal[1] = Field(title="Version", description="The version of this format and of its fingerprints.")
    features: tuple[KeptFeature, ...] = Field(title="Features", description="The feature designs.")
    requirements: tuple[KeptRequirement, ...] = Field(title="Requirements", description="The requirements.")
    use_cases: tuple[KeptUseCase, ...] = Field(title="Use cases", description="The use cases.")
    changelog: tuple[KeptRow, ...] = Field(title="Changelog", description="The changelog rows.")
    retired: tuple[RetiredId, ...] = Field(title="Retired", description="Ids that were given up.")


def dump(catalog: Catalog, before: Baseline | None = None) -> str:
    """The text of the file.

    Args:
        catalog: The designs.
        before: The baseline that this one takes the place of; its ids that are gone are kept as retired.
    """
    lists: dict[str, list[Record]] = {
        "features": [_feature(each) for each in catalog.features],
        "requirements": [_requirement(catalog, each) for each in _sorted(catalog.requirements)],
        "use_cases": [_use_case(each) for each in _sorted(catalog.use_cases)],
        "changelog": [_row(each) for each in catalog.changelog],
        "retired": [RetiredId(id=each, fingerprint=print_) for each, print_ in retired(catalog, before).items()],
    }
    parts = [f' "kind": {json.dumps(KIND)}', f' "version": {VERSION}']
    for name, entries in lists.items():
        lines = ",".join(f"\n  {entry.model_dump_json(exclude_defaults=True)}" for entry in entries)
        parts.append(f' "{name}": [{lines}\n ]' if lines else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def retired(catalog: Catalog, before: Baseline | None) -> Mapping[str, str]:
    """The ids that were given up, by now or before the last baseline, with their last fingerprints."""
    if before is None:
        return {}
    old = before.catalog
    known = {**before.retired, **{each.id: requirement_fingerprint(old, each) for each in old.requirements}}
    gone = (each for each in known if catalog.requirement(each) is None)
    return {each: known[each] for each in sorted(gone, key=natural_key)}


def load(path: Path) -> Baseline:
    """Read a baseline back.

    Raises:
        OSError: The file cannot be read.
        ValueError: The file is no baseline of this version, or an entry was changed by hand.
    """
    read = BaselineFile.model_validate_json(content(path))
    for entry in read.requirements:
        if entry.fingerprint != fingerprint(entry.statement or entry.title, entry.criteria):
            message = f"the words of {entry.id} do not fit its fingerprint; restore the file, or write it anew"
            raise ValueError(message)
    return Baseline(_catalog(read), MappingProxyType({each.id: each.fingerprint for each in read.retired}))


def _sorted(items: Iterable[ItemT]) -> list[ItemT]:
    return sorted(items, key=lambda item: (item.docname, natural_key(item.id)))


def _feature(feature: Feature) -> KeptFeature:
    return KeptFeature(**{name: getattr(feature, name) for name in KeptFeature.model_fields})


def _requirement(catalog: Catalog, requirement: Requirement) -> KeptRequirement:
    return KeptRequirement(
        id=requirement.id,
        fingerprint=requirement_fingerprint(catalog, requirement),
        title=requirement.title,
        statement=requirement.statement,
        criteria=tuple(each.text for each in catalog.criteria_of(requirement)),
        status=requirement.status,
        priority=requirement.priority,
        use_cases=tuple(each.id for each in catalog.use_cases_of(requirement)),
        refines=tuple(each.id for each in catalog.refined(requirement)),
        depends_on=tuple(each.id for each in catalog.dependencies(requirement)),
        derived=requirement.derived,
    )


def _use_case(use_case: UseCase) -> KeptUseCase:
    print_ = use_case_fingerprint(use_case)
    return KeptUseCase(id=use_case.id, fingerprint=print_, title=use_case.title, story=use_case.story)


def _row(entry: ChangelogEntry) -> KeptRow:
    return KeptRow(**{name: getattr(entry, name) for name in KeptRow.model_fields})


def _catalog(read: BaselineFile) -> Catalog:
    """The designs as far as the file keeps them; every item stands in the first line of its document."""
    places = {each.id: {"feature": each.id, "docname": each.docname, "path": each.path} for each in read.features}
    facts: defaultdict[str, defaultdict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for requirement in read.requirements:
        key = _key(requirement.id, places)
        place = {**places[key], "line": 1}
        named = requirement.model_dump(include=_SHARED)
        facts[key]["requirements"].append(Requirement(**named, **place))
        for text in requirement.criteria:
            about = {"requirements": (requirement.id,), "source": CriterionSource.NESTED}
            facts[key]["criteria"].append(Criterion(id="", text=text, **about, **place))
    for use_case in read.use_cases:
        key = _key(use_case.id, places)
        facts[key]["use_cases"].append(UseCase(**use_case.model_dump(exclude={"fingerprint"}), **places[key], line=1))
    for row in read.changelog:
        key = _key(f"{row.feature}.", places)
        told = row.model_dump(exclude={"feature"})
        facts[key]["changelog"].append(ChangelogEntry(id="", **told, **places[key], line=1))
    return Catalog(_document(each, facts[each.id]) for each in read.features)


_SHARED = set(KeptRequirement.model_fields) & set(Requirement.model_fields)


def _key(identifier: str, known: Collection[str]) -> str:
    """The feature that an id belongs to."""
    key = identifier.rpartition(".")[0]
    if key not in known:
        message = f"the feature '{key}' is not in the list of features; restore the file, or write it anew"
        raise ValueError(message)
    return key


def _document(kept: KeptFeature, facts: Mapping[str, Sequence[Record]]) -> Document:
    feature = Feature(**kept.model_dump(), feature=kept.id, line=1)
    return Document.model_validate(
        {"docname": kept.docname, "path": kept.path, "feature": feature, "has_changelog": True, **facts}
    )
