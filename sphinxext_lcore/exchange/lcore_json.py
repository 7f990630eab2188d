"""``lcore.json``: writing it, reading it back, and its JSON Schema.

Run as a program it prints the schema. After a change of the models, write the shipped one anew::

    python -m sphinxext_lcore.exchange.lcore_json > sphinxext_lcore/exchange/lcore.schema.json
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from sphinxext_lcore.exchange.entries import Export, export
from sphinxext_lcore.exchange.own_files import content
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Document
from sphinxext_lcore.model.evidence import EvidenceTest
from sphinxext_lcore.model.records import Criterion, Feature, Finding, Mention, Record, Requirement, UseCase
from sphinxext_lcore.tracing.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinxext_lcore.exchange.entries import RequirementEntry, UseCaseEntry

_SCHEMA = "lcore.schema.json"
RecordT = TypeVar("RecordT", bound=Record)


def dump(catalog: Catalog) -> bytes:
    """The content of ``lcore.json``, in UTF-8."""
    return b"".join(dump_in_pieces(catalog))


def dump_in_pieces(catalog: Catalog) -> Iterator[bytes]:
    """The content of ``lcore.json``, a kind of records at a time: as a whole it takes up several times its size."""
    exported, adapter = export(catalog), TypeAdapter(Export)
    before = b"{\n"
    for name in Export.model_fields:
        piece = adapter.dump_json(exported, indent=1, include={name})
        yield before + piece.removeprefix(b"{\n").removesuffix(b"\n}")
        before = b",\n"
    yield b"\n}\n"


def load(path: Path) -> Catalog:
    """Read a catalog back; see ``Catalog.load``."""
    return _catalog(Export.model_validate_json(content(path)))


def schema() -> str:
    """The JSON Schema of ``lcore.json``, as it is made from the models."""
    return json.dumps(Export.model_json_schema(mode="serialization"), indent=1, sort_keys=True) + "\n"


def shipped_schema() -> str:
    """The JSON Schema that the package ships."""
    return resources.files("sphinxext_lcore.exchange").joinpath(_SCHEMA).read_text(encoding="utf-8")


def _catalog(exported: Export) -> Catalog:
    """A catalog that gives the same export: full ids are references, too."""
    facts: defaultdict[str, defaultdict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    features = {feature.docname: feature for feature in exported.features}
    for requirement in exported.requirements:
        facts[requirement.docname]["requirements"].append(_plain(requirement, Requirement))
    for use_case in exported.use_cases:
        facts[use_case.docname]["use_cases"].append(_plain(use_case, UseCase))
    for criterion in exported.criteria:
        facts[criterion.docname]["criteria"].append(_plain(criterion, Criterion))
    for name in ("changelog", "open_questions", "key_files"):
        for item in getattr(exported, name):
            facts[item.docname][name].append(item)
    for docname, mention in _mentions(exported):
        facts[docname]["mentions"].append(mention)
    findings = tuple(_plain(finding, Finding) for finding in (*exported.findings, *exported.waived))
    documents = [_document(docname, features.get(docname), facts[docname]) for docname in {**features, **facts}]
    return Catalog(documents, findings, given=_evidence(exported))


def _evidence(exported: Export) -> tuple[Evidence, ...]:
    """The evidence, as far as it counts for some requirement; nothing where there was none."""
    if exported.evidence is None:
        return ()
    tests = tuple(EvidenceTest(**dict(each)) for each in exported.evidence.tests)
    return (Evidence(tests, kinds=exported.evidence.kinds),)


def _document(docname: str, feature: Feature | None, records: Mapping[str, Sequence[Record]]) -> Document:
    return Document.model_validate(
        {
            "docname": docname,
            "path": docname if feature is None else feature.path,
            "feature": feature,
            "has_changelog": "changelog" in records,
            **records,
        }
    )


def _mentions(exported: Export) -> Iterator[tuple[str, Mention]]:
    """What the texts of items and of features mention, each with its document."""
    named: dict[str, tuple[RequirementEntry | UseCaseEntry, ...]] = {
        "req": exported.requirements,
        "uc": exported.use_cases,
    }
    sources = {item.id: item for items in (exported.features, *named.values()) for item in items}
    for role, items in named.items():
        for item in items:
            for source in filter(None, map(sources.get, item.mentioned_by)):
                mentioning = "" if isinstance(source, Feature) else source.id
                yield (
                    source.docname,
                    Mention(role=role, target=item.id, item=mentioning, path=source.path, line=source.line),
                )


def _plain(entry: Record, kind: type[RecordT]) -> RecordT:
    """The record without what is derived."""
    return kind.model_validate(entry.model_dump(include=set(kind.model_fields)))


if __name__ == "__main__":
    sys.stdout.write(schema())
