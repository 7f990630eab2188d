"""What a page shows of the catalog, as a digest: a page whose digest changed must be written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.catalog import ROLES_OF_ITEMS
from sphinxext_lcore.tracing.aggregates import known_answer
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.links import feature_links, requirement_links, use_case_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document


def page_digest(catalog: Catalog, document: Document) -> str:
    """The digest of all that the page of a document shows of the catalog.

    It is made of what the writers are given, so that a page can show nothing that the digest leaves out.
    """
    return digest(*_shown(catalog, document))


def page_digests(catalog: Catalog) -> dict[str, str]:
    """The digest of each page, by its document."""
    return {document.docname: page_digest(catalog, document) for document in catalog.documents}


def _shown(catalog: Catalog, document: Document) -> Iterator[object]:
    if document.feature is not None:
        yield feature_links(catalog, document.feature)
    for requirement in document.requirements:
        yield requirement.id, requirement_links(catalog, requirement)
    for use_case in document.use_cases:
        yield use_case.id, use_case_links(catalog, use_case)
    for criterion in document.criteria:
        numbered = catalog.criterion(document.docname, criterion.position)
        yield () if numbered is None else (numbered.id, numbered.anchor)
    for role, target in _references(document):
        found = catalog.resolve(role, target, catalog.feature_of(document.docname)).item
        yield () if found is None else (found.id, found.docname, found.anchor, label_of(found))
    for aggregate in document.aggregates:
        yield known_answer(catalog, aggregate.query).digest


def _references(document: Document) -> Iterator[tuple[str, str]]:
    """What the text of a document leads to, as roles and targets."""
    yield from (("req", name) for criterion in document.criteria for name in criterion.requirements)
    yield from ((mention.role, mention.target) for mention in document.mentions)
    yield from ((role, target) for target in document.other_links for role in ROLES_OF_ITEMS)


def label_of(item: object) -> str:
    """The words that a link to an item shows beside its id."""
    return str(getattr(item, "label", "") or getattr(item, "title", ""))
