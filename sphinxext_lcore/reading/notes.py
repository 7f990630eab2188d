"""What directives and roles note while a document is read, in the order in which they stand in it.

A note keeps the node that stands for it in the document. When the document is complete, ``collect`` looks at where
the node ended up: inside a requirement, inside an ``only``, or nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.model.queries import Aggregate
    from sphinxext_lcore.model.records import Finding, Item, Mention
    from sphinxext_lcore.rendering.nodes import card_links, html_permalink

_KEY = "lcore:notes"


@dataclass(slots=True)
class Note:
    """What one directive or role states."""

    name: str
    """The directive or role, such as ``requirement``."""
    line: int = 1
    node: nodes.Element | None = None
    items: tuple[Item, ...] = ()
    """The records, with local ids: the key of the feature is not known before the whole document is read."""
    item_nodes: tuple[nodes.Element, ...] = ()
    """The node of each record, where there is one for each."""
    aggregate: Aggregate | None = None
    mention: Mention | None = None
    findings: list[Finding] = field(default_factory=list)
    option_lines: dict[str, int] = field(default_factory=dict)
    links: card_links | None = None
    """Where the links of the item go."""
    permalink: html_permalink | None = None
    plain: bool = False
    """Whether it was read from the plain template; what a directive says wins over it."""


def notes_of(env: BuildEnvironment) -> list[Note]:
    """The notes of the document that is being read."""
    if _KEY not in env.current_document:
        env.current_document[_KEY] = []
    notes: list[Note] = env.current_document[_KEY]
    return notes


def add_note(env: BuildEnvironment, note: Note) -> Note:
    """Note something, at this place in the order of the document."""
    notes_of(env).append(note)
    return note
