"""Ids in the running text of a plain design: links, and facts about what is mentioned where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.records import Mention
from sphinxext_lcore.reading.notes import Note
from sphinxext_lcore.reading.tickets import tickets_in
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.nodes import item_link
from sphinxext_lcore.rendering.tickets import ticket_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.config import LcoreConfig
    from sphinxext_lcore.reading.places import SourceFiles
    from sphinxext_lcore.reading.plain.references import Reference, ReferenceFinder

_NO_TEXT = (
    nodes.literal,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.reference,
    nodes.title,
    nodes.rubric,
    nodes.comment,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.system_message,
    nodes.problematic,
    nodes.caption,
    nodes.target,
    nodes.substitution_definition,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.label,
    nodes.option_group,
    addnodes.pending_xref,
    addnodes.download_reference,
    addnodes.desc_signature,
    addnodes.index,
    addnodes.toctree,
)


class Left(NamedTuple):
    """Nodes whose ids are no mentions."""

    heads: frozenset[nodes.Node]
    """Words that define an item: bold ones whole, and the id at the beginning of a text."""
    told: frozenset[nodes.Node]
    """Cells that name requirements of criteria: their ids become links, and are told of with the criteria."""


class _Piece(NamedTuple):
    """What replaces a piece of a text."""

    start: int
    end: int
    nodes: list[nodes.Node]
    mentions: tuple[tuple[str, nodes.Element], ...]


class MentionReader:
    """Finds the ids of one document."""

    def __init__(self, docname: str, files: SourceFiles, config: LcoreConfig, finder: ReferenceFinder) -> None:
        self.docname, self.files, self.config, self.finder = docname, files, config, finder
        # Most texts have no id in them, and a look at them is all that they cost.
        self.worth_reading = re.compile(rf"[A-Z][0-9]|{config.ticket_pattern}" if config.ticket_url else "[A-Z][0-9]")

    def read(self, document: nodes.document, left: Left) -> Iterator[Note]:
        """Make links in a document.

        Args:
            document: The document.
            left: What is left as it is.
        """
        for text in list(walk(document)):
            if not isinstance(text, nodes.Text) or self.worth_reading.search(text) is None:
                continue
            outer = list(_outer(text))
            if not any(isinstance(node, _NO_TEXT) or node in left.heads for node in outer):
                pieces = list(self._pieces(text, is_head=text in left.heads))
                notes = list(_replace(text, pieces))
                if not any(node in left.told for node in outer):
                    yield from (self._note(target, node) for target, node in notes)

    def _pieces(self, text: nodes.Text, *, is_head: bool) -> Iterator[_Piece]:
        pieces = [self._piece(text, reference) for reference in self.finder.find(text)]
        if is_head and pieces and not text[: pieces[0].start].strip("* \t\n"):
            pieces = pieces[1:]
        if self.config.ticket_url:
            for start, end in tickets_in(text, self.config.ticket_pattern):
                if not any(start < piece.end and piece.start < end for piece in pieces):
                    words = text[start:end]
                    pieces.append(_Piece(start, end, [ticket_link(words, words, self.config)], ()))
        yield from sorted(pieces, key=lambda piece: piece.start)

    def _piece(self, text: str, reference: Reference) -> _Piece:
        first, last = reference.names[0], reference.names[-1]
        links = [
            item_link(_role(name.id), name.head + name.id, self.docname, text[name.start : name.end])
            for name in reference.names
        ]
        shown: list[nodes.Node] = [links[0]]
        if len(links) > 1:
            shown += [nodes.Text(text[first.end : last.start]), links[-1]]
        mentions = tuple((target, links[0]) for target in reference.targets)
        return _Piece(first.start, last.end, shown, mentions)

    def _note(self, target: str, node: nodes.Element) -> Note:
        role = _role(target.rpartition(".")[2])
        mention = Mention(role=role, target=target, path=self.files.path_of(node), line=1, plain=True)
        return Note(role, 1, node, mention=mention, plain=True)


def _role(identifier: str) -> str:
    return "uc" if identifier.startswith("U") else "req"


def _outer(text: nodes.Text) -> Iterator[nodes.Node]:
    outer: nodes.Node | None = text.parent
    while outer is not None:
        yield outer
        outer = outer.parent


def _replace(text: nodes.Text, pieces: list[_Piece]) -> Iterator[tuple[str, nodes.Element]]:
    if not pieces:
        return
    result: list[nodes.Node] = []
    end = 0
    for piece in pieces:
        result += [nodes.Text(text[end : piece.start])] if piece.start > end else []
        result += piece.nodes
        end = piece.end
        yield from piece.mentions
    result += [nodes.Text(text[end:])] if end < len(text) else []
    text.parent.replace(text, result)
