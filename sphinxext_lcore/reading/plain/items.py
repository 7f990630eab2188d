"""Requirements and use cases in the sections of their name."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.places import SourceLine
from sphinxext_lcore.reading.plain.criteria import (
    announces_criteria,
    entries_of,
    is_list,
    split_criteria,
    step_of,
    without_announcement,
)
from sphinxext_lcore.reading.plain.forms import Head, Lead, begins_with_an_id, lead_of, prefix_of, read_head
from sphinxext_lcore.reading.plain.paragraphs import take_items_apart
from sphinxext_lcore.reading.plain.sections import PREFIXES, SectionKind, heading_line, kind_of, title_text
from sphinxext_lcore.reading.text import blocks_text, line_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.reading.places import SourceFiles


@dataclass
class PlainItem:
    """A requirement or a use case, and the nodes that state it."""

    id: str
    title: str
    text: str
    at: SourceLine
    place: nodes.Element
    """The element that gets the anchor: a paragraph, or a section."""
    head: nodes.Node | None = None
    """The words that define it: bold ones, or a text that begins with its id."""
    blocks: list[nodes.Element] = field(default_factory=list)
    """All that states the item; mentions in it are the item's."""
    criteria: list[nodes.Element] = field(default_factory=list)
    generated: bool = False


@dataclass
class Unread:
    """What may be an item, but may as well be none."""

    at: SourceLine
    id: str = ""
    """The id with which it begins, in no form that is read."""
    why: str = ""
    head: nodes.Node | None = None
    is_prose: bool = False
    """Whether it may be a sentence that mentions the id."""


