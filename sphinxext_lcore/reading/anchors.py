"""Anchors: each item has one that is unique in the project, and a short one where it is free in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.ids import anchor_of
from sphinxext_lcore.rendering.cards import SHORT_ATTRIBUTE, signature_of

if TYPE_CHECKING:
    from sphinxext_lcore.reading.notes import Note


def give_anchors(document: nodes.document, note: Note, key: str, local_id: str) -> str:
    """Give an item its anchors, and return the one that is unique.

    Args:
        document: The document; headings may have taken anchors in it, which they keep.
        note: The note of the item.
        key: The key of the feature.
        local_id: The id in the feature.
    """
    anchor = base = anchor_of(key, local_id)
    number = 2
    while anchor in document.ids:
        anchor = f"{base}-{number}"
        number += 1
    element = _element(note)
    if element is not None:
        # A heading keeps the anchor by which it is known, and gets ours beside it.
        old = element["ids"]
        element["ids"] = [*old, anchor] if isinstance(element, nodes.section) else [anchor, *old]
        document.ids[anchor] = element
        short = local_id.lower()
        if short not in document.ids:
            element["ids"].append(short)
            element[SHORT_ATTRIBUTE] = short
            document.ids[short] = element
    return anchor


def _element(note: Note) -> nodes.Element | None:
    """The element that gets the anchors; the paragraph of a plain design gets a target for them."""
    if isinstance(note.node, addnodes.desc):
        return signature_of(note.node)
    if isinstance(note.node, nodes.paragraph):
        target = nodes.target()
        note.node.insert(0, target)
        return target
    return note.node
