"""What mentions an item in its text, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.links import Links
from sphinxext_lcore.model.records import Feature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Anchored, Mention


class MentionSource(NamedTuple):
    """What mentions an item: another item, a feature's running text, or a document that is no design."""

    id: str
    """The full id of the item or the feature; where it is neither, a slash and the document's name."""
    docname: str
    anchor: str
    title: str


def mentions_of(catalog: Catalog, item: Anchored) -> tuple[MentionSource, ...]:
    """What mentions an item in its text, without the item itself and its own feature's running text."""
    return catalog.view(_all_mentions)[item.id]


def _all_mentions(catalog: Catalog) -> Links[MentionSource]:
    return Links(_mentions(catalog))


def _mentions(catalog: Catalog) -> Iterator[tuple[str, MentionSource]]:
    """The full ids of what is mentioned, each with what mentions it."""
    for document in catalog.documents:
        for mention in document.mentions:
            target = catalog.resolve(mention.role, mention.target, catalog.feature_of(document.docname)).item
            source = _source(catalog, mention, document, target) if target is not None else None
            if target is not None and source is not None:
                yield target.id, source


def _source(catalog: Catalog, mention: Mention, document: Document, target: Anchored) -> MentionSource | None:
    item = catalog.item(mention.item) if mention.item else document.feature
    if item is None:
        return MentionSource(f"/{document.docname}", document.docname, "", document.title or document.docname)
    own_text = isinstance(item, Feature) and item.id == target.feature
    if item.id == target.id or own_text:
        return None
    return MentionSource(item.id, item.docname, item.anchor, item.id)
