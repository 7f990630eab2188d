"""Requirements and use cases in the sections of their name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes

from sphinxext_lcore.model.ids import normalise_key
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.reading.plain.forms import Head, Lead, begins_with_an_id, lead_of, read_head
from sphinxext_lcore.reading.plain.sections import SectionKind, heading_line, kind_of, title_text
from sphinxext_lcore.reading.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIXES: dict[SectionKind, frozenset[str]] = {
    SectionKind.REQUIREMENTS: frozenset({"R", "FR", "NFR", "REQ"}),
    SectionKind.USE_CASES: frozenset({"U", "UC"}),
}
CRITERIA_WORDS = re.compile(r"acceptance criteria:?", re.IGNORECASE)
_WORDS_OF_A_GENERATED_ID = 6


@dataclass
class PlainItem:
    """A requirement or a use case, and the nodes that state it."""

    id: str
    title: str
    text: str
    line: int
    place: nodes.Element
    """The element that gets the anchor: a paragraph, or a section."""
    bold: bool = False
    """Whether the head is bold, else it is the beginning of the text."""
    blocks: list[nodes.Element] = field(default_factory=list)
    """All that states the item; mentions in it are the item's."""
    criteria: list[nodes.list_item] = field(default_factory=list)
    generated: bool = False


@dataclass
class Unread:
    """A block that begins with an id, but is in no form."""

    id: str
    line: int


class ItemReader:
    """Reads the items of one section."""

    def __init__(self, kind: SectionKind, lines: list[str]) -> None:
        self.kind, self.lines = kind, lines
        self.items: list[PlainItem] = []
        self.unread: list[Unread] = []

    def read(self, section: nodes.section) -> None:
        """Read a section: items with ids, or, where there is none, what is numbered or headed without one."""
        self._read_blocks(section)
        if not self.items:
            self._read_without_ids(section)

    def _read_blocks(self, section: nodes.section) -> None:
        current: PlainItem | None = None
        bodies: list[nodes.Node] = []
        for block in section.children[1:]:
            started = self._start(block)
            if started is None and isinstance(block, nodes.section):
                self._finish(current, bodies, closed=True)
                current, bodies = None, []
                self._read_subsection(block)
            elif started is None and isinstance(block, (nodes.bullet_list, nodes.enumerated_list)):
                if self._read_list(block):
                    self._finish(current, bodies, closed=True)
                    current, bodies = None, []
                else:
                    bodies.append(block)
            elif started is None:
                bodies.append(block)
            else:
                self._finish(current, bodies, closed=True)
                current, bodies = started, []
        self._finish(current, bodies, closed=False)

    def _start(self, block: nodes.Node) -> PlainItem | None:
        if not isinstance(block, nodes.paragraph):
            return None
        lead = lead_of(block, in_list=False)
        head = self._head(lead, block.line or 1)
        if head is None:
            return None
        item = PlainItem(head.id, head.title, head.text, block.line or 1, block, bool(lead.bold), [block])
        self.items.append(item)
        return item

    def _finish(self, item: PlainItem | None, bodies: Sequence[nodes.Node], *, closed: bool) -> None:
        """Give an item the blocks behind its paragraph.

        What stands between two items belongs to the first. Behind the last one it belongs to it only where the item
        would have no words otherwise; it may as well be about all of them.
        """
        if item is None:
            return
        if (closed or not item.text) and bodies:
            self._take(item, bodies)
            item.blocks += [block for block in bodies if isinstance(block, nodes.Element)]
        _settle_title(item)

    def _take(self, item: PlainItem, bodies: Sequence[nodes.Node]) -> None:
        statement, item.criteria = split_criteria(bodies)
        item.text = "\n\n".join(filter(None, (item.text, blocks_text(statement))))

    def _read_list(self, listing: nodes.Element) -> bool:
        """Read the items of a list, and of the lists inside them; say whether there was any."""
        found = False
        for entry in listing.children:
            if isinstance(entry, nodes.list_item) and entry.children:
                found = self._read_entry(entry) or found
        return found

    def _read_entry(self, entry: nodes.list_item) -> bool:
        first = entry.children[0]
        lead = lead_of(first, in_list=True) if isinstance(first, nodes.paragraph) else None
        head = self._head(lead, first.line or 1) if lead is not None else None
        if head is None or lead is None or not isinstance(first, nodes.paragraph):
            inner = [self._read_list(each) for each in entry.children if _is_list(each)]
            return any(inner)
        item = PlainItem(head.id, head.title, head.text, first.line or 1, first, bool(lead.bold), [entry])
        self.items.append(item)
        self._take(item, [each for each in entry.children[1:] if not (_is_list(each) and self._read_list(each))])
        _settle_title(item)
        return True

    def _read_subsection(self, section: nodes.section) -> None:
        head = self._head(Lead("", title_text(section), is_heading=True), heading_line(section, self.lines))
        if head is None:
            if kind_of(section) is None:
                self._read_blocks(section)
            return
        line = heading_line(section, self.lines)
        item = PlainItem(head.id, head.title, "", line, section, blocks=[section])
        self.items.append(item)
        self._take(item, section.children[1:])

    def _head(self, lead: Lead, line: int) -> Head | None:
        head = read_head(lead)
        prefixes = PREFIXES[self.kind]
        if head is not None and head.id.rstrip("0123456789abcdefghijklmnopqrstuvwxyz") in prefixes:
            return head
        begun = begins_with_an_id(lead)
        if begun and begun.rstrip("0123456789abcdefghijklmnopqrstuvwxyz") in prefixes:
            self.unread.append(Unread(begun, line))
        return None

    def _read_without_ids(self, section: nodes.section) -> None:
        for block in section.children[1:]:
            if isinstance(block, nodes.section) and kind_of(block) is None:
                text = blocks_text(split_criteria(block.children[1:])[0])
                line = heading_line(block, self.lines)
                self._generate(PlainItem("", title_text(block), text, line, block, blocks=[block]))
            elif isinstance(block, nodes.enumerated_list) or (_is_list(block) and self._tells_stories(block)):
                for entry in _entries(block):
                    first = entry.children[0]
                    if isinstance(first, nodes.paragraph):
                        item = PlainItem("", "", blocks_text(entry.children), first.line or 1, first, blocks=[entry])
                        self._generate(item)

    def _tells_stories(self, listing: nodes.Node) -> bool:
        stories = [parse_story(blocks_text(entry.children)) for entry in _entries(listing)]
        return self.kind is SectionKind.USE_CASES and bool(stories) and all(story.want for story in stories)

    def _generate(self, item: PlainItem) -> None:
        if not item.text and not item.title:
            return
        words = re.findall(r"[A-Za-z0-9]+", item.title or item.text)[:_WORDS_OF_A_GENERATED_ID]
        base = normalise_key("-".join(words))
        taken = {each.id for each in self.items}
        number, item.id = 2, base
        while item.id in taken:
            item.id, number = f"{base}-{number}", number + 1
        item.generated = True
        self.items.append(item)


