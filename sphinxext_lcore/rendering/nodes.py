"""The nodes of our own: placeholders that transforms replace, and what HTML writes straight from the facts."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


class card_links(nodes.General, nodes.Element):
    """Stands for the links of a card or of a feature's block until the catalog is complete.

    Then the writer of HTML finds them in its ``lines``, and the search their words below it.
    """


class card_head(nodes.Inline, nodes.TextElement):
    """The head of a card: its ``name``, then its title, which is prose in what is otherwise treated as code.

    The writer of HTML writes it; for all others it becomes standard nodes.
    """


class card_facts(nodes.General, nodes.Element):
    """Facts of a card that are known when the document is read: its ``lines``, in a list of a ``kind``.

    The writer of HTML writes the lines, and the search finds their words below it.
    """


class card_criteria(nodes.General, nodes.Element):
    """The criteria in a card, whose heading is always the same.

    The writer of HTML writes it; for all others it becomes standard nodes.
    """


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


class html_number(nodes.Inline, nodes.Element):
    """The ``number`` of an acceptance criterion in HTML, with its ``anchor``."""


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
