"""``lcore.json``: writing it, reading it back, and its JSON Schema."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING

from sphinxext_lcore.exchange.entries import Export, export
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Document
from sphinxext_lcore.model.records import Criterion, Feature, Finding, Item, Mention, Requirement, UseCase

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_lcore.exchange.entries import RequirementEntry, UseCaseEntry

_SCHEMA = "lcore.schema.json"


def dump(catalog: Catalog) -> str:
    """The text of ``lcore.json``."""
    return export(catalog).model_dump_json(indent=1) + "\n"


def load(path: Path) -> Catalog:
    """Read a catalog back; see ``Catalog.load``."""
    return _catalog(Export.model_validate_json(path.read_bytes()))


def schema() -> str:
    """The JSON Schema of ``lcore.json``, as it is made from the models."""
    return json.dumps(Export.model_json_schema(mode="serialization"), indent=1, sort_keys=True) + "\n"


def shipped_schema() -> str:
    """The JSON Schema that the package ships."""
    return resources.files("sphinxext_lcore.exchange").joinpath(_SCHEMA).read_text(encoding="utf-8")


def _catalog(exported: Export) -> Catalog:
    """A catalog that gives the same export: full ids are references, too."""
    documents: defaultdict[str, _Facts] = defaultdict(_Facts)
    for feature in exported.features:
        documents[feature.docname].feature = feature
    entries: tuple[RequirementEntry | UseCaseEntry, ...] = (*exported.requirements, *exported.use_cases)
    for item in entries:
        documents[item.docname].add(_plain(item))
        for mentioning in item.mentioned_by:
            documents[_docname(exported, mentioning)].mentions.append(_mention(item, mentioning))
    for group in (exported.criteria, exported.changelog, exported.open_questions, exported.key_files):
        for each in group:
            documents[each.docname].add(_named(each))
    findings = tuple(Finding.model_validate(each.model_dump(exclude={"id"})) for each in exported.findings)
    return Catalog([facts.document(docname) for docname, facts in documents.items()], findings)


class _Facts:
    """The facts of one document, as they come in."""

    def __init__(self) -> None:
        self.feature: Feature | None = None
        self.mentions: list[Mention] = []
        self.items: dict[str, list[Item]] = {}

    def add(self, item: Item) -> None:
        """Put an item to those of its kind."""
        self.items.setdefault(_KINDS.get(type(item).__name__, ""), []).append(item)

    def document(self, docname: str) -> Document:
        """The document of these facts."""
        path = self.feature.path if self.feature is not None else docname
        return Document.model_validate(
            {"docname": docname, "path": path, "feature": self.feature, "mentions": self.mentions, **self.items}
        )


_KINDS = {
    "Requirement": "requirements",
    "UseCase": "use_cases",
    "Criterion": "criteria",
    "ChangelogEntry": "changelog",
    "OpenQuestion": "open_questions",
    "KeyFile": "key_files",
}


def _plain(entry: RequirementEntry | UseCaseEntry) -> Requirement | UseCase:
    """The record without what is derived."""
    if isinstance(entry, Requirement):
        return Requirement.model_validate(entry.model_dump(exclude={"criteria", "mentioned_by"}))
    return UseCase.model_validate(entry.model_dump(exclude={"requirements", "mentioned_by"}))


def _named(item: Item) -> Item:
    """A criterion keeps the number that it was given, as its name."""
    if isinstance(item, Criterion):
        return item
    return item


def _docname(exported: Export, identifier: str) -> str:
    items = (*exported.requirements, *exported.use_cases, *exported.features)
    return next((item.docname for item in items if item.id == identifier), "")


def _mention(item: RequirementEntry | UseCaseEntry, mentioning: str) -> Mention:
    role = "req" if isinstance(item, Requirement) else "uc"
    source = mentioning if "." in mentioning else ""
    return Mention(role=role, target=item.id, item=source, path=item.path, line=item.line)
