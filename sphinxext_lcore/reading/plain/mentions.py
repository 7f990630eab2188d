"""Ids in the running text of a plain design: links, and facts about what is mentioned where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.ids import split_references
from sphinxext_lcore.model.records import Mention
from sphinxext_lcore.reading.notes import Note
from sphinxext_lcore.rendering.nodes import item_link
from sphinxext_lcore.rendering.tickets import ticket_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_lcore.config import LcoreConfig

_LOCAL = r"(?:R|FR|NFR|REQ|U|UC)[0-9]{1,3}[a-z]?"
_DASHES = r"\s?(?:\.\.\.?|[–—])\s?"
_ID = re.compile(
    rf"(?<![\w./#@:\\-])(?:(?P<key>[a-z0-9][a-z0-9_-]*)\.)?(?P<first>{_LOCAL})"
    rf"(?:(?P<range>{_DASHES})(?P<last>{_LOCAL}))?(?![\w/@\\-]|\.\w)"
)
_TICKET_BEHIND = r"\s*(?:[,;]\s*{id}\s*)*[,;]\s*(?P<ticket>{ticket})\s*\)"
_NO_TEXT = (
    nodes.literal,
    nodes.literal_block,
    nodes.reference,
    nodes.title,
    nodes.comment,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.system_message,
    nodes.caption,
    addnodes.pending_xref,
)


class _Piece(NamedTuple):
    """A link in a text."""

    start: int
    end: int
    node: nodes.Node
    mentions: tuple[Mention, ...]


class MentionReader:
    """Finds the ids of one document."""

    def __init__(self, docname: str, path: str, defined: Iterable[str], config: LcoreConfig, ticket: str) -> None:
        self.docname, self.path, self.config, self.own_ticket = docname, path, config, ticket
        self.prefixes = {identifier.rstrip("0123456789abcdefghijklmnopqrstuvwxyz") for identifier in defined}
        pattern = config.ticket_pattern
        self.behind = re.compile(_TICKET_BEHIND.format(id=_LOCAL, ticket=pattern))
        self.tickets = re.compile(pattern) if config.ticket_url else None

    def read(self, document: nodes.document, heads: frozenset[nodes.Node]) -> Iterator[Note]:
        """Make links in a document.

        Args:
            document: The document.
            heads: The words that define an item, which are no mention of it.
        """
        for text in list(document.findall(nodes.Text)):
            if any(character.isdigit() for character in text) and not _is_no_text(text, heads):
                pieces = sorted(self._pieces(text))
                yield from self._replace(text, pieces)

    def _pieces(self, text: nodes.Text) -> Iterator[_Piece]:
        ticket_spans = [match.span() for match in self.tickets.finditer(text)] if self.tickets is not None else []
        for start, end in ticket_spans:
            yield _Piece(start, end, ticket_link(text[start:end], text[start:end], self.config), ())
        for match in _ID.finditer(text):
            if not any(start <= match.start() < end for start, end in ticket_spans):
                piece = self._piece(match, text)
                if piece is not None:
                    yield piece

    def _piece(self, match: re.Match[str], text: nodes.Text) -> _Piece | None:
        head = self._head(match, text)
        prefix = match["first"].rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
        if not head and prefix not in self.prefixes:
            return None
        role = "uc" if prefix.startswith("U") else "req"
        names = split_references(match["first"] + (f"..{match['last']}" if match["last"] else ""))
        mentions = tuple(Mention(role=role, target=head + name, path=self.path, line=1, plain=True) for name in names)
        begin, gap = match.start(), match["range"] or ""
        first_text = match[0][: match.start("range") - begin] if gap else match[0]
        link: nodes.Element = item_link(role, head + match["first"], self.docname, first_text)
        if gap:
            last = item_link(role, head + match["last"], self.docname, match["last"])
            link = nodes.inline("", "", link, nodes.Text(gap), last)
        return _Piece(begin, match.end(), link, mentions)

    def _head(self, match: re.Match[str], text: nodes.Text) -> str:
        """What stands before the id in a full reference: a key, or the ticket that follows in parentheses."""
        if match["key"]:
            return f"{match['key']}."
        behind = self.behind.match(text, match.end())
        opened = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
        if behind is None or not opened or behind["ticket"] == self.own_ticket:
            return ""
        return f"{behind['ticket']}."

    def _replace(self, text: nodes.Text, pieces: list[_Piece]) -> Iterator[Note]:
        if not pieces:
            return
        result: list[nodes.Node] = []
        end = 0
        for piece in pieces:
            result += [nodes.Text(text[end : piece.start])] if piece.start > end else []
            result.append(piece.node)
            end = piece.end
            node = piece.node if isinstance(piece.node, nodes.Element) else None
            yield from (Note(mention.role, 1, node, mention=mention, plain=True) for mention in piece.mentions)
        result += [nodes.Text(text[end:])] if end < len(text) else []
        text.parent.replace(text, result)


def _is_no_text(text: nodes.Text, heads: frozenset[nodes.Node]) -> bool:
    if text in heads:
        return True
    outer: nodes.Node | None = text.parent
    while outer is not None:
        if isinstance(outer, _NO_TEXT) or outer in heads:
            return True
        outer = outer.parent
    return False