def split_criteria(blocks: Sequence[nodes.Node]) -> tuple[list[nodes.Node], list[nodes.list_item]]:
    """The statement and the acceptance criteria of an item: a list behind these words, or a section of that name."""
    statement: list[nodes.Node] = []
    criteria: list[nodes.list_item] = []
    expected = False
    for block in blocks:
        if expected and _is_list(block):
            criteria += _entries(block)
        elif isinstance(block, nodes.section) and kind_of(block) is SectionKind.ACCEPTANCE:
            criteria += [entry for each in block.children if _is_list(each) for entry in _entries(each)]
        elif isinstance(block, nodes.section):
            inner_statement, inner_criteria = split_criteria(block.children[1:])
            statement += [block.children[0], *inner_statement]
            criteria += inner_criteria
        elif not _announces_criteria(block):
            statement.append(block)
        expected = _announces_criteria(block)
    return statement, criteria


def _announces_criteria(block: nodes.Node) -> bool:
    return isinstance(block, nodes.paragraph) and CRITERIA_WORDS.fullmatch(block.astext().strip()) is not None


def _settle_title(item: PlainItem) -> None:
    """Where all words of an item are bold, they are what it says, and no title."""
    if item.title and not item.text:
        item.title, item.text = "", item.title


def _is_list(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(node, (nodes.bullet_list, nodes.enumerated_list))


def _entries(listing: nodes.Node) -> list[nodes.list_item]:
    return [entry for entry in listing.children if isinstance(entry, nodes.list_item) and entry.children]
