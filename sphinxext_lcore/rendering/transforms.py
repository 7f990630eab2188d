"""Placeholders become standard nodes when a page is written, because only then the catalog is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.model.ids import full_id
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.cards import (
    CRITERIA,
    CRITERION_ATTRIBUTE,
    DOCUMENT_ATTRIBUTE,
    ID_ATTRIBUTE,
    KIND_ATTRIBUTE,
    REQUIREMENT,
    SHORT_ATTRIBUTE,
    SILENT_ATTRIBUTE,
    USE_CASE,
)
from sphinxext_lcore.rendering.nodes import (
    DOMAIN,
    aggregate,
    block,
    card_criteria,
    card_facts,
    card_head,
    card_links,
    html_blocks,
    html_number,
    html_permalink,
)
from sphinxext_lcore.rendering.tables import block_nodes, lines_inline, lines_list
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.rendering.views import PAGES
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.links import feature_links, requirement_links, use_case_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.tracing.blocks import LabelledCell

    Maker = Callable[[nodes.Element], list[nodes.Node] | None]

_PAGES_BY_LABEL = {page.label: page for page in PAGES}
_LINKS = "links"
"""The kind of those lines of a card that lead to other items."""
_STYLED = "lcore-lines"
"""The class of what needs our style sheet, though no element of the page has it."""
_BEFORE_REFERENCES = 5
"""Sphinx resolves references at 10, MyST at 9; the links that we make are resolved with the others."""


class Placeholders(SphinxPostTransform):
    """Fills in what pages show of the catalog: links, numbers of criteria, tables, and the way to the own page.

    What it makes are standard nodes, which every builder shows.
    """

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder."""
        domain = LcoreDomain.of(self.env)
        domain.written.add(self.env.docname)
        self.catalog = domain.catalog
        makers = self.makers()
        for node in list(walk(self.document)):
            if not isinstance(node, nodes.Element):
                continue
            if CRITERION_ATTRIBUTE in node.attributes:
                self._number(node)
            maker = makers.get(type(node))
            made = maker(node) if maker is not None else None
            if made is not None:
                node.replace_self(made)

    def makers(self) -> dict[type[nodes.Node], Maker]:
        """What is made of which node."""
        return {
            card_links: self._card_links,
            card_facts: self._card_facts,
            aggregate: self._blocks,
            block: self._block,
            addnodes.pending_xref: self._page_reference,
        }

    def _card_links(self, place: nodes.Element) -> list[nodes.Node]:
        lines = _links(self.catalog, place)
        if not lines:
            return []
        config = LcoreConfig.of(self.config)
        return [lines_list(lines, _LINKS, config) if place["block"] else lines_inline(lines, config)]

    def _card_facts(self, place: nodes.Element) -> list[nodes.Node]:
        return [lines_list(place["lines"], place["kind"], LcoreConfig.of(self.config))]

    def _number(self, item: nodes.Element) -> None:
        """Put the number of a criterion before its words."""
        criterion = self.catalog.criterion(item.get(DOCUMENT_ATTRIBUTE, ""), item[CRITERION_ATTRIBUTE])
        paragraph = next(iter(item.findall(nodes.paragraph)), None)
        if criterion is not None and paragraph is not None:
            anchor, number = criterion.anchor, criterion.local_id
            paragraph[:0] = [_target(anchor)] if item[SILENT_ATTRIBUTE] else self.number(anchor, number)
        for attribute in (CRITERION_ATTRIBUTE, SILENT_ATTRIBUTE, DOCUMENT_ATTRIBUTE):
            item.attributes.pop(attribute, None)

    def number(self, anchor: str, number: str) -> list[nodes.Node]:
        """The number of a criterion, with its anchor."""
        return [_target(anchor), nodes.strong("", number, classes=["lcore-number"]), nodes.Text(" ")]

    def _blocks(self, place: nodes.Element) -> list[nodes.Node]:
        config = LcoreConfig.of(self.config)
        return [node for each in answer(self.catalog, place["query"]) for node in block_nodes(each, config)]

    def _block(self, place: nodes.Element) -> list[nodes.Node]:
        return [*block_nodes(place["facts"], LcoreConfig.of(self.config))]

    def _page_reference(self, reference: nodes.Element) -> None:
        """Hand a reference to a generated page over to our domain, unless a document has that label."""
        label = reference.get("reftarget")
        page = _PAGES_BY_LABEL.get(label)
        if page is None or reference.get("reftype") != "ref":
            return
        standard = self.env.domains.standard_domain
        explicit = reference.get("refexplicit")
        # A label of something without a title serves only those references that bring one.
        if label not in (standard.anonlabels if explicit else standard.labels):
            reference.attributes.update(refdomain=DOMAIN, reftype="page", reftarget=page.name)
            if not explicit:
                reference[:] = [nodes.inline("", translate(page.title))]