class ItemReader:
    """Reads the items of sections of one kind."""

    def __init__(self, kind: SectionKind, files: SourceFiles) -> None:
        self.kind, self.files = kind, files
        self.items: list[PlainItem] = []
        self.unread: list[Unread] = []

    def read(self, section: nodes.section) -> bool:
        """Read the items with ids of a section; say whether there was any, or what may be one."""
        before = len(self.items), len(self.unread)
        self._read_blocks(section)
        return before != (len(self.items), len(self.unread))

    def _read_blocks(self, outer: nodes.section | addnodes.only) -> None:
        current: PlainItem | None = None
        bodies: list[nodes.Node] = []
        take_items_apart(outer, PREFIXES[self.kind])
        for block in outer.children:
            started = self._start(block)
            if started is None and not self._read_container(block):
                bodies.append(block)
                continue
            self._finish(current, bodies, closed=True)
            current, bodies = started, []
        self._finish(current, bodies, closed=False)

    def _start(self, block: nodes.Node) -> PlainItem | None:
        """The item that a paragraph begins."""
        if not isinstance(block, nodes.paragraph):
            return None
        lead = lead_of(block, in_list=False)
        head = self._head(lead, block, is_prose=True)
        if head is None:
            return None
        words = head_node(block, lead)
        at = self._line_of_head(block, words)
        return self._add(PlainItem(head.id, head.title, head.text, at, block, words, [block]))

    def _read_container(self, block: nodes.Node) -> bool:
        """Read what holds items of its own: a section, or a list or an ``only`` in which there are some."""
        if isinstance(block, nodes.section):
            self._read_subsection(block)
            return True
        if isinstance(block, addnodes.only):
            before = len(self.items)
            self._read_blocks(block)
            return len(self.items) > before
        if isinstance(block, nodes.definition_list):
            terms = [self._read_term(each) for each in block.children if isinstance(each, nodes.Element)]
            return any(terms)
        return is_list(block) and self._read_list(block)

    def _finish(self, item: PlainItem | None, bodies: Sequence[nodes.Node], *, closed: bool) -> None:
        """Give an item the blocks behind its paragraph.

        What stands between two items belongs to the first. Behind the last one all belongs to it only where the item
        would have no words otherwise; it may as well be about all of them.
        """
        if item is None:
            return
        own = bodies
        if closed:
            own = _without_introduction(bodies)
        elif item.text:
            own = self._behind_the_last(bodies)
        if own:
            self._take(item, own)
            item.blocks += [block for block in own if isinstance(block, nodes.Element)]
        _settle_title(item)

    def _behind_the_last(self, bodies: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
        """What goes on with the last item: lists and code right behind it, and criteria where others have some.

        Criteria behind it may be of all of them where it would be the first that has any.
        """
        own = list(takewhile(lambda block: is_list(block) or isinstance(block, nodes.literal_block), bodies))
        rest = bodies[len(own) :]
        if not rest or not announces_criteria(rest[0], rest[1] if len(rest) > 1 else None):
            return own
        if any(item.criteria for item in self.items):
            return [*own, rest[0], *takewhile(lambda block: is_list(block) or step_of(block), rest[1:])]
        why = "criteria behind the last item may be its own or those of all, so they are not read; write '**R1:** …'"
        self.unread.append(Unread(self.files.line_of(rest[0]), why=why))
        return own

    def _take(self, item: PlainItem, bodies: Sequence[nodes.Node]) -> None:
        item.text, announced = without_announcement(item.text)
        statement, item.criteria = split_criteria(bodies, announced=announced)
        item.text = "\n\n".join(filter(None, (item.text, blocks_text(statement))))

    def _read_list(self, listing: nodes.Element) -> bool:
        """Read the items of a list, and of the lists inside them; say whether there was any."""
        before = len(self.unread)
        entries = entries_of([listing])
        found = [self._read_entry(entry) for entry in entries]
        if any(found):
            told = {unread.at for unread in self.unread[before:]}
            without = (entry for entry, was_read in zip(entries, found, strict=True) if not was_read)
            why = "stands among items with an id and has none, so it is not read; give it one"
            self.unread += [Unread(at, why=why) for at in map(self.files.line_of, without) if at not in told]
        return any(found)

    def _read_inner(self, block: nodes.Node) -> bool:
        """Read a list in an item of another one; say whether there was any item in it."""
        if isinstance(block, addnodes.only):
            inner = [self._read_inner(each) for each in block.children]
            return any(inner)
        return is_list(block) and self._read_list(block)

    def _read_entry(self, entry: nodes.list_item) -> bool:
        first = entry.children[0]
        lead = lead_of(first, in_list=True) if isinstance(first, nodes.paragraph) else None
        head = self._head(lead, first) if lead is not None else None
        if head is None or lead is None or not isinstance(first, nodes.paragraph):
            inner = [self._read_inner(each) for each in entry.children]
            return any(inner)
        words = head_node(first, lead)
        item = PlainItem(head.id, head.title, head.text, self._line_of_head(first, words), first, words, [entry])
        self._add(item)
        self._take(item, [each for each in entry.children[1:] if not self._read_inner(each)])
        _settle_title(item)
        return True

    def _read_term(self, term_and_text: nodes.Element) -> bool:
        """Read an item of a definition list, as RST makes it of an id and indented text below it."""
        term, *others = term_and_text.children
        definition = others[-1] if others else None
        if not isinstance(term, nodes.term) or not isinstance(definition, nodes.definition):
            return False
        words = ": ".join(plain.astext() for plain in (term, *others[:-1]))
        head = self._head(Lead("", " ".join(words.split()), is_heading=True), term)
        if head is None:
            return False
        first = definition.children[0] if definition.children else term
        place = first if isinstance(first, nodes.paragraph) else term
        item = PlainItem(head.id, head.title, "", line_above(first, head.id, self.files), place, term, [term_and_text])
        self._add(item)
        self._take(item, definition.children)
        return True

    def _read_subsection(self, section: nodes.section) -> None:
        at = heading_line(section, self.files)
        head = self._head(Lead("", title_text(section), is_heading=True), section, at)
        if head is None:
            if kind_of(section) in {None, self.kind}:
                self._read_blocks(section)
            return
        item = self._add(PlainItem(head.id, head.title, "", at, section, blocks=[section]))
        self._take(item, [each for each in section.children[1:] if not self._read_sub_items(item, each)])

    def _read_sub_items(self, item: PlainItem, block: nodes.Node) -> bool:
        """Read the sub-items of an item with a heading, R4a of R4, where a section or a list holds nothing else."""
        if isinstance(block, addnodes.only):
            inner = [self._read_sub_items(item, each) for each in block.children]
            return any(inner)
        if isinstance(block, nodes.section):
            leads = [Lead("", title_text(block), is_heading=True)]
        else:
            firsts = [entry.children[0] for entry in entries_of([block])]
            leads = [lead_of(each, in_list=True) for each in firsts if isinstance(each, nodes.paragraph)]
        heads = [read_head(lead) for lead in leads]
        if not heads or not all(head and head.id[:-1] == item.id for head in heads):
            return False
        return self._read_container(block)

    def _head(
        self, lead: Lead, node: nodes.Node, at: SourceLine | None = None, *, is_prose: bool = False
    ) -> Head | None:
        head = read_head(lead)
        if head is not None and prefix_of(head.id) in PREFIXES[self.kind]:
            return head
        begun = begins_with_an_id(lead)
        if begun and prefix_of(begun) in PREFIXES[self.kind]:
            is_head = isinstance(node, nodes.paragraph) and (bool(lead.bold) or not is_prose)
            place = head_node(node, lead) if is_head and isinstance(node, nodes.paragraph) else None
            self.unread.append(Unread(at or self.files.line_of(node), begun, head=place, is_prose=is_prose))
        return None

    def _line_of_head(self, paragraph: nodes.Element, head: nodes.Node | None) -> SourceLine:
        """The line of the words that define an item: an anchor in HTML may stand on a line above them."""
        if head is None:
            return self.files.line_of(paragraph)
        text = head.astext()
        line = line_of_words(head) + text[: len(text) - len(text.lstrip())].count("\n")
        return SourceLine(self.files.path_of(paragraph), line)

    def _add(self, item: PlainItem) -> PlainItem:
        self.items.append(item)
        return item


def line_above(text: nodes.Node, words: str, files: SourceFiles) -> SourceLine:
    """The line of a term: docutils before 0.22 takes it for the last line of what stands below it."""
    (path, told), lines = files.line_of(text), files.lines_of(text)
    below = min(told, len(lines))
    return SourceLine(path, next((n for n in range(below, 0, -1) if words in lines[n - 1]), below))


def head_node(paragraph: nodes.Element, lead: Lead) -> nodes.Node | None:
    """The words of a paragraph with which it defines an item: the bold ones, else its first text."""
    kind = nodes.strong if lead.bold and not lead.is_glued else nodes.Text
    return next(
        (n for n in paragraph.findall(kind) if n.astext().strip() and not isinstance(n.parent, nodes.raw)), None
    )


def _without_introduction(bodies: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    """The blocks between two items, without a last paragraph that introduces what follows."""
    last = bodies[-1] if bodies else None
    introduces = isinstance(last, nodes.paragraph) and last.astext().rstrip().endswith(":")
    return bodies[:-1] if introduces else bodies


def _settle_title(item: PlainItem) -> None:
    """Where all words of an item are bold, they are what it says, and no title."""
    if item.title and not item.text:
        item.title, item.text = "", item.title
