"""Cards and blocks as standard nodes, which every builder shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.ids import is_id
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.nodes import DOMAIN, card_facts, card_head
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxext_lcore.tracing.blocks import LabelledCell

REQUIREMENT = "requirement"
USE_CASE = "use-case"
CRITERIA = term("Acceptance criteria")
"""The heading of the criteria in a card."""
STATE = "state"
"""The kind of those facts that stand beside each other below the head of a card."""
ID_ATTRIBUTE = "lcore-id"
KIND_ATTRIBUTE = "lcore-kind"
SHORT_ATTRIBUTE = "lcore-short"
DOCUMENT_ATTRIBUTE = "lcore-document"
CRITERION_ATTRIBUTE = "lcore-criterion"
"""Of the node of an acceptance criterion: its position, by which it gets its number when a page is written.

Not of its paragraph, which Sphinx replaces where a list holds nothing but references.
"""
SILENT_ATTRIBUTE = "lcore-silent"
"""Of such a node: whether it gets the anchor alone."""


def card(objtype: str, name: str, title: Sequence[nodes.Node], content: Iterable[nodes.Node]) -> addnodes.desc:
    """A card: an object description, as Sphinx makes it for what a page defines.

    It has its entry in the page's contents, its permalink and its place in the search without more ado::

        desc (domain=lcore, objtype=requirement)
            desc_signature: card_head "R1", with the title in it
            desc_content: facts, statement, criteria, links
    """
    signature = addnodes.desc_signature(name, "", classes=["lcore-head"])
    signature += card_head("", "", *title, name=name)
    signature["_toc_parts"] = (name,)
    signature["_toc_name"] = name
    signature["fullname"] = name
    body = addnodes.desc_content("", *content)
    description = addnodes.desc("", signature, body, domain=DOMAIN, objtype=objtype, desctype=objtype)
    description["classes"] += ["lcore", f"lcore-{objtype}"]
    description["no-index"] = False
    description[KIND_ATTRIBUTE] = objtype
    description[ID_ATTRIBUTE] = name if is_id(name) else ""
    return description


def signature_of(description: addnodes.desc) -> addnodes.desc_signature:
    """The head of a card."""
    return next(description.findall(addnodes.desc_signature))


def facts(fields: Iterable[tuple[str, Sequence[nodes.Node], int | None]], kind: str) -> nodes.field_list:
    """A list of labelled facts; those without content are left out.

    Args:
        fields: Label, content, and the line of the option that the content comes from.
        kind: The class of the list.
    """
    listing = nodes.field_list(classes=["lcore-facts", f"lcore-{kind}"])
    for label, content, line in fields:
        if content:
            paragraph = nodes.paragraph("", "", *content)
            field = nodes.field("", nodes.field_name("", translate(label)), nodes.field_body("", paragraph))
            field.line = paragraph.line = line
            listing += field
    return listing


def known_facts(lines: Iterable[LabelledCell], kind: str) -> list[card_facts]:
    """The place of labelled facts that need no parsing, which costs a fraction of their nodes; of none, no place.

    Args:
        lines: The facts; those without content are left out.
        kind: The class of the list.
    """
    filled = tuple(line for line in lines if line.cell)
    return [card_facts("", lines=filled, kind=kind)] if filled else []


def text_nodes(text: str) -> list[nodes.Node]:
    """Plain text as the content of a fact."""
    return [nodes.Text(text)] if text else []
