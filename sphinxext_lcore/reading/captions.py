"""The captions of blocks that have a name: a reference to one shows it, as it shows that of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.rendering.nodes import aggregate

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def label_captions(app: Sphinx, document: nodes.document) -> None:
    """Give the label of each block its caption, after Sphinx found it to be a label without a title."""
    labels = app.env.domains.standard_domain.labels
    for name, is_explicit in document.nametypes.items():
        identifier = document.nameids.get(name)
        node = document.ids.get(identifier) if is_explicit and identifier else None
        if identifier and isinstance(node, aggregate) and node["query"].caption:
            labels[name] = (app.env.docname, identifier, node["query"].caption)
