"""Placeholders become standard nodes when a page is written, because only then the catalog is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as sphinx_translate
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.model.ids import full_id
from sphinxext_lcore.rendering.cards import (
    DOCUMENT_ATTRIBUTE,
    ID_ATTRIBUTE,
    KIND_ATTRIBUTE,
    REQUIREMENT,
    SHORT_ATTRIBUTE,
    TITLE_CLASS,
    USE_CASE,
)
from sphinxext_lcore.rendering.nodes import (
    DOMAIN,
    aggregate,
    card_links,
    criterion_label,
    html_permalink,
    html_tables,
    html_title,
)
from sphinxext_lcore.rendering.pages import LABEL, TITLE
from sphinxext_lcore.rendering.tables import links_inline, links_list, table_nodes, translate
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.links import feature_links, requirement_links, use_case_links

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.tracing.table import LabelledCell

_BEFORE_REFERENCES = 5
"""Sphinx resolves references at 10, MyST at 9; the links that we make are resolved with the others."""


class CardLinks(SphinxPostTransform):
    """Fills in what cards show of the catalog: their links, and the numbers of their criteria."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of links and labels."""
        domain = LcoreDomain.of(self.env)
        domain.written.add(self.env.docname)
        catalog = domain.catalog
        for placeholder in list(self.document.findall(card_links)):
            lines = _links(catalog, placeholder)
            make = links_list if placeholder["block"] else links_inline
            placeholder.replace_self([make(lines)] if lines else [])
        for label in list(self.document.findall(criterion_label)):
            label.replace_self(_label(catalog, label))


class ShortAnchors(SphinxPostTransform):
    """Leaves out the short anchors where all documents become one page, in which ``r1`` would be many things."""

    default_priority = _BEFORE_REFERENCES
    builders = ("singlehtml",)

    def run(self, **_kwargs: Any) -> None:
        """Keep the anchors that are unique in the project."""
        for element in self.document.findall(nodes.Element):
            if SHORT_ATTRIBUTE in element:
                element["ids"] = [each for each in element["ids"] if each != element[SHORT_ATTRIBUTE]]


class NodesForHtml(SphinxPostTransform):
    """Leaves aggregates and titles to the writer where it is one for HTML."""

    default_priority = _BEFORE_REFERENCES - 1
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders by nodes that the HTML writer knows."""
        for placeholder in list(self.document.findall(aggregate)):
            placeholder.replace_self(html_tables("", query=placeholder["query"], classes=placeholder["classes"]))
        for permalink in list(self.document.findall(html_permalink)):
            permalink.replace_self(_permalink(permalink))
        for title in list(self.document.findall(nodes.inline)):
            if TITLE_CLASS in title["classes"] and isinstance(title.parent, addnodes.desc_signature):
                title.replace_self(html_title("", "", *title.children, classes=[TITLE_CLASS]))


class TablesForOthers(SphinxPostTransform):
    """Makes standard tables of the aggregates that are left."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders by tables."""
        for placeholder in list(self.document.findall(aggregate)):
            tables = answer(LcoreDomain.of(self.env).catalog, placeholder["query"])
            placeholder.replace_self([node for table in tables for node in table_nodes(table)])


class PermalinksForOthers(SphinxPostTransform):
    """Leaves permalinks out where they could not be followed."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Remove the places of permalinks."""
        for permalink in list(self.document.findall(html_permalink)):
            permalink.parent.remove(permalink)


class PageReferences(SphinxPostTransform):
    """Lets ``{ref}`` lead to the generated page, which is no document that Sphinx knows."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Hand references to the page over to our domain, unless a document has that label."""
        standard = self.env.domains.standard_domain
        for reference in self.document.findall(addnodes.pending_xref):
            # A label of something without a title serves only those references that bring one.
            labels = standard.anonlabels if reference.get("refexplicit") else standard.labels
            if reference.get("reftarget") == LABEL and reference.get("reftype") == "ref" and LABEL not in labels:
                reference.attributes.update(refdomain=DOMAIN, reftype="page")
                if not reference.get("refexplicit"):
                    reference[:] = [nodes.inline("", translate(TITLE))]


def _permalink(place: html_permalink) -> nodes.reference:
    uri = f"#{place['anchor']}"
    return nodes.reference(
        "", "¶", refuri=uri, reftitle=sphinx_translate("Link to this definition"), classes=["headerlink"], internal=True
    )


def _links(catalog: Catalog, placeholder: card_links) -> tuple[LabelledCell, ...]:
    if ID_ATTRIBUTE not in placeholder:
        return ()
    key = catalog.feature_of(placeholder[DOCUMENT_ATTRIBUTE])
    kind = placeholder[KIND_ATTRIBUTE]
    if kind not in {REQUIREMENT, USE_CASE}:
        feature = catalog.feature(key)
        return feature_links(catalog, feature) if feature is not None else ()
    identifier = full_id(key, placeholder[ID_ATTRIBUTE])
    if kind == REQUIREMENT:
        requirement = catalog.requirement(identifier)
        return requirement_links(catalog, requirement) if requirement is not None else ()
    use_case = catalog.use_case(identifier)
    return use_case_links(catalog, use_case) if use_case is not None else ()


def _label(catalog: Catalog, label: criterion_label) -> list[nodes.Node]:
    criterion = catalog.criterion(label.get(DOCUMENT_ATTRIBUTE, ""), label.get("position", 0))
    if criterion is None:
        return []
    target = nodes.target("", "", ids=[criterion.anchor])
    if label["silent"]:
        return [target]
    return [target, nodes.strong("", criterion.local_id, classes=["lcore-number"]), nodes.Text(" ")]
