"""The nodes of our own: placeholders that transforms replace, and blocks that HTML writes straight from the facts."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


class card_links(nodes.General, nodes.Element):
    """Stands for the links of a card or of a feature's block until the catalog is complete."""


class card_facts(nodes.General, nodes.Element):
    """Stands for facts of a card that are known when the document is read: its ``lines``, in a list of a ``kind``."""


class aggregate(nodes.General, nodes.Element):
    """Stands for what an aggregate directive shows; its ``query`` says what."""


class block(nodes.General, nodes.Element):
    """A block of facts that is known when the document is read; its ``facts`` are the block."""


class html_permalink(nodes.Inline, nodes.Element):
    """A link to an item of a plain design itself, in HTML alone: other writers have no use for it."""


class html_blocks(nodes.General, nodes.Element):
    """Blocks in HTML: the writer makes them from the facts, which it has, or which the query of an aggregate gives.

    Nodes below it are not written: the search reads them.
    """


class html_lines(nodes.General, nodes.Element):
    """The ``lines`` of a card in HTML, in a list of a ``kind``.

    Nodes below it are not written: the search reads them.
    """


class html_inline_lines(nodes.Inline, nodes.Element):
    """The ``lines`` of an item of a plain design in HTML, behind its words.

    Nodes below it are not written: the search reads them.
    """


class html_number(nodes.Inline, nodes.Element):
    """The ``number`` of an acceptance criterion in HTML, with its ``anchor``."""


class html_title(nodes.Inline, nodes.TextElement):
    """The title of a card in HTML, where words in a signature would otherwise be treated as code."""


DOMAIN = "lcore"


def target_link(docname: str, anchor: str, *content: nodes.Node, title: str = "") -> addnodes.pending_xref:
    """A link to a place that is known already; the domain resolves it for whatever builder writes it."""
    return addnodes.pending_xref(
        "",
        *content,
        refdomain=DOMAIN,
        reftype="place",
        reftarget=f"{docname}#{anchor}",
        refexplicit=True,
        refwarn=False,
        reftitle=title,
    )


def item_link(role: str, target: str, docname: str, text: str = "") -> addnodes.pending_xref:
    """A link to an item by its name, as a role in a document would make it; it shows the name or another text."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text or target),
        refdomain=DOMAIN,
        reftype=role,
        reftarget=target,
        refdoc=docname,
        refexplicit=False,
        refwarn=False,
    )