class NodePlaceholders(Placeholders):
    """Fills in the placeholders for all builders but those of HTML."""

    formats = ("html",)

    def makers(self) -> dict[type[nodes.Node], Maker]:
        """What is made of which node."""
        return {**super().makers(), card_head: _head, card_criteria: _criteria, html_permalink: _nothing}

    def is_supported(self) -> bool:
        """Whether the builder writes something else than HTML."""
        return not super().is_supported()


class HtmlPlaceholders(Placeholders):
    """Leaves to the writer for HTML what costs it a fraction, or what it knows better how to write."""

    formats = ("html",)

    def makers(self) -> dict[type[nodes.Node], Maker]:
        """What is made of which node."""
        return {
            **super().makers(),
            card_links: self._html_links,
            card_facts: _with_words,
            aggregate: _html_blocks,
            block: self._html_block,
        }

    def _html_links(self, place: nodes.Element) -> list[nodes.Node] | None:
        lines = _links(self.catalog, place)
        if not lines:
            return []
        place["lines"], place["kind"] = lines, _LINKS
        _with_words(place)
        return None

    def number(self, anchor: str, number: str) -> list[nodes.Node]:
        """The number of a criterion, with its anchor."""
        return [html_number("", nodes.Text(number), anchor=anchor, number=number)]

    def _html_block(self, place: nodes.Element) -> list[nodes.Node]:
        facts = place["facts"]
        return [html_blocks("", *block_nodes(facts, LcoreConfig.of(self.config)), facts=facts)]


class BookLines(Placeholders):
    """Makes nodes of the lines of cards in EPUB, where Sphinx writes the address of each link beside it."""

    default_priority = _BEFORE_REFERENCES - 1
    builders = ("epub",)

    def makers(self) -> dict[type[nodes.Node], Maker]:
        """What is made of lines; all else is left to HTML."""
        return {card_links: self._card_links, card_facts: self._card_facts}


class ShortAnchors(SphinxPostTransform):
    """Leaves out the short anchors where all documents become one page, in which ``r1`` would be many things."""

    default_priority = _BEFORE_REFERENCES
    builders = ("singlehtml",)

    def run(self, **_kwargs: Any) -> None:
        """Keep the anchors that are unique in the project."""
        for element in self.document.findall(nodes.Element):
            if SHORT_ATTRIBUTE in element:
                element["ids"] = [each for each in element["ids"] if each != element[SHORT_ATTRIBUTE]]


def _nothing(_place: nodes.Element) -> list[nodes.Node]:
    return []


def _head(place: nodes.Element) -> list[nodes.Node]:
    name = addnodes.desc_name("", place["name"])
    if not place.children:
        return [name]
    return [name, addnodes.desc_sig_space(), nodes.inline("", "", *place.children, classes=["lcore-title"])]


def _criteria(place: nodes.Element) -> list[nodes.Node]:
    head = nodes.rubric("", translate(CRITERIA))
    head.source, head.line = place.source, place.line
    block = nodes.container("", head, *place.children, **place.attributes)
    block.source, block.line = place.source, place.line
    return [block]


def _html_blocks(place: nodes.Element) -> list[nodes.Node]:
    return [html_blocks("", query=place["query"])]


def _with_words(place: nodes.Element) -> None:
    """Let the writer of HTML find the lines of a card where they are, and the search their words."""
    place["classes"].append(_STYLED)
    place += _words(place["lines"])


def _target(anchor: str) -> nodes.target:
    return nodes.target("", "", ids=[anchor])


def _words(lines: Iterable[LabelledCell]) -> nodes.Text:
    """What the search reads of lines."""
    return nodes.Text(" ".join(word for line in lines for word in _words_of(line)))


def _words_of(line: LabelledCell) -> Iterator[str]:
    yield translate(line.label)
    for cell in (line.cell, *line.folded):
        for run in cell:
            yield run.text if run.target is not None else translate(run.text)


def _links(catalog: Catalog, placeholder: nodes.Element) -> tuple[LabelledCell, ...]:
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
