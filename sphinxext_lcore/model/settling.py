"""From the facts of documents to records that fit together: who keeps a contested key, and the criteria's numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.ids import anchor_of, full_id, key_of_docname
from sphinxext_lcore.model.records import CriterionSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Criterion, Feature, Item

_ITEM_FIELDS = ("requirements", "use_cases", "criteria", "changelog", "open_questions", "key_files")
SOURCE_ORDER = {source: rank for rank, source in enumerate(CriterionSource)}


class ContestedKey(NamedTuple):
    """A feature whose key an earlier feature has already."""

    feature: Feature
    first: Feature
    key: str


def without_inactive(document: Document, holds: Callable[[str], bool]) -> Document:
    """The document without the items, sections and mentions whose ``only`` condition does not hold."""
    outline = tuple(each for each in document.outline if not each.condition or holds(each.condition))
    said = tuple(each for each in document.mentions if not each.condition or holds(each.condition))
    if len(outline) < len(document.outline) or len(said) < len(document.mentions):
        document = document.model_copy(update={"outline": outline, "mentions": said})
    hidden = {(each.item, each.path, each.line) for each in document.conditions if not holds(each.expression)}
    if not hidden:
        return document

    def shown(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if (item.id, item.path, item.line) not in hidden)

    left = {name: shown(getattr(document, name)) for name in _ITEM_FIELDS}
    gone = {item for item, _, _ in hidden} - {item.id for items in left.values() for item in items}
    mentions = tuple(mention for mention in document.mentions if mention.item not in gone)
    return document.model_copy(update={**left, "mentions": mentions})


def settle_keys(documents: Sequence[Document]) -> tuple[list[Document], list[ContestedKey]]:
    """Give every feature a key of its own: of two with one key, the later takes one made of its document's name."""
    taken: dict[str, Feature] = {}
    settled: list[Document] = []
    contested: list[ContestedKey] = []
    for document in documents:
        feature = document.feature
        if feature is not None and feature.id in taken:
            key = key_of_docname(document.docname)
            while key in taken:
                key += "-2"
            contested.append(ContestedKey(feature, taken[feature.id], feature.id))
            document = _under_key(document, feature, key)  # noqa: PLW2901 - the document under its new key
            feature = document.feature
        if feature is not None:
            taken[feature.id] = feature
        settled.append(document)
    return settled, contested


def _under_key(document: Document, feature: Feature, key: str) -> Document:
    def renamed(identifier: str) -> str:
        if identifier == feature.id:
            return key
        old, _, local = identifier.rpartition(".")
        return full_id(key, local) if old == feature.id else identifier

    def moved(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item.model_copy(update={"id": renamed(item.id), "feature": key}) for item in items)

    return document.model_copy(
        update={
            "feature": feature.model_copy(update={"id": key, "feature": key}),
            "mentions": tuple(m.model_copy(update={"item": renamed(m.item)}) for m in document.mentions),
            "findings": tuple(
                f.model_copy(update={"item": renamed(f.item), "feature": key}) for f in document.findings
            ),
            "option_lines": tuple(o._replace(item=renamed(o.item)) for o in document.option_lines),
            **{name: moved(getattr(document, name)) for name in _ITEM_FIELDS},
        }
    )


def number_criteria(criteria: Sequence[Criterion], owners: Sequence[str]) -> list[Criterion]:
    """Number the criteria of each requirement: nested ones first, then separate ones, then acceptance rows.

    Args:
        criteria: The criteria, in document order.
        owners: For each criterion the full id of the first requirement that it names; empty where none is known.

    Returns:
        The criteria in the same order, with their full ids and anchors. A criterion with a name keeps it; a number
        that is taken by a name is passed over.
    """
    by_owner: defaultdict[str, list[int]] = defaultdict(list)
    for index, (criterion, owner) in enumerate(zip(criteria, owners, strict=True)):
        by_owner[owner or full_id(criterion.feature, "unknown")].append(index)
    numbered = list(criteria)
    for owner, indexes in by_owner.items():
        indexes.sort(key=lambda index: SOURCE_ORDER[criteria[index].source])
        for index, local in zip(indexes, _local_ids([criteria[index].name for index in indexes]), strict=True):
            update = {"id": full_id(owner, local), "anchor": anchor_of(owner.replace(".", "-"), local)}
            if criteria[index].id != update["id"] or criteria[index].anchor != update["anchor"]:
                numbered[index] = criteria[index].model_copy(update=update)
    return numbered


def _local_ids(names: list[str]) -> Iterator[str]:
    given = frozenset(names)
    used: set[str] = set()
    for position, name in enumerate(names, start=1):
        number, local = position, name
        while not local or local in used:
            local = f"AC{number}" if f"AC{number}" not in given else ""
            number += 1
        used.add(local)
        yield local
